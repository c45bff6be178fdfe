//! Days that are reckoned from others, by trying: what is not known is taken as very early and as very late, and a day that a
//! calendar does not cover as a business day and as none. What a comparison says of all of these is known.

use super::almanac::{leaf, number, weekday};
use super::{Reader, agreed};
use cocket::model::{Calendar, Operand, Scalar, Term, TermUnit};
use cocket::vocab::{Comparator, Date, Pick, TimeUnit, Truth, Way, Weekday};

/// Earlier than any day, and later than any.
const EARLY: i64 = -10_000_000;
const LATE: i64 = 10_000_000;

/// As far as a calendar is turned in search of a business day.
const FAR: i64 = 1000;

impl Reader<'_> {
    /// What is known of a comparison of which a side is reckoned.
    pub fn days_compared(&self, left: &Operand, by: Comparator, right: &Operand) -> Truth {
        if by == Comparator::Equal {
            let neither_after = self.days_compared(left, Comparator::Through, right);
            return neither_after.and(self.days_compared(left, Comparator::From, right));
        }
        let (left, right) = (self.days(left), self.days(right));
        let pairs = left.iter().flat_map(|one| right.iter().map(move |other| one.cmp(other)));
        agreed(pairs.map(|order| Truth::from(by.holds(order))))
    }

    /// The days an operand could be, as far as it takes to try it.
    fn days(&self, of: &Operand) -> Vec<i64> {
        match of {
            Operand::Term(term) => self.days(&term.from).into_iter().flat_map(|day| self.ends(term, day)).collect(),
            Operand::Picked(which, of) => {
                let all: Vec<Vec<i64>> = of.iter().map(|day| self.days(day)).collect();
                let first = all[0].clone();
                all.into_iter().skip(1).fold(first, |one, other| picked(*which, &one, &other))
            }
            plain => match self.scalar(plain) {
                Some(Scalar::Date(day)) => vec![i64::from(day.number())],
                _ => vec![EARLY, LATE],
            },
        }
    }

    fn ends(&self, term: &Term, from: i64) -> Vec<i64> {
        if from == EARLY || from == LATE {
            return vec![from];
        }
        let count = i64::from(term.number);
        let on = if term.way == Way::After { 1 } else { -1 };
        match term.unit {
            TermUnit::Calendar(TimeUnit::Days) => vec![from + on * count],
            TermUnit::Calendar(TimeUnit::Weeks) => vec![from + on * count * 7],
            TermUnit::Calendar(TimeUnit::Months) => vec![number(leaf(from).months_on(on * count))],
            TermUnit::Calendar(TimeUnit::Years) => vec![number(leaf(from).months_on(on * count * 12))],
            TermUnit::Business(id) => {
                let calendar = &self.model.calendars[id.index()];
                [true, false].map(|beyond| business(calendar, from, count, on, beyond)).to_vec()
            }
        }
    }
}

fn picked(which: Pick, one: &[i64], other: &[i64]) -> Vec<i64> {
    let pick = |a: i64, b: i64| if which == Pick::Earlier { a.min(b) } else { a.max(b) };
    one.iter().flat_map(|&a| other.iter().map(move |&b| pick(a, b))).collect()
}

/// The end of so many business days, where the days beyond the calendar are taken for business days, or for none.
fn business(calendar: &Calendar, from: i64, mut left: i64, on: i64, beyond: bool) -> i64 {
    let mut day = from;
    while left > 0 && (day - from).abs() < FAR {
        day += on;
        left -= i64::from(is_business(calendar, day, beyond));
    }
    match (left, on) {
        (0, _) => day,
        (_, 1) => LATE,
        _ => EARLY,
    }
}

fn is_business(calendar: &Calendar, day: i64, beyond: bool) -> bool {
    let date = Date::from_number(i32::try_from(day).unwrap());
    if !calendar.days.covers.contains(date) {
        return beyond;
    }
    let name = Weekday::ALL[usize::try_from(weekday(day)).unwrap()];
    !calendar.days.weekend.contains(&name) && !calendar.days.holidays.contains(&date)
}
