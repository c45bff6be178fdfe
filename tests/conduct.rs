//! Violations and sanctions: the law of the day on which it was done, nobody is convicted by what is not known, and nothing
//! of it enters the outcome of the shipment.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it fails")]

use cocket::ruling::{Breach, Ruling, confirm};
use cocket::vocab::{Date, Truth};
use cocket::wire::{json, v1};
use cocket::{Rulebook, Sources};

const LAW: &str = r#"
rulebook xa.law "A law" {
    jurisdiction AU
    authority office "Office"
    authentic en
    nomenclature HS 2022
    time zone Australia/Sydney
    decisive date export-declared
    covers from 2020-01-01
    nexus exported from AU
    and destination in watched
}
group watched "Watched countries" { cite act 1; RU from 2021-01-01; CN }
group enemies "Enemies" { cite act 1; KP from 2022-01-01 }
instrument act-7 "Act No 7" { published 2023-06-01; in force 2023-01-01 }
licence permit "Permit" { cite act 2; granted by office }
rule machines "Machines" { cite act 2; from 2022-01-01; when item is HS 8457; then licence required permit, case by case }
event exported "An export was made" { cite act 3 }
event passed-on "The goods were passed on" { cite act 3 }
event hid "Something was hidden" { cite act 3 }
violation hiding "Hiding" { cite act 3 (3); in case of hid }
fact consented : yes or no { cite act 3; of event; ask "Had the office consented?" }
fact due-care : asserted by office { cite act 4; of event; ask "Was due care taken?" }
fact harmless : yes or no { cite act 4; of event; ask "Was it harmless?" }
violation unlicensed "Export without the licence that it needs" {
    cite act 3
    in case of exported
    when licence required by machines
}
violation onward "Passed on" {
    cite act 3 (2)
    from 2023-01-01 before 2025-01-01
    by act-7
    in case of passed-on
    when event country in enemies
    and not consented
}
sanction ban "Ban" {
    cite act 4
    to unlicensed, onward
    unless due-care
    unless harmless
    then may "a ban" at most 3 years or "a fine" at most 3 times value
}
sanction fine "Fine" { cite act 4; to onward; then shall "a fine" at most 20_000 USD }
"#;

fn book() -> Rulebook {
    let mut sources = Sources::new();
    sources.add("law.cocket", LAW);
    Rulebook::compile(&sources).unwrap()
}

/// A machine to China; `events` and what else is stated of the shipment, and of its line.
fn shipment(more: &str, of_line: &str) -> String {
    format!(
        r#"{{"format": "shipment/1", "id": "S", "activity": "export", "country_of_export": "AU",
        "country_of_destination": "CN", "dates": {{"export_declared": "2024-06-01"}}, {more} "lines": [{{"line": "1", {of_line}
        "codes": [{{"scheme": "HS", "edition": "2022", "value": "8457.10"}}]}}]}}"#
    )
}

fn ruled(shipment: &str, known_on: Option<&str>) -> Ruling {
    let book = book();
    let mut batch = json::read_batch(shipment.as_bytes(), "s.json", book.dictionary());
    let said: Vec<String> = batch.messages().map(|one| one.message.clone()).collect();
    let read = batch.shipments.pop().and_then(|one| one.shipment);
    assert!(read.is_some(), "{said:?}");
    let ruling = book.assess_at(&read.unwrap(), None, known_on.map(|day| Date::parse(day).unwrap()));
    assert_eq!(confirm(&ruling), Ok(()), "{:#?}", ruling.conduct);
    ruling
}

fn events(events: &str) -> String {
    shipment(&format!(r#""events": [{events}],"#), r#""value": {"amount": "1000.50", "currency": "USD"},"#)
}

/// What comes of one event.
fn breach(event: &str) -> Breach {
    let mut conduct = ruled(&events(event), None).conduct;
    assert_eq!(conduct.len(), 1, "{conduct:#?}");
    conduct.remove(0)
}

fn exported(on: &str, facts: &str) -> String {
    format!(r#"{{"id": "E", "kind": "exported", "on": "{on}", "facts": {{{facts}}}}}"#)
}

fn passed_on(on: &str, to: &str, facts: &str) -> String {
    format!(r#"{{"id": "E", "kind": "passed_on", "on": "{on}", "country": "{to}", "facts": {{{facts}}}}}"#)
}

const CARELESS: &str = r#""due_care": {"value": "no", "asserted_by": "office"}, "harmless": "no""#;

#[test]
fn the_law_of_the_day_of_the_event_is_asked() {
    // The rule is of 2022, whatever the day of the declaration.
    assert_eq!(breach(&exported("2021-12-31", CARELESS)).truth, Truth::False);
    assert_eq!(breach(&exported("2022-01-01", CARELESS)).truth, Truth::True);
    // The group has its member from 2022, the violation stands from 2023 until 2025.
    let onward = |on| breach(&passed_on(on, "KP", r#""consented": "no""#)).truth;
    assert_eq!(onward("2022-12-31"), Truth::False);
    assert_eq!(onward("2023-01-01"), Truth::True);
    assert_eq!(onward("2024-12-31"), Truth::True);
    assert_eq!(onward("2025-01-01"), Truth::False);
    assert_eq!(breach(&passed_on("2024-01-01", "JP", r#""consented": "no""#)).truth, Truth::False);
}

#[test]
fn the_reach_of_the_law_is_that_of_the_day_of_the_event() {
    let to_russia = |on: &str| {
        let shipment = events(&exported(on, CARELESS)).replace(r#""CN""#, r#""RU""#);
        ruled(&shipment, None).conduct[0].truth
    };
    assert_eq!(to_russia("2020-06-01"), Truth::False);
    assert_eq!(to_russia("2023-06-01"), Truth::True);
}

#[test]
fn before_what_is_encoded_nothing_is_established() {
    assert_eq!(
        breach(&exported("2019-12-31", CARELESS)).truth,
        Truth::False,
        "the rule is not there, whatever else was"
    );
    let hid = |on: &str| breach(&format!(r#"{{"id": "E", "kind": "hid", "on": "{on}"}}"#)).truth;
    assert_eq!(hid("2019-12-31"), Truth::Unknown);
    assert_eq!(hid("2020-01-01"), Truth::True);
    assert_eq!(breach(r#"{"id": "E", "kind": "hid"}"#).truth, Truth::Unknown);
    let shipment = events(&exported("2019-12-31", CARELESS)).replace(r#""AU""#, r#""NZ""#);
    assert_eq!(ruled(&shipment, None).conduct[0].truth, Truth::False, "and this law has no say");
}

#[test]
fn what_is_not_known_convicts_nobody() {
    let open = |event: &str| {
        let breach = breach(event);
        assert_eq!(breach.truth, Truth::Unknown, "{event}");
        assert!(breach.sanctions.iter().all(|threat| threat.truth == Truth::Unknown), "{event}");
    };
    open(r#"{"id": "E", "kind": "exported"}"#);
    open(&passed_on("2024-01-01", "KP", ""));
    open(&passed_on("2024-01-01", "KP", r#""consented": "unknown""#));
    open(r#"{"id": "E", "kind": "passed_on", "on": "2024-01-01", "facts": {"consented": "no"}}"#);
    open(r#"{"id": "E", "kind": "passed_on", "country": "KP", "facts": {"consented": "no"}}"#);
    let consented = breach(&passed_on("2024-01-01", "KP", r#""consented": "yes""#));
    assert_eq!(consented.truth, Truth::False);
    assert!(consented.sanctions.iter().all(|threat| threat.truth == Truth::False));
}

#[test]
fn an_unless_counts_only_where_it_is_known_not_to_hold() {
    let ban = |facts: &str| {
        let breach = breach(&exported("2024-01-01", facts));
        assert_eq!(breach.truth, Truth::True);
        breach.sanctions[0].truth
    };
    assert_eq!(ban(CARELESS), Truth::True);
    assert_eq!(ban(""), Truth::Unknown);
    assert_eq!(ban(r#""harmless": "no""#), Truth::Unknown, "due care may have been taken");
    // What nobody with a say asserts is not asserted.
    assert_eq!(ban(r#""due_care": "no", "harmless": "no""#), Truth::Unknown);
    assert_eq!(ban(r#""harmless": "yes""#), Truth::False);
    assert_eq!(ban(r#""due_care": {"value": "yes", "asserted_by": "office"}, "harmless": "no""#), Truth::False);
}

#[test]
fn as_known_on_a_day_what_was_not_published_is_not_there() {
    let onward = events(&passed_on("2024-01-01", "KP", r#""consented": "no""#));
    let of = |known_on| ruled(&onward, Some(known_on)).conduct.first().map(|one| one.truth);
    assert_eq!(of("2023-05-31"), Some(Truth::False));
    assert_eq!(of("2023-06-01"), Some(Truth::True));
}

#[test]
fn how_much_at_the_most_is_reckoned() {
    let one = breach(&passed_on("2024-01-01", "KP", r#""consented": "no""#));
    let most = |at: usize| one.sanctions[at].of.iter().map(|(_, most)| most.clone().unwrap()).collect::<Vec<_>>();
    assert!(one.sanctions[0].may && !one.sanctions[1].may);
    assert_eq!(most(0), ["3 years", "3 times value: 3001.5 USD"].map(str::to_owned));
    assert_eq!(most(1), ["20000 USD"].map(str::to_owned));
    let unvalued = shipment(r#""events": [{"id": "E", "kind": "exported", "on": "2024-01-01"}],"#, "");
    let of = ruled(&unvalued, None).conduct[0].sanctions[0].of[1].1.clone().unwrap();
    assert!(!of.contains("USD"), "{of}");
}

#[test]
fn a_licence_that_was_held_on_the_day_is_no_breach() {
    let with = |from: &str, to: &str| {
        let held = format!(
            r#""authorizations": [{{"id": "A", "licence": "permit", "status": "issued", "valid_from": "{from}",
            "valid_to": "{to}", "destinations_allowed": ["CN"]}}], "events": [{}],"#,
            exported("2023-06-01", CARELESS)
        );
        ruled(&shipment(&held, ""), None).conduct[0].truth
    };
    assert_eq!(with("2023-01-01", "2023-12-31"), Truth::False);
    assert_eq!(with("2024-01-01", "2024-12-31"), Truth::True, "one that came later does not count");
}

#[test]
fn it_never_enters_the_outcome() {
    let (with, without) = (ruled(&events(&exported("2024-01-01", CARELESS)), None), ruled(&events(""), None));
    assert_eq!(with.standing, without.standing);
    assert_eq!(format!("{:?}", with.requirements), format!("{:?}", without.requirements));
    assert_eq!(format!("{:?}", with.questions), format!("{:?}", without.questions));
    assert!(without.conduct.is_empty());
}

#[test]
fn an_event_is_held_against_the_lines_it_is_about() {
    let two = events(&exported("2024-01-01", CARELESS).replace(r#""on""#, r#""lines": ["2"], "on""#)).replace(
        r#""lines": [{"line": "1","#,
        r#""lines": [{"line": "2", "codes": [{"scheme": "HS", "edition": "2022", "value": "0101"}]}, {"line": "1","#,
    );
    let conduct = ruled(&two, None).conduct;
    assert_eq!(conduct.iter().map(|one| (one.line.as_str(), one.truth)).collect::<Vec<_>>(), [("2", Truth::False)]);
}

#[test]
fn what_was_tampered_with_is_not_confirmed() {
    let ruling = ruled(&events(&passed_on("2024-01-01", "KP", r#""consented": "no""#)), None);
    let tampered = |how: &dyn Fn(&mut Breach)| {
        let mut other = ruling.clone();
        how(&mut other.conduct[0]);
        assert!(confirm(&other).is_err());
    };
    tampered(&|one| one.truth = Truth::Unknown);
    tampered(&|one| one.derivation.truth = Truth::False);
    tampered(&|one| one.sanctions[0].truth = Truth::True);
    tampered(&|one| {
        one.sanctions.pop();
    });
    tampered(&|one| one.derivation.because.last_mut().unwrap().truth = Truth::False);
    let force = |one: &mut Breach| {
        let step = one.derivation.because.iter_mut().find(|step| step.kind == cocket::ruling::StepKind::Force);
        step.unwrap().truth = Truth::False;
    };
    tampered(&force);
}

#[test]
fn breaches_keep_to_the_schema() {
    let schema = serde_json::from_str(v1::RULING_SCHEMA).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for event in [exported("2024-01-01", CARELESS), passed_on("2024-01-01", "KP", ""), exported("2019-01-01", "")] {
        let json = v1::ruling(&ruled(&events(&event), None));
        let faults: Vec<String> =
            schema.iter_errors(&serde_json::from_str(&json).unwrap()).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?} in {json}");
    }
}
