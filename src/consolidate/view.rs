//! What is seen of the model on a day, as known on a day.

use super::Asked;
use super::shown::Mark;
use super::trees::Trees;
use crate::model::{Amended, Amendment, Instrument, InstrumentId, Model};
use crate::source::Span;
use crate::vocab::{Date, Validity, is_known, is_known_from};

/// The model, the texts, and the two days.
pub(super) struct View<'m> {
    pub(super) model: &'m Model,
    pub(super) trees: Trees<'m>,
    pub(super) asked: Asked,
}

impl<'m> View<'m> {
    pub(super) fn new(model: &'m Model, trees: Trees<'m>, asked: Asked) -> Self {
        Self { model, trees, asked }
    }

    pub(super) fn instrument(&self, id: InstrumentId) -> Option<&'m Instrument> {
        self.model.instruments.get(id.index())
    }

    /// The id of an instrument.
    pub(super) fn instrument_id(&self, id: InstrumentId) -> String {
        self.instrument(id).map(|own| own.id.clone()).unwrap_or_default()
    }

    /// Whether what is known from a day on is known by the day asked about.
    pub(super) fn knows_from(&self, from: Option<Date>) -> bool {
        is_known_from(from, self.asked.known_on)
    }

    /// Whether an instrument was known by then: a draft once it was announced, another once it was published.
    pub(super) fn knows(&self, instrument: &Instrument) -> bool {
        if instrument.draft {
            return self.asked.known_on.is_none_or(|known| instrument.announced.is_some_and(|day| day <= known));
        }
        self.knows_from(instrument.known_from())
    }

    /// The same of an instrument by its id; what names none is known.
    pub(super) fn knows_of(&self, id: Option<InstrumentId>) -> bool {
        id.and_then(|id| self.instrument(id)).is_none_or(|instrument| self.knows(instrument))
    }

    pub(super) fn is_known(&self, validity: &Validity) -> bool {
        is_known(validity.known, self.asked.known_on)
    }

    /// The changes of a thing that are known of, drafts among them, in the order in which they became known.
    pub(super) fn amendments(&self, what: Amended) -> impl Iterator<Item = &'m Amendment> {
        let own = self.model.amendments.iter().filter(move |amendment| amendment.what == what);
        let mut known: Vec<&Amendment> = own.filter(|amendment| self.knows_change(amendment)).collect();
        known.sort_by_key(|amendment| {
            (amendment.known_from.is_none(), amendment.known_from, amendment.in_force, amendment.span)
        });
        known.into_iter()
    }

    pub(super) fn knows_change(&self, amendment: &Amendment) -> bool {
        self.knows_from(amendment.known_from) && self.knows_of(Some(amendment.instrument))
    }

    /// The mark of a passage that an instrument put into a thing: from the day of the change in which it is written.
    pub(super) fn mark(&self, by: InstrumentId, what: Amended, passage: Span) -> Mark {
        let own = self.model.amendments.iter();
        let mut own =
            own.filter(|change| change.instrument == by && change.what == what && change.known_from.is_some());
        let first = own.clone().next();
        let change = own.find(|change| {
            change.span.source == passage.source && change.span.start <= passage.start && passage.end <= change.span.end
        });
        // A clause of which only a date was replaced is written where it was enacted.
        let from = change.or(first).and_then(|change| change.in_force.from);
        let mark = self.mark_of(by);
        Mark { from: from.or(mark.from), ..mark }
    }

    /// The mark of a change.
    pub(super) fn mark_of_change(&self, change: &Amendment) -> Mark {
        Mark { instrument: self.instrument_id(change.instrument), from: change.in_force.from }
    }

    /// The mark of what an instrument put there as it was enacted.
    pub(super) fn mark_of(&self, by: InstrumentId) -> Mark {
        let from = self.instrument(by).and_then(|instrument| instrument.in_force);
        Mark { instrument: self.instrument_id(by), from }
    }
}
