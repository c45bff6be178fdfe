//! The versions of a provision or a named condition.

use super::shown::Standing;
use super::trees::clauses_of;
use super::view::View;
use crate::model::{Amended, Amendment, Change, InstrumentId, Kind, Passage, Provision, ProvisionId};
use crate::source::Span;
use crate::syntax::{Clause, clause_word};
use crate::vocab::{Date, Label, Period, Validity};

/// A version.
pub(super) struct Version<'m> {
    pub(super) label: &'m Label,
    force: &'m [Validity],
    passages: &'m [Passage],
    pub(super) instrument: Option<InstrumentId>,
    /// The version it was made of, by its place.
    pub(super) made_of: Option<usize>,
    pub(super) span: Span,
}

/// A clause, the instrument that put it there, and where it is written.
pub(super) struct Enacted {
    pub(super) clause: Clause,
    pub(super) by: Option<InstrumentId>,
    pub(super) span: Span,
}

impl Version<'_> {
    /// The stretch in which it is in force on a day, as known by then.
    fn on(&self, view: &View<'_>, day: Date) -> Option<Period> {
        if self.force.is_empty() {
            return Some(Period::ALWAYS);
        }
        let known = self.force.iter().filter(|validity| view.is_known(validity));
        known.map(|validity| validity.in_force).find(|period| period.contains(day))
    }

    /// The first stretch in force, as first known.
    pub(super) fn first_stretch(&self) -> Period {
        let first = self.force.iter().min_by_key(|validity| (validity.known.from, validity.in_force));
        first.map(|validity| validity.in_force).unwrap_or_default()
    }
}

impl<'m> View<'m> {
    /// The versions of a thing, the first as enacted.
    pub(super) fn versions(&self, what: Amended) -> Vec<Version<'m>> {
        match what {
            Amended::Provision(first) => self.versions_of_provision(first),
            Amended::Define(id) => self.model.defines.get(id.index()).map_or_else(Vec::new, |define| {
                let enacted = Version {
                    label: &define.label,
                    force: &[],
                    passages: &[],
                    instrument: None,
                    made_of: None,
                    span: define.span,
                };
                let kept = define.versions.iter().map(|version| Version {
                    label: &version.label,
                    force: &version.force,
                    passages: &version.passages,
                    instrument: version.instrument,
                    made_of: version.made_of,
                    span: version.span,
                });
                if define.versions.is_empty() { vec![enacted] } else { kept.collect() }
            }),
            Amended::List(_) | Amended::Group(_) => Vec::new(),
        }
    }

    fn versions_of_provision(&self, first: ProvisionId) -> Vec<Version<'m>> {
        let ids: Vec<ProvisionId> = self.model.versions_of(first).collect();
        let version = |id: &ProvisionId| {
            let provision: &Provision = self.model.provisions.get(id.index())?;
            Some(Version {
                label: &provision.label,
                force: &provision.force,
                passages: &provision.passages,
                instrument: provision.instrument,
                made_of: provision.made_of.and_then(|of| ids.iter().position(|id| *id == of)),
                span: provision.span,
            })
        };
        ids.iter().filter_map(version).collect()
    }

    /// The clauses of a version, each with who put it there.
    pub(super) fn clauses(&self, what: Amended, version: &Version<'_>) -> Vec<Enacted> {
        if version.passages.is_empty() {
            let body = self.trees.body(version.span);
            let one = |clause: &Clause| Enacted { clause: clause.clone(), by: version.instrument, span: clause.at.0 };
            return body.iter().map(one).collect();
        }
        let head = self.opening(what);
        let read = |passage: &Passage| {
            let clauses = clauses_of(&head, &passage.text);
            let one = |clause| Enacted { clause, by: passage.by, span: passage.span };
            clauses.into_iter().map(one).collect::<Vec<_>>()
        };
        version.passages.iter().flat_map(read).collect()
    }

    /// Opening words under which the clauses of a thing can be read.
    fn opening(&self, what: Amended) -> String {
        let word = match what {
            Amended::Provision(id) => match self.model.provisions.get(id.index()).map(|own| own.kind) {
                Some(Kind::Exception) => "exception",
                Some(Kind::Policy) => "policy",
                _ => "rule",
            },
            _ => "define",
        };
        format!("{word} text \"\"")
    }

    /// The clauses in the order in which the text as enacted has their kinds; new kinds come last.
    pub(super) fn in_text_order(&self, what: Amended, version: &Version<'_>) -> Vec<Enacted> {
        let mut clauses = self.clauses(what, version);
        let first = self.versions(what).into_iter().next();
        let enacted = first.map(|first| self.clauses(what, &first)).unwrap_or_default();
        let order: Vec<String> = enacted.iter().map(|one| clause_word(&one.clause.kind)).collect();
        clauses.sort_by_key(|one| {
            let word = clause_word(&one.clause.kind);
            order.iter().position(|other| *other == word).unwrap_or(order.len())
        });
        clauses
    }

    /// Whether a thing stands on the day, and the place of the version that is to be shown; none, if none is.
    pub(super) fn standing(&self, what: Amended, versions: &[Version<'_>]) -> (Standing, Option<usize>) {
        let day = self.asked.on;
        let found = versions.iter().enumerate().find_map(|(at, version)| Some((at, version.on(self, day)?)));
        if let Some((at, period)) = found {
            return (Standing::InForce { from: period.from, before: period.before }, Some(at));
        }
        if let Some(change) = self.bearing(what, Change::Suspension) {
            let before = change.in_force.from.map_or(day, Date::previous);
            let shown = versions.iter().rposition(|version| version.on(self, before).is_some()).unwrap_or(0);
            return (self.suspended(change), Some(shown));
        }
        if let Some(change) = self.bearing(what, Change::Repeal) {
            let by = self.instrument_id(change.instrument);
            return (Standing::Repealed { by, from: change.in_force.from }, None);
        }
        (self.out_of_force(versions), None)
    }

    /// The last change of that kind that bears on the day.
    pub(super) fn bearing(&self, what: Amended, change: Change) -> Option<&'m Amendment> {
        let own = self.amendments(what).filter(|one| one.change == change && one.known_from.is_some());
        own.filter(|one| one.in_force.contains(self.asked.on)).last()
    }

    pub(super) fn suspended(&self, change: &Amendment) -> Standing {
        let Period { from, before } = change.in_force;
        Standing::Suspended { by: self.instrument_id(change.instrument), from, before }
    }

    /// Of a text that stands on other days only: from or until when.
    fn out_of_force(&self, versions: &[Version<'_>]) -> Standing {
        let known = versions.iter().flat_map(|version| version.force).filter(|validity| self.is_known(validity));
        let stretches: Vec<Period> = known.map(|one| one.in_force).filter(|period| !period.is_empty()).collect();
        let next = stretches.iter().filter_map(|period| period.from).filter(|from| *from > self.asked.on).min();
        let last = stretches.iter().filter_map(|period| period.before).max();
        match (next, last) {
            (Some(next), _) => Standing::NotYet(next),
            (None, Some(last)) => Standing::Ended(last),
            (None, None) => Standing::Never,
        }
    }
}
