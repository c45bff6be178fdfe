//! What is recorded of a clause: two bits; and sixty-four of them.

use super::Truth;

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
        self.looked_up(BOTH, other)
    }

    /// Either holds.
    #[must_use]
    pub fn or(self, other: Bit) -> Bit {
        self.looked_up(EITHER, other)
    }

    /// What a table says of two: this decides so much and so often that it is looked up, not branched upon.
    fn looked_up(self, table: u32, other: Bit) -> Bit {
        Bit::of(table.wrapping_shr(pair(self, other)))
    }

    /// By the last two bits of a number.
    const fn of(number: u32) -> Bit {
        match number & 3 {
            0 => Bit::False,
            1 => Bit::True,
            2 => Bit::Open,
            _ => Bit::Stuck,
        }
    }

    const fn both(self, other: Bit) -> Bit {
        match (self, other) {
            (Bit::False, _) | (_, Bit::False) => Bit::False,
            (Bit::Open, _) | (_, Bit::Open) => Bit::Open,
            (Bit::Stuck, _) | (_, Bit::Stuck) => Bit::Stuck,
            (Bit::True, Bit::True) => Bit::True,
        }
    }

    const fn turned(self) -> Bit {
        match self {
            Bit::False => Bit::True,
            Bit::True => Bit::False,
            unknown => unknown,
        }
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
        self.turned()
    }
}

/// Where a table says what two come to, two bits each.
const fn pair(one: Bit, other: Bit) -> u32 {
    ((one as u32) << 3) | ((other as u32) << 1)
}

/// What two come to that must both hold.
const BOTH: u32 = {
    let (mut table, mut at) = (0, 0);
    while at < 16 {
        let (one, other) = (Bit::of(at >> 2), Bit::of(at));
        table |= (one.both(other) as u32) << pair(one, other);
        at += 1;
    }
    table
};

/// What two come to of which one is enough: it does not hold that neither does.
const EITHER: u32 = {
    let (mut table, mut at) = (0, 0);
    while at < 16 {
        let (one, other) = (Bit::of(at >> 2), Bit::of(at));
        table |= (one.turned().both(other.turned()).turned() as u32) << pair(one, other);
        at += 1;
    }
    table
};

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

/// Sixty-four answers: two bits each, one in either half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// Whether it is true, or stuck.
    low: u64,
    /// Whether it is unknown.
    high: u64,
}

impl Word {
    /// Nothing is known of any.
    pub const OPEN: Word = Word { low: 0, high: u64::MAX };

    /// Puts an answer in the place of those at these bits.
    #[inline]
    pub fn put(&mut self, bits: u64, answer: Bit) {
        let answer = answer as u64;
        let (low, high) = (bits & (answer & 1).wrapping_neg(), bits & answer.wrapping_shr(1).wrapping_neg());
        self.low = self.low & !bits | low;
        self.high = self.high & !bits | high;
    }

    /// The same with the answers of another word, where this one has none but “it does not hold”.
    #[must_use]
    pub fn with(self, other: Word) -> Word {
        Word { low: self.low | other.low, high: self.high | other.high }
    }

    /// The answer at a bit.
    #[must_use]
    pub fn at(self, bit: u64) -> Bit {
        match (self.low & bit != 0, self.high & bit != 0) {
            (false, false) => Bit::False,
            (true, false) => Bit::True,
            (false, true) => Bit::Open,
            (true, true) => Bit::Stuck,
        }
    }

    /// Whether all of those answers hold.
    #[must_use]
    pub fn all(self, bits: u64) -> Bit {
        let (low, high) = (self.low & bits, self.high & bits);
        worst(low | high != bits, (high & !low, high & low))
    }

    /// Whether any of those answers holds.
    #[must_use]
    pub fn any(self, bits: u64) -> Bit {
        let (low, high) = (self.low & bits, self.high & bits);
        !worst(low & !high != 0, (high & !low, high & low))
    }
}

/// False where that is so; else open, stuck or true, by the bits that are open and stuck. Not branched upon.
fn worst(is_false: bool, (open, stuck): (u64, u64)) -> Bit {
    let known = if stuck == 0 { Bit::True } else { Bit::Stuck };
    let known = if open == 0 { known } else { Bit::Open };
    if is_false { Bit::False } else { known }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BITS: [Bit; 4] = [Bit::False, Bit::True, Bit::Open, Bit::Stuck];

    #[test]
    fn a_word_says_of_its_answers_what_each_says_by_itself() {
        for (a, b, c) in BITS.iter().flat_map(|a| BITS.iter().flat_map(move |b| BITS.map(|c| (*a, *b, c)))) {
            let mut word = Word::OPEN;
            word.put(7, Bit::False);
            word.put(1, a);
            word.put(2, b);
            word.put(4, c);
            assert_eq!((word.at(1), word.at(2), word.at(4), word.at(8)), (a, b, c, Bit::Open));
            assert_eq!((word.all(7), word.any(7)), (a.and(b).and(c), a.or(b).or(c)), "{a:?} {b:?} {c:?}");
            assert_eq!((word.all(5), word.any(5)), (a.and(c), a.or(c)), "{a:?} {c:?}");
        }
    }

    #[test]
    fn answers_of_two_words_go_together() {
        let (mut one, mut other) = (Word::default(), Word::default());
        one.put(1, Bit::Stuck);
        other.put(2, Bit::True);
        let both = one.with(other);
        assert_eq!((both.at(1), both.at(2), both.at(4)), (Bit::Stuck, Bit::True, Bit::False));
    }
}
