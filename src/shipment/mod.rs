//! The question: what is known of a shipment and what is not, checked before anything reads it.
//!
//! Takes a [`Tree`] (a JSON text already parsed by `wire`) and a [`Dictionary`] (what the loaded rules know); gives a
//! [`Shipment`] or every reason why there is none, at once. Nothing is coerced, nothing is defaulted: absent, `null` and
//! `"unknown"` are one thing, and stay unknown. Every datum can be traced to its place and its raw text by
//! [`Datum::pointer`] and [`Shipment::raw`].

mod alias;
mod datum;
mod dictionary;
mod fact;
mod read;
mod tree;
pub mod words;

pub use datum::{Datum, LineDatum};
pub use dictionary::{DeclaredFact, DeclaredScheme, Dictionary, FactKind};
pub use fact::{FactValue, StatedFact};
pub use read::{FORMAT, MAX_ID_CHARS, MAX_LINES, read};
pub use tree::Tree;

use crate::vocab::{Act, Code, Country, Date, Money, Place, Quantity};
use std::collections::BTreeMap;

/// The dates every shipment may state, as rule texts name them. `wire` and shipments write them in `snake_case`.
pub const STANDARD_DATES: [&str; 9] = [
    "contract-signed",
    "order-accepted",
    "export-declared",
    "loaded",
    "departed",
    "arrival-expected",
    "transferred",
    "return-by",
    "brokered",
];

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
    /// The standard dates by name in kebab-case (`export-declared`).
    pub dates: BTreeMap<String, Date>,
    /// Sale, lease, sample, … in kebab-case.
    pub nature_of_transaction: Option<String>,
    /// The value of the whole shipment, where stated.
    pub total_value: Option<Money>,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// The legs of the way, in order.
    pub legs: Vec<Leg>,
    /// What is shipped; at least one line.
    pub lines: Vec<Line>,
    /// The facts of the whole shipment, by name in kebab-case. A line's fact stated here holds for every line.
    pub facts: BTreeMap<String, StatedFact>,
    /// The tree it was read from; `Tree::Null` for a shipment that was made otherwise.
    pub source: Tree,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The id other fields name it by.
    pub id: String,
    /// `exporter`, `end-user`, … in kebab-case.
    pub roles: Vec<String>,
    /// Where it is.
    pub country: Option<Place>,
    /// `government`, `military`, …
    pub kind: Option<String>,
    /// `wholly-owned-subsidiary`, …
    pub relationship_to_exporter: Option<String>,
    /// Its place in `parties`.
    pub index: usize,
}

/// How certain a leg is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It has happened.
    Done,
    /// It is planned.
    Planned,
    /// Somebody suspects it.
    Suspected,
}

/// One leg of the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leg {
    /// Its number, from 1.
    pub seq: u32,
    /// `export`, `transhipment`, `reexport`, … in kebab-case.
    pub kind: Option<String>,
    /// Where it begins.
    pub from: Option<Place>,
    /// Where it ends.
    pub to: Option<Place>,
    /// How certain it is.
    pub certainty: Option<Certainty>,
    /// The names of the lines it carries; empty for all.
    pub lines: Vec<String>,
    /// Its place in `legs`.
    pub index: usize,
}

/// One line: one kind of item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its name (`line`).
    pub name: String,
    /// Its place in `lines`.
    pub index: usize,
    /// Goods, software, technology or service.
    pub item_kind: Option<String>,
    /// What it is, in English if given so.
    pub description: Option<String>,
    /// The classifications stated, in the order written.
    pub codes: Vec<StatedCode>,
    /// The country of origin.
    pub origin: Option<Country>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// Its mass without packing.
    pub net_mass: Option<Quantity>,
    /// Its mass with packing.
    pub gross_mass: Option<Quantity>,
    /// Its value.
    pub value: Option<Money>,
    /// `new`, `used` or `refurbished`.
    pub condition: Option<String>,
    /// The id of the end user among the parties.
    pub end_user: Option<String>,
    /// The id of the consignee among the parties.
    pub consignee: Option<String>,
    /// The known end destination of this line, where it differs from the shipment's.
    pub known_end_destination: Option<Place>,
    /// Technical parameters by name in kebab-case; `None` is stated as unknown.
    pub specs: BTreeMap<String, Option<Quantity>>,
    /// The facts of this line, by name in kebab-case.
    pub facts: BTreeMap<String, StatedFact>,
}

/// A classification as somebody stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedCode {
    /// The scheme, such as `HS` or one a rulebook declares.
    pub scheme: String,
    /// The edition, where stated.
    pub edition: Option<String>,
    /// The code, or that there is none.
    pub value: CodeValue,
    /// `self`, `supplier`, `expert`, `authority-ruling` or `assumed`.
    pub status: Option<String>,
    /// When it was determined.
    pub determined_on: Option<Date>,
    /// Where that is written.
    pub reference: Option<String>,
    /// Its place in `codes`.
    pub index: usize,
}

/// What a classification says. Unknown is not a value: a scheme that is not stated is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeValue {
    /// The item has this code.
    Code(Code),
    /// The item was classified, and is under none of this scheme.
    Nothing,
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

    /// A standard date by its name in kebab-case.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        self.dates.get(name).copied()
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
