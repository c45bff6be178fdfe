//! Licences and the like.

use super::StatedCode;
use crate::vocab::{Country, Date, Money, Quantity};

/// A licence or the like that is held or asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authorization {
    /// The id other fields name it by.
    pub id: String,
    /// Which licence it is, as a rulebook names it, in kebab-case.
    pub licence: Option<String>,
    /// What sort it is: `individual-licence`, `exception`, …
    pub kind: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// `applied`, `issued`, `suspended`, …
    pub status: Option<String>,
    /// Its first day.
    pub valid_from: Option<Date>,
    /// Its last day.
    pub valid_to: Option<Date>,
    /// How much may be shipped under it.
    pub quantity_limit: Option<Quantity>,
    /// How much has been shipped under it.
    pub quantity_used: Option<Quantity>,
    /// For what value may be shipped under it.
    pub value_limit: Option<Money>,
    /// For what value has been shipped under it.
    pub value_used: Option<Money>,
    /// The destinations it allows (`destinations_allowed`); empty where none is stated.
    pub destinations: Vec<Country>,
    /// The destinations it does not allow (`destinations_prohibited`).
    pub not_to: Vec<Country>,
    /// The codes it covers; empty where none is stated.
    pub codes: Vec<StatedCode>,
    /// The ids of the parties it covers; empty where none is stated.
    pub parties: Vec<String>,
    /// Its conditions, in English if given so.
    pub conditions: Vec<String>,
    /// Its place in `authorizations`.
    pub index: usize,
}
