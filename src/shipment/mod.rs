//! The question: what is known of a shipment and what is not, checked before anything reads it.
//!
//! Takes a [`Tree`] (a JSON text already parsed by `wire`) and a [`Dictionary`] (what the loaded rules know); gives a
//! [`Shipment`] or every reason why there is none, at once. Nothing is coerced, nothing is defaulted: absent, `null` and
//! `"unknown"` are one thing, and stay unknown. Every datum can be traced to its place and its raw text by
//! [`Datum::pointer`] and [`Shipment::raw`].

mod alias;
mod authorization;
mod dates;
mod datum;
mod dictionary;
mod fact;
mod line;
mod party;
mod read;
mod tree;
mod way;
pub mod words;

pub use authorization::Authorization;
pub use dates::Dates;
pub use datum::{Datum, LineDatum};
pub use dictionary::{DeclaredFact, DeclaredScheme, Dictionary, FactKind, Field};
pub use fact::{FactValue, StatedFact};
pub use line::{CodeValue, Content, Line, StatedCode};
pub use party::{Owner, Party, Screening, ScreeningResult};
pub use read::{
    FORMAT, MAX_COMPONENTS, MAX_CONTENT_DEPTH, MAX_EVENTS, MAX_ID_CHARS, MAX_LEGS, MAX_LINES, MAX_PARTIES, read,
};
pub use tree::Tree;
pub use way::{Certainty, Event, Leg};

use crate::vocab::{Act, Country, Date, Money, Place, StandardDate};
use std::collections::BTreeMap;

/// A shipment: what is known of it.
///
/// Countries may carry a territory below them. A field that is `None`, or an entry that is missing, is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shipment {
    /// Its id.
    pub id: String,
    /// What is done; an absent act is read as an export by the evaluator, which says so.
    pub act: Option<Act>,
    /// The country the goods leave (`country_of_export`).
    pub country_of_export: Option<Place>,
    /// The declared destination (`country_of_destination`).
    pub declared_destination: Option<Place>,
    /// The known end destination (`country_of_ultimate_destination`).
    pub known_end_destination: Option<Place>,
    /// The countries on the way, in order (`countries_of_routing`).
    pub routing: Vec<Country>,
    /// The standard dates.
    pub dates: Dates,
    /// Sale, lease, sample, … in kebab-case.
    pub nature_of_transaction: Option<String>,
    /// The value of the whole shipment, where stated.
    pub total_value: Option<Money>,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// Whether these are all who take part; None where that is not stated.
    pub parties_complete: Option<bool>,
    /// The legs of the way, in the order of their numbers.
    pub legs: Vec<Leg>,
    /// The licences and the like that are held or asked for.
    pub authorizations: Vec<Authorization>,
    /// What happened, in the order written.
    pub events: Vec<Event>,
    /// What is shipped; at least one line.
    pub lines: Vec<Line>,
    /// The facts of the whole shipment, by name in kebab-case. A line's fact stated here holds for every line.
    pub facts: BTreeMap<String, StatedFact>,
    /// The tree it was read from; `Tree::Null` for a shipment that was made otherwise.
    pub source: Tree,
}

impl Shipment {
    /// What is written at a pointer: a string bare, anything else as JSON. None where nothing is written.
    #[must_use]
    pub fn raw(&self, pointer: &str) -> Option<String> {
        self.source.at(pointer).map(Tree::raw)
    }

    /// The party of that id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// The authorization of that id.
    #[must_use]
    pub fn authorization(&self, id: &str) -> Option<&Authorization> {
        self.authorizations.iter().find(|authorization| authorization.id == id)
    }

    /// A standard date.
    #[must_use]
    pub fn date(&self, date: StandardDate) -> Option<Date> {
        self.dates.get(date)
    }

    /// A standard date by its name in kebab-case (`export-declared`).
    #[must_use]
    pub fn date_named(&self, name: &str) -> Option<Date> {
        StandardDate::parse(name).and_then(|date| self.date(date))
    }

    /// A declared fact for a line: stated on the line, else once for the shipment. None if neither says anything.
    #[must_use]
    pub fn fact_of<'a>(&'a self, line: &'a Line, name: &str) -> Option<&'a StatedFact> {
        line.facts.get(name).or_else(|| self.facts.get(name))
    }
}

/// The name in JSON of a name of the language: `export-declared` is `export_declared`.
#[must_use]
pub fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// The name in the language of a name in JSON: `export_declared` is `export-declared`.
#[must_use]
pub fn kebab(name: &str) -> String {
    name.replace('_', "-")
}
