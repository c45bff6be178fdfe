//! Each stage imports only what its row names, and each outside crate has one home. The table is the one of
//! `docs/architecture.md`; a module that no row names fails too.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it fails")]
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "file names here are ours")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A stage and the stages it may import.
const ROWS: [(&str, &str); 17] = [
    ("source", ""),
    ("vocab", ""),
    ("diagnostic", "source"),
    ("syntax", "source vocab"),
    ("parse", "source vocab diagnostic syntax"),
    ("model", "source vocab"),
    ("resolve", "source vocab diagnostic syntax model"),
    ("consolidate", "source vocab syntax parse model"),
    ("shipment", "vocab diagnostic"),
    ("ruling", "vocab shipment"),
    ("compile", "source vocab model"),
    ("eval", "source vocab model shipment ruling compile"),
    ("timeline", "source vocab model shipment ruling compile eval"),
    ("render", "source vocab diagnostic model consolidate shipment ruling"),
    (
        "rulebook",
        "source vocab diagnostic syntax parse model resolve consolidate shipment ruling compile eval timeline",
    ),
    ("cases", "source vocab diagnostic syntax parse model shipment ruling compile eval render rulebook"),
    ("wire", "source vocab diagnostic consolidate shipment ruling rulebook cases"),
];

/// An outside crate and the stages it is named in.
const HOMES: [(&str, &str); 9] = [
    ("pest", "parse"),
    ("serde", "wire"),
    ("serde_json", "wire"),
    ("jiff", "vocab"),
    ("rust_decimal", "vocab"),
    ("unicode_width", "render"),
    ("clap", "cli"),
    ("sha2", "rulebook"),
    ("smallvec", "eval"),
];

#[test]
fn stages_import_only_what_their_row_names() {
    let rows: BTreeMap<&str, &str> = ROWS.into_iter().collect();
    for (stage, file, text) in sources() {
        if matches!(stage.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let allowed = rows.get(stage.as_str()).unwrap_or_else(|| panic!("{file}: no row for `{stage}`"));
        for named in paths_after(&text, "crate::") {
            let fine =
                named == stage || allowed.split(' ').any(|row| row == named) || !rows.contains_key(named.as_str());
            assert!(fine, "{file}: `{stage}` may not import `{named}`");
        }
    }
}

#[test]
fn outside_crates_have_one_home() {
    for (stage, file, text) in sources() {
        for (outside, home) in HOMES {
            let named = text.contains(&format!("{outside}::")) || text.contains(&format!("use {outside}"));
            assert!(!named || home == stage, "{file}: `{outside}` is at home in `{home}`");
        }
    }
}

#[test]
fn only_the_command_line_touches_the_world() {
    for (stage, file, text) in sources() {
        for door in ["std::fs", "std::env", "std::time", "SystemTime", "Instant::now", "std::net", "std::process"] {
            let outside = !matches!(stage.as_str(), "cli" | "main");
            assert!(!(outside && text.contains(door)), "{file}: `{door}` below `cli`");
        }
    }
}

#[test]
fn nothing_of_a_shipped_rulebook_is_written_into_the_sources() {
    let words = rulebook_words();
    assert!(words.len() > 1_000, "the rulebooks that ship were read");
    for (stage, file, text) in sources() {
        let strings = string_literals(&text);
        // The variable that build servers set has the letters of a country.
        for literal in strings.into_iter().filter(|literal| !(stage == "cli" && literal == "CI")) {
            assert!(!words.contains_key(literal.as_str()), "{file}: `{literal}` stands in {}", words[literal.as_str()]);
        }
    }
}

/// Codes, countries, dates, list and rule names of the rulebooks that ship, each with where it stands.
fn rulebook_words() -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for path in files(Path::new("rules")) {
        let name = path.display().to_string();
        if name.contains("vocabulary") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        if name.ends_with(".tsv") {
            let cells =
                text.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split('\t').nth(1));
            words.extend(cells.filter(|cell| cell.len() > 3).map(|cell| (cell.to_owned(), name.clone())));
        }
        if name.ends_with(".cocket") {
            let heads = [
                "rule ",
                "exception ",
                "policy ",
                "list ",
                "group ",
                "instrument ",
                "duty ",
                "disputed ",
                "closed list ",
            ];
            let ids = text.lines().filter_map(|line| heads.iter().find_map(|head| line.strip_prefix(head)));
            let ids = ids.filter_map(|rest| rest.split_whitespace().next());
            words.extend(ids.filter(|id| id.len() > 3).map(|id| (id.to_owned(), name.clone())));
            let tokens = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '.');
            let dated = tokens
                .clone()
                .filter(|token| token.len() == 10 && token.as_bytes()[4] == b'-' && token.as_bytes()[7] == b'-');
            words.extend(dated.map(|token| (token.to_owned(), name.clone())));
            let country = |token: &&str| token.len() == 2 && token.bytes().all(|byte| byte.is_ascii_uppercase());
            words.extend(
                tokens
                    .filter(country)
                    .filter(|token| !SCHEMES.contains(token))
                    .map(|token| (token.to_owned(), name.clone())),
            );
        }
    }
    words
}

/// Two capital letters that are not a country here.
const SCHEMES: [&str; 4] = ["HS", "CN", "UN", "MM"];

/// The string literals of a Rust text outside its test modules, doc comments and attributes.
fn string_literals(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The stage, the file's name and the text of every Rust file.
fn sources() -> Vec<(String, String, String)> {
    let stage = |path: &Path| {
        let inside =
            path.strip_prefix("src").unwrap().components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        inside.trim_end_matches(".rs").to_owned()
    };
    let rust = files(Path::new("src")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let kept =
        rust.filter(|path| !path.ends_with("tests.rs") && !path.components().any(|part| part.as_os_str() == "tests"));
    kept.map(|path| (stage(&path), path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The names that follow a path prefix, also those in braces: `crate::{model, vocab}`.
fn paths_after(text: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in text.split(prefix).skip(1) {
        let group = rest.strip_prefix('{').and_then(|inner| inner.split('}').next());
        let parts = group.map_or_else(|| vec![rest], |inner| inner.split(',').map(str::trim).collect());
        let word = |part: &str| part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
        names.extend(parts.into_iter().map(word).filter(|name| !name.is_empty()));
    }
    names
}
