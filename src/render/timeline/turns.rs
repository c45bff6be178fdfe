//! What made the difference at the beginning of a stretch, in words.

use crate::render::finding::{quoted, some_of};
use crate::render::reasons::ends;
use crate::render::words::{Phrase, Words};
use crate::ruling::{EntryShown, InstrumentShown, Status, Stretch, Turn};
use crate::vocab::{Date, Weekday};
use std::cmp::Ordering;

/// What changed and by which instrument; nothing for the first stretch.
pub(super) fn changes(stretch: &Stretch, words: Words<'_>) -> Vec<String> {
    let turns: Vec<String> = stretch.turns.iter().map(|turn| said(turn, words)).collect();
    let mut lines = Vec::new();
    if !turns.is_empty() {
        lines.push(words.fill(Phrase::Changed, &[&turns.join("; ")]));
    }
    if !turns.is_empty() && stretch.by.is_empty() {
        lines.extend(unnamed(stretch, words));
    }
    lines.extend(stretch.by.iter().map(|instrument| brought(instrument, words)));
    lines
}

/// That no instrument is named for the day, and which day it was; an instrument has its own days.
fn unnamed(stretch: &Stretch, words: Words<'_>) -> Vec<String> {
    let day = stretch.period.from.and_then(|day| weekday(day, words)).map(|day| words.fill(Phrase::DayWas, &[day]));
    std::iter::once(words.say(Phrase::ByNone).to_owned()).chain(day).collect()
}

fn said(turn: &Turn, words: Words<'_>) -> String {
    let one = |phrase, label| words.fill(phrase, &[&quoted(words.label(label))]);
    match turn {
        Turn::Covered => words.say(Phrase::CoverBegins).to_owned(),
        Turn::Came { rule, status, entries } => for_keys(one(now(*status), rule), entries, words),
        Turn::Went { rule, status: Status::Possible, entries } => {
            with_entries(one(Phrase::NoLongerMayHold, rule), entries, words)
        }
        Turn::Went { rule, entries, .. } => with_entries(one(Phrase::NoLongerHolds, rule), entries, words),
        Turn::Asks { rule, was, is } => {
            words.fill(Phrase::AsksInstead, &[&quoted(words.label(rule)), &ends(*is, words), &ends(*was, words)])
        }
        Turn::Bounds { rule, was, is } => {
            let (phrase, end) = match is.best.cmp(&was.best) {
                Ordering::Less => (Phrase::EasedTo, is.best),
                Ordering::Greater => (Phrase::EasedNoLonger, is.best),
                Ordering::Equal => (Phrase::StiffenedTo, is.worst),
            };
            words.fill(phrase, &[&quoted(words.label(rule)), &words.outcome_in_full(end)])
        }
        Turn::Turned { rule, status } => one(now(*status), rule),
        Turn::Opened(label) => one(Phrase::ReliefCame, label),
        Turn::Closed(label) => one(Phrase::ReliefWent, label),
        Turn::Checkable(list) => one(Phrase::NowAtHand, list),
        Turn::NotCheckable(list) => one(Phrase::NoLongerAtHand, list),
        Turn::Asked(label) => one(Phrase::NowAsked, label),
        Turn::NoLongerAsked(label) => one(Phrase::NoLongerAsked, label),
    }
}

fn now(status: Status) -> Phrase {
    match status {
        Status::Stands | Status::StandsUnlessEarlier => Phrase::NowHolds,
        Status::Overcome => Phrase::NowOvercome,
        Status::Possible => Phrase::NowMayHold,
    }
}

/// The entries by number: the sentence on the rule names their list.
fn for_keys(said: String, entries: &[EntryShown], words: Words<'_>) -> String {
    let keys: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    match keys.len() {
        0 => said,
        1 => format!("{said} {}", words.fill(Phrase::ForKey, &[&some_of(&keys)])),
        _ => format!("{said} {}", words.fill(Phrase::ForKeys, &[&some_of(&keys)])),
    }
}

fn with_entries(said: String, entries: &[EntryShown], words: Words<'_>) -> String {
    let list = entries.first().map(|entry| words.fill(Phrase::OfList, &[&quoted(words.label(&entry.list_label))]));
    let said = for_keys(said, entries, words);
    list.map_or(said.clone(), |list| format!("{said} {list}"))
}

/// An instrument with its days.
pub(super) fn brought(instrument: &InstrumentShown, words: Words<'_>) -> String {
    // Law that takes effect before it is published is worth a word.
    let late = instrument.published.zip(instrument.in_force).is_some_and(|(published, from)| from < published);
    let phrase = if late { Phrase::PublishedOnlyOn } else { Phrase::PublishedOn };
    let published = instrument.published.map(|day| words.fill(phrase, &[&day.to_string()]));
    let in_force = instrument.in_force.map(|day| in_force(day, words));
    let days: Vec<String> = instrument.number.iter().cloned().chain(published).chain(in_force).collect();
    let name = words.label(&instrument.label);
    let named = if days.is_empty() { name.to_owned() } else { format!("{name} ({})", days.join(", ")) };
    words.fill(Phrase::ByInstrument, &[&named])
}

fn in_force(day: Date, words: Words<'_>) -> String {
    let written = day.to_string();
    weekday(day, words).map_or_else(
        || words.fill(Phrase::InForceOn, &[&written]),
        |weekday| words.fill(Phrase::InForceOnDay, &[&written, weekday]),
    )
}

/// The name of a day on which few look: one of a weekend, or the first after it.
pub(super) fn weekday(day: Date, words: Words<'_>) -> Option<&'static str> {
    let phrase = match day.weekday() {
        Weekday::Saturday => Phrase::ASaturday,
        Weekday::Sunday => Phrase::ASunday,
        Weekday::Monday => Phrase::AMonday,
        _ => return None,
    };
    Some(words.say(phrase))
}
