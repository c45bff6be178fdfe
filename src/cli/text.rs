//! `cocket text`

use super::exit::Exit;
use super::explain::date;
use super::load::Rules;
use super::named::{self, Format};
use super::output;
use super::printed::Printed;
use clap::Args;
use cocket::consolidate::Named;
use cocket::render::{self, Depth};
use cocket::vocab::Date;
use cocket::wire;

/// Prints the consolidated text of the law of a day: what stands on it, and which instrument put it there.
///
/// Without a name it prints all rulebooks that are loaded; a name is that of a rulebook, rule, exception, policy, list, group
/// or definition, `BOOK/NAME` where several rulebooks have it. The day is always stated: the law of today is never meant
/// silently.
#[derive(Args)]
pub(super) struct Text {
    /// Print only these: rulebooks, rules, exceptions, policies, lists, groups, definitions
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The day whose law it is; required
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// Take only what had been published by this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<Date>,
    #[command(flatten)]
    rules: Rules,
    /// Show all entries of long lists; Markdown, HTML and JSON always do
    #[arg(long, visible_alias = "entries")]
    all: bool,
    #[command(flatten)]
    printed: Printed<Format>,
}

impl Text {
    pub(super) fn run(self) -> Exit {
        let Some(on) = self.on else {
            output::note("cocket: say which day's law is meant: `--on DATE`; it is never today's unless you say so");
            return Exit::Usage;
        };
        let book = match self.rules.compiled(self.printed.is_plain()) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let only = match named::all(book.model(), &self.names, has_text) {
            Ok(only) => only,
            Err(exit) => return exit,
        };
        let text = book.text(on, self.known_on, &only);
        if self.printed.format() == Format::Json {
            output::result(&wire::v1::text(&text));
            return Exit::Done;
        }
        let depth = if self.all { Depth::Full } else { Depth::Decisive };
        output::result(&render::text(&text, &self.printed.style(depth)));
        Exit::Done
    }
}

/// What has no text of its own, and where to look instead.
fn has_text(named: &Named) -> Result<(), &'static str> {
    match named {
        Named::Instrument(_) => Err("is an instrument; `cocket history` says what it did"),
        Named::Entry(..) => Err("is an entry; name its list, or ask for its history by `cocket history`"),
        _ => Ok(()),
    }
}
