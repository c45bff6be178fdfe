//! On which day the goods leave, as each law means it: out of its own territory where they do leave that, else out of the
//! country of export.

use super::Bit;
use super::frame::Frame;
use crate::model::Rulebook;
use crate::shipment::{Datum, Leg};
use crate::vocab::{Act, Date, Jurisdiction, Place, StandardDate};

/// The day on which the goods leave, and what states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The day, if it is known.
    pub day: Option<Date>,
    /// Before which day it is not, where a leg says so on which the goods came before.
    pub earliest: Option<Date>,
    /// What states it, or would.
    pub by: StatedBy,
}

/// What states a departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedBy {
    /// The date of the shipment.
    Shipment,
    /// The leg at that place.
    Leg(usize),
    /// A leg that is not stated.
    Way,
}

impl Departure {
    /// What is not looked at.
    pub(super) const UNKNOWN: Departure = Departure { day: None, earliest: None, by: StatedBy::Shipment };

    /// The JSON pointer at which it is, or would be, stated; `name` is that of the date.
    #[must_use]
    pub fn pointer(&self, name: &str) -> String {
        match self.by {
            StatedBy::Shipment => Datum::Date(name).pointer(),
            StatedBy::Leg(at) => Datum::LegDeparts(at).pointer(),
            StatedBy::Way => Datum::Legs.pointer(),
        }
    }
}

impl Frame<'_> {
    /// When the goods leave under a law. A leg that is an act of its own leaves on its own day. Goods that only pass through
    /// the law's territory left the country of export on another day, which tells nothing here.
    pub(super) fn departure(&self, head: &Rulebook) -> Departure {
        let bound = self.bound;
        if let Some(leg) = bound.leg() {
            return self.of_leg(leg);
        }
        let stated = Departure { day: bound.shipment.date(StandardDate::Departed), ..Departure::UNKNOWN };
        if bound.shipment.legs.is_empty() && !matches!(bound.act, Act::Transit | Act::Transhipment) {
            return stated;
        }
        let shipment = bound.shipment;
        let from = shipment.country_of_export.as_ref();
        let first = shipment.leaves_on(bound.goods);
        let is_first = |leg: &Leg| first.is_some_and(|first| first.index == leg.index);
        match shipment.legs_of_its_act(bound.goods).rfind(|leg| self.leaves_territory(leg, head)) {
            Some(leg) if leg.departs.is_none() && is_first(leg) => stated,
            Some(leg) => self.of_leg(leg),
            None if self.only_passes(from, head) => {
                // They leave the territory after they left the country of export.
                let left = shipment.date(StandardDate::Departed).or(shipment.date(StandardDate::ExportDeclared));
                Departure { earliest: left.map(Date::previous), by: StatedBy::Way, ..Departure::UNKNOWN }
            }
            None => first.filter(|leg| leg.departs.is_some()).map_or(stated, |leg| self.of_leg(leg)),
        }
    }

    /// The goods leave on a leg after they came on those before it. Across the date line they may arrive a day earlier.
    fn of_leg(&self, leg: &Leg) -> Departure {
        let shipment = self.bound.shipment;
        let before = shipment.legs.iter().filter(|other| other.seq < leg.seq && other.carries(self.bound.goods));
        let days = before.filter_map(|leg| leg.arrives.or(leg.departs.map(Date::previous)));
        let left = shipment.date(StandardDate::Departed).filter(|_| shipment.is_another_act(leg)).map(Date::previous);
        Departure { day: leg.departs, earliest: days.chain(left).max(), by: StatedBy::Leg(leg.index) }
    }

    /// Whether the goods stop in the territory of a law on their way, between a beginning and an end outside it.
    pub(super) fn stops_within(&self, head: &Rulebook) -> bool {
        let shipment = self.bound.shipment;
        let within = |place: &Place| self.within_territory(place, head) == Bit::True;
        let ends = [&shipment.country_of_export, &shipment.declared_destination];
        !ends.into_iter().flatten().any(within) && shipment.stops(self.bound.goods).any(|place| within(&place))
    }

    fn leaves_territory(&self, leg: &Leg, head: &Rulebook) -> bool {
        let within =
            |place: &Option<Place>| place.as_ref().map_or(Bit::Open, |place| self.within_territory(place, head));
        within(&leg.from) == Bit::True && within(&leg.to) == Bit::False
    }

    /// Whether the goods come from outside the territory and stop in it at most.
    fn only_passes(&self, from: Option<&Place>, head: &Rulebook) -> bool {
        let passes = matches!(self.bound.act, Act::Transit | Act::Transhipment);
        passes && from.is_some_and(|from| self.within_territory(from, head) == Bit::False)
    }

    fn within_territory(&self, place: &Place, head: &Rulebook) -> Bit {
        match (head.territory, head.jurisdiction) {
            (Some(group), _) => self.member(place, group),
            (None, Jurisdiction::Country(own)) => (place.country == own).into(),
            (None, Jurisdiction::Union(_)) => Bit::Open,
        }
    }
}
