//! The example shipments, the schema and the template agree with the reader.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cocket::shipment::{Datum, FactValue, LineDatum, ScreeningResult, Shipment};
use cocket::wire::{json, v1};
use serde_json::Value;

fn examples() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir("tests/data/shipments")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&v1::schema(&support::dictionary())).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_examples_are_read_without_a_remark() {
    let dictionary = support::dictionary();
    let examples = examples();
    assert_eq!(examples.len(), 3);
    for (name, text) in examples {
        let batch = json::read_batch(text.as_bytes(), &name, &dictionary);
        assert_eq!(batch.messages().collect::<Vec<_>>(), Vec::<&cocket::diagnostic::Diagnostic>::new());
        assert!(batch.shipments.first().unwrap().shipment.is_some(), "{name}");
    }
}

#[test]
fn the_examples_and_the_template_are_valid_by_the_schema() {
    let validator = validator();
    let template = ("template".to_owned(), v1::template(&support::dictionary()));
    for (name, text) in examples().into_iter().chain([template]) {
        let errors: Vec<String> = validator
            .iter_errors(&serde_json::from_str(&text).unwrap())
            .map(|error| format!("{name} {}: {error}", error.instance_path))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let validator = validator();
    let good = examples().into_iter().find(|(name, _)| name.ends_with("rich.json")).unwrap().1;
    let whole: Value = serde_json::from_str(&good).unwrap();
    for (pointer, value) in [
        ("/facts/knowledge", "\"surely\""),
        ("/facts/prior_notice/value", "true"),
        ("/lines/0/specs/engine_displacement", "{\"value\": \"2\", \"unit\": \"MMT\"}"),
        ("/lines/0/codes/0/value", "845710"),
        ("/lines/0/value/amount", "\"1,000\""),
        ("/country_of_export", "\"Korea\""),
        ("/dates/loaded", "\"2024.09.12\""),
        ("/lines/0/end_use", "{\"red_flags\": \"no\"}"),
        ("/parties/1/screening", "{\"result\": \"no_match\", \"screened_on\": \"2024-09-09\"}"),
        ("/parties/1/headquarters", "\"Kazakhstan\""),
        ("/parties/1/facts", "{\"medical_device\": \"no\"}"),
        ("/parties/2/owners_complete", "true"),
        ("/parties_complete", "\"all\""),
        ("/authorizations/0/licence", "\"situational-licence\""),
        ("/events/0/facts", "{\"state_owned\": \"no\"}"),
        ("/lines/0/content/complete", "\"all\""),
        ("/lines/0/content/components/1/concentration", "95.5"),
        ("/lines/0/content/components/1/specs", "{\"positioning\": null}"),
        ("/lines/0/content/components/1/content/components/0", "{\"quantity\": null}"),
        ("/lines/0/produced_with/0/relation", "\"built_by\""),
    ] {
        let mut changed = whole.clone();
        let (above, key) = pointer.rsplit_once('/').unwrap();
        match changed.pointer_mut(above).unwrap() {
            Value::Object(fields) => drop(fields.insert(key.to_owned(), serde_json::from_str(value).unwrap())),
            list => *list.pointer_mut(&format!("/{key}")).unwrap() = serde_json::from_str(value).unwrap(),
        }
        assert!(!validator.is_valid(&changed), "the schema accepts {value} at {pointer}");
        let batch = json::read_batch(changed.to_string().as_bytes(), "changed", &support::dictionary());
        assert!(batch.refused(), "the reader accepts {value} at {pointer}");
    }
}

fn rich() -> Shipment {
    let text = examples().into_iter().find(|(name, _)| name.ends_with("rich.json")).unwrap().1;
    let batch = json::read_batch(text.as_bytes(), "rich", &support::dictionary());
    batch.shipments.into_iter().next().unwrap().shipment.unwrap()
}

#[test]
fn what_a_line_contains_and_was_produced_with_is_read_as_lines_are() {
    let shipment = rich();
    let line = shipment.lines.first().unwrap();
    let content = line.content.as_ref().unwrap();
    assert_eq!((content.basis.as_deref(), content.complete), (Some("fair-market-value"), Some(false)));
    assert_eq!(content.as_of.unwrap().to_string(), "2024-08-01");
    let [controller, encoder] = line.components() else { panic!("two components") };
    assert_eq!((controller.name.as_str(), encoder.name.as_str()), ("1.1", "1.2"));
    assert_eq!((controller.controlled, encoder.controlled), (None, Some(true)));
    assert_eq!(encoder.origin.unwrap().code(), "US");
    assert_eq!(encoder.codes.first().unwrap().scheme, "ECCN");
    assert_eq!(encoder.value.unwrap().to_string(), "4200 USD");
    assert_eq!(encoder.net_mass.unwrap().to_string(), "2 kg");
    assert_eq!((encoder.form.as_deref(), encoder.item_kind.as_deref()), (Some("incorporated"), Some("goods")));
    assert_eq!(encoder.specs.get("positioning-accuracy").unwrap().unwrap().to_string(), "0.001 mm");
    assert_eq!(encoder.facts.get("medical-device").unwrap().value, FactValue::No);
    let [solder, glass] = encoder.components() else { panic!("two components of a component") };
    assert_eq!((solder.name.as_str(), glass.name.as_str()), ("the solder", "1.2.2"));
    assert_eq!((solder.origin, glass.description.as_deref()), (None, Some("Glass")));
    assert_eq!(glass.concentration.unwrap().to_string(), "95.5");
    assert_eq!(
        (encoder.content.as_ref().unwrap().complete, line.is_part(), glass.is_part()),
        (Some(true), false, true)
    );
    let [technology, mill] = line.produced_with.as_slice() else { panic!("two things") };
    assert_eq!((technology.name.as_str(), mill.name.as_str()), ("1.with-1", "the mill"));
    assert_eq!(technology.relation.as_deref(), Some("direct-product-of-technology"));
    assert_eq!((mill.relation.as_deref(), mill.index), (Some("major-component-of-plant"), 1));
    assert_eq!((line.end_use.as_deref(), line.authorizations.as_slice()), (Some("civil"), &["A1".to_owned()][..]));
    let none = shipment.lines.get(1).unwrap();
    assert_eq!((&none.content, none.components().len(), &none.end_use), (&None, 0, &None));
}

/// A pointer leads to what was read from there.
#[test]
fn every_part_knows_where_it_stands() {
    let shipment = rich();
    let line = shipment.lines.first().unwrap();
    let encoder = line.components().get(1).unwrap();
    let glass = encoder.components().get(1).unwrap();
    let technology = line.produced_with.first().unwrap();
    let party = shipment.parties.get(1).unwrap().index;
    for (pointer, raw) in [
        (line.pointer(LineDatum::Origin), "KR"),
        (line.pointer(LineDatum::EndUse), "civil"),
        (line.pointer(LineDatum::ContentComplete), "no"),
        (line.pointer(LineDatum::Authorizations), "[\"A1\"]"),
        (encoder.pointer(LineDatum::Code(0)), "2A994"),
        (encoder.pointer(LineDatum::Controlled), "yes"),
        (encoder.pointer(LineDatum::Form), "incorporated"),
        (encoder.pointer(LineDatum::Fact("medical-device")), "no"),
        (glass.pointer(LineDatum::Concentration), "95.5"),
        (technology.pointer(LineDatum::Relation), "direct_product_of_technology"),
        (technology.pointer(LineDatum::Origin), "US"),
        (Datum::PartiesComplete.pointer(), "no"),
        (Datum::PartyIncorporatedIn(party).pointer(), "KZ"),
        (Datum::PartyHeadquarters(party).pointer(), "KZ"),
        (Datum::PartyOwnersComplete(2).pointer(), "yes"),
        (format!("{}/value", Datum::PartyFact(party, "state-owned").pointer()), "no"),
        (Datum::EventOn(0).pointer(), "2023-05-02"),
        (Datum::EventFact(0, "reported-on").pointer(), "2023-05-09"),
    ] {
        assert_eq!(shipment.raw(&pointer).as_deref(), Some(raw), "{pointer}");
    }
    for (pointer, start) in [
        (line.pointer(LineDatum::Components), "[{\"description\":\"CNC controller\""),
        (line.pointer(LineDatum::ProducedWith), "[{\"country_of_origin\":\"US\""),
        (glass.pointer(LineDatum::Whole), "{\"description\":\"Glass\""),
        (Datum::PartyOwners(2).pointer(), "[{\"party\":\"P1\""),
        (Datum::PartyScreenings(party).pointer(), "[{\"list\":\"orchid_register\""),
        (Datum::Authorizations.pointer(), "[{\"id\":\"A1\""),
        (Datum::Events.pointer(), "[{\"id\":\"E1\""),
    ] {
        assert!(shipment.raw(&pointer).unwrap().starts_with(start), "{pointer}");
    }
}

#[test]
fn parties_legs_authorizations_and_events_are_read() {
    let shipment = rich();
    assert_eq!(shipment.parties_complete, Some(false));
    let trader = shipment.party("P2").unwrap();
    let seats = [trader.incorporated_in, trader.headquarters].map(|country| country.unwrap().to_string());
    assert_eq!((seats, trader.owners_complete), (["KZ".to_owned(), "KZ".to_owned()], None));
    let [first, second] = trader.screenings.as_slice() else { panic!("two screenings") };
    assert_eq!((first.list.as_str(), first.result), ("orchid-register", ScreeningResult::NoMatch));
    assert_eq!(second.result, ScreeningResult::FalsePositiveConfirmed);
    assert_eq!(first.screened_on.unwrap().to_string(), "2024-09-09");
    assert_eq!((first.version.as_deref(), &second.version, second.index), (Some("2024-09-09"), &None, 1));
    assert_eq!(trader.facts.get("state-owned").unwrap().value, FactValue::No);
    let user = shipment.party("P3").unwrap();
    let [whole, rest] = user.owners.as_slice() else { panic!("two owners") };
    assert_eq!((whole.party.as_str(), whole.percent.unwrap().to_string()), ("P1", "99.5".to_owned()));
    assert_eq!((rest.party.as_str(), rest.percent, rest.index), ("P2", None, 1));
    assert_eq!(user.owners_complete, Some(true));

    let leg = shipment.legs.first().unwrap();
    assert_eq!(
        (leg.departs.unwrap().to_string(), leg.arrives.unwrap().to_string()),
        ("2024-09-12".into(), "2024-09-14".into())
    );
    assert_eq!((leg.customs_status.as_deref(), leg.parties.len()), (Some("under-customs-control"), 2));

    let licence = shipment.authorization("A1").unwrap();
    let named = (licence.licence.as_deref(), licence.kind.as_deref(), licence.status.as_deref());
    assert_eq!(named, (Some("situational-licence"), Some("individual-licence"), Some("issued")));
    assert_eq!((licence.issuer.as_deref(), licence.number.as_deref()), (Some("the ministry"), Some("SP-2024-000123")));
    assert_eq!(licence.valid_from.unwrap().to_string(), "2024-09-15");
    assert_eq!(licence.valid_to.unwrap().to_string(), "2025-09-14");
    let amounts = (licence.quantity_limit.unwrap().amount, licence.quantity_used.unwrap().amount);
    assert_eq!((amounts.0.to_string(), amounts.1.to_string()), ("2".to_owned(), "0".to_owned()));
    let values = (licence.value_limit.unwrap().to_string(), licence.value_used.unwrap().to_string());
    assert_eq!(values, ("400000 USD".to_owned(), "0 USD".to_owned()));
    assert_eq!((licence.destinations.first().unwrap().code(), licence.not_to.first().unwrap().code()), ("RU", "BY"));
    assert_eq!((licence.codes.len(), licence.parties.as_slice()), (1, &["P3".to_owned()][..]));
    assert_eq!(licence.conditions, ["No re-export without prior consent"]);

    let [export, passed_on] = shipment.events.as_slice() else { panic!("two events") };
    assert_eq!((export.id.as_str(), export.kind.as_str()), ("E1", "export-made"));
    assert_eq!(
        (export.on.unwrap().to_string(), export.country.as_ref().unwrap().to_string()),
        ("2023-05-02".into(), "UA-43".into())
    );
    assert_eq!((export.party.as_deref(), export.licence.as_deref()), (Some("P1"), Some("A1")));
    assert_eq!((export.lines.as_slice(), export.facts.len()), (&["1".to_owned()][..], 1));
    assert_eq!((passed_on.kind.as_str(), passed_on.on, passed_on.index), ("goods-passed-on", None, 1));
}

/// Where no rule names a list, a licence or a kind of event, every name is taken.
#[test]
fn without_declared_names_any_name_is_read() {
    let text = r#"{"format": "shipment/1", "id": "S", "lines": [{"line": "1"}],
        "parties": [{"id": "P", "roles": ["buyer"],
            "screening": [{"list": "any_list", "result": "match"}, {"list": "other", "result": "unknown"}]}],
        "authorizations": [{"id": "A", "licence": "any_licence"}], "events": [{"id": "E", "kind": "any_thing"}]}"#;
    let batch = json::read_batch(text.as_bytes(), "any", &cocket::shipment::Dictionary::new());
    assert_eq!(batch.messages().count(), 0, "{:?}", batch.messages().collect::<Vec<_>>());
    let shipment = batch.shipments.first().unwrap().shipment.as_ref().unwrap();
    let [one] = shipment.parties.first().unwrap().screenings.as_slice() else { panic!("an unknown result is none") };
    assert_eq!((one.list.as_str(), one.result, one.screened_on), ("any-list", ScreeningResult::Match, None));
    assert_eq!(shipment.authorization("A").unwrap().licence.as_deref(), Some("any-licence"));
    assert_eq!(shipment.events.first().unwrap().kind, "any-thing");
}

#[test]
fn the_template_holds_every_fact_once_and_unknown() {
    let text = v1::template(&support::dictionary());
    insta::assert_snapshot!(text);
    let batch = json::read_batch(text.as_bytes(), "template", &support::dictionary());
    assert_eq!(batch.messages().count(), 0);
    let shipment = batch.shipments.first().unwrap().shipment.as_ref().unwrap();
    assert!(shipment.dates.is_empty() && shipment.lines.first().unwrap().codes.is_empty());
}

/// The template holds what the loaded rules read, and nothing that they do not.
#[test]
fn the_template_holds_what_the_rules_read_and_no_more() {
    let rules = r#"
        rulebook nz.small "A small law" {
            jurisdiction NZ; authority office "Export office"; nomenclature HS 2022
            time zone Pacific/Auckland; decisive date export-declared
        }
        fact civil : yes or no { of line; ask "Is the end use civil?" }
        share own "Own content" { of value over content; when origin is NZ }
        rule r "R" { cite act 1; when item-kind is software and own more than 25 %; then prohibited }
        rule s "S" { cite act 2; when civil and contract-signed before 2024-01-01; then prohibited }"#;
    let mut sources = cocket::Sources::new();
    sources.add("small.cocket", rules);
    let book = cocket::Rulebook::compile(&sources).unwrap();
    let template: Value = serde_json::from_str(&v1::template(book.dictionary())).unwrap();
    let expected = serde_json::json!({
        "format": "shipment/1",
        "id": "S1",
        "activity": "export",
        "country_of_export": null,
        "country_of_destination": null,
        "dates": {"contract_signed": null, "export_declared": null},
        "lines": [{
            "line": "1",
            "codes": [{"scheme": "HS", "value": "unknown"}],
            "country_of_origin": null,
            "value": null,
            "item_kind": null,
            "content": null,
            "facts": {"civil": "unknown"},
        }],
        "facts": {},
    });
    assert_eq!(template, expected);
}

/// The chapter on shipments is true: what it shows is valid, and is read without a remark.
#[test]
fn the_chapter_shows_a_shipment_that_is_read() {
    let chapter = std::fs::read_to_string("docs/language/shipment.md").unwrap();
    let (_, block) = chapter.split_once("```json file=\"shipment.json\"\n").unwrap();
    let (text, _) = block.split_once("```").unwrap();
    let any = cocket::shipment::Dictionary::new();
    let batch = json::read_batch(text.as_bytes(), "chapter", &any);
    assert_eq!(batch.messages().collect::<Vec<_>>(), Vec::<&cocket::diagnostic::Diagnostic>::new());
    let schema: Value = serde_json::from_str(&v1::schema(&any)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&serde_json::from_str(text).unwrap()).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let shipment = batch.shipments.first().unwrap().shipment.as_ref().unwrap();
    let line = shipment.lines.first().unwrap();
    let names: Vec<&str> = line.components().iter().chain(&line.produced_with).map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["1.1", "coolant", "1.with-1"]);
}

#[test]
fn schema_and_template_are_the_same_every_time() {
    let both = || (v1::schema(&support::dictionary()), v1::template(&support::dictionary()));
    assert_eq!(both(), both());
}

/// The form of a ruling is a promise to those who read it by program.
#[test]
fn every_ruling_on_the_examples_that_ship_keeps_to_the_schema_that_ships() {
    let schema: Value = serde_json::from_str(v1::RULING_SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let book = cocket::Rulebook::compile(&cocket::rulebook::shipped()).unwrap();
    let mut seen = 0;
    for file in std::fs::read_dir("rules/kr/situational/examples").unwrap() {
        let path = file.unwrap().path();
        let batch = json::read_batch(&std::fs::read(&path).unwrap(), "example", book.dictionary());
        for shipment in batch.shipments.iter().filter_map(|read| read.shipment.as_ref()) {
            let ruled = book.assess(shipment);
            assert_eq!(cocket::ruling::confirm(&ruled), Ok(()), "{}", path.display());
            let ruling: Value = serde_json::from_str(&v1::ruling(&ruled)).unwrap();
            let faults: Vec<String> = validator.iter_errors(&ruling).map(|fault| fault.to_string()).collect();
            assert_eq!(faults, Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 19, "{seen} rulings");
}
