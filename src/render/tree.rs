//! The derivation as a tree of sentences.

use super::document::{Block, Node};
use super::finding::sentence;
use super::reasons::fact_line;
use super::text::Text;
use super::words::{Phrase, Words};
use crate::ruling::{Ruling, Step, StepKind};
use crate::vocab::Truth;

/// The whole derivation, or the part on which the ruling hangs.
pub(super) fn blocks(ruling: &Ruling, whole: bool, words: Words<'_>) -> Vec<Block> {
    vec![Block::Tree(vec![node(&ruling.derivation, &[], whole, words)])]
}

/// A step that stands apart from the derivation of the ruling.
pub(super) fn of_step(step: &Step, whole: bool, words: Words<'_>) -> Vec<Block> {
    vec![Block::Tree(vec![node(step, &[], whole, words)])]
}

/// A step with what it rests on; citations are named once, where they begin to hold.
fn node(step: &Step, cited: &[String], whole: bool, words: Words<'_>) -> Node {
    let step = if whole { step } else { gathered(step) };
    let (mut shown, hidden): (Vec<&Step>, Vec<&Step>) = step.because.iter().partition(|child| whole || child.decisive);
    let more = if whole { 0 } else { leave_out_entries(&mut shown) };
    Node {
        truth: step.truth,
        word: words.truth(step.truth).to_owned(),
        text: Text::new(sentence(step, words)),
        notes: notes(step, cited, whole, words),
        under: shown.into_iter().map(|child| node(child, &step.citations, whole, words)).collect(),
        hidden: left_out(more, &hidden, words),
    }
}

/// A short code may be any of very many entries: of one rule so many are shown; gives how many are left out.
fn leave_out_entries(steps: &mut Vec<&Step>) -> usize {
    const MOST: usize = 8;
    let all = steps.len();
    let mut before: (&str, usize) = ("", 0);
    steps.retain(|step| {
        let again = step.kind == StepKind::Rule && step.at == before.0;
        before = (step.at.as_str(), if again { before.1.saturating_add(1) } else { 1 });
        before.1 <= MOST
    });
    all.saturating_sub(steps.len())
}

fn left_out(more: usize, hidden: &[&Step], words: Words<'_>) -> String {
    let entries = if more > 0 { words.fill(Phrase::MoreEntries, &[&more.to_string()]) } else { String::new() };
    let parts = [entries, count(hidden, words)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A step that only gathers, and hangs on one step, is that step.
fn gathered(step: &Step) -> &Step {
    let gathers = matches!(step.kind, StepKind::All | StepKind::Any);
    let mut deciding = step.because.iter().filter(|child| child.decisive);
    match (deciding.next(), deciding.next()) {
        (Some(only), None) if gathers && only.truth == step.truth => gathered(only),
        _ => step,
    }
}

fn notes(step: &Step, above: &[String], whole: bool, words: Words<'_>) -> Vec<Text> {
    let mut notes = Vec::new();
    let names_a_provision =
        matches!(step.kind, StepKind::Rule | StepKind::Exception | StepKind::Policy | StepKind::ClosedList);
    let place = if whole || names_a_provision { step.at.as_str() } else { "" };
    let cited = if step.citations == above { String::new() } else { step.citations.join(", ") };
    let source = [cited.as_str(), place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    if !source.is_empty() {
        notes.push(Text::default().faint(source));
    }
    if whole {
        notes.extend(step.facts.iter().map(|fact| Text::default().faint(fact_line(fact, words))));
    }
    notes
}

/// How many steps are not shown, and how they came out.
fn count(hidden: &[&Step], words: Words<'_>) -> String {
    if hidden.is_empty() {
        return String::new();
    }
    let of = |truth: Truth| hidden.iter().filter(|step| step.truth == truth).count();
    let each = [Truth::True, Truth::False, Truth::Unknown].into_iter().map(|truth| (of(truth), truth));
    let parts: Vec<String> =
        each.filter(|(n, _)| *n > 0).map(|(n, truth)| format!("{n} {}", words.truth(truth))).collect();
    words.fill(Phrase::Hidden, &[&hidden.len().to_string(), &parts.join(", ")])
}
