//! Small pieces as text.

use crate::syntax::{Name, OutcomeWord, Spot, Term, TermUnit, Until, Value, When, WrittenCode};
use crate::vocab::{Act, Label, TimeUnit};

/// Words in quotes.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `"English" ko "한국어"`
pub(super) fn label(label: &Label) -> String {
    let others = label.others.iter().map(|(language, words)| format!(" {language} {}", quoted(words)));
    std::iter::once(quoted(&label.english)).chain(others).collect()
}

/// The same, with a space before it, where there is one.
pub(super) fn optional_label(words: Option<&Label>) -> String {
    words.map(|words| format!(" {}", label(words))).unwrap_or_default()
}

/// Names, codes or places.
pub(super) fn values(spots: &[Spot<String>]) -> Vec<String> {
    spots.iter().map(|spot| spot.value.clone()).collect()
}

/// The same in one text.
pub(super) fn list(names: &[Name]) -> String {
    values(names).join(", ")
}

/// `from D before D`; empty where nothing is said.
pub(super) fn when(when: &When) -> String {
    let from = when.from.as_ref().map(|from| format!("from {}", from.value));
    let until = when.until.as_ref().map(|until| match until.value {
        Until::Before(date) => format!("before {date}"),
        Until::Through(date) => format!("through {date}"),
    });
    from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}

/// Words joined by a space, without the empty ones.
pub(super) fn spaced(words: &[&str]) -> String {
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// `HS 8457.10`
pub(super) fn code(code: &WrittenCode) -> String {
    format!("{} {}", code.scheme, code.text)
}

/// Codes.
pub(super) fn codes(codes: &[Spot<WrittenCode>]) -> Vec<String> {
    codes.iter().map(|spot| code(&spot.value)).collect()
}

/// Acts.
pub(super) fn acts(acts: &[Spot<Act>]) -> Vec<String> {
    acts.iter().map(|act| act.value.word()).collect()
}

/// The key of an entry; quoted where it is more than letters, digits and single signs between them.
pub(super) fn key(key: &str) -> String {
    let plain = key.split(['.', '-', '/']).all(|run| {
        let mut letters = run.chars();
        letters.next().is_some_and(|c| c.is_ascii_alphanumeric()) && letters.all(|c| c.is_ascii_alphanumeric())
    });
    if plain { key.to_owned() } else { quoted(key) }
}

/// Keys of entries.
pub(super) fn keys(keys: &[Spot<String>]) -> Vec<String> {
    keys.iter().map(|spot| key(&spot.value)).collect()
}

/// A value.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Word(word) | Value::Place(word) => word.clone(),
        Value::Several(names) => values(names).join(" + "),
        Value::Text(text) => quoted(text),
        Value::Date(date) => date.to_string(),
        Value::Code(written) => code(written),
        Value::Number { amount, unit } => spaced(&[amount, unit.as_deref().unwrap_or_default()]),
        Value::EntryColumn(column) => format!("listed-entry.{column}"),
        Value::Term(own) => term(own),
        Value::Picked { which, of } => {
            let days: Vec<String> = of.iter().map(|day| self::value(&day.value)).collect();
            format!("{} {}", which.words(), days.join(", "))
        }
        Value::Brackets(inner) => format!("({})", self::value(&inner.value)),
    }
}

/// An outcome.
pub(super) fn outcome(outcome: OutcomeWord) -> &'static str {
    match outcome {
        OutcomeWord::NotApplicable => "not applicable",
        OutcomeWord::NoControlFound => "no control found",
        OutcomeWord::PermittedWithDuties => "permitted with duties",
        OutcomeWord::LicenceRequired => "licence required",
        OutcomeWord::Prohibited => "prohibited",
        OutcomeWord::Undetermined => "undetermined",
    }
}

/// `5 years`, `1 day`
pub(super) fn time(number: u64, unit: TimeUnit) -> String {
    format!("{number} {}", unit.word(number))
}

/// `30 days after contract-signed`
fn term(term: &Term) -> String {
    let number = term.number.value;
    let counted = match &term.unit {
        TermUnit::Calendar(unit) => time(number, *unit),
        TermUnit::Business(_) => format!("{number} business {}", TimeUnit::Days.word(number)),
    };
    let calendar = match &term.unit {
        TermUnit::Business(Some(name)) => format!("in {}", name.value),
        _ => String::new(),
    };
    spaced(&[&counted, term.way.word(), &value(&term.from.value), &calendar])
}

/// A citation without quotes where nothing in it could be taken for the end of it.
pub(super) fn citation(text: &str) -> String {
    let plain = |c: char| {
        let wide = ('\u{FF00}'..='\u{FFEF}').contains(&c);
        c.is_alphabetic() && !wide || c.is_ascii_digit() || " .-()/§'&[]*+:№".contains(c)
    };
    let dated = [" from ", " before ", " through ", " until "].iter().any(|word| text.contains(word));
    let begins = text.starts_with(char::is_alphanumeric);
    let bare = begins && text.chars().all(plain) && !text.ends_with(' ') && !dated && !begins_clause(text);
    if bare { text.to_owned() } else { quoted(text) }
}

/// Whether a text begins with a word that begins a clause: on a line of its own it would be taken for one.
fn begins_clause(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    CLAUSE_WORDS.contains(&first)
}

const CLAUSE_WORDS: [&str; 47] = [
    "all",
    "announced",
    "applies",
    "ask",
    "authentic",
    "authority",
    "because",
    "before",
    "by",
    "changed",
    "cite",
    "classified",
    "complete",
    "covers",
    "decisive",
    "due",
    "facts",
    "form",
    "from",
    "given",
    "group",
    "holiday",
    "in",
    "jurisdiction",
    "load",
    "match",
    "may",
    "members",
    "met",
    "modelled",
    "territory",
    "nexus",
    "nomenclature",
    "notwithstanding",
    "number",
    "only",
    "presumed",
    "published",
    "reading",
    "reason",
    "scheme",
    "silence",
    "source",
    "states",
    "through",
    "weekend",
    "when",
];
