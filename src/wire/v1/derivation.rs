//! The derivation as JSON.

use super::Words;
use super::ruling::{EntryForm, day};
use crate::ruling::{FactRead, Finding, Length, Looked, NearEntry, PeriodEnd, Reckoned, Step};
use crate::vocab::{Date, Outcome, Pick, Policy};
use serde::Serialize;

/// A step.
#[derive(Serialize)]
pub(super) struct StepForm<'a> {
    id: &'a str,
    kind: &'static str,
    clause: &'a str,
    at: &'a str,
    citation: &'a [String],
    truth: &'static str,
    finding: FindingForm<'a>,
    facts: Vec<FactForm<'a>>,
    because: Vec<StepForm<'a>>,
    decisive: bool,
}

#[derive(Serialize)]
struct FactForm<'a> {
    pointer: &'a str,
    raw: Option<&'a str>,
    used: &'a str,
    note: Option<&'a str>,
}

impl<'a> From<&'a Step> for StepForm<'a> {
    fn from(step: &'a Step) -> Self {
        Self {
            id: &step.id,
            kind: step.kind.id(),
            clause: &step.clause,
            at: &step.at,
            citation: &step.citations,
            truth: step.truth.id(),
            finding: FindingForm::from(&step.finding),
            facts: step.facts.iter().map(FactForm::from).collect(),
            because: step.because.iter().map(StepForm::from).collect(),
            decisive: step.decisive,
        }
    }
}

impl<'a> From<&'a FactRead> for FactForm<'a> {
    fn from(fact: &'a FactRead) -> Self {
        Self { pointer: &fact.pointer, raw: fact.raw.as_deref(), used: &fact.used, note: fact.note.as_deref() }
    }
}

/// What was found: `{"found": KIND, …}` with what its sentence names.
#[derive(Serialize)]
#[serde(tag = "found", rename_all = "snake_case")]
enum FindingForm<'a> {
    Rests,
    Named {
        label: Words<'a>,
        outcome: Option<&'static str>,
        policy: Option<&'static str>,
    },
    Presumed {
        label: Words<'a>,
        outcome: Option<&'static str>,
        policy: Option<&'static str>,
    },
    Silent {
        label: Words<'a>,
    },
    Against {
        label: Words<'a>,
        of: Words<'a>,
        outcome: Option<&'static str>,
        policy: Option<&'static str>,
    },
    Entry {
        entry: EntryForm<'a>,
    },
    CodeTooShort {
        list: Words<'a>,
        code: &'a str,
        entries: &'a [String],
        digits: usize,
    },
    NotListed {
        list: Words<'a>,
        codes: &'a [String],
        near: Option<NearForm<'a>>,
    },
    LeftTheList {
        list: Words<'a>,
        code: &'a str,
        through: String,
        days: u32,
    },
    OtherEdition {
        list: Words<'a>,
        code: &'a str,
        stated: &'a str,
        read_in: &'a str,
    },
    ListNotComplete {
        list: Words<'a>,
        codes: &'a [String],
    },
    LeftOut {
        list: Words<'a>,
        entry: &'a str,
        code: &'a str,
        except: &'a str,
    },
    BesideFails {
        list: Words<'a>,
        entry: &'a str,
        code: &'a str,
        condition: &'a str,
    },
    NoCode {
        list: Words<'a>,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        kinds: &'a [String],
    },
    NotClassified {
        list: Words<'a>,
        nearest: &'a [String],
    },
    Classified {
        scheme: Words<'a>,
        code: &'a str,
    },
    ClassificationStale {
        scheme: Words<'a>,
        made: String,
        changed: String,
    },
    ClassificationUnknown {
        scheme: Words<'a>,
    },
    Codes {
        codes: &'a [String],
        asked: &'a [String],
    },
    Place {
        used: Option<&'a str>,
        which: &'a str,
        set: &'a str,
    },
    PlaceDated {
        used: &'a str,
        set: &'a str,
        from: Option<String>,
        before: Option<String>,
    },
    Act {
        act: &'a str,
    },
    Day {
        on: Option<String>,
        from: Option<String>,
        before: Option<String>,
    },
    Fact {
        name: Words<'a>,
        value: Option<&'a str>,
    },
    Compared {
        left: &'a str,
        left_value: Option<&'a str>,
        by: &'a str,
        right: &'a str,
        right_value: Option<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        reckoned: Vec<ReckonedForm<'a>>,
    },
    Each {
        every: bool,
        over: &'static str,
        roles: &'a [String],
        of: usize,
        complete: bool,
    },
    Member {
        name: &'a str,
    },
    Within,
    Totalled {
        name: &'a str,
        value: Option<&'a str>,
        by: &'a str,
        bound: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        share: Option<ShareForm>,
    },
    RequiredBy {
        rules: Vec<Words<'a>>,
    },
    Held {
        licence: Words<'a>,
        stated: usize,
    },
    Authorization {
        number: &'a str,
        from: Option<String>,
        through: Option<String>,
    },
    Fits {
        what: &'static str,
    },
    Matched {
        party: &'a str,
        lists: Vec<LookedForm<'a>>,
    },
    Marked {
        table: Words<'a>,
        place: Option<&'a str>,
        in_row_of: Option<&'a str>,
        column: Option<&'a str>,
    },
    EntrySays {
        column: &'a str,
        cell: Option<&'a str>,
        wanted: &'a [String],
    },
    Differ {
        label: Words<'a>,
    },
    NotCovered {
        on: Option<String>,
        from: String,
    },
    NotEncoded {
        label: Words<'a>,
        because: Words<'a>,
    },
}

impl<'a> From<&'a Finding> for FindingForm<'a> {
    fn from(found: &'a Finding) -> Self {
        use FindingForm as F;
        match found {
            Finding::Rests => F::Rests,
            Finding::Named(label, outcome) => F::Named {
                label: label.into(),
                outcome: outcome.map(Outcome::id),
                policy: outcome.and_then(Outcome::policy).map(Policy::id),
            },
            Finding::Presumed(label, outcome) => F::Presumed {
                label: label.into(),
                outcome: outcome.map(Outcome::id),
                policy: outcome.and_then(Outcome::policy).map(Policy::id),
            },
            Finding::Silent(label) => F::Silent { label: label.into() },
            Finding::Against { name, of, outcome } => F::Against {
                label: name.into(),
                of: of.into(),
                outcome: outcome.map(Outcome::id),
                policy: outcome.and_then(Outcome::policy).map(Policy::id),
            },
            Finding::Entry(entry) => F::Entry { entry: EntryForm::from(entry.as_ref()) },
            Finding::CodeTooShort { list, code, entries, digits } => {
                F::CodeTooShort { list: list.into(), code, entries, digits: *digits }
            }
            Finding::NotListed { list, codes, near } => {
                F::NotListed { list: list.into(), codes, near: near.as_ref().map(NearForm::from) }
            }
            Finding::LeftTheList { list, code, last, days } => {
                F::LeftTheList { list: list.into(), code, through: last.to_string(), days: *days }
            }
            Finding::OtherEdition { list, code, stated, read_in } => {
                F::OtherEdition { list: list.into(), code, stated, read_in }
            }
            Finding::ListNotComplete { list, codes } => F::ListNotComplete { list: list.into(), codes },
            Finding::LeftOut { list, key, code, except } => F::LeftOut { list: list.into(), entry: key, code, except },
            Finding::BesideFails { list, key, code, condition } => {
                F::BesideFails { list: list.into(), entry: key, code, condition }
            }
            Finding::NoCode { list, kinds } => F::NoCode { list: list.into(), kinds },
            Finding::NotClassified { list, nearest } => F::NotClassified { list: list.into(), nearest },
            Finding::Classified { scheme, code } => {
                F::Classified { scheme: scheme.into(), code: code.as_deref().unwrap_or("none") }
            }
            Finding::ClassificationStale { scheme, made, changed } => {
                F::ClassificationStale { scheme: scheme.into(), made: made.to_string(), changed: changed.to_string() }
            }
            Finding::ClassificationUnknown { scheme } => F::ClassificationUnknown { scheme: scheme.into() },
            Finding::Codes { codes, asked } => F::Codes { codes, asked },
            Finding::Place { used, which, set } => F::Place { used: used.as_deref(), which, set },
            Finding::PlaceDated { used, set, member_from, member_before } => {
                F::PlaceDated { used, set, from: day(*member_from), before: day(*member_before) }
            }
            Finding::Act(act) => F::Act { act },
            Finding::Day { on, from, before } => F::Day { on: day(*on), from: day(*from), before: day(*before) },
            Finding::Fact { name, value } => F::Fact { name: name.into(), value: value.as_deref() },
            Finding::Compared { left, left_value, by, right, right_value, reckoned } => F::Compared {
                left,
                left_value: left_value.as_deref(),
                by,
                right,
                right_value: right_value.as_deref(),
                reckoned: reckoned.iter().map(ReckonedForm::from).collect(),
            },
            Finding::Each { every, over, roles, of, complete } => {
                F::Each { every: *every, over: over.all(), roles, of: *of, complete: *complete }
            }
            Finding::Member(name) => F::Member { name },
            Finding::Within => F::Within,
            Finding::Totalled { name, value, by, bound, least, most, whole } => F::Totalled {
                name,
                value: value.as_deref(),
                by,
                bound,
                share: least.zip(*whole).map(|(least, whole)| ShareForm {
                    least: least.to_string(),
                    most: most.map(|most| most.to_string()),
                    whole: whole.to_string(),
                }),
            },
            Finding::RequiredBy(rules) => F::RequiredBy { rules: rules.iter().map(Words::from).collect() },
            Finding::Held { licence, stated } => F::Held { licence: licence.into(), stated: *stated },
            Finding::Authorization { number, from, to } => {
                F::Authorization { number, from: day(*from), through: day(*to) }
            }
            Finding::Fits(what) => F::Fits { what: what.id() },
            Finding::Matched { party, looked } => {
                F::Matched { party, lists: looked.iter().map(LookedForm::from).collect() }
            }
            Finding::Marked { table, place, like, column } => F::Marked {
                table: table.into(),
                place: place.as_deref(),
                in_row_of: like.as_deref(),
                column: column.as_deref(),
            },
            Finding::EntrySays { column, cell, wanted } => F::EntrySays { column, cell: cell.as_deref(), wanted },
            Finding::Differ(label) => F::Differ { label: label.into() },
            Finding::NotCovered { on, from } => F::NotCovered { on: day(*on), from: from.to_string() },
            Finding::NotEncoded { label, because } => F::NotEncoded { label: label.into(), because: because.into() },
        }
    }
}

/// A share as it was added up: from the least to the most of the whole.
#[derive(Serialize)]
struct ShareForm {
    least: String,
    most: Option<String>,
    whole: String,
}

/// A list that a party was looked up in; without a result it was not.
#[derive(Serialize)]
struct LookedForm<'a> {
    list: Words<'a>,
    result: Option<String>,
    on: Option<String>,
}

impl<'a> From<&'a Looked> for LookedForm<'a> {
    fn from(looked: &'a Looked) -> Self {
        let result = looked.result.map(|result| result.replace(", ", "_").replace(' ', "_"));
        Self { list: (&looked.list).into(), result, on: day(looked.on) }
    }
}

/// How a day was reckoned; without `day`, the term leaves the days that its calendar covers.
#[derive(Serialize)]
#[serde(tag = "how", rename_all = "snake_case")]
enum ReckonedForm<'a> {
    Term {
        number: u32,
        unit: &'static str,
        way: &'static str,
        from: String,
        calendar: Option<Words<'a>>,
        day: Option<String>,
    },
    Earlier {
        of: Vec<String>,
        day: String,
    },
    Later {
        of: Vec<String>,
        day: String,
    },
}

impl<'a> From<&'a Reckoned> for ReckonedForm<'a> {
    fn from(reckoned: &'a Reckoned) -> Self {
        match reckoned {
            Reckoned::Term { length, from, day } => Self::term(length, *from, Some(*day)),
            Reckoned::Beyond { length, from, .. } => Self::term(length, *from, None),
            Reckoned::Picked { which, of, day } => {
                let (of, day) = (of.iter().map(ToString::to_string).collect(), day.to_string());
                match which {
                    Pick::Earlier => Self::Earlier { of, day },
                    Pick::Later => Self::Later { of, day },
                }
            }
        }
    }
}

impl<'a> ReckonedForm<'a> {
    fn term(length: &'a Length, from: Date, end: Option<Date>) -> Self {
        Self::Term {
            number: length.number,
            unit: length.unit.map_or("business_days", |unit| unit.word(2)),
            way: length.way.word(),
            from: from.to_string(),
            calendar: length.calendar.as_ref().map(Words::from),
            day: day(end),
        }
    }
}

/// An entry that covers the item on another day: from the day on which it begins, or through its last.
#[derive(Serialize)]
struct NearForm<'a> {
    entry: &'a str,
    from: Option<String>,
    through: Option<String>,
    days: u32,
}

impl<'a> From<&'a NearEntry> for NearForm<'a> {
    fn from(near: &'a NearEntry) -> Self {
        let (from, through) = match near.end {
            PeriodEnd::Begins(day) => (Some(day.to_string()), None),
            PeriodEnd::Ended(day) => (None, Some(day.to_string())),
        };
        Self { entry: &near.key, from, through, days: near.days }
    }
}
