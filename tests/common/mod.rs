//! What several suites need: the rulebooks that ship as texts, and a copy of them in which every name, code, country and
//! date is another, so that a suite can ask whether the program knows anything of them by heart.
#![allow(dead_code, reason = "each suite uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test may stop where it fails"
)]
#![allow(missing_docs, unreachable_pub, clippy::allow_attributes, reason = "a module of several test crates")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every rule file and table below a folder, by its name.
pub fn texts(root: &str) -> Vec<(String, String)> {
    let wanted = |path: &PathBuf| path.extension().is_some_and(|end| end == "cocket" || end == "tsv");
    let all =
        files(Path::new(root)).into_iter().filter(wanted).filter(|path| !path.to_string_lossy().contains("vocabulary"));
    all.map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())).collect()
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// A way of writing the same rulebook and the same shipments with other names, codes, countries and dates.
pub struct Disguise {
    names: BTreeMap<String, String>,
    codes: BTreeMap<String, String>,
    countries: BTreeMap<&'static str, &'static str>,
    days: i64,
}

impl Disguise {
    /// Nothing is changed.
    pub fn none() -> Self {
        Disguise { names: BTreeMap::new(), codes: BTreeMap::new(), countries: BTreeMap::new(), days: 0 }
    }

    /// Everything that a rulebook declares gets another name, codes change places, three countries are swapped and every
    /// date moves by that many days.
    pub fn of(texts: &[(String, String)], days: i64) -> Self {
        Disguise { names: renamed(texts), codes: permuted(texts), countries: swapped(), days }
    }

    /// A text in disguise.
    pub fn text(&self, text: &str) -> String {
        let mut out = String::new();
        let mut word = String::new();
        for c in text.chars().chain(['\n']) {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
                word.push(c);
                continue;
            }
            out.push_str(&self.word(&word));
            word.clear();
            out.push(c);
        }
        out.pop();
        out
    }

    /// One word: a date, a code, a country or a name; anything else stays.
    pub fn word(&self, word: &str) -> String {
        if let Some(date) = self.date(word) {
            return date;
        }
        let bare: String = word.chars().filter(char::is_ascii_digit).collect();
        if word.chars().all(|c| c.is_ascii_digit() || c == '.') && bare.len() >= 6 {
            let six = self.codes.get(&bare[..6]).cloned().unwrap_or_else(|| bare[..6].to_owned());
            let code = format!("{six}{}", &bare[6..]);
            return if word.contains('.') { dotted(&code) } else { code };
        }
        if let Some(other) = self.countries.get(word) {
            return (*other).to_owned();
        }
        let kebab = word.replace('_', "-");
        match self.names.get(&kebab) {
            Some(other) if word.contains('_') => other.replace('-', "_"),
            Some(other) => other.clone(),
            None => word.to_owned(),
        }
    }

    fn date(&self, word: &str) -> Option<String> {
        let day = cocket::vocab::Date::parse(word).ok()?;
        Some(day.plus_days(i32::try_from(self.days).unwrap()).to_string())
    }
}

fn dotted(code: &str) -> String {
    let tail = if code.len() > 6 { format!(".{}", &code[6..]) } else { String::new() };
    format!("{}.{}{tail}", &code[..4], &code[4..6])
}

fn swapped() -> BTreeMap<&'static str, &'static str> {
    let pairs = [("RU", "BR"), ("BY", "PE"), ("KR", "CL"), ("KZ", "BO")];
    pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect()
}

/// Every id that a head declares, with a letter before it.
fn renamed(texts: &[(String, String)]) -> BTreeMap<String, String> {
    let heads =
        ["rule ", "exception ", "policy ", "list ", "group ", "instrument ", "duty ", "disputed ", "closed list "];
    let more = ["fact ", "classification ", "question ", "define "];
    let mut names = BTreeMap::new();
    for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".cocket")) {
        for line in text.lines() {
            let rest = heads.iter().chain(&more).find_map(|head| line.strip_prefix(head));
            let id = rest.and_then(|rest| rest.split_whitespace().next());
            // A name that is also a folder or a word of the law stays, so that paths and citations still read.
            if let Some(id) = id.filter(|id| !name.contains(*id) && !texts.iter().any(|(path, _)| path.contains(*id))) {
                names.insert(id.to_owned(), format!("q{id}"));
            }
        }
    }
    names
}

/// The six-digit codes of all tables change places: the first with the last, and so on.
fn permuted(texts: &[(String, String)]) -> BTreeMap<String, String> {
    let mut codes: Vec<String> = Vec::new();
    for (_, text) in texts.iter().filter(|(name, _)| name.ends_with(".tsv")) {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let Some(column) = lines.next().and_then(|head| head.split('\t').position(|cell| cell == "hs")) else {
            continue;
        };
        let cells = lines.filter_map(|line| line.split('\t').nth(column));
        codes.extend(cells.map(|cell| cell.replace('.', "")).filter(|code| code.len() == 6));
    }
    codes.sort();
    codes.dedup();
    codes.iter().cloned().zip(codes.iter().rev().cloned()).collect()
}
