//! The answer as data: outcome, requirements, openings, questions, duties and the derivation.
//!
//! `eval` makes it; `render` and `wire` print it. Everything a person may read is here with its labels in every
//! language it has, so that neither needs the rulebook.

mod conduct;
mod confirm;
mod derivation;
mod parts;
mod timeline;
mod verdict;

pub use conduct::{Breach, Threat};
pub use confirm::{Fault, confirm};
pub use derivation::{FactRead, Finding, Length, NearEntry, PeriodEnd, Reckoned, Step, StepKind};
pub use parts::{Fit, Looked};
pub use timeline::{Band, InstrumentShown, LineTimeline, Recited, Stretch, Timeline, Told, Turn};
pub use verdict::{Said, Verdict};

use crate::vocab::{Act, Bit, Date, Jurisdiction, Label, Outcome, Policy, Range, Truth};
use std::collections::BTreeMap;

/// What the law says of one shipment.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// The shipment's own id.
    pub shipment: String,
    /// The outcome of the whole: the strictest line under the strictest law.
    pub standing: Standing,
    /// Line by line.
    pub lines: Vec<LineRuling>,
    /// Every requirement that holds or may hold, in the order of lines and rulebooks.
    pub requirements: Vec<Requirement>,
    /// Reliefs that are not shown but might be.
    pub openings: Vec<Opening>,
    /// What stands behind each requirement, by its id.
    pub behind: BTreeMap<String, Behind>,
    /// What counts because nothing shows the contrary.
    pub presumptions: Vec<Presumption>,
    /// What would settle the outcome; the answer that settles most comes first.
    pub questions: Vec<Question>,
    /// What was left unanswered and need not be answered, and why.
    pub not_needed: Vec<NotNeeded>,
    /// What a reader needs first: the steps on which the outcome hangs, the one that decides first.
    pub reasons: Vec<Step>,
    /// What has to be done.
    pub duties: Vec<DutyDue>,
    /// What was done that breaches the law or may, and what that may bring; it is no part of the outcome.
    pub conduct: Vec<Breach>,
    /// What was taken for granted: an absent act, silence that means no, an edition not stated.
    pub assumptions: Vec<Assumption>,
    /// The law that was applied.
    pub law: Law,
    /// What is encoded and what is not.
    pub coverage: Coverage,
    /// What the answer rests on, negative answers included.
    pub depends_on: DependsOn,
    /// Why, step by step.
    pub derivation: Step,
}

/// An outcome with its range and how firm it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent statements about one outcome, each printed")]
pub struct Standing {
    /// On the facts shown: no opening is taken. One kind of outcome, or undetermined.
    pub shown: Range,
    /// Every way the unknown facts could fall, openings included.
    pub possible: Range,
    /// No unknown fact could still add, drop or alter anything.
    pub settled: bool,
    /// Nothing that is not encoded or disputed touches it.
    pub complete: bool,
    /// The law may not reach the act at all ("if this law reaches you").
    pub reach_unknown: bool,
    /// The range is open because of the sources or the encoding, not because of a fact that could be told.
    pub by_sources: bool,
}

impl Standing {
    /// The outcome on the facts shown; none if undetermined.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.shown.is_one_kind().then_some(self.shown.worst)
    }

    /// The review policy on the facts shown, where a licence is required and the facts fix one.
    #[must_use]
    pub fn policy(&self) -> Option<Policy> {
        if self.shown.is_single() { self.shown.worst.policy() } else { None }
    }

    /// Whether the shipment should stop: a licence is needed, it is prohibited, or nobody can tell yet.
    #[must_use]
    pub fn stop(&self) -> bool {
        self.shown.worst.stops()
    }
}

/// One line.
#[derive(Debug, Clone)]
pub struct LineRuling {
    /// The line's own name.
    pub line: String,
    /// Its codes and description, as people read them.
    pub item: String,
    /// Its outcome.
    pub standing: Standing,
    /// Its outcome under each rulebook, in their order.
    pub by_rulebook: Vec<BookStanding>,
}

/// A line under one rulebook.
#[derive(Debug, Clone)]
pub struct BookStanding {
    /// `kr.situational`
    pub rulebook: String,
    /// Whose law.
    pub jurisdiction: Jurisdiction,
    /// What it says.
    pub standing: Standing,
    /// The day that picked the law, if known.
    pub on: Option<Date>,
    /// The date fact that gives the day (`export-declared`).
    pub decisive_date: String,
    /// Where that date is stated, or would be: a JSON pointer.
    pub decisive_at: String,
}

/// Whether a requirement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It holds.
    Stands,
    /// It holds unless a rule that goes before it turns out to hold.
    StandsUnlessEarlier,
    /// It held, and a relief has overcome it.
    Overcome,
    /// It may hold.
    Possible,
}

/// What stands behind a requirement and is told in words only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Behind {
    /// The reliefs directly on the rule that fail, by the ids of their steps.
    pub failed: Vec<String>,
    /// Those that hold and are without effect, since a policy that holds stands against them.
    pub outweighed: Vec<Label>,
    /// What tells whether it stands alike for another line.
    pub ground: Ground,
}

/// What makes two lines alike under a rule: what it comes to, what of all that hangs on it holds, and the codes that are read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Ground {
    /// The rule: its place among those of its rulebook.
    pub family: usize,
    /// The mildest and the strictest of what it comes to.
    pub shown: Option<(Outcome, Outcome)>,
    /// Of each of its members and closed lists whether it holds.
    pub roots: Vec<Bit>,
    /// The codes of the item.
    pub codes: Vec<String>,
}

/// A requirement: rule, line, entry or reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// `1/kr.situational/situational-licence/1350`
    pub id: String,
    /// Whether it holds.
    pub status: Status,
    /// The rule's id.
    pub rule: String,
    /// The rule's name.
    pub label: Label,
    /// The rulebook.
    pub rulebook: String,
    /// Whose law.
    pub jurisdiction: Jurisdiction,
    /// The line.
    pub line: String,
    /// The act.
    pub act: Act,
    /// What is required, on the facts shown, if the requirement holds.
    pub shown: Range,
    /// Openings included.
    pub possible: Range,
    /// The licence and who grants it.
    pub licence: Option<(Label, Label)>,
    /// The list, its entry and its description.
    pub entry: Option<EntryShown>,
    /// Where the law says so.
    pub citations: Vec<String>,
    /// The instrument by which it applies: the entry's, else the rule's.
    pub instrument: Option<Label>,
    /// The reliefs that overcame it.
    pub overcome_by: Vec<(String, Label)>,
    /// The policies that made it stricter.
    pub stiffened_by: Vec<(String, Label)>,
}

/// An entry of a list, as shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryShown {
    /// The list's id.
    pub list: String,
    /// The list's name.
    pub list_label: Label,
    /// The entry's number.
    pub key: String,
    /// Its code, if it has one.
    pub code: Option<String>,
    /// What it is.
    pub description: Label,
    /// Codes under its own that it leaves out.
    pub except: Vec<String>,
    /// The threshold as printed.
    pub threshold: Option<String>,
    /// In force since.
    pub from: Option<Date>,
    /// By that instrument.
    pub instrument: Option<Label>,
}

/// A relief that would count if it were shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The exception's id.
    pub exception: String,
    /// Its name.
    pub label: Label,
    /// The requirement it would relieve.
    pub requirement: String,
    /// What would remain.
    pub leaves: Outcome,
    /// The questions that would show it; none when only the sources could.
    pub questions: Vec<Question>,
    /// The sources differ on it.
    pub disputed: bool,
    /// Where the law says so.
    pub citations: Vec<String>,
    /// What has to be filed first.
    pub on_condition: Vec<Label>,
}

/// An exception or policy that is presumed: it stands until the contrary is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presumption {
    /// Its id.
    pub exception: String,
    /// Its name.
    pub label: Label,
    /// The requirement of which it is one.
    pub requirement: String,
    /// What would be required at the worst if the contrary were shown; none where that changes duties only, or which of two rules
    /// applies.
    pub rebutted: Option<Outcome>,
    /// Whether that takes the contrary of this alone, or of others too.
    pub alone: bool,
    /// What would be owed if the contrary were shown, of a rule that only lays down a duty.
    pub owed: Vec<Label>,
    /// The questions that would show it, one way or the other.
    pub questions: Vec<Question>,
    /// Where the law says so.
    pub citations: Vec<String>,
}

/// A question whose answer settles something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question's, fact's or classification's id.
    pub id: String,
    /// A short name.
    pub label: Label,
    /// The facts it settles.
    pub facts: Vec<String>,
    /// `shipment`, or the line.
    pub of: String,
    /// The words.
    pub ask: Label,
    /// Where the answer is to be written: JSON pointers.
    pub pointers: Vec<String>,
    /// The answers it may have, with their words.
    pub answers: Vec<(String, Label)>,
    /// Whether a code may be given instead of these answers.
    pub or_a_code: bool,
    /// More to know: the nearest headings, how many digits are needed.
    pub hints: Vec<String>,
    /// The requirements, exceptions and policies that wait for it.
    pub waits: Vec<String>,
}

/// A question that need not be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotNeeded {
    /// Its id.
    pub id: String,
    /// A short name.
    pub label: Label,
    /// `shipment`, or the line.
    pub of: String,
    /// Why not.
    pub why: WhyNotNeeded,
}

/// Why a question need not be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNotNeeded {
    /// The rule already holds by that entry, and another entry would lead to the same licence and policy.
    AlreadyListed(Box<EntryShown>),
    /// Nothing that waits for it could come about, whatever the answer: these decided it.
    Decided(Vec<Label>),
}

/// Something that has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyDue {
    /// `1/kr.situational/prior-notice`
    pub id: String,
    /// The duty's id.
    pub duty: String,
    /// Its name.
    pub label: Label,
    /// Who has to do it.
    pub addressee: Option<String>,
    /// By when.
    pub due: Option<Deadline>,
    /// On which form.
    pub form: Option<String>,
    /// Whether it is done, for all that bring it; none where the law as encoded says nothing of what shows that.
    pub met: Option<Truth>,
    /// Where the law says so.
    pub citations: Vec<String>,
    /// All that bring it here, in the order of the text: one or more.
    pub by: Vec<DutyGround>,
}

/// What brings a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyGround {
    /// The provision.
    pub provision: String,
    /// Its name.
    pub label: Label,
    /// Whether a rule lays it down; otherwise a relief or a policy brings it with it.
    pub lays_down: bool,
    /// The entry for which the rule does, where it is about one.
    pub entry: Option<String>,
}

/// A deadline: the words and, where the dates are known, the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Such as `before export-declared`, `within 30 days after contract-signed`.
    pub words: String,
    /// The last day, if the shipment's dates give it.
    pub day: Option<Date>,
}

/// Something taken for granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// What, in one sentence.
    pub text: Label,
    /// Where it would be stated.
    pub pointer: String,
    /// Whether it is that silence means no: what is stated to the contrary would be another case.
    pub silence: bool,
}

/// The law that was applied.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// The rulebooks and the hash of their texts.
    pub rulebooks: Vec<LawBook>,
    /// The decisive date given for the run, if one was; the ruling is then hypothetical where it overrides the shipment's.
    pub on: Option<Date>,
    /// Whether `on` overrides a date of the shipment.
    pub hypothetical: bool,
    /// As known on that day; none: everything that is loaded.
    pub known_on: Option<Date>,
}

/// A rulebook as applied.
#[derive(Debug, Clone)]
pub struct LawBook {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// Whose law.
    pub jurisdiction: Jurisdiction,
    /// SHA-256 over its texts and tables, in hexadecimal.
    pub sha256: String,
    /// The language whose words prevail.
    pub authentic: String,
    /// The last instrument that was applied: its name and its first day in force.
    pub up_to: Option<(Label, Option<Date>)>,
    /// Before this day nothing is encoded.
    pub covers_from: Option<Date>,
}

/// What is encoded and what is not, as far as it touches the ruling or the rulebooks applied.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// What is encoded, a sentence each.
    pub modelled: Vec<Label>,
    /// What is not, and whether it touches this ruling.
    pub not_encoded: Vec<Gap>,
    /// What the sources differ on in this ruling.
    pub disputed: Vec<DisputeShown>,
}

/// A part of the law that is not encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What.
    pub label: Label,
    /// Why.
    pub because: Label,
    /// `require`, `relieve` or `stiffen`.
    pub would: &'static str,
    /// Whether it could matter to this ruling.
    pub touches: bool,
}

/// A dispute that matters, with its readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeShown {
    /// Its id.
    pub id: String,
    /// The question.
    pub label: Label,
    /// Each reading: its name, what it says here, who reads it so.
    pub readings: Vec<(Label, crate::vocab::Truth, Vec<String>)>,
}

/// What the answer rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DependsOn {
    /// Rules, exceptions and policies looked at.
    pub rules: Vec<String>,
    /// Lists consulted, also those that gave nothing.
    pub lists: Vec<String>,
    /// Facts read, also those that are unknown.
    pub facts: Vec<String>,
}
