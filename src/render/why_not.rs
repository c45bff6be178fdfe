//! Why a rule, an exception or a policy does not hold: all that would have to be otherwise, and what is near.

use super::document::{Block, Document};
use super::finding::{distance, sentence};
use super::reasons::{asks, fact_line};
use super::style::Style;
use super::text::{Text, Tone};
use super::words::{Phrase, Words};
use crate::ruling::{Finding, Ruling, Step, StepKind};
use crate::vocab::{Truth, nearest};

/// The document, or the nearest name if the derivation has no provision of that one.
pub(super) fn document(ruling: &Ruling, name: &str, style: &Style) -> Result<Document, Option<String>> {
    let mut found = Vec::new();
    provisions(&ruling.derivation, &mut found);
    let meant: Vec<&Step> = found.iter().copied().filter(|step| is_called(step, name)).collect();
    if meant.is_empty() {
        let names: Vec<&str> = found.iter().flat_map(|step| segments(step)).collect();
        return Err(nearest(name, names).map(str::to_owned));
    }
    let words = Words { languages: &style.languages };
    let mut page = Document::default();
    page.push(Block::Headline(Text::default().and(Tone::Strong, words.fill(Phrase::WhyNotTitle, &[name]))));
    for step in meant {
        one((ruling, step), words, &mut page);
    }
    page.push(Block::Space);
    page.push(Block::Paragraph(Text::default().faint(words.say(Phrase::Closing))));
    Ok(page)
}

fn provisions<'a>(step: &'a Step, into: &mut Vec<&'a Step>) {
    if matches!(step.kind, StepKind::Rule | StepKind::Exception | StepKind::Policy | StepKind::ClosedList) {
        into.push(step);
    }
    for child in &step.because {
        provisions(child, into);
    }
}

/// The parts of a step's id that may be a provision's name.
fn segments(step: &Step) -> Vec<&str> {
    step.id.split('/').skip(2).collect()
}

/// A step is meant by its provision's id, with or without the rulebook's before it, and that of the rule on which it hangs.
fn is_called(step: &Step, name: &str) -> bool {
    let (before, bare) = name.rsplit_once('/').map_or((None, name), |(before, bare)| (Some(before), bare));
    let parts = segments(step);
    let own = match step.kind {
        StepKind::Rule => parts.first().copied(),
        _ => parts.last().copied(),
    };
    let (_, on_the_way) = parts.split_last().unwrap_or((&"", &[]));
    let mut above = step.id.split('/').nth(1).into_iter().chain(on_the_way.iter().copied());
    own == Some(bare) && before.is_none_or(|before| before.split('/').all(|part| above.any(|other| other == part)))
}

fn one((ruling, step): (&Ruling, &Step), words: Words<'_>, page: &mut Document) {
    let may_be_taken_away = may_be_taken_away_by(step);
    let phrase = match step.truth {
        _ if taken_away_by(step).is_some() => Phrase::WhyNotFails,
        Truth::True if !may_be_taken_away.is_empty() => Phrase::WhyNotOpen,
        Truth::True => Phrase::WhyNotHolds,
        Truth::False => Phrase::WhyNotFails,
        Truth::Unknown => Phrase::WhyNotOpen,
    };
    page.push(Block::Heading(words.fill(phrase, &[&step.id])));
    let source = step.citations.iter().map(String::as_str).chain(std::iter::once(step.at.as_str()));
    page.push(Block::Paragraph(
        Text::default().faint(source.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")),
    ));
    if let Some(taken_away) = taken_away_by(step) {
        page.push(Block::Paragraph(Text::new(words.fill(Phrase::TakenAway, &[&name_of(taken_away, words)]))));
        return;
    }
    for one in may_be_taken_away {
        page.push(Block::Paragraph(Text::new(words.fill(Phrase::MayBeTakenAway, &[&name_of(one, words)]))));
        for leaf in failing(one, Truth::Unknown) {
            page.push(miss(leaf, words));
        }
    }
    if let Some(requirement) = ruling.requirements.iter().find(|own| own.id == step.id && step.truth.is_true()) {
        page.push(Block::Paragraph(asks(requirement, words)));
    }
    if let Finding::Presumed(..) = step.finding {
        page.push(Block::Paragraph(Text::new(sentence(step, words))));
    }
    let (failing, open) = (failing(step, Truth::False), failing(step, Truth::Unknown));
    if step.truth.is_false() {
        page.push(Block::Paragraph(Text::new(words.say(Phrase::FailsAll))));
        for leaf in failing {
            page.push(miss(leaf, words));
        }
    }
    if !step.truth.is_true() && !open.is_empty() {
        page.push(Block::Paragraph(Text::new(words.say(Phrase::OpenHere))));
        for leaf in open {
            page.push(miss(leaf, words));
        }
    }
}

/// The exception to an exception that holds, leaves nothing in its place, and that nothing may take away in turn.
fn taken_away_by(step: &Step) -> Option<&Step> {
    if step.kind != StepKind::Exception || step.truth.is_false() {
        return None;
    }
    if let Some(closed) = step.because.iter().find(|one| one.kind == StepKind::ClosedList && one.truth.is_true()) {
        return Some(closed);
    }
    let exceptions =
        |of: &'_ Step| of.because.iter().any(|one| one.kind == StepKind::Exception && !one.truth.is_false());
    let cancels = |one: &&Step| {
        let bare = matches!(one.finding, Finding::Named(_, None));
        one.kind == StepKind::Exception && one.truth.is_true() && bare && !exceptions(one)
    };
    step.because.iter().find(cancels)
}

/// The exceptions to an exception of which it is not known whether they hold.
fn may_be_taken_away_by(step: &Step) -> Vec<&Step> {
    let is_open =
        |one: &&Step| matches!(one.kind, StepKind::Exception | StepKind::ClosedList) && one.truth.is_unknown();
    let of = step.because.iter().filter(|_| step.kind == StepKind::Exception && !step.truth.is_false());
    of.filter(is_open).collect()
}

fn name_of(step: &Step, words: Words<'_>) -> String {
    match &step.finding {
        Finding::Named(label, _) | Finding::Presumed(label, _) | Finding::Against { name: label, .. } => {
            words.label(label).to_owned()
        }
        _ => step.id.clone(),
    }
}

/// The reliefs from a rule that fail on what is stated of the shipment, and not because of the day or the act; each with the
/// distance by which a date missed, where nothing else did.
pub(super) fn failed_reliefs(rule: &Step, reliefs: &[String], words: Words<'_>) -> Vec<String> {
    let fails = |step: &&Step| reliefs.contains(&step.id);
    let of_facts = |step: &Step| {
        // Nor is it told that a licence which is not stated is not held.
        let apart =
            |leaf: &&Step| matches!(leaf.kind, StepKind::Force | StepKind::Acts | StepKind::Known | StepKind::Held);
        !failing(step, Truth::False).iter().any(apart)
    };
    let named = |step: &Step| {
        let name = name_of(step, words);
        let near = match failing(step, Truth::False).as_slice() {
            [only] => distance(only, words),
            _ => None,
        };
        near.map_or(name.clone(), |near| format!("{name} ({})", words.fill(Phrase::Miss, &[&near])))
    };
    rule.because.iter().filter(fails).filter(|step| of_facts(step)).map(named).collect()
}

/// The rule that a requirement is derived from.
pub(super) fn rule_of<'s>(step: &'s Step, requirement: &str) -> Option<&'s Step> {
    if step.id == requirement {
        return Some(step);
    }
    step.because.iter().find_map(|below| rule_of(below, requirement))
}

/// The smallest set of steps of that truth that would have to be otherwise for the step to hold.
fn failing(step: &Step, truth: Truth) -> Vec<&Step> {
    let sought: Vec<&Step> =
        step.because.iter().filter(|child| child.truth == truth && asks_for(step, child)).collect();
    match step.kind {
        // Under `not` the contrary would have to change, whatever it is.
        StepKind::Not => step
            .because
            .iter()
            .flat_map(|child| if child.because.is_empty() { vec![child] } else { leaves(child) })
            .collect(),
        StepKind::Any | StepKind::Listed if !step.because.is_empty() => nearest_branch(&step.because, truth),
        _ if sought.is_empty() => Some(step).filter(|step| step.truth == truth).into_iter().collect(),
        _ => sought.into_iter().flat_map(|child| failing(child, truth)).collect(),
    }
}

/// What excepts a provision does not make it fail; only its own conditions do.
fn asks_for(step: &Step, child: &Step) -> bool {
    let provision = matches!(step.kind, StepKind::Rule | StepKind::Exception | StepKind::Policy);
    let beside = StepKind::GivesWay;
    !(provision && matches!(child.kind, StepKind::Exception | StepKind::Policy | StepKind::ClosedList)
        || child.kind == beside)
}

/// Of several branches of which one would do, the one with the least to change.
fn nearest_branch(branches: &[Step], truth: Truth) -> Vec<&Step> {
    let of_truth = branches.iter().filter(|branch| branch.truth == truth);
    of_truth.map(|branch| failing(branch, truth)).min_by_key(Vec::len).unwrap_or_default()
}

fn leaves(step: &Step) -> Vec<&Step> {
    if step.because.is_empty() { vec![step] } else { step.because.iter().flat_map(leaves).collect() }
}

fn miss(step: &Step, words: Words<'_>) -> Block {
    let mut text = Text::new(sentence(step, words));
    if let Some(near) = distance(step, words) {
        text = text.plain("; ").and(Tone::Open, words.fill(Phrase::Miss, &[&near]));
    }
    let mut under: Vec<Text> = step.facts.iter().map(|fact| Text::new(fact_line(fact, words))).collect();
    if !step.clause.is_empty() {
        under.push(Text::default().faint(format!("{} · {}", step.clause, step.at)));
    }
    Block::Item { mark: "-".to_owned(), text, under }
}
