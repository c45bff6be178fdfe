//! The tree as text, in one canonical style.
//!
//! Takes a tree and the text it was read from, for the places of comments and blank lines (an empty text will do for
//! a tree that was made otherwise). One clause a line, four spaces, the values of one item in one column.

mod clauses;
mod conditions;
mod heads;
mod lines;
mod words;

use super::{Clause, ClauseKind, File, Head, Item, When};
use lines::{Line, Room};

/// The text of a file: parsing it gives an equal tree, comments kept.
#[must_use]
pub fn print(file: &File, text: &str) -> String {
    let comments: Vec<u32> = file.comments.iter().map(|comment| comment.span().start).collect();
    let printer = Printer { comments };
    let mut all = Vec::new();
    for item in &file.items {
        printer.item(item, &mut all);
    }
    lines::join(&all, &file.comments, text)
}

/// The word or words with which a clause begins.
#[must_use]
pub fn clause_word(kind: &ClauseKind) -> String {
    clauses::keyword(kind)
}

/// `from D before D`; empty where nothing is said.
#[must_use]
pub fn print_when(when: &When) -> String {
    words::when(when)
}

/// The opening words of an item in the same style, without its brace.
#[must_use]
pub fn print_opening(head: &Head) -> String {
    heads::opening(head).in_one_line()
}

/// The clauses of one item in the same style, each by itself at the left margin, their values in one column.
#[must_use]
pub fn print_clauses(clauses: &[Clause]) -> Vec<String> {
    let printer = Printer { comments: Vec::new() };
    let room = Printer::room(clauses, 0);
    let one = |clause: &Clause| {
        let mut all = Vec::new();
        printer.clause(clause, room, &mut all);
        lines::join(&all, &[], "").trim_end().to_owned()
    };
    clauses.iter().map(one).collect()
}

/// One clause in the same style, as it stands at the left margin.
#[must_use]
pub fn print_clause(clause: &Clause) -> String {
    print_clauses(std::slice::from_ref(clause)).concat()
}

/// What decides whether a condition is broken over lines: its length, and the comments in it.
struct Printer {
    comments: Vec<u32>,
}

impl Printer {
    fn item(&self, item: &Item, out: &mut Vec<Line>) {
        let (start, end) = (item.at.0.start, item.at.0.end);
        let first = out.len();
        let opening = heads::opening(&item.head);
        if item.body.is_empty() {
            let tail = if may_be_bare(&item.head) { "" } else { " {}" };
            out.extend(heads::lines(&opening, tail, (start, end)));
        } else {
            out.extend(heads::lines(&opening, " {", (start, start)));
            self.body(&item.body, 4, out);
            out.push(Line::closing(end, 0));
        }
        if let Some(line) = out.get_mut(first) {
            line.begins_item = true;
        }
    }

    /// The clauses of an item or a reading.
    fn body(&self, body: &[Clause], indent: usize, out: &mut Vec<Line>) {
        let room = Printer::room(body, indent);
        for clause in body {
            self.clause(clause, room, out);
        }
    }

    fn room(body: &[Clause], indent: usize) -> Room {
        let keywords = body.iter().filter_map(|clause| clauses::aligned_keyword(&clause.kind));
        let longest = keywords.map(|keyword| keyword.chars().count()).max().unwrap_or(0);
        Room { indent, value: longest.saturating_add(2) }
    }

    /// Whether a comment stands within a stretch of the text.
    fn has_comment(&self, (start, end): (u32, u32)) -> bool {
        self.comments.iter().any(|&at| start < at && at < end)
    }
}

/// Whether an item without clauses goes without braces.
fn may_be_bare(head: &Head) -> bool {
    matches!(
        head,
        Head::Part { .. } | Head::Fact { .. } | Head::OrderOfReview { .. } | Head::Repeal { .. } | Head::Suspend { .. }
    )
}
