//! A record unfolded: every rule with the bit of each of its clauses.

use super::bound::Bound;
use super::frame::Frame;
use super::listed::Match;
use super::owed::Owed;
use super::record::{Asking, Bearing, BookRecord, Depth, Earlier, RuleRecord, recorded};
use super::seen::Seen;
use super::subject::Memo;
use super::sum::only;
use super::weigh::{Scale, Weight};
use super::{Bit, Question};
use crate::compile::{Book, Family, NodeSpan, Program};
use crate::model::{ListId, Model, ProvisionId, Rulebook};
use crate::shipment::{Line, Shipment};
use crate::vocab::{Date, Outcome};

/// A line under every rulebook: everything that a ruling and its derivation are made from.
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    /// The line in its slots.
    pub bound: Bound<'a>,
    /// One for each rulebook.
    pub books: Vec<BookAssessment>,
}

/// A line under one rulebook.
#[derive(Debug, Clone)]
pub struct BookAssessment {
    /// How the law bears on the act.
    pub bearing: Bearing,
    /// The bits of the nexus.
    pub nexus_bits: Vec<Bit>,
    /// What the lists said.
    pub matches: Vec<Match>,
    /// Each rule, once for each entry where it is about one; rules in the order of [`Book::families`].
    pub instances: Vec<Instance>,
    /// What it amounts to.
    pub weight: Weight,
}

/// A rule for one entry.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The rule: its place in [`Book::families`].
    pub family: usize,
    /// The entry; none where the rule is about none, or about those that no code names.
    pub entry: Option<(ListId, u32)>,
    /// Whether that entry covers the item.
    pub listed: Bit,
    /// The day that picks its law.
    pub on: Option<Date>,
    /// Before which day that is not, where it is not known.
    pub earliest: Option<Date>,
    /// One bit for each node of the family.
    pub bits: Vec<Bit>,
    /// Those of its members, and then of its closed lists.
    pub roots: Vec<Bit>,
    /// Whether its own conditions hold.
    pub own: Bit,
    /// What goes before it.
    pub earlier: Earlier,
    /// What remains of it when its exceptions are weighed; nothing where its conditions do not hold.
    pub weight: Weight,
    /// The duties that a rule lays down which does nothing else; none for another rule, or where its conditions do not hold.
    pub owed: Option<Owed>,
}

impl BookAssessment {
    /// The day and the reach of the law, without what was found of the line.
    pub(super) fn of_no_line(&self) -> BookAssessment {
        let (nexus_bits, matches, instances) = (Vec::new(), Vec::new(), Vec::new());
        BookAssessment { bearing: self.bearing, nexus_bits, matches, instances, weight: self.weight }
    }
}

impl Instance {
    /// No rule, for what is asked outside of one.
    pub(super) fn none(found: &BookAssessment) -> Instance {
        Instance {
            family: usize::MAX,
            entry: None,
            listed: Bit::False,
            on: found.bearing.on,
            earliest: found.bearing.earliest,
            bits: Vec::new(),
            roots: Vec::new(),
            own: Bit::False,
            earlier: Earlier::NONE,
            weight: only(Outcome::NoControlFound),
            owed: None,
        }
    }
}

/// Assesses one line. Total: whatever is not known is unknown in the answer.
#[must_use]
pub fn assess<'a>(
    program: &Program,
    model: &'a Model,
    shipment: &'a Shipment,
    line: &'a Line,
    question: Question,
) -> Assessment<'a> {
    let bound = Bound::new((program, model), shipment, line, question.known_on);
    assess_bound(program, model, bound, question, &|_| true, None)
}

/// The acts of a line: what is done with the shipment, each leg that is an act of its own, and the passage on the way, which is
/// one to each law whose territory the goods only pass through.
pub(super) fn acts<'a>(
    law: (&Program, &'a Model),
    shipment: &'a Shipment,
    line: &'a Line,
    known_on: Option<Date>,
) -> Vec<Bound<'a>> {
    let own = shipment.legs.iter().filter(|leg| shipment.is_another_act(leg) && leg.carries(line));
    let own = own.map(|leg| Bound::on_leg(law, shipment, line, leg, known_on));
    let passing = Bound::in_passing(law, shipment, line, known_on);
    std::iter::once(Bound::new(law, shipment, line, known_on)).chain(own).chain(passing).collect()
}

/// Assesses what is bound, under the rulebooks that are meant; the others say nothing of it.
pub(super) fn assess_bound<'a>(
    program: &Program,
    model: &Model,
    bound: Bound<'a>,
    question: Question,
    meant: &dyn Fn(usize) -> bool,
    seen: Option<&Seen>,
) -> Assessment<'a> {
    let whole = Asking { on: question.on, depth: Depth::Whole, meant, seen };
    let records = recorded(program, &bound, whole);
    debug_assert!(
        agree(program, &recorded(program, &bound, Asking { depth: Depth::WhatDecides, seen: None, ..whole }), &records),
        "what decides comes to what everything comes to, and both stand alone"
    );
    let texts = program.books.iter().zip(&model.rulebooks);
    let unfolded = records.into_iter().zip(texts).map(|(record, (book, head))| {
        let memo = Memo::default();
        unfold(&Frame { seen, ..Frame::of(program, &bound, &memo) }, book, head, record)
    });
    let books = unfolded.collect();
    Assessment { bound, books }
}

/// Whether a record of what decides comes to the same as one of everything, and the rules of both follow from their own answers.
fn agree(program: &Program, short: &[BookRecord], whole: &[BookRecord]) -> bool {
    let each = program.books.iter().zip(short.iter().zip(whole));
    each.into_iter().all(|(book, (short, whole))| {
        let alike = (short.bearing, short.weight) == (whole.bearing, whole.weight);
        alike && short.stands_alone(book) && whole.stands_alone(book)
    })
}

/// Every clause of every rule, as it follows from the record.
fn unfold(frame: &Frame<'_>, book: &Book, head: &Rulebook, record: BookRecord) -> BookAssessment {
    let departed = record.bearing.departure.day;
    let frame = Frame { nomenclature: &head.nomenclature, departed, matches: &record.matches, ..frame.clone() };
    let all = record.rules.iter().filter_map(|rule| instance_of(&frame, book, &record, rule));
    let instances = all.collect();
    let matches = bound_matches(book, &record);
    let BookRecord { bearing, nexus_bits, weight, .. } = record;
    BookAssessment { bearing, nexus_bits, matches, instances, weight }
}

/// What the lists said whose entries rules hold for, in the order of the rules.
fn bound_matches(book: &Book, record: &BookRecord) -> Vec<Match> {
    let mut all: Vec<Match> = Vec::new();
    for rule in &record.rules {
        for list in book.families.get(rule.family).iter().flat_map(|family| &family.binds) {
            let is = |found: &&Match| found.is_of(*list, (rule.on, rule.earliest));
            if !all.iter().any(|known| is(&known)) {
                all.extend(record.matches.iter().find(is).cloned());
            }
        }
    }
    all
}

fn instance_of(frame: &Frame<'_>, book: &Book, record: &BookRecord, rule: &RuleRecord) -> Option<Instance> {
    let family = book.families.get(rule.family)?;
    let frame = frame.of_rule(rule);
    let bits = frame.unfolded(&NodeSpan(family.nodes.clone()), record.answers_of(book, family, &frame, rule));
    debug_assert_eq!(bits, asked_anew(&frame, family, rule), "the record is what each clause says by itself");
    let roots = roots_among(family, &bits);
    if let Some(seen) = frame.seen {
        seen.family(frame.program, family, &bits, rule.on, rule.entry.filter(|_| rule.listed == Bit::True));
    }
    let owes = family.duty_only && rule.own.possible();
    let owed = owes.then(|| Scale::new(family, rule.entry, &roots).owed());
    let RuleRecord { family, entry, listed, on, earliest, own, earlier, weight, .. } = *rule;
    Some(Instance { family, entry, listed, on, earliest, bits, roots, own, earlier, weight, owed })
}

/// The same bits with every test asked where it stands.
fn asked_anew(frame: &Frame<'_>, family: &Family, rule: &RuleRecord) -> Vec<Bit> {
    let memo = Memo::default();
    let (entry, listed) = (rule.entry, rule.listed);
    each_asked(&Frame { entry, listed, matches: &[], memo: &memo, seen: None, ..frame.clone() }, family)
}

fn each_asked(frame: &Frame<'_>, family: &Family) -> Vec<Bit> {
    let mut bits = Vec::with_capacity(family.nodes.len());
    frame.evaluate(&NodeSpan(family.nodes.clone()), &mut bits);
    bits
}

fn roots_among(family: &Family, bits: &[Bit]) -> Vec<Bit> {
    let bit = |root: u32| bits.get(root.saturating_sub(family.nodes.start) as usize).copied().unwrap_or_default();
    family.roots().map(bit).collect()
}

/// A rule that is asked by itself of what is at hand: with nothing before it, and without what is disregarded.
pub(super) fn asked_apart(
    family: &Family,
    place: usize,
    frame: &Frame<'_>,
    (entry, listed): (Option<(ListId, u32)>, Bit),
    disregarding: &[ProvisionId],
) -> Instance {
    let frame = Frame { entry, listed, ..frame.clone() };
    let mut bits = each_asked(&frame, family);
    if let Some(seen) = frame.seen {
        seen.family(frame.program, family, &bits, frame.on, entry.filter(|_| listed == Bit::True));
    }
    for member in family.members.iter().skip(1).filter(|member| disregarding.contains(&member.first)) {
        if let Some(bit) = bits.get_mut(member.root.saturating_sub(family.nodes.start) as usize) {
            *bit = Bit::False;
        }
    }
    let roots = roots_among(family, &bits);
    let scale = Scale::new(family, entry, &roots);
    let own = scale.own();
    let weight = if own.possible() { scale.weigh().of_outcomes(family) } else { only(Outcome::NoControlFound) };
    let owed = (family.duty_only && own.possible()).then(|| scale.owed());
    let Frame { on, earliest, .. } = frame;
    Instance { family: place, entry, listed, on, earliest, bits, roots, own, earlier: Earlier::NONE, weight, owed }
}
