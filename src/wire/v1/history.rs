//! Histories as JSON, `history/1`: fields may be added, never taken away or changed in meaning.
//!
//! `in_force` is on which days an event bears, `known_from` the day on which it was published.

use super::ruling::day;
use super::text::{InstrumentForm, StatedForm, last};
use super::{Words, written};
use crate::consolidate::{By, ClauseChange, Event, Happened, History, Row};
use crate::vocab::Period;
use serde::Serialize;

/// The name and version of the form.
pub const HISTORY_FORMAT: &str = "history/1";

/// Histories as one pretty JSON array with a final newline. The same histories give the same bytes.
#[must_use]
pub fn histories(histories: &[History]) -> String {
    written(&histories.iter().map(HistoryForm::from).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct HistoryForm<'a> {
    format: &'static str,
    kind: &'static str,
    id: &'a str,
    label: Words<'a>,
    rulebook: &'a str,
    known_on: Option<String>,
    instrument: Option<InstrumentForm<'a>>,
    events: Vec<EventForm<'a>>,
    at: &'a str,
}

impl<'a> From<&'a History> for HistoryForm<'a> {
    fn from(history: &'a History) -> Self {
        Self {
            format: HISTORY_FORMAT,
            kind: history.what.id(),
            id: &history.id,
            label: (&history.label).into(),
            rulebook: &history.book,
            known_on: day(history.known_on),
            instrument: history.instrument.as_ref().map(InstrumentForm::from),
            events: history.events.iter().map(EventForm::from).collect(),
            at: &history.at,
        }
    }
}

#[derive(Serialize)]
struct EventForm<'a> {
    of: Option<ThingForm<'a>>,
    by: Option<ByForm<'a>>,
    in_force: DaysForm,
    known_from: Option<String>,
    citations: &'a [String],
    #[serde(flatten)]
    happened: HappenedForm<'a>,
    at: &'a str,
}

impl<'a> From<&'a Event> for EventForm<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            of: event.of.as_ref().map(|(what, id, label)| ThingForm { kind: what.id(), id, label: label.into() }),
            by: event.by.as_ref().map(ByForm::from),
            in_force: event.in_force.into(),
            known_from: day(event.known),
            citations: &event.cites,
            happened: (&event.happened).into(),
            at: &event.at,
        }
    }
}

#[derive(Serialize)]
struct ThingForm<'a> {
    kind: &'static str,
    id: &'a str,
    label: Words<'a>,
}

#[derive(Serialize)]
struct ByForm<'a> {
    instrument: &'a str,
    label: Words<'a>,
    published: Option<String>,
    corrects: Option<&'a str>,
    draft: bool,
}

impl<'a> From<&'a By> for ByForm<'a> {
    fn from(by: &'a By) -> Self {
        Self {
            instrument: &by.id,
            label: (&by.label).into(),
            published: day(by.published),
            corrects: by.corrects.as_deref(),
            draft: by.draft,
        }
    }
}

#[derive(Serialize)]
struct DaysForm {
    from: Option<String>,
    through: Option<String>,
}

impl From<Period> for DaysForm {
    fn from(period: Period) -> Self {
        Self { from: day(period.from), through: last(period.before) }
    }
}

/// What happened: `{"happened": KIND, …}` with what its sentence names.
#[derive(Serialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
enum HappenedForm<'a> {
    Enacted { clauses: &'a [String] },
    Amended { label: Option<RenamedForm<'a>>, clauses: Vec<ChangeForm<'a>> },
    Repealed,
    Suspended,
    Revived,
    Proposed { change: &'static str, clauses: &'a [String] },
    Members { added: &'a [String], removed: &'a [String] },
    Entries { added: u64, replaced: u64, removed: u64, then_in_force: u64, stated: Vec<StatedForm<'a>> },
    Counted { then_in_force: u64, stated: Vec<StatedForm<'a>> },
    Listed { row: RowForm<'a> },
    Unlisted,
    Corrected,
}

impl<'a> From<&'a Happened> for HappenedForm<'a> {
    fn from(happened: &'a Happened) -> Self {
        use HappenedForm as F;
        match happened {
            Happened::Enacted(clauses) => F::Enacted { clauses },
            Happened::Amended { label, clauses } => F::Amended {
                label: label.as_ref().map(|(old, new)| RenamedForm { old: old.into(), new: new.into() }),
                clauses: clauses.iter().map(ChangeForm::from).collect(),
            },
            Happened::Repealed => F::Repealed,
            Happened::Suspended => F::Suspended,
            Happened::Revived => F::Revived,
            Happened::Proposed { change, clauses } => F::Proposed { change: change.id(), clauses },
            Happened::Members { added, removed } => F::Members { added, removed },
            Happened::Entries { added, replaced, removed, in_force, stated } => F::Entries {
                added: *added,
                replaced: *replaced,
                removed: *removed,
                then_in_force: *in_force,
                stated: stated.iter().map(StatedForm::from).collect(),
            },
            Happened::Counted { in_force, stated } => {
                F::Counted { then_in_force: *in_force, stated: stated.iter().map(StatedForm::from).collect() }
            }
            Happened::Listed(row) => F::Listed { row: row.into() },
            Happened::Unlisted => F::Unlisted,
            Happened::Corrected => F::Corrected,
        }
    }
}

#[derive(Serialize)]
struct RenamedForm<'a> {
    old: Words<'a>,
    new: Words<'a>,
}

#[derive(Serialize)]
struct ChangeForm<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
}

impl<'a> From<&'a ClauseChange> for ChangeForm<'a> {
    fn from(change: &'a ClauseChange) -> Self {
        Self { old: change.old.as_deref(), new: change.new.as_deref() }
    }
}

#[derive(Serialize)]
struct RowForm<'a> {
    codes: &'a [String],
    description: Words<'a>,
    except: &'a [String],
    threshold: Option<&'a str>,
    first_listed: Option<String>,
    more: std::collections::BTreeMap<&'a str, &'a str>,
    condition: &'a [String],
    replaces: bool,
}

impl<'a> From<&'a Row> for RowForm<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            codes: &row.codes,
            description: (&row.description).into(),
            except: &row.except,
            threshold: row.threshold.as_deref(),
            first_listed: day(row.first_listed),
            more: row.more.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect(),
            condition: &row.condition,
            replaces: row.replaces,
        }
    }
}
