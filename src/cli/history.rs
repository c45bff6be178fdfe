//! `cocket history`

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

/// Says what happened to a part of the law, in order: put there, amended, suspended, repealed, corrected, and by which instrument.
///
/// A name is that of a rule, exception, policy, list, group, definition, instrument or entry. An entry is `LIST:ENTRY`, or its
/// number alone where nothing else has that name; `BOOK/NAME` names the rulebook too. Of an instrument it says everything that
/// it did.
#[derive(Args)]
pub(super) struct History {
    /// A rule, exception, policy, list, group, definition, instrument, or entry (`LIST:ENTRY`)
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Take only what had been published by this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<Date>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    printed: Printed<Format>,
}

impl History {
    pub(super) fn run(self) -> Exit {
        let book = match self.rules.compiled(self.printed.is_plain()) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let named = match named::all(book.model(), &self.names, has_history) {
            Ok(named) => named,
            Err(exit) => return exit,
        };
        let histories: Vec<_> = named.iter().map(|named| book.history(named, self.known_on)).collect();
        if self.printed.format() == Format::Json {
            output::result(&wire::v1::histories(&histories));
            return Exit::Done;
        }
        output::result(&render::histories(&histories, &self.printed.style(Depth::Decisive)));
        Exit::Done
    }
}

/// What has no history of its own, and where to look instead.
fn has_history(named: &Named) -> Result<(), &'static str> {
    match named {
        Named::Rulebook(_) => Err("is a rulebook; `cocket text` prints it, and each of its instruments has a history"),
        _ => Ok(()),
    }
}
