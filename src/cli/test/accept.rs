//! Taking changed rulings for right, with the reason.

use super::Tested;
use super::accepted::{File, Folder};
use super::told;
use crate::cli::exit::Exit;
use crate::cli::output;
use cocket::cases::accepted::{self, Changed, Differs, Kept, Lock};
use cocket::cases::{Group, Ruled};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::{env, fs};

/// What is taken for right: the rulebook, the file and the shipment.
type Taken<'r> = Vec<(&'r Ruled, &'r Changed)>;

/// Accepts what is behind a clause, or all, or what is new, or other words.
pub(super) fn accept(tested: &Tested, which: &str, because: &str) -> Exit {
    if let Some(exit) = refused(because) {
        return exit;
    }
    let all = tested.run.rulings.iter().filter_map(|ruled| Some((ruled, ruled.changed.as_ref()?)));
    let taken: Taken<'_> = match which {
        "all" => all.collect(),
        "new" => all.filter(|(_, changed)| changed.how == Differs::New).collect(),
        "words" => all.filter(|(_, changed)| changed.how == Differs::Words).collect(),
        clause => {
            let is_meant = |group: &&Group| {
                let cause = group.cause.as_ref().map(|cause| cause.id.as_str());
                cause.is_some_and(|id| id == clause || id.split_once('/').is_some_and(|(_, own)| own == clause))
            };
            let groups = tested.run.groups.iter().filter(is_meant);
            groups.flat_map(|group| told::members(&tested.run, group)).collect()
        }
    };
    if taken.is_empty() && which != "all" {
        output::note(&format!("cocket: no changed ruling rests on `{which}`; nothing was accepted"));
        return Exit::Usage;
    }
    match write(tested, &taken, which, because) {
        Ok(()) => {
            let left = tested.run.rulings.iter().filter(|ruled| ruled.changed.is_some()).count();
            let left = left.saturating_sub(taken.len());
            output::note(&format!("accepted: {}; not accepted: {left}", taken.len()));
            let failed = tested.run.scenarios.iter().any(|outcome| !outcome.passed());
            if left == 0 && !failed { Exit::Done } else { Exit::Findings }
        }
        Err(why) => {
            output::note(&format!("cocket: {why}"));
            Exit::Usage
        }
    }
}

/// Nothing is written where builds run, and nothing without a reason.
fn refused(because: &str) -> Option<Exit> {
    if env::var_os("CI").is_some_and(|value| !value.is_empty()) {
        output::note("cocket: `CI` is set: nothing is accepted where builds run");
        return Some(Exit::Usage);
    }
    if because.trim().is_empty() {
        output::note("cocket: say why with `--because \"…\"`; it is recorded beside the rulings");
        return Some(Exit::Usage);
    }
    None
}

/// Goes through the groups and asks of each.
pub(super) fn review(tested: &Tested) -> Exit {
    if !io::stdin().is_terminal() {
        output::note("cocket: a review asks on a terminal; elsewhere write `--accept CLAUSE --because \"…\"`");
        return if tested.run.passed() { Exit::Done } else { Exit::Findings };
    }
    let groups: Vec<&Group> = tested.run.groups.iter().filter(|group| !group.changed.is_empty()).collect();
    let mut left = groups.len();
    for group in &groups {
        let taken = told::members(&tested.run, group);
        output::result(&told::group(&tested.run, group, "…"));
        let Some(because) = asked("Why is that right? (empty: it is not accepted) ") else { break };
        if because.is_empty() {
            continue;
        }
        if let Err(why) = write(tested, &taken, &told::which(group, &taken), &because) {
            output::note(&format!("cocket: {why}"));
            return Exit::Usage;
        }
        left = left.saturating_sub(1);
    }
    let failed = tested.run.scenarios.iter().any(|outcome| !outcome.passed());
    if left == 0 && !failed { Exit::Done } else { Exit::Findings }
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
        if own.is_empty() && which != "all" {
            continue;
        }
        fs::create_dir_all(&folder.accepted).map_err(|why| cannot(&folder.accepted, &why))?;
        for file in &folder.files {
            let of_file = |case: &str| own.iter().any(|(ruled, _)| ruled.file == file.name() && ruled.case == case);
            write_file(folder, file, of_file)?;
        }
        record(folder, &own, which, because)?;
        let path = folder.accepted.join("law.lock");
        fs::write(&path, lock(tested, folder, &own, which).write()).map_err(|why| cannot(&path, &why))?;
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
    let named = |id: &&String| **id == which || id.split_once('/').is_some_and(|(_, own)| own == which);
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
    let told = kept.iter().map(|kept| (kept.case.as_str(), kept.words.as_str()));
    fs::write(&words, accepted::write_words(told)).map_err(|why| cannot(&words, &why))?;
    fs::write(&verdicts, accepted::write(&kept)).map_err(|why| cannot(&verdicts, &why))
}

/// The reason, at the end of `reasons.md`.
fn record(folder: &Folder, own: &Taken<'_>, which: &str, because: &str) -> Result<(), String> {
    let path = folder.accepted.join("reasons.md");
    let mut text = fs::read_to_string(&path).unwrap_or_else(|_| "# Why rulings were accepted\n".to_owned());
    let one_line = because.split_whitespace().collect::<Vec<_>>().join(" ");
    text.extend([format!("\n## {which}\n\n{one_line}\n\n")]);
    for (ruled, changed) in own {
        let what = match changed.how {
            Differs::Verdict if changed.released => "another verdict, newly released",
            Differs::Verdict => "another verdict",
            Differs::Reasons => "other reasons",
            Differs::Words => "other words",
            Differs::New => "new",
            Differs::Gone => "gone",
        };
        text.extend([format!("- {}: {} ({what})\n", ruled.file, ruled.case)]);
    }
    fs::write(&path, text).map_err(|why| cannot(&path, &why))
}

fn cannot(path: &Path, why: &io::Error) -> String {
    format!("`{}` cannot be written: {why}", path.display())
}
