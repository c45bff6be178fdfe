//! Sentences about parts, parties, licences and tables.

use super::finding::{by_truth, compared, period, quoted};
use super::words::{Phrase, Words};
use crate::ruling::{Finding, Fit, Looked, Step};
use crate::vocab::{Over, Truth};

/// What such a step found, in one sentence.
pub(super) fn sentence(step: &Step, words: Words<'_>) -> String {
    let truth = step.truth;
    match &step.finding {
        Finding::Each { every, over, roles, of, complete } => {
            each(truth, (*every, *over), roles, (*of, *complete), words)
        }
        Finding::Member(name) => {
            words.fill(by_truth(truth, Phrase::MemberIs, Phrase::MemberNot, Phrase::MemberOpen), &[name])
        }
        Finding::Within => {
            words.say(by_truth(truth, Phrase::WithinIs, Phrase::WithinNot, Phrase::WithinOpen)).to_owned()
        }
        Finding::Totalled { name, value, by, bound, .. } => {
            let value = value.clone().unwrap_or_else(|| words.say(Phrase::StatedNot).to_owned());
            compared(truth, &[format!("{} ({value})", quoted(name)), bound.clone()], by, words)
        }
        Finding::RequiredBy(rules) => {
            let named: Vec<String> = rules.iter().map(|rule| quoted(words.label(rule))).collect();
            let phrase = by_truth(truth, Phrase::RequiredBy, Phrase::RequiredByNot, Phrase::RequiredByOpen);
            words.fill(phrase, &[&named.join(", ")])
        }
        Finding::Held { licence, stated } => {
            let name = quoted(words.label(licence));
            match (stated, truth) {
                (0, _) => words.fill(Phrase::HeldNone, &[&name]),
                (_, truth) => words.fill(by_truth(truth, Phrase::Held, Phrase::HeldNot, Phrase::HeldOpen), &[&name]),
            }
        }
        Finding::Authorization { number, from, to } => {
            let days = period(*from, to.map(crate::vocab::Date::next), words);
            words.fill(by_truth(truth, Phrase::LicenceFits, Phrase::LicenceNot, Phrase::LicenceOpen), &[number, &days])
        }
        Finding::Fits(fit) => {
            let what = words.say(fit_phrase(*fit));
            words.fill(by_truth(truth, Phrase::FitYes, Phrase::FitNo, Phrase::FitOpen), &[what])
        }
        Finding::Matched { party, looked } => matched(truth, party, looked, words),
        Finding::Marked { table, place, like, column } => {
            let place = place.clone().unwrap_or_else(|| words.say(Phrase::StatedNot).to_owned());
            let place = match like {
                Some(row) => words.fill(Phrase::InRowOf, &[&place, row]),
                None => place,
            };
            let column = column.clone().unwrap_or_else(|| words.say(Phrase::StatedNot).to_owned());
            let phrase = by_truth(truth, Phrase::MarkThere, Phrase::MarkBlank, Phrase::MarkOpen);
            words.fill(phrase, &[&quoted(words.label(table)), &place, &column])
        }
        Finding::EntrySays { column, cell, wanted } => {
            let cell = cell.clone().unwrap_or_else(|| words.say(Phrase::StatedNot).to_owned());
            let phrase = by_truth(truth, Phrase::EntryCellIs, Phrase::EntryCellNot, Phrase::EntryCellOpen);
            words.fill(phrase, &[column, &cell, &wanted.join(", ")])
        }
        _ => String::new(),
    }
}

fn each(
    truth: Truth,
    (every, over): (bool, Over),
    roles: &[String],
    (of, complete): (usize, bool),
    words: Words<'_>,
) -> String {
    let phrase = match (every, truth) {
        (false, Truth::True) => Phrase::EachSome,
        (false, Truth::False) => Phrase::EachNone,
        (true, Truth::True) => Phrase::EachAll,
        (true, Truth::False) => Phrase::EachNotAll,
        (_, Truth::Unknown) => Phrase::EachOpen,
    };
    let noun = words.noun(over.all());
    let what = if roles.is_empty() { noun } else { format!("{noun} ({})", roles.join(", ")) };
    let said = words.fill(phrase, &[&what, &of.to_string()]);
    if complete || truth != Truth::Unknown { said } else { format!("{said}; {}", words.say(Phrase::NotStatedWhole)) }
}

fn matched(truth: Truth, party: &str, looked: &[Looked], words: Words<'_>) -> String {
    let one = |own: &Looked| {
        let result = own.result.map_or_else(|| words.say(Phrase::NotScreened).to_owned(), |result| words.noun(result));
        let on = own.on.map(|day| format!(" ({day})")).unwrap_or_default();
        format!("{}: {result}{on}", quoted(words.label(&own.list)))
    };
    let lists: Vec<String> = looked.iter().map(one).collect();
    let phrase = by_truth(truth, Phrase::OnList, Phrase::NotOnList, Phrase::OnListOpen);
    words.fill(phrase, &[party, &lists.join("; ")])
}

fn fit_phrase(fit: Fit) -> Phrase {
    match fit {
        Fit::Kind => Phrase::FitKind,
        Fit::Status => Phrase::FitStatus,
        Fit::Validity => Phrase::FitValidity,
        Fit::Destination => Phrase::FitDestination,
        Fit::Item => Phrase::FitItem,
        Fit::Parties => Phrase::FitParties,
        Fit::Quantity => Phrase::FitQuantity,
        Fit::Value => Phrase::FitValue,
        Fit::Line => Phrase::FitLine,
        Fit::Issuer => Phrase::FitIssuer,
    }
}
