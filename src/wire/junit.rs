//! A run of scenarios and accepted rulings as `JUnit` XML, for build servers.

use crate::cases::{Damaged, Outcome, Refused, Ruled, Run};
use std::collections::BTreeMap;

/// How one case of a suite came out.
#[derive(PartialEq, Eq)]
enum Came {
    AsItShould,
    /// Otherwise than expected or accepted.
    Failed(String),
    /// Not at all.
    Refused(String),
}

type Suites<'r> = BTreeMap<&'r str, Vec<(String, Came)>>;

/// One suite for each file.
#[must_use]
pub fn suites(run: &Run) -> String {
    let damaged: Vec<(String, &Damaged)> = run.damaged.iter().map(|one| (one.file(), one)).collect();
    let mut files: Suites<'_> = BTreeMap::new();
    for outcome in &run.scenarios {
        let file = outcome.at.rsplitn(3, ':').nth(2).unwrap_or(&outcome.at);
        files.entry(file).or_default().push((format!("{} ({})", outcome.scenario, outcome.at), failure(outcome)));
    }
    for ruled in &run.rulings {
        files.entry(&ruled.file).or_default().push((ruled.case.clone(), difference(ruled)));
    }
    for Refused { file, case, why, .. } in &run.refused {
        let name = case.clone().unwrap_or_else(|| file.clone());
        files.entry(file).or_default().push((name, Came::Refused(why.clone())));
    }
    for (file, one) in &damaged {
        let why = format!("{file} {}", one.fault.words());
        files.entry(file).or_default().push((one.rulebook.clone(), Came::Failed(why)));
    }
    let sums = counts(files.values().flatten());
    let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cocket\" {sums}>\n");
    for (file, cases) in &files {
        text += &suite(&escaped(file), cases);
    }
    text + "</testsuites>\n"
}

fn suite(file: &str, cases: &[(String, Came)]) -> String {
    let mut text = format!("  <testsuite name=\"{file}\" {}>\n", counts(cases.iter()));
    for (name, came) in cases {
        let open = format!("    <testcase classname=\"{file}\" name=\"{}\"", escaped(name));
        text.extend([match came {
            Came::AsItShould => format!("{open}/>\n"),
            Came::Failed(why) => told(&open, "failure", why),
            Came::Refused(why) => told(&open, "error", why),
        }]);
    }
    text + "  </testsuite>\n"
}

fn told(open: &str, element: &str, why: &str) -> String {
    let first = escaped(why.lines().next().unwrap_or_default());
    let why = escaped(why);
    format!("{open}>\n      <{element} message=\"{first}\">{why}</{element}>\n    </testcase>\n")
}

fn counts<'c>(cases: impl Iterator<Item = &'c (String, Came)> + Clone) -> String {
    let failures = cases.clone().filter(|(_, came)| matches!(came, Came::Failed(_))).count();
    let errors = cases.clone().filter(|(_, came)| matches!(came, Came::Refused(_))).count();
    format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", cases.count())
}

fn failure(outcome: &Outcome) -> Came {
    if outcome.passed() {
        return Came::AsItShould;
    }
    let misses = outcome.misses.iter().map(|miss| format!("expected {}, actual {}", miss.expected, miss.actual));
    let lines: Vec<String> = misses.chain(std::iter::once(outcome.written.clone())).collect();
    Came::Failed(lines.join("\n"))
}

fn difference(ruled: &Ruled) -> Came {
    let Some(changed) = ruled.changed.as_ref() else { return Came::AsItShould };
    let causes = if changed.causes.is_empty() { String::new() } else { format!(" by {}", changed.causes.join(", ")) };
    let first = format!("{}{causes}", super::v1::differs(changed.how));
    let before = changed.before.iter().map(|line| format!("- {line}"));
    let after = changed.after.iter().map(|line| format!("+ {line}"));
    Came::Failed(std::iter::once(first).chain(before).chain(after).collect::<Vec<_>>().join("\n"))
}

/// Text in XML: what a document may not hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
