//! The verdict and the reasons of a ruling, as they are kept: lines that a person reviews and a program compares.

use super::Differs;
use crate::ruling::{Requirement, Ruling, Standing, Status};
use crate::vocab::{Label, Outcome, Range};
use std::collections::BTreeSet;

/// A ruling as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The shipment's id.
    pub case: String,
    /// A fingerprint of the shipment.
    pub shipment: String,
    /// The outcome, how firm it is, and the lines under each law.
    pub verdict: Vec<String>,
    /// Requirements, openings, questions, duties, breaches.
    pub reasons: Vec<String>,
    /// The clauses it rests on.
    pub grounds: BTreeSet<String>,
    /// Whether the shipment should stop.
    pub stops: bool,
    /// The words in which it is told; kept in a file of their own.
    pub words: String,
}

/// Why a text of kept rulings is none: the line, counted from 1, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line.
    pub line: usize,
    /// Why.
    pub why: String,
}

const HEAD: &str = "# Accepted rulings: the verdicts and their reasons. Written by `cocket test --accept`; what changes here is law.\n";

impl Kept {
    /// Of a ruling.
    #[must_use]
    pub fn of(ruling: &Ruling, shipment: String, grounds: BTreeSet<String>) -> Kept {
        let standing = &ruling.standing;
        let mut verdict = vec![
            format!("outcome {}", outcome(*standing)),
            format!("settled {}", yes_no(standing.settled)),
            format!("complete {}", yes_no(standing.complete)),
        ];
        for line in &ruling.lines {
            for book in &line.by_rulebook {
                verdict.push(format!("line {} {} {}", line.line, book.rulebook, outcome(book.standing)));
            }
        }
        Kept {
            case: ruling.shipment.clone(),
            shipment,
            verdict,
            reasons: reasons(ruling),
            grounds,
            stops: standing.stop(),
            words: super::words(ruling),
        }
    }

    /// The lines that are told where it differs in that.
    pub(super) fn told(&self, how: Differs) -> Vec<String> {
        match how {
            Differs::Verdict | Differs::New | Differs::Gone => {
                std::iter::once(format!("stops {}", yes_no(self.stops))).chain(self.verdict.clone()).collect()
            }
            Differs::Reasons => self.reasons.clone(),
            Differs::Grounds => self.grounds.iter().cloned().collect(),
            Differs::Shipment | Differs::VerdictLost | Differs::WordsLost => Vec::new(),
            Differs::Words => self.words.lines().map(str::to_owned).collect(),
        }
    }
}

/// Without a range the outcome on the facts shown; with one, both ends; what openings could bring, where that is milder.
fn outcome(standing: Standing) -> String {
    let Standing { shown, possible, reach_unknown, .. } = standing;
    let own = if shown.is_one_kind() { range(shown) } else { format!("undetermined, {}", range(shown)) };
    let beyond = if possible == shown { String::new() } else { format!(", possibly {}", range(possible)) };
    let reach = if reach_unknown { ", if this law reaches the act" } else { "" };
    format!("{own}{beyond}{reach}")
}

fn range(range: Range) -> String {
    if range.is_single() { named(range.worst) } else { format!("from {} to {}", named(range.best), named(range.worst)) }
}

fn named(outcome: Outcome) -> String {
    let policy = outcome.policy().map(|policy| format!(", {}", policy.words())).unwrap_or_default();
    format!("{}{policy}", outcome.words())
}

fn yes_no(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

fn reasons(ruling: &Ruling) -> Vec<String> {
    let mut lines: Vec<String> = ruling.requirements.iter().map(requirement).collect();
    lines.extend(ruling.openings.iter().map(|one| format!("opening {} to {}", one.exception, one.requirement)));
    lines.extend(ruling.presumptions.iter().map(|one| format!("presumed {} of {}", one.exception, one.requirement)));
    lines.extend(ruling.questions.iter().map(|one| format!("question {} of {}", one.id, one.of)));
    lines.extend(ruling.duties.iter().map(|one| {
        let due = one.due.as_ref().map(|due| format!(" {}", due.words)).unwrap_or_default();
        let met = one.met.map(|met| format!(", met {}", met.id())).unwrap_or_default();
        format!("duty {}{due}{met}", one.id)
    }));
    let gaps = ruling.coverage.not_encoded.iter().filter(|gap| gap.touches);
    lines.extend(gaps.map(|gap| format!("not encoded, could {}: {}", gap.would, gap.label.english)));
    lines.extend(ruling.coverage.disputed.iter().map(|one| format!("disputed {}", one.id)));
    for breach in &ruling.conduct {
        lines.push(format!("breach {} {}", breach.id, breach.truth.id()));
        lines.extend(breach.sanctions.iter().map(|one| format!("sanction {} {}", one.sanction, one.truth.id())));
    }
    lines
}

fn requirement(one: &Requirement) -> String {
    let status = match one.status {
        Status::Stands => "stands",
        Status::StandsUnlessEarlier => "stands unless an earlier rule does",
        Status::Overcome => "overcome",
        Status::Possible => "may hold",
    };
    let ids = |names: &[(String, Label)]| names.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ");
    let by = if one.overcome_by.is_empty() { String::new() } else { format!(" by {}", ids(&one.overcome_by)) };
    let stiffer =
        if one.stiffened_by.is_empty() { String::new() } else { format!(", stiffened by {}", ids(&one.stiffened_by)) };
    format!("requires {}: {}, {status}{by}{stiffer}", one.id, range(one.shown))
}

/// Kept rulings as text.
#[must_use]
pub fn write(all: &[Kept]) -> String {
    let mut text = HEAD.to_owned();
    for kept in all {
        let mut line = |depth: usize, words: &str| {
            text.push_str(&" ".repeat(depth));
            text.push_str(&one_line(words));
            text.push('\n');
        };
        line(0, "");
        line(0, &format!("case {}", kept.case));
        line(2, &format!("shipment {}", kept.shipment));
        line(2, &format!("stops {}", yes_no(kept.stops)));
        kept.verdict.iter().for_each(|words| line(2, words));
        line(2, "reasons");
        kept.reasons.iter().for_each(|words| line(4, words));
        line(2, "rests on");
        kept.grounds.iter().for_each(|id| line(4, id));
    }
    text
}

/// What was kept stays on its line, whatever an id holds.
fn one_line(words: &str) -> String {
    words.replace(['\n', '\r'], " ")
}

/// Kept rulings from their text; their words are kept apart.
///
/// # Errors
/// The first line that is none of such a text.
pub fn read(text: &str) -> Result<Vec<Kept>, Unreadable> {
    let mut all: Vec<Kept> = Vec::new();
    let mut part = "";
    for (at, line) in text.lines().enumerate() {
        let words = line.trim_start();
        let depth = line.len().saturating_sub(words.len());
        if words.is_empty() || depth == 0 && words.starts_with('#') {
            continue;
        }
        let fault = |why: &str| Unreadable { line: at.saturating_add(1), why: why.to_owned() };
        if depth == 0 {
            let case = words.strip_prefix("case ").ok_or_else(|| fault("a `case` is looked for here"))?;
            all.push(Kept { case: case.to_owned(), ..Kept::default() });
            part = "";
            continue;
        }
        let kept = all.last_mut().ok_or_else(|| fault("no `case` stands before it"))?;
        match (depth, part, words) {
            (2, _, "reasons" | "rests on") => part = if words == "reasons" { "reasons" } else { "rests on" },
            (2, "", _) => head(kept, words),
            (4, "reasons", _) => kept.reasons.push(words.to_owned()),
            (4, "rests on", _) => {
                kept.grounds.insert(words.to_owned());
            }
            _ => return Err(fault("it stands in no part of a case")),
        }
    }
    Ok(all)
}

fn head(kept: &mut Kept, words: &str) {
    match words.split_once(' ') {
        Some(("shipment", fingerprint)) => fingerprint.clone_into(&mut kept.shipment),
        Some(("stops", stops)) => kept.stops = stops == "yes",
        _ => kept.verdict.push(words.to_owned()),
    }
}
