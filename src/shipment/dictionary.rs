//! What the loaded rules know, and therefore may be stated: declared facts, schemes, editions and names.

use crate::vocab::{FactOf, Label, Scheme, StandardDate, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// What type a declared fact has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// `yes or no`.
    YesNo,
    /// `asserted by AUTHORITY`: yes or no, counts only with an asserter.
    Asserted {
        /// The authority whose word counts.
        by: String,
    },
    /// `one of …`: a choice, by names in kebab-case.
    OneOf(Vec<String>),
    /// `any of …`: a set of choices, by names in kebab-case.
    AnyOf(Vec<String>),
    /// `date`.
    Date,
    /// `country`.
    Country,
    /// `number`.
    Number,
    /// `quantity in UNIT`: stated in any unit of the same dimension.
    Quantity(Unit),
    /// `money`.
    Money,
    /// `text`.
    Text,
}

/// A fact some rulebook declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredFact {
    /// Its name in kebab-case.
    pub name: String,
    /// Whose it is.
    pub of: FactOf,
    /// Its type.
    pub kind: FactKind,
    /// The question that settles it.
    pub ask: Option<Label>,
}

impl DeclaredFact {
    /// Whether it restates a standard fact, which has a field of its own in every shipment.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        standard_home(&self.name).is_some()
    }
}

/// A scheme some rulebook declares a classification for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredScheme {
    /// Its name, such as `ORCHID-LIST`.
    pub name: String,
    /// The question that settles it.
    pub ask: Option<Label>,
}

/// What every shipment may state, whatever the rules declare: a field, or a group of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the field of that name")]
pub enum Field {
    KnownEndDestination,
    Date(StandardDate),
    NatureOfTransaction,
    Parties,
    /// Where parties are incorporated.
    Incorporation,
    /// Where parties have their headquarters.
    Headquarters,
    /// Who owns parties.
    Owners,
    /// The way: legs, and the countries of routing.
    Legs,
    Licences,
    Events,
    Origin,
    Quantity,
    NetMass,
    Value,
    Condition,
    ItemKind,
    /// What it is made of.
    Content,
    ProducedWith,
    EndUse,
    EndUser,
    Consignee,
}

/// What may be stated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dictionary {
    facts: BTreeMap<String, DeclaredFact>,
    schemes: BTreeMap<String, DeclaredScheme>,
    editions: BTreeMap<String, BTreeSet<String>>,
    codes: BTreeSet<String>,
    screenings: BTreeSet<String>,
    licences: BTreeSet<String>,
    events: BTreeSet<String>,
    fields: BTreeSet<Field>,
}

impl Dictionary {
    /// Nothing but what every shipment may state.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fact. The first declaration of a name counts.
    pub fn add_fact(&mut self, fact: DeclaredFact) {
        self.facts.entry(fact.name.clone()).or_insert(fact);
    }

    /// Adds a scheme. The first declaration of a name counts.
    pub fn add_scheme(&mut self, scheme: DeclaredScheme) {
        self.schemes.entry(scheme.name.clone()).or_insert(scheme);
    }

    /// Adds an edition in which some rulebook's codes of a scheme are.
    pub fn add_edition(&mut self, scheme: &str, edition: &str) {
        self.editions.entry(scheme.to_owned()).or_default().insert(edition.to_owned());
    }

    /// Adds a scheme in which some rule reads codes.
    pub fn add_code(&mut self, scheme: &str) {
        self.codes.insert(scheme.to_owned());
    }

    /// The schemes in which the rules read codes: of tariffs first, the Harmonized System where they say nothing of one, then those
    /// of classifications and others.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        let read = |scheme: &&str| self.codes.contains(*scheme) || self.editions.contains_key(*scheme);
        let mut all: Vec<&str> = Scheme::known().filter(read).collect();
        if all.is_empty() {
            all.push("HS");
        }
        let others = self.schemes.keys().chain(&self.codes).map(String::as_str);
        let others = others.filter(|scheme| Scheme::known().all(|tariff| tariff != *scheme));
        all.extend(others.collect::<BTreeSet<_>>());
        all
    }

    /// Adds a list that parties are screened against, by its name in kebab-case.
    pub fn add_screening(&mut self, name: &str) {
        self.screenings.insert(name.to_owned());
    }

    /// Adds a licence, by its name in kebab-case.
    pub fn add_licence(&mut self, name: &str) {
        self.licences.insert(name.to_owned());
    }

    /// Adds a kind of event, by its name in kebab-case.
    pub fn add_event(&mut self, name: &str) {
        self.events.insert(name.to_owned());
    }

    /// Adds a field that some rule reads.
    pub fn add_field(&mut self, field: Field) {
        self.fields.insert(field);
    }

    /// Whether some rule reads a field. What no rule reads may be stated all the same.
    #[must_use]
    pub fn reads(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// The lists that parties are screened against, in kebab-case. Where there is none, a shipment may name any.
    pub fn screenings(&self) -> impl Iterator<Item = &str> {
        self.screenings.iter().map(String::as_str)
    }

    /// The licences, in kebab-case. Where there is none, a shipment may name any.
    pub fn licences(&self) -> impl Iterator<Item = &str> {
        self.licences.iter().map(String::as_str)
    }

    /// The kinds of events, in kebab-case. Where there is none, a shipment may name any.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        self.events.iter().map(String::as_str)
    }

    /// The declared fact of that name (kebab-case).
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&DeclaredFact> {
        self.facts.get(name)
    }

    /// All declared facts, by name.
    pub fn facts(&self) -> impl Iterator<Item = &DeclaredFact> {
        self.facts.values()
    }

    /// All declared schemes, by name.
    pub fn schemes(&self) -> impl Iterator<Item = &DeclaredScheme> {
        self.schemes.values()
    }

    /// The editions the loaded rules read codes of a scheme in.
    pub fn editions(&self, scheme: &str) -> impl Iterator<Item = &str> {
        self.editions.get(scheme).into_iter().flatten().map(String::as_str)
    }
}

/// Where a standard fact stands, whose name a rulebook may restate.
pub(super) fn standard_home(name: &str) -> Option<&'static str> {
    if StandardDate::parse(name).is_some() {
        return Some("under `dates`");
    }
    match name {
        "origin" => Some("as `country_of_origin` of its line"),
        "value" | "quantity" | "net-mass" | "condition" => Some("as a field of its line"),
        "nature-of-transaction" => Some("as `nature_of_transaction` of the shipment"),
        "act" => Some("as `activity` of the shipment"),
        _ => None,
    }
}
