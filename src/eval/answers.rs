//! The answers to tests, sixty-four to a word, and what follows from them.

use super::Bit;
use crate::compile::{Gate, GateId, Gates, How, Mask, Recorded};

/// Sixty-four answers: two bits each, one in either half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// The low bits: whether it is true, or stuck.
    low: u64,
    /// The high bits: whether it is unknown.
    high: u64,
}

impl Word {
    /// Records an answer at a bit that has none.
    pub(super) fn set(&mut self, bit: u64, answer: Bit) {
        let (low, high) = match answer {
            Bit::False => (0, 0),
            Bit::True => (bit, 0),
            Bit::Open => (0, bit),
            Bit::Stuck => (bit, bit),
        };
        self.low |= low;
        self.high |= high;
    }

    /// The answer at a bit.
    fn at(self, bit: u64) -> Bit {
        match (self.low & bit != 0, self.high & bit != 0) {
            (false, false) => Bit::False,
            (true, false) => Bit::True,
            (false, true) => Bit::Open,
            (true, true) => Bit::Stuck,
        }
    }

    /// Whether all of those answers hold.
    fn all(self, bits: u64) -> Bit {
        let (low, high) = (self.low & bits, self.high & bits);
        if low | high != bits {
            Bit::False
        } else if high == 0 {
            Bit::True
        } else if high & !low != 0 {
            Bit::Open
        } else {
            Bit::Stuck
        }
    }

    /// Whether any of those answers holds.
    fn any(self, bits: u64) -> Bit {
        let (low, high) = (self.low & bits, self.high & bits);
        if low & !high != 0 {
            Bit::True
        } else if high == 0 {
            Bit::False
        } else if high & !low != 0 {
            Bit::Open
        } else {
            Bit::Stuck
        }
    }
}

/// Records answers one after the other, from a new word on.
pub(super) fn put_down(words: &mut Vec<Word>, answers: impl Iterator<Item = Bit>) {
    let (mut word, mut bit) = (Word::default(), 1_u64);
    for answer in answers {
        word.set(bit, answer);
        bit = bit.rotate_left(1);
        if bit == 1 {
            words.push(std::mem::take(&mut word));
        }
    }
    if bit != 1 {
        words.push(word);
    }
}

/// The answers to the tests of one rule for one entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers<'r> {
    /// Those that are asked once.
    pub(super) shared: &'r [Word],
    /// Those of the entry.
    pub(super) of_entry: &'r [Word],
}

impl Answers<'_> {
    /// The answer that is recorded there.
    pub(super) fn at(self, place: Recorded) -> Bit {
        let (word, bit) = place.word();
        self.word(word).at(bit)
    }

    fn word(self, word: Recorded) -> Word {
        let found = match word {
            Recorded::Shared(at) => self.shared.get(at as usize),
            Recorded::OfEntry(at) => self.of_entry.get(at as usize),
        };
        found.copied().unwrap_or(Word { low: 0, high: u64::MAX })
    }

    /// What a gate comes to.
    pub(super) fn through(self, gates: &Gates, id: GateId) -> Bit {
        let Some(gate) = gates.get(id) else { return Bit::Open };
        let first = || gate.within.first().map_or(Bit::Open, |&within| self.through(gates, within));
        match gate.how {
            How::All => self.all(gates, gate),
            How::Any => self.any(gates, gate),
            How::Not => !first(),
            How::Silent => match first() {
                Bit::Open => Bit::False,
                known => known,
            },
            How::Agree => super::frame::agree(gate.within.iter().map(|&within| self.through(gates, within)), Bit::Stuck),
            How::Untold => Bit::Open,
        }
    }

    fn all(self, gates: &Gates, gate: &Gate) -> Bit {
        let by_mask = |mask: &Mask| self.word(mask.word).all(mask.bits);
        let mut all = gate.masks.iter().fold(Bit::True, |all, mask| all.and(by_mask(mask)));
        for &within in &gate.within {
            if all == Bit::False {
                break;
            }
            all = all.and(self.through(gates, within));
        }
        all
    }

    fn any(self, gates: &Gates, gate: &Gate) -> Bit {
        let by_mask = |mask: &Mask| self.word(mask.word).any(mask.bits);
        let mut any = gate.masks.iter().fold(Bit::False, |any, mask| any.or(by_mask(mask)));
        for &within in &gate.within {
            if any == Bit::True {
                break;
            }
            any = any.or(self.through(gates, within));
        }
        any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BITS: [Bit; 4] = [Bit::False, Bit::True, Bit::Open, Bit::Stuck];

    #[test]
    fn a_word_says_of_its_answers_what_each_says_by_itself() {
        for (a, b, c) in BITS.iter().flat_map(|a| BITS.iter().flat_map(move |b| BITS.map(|c| (*a, *b, c)))) {
            let mut words = Vec::new();
            put_down(&mut words, [a, b, c].into_iter());
            let word = words.first().copied().unwrap_or_default();
            assert_eq!((word.at(1), word.at(2), word.at(4)), (a, b, c));
            assert_eq!((word.all(7), word.any(7)), (a.and(b).and(c), a.or(b).or(c)), "{a:?} {b:?} {c:?}");
            assert_eq!((word.all(5), word.any(5)), (a.and(c), a.or(c)), "{a:?} {c:?}");
        }
    }

    #[test]
    fn answers_go_on_in_the_next_word() {
        let mut words = Vec::new();
        put_down(&mut words, (0..65).map(|at| if at == 64 { Bit::Stuck } else { Bit::True }));
        let answers = Answers { shared: &words, of_entry: &[] };
        assert_eq!(words.len(), 2);
        assert_eq!(answers.at(Recorded::Shared(63)), Bit::True);
        assert_eq!(answers.at(Recorded::Shared(64)), Bit::Stuck);
        put_down(&mut words, std::iter::empty());
        assert_eq!(words.len(), 2, "of nothing no word is begun");
    }
}
