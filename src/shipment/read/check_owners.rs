//! Who owns whom: not more than all of a party, nobody twice, and not in a circle.

use super::{Reader, short};
use crate::diagnostic::Code;
use crate::shipment::{Datum, Party, Shipment};
use crate::vocab::Decimal;
use std::collections::{BTreeMap, BTreeSet};

impl Reader<'_> {
    pub(super) fn check_owners(&mut self, shipment: &Shipment) {
        for party in &shipment.parties {
            self.check_owned_once(party);
            self.check_owned_whole(party);
        }
        for circle in Circles::of(&shipment.parties) {
            self.refuse_circle(&circle);
        }
    }

    fn check_owned_once(&mut self, party: &Party) {
        let mut seen = BTreeSet::new();
        for owner in &party.owners {
            if seen.insert(&owner.party) {
                continue;
            }
            let message = format!("`{}` is an owner of `{}` twice", short(&owner.party), short(&party.id));
            let pointer = format!("{}/{}", Datum::PartyOwners(party.index).pointer(), owner.index);
            self.refuse(Code::OWNER_TWICE, &pointer, message, "write it once, with all that it owns");
        }
    }

    fn check_owned_whole(&mut self, party: &Party) {
        let known = party.owners.iter().filter_map(|owner| owner.percent);
        let Some(sum) = known.into_iter().try_fold(Decimal::ZERO, Decimal::plus) else { return };
        if sum > Decimal::HUNDRED {
            let message = format!("the owners of `{}` own {sum} percent of it together", short(&party.id));
            let help = "the shares of all owners are 100 percent at most: look at them again";
            self.refuse(Code::OWNED_BEYOND_ALL, &Datum::PartyOwners(party.index).pointer(), message, help);
        }
    }

    fn refuse_circle(&mut self, circle: &[&Party]) {
        let Some(first) = circle.first() else { return };
        let names: Vec<String> = circle.iter().chain([first]).map(|party| format!("`{}`", short(&party.id))).collect();
        let message = format!("parties own each other in a circle: {}", names.join(" is owned by "));
        let help = "look at the owners of each of them again; leave out a share that is not held";
        self.refuse(Code::OWNERSHIP_CIRCLE, &Datum::PartyOwners(first.index).pointer(), message, help);
    }
}

/// The walk from each party to its owners that finds the circles. A party is told of in one circle only.
struct Circles<'p> {
    parties: BTreeMap<&'p str, &'p Party>,
    path: Vec<&'p Party>,
    done: BTreeSet<&'p str>,
    found: Vec<Vec<&'p Party>>,
}

impl<'p> Circles<'p> {
    fn of(parties: &'p [Party]) -> Vec<Vec<&'p Party>> {
        let by_id = parties.iter().map(|party| (party.id.as_str(), party)).collect();
        let mut walk = Circles { parties: by_id, path: Vec::new(), done: BTreeSet::new(), found: Vec::new() };
        for party in parties {
            walk.visit(party);
        }
        walk.found
    }

    fn visit(&mut self, party: &'p Party) {
        if let Some(at) = self.path.iter().position(|other| other.id == party.id) {
            self.keep(at);
            return;
        }
        if !self.done.insert(&party.id) {
            return;
        }
        self.path.push(party);
        for owner in &party.owners {
            if let Some(owner) = self.parties.get(owner.party.as_str()).copied() {
                self.visit(owner);
            }
        }
        self.path.pop();
    }

    /// The end of the path is a circle.
    fn keep(&mut self, from: usize) {
        let circle: Vec<&Party> = self.path.iter().skip(from).copied().collect();
        let told = |party: &&Party| self.found.iter().flatten().any(|other| other.id == party.id);
        if !circle.iter().any(told) {
            self.found.push(circle);
        }
    }
}
