//! Days reckoned from other days: terms of calendar time, terms of business days, the earlier and the later of several.
//!
//! Of a day less may be known than its date: between which days it lies. That is enough to tell where it lies towards
//! another, wherever the known ends decide it.

use super::{Comparator, Date, Period, TimeUnit, Truth, Weekday};
use std::collections::BTreeSet;

/// Which way a term runs from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the word of that name")]
pub enum Way {
    After,
    Before,
}

impl Way {
    /// The word in rule texts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Way::After => "after",
            Way::Before => "before",
        }
    }

    fn step(self, day: Date) -> Date {
        match self {
            Way::After => day.next(),
            Way::Before => day.previous(),
        }
    }
}

/// Which of several days is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the word of that name")]
pub enum Pick {
    Earlier,
    Later,
}

impl Pick {
    /// The words in rule texts.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Pick::Earlier => "earlier of",
            Pick::Later => "later of",
        }
    }
}

/// A day of which no more may be known than between which days it lies, both included; an open end is not known at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    /// It is no earlier than this.
    pub earliest: Option<Date>,
    /// It is no later than this.
    pub latest: Option<Date>,
}

impl Between {
    /// Any day.
    pub const ANY: Between = Between { earliest: None, latest: None };

    /// That day.
    #[must_use]
    pub fn exactly(day: Date) -> Between {
        Between { earliest: Some(day), latest: Some(day) }
    }

    /// The day, where it is known.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The earlier or the later of some days.
    #[must_use]
    pub fn picked(which: Pick, of: &[Between]) -> Between {
        let (earliest, latest) = (of.iter().map(|one| one.earliest), of.iter().map(|one| one.latest));
        match which {
            // An end that is open stands before every first day and after every last one.
            Pick::Earlier => Between { earliest: earliest.min().flatten(), latest: latest.flatten().min() },
            Pick::Later => {
                let open = of.iter().any(|one| one.latest.is_none());
                Between { earliest: earliest.flatten().max(), latest: latest.max().flatten().filter(|_| !open) }
            }
        }
    }

    /// Whether it may be the day picked: where it may not, nothing is gained by knowing it better.
    #[must_use]
    pub fn may_be(self, which: Pick, picked: Between) -> bool {
        let too_far = match which {
            Pick::Earlier => self.earliest.zip(picked.latest).is_some_and(|(own, last)| own >= last),
            Pick::Later => self.latest.zip(picked.earliest).is_some_and(|(own, first)| own <= first),
        };
        !too_far
    }

    /// So long after or before it, by what is known of a term from its first and from its last day.
    #[must_use]
    pub fn reckoned(self, term: impl Fn(Date) -> Between) -> Between {
        Between {
            earliest: self.earliest.and_then(|day| term(day).earliest),
            latest: self.latest.and_then(|day| term(day).latest),
        }
    }

    /// Whether it stands in this relation to another.
    #[must_use]
    pub fn compared(self, by: Comparator, other: Between) -> Truth {
        match by {
            Comparator::Before | Comparator::LessThan => self.before(other),
            Comparator::From | Comparator::AtLeast => !self.before(other),
            Comparator::After | Comparator::MoreThan => other.before(self),
            Comparator::Through | Comparator::AtMost => !other.before(self),
            Comparator::Equal => self.same(other),
        }
    }

    fn before(self, other: Between) -> Truth {
        match (self.latest.zip(other.earliest), self.earliest.zip(other.latest)) {
            (Some((last, first)), _) if last < first => Truth::True,
            (_, Some((first, last))) if first >= last => Truth::False,
            _ => Truth::Unknown,
        }
    }

    fn same(self, other: Between) -> Truth {
        if self.before(other).is_true() || other.before(self).is_true() {
            return Truth::False;
        }
        match (self.exact(), other.exact()) {
            (Some(_), Some(_)) => Truth::True,
            _ => Truth::Unknown,
        }
    }
}

/// On which days business is done, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessDays {
    /// The days of the week on which none is done.
    pub weekend: Vec<Weekday>,
    /// The other days on which none is done.
    pub holidays: BTreeSet<Date>,
    /// The days for which this is known.
    pub covers: Period,
}

impl BusinessDays {
    /// Whether business is done on a day: unknown beyond the days for which it is known.
    #[must_use]
    pub fn holds(&self, day: Date) -> Truth {
        if !self.covers.contains(day) {
            return Truth::Unknown;
        }
        let free = self.weekend.contains(&day.weekday()) || self.holidays.contains(&day);
        Truth::from(!free)
    }

    /// So many business days after or before a day, which itself is not counted. Beyond the days for which the calendar is
    /// known each day may be one: then it lies between the day when all of them are, and the day when none of them is.
    #[must_use]
    pub fn reckoned(&self, from: Date, number: u32, way: Way) -> Between {
        let (soonest, slowest) = (Some(self.soonest(from, number, way)), self.slowest(from, number, way));
        match way {
            Way::After => Between { earliest: soonest, latest: slowest },
            Way::Before => Between { earliest: slowest, latest: soonest },
        }
    }

    /// Reached when every day that is not known is a business day.
    fn soonest(&self, from: Date, number: u32, way: Way) -> Date {
        let mut day = from;
        let mut left = number;
        while left > 0 {
            day = way.step(day);
            left = left.saturating_sub(u32::from(!self.holds(day).is_false()));
        }
        day
    }

    /// Reached when no day that is not known is one; never, where the known days do not suffice.
    fn slowest(&self, from: Date, number: u32, way: Way) -> Option<Date> {
        let mut day = self.entered(from, way)?;
        let mut left = number;
        while left > 0 {
            day = way.step(day);
            left = match self.holds(day) {
                Truth::True => left.saturating_sub(1),
                Truth::False => left,
                Truth::Unknown => return None,
            };
        }
        Some(day)
    }

    /// The day after which, going that way, the known days begin to be counted.
    fn entered(&self, from: Date, way: Way) -> Option<Date> {
        match way {
            Way::After => Some(from.max(self.covers.from?.previous())),
            Way::Before => Some(from.min(self.covers.before?)),
        }
    }
}

/// So many units of calendar time after or before a day; beyond the calendar's last day no more is known than that.
#[must_use]
pub fn calendar_term(from: Date, number: u32, unit: TimeUnit, way: Way) -> Between {
    match (from.reckoned(number, unit, way), way) {
        (Some(day), _) => Between::exactly(day),
        (None, Way::After) => Between { earliest: Some(Date::LAST), latest: None },
        (None, Way::Before) => Between { earliest: None, latest: Some(Date::FIRST) },
    }
}
