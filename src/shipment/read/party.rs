//! Parties, their owners, and what they were screened against.

use super::Reader;
use super::node::{Fields, Node};
use crate::diagnostic::Code;
use crate::shipment::words::{PARTY_KINDS, RELATIONSHIPS, ROLES, SCREENING_RESULTS};
use crate::shipment::{Owner, Party, Screening, ScreeningResult, Tree, snake};
use crate::vocab::{FactOf, Unit};

const PARTY_KEYS: [&str; 14] = [
    "id",
    "roles",
    "name",
    "country",
    "subdivision",
    "incorporated_in",
    "headquarters",
    "identifiers",
    "kind",
    "owners",
    "owners_complete",
    "relationship_to_exporter",
    "screening",
    "facts",
];
const SCREENING_KEYS: [&str; 5] = ["list", "result", "screened_on", "version", "reference"];

impl Reader<'_> {
    pub(super) fn party(&mut self, node: &Node, index: usize) -> Option<Party> {
        let fields = self.fields(node, "a party", &PARTY_KEYS)?;
        self.party_details(&fields);
        let id = self.required(&fields, "id", "a party", "give it an id that other fields can name");
        let id = id.and_then(|node| self.id(&node, "the id of a party"));
        let roles = self.required(&fields, "roles", "a party", "write what it is, such as `[\"end_user\"]`");
        let relation = fields.get("relationship_to_exporter");
        let party = Party {
            roles: roles.map(|node| self.roles(&node)).unwrap_or_default(),
            country: self.place_at(&fields, "country", "subdivision"),
            incorporated_in: fields.known("incorporated_in").and_then(|node| self.country(&node)),
            headquarters: fields.known("headquarters").and_then(|node| self.country(&node)),
            kind: fields.get("kind").and_then(|node| self.word(&node, "a kind of party", &PARTY_KINDS)),
            relationship_to_exporter: relation
                .and_then(|node| self.word(&node, "a relationship to the exporter", &RELATIONSHIPS)),
            owners: self.each(&fields, "owners", usize::MAX, Self::owner),
            owners_complete: fields.get("owners_complete").and_then(|node| self.yes_no_unknown(&node)),
            screenings: fields.get("screening").map(|node| self.screenings(&node)).unwrap_or_default(),
            facts: fields.get("facts").map(|node| self.facts(&node, FactOf::Party)).unwrap_or_default(),
            index,
            ..Party::default()
        };
        Some(Party { id: id?, ..party })
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
    }

    fn owner(&mut self, node: &Node, index: usize) -> Option<Owner> {
        let fields = self.fields(node, "an owner", &["party", "percent"])?;
        let party = self.required(&fields, "party", "an owner", "name the party that owns");
        let party = party.and_then(|node| self.id(&node, "the id of an owner"));
        let percent = fields.known("percent").and_then(|node| self.amount(&node));
        Some(Owner { party: party?, percent, index })
    }

    /// What a party was screened against: a list of lists and results.
    fn screenings(&mut self, node: &Node) -> Vec<Screening> {
        if let Tree::Object(_) = node.tree {
            let fix = new_form(node.tree).to_string();
            let message = "`screening` must be an array with one result for each list, and this is an object";
            self.refuse_with_fix(Code::WRONG_KIND, &node.pointer, message, &fix);
            return Vec::new();
        }
        let items = self.list(node, "`screening`");
        items.iter().enumerate().filter_map(|(index, item)| self.screening(item, index)).collect()
    }

    fn screening(&mut self, node: &Node, index: usize) -> Option<Screening> {
        let fields = self.fields(node, "a screening", &SCREENING_KEYS)?;
        let lists: Vec<String> = self.dictionary.screenings().map(str::to_owned).collect();
        let list = self.required(&fields, "list", "a screening", "name the list, as the rules do");
        let list = list.and_then(|node| self.declared_name(&node, "the screening list", &lists));
        let result = self.required(&fields, "result", "a screening", "write what it found");
        let result = result.and_then(|node| self.word(&node, "a result of screening", &SCREENING_RESULTS));
        let result = result.and_then(|word| ScreeningResult::parse(&word));
        let screened_on = self.day_at(&fields, "screened_on");
        if result.is_some_and(ScreeningResult::clears) && fields.known("screened_on").is_none() {
            let message = "a screening has no date, so it will not count as no match";
            let help = "write the day it was made under `screened_on`";
            self.refuse(Code::SCREENING_UNDATED, &node.pointer, message, help);
        }
        let version = fields.known("version").and_then(|node| self.kept(&node, "a version"));
        if let Some(reference) = fields.get("reference") {
            self.kept(&reference, "a reference");
        }
        Some(Screening { list: list?, result: result?, screened_on, version, index })
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

    /// Ids of other things, as an array.
    pub(super) fn ids(&mut self, node: &Node, what: &str) -> Vec<String> {
        let items = self.list(node, "the ids");
        items.iter().filter_map(|item| self.id(item, &format!("the id of {what}"))).collect()
    }

    /// A mass, for the two fields that are one.
    pub(super) fn mass(&mut self, node: &Node, what: &str) -> Option<crate::vocab::Quantity> {
        match Unit::from_symbol("kg") {
            Some(kilogram) => self.quantity_of(node, what, kilogram),
            None => self.quantity(node),
        }
    }
}

/// One result for all lists, as one result for each.
fn new_form(old: &Tree) -> Tree {
    let text = |tree: Option<&Tree>, otherwise: &str| match tree {
        Some(Tree::Text(text)) => text.clone(),
        _ => otherwise.to_owned(),
    };
    let one = |list: &Tree| {
        let mut fields = vec![
            ("list", snake(&text(list.at("/name"), "the_list"))),
            ("result", text(old.at("/result"), "unknown")),
            ("screened_on", text(old.at("/screened_on"), "unknown")),
        ];
        if let Some(version) = list.at("/version") {
            fields.push(("version", text(Some(version), "unknown")));
        }
        Tree::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), Tree::Text(value))).collect())
    };
    match old.at("/lists") {
        Some(Tree::List(lists)) if !lists.is_empty() => Tree::List(lists.iter().map(one).collect()),
        _ => Tree::List(vec![one(&Tree::Null)]),
    }
}
