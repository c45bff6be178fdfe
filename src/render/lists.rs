//! Sentences about lists and classifications.

use super::finding::{quoted, some_of};
use super::words::{Phrase, Words};
use crate::ruling::{Finding, NearEntry, PeriodEnd, Step};
use crate::vocab::Truth;

/// What such a step found, in one sentence.
pub(super) fn sentence(step: &Step, words: Words<'_>) -> String {
    let truth = step.truth;
    match &step.finding {
        Finding::CodeTooShort { list, code, entries, digits } => {
            let with = [code.as_str(), &quoted(words.label(list)), &some_of(entries), &digits.to_string()];
            words.fill(if entries.len() == 1 { Phrase::CodeTooShortOne } else { Phrase::CodeTooShort }, &with)
        }
        Finding::NotListed { list, codes, near } => {
            let phrase = if truth == Truth::Unknown { Phrase::NotListedOpen } else { Phrase::NotListed };
            let miss = words.fill(phrase, &[&quoted(words.label(list)), &codes_or_item(codes, words)]);
            near.as_ref().map_or(miss.clone(), |near| format!("{miss}; {}", near_entry(near, words)))
        }
        Finding::LeftTheList { list, code, last, days } => {
            let with = [&quoted(words.label(list)), code, &last.to_string(), &words.days(*days)];
            words.fill(Phrase::LeftTheList, &with.map(String::as_str))
        }
        Finding::OtherEdition { list, code, stated, read_in } => {
            words.fill(Phrase::OtherEdition, &[&quoted(words.label(list)), code, stated, read_in])
        }
        Finding::ListNotComplete { list, codes } => {
            words.fill(Phrase::ListNotComplete, &[&quoted(words.label(list)), &codes_or_item(codes, words)])
        }
        Finding::BesideFails { list, key, code, condition } => {
            words.fill(Phrase::BesideFails, &[&quoted(words.label(list)), key, code, condition])
        }
        Finding::LeftOut { list, key, code, except } => {
            words.fill(Phrase::LeftOut, &[&quoted(words.label(list)), key, except, code])
        }
        Finding::NoCode { list, kinds } if kinds.is_empty() => {
            words.fill(Phrase::NoCode, &[&quoted(words.label(list))])
        }
        Finding::NoCode { list, kinds } => {
            words.fill(Phrase::NoCodeOfKind, &[&kinds.join(" / "), &quoted(words.label(list))])
        }
        Finding::NotClassified { list, nearest } => not_classified(&quoted(words.label(list)), nearest, words),
        Finding::Classified { scheme, code: Some(code) } => {
            words.fill(Phrase::ClassifiedAs, &[&quoted(words.label(scheme)), code])
        }
        Finding::Classified { scheme, code: None } => {
            words.fill(Phrase::ClassifiedNone, &[&quoted(words.label(scheme))])
        }
        Finding::ClassificationStale { scheme, made, changed } => words.fill(
            Phrase::ClassificationStale,
            &[&quoted(words.label(scheme)), &made.to_string(), &changed.to_string()],
        ),
        Finding::ClassificationUnknown { scheme } => {
            words.fill(Phrase::ClassificationUnknown, &[&quoted(words.label(scheme))])
        }
        _ => String::new(),
    }
}

fn near_entry(near: &NearEntry, words: Words<'_>) -> String {
    let (phrase, day) = match near.end {
        PeriodEnd::Begins(day) => (Phrase::NearLater, day),
        PeriodEnd::Ended(day) => (Phrase::NearEarlier, day),
    };
    words.fill(phrase, &[&near.key, &day.to_string(), &words.days(near.days)])
}

fn not_classified(list: &str, nearest: &[String], words: Words<'_>) -> String {
    let head = words.fill(Phrase::NotClassified, &[list]);
    if nearest.is_empty() { head } else { format!("{head}; {}", words.fill(Phrase::Nearest, &[&some_of(nearest)])) }
}

fn codes_or_item(codes: &[String], words: Words<'_>) -> String {
    if codes.is_empty() { words.say(Phrase::TheItem).to_owned() } else { codes.join(", ") }
}
