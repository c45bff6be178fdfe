//! Lists as instruments change them: entries added, replaced and removed.
//!
//! Every row keeps the days on which it stands as known by now, and what was known before; at the end each becomes one
//! entry for every stretch of both.

use super::Work;
use super::amendments::{Change, rounds};
use super::collect::Placed;
use super::tables::{Amending, Loaded};
use super::validities::Validities;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Change as Made, Citation, Completeness, Entry, InstrumentId, List, Part, StatedCount};
use crate::syntax::{ClauseKind as C, Name, Spot, When};
use crate::vocab::{Date, Period, Stretches};
use std::collections::BTreeMap;

/// A row and when it stands.
struct Row {
    entry: Entry,
    /// It says itself when the entry was first listed.
    states_first_listed: bool,
    standings: Validities,
    /// Who ended it last, and from when that is known.
    ended: Option<(InstrumentId, Date)>,
}

impl Row {
    /// An entry for every stretch.
    fn entries(&self) -> impl Iterator<Item = Entry> {
        let stands = self.standings.all().into_iter().filter(|one| !one.in_force.is_empty());
        stands.map(move |one| Entry {
            period: one.in_force,
            known: one.known,
            ended_by: self.ended.filter(|&(_, known)| one.known.from >= Some(known)).map(|(by, _)| by),
            ..self.entry.clone()
        })
    }
}

/// The rows of a list, as loaded and of its amendments, and where those of each number are.
struct Rows {
    all: Vec<Row>,
    by_key: BTreeMap<String, Vec<usize>>,
}

impl Rows {
    fn new(entries: Vec<Entry>) -> Rows {
        let mut rows = Rows { all: Vec::new(), by_key: BTreeMap::new() };
        for entry in entries {
            let standings = Validities::new(&Stretches::of(entry.period), entry.known.from);
            rows.push(Row { entry, states_first_listed: true, standings, ended: None });
        }
        rows
    }

    fn push(&mut self, row: Row) -> usize {
        let own = self.all.len();
        self.by_key.entry(row.entry.key.clone()).or_default().push(own);
        self.all.push(row);
        own
    }
}

/// What stands on which days, by what is known.
#[derive(Clone, Default)]
struct State {
    /// The days of each row.
    days: Vec<Stretches>,
    /// The days on which the whole list is suspended.
    suspended: Stretches,
    /// Who ended each row last.
    ended: BTreeMap<usize, InstrumentId>,
}

impl State {
    fn of(&self, row: usize) -> Stretches {
        self.days.get(row).cloned().unwrap_or_default()
    }

    fn set(&mut self, row: usize, days: Stretches) {
        if self.days.len() <= row {
            self.days.resize(row.saturating_add(1), Stretches::default());
        }
        if let Some(slot) = self.days.get_mut(row) {
            *slot = days;
        }
    }

    /// The rows of a number that stand on some of these days.
    fn standing(&self, rows: &Rows, key: &str, days: &Stretches) -> Vec<usize> {
        let own = rows.by_key.get(key).into_iter().flatten().copied();
        own.filter(|&at| !self.of(at).and(days).is_empty()).collect()
    }

    fn end(&mut self, row: usize, change: &Change<'_>, days: &Stretches) {
        let now = self.of(row);
        if now.and(days).is_empty() {
            return;
        }
        self.set(row, now.without(days));
        self.ended.insert(row, change.by);
    }

    fn end_all(&mut self, rows: &Rows, change: &Change<'_>, days: &Stretches) {
        for at in 0..rows.all.len() {
            self.end(at, change, days);
        }
    }
}

/// What a change does to the rows of a list: removals first, then what takes another's place, then what is new.
struct Deeds<'c, 'p> {
    change: &'c Change<'p>,
    removed: Vec<(&'p [Spot<String>], Period)>,
    replaced: Vec<usize>,
    added: Vec<usize>,
}

impl Work<'_> {
    /// What the changes of a list make of its entries, windows and counts.
    pub(super) fn amend_list(&mut self, placed: &Placed<'_>, changes: &[Change<'_>], list: &mut List) {
        let mut rows = Rows::new(std::mem::take(&mut list.entries));
        let days = rows.all.iter().map(|row| Stretches::of(row.entry.period)).collect();
        let enacted = State { days, ..State::default() };
        let mut deeds: Vec<Deeds<'_, '_>> = Vec::new();
        for change in changes {
            deeds.push(self.deeds(placed, change, list, &mut rows));
        }
        let mut state = enacted.clone();
        for round in rounds(changes) {
            if round.begins_again {
                state.clone_from(&enacted);
            }
            for own in round.changes.iter().filter_map(|&at| deeds.get(at)) {
                self.carry_out_deeds(list, own, (&mut rows, &mut state));
            }
            become_known(&mut rows, &state, round.known);
        }
        list.entries = rows.all.iter().flat_map(Row::entries).collect();
    }

    /// Reads what a change says: its rows, its windows, its counts and its citations.
    fn deeds<'c, 'p>(
        &mut self,
        placed: &Placed<'_>,
        change: &'c Change<'p>,
        list: &mut List,
        rows: &mut Rows,
    ) -> Deeds<'c, 'p> {
        let mut deeds = Deeds { change, removed: Vec::new(), replaced: Vec::new(), added: Vec::new() };
        for clause in &change.clauses {
            match &clause.kind {
                C::RemoveEntries { keys, when } => {
                    let days = self.days_within(change, when);
                    deeds.removed.push((keys, days));
                }
                C::AddFrom(path) => deeds.added.extend(self.changed_rows(placed, change, path, list, rows)),
                C::ReplaceFrom(path) => deeds.replaced.extend(self.changed_rows(placed, change, path, list, rows)),
                C::Complete { part, except, codes, when } => {
                    let period = self.days_within(change, when);
                    let window = self.window(placed.book, list, clause.at.0, (part, (*except, codes), when));
                    let known = Period::since(change.known);
                    list.complete.extend(window.map(|window| Completeness { period, known, ..window }));
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
        counts_of(change, list, u64::try_from(deeds.added.len()).unwrap_or(u64::MAX));
        deeds
    }

    /// The days as stated, within those on which the change bears; else all of these.
    pub(super) fn days_within(&mut self, change: &Change<'_>, when: &When) -> Period {
        let stated = self.period(when);
        let early = stated.from.zip(change.days.from).filter(|(own, first)| own < first);
        if let (Some((own, first)), Some(spot)) = (early, &when.from) {
            let message = format!("this is said from {own} on, and the amendment takes effect on {first} only");
            let said = Diagnostic::at(Code::EARLY_CHANGE, spot.span(), message).also(change.head, "the amendment");
            self.say(
                said.help("compare both days with the source; `from DATE` in the amendment says when it takes effect"),
            );
        }
        let ends = [stated.before, change.days.before].into_iter().flatten().min();
        Period { from: stated.from.max(change.days.from), before: ends }
    }

    fn carry_out_deeds(&mut self, list: &List, deeds: &Deeds<'_, '_>, (rows, state): (&mut Rows, &mut State)) {
        let change = deeds.change;
        if change.made != Made::Text {
            let days = Stretches::of(change.days);
            state.end_all(rows, change, &days);
            state.suspended = state.suspended.or(&days);
            return;
        }
        for (keys, period) in &deeds.removed {
            let days = Stretches::of(*period);
            if keys.is_empty() {
                state.end_all(rows, change, &days);
            }
            for key in *keys {
                let own = state.standing(rows, &key.value, &days);
                if own.is_empty() && self.is_first_told(change, key.span()) {
                    self.say_not_on_list(change, list, key, rows);
                }
                for at in own {
                    state.end(at, change, &days);
                }
            }
        }
        for &at in &deeds.replaced {
            self.replace_row(change, list, at, (rows, state));
        }
        for &at in &deeds.added {
            self.add_row(change, list, at, (rows, state));
        }
    }

    /// A new row stands from its day on, unless one of its number does already, or the list is suspended.
    fn add_row(&mut self, change: &Change<'_>, list: &List, at: usize, (rows, state): (&Rows, &mut State)) {
        let Some(row) = rows.all.get(at) else { return };
        let days = Stretches::of(row.entry.period).and(&Stretches::of(change.days));
        let earlier = state.standing(rows, &row.entry.key, &days);
        if let Some(other) = earlier.first().and_then(|&at| rows.all.get(at)) {
            if self.is_first_told(change, row.entry.span) {
                self.say_there_already(change, list, &row.entry, other);
            }
            return;
        }
        state.set(at, days.without(&state.suspended));
    }

    /// The row takes the place of that of its number on the days on which that one stands; it was first listed when that one
    /// was, unless it says otherwise.
    fn replace_row(&mut self, change: &Change<'_>, list: &List, at: usize, (rows, state): (&mut Rows, &mut State)) {
        let Some(entry) = rows.all.get(at).map(|row| row.entry.clone()) else { return };
        let days = Stretches::of(entry.period).and(&Stretches::of(change.days));
        let earlier = state.standing(rows, &entry.key, &days);
        let Some(first) = earlier.first().and_then(|&at| rows.all.get(at)).map(|row| row.entry.first_listed) else {
            if self.is_first_told(change, entry.span) {
                self.say_not_on_list(change, list, &Spot::new(entry.key.clone(), entry.span), rows);
            }
            return;
        };
        let own = earlier.iter().fold(Stretches::default(), |all, &at| all.or(&state.of(at).and(&days)));
        for at in earlier {
            state.end(at, change, &days);
        }
        state.set(at, own);
        if let Some(row) = rows.all.get_mut(at).filter(|row| !row.states_first_listed) {
            row.entry.first_listed = first;
        }
    }

    /// From those days on the part is no longer whole: entries that are not at hand were added.
    fn end_windows(&mut self, change: &Change<'_>, list: &mut List, part: &Name, when: &When) {
        let Some(part) = self.part(list, part) else { return };
        let days = Stretches::of(self.days_within(change, when));
        let windows = std::mem::take(&mut list.complete);
        list.complete = windows.iter().flat_map(|window| ended(window, part, change.known, &days)).collect();
    }

    /// The rows of a table that an amendment names, filed; those that state no day begin with the amendment. None stands yet.
    fn changed_rows(
        &mut self,
        placed: &Placed<'_>,
        change: &Change<'_>,
        path: &Spot<String>,
        list: &List,
        rows: &mut Rows,
    ) -> Vec<usize> {
        let Some(source) = self.table_source(placed.book, path) else { return Vec::new() };
        let amending = change.days.from.map(|from| Amending { by: change.by, from });
        let loaded = self.table(source, list, amending);
        let mut filed = Vec::new();
        let Loaded { entries, states_first_listed } = loaded;
        for (entry, states_first_listed) in entries.into_iter().zip(states_first_listed) {
            let entry = Entry { known: Period::since(change.known), ..entry };
            let standings = Validities::new(&Stretches::default(), None);
            filed.push(rows.push(Row { entry, states_first_listed, standings, ended: None }));
        }
        filed
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
        let ended = match row.ended {
            Some((by, _)) => format!(", and was ended{}", self.instrument_words(Some(by))),
            None => String::new(),
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
    let own = Stretches::of(window.period);
    let mut validities = Validities::new(&own, window.known.from);
    validities.become_known(known, &own.without(days));
    let stands = validities.all().into_iter().filter(|one| !one.in_force.is_empty());
    stands.map(|one| Completeness { period: one.in_force, known: one.known, ..window.clone() }).collect()
}

/// From that day on the rows are known to stand on these days.
fn become_known(rows: &mut Rows, state: &State, known: Date) {
    for (at, row) in rows.all.iter_mut().enumerate() {
        row.standings.become_known(known, &state.of(at));
        let by = state.ended.get(&at).copied();
        row.ended = by.map(|by| row.ended.filter(|own| own.0 == by).unwrap_or((by, known)));
    }
}

fn counts_of(change: &Change<'_>, list: &mut List, added: u64) {
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

fn day_words(day: Option<Date>) -> String {
    day.map_or_else(|| "the beginning".to_owned(), |day| day.to_string())
}
