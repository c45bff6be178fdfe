//! `cocket new`

use super::exit::Exit;
use super::output;
use clap::Args;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a new rulebook begins with.
const FILES: [(&str, &str); 4] = [
    ("rulebook.cocket", include_str!("new/rulebook.cocket")),
    ("scenarios.cocket", include_str!("new/scenarios.cocket")),
    ("watch-list.tsv", include_str!("new/watch-list.tsv")),
    ("examples/pump.json", include_str!("new/pump.json")),
];

/// Starts a rulebook: a small one that compiles, with a list, scenarios and a shipment, to be changed into yours.
#[derive(Args)]
pub(super) struct New {
    /// The folder to make
    dir: PathBuf,
}

impl New {
    pub(super) fn run(self) -> Exit {
        let shown = self.dir.display();
        match occupied(&self.dir).and_then(|taken| if taken { Ok(false) } else { write(&self.dir).map(|()| true) }) {
            Ok(true) => {
                output::result(&format!(
                    "{shown} is a rulebook now. Next:\n  cocket check {shown}\n  cocket test {shown}\n  \
                     cocket explain {shown}/examples/pump.json --rules {shown}\n"
                ));
                Exit::Done
            }
            Ok(false) => {
                output::note(&format!("cocket: `{shown}` is not empty; nothing was written"));
                Exit::Usage
            }
            Err(why) => {
                output::note(&format!("cocket: `{shown}` cannot be written: {why}"));
                Exit::Usage
            }
        }
    }
}

fn occupied(dir: &Path) -> io::Result<bool> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(why) => Err(why),
    }
}

fn write(dir: &Path) -> io::Result<()> {
    for (name, text) in FILES {
        let path = dir.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
