//! The shipments under `cases/`, their rulings, and what was accepted of them.

use crate::cli::exit::Exit;
use crate::cli::load::{self, Trouble};
use crate::cli::output;
use cocket::Rulebook;
use cocket::cases::accepted::{self, Causes, Fault, Grounds, Kept, Lock};
use cocket::cases::{Damaged, Refused, Ruled};
use cocket::diagnostic::{Diagnostic, Severity};
use cocket::rulebook::fingerprint;
use cocket::shipment::Shipment;
use cocket::wire::json;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The `cases` of one rulebook.
pub(in crate::cli) struct Folder {
    /// The rulebook.
    pub(in crate::cli) rulebook: String,
    /// `…/cases/accepted`
    pub(super) accepted: PathBuf,
    /// The clauses as they were when rulings were last accepted.
    pub(super) lock: Lock,
    /// What is wrong with the lock and the reasons.
    pub(super) faults: Vec<Fault>,
    /// The files of shipments, by their paths below `cases` without `.json`.
    pub(super) files: Vec<File>,
}

/// One file of shipments.
pub(super) struct File {
    /// Its path below `cases` without `.json`.
    pub(super) stem: String,
    /// What was accepted.
    pub(super) before: Vec<Kept>,
    /// What is ruled now.
    pub(super) now: Vec<Kept>,
    /// The shipments.
    shipments: Vec<Shipment>,
    /// Shipments that are refused.
    refused: Vec<Refusal>,
}

/// A shipment that is refused.
struct Refusal {
    /// Its id; none where the file as a whole is refused.
    case: Option<String>,
    why: String,
}

/// What a file of shipments comes to.
#[derive(Default)]
struct Now {
    kept: Vec<Kept>,
    shipments: Vec<Shipment>,
    refused: Vec<Refusal>,
}

impl Folder {
    /// Every shipment.
    pub(in crate::cli) fn shipments(&self) -> impl Iterator<Item = &Shipment> {
        self.files.iter().flat_map(|file| &file.shipments)
    }

    fn refused(&self) -> impl Iterator<Item = Refused> {
        let of_file = |file: &File| {
            let refused = file.refused.iter().map(|one| (one.case.clone(), one.why.clone()));
            let told = |(case, why)| Refused { rulebook: self.rulebook.clone(), file: file.name(), case, why };
            refused.map(told).collect::<Vec<_>>()
        };
        self.files.iter().flat_map(of_file)
    }
}

impl File {
    /// Its name, as it is told.
    pub(super) fn name(&self) -> String {
        format!("cases/{}.json", self.stem)
    }

    /// What was accepted of shipments that are there no longer; of one that is refused nobody knows.
    fn gone(&self) -> impl Iterator<Item = &Kept> {
        let is_now = |kept: &&Kept| self.now.iter().any(|now| now.case == kept.case);
        let may_be = |kept: &&Kept| self.refused.iter().any(|one| one.case.as_ref().is_none_or(|id| *id == kept.case));
        self.before.iter().filter(move |kept| !is_now(kept) && !may_be(kept))
    }
}

/// Names every shipment that is refused; ends with that where there is any.
pub(in crate::cli) fn refusals(folders: &[Folder]) -> Exit {
    let mut exit = Exit::Done;
    for one in folders.iter().flat_map(Folder::refused) {
        let of = one.case.map(|case| format!(": {case}")).unwrap_or_default();
        output::note(&format!("cocket: {}{of} is refused: {}", one.file, one.why));
        exit = Exit::Refused;
    }
    exit
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
    let mut stems = BTreeSet::new();
    let is_shipments = |path: &Path| has_ending(path, "json") && !path.starts_with(&accepted);
    stems.extend(stems_below(cases, is_shipments)?);
    stems.extend(stems_below(&accepted, |path| has_ending(path, "verdicts") || has_ending(path, "words"))?);
    let files = stems.into_iter().map(|stem| {
        let Now { kept, shipments, refused } = now(book, grounds, rulebook, &cases.join(format!("{stem}.json")))?;
        Ok(File { before: before(&accepted, &stem)?, now: kept, stem, shipments, refused })
    });
    let files: Vec<File> = files.collect::<Result<_, Trouble>>()?;
    let (lock, reasons) = (text_of(&accepted.join("law.lock"))?, text_of(&accepted.join("reasons.md"))?);
    let is_any = lock.is_some() || files.iter().any(|file| !file.before.is_empty());
    let faults = if is_any { accepted::faults(lock.as_deref(), reasons.as_deref()) } else { Vec::new() };
    let lock = Lock::read(lock.as_deref().unwrap_or_default());
    Ok(Folder { rulebook: rulebook.to_owned(), lock, faults, files, accepted })
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|kind| kind == ending)
}

/// The paths of the files below a folder that are meant, from there and without their endings; none where there is no folder.
fn stems_below(folder: &Path, is_meant: impl Fn(&Path) -> bool) -> Result<Vec<String>, Trouble> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = load::files_below(folder)?.into_iter().filter(|path| is_meant(path));
    let stem = |path: PathBuf| {
        let path = path.with_extension("");
        let parts = path.strip_prefix(folder).unwrap_or(&path).iter().map(OsStr::to_string_lossy);
        parts.collect::<Vec<_>>().join("/")
    };
    Ok(files.map(stem).collect())
}

/// The text of a file; none where there is none.
fn text_of(path: &Path) -> Result<Option<String>, Trouble> {
    if path.is_file() { load::text(path).map(Some) } else { Ok(None) }
}

fn before(accepted: &Path, stem: &str) -> Result<Vec<Kept>, Trouble> {
    let path = accepted.join(format!("{stem}.verdicts"));
    let mut before = accepted::read(&text_of(&path)?.unwrap_or_default()).map_err(|fault| {
        let (path, line, why) = (path.display(), fault.line, fault.why);
        (format!("`{path}` cannot be read as accepted rulings: line {line}: {why}"), Exit::Refused)
    })?;
    let words = text_of(&accepted.join(format!("{stem}.words")))?.unwrap_or_default();
    let mut words = accepted::read_words(&words);
    for kept in &mut before {
        kept.words = words.remove(&kept.case).unwrap_or_default();
    }
    // Words of which no verdict is kept stand for nothing.
    before.extend(words.into_iter().map(|(case, words)| Kept { case, words, ..Kept::default() }));
    Ok(before)
}

fn now(book: &Rulebook, grounds: &Grounds<'_>, rulebook: &str, path: &Path) -> Result<Now, Trouble> {
    if !path.is_file() {
        return Ok(Now::default());
    }
    let name = path.display().to_string();
    let bytes = load::bytes(path).map_err(|why| (why, Exit::Refused))?;
    let batch = json::read_batch(&bytes, &name, book.dictionary());
    let mut refused: Vec<Refusal> =
        reason(&batch.diagnostics).into_iter().map(|why| Refusal { case: None, why }).collect();
    let mut shipments: Vec<Shipment> = Vec::new();
    for read in batch.shipments {
        match read.shipment {
            Some(shipment) => shipments.push(shipment),
            None => refused.push(Refusal { case: read.id, why: reason(&read.diagnostics).unwrap_or_default() }),
        }
    }
    let kept = shipments.iter().map(|shipment| {
        let ruling = book.assess_under(rulebook, shipment, None, None);
        let raw = shipment.raw("").unwrap_or_default();
        Kept::of(&ruling, fingerprint(&raw), grounds.of(&ruling))
    });
    Ok(Now { kept: kept.collect(), shipments, refused })
}

/// The first error, and how many there are besides; none where there is none.
fn reason(found: &[Diagnostic]) -> Option<String> {
    let mut errors = found.iter().filter(|message| message.severity() == Severity::Error);
    let first = errors.next()?;
    let more = errors.count();
    Some(if more == 0 { first.message.clone() } else { format!("{}; and {more} more", first.message) })
}

/// What is refused, and what is wrong with the locks and the reasons, of what is meant.
pub(super) fn troubles(folders: &[Folder], meant: impl Fn(&str) -> bool) -> (Vec<Refused>, Vec<Damaged>) {
    let damaged = folders.iter().flat_map(|folder| {
        let told = |&fault: &Fault| Damaged { rulebook: folder.rulebook.clone(), fault };
        folder.faults.iter().map(told)
    });
    let refused = folders
        .iter()
        .flat_map(Folder::refused)
        .filter(|one| meant(&format!("{} {} {}", one.rulebook, one.file, one.case.as_deref().unwrap_or_default())));
    (refused.collect(), damaged.filter(|one| meant(&format!("{} {}", one.rulebook, one.file()))).collect())
}

/// Every ruling that is meant, held against the accepted one.
pub(super) fn compared(folders: &[Folder], causes: &Causes<'_>, meant: impl Fn(&str) -> bool) -> Vec<Ruled> {
    let mut all = Vec::new();
    for folder in folders {
        for file in &folder.files {
            let name = file.name();
            for case in file.now.iter().chain(file.gone()).map(|kept| kept.case.as_str()) {
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
