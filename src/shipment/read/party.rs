//! Parties, legs, licences held, and the export before a re-export.

use super::node::{Fields, Node};
use super::{Reader, short};
use crate::diagnostic::Code;
use crate::shipment::words::{
    CERTAINTIES, CONTROLLED_BY, CUSTOMS, LEG_KINDS, LICENCE_KINDS, LICENCE_STATUSES, MODES, PARTY_KINDS, RELATIONSHIPS,
    ROLES, SCREENING_RESULTS,
};
use crate::shipment::{Certainty, Leg, Party, Tree};
use crate::vocab::Unit;

const PARTY_KEYS: [&str; 10] = [
    "id",
    "roles",
    "name",
    "country",
    "subdivision",
    "identifiers",
    "kind",
    "owners",
    "relationship_to_exporter",
    "screening",
];
const LEG_KEYS: [&str; 15] = [
    "seq",
    "kind",
    "from",
    "from_subdivision",
    "to",
    "to_subdivision",
    "from_locode",
    "to_locode",
    "mode",
    "departs",
    "arrives",
    "customs_status",
    "certainty",
    "lines",
    "parties",
];
const LICENCE_KEYS: [&str; 18] = [
    "id",
    "kind",
    "scheme",
    "issuer",
    "number",
    "status",
    "valid_from",
    "valid_to",
    "controlled_by",
    "quantity_limit",
    "quantity_used",
    "value_limit",
    "value_used",
    "destinations_allowed",
    "destinations_prohibited",
    "codes",
    "parties",
    "conditions",
];
const PRIOR_KEYS: [&str; 6] =
    ["country", "exported_on", "authorization_number", "reexport_restricted", "reexport_consent", "consent_reference"];

impl Reader<'_> {
    pub(super) fn party(&mut self, node: &Node, index: usize) -> Option<Party> {
        let fields = self.fields(node, "a party", &PARTY_KEYS)?;
        self.party_details(&fields);
        let id = self.required(&fields, "id", "a party", "give it an id that other fields can name");
        let id = id.and_then(|node| self.id(&node, "the id of a party"));
        let roles = self.required(&fields, "roles", "a party", "write what it is, such as `[\"end_user\"]`");
        let roles = roles.map(|node| self.roles(&node)).unwrap_or_default();
        let country = self.place_at(&fields, "country", "subdivision");
        let kind = fields.get("kind").and_then(|node| self.word(&node, "a kind of party", &PARTY_KINDS));
        let relation = fields.get("relationship_to_exporter");
        let relationship_to_exporter =
            relation.and_then(|node| self.word(&node, "a relationship to the exporter", &RELATIONSHIPS));
        Some(Party { id: id?, roles, country, kind, relationship_to_exporter, index })
    }

    fn roles(&mut self, node: &Node) -> Vec<String> {
        let items = self.list(node, "`roles`");
        if items.is_empty() && matches!(node.tree, Tree::List(_)) {
            let help = "write what it is, such as `[\"end_user\"]`";
            self.refuse(Code::MISSING_FIELD, &node.pointer, "a party has no role", help);
        }
        items.iter().filter_map(|item| self.word(item, "a role", &ROLES)).collect()
    }

    /// What is kept for later and only checked for its form.
    fn party_details(&mut self, fields: &Fields) {
        if let Some(name) = fields.get("name") {
            self.words(&name, "a name");
        }
        if let Some(identifiers) = fields.get("identifiers") {
            self.identifiers(&identifiers);
        }
        for owner in fields.get("owners").map(|node| self.list(&node, "`owners`")).unwrap_or_default() {
            self.owner(&owner);
        }
        if let Some(screening) = fields.get("screening") {
            self.screening(&screening);
        }
    }

    fn owner(&mut self, node: &Node) {
        let Some(fields) = self.fields(node, "an owner", &["party", "percent"]) else { return };
        if let Some(party) = self.required(&fields, "party", "an owner", "name the party that owns") {
            self.id(&party, "the id of an owner");
        }
        if let Some(percent) = fields.known("percent") {
            self.amount(&percent);
        }
    }

    fn screening(&mut self, node: &Node) {
        let keys = ["result", "screened_on", "lists", "reference"];
        let Some(fields) = self.fields(node, "a screening", &keys) else { return };
        if let Some(result) = self.required(&fields, "result", "a screening", "write what it found") {
            self.word(&result, "a result of screening", &SCREENING_RESULTS);
        }
        if let Some(day) = self.required(&fields, "screened_on", "a screening", "write the day it was made") {
            self.date(&day);
        }
        for list in fields.get("lists").map(|node| self.list(&node, "`lists`")).unwrap_or_default() {
            self.all_strings(&list, "a screening list", &["name", "version"]);
        }
        if let Some(reference) = fields.get("reference") {
            self.kept(&reference, "a reference");
        }
    }

    pub(super) fn identifiers(&mut self, node: &Node) {
        for item in self.list(node, "the identifiers") {
            self.all_strings(&item, "an identifier", &["scheme", "value"]);
        }
    }

    /// An object all of whose fields are strings and must be there.
    fn all_strings(&mut self, node: &Node, what: &str, keys: &[&str]) {
        let Some(fields) = self.fields(node, what, keys) else { return };
        for key in keys {
            if let Some(node) = self.required(&fields, key, what, "write it as a string") {
                self.kept(&node, what);
            }
        }
    }

    pub(super) fn leg(&mut self, node: &Node, index: usize) -> Option<Leg> {
        let fields = self.fields(node, "a leg", &LEG_KEYS)?;
        self.leg_details(&fields);
        for end in ["from", "to"] {
            self.required(&fields, end, "a leg", "write the country, or \"unknown\"");
        }
        let seq = self.required(&fields, "seq", "a leg", "number the legs from 1").and_then(|node| self.seq(&node));
        let kind = fields.get("kind").and_then(|node| self.word(&node, "a kind of leg", &LEG_KINDS));
        let from = self.place_at(&fields, "from", "from_subdivision");
        let to = self.place_at(&fields, "to", "to_subdivision");
        let certainty = fields.get("certainty").and_then(|node| self.word(&node, "a certainty", &CERTAINTIES));
        let certainty = certainty.and_then(|word| match word.as_str() {
            "done" => Some(Certainty::Done),
            "planned" => Some(Certainty::Planned),
            "suspected" => Some(Certainty::Suspected),
            _ => None,
        });
        let lines = fields.get("lines").map(|node| self.ids(&node, "a line")).unwrap_or_default();
        Some(Leg { seq: seq?, kind, from, to, certainty, lines, index })
    }

    fn seq(&mut self, node: &Node) -> Option<u32> {
        let number = match node.tree {
            Tree::Number(literal) => literal.parse().ok().filter(|&number| number > 0),
            _ => None,
        };
        if number.is_none() {
            self.wrong_kind(node, "`seq` must be a whole number from 1", "write it without quotes");
        }
        number
    }

    fn leg_details(&mut self, fields: &Fields) {
        for key in ["from_locode", "to_locode"] {
            if let Some(node) = fields.known(key) {
                self.locode(&node);
            }
        }
        if let Some(mode) = fields.get("mode") {
            self.word(&mode, "a mode of transport", &MODES);
        }
        if let Some(status) = fields.get("customs_status") {
            self.word(&status, "a customs status", &CUSTOMS);
        }
        for key in ["departs", "arrives"] {
            if let Some(node) = fields.known(key) {
                self.date(&node);
            }
        }
    }

    fn locode(&mut self, node: &Node) {
        let Some(written) = self.string(node, "a place") else { return };
        let letters = |run: &str| run.bytes().all(|b| b.is_ascii_uppercase());
        let place = |run: &str| run.bytes().all(|b| b.is_ascii_uppercase() || (b'2'..=b'9').contains(&b));
        let sound = written.len() == 5
            && written.split_at_checked(2).is_some_and(|(country, rest)| letters(country) && place(rest));
        if !sound {
            let message = format!("`{}` is not a place of UN/LOCODE", short(written));
            let help = "write the country's two letters and the place's three without a space";
            self.refuse(Code::UNKNOWN_WORD, &node.pointer, message, help);
        }
    }

    /// Ids of other things, as an array.
    pub(super) fn ids(&mut self, node: &Node, what: &str) -> Vec<String> {
        let items = self.list(node, "the ids");
        items.iter().filter_map(|item| self.id(item, &format!("the id of {what}"))).collect()
    }

    /// A licence or the like that is held; its id is given back.
    pub(super) fn licence(&mut self, node: &Node) -> Option<()> {
        let fields = self.fields(node, "an authorization", &LICENCE_KEYS)?;
        if let Some(kind) = self.required(&fields, "kind", "an authorization", "write what it is") {
            self.word(&kind, "a kind of authorization", &LICENCE_KINDS);
        }
        if let Some(id) = self.required(&fields, "id", "an authorization", "give it an id that lines can name") {
            self.id(&id, "the id of an authorization");
        }
        for key in ["scheme", "issuer", "number"] {
            if let Some(node) = fields.get(key) {
                self.kept(&node, "this");
            }
        }
        if let Some(status) = fields.get("status") {
            self.word(&status, "a status", &LICENCE_STATUSES);
        }
        if let Some(by) = fields.get("controlled_by") {
            self.word(&by, "a way of control", &CONTROLLED_BY);
        }
        self.licence_limits(&fields);
        Some(())
    }

    fn licence_limits(&mut self, fields: &Fields) {
        for node in ["valid_from", "valid_to"].into_iter().filter_map(|key| fields.known(key)) {
            self.date(&node);
        }
        for node in ["quantity_limit", "quantity_used"].into_iter().filter_map(|key| fields.known(key)) {
            self.quantity(&node);
        }
        for node in ["value_limit", "value_used"].into_iter().filter_map(|key| fields.known(key)) {
            self.money(&node);
        }
        for node in ["destinations_allowed", "destinations_prohibited"].into_iter().filter_map(|key| fields.get(key)) {
            for country in self.list(&node, "the destinations") {
                self.country(&country);
            }
        }
        if let Some(codes) = fields.get("codes") {
            self.codes(&codes);
        }
        for condition in fields.get("conditions").map(|node| self.list(&node, "`conditions`")).unwrap_or_default() {
            self.words(&condition, "a condition");
        }
    }

    pub(super) fn prior_export(&mut self, node: &Node) {
        let Some(fields) = self.fields(node, "a prior export", &PRIOR_KEYS) else { return };
        if let Some(country) = fields.known("country") {
            self.country(&country);
        }
        if let Some(day) = fields.known("exported_on") {
            self.date(&day);
        }
        for node in ["authorization_number", "consent_reference"].into_iter().filter_map(|key| fields.get(key)) {
            self.kept(&node, "this");
        }
        for node in ["reexport_restricted", "reexport_consent"].into_iter().filter_map(|key| fields.get(key)) {
            self.yes_no_unknown(&node);
        }
    }

    /// A mass, for the two fields that are one.
    pub(super) fn mass(&mut self, node: &Node, what: &str) -> Option<crate::vocab::Quantity> {
        match Unit::from_symbol("kg") {
            Some(kilogram) => self.quantity_of(node, what, kilogram),
            None => self.quantity(node),
        }
    }
}
