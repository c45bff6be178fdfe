//! Duties, named conditions and disputes.

use super::Work;
use super::amendments::{Change, Changes};
use super::collect::{Placed, Plan};
use super::entries::unnamed;
use super::reckon;
use super::shape::{self, Body};
use super::validities::Validities;
use super::versions::Version;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amended, Clause, Define, DefineId, DefineVersion, Dispute, Due, Duty, Reading, RulebookId, Test};
use crate::source::Span;
use crate::syntax::{self, ClauseKind as C, Head, Name, Spot};
use crate::vocab::{FactOf, Label, Period, Stretches};
use std::collections::BTreeMap;

impl Work<'_> {
    /// All duties.
    pub(super) fn duties(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Duty { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::DUTY, id.span(), &placed.item.body);
            let due = body.first(|kind| if let C::Due(due) = kind { Some(due) } else { None });
            let met = body.first(|kind| if let C::MetWhen(expr) = kind { Some(expr) } else { None });
            let duty = Duty {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites: self.cites(&body),
                addressee: body.first(|kind| if let C::On(who) = kind { Some(who.value.clone()) } else { None }),
                form: body.first(|kind| if let C::Form(form) = kind { Some(form.value.clone()) } else { None }),
                due: due.and_then(|due| self.due(placed.book, due)),
                met_when: met.map(|expr| self.free_condition(placed.book, expr)),
                span: id.span(),
            };
            self.model.duties.push(duty);
        }
    }

    fn due(&mut self, book: RulebookId, due: &syntax::Due) -> Option<Due> {
        match due {
            syntax::Due::Before(fact) => self.date_fact(book, fact).map(Due::Before),
            syntax::Due::By(fact) => self.date_fact(book, fact).map(Due::By),
            syntax::Due::Within { number, unit, after } => {
                let (count, fact) = self.count_after(book, number, after)?;
                Some(Due::Within(count, *unit, fact))
            }
            syntax::Due::For { number, unit, after } => {
                let (count, fact) = self.count_after(book, number, after)?;
                Some(Due::For(count, *unit, fact))
            }
        }
    }

    fn count_after(
        &mut self,
        book: RulebookId,
        number: &Spot<u64>,
        after: &Name,
    ) -> Option<(u32, crate::model::FactId)> {
        let fact = self.date_fact(book, after);
        // Ten thousand of any unit stays within the calendar's years when days are meant, and is plainly a slip else.
        let count = u32::try_from(number.value).ok().filter(|count| *count <= 10_000);
        if count.is_none() {
            let message = format!("{} is too long a time for a duty", number.value);
            self.say(Diagnostic::at(Code::BAD_NUMBER, number.span(), message).help("compare it with the source"));
        }
        Some((count?, fact?))
    }

    /// All named conditions.
    pub(super) fn defines(&mut self, plan: &Plan<'_>, changes: &Changes<'_>) {
        for placed in &plan.items {
            let Head::Define { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::DEFINE, id.span(), &placed.item.body);
            let cites = self.cites(&body);
            let silence_means_no = body.silence();
            self.scope = reckon::Scope::of(self.define_of.get(placed.index).copied().unwrap_or(FactOf::Line));
            let own = changes.of(Amended::Define(DefineId::at(placed.index)));
            let (condition, versions) = match own {
                [] => (self.condition_of(placed.book, &body, id.span()), Vec::new()),
                own => self.amended_condition(placed, (id, label), &body, own),
            };
            self.scope = reckon::Scope::default();
            self.model.defines.push(Define {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites,
                of: self.define_of.get(placed.index).copied().unwrap_or(FactOf::Line),
                condition,
                silence_means_no,
                versions,
                span: id.span(),
            });
        }
    }

    /// The condition of a define that instruments changed: each version while it is in force, and no while none is.
    fn amended_condition(
        &mut self,
        placed: &Placed<'_>,
        (id, label): (&Name, &Label),
        body: &Body<'_>,
        changes: &[Change<'_>],
    ) -> (Clause, Vec<DefineVersion>) {
        let always = Stretches::of(Period::ALWAYS);
        let first = Version {
            clauses: body.clauses.iter().map(|&clause| (clause.clone(), None)).collect(),
            label: label.clone(),
            by: None,
            made_of: None,
            standings: Validities::new(&always, None),
            head: id.span(),
            span: placed.item.at.0,
        };
        let versions = self.versions(first, &always, changes, &format!("the define `{}`", id.value));
        let mut parts = Vec::new();
        for version in &versions {
            let body = version.body();
            let in_force = Clause { span: version.head, test: Test::InForce(version.standings.all()) };
            let says = self.condition_of(placed.book, &body, version.head);
            parts.push(Clause { span: version.head, test: Test::All(vec![in_force, says]) });
        }
        let kept = versions.iter().map(|version| DefineVersion {
            label: version.label.clone(),
            force: version.standings.all(),
            passages: version.passages(),
            made_of: version.made_of,
            instrument: version.by,
            span: version.span,
        });
        (Clause { span: id.span(), test: Test::Any(parts) }, kept.collect())
    }

    fn condition_of(&mut self, book: RulebookId, body: &Body<'_>, span: Span) -> Clause {
        let always = Clause { span, test: Test::Always };
        body.when().map_or(always, |expr| self.condition(book, expr))
    }

    /// All disputes.
    pub(super) fn disputes(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Disputed { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::DISPUTED, id.span(), &placed.item.body);
            let readings = self.readings(placed, &body);
            if readings.len() < 2 {
                let message = format!("`{}` has {} of at least two readings", id.value, readings.len());
                let help = "add the other `reading`, with its citation; where nobody differs, write a `define`";
                self.say(Diagnostic::at(Code::FEW_READINGS, id.span(), message).help(help));
            }
            let cites = self.cites(&body);
            self.model.disputes.push(Dispute {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites,
                readings,
                span: id.span(),
            });
        }
    }

    fn readings(&mut self, placed: &Placed<'_>, body: &Body<'_>) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        for clause in &body.clauses {
            let C::Reading { id, label, body } = &clause.kind else { continue };
            if let Some(first) = places.insert(&id.value, id.span()) {
                self.say_duplicate("a reading", id, Some(first));
            }
            let body = self.body(&shape::READING, id.span(), body);
            let cites = self.cites(&body);
            let condition = self.condition_of(placed.book, &body, id.span());
            readings.push(Reading {
                id: id.value.clone(),
                label: unnamed(label.as_ref(), &id.value),
                cites,
                condition,
            });
        }
        readings
    }
}
