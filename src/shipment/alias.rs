//! What people write for units, currencies, countries and classifications (`rules/vocabulary/aliases.tsv`).
//!
//! An alias is never accepted; it is what lets a refusal name the fix.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What is meant by a word that is not accepted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alias {
    meant: &'static str,
    note: &'static str,
}

impl Alias {
    /// What may be meant, the likeliest first.
    pub(super) fn meant(self) -> Vec<&'static str> {
        self.meant.split('|').filter(|word| !word.is_empty()).collect()
    }

    /// Why, as a sentence without a full stop; often there is none.
    pub(super) fn note(self) -> Option<&'static str> {
        (!self.note.is_empty()).then_some(self.note)
    }
}

/// The alias of a kind (`unit`, `currency`, `country`, `code`); letters count as small ones.
pub(super) fn alias(kind: &str, written: &str) -> Option<Alias> {
    static TABLE: OnceLock<BTreeMap<(&'static str, &'static str), Alias>> = OnceLock::new();
    let table = TABLE.get_or_init(|| read(include_str!("../../rules/vocabulary/aliases.tsv")));
    table.get(&(kind, written.trim().to_lowercase().as_str())).copied()
}

/// Columns: kind, written, meant (several separated by `|`), note.
fn read(text: &'static str) -> BTreeMap<(&'static str, &'static str), Alias> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let key = (cells.next()?, cells.next()?);
        Some((key, Alias { meant: cells.next()?, note: cells.next().unwrap_or_default() }))
    };
    text.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(row).collect()
}
