//! Sets of days as disjoint half-open stretches: union, difference, intersection.

use super::{Date, Period};

/// Days, as sorted disjoint stretches of day numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretches(Vec<(i64, i64)>);

const FIRST: i64 = i64::MIN;
const LAST: i64 = i64::MAX;

impl Stretches {
    /// The days of a period.
    #[must_use]
    pub fn of(period: Period) -> Stretches {
        let number = |day: Date| i64::from(day.number());
        let one = (period.from.map_or(FIRST, number), period.before.map_or(LAST, number));
        Stretches(if one.0 < one.1 { vec![one] } else { Vec::new() })
    }

    /// Whether there is no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Days of either.
    #[must_use]
    pub fn or(&self, other: &Stretches) -> Stretches {
        let mut all: Vec<(i64, i64)> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (from, before) in all {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(before),
                _ => merged.push((from, before)),
            }
        }
        Stretches(merged)
    }

    /// Those of its stretches that begin or end where the other has a day next to them.
    #[must_use]
    pub fn beside(&self, other: &Stretches) -> Stretches {
        let touches = |&&(from, before): &&(i64, i64)| {
            other.0.iter().any(|&(start, end)| start == before || end == from || start < before && from < end)
        };
        Stretches(self.0.iter().filter(touches).copied().collect())
    }

    /// Days of both.
    #[must_use]
    pub fn and(&self, other: &Stretches) -> Stretches {
        let pairs = self.0.iter().flat_map(|a| other.0.iter().map(move |b| (a.0.max(b.0), a.1.min(b.1))));
        Stretches(pairs.filter(|(from, before)| from < before).collect())
    }

    /// Days of this one and not of the other.
    #[must_use]
    pub fn without(&self, other: &Stretches) -> Stretches {
        let mut gaps = Vec::new();
        let mut from = FIRST;
        for &(start, end) in &other.0 {
            if from < start {
                gaps.push((from, start));
            }
            from = end;
        }
        if from < LAST {
            gaps.push((from, LAST));
        }
        self.and(&Stretches(gaps))
    }

    /// The stretches as periods.
    pub fn periods(&self) -> impl Iterator<Item = Period> {
        let day = |number: i64| i32::try_from(number).ok().map(Date::from_number);
        self.0.iter().map(move |&(from, before)| Period { from: day(from), before: day(before) })
    }
}
