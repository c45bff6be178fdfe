//! A calendar on the wall, turned leaf by leaf: slow, obvious, and of nobody else's making.
#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::allow_attributes, clippy::arithmetic_side_effects, reason = "a module of several test crates")]
#![allow(missing_docs, unreachable_pub, clippy::must_use_candidate, reason = "a module of tests")]

/// A leaf of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    pub year: i64,
    pub month: i64,
    pub day: i64,
}

/// A leaf whose number, counted in days since 1970-01-01, is known: the walk begins there. It is a Monday.
const START: (Leaf, i64) = (Leaf { year: 2024, month: 1, day: 1 }, 19_723);

pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Leaf {
    /// The next leaf.
    pub fn next(self) -> Leaf {
        let Leaf { year, month, day } = self;
        match (month, day) {
            (12, 31) => Leaf { year: year + 1, month: 1, day: 1 },
            _ if day == days_of(year, month) => Leaf { year, month: month + 1, day: 1 },
            _ => Leaf { year, month, day: day + 1 },
        }
    }

    /// The leaf before.
    pub fn previous(self) -> Leaf {
        let Leaf { year, month, day } = self;
        match (month, day) {
            (1, 1) => Leaf { year: year - 1, month: 12, day: 31 },
            (_, 1) => Leaf { year, month: month - 1, day: days_of(year, month - 1) },
            _ => Leaf { year, month, day: day - 1 },
        }
    }

    /// So many months on, or back: month after month, and there the day of the same number, or the last.
    pub fn months_on(self, months: i64) -> Leaf {
        let Leaf { mut year, mut month, day } = self;
        for _ in 0..months.abs() {
            (year, month) = match (months > 0, month) {
                (true, 12) => (year + 1, 1),
                (true, _) => (year, month + 1),
                (false, 1) => (year - 1, 12),
                (false, _) => (year, month - 1),
            };
        }
        Leaf { year, month, day: day.min(days_of(year, month)) }
    }
}

/// The leaf of a number, found by turning leaves.
pub fn leaf(number: i64) -> Leaf {
    let (mut leaf, mut at) = START;
    while at < number {
        (leaf, at) = (leaf.next(), at + 1);
    }
    while at > number {
        (leaf, at) = (leaf.previous(), at - 1);
    }
    leaf
}

/// The number of a leaf, found by turning leaves.
pub fn number(wanted: Leaf) -> i64 {
    let (mut leaf, mut at) = START;
    while leaf < wanted {
        (leaf, at) = (leaf.next(), at + 1);
    }
    while leaf > wanted {
        (leaf, at) = (leaf.previous(), at - 1);
    }
    at
}

/// The day of the week: nought is Monday.
pub fn weekday(number: i64) -> i64 {
    (number - START.1).rem_euclid(7)
}
