//! `cocket check`

use super::exit::Exit;
use super::load::{Rules, below};
use super::{draw, output};
use clap::{Args, ValueEnum};
use cocket::diagnostic::{Diagnostic, Severity};
use cocket::model::List;
use cocket::{Rulebook, Sources, wire};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Says everything that is wrong with rule files, at once.
///
/// Without a path it checks the rulebooks that ship. A file stands for its folder, since all files of a folder are one
/// rulebook. Ends with 3 if the rules do not compile, with 1 if they do and something in them is likely wrong.
#[derive(Args)]
pub(super) struct Check {
    /// Rule files or folders of them
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    /// Treat findings as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How messages are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as `--format plain`
    #[arg(long)]
    plain: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    /// Whatever is likely wrong
    Warnings,
}

/// How messages are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Drawn into the text they are about
    Text,
    /// Told one after the other, for screen readers and pipes
    Plain,
    /// For programs
    Json,
}

impl Check {
    pub(super) fn run(self) -> Exit {
        let all: Vec<PathBuf> = self.paths.iter().chain(&self.rules.dirs).cloned().collect();
        let sources = if all.is_empty() { self.rules.sources_with_scenarios() } else { below(&all) };
        match sources {
            Ok(sources) => self.report(&sources),
            Err((why, exit)) => {
                output::note(&format!("cocket: {why}"));
                exit
            }
        }
    }

    fn report(&self, sources: &Sources) -> Exit {
        let (found, book) = match Rulebook::compile(sources) {
            Ok(book) => (book.findings().to_vec(), Some(book)),
            Err(found) => (found, None),
        };
        if self.format == Format::Json {
            output::result(&wire::v1::messages(&found, sources));
        } else {
            let plain = self.plain || self.format == Format::Plain;
            let look = draw::Look { plain, colour: output::results_may_colour(), width: output::width() };
            output::result(&draw::all(&found, sources, look));
            output::note(&summary(&found, book.as_ref()));
        }
        self.exit(&found, book.is_some())
    }

    fn exit(&self, found: &[Diagnostic], compiles: bool) -> Exit {
        let warned = found.iter().any(|message| message.severity() == Severity::Warning);
        match (compiles, warned, self.deny) {
            (false, _, _) | (true, true, Some(Deny::Warnings)) => Exit::Rules,
            (true, true, None) => Exit::Findings,
            (true, false, _) => Exit::Done,
        }
    }
}

fn summary(found: &[Diagnostic], book: Option<&Rulebook>) -> String {
    let of = |severity| found.iter().filter(|message| message.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let counts = format!("{}, {}", counted(errors, "error"), counted(warnings, "finding"));
    let Some(book) = book else { return format!("the rules do not compile: {counts}") };
    let model = book.model();
    let cases: usize = model.scenarios.iter().map(|scenario| scenario.cases.len()).sum();
    // An entry that an instrument changed stands on several rows.
    let keys = |list: &List| list.entries.iter().map(|entry| entry.key.as_str()).collect::<BTreeSet<_>>().len();
    let entries: usize = model.lists.iter().map(keys).sum();
    format!(
        "{}, {}, {} in {}, {}: {counts}",
        counted(model.rulebooks.len(), "rulebook"),
        counted(model.provisions.iter().filter(|own| own.version_of.is_none()).count(), "provision"),
        if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") },
        counted(model.lists.len(), "list"),
        counted(cases, "case"),
    )
}

/// `1 error`, `2 errors`.
pub(super) fn counted(many: usize, what: &str) -> String {
    if many == 1 { format!("1 {what}") } else { format!("{many} {what}s") }
}
