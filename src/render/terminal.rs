//! A document on a terminal: wrapped, indented, with a drawn tree and, if asked for, colour.

use super::document::{Block, Document, Node, Part};
use super::text::{Text, Tone, columns, visible};
use crate::vocab::Truth;

/// The document as text of that width.
pub(super) fn draw(document: &Document, width: usize, colour: bool) -> String {
    let mut page = Page { width, colour, out: String::new() };
    for block in &document.blocks {
        page.block(block);
    }
    page.out
}

/// The tone of a truth value.
pub(super) fn tone(truth: Truth) -> Tone {
    match truth {
        Truth::True => Tone::Firm,
        Truth::False => Tone::Faint,
        Truth::Unknown => Tone::Open,
    }
}

/// The least room for the last column of a table.
const NARROWEST: usize = 24;

struct Page {
    width: usize,
    colour: bool,
    out: String,
}

impl Page {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Headline(text) => self.hanging("", "  ", text),
            Block::Heading(words) => {
                self.out.push('\n');
                self.hanging("", "", &Text::default().and(Tone::Strong, words));
            }
            Block::Space => self.out.push('\n'),
            Block::Paragraph(text) => self.hanging("", "", text),
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Item { mark, text, under } => self.item(mark, text, under),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Drawn(lines) => lines.iter().for_each(|line| self.drawn(line)),
            Block::Picture(_) => {}
            Block::Entries { head, rows } => self.entries(head, rows),
            Block::Part(depth, part) => self.part(*depth, part),
            Block::Tree(nodes) => nodes.iter().for_each(|node| self.node(node, "", "", "")),
        }
    }

    fn drawn(&mut self, line: &Text) {
        self.out.push_str(self.painted(line).trim_end());
        self.out.push('\n');
    }

    fn pairs(&mut self, pairs: &[(String, Text)]) {
        let widest = pairs.iter().map(|(name, _)| columns(name)).max().unwrap_or(0).saturating_add(2);
        for (name, text) in pairs {
            self.hanging(&padded(name, widest), &" ".repeat(widest), text);
        }
    }

    fn item(&mut self, mark: &str, text: &Text, under: &[Text]) {
        let lead = format!("{}{mark} ", " ".repeat(3_usize.saturating_sub(columns(mark))));
        let rest = " ".repeat(columns(&lead));
        self.hanging(&lead, &rest, text);
        for text in under {
            self.hanging(&rest, &format!("{rest}  "), text);
        }
    }

    fn table(&mut self, head: &[String], rows: &[Vec<Text>]) {
        let wide = |at: usize| {
            let cells = rows.iter().filter_map(|row| row.get(at)).map(Text::width);
            cells.chain(head.get(at).map(|name| columns(name))).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..head.len()).map(wide).collect();
        let whole: usize = widths.iter().map(|wide| wide.saturating_add(2)).sum();
        if whole > self.width {
            return rows.iter().for_each(|row| self.stacked(head, row));
        }
        let heading: Vec<Text> = head.iter().map(|name| Text::default().and(Tone::Strong, name)).collect();
        self.row(&heading, &widths);
        for row in rows {
            self.row(row, &widths);
        }
    }

    fn row(&mut self, cells: &[Text], widths: &[usize]) {
        let mut line = String::from("  ");
        for (cell, &wide) in cells.iter().zip(widths) {
            line.push_str(&self.painted(cell));
            line.push_str(&" ".repeat(wide.saturating_sub(cell.width()).saturating_add(2)));
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Rows whose last cell goes on in its own column.
    fn entries(&mut self, head: &[String], rows: &[Vec<Text>]) {
        let last = head.len().saturating_sub(1);
        let wide = |at: usize| {
            let cells = rows.iter().filter_map(|row| row.get(at)).map(Text::width);
            cells.chain(head.get(at).map(|name| columns(name))).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..last).map(wide).collect();
        let before: usize = widths.iter().fold(2, |all: usize, wide| all.saturating_add(*wide).saturating_add(2));
        if before.saturating_add(NARROWEST) > self.width {
            return rows.iter().for_each(|row| self.stacked(head, row));
        }
        let heading: Vec<Text> = head.iter().map(|name| Text::default().and(Tone::Strong, name)).collect();
        for row in std::iter::once(&heading).chain(rows) {
            let mut lead = String::from("  ");
            for (cell, &wide) in row.iter().zip(&widths) {
                lead.push_str(&self.painted(cell));
                lead.push_str(&" ".repeat(wide.saturating_sub(cell.width()).saturating_add(2)));
            }
            let long = row.get(last).cloned().unwrap_or_default();
            let rest = " ".repeat(before);
            for (at, line) in long.wrap(self.width.saturating_sub(before)).iter().enumerate() {
                self.out.push_str(if at == 0 { &lead } else { &rest });
                self.out.push_str(&self.painted(line));
                self.end_line();
            }
        }
    }

    /// A part of a text of law.
    fn part(&mut self, depth: usize, part: &Part) {
        let indent = "  ".repeat(depth);
        let under = format!("{indent}  ");
        match part {
            Part::Title(text) => {
                self.out.push('\n');
                self.hanging(&indent, &format!("{under}  "), text);
            }
            Part::Note(text) => self.hanging(&under, &format!("{under}  "), text),
            Part::Clauses { mark, lines } => {
                if !mark.words().is_empty() {
                    self.hanging(&format!("{under}▼ "), &format!("{under}  "), mark);
                }
                for line in lines {
                    self.clause(&format!("{under}  "), Tone::Plain, line);
                }
            }
            Part::Change { before, after, old, new } => {
                let signed = [
                    ("  ", Tone::Plain, before),
                    ("- ", Tone::Stop, old),
                    ("+ ", Tone::Firm, new),
                    ("  ", Tone::Plain, after),
                ];
                for (sign, tone, lines) in signed {
                    for line in lines {
                        self.clause(&format!("{under}{sign}"), tone, line);
                    }
                }
            }
        }
    }

    /// A line of a clause; where it is too long it goes on below its value.
    fn clause(&mut self, indent: &str, tone: Tone, line: &str) {
        let words = visible(line);
        let (lead, value) = words.split_at(value_column(&words));
        let first = format!("{indent}{lead}");
        let rest = " ".repeat(columns(&first));
        self.hanging(&first, &rest, &Text::default().and(tone, value));
    }

    /// A row whose cells do not fit beside each other: one under the other, each with its column's name.
    fn stacked(&mut self, head: &[String], row: &[Text]) {
        for (at, (name, cell)) in head.iter().zip(row).enumerate() {
            let named = Text::new(name).plain(": ");
            let text = Text { runs: [named.runs, cell.runs.clone()].concat() };
            let indent = if at == 0 { "  " } else { "      " };
            self.hanging(indent, &format!("{indent}  "), &text);
        }
    }

    fn node(&mut self, node: &Node, trunk: &str, branch: &str, below: &str) {
        let more = !node.under.is_empty() || !node.hidden.is_empty();
        let stem = format!("{trunk}{below}");
        let hang = if more { format!("{stem}│    ") } else { format!("{stem}     ") };
        let head = Text::default().and(tone(node.truth), &node.word).plain(" ");
        let text = Text { runs: [head.runs, node.text.runs.clone()].concat() };
        self.hanging(&format!("{trunk}{branch}"), &hang, &text);
        for note in &node.notes {
            self.hanging(&hang, &format!("{hang}  "), note);
        }
        let last = node.under.len();
        for (at, child) in node.under.iter().enumerate() {
            let ends = at.saturating_add(1) == last && node.hidden.is_empty();
            let (branch, below) = if ends { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.node(child, &stem, branch, below);
        }
        if !node.hidden.is_empty() {
            let lead = format!("{stem}└─ ");
            self.hanging(&lead, &format!("{stem}   "), &Text::default().faint(&node.hidden));
        }
    }

    /// Text wrapped with `first` before its first line and `rest` before the others.
    fn hanging(&mut self, first: &str, rest: &str, text: &Text) {
        let room = self.width.saturating_sub(columns(first).max(columns(rest)));
        for (at, line) in text.wrap(room.max(self.width.min(30))).iter().enumerate() {
            self.out.push_str(if at == 0 { first } else { rest });
            self.out.push_str(&self.painted(line));
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        self.out.push('\n');
    }

    fn painted(&self, text: &Text) -> String {
        if !self.colour {
            return text.words();
        }
        let paint = |(tone, words): &(Tone, String)| match tone.code() {
            Some(code) => format!("{code}{words}\u{1b}[0m"),
            None => words.clone(),
        };
        text.runs.iter().map(paint).collect()
    }
}

/// Where the value of a clause begins: after the spaces that put it in column, else after those that indent it.
fn value_column(line: &str) -> usize {
    let begins = line.len().saturating_sub(line.trim_start().len());
    let words = line.get(begins..).unwrap_or_default();
    let gap = words.find("  ").map(|at| {
        let spaces = words.get(at..).unwrap_or_default();
        at.saturating_add(spaces.len().saturating_sub(spaces.trim_start().len()))
    });
    begins.saturating_add(gap.unwrap_or(0))
}

fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(columns(words))))
}
