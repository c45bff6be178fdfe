//! What remains of a rule when its exceptions and policies are weighed.
//!
//! An exception replaces the effect of what it excepts; an exception to it takes that away again. A relief counts only if
//! it is true and nothing that could take it away is open; of several reliefs the most favourable counts. Of several
//! policies the strictest counts, and one that is open widens the worst. Where a relief and a policy hold together the
//! stricter stands, unless one outranks the other.

use super::Bit;
use crate::compile::Family;
use crate::vocab::{Outcome, Range};

/// What remains of a rule, given that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// On the facts shown: no opening is taken.
    pub shown: Range,
    /// The best that openings could bring.
    pub best: Outcome,
    /// The worst that could come of what is presumed.
    pub worst: Outcome,
}

impl Weight {
    /// Every way the unknown facts could fall.
    #[must_use]
    pub fn possible(&self) -> Range {
        Range { best: self.best, worst: self.worst }
    }
}

/// How an exception or policy stands towards what it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effectiveness {
    /// It does not hold.
    Absent,
    /// It counts.
    Counts,
    /// It holds, and something stricter or a closed list leaves it without effect.
    Outdone,
    /// It would count if it were shown.
    Opening,
    /// It is a policy that may hold.
    MayStiffen,
}

/// A family with the bits of one instance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale<'a> {
    /// The rule and what hangs on it.
    pub(super) family: &'a Family,
    /// The bits of its nodes.
    pub(super) bits: &'a [Bit],
    /// Whether what is presumed counts while nothing is shown.
    pub(super) presuming: bool,
}

/// One exception or policy with what it would make of the rule.
#[derive(Debug, Clone, Copy)]
struct Side {
    member: usize,
    bit: Bit,
    weight: Weight,
}

impl Scale<'_> {
    /// The rule's own conditions.
    #[must_use]
    pub(super) fn own(&self) -> Bit {
        self.bit(0)
    }

    /// The rule, weighed.
    #[must_use]
    pub(super) fn weigh(&self) -> Weight {
        let whole =
            |scale: &Self| scale.weigh_member(0, scale.outcome(0, Outcome::NoControlFound), Outcome::NoControlFound);
        let presuming = whole(self);
        if !self.family.members.iter().any(|member| member.presumed) {
            return presuming;
        }
        // A presumption may yet be rebutted: that too is a way the unknown facts could fall.
        let rebutted = whole(&Scale { presuming: false, ..*self });
        let (best, worst) = (presuming.best.min(rebutted.best), presuming.worst.max(rebutted.worst));
        Weight { best, worst, ..presuming }
    }

    /// How a member stands towards what it hangs on.
    #[must_use]
    pub(super) fn effectiveness(&self, member: usize) -> Effectiveness {
        let Some((own, fallback)) = self.values(member) else { return Effectiveness::Counts };
        let Some(parent) = self.parent(member) else { return Effectiveness::Counts };
        let bit = self.standing(parent, member, own, fallback);
        let value = self.outcome(member, fallback);
        let weight = self.weigh_member(member, value, own);
        match bit {
            Bit::False if self.presumed_bit(member) == Bit::True => Effectiveness::Outdone,
            Bit::False => Effectiveness::Absent,
            _ if self.milder_policy(member, value, own) => Effectiveness::Outdone,
            Bit::True if value > own => Effectiveness::Counts,
            _ if value > own => Effectiveness::MayStiffen,
            _ => self.relief(parent, member, bit, weight, (own, fallback)),
        }
    }

    fn relief(&self, parent: usize, member: usize, bit: Bit, weight: Weight, at: (Outcome, Outcome)) -> Effectiveness {
        let (own, fallback) = at;
        let (_, stiffer) = self.sides(parent, own, fallback);
        let against = self.against(member, &stiffer);
        let blocked = against.iter().filter(|side| side.bit == Bit::True).map(|side| side.weight.best).max();
        let whole = self.weigh_member(parent, own, fallback);
        if bit == Bit::True && weight.shown.is_single() && weight.shown.worst < own {
            let outdone = blocked.is_some_and(|stricter| stricter >= own);
            return if outdone { Effectiveness::Outdone } else { Effectiveness::Counts };
        }
        let could = blocked.map_or(weight.best, |stricter| weight.best.max(stricter));
        if could < whole.shown.worst { Effectiveness::Opening } else { Effectiveness::Outdone }
    }

    /// What a member stands for, and what would stand without what it hangs on.
    fn values(&self, member: usize) -> Option<(Outcome, Outcome)> {
        let mut path = vec![member];
        while let Some(parent) = path.last().and_then(|&last| self.parent(last)) {
            path.push(parent);
        }
        let mut at = (self.outcome(0, Outcome::NoControlFound), Outcome::NoControlFound);
        path.pop();
        path.reverse();
        path.pop()?;
        for step in path {
            at = (self.outcome(step, at.1), at.0);
        }
        Some(at)
    }

    fn parent(&self, member: usize) -> Option<usize> {
        self.family.members.iter().position(|other| other.kids.contains(&member))
    }

    fn bit(&self, member: usize) -> Bit {
        let root = self.family.members.get(member).map_or(u32::MAX, |member| member.root);
        self.root(root)
    }

    fn root(&self, root: u32) -> Bit {
        self.bits.get(root.saturating_sub(self.family.nodes.start) as usize).copied().unwrap_or_default()
    }

    fn outcome(&self, member: usize, fallback: Outcome) -> Outcome {
        self.family.members.get(member).and_then(|member| member.outcome).unwrap_or(fallback)
    }

    /// Its own conditions; what is presumed counts unless it is shown otherwise.
    fn presumed_bit(&self, member: usize) -> Bit {
        let presumed = self.family.members.get(member).is_some_and(|member| member.presumed);
        match self.bit(member) {
            unknown if presumed && self.presuming && unknown.unknown() => Bit::True,
            bit => bit,
        }
    }

    /// Its bit after the closed lists on the rule: a relief that no list keeps is void while one holds.
    fn standing(&self, parent: usize, member: usize, own: Outcome, fallback: Outcome) -> Bit {
        let bit = self.presumed_bit(member);
        if parent != 0 || self.outcome(member, fallback) >= own {
            return bit;
        }
        let closed = self.family.closed.iter().filter(|closed| !closed.kept.contains(&member));
        closed.fold(bit, |bit, closed| bit.and(!self.root(closed.root)))
    }

    /// The reliefs and the policies that hang on a member and may hold.
    fn sides(&self, member: usize, own: Outcome, fallback: Outcome) -> (Vec<Side>, Vec<Side>) {
        let kids = self.family.members.get(member).map_or(&[][..], |member| &member.kids);
        let (mut reliefs, mut stiffer) = (Vec::new(), Vec::new());
        for &kid in kids {
            let bit = self.standing(member, kid, own, fallback);
            let value = self.outcome(kid, fallback);
            if !bit.possible() || value == own || self.milder_policy(kid, value, own) {
                continue;
            }
            let side = Side { member: kid, bit, weight: self.weigh_member(kid, value, own) };
            if value < own { reliefs.push(side) } else { stiffer.push(side) }
        }
        (reliefs, stiffer)
    }

    /// A policy stiffens: one that is milder than what it hangs on changes nothing.
    fn milder_policy(&self, member: usize, value: Outcome, own: Outcome) -> bool {
        value <= own && self.family.members.get(member).is_some_and(|member| member.policy)
    }

    /// The policies that a relief does not outrank.
    fn against(&self, relief: usize, stiffer: &[Side]) -> Vec<Side> {
        let outranked = self.family.members.get(relief).map_or(&[][..], |member| &member.outranks);
        stiffer.iter().filter(|side| !outranked.contains(&side.member)).copied().collect()
    }

    fn weigh_member(&self, member: usize, own: Outcome, fallback: Outcome) -> Weight {
        let (reliefs, stiffer) = self.sides(member, own, fallback);
        let mut all = stiffened(own, own, own, &stiffer);
        for relief in &reliefs {
            let with = self.relieved(own, relief, &stiffer);
            all.shown.best = all.shown.best.min(with.shown.best);
            all.shown.worst = all.shown.worst.min(with.shown.worst);
            all.best = all.best.min(with.best);
        }
        all.best = all.best.min(all.shown.best);
        all.worst = all.shown.worst;
        all
    }

    /// What remains under one relief and the policies it does not outrank; a relief that is not certain leaves what is
    /// shown as it is, and may lower only the best.
    fn relieved(&self, own: Outcome, relief: &Side, stiffer: &[Side]) -> Weight {
        let against = self.against(relief.member, stiffer);
        let certain = relief.bit == Bit::True && relief.weight.shown.is_single();
        let open = stiffened(own, own, relief.weight.best, &against).best;
        let shown = if certain {
            let left = relief.weight.shown.worst;
            stiffened(left, left, left, &against).shown
        } else {
            stiffened(own, own, own, stiffer).shown
        };
        Weight { shown, best: open, worst: shown.worst }
    }
}

/// Ends raised by policies: the best by those that hold, the worst by those that may.
fn stiffened(best: Outcome, worst: Outcome, open: Outcome, stiffer: &[Side]) -> Weight {
    let certain = || stiffer.iter().filter(|side| side.bit == Bit::True);
    let worst = stiffer.iter().map(|side| side.weight.shown.worst).fold(worst, Outcome::max);
    Weight {
        shown: Range { best: certain().map(|side| side.weight.shown.best).fold(best, Outcome::max), worst },
        worst,
        best: certain().map(|side| side.weight.best).fold(open, Outcome::max),
    }
}
