//! What was seen of each clause over many assessments: which of its truths decided something.

use super::Bit;
use super::listed::Match;
use crate::compile::{Family, NodeId, NodeSpan, Op, Program};
use crate::model::ListId;
use crate::vocab::Date;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The truths of a clause that were seen where they matter.
///
/// A truth matters where another one could have made a difference: of conditions that must all hold, one that fails
/// hides those that do not; of conditions of which one is enough, one that holds hides those that do not. What hangs on
/// a rule that does not hold is hidden too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the truth of that name")]
pub struct Truths {
    pub held: bool,
    pub failed: bool,
    pub unknown: bool,
}

/// What was seen.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// Of each node that mattered, by its place in the program.
    pub nodes: BTreeMap<NodeId, Truths>,
    /// On which days a stretch of force held, and on which it did not, where that mattered.
    pub days: BTreeSet<(NodeId, Date, bool)>,
    /// The entries that covered an item, and on which days.
    pub entries: BTreeSet<(ListId, u32, Option<Date>)>,
}

/// Takes down what is seen.
#[derive(Debug, Default)]
pub struct Seen(RefCell<Sight>);

impl Seen {
    /// What was seen by now.
    #[must_use]
    pub fn into_sight(self) -> Sight {
        self.0.into_inner()
    }

    /// A condition that stands apart.
    pub(super) fn apart(&self, program: &Program, span: &NodeSpan, bits: &[Bit], on: Option<Date>) {
        if !span.0.is_empty() {
            self.from(program, span.root(), (span.0.start, bits), on);
        }
    }

    /// A rule with what hangs on it, of an entry if it is about one.
    pub(super) fn family(
        &self,
        program: &Program,
        family: &Family,
        bits: &[Bit],
        on: Option<Date>,
        entry: Option<(ListId, u32)>,
    ) {
        let base = family.nodes.start;
        let bit = |root: NodeId| bits.get(root.saturating_sub(base) as usize).copied().unwrap_or_default();
        let mut to_see = vec![0];
        while let Some(at) = to_see.pop() {
            let Some(member) = family.members.get(at) else { continue };
            self.from(program, member.root, (base, bits), on);
            if bit(member.root).possible() {
                to_see.extend(&member.kids);
            }
        }
        let own = family.members.first().map_or(Bit::False, |rule| bit(rule.root));
        if own.possible() {
            family.closed.iter().for_each(|closed| self.from(program, closed.root, (base, bits), on));
        }
        if let Some((list, at)) = entry {
            self.0.borrow_mut().entries.insert((list, at, on));
        }
    }

    /// What a list says: the entries that cover the item.
    pub(super) fn entries(&self, found: &Match) {
        let hits = found.hits.iter().filter(|hit| hit.bit == Bit::True);
        self.0.borrow_mut().entries.extend(hits.map(|hit| (hit.list, hit.entry, found.on)));
    }

    fn from(&self, program: &Program, root: NodeId, (base, bits): (NodeId, &[Bit]), on: Option<Date>) {
        let mut sight = self.0.borrow_mut();
        let bit = |node: NodeId| bits.get(node.saturating_sub(base) as usize).copied().unwrap_or_default();
        let mut to_see = vec![root];
        while let Some(at) = to_see.pop() {
            let Some(node) = program.nodes.get(at as usize) else { continue };
            let own = bit(at);
            let truths = sight.nodes.entry(at).or_default();
            match own {
                Bit::True => truths.held = true,
                Bit::False => truths.failed = true,
                Bit::Open | Bit::Stuck => truths.unknown = true,
            }
            if let (Op::Force(_), Some(on)) = (&node.op, on) {
                sight.days.insert((at, on, own == Bit::True));
            }
            let kids = program.kids(node).iter().copied();
            match (&node.op, own) {
                (Op::All, Bit::False) => to_see.extend(kids.filter(|&kid| bit(kid) == Bit::False)),
                (Op::Any, Bit::True) => to_see.extend(kids.filter(|&kid| bit(kid) == Bit::True)),
                _ => to_see.extend(kids),
            }
        }
    }
}

impl Sight {
    /// What was seen here or there.
    pub fn join(&mut self, other: &Sight) {
        for (&node, truths) in &other.nodes {
            let own = self.nodes.entry(node).or_default();
            own.held |= truths.held;
            own.failed |= truths.failed;
            own.unknown |= truths.unknown;
        }
        self.days.extend(&other.days);
        self.entries.extend(&other.entries);
    }
}
