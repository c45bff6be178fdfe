//! The opening words of items.

use super::lines::{Line, WIDTH};
use super::words;
use crate::syntax::{Choice, FactKind, Head};

/// The opening words, and the values of a fact that may follow on lines of their own.
pub(super) struct Opening {
    words: String,
    choices: Vec<String>,
}

impl Opening {
    /// The opening words and the values on one line.
    pub(super) fn in_one_line(&self) -> String {
        words::spaced(&[&self.words, &self.choices.join(", ")])
    }
}

/// The opening words of an item.
pub(super) fn opening(head: &Head) -> Opening {
    let plain = |words: String| Opening { words, choices: Vec::new() };
    let named = |keyword: &str, id: &str, label: &crate::vocab::Label| {
        plain(words::spaced(&[keyword, id, &words::label(label)]))
    };
    match head {
        Head::Rulebook { id, label } => named("rulebook", &id.value, label),
        Head::Part { of } => plain(format!("part of {}", of.value)),
        Head::Instrument { id, label } => named("instrument", &id.value, label),
        Head::Group { id, label } => named("group", &id.value, label),
        Head::Calendar { id, label } => named("calendar", &id.value, label),
        Head::List { id, label } => named("list", &id.value, label),
        Head::Entry { keys, list, label } => {
            let keys = words::keys(keys).join(", ");
            plain(format!("entry {keys} of {}{}", list.value, words::optional_label(label.as_ref())))
        }
        Head::Classification { id, label } => named("classification", &id.value, label),
        Head::Fact { id, kind, label } => {
            let (kind, choices) = fact_kind(kind);
            let words = format!("fact {}{} : {kind}", id.value, words::optional_label(label.as_ref()));
            Opening { words, choices }
        }
        Head::Question { id, label } => named("question", &id.value, label),
        Head::Define { id, label } => named("define", &id.value, label),
        Head::Disputed { id, label } => named("disputed", &id.value, label),
        Head::Rule { id, label } => named("rule", &id.value, label),
        Head::Exception { id, label } => named("exception", &id.value, label),
        Head::Policy { id, label } => named("policy", &id.value, label),
        Head::ClosedList { id, label } => named("closed list", &id.value, label),
        Head::Duty { id, label } => named("duty", &id.value, label),
        Head::NotEncoded { label } => named("not encoded", "", label),
        Head::OrderOfReview { rules } => plain(format!("order of review {}", words::list(rules))),
        Head::Amend { what, id, by, label } => {
            let label = words::optional_label(label.as_ref());
            plain(format!("amend {} {} by {}{label}", what.value.word(), id.value, by.value))
        }
        Head::Repeal { what, ids, by, when } => {
            plain(words::spaced(&["repeal", what.value.word(), &words::list(ids), "by", &by.value, &words::when(when)]))
        }
        Head::Suspend { what, ids, by, when } => plain(words::spaced(&[
            "suspend",
            what.value.word(),
            &words::list(ids),
            "by",
            &by.value,
            &words::when(when),
        ])),
        Head::Scenario { label } => named("scenario", "", label),
        Head::Table { id, label } => named("table", &id.value, label),
        Head::Share { id, label } => named("share", &id.value, label),
        Head::Sum { id, label } => named("sum", &id.value, label),
        Head::Count { id, label } => named("count", &id.value, label),
        Head::Screening { id, label } => named("screening", &id.value, label),
        Head::Licence { id, label } => named("licence", &id.value, label),
        Head::Event { id, label } => named("event", &id.value, label),
        Head::Violation { id, label } => named("violation", &id.value, label),
        Head::Sanction { id, label } => named("sanction", &id.value, label),
    }
}

fn fact_kind(kind: &FactKind) -> (String, Vec<String>) {
    let plain = |words: &str| (words.to_owned(), Vec::new());
    match kind {
        FactKind::YesOrNo => plain("yes or no"),
        FactKind::Asserted(by) => plain(&format!("asserted by {}", by.value)),
        FactKind::OneOf(of) => ("one of".to_owned(), choices(of)),
        FactKind::AnyOf(of) => ("any of".to_owned(), choices(of)),
        FactKind::Date => plain("date"),
        FactKind::Country => plain("country"),
        FactKind::Number => plain("number"),
        FactKind::Quantity(unit) => plain(&format!("quantity in {}", unit.value)),
        FactKind::Money => plain("money"),
        FactKind::Text => plain("text"),
    }
}

fn choices(of: &[Choice]) -> Vec<String> {
    of.iter().map(|choice| format!("{}{}", choice.name.value, words::optional_label(choice.label.as_ref()))).collect()
}

/// The lines of an opening: one, or one for each value where one would be too wide.
pub(super) fn lines(opening: &Opening, tail: &str, place: (u32, u32)) -> Vec<Line> {
    let one = opening.in_one_line();
    if opening.choices.is_empty() || one.chars().count().saturating_add(tail.len()) <= WIDTH {
        return vec![Line::new(place, 0, &format!("{one}{tail}"))];
    }
    let last = opening.choices.len().saturating_sub(1);
    let choice = |(at, words): (usize, &String)| {
        let end = if at == last { tail } else { "," };
        Line::new(place, 8, &format!("{words}{end}"))
    };
    let rest = opening.choices.iter().enumerate().map(choice);
    std::iter::once(Line::new(place, 0, &opening.words)).chain(rest).collect()
}
