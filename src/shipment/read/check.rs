//! What was read, compared with itself: ids that repeat or dangle, codes that disagree, sums, the order of dates.

use super::code::base_edition;
use super::node::{Fields, Node};
use super::{Reader, short};
use crate::diagnostic::Code;
use crate::shipment::{CodeValue, Datum, Line, LineDatum, Party, Shipment, StatedCode, Tree, snake};
use crate::vocab::{Act, Decimal, Scheme, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of dates of which the first is usually not later than the second.
const ORDER: [(&str, &str); 8] = [
    ("contract-signed", "export-declared"),
    ("order-accepted", "export-declared"),
    ("export-declared", "loaded"),
    ("loaded", "departed"),
    ("export-declared", "departed"),
    ("departed", "arrival-expected"),
    ("departed", "return-by"),
    ("export-declared", "return-by"),
];

impl Reader<'_> {
    pub(super) fn check(&mut self, fields: &Fields, shipment: &Shipment) {
        self.check_ids(fields);
        self.check_order(shipment);
        self.check_country(shipment);
        self.check_total(shipment);
        self.check_consignee(shipment);
        for line in &shipment.lines {
            self.check_masses(line);
            self.check_count(line);
            self.check_value(shipment, line);
            self.check_codes(line);
        }
    }

    /// Ids are looked at as written, so that one that was refused does not make others dangle.
    fn check_ids(&mut self, fields: &Fields) {
        let lines = self.each_once(fields, "lines", "line");
        let parties = self.each_once(fields, "parties", "id");
        let licences = self.each_once(fields, "authorizations", "id");
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

    fn check_order(&mut self, shipment: &Shipment) {
        for (earlier, later) in ORDER {
            let (Some(first), Some(second)) = (shipment.date(earlier), shipment.date(later)) else { continue };
            if first > second {
                let message = format!("`{}` is {first}, after `{}`, which is {second}", snake(earlier), snake(later));
                let help = "look at both dates again; they are read as they stand";
                self.refuse(Code::DATES_OUT_OF_ORDER, &Datum::Date(earlier).pointer(), message, help);
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

    fn check_masses(&mut self, line: &Line) {
        let (Some(net), Some(gross)) = (line.net_mass, line.gross_mass) else { return };
        if net.compare(gross).is_some_and(std::cmp::Ordering::is_gt) {
            let message = format!("the net mass of {net} is above the gross mass of {gross}");
            let pointer = Datum::Line(line.index, LineDatum::NetMass).pointer();
            self.refuse(Code::NET_ABOVE_GROSS, &pointer, message, "look at both again; they may be swapped");
        }
    }

    fn check_count(&mut self, line: &Line) {
        let Some(quantity) = line.quantity else { return };
        if quantity.unit.dimension().name() == "count" && quantity.amount.to_string().contains('.') {
            let message = format!("{} of `{}` is not a whole number", quantity.amount, quantity.unit.code());
            let pointer = Datum::Line(line.index, LineDatum::Quantity).pointer();
            self.refuse(Code::BROKEN_COUNT, &pointer, message, "look at the unit again");
        }
    }

    fn check_value(&mut self, shipment: &Shipment, line: &Line) {
        let free = ["sample", "gift", "humanitarian", "warranty-replacement", "repair-return"];
        let is_free = shipment.nature_of_transaction.as_deref().is_some_and(|nature| free.contains(&nature));
        if line.value.is_some_and(|value| value.amount == Decimal::ZERO) && !is_free {
            let pointer = Datum::Line(line.index, LineDatum::Value).pointer();
            let help = "write the value for statistics, or say under `nature_of_transaction` why it is free of charge";
            self.refuse(Code::NOUGHT_VALUE, &pointer, "the value of the line is nought", help);
        }
    }

    fn check_codes(&mut self, line: &Line) {
        for (at, code) in line.codes.iter().enumerate() {
            for other in line.codes.iter().skip(at.saturating_add(1)) {
                self.check_pair(line, code, other);
            }
        }
    }

    fn check_pair(&mut self, line: &Line, one: &StatedCode, other: &StatedCode) {
        if one.scheme == other.scheme {
            self.check_same_scheme(line, one, other);
            return;
        }
        let (CodeValue::Code(a), CodeValue::Code(b)) = (&one.value, &other.value) else { return };
        let tariffs = a.scheme().tariff_digits().is_some() && b.scheme().tariff_digits().is_some();
        if !tariffs || edition_of(one) != edition_of(other) {
            return;
        }
        let shared = |code: &str| code.get(..6.min(code.len())).unwrap_or_default().to_owned();
        let (stem, second) = (shared(a.text()), shared(b.text()));
        let pointer = Datum::Line(line.index, LineDatum::Code(other.index)).pointer();
        if !stem.starts_with(&second) && !second.starts_with(&stem) {
            let message = format!("`{b}` and `{a}` of the same line and edition begin with different digits");
            let help = "the first six digits are those of the Harmonized System everywhere: correct one of the two";
            self.refuse(Code::CODES_DISAGREE, &pointer, message, help);
            return;
        }
        self.check_padding(&pointer, a.text(), b.text(), a.scheme(), b.scheme());
    }

    fn check_padding(&mut self, pointer: &str, a: &str, b: &str, first: &Scheme, second: &Scheme) {
        let pads = |short: &str, long: &str| short.len() == 8 && long.len() == 10 && *long == format!("{short}00");
        if pads(a, b) || pads(b, a) {
            let message = format!("the `{first}` and the `{second}` code differ only by noughts at the end");
            let help = "countries subdivide the six digits each in its own way: look both up";
            self.refuse(Code::PADDED_CODE, pointer, message, help);
        }
    }

    /// A mixture may have several numbers of substances; otherwise two values of one scheme and edition differ.
    fn check_same_scheme(&mut self, line: &Line, one: &StatedCode, other: &StatedCode) {
        let several = matches!(one.scheme.as_str(), "CAS" | "UN");
        if several || one.edition != other.edition || agree(&one.value, &other.value) {
            return;
        }
        let by = |code: &StatedCode| code.status.as_deref().map(|status| format!(" ({status})")).unwrap_or_default();
        let message = format!(
            "under `{}` the line is both {}{} and {}{}",
            one.scheme,
            shown(&one.value),
            by(one),
            shown(&other.value),
            by(other)
        );
        let pointer = Datum::Line(line.index, LineDatum::Code(other.index)).pointer();
        let help = "keep the one that holds; a ruling of an authority goes before one's own view";
        self.refuse(Code::CLASSIFICATIONS_DIFFER, &pointer, message, help);
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
fn edition_of(code: &StatedCode) -> Option<&'static str> {
    code.edition.as_deref().and_then(base_edition)
}

fn agree(one: &CodeValue, other: &CodeValue) -> bool {
    match (one, other) {
        (CodeValue::Code(a), CodeValue::Code(b)) => !a.covers(b).is_false() || !b.covers(a).is_false(),
        (a, b) => a == b,
    }
}

fn shown(value: &CodeValue) -> String {
    match value {
        CodeValue::Code(code) => format!("`{}`", code.dotted()),
        CodeValue::Nothing => "`none`".to_owned(),
    }
}
