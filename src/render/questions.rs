//! The questions of a ruling, each once, numbered.

use super::document::Block;
use super::finding::some_of;
use super::text::{Text, Tone};
use super::words::{Phrase, Words};
use crate::ruling::{Question, Ruling};

/// A question and the lines that ask it.
struct Group<'a> {
    first: &'a Question,
    of: Vec<&'a str>,
    pointers: Vec<&'a str>,
    waits: Vec<&'a str>,
    /// Whether it settles the outcome itself and not an opening only.
    main: bool,
}

/// All questions in the order of their weight.
pub(super) struct Asked<'a> {
    groups: Vec<Group<'a>>,
}

impl<'a> Asked<'a> {
    /// The questions of a ruling, then those that only openings and presumptions ask.
    pub(super) fn of(ruling: &'a Ruling) -> Self {
        let mut asked = Self { groups: Vec::new() };
        for question in &ruling.questions {
            asked.add(question, true);
        }
        let of_openings = ruling.openings.iter().flat_map(|opening| &opening.questions);
        let of_presumptions = ruling.presumptions.iter().flat_map(|presumption| &presumption.questions);
        of_openings.chain(of_presumptions).for_each(|question| asked.add(question, false));
        asked
    }

    fn add(&mut self, question: &'a Question, main: bool) {
        let same = |group: &&mut Group<'_>| group.first.id == question.id && group.first.ask == question.ask;
        let group = if let Some(group) = self.groups.iter_mut().find(same) {
            group
        } else {
            self.groups.push(Group { first: question, of: Vec::new(), pointers: Vec::new(), waits: Vec::new(), main });
            let Some(group) = self.groups.last_mut() else { return };
            group
        };
        merge(&mut group.of, std::iter::once(question.of.as_str()));
        merge(&mut group.pointers, question.pointers.iter().map(String::as_str));
        merge(&mut group.waits, question.waits.iter().map(String::as_str));
    }

    /// The number of a question, such as `Q2`.
    pub(super) fn number(&self, question: &Question) -> Option<String> {
        let at =
            self.groups.iter().position(|group| group.first.id == question.id && group.first.ask == question.ask)?;
        Some(numbered(at))
    }

    /// The numbers of the questions that a rule waits for.
    pub(super) fn waited_for_by(&self, rule: &str) -> Vec<String> {
        let waits = |group: &Group<'_>| {
            group.main && group.waits.iter().any(|id| *id == rule || rule.ends_with(&format!("/{id}")))
        };
        let at = self.groups.iter().enumerate().filter(|(_, group)| waits(group));
        at.map(|(at, _)| numbered(at)).collect()
    }

    /// The questions, to be answered.
    pub(super) fn blocks(&self, words: Words<'_>) -> Vec<Block> {
        self.groups.iter().enumerate().map(|(at, group)| item(at, group, words)).collect()
    }
}

fn numbered(at: usize) -> String {
    format!("Q{}", at.saturating_add(1))
}

fn item(at: usize, group: &Group<'_>, words: Words<'_>) -> Block {
    let question = group.first;
    let of: Vec<String> = group.of.iter().map(|of| whose(of, words)).collect();
    let text = Text::default().and(Tone::Open, words.label(&question.ask)).faint(format!(" ({})", some_of(&of)));
    let mut under = Vec::new();
    if !question.answers.is_empty() {
        let code = question.or_a_code.then(|| words.say(Phrase::ACode).to_owned());
        let named = question.answers.iter().map(|(id, label)| answer(id, words.label(label)));
        let answers: Vec<String> = code.into_iter().chain(named).collect();
        under.push(Text::new(words.fill(Phrase::Answers, &[&answers.join(" | ")])));
    }
    under.extend(question.hints.iter().map(|hint| Text::new(words.fill(Phrase::Hint, &[hint]))));
    if !group.pointers.is_empty() {
        under.push(Text::new(words.fill(Phrase::WriteAt, &[&group.pointers.join(", ")])));
    }
    if !group.waits.is_empty() {
        let waits: Vec<String> = group.waits.iter().map(|&id| id.to_owned()).collect();
        under.push(Text::default().faint(words.fill(Phrase::WaitedFor, &[&some_of(&waits)])));
    }
    Block::Item { mark: numbered(at), text, under }
}

/// The shipment or a line, in words.
pub(super) fn whose(of: &str, words: Words<'_>) -> String {
    if of == "shipment" { words.say(Phrase::OfShipment).to_owned() } else { words.fill(Phrase::OfLine, &[of]) }
}

/// An answer's id with its words, where they say more.
fn answer(id: &str, label: &str) -> String {
    let same = label.is_empty() || label.replace([' ', '_'], "-") == id.replace('_', "-");
    if same { id.to_owned() } else { format!("{id} ({label})") }
}

fn merge<'a>(into: &mut Vec<&'a str>, more: impl Iterator<Item = &'a str>) {
    for word in more {
        if !into.contains(&word) {
            into.push(word);
        }
    }
}
