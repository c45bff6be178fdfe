//! `cocket explain`

use super::assume::{self, Assumption};
use super::exit::Exit;
use super::load::{self, Rules};
use super::output;
use super::printed::{Forms, Printed};
use clap::{Args, ValueEnum};
use cocket::diagnostic::{Diagnostic, Severity};
use cocket::render::{self, Depth, Form, Style};
use cocket::ruling::{Ruling, Step};
use cocket::shipment::Shipment;
use cocket::vocab::{Date, Outcome};
use cocket::wire::{self, json};
use cocket::{Rulebook, Sources};
use std::path::{Path, PathBuf};

/// Says what the law requires of a shipment, and why.
///
/// A shipment is a JSON file (`cocket schema` describes it); `-` reads standard input; a file may hold several, as an
/// array or one after the other. Refused shipments are reported and the others assessed. The program ends well also
/// when a shipment is prohibited; `--fail-on` changes that.
#[derive(Args)]
pub(super) struct Explain {
    /// Shipments as JSON; `-` for standard input
    #[arg(required = true, value_name = "SHIPMENT")]
    shipments: Vec<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    /// Take the law of this day instead of the shipment's own date
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// Take only what had been published by this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<Date>,
    /// How much is told: `decisive` where nothing is said, and of JSON everything
    #[arg(long, value_enum)]
    depth: Option<Told>,
    #[command(flatten)]
    printed: Printed<Format>,
    /// Say why this rule, exception or policy does not hold
    #[arg(long, value_name = "RULE", conflicts_with = "format")]
    why_not: Option<String>,
    /// Assess this line only
    #[arg(long, value_name = "LINE")]
    line: Option<String>,
    /// Take an unknown fact or classification as this for the run; may be given several times
    #[arg(long, value_name = "FACT=VALUE", value_parser = assume::parse)]
    assume: Vec<Assumption>,
    /// Do not end well if a ruling is this or stricter, or may be; may be given several times
    #[arg(long, value_enum, value_name = "OUTCOME")]
    fail_on: Vec<FailOn>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Told {
    /// The answer and its reasons
    Short,
    /// And the steps on which it hangs
    Decisive,
    /// And every other step
    Full,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For a terminal
    #[default]
    Text,
    /// One thing after the other, for screen readers and pipes
    Plain,
    /// Markdown
    Markdown,
    /// For programs: `ruling/1`
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum FailOn {
    /// Nobody can tell yet: ends with 5
    Undetermined,
    /// A licence is or may be required, or it is prohibited: ends with 1
    LicenceRequired,
    /// It is or may be prohibited: ends with 1
    Prohibited,
}

impl Forms for Format {
    fn form(self) -> Form {
        match self {
            Format::Plain => Form::Plain,
            Format::Markdown => Form::Markdown,
            Format::Text | Format::Json => Form::Text,
        }
    }
}

impl Explain {
    pub(super) fn run(self) -> Exit {
        let book = match self.rules.compiled(self.printed.is_plain()) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let mut run = Run { exit: Exit::Done, book: &book, rulings: Vec::new() };
        for path in &self.shipments {
            self.document(path, &mut run);
        }
        let failed = run.rulings.iter().map(|ruling| self.fails(ruling)).max().unwrap_or(Exit::Done);
        run.exit.max(failed).max(self.print(&run.rulings))
    }

    /// Assesses every shipment of a document.
    fn document(&self, path: &Path, run: &mut Run<'_>) {
        let name = document_name(path);
        let bytes = match load::bytes(path) {
            Ok(bytes) => bytes,
            Err(why) => return run.refuse(&format!("cocket: {why}")),
        };
        if self.assume.is_empty() {
            let batch = json::read_batch(&bytes, &name, run.book.dictionary());
            run.tell(&batch.diagnostics);
            for read in &batch.shipments {
                self.shipment(&read.document, read.shipment.as_ref(), &read.diagnostics, &[], run);
            }
            return;
        }
        match json::read_trees(&bytes, &name) {
            Err(refusal) => run.tell(&[*refusal]),
            Ok(trees) => {
                for tree in trees {
                    let (tree, made, unused) = assume::apply(tree, &self.assume, run.book.model());
                    for assumption in unused {
                        output::note(&format!(
                            "cocket: `{name}` states this already, so `--assume {assumption}` is not used"
                        ));
                    }
                    let (shipment, found) = cocket::shipment::read(&tree, &name, run.book.dictionary());
                    self.shipment(&name, shipment.as_ref(), &found, &made, run);
                }
            }
        }
    }

    fn shipment(
        &self,
        document: &str,
        shipment: Option<&Shipment>,
        found: &[Diagnostic],
        assumed: &[cocket::ruling::Assumption],
        run: &mut Run<'_>,
    ) {
        run.tell(found);
        let Some(shipment) = shipment else { return };
        let mut shipment = shipment.clone();
        if let Some(wanted) = &self.line
            && let Err(why) = only_line(&mut shipment, wanted, document)
        {
            return run.refuse(&format!("cocket: {why}"));
        }
        let mut ruling = run.book.assess_at(&shipment, self.on, self.known_on);
        ruling.assumptions.extend_from_slice(assumed);
        run.rulings.push(ruling);
    }

    fn print(&self, rulings: &[Ruling]) -> Exit {
        if self.printed.format() == Format::Json {
            let told: Vec<Ruling> = rulings.iter().map(|ruling| self.told(ruling)).collect();
            output::result(&in_json(&told));
            return Exit::Done;
        }
        let style = self.style();
        for (at, ruling) in rulings.iter().enumerate() {
            if at > 0 {
                output::result(if style.form == Form::Markdown { "\n---\n\n" } else { "\n\n" });
            }
            match &self.why_not {
                None => output::result(&render::ruling(ruling, &style)),
                Some(rule) => match render::why_not(ruling, rule, &style) {
                    Ok(words) => output::result(&words),
                    Err(near) => return unknown_rule(rule, near.as_deref()),
                },
            }
        }
        Exit::Done
    }

    /// The ruling with as much of its derivation as is asked for.
    fn told(&self, ruling: &Ruling) -> Ruling {
        let mut told = ruling.clone();
        match self.depth {
            None | Some(Told::Full) => {}
            Some(Told::Decisive) => keep_decisive(&mut told.derivation),
            Some(Told::Short) => told.derivation.because.clear(),
        }
        told
    }

    fn style(&self) -> Style {
        let depth = match self.depth {
            Some(Told::Short) => Depth::Short,
            None | Some(Told::Decisive) => Depth::Decisive,
            Some(Told::Full) => Depth::Full,
        };
        self.printed.style(depth)
    }

    fn fails(&self, ruling: &Ruling) -> Exit {
        // What may be required stops a gate as what is, also where only what is presumed keeps it off.
        let worst = ruling.standing.possible.worst;
        let hit = |fail_on: &FailOn| match fail_on {
            FailOn::Undetermined if ruling.standing.outcome().is_none() => Exit::Undetermined,
            FailOn::LicenceRequired if worst.stops() => Exit::Findings,
            FailOn::Prohibited if worst == Outcome::Prohibited => Exit::Findings,
            _ => Exit::Done,
        };
        self.fail_on.iter().map(hit).max().unwrap_or(Exit::Done)
    }
}

/// A run over several shipments.
struct Run<'a> {
    exit: Exit,
    book: &'a Rulebook,
    rulings: Vec<Ruling>,
}

impl Run<'_> {
    fn refuse(&mut self, why: &str) {
        output::note(why);
        self.exit = self.exit.max(Exit::Refused);
    }

    fn tell(&mut self, found: &[Diagnostic]) {
        for message in found {
            output::messages(&render::message(message, &Sources::new()));
            if message.severity() == Severity::Error {
                self.exit = self.exit.max(Exit::Refused);
            }
        }
    }
}

fn keep_decisive(step: &mut Step) {
    step.because.retain(|below| below.decisive);
    step.because.iter_mut().for_each(keep_decisive);
}

/// One ruling as an object, several as an array.
fn in_json(rulings: &[Ruling]) -> String {
    match rulings {
        [] => String::new(),
        [only] => wire::v1::ruling(only),
        several => wire::v1::rulings(several),
    }
}

fn unknown_rule(rule: &str, near: Option<&str>) -> Exit {
    let offer = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    output::note(&format!("cocket: the ruling looked at no rule, exception or policy named `{rule}`{offer}"));
    Exit::Usage
}

/// What a document is called in messages.
pub(super) fn document_name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// Leaves that line alone in the shipment.
pub(super) fn only_line(shipment: &mut Shipment, wanted: &str, document: &str) -> Result<(), String> {
    let names: Vec<String> = shipment.lines.iter().map(|line| line.name.clone()).collect();
    shipment.lines.retain(|line| line.name == wanted);
    if shipment.lines.is_empty() {
        return Err(format!("`{document}` has no line `{wanted}`; it has {}", names.join(", ")));
    }
    Ok(())
}

/// A date of the command line.
pub(super) fn date(written: &str) -> Result<Date, String> {
    Date::parse(written).map_err(|fault| match fault {
        cocket::vocab::DateFault::Form => "write it as YYYY-MM-DD".to_owned(),
        cocket::vocab::DateFault::NoSuchDay => "the calendar has no such day".to_owned(),
    })
}
