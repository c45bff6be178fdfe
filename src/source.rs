//! Texts by name, and places in them.
//!
//! Takes texts that somebody else has read; gives names, spans, lines and columns. Knows nothing of files.

use std::collections::BTreeMap;

/// The largest text that is read, in bytes. Larger ones are refused with a diagnostic.
pub const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// Which text of a [`Sources`] is meant: its place in the order of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A stretch of one text, in bytes, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch `start..end` of `source`; offsets past 4 GiB are clamped (texts are bounded long before).
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end) }
    }

    /// The smallest span that holds both; `other` must be of the same text.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A line and a column, both from 1; the column counts characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// A set of named texts: rule files and the tables they load.
///
/// ```
/// let sources = cocket::Sources::new().with("kr/a.cocket", "part of kr");
/// assert_eq!(sources.find("kr/a.cocket").and_then(|id| sources.text(id)), Some("part of kr"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: Vec<Text>,
    by_name: BTreeMap<String, SourceId>,
}

#[derive(Debug, Clone)]
struct Text {
    name: String,
    words: String,
    line_starts: Vec<u32>,
}

impl Sources {
    /// No texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These texts and one more. A second text of the same name replaces the first.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.add(name, text);
        self
    }

    /// Adds a text; one of the same name is replaced. Names use `/`.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let (name, text) = (name.into(), text.into());
        let line_starts = line_starts(&text);
        let entry = Text { name: name.clone(), words: text, line_starts };
        if let Some(&id) = self.by_name.get(&name) {
            if let Some(slot) = self.texts.get_mut(id.0 as usize) {
                *slot = entry;
            }
            return id;
        }
        let id = SourceId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(entry);
        self.by_name.insert(name, id);
        id
    }

    /// The text of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<SourceId> {
        self.by_name.get(name).copied()
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self, id: SourceId) -> Option<&str> {
        self.texts.get(id.0 as usize).map(|text| text.words.as_str())
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.texts.get(id.0 as usize).map_or("", |text| text.name.as_str())
    }

    /// All texts in the order of their names.
    pub fn in_order(&self) -> impl Iterator<Item = (SourceId, &str, &str)> {
        self.by_name.iter().map(|(name, &id)| (id, name.as_str(), self.text(id).unwrap_or_default()))
    }

    /// The words a span covers; empty when it lies outside its text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).and_then(|text| text.get(span.start as usize..span.end as usize)).unwrap_or_default()
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn position(&self, source: SourceId, offset: u32) -> Position {
        let Some(text) = self.texts.get(source.0 as usize) else { return Position { line: 1, column: 1 } };
        let line = text.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = text.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = text.words.get(start as usize..offset as usize).unwrap_or_default();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: count(line), column: count(before.chars().count()).saturating_add(1) }
    }

    /// `file:line:column`, as a compiler prints it.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let at = self.position(span.source, span.start);
        format!("{}:{}:{}", self.name(span.source), at.line, at.column)
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let after_breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at.saturating_add(1));
    std::iter::once(0).chain(after_breaks).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect()
}
