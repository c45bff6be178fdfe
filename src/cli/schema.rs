//! `cocket schema`

use super::exit::Exit;
use super::load::Rules;
use super::output;
use clap::Args;
use cocket::wire;

/// Prints the JSON Schema of a shipment, for exactly the facts that the loaded rules read.
#[derive(Args)]
pub(super) struct Schema {
    /// Print a shipment to fill in instead
    #[arg(long)]
    template: bool,
    #[command(flatten)]
    rules: Rules,
}

impl Schema {
    pub(super) fn run(self) -> Exit {
        let book = match self.rules.compiled(false) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let dictionary = book.dictionary();
        output::result(&if self.template { wire::v1::template(dictionary) } else { wire::v1::schema(dictionary) });
        Exit::Done
    }
}
