//! Whether a ruling is what a case expects.

use crate::model::{EffectKind, Expectation, OutcomeWord, ProvisionId};
use crate::render::{self, Style};
use crate::rulebook::Rulebook;
use crate::ruling::{Requirement, Ruling, Status, Step, StepKind};
use crate::vocab::{Outcome, Policy, Range};

/// What came about instead and the first step that decided so; none if the expectation is met.
pub(super) fn miss(expected: &Expectation, ruling: &Ruling, book: &Rulebook) -> Option<(String, Option<Step>)> {
    let standing = &ruling.standing;
    let outcome = || (render::headline(ruling, &Style::default()).to_lowercase(), ruling.reasons.first().cloned());
    let unless = |met: bool, actual: String| (!met).then_some((actual, None));
    match expected {
        Expectation::Outcome(word) => (standing.outcome().map(word_of) != named(*word)).then(outcome),
        Expectation::Policy(policy) => (standing.policy() != Some(*policy)).then(outcome),
        Expectation::Range(best, worst) => (!spans(standing.shown, *best, *worst)).then(outcome),
        Expectation::By(rule, entry) => {
            let met = by(ruling, book, *rule).any(|requirement| is_of(requirement, entry.as_deref()))
                || lays_down(ruling, book, *rule, entry.as_deref());
            (!met).then(|| (asked_for(ruling), step_of(&ruling.derivation, &name(book, *rule)).cloned()))
        }
        Expectation::NotBy(rule) => {
            let met = by(ruling, book, *rule).next().is_none() && !lays_down(ruling, book, *rule, None);
            (!met).then(|| (asked_for(ruling), step_of(&ruling.derivation, &name(book, *rule)).cloned()))
        }
        Expectation::Settled(settled) => unless(
            standing.settled == *settled,
            format!("{}; {}", said(standing.settled, "settled"), questions(ruling)),
        ),
        Expectation::Complete(complete) => {
            unless(standing.complete == *complete, format!("{}; {}", said(standing.complete, "complete"), gaps(ruling)))
        }
        Expectation::Question(id, asked) => unless(asks(ruling, id) == *asked, questions(ruling)),
        Expectation::Opening(exception, open) => {
            let id = name(book, *exception);
            let met = ruling.openings.iter().any(|opening| is_named(&opening.exception, &id)) == *open;
            (!met).then(|| (openings(ruling), step_of(&ruling.derivation, &id).cloned()))
        }
        Expectation::Duty(duty, owed) => {
            let id = book.model().duties.get(duty.index()).map_or("", |duty| duty.id.as_str());
            unless(ruling.duties.iter().any(|due| is_named(&due.duty, id)) == *owed, duties(ruling))
        }
        Expectation::Violation(violation, found) => {
            let id = book.model().violations.get(violation.index()).map_or("", |violation| violation.id.as_str());
            let there = ruling.conduct.iter().any(|one| one.truth.is_true() && is_named(&one.violation, id));
            unless(there == *found, violations(ruling))
        }
        Expectation::Sanction(sanction, found) => {
            let id = book.model().sanctions.get(*sanction).map_or("", |sanction| sanction.id.as_str());
            let threats = ruling.conduct.iter().flat_map(|one| &one.sanctions);
            let there = threats.into_iter().any(|one| one.truth.is_true() && is_named(&one.sanction, id));
            unless(there == *found, violations(ruling))
        }
        Expectation::FirstReason(words) => {
            let first = render::reasons(ruling, &Style::default()).into_iter().next().unwrap_or_default();
            unless(first.contains(words.as_str()), format!("“{first}”"))
        }
    }
}

fn named(word: OutcomeWord) -> Option<OutcomeWord> {
    (word != OutcomeWord::Undetermined).then_some(word)
}

fn word_of(outcome: Outcome) -> OutcomeWord {
    match outcome {
        Outcome::NotApplicable => OutcomeWord::NotApplicable,
        Outcome::NoControlFound => OutcomeWord::NoControlFound,
        Outcome::PermittedWithDuties => OutcomeWord::PermittedWithDuties,
        Outcome::LicenceRequired(_) => OutcomeWord::LicenceRequired,
        Outcome::Prohibited => OutcomeWord::Prohibited,
    }
}

fn spans(range: Range, best: (OutcomeWord, Option<Policy>), worst: (OutcomeWord, Option<Policy>)) -> bool {
    let is = |outcome: Outcome, (word, policy): (OutcomeWord, Option<Policy>)| {
        word_of(outcome) == word && (policy.is_none() || outcome.policy() == policy)
    };
    is(range.best, best) && is(range.worst, worst)
}

fn name(book: &Rulebook, provision: ProvisionId) -> String {
    book.model().provisions.get(provision.index()).map_or_else(String::new, |found| found.id.clone())
}

/// An id is written alone or with its rulebook's before it.
fn is_named(written: &str, id: &str) -> bool {
    written == id || written.rsplit('/').next() == Some(id)
}

/// The requirements of a rule that hold, or may hold.
fn by<'a>(ruling: &'a Ruling, book: &Rulebook, rule: ProvisionId) -> impl Iterator<Item = &'a Requirement> {
    let id = name(book, rule);
    let counts = |requirement: &&Requirement| requirement.status != Status::Overcome;
    ruling.requirements.iter().filter(move |requirement| is_named(&requirement.rule, &id)).filter(counts)
}

/// Whether a rule that only lays down a duty does so here, or may hold.
fn lays_down(ruling: &Ruling, book: &Rulebook, rule: ProvisionId, entry: Option<&str>) -> bool {
    let effect = book.model().provisions.get(rule.index()).and_then(|found| found.effect.as_ref());
    if effect.is_none_or(|effect| effect.kind != EffectKind::DutyOnly) {
        return false;
    }
    let id = name(book, rule);
    let of_entry = |own: Option<&str>| entry.is_none() || own == entry;
    let mut owed = ruling.duties.iter().flat_map(|due| &due.rules);
    owed.any(|(by, own)| is_named(by, &id) && of_entry(own.as_deref())) || may_hold(&ruling.derivation, &id, entry)
}

/// Whether it is not known if a rule holds, for that entry if one is named, and it has not given way.
fn may_hold(step: &Step, id: &str, entry: Option<&str>) -> bool {
    if step.kind != StepKind::Rule {
        return step.because.iter().any(|below| may_hold(below, id, entry));
    }
    let gone = step.because.iter().any(|below| below.kind == StepKind::GivesWay && below.truth.is_true());
    let parts = || step.id.split('/');
    let of_entry = entry.is_none_or(|key| parts().next_back().is_some_and(|last| is_key(last, key)));
    let of_rule = |part: &str| part.split('@').next() == Some(id);
    step.truth.is_unknown() && !gone && of_entry && parts().any(of_rule)
}

/// An entry's number is written alone or with its list before it.
fn is_key(written: &str, key: &str) -> bool {
    written == key || written.rsplit(':').next() == Some(key)
}

fn is_of(requirement: &Requirement, entry: Option<&str>) -> bool {
    entry.is_none_or(|key| requirement.entry.as_ref().is_some_and(|entry| entry.key == key))
}

/// A question is asked for itself or for an opening.
fn asks(ruling: &Ruling, id: &str) -> bool {
    let of_openings = ruling.openings.iter().flat_map(|opening| &opening.questions);
    let asked = ruling.questions.iter().chain(of_openings);
    let for_it = asked.into_iter().any(|question| question.id == id || question.facts.iter().any(|fact| fact == id));
    for_it || ruling.openings.iter().any(|opening| is_named(&opening.exception, id) && !opening.questions.is_empty())
}

/// The first step of a provision of that name.
fn step_of<'a>(step: &'a Step, id: &str) -> Option<&'a Step> {
    let provision = matches!(step.kind, StepKind::Rule | StepKind::Exception | StepKind::Policy);
    if provision && step.id.split('/').any(|part| part == id) {
        return Some(step);
    }
    step.because.iter().find_map(|child| step_of(child, id))
}

fn asked_for(ruling: &Ruling) -> String {
    let requirements = listed("requirements", ruling.requirements.iter().map(|requirement| requirement.id.as_str()));
    if ruling.duties.is_empty() { requirements } else { format!("{requirements}; {}", duties(ruling)) }
}

fn questions(ruling: &Ruling) -> String {
    listed("questions", ruling.questions.iter().map(|question| question.id.as_str()))
}

fn openings(ruling: &Ruling) -> String {
    listed("openings", ruling.openings.iter().map(|opening| opening.exception.as_str()))
}

fn violations(ruling: &Ruling) -> String {
    let told = ruling.conduct.iter().flat_map(|one| {
        let own = format!("{} {}", one.violation, one.truth.id());
        let threats = one.sanctions.iter().map(|threat| format!("{} {}", threat.sanction, threat.truth.id()));
        std::iter::once(own).chain(threats)
    });
    let told: Vec<String> = told.collect();
    listed("violations and sanctions", told.iter().map(String::as_str))
}

fn duties(ruling: &Ruling) -> String {
    listed("duties", ruling.duties.iter().map(|duty| duty.duty.as_str()))
}

fn gaps(ruling: &Ruling) -> String {
    let touching = ruling.coverage.not_encoded.iter().filter(|gap| gap.touches);
    let disputed = ruling.coverage.disputed.iter().map(|dispute| dispute.id.as_str());
    listed("touched by", touching.map(|gap| gap.label.english.as_str()).chain(disputed))
}

fn listed<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { format!("{what}: none") } else { format!("{what}: {}", names.join(", ")) }
}

fn said(holds: bool, word: &str) -> String {
    if holds { word.to_owned() } else { format!("not {word}") }
}
