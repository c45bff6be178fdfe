//! Breaches and what they may bring, as JSON.

use super::Words;
use super::derivation::StepForm;
use super::ruling::day;
use crate::ruling::{Breach, Threat};
use crate::vocab::Label;
use serde::Serialize;

/// A violation held against something that happened.
#[derive(Serialize)]
pub(super) struct BreachForm<'a> {
    id: &'a str,
    event: &'a str,
    event_label: Words<'a>,
    on: Option<String>,
    line: &'a str,
    violation: &'a str,
    label: Words<'a>,
    rulebook: &'a str,
    citations: &'a [String],
    truth: &'static str,
    sanctions: Vec<ThreatForm<'a>>,
    derivation: StepForm<'a>,
}

impl<'a> From<&'a Breach> for BreachForm<'a> {
    fn from(breach: &'a Breach) -> Self {
        Self {
            id: &breach.id,
            event: &breach.event,
            event_label: (&breach.event_label).into(),
            on: day(breach.on),
            line: &breach.line,
            violation: &breach.violation,
            label: (&breach.label).into(),
            rulebook: &breach.rulebook,
            citations: &breach.citations,
            truth: breach.truth.id(),
            sanctions: breach.sanctions.iter().map(ThreatForm::from).collect(),
            derivation: StepForm::from(&breach.derivation),
        }
    }
}

#[derive(Serialize)]
struct ThreatForm<'a> {
    sanction: &'a str,
    label: Words<'a>,
    citations: &'a [String],
    truth: &'static str,
    may: bool,
    of: Vec<ConsequenceForm<'a>>,
}

impl<'a> From<&'a Threat> for ThreatForm<'a> {
    fn from(threat: &'a Threat) -> Self {
        Self {
            sanction: &threat.sanction,
            label: (&threat.label).into(),
            citations: &threat.citations,
            truth: threat.truth.id(),
            may: threat.may,
            of: threat.of.iter().map(ConsequenceForm::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct ConsequenceForm<'a> {
    label: Words<'a>,
    at_most: Option<&'a str>,
}

impl<'a> From<&'a (Label, Option<String>)> for ConsequenceForm<'a> {
    fn from((label, most): &'a (Label, Option<String>)) -> Self {
        Self { label: label.into(), at_most: most.as_deref() }
    }
}
