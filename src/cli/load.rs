//! Files → texts, with plain sentences for what can be wrong with a file.

use super::exit::Exit;
use super::{draw, output};
use cocket::rulebook::{shipped, shipped_with_scenarios};
use cocket::source::MAX_TEXT_BYTES;
use cocket::{Rulebook, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The deepest folder that is looked into; links that run in a circle end there.
const DEEPEST: usize = 24;

/// Which rules are meant.
#[derive(clap::Args)]
pub(super) struct Rules {
    /// Read the rules below this folder instead of those that ship; may be given several times
    #[arg(long = "rules", value_name = "DIR")]
    pub(super) dirs: Vec<PathBuf>,
}

/// Why something could not be read: a sentence, and how the run ends.
pub(super) type Trouble = (String, Exit);

impl Rules {
    /// The texts of the rules.
    pub(super) fn sources(&self) -> Result<Sources, Trouble> {
        if self.dirs.is_empty() { Ok(shipped()) } else { below(&self.dirs) }
    }

    /// The texts of the rules, with the scenarios of those that ship.
    pub(super) fn sources_with_scenarios(&self) -> Result<Sources, Trouble> {
        if self.dirs.is_empty() { Ok(shipped_with_scenarios()) } else { below(&self.dirs) }
    }

    /// The rules, compiled. What is wrong with them is reported here.
    pub(super) fn compiled(&self, plain: bool) -> Result<Rulebook, Exit> {
        let sources = self.sources().map_err(|(why, exit)| {
            output::note(&format!("cocket: {why}"));
            exit
        })?;
        Rulebook::compile(&sources).map_err(|found| {
            let style = draw::Look { plain, colour: output::messages_may_colour(), width: output::width() };
            output::messages(&draw::all(&found, &sources, style));
            output::note("cocket: the rules do not compile; nothing was assessed");
            Exit::Rules
        })
    }
}

/// All rule texts and tables below the paths; a file stands for the folder it is in. Names are relative to their path; where
/// there are several, they begin with it, so that each stays a folder of its own.
pub(super) fn below(paths: &[PathBuf]) -> Result<Sources, Trouble> {
    Ok(located(paths)?.0)
}

/// The same, with the file of each name. A file below two of the paths is read once.
pub(super) fn located(paths: &[PathBuf]) -> Result<(Sources, BTreeMap<String, PathBuf>), Trouble> {
    let mut sources = Sources::new();
    let mut files_of = BTreeMap::new();
    let mut read = BTreeSet::new();
    let roots = roots(paths)?;
    for root in &roots {
        let own = if roots.len() > 1 { folder_name(root) } else { String::new() };
        for file in files_of_root(root)? {
            if read.insert(itself(&file)) {
                let name = format!("{own}{}", name_below(root, &file));
                sources.add(name.clone(), text(&file)?);
                files_of.insert(name, file);
            }
        }
    }
    Ok((sources, files_of))
}

/// What stands before the names of the texts below these paths, to be their files.
pub(super) fn before_names(paths: &[PathBuf]) -> String {
    match roots(paths).as_deref() {
        Ok([only]) => format!("{}/", only.display()),
        _ => String::new(),
    }
}

/// The folders that are meant, each once.
fn roots(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut roots: Vec<PathBuf> = Vec::new();
    for path in paths {
        let root = root(path)?;
        if !roots.iter().any(|known| itself(known) == itself(&root)) {
            roots.push(root);
        }
    }
    Ok(roots)
}

/// A path without links and detours, where it has one.
fn itself(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A folder as names of files begin with it; the folder one is in is left out.
fn folder_name(root: &Path) -> String {
    let parts = root.components().filter(|part| *part != Component::CurDir);
    let name: PathBuf = parts.collect();
    let name = name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if name.is_empty() || name.ends_with('/') { name } else { format!("{name}/") }
}

fn files_of_root(root: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    walk(root, 0, &mut files).map_err(|(path, why)| (unreadable(&path, &why), Exit::Usage))?;
    if files.iter().any(|file| file.extension().is_some_and(|kind| kind == "cocket")) {
        return Ok(files);
    }
    Err((format!("there is no rule file (`*.cocket`) below `{}`", root.display()), Exit::Usage))
}

/// The rule files a path names: itself, or all below it.
pub(super) fn rule_files(path: &Path) -> Result<Vec<PathBuf>, Trouble> {
    if path == Path::new("-") || path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    walk(path, 0, &mut files).map_err(|(path, why)| (unreadable(&path, &why), Exit::Usage))?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "cocket"));
    Ok(files)
}

/// All files below a folder, in order; what is hidden is left out.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    walk_all(folder, 0, &mut files).map_err(|(path, why)| (unreadable(&path, &why), Exit::Usage))?;
    Ok(files)
}

fn root(path: &Path) -> Result<PathBuf, Trouble> {
    let found = fs::metadata(path).map_err(|why| (unreadable(path, &why), Exit::Usage))?;
    if found.is_dir() {
        return Ok(path.to_owned());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    Ok(parent.map_or_else(|| PathBuf::from("."), Path::to_owned))
}

/// Rule texts and tables.
fn walk(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let mut all = Vec::new();
    walk_all(folder, depth, &mut all)?;
    into.extend(all.into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "cocket" || kind == "tsv")));
    Ok(())
}

fn walk_all(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let fail = |why| (folder.to_owned(), why);
    let entries = fs::read_dir(folder).map_err(fail)?.collect::<Result<Vec<_>, _>>().map_err(fail)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden && depth < DEEPEST {
            walk_all(&path, depth.saturating_add(1), into)?;
        } else if path.is_file() {
            into.push(path);
        }
    }
    Ok(())
}

fn name_below(root: &Path, file: &Path) -> String {
    let relative = file.strip_prefix(root).unwrap_or(file);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The text of a rule file.
pub(super) fn text(path: &Path) -> Result<String, Trouble> {
    let bytes = bytes(path).map_err(|why| (why, Exit::Rules))?;
    decoded(bytes, &path.display().to_string()).map_err(|why| (why, Exit::Rules))
}

/// Bytes as text, or why they are none.
pub(super) fn decoded(bytes: Vec<u8>, name: &str) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err(format!("`{name}` is not a text file (it holds zero bytes)"));
    }
    String::from_utf8(bytes).map_err(|fault| {
        let at = fault.utf8_error().valid_up_to();
        let line = fault.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count().saturating_add(1);
        let byte = fault.as_bytes().get(at).copied().unwrap_or_default();
        format!("`{name}` is not UTF-8: byte {at} (line {line}) is 0x{byte:02x}; save the file as UTF-8")
    })
}

/// The bytes of a file; `-` is standard input.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let limit = u64::try_from(MAX_TEXT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match read {
        Err(why) => Err(unreadable(path, &why)),
        Ok(_) if bytes.len() > MAX_TEXT_BYTES => {
            Err(format!("`{}` has more than {MAX_TEXT_BYTES} bytes", path.display()))
        }
        Ok(_) => Ok(bytes),
    }
}

fn unreadable(path: &Path, why: &io::Error) -> String {
    let shown = path.display();
    match why.kind() {
        io::ErrorKind::NotFound => format!("`{shown}` does not exist"),
        io::ErrorKind::PermissionDenied => format!("`{shown}` may not be read"),
        io::ErrorKind::IsADirectory => format!("`{shown}` is a folder, not a file"),
        _ => format!("`{shown}` cannot be read: {why}"),
    }
}
