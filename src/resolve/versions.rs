//! The versions of a provision: its text as enacted, and what each amendment made of it.

use super::Work;
use super::amendments::{Change, rounds};
use super::dates::replaced;
use super::pick::written;
use super::shape::{Body, word};
use super::validities::Validities;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Change as Made, InstrumentId, Passage};
use crate::source::Span;
use crate::syntax::{Clause, ClauseKind as C, print_clause};
use crate::vocab::{Date, Label, Period, Stretches};
use std::collections::BTreeMap;

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

/// What stands on which days, by what is known: each version by its place, with its days.
type State = BTreeMap<usize, Stretches>;

/// The texts that amendments made, and which amendment made which of which.
struct Texts {
    all: Vec<Version>,
    made: BTreeMap<(usize, Span), usize>,
}

impl Work<'_> {
    /// What the changes of a text make of its first version, in force as enacted on those days. `what` names it, as in
    /// ``the rule `x` ``. The first version stays the first.
    pub(super) fn versions(
        &mut self,
        first: Version,
        days: &Stretches,
        changes: &[Change<'_>],
        what: &str,
    ) -> Vec<Version> {
        let mut texts = Texts { all: vec![first], made: BTreeMap::new() };
        let enacted = State::from([(0, days.clone())]);
        let mut state = enacted.clone();
        for round in rounds(changes) {
            if round.begins_again {
                state.clone_from(&enacted);
            }
            for change in round.changes.iter().filter_map(|&at| changes.get(at)) {
                self.carry_out(&mut texts, &mut state, change, what);
            }
            for (at, version) in texts.all.iter_mut().enumerate() {
                version.standings.become_known(round.known, state.get(&at).unwrap_or(&Stretches::default()));
            }
        }
        texts.all
    }

    /// A change bears on what stands on its days.
    fn carry_out(&mut self, texts: &mut Texts, state: &mut State, change: &Change<'_>, what: &str) {
        let days = Stretches::of(change.days);
        let touched: Vec<(usize, Stretches)> = state.iter().map(|(&at, now)| (at, now.and(&days))).collect();
        let touched: Vec<(usize, Stretches)> = touched.into_iter().filter(|(_, now)| !now.is_empty()).collect();
        if touched.is_empty() {
            if self.is_first_told(change, change.head) {
                let now: Vec<Period> = state.values().flat_map(Stretches::periods).collect();
                let last = texts.all.last();
                let declared = last.map_or(change.head, |version| version.head);
                let by = last.and_then(|version| version.by.or(version.clauses.first()?.1));
                self.say_not_in_force(change, what, &now, (declared, by));
            }
            return;
        }
        let mut found: Vec<Date> = Vec::new();
        for (at, own) in touched {
            let rest = state.get(&at).map(|now| now.without(&days)).unwrap_or_default();
            state.insert(at, rest);
            if change.made != Made::Text {
                continue;
            }
            let Some(version) = texts.all.get(at) else { continue };
            let (clauses, seen) = amended_clauses(&version.clauses, change);
            found.extend(seen);
            let moved = moved(&version.clauses, &clauses, &own).and(&days);
            let new = texts.made_by(at, change, clauses);
            let now = state.get(&new).cloned().unwrap_or_default();
            state.insert(new, now.or(&moved));
        }
        if change.made == Made::Text {
            self.check_replaced_dates(change, &found, what);
        }
    }

    /// A date that is to be replaced stands in the text.
    fn check_replaced_dates(&mut self, change: &Change<'_>, found: &[Date], what: &str) {
        for clause in &change.clauses {
            let C::ReplaceDate { old, .. } = &clause.kind else { continue };
            if !found.contains(&old.value) && self.is_first_told(change, old.span()) {
                let message = format!("{} stands nowhere in {what} as it is in force then", old.value);
                let said = Diagnostic::at(Code::NO_SUCH_DATE, old.span(), message);
                self.say(said.help("compare the date with the text that is amended; write the clause anew where it is more than a date"));
            }
        }
    }
}

impl Texts {
    /// The version that an amendment makes of another.
    fn made_by(&mut self, of: usize, change: &Change<'_>, clauses: Vec<Enacted>) -> usize {
        if let Some(&known) = self.made.get(&(of, change.span)) {
            return known;
        }
        let own = self.all.len();
        let label = self.all.get(of).map(|version| version.label.clone());
        self.all.push(Version {
            clauses,
            label: change.label.cloned().or(label).unwrap_or_default(),
            by: Some(change.by),
            made_of: Some(of),
            standings: Validities::new(&Stretches::default(), None),
            head: change.head,
            span: change.span,
        });
        self.made.insert((of, change.span), own);
        own
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
    let replacements: BTreeMap<Date, Date> =
        change.clauses.iter().filter_map(|clause| replacement(&clause.kind)).collect();
    // All at once: a date that one puts in is none that another takes out.
    for (clause, by) in &mut clauses {
        let (other, seen) = replaced(clause, &replacements);
        if !seen.is_empty() {
            (*clause, *by) = (other, Some(change.by));
            found.extend(seen);
        }
    }
    clauses.extend(new.into_iter().map(|clause| (clause.clone(), Some(change.by))));
    (clauses, found)
}

fn replacement(clause: &C) -> Option<(Date, Date)> {
    if let C::ReplaceDate { old, new } = clause { Some((old.value, new.value)) } else { None }
}

/// The days of a version whose own stretches of force were moved by a replaced date: those that were added come to it where
/// it stands next to them, those that fell away go.
fn moved(old: &[Enacted], new: &[Enacted], touched: &Stretches) -> Stretches {
    let (before, after) = (stated(old), stated(new));
    if before == after {
        return touched.clone();
    }
    let added = after.without(&before).beside(touched);
    touched.or(&added).without(&before.without(&after))
}

/// The days of the stretches of force that a text states.
fn stated(clauses: &[Enacted]) -> Stretches {
    let whens =
        clauses.iter().filter_map(|(clause, _)| if let C::Force(when) = &clause.kind { Some(when) } else { None });
    whens.fold(Stretches::default(), |all, when| all.or(&Stretches::of(written(when))))
}
