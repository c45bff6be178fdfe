//! The book of the language runs: the blocks of a chapter that name a file are written one after the other into that
//! file, and what the chapter says of them comes true.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cocket::parse;
use cocket::ruling::Ruling;
use cocket::source::Sources;
use cocket::vocab::{Policy, Unit};
use cocket::wire::json;
use cocket::{Rulebook, cases};
use std::collections::BTreeMap;

/// The one file of a chapter that is no text of the rulebook.
const SHIPMENT: &str = "shipment.json";

/// The files of a chapter by name, each joined from its blocks in their order.
fn files(chapter: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(format!("docs/language/{chapter}.md")).unwrap();
    let parts: Vec<&str> = text.split("```").collect();
    assert!(parts.len() > 2 && parts.len() % 2 == 1, "{chapter}: a fence is not closed");
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for block in parts.into_iter().skip(1).step_by(2) {
        let (fence, body) = block.split_once('\n').unwrap();
        let (_, name) = fence.split_once("file=\"").unwrap_or_else(|| panic!("{chapter}: a block of no file: {block}"));
        let file = files.entry(name.trim_end_matches('"').to_owned()).or_default();
        if !file.is_empty() {
            file.push('\n');
        }
        file.push_str(body);
    }
    files
}

fn compiled(files: &BTreeMap<String, String>) -> Rulebook {
    let sources = files
        .iter()
        .filter(|(name, _)| *name != SHIPMENT)
        .fold(Sources::new(), |sources, (name, text)| sources.with(name, text));
    Rulebook::compile(&sources).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn rules(files: &BTreeMap<String, String>) -> impl Iterator<Item = &String> {
    files.iter().filter(|(name, _)| name.ends_with(".cocket")).map(|(_, text)| text)
}

fn assess(book: &Rulebook, shipment: &str) -> Ruling {
    let batch = json::read_batch(shipment.as_bytes(), SHIPMENT, book.dictionary());
    assert_eq!(batch.messages().collect::<Vec<_>>(), Vec::<&cocket::diagnostic::Diagnostic>::new());
    book.assess(batch.shipments.first().unwrap().shipment.as_ref().unwrap())
}

fn outcome(ruling: &Ruling) -> (&'static str, Option<&'static str>) {
    let standing = &ruling.standing;
    (standing.outcome().unwrap().id(), standing.policy().map(Policy::id))
}

#[test]
fn the_chapters_compile_without_an_error_and_with_no_finding_but_those_named() {
    for (chapter, expected) in [
        ("tutorial", &[][..]),
        ("reference", &["N0100", "W0110", "W0111"][..]),
        ("law-in-time", &[][..]),
        ("regimes", &[][..]),
    ] {
        let book = compiled(&files(chapter));
        let mut codes: Vec<&str> = book.findings().iter().map(|finding| finding.code.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes, expected, "{chapter}: {:#?}", book.findings());
    }
}

#[test]
fn the_scenarios_of_the_chapters_pass() {
    for (chapter, count) in [("tutorial", 6), ("reference", 20), ("law-in-time", 23), ("regimes", 31)] {
        let outcomes = cases::run(&compiled(&files(chapter)), |_| true);
        assert_eq!(outcomes.len(), count, "{chapter}");
        for outcome in outcomes {
            assert!(outcome.passed(), "{chapter}, {}: {:#?}", outcome.at, outcome.misses);
        }
    }
}

#[test]
fn the_chapters_format_to_what_formats_to_itself_and_means_the_same() {
    for chapter in ["tutorial", "reference"] {
        let mut files = files(chapter);
        let before = compiled(&files).model().provisions.len();
        for text in rules(&files.clone()) {
            let once = parse::format(text).unwrap();
            assert_eq!(parse::format(&once).unwrap(), once, "{chapter}");
            let name = files.iter().find(|(_, other)| *other == text).unwrap().0.clone();
            files.insert(name, once);
        }
        let after = compiled(&files);
        assert_eq!(after.model().provisions.len(), before, "{chapter}");
        assert!(cases::run(&after, |_| true).iter().all(cases::Outcome::passed), "{chapter}");
    }
}

#[test]
fn the_tutorial_s_shipment_is_ruled_as_the_text_says() {
    let mut files = files("tutorial");
    let shipment = files.get(SHIPMENT).unwrap().clone();
    let book = compiled(&files);
    let monday = assess(&book, &shipment);
    assert_eq!(outcome(&monday), ("licence_required", Some("policy_of_denial")));
    assert!(
        !monday.standing.settled && !monday.standing.complete,
        "an opening is left, and an exception is not encoded"
    );
    let opening = monday.openings.first().unwrap();
    assert_eq!((monday.openings.len(), opening.leaves.policy().map(Policy::id)), (1, Some("case_by_case")));
    let asked: Vec<&str> = opening.questions.iter().flat_map(|asked| &asked.pointers).map(String::as_str).collect();
    assert_eq!(asked, ["/dates/contract_signed"]);

    let friday = assess(&book, &shipment.replace("2024-09-09", "2024-09-06"));
    assert_eq!(outcome(&friday), ("no_control_found", None));

    let (rules, _) = files.get("lathes.cocket").unwrap().split_once("not encoded ").unwrap();
    let before_chapter_8 = rules.to_owned();
    files.insert("lathes.cocket".to_owned(), before_chapter_8);
    assert!(assess(&compiled(&files), &shipment).standing.complete, "what is left out is not known before chapter 8");
}

/// The words of a row that stand in code, without those that only name a thing.
fn words_of(alternative: &str) -> Vec<&str> {
    let names = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    alternative.split([' ', '|', '[', ']', ',']).filter(|word| !word.is_empty()).filter(names).collect()
}

#[test]
fn every_condition_of_the_table_and_every_effect_stands_in_a_block() {
    let text = std::fs::read_to_string("docs/language/reference.md").unwrap();
    let files = files("reference");
    let run: Vec<&str> = rules(&files).flat_map(|text| text.split(['\n', ';', '{', '}'])).collect();
    let stands = |form: &str| {
        let wanted = words_of(form);
        run.iter().any(|line| wanted.iter().all(|word| line.split([' ', ',']).any(|other| other == *word)))
    };
    let (_, table) = text.split_once("| condition | means |\n|---|---|\n").unwrap();
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() >= 14, "{rows:?}");
    let (_, effects) = text.split_once("\n## Effects\n").unwrap();
    let effects = effects.split("```").next().unwrap();
    // `|` in code is written `\|` in a table; each of its words is looked for by itself.
    let code = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let first_cells =
        rows.iter().map(|row| row.replace("\\|", "\u{1}").split('|').nth(1).unwrap().replace('\u{1}', "|"));
    let forms: Vec<String> =
        first_cells.flat_map(|cell| code(&cell)).chain(code(effects)).flat_map(|form| alternatives(&form)).collect();
    let missing: Vec<&String> = forms.iter().filter(|form| !stands(form)).collect();
    assert!(forms.len() > 40, "{forms:?}");
    assert!(missing.is_empty(), "no block has {missing:#?}");
}

/// `FACT at least|at most QUANTITY` → one form for each alternative; optional parts go.
fn alternatives(form: &str) -> Vec<String> {
    let bare = form.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect::<String>();
    if bare.contains('|') { bare.split('|').map(str::to_owned).collect() } else { vec![bare] }
}

/// One row for each dimension, in the order of the vocabulary.
fn rows_of_units() -> String {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for unit in Unit::all() {
        let (dimension, cell) = (unit.dimension().name(), format!("`{}` {}", unit.symbol(), unit.code()));
        match rows.iter_mut().find(|(name, _)| *name == dimension) {
            Some((_, cells)) => cells.push(cell),
            None => rows.push((dimension, vec![cell])),
        }
    }
    rows.iter().map(|(dimension, cells)| format!("| {dimension} | {} |\n", cells.join(" · "))).collect()
}

#[test]
fn the_table_of_units_is_that_of_the_vocabulary() {
    let text = std::fs::read_to_string("docs/language/reference.md").unwrap();
    let (_, table) = text.split_once("| measures | symbol in rules, code in shipments |\n|---|---|\n").unwrap();
    let written: String = table.split_inclusive('\n').take_while(|line| line.starts_with('|')).collect();
    assert_eq!(written, rows_of_units());
}
