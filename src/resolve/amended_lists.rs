//! Lists as instruments change them: entries added, replaced and removed.
//!
//! Every row keeps the days on which it stands as known by now, and what was known before; at the end each becomes one
//! entry for every stretch of both.

use super::Work;
use super::amendments::Change;
use super::collect::Placed;
use super::stretches::Stretches;
use super::validities::Validities;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Change as Made, Citation, Completeness, Entry, FirstListed, InstrumentId, List, Part, StatedCount};
use crate::source::Span;
use crate::syntax::{ClauseKind as C, Name, Spot, When};
use crate::vocab::{Date, Period};
use std::collections::BTreeMap;

/// A row and when it stands.
struct Row {
    entry: Entry,
    standings: Validities,
    /// Who last ended it, wholly or in part.
    ended_by: Option<InstrumentId>,
}

impl Row {
    fn new(entry: Entry, known: Option<Date>) -> Row {
        let standings = Validities::new(Stretches::of(entry.period), known);
        Row { entry, standings, ended_by: None }
    }

    /// The days of a change on which it stands.
    fn touched(&self, days: &Stretches) -> Stretches {
        self.standings.now().and(days)
    }

    fn end(&mut self, change: &Change<'_>, days: &Stretches) {
        let rest = self.standings.now().without(days);
        self.standings.become_known(change.known, rest);
        self.ended_by = Some(change.by);
    }

    /// An entry for every stretch.
    fn entries(&self) -> impl Iterator<Item = Entry> {
        let enacted = self.entry.known.from;
        self.standings.all().into_iter().filter(|one| !one.in_force.is_empty()).map(move |one| Entry {
            period: one.in_force,
            known: one.known,
            ended_by: self.ended_by.filter(|_| one.known.from != enacted),
            ..self.entry.clone()
        })
    }
}

/// The rows of a list, and where those of each number are.
struct Rows {
    all: Vec<Row>,
    by_key: BTreeMap<String, Vec<usize>>,
}

impl Rows {
    fn new(entries: Vec<Entry>) -> Rows {
        let mut rows = Rows { all: Vec::new(), by_key: BTreeMap::new() };
        for entry in entries {
            let known = entry.known.from;
            rows.push(Row::new(entry, known));
        }
        rows
    }

    fn push(&mut self, row: Row) {
        self.by_key.entry(row.entry.key.clone()).or_default().push(self.all.len());
        self.all.push(row);
    }

    /// The places of the rows of a number that stand on some of these days.
    fn standing(&self, key: &str, days: &Stretches) -> Vec<usize> {
        let own = self.by_key.get(key).into_iter().flatten().copied();
        own.filter(|&at| self.all.get(at).is_some_and(|row| !row.touched(days).is_empty())).collect()
    }

    fn end(&mut self, places: &[usize], change: &Change<'_>, days: &Stretches) {
        for &at in places {
            if let Some(row) = self.all.get_mut(at) {
                row.end(change, days);
            }
        }
    }
}

impl Work<'_> {
    /// What the changes of a list make of its entries, windows and counts.
    pub(super) fn amend_list(&mut self, placed: &Placed<'_>, changes: &[Change<'_>], list: &mut List) {
        let mut rows = Rows::new(std::mem::take(&mut list.entries));
        for change in changes {
            match change.made {
                Made::Text => self.amend_entries(placed, change, list, &mut rows),
                Made::Repeal | Made::Suspension => {
                    let days = Stretches::of(change.days);
                    let all: Vec<usize> = (0..rows.all.len()).collect();
                    rows.end(&all, change, &days);
                }
            }
        }
        list.entries = rows.all.iter().flat_map(Row::entries).collect();
    }

    fn amend_entries(&mut self, placed: &Placed<'_>, change: &Change<'_>, list: &mut List, rows: &mut Rows) {
        let mut added: u64 = 0;
        for clause in &change.clauses {
            match &clause.kind {
                C::RemoveEntries { keys, when } => self.remove_entries(change, list, (keys, when), rows),
                C::AddFrom(path) => {
                    for entry in self.changed_rows(placed, change, path, list) {
                        let counted = self.add_entry(change, list, entry, rows);
                        added = added.saturating_add(u64::from(counted));
                    }
                }
                C::ReplaceFrom(path) => {
                    for entry in self.changed_rows(placed, change, path, list) {
                        self.replace_entry(change, list, entry, rows);
                    }
                }
                C::Complete { part, codes, when } => {
                    let when = if when.is_empty() { since(change) } else { when.clone() };
                    let window = self.window(placed.book, list, clause.at.0, (part, codes, &when));
                    list.complete
                        .extend(window.map(|window| Completeness { known: Period::since(change.known), ..window }));
                }
                C::Incomplete { part, when } => self.end_windows(change, list, part, when),
                C::Cite(citations) => {
                    let new = citations.iter().map(|cite| (cite.text.value.clone(), self.period(&cite.when)));
                    let since = |period: Period| if period == Period::ALWAYS { change.days } else { period };
                    let new: Vec<Citation> =
                        new.map(|(text, period)| Citation { text, period: since(period) }).collect();
                    list.cites.extend(new);
                }
                _ => {}
            }
        }
        for clause in &change.clauses {
            let C::StatesAdded { added: stated, in_all, not_checkable } = &clause.kind else { continue };
            let Some(on) = change.days.from else { continue };
            let one = |count: u64, added: Option<u64>| StatedCount {
                count,
                added,
                on,
                known_on: Some(change.known),
                by: Some(change.by),
                not_checkable: not_checkable.as_ref().map(|words| words.value.clone()),
                span: clause.at.0,
            };
            // What cannot be checked is said once, of the whole.
            if not_checkable.is_none() || in_all.is_none() {
                list.states.push(one(stated.value, Some(added)));
            }
            list.states.extend(in_all.as_ref().map(|count| one(count.value, None)));
        }
    }

    /// From those days on the part is no longer whole: entries that are not at hand were added.
    fn end_windows(&mut self, change: &Change<'_>, list: &mut List, part: &Name, when: &When) {
        let Some(part) = self.part(list, part) else { return };
        let stated = self.period(when);
        let days = Stretches::of(Period {
            from: stated.from.or(change.days.from),
            before: stated.before.or(change.days.before),
        });
        let windows = std::mem::take(&mut list.complete);
        list.complete = windows.iter().flat_map(|window| ended(window, part, change.known, &days)).collect();
    }

    /// The rows of a table that an amendment names; those that state no day begin with the amendment.
    fn changed_rows(
        &mut self,
        placed: &Placed<'_>,
        change: &Change<'_>,
        path: &Spot<String>,
        list: &List,
    ) -> Vec<Entry> {
        let Some(source) = self.table_source(placed.book, path) else { return Vec::new() };
        self.table(source, list, change.days.from.map(|day| (change.by, day)))
    }

    /// Whether an entry could be added: none of its number stands already.
    fn add_entry(&mut self, change: &Change<'_>, list: &List, entry: Entry, rows: &mut Rows) -> bool {
        let days = Stretches::of(entry.period).and(&Stretches::of(change.days));
        let earlier = rows.standing(&entry.key, &days);
        if let Some(row) = earlier.first().and_then(|&at| rows.all.get(at)) {
            self.say_there_already(change, list, &entry, row);
            return false;
        }
        rows.push(known_by(change, entry, days));
        true
    }

    /// The entry takes the place of that of its number; it was first listed when that one was, unless it says otherwise.
    fn replace_entry(&mut self, change: &Change<'_>, list: &List, mut entry: Entry, rows: &mut Rows) {
        let days = Stretches::of(entry.period).and(&Stretches::of(change.days));
        let earlier = rows.standing(&entry.key, &days);
        let Some(row) = earlier.first().and_then(|&at| rows.all.get(at)) else {
            let key = Spot::new(entry.key.clone(), entry.span);
            return self.say_not_on_list(change, list, &key, rows);
        };
        if entry.first_listed == entry.period.from.map_or(FirstListed::NotRecorded, FirstListed::On) {
            entry.first_listed = row.entry.first_listed;
        }
        rows.end(&earlier, change, &days);
        rows.push(known_by(change, entry, days));
    }

    fn remove_entries(
        &mut self,
        change: &Change<'_>,
        list: &List,
        (keys, when): (&[Spot<String>], &When),
        rows: &mut Rows,
    ) {
        let stated = self.period(when);
        let days = Stretches::of(Period {
            from: stated.from.or(change.days.from),
            before: stated.before.or(change.days.before),
        });
        if keys.is_empty() {
            let all: Vec<usize> = (0..rows.all.len()).collect();
            return rows.end(&all, change, &days);
        }
        for key in keys {
            let own = rows.standing(&key.value, &days);
            if own.is_empty() {
                self.say_not_on_list(change, list, key, rows);
            }
            rows.end(&own, change, &days);
        }
    }

    fn instrument_words(&self, id: Option<InstrumentId>) -> String {
        let own = id.and_then(|id| self.model.instruments.get(id.index()));
        own.map(|own| format!(" by `{}`", own.id)).unwrap_or_default()
    }

    fn say_there_already(&mut self, change: &Change<'_>, list: &List, entry: &Entry, row: &Row) {
        let message = format!(
            "entry {} of `{}` is added{} from {}, and is on the list already, put there{} from {}",
            entry.key,
            list.id,
            self.instrument_words(Some(change.by)),
            day_words(entry.period.from),
            self.instrument_words(row.entry.instrument),
            day_words(row.entry.period.from),
        );
        let said = Diagnostic::at(Code::TABLE_KEY, entry.span, message).also(row.entry.span, "it stands there since");
        self.say(said.help("give the new row its own number; where it takes the other's place, use `replace from` or remove the other first"));
    }

    fn say_not_on_list(&mut self, change: &Change<'_>, list: &List, key: &Spot<String>, rows: &Rows) {
        let Some(row) = rows.by_key.get(&key.value).and_then(|own| rows.all.get(*own.last()?)) else {
            let keys: Vec<&str> = rows.by_key.keys().map(String::as_str).collect();
            return self.say_unknown_entry(&list.id, key, &keys);
        };
        let ended = if row.ended_by.is_some() {
            format!(", and was ended{}", self.instrument_words(row.ended_by))
        } else {
            String::new()
        };
        let message = format!(
            "entry {} of `{}` is changed{} from {}, when it is not on the list: it was put there{} {}{ended}",
            key.value,
            list.id,
            self.instrument_words(Some(change.by)),
            day_words(change.days.from),
            self.instrument_words(row.entry.instrument),
            row.entry.period,
        );
        let said = Diagnostic::at(Code::NOT_IN_FORCE, key.span(), message).also(row.entry.span, "its row");
        self.say(said.help("compare the days of both instruments with the source"));
    }

    /// The source of a table beside the file that names it; it is hashed with the rulebook.
    pub(super) fn table_source(
        &mut self,
        book: crate::model::RulebookId,
        path: &Spot<String>,
    ) -> Option<crate::source::SourceId> {
        let name = self.table_name(path)?;
        let Some(source) = self.sources.find(&name) else {
            self.say_no_table(path, &name);
            return None;
        };
        if let Some(book) = self.model.rulebooks.get_mut(book.index()) {
            book.files.push(name);
        }
        Some(source)
    }
}

/// A window of that part without those days, for those who know it.
fn ended(window: &Completeness, part: Part, known: Date, days: &Stretches) -> Vec<Completeness> {
    if window.part != part || window.known.before.is_some() {
        return vec![window.clone()];
    }
    let mut validities = Validities::new(Stretches::of(window.period), window.known.from);
    let rest = validities.now().without(days);
    validities.become_known(known, rest);
    let stands = validities.all().into_iter().filter(|one| !one.in_force.is_empty());
    stands.map(|one| Completeness { period: one.in_force, known: one.known, ..window.clone() }).collect()
}

fn known_by(change: &Change<'_>, entry: Entry, days: Stretches) -> Row {
    let known = Some(change.known);
    let instrument = entry.instrument.or(Some(change.by));
    let entry = Entry { instrument, known: Period::since(change.known), ..entry };
    Row { standings: Validities::new(days, known), entry, ended_by: None }
}

fn since(change: &Change<'_>) -> When {
    let at: Span = change.head;
    let from = change.days.from.map(|day| Spot::new(day, at));
    When { from, until: None }
}

fn day_words(day: Option<Date>) -> String {
    day.map_or_else(|| "the beginning".to_owned(), |day| day.to_string())
}
