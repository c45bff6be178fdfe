//! A document as Markdown, with every character of the sources escaped that Markdown would read.

use super::document::{Block, Document, Node, Part};
use super::text::{Text, Tone, visible};

/// The document as Markdown.
pub(super) fn draw(document: &Document) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in document.blocks.iter().filter(|block| !matches!(block, Block::Space)) {
        let item = matches!(block, Block::Item { .. });
        let follows = item && in_list;
        if !out.is_empty() && !follows {
            out.push('\n');
        }
        in_list = item;
        lines(block, &mut out);
    }
    out
}

fn lines(block: &Block, out: &mut String) {
    match block {
        Block::Headline(text) => line(out, &format!("# {}", escaped(&text.words()))),
        Block::Space => out.push('\n'),
        Block::Heading(words) => line(out, &format!("## {}", escaped(words))),
        Block::Paragraph(text) => line(out, &marked(text)),
        Block::Pairs(pairs) => {
            for (name, text) in pairs {
                line(out, &format!("- **{}** {}", escaped(name), marked(text)));
            }
        }
        Block::Item { mark, text, under } => item(mark, text, under, out),
        Block::Table { head, rows } | Block::Entries { head, rows } => table(head, rows, out),
        Block::Part(depth, part) => self::part(*depth, part, out),
        // A table says the same.
        Block::Drawn(_) | Block::Picture(_) => {}
        Block::Tree(nodes) => nodes.iter().for_each(|node| step(node, 0, out)),
    }
}

fn item(mark: &str, text: &Text, under: &[Text], out: &mut String) {
    let numbered = mark.ends_with('.');
    let lead = match mark {
        "-" => "-".to_owned(),
        _ if numbered => mark.to_owned(),
        _ => format!("- **{}**", escaped(mark)),
    };
    line(out, &format!("{lead} {}", marked(text)));
    let indent = if numbered { "   " } else { "  " };
    for text in under {
        line(out, &format!("{indent}- {}", marked(text)));
    }
}

fn table(head: &[String], rows: &[Vec<Text>], out: &mut String) {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    line(out, &row(head.iter().map(|name| escaped(name)).collect()));
    line(out, &row(head.iter().map(|_| "---".to_owned()).collect()));
    for cells in rows {
        line(out, &row(cells.iter().map(marked).collect()));
    }
}

fn part(depth: usize, part: &Part, out: &mut String) {
    match part {
        Part::Title(text) => {
            let level = "#".repeat(depth.saturating_add(3).min(6));
            line(out, &format!("{level} {}", marked(text)));
        }
        Part::Note(text) => line(out, &marked(text)),
        Part::Clauses { mark, lines } => {
            if !mark.words().is_empty() {
                line(out, &format!("*{}*\n", escaped(&mark.words())));
            }
            fenced("cocket", lines, out);
        }
        Part::Change { before, after, old, new } => {
            let signed =
                |sign: &str, lines: &[String]| lines.iter().map(|line| format!("{sign} {line}")).collect::<Vec<_>>();
            let lines = [signed(" ", before), signed("-", old), signed("+", new), signed(" ", after)];
            fenced("diff", &lines.concat(), out);
        }
    }
}

/// Lines as they are; the fence is longer than any run of backticks in them.
fn fenced(kind: &str, lines: &[String], out: &mut String) {
    let runs = lines.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).saturating_add(1).max(3));
    line(out, &format!("{fence}{kind}"));
    for words in lines {
        line(out, &visible(words));
    }
    line(out, &fence);
}

fn step(node: &Node, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    line(out, &format!("{indent}- **{}** {}", escaped(&node.word), marked(&node.text)));
    for note in &node.notes {
        line(out, &format!("{indent}  {}", marked(note)));
    }
    for child in &node.under {
        step(child, depth.saturating_add(1), out);
    }
    if !node.hidden.is_empty() {
        line(out, &format!("{indent}  - {}", escaped(&node.hidden)));
    }
}

fn marked(text: &Text) -> String {
    let mark = |(tone, words): &(Tone, String)| match tone {
        Tone::Strong | Tone::Stop if !words.trim().is_empty() => format!("**{}**", escaped(words)),
        _ => escaped(words),
    };
    text.runs.iter().map(mark).collect()
}

fn escaped(words: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&');
    let escape = |c: char| if special(c) { format!("\\{c}") } else { c.to_string() };
    words.chars().map(escape).collect()
}

fn line(out: &mut String, words: &str) {
    out.push_str(words.trim_end());
    out.push('\n');
}
