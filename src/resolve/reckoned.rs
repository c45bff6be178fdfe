//! Days that are reckoned from others, and the calendars of their business days.

use super::Work;
use super::collect::{Placed, Plan};
use super::comparisons::entry_column;
use super::names::Kind;
use super::shape::{self, Body};
use super::values::value_words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Calendar, CalendarId, Operand, RulebookId, Scalar, Term, TermUnit};
use crate::syntax::{self, ClauseKind as C, Head, Name, Spot, Until, Value, When};
use crate::vocab::{BusinessDays, Date, Period};
use std::collections::BTreeSet;

/// The longest term: what is longer is plainly a slip, and would be counted in vain.
const LONGEST: u64 = 10_000;

/// The most days that a calendar covers, some hundred years: each may have to be gone through.
const MOST_DAYS: i32 = 36_600;

impl Work<'_> {
    /// A day in any form.
    pub(super) fn reckoned(&mut self, book: RulebookId, day: &Spot<Value>) -> Option<Operand> {
        match &day.value {
            Value::Brackets(inner) => self.reckoned(book, inner),
            Value::Term(term) => self.term(book, term).map(|term| Operand::Term(Box::new(term))),
            Value::Picked { which, of } => {
                let days: Vec<Option<Operand>> = of.iter().map(|day| self.reckoned(book, day)).collect();
                days.into_iter().collect::<Option<Vec<_>>>().map(|days| Operand::Picked(*which, days))
            }
            Value::Date(date) => Some(Operand::Fixed(Scalar::Date(*date))),
            Value::Word(word) => {
                let fact = self.date_fact(book, &Spot::new(word.clone(), day.span()));
                fact.map(Operand::Fact)
            }
            Value::EntryColumn(column) => Some(entry_column(column)),
            other => {
                let message = format!("{} is no day, and a day is wanted here", value_words(other));
                let help = "name a fact of type `date`, or write a date such as 2024-09-09";
                self.say(Diagnostic::at(Code::NO_DAY, day.span(), message).help(help));
                None
            }
        }
    }

    fn term(&mut self, book: RulebookId, term: &syntax::Term) -> Option<Term> {
        let number = self.length(&term.number);
        let unit = match &term.unit {
            syntax::TermUnit::Calendar(unit) => Some(TermUnit::Calendar(*unit)),
            syntax::TermUnit::Business(Some(name)) => self.calendar(book, name).map(TermUnit::Business),
            syntax::TermUnit::Business(None) => {
                self.say_no_calendar(&term.number);
                None
            }
        };
        let from = self.reckoned(book, &term.from);
        Some(Term { number: number?, unit: unit?, way: term.way, from: from? })
    }

    fn length(&mut self, number: &Spot<u64>) -> Option<u32> {
        let fits = u32::try_from(number.value).ok().filter(|_| (1..=LONGEST).contains(&number.value));
        if fits.is_none() {
            let message = format!("a term of {} is none that can be counted", number.value);
            let help =
                format!("a term has from 1 to {LONGEST} days, weeks, months or years; compare it with the source");
            self.say(Diagnostic::at(Code::TERM_LENGTH, number.span(), message).help(help));
        }
        fits
    }

    fn calendar(&mut self, book: RulebookId, name: &Name) -> Option<CalendarId> {
        self.find(book, name, &[Kind::Calendar]).map(|bound| CalendarId::at(bound.index))
    }

    fn say_no_calendar(&mut self, number: &Spot<u64>) {
        let said = Diagnostic::at(Code::NO_CALENDAR, number.span(), "these business days are those of no calendar");
        self.say(said.help("write `in CALENDAR` after the day, and declare the calendar with its holidays"));
    }

    /// All calendars.
    pub(super) fn calendars(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Calendar { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::CALENDAR, id.span(), &placed.item.body);
            let calendar = Calendar {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites: self.cites(&body),
                days: self.business_days(placed, &body),
                span: id.span(),
            };
            self.model.calendars.push(calendar);
        }
    }

    fn business_days(&mut self, placed: &Placed<'_>, body: &Body<'_>) -> BusinessDays {
        let window = body.first(|kind| if let C::Covers(when) = kind { Some(when) } else { None });
        let covers = window.map(|when| self.period(when)).unwrap_or_default();
        let weekend = body.all(|kind| if let C::Weekend(days) = kind { Some(days) } else { None });
        let holidays = body.all(|kind| if let C::Holiday { days, .. } = kind { Some(days) } else { None });
        let holidays: Vec<&Spot<Date>> = holidays.into_iter().flatten().collect();
        if let Some(when) = window {
            self.check_window(placed, when);
            self.check_holidays(&holidays, covers);
        }
        BusinessDays {
            weekend: weekend.into_iter().flatten().map(|day| day.value).collect(),
            holidays: holidays.into_iter().map(|day| day.value).collect::<BTreeSet<Date>>(),
            covers,
        }
    }

    fn check_window(&mut self, placed: &Placed<'_>, when: &When) {
        let end = when.until.as_ref().map(|until| match until.value {
            Until::Before(day) | Until::Through(day) => day,
        });
        let days = when.from.as_ref().zip(end).map_or(0, |(from, end)| from.value.days_to(end));
        if days > MOST_DAYS {
            let message = format!("this calendar covers more than {MOST_DAYS} days");
            let span = super::collect::opening(placed.item.at.0, self.sources);
            let said = Diagnostic::at(Code::CALENDAR_WINDOW, span, message);
            self.say(said.help("cover the years whose holidays are laid down"));
        }
    }

    fn check_holidays(&mut self, holidays: &[&Spot<Date>], covers: Period) {
        for day in holidays.iter().filter(|day| !covers.contains(day.value)) {
            let message = format!("{} is not among the days that this calendar covers ({covers})", day.value);
            let help = "mend the day, or let `covers from … before …` take it in";
            self.say(Diagnostic::at(Code::CALENDAR_WINDOW, day.span(), message).help(help));
        }
    }
}
