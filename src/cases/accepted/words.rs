//! The words in which rulings are told, kept apart from what they say.

use crate::render::{self, Depth, Style};
use crate::ruling::Ruling;
use std::collections::BTreeMap;

const HEAD: &str = "# Accepted rulings: their words. Written by `cocket test --accept`; what changes here and nowhere else is no law.\n";

/// What begins the words of a case.
const CASE: &str = "=== ";

/// A ruling in short words. The fingerprint of the rules is left out: it changes with every comment.
#[must_use]
pub fn words(ruling: &Ruling) -> String {
    let mut told = ruling.clone();
    for book in &mut told.law.rulebooks {
        "-".clone_into(&mut book.sha256);
    }
    let text = render::ruling(&told, &Style { depth: Depth::Short, ..Style::default() });
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The words of each case, as text.
#[must_use]
pub fn write_words<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let cases = all.map(|(case, words)| format!("\n{CASE}{case}\n{words}\n"));
    std::iter::once(HEAD.to_owned()).chain(cases).collect()
}

/// The words of each case, from their text.
#[must_use]
pub fn read_words(text: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut case: Option<String> = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix(CASE) {
            case = Some(name.to_owned());
            all.insert(name.to_owned(), String::new());
        } else if let Some(words) = case.as_ref().and_then(|case| all.get_mut(case)) {
            words.push_str(line);
            words.push('\n');
        }
    }
    for words in all.values_mut() {
        *words = words.trim().to_owned();
    }
    all
}
