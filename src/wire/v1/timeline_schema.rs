//! The JSON Schema of a timeline: its own forms, and those it shares with a ruling, taken from the schema of a ruling.

use super::RULING_SCHEMA;
use super::schema::{of, pretty};
use serde_json::{Map, Value, json};

/// The forms of a ruling in which a stretch says what it says, and those that these are made of.
const SHARED: [&str; 22] = [
    "answer",
    "assumption",
    "day",
    "dispute",
    "due",
    "duty",
    "duty_ground",
    "entry",
    "gap",
    "lawBook",
    "licence",
    "named",
    "opening",
    "outcome",
    "outcomeWord",
    "presumption",
    "question",
    "range",
    "reading",
    "requirement",
    "truth",
    "words",
];

/// The JSON Schema (draft 2020-12) of a timeline, whatever the rules; of several timelines an array of them.
#[must_use]
pub fn timeline_schema() -> String {
    let ruling: Value = serde_json::from_str(RULING_SCHEMA).unwrap_or_default();
    let shared = SHARED.iter().filter_map(|&name| Some((name.to_owned(), ruling.get("$defs")?.get(name)?.clone())));
    let mut defs: Map<String, Value> = shared.collect();
    defs.extend(own().map(|(name, form)| (name.to_owned(), form)));
    let properties = json!({
        "format": {"const": super::TIMELINE_FORMAT},
        "shipment": {"type": "string"},
        "act": {"type": "string"},
        "country_of_export": or_null(&json!({"type": "string"})),
        "destination": or_null(&json!({"type": "string"})),
        "since": or_null(&of("day")),
        "until": or_null(&of("day")),
        "known_on": or_null(&of("day")),
        "lines": each("line"),
        "assumptions": each("assumption"),
    });
    let Value::Object(mut schema) = object(&properties) else { return String::new() };
    schema.extend([
        ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")),
        ("$id".to_owned(), json!("urn:cocket:timeline:1")),
        ("title".to_owned(), json!("Timeline")),
        ("description".to_owned(), json!("What the law says of a shipment on each day: a stretch has its first day in `from` and its last in `through`; null is no end.")),
        ("$defs".to_owned(), Value::Object(defs)),
    ]);
    pretty(&Value::Object(schema))
}

/// The forms that only a timeline has.
fn own() -> [(&'static str, Value); 7] {
    let text = || json!({"type": "string"});
    [
        ("line", object(&json!({"line": text(), "item": text(), "by_rulebook": each("band")}))),
        (
            "band",
            object(&json!({
                "rulebook": of("lawBook"),
                "decisive_date": text(),
                "stated": or_null(&of("day")),
                "stretches": each("stretch"),
            })),
        ),
        ("stretch", object(&stretch())),
        (
            "turn",
            object(&json!({
                "kind": text(),
                "of": or_null(&of("words")),
                "status": or_null(&text()),
                "entries": each("entry"),
                "was": or_null(&of("range")),
                "is": or_null(&of("range")),
            })),
        ),
        (
            "instrument",
            object(&json!({
                "id": text(),
                "label": of("words"),
                "number": or_null(&text()),
                "published": or_null(&of("day")),
                "in_force": or_null(&of("day")),
                "weekday": or_null(&text()),
            })),
        ),
        (
            "cited",
            object(&json!({"from": of("day"), "rule": of("words"), "citations": {"type": "array", "items": text()}})),
        ),
        (
            "datedGap",
            object(&json!({
                "label": of("words"),
                "because": of("words"),
                "would": text(),
                "touches": {"type": "boolean"},
                "from": or_null(&of("day")),
                "through": or_null(&of("day")),
            })),
        ),
    ]
}

fn stretch() -> Value {
    let flag = || json!({"type": "boolean"});
    json!({
        "from": or_null(&of("day")),
        "through": or_null(&of("day")),
        "outcome": of("outcomeWord"),
        "policy": or_null(&json!({"type": "string"})),
        "best": of("outcome"),
        "worst": of("outcome"),
        "without_openings": of("range"),
        "settled": flag(),
        "complete": flag(),
        "reach_unknown": flag(),
        "by_sources": flag(),
        "before_coverage": flag(),
        "not_checkable": each("words"),
        "requirements": each("requirement"),
        "openings": each("opening"),
        "presumptions": each("presumption"),
        "questions": each("question"),
        "duties": each("duty"),
        "disputed": each("dispute"),
        "turns": each("turn"),
        "by": each("instrument"),
        "cited_since": each("cited"),
        "not_encoded": each("datedGap"),
    })
}

/// An object that has all of these and nothing else.
fn object(properties: &Value) -> Value {
    let required: Vec<String> = properties.as_object().map(|own| own.keys().cloned().collect()).unwrap_or_default();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn each(name: &str) -> Value {
    json!({"type": "array", "items": of(name)})
}

fn or_null(form: &Value) -> Value {
    json!({"anyOf": [form, {"type": "null"}]})
}
