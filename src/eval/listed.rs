//! Which entries of a list cover the item.

use super::Bit;
use super::bound::Classified;
use super::frame::Frame;
use crate::compile::{EntryRow, ListIndex, Tariff};
use crate::model::{ListId, Model};
use crate::vocab::{Date, Truth};

/// An entry that covers the item or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The list.
    pub list: ListId,
    /// The entry's place in it.
    pub entry: u32,
    /// Whether it covers the item.
    pub bit: Bit,
}

/// What a list says of an item on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The list.
    pub list: ListId,
    /// The day.
    pub on: Option<Date>,
    /// The entries that cover the item or may, in the list's order.
    pub hits: Vec<Hit>,
    /// Whether an entry that is not among the hits may cover it, by tariff code.
    pub by_tariff: Bit,
    /// The same for entries that match by classification.
    pub by_classification: Bit,
}

impl Match {
    /// Whether another entry than the hits may cover the item.
    #[must_use]
    pub fn rest(&self) -> Bit {
        self.by_tariff.or(self.by_classification)
    }

    /// Whether any entry covers the item.
    #[must_use]
    pub fn any(&self) -> Bit {
        self.hits.iter().fold(self.rest(), |any, hit| any.or(hit.bit))
    }
}

/// The edition in which the rulebook of a list reads a scheme's codes on a day.
pub(super) fn edition<'m>(model: &'m Model, list: ListId, scheme: &str, on: Option<Date>) -> Option<&'m str> {
    let book = model.rulebooks.get(model.lists.get(list.index())?.rulebook.index())?;
    let mut own = book.nomenclature.iter().filter(|n| n.scheme == scheme && n.period.holds(on) != Truth::False);
    own.next().map(|n| n.edition.as_str())
}

impl Frame<'_> {
    /// What a list says of the item.
    pub(super) fn look_up(&self, list: ListId) -> Match {
        let mut found =
            Match { list, on: self.on, hits: Vec::new(), by_tariff: Bit::False, by_classification: Bit::False };
        let Some(index) = self.program.lists.get(list.index()) else { return found };
        self.by_code(index, &mut found);
        self.by_classification(index, &mut found);
        found.hits.sort_by_key(|hit| hit.entry);
        found
    }

    /// Whether one of those entries of a list may cover the item, were its code or classification known.
    pub(super) fn unnamed(&self, list: ListId, keys: &[String]) -> Bit {
        let (Some(index), Some(text)) = (self.program.lists.get(list.index()), self.model.lists.get(list.index()))
        else {
            return Bit::False;
        };
        let (tariffs, other_edition) = self.tariff_codes(list);
        let no_code = tariffs.is_empty() || other_edition;
        let by = text.classified_by.and_then(|by| self.bound.classified.get(by.index()));
        let unclassified = by.is_some_and(|known| known.on(self.on).is_none());
        let meant = index.rows.iter().zip(&text.entries).filter(|(_, entry)| keys.contains(&entry.key));
        let mut there = meant.map(|(row, _)| row).filter(|row| self.may_be_in_force(row));
        let open = there.any(|row| if row.tariff { no_code } else { unclassified });
        if open { Bit::Open } else { Bit::False }
    }

    fn by_code(&self, index: &ListIndex, found: &mut Match) {
        for code in self.bound.codes.iter().filter(|code| code.tariff.is_none()) {
            for (entry, truth) in index.covering_other(&code.code) {
                self.hit(index, entry, truth.into(), found);
            }
        }
        let (tariffs, other_edition) = self.tariff_codes(found.list);
        for &tariff in &tariffs {
            for (entry, truth) in index.covering(tariff) {
                let bit = if other_edition { Bit::Open } else { truth.into() };
                self.hit(index, entry, bit, found);
            }
        }
        found.by_tariff = match index.has_tariff {
            false => Bit::False,
            // No tariff code, or none that can be read: open, unless nothing is listed by code on that day.
            true if (tariffs.is_empty() || other_edition) && self.any_in_force(index, true) => Bit::Open,
            true if tariffs.is_empty() || other_edition => self.miss(index, index.tariff_complete(self.on, &[])),
            true => self.miss(index, index.tariff_complete(self.on, &tariffs)),
        };
    }

    /// The item's tariff codes that say most: those in the list's edition where there are any, each only where no longer
    /// one begins with it. And whether they are all of another edition.
    fn tariff_codes(&self, list: ListId) -> (Vec<Tariff>, bool) {
        let all = self.bound.codes.iter().filter_map(|code| Some((code, code.tariff?)));
        let same =
            |code: &super::bound::ItemCode| self.in_edition(list, code.code.scheme().name(), code.edition.as_deref());
        let (own, other): (Vec<_>, Vec<_>) = all.partition(|(code, _)| same(code));
        let other_edition = own.is_empty() && !other.is_empty();
        let used = if own.is_empty() { other } else { own };
        let longer =
            |a: Tariff| used.iter().any(|&(_, b)| b.digits > a.digits && a.national == 0 && a.covers(b).is_true());
        (used.iter().map(|&(_, tariff)| tariff).filter(|&tariff| !longer(tariff)).collect(), other_edition)
    }

    /// Whether a code is in the edition that the list is in; one without an edition is read in it.
    fn in_edition(&self, list: ListId, scheme: &str, stated: Option<&str>) -> bool {
        let Some(stated) = stated else { return true };
        edition(self.model, list, scheme, self.on).is_none_or(|own| own == stated)
    }

    fn by_classification(&self, index: &ListIndex, found: &mut Match) {
        let text = self.model.lists.get(found.list.index());
        let by = text.and_then(|list| list.classified_by);
        let known = by.and_then(|by| self.bound.classified.get(by.index()));
        let stated = known.and_then(|known: &Classified| known.on(self.on));
        // Only entries without a tariff code go by classification; a number that names none of them tells nothing.
        let without_code = |entry: &u32| index.rows.get(*entry as usize).is_some_and(|row| !row.tariff);
        let named: Vec<Option<u32>> =
            stated.unwrap_or_default().iter().map(|code| index.named(code).filter(without_code)).collect();
        for entry in named.iter().flatten() {
            self.hit(index, *entry, Bit::True, found);
        }
        for &entry in &index.criteria {
            self.criterion(index, entry, found);
        }
        let (tariffs, other_edition) = self.tariff_codes(found.list);
        let items = if other_edition { &[][..] } else { &tariffs };
        found.by_classification = match (by.is_some(), stated) {
            (false, _) => Bit::False,
            (true, Some(_)) if named.contains(&None) && self.any_in_force(index, false) => Bit::Open,
            (true, None) if self.any_in_force(index, false) => Bit::Open,
            (true, _) => self.miss(index, index.classified_complete(self.on, items)),
        };
    }

    /// A miss where the list is complete, or has not begun, is a no; where it is not, no fact would help; without a day it
    /// is open.
    fn miss(&self, index: &ListIndex, complete: Truth) -> Bit {
        match (complete.or(index.not_begun(self.on, self.known_on)), self.on) {
            (Truth::True, _) => Bit::False,
            (_, None) => Bit::Open,
            (_, Some(_)) => Bit::Stuck,
        }
    }

    /// Whether an entry with a tariff code, or one without, is or may be in force.
    fn any_in_force(&self, index: &ListIndex, tariff: bool) -> bool {
        index.rows.iter().any(|row| row.tariff == tariff && self.may_be_in_force(row))
    }

    fn may_be_in_force(&self, row: &EntryRow) -> bool {
        !row.period.holds(self.on).is_false() && self.knows(row)
    }

    /// Whether the instrument that brought an entry had been published.
    fn knows(&self, row: &EntryRow) -> bool {
        self.known_on.is_none_or(|day| row.known_from.is_none_or(|from| from <= day))
    }

    /// An entry without a tariff code is met where its criterion holds, whatever the item is classified as.
    fn criterion(&self, index: &ListIndex, entry: u32, found: &mut Match) {
        let Some(condition) = index.rows.get(entry as usize).and_then(|row| row.condition.as_ref()) else { return };
        let bit = self.evaluate_apart(condition);
        self.file(index, entry, bit, found);
    }

    /// Files a hit by code or classification, with what else its row demands.
    fn hit(&self, index: &ListIndex, entry: u32, covers: Bit, found: &mut Match) {
        let Some(row) = index.rows.get(entry as usize) else { return };
        let beside = row.condition.as_ref().filter(|_| row.tariff).map_or(Bit::True, |own| self.evaluate_apart(own));
        self.file(index, entry, covers.and(beside), found);
    }

    fn file(&self, index: &ListIndex, entry: u32, bit: Bit, found: &mut Match) {
        let Some(row) = index.rows.get(entry as usize) else { return };
        let in_force = Bit::from(row.period.holds(self.on));
        let bit = bit.and(in_force).and(self.knows(row).into());
        if !bit.possible() {
            return;
        }
        match found.hits.iter_mut().find(|hit| hit.entry == entry) {
            Some(hit) => hit.bit = hit.bit.or(bit),
            None => found.hits.push(Hit { list: found.list, entry, bit }),
        }
    }
}
