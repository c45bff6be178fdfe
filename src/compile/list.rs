//! A list as an index: from a code to the entries that may cover it, without looking at the others.

use super::NodeSpan;
use crate::model::{FirstListed, List, Part, Scalar, amount_in};
use crate::vocab::{Code, Date, Period, Tariff, Truth, by_length, is_known, is_known_from};
use std::collections::{BTreeMap, BTreeSet};

/// An index over the entries of a list; entry numbers are places in the model's list.
#[derive(Debug, Clone, Default)]
pub struct ListIndex {
    /// Entries with a tariff code of at least a heading, ordered by heading.
    by_heading: Vec<(Tariff, u32)>,
    /// Where each heading begins in `by_heading`: 10,001 places.
    heading_starts: Vec<u32>,
    /// The numbers of digits that codes in it have, a bit each.
    lengths: u16,
    /// The national tariffs of which codes in it have more than six digits, a bit each.
    beyond_six: u8,
    /// Entries with a bare chapter.
    by_chapter: Vec<(Tariff, u32)>,
    /// Entries with a code of another scheme, by scheme.
    by_scheme: BTreeMap<String, Vec<(Code, u32)>>,
    /// The rows ordered by their numbers, shorter ones first; a number that an instrument changed has several.
    by_number: Vec<u32>,
    /// One for each entry.
    pub rows: Vec<EntryRow>,
    /// The days and amounts of the columns that rules read, one for each entry.
    columns: BTreeMap<String, Vec<Option<Scalar>>>,
    /// Entries without any code that carry a criterion of their own.
    pub criteria: Vec<u32>,
    /// Whether a tariff column exists.
    pub has_tariff: bool,
    /// The schemes of columns that are not tariffs.
    pub other_schemes: Vec<String>,
    /// Whether any entry matches by classification.
    pub has_classified: bool,
    /// Whether a classification tells which entries without a tariff code an item is under.
    pub is_classified: bool,
    complete: Vec<Window>,
    /// From which day on it has every entry there is, whatever the item, by [`By`] and as everything published is known.
    complete_since: [Option<Date>; 3],
    /// The same of one that goes by tariff codes alone, where it is recorded since when its entries stood on it.
    plain_since: Option<Date>,
    tariff_columns: Vec<bool>,
    /// When it began, of the entries known from each of these days on; `None` stands for all days before.
    beginnings: Vec<(Option<Date>, Begins)>,
}

/// So few entries of a heading are gone through one by one; among more, runs of codes are searched for.
const FEW: usize = 24;

/// What evaluation reads of an entry.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// When the row is in force.
    pub period: Period,
    /// When that is known.
    pub known: Period,
    /// When it was first listed, if recorded.
    pub first_listed: Option<Date>,
    /// Since when it stands in this form, suspensions aside.
    pub form_since: Option<Date>,
    /// Whether it has a tariff code.
    pub tariff: bool,
    /// Whether it has a code of any scheme.
    pub coded: bool,
    /// Codes under its own that it does not cover.
    pub except: Box<[Code]>,
    /// The condition beside its code.
    pub condition: Option<NodeSpan>,
}

impl ListIndex {
    /// The index of a list; `conditions` gives the compiled conditions by entry.
    pub(super) fn new(list: &List, conditions: &BTreeMap<usize, NodeSpan>) -> ListIndex {
        let mut index = ListIndex { is_classified: list.classified_by.is_some(), ..ListIndex::default() };
        index.columns(list);
        index.rows.reserve(list.entries.len());
        let (mut grow, mut last) = (true, "");
        for (at, entry) in list.entries.iter().enumerate() {
            grow &= by_length(last) <= by_length(&entry.key);
            last = &entry.key;
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            let tariff = index.add_codes(entry.codes.iter().map(|(_, code)| code), number);
            let condition = conditions.get(&at).cloned();
            let coded = !entry.codes.is_empty();
            if condition.is_some() && !coded {
                index.criteria.push(number);
            }
            index.has_classified |= !tariff;
            let first_listed = match entry.first_listed {
                FirstListed::On(day) => Some(day),
                FirstListed::NotRecorded => None,
            };
            let (period, known, form_since) = (entry.period, entry.known, entry.form_since);
            let except = entry.except.as_slice().into();
            index.rows.push(EntryRow { period, known, first_listed, form_since, tariff, coded, except, condition });
        }
        index.order();
        let plain = index.has_tariff && index.is_by_tariff_alone() && index.has_recorded_beginning(None);
        index.plain_since = index.complete_since.get(By::Tariff as usize).copied().flatten().filter(|_| plain);
        index.by_number = by_number(list, grow);
        index
    }

    fn columns(&mut self, list: &List) {
        let is_tariff = |scheme: &String| crate::vocab::Scheme::new(scheme).tariff_digits().is_some();
        self.tariff_columns = list.columns.iter().map(|column| column.schemes.iter().any(is_tariff)).collect();
        self.has_tariff = self.tariff_columns.contains(&true);
        let schemes = list.columns.iter().flat_map(|column| &column.schemes);
        self.other_schemes = schemes.filter(|scheme| !is_tariff(scheme)).cloned().collect();
        let packed = |codes: &[Code]| codes.iter().filter_map(Code::tariff).collect();
        let others = |codes: &[Code]| codes.iter().filter(|code| code.tariff().is_none()).cloned().collect();
        self.complete = list
            .complete
            .iter()
            .map(|own| Window {
                part: own.part,
                codes: packed(&own.codes),
                others: others(&own.codes),
                except: own.except,
                period: own.period,
                known: own.known,
            })
            .collect();
        self.complete_since = By::ALL.map(|by| self.complete_since(by));
    }

    /// From which day on every part by which entries come to cover an item so is complete, whatever the item.
    fn complete_since(&self, by: By) -> Option<Date> {
        let since = |part| {
            let ever = self.windows(part, None).filter(|window| window.is_of_all() && window.period.before.is_none());
            ever.filter_map(|window| window.period.from).min()
        };
        self.parts(by).try_fold(None, |latest, part| since(part).map(|day| latest.max(Some(day)))).flatten()
    }

    /// Reads the days and amounts of the columns that rules ask of an entry.
    pub(super) fn read_columns(&mut self, list: &List, asked: &BTreeSet<&str>) {
        let has = |column: &&&str| list.entries.iter().any(|entry| entry.cell(column).is_some());
        for column in asked.iter().filter(has) {
            let cells = list.entries.iter().map(|entry| entry.cell(column).and_then(scalar_in));
            self.columns.insert((*column).to_owned(), cells.collect());
        }
    }

    /// The day or the amount of an entry in a column that rules read; none where nothing is recorded.
    #[must_use]
    pub fn cell(&self, column: &str, entry: u32) -> Option<Scalar> {
        self.columns.get(column)?.get(entry as usize).copied().flatten()
    }

    /// Files an entry under its codes; gives whether one of them is of a tariff.
    fn add_codes<'a>(&mut self, codes: impl Iterator<Item = &'a Code>, entry: u32) -> bool {
        let mut tariff = false;
        for code in codes {
            match code.tariff() {
                Some(packed) if packed.digits < 4 => self.by_chapter.push((packed, entry)),
                Some(packed) => self.by_heading.push((packed, entry)),
                None => self.by_scheme.entry(code.scheme().name().to_owned()).or_default().push((code.clone(), entry)),
            }
            tariff |= code.tariff().is_some();
        }
        tariff
    }

    fn order(&mut self) {
        self.by_heading.sort_unstable_by_key(|&(code, entry)| code.rank(entry));
        let mut counts = vec![0_u32; 10_001];
        for (code, _) in &self.by_heading {
            // Those of a heading come before the one that follows.
            if let Some(next) = code.heading().and_then(|heading| counts.get_mut(heading.saturating_add(1))) {
                *next = next.saturating_add(1);
            }
            self.lengths |= 1_u16.unbounded_shl(code.digits.into());
            self.beyond_six |= u8::from(code.digits > 6).unbounded_shl(code.national.into());
        }
        let start = |before: &mut u32, count: u32| {
            *before = before.saturating_add(count);
            Some(*before)
        };
        self.heading_starts = counts.into_iter().scan(0, start).collect();
        self.beginnings = beginnings(&self.rows);
    }

    /// The entries whose tariff code covers the item's, or may: with unknown where the item's has too few digits.
    #[must_use]
    pub fn covering(&self, item: Tariff) -> Vec<(u32, Truth)> {
        let mut found = Vec::new();
        self.each_covering(item, |entry, covers| found.push((entry, covers)));
        found
    }

    /// The same, one after the other. Of a heading with many entries only those are gone through whose digits begin the item's, or
    /// go on where the item's end.
    #[inline]
    pub fn each_covering(&self, item: Tariff, mut tell: impl FnMut(u32, Truth)) {
        let mut tell_of = |some: &[(Tariff, u32)]| {
            for &(code, entry) in some {
                let covers = code.covers(item);
                if !covers.is_false() {
                    tell(entry, covers);
                }
            }
        };
        let all = self.under(item);
        if all.len() <= FEW {
            tell_of(all);
        } else {
            let shared = self.compared_digits(item);
            let has = |digits: &u8| self.lengths & 1_u16.unbounded_shl((*digits).into()) != 0;
            (0..shared).filter(has).for_each(|digits| tell_of(of_code(all, item.cut(digits))));
            tell_of(beginning_with(all, item.cut(shared)));
        }
        tell_of(&self.by_chapter);
    }

    /// How many of an item's digits are held against those of entries: no more than six, where an entry goes on as another country
    /// does.
    fn compared_digits(&self, item: Tariff) -> u8 {
        let others = self.beyond_six & !1_u8.unbounded_shl(item.national.into());
        if item.national != 0 && others != 0 { item.digits.min(6) } else { item.digits }
    }

    /// The entries of the item's heading; of its whole chapter where the item has no heading.
    fn under(&self, item: Tariff) -> &[(Tariff, u32)] {
        let (first, last) = match item.heading() {
            Some(heading) => (heading, heading.saturating_add(1)),
            None => (item.chapter().saturating_mul(100), item.chapter().saturating_add(1).saturating_mul(100)),
        };
        let start = |heading: usize| self.heading_starts.get(heading).map_or(0, |&at| at as usize);
        self.by_heading.get(start(first)..start(last)).unwrap_or_default()
    }

    /// The entries of another scheme that cover the item's code, or may.
    pub fn covering_other<'a>(&'a self, item: &'a Code) -> impl Iterator<Item = (u32, Truth)> + 'a {
        let codes = self.by_scheme.get(item.scheme().name()).into_iter().flatten();
        codes.map(move |(code, entry)| (*entry, code.covers(item))).filter(|(_, truth)| !truth.is_false())
    }

    /// Whether nothing but tariff codes tells what it covers.
    #[must_use]
    pub fn is_by_tariff_alone(&self) -> bool {
        !self.is_classified && self.other_schemes.is_empty() && self.criteria.is_empty()
    }

    /// Whether nothing but the item's tariff codes is asked on a day: they alone tell what it covers, and every entry there is
    /// stands on it, since when is recorded.
    #[must_use]
    #[inline]
    pub fn is_plain_on(&self, day: Date, known_on: Option<Date>) -> bool {
        known_on.is_none() && self.plain_since.is_some_and(|since| since <= day)
    }

    /// The rows of that key.
    pub fn rows_of<'a>(&'a self, list: &List, key: &str) -> impl Iterator<Item = &'a EntryRow> + use<'a> {
        self.numbered(list, key).iter().filter_map(|&at| self.rows.get(at as usize))
    }

    /// The rows of the entry a classification names: by its whole code, else by what stands before its first dot.
    #[must_use]
    pub fn named(&self, list: &List, code: &str) -> &[u32] {
        let head = code.split('.').next().unwrap_or_default();
        let whole = self.numbered(list, code);
        if whole.is_empty() { self.numbered(list, head) } else { whole }
    }

    fn numbered(&self, list: &List, number: &str) -> &[u32] {
        let order = |&at: &u32| number_order(list, at).cmp(&by_length(number));
        let from = self.by_number.partition_point(|at| order(at).is_lt());
        let after = self.by_number.partition_point(|at| order(at).is_le());
        self.by_number.get(from..after).unwrap_or_default()
    }

    /// What it means that no entry covers an item with these tariff codes: "within a window of completeness a miss is no,
    /// outside it unknown; before the first list a miss is no"; of an unknown day, what all its days agree on.
    #[must_use]
    pub fn miss(&self, by: By, items: Items<'_>, on: Option<Date>, known_on: Option<Date>) -> Miss {
        let since = self.complete_since.get(by as usize).copied().flatten();
        if known_on.is_none() && on.zip(since).is_some_and(|(day, since)| since <= day) {
            return Miss::No;
        }
        let begins = self.begins_as_known(known_on);
        if let Some(day) = on {
            return self.miss_on(by, items, day, (known_on, begins));
        }
        let windows = self.parts(by).flat_map(|part| self.windows(part, known_on));
        let windows = windows.flat_map(|window| [window.period.from, window.period.before]);
        let changes: Vec<Date> = windows.chain([begins.day()]).flatten().collect();
        // Where nothing ever changes every day is like any other.
        let before_all = changes.iter().min().map_or(Date::from_number(0), |first| first.previous());
        let known = (known_on, begins);
        let first = self.miss_on(by, items, before_all, known);
        let alike = changes.into_iter().all(|day| self.miss_on(by, items, day, known) == first);
        if alike { first } else { Miss::NeedsDay }
    }

    fn miss_on(&self, by: By, items: Items<'_>, day: Date, (known_on, begins): (Option<Date>, Begins)) -> Miss {
        match begins {
            Begins::NoEntry => return Miss::No,
            Begins::On(first) if day < first => return Miss::No,
            Begins::On(_) | Begins::NotRecorded => {}
        }
        let speaks = |part| {
            let windows = self.windows(part, known_on).filter(|window| window.period.contains(day));
            Truth::any(windows.map(|window| window.speaks_of(items)))
        };
        match Truth::all(self.parts(by).map(speaks)) {
            Truth::True => Miss::No,
            Truth::Unknown => Miss::NeedsCode,
            Truth::False => Miss::Incomplete,
        }
    }

    /// The parts each of which has to be complete for a miss to be a no.
    fn parts(&self, by: By) -> impl Iterator<Item = Part> {
        let of = move |&(_, &tariff): &(usize, &bool)| by == if tariff { By::Tariff } else { By::Scheme };
        let columns = self.tariff_columns.iter().enumerate().filter(of).map(|(at, _)| Part::Column(at));
        columns.chain((by == By::Classification).then_some(Part::Classified))
    }

    fn windows(&self, part: Part, known_on: Option<Date>) -> impl Iterator<Item = &Window> {
        self.complete.iter().filter(move |window| window.part == part && is_known(window.known, known_on))
    }

    /// Whether it is recorded since when the first of the entries known by then stood on it.
    #[must_use]
    pub fn has_recorded_beginning(&self, known_on: Option<Date>) -> bool {
        self.begins_as_known(known_on) != Begins::NotRecorded
    }

    /// When it began, of the entries known by then.
    fn begins_as_known(&self, known_on: Option<Date>) -> Begins {
        let known = || {
            let count = self.beginnings.partition_point(|&(from, _)| is_known_from(from, known_on));
            self.beginnings.get(..count).unwrap_or_default()
        };
        let last = if known_on.is_none() { self.beginnings.last() } else { known().last() };
        last.map_or(Begins::NoEntry, |&(_, begins)| begins)
    }
}

/// Of entries in the order of their codes, those with the digits of that one.
fn of_code(all: &[(Tariff, u32)], code: Tariff) -> &[(Tariff, u32)] {
    let with_it = beginning_with(all, code);
    with_it
        .get(..with_it.partition_point(|(own, _)| own.lead == code.lead && own.digits == code.digits))
        .unwrap_or_default()
}

/// Of entries in the order of their codes, those whose digits begin with the ones of that one.
fn beginning_with(all: &[(Tariff, u32)], code: Tariff) -> &[(Tariff, u32)] {
    let from = all.partition_point(|(own, _)| (own.lead, own.digits) < (code.lead, code.digits));
    let others = all.get(from..).unwrap_or_default();
    others.get(..others.partition_point(|(own, _)| own.begins_with(code))).unwrap_or_default()
}

/// The rows of a list in the order of their numbers, which mostly is that of the table: then they grow.
fn by_number(list: &List, grow: bool) -> Vec<u32> {
    let mut all: Vec<u32> = (0..u32::try_from(list.entries.len()).unwrap_or(u32::MAX)).collect();
    if !grow {
        all.sort_by(|&one, &other| number_order(list, one).cmp(&number_order(list, other)));
    }
    all
}

fn number_order(list: &List, at: u32) -> (usize, &str) {
    by_length(list.entries.get(at as usize).map(|entry| entry.key.as_str()).unwrap_or_default())
}

/// A day, or an amount with its unit where it has one.
fn scalar_in(cell: &str) -> Option<Scalar> {
    Date::parse(cell).ok().map(Scalar::Date).or_else(|| amount_in(cell))
}

/// When a list of these rows began, as rows become known and others are known to be otherwise.
fn beginnings(rows: &[EntryRow]) -> Vec<(Option<Date>, Begins)> {
    let mut changes: BTreeMap<Option<Date>, (Vec<&EntryRow>, Vec<&EntryRow>)> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.known.is_empty()) {
        changes.entry(row.known.from).or_default().0.push(row);
        if row.known.before.is_some() {
            changes.entry(row.known.before).or_default().1.push(row);
        }
    }
    // Of those that begin together each must be recorded: `false` comes before `true`.
    let key = |row: &EntryRow| (row.period.from, row.first_listed.is_some());
    let mut known: BTreeMap<(Option<Date>, bool), usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (day, (more, fewer)) in changes {
        for row in more {
            let count = known.entry(key(row)).or_default();
            *count = count.saturating_add(1);
        }
        for row in fewer {
            let count = known.entry(key(row)).or_default();
            *count = count.saturating_sub(1);
        }
        known.retain(|_, count| *count > 0);
        let begins = known.keys().next().map(|&(from, recorded)| from.filter(|_| recorded));
        found.push((day, begins.map_or(Begins::NoEntry, |day| day.map_or(Begins::NotRecorded, Begins::On))));
    }
    found
}

/// When a list began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// It has no entry.
    NoEntry,
    /// On the day of its first entry; before, a miss is a no.
    On(Date),
    /// Since when its first entries stood on it is not recorded: nothing says that before there was none.
    NotRecorded,
}

impl Begins {
    fn day(self) -> Option<Date> {
        if let Begins::On(day) = self { Some(day) } else { None }
    }
}

/// The codes of an item that a list is asked about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Items<'a> {
    /// Those of tariffs.
    pub tariffs: &'a [Tariff],
    /// Those of other schemes.
    pub others: &'a [&'a Code],
}

/// A stretch of time in which a list has every entry there is.
#[derive(Debug, Clone)]
struct Window {
    part: Part,
    /// Of which items: those under these codes; of all where there are none.
    codes: Vec<Tariff>,
    /// The same by codes of other schemes.
    others: Vec<Code>,
    /// Of all but those.
    except: bool,
    period: Period,
    known: Period,
}

impl Window {
    /// Whether it speaks of every item.
    fn is_of_all(&self) -> bool {
        self.codes.is_empty() && self.others.is_empty()
    }

    /// Whether it speaks of an item with these codes; unknown while its code is, or is too short.
    fn speaks_of(&self, items: Items<'_>) -> Truth {
        if self.is_of_all() {
            return Truth::True;
        }
        let no_tariff = !self.codes.is_empty() && items.tariffs.is_empty();
        let no_other = !self.others.is_empty() && items.others.is_empty();
        let by_tariff = items.tariffs.iter().flat_map(|item| self.codes.iter().map(|code| code.covers(*item)));
        let by_other = items.others.iter().flat_map(|item| self.others.iter().map(|code| code.covers(item)));
        let found = Truth::any(by_tariff.chain(by_other));
        let found = if no_tariff || no_other { found.or(Truth::Unknown) } else { found };
        if self.except { !found } else { found }
    }
}

/// How an entry comes to cover an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By the item's tariff code.
    Tariff,
    /// By its code of another scheme, where nothing else says what the list covers.
    Scheme,
    /// By its classification.
    Classification,
}

impl By {
    const ALL: [By; 3] = [By::Tariff, By::Scheme, By::Classification];
}

/// What it means that no entry of a list covers the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Miss {
    /// It is not on the list.
    No,
    /// The list may be missing the entry; no fact would tell.
    Incomplete,
    /// The day would tell.
    NeedsDay,
    /// The item's tariff code, or more digits of it, would tell.
    NeedsCode,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may stop where it fails")]
    use super::*;
    use crate::vocab::Scheme;

    /// A heading with more entries than are gone through one by one, of every length and of two national tariffs.
    fn codes() -> Vec<Code> {
        let of = |scheme: &str, text: &str| Code::parse(&Scheme::new(scheme), text).unwrap();
        let mut all = vec![of("HS", "8458"), of("HS", "845811"), of("HS", "84"), of("HSK", "84580000")];
        for at in 0..40 {
            all.push(of("HSK", &format!("84581{}{:04}", at % 3, 7 * at)));
            all.push(of("CN", &format!("84581{}{:02}", at % 3, at)));
            all.push(of("HSK", &format!("84591{}{:02}", at % 3, at)));
        }
        all
    }

    #[test]
    fn of_many_entries_the_same_cover_as_when_each_is_gone_through() {
        let all = codes();
        let mut index = ListIndex::default();
        for (at, code) in (0..).zip(&all) {
            index.add_codes(std::iter::once(code), at);
        }
        index.order();
        assert!(all.len() > 4 * FEW);
        let wider = ["8458", "845800", "8458000000", "845811", "8458110007", "845990"];
        let items = all.iter().cloned().chain(wider.map(|text| Code::parse(&Scheme::new("HSK"), text).unwrap()));
        for item in items.filter_map(|code| code.tariff()) {
            let mut found: Vec<(u32, Truth)> = index.covering(item);
            found.sort_unstable_by_key(|&(at, _)| at);
            let each = (0..).zip(&all).map(|(at, code)| (at, code.tariff().unwrap().covers(item)));
            let expected: Vec<(u32, Truth)> = each.filter(|(_, covers)| !covers.is_false()).collect();
            assert_eq!(found, expected, "{item:?}");
        }
    }
}
