//! The versions of a provision: its text as enacted, and what each amendment made of it.

use super::Work;
use super::amendments::Change;
use super::dates::replaced;
use super::shape::{Body, word};
use super::stretches::Stretches;
use super::validities::Validities;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Change as Made, InstrumentId, Passage};
use crate::source::Span;
use crate::syntax::{Clause, ClauseKind as C, When, print_clause};
use crate::vocab::{Date, Label, Period};

/// A clause and the instrument that put it there.
pub(super) type Enacted = (Clause, Option<InstrumentId>);

/// One version.
#[derive(Debug, Clone)]
pub(super) struct Version {
    /// Its clauses, each with the instrument that put it there.
    pub(super) clauses: Vec<Enacted>,
    /// Its name for people.
    pub(super) label: Label,
    /// The amendment that made it; none for the first.
    pub(super) by: Option<InstrumentId>,
    /// The version of which the amendment made it, by its place; none for the first.
    pub(super) made_of: Option<usize>,
    /// When it stands.
    pub(super) standings: Validities,
    /// Its opening line.
    pub(super) head: Span,
    /// The whole text.
    pub(super) span: Span,
}

impl Version {
    /// Its clauses as an item has them.
    pub(super) fn body(&self) -> Body<'_> {
        Body { clauses: self.clauses.iter().map(|(clause, _)| clause).collect() }
    }

    /// Its clauses in the canonical style, each with the instrument that put it there.
    pub(super) fn passages(&self) -> Vec<Passage> {
        let one = |(clause, by): &Enacted| Passage { text: print_clause(clause), by: *by, span: clause.at.0 };
        self.clauses.iter().map(one).collect()
    }
}

impl Work<'_> {
    /// What the changes of a text make of its first version. `what` names it, as in ``the rule `x` ``.
    pub(super) fn versions(&mut self, first: Version, changes: &[Change<'_>], what: &str) -> Vec<Version> {
        let mut versions = vec![first];
        for change in changes {
            let touched = versions.iter().any(|version| !touched_days(version, change).is_empty());
            if !touched {
                let now: Vec<Period> = versions.iter().flat_map(|version| version.standings.now().periods()).collect();
                let declared = versions.last().map_or(change.head, |version| version.head);
                self.say_not_in_force(change, what, &now, declared);
                continue;
            }
            self.check_order(&versions, change, what);
            match change.made {
                Made::Text => self.amend(&mut versions, change, what),
                Made::Repeal | Made::Suspension => end(&mut versions, change),
            }
        }
        versions
    }

    fn amend(&mut self, versions: &mut Vec<Version>, change: &Change<'_>, what: &str) {
        let mut found_dates: Vec<Date> = Vec::new();
        let mut made: Vec<Version> = Vec::new();
        for (at, version) in versions.iter_mut().enumerate() {
            let days = touched_days(version, change);
            if days.is_empty() {
                continue;
            }
            let (clauses, seen) = amended_clauses(&version.clauses, change);
            found_dates.extend(seen);
            let days = moved(&version.clauses, &clauses, version.standings.now(), &days, change);
            let rest = version.standings.now().without(&Stretches::of(change.days));
            version.standings.become_known(change.known, rest);
            join(
                &mut made,
                Version {
                    clauses,
                    label: change.label.cloned().unwrap_or_else(|| version.label.clone()),
                    by: Some(change.by),
                    made_of: Some(at),
                    standings: Validities::new(days, Some(change.known)),
                    head: change.head,
                    span: change.span,
                },
            );
        }
        versions.extend(made);
        self.check_replaced_dates(change, &found_dates, what);
    }

    /// A date that is to be replaced stands in the text.
    fn check_replaced_dates(&mut self, change: &Change<'_>, found: &[Date], what: &str) {
        for clause in &change.clauses {
            let C::ReplaceDate { old, .. } = &clause.kind else { continue };
            if !found.contains(&old.value) {
                let message = format!("{} stands nowhere in {what} as it is in force then", old.value);
                let said = Diagnostic::at(Code::NO_SUCH_DATE, old.span(), message);
                self.say(said.help("compare the date with the text that is amended; write the clause anew where it is more than a date"));
            }
        }
    }

    /// Two instruments that change the same words on the same days: which of them counts must be said.
    fn check_order(&mut self, versions: &[Version], change: &Change<'_>, what: &str) {
        let Some(earlier) = versions.iter().find(|version| {
            version.by.is_some_and(|by| by != change.by)
                && version.standings.since() == Some(change.known)
                && version.standings.now().periods().any(|days| days.from == change.days.from)
        }) else {
            return;
        };
        let name = |id: Option<InstrumentId>| {
            id.and_then(|id| self.model.instruments.get(id.index())).map_or("?", |own| own.id.as_str())
        };
        let day = change.days.from.map_or_else(String::new, |day| format!(" on {day}"));
        let message = format!(
            "`{}` and `{}` were published on the same day and both change {what}{day}",
            name(earlier.by),
            name(Some(change.by))
        );
        let said = Diagnostic::at(Code::AMENDED_TWICE, change.head, message).also(earlier.head, "the other change");
        self.say(said.help("join the two changes in one, or mend the days of one of the instruments"));
    }
}

fn touched_days(version: &Version, change: &Change<'_>) -> Stretches {
    version.standings.now().and(&Stretches::of(change.days))
}

fn end(versions: &mut [Version], change: &Change<'_>) {
    for version in versions {
        let rest = version.standings.now().without(&Stretches::of(change.days));
        version.standings.become_known(change.known, rest);
    }
}

/// Versions that read alike are one.
fn join(made: &mut Vec<Version>, new: Version) {
    match made.iter_mut().find(|other| other.clauses == new.clauses) {
        Some(other) => {
            let days = other.standings.now().or(new.standings.now());
            other.standings = Validities::new(days, new.standings.since());
        }
        None => made.push(new),
    }
}

/// The clauses of a text as amended, and the dates that were found in it to replace. A clause of the amendment takes the
/// place of all that begin with the same words.
fn amended_clauses(old: &[Enacted], change: &Change<'_>) -> (Vec<Enacted>, Vec<Date>) {
    let new: Vec<&Clause> =
        change.clauses.iter().copied().filter(|clause| !matches!(clause.kind, C::ReplaceDate { .. })).collect();
    let anew = |clause: &&Clause| new.iter().any(|other| word(&other.kind) == word(&clause.kind));
    let mut clauses: Vec<Enacted> = old.iter().filter(|(clause, _)| !anew(&clause)).cloned().collect();
    let mut found = Vec::new();
    for clause in &change.clauses {
        let C::ReplaceDate { old, new } = &clause.kind else { continue };
        for (clause, by) in &mut clauses {
            let other = replaced(clause, old.value, new.value);
            if other != *clause {
                (*clause, *by) = (other, Some(change.by));
                found.push(old.value);
            }
        }
    }
    clauses.extend(new.into_iter().map(|clause| (clause.clone(), Some(change.by))));
    (clauses, found)
}

/// The days of a version whose own stretches of force were moved by a replaced date: those that were added come to those
/// on which it stood, those that fell away go.
fn moved(old: &[Enacted], new: &[Enacted], now: &Stretches, touched: &Stretches, change: &Change<'_>) -> Stretches {
    let (before, after) = (stated(old), stated(new));
    if before == after {
        return touched.clone();
    }
    let days = now.or(&after.without(&before)).without(&before.without(&after));
    days.and(&Stretches::of(change.days))
}

/// The days of the stretches of force that a text states.
fn stated(clauses: &[Enacted]) -> Stretches {
    let whens =
        clauses.iter().filter_map(|(clause, _)| if let C::Force(when) = &clause.kind { Some(when) } else { None });
    whens.fold(Stretches::default(), |all, when| all.or(&Stretches::of(period(when))))
}

fn period(when: &When) -> Period {
    Period {
        from: when.from.as_ref().map(|spot| spot.value),
        before: when.until.as_ref().and_then(|spot| super::pick::before(spot.value)),
    }
}
