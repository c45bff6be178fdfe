//! Confirms a derivation without the evaluator.
//!
//! It reads a [`Ruling`] and nothing else, and holds each step against what it says it rests on: a conjunction against its
//! parts, a provision against its own conditions, a day against its period, two dates against the words between them, and
//! each requirement against the rule that is derived for it. What lists and facts hold is taken from the step: that is
//! what a reader checks against the papers. (`design`: "A small independent checker can confirm it without the evaluator".)

use super::{Breach, Finding, Requirement, Ruling, Status, Step, StepKind};
use crate::vocab::{Date, Decimal, Truth};

/// A step, or a requirement, that does not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The id of the step or requirement.
    pub id: String,
    /// What does not fit, in a sentence.
    pub because: String,
}

/// Confirms the derivation of a ruling.
///
/// # Errors
/// Every step that does not follow from the steps below it, and every requirement without a rule that is derived for it.
pub fn confirm(ruling: &Ruling) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    let mut rules = Vec::new();
    follow(&ruling.derivation, &mut rules, &mut faults);
    for breach in &ruling.conduct {
        follow(&breach.derivation, &mut Vec::new(), &mut faults);
        faults.extend(unfounded_breach(breach));
    }
    for requirement in &ruling.requirements {
        faults.extend(unfounded(requirement, &rules));
    }
    let stops = ruling.requirements.iter().any(|one| matches!(one.status, Status::Stands));
    if stops && ruling.derivation.truth.is_false() {
        let because = "a requirement stands, and the derivation comes to nothing".to_owned();
        faults.push(Fault { id: ruling.derivation.id.clone(), because });
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn follow<'a>(step: &'a Step, rules: &mut Vec<&'a Step>, faults: &mut Vec<Fault>) {
    if step.kind == StepKind::Rule {
        rules.push(step);
    }
    if let Some(expected) = expected(step).filter(|expected| *expected != step.truth) {
        let because = format!("it is {}, and what it rests on makes it {}", step.truth.id(), expected.id());
        faults.push(Fault { id: step.id.clone(), because });
    }
    for below in &step.because {
        follow(below, rules, faults);
    }
}

/// The truth that follows from what a step says and rests on; nothing where only the papers tell.
fn expected(step: &Step) -> Option<Truth> {
    let below = || step.because.iter().map(|below| below.truth);
    let conditions = || step.because.iter().filter(|below| is_condition(below)).map(|below| below.truth);
    match step.kind {
        StepKind::Violation if step.because.is_empty() => None,
        StepKind::Rule | StepKind::Exception | StepKind::Policy | StepKind::Violation => Some(Truth::all(conditions())),
        StepKind::All | StepKind::ClosedList | StepKind::Authorization | StepKind::Sanction => {
            Some(Truth::all(below()))
        }
        StepKind::Each => each(step),
        StepKind::Any | StepKind::Held | StepKind::Shipment | StepKind::Line => Some(Truth::any(below())),
        StepKind::Not => step.because.first().map(|below| !below.truth),
        StepKind::Define if matches!(step.finding, Finding::Silent(_)) => {
            step.because.first().filter(|below| below.truth.is_unknown()).map(|_| Truth::False)
        }
        StepKind::Nexus | StepKind::Reading | StepKind::Define => step.because.first().map(|below| below.truth),
        StepKind::DutyMet => Some(step.because.first().map_or(Truth::Unknown, |below| below.truth)),
        StepKind::Disputed => Some(agreed(below())),
        StepKind::Always => Some(Truth::True),
        StepKind::Compare if matches!(step.finding, Finding::Totalled { .. }) => by_share(&step.finding),
        StepKind::Force | StepKind::Compare => by_day(&step.finding),
        _ => None,
    }
}

/// What hangs on a provision, or goes before it, is none of its conditions.
fn is_condition(step: &Step) -> bool {
    let beside = [StepKind::Exception, StepKind::Policy, StepKind::ClosedList, StepKind::GivesWay, StepKind::Sanction];
    !beside.contains(&step.kind)
}

/// What is said of each, and of those that are not stated.
fn each(step: &Step) -> Option<Truth> {
    let Finding::Each { every, complete, .. } = &step.finding else { return None };
    let others = if *complete { None } else { Some(Truth::Unknown) };
    let all = step.because.iter().map(|below| below.truth).chain(others);
    Some(if *every { Truth::all(all) } else { Truth::any(all) })
}

fn agreed(mut readings: impl Iterator<Item = Truth>) -> Truth {
    let first = readings.next().unwrap_or(Truth::Unknown);
    if readings.all(|next| next == first) { first } else { Truth::Unknown }
}

fn by_day(finding: &Finding) -> Option<Truth> {
    match finding {
        Finding::Day { on: Some(on), from, before } => {
            let begun = from.is_none_or(|from| from <= *on);
            Some(Truth::from(begun && before.is_none_or(|before| *on < before)))
        }
        Finding::Compared { left_value: Some(left), by, right_value: Some(right), .. } => {
            let (left, right) = (Date::parse(left).ok()?, Date::parse(right).ok()?);
            let holds = match *by {
                "before" => left < right,
                "from" => left >= right,
                "after" => left > right,
                "through" => left <= right,
                _ => return None,
            };
            Some(Truth::from(holds))
        }
        _ => None,
    }
}

/// A share held against a percentage: both ends of it, without dividing.
fn by_share(finding: &Finding) -> Option<Truth> {
    let Finding::Totalled { by, bound, least: Some(least), most: Some(most), whole: Some(whole), .. } = finding else {
        return None;
    };
    let percent = Decimal::parse(bound.strip_suffix(" %")?)?;
    let stands = |amount: &Decimal| {
        let (share, bound) = (amount.times(Decimal::HUNDRED)?, percent.times(*whole)?);
        Some(match *by {
            "at least" => share >= bound,
            "at most" => share <= bound,
            "more than" => share > bound,
            "less than" => share < bound,
            _ => return None,
        })
    };
    let (low, high) = (stands(least)?, stands(most)?);
    Some(if low == high { Truth::from(low) } else { Truth::Unknown })
}

/// A breach is what its derivation comes to, and so is each thing that it may bring.
fn unfounded_breach(breach: &Breach) -> Option<Fault> {
    let steps = breach.derivation.because.iter().filter(|below| below.kind == StepKind::Sanction);
    let derived: Vec<Truth> = steps.map(|below| below.truth).collect();
    let told: Vec<Truth> = breach.sanctions.iter().map(|threat| threat.truth).collect();
    let founded = breach.truth == breach.derivation.truth && told == derived;
    let because = || "its derivation comes to something else".to_owned();
    (!founded).then(|| Fault { id: breach.id.clone(), because: because() })
}

/// A requirement that holds has a rule that holds; one that may hold, a rule that may.
fn unfounded(requirement: &Requirement, rules: &[&Step]) -> Option<Fault> {
    let wanted = if requirement.status == Status::Possible { Truth::Unknown } else { Truth::True };
    let derived = rules.iter().any(|rule| rule.id == requirement.id && rule.truth == wanted);
    let because = || format!("no rule is derived for it that is {}", wanted.id());
    (!derived).then(|| Fault { id: requirement.id.clone(), because: because() })
}
