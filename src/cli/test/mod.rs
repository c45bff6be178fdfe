//! `cocket test`

mod accept;
mod accepted;
mod cover;
mod told;
mod watch;

use super::exit::Exit;
use super::load::{self, Rules};
use super::{draw, named, output};
pub(super) use accepted::{Folder, folders, refusals};
use clap::{Args, ValueEnum};
use cocket::cases::accepted::{Causes, Grounds, Lock};
use cocket::cases::{self, Run, generate};
use cocket::consolidate::Named;
use cocket::rulebook::LawClause;
use cocket::wire::{junit, v1};
use cocket::{Rulebook, Sources};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;
pub(super) use told::proposals as proposed;

/// Runs the scenarios that are written beside the rules, and compares the rulings on the shipments under `cases/`.
///
/// Without a path it runs the scenarios of the rulebooks that ship. A failed case shows what was expected, what came
/// about, and the step that decided so. Shipments in the folder `cases` of a rulebook are ruled under it, and each
/// ruling is compared with the accepted one in `cases/accepted`. What failed or changed is told under the clause that
/// was altered.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Test {
    /// Rule files or folders of them
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    /// Only what has these words in its name, its place or its text; may be given several times
    #[arg(long, value_name = "WORDS")]
    only: Vec<String>,
    /// On so many threads; as many as there are processors, unless said otherwise
    #[arg(long, value_name = "N", value_parser = threads)]
    jobs: Option<usize>,
    /// Name every case, also those that pass
    #[arg(long)]
    all: bool,
    /// In which form
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Take changed rulings for right: the name of the clause behind them, or `all`, `new`, `gone`, `edited`, `words`,
    /// `unexplained`, `damaged`
    #[arg(long, value_name = "WHICH", requires = "because", conflicts_with_all = ["review", "watch", "only"])]
    accept: Option<String>,
    /// Why; it is recorded beside the rulings
    #[arg(long, value_name = "WORDS", requires = "accept")]
    because: Option<String>,
    /// Go through what changed, clause by clause, and ask
    #[arg(long, conflicts_with_all = ["because", "only", "watch", "format"])]
    review: bool,
    /// Run again whenever a file changes
    #[arg(long)]
    watch: bool,
    /// Propose cases for what none tries: of everything, or of what has this name
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    #[arg(conflicts_with_all = ["coverage", "into", "at_least", "accept", "because", "review", "only", "all", "format"])]
    generate: Option<String>,
    /// And for each entry of a list that none hits
    #[arg(long, requires = "generate")]
    entries: bool,
    /// Tell what the cases try of the rules, instead of how they came out
    #[arg(long, value_enum, value_name = "FORM", num_args = 0..=1, default_missing_value = "text")]
    #[arg(conflicts_with_all = ["accept", "because", "review", "entries", "only", "format"])]
    coverage: Option<cover::Form>,
    /// Write the coverage there
    #[arg(long, value_name = "FILE", requires = "coverage")]
    into: Option<PathBuf>,
    /// End with findings where less of a rulebook is tried, in percent; entries of lists are not counted
    #[arg(long, value_name = "PERCENT", requires = "coverage")]
    at_least: Option<usize>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    /// For programs
    Json,
    /// For build servers
    Junit,
}

/// Everything of one run.
struct Tested {
    clauses: Vec<LawClause>,
    folders: Vec<Folder>,
    run: Run,
}

impl Tested {
    fn is_empty(&self) -> bool {
        let run = &self.run;
        run.scenarios.is_empty() && run.rulings.is_empty() && run.refused.is_empty() && run.damaged.is_empty()
    }

    fn exit(&self) -> Exit {
        match (self.run.refused.is_empty(), self.run.passed()) {
            (false, _) => Exit::Refused,
            (true, true) => Exit::Done,
            (true, false) => Exit::Findings,
        }
    }
}

impl Test {
    pub(super) fn run(self) -> Exit {
        if self.watch {
            return watch::watch(&self.roots(), || self.once());
        }
        self.once()
    }

    fn once(&self) -> Exit {
        if let Some(name) = &self.generate {
            return self.loaded().map_or_else(|exit| exit, |(book, _)| self.propose(&book, name));
        }
        if let Some(form) = self.coverage {
            return self
                .loaded()
                .map_or_else(|exit| exit, |(book, folders)| cover::cover(&book, &folders, &self.cover(form)));
        }
        let tested = match self.tested() {
            Ok(tested) => tested,
            Err(exit) => return exit,
        };
        if !self.only.is_empty() && tested.is_empty() {
            output::note("cocket: nothing has the words of `--only` in its name, its place or its text");
            return Exit::Usage;
        }
        if let Some(which) = &self.accept {
            return self.accepting(&tested, which).unwrap_or_else(|exit| exit);
        }
        // A review tells each group as it asks of it.
        if !(self.review && std::io::stdin().is_terminal()) {
            self.tell(&tested);
        }
        if self.review { accept::review(tested, || self.tested()) } else { tested.exit() }
    }

    fn tell(&self, tested: &Tested) {
        output::result(&match self.format {
            Format::Text => told::run(&tested.run, self.all, &self.named()),
            Format::Json => v1::tests(&tested.run),
            Format::Junit => junit::suites(&tested.run),
        });
    }

    /// Takes for right what is meant, and tells what that was and what is left.
    fn accepting(&self, tested: &Tested, which: &str) -> Result<Exit, Exit> {
        let taken = accept::accept(tested, which, self.because.as_deref().unwrap_or_default())?;
        let after = self.tested()?;
        if self.format == Format::Text {
            output::result(&taken.told);
        }
        self.tell(&after);
        let left = after.run.rulings.iter().filter(|ruled| ruled.changed.is_some()).count();
        let left = left.saturating_add(after.run.damaged.len());
        output::note(&format!("accepted: {}; not accepted: {left}", taken.many));
        Ok(after.exit())
    }

    /// The rules, compiled, and the shipments of each rulebook.
    fn loaded(&self) -> Result<(Rulebook, Vec<Folder>), Exit> {
        let told = |(why, exit): load::Trouble| {
            output::note(&format!("cocket: {why}"));
            exit
        };
        let (sources, files) = self.sources().map_err(told)?;
        let book = compiled(&sources)?;
        let folders = accepted::folders(&book, &files).map_err(told)?;
        Ok((book, folders))
    }

    /// Proposed scenarios, rulebook by rulebook.
    fn propose(&self, book: &Rulebook, name: &str) -> Exit {
        let only = Some(name).filter(|name| !name.is_empty());
        if let Some(Err(exit)) = only.map(|name| named::all(book.model(), &[name.to_owned()], has_cases)) {
            return exit;
        }
        // `BOOK/NAME` names the rulebook too.
        let (of, own) = only.and_then(|name| name.split_once('/')).unzip();
        let only = own.or(only);
        let mut text = String::new();
        for head in book.model().rulebooks.iter().filter(|head| of.is_none_or(|of| head.id == of)) {
            let proposals = generate::proposals(book, &head.id, only, self.entries, self.threads());
            text += &told::proposals(&head.id, &proposals);
        }
        if text.is_empty() {
            output::note("cocket: there is nothing to propose: the cases try it, or no case was found that would");
        }
        output::result(&text);
        Exit::Done
    }

    fn cover(&self, form: cover::Form) -> cover::Wanted<'_> {
        let root = load::before_names(&self.roots());
        let (into, at_least, all, threads) = (self.into.as_deref(), self.at_least, self.all, self.threads());
        cover::Wanted { form, into, at_least, all, threads, root }
    }

    fn tested(&self) -> Result<Tested, Exit> {
        let (book, folders) = self.loaded()?;
        let clauses = book.clauses();
        let lock = Lock(folders.iter().flat_map(|folder| folder.lock.0.clone()).collect());
        let run = {
            let (grounds, causes) = (Grounds::new(&book, &clauses), Causes::new(&clauses, &lock));
            let (refused, damaged) = accepted::troubles(&folders, |words| self.has_words(words));
            let mut run = Run {
                scenarios: cases::run_on(&book, |at| self.means(at), self.threads()),
                rulings: accepted::compared(&folders, &causes, |words| self.has_words(words)),
                refused,
                damaged,
                groups: Vec::new(),
            };
            run.groups = cases::grouped(&run, &grounds, &causes);
            run
        };
        Ok(Tested { clauses, folders, run })
    }

    fn roots(&self) -> Vec<PathBuf> {
        self.paths.iter().chain(&self.rules.dirs).cloned().collect()
    }

    fn sources(&self) -> Result<(Sources, BTreeMap<String, PathBuf>), load::Trouble> {
        let roots = self.roots();
        if roots.is_empty() {
            Ok((self.rules.sources_with_scenarios()?, BTreeMap::new()))
        } else {
            load::located(&roots)
        }
    }

    fn threads(&self) -> usize {
        self.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// Whether a case is meant: its place, its scenario and its words, on one line.
    fn means(&self, case: &cases::Named<'_>) -> bool {
        let files = self.wanted();
        let of_file = files.is_empty() || files.iter().any(|file| case.file.ends_with(file.as_str()));
        of_file && (self.only.is_empty() || self.only.iter().any(|words| case.has(words)))
    }

    fn has_words(&self, name: &str) -> bool {
        self.wanted().is_empty()
            && (self.only.is_empty() || self.only.iter().any(|words| name.contains(words.as_str())))
    }

    /// The paths as they were written, to be written again.
    fn named(&self) -> String {
        self.roots().iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
    }

    /// The names of single files among the paths: only their scenarios are run.
    fn wanted(&self) -> Vec<String> {
        let files = self.paths.iter().filter(|path| path.is_file());
        files.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
    }
}

/// Whether cases can be proposed for a thing.
fn has_cases(named: &Named) -> Result<(), &'static str> {
    match named {
        Named::Provision(_) | Named::Define(_) | Named::Group(_) | Named::List(_) | Named::Rulebook(_) => Ok(()),
        Named::Instrument(_) => Err("is an instrument: cases are proposed for rules, definitions, groups and lists"),
        Named::Entry(..) => Err("is an entry: name its list, and add `--entries`"),
    }
}

/// A number of threads, from the command line.
pub(super) fn threads(written: &str) -> Result<usize, String> {
    let many = written.parse().ok().filter(|many| *many > 0);
    many.ok_or_else(|| "a number of threads is 1 or more".to_owned())
}

pub(super) fn compiled(sources: &Sources) -> Result<Rulebook, Exit> {
    Rulebook::compile(sources).map_err(|found| {
        let look = draw::Look { plain: false, colour: output::messages_may_colour(), width: output::width() };
        output::messages(&draw::all(&found, sources, look));
        output::note("cocket: the rules do not compile; nothing was tested");
        Exit::Rules
    })
}
