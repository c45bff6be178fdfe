//! Which instances matter, and how firm the outcome is.

use super::View;
use crate::compile::{NodeId, Op};
use crate::eval::weigh::Effectiveness;
use crate::eval::{Bit, Instance, Owed};
use crate::ruling::Standing;
use crate::vocab::{Outcome, Would};
use std::collections::BTreeSet;

/// A view with its live instances: those whose conditions hold or may, and that have not given way.
#[derive(Clone)]
pub(in crate::eval) struct Live<'a> {
    pub(in crate::eval) view: View<'a>,
    pub(in crate::eval) instances: Vec<&'a Instance>,
    /// Those of them that hold.
    certain: Vec<&'a Instance>,
    /// The rules of which it matters to another, that gives way to them, whether they stand.
    waited_for: BTreeSet<usize>,
}

impl<'a> Live<'a> {
    pub(in crate::eval) fn new(view: View<'a>) -> Live<'a> {
        let order = |instance: &&Instance| view.book.in_text_order.iter().position(|&place| place == instance.family);
        let mut instances: Vec<&Instance> = view.found.instances.iter().filter(|one| Self::lives(one)).collect();
        instances.sort_by_key(order);
        let certain = instances.iter().copied().filter(|instance| instance.own == Bit::True).collect();
        let waiting = instances.iter().filter(|instance| may_give_way(instance));
        let families = waiting.filter_map(|instance| view.book.families.get(instance.family));
        let waited_for = families.flat_map(|family| family.gives_way_to.iter().copied()).collect();
        Live { view, instances, certain, waited_for }
    }

    /// Whether an instance holds or may, and has not given way.
    pub(in crate::eval) fn lives(instance: &Instance) -> bool {
        instance.own.possible() && instance.earlier.bit != Bit::True
    }

    /// Another entry of the same rule already holds, at least as strictly: an answer about this one adds nothing.
    pub(in crate::eval) fn dominated_by(&self, instance: &Instance) -> Option<&'a Instance> {
        let stronger = |other: &&&Instance| other.weight.shown.best >= instance.weight.shown.worst;
        self.outdone_by(instance, |other| stronger(&other))
    }

    /// Another entry of the same rule that holds and stands so towards this one, and that asks for all the duties that this
    /// one may ask for.
    fn outdone_by(&self, instance: &Instance, stronger: impl Fn(&&Instance) -> bool) -> Option<&'a Instance> {
        let by_reason = self.view.family(instance).is_some_and(|family| family.by_reason);
        if instance.own == Bit::True || by_reason {
            return None;
        }
        let fits =
            |other: &&&Instance| other.family == instance.family && stronger(other) && asks_for_all_of(other, instance);
        self.certain.iter().find(fits).copied()
    }

    /// It may hold, a relief that counts takes it away whole, and no other gives way to it: whether its conditions hold is all
    /// the same.
    pub(in crate::eval) fn comes_to_nothing(&self, instance: &Instance) -> bool {
        if !instance.own.unknown() || self.waited_for.contains(&instance.family) {
            return false;
        }
        let nothing = Outcome::NoControlFound;
        if let Some(owed) = &instance.owed {
            return owed.is_nothing() && instance.weight.possible().worst <= nothing;
        }
        let own = self.view.family(instance).and_then(|family| family.members.first()?.outcome);
        own.is_some_and(|own| own > nothing) && instance.weight.shown.worst.max(instance.weight.worst) <= nothing
    }

    /// Nothing is gained by knowing whether it holds, whatever openings are taken.
    fn adds_nothing(&self, instance: &Instance) -> bool {
        if self.comes_to_nothing(instance) {
            return true;
        }
        self.outdone_by(instance, |other| other.weight.best >= instance.weight.shown.worst).is_some()
    }

    /// The exceptions and policies of an instance that stand so towards what they hang on. Where it comes to the same however
    /// they fall, none of them is an opening or may stiffen, save one that decides whether another gives way.
    pub(in crate::eval) fn members(&self, instance: &Instance, how: Effectiveness) -> Vec<usize> {
        let pending = matches!(how, Effectiveness::Opening | Effectiveness::MayStiffen);
        let all_the_same = pending && is_fixed(instance);
        let Some(scale) = self.view.scale(instance) else { return Vec::new() };
        let decides = |member: usize| self.waited_for.contains(&instance.family) && scale.leaves_field(member);
        let stands = |member: usize| match scale.effectiveness(member) {
            // No milder than what is left, it leaves other duties.
            Effectiveness::Outdone if hangs_on(instance, member) => Effectiveness::Opening,
            stands => stands,
        };
        let fitting = |&member: &usize| stands(member) == how && (!all_the_same || decides(member));
        (1..scale.family.members.len()).filter(fitting).collect()
    }

    /// The unknown leaves on which a member of an instance hangs, those of what could take it away included.
    pub(in crate::eval) fn hangs_on(&self, instance: &Instance, member: usize) -> Vec<NodeId> {
        let Some(family) = self.view.family(instance) else { return Vec::new() };
        let Some(text) = family.members.get(member) else { return Vec::new() };
        let mut roots = vec![text.root];
        if member > 0 {
            roots.extend(text.kids.iter().filter_map(|&kid| family.members.get(kid)).map(|kid| kid.root));
            let closed = family.closed.iter().filter(|closed| !closed.kept.contains(&member));
            roots.extend(closed.map(|closed| closed.root));
        }
        roots.into_iter().flat_map(|root| self.view.unknown_leaves(instance, root)).collect()
    }

    /// How the line stands under this law.
    pub(in crate::eval) fn standing(&self) -> Standing {
        let weight = self.view.found.weight;
        let open = self.has_open();
        Standing {
            shown: weight.shown,
            possible: weight.possible(),
            settled: weight.shown.is_single() && !open,
            complete: self.is_complete(),
            reach_unknown: self.view.found.bearing.nexus.unknown(),
            by_sources: !weight.shown.is_one_kind() && !self.asks(),
        }
    }

    /// Whether some fact would still narrow the outcome on the facts shown.
    fn asks(&self) -> bool {
        if self.view.found.bearing.before_coverage.is_unknown() {
            return true;
        }
        let stiffens = |instance: &&&Instance| {
            let may = self.members(instance, Effectiveness::MayStiffen);
            may.iter().any(|&member| self.waits_for_fact(instance, member))
        };
        self.view.found.bearing.nexus == Bit::Open
            || self.instances.iter().any(|instance| instance.own == Bit::Open && !self.comes_to_nothing(instance))
            || self.instances.iter().any(|instance| waits_for_earlier(instance))
            || self.instances.iter().any(|instance| stiffens(&instance))
    }

    fn waits_for_fact(&self, instance: &Instance, member: usize) -> bool {
        self.hangs_on(instance, member).iter().any(|&leaf| self.view.bit(instance, leaf) == Bit::Open)
    }

    /// Whether some fact could still add, drop or alter a requirement, a policy or a relief.
    fn has_open(&self) -> bool {
        let could_change = |instance: &&&Instance| match instance.own {
            Bit::Open => !self.adds_nothing(instance),
            Bit::True | Bit::Stuck => {
                let of = |how| self.members(instance, how);
                let pending = of(Effectiveness::Opening).into_iter().chain(of(Effectiveness::MayStiffen));
                waits_for_earlier(instance) || pending.into_iter().any(|member| self.waits_for_fact(instance, member))
            }
            Bit::False => false,
        };
        // A presumption that is not shown to be right may yet be rebutted.
        let rebuttable = |instance: &Instance| {
            let of_outcome = || self.view.scale(instance).is_some_and(|scale| scale.is_rebuttable());
            match &instance.owed {
                Some(owed) => !owed.rebutted.is_empty() || !instance.weight.is_fixed() && of_outcome(),
                None => of_outcome(),
            }
        };
        self.view.found.bearing.nexus == Bit::Open
            || self.view.found.bearing.before_coverage.is_unknown()
            || self.instances.iter().any(|instance| could_change(&instance) || rebuttable(instance))
            || self.view.found.instances.iter().any(may_turn_out_to_stand_otherwise)
    }

    /// Whether nothing that is not encoded, and nothing the sources differ on, touches it.
    fn is_complete(&self) -> bool {
        let stuck = |instance: &&Instance| {
            let opening = self.members(instance, Effectiveness::Opening);
            let stiffer = self.members(instance, Effectiveness::MayStiffen);
            let members = std::iter::once(0).chain(opening).chain(stiffer);
            members.into_iter().any(|member| self.is_stuck(instance, member))
        };
        self.view.found.bearing.before_coverage.is_false()
            && !self.instances.iter().any(stuck)
            && !self.view.book.gaps.iter().any(|(gap, _)| self.touches(*gap))
    }

    fn is_stuck(&self, instance: &Instance, member: usize) -> bool {
        self.hangs_on(instance, member)
            .iter()
            .any(|&leaf| self.view.bit(instance, leaf) == Bit::Stuck || self.rest_is_stuck(instance, leaf))
    }

    /// A list that is not complete on that day is stuck even where a classification is also open.
    fn rest_is_stuck(&self, instance: &Instance, leaf: NodeId) -> bool {
        let node = self.view.texts.program.nodes.get(leaf as usize);
        let Some(Op::Listed { lists, binds: true, .. }) = node.map(|node| &node.op) else { return false };
        let own =
            |found: &&crate::eval::Match| lists.iter().any(|&list| found.is_of(list, (instance.on, instance.earliest)));
        let mut matches = self.view.found.matches.iter().filter(own);
        instance.entry.is_none()
            && matches.any(|found| found.by_tariff == Bit::Stuck || found.by_classification == Bit::Stuck)
    }

    /// Whether something that is not encoded could matter here.
    pub(in crate::eval) fn touches(&self, gap: usize) -> bool {
        let Some(text) = self.view.texts.model.not_encoded.get(gap) else { return false };
        let condition = self.view.book.gaps.iter().find(|(own, _)| *own == gap).and_then(|(_, span)| span.as_ref());
        let frame = self.view.frame_on(self.view.found.bearing.on);
        let there = condition.is_none_or(|span| frame.evaluate_apart(span).possible());
        let then = text.force.is_empty() || text.force.iter().any(|period| !period.holds(frame.on).is_false());
        there && then && self.view.found.bearing.nexus.possible() && (text.rules.is_empty() || self.touches_rule(text))
    }

    fn touches_rule(&self, text: &crate::model::NotEncoded) -> bool {
        let hangs = |instance: &&Instance| {
            let Some(family) = self.view.family(instance) else { return false };
            let is_rule = family.members.first().is_some_and(|rule| text.rules.contains(&rule.provision));
            let member = |(at, member): (usize, &crate::compile::Member)| {
                at > 0 && text.rules.contains(&member.provision) && self.view.bit(instance, member.root).possible()
            };
            let closed = || family.closed.iter().any(|closed| self.view.bit(instance, closed.root) == Bit::True);
            let void = text.would == Would::Relieve && is_rule && closed();
            !void && (is_rule || family.members.iter().enumerate().any(member))
        };
        // What could require more could do so whether those rules hold already or not.
        text.would == Would::Require || self.instances.iter().any(hangs)
    }

    /// Whether the rule of an instance only lays down a duty, and nothing makes more of it.
    pub(in crate::eval) fn is_duty_only(&self, instance: &Instance) -> bool {
        let duty_only = self.view.family(instance).is_some_and(|family| family.duty_only);
        duty_only && instance.weight.shown.worst.max(instance.weight.worst) <= Outcome::NoControlFound
    }
}

impl View<'_> {
    /// The unknown leaves on which a node hangs: what is settled either way is passed over.
    pub(in crate::eval) fn unknown_leaves(&self, instance: &Instance, root: NodeId) -> Vec<NodeId> {
        let mut leaves = Vec::new();
        let mut to_see = vec![root];
        while let Some(at) = to_see.pop() {
            if !self.bit(instance, at).unknown() {
                continue;
            }
            let Some(node) = self.texts.program.nodes.get(at as usize) else { continue };
            let kids = self.texts.program.kids(node);
            if !kids.iter().any(|&kid| self.bit(instance, kid).unknown()) {
                leaves.push(at);
            }
            to_see.extend(kids.iter().rev());
        }
        leaves
    }
}

/// Whether it comes to the same however its exceptions and policies fall.
fn is_fixed(instance: &Instance) -> bool {
    instance.weight.is_fixed() && instance.owed.as_ref().is_none_or(Owed::is_fixed)
}

/// Whether what is owed hangs on a member that is open.
fn hangs_on(instance: &Instance, member: usize) -> bool {
    instance.owed.as_ref().is_some_and(|owed| owed.hang_on.contains(&member))
}

/// Whether what an instance asks for whatever is not known holds all the duties that another may ask for.
fn asks_for_all_of(instance: &Instance, other: &Instance) -> bool {
    let Some(asked) = &other.owed else { return true };
    instance.owed.as_ref().is_some_and(|own| own.is_fixed() && asked.is_within(&own.duties()))
}

/// Whether there is something of a rule to give way.
fn asks_for_something(instance: &Instance) -> bool {
    let worst = instance.weight.shown.worst.max(instance.weight.worst);
    let owes = instance.owed.as_ref().is_some_and(|owed| !owed.is_nothing());
    worst > Outcome::NoControlFound || owes
}

/// Whether it is not known if a rule gives way, and there is something of it to give way.
fn may_give_way(instance: &Instance) -> bool {
    instance.earlier.bit.unknown() && asks_for_something(instance)
}

/// Whether some fact decides it.
fn waits_for_earlier(instance: &Instance) -> bool {
    instance.earlier.bit == Bit::Open && may_give_way(instance)
}

/// Whether a rule gives way, or does not, by what is presumed only.
pub(super) fn may_turn_out_to_stand_otherwise(instance: &Instance) -> bool {
    instance.own.possible() && instance.earlier.is_rebuttable() && asks_for_something(instance)
}
