//! The command line of Cocket.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
