//! Days of the Gregorian calendar and half-open periods of them.

use super::{TimeUnit, Truth, Way};
use std::fmt;
use std::num::NonZeroI32;

/// A day, as the number of days since 1970-01-01 in the rulebook's own time zone.
///
/// Days are everywhere, and often missing: nought is left out of what is kept (the days from 1970-01-01 on are one more than
/// their number), so that `Option<Date>` is no larger than a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NonZeroI32);

/// Why a written date is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// Not of the form `YYYY-MM-DD`.
    Form,
    /// Of that form, but the calendar has no such day.
    NoSuchDay,
}

impl Date {
    /// The first day that can be written, 0000-01-01.
    pub const FIRST: Date = Date::from_number(-719_528);
    /// The last day that can be written, 9999-12-31.
    pub const LAST: Date = Date::from_number(2_932_896);

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`DateFault`] says whether the form or the day is wrong.
    pub fn parse(written: &str) -> Result<Date, DateFault> {
        let (year, month, day) = parts(written).ok_or(DateFault::Form)?;
        jiff::civil::Date::new(year, month, day).map(Date::from_civil).map_err(|_| DateFault::NoSuchDay)
    }

    /// The day with that number (days since 1970-01-01); of the last number there is, the day before.
    #[must_use]
    pub const fn from_number(number: i32) -> Date {
        let kept = if number < 0 { number } else { number.saturating_add(1) };
        match NonZeroI32::new(kept) {
            Some(kept) => Date(kept),
            None => Date(NonZeroI32::MIN),
        }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        let kept = self.0.get();
        if kept < 0 { kept } else { kept.saturating_sub(1) }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Date {
        Date::from_number(self.number().saturating_add(1))
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Date {
        Date::from_number(self.number().saturating_sub(1))
    }

    /// Whole days from `self` to `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_to(self, other: Date) -> i32 {
        other.number().saturating_sub(self.number())
    }

    /// `n` days later.
    #[must_use]
    pub fn plus_days(self, n: i32) -> Date {
        Date::from_number(self.number().saturating_add(n))
    }

    /// The day so long after or before; none where the calendar's written years, 0000 to 9999, end first.
    ///
    /// A term of months or years ends on the day of the same number; where that month has none, on its last day (a month
    /// after 31 January is the last day of February).
    #[must_use]
    pub fn reckoned(self, number: u32, unit: TimeUnit, way: Way) -> Option<Date> {
        let number = i32::try_from(number).ok()?;
        let signed = match way {
            Way::After => number,
            Way::Before => number.saturating_neg(),
        };
        let day = match unit {
            TimeUnit::Days => self.number().checked_add(signed).map(Date::from_number),
            TimeUnit::Weeks => {
                signed.checked_mul(7).and_then(|days| self.number().checked_add(days)).map(Date::from_number)
            }
            TimeUnit::Months => self.months_on(signed),
            TimeUnit::Years => signed.checked_mul(12).and_then(|months| self.months_on(months)),
        };
        day.filter(|day| (Date::FIRST..=Date::LAST).contains(day))
    }

    fn months_on(self, months: i32) -> Option<Date> {
        let span = jiff::Span::new().try_months(months).ok()?;
        self.civil().checked_add(span).ok().map(Date::from_civil)
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        use jiff::civil::Weekday as W;
        match self.civil().weekday() {
            W::Monday => Weekday::Monday,
            W::Tuesday => Weekday::Tuesday,
            W::Wednesday => Weekday::Wednesday,
            W::Thursday => Weekday::Thursday,
            W::Friday => Weekday::Friday,
            W::Saturday => Weekday::Saturday,
            W::Sunday => Weekday::Sunday,
        }
    }

    fn from_civil(date: jiff::civil::Date) -> Date {
        let days = EPOCH.until((jiff::Unit::Day, date)).map_or(0, |span| span.get_days());
        Date::from_number(days)
    }

    fn civil(self) -> jiff::civil::Date {
        let span = jiff::Span::new().try_days(self.number());
        let end = if self.number() < 0 { jiff::civil::Date::MIN } else { jiff::civil::Date::MAX };
        span.and_then(|span| EPOCH.checked_add(span)).unwrap_or(end)
    }
}

/// The year, the month and the day of `YYYY-MM-DD`, whether there is such a day or not: eight digits, and nothing in their place.
fn parts(written: &str) -> Option<(i16, i8, i8)> {
    let bytes: &[u8; 10] = written.as_bytes().try_into().ok()?;
    let [year @ .., b'-', _, _, b'-', _, _] = bytes else { return None };
    let [.., month, next, _, day, last] = bytes;
    let two = |ten: u8, one: u8| number(&[ten, one])?.try_into().ok();
    Some((number(year)?, two(*month, *next)?, two(*day, *last)?))
}

/// The number that some digits write.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(i16::from(digit))
    })
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({})", self.number())
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month, from 1, by its English name or the first letters of it, three or more.
#[must_use]
pub fn month_named(word: &str) -> Option<usize> {
    let plain = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| plain.len() >= 3 && month.starts_with(&plain))?;
    Some(at.saturating_add(1))
}

const EPOCH: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.civil().fmt(f)
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the day of that name")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The word in rule texts (`Monday`).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
}

/// A stretch of days `[from, before)`; either end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Period {
    /// The first day, or none for always before.
    pub from: Option<Date>,
    /// The first day no longer in it, or none for ever after.
    pub before: Option<Date>,
}

impl Period {
    /// All days.
    pub const ALWAYS: Period = Period { from: None, before: None };

    /// Up to and with that day; the calendar's last day is no end.
    #[must_use]
    pub fn end_of(last: Date) -> Option<Date> {
        (last.civil() != jiff::civil::Date::MAX).then(|| last.next())
    }

    /// From that day on.
    #[must_use]
    pub fn since(from: Date) -> Period {
        Period { from: Some(from), before: None }
    }

    /// Whether the day lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.before.is_none_or(|before| day < before)
    }

    /// Whether a day that may be unknown lies in it: unknown, unless the period is all days.
    #[must_use]
    pub fn holds(self, day: Option<Date>) -> Truth {
        match day {
            Some(day) => self.contains(day).into(),
            None if self == Period::ALWAYS => Truth::True,
            None => Truth::Unknown,
        }
    }

    /// The same of a day that is at least not before another, where it is unknown.
    #[must_use]
    pub fn holds_since(self, day: Option<Date>, earliest: Option<Date>) -> Truth {
        let (None, Some(earliest)) = (day, earliest) else { return self.holds(day) };
        match self.before {
            Some(before) if before <= earliest => Truth::False,
            None if self.from.is_none_or(|from| from <= earliest) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// Whether it has no day at all.
    #[must_use]
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.before), (Some(from), Some(before)) if before <= from)
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: Period) -> bool {
        let both = Period {
            from: self.from.max(other.from),
            before: match (self.before, other.before) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        };
        !both.is_empty()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.before) {
            (Some(from), Some(before)) => write!(f, "from {from} before {before}"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(before)) => write!(f, "before {before}"),
            (None, None) => write!(f, "always"),
        }
    }
}
