//! Which entries of a list cover the item.

use super::Bit;
use super::codes::Codes;
use super::frame::Frame;
use super::subject::Subject;
use crate::compile::{By, EntryRow, Items, ListIndex, Miss};
use crate::model::{ListId, Nomenclature, RulebookId};
use crate::vocab::{Code, Date, Tariff, Truth, is_known};
use smallvec::SmallVec;
use std::rc::Rc;

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
    /// Before which day that is not, where it is not known.
    pub earliest: Option<Date>,
    /// The entries that cover the item or may, in the list's order.
    pub hits: SmallVec<[Hit; 2]>,
    /// Whether an entry that is not among the hits may cover it, by tariff code.
    pub by_tariff: Bit,
    /// The same for entries that match by classification.
    pub by_classification: Bit,
    /// Whether the item has no tariff code that the list can read.
    pub no_code: bool,
    /// Whether nothing tells which entries without a tariff code the item is under: no classification, or no code of some scheme
    /// by which entries go.
    pub unclassified: bool,
    /// Whether an entry with a tariff code may have stood on the list before the first day that is recorded of it.
    pub before_by_tariff: Bit,
    /// The same of one without.
    pub before_by_classification: Bit,
}

impl Match {
    /// Of a list of which nothing was found yet.
    fn new(list: ListId, (on, earliest): (Option<Date>, Option<Date>)) -> Match {
        Match {
            list,
            on,
            earliest,
            hits: SmallVec::new(),
            by_tariff: Bit::False,
            by_classification: Bit::False,
            no_code: true,
            unclassified: true,
            before_by_tariff: Bit::False,
            before_by_classification: Bit::False,
        }
    }

    /// Whether another entry than the hits may cover the item.
    #[must_use]
    pub fn rest(&self) -> Bit {
        self.by_tariff.or(self.by_classification)
    }

    /// What was found of an entry.
    #[must_use]
    pub fn hit(&self, entry: u32) -> Option<&Hit> {
        self.hits.binary_search_by_key(&entry, |hit| hit.entry).ok().and_then(|at| self.hits.get(at))
    }

    /// Whether it is what that list says on that day; of one that is not known, where it is known before which it is not.
    #[must_use]
    pub fn is_of(&self, list: ListId, day: (Option<Date>, Option<Date>)) -> bool {
        self.list == list && (self.on, self.earliest) == day
    }

    /// Each entry once, in the list's order.
    fn in_order(&mut self) {
        if self.hits.len() < 2 {
            return;
        }
        self.hits.sort_by_key(|hit| hit.entry);
        self.hits.dedup_by(|again, hit| {
            let same = again.entry == hit.entry;
            if same {
                hit.bit = hit.bit.or(again.bit);
            }
            same
        });
    }

    /// Whether any entry covers the item.
    #[must_use]
    pub fn any(&self) -> Bit {
        self.hits.iter().fold(self.rest(), |any, hit| any.or(hit.bit))
    }
}

/// What lists said of the item.
#[derive(Debug)]
pub(super) struct LookedUp {
    /// Each list once for each day.
    pub(super) matches: Vec<Match>,
    /// The item's codes as they were read last: the lists of one rulebook read them alike on one day.
    codes: Option<((RulebookId, Option<Date>), Codes)>,
}

impl LookedUp {
    /// Nothing yet, in room that was used before.
    pub(super) fn again(mut matches: Vec<Match>) -> LookedUp {
        matches.clear();
        LookedUp { matches, codes: None }
    }
}

impl<'a> Frame<'a> {
    /// What a list says of the item.
    pub(super) fn look_up(&self, list: ListId) -> Match {
        let mut found = Match::new(list, (self.on, self.earliest));
        self.look_up_by(&self.codes(self.nomenclature_of(self.rulebook_of(list))), &mut found);
        found
    }

    /// The same, looked up once. It does not hang on the entry at hand; on the party at hand what stands beside a code may.
    pub(super) fn looked_up(&self, list: ListId) -> Rc<Match> {
        let bare = Frame { entry: None, listed: Bit::False, ..self.clone() };
        let Subject { party: None, event: None } = self.subject else { return Rc::new(bare.look_up(list)) };
        let known = self.memo.list(list, (self.on, self.earliest));
        known.unwrap_or_else(|| {
            let found = Rc::new(bare.look_up(list));
            self.memo.put_list(Rc::clone(&found));
            found
        })
    }

    /// What lists say of the item, in order, added to what they said before.
    pub(super) fn look_up_all(&self, lists: &[ListId], found: &mut LookedUp) {
        for &list in lists {
            if found.matches.iter().any(|known| known.is_of(list, (self.on, self.earliest))) {
                continue;
            }
            let by = (self.rulebook_of(list), self.on);
            if found.codes.as_ref().is_none_or(|(own, _)| *own != by) {
                found.codes = Some((by, self.codes(self.nomenclature_of(by.0))));
            }
            found.matches.push(Match::new(list, (self.on, self.earliest)));
            if let (Some((_, codes)), Some(own)) = (&found.codes, found.matches.last_mut()) {
                self.look_up_by(codes, own);
            }
        }
    }

    fn rulebook_of(&self, list: ListId) -> RulebookId {
        self.model.lists.get(list.index()).map_or(RulebookId::at(0), |list| list.rulebook)
    }

    fn nomenclature_of(&self, book: RulebookId) -> &'a [Nomenclature] {
        self.model.rulebooks.get(book.index()).map_or(&[], |book| &book.nomenclature)
    }

    fn look_up_by(&self, codes: &Codes, found: &mut Match) {
        let list = found.list;
        let Some(index) = self.program.lists.get(list.index()) else { return };
        found.no_code = codes.tell_nothing();
        let asked = Asked { list, index, codes };
        if !found.no_code && self.on.is_some_and(|day| index.is_plain_on(day, self.known_on)) {
            self.by_tariff(asked, found);
            debug_assert!(self.is_plain(asked, found), "a plain list says what any list would");
            return;
        }
        self.look_up_any(asked, found);
    }

    /// Whether what was found of a plain list is what the look-up of any list finds.
    fn is_plain(&self, asked: Asked<'_>, found: &Match) -> bool {
        let mut any = Match { no_code: false, ..Match::new(found.list, (found.on, found.earliest)) };
        self.look_up_any(asked, &mut any);
        (&any.hits, any.rest(), any.any()) == (&found.hits, found.rest(), found.any())
    }

    fn look_up_any(&self, asked: Asked<'_>, found: &mut Match) {
        let index = asked.index;
        if self.on.is_some() && !index.has_recorded_beginning(self.known_on) {
            let before = |by| if self.misses(asked, by) == Miss::No { Bit::False } else { Bit::Stuck };
            found.before_by_tariff = before(By::Tariff);
            found.before_by_classification = before(if index.is_classified { By::Classification } else { By::Scheme });
        }
        if !index.is_classified {
            found.unclassified = self.unstated_schemes(index).next().is_some();
        }
        self.by_code(asked, found);
        if !index.is_by_tariff_alone() {
            self.by_classification(asked, found);
            found.in_order();
        }
    }

    /// Whether one of those rows of a list may cover the item, were its code or classification known.
    pub(super) fn unnamed(&self, found: &Match, rows: &[u32]) -> Bit {
        let Some(index) = self.program.lists.get(found.list.index()) else { return Bit::False };
        if !found.no_code && !found.unclassified {
            return Bit::False;
        }
        let meant = rows.iter().filter_map(|&at| index.rows.get(at as usize).map(|row| (at as usize, row)));
        let by_number = |at, row| index.is_classified || self.may_have_its_code(found.list, at, row);
        let mut open = meant.filter(
            |&(at, row)| {
                if row.tariff { found.no_code } else { found.unclassified && by_number(at, row) }
            },
        );
        if open.any(|(_, row)| self.may_be_met(found, row)) { Bit::Open } else { Bit::False }
    }

    fn by_code(&self, asked: Asked<'_>, found: &mut Match) {
        let index = asked.index;
        if !index.other_schemes.is_empty() {
            for code in self.bound.codes().filter(|code| code.tariff.is_none()) {
                let covering = index.covering_other(code.code);
                covering.for_each(|(entry, truth)| self.hit(asked, entry, truth.into(), found));
            }
        }
        self.by_tariff(asked, found);
        found.by_tariff = match index.has_tariff {
            false => self.by_other_scheme(asked, found),
            // No tariff code, or none that can be read: open, unless nothing is listed by code on that day.
            true if found.no_code && self.any_in_force(asked, found, true) => Bit::Open,
            true => self.miss(asked, By::Tariff),
        };
    }

    /// The entries that the item's tariff codes name.
    fn by_tariff(&self, asked: Asked<'_>, found: &mut Match) {
        let read = |truth: Truth| if asked.codes.other_edition { Bit::Open } else { truth.into() };
        for &tariff in &asked.codes.own {
            asked.index.each_covering(tariff, |entry, truth| self.hit(asked, entry, read(truth), found));
        }
        found.in_order();
    }

    /// What entries say that go by codes which are of no tariff, such as control numbers, and by no classification: an item of
    /// which no such code is stated may be under one.
    fn by_other_scheme(&self, asked: Asked<'_>, found: &Match) -> Bit {
        let Asked { list, index, .. } = asked;
        if index.is_classified || index.other_schemes.is_empty() {
            return Bit::False;
        }
        let mut rows = index.rows.iter().enumerate();
        if found.unclassified
            && rows.any(|(at, row)| self.may_have_its_code(list, at, row) && self.may_be_met(found, row))
        {
            return Bit::Open;
        }
        self.miss(asked, By::Scheme)
    }

    /// Whether an entry that goes by no classification and no tariff code has a code of a scheme in which nothing is stated of
    /// the item.
    fn may_have_its_code(&self, list: ListId, at: usize, row: &EntryRow) -> bool {
        let entry = self.model.lists.get(list.index()).and_then(|list| list.entries.get(at)).filter(|_| !row.tariff);
        entry.is_some_and(|entry| entry.codes.iter().any(|(_, code)| !self.states(code.scheme().name())))
    }

    /// Whether the item is said to have a code in that scheme, or none.
    fn states(&self, scheme: &str) -> bool {
        self.bound.line.codes.iter().any(|stated| stated.scheme == scheme)
    }

    /// The schemes of a list that are no tariffs and in which nothing is stated of the item.
    pub(super) fn unstated_schemes<'i>(&self, index: &'i ListIndex) -> impl Iterator<Item = &'i String> {
        index.other_schemes.iter().filter(|own| !self.states(own))
    }

    /// The item's tariff codes in the edition that the list is in.
    pub(super) fn read_codes(&self, list: ListId) -> Vec<Tariff> {
        self.codes(self.nomenclature_of(self.rulebook_of(list))).read().to_vec()
    }

    fn by_classification(&self, asked: Asked<'_>, found: &mut Match) {
        let index = asked.index;
        let named = self.numbers(index, asked.list);
        if index.is_classified {
            found.unclassified = named.as_ref().is_none_or(|of| of.contains(&None));
        }
        for entry in named.iter().flatten().flatten() {
            self.hit(asked, *entry, Bit::True, found);
        }
        for &entry in &index.criteria {
            self.criterion(asked, entry, found);
        }
        found.by_classification = match index.is_classified {
            false if index.has_tariff => self.by_other_scheme(asked, found),
            false => Bit::False,
            true if found.unclassified && self.any_in_force(asked, found, false) => Bit::Open,
            true => self.miss(asked, By::Classification),
        };
    }

    /// The entries that the item's classification names, if it is known. Only entries without a tariff code go by it. A number
    /// that names none of those known by then tells nothing (`None`); nor does one of which every entry had left the list by
    /// that day: it was given by the list of an earlier one.
    fn numbers(&self, index: &ListIndex, list: ListId) -> Option<Vec<Option<u32>>> {
        let list = self.model.lists.get(list.index())?;
        let known = self.bound.classified(list.classified_by?);
        let stated = known.on(self.on)?;
        let gone = |row: &EntryRow| self.on.zip(row.period.before).is_some_and(|(on, before)| before <= on);
        let known = |row: &EntryRow| !row.tariff && self.knows(row) && !gone(row);
        let without_code = |entry: &u32| index.rows.get(*entry as usize).is_some_and(known);
        let rows = |code: &&str| {
            let named: Vec<Option<u32>> =
                index.named(list, code).iter().filter(|at| without_code(at)).map(|&at| Some(at)).collect();
            if named.is_empty() { vec![None] } else { named }
        };
        Some(stated.iter().flat_map(rows).collect())
    }

    /// Whether the list may be missing the entry that covers the item.
    fn miss(&self, asked: Asked<'_>, by: By) -> Bit {
        match self.misses(asked, by) {
            Miss::No => Bit::False,
            Miss::Incomplete => Bit::Stuck,
            Miss::NeedsDay | Miss::NeedsCode => Bit::Open,
        }
    }

    /// What it means that no entry covers the item.
    fn misses(&self, Asked { index, codes, .. }: Asked<'_>, by: By) -> Miss {
        let others = if by == By::Scheme { self.other_codes(index) } else { Vec::new() };
        let items = match by {
            By::Scheme => Items { tariffs: codes.read(), others: &others },
            By::Tariff | By::Classification => Items { tariffs: codes.read(), others: &[] },
        };
        index.miss(by, items, self.on, self.known_on)
    }

    /// Whether an entry with a tariff code, or one without, may be met were the code or classification known.
    fn any_in_force(&self, asked: Asked<'_>, found: &Match, tariff: bool) -> bool {
        asked.index.rows.iter().any(|row| row.tariff == tariff && self.may_be_met(found, row))
    }

    /// Whether a row is or may be in force, and what it demands beside a code is not known to fail.
    fn may_be_met(&self, found: &Match, row: &EntryRow) -> bool {
        self.stands(found, row).possible() && self.knows(row) && self.beside(row).possible()
    }

    /// Whether a row stands on the list on the day. Since when the first entries stood there may not be recorded: the row's
    /// own first day is then the day from which it is known to stand, and nothing says that it did not before.
    fn stands(&self, found: &Match, row: &EntryRow) -> Bit {
        let bit = Bit::from(row.period.holds_since(self.on, self.earliest));
        let before = || self.on.zip(row.period.from).is_some_and(|(on, from)| on < from);
        if bit.possible() || row.first_listed.is_some() || !before() {
            return bit;
        }
        if row.tariff { found.before_by_tariff } else { found.before_by_classification }
    }

    /// The condition beside an entry's code.
    fn beside(&self, row: &EntryRow) -> Bit {
        row.condition.as_ref().filter(|_| row.coded).map_or(Bit::True, |own| self.evaluate_apart(own))
    }

    /// Whether the instrument that brought an entry had been published.
    pub(super) fn knows(&self, row: &EntryRow) -> bool {
        is_known(row.known, self.known_on)
    }

    /// An entry without any code is met where its criterion holds, whatever the item is classified as.
    fn criterion(&self, asked: Asked<'_>, entry: u32, found: &mut Match) {
        let Some(row) = asked.index.rows.get(entry as usize) else { return };
        let Some(condition) = &row.condition else { return };
        self.file((row, entry), self.evaluate_apart(condition), found);
    }

    /// Whether the item is under a code that an entry leaves out.
    fn excepted(&self, row: &EntryRow, codes: &Codes) -> Bit {
        if row.except.is_empty() {
            return Bit::False;
        }
        // Of tariff codes those that say most: a shorter one leaves open what a longer one tells.
        let own = || self.bound.codes().filter(|item| item.tariff.is_none_or(|tariff| codes.own.contains(&tariff)));
        Truth::any(row.except.iter().flat_map(|code| own().map(move |item| code.covers(item.code)))).into()
    }

    /// The item's codes in the list's schemes that are no tariffs.
    fn other_codes(&self, index: &ListIndex) -> Vec<&'a Code> {
        let own =
            self.bound.codes().filter(|code| index.other_schemes.iter().any(|own| own == code.code.scheme().name()));
        own.map(|code| code.code).collect()
    }

    /// Files a hit by code or classification, with what else its row demands.
    fn hit(&self, asked: Asked<'_>, entry: u32, covers: Bit, found: &mut Match) {
        let Some(row) = asked.index.rows.get(entry as usize) else { return };
        self.file((row, entry), covers.and(!self.excepted(row, asked.codes)).and(self.beside(row)), found);
    }

    fn file(&self, (row, entry): (&EntryRow, u32), bit: Bit, found: &mut Match) {
        let bit = bit.and(self.stands(found, row)).and(self.knows(row).into());
        if !bit.possible() {
            return;
        }
        found.hits.push(Hit { list: found.list, entry, bit });
    }
}

/// A list that is asked about the item.
#[derive(Debug, Clone, Copy)]
struct Asked<'f> {
    list: ListId,
    index: &'f ListIndex,
    codes: &'f Codes,
}
