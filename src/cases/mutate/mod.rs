//! Whether the cases notice when the rules are changed: each small change of the text that the law would not forgive is
//! made, one at a time, and all cases are run.
//!
//! A change is *noticed* if a scenario comes out otherwise than it expects, if a ruling on a shipment under `cases/` is
//! not the one of the rules as they are, or if the texts no longer agree with a count that an instrument states. A text
//! that does not compile otherwise is no law, and no change. One that compiles to the same program changes nothing.

mod changes;
mod propose;

pub use changes::{Change, Kind, changes};

use super::accepted::Kept;
use super::generate::Proposal;
use super::{check, given, threads};
use crate::compile::Op;
use crate::diagnostic::Code;
use crate::eval::Sight;
use crate::model::{Case, Scenario};
use crate::rulebook::{Rulebook, holds_scenarios_only};
use crate::ruling::Said;
use crate::shipment::Shipment;
use crate::source::{SourceId, Sources, Span};
use std::collections::BTreeSet;

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// This case notices it: its place, or the shipment.
    Noticed(String),
    /// The count of entries that an instrument states notices it.
    Counted,
    /// No case does.
    Missed,
    /// It compiles to the same program.
    Nothing,
    /// The text does not compile.
    NoLaw,
}

/// The cases of a rulebook, ready to be run under changed rules.
#[derive(Debug)]
pub struct Suite<'a> {
    book: &'a Rulebook,
    rulebook: &'a str,
    /// The texts without those that hold scenarios only.
    sources: Sources,
    cases: Vec<Prepared<'a>>,
    shipments: Vec<(&'a Shipment, Kept, Sight)>,
    program: String,
}

#[derive(Debug)]
struct Prepared<'a> {
    case: &'a Case,
    shipment: Shipment,
    sight: Sight,
}

impl<'a> Suite<'a> {
    /// The cases of a rulebook: its scenarios, and shipments of which the rulings now are taken for right.
    #[must_use]
    pub fn new(book: &'a Rulebook, rulebook: &'a str, shipments: &[&'a Shipment], jobs: usize) -> Suite<'a> {
        let at = book.model().rulebooks.iter().position(|head| head.id == rulebook);
        let own = book.model().scenarios.iter().filter(|scenario| Some(scenario.rulebook.index()) == at);
        let cases: Vec<(&Scenario, &Case)> =
            own.flat_map(|scenario| scenario.cases.iter().map(move |case| (scenario, case))).collect();
        let cases = threads::map(&cases, jobs, |(scenario, case)| {
            let shipment = given::shipment(book.model(), &scenario.label.english, &case.given);
            let sight = book.verdict_and_sight(rulebook, &shipment, case.on, case.known_on).1;
            Prepared { case, shipment, sight }
        });
        let shipments = threads::map(shipments, jobs, |shipment| {
            let sight = book.verdict_and_sight(rulebook, shipment, None, None).1;
            (*shipment, kept(book, rulebook, shipment), sight)
        });
        let sources = without_scenarios(book);
        let program = Rulebook::compile(&sources).map(|bare| program_of(&bare)).unwrap_or_default();
        let mut suite = Suite { book, rulebook, sources, cases, shipments, program };
        // One that fails as it is would notice everything.
        let mut cases = std::mem::take(&mut suite.cases);
        cases.retain(|one| suite.as_expected(book, one));
        suite.cases = cases;
        suite
    }

    /// What becomes of a change.
    #[must_use]
    pub fn fate(&self, change: &Change) -> Fate {
        let mut sources = self.sources.clone();
        sources.add(change.file.clone(), change.text(&self.sources));
        let Ok(changed) = Rulebook::compile(&sources) else { return Fate::NoLaw };
        if changed.findings().iter().any(|found| found.code == Code::COUNT) {
            return Fate::Counted;
        }
        if let Some(noticed) = self.noticed(&changed, change) {
            return Fate::Noticed(noticed);
        }
        if program_of(&changed) == self.program { Fate::Nothing } else { Fate::Missed }
    }

    /// A case that would notice a change which none does, where one is found.
    #[must_use]
    pub fn proposal(&self, change: &Change) -> Option<Proposal> {
        let mut sources = self.sources.clone();
        sources.add(change.file.clone(), change.text(&self.sources));
        propose::propose(self, &Rulebook::compile(&sources).ok()?, change)
    }

    /// The first case that notices: those first that came by what is changed.
    fn noticed(&self, changed: &Rulebook, change: &Change) -> Option<String> {
        let comes_by = |sight: &Sight| self.comes_by(sight, change.item);
        let (near, far): (Vec<&Prepared<'_>>, Vec<&Prepared<'_>>) =
            self.cases.iter().partition(|one| comes_by(&one.sight));
        let by_case = near.into_iter().chain(far).find(|one| !self.as_expected(changed, one));
        if let Some(case) = by_case {
            return Some(self.book.sources().place(case.case.span));
        }
        let (near, far): (Vec<_>, Vec<_>) = self.shipments.iter().partition(|(.., sight)| comes_by(sight));
        let other = |(shipment, before, _): &&(&Shipment, Kept, Sight)| {
            let now = kept(changed, self.rulebook, shipment);
            (&now.verdict, &now.reasons) != (&before.verdict, &before.reasons)
        };
        near.into_iter().chain(far).find(other).map(|(shipment, ..)| shipment.id.clone())
    }

    fn comes_by(&self, sight: &Sight, item: Span) -> bool {
        let nodes = &self.book.program().nodes;
        let within = |span: Span| span.source == item.source && item.start <= span.start && span.end <= item.end;
        sight.nodes.keys().any(|&at| nodes.get(at as usize).is_some_and(|node| within(node.span)))
    }

    fn as_expected(&self, changed: &Rulebook, one: &Prepared<'_>) -> bool {
        let (on, known_on) = (one.case.on, one.case.known_on);
        let verdict = changed.verdict_under(self.rulebook, &one.shipment, on, known_on);
        let said = Said::from(&verdict);
        let ruling = || changed.assess_under(self.rulebook, &one.shipment, on, known_on);
        // What is expected is named as in the rules as they are.
        one.case.expect.iter().all(|(expected, _)| {
            check::met(expected, said, self.book)
                .unwrap_or_else(|| check::miss(expected, &ruling(), self.book).is_none())
        })
    }
}

fn kept(book: &Rulebook, rulebook: &str, shipment: &Shipment) -> Kept {
    Kept::of(&book.assess_under(rulebook, shipment, None, None), String::new(), BTreeSet::new())
}

/// The texts without those in which only scenarios stand: they are compiled once for each change.
fn without_scenarios(book: &Rulebook) -> Sources {
    let texts = book.sources().in_order();
    let tests = |(id, name, text): &(SourceId, &str, &str)| {
        name.ends_with(".cocket") && holds_scenarios_only(&crate::parse::parse(*id, text).0)
    };
    texts.filter(|text| !tests(text)).fold(Sources::new(), |kept, (_, name, text)| kept.with(name, text))
}

/// The program without the places of its texts, and without groups that no clause reads.
fn program_of(book: &Rulebook) -> String {
    let program = book.program();
    let nodes = program.nodes.iter().map(|node| (&node.op, &node.kids)).collect::<Vec<_>>();
    let read = program.nodes.iter().filter_map(|node| match &node.op {
        Op::InGroup(_, group) | Op::Reach(_, _, Some(group)) => Some(group.index()),
        _ => None,
    });
    let groups: BTreeSet<usize> = read.collect();
    let groups: Vec<_> = groups.into_iter().map(|at| program.groups.get(at)).collect();
    format!(
        "{:?}{:?}{groups:?}{:?}{:?}{nodes:?}{:?}",
        program.books, program.lists, program.violations, program.sanctions, program.children
    )
}
