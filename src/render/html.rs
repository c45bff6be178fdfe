//! A document as a page of HTML: whole in itself, without a script, for the screen, the printer and screen readers.

use super::document::{Block, Document, Node, Part};
use super::text::{Text, Tone};
use crate::vocab::Language;

/// Light and dark, and on paper without colours behind the words.
const LOOK: &str = ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,'Noto Sans','Noto Sans KR',sans-serif;\
max-width:60rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}dt{font-weight:700}dd{margin:0}\
svg{max-width:100%;height:auto}li{margin:.6rem 0;break-inside:avoid}li p{margin:.2rem 0}ol>li>p:first-child{font-weight:700}\
table{border-collapse:collapse}th,td{border:1px solid;padding:.2rem .5rem;text-align:left}\
.faint{opacity:.8}.law{border-left:1px solid;padding-left:.8rem;margin:.2rem 0}.law h3,.law h4,.law h5,.law h6{margin:.9rem 0 .2rem;\
font-size:1rem}.law p{margin:.2rem 0}.mark{font-size:.85rem;opacity:.8}.law pre{margin:.1rem 0 .5rem;\
white-space:pre-wrap;font-size:.85rem}del{text-decoration:line-through}ins{text-decoration:underline}thead{display:table-header-group}\
tr,.law pre{break-inside:avoid}h2,h3,h4,h5,h6,.mark{break-after:avoid}@media print{body{margin:0;max-width:none}svg{break-inside:avoid}}";

/// The document as a page of that language.
pub(super) fn draw(document: &Document, languages: &[Language]) -> String {
    let language = languages.first().map_or("en", |language| language.0.as_str());
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Headline(text) => Some(text.words()),
        _ => None,
    });
    let mut body = String::new();
    let mut list = "";
    for block in document.blocks.iter().filter(|block| !matches!(block, Block::Space)) {
        let wanted = list_of(block);
        turn(&mut list, wanted, &mut body);
        body.push_str(&shown(block));
    }
    turn(&mut list, "", &mut body);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{LOOK}</style>\n\
         </head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(language),
        escaped(&title.unwrap_or_default()),
    )
}

/// In which list a block stands; none if in none.
fn list_of(block: &Block) -> &'static str {
    match block {
        Block::Item { mark, .. } if mark.ends_with('.') => "ol",
        Block::Item { .. } => "ul",
        _ => "",
    }
}

/// Ends the list that is open and begins the one that is wanted, where they are not the same.
fn turn(list: &mut &'static str, wanted: &'static str, out: &mut String) {
    if *list == wanted {
        return;
    }
    if !list.is_empty() {
        out.extend(["</", list, ">\n"]);
    }
    if !wanted.is_empty() {
        out.extend(["<", wanted, ">\n"]);
    }
    *list = wanted;
}

fn shown(block: &Block) -> String {
    match block {
        Block::Headline(text) => format!("<h1>{}</h1>\n", escaped(&text.words())),
        Block::Heading(words) => format!("<h2>{}</h2>\n", escaped(words)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", marked(text)),
        Block::Pairs(pairs) => {
            let each =
                pairs.iter().map(|(name, text)| format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), marked(text)));
            format!("<dl>\n{}</dl>\n", each.collect::<String>())
        }
        Block::Item { mark, text, under } => {
            let lead = if mark == "-" || mark.ends_with('.') { String::new() } else { format!("{} ", escaped(mark)) };
            let under = each(under, paragraph);
            format!("<li><p>{lead}{}</p>\n{under}</li>\n", marked(text))
        }
        Block::Table { head, rows } | Block::Entries { head, rows } => table(head, rows),
        Block::Part(depth, part) => self::part(*depth, part),
        Block::Drawn(lines) => {
            format!("<pre>{}</pre>\n", each(lines, |line| escaped(&line.words()) + "\n"))
        }
        Block::Picture(picture) => format!("<figure>\n{picture}</figure>\n"),
        Block::Tree(nodes) => tree(nodes),
        Block::Space => String::new(),
    }
}

fn table(head: &[String], rows: &[Vec<Text>]) -> String {
    let names = each(head, |name| format!("<th scope=\"col\">{}</th>", escaped(name)));
    let cells = |row: &Vec<Text>| each(row, |cell| format!("<td>{}</td>", marked(cell)));
    let rows = each(rows, |row| format!("<tr>{}</tr>\n", cells(row)));
    format!("<table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}

/// A part of a text of law, indented as deep as it hangs.
fn part(depth: usize, part: &Part) -> String {
    let lines = |lines: &[String]| lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n");
    let inner = match part {
        Part::Title(text) => {
            let level = depth.saturating_add(3).min(6);
            format!("<h{level}>{}</h{level}>", marked(text))
        }
        Part::Note(text) => format!("<p>{}</p>", marked(text)),
        Part::Clauses { mark, lines: clauses } if mark.words().is_empty() => format!("<pre>{}</pre>", lines(clauses)),
        Part::Clauses { mark, lines: clauses } => {
            format!("<p class=\"mark\">▼ {}</p><pre>{}</pre>", escaped(&mark.words()), lines(clauses))
        }
        Part::Change { before, after, old, new } => {
            let of = |tag: &str, clauses: &[String]| match clauses {
                [] => None,
                some => Some(format!("<{tag}>{}</{tag}>", lines(some))),
            };
            let parts = [of("span", before), of("del", old), of("ins", new), of("span", after)];
            format!("<pre>{}</pre>", parts.into_iter().flatten().collect::<Vec<_>>().join("\n"))
        }
    };
    format!("<div class=\"law\" style=\"margin-left:{depth}rem\">{inner}</div>\n")
}

fn tree(nodes: &[Node]) -> String {
    format!("<ul>\n{}</ul>\n", each(nodes, step))
}

fn step(node: &Node) -> String {
    let notes = each(&node.notes, paragraph);
    let under = if node.under.is_empty() { String::new() } else { tree(&node.under) };
    let hidden = if node.hidden.is_empty() { String::new() } else { format!("<p>{}</p>\n", escaped(&node.hidden)) };
    format!("<li><strong>{}</strong> {}\n{notes}{under}{hidden}</li>\n", escaped(&node.word), marked(&node.text))
}

fn paragraph(text: &Text) -> String {
    format!("<p>{}</p>\n", marked(text))
}

/// All of them, one after the other.
fn each<T>(all: &[T], shown: impl Fn(&T) -> String) -> String {
    all.iter().map(shown).collect()
}

fn marked(text: &Text) -> String {
    let mark = |(tone, words): &(Tone, String)| match tone {
        Tone::Strong | Tone::Stop if !words.trim().is_empty() => format!("<strong>{}</strong>", escaped(words)),
        Tone::Faint => format!("<span class=\"faint\">{}</span>", escaped(words)),
        _ => escaped(words),
    };
    text.runs.iter().map(mark).collect()
}

/// Words with every character escaped that HTML or SVG would read.
pub(super) fn escaped(words: &str) -> String {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        other => other.to_string(),
    };
    super::text::visible(words).chars().map(escape).collect()
}
