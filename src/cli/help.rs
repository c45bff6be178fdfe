//! `cocket help`

use super::Arguments;
use super::exit::Exit;
use super::output;
use clap::{Args, CommandFactory};
use cocket::diagnostic::REGISTER;
use cocket::vocab::nearest;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Says what a message's code means, with an example and its mending; or how a command is used.
#[derive(Args)]
pub(super) struct Help {
    /// A code such as E0101, or a command
    about: Option<String>,
}

impl Help {
    pub(super) fn run(self) -> Exit {
        let Some(about) = self.about else {
            output::result(&Arguments::command().render_long_help().to_string());
            return Exit::Done;
        };
        let code = about.to_ascii_uppercase();
        if let Some((_, page)) = PAGES.iter().find(|(name, _)| name.strip_suffix(".md") == Some(&code)) {
            output::result(page);
            return Exit::Done;
        }
        if let Some((_, title)) = REGISTER.iter().find(|(known, _)| known.0 == code) {
            output::result(&format!("{code}: {title}\n"));
            return Exit::Done;
        }
        let mut arguments = Arguments::command();
        if let Some(command) = arguments.find_subcommand_mut(&about) {
            output::result(&command.render_long_help().to_string());
            return Exit::Done;
        }
        let names = REGISTER
            .iter()
            .map(|(known, _)| known.0)
            .chain(["check", "explain", "fmt", "schema", "facts", "new", "test", "text", "history", "timeline"]);
        let offer = nearest(&about, names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        output::note(&format!("cocket: there is no code or command `{about}`{offer}"));
        Exit::Usage
    }
}
