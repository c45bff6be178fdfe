//! One line of a shipment, with what it contains and what it was produced with.

use super::node::{Fields, Node};
use super::{MAX_COMPONENTS, MAX_CONTENT_DEPTH, Reader};
use crate::diagnostic::Code;
use crate::shipment::words::{BASES, CONDITIONS, END_USES, FORMS, ITEM_KINDS, RELATIONS, YES_NO};
use crate::shipment::{Content, FactValue, Line, Tree};
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
    "produced_with_complete",
    "end_use",
    "end_user",
    "consignee",
    "country_of_ultimate_destination",
    "country_of_ultimate_destination_subdivision",
    "authorizations",
    "facts",
];
const COMPONENT_KEYS: [&str; 13] = [
    "line",
    "item_kind",
    "description",
    "codes",
    "country_of_origin",
    "net_mass",
    "value",
    "concentration",
    "form",
    "controlled_to_destination",
    "specs",
    "facts",
    "content",
];
const PRODUCED_WITH_KEYS: [&str; 9] =
    ["line", "item_kind", "description", "codes", "country_of_origin", "value", "relation", "specs", "facts"];

impl Reader<'_> {
    pub(super) fn line(&mut self, node: &Node, index: usize) -> Option<Line> {
        let fields = self.fields(node, "a line", KEYS)?;
        self.line_details(&fields);
        let name = self.required(&fields, "line", "a line", "name it, such as \"1\"");
        let name = name.and_then(|node| self.id(&node, "the name of a line"));
        let called = name.clone().unwrap_or_default();
        let line = Line { index, base: node.pointer.clone(), ..self.item(&fields) };
        let line = self.line_ends(&fields, line);
        let with = |reader: &mut Self, node: &Node, index| reader.produced_with(node, &called, index);
        let line = Line {
            content: self.content_of_line(&fields, &called),
            produced_with_complete: fields.get("produced_with_complete").and_then(|node| self.yes_no_unknown(&node)),
            produced_with: self.each(&fields, "produced_with", MAX_COMPONENTS, with),
            ..line
        };
        Some(Line { name: name?, ..line })
    }

    /// What the item is: read alike of a line, of a component and of what a line was produced with.
    fn item(&mut self, fields: &Fields) -> Line {
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
            specs: fields.get("specs").map(|node| self.specs(&node)).unwrap_or_default(),
            facts: fields.get("facts").map(|node| self.facts(&node, FactOf::Line)).unwrap_or_default(),
            ..Line::default()
        }
    }

    /// Where it goes, to whom, for what use, and under which authorizations.
    fn line_ends(&mut self, fields: &Fields, line: Line) -> Line {
        let below = "country_of_ultimate_destination_subdivision";
        Line {
            end_use: fields.get("end_use").and_then(|node| self.end_use(&node)),
            end_user: fields.known("end_user").and_then(|node| self.id(&node, "the id of a party")),
            consignee: fields.known("consignee").and_then(|node| self.id(&node, "the id of a party")),
            known_end_destination: self.place_at(fields, "country_of_ultimate_destination", below),
            authorizations: fields
                .get("authorizations")
                .map(|node| self.ids(&node, "an authorization"))
                .unwrap_or_default(),
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
    }

    /// The content of a line; with too many components, none of it is read.
    fn content_of_line(&mut self, fields: &Fields, line: &str) -> Option<Content> {
        let node = fields.get("content")?;
        let number = components_in(node.tree);
        if number > MAX_COMPONENTS {
            let message = format!("the line has {number} components, and at most {MAX_COMPONENTS} are read");
            let help = "state those that matter by themselves, and the rest as one component";
            self.refuse(Code::SHIPMENT_LIMIT, &node.pointer, message, help);
            return None;
        }
        self.content(&node, line, 1)
    }

    fn content(&mut self, node: &Node, of: &str, depth: usize) -> Option<Content> {
        if depth > MAX_CONTENT_DEPTH {
            let message = format!("content is stated {depth} deep, and at most {MAX_CONTENT_DEPTH} are read");
            let help = "state the parts as components of what they are built into further up";
            self.refuse(Code::SHIPMENT_LIMIT, &node.pointer, message, help);
            return None;
        }
        let fields = self.fields(node, "the content", &["basis", "as_of", "complete", "components"])?;
        self.required(&fields, "components", "the content", "list the components");
        let component = |reader: &mut Self, node: &Node, index| reader.component(node, of, index, depth);
        Some(Content {
            basis: fields.get("basis").and_then(|node| self.word(&node, "a basis of value", &BASES)),
            as_of: self.day_at(&fields, "as_of"),
            complete: fields.get("complete").and_then(|node| self.yes_no_unknown(&node)),
            components: self.each(&fields, "components", MAX_COMPONENTS, component),
        })
    }

    fn component(&mut self, node: &Node, of: &str, index: usize, depth: usize) -> Option<Line> {
        let fields = self.fields(node, "a component", &COMPONENT_KEYS)?;
        let name = self.part_name(&fields, "component", format!("{of}.{}", index.saturating_add(1)));
        let controlled = fields.get("controlled_to_destination");
        let content = fields.get("content");
        let line = Line {
            base: node.pointer.clone(),
            index,
            concentration: fields.known("concentration").and_then(|node| self.concentration(&node)),
            form: fields.get("form").and_then(|node| self.form(&node)),
            controlled: controlled.and_then(|node| self.yes_no_unknown(&node)),
            ..self.item(&fields)
        };
        let content = content.and_then(|node| self.content(&node, &name, depth.saturating_add(1)));
        Some(Line { name, content, ..line })
    }

    /// A spare that is shipped beside the item is none of its components: it leaves as an item of its own.
    fn form(&mut self, node: &Node) -> Option<String> {
        if matches!(node.tree, Tree::Text(text) if text == "separately_shipped_spare") {
            let message = "a spare that is shipped beside the item is no component of it".to_owned();
            let help = "state it as a line of its own, so that it is ruled on, and take it out of the content";
            self.refuse(Code::UNKNOWN_WORD, &node.pointer, message, help);
            return None;
        }
        self.word(node, "a form of content", &FORMS)
    }

    fn produced_with(&mut self, node: &Node, of: &str, index: usize) -> Option<Line> {
        let fields = self.fields(node, "what it was produced with", &PRODUCED_WITH_KEYS)?;
        let name = self.part_name(&fields, "thing produced with", format!("{of}.with-{}", index.saturating_add(1)));
        Some(Line {
            name,
            base: node.pointer.clone(),
            index,
            relation: fields.get("relation").and_then(|node| self.word(&node, "a relation", &RELATIONS)),
            ..self.item(&fields)
        })
    }

    fn part_name(&mut self, fields: &Fields, what: &str, otherwise: String) -> String {
        let stated = fields.known("line").and_then(|node| self.id(&node, &format!("the name of a {what}")));
        stated.unwrap_or(otherwise)
    }

    /// The end use as declared.
    fn end_use(&mut self, node: &Node) -> Option<String> {
        let keys = ["declared", "description", "statement_reference"];
        let fields = self.fields(node, "the end use", &keys)?;
        if let Some(text) = fields.get("description") {
            self.words(&text, "a description");
        }
        if let Some(reference) = fields.get("statement_reference") {
            self.kept(&reference, "a reference");
        }
        fields.get("declared").and_then(|node| self.word(&node, "an end use", &END_USES))
    }

    /// Yes or no; unknown is neither.
    pub(super) fn yes_no_unknown(&mut self, node: &Node) -> Option<bool> {
        if let Tree::Bool(_) = node.tree {
            return self.yes_or_no(node).map(|value| value == FactValue::Yes);
        }
        self.word(node, "yes, no or unknown", &YES_NO).map(|word| word == "yes")
    }
}

/// How many components content has, those of its components included.
fn components_in(content: &Tree) -> usize {
    let Some(Tree::List(components)) = content.at("/components") else { return 0 };
    let inner = |component: &Tree| component.at("/content").map_or(0, components_in);
    components.iter().map(inner).fold(components.len(), usize::saturating_add)
}
