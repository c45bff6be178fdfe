//! What bears on an outcome and is not encoded: days before the rulebook begins, parts of the law left out.

use super::live::Live;
use super::steps::bare;
use crate::model::Cite;
use crate::ruling::{Finding, Step, StepKind};
use crate::vocab::{Outcome, Truth, Would};

/// Before that day the rulebook holds nothing, and the day lies there or may.
pub(super) fn before_coverage(live: &Live<'_>) -> Option<Step> {
    let view = &live.view;
    let from = view.book.covers_from?;
    if view.found.bearing.before_coverage.is_false() || !view.found.bearing.nexus.possible() {
        return None;
    }
    let id = format!("{}/{}/covers-from", view.place(), view.head.id);
    let finding = Finding::NotCovered { on: view.found.bearing.on, from };
    let at = view.texts.at(view.head.span);
    Some(Step { at, ..bare(&id, StepKind::Coverage, finding, Truth::Unknown) })
}

/// Where nothing is required: parts of the law that are not encoded, touch this in particular, and could require something.
pub(super) fn could_require(live: &Live<'_>) -> Vec<Step> {
    let view = &live.view;
    if view.found.weight.shown.worst > Outcome::NoControlFound {
        return Vec::new();
    }
    let gaps = view.book.gaps.iter().filter(|(_, condition)| condition.is_some()).map(|&(gap, _)| gap);
    let step = |gap: usize| {
        let text = view.texts.model.not_encoded.get(gap).filter(|text| text.would == Would::Require)?;
        let id = format!("{}/{}/not-encoded-{}", view.place(), view.head.id, gap.saturating_add(1));
        let finding = Finding::NotEncoded { label: text.label.clone(), because: text.because.clone() };
        let (at, citations) = (view.texts.at(text.span), text.cites.on(view.found.bearing.on));
        Some(Step { at, citations, ..bare(&id, StepKind::Coverage, finding, Truth::Unknown) })
    };
    gaps.filter(|&gap| live.touches(gap)).filter_map(step).collect()
}
