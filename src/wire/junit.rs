//! A run of scenarios and accepted rulings as `JUnit` XML, for build servers.

use crate::cases::{Outcome, Ruled, Run};
use std::collections::BTreeMap;

/// One suite for each file.
#[must_use]
pub fn suites(run: &Run) -> String {
    let mut files: BTreeMap<&str, Vec<(String, Option<String>)>> = BTreeMap::new();
    for outcome in &run.scenarios {
        let file = outcome.at.rsplitn(3, ':').nth(2).unwrap_or(&outcome.at);
        files.entry(file).or_default().push((format!("{} ({})", outcome.scenario, outcome.at), failure(outcome)));
    }
    for ruled in &run.rulings {
        files.entry(&ruled.file).or_default().push((ruled.case.clone(), difference(ruled)));
    }
    let all = files.values().flatten();
    let failures = all.clone().filter(|(_, failure)| failure.is_some()).count();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cocket\" tests=\"{}\" failures=\"{failures}\">\n",
        all.count()
    );
    for (file, cases) in &files {
        let failures = cases.iter().filter(|(_, failure)| failure.is_some()).count();
        let (file, tests) = (escaped(file), cases.len());
        text.extend([format!("  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\">\n")]);
        for (name, failure) in cases {
            let open = format!("    <testcase classname=\"{file}\" name=\"{}\"", escaped(name));
            text.extend([match failure {
                None => format!("{open}/>\n"),
                Some(why) => {
                    let first = why.lines().next().unwrap_or_default();
                    let (first, why) = (escaped(first), escaped(why));
                    format!("{open}>\n      <failure message=\"{first}\">{why}</failure>\n    </testcase>\n")
                }
            }]);
        }
        text += "  </testsuite>\n";
    }
    text + "</testsuites>\n"
}

fn failure(outcome: &Outcome) -> Option<String> {
    if outcome.passed() {
        return None;
    }
    let misses = outcome.misses.iter().map(|miss| format!("expected {}, actual {}", miss.expected, miss.actual));
    let lines: Vec<String> = misses.chain(std::iter::once(outcome.written.clone())).collect();
    Some(lines.join("\n"))
}

fn difference(ruled: &Ruled) -> Option<String> {
    let changed = ruled.changed.as_ref()?;
    let causes = if changed.causes.is_empty() { String::new() } else { format!(" by {}", changed.causes.join(", ")) };
    let first = format!("{}{causes}", super::v1::differs(changed.how));
    let before = changed.before.iter().map(|line| format!("- {line}"));
    let after = changed.after.iter().map(|line| format!("+ {line}"));
    Some(std::iter::once(first).chain(before).chain(after).collect::<Vec<_>>().join("\n"))
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
