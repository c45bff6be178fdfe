//! Each test once: what many rules ask of one act on one day has one answer.

use super::build::reads_entry;
use super::{Family, Node, Op, Recorded};
use crate::model::{FactId, ListId, Operand};
use std::collections::HashMap;

/// The tests that a rulebook's rules ask of one act on one day, whatever the entry at hand.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Which date picks that day; none: the rulebook's own.
    pub decisive: Option<FactId>,
    /// The lists that it asks about, those first whose entries rules hold for.
    pub lists: Vec<ListId>,
    /// Its tests. Their answers are recorded from a new word on, after those of the sheet before.
    pub tests: Vec<Op>,
}

/// Draws up the sheets of some rules, and tells every node that tests something where its answer will be.
pub(super) fn sheets(nodes: &mut [Node], families: &mut [Family]) -> Vec<Sheet> {
    let mut decisive: Vec<Option<FactId>> = families.iter().map(|family| family.decisive).collect();
    decisive.sort_unstable();
    decisive.dedup();
    let mut recorded = 0;
    decisive.into_iter().map(|of| sheet(of, nodes, families, &mut recorded)).collect()
}

fn sheet(decisive: Option<FactId>, nodes: &mut [Node], families: &mut [Family], recorded: &mut u32) -> Sheet {
    let mut sheet = Sheet { decisive, ..Sheet::default() };
    let mut known: HashMap<Op, u32> = HashMap::new();
    for family in families.iter_mut().filter(|family| family.decisive == decisive) {
        let binds = !family.binds.is_empty();
        for at in family.nodes.clone() {
            let Some(node) = nodes.get_mut(at as usize).filter(|node| !follows(&node.op)) else { continue };
            if binds && is_of_entry(&node.op) {
                node.recorded = Some(Recorded::OfEntry(count(family.of_entry.len())));
                family.of_entry.push(node.op.clone());
                continue;
            }
            let place = *known.entry(node.op.clone()).or_insert_with(|| {
                sheet.tests.push(node.op.clone());
                let place = *recorded;
                *recorded = recorded.saturating_add(1);
                place
            });
            node.recorded = Some(Recorded::Shared(place));
        }
    }
    let own = families.iter().filter(|family| family.decisive == decisive);
    let bound = own.flat_map(|family| family.binds.iter().copied());
    let asked = sheet.tests.iter().filter_map(|test| match test {
        Op::Listed { lists, .. } => Some(lists.iter().copied()),
        _ => None,
    });
    let mut lists = Vec::new();
    for list in bound.chain(asked.flatten()) {
        if !lists.contains(&list) {
            lists.push(list);
        }
    }
    *recorded = recorded.next_multiple_of(u64::BITS);
    Sheet { lists, ..sheet }
}

/// Whether the answer follows from those of the children.
fn follows(op: &Op) -> bool {
    matches!(op, Op::All | Op::Any | Op::Not | Op::Define(_) | Op::Disputed(_) | Op::DutyMet(_))
}

/// Whether the answer may hang on the entry at hand; of what is asked of parties and parts it is not looked at how.
fn is_of_entry(op: &Op) -> bool {
    match op {
        Op::Listed { binds, .. } => *binds,
        Op::Each(_) | Op::RequiredBy { .. } => true,
        Op::Compare(left, _, right) => reads_entry(op) || is_total(left) || is_total(right),
        other => reads_entry(other),
    }
}

fn is_total(operand: &Operand) -> bool {
    matches!(operand, Operand::Total(_))
}

fn count(places: usize) -> u32 {
    u32::try_from(places).unwrap_or(u32::MAX)
}
