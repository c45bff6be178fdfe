//! What shipments may state, from what the rules declare.

use crate::model::{Fact, FactType, Model};
use crate::shipment::{DeclaredFact, DeclaredScheme, Dictionary, FactKind};
use crate::vocab::{Dimension, Unit};

/// The dictionary of a model.
pub(super) fn dictionary(model: &Model) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for fact in model.facts.iter().filter(|fact| fact.rulebook.is_some()) {
        if let Some(kind) = kind(fact) {
            let ask = Some(fact.ask.clone());
            dictionary.add_fact(DeclaredFact { name: fact.id.clone(), of: fact.of, kind, ask });
        }
    }
    for classification in &model.classifications {
        let name = classification.scheme.name().to_owned();
        dictionary.add_scheme(DeclaredScheme { name, ask: Some(classification.ask.clone()) });
    }
    for edition in model.rulebooks.iter().flat_map(|book| &book.nomenclature) {
        dictionary.add_edition(&edition.scheme, &edition.edition);
    }
    for screening in &model.screenings {
        dictionary.add_screening(&screening.id);
    }
    for licence in &model.licences {
        dictionary.add_licence(&licence.id);
    }
    for event in &model.events {
        dictionary.add_event(&event.id);
    }
    dictionary
}

fn kind(fact: &Fact) -> Option<FactKind> {
    let names = |choices: &[(String, crate::vocab::Label)]| choices.iter().map(|(name, _)| name.clone()).collect();
    Some(match &fact.kind {
        FactType::YesOrNo => FactKind::YesNo,
        FactType::Asserted => FactKind::Asserted { by: "the authority".to_owned() },
        FactType::OneOf(choices) => FactKind::OneOf(names(choices)),
        FactType::AnyOf(choices) => FactKind::AnyOf(names(choices)),
        FactType::Date => FactKind::Date,
        FactType::Country => FactKind::Country,
        FactType::Number => FactKind::Number,
        FactType::Quantity(dimension) => FactKind::Quantity(any_unit(*dimension)?),
        FactType::Money => FactKind::Money,
        FactType::Text => FactKind::Text,
    })
}

/// A quantity may be stated in any unit of its dimension, or in any at all; one of them stands for all.
fn any_unit(dimension: Option<Dimension>) -> Option<Unit> {
    Unit::all().find(|unit| dimension.is_none_or(|own| own == unit.dimension()))
}
