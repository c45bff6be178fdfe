//! Conditions as nodes in post-order: children stand before their parent.

use crate::model::{
    ClassificationId, Compound, DefineId, DisputeId, DutyId, EachId, FactId, GroupId, LicenceId, ListId, Noun, Operand,
    ProvisionId, ScreeningId, TableColumn, TableId,
};
use crate::source::Span;
use crate::vocab::{Act, Code, Comparator, Date, Place, Reach, Validity};
use std::ops::Range;

/// A node of [`super::Program::nodes`].
pub type NodeId = u32;

/// A run of nodes, the last of which is the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeSpan(pub Range<NodeId>);

impl NodeSpan {
    /// The root.
    #[must_use]
    pub fn root(&self) -> NodeId {
        self.0.end.saturating_sub(1)
    }
}

/// One clause.
#[derive(Debug, Clone)]
pub struct Node {
    /// What is tested.
    pub op: Op,
    /// Its children in [`super::Program::children`].
    pub kids: Range<u32>,
    /// Where it is written.
    pub span: Span,
    /// Where its answer is recorded; none of what follows from its children, and of what is asked apart.
    pub recorded: Option<Recorded>,
}

/// Where the answer to a test is found in the record of a rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// Among those that are asked once of an act: its place there.
    Shared(u32),
    /// Among those that a rule asks of each entry: its place there.
    OfEntry(u32),
}

/// What a node tests.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Op {
    /// True.
    Always,
    /// Each child.
    All,
    /// At least one child.
    Any,
    /// Not its child.
    Not,
    /// The decisive date lies in one of these stretches, as known.
    Force(Vec<Validity>),
    /// The text was known by the day asked about.
    Known(Date),
    /// `applies to`: the act is one of these.
    Acts(Vec<Act>),
    /// The condition names an act.
    ActIs(Vec<Act>),
    /// An entry of one of the lists covers the item; bound: the entry at hand.
    Listed {
        /// The lists.
        lists: Vec<ListId>,
        /// The only rows meant, for each list in order; none: any row.
        rows: Option<Vec<Vec<u32>>>,
        /// Whether it is the entry at hand that is asked about.
        binds: bool,
    },
    /// The item's code begins with one of these.
    ItemIs(Vec<Code>),
    /// The item is classified under some code.
    Classified(ClassificationId),
    /// The classification is none.
    ClassifiedNone(ClassificationId),
    /// The classification begins with one of these.
    ClassifiedAs(ClassificationId, Vec<Code>),
    /// The place is in the group.
    InGroup(Noun, GroupId),
    /// The place is one of these.
    InPlaces(Noun, Vec<Place>),
    /// The act and its place.
    Reach(Reach, Vec<Place>, Option<GroupId>),
    /// The fact is yes.
    Holds(FactId),
    /// The choice is one of these bits.
    ChoiceIs(FactId, u64),
    /// The set holds one of these bits; nought: any at all.
    Includes(FactId, u64),
    /// The text is one of these.
    TextIs(FactId, Vec<String>),
    /// Something is stated.
    Given(FactId),
    /// A comparison.
    Compare(Operand, Comparator, Operand),
    /// A named condition: its child.
    Define(DefineId),
    /// Readings: its children.
    Disputed(DisputeId),
    /// A product or a ratio of facts held against an amount.
    Compound(Compound),
    /// A condition asked of each component, input, party or owner; it stands apart in [`super::Program::each`].
    Each(EachId),
    /// One of these rules requires a licence of what is at hand; what hangs on them by those names is left out.
    RequiredBy {
        /// The rules, by their first versions.
        rules: Vec<ProvisionId>,
        /// The exceptions and policies left out, by their first versions.
        disregarding: Vec<ProvisionId>,
    },
    /// The licence is held.
    Held(LicenceId, Option<FactId>),
    /// The party at hand is on one of these lists.
    Matched(Vec<ScreeningId>),
    /// The table has a mark in the row of a place.
    Marks(TableId, Noun, TableColumn),
    /// A column of the entry at hand says one of these.
    EntryIs(String, Vec<String>),
    /// A duty that conditions a relief: met if its child holds; without a child it cannot be told.
    DutyMet(DutyId),
}

impl Op {
    /// The columns of days and amounts that it reads of the entry at hand.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        let sides = match self {
            Op::Compare(left, _, right) => left.plain().into_iter().chain(right.plain()).collect(),
            _ => Vec::new(),
        };
        sides.into_iter().filter_map(|side| match side {
            Operand::EntryDate(column) | Operand::EntryAmount(column) => Some(column.as_str()),
            _ => None,
        })
    }
}
