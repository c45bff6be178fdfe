//! Lists on the day: the entries in force, who put them there, and what is said of their number.

use super::shown::{EntryText, ItemText, ListText, Mark, Stated, What};
use super::trees::on_day;
use super::view::View;
use crate::model::{Amended, Cite, Completeness, Entry, FirstListed, List, ListId, Part, StatedCount};
use crate::syntax::ClauseKind;
use crate::vocab::{Date, is_known};

impl View<'_> {
    pub(super) fn list(&self, id: ListId) -> Option<ListText> {
        let list = self.model.lists.get(id.index())?;
        let (on, known_on) = (self.asked.on, self.asked.known_on);
        let in_force: Vec<&Entry> = list.in_force(on, known_on).collect();
        let begins = self.begins(list).filter(|begins| on < *begins);
        let (complete, incomplete) = if begins.is_some() { (Vec::new(), Vec::new()) } else { self.completeness(list) };
        Some(ListText {
            id: list.id.clone(),
            label: list.label.clone(),
            cites: self.list_cites(id, list),
            columns: list.columns.iter().map(|column| column.name.clone()).collect(),
            by: self.put_by(&in_force),
            entries: in_force.iter().map(|entry| self.entry(entry)).collect(),
            begins,
            complete,
            incomplete,
            stated: self.bearing_count(list),
            conditions: self.entry_conditions(&in_force),
            standing: self.standing_whole(Amended::List(id)),
            pending: self.pending(Amended::List(id)),
            at: self.trees.place(list.span),
        })
    }

    /// The citations of a list on the day: its own, and those of the changes that bear on the day and are known.
    fn list_cites(&self, id: ListId, list: &List) -> Vec<String> {
        let day = Some(self.asked.on);
        let own = self.trees.body(list.span).iter().filter_map(|clause| on_day(clause, self.asked.on));
        let own = own.flat_map(|clause| match clause.kind {
            ClauseKind::Cite(citations) => citations.into_iter().map(|citation| citation.text.value).collect(),
            _ => Vec::new(),
        });
        let changes = self.amendments(Amended::List(id));
        let bearing = changes.filter(|change| change.known_from.is_some() && change.in_force.contains(self.asked.on));
        own.chain(bearing.flat_map(|change| change.cites.on(day))).collect()
    }

    /// The first day of the list as far as it is known; none where it is not recorded since when its first entries stood.
    fn begins(&self, list: &List) -> Option<Date> {
        let known = list.entries.iter().filter(|entry| is_known(entry.known, self.asked.known_on));
        let starts = known.map(|entry| (entry.period.from, entry.first_listed != FirstListed::NotRecorded));
        starts.min().and_then(|(from, recorded)| from.filter(|_| recorded))
    }

    pub(super) fn entry(&self, entry: &Entry) -> EntryText {
        EntryText {
            key: entry.key.clone(),
            codes: entry.codes.iter().map(|(_, code)| code.to_string()).collect(),
            description: entry.description.clone(),
            except: entry.except.iter().map(ToString::to_string).collect(),
            threshold: entry.threshold.clone(),
            from: entry.period.from,
            before: entry.period.before,
            first_listed: match entry.first_listed {
                FirstListed::On(day) => Some(day),
                FirstListed::NotRecorded => None,
            },
            by: entry.instrument.map(|by| self.instrument_id(by)),
            conditional: entry.condition.is_some(),
        }
    }

    /// How many of the entries each instrument put there, in the order of the days.
    fn put_by(&self, in_force: &[&Entry]) -> Vec<(Option<Mark>, u64)> {
        let mut counts: std::collections::BTreeMap<_, u64> = std::collections::BTreeMap::new();
        for entry in in_force {
            let count = counts.entry((entry.period.from, entry.instrument)).or_default();
            *count = count.saturating_add(1);
        }
        let mark = |from, by| Mark { instrument: self.instrument_id(by), from };
        counts.into_iter().map(|((from, by), count)| (by.map(|by| mark(from, by)), count)).collect()
    }

    /// For which parts a miss is a no on the day, and for which it is not.
    fn completeness(&self, list: &List) -> (Vec<(String, Vec<String>)>, Vec<String>) {
        let bears = |window: &&Completeness| {
            window.period.contains(self.asked.on) && is_known(window.known, self.asked.known_on)
        };
        let windows: Vec<&Completeness> = list.complete.iter().filter(bears).collect();
        let codes = |window: &Completeness| window.codes.iter().map(ToString::to_string).collect();
        let complete = windows.iter().map(|window| (self.part(list, window.part), codes(window))).collect();
        let parts = (0..list.columns.len()).map(Part::Column).chain(list.classified_by.map(|_| Part::Classified));
        let whole = |part: &Part| windows.iter().any(|window| window.part == *part && window.codes.is_empty());
        (complete, parts.filter(|part| !whole(part)).map(|part| self.part(list, part)).collect())
    }

    fn part(&self, list: &List, part: Part) -> String {
        match part {
            Part::Column(at) => list.columns.get(at).map(|column| column.name.clone()),
            Part::Classified => {
                let id = list.classified_by.and_then(|id| self.model.classifications.get(id.index()));
                id.map(|classification| classification.id.clone())
            }
        }
        .unwrap_or_default()
    }

    /// The last count of all entries that was stated by the day, as far as that was known.
    fn bearing_count(&self, list: &List) -> Option<Stated> {
        let by_then = |stated: &&StatedCount| {
            stated.on <= self.asked.on && self.knows_from(stated.known_on) && self.knows_of(stated.by)
        };
        let last = list.states.iter().filter(by_then).filter(|stated| stated.added.is_none());
        last.max_by_key(|stated| (stated.on, stated.known_on)).map(|stated| self.stated(list, stated))
    }

    pub(super) fn stated(&self, list: &List, stated: &StatedCount) -> Stated {
        Stated {
            count: stated.count,
            added: stated.added.is_some(),
            on: stated.on,
            by: stated.by.map(|by| self.instrument_id(by)),
            at_hand: stated.at_hand(list),
            not_checkable: stated.not_checkable.clone(),
        }
    }

    /// The conditions on entries in force, each once though several entries share it.
    fn entry_conditions(&self, in_force: &[&Entry]) -> Vec<ItemText> {
        let mut items: Vec<(crate::source::Span, ItemText)> = Vec::new();
        for entry in in_force {
            let Some(condition) = &entry.condition else { continue };
            if let Some((_, item)) = items.iter_mut().find(|(span, _)| *span == condition.span) {
                item.id = format!("{}, {}", item.id, entry.key);
                continue;
            }
            let label = condition.label.clone().unwrap_or_default();
            let mut item = self.plain(What::Entry, &entry.key, &label, condition.span, None);
            item.disputed = self.disputed(&[&condition.clause]);
            items.push((condition.span, item));
        }
        items.into_iter().map(|(_, item)| item).collect()
    }
}
