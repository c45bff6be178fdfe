//! A ruling as JSON, `ruling/1`: fields may be added, never taken away or changed in meaning.
//!
//! `best` and `worst` span every way the unknown facts could fall, openings included; `without_openings` spans them
//! with no opening taken, which is what the outcome is read from.

use super::conduct::BreachForm;
use super::derivation::StepForm;
use super::{Words, written};
use crate::ruling::{
    Assumption, BookStanding, Coverage, DisputeShown, DutyDue, DutyGround, EntryShown, Gap, Law, LawBook, LineRuling,
    NotNeeded, Opening, Presumption, Question, Requirement, Ruling, Standing, Status, WhyNotNeeded,
};
use crate::vocab::{Date, Label, Outcome, Policy, Range, Truth};
use serde::Serialize;

/// The name and version of the form.
pub const FORMAT: &str = "ruling/1";

/// The ruling as pretty JSON with a final newline. The same ruling gives the same bytes.
#[must_use]
pub fn ruling(ruling: &Ruling) -> String {
    written(&RulingForm::from(ruling))
}

/// Several rulings as one array.
#[must_use]
pub fn rulings(rulings: &[Ruling]) -> String {
    written(&rulings.iter().map(RulingForm::from).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct RulingForm<'a> {
    format: &'static str,
    shipment: &'a str,
    #[serde(flatten)]
    standing: StandingForm,
    stop: bool,
    lines: Vec<LineForm<'a>>,
    requirements: Vec<RequirementForm<'a>>,
    openings: Vec<OpeningForm<'a>>,
    presumptions: Vec<PresumptionForm<'a>>,
    questions: Vec<QuestionForm<'a>>,
    not_needed: Vec<NotNeededForm<'a>>,
    duties: Vec<DutyForm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conduct: Vec<BreachForm<'a>>,
    assumptions: Vec<AssumptionForm<'a>>,
    law: LawForm<'a>,
    coverage: CoverageForm<'a>,
    depends_on: DependsForm<'a>,
    derivation: StepForm<'a>,
}

impl<'a> From<&'a Ruling> for RulingForm<'a> {
    fn from(ruling: &'a Ruling) -> Self {
        Self {
            format: FORMAT,
            shipment: &ruling.shipment,
            standing: StandingForm::from(&ruling.standing),
            stop: ruling.standing.stop(),
            lines: ruling.lines.iter().map(LineForm::from).collect(),
            requirements: ruling.requirements.iter().map(RequirementForm::from).collect(),
            openings: ruling.openings.iter().map(OpeningForm::from).collect(),
            presumptions: ruling.presumptions.iter().map(PresumptionForm::from).collect(),
            questions: ruling.questions.iter().map(QuestionForm::from).collect(),
            not_needed: ruling.not_needed.iter().map(NotNeededForm::from).collect(),
            duties: ruling.duties.iter().map(DutyForm::from).collect(),
            conduct: ruling.conduct.iter().map(BreachForm::from).collect(),
            assumptions: ruling.assumptions.iter().map(AssumptionForm::from).collect(),
            law: LawForm::from(&ruling.law),
            coverage: CoverageForm::from(&ruling.coverage),
            depends_on: DependsForm {
                rules: &ruling.depends_on.rules,
                lists: &ruling.depends_on.lists,
                facts: &ruling.depends_on.facts,
            },
            derivation: StepForm::from(&ruling.derivation),
        }
    }
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the form of four independent statements")]
pub(super) struct StandingForm {
    outcome: &'static str,
    policy: Option<&'static str>,
    best: OutcomeForm,
    worst: OutcomeForm,
    without_openings: RangeForm,
    settled: bool,
    complete: bool,
    reach_unknown: bool,
    by_sources: bool,
}

impl From<&Standing> for StandingForm {
    fn from(standing: &Standing) -> Self {
        Self {
            outcome: standing.outcome().map_or("undetermined", Outcome::id),
            policy: standing.policy().map(Policy::id),
            best: standing.possible.best.into(),
            worst: standing.possible.worst.into(),
            without_openings: standing.shown.into(),
            settled: standing.settled,
            complete: standing.complete,
            reach_unknown: standing.reach_unknown,
            by_sources: standing.by_sources,
        }
    }
}

#[derive(Serialize)]
pub(super) struct OutcomeForm {
    outcome: &'static str,
    policy: Option<&'static str>,
}

impl From<Outcome> for OutcomeForm {
    fn from(outcome: Outcome) -> Self {
        Self { outcome: outcome.id(), policy: outcome.policy().map(Policy::id) }
    }
}

#[derive(Serialize)]
pub(super) struct RangeForm {
    best: OutcomeForm,
    worst: OutcomeForm,
}

impl From<Range> for RangeForm {
    fn from(range: Range) -> Self {
        Self { best: range.best.into(), worst: range.worst.into() }
    }
}

#[derive(Serialize)]
struct LineForm<'a> {
    line: &'a str,
    item: &'a str,
    #[serde(flatten)]
    standing: StandingForm,
    by_rulebook: Vec<BookForm<'a>>,
}

impl<'a> From<&'a LineRuling> for LineForm<'a> {
    fn from(line: &'a LineRuling) -> Self {
        let by_rulebook = line.by_rulebook.iter().map(BookForm::from).collect();
        Self { line: &line.line, item: &line.item, standing: StandingForm::from(&line.standing), by_rulebook }
    }
}

#[derive(Serialize)]
struct BookForm<'a> {
    rulebook: &'a str,
    jurisdiction: &'a str,
    on: Option<String>,
    decisive_date: &'a str,
    #[serde(flatten)]
    standing: StandingForm,
}

impl<'a> From<&'a BookStanding> for BookForm<'a> {
    fn from(book: &'a BookStanding) -> Self {
        Self {
            rulebook: &book.rulebook,
            jurisdiction: book.jurisdiction.code(),
            on: day(book.on),
            decisive_date: &book.decisive_date,
            standing: StandingForm::from(&book.standing),
        }
    }
}

#[derive(Serialize)]
pub(super) struct RequirementForm<'a> {
    id: &'a str,
    status: &'static str,
    rule: &'a str,
    label: Words<'a>,
    rulebook: &'a str,
    jurisdiction: &'a str,
    line: &'a str,
    act: &'static str,
    effect: &'static str,
    policy: Option<&'static str>,
    best: OutcomeForm,
    worst: OutcomeForm,
    without_openings: RangeForm,
    licence: Option<LicenceForm<'a>>,
    list: Option<&'a str>,
    entry: Option<EntryForm<'a>>,
    citations: &'a [String],
    instrument: Option<Words<'a>>,
    overcome_by: Vec<NamedForm<'a>>,
    stiffened_by: Vec<NamedForm<'a>>,
}

impl<'a> From<&'a Requirement> for RequirementForm<'a> {
    fn from(requirement: &'a Requirement) -> Self {
        let shown = requirement.shown;
        let policy = if shown.is_single() { shown.worst.policy() } else { None };
        let licence =
            |(name, authority): &'a (_, _)| LicenceForm { name: Words::from(name), from: Words::from(authority) };
        Self {
            id: &requirement.id,
            status: status(requirement.status),
            rule: &requirement.rule,
            label: Words::from(&requirement.label),
            rulebook: &requirement.rulebook,
            jurisdiction: requirement.jurisdiction.code(),
            line: &requirement.line,
            act: requirement.act.id(),
            effect: shown.worst.id(),
            policy: policy.map(Policy::id),
            best: requirement.possible.best.into(),
            worst: requirement.possible.worst.into(),
            without_openings: shown.into(),
            licence: requirement.licence.as_ref().map(licence),
            list: requirement.entry.as_ref().map(|entry| entry.list.as_str()),
            entry: requirement.entry.as_ref().map(EntryForm::from),
            citations: &requirement.citations,
            instrument: requirement.instrument.as_ref().map(Words::from),
            overcome_by: requirement.overcome_by.iter().map(NamedForm::from).collect(),
            stiffened_by: requirement.stiffened_by.iter().map(NamedForm::from).collect(),
        }
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Stands => "stands",
        Status::StandsUnlessEarlier => "stands_unless_earlier",
        Status::Overcome => "overcome",
        Status::Possible => "possible",
    }
}

#[derive(Serialize)]
struct LicenceForm<'a> {
    name: Words<'a>,
    from: Words<'a>,
}

#[derive(Serialize)]
struct NamedForm<'a> {
    id: &'a str,
    label: Words<'a>,
}

impl<'a> From<&'a (String, Label)> for NamedForm<'a> {
    fn from((id, label): &'a (String, Label)) -> Self {
        Self { id, label: Words::from(label) }
    }
}

/// An entry of a list.
#[derive(Serialize)]
pub(super) struct EntryForm<'a> {
    list: &'a str,
    list_label: Words<'a>,
    entry: &'a str,
    code: Option<&'a str>,
    description: Words<'a>,
    except: &'a [String],
    threshold: Option<&'a str>,
    from: Option<String>,
    instrument: Option<Words<'a>>,
}

impl<'a> From<&'a EntryShown> for EntryForm<'a> {
    fn from(entry: &'a EntryShown) -> Self {
        Self {
            list: &entry.list,
            list_label: Words::from(&entry.list_label),
            entry: &entry.key,
            code: entry.code.as_deref(),
            description: Words::from(&entry.description),
            except: &entry.except,
            threshold: entry.threshold.as_deref(),
            from: day(entry.from),
            instrument: entry.instrument.as_ref().map(Words::from),
        }
    }
}

#[derive(Serialize)]
pub(super) struct OpeningForm<'a> {
    exception: &'a str,
    label: Words<'a>,
    requirement: &'a str,
    leaves: OutcomeForm,
    /// The id of the first question that would show it.
    question: Option<&'a str>,
    questions: Vec<QuestionForm<'a>>,
    disputed: bool,
    citations: &'a [String],
    on_condition: Vec<Words<'a>>,
}

#[derive(Serialize)]
pub(super) struct PresumptionForm<'a> {
    exception: &'a str,
    label: Words<'a>,
    requirement: &'a str,
    /// What would be required if the contrary were shown; none where that changes duties only, or which of two rules applies.
    rebutted: Option<OutcomeForm>,
    alone: bool,
    owed: Vec<Words<'a>>,
    questions: Vec<QuestionForm<'a>>,
    citations: &'a [String],
}

impl<'a> From<&'a Presumption> for PresumptionForm<'a> {
    fn from(presumption: &'a Presumption) -> Self {
        Self {
            exception: &presumption.exception,
            label: Words::from(&presumption.label),
            requirement: &presumption.requirement,
            rebutted: presumption.rebutted.map(OutcomeForm::from),
            alone: presumption.alone,
            owed: presumption.owed.iter().map(Words::from).collect(),
            questions: presumption.questions.iter().map(QuestionForm::from).collect(),
            citations: &presumption.citations,
        }
    }
}

impl<'a> From<&'a Opening> for OpeningForm<'a> {
    fn from(opening: &'a Opening) -> Self {
        Self {
            exception: &opening.exception,
            label: Words::from(&opening.label),
            requirement: &opening.requirement,
            leaves: opening.leaves.into(),
            question: opening.questions.first().map(|question| question.id.as_str()),
            questions: opening.questions.iter().map(QuestionForm::from).collect(),
            disputed: opening.disputed,
            citations: &opening.citations,
            on_condition: opening.on_condition.iter().map(Words::from).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct QuestionForm<'a> {
    id: &'a str,
    /// The first fact it settles.
    fact: Option<&'a str>,
    facts: &'a [String],
    of: &'a str,
    label: Words<'a>,
    ask: Words<'a>,
    pointers: &'a [String],
    answers: Vec<AnswerForm<'a>>,
    or_a_code: bool,
    hints: &'a [String],
    waits: &'a [String],
}

#[derive(Serialize)]
struct AnswerForm<'a> {
    value: &'a str,
    label: Words<'a>,
}

impl<'a> From<&'a Question> for QuestionForm<'a> {
    fn from(question: &'a Question) -> Self {
        let answer = |(value, label): &'a (String, _)| AnswerForm { value, label: Words::from(label) };
        Self {
            id: &question.id,
            fact: question.facts.first().map(String::as_str),
            facts: &question.facts,
            of: &question.of,
            label: Words::from(&question.label),
            ask: Words::from(&question.ask),
            pointers: &question.pointers,
            answers: question.answers.iter().map(answer).collect(),
            or_a_code: question.or_a_code,
            hints: &question.hints,
            waits: &question.waits,
        }
    }
}

#[derive(Serialize)]
struct NotNeededForm<'a> {
    id: &'a str,
    label: Words<'a>,
    of: &'a str,
    already_listed: Option<EntryForm<'a>>,
    decided_by: Vec<Words<'a>>,
}

impl<'a> From<&'a NotNeeded> for NotNeededForm<'a> {
    fn from(item: &'a NotNeeded) -> Self {
        let (already_listed, decided_by) = match &item.why {
            WhyNotNeeded::AlreadyListed(entry) => (Some(EntryForm::from(entry.as_ref())), Vec::new()),
            WhyNotNeeded::Decided(by) => (None, by.iter().map(Words::from).collect()),
        };
        Self { id: &item.id, label: Words::from(&item.label), of: &item.of, already_listed, decided_by }
    }
}

#[derive(Serialize)]
pub(super) struct DutyForm<'a> {
    id: &'a str,
    duty: &'a str,
    label: Words<'a>,
    addressee: Option<&'a str>,
    due: Option<DueForm<'a>>,
    form: Option<&'a str>,
    met: Option<&'static str>,
    citations: &'a [String],
    by: Vec<GroundForm<'a>>,
}

#[derive(Serialize)]
struct GroundForm<'a> {
    provision: &'a str,
    label: Words<'a>,
    lays_down: bool,
    entry: Option<&'a str>,
}

impl<'a> From<&'a DutyGround> for GroundForm<'a> {
    fn from(ground: &'a DutyGround) -> Self {
        let DutyGround { provision, label, lays_down, entry } = ground;
        Self { provision, label: label.into(), lays_down: *lays_down, entry: entry.as_deref() }
    }
}

#[derive(Serialize)]
struct DueForm<'a> {
    words: &'a str,
    day: Option<String>,
}

impl<'a> From<&'a DutyDue> for DutyForm<'a> {
    fn from(duty: &'a DutyDue) -> Self {
        Self {
            id: &duty.id,
            duty: &duty.duty,
            label: Words::from(&duty.label),
            addressee: duty.addressee.as_deref(),
            due: duty.due.as_ref().map(|due| DueForm { words: &due.words, day: day(due.day) }),
            form: duty.form.as_deref(),
            met: duty.met.map(Truth::id),
            citations: &duty.citations,
            by: duty.by.iter().map(GroundForm::from).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct AssumptionForm<'a> {
    text: Words<'a>,
    pointer: &'a str,
}

impl<'a> From<&'a Assumption> for AssumptionForm<'a> {
    fn from(assumption: &'a Assumption) -> Self {
        Self { text: Words::from(&assumption.text), pointer: &assumption.pointer }
    }
}

#[derive(Serialize)]
struct LawForm<'a> {
    rulebooks: Vec<LawBookForm<'a>>,
    on: Option<String>,
    hypothetical: bool,
    known_on: Option<String>,
}

#[derive(Serialize)]
pub(super) struct LawBookForm<'a> {
    id: &'a str,
    sha256: &'a str,
    label: Words<'a>,
    jurisdiction: &'a str,
    authentic: &'a str,
    up_to: Option<Words<'a>>,
    up_to_from: Option<String>,
    covers_from: Option<String>,
}

impl<'a> From<&'a LawBook> for LawBookForm<'a> {
    fn from(book: &'a LawBook) -> Self {
        Self {
            id: &book.id,
            sha256: &book.sha256,
            label: Words::from(&book.label),
            jurisdiction: book.jurisdiction.code(),
            authentic: &book.authentic,
            up_to: book.up_to.as_ref().map(|(instrument, _)| Words::from(instrument)),
            up_to_from: book.up_to.as_ref().and_then(|(_, from)| day(*from)),
            covers_from: day(book.covers_from),
        }
    }
}

impl<'a> From<&'a Law> for LawForm<'a> {
    fn from(law: &'a Law) -> Self {
        let rulebooks = law.rulebooks.iter().map(LawBookForm::from).collect();
        Self { rulebooks, on: day(law.on), hypothetical: law.hypothetical, known_on: day(law.known_on) }
    }
}

#[derive(Serialize)]
struct CoverageForm<'a> {
    modelled: Vec<Words<'a>>,
    not_encoded: Vec<GapForm<'a>>,
    disputed: Vec<DisputeForm<'a>>,
}

#[derive(Serialize)]
pub(super) struct GapForm<'a> {
    label: Words<'a>,
    because: Words<'a>,
    would: &'static str,
    touches: bool,
}

#[derive(Serialize)]
pub(super) struct DisputeForm<'a> {
    id: &'a str,
    label: Words<'a>,
    readings: Vec<ReadingForm<'a>>,
}

#[derive(Serialize)]
struct ReadingForm<'a> {
    label: Words<'a>,
    truth: &'static str,
    citations: &'a [String],
}

impl<'a> From<&'a Gap> for GapForm<'a> {
    fn from(gap: &'a Gap) -> Self {
        Self {
            label: Words::from(&gap.label),
            because: Words::from(&gap.because),
            would: gap.would,
            touches: gap.touches,
        }
    }
}

impl<'a> From<&'a DisputeShown> for DisputeForm<'a> {
    fn from(dispute: &'a DisputeShown) -> Self {
        let reading = |(label, truth, by): &'a (Label, Truth, Vec<String>)| ReadingForm {
            label: Words::from(label),
            truth: truth.id(),
            citations: by,
        };
        Self {
            id: &dispute.id,
            label: Words::from(&dispute.label),
            readings: dispute.readings.iter().map(reading).collect(),
        }
    }
}

impl<'a> From<&'a Coverage> for CoverageForm<'a> {
    fn from(coverage: &'a Coverage) -> Self {
        Self {
            modelled: coverage.modelled.iter().map(Words::from).collect(),
            not_encoded: coverage.not_encoded.iter().map(GapForm::from).collect(),
            disputed: coverage.disputed.iter().map(DisputeForm::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct DependsForm<'a> {
    rules: &'a [String],
    lists: &'a [String],
    facts: &'a [String],
}

/// A day as written in JSON.
pub(super) fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}
