//! A JSON text as a plain tree: keys in the order written and as often as written, numbers as written.

use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Tree {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as its literal.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object; a key written twice is here twice.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The value at a JSON pointer (RFC 6901); the empty pointer is the whole. Of a key written twice, the first.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Tree> {
        if pointer.is_empty() {
            return Some(self);
        }
        let steps = pointer.strip_prefix('/')?.split('/');
        steps.map(unescape).try_fold(self, |tree, step| tree.step(&step))
    }

    fn step(&self, step: &str) -> Option<&Tree> {
        match self {
            Tree::List(items) => items.get(step.parse::<usize>().ok()?),
            Tree::Object(fields) => fields.iter().find(|(key, _)| key == step).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A string bare, anything else as compact JSON.
    #[must_use]
    pub fn raw(&self) -> String {
        match self {
            Tree::Text(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// What kind of value it is, for messages: `a string`, `an array`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Tree::Null => "null",
            Tree::Bool(_) => "true or false",
            Tree::Number(_) => "a number",
            Tree::Text(_) => "a string",
            Tree::List(_) => "an array",
            Tree::Object(_) => "an object",
        }
    }
}

/// Compact JSON.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Null => f.write_str("null"),
            Tree::Bool(known) => known.fmt(f),
            Tree::Number(literal) => f.write_str(literal),
            Tree::Text(text) => quoted(text, f),
            Tree::List(items) => between(f, ('[', ']'), items, fmt::Display::fmt),
            Tree::Object(fields) => between(f, ('{', '}'), fields, |(key, value), f| {
                quoted(key, f)?;
                f.write_str(":")?;
                value.fmt(f)
            }),
        }
    }
}

fn between<T>(
    f: &mut fmt::Formatter<'_>,
    (open, close): (char, char),
    items: &[T],
    write: impl Fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    write!(f, "{open}")?;
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(",")?;
        }
        write(item, f)?;
    }
    write!(f, "{close}")
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c.is_control() => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

/// One step of a pointer as RFC 6901 escapes it.
pub(super) fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
