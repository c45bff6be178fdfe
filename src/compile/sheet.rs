//! Each test once: what many rules ask of one act on one day has one answer.

use super::build::reads_entry;
use super::{Family, GoneThrough, Node, NodeSpan, Op, Recorded};
use crate::model::{Fact, FactId, Noun, Operand, Standard};
use crate::vocab::{Act, Bit, Country, Date, FactOf, Word, is_known, is_known_from};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The tests that a rulebook's rules ask of one act on one day, whatever the entry at hand.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Which date picks that day; none: the rulebook's own.
    pub decisive: Option<FactId>,
    /// Its tests.
    pub tests: Vec<Op>,
    /// Where the answer to the first of them is recorded: at the beginning of a word, after those of the sheet before.
    pub first: u32,
    /// The answers where nothing is stated, to those that stated facts or licences alone can change.
    unstated: Vec<Word>,
    /// Its tests that read more than that: a bit each, word by word.
    others: Vec<u64>,
    /// Its tests of what is in force and known.
    of_days: Vec<Marks>,
    /// Its tests of licences that are held.
    of_licences: Vec<Marks>,
    /// The tests whether the destination is one of some countries.
    of_destination: Vec<Marks>,
    /// Those of them that hold, by destination.
    destinations: BTreeMap<Country, Vec<Marks>>,
    /// The tests to which a stated fact makes a difference, by fact.
    of_facts: Vec<Vec<Marks>>,
    /// The tests whether a fact holds, by fact.
    whether: Vec<Option<Marks>>,
    /// Those of these facts that are fields of every shipment or line.
    fields: Vec<(Standard, FactId)>,
    /// The answers to those about the act, by act.
    of_acts: Vec<Vec<Word>>,
    /// The days on which something begins or ends.
    days: Vec<Date>,
    /// The answers where nothing is stated with those of what is in force: before the first of these days, and from each on.
    on_days: Vec<Vec<Word>>,
}

/// Tests in one word: the word in which their answers are recorded, and the bits in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marks {
    /// Which word.
    pub word: u32,
    /// Which bits.
    pub bits: u64,
}

impl Marks {
    /// One test, by where its answer is recorded.
    fn of(place: u32) -> Marks {
        Marks { word: word_of(place), bits: bit_of(place) }
    }
}

/// So many words at most are worked out beforehand for the days of a sheet; of a longer one, tests of days are asked.
const MOST_WORDS: usize = 1 << 20;

impl Sheet {
    /// The answers on a day where nothing is stated, with those of what is in force, as everything published is known; none
    /// where they were not worked out.
    #[must_use]
    pub fn on_day(&self, day: Date) -> Option<&[Word]> {
        let epoch = self.days.partition_point(|&change| change <= day);
        self.on_days.get(epoch).map(Vec::as_slice)
    }

    /// The answers where nothing is stated, with none to the tests of days.
    #[must_use]
    pub fn unstated(&self) -> &[Word] {
        &self.unstated
    }

    /// The answers to the tests of the act; the others are left out.
    #[must_use]
    pub fn of_act(&self, act: Act) -> &[Word] {
        self.of_acts.get(act as usize).map_or(&[], Vec::as_slice)
    }

    /// The bits of the tests that have to be asked whatever is stated.
    #[must_use]
    pub fn others(&self) -> &[u64] {
        &self.others
    }

    /// The tests of what is in force and known, to be asked where they were not worked out.
    #[must_use]
    pub fn of_days(&self) -> &[Marks] {
        &self.of_days
    }

    /// The tests of licences that are held, to be asked where any is stated.
    #[must_use]
    pub fn of_licences(&self) -> &[Marks] {
        &self.of_licences
    }

    /// The tests whether the destination is one of some countries, to be asked where it is not one that is known: where it is, they
    /// do not hold but those [to it](Sheet::to_destination).
    #[must_use]
    pub fn of_destination(&self) -> &[Marks] {
        &self.of_destination
    }

    /// Those of them that hold of a destination.
    #[must_use]
    pub fn to_destination(&self, country: Country) -> &[Marks] {
        self.destinations.get(&country).map_or(&[], Vec::as_slice)
    }

    /// The tests to which a stated fact makes a difference.
    #[must_use]
    pub fn of_fact(&self, fact: FactId) -> &[Marks] {
        self.of_facts.get(fact.index()).map_or(&[], Vec::as_slice)
    }

    /// The test whose answer is recorded at that bit of that word.
    #[must_use]
    pub fn test(&self, word: u32, bit: u64) -> Option<&Op> {
        self.tests.get(place_of(word, bit).checked_sub(self.first)? as usize)
    }

    /// The test whether that fact holds, where it is one of them.
    #[must_use]
    pub fn whether(&self, fact: FactId) -> Option<Marks> {
        self.whether.get(fact.index()).copied().flatten()
    }

    /// The fields of every shipment and line that make a difference to some of its tests, each with its fact.
    #[must_use]
    pub fn fields(&self) -> &[(Standard, FactId)] {
        &self.fields
    }

    /// Works out beforehand what hangs on nothing that a shipment states but the act and the day.
    fn sort_out(&mut self, facts: &[Fact]) {
        let words = self.tests.len().div_ceil(u64::BITS as usize);
        self.unstated = vec![Word::default(); words];
        self.others = vec![0; words];
        self.of_facts = vec![Vec::new(); facts.len()];
        self.whether = vec![None; facts.len()];
        self.of_acts = vec![vec![Word::default(); words]; Act::ALL.len()];
        for (at, test) in (0..).zip(&self.tests) {
            match test {
                Op::Force(_) | Op::Known(_) => self.of_days.push(Marks::of(self.first.saturating_add(at))),
                Op::Held(..) => self.of_licences.push(Marks::of(self.first.saturating_add(at))),
                Op::InPlaces(Noun::Destination, places) if places.iter().all(|place| place.subdivision.is_none()) => {
                    let own = Marks::of(self.first.saturating_add(at));
                    self.of_destination.push(own);
                    for place in places {
                        self.destinations.entry(place.country).or_default().push(own);
                    }
                }
                Op::Always => put(Some(&mut self.unstated), at, Bit::True),
                Op::Acts(acts) | Op::ActIs(acts) => {
                    for &act in acts {
                        put(self.of_acts.get_mut(act as usize), at, Bit::True);
                    }
                }
                Op::Holds(fact) if is_declared(*fact, facts) => {
                    put(Some(&mut self.unstated), at, unstated(test, facts));
                    if let Some(own) = self.whether.get_mut(fact.index()) {
                        *own = Some(Marks::of(self.first.saturating_add(at)));
                    }
                }
                test => match read_alone(test, facts) {
                    Some(read) => {
                        put(Some(&mut self.unstated), at, unstated(test, facts));
                        for fact in read {
                            let own = self.of_facts.get_mut(fact.index());
                            if let Some(own) = own {
                                own.push(Marks::of(self.first.saturating_add(at)));
                            }
                        }
                    }
                    None => {
                        if let Some(word) = self.others.get_mut(word_of(at) as usize) {
                            *word |= bit_of(at);
                        }
                    }
                },
            }
        }
        let by_fact = self.of_facts.iter_mut();
        let others = [&mut self.of_days, &mut self.of_licences, &mut self.of_destination];
        by_fact.chain(others).chain(self.destinations.values_mut()).for_each(join_words);
        let field = |(at, own): (usize, &Fact)| Some((own.standard?, FactId::at(at)));
        let fields = facts.iter().enumerate().filter_map(field);
        self.fields = fields.filter(|&(_, fact)| !self.of_fact(fact).is_empty()).collect();
        self.work_out_days();
    }

    /// The tests of what is in force and known, with their places.
    fn tests_of_days(&self) -> impl Iterator<Item = (u32, &Op)> {
        (0..).zip(&self.tests).filter(|(_, test)| matches!(test, Op::Force(_) | Op::Known(_)))
    }

    fn work_out_days(&mut self) {
        let standings = |test: &Op| match test {
            Op::Force(standings) => standings.clone(),
            _ => Vec::new(),
        };
        let in_force = self.tests_of_days().flat_map(|(_, test)| standings(test)).map(|one| one.in_force);
        let mut days: Vec<Date> = in_force.flat_map(|one| [one.from, one.before]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        if days.len().saturating_add(1).saturating_mul(self.unstated.len()) > MOST_WORDS {
            return;
        }
        let before_all = days.first().map_or(Date::from_number(0), |first| first.previous());
        let first_days = std::iter::once(before_all).chain(days.iter().copied());
        self.on_days = first_days.map(|day| self.worked_out(day)).collect();
        self.days = days;
    }

    fn worked_out(&self, day: Date) -> Vec<Word> {
        let mut words = self.unstated.clone();
        for (at, test) in self.tests_of_days() {
            let holds = match test {
                Op::Force(standings) => {
                    standings.iter().any(|one| is_known(one.known, None) && one.in_force.contains(day))
                }
                Op::Known(from) => is_known_from(Some(*from), None),
                _ => false,
            };
            put(Some(&mut words), at, holds.into());
        }
        words
    }
}

/// The word in which an answer is recorded.
pub(super) fn word_of(at: u32) -> u32 {
    at.div_euclid(u64::BITS)
}

/// The bit in it.
pub(super) fn bit_of(at: u32) -> u64 {
    1_u64.rotate_left(at)
}

/// Which answer is recorded at that bit of that word.
fn place_of(word: u32, bit: u64) -> u32 {
    word.saturating_mul(u64::BITS).saturating_add(bit.trailing_zeros())
}

fn put(words: Option<&mut Vec<Word>>, at: u32, answer: Bit) {
    if let Some(word) = words.and_then(|words| words.get_mut(word_of(at) as usize)) {
        word.put(bit_of(at), answer);
    }
}

/// Each word once, with all its bits.
fn join_words(all: &mut Vec<Marks>) {
    all.sort_unstable();
    all.dedup_by(|next, last| {
        let same = next.word == last.word;
        last.bits |= if same { next.bits } else { 0 };
        same
    });
}

/// Whether rules declare a fact, of the shipment or the line.
fn is_declared(fact: FactId, facts: &[Fact]) -> bool {
    facts
        .get(fact.index())
        .is_some_and(|own| own.standard.is_none() && matches!(own.of, FactOf::Shipment | FactOf::Line))
}

/// The facts that a test reads, where it reads nothing else and cannot be told before one of them is stated.
fn read_alone(test: &Op, facts: &[Fact]) -> Option<Vec<FactId>> {
    let read = match test {
        Op::Holds(fact) | Op::ChoiceIs(fact, _) | Op::Includes(fact, _) | Op::TextIs(fact, _) | Op::Given(fact) => {
            vec![*fact]
        }
        Op::Compound(own) => own.times.iter().copied().chain(own.divided).collect(),
        Op::Compare(left, _, right) => {
            let side = |side: &Operand| match side {
                Operand::Fact(fact) => Some(Some(*fact)),
                Operand::Fixed(_) => Some(None),
                _ => None,
            };
            [side(left)?, side(right)?].into_iter().flatten().collect()
        }
        _ => return None,
    };
    // When the goods leave each law says for itself.
    let departs = |id: &FactId| facts.get(id.index()).is_some_and(Fact::is_departure);
    (!read.is_empty() && !read.iter().any(departs)).then_some(read)
}

/// What such a test comes to where nothing is stated: silence means no of some facts, and else it is open.
fn unstated(test: &Op, facts: &[Fact]) -> Bit {
    match test {
        Op::Holds(fact) | Op::ChoiceIs(fact, _) | Op::Includes(fact, _) => {
            let silent = facts.get(fact.index()).is_some_and(Fact::is_no_where_unstated);
            if silent { Bit::False } else { Bit::Open }
        }
        _ => Bit::Open,
    }
}

impl Family {
    /// The test of the entry at hand whose answer is recorded at that bit of that word.
    #[must_use]
    pub fn test_of_entry(&self, word: u32, bit: u64) -> Option<&Op> {
        self.of_entry.get(place_of(word, bit) as usize)
    }
}

/// What a program's sheets are drawn up from.
pub(super) struct Drawing<'p> {
    pub(super) each: &'p [GoneThrough],
    pub(super) totals: &'p [GoneThrough],
    pub(super) facts: &'p [Fact],
}

impl Drawing<'_> {
    /// Draws up the sheets of some rules, and tells every node that tests something where its answer will be.
    pub(super) fn sheets(&self, nodes: &mut [Node], families: &mut [Family]) -> Vec<Sheet> {
        let mut decisive: Vec<Option<FactId>> = families.iter().map(|family| family.decisive).collect();
        decisive.sort_unstable();
        decisive.dedup();
        let mut first = 0;
        let mut sheets = Vec::new();
        for decisive in decisive {
            let sheet = Sheet { decisive, first, ..Sheet::default() };
            let mut sheet = self.sheet((sheets.len(), sheet), nodes, families);
            first = first.saturating_add(count(sheet.tests.len())).next_multiple_of(u64::BITS);
            sheet.sort_out(self.facts);
            sheets.push(sheet);
        }
        sheets
    }

    fn sheet(&self, (number, mut sheet): (usize, Sheet), nodes: &mut [Node], families: &mut [Family]) -> Sheet {
        let mut known: HashMap<Op, u32> = HashMap::new();
        for family in families.iter_mut().filter(|family| family.decisive == sheet.decisive) {
            family.sheet = number;
            let binds = !family.binds.is_empty();
            for at in family.nodes.clone() {
                let Some(op) = nodes.get(at as usize).map(|node| &node.op).filter(|op| !follows(op)) else { continue };
                let place = if binds && self.is_of_entry(op, nodes, &mut BTreeSet::new()) {
                    family.of_entry.push(op.clone());
                    Recorded::OfEntry(count(family.of_entry.len()).saturating_sub(1))
                } else {
                    let place = *known.entry(op.clone()).or_insert_with(|| {
                        sheet.tests.push(op.clone());
                        sheet.first.saturating_add(count(sheet.tests.len())).saturating_sub(1)
                    });
                    Recorded::Shared(place)
                };
                nodes.get_mut(at as usize).into_iter().for_each(|node| node.recorded = Some(place));
            }
            family.asked_of_entry = family.of_entry.chunks(u64::BITS as usize).map(by_kind).collect();
        }
        sheet
    }

    /// Whether the answer hangs on the entry at hand, also by what is asked of parts, parties and owners; `seen` are those of
    /// which that was asked.
    fn is_of_entry(&self, op: &Op, nodes: &[Node], seen: &mut BTreeSet<(bool, usize)>) -> bool {
        let apart = match op {
            Op::Listed { binds, .. } => return *binds,
            other if reads_entry(other) => return true,
            Op::Each(id) => vec![(true, id.index())],
            Op::Compare(left, _, right) => [left, right].into_iter().filter_map(total).map(|id| (false, id)).collect(),
            _ => return false,
        };
        let new: Vec<(bool, usize)> = apart.into_iter().filter(|one| seen.insert(*one)).collect();
        let asked = new.into_iter().filter_map(|(each, at)| if each { self.each.get(at) } else { self.totals.get(at) });
        let spans: Vec<&NodeSpan> = asked.flat_map(GoneThrough::spans).collect();
        let within = |span: &NodeSpan| nodes.get(span.0.start as usize..span.0.end as usize).unwrap_or_default();
        spans.into_iter().flat_map(within).any(|node| self.is_of_entry(&node.op, nodes, seen))
    }
}

/// Of tests of an entry: which ask whether it covers the item, whatever row it is, and which ask something else.
fn by_kind(tests: &[Op]) -> (u64, u64) {
    let any_row = |test: &Op| matches!(test, Op::Listed { binds: true, rows: None, .. });
    (0..).zip(tests).fold(
        (0, 0),
        |(own, others), (at, test)| {
            if any_row(test) { (own | bit_of(at), others) } else { (own, others | bit_of(at)) }
        },
    )
}

/// Whether the answer follows from those of the children.
fn follows(op: &Op) -> bool {
    matches!(op, Op::All | Op::Any | Op::Not | Op::Define(_) | Op::Disputed(_) | Op::DutyMet(_))
}

/// Whether a test goes through many, or through other rules.
pub(super) fn is_dear(op: &Op) -> bool {
    match op {
        Op::Each(_) | Op::RequiredBy { .. } => true,
        Op::Compare(left, _, right) => total(left).is_some() || total(right).is_some(),
        _ => false,
    }
}

fn total(operand: &Operand) -> Option<usize> {
    if let Operand::Total(id) = operand { Some(id.index()) } else { None }
}

fn count(places: usize) -> u32 {
    u32::try_from(places).unwrap_or(u32::MAX)
}
