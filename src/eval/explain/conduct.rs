//! Violations and sanctions: what was done, under the law of the day on which it was done.

use super::View;
use super::steps::{Tree, bare, nexus_of};
use crate::compile::NodeSpan;
use crate::eval::bound::ActOf;
use crate::eval::frame::Frame;
use crate::eval::subject::{Memo, Subject};
use crate::eval::{Bit, Instance, Value};
use crate::model::{Cite, Consequence, InstrumentId, Most, Sanction, Violation, ViolationId};
use crate::ruling::{Breach, Finding, Step, StepKind, Threat};
use crate::shipment::Event;
use crate::vocab::{Period, Truth, Validity, is_known_from};

/// What of the events of a shipment breaches the law, for one line under one law.
pub(super) fn breaches(view: &View<'_>) -> Vec<Breach> {
    let bound = &view.assessment.bound;
    // Under the act of the shipment, once.
    if bound.of != ActOf::Shipment {
        return Vec::new();
    }
    let own = |event: &&Event| event.lines.is_empty() || event.lines.contains(&bound.line.name);
    let events = bound.shipment.events.iter().filter(own);
    events.flat_map(|event| of_event(view, event)).collect()
}

fn of_event(view: &View<'_>, event: &Event) -> Vec<Breach> {
    let memo = Memo::default();
    let subject = Subject { event: Some(event), ..view.subject };
    let view = &View { subject, memo: &memo, ..*view };
    let model = view.texts.model;
    let own = |violation: &Violation| model.rulebooks.get(violation.rulebook.index()).map(|book| &book.id);
    let here = model.violations.iter().enumerate().filter(|(_, one)| own(one) == Some(&view.head.id));
    let of_kind = |violation: &Violation| {
        let mut kinds = violation.of.iter().filter_map(|id| model.events.get(id.index()));
        kinds.find(|kind| kind.id == event.kind).map(|kind| kind.label.clone())
    };
    here.filter_map(|(at, violation)| Some(breach(view, event, (ViolationId::at(at), violation), of_kind(violation)?)))
        .collect()
}

fn breach(
    view: &View<'_>,
    event: &Event,
    (id, violation): (ViolationId, &Violation),
    event_label: crate::vocab::Label,
) -> Breach {
    let instance = Instance { on: event.on, ..Instance::none(view.found) };
    let name = format!("{}/{}/{}/{}", event.id, view.head.id, violation.id, view.line());
    let mut because = Vec::new();
    let reached = reached(view, &instance, &name, &mut because);
    let stands = standing(view, &instance, &name, &mut because, (&violation.force, violation.instrument));
    let mut bit = reached.and(stands);
    if let Some(span) = view.texts.program.violations.get(id.index()).and_then(|span| span.as_ref()) {
        bit = bit.and(asked(view, &instance, span, &name, &mut because));
    }
    let sanctions = view.texts.model.sanctions.iter().enumerate().filter(|(_, one)| one.to.contains(&id));
    let step = Step {
        at: view.texts.at(violation.span),
        citations: violation.cites.on(event.on),
        ..bare(&name, StepKind::Violation, Finding::Named(violation.label.clone(), None), bit.truth())
    };
    let mut threats = Vec::new();
    let mut derivation = Step { because, ..step };
    for (at, sanction) in sanctions {
        let (threat, step) = threat(view, &instance, (at, sanction), &derivation);
        threats.push((threat, step));
    }
    let (sanctions, steps): (Vec<Threat>, Vec<Step>) = threats.into_iter().unzip();
    derivation.because.extend(steps);
    Breach {
        id: name,
        event: event.id.clone(),
        event_label,
        on: event.on,
        line: view.line().to_owned(),
        violation: view.qualified(&violation.id),
        label: violation.label.clone(),
        rulebook: view.head.id.clone(),
        citations: violation.cites.on(event.on),
        truth: bit.truth(),
        sanctions,
        derivation,
    }
}

fn threat(view: &View<'_>, instance: &Instance, (at, sanction): (usize, &Sanction), breach: &Step) -> (Threat, Step) {
    let id = format!("{}/{}", breach.id, sanction.id);
    let mut because = vec![Step { because: Vec::new(), id: format!("{id}/of"), ..breach.clone() }];
    let mut bit = Bit::from(breach.truth);
    bit = bit.and(standing(view, instance, &id, &mut because, (&sanction.force, sanction.instrument)));
    if let Some((condition, unless)) = view.texts.program.sanctions.get(at) {
        if let Some(span) = condition {
            bit = bit.and(asked(view, instance, span, &id, &mut because));
        }
        for span in unless {
            let mut inner = Vec::new();
            let holds = asked(view, instance, span, &format!("{id}/unless"), &mut inner);
            bit = bit.and(!holds);
            let number = because.len().saturating_add(1);
            let inner_id = format!("{id}.{number}");
            let under =
                Step { because: inner, ..bare(&format!("{inner_id}.1"), StepKind::All, Finding::Rests, holds.truth()) };
            let not = bare(&inner_id, StepKind::Not, Finding::Rests, (!holds).truth());
            because.push(Step { because: vec![under], ..not });
        }
    }
    let citations = sanction.cites.on(instance.on);
    let step = Step {
        at: view.texts.at(sanction.span),
        citations: citations.clone(),
        because,
        ..bare(&id, StepKind::Sanction, Finding::Named(sanction.label.clone(), None), bit.truth())
    };
    let threat = Threat {
        sanction: view.qualified(&sanction.id),
        label: sanction.label.clone(),
        citations,
        truth: bit.truth(),
        may: sanction.may,
        of: sanction.of.iter().map(|one| (one.label.clone(), most(view, one))).collect(),
    };
    (threat, step)
}

/// Whether the law reaches the act on the day of what was done, and is encoded for that day.
fn reached(view: &View<'_>, instance: &Instance, id: &str, because: &mut Vec<Step>) -> Bit {
    let mut bit = Bit::True;
    if let Some(span) = &view.book.nexus {
        let frame = Frame { matches: &[], ..view.frame_of(instance) };
        let mut bits = Vec::new();
        bit = frame.evaluate(span, &mut bits);
        because.extend(nexus_of(view, &Instance { bits, own: bit, ..instance.clone() }, id));
    }
    if let Some(from) = view.book.covers_from.filter(|from| instance.on.is_none_or(|on| on < *from)) {
        let finding = Finding::NotCovered { on: instance.on, from };
        because.push(bare(&format!("{id}/covers-from"), StepKind::Coverage, finding, Truth::Unknown));
        bit = bit.and(Bit::Stuck);
    }
    bit
}

/// Whether a text stood on the day of what was done, as known then.
fn standing(
    view: &View<'_>,
    instance: &Instance,
    id: &str,
    because: &mut Vec<Step>,
    (force, by): (&[Period], Option<InstrumentId>),
) -> Bit {
    let instrument = by.and_then(|by| view.texts.model.instruments.get(by.index()));
    let known = is_known_from(instrument.and_then(crate::model::Instrument::known_from), view.asked.known_on);
    if !known {
        because.push(bare(&format!("{id}/known"), StepKind::Known, Finding::Rests, Truth::False));
        return Bit::False;
    }
    if force.is_empty() {
        return Bit::True;
    }
    let holds = force.iter().fold(Truth::False, |any, period| any.or(period.holds(instance.on)));
    let standings: Vec<Validity> = force.iter().copied().map(Validity::always_known).collect();
    let (finding, _) = view.day(instance, &standings);
    because.push(bare(&format!("{id}/force"), StepKind::Force, finding, holds));
    holds.into()
}

/// A condition asked of what was done.
fn asked(view: &View<'_>, instance: &Instance, span: &NodeSpan, id: &str, because: &mut Vec<Step>) -> Bit {
    let frame = Frame { matches: &[], ..view.frame_of(instance) };
    let mut bits = Vec::new();
    let bit = frame.evaluate(span, &mut bits);
    if let Some(seen) = frame.seen {
        seen.apart(frame.program, span, &bits, frame.on);
    }
    let apart = Instance { bits, ..instance.clone() };
    let tree = Tree { view, instance: &apart, base: span.0.start, cites: &[] };
    because.extend(tree.whole(span, id, true));
    bit
}

/// The most of a consequence, in words and where it can be reckoned in money.
fn most(view: &View<'_>, consequence: &Consequence) -> Option<String> {
    match consequence.most? {
        Most::Time(number, unit) => Some(format!("{number} {}", unit.word(u64::from(number)))),
        Most::Amount(money) => Some(money.to_string()),
        Most::Times(number, fact) => {
            let name = view.fact_name(fact).english;
            let amount = match view.value(fact) {
                Value::Money(money) => money
                    .amount
                    .times(crate::vocab::Decimal::from(number))
                    .map(|amount| crate::vocab::Money { amount, ..*money }.to_string()),
                _ => None,
            };
            let words = format!("{number} times {name}");
            Some(amount.map_or(words.clone(), |amount| format!("{words}: {amount}")))
        }
    }
}
