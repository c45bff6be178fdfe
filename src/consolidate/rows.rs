//! What happened to a list and to its entries, read from their rows.
//!
//! The model has a row once for each stretch of days on which something was known of it. The first says who put it there;
//! where one stretch ends, a change became known that ended the row or a part of it.

use super::history::{Event, Happened, Row};
use super::shown::Stated;
use super::story::Done;
use super::view::View;
use crate::model::{Amended, Amendment, Change, Cite, Entry, InstrumentId, List, ListId};
use crate::source::Span;
use crate::syntax::print_clauses;
use crate::vocab::{Date, Period};
use std::collections::{BTreeMap, BTreeSet};

/// The stretches in which one row of a table was known.
type Slices<'m> = Vec<&'m Entry>;

/// When rows came or went together: from when that is known, by whom, from which day it bears.
type Turn = (Option<Date>, Option<InstrumentId>, Option<Date>);

/// What happened at one turn.
#[derive(Default)]
struct Moved {
    added: u64,
    replaced: u64,
    removed: u64,
    span: Span,
}

impl Moved {
    fn count(counter: &mut u64) {
        *counter = counter.saturating_add(1);
    }
}

/// The end of a row, or of a part of it.
struct End {
    known: Option<Date>,
    by: Option<InstrumentId>,
    day: Option<Date>,
}

impl<'m> View<'m> {
    /// The rows of a list that are known of, in the order of the tables.
    fn rows(&self, list: &'m List, key: Option<&str>) -> Vec<Slices<'m>> {
        let mut rows: BTreeMap<Span, Slices<'m>> = BTreeMap::new();
        let wanted = list.entries.iter().filter(|entry| key.is_none_or(|key| entry.key == key));
        for entry in wanted.filter(|entry| self.knows_from(entry.known.from)) {
            rows.entry(entry.span).or_default().push(entry);
        }
        let mut rows: Vec<Slices<'m>> = rows.into_values().collect();
        for slices in &mut rows {
            slices.sort_by_key(|entry| (entry.known.from, entry.period));
        }
        rows
    }

    /// Where rows end by changes that are known of, or by themselves.
    fn ends(&self, list: ListId, slices: &[&Entry]) -> Vec<End> {
        let Some(first) = slices.first() else { return Vec::new() };
        let own = slices.iter().filter(|entry| entry.known.from == first.known.from).map(|entry| entry.period.before);
        let mut ends: Vec<End> = Vec::new();
        if let Some(day) = own.max_by_key(|before| (before.is_none(), *before)).flatten() {
            ends.push(End { known: first.known.from, by: None, day: Some(day) });
        }
        let turns: BTreeSet<Date> = slices.iter().filter_map(|entry| entry.known.before).collect();
        for known in turns.into_iter().filter(|day| self.knows_from(Some(*day))) {
            let after = slices.iter().filter(|entry| entry.known.from == Some(known));
            let ended_by = after.clone().find_map(|entry| entry.ended_by);
            let change = self.ended_by(list, known, ended_by);
            // A suspension and a repeal of the whole list are told of the list.
            let Some(change) = change.filter(|change| change.change == Change::Text) else { continue };
            let last = after.filter_map(|entry| entry.period.before).max();
            ends.push(End { known: Some(known), by: Some(change.instrument), day: last.or(change.in_force.from) });
        }
        ends
    }

    /// The change of a list that became known on that day; of several, the one by that instrument.
    fn ended_by(&self, list: ListId, known: Date, by: Option<InstrumentId>) -> Option<&'m Amendment> {
        let changes = self.amendments(Amended::List(list)).filter(|change| change.known_from == Some(known));
        let changes: Vec<&Amendment> = changes.collect();
        let named = changes.iter().find(|change| Some(change.instrument) == by);
        named.or(changes.first()).copied()
    }

    pub(super) fn events_of_list(&self, id: ListId) -> Vec<Done> {
        let Some(list) = self.model.lists.get(id.index()) else { return Vec::new() };
        let mut turns = self.turns(id, list);
        for change in self.amendments(Amended::List(id)) {
            let text = change.change == Change::Text && change.known_from.is_some();
            let turn = (change.known_from, Some(change.instrument), change.in_force.from);
            if text && !turns.iter().any(|(other, _)| (other.0, other.1) == (turn.0, turn.1)) {
                turns.push((turn, Moved { span: change.head, ..Moved::default() }));
            }
        }
        let (mut events, mut told) = (Vec::new(), BTreeSet::new());
        for (turn, moved) in turns {
            events.push(self.entries_moved((id, list), turn, &moved, &mut told));
        }
        events.extend(self.counts_alone(list, &told));
        events.extend(self.amendments(Amended::List(id)).flat_map(|change| self.ended(change)));
        events
    }

    /// The turns at which rows came or went, with how many did.
    fn turns(&self, id: ListId, list: &'m List) -> Vec<(Turn, Moved)> {
        let rows = self.rows(list, None);
        let ends: Vec<Vec<End>> = rows.iter().map(|slices| self.ends(id, slices)).collect();
        let keyed = rows.iter().zip(&ends).flat_map(|(slices, ends)| {
            let key = slices.first().map(|entry| entry.key.as_str()).unwrap_or_default();
            let by_changes = ends.iter().filter(|end| end.by.is_some());
            by_changes.map(move |end| (key, end.known, end.by))
        });
        let ended: BTreeSet<(&str, Option<Date>, Option<InstrumentId>)> = keyed.collect();
        let mut turns: BTreeMap<Turn, Moved> = BTreeMap::new();
        let mut came: BTreeSet<(&str, Option<Date>, Option<InstrumentId>)> = BTreeSet::new();
        for entry in rows.iter().filter_map(|slices| slices.first()) {
            let moved = turns.entry((entry.known.from, entry.instrument, entry.period.from)).or_default();
            let key = (entry.key.as_str(), entry.known.from, entry.instrument);
            let counter = if ended.contains(&key) { &mut moved.replaced } else { &mut moved.added };
            Moved::count(counter);
            if moved.span == Span::default() {
                moved.span = entry.span;
            }
            came.insert(key);
        }
        for (slices, ends) in rows.iter().zip(&ends) {
            let Some(entry) = slices.first() else { continue };
            let came = |end: &&End| end.by.is_some() && came.contains(&(entry.key.as_str(), end.known, end.by));
            for end in ends.iter().filter(|end| !came(end)) {
                let moved = turns.entry((end.known, end.by, end.day)).or_default();
                Moved::count(&mut moved.removed);
                if moved.span == Span::default() {
                    moved.span = entry.span;
                }
            }
        }
        turns.into_iter().collect()
    }

    fn entries_moved(&self, (id, list): (ListId, &List), turn: Turn, moved: &Moved, told: &mut BTreeSet<Span>) -> Done {
        let (known, by, day) = turn;
        let on = day.unwrap_or(self.asked.on);
        let mut stated: Vec<Stated> = Vec::new();
        for count in list.states.iter().filter(|count| count.by.is_some() && count.by == by && count.on == on) {
            told.insert(count.span);
            stated.push(self.stated(list, count));
        }
        let happened = Happened::Entries {
            added: moved.added,
            replaced: moved.replaced,
            removed: moved.removed,
            // What ends by itself ends as the list is known then.
            in_force: self.in_force(list, on, by.and(known)),
            stated,
        };
        let (by, event) = self.event(by, (Period { from: day, before: None }, known), moved.span, happened);
        let mut changes = self.model.amendments.iter().filter(|change| {
            change.what == Amended::List(id) && Some(change.instrument) == by && change.known_from == known
        });
        match changes.next() {
            Some(change) => (by, Event { cites: change.cites.on(None), at: self.trees.place(change.head), ..event }),
            None => (by, event),
        }
    }

    /// How many entries are in force on a day, as known from that day on, or as asked.
    fn in_force(&self, list: &List, on: Date, known: Option<Date>) -> u64 {
        list.in_force(on, known.or(self.asked.known_on)).fold(0, |count: u64, _| count.saturating_add(1))
    }

    /// Counts that are stated of days on which nothing is known to have come or gone.
    fn counts_alone(&self, list: &List, told: &BTreeSet<Span>) -> Vec<Done> {
        let known = list.states.iter().filter(|count| self.knows_from(count.known_on) && self.knows_of(count.by));
        let mut by_turn: BTreeMap<Turn, Vec<&crate::model::StatedCount>> = BTreeMap::new();
        for count in known.filter(|count| !told.contains(&count.span)) {
            by_turn.entry((count.known_on, count.by, Some(count.on))).or_default().push(count);
        }
        let event = |((known, by, day), counts): (Turn, Vec<&crate::model::StatedCount>)| {
            let on = day.unwrap_or(self.asked.on);
            let span = counts.first().map(|count| count.span).unwrap_or_default();
            let stated = counts.iter().map(|count| self.stated(list, count)).collect();
            let happened = Happened::Counted { in_force: self.in_force(list, on, known), stated };
            self.event(by, (Period { from: day, before: None }, known), span, happened)
        };
        by_turn.into_iter().map(event).collect()
    }

    pub(super) fn events_of_entry(&self, id: ListId, key: &str) -> Vec<Done> {
        let Some(list) = self.model.lists.get(id.index()) else { return Vec::new() };
        let rows = self.rows(list, Some(key));
        let ends: Vec<(End, Span)> = rows
            .iter()
            .flat_map(|slices| {
                let span = slices.first().map(|entry| entry.span).unwrap_or_default();
                self.ends(id, slices).into_iter().map(move |end| (end, span))
            })
            .collect();
        let mut events = Vec::new();
        let mut came: BTreeSet<(Option<Date>, Option<InstrumentId>)> = BTreeSet::new();
        for entry in rows.iter().filter_map(|slices| slices.first()) {
            let turn = (entry.known.from, entry.instrument);
            let replaces = entry.instrument.is_some() && ends.iter().any(|(end, _)| (end.known, end.by) == turn);
            came.insert(turn);
            let happened = Happened::Listed(self.row(entry, replaces));
            events.push(self.event(entry.instrument, (entry.period, entry.known.from), entry.span, happened));
        }
        for (end, span) in ends.iter().filter(|(end, _)| end.by.is_none() || !came.contains(&(end.known, end.by))) {
            let in_force = Period { from: end.day, before: None };
            events.push(self.event(end.by, (in_force, end.known), *span, Happened::Unlisted));
        }
        events.extend(
            self.amendments(Amended::List(id))
                .filter(|change| change.change != Change::Text)
                .flat_map(|change| self.ended(change)),
        );
        events
    }

    fn row(&self, entry: &Entry, replaces: bool) -> Row {
        let condition = entry.condition.as_ref().map(|condition| print_clauses(self.trees.body(condition.span)));
        let shown = self.entry(entry);
        Row {
            codes: shown.codes,
            description: shown.description,
            except: shown.except,
            threshold: shown.threshold,
            first_listed: shown.first_listed,
            more: entry.more.iter().filter(|(_, cell)| !cell.is_empty()).cloned().collect(),
            condition: condition.unwrap_or_default(),
            replaces,
        }
    }
}
