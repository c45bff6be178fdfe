//! Places: where the goods go, whence they come, and whether that is within a set of places.

use super::Reader;
use cocket::model::{Group, GroupId, Noun};
use cocket::shipment::{Certainty, FactValue, Leg};
use cocket::vocab::{Act, Place, Reach, Truth};

impl Reader<'_> {
    /// The place a noun stands for; several where it is not certain which of them; none where nothing is known.
    pub fn places(&self, noun: Noun) -> Vec<Place> {
        let one = |place: Option<Place>| place.into_iter().collect::<Vec<Place>>();
        let bare = |country| Place { country, subdivision: None };
        match noun {
            Noun::Destination => self.destinations(),
            Noun::DeclaredDestination => one(self.shipment.declared_destination.clone()),
            Noun::KnownEndDestination => one(self.known_end()),
            Noun::Origin => one(self.line.origin.map(bare)),
            Noun::CountryOfExport => one(self.shipment.country_of_export.clone()),
            Noun::EndUser => one(self.party_with("end-user", self.goods.end_user.as_deref())),
            Noun::Consignee => one(self.party_with("consignee", self.goods.consignee.as_deref())),
            Noun::Fact(fact) => match self.stated(fact) {
                Some(FactValue::Country(country)) => vec![bare(*country)],
                _ => Vec::new(),
            },
            Noun::Party => one(self.party.and_then(|party| party.country.clone())),
            Noun::Incorporation => one(self.party.and_then(|party| party.incorporated_in).map(bare)),
            Noun::Headquarters => one(self.party.and_then(|party| party.headquarters).map(bare)),
            Noun::EventCountry => Vec::new(),
        }
    }

    fn known_end(&self) -> Option<Place> {
        self.goods.known_end_destination.clone().or_else(|| self.shipment.known_end_destination.clone())
    }

    /// "`destination` is the known end destination where one is stated, else the declared one; a leg that leads on elsewhere makes
    /// it unknown, and so does an end user, a consignee or an ultimate consignee elsewhere, as long as no known end destination
    /// is stated."
    fn destinations(&self) -> Vec<Place> {
        let Some(stated) = self.known_end().or_else(|| self.shipment.declared_destination.clone()) else {
            return Vec::new();
        };
        let carries = |names: &Vec<String>| names.is_empty() || names.contains(&self.goods.name);
        let carried: Vec<_> = self.shipment.legs.iter().filter(|leg| carries(&leg.lines)).collect();
        let last = carried.last().map(|leg| leg.index);
        let declared = |place: &Place| {
            self.shipment.declared_destination.as_ref().is_some_and(|own| lies_in(own, place) == Truth::True)
        };
        let strays = |leg: &Leg| Some(leg.index) == last && !leg.to.as_ref().is_some_and(declared);
        let onward = |leg: &&&Leg| leg.certainty == Some(Certainty::Suspected) || strays(leg);
        let suspected = carried.iter().filter(onward).filter_map(|leg| leg.to.clone());
        let receivers = if self.known_end().is_some() { Vec::new() } else { self.receivers() };
        // Papers that name only the country contradict no part of it.
        let elsewhere = |place: &Place| lies_in(&stated, place) != Truth::True;
        let others: Vec<Place> = suspected.chain(receivers).filter(elsewhere).collect();
        [stated].into_iter().chain(others).collect()
    }

    /// Where those are that receive the goods: the end user and the consignee of the line, or every one of the shipment.
    fn receivers(&self) -> Vec<Place> {
        let line = [
            (&self.goods.end_user, &["end-user"][..]),
            (&self.goods.consignee, &["consignee", "ultimate-consignee"][..]),
        ];
        let mut all = Vec::new();
        for (named, roles) in line {
            for party in &self.shipment.parties {
                let held = party.roles.iter().any(|role| roles.contains(&role.as_str()));
                if named.as_ref().map_or(held, |id| *id == party.id) {
                    all.extend(party.country.clone());
                }
            }
        }
        all
    }

    /// The party named, or the only one with that role.
    fn party_with(&self, role: &str, named: Option<&str>) -> Option<Place> {
        match named {
            Some(id) => self.shipment.party(id).and_then(|party| party.country.clone()),
            None => {
                let has_role = |roles: &[String]| roles.iter().any(|own| own == role);
                let all: Vec<_> = self.shipment.parties.iter().filter(|party| has_role(&party.roles)).collect();
                if all.len() == 1 { all[0].country.clone() } else { None }
            }
        }
    }

    /// Whether the noun's place is one of these.
    pub fn among(&self, noun: Noun, wanted: &[Place]) -> Truth {
        let each = self.places(noun).into_iter().map(|place| Truth::any(wanted.iter().map(|one| lies_in(&place, one))));
        agreed_or_unknown(each)
    }

    /// Whether the noun's place is a member of the group.
    pub fn in_group(&self, noun: Noun, group: GroupId) -> Truth {
        let group = &self.model.groups[group.index()];
        agreed_or_unknown(self.places(noun).into_iter().map(|place| self.member(&place, group)))
    }

    /// Membership is dated, and there may be stretches in which it is not known.
    pub fn member(&self, place: &Place, group: &Group) -> Truth {
        let known = || group.members.iter().filter(|member| self.is_known(member.known));
        let ends = known().flat_map(|member| [member.period.from, member.period.before]).flatten();
        self.over_days(&ends.collect::<Vec<_>>(), |day| {
            let stretches = known().filter(|member| member.period.contains(day));
            Truth::any(stretches.map(|member| {
                let within = lies_in(place, &member.place);
                if member.uncertain { within.and(Truth::Unknown) } else { within }
            }))
        })
    }

    /// "Exported from", "in transit through", "brokered from": the act, and the place that goes with it.
    pub fn reached(&self, reach: Reach, places: &[Place], group: Option<GroupId>) -> Truth {
        let acts: &[Act] = match reach {
            Reach::ExportedFrom => &[
                Act::Export,
                Act::Reexport,
                Act::InCountryTransfer,
                Act::IntangibleTransfer,
                Act::TemporaryExport,
                Act::Return,
            ],
            Reach::InTransitThrough => &[Act::Transit, Act::Transhipment],
            Reach::BrokeredFrom => &[Act::Brokering],
            Reach::PassesThrough => Act::ALL.as_slice(),
        };
        let within = |place: &Place| match group {
            Some(group) => self.member(place, &self.model.groups[group.index()]),
            None => Truth::any(places.iter().map(|one| lies_in(place, one))),
        };
        let there = match reach {
            Reach::ExportedFrom => agreed_or_unknown(self.shipment.country_of_export.iter().map(within)),
            Reach::InTransitThrough => {
                let ways = self.shipment.routing.iter().map(|&country| Place { country, subdivision: None });
                let legs = self.shipment.legs.iter().flat_map(|leg| [leg.from.clone(), leg.to.clone()]).flatten();
                let ways: Vec<Place> = ways.chain(legs).collect();
                if ways.is_empty() { Truth::Unknown } else { Truth::any(ways.iter().map(within)) }
            }
            Reach::BrokeredFrom => self.brokered(within),
            Reach::PassesThrough => self.passes_through(within),
        };
        Truth::from(acts.contains(&self.act())).and(there)
    }

    /// "`brokered from CC` holds where any party with the role `broker` is there. Where none is stated it holds where the goods leave
    /// from there, and is open otherwise."
    fn brokered(&self, within: impl Fn(&Place) -> Truth) -> Truth {
        let brokers = self.shipment.parties.iter().filter(|party| party.roles.iter().any(|role| role == "broker"));
        let seats: Vec<Truth> = brokers.map(|party| party.country.as_ref().map_or(Truth::Unknown, &within)).collect();
        if seats.is_empty() {
            let from = self.shipment.country_of_export.as_ref().is_some_and(|from| within(from) == Truth::True);
            return if from { Truth::True } else { Truth::Unknown };
        }
        let missing = self.shipment.parties_complete == Some(false);
        Truth::any(seats.into_iter().chain(missing.then_some(Truth::Unknown)))
    }

    /// "The goods stop there between the first and the last place of the route; unknown where no route is stated, open where
    /// the leg is only suspected."
    fn passes_through(&self, within: impl Fn(&Place) -> Truth) -> Truth {
        let legs: Vec<_> = self
            .shipment
            .legs
            .iter()
            .filter(|leg| leg.lines.is_empty() || leg.lines.contains(&self.goods.name))
            .collect();
        let certain = |leg: &cocket::shipment::Leg| leg.certainty != Some(Certainty::Suspected);
        if self.shipment.routing.is_empty() && !legs.iter().any(|leg| certain(leg)) {
            return Truth::Unknown;
        }
        let mut ends: Vec<(Option<Place>, bool)> = Vec::new();
        for leg in legs {
            ends.push((leg.from.clone(), certain(leg)));
            ends.push((leg.to.clone(), certain(leg)));
        }
        let between = ends.len().saturating_sub(1);
        let stops = ends.into_iter().take(between).skip(1).filter_map(|(place, certain)| Some((place?, certain)));
        let by_leg =
            stops.map(|(place, certain)| if certain { within(&place) } else { within(&place).and(Truth::Unknown) });
        let named = self.shipment.routing.iter().map(|&country| within(&Place { country, subdivision: None }));
        Truth::any(by_leg.chain(named).collect::<Vec<_>>())
    }
}

/// Whether a place lies in another: a territory lies in its country; whether a country's goods go to one of its
/// territories nobody can tell.
fn lies_in(place: &Place, wanted: &Place) -> Truth {
    if place.country != wanted.country {
        return Truth::False;
    }
    match (&place.subdivision, &wanted.subdivision) {
        (_, None) => Truth::True,
        (None, Some(_)) => Truth::Unknown,
        (Some(own), Some(other)) => (own == other).into(),
    }
}

fn agreed_or_unknown(says: impl IntoIterator<Item = Truth>) -> Truth {
    super::agreed(says)
}
