//! The second layer: licences, lists of parties, events, violations and sanctions.

use super::Work;
use super::collect::{Placed, Plan};
use super::names::Kind;
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    AuthorityId, Clause, Consequence, Effect, EffectKind, EventId, EventKind, Licence, LicenceId, Most, Provision,
    ProvisionId, RulebookId, Sanction, Scalar, Screening, Test, Violation, ViolationId,
};
use crate::syntax::{self, ClauseKind as C, Head, Name, Value};
use crate::vocab::{FactOf, Label};

impl Work<'_> {
    /// Licences, lists of parties and kinds of events: what conditions and effects name.
    pub(super) fn conduct_names(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            match &placed.item.head {
                Head::Licence { id, label } => self.licence(placed, id, label),
                Head::Screening { id, label } => self.screening(placed, id, label),
                Head::Event { id, label } => self.event(placed, id, label),
                _ => {}
            }
        }
    }

    fn licence(&mut self, placed: &Placed<'_>, id: &Name, label: &Label) {
        let body = self.body(&shape::LICENCE, id.span(), &placed.item.body);
        let granted = body.first(|kind| if let C::GrantedBy(name) = kind { Some(name) } else { None });
        let authority = granted.and_then(|name| self.find(placed.book, name, &[Kind::Authority]));
        let valid_on = body.first(|kind| if let C::ValidOn(name) = kind { Some(name) } else { None });
        let valid_on = valid_on.and_then(|name| self.date_fact(placed.book, name));
        let cites = self.cites(&body);
        self.model.licences.push(Licence {
            id: id.value.clone(),
            rulebook: placed.book,
            label: label.clone(),
            cites,
            authority: authority.map(|bound| AuthorityId::at(bound.index)),
            valid_on,
            span: id.span(),
        });
    }

    fn screening(&mut self, placed: &Placed<'_>, id: &Name, label: &Label) {
        let body = self.body(&shape::SCREENING, id.span(), &placed.item.body);
        let cites = self.cites(&body);
        let changed = self.changes(placed.book, &body);
        self.model.screenings.push(Screening {
            id: id.value.clone(),
            rulebook: placed.book,
            label: label.clone(),
            cites,
            ask: body.ask().cloned().unwrap_or_else(|| label.clone()),
            changed,
            span: id.span(),
        });
    }

    fn event(&mut self, placed: &Placed<'_>, id: &Name, label: &Label) {
        let body = self.body(&shape::EVENT, id.span(), &placed.item.body);
        let cites = self.cites(&body);
        self.model.events.push(EventKind {
            id: id.value.clone(),
            rulebook: placed.book,
            label: label.clone(),
            cites,
            span: id.span(),
        });
    }

    /// A licence by name.
    pub(super) fn licence_named(&mut self, book: RulebookId, name: &Name) -> Option<LicenceId> {
        self.find(book, name, &[Kind::Licence]).map(|bound| LicenceId::at(bound.index))
    }

    /// Violations, then sanctions.
    pub(super) fn conduct(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            if let Head::Violation { id, label } = &placed.item.head {
                self.violation(placed, id, label);
            }
        }
        for placed in &plan.items {
            if let Head::Sanction { id, label } = &placed.item.head {
                self.sanction(placed, id, label);
            }
        }
    }

    fn violation(&mut self, placed: &Placed<'_>, id: &Name, label: &Label) {
        let body = self.body(&shape::VIOLATION, id.span(), &placed.item.body);
        let names = body.first(|kind| if let C::InCaseOf(names) = kind { Some(names) } else { None });
        let found = names.into_iter().flatten().filter_map(|name| self.find(placed.book, name, &[Kind::Event]));
        let of = found.map(|bound| EventId::at(bound.index)).collect();
        let instrument = body.by().and_then(|name| self.instrument(placed.book, name));
        let force = self.force(&body, instrument);
        let condition = self.of_event(placed.book, body.when());
        let cites = self.cites(&body);
        self.model.violations.push(Violation {
            id: id.value.clone(),
            rulebook: placed.book,
            label: label.clone(),
            cites,
            of,
            force,
            instrument,
            condition,
            span: id.span(),
        });
    }

    fn of_event(&mut self, book: RulebookId, expr: Option<&syntax::Expr>) -> Option<Clause> {
        let clause = expr.map(|expr| self.condition_of_scope(book, FactOf::Event, expr))?;
        self.refuse_entry_columns(&clause, "only a rule that is about listed items has a listed entry");
        Some(clause)
    }

    fn sanction(&mut self, placed: &Placed<'_>, id: &Name, label: &Label) {
        let body = self.body(&shape::SANCTION, id.span(), &placed.item.body);
        let names = body.first(|kind| if let C::To(names) = kind { Some(names) } else { None });
        let found = names.into_iter().flatten().filter_map(|name| self.find(placed.book, name, &[Kind::Violation]));
        let to = found.map(|bound| ViolationId::at(bound.index)).collect();
        let instrument = body.by().and_then(|name| self.instrument(placed.book, name));
        let force = self.force(&body, instrument);
        let condition = self.of_event(placed.book, body.when());
        let unless = body.all(|kind| if let C::Unless(expr) = kind { Some(expr) } else { None });
        let unless = unless.into_iter().filter_map(|expr| self.of_event(placed.book, Some(expr))).collect();
        let (may, of) = self.consequences(placed.book, &body);
        let cites = self.cites(&body);
        self.model.sanctions.push(Sanction {
            id: id.value.clone(),
            rulebook: placed.book,
            label: label.clone(),
            cites,
            to,
            force,
            instrument,
            condition,
            unless,
            may,
            of,
            span: id.span(),
        });
    }

    fn consequences(&mut self, book: RulebookId, body: &Body<'_>) -> (bool, Vec<Consequence>) {
        let written = body.first(|kind| if let C::Consequences { may, of } = kind { Some((*may, of)) } else { None });
        let Some((may, written)) = written else { return (false, Vec::new()) };
        let one = |own: &syntax::Consequence| Consequence {
            label: own.label.clone(),
            most: own.most.as_ref().and_then(|most| self.most(book, most)),
        };
        (may, written.iter().map(one).collect())
    }

    fn most(&mut self, book: RulebookId, most: &syntax::Most) -> Option<Most> {
        match most {
            syntax::Most::Times { number, of } => {
                let (id, kind) = self.fact_named(book, of)?;
                if kind != crate::model::FactType::Money {
                    let help = "name a fact of type `money`, such as `value`";
                    self.say_fact(Code::TYPES_DIFFER, of, &kind, "and an amount of money is wanted here", help);
                    return None;
                }
                Some(Most::Times(u32::try_from(number.value).unwrap_or(u32::MAX), id))
            }
            syntax::Most::Time { number, unit } => {
                Some(Most::Time(u32::try_from(number.value).unwrap_or(u32::MAX), *unit))
            }
            syntax::Most::Amount(amount) => {
                let Value::Number { amount: digits, unit } = &amount.value else { return None };
                if let Scalar::Money(money) = self.scalar(digits, unit.as_deref(), amount.span())? {
                    return Some(Most::Amount(money));
                }
                let said = Diagnostic::at(Code::TYPES_DIFFER, amount.span(), "this is no amount of money");
                self.say(said.help("write a currency after the number, as `20_000_000 KRW`"));
                None
            }
        }
    }

    /// `licence L is held as of FACT`; without a day, the one that the licence names.
    pub(super) fn held_as_of(&mut self, book: RulebookId, licence: &Name, as_of: Option<&Name>) -> Option<Test> {
        let licence = self.licence_named(book, licence)?;
        let own = self.model.licences.get(licence.index()).and_then(|text| text.valid_on);
        let day = match as_of {
            Some(fact) => Some(self.date_fact(book, fact)?),
            None => own,
        };
        Some(Test::Held(licence, day))
    }

    /// Every rule that requires a licence which is declared allows for its being held.
    pub(super) fn held_licences(&mut self) {
        let rules: Vec<(ProvisionId, Provision, LicenceId)> = self
            .model
            .provisions
            .iter()
            .enumerate()
            .filter_map(|(at, rule)| Some((ProvisionId::at(at), rule.clone(), licence_of(rule)?)))
            .collect();
        for (on, rule, licence) in rules {
            self.model.provisions.extend(self.held(on, &rule, licence));
        }
    }

    fn held(&self, on: ProvisionId, rule: &Provision, licence: LicenceId) -> Option<Provision> {
        let text = self.model.licences.get(licence.index())?;
        let mut label = Label::new(format!("Held: {}", text.label.english));
        for (language, words) in &text.label.others {
            let words = if language == "ko" { format!("{words} 보유") } else { words.clone() };
            label = label.and(language, words);
        }
        let condition = Clause { span: text.span, test: Test::Held(licence, text.valid_on) };
        let exempt = Effect { kind: EffectKind::Exempt, conditions: Vec::new(), duties: Vec::new(), span: text.span };
        Some(Provision {
            id: format!("{}/held", rule.id),
            version_of: None,
            made_of: None,
            kind: crate::model::Kind::Exception,
            label,
            cites: text.cites.clone(),
            to: vec![on],
            acts: Vec::new(),
            force: Vec::new(),
            instrument: None,
            only_if_no: Vec::new(),
            subject_to: Vec::new(),
            notwithstanding: Vec::new(),
            presumed: false,
            held: Some(licence),
            condition: Some(condition),
            effect: Some(exempt),
            reason: None,
            passages: Vec::new(),
            span: text.span,
            head: text.span,
            ..rule.clone()
        })
    }
}

fn licence_of(rule: &Provision) -> Option<LicenceId> {
    match &rule.effect.as_ref().filter(|_| rule.kind == crate::model::Kind::Rule)?.kind {
        EffectKind::Licence { licence, .. } => *licence,
        _ => None,
    }
}
