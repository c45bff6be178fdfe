//! An invented rulebook's dictionary, for the pages and the examples.

use cocket::shipment::{DeclaredFact, DeclaredScheme, Dictionary, FactKind, Field};
use cocket::vocab::{FactOf, Label, StandardDate, Unit};

/// What the pages of the diagnostics and the example shipments take the loaded rules to read.
pub(crate) fn dictionary() -> Dictionary {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let quantity = |symbol: &str| FactKind::Quantity(Unit::from_symbol(symbol).unwrap());
    let mut dictionary = Dictionary::new();
    for (name, of, kind) in [
        ("medical-device", FactOf::Line, FactKind::YesNo),
        ("prior-notice", FactOf::Shipment, FactKind::YesNo),
        ("strictly-necessary", FactOf::Line, FactKind::Asserted { by: "board".to_owned() }),
        ("knowledge", FactOf::Shipment, FactKind::OneOf(names(&["none", "suspects", "knows", "unable-to-determine"]))),
        ("red-flags", FactOf::Line, FactKind::AnyOf(names(&["odd-route", "end-use-withheld"]))),
        ("engine-displacement", FactOf::Line, quantity("cc")),
        ("positioning-accuracy", FactOf::Line, quantity("mm")),
        ("state-owned", FactOf::Party, FactKind::YesNo),
        ("reported-on", FactOf::Event, FactKind::Date),
        ("export-declared", FactOf::Shipment, FactKind::Date),
    ] {
        let ask = Some(Label::new(format!("What of {name}?")));
        dictionary.add_fact(DeclaredFact { name: name.to_owned(), of, kind, ask });
    }
    dictionary.add_scheme(DeclaredScheme { name: "ORCHID-LIST".to_owned(), ask: None });
    dictionary.add_edition("HS", "2022");
    dictionary.add_screening("orchid-register");
    dictionary.add_screening("denied-parties");
    dictionary.add_licence("situational-licence");
    dictionary.add_event("export-made");
    dictionary.add_event("goods-passed-on");
    for field in [
        Field::KnownEndDestination,
        Field::Date(StandardDate::ContractSigned),
        Field::Date(StandardDate::ExportDeclared),
        Field::Parties,
        Field::Owners,
        Field::Legs,
        Field::Licences,
        Field::Events,
        Field::Origin,
        Field::Value,
        Field::Content,
        Field::EndUser,
    ] {
        dictionary.add_field(field);
    }
    dictionary
}
