//! The shipments under `cases/`, their rulings, and what was accepted of them.

use crate::cli::exit::Exit;
use crate::cli::load::{self, Trouble};
use cocket::Rulebook;
use cocket::cases::Ruled;
use cocket::cases::accepted::{self, Causes, Grounds, Kept, Lock};
use cocket::rulebook::fingerprint;
use cocket::shipment::Shipment;
use cocket::wire::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The `cases` of one rulebook.
pub(in crate::cli) struct Folder {
    /// The rulebook.
    pub(in crate::cli) rulebook: String,
    /// `…/cases/accepted`
    pub(super) accepted: PathBuf,
    /// The clauses as they were when rulings were last accepted.
    pub(super) lock: Lock,
    /// The files of shipments, by their names without `.json`.
    pub(super) files: Vec<File>,
}

/// One file of shipments.
pub(super) struct File {
    /// Its name without `.json`.
    pub(super) stem: String,
    /// What was accepted.
    pub(super) before: Vec<Kept>,
    /// What is ruled now.
    pub(super) now: Vec<Kept>,
    /// The shipments.
    shipments: Vec<Shipment>,
}

impl Folder {
    /// Every shipment.
    pub(in crate::cli) fn shipments(&self) -> impl Iterator<Item = &Shipment> {
        self.files.iter().flat_map(|file| &file.shipments)
    }
}

impl File {
    /// Its name, as it is told.
    pub(super) fn name(&self) -> String {
        format!("cases/{}.json", self.stem)
    }
}

/// The `cases` of each rulebook that has any.
pub(in crate::cli) fn folders(book: &Rulebook, files: &BTreeMap<String, PathBuf>) -> Result<Vec<Folder>, Trouble> {
    let clauses = book.clauses();
    let grounds = Grounds::new(book, &clauses);
    let mut folders = Vec::new();
    for head in &book.model().rulebooks {
        let file = files.get(book.sources().name(head.span.source));
        let Some(cases) = file.and_then(|file| file.parent()).map(|folder| folder.join("cases")) else { continue };
        if cases.is_dir() {
            folders.push(folder(book, &grounds, &head.id, &cases)?);
        }
    }
    Ok(folders)
}

fn folder(book: &Rulebook, grounds: &Grounds<'_>, rulebook: &str, cases: &Path) -> Result<Folder, Trouble> {
    let accepted = cases.join("accepted");
    let stems: BTreeSet<String> = names(cases, "json")?
        .into_iter()
        .chain(names(&accepted, "verdicts")?)
        .chain(names(&accepted, "words")?)
        .collect();
    let files = stems.into_iter().map(|stem| {
        let (now, shipments) = now(book, grounds, rulebook, &cases.join(format!("{stem}.json")))?;
        Ok(File { before: before(&accepted, &stem)?, now, stem, shipments })
    });
    Ok(Folder {
        rulebook: rulebook.to_owned(),
        lock: Lock::read(&text_of(&accepted.join("law.lock"))?),
        files: files.collect::<Result<_, Trouble>>()?,
        accepted,
    })
}

/// The names in a folder that end so, without the ending; none where there is no folder.
fn names(folder: &Path, ending: &str) -> Result<Vec<String>, Trouble> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let why = |why: std::io::Error| (format!("`{}` cannot be read: {why}", folder.display()), Exit::Usage);
    let entries = fs::read_dir(folder).map_err(why)?.collect::<Result<Vec<_>, _>>().map_err(why)?;
    let paths = entries.into_iter().map(|entry| entry.path());
    let own = paths.filter(|path| path.extension().is_some_and(|kind| kind == ending) && path.is_file());
    let mut names: Vec<String> =
        own.filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned())).collect();
    names.sort();
    Ok(names)
}

/// The text of a file; empty where there is none.
fn text_of(path: &Path) -> Result<String, Trouble> {
    if path.is_file() { load::text(path) } else { Ok(String::new()) }
}

fn before(accepted: &Path, stem: &str) -> Result<Vec<Kept>, Trouble> {
    let path = accepted.join(format!("{stem}.verdicts"));
    let mut before = accepted::read(&text_of(&path)?).map_err(|fault| {
        let (path, line, why) = (path.display(), fault.line, fault.why);
        (format!("`{path}` cannot be read as accepted rulings: line {line}: {why}"), Exit::Refused)
    })?;
    let mut words = accepted::read_words(&text_of(&accepted.join(format!("{stem}.words")))?);
    for kept in &mut before {
        kept.words = words.remove(&kept.case).unwrap_or_default();
    }
    // Words of which no verdict is kept stand for nothing.
    before.extend(words.into_iter().map(|(case, words)| Kept { case, words, ..Kept::default() }));
    Ok(before)
}

fn now(
    book: &Rulebook,
    grounds: &Grounds<'_>,
    rulebook: &str,
    path: &Path,
) -> Result<(Vec<Kept>, Vec<Shipment>), Trouble> {
    if !path.is_file() {
        return Ok((Vec::new(), Vec::new()));
    }
    let name = path.display().to_string();
    let bytes = load::bytes(path).map_err(|why| (why, Exit::Refused))?;
    let batch = json::read_batch(&bytes, &name, book.dictionary());
    if let Some(first) = batch.messages().find(|message| message.severity() == cocket::diagnostic::Severity::Error) {
        let why =
            format!("a shipment in `{name}` is refused: {}; `cocket explain {name}` tells everything", first.message);
        return Err((why, Exit::Refused));
    }
    let shipments: Vec<Shipment> = batch.shipments.into_iter().filter_map(|read| read.shipment).collect();
    let kept = shipments.iter().map(|shipment| {
        let ruling = book.assess_under(rulebook, shipment, None, None);
        let raw = shipment.raw("").unwrap_or_default();
        Kept::of(&ruling, fingerprint(&raw), grounds.of(&ruling))
    });
    Ok((kept.collect(), shipments))
}

/// Every ruling that is meant, held against the accepted one.
pub(super) fn compared(folders: &[Folder], causes: &Causes<'_>, meant: impl Fn(&str) -> bool) -> Vec<Ruled> {
    let mut all = Vec::new();
    for folder in folders {
        for file in &folder.files {
            let name = file.name();
            let cases: Vec<&str> = file.now.iter().map(|kept| kept.case.as_str()).collect();
            let gone = file.before.iter().map(|kept| kept.case.as_str()).filter(|case| !cases.contains(case));
            for case in cases.iter().copied().chain(gone) {
                if meant(&format!("{} {name} {case}", folder.rulebook)) {
                    let find = |all: &[Kept]| all.iter().find(|kept| kept.case == case).cloned();
                    let (before, now) = (find(&file.before), find(&file.now));
                    all.push(Ruled {
                        rulebook: folder.rulebook.clone(),
                        file: name.clone(),
                        case: case.to_owned(),
                        changed: accepted::compare(before.as_ref(), now.as_ref(), causes),
                    });
                }
            }
        }
    }
    all
}
