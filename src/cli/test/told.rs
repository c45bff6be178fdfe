//! A run, told to the person who made it.

use crate::cli::check::counted;
use cocket::cases::accepted::{Changed, Differs};
use cocket::cases::generate::Proposal;
use cocket::cases::{Group, Miss, Outcome, Ruled, Run};
use cocket::render::{self, visible};

/// So many rulings of one group are told with their lines; of the others the number.
const TOLD: usize = 12;

/// What failed, what changed and why, and the sum. `paths` are those to write after `cocket test`.
pub(super) fn run(run: &Run, all: bool, paths: &str) -> String {
    let mut text = String::new();
    for outcome in run.scenarios.iter().filter(|outcome| all || !outcome.passed()) {
        text += &case(outcome);
    }
    if all {
        let same = run.rulings.iter().filter(|ruled| ruled.changed.is_none());
        same.for_each(|ruled| text.extend([format!("ok     {}: {}\n", visible(&ruled.file), visible(&ruled.case))]));
    }
    for one in &run.groups {
        text += &group(run, one, paths);
    }
    text + &sum(run)
}

fn sum(run: &Run) -> String {
    let failed = run.scenarios.iter().filter(|outcome| !outcome.passed()).count();
    let passed = run.scenarios.len().saturating_sub(failed);
    let cases = format!("{}: {passed} as expected, {failed} otherwise\n", counted(run.scenarios.len(), "case"));
    if run.rulings.is_empty() {
        return cases;
    }
    let changed = run.rulings.iter().filter(|ruled| ruled.changed.is_some()).count();
    let same = run.rulings.len().saturating_sub(changed);
    format!("{cases}{}: {same} as accepted, {changed} otherwise\n", counted(run.rulings.len(), "ruling"))
}

fn case(outcome: &Outcome) -> String {
    let verdict = if outcome.passed() { "ok    " } else { "FAILED" };
    let mut lines = vec![format!("{verdict} {}  {}", visible(&outcome.at), visible(&outcome.scenario))];
    if !outcome.passed() {
        lines.push(format!("       {}", visible(&outcome.written)));
    }
    lines.extend(outcome.misses.iter().flat_map(miss));
    lines.join("\n") + "\n"
}

fn miss(miss: &Miss) -> Vec<String> {
    let mut lines = vec![
        format!("       expected  {}", visible(&miss.expected)),
        format!("       actual    {}", visible(&miss.actual)),
    ];
    if let Some(step) = &miss.step {
        lines.push(format!("       because   {}", render::step(step, &render::Style::default())));
        lines.push(format!("                 {}", visible(&step.at)));
    }
    lines
}

/// What is behind a group, and what belongs to it.
pub(super) fn group(run: &Run, group: &Group, paths: &str) -> String {
    let changed: Vec<(&Ruled, &Changed)> = members(run, group);
    let mut lines = vec![String::new(), heading(group, &changed)];
    if !group.also.is_empty() {
        lines.push(format!("  some of them also rest on: {}", visible(&group.also.join(", "))));
    }
    for (how, words) in [
        (Differs::Verdict, "another verdict"),
        (Differs::Reasons, "the same verdict for other reasons"),
        (Differs::Words, "the same ruling in other words: no legal change"),
        (Differs::New, "nothing is accepted yet"),
        (Differs::Gone, "accepted, and the shipment is there no longer"),
    ] {
        let own: Vec<_> = changed.iter().filter(|(_, changed)| changed.how == how).collect();
        if own.is_empty() {
            continue;
        }
        let released = own.iter().filter(|(_, changed)| changed.released).count();
        let released = if released == 0 { String::new() } else { format!("; {released} newly released") };
        lines.push(format!("  {words}: {}{released}", own.len()));
        lines.extend(own.iter().take(TOLD).flat_map(|(ruled, changed)| ruling(ruled, changed)));
        if let Some(more) = own.len().checked_sub(TOLD).filter(|more| *more > 0) {
            lines.push(format!("    and {more} more"));
        }
    }
    if !group.failed.is_empty() {
        let at = group.failed.iter().filter_map(|&at| run.scenarios.get(at)).map(|outcome| visible(&outcome.at));
        lines.push(format!("  failed cases of scenarios: {}", group.failed.len()));
        lines.extend(at.map(|at| format!("    {at}")));
    }
    if !changed.is_empty() {
        let which = which(group, &changed);
        lines.push(format!("  right so? cocket test {paths} --accept {which} --because \"…\""));
    }
    lines.join("\n") + "\n\n"
}

/// The changed rulings of a group.
pub(super) fn members<'r>(run: &'r Run, group: &Group) -> Vec<(&'r Ruled, &'r Changed)> {
    let ruled = group.changed.iter().filter_map(|&at| run.rulings.get(at));
    ruled.filter_map(|ruled| Some((ruled, ruled.changed.as_ref()?))).collect()
}

/// What `--accept` takes for this group.
pub(super) fn which(group: &Group, changed: &[(&Ruled, &Changed)]) -> String {
    match &group.cause {
        Some(cause) => cause.id.clone(),
        None if changed.iter().all(|(_, changed)| matches!(changed.how, Differs::New)) => "new".to_owned(),
        None if changed.iter().all(|(_, changed)| matches!(changed.how, Differs::Words)) => "words".to_owned(),
        None => "all".to_owned(),
    }
}

fn heading(group: &Group, changed: &[(&Ruled, &Changed)]) -> String {
    let Some(cause) = &group.cause else {
        let of_shipments = changed.iter().any(|(_, changed)| changed.shipment_changed);
        let only = |how: Differs| !changed.is_empty() && changed.iter().all(|(_, one)| one.how == how);
        return match () {
            () if only(Differs::New) => "New shipments".to_owned(),
            () if only(Differs::Gone) => "Shipments that are there no longer".to_owned(),
            () if only(Differs::Words) => "Other words".to_owned(),
            () if of_shipments => "The shipments changed, or no clause on which they rest did".to_owned(),
            () => "No clause on which they rest was altered since rulings were last accepted".to_owned(),
        };
    };
    let kind = cause.kind.map(|kind| format!("{} ", kind.word())).unwrap_or_default();
    let how = cause.how.map(|how| format!(" {}", how.word())).unwrap_or_default();
    let at = if cause.at.is_empty() { String::new() } else { format!(" ({})", visible(&cause.at)) };
    format!("{kind}{}{how}{at}", visible(&cause.id))
}

fn ruling(ruled: &Ruled, changed: &Changed) -> Vec<String> {
    let released = if changed.released { "   NEWLY RELEASED" } else { "" };
    let mut lines = vec![format!("    {}: {}{released}", visible(&ruled.file), visible(&ruled.case))];
    let told = matches!(changed.how, Differs::Verdict | Differs::Reasons | Differs::Words);
    if told {
        lines.extend(changed.before.iter().map(|line| format!("      - {}", visible(line))));
        lines.extend(changed.after.iter().map(|line| format!("      + {}", visible(line))));
    }
    lines
}

/// Proposals as a file of scenarios: what each came to is written as expected, and to be read against the law.
pub(in crate::cli) fn proposals(rulebook: &str, all: &[Proposal]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "part of {rulebook}\n\n# Proposed by `cocket`, and read by nobody yet: what each case came to is written as what is\n\
         # expected. Keep what the law says, mend the rules where it says otherwise, and take the rest out.\n\n"
    );
    for one in all {
        let name = one.tries.replace('"', "'").replace('\\', "/");
        text.extend([format!("# {}\nscenario \"Proposed: {name}\" {{\n    {}\n}}\n\n", one.at, one.written)]);
    }
    text
}
