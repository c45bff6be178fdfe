//! Declared facts and technical parameters, against what the loaded rules know.

use super::node::{Fields, Node};
use super::{Reader, one_of, short};
use crate::diagnostic::Code;
use crate::shipment::dictionary::standard_home;
use crate::shipment::{DeclaredFact, FactKind, FactValue, StatedFact, Tree, kebab, snake};
use crate::vocab::{FactOf, Quantity, nearest};
use std::collections::BTreeMap;

const FACT_KEYS: [&str; 5] = ["value", "source", "asserted_by", "asserted_on", "note"];

impl Reader<'_> {
    /// The facts under `facts` of the shipment, of a line, of a party or of an event.
    pub(super) fn facts(&mut self, node: &Node, of: FactOf) -> BTreeMap<String, StatedFact> {
        let Some(fields) = self.any_fields(node, "`facts`") else { return BTreeMap::new() };
        let mut stated = BTreeMap::new();
        for (key, at) in fields.all() {
            let Some(declared) = self.declared(key, &at, of, false) else { continue };
            if let Some(fact) = self.stated(&at, &declared) {
                stated.insert(declared.name, fact);
            }
        }
        stated
    }

    /// The quantities under `specs` of a line.
    pub(super) fn specs(&mut self, node: &Node) -> BTreeMap<String, Option<Quantity>> {
        let Some(fields) = self.any_fields(node, "`specs`") else { return BTreeMap::new() };
        let mut stated = BTreeMap::new();
        for (key, at) in fields.all() {
            let Some(declared) = self.declared(key, &at, FactOf::Line, true) else { continue };
            let FactKind::Quantity(unit) = declared.kind else { continue };
            if at.is_unknown() {
                stated.insert(declared.name, None);
            } else if let Some(quantity) = self.quantity_of(&at, &format!("`{key}`"), unit) {
                stated.insert(declared.name, Some(quantity));
            }
        }
        stated
    }

    /// The fact a key names, if it may stand here; else the reason is said.
    fn declared(&mut self, key: &str, at: &Node, of: FactOf, in_specs: bool) -> Option<DeclaredFact> {
        let name = kebab(key);
        if key != snake(key) && self.dictionary.fact(&name).is_some() {
            let message = format!("`{}` is written with hyphens", short(key));
            self.refuse_with_fix(Code::UNKNOWN_FACT, &at.pointer, message, &snake(key));
            return None;
        }
        if let Some(home) = standard_home(&name) {
            let message = format!("`{key}` does not stand among the facts");
            self.refuse(Code::FACT_ELSEWHERE, &at.pointer, message, format!("write it {home}"));
            return None;
        }
        let Some(declared) = self.dictionary.fact(&name).cloned() else {
            self.refuse_unknown_fact(key, at, in_specs);
            return None;
        };
        let is_quantity = matches!(declared.kind, FactKind::Quantity(_));
        let home = match (is_quantity, in_specs) {
            (true, true) => None,
            (true, false) => Some("under `specs` of its line, with a unit"),
            (false, true) => Some("under `facts`"),
            (false, false) => other_home(of, declared.of),
        };
        let Some(home) = home else { return Some(declared) };
        let message = format!("`{key}` does not stand here");
        self.refuse(Code::FACT_ELSEWHERE, &at.pointer, message, format!("write it {home}"));
        None
    }

    fn refuse_unknown_fact(&mut self, key: &str, at: &Node, in_specs: bool) {
        let message = format!("no loaded rule reads a fact `{}`", short(key));
        let wanted = |fact: &&DeclaredFact| matches!(fact.kind, FactKind::Quantity(_)) == in_specs;
        let names: Vec<String> = self.dictionary.facts().filter(wanted).map(|fact| snake(&fact.name)).collect();
        let near = nearest(key, names.iter().map(String::as_str));
        let some = one_of(names.iter().take(12).map(String::as_str)).replace(" or ", " and ");
        let help = match names.len() {
            0 => "the loaded rules read no such facts; leave it out".to_owned(),
            1..=12 => format!("the loaded rules read {some}"),
            _ => format!("the loaded rules read {some}, among others"),
        };
        self.suggest(Code::UNKNOWN_FACT, &at.pointer, message, near, help);
    }

    /// A fact as stated: the bare value, or an object with the value and who says so.
    fn stated(&mut self, node: &Node, declared: &DeclaredFact) -> Option<StatedFact> {
        if !is_told(node.tree) {
            return self.finished(node, declared, StatedFact::default());
        }
        let fields = self.fields(node, "a fact", &FACT_KEYS)?;
        let told = self.provenance(&fields);
        if let Some(value) = fields.written("value") {
            return self.finished(&value, declared, told);
        }
        let help = "write it under `value`, or \"unknown\"";
        self.refuse(Code::MISSING_FIELD, &node.pointer, "a fact has no `value`", help);
        None
    }

    fn provenance(&mut self, fields: &Fields) -> StatedFact {
        if let Some(note) = fields.get("note") {
            self.words(&note, "a note");
        }
        StatedFact {
            source: fields.get("source").and_then(|node| self.kept(&node, "a source")),
            asserted_by: fields.known("asserted_by").and_then(|node| self.kept(&node, "an asserter")),
            asserted_on: fields.known("asserted_on").and_then(|node| self.date(&node)),
            ..StatedFact::default()
        }
    }

    fn finished(&mut self, node: &Node, declared: &DeclaredFact, told: StatedFact) -> Option<StatedFact> {
        let value = if node.is_unknown() { FactValue::Unknown } else { self.value(node, declared)? };
        if let FactKind::Asserted { by } = &declared.kind
            && told.asserted_by.is_none()
            && value != FactValue::Unknown
        {
            let message = format!("`{}` counts only with an asserter", snake(&declared.name));
            let help = format!("write `{{\"value\": …, \"asserted_by\": \"{by}\"}}`; until then it is unknown");
            self.refuse(Code::NO_ASSERTER, &node.pointer, message, help);
        }
        Some(StatedFact { value, pointer: node.pointer.clone(), ..told })
    }

    fn value(&mut self, node: &Node, declared: &DeclaredFact) -> Option<FactValue> {
        match &declared.kind {
            FactKind::YesNo | FactKind::Asserted { .. } => self.yes_or_no(node),
            FactKind::OneOf(choices) => self.choice(node, choices).map(FactValue::Choice),
            FactKind::AnyOf(choices) => self.choices(node, choices).map(FactValue::Choices),
            FactKind::Date => self.date(node).map(FactValue::Date),
            FactKind::Country => self.country(node).map(FactValue::Country),
            FactKind::Number => self.decimal(node).map(FactValue::Number),
            FactKind::Money => self.money(node).map(FactValue::Money),
            FactKind::Text => self.kept(node, "the fact").map(FactValue::Text),
            FactKind::Quantity(_) => None,
        }
    }

    pub(super) fn yes_or_no(&mut self, node: &Node) -> Option<FactValue> {
        match node.tree {
            Tree::Text(text) if text == "yes" => return Some(FactValue::Yes),
            Tree::Text(text) if text == "no" => return Some(FactValue::No),
            _ => (),
        }
        let raw = node.tree.raw();
        let message = format!("`{}` is not yes, no or unknown", short(&raw));
        let meant = match raw.trim().to_lowercase().as_str() {
            "true" | "y" | "yes" | "예" | "네" => Some("\"yes\""),
            "false" | "n" | "no" | "아니오" | "아니요" => Some("\"no\""),
            _ => None,
        };
        match meant {
            Some(meant) => self.refuse_with_fix(Code::YES_OR_NO, &node.pointer, message, meant),
            None => self.refuse(Code::YES_OR_NO, &node.pointer, message, "write \"yes\", \"no\" or \"unknown\""),
        }
        None
    }

    fn choice(&mut self, node: &Node, choices: &[String]) -> Option<String> {
        let written = match node.tree {
            Tree::Text(text) => text,
            other => {
                let message = format!("one choice is asked for, and this is {}", other.kind());
                self.refuse(Code::FACT_VALUE, &node.pointer, message, choices_help(choices));
                return None;
            }
        };
        let name = kebab(written);
        if choices.contains(&name) && *written == snake(written) {
            return Some(name);
        }
        let message = format!("`{}` is not one of the choices", short(written));
        let names: Vec<String> = choices.iter().map(|choice| snake(choice)).collect();
        let near = nearest(written, names.iter().map(String::as_str));
        self.suggest(Code::FACT_VALUE, &node.pointer, message, near, choices_help(choices));
        None
    }

    /// A set of choices: an array, or `"none"` for the empty set.
    fn choices(&mut self, node: &Node, choices: &[String]) -> Option<Vec<String>> {
        let items = match node.tree {
            Tree::Text(text) if text == "none" => return Some(Vec::new()),
            Tree::List(_) => self.list(node, "the choices"),
            other => {
                let message = format!("several choices may be stated here, and this is {}", other.kind());
                let help = "write an array such as `[\"…\", \"…\"]`, or \"none\"";
                self.refuse(Code::FACT_VALUE, &node.pointer, message, help);
                return None;
            }
        };
        let read: Vec<Option<String>> = items.iter().map(|item| self.choice(item, choices)).collect();
        let read: Vec<String> = read.into_iter().collect::<Option<_>>()?;
        let mut each_once: Vec<String> = Vec::new();
        for choice in read {
            if !each_once.contains(&choice) {
                each_once.push(choice);
            }
        }
        Some(each_once)
    }
}

/// Where a fact belongs that does not stand with its own kind of thing. A line's fact may stand once for the shipment.
fn other_home(of: FactOf, own: FactOf) -> Option<&'static str> {
    match (of, own) {
        (FactOf::Shipment, FactOf::Line) => None,
        _ if of == own => None,
        (_, FactOf::Shipment) => Some("under `facts` of the shipment, at the top"),
        (_, FactOf::Line) => Some("under `facts` of its line, in `lines`"),
        (_, FactOf::Party) => Some("under `facts` of its party, in `parties`"),
        (_, FactOf::Event) => Some("under `facts` of its event, in `events`"),
    }
}

/// Whether an object is a value with its provenance, and not an amount of money.
fn is_told(tree: &Tree) -> bool {
    let Tree::Object(fields) = tree else { return false };
    !fields.iter().any(|(key, _)| key == "amount" || key == "currency")
}

fn choices_help(choices: &[String]) -> String {
    let names: Vec<String> = choices.iter().map(|choice| snake(choice)).collect();
    format!("write {} or \"unknown\"", one_of(names.iter().map(String::as_str)).replace(" or ", ", "))
}
