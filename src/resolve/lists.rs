//! Lists: what they match by, their tables, their windows and counts.

use super::Work;
use super::amendments::Changes;
use super::collect::{Placed, Plan};
use super::facts::quoted;
use super::names::Kind;
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Amended, ClassificationId, Completeness, Entry, InstrumentId, List, ListId, MatchColumn, Part, RulebookId,
    StatedCount,
};
use crate::source::Span;
use crate::syntax::{ClauseKind as C, Head, Name, Spot, When, WrittenCode};
use crate::vocab::{Date, Period, by_length, nearest};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};

impl Work<'_> {
    /// All lists with their entries.
    pub(super) fn lists(&mut self, plan: &Plan<'_>, changes: &Changes<'_>) {
        for placed in &plan.items {
            let Head::List { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::LIST, id.span(), &placed.item.body);
            let mut list = List {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites: self.cites(&body),
                columns: self.match_columns(placed.book, &body),
                classified_by: self.classified_by(placed.book, &body),
                complete: Vec::new(),
                states: Vec::new(),
                entries: Vec::new(),
                span: id.span(),
            };
            list.complete = self.windows(placed.book, &body, &list);
            list.states = self.states(placed.book, &body);
            let before = self.errors;
            self.load_tables(placed, &body, &mut list);
            let own = changes.of(Amended::List(ListId::at(placed.index)));
            if !own.is_empty() {
                self.amend_list(placed, own, &mut list);
            }
            if self.errors > before {
                self.broken_lists.insert(ListId::at(placed.index));
            }
            self.change_classification(&list);
            self.model.lists.push(list);
        }
        for book in &mut self.model.rulebooks {
            book.files.sort();
            book.files.dedup();
        }
    }

    fn match_columns(&mut self, book: RulebookId, body: &Body<'_>) -> Vec<MatchColumn> {
        let mut columns: Vec<MatchColumn> = Vec::new();
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        for clause in &body.clauses {
            let C::Match { column, schemes } = &clause.kind else { continue };
            if let Some(first) = places.insert(&column.value, column.span()) {
                self.say_duplicate("a match column", column, Some(first));
                continue;
            }
            let known = schemes.iter().filter_map(|scheme| self.scheme(book, &scheme.value, scheme.span()));
            let schemes = known.map(|scheme| scheme.name().to_owned()).collect();
            columns.push(MatchColumn { name: column.value.clone(), schemes });
        }
        columns
    }

    fn classified_by(&mut self, book: RulebookId, body: &Body<'_>) -> Option<ClassificationId> {
        let name = body.first(|kind| if let C::ClassifiedBy(name) = kind { Some(name) } else { None })?;
        self.classification(book, name)
    }

    fn windows(&mut self, book: RulebookId, body: &Body<'_>, list: &List) -> Vec<Completeness> {
        let mut windows = Vec::new();
        for clause in &body.clauses {
            let C::Complete { part, except, codes, when } = &clause.kind else { continue };
            windows.extend(self.window(book, list, clause.at.0, (part, (*except, codes), when)));
        }
        windows
    }

    pub(super) fn window(
        &mut self,
        book: RulebookId,
        list: &List,
        span: Span,
        (part, (except, codes), when): (&Name, (bool, &[Spot<WrittenCode>]), &When),
    ) -> Option<Completeness> {
        let period = self.period(when);
        let codes = codes.iter().filter_map(|code| self.code(book, code)).collect();
        let part = self.part(list, part)?;
        Some(Completeness { part, codes, except, period, known: Period::ALWAYS, span })
    }

    pub(super) fn part(&mut self, list: &List, name: &Name) -> Option<Part> {
        if let Some(at) = list.columns.iter().position(|column| column.name == name.value) {
            return Some(Part::Column(at));
        }
        let classification = list.classified_by.and_then(|id| self.model.classifications.get(id.index()));
        let classified = classification.map(|classification| classification.id.as_str());
        if classified == Some(name.value.as_str()) {
            return Some(Part::Classified);
        }
        let parts: Vec<&str> = list.columns.iter().map(|column| column.name.as_str()).chain(classified).collect();
        let help = match nearest(&name.value, parts.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its parts are {}", quoted(parts)),
        };
        let message =
            format!("`{}` is neither a match column nor the classification of the list `{}`", name.value, list.id);
        self.say(Diagnostic::at(Code::UNKNOWN_PART, name.span(), message).help(help));
        None
    }

    fn states(&mut self, book: RulebookId, body: &Body<'_>) -> Vec<StatedCount> {
        let mut counts = Vec::new();
        for clause in &body.clauses {
            let C::States { count, from, by, not_checkable } = &clause.kind else { continue };
            let instrument = by.as_ref().and_then(|name| self.instrument(book, name));
            let on = match (from, by, instrument) {
                (Some(day), _, _) => Some(day.value),
                (None, Some(name), Some(id)) => self.first_day_of(id, name),
                (None, Some(_), None) => None,
                (None, None, _) => {
                    let said = Diagnostic::at(Code::NO_FIRST_DAY, clause.at.0, "a stated count needs the day it is of");
                    self.say(said.help("add `from DATE`, or `by INSTRUMENT`"));
                    None
                }
            };
            let Some(on) = on else { continue };
            counts.push(StatedCount {
                count: count.value,
                added: None,
                on,
                known_on: instrument.and_then(|id| self.model.instruments.get(id.index())?.known_from()),
                by: instrument,
                not_checkable: not_checkable.as_ref().map(|words| words.value.clone()),
                span: clause.at.0,
            });
        }
        counts
    }

    fn load_tables(&mut self, placed: &Placed<'_>, body: &Body<'_>, list: &mut List) {
        let paths = body.all(|kind| if let C::Load(path) = kind { Some(path) } else { None });
        if paths.is_empty() {
            self.say_missing("a list", list.span, "load");
        }
        for path in paths {
            let Some(source) = self.table_source(placed.book, path) else { continue };
            let loaded = self.table(source, list, None).entries;
            if list.entries.is_empty() {
                list.entries = loaded;
            } else {
                list.entries.extend(loaded);
            }
        }
        self.drop_repeated(list);
    }

    /// Keeps the first row of each number.
    fn drop_repeated(&mut self, list: &mut List) {
        // Numbers that only grow repeat none.
        let grows = |one: &Entry, next: &Entry| by_length(&one.key) < by_length(&next.key);
        if list.entries.is_sorted_by(grows) {
            return;
        }
        let mut first: HashMap<&str, Span> = HashMap::with_capacity(list.entries.len());
        let mut again: BTreeMap<Span, Span> = BTreeMap::new();
        for entry in &list.entries {
            match first.entry(&entry.key) {
                Slot::Occupied(earlier) => {
                    again.insert(entry.span, *earlier.get());
                }
                Slot::Vacant(free) => {
                    free.insert(entry.span);
                }
            }
        }
        if again.is_empty() {
            return;
        }
        for entry in &list.entries {
            let Some(&first) = again.get(&entry.span) else { continue };
            let message = format!("entry {} stands twice in the list `{}`", entry.key, list.id);
            let said = Diagnostic::at(Code::TABLE_KEY, entry.span, message).also(first, "first here");
            self.say(said.help("give one of the two rows its own number, or remove it"));
        }
        list.entries.retain(|entry| !again.contains_key(&entry.span));
    }

    /// The name of a table beside the file that loads it.
    pub(super) fn table_name(&mut self, path: &Spot<String>) -> Option<String> {
        let own = self.sources.name(path.at.0.source);
        let mut parts: Vec<&str> = own.split('/').collect();
        parts.pop();
        let outside = path.value.starts_with('/') || path.value.contains(['\\', ':']);
        let mut left = outside;
        for part in path.value.split('/') {
            match part {
                "" | "." => {}
                ".." => left = parts.pop().is_none() || left,
                name => parts.push(name),
            }
        }
        if left {
            let message = format!("`{}` lies outside the rules", path.value);
            let help = "write a path from this file to a table beside it or in another folder of the rules, with `/`";
            self.say(Diagnostic::at(Code::TABLE_OUTSIDE, path.span(), message).help(help));
            return None;
        }
        Some(parts.join("/"))
    }

    pub(super) fn say_no_table(&mut self, path: &Spot<String>, name: &str) {
        let is_table = |name: &&str| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "tsv");
        let tables = self.sources.in_order().map(|(_, name, _)| name).filter(is_table);
        let said = Diagnostic::at(Code::NO_TABLE, path.span(), format!("there is no table `{name}`"));
        let near = nearest(name, tables).map(str::to_owned);
        self.say(match near {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said.help("the path is read from the folder of this file"),
        });
    }

    /// What is made under a list by classification is made anew when the entries that match by it change.
    fn change_classification(&mut self, list: &List) {
        let Some(classification) = list.classified_by.and_then(|id| self.model.classifications.get_mut(id.index()))
        else {
            return;
        };
        let by_classification = list.entries.iter().filter(|entry| entry.codes.is_empty());
        let days = by_classification.flat_map(|entry| {
            let start = entry.period.from.map(|day| (day, entry.instrument));
            start.into_iter().chain(entry.period.before.map(|day| (day, entry.ended_by.or(entry.instrument))))
        });
        classification.changed.extend(days);
        settle(&mut classification.changed);
    }

    /// An instrument by its name in a cell.
    pub(super) fn instrument_in_cell(&mut self, book: RulebookId, written: &str, span: Span) -> Option<InstrumentId> {
        let found = self.names.local(book, Kind::Instrument, written);
        if let Some(bound) = found {
            return Some(InstrumentId::at(bound.index));
        }
        let message = format!("no instrument is called `{written}`");
        let said = Diagnostic::at(Code::TABLE_INSTRUMENT, span, message);
        let known = self.model.instruments.iter().filter(|instrument| instrument.rulebook == book);
        let near = nearest(written, known.map(|instrument| instrument.id.as_str())).map(str::to_owned);
        self.say(match near {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said.help(format!("declare `instrument {written} \"…\" {{ … }}`, or mend the cell")),
        });
        None
    }
}

/// In order of days, each day once; a day with a known instrument says so.
fn settle(changed: &mut Vec<(Date, Option<InstrumentId>)>) {
    changed.sort_by_key(|&(day, by)| (day, by.is_none(), by));
    changed.dedup_by_key(|&mut (day, _)| day);
}
