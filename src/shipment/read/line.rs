//! One line of a shipment.

use super::Reader;
use super::node::{Fields, Node};
use crate::shipment::Line;
use crate::shipment::words::{BASES, CONDITIONS, END_USES, FORMS, ITEM_KINDS, RELATIONS, YES_NO};
use crate::vocab::FactOf;

/// The fields of a line.
pub(super) const KEYS: &[&str] = &[
    "line",
    "item_kind",
    "description",
    "part_number",
    "manufacturer",
    "codes",
    "country_of_origin",
    "quantity",
    "net_mass",
    "gross_mass",
    "value",
    "unit_price",
    "condition",
    "specs",
    "content",
    "produced_with",
    "end_use",
    "end_user",
    "consignee",
    "country_of_ultimate_destination",
    "country_of_ultimate_destination_subdivision",
    "authorizations",
    "facts",
];

impl Reader<'_> {
    pub(super) fn line(&mut self, node: &Node, index: usize) -> Option<Line> {
        let fields = self.fields(node, "a line", KEYS)?;
        self.line_details(&fields);
        let name = self.required(&fields, "line", "a line", "name it, such as \"1\"");
        let name = name.and_then(|node| self.id(&node, "the name of a line"));
        let line = Line { index, ..self.line_item(&fields) };
        let line = self.line_ends(&fields, line);
        Some(Line { name: name?, ..line })
    }

    /// What the item is.
    fn line_item(&mut self, fields: &Fields) -> Line {
        Line {
            item_kind: fields.get("item_kind").and_then(|node| self.word(&node, "a kind of item", &ITEM_KINDS)),
            description: fields.get("description").and_then(|node| self.words(&node, "a description")),
            codes: fields.get("codes").map(|node| self.codes(&node)).unwrap_or_default(),
            origin: fields.known("country_of_origin").and_then(|node| self.country(&node)),
            quantity: fields.known("quantity").and_then(|node| self.quantity(&node)),
            net_mass: fields.known("net_mass").and_then(|node| self.mass(&node, "a net mass")),
            gross_mass: fields.known("gross_mass").and_then(|node| self.mass(&node, "a gross mass")),
            value: fields.known("value").and_then(|node| self.money(&node)),
            condition: fields.get("condition").and_then(|node| self.word(&node, "a condition", &CONDITIONS)),
            ..Line::default()
        }
    }

    /// Where it goes, to whom, and what else is stated of it.
    fn line_ends(&mut self, fields: &Fields, line: Line) -> Line {
        let below = "country_of_ultimate_destination_subdivision";
        Line {
            end_user: fields.known("end_user").and_then(|node| self.id(&node, "the id of a party")),
            consignee: fields.known("consignee").and_then(|node| self.id(&node, "the id of a party")),
            known_end_destination: self.place_at(fields, "country_of_ultimate_destination", below),
            specs: fields.get("specs").map(|node| self.specs(&node)).unwrap_or_default(),
            facts: fields.get("facts").map(|node| self.facts(&node, FactOf::Line)).unwrap_or_default(),
            ..line
        }
    }

    /// What is kept for later and only checked for its form.
    fn line_details(&mut self, fields: &Fields) {
        for node in ["part_number", "manufacturer"].into_iter().filter_map(|key| fields.get(key)) {
            self.kept(&node, "this");
        }
        if let Some(price) = fields.known("unit_price") {
            self.money(&price);
        }
        if let Some(content) = fields.get("content") {
            self.content(&content);
        }
        for item in fields.get("produced_with").map(|node| self.list(&node, "`produced_with`")).unwrap_or_default() {
            self.produced_with(&item);
        }
        if let Some(end_use) = fields.get("end_use") {
            self.end_use(&end_use);
        }
    }

    fn content(&mut self, node: &Node) {
        let Some(fields) = self.fields(node, "the content", &["basis", "as_of", "components"]) else { return };
        if let Some(basis) = fields.get("basis") {
            self.word(&basis, "a basis of value", &BASES);
        }
        if let Some(day) = fields.known("as_of") {
            self.date(&day);
        }
        let components = self.required(&fields, "components", "the content", "list the components");
        for component in components.map(|node| self.list(&node, "`components`")).unwrap_or_default() {
            self.component(&component);
        }
    }

    fn component(&mut self, node: &Node) {
        let keys = ["description", "country_of_origin", "codes", "value", "controlled_to_destination", "form"];
        let Some(fields) = self.fields(node, "a component", &keys) else { return };
        self.origin_and_codes(&fields, "a component");
        if let Some(text) = fields.get("description") {
            self.words(&text, "a description");
        }
        if let Some(value) = fields.known("value") {
            self.money(&value);
        }
        if let Some(controlled) = fields.get("controlled_to_destination") {
            self.yes_no_unknown(&controlled);
        }
        if let Some(form) = fields.get("form") {
            self.word(&form, "a form of content", &FORMS);
        }
    }

    fn produced_with(&mut self, node: &Node) {
        let keys = ["country_of_origin", "codes", "relation"];
        let Some(fields) = self.fields(node, "what it was produced with", &keys) else { return };
        self.origin_and_codes(&fields, "what it was produced with");
        if let Some(relation) = fields.get("relation") {
            self.word(&relation, "a relation", &RELATIONS);
        }
    }

    fn origin_and_codes(&mut self, fields: &Fields, what: &str) {
        let origin = self.required(fields, "country_of_origin", what, "write its country, or \"unknown\"");
        if let Some(origin) = origin.filter(|node| !node.is_unknown()) {
            self.country(&origin);
        }
        if let Some(codes) = fields.get("codes") {
            self.codes(&codes);
        }
    }

    fn end_use(&mut self, node: &Node) {
        let keys = ["declared", "description", "statement_reference"];
        let Some(fields) = self.fields(node, "the end use", &keys) else { return };
        if let Some(declared) = fields.get("declared") {
            self.word(&declared, "an end use", &END_USES);
        }
        if let Some(text) = fields.get("description") {
            self.words(&text, "a description");
        }
        if let Some(reference) = fields.get("statement_reference") {
            self.kept(&reference, "a reference");
        }
    }

    /// Yes, no or unknown, of something that is only kept.
    pub(super) fn yes_no_unknown(&mut self, node: &Node) {
        if let crate::shipment::Tree::Bool(_) = node.tree {
            self.yes_or_no(node);
        } else {
            self.word(node, "yes, no or unknown", &YES_NO);
        }
    }
}
