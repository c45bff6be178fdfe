//! The legs of the way, compared with each other: numbers, ends and days.

use super::Reader;
use super::node::{Fields, Node};
use crate::diagnostic::Code;
use crate::shipment::{Datum, Leg, Shipment, Tree};
use crate::vocab::{Date, StandardDate};
use std::collections::{BTreeMap, BTreeSet};

/// Where some of the goods are after a leg.
#[derive(Clone, Copy)]
struct Reached<'s> {
    leg: &'s Leg,
    /// The last day that is known, and how it is told.
    day: Option<(Date, &'s Leg, &'static str)>,
    /// Whether they travelled after that day.
    travelled: bool,
}

/// What was said of two legs is said once, whichever lines they carry.
type Told = BTreeSet<(usize, usize)>;

impl Reader<'_> {
    pub(super) fn check_way(&mut self, fields: &Fields, shipment: &Shipment) {
        for leg in &shipment.legs {
            self.check_days(leg);
        }
        let written = match fields.get("legs") {
            Some(Node { tree: Tree::List(items), .. }) => items.len(),
            _ => 0,
        };
        // A leg that was refused leaves a gap of its own.
        if written == shipment.legs.len() && self.numbered(&shipment.legs) {
            self.check_joints(shipment);
        }
        self.check_departure(shipment);
    }

    /// The day of departure that is stated of the shipment, and of the leg on which the goods leave the country of export.
    fn check_departure(&mut self, shipment: &Shipment) {
        let Some(stated) = shipment.date(StandardDate::Departed) else { return };
        let mut told = BTreeSet::new();
        for leg in shipment.lines.iter().filter_map(|line| shipment.leaves_on(line)) {
            let Some(departs) = leg.departs.filter(|day| *day != stated && told.insert(leg.index)) else { continue };
            let message = format!(
                "the goods departed on {stated}, and leg {}, on which they leave, departs on {departs}",
                leg.seq
            );
            let help = "`departed` is the day on which the goods leave the country of export: state it once, or correct one of the two";
            self.refuse(Code::DEPARTURES_DIFFER, &Datum::LegDeparts(leg.index).pointer(), message, help);
        }
    }

    fn check_days(&mut self, leg: &Leg) {
        let (Some(departs), Some(arrives)) = (leg.departs, leg.arrives) else { return };
        if arrives < earliest(departs, true) {
            let message = format!("leg {} departs on {departs} and arrives on {arrives}, before that", leg.seq);
            let help = "look at both days again; across the date line an arrival may be one day earlier, and no more";
            self.refuse(Code::LEG_DAYS, &format!("/legs/{}/arrives", leg.index), message, help);
        }
    }

    /// Whether the legs, in the order of their numbers, are numbered from 1 without a gap; if not, it is said.
    fn numbered(&mut self, legs: &[Leg]) -> bool {
        let mut last: Option<&Leg> = None;
        let mut sound = true;
        for leg in legs {
            let before = last.map_or(0, |last| last.seq);
            let message = match last {
                Some(last) if last.seq == leg.seq => {
                    format!("leg {} is there twice: `/legs/{}` and `/legs/{}`", leg.seq, last.index, leg.index)
                }
                Some(last) => format!("leg {} is followed by leg {}", last.seq, leg.seq),
                None => format!("the first leg is leg {}", leg.seq),
            };
            if before.checked_add(1) != Some(leg.seq) {
                let help = "number the legs 1, 2, 3 and so on, in the order they are travelled";
                self.refuse(Code::LEG_NUMBERS, &format!("/legs/{}/seq", leg.index), message, help);
                sound = false;
            }
            last = Some(leg);
        }
        sound
    }

    /// Each leg goes on from the one before that carried some of the same lines.
    fn check_joints<'s>(&mut self, shipment: &'s Shipment) {
        let names: BTreeSet<&str> = shipment.lines.iter().map(|line| line.name.as_str()).collect();
        let mut told = Told::new();
        // Of the lines that no leg has named yet, and of each that one has.
        let mut common: Option<Reached<'s>> = None;
        let mut named: BTreeMap<&'s str, Reached<'s>> = BTreeMap::new();
        for leg in &shipment.legs {
            if leg.lines.is_empty() {
                let others = names.iter().any(|name| !named.contains_key(name));
                let before = common.filter(|_| others).into_iter().chain(named.values().copied());
                let before: BTreeMap<usize, Reached<'s>> = before.map(|reached| (reached.leg.index, reached)).collect();
                common = Some(self.joined(&before.into_values().collect::<Vec<_>>(), leg, &mut told));
                named.clear();
                continue;
            }
            for line in &leg.lines {
                let before = named.get(line.as_str()).copied().or(common);
                let reached = self.joined(before.as_slice(), leg, &mut told);
                named.insert(line, reached);
            }
        }
    }

    /// Where the goods are after a leg that takes them on from those places.
    fn joined<'s>(&mut self, before: &[Reached<'s>], leg: &'s Leg, told: &mut Told) -> Reached<'s> {
        for reached in before {
            if told.insert((reached.leg.index, leg.index)) {
                self.check_joint(reached, leg);
            }
        }
        let earlier = before.iter().filter_map(|reached| reached.day).max_by_key(|(day, ..)| *day);
        let departed = leg.departs.map(|day| (day, leg, "departs"));
        let arrived = leg.arrives.map(|day| (day, leg, "arrives"));
        Reached { leg, day: arrived.or(departed).or(earlier), travelled: arrived.is_none() }
    }

    fn check_joint(&mut self, before: &Reached<'_>, leg: &Leg) {
        let (from, to) = (leg.from.as_ref().map(|place| place.country), before.leg.to.as_ref().map(|to| to.country));
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            let message = format!("leg {} ends in {to}, and leg {} begins in {from}", before.leg.seq, leg.seq);
            let help = format!("add the leg from {to} to {from}, or correct one of the two");
            self.refuse(Code::LEGS_BROKEN, &format!("/legs/{}/from", leg.index), message, help);
        }
        let departs = leg.departs.map(|day| (day, "departs", false));
        let next = departs.or_else(|| leg.arrives.map(|day| (day, "arrives", true)));
        let (Some((last, of, word)), Some((day, field, travels))) = (before.day, next) else { return };
        if day < earliest(last, before.travelled || travels) {
            let message = format!("leg {} {field} on {day}, and leg {} {word} on {last}, after that", leg.seq, of.seq);
            let help = "look at both days again; the legs are numbered in the order they are travelled";
            self.refuse(Code::LEG_DAYS, &format!("/legs/{}/{field}", leg.index), message, help);
        }
    }
}

/// The earliest day that may come next: travelling across the date line, it may be the day before.
fn earliest(day: Date, travels: bool) -> Date {
    if travels { day.previous() } else { day }
}
