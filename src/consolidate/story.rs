//! What happened to a thing: the events that the model records of it, put in order.

use super::diff::changes;
use super::find::Named;
use super::history::{By, Event, Happened, History};
use super::items::what;
use super::shown::What;
use super::view::View;
use crate::model::{Amended, Amendment, Change, Cite, InstrumentId, RulebookId};
use crate::source::Span;
use crate::syntax::{Clause, ClauseKind, print_clauses};
use crate::vocab::{Date, Label, Period};

/// An event and the instrument that it is by.
pub(super) type Done = (Option<InstrumentId>, Event);

impl View<'_> {
    /// The history of a thing.
    pub(super) fn history(&self, named: &Named) -> History {
        let mut history = self.titled(named);
        let events = self.events(named);
        history.events = events.into_iter().map(|(_, event)| event).collect();
        history
    }

    fn titled(&self, named: &Named) -> History {
        let (what, id, label, book, span) = self
            .title(named)
            .unwrap_or_else(|| (What::default(), String::new(), Label::default(), RulebookId::at(0), Span::default()));
        let instrument = match named {
            Named::Instrument(id) => self.instrument(*id).map(|own| self.instrument_text(own)),
            _ => None,
        };
        History {
            what,
            id,
            label,
            book: self.model.rulebooks.get(book.index()).map(|book| book.id.clone()).unwrap_or_default(),
            known_on: self.asked.known_on,
            instrument,
            events: Vec::new(),
            at: self.trees.place(span),
        }
    }

    /// What a thing is called.
    fn title(&self, named: &Named) -> Option<(What, String, Label, RulebookId, Span)> {
        let model = self.model;
        Some(match named {
            Named::Rulebook(id) => {
                let own = model.rulebooks.get(id.index())?;
                (What::Rulebook, own.id.clone(), own.label.clone(), *id, own.span)
            }
            Named::Instrument(id) => {
                let own = model.instruments.get(id.index())?;
                (What::Instrument, own.id.clone(), own.label.clone(), own.rulebook, own.span)
            }
            Named::Group(id) => {
                let own = model.groups.get(id.index())?;
                (What::Group, own.id.clone(), own.label.clone(), own.rulebook, own.span)
            }
            Named::List(id) => {
                let own = model.lists.get(id.index())?;
                (What::List, own.id.clone(), own.label.clone(), own.rulebook, own.span)
            }
            Named::Entry(id, key) => {
                let own = model.lists.get(id.index())?;
                let rows = own.entries.iter().filter(|entry| entry.key == *key && self.knows_from(entry.known.from));
                let row = rows.max_by_key(|entry| entry.known.from);
                let label = row.map(|entry| entry.description.clone()).unwrap_or_default();
                let span = row.map_or(own.span, |entry| entry.span);
                (What::Entry, format!("{}:{key}", own.id), label, own.rulebook, span)
            }
            Named::Define(id) => {
                let own = model.defines.get(id.index())?;
                (What::Define, own.id.clone(), own.label.clone(), own.rulebook, own.span)
            }
            Named::Provision(id) => {
                let own = model.provisions.get(id.index())?;
                (what(own.kind), own.id.clone(), own.label.clone(), own.rulebook, own.head)
            }
        })
    }

    /// What happened to a thing, in the order in which it became known; of an instrument, thing by thing.
    fn events(&self, named: &Named) -> Vec<Done> {
        let mut events = match named {
            Named::Rulebook(_) => Vec::new(),
            Named::Instrument(id) => return self.events_of_instrument(*id),
            Named::Group(id) => self.events_of_group(*id),
            Named::List(id) => self.events_of_list(*id),
            Named::Entry(id, key) => self.events_of_entry(*id, key),
            Named::Define(id) => self.events_of_text(Amended::Define(*id)),
            Named::Provision(id) => self.events_of_text(Amended::Provision(*id)),
        };
        events.sort_by_key(|(_, event)| (is_draft(event), event.known, event.in_force));
        events
    }

    /// An event by an instrument; the rest is for the caller to say.
    pub(super) fn event(
        &self,
        by: Option<InstrumentId>,
        (in_force, known): (Period, Option<Date>),
        span: Span,
        happened: Happened,
    ) -> Done {
        let own = by.and_then(|id| self.instrument(id));
        let named = own.map(|own| By {
            id: own.id.clone(),
            label: own.label.clone(),
            published: own.published,
            corrects: own.corrects.map(|other| self.instrument_id(other)),
            draft: own.draft,
        });
        let at = self.trees.place(span);
        (by, Event { of: None, by: named, in_force, known, cites: Vec::new(), at, happened })
    }

    /// From when the text of an instrument is known.
    pub(super) fn known_from(&self, by: Option<InstrumentId>) -> Option<Date> {
        by.and_then(|id| self.instrument(id)).and_then(crate::model::Instrument::known_from)
    }

    fn events_of_text(&self, thing: Amended) -> Vec<Done> {
        let versions = self.versions(thing);
        let Some(first) = versions.first().filter(|first| self.knows_of(first.instrument)) else { return Vec::new() };
        let enacted = without_by(self.in_text_order(thing, first).into_iter().map(|one| one.clause));
        let draft = first.instrument.and_then(|id| self.instrument(id)).is_some_and(|own| own.draft);
        let days = (if draft { Period::ALWAYS } else { first.first_stretch() }, self.known_from(first.instrument));
        let mut events =
            vec![self.event(first.instrument, days, first.span, Happened::Enacted(print_clauses(&enacted)))];
        for change in self.amendments(thing) {
            if change.change == Change::Text && change.known_from.is_some() {
                let made = versions.iter().filter(|version| version.made_of.is_some() && version.span == change.span);
                for version in made {
                    let old = version.made_of.and_then(|at| versions.get(at)).unwrap_or(first);
                    let label = (old.label != version.label).then(|| (old.label.clone(), version.label.clone()));
                    let plain = |of| without_by(self.in_text_order(thing, of).into_iter().map(|one| one.clause));
                    let clauses = changes(&plain(old), &plain(version));
                    events.push(self.changed(change, Happened::Amended { label, clauses }));
                }
            } else {
                events.extend(self.ended(change));
            }
        }
        events
    }

    /// An event that a change is.
    pub(super) fn changed(&self, change: &Amendment, happened: Happened) -> Done {
        let days = (change.in_force, change.known_from);
        let (by, event) = self.event(Some(change.instrument), days, change.head, happened);
        (by, Event { cites: change.cites.on(None), ..event })
    }

    /// A repeal, a suspension and its end, or a draft; nothing for a change of text that is law.
    pub(super) fn ended(&self, change: &Amendment) -> Vec<Done> {
        if change.known_from.is_none() {
            let clauses = print_clauses(self.trees.body(change.span));
            return vec![self.changed(change, Happened::Proposed { change: change.change, clauses })];
        }
        match change.change {
            Change::Text => Vec::new(),
            Change::Repeal => vec![self.changed(change, Happened::Repealed)],
            Change::Suspension => {
                let revived = change.in_force.before.map(|day| {
                    let (by, event) = self.changed(change, Happened::Revived);
                    (by, Event { in_force: Period::since(day), ..event })
                });
                std::iter::once(self.changed(change, Happened::Suspended)).chain(revived).collect()
            }
        }
    }

    fn events_of_group(&self, id: crate::model::GroupId) -> Vec<Done> {
        let Some(group) = self.model.groups.get(id.index()) else { return Vec::new() };
        let lines = print_clauses(self.trees.body(group.span));
        let mut events = vec![self.event(None, (Period::ALWAYS, None), group.span, Happened::Enacted(lines))];
        for change in self.amendments(Amended::Group(id)) {
            if change.change == Change::Text && change.known_from.is_some() {
                events.push(self.changed(change, members(self.trees.body(change.span))));
            } else {
                events.extend(self.ended(change));
            }
        }
        events
    }

    /// What an instrument did, to each thing in turn, and who corrected it.
    fn events_of_instrument(&self, id: InstrumentId) -> Vec<Done> {
        let mut events = Vec::new();
        if !self.knows_of(Some(id)) {
            return events;
        }
        for named in super::find::things(self.model) {
            let Some((what, name, label, ..)) = self.title(&named) else { continue };
            let own = self.events(&named).into_iter().filter(|(by, _)| *by == Some(id));
            events
                .extend(own.map(|(by, event)| (by, Event { of: Some((what, name.clone(), label.clone())), ..event })));
        }
        let corrections = self.model.instruments.iter().enumerate().filter(|(_, other)| other.corrects == Some(id));
        for (at, other) in corrections.filter(|(_, other)| self.knows(other)) {
            let by = InstrumentId::at(at);
            let in_force = other.in_force.map(Period::since).unwrap_or_default();
            events.push(self.event(Some(by), (in_force, other.known_from()), other.span, Happened::Corrected));
        }
        events
    }
}

/// The clauses without the one that names the instrument, which the event names.
fn without_by(clauses: impl Iterator<Item = Clause>) -> Vec<Clause> {
    clauses.filter(|clause| !matches!(clause.kind, ClauseKind::By(_))).collect()
}

/// Who came and who went, each with the days that the clause states.
fn members(clauses: &[Clause]) -> Happened {
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for clause in clauses {
        let (places, when, into) = match &clause.kind {
            ClauseKind::AddPlaces { places, when } => (places, when, &mut added),
            ClauseKind::RemovePlaces { places, when } => (places, when, &mut removed),
            _ => continue,
        };
        let days = crate::syntax::print_when(when);
        let named = places
            .iter()
            .map(|place| if days.is_empty() { place.value.clone() } else { format!("{} {days}", place.value) });
        into.extend(named);
    }
    Happened::Members { added, removed }
}

fn is_draft(event: &Event) -> bool {
    event.by.as_ref().is_some_and(|by| by.draft)
}
