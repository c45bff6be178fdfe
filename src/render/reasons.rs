//! Why, in three to seven numbered sentences: what decides comes first.
//!
//! A reason has four elements: what the law says and where (basis), the fact with its place in the shipment, how the
//! one covers the other (the sentence itself), and what is next.

use super::finding::{sentence, some_of, some_of_phrases};
use super::questions::Asked;
use super::text::Text;
use super::why_not::{failed_reliefs, rule_of};
use super::words::{Phrase, Words};
use crate::ruling::{FactRead, Finding, Requirement, Ruling, Status, Step, StepKind};
use crate::vocab::{Outcome, Range};
use std::collections::{BTreeMap, BTreeSet};

/// The most reasons that are numbered, under one law.
const MOST: usize = 7;

/// The most under each of several laws.
const MOST_OF_EACH: usize = 5;

/// The most under one of several laws that does not reach the act: that it does not, and why.
const MOST_BEYOND: usize = 2;

/// A reason and what stands under it.
pub(super) struct Reason {
    /// The sentence.
    pub(super) text: Text,
    /// Basis, fact, next step.
    pub(super) under: Vec<Text>,
}

/// The reasons for a ruling, the deciding one first, and how many more there are.
pub(super) fn reasons(ruling: &Ruling, asked: &Asked<'_>, words: Words<'_>) -> (Vec<Reason>, usize) {
    let prohibited = ruling.standing.shown.best == Outcome::Prohibited;
    let chosen = chosen(ruling);
    let several = laws(&chosen).len() > 1;
    let teller = Teller { ruling, prohibited, several, asked, words };
    let of = |step: &Step| ruling.requirements.iter().find(|requirement| belongs(step, requirement));
    let mut told: Vec<Reason> = Vec::new();
    let mut headed: Vec<&str> = Vec::new();
    for &step in &chosen {
        let own = of(step);
        let new = own.filter(|requirement| !headed.contains(&requirement.id.as_str()));
        let said = own.map_or(&[][..], |requirement| &requirement.citations);
        told.push(new.map_or_else(|| teller.step(step, said), |requirement| teller.headed(requirement, step)));
        headed.extend(new.map(|requirement| requirement.id.as_str()));
    }
    (told, ruling.reasons.len().saturating_sub(chosen.len()))
}

/// The reasons that are told: of several laws the first few of each, so that none hides another.
fn chosen(ruling: &Ruling) -> Vec<&Step> {
    let all: Vec<&Step> = ruling.reasons.iter().collect();
    if laws(&all).len() < 2 {
        return all.into_iter().take(MOST).collect();
    }
    let beyond: BTreeSet<&str> = all.iter().filter(|step| is_beyond(step)).map(|step| law_of(step)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut few: Vec<&Step> = Vec::new();
    for step in all {
        let law = law_of(step);
        let most = if beyond.contains(law) { MOST_BEYOND } else { MOST_OF_EACH };
        let count = counts.entry(law).or_default();
        *count = count.saturating_add(1);
        if *count <= most {
            few.push(step);
        }
    }
    few
}

fn laws<'s>(steps: &[&'s Step]) -> BTreeSet<&'s str> {
    steps.iter().map(|step| law_of(step)).collect()
}

/// That a law does not reach the act.
fn is_beyond(step: &Step) -> bool {
    step.kind == StepKind::Nexus && !step.truth.is_true() && !step.truth.is_unknown()
}

/// The rulebook of a step: its id begins with the line, or the leg, and the rulebook.
fn law_of(step: &Step) -> &str {
    step.id.split('/').nth(1).unwrap_or_default()
}

/// A step's id begins with that of the requirement it is part of.
fn belongs(step: &Step, requirement: &Requirement) -> bool {
    let rest = step.id.strip_prefix(requirement.id.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
}

struct Teller<'a> {
    ruling: &'a Ruling,
    /// Whatever licence one rule asks for, another leaves no way.
    prohibited: bool,
    /// Whether reasons of several laws are told.
    several: bool,
    asked: &'a Asked<'a>,
    words: Words<'a>,
}

impl Teller<'_> {
    /// The requirement with its deciding step: what is required, because of what.
    fn headed(&self, requirement: &Requirement, deciding: &Step) -> Reason {
        let words = self.words;
        let text = Text::new(words.label(&requirement.label)).plain(": ").plain(sentence(deciding, words));
        let mut under = Vec::new();
        if requirement.status == Status::Possible {
            under.push(Text::new(words.say(Phrase::HoldsIfPossible)));
        }
        if requirement.status == Status::StandsUnlessEarlier {
            under.push(Text::new(words.say(Phrase::HoldsUnlessEarlier)));
        }
        if self.several {
            under.push(Text::new(words.fill(Phrase::UnderLaw, &[&requirement.rulebook])));
        }
        under.extend(self.lines_of(requirement));
        under.push(asks(requirement, words));
        under.extend(self.not_relieved(requirement));
        under.extend(self.outweighed(requirement));
        under.push(basis(&requirement.citations, words));
        if let Some(instrument) = &requirement.instrument {
            under.push(Text::new(words.fill(Phrase::ByInstrument, &[words.label(instrument)])));
        }
        under.extend(facts(deciding, words));
        under.extend(self.next(requirement, deciding));
        Reason { text, under }
    }

    /// The reliefs that hold, and against which something stricter stands.
    fn outweighed(&self, requirement: &Requirement) -> Option<Text> {
        let behind = self.ruling.behind.get(&requirement.id)?;
        let names: Vec<String> = behind.outweighed.iter().map(|label| self.words.label(label).to_owned()).collect();
        (!names.is_empty()).then(|| Text::new(self.words.fill(Phrase::Outweighed, &[&some_of_phrases(&names)])))
    }

    /// The reliefs from what is required that fail.
    fn not_relieved(&self, requirement: &Requirement) -> Option<Text> {
        if !matches!(requirement.status, Status::Stands | Status::StandsUnlessEarlier) {
            return None;
        }
        let rule = rule_of(&self.ruling.derivation, &requirement.id)?;
        let behind = self.ruling.behind.get(&requirement.id)?;
        let failed = failed_reliefs(rule, &behind.failed, self.words);
        (!failed.is_empty()).then(|| Text::new(self.words.fill(Phrase::NotRelieved, &[&some_of_phrases(&failed)])))
    }

    /// The lines of which a rule asks the same for the same entry, where the shipment has several.
    fn lines_of(&self, requirement: &Requirement) -> Option<Text> {
        let key = |one: &Requirement| one.entry.as_ref().map(|entry| (entry.list.clone(), entry.key.clone()));
        let ground = |one: &Requirement| self.ruling.behind.get(&one.id).map(|behind| &behind.ground);
        let alike = |one: &&Requirement| {
            (&one.rule, ground(one), key(one)) == (&requirement.rule, ground(requirement), key(requirement))
        };
        let mut lines: Vec<String> = Vec::new();
        for line in self.ruling.requirements.iter().filter(alike).map(|one| &one.line) {
            if !lines.contains(line) {
                lines.push(line.clone());
            }
        }
        let phrase = if lines.len() == 1 { Phrase::OnLine } else { Phrase::OnLines };
        (self.ruling.lines.len() > 1).then(|| Text::new(self.words.fill(phrase, &[&some_of(&lines)])))
    }

    fn next(&self, requirement: &Requirement, deciding: &Step) -> Option<Text> {
        let words = self.words;
        if requirement.status == Status::Overcome {
            return None;
        }
        let open = deciding.truth.is_unknown() || requirement.status == Status::Possible;
        let numbers = if open { self.asked.waited_for_by(&requirement.rule) } else { Vec::new() };
        if !numbers.is_empty() {
            return Some(Text::new(words.fill(Phrase::NextAsk, &[&numbers.join(", ")])));
        }
        if requirement.status == Status::Possible {
            return None;
        }
        match (&requirement.licence, requirement.shown.worst) {
            (Some(_), _) if self.prohibited => None,
            (Some((licence, authority)), _) => {
                Some(Text::new(words.fill(Phrase::NextLicence, &[words.label(authority), words.label(licence)])))
            }
            (None, Outcome::Prohibited) => Some(Text::new(words.say(Phrase::NextNone))),
            _ => None,
        }
    }

    /// A step alone; its citations only where they are not those of its requirement, which are named there.
    fn step(&self, step: &Step, named: &[String]) -> Reason {
        let words = self.words;
        let mut under = Vec::new();
        if self.several && step.kind == StepKind::Nexus {
            under.push(Text::new(words.fill(Phrase::UnderLaw, &[law_of(step)])));
        }
        if !step.citations.is_empty() && step.citations != named {
            under.push(basis(&step.citations, words));
        }
        if !matches!(step.kind, StepKind::Exception | StepKind::Policy) {
            under.extend(facts(step, words));
            under.extend(self.next_of_reach(step));
            return Reason { text: Text::new(sentence(step, words)), under };
        }
        for leaf in step.because.iter().filter(|leaf| !leaf.facts.is_empty()) {
            let read: Vec<String> = leaf.facts.iter().map(|fact| fact_line(fact, words)).collect();
            under.push(Text::new(sentence(leaf, words)).faint(format!(" ({})", read.join("; "))));
        }
        Reason { text: Text::new(self.relief(step)), under }
    }

    /// What would tell whether the law reaches the act.
    fn next_of_reach(&self, step: &Step) -> Option<Text> {
        let open = step.kind == StepKind::Nexus && step.truth.is_unknown();
        let numbers = if open { self.asked.waited_for_by(law_of(step)) } else { Vec::new() };
        (!numbers.is_empty()).then(|| Text::new(self.words.fill(Phrase::NextAsk, &[&numbers.join(", ")])))
    }

    fn relief(&self, step: &Step) -> String {
        let phrase = match (step.kind, step.truth.is_true()) {
            _ if matches!(step.finding, Finding::Against { .. }) => return sentence(step, self.words),
            (StepKind::Policy, true) => Phrase::Stiffens,
            (_, true) => Phrase::Relieves,
            _ => return sentence(step, self.words),
        };
        let name = match &step.finding {
            Finding::Named(label, _) => self.words.label(label),
            _ => "",
        };
        self.words.fill(phrase, &[name])
    }
}

/// What a requirement asks, and what relieved or stiffened it.
pub(super) fn asks(requirement: &Requirement, words: Words<'_>) -> Text {
    let outcome = ends(requirement.shown, words);
    let mut text = match &requirement.licence {
        Some((licence, authority)) if requirement.status == Status::Overcome => {
            let left = requirement.shown.worst;
            let left = if left <= Outcome::NoControlFound { words.say(Phrase::Nothing).to_owned() } else { outcome };
            Text::new(words.fill(Phrase::InsteadOfLicence, &[&left, words.label(licence), words.label(authority)]))
        }
        _ if requirement.shown.worst <= Outcome::NoControlFound => Text::new(words.say(Phrase::AsksNothing)),
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

/// An outcome, or the two ends of a range of them.
pub(super) fn ends(range: Range, words: Words<'_>) -> String {
    let worst = words.outcome_in_full(range.worst);
    if range.is_single() {
        return worst;
    }
    format!("{} – {worst}", words.outcome_in_full(range.best))
}

/// The citations of a step.
pub(super) fn basis(citations: &[String], words: Words<'_>) -> Text {
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
pub(super) fn fact_line(fact: &FactRead, words: Words<'_>) -> String {
    let quoted = |raw: &str| format!("“{raw}”");
    match (&fact.raw, &fact.note) {
        (None, Some(note)) if !fact.used.is_empty() => {
            format!("{} ({note})", words.fill(Phrase::FactAt, &[&fact.used, &fact.pointer]))
        }
        (None, _) => words.fill(Phrase::FactAbsent, &[&fact.pointer]),
        (Some(raw), _) if raw == "null" => words.fill(Phrase::FactAbsent, &[&fact.pointer]),
        (Some(raw), Some(note)) => words.fill(Phrase::FactUsed, &[&quoted(raw), &fact.pointer, &fact.used, note]),
        (Some(raw), None) => words.fill(Phrase::FactAt, &[&quoted(raw), &fact.pointer]),
    }
}
