//! The second layer: what was done, whether it breaches the law, and what that may bring. It never enters the outcome of a
//! shipment, and what is not known convicts nobody.

use super::Step;
use crate::vocab::{Date, Label, Truth};

/// A violation held against something that happened.
#[derive(Debug, Clone)]
pub struct Breach {
    /// `event-1/kr.situational/unlicensed-export/1`
    pub id: String,
    /// The id of what happened, in the shipment.
    pub event: String,
    /// What kind of thing it is.
    pub event_label: Label,
    /// When; the law of that day is asked.
    pub on: Option<Date>,
    /// The line.
    pub line: String,
    /// The violation's id.
    pub violation: String,
    /// Its name.
    pub label: Label,
    /// The rulebook.
    pub rulebook: String,
    /// Where the law says so.
    pub citations: Vec<String>,
    /// Whether it is there; unknown is not.
    pub truth: Truth,
    /// What it may bring.
    pub sanctions: Vec<Threat>,
    /// Why.
    pub derivation: Step,
}

/// What a violation may bring.
#[derive(Debug, Clone)]
pub struct Threat {
    /// The sanction's id.
    pub sanction: String,
    /// Its name.
    pub label: Label,
    /// Where the law says so.
    pub citations: Vec<String>,
    /// Whether it follows from what is known; unknown does not.
    pub truth: Truth,
    /// Whether it lies in the authority's discretion.
    pub may: bool,
    /// One or the other of these, each with the most of it in words (`3 years`, `3 times value: 30000 USD`).
    pub of: Vec<(Label, Option<String>)>,
}
