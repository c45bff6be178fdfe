//! How a run ended.

use std::process::ExitCode;

/// How a run ended, the gravest last, so that several join by `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// The work is done.
    Done,
    /// Something was found.
    Findings,
    /// `--fail-on undetermined`, and it is.
    Undetermined,
    /// A shipment was refused.
    Refused,
    /// The rules do not compile.
    Rules,
    /// The arguments make no sense.
    Usage,
    /// A fault of this program.
    Fault,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Rules => 3,
            Exit::Refused => 4,
            Exit::Undetermined => 5,
            Exit::Fault => 70,
        })
    }
}
