//! Which clause is behind a ruling that changed.

use super::records::{seal_of_rows, seal_of_text};
use crate::rulebook::{ClauseKind, LawClause};
use std::collections::{BTreeMap, BTreeSet};

/// The fingerprints of all clauses as they were when rulings were accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock(pub BTreeMap<String, String>);

/// How a clause differs from what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Altered {
    /// It reads otherwise.
    Otherwise,
    /// It was not there.
    Added,
    /// It is there no longer.
    Removed,
}

impl Altered {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Altered::Otherwise => "changed",
            Altered::Added => "new",
            Altered::Removed => "gone",
        }
    }
}

const HEAD: &str = "# The clauses as they were when rulings were last accepted; written by `cocket test --accept`.\n";

impl Lock {
    /// Of these clauses.
    #[must_use]
    pub fn of(clauses: &[LawClause]) -> Lock {
        Lock(clauses.iter().map(|clause| (clause.id.clone(), clause.fingerprint.clone())).collect())
    }

    /// From its text; a line that is none is passed over, so that what it would name counts as new.
    #[must_use]
    pub fn read(text: &str) -> Lock {
        let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        Lock(rows.map(|(fingerprint, id)| (id.to_owned(), fingerprint.to_owned())).collect())
    }

    /// Its text, under seals of itself and of the reasons beside it.
    #[must_use]
    pub fn write(&self, reasons: &str) -> String {
        let mut rows = String::new();
        rows.extend(self.0.iter().map(|(id, fingerprint)| format!("{fingerprint}\t{id}\n")));
        let (own, beside) = (seal_of_rows(&rows), seal_of_text(reasons));
        format!("{HEAD}# clauses {own}\n# reasons {beside}\n{rows}")
    }
}

/// The seal of that name in the text of a lock.
pub(super) fn sealed<'t>(text: &'t str, of: &str) -> Option<&'t str> {
    let mut heads = text.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(' '));
    heads.find(|(name, _)| *name == of).map(|(_, seal)| seal)
}

/// What was altered, and what names what.
#[derive(Debug)]
pub struct Causes<'a> {
    clauses: BTreeMap<&'a str, &'a LawClause>,
    altered: BTreeMap<&'a str, Altered>,
}

impl<'a> Causes<'a> {
    /// By these clauses and what they were.
    #[must_use]
    pub fn new(clauses: &'a [LawClause], before: &'a Lock) -> Causes<'a> {
        let clauses: BTreeMap<&str, &LawClause> = clauses.iter().map(|one| (one.id.as_str(), one)).collect();
        let book = |id: &'a str| id.split('/').next().unwrap_or(id);
        // Of a rulebook of which nothing was accepted nothing is known to have been otherwise.
        let locked: BTreeSet<&str> = before.0.keys().map(|id| book(id)).collect();
        let mut altered = BTreeMap::new();
        for (id, clause) in clauses.iter().filter(|(id, _)| locked.contains(book(id))) {
            match before.0.get(*id) {
                None => altered.insert(*id, Altered::Added),
                Some(known) if *known != clause.fingerprint => altered.insert(*id, Altered::Otherwise),
                Some(_) => None,
            };
        }
        for id in before.0.keys().filter(|id| !clauses.contains_key(id.as_str())) {
            altered.insert(id.as_str(), Altered::Removed);
        }
        Causes { clauses, altered }
    }

    /// What was altered, by name.
    #[must_use]
    pub fn altered(&self) -> &BTreeMap<&'a str, Altered> {
        &self.altered
    }

    /// A clause by its name.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&'a LawClause> {
        self.clauses.get(id).copied()
    }

    /// The altered clauses on which something rests that rests on these, the likeliest first: those reached in fewest
    /// steps; of these an instrument before an entry before a rule.
    #[must_use]
    pub fn behind<'g>(&self, grounds: impl Iterator<Item = &'g str>) -> Vec<String> {
        let mut at_hand: BTreeSet<&str> = grounds.collect();
        let mut seen: BTreeSet<&str> = at_hand.clone();
        let mut all = Vec::new();
        while !at_hand.is_empty() {
            let mut found: Vec<&str> = at_hand.iter().copied().filter(|id| self.altered.contains_key(id)).collect();
            found.sort_by_key(|id| (self.clause(id).map(|clause| clause.kind), *id));
            all.extend(found.into_iter().map(str::to_owned));
            let named = at_hand.iter().filter_map(|id| self.clause(id)).flat_map(|clause| &clause.names);
            at_hand = named.map(String::as_str).filter(|id| !seen.contains(id)).collect();
            seen.extend(at_hand.iter().copied());
        }
        all
    }

    /// What kind of clause a cause is, where it is still there.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<ClauseKind> {
        self.clause(id).map(|clause| clause.kind)
    }
}
