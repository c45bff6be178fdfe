//! One pass over an act: the answers to the tests of a law, each asked once at most, and what its rules amount to.
//!
//! The answers *are* the derivation, as data: every clause follows from them, and [`assess`](super::assess()) tells how.

use super::Bit;
use super::answers::{Answered, Answers, AskedOf, ask_all_of_entry, ask_all_of_sheet, set_out, set_out_of_entry};
use super::bound::{ActOf, Bound, departs_then};
use super::departure::Departure;
use super::frame::Frame;
use super::listed::{LookedUp, Match};
use super::seen::Seen;
use super::subject::Memo;
use super::sum::{only, sum};
use super::weigh::{Scale, Weight};
use crate::compile::{Book, Family, Program};
use crate::model::{Fact, FactId, ListId, Model, Rulebook};
use crate::vocab::{Date, Outcome, StandardDate, Truth};
use smallvec::SmallVec;
use std::cell::Cell;

/// How a law bears on an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearing {
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
    /// Whether the day lies before what is encoded.
    pub before_coverage: Truth,
}

impl Bearing {
    /// Of a law that nobody asks about.
    const LEFT_OUT: Bearing = Bearing {
        left_out: true,
        on: None,
        earliest: None,
        departure: Departure::UNKNOWN,
        nexus: Bit::False,
        before_coverage: Truth::False,
    };
}

/// An act under one rulebook, as it is recorded.
#[derive(Debug, Clone)]
pub struct BookRecord {
    /// How the law bears on the act.
    pub bearing: Bearing,
    /// The bits of the nexus.
    pub nexus_bits: Vec<Bit>,
    /// What the lists said that these rules are about.
    pub matches: Vec<Match>,
    /// The answers to the tests of the [sheets](crate::compile::Sheet), as far as they were come to.
    pub(super) answered: Answered,
    /// The answers to what each rule asks of an entry.
    pub(super) of_entries: Answered,
    /// The rules that may hold, each once for each entry where it is about one, in the order of [`Book::families`]; and those that
    /// only their entries rule out. Where the day is not known, and of a record of every test, all rules.
    pub rules: Vec<RuleRecord>,
    /// What it amounts to.
    pub weight: Weight,
}

/// A rule for one entry, as it is recorded.
#[derive(Debug, Clone, Copy)]
pub struct RuleRecord {
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
    /// Where the answers begin that are of this entry.
    pub(super) of_entry: usize,
    /// Whether its own conditions hold.
    pub own: Bit,
    /// What goes before it.
    pub earlier: Earlier,
    /// What remains of it when its exceptions are weighed; nothing where its conditions do not hold.
    pub weight: Weight,
}

/// Whether a rule that goes before another holds, and leaves it no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// Whether any does, by what is presumed.
    pub bit: Bit,
    /// Whether any does where nothing is presumed.
    pub unpresumed: Bit,
    /// One that does; else one that may; else the first of those that do not. None where none goes before.
    pub rule: Option<usize>,
}

impl Earlier {
    /// Nothing goes before.
    pub const NONE: Earlier = Earlier { bit: Bit::False, unpresumed: Bit::False, rule: None };

    /// Whether it would be otherwise if what is presumed were shown to be wrong.
    #[must_use]
    pub fn is_rebuttable(self) -> bool {
        self.unpresumed.unknown() && !self.bit.unknown()
    }

    /// Whether it is not known, whatever is presumed.
    pub(super) fn is_open(self) -> bool {
        self.unpresumed.unknown() || self.bit.unknown()
    }
}

impl BookRecord {
    /// Of a law that nobody asks about.
    fn left_out() -> BookRecord {
        BookRecord {
            bearing: Bearing::LEFT_OUT,
            nexus_bits: Vec::new(),
            matches: Vec::new(),
            answered: Answered::default(),
            of_entries: Answered::default(),
            rules: Vec::new(),
            weight: only(Outcome::NotApplicable),
        }
    }

    /// As of a law that nobody asks about; what room it has taken it keeps.
    fn leave_out(&mut self) {
        (self.bearing, self.weight) = (Bearing::LEFT_OUT, only(Outcome::NotApplicable));
        self.nexus_bits.clear();
        self.matches.clear();
        self.answered.clear();
        self.of_entries.clear();
        self.rules.clear();
    }

    /// The answers of one rule; the frame is that of its day, and of the entry.
    pub(super) fn answers_of<'r>(
        &'r self,
        book: &'r Book,
        family: &'r Family,
        frame: &'r Frame<'r>,
        rule: &RuleRecord,
    ) -> Answers<'r> {
        let of_entry = self.of_entries.get(rule.of_entry..).unwrap_or_default();
        Answers::new((book, family), AskedOf::Act(frame), &self.answered, Some(of_entry))
    }

    /// Whether what it says of every rule follows from the answers that are recorded, and rests on none that is not: that a rule
    /// does not hold of which nothing else is recorded; of each other rule and entry, what its conditions come to, what all that
    /// excepts and stiffens it leaves of it, and what goes before it. No shipment is needed for that. The answers themselves, what the
    /// lists say of the item and the day are taken as they are recorded; the sum of the rules is not gone through again.
    #[must_use]
    pub fn stands_alone(&self, book: &Book) -> bool {
        if self.bearing.left_out {
            return self.rules.is_empty();
        }
        let nexus = book.nexus.as_ref().map_or(Some(Bit::True), |_| self.nexus_bits.last().copied());
        if nexus != Some(self.bearing.nexus) || !self.bearing.nexus.possible() {
            return nexus == Some(self.bearing.nexus) && self.rules.is_empty();
        }
        let mut left = self.rules.as_slice();
        let follows = book.families.iter().enumerate().all(|(place, family)| {
            let count = left.iter().take_while(|rule| rule.family == place).count();
            let (own, others) = left.split_at_checked(count).unwrap_or_default();
            left = others;
            if own.is_empty() { self.rules_out(book, family) } else { self.proves(book, family, own) }
        });
        follows && left.is_empty()
    }

    /// Whether the answers recorded leave a rule no way to hold.
    fn rules_out(&self, book: &Book, family: &Family) -> bool {
        let missing = Cell::new(false);
        let own = Answers::new((book, family), AskedOf::Nobody(&missing), &self.answered, None).own();
        own == Bit::False && !missing.get()
    }

    /// Whether these are the entries a rule is about, and the answers recorded of each make of it what is recorded.
    fn proves(&self, book: &Book, family: &Family, rules: &[RuleRecord]) -> bool {
        let mut about = Vec::new();
        let day = rules.first().map(|rule| (rule.on, rule.earliest)).unwrap_or_default();
        each_subject(family, &self.matches, day, |subject| about.push(subject));
        let missing = Cell::new(false);
        let answers = |family, rule: &RuleRecord| {
            let of_entry = self.of_entries.get(rule.of_entry..).unwrap_or_default();
            Answers::new((book, family), AskedOf::Nobody(&missing), &self.answered, Some(of_entry))
        };
        let before = earlier(family, &self.rules, |other| {
            stands_before(book, other, family, |of, own| answers(of, other).roots(own).collect())
        });
        let follows = |rule: &RuleRecord| {
            let answers = answers(family, rule);
            let own = answers.own();
            own == rule.own
                && answers.lists_say(rule.listed)
                && rule.earlier == before
                && (!own.possible() || weighed(family, rule.entry, answers, own) == rule.weight)
        };
        about.iter().copied().eq(rules.iter().map(|rule| (rule.entry, rule.listed)))
            && rules.iter().all(follows)
            && !missing.get()
    }
}

/// How far a record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Rules that may hold. Of one that does not whatever the entry at hand, no list is looked up.
    WhatDecides,
    /// Every rule for each entry, with the answer to each of its tests.
    Whole,
}

/// What is recorded, besides of which act.
#[derive(Clone, Copy)]
pub(super) struct Asking<'q> {
    /// The decisive date, instead of the shipment's own.
    pub(super) on: Option<Date>,
    /// How far it goes.
    pub(super) depth: Depth,
    /// The rulebooks that are meant; the others say nothing of the act.
    pub(super) meant: &'q dyn Fn(usize) -> bool,
    /// Who takes down what is seen.
    pub(super) seen: Option<&'q Seen>,
}

impl Asking<'_> {
    /// Of every rulebook.
    pub(super) fn all(on: Option<Date>, depth: Depth) -> Asking<'static> {
        Asking { on, depth, meant: &|_| true, seen: None }
    }
}

/// Records what decides of an act under every rulebook: the rules that may hold, and what they amount to. What decides nothing is
/// not gone through; [`assess`](super::assess()) goes through all, and comes to the same. `on` is the decisive date, instead of the
/// shipment's own.
#[must_use]
pub fn record(program: &Program, bound: &Bound<'_>, on: Option<Date>) -> Vec<BookRecord> {
    recorded(program, bound, Asking::all(on, Depth::WhatDecides))
}

/// The same in records that were used before: of one line after the other in the same room.
pub fn record_into(program: &Program, bound: &Bound<'_>, on: Option<Date>, records: &mut Vec<BookRecord>) {
    record_under(program, bound, Asking::all(on, Depth::WhatDecides), records);
}

/// Records the whole derivation of an act under every rulebook, as data: every rule for each entry, with the answer to each of its
/// tests; in records that were used before.
pub fn record_whole_into(program: &Program, bound: &Bound<'_>, on: Option<Date>, records: &mut Vec<BookRecord>) {
    record_under(program, bound, Asking::all(on, Depth::Whole), records);
}

/// One record for each rulebook.
pub(super) fn recorded(program: &Program, bound: &Bound<'_>, asking: Asking<'_>) -> Vec<BookRecord> {
    let mut records = Vec::new();
    record_under(program, bound, asking, &mut records);
    records
}

fn record_under(program: &Program, bound: &Bound<'_>, asking: Asking<'_>, records: &mut Vec<BookRecord>) {
    records.resize_with(program.books.len(), BookRecord::left_out);
    for ((place, book), found) in program.books.iter().enumerate().zip(records) {
        found.leave_out();
        let Some(head) = bound.model().rulebooks.get(place).filter(|_| (asking.meant)(place)) else { continue };
        let memo = Memo::default();
        let mut frame = Frame::of(program, bound, &memo);
        (frame.nomenclature, frame.seen) = (&head.nomenclature, asking.seen);
        // Goods that only pass through have to pass through the territory of the law.
        if bound.of == ActOf::Passage && !frame.stops_within(head) {
            continue;
        }
        record_book(frame, (head, book), asking, found);
    }
}

fn record_book(mut frame: Frame<'_>, (head, book): (&Rulebook, &Book), asking: Asking<'_>, found: &mut BookRecord) {
    let departure = frame.departure(head);
    frame.departed = departure.day;
    let (bound, decisive) = (frame.bound, book.decisive_for(frame.bound.act));
    // The day asked about picks the law; what the shipment states of its dates stays as it is. Only of the day on which the goods
    // leave is it known before which it is not.
    let day = |frame: &Frame<'_>, own: Option<FactId>| {
        let Some(fact) = own.or(decisive) else { return (None, None) };
        let earliest = departure.earliest.filter(|_| leaves_then(frame.model, bound, fact));
        (asking.on.or_else(|| frame.day_of(fact)), earliest)
    };
    let (on, earliest) = day(&frame, None);
    frame.about_day((on, earliest));
    found.bearing = Bearing { left_out: false, on, earliest, departure, ..Bearing::LEFT_OUT };
    found.bearing.nexus = frame.nexus(book, &mut found.nexus_bits);
    if !found.bearing.nexus.possible() {
        // How far the encoding goes back is no matter where the law does not reach.
        return;
    }
    found.bearing.before_coverage = before_coverage(book, on, earliest);
    let mut days = Days::new();
    for sheet in &book.sheets {
        let day = sheet.decisive.map_or((on, earliest), |own| day(&frame, Some(own)));
        set_out(frame.about_day(day), sheet, &mut found.answered);
        days.push(day);
    }
    let mut looked_up = LookedUp::again(std::mem::take(&mut found.matches));
    let left_out = look_up_lists(&mut frame, book, (&days, asking.depth), (found, &mut looked_up));
    let mut frame = Frame { matches: &looked_up.matches, ..frame };
    weigh_rules(&mut frame, book, (&days, asking.depth), (found, &left_out));
    found.weight = sum(&frame, book, found);
    found.matches = looked_up.matches;
}

fn before_coverage(book: &Book, on: Option<Date>, earliest: Option<Date>) -> Truth {
    match (on, book.covers_from) {
        (_, None) => Truth::False,
        (Some(on), Some(from)) => (on < from).into(),
        (None, Some(from)) if earliest.is_some_and(|earliest| from <= earliest) => Truth::False,
        (None, Some(_)) => Truth::Unknown,
    }
}

/// The day that picks the law of each sheet; and before which it is not, where it is not known.
type Days = SmallVec<[(Option<Date>, Option<Date>); 2]>;

/// The rules that need not be weighed; the lists that the others are about are looked up.
fn look_up_lists(
    frame: &mut Frame<'_>,
    book: &Book,
    (days, depth): (&Days, Depth),
    (found, looked_up): (&BookRecord, &mut LookedUp),
) -> SmallVec<[usize; 16]> {
    let mut left_out = SmallVec::new();
    for (place, family) in book.families.iter().enumerate() {
        let day = days.get(family.sheet).copied().unwrap_or_default();
        let frame = frame.about_day(day);
        // Where the day is not known, each version of a rule is held against the others, entry by entry.
        let each = day.0.is_none() || depth == Depth::Whole;
        if each || !fails_whatever_the_entry(book, family, frame, found) {
            frame.look_up_all(&family.binds, looked_up);
        } else {
            left_out.push(place);
        }
    }
    left_out
}

/// Weighs every rule that is not left out, once for each entry where it is about one.
fn weigh_rules(
    frame: &mut Frame<'_>,
    book: &Book,
    (days, depth): (&Days, Depth),
    (found, left_out): (&mut BookRecord, &[usize]),
) {
    if depth == Depth::Whole {
        for (sheet, &day) in book.sheets.iter().zip(days) {
            ask_all_of_sheet(frame.about_day(day), sheet, &found.answered);
        }
    }
    let mut left_out = left_out.iter().peekable();
    for (place, family) in book.families.iter().enumerate() {
        if left_out.next_if_eq(&&place).is_none() {
            let frame = frame.about_day(days.get(family.sheet).copied().unwrap_or_default());
            weigh_rule(frame, book, (place, family), (depth, found));
        }
    }
}

/// Whether a rule does not hold whatever the entry, by what is soon told.
fn fails_whatever_the_entry(book: &Book, family: &Family, frame: &Frame<'_>, found: &BookRecord) -> bool {
    !Answers::new((book, family), AskedOf::Act(frame), &found.answered, None).own().possible()
}

/// Weighs one rule, for each entry that it is about; the frame is that of its day.
fn weigh_rule(
    frame: &mut Frame<'_>,
    book: &Book,
    (place, family): (usize, &Family),
    (depth, found): (Depth, &mut BookRecord),
) {
    let (matches, on, earliest) = (frame.matches, frame.on, frame.earliest);
    let mut before = None;
    each_subject(family, matches, (on, earliest), |(entry, listed)| {
        let of_entry = found.of_entries.len();
        set_out_of_entry(family, listed, &mut found.of_entries);
        (frame.entry, frame.listed) = (entry, listed);
        let asked = found.of_entries.get(of_entry..).unwrap_or_default();
        if depth == Depth::Whole {
            ask_all_of_entry(frame, family, asked);
        }
        let answers = Answers::new((book, family), AskedOf::Act(frame), &found.answered, Some(asked));
        let own = answers.own();
        let weight = if own.possible() { weighed(family, entry, answers, own) } else { only(Outcome::NoControlFound) };
        let earlier = *before.get_or_insert_with(|| {
            earlier(family, &found.rules, |other| frame.stands_before(book, found, other, family))
        });
        found.rules.push(RuleRecord { family: place, entry, listed, on, earliest, of_entry, own, earlier, weight });
    });
}

/// What remains of a rule whose own conditions come to that, by the answers to it for one entry.
fn weighed(family: &Family, entry: Option<(ListId, u32)>, answers: Answers<'_>, own: Bit) -> Weight {
    let roots: SmallVec<[Bit; 16]> = answers.roots(own).collect();
    Scale::new(family, entry, &roots).weigh().of_outcomes(family)
}

/// Whether a date is the day on which the goods leave: the departure, and of a leg that is an act of its own what stands for it.
fn leaves_then(model: &Model, bound: &Bound<'_>, fact: FactId) -> bool {
    let date = model.facts.get(fact.index()).and_then(Fact::date);
    date.is_some_and(|date| date == StandardDate::Departed || bound.leg().is_some() && departs_then(date))
}

/// Whether any rule that goes before this one stands before it; of each it is told for each entry.
fn earlier(family: &Family, rules: &[RuleRecord], stands: impl Fn(&RuleRecord) -> (Bit, Bit)) -> Earlier {
    let mut all = Earlier::NONE;
    for &rule in &family.gives_way_to {
        let own = rules.iter().filter(|other| other.family == rule);
        let (bit, unpresumed) =
            own.map(&stands).fold((Bit::False, Bit::False), |any, (bit, open)| (any.0.or(bit), any.1.or(open)));
        let first = all.rule.is_none() || !all.bit.possible() && bit.possible();
        let rule = if first || all.bit.unknown() && bit == Bit::True { Some(rule) } else { all.rule };
        all = Earlier { bit: all.bit.or(bit), unpresumed: all.unpresumed.or(unpresumed), rule };
    }
    all
}

/// Whether a rule's own conditions hold and no exception to it leaves the field to that other rule: by what is presumed, and
/// where nothing is. What hangs on the rule is told by it and by what its own conditions come to.
fn stands_before<'b>(
    book: &'b Book,
    rule: &RuleRecord,
    other: &Family,
    roots: impl FnOnce(&'b Family, Bit) -> Vec<Bit>,
) -> (Bit, Bit) {
    let own = book.families.get(rule.family).zip(other.members.first());
    let Some((family, first)) = own.filter(|(family, _)| rule.own.possible() && family.may_leave_the_field()) else {
        return (rule.own, rule.own);
    };
    Scale::new(family, rule.entry, &roots(family, rule.own)).stands_before(first.first)
}

/// What a rule is asked about: each entry that covers the item or may, and the rest of the list where that is open.
fn each_subject(
    family: &Family,
    matches: &[Match],
    day: (Option<Date>, Option<Date>),
    mut about: impl FnMut((Option<(ListId, u32)>, Bit)),
) {
    if family.binds.is_empty() {
        return about((None, Bit::False));
    }
    let (mut none, mut rest) = (true, Bit::False);
    let looked_up = |list: &ListId| matches.iter().find(|found| found.is_of(*list, day));
    for found in family.binds.iter().filter_map(looked_up) {
        for hit in &found.hits {
            none = false;
            about((Some((hit.list, hit.entry)), hit.bit));
        }
        rest = rest.or(found.rest());
    }
    if rest.possible() || none {
        about((None, rest));
    }
}

/// The same, one after the other.
pub(super) fn subjects(family: &Family, frame: &Frame<'_>) -> Vec<(Option<(ListId, u32)>, Bit)> {
    let mut all = Vec::new();
    each_subject(family, frame.matches, (frame.on, frame.earliest), |subject| all.push(subject));
    all
}

impl<'a> Frame<'a> {
    /// Whether a law reaches the act, and the bits of that.
    fn nexus(&self, book: &Book, bits: &mut Vec<Bit>) -> Bit {
        let Some(nexus) = &book.nexus else { return Bit::True };
        let bit = self.evaluate(nexus, bits);
        if let Some(seen) = self.seen {
            seen.apart(self.program, nexus, bits, self.on);
        }
        bit
    }

    /// Whether a rule stands before that other one, by what is recorded or asked now.
    pub(super) fn stands_before(
        &self,
        book: &Book,
        found: &BookRecord,
        rule: &RuleRecord,
        other: &Family,
    ) -> (Bit, Bit) {
        stands_before(book, rule, other, |family, own| {
            found.answers_of(book, family, &self.of_rule(rule), rule).roots(own).collect()
        })
    }

    /// The frame of a rule's day, and of its entry.
    pub(super) fn of_rule(&self, rule: &RuleRecord) -> Frame<'a> {
        let RuleRecord { entry, listed, on, earliest, .. } = *rule;
        Frame { on, earliest, entry, listed, ..self.clone() }
    }
}
