//! What the rules of a law amount to together.

use super::Bit;
use super::frame::Frame;
use super::record::{BookRecord, RuleRecord};
use super::weigh::{Scale, Weight};
use crate::compile::{Book, Family, NodeId, NodeSpan, Op};
use crate::model::ProvisionId;
use crate::vocab::{Outcome, Period, Range, Stretches};
use std::collections::BTreeMap;

/// Everything required together; a law that may not reach the act also leaves it alone.
pub(super) fn sum(frame: &Frame<'_>, book: &Book, found: &BookRecord) -> Weight {
    let mut all = only(Outcome::NoControlFound);
    let nothing = only(Outcome::Prohibited);
    let (mut shown, mut possible) = (Vec::new(), Vec::new());
    if found.rules.iter().any(|rule| rule.earlier.is_open()) {
        shown = in_place_of_each(frame, book, found, true);
        possible = in_place_of_each(frame, book, found, false);
    }
    // What does not hold adds nothing.
    for (at, rule) in found.rules.iter().enumerate().filter(|(_, rule)| rule.own.possible()) {
        let best = |of: &[Weight]| of.get(at).copied().unwrap_or(nothing);
        let part = contribution(rule, best(&shown).shown.best, best(&possible).best);
        all.shown = all.shown.join(part.shown);
        all.best = all.best.max(part.best);
        all.worst = all.worst.max(part.worst);
    }
    for floor in floors(frame, book, found) {
        all.shown.best = all.shown.best.max(floor.shown.best);
        all.best = all.best.max(floor.best);
    }
    // Before what is encoded anything may be required; nothing that is encoded says more.
    if !found.bearing.before_coverage.is_false() {
        let anything = Range { best: Outcome::NoControlFound, worst: Outcome::Prohibited };
        all = Weight { shown: anything, best: anything.best, worst: anything.worst };
    }
    if found.bearing.nexus.unknown() {
        all.shown.best = Outcome::NotApplicable;
        all.best = Outcome::NotApplicable;
    }
    all
}

/// "An unknown date gives the range over the versions it could fall in": of a rule that is in force on every day, in one
/// version or another, and of which nothing else is open, one version holds. The mildest of them is what is asked at least.
fn floors(frame: &Frame<'_>, book: &Book, found: &BookRecord) -> Vec<Weight> {
    let first = |rule: &RuleRecord| book.families.get(rule.family)?.members.first().map(|rule| rule.first);
    let undated = |rule: &&RuleRecord| rule.on.is_none() && rule.entry.is_none();
    if !found.rules.iter().any(|rule| undated(&rule)) {
        return Vec::new();
    }
    let mut versions: BTreeMap<ProvisionId, Vec<&RuleRecord>> = BTreeMap::new();
    for rule in found.rules.iter().filter(undated) {
        if let Some(first) = first(rule) {
            versions.entry(first).or_default().push(rule);
        }
    }
    versions.into_values().filter(|own| own.len() > 1).filter_map(|own| floor(frame, book, found, &own)).collect()
}

fn floor(frame: &Frame<'_>, book: &Book, found: &BookRecord, versions: &[&RuleRecord]) -> Option<Weight> {
    let mut days = Stretches::default();
    let mut least: Option<Weight> = None;
    for version in versions {
        let rule = book.families.get(version.family)?.members.first()?;
        let force = &frame.model.provisions.get(rule.provision.index())?.force;
        let frame = frame.of_rule(version);
        let known = frame.known(force).fold(Stretches::default(), |all, period| all.or(&Stretches::of(period)));
        if known.is_empty() {
            continue;
        }
        if !only_the_day_is_open(&frame, book, (found, version)) || version.earlier.bit != Bit::False {
            return None;
        }
        days = days.or(&known);
        least = Some(least.map_or(version.weight, |least| milder(least, version.weight)));
    }
    least.filter(|_| days == Stretches::of(Period::ALWAYS))
}

/// Whether all conditions of a rule hold, save that the day is not known.
fn only_the_day_is_open(frame: &Frame<'_>, book: &Book, (found, rule): (&BookRecord, &RuleRecord)) -> bool {
    let own = book.families.get(rule.family).and_then(|family| family.members.first());
    let node = |id: NodeId| frame.program.nodes.get(id as usize);
    let is_day = |kid: NodeId| matches!(node(kid).map(|node| &node.op), Some(Op::Force(_)));
    let Some((root, family)) = own.and_then(|own| node(own.root)).zip(book.families.get(rule.family)) else {
        return false;
    };
    let span = NodeSpan(family.nodes.clone());
    let bits = frame.unfolded(&span, found.answers_of(book, family, frame, rule));
    let holds = |kid: NodeId| bits.get(kid.saturating_sub(span.0.start) as usize) == Some(&Bit::True);
    frame.program.kids(root).iter().all(|&kid| is_day(kid) || holds(kid))
}

/// What one rule adds: nothing where it does not hold or has given way; from nothing on where it may hold. While a rule
/// that goes before it is open, the two are one requirement that ranges over both. What is presumed stands on the facts shown,
/// and may yet be rebutted.
fn contribution(rule: &RuleRecord, instead_shown: Outcome, instead: Outcome) -> Weight {
    let nothing = Outcome::NoControlFound;
    let mut part = rule.weight;
    match rule.own {
        Bit::False => return only(nothing),
        Bit::True => {}
        Bit::Open | Bit::Stuck => {
            part.shown.best = nothing;
            part.best = nothing;
        }
    }
    match rule.earlier.bit {
        Bit::True => part.shown = Range::only(nothing),
        Bit::Open | Bit::Stuck => part.shown.best = part.shown.best.min(instead_shown),
        Bit::False => {}
    }
    match rule.earlier.unpresumed {
        Bit::True => return only(nothing),
        Bit::Open | Bit::Stuck => part.best = part.best.min(instead),
        Bit::False => {}
    }
    part
}

/// For each rule and entry, what the rule leaves the field to where it gives way: the best of the rules that go before it, or
/// of those that these give way to. It is asked only where it is open whether one stands before it. The records of a rule
/// stand together, after those of the rules it gives way to.
fn in_place_of_each(frame: &Frame<'_>, book: &Book, found: &BookRecord, presuming: bool) -> Vec<Weight> {
    let mut all: Vec<Weight> = Vec::new();
    for of_one_rule in found.rules.chunk_by(|a, b| a.family == b.family) {
        let family = of_one_rule.first().and_then(|rule| book.families.get(rule.family));
        let done = found.rules.iter().zip(&all);
        let before = done
            .filter_map(|(other, instead)| standing_before(frame, book, (found, other), *instead, family?, presuming));
        let instead = before.fold(only(Outcome::Prohibited), milder);
        all.extend(of_one_rule.iter().map(|_| instead));
    }
    all
}

/// What stands of a rule before another that gives way to it, where no exception leaves the field to that other; none where
/// it does not stand before it.
fn standing_before(
    frame: &Frame<'_>,
    book: &Book,
    (found, rule): (&BookRecord, &RuleRecord),
    instead: Weight,
    other: &Family,
    presuming: bool,
) -> Option<Weight> {
    if !other.gives_way_to.contains(&rule.family) {
        return None;
    }
    let (presumed, open) = frame.stands_before(book, found, rule, other);
    if !(if presuming { presumed } else { open }).possible() {
        return None;
    }
    let family = book.families.get(rule.family)?;
    let frame = frame.of_rule(rule);
    let roots: Vec<Bit> = found.answers_of(book, family, &frame, rule).roots(rule.own).collect();
    let scale = Scale::new(family, rule.entry, &roots);
    let best = scale.best_without_leaving_to(other.members.first()?.first, presuming).unwrap_or(rule.weight.best);
    let own = Weight { best, ..rule.weight };
    Some(match if presuming { rule.earlier.bit } else { rule.earlier.unpresumed } {
        Bit::False => own,
        Bit::True => only(Outcome::NoControlFound),
        Bit::Open | Bit::Stuck => milder(own, instead),
    })
}

fn milder(one: Weight, other: Weight) -> Weight {
    Weight {
        shown: Range { best: one.shown.best.min(other.shown.best), ..one.shown },
        best: one.best.min(other.best),
        ..one
    }
}

/// One outcome, whatever is not known.
pub(super) const fn only(outcome: Outcome) -> Weight {
    Weight { shown: Range { best: outcome, worst: outcome }, best: outcome, worst: outcome }
}
