//! Conditions and the values in them.

use super::{At, Name, Spot, WrittenCode};
use crate::vocab::{Act, Comparator, Date, Over, Pick, Reach, TimeUnit, Way};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// Where.
    pub at: At,
    /// What.
    pub kind: ExprKind,
}

/// What a condition says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the condition of that form in docs/language/reference.md")]
pub enum ExprKind {
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    AnyOf(Vec<Expr>),
    AllOf(Vec<Expr>),
    /// `( … )`
    Brackets(Box<Expr>),
    Always,
    Listed {
        lists: Vec<Name>,
        entries: Vec<Spot<String>>,
    },
    ItemIs(Vec<Spot<WrittenCode>>),
    ClassifiedUnder(Name),
    /// `destination in ru-by`, `origin is KR, JP`
    InGroup {
        noun: Spot<Noun>,
        group: Name,
    },
    InCountries {
        noun: Spot<Noun>,
        places: Vec<Spot<String>>,
    },
    /// `exported from KR`
    Reach {
        how: Reach,
        places: Vec<Spot<String>>,
        group: Option<Name>,
    },
    ActIs(Vec<Spot<Act>>),
    Holds(Name),
    Is {
        fact: Name,
        values: Vec<Spot<Value>>,
    },
    /// `FACT includes V or V`; none means `includes any`.
    Includes {
        fact: Name,
        values: Vec<Name>,
    },
    IsGiven(Name),
    Compare {
        left: Spot<Value>,
        by: Comparator,
        right: Spot<Value>,
    },
    Disputed(Name),
    /// `A times B more than 0.2 kW GHz`, `A divided by B at least 300 Wh/kg`
    Compound {
        times: Vec<Name>,
        divided: Option<Name>,
        by: Comparator,
        amount: String,
        unit: Spot<String>,
    },
    /// `any component where { … }`, `every party as consignee where …`
    Each {
        every: bool,
        over: Over,
        roles: Vec<Name>,
        /// Which of them are gone through further: what they are made of.
        through: Vec<Expr>,
        members: Vec<Expr>,
    },
    /// `licence required by R, S disregarding E`
    RequiredBy {
        rules: Vec<Name>,
        disregarding: Vec<Name>,
    },
    /// `licence L is held`, `licence L is held as of FACT`
    Held {
        licence: Name,
        as_of: Option<Name>,
    },
    /// `matched on SCREENING, …`
    MatchedOn(Vec<Name>),
    /// `TABLE marks PLACE under COLUMN`
    Marks {
        table: Name,
        place: Spot<Noun>,
        column: Spot<Value>,
    },
}

/// A place of the shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the noun of that name in docs/language/reference.md")]
pub enum Noun {
    Destination,
    DeclaredDestination,
    KnownEndDestination,
    Origin,
    CountryOfExport,
    EndUser,
    Consignee,
    Party,
    Incorporation,
    Headquarters,
    EventCountry,
    /// A declared fact of type country.
    Fact(String),
}

/// A value in a condition or a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the kind of value of that name")]
pub enum Value {
    /// A fact, a choice, `yes`, `no`, `none`, `unknown`.
    Word(String),
    /// `a + b`: several choices.
    Several(Vec<Name>),
    Text(String),
    Date(Date),
    /// A country or territory.
    Place(String),
    Code(WrittenCode),
    /// A number as written, with its unit or currency if it has one.
    Number {
        amount: String,
        unit: Option<String>,
    },
    /// `listed-entry.first-listed`
    EntryColumn(String),
    /// `30 days after contract-signed`
    Term(Box<Term>),
    /// `earlier of A, B`
    Picked {
        which: Pick,
        of: Vec<Spot<Value>>,
    },
    /// `( … )`, around a day
    Brackets(Box<Spot<Value>>),
}

/// A day so long after or before another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub number: Spot<u64>,
    /// Of what.
    pub unit: TermUnit,
    /// Which way.
    pub way: Way,
    /// From which day.
    pub from: Spot<Value>,
}

/// What a term is counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermUnit {
    /// Calendar time.
    Calendar(TimeUnit),
    /// `business days … in CALENDAR`
    Business(Option<Name>),
}
