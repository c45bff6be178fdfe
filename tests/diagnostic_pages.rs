//! Every diagnostic has a page, and the page tells the truth: what stands under "Refused" gives the code of the page
//! and no other, what stands under "Right" gives nothing.
//!
//! A page's blocks are fenced: `json` is a shipment, `hex` is a shipment's text in bytes. Whoever adds pages with
//! another kind of block adds a reader for it in [`codes_of`], and its letters to [`KINDS`].

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cocket::diagnostic::REGISTER;
use cocket::wire::json;
use std::collections::BTreeSet;

/// The blocks of codes whose pages are run here.
const KINDS: [&str; 2] = ["E1", "W1"];

fn page(code: &str) -> String {
    let path = format!("docs/diagnostics/{code}.md");
    std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{code} has no page {path}"))
}

fn pages() -> Vec<(&'static str, &'static str)> {
    let ours = |code: &str| KINDS.iter().any(|kind| code.starts_with(kind));
    REGISTER.iter().map(|(code, title)| (code.0, *title)).filter(|(code, _)| ours(code)).collect()
}

/// What stands under a heading, up to the next one.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let (_, rest) =
        page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no `## {heading}`: {page}"));
    rest.split("\n## ").next().unwrap()
}

/// The one fenced block of a section, and its kind.
fn block<'p>(page: &'p str, heading: &str) -> (&'p str, &'p str) {
    let fences: Vec<&str> = section(page, heading).split("```").collect();
    let [_, fenced, _] = fences.as_slice() else { panic!("one fenced block under {heading}: {page}") };
    fenced.split_once('\n').unwrap()
}

fn codes_of((kind, text): (&str, &str)) -> BTreeSet<&'static str> {
    let bytes = match kind {
        "json" => text.as_bytes().to_vec(),
        "hex" => text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect(),
        other => panic!("nothing reads a block of the kind `{other}`"),
    };
    let batch = json::read_batch(&bytes, "page", &support::dictionary());
    batch.messages().map(|message| message.code.0).collect()
}

#[test]
fn every_code_has_a_page_with_its_title() {
    assert!(!pages().is_empty());
    for (code, title) in pages() {
        let page = page(code);
        assert!(page.starts_with(&format!("# {code}: {title}\n\n")), "{code}: the page begins otherwise:\n{page}");
        assert!(section(&page, "Why").trim().len() > 20, "{code}: why?");
    }
}

#[test]
fn every_page_tells_the_truth() {
    for (code, _) in pages() {
        let page = page(code);
        let refused: Vec<&str> = codes_of(block(&page, "Refused")).into_iter().collect();
        assert_eq!(refused, [code], "what {code} says is refused");
        let right: Vec<&str> = codes_of(block(&page, "Right")).into_iter().collect();
        assert_eq!(right, Vec::<&str>::new(), "what {code} says is right");
    }
}

#[test]
fn no_page_is_left_over() {
    let known: BTreeSet<String> = REGISTER.iter().map(|(code, _)| format!("{}.md", code.0)).collect();
    for entry in std::fs::read_dir("docs/diagnostics").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name) || name == "README.md", "docs/diagnostics/{name} is no code's page");
    }
}
