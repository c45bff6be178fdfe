//! Licences and the like, and the export before a re-export.

use super::Reader;
use super::node::{Fields, Node};
use crate::shipment::Authorization;
use crate::shipment::words::{CONTROLLED_BY, LICENCE_KINDS, LICENCE_STATUSES};
use crate::vocab::{Country, Date, Money, Quantity};

const KEYS: [&str; 19] = [
    "id",
    "licence",
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
    pub(super) fn authorization(&mut self, node: &Node, index: usize) -> Option<Authorization> {
        let fields = self.fields(node, "an authorization", &KEYS)?;
        self.authorization_details(&fields);
        let id = self.required(&fields, "id", "an authorization", "give it an id that lines can name");
        let id = id.and_then(|node| self.id(&node, "the id of an authorization"));
        let licences: Vec<String> = self.dictionary.licences().map(str::to_owned).collect();
        let licence = fields.get("licence").and_then(|node| self.declared_name(&node, "the licence", &licences));
        let limits = self.limits(&fields);
        let mut kept = |key: &str| fields.known(key).and_then(|node| self.kept(&node, &format!("`{key}`")));
        let (issuer, number) = (kept("issuer"), kept("number"));
        let mut word = |key: &str, what: &str, words| fields.get(key).and_then(|node| self.word(&node, what, words));
        let kind = word("kind", "a kind of authorization", &LICENCE_KINDS);
        let status = word("status", "a status", &LICENCE_STATUSES);
        Some(Authorization { id: id?, licence, kind, issuer, number, status, index, ..limits })
    }

    /// What it covers, how much and how long.
    fn limits(&mut self, fields: &Fields) -> Authorization {
        let parties = fields.get("parties").map(|node| self.ids(&node, "a party")).unwrap_or_default();
        let codes = fields.get("codes").map(|node| self.codes(&node)).unwrap_or_default();
        let conditions = fields.get("conditions").map(|node| self.list(&node, "`conditions`")).unwrap_or_default();
        Authorization {
            valid_from: self.day_at(fields, "valid_from"),
            valid_to: self.day_at(fields, "valid_to"),
            quantity_limit: self.quantity_at(fields, "quantity_limit"),
            quantity_used: self.quantity_at(fields, "quantity_used"),
            value_limit: self.money_at(fields, "value_limit"),
            value_used: self.money_at(fields, "value_used"),
            destinations: self.countries_at(fields, "destinations_allowed"),
            not_to: self.countries_at(fields, "destinations_prohibited"),
            codes,
            parties,
            conditions: conditions.iter().filter_map(|node| self.words(node, "a condition")).collect(),
            ..Authorization::default()
        }
    }

    /// What is kept for later and only checked for its form.
    fn authorization_details(&mut self, fields: &Fields) {
        if let Some(scheme) = fields.get("scheme") {
            self.kept(&scheme, "`scheme`");
        }
        if let Some(by) = fields.get("controlled_by") {
            self.word(&by, "a way of control", &CONTROLLED_BY);
        }
    }

    pub(super) fn day_at(&mut self, fields: &Fields, key: &str) -> Option<Date> {
        fields.known(key).and_then(|node| self.date(&node))
    }

    fn quantity_at(&mut self, fields: &Fields, key: &str) -> Option<Quantity> {
        fields.known(key).and_then(|node| self.quantity(&node))
    }

    fn money_at(&mut self, fields: &Fields, key: &str) -> Option<Money> {
        fields.known(key).and_then(|node| self.money(&node))
    }

    fn countries_at(&mut self, fields: &Fields, key: &str) -> Vec<Country> {
        let items = fields.get(key).map(|node| self.list(&node, &format!("`{key}`"))).unwrap_or_default();
        items.iter().filter_map(|item| self.country(item)).collect()
    }

    pub(super) fn prior_export(&mut self, node: &Node) {
        let Some(fields) = self.fields(node, "a prior export", &PRIOR_KEYS) else { return };
        if let Some(country) = fields.known("country") {
            self.country(&country);
        }
        self.day_at(&fields, "exported_on");
        for node in ["authorization_number", "consent_reference"].into_iter().filter_map(|key| fields.get(key)) {
            self.kept(&node, "this");
        }
        for node in ["reexport_restricted", "reexport_consent"].into_iter().filter_map(|key| fields.get(key)) {
            self.yes_no_unknown(&node);
        }
    }
}
