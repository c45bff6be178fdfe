//! Requirements, openings and duties.

use super::View;
use super::live::{Live, may_turn_out_to_stand_otherwise};
use super::questions;
use crate::eval::frame::Frame;
use crate::eval::weigh::Effectiveness;
use crate::eval::{Bit, Instance};
use crate::model::{Cite, Due, DutyId, EffectKind, FactId, Provision};
use crate::ruling::{Behind, Deadline, DutyDue, DutyGround, Ground, Opening, Presumption, Requirement, Status};
use crate::vocab::{Date, Label, Outcome, Truth, Way};
use std::collections::BTreeSet;

/// The requirements of a line under a law, in the order of the text.
pub(super) fn requirements(live: &Live<'_>) -> Vec<Requirement> {
    let own = live.instances.iter().filter(|instance| !live.is_duty_only(instance));
    own.filter_map(|instance| requirement(live, instance)).collect()
}

fn requirement(live: &Live<'_>, instance: &Instance) -> Option<Requirement> {
    let view = &live.view;
    let rule = view.rule(instance)?;
    let entry = instance.entry.and_then(|entry| view.entry_shown(entry));
    let by_rule =
        rule.instrument.and_then(|id| view.texts.model.instruments.get(id.index())).map(|own| own.label.clone());
    let weight = instance.weight;
    Some(Requirement {
        id: view.requirement_id(instance),
        status: status(instance),
        rule: view.qualified(&rule.id),
        label: view.of_act(&rule.label),
        rulebook: view.head.id.clone(),
        jurisdiction: view.head.jurisdiction,
        line: view.line().to_owned(),
        act: view.assessment.bound.act,
        shown: weight.shown,
        possible: weight.possible(),
        licence: licence(live, rule),
        instrument: entry.as_ref().and_then(|entry| entry.instrument.clone()).or(by_rule),
        entry,
        citations: rule.cites.on(instance.on),
        overcome_by: counting(live, instance, |outcome, own| outcome < own),
        stiffened_by: stiffened_by(live, instance),
    })
}

/// What stands behind each of them, with its id.
pub(super) fn behind(live: &Live<'_>) -> Vec<(String, Behind)> {
    let own = live.instances.iter().filter(|instance| !live.is_duty_only(instance));
    let of_one = |instance: &&Instance| {
        let id = live.view.requirement_id(instance);
        let failed = failed(live, instance, &id);
        let outweighed = outweighed(live, instance);
        (id, Behind { failed, outweighed, ground: ground(&live.view, instance) })
    };
    own.map(of_one).collect()
}

/// What makes this line like another under its rule.
pub(super) fn ground(view: &View<'_>, instance: &Instance) -> Ground {
    let shown = instance.weight.shown;
    Ground {
        family: instance.family,
        shown: Some((shown.best, shown.worst)),
        roots: instance.roots.clone(),
        codes: view.assessment.bound.codes().map(|code| code.code.to_string()).collect(),
    }
}

/// The reliefs directly on a rule that hold, while something stricter that holds stands against them.
fn outweighed(live: &Live<'_>, instance: &Instance) -> Vec<Label> {
    let (Some(family), Some(scale)) = (live.view.family(instance), live.view.scale(instance)) else {
        return Vec::new();
    };
    let kids = family.on(0);
    let stiffened = kids.iter().any(|&kid| scale.is_policy(kid) && scale.bit(kid) == Bit::True);
    let holds = |member: &usize| scale.is_relief(*member) && scale.bit(*member) == Bit::True;
    let beaten = |member: &usize| scale.effectiveness(*member) == Effectiveness::Outdone && stiffened;
    let members = kids.iter().copied().filter(holds).filter(beaten).filter_map(|member| family.members.get(member));
    members.filter_map(|member| live.view.provision(member.provision)).map(|text| text.label.clone()).collect()
}

/// The reliefs directly on a rule that fail.
fn failed(live: &Live<'_>, instance: &Instance, id: &str) -> Vec<String> {
    let (Some(family), Some(scale)) = (live.view.family(instance), live.view.scale(instance)) else {
        return Vec::new();
    };
    let kids = family.on(0);
    let fails = |member: &&usize| scale.is_relief(**member) && scale.bit(**member) == Bit::False;
    let members = kids.iter().filter(fails).filter_map(|&member| family.members.get(member));
    let texts =
        members.filter(|member| member.instead.is_none()).filter_map(|member| live.view.provision(member.provision));
    texts.map(|text| format!("{id}/{}", text.id)).collect()
}

fn status(instance: &Instance) -> Status {
    match (instance.own, instance.earlier.bit) {
        (Bit::Open | Bit::Stuck, _) => Status::Possible,
        _ if instance.weight.shown.worst <= Outcome::PermittedWithDuties => Status::Overcome,
        (_, Bit::Open | Bit::Stuck) => Status::StandsUnlessEarlier,
        _ => Status::Stands,
    }
}

fn licence(live: &Live<'_>, rule: &Provision) -> Option<(Label, Label)> {
    let EffectKind::Licence { name, authority, .. } = &rule.effect.as_ref()?.kind else { return None };
    let authority = live.view.texts.model.authorities.get(authority.index())?;
    Some((name.clone(), authority.label.clone()))
}

/// The exceptions or policies directly on the rule that count, by how their outcome compares with the rule's.
fn counting(live: &Live<'_>, instance: &Instance, which: fn(Outcome, Outcome) -> bool) -> Vec<(String, Label)> {
    let Some(family) = live.view.family(instance) else { return Vec::new() };
    let own = family.members.first().and_then(|rule| rule.outcome).unwrap_or(Outcome::NoControlFound);
    let kids = family.on(0);
    let counts = live.members(instance, Effectiveness::Counts);
    let members =
        counts.into_iter().filter(|member| kids.contains(member)).filter_map(|member| family.members.get(member));
    let fitting = members.filter(|member| which(member.outcome.unwrap_or(Outcome::NoControlFound), own));
    let named = fitting.filter_map(|member| live.view.provision(member.provision));
    named.map(|text| (live.view.qualified(&text.id), text.label.clone())).collect()
}

/// The policies that make a rule stricter than it is; not where what remains of it is milder all the same.
fn stiffened_by(live: &Live<'_>, instance: &Instance) -> Vec<(String, Label)> {
    let own = live.view.scale(instance).map(|scale| scale.ground().0);
    if own.is_some_and(|own| instance.weight.shown.worst <= own) {
        return Vec::new();
    }
    counting(live, instance, |outcome, own| outcome > own)
}

/// The reliefs that would count if they were shown: from what is required, from what no fact can rule out, and from what may
/// take the place of something that is required.
pub(super) fn openings(live: &Live<'_>) -> Vec<Opening> {
    let counts =
        |instance: &&&Instance| matches!(instance.own, Bit::True | Bit::Stuck) || may_take_the_place(live, instance);
    live.instances.iter().filter(counts).flat_map(|instance| openings_of(live, instance)).collect()
}

/// Whether a rule that is required gives way to this one, which may hold.
fn may_take_the_place(live: &Live<'_>, instance: &Instance) -> bool {
    let gives_way = |other: &&Instance| {
        let family = live.view.family(other);
        other.own == Bit::True && family.is_some_and(|family| family.gives_way_to.contains(&instance.family))
    };
    live.instances.iter().any(gives_way)
}

fn openings_of(live: &Live<'_>, instance: &Instance) -> Vec<Opening> {
    let pending = live.members(instance, Effectiveness::Opening);
    pending.into_iter().filter_map(|member| opening(live, instance, member)).collect()
}

/// What counts because nothing shows the contrary, where that would make a difference.
pub(super) fn presumptions(live: &Live<'_>) -> Vec<Presumption> {
    let of_each = live.instances.iter().flat_map(|instance| presumed(live, instance));
    let mut all: Vec<Presumption> = Vec::new();
    for new in of_each.chain(presumed_to_apply_instead(live)) {
        if !all.iter().any(|one| one.exception == new.exception && one.requirement == new.requirement) {
            all.push(new);
        }
    }
    all
}

/// Those of a rule.
fn presumed(live: &Live<'_>, instance: &Instance) -> Vec<Presumption> {
    let Some(scale) = live.view.scale(instance).filter(|_| live.dominated_by(instance).is_none()) else {
        return Vec::new();
    };
    if let Some(owed) = instance.owed.as_ref().filter(|owed| !owed.rebutted.is_empty()) {
        let of_one = |(member, owed): &(usize, Option<BTreeSet<DutyId>>)| {
            let new = presumption(live, instance, *member)?;
            let duty = |duty: &DutyId| Some(live.view.texts.model.duties.get(duty.index())?.label.clone());
            Some(Presumption { owed: owed.iter().flatten().filter_map(duty).collect(), ..new })
        };
        return owed.rebutted.iter().filter_map(of_one).collect();
    }
    let of_one = |(member, left, alone)| {
        // Which rule applies then, and what that one asks, is not told here.
        let rebutted = Some(left).filter(|_| !scale.decides_the_field(member));
        Some(Presumption { rebutted, alone, ..presumption(live, instance, member)? })
    };
    scale.presumptions().into_iter().filter_map(of_one).collect()
}

/// Those by which one rule leaves another its field, or does not.
fn presumed_to_apply_instead(live: &Live<'_>) -> Vec<Presumption> {
    let instances = &live.view.found.instances;
    let waiting = instances.iter().filter(|instance| may_turn_out_to_stand_otherwise(instance));
    let earlier: BTreeSet<usize> = waiting.filter_map(|instance| instance.earlier.rule).collect();
    let of_one = |instance: &Instance| {
        let Some(scale) = live.view.scale(instance) else { return Vec::new() };
        let open = (1..scale.family.members.len())
            .filter(|&member| scale.decides_the_field(member) && scale.is_open_presumption(member));
        open.filter_map(|member| presumption(live, instance, member)).collect()
    };
    instances.iter().filter(|instance| earlier.contains(&instance.family)).flat_map(of_one).collect()
}

/// What is presumed, without what the contrary would bring.
fn presumption(live: &Live<'_>, instance: &Instance, member: usize) -> Option<Presumption> {
    let view = &live.view;
    let text = view.provision(view.family(instance)?.members.get(member)?.provision)?;
    Some(Presumption {
        exception: view.qualified(&text.id),
        label: text.label.clone(),
        requirement: view.requirement_id(instance),
        rebutted: None,
        alone: true,
        owed: Vec::new(),
        questions: questions::of_member(live, instance, member),
        citations: text.cites.on(instance.on),
    })
}

fn opening(live: &Live<'_>, instance: &Instance, member: usize) -> Option<Opening> {
    let view = &live.view;
    let own = view.family(instance)?.members.get(member)?;
    let text = view.provision(own.provision)?;
    let leaves = live.hangs_on(instance, member);
    let disputed = leaves.iter().any(|&leaf| view.bit(instance, leaf) == Bit::Stuck);
    let conditions = text.effect.iter().flat_map(|effect| &effect.conditions);
    let duties = conditions.filter_map(|duty| view.texts.model.duties.get(duty.index()));
    Some(Opening {
        exception: view.qualified(&text.id),
        label: text.label.clone(),
        requirement: view.requirement_id(instance),
        leaves: own.outcome.unwrap_or(Outcome::NoControlFound),
        questions: questions::of_member(live, instance, member),
        disputed,
        citations: text.cites.on(instance.on),
        on_condition: duties.map(|duty| duty.label.clone()).collect(),
    })
}

/// The duties of rules that hold and of reliefs that count, each once for a line.
pub(super) fn duties(lives: &[Live<'_>]) -> Vec<DutyDue> {
    let mut all: Vec<DutyDue> = Vec::new();
    for live in lives {
        for instance in live.instances.iter().filter(|instance| instance.own == Bit::True) {
            for (duty, member) in owed(live, instance) {
                add_duty(&mut all, duty_due(live, instance, duty, member));
            }
        }
    }
    all
}

/// A duty is told once, with all that bring it; it is done where it is done for each of them.
fn add_duty(all: &mut Vec<DutyDue>, new: Option<DutyDue>) {
    let Some(new) = new else { return };
    let Some(known) = all.iter_mut().find(|known| known.id == new.id) else { return all.push(new) };
    known.met = known.met.zip(new.met).map(|(one, other)| one.and(other));
    let fresh: Vec<DutyGround> = new.by.into_iter().filter(|ground| !known.by.contains(ground)).collect();
    known.by.extend(fresh);
}

/// Each duty with the member of the rule that brings it.
pub(super) fn owed(live: &Live<'_>, instance: &Instance) -> Vec<(DutyId, usize)> {
    if let Some(owed) = &instance.owed {
        return owed.shown.clone();
    }
    let Some(family) = live.view.family(instance) else { return Vec::new() };
    // A rule that asks nothing any more, since another takes its place or it is not required by it, lays down nothing.
    let asks = instance.weight.shown.worst > Outcome::NoControlFound;
    let counting = asks.then_some(0).into_iter().chain(live.members(instance, Effectiveness::Counts));
    let best = best_relief(live, instance);
    let counting = counting.filter(|&member| {
        let above = live.view.scale(instance).and_then(|scale| scale.relief_above(member));
        above.is_none() || above == best
    });
    let members = counting.filter_map(|member| Some((member, family.members.get(member)?)));
    members.flat_map(|(member, own)| own.duties.iter().map(move |&duty| (duty, member))).collect()
}

/// Of the reliefs from a rule that count, the most favourable: with the fewest duties, and then the first in the text.
fn best_relief(live: &Live<'_>, instance: &Instance) -> Option<usize> {
    let (family, scale) = (live.view.family(instance)?, live.view.scale(instance)?);
    let counting = live.members(instance, Effectiveness::Counts).into_iter();
    let direct = counting.filter(|&member| scale.relief_above(member) == Some(member));
    let rank = |member: &usize| {
        let own = family.members.get(*member);
        let leaves = own.and_then(|own| own.weighs).unwrap_or(Outcome::NoControlFound);
        (leaves, own.map_or(0, |own| own.duties.len()), *member)
    };
    direct.min_by_key(rank)
}

fn duty_due(live: &Live<'_>, instance: &Instance, id: DutyId, member: usize) -> Option<DutyDue> {
    let view = &live.view;
    let by = view.provision(view.family(instance)?.members.get(member)?.provision)?;
    let entry = instance.entry.filter(|_| member == 0).and_then(|entry| view.entry(entry));
    let ground = DutyGround {
        provision: view.qualified(&by.id),
        label: by.label.clone(),
        lays_down: member == 0,
        entry: entry.map(|entry| entry.key.clone()),
    };
    let duty = view.texts.model.duties.get(id.index())?;
    Some(DutyDue {
        id: format!("{}/{}/{}", view.place(), view.head.id, duty.id),
        duty: view.qualified(&duty.id),
        label: duty.label.clone(),
        addressee: duty.addressee.clone(),
        due: duty.due.map(|due| deadline(live, due)),
        form: duty.form.clone(),
        met: met(live, instance, id),
        citations: duty.cites.on(instance.on),
        by: vec![ground],
    })
}

/// Whether a duty is done, by what its text says shows that.
fn met(live: &Live<'_>, instance: &Instance, duty: DutyId) -> Option<Truth> {
    let shows = live.view.texts.program.duties.get(duty.index())?.as_ref()?;
    // What is only told decides nothing, and is not counted as taken.
    let frame = Frame { seen: None, ..live.view.frame_of(instance) };
    Some(frame.evaluate_apart(shows).truth())
}

fn deadline(live: &Live<'_>, due: Due) -> Deadline {
    let name =
        |fact: FactId| live.view.texts.model.facts.get(fact.index()).map(|fact| fact.id.clone()).unwrap_or_default();
    let day = |fact: FactId| live.view.bare_frame().day_of(fact);
    match due {
        Due::Before(fact) => Deadline { words: format!("before {}", name(fact)), day: day(fact).map(Date::previous) },
        Due::By(fact) => Deadline { words: format!("by {}", name(fact)), day: day(fact) },
        Due::Within(n, unit, fact) => {
            let words = format!("within {n} {} after {}", unit.word(u64::from(n)), name(fact));
            Deadline { words, day: day(fact).and_then(|day| day.reckoned(n, unit, Way::After)) }
        }
        Due::For(n, unit, fact) => {
            let words = format!("for {n} {} after {}", unit.word(u64::from(n)), name(fact));
            Deadline { words, day: day(fact).and_then(|day| day.reckoned(n, unit, Way::After)) }
        }
    }
}
