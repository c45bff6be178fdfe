//! What was read, compared with itself: ids that repeat or dangle, codes that disagree, sums, the order of dates.

use super::node::{Fields, Node};
use super::{Reader, short};
use crate::diagnostic::Code;
use crate::shipment::{Authorization, CodeValue, Datum, Line, Party, Shipment, StatedCode, Tree, snake};
use crate::vocab::{Act, Decimal, StandardDate, hs_base_edition, nearest};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of dates of which the first is usually not later than the second.
const ORDER: [(StandardDate, StandardDate); 8] = [
    (StandardDate::ContractSigned, StandardDate::ExportDeclared),
    (StandardDate::OrderAccepted, StandardDate::ExportDeclared),
    (StandardDate::ExportDeclared, StandardDate::Loaded),
    (StandardDate::Loaded, StandardDate::Departed),
    (StandardDate::ExportDeclared, StandardDate::Departed),
    (StandardDate::Departed, StandardDate::ArrivalExpected),
    (StandardDate::Departed, StandardDate::ReturnBy),
    (StandardDate::ExportDeclared, StandardDate::ReturnBy),
];

impl Reader<'_> {
    pub(super) fn check(&mut self, fields: &Fields, shipment: &Shipment) {
        self.check_ids(fields);
        self.check_part_names(shipment);
        self.check_order(shipment);
        self.check_country(shipment);
        self.check_total(shipment);
        self.check_consignee(shipment);
        self.check_alike(shipment);
        self.check_unit_values(shipment);
        self.check_owners(shipment);
        self.check_way(fields, shipment);
        for authorization in &shipment.authorizations {
            self.check_authorization(authorization);
        }
        for line in &shipment.lines {
            self.check_line(shipment, line);
        }
    }

    /// Ids are looked at as written, so that one that was refused does not make others dangle.
    fn check_ids(&mut self, fields: &Fields) {
        let lines = self.each_once(fields, "lines", "line");
        let parties = self.each_once(fields, "parties", "id");
        let licences = self.each_once(fields, "authorizations", "id");
        self.each_once(fields, "events", "id");
        for (at, line) in items(fields, "lines").enumerate() {
            for key in ["end_user", "consignee"] {
                self.names_one(line, key, &format!("/lines/{at}"), &parties, "party");
            }
            self.name_some(line, "authorizations", &format!("/lines/{at}"), &licences, "authorization");
        }
        for (at, leg) in items(fields, "legs").enumerate() {
            self.name_some(leg, "lines", &format!("/legs/{at}"), &lines, "line");
            self.name_some(leg, "parties", &format!("/legs/{at}"), &parties, "party");
        }
        for (at, licence) in items(fields, "authorizations").enumerate() {
            self.name_some(licence, "parties", &format!("/authorizations/{at}"), &parties, "party");
        }
        for (at, event) in items(fields, "events").enumerate() {
            self.names_one(event, "party", &format!("/events/{at}"), &parties, "party");
            self.names_one(event, "licence", &format!("/events/{at}"), &licences, "authorization");
            self.name_some(event, "lines", &format!("/events/{at}"), &lines, "line");
        }
        for (at, party) in items(fields, "parties").enumerate() {
            let Some(Tree::List(owners)) = party.at("/owners") else { continue };
            for (n, owner) in owners.iter().enumerate() {
                self.names_one(owner, "party", &format!("/parties/{at}/owners/{n}"), &parties, "party");
            }
        }
    }

    /// The ids under `key` of the things in a list; one that is there twice is refused.
    fn each_once<'t>(&mut self, fields: &Fields<'t>, list: &str, key: &str) -> BTreeSet<&'t str> {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, item) in items(fields, list).enumerate() {
            let Some(Tree::Text(id)) = item.at(&format!("/{key}")) else { continue };
            let Some(earlier) = first.get(id.as_str()) else {
                first.insert(id, at);
                continue;
            };
            let message = format!("`{}` is the `{key}` of both `/{list}/{earlier}` and `/{list}/{at}`", short(id));
            self.refuse(Code::REPEATED_ID, &format!("/{list}/{at}/{key}"), message, "give each its own");
        }
        first.into_keys().collect()
    }

    fn names_one(&mut self, holder: &Tree, key: &str, pointer: &str, ids: &BTreeSet<&str>, what: &str) {
        if let Some(Tree::Text(id)) = holder.at(&format!("/{key}")) {
            self.must_name(id, &format!("{pointer}/{key}"), ids, what);
        }
    }

    fn name_some(&mut self, holder: &Tree, key: &str, pointer: &str, ids: &BTreeSet<&str>, what: &str) {
        let Some(Tree::List(names)) = holder.at(&format!("/{key}")) else { return };
        for (at, name) in names.iter().enumerate() {
            if let Tree::Text(id) = name {
                self.must_name(id, &format!("{pointer}/{key}/{at}"), ids, what);
            }
        }
    }

    fn must_name(&mut self, id: &str, pointer: &str, ids: &BTreeSet<&str>, what: &str) {
        if ids.contains(id) || id == "unknown" {
            return;
        }
        let message = format!("`{}` names no {what} of this shipment", short(id));
        let near = nearest(id, ids.iter().copied());
        self.suggest(Code::DANGLING_ID, pointer, message, near, format!("add the {what}, or leave this out"));
    }

    /// The name of a component, where one is stated, is that of nothing else.
    fn check_part_names(&mut self, shipment: &Shipment) {
        let mut first: BTreeMap<&str, &Line> = BTreeMap::new();
        let mut open: Vec<&Line> = shipment.lines.iter().rev().collect();
        while let Some(line) = open.pop() {
            open.extend(line.components().iter().chain(&line.produced_with).rev());
            let Some(earlier) = first.get(line.name.as_str()) else {
                first.insert(&line.name, line);
                continue;
            };
            // Two lines of one name are told of with the other ids.
            if earlier.is_part() || line.is_part() {
                let message =
                    format!("`{}` is the name of both `{}` and `{}`", short(&line.name), earlier.base, line.base);
                let help =
                    "give each its own under `line`; `1.2` is the second component of line `1` if it has no other";
                self.refuse(Code::REPEATED_ID, &format!("{}/line", line.base), message, help);
            }
        }
    }

    fn check_authorization(&mut self, authorization: &Authorization) {
        let pointer = |key: &str| format!("/authorizations/{}/{key}", authorization.index);
        let id = short(&authorization.id);
        if let (Some(from), Some(to)) = (authorization.valid_from, authorization.valid_to)
            && to < from
        {
            let message = format!("the authorization `{id}` is valid from {from} to {to}, which is before that");
            let help = "look at both days again; `valid_to` is the last day";
            self.refuse(Code::AUTHORIZATION_DAYS, &pointer("valid_to"), message, help);
        }
        let help = "look at both again; the authorization covers no more than its limit";
        if let (Some(limit), Some(used)) = (authorization.value_limit, authorization.value_used)
            && used.compare(limit).is_some_and(Ordering::is_gt)
        {
            let message = format!("{used} of the authorization `{id}` are used, and its limit is {limit}");
            self.refuse(Code::AUTHORIZATION_OVERUSED, &pointer("value_used"), message, help);
        }
        let (Some(limit), Some(used)) = (authorization.quantity_limit, authorization.quantity_used) else { return };
        if used.unit.dimension() != limit.unit.dimension() {
            let (one, other) = (used.unit.dimension().name(), limit.unit.dimension().name());
            let message = format!("the limit of the authorization `{id}` is a {other}, and what is used is a {one}");
            let help = "write both in units that measure the same";
            self.refuse(Code::DIMENSION_DIFFERS, &pointer("quantity_used/unit"), message, help);
        } else if used.compare(limit).is_some_and(Ordering::is_gt) {
            let message = format!("{used} of the authorization `{id}` are used, and its limit is {limit}");
            self.refuse(Code::AUTHORIZATION_OVERUSED, &pointer("quantity_used"), message, help);
        }
    }

    fn check_order(&mut self, shipment: &Shipment) {
        for (earlier, later) in ORDER {
            let (Some(first), Some(second)) = (shipment.date(earlier), shipment.date(later)) else { continue };
            if first > second {
                let message = format!(
                    "`{}` is {first}, after `{}`, which is {second}",
                    snake(earlier.name()),
                    snake(later.name())
                );
                let help = "look at both dates again; they are read as they stand";
                self.refuse(Code::DATES_OUT_OF_ORDER, &Datum::Date(earlier.name()).pointer(), message, help);
            }
        }
    }

    fn check_country(&mut self, shipment: &Shipment) {
        let moves = matches!(shipment.act, None | Some(Act::Export | Act::Reexport | Act::TemporaryExport));
        let (Some(from), Some(to)) = (&shipment.country_of_export, &shipment.declared_destination) else { return };
        if moves && from == to && shipment.known_end_destination.is_none() {
            let message = format!("the goods leave `{from}` and are bound for `{to}`");
            let help = "say what is done under `activity`, such as `in_country_transfer` or `return`";
            self.refuse(Code::STAYS_IN_COUNTRY, &Datum::DeclaredDestination.pointer(), message, help);
        }
    }

    /// "Only a freight forwarder as the final destination": a red flag of every authority; the declared country may be a way
    /// station.
    fn check_consignee(&mut self, shipment: &Shipment) {
        let has = |party: &Party, roles: &[&str]| party.roles.iter().any(|role| roles.contains(&role.as_str()));
        let parties = || shipment.parties.iter();
        let forwards = |party: &Party| has(party, &["consignee"]) && has(party, &["freight-forwarder", "carrier"]);
        let Some(forwarder) = parties().find(|party| forwards(party)) else { return };
        let user = parties().any(|party| has(party, &["end-user", "ultimate-consignee"]));
        let known = shipment.known_end_destination.is_some()
            || !shipment.lines.is_empty() && shipment.lines.iter().all(|line| line.known_end_destination.is_some());
        if !user && !known {
            let message = format!("the consignee `{}` forwards goods, and nobody is said to use them", forwarder.id);
            let help =
                "ask where they end: write `country_of_ultimate_destination`, or a party with the role `end_user`";
            self.refuse(Code::FORWARDER_RECEIVES, &format!("/parties/{}/roles", forwarder.index), message, help);
        }
    }

    /// The goods are bound for one country and received in another that is easily taken for it.
    fn check_alike(&mut self, shipment: &Shipment) {
        let Some(bound) = shipment.known_end_destination.as_ref().or(shipment.declared_destination.as_ref()) else {
            return;
        };
        let receives = |role: &String| matches!(role.as_str(), "consignee" | "ultimate-consignee" | "end-user");
        for party in shipment.parties.iter().filter(|party| party.roles.iter().any(receives)) {
            let Some(seat) = &party.country else { continue };
            if seat.country.is_mistaken_for(bound.country) {
                let (here, there) = (seat.country, bound.country);
                let message = format!(
                    "`{}` is in `{here}` ({}), and the goods are bound for `{there}` ({})",
                    party.id,
                    here.name(),
                    there.name()
                );
                let help = "the two codes are easily taken for each other: look at both again";
                self.refuse(Code::COUNTRIES_ALIKE, &Datum::PartyCountry(party.index).pointer(), message, help);
            }
        }
    }

    fn check_total(&mut self, shipment: &Shipment) {
        let Some(total) = shipment.total_value else { return };
        let values: Option<Vec<_>> = shipment.lines.iter().map(|line| line.value).collect();
        let Some(values) = values.filter(|values| values.iter().all(|value| value.currency == total.currency)) else {
            return;
        };
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.plus(value.amount));
        if let Some(sum) = sum.filter(|&sum| sum != total.amount) {
            let code = total.currency.code();
            let message =
                format!("the lines are worth {sum} {code} together, and the total is {} {code}", total.amount);
            self.refuse(Code::TOTAL_DIFFERS, "/total_value", message, "look at both again; rules read the lines");
        }
    }
}

fn items<'t>(fields: &Fields<'t>, key: &str) -> impl Iterator<Item = &'t Tree> + use<'t> {
    let list = match fields.get(key) {
        Some(Node { tree: Tree::List(items), .. }) => items.as_slice(),
        _ => &[],
    };
    list.iter()
}

/// The edition of the Harmonized System a tariff code is built on; none where none is stated.
pub(super) fn edition_of(code: &StatedCode) -> Option<&'static str> {
    code.edition.as_deref().and_then(hs_base_edition)
}

pub(super) fn agree(one: &CodeValue, other: &CodeValue) -> bool {
    match (one, other) {
        (CodeValue::Code(a), CodeValue::Code(b)) => !a.covers(b).is_false() || !b.covers(a).is_false(),
        (a, b) => a == b,
    }
}

pub(super) fn shown(value: &CodeValue) -> String {
    match value {
        CodeValue::Code(code) => format!("`{}`", code.dotted()),
        CodeValue::Nothing => "`none`".to_owned(),
    }
}
