//! Every diagnostic has a page, and the page tells the truth: what stands under "Refused" gives the code of the page
//! and no other, what stands under "Right" gives nothing.
//!
//! A page's blocks are fenced: `json` is a shipment, `hex` is a shipment's text in bytes, `cocket` is a rule file; a
//! further file or table of the same folder stands in a block of its own, as `tsv name="pumps.tsv"`, and `times=300`
//! repeats the text of a block. Whoever adds pages with another kind of block adds a reader for it in [`codes_of`], and its letters to [`KINDS`].

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cocket::diagnostic::{Code, Diagnostic, REGISTER};
use cocket::wire::{json, v1};
use cocket::{Rulebook, Sources};
use std::collections::BTreeSet;

/// The blocks of codes whose pages are run here.
const KINDS: [&str; 5] = ["E0", "E1", "W0", "W1", "N0"];

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

/// The fenced blocks of a section, each with what stands on its fence.
fn blocks<'p>(page: &'p str, heading: &str) -> Vec<(&'p str, &'p str)> {
    let fences: Vec<&str> = section(page, heading).split("```").collect();
    let fenced: Vec<&str> = fences.iter().skip(1).step_by(2).copied().collect();
    assert!(!fenced.is_empty() && fences.len() % 2 == 1, "fenced blocks under {heading}: {page}");
    fenced.into_iter().map(|block| block.split_once('\n').unwrap()).collect()
}

fn codes_of(blocks: &[(&str, &str)]) -> BTreeSet<&'static str> {
    match blocks {
        [("json", text)] => codes_of_shipment(text.as_bytes()),
        [("hex", text)] => {
            let byte = |byte| u8::from_str_radix(byte, 16).unwrap();
            codes_of_shipment(&text.split_whitespace().map(byte).collect::<Vec<u8>>())
        }
        [(fence, _), ..] if fence.starts_with("cocket") => codes_of_rules(blocks),
        _ => panic!("nothing reads such blocks: {blocks:?}"),
    }
}

fn codes_of_shipment(bytes: &[u8]) -> BTreeSet<&'static str> {
    let batch = json::read_batch(bytes, "page", &support::dictionary());
    batch.messages().map(|message| message.code.0).collect()
}

/// The texts of one folder, compiled together. `times=N` on a fence repeats its text.
fn codes_of_rules(blocks: &[(&str, &str)]) -> BTreeSet<&'static str> {
    said_of_rules(blocks).1.into_iter().map(|message| message.code.0).collect()
}

fn said_of_rules(blocks: &[(&str, &str)]) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    for (fence, text) in blocks {
        let name = fence.split_once("name=\"").map_or("rules.cocket", |(_, rest)| rest.trim_end_matches('"'));
        let times = fence.split_once("times=").map_or(1, |(_, times)| times.parse().unwrap());
        sources.add(format!("page/{name}"), text.repeat(times));
    }
    let said = match Rulebook::compile(&sources) {
        Ok(book) => book.findings().to_vec(),
        Err(found) => found,
    };
    (sources, said)
}

/// What is said of the refused example of a page, whole: sentence, place, help and fix; of many messages the first three.
fn told(blocks: &[(&str, &str)]) -> String {
    let few = |said: &[Diagnostic], sources: &Sources| {
        v1::messages(said.iter().take(3).chain(said.iter().skip(3).last()), sources)
    };
    match blocks {
        [("json", text)] => told_of_shipment(text.as_bytes()),
        [("hex", text)] => {
            let byte = |byte| u8::from_str_radix(byte, 16).unwrap();
            told_of_shipment(&text.split_whitespace().map(byte).collect::<Vec<u8>>())
        }
        _ => {
            let (sources, said) = said_of_rules(blocks);
            few(&said, &sources)
        }
    }
}

fn told_of_shipment(bytes: &[u8]) -> String {
    let batch = json::read_batch(bytes, "page", &support::dictionary());
    v1::messages(batch.messages().take(3), &Sources::new())
}

#[test]
fn every_diagnostic_is_shown_as_it_is_said() {
    let all: Vec<String> = pages().iter().map(|(code, _)| told(&blocks(&page(code), "Refused"))).collect();
    insta::assert_snapshot!(all.concat());
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
    let mut lies: Vec<String> = Vec::new();
    for (code, _) in pages() {
        let page = page(code);
        let refused: Vec<&str> = codes_of(&blocks(&page, "Refused")).into_iter().collect();
        let right: Vec<&str> = codes_of(&blocks(&page, "Right")).into_iter().collect();
        // The one message that says there are too many others cannot stand alone.
        let told = if code == Code::TOO_MANY_ERRORS.0 { refused.contains(&code) } else { refused == [code] };
        if !told || !right.is_empty() {
            lies.push(format!("{code}: refused gives {refused:?}, right gives {right:?}"));
        }
    }
    assert!(lies.is_empty(), "{lies:#?}");
}

#[test]
fn no_page_is_left_over() {
    let known: BTreeSet<String> = REGISTER.iter().map(|(code, _)| format!("{}.md", code.0)).collect();
    for entry in std::fs::read_dir("docs/diagnostics").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name) || name == "README.md", "docs/diagnostics/{name} is no code's page");
    }
}
