//! Each test once: what many rules ask of one act on one day has one answer.

use super::build::reads_entry;
use super::{Family, GoneThrough, Node, NodeSpan, Op, Recorded};
use crate::model::{Fact, FactId, ListId, Operand, Standard};
use crate::vocab::{Act, Bit, Date, Word, is_known, is_known_from};
use std::collections::{BTreeSet, HashMap};

/// The tests that a rulebook's rules ask of one act on one day, whatever the entry at hand.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Which date picks that day; none: the rulebook's own.
    pub decisive: Option<FactId>,
    /// The lists that it asks about, those first whose entries rules hold for.
    pub lists: Vec<ListId>,
    /// Its tests.
    pub tests: Vec<Op>,
    /// Where the answer to the first of them is recorded: at the beginning of a word, after those of the sheet before.
    pub first: u32,
    /// The answers to those that read stated facts or licences alone, where none is stated.
    pub unstated: Vec<Word>,
    /// Its tests of what is in force and known (places among them, as all below).
    pub of_days: Vec<u32>,
    /// Its tests of licences that are held.
    pub of_licences: Vec<u32>,
    /// Its tests of parts, parties and owners, of other rules and of what is added up: asked only where they decide.
    pub dear: Vec<u32>,
    /// Their bits, word by word.
    pub dear_words: Vec<u64>,
    /// Its tests that read anything else.
    pub others: Vec<u32>,
    /// Its tests that read nothing but a fact that may be stated, and perhaps another one.
    of_facts: Vec<Vec<u32>>,
    /// The answers to those about the act, by act.
    of_acts: Vec<Vec<Word>>,
    /// The days on which something begins or ends.
    days: Vec<Date>,
    /// The answers where nothing is stated with those of what is in force: before the first of these days, and from each on.
    on_days: Vec<Vec<Word>>,
}

/// So many words at most are worked out beforehand for the days of a sheet; of a longer one, tests of days are asked.
const MOST_WORDS: usize = 1 << 20;

impl Sheet {
    /// Where the answer to its test of that number is recorded.
    #[must_use]
    pub fn place(&self, test: u32) -> u32 {
        self.first.saturating_add(test)
    }

    /// The answers on a day where nothing is stated, with those of what is in force, as everything published is known; none
    /// where they were not worked out.
    #[must_use]
    pub fn on_day(&self, day: Date) -> Option<&[Word]> {
        let epoch = self.days.partition_point(|&change| change <= day);
        self.on_days.get(epoch).map(Vec::as_slice)
    }

    /// The answers to the tests of the act; the others are left out.
    #[must_use]
    pub fn of_act(&self, act: Act) -> &[Word] {
        self.of_acts.get(act as usize).map_or(&[], Vec::as_slice)
    }

    /// The tests to which a stated fact makes a difference.
    #[must_use]
    pub fn of_fact(&self, fact: FactId) -> &[u32] {
        self.of_facts.get(fact.index()).map_or(&[], Vec::as_slice)
    }

    /// Works out beforehand what hangs on nothing that a shipment states but the act and the day.
    fn sort_out(&mut self, facts: &[Fact]) {
        let words = self.tests.len().div_ceil(u64::BITS as usize);
        self.unstated = vec![Word::default(); words];
        self.dear_words = vec![0; words];
        self.of_facts = vec![Vec::new(); facts.len()];
        self.of_acts = vec![vec![Word::default(); words]; Act::ALL.len()];
        for (at, test) in (0..).zip(&self.tests) {
            match test {
                Op::Force(_) | Op::Known(_) => self.of_days.push(at),
                Op::Held(..) => self.of_licences.push(at),
                test if is_dear(test) => {
                    self.dear.push(at);
                    if let Some(word) = self.dear_words.get_mut(at.div_euclid(u64::BITS) as usize) {
                        *word |= 1_u64.rotate_left(at);
                    }
                }
                Op::Acts(acts) | Op::ActIs(acts) => {
                    for &act in acts {
                        put(self.of_acts.get_mut(act as usize), at, Bit::True);
                    }
                }
                test => match read_alone(test, facts) {
                    Some(read) => {
                        put(Some(&mut self.unstated), at, unstated(test, facts));
                        for fact in read {
                            self.of_facts.get_mut(fact.index()).into_iter().for_each(|tests| tests.push(at));
                        }
                    }
                    None => self.others.push(at),
                },
            }
        }
        self.work_out_days();
    }

    fn work_out_days(&mut self) {
        let standings = |&at: &u32| match self.tests.get(at as usize) {
            Some(Op::Force(standings)) => standings.as_slice(),
            _ => &[],
        };
        let ends = self.of_days.iter().flat_map(standings).flat_map(|one| [one.in_force.from, one.in_force.before]);
        let mut days: Vec<Date> = ends.flatten().collect();
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
        for &at in &self.of_days {
            let holds = match self.tests.get(at as usize) {
                Some(Op::Force(standings)) => {
                    standings.iter().any(|one| is_known(one.known, None) && one.in_force.contains(day))
                }
                Some(Op::Known(from)) => is_known_from(Some(*from), None),
                _ => false,
            };
            put(Some(&mut words), at, holds.into());
        }
        words
    }
}

fn put(words: Option<&mut Vec<Word>>, at: u32, answer: Bit) {
    if let Some(word) = words.and_then(|words| words.get_mut(at.div_euclid(u64::BITS) as usize)) {
        word.put(1_u64.rotate_left(at), answer);
    }
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
    let departs = |id: &FactId| facts.get(id.index()).and_then(|fact| fact.standard) == Some(Standard::Departed);
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
            let mut sheet = self.sheet(Sheet { decisive, first, ..Sheet::default() }, nodes, families);
            first = first.saturating_add(count(sheet.tests.len())).next_multiple_of(u64::BITS);
            sheet.sort_out(self.facts);
            sheets.push(sheet);
        }
        sheets
    }

    fn sheet(&self, mut sheet: Sheet, nodes: &mut [Node], families: &mut [Family]) -> Sheet {
        let mut known: HashMap<Op, u32> = HashMap::new();
        for family in families.iter_mut().filter(|family| family.decisive == sheet.decisive) {
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
        }
        let own = families.iter().filter(|family| family.decisive == sheet.decisive);
        let bound = own.flat_map(|family| family.binds.iter().copied());
        let asked = sheet.tests.iter().filter_map(|test| match test {
            Op::Listed { lists, .. } => Some(lists.iter().copied()),
            _ => None,
        });
        for list in bound.chain(asked.flatten()) {
            if !sheet.lists.contains(&list) {
                sheet.lists.push(list);
            }
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
