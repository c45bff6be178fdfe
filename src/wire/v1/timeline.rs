//! A timeline as JSON, `timeline/1`: fields may be added, never taken away or changed in meaning.
//!
//! A stretch has its first day in `from` and its last in `through`; null is no end. What it says is said in the forms of a
//! ruling.

use super::ruling::{
    AssumptionForm, DisputeForm, DutyForm, EntryForm, GapForm, LawBookForm, OpeningForm, PresumptionForm, QuestionForm,
};
use super::ruling::{RangeForm, RequirementForm, StandingForm, day, status};
use super::{Words, written};
use crate::ruling::{Band, Gap, InstrumentShown, LineTimeline, Recited, Stretch, Timeline, Told, Turn};
use crate::vocab::{Date, Label, Period};
use serde::Serialize;

/// The name and version of the form.
pub const TIMELINE_FORMAT: &str = "timeline/1";

/// The timeline as pretty JSON with a final newline. The same timeline gives the same bytes.
#[must_use]
pub fn timeline(timeline: &Timeline) -> String {
    written(&TimelineForm::from(timeline))
}

/// Several timelines as one array.
#[must_use]
pub fn timelines(timelines: &[Timeline]) -> String {
    written(&timelines.iter().map(TimelineForm::from).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct TimelineForm<'a> {
    format: &'static str,
    shipment: &'a str,
    act: &'static str,
    country_of_export: Option<&'a str>,
    destination: Option<&'a str>,
    since: Option<String>,
    until: Option<String>,
    known_on: Option<String>,
    lines: Vec<LineForm<'a>>,
    assumptions: Vec<AssumptionForm<'a>>,
}

impl<'a> From<&'a Timeline> for TimelineForm<'a> {
    fn from(timeline: &'a Timeline) -> Self {
        Self {
            format: TIMELINE_FORMAT,
            shipment: &timeline.shipment,
            act: timeline.act.id(),
            country_of_export: timeline.from.as_deref(),
            destination: timeline.to.as_deref(),
            since: day(timeline.span.from),
            until: last(timeline.span),
            known_on: day(timeline.known_on),
            lines: timeline.lines.iter().map(LineForm::from).collect(),
            assumptions: timeline.assumptions.iter().map(AssumptionForm::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct LineForm<'a> {
    line: &'a str,
    item: &'a str,
    by_rulebook: Vec<BandForm<'a>>,
}

impl<'a> From<&'a LineTimeline> for LineForm<'a> {
    fn from(line: &'a LineTimeline) -> Self {
        Self { line: &line.line, item: &line.item, by_rulebook: line.bands.iter().map(BandForm::from).collect() }
    }
}

#[derive(Serialize)]
struct BandForm<'a> {
    rulebook: LawBookForm<'a>,
    decisive_date: &'a str,
    stated: Option<String>,
    stretches: Vec<StretchForm<'a>>,
}

impl<'a> From<&'a Band> for BandForm<'a> {
    fn from(band: &'a Band) -> Self {
        Self {
            rulebook: LawBookForm::from(&band.law),
            decisive_date: &band.decisive_date,
            stated: day(band.stated),
            stretches: band.stretches.iter().map(StretchForm::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct StretchForm<'a> {
    from: Option<String>,
    through: Option<String>,
    #[serde(flatten)]
    told: ToldForm<'a>,
    turns: Vec<TurnForm<'a>>,
    by: Vec<InstrumentForm<'a>>,
    cited_since: Vec<RecitedForm<'a>>,
    not_encoded: Vec<DatedGapForm<'a>>,
}

impl<'a> From<&'a Stretch> for StretchForm<'a> {
    fn from(stretch: &'a Stretch) -> Self {
        Self {
            from: day(stretch.period.from),
            through: last(stretch.period),
            told: ToldForm::from(&stretch.told),
            turns: stretch.turns.iter().map(TurnForm::from).collect(),
            by: stretch.by.iter().map(InstrumentForm::from).collect(),
            cited_since: stretch.recited.iter().map(RecitedForm::from).collect(),
            not_encoded: stretch.gaps.iter().map(DatedGapForm::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct ToldForm<'a> {
    #[serde(flatten)]
    standing: StandingForm,
    before_coverage: bool,
    not_checkable: Vec<Words<'a>>,
    requirements: Vec<RequirementForm<'a>>,
    openings: Vec<OpeningForm<'a>>,
    presumptions: Vec<PresumptionForm<'a>>,
    questions: Vec<QuestionForm<'a>>,
    duties: Vec<DutyForm<'a>>,
    disputed: Vec<DisputeForm<'a>>,
}

impl<'a> From<&'a Told> for ToldForm<'a> {
    fn from(told: &'a Told) -> Self {
        Self {
            standing: StandingForm::from(&told.standing),
            before_coverage: told.before_coverage,
            not_checkable: told.not_at_hand.iter().map(Words::from).collect(),
            requirements: told.requirements.iter().map(RequirementForm::from).collect(),
            openings: told.openings.iter().map(OpeningForm::from).collect(),
            presumptions: told.presumptions.iter().map(PresumptionForm::from).collect(),
            questions: told.questions.iter().map(QuestionForm::from).collect(),
            duties: told.duties.iter().map(DutyForm::from).collect(),
            disputed: told.disputed.iter().map(DisputeForm::from).collect(),
        }
    }
}

/// What changed: the kind, and of what.
#[derive(Serialize)]
struct TurnForm<'a> {
    kind: &'static str,
    of: Option<Words<'a>>,
    status: Option<&'static str>,
    entries: Vec<EntryForm<'a>>,
    was: Option<RangeForm>,
    is: Option<RangeForm>,
}

impl<'a> TurnForm<'a> {
    fn of(kind: &'static str, label: &'a Label) -> Self {
        Self { of: Some(Words::from(label)), ..Self::bare(kind) }
    }

    fn bare(kind: &'static str) -> Self {
        Self { kind, of: None, status: None, entries: Vec::new(), was: None, is: None }
    }
}

impl<'a> From<&'a Turn> for TurnForm<'a> {
    fn from(turn: &'a Turn) -> Self {
        match turn {
            Turn::Covered => Self::bare("coverage_begins"),
            Turn::Came { rule, status: own, entries } => Self {
                status: Some(status(*own)),
                entries: entries.iter().map(EntryForm::from).collect(),
                ..Self::of("rule_came", rule)
            },
            Turn::Went { rule, status: own, entries } => Self {
                status: Some(status(*own)),
                entries: entries.iter().map(EntryForm::from).collect(),
                ..Self::of("rule_went", rule)
            },
            Turn::Asks { rule, was, is } => {
                Self { was: Some((*was).into()), is: Some((*is).into()), ..Self::of("rule_asks", rule) }
            }
            Turn::Bounds { rule, was, is } => {
                Self { was: Some((*was).into()), is: Some((*is).into()), ..Self::of("rule_bounds", rule) }
            }
            Turn::Turned { rule, status: own } => Self { status: Some(status(*own)), ..Self::of("rule_turned", rule) },
            Turn::Opened(label) => Self::of("relief_came", label),
            Turn::Closed(label) => Self::of("relief_went", label),
            Turn::Checkable(label) => Self::of("list_checkable", label),
            Turn::NotCheckable(label) => Self::of("list_not_checkable", label),
            Turn::Asked(label) => Self::of("asked", label),
            Turn::NoLongerAsked(label) => Self::of("no_longer_asked", label),
        }
    }
}

#[derive(Serialize)]
struct InstrumentForm<'a> {
    id: &'a str,
    label: Words<'a>,
    number: Option<&'a str>,
    published: Option<String>,
    in_force: Option<String>,
    weekday: Option<&'static str>,
}

impl<'a> From<&'a InstrumentShown> for InstrumentForm<'a> {
    fn from(instrument: &'a InstrumentShown) -> Self {
        Self {
            id: &instrument.id,
            label: Words::from(&instrument.label),
            number: instrument.number.as_deref(),
            published: day(instrument.published),
            in_force: day(instrument.in_force),
            weekday: instrument.in_force.map(|day| day.weekday().word()),
        }
    }
}

#[derive(Serialize)]
struct RecitedForm<'a> {
    from: String,
    rule: Words<'a>,
    citations: &'a [String],
}

impl<'a> From<&'a Recited> for RecitedForm<'a> {
    fn from(recited: &'a Recited) -> Self {
        Self { from: recited.from.to_string(), rule: Words::from(&recited.rule), citations: &recited.citations }
    }
}

/// What is not encoded and could matter, on these days of the stretch.
#[derive(Serialize)]
struct DatedGapForm<'a> {
    #[serde(flatten)]
    gap: GapForm<'a>,
    from: Option<String>,
    through: Option<String>,
}

impl<'a> From<&'a (Gap, Period)> for DatedGapForm<'a> {
    fn from((gap, period): &'a (Gap, Period)) -> Self {
        Self { gap: GapForm::from(gap), from: day(period.from), through: last(*period) }
    }
}

/// The last day of a period.
fn last(period: Period) -> Option<String> {
    day(period.before.map(Date::previous))
}
