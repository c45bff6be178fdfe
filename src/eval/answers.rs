//! The answers to the tests of a law, sixty-four to a word, and what follows from them.

use super::Bit;
use super::frame::{Frame, agree};
use crate::compile::{Book, Family, Gate, GateId, How, Mask, Op, Recorded, Sheet};
use crate::vocab::Word;
use std::cell::Cell;

/// The answers to the tests that are asked once of an act. Of a dear test (of parts, parties, owners, other rules, sums) the
/// answer is put down when it is first come to, where nothing else had decided.
#[derive(Debug, Clone, Default)]
pub struct Answered {
    /// Each word, and the bits of the tests in it that were not asked yet.
    words: Vec<Cell<(Word, u64)>>,
}

impl Answered {
    /// The answer at a place; none where it was not asked yet.
    fn at(&self, at: u32) -> Option<Bit> {
        let (word, bit) = place(at);
        let (answers, unasked) = self.words.get(word).map_or((Word::OPEN, 0), Cell::get);
        (unasked & bit == 0).then(|| answers.at(bit))
    }

    /// Puts down an answer.
    fn put(&self, at: u32, answer: Bit) {
        let (word, bit) = place(at);
        if let Some(word) = self.words.get(word) {
            let (mut answers, unasked) = word.get();
            answers.put(bit, answer);
            word.set((answers, unasked & !bit));
        }
    }
}

/// The bit of an answer in its word, and which word that is.
fn place(at: u32) -> (usize, u64) {
    (at.div_euclid(u64::BITS) as usize, 1_u64.rotate_left(at))
}

impl Frame<'_> {
    /// Records the answers to the tests of a sheet, save to the dear ones. What hangs on the day, on the act and on nothing
    /// being stated was worked out when the sheet was drawn up; what is left are the tests that read what is stated.
    pub(super) fn answer(&self, sheet: &Sheet, answered: &mut Answered) {
        let worked_out = self.on.filter(|_| self.known_on.is_none()).and_then(|day| sheet.on_day(day));
        let base = worked_out.unwrap_or(&sheet.unstated);
        let of_act = sheet.of_act(self.bound.act);
        let of_act = of_act.iter().copied().chain(std::iter::repeat(Word::default()));
        let words = base.iter().zip(of_act).map(|(word, of_act)| word.with(of_act));
        let words = words.zip(&sheet.dear_words).map(|(word, dear)| Cell::new((word, *dear)));
        answered.words.extend(words);
        let ask = |tests: &[u32]| tests.iter().for_each(|&test| answered.put(sheet.place(test), self.ask(sheet, test)));
        if worked_out.is_none() {
            ask(&sheet.of_days);
        }
        if self.bound.licensed {
            ask(&sheet.of_licences);
        }
        self.bound.stated().iter().for_each(|&fact| ask(sheet.of_fact(fact)));
        ask(&sheet.others);
    }

    /// Records the answers to the dear tests of a sheet that were not come to.
    pub(super) fn answer_the_rest(&self, sheet: &Sheet, answered: &Answered) {
        for &test in sheet.dear.iter().filter(|&&test| answered.at(sheet.place(test)).is_none()) {
            answered.put(sheet.place(test), self.ask(sheet, test));
        }
    }

    fn ask(&self, sheet: &Sheet, test: u32) -> Bit {
        sheet.tests.get(test as usize).map_or(Bit::Open, |op| self.test(op))
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
    pub(super) book: &'r Book,
    /// Who asks what was not asked yet.
    pub(super) frame: &'r Frame<'r>,
    /// Those that are asked once.
    pub(super) shared: &'r Answered,
    /// Those of the entry.
    pub(super) of_entry: &'r [Word],
}

impl Answers<'_> {
    /// The answer that is recorded there; open where it was not asked.
    pub(super) fn at(self, place: Recorded) -> Bit {
        match place {
            Recorded::Shared(at) => self.shared.at(at).unwrap_or_default(),
            Recorded::OfEntry(_) => {
                let (word, bit) = place.word();
                self.word(word).at(bit)
            }
        }
    }

    /// What each member of a rule comes to by itself, and then each closed list on it.
    pub(super) fn roots(self, family: &Family) -> impl Iterator<Item = Bit> {
        family.gates().map(move |gate| self.through(gate))
    }

    fn word(self, word: Recorded) -> Word {
        let found = match word {
            Recorded::Shared(at) => self.shared.words.get(at as usize).map(|word| word.get().0),
            Recorded::OfEntry(at) => self.of_entry.get(at as usize).copied(),
        };
        found.unwrap_or(Word::OPEN)
    }

    /// What a gate comes to.
    pub(super) fn through(self, id: GateId) -> Bit {
        let Some(gate) = self.book.gates.get(id) else { return Bit::Open };
        let first = || gate.within.first().map_or(Bit::Open, |&within| self.through(within));
        match gate.how {
            How::All => self.all(gate),
            How::Any => self.any(gate),
            How::Not => !first(),
            How::Silent => match first() {
                Bit::Open => Bit::False,
                known => known,
            },
            How::Agree => agree(gate.within.iter().map(|&within| self.through(within)), Bit::Stuck),
            How::Ask(sheet, test) => self.asked(sheet, test),
            How::Untold => Bit::Open,
        }
    }

    /// The answer to a dear test, which is asked if it was not.
    fn asked(self, sheet: u32, test: u32) -> Bit {
        let Some(sheet) = self.book.sheets.get(sheet as usize) else { return Bit::Open };
        let at = sheet.place(test);
        self.shared.at(at).unwrap_or_else(|| {
            let answer = self.frame.ask(sheet, test);
            self.shared.put(at, answer);
            answer
        })
    }

    fn all(self, gate: &Gate) -> Bit {
        let by_mask = |mask: &Mask| self.word(mask.word).all(mask.bits);
        let mut all = gate.more.iter().fold(by_mask(&gate.first), |all, mask| all.and(by_mask(mask)));
        for &within in &gate.within {
            if all == Bit::False {
                break;
            }
            all = all.and(self.through(within));
        }
        all
    }

    fn any(self, gate: &Gate) -> Bit {
        let by_mask = |mask: &Mask| self.word(mask.word).any(mask.bits);
        let mut any = gate.more.iter().fold(by_mask(&gate.first), |any, mask| any.or(by_mask(mask)));
        for &within in &gate.within {
            if any == Bit::True {
                break;
            }
            any = any.or(self.through(within));
        }
        any
    }
}
