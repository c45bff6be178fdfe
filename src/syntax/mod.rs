//! The typed syntax tree of one rule file.
//!
//! Takes nothing, decides nothing: what was written, with the place of each piece. Every item is a head and a run of
//! clauses; which clauses an item may have is decided by `resolve`, so that a misplaced clause gets a good message.
//! Equality ignores places: `format` then `parse` gives an equal tree.

mod condition;
mod effect;
mod print;
mod scenario;

pub use condition::{Expr, ExprKind, Noun, Term, TermUnit, Value};
pub use effect::{Consequence, Due, Effect, EffectKind, Most};
pub use print::{clause_word, print, print_clause, print_clauses, print_opening, print_when};
pub use scenario::{Expect, ExpectKind, Given, OutcomeWord};

use crate::source::Span;
use crate::vocab::{Act, Date, Label, Weekday};
pub use crate::vocab::{Comparator, FactOf, Over, Pick, Policy, Reach, Settling, TimeUnit, Way, Would};

/// Where a piece was written. All places are equal, so that trees compare by what they say.
#[derive(Debug, Clone, Copy, Default)]
pub struct At(pub Span);

impl PartialEq for At {
    fn eq(&self, _: &At) -> bool {
        true
    }
}

impl Eq for At {}

/// Something written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot<T> {
    /// What.
    pub value: T,
    /// Where.
    pub at: At,
}

impl<T> Spot<T> {
    /// What was written at that place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, at: At(span) }
    }

    /// The place.
    pub fn span(&self) -> Span {
        self.at.0
    }
}

/// A name as written: `annex-2-2`, `kr.situational/annex-2-2`, `kr.situational`.
pub type Name = Spot<String>;

/// A rule file: its items and its comments, in the order written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The items.
    pub items: Vec<Item>,
    /// The comments, without line ends; places tell the printer where they belong.
    pub comments: Vec<Spot<String>>,
}

/// A top-level item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The whole item.
    pub at: At,
    /// What it is and what it is called.
    pub head: Head,
    /// Its clauses; empty for `part of`.
    pub body: Vec<Clause>,
}

/// The opening words of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the item of that name in docs/language/reference.md")]
pub enum Head {
    Rulebook {
        id: Name,
        label: Label,
    },
    Part {
        of: Name,
    },
    Instrument {
        id: Name,
        label: Label,
    },
    Group {
        id: Name,
        label: Label,
    },
    Calendar {
        id: Name,
        label: Label,
    },
    List {
        id: Name,
        label: Label,
    },
    /// `entry 1012, 1013 of annex-2-2 "…"`
    Entry {
        keys: Vec<Spot<String>>,
        list: Name,
        label: Option<Label>,
    },
    Classification {
        id: Name,
        label: Label,
    },
    Fact {
        id: Name,
        kind: FactKind,
        label: Option<Label>,
    },
    Question {
        id: Name,
        label: Label,
    },
    Define {
        id: Name,
        label: Label,
    },
    Disputed {
        id: Name,
        label: Label,
    },
    Rule {
        id: Name,
        label: Label,
    },
    Exception {
        id: Name,
        label: Label,
    },
    Policy {
        id: Name,
        label: Label,
    },
    ClosedList {
        id: Name,
        label: Label,
    },
    Duty {
        id: Name,
        label: Label,
    },
    NotEncoded {
        label: Label,
    },
    OrderOfReview {
        rules: Vec<Name>,
    },
    Scenario {
        label: Label,
    },
    Table {
        id: Name,
        label: Label,
    },
    Share {
        id: Name,
        label: Label,
    },
    Sum {
        id: Name,
        label: Label,
    },
    Count {
        id: Name,
        label: Label,
    },
    Screening {
        id: Name,
        label: Label,
    },
    Licence {
        id: Name,
        label: Label,
    },
    Event {
        id: Name,
        label: Label,
    },
    Violation {
        id: Name,
        label: Label,
    },
    Sanction {
        id: Name,
        label: Label,
    },
    /// `amend list annex-2-2 by notice-35`
    Amend {
        what: Spot<Amendable>,
        id: Name,
        by: Name,
        label: Option<Label>,
    },
    /// `repeal rule cars by notice-33 from D`
    Repeal {
        what: Spot<Amendable>,
        ids: Vec<Name>,
        by: Name,
        when: When,
    },
    /// `suspend rule affiliates by notice-x from D through D`
    Suspend {
        what: Spot<Amendable>,
        ids: Vec<Name>,
        by: Name,
        when: When,
    },
}

/// What an instrument may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the item of that name in docs/language/reference.md")]
pub enum Amendable {
    Rule,
    Exception,
    Policy,
    Define,
    List,
    Group,
}

impl Amendable {
    /// The word for it in a rule text.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Amendable::Rule => "rule",
            Amendable::Exception => "exception",
            Amendable::Policy => "policy",
            Amendable::Define => "define",
            Amendable::List => "list",
            Amendable::Group => "group",
        }
    }
}

/// The type of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the type of that name in docs/language/reference.md")]
pub enum FactKind {
    YesOrNo,
    /// `asserted by motie`
    Asserted(Name),
    /// `one of a "…", b`
    OneOf(Vec<Choice>),
    /// `any of a "…", b`
    AnyOf(Vec<Choice>),
    Date,
    Country,
    Number,
    /// `quantity in cc`
    Quantity(Spot<String>),
    Money,
    Text,
}

/// One of the values a fact may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: Name,
    /// Its words for people.
    pub label: Option<Label>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The whole clause.
    pub at: At,
    /// What it says.
    pub kind: ClauseKind,
}

/// A stretch of time as written; `through D` is kept apart from `before D`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// `from D`
    pub from: Option<Spot<Date>>,
    /// `before D` or `through D`
    pub until: Option<Spot<Until>>,
}

impl When {
    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }
}

/// The end of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// That day is no longer in it.
    Before(Date),
    /// That day is the last.
    Through(Date),
}

/// What a clause says. The words are those of `docs/language/reference.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the clause of that name in docs/language/reference.md")]
pub enum ClauseKind {
    // rulebook
    Jurisdiction(Spot<String>),
    Authority {
        id: Name,
        label: Label,
    },
    Authentic(Spot<String>),
    Nomenclature {
        scheme: Spot<String>,
        edition: Spot<String>,
        when: When,
    },
    TimeZone(Spot<String>),
    /// `territory GROUP`
    Territory(Name),
    Nexus(Expr),
    /// `decisive date FACT [for ACT, …]`
    DecisiveDate {
        fact: Name,
        acts: Vec<Spot<Act>>,
    },
    CoversFrom(Spot<Date>),
    Source(Spot<String>),
    Modelled(Label),
    // instrument
    Number(Spot<String>),
    Announced(Spot<Date>),
    Published(Spot<Date>),
    /// `in force D [for "…"]`
    InForce {
        date: Spot<Date>,
        part: Option<Spot<String>>,
    },
    Corrects(Name),
    Draft,
    // amendment
    /// `add from "…"`
    AddFrom(Spot<String>),
    /// `replace from "…"`
    ReplaceFrom(Spot<String>),
    /// `add CC, … [from D]`
    AddPlaces {
        places: Vec<Spot<String>>,
        when: When,
    },
    /// `remove CC, … [from D]`
    RemovePlaces {
        places: Vec<Spot<String>>,
        when: When,
    },
    /// `remove entry N, … [from D]`; without keys `remove all entries`
    RemoveEntries {
        keys: Vec<Spot<String>>,
        when: When,
    },
    /// `states N added [, N in all] [, not checkable because "…"]`
    StatesAdded {
        added: Spot<u64>,
        in_all: Option<Spot<u64>>,
        not_checkable: Option<Spot<String>>,
    },
    /// `not complete PART [from D]`
    Incomplete {
        part: Name,
        when: When,
    },
    /// `replace D with D`
    ReplaceDate {
        old: Spot<Date>,
        new: Spot<Date>,
    },
    // group
    Member {
        places: Vec<Spot<String>>,
        when: When,
    },
    MemberGroup(Name),
    AllCountries,
    WithoutPlaces(Vec<Spot<String>>),
    WithoutGroup(Name),
    /// `members uncertain CC, … from D before D because "…"`
    Uncertain {
        places: Vec<Spot<String>>,
        when: When,
        because: Spot<String>,
    },
    // calendar
    Weekend(Vec<Spot<Weekday>>),
    /// `holiday D, D "…"`
    Holiday {
        days: Vec<Spot<Date>>,
        label: Option<Label>,
    },
    /// `covers from D before D`
    Covers(When),
    // list
    Match {
        column: Name,
        schemes: Vec<Spot<String>>,
    },
    ClassifiedBy(Name),
    Load(Spot<String>),
    /// `complete PART [for CODE, … | except CODE, …] from D [before D]`
    Complete {
        part: Name,
        except: bool,
        codes: Vec<Spot<WrittenCode>>,
        when: When,
    },
    /// `states N entries from D [by INSTRUMENT] [, not checkable because "…"]`
    States {
        count: Spot<u64>,
        from: Option<Spot<Date>>,
        by: Option<Name>,
        not_checkable: Option<Spot<String>>,
    },
    // classification and fact
    Scheme(Spot<String>),
    Ask(Label),
    Changed {
        date: Spot<Date>,
        by: Option<Name>,
    },
    Of(Spot<FactOf>),
    MayBe(Spot<Settling>),
    SilenceMeansNo {
        because: Spot<String>,
    },
    Facts(Vec<Name>),
    // disputed
    Reading {
        id: Name,
        label: Option<Label>,
        body: Vec<Clause>,
    },
    // rules and their kin
    Cite(Vec<Citation>),
    By(Name),
    AppliesTo(Vec<Spot<Act>>),
    Force(When),
    OnlyIfNo(Vec<Name>),
    SubjectTo(Vec<Name>),
    To(Vec<Name>),
    Notwithstanding(Vec<Name>),
    PresumedUnlessShownOtherwise,
    When(Expr),
    Unless(Expr),
    Then(Vec<Effect>),
    Reason(Label),
    /// `only E1, E2 relieve R`
    OnlyRelieve {
        kept: Vec<Name>,
        rule: Name,
    },
    // duty
    On(Spot<String>),
    Form(Spot<String>),
    Due(Due),
    MetWhen(Expr),
    // not encoded
    Would {
        what: Spot<Would>,
        rules: Vec<Name>,
    },
    Because(Label),
    // table
    /// `rows CC, … as CC [from D]`
    RowsAs {
        places: Vec<Spot<String>>,
        like: Spot<String>,
        when: When,
    },
    // share, sum and count
    /// `of MEASURE over WHAT`
    Measured {
        measure: Name,
        over: Name,
    },
    /// `over WHAT`
    OverClause(Name),
    /// `through CONDITION`
    Through(Expr),
    // licence
    GrantedBy(Name),
    /// `valid on FACT`
    ValidOn(Name),
    // violation and sanction
    /// `in case of E, …`
    InCaseOf(Vec<Name>),
    /// `then may "…" at most … or "…"`
    Consequences {
        may: bool,
        of: Vec<Consequence>,
    },
    // scenario
    Given(Vec<Given>),
    /// `on D, … expect …`
    Case {
        on: Spot<Option<Date>>,
        given: Vec<Given>,
        expect: Vec<Expect>,
    },
}

/// A citation and, where provisions were renumbered, its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The words.
    pub text: Spot<String>,
    /// When they are right.
    pub when: When,
}

/// A code as written, with its scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenCode {
    /// `HS`
    pub scheme: String,
    /// `8457.10`, in the spelling of the text.
    pub text: String,
}
