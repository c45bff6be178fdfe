//! Classifications.

use super::Work;
use super::collect::Plan;
use super::names::Kind;
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Classification, InstrumentId, RulebookId};
use crate::syntax::{ClauseKind as C, Head, Name};
use crate::vocab::{Date, Label, Scheme};

impl Work<'_> {
    /// All classifications; lists add to their changes later.
    pub(super) fn classifications(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Classification { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::CLASSIFICATION, id.span(), &placed.item.body);
            let scheme =
                body.first(|kind| if let C::Scheme(scheme) = kind { Some(scheme.value.as_str()) } else { None });
            let settling = body.first(|kind| if let C::MayBe(how) = kind { Some(how.value) } else { None });
            let cites = self.cites(&body);
            let changed = self.changes(placed.book, &body);
            self.model.classifications.push(Classification {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                scheme: Scheme::new(scheme.unwrap_or_default()),
                ask: body.ask().cloned().unwrap_or_else(|| Label::new("")),
                settling: settling.unwrap_or_default(),
                changed,
                cites,
                span: id.span(),
            });
        }
    }

    pub(super) fn changes(&mut self, book: RulebookId, body: &Body<'_>) -> Vec<(Date, Option<InstrumentId>)> {
        let written = body.all(|kind| if let C::Changed { date, by } = kind { Some((date, by)) } else { None });
        let mut changes: Vec<(Date, Option<InstrumentId>)> = Vec::new();
        for (date, by) in written {
            let by = by.as_ref().and_then(|name| self.instrument(book, name));
            changes.push((date.value, by));
        }
        changes.sort();
        changes.dedup();
        changes
    }

    /// An instrument by name.
    pub(super) fn instrument(&mut self, book: RulebookId, name: &Name) -> Option<InstrumentId> {
        self.find(book, name, &[Kind::Instrument]).map(|bound| InstrumentId::at(bound.index))
    }

    /// The day an instrument came into force, for a clause that states no day of its own.
    pub(super) fn first_day_of(&mut self, id: InstrumentId, name: &Name) -> Option<Date> {
        let day = self.in_force(id);
        if day.is_none() {
            let message = format!("the instrument `{}` has no day in force, and no day is stated here", name.value);
            let help = format!("add `in force DATE` to `{}`, or `from DATE` here", name.value);
            self.say(Diagnostic::at(Code::NO_FIRST_DAY, name.span(), message).help(help));
        }
        day
    }
}
