//! Dates of a text that an amendment replaces: "in Article 12g(2), ‘20 December 2024’ is replaced by ‘1 January 2025’".

use crate::syntax::{Clause, ClauseKind as C, Expr, ExprKind as E, Spot, Term, Until, Value, When};
use crate::vocab::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A clause with other dates in the place of some, in its conditions and its stretches of force; and which were found.
pub(super) fn replaced(clause: &Clause, dates: &BTreeMap<Date, Date>) -> (Clause, Vec<Date>) {
    let swap = Swap { dates, found: RefCell::new(Vec::new()) };
    let kind = match &clause.kind {
        C::Through(expr) => C::Through(swap.expr(expr)),
        C::When(expr) => C::When(swap.expr(expr)),
        C::Unless(expr) => C::Unless(swap.expr(expr)),
        C::Force(when) => C::Force(swap.when(when)),
        other => other.clone(),
    };
    (Clause { at: clause.at, kind }, swap.found.into_inner())
}

struct Swap<'d> {
    dates: &'d BTreeMap<Date, Date>,
    found: RefCell<Vec<Date>>,
}

impl Swap<'_> {
    fn day(&self, day: Date) -> Date {
        let Some(&new) = self.dates.get(&day) else { return day };
        self.found.borrow_mut().push(day);
        new
    }

    fn spot(&self, day: &Spot<Date>) -> Spot<Date> {
        Spot { value: self.day(day.value), at: day.at }
    }

    fn when(&self, when: &When) -> When {
        let until = |spot: &Spot<Until>| {
            let value = match spot.value {
                Until::Before(day) => Until::Before(self.day(day)),
                Until::Through(day) => Until::Through(self.day(day)),
            };
            Spot { value, at: spot.at }
        };
        When { from: when.from.as_ref().map(|day| self.spot(day)), until: when.until.as_ref().map(until) }
    }

    fn expr(&self, expr: &Expr) -> Expr {
        let all = |parts: &[Expr]| parts.iter().map(|part| self.expr(part)).collect();
        let kind = match &expr.kind {
            E::And(parts) => E::And(all(parts)),
            E::Or(parts) => E::Or(all(parts)),
            E::AnyOf(parts) => E::AnyOf(all(parts)),
            E::AllOf(parts) => E::AllOf(all(parts)),
            E::Not(part) => E::Not(Box::new(self.expr(part))),
            E::Brackets(part) => E::Brackets(Box::new(self.expr(part))),
            E::Each { every, over, roles, through, members } => E::Each {
                every: *every,
                over: *over,
                roles: roles.clone(),
                through: all(through),
                members: all(members),
            },
            E::Is { fact, values } => {
                E::Is { fact: fact.clone(), values: values.iter().map(|value| self.value(value)).collect() }
            }
            E::Compare { left, by, right } => E::Compare { left: self.value(left), by: *by, right: self.value(right) },
            other => other.clone(),
        };
        Expr { at: expr.at, kind }
    }

    fn value(&self, value: &Spot<Value>) -> Spot<Value> {
        let swapped = match &value.value {
            Value::Date(day) => Value::Date(self.day(*day)),
            Value::Term(term) => Value::Term(Box::new(Term { from: self.value(&term.from), ..(**term).clone() })),
            Value::Picked { which, of } => {
                Value::Picked { which: *which, of: of.iter().map(|one| self.value(one)).collect() }
            }
            Value::Brackets(inner) => Value::Brackets(Box::new(self.value(inner))),
            other => other.clone(),
        };
        Spot { value: swapped, at: value.at }
    }
}
