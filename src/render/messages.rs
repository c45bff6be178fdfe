//! A diagnostic in plain words, one thing a line.

use super::text::visible;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::Sources;

/// A diagnostic as text: where, its code and what is wrong; then what is to be seen there, and what would mend it.
///
/// A message about a JSON document reads `file.json /lines/0/codes/0/value  E1003  message`.
#[must_use]
pub fn message(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (place, marks) = placed(&diagnostic.place, sources);
    let mut lines =
        vec![format!("{place}  {} {}  {}", severity(diagnostic), diagnostic.code.0, visible(&diagnostic.message))];
    lines.extend(marks);
    lines.extend(diagnostic.help.iter().map(|help| format!("  help: {}", visible(help))));
    lines.extend(diagnostic.fix.iter().map(|fix| format!("  write: {}", visible(fix))));
    lines.join("\n") + "\n"
}

/// The word for how bad a message is.
fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn placed(place: &Place, sources: &Sources) -> (String, Vec<String>) {
    match place {
        Place::Pointer { document, pointer } if pointer.is_empty() => (visible(document), Vec::new()),
        Place::Pointer { document, pointer } => (format!("{} {}", visible(document), visible(pointer)), Vec::new()),
        Place::Text(marks) => {
            let first = marks.first().map(|mark| sources.place(mark.span)).unwrap_or_default();
            let seen = marks.iter().filter(|mark| !mark.text.is_empty());
            let lines = seen.map(|mark| format!("  {}: {}", sources.place(mark.span), visible(&mark.text)));
            (first, lines.collect())
        }
    }
}
