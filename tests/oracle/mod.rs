//! A slow, obvious evaluator, written from the meaning of the language and not from the engine.
//!
//! It reads a [`Model`] and a [`Shipment`] as a lawyer would with the text on one side and the papers on the other: every
//! condition by plain recursion, every entry of a list in turn, every exception by going through all the ways in which what
//! is not known could fall. It has no index, no cache and no order of evaluation that matters. The engine must agree with it.
#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::allow_attributes, reason = "a module of several test crates")]
#![allow(missing_docs, unreachable_pub, reason = "a module of tests")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop where it fails")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "a module of tests"
)]

pub mod almanac;
pub mod completions;
mod condition;
mod listed;
pub mod outline;
mod parts;
mod place;
mod reckoned;
mod ruling;
mod weigh;
pub mod worlds;

pub use ruling::{Finding, Stated, opinion};

use cocket::model::{ClassificationId, Entry, FactId, InstrumentId, List, Model, Rulebook, RulebookId};
use cocket::shipment::{Line, Party, Shipment};
use cocket::vocab::{Act, Date, Period, Truth};

/// A line of a shipment before a rulebook: everything a condition is read against.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub model: &'a Model,
    pub shipment: &'a Shipment,
    /// What is asked about: the line, or a part of it.
    pub line: &'a Line,
    /// The line that is shipped.
    pub goods: &'a Line,
    /// The party at hand.
    pub party: Option<&'a Party>,
    pub book: RulebookId,
    /// The decisive day, if it is known.
    pub on: Option<Date>,
    /// As known on that day; none: everything the rulebook holds.
    pub known_on: Option<Date>,
    /// What `listed-entry` is.
    pub entry: Bound<'a>,
    /// How the entries of a list are gone through.
    pub entries: Entries,
}

/// What `listed-entry` stands for.
#[derive(Clone, Copy)]
pub enum Bound<'a> {
    /// The rule names no list.
    Nothing,
    /// This entry.
    Entry(&'a List, &'a Entry),
    /// An entry that nothing names yet: one the list as encoded may be missing, or one for which the item's code or
    /// classification would have to be known. These are the only entries meant, or any.
    Unnamed(&'a List, &'a [String]),
}

/// How entries are gone through that nothing names yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    /// One by one. No range could be narrower.
    Singly,
    /// Together, as one entry of which nothing is known: "they make one grouped question per scheme".
    Together,
}

impl<'a> Reader<'a> {
    pub fn rulebook(&self) -> &'a Rulebook {
        &self.model.rulebooks[self.book.index()]
    }

    /// "An absent act is `export`."
    pub fn act(&self) -> Act {
        self.shipment.act.unwrap_or_default()
    }

    /// The same line with another entry bound.
    pub fn bound(&self, entry: Bound<'a>) -> Reader<'a> {
        Reader { entry, ..*self }
    }

    /// The same line on another day.
    pub fn on(&self, on: Option<Date>) -> Reader<'a> {
        Reader { on, ..*self }
    }

    /// The decisive day that a fact gives, unless the question sets one.
    pub fn day_of(&self, fact: FactId, asked: Option<Date>) -> Option<Date> {
        asked.or_else(|| self.shipment.date_named(&self.model.facts[fact.index()].id))
    }

    /// "As known on K": whether an instrument had been published by then.
    pub fn known(&self, instrument: Option<InstrumentId>) -> bool {
        let published = instrument.and_then(|id| self.model.instruments[id.index()].known_from());
        match (self.known_on, published) {
            (Some(known_on), Some(published)) => published <= known_on,
            _ => true,
        }
    }

    /// "As known on K (which instruments had been published; by default all the rulebook holds)."
    pub fn is_known(&self, known: Period) -> bool {
        self.known_on.map_or(known.before.is_none(), |on| known.contains(on))
    }

    /// "An unknown date gives the range over the versions it could fall in": what a statement that changes only on the
    /// given days says on the decisive day, or on every day it could be.
    pub fn over_days(&self, changes: &[Date], statement: impl Fn(Date) -> Truth) -> Truth {
        if let Some(on) = self.on {
            return statement(on);
        }
        let before_all = changes.iter().min().map_or(Date::from_number(0), |first| first.previous());
        let days = changes.iter().copied().chain([before_all]);
        agreed(days.map(statement))
    }

    /// The days on which the classification, or what it is made under, changed, as far as they are known.
    pub fn changes_of(&self, id: ClassificationId) -> Vec<Date> {
        let declared = &self.model.classifications[id.index()].changed;
        let declared = declared.iter().filter(|(_, by)| self.known(*by)).map(|(day, _)| *day);
        let lists = self.model.lists.iter().filter(|list| list.classified_by == Some(id));
        let entries = lists.flat_map(|list| &list.entries).filter(|entry| entry.codes.is_empty());
        let entries = entries.filter(|entry| self.is_known(entry.known));
        declared.chain(entries.flat_map(|entry| [entry.period.from, entry.period.before]).flatten()).collect()
    }
}

/// What all of them say if they agree; otherwise nobody knows.
pub fn agreed(says: impl IntoIterator<Item = Truth>) -> Truth {
    let mut says = says.into_iter();
    let first = says.next().unwrap_or(Truth::Unknown);
    if says.all(|next| next == first) { first } else { Truth::Unknown }
}
