//! `cocket mutate`

use super::exit::Exit;
use super::load;
use super::output;
use super::test::{Folder, compiled, folders, proposed, refusals, threads as thread_count};
use clap::Args;
use cocket::cases::mutate::{Change, Fate, Kind, Suite, changes};
use cocket::cases::threads;
use cocket::render::visible;
use cocket::shipment::Shipment;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Changes the rules, one small change at a time, and says which changes no case notices.
///
/// A comparison that takes in its bound or leaves it out, a date moved by a day, an exception left out, `and` for `or`, a
/// `not` left out, a member of a group left out, another policy; with `--entries` also each entry of a list left out. All
/// cases are run under each change: the scenarios, and the shipments under `cases/`. A change that no case notices is a
/// part of the law that nothing holds fast. What compiles to the same program is not counted.
#[derive(Args)]
pub(super) struct Mutate {
    /// Rule files or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only changes in a file with these words in its name
    #[arg(long, value_name = "WORDS")]
    only: Option<String>,
    /// Also each entry of a list left out
    #[arg(long)]
    entries: bool,
    /// On so many threads; as many as there are processors, unless said otherwise
    #[arg(long, value_name = "N", value_parser = thread_count)]
    jobs: Option<usize>,
    /// End with findings where less of the changes of a rulebook is noticed, in percent
    #[arg(long, value_name = "PERCENT")]
    at_least: Option<usize>,
    /// Name every change, also those that are noticed
    #[arg(long)]
    all: bool,
    /// Propose a case for each change that no case notices, instead
    #[arg(long, conflicts_with = "all")]
    propose: bool,
}

impl Mutate {
    pub(super) fn run(self) -> Exit {
        self.tried().unwrap_or_else(|exit| exit)
    }

    fn tried(&self) -> Result<Exit, Exit> {
        let told = |(why, exit): load::Trouble| {
            output::note(&format!("cocket: {why}"));
            exit
        };
        let (sources, files) = load::located(&self.paths).map_err(told)?;
        let book = compiled(&sources)?;
        let folders = folders(&book, &files).map_err(told)?;
        let jobs = self.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let mut exit = refusals(&folders);
        for head in &book.model().rulebooks {
            let own = folders.iter().filter(|folder| folder.rulebook == head.id);
            let shipments: Vec<&Shipment> = own.flat_map(Folder::shipments).collect();
            let suite = Suite::new(&book, &head.id, &shipments, jobs);
            let mut all = changes(&book, &head.id, self.entries);
            all.retain(|change| self.only.as_ref().is_none_or(|words| change.file.contains(words.as_str())));
            let fates = threads::map(&all, jobs, |change| suite.fate(change));
            let sum = Sum::of(&fates);
            if self.propose {
                let missed: Vec<&Change> = all
                    .iter()
                    .zip(&fates)
                    .filter(|(_, fate)| **fate == Fate::Missed)
                    .map(|(change, _)| change)
                    .collect();
                let proposals = threads::map(&missed, jobs, |change| suite.proposal(change));
                output::result(&proposed(&head.id, &proposals.into_iter().flatten().collect::<Vec<_>>()));
            } else {
                output::result(&self.told(&head.id, &all, &fates, &sum));
            }
            if let Some(at_least) = self.at_least.filter(|at_least| sum.percent() < *at_least) {
                let (own, percent) = (&head.id, sum.percent());
                output::note(&format!(
                    "cocket: {percent} % of the changes of {own} are noticed, and {at_least} % are asked"
                ));
                exit = exit.max(Exit::Findings);
            }
        }
        Ok(exit)
    }

    fn told(&self, rulebook: &str, all: &[Change], fates: &[Fate], sum: &Sum) -> String {
        let mut lines = vec![format!(
            "{rulebook}: {} of {} changes noticed ({} %){}{}",
            sum.noticed,
            sum.counted(),
            sum.percent(),
            if sum.by_count == 0 { String::new() } else { format!("; {} of them by a stated count", sum.by_count) },
            if sum.nothing == 0 { String::new() } else { format!("; {} more change nothing", sum.nothing) },
        )];
        let mut missed: BTreeMap<Kind, Vec<&Change>> = BTreeMap::new();
        for (change, fate) in all.iter().zip(fates) {
            match fate {
                Fate::Missed => missed.entry(change.kind).or_default().push(change),
                Fate::Noticed(by) if self.all => {
                    lines.push(format!("  noticed by {}: {}", visible(by), shown(change)));
                }
                _ => {}
            }
        }
        for (kind, own) in missed {
            lines.push(format!("  not noticed, {}: {}", kind.words(), own.len()));
            lines.extend(own.into_iter().map(|change| format!("    {}", shown(change))));
        }
        lines.join("\n") + "\n"
    }
}

/// The place, and what is put in the place of what; of something long its first line.
fn shown(change: &Change) -> String {
    let first = |text: &str| {
        let line = text.lines().next().unwrap_or_default().trim().to_owned();
        if text.trim().lines().count() > 1 { format!("{line} …") } else { line }
    };
    let to = if change.to.is_empty() { "left out".to_owned() } else { format!("→ {}", first(&change.to)) };
    visible(&format!("{}  {} {to}", change.at, first(&change.from)))
}

/// How many changes came to what.
#[derive(Default)]
struct Sum {
    noticed: usize,
    by_count: usize,
    missed: usize,
    nothing: usize,
}

impl Sum {
    fn of(fates: &[Fate]) -> Sum {
        let many = |of: fn(&Fate) -> bool| fates.iter().filter(|fate| of(fate)).count();
        let by_count = many(|fate| *fate == Fate::Counted);
        Sum {
            noticed: many(|fate| matches!(fate, Fate::Noticed(_))).saturating_add(by_count),
            by_count,
            missed: many(|fate| *fate == Fate::Missed),
            nothing: many(|fate| *fate == Fate::Nothing),
        }
    }

    fn counted(&self) -> usize {
        self.noticed.saturating_add(self.missed)
    }

    /// In percent, rounded down; of none, all.
    fn percent(&self) -> usize {
        self.noticed.saturating_mul(100).checked_div(self.counted()).unwrap_or(100)
    }
}
