//! `cocket fmt`

use super::exit::Exit;
use super::load;
use super::{draw, output};
use clap::Args;
use cocket::diagnostic::Severity;
use cocket::source::Sources;
use cocket::{parse, syntax};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes rule files in the one canonical style. Comments are kept.
///
/// A file that does not parse is reported and left as it is.
#[derive(Args)]
pub(super) struct Fmt {
    /// Rule files or folders of them; `-` formats standard input to standard output
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and end with 1 if there is one
    #[arg(long)]
    check: bool,
}

impl Fmt {
    pub(super) fn run(self) -> Exit {
        self.paths.iter().map(|path| self.path(path)).max().unwrap_or(Exit::Done)
    }

    fn path(&self, path: &Path) -> Exit {
        let files = match load::rule_files(path) {
            Ok(files) => files,
            Err((why, exit)) => return complain(&why, exit),
        };
        files.iter().map(|file| self.file(file)).max().unwrap_or(Exit::Done)
    }

    fn file(&self, path: &Path) -> Exit {
        let text = match load::text(path) {
            Ok(text) => text,
            Err((why, exit)) => return complain(&why, exit),
        };
        let name = path.display().to_string();
        let formatted = match formatted(&name, &text) {
            Ok(formatted) => formatted,
            Err(exit) => return exit,
        };
        if path == Path::new("-") && !self.check {
            output::result(&formatted);
            return Exit::Done;
        }
        match (formatted == text, self.check) {
            (true, _) => Exit::Done,
            (false, true) => {
                output::result(&format!("{name}\n"));
                Exit::Findings
            }
            (false, false) => match fs::write(path, formatted) {
                Ok(()) => Exit::Done,
                Err(why) => complain(&format!("`{name}` cannot be written: {why}"), Exit::Usage),
            },
        }
    }
}

fn complain(why: &str, exit: Exit) -> Exit {
    output::note(&format!("cocket: {why}"));
    exit
}

/// The text in canonical style. It is written only if it reads as the same rules.
fn formatted(name: &str, text: &str) -> Result<String, Exit> {
    let mut sources = Sources::new();
    let id = sources.add(name, text);
    let (file, found) = parse::parse(id, text);
    if found.iter().any(|message| message.severity() == Severity::Error) {
        let look = draw::Look { plain: false, colour: output::messages_may_colour(), width: output::width() };
        output::messages(&draw::all(&found, &sources, look));
        return Err(Exit::Rules);
    }
    let printed = syntax::print(&file, text);
    let (again, _) = parse::parse(id, &printed);
    if again != file {
        return Err(complain(
            &format!("`{name}` is left as it is: its canonical form would read otherwise"),
            Exit::Fault,
        ));
    }
    Ok(printed)
}
