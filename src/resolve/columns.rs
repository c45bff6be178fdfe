//! What rules read of the columns of an entry, held against what the tables have there.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Clause, Entry, List, Operand, Test};
use crate::source::Span;
use crate::vocab::{Date, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Words with which a column is compared.
#[derive(Clone, Copy)]
pub(super) struct Compared<'c> {
    column: &'c str,
    words: &'c [String],
    span: Span,
}

/// The comparisons of a column with words in a condition.
pub(super) fn words_compared<'c>(clause: &'c Clause, found: &mut Vec<Compared<'c>>) {
    match &clause.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| words_compared(part, found)),
        Test::Not(inner) => words_compared(inner, found),
        Test::EntryIs(column, words) => found.push(Compared { column, words, span: clause.span }),
        _ => {}
    }
}

/// A column that no list has, or that holds something else than the dates with which it is compared.
pub(super) fn unreadable(lists: &[&List], operand: &Operand, span: Span) -> Option<Diagnostic> {
    let filled = || lists.iter().filter(|list| !list.entries.is_empty());
    match operand {
        Operand::EntryDate(column) => {
            filled().find_map(|list| no_column(&[list], column, span).or_else(|| no_date(list, column, span)))
        }
        // A list without the column says nothing under it; that is a mistake only where none has it.
        Operand::EntryAmount(column) => no_column(&filled().copied().collect::<Vec<_>>(), column, span),
        _ => None,
    }
}

fn no_column(lists: &[&List], column: &str, span: Span) -> Option<Diagnostic> {
    if lists.is_empty() || lists.iter().any(|list| cells(list, column).next().is_some()) {
        return None;
    }
    let named = lists.iter().map(|list| format!("`{}`", list.id)).collect::<Vec<_>>().join(" and ");
    let message = format!("the tables of {named} have no column `{column}`");
    let said = Diagnostic::at(Code::ENTRY_COLUMN, span, message);
    let more = lists.iter().flat_map(|list| &list.entries).flat_map(|entry| &entry.more);
    let known: BTreeSet<&str> = more.map(|(name, _)| name.as_str()).collect();
    Some(match nearest(column, known.iter().copied()) {
        Some(near) => said.help(format!("did you mean `listed-entry.{}`?", near.replace('_', "-"))),
        None => said.help("`from` and `first-listed` can always be read; others are columns of the table"),
    })
}

fn no_date(list: &List, column: &str, span: Span) -> Option<Diagnostic> {
    let is_date = |cell: &str| cell.is_empty() || cell == "?" || Date::parse(cell).is_ok();
    let (entry, cell) = cells(list, column).find(|(_, cell)| !is_date(cell))?;
    let message = format!("the column `{column}` of `{}` holds `{cell}`, which is no date", list.id);
    let said = Diagnostic::at(Code::ENTRY_COLUMN, span, message).also(entry.span, "this row");
    Some(
        said.help("only columns of dates can be compared; leave a cell empty or write `?` where the date is not known"),
    )
}

/// Words with which a column is compared and which no row has; and rows that have one of them in other letters, where no rule names
/// what they have. All comparisons are held together: each with the lists whose entries it is about.
pub(super) fn unsaid(all: &[(Compared<'_>, Vec<&List>)]) -> Vec<Diagnostic> {
    let mut by_place: BTreeMap<Span, (&Compared<'_>, Vec<&List>)> = BTreeMap::new();
    for (compared, lists) in all {
        let (_, known) = by_place.entry(compared.span).or_insert_with(|| (compared, Vec::new()));
        known.extend(lists);
    }
    let missing = by_place.values().flat_map(|(compared, lists)| missing_words(compared, lists));
    let mut told = BTreeSet::new();
    let rows = by_place.values().flat_map(|(compared, lists)| rows_in_other_letters(compared, lists, all));
    let rows: Vec<Diagnostic> = rows.filter(|(row, _)| told.insert(*row)).map(|(_, said)| said).collect();
    missing.chain(rows).collect()
}

fn missing_words(compared: &Compared<'_>, lists: &[&List]) -> Vec<Diagnostic> {
    let column = compared.column;
    let said: BTreeSet<&str> = lists.iter().flat_map(|list| cells(list, column)).map(|(_, cell)| cell).collect();
    let missing = compared.words.iter().filter(|word| !said.is_empty() && !said.contains(word.as_str()));
    let of_word = |word: &String| {
        let message = format!("no row says `{word}` under `{column}`");
        let found = Diagnostic::at(Code::UNSAID, compared.span, message);
        let near = nearest(word, said.iter().copied()).filter(|_| word.chars().count() > 2);
        let alike = said.iter().copied().find(|cell| cell.eq_ignore_ascii_case(word));
        match alike.or(near) {
            Some(near) => found.help(format!("did you mean `\"{near}\"`?")),
            None => found.help("compare the word with the table, letter by letter"),
        }
    };
    missing.map(of_word).collect()
}

fn rows_in_other_letters(
    compared: &Compared<'_>,
    lists: &[&List],
    all: &[(Compared<'_>, Vec<&List>)],
) -> Vec<(Span, Diagnostic)> {
    let column = compared.column;
    let named = |list: &List, cell: &str| {
        let about = |lists: &[&List]| lists.iter().any(|other| std::ptr::eq(*other, list));
        let same = all.iter().filter(|(other, lists)| other.column == column && about(lists));
        same.flat_map(|(other, _)| other.words).any(|word| word == cell)
    };
    let alike = |cell: &str| compared.words.iter().find(|word| word.eq_ignore_ascii_case(cell));
    let rows = lists.iter().flat_map(|list| cells(list, column).map(move |(entry, cell)| (*list, entry, cell)));
    let rows = rows.filter_map(|(list, entry, cell)| Some((entry, cell, alike(cell).filter(|_| !named(list, cell))?)));
    let said = rows.map(|(entry, cell, word)| {
        let message = format!("the row says `{cell}` under `{column}`, which is not the `{word}` of a rule");
        let found = Diagnostic::at(Code::UNSAID, entry.span, message).also(compared.span, "compared here");
        (entry.span, found.help(format!("write `{word}` in the row, or both words in the rule")))
    });
    said.collect()
}

/// The cells of a column that hold something, each with its row.
fn cells<'l>(list: &'l List, column: &str) -> impl Iterator<Item = (&'l Entry, &'l str)> {
    let of_row = move |entry: &'l Entry| entry.cell(column).map(|cell| (entry, cell));
    list.entries.iter().filter_map(of_row)
}
