//! Rules, exceptions and policies, save what links them to each other.

use super::Work;
use super::collect::{Placed, Plan, opening};
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Effect, EffectKind, FactId, InstrumentId, Kind, Provision, ProvisionId, RulebookId};
use crate::source::Span;
use crate::syntax::{ClauseKind as C, Expr, Head, Name};
use crate::vocab::{Label, Period};

impl Work<'_> {
    /// All provisions in the order of the texts, each followed by its `unless`.
    pub(super) fn provisions(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let (kind, id, label, shape) = match &placed.item.head {
                Head::Rule { id, label } => (Kind::Rule, id, label, shape::RULE),
                Head::Exception { id, label } => (Kind::Exception, id, label, shape::EXCEPTION),
                Head::Policy { id, label } => (Kind::Policy, id, label, shape::POLICY),
                _ => continue,
            };
            let body = self.body(&shape, id.span(), &placed.item.body);
            let provision = self.provision(placed, (kind, id, label), &body);
            self.model.provisions.push(provision.clone());
            self.unlesses(placed, &provision);
        }
    }

    fn provision(
        &mut self,
        placed: &Placed<'_>,
        (kind, id, label): (Kind, &Name, &Label),
        body: &Body<'_>,
    ) -> Provision {
        let instrument = body.by().and_then(|name| self.instrument(placed.book, name));
        let acts = body.first(|kind| if let C::AppliesTo(acts) = kind { Some(acts) } else { None });
        let effects = body.then();
        Provision {
            id: id.value.clone(),
            rulebook: placed.book,
            kind,
            label: label.clone(),
            cites: self.cites(body),
            to: Vec::new(),
            acts: acts.into_iter().flatten().map(|act| act.value).collect(),
            decisive: self.own_date(placed.book, body),
            force: self.force(body, instrument),
            instrument,
            only_if_no: Vec::new(),
            subject_to: Vec::new(),
            notwithstanding: Vec::new(),
            presumed: body.first(|kind| matches!(kind, C::PresumedUnlessShownOtherwise).then_some(())).is_some(),
            condition: body.when().map(|expr| self.condition(placed.book, expr)),
            effect: effects.and_then(|effects| self.effect(placed.book, kind, effects)),
            reason: body.first(|kind| if let C::Reason(reason) = kind { Some(reason.clone()) } else { None }),
            span: placed.item.at.0,
            head: opening(placed.item.at.0, self.sources),
        }
    }

    fn own_date(&mut self, book: RulebookId, body: &Body<'_>) -> Option<FactId> {
        let (fact, acts) =
            body.first(|kind| if let C::DecisiveDate { fact, acts } = kind { Some((fact, acts)) } else { None })?;
        if let Some(act) = acts.first() {
            let message = "a decisive date for single acts is stated by the rulebook";
            let help = "leave `for …` out here, or move the clause to the head of the rulebook";
            self.say(Diagnostic::at(Code::MISPLACED_CLAUSE, act.span(), message).help(help));
        }
        self.date_fact(book, fact)
    }

    /// The stretches of force: as stated, else from the first day of the instrument; empty for always.
    pub(super) fn force(&mut self, body: &Body<'_>, instrument: Option<InstrumentId>) -> Vec<Period> {
        let written = self.stated_force(body);
        if !written.is_empty() {
            return written;
        }
        match (instrument, body.by()) {
            (Some(id), Some(name)) => self.first_day_of(id, name).map(Period::since).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The stretches as stated; two that share a day are refused.
    pub(super) fn stated_force(&mut self, body: &Body<'_>) -> Vec<Period> {
        let mut found: Vec<(Period, Span)> = Vec::new();
        for clause in &body.clauses {
            if let C::Force(when) = &clause.kind {
                found.push((self.period(when), clause.at.0));
            }
        }
        found.sort();
        let neighbours = found.iter().zip(found.iter().skip(1));
        for ((earlier, first), (later, second)) in neighbours.filter(|(a, b)| a.0.overlaps(b.0)) {
            self.say_overlap((*earlier, *first), (*later, *second));
        }
        found.into_iter().map(|(period, _)| period).collect()
    }

    fn say_overlap(&mut self, (_, first): (Period, Span), (later, second): (Period, Span)) {
        let message = "this stretch of time shares days with another one of the same item";
        let said = Diagnostic::at(Code::OVERLAPPING_FORCE, second, message).also(first, "this one");
        self.say(match later.from {
            Some(from) => said.help(format!("end the earlier one with `before {from}`, or join the two")),
            None => said.help("join the two, or end one before the other starts"),
        });
    }

    /// Each `unless` is an exception of its own: it lifts a rule, and cancels a relief.
    fn unlesses(&mut self, placed: &Placed<'_>, parent: &Provision) {
        let clauses = placed.item.body.iter().filter_map(|clause| match &clause.kind {
            C::Unless(expr) => Some((clause.at.0, expr)),
            _ => None,
        });
        for (number, (span, expr)) in (1u32..).zip(clauses) {
            let exception = self.unless(placed, parent, number, (span, expr));
            self.model.provisions.push(exception);
        }
    }

    fn unless(
        &mut self,
        placed: &Placed<'_>,
        parent: &Provision,
        number: u32,
        (span, expr): (Span, &Expr),
    ) -> Provision {
        let words: Vec<&str> = self.sources.slice(expr.at.0).split_whitespace().collect();
        let lifts = Effect { kind: EffectKind::NotRequired, conditions: Vec::new(), duties: Vec::new(), span };
        Provision {
            id: format!("{}/unless-{number}", parent.id),
            kind: Kind::Exception,
            label: Label::new(format!("unless {}", words.join(" "))),
            to: vec![ProvisionId::at(placed.index)],
            acts: Vec::new(),
            presumed: false,
            condition: Some(self.condition(placed.book, expr)),
            effect: (parent.kind == Kind::Rule).then_some(lifts),
            reason: None,
            span,
            head: span,
            ..parent.clone()
        }
    }
}
