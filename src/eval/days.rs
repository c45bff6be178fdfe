//! Days that are reckoned from others, of which one may be known and another not.
//!
//! A day that is not known lies anywhere; a term from it, and the earlier or later of it and others, lie where that leaves
//! them. So `departed before earlier of A, B` fails as soon as it departed on A or later, whatever B is.

use super::Bit;
use super::frame::{Frame, Side};
use crate::model::{FactId, Operand, Scalar, Term, TermUnit};
use crate::vocab::{Between, Comparator, Date, Pick, Truth, calendar_term};

/// What is known of a day, and what would tell more.
#[derive(Debug, Clone)]
pub(super) struct Day {
    /// Between which days it lies.
    pub(super) between: Between,
    /// Whether a fact would tell more; where none does, nothing records it.
    pub(super) open: bool,
    /// The facts that would; none where it hangs on which entry is meant.
    pub(super) waits: Vec<FactId>,
}

impl Day {
    fn known(day: Date) -> Day {
        Day { between: Between::exactly(day), open: false, waits: Vec::new() }
    }

    fn unknown(open: bool, waits: Vec<FactId>) -> Day {
        Day { between: Between::ANY, open, waits }
    }

    /// As one side of a comparison.
    pub(super) fn side(&self) -> Side {
        match self.between.exact() {
            Some(day) => Side::Known(Scalar::Date(day)),
            None if self.open => Side::Open,
            None => Side::Stuck,
        }
    }

    /// It lies there; where that is one day, nothing is waited for.
    fn lying(self, between: Between) -> Day {
        if let Some(day) = between.exact() { Day::known(day) } else { Day { between, ..self } }
    }
}

impl Frame<'_> {
    /// How two days compare that are known; none where they are not, and of anything else.
    pub(super) fn compare_exact_days(&self, left: &Operand, by: Comparator, right: &Operand) -> Option<bool> {
        Some(by.holds(self.exact_day(left)?.cmp(&self.exact_day(right)?)))
    }

    /// How two days compare, one of which at least is reckoned.
    pub(super) fn compare_days(&self, left: &Operand, by: Comparator, right: &Operand) -> Bit {
        let (left, right) = (self.day(left), self.day(right));
        match left.between.compared(by, right.between) {
            Truth::Unknown if left.open || right.open => Bit::Open,
            Truth::Unknown => Bit::Stuck,
            known => known.into(),
        }
    }

    /// The day that a fact or the entry at hand states, or the one day that a term from it comes to; none where it takes more to
    /// tell.
    fn exact_day(&self, operand: &Operand) -> Option<Date> {
        match operand {
            Operand::Fact(fact) => self.day_of(*fact),
            Operand::Fixed(Scalar::Date(day)) => Some(*day),
            Operand::EntryFrom => self.row()?.form_since,
            Operand::EntryFirstListed => self.row()?.first_listed,
            Operand::Term(term) => self.term(term, self.exact_day(&term.from)?).exact(),
            _ => None,
        }
    }

    /// What is known of a day.
    pub(super) fn day(&self, operand: &Operand) -> Day {
        match operand {
            Operand::Term(term) => {
                let from = self.day(&term.from);
                let between = from.between.reckoned(|day| self.term(term, day));
                from.lying(between)
            }
            Operand::Picked(which, of) => self.picked(*which, of),
            plain => match self.operand(plain) {
                Side::Known(Scalar::Date(day)) => Day::known(day),
                Side::Known(_) | Side::Stuck => Day::unknown(false, Vec::new()),
                Side::Open => Day::unknown(true, plain.facts()),
            },
        }
    }

    /// What is known of the end of a term from a day.
    pub(super) fn term(&self, term: &Term, from: Date) -> Between {
        match term.unit {
            TermUnit::Calendar(unit) => calendar_term(from, term.number, unit, term.way),
            TermUnit::Business(id) => match self.model.calendars.get(id.index()) {
                Some(calendar) => calendar.days.reckoned(from, term.number, term.way),
                None => Between::ANY,
            },
        }
    }

    /// Of several days, those that cannot be the one picked are not waited for.
    fn picked(&self, which: Pick, of: &[Operand]) -> Day {
        let days: Vec<Day> = of.iter().map(|day| self.day(day)).collect();
        let ends: Vec<Between> = days.iter().map(|day| day.between).collect();
        let between = Between::picked(which, &ends);
        let may_be = days.into_iter().filter(|day| day.between.may_be(which, between));
        let (mut open, mut waits) = (false, Vec::new());
        for day in may_be {
            open |= day.open;
            waits.extend(day.waits);
        }
        Day::unknown(open, waits).lying(between)
    }
}
