//! What the cases try of the rules, told.

use super::accepted::{Folder, refusals};
use crate::cli::exit::Exit;
use crate::cli::output;
use clap::ValueEnum;
use cocket::Rulebook;
use cocket::cases::coverage::{self, BookCoverage, Coverage, Share};
use cocket::cases::sights;
use cocket::render::visible;
use std::path::Path;
use std::{fs, io};

/// The forms of a coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For the terminal
    Text,
    /// A page with the texts
    Html,
    /// A trace file for editors and build servers
    Lcov,
}

/// So many of what is not tried are told of each kind; `--all` tells all.
const TOLD: usize = 20;

/// What is asked.
pub(super) struct Wanted<'a> {
    pub(super) form: Form,
    pub(super) into: Option<&'a Path>,
    pub(super) at_least: Option<usize>,
    pub(super) all: bool,
    pub(super) threads: usize,
    /// What stands before the names of texts in a trace file.
    pub(super) root: String,
}

/// Measures and tells; ends with findings where less is tried than is asked.
pub(super) fn cover(book: &Rulebook, folders: &[Folder], wanted: &Wanted<'_>) -> Exit {
    let mut sights = sights(book, wanted.threads);
    for folder in folders {
        for shipment in folder.shipments() {
            let (_, sight) = book.verdict_and_sight(&folder.rulebook, shipment, None, None);
            sights.entry(folder.rulebook.clone()).or_default().join(&sight);
        }
    }
    let coverage = coverage::coverage(book, &sights);
    let text = match wanted.form {
        Form::Text => told(&coverage, wanted.all),
        Form::Html => coverage::page(&coverage, book),
        Form::Lcov => coverage::lcov(&coverage, &wanted.root),
    };
    match wanted.into {
        None => output::result(&text),
        Some(path) => {
            if let Err(why) = write(path, &text) {
                output::note(&format!("cocket: `{}` cannot be written: {why}", path.display()));
                return Exit::Usage;
            }
        }
    }
    below(&coverage, wanted.at_least).max(refusals(folders))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Findings where a rulebook tries less than that, in percent.
fn below(coverage: &Coverage, at_least: Option<usize>) -> Exit {
    let Some(at_least) = at_least else { return Exit::Done };
    let mut exit = Exit::Done;
    for book in coverage.books.iter().filter(|book| book.whole().percent() < at_least) {
        let percent = book.whole().percent();
        output::note(&format!("cocket: {} tries {percent} % of its rules, and {at_least} % are asked", book.rulebook));
        exit = Exit::Findings;
    }
    exit
}

fn told(coverage: &Coverage, all: bool) -> String {
    coverage.books.iter().map(|book| of_book(book, all)).collect::<Vec<_>>().join("\n")
}

fn of_book(book: &BookCoverage, all: bool) -> String {
    let row = |what: &str, share: Share| {
        let Share { covered, of } = share;
        format!("  {what:<52} {covered:>5} of {of:>5}  {:>3} %", share.percent())
    };
    let mut lines = vec![
        visible(&book.rulebook),
        row("clauses that hold, fail, are unknown", book.of_clauses()),
        row("exceptions and policies, taken and refused", book.of_provisions()),
        row("changes of the law, on the day and the day before", book.of_boundaries()),
        row("these three together (--at-least)", book.whole()),
        row("entries of lists", book.of_entries()),
    ];
    let clauses = book.clauses.iter().filter(|one| !one.missing().is_empty());
    let clauses = clauses.map(|one| format!("{}  {}: {}", one.at, one.words, one.untried()));
    list("clauses", &clauses.collect::<Vec<_>>(), all, &mut lines);
    let provisions = book.provisions.iter().filter_map(|one| {
        let missing = match (one.taken, one.refused) {
            (true, true) => return None,
            (true, false) => "never refused",
            (false, true) => "never taken",
            (false, false) => "never taken, never refused",
        };
        Some(format!("{}  {}: {missing}", one.at, one.id))
    });
    list("exceptions and policies", &provisions.collect::<Vec<_>>(), all, &mut lines);
    let days = book.boundaries.iter().filter_map(|one| {
        let missing = match (one.before, one.after) {
            (true, true) => return None,
            (true, false) => format!("no case on {}", one.day),
            (false, true) => format!("no case on {}", one.day.previous()),
            (false, false) => format!("no case on {} or {}", one.day.previous(), one.day),
        };
        Some(format!("{}  {}: {missing}", one.at, one.of))
    });
    list("changes of the law", &days.collect::<Vec<_>>(), all, &mut lines);
    let entries: Vec<String> = book.entries.iter().filter(|one| !one.hit).map(|one| one.id.clone()).collect();
    list("entries", &entries, all, &mut lines);
    lines.join("\n") + "\n"
}

fn list(what: &str, missing: &[String], all: bool, lines: &mut Vec<String>) {
    if missing.is_empty() {
        return;
    }
    lines.push(format!("  not tried, {what}: {}", missing.len()));
    let told = if all { missing.len() } else { TOLD };
    lines.extend(missing.iter().take(told).map(|one| format!("    {}", visible(one))));
    if let Some(more) = missing.len().checked_sub(told).filter(|more| *more > 0) {
        lines.push(format!("    and {more} more (`--all` names them)"));
    }
}
