//! What is found of parties and of licences that are held.

use crate::vocab::{Date, Label};

/// What was asked of a licence that is stated, and what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is this licence.
    Kind,
    /// It was issued and stands.
    Status,
    /// The day lies within it.
    Validity,
    /// It is for the destination.
    Destination,
    /// It covers the item.
    Item,
    /// It covers who receives the goods.
    Parties,
    /// Enough of its quantity is left.
    Quantity,
    /// Enough of its value is left.
    Value,
    /// The line is shipped under it.
    Line,
    /// The authority that grants it issued it.
    Issuer,
}

impl Fit {
    /// The name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Fit::Kind => "kind",
            Fit::Status => "status",
            Fit::Validity => "validity",
            Fit::Destination => "destination",
            Fit::Item => "item",
            Fit::Parties => "parties",
            Fit::Quantity => "quantity",
            Fit::Value => "value",
            Fit::Line => "line",
            Fit::Issuer => "issuer",
        }
    }

    /// All of them.
    pub const ALL: [Fit; 10] = [
        Fit::Kind,
        Fit::Status,
        Fit::Validity,
        Fit::Destination,
        Fit::Item,
        Fit::Parties,
        Fit::Quantity,
        Fit::Value,
        Fit::Line,
        Fit::Issuer,
    ];
}

/// A list that a party was looked up in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Looked {
    /// The list.
    pub list: Label,
    /// What was found; none where nothing is stated.
    pub result: Option<&'static str>,
    /// When it was looked up.
    pub on: Option<Date>,
}
