//! Whether a ruling is what a case expects.

use crate::model::{EffectKind, Expectation, OutcomeWord, ProvisionId, ViolationId};
use crate::render::{self, Style};
use crate::rulebook::Rulebook;
use crate::ruling::{Requirement, Ruling, Said, Status, Step, StepKind};
use crate::vocab::{Outcome, Policy, Range, Truth};

/// Whether an expectation is met by what is said; none where only the derivation tells.
pub(super) fn met(expected: &Expectation, said: Said<'_>, book: &Rulebook) -> Option<bool> {
    let standing = said.standing;
    Some(match expected {
        Expectation::Outcome(word) => standing.outcome().map(word_of) == named(*word),
        Expectation::Policy(policy) => standing.policy() == Some(*policy),
        Expectation::Range(best, worst) => spans(standing.shown, *best, *worst),
        Expectation::By(rule, entry) => {
            let is_asked = by(said, book, *rule).any(|requirement| is_of(requirement, entry.as_deref()));
            return if is_asked { Some(true) } else { owed_only_by(said, book, *rule, entry.as_deref()) };
        }
        Expectation::NotBy(rule) => {
            let is_asked = by(said, book, *rule).next().is_some();
            return if is_asked { Some(false) } else { owed_only_by(said, book, *rule, None).map(|owed| !owed) };
        }
        Expectation::Settled(settled) => standing.settled == *settled,
        Expectation::Complete(complete) => standing.complete == *complete,
        Expectation::Question(id, asked) => asks(said, id) == *asked,
        Expectation::Opening(exception, open) => {
            let id = name(book, *exception);
            said.openings.iter().any(|opening| is_named(&opening.exception, &id)) == *open
        }
        Expectation::Duty(duty, owed) => {
            let id = book.model().duties.get(duty.index()).map_or("", |duty| duty.id.as_str());
            said.duties.iter().any(|due| is_named(&due.duty, id)) == *owed
        }
        Expectation::Violation(violation, found) => {
            let id = violation_id(book, *violation);
            let is = |truth: Truth| said.conduct.iter().any(|one| one.truth == truth && is_named(&one.violation, id));
            match found {
                Truth::False => !is(Truth::True) && !is(Truth::Unknown),
                wanted => is(*wanted),
            }
        }
        Expectation::Sanction(sanction, found) => {
            let id = book.model().sanctions.get(*sanction).map_or("", |sanction| sanction.id.as_str());
            let mut threats = said.conduct.iter().flat_map(|one| &one.sanctions);
            threats.any(|one| one.truth.is_true() && is_named(&one.sanction, id)) == *found
        }
        Expectation::Notice(at, told) => {
            let label = book.model().not_encoded.get(*at).map_or("", |gap| gap.label.english.as_str());
            said.notices?.iter().any(|own| own == label) == *told
        }
        Expectation::FirstReason(_) => return None,
    })
}

/// What came about instead and the first step that decided so; none if the expectation is met.
pub(super) fn miss(expected: &Expectation, ruling: &Ruling, book: &Rulebook) -> Option<(String, Option<Step>)> {
    let said = Said::from(ruling);
    if met(expected, said, book).unwrap_or_else(|| derived(expected, ruling, book)) {
        return None;
    }
    let standing = &ruling.standing;
    let of = |provision: ProvisionId| step_of(&ruling.derivation, &name(book, provision)).cloned();
    Some(match expected {
        Expectation::Outcome(_) | Expectation::Policy(_) | Expectation::Range(..) => {
            (render::headline(ruling, &Style::default()).to_lowercase(), ruling.reasons.first().cloned())
        }
        Expectation::By(rule, _) | Expectation::NotBy(rule) => (asked_for(said), of(*rule)),
        Expectation::Settled(_) => {
            (format!("{}; {}", named_or_not(standing.settled, "settled"), questions(said)), None)
        }
        Expectation::Complete(_) => {
            (format!("{}; {}", named_or_not(standing.complete, "complete"), gaps(ruling)), None)
        }
        Expectation::Question(..) => (questions(said), None),
        Expectation::Opening(exception, _) => (openings(said), of_opening(ruling, book, *exception)),
        Expectation::Duty(..) => (duties(said), None),
        Expectation::Violation(violation, _) => {
            let id = violation_id(book, *violation);
            let breach = ruling.conduct.iter().find(|breach| is_named(&breach.violation, id));
            (violations(said), breach.map(|breach| breach.derivation.clone()))
        }
        Expectation::Sanction(..) => (violations(said), None),
        Expectation::Notice(..) => (gaps(ruling), None),
        Expectation::FirstReason(_) => (format!("“{}”", first_reason(ruling)), None),
    })
}

/// Whether an expectation is met that only the derivation tells about.
fn derived(expected: &Expectation, ruling: &Ruling, book: &Rulebook) -> bool {
    match expected {
        Expectation::By(rule, entry) => may_hold(&ruling.derivation, &name(book, *rule), entry.as_deref()),
        Expectation::NotBy(rule) => !may_hold(&ruling.derivation, &name(book, *rule), None),
        Expectation::FirstReason(words) => first_reason(ruling).contains(words.as_str()),
        Expectation::Notice(at, told) => {
            let label = book.model().not_encoded.get(*at).map(|gap| &gap.label);
            let mut touching = ruling.coverage.not_encoded.iter().filter(|gap| gap.touches);
            touching.any(|gap| Some(&gap.label) == label) == *told
        }
        _ => true,
    }
}

fn first_reason(ruling: &Ruling) -> String {
    render::reasons(ruling, &Style::default()).into_iter().next().unwrap_or_default()
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
fn by<'a>(said: Said<'a>, book: &Rulebook, rule: ProvisionId) -> impl Iterator<Item = &'a Requirement> {
    let id = name(book, rule);
    let counts = |requirement: &&Requirement| requirement.status != Status::Overcome;
    said.requirements.iter().filter(move |requirement| is_named(&requirement.rule, &id)).filter(counts)
}

/// Whether a rule that only lays down a duty does so here; where it does not, only the derivation tells whether it may.
fn owed_only_by(said: Said<'_>, book: &Rulebook, rule: ProvisionId, entry: Option<&str>) -> Option<bool> {
    let effect = book.model().provisions.get(rule.index()).and_then(|found| found.effect.as_ref());
    if effect.is_none_or(|effect| effect.kind != EffectKind::DutyOnly) {
        return Some(false);
    }
    let id = name(book, rule);
    let of_entry = |own: Option<&str>| entry.is_none() || own == entry;
    let mut owed = said.duties.iter().flat_map(|due| &due.by).filter(|ground| ground.lays_down);
    owed.any(|ground| is_named(&ground.provision, &id) && of_entry(ground.entry.as_deref())).then_some(true)
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

/// A question is asked for itself, for an opening or for what is presumed.
fn asks(said: Said<'_>, id: &str) -> bool {
    let of_openings = said.openings.iter().flat_map(|opening| &opening.questions);
    let of_presumptions = said.presumptions.iter().flat_map(|presumption| &presumption.questions);
    let asked = said.questions.iter().chain(of_openings).chain(of_presumptions);
    let for_it = asked.into_iter().any(|question| question.id == id || question.facts.iter().any(|fact| fact == id));
    for_it || said.openings.iter().any(|opening| is_named(&opening.exception, id) && !opening.questions.is_empty())
}

/// The first step of a provision of that name.
fn step_of<'a>(step: &'a Step, id: &str) -> Option<&'a Step> {
    let provision = matches!(step.kind, StepKind::Rule | StepKind::Exception | StepKind::Policy);
    if provision && step.id.split('/').any(|part| part == id) {
        return Some(step);
    }
    step.because.iter().find_map(|child| step_of(child, id))
}

fn violation_id(book: &Rulebook, violation: ViolationId) -> &str {
    book.model().violations.get(violation.index()).map_or("", |violation| violation.id.as_str())
}

/// The step behind an opening: where no rule holds to which the exception is made, what decides so of the rule; else the
/// exception's own.
fn of_opening(ruling: &Ruling, book: &Rulebook, exception: ProvisionId) -> Option<Step> {
    let to = book.model().provisions.get(exception.index()).map(|text| text.to.as_slice()).unwrap_or_default();
    let mut rules = Vec::new();
    for rule in to {
        steps_of(&ruling.derivation, &name(book, *rule), &mut rules);
    }
    let own = || step_of(&ruling.derivation, &name(book, exception)).cloned();
    match rules.first() {
        Some(first) if rules.iter().all(|step| step.truth.is_false()) => Some(deciding(first).clone()),
        _ => own(),
    }
}

/// Every step of a rule.
fn steps_of<'a>(step: &'a Step, id: &str, found: &mut Vec<&'a Step>) {
    if step.kind == StepKind::Rule && step.id.split('/').any(|part| part == id) {
        found.push(step);
        return;
    }
    step.because.iter().for_each(|below| steps_of(below, id, found));
}

/// The first step below that decides as this one does, and nothing below it.
fn deciding(step: &Step) -> &Step {
    let below = step.because.iter().find(|below| below.decisive && below.truth == step.truth);
    below.map_or(step, deciding)
}

fn asked_for(said: Said<'_>) -> String {
    let requirements = listed("requirements", said.requirements.iter().map(|requirement| requirement.id.as_str()));
    if said.duties.is_empty() { requirements } else { format!("{requirements}; {}", duties(said)) }
}

fn questions(said: Said<'_>) -> String {
    listed("questions", said.questions.iter().map(|question| question.id.as_str()))
}

fn openings(said: Said<'_>) -> String {
    listed("openings", said.openings.iter().map(|opening| opening.exception.as_str()))
}

fn violations(said: Said<'_>) -> String {
    let told = said.conduct.iter().flat_map(|one| {
        let own = format!("{} {}", one.violation, one.truth.id());
        let threats = one.sanctions.iter().map(|threat| format!("{} {}", threat.sanction, threat.truth.id()));
        std::iter::once(own).chain(threats)
    });
    let told: Vec<String> = told.collect();
    listed("violations and sanctions", told.iter().map(String::as_str))
}

fn duties(said: Said<'_>) -> String {
    listed("duties", said.duties.iter().map(|duty| duty.duty.as_str()))
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

fn named_or_not(holds: bool, word: &str) -> String {
    if holds { word.to_owned() } else { format!("not {word}") }
}
