//! When a text stands, on the two axes of time.

use super::{Date, Period};

/// A stretch of days in force, as known in a stretch of days: a later instrument may change what is in force for those
/// who know it, and for no one who asks what was known before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Validity {
    /// The days on which it is in force.
    pub in_force: Period,
    /// The days on which that is known.
    pub known: Period,
}

impl Validity {
    /// In force on no day: a draft, or what was replaced before its first day.
    #[must_use]
    pub fn never() -> Validity {
        let day = Some(Date::from_number(0));
        Validity::always_known(Period { from: day, before: day })
    }

    /// In force in a period, whatever is known.
    #[must_use]
    pub fn always_known(in_force: Period) -> Validity {
        Validity { in_force, known: Period::ALWAYS }
    }
}

/// Whether what is known in a period is known on a day; none stands for everything that has been published.
#[must_use]
pub fn is_known(known: Period, on: Option<Date>) -> bool {
    on.map_or(known.before.is_none(), |day| known.contains(day))
}

/// The same of what is known from a day on; without one it always was.
#[must_use]
pub fn is_known_from(from: Option<Date>, on: Option<Date>) -> bool {
    is_known(Period { from, before: None }, on)
}
