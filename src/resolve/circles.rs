//! Things that rest on each other: in a circle, or in a chain too long to follow.

use super::Work;
use super::columns::{unreadable, unsaid, words_compared};
use super::conditions::entry_reads;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Clause, DefineId, DisputeId, Each, EachId, List, ListId, Model, Operand, Provision, Test, Total, TotalId,
};
use crate::source::Span;
use crate::vocab::Over;
use std::collections::{BTreeMap, BTreeSet};

/// The longest chain of things that rest on each other; real law stays far below, and evaluation stays shallow.
pub(super) const DEEPEST: usize = 100;

/// How many circles are told.
const SHOWN: usize = 20;

/// What rests on what: for each thing those it reads.
#[derive(Default)]
struct Graph {
    names: Vec<(String, Span)>,
    reads: Vec<Vec<usize>>,
}

/// A circle as the places of its things, or the place where a chain grew too long.
enum Knot {
    Circle(Vec<usize>),
    Deep(usize),
}

impl Work<'_> {
    /// Refuses circles among conditions, among exceptions and among rules that give way to each other.
    pub(super) fn circles(&mut self) {
        let conditions = condition_graph(&self.model);
        self.refuse(&conditions, "conditions read each other", "write one of them without naming the other");
        let exceptions = provision_graph(&self.model, |provision| &provision.to);
        self.refuse(&exceptions, "exceptions except each other", "take one of the names out of `to`");
        let giving_way = provision_graph(&self.model, |provision| &provision.only_if_no);
        let help = "take one of them out of `only if no` or out of the order of review";
        self.refuse(&giving_way, "rules give way to each other", help);
    }

    fn refuse(&mut self, graph: &Graph, what: &str, help: &str) {
        let named = |places: &[usize]| places.iter().filter_map(|&at| graph.names.get(at).cloned()).collect::<Vec<_>>();
        for knot in knots(graph) {
            match knot {
                Knot::Circle(places) => self.say_circle(what, &named(&places), help),
                Knot::Deep(at) => {
                    let Some((name, span)) = graph.names.get(at) else { continue };
                    self.say_deep(name, *span);
                }
            }
        }
    }

    /// Gives the first positive `item listed in` of each rule its entry, and refuses `listed-entry` where there is none.
    pub(super) fn bound_entries(&mut self) {
        if self.bag.has_errors() {
            return;
        }
        for provision in &mut self.model.provisions {
            if let (crate::model::Kind::Rule, Some(condition)) = (provision.kind, &mut provision.condition) {
                bind_first(condition);
            }
        }
        let mut said: Vec<Diagnostic> =
            self.model.provisions.iter().flat_map(|provision| self.check_entry_reads(provision)).collect();
        said.extend(self.check_entry_conditions());
        said.extend(self.check_entry_words());
        self.bag.extend(said);
    }

    /// What stands beside an entry is asked whatever rule is at hand, so that no entry is: not through a named condition either.
    fn check_entry_conditions(&self) -> Vec<Diagnostic> {
        let entries = self.model.lists.iter().flat_map(|list| &list.entries);
        let mut told = BTreeSet::new();
        let conditions = entries.filter_map(|entry| entry.condition.as_deref()).filter(|own| told.insert(own.span));
        let said =
            conditions.filter_map(|own| {
                let mut reads = Vec::new();
                reads_through(&self.model, &own.clause, &mut reads);
                let (read, _) = reads.first()?;
                let message = "the condition beside an entry reads `listed-entry` through a named condition";
                let said = Diagnostic::at(Code::UNBOUND_ENTRY, own.span, message).also(*read, "read here");
                Some(said.help(
                    "only a rule that is about listed items has a listed entry: put that condition into the rule",
                ))
            });
        said.collect()
    }

    fn check_entry_reads(&self, provision: &Provision) -> Vec<Diagnostic> {
        let Some(condition) = &provision.condition else { return Vec::new() };
        let mut reads: Vec<(Span, Operand)> = Vec::new();
        reads_through(&self.model, condition, &mut reads);
        let lists = self.bound_lists(provision);
        reads.iter().filter_map(|(span, operand)| self.check_read(provision, *span, operand, &lists)).collect()
    }

    /// Words of the entry's columns that rules compare and no table says.
    fn check_entry_words(&self) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for provision in &self.model.provisions {
            let Some(condition) = &provision.condition else { continue };
            let mut words = Vec::new();
            through_names(&self.model, condition, &mut |clause| words_compared(clause, &mut words));
            if words.is_empty() {
                continue;
            }
            let lists = lists_of(&self.model, &self.bound_lists(provision));
            all.extend(words.into_iter().map(|compared| (compared, lists.clone())));
        }
        unsaid(&all)
    }

    /// The lists whose entry a provision reads: those its rule binds.
    fn bound_lists(&self, provision: &Provision) -> Vec<ListId> {
        if provision.kind == crate::model::Kind::Rule {
            return provision.condition.as_ref().map(bound).unwrap_or_default();
        }
        let roots = self.roots(provision);
        let each = roots.iter().map(|root| root.condition.as_ref().map(bound).unwrap_or_default());
        let mut all: Vec<ListId> = Vec::new();
        for lists in each {
            if lists.is_empty() {
                return Vec::new();
            }
            all.extend(lists);
        }
        all
    }

    fn check_read(&self, provision: &Provision, span: Span, operand: &Operand, lists: &[ListId]) -> Option<Diagnostic> {
        if lists.is_empty() {
            let message = format!("`{}` reads `listed-entry`, and its rule is not about listed items", provision.id);
            let said = Diagnostic::at(Code::UNBOUND_ENTRY, span, message).also(provision.head, "read here");
            return Some(said.help("the rule needs `item listed in LIST`, outside `not`, `or` and `any of`"));
        }
        unreadable(&lists_of(&self.model, lists), operand, span)
    }
}

/// The lists of the binding test.
fn bound(clause: &Clause) -> Vec<ListId> {
    match &clause.test {
        Test::Listed { lists, binds: true, .. } => lists.clone(),
        Test::All(parts) => parts.iter().map(bound).find(|lists| !lists.is_empty()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn bind_first(clause: &mut Clause) -> bool {
    match &mut clause.test {
        Test::Listed { binds, .. } => {
            *binds = true;
            true
        }
        Test::All(parts) => parts.iter_mut().any(bind_first),
        _ => false,
    }
}

fn lists_of<'m>(model: &'m Model, ids: &[ListId]) -> Vec<&'m List> {
    ids.iter().filter_map(|id| model.lists.get(id.index())).collect()
}

/// Readings of the entry in a condition and in all that it names.
fn reads_through(model: &Model, clause: &Clause, found: &mut Vec<(Span, Operand)>) {
    through_names(model, clause, &mut |clause| {
        entry_reads(clause, &mut |span, operand| found.push((span, operand.clone())));
    });
    found.sort_by_key(|(span, _)| *span);
    found.dedup();
}

/// A condition and all that it names; each named thing is looked at once.
fn through_names<'m>(model: &'m Model, clause: &'m Clause, look_at: &mut impl FnMut(&'m Clause)) {
    let mut seen: BTreeSet<Named> = BTreeSet::new();
    let mut waiting: Vec<&Clause> = vec![clause];
    while let Some(clause) = waiting.pop() {
        look_at(clause);
        let mut named: Vec<Named> = Vec::new();
        named_in(clause, &mut |test| match test {
            Test::Define(id) => named.push(Named::Define(*id)),
            Test::Disputed(id) => named.push(Named::Dispute(*id)),
            Test::Each(id) => named.push(Named::Each(*id)),
            Test::Compare(left, _, right) => {
                let totals = [left, right].into_iter().filter_map(total_of);
                named.extend(totals.map(Named::Total));
            }
            _ => {}
        });
        let new: Vec<Named> = named.into_iter().filter(|thing| seen.insert(*thing)).collect();
        waiting.extend(new.into_iter().flat_map(|thing| conditions_of(model, thing)));
    }
}

/// What a condition may name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Define(DefineId),
    Dispute(DisputeId),
    Each(EachId),
    Total(TotalId),
}

fn total_of(side: &Operand) -> Option<TotalId> {
    if let Operand::Total(id) = side { Some(*id) } else { None }
}

fn conditions_of(model: &Model, thing: Named) -> Vec<&Clause> {
    match thing {
        Named::Each(id) => model.each.get(id.index()).into_iter().flat_map(Each::conditions).collect(),
        Named::Total(id) => model.totals.get(id.index()).into_iter().flat_map(Total::conditions).collect(),
        Named::Define(id) => model.defines.get(id.index()).map(|define| &define.condition).into_iter().collect(),
        Named::Dispute(id) => {
            let readings = model.disputes.get(id.index()).map(|dispute| dispute.readings.as_slice());
            readings.unwrap_or_default().iter().map(|reading| &reading.condition).collect()
        }
    }
}

/// Every single test of a condition.
fn named_in(clause: &Clause, see: &mut impl FnMut(&Test)) {
    match &clause.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| named_in(part, see)),
        Test::Not(inner) => named_in(inner, see),
        test => see(test),
    }
}

/// Where each kind of thing begins in the graph of conditions, and where a single entry is.
struct Places<'m> {
    disputes: usize,
    lists: usize,
    entries: BTreeMap<(usize, &'m str), usize>,
}

/// Defines, disputes, lists and entries with conditions, in this order; a list rests on its entries with conditions.
fn condition_graph(model: &Model) -> Graph {
    let disputes = model.defines.len();
    let lists = disputes.saturating_add(model.disputes.len());
    let first = lists.saturating_add(model.lists.len());
    let conditioned: Vec<(usize, &str, &Clause, Span)> = conditioned(model);
    let numbered =
        conditioned.iter().enumerate().map(|(at, (list, key, _, _))| ((*list, *key), first.saturating_add(at)));
    let places = Places { disputes, lists, entries: numbered.collect() };
    let mut graph = Graph::default();
    for define in &model.defines {
        graph.names.push((define.id.clone(), define.span));
        graph.reads.push(edges(model, &[&define.condition], &places));
    }
    for dispute in &model.disputes {
        graph.names.push((dispute.id.clone(), dispute.span));
        let readings: Vec<&Clause> = dispute.readings.iter().map(|reading| &reading.condition).collect();
        graph.reads.push(edges(model, &readings, &places));
    }
    for (at, list) in model.lists.iter().enumerate() {
        graph.names.push((list.id.clone(), list.span));
        let own = places.entries.range((at, "")..(at.saturating_add(1), ""));
        graph.reads.push(own.map(|(_, &entry)| entry).collect());
    }
    for (list, key, clause, span) in &conditioned {
        let list = model.lists.get(*list).map(|list| list.id.as_str()).unwrap_or_default();
        graph.names.push((format!("{list} entry {key}"), *span));
        graph.reads.push(edges(model, &[*clause], &places));
    }
    graph
}

fn conditioned(model: &Model) -> Vec<(usize, &str, &Clause, Span)> {
    let mut found = Vec::new();
    for (at, list) in model.lists.iter().enumerate() {
        let own = list.entries.iter().filter_map(|entry| entry.condition.as_ref().map(|condition| (entry, condition)));
        found.extend(own.map(|(entry, condition)| (at, entry.key.as_str(), &condition.clause, condition.span)));
    }
    found
}

fn edges(model: &Model, clauses: &[&Clause], places: &Places<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut below: Vec<&Clause> = Vec::new();
    for clause in clauses {
        gone_through(model, clause, &mut below);
    }
    let mut see = |test: &Test| match test {
        Test::Define(id) => found.push(id.index()),
        Test::Disputed(id) => found.push(places.disputes.saturating_add(id.index())),
        // A look at one entry goes through the whole list.
        Test::Listed { lists, .. } => found.extend(lists.iter().map(|id| places.lists.saturating_add(id.index()))),
        _ => {}
    };
    for clause in clauses.iter().copied().chain(below) {
        named_in(clause, &mut see);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The conditions asked of each party or line within a condition. What is asked of components and of owners may ask the same
/// again: a component is smaller than what it is in, and nobody owns himself.
fn gone_through<'m>(model: &'m Model, clause: &'m Clause, found: &mut Vec<&'m Clause>) {
    let mut named: Vec<(Over, &Clause)> = Vec::new();
    named_in(clause, &mut |test| match test {
        Test::Each(id) => named.extend(model.each.get(id.index()).map(|each| (each.over, &each.condition))),
        Test::Compare(left, _, right) => {
            let totals = [left, right].into_iter().filter_map(|side| model.totals.get(total_of(side)?.index()));
            named.extend(totals.map(|total| (total.over, &total.condition)));
        }
        _ => {}
    });
    for (over, condition) in named {
        let shrinks = matches!(over, Over::Components | Over::Inputs | Over::Owners);
        if !shrinks && !found.iter().any(|known| std::ptr::eq(*known, condition)) {
            found.push(condition);
            gone_through(model, condition, found);
        }
    }
}

fn provision_graph(model: &Model, reads: fn(&Provision) -> &Vec<crate::model::ProvisionId>) -> Graph {
    let names = model.provisions.iter().map(|provision| (provision.id.clone(), provision.head));
    let reads = model.provisions.iter().map(|provision| reads(provision).iter().map(|id| id.index()).collect());
    Graph { names: names.collect(), reads: reads.collect() }
}

/// The circles and the too long chains, by a walk that keeps its own stack.
fn knots(graph: &Graph) -> Vec<Knot> {
    let size = graph.reads.len();
    let mut walk = Walk { graph, height: vec![None; size], on_path: vec![false; size], found: Vec::new() };
    for start in 0..size {
        walk.from(start);
    }
    walk.found
}

/// A walk through a graph: how high each thing seen stands, and which are being walked through.
struct Walk<'g> {
    graph: &'g Graph,
    height: Vec<Option<usize>>,
    on_path: Vec<bool>,
    found: Vec<Knot>,
}

impl Walk<'_> {
    fn from(&mut self, start: usize) {
        if self.height_of(start).is_some() {
            return;
        }
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        mark(&mut self.on_path, start, true);
        while let Some((at, next)) = path.pop() {
            let Some(&read) = self.graph.reads.get(at).and_then(|reads| reads.get(next)) else {
                self.leave(at);
                continue;
            };
            path.push((at, next.saturating_add(1)));
            if self.on_path.get(read).copied().unwrap_or(false) {
                self.tie(path.iter().map(|&(at, _)| at).skip_while(|&at| at != read).collect());
            } else if self.height_of(read).is_none() {
                mark(&mut self.on_path, read, true);
                path.push((read, 0));
            }
        }
    }

    fn height_of(&self, at: usize) -> Option<usize> {
        self.height.get(at).copied().flatten()
    }

    fn tie(&mut self, circle: Vec<usize>) {
        if self.found.len() < SHOWN {
            self.found.push(Knot::Circle(circle));
        }
    }

    /// One higher than the highest it reads; what reads a thing that is too high is not told again.
    fn leave(&mut self, at: usize) {
        let below = self.graph.reads.get(at).into_iter().flatten().filter_map(|&other| self.height_of(other));
        let own = below.max().map_or(0, |height| height.saturating_add(1));
        if own == DEEPEST.saturating_add(1) && self.found.len() < SHOWN {
            self.found.push(Knot::Deep(at));
        }
        if let Some(slot) = self.height.get_mut(at) {
            *slot = Some(own);
        }
        mark(&mut self.on_path, at, false);
    }
}

fn mark(on_path: &mut [bool], at: usize, to: bool) {
    if let Some(slot) = on_path.get_mut(at) {
        *slot = to;
    }
}
