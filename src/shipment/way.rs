//! The way of the goods, and what happened on it.

use super::{Line, Shipment, StatedFact};
use crate::vocab::{Act, Country, Date, Place};
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

impl Leg {
    /// Whether it carries a line.
    #[must_use]
    pub fn carries(&self, line: &Line) -> bool {
        self.lines.is_empty() || self.lines.contains(&line.name)
    }

    /// Whether it is an act of its own: a re-export or a transfer within a country that is planned or done. One that is only
    /// suspected makes the destination uncertain instead.
    #[must_use]
    pub fn is_own_act(&self) -> bool {
        let kind = matches!(self.kind.as_deref(), Some("reexport" | "in-country-transfer"));
        kind && self.certainty != Some(Certainty::Suspected)
    }

    /// Whether it goes out of a country.
    fn leaves(&self, country: Country) -> bool {
        let end = |place: &Option<Place>| place.as_ref().map(|place| place.country);
        end(&self.from) == Some(country) && end(&self.to).is_some_and(|to| to != country)
    }
}

impl Shipment {
    /// Whether a leg is an act of its own, and not the act that the shipment itself states.
    #[must_use]
    pub fn is_another_act(&self, leg: &Leg) -> bool {
        let act = leg.kind.as_deref().and_then(Act::parse);
        let same = act == self.act && leg.from == self.country_of_export && leg.to == self.declared_destination;
        leg.is_own_act() && !same
    }

    /// The legs that carry a line in the act that the shipment itself states, but for those that are only suspected.
    #[must_use]
    pub fn legs_of_its_act<'s>(&'s self, line: &'s Line) -> impl DoubleEndedIterator<Item = &'s Leg> {
        let own = self.legs.iter().filter(|leg| leg.carries(line) && !self.is_another_act(leg));
        own.filter(|leg| leg.certainty != Some(Certainty::Suspected))
    }

    /// Where a line stops between the country of export and its destination: between two legs of the shipment's act, or where the
    /// routing says so. Where another act takes the goods on they stop for good.
    pub fn stops<'s>(&'s self, line: &'s Line) -> impl Iterator<Item = Place> {
        let ends = self.legs.iter().filter(|leg| leg.carries(line) && self.is_another_act(leg));
        let taken_on: Vec<&Place> = ends.filter_map(|leg| leg.from.as_ref()).collect();
        let onward = self.legs_of_its_act(line).skip(1).filter_map(|leg| leg.from.clone());
        let routing = self.routing.iter().map(|&country| Place { country, subdivision: None });
        let ends = [self.country_of_export.as_ref(), self.declared_destination.as_ref()];
        let between = move |place: &Place| {
            let same = |other: &&Place| other.country == place.country;
            !ends.into_iter().flatten().chain(taken_on.iter().copied()).any(|other| same(&other))
        };
        onward.chain(routing).filter(between)
    }

    /// The leg on which a line leaves the country of export.
    #[must_use]
    pub fn leaves_on<'s>(&'s self, line: &'s Line) -> Option<&'s Leg> {
        let from = self.country_of_export.as_ref()?.country;
        self.legs_of_its_act(line).find(|leg| leg.leaves(from))
    }
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
