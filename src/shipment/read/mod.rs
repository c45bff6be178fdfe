//! Tree → shipment, with every error at once.
//!
//! `node` walks the tree and knows kinds, keys and repetitions; one file for each sort of datum says what is wrong
//! with it and offers the fix; `whole`, `party`, `way`, `authorization` and `line` put the shipment together; the files
//! that begin with `check` compare what was read.

mod amount;
mod authorization;
mod check;
mod check_line;
mod check_owners;
mod check_values;
mod check_way;
mod code;
mod code_fault;
mod date;
mod fact;
mod line;
mod node;
mod party;
mod place;
mod text;
mod way;
mod whole;

use super::{Dictionary, Shipment, Tree};
use crate::diagnostic::{Code, Diagnostic, Severity};
use node::Node;

/// The format that is read.
pub const FORMAT: &str = "shipment/1";

/// The most lines a shipment may have.
pub const MAX_LINES: usize = 100_000;

/// The most components a line may have, those of its components included.
pub const MAX_COMPONENTS: usize = 1_000;

/// How deep content may be stated: a line's own is the first, that of a component of it the second.
pub const MAX_CONTENT_DEPTH: usize = 4;

/// The most parties a shipment may have.
pub const MAX_PARTIES: usize = 200;

/// The most legs a shipment may have.
pub const MAX_LEGS: usize = 1_000;

/// The most events a shipment may have.
pub const MAX_EVENTS: usize = 1_000;

/// The most characters an id may have.
pub const MAX_ID_CHARS: usize = 120;

/// Reads a shipment: the shipment if nothing in it is refused, and every error and remark: those of
/// single values in the order they are read, then those of values compared with each other.
#[must_use]
pub fn read(tree: &Tree, document: &str, dictionary: &Dictionary) -> (Option<Shipment>, Vec<Diagnostic>) {
    let mut reader = Reader { document, dictionary, found: Vec::new() };
    let shipment = reader.whole(&Node::root(tree));
    let refused = reader.found.iter().any(|found| found.severity() == Severity::Error);
    (shipment.filter(|_| !refused), reader.found)
}

/// What is being read, and what was found on the way.
struct Reader<'d> {
    document: &'d str,
    dictionary: &'d Dictionary,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// A message about a place, to be given help and then to [`Reader::say`].
    fn about(&self, code: Code, pointer: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::in_document(code, self.document, pointer, message)
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Says what is wrong at a place and how to mend it.
    fn refuse(&mut self, code: Code, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = self.about(code, pointer, message).help(help);
        self.say(diagnostic);
    }

    /// Offers the nearest of the words that may stand there, or else the help.
    fn suggest(&mut self, code: Code, pointer: &str, message: String, near: Option<&str>, help: String) {
        let diagnostic = self.about(code, pointer, message);
        self.say(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(near),
            None => diagnostic.help(help),
        });
    }

    /// The same, where there is one right text to write instead.
    fn refuse_with_fix(&mut self, code: Code, pointer: &str, message: impl Into<String>, fix: &str) {
        let diagnostic = self.about(code, pointer, message).help(format!("write `{fix}`")).fix(fix);
        self.say(diagnostic);
    }
}

/// `a`, `b` or `c`, each in backticks.
fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// What was written, short enough for a message.
fn short(written: &str) -> String {
    const MOST: usize = 60;
    let head: String = written.chars().take(MOST).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    if written.chars().nth(MOST).is_some() { format!("{head}…") } else { head }
}
