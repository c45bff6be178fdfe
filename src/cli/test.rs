//! `cocket test`

use super::check::counted;
use super::exit::Exit;
use super::load::{Rules, below};
use super::{draw, output};
use clap::Args;
use cocket::cases::{self, Miss, Outcome};
use cocket::render::{self, visible};
use cocket::{Rulebook, Sources};
use std::path::PathBuf;

/// Runs the scenarios that are written beside the rules.
///
/// Without a path it runs those of the rulebooks that ship. A failed case shows what was expected, what came about, and
/// the step that decided so.
#[derive(Args)]
pub(super) struct Test {
    /// Rule files or folders of them
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    /// On so many threads; as many as there are processors, unless said otherwise
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Name every case, also those that pass
    #[arg(long)]
    all: bool,
}

impl Test {
    pub(super) fn run(self) -> Exit {
        let dirs: Vec<PathBuf> = self.paths.iter().chain(&self.rules.dirs).cloned().collect();
        let sources = if dirs.is_empty() { self.rules.sources() } else { below(&dirs) };
        match sources {
            Ok(sources) => self.cases(&sources),
            Err((why, exit)) => {
                output::note(&format!("cocket: {why}"));
                exit
            }
        }
    }

    fn cases(&self, sources: &Sources) -> Exit {
        let book = match Rulebook::compile(sources) {
            Ok(book) => book,
            Err(found) => {
                let look = draw::Look { plain: false, colour: output::messages_may_colour(), width: output::width() };
                output::messages(&draw::all(&found, sources, look));
                output::note("cocket: the rules do not compile; nothing was tested");
                return Exit::Rules;
            }
        };
        let wanted = self.wanted();
        let outcomes = cases::run_on(
            &book,
            |name| wanted.is_empty() || wanted.iter().any(|part| name.ends_with(part.as_str())),
            self.threads(),
        );
        for outcome in outcomes.iter().filter(|outcome| self.all || !outcome.passed()) {
            output::result(&shown(outcome));
        }
        let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
        let passed = outcomes.len().saturating_sub(failed);
        output::result(&format!("{}: {passed} as expected, {failed} otherwise\n", counted(outcomes.len(), "case")));
        if failed == 0 { Exit::Done } else { Exit::Findings }
    }

    fn threads(&self) -> usize {
        self.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1)
    }

    /// The names of single files among the paths: only their scenarios are run.
    fn wanted(&self) -> Vec<String> {
        let files = self.paths.iter().filter(|path| path.is_file());
        files.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
    }
}

fn shown(outcome: &Outcome) -> String {
    let verdict = if outcome.passed() { "ok    " } else { "FAILED" };
    let mut lines = vec![format!("{verdict} {}  {}", visible(&outcome.at), visible(&outcome.scenario))];
    if !outcome.passed() {
        lines.push(format!("       {}", visible(&outcome.written)));
    }
    lines.extend(outcome.misses.iter().flat_map(shown_miss));
    lines.join("\n") + "\n"
}

fn shown_miss(miss: &Miss) -> Vec<String> {
    let mut lines = vec![
        format!("       expected  {}", visible(&miss.expected)),
        format!("       actual    {}", visible(&miss.actual)),
    ];
    if let Some(step) = &miss.step {
        lines.push(format!("       because   {}", render::step(step, &render::Style::default())));
        lines.push(format!("                 {}", visible(&step.at)));
    }
    lines
}
