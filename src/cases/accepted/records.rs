//! Whether what was accepted is whole: the lock and the reasons are written by `--accept` and by nobody else.

use super::causes::sealed;
use crate::rulebook::fingerprint;

/// What is wrong with the lock or the reasons beside accepted rulings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The lock is missing.
    LockLost,
    /// The lock is not as it was written.
    LockAltered,
    /// The reasons are missing.
    ReasonsLost,
    /// The reasons are not as they were written.
    ReasonsAltered,
}

impl Fault {
    /// The file, below the folder of what was accepted.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Fault::LockLost | Fault::LockAltered => "law.lock",
            Fault::ReasonsLost | Fault::ReasonsAltered => "reasons.md",
        }
    }

    /// What is wrong, and what follows from it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Fault::LockLost => "is missing: which clause is behind a change cannot be told",
            Fault::LockAltered => "is not as `--accept` wrote it: which clause is behind a change may be told wrongly",
            Fault::ReasonsLost => "is missing: why the rulings were accepted is on record nowhere",
            Fault::ReasonsAltered => "is not as `--accept` wrote it: the reasons may not be those that were given",
        }
    }
}

/// What is wrong with a lock and its reasons; none of either stands for a file that is missing.
#[must_use]
pub fn faults(lock: Option<&str>, reasons: Option<&str>) -> Vec<Fault> {
    let seals = lock.map(|text| (sealed(text, "clauses"), sealed(text, "reasons")));
    let of_lock = match (lock, seals) {
        (Some(text), Some((seal, _))) => (seal != Some(seal_of_rows(text).as_str())).then_some(Fault::LockAltered),
        _ => Some(Fault::LockLost),
    };
    let of_reasons = match (reasons, seals) {
        (None, _) => Some(Fault::ReasonsLost),
        // Without its seal nothing says how the text was.
        (Some(_), None | Some((_, None))) => None,
        (Some(text), Some((_, Some(seal)))) => (seal != seal_of_text(text)).then_some(Fault::ReasonsAltered),
    };
    of_lock.into_iter().chain(of_reasons).collect()
}

/// Of the rows of a lock.
pub(super) fn seal_of_rows(text: &str) -> String {
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    seal_of_text(&rows.join("\n"))
}

/// Of a text; how its lines end makes no difference.
pub(super) fn seal_of_text(text: &str) -> String {
    fingerprint(text.lines().collect::<Vec<_>>().join("\n").trim_end())
}
