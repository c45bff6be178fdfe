//! The few steps a reader needs first.

use super::View;
use super::cover;
use super::live::Live;
use super::requirements::ground;
use super::steps::{self, Tree, nexus, provision};
use crate::eval::weigh::Effectiveness;
use crate::eval::{Bit, Instance};
use crate::ruling::{Finding, Ground, Step, StepKind};
use crate::vocab::Truth;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A step with what it is a reason for.
type Reason = (Option<Ground>, Step);

/// What a step says; of the reach of a law, of which law.
type Said = (Option<String>, Finding, StepKind, Truth);

/// The steps on which the outcome hangs: what is required and why; where nothing is, why not. Of a law the line comes first of
/// which most is asked.
pub(super) fn reasons(lives: &[Live<'_>]) -> Vec<Step> {
    let mut told = Told::default();
    let own = |live: &&Live<'_>| {
        if !live.view.found.bearing.nexus.possible() {
            return why_not_reached(&live.view).into_iter().map(|step| (None, step)).collect();
        }
        let found = if live.instances.is_empty() {
            why_nothing(live).into_iter().map(|step| (None, step)).collect()
        } else {
            why_something(live)
        };
        with_what_is_not_encoded(live, found)
    };
    let (reached, beyond): (Vec<&Live<'_>>, Vec<&Live<'_>>) =
        strictest_first(lives).into_iter().partition(|live| live.view.found.bearing.nexus.possible());
    let each = reached.iter().chain(&beyond).flat_map(|live| {
        let line = live.view.line();
        own(live).into_iter().map(move |reason| (line, reason)).collect::<Vec<_>>()
    });
    each.filter_map(|(line, (of, step))| told.is_new(line, of, &step).then_some(step)).collect()
}

/// The laws in their order; of each the lines and acts of which most is asked before the others.
fn strictest_first<'l, 'a>(lives: &'l [Live<'a>]) -> Vec<&'l Live<'a>> {
    let mut sorted: Vec<&Live<'a>> = lives.iter().collect();
    let law = |live: &Live<'_>| lives.iter().position(|other| other.view.head.id == live.view.head.id);
    sorted.sort_by_cached_key(|live| (law(live), Reverse(live.view.found.weight.shown.worst)));
    sorted
}

/// What was told of one line is not told of it again, and not of another for which the same rule stands alike.
#[derive(Default)]
struct Told {
    of_line: BTreeSet<(String, Said)>,
    of_ground: BTreeSet<(Option<Ground>, Said)>,
}

impl Told {
    fn is_new(&mut self, line: &str, ground: Option<Ground>, step: &Step) -> bool {
        let law = (step.kind == StepKind::Nexus).then(|| step.id.clone());
        let said = (law, step.finding.clone(), step.kind, step.truth);
        let new_of_line = self.of_line.insert((line.to_owned(), said.clone()));
        self.of_ground.insert((ground, said)) && new_of_line
    }
}

/// A day before the rulebook begins is the first thing to know; that it may be one, and what is not encoded and could
/// require something stands after what came nearest to a requirement.
fn with_what_is_not_encoded(live: &Live<'_>, mut found: Vec<Reason>) -> Vec<Reason> {
    let second = found.len().min(1);
    let apart = open_reach(&live.view).into_iter().chain(cover::could_require(live)).map(|step| (None, step));
    found.splice(second..second, apart);
    let begins = cover::before_coverage(live).into_iter().map(|step| (None, step));
    let place = if live.view.found.bearing.before_coverage.is_true() { 0 } else { second };
    found.splice(place..place, begins);
    found
}

/// The item first, then the place, what was classified, other facts.
fn rank(step: &Step) -> u8 {
    match (&step.finding, step.kind) {
        (Finding::Entry(_), _) => 0,
        (_, StepKind::Listed | StepKind::EntryCondition | StepKind::ItemIs) => 1,
        (_, StepKind::Place) => 2,
        (_, StepKind::Classification) => 3,
        _ => 4,
    }
}

/// What holds first, what may hold after it; rules about a list before others; each with what relieves or stiffens it.
fn why_something(live: &Live<'_>) -> Vec<Reason> {
    let view = &live.view;
    let binds = |instance: &Instance| view.family(instance).is_some_and(|family| !family.binds.is_empty());
    let requires = live.instances.iter().any(|instance| !live.is_duty_only(instance));
    let told =
        |instance: &&Instance| live.dominated_by(instance).is_none() && (!requires || !live.is_duty_only(instance));
    let mut instances: Vec<&Instance> = live.instances.iter().copied().filter(told).collect();
    instances.sort_by_key(|instance| (instance.own != Bit::True, !binds(instance)));
    let each = instances.into_iter().flat_map(|instance| {
        let ground = ground(&live.view, instance);
        why_one(live, instance).into_iter().map(move |step| (Some(ground.clone()), step))
    });
    each.collect()
}

fn why_one(live: &Live<'_>, instance: &Instance) -> Vec<Step> {
    let mut steps = Vec::new();
    leaves(&live.view, instance, 0, &mut steps);
    steps.sort_by_key(|&(rank, _)| rank);
    let mut steps: Vec<Step> = steps.into_iter().map(|(_, step)| step).collect();
    if steps.is_empty() {
        steps.extend(unconditional(&live.view, instance));
    }
    let of = |how| live.members(instance, how).into_iter();
    let members = of(Effectiveness::Counts).chain(of(Effectiveness::MayStiffen));
    // A policy says nothing where what remains is milder than what it asks.
    let (scale, shown) = (live.view.scale(instance), instance.weight.shown.worst);
    let milder = |member: &usize| scale.as_ref().is_some_and(|own| own.is_policy(*member) && own.asks(*member) > shown);
    let members = members.filter(|member| !milder(member));
    let hanging = members.filter_map(|member| named(&live.view, instance, member));
    let hanging = hanging.chain(closed_out(&live.view, instance)).collect();
    // Of a duty that is taken away, what takes it away says more than what laid it down.
    let (mut first, then) = if is_relieved(instance) { (hanging, steps) } else { (steps, hanging) };
    first.extend(then);
    first
}

/// The closed lists that hold, each with a relief that holds and that it leaves without effect.
fn closed_out(view: &View<'_>, instance: &Instance) -> Vec<Step> {
    let (Some(scale), Some(family)) = (view.scale(instance), view.family(instance)) else { return Vec::new() };
    let id = view.requirement_id(instance);
    let holding = scale.closed().filter(|(_, holds)| *holds == Bit::True);
    let each = holding.flat_map(|(closed, _)| scale.left_void_by(closed).map(move |member| (closed, member)));
    let each = each.filter(|(_, member)| scale.bit(*member) == Bit::True);
    let told = each.filter_map(|(closed, member)| {
        let relief = view.provision(family.members.get(member)?.provision)?;
        let list = steps::closed_list(view, instance, (closed, &id), true)?;
        Some(steps::left_void(&list, &relief.label))
    });
    told.collect()
}

/// Whether the duty of a rule that lays down nothing else is not owed.
fn is_relieved(instance: &Instance) -> bool {
    instance.owed.as_ref().is_some_and(|owed| owed.shown.iter().all(|&(_, by)| by != 0))
}

/// A rule that asks for nothing is its own reason.
fn unconditional(view: &View<'_>, instance: &Instance) -> Option<Step> {
    let text = view.rule(instance)?;
    let finding = Finding::Named(text.label.clone(), Some(instance.weight.shown.worst));
    Some(provision(view, text, instance, &view.requirement_id(instance), (finding, instance.own.truth())))
}

/// An exception or policy that counts, with what it rests on.
fn named(view: &View<'_>, instance: &Instance, member: usize) -> Option<Step> {
    let mut because = Vec::new();
    leaves(view, instance, member, &mut because);
    let because: Vec<Step> = because.into_iter().map(|(_, step)| step).collect();
    let own = view.family(instance)?.members.get(member)?;
    let text = view.provision(own.provision)?;
    let of = view.family(instance)?.members.iter().skip(1).find(|other| other.kids.contains(&member));
    let of = of.and_then(|other| view.provision(other.provision)).map(|other| other.label.clone());
    let name = text.label.clone();
    let finding = match of {
        _ if counts_as_presumed(view, instance, member) => Finding::Presumed(name, own.outcome),
        Some(of) => Finding::Against { name, of, outcome: own.outcome },
        None => Finding::Named(name, own.outcome),
    };
    let id = format!("{}/{}", view.requirement_id(instance), text.id);
    let facts = because.iter().flat_map(|step| step.facts.clone()).collect();
    let truth = view.bit(instance, own.root).truth();
    Some(Step { facts, because, ..provision(view, text, instance, &id, (finding, truth)) })
}

/// Whether an exception or policy counts because nothing shows the contrary.
fn counts_as_presumed(view: &View<'_>, instance: &Instance, member: usize) -> bool {
    let scale = view.scale(instance);
    scale.is_some_and(|own| own.is_open_presumption(member) && own.effectiveness(member) == Effectiveness::Counts)
}

/// Nothing is required: for each rule, why it does not hold; the rule that came nearest first.
fn why_nothing(live: &Live<'_>) -> Vec<Step> {
    let view = &live.view;
    let mut steps: Vec<(bool, u8, Step)> = Vec::new();
    for &place in &view.book.in_text_order {
        for instance in view.found.instances.iter().filter(|instance| instance.family == place) {
            let mut own = Vec::new();
            leaves(view, instance, 0, &mut own);
            let far = own.iter().any(|(_, step)| !step.truth.is_true() && !is_about_the_item(step));
            steps.extend(own.into_iter().map(|(rank, step)| (far, rank, step)));
        }
    }
    steps.sort_by_key(|&(far, rank, _)| (far, rank));
    steps.into_iter().map(|(.., step)| step).collect()
}

/// Whether the law reaches the act, where that is open.
fn open_reach(view: &View<'_>) -> Option<Step> {
    let step = nexus(view, &format!("{}/{}", view.place(), view.head.id)).filter(|step| step.truth.is_unknown())?;
    Some(Step { because: Vec::new(), ..step })
}

/// The law does not reach the act: what would have to be otherwise for it to.
fn why_not_reached(view: &View<'_>) -> Vec<Step> {
    let mut found = Vec::new();
    if let Some(step) = nexus(view, &format!("{}/{}", view.place(), view.head.id)) {
        flatten(step, 0, &mut found);
    }
    found.into_iter().map(|(_, step)| step).collect()
}

/// Another item might have met the rule; another place, act or day would have been another shipment.
fn is_about_the_item(step: &Step) -> bool {
    !matches!(step.kind, StepKind::Place | StepKind::Reach | StepKind::Act | StepKind::Force)
}

/// The decisive leaves of a member's own conditions, each with its rank.
fn leaves(view: &View<'_>, instance: &Instance, member: usize, into: &mut Vec<(u8, Step)>) {
    let Some(family) = view.family(instance) else { return };
    let Some(own) = family.members.get(member) else { return };
    let Some(text) = view.provision(own.provision) else { return };
    let tree = Tree { view, instance, base: family.nodes.start, cites: &text.cites };
    let id = view.requirement_id(instance);
    for step in tree.kids(own.root, &id, true) {
        flatten(step, 0, into);
    }
}

/// What is found of one of those that are added up comes after what they add up to: it ranks no higher than that.
fn flatten(mut step: Step, least: u8, into: &mut Vec<(u8, Step)>) {
    if !step.decisive {
        return;
    }
    let own = rank(&step).max(least);
    let least = if matches!(step.finding, Finding::Totalled { .. }) { own } else { least };
    let because = std::mem::take(&mut step.because);
    // That a rule is in force, or about this act, is said only where it is not.
    let bookkeeping = matches!(step.kind, StepKind::Acts | StepKind::Force) && step.truth.is_true();
    if !matches!(step.finding, Finding::Rests) && !bookkeeping {
        into.push((own, step));
    }
    for inner in because {
        flatten(inner, least, into);
    }
}
