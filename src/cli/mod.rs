//! The command line: the only part that reads files, the environment or the terminal.
//!
//! One file a command; the doc comments of its arguments are its help. Results go to standard output, everything else
//! to standard error.

mod assume;
mod check;
mod draw;
mod exit;
mod explain;
mod facts;
mod fmt;
mod help;
mod history;
mod load;
mod mutate;
mod named;
mod new;
mod output;
mod printed;
mod question;
mod schema;
mod test;
mod text;
mod timeline;

use clap::{Parser, Subcommand};
use exit::Exit;
use std::process::ExitCode;

/// A rule language for export controls and the engine that runs it.
///
/// Says of a shipment what the law requires, why, and what would settle what is not known. The rulebooks that ship are
/// part of the program; `--rules DIR` reads others instead. Nothing is sent anywhere, and no clock is read.
///
/// Exit codes: 0 done; 1 findings; 2 wrong usage; 3 rules do not compile; 4 a shipment was refused;
/// 5 undetermined, with `--fail-on undetermined`; 70 a fault of this program.
#[derive(Parser)]
#[command(name = "cocket", version, disable_help_subcommand = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Fmt(fmt::Fmt),
    Schema(schema::Schema),
    Facts(facts::Facts),
    New(new::New),
    Test(test::Test),
    Mutate(mutate::Mutate),
    Text(text::Text),
    History(history::History),
    Timeline(timeline::Timeline),
    Help(help::Help),
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        output::note(&format!("cocket: a fault of this program{place}; the result is not to be relied on"));
    }));
    let run = || match Arguments::try_parse() {
        Ok(arguments) => arguments.command.run(),
        Err(message) => usage(&message),
    };
    std::panic::catch_unwind(run).unwrap_or(Exit::Fault).into()
}

/// Help and version are results; anything else is wrong usage.
fn usage(message: &clap::Error) -> Exit {
    // A closed pipe is nobody's fault.
    let _ = message.print();
    if message.use_stderr() { Exit::Usage } else { Exit::Done }
}

impl Command {
    fn run(self) -> Exit {
        match self {
            Command::Check(command) => command.run(),
            Command::Explain(command) => command.run(),
            Command::Fmt(command) => command.run(),
            Command::Schema(command) => command.run(),
            Command::Facts(command) => command.run(),
            Command::New(command) => command.run(),
            Command::Test(command) => command.run(),
            Command::Mutate(command) => command.run(),
            Command::Text(command) => command.run(),
            Command::History(command) => command.run(),
            Command::Timeline(command) => command.run(),
            Command::Help(command) => command.run(),
        }
    }
}
