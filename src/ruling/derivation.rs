//! The derivation: a typed, ordered tree in which each step names its clause.

use super::{EntryShown, Fit, Looked};
use crate::vocab::{Date, Decimal, Label, Outcome, Over, Period, Pick, TimeUnit, Truth, Way};

/// One step of a derivation.
#[derive(Debug, Clone)]
pub struct Step {
    /// Stable within a rulebook's version: `1/kr.situational/situational-licence/1350/when.2`.
    pub id: String,
    /// What kind of step.
    pub kind: StepKind,
    /// The words of the clause, as written in the rule text; empty for steps that have none.
    pub clause: String,
    /// `file:line:column` of the clause.
    pub at: String,
    /// Where the law says so.
    pub citations: Vec<String>,
    /// Whether it holds.
    pub truth: Truth,
    /// What was found, for a sentence.
    pub finding: Finding,
    /// The facts that were read.
    pub facts: Vec<FactRead>,
    /// The steps it rests on, in the order of the text.
    pub because: Vec<Step>,
    /// Whether the ruling hangs on it.
    pub decisive: bool,
}

/// The kind of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the construct of that name")]
pub enum StepKind {
    Shipment,
    Line,
    Rulebook,
    Nexus,
    Rule,
    Exception,
    Policy,
    ClosedList,
    /// A rule that goes before this one.
    GivesWay,
    /// `applies to`
    Acts,
    /// `from … before …`
    Force,
    /// The instrument was published by the day asked about.
    Known,
    All,
    Any,
    Not,
    Always,
    Listed,
    EntryCondition,
    ItemIs,
    Classification,
    Place,
    Reach,
    Act,
    Fact,
    Compare,
    Define,
    Disputed,
    Reading,
    /// A condition asked of each component, input, party or owner.
    Each,
    /// One of them.
    Member,
    /// What other rules require of what is at hand.
    RequiredBy,
    /// One of those rules.
    Required,
    /// A licence is held.
    Held,
    /// A licence that is stated.
    Authorization,
    /// Whether it fits in one thing.
    Fit,
    /// A party looked up in a list.
    Screening,
    /// A look-up in a table.
    Table,
    /// A column of the entry at hand.
    EntryColumn,
    /// What breaches the law.
    Violation,
    /// What that may bring.
    Sanction,
    /// A duty that conditions a relief.
    DutyMet,
    /// What is not encoded.
    Coverage,
}

impl StepKind {
    /// The name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            StepKind::Shipment => "shipment",
            StepKind::Line => "line",
            StepKind::Rulebook => "rulebook",
            StepKind::Nexus => "nexus",
            StepKind::Rule => "rule",
            StepKind::Exception => "exception",
            StepKind::Policy => "policy",
            StepKind::ClosedList => "closed_list",
            StepKind::GivesWay => "gives_way",
            StepKind::Acts => "acts",
            StepKind::Force => "force",
            StepKind::Known => "known",
            StepKind::All => "all_of",
            StepKind::Any => "any_of",
            StepKind::Not => "not",
            StepKind::Always => "always",
            StepKind::Listed => "listed",
            StepKind::EntryCondition => "entry_condition",
            StepKind::ItemIs => "item_is",
            StepKind::Classification => "classification",
            StepKind::Place => "place",
            StepKind::Reach => "reach",
            StepKind::Act => "act",
            StepKind::Fact => "fact",
            StepKind::Compare => "compare",
            StepKind::Define => "define",
            StepKind::Disputed => "disputed",
            StepKind::Reading => "reading",
            StepKind::Each => "each",
            StepKind::Member => "member",
            StepKind::RequiredBy => "required_by",
            StepKind::Required => "required",
            StepKind::Held => "held",
            StepKind::Authorization => "authorization",
            StepKind::Fit => "fit",
            StepKind::Screening => "screening",
            StepKind::Table => "table",
            StepKind::EntryColumn => "entry_column",
            StepKind::Violation => "violation",
            StepKind::Sanction => "sanction",
            StepKind::DutyMet => "duty_met",
            StepKind::Coverage => "coverage",
        }
    }
}

/// What a step found; `render` makes a sentence of it in each language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields of each variant are what its sentence names")]
pub enum Finding {
    /// Nothing beyond the truth of what it rests on.
    Rests,
    /// A rule, exception, policy, rulebook, define or reading by its name; with its outcome where it has one.
    Named(Label, Option<Outcome>),
    /// An exception or policy of that name is presumed, for nothing shows the contrary; with its outcome where it has one.
    Presumed(Label, Option<Outcome>),
    /// A define of that name does not hold because nothing that is stated tells of it, which there means no.
    Silent(Label),
    /// An exception to an exception: with no outcome it takes that away, with one it leaves this in its place.
    Against { name: Label, of: Label, outcome: Option<Outcome> },
    /// The item is that entry.
    Entry(Box<EntryShown>),
    /// The entry of that list may cover the item: the code has too few digits; so many are needed.
    CodeTooShort { list: Label, code: String, entries: Vec<String>, digits: usize },
    /// No entry in force of that list covers the code; the list is complete on that day. The nearest that does on another day.
    NotListed { list: Label, codes: Vec<String>, near: Option<NearEntry> },
    /// The item's code is of that edition, the list in the other.
    OtherEdition { list: Label, code: String, stated: String, read_in: String },
    /// The item is classified under a number whose entry had left that list by then: on its last day, so long before.
    LeftTheList { list: Label, code: String, last: Date, days: u32 },
    /// No entry covers the code, but the list as encoded is not complete on that day.
    ListNotComplete { list: Label, codes: Vec<String> },
    /// An entry in force covers the code, and the condition beside it does not hold.
    BesideFails { list: Label, key: String, code: String, condition: String },
    /// An entry has the item's code, and leaves out this one under it.
    LeftOut { list: Label, key: String, code: String, except: String },
    /// The item has no code that the list could be matched with; or none of those kinds, by which some of its entries go.
    NoCode { list: Label, kinds: Vec<String> },
    /// Entries without a code: the item is not classified yet; the nearest headings.
    NotClassified { list: Label, nearest: Vec<String> },
    /// The classification is that code, or none.
    Classified { scheme: Label, code: Option<String> },
    /// The classification was made before what it is made under changed.
    ClassificationStale { scheme: Label, made: Date, changed: Date },
    /// The classification is not known.
    ClassificationUnknown { scheme: Label },
    /// Whether the item falls under a code.
    Codes {
        /// The item's, as far as they can be held against those.
        codes: Vec<String>,
        /// Those asked about; where the item falls under one, that one.
        asked: Vec<String>,
    },
    /// The place read and which of the declared and the known destination it was.
    Place { used: Option<String>, which: &'static str, set: String },
    /// A member only from or until a day.
    PlaceDated { used: String, set: String, member_from: Option<Date>, member_before: Option<Date> },
    /// The act.
    Act(String),
    /// The day and the period it is held against.
    Day { on: Option<Date>, from: Option<Date>, before: Option<Date> },
    /// A fact by its name and the value read; none is unknown.
    Fact { name: Label, value: Option<String> },
    /// Two values and the words between them.
    Compared {
        left: String,
        left_value: Option<String>,
        by: &'static str,
        right: String,
        right_value: Option<String>,
        reckoned: Vec<Reckoned>,
    },
    /// So many of those are stated, with those roles; whether there are no others.
    Each { every: bool, over: Over, roles: Vec<String>, of: usize, complete: bool },
    /// One of them, by its name.
    Member(String),
    /// What one of them is made of, in its place.
    Within,
    /// A share, a sum or a count and what it is held against. Of a share, its ends and of how much it is a part.
    Totalled {
        name: String,
        value: Option<String>,
        by: &'static str,
        bound: String,
        least: Option<Decimal>,
        most: Option<Decimal>,
        whole: Option<Decimal>,
    },
    /// What those rules require.
    RequiredBy(Vec<Label>),
    /// So many licences of that name are stated.
    Held { licence: Label, stated: usize },
    /// A licence by its number, and its days.
    Authorization { number: String, from: Option<Date>, to: Option<Date> },
    /// Whether a licence fits in that.
    Fits(Fit),
    /// What was found of a party in those lists.
    Matched { party: String, looked: Vec<Looked> },
    /// A column of a table in the row of a place, or of the place in whose row that is read.
    Marked { table: Label, place: Option<String>, like: Option<String>, column: Option<String> },
    /// A column of the entry and what it is held against.
    EntrySays { column: String, cell: Option<String>, wanted: Vec<String> },
    /// The sources differ.
    Differ(Label),
    /// Before that day the rulebook holds nothing; the day lies there, or is not known.
    NotCovered { on: Option<Date>, from: Date },
    /// A part of the law is not encoded, and could require something here.
    NotEncoded { label: Label, because: Label },
}

/// How a day was reckoned from others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields of each variant are what its sentence names")]
pub enum Reckoned {
    /// So long after or before a day: in calendar time, or in business days of that calendar.
    Term { length: Length, from: Date, day: Date },
    /// A term that leaves the days that its calendar covers.
    Beyond { length: Length, from: Date, covers: Period },
    /// The earlier or the later of those days.
    Picked { which: Pick, of: Vec<Date>, day: Date },
}

/// How long a term is, and which way it runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    /// How many.
    pub number: u32,
    /// Of which unit of calendar time; none for business days.
    pub unit: Option<TimeUnit>,
    /// After or before the day.
    pub way: Way,
    /// Whose business days.
    pub calendar: Option<Label>,
}

/// An entry that covers the item on another day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearEntry {
    /// Its key.
    pub key: String,
    /// The end of its period that lies next to the day asked about.
    pub end: PeriodEnd,
    /// How many days lie between.
    pub days: u32,
}

/// An end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodEnd {
    /// It begins on that day.
    Begins(Date),
    /// Its last day is that one.
    Ended(Date),
}

/// A fact that was read: where it stands, as written and as used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRead {
    /// A JSON pointer into the shipment.
    pub pointer: String,
    /// As written; none if absent.
    pub raw: Option<String>,
    /// As used; empty if unknown.
    pub used: String,
    /// How one became the other, where that needs words.
    pub note: Option<String>,
}
