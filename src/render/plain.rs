//! A document one thing after the other: numbered steps, no drawing, no colour. For screen readers and for pipes.

use super::document::{Block, Document, Node, Part};
use super::text::{Text, visible};

/// The document as lines; nothing is wrapped or aligned.
pub(super) fn draw(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        lines(block, &mut out);
    }
    out
}

fn lines(block: &Block, out: &mut String) {
    match block {
        Block::Headline(text) | Block::Paragraph(text) => line(out, &text.words()),
        Block::Space => line(out, ""),
        Block::Heading(words) => line(out, &format!("\n{words}:")),
        Block::Pairs(pairs) => pairs.iter().for_each(|(name, text)| line(out, &format!("{name}: {}", text.words()))),
        Block::Item { mark, text, under } => {
            let mark = mark.trim_end_matches('.');
            line(out, &format!("{mark}{} {}", if mark == "-" { "" } else { ":" }, text.words()));
            for text in under {
                line(out, &text.words());
            }
        }
        Block::Table { head, rows } | Block::Entries { head, rows } => {
            for row in rows {
                line(out, &cells(head, row));
            }
        }
        Block::Part(_, part) => self::part(part, out),
        // A drawing says nothing that the words beside it do not say.
        Block::Drawn(_) | Block::Picture(_) => {}
        Block::Tree(nodes) => steps(nodes, "", out),
    }
}

fn part(part: &Part, out: &mut String) {
    match part {
        Part::Title(text) => line(out, &format!("\n{}", text.words())),
        Part::Note(text) => line(out, &text.words()),
        Part::Clauses { mark, lines } => {
            let mark = mark.words();
            if !mark.is_empty() {
                line(out, &format!("{}:", mark.trim_end_matches(':')));
            }
            for words in lines {
                line(out, &visible(words));
            }
        }
        Part::Change { before, after, old, new } => {
            for (sign, lines) in [("=", before), ("-", old), ("+", new), ("=", after)] {
                for words in lines {
                    line(out, &format!("{sign} {}", visible(words)));
                }
            }
        }
    }
}

fn cells(head: &[String], row: &[Text]) -> String {
    let named = head.iter().zip(row).map(|(name, cell)| format!("{name}: {}", cell.words()));
    named.collect::<Vec<_>>().join("; ")
}

fn steps(nodes: &[Node], before: &str, out: &mut String) {
    for (at, node) in nodes.iter().enumerate() {
        let number = format!("{before}{}", at.saturating_add(1));
        let said = std::iter::once(&node.text).chain(&node.notes).map(Text::words).collect::<Vec<_>>();
        line(out, &format!("{number} {}: {}", node.word, said.join("; ")));
        steps(&node.under, &format!("{number}."), out);
        if !node.hidden.is_empty() {
            line(out, &format!("{number} {}", node.hidden));
        }
    }
}

fn line(out: &mut String, words: &str) {
    out.push_str(words.trim_end());
    out.push('\n');
}
