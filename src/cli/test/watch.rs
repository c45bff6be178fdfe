//! Runs again whenever a file changes.

use crate::cli::exit::Exit;
use crate::cli::output;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often is looked.
const PAUSE: Duration = Duration::from_millis(300);

/// How deep folders are looked into.
const DEEPEST: usize = 24;

/// Runs, and again whenever what is below the paths changes; ends where nothing can be watched.
pub(super) fn watch(paths: &[PathBuf], run: impl Fn() -> Exit) -> Exit {
    if paths.is_empty() {
        output::note("cocket: name the rules to watch; those that ship do not change");
        return Exit::Usage;
    }
    let mut seen = BTreeMap::new();
    loop {
        let now = times(paths);
        if now.is_empty() {
            output::note("cocket: there is nothing left to watch");
            return Exit::Usage;
        }
        if now != seen {
            seen = now;
            let _ = run();
            output::note("watching; a change of a file runs it again");
        }
        std::thread::sleep(PAUSE);
    }
}

/// When each rule, table and shipment was last written; what is accepted is written by the run itself.
fn times(paths: &[PathBuf]) -> BTreeMap<PathBuf, SystemTime> {
    let mut found = BTreeMap::new();
    for path in paths {
        let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
        look(folder, 0, &mut found);
    }
    found
}

fn look(folder: &Path, depth: usize, found: &mut BTreeMap<PathBuf, SystemTime>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let kind = path.extension().is_some_and(|kind| kind == "cocket" || kind == "tsv" || kind == "json");
        if path.is_dir() && depth < DEEPEST {
            look(&path, depth.saturating_add(1), found);
        } else if kind && let Ok(written) = fs::metadata(&path).and_then(|about| about.modified()) {
            found.insert(path, written);
        }
    }
}
