//! The law as text, and what happened to it.

pub(super) mod history;
pub(super) mod text;

use super::document::{Block, Part};
use super::text::{Text, Tone};
use super::words::{Phrase, Words};
use crate::consolidate::{Mark, Stated, What};
use crate::vocab::{Date, Label, Period};

/// A kind of thing, in words.
fn kind(what: What, words: Words<'_>) -> &'static str {
    words.say(match what {
        What::Rulebook => Phrase::KindRulebook,
        What::Instrument => Phrase::KindInstrument,
        What::Group => Phrase::KindGroup,
        What::List => Phrase::KindList,
        What::Entry => Phrase::KindEntry,
        What::Define => Phrase::KindDefine,
        What::Dispute => Phrase::KindDispute,
        What::Rule => Phrase::KindRule,
        What::Exception => Phrase::KindException,
        What::Policy => Phrase::KindPolicy,
        What::ClosedList => Phrase::KindClosedList,
        What::Order => Phrase::KindOrder,
        What::Duty => Phrase::KindDuty,
        What::Table => Phrase::KindTable,
        What::Share => Phrase::KindShare,
        What::Sum => Phrase::KindSum,
        What::Count => Phrase::KindCount,
        What::Violation => Phrase::KindViolation,
        What::Sanction => Phrase::KindSanction,
    })
}

/// `rule licence: Pumps need a licence`
fn titled(what: What, id: &str, label: &Label, words: Words<'_>) -> Text {
    let name = words.label(label);
    if what == What::Order {
        return Text::default().and(Tone::Strong, name);
    }
    let opening = Text::new(kind(what, words)).plain(if id.is_empty() { "" } else { " " }).and(Tone::Strong, id);
    if name.is_empty() { opening } else { opening.plain(": ").plain(name) }
}

/// `notice-35, 2024-09-09`
fn mark(mark: &Mark) -> String {
    match mark.from {
        Some(from) => format!("{}, {from}", mark.instrument),
        None => mark.instrument.clone(),
    }
}

/// A stretch of days, its last day named as such.
fn days(from: Option<Date>, before: Option<Date>, words: Words<'_>) -> String {
    let last = before.map(|day| day.previous().to_string()).unwrap_or_default();
    match (from, before) {
        (Some(from), None) => words.fill(Phrase::DaysFrom, &[&from.to_string()]),
        (Some(from), Some(_)) => words.fill(Phrase::DaysFromThrough, &[&from.to_string(), &last]),
        (None, Some(_)) => words.fill(Phrase::DaysThrough, &[&last]),
        (None, None) => words.say(Phrase::AlwaysPeriod).to_owned(),
    }
}

fn period(period: Period, words: Words<'_>) -> String {
    days(period.from, period.before, words)
}

/// What the makers of a list state, and whether it is proved.
fn stated(stated: &Stated, words: Words<'_>) -> Text {
    let by = stated.by.as_deref().map(|by| words.fill(Phrase::StatedBy, &[by])).unwrap_or_default();
    let said = if stated.added { Phrase::StatedAdded } else { Phrase::StatedInAll };
    let opening = words.fill(said, &[&stated.count.to_string(), &stated.on.to_string(), &by]);
    let at_hand = stated.at_hand.to_string();
    match &stated.not_checkable {
        Some(because) => Text::new(opening).and(Tone::Open, words.fill(Phrase::NotCheckable, &[&at_hand, because])),
        None if stated.at_hand == stated.count => Text::new(opening).and(Tone::Firm, words.say(Phrase::Proved)),
        None => Text::new(opening).and(Tone::Stop, words.fill(Phrase::Refuted, &[&at_hand])),
    }
}

fn title(depth: usize, text: Text) -> Block {
    Block::Part(depth, Part::Title(text))
}

fn note(depth: usize, text: Text) -> Block {
    Block::Part(depth, Part::Note(text))
}

fn clauses(depth: usize, mark: Text, texts: &[String]) -> Block {
    Block::Part(depth, Part::Clauses { mark, lines: lines(texts) })
}

/// Every line of some clauses.
fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().flat_map(|text| text.lines().map(str::to_owned)).collect()
}

/// `cite act 1` and the like, in the catalogue's words.
fn cited(cites: &[String], words: Words<'_>) -> Option<Text> {
    (!cites.is_empty()).then(|| Text::default().faint(words.fill(Phrase::Basis, &[&cites.join(", ")])))
}
