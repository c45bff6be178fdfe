//! Accepted rulings: what was ruled of the shipments under a rulebook's `cases/`, as somebody took it for right.
//!
//! A ruling is kept in two parts. The *verdict* with its *reasons* is law; the *words* in which it is told are not, so
//! that a label that reads otherwise is no legal change. Beside them stand the fingerprints of the clauses as they were
//! then ([`Lock`]): a ruling that changed is told under the clause that did.

mod causes;
mod grounds;
mod kept;
mod words;

pub use causes::{Altered, Causes, Lock};
pub use grounds::Grounds;
pub use kept::{Kept, Unreadable, read, write};
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
        (Some(before), Some(after)) if (before.stops, &before.verdict) != (after.stops, &after.verdict) => {
            (Differs::Verdict, &after.case)
        }
        (Some(before), Some(after)) if before.reasons != after.reasons => (Differs::Reasons, &after.case),
        (Some(before), Some(after)) if before.words != after.words => (Differs::Words, &after.case),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    let lines = |kept: Option<&Kept>| kept.map(|kept| kept.told(how)).unwrap_or_default();
    let (was, is) = (lines(before), lines(after));
    let without = |all: &[String], others: &[String]| {
        all.iter().filter(|line| !others.contains(line)).cloned().collect::<Vec<_>>()
    };
    let grounds = before.into_iter().chain(after).flat_map(|kept| kept.grounds.iter().map(String::as_str));
    let both = before.zip(after);
    Some(Changed {
        case: case.clone(),
        how,
        released: both.is_some_and(|(before, after)| before.stops && !after.stops),
        before: without(&was, &is),
        after: without(&is, &was),
        causes: if both.is_some() { causes.behind(grounds) } else { Vec::new() },
        shipment_changed: both.is_some_and(|(before, after)| before.shipment != after.shipment),
    })
}
