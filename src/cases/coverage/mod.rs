//! How much of the rules the cases try: each clause held, failed and unknown; each exception and policy taken and refused;
//! each day on which the law changes, and the day before; each entry of each list.
//!
//! A clause counts where it matters, not wherever it is looked at: see [`Truths`].

mod lcov;
mod page;

pub use lcov::lcov;
pub use page::page;

use crate::compile::{Node, NodeId, Op};
use crate::eval::{Sight, Truths};
use crate::model::{FactId, Kind, ListId, Model, ProvisionId};
use crate::rulebook::Rulebook;
use crate::source::{SourceId, Span};
use crate::vocab::{Date, Validity};
use std::collections::{BTreeMap, BTreeSet};

/// The coverage of every rulebook that has cases.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// One for each rulebook, in order.
    pub books: Vec<BookCoverage>,
}

/// The coverage of one rulebook.
#[derive(Debug, Clone)]
pub struct BookCoverage {
    /// Its id.
    pub rulebook: String,
    /// Its clauses, in the order of the texts.
    pub clauses: Vec<ClauseSeen>,
    /// Its exceptions and policies.
    pub provisions: Vec<ProvisionSeen>,
    /// The days on which it changes.
    pub boundaries: Vec<BoundarySeen>,
    /// The entries of its lists.
    pub entries: Vec<EntrySeen>,
}

/// A clause, and which of its truths decided something.
#[derive(Debug, Clone)]
pub struct ClauseSeen {
    /// `file:line:column`
    pub at: String,
    /// Where it is written.
    pub span: Span,
    /// Its words, on one line.
    pub words: String,
    /// Those that it can have.
    pub wanted: Truths,
    /// Those that were seen.
    pub seen: Truths,
}

/// An exception or policy, and whether it was taken and refused.
#[derive(Debug, Clone)]
pub struct ProvisionSeen {
    /// Its id.
    pub id: String,
    /// `file:line:column`
    pub at: String,
    /// It held of something that it could relieve or stiffen.
    pub taken: bool,
    /// It failed, or was not known, there.
    pub refused: bool,
}

/// A day on which a text or an entry changes.
#[derive(Debug, Clone)]
pub struct BoundarySeen {
    /// The first day on which it is otherwise.
    pub day: Date,
    /// Of what: an id, or a list.
    pub of: String,
    /// `file:line:column`
    pub at: String,
    /// A case lies on the day before.
    pub before: bool,
    /// A case lies on that day.
    pub after: bool,
}

/// An entry, and whether it ever covered an item.
#[derive(Debug, Clone)]
pub struct EntrySeen {
    /// `annex-2-2#1350`
    pub id: String,
    /// `file:line:column`
    pub at: String,
    /// Whether it did.
    pub hit: bool,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// So many are covered.
    pub covered: usize,
    /// Of so many.
    pub of: usize,
}

impl Share {
    fn of<'a, T: 'a>(all: impl Iterator<Item = &'a T>, covered: impl Fn(&T) -> (usize, usize)) -> Share {
        all.fold(Share::default(), |sum, one| {
            let (own, of) = covered(one);
            Share { covered: sum.covered.saturating_add(own), of: sum.of.saturating_add(of) }
        })
    }

    /// In percent, rounded down; of nothing, all.
    #[must_use]
    pub fn percent(self) -> usize {
        if self.of == 0 { 100 } else { self.covered.saturating_mul(100).checked_div(self.of).unwrap_or(100) }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Share) -> Share {
        Share { covered: self.covered.saturating_add(other.covered), of: self.of.saturating_add(other.of) }
    }
}

fn each(truths: Truths) -> [bool; 3] {
    [truths.held, truths.failed, truths.unknown]
}

impl ClauseSeen {
    /// The truths that it can have and that no case shows.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let names = ["holds", "fails", "is unknown"];
        let all = names.into_iter().zip(each(self.wanted)).zip(each(self.seen));
        all.filter(|((_, wanted), seen)| *wanted && !seen).map(|((name, _), _)| name).collect()
    }

    /// What no case shows of it, in words; empty where nothing is missing.
    #[must_use]
    pub fn untried(&self) -> String {
        match self.missing().as_slice() {
            [] => String::new(),
            missing => format!("no case in which it {}", missing.join(", none in which it ")),
        }
    }

    fn counted(&self) -> (usize, usize) {
        let wanted = each(self.wanted).into_iter().filter(|wanted| *wanted).count();
        (wanted.saturating_sub(self.missing().len()), wanted)
    }
}

impl BookCoverage {
    /// Of the truths that clauses can have, those that were seen.
    #[must_use]
    pub fn of_clauses(&self) -> Share {
        Share::of(self.clauses.iter(), ClauseSeen::counted)
    }

    /// Exceptions and policies, taken and refused.
    #[must_use]
    pub fn of_provisions(&self) -> Share {
        Share::of(self.provisions.iter(), |one| (usize::from(one.taken).saturating_add(usize::from(one.refused)), 2))
    }

    /// Days on which the law changes, on that day and before.
    #[must_use]
    pub fn of_boundaries(&self) -> Share {
        Share::of(self.boundaries.iter(), |one| (usize::from(one.before).saturating_add(usize::from(one.after)), 2))
    }

    /// Entries of lists.
    #[must_use]
    pub fn of_entries(&self) -> Share {
        Share::of(self.entries.iter(), |one| (usize::from(one.hit), 1))
    }

    /// Everything but the entries of lists.
    #[must_use]
    pub fn whole(&self) -> Share {
        self.of_clauses().and(self.of_provisions()).and(self.of_boundaries())
    }
}

/// What was seen of a rulebook's clauses, measured.
#[must_use]
pub fn coverage(book: &Rulebook, sights: &BTreeMap<String, Sight>) -> Coverage {
    let heads = book.model().rulebooks.iter().enumerate();
    let measured = heads.filter_map(|(at, head)| {
        let sight = sights.get(&head.id)?;
        Some(Measure { book, at, files: head.files.iter().map(String::as_str).collect(), sight }.whole(&head.id))
    });
    Coverage { books: measured.collect() }
}

struct Measure<'a> {
    book: &'a Rulebook,
    /// The place of the rulebook.
    at: usize,
    files: BTreeSet<&'a str>,
    sight: &'a Sight,
}

impl<'a> Measure<'a> {
    fn whole(&self, id: &str) -> BookCoverage {
        BookCoverage {
            rulebook: id.to_owned(),
            clauses: self.clauses(),
            provisions: self.provisions(),
            boundaries: self.boundaries(),
            entries: self.entries(),
        }
    }

    fn model(&self) -> &'a Model {
        self.book.model()
    }

    /// The nodes that stand in a text of this rulebook.
    fn nodes(&self) -> impl Iterator<Item = (NodeId, &'a Node)> {
        let nodes = self.book.program().nodes.iter().enumerate();
        let own = nodes.filter(|(_, node)| self.files.contains(self.book.sources().name(node.span.source)));
        own.filter_map(|(at, node)| Some((NodeId::try_from(at).ok()?, node)))
    }

    fn seen(&self, node: NodeId) -> Truths {
        self.sight.nodes.get(&node).copied().unwrap_or_default()
    }

    /// Clauses without others in them; one that stands in several rules, through a named condition, is one.
    fn clauses(&self) -> Vec<ClauseSeen> {
        let mut by_place: BTreeMap<(SourceId, u32, u32), ClauseSeen> = BTreeMap::new();
        for (at, node) in self.nodes().filter(|(_, node)| node.kids.is_empty()) {
            let Some(wanted) = self.wanted(&node.op) else { continue };
            let sources = self.book.sources();
            let key = (node.span.source, node.span.start, node.span.end);
            let clause = by_place.entry(key).or_insert_with(|| ClauseSeen {
                at: sources.place(node.span),
                span: node.span,
                words: words(&node.op, sources.slice(node.span)),
                wanted,
                seen: Truths::default(),
            });
            let own = self.seen(at);
            clause.seen.held |= own.held;
            clause.seen.failed |= own.failed;
            clause.seen.unknown |= own.unknown;
        }
        by_place.into_values().collect()
    }

    /// The truths that a clause can have; none where it is no condition of the text.
    fn wanted(&self, op: &Op) -> Option<Truths> {
        let both = Truths { held: true, failed: true, unknown: false };
        let all = Truths { unknown: true, ..both };
        match op {
            // Days are measured by themselves; the others are no clauses.
            Op::Force(_)
            | Op::Known(_)
            | Op::Always
            | Op::DutyMet(_)
            | Op::All
            | Op::Any
            | Op::Not
            | Op::Define(_)
            | Op::Disputed(_) => None,
            // An act that is not stated is an export; a column belongs to an entry that is known.
            Op::Acts(_) | Op::ActIs(_) | Op::EntryIs(..) => Some(both),
            Op::Holds(fact) | Op::ChoiceIs(fact, _) | Op::Includes(fact, _) if self.is_never_silent(*fact) => {
                Some(both)
            }
            // What is given cannot be told not to be.
            Op::Given(_) => Some(Truths { failed: false, ..all }),
            _ => Some(all),
        }
    }

    fn is_never_silent(&self, fact: FactId) -> bool {
        self.model().facts.get(fact.index()).is_some_and(|fact| fact.silence_means_no.is_some())
    }

    fn provisions(&self) -> Vec<ProvisionSeen> {
        let mut seen: BTreeMap<ProvisionId, (bool, bool)> = BTreeMap::new();
        let families = self.book.program().books.get(self.at).map_or(&[][..], |book| book.families.as_slice());
        for member in families.iter().flat_map(|family| family.members.iter().skip(1)) {
            let own = self.seen(member.root);
            let (taken, refused) = seen.entry(member.provision).or_default();
            // What is presumed counts while nothing shows the contrary.
            *taken |= own.held || own.unknown && member.presumed;
            *refused |= own.failed || own.unknown && !member.presumed;
        }
        let told = seen.into_iter().filter_map(|(id, (taken, refused))| {
            let text = self.model().provisions.get(id.index())?;
            let own = text.held.is_none() && text.kind != Kind::Rule;
            own.then(|| ProvisionSeen { id: text.id.clone(), at: self.book.sources().place(text.head), taken, refused })
        });
        told.collect()
    }

    fn boundaries(&self) -> Vec<BoundarySeen> {
        let mut found: BTreeMap<(String, Date), BoundarySeen> = BTreeMap::new();
        for (at, node) in self.nodes() {
            let Op::Force(standings) = &node.op else { continue };
            for day in edges(standings) {
                let place = self.book.sources().place(node.span);
                let one = found.entry((place.clone(), day)).or_insert_with(|| BoundarySeen {
                    day,
                    of: super::one_line(self.book.sources().slice(node.span)).chars().take(60).collect(),
                    at: place,
                    before: false,
                    after: false,
                });
                let seen = |day: Date| [true, false].iter().any(|&held| self.sight.days.contains(&(at, day, held)));
                one.before |= seen(day.previous());
                one.after |= seen(day);
            }
        }
        found.into_values().chain(self.boundaries_of_lists()).collect()
    }

    /// Where a row of a list begins or ends: an entry that is there on the one side covers an item on that day, and a case
    /// lies on the other side.
    fn boundaries_of_lists(&self) -> Vec<BoundarySeen> {
        let mut found: BTreeMap<(ListId, Date), BoundarySeen> = BTreeMap::new();
        let days: BTreeSet<Date> = self.sight.entries.iter().filter_map(|(.., on)| *on).chain(self.days()).collect();
        for (id, list) in self.lists() {
            for (at, entry) in list.entries.iter().enumerate() {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                let on = |day: Date| self.sight.entries.contains(&(id, at, Some(day)));
                let begins = entry.period.from.map(|day| (day, days.contains(&day.previous()), on(day)));
                let ends = entry.period.before.map(|day| (day, on(day.previous()), days.contains(&day)));
                for (day, before, after) in begins.into_iter().chain(ends) {
                    let one = found.entry((id, day)).or_insert_with(|| BoundarySeen {
                        day,
                        of: list.id.clone(),
                        at: self.book.sources().place(list.span),
                        before: false,
                        after: false,
                    });
                    one.before |= before;
                    one.after |= after;
                }
            }
        }
        found.into_values().collect()
    }

    /// The days on which something was asked.
    fn days(&self) -> impl Iterator<Item = Date> {
        self.sight.days.iter().map(|(_, day, _)| *day)
    }

    fn lists(&self) -> impl Iterator<Item = (ListId, &'a crate::model::List)> {
        let lists = self.model().lists.iter().enumerate();
        lists.filter(|(_, list)| list.rulebook.index() == self.at).map(|(at, list)| (ListId::at(at), list))
    }

    fn entries(&self) -> Vec<EntrySeen> {
        let hit: BTreeSet<(ListId, u32)> = self.sight.entries.iter().map(|&(list, at, _)| (list, at)).collect();
        let mut found: BTreeMap<(ListId, usize), EntrySeen> = BTreeMap::new();
        for (id, list) in self.lists() {
            let mut first: BTreeMap<&str, usize> = BTreeMap::new();
            for (at, entry) in list.entries.iter().enumerate() {
                let own = *first.entry(entry.key.as_str()).or_insert(at);
                let one = found.entry((id, own)).or_insert_with(|| EntrySeen {
                    id: format!("{}#{}", list.id, entry.key),
                    at: self.book.sources().place(entry.span),
                    hit: false,
                });
                one.hit |= u32::try_from(at).is_ok_and(|at| hit.contains(&(id, at)));
            }
        }
        found.into_values().collect()
    }
}

/// A clause as it is written; of the acts a rule is for, which stand in no condition, those.
fn words(op: &Op, written: &str) -> String {
    match op {
        Op::Acts(acts) => {
            let acts: Vec<String> = acts.iter().map(|act| act.word()).collect();
            format!("applies to {}", acts.join(", "))
        }
        _ => super::one_line(written),
    }
}

/// The days on which a text is in force and was not the day before, or the other way round.
pub(super) fn edges(standings: &[Validity]) -> BTreeSet<Date> {
    let holds = |day: Date| standings.iter().any(|one| one.in_force.contains(day));
    let ends = standings.iter().flat_map(|one| [one.in_force.from, one.in_force.before]).flatten();
    ends.filter(|&day| holds(day) != holds(day.previous())).collect()
}
