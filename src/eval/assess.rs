//! One pass over a line: the bits of every clause of every rule, and what they amount to.

use super::bound::{ActOf, Bound, departs_then};
use super::departure::Departure;
use super::frame::Frame;
use super::listed::Match;
use super::owed::Owed;
use super::seen::Seen;
use super::subject::{Memo, Subject};
use super::weigh::{Scale, Weight};
use super::{Bit, Question};
use crate::compile::{Book, Family, NodeSpan, Op, Program};
use crate::model::{FactId, ListId, Model, Nomenclature, ProvisionId, Standard};
use crate::shipment::{Line, Shipment};
use crate::vocab::{Date, Outcome, Period, Range, Stretches, Truth};
use std::collections::BTreeMap;

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
    /// Whether nobody asks what this law says of the act.
    pub left_out: bool,
    /// The day that picks the law.
    pub on: Option<Date>,
    /// Before which day that is not, where it is not known.
    pub earliest: Option<Date>,
    /// When the goods leave, as this law means it.
    pub departure: Departure,
    /// Whether this law reaches the act.
    pub nexus: Bit,
    /// The bits of the nexus.
    pub nexus_bits: Vec<Bit>,
    /// Whether the day lies before what is encoded.
    pub before_coverage: Truth,
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
    /// One bit for each node of the family.
    pub bits: Vec<Bit>,
    /// Whether its own conditions hold.
    pub own: Bit,
    /// What goes before it.
    pub earlier: Earlier,
    /// What remains of it when its exceptions are weighed; nothing where its conditions do not hold.
    pub weight: Weight,
    /// The duties that a rule lays down which does nothing else; none for another rule, or where its conditions do not hold.
    pub owed: Option<Owed>,
}

/// Whether a rule that goes before another holds, and leaves it no field.
#[derive(Debug, Clone, Copy)]
pub struct Earlier {
    /// Whether any does, by what is presumed.
    pub bit: Bit,
    /// Whether any does where nothing is presumed.
    pub unpresumed: Bit,
    /// One that does; else one that may; else the first of those that do not. None where none goes before.
    pub rule: Option<usize>,
}

impl BookAssessment {
    /// Of a law that nobody asks about.
    fn left_out() -> BookAssessment {
        BookAssessment {
            left_out: true,
            on: None,
            earliest: None,
            departure: Departure::UNKNOWN,
            nexus: Bit::False,
            nexus_bits: Vec::new(),
            before_coverage: Truth::False,
            matches: Vec::new(),
            instances: Vec::new(),
            weight: only(Outcome::NotApplicable),
        }
    }

    /// The day and the reach of the law, without what was found of the line.
    pub(super) fn of_no_line(&self) -> BookAssessment {
        let (on, nexus, before_coverage, weight) = (self.on, self.nexus, self.before_coverage, self.weight);
        let (nexus_bits, matches, instances) = (Vec::new(), Vec::new(), Vec::new());
        let (earliest, departure) = (self.earliest, self.departure);
        let left_out = self.left_out;
        BookAssessment {
            left_out,
            on,
            earliest,
            departure,
            nexus,
            nexus_bits,
            before_coverage,
            matches,
            instances,
            weight,
        }
    }
}

impl Instance {
    /// No rule, for what is asked outside of one.
    pub(super) fn none(found: &BookAssessment) -> Instance {
        Instance {
            family: usize::MAX,
            entry: None,
            listed: Bit::False,
            on: found.on,
            bits: Vec::new(),
            own: Bit::False,
            earlier: Earlier::NONE,
            weight: only(Outcome::NoControlFound),
            owed: None,
        }
    }
}

impl Earlier {
    /// Nothing goes before.
    pub const NONE: Earlier = Earlier { bit: Bit::False, unpresumed: Bit::False, rule: None };

    /// Whether it would be otherwise if what is presumed were shown to be wrong.
    #[must_use]
    pub fn is_rebuttable(self) -> bool {
        self.unpresumed.unknown() && !self.bit.unknown()
    }
}

/// Assesses one line. Total: whatever is not known is unknown in the answer.
#[must_use]
pub fn assess<'a>(
    program: &Program,
    model: &Model,
    shipment: &'a Shipment,
    line: &'a Line,
    question: Question,
) -> Assessment<'a> {
    assess_bound(program, model, Bound::new(model, shipment, line, question.known_on), question, &|_| true, None)
}

/// The acts of a line: what is done with the shipment, each leg that is an act of its own, and the passage on the way, which is
/// one to each law whose territory the goods only pass through.
pub(super) fn acts<'a>(
    model: &Model,
    shipment: &'a Shipment,
    line: &'a Line,
    known_on: Option<Date>,
) -> Vec<Bound<'a>> {
    let own = shipment.legs.iter().filter(|leg| shipment.is_another_act(leg) && leg.carries(line));
    let own = own.map(|leg| Bound::on_leg(model, shipment, line, leg, known_on));
    let passing = Bound::in_passing(model, shipment, line, known_on);
    std::iter::once(Bound::new(model, shipment, line, known_on)).chain(own).chain(passing).collect()
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
    let books = program.books.iter().enumerate();
    let one = |(place, book)| {
        let own = || assess_book(program, model, &bound, (place, book), question, seen);
        let meant =
            meant(place) && (bound.of != ActOf::Passage || stops_within(program, model, &bound, (place, question)));
        if meant { own() } else { BookAssessment::left_out() }
    };
    let books = books.map(one);
    let books = books.collect();
    Assessment { bound, books }
}

/// Whether the goods only pass through the territory of a law.
fn stops_within(program: &Program, model: &Model, bound: &Bound<'_>, (place, question): (usize, Question)) -> bool {
    let Some(head) = model.rulebooks.get(place) else { return false };
    Law::of(program, model, bound, &Memo::default(), question.known_on).frame(None, &[]).stops_within(head)
}

fn assess_book(
    program: &Program,
    model: &Model,
    bound: &Bound<'_>,
    (place, book): (usize, &Book),
    question: Question,
    seen: Option<&Seen>,
) -> BookAssessment {
    let head = model.rulebooks.get(place);
    let nomenclature = head.map_or(&[][..], |text| &text.nomenclature);
    let memo = Memo::default();
    let known_on = question.known_on;
    let whole = Law { nomenclature, seen, ..Law::of(program, model, bound, &memo, known_on) };
    let departure = head.map_or(Departure::UNKNOWN, |head| whole.frame(None, &[]).departure(head));
    let fact = book.decisive_for(bound.act);
    let earliest = departure.earliest.filter(|_| fact.is_some_and(|fact| leaves_then(model, bound, fact)));
    let whole = Law { departed: departure.day, earliest, ..whole };
    // The day asked about picks the law; what the shipment states of its dates stays as it is.
    let picked = |fact| question.on.or_else(|| whole.frame(None, &[]).day_of(fact));
    let on = fact.and_then(picked);
    let mut found = BookAssessment {
        left_out: false,
        on,
        earliest,
        departure,
        nexus: Bit::True,
        nexus_bits: Vec::new(),
        before_coverage: match (on, book.covers_from) {
            (_, None) => Truth::False,
            (Some(on), Some(from)) => (on < from).into(),
            (None, Some(from)) if earliest.is_some_and(|earliest| from <= earliest) => Truth::False,
            (None, Some(_)) => Truth::Unknown,
        },
        matches: Vec::new(),
        instances: Vec::new(),
        weight: only(Outcome::NoControlFound),
    };
    if let Some(nexus) = &book.nexus {
        found.nexus = whole.frame(on, &[]).evaluate(nexus, &mut found.nexus_bits);
        if let Some(seen) = seen {
            seen.apart(program, nexus, &found.nexus_bits, on);
        }
    }
    if !found.nexus.possible() {
        found.weight = only(Outcome::NotApplicable);
        // How far the encoding goes back is no matter where the law does not reach.
        found.before_coverage = Truth::False;
        return found;
    }
    for (place, family) in book.families.iter().enumerate() {
        let day = family.decisive.map_or(on, picked);
        for &list in &family.binds {
            if !found.matches.iter().any(|known| known.list == list && known.on == day) {
                let looked_up = whole.frame(day, &[]).look_up(list);
                found.matches.push(looked_up);
            }
        }
        let frame = whole.frame(day, &found.matches);
        let earlier = earlier(book, family, &found.instances);
        let instances: Vec<Instance> = subjects(family, &frame)
            .into_iter()
            .map(|subject| instance(family, place, &frame, subject, (earlier, &[])))
            .collect();
        found.instances.extend(instances);
    }
    found.weight = sum(whole, book, &found);
    found
}

/// Whether a date is the day on which the goods leave: the departure, and of a leg that is an act of its own what stands for it.
fn leaves_then(model: &Model, bound: &Bound<'_>, fact: FactId) -> bool {
    let standard = model.facts.get(fact.index()).and_then(|fact| fact.standard);
    standard.is_some_and(|date| date == Standard::Departed || bound.leg().is_some() && departs_then(date))
}

/// What stays the same over a whole line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Law<'a> {
    pub(super) program: &'a Program,
    pub(super) model: &'a Model,
    pub(super) bound: &'a Bound<'a>,
    pub(super) nomenclature: &'a [Nomenclature],
    pub(super) known_on: Option<Date>,
    /// Before which day the decisive one is not, where it is not known.
    pub(super) earliest: Option<Date>,
    /// When the goods leave, as the law means it.
    pub(super) departed: Option<Date>,
    pub(super) memo: &'a Memo,
    pub(super) subject: Subject<'a>,
    pub(super) depth: u8,
    pub(super) seen: Option<&'a Seen>,
}

impl<'a> Law<'a> {
    /// Of a line, with nothing at hand yet.
    fn of(
        program: &'a Program,
        model: &'a Model,
        bound: &'a Bound<'a>,
        memo: &'a Memo,
        known_on: Option<Date>,
    ) -> Law<'a> {
        let (nomenclature, earliest, departed, seen) = (&[][..], None, None, None);
        let (subject, depth) = (Subject::default(), 0);
        Law { program, model, bound, nomenclature, known_on, earliest, departed, memo, subject, depth, seen }
    }

    /// The frame of a day, about no entry yet.
    pub(super) fn frame(self, on: Option<Date>, matches: &'a [Match]) -> Frame<'a> {
        let Law { program, model, bound, nomenclature, known_on, earliest, departed, memo, subject, depth, seen } =
            self;
        Frame {
            program,
            model,
            bound,
            nomenclature,
            on,
            earliest,
            known_on,
            departed,
            entry: None,
            listed: Bit::False,
            matches,
            subject,
            memo,
            depth,
            seen,
        }
    }
}

/// What a rule is asked about: each entry that covers the item or may, and the rest of the list where that is open.
pub(super) fn subjects(family: &Family, frame: &Frame<'_>) -> Vec<(Option<(ListId, u32)>, Bit)> {
    if family.binds.is_empty() {
        return vec![(None, Bit::False)];
    }
    let looked_up = |list: &ListId| frame.matches.iter().find(|found| found.list == *list && found.on == frame.on);
    let found: Vec<&Match> = family.binds.iter().filter_map(looked_up).collect();
    let mut subjects: Vec<_> =
        found.iter().flat_map(|one| &one.hits).map(|hit| (Some((hit.list, hit.entry)), hit.bit)).collect();
    let rest = found.iter().fold(Bit::False, |any, one| any.or(one.rest()));
    if rest.possible() || subjects.is_empty() {
        subjects.push((None, rest));
    }
    subjects
}

pub(super) fn instance(
    family: &Family,
    place: usize,
    frame: &Frame<'_>,
    (entry, listed): (Option<(ListId, u32)>, Bit),
    (earlier, disregarding): (Earlier, &[ProvisionId]),
) -> Instance {
    let frame = Frame { entry, listed, ..frame.clone() };
    let mut bits = Vec::with_capacity(family.nodes.len());
    frame.evaluate(&NodeSpan(family.nodes.clone()), &mut bits);
    if let Some(seen) = frame.seen {
        seen.family(frame.program, family, &bits, frame.on, entry.filter(|_| listed == Bit::True));
    }
    for member in family.members.iter().skip(1).filter(|member| disregarding.contains(&member.first)) {
        if let Some(bit) = bits.get_mut(member.root.saturating_sub(family.nodes.start) as usize) {
            *bit = Bit::False;
        }
    }
    let scale = Scale::new(family, entry, &bits);
    let own = scale.own();
    let weight = if own.possible() { scale.weigh().of_outcomes(family) } else { only(Outcome::NoControlFound) };
    let owed = (family.duty_only && own.possible()).then(|| scale.owed());
    Instance { family: place, entry, listed, on: frame.on, bits, own, earlier, weight, owed }
}

/// Whether any rule that goes before this one stands before it.
fn earlier(book: &Book, family: &Family, done: &[Instance]) -> Earlier {
    let mut found = Earlier::NONE;
    for &rule in &family.gives_way_to {
        let own = done.iter().filter(|other| other.family == rule);
        let before = own.map(|other| stands_before(book, other, family));
        let (bit, unpresumed) =
            before.fold((Bit::False, Bit::False), |any, (bit, open)| (any.0.or(bit), any.1.or(open)));
        let first = found.rule.is_none() || !found.bit.possible() && bit.possible();
        let rule = if first || found.bit.unknown() && bit == Bit::True { Some(rule) } else { found.rule };
        found = Earlier { bit: found.bit.or(bit), unpresumed: found.unpresumed.or(unpresumed), rule };
    }
    found
}

/// Whether a rule's own conditions hold and no exception to it leaves the field to that other rule: by what is presumed, and
/// where nothing is.
pub(super) fn stands_before(book: &Book, instance: &Instance, other: &Family) -> (Bit, Bit) {
    let own = book.families.get(instance.family).zip(other.members.first());
    let Some((family, rule)) = own else { return (instance.own, instance.own) };
    let scale = Scale::new(family, instance.entry, &instance.bits);
    let stands = |scale: Scale<'_>| instance.own.and(!scale.leaves_to(rule.first));
    (stands(scale), stands(scale.without_presuming()))
}

/// Everything required together; a law that may not reach the act also leaves it alone.
fn sum(law: Law<'_>, book: &Book, found: &BookAssessment) -> Weight {
    let mut all = only(Outcome::NoControlFound);
    let instead = |presuming| in_place_of_each(book, &found.instances, presuming);
    for (instance, (shown, open)) in found.instances.iter().zip(instead(true).into_iter().zip(instead(false))) {
        let part = contribution(instance, shown.shown.best, open.best);
        all.shown = all.shown.join(part.shown);
        all.best = all.best.max(part.best);
        all.worst = all.worst.max(part.worst);
    }
    for floor in floors(law, book, found) {
        all.shown.best = all.shown.best.max(floor.shown.best);
        all.best = all.best.max(floor.best);
    }
    // Before what is encoded anything may be required; nothing that is encoded says more.
    if !found.before_coverage.is_false() {
        let anything = Range { best: Outcome::NoControlFound, worst: Outcome::Prohibited };
        all = Weight { shown: anything, best: anything.best, worst: anything.worst };
    }
    if found.nexus.unknown() {
        all.shown.best = Outcome::NotApplicable;
        all.best = Outcome::NotApplicable;
    }
    all
}

/// "An unknown date gives the range over the versions it could fall in": of a rule that is in force on every day, in one
/// version or another, and of which nothing else is open, one version holds. The mildest of them is what is asked at least.
fn floors(law: Law<'_>, book: &Book, found: &BookAssessment) -> Vec<Weight> {
    let first = |instance: &Instance| book.families.get(instance.family)?.members.first().map(|rule| rule.first);
    let mut versions: BTreeMap<ProvisionId, Vec<&Instance>> = BTreeMap::new();
    for instance in found.instances.iter().filter(|one| one.on.is_none() && one.entry.is_none()) {
        if let Some(first) = first(instance) {
            versions.entry(first).or_default().push(instance);
        }
    }
    versions.into_values().filter(|own| own.len() > 1).filter_map(|own| floor(law, book, &own)).collect()
}

fn floor(law: Law<'_>, book: &Book, versions: &[&Instance]) -> Option<Weight> {
    let frame = law.frame(None, &[]);
    let mut days = Stretches::default();
    let mut least: Option<Weight> = None;
    for instance in versions {
        let rule = book.families.get(instance.family)?.members.first()?;
        let force = &law.model.provisions.get(rule.provision.index())?.force;
        let known = frame.known(force).fold(Stretches::default(), |all, period| all.or(&Stretches::of(period)));
        if known.is_empty() {
            continue;
        }
        if !only_the_day_is_open(law, book, instance) || instance.earlier.bit != Bit::False {
            return None;
        }
        days = days.or(&known);
        least = Some(least.map_or(instance.weight, |least| milder(least, instance.weight)));
    }
    least.filter(|_| days == Stretches::of(Period::ALWAYS))
}

/// Whether all conditions of a rule hold, save that the day is not known.
fn only_the_day_is_open(law: Law<'_>, book: &Book, instance: &Instance) -> bool {
    let Some(family) = book.families.get(instance.family) else { return false };
    let root = family.members.first().and_then(|rule| law.program.nodes.get(rule.root as usize));
    let bit =
        |kid: u32| instance.bits.get(kid.saturating_sub(family.nodes.start) as usize).copied().unwrap_or_default();
    let is_day = |kid: u32| matches!(law.program.nodes.get(kid as usize).map(|node| &node.op), Some(Op::Force(_)));
    root.is_some_and(|root| law.program.kids(root).iter().all(|&kid| is_day(kid) || bit(kid) == Bit::True))
}

/// What one rule adds: nothing where it does not hold or has given way; from nothing on where it may hold. While a rule
/// that goes before it is open, the two are one requirement that ranges over both. What is presumed stands on the facts shown,
/// and may yet be rebutted.
fn contribution(instance: &Instance, instead_shown: Outcome, instead: Outcome) -> Weight {
    let nothing = Outcome::NoControlFound;
    let mut part = instance.weight;
    match instance.own {
        Bit::False => return only(nothing),
        Bit::True => {}
        Bit::Open | Bit::Stuck => {
            part.shown.best = nothing;
            part.best = nothing;
        }
    }
    match instance.earlier.bit {
        Bit::True => part.shown = Range::only(nothing),
        Bit::Open | Bit::Stuck => part.shown.best = part.shown.best.min(instead_shown),
        Bit::False => {}
    }
    match instance.earlier.unpresumed {
        Bit::True => return only(nothing),
        Bit::Open | Bit::Stuck => part.best = part.best.min(instead),
        Bit::False => {}
    }
    part
}

/// For each instance, what its rule leaves the field to where it gives way: the best of the rules that go before it, or of
/// those that these give way to. The instances of a rule stand together, after those of the rules it gives way to.
fn in_place_of_each(book: &Book, instances: &[Instance], presuming: bool) -> Vec<Weight> {
    let mut found: Vec<Weight> = Vec::new();
    for of_one_rule in instances.chunk_by(|a, b| a.family == b.family) {
        let family = of_one_rule.first().and_then(|instance| book.families.get(instance.family));
        let done = instances.iter().zip(&found);
        let before = done.filter_map(|(other, instead)| standing_before(book, other, *instead, family?, presuming));
        let instead = before.fold(only(Outcome::Prohibited), milder);
        found.extend(of_one_rule.iter().map(|_| instead));
    }
    found
}

/// What stands of a rule before another that gives way to it, where no exception leaves the field to that other; none where
/// it does not stand before it.
fn standing_before(
    book: &Book,
    instance: &Instance,
    instead: Weight,
    other: &Family,
    presuming: bool,
) -> Option<Weight> {
    let goes_before = other.gives_way_to.contains(&instance.family);
    let (presumed, open) = stands_before(book, instance, other);
    if !goes_before || !(if presuming { presumed } else { open }).possible() {
        return None;
    }
    let scale = Scale::new(book.families.get(instance.family)?, instance.entry, &instance.bits);
    let best = scale.best_without_leaving_to(other.members.first()?.first, presuming).unwrap_or(instance.weight.best);
    let own = Weight { best, ..instance.weight };
    Some(match if presuming { instance.earlier.bit } else { instance.earlier.unpresumed } {
        Bit::False => own,
        Bit::True => only(Outcome::NoControlFound),
        Bit::Open | Bit::Stuck => milder(own, instead),
    })
}

fn milder(one: Weight, other: Weight) -> Weight {
    Weight {
        shown: Range { best: one.shown.best.min(other.shown.best), ..one.shown },
        best: one.best.min(other.best),
        ..one
    }
}

fn only(outcome: Outcome) -> Weight {
    Weight { shown: Range::only(outcome), best: outcome, worst: outcome }
}
