//! Who takes part, who owns whom, and what screening found.

use super::StatedFact;
use crate::vocab::{Country, Date, Decimal, Place};
use std::collections::BTreeMap;

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The id other fields name it by.
    pub id: String,
    /// `exporter`, `end-user`, … in kebab-case.
    pub roles: Vec<String>,
    /// Where it is.
    pub country: Option<Place>,
    /// The country under whose law it was set up.
    pub incorporated_in: Option<Country>,
    /// The country of its headquarters, which for a branch is that of the whole.
    pub headquarters: Option<Country>,
    /// `government`, `military`, …
    pub kind: Option<String>,
    /// `wholly-owned-subsidiary`, …
    pub relationship_to_exporter: Option<String>,
    /// Who owns it, in the order written.
    pub owners: Vec<Owner>,
    /// Whether these are all its owners; None where that is not stated.
    pub owners_complete: Option<bool>,
    /// What it was screened against, in the order written.
    pub screenings: Vec<Screening>,
    /// The facts of this party, by name in kebab-case.
    pub facts: BTreeMap<String, StatedFact>,
    /// Its place in `parties`.
    pub index: usize,
}

/// An owner of a party.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// The id of the party that owns.
    pub party: String,
    /// How much of it, in percent; None where that is not known.
    pub percent: Option<Decimal>,
    /// Its place in `owners`.
    pub index: usize,
}

/// A party held against a list. A screening whose result is not known is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// The list, as a rulebook names it, in kebab-case.
    pub list: String,
    /// What was found.
    pub result: ScreeningResult,
    /// When; without a day a result that clears the party does not count.
    pub screened_on: Option<Date>,
    /// The version of the list, as it calls itself.
    pub version: Option<String>,
    /// Its place in `screening`.
    pub index: usize,
}

/// What a screening found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScreeningResult {
    /// Nobody on the list is like the party.
    NoMatch,
    /// Somebody on the list may be the party.
    PossibleMatch,
    /// The party is on the list.
    Match,
    /// Somebody on the list is like the party, and is not the party.
    FalsePositiveConfirmed,
}

impl ScreeningResult {
    /// All of them.
    pub const ALL: [ScreeningResult; 4] =
        [Self::NoMatch, Self::PossibleMatch, Self::Match, Self::FalsePositiveConfirmed];

    /// Its name in rule texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoMatch => "no-match",
            Self::PossibleMatch => "possible-match",
            Self::Match => "match",
            Self::FalsePositiveConfirmed => "false-positive-confirmed",
        }
    }

    /// The result of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.name() == name)
    }

    /// Whether it says that the party is not on the list.
    #[must_use]
    pub fn clears(self) -> bool {
        matches!(self, Self::NoMatch | Self::FalsePositiveConfirmed)
    }
}
