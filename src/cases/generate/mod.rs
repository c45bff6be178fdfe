//! Cases that nobody wrote yet: for what the cases at hand do not try, the smallest shipment found that tries it.
//!
//! One fact of a case that comes near is turned at a time: the day before and the day, the threshold and what lies just
//! beside it, the code and the heading above it, in the group and out of it, said and not said. What comes out is a
//! proposal: its outcome is what the rules say now, and whether that is right is for its author to read in the law.

mod edits;
mod written;

use super::threads;
use crate::compile::{NodeId, Op};
use crate::eval::{Sight, Truths};
use crate::model::{Case, Given, ListId, Scenario};
use crate::rulebook::Rulebook;
use crate::ruling::{Standing, Verdict};
use crate::vocab::Date;
use edits::entry_edits;
pub(super) use edits::{Edit, applied, edits_for};
use std::collections::{BTreeMap, BTreeSet};
pub(super) use written::stands as pieces_stand;

/// A case as it is tried.
#[derive(Debug, Clone)]
pub(super) struct Try {
    pub(super) given: Vec<Given>,
    pub(super) on: Option<Date>,
    pub(super) known_on: Option<Date>,
}

/// A case as it is written in a scenario.
pub(super) fn written_case(book: &Rulebook, one: &Try, expected: &str) -> String {
    written::case(book, &one.given, one.on, one.known_on, expected)
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What it tries that nothing tried before.
    pub tries: String,
    /// `file:line:column` of that.
    pub at: String,
    /// The case, as it would be written in a scenario.
    pub written: String,
}

/// So many cases that come near are taken up for one gap.
const SEEDS: usize = 12;

/// What no case tries of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// A clause, by its nodes' place: it holds, fails or is unknown.
    Truth(NodeId, u8),
    /// A stretch of force, on a day.
    Day(NodeId, Date),
    /// An entry.
    Entry(ListId, u32),
}

/// Proposals for what the cases of a rulebook do not try; of one provision, define or list alone where one is named.
#[must_use]
pub fn proposals(book: &Rulebook, rulebook: &str, only: Option<&str>, entries: bool, jobs: usize) -> Vec<Proposal> {
    let Some(at) = book.model().rulebooks.iter().position(|head| head.id == rulebook) else { return Vec::new() };
    let mut search = Search { book, rulebook, pool: Vec::new(), seen: Sight::default() };
    let scenarios = book.model().scenarios.iter().filter(|scenario| scenario.rulebook.index() == at);
    let cases: Vec<(&Scenario, &Case)> =
        scenarios.flat_map(|scenario| scenario.cases.iter().map(move |case| (scenario, case))).collect();
    let pool = threads::map(&cases, jobs, |(_, case)| {
        let own = Try { given: case.given.clone(), on: case.on, known_on: case.known_on };
        let sight = search.sight(&own).1;
        (own, sight)
    });
    for (_, sight) in &pool {
        search.seen.join(sight);
    }
    search.pool = pool;
    let gaps = search.gaps(at, only, entries);
    gaps.into_iter().filter_map(|gap| search.close(gap)).collect()
}

struct Search<'a> {
    book: &'a Rulebook,
    rulebook: &'a str,
    /// Cases and what each shows.
    pool: Vec<(Try, Sight)>,
    /// What any of them shows.
    seen: Sight,
}

fn shows(truths: Truths, which: u8) -> bool {
    match which {
        0 => truths.held,
        1 => truths.failed,
        _ => truths.unknown,
    }
}

impl Search<'_> {
    fn sight(&self, one: &Try) -> (Verdict, Sight) {
        let shipment = super::given::shipment(self.book.model(), "proposed", &one.given);
        self.book.verdict_and_sight(self.rulebook, &shipment, one.on, one.known_on)
    }

    /// The places of a clause: a named condition stands in several rules.
    fn nodes_of(&self, node: NodeId) -> Vec<NodeId> {
        let nodes = &self.book.program().nodes;
        let Some(own) = nodes.get(node as usize) else { return Vec::new() };
        let same = nodes.iter().enumerate().filter(|(_, other)| other.span == own.span && other.kids == own.kids);
        same.filter_map(|(at, _)| NodeId::try_from(at).ok()).collect()
    }

    fn is_closed_by(gap: Gap, nodes: &[NodeId], sight: &Sight) -> bool {
        match gap {
            Gap::Truth(_, which) => {
                nodes.iter().any(|node| sight.nodes.get(node).is_some_and(|truths| shows(*truths, which)))
            }
            Gap::Day(_, day) => {
                nodes.iter().any(|&node| [true, false].iter().any(|&held| sight.days.contains(&(node, day, held))))
            }
            Gap::Entry(list, entry) => sight.entries.iter().any(|&(own, at, _)| own == list && at == entry),
        }
    }

    /// What no case tries, in the order of the texts.
    fn gaps(&self, at: usize, only: Option<&str>, entries: bool) -> Vec<Gap> {
        let sights = BTreeMap::from([(self.rulebook.to_owned(), self.seen.clone())]);
        let coverage = super::coverage::coverage(self.book, &sights);
        let Some(own) = coverage.books.first() else { return Vec::new() };
        let clauses = self.book.clauses();
        let meant: BTreeSet<(u32, u32, u32)> = clauses
            .iter()
            .filter(|clause| only.is_some_and(|only| clause.id.rsplit('/').next() == Some(only)))
            .flat_map(|clause| clause.spans.iter().map(|span| (span.source.0, span.start, span.end)))
            .collect();
        let is_meant = |span: crate::source::Span| {
            let within = |&(source, start, end): &(u32, u32, u32)| {
                source == span.source.0 && start <= span.start && span.end <= end
            };
            only.is_none() || meant.iter().any(within)
        };
        let nodes = &self.book.program().nodes;
        let node_at = |span: crate::source::Span, force: bool| {
            let fits = |node: &crate::compile::Node| {
                node.span == span && node.kids.is_empty() && matches!(node.op, Op::Force(_)) == force
            };
            nodes.iter().position(fits).and_then(|at| NodeId::try_from(at).ok())
        };
        let mut gaps = Vec::new();
        for clause in own.clauses.iter().filter(|clause| is_meant(clause.span)) {
            let Some(node) = node_at(clause.span, false) else { continue };
            let missing = clause.missing();
            for (which, name) in ["holds", "fails", "is unknown"].into_iter().enumerate() {
                if missing.contains(&name) {
                    gaps.push(Gap::Truth(node, u8::try_from(which).unwrap_or(2)));
                }
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            let Op::Force(standings) = &node.op else { continue };
            let file = self.book.sources().name(node.span.source);
            let own = self.book.model().rulebooks.iter().find(|head| head.id == self.rulebook);
            if !is_meant(node.span) || !own.is_some_and(|head| head.files.iter().any(|name| name == file)) {
                continue;
            }
            let at = NodeId::try_from(at).unwrap_or(NodeId::MAX);
            for day in super::coverage::edges(standings) {
                gaps.extend([Gap::Day(at, day.previous()), Gap::Day(at, day)]);
            }
        }
        if entries {
            gaps.extend(self.entry_gaps(at, only));
        }
        let mut known = BTreeSet::new();
        gaps.retain(|gap| {
            let nodes = match *gap {
                Gap::Truth(node, _) | Gap::Day(node, _) => self.nodes_of(node),
                Gap::Entry(..) => Vec::new(),
            };
            !Self::is_closed_by(*gap, &nodes, &self.seen) && known.insert(*gap)
        });
        gaps
    }

    fn entry_gaps(&self, at: usize, only: Option<&str>) -> Vec<Gap> {
        let lists = self.book.model().lists.iter().enumerate();
        let own = lists.filter(|(_, list)| list.rulebook.index() == at);
        let named = own.filter(|(_, list)| only.is_none_or(|only| list.id == only));
        named
            .flat_map(|(id, list)| {
                let mut first = BTreeSet::new();
                let keys = list.entries.iter().enumerate().filter(move |(_, entry)| first.insert(entry.key.clone()));
                keys.map(move |(at, _)| Gap::Entry(ListId::at(id), u32::try_from(at).unwrap_or(u32::MAX)))
            })
            .collect()
    }

    /// Looks for a case that closes a gap; makes it small.
    fn close(&mut self, gap: Gap) -> Option<Proposal> {
        let nodes = match gap {
            Gap::Truth(node, _) | Gap::Day(node, _) => self.nodes_of(node),
            Gap::Entry(..) => Vec::new(),
        };
        if Self::is_closed_by(gap, &nodes, &self.seen) {
            return None;
        }
        let found = self.find(gap, &nodes)?;
        let small = self.shrunk(gap, &nodes, found);
        let (verdict, sight) = self.sight(&small);
        let (tries, at) = self.told(gap);
        let written = written::case(self.book, &small.given, small.on, small.known_on, &expected(verdict.standing));
        self.seen.join(&sight);
        self.pool.push((small, sight));
        Some(Proposal { tries, at, written })
    }

    fn find(&self, gap: Gap, nodes: &[NodeId]) -> Option<Try> {
        let edits: Vec<Edit> = match gap {
            Gap::Day(_, day) => vec![Edit::On(Some(day))],
            Gap::Entry(list, entry) => entry_edits(self.book, list, entry),
            Gap::Truth(node, _) => self.edits_of_clause(node),
        };
        let near = |sight: &Sight| match gap {
            Gap::Entry(list, _) => sight.entries.iter().any(|&(own, ..)| own == list),
            _ => nodes.iter().any(|node| sight.nodes.contains_key(node)),
        };
        let (close_by, far): (Vec<_>, Vec<_>) = self.pool.iter().partition(|(_, sight)| near(sight));
        let seeds = close_by.into_iter().take(SEEDS).chain(far.into_iter().take(SEEDS / 4));
        for (seed, _) in seeds {
            for edit in &edits {
                for one in applied(seed, edit) {
                    if Self::is_closed_by(gap, nodes, &self.sight(&one).1) {
                        return Some(one);
                    }
                }
            }
        }
        None
    }

    /// What could turn a clause; of one that stands beside an entry, on an item that the entry covers.
    fn edits_of_clause(&self, node: NodeId) -> Vec<Edit> {
        let own = edits_for(self.book, node);
        let Some((list, entry)) = self.beside(node) else { return own };
        let covered = entry_edits(self.book, list, entry);
        let both = |one: &Edit| -> Vec<Edit> {
            let on = |other: &Edit| Edit::Both(Box::new(other.clone()), Box::new(one.clone()));
            covered.iter().map(on).collect()
        };
        own.iter().flat_map(both).chain(own.clone()).collect()
    }

    /// The entry beside whose code a clause stands.
    fn beside(&self, node: NodeId) -> Option<(ListId, u32)> {
        let span = self.book.program().nodes.get(node as usize)?.span;
        let lists = self.book.model().lists.iter().enumerate();
        lists.into_iter().find_map(|(id, list)| {
            let holds =
                |own: &crate::source::Span| own.source == span.source && own.start <= span.start && span.end <= own.end;
            let at = list
                .entries
                .iter()
                .position(|entry| entry.condition.as_ref().is_some_and(|condition| holds(&condition.clause.span)))?;
            Some((ListId::at(id), u32::try_from(at).ok()?))
        })
    }

    /// The same with every piece left out that neither this nor what it comes to needs.
    fn shrunk(&self, gap: Gap, nodes: &[NodeId], found: Try) -> Try {
        let comes_to = self.sight(&found).0.standing;
        let mut small = found;
        let mut at = small.given.len();
        while at > 0 {
            at = at.saturating_sub(1);
            let mut less = small.clone();
            if at < less.given.len() {
                less.given.remove(at);
            }
            if !written::stands(&less.given) {
                continue;
            }
            let (verdict, sight) = self.sight(&less);
            if verdict.standing == comes_to && Self::is_closed_by(gap, nodes, &sight) {
                small = less;
            }
        }
        small
    }

    fn told(&self, gap: Gap) -> (String, String) {
        let sources = self.book.sources();
        let of = |node: NodeId| self.book.program().nodes.get(node as usize).map(|node| node.span).unwrap_or_default();
        match gap {
            Gap::Truth(node, which) => {
                let how = ["holds", "fails", "is not known"].get(usize::from(which)).copied().unwrap_or_default();
                (format!("{} {how}", super::one_line(sources.slice(of(node)))), sources.place(of(node)))
            }
            Gap::Day(node, day) => {
                let words: String = super::one_line(sources.slice(of(node))).chars().take(60).collect();
                (format!("{words}: on {day}"), sources.place(of(node)))
            }
            Gap::Entry(list, entry) => {
                let text = self.book.model().lists.get(list.index());
                let entry = text.and_then(|list| list.entries.get(entry as usize));
                let name = text.zip(entry).map(|(list, entry)| format!("entry {} of {}", entry.key, list.id));
                (name.unwrap_or_default(), entry.map(|entry| sources.place(entry.span)).unwrap_or_default())
            }
        }
    }
}

/// What a case is written to expect: what it came to.
fn expected(standing: Standing) -> String {
    format!("{}, {}", outcome_words(standing), if standing.settled { "settled" } else { "not settled" })
}

/// The outcome and its policy, as a scenario expects them.
pub(super) fn outcome_words(standing: Standing) -> String {
    match standing.outcome() {
        Some(outcome) if standing.shown.is_single() => {
            let policy = outcome.policy().map(|policy| format!(", {}", policy.words())).unwrap_or_default();
            format!("{}{policy}", outcome.words())
        }
        Some(outcome) => outcome.words().to_owned(),
        None => "undetermined".to_owned(),
    }
}
