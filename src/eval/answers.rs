//! The answers to tests, sixty-four to a word, and what follows from them.

use super::Bit;
use super::frame::{Frame, agree};
use crate::compile::{Gate, GateId, Gates, How, Mask, Op, Recorded, Sheet};
use crate::vocab::Word;

/// The bit of a test in its word, and which word of its sheet that is.
fn place(test: u32) -> (usize, u64) {
    (test.div_euclid(u64::BITS) as usize, 1_u64.rotate_left(test))
}

impl Frame<'_> {
    /// Records the answers to the tests of a sheet. What hangs on the day, on the act and on nothing being stated was worked out
    /// when it was drawn up; what is left are the tests that read what is stated.
    pub(super) fn answer(&self, sheet: &Sheet, answers: &mut Vec<Word>) {
        let begin = answers.len();
        let worked_out = self.on.filter(|_| self.known_on.is_none()).and_then(|day| sheet.on_day(day));
        answers.extend_from_slice(worked_out.unwrap_or(&sheet.unstated));
        let Some(words) = answers.get_mut(begin..) else { return };
        for (word, of_act) in words.iter_mut().zip(sheet.of_act(self.bound.act)) {
            word.add(*of_act);
        }
        let mut ask = |tests: &[u32]| {
            for &test in tests {
                let (word, bit) = place(test);
                let answer = sheet.tests.get(test as usize).map_or(Bit::Open, |op| self.test(op));
                words.get_mut(word).into_iter().for_each(|word| word.put(bit, answer));
            }
        };
        if worked_out.is_none() {
            ask(&sheet.of_days);
        }
        if !self.bound.shipment.authorizations.is_empty() {
            ask(&sheet.of_licences);
        }
        self.bound.stated().iter().for_each(|&fact| ask(sheet.of_fact(fact)));
        ask(&sheet.others);
    }

    /// Records the answers to what a rule asks of the entry at hand.
    pub(super) fn answer_of_entry(&self, tests: &[Op], answers: &mut Vec<Word>) {
        let words = tests.chunks(u64::BITS as usize).map(|tests| {
            let mut word = Word::default();
            let mut bit = 1_u64;
            for test in tests {
                word.put(bit, self.test(test));
                bit = bit.rotate_left(1);
            }
            word
        });
        answers.extend(words);
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
        found.copied().unwrap_or(Word::OPEN)
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
            How::Agree => agree(gate.within.iter().map(|&within| self.through(gates, within)), Bit::Stuck),
            How::Untold => Bit::Open,
        }
    }

    fn all(self, gates: &Gates, gate: &Gate) -> Bit {
        let by_mask = |mask: &Mask| self.word(mask.word).all(mask.bits);
        let mut all = gate.more.iter().fold(by_mask(&gate.first), |all, mask| all.and(by_mask(mask)));
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
        let mut any = gate.more.iter().fold(by_mask(&gate.first), |any, mask| any.or(by_mask(mask)));
        for &within in &gate.within {
            if any == Bit::True {
                break;
            }
            any = any.or(self.through(gates, within));
        }
        any
    }
}
