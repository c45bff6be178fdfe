//! One pass over an act: the answers to the tests of a law, each asked once at most, and what its rules amount to.
//!
//! The answers *are* the derivation, as data: every clause follows from them, and [`assess`](super::assess()) tells how.

use super::answers::{Answered, Answers};
use super::bound::{ActOf, Bound, departs_then};
use super::departure::Departure;
use super::frame::Frame;
use super::listed::Match;
use super::seen::Seen;
use super::subject::{Memo, Subject};
use super::sum::{only, sum};
use super::weigh::{Scale, Weight};
use super::{Bit, Question};
use crate::compile::{Book, Family, Program};
use crate::model::{FactId, ListId, Model, Nomenclature, Rulebook, Standard};
use crate::vocab::{Date, Outcome, Truth, Word};

/// An act under one rulebook, as it is recorded.
#[derive(Debug, Clone)]
pub struct BookRecord {
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
    /// The answers to the tests of the [sheets](crate::compile::Sheet), to the dear ones where they were come to.
    pub answered: Answered,
    /// The answers to what each rule asks of an entry.
    pub of_entries: Vec<Word>,
    /// Each rule, once for each entry where it is about one; rules in the order of [`Book::families`].
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
    pub of_entry: usize,
    /// Whether its own conditions hold.
    pub own: Bit,
    /// What goes before it.
    pub earlier: Earlier,
    /// What remains of it when its exceptions are weighed; nothing where its conditions do not hold.
    pub weight: Weight,
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
            left_out: true,
            on: None,
            earliest: None,
            departure: Departure::UNKNOWN,
            nexus: Bit::False,
            nexus_bits: Vec::new(),
            before_coverage: Truth::False,
            matches: Vec::new(),
            answered: Answered::default(),
            of_entries: Vec::new(),
            rules: Vec::new(),
            weight: only(Outcome::NotApplicable),
        }
    }

    /// The answers of one rule; the frame is that of its day.
    pub(super) fn answers_of<'r>(&'r self, book: &'r Book, frame: &'r Frame<'r>, rule: &RuleRecord) -> Answers<'r> {
        let of_entry = self.of_entries.get(rule.of_entry..).unwrap_or_default();
        Answers { book, frame, shared: &self.answered, of_entry }
    }
}

/// Records an act under every rulebook.
#[must_use]
pub fn record(program: &Program, model: &Model, bound: &Bound<'_>, question: Question) -> Vec<BookRecord> {
    record_under(program, model, bound, question, &|_| true, None)
}

/// The same under the rulebooks that are meant; the others say nothing of it.
pub(super) fn record_under(
    program: &Program,
    model: &Model,
    bound: &Bound<'_>,
    question: Question,
    meant: &dyn Fn(usize) -> bool,
    seen: Option<&Seen>,
) -> Vec<BookRecord> {
    let one = |(place, book): (usize, &Book)| {
        let Some(head) = model.rulebooks.get(place).filter(|_| meant(place)) else { return BookRecord::left_out() };
        let memo = Memo::default();
        let law = Law { seen, ..Law::of(program, model, bound, &memo, question.known_on) };
        // Goods that only pass through have to pass through the territory of the law.
        if bound.of == ActOf::Passage && !law.frame(None, &[]).stops_within(head) {
            return BookRecord::left_out();
        }
        record_book(Law { nomenclature: &head.nomenclature, ..law }, head, book, question.on)
    };
    program.books.iter().enumerate().map(one).collect()
}

fn record_book(law: Law<'_>, head: &Rulebook, book: &Book, asked: Option<Date>) -> BookRecord {
    let departure = law.frame(None, &[]).departure(head);
    let law = Law { departed: departure.day, ..law };
    let decisive = book.decisive_for(law.bound.act);
    // The day asked about picks the law; what the shipment states of its dates stays as it is. Only of the day on which the goods
    // leave is it known before which it is not.
    let day = |own: Option<FactId>| {
        let Some(fact) = own.or(decisive) else { return (None, None) };
        let earliest = departure.earliest.filter(|_| leaves_then(law.model, law.bound, fact));
        (asked.or_else(|| law.frame(None, &[]).day_of(fact)), earliest)
    };
    let (on, earliest) = day(None);
    let law = law.since(earliest);
    let mut found = BookRecord {
        left_out: false,
        on,
        earliest,
        departure,
        nexus: Bit::True,
        before_coverage: before_coverage(book, on, earliest),
        weight: only(Outcome::NoControlFound),
        ..BookRecord::left_out()
    };
    if let Some(nexus) = &book.nexus {
        found.nexus = law.frame(on, &[]).evaluate(nexus, &mut found.nexus_bits);
        if let Some(seen) = law.seen {
            seen.apart(law.program, nexus, &found.nexus_bits, on);
        }
    }
    if !found.nexus.possible() {
        found.weight = only(Outcome::NotApplicable);
        // How far the encoding goes back is no matter where the law does not reach.
        found.before_coverage = Truth::False;
        return found;
    }
    ask(law, book, &day, &mut found);
    weigh_rules(law, book, &day, &mut found);
    found.weight = sum(law, book, &found);
    found
}

fn before_coverage(book: &Book, on: Option<Date>, earliest: Option<Date>) -> Truth {
    match (on, book.covers_from) {
        (_, None) => Truth::False,
        (Some(on), Some(from)) => (on < from).into(),
        (None, Some(from)) if earliest.is_some_and(|earliest| from <= earliest) => Truth::False,
        (None, Some(_)) => Truth::Unknown,
    }
}

/// The day that a date picks, of a rule or of the rulebook; and before which it is not, where it is not known.
type DayOf<'f> = &'f dyn Fn(Option<FactId>) -> (Option<Date>, Option<Date>);

/// Asks the tests of every sheet, save the dear ones.
fn ask(law: Law<'_>, book: &Book, day: DayOf<'_>, found: &mut BookRecord) {
    for sheet in &book.sheets {
        let (on, earliest) = day(sheet.decisive);
        let law = law.since(earliest);
        law.frame(on, &[]).look_up_all(&sheet.lists, &mut found.matches);
        let frame = law.frame(on, &found.matches);
        frame.answer(sheet, &mut found.answered);
    }
}

/// Weighs every rule, once for each entry where it is about one.
fn weigh_rules(law: Law<'_>, book: &Book, day: DayOf<'_>, found: &mut BookRecord) {
    let matches = std::mem::take(&mut found.matches);
    found.rules.reserve(book.families.len());
    let mut roots = Vec::new();
    let mut frame = law.frame(found.on, &matches);
    for (place, family) in book.families.iter().enumerate() {
        let (on, earliest) = day(family.decisive);
        if (on, earliest) != (frame.on, frame.earliest) {
            frame = law.since(earliest).frame(on, &matches);
        }
        let earlier = earlier(law, book, family, (found, &matches));
        each_subject(family, &frame, |(entry, listed)| {
            let of_entry = found.of_entries.len();
            if !family.of_entry.is_empty() {
                let frame = Frame { entry, listed, ..frame.clone() };
                frame.answer_of_entry(&family.of_entry, &mut found.of_entries);
            }
            let nothing = only(Outcome::NoControlFound);
            let mut rule = RuleRecord {
                family: place,
                entry,
                listed,
                on,
                earliest,
                of_entry,
                own: Bit::Open,
                earlier,
                weight: nothing,
            };
            let answers = found.answers_of(book, &frame, &rule);
            rule.own = family.members.first().map_or(Bit::Open, |own| answers.through(own.gate));
            if rule.own.possible() {
                roots.clear();
                roots.extend(answers.roots(family));
                rule.weight = Scale::new(family, entry, &roots).weigh().of_outcomes(family);
            }
            found.rules.push(rule);
        });
    }
    found.matches = matches;
}

/// Whether a date is the day on which the goods leave: the departure, and of a leg that is an act of its own what stands for it.
fn leaves_then(model: &Model, bound: &Bound<'_>, fact: FactId) -> bool {
    let standard = model.facts.get(fact.index()).and_then(|fact| fact.standard);
    standard.is_some_and(|date| date == Standard::Departed || bound.leg().is_some() && departs_then(date))
}

/// Whether any rule that goes before this one stands before it.
fn earlier(law: Law<'_>, book: &Book, family: &Family, (found, matches): (&BookRecord, &[Match])) -> Earlier {
    let mut all = Earlier::NONE;
    for &rule in &family.gives_way_to {
        let own = found.rules.iter().filter(|other| other.family == rule);
        let before = own.map(|other| stands_before(law, book, (found, matches), other, family));
        let (bit, unpresumed) =
            before.fold((Bit::False, Bit::False), |any, (bit, open)| (any.0.or(bit), any.1.or(open)));
        let first = all.rule.is_none() || !all.bit.possible() && bit.possible();
        let rule = if first || all.bit.unknown() && bit == Bit::True { Some(rule) } else { all.rule };
        all = Earlier { bit: all.bit.or(bit), unpresumed: all.unpresumed.or(unpresumed), rule };
    }
    all
}

/// Whether a rule's own conditions hold and no exception to it leaves the field to that other rule: by what is presumed, and
/// where nothing is.
pub(super) fn stands_before(
    law: Law<'_>,
    book: &Book,
    (found, matches): (&BookRecord, &[Match]),
    rule: &RuleRecord,
    other: &Family,
) -> (Bit, Bit) {
    let own = book.families.get(rule.family).zip(other.members.first());
    let Some((family, first)) = own.filter(|(family, _)| rule.own.possible() && family.may_leave_the_field()) else {
        return (rule.own, rule.own);
    };
    let frame = law.of_rule(rule, matches);
    let roots: Vec<Bit> = found.answers_of(book, &frame, rule).roots(family).collect();
    Scale::new(family, rule.entry, &roots).stands_before(first.first)
}

/// What a rule is asked about: each entry that covers the item or may, and the rest of the list where that is open.
fn each_subject(family: &Family, frame: &Frame<'_>, mut about: impl FnMut((Option<(ListId, u32)>, Bit))) {
    if family.binds.is_empty() {
        return about((None, Bit::False));
    }
    let looked_up = |list: &ListId| frame.matches.iter().find(|found| found.is_of(*list, (frame.on, frame.earliest)));
    let found = || family.binds.iter().filter_map(looked_up);
    let mut none = true;
    for hit in found().flat_map(|one| &one.hits) {
        none = false;
        about((Some((hit.list, hit.entry)), hit.bit));
    }
    let rest = found().fold(Bit::False, |any, one| any.or(one.rest()));
    if rest.possible() || none {
        about((None, rest));
    }
}

/// The same, one after the other.
pub(super) fn subjects(family: &Family, frame: &Frame<'_>) -> Vec<(Option<(ListId, u32)>, Bit)> {
    let mut all = Vec::new();
    each_subject(family, frame, |subject| all.push(subject));
    all
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
    pub(super) fn of(
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

    /// The same of a day that is not before another, where it is not known.
    pub(super) fn since(self, earliest: Option<Date>) -> Law<'a> {
        Law { earliest, ..self }
    }

    /// The frame of a rule's day, about no entry yet.
    pub(super) fn of_rule(self, rule: &RuleRecord, matches: &'a [Match]) -> Frame<'a> {
        self.since(rule.earliest).frame(rule.on, matches)
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
