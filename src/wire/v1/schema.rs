//! The JSON Schema of shipments, and a template, for exactly what the loaded rules read.

use crate::shipment::{
    DeclaredFact, Dictionary, FORMAT, FactKind, Field, MAX_COMPONENTS, MAX_EVENTS, MAX_ID_CHARS, MAX_LEGS, MAX_LINES,
    MAX_PARTIES, snake, words,
};
use crate::vocab::{Act, Dimension, FactOf, Scheme, StandardDate, Unit};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a shipment; `facts` and `specs` hold what the loaded rules declare, no more.
#[must_use]
pub fn schema(dictionary: &Dictionary) -> String {
    let mut defs = Map::new();
    for (name, schema) in plain_defs().into_iter().chain(object_defs(dictionary)) {
        defs.insert(name.to_owned(), schema);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cocket:shipment:1",
        "title": "Shipment",
        "description": "What is known of one shipment. Codes and amounts are strings. A field left out, null and \
                        \"unknown\" all mean: not known.",
        "type": "object",
        "additionalProperties": false,
        "required": ["format", "id", "lines"],
        "properties": whole(dictionary),
        "$defs": defs,
    });
    pretty(&schema)
}

/// A shipment that says nothing yet: what names it, its act and its way, and every date, field and fact that the loaded rules read,
/// unknown.
#[must_use]
pub fn template(dictionary: &Dictionary) -> String {
    let read = |field| dictionary.reads(field);
    let dates = StandardDate::ALL.into_iter().filter(|date| read(Field::Date(*date)));
    let dates: Map<String, Value> = dates.map(|date| (snake(date.name()), Value::Null)).collect();
    let shipment = [
        ("format", json!(FORMAT), true),
        ("id", json!("S1"), true),
        ("activity", json!("export"), true),
        ("country_of_export", Value::Null, true),
        ("country_of_destination", Value::Null, true),
        ("country_of_ultimate_destination", Value::Null, read(Field::KnownEndDestination)),
        ("countries_of_routing", Value::Null, read(Field::Legs)),
        ("dates", json!(dates), !dates.is_empty()),
        ("nature_of_transaction", Value::Null, read(Field::NatureOfTransaction)),
        ("parties", json!([blank_party(dictionary)]), read(Field::Parties)),
        ("parties_complete", json!("unknown"), read(Field::Parties)),
        ("legs", Value::Null, read(Field::Legs)),
        ("authorizations", Value::Null, read(Field::Licences)),
        ("events", Value::Null, read(Field::Events)),
        ("lines", json!([blank_line(dictionary)]), true),
        ("facts", unknown(dictionary, FactOf::Shipment), true),
    ];
    pretty(&those_read(shipment))
}

/// An item, with the codes in which the rules read it.
fn blank_line(dictionary: &Dictionary) -> Value {
    let read = |field| dictionary.reads(field);
    let codes: Vec<Value> =
        dictionary.codes().into_iter().map(|scheme| json!({"scheme": scheme, "value": "unknown"})).collect();
    let specs: Map<String, Value> = specs(dictionary).map(|(fact, _)| (snake(&fact.name), Value::Null)).collect();
    those_read([
        ("line", json!("1"), true),
        ("codes", json!(codes), true),
        ("country_of_origin", Value::Null, read(Field::Origin)),
        ("quantity", Value::Null, read(Field::Quantity)),
        ("net_mass", Value::Null, read(Field::NetMass)),
        ("value", Value::Null, read(Field::Value)),
        ("condition", Value::Null, read(Field::Condition)),
        ("item_kind", Value::Null, read(Field::ItemKind)),
        ("specs", json!(specs), !specs.is_empty()),
        ("content", Value::Null, read(Field::Content)),
        ("produced_with", Value::Null, read(Field::ProducedWith)),
        ("produced_with_complete", json!("unknown"), read(Field::ProducedWith)),
        ("end_use", Value::Null, read(Field::EndUse)),
        ("end_user", Value::Null, read(Field::EndUser)),
        ("consignee", Value::Null, read(Field::Consignee)),
        ("authorizations", Value::Null, read(Field::Licences)),
        ("facts", unknown(dictionary, FactOf::Line), true),
    ])
}

/// Somebody uses what is shipped; nothing else is said of them.
fn blank_party(dictionary: &Dictionary) -> Value {
    let read = |field| dictionary.reads(field);
    let owned = read(Field::Owners);
    those_read([
        ("id", json!("P1"), true),
        ("roles", json!(["end_user"]), true),
        ("country", Value::Null, true),
        ("incorporated_in", Value::Null, read(Field::Incorporation)),
        ("headquarters", Value::Null, read(Field::Headquarters)),
        ("kind", Value::Null, owned),
        ("owners", Value::Null, owned),
        ("owners_complete", json!("unknown"), owned),
        ("screening", Value::Null, dictionary.screenings().next().is_some()),
        ("facts", unknown(dictionary, FactOf::Party), true),
    ])
}

/// Of these fields, those that the rules read.
fn those_read<const COUNT: usize>(fields: [(&str, Value, bool); COUNT]) -> Value {
    let read = fields.into_iter().filter(|(_, _, is_read)| *is_read);
    Value::Object(read.map(|(name, value, _)| (name.to_owned(), value)).collect())
}

/// The declared facts of a shipment, a line or a party, unknown.
fn unknown(dictionary: &Dictionary, of: FactOf) -> Value {
    Value::Object(facts(dictionary, of).map(|fact| (snake(&fact.name), json!("unknown"))).collect())
}

/// The declared facts of a shipment or a line that stand under `facts`.
fn facts(dictionary: &Dictionary, of: FactOf) -> impl Iterator<Item = &DeclaredFact> {
    dictionary
        .facts()
        .filter(move |fact| fact.of == of && !fact.is_standard() && !matches!(fact.kind, FactKind::Quantity(_)))
}

/// The declared quantities, which stand under `specs` of a line, with their units.
fn specs(dictionary: &Dictionary) -> impl Iterator<Item = (&DeclaredFact, Unit)> {
    dictionary.facts().filter(|fact| !fact.is_standard()).filter_map(|fact| match fact.kind {
        FactKind::Quantity(unit) => Some((fact, unit)),
        _ => None,
    })
}

pub(super) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    format!("{text}\n")
}

pub(super) fn of(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn list_of(name: &str) -> Value {
    json!({"type": ["array", "null"], "items": of(name)})
}

fn at_most(most: usize, name: &str) -> Value {
    json!({"type": ["array", "null"], "maxItems": most, "items": of(name)})
}

/// One of the names the loaded rules declare; where they declare none, any.
fn declared<'n>(names: impl Iterator<Item = &'n str>) -> Value {
    let names: Vec<String> = names.map(snake).collect();
    if names.is_empty() { of("id") } else { json!({"enum": names}) }
}

/// A field with what it means.
fn with_note(schema: Value, note: &str) -> Value {
    let mut schema = schema;
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("description".to_owned(), json!(note));
    }
    schema
}

/// A closed set of words, or nothing.
fn word(words: &[&str]) -> Value {
    let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    if !words.contains(&"unknown") {
        all.push(json!("unknown"));
    }
    all.push(Value::Null);
    json!({"enum": all})
}

/// An object with these fields, of which some must be there.
fn object(required: &[&str], properties: &Value) -> Value {
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

/// A definition or nothing: `null` and `"unknown"`.
fn or_unknown(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"enum": ["unknown", null]}]})
}

fn whole(dictionary: &Dictionary) -> Value {
    let acts: Vec<&str> = Act::ALL.iter().map(|act| act.id()).collect();
    let dates: Map<String, Value> = dates().map(|name| (name, of("date"))).collect();
    json!({
        "format": {"const": FORMAT},
        "id": of("id"),
        "references": list_of("identifier"),
        "activity": word(&acts),
        "country_of_export": of("country"),
        "country_of_export_subdivision": of("subdivision"),
        "country_of_destination": of("country"),
        "country_of_destination_subdivision": of("subdivision"),
        "country_of_ultimate_destination": of("country"),
        "country_of_ultimate_destination_subdivision": of("subdivision"),
        "countries_of_routing": list_of("country_code"),
        "dates": {"type": ["object", "null"], "additionalProperties": false, "properties": dates},
        "nature_of_transaction": word(&words::NATURES),
        "incoterm": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
        "total_value": or_unknown(&of("money")),
        "parties": at_most(MAX_PARTIES, "party"),
        "parties_complete": with_note(of("yes_no_unknown"), "\"yes\": these are all who take part"),
        "legs": at_most(MAX_LEGS, "leg"),
        "authorizations": list_of("authorization"),
        "events": at_most(MAX_EVENTS, "event"),
        "prior_export": of("prior_export"),
        "lines": {"type": "array", "minItems": 1, "maxItems": MAX_LINES, "items": of("line")},
        "facts": stated_facts(dictionary, &[FactOf::Shipment, FactOf::Line]),
        "x": {"type": ["object", "null"], "description": "Anything else; no rule reads it."},
    })
}

/// `facts`: the declared ones, each of its type; a line's fact may be stated once for the shipment.
fn stated_facts(dictionary: &Dictionary, of: &[FactOf]) -> Value {
    let all = dictionary.facts().filter(|fact| of.contains(&fact.of));
    let stand_here = all.filter(|fact| !fact.is_standard() && !matches!(fact.kind, FactKind::Quantity(_)));
    let properties: Map<String, Value> = stand_here.map(|fact| (snake(&fact.name), stated_fact(fact))).collect();
    json!({"type": ["object", "null"], "additionalProperties": false, "properties": properties})
}

/// A fact is its bare value, or an object with the value and who says so.
fn stated_fact(fact: &DeclaredFact) -> Value {
    let value = fact_value(&fact.kind);
    let told = object(
        &["value"],
        &json!({
            "value": value, "source": of("kept"), "asserted_by": of("kept"), "asserted_on": of("date"), "note": of("text")
        }),
    );
    let mut stated = json!({"anyOf": [value, told]});
    if let (Some(ask), Some(fields)) = (&fact.ask, stated.as_object_mut()) {
        fields.insert("description".to_owned(), json!(ask.english));
    }
    stated
}

fn fact_value(kind: &FactKind) -> Value {
    let names = |choices: &[String]| choices.iter().map(|choice| snake(choice)).collect::<Vec<_>>();
    match kind {
        FactKind::YesNo | FactKind::Asserted { .. } => of("yes_no_unknown"),
        FactKind::OneOf(choices) => {
            let names = names(choices);
            word(&names.iter().map(String::as_str).collect::<Vec<_>>())
        }
        FactKind::AnyOf(choices) => json!({"anyOf": [
            {"type": "array", "items": {"enum": names(choices)}}, {"enum": ["none", "unknown", null]}
        ]}),
        FactKind::Date => of("date"),
        FactKind::Country => or_unknown(&of("country_letters")),
        FactKind::Number => or_unknown(&of("decimal")),
        FactKind::Money => or_unknown(&of("money")),
        FactKind::Quantity(_) => or_unknown(&of("quantity")),
        FactKind::Text => of("kept"),
    }
}

fn stated_specs(dictionary: &Dictionary) -> Value {
    let spec = |(fact, unit): (&DeclaredFact, Unit)| {
        let units = units_of(unit.dimension());
        let quantity = object(&["value", "unit"], &json!({"value": of("amount"), "unit": {"enum": units}}));
        let mut schema = or_unknown(&quantity);
        if let (Some(ask), Some(fields)) = (&fact.ask, schema.as_object_mut()) {
            fields.insert("description".to_owned(), json!(ask.english));
        }
        (snake(&fact.name), schema)
    };
    let properties: Map<String, Value> = specs(dictionary).map(spec).collect();
    json!({"type": ["object", "null"], "additionalProperties": false, "properties": properties})
}

fn units_of(dimension: Dimension) -> Vec<&'static str> {
    let mut codes: Vec<&str> = Unit::all().filter(|unit| unit.dimension() == dimension).map(Unit::code).collect();
    codes.dedup();
    codes
}

/// Definitions of values.
fn plain_defs() -> Vec<(&'static str, Value)> {
    let decimal = "(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?$";
    vec![
        ("id", json!({"type": "string", "minLength": 1, "maxLength": MAX_ID_CHARS})),
        ("kept", json!({"type": ["string", "null"]})),
        (
            "country_letters",
            json!({"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1, two letters"}),
        ),
        (
            "country_code",
            json!({
                "anyOf": [
                    of("country_letters"),
                    {
                        "type": "object",
                        "description": "with its name, which must be of the same country",
                        "required": ["code"],
                        "properties": {
                            "code": or_unknown(&of("country_letters")),
                            "name": {"type": ["string", "null"]},
                        },
                        "additionalProperties": false,
                    },
                ],
            }),
        ),
        ("country", or_unknown(&of("country_code"))),
        (
            "subdivision",
            or_unknown(&json!({"type": "string", "pattern": "^[A-Z]{2}-[A-Z0-9]{1,3}$", "description": "ISO 3166-2"})),
        ),
        (
            "date",
            or_unknown(&json!({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"})),
        ),
        ("decimal", json!({"type": "string", "pattern": format!("^-?{decimal}")})),
        ("amount", json!({"type": "string", "pattern": format!("^{decimal}")})),
        ("yes_no_unknown", word(&words::YES_NO)),
        (
            "money",
            object(
                &["amount", "currency"],
                &json!({"amount": of("amount"), "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}),
            ),
        ),
        (
            "quantity",
            object(
                &["value", "unit"],
                &json!({"value": of("amount"), "unit": {"type": "string", "pattern": "^[A-Z0-9]{2,3}$",
                    "description": "common code of UN/ECE Recommendation 20"}}),
            ),
        ),
        (
            "text",
            json!({"anyOf": [{"type": ["string", "null"]}, {"type": "object",
                "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"},
                "additionalProperties": {"type": "string"}}]}),
        ),
        (
            "identifier",
            object(&["scheme", "value"], &json!({"scheme": {"type": "string"}, "value": {"type": "string"}})),
        ),
    ]
}

/// Definitions of the things a shipment has.
fn object_defs(dictionary: &Dictionary) -> Vec<(&'static str, Value)> {
    vec![
        ("code", code(dictionary)),
        ("screening", screening(dictionary)),
        ("party", party(dictionary)),
        ("leg", leg()),
        ("authorization", authorization(dictionary)),
        ("event", event(dictionary)),
        ("prior_export", prior_export()),
        ("content", content()),
        ("component", component(dictionary)),
        ("produced_with", produced_with(dictionary)),
        ("line", line(dictionary)),
    ]
}

fn code(dictionary: &Dictionary) -> Value {
    let mut schemes: Vec<&str> = Scheme::known().collect();
    schemes.extend(dictionary.schemes().map(|scheme| scheme.name.as_str()));
    object(
        &["scheme", "value"],
        &json!({
            "scheme": {"enum": schemes},
            "edition": {"type": ["string", "null"], "description": "the year of a tariff, the version of a list"},
            "value": {"type": "string", "minLength": 1, "description": "the code, \"none\" or \"unknown\""},
            "status": word(&words::STATUSES),
            "determined_on": of("date"),
            "reference": of("kept"),
        }),
    )
}

fn screening(dictionary: &Dictionary) -> Value {
    let known: Vec<String> = dictionary.screenings().map(snake).collect();
    // Another list is no mistake: a rulebook that is not loaded may read it.
    let lists = format!("the loaded rulebooks read: {}", known.join(", "));
    object(
        &["list", "result"],
        &json!({
            "list": with_note(of("id"), &lists),
            "result": word(&words::SCREENING_RESULTS),
            "screened_on": with_note(of("date"), "without a day, it does not count as no match"),
            "version": of("kept"),
            "reference": of("kept"),
        }),
    )
}

fn party(dictionary: &Dictionary) -> Value {
    let owner = object(&["party"], &json!({"party": of("id"), "percent": or_unknown(&of("amount"))}));
    object(
        &["id", "roles"],
        &json!({
            "id": of("id"),
            "roles": {"type": "array", "minItems": 1, "items": {"enum": words::ROLES}},
            "name": of("text"),
            "country": of("country"),
            "subdivision": of("subdivision"),
            "incorporated_in": of("country"),
            "headquarters": of("country"),
            "identifiers": list_of("identifier"),
            "kind": word(&words::PARTY_KINDS),
            "owners": {"type": ["array", "null"], "items": owner},
            "owners_complete": with_note(of("yes_no_unknown"), "\"yes\": these are all its owners"),
            "relationship_to_exporter": word(&words::RELATIONSHIPS),
            "screening": list_of("screening"),
            "facts": stated_facts(dictionary, &[FactOf::Party]),
        }),
    )
}

fn event(dictionary: &Dictionary) -> Value {
    object(
        &["id", "kind"],
        &json!({
            "id": of("id"),
            "kind": of("id"),
            "on": of("date"),
            "country": of("country"),
            "subdivision": of("subdivision"),
            "party": or_unknown(&of("id")),
            "licence": with_note(or_unknown(&of("id")), "the id of an authorization"),
            "lines": list_of("id"),
            "note": of("text"),
            "facts": stated_facts(dictionary, &[FactOf::Event]),
        }),
    )
}

fn leg() -> Value {
    let locode = json!({"type": ["string", "null"], "pattern": "^[A-Z]{2}[A-Z2-9]{3}$"});
    object(
        &["seq", "from", "to"],
        &json!({
            "seq": {"type": "integer", "minimum": 1},
            "kind": word(&words::LEG_KINDS),
            "from": of("country"),
            "from_subdivision": of("subdivision"),
            "to": of("country"),
            "to_subdivision": of("subdivision"),
            "from_locode": locode,
            "to_locode": locode,
            "mode": word(&words::MODES),
            "departs": of("date"),
            "arrives": of("date"),
            "customs_status": word(&words::CUSTOMS),
            "certainty": word(&words::CERTAINTIES),
            "lines": list_of("id"),
            "parties": list_of("id"),
        }),
    )
}

fn authorization(dictionary: &Dictionary) -> Value {
    object(
        &["id"],
        &json!({
            "id": of("id"),
            "licence": or_unknown(&declared(dictionary.licences())),
            "kind": word(&words::LICENCE_KINDS),
            "scheme": of("kept"),
            "issuer": of("kept"),
            "number": of("kept"),
            "status": word(&words::LICENCE_STATUSES),
            "valid_from": of("date"),
            "valid_to": of("date"),
            "controlled_by": word(&words::CONTROLLED_BY),
            "quantity_limit": or_unknown(&of("quantity")),
            "quantity_used": or_unknown(&of("quantity")),
            "value_limit": or_unknown(&of("money")),
            "value_used": or_unknown(&of("money")),
            "destinations_allowed": list_of("country_code"),
            "destinations_prohibited": list_of("country_code"),
            "codes": list_of("code"),
            "parties": list_of("id"),
            "conditions": list_of("text"),
        }),
    )
}

fn prior_export() -> Value {
    json!({
        "type": ["object", "null"],
        "description": "Of a re-export: how the goods left their first country.",
        "additionalProperties": false,
        "properties": {
            "country": of("country"),
            "exported_on": of("date"),
            "authorization_number": of("kept"),
            "reexport_restricted": of("yes_no_unknown"),
            "reexport_consent": of("yes_no_unknown"),
            "consent_reference": of("kept"),
        },
    })
}

fn content() -> Value {
    let content = object(
        &["components"],
        &json!({
            "basis": word(&words::BASES),
            "as_of": of("date"),
            "complete": with_note(of("yes_no_unknown"), "\"yes\": these are all components"),
            "components": {"type": "array", "maxItems": MAX_COMPONENTS, "items": of("component")},
        }),
    );
    json!({"anyOf": [content, {"type": "null"}]})
}

fn component(dictionary: &Dictionary) -> Value {
    object(
        &[],
        &json!({
            "line": with_note(or_unknown(&of("id")), "its name; without one, the second component of line 1 is 1.2"),
            "item_kind": word(&words::ITEM_KINDS),
            "description": of("text"),
            "codes": list_of("code"),
            "country_of_origin": of("country"),
            "net_mass": or_unknown(&of("quantity")),
            "value": or_unknown(&of("money")),
            "concentration": with_note(or_unknown(&of("amount")), "percent by weight, from 0 to 100"),
            "form": word(&words::FORMS),
            "controlled_to_destination": of("yes_no_unknown"),
            "specs": stated_specs(dictionary),
            "facts": stated_facts(dictionary, &[FactOf::Line]),
            "content": of("content"),
        }),
    )
}

fn produced_with(dictionary: &Dictionary) -> Value {
    object(
        &[],
        &json!({
            "line": or_unknown(&of("id")),
            "item_kind": word(&words::ITEM_KINDS),
            "description": of("text"),
            "codes": list_of("code"),
            "country_of_origin": of("country"),
            "value": or_unknown(&of("money")),
            "relation": word(&words::RELATIONS),
            "specs": stated_specs(dictionary),
            "facts": stated_facts(dictionary, &[FactOf::Line]),
        }),
    )
}

fn line(dictionary: &Dictionary) -> Value {
    let end_use = json!({
        "declared": word(&words::END_USES), "description": of("text"), "statement_reference": of("kept")
    });
    object(
        &["line"],
        &json!({
            "line": of("id"),
            "item_kind": word(&words::ITEM_KINDS),
            "description": of("text"),
            "part_number": of("kept"),
            "manufacturer": of("kept"),
            "codes": list_of("code"),
            "country_of_origin": of("country"),
            "quantity": or_unknown(&of("quantity")),
            "net_mass": or_unknown(&of("quantity")),
            "gross_mass": or_unknown(&of("quantity")),
            "value": or_unknown(&of("money")),
            "unit_price": or_unknown(&of("money")),
            "condition": word(&words::CONDITIONS),
            "specs": stated_specs(dictionary),
            "content": of("content"),
            "produced_with": at_most(MAX_COMPONENTS, "produced_with"),
            "produced_with_complete": with_note(of("yes_no_unknown"), "\"yes\": nothing else it was produced with"),
            "end_use": {"anyOf": [object(&[], &end_use), {"type": "null"}]},
            "end_user": {"type": ["string", "null"]},
            "consignee": {"type": ["string", "null"]},
            "country_of_ultimate_destination": of("country"),
            "country_of_ultimate_destination_subdivision": of("subdivision"),
            "authorizations": list_of("id"),
            "facts": stated_facts(dictionary, &[FactOf::Line]),
        }),
    )
}

/// The standard dates as shipments write them.
fn dates() -> impl Iterator<Item = String> {
    StandardDate::ALL.into_iter().map(|date| snake(date.name()))
}
