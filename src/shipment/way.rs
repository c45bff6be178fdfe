//! The way of the goods, and what happened on it.

use super::StatedFact;
use crate::vocab::{Date, Place};
use std::collections::BTreeMap;

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
    /// The day it begins, where it begins.
    pub departs: Option<Date>,
    /// The day it ends, where it ends.
    pub arrives: Option<Date>,
    /// `under-customs-control`, `free-circulation` or `free-zone`.
    pub customs_status: Option<String>,
    /// How certain it is.
    pub certainty: Option<Certainty>,
    /// The names of the lines it carries; empty for all.
    pub lines: Vec<String>,
    /// The ids of the parties that take part in it.
    pub parties: Vec<String>,
    /// Its place in `legs`.
    pub index: usize,
}

/// Something that happened, such as an export that was made, or goods that were passed on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// The id other fields name it by.
    pub id: String,
    /// What happened, as a rulebook names it, in kebab-case.
    pub kind: String,
    /// When.
    pub on: Option<Date>,
    /// Where the goods went by it.
    pub country: Option<Place>,
    /// The id of the party that did it.
    pub party: Option<String>,
    /// The id of the authorization it was done under.
    pub licence: Option<String>,
    /// The names of the lines it is about; empty for all.
    pub lines: Vec<String>,
    /// The facts of this event, by name in kebab-case.
    pub facts: BTreeMap<String, StatedFact>,
    /// Its place in `events`.
    pub index: usize,
}
