//! What changed between two versions, clause by clause.

use super::history::ClauseChange;
use crate::syntax::{Clause, clause_word, print_clause};

/// The clauses that differ: those that went and those that came, paired where they begin with the same words.
pub(super) fn changes(old: &[Clause], new: &[Clause]) -> Vec<ClauseChange> {
    let gone: Vec<&Clause> = old.iter().filter(|clause| !new.contains(clause)).collect();
    let mut come: Vec<&Clause> = new.iter().filter(|clause| !old.contains(clause)).collect();
    let mut changes = Vec::new();
    for clause in gone {
        let word = clause_word(&clause.kind);
        let pair = come.iter().position(|other| clause_word(&other.kind) == word).map(|at| come.remove(at));
        changes.push(ClauseChange { old: Some(print_clause(clause)), new: pair.map(print_clause) });
    }
    changes.extend(come.into_iter().map(|clause| ClauseChange { old: None, new: Some(print_clause(clause)) }));
    changes
}
