//! What follows from the answers to tests, by words of sixty-four.
//!
//! Conditions that must all hold, or of which one is enough, are a mask over the recorded answers, however they are nested in
//! each other and in named conditions; only what mixes the two is a gate within a gate.

use super::sheet::{bit_of, is_dear, word_of};
use super::{Node, NodeId, Op, Recorded};
use crate::model::{Define, DefineId};

/// A gate of [`Gates`].
pub type GateId = u32;

/// How answers are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// All must hold.
    All,
    /// One is enough.
    Any,
    /// What is within does not hold.
    Not,
    /// What is not known of what is within does not hold.
    Silent,
    /// Readings of one text: what they agree on.
    Agree,
    /// One test that is dear: it is come to last.
    Dear,
    /// No fact is asked that would tell.
    Untold,
}

/// Answers put together.
#[derive(Debug, Clone)]
pub struct Gate {
    /// How.
    pub how: How,
    /// The answers of the first word that it reads.
    pub first: Mask,
    /// Those of other words.
    pub more: Box<[Mask]>,
    /// What is put together otherwise.
    pub within: Box<[GateId]>,
}

/// Some answers of one word of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask {
    /// Which word: of those that are asked once, or of those of the entry at hand.
    pub word: Recorded,
    /// Which answers of it.
    pub bits: u64,
}

/// The gates of a rulebook.
#[derive(Debug, Clone, Default)]
pub struct Gates(Vec<Gate>);

impl Gates {
    /// The gate of that number.
    #[must_use]
    pub fn get(&self, id: GateId) -> Option<&Gate> {
        self.0.get(id as usize)
    }
}

/// Builds gates from conditions.
pub(super) struct GateBuilder<'m> {
    pub(super) nodes: &'m [Node],
    pub(super) children: &'m [NodeId],
    pub(super) defines: &'m [Define],
    pub(super) gates: Gates,
}

impl GateBuilder<'_> {
    /// The gate of a condition.
    pub(super) fn gate(&mut self, node: NodeId) -> GateId {
        let gate = self.build(node);
        self.add(gate)
    }

    fn add(&mut self, gate: Gate) -> GateId {
        let id = u32::try_from(self.gates.0.len()).unwrap_or(u32::MAX);
        self.gates.0.push(gate);
        id
    }

    fn build(&mut self, node: NodeId) -> Gate {
        let Some(own) = self.nodes.get(node as usize) else { return Gate::of(How::Untold) };
        if let Some(place) = own.recorded {
            let how = if is_dear(&own.op) { How::Dear } else { How::All };
            return Gate { first: Mask::of(place), ..Gate::of(how) };
        }
        let kids = self.children.get(own.kids.start as usize..own.kids.end as usize).unwrap_or_default();
        match &own.op {
            Op::Any => self.joined(How::Any, kids),
            Op::Not => self.around(How::Not, kids),
            Op::Disputed(_) => self.around(How::Agree, kids),
            Op::Define(id) if self.is_silent(*id) => self.around(How::Silent, kids),
            Op::DutyMet(_) | Op::Define(_) if kids.is_empty() => Gate::of(How::Untold),
            _ => self.joined(How::All, kids),
        }
    }

    fn is_silent(&self, id: DefineId) -> bool {
        self.defines.get(id.index()).is_some_and(|define| define.silence_means_no.is_some())
    }

    /// Conditions put together in one way, with what is put together within them in the same way.
    fn joined(&mut self, how: How, kids: &[NodeId]) -> Gate {
        let (mut masks, mut within) = (Vec::new(), Vec::new());
        for &kid in kids {
            let gate = self.build(kid);
            if gate.is_as(how) {
                std::iter::once(gate.first).chain(gate.more).for_each(|mask| add_mask(&mut masks, mask));
                within.extend(gate.within);
            } else {
                within.push(self.add(gate));
            }
        }
        // What is dear comes last, where all else may have decided.
        within.sort_by_key(|&id| self.is_dear(id));
        let mut masks = masks.into_iter();
        let first = masks.next().unwrap_or(Mask::NONE);
        Gate { how, first, more: masks.collect(), within: within.into() }
    }

    /// Whether a gate asks a dear test, or one within it does.
    fn is_dear(&self, id: GateId) -> bool {
        let within = |gate: &Gate| gate.within.iter().any(|&within| self.is_dear(within));
        self.gates.get(id).is_some_and(|gate| gate.how == How::Dear || within(gate))
    }

    fn around(&mut self, how: How, kids: &[NodeId]) -> Gate {
        let within = kids.iter().map(|&kid| self.gate(kid)).collect();
        Gate { within, ..Gate::of(how) }
    }
}

impl Gate {
    fn of(how: How) -> Gate {
        Gate { how, first: Mask::NONE, more: Box::default(), within: Box::default() }
    }

    /// Whether it may be read as put together in that way: one answer alone is either.
    fn is_as(&self, how: How) -> bool {
        let one = || self.within.is_empty() && self.more.is_empty() && self.first.bits.is_power_of_two();
        self.how == how || self.how == How::All && one()
    }
}

impl Mask {
    const NONE: Mask = Mask { word: Recorded::Shared(0), bits: 0 };

    fn of(place: Recorded) -> Mask {
        let (word, bit) = place.word();
        Mask { word, bits: bit }
    }
}

impl Recorded {
    /// The word in which an answer is recorded, and the bit in it.
    #[must_use]
    pub fn word(self) -> (Recorded, u64) {
        match self {
            Recorded::Shared(at) => (Recorded::Shared(word_of(at)), bit_of(at)),
            Recorded::OfEntry(at) => (Recorded::OfEntry(word_of(at)), bit_of(at)),
        }
    }
}

fn add_mask(masks: &mut Vec<Mask>, more: Mask) {
    if more.bits == 0 {
        return;
    }
    match masks.iter_mut().find(|own| own.word == more.word) {
        Some(own) => own.bits |= more.bits,
        None => masks.push(more),
    }
}
