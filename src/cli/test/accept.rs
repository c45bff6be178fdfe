//! Taking changed rulings for right, with the reason.

use super::Tested;
use super::accepted::{File, Folder};
use super::told;
use crate::cli::exit::Exit;
use crate::cli::output;
use cocket::cases::accepted::{self, Changed, Differs, Kept, Lock};
use cocket::cases::{Damaged, Group, Heading, Ruled, Run};
use std::collections::BTreeSet;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::{env, fs};

/// What is taken for right: the rulebook, the file and the shipment.
type Taken<'r> = Vec<(&'r Ruled, &'r Changed)>;

/// Accepts what is behind a clause, what stands under a heading, or all; tells what was taken.
pub(super) fn accept(tested: &Tested, which: &str, because: &str) -> Result<Accepted, Exit> {
    if let Some(exit) = refused(because) {
        return Err(exit);
    }
    let taken = meant(&tested.run, which);
    let damaged = takes_damaged(which) && !tested.run.damaged.is_empty();
    if taken.is_empty() && !damaged {
        return Err(nothing(tested, which));
    }
    if is_held_up(&tested.run, which) {
        return Err(Exit::Usage);
    }
    write(tested, &taken, which, because).map_err(|why| cannot_be_written(&why))?;
    let faults: &[Damaged] = if damaged { &tested.run.damaged } else { &[] };
    Ok(Accepted { told: told::taken(&taken, faults, because), many: taken.len().saturating_add(faults.len()) })
}

/// What was taken for right.
pub(super) struct Accepted {
    /// In words.
    pub(super) told: String,
    /// How many.
    pub(super) many: usize,
}

/// The words for what `--accept` takes besides the names of clauses.
const HEADINGS: [Heading; 5] = [Heading::Damaged, Heading::New, Heading::Gone, Heading::Edited, Heading::Unexplained];

fn takes_damaged(which: &str) -> bool {
    which == "all" || which == Heading::Damaged.word()
}

fn meant<'r>(run: &'r Run, which: &str) -> Taken<'r> {
    let all = run.rulings.iter().filter_map(|ruled| Some((ruled, ruled.changed.as_ref()?)));
    if which == "all" {
        return all.collect();
    }
    if which == "words" {
        return all.filter(|(_, changed)| matches!(changed.how, Differs::Words | Differs::Grounds)).collect();
    }
    if let Some(heading) = HEADINGS.into_iter().find(|heading| heading.word() == which) {
        let groups = run.groups.iter().filter(|group| group.heading == heading);
        return groups.flat_map(|group| told::members(run, group)).collect();
    }
    let under = |group: &&Group| group.cause.as_ref().is_some_and(|cause| is_named(&cause.id, which));
    let own: Taken<'_> = run.groups.iter().filter(under).flat_map(|group| told::members(run, group)).collect();
    if !own.is_empty() {
        return own;
    }
    // A clause that is named beside the first one of a group.
    all.filter(|(_, changed)| changed.causes.iter().any(|id| is_named(id, which))).collect()
}

fn is_named(id: &str, which: &str) -> bool {
    id == which || id.split_once('/').is_some_and(|(_, own)| own == which)
}

/// Says that there is nothing to accept; ends with wrong usage where a clause was named.
fn nothing(tested: &Tested, which: &str) -> Exit {
    let is_word = matches!(which, "all" | "words") || HEADINGS.iter().any(|heading| heading.word() == which);
    if !is_word {
        output::note(&format!("cocket: no changed ruling rests on `{which}`; nothing was accepted"));
        return Exit::Usage;
    }
    let of = if which == "all" { String::new() } else { format!(" as `{which}`") };
    output::note(&format!("cocket: there is nothing to accept{of}; nothing was written"));
    tested.exit()
}

/// Nothing is written where builds run, and nothing without a reason.
fn refused(because: &str) -> Option<Exit> {
    if is_build() {
        return Some(Exit::Usage);
    }
    if because.trim().is_empty() {
        output::note("cocket: say why with `--because \"…\"`; it is recorded beside the rulings");
        return Some(Exit::Usage);
    }
    None
}

fn is_build() -> bool {
    let is_set = env::var_os("CI").is_some_and(|value| !value.is_empty());
    if is_set {
        output::note("cocket: `CI` is set: nothing is accepted where builds run");
    }
    is_set
}

/// Goes through the groups and asks of each. After each that is accepted everything is ruled `again`, so that what is
/// written next stands on what was written before.
pub(super) fn review(mut tested: Tested, again: impl Fn() -> Result<Tested, Exit>) -> Exit {
    if !io::stdin().is_terminal() {
        output::note("cocket: a review asks on a terminal; elsewhere write `--accept CLAUSE --because \"…\"`");
        return tested.exit();
    }
    if is_build() {
        return Exit::Usage;
    }
    let mut asked_of: BTreeSet<Key> = BTreeSet::new();
    while let Some(group) = next(&tested.run, &asked_of) {
        asked_of.insert(key(group));
        output::result(&told::group(&tested.run, group, "…"));
        if is_held_up(&tested.run, group.heading.word()) {
            return Exit::Findings;
        }
        let Some(because) = asked("Why is that right? (empty: it is not accepted) ") else { break };
        if because.is_empty() {
            continue;
        }
        let taken = told::members(&tested.run, group);
        let which = told::which(group, &taken);
        let written = write(&tested, &taken, &which, &because).map_err(|why| cannot_be_written(&why));
        tested = match written.and_then(|()| again()) {
            Ok(after) => after,
            Err(exit) => return exit,
        };
    }
    tested.exit()
}

/// By what a group is known again.
type Key = (Heading, Option<String>);

fn key(group: &Group) -> Key {
    (group.heading, group.cause.as_ref().map(|cause| cause.id.clone()))
}

/// The next group that was not asked of.
fn next<'r>(run: &'r Run, asked_of: &BTreeSet<Key>) -> Option<&'r Group> {
    let is_open = |group: &&Group| !group.changed.is_empty() || group.heading == Heading::Damaged;
    run.groups.iter().filter(is_open).find(|group| !asked_of.contains(&key(group)))
}

/// Whether something else comes first: what was accepted is not whole, and would be sealed on the way.
fn is_held_up(run: &Run, which: &str) -> bool {
    let held_up = !takes_damaged(which) && !run.damaged.is_empty();
    if held_up {
        output::note("cocket: what was accepted is not whole; `--accept damaged` comes first");
    }
    held_up
}

fn cannot_be_written(why: &str) -> Exit {
    output::note(&format!("cocket: {why}"));
    Exit::Usage
}

fn asked(question: &str) -> Option<String> {
    let mut out = io::stderr().lock();
    let _ = write!(out, "{question}");
    let _ = out.flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer).unwrap_or(0);
    (read > 0).then(|| answer.trim().to_owned())
}

/// Writes what is taken, each rulebook in its own folder, with the reason and the clauses as they are now.
fn write(tested: &Tested, taken: &Taken<'_>, which: &str, because: &str) -> Result<(), String> {
    for folder in &tested.folders {
        let own: Taken<'_> = taken.iter().copied().filter(|(ruled, _)| ruled.rulebook == folder.rulebook).collect();
        let is_mended = takes_damaged(which) && !folder.faults.is_empty();
        if own.is_empty() && !is_mended {
            continue;
        }
        fs::create_dir_all(&folder.accepted).map_err(|why| cannot(&folder.accepted, &why))?;
        for file in &folder.files {
            let of_file = |case: &str| own.iter().any(|(ruled, _)| ruled.file == file.name() && ruled.case == case);
            write_file(folder, file, of_file)?;
        }
        let reasons = record(folder, &own, which, because)?;
        let path = folder.accepted.join("law.lock");
        let text = lock(tested, folder, &own, which).write(&reasons);
        fs::write(&path, text).map_err(|why| cannot(&path, &why))?;
    }
    Ok(())
}

/// The clauses as they are now, where everything is taken; else those behind what is.
fn lock(tested: &Tested, folder: &Folder, own: &Taken<'_>, which: &str) -> Lock {
    let of_book = |id: &str| id.split('/').next() == Some(folder.rulebook.as_str());
    let now: Vec<_> = tested.clauses.iter().filter(|clause| of_book(&clause.id)).cloned().collect();
    let everything = tested.run.rulings.iter().filter(|ruled| ruled.rulebook == folder.rulebook);
    let open = everything.filter(|ruled| ruled.changed.is_some()).count();
    if which == "all" || folder.lock.0.is_empty() || open == own.len() {
        return Lock::of(&now);
    }
    let mut lock = folder.lock.clone();
    let now = Lock::of(&now);
    // Of a clause that was not named nobody has said that it is right.
    let named = |id: &&String| is_named(id, which);
    for id in own.iter().flat_map(|(_, changed)| &changed.causes).filter(named) {
        match now.0.get(id) {
            Some(fingerprint) => lock.0.insert(id.clone(), fingerprint.clone()),
            None => lock.0.remove(id),
        };
    }
    lock
}

fn write_file(folder: &Folder, file: &File, taken: impl Fn(&str) -> bool) -> Result<(), String> {
    let before = |case: &str| file.before.iter().find(|kept| kept.case == case);
    let of_now = file.now.iter().filter_map(|kept| if taken(&kept.case) { Some(kept) } else { before(&kept.case) });
    let is_gone = |kept: &&Kept| !file.now.iter().any(|now| now.case == kept.case) && !taken(&kept.case);
    let kept: Vec<Kept> = of_now.chain(file.before.iter().filter(is_gone)).cloned().collect();
    let (verdicts, words) =
        (folder.accepted.join(format!("{}.verdicts", file.stem)), folder.accepted.join(format!("{}.words", file.stem)));
    if kept.is_empty() {
        for path in [&verdicts, &words] {
            if path.is_file() {
                fs::remove_file(path).map_err(|why| cannot(path, &why))?;
            }
        }
        return Ok(());
    }
    let parent = verdicts.parent().unwrap_or(&folder.accepted);
    fs::create_dir_all(parent).map_err(|why| cannot(parent, &why))?;
    let told = kept.iter().map(|kept| (kept.case.as_str(), kept.words.as_str()));
    fs::write(&words, accepted::write_words(told)).map_err(|why| cannot(&words, &why))?;
    fs::write(&verdicts, accepted::write(&kept)).map_err(|why| cannot(&verdicts, &why))
}

/// The reason, at the end of `reasons.md`; gives the whole text.
fn record(folder: &Folder, own: &Taken<'_>, which: &str, because: &str) -> Result<String, String> {
    let path = folder.accepted.join("reasons.md");
    let mut text = fs::read_to_string(&path).unwrap_or_else(|_| "# Why rulings were accepted\n".to_owned());
    let one_line = because.split_whitespace().collect::<Vec<_>>().join(" ");
    text.extend([format!("\n## {which}\n\n{one_line}\n\n")]);
    let faults = folder.faults.iter().filter(|_| takes_damaged(which));
    text.extend(faults.map(|fault| format!("- cases/accepted/{} {}\n", fault.file(), fault.words())));
    text.extend(own.iter().map(|(ruled, changed)| format!("- {}\n", told::in_short(ruled, changed))));
    fs::write(&path, &text).map_err(|why| cannot(&path, &why))?;
    Ok(text)
}

fn cannot(path: &Path, why: &io::Error) -> String {
    format!("`{}` cannot be written: {why}", path.display())
}
