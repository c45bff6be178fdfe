//! The resolved rulebooks as one program: lists as indexes, groups as dated sets, conditions as clause bits.
//!
//! Takes a [`Model`](crate::model::Model) without errors; gives a [`Program`] that evaluation, explanation and screening
//! share. Every rule becomes a [`Family`]: the rule with all that excepts or stiffens it, whose conditions are nodes in
//! post-order. A test that stands in many of them is asked once: it stands on one [`Sheet`], and every node knows where its
//! answer is recorded. Ids are those of the model.

mod build;
mod gate;
mod list;
mod node;
mod sheet;

pub use build::compile;
pub use gate::{Gate, GateId, Gates, How, Mask};
pub use list::{By, EntryRow, Items, ListIndex, Miss};
pub use node::{Node, NodeId, NodeSpan, Op, Recorded};
pub use sheet::{Marks, Sheet};

use crate::model::{DutyId, FactId, ProvisionId};
use crate::vocab::{Act, Country, Date, Outcome, Period, Place, by_length};
use std::collections::BTreeMap;
use std::ops::Range;

/// The compiled rulebooks.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// One for each rulebook, in order.
    pub books: Vec<Book>,
    /// One for each list of the model.
    pub lists: Vec<ListIndex>,
    /// One for each group of the model.
    pub groups: Vec<PlaceSet>,
    /// What is asked of each, one for each quantifier of the model.
    pub each: Vec<GoneThrough>,
    /// What counts, one for each share, sum or count of the model.
    pub totals: Vec<GoneThrough>,
    /// What shows that each duty of the model is done; none where its text says nothing of that.
    pub duties: Vec<Option<NodeSpan>>,
    /// When each violation of the model is there; none for whenever such a thing happens.
    pub violations: Vec<Option<NodeSpan>>,
    /// What else each sanction of the model asks, and what keeps it off.
    pub sanctions: Vec<(Option<NodeSpan>, Vec<NodeSpan>)>,
    /// Where the versions of a rule stand: the rulebook and the place in [`Book::families`], by the first version.
    pub families_of: BTreeMap<ProvisionId, Vec<(usize, usize)>>,
    /// The facts that rules declare, of every rulebook.
    facts_named: FactsNamed,
    /// All conditions.
    pub nodes: Vec<Node>,
    /// The children of nodes, each run in order.
    pub children: Vec<NodeId>,
}

/// What is asked of each of those gone through.
#[derive(Debug, Clone)]
pub struct GoneThrough {
    /// Of each.
    pub condition: NodeSpan,
    /// Of components, where it does not hold of one: whether what that one is made of is gone through in its place.
    pub through: Option<NodeSpan>,
}

impl GoneThrough {
    /// Both conditions.
    pub fn spans(&self) -> impl Iterator<Item = &NodeSpan> {
        std::iter::once(&self.condition).chain(&self.through)
    }
}

impl Program {
    /// The children of a node.
    #[must_use]
    pub fn kids(&self, node: &Node) -> &[NodeId] {
        self.children.get(node.kids.start as usize..node.kids.end as usize).unwrap_or_default()
    }

    /// The facts that rules declare by that name.
    #[must_use]
    #[inline]
    pub fn facts_named(&self, name: &str) -> &[FactId] {
        self.facts_named.of(name)
    }

    /// The nodes of a run.
    #[must_use]
    pub fn nodes_of(&self, span: &NodeSpan) -> &[Node] {
        self.nodes.get(span.0.start as usize..span.0.end as usize).unwrap_or_default()
    }
}

/// Facts by their names: shorter names first, so that few are read to find one.
#[derive(Debug, Clone, Default)]
struct FactsNamed {
    all: Vec<(String, Vec<FactId>)>,
    /// Where the names of so many bytes begin.
    lengths: Vec<u32>,
}

impl FactsNamed {
    fn new<'n>(facts: impl Iterator<Item = (&'n str, FactId)>) -> FactsNamed {
        let mut by_name: BTreeMap<(usize, &str), Vec<FactId>> = BTreeMap::new();
        facts.for_each(|(name, fact)| by_name.entry(by_length(name)).or_default().push(fact));
        let all: Vec<(String, Vec<FactId>)> =
            by_name.into_iter().map(|((_, name), of)| (name.to_owned(), of)).collect();
        let longest = all.last().map_or(0, |(name, _)| name.len());
        let start = |length: usize| all.partition_point(|(name, _)| name.len() < length);
        let starts = (0..=longest.saturating_add(1)).map(|length| u32::try_from(start(length)).unwrap_or(u32::MAX));
        FactsNamed { lengths: starts.collect(), all }
    }

    #[inline]
    fn of(&self, name: &str) -> &[FactId] {
        let start = |length: usize| self.lengths.get(length).map(|&at| at as usize);
        let run = start(name.len()).zip(start(name.len().saturating_add(1)));
        let alike = run.and_then(|(from, to)| self.all.get(from..to)).unwrap_or_default();
        let found = if alike.len() <= FEW {
            alike.iter().find(|(own, _)| own == name)
        } else {
            alike.binary_search_by(|(own, _)| own.as_str().cmp(name)).ok().and_then(|at| alike.get(at))
        };
        found.map_or(&[], |(_, facts)| facts)
    }
}

/// So few names of one length are read one after the other.
const FEW: usize = 8;

/// One rulebook.
#[derive(Debug, Clone)]
pub struct Book {
    /// Whom and what it reaches; none: everything.
    pub nexus: Option<NodeSpan>,
    /// Before that day nothing is encoded.
    pub covers_from: Option<Date>,
    /// Which date picks the law, by act; the first without acts is the rule.
    pub decisive: Vec<(Option<Act>, FactId)>,
    /// The tests of its rules, each once for each day of which it is asked.
    pub sheets: Vec<Sheet>,
    /// What follows from the answers to them.
    pub gates: Gates,
    /// Its rules, each after those it gives way to.
    pub families: Vec<Family>,
    /// Its rules in the order of the text: places in `families`.
    pub in_text_order: Vec<usize>,
    /// Parts of the law that are not encoded: their place in the model and where they could matter.
    pub gaps: Vec<(usize, Option<NodeSpan>)>,
}

impl Book {
    /// The fact that picks the law for an act.
    #[must_use]
    pub fn decisive_for(&self, act: Act) -> Option<FactId> {
        let special = self.decisive.iter().find(|(of, _)| *of == Some(act));
        special.or_else(|| self.decisive.iter().find(|(of, _)| of.is_none())).map(|&(_, fact)| fact)
    }
}

/// A rule with everything that excepts or stiffens it.
#[derive(Debug, Clone)]
pub struct Family {
    /// The conditions of all members, in post-order; evaluated in one pass.
    pub nodes: Range<NodeId>,
    /// The rule first, each exception after what it excepts.
    pub members: Vec<Member>,
    /// Its own decisive date, where not the rulebook's.
    pub decisive: Option<FactId>,
    /// The rules it gives way to: places in [`Book::families`], all earlier.
    pub gives_way_to: Vec<usize>,
    /// Closed lists on the rule.
    pub closed: Vec<Closed>,
    /// Its entries stand for reasons: its own conditions read what each of them says, so that another entry is another
    /// requirement.
    pub by_reason: bool,
    /// The lists whose entries it holds for, each once.
    pub binds: Vec<crate::model::ListId>,
    /// The sheet on which its other tests stand: its place in [`Book::sheets`].
    pub sheet: usize,
    /// Its tests of the entry at hand.
    pub of_entry: Vec<Op>,
    /// Which of them ask whether the entry covers the item, whatever row it is; and which ask something else: a bit each, word by
    /// word.
    pub asked_of_entry: Vec<(u64, u64)>,
    /// The rule only lays down a duty.
    pub duty_only: bool,
}

impl Family {
    /// The exceptions and policies that hang on a member.
    #[must_use]
    pub fn on(&self, member: usize) -> &[usize] {
        self.members.get(member).map_or(&[], |own| &own.kids)
    }

    /// Where its members hold by themselves, and then where its closed lists do.
    pub fn roots(&self) -> impl Iterator<Item = NodeId> {
        self.members.iter().map(|member| member.root).chain(self.closed.iter().map(|closed| closed.root))
    }

    /// The gates of the same.
    pub fn gates(&self) -> impl Iterator<Item = GateId> {
        self.members.iter().map(|member| member.gate).chain(self.closed.iter().map(|closed| closed.gate))
    }

    /// Whether anything that hangs on the rule says that another one applies instead.
    #[must_use]
    pub fn may_leave_the_field(&self) -> bool {
        self.members.iter().any(|member| member.instead.is_some())
    }

    /// What the rule is weighed as where nothing of it is left.
    #[must_use]
    pub fn nothing(&self) -> Outcome {
        if self.duty_only { NOTHING_DUE } else { Outcome::NoControlFound }
    }

    /// The outcome that something weighed comes to: a duty requires no licence.
    #[must_use]
    pub fn outcome(&self, weighed: Outcome) -> Outcome {
        if self.duty_only && weighed <= DUTY_DUE { Outcome::NoControlFound } else { weighed }
    }
}

/// What a rule that only lays down a duty weighs while that is owed: such a rule is weighed by what is left to be done, on the
/// scale below a licence.
pub const DUTY_DUE: Outcome = Outcome::PermittedWithDuties;
/// What it weighs where a relief brings other duties in its place.
pub const OTHER_DUTY_DUE: Outcome = Outcome::NoControlFound;
/// What it weighs where nothing is left to be done.
pub const NOTHING_DUE: Outcome = Outcome::NotApplicable;

/// A provision in a family.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent statements about one provision")]
pub struct Member {
    /// Which.
    pub provision: ProvisionId,
    /// Its first version, by which others name it.
    pub first: ProvisionId,
    /// Whether it holds, by itself.
    pub root: NodeId,
    /// The same, by the answers recorded.
    pub gate: GateId,
    /// What follows; none cancels what it excepts.
    pub outcome: Option<Outcome>,
    /// What it is weighed as: where the rule only lays down a duty, how much is left to be done; else the same.
    pub weighs: Option<Outcome>,
    /// The duties that come with it, those on which it depends first.
    pub duties: Vec<DutyId>,
    /// What applies in place of what it excepts: that does not give way to it.
    pub instead: Option<ProvisionId>,
    /// It stiffens: milder than what it hangs on, it changes nothing.
    pub policy: bool,
    /// It counts unless shown otherwise.
    pub presumed: bool,
    /// It is that a licence is held.
    pub held: bool,
    /// Its own conditions speak of the listed entry.
    pub about_entry: bool,
    /// What excepts or stiffens it: places in [`Family::members`].
    pub kids: Vec<usize>,
    /// Members that it outranks, or that yield to it.
    pub outranks: Vec<usize>,
}

/// `only E1, E2 relieve R`
#[derive(Debug, Clone)]
pub struct Closed {
    /// Its place in the model.
    pub closed_list: usize,
    /// Whether it holds.
    pub root: NodeId,
    /// The same, by the answers recorded.
    pub gate: GateId,
    /// The members that remain.
    pub kept: Vec<usize>,
}

/// A group as a set with dated membership.
#[derive(Debug, Clone, Default)]
pub struct PlaceSet {
    /// The stretches of each country, ordered by country.
    members: Vec<Stretch>,
    /// Where each country begins, by its place among the pairs of letters.
    starts: Vec<u32>,
}

/// A stretch of membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Who.
    pub place: Place,
    /// When.
    pub period: Period,
    /// When that is known.
    pub known: Period,
    /// It is not known whether it was a member then.
    pub uncertain: bool,
}

impl PlaceSet {
    /// The set of those stretches.
    #[must_use]
    pub fn new(mut members: Vec<Stretch>) -> PlaceSet {
        members.sort_by(|a, b| (a.place.country, &a.place.subdivision).cmp(&(b.place.country, &b.place.subdivision)));
        let start = |pair: usize| members.partition_point(|stretch| stretch.place.country.pair() < pair);
        let starts = (0..=Country::PAIRS).map(|country| u32::try_from(start(country)).unwrap_or(u32::MAX)).collect();
        PlaceSet { members, starts }
    }

    /// The stretches of the country a place is in.
    #[must_use]
    pub fn of(&self, country: Country) -> &[Stretch] {
        let start = |at: usize| self.starts.get(at).map(|&at| at as usize);
        let pair = country.pair();
        let run = start(pair).zip(start(pair.saturating_add(1)));
        run.and_then(|(from, to)| self.members.get(from..to)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_found_by_their_names_however_many_are_as_long() {
        let names: Vec<String> = (0..3 * FEW).map(|at| format!("fact-{at:02}")).chain(["fact".to_owned()]).collect();
        let twice = names.iter().chain(&names).enumerate();
        let named = FactsNamed::new(twice.map(|(at, name)| (name.as_str(), FactId::at(at))));
        for (at, name) in names.iter().enumerate() {
            assert_eq!(named.of(name), [FactId::at(at), FactId::at(at + names.len())], "{name}");
        }
        assert_eq!((named.of("fact-99"), named.of(""), named.of("a-much-longer-name")), (&[][..], &[][..], &[][..]));
        assert_eq!(FactsNamed::default().of("fact"), []);
    }
}
