//! What shipments may state, from what the rules declare.

use crate::model::{Fact, FactType, Measured, Model, Noun, Standard};
use crate::shipment::{DeclaredFact, DeclaredScheme, Dictionary, FactKind, Field};
use crate::vocab::{Dimension, FactOf, Over, StandardDate, Unit};
use std::collections::BTreeSet;

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
    let columns = model.lists.iter().flat_map(|list| &list.columns).flat_map(|column| column.schemes.iter().cloned());
    for scheme in columns.chain(model.reads().schemes) {
        dictionary.add_code(&scheme);
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
    for field in fields(model) {
        dictionary.add_field(field);
    }
    dictionary
}

/// What a licence that is held may limit.
const HELD_AGAINST_LICENCES: [Field; 6] =
    [Field::KnownEndDestination, Field::Parties, Field::EndUser, Field::Consignee, Field::Quantity, Field::Value];

/// The fields of shipments and lines that the rules read.
fn fields(model: &Model) -> BTreeSet<Field> {
    let reads = model.reads();
    let mut all: BTreeSet<Field> = reads.nouns.iter().flat_map(|noun| of_noun(*noun)).copied().collect();
    let facts = reads.facts.iter().filter_map(|fact| model.facts.get(fact.index()));
    all.extend(facts.flat_map(|fact| fact.standard.map(of_standard).into_iter().chain(of_whom(fact.of))));
    let over = model.each.iter().map(|each| each.over).chain(model.totals.iter().map(|total| total.over));
    all.extend(over.flat_map(of_over).copied());
    all.extend(model.totals.iter().filter_map(|total| of_measured(total.measured)));
    let stated = [
        (reads.way, Field::Legs),
        (!model.screenings.is_empty(), Field::Parties),
        (!model.licences.is_empty(), Field::Licences),
        (all.contains(&Field::Date(StandardDate::Departed)), Field::Legs),
        (!model.events.is_empty(), Field::Events),
    ];
    all.extend(stated.into_iter().filter(|(is_read, _)| *is_read).map(|(_, field)| field));
    if all.contains(&Field::Licences) {
        all.extend(HELD_AGAINST_LICENCES);
    }
    all
}

fn of_noun(noun: Noun) -> &'static [Field] {
    match noun {
        // Where it goes also legs and receivers tell.
        Noun::Destination => {
            &[Field::KnownEndDestination, Field::Legs, Field::Parties, Field::EndUser, Field::Consignee]
        }
        Noun::KnownEndDestination => &[Field::KnownEndDestination, Field::Legs],
        Noun::Origin => &[Field::Origin],
        Noun::EndUser => &[Field::Parties, Field::EndUser],
        Noun::Consignee => &[Field::Parties, Field::Consignee],
        Noun::Party => &[Field::Parties],
        Noun::Incorporation => &[Field::Parties, Field::Incorporation],
        Noun::Headquarters => &[Field::Parties, Field::Headquarters],
        Noun::EventCountry => &[Field::Events],
        Noun::DeclaredDestination | Noun::CountryOfExport | Noun::Fact(_) => &[],
    }
}

fn of_standard(standard: Standard) -> Field {
    match standard {
        Standard::Date(date) => Field::Date(date),
        Standard::Value => Field::Value,
        Standard::Quantity => Field::Quantity,
        Standard::NetMass => Field::NetMass,
        Standard::Condition => Field::Condition,
        Standard::NatureOfTransaction => Field::NatureOfTransaction,
        Standard::ItemKind => Field::ItemKind,
        Standard::EndUse => Field::EndUse,
        Standard::Form | Standard::Concentration => Field::Content,
        Standard::Relation => Field::ProducedWith,
    }
}

fn of_whom(of: FactOf) -> Option<Field> {
    match of {
        FactOf::Party => Some(Field::Parties),
        FactOf::Event => Some(Field::Events),
        FactOf::Shipment | FactOf::Line => None,
    }
}

fn of_over(over: Over) -> &'static [Field] {
    match over {
        Over::Components => &[Field::Content],
        Over::Inputs => &[Field::ProducedWith],
        // Whom a line names as its own consignee or end user is one of them for it.
        Over::Parties => &[Field::Parties, Field::EndUser, Field::Consignee],
        Over::Owners => &[Field::Parties, Field::Owners],
        Over::Lines => &[],
    }
}

fn of_measured(measured: Measured) -> Option<Field> {
    match measured {
        Measured::Value => Some(Field::Value),
        Measured::NetMass => Some(Field::NetMass),
        Measured::Ownership | Measured::One => None,
    }
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
