//! What is recorded of a clause: two bits.

use crate::vocab::Truth;

/// Whether a clause holds, and where it is unknown, whether a fact could settle it.
///
/// Strong Kleene over two kinds of unknown: [`Bit::Open`] (a fact would settle it) outranks [`Bit::Stuck`] (the sources
/// differ, or the law of that day is not encoded: no fact would), because settling the fact may still decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Bit {
    /// It does not hold.
    False = 0,
    /// It holds.
    True = 1,
    /// A fact that is not known would settle it.
    #[default]
    Open = 2,
    /// No fact would settle it.
    Stuck = 3,
}

impl Bit {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Bit) -> Bit {
        match (self, other) {
            (Bit::False, _) | (_, Bit::False) => Bit::False,
            (Bit::Open, _) | (_, Bit::Open) => Bit::Open,
            (Bit::Stuck, _) | (_, Bit::Stuck) => Bit::Stuck,
            (Bit::True, Bit::True) => Bit::True,
        }
    }

    /// Either holds.
    #[must_use]
    pub fn or(self, other: Bit) -> Bit {
        !(!self).and(!other)
    }

    /// The truth value.
    #[must_use]
    pub fn truth(self) -> Truth {
        match self {
            Bit::False => Truth::False,
            Bit::True => Truth::True,
            Bit::Open | Bit::Stuck => Truth::Unknown,
        }
    }

    /// Whether it may hold.
    #[must_use]
    pub fn possible(self) -> bool {
        self != Bit::False
    }

    /// Whether it is not known.
    #[must_use]
    pub fn unknown(self) -> bool {
        matches!(self, Bit::Open | Bit::Stuck)
    }
}

impl std::ops::Not for Bit {
    type Output = Bit;

    fn not(self) -> Bit {
        match self {
            Bit::False => Bit::True,
            Bit::True => Bit::False,
            unknown => unknown,
        }
    }
}

impl From<bool> for Bit {
    fn from(known: bool) -> Bit {
        if known { Bit::True } else { Bit::False }
    }
}

/// A truth value whose unknown a fact would settle.
impl From<Truth> for Bit {
    fn from(truth: Truth) -> Bit {
        match truth {
            Truth::False => Bit::False,
            Truth::True => Bit::True,
            Truth::Unknown => Bit::Open,
        }
    }
}
