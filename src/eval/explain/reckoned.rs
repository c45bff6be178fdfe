//! Days that are reckoned from others, in words: what they are called, and how each was reckoned.

use super::View;
use crate::eval::Instance;
use crate::model::{Calendar, FactId, Operand, Term, TermUnit};
use crate::ruling::{Length, Reckoned};
use crate::vocab::{Date, Pick, TimeUnit};

impl<'a> View<'a> {
    /// `90 days after contract signed`
    pub(super) fn reckoned_name(&self, instance: &Instance, operand: &Operand) -> String {
        match operand {
            Operand::Term(term) => {
                let (length, calendar) = self.length_words(term);
                format!("{length} {} {}{calendar}", term.way.word(), self.reckoned_name(instance, &term.from))
            }
            Operand::Picked(which, of) => {
                let days: Vec<String> = of.iter().map(|day| self.reckoned_name(instance, day)).collect();
                format!("the {} {}", which.words(), days.join(", "))
            }
            plain => self.side(instance, plain).0,
        }
    }

    fn length_words(&self, term: &Term) -> (String, String) {
        let number = u64::from(term.number);
        match term.unit {
            TermUnit::Calendar(unit) => (format!("{number} {}", unit.word(number)), String::new()),
            TermUnit::Business(_) => {
                let calendar = self.calendar(term).map(|calendar| format!(" in “{}”", calendar.label.english));
                (format!("{number} business {}", TimeUnit::Days.word(number)), calendar.unwrap_or_default())
            }
        }
    }

    fn calendar(&self, term: &Term) -> Option<&'a Calendar> {
        match term.unit {
            TermUnit::Business(id) => self.texts.model.calendars.get(id.index()),
            TermUnit::Calendar(_) => None,
        }
    }

    /// The day itself, where it is known.
    pub(super) fn reckoned_day(&self, instance: &Instance, operand: &Operand) -> Option<String> {
        self.exact(instance, operand).map(|day| day.to_string())
    }

    fn exact(&self, instance: &Instance, operand: &Operand) -> Option<Date> {
        self.frame_of(instance).day(operand).between.exact()
    }

    /// How a day was reckoned, the innermost first, as far as it is known.
    pub(super) fn reckonings(&self, instance: &Instance, operand: &Operand) -> Vec<Reckoned> {
        match operand {
            Operand::Term(term) => {
                let inner = self.reckonings(instance, &term.from);
                inner.into_iter().chain(self.ended(instance, term, self.exact(instance, operand))).collect()
            }
            Operand::Picked(which, of) => {
                let inner = of.iter().flat_map(|day| self.reckonings(instance, day));
                inner.chain(self.chosen(instance, *which, of, self.exact(instance, operand))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn ended(&self, instance: &Instance, term: &Term, day: Option<Date>) -> Option<Reckoned> {
        let from = self.exact(instance, &term.from)?;
        let calendar = self.calendar(term);
        let unit = if let TermUnit::Calendar(unit) = term.unit { Some(unit) } else { None };
        let label = calendar.map(|calendar| calendar.label.clone());
        let length = Length { number: term.number, unit, way: term.way, calendar: label };
        match day {
            Some(day) => Some(Reckoned::Term { length, from, day }),
            None => calendar.map(|calendar| Reckoned::Beyond { length, from, covers: calendar.days.covers }),
        }
    }

    fn chosen(&self, instance: &Instance, which: Pick, of: &[Operand], day: Option<Date>) -> Option<Reckoned> {
        let days: Option<Vec<Date>> = of.iter().map(|day| self.exact(instance, day)).collect();
        Some(Reckoned::Picked { which, of: days?, day: day? })
    }

    /// The facts that a comparison of reckoned days waits for.
    pub(super) fn awaited(&self, instance: &Instance, sides: [&Operand; 2]) -> Vec<FactId> {
        let frame = self.frame_of(instance);
        sides.into_iter().flat_map(|side| frame.day(side).waits).collect()
    }
}
