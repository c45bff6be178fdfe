//! Lists: whether an entry covers the item, and what a miss means.

use super::{Bound, Entries, Reader};
use cocket::model::{ClassificationId, Completeness, Entry, FirstListed, List, Nomenclature, Part};
use cocket::shipment::{CodeValue, StatedCode};
use cocket::vocab::{Code, Date, Scheme, Truth};

/// What is known of the item's classification under a scheme.
pub enum Classified<'a> {
    Under(&'a Code),
    Nothing,
    Unknown,
}

impl<'a> Reader<'a> {
    /// "A code, `none` (by whom, when), or unknown; one made under an earlier version of its list does not count."
    pub fn classified(&self, id: ClassificationId) -> Classified<'a> {
        let scheme = &self.model.classifications[id.index()].scheme;
        let Some(stated) = self.line.codes.iter().find(|code| code.scheme == scheme.name()) else {
            return Classified::Unknown;
        };
        if self.outdated(id, stated) {
            return Classified::Unknown;
        }
        match &stated.value {
            CodeValue::Code(code) => Classified::Under(code),
            CodeValue::Nothing => Classified::Nothing,
        }
    }

    fn outdated(&self, id: ClassificationId, stated: &StatedCode) -> bool {
        let Some(made) = stated.determined_on else { return false };
        let after = |day: &Date| made < *day && self.on.is_none_or(|on| *day <= on);
        self.changes_of(id).iter().any(after)
    }

    pub fn classified_at_all(&self, id: ClassificationId) -> Truth {
        match self.classified(id) {
            Classified::Under(_) => Truth::True,
            Classified::Nothing => Truth::False,
            Classified::Unknown => Truth::Unknown,
        }
    }

    pub fn classified_as(&self, id: ClassificationId, wanted: &[Code]) -> Truth {
        match self.classified(id) {
            Classified::Under(code) => Truth::any(wanted.iter().map(|one| one.covers(code))),
            Classified::Nothing => Truth::False,
            Classified::Unknown => Truth::Unknown,
        }
    }

    /// "Codes match by prefix, in their edition": the item's code begins with this one. Too few digits, another edition and
    /// no code at all are unknown.
    pub fn item_is(&self, wanted: &Code) -> Truth {
        let comparable = |stated: &&StatedCode| {
            stated.scheme == wanted.scheme().name()
                || Scheme::new(&stated.scheme).tariff_digits().is_some() && wanted.scheme().tariff_digits().is_some()
        };
        let mut stated: Vec<&StatedCode> = self.line.codes.iter().filter(comparable).collect();
        if stated.is_empty() {
            return Truth::Unknown;
        }
        if is_tariff(wanted.scheme()) {
            stated = self.saying_most(stated);
        }
        Truth::any(stated.into_iter().map(|stated| match &stated.value {
            CodeValue::Nothing => Truth::False,
            CodeValue::Code(_) if !self.of_our_edition(stated) => Truth::Unknown,
            CodeValue::Code(code) => wanted.covers(code),
        }))
    }

    /// Of tariff codes those in the edition where there are any, each only where no longer one goes on from it: what a shorter
    /// one leaves open a longer one tells.
    fn saying_most(&self, stated: Vec<&'a StatedCode>) -> Vec<&'a StatedCode> {
        let with_code: Vec<&StatedCode> =
            stated.iter().copied().filter(|one| matches!(one.value, CodeValue::Code(_))).collect();
        let read: Vec<&StatedCode> = with_code.iter().copied().filter(|one| self.of_our_edition(one)).collect();
        let some = if !read.is_empty() {
            read
        } else if !with_code.is_empty() {
            with_code
        } else {
            stated
        };
        let text = |one: &StatedCode| match &one.value {
            CodeValue::Code(code) => Some(code.clone()),
            CodeValue::Nothing => None,
        };
        let goes_on = |own: &Code, other: &Code| other.text().len() > own.text().len() && own.covers(other).is_true();
        let is_short = |one: &&StatedCode| {
            text(one).is_some_and(|own| some.iter().filter_map(|other| text(other)).any(|other| goes_on(&own, &other)))
        };
        some.iter().copied().filter(|one| !is_short(one)).collect()
    }

    /// "A shipment code without edition is read in the edition of its decisive date; a code of another edition is unknown."
    pub fn of_our_edition(&self, stated: &StatedCode) -> bool {
        let is_read = |own: &Nomenclature| match (&stated.edition, &stated.value) {
            (Some(edition), _) => own.edition == *edition,
            (None, CodeValue::Code(code)) => code.may_be_of(&own.edition),
            (None, CodeValue::Nothing) => true,
        };
        let editions = self.rulebook().nomenclature.iter().filter(|own| own.scheme == stated.scheme);
        let mut read_in = editions.filter(|own| self.on.is_none_or(|on| own.period.contains(on))).peekable();
        read_in.peek().is_none() || read_in.all(is_read)
    }

    /// Whether an entry is there on the decisive day, is known, and covers the item.
    pub fn covers(&self, list: &'a List, entry: &'a Entry) -> Truth {
        self.stands(list, entry).and(self.meets(list, entry))
    }

    /// "The entry is met where its code matches and the condition holds. An entry without a code … is met where the criterion
    /// holds or the item is classified under it."
    fn meets(&self, list: &'a List, entry: &'a Entry) -> Truth {
        let own = self.bound(Bound::Entry(list, entry));
        let condition = entry.condition.as_ref().map(|condition| own.truth(&condition.clause));
        let codes = |tariff: bool| {
            let own = entry.codes.iter().map(|(_, code)| code).filter(move |code| is_tariff(code.scheme()) == tariff);
            own.collect::<Vec<&Code>>()
        };
        let (tariff, others) = (codes(true), codes(false));
        if tariff.is_empty() && others.is_empty() {
            return condition.unwrap_or(Truth::False).or(self.classified_under_entry(list, entry));
        }
        // A substance may be known by its number; whether it is that substance under another name the classification or the tariff
        // code says, where there is one. Where there is none, an item of which no number is stated may be that substance.
        let alone = tariff.is_empty() && list.classified_by.is_none();
        let states = |code: &&&Code| alone || self.line.codes.iter().any(|one| one.scheme == code.scheme().name());
        let numbered = Truth::any(others.iter().filter(states).map(|code| self.item_is(code)));
        let by_code = match tariff.is_empty() {
            true => self.classified_under_entry(list, entry),
            false => Truth::any(tariff.iter().map(|code| self.item_is(code))),
        };
        by_code.or(numbered).and(condition.unwrap_or(Truth::True))
    }

    fn classified_under_entry(&self, list: &List, entry: &Entry) -> Truth {
        let Some(id) = list.classified_by else { return Truth::False };
        let number = Code::parse(&self.model.classifications[id.index()].scheme, &entry.key);
        match (self.classified_under(list), number) {
            (Classified::Under(code), Ok(number)) => number.covers(code),
            (Classified::Unknown, Ok(_)) => Truth::Unknown,
            _ => Truth::False,
        }
    }

    /// The item on any of the lists: an entry covers it, or the list may be missing the entry that does.
    pub fn listed(&self, lists: &[&'a List], only: &[String]) -> Truth {
        Truth::any(lists.iter().map(|list| {
            let wanted = list.entries.iter().filter(|entry| only.is_empty() || only.contains(&entry.key));
            let covered = Truth::any(wanted.map(|entry| self.covers(list, entry)));
            if only.is_empty() { covered.or(self.missing(list)) } else { covered }
        }))
    }

    /// Whether an entry that nothing names yet covers the item.
    pub fn unnamed(&self, list: &'a List, only: &[String]) -> Truth {
        let missing = if only.is_empty() { self.missing(list) } else { Truth::False };
        if self.entries == Entries::Singly {
            return missing;
        }
        let there = |which: &dyn Fn(&Entry) -> bool| {
            let meant = list.entries.iter().filter(|entry| only.is_empty() || only.contains(&entry.key));
            let beside = |entry: &'a Entry| {
                let own = self.bound(Bound::Entry(list, entry));
                let condition = entry.condition.as_ref().filter(|_| !entry.codes.is_empty());
                condition.map_or(Truth::True, |condition| own.truth(&condition.clause))
            };
            let meant = meant.filter(|entry| which(entry));
            Truth::any(meant.map(|entry| self.stands(list, entry).and(beside(entry)))).and(Truth::Unknown)
        };
        let coded = |entry: &Entry| entry.codes.iter().any(|(_, code)| is_tariff(code.scheme()));
        let by_code = if self.has_readable_code() { Truth::False } else { there(&coded) };
        let classified = list.classified_by.is_none_or(|_| !matches!(self.classified_under(list), Classified::Unknown));
        let by_classification = if classified { Truth::False } else { there(&|entry| !coded(entry)) };
        let states = |code: &Code| self.line.codes.iter().any(|stated| stated.scheme == code.scheme().name());
        let unstated = |entry: &Entry| !coded(entry) && entry.codes.iter().any(|(_, code)| !states(code));
        let by_number = if list.classified_by.is_some() { Truth::False } else { there(&unstated) };
        Truth::any([missing, by_code, by_classification, by_number])
    }

    /// What is known of the item's classification under the list's own scheme. A number that names none of the entries that go
    /// by classification tells nothing, and nor does one of which every entry has left the list.
    fn classified_under(&self, list: &List) -> Classified<'a> {
        let Some(id) = list.classified_by else { return Classified::Unknown };
        let Classified::Under(code) = self.classified(id) else { return self.classified(id) };
        let published = list.entries.iter().filter(|entry| self.is_known(entry.known));
        let uncoded = published.filter(|entry| entry.codes.iter().all(|(_, code)| !is_tariff(code.scheme())));
        let gone = |entry: &&Entry| self.on.zip(entry.period.before).is_some_and(|(on, before)| on >= before);
        let mut numbers =
            uncoded.filter(|entry| !gone(entry)).filter_map(|entry| Code::parse(code.scheme(), &entry.key).ok());
        if numbers.any(|number| number.covers(code).is_true()) { Classified::Under(code) } else { Classified::Unknown }
    }

    fn has_readable_code(&self) -> bool {
        let tariffs = self.line.codes.iter().filter(|stated| is_tariff(&Scheme::new(&stated.scheme)));
        tariffs.filter(|stated| matches!(stated.value, CodeValue::Code(_))).any(|stated| self.of_our_edition(stated))
    }

    /// In force and known. Where it is not recorded since when the list's first entries stood on it, one of them may have stood
    /// there before its own first day, unless the list is said to be complete on that day.
    fn stands(&self, list: &List, entry: &Entry) -> Truth {
        let coded = entry.codes.iter().any(|(_, code)| is_tariff(code.scheme()));
        let ends = self.days_of_change(list, entry);
        Truth::from(self.is_known(entry.known)).and(self.over_days(&ends, |day| {
            let unrecorded = entry.first_listed == FirstListed::NotRecorded && self.beginning(list) == Some(None);
            if !unrecorded || entry.period.from.is_none_or(|from| day >= from) {
                return entry.period.contains(day).into();
            }
            let own = parts(list).into_iter().filter(|part| of_tariff(list, *part) == coded);
            Truth::any(own.map(|part| !self.complete(list, part, day)))
        }))
    }

    fn days_of_change(&self, list: &List, entry: &Entry) -> Vec<Date> {
        let windows = self.windows(list).flat_map(|one| [one.period.from, one.period.before]);
        windows.chain([entry.period.from, entry.period.before]).flatten().collect()
    }

    /// The list's first day, of the entries known by then: none without an entry, an empty one where it is not recorded.
    fn beginning(&self, list: &List) -> Option<Option<Date>> {
        let known = || list.entries.iter().filter(|entry| self.is_known(entry.known));
        let first = known().map(|entry| entry.period.from).min()?;
        let mut of_that_day = known().filter(|entry| entry.period.from == first);
        let recorded = of_that_day.all(|entry| entry.first_listed != FirstListed::NotRecorded);
        Some(first.filter(|_| recorded))
    }

    /// "Within a window of completeness a miss is no, outside it unknown; before the first list a miss is no."
    pub fn missing(&self, list: &List) -> Truth {
        let Some(first) = self.beginning(list) else { return Truth::False };
        let mut days: Vec<Date> =
            self.windows(list).flat_map(|one| [one.period.from, one.period.before]).flatten().collect();
        days.extend(first);
        self.over_days(&days, |day| {
            if first.is_some_and(|first| day < first) {
                return Truth::False;
            }
            Truth::any(parts(list).into_iter().map(|part| !self.complete(list, part, day)))
        })
    }

    fn windows<'l>(&self, list: &'l List) -> impl Iterator<Item = &'l Completeness> {
        list.complete.iter().filter(|one| self.is_known(one.known))
    }

    fn complete(&self, list: &List, part: Part, day: Date) -> Truth {
        let windows = self.windows(list).filter(|one| one.part == part && one.period.contains(day));
        let about_item = windows.map(|window| match window.codes.as_slice() {
            [] => Truth::True,
            codes => Truth::any(codes.iter().map(|code| self.item_is(code))),
        });
        // An item of whose code we cannot say that the window speaks of it is not within the window.
        if Truth::any(about_item).is_true() { Truth::True } else { Truth::Unknown }
    }
}

fn is_tariff(scheme: &Scheme) -> bool {
    scheme.tariff_digits().is_some()
}

/// What has to be complete for a miss to be a no. Where there is a classification, a column of other codes only helps to name
/// entries that it asks about anyway.
fn parts(list: &List) -> Vec<Part> {
    let columns = (0..list.columns.len()).map(Part::Column);
    let columns = columns.filter(|part| list.classified_by.is_none() || of_tariff(list, *part));
    columns.chain(list.classified_by.map(|_| Part::Classified)).collect()
}

/// Whether a part of a list is a column of tariff codes.
fn of_tariff(list: &List, part: Part) -> bool {
    let Part::Column(at) = part else { return false };
    list.columns[at].schemes.iter().any(|scheme| is_tariff(&Scheme::new(scheme)))
}
