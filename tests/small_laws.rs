//! Laws of a few lines, each made for one question about the meaning of the language.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test names what it shows, and may stop where it fails"
)]

use cocket::diagnostic::Diagnostic;
use cocket::ruling::{Finding, Ruling, StepKind};
use cocket::vocab::{Date, Outcome};
use cocket::wire::json;
use cocket::{Rulebook, Sources};

const HEAD: &str = r#"
rulebook nz.small "A small law" {
    jurisdiction NZ; authority office "Export office"; authentic en
    nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared
}
"#;

/// The rules after the head, compiled.
fn law(rules: &str) -> Result<Rulebook, Vec<Diagnostic>> {
    text(&format!("{HEAD}{rules}"))
}

fn text(text: &str) -> Result<Rulebook, Vec<Diagnostic>> {
    let mut sources = Sources::new();
    sources.add("small.cocket", text);
    Rulebook::compile(&sources)
}

/// The codes of what is wrong with rules.
fn refused(rules: &str) -> Vec<String> {
    let said = law(rules).expect_err("these rules do not compile");
    said.iter().map(|one| one.code.0.to_owned()).collect()
}

/// A shipment of one line from New Zealand to Australia; `more` and `of_line` add fields to it and to its line.
fn shipment(more: &str, of_line: &str) -> String {
    format!(
        r#"{{"format": "shipment/1", "id": "small", "activity": "export", "country_of_export": "NZ",
        "country_of_destination": "AU", {more} "lines": [{{"line": "1", {of_line}
        "codes": [{{"scheme": "HS", "edition": "2022", "value": "8458.19"}}]}}]}}"#
    )
}

fn ruling_on(book: &Rulebook, shipment: &str, on: Option<&str>) -> Ruling {
    let mut batch = json::read_batch(shipment.as_bytes(), "small.json", book.dictionary());
    let said: Vec<String> = batch.messages().map(|one| one.message.clone()).collect();
    let read = batch.shipments.pop().and_then(|one| one.shipment).unwrap_or_else(|| panic!("{said:?}"));
    book.assess_at(&read, on.map(|day| Date::parse(day).unwrap()), None)
}

fn ruling(rules: &str, shipment: &str) -> Ruling {
    ruling_on(&law(rules).expect("these rules compile"), shipment, None)
}

const LICENCE: Outcome = Outcome::LicenceRequired(None);
const NOTHING: Outcome = Outcome::NoControlFound;
const DECLARED: &str = r#""dates": {"export_declared": "2024-05-01"},"#;

fn ends(ruling: &Ruling) -> (Outcome, Outcome) {
    (ruling.standing.shown.best, ruling.standing.shown.worst)
}

/// The rules that ask for something.
fn requiring(ruling: &Ruling) -> Vec<&str> {
    let required = ruling.requirements.iter().filter(|one| one.shown.worst > NOTHING);
    required.map(|one| one.rule.as_str()).collect()
}

fn questions(ruling: &Ruling) -> Vec<&str> {
    ruling.questions.iter().map(|question| question.id.as_str()).collect()
}

/// Before the first day that is encoded anything may have been required; an unknown day may lie there.
#[test]
fn an_unknown_day_may_lie_before_what_is_encoded() {
    let head = HEAD.replace("decisive date export-declared", "decisive date export-declared; covers from 2024-01-01");
    let book = text(&format!(
        r#"{head} rule machines "Machines" {{ cite act 1; when item is HS 8459; then licence required "L" from office }}"#
    ))
    .unwrap();
    let after = ruling_on(&book, &shipment(DECLARED, ""), None);
    assert_eq!((ends(&after), after.standing.settled), ((NOTHING, NOTHING), true));
    let unknown = ruling_on(&book, &shipment("", ""), None);
    assert_eq!(ends(&unknown), (NOTHING, Outcome::Prohibited));
    assert_eq!((questions(&unknown), unknown.standing.complete), (vec!["export-declared"], false));
    let before = ruling_on(&book, &shipment(DECLARED, ""), Some("2023-12-31"));
    assert_eq!((ends(&before), before.standing.by_sources), ((NOTHING, Outcome::Prohibited), true));
    let first = before.reasons.first().map(|step| (step.kind, &step.finding));
    assert!(matches!(first, Some((StepKind::Coverage, Finding::NotCovered { on: Some(_), .. }))), "{first:?}");
}

/// The day asked about picks the law; the shipment's own dates stay what they are for every condition that reads them.
#[test]
fn a_day_asked_about_changes_no_fact() {
    let book = law(r#"
        rule old-goods "Loaded before 2024" { cite act 1; when loaded before 2024-01-01; then licence required "L" from office }
        rule by-loading "Goes by the day of loading" {
            cite act 2; decisive date loaded; from 2024-06-01; then prohibited
        }
    "#)
    .unwrap();
    let loaded = shipment(r#""dates": {"export_declared": "2023-05-01", "loaded": "2023-05-02"},"#, "");
    assert_eq!(ends(&ruling_on(&book, &loaded, None)), (LICENCE, LICENCE));
    let asked = ruling_on(&book, &loaded, Some("2024-07-01"));
    let rules: Vec<&str> = asked.requirements.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["nz.small/old-goods", "nz.small/by-loading"]);
}

/// A mass compares with masses, however written; a quantity with what it is counted in.
#[test]
fn masses_and_quantities_are_compared_by_their_units() {
    let heavy =
        r#"rule heavy "Heavy" { cite act 1; when net-mass at least 10 kg; then licence required "L" from office }"#;
    let many =
        r#"rule many "Many" { cite act 1; when quantity more than 5 pieces; then licence required "L" from office }"#;
    for (rules, of_line, expected) in [
        (heavy, r#""net_mass": {"value": "0.01", "unit": "TNE"},"#, (LICENCE, LICENCE)),
        (heavy, r#""net_mass": {"value": "9999", "unit": "GRM"},"#, (NOTHING, NOTHING)),
        (heavy, "", (NOTHING, LICENCE)),
        (many, r#""quantity": {"value": "6", "unit": "H87"},"#, (LICENCE, LICENCE)),
        (many, r#""quantity": {"value": "5", "unit": "C62"},"#, (NOTHING, NOTHING)),
        (many, r#""quantity": {"value": "50", "unit": "KGM"},"#, (NOTHING, LICENCE)),
    ] {
        assert_eq!(ends(&ruling(rules, &shipment(DECLARED, of_line))), expected, "{of_line}");
    }
    let wrong =
        r#"rule heavy "Heavy" { cite act 1; when net-mass at least 10 mm; then licence required "L" from office }"#;
    assert_eq!(refused(wrong), ["E0133"]);
}

/// What each of several end users is counts as a destination.
#[test]
fn each_of_several_end_users_counts_as_a_destination() {
    let fiji = r#"rule fiji "Fiji" { cite act 1; when destination is FJ; then licence required "L" from office }"#;
    let users = |countries: &[&str]| {
        let party = |(at, country): (usize, &&str)| {
            format!(r#"{{"id": "u{at}", "name": "User {at}", "roles": ["end_user"], "country": "{country}"}}"#)
        };
        let all: Vec<String> = countries.iter().enumerate().map(party).collect();
        ruling(fiji, &shipment(&format!(r#"{DECLARED} "parties": [{}],"#, all.join(", ")), ""))
    };
    assert_eq!(ends(&users(&["AU", "AU"])), (NOTHING, NOTHING));
    for countries in [&["FJ"][..], &["AU", "FJ"], &["FJ", "AU"]] {
        assert_eq!(ends(&users(countries)), (NOTHING, LICENCE), "{countries:?}");
    }
}

/// Silence may stand for no; it is not a statement.
#[test]
fn silence_that_means_no_is_not_given() {
    let rules = r#"
        fact notice : yes or no { of shipment; ask "Was notice filed?"; silence means no because "notices are on file" }
        rule told "Told" { cite act 1; when notice is given; then licence required "L" from office }
        rule filed "Filed" { cite act 2; when notice; then prohibited }
    "#;
    assert_eq!(ends(&ruling(rules, &shipment(DECLARED, ""))), (NOTHING, LICENCE));
    let no = shipment(&format!(r#"{DECLARED} "facts": {{"notice": "no"}},"#), "");
    assert_eq!(ends(&ruling(rules, &no)), (LICENCE, LICENCE));
}

/// Which day picks the law, and what goes before it, are matters of a rule.
#[test]
fn an_exception_has_no_decisive_date_and_gives_way_to_nothing() {
    let with = |clause: &str| {
        format!(
            r#"rule r "R" {{ cite act 1; then licence required "L" from office }}
            exception e "E" {{ cite act 2; to r; {clause}; then exempt }}"#
        )
    };
    assert_eq!(refused(&with("decisive date loaded")), ["E0110"]);
    assert_eq!(refused(&with("only if no r")), ["E0110"]);
}

/// "No control found" says which part of the law that is not encoded could have required something.
#[test]
fn what_is_not_encoded_and_could_require_something_is_a_reason() {
    let rules = r#"
        fact end-use : one of civil, unclear { of shipment; ask "What is the end use?" }
        rule arms "Arms" { cite act 1; when item is HS 9301; then licence required "L" from office }
        not encoded "Unclear end use" { would require; when end-use is unclear; because "the text is not at hand"; cite act 2 }
    "#;
    let stated = |use_: &str| ruling(rules, &shipment(&format!(r#"{DECLARED} "facts": {{"end_use": "{use_}"}},"#), ""));
    let gaps = |ruling: &Ruling| ruling.reasons.iter().filter(|step| step.kind == StepKind::Coverage).count();
    let (unclear, civil) = (stated("unclear"), stated("civil"));
    assert_eq!((ends(&unclear), unclear.standing.complete, gaps(&unclear)), ((NOTHING, NOTHING), false, 1));
    assert_eq!((ends(&civil), civil.standing.complete, gaps(&civil)), ((NOTHING, NOTHING), true, 0));
}

/// The last day of the calendar is no end, and prints as none.
#[test]
fn through_the_last_day_of_the_calendar_is_for_ever() {
    let rules =
        r#"rule r "R" { cite act 1; from 2024-01-01 through 9999-12-31; then licence required "L" from office }"#;
    let ruling = ruling(rules, &shipment(r#""dates": {"export_declared": "2023-12-31"},"#, ""));
    let days = ruling.reasons.iter().map(|step| &step.finding);
    let found: Vec<_> = days.filter(|finding| matches!(finding, Finding::Day { before: None, .. })).collect();
    assert_eq!((ends(&ruling), found.len()), ((NOTHING, NOTHING), 1));
}

/// Acts may be listed, or each be asked for in words of its own.
#[test]
fn acts_are_joined_by_or_like_other_tests() {
    for when in [
        "act is transit or act is export",
        "act is transit or export",
        "act is transit, export",
        "act is transit or destination is AU",
        "destination is FJ or act is export",
    ] {
        let rules = format!(r#"rule r "R" {{ cite act 1; when {when}; then licence required "L" from office }}"#);
        assert_eq!(ends(&ruling(&rules, &shipment(DECLARED, ""))), (LICENCE, LICENCE), "{when}");
    }
}

/// A classification by two numbers is as old as the older of them.
#[test]
fn a_fresh_number_does_not_renew_a_stale_one() {
    let rules = r#"
        classification number "Number" { cite act 1; scheme NZ-NUMBER; ask "Which?"; changed 2024-03-01 }
        rule r "R" { cite act 1; when number is "A1"; then licence required "L" from office }
    "#;
    let codes = |second: &str| {
        let code = |value: &str, day: &str| {
            format!(r#"{{"scheme": "NZ-NUMBER", "value": "{value}", "status": "expert", "determined_on": "{day}"}}"#)
        };
        let hs = r#"{"scheme": "HS", "edition": "2022", "value": "8458.19"}"#;
        let both = format!("[{hs}, {}, {}]", code("B1", "2024-02-01"), code("B2", second));
        shipment(DECLARED, "").replace(&format!("[{hs}]"), &both)
    };
    assert_eq!(ends(&ruling(rules, &codes("2024-04-01"))), (NOTHING, LICENCE));
}

const RELIEF: &str = r#"
    fact a : yes or no { ask "A?" }
    fact b : yes or no { ask "B?" }
    rule r "R" { cite act 1; when item is HS 8458; then licence required "L" from office, policy of denial }
    exception e "E" { cite act 2; to r; when a; then reviewed case by case }
"#;

fn with_facts(facts: &str) -> String {
    shipment(DECLARED, &format!(r#""facts": {{{facts}}},"#))
}

/// What hangs on a relief that does not hold changes nothing, and is not asked for.
#[test]
fn an_exception_to_a_relief_that_does_not_hold_is_not_asked_for() {
    let rules = format!(r#"{RELIEF} exception ee "EE" {{ cite act 3; to e; when b }}"#);
    let not_a = ruling(&rules, &with_facts(r#""a": "no""#));
    assert_eq!((not_a.standing.settled, questions(&not_a)), (true, vec![]));
    let a = ruling(&rules, &with_facts(r#""a": "yes""#));
    assert_eq!((a.standing.settled, questions(&a)), (false, vec!["b"]));
}

/// A relief is taken away by an exception that leaves nothing, and not by one that leaves something else.
#[test]
fn why_a_relief_does_not_count_is_told_only_where_it_is_taken_away() {
    let told = |then: &str| {
        let rules = format!(r#"{RELIEF} exception ee "EE" {{ cite act 3; to e; when b{then} }}"#);
        let ruling = ruling(&rules, &with_facts(r#""a": "yes", "b": "yes""#));
        cocket::render::why_not(&ruling, "e", &cocket::render::Style::default()).unwrap()
    };
    assert!(told("").contains("It is taken away: “EE” holds."), "{}", told(""));
    let instead = told("; then licence required \"L\" from office, presumption of denial");
    assert!(!instead.contains("taken away"), "{instead}");
}

/// A rule that may hold and is relieved whole asks for nothing; a half-answered question asks the rest.
#[test]
fn what_a_relief_takes_away_whole_is_not_asked_for() {
    let rules = r#"
        fact dear : yes or no { ask "Dear?" }
        rule r "R" { cite act 1; when dear; then licence required "L" from office }
        exception e "E" { cite act 2; to r; when loaded before 2024-06-01; then not required by this rule }
    "#;
    let loaded = shipment(r#""dates": {"export_declared": "2024-05-01", "loaded": "2024-05-02"},"#, "");
    let relieved = ruling(rules, &loaded);
    assert_eq!((ends(&relieved), relieved.standing.settled), ((NOTHING, NOTHING), true));
    assert_eq!((questions(&relieved), relieved.not_needed.len()), (vec![], 1));
    let group = r#"
        fact a : yes or no { ask "A?" }
        fact b : yes or no { ask "B?" }
        question both "Both" { ask "A, and B?"; facts a, b }
        rule r "R" { cite act 1; when a and b; then licence required "L" from office }
    "#;
    let asked = |facts: &str| ruling(group, &with_facts(facts)).questions.first().unwrap().ask.english.clone();
    assert_eq!((asked(""), asked(r#""a": "yes""#)), ("A, and B?".to_owned(), "B?".to_owned()));
}

/// An entry that has the code, and whose condition fails, is named with what failed; not as it is not yet known.
#[test]
fn a_condition_beside_an_entry_that_fails_is_named() {
    let mut sources = Sources::new();
    let rules = r#"
        instrument first "First" { published 2024-01-01; in force 2024-01-01; source "x" }
        fact p : quantity in kPa { ask "P?" }
        list l "L" { cite act 1; match hs as HS; load "l.tsv"; complete hs from 2020-01-01 }
        entry 1 of l "high" { cite act 9; when p more than 100 kPa }
        rule r "R" { cite act 1; when item listed in l; then licence required "L" from office }
    "#;
    sources.add("small.cocket", format!("{HEAD}{rules}"));
    sources.add("l.tsv", "entry\ths\tfrom\tinstrument\n1\t8458\t2024-01-01\tfirst\n");
    let book = Rulebook::compile(&sources).expect("these rules compile");
    let low = shipment(DECLARED, r#""specs": {"p": {"value": "50", "unit": "KPA"}},"#);
    let read = json::read_batch(low.as_bytes(), "small.json", book.dictionary()).shipments.pop().unwrap();
    let read = read.shipment.unwrap();
    let named = |known_on: &str| {
        let ruling = book.assess_at(&read, None, Date::parse(known_on).ok());
        ruling.reasons.iter().any(|step| matches!(&step.finding, Finding::BesideFails { key, .. } if key == "1"))
    };
    assert!(named("2024-02-01"));
    assert!(!named("2023-12-01"));
}

/// "For the goods of the second subparagraph the other rule applies instead": the one is taken away, and the other does not
/// give way to it there. While that is unknown both cases are in the range, and the fact is asked for.
#[test]
fn another_rule_applies_instead() {
    let law = |stricter: &str, milder: &str| {
        format!(
            r#"fact civil : yes or no {{ of shipment; ask "Is it for civil use?" }}
            rule ban "Ban" {{ cite act 1; then {stricter} }}
            rule permit "Permit" {{ cite act 2; only if no ban; then {milder} }}
            exception civil-use "Civil use" {{ cite act 3; to ban; when civil; then permit applies instead }}"#
        )
    };
    let licence = r#"licence required "L" from office"#;
    let told = |civil: &str| shipment(&format!(r#"{DECLARED} "facts": {{"civil": "{civil}"}},"#), "");
    for (stricter, milder, first, second) in
        [("prohibited", licence, Outcome::Prohibited, LICENCE), (licence, "prohibited", LICENCE, Outcome::Prohibited)]
    {
        let rules = law(stricter, milder);
        let (yes, no) = (ruling(&rules, &told("yes")), ruling(&rules, &told("no")));
        assert_eq!((ends(&yes), requiring(&yes)), ((second, second), vec!["nz.small/permit"]));
        assert_eq!((ends(&no), requiring(&no)), ((first, first), vec!["nz.small/ban"]));
        let open = ruling(&rules, &shipment(DECLARED, ""));
        let possible = open.standing.possible;
        assert_eq!((possible.best, possible.worst), (first.min(second), first.max(second)));
        assert_eq!(
            (ends(&open).1, questions(&open), open.standing.settled),
            (Outcome::Prohibited, vec!["civil"], false)
        );
    }
}

/// Two leave the field to nobody: what applies instead is another provision, said by an exception, which adds no duty.
#[test]
fn what_applies_instead_is_another_provision() {
    let with = |item: &str| {
        format!(
            r#"duty papers "Papers" {{ cite act 9; on exporter }}
            rule a "A" {{ cite act 1; then prohibited }}
            rule b "B" {{ cite act 2; only if no a; then prohibited }}
            {item}"#
        )
    };
    assert_eq!(refused(&with(r#"exception e "E" { cite act 3; to a; then a applies instead }"#)), ["E0154"]);
    assert_eq!(refused(&with(r#"exception e "E" { cite act 3; to a; then e applies instead }"#)), ["E0154"]);
    assert_eq!(refused(&with(r#"rule e "E" { cite act 3; then a applies instead }"#)), ["E0154"]);
    let duties = r#"exception e "E" { cite act 3; to a; then b applies instead, with duty papers }"#;
    assert_eq!(refused(&with(duties)), ["E0154"]);
    let beside = r#"exception e "E" { cite act 3; to a; then b applies instead }
        exception f "F" { cite act 4; to e; then exempt }"#;
    assert_eq!(refused(&with(beside)), ["E0154"]);
}

/// An exception to what leaves the field takes that away, and so does a closed list that does not keep it.
#[test]
fn what_leaves_the_field_can_itself_be_excepted() {
    let rules = |more: &str| {
        format!(
            r#"rule a "A" {{ cite act 1; then prohibited }}
            rule b "B" {{ cite act 2; only if no a; then licence required "L" from office }}
            exception e "E" {{ cite act 3; to a; then b applies instead }}
            {more}"#
        )
    };
    let of = |more: &str| ruling(&rules(more), &shipment(DECLARED, ""));
    assert_eq!((ends(&of("")), requiring(&of(""))), ((LICENCE, LICENCE), vec!["nz.small/b"]));
    let excepted = r#"exception f "F" { cite act 4; to e }"#;
    let closed = r#"exception g "G" { cite act 5; to a; when item is HS 9301; then exempt }
        closed list k "K" { cite act 6; only g relieve a }"#;
    for more in [excepted, closed] {
        let ruling = of(more);
        let banned = (Outcome::Prohibited, Outcome::Prohibited);
        assert_eq!((ends(&ruling), requiring(&ruling)), (banned, vec!["nz.small/a"]), "{more}");
    }
}

/// A rule without conditions stands for its own reason.
#[test]
fn a_rule_that_asks_for_nothing_is_among_the_reasons() {
    let ruling = ruling(r#"rule a "A" { cite act 1; then prohibited }"#, &shipment(DECLARED, ""));
    let kinds: Vec<StepKind> = ruling.reasons.iter().map(|step| step.kind).collect();
    assert_eq!((kinds, ruling.reasons.iter().all(|step| step.truth.is_true())), (vec![StepKind::Rule], true));
}

/// A rule of which its exceptions leave nothing is settled, whether or not it would give way.
#[test]
fn nothing_hangs_on_giving_way_where_nothing_is_left() {
    let rules = r#"
        fact dear : yes or no { of shipment; ask "Dear?" }
        rule a "A" { cite act 1; when dear; then licence required "L" from office }
        rule b "B" { cite act 2; only if no a; then licence required "L" from office }
        exception ea "EA" { cite act 3; to a; then not required by this rule }
        exception eb "EB" { cite act 3; to b; then not required by this rule }
    "#;
    let ruling = ruling(rules, &shipment(DECLARED, ""));
    assert_eq!((ends(&ruling), ruling.standing.settled, questions(&ruling)), ((NOTHING, NOTHING), true, vec![]));
}

/// A line that says nothing of its item is told by its number, and its codes as none.
#[test]
fn a_line_without_a_code_or_a_name_is_told_by_its_number() {
    let rules = r#"rule a "A" { cite act 1; when item is HS 9301; then prohibited }"#;
    let bare = shipment(DECLARED, "").replace(r#"{"scheme": "HS", "edition": "2022", "value": "8458.19"}"#, "");
    let style = cocket::render::Style { depth: cocket::render::Depth::Full, ..cocket::render::Style::default() };
    let page = cocket::render::ruling(&ruling(rules, &bare), &style);
    assert!(page.contains("unknown line 1") && page.contains("the item states no code"), "{page}");
}
