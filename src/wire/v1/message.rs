//! Diagnostics as JSON, with lines and columns as editors count them.

use super::written;
use crate::diagnostic::{Diagnostic, Mark, Place, Severity};
use crate::source::Sources;
use serde::Serialize;

/// All messages as one pretty JSON array with a final newline.
#[must_use]
pub fn messages<'a>(messages: impl IntoIterator<Item = &'a Diagnostic>, sources: &Sources) -> String {
    written(&messages.into_iter().map(|message| form(message, sources)).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct MessageForm<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    help: Option<&'a str>,
    fix: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceForm<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
}

fn form<'a>(message: &'a Diagnostic, sources: &'a Sources) -> MessageForm<'a> {
    let (places, document, pointer) = match &message.place {
        Place::Text(marks) => (marks.iter().map(|mark| place(mark, sources)).collect(), None, None),
        Place::Pointer { document, pointer } => (Vec::new(), Some(document.as_str()), Some(pointer.as_str())),
    };
    MessageForm {
        code: message.code.0,
        severity: severity(message.severity()),
        message: &message.message,
        places,
        document,
        pointer,
        help: message.help.as_deref(),
        fix: message.fix.as_deref(),
    }
}

fn place<'a>(mark: &'a Mark, sources: &'a Sources) -> PlaceForm<'a> {
    let start = sources.position(mark.span.source, mark.span.start);
    let end = sources.position(mark.span.source, mark.span.end);
    PlaceForm {
        file: sources.name(mark.span.source),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: &mark.text,
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
