//! `cocket schema`

use super::exit::Exit;
use super::load::Rules;
use super::output;
use clap::Args;
use cocket::wire;

/// Prints the JSON Schema of a shipment, for exactly the facts that the loaded rules read; or that of a ruling or
/// a timeline.
#[derive(Args)]
pub(super) struct Schema {
    /// Print a shipment to fill in instead
    #[arg(long)]
    template: bool,
    /// Print the schema of a ruling, as `cocket explain --format json` writes it
    #[arg(long, conflicts_with = "template")]
    ruling: bool,
    /// Print the schema of a timeline, as `cocket timeline --format json` writes it
    #[arg(long, conflicts_with_all = ["template", "ruling"])]
    timeline: bool,
    #[command(flatten)]
    rules: Rules,
}

impl Schema {
    pub(super) fn run(self) -> Exit {
        if self.ruling {
            output::result(wire::v1::RULING_SCHEMA);
            return Exit::Done;
        }
        if self.timeline {
            output::result(&wire::v1::timeline_schema());
            return Exit::Done;
        }
        let book = match self.rules.compiled(false) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let dictionary = book.dictionary();
        output::result(&if self.template { wire::v1::template(dictionary) } else { wire::v1::schema(dictionary) });
        Exit::Done
    }
}
