//! Why, in three to seven numbered sentences: what decides comes first.
//!
//! A reason has four elements: what the law says and where (basis), the fact with its place in the shipment, how the
//! one covers the other (the sentence itself), and what is next.

use super::finding::sentence;
use super::questions::Asked;
use super::text::Text;
use super::words::{Phrase, Words};
use crate::ruling::{Finding, Requirement, Ruling, Status, Step, StepKind};
use crate::vocab::{Outcome, Range, Truth};

/// The most reasons that are numbered.
const MOST: usize = 7;

/// A reason and what stands under it.
pub(super) struct Reason {
    /// The sentence.
    pub(super) text: Text,
    /// Basis, fact, next step.
    pub(super) under: Vec<Text>,
}

/// The reasons for a ruling, the deciding one first, and how many more there are.
pub(super) fn reasons(ruling: &Ruling, asked: &Asked<'_>, words: Words<'_>) -> (Vec<Reason>, usize) {
    let teller = Teller { ruling, asked, words };
    let mut all = match deciding(ruling) {
        requirements if requirements.is_empty() => teller.nothing_required(),
        requirements => requirements.into_iter().flat_map(|requirement| teller.requirement(requirement)).collect(),
    };
    all.dedup_by(|later, earlier| later.text == earlier.text);
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, more)
}

/// The requirements that make the outcome what it is, the strictest first; those overcome come last.
fn deciding(ruling: &Ruling) -> Vec<&Requirement> {
    let mut requirements: Vec<&Requirement> = ruling.requirements.iter().collect();
    requirements.sort_by_key(|requirement| {
        let firm = match requirement.status {
            Status::Stands | Status::StandsUnlessEarlier => 0,
            Status::Possible => 1,
            Status::Overcome => 2,
        };
        (firm, std::cmp::Reverse(requirement.shown.worst))
    });
    let worst = ruling.standing.shown.worst;
    let (strictest, rest): (Vec<_>, Vec<_>) = requirements.into_iter().partition(|r| r.shown.worst == worst);
    if strictest.is_empty() { rest } else { [strictest, rest].concat() }
}

struct Teller<'a> {
    ruling: &'a Ruling,
    asked: &'a Asked<'a>,
    words: Words<'a>,
}

impl Teller<'_> {
    /// What a requirement asks and why, then what else it hangs on.
    fn requirement(&self, requirement: &Requirement) -> Vec<Reason> {
        let step = find(&self.ruling.derivation, &requirement.id);
        let leaves = step.map(leaves).unwrap_or_default();
        let mut told: Vec<&Step> = leaves;
        told.sort_by_key(|step| rank(step, requirement.status));
        let first = told.first().copied();
        let mut reasons = vec![self.headed(requirement, first)];
        reasons.extend(told.into_iter().skip(1).map(|step| self.step(step)));
        reasons.extend(step.into_iter().flat_map(reliefs).map(|step| self.relief(step)));
        reasons
    }

    /// The requirement with its deciding step: what is required, because of what.
    fn headed(&self, requirement: &Requirement, deciding: Option<&Step>) -> Reason {
        let words = self.words;
        let mut text = Text::new(words.label(&requirement.label));
        if let Some(step) = deciding {
            text = text.plain(": ").plain(sentence(step, words));
        }
        let mut under = Vec::new();
        if requirement.status == Status::Possible {
            under.push(Text::new(words.say(Phrase::HoldsIfPossible)));
        }
        if requirement.status == Status::StandsUnlessEarlier {
            under.push(Text::new(words.say(Phrase::HoldsUnlessEarlier)));
        }
        under.push(self.asks(requirement));
        under.push(basis(&requirement.citations, words));
        if let Some(instrument) = &requirement.instrument {
            under.push(Text::new(words.fill(Phrase::ByInstrument, &[words.label(instrument)])));
        }
        under.extend(deciding.into_iter().flat_map(|step| facts(step, words)));
        under.extend(self.next(requirement, deciding));
        Reason { text, under }
    }

    fn asks(&self, requirement: &Requirement) -> Text {
        let words = self.words;
        let outcome = ends(requirement.shown, words);
        let mut text = match &requirement.licence {
            Some((licence, authority)) => {
                let with = [outcome.as_str(), words.label(licence), words.label(authority)];
                Text::new(words.fill(Phrase::RequiresLicence, &with))
            }
            None => Text::new(words.fill(Phrase::Asks, &[&outcome])),
        };
        for (_, relief) in &requirement.overcome_by {
            text = text.plain("; ").plain(words.fill(Phrase::OvercomeBy, &[words.label(relief)]));
        }
        for (_, policy) in &requirement.stiffened_by {
            text = text.plain("; ").plain(words.fill(Phrase::StiffenedBy, &[words.label(policy)]));
        }
        text
    }

    fn next(&self, requirement: &Requirement, deciding: Option<&Step>) -> Option<Text> {
        let words = self.words;
        if requirement.status == Status::Overcome {
            return None;
        }
        let open = deciding.is_some_and(|step| step.truth.is_unknown());
        let numbers = if open { self.asked.waited_for_by(&requirement.rule) } else { Vec::new() };
        if !numbers.is_empty() {
            return Some(Text::new(words.fill(Phrase::NextAsk, &[&numbers.join(", ")])));
        }
        if requirement.status == Status::Possible {
            return None;
        }
        match (&requirement.licence, requirement.shown.worst) {
            (Some((licence, authority)), _) => {
                Some(Text::new(words.fill(Phrase::NextLicence, &[words.label(authority), words.label(licence)])))
            }
            (None, Outcome::Prohibited) => Some(Text::new(words.say(Phrase::NextNone))),
            _ => None,
        }
    }

    /// Why nothing is required: for each rulebook, the steps that fail.
    fn nothing_required(&self) -> Vec<Reason> {
        let books = of_kind(&self.ruling.derivation, StepKind::Rulebook);
        books.into_iter().flat_map(|book| self.book_without(book)).collect()
    }

    fn book_without(&self, book: &Step) -> Vec<Reason> {
        let words = self.words;
        let name = match &book.finding {
            Finding::Named(label, _) => words.label(label).to_owned(),
            _ => book.id.clone(),
        };
        let unreached = matches!(&book.finding, Finding::Named(_, Some(Outcome::NotApplicable)));
        let phrase = if unreached { Phrase::NotReached } else { Phrase::NothingMatched };
        let head = Reason { text: Text::new(words.fill(phrase, &[&name])), under: Vec::new() };
        let mut failing: Vec<&Step> = leaves(book).into_iter().filter(|step| !step.truth.is_true()).collect();
        failing.sort_by_key(|step| (step.truth.is_false(), !is_about_the_item(step.kind)));
        let mut reasons = vec![head];
        reasons.extend(failing.into_iter().map(|step| self.step(step)));
        // The head says no more than the outcome does; the sentence of what failed is worth more, so it goes first.
        if reasons.len() > 1 {
            reasons.swap(0, 1);
        }
        reasons
    }

    fn step(&self, step: &Step) -> Reason {
        let mut under = Vec::new();
        if !step.citations.is_empty() {
            under.push(basis(&step.citations, self.words));
        }
        under.extend(facts(step, self.words));
        Reason { text: Text::new(sentence(step, self.words)), under }
    }

    fn relief(&self, step: &Step) -> Reason {
        let name = match &step.finding {
            Finding::Named(label, _) => self.words.label(label).to_owned(),
            _ => sentence(step, self.words),
        };
        let phrase = if step.kind == StepKind::Policy { Phrase::Stiffens } else { Phrase::Relieves };
        let mut under = vec![basis(&step.citations, self.words)];
        under.extend(leaves(step).into_iter().flat_map(|leaf| {
            let found = Text::new(sentence(leaf, self.words));
            std::iter::once(found).chain(facts(leaf, self.words))
        }));
        Reason { text: Text::new(self.words.fill(phrase, &[&name])), under }
    }
}

/// An outcome, or the two ends of a range of them.
pub(super) fn ends(range: Range, words: Words<'_>) -> String {
    let worst = words.outcome_in_full(range.worst);
    if range.is_single() {
        return worst;
    }
    format!("{} – {worst}", words.outcome_in_full(range.best))
}

/// The citations of a step.
fn basis(citations: &[String], words: Words<'_>) -> Text {
    if citations.is_empty() {
        return Text::new(words.say(Phrase::BasisNone));
    }
    Text::new(words.fill(Phrase::Basis, &[&citations.join(", ")]))
}

/// The facts a step read.
fn facts(step: &Step, words: Words<'_>) -> Vec<Text> {
    step.facts.iter().map(|fact| Text::new(fact_line(fact, words))).collect()
}

/// A fact that was read, in one line.
pub(super) fn fact_line(fact: &crate::ruling::FactRead, words: Words<'_>) -> String {
    let quoted = |raw: &str| format!("“{raw}”");
    match (&fact.raw, &fact.note) {
        (None, Some(note)) if !fact.used.is_empty() => {
            format!("{} ({note})", words.fill(Phrase::FactAt, &[&fact.used, &fact.pointer]))
        }
        (None, _) => words.fill(Phrase::FactAbsent, &[&fact.pointer]),
        (Some(raw), Some(note)) => words.fill(Phrase::FactUsed, &[&quoted(raw), &fact.pointer, &fact.used, note]),
        (Some(raw), None) => words.fill(Phrase::FactAt, &[&quoted(raw), &fact.pointer]),
    }
}

/// What decides goes first: for what may hold, the unknown; for what holds, the item, then the rest as written.
fn rank(step: &Step, status: Status) -> (bool, bool, bool) {
    let open_first = status == Status::Possible && !step.truth.is_unknown();
    let force = matches!(step.kind, StepKind::Force | StepKind::Known | StepKind::Acts);
    (open_first, !is_about_the_item(step.kind), force)
}

fn is_about_the_item(kind: StepKind) -> bool {
    matches!(kind, StepKind::Listed | StepKind::ItemIs | StepKind::Classification | StepKind::EntryCondition)
}

/// The decisive steps of a condition that say something of their own, reliefs apart.
fn leaves(step: &Step) -> Vec<&Step> {
    let mut found = Vec::new();
    for child in step.because.iter().filter(|child| child.decisive) {
        match child.kind {
            StepKind::Exception | StepKind::Policy | StepKind::ClosedList if step.kind == StepKind::Rule => {}
            _ if speaks(child) => found.push(child),
            _ => found.extend(leaves(child)),
        }
    }
    found
}

/// Whether a step's own sentence says more than what it rests on.
fn speaks(step: &Step) -> bool {
    let gathers = matches!(
        step.kind,
        StepKind::Shipment
            | StepKind::Line
            | StepKind::Rulebook
            | StepKind::Rule
            | StepKind::All
            | StepKind::Any
            | StepKind::Not
            | StepKind::Always
            | StepKind::Define
            | StepKind::Exception
            | StepKind::Policy
            | StepKind::Reading
    );
    let dull = matches!(step.finding, Finding::Rests | Finding::Day { from: None, before: None, .. });
    let says_nothing = dull && (step.truth.is_true() || step.because.iter().any(|child| child.decisive));
    !gathers && !says_nothing
}

/// The reliefs and policies of a rule that hold and decide.
fn reliefs(step: &Step) -> Vec<&Step> {
    let holds = |child: &&Step| child.decisive && child.truth == Truth::True;
    let kind = |child: &&Step| matches!(child.kind, StepKind::Exception | StepKind::Policy);
    step.because.iter().filter(kind).filter(holds).collect()
}

/// The step of that id.
pub(super) fn find<'a>(step: &'a Step, id: &str) -> Option<&'a Step> {
    if step.id == id {
        return Some(step);
    }
    step.because.iter().find_map(|child| find(child, id))
}

fn of_kind(step: &Step, kind: StepKind) -> Vec<&Step> {
    if step.kind == kind {
        return vec![step];
    }
    step.because.iter().flat_map(|child| of_kind(child, kind)).collect()
}
