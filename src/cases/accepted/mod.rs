//! Accepted rulings: what was ruled of the shipments under a rulebook's `cases/`, as somebody took it for right.
//!
//! A ruling is kept in two parts. The *verdict* with its *reasons* is law; the *words* in which it is told are not, so
//! that a label that reads otherwise is no legal change. Beside them stand the fingerprints of the clauses as they were
//! then ([`Lock`]): a ruling that changed is told under the clause that did.

mod causes;
mod grounds;
mod kept;
mod records;
mod words;

pub use causes::{Altered, Causes, Lock};
pub use grounds::Grounds;
pub use kept::{Kept, Unreadable, read, write};
pub use records::{Fault, faults};
pub use words::{read_words, words, write_words};

/// How a ruling differs from the accepted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    /// Another outcome, or as firm no longer or newly so.
    Verdict,
    /// The same verdict, for other reasons.
    Reasons,
    /// The same ruling in other words.
    Words,
    /// The same ruling in the same words, on other clauses.
    Grounds,
    /// The same ruling of a shipment that was edited.
    Shipment,
    /// Of what was accepted only the words are left.
    VerdictLost,
    /// Of what was accepted only the verdict is left.
    WordsLost,
    /// Nothing was accepted of it.
    New,
    /// What was accepted of it stands for no shipment.
    Gone,
}

/// A ruling that is not the accepted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The shipment's id.
    pub case: String,
    /// In what.
    pub how: Differs,
    /// It stopped, and does no longer.
    pub released: bool,
    /// It stops, and did not.
    pub stopped: bool,
    /// The lines that were, and are no longer.
    pub before: Vec<String>,
    /// The lines that are, and were not.
    pub after: Vec<String>,
    /// The clauses behind it, each with how it was altered; none where the shipment, or this program, is.
    pub causes: Vec<String>,
    /// The shipment is another one under the same id.
    pub shipment_changed: bool,
}

/// How a ruling differs from what was accepted; none where it does not.
#[must_use]
pub fn compare(before: Option<&Kept>, after: Option<&Kept>, causes: &Causes<'_>) -> Option<Changed> {
    let (how, case) = match (before, after) {
        (Some(before), None) => (Differs::Gone, &before.case),
        (None, Some(after)) => (Differs::New, &after.case),
        (Some(before), Some(after)) => (between(before, after)?, &after.case),
        (None, None) => return None,
    };
    let lines = |kept: Option<&Kept>| kept.map(|kept| kept.told(how)).unwrap_or_default();
    let (was, is) = (lines(before), lines(after));
    let without = |all: &[String], others: &[String]| {
        all.iter().filter(|line| !others.contains(line)).cloned().collect::<Vec<_>>()
    };
    let grounds = before.into_iter().chain(after).flat_map(|kept| kept.grounds.iter().map(String::as_str));
    // What is lost says nothing of how it was.
    let both = before.zip(after).filter(|_| how != Differs::VerdictLost);
    Some(Changed {
        case: case.clone(),
        how,
        released: both.is_some_and(|(before, after)| before.stops && !after.stops),
        stopped: both.is_some_and(|(before, after)| !before.stops && after.stops),
        before: without(&was, &is),
        after: without(&is, &was),
        causes: if both.is_some() { causes.behind(grounds) } else { Vec::new() },
        shipment_changed: both.is_some_and(|(before, after)| before.shipment != after.shipment),
    })
}

/// The gravest way in which a ruling differs from the accepted one.
fn between(before: &Kept, after: &Kept) -> Option<Differs> {
    let ways = [
        (before.verdict.is_empty(), Differs::VerdictLost),
        ((before.stops, &before.verdict) != (after.stops, &after.verdict), Differs::Verdict),
        (before.reasons != after.reasons, Differs::Reasons),
        (before.words.is_empty(), Differs::WordsLost),
        (before.words != after.words, Differs::Words),
        (before.grounds != after.grounds, Differs::Grounds),
        (before.shipment != after.shipment, Differs::Shipment),
    ];
    ways.into_iter().find(|(differs, _)| *differs).map(|(_, how)| how)
}
