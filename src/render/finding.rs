//! A sentence for each finding.

use super::words::{Phrase, Words};
use crate::ruling::{EntryShown, Finding, Length, Reckoned, Step, StepKind};
use crate::vocab::{Date, Outcome, Period, Pick, Truth, Way};

/// What a step found, in one sentence.
pub(super) fn sentence(step: &Step, words: Words<'_>) -> String {
    let truth = step.truth;
    match &step.finding {
        Finding::Rests => rests(step, words),
        Finding::Named(_, _) if step.kind == StepKind::Nexus => {
            words.say(by_truth(step.truth, Phrase::Reaches, Phrase::ReachesNot, Phrase::ReachesOpen)).to_owned()
        }
        Finding::Named(label, Some(outcome)) if *outcome <= Outcome::NoControlFound && is_provision(step.kind) => {
            named(step, words.label(label), words)
        }
        Finding::Named(label, None) => named(step, words.label(label), words),
        Finding::Named(label, Some(outcome)) => {
            let outcome = words.outcome_in_full(*outcome);
            match step.kind {
                StepKind::Shipment | StepKind::Line | StepKind::Rulebook => {
                    format!("{}: {outcome}", named(step, words.label(label), words))
                }
                _ => format!("{} → {outcome}", named(step, words.label(label), words)),
            }
        }
        Finding::Presumed(label, outcome) => {
            let presumed = words.fill(Phrase::IsPresumed, &[&quoted(words.label(label))]);
            let outcome = outcome.filter(|outcome| *outcome > Outcome::NoControlFound);
            outcome.map_or(presumed.clone(), |outcome| format!("{presumed} → {}", words.outcome_in_full(outcome)))
        }
        Finding::Silent(label) => words.fill(Phrase::Silent, &[words.label(label)]),
        Finding::Against { name, of, outcome } => against(step, words.label(name), words.label(of), *outcome, words),
        Finding::Entry(entry) => is_entry(entry, code_read(step), truth, words),
        Finding::CodeTooShort { .. }
        | Finding::NotListed { .. }
        | Finding::LeftTheList { .. }
        | Finding::OtherEdition { .. }
        | Finding::ListNotComplete { .. }
        | Finding::BesideFails { .. }
        | Finding::LeftOut { .. }
        | Finding::NoCode { .. }
        | Finding::NotClassified { .. }
        | Finding::Classified { .. }
        | Finding::ClassificationStale { .. }
        | Finding::ClassificationUnknown { .. } => super::lists::sentence(step, words),
        Finding::Codes { codes, asked } => under(codes, asked, truth, words),
        Finding::Place { used, which, set } => place(used.as_deref(), which, set, truth, words),
        Finding::PlaceDated { used, set, member_from, member_before } => {
            let member = period(*member_from, *member_before, words);
            words.fill(
                by_truth(truth, Phrase::PlaceDated, Phrase::PlaceDatedNot, Phrase::PlaceDatedOpen),
                &[used, set, &member],
            )
        }
        Finding::Act(act) => words.fill(Phrase::ActIs, &[&words.noun(act)]),
        Finding::Day { on, from, before } => day(*on, *from, *before, step, words),
        Finding::Fact { name, value: Some(value) } => {
            words.fill(Phrase::FactIs, &[words.label(name), &said(value, words)])
        }
        Finding::Fact { name, value: None } => words.fill(Phrase::FactUnknown, &[words.label(name)]),
        Finding::Compared { left, left_value, by, right, right_value, reckoned } => {
            let sides = [valued(left, left_value.as_deref()), valued(right, right_value.as_deref())];
            let how = reckoned.iter().map(|reckoned| self::reckoned(reckoned, words)).collect::<Vec<_>>();
            let said = compared(truth, &sides, by, words);
            if how.is_empty() { said } else { format!("{said}: {}", how.join("; ")) }
        }
        Finding::NotCovered { on: Some(on), from } => {
            words.fill(Phrase::NotCovered, &[&from.to_string(), &on.to_string()])
        }
        Finding::NotCovered { on: None, from } => words.fill(Phrase::NotCoveredOpen, &[&from.to_string()]),
        Finding::NotEncoded { label, because } => {
            words.fill(Phrase::CouldRequire, &[words.label(label), words.label(because)])
        }
        Finding::Each { .. }
        | Finding::Member(_)
        | Finding::Within
        | Finding::Totalled { .. }
        | Finding::RequiredBy(_)
        | Finding::Held { .. }
        | Finding::Authorization { .. }
        | Finding::Fits(_)
        | Finding::Matched { .. }
        | Finding::Marked { .. }
        | Finding::EntrySays { .. } => super::parts::sentence(step, words),
        Finding::Differ(label) => {
            words.fill(by_truth(truth, Phrase::AllReadings, Phrase::NoReading, Phrase::Differ), &[words.label(label)])
        }
    }
}

pub(super) fn compared(truth: Truth, [left, right]: &[String; 2], by: &str, words: Words<'_>) -> String {
    let phrase = by_truth(truth, Phrase::ComparedHolds, Phrase::ComparedFails, Phrase::ComparedOpen);
    let by = if by == "is" { "" } else { by };
    words.fill(phrase, &[left, by, right]).replace("  ", " ")
}

/// `90 days after 2024-01-15 is 2024-04-14`
fn reckoned(reckoned: &Reckoned, words: Words<'_>) -> String {
    match reckoned {
        Reckoned::Term { length, from, day } => {
            let phrase = match (length.way, &length.calendar) {
                (Way::After, None) => Phrase::TermAfter,
                (Way::Before, None) => Phrase::TermBefore,
                (Way::After, Some(_)) => Phrase::TermAfterIn,
                (Way::Before, Some(_)) => Phrase::TermBeforeIn,
            };
            term(phrase, length, *from, &day.to_string(), words)
        }
        Reckoned::Beyond { length, from, covers } => {
            let phrase = match length.way {
                Way::After => Phrase::BeyondAfter,
                Way::Before => Phrase::BeyondBefore,
            };
            term(phrase, length, *from, &period(covers.from, covers.before, words), words)
        }
        Reckoned::Picked { which, of, day } => {
            let phrase = match which {
                Pick::Earlier => Phrase::EarlierIs,
                Pick::Later => Phrase::LaterIs,
            };
            let days: Vec<String> = of.iter().map(ToString::to_string).collect();
            words.fill(phrase, &[&days.join(", "), &day.to_string()])
        }
    }
}

fn term(phrase: Phrase, length: &Length, from: Date, end: &str, words: Words<'_>) -> String {
    let calendar = length.calendar.as_ref().map_or("", |label| words.label(label));
    words.fill(phrase, &[&words.time(length.number, length.unit), &from.to_string(), end, calendar])
}

/// An exception to an exception that holds takes it away, or leaves something else in its place.
fn against(step: &Step, name: &str, of: &str, outcome: Option<Outcome>, words: Words<'_>) -> String {
    match (step.truth, outcome) {
        (Truth::True, None) => words.fill(Phrase::TakesAway, &[name, of]),
        (Truth::True, Some(outcome)) => words.fill(Phrase::LeavesInstead, &[name, of, &words.outcome_in_full(outcome)]),
        _ => named(step, name, words),
    }
}

/// The distance by which a dated test was missed, in words; none where there is none to measure.
pub(super) fn distance(step: &Step, words: Words<'_>) -> Option<String> {
    if !step.truth.is_false() {
        return None;
    }
    match &step.finding {
        Finding::Compared { left_value: Some(left), by, right_value: Some(right), .. } => {
            let (left, right) = (Date::parse(left).ok()?, Date::parse(right).ok()?);
            let days = left.days_to(right).unsigned_abs();
            let days = if matches!(*by, "before" | "after") { days.saturating_add(1) } else { days };
            Some(words.days(days))
        }
        _ => None,
    }
}

pub(super) fn by_truth<T>(truth: Truth, holds: T, fails: T, open: T) -> T {
    match truth {
        Truth::True => holds,
        Truth::False => fails,
        Truth::Unknown => open,
    }
}

fn is_provision(kind: StepKind) -> bool {
    matches!(kind, StepKind::Rule | StepKind::Exception | StepKind::Policy)
}

/// A name that stands inside a sentence.
pub(super) fn quoted(name: &str) -> String {
    format!("“{name}”")
}

fn rests(step: &Step, words: Words<'_>) -> String {
    let by = |holds, fails, open| match step.truth {
        Truth::True => holds,
        Truth::False => fails,
        Truth::Unknown => open,
    };
    let phrase = match step.kind {
        StepKind::Any => by(Phrase::AnyHolds, Phrase::NoneHolds, Phrase::AnyOpen),
        StepKind::Not => by(Phrase::NotHolds, Phrase::NotFails, Phrase::NotOpen),
        StepKind::Always => Phrase::AlwaysHolds,
        StepKind::Force => Phrase::NeverInForce,
        StepKind::Known => by(Phrase::KnownBy, Phrase::NotKnownBy, Phrase::NotKnownBy),
        _ => by(Phrase::AllHold, Phrase::NotAllHold, Phrase::AllOpen),
    };
    words.say(phrase).to_owned()
}

fn named(step: &Step, name: &str, words: Words<'_>) -> String {
    match step.kind {
        // A line that states nothing of its item is told by its number.
        StepKind::Line if name.is_empty() => return words.fill(Phrase::OfLine, &[&step.id]),
        StepKind::Shipment | StepKind::Line | StepKind::Rulebook => return name.to_owned(),
        _ => {}
    }
    let phrase = match step.kind {
        StepKind::GivesWay => by_truth(step.truth, Phrase::GivesWay, Phrase::GivesWayNot, Phrase::GivesWayOpen),
        _ => by_truth(step.truth, Phrase::Holds, Phrase::HoldsNot, Phrase::HoldsOpen),
    };
    words.fill(phrase, &[&format!("“{name}”")])
}

/// Whether an item falls under codes.
fn under(codes: &[String], asked: &[String], truth: Truth, words: Words<'_>) -> String {
    let asked = some_of(asked);
    if codes.is_empty() {
        return words.fill(by_truth(truth, Phrase::CodeUnder, Phrase::NoCodeUnder, Phrase::NoCodes), &[&asked]);
    }
    let phrase = by_truth(truth, Phrase::CodeUnder, Phrase::CodeNotUnder, Phrase::CodeMaybeUnder);
    words.fill(phrase, &[&codes.join(", "), &asked])
}

/// The code a step read, as used.
fn code_read(step: &Step) -> Option<&str> {
    let used = step.facts.iter().find(|fact| fact.pointer.contains("/codes/") && !fact.used.is_empty());
    used.map(|fact| fact.used.as_str())
}

pub(super) fn is_entry(entry: &EntryShown, code: Option<&str>, truth: Truth, words: Words<'_>) -> String {
    let phrase = match truth {
        Truth::True => Phrase::IsEntry,
        Truth::False => Phrase::NotEntry,
        Truth::Unknown => Phrase::MaybeEntry,
    };
    let item = code.unwrap_or_else(|| words.say(Phrase::TheItem));
    let head = words.fill(phrase, &[item, &entry.key, &quoted(words.label(&entry.list_label))]);
    let description = words.label(&entry.description);
    let mut parts = vec![head];
    if !description.is_empty() {
        parts.push(words.fill(Phrase::EntrySays, &[description]));
    }
    if let Some(from) = entry.from {
        parts.push(words.fill(Phrase::EntrySince, &[&from.to_string()]));
    }
    parts.extend(leaving_out(&entry.except, words));
    if let Some(threshold) = &entry.threshold {
        parts.push(words.fill(Phrase::Threshold, &[threshold]));
    }
    parts.join(", ")
}

/// What an entry leaves out, where it leaves out anything.
pub(super) fn leaving_out(except: &[String], words: Words<'_>) -> Option<String> {
    (!except.is_empty()).then(|| words.fill(Phrase::LeavingOut, &[&except.join(", ")]))
}

fn place(used: Option<&str>, which: &str, set: &str, truth: Truth, words: Words<'_>) -> String {
    let which = words.noun(which);
    let Some(used) = used else { return words.fill(Phrase::PlaceUnknown, &[&which, set]) };
    let phrase = match truth {
        Truth::True => Phrase::PlaceIn,
        Truth::False => Phrase::PlaceNotIn,
        Truth::Unknown => Phrase::PlaceOpen,
    };
    words.fill(phrase, &[&which, used, set])
}

fn day(on: Option<Date>, from: Option<Date>, before: Option<Date>, step: &Step, words: Words<'_>) -> String {
    let asked = period(from, before, words);
    let Some(on) = on else { return words.fill(Phrase::DayUnknown, &[&asked]) };
    match (from, before) {
        (Some(from), _) if on < from && step.truth.is_false() => {
            let early = words.days(on.days_to(from).unsigned_abs());
            words.fill(Phrase::DayEarly, &[&on.to_string(), &from.to_string(), &early])
        }
        (_, Some(before)) if on >= before && step.truth.is_false() => {
            let late = words.days(before.days_to(on).unsigned_abs().saturating_add(1));
            words.fill(Phrase::DayLate, &[&on.to_string(), &before.to_string(), &late])
        }
        _ => words.fill(Phrase::DayIn, &[&on.to_string(), &asked]),
    }
}

/// A period in words.
pub(super) fn period(from: Option<Date>, before: Option<Date>, words: Words<'_>) -> String {
    match (Period { from, before }.from, before) {
        (Some(from), Some(before)) => words.fill(Phrase::FromBefore, &[&from.to_string(), &before.to_string()]),
        (Some(from), None) => words.fill(Phrase::FromDay, &[&from.to_string()]),
        (None, Some(before)) => words.fill(Phrase::BeforeDay, &[&before.to_string()]),
        (None, None) => words.say(Phrase::AlwaysPeriod).to_owned(),
    }
}

fn valued(name: &str, value: Option<&str>) -> String {
    match value {
        Some(value) if value != name => format!("{name} ({value})"),
        _ => name.to_owned(),
    }
}

fn said(value: &str, words: Words<'_>) -> String {
    words.noun(value)
}

/// The first few of many, and how many more.
pub(super) fn some_of(names: &[String]) -> String {
    first_of(names, ", ")
}

/// The same of names that are sentences themselves.
pub(super) fn some_of_phrases(names: &[String]) -> String {
    first_of(names, "; ")
}

fn first_of(names: &[String], between: &str) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(between);
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown}{between}… (+{more})"),
    }
}
