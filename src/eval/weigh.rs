//! What remains of a rule when its exceptions and policies are weighed.
//!
//! An exception replaces the effect of what it excepts; an exception to it takes that away again. "On the facts shown" is
//! the worst of all ways in which what is open could fall: a relief counts only if it is true, at the worst that what is
//! open may leave of it; of several reliefs the most favourable counts. Of several policies the strictest counts; one on the
//! rule itself that is open makes a range. Where a relief and a policy hold together the stricter stands, unless one
//! outranks the other. What is presumed stands until the contrary is shown.

use super::Bit;
use crate::compile::{Closed, Family};
use crate::model::{ListId, ProvisionId};
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

    /// Whether it comes to the same whatever the exceptions and policies that are open come to.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.shown.is_single() && self.possible() == self.shown
    }

    /// The outcomes that what was weighed comes to.
    pub(super) fn of_outcomes(self, family: &Family) -> Weight {
        let Weight { shown, best, worst } = self;
        let shown = Range { best: family.outcome(shown.best), worst: family.outcome(shown.worst) };
        Weight { shown, best: family.outcome(best), worst: family.outcome(worst) }
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

/// So many open presumptions on one rule are gone through each way; of more, only the ends of the rule are known.
const MOST_PRESUMPTIONS: u32 = 7;

/// A family with what was found of its members and closed lists for one entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale<'a> {
    /// The rule and what hangs on it.
    pub(super) family: &'a Family,
    /// Whether each of its members holds by itself, and then each of its closed lists.
    pub(super) roots: &'a [Bit],
    /// It is about the entries that nothing names yet.
    pub(super) unnamed: bool,
    /// Presumptions taken to be rebutted, a bit each by place among the members that are presumed; the others count while
    /// nothing is shown.
    pub(super) rebutted: u8,
    /// Whether what is presumed counts while nothing is shown; else it is as open as what it rests on.
    pub(super) presuming: bool,
}

/// One exception or policy with what it would make of the rule.
#[derive(Debug, Clone, Copy)]
struct Side {
    member: usize,
    bit: Bit,
    weight: Weight,
}

impl<'a> Scale<'a> {
    /// A family with what was found of it for that entry.
    pub(super) fn new(family: &'a Family, entry: Option<(ListId, u32)>, roots: &'a [Bit]) -> Scale<'a> {
        let unnamed = entry.is_none() && !family.binds.is_empty();
        Scale { family, roots, unnamed, rebutted: 0, presuming: true }
    }

    /// The same, with nothing presumed.
    fn without_presuming(&self) -> Scale<'a> {
        Scale { presuming: false, ..*self }
    }

    /// The rule's own conditions.
    #[must_use]
    pub(super) fn own(&self) -> Bit {
        self.bit(0)
    }

    /// Whether the rule's own conditions hold and no exception leaves the field to that other rule: by what is presumed, and
    /// where nothing is.
    #[must_use]
    pub(super) fn stands_before(&self, other: ProvisionId) -> (Bit, Bit) {
        let stands = |scale: Scale<'_>| self.own().and(!scale.leaves_to(other));
        (stands(*self), stands(self.without_presuming()))
    }

    /// Whether an exception in force leaves the field to that rule (`R applies instead`).
    fn leaves_to(&self, rule: ProvisionId) -> Bit {
        self.leaving_to(rule).fold(Bit::False, |any, member| any.or(self.in_force(member)))
    }

    /// The best that openings could bring if no exception left the field to that other rule; none where it is known which
    /// do.
    #[must_use]
    pub(super) fn best_without_leaving_to(&self, rule: ProvisionId, presuming: bool) -> Option<Outcome> {
        let scale = Scale { presuming, ..*self };
        let open: Vec<usize> = self.leaving_to(rule).filter(|&member| scale.in_force(member).unknown()).collect();
        if open.is_empty() {
            return None;
        }
        let mut roots = self.roots.to_vec();
        for member in open {
            if let Some(bit) = roots.get_mut(member) {
                *bit = Bit::False;
            }
        }
        Some(self.family.outcome(Scale { roots: &roots, ..*self }.weigh().best))
    }

    fn leaving_to(&self, rule: ProvisionId) -> impl Iterator<Item = usize> {
        let kids = self.family.on(0);
        let leaves = move |&kid: &usize| self.family.members.get(kid).is_some_and(|own| own.instead == Some(rule));
        kids.iter().copied().filter(leaves)
    }

    /// Whether an exception holds, no closed list voids it, and no exception to it is in force.
    fn in_force(&self, member: usize) -> Bit {
        let (Some(parent), Some((own, fallback))) = (self.parent(member), self.values(member)) else {
            return Bit::True;
        };
        self.unless_excepted(member, self.standing(parent, member, own, fallback))
    }

    /// The rule, weighed.
    #[must_use]
    pub(super) fn weigh(&self) -> Weight {
        let (own, nothing) = self.ground();
        self.weigh_rebuttable(0, own, nothing)
    }

    /// A presumption that is not shown to be right may yet be rebutted: that too is a way the unknown facts could fall.
    fn weigh_rebuttable(&self, member: usize, own: Outcome, fallback: Outcome) -> Weight {
        let mut all = self.weigh_member(member, own, fallback);
        let open = self.open_presumptions();
        if open > MOST_PRESUMPTIONS {
            let members = || self.family.members.iter().enumerate().filter(|(at, _)| self.bit(*at).possible());
            // What cancels leaves what would stand without the rule.
            let cancels = members().any(|(at, member)| at > 0 && member.weighs.is_none());
            let nothing = Some(fallback).filter(|_| cancels);
            let outcomes = || members().filter_map(|(_, member)| member.weighs).chain([own]).chain(nothing);
            all.best = outcomes().min().unwrap_or(all.best);
            all.worst = outcomes().max().unwrap_or(all.worst);
            return all;
        }
        for rebutted in 1..1_u8.checked_shl(open).unwrap_or(0) {
            let weight = Scale { rebutted, ..*self }.weigh_member(member, own, fallback);
            all.best = all.best.min(weight.best);
            all.worst = all.worst.max(weight.worst);
        }
        all
    }

    /// Whether showing the contrary of what is presumed would change something.
    #[must_use]
    pub(super) fn is_rebuttable(&self) -> bool {
        let (own, nothing) = self.ground();
        let presuming = self.weigh_member(0, own, nothing);
        let whole = self.weigh();
        self.open_presumptions() > 0 && (whole.best, whole.worst) != (presuming.best, presuming.worst)
    }

    /// The presumptions on which it rests what is required on the facts shown: each with what would be left at the worst if the
    /// contrary were shown of it, and whether of it alone, or of others too.
    #[must_use]
    pub(super) fn presumptions(&self) -> Vec<(usize, Outcome, bool)> {
        let (own, nothing) = self.ground();
        let presuming = self.weigh_member(0, own, nothing).shown;
        let open: Vec<usize> = (0..self.family.members.len()).filter(|&at| self.is_open_presumption(at)).collect();
        if self.open_presumptions() > MOST_PRESUMPTIONS {
            let worst = self.family.outcome(self.weigh().worst);
            let counts = |&member: &usize| self.effectiveness(member) == Effectiveness::Counts;
            return open.into_iter().filter(counts).map(|member| (member, worst, false)).collect();
        }
        let ways: Vec<u8> = (0..1 << open.len()).collect();
        let shown = |rebutted: u8| Scale { rebutted, ..*self }.weigh_member(0, own, nothing).shown;
        let of_one = |(place, member): (usize, &usize)| {
            let bit = u32::try_from(place).ok().and_then(|place| 1_u8.checked_shl(place))?;
            let alone = shown(bit);
            if alone != presuming {
                return Some((*member, self.family.outcome(alone.worst), true));
            }
            let with_others = ways.iter().filter(|&&way| way & bit != 0 && shown(way) != shown(way & !bit));
            let worst = with_others.map(|&way| shown(way).worst).max()?;
            Some((*member, self.family.outcome(worst), false))
        };
        open.iter().enumerate().filter_map(of_one).collect()
    }

    /// How many presumptions of the family nothing shows yet.
    fn open_presumptions(&self) -> u32 {
        let open = (0..self.family.members.len()).filter(|&member| self.is_open_presumption(member));
        u32::try_from(open.count()).unwrap_or(u32::MAX)
    }

    pub(super) fn is_open_presumption(&self, member: usize) -> bool {
        // Which entry it is nobody presumes.
        let presumed = |own: &crate::compile::Member| own.presumed && !(self.unnamed && own.about_entry);
        self.family.members.get(member).is_some_and(presumed) && self.bit(member).unknown()
    }

    fn is_rebutted(&self, member: usize) -> bool {
        let before = (0..member).filter(|&other| self.is_open_presumption(other)).count();
        let bit = u32::try_from(before).ok().and_then(|place| 1_u8.checked_shl(place));
        bit.is_some_and(|bit| self.rebutted & bit != 0)
    }

    /// How a member stands towards what it hangs on.
    #[must_use]
    pub(super) fn effectiveness(&self, member: usize) -> Effectiveness {
        let Some((own, fallback)) = self.values(member) else { return Effectiveness::Counts };
        let Some(parent) = self.parent(member) else { return Effectiveness::Counts };
        if self.hangs_on_nothing(parent) {
            return Effectiveness::Absent;
        }
        let bit = self.standing(parent, member, own, fallback);
        let value = self.outcome(member, fallback);
        let weight = self.weigh_member(member, value, own);
        match bit {
            Bit::False if self.presumed_bit(member) == Bit::True => Effectiveness::Outdone,
            Bit::False => Effectiveness::Absent,
            _ if self.milder_policy(member, value, own) => Effectiveness::Outdone,
            Bit::True if value > own => Effectiveness::Counts,
            // Which of two rules applies is asked, whichever is the milder.
            Bit::Open | Bit::Stuck if self.leaves_field(member) => Effectiveness::MayStiffen,
            _ if value > own => Effectiveness::MayStiffen,
            _ => self.relief(parent, member, bit, weight, (own, fallback)),
        }
    }

    /// Whether an exception to the rule itself says that another applies instead.
    pub(super) fn leaves_field(&self, member: usize) -> bool {
        self.parent(member) == Some(0) && self.family.members.get(member).is_some_and(|own| own.instead.is_some())
    }

    /// Whether a member, or something that it hangs on in turn, says that another rule applies instead.
    pub(super) fn decides_the_field(&self, member: usize) -> bool {
        self.leaves_field(member) || self.parent(member).is_some_and(|parent| self.decides_the_field(parent))
    }

    /// Whether a member, or something that it hangs on in turn, does not hold: what hangs on it then touches nothing.
    pub(super) fn hangs_on_nothing(&self, member: usize) -> bool {
        let Some(parent) = self.parent(member) else { return false };
        let Some((own, fallback)) = self.values(member) else { return false };
        !self.standing(parent, member, own, fallback).possible() || self.hangs_on_nothing(parent)
    }

    fn relief(&self, parent: usize, member: usize, bit: Bit, weight: Weight, at: (Outcome, Outcome)) -> Effectiveness {
        let (own, fallback) = at;
        let (_, stiffer) = self.sides(parent, own, fallback);
        let against = self.against(member, &stiffer);
        let blocked = against.iter().filter(|side| side.bit == Bit::True).map(|side| side.weight.best).max();
        let whole = self.weigh_member(parent, own, fallback);
        if bit == Bit::True && weight.shown.worst < own {
            let outdone = blocked.is_some_and(|stricter| stricter >= own);
            return if outdone { Effectiveness::Outdone } else { Effectiveness::Counts };
        }
        let best = self.weigh_rebuttable(member, self.outcome(member, fallback), own).best;
        let could = blocked.map_or(best, |stricter| best.max(stricter));
        if could < whole.shown.worst { Effectiveness::Opening } else { Effectiveness::Outdone }
    }

    /// What a member stands for, and what would stand without what it hangs on.
    fn values(&self, member: usize) -> Option<(Outcome, Outcome)> {
        let mut path = vec![member];
        while let Some(parent) = path.last().and_then(|&last| self.parent(last)) {
            path.push(parent);
        }
        let mut at = self.ground();
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

    pub(super) fn bit(&self, member: usize) -> Bit {
        self.roots.get(member).copied().unwrap_or_default()
    }

    /// The closed lists, each with whether it holds.
    pub(super) fn closed(&self) -> impl Iterator<Item = (&'a Closed, Bit)> {
        let bits = self.roots.get(self.family.members.len()..).unwrap_or_default();
        self.family.closed.iter().zip(bits.iter().copied())
    }

    pub(super) fn outcome(&self, member: usize, fallback: Outcome) -> Outcome {
        self.family.members.get(member).and_then(|member| member.weighs).unwrap_or(fallback)
    }

    /// What the rule stands for, and what stands where nothing of it is left.
    pub(super) fn ground(&self) -> (Outcome, Outcome) {
        let nothing = self.family.nothing();
        (self.outcome(0, nothing), nothing)
    }

    /// Its own conditions; what is presumed counts unless it is shown otherwise.
    fn presumed_bit(&self, member: usize) -> Bit {
        let presumed = self.presuming && self.is_open_presumption(member);
        if presumed { (!self.is_rebutted(member)).into() } else { self.bit(member) }
    }

    /// Its bit after the closed lists on the rule: a relief that no list keeps is void while one holds.
    pub(super) fn standing(&self, parent: usize, member: usize, own: Outcome, fallback: Outcome) -> Bit {
        let bit = self.presumed_bit(member);
        if parent != 0 || self.outcome(member, fallback) >= own {
            return bit;
        }
        let closed = self.closed().filter(|(closed, _)| !closed.kept.contains(&member));
        closed.fold(bit, |bit, (_, holds)| bit.and(!holds))
    }

    /// The reliefs from the rule that hold, or may, whatever excepts them, and that a closed list leaves without effect while it holds.
    pub(super) fn left_void_by(&self, closed: &Closed) -> impl Iterator<Item = usize> {
        let kids = self.family.on(0);
        let void = move |member: &usize| {
            !closed.kept.contains(member) && self.unless_excepted(*member, self.presumed_bit(*member)).possible()
        };
        kids.iter().copied().filter(void).filter(|&member| self.is_relief(member))
    }

    /// What of a bit is left where an exception to its member is in force.
    fn unless_excepted(&self, member: usize, bit: Bit) -> Bit {
        let exceptions = self.family.on(member).iter().filter(|&&kid| !self.is_policy(kid));
        exceptions.fold(bit, |bit, &kid| bit.and(!self.in_force(kid)))
    }

    /// What a member leaves or asks.
    pub(super) fn asks(&self, member: usize) -> Outcome {
        self.values(member).map_or(Outcome::NoControlFound, |(_, fallback)| self.outcome(member, fallback))
    }

    /// Whether what a member leaves is milder than what stands without it.
    pub(super) fn is_relief(&self, member: usize) -> bool {
        self.values(member).is_some_and(|(own, fallback)| self.outcome(member, fallback) < own)
    }

    /// The relief directly on the rule that a member is, or hangs on.
    pub(super) fn relief_above(&self, member: usize) -> Option<usize> {
        let mut at = member;
        while let Some(parent) = self.parent(at).filter(|&parent| parent != 0) {
            at = parent;
        }
        (at != 0 && self.is_relief(at)).then_some(at)
    }

    /// The reliefs and the policies that hang on a member and may hold.
    fn sides(&self, member: usize, own: Outcome, fallback: Outcome) -> (Vec<Side>, Vec<Side>) {
        let kids = self.family.on(member);
        let (mut reliefs, mut stiffer) = (Vec::new(), Vec::new());
        for &kid in kids {
            let bit = self.standing(member, kid, own, fallback);
            let value = self.outcome(kid, fallback);
            if !bit.possible() || self.milder_policy(kid, value, own) {
                continue;
            }
            let side = Side { member: kid, bit, weight: self.weigh_member(kid, value, own) };
            // By what remains of it: what hangs on it may turn it, or take it away.
            if side.weight.best < own && !self.is_policy(kid) {
                reliefs.push(side);
            }
            if side.weight.worst > own {
                stiffer.push(side);
            }
        }
        (reliefs, stiffer)
    }

    /// A policy stiffens: one that is milder than what it hangs on changes nothing.
    pub(super) fn milder_policy(&self, member: usize, value: Outcome, own: Outcome) -> bool {
        value <= own && self.is_policy(member)
    }

    pub(super) fn is_policy(&self, member: usize) -> bool {
        self.family.members.get(member).is_some_and(|member| member.policy)
    }

    /// The policies that a relief does not outrank.
    fn against(&self, relief: usize, stiffer: &[Side]) -> Vec<Side> {
        let outranked = self.family.members.get(relief).map_or(&[][..], |member| &member.outranks);
        stiffer.iter().filter(|side| !outranked.contains(&side.member)).copied().collect()
    }

    fn weigh_member(&self, member: usize, own: Outcome, fallback: Outcome) -> Weight {
        let (reliefs, stiffer) = self.sides(member, own, fallback);
        let raised = Raised { base: own, by: &stiffer };
        let mut all = Weight { shown: raised.shown(own), best: raised.best(own), worst: own };
        for relief in &reliefs {
            let against = self.against(relief.member, &stiffer);
            let raised = Raised { base: own, by: &against };
            if let Some(left) = certain(relief, own) {
                let shown = raised.shown(left);
                all.shown.best = all.shown.best.min(shown.best);
                all.shown.worst = all.shown.worst.min(shown.worst);
            }
            all.best = all.best.min(raised.best(relief.weight.best));
        }
        all.best = all.best.min(all.shown.best);
        all.worst = all.shown.worst;
        all
    }
}

/// What a relief that is shown leaves at the worst, if that is milder than what it replaces.
fn certain(relief: &Side, own: Outcome) -> Option<Outcome> {
    let left = relief.weight.shown.worst;
    (relief.bit == Bit::True && left < own).then_some(left)
}

/// Policies over what they stiffen. One that is taken away, or is no stricter, raises nothing.
struct Raised<'a> {
    base: Outcome,
    by: &'a [Side],
}

impl Raised<'_> {
    /// On the facts shown: the best by the policies that hold, the worst by those that may.
    fn shown(&self, left: Outcome) -> Range {
        let best = self.over(left, self.holding().map(|side| side.weight.shown.best));
        Range { best, worst: self.over(left, self.by.iter().map(|side| side.weight.shown.worst)) }
    }

    /// Whatever is not known falls for the best.
    fn best(&self, left: Outcome) -> Outcome {
        self.over(left, self.holding().map(|side| side.weight.best))
    }

    fn holding(&self) -> impl Iterator<Item = &Side> {
        self.by.iter().filter(|side| side.bit == Bit::True)
    }

    fn over(&self, left: Outcome, raised: impl Iterator<Item = Outcome>) -> Outcome {
        raised.filter(|to| *to > self.base).fold(left, Outcome::max)
    }
}
