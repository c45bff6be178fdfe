//! What to ask: only what could still change something, once, grouped, with the most telling first.

use super::View;
use super::keys::Key;
use super::live::Live;
use super::wording::question;
use crate::compile::{Node, NodeId, Op};
use crate::eval::weigh::Effectiveness;
use crate::eval::{Bit, Instance};
use crate::ruling::{NotNeeded, Question, WhyNotNeeded};
use crate::vocab::Label;
use std::collections::{BTreeMap, BTreeSet};

/// The questions of a whole ruling.
pub(super) fn ask(lives: &[Live<'_>]) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for live in lives {
        for (key, waits) in &pending(live) {
            add(&mut questions, question(live, *key, waits));
        }
    }
    questions.sort_by_key(|question| std::cmp::Reverse(question.waits.len()));
    questions
}

/// What stands open and needs no answer.
pub(super) fn not_needed(lives: &[Live<'_>], asked: &[Question]) -> Vec<NotNeeded> {
    let mut all: Vec<NotNeeded> = lives.iter().flat_map(|live| needless(live, &pending(live))).collect();
    all.retain(|needless| !asked.iter().any(|q| q.id == needless.id && q.of == needless.of));
    all.dedup_by(|a, b| a.id == b.id && a.of == b.of);
    all
}

/// A question of the shipment is asked once, however many lines wait for it; one that a wider one asks too (the country of a party,
/// and all about the parties) is not asked beside that.
fn add(questions: &mut Vec<Question>, mut new: Question) {
    match questions.iter_mut().find(|known| asks_all_of(known, &new) || asks_all_of(&new, known)) {
        Some(known) => {
            if !asks_all_of(known, &new) {
                std::mem::swap(known, &mut new);
            }
            let fresh = new.waits.into_iter().filter(|wait| !known.waits.contains(wait)).collect::<Vec<_>>();
            known.waits.extend(fresh);
        }
        None => questions.push(new),
    }
}

/// Whether the answer to one question is among what another asks for.
fn asks_all_of(wide: &Question, other: &Question) -> bool {
    let lies_below = |pointer: &String| {
        let above = |own: &String| {
            pointer.strip_prefix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        wide.pointers.iter().any(above)
    };
    (&wide.id, &wide.of) == (&other.id, &other.of) && other.pointers.iter().all(lies_below)
}

type Pending = BTreeMap<Key, BTreeSet<String>>;

/// What the outcome on the facts shown waits for.
fn pending(live: &Live<'_>) -> Pending {
    let mut all = Pending::new();
    for &instance in &live.instances {
        if live.dominated_by(instance).is_some() || live.comes_to_nothing(instance) {
            continue;
        }
        let stiffer = live.members(instance, Effectiveness::MayStiffen);
        for member in std::iter::once(0).chain(stiffer) {
            let Some(waits) = waiting(live, instance, member) else { continue };
            for key in live.keys(instance, member) {
                all.entry(key).or_default().insert(waits.clone());
            }
        }
    }
    let begins = live.view.found.bearing.before_coverage.is_unknown();
    let day = live.view.day_key(None).filter(|_| begins && live.view.found.bearing.nexus.possible());
    for key in live.nexus_keys().into_iter().chain(day) {
        all.entry(key).or_default().insert(live.view.head.id.clone());
    }
    all
}

fn waiting(live: &Live<'_>, instance: &Instance, member: usize) -> Option<String> {
    let provision = live.view.family(instance)?.members.get(member)?.provision;
    Some(live.view.qualified(&live.view.provision(provision)?.id))
}

/// The questions that would show an exception.
pub(super) fn of_member(live: &Live<'_>, instance: &Instance, member: usize) -> Vec<Question> {
    let waits: BTreeSet<String> = waiting(live, instance, member).into_iter().collect();
    let mut questions = Vec::new();
    for key in live.keys(instance, member) {
        add(&mut questions, question(live, key, &waits));
    }
    questions
}

/// Facts and classifications that stand open in a rule and could change nothing.
fn needless(live: &Live<'_>, asked: &Pending) -> Vec<NotNeeded> {
    let view = &live.view;
    let mut all = Vec::new();
    for &place in &view.book.in_text_order {
        let own = view.found.instances.iter().filter(|instance| instance.family == place);
        for instance in own {
            let Some(why) = why_needless(live, instance) else { continue };
            let nodes = own_nodes(view, instance);
            for key in nodes.iter().flat_map(|&node| live.view.leaf_keys(instance, node)) {
                let about_item = matches!(key, Key::Fact(_) | Key::Group(_) | Key::Classification(_));
                if about_item && !asked.contains_key(&key) {
                    let text = question(live, key, &BTreeSet::new());
                    all.push(NotNeeded { id: text.id, label: text.label, of: text.of, why: why.clone() });
                }
            }
        }
    }
    all.dedup_by(|a, b| a.id == b.id && a.of == b.of);
    all
}

fn why_needless(live: &Live<'_>, instance: &Instance) -> Option<WhyNotNeeded> {
    let view = &live.view;
    if let Some(stronger) = live.dominated_by(instance) {
        return Some(WhyNotNeeded::AlreadyListed(Box::new(view.entry_shown(stronger.entry?)?)));
    }
    if live.comes_to_nothing(instance) {
        let family = view.family(instance)?;
        let reliefs = live.members(instance, Effectiveness::Counts).into_iter();
        let texts = reliefs.filter_map(|member| view.provision(family.members.get(member)?.provision));
        return Some(WhyNotNeeded::Decided(texts.map(|text| text.label.clone()).collect()));
    }
    if instance.own != Bit::False {
        return None;
    }
    let failed = own_nodes(view, instance).into_iter().filter(|&node| view.bit(instance, node) == Bit::False);
    let leaves: Vec<&Node> = failed.filter_map(|node| view.texts.program.nodes.get(node as usize)).collect();
    // Nobody wonders about a rule that is out of force, or about another kind of act or item.
    let beside = |node: &&&Node| matches!(node.op, Op::Force(_) | Op::Known(_) | Op::Acts(_) | Op::ItemIs(_));
    if leaves.iter().any(|node| beside(&node)) {
        return None;
    }
    let leaves = leaves.into_iter();
    let labels: Vec<Label> = leaves.map(|node| Label::new(view.texts.words(node.span))).collect();
    (!labels.is_empty()).then_some(WhyNotNeeded::Decided(labels))
}

/// The leaves of a rule's own condition.
fn own_nodes(view: &View<'_>, instance: &Instance) -> Vec<NodeId> {
    let root = view.family(instance).and_then(|family| family.members.first()).map(|rule| rule.root);
    let mut to_see: Vec<NodeId> = root.into_iter().collect();
    let mut leaves = Vec::new();
    while let Some(at) = to_see.pop() {
        let Some(node) = view.texts.program.nodes.get(at as usize) else { continue };
        let kids = view.texts.program.kids(node);
        if kids.is_empty() {
            leaves.push(at);
        }
        to_see.extend(kids);
    }
    leaves.sort_unstable();
    leaves
}
