//! Lines with the places they come from, and comments put among them.

use crate::syntax::Spot;

/// The widest line that is not broken.
pub(super) const WIDTH: usize = 100;

/// A line of the output.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where in the text it began; comments before that go above it.
    pub(super) start: u32,
    /// Where in the text it ended; comments before that go above it too.
    pub(super) end: u32,
    /// The line, indented.
    pub(super) text: String,
    /// How far comments above it are indented.
    pub(super) comment_indent: usize,
    /// Whether it is the first line of an item.
    pub(super) begins_item: bool,
    /// Whether it is the first line of a clause, so that a blank line above it is kept.
    pub(super) begins_clause: bool,
}

impl Line {
    /// A line from that stretch of the text.
    pub(super) fn new((start, end): (u32, u32), indent: usize, words: &str) -> Line {
        let text = format!("{:indent$}{words}", "");
        let text = text.trim_end().to_owned();
        let comment_indent = text.chars().take_while(|&c| c == ' ').count();
        Line { start, end, text, comment_indent, begins_item: false, begins_clause: false }
    }

    /// A closing brace, the last letter before `end`.
    pub(super) fn closing(end: u32, indent: usize) -> Line {
        let at = end.saturating_sub(1);
        let mut line = Line::new((at, at), indent, "}");
        line.comment_indent = indent.saturating_add(4);
        line
    }
}

/// Where clauses of one body stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// How far they are indented.
    pub(super) indent: usize,
    /// How wide the column of keywords is.
    pub(super) value: usize,
}

impl Room {
    /// The column of values.
    pub(super) fn column(self) -> usize {
        self.indent.saturating_add(self.value)
    }

    /// A keyword and the first line of its value; a keyword wider than the column is followed by one space.
    pub(super) fn row(self, keyword: &str, value: &str) -> String {
        let width = self.value;
        if keyword.is_empty() {
            return format!("{:width$}{value}", "");
        }
        if keyword.chars().count().saturating_add(2) > width {
            return format!("{keyword} {value}");
        }
        format!("{keyword:width$}{value}")
    }
}

/// The lines with the comments where they stood: at the end of the line they followed, or above the line they preceded.
pub(super) fn join(lines: &[Line], comments: &[Spot<String>], text: &str) -> String {
    let mut page = Page { text, out: Vec::new(), can_trail: false, after_item: false };
    let mut comments = comments.iter().peekable();
    for line in lines {
        while let Some(comment) = comments.next_if(|comment| comment.span().start < line.start.max(line.end)) {
            let inside = comment.span().start >= line.start;
            page.comment(comment, line.comment_indent, inside);
        }
        page.line(line);
    }
    for comment in comments {
        page.comment(comment, 0, false);
    }
    page.out.push(String::new());
    page.out.join("\n")
}

struct Page<'t> {
    text: &'t str,
    out: Vec<String>,
    /// Whether a comment can follow what was written last on its line.
    can_trail: bool,
    /// Whether the last line written ended an item.
    after_item: bool,
}

impl Page<'_> {
    fn line(&mut self, line: &Line) {
        let kept = line.begins_clause && self.blank_before(line.start) && !self.opened();
        let after_comment = !self.can_trail && !self.out.is_empty();
        let due = if line.begins_item && after_comment { self.blank_before(line.start) } else { line.begins_item };
        if (kept || due) && !self.out.is_empty() {
            self.out.push(String::new());
        }
        self.out.push(line.text.clone());
        self.can_trail = true;
        self.after_item = line.comment_indent == 4 && line.text == "}" || line.begins_item && !line.text.ends_with('{');
    }

    fn comment(&mut self, comment: &Spot<String>, indent: usize, inside: bool) {
        let at = comment.span().start;
        if !inside && self.can_trail && self.follows_words(at) {
            if let Some(last) = self.out.last_mut() {
                last.push_str("  ");
                last.push_str(&comment.value);
            }
            self.can_trail = false;
            return;
        }
        let due = self.after_item && indent == 0 || self.blank_before(at) && !self.opened();
        if due && !self.out.is_empty() {
            self.out.push(String::new());
        }
        self.out.push(format!("{:indent$}{}", "", comment.value));
        self.can_trail = false;
        self.after_item = false;
    }

    /// Whether the last line opened a brace, perhaps with a comment after it.
    fn opened(&self) -> bool {
        self.can_trail && self.out.last().is_some_and(|line| line.ends_with('{'))
    }

    fn before(&self, at: u32) -> &str {
        self.text.get(..at as usize).unwrap_or_default()
    }

    /// Whether something stands before that place on its line.
    fn follows_words(&self, at: u32) -> bool {
        let line = self.before(at).rsplit(['\n', '\r']).next().unwrap_or_default();
        !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty()
    }

    /// Whether a blank line stands above that place, and nothing before it on its own line.
    fn blank_before(&self, at: u32) -> bool {
        let before = self.before(at);
        let breaks = before.rsplit(|c: char| !c.is_whitespace()).next().unwrap_or_default();
        breaks.matches('\n').count().max(breaks.matches('\r').count()) > 1
    }
}
