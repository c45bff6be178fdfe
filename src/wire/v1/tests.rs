//! A run of scenarios and accepted rulings: `tests/1`.

use super::written;
use crate::cases::accepted::Differs;
use crate::cases::{Damaged, Group, Outcome, Refused, Ruled, Run};
use serde::Serialize;

/// The name of the form.
pub const TESTS_FORMAT: &str = "tests/1";

/// A run as JSON.
#[must_use]
pub fn tests(run: &Run) -> String {
    written(&RunForm {
        format: TESTS_FORMAT,
        passed: run.passed(),
        scenarios: run.scenarios.iter().map(ScenarioForm::from).collect(),
        rulings: run.rulings.iter().map(RuledForm::from).collect(),
        refused: run.refused.iter().map(RefusedForm::from).collect(),
        damaged: run.damaged.iter().map(DamagedForm::from).collect(),
        groups: run.groups.iter().map(|group| group_form(run, group)).collect(),
    })
}

/// How a ruling differs, in a word.
#[must_use]
pub fn differs(how: Differs) -> &'static str {
    match how {
        Differs::Verdict => "verdict",
        Differs::Reasons => "reasons",
        Differs::Words => "words",
        Differs::Grounds => "grounds",
        Differs::Shipment => "shipment",
        Differs::VerdictLost => "verdict_lost",
        Differs::WordsLost => "words_lost",
        Differs::New => "new",
        Differs::Gone => "gone",
    }
}

#[derive(Serialize)]
struct RunForm<'a> {
    format: &'a str,
    passed: bool,
    scenarios: Vec<ScenarioForm<'a>>,
    rulings: Vec<RuledForm<'a>>,
    refused: Vec<RefusedForm<'a>>,
    damaged: Vec<DamagedForm<'a>>,
    groups: Vec<GroupForm<'a>>,
}

#[derive(Serialize)]
struct ScenarioForm<'a> {
    scenario: &'a str,
    at: &'a str,
    written: &'a str,
    passed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    misses: Vec<MissForm<'a>>,
}

#[derive(Serialize)]
struct MissForm<'a> {
    expected: &'a str,
    actual: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_at: Option<&'a str>,
}

impl<'a> From<&'a Outcome> for ScenarioForm<'a> {
    fn from(outcome: &'a Outcome) -> Self {
        let misses = outcome.misses.iter().map(|miss| MissForm {
            expected: &miss.expected,
            actual: &miss.actual,
            decided_at: miss.step.as_ref().map(|step| step.at.as_str()).filter(|at| !at.is_empty()),
        });
        ScenarioForm {
            scenario: &outcome.scenario,
            at: &outcome.at,
            written: &outcome.written,
            passed: outcome.passed(),
            misses: misses.collect(),
        }
    }
}

#[derive(Serialize)]
struct RuledForm<'a> {
    rulebook: &'a str,
    file: &'a str,
    case: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<ChangedForm<'a>>,
}

#[derive(Serialize)]
struct ChangedForm<'a> {
    what: &'static str,
    newly_released: bool,
    newly_stopped: bool,
    shipment_changed: bool,
    before: &'a [String],
    after: &'a [String],
    causes: &'a [String],
}

impl<'a> From<&'a Ruled> for RuledForm<'a> {
    fn from(ruled: &'a Ruled) -> Self {
        RuledForm {
            rulebook: &ruled.rulebook,
            file: &ruled.file,
            case: &ruled.case,
            changed: ruled.changed.as_ref().map(|changed| ChangedForm {
                what: differs(changed.how),
                newly_released: changed.released,
                newly_stopped: changed.stopped,
                shipment_changed: changed.shipment_changed,
                before: &changed.before,
                after: &changed.after,
                causes: &changed.causes,
            }),
        }
    }
}

#[derive(Serialize)]
struct RefusedForm<'a> {
    rulebook: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    message: &'a str,
}

impl<'a> From<&'a Refused> for RefusedForm<'a> {
    fn from(refused: &'a Refused) -> Self {
        let Refused { rulebook, file, case, why } = refused;
        RefusedForm { rulebook, file, case: case.as_deref(), message: why }
    }
}

#[derive(Serialize)]
struct DamagedForm<'a> {
    rulebook: &'a str,
    file: String,
    message: &'static str,
}

impl<'a> From<&'a Damaged> for DamagedForm<'a> {
    fn from(damaged: &'a Damaged) -> Self {
        DamagedForm { rulebook: &damaged.rulebook, file: damaged.file(), message: damaged.fault.words() }
    }
}

#[derive(Serialize)]
struct GroupForm<'a> {
    heading: &'static str,
    cause: Option<CauseForm<'a>>,
    also: &'a [String],
    failed: Vec<&'a str>,
    changed: Vec<&'a str>,
}

#[derive(Serialize)]
struct CauseForm<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    at: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<&'static str>,
}

fn group_form<'a>(run: &'a Run, group: &'a Group) -> GroupForm<'a> {
    let failed = group.failed.iter().filter_map(|&at| run.scenarios.get(at));
    let changed = group.changed.iter().filter_map(|&at| run.rulings.get(at));
    GroupForm {
        heading: group.heading.word(),
        cause: group.cause.as_ref().map(|cause| CauseForm {
            id: &cause.id,
            kind: cause.kind.map(crate::rulebook::ClauseKind::word),
            at: &cause.at,
            how: cause.how.map(crate::cases::accepted::Altered::word),
        }),
        also: &group.also,
        failed: failed.map(|outcome| outcome.at.as_str()).collect(),
        changed: changed.map(|ruled| ruled.case.as_str()).collect(),
    }
}
