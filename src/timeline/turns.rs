//! What is different between two stretches that stand next to each other.

use crate::ruling::{EntryShown, Requirement, Status, Told, Turn};
use crate::vocab::Label;

/// What the later one has and the earlier one had not, and the other way round.
pub(super) fn between(before: &Told, after: &Told) -> Vec<Turn> {
    let mut turns = Vec::new();
    if before.before_coverage && !after.before_coverage {
        // What was required before is not known, so that nothing can be said to have come.
        return vec![Turn::Covered];
    }
    let new: Vec<&Requirement> = new_requirements(before, after).collect();
    let gone: Vec<&Requirement> = new_requirements(after, before).collect();
    came(&new, &mut turns);
    went(&gone, after, &mut turns);
    turned(before, after, &mut turns);
    turns.extend(labels(&after.not_at_hand, &before.not_at_hand).map(Turn::NotCheckable));
    turns.extend(labels(&before.not_at_hand, &after.not_at_hand).map(Turn::Checkable));
    let held =
        |told: &Told, id: &str| told.requirements.iter().any(|one| one.id == id && one.status != Status::Possible);
    openings(before, after, &|id| held(before, id) && held(after, id), &mut turns);
    if turns.is_empty() {
        // Nothing that is required is otherwise: then whatever else is.
        openings(before, after, &|_| true, &mut turns);
        bounds(before, after, &mut turns);
        let questions = |told: &Told| told.questions.iter().map(|one| one.label.clone()).collect::<Vec<_>>();
        let (was, is) = (questions(before), questions(after));
        turns.extend(labels(&is, &was).map(Turn::Asked));
        turns.extend(labels(&was, &is).map(Turn::NoLongerAsked));
    }
    turns
}

/// The requirements of the later one that the earlier one lacks. That a rule may hold for an entry nobody names is nothing new
/// where it holds, or may, for one that is named.
pub(super) fn new_requirements<'a>(before: &'a Told, after: &'a Told) -> impl Iterator<Item = &'a Requirement> {
    let new = |one: &&Requirement| !before.requirements.iter().any(|other| other.id == one.id);
    let nameless = |one: &Requirement| one.entry.is_none() && one.status == Status::Possible;
    let known = move |one: &Requirement| before.requirements.iter().any(|other| other.rule == one.rule);
    after.requirements.iter().filter(new).filter(move |one| !(nameless(one) && known(one)))
}

/// Together, what one rule says of several entries.
fn came(new: &[&Requirement], turns: &mut Vec<Turn>) {
    for of_one_rule in new.chunk_by(|a, b| a.rule == b.rule && a.status == b.status) {
        let Some(first) = of_one_rule.first() else { continue };
        turns.push(Turn::Came { rule: first.label.clone(), status: first.status, entries: entries(of_one_rule) });
    }
}

fn went(gone: &[&Requirement], after: &Told, turns: &mut Vec<Turn>) {
    for of_one_rule in gone.chunk_by(|a, b| a.rule == b.rule && a.status == b.status) {
        let Some(first) = of_one_rule.first() else { continue };
        let still = after.requirements.iter().any(|one| one.rule == first.rule);
        let entries = entries(of_one_rule);
        if !entries.is_empty() || !still {
            turns.push(Turn::Went { rule: first.label.clone(), status: first.status, entries });
        }
    }
}

fn entries(of: &[&Requirement]) -> Vec<EntryShown> {
    of.iter().filter_map(|one| one.entry.clone()).collect()
}

/// What is still there, and not as it was.
fn turned(before: &Told, after: &Told, turns: &mut Vec<Turn>) {
    for (was, is) in persisting(before, after) {
        let mut new = Vec::new();
        if was.shown != is.shown {
            new.push(Turn::Asks { rule: is.label.clone(), was: was.shown, is: is.shown });
        }
        if kind(was.status) != kind(is.status) {
            new.push(Turn::Turned { rule: is.label.clone(), status: is.status });
        }
        new.retain(|turn| !turns.contains(turn));
        turns.extend(new);
    }
}

/// Whether it holds: that a rule which may hold would go before it is told of that rule.
fn kind(status: Status) -> Status {
    if status == Status::StandsUnlessEarlier { Status::Stands } else { status }
}

/// What is still there, asks the same, and can come to something else.
fn bounds(before: &Told, after: &Told, turns: &mut Vec<Turn>) {
    for (was, is) in persisting(before, after).filter(|(was, is)| was.possible != is.possible) {
        let turn = Turn::Bounds { rule: is.label.clone(), was: was.possible, is: is.possible };
        if !turns.contains(&turn) {
            turns.push(turn);
        }
    }
}

/// The requirements that both have.
fn persisting<'a>(before: &'a Told, after: &'a Told) -> impl Iterator<Item = (&'a Requirement, &'a Requirement)> {
    let was = |is: &Requirement| before.requirements.iter().find(|was| was.id == is.id);
    after.requirements.iter().filter_map(move |is| Some((was(is)?, is)))
}

/// Reliefs that come or go by themselves: those of a requirement that comes or goes do so with it.
fn openings(before: &Told, after: &Told, meant: &dyn Fn(&str) -> bool, turns: &mut Vec<Turn>) {
    let of = |told: &Told| {
        let own = told.openings.iter().filter(|one| meant(&one.requirement));
        own.map(|one| one.label.clone()).collect::<Vec<_>>()
    };
    let (was, is) = (of(before), of(after));
    turns.extend(labels(&is, &was).map(Turn::Opened));
    turns.extend(labels(&was, &is).map(Turn::Closed));
}

/// Those of the first that the second lacks, each once.
fn labels(of: &[Label], without: &[Label]) -> impl Iterator<Item = Label> {
    let mut new: Vec<Label> = Vec::new();
    for label in of.iter().filter(|label| !without.contains(label)) {
        if !new.contains(label) {
            new.push(label.clone());
        }
    }
    new.into_iter()
}
