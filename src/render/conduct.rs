//! What was done, whether it breaches the law and what that may bring.

use super::document::Block;
use super::finding::{by_truth, quoted};
use super::ruling::dash;
use super::style::Depth;
use super::text::Text;
use super::tree;
use super::words::{Phrase, Words};
use crate::ruling::{Breach, Ruling, Threat};
use crate::vocab::Truth;

/// A block for each breach; those that are not there only in full.
pub(super) fn blocks(ruling: &Ruling, depth: Depth, words: Words<'_>) -> Vec<Block> {
    let told = |one: &&Breach| depth == Depth::Full || !one.truth.is_false();
    let mut blocks = Vec::new();
    for one in ruling.conduct.iter().filter(told) {
        blocks.push(dash(Text::new(breach(one, words)), under(one, words)));
        match depth {
            Depth::Short => {}
            Depth::Decisive => blocks.extend(tree::of_step(&one.derivation, false, words)),
            Depth::Full => blocks.extend(tree::of_step(&one.derivation, true, words)),
        }
    }
    blocks
}

fn breach(one: &Breach, words: Words<'_>) -> String {
    let on = one.on.map_or_else(|| words.say(Phrase::DayNotKnown).to_owned(), |day| day.to_string());
    let phrase = by_truth(one.truth, Phrase::BreachIs, Phrase::BreachNot, Phrase::BreachOpen);
    words.fill(phrase, &[words.label(&one.event_label), &on, &quoted(words.label(&one.label))])
}

fn under(one: &Breach, words: Words<'_>) -> Vec<Text> {
    let basis = |cites: &[String]| Text::new(words.fill(Phrase::Basis, &[&cites.join(", ")]));
    let mut lines = Vec::new();
    if !one.citations.is_empty() {
        lines.push(basis(&one.citations));
    }
    if one.truth.is_false() {
        return lines;
    }
    for threat in &one.sanctions {
        let cites = threat.citations.join(", ");
        let cites = if cites.is_empty() { String::new() } else { format!(" ({cites})") };
        lines.push(Text::new(self::threat(threat, words)).faint(cites));
    }
    lines
}

fn threat(threat: &Threat, words: Words<'_>) -> String {
    let name = words.label(&threat.label);
    let one = |(label, most): &(crate::vocab::Label, Option<String>)| {
        let label = words.label(label).to_owned();
        most.as_ref().map_or(label.clone(), |most| words.fill(Phrase::AtMost, &[&label, most]))
    };
    let all: Vec<String> = threat.of.iter().map(one).collect();
    let all = all.join(&format!(" {} ", words.say(Phrase::Or)));
    match threat.truth {
        Truth::True if threat.may => words.fill(Phrase::ThreatMay, &[name, &all]),
        Truth::True => words.fill(Phrase::ThreatShall, &[name, &all]),
        Truth::False => words.fill(Phrase::ThreatNot, &[name]),
        Truth::Unknown => words.fill(Phrase::ThreatOpen, &[name]),
    }
}
