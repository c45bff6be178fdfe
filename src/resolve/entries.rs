//! Conditions on single entries.

use super::Work;
use super::collect::{Placed, Plan};
use super::facts::quoted;
use super::shape;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{EntryCondition, List, ListId};
use crate::source::Span;
use crate::syntax::{Head, Spot};
use crate::vocab::{Label, nearest};
use std::collections::BTreeMap;

impl Work<'_> {
    /// `entry 1012 of annex-2-2 { when … }`
    pub(super) fn entries(&mut self, plan: &Plan<'_>) {
        let mut rows: BTreeMap<ListId, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
        for placed in &plan.items {
            let Head::Entry { keys, list, label } = &placed.item.head else { continue };
            let head = keys.first().map_or(list.span(), Spot::span);
            let body = self.body(&shape::ENTRY, head, &placed.item.body);
            let cites = self.cites(&body);
            let clause = body.when().map(|when| self.free_condition(placed.book, when));
            let (Some(id), Some(clause)) = (self.list(placed.book, list), clause) else { continue };
            let condition = EntryCondition { label: label.clone(), clause, cites, span: head };
            let of_list = || self.model.lists.get(id.index()).map(places).unwrap_or_default();
            let own = &*rows.entry(id).or_insert_with(of_list);
            self.put_conditions(placed, keys, id, own, &condition);
        }
        self.unmatched_entries();
    }

    fn put_conditions(
        &mut self,
        placed: &Placed<'_>,
        keys: &[Spot<String>],
        id: ListId,
        rows: &BTreeMap<String, Vec<usize>>,
        condition: &EntryCondition,
    ) {
        for key in keys {
            let Some(own) = rows.get(&key.value) else {
                self.say_no_entry(id, key, rows);
                continue;
            };
            let earlier =
                own.first().and_then(|&at| self.model.lists.get(id.index())?.entries.get(at)?.condition.as_ref());
            if let Some(first) = earlier.map(|earlier| earlier.span) {
                self.say_second_condition(key, first);
                continue;
            }
            let Some(list) = self.model.lists.get_mut(id.index()) else { continue };
            // What another instrument put under the same number is another entry.
            let by = own.first().and_then(|&at| list.entries.get(at)).map(|entry| entry.instrument);
            for &at in own {
                if let Some(entry) = list.entries.get_mut(at).filter(|entry| Some(entry.instrument) == by) {
                    let own = EntryCondition { span: placed.item.at.0, ..condition.clone() };
                    entry.condition = Some(Box::new(own));
                }
            }
        }
    }

    fn say_second_condition(&mut self, key: &Spot<String>, first: Span) {
        let message = format!("entry {} already has a condition", key.value);
        let said = Diagnostic::at(Code::DUPLICATE, key.span(), message).also(first, "first here");
        self.say(said.help("join the two conditions with `and`"));
    }

    /// Of a list whose table is faulty a row may be missing that is written.
    fn say_no_entry(&mut self, id: ListId, key: &Spot<String>, rows: &BTreeMap<String, Vec<usize>>) {
        if self.broken_lists.contains(&id) {
            return;
        }
        let keys: Vec<&str> = rows.keys().map(String::as_str).collect();
        if let Some(list) = self.model.lists.get(id.index()).map(|list| list.id.clone()) {
            self.say_unknown_entry(&list, key, &keys);
        }
    }

    /// A number that is on no row of the list.
    pub(super) fn say_unknown_entry(&mut self, list: &str, key: &Spot<String>, keys: &[&str]) {
        let message = format!("{} has no entry `{}`", quoted([list]), key.value);
        let said = Diagnostic::at(Code::UNKNOWN_ENTRY, key.span(), message);
        self.say(match nearest(&key.value, keys.iter().copied()) {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said.help("look its number up in the table of the list; its row may have been lost"),
        });
    }

    /// An entry with neither code, classification nor condition can never cover anything.
    fn unmatched_entries(&mut self) {
        let mut found: Vec<(Span, String)> = Vec::new();
        for list in self.model.lists.iter().filter(|list| list.classified_by.is_none()) {
            let idle = list.entries.iter().filter(|entry| entry.codes.is_empty() && entry.condition.is_none());
            found.extend(idle.map(|entry| (entry.span, entry.key.clone())));
        }
        for (span, key) in found {
            let message = format!("entry {key} has no code and no condition, and its list has no classification");
            let help = "give it a code, or say in the list by what such entries match: `classified by CLASSIFICATION`";
            self.say(Diagnostic::at(Code::NO_MATCH, span, message).help(help));
        }
    }
}

fn places(list: &List) -> BTreeMap<String, Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in list.entries.iter().enumerate() {
        places.entry(entry.key.clone()).or_default().push(at);
    }
    places
}

/// Words for something without a name of its own.
pub(super) fn unnamed(label: Option<&Label>, id: &str) -> Label {
    label.cloned().unwrap_or_else(|| Label::new(id.replace('-', " ")))
}
