//! Rules, exceptions and policies, save what links them to each other.

use super::Work;
use super::amendments::Changes;
use super::collect::{Placed, Plan, opening};
use super::shape::{self, Body};
use super::validities::Validities;
use super::versions::Version;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Amended, Effect, EffectKind, FactId, InstrumentId, Kind, Passage, Provision, ProvisionId, RulebookId,
};
use crate::source::Span;
use crate::syntax::{Clause, ClauseKind as C, Expr, Head, Name};
use crate::vocab::{Label, Period, Stretches, Validity};

/// Where a provision comes from, and when it stands.
struct Origin {
    passages: Vec<Passage>,
    version_of: Option<ProvisionId>,
    made_of: Option<ProvisionId>,
    instrument: Option<InstrumentId>,
    force: Vec<Validity>,
    span: Span,
    head: Span,
}

/// The clauses of a version that an amendment made, for what links it to others.
#[derive(Debug)]
pub(super) struct Written {
    /// Its rulebook.
    pub(super) book: RulebookId,
    /// Its place.
    pub(super) own: ProvisionId,
    /// What it says.
    pub(super) clauses: Vec<Clause>,
}

impl Work<'_> {
    /// All provisions in the order of the texts, each followed by its `unless`.
    pub(super) fn provisions(&mut self, plan: &Plan<'_>, changes: &Changes<'_>) {
        let mut later: Vec<(Placed<'_>, Vec<Version>)> = Vec::new();
        for placed in &plan.items {
            let (kind, id, label, shape) = match &placed.item.head {
                Head::Rule { id, label } => (Kind::Rule, id, label, shape::RULE),
                Head::Exception { id, label } => (Kind::Exception, id, label, shape::EXCEPTION),
                Head::Policy { id, label } => (Kind::Policy, id, label, shape::POLICY),
                _ => continue,
            };
            let body = self.body(&shape, id.span(), &placed.item.body);
            let instrument = body.by().and_then(|name| self.instrument(placed.book, name));
            let force = self.standing_force(&body, instrument);
            let origin = Origin {
                passages: Vec::new(),
                version_of: None,
                made_of: None,
                instrument,
                force,
                span: placed.item.at.0,
                head: opening(placed.item.at.0, self.sources),
            };
            let mut provision = self.provision(placed.book, (kind, id, label), &body, origin);
            let own = changes.of(Amended::Provision(ProvisionId::at(placed.index)));
            if !own.is_empty() {
                let (enacted, days) = first(&provision, &body);
                let mut versions = self.versions(enacted, &days, own, &format!("{} `{}`", word(kind), id.value));
                provision.force = versions.remove(0).standings.all();
                later.push((*placed, versions));
            }
            self.model.provisions.push(provision.clone());
            self.unlesses(placed.book, ProvisionId::at(placed.index), &provision, &placed.item.body);
        }
        for (placed, versions) in later {
            let mut made = vec![ProvisionId::at(placed.index)];
            for version in versions {
                made.push(ProvisionId::at(self.model.provisions.len()));
                let made_of = version.made_of.and_then(|at| made.get(at)).copied();
                self.later_version(&placed, version, made_of);
            }
        }
    }

    /// A version that an amendment made; it stands after all first versions.
    fn later_version(&mut self, placed: &Placed<'_>, version: Version, made_of: Option<ProvisionId>) {
        let first = ProvisionId::at(placed.index);
        let own = ProvisionId::at(self.model.provisions.len());
        let (kind, id) = match &placed.item.head {
            Head::Rule { id, .. } => (Kind::Rule, id),
            Head::Exception { id, .. } => (Kind::Exception, id),
            Head::Policy { id, .. } => (Kind::Policy, id),
            _ => return,
        };
        let body = version.body();
        let origin = Origin {
            passages: version.passages(),
            version_of: Some(first),
            made_of,
            instrument: version.by,
            force: version.standings.all(),
            span: version.span,
            head: version.head,
        };
        let provision = self.provision(placed.book, (kind, id, &version.label), &body, origin);
        self.model.provisions.push(provision.clone());
        let clauses: Vec<Clause> = version.clauses.into_iter().map(|(clause, _)| clause).collect();
        self.unlesses(placed.book, own, &provision, &clauses);
        self.model.versions.entry(first).or_default().push(own);
        self.written.push(Written { book: placed.book, own, clauses });
    }

    fn provision(
        &mut self,
        book: RulebookId,
        (kind, id, label): (Kind, &Name, &Label),
        body: &Body<'_>,
        origin: Origin,
    ) -> Provision {
        let acts = body.first(|kind| if let C::AppliesTo(acts) = kind { Some(acts) } else { None });
        let effects = body.then();
        Provision {
            id: id.value.clone(),
            rulebook: book,
            version_of: origin.version_of,
            made_of: origin.made_of,
            kind,
            label: label.clone(),
            cites: self.cites(body),
            to: Vec::new(),
            acts: acts.into_iter().flatten().map(|act| act.value).collect(),
            decisive: self.own_date(book, body),
            force: origin.force,
            instrument: origin.instrument,
            only_if_no: Vec::new(),
            subject_to: Vec::new(),
            notwithstanding: Vec::new(),
            held: None,
            presumed: body.first(|kind| matches!(kind, C::PresumedUnlessShownOtherwise).then_some(())).is_some(),
            condition: body.when().map(|expr| self.condition(book, expr)),
            effect: effects.and_then(|effects| self.effect(book, kind, effects)),
            reason: body.first(|kind| if let C::Reason(reason) = kind { Some(reason.clone()) } else { None }),
            passages: origin.passages,
            span: origin.span,
            head: origin.head,
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

    /// When a text stands as enacted; by a draft it does not.
    fn standing_force(&mut self, body: &Body<'_>, instrument: Option<InstrumentId>) -> Vec<Validity> {
        if instrument.is_some_and(|id| self.is_draft(id)) {
            return vec![Validity::never()];
        }
        self.force(body, instrument).into_iter().map(Validity::always_known).collect()
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
    fn unlesses(&mut self, book: RulebookId, on: ProvisionId, parent: &Provision, clauses: &[Clause]) {
        let clauses = clauses.iter().filter_map(|clause| match &clause.kind {
            C::Unless(expr) => Some((clause.at.0, expr)),
            _ => None,
        });
        for (number, (span, expr)) in (1u32..).zip(clauses) {
            let exception = self.unless(book, (on, parent), number, (span, expr));
            self.model.provisions.push(exception);
        }
    }

    fn unless(
        &mut self,
        book: RulebookId,
        (on, parent): (ProvisionId, &Provision),
        number: u32,
        (span, expr): (Span, &Expr),
    ) -> Provision {
        let words: Vec<&str> = self.sources.slice(expr.at.0).split_whitespace().collect();
        let lifts = Effect { kind: EffectKind::NotRequired, conditions: Vec::new(), duties: Vec::new(), span };
        let id = format!("{}/unless-{number}", parent.id);
        Provision {
            id,
            // The numbers of an `unless` in two versions have nothing to do with each other.
            version_of: None,
            made_of: None,
            kind: Kind::Exception,
            label: Label::new(format!("unless {}", words.join(" "))),
            to: vec![on],
            acts: Vec::new(),
            presumed: false,
            held: None,
            condition: Some(self.condition(book, expr)),
            passages: Vec::new(),
            effect: (parent.kind == Kind::Rule).then_some(lifts),
            reason: None,
            span,
            head: span,
            ..parent.clone()
        }
    }
}

/// The text of a provision as enacted, and the days on which it stands so.
fn first(provision: &Provision, body: &Body<'_>) -> (Version, Stretches) {
    let always = Stretches::of(Period::ALWAYS);
    let stated = provision.force.iter().map(|one| Stretches::of(one.in_force)).reduce(|all, one| all.or(&one));
    let days = stated.unwrap_or(always);
    let version = Version {
        clauses: body.clauses.iter().map(|&clause| (clause.clone(), provision.instrument)).collect(),
        label: provision.label.clone(),
        by: None,
        made_of: None,
        standings: Validities::new(&days, None),
        head: provision.head,
        span: provision.span,
    };
    (version, days)
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Rule => "the rule",
        Kind::Exception => "the exception",
        Kind::Policy => "the policy",
    }
}
