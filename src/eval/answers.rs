//! The answers to the tests of a law, sixty-four to a word, each asked when it is first come to; and what follows from them.

use super::Bit;
use super::frame::{Frame, agree};
use crate::compile::{Book, Family, Gate, GateId, Gates, How, Marks, Mask, Op, Recorded, Sheet};
use crate::vocab::Word;
use std::cell::Cell;

/// Sixty-four tests: the answers, and the bits of those that were not asked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AskedWord {
    answers: Word,
    unasked: u64,
}

impl AskedWord {
    /// The answer at a bit; none where it was not asked yet.
    fn at(self, bit: u64) -> Option<Bit> {
        (self.unasked & bit == 0).then(|| self.answers.at(bit))
    }

    /// The same with an answer put down.
    fn with(self, bit: u64, answer: Bit) -> AskedWord {
        let mut answers = self.answers;
        answers.put(bit, answer);
        AskedWord { answers, unasked: self.unasked & !bit }
    }
}

/// The answers to the tests of an act's [sheets](Sheet), or to those that a rule asks of an entry.
pub(super) type Answered = Vec<Cell<AskedWord>>;

/// Sets out a sheet. What hangs on the day, on the act and on nothing being stated was worked out when it was drawn up; what is
/// left to ask are the tests that read what is stated. The frame is that of its day.
pub(super) fn set_out(frame: &Frame<'_>, sheet: &Sheet, answered: &mut Answered) {
    let bound = frame.bound;
    let worked_out = frame.on.filter(|_| frame.known_on.is_none()).and_then(|day| sheet.on_day(day));
    let base = worked_out.unwrap_or(sheet.unstated());
    answered.reserve(base.len());
    for (of_act, (word, unasked)) in sheet.of_act(bound.act).iter().zip(base.iter().zip(sheet.others())) {
        answered.push(Cell::new(AskedWord { answers: word.with(*of_act), unasked: *unasked }));
    }
    if worked_out.is_none() {
        leave_to_ask(sheet.of_days(), answered);
    }
    if !bound.shipment.authorizations.is_empty() {
        leave_to_ask(sheet.of_licences(), answered);
    }
    match bound.destinations.one() {
        Some(place) => put(Bit::True, sheet.to_destination(place.country), answered),
        None => leave_to_ask(sheet.of_destination(), answered),
    }
    for &(_, fact) in sheet.fields().iter().filter(|&&(field, fact)| bound.states(field, fact)) {
        leave_to_ask(sheet.of_fact(fact), answered);
    }
    for (fact, value) in bound.named() {
        leave_to_ask(sheet.of_fact(fact), answered);
        // Whether it holds its value tells.
        put(value.holds(), sheet.whether(fact).as_slice(), answered);
    }
}

/// Puts an answer down.
#[inline]
fn put(answer: Bit, marks: &[Marks], answered: &mut Answered) {
    for one in marks {
        if let Some(word) = answered.get_mut(one.word as usize) {
            word.get_mut().answers.put(one.bits, answer);
        }
    }
}

/// Marks tests as not asked yet.
fn leave_to_ask(marks: &[Marks], answered: &mut Answered) {
    for one in marks {
        if let Some(word) = answered.get_mut(one.word as usize) {
            word.get_mut().unasked |= one.bits;
        }
    }
}

/// Asks every test of a sheet that was not asked yet; the frame is that of its day.
pub(super) fn ask_all_of_sheet(frame: &Frame<'_>, sheet: &Sheet, answered: &Answered) {
    let tests = sheet.tests.chunks(u64::BITS as usize);
    let first = sheet.first.div_euclid(u64::BITS) as usize;
    tests.zip(answered.iter().skip(first)).for_each(|(tests, own)| ask_all(frame, tests, own));
}

/// Asks every test that a rule asks of the entry at hand.
pub(super) fn ask_all_of_entry(frame: &Frame<'_>, family: &Family, of_entry: &[Cell<AskedWord>]) {
    let tests = family.of_entry.chunks(u64::BITS as usize);
    tests.zip(of_entry).for_each(|(tests, own)| ask_all(frame, tests, own));
}

/// Asks the tests of one word that were not asked yet.
fn ask_all(frame: &Frame<'_>, tests: &[Op], own: &Cell<AskedWord>) {
    let AskedWord { mut answers, mut unasked } = own.get();
    while unasked != 0 {
        let bit = unasked & unasked.wrapping_neg();
        let test = tests.get(unasked.trailing_zeros() as usize);
        answers.put(bit, test.map_or(Bit::Open, |test| frame.test(test)));
        unasked &= !bit;
    }
    own.set(AskedWord { answers, unasked });
}

/// Sets out what a rule asks of an entry; whether it covers the item is told already.
pub(super) fn set_out_of_entry(family: &Family, listed: Bit, answered: &mut Answered) {
    for &(any_row, others) in &family.asked_of_entry {
        let mut answers = Word::OPEN;
        answers.put(any_row, listed);
        answered.push(Cell::new(AskedWord { answers, unasked: others }));
    }
}

/// The answers to the tests of one rule for one entry, and who asks what was not asked yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers<'r> {
    gates: &'r Gates,
    sheet: Option<&'r Sheet>,
    family: &'r Family,
    asked_of: AskedOf<'r>,
    shared: &'r [Cell<AskedWord>],
    /// Those of the entry. None while the rule is tried before its entries are known: what is asked of an entry is left open, and
    /// so is what is dear.
    of_entry: Option<&'r [Cell<AskedWord>]>,
}

/// Who answers what was not asked yet.
#[derive(Debug, Clone, Copy)]
pub(super) enum AskedOf<'r> {
    /// The act; the frame is that of the rule's day, and of the entry at hand where there is one.
    Act(&'r Frame<'r>),
    /// Nobody: it is taken down that something would have had to be asked.
    Nobody(&'r Cell<bool>),
}

impl<'r> Answers<'r> {
    /// Of a rule, with the answers of the entry at hand; without, it is tried.
    #[inline]
    pub(super) fn new(
        (book, family): (&'r Book, &'r Family),
        asked_of: AskedOf<'r>,
        shared: &'r [Cell<AskedWord>],
        of_entry: Option<&'r [Cell<AskedWord>]>,
    ) -> Answers<'r> {
        let sheet = book.sheets.get(family.sheet);
        Answers { gates: &book.gates, sheet, family, asked_of, shared, of_entry }
    }

    fn is_tried(&self) -> bool {
        self.of_entry.is_none()
    }

    /// The answer that is recorded there, asked if it was not.
    pub(super) fn at(&self, place: Recorded) -> Bit {
        let (word, bit) = place.word();
        self.word(word).map_or(Bit::Open, |own| own.get().at(bit).unwrap_or_else(|| self.ask((word, own), bit)))
    }

    /// Whether the answers about the entry at hand, where the rule is about it whichever row it is, are that.
    pub(super) fn lists_say(&self, listed: Bit) -> bool {
        let words = self.of_entry.unwrap_or_default().iter().zip(&self.family.asked_of_entry);
        words.map(|(own, &(any_row, _))| (own.get().answers, any_row)).all(|(answers, any_row)| {
            let mut told = answers;
            told.put(any_row, listed);
            told == answers
        })
    }

    /// Whether the rule's own conditions hold.
    pub(super) fn own(&self) -> Bit {
        self.family.members.first().map_or(Bit::Open, |own| self.through(own.gate))
    }

    /// What each member of a rule comes to by itself, and then each closed list on it; `own` is what the first does.
    pub(super) fn roots(&self, own: Bit) -> impl Iterator<Item = Bit> {
        std::iter::once(own).chain(self.family.gates().skip(1).map(|gate| self.through(gate)))
    }

    fn word(&self, word: Recorded) -> Option<&'r Cell<AskedWord>> {
        match word {
            Recorded::Shared(at) => self.shared.get(at as usize),
            Recorded::OfEntry(at) => self.of_entry?.get(at as usize),
        }
    }

    /// Asks a test, and puts its answer down.
    fn ask(&self, (word, own): (Recorded, &Cell<AskedWord>), bit: u64) -> Bit {
        let frame = match self.asked_of {
            AskedOf::Act(frame) => frame,
            AskedOf::Nobody(missing) => {
                missing.set(true);
                return Bit::Open;
            }
        };
        let test = match word {
            Recorded::Shared(at) => self.sheet.and_then(|sheet| sheet.test(at, bit)),
            Recorded::OfEntry(at) => self.family.test_of_entry(at, bit),
        };
        let answer = test.map_or(Bit::Open, |test| frame.test(test));
        own.set(own.get().with(bit, answer));
        answer
    }

    /// What a gate comes to.
    pub(super) fn through(&self, id: GateId) -> Bit {
        let Some(gate) = self.gates.get(id) else { return Bit::Open };
        let first = || gate.within.first().map_or(Bit::Open, |&within| self.through(within));
        match gate.how {
            How::Dear if self.is_tried() => self.known(&gate.first),
            How::All | How::Dear => self.joined::<All>(gate),
            How::Any => self.joined::<Any>(gate),
            How::Not => !first(),
            // What is left open for now is no silence.
            How::Silent => match first() {
                Bit::Open if !self.is_tried() => Bit::False,
                known => known,
            },
            How::Agree => agree(gate.within.iter().map(|&within| self.through(within)), Bit::Stuck),
            How::Untold => Bit::Open,
        }
    }

    /// The answer to a test that is asked for nothing else.
    fn known(&self, mask: &Mask) -> Bit {
        self.word(mask.word).and_then(|own| own.get().at(mask.bits)).unwrap_or(Bit::Open)
    }

    /// What is recorded comes first, then what has to be asked, then what is put together otherwise: until it is decided.
    fn joined<J: Join>(&self, gate: &Gate) -> Bit {
        let (mut all, mut unasked) = self.recorded::<J>(&gate.first);
        for mask in &gate.more {
            let (more, left) = self.recorded::<J>(mask);
            (all, unasked) = (J::both(all, more), unasked || left);
        }
        if unasked && all != J::LAST {
            all = self.asking::<J>(&gate.first, all);
            for mask in &gate.more {
                all = self.asking::<J>(mask, all);
            }
        }
        for &within in &gate.within {
            if all == J::LAST {
                return all;
            }
            all = J::both(all, self.through(within));
        }
        all
    }

    /// What the answers come to that are recorded already; and whether any were not asked yet.
    fn recorded<J: Join>(&self, mask: &Mask) -> (Bit, bool) {
        if mask.bits == 0 {
            return (!J::LAST, false);
        }
        let Some(own) = self.word(mask.word) else { return (Bit::Open, false) };
        let AskedWord { answers, unasked } = own.get();
        let bits = mask.bits & !unasked;
        (J::of(answers, bits), bits != mask.bits)
    }

    /// What they come to with those that were not asked yet, of which no more are asked than decide it.
    fn asking<J: Join>(&self, mask: &Mask, mut all: Bit) -> Bit {
        let Some(own) = self.word(mask.word) else { return all };
        let mut left = mask.bits & own.get().unasked;
        while left != 0 && all != J::LAST {
            let bit = left & left.wrapping_neg();
            all = J::both(all, self.ask((mask.word, own), bit));
            left &= !bit;
        }
        all
    }
}

/// How answers are put together.
trait Join {
    /// What decides.
    const LAST: Bit;

    fn both(one: Bit, other: Bit) -> Bit;

    fn of(answers: Word, bits: u64) -> Bit;
}

/// All must hold.
struct All;
/// One is enough.
struct Any;

impl Join for All {
    const LAST: Bit = Bit::False;

    fn both(one: Bit, other: Bit) -> Bit {
        one.and(other)
    }

    fn of(answers: Word, bits: u64) -> Bit {
        answers.all(bits)
    }
}

impl Join for Any {
    const LAST: Bit = Bit::True;

    fn both(one: Bit, other: Bit) -> Bit {
        one.or(other)
    }

    fn of(answers: Word, bits: u64) -> Bit {
        answers.any(bits)
    }
}
