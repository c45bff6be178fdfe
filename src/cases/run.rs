//! A whole run: what the scenarios came to, how the rulings differ from the accepted ones, and what is behind it.

use super::Outcome;
use super::accepted::{Altered, Causes, Changed, Grounds};
use crate::rulebook::ClauseKind;
use std::collections::BTreeMap;

/// A run over scenarios and accepted rulings.
#[derive(Debug, Default)]
pub struct Run {
    /// Every case of the scenarios, in the order of the texts.
    pub scenarios: Vec<Outcome>,
    /// Every shipment under `cases/`, and what was accepted of one that is there no longer.
    pub rulings: Vec<Ruled>,
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

/// What failed or changed for one reason.
#[derive(Debug)]
pub struct Group {
    /// The clause behind it; none where no clause was altered on which it rests.
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
    /// Whether every case is as expected and every ruling the accepted one.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.scenarios.iter().all(Outcome::passed) && self.rulings.iter().all(|ruled| ruled.changed.is_none())
    }
}

/// What failed or changed, by what is behind it: by altered clauses where there are any, else by the clause that decides.
#[must_use]
pub fn grouped(run: &Run, grounds: &Grounds<'_>, causes: &Causes<'_>) -> Vec<Group> {
    let mut groups = Groups { causes, of: BTreeMap::new() };
    for (at, outcome) in run.scenarios.iter().enumerate().filter(|(_, outcome)| !outcome.passed()) {
        let own = outcome.ruling.as_ref().map(|ruling| grounds.of(ruling)).unwrap_or_default();
        let altered = causes.behind(own.iter().map(String::as_str));
        let deciding = || outcome.misses.iter().find_map(|miss| grounds.clause_at(&miss.step.as_ref()?.at));
        let behind = if altered.is_empty() { deciding().map(str::to_owned).into_iter().collect() } else { altered };
        groups.behind(&behind).failed.push(at);
    }
    for (at, ruled) in run.rulings.iter().enumerate() {
        if let Some(changed) = &ruled.changed {
            groups.behind(&changed.causes).changed.push(at);
        }
    }
    groups.of.into_values().collect()
}

struct Groups<'c> {
    causes: &'c Causes<'c>,
    of: BTreeMap<Option<String>, Group>,
}

impl Groups<'_> {
    /// The group of the first of these clauses.
    fn behind(&mut self, clauses: &[String]) -> &mut Group {
        let causes = self.causes;
        let first = clauses.first();
        let group = self.of.entry(first.cloned()).or_insert_with(|| Group {
            cause: first.map(|id| cause(causes, id)),
            also: Vec::new(),
            failed: Vec::new(),
            changed: Vec::new(),
        });
        for other in clauses.iter().skip(1).filter(|other| causes.altered().contains_key(other.as_str())) {
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
