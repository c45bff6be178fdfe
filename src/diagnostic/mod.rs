//! The one kind of message: what is wrong, where, in one plain sentence, and what would mend it.
//!
//! Messages are lower case, without a full stop, with the user's words in backticks; the help is a separate sentence
//! that offers the fix. Every code has a page in `docs/diagnostics/`.

mod register;

pub use register::{Code, REGISTER};

use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Note,
    /// A finding: the rules compile, and something in them is likely wrong.
    Warning,
    /// The rules do not compile, or the shipment is refused.
    Error,
}

/// A place in a text with a few words on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// Where a message points: into a rule text or table, or into a JSON document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Places in texts, the first one the main one.
    Text(Vec<Mark>),
    /// A JSON pointer (RFC 6901) in the named document.
    Pointer {
        /// The document's name, such as a file name.
        document: String,
        /// The pointer; empty for the whole document.
        pointer: String,
    },
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, such as `E0101`.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What would mend it, a sentence of its own.
    pub help: Option<String>,
    /// The exact words to write at the main place instead, where there is one right answer.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// A message about a place in a rule text or table.
    #[must_use]
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: Place::Text(vec![Mark { span, text: String::new() }]),
            help: None,
            fix: None,
        }
    }

    /// A message about a place in a JSON document.
    #[must_use]
    pub fn in_document(code: Code, document: &str, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        let place = Place::Pointer { document: document.to_owned(), pointer: pointer.into() };
        Self { code, message: message.into(), place, help: None, fix: None }
    }

    /// With the words to show at the main place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Place::Text(marks) = &mut self.place
            && let Some(first) = marks.first_mut()
        {
            first.text = text.into();
        }
        self
    }

    /// With another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        if let Place::Text(marks) = &mut self.place {
            marks.push(Mark { span, text: text.into() });
        }
        self
    }

    /// With help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the exact replacement.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The main place in a text.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match &self.place {
            Place::Text(marks) => marks.first().map(|mark| mark.span),
            Place::Pointer { .. } => None,
        }
    }
}

/// Messages as they are found; in the end, in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Bag {
    found: Vec<Diagnostic>,
}

impl Bag {
    /// No messages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds all of another's.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(others);
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity() == Severity::Error)
    }

    /// All of them, ordered by place, each once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|d| (d.span(), d.code));
        self.found.dedup();
        self.found
    }
}
