//! A value and its place; objects whose keys are known.

use super::{Reader, one_of, short};
use crate::diagnostic::Code;
use crate::shipment::tree::escape;
use crate::shipment::{Tree, kebab, snake};
use crate::vocab::{FactOf, StandardDate, nearest};
use std::collections::BTreeMap;

/// A value of the tree and the pointer to it.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    pub(super) tree: &'t Tree,
    pub(super) pointer: String,
}

/// An object whose keys were checked.
#[derive(Debug)]
pub(super) struct Fields<'t> {
    pub(super) pointer: String,
    by_key: BTreeMap<&'t str, &'t Tree>,
}

impl<'t> Node<'t> {
    pub(super) fn root(tree: &'t Tree) -> Self {
        Node { tree, pointer: String::new() }
    }

    /// Whether it says nothing: `null` or `"unknown"`.
    pub(super) fn is_unknown(&self) -> bool {
        match self.tree {
            Tree::Null => true,
            Tree::Text(text) => text == "unknown",
            _ => false,
        }
    }
}

impl<'t> Fields<'t> {
    /// What is written under a key, `null` included.
    pub(super) fn written(&self, key: &str) -> Option<Node<'t>> {
        let tree = self.by_key.get(key)?;
        Some(Node { tree, pointer: format!("{}/{}", self.pointer, escape(key)) })
    }

    /// What is written under a key, if it is not `null`.
    pub(super) fn get(&self, key: &str) -> Option<Node<'t>> {
        self.written(key).filter(|node| *node.tree != Tree::Null)
    }

    /// What is written under a key, if it is neither `null` nor `"unknown"`.
    pub(super) fn known(&self, key: &str) -> Option<Node<'t>> {
        self.written(key).filter(|node| !node.is_unknown())
    }

    /// All fields by key.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'t str, Node<'t>)> {
        self.by_key.iter().map(|(&key, &tree)| {
            let pointer = format!("{}/{}", self.pointer, escape(key));
            (key, Node { tree, pointer })
        })
    }
}

impl Reader<'_> {
    /// An object that may hold these keys and no others.
    pub(super) fn fields<'t>(&mut self, node: &Node<'t>, what: &str, keys: &[&str]) -> Option<Fields<'t>> {
        let fields = self.any_fields(node, what)?;
        for (key, at) in fields.all().filter(|(key, _)| !keys.contains(key)) {
            self.unknown_field(key, &at.pointer, what, keys);
        }
        Some(fields)
    }

    /// An object with whatever keys; one written twice is refused.
    pub(super) fn any_fields<'t>(&mut self, node: &Node<'t>, what: &str) -> Option<Fields<'t>> {
        let Tree::Object(written) = node.tree else {
            self.wrong_kind(node, &format!("{what} must be an object"), "write it as `{ … }`");
            return None;
        };
        let mut by_key: BTreeMap<&str, &Tree> = BTreeMap::new();
        for (at, (key, value)) in written.iter().enumerate() {
            if let Some(first) = by_key.get(key.as_str()) {
                let earlier = written.iter().position(|(name, _)| name == key).unwrap_or(at);
                self.repeated_field(&node.pointer, key, (earlier, first), (at, value));
                continue;
            }
            by_key.insert(key, value);
        }
        Some(Fields { pointer: node.pointer.clone(), by_key })
    }

    /// An array's values; something else is refused.
    pub(super) fn list<'t>(&mut self, node: &Node<'t>, what: &str) -> Vec<Node<'t>> {
        let Tree::List(items) = node.tree else {
            self.wrong_kind(node, &format!("{what} must be an array"), "write it as `[ … ]`");
            return Vec::new();
        };
        let place = |(at, tree)| Node { tree, pointer: format!("{}/{at}", node.pointer) };
        items.iter().enumerate().map(place).collect()
    }

    /// A string; something else is refused with the fix.
    pub(super) fn string<'t>(&mut self, node: &Node<'t>, what: &str) -> Option<&'t str> {
        match node.tree {
            Tree::Text(text) => return Some(text),
            Tree::Number(literal) => {
                let message = format!("{what} must be a string, not the number `{}`", short(literal));
                let fix = format!("\"{literal}\"");
                self.refuse_with_fix(Code::WRONG_KIND, &node.pointer, message, &fix);
            }
            _ => self.wrong_kind(node, &format!("{what} must be a string"), "write it in quotes"),
        }
        None
    }

    /// No more than so many values; with more, none is read.
    pub(super) fn at_most<'t>(&mut self, node: &Node<'t>, what: &str, most: usize, help: &str) -> Vec<Node<'t>> {
        let items = self.list(node, &format!("`{what}`"));
        if items.len() <= most {
            return items;
        }
        let message = format!("there are {} {what} here, and at most {most} are read", items.len());
        self.refuse(Code::SHIPMENT_LIMIT, &node.pointer, message, help);
        Vec::new()
    }

    /// A name that the loaded rules declare, given back in kebab-case; if they declare none, any name.
    pub(super) fn declared_name(&mut self, node: &Node, what: &str, declared: &[String]) -> Option<String> {
        if node.is_unknown() {
            return None;
        }
        let written = self.id(node, what)?;
        let names: Vec<String> = declared.iter().map(|name| snake(name)).collect();
        if names.is_empty() || names.contains(&written) {
            return Some(kebab(&written));
        }
        let message = format!("no loaded rule knows {what} `{}`", short(&written));
        let near = nearest(&written, names.iter().map(String::as_str));
        let some = one_of(names.iter().take(12).map(String::as_str)).replace(" or ", " and ");
        let others = if names.len() > 12 { ", among others" } else { "" };
        let help = format!("the loaded rules know {some}{others}");
        if near.is_some() {
            self.suggest(Code::UNKNOWN_DECLARED_NAME, &node.pointer, message, near, help);
            return None;
        }
        // A name of a law that is not loaded is no fault; that nothing reads it is told.
        self.suggest(Code::UNREAD_NAME, &node.pointer, message, None, help);
        Some(kebab(&written))
    }

    /// One of a closed set of words, given back in kebab-case; `unknown` is none.
    pub(super) fn word(&mut self, node: &Node, what: &str, words: &[&str]) -> Option<String> {
        if node.is_unknown() {
            return None;
        }
        let written = self.string(node, what)?;
        if words.contains(&written) {
            return Some(kebab(written));
        }
        let message = format!("`{}` is not {what}", short(written));
        let near = nearest(written, words.iter().copied());
        let help = format!("write {}", one_of(words.iter().copied()));
        self.suggest(Code::UNKNOWN_WORD, &node.pointer, message, near, help);
        None
    }

    /// A field that must be there.
    pub(super) fn required<'t>(&mut self, fields: &Fields<'t>, key: &str, what: &str, help: &str) -> Option<Node<'t>> {
        let found = fields.get(key);
        if found.is_none() {
            let message = format!("{what} has no `{key}`");
            self.refuse(Code::MISSING_FIELD, &fields.pointer, message, help);
        }
        found
    }

    pub(super) fn wrong_kind(&mut self, node: &Node, message: &str, help: &str) {
        let message = format!("{message}, and this is {}", node.tree.kind());
        self.refuse(Code::WRONG_KIND, &node.pointer, message, help);
    }

    fn repeated_field(&mut self, object: &str, key: &str, first: (usize, &Tree), again: (usize, &Tree)) {
        let pointer = format!("{object}/{}", escape(key));
        let shown =
            |(at, value): (usize, &Tree)| format!("`{}` (field {})", short(&value.to_string()), at.saturating_add(1));
        let message = format!("`{}` is written twice: {} and {}", short(key), shown(first), shown(again));
        self.refuse(Code::REPEATED_FIELD, &pointer, message, "keep the one that is meant");
    }

    fn unknown_field(&mut self, key: &str, pointer: &str, what: &str, keys: &[&str]) {
        let message = format!("`{}` is not a field of {what}", short(key));
        let spelt = snake(key);
        if keys.contains(&spelt.as_str()) {
            self.refuse_with_fix(Code::UNKNOWN_FIELD, pointer, message, &spelt);
            return;
        }
        if let Some(home) = self.home_of(key) {
            self.refuse(Code::UNKNOWN_FIELD, pointer, message, home);
            return;
        }
        let near = nearest(key, keys.iter().copied());
        let help = format!("its fields are {}", one_of(keys.iter().copied()).replace(" or ", " and "));
        self.suggest(Code::UNKNOWN_FIELD, pointer, message, near, help);
    }

    /// Where a key belongs that is right somewhere else.
    fn home_of(&self, key: &str) -> Option<String> {
        let name = kebab(key);
        if StandardDate::parse(&name).is_some() {
            return Some(format!("it belongs under `dates`: `\"dates\": {{\"{}\": …}}`", snake(&name)));
        }
        if let Some(fact) = self.dictionary.fact(&name) {
            let of = match fact.of {
                FactOf::Shipment => "of the shipment",
                FactOf::Line => "of its line",
                FactOf::Party => "of its party",
                FactOf::Event => "of its event",
            };
            return Some(format!("it is a fact of the rules: write it under `facts` {of}"));
        }
        let at = |keys: &[&str]| keys.contains(&key);
        if at(super::line::KEYS) {
            return Some("it is a field of a line: write it in `lines`".to_owned());
        }
        at(super::whole::KEYS).then(|| "it is a field of the shipment: write it at the top".to_owned())
    }
}
