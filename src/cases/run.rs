//! A whole run: what the scenarios came to, how the rulings differ from the accepted ones, and what is behind it.

use super::Outcome;
use super::accepted::{Altered, Causes, Changed, Differs, Fault, Grounds};
use crate::rulebook::ClauseKind;
use std::collections::BTreeMap;

/// A run over scenarios and accepted rulings.
#[derive(Debug, Default)]
pub struct Run {
    /// Every case of the scenarios, in the order of the texts.
    pub scenarios: Vec<Outcome>,
    /// Every shipment under `cases/`, and what was accepted of one that is there no longer.
    pub rulings: Vec<Ruled>,
    /// Shipments under `cases/` that are refused; the others are ruled all the same.
    pub refused: Vec<Refused>,
    /// What is wrong with the lock and the reasons beside accepted rulings.
    pub damaged: Vec<Damaged>,
    /// What failed or changed, by what is behind it.
    pub groups: Vec<Group>,
}

/// A shipment under `cases/`.
#[derive(Debug)]
pub struct Ruled {
    /// The rulebook.
    pub rulebook: String,
    /// Its file, for people.
    pub file: String,
    /// The shipment's id.
    pub case: String,
    /// How its ruling differs from the accepted one; none where it does not.
    pub changed: Option<Changed>,
}

/// A shipment under `cases/` of which there is no ruling.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The rulebook.
    pub rulebook: String,
    /// Its file, for people.
    pub file: String,
    /// Its id; none where the file as a whole is refused.
    pub case: Option<String>,
    /// Why.
    pub why: String,
}

/// A lock or reasons that are not as they were written.
#[derive(Debug, Clone)]
pub struct Damaged {
    /// The rulebook.
    pub rulebook: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Damaged {
    /// Its file, for people.
    #[must_use]
    pub fn file(&self) -> String {
        format!("cases/accepted/{}", self.fault.file())
    }
}

/// Under what a group is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// What was accepted is not whole.
    Damaged,
    /// Shipments of which nothing was accepted.
    New,
    /// What was accepted of shipments that are there no longer.
    Gone,
    /// Shipments that were edited.
    Edited,
    /// No clause was altered on which they rest.
    Unexplained,
    /// A clause.
    Clause,
}

impl Heading {
    /// The word for it, by which the group can be accepted.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Heading::Damaged => "damaged",
            Heading::New => "new",
            Heading::Gone => "gone",
            Heading::Edited => "edited",
            Heading::Unexplained => "unexplained",
            Heading::Clause => "clause",
        }
    }

    fn of(changed: &Changed) -> Heading {
        match changed.how {
            Differs::VerdictLost | Differs::WordsLost => Heading::Damaged,
            Differs::New => Heading::New,
            Differs::Gone => Heading::Gone,
            _ if changed.shipment_changed => Heading::Edited,
            _ if changed.causes.is_empty() => Heading::Unexplained,
            _ => Heading::Clause,
        }
    }
}

/// What failed or changed for one reason.
#[derive(Debug)]
pub struct Group {
    /// Under what it is told.
    pub heading: Heading,
    /// The clause behind it, where it is told under one.
    pub cause: Option<Cause>,
    /// Other clauses that were altered and on which some of them rest.
    pub also: Vec<String>,
    /// Failed cases: places in [`Run::scenarios`].
    pub failed: Vec<usize>,
    /// Changed rulings: places in [`Run::rulings`].
    pub changed: Vec<usize>,
}

/// A clause behind a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// What it is; none where it is there no longer.
    pub kind: Option<ClauseKind>,
    /// Its name.
    pub id: String,
    /// `file:line:column`; empty where it is there no longer.
    pub at: String,
    /// How it was altered; none where nothing is known of how it was.
    pub how: Option<Altered>,
}

impl Run {
    /// Whether every case is as expected, every ruling the accepted one, no shipment refused, and what was accepted whole.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.scenarios.iter().all(Outcome::passed)
            && self.rulings.iter().all(|ruled| ruled.changed.is_none())
            && self.refused.is_empty()
            && self.damaged.is_empty()
    }
}

/// What failed or changed, by what is behind it: by altered clauses where there are any, else by the clause that decides.
#[must_use]
pub fn grouped(run: &Run, grounds: &Grounds<'_>, causes: &Causes<'_>) -> Vec<Group> {
    let mut groups = Groups { causes, of: BTreeMap::new() };
    for (at, outcome) in run.scenarios.iter().enumerate().filter(|(_, outcome)| !outcome.passed()) {
        let mut own = outcome.ruling.as_ref().map(|ruling| grounds.of(ruling)).unwrap_or_default();
        let missed = outcome.misses.iter().filter_map(|miss| miss.step.as_ref());
        own.extend(missed.flat_map(|step| grounds.of_step(step)));
        let altered = causes.behind(own.iter().map(String::as_str));
        let deciding = || outcome.misses.iter().find_map(|miss| grounds.clause_at(&miss.step.as_ref()?.at));
        let behind = if altered.is_empty() { deciding().map(str::to_owned).into_iter().collect() } else { altered };
        let heading = if behind.is_empty() { Heading::Unexplained } else { Heading::Clause };
        groups.under(heading, &behind).failed.push(at);
    }
    for (at, ruled) in run.rulings.iter().enumerate() {
        if let Some(changed) = &ruled.changed {
            groups.under(Heading::of(changed), &changed.causes).changed.push(at);
        }
    }
    if !run.damaged.is_empty() {
        groups.under(Heading::Damaged, &[]);
    }
    groups.of.into_values().collect()
}

struct Groups<'c> {
    causes: &'c Causes<'c>,
    of: BTreeMap<(Heading, Option<String>), Group>,
}

impl Groups<'_> {
    /// The group of that heading; of clauses, of the first of these.
    fn under(&mut self, heading: Heading, clauses: &[String]) -> &mut Group {
        let causes = self.causes;
        let first = clauses.first().filter(|_| heading == Heading::Clause);
        let group = self.of.entry((heading, first.cloned())).or_insert_with(|| Group {
            heading,
            cause: first.map(|id| cause(causes, id)),
            also: Vec::new(),
            failed: Vec::new(),
            changed: Vec::new(),
        });
        let others = clauses.iter().skip(usize::from(first.is_some()));
        for other in others.filter(|other| causes.altered().contains_key(other.as_str())) {
            if !group.also.contains(other) {
                group.also.push(other.clone());
            }
        }
        group
    }
}

fn cause(causes: &Causes<'_>, id: &str) -> Cause {
    let clause = causes.clause(id);
    Cause {
        kind: clause.map(|clause| clause.kind),
        id: id.to_owned(),
        at: clause.map(|clause| clause.at.clone()).unwrap_or_default(),
        how: causes.altered().get(id).copied(),
    }
}
