//! A run, told to the person who made it.

use crate::cli::check::counted;
use cocket::cases::accepted::{Changed, Differs};
use cocket::cases::generate::Proposal;
use cocket::cases::{Damaged, Group, Heading, Miss, Outcome, Refused, Ruled, Run};
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
    text += &refused(run, paths);
    for one in &run.groups {
        text += &group(run, one, paths);
    }
    if !run.groups.is_empty() || !run.refused.is_empty() {
        text.push('\n');
    }
    text + &sum(run)
}

/// The shipments of which there is no ruling, and why.
fn refused(run: &Run, paths: &str) -> String {
    if run.refused.is_empty() {
        return String::new();
    }
    let mut lines = vec![String::new(), format!("Refused shipments: {}", run.refused.len())];
    for Refused { file, case, why, .. } in &run.refused {
        let of = case.as_ref().map(|case| format!(": {case}")).unwrap_or_default();
        lines.push(format!("    {}", visible(&format!("{file}{of}"))));
        lines.push(format!("      {}", visible(why)));
    }
    lines
        .push(format!("  the others are ruled; cocket explain FILE --rules {paths} tells everything of a refused one"));
    lines.join("\n") + "\n"
}

fn sum(run: &Run) -> String {
    let failed = run.scenarios.iter().filter(|outcome| !outcome.passed()).count();
    let passed = run.scenarios.len().saturating_sub(failed);
    let cases = format!("{}: {passed} as expected, {failed} otherwise\n", counted(run.scenarios.len(), "case"));
    if run.rulings.is_empty() && run.refused.is_empty() {
        return cases;
    }
    let changed = run.rulings.iter().filter(|ruled| ruled.changed.is_some()).count();
    let same = run.rulings.len().saturating_sub(changed);
    let refused = match run.refused.len() {
        0 => String::new(),
        many => format!("; {} refused", counted(many, "shipment")),
    };
    format!("{cases}{}: {same} as accepted, {changed} otherwise{refused}\n", counted(run.rulings.len(), "ruling"))
}

/// What was taken for right, and why.
pub(super) fn taken(all: &[(&Ruled, &Changed)], faults: &[Damaged], because: &str) -> String {
    let mut lines = vec![String::new(), format!("Taken for right: {}", visible(because.trim()))];
    lines.extend(faults.iter().map(damage));
    lines.extend(all.iter().map(|(ruled, changed)| format!("    {}", visible(&in_short(ruled, changed)))));
    lines.join("\n") + "\n\n"
}

fn damage(one: &Damaged) -> String {
    format!("    {}: {} {}", visible(&one.rulebook), one.file(), one.fault.words())
}

/// A changed ruling on one line.
pub(super) fn in_short(ruled: &Ruled, changed: &Changed) -> String {
    let what = match changed.how {
        Differs::Verdict if changed.released => "another verdict, newly released",
        Differs::Verdict if changed.stopped => "another verdict, newly stopped",
        Differs::Verdict => "another verdict",
        Differs::Reasons => "other reasons",
        Differs::Words => "other words",
        Differs::Grounds => "on other clauses",
        Differs::Shipment => "edited, the same ruling",
        Differs::New => "new",
        Differs::Gone => "gone",
        Differs::VerdictLost => "the accepted verdict was lost",
        Differs::WordsLost => "the accepted words were lost",
    };
    let edited = if changed.shipment_changed && changed.how != Differs::Shipment { "edited, " } else { "" };
    format!("{}: {} ({edited}{what})", ruled.file, ruled.case)
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
        let also = if group.cause.is_some() { "also rest" } else { "rest" };
        lines.push(format!("  some of them {also} on: {}", visible(&group.also.join(", "))));
    }
    if group.heading == Heading::Damaged {
        lines.extend(run.damaged.iter().map(damage));
    }
    for (how, words) in [
        (Differs::VerdictLost, "the accepted verdict is missing, and only its words are kept"),
        (Differs::WordsLost, "the accepted words are missing, and only the verdict is kept"),
        (Differs::Verdict, "another verdict"),
        (Differs::Reasons, "the same verdict for other reasons"),
        (Differs::Words, "the same ruling in other words: no legal change"),
        (Differs::Grounds, "the same ruling on other clauses: no legal change"),
        (Differs::Shipment, "the shipment was edited, and the ruling is the same"),
        (Differs::New, "nothing is accepted yet"),
        (Differs::Gone, "accepted, and the shipment is there no longer"),
    ] {
        let own: Vec<_> = changed.iter().filter(|(_, changed)| changed.how == how).collect();
        if own.is_empty() {
            continue;
        }
        let turned = turned(own.iter().map(|(_, changed)| *changed));
        lines.push(format!("  {words}: {}{turned}", own.len()));
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
    if !changed.is_empty() || group.heading == Heading::Damaged {
        let which = which(group, &changed);
        lines.push(format!("  right so? cocket test {paths} --accept {which} --because \"…\""));
    }
    lines.join("\n") + "\n"
}

/// How many stop no longer, and how many newly.
fn turned<'c>(all: impl Iterator<Item = &'c Changed> + Clone) -> String {
    let of = |many: usize, words: &str| if many == 0 { String::new() } else { format!("; {many} {words}") };
    let released = of(all.clone().filter(|changed| changed.released).count(), "newly released");
    released + &of(all.filter(|changed| changed.stopped).count(), "newly stopped")
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
        None if group.heading == Heading::Unexplained && only_reads_otherwise(changed) => "words".to_owned(),
        None => group.heading.word().to_owned(),
    }
}

fn only_reads_otherwise(changed: &[(&Ruled, &Changed)]) -> bool {
    !changed.is_empty() && changed.iter().all(|(_, changed)| matches!(changed.how, Differs::Words | Differs::Grounds))
}

fn heading(group: &Group, changed: &[(&Ruled, &Changed)]) -> String {
    let Some(cause) = &group.cause else {
        let words = match group.heading {
            Heading::Damaged => "What was accepted is not whole",
            Heading::New => "New shipments",
            Heading::Gone => "Shipments that are there no longer",
            Heading::Edited => "Edited shipments",
            Heading::Unexplained | Heading::Clause if only_reads_otherwise(changed) => "Other words or other clauses",
            Heading::Unexplained | Heading::Clause => {
                "No clause on which they rest was altered since rulings were last accepted"
            }
        };
        return words.to_owned();
    };
    let kind = cause.kind.map(|kind| format!("{} ", kind.word())).unwrap_or_default();
    let how = cause.how.map(|how| format!(" {}", how.word())).unwrap_or_default();
    let at = if cause.at.is_empty() { String::new() } else { format!(" ({})", visible(&cause.at)) };
    format!("{kind}{}{how}{at}", visible(&cause.id))
}

fn ruling(ruled: &Ruled, changed: &Changed) -> Vec<String> {
    let turned = match (changed.released, changed.stopped) {
        (true, _) => "   NEWLY RELEASED",
        (_, true) => "   NEWLY STOPPED",
        _ => "",
    };
    let mut lines = vec![format!("    {}: {}{turned}", visible(&ruled.file), visible(&ruled.case))];
    let told = matches!(changed.how, Differs::Verdict | Differs::Reasons | Differs::Words | Differs::Grounds);
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
