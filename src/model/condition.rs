//! Conditions with every name bound and every comparison typed.

use super::{
    CalendarId, ClassificationId, DefineId, DisputeId, EachId, FactId, GroupId, LicenceId, ListId, ProvisionId,
    ScreeningId, TableColumn, TableId, TotalId,
};
use crate::source::Span;
use crate::vocab::{
    Act, Code, Comparator, Currency, Date, Decimal, Money, Pick, Place, Quantity, Reach, TimeUnit, Unit, Validity, Way,
};

/// A condition and where it is written.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Where.
    pub span: Span,
    /// What is tested.
    pub test: Test,
}

/// What a condition tests.
#[derive(Debug, Clone)]
pub enum Test {
    /// True.
    Always,
    /// Each of them.
    All(Vec<Clause>),
    /// At least one of them.
    Any(Vec<Clause>),
    /// The contrary.
    Not(Box<Clause>),
    /// An entry of one of the lists covers the item; `entries` narrows it to those (empty: any entry).
    /// `binds`: the requirement of the rule exists once per covering entry, and `listed-entry` is that entry.
    Listed {
        /// The lists.
        lists: Vec<ListId>,
        /// The only entries meant, or none for all.
        entries: Vec<String>,
        /// Whether it binds `listed-entry`.
        binds: bool,
    },
    /// The item's code begins with one of these.
    ItemIs(Vec<Code>),
    /// The item is classified under some code of the scheme.
    Classified(ClassificationId),
    /// The classification is `none`.
    ClassifiedNone(ClassificationId),
    /// The classification begins with one of these codes.
    ClassifiedAs(ClassificationId, Vec<Code>),
    /// The place is a member of the group.
    InGroup(Noun, GroupId),
    /// The place is one of these.
    InPlaces(Noun, Vec<Place>),
    /// The act and its place; `group` or `places`.
    Reach(Reach, Vec<Place>, Option<GroupId>),
    /// The act is one of these.
    ActIs(Vec<Act>),
    /// A yes-or-no fact is yes.
    Holds(FactId),
    /// A choice is one of these (places in the fact's choices).
    ChoiceIs(FactId, Vec<usize>),
    /// A set holds one of these; empty: it holds any at all.
    Includes(FactId, Vec<usize>),
    /// The text is one of these.
    TextIs(FactId, Vec<String>),
    /// Something is stated.
    Given(FactId),
    /// Two values of one type and dimension.
    Compare(Operand, Comparator, Operand),
    /// The text is in force, as known when: a version of a named condition.
    InForce(Vec<Validity>),
    /// A named condition.
    Define(DefineId),
    /// A disputed reading.
    Disputed(DisputeId),
    /// A product or a ratio of facts held against an amount in base units.
    Compound(Compound),
    /// A condition asked of each component, input, party or owner.
    Each(EachId),
    /// One of these rules requires a licence of what is at hand; those exceptions and policies are left out.
    RequiredBy {
        /// The rules.
        rules: Vec<ProvisionId>,
        /// What hangs on them and is left out.
        disregarding: Vec<ProvisionId>,
    },
    /// The licence is held: on the decisive date, or on that day.
    Held(LicenceId, Option<FactId>),
    /// The party at hand is on one of these lists.
    Matched(Vec<ScreeningId>),
    /// The table has a mark in the row of a place.
    Marks(TableId, Noun, TableColumn),
    /// A column of the bound entry says one of these.
    EntryIs(String, Vec<String>),
}

/// `A times B more than 0.2 kW GHz` · `A divided by B at least 300 Wh/kg`
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Compound {
    /// What is multiplied.
    pub times: Vec<FactId>,
    /// By what it is divided.
    pub divided: Option<FactId>,
    /// How it is compared.
    pub by: Comparator,
    /// With how much, in the base units of what it measures.
    pub bound: Decimal,
    /// The same as written.
    pub words: String,
}

/// A place of the shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// The known end destination where stated, else the declared one.
    Destination,
    /// The declared one.
    DeclaredDestination,
    /// The known end destination.
    KnownEndDestination,
    /// The country of origin of the line.
    Origin,
    /// Where it leaves from.
    CountryOfExport,
    /// The country of the end user.
    EndUser,
    /// The country of the consignee.
    Consignee,
    /// Where the party at hand is.
    Party,
    /// Where the party at hand is incorporated.
    Incorporation,
    /// Where the party at hand has its headquarters.
    Headquarters,
    /// Where what happened took the goods.
    EventCountry,
    /// A declared fact of type country.
    Fact(FactId),
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A fact of a comparable type.
    Fact(FactId),
    /// The first day the bound entry's row is in force.
    EntryFrom,
    /// When the bound entry was first listed.
    EntryFirstListed,
    /// A date column of the bound entry, by its name in the table.
    EntryDate(String),
    /// A column of the bound entry that holds a number, with its unit where it has one.
    EntryAmount(String),
    /// A share, a sum or a count.
    Total(TotalId),
    /// Written in the rule.
    Fixed(Scalar),
    /// A day so long after or before another.
    Term(Box<Term>),
    /// The earlier or the later of some days.
    Picked(Pick, Vec<Operand>),
}

/// So long after or before a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: TermUnit,
    /// Which way.
    pub way: Way,
    /// From which day.
    pub from: Operand,
}

/// What a term is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermUnit {
    /// Calendar time.
    Calendar(TimeUnit),
    /// The business days of a calendar.
    Business(CalendarId),
}

impl Operand {
    /// The days that are written in it, in their order.
    #[must_use]
    pub fn fixed_days(&self) -> Vec<Date> {
        match self {
            Operand::Fixed(Scalar::Date(day)) => vec![*day],
            Operand::Term(term) => term.from.fixed_days(),
            Operand::Picked(_, of) => of.iter().flat_map(Operand::fixed_days).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it is a value of the bound entry, or is reckoned from one.
    #[must_use]
    pub fn of_entry(&self) -> bool {
        let entry = |plain: &&Operand| {
            use Operand as O;
            matches!(plain, O::EntryFrom | O::EntryFirstListed | O::EntryDate(_) | O::EntryAmount(_))
        };
        self.plain().iter().any(entry)
    }

    /// Whether it is a day that is reckoned from others.
    #[must_use]
    pub fn is_reckoned(&self) -> bool {
        matches!(self, Operand::Term(_) | Operand::Picked(..))
    }

    /// The facts, columns and written values that it is, or is reckoned from, in the order of the text.
    #[must_use]
    pub fn plain(&self) -> Vec<&Operand> {
        match self {
            Operand::Term(term) => term.from.plain(),
            Operand::Picked(_, of) => of.iter().flat_map(Operand::plain).collect(),
            plain => vec![plain],
        }
    }

    /// The facts among them.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let fact = |plain: &Operand| if let Operand::Fact(fact) = plain { Some(*fact) } else { None };
        self.plain().into_iter().filter_map(fact).collect()
    }
}

/// An amount in a cell: a number, with a unit or a currency where it has one.
#[must_use]
pub fn amount_in(cell: &str) -> Option<Scalar> {
    let (number, unit) = match cell.split_once(' ') {
        Some((number, unit)) => (number, unit.trim()),
        None => cell.strip_suffix('%').map_or((cell, ""), |number| (number, "%")),
    };
    let amount = Decimal::parse(&number.replace('_', ""))?;
    if unit.is_empty() {
        return Some(Scalar::Number(amount));
    }
    match Currency::parse(unit) {
        Some(currency) => Some(Scalar::Money(Money { amount, currency })),
        None => Unit::from_symbol(unit).map(|unit| Scalar::Quantity(Quantity { amount, unit })),
    }
}

/// A value written in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// A day.
    Date(Date),
    /// A bare number.
    Number(Decimal),
    /// A number of units.
    Quantity(Quantity),
    /// An amount of money.
    Money(Money),
}
