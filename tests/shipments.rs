//! The example shipments, the schema and the template agree with the reader.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

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
    ] {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).unwrap() = serde_json::from_str(value).unwrap();
        assert!(!validator.is_valid(&changed), "the schema accepts {value} at {pointer}");
        let batch = json::read_batch(changed.to_string().as_bytes(), "changed", &support::dictionary());
        assert!(batch.refused(), "the reader accepts {value} at {pointer}");
    }
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
