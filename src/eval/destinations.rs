//! Where goods may be bound for in the end, and who receives them.

use crate::shipment::{Certainty, Leg, Line, Party, Shipment};
use crate::vocab::Place;

/// Where an item may be bound for in the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Destinations<'s> {
    /// The one that is read.
    pub read: Option<&'s Place>,
    /// Others, which make it uncertain; none where none is read.
    pub others: Vec<&'s Place>,
}

impl<'s> Destinations<'s> {
    pub(super) fn only(read: Option<&'s Place>) -> Destinations<'s> {
        Destinations { read, others: Vec::new() }
    }

    /// The one, where it is certain that it is no other.
    #[must_use]
    pub fn one(&self) -> Option<&'s Place> {
        self.read.filter(|_| self.others.is_empty())
    }

    /// All of them, the one that is read first.
    pub fn iter(&self) -> impl Iterator<Item = &'s Place> {
        self.read.into_iter().chain(self.others.iter().copied())
    }
}

/// The known end destination where stated, else the declared one; then where a leg leads on, and, where the end destination is
/// not stated, where those are that receive the goods, if elsewhere.
pub(super) fn destinations<'s>(shipment: &'s Shipment, line: &'s Line) -> Destinations<'s> {
    let known = line.known_end_destination.as_ref().or(shipment.known_end_destination.as_ref());
    let Some(read) = known.or(shipment.declared_destination.as_ref()) else { return Destinations::default() };
    if shipment.legs.is_empty() && shipment.parties.is_empty() {
        return Destinations::only(Some(read));
    }
    let receivers = if known.is_some() { Vec::new() } else { receivers(shipment, line) };
    let seats = receivers.into_iter().filter_map(|party| party.country.as_ref());
    let others = leading_on(shipment, line).filter_map(|leg| leg.to.as_ref()).chain(seats);
    let mut all = Destinations::only(Some(read));
    for other in others {
        if !all.iter().any(|place| place.lies_in(other)) {
            all.others.push(other);
        }
    }
    all
}

/// The legs of a line where the goods may be bound for in the end: suspected ones, re-exports and transfers that are planned
/// or done, and the last one where it does not end at the declared destination.
pub(super) fn leading_on<'s>(shipment: &'s Shipment, line: &'s Line) -> impl Iterator<Item = &'s Leg> {
    let carried = move |leg: &&Leg| leg.carries(line);
    let last = shipment.legs.iter().rfind(carried).map(|leg| leg.index);
    let declared = |to: &Place| shipment.declared_destination.as_ref().is_some_and(|declared| declared.lies_in(to));
    let strays = move |leg: &Leg| last == Some(leg.index) && !leg.to.as_ref().is_some_and(declared);
    let onward = move |leg: &&Leg| leg.certainty == Some(Certainty::Suspected) || leg.is_own_act() || strays(leg);
    shipment.legs.iter().filter(carried).filter(onward)
}

/// Who receives the goods in the end: the end user and the consignee that a line names, else each of the shipment's. Who is
/// only on the way (an intermediate consignee) does not.
pub(super) fn receivers<'s>(shipment: &'s Shipment, line: &Line) -> Vec<&'s Party> {
    let named = |id: &Option<String>| id.as_deref().and_then(|id| shipment.party(id));
    let of = |named: Option<&'s Party>, roles: &[&str]| {
        let has = |party: &&Party| party.roles.iter().any(|own| roles.contains(&own.as_str()));
        named.map_or_else(|| shipment.parties.iter().filter(has).collect(), |named| vec![named])
    };
    let mut all: Vec<&Party> = of(named(&line.end_user), &["end-user"]);
    let consignees: Vec<&Party> = of(named(&line.consignee), &["consignee", "ultimate-consignee"]);
    all.extend(consignees.into_iter().filter(|party| !all.iter().any(|own| own.id == party.id)).collect::<Vec<_>>());
    all
}

/// All who broker.
pub(super) fn brokers(shipment: &Shipment) -> impl Iterator<Item = &Party> {
    shipment.parties.iter().filter(|party| party.roles.iter().any(|own| own == "broker"))
}

/// The country of the party a line names, else of the only party with that role.
#[must_use]
pub(super) fn party<'s>(shipment: &'s Shipment, named: Option<&str>, role: &str) -> Option<&'s Place> {
    let named = named.and_then(|id| shipment.party(id));
    let with_role = || {
        let mut all = shipment.parties.iter().filter(|party| party.roles.iter().any(|own| own == role));
        let first = all.next();
        if all.next().is_none() { first } else { None }
    };
    named.or_else(with_role).and_then(|party| party.country.as_ref())
}
