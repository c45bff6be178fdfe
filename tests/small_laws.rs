//! Laws of a few lines, each made for one question about the meaning of the language.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test names what it shows, and may stop where it fails"
)]

use cocket::diagnostic::Diagnostic;
use cocket::eval::{Bit, BookRecord, Bound, Earlier, RuleRecord, record, record_into, record_whole_into};
use cocket::render;
use cocket::ruling::{Finding, Presumption, Ruling, StepKind};
use cocket::vocab::{Date, Outcome, Policy, Range, Truth};
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

/// Of a day that is not known only the first beginning is asked, not one stretch of several.
#[test]
fn without_a_day_no_single_stretch_is_asked() {
    let law = law("instrument pause \"Pause\" { published 2021-01-01; in force 2021-02-01 }\n\
         rule r \"R\" { cite a; from 2020-01-01; when destination is AU; then prohibited }\n\
         suspend rule r by pause from 2021-02-01 through 2021-12-31")
    .unwrap();
    let mut asked = Vec::new();
    days(&ruling_on(&law, &shipment("", ""), None).derivation, &mut asked);
    assert_eq!(asked, [(Some(Date::parse("2020-01-01").unwrap()), None)]);
}

fn days(step: &cocket::ruling::Step, into: &mut Vec<(Option<Date>, Option<Date>)>) {
    if let Finding::Day { from, before, .. } = step.finding {
        into.push((from, before));
    }
    step.because.iter().for_each(|below| days(below, into));
}

/// A derivation quotes the clause as it reads on its day, not as it was enacted.
#[test]
fn a_replaced_date_is_quoted_as_it_reads_now() {
    let law = law("instrument later \"Later\" { published 2021-01-01; in force 2021-02-01 }\n\
         rule r \"R\" { cite a; when destination is AU and contract-signed before 2020-01-01; then prohibited }\n\
         amend rule r by later { replace 2020-01-01 with 2020-07-01 }")
    .unwrap();
    let shipment = shipment(r#""dates": {"contract_signed": "2020-03-01"},"#, "");
    let quoted = |on: &str| {
        let mut clauses = Vec::new();
        quotes(&ruling_on(&law, &shipment, Some(on)).derivation, &mut clauses);
        clauses.into_iter().filter(|clause| clause.contains("contract-signed")).collect::<Vec<String>>()
    };
    let (before, after) = (quoted("2021-01-31"), quoted("2021-02-01"));
    assert!(!before.is_empty() && before.iter().all(|clause| clause.ends_with("before 2020-01-01")), "{before:?}");
    assert!(!after.is_empty() && after.iter().all(|clause| clause.ends_with("before 2020-07-01")), "{after:?}");
}

fn quotes(step: &cocket::ruling::Step, into: &mut Vec<String>) {
    into.push(step.clause.clone());
    step.because.iter().for_each(|below| quotes(below, into));
}

/// "An unknown date gives the range over the versions it could fall in."
#[test]
fn without_a_day_one_version_of_a_rule_that_is_always_in_force_holds() {
    let law = |first_day: &str| {
        format!(
            "instrument later \"Later\" {{ published 2021-01-01; in force 2021-02-01 }}\n\
             rule r \"R\" {{ cite a; {first_day} when destination is AU; then licence required \"L\" from office }}\n\
             amend rule r by later {{ cite b; then prohibited }}"
        )
    };
    let always = ruling(&law(""), &shipment("", ""));
    assert_eq!((always.standing.shown.best, always.standing.shown.worst), (LICENCE, Outcome::Prohibited));
    assert_eq!(always.standing.possible, always.standing.shown);
    assert!(!always.standing.settled);
    let ids: Vec<&str> = always.requirements.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["1/nz.small/r", "1/nz.small/r@2"]);
    assert_eq!(cocket::ruling::confirm(&always), Ok(()));
    let begun = ruling(&law("from 2020-01-01"), &shipment("", ""));
    assert_eq!((begun.standing.shown.best, begun.standing.shown.worst), (NOTHING, Outcome::Prohibited));
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

/// Whom a line names as its consignee or end user is that for it, whatever role the party has.
#[test]
fn whom_a_line_names_stands_in_that_role_for_it() {
    let rules = r#"rule abroad "Abroad" {
        cite act 1
        when any party as consignee, end-user where party is FJ
        then prohibited
    }"#;
    for (role, of_line, expected) in [
        ("other", r#""consignee": "p","#, Outcome::Prohibited),
        ("other", r#""end_user": "p","#, Outcome::Prohibited),
        ("consignee", "", Outcome::Prohibited),
        ("other", "", Outcome::NoControlFound),
    ] {
        let party = format!(r#"{{"id": "p", "name": "P", "roles": ["{role}"], "country": "FJ"}}"#);
        let more = format!(r#"{DECLARED} "parties_complete": "yes", "parties": [{party}],"#);
        let found = ruling(rules, &shipment(&more, of_line));
        assert_eq!(found.standing.outcome(), Some(expected), "{role} {of_line}");
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

/// What holds of a condition on these dates, and which facts it asks for.
fn dated(calendars: &str, condition: &str, dates: &[(&str, &str)]) -> (Outcome, Outcome, Vec<String>) {
    let rules = format!(
        r#"fact expires : date {{ of shipment; ask "When does the contract expire?" }}
        fact requested : date {{ of shipment; ask "When was the licence requested?" }}
        {calendars}
        rule r "R" {{ cite act 1; when {condition}; then licence required "L" from office }}"#
    );
    let is_own = |name: &&(&str, &str)| matches!(name.0, "expires" | "requested");
    let fields = |own: bool| {
        let some = dates.iter().filter(|one| is_own(one) == own);
        some.map(|(name, day)| format!(r#""{name}": "{day}""#)).collect::<Vec<_>>().join(", ")
    };
    let dates = format!(r#""dates": {{{}}}, "facts": {{{}}},"#, fields(false), fields(true));
    let book = law(&rules).unwrap_or_else(|said| panic!("{said:#?}"));
    let ruling = ruling_on(&book, &shipment(&dates, ""), Some("2024-06-03"));
    (
        ruling.standing.shown.best,
        ruling.standing.shown.worst,
        questions(&ruling).into_iter().map(str::to_owned).collect(),
    )
}

const YES: (Outcome, Outcome) = (LICENCE, LICENCE);
const NO: (Outcome, Outcome) = (NOTHING, NOTHING);
const OPEN: (Outcome, Outcome) = (NOTHING, LICENCE);

/// Whether a condition holds on these dates: it does, does not, or asks for just these facts.
fn holds(calendars: &str, condition: &str, dates: &[(&str, &str)], expected: (Outcome, Outcome), asks: &[&str]) {
    let (best, worst, asked) = dated(calendars, condition, dates);
    assert_eq!(
        ((best, worst), asked.iter().map(String::as_str).collect()),
        (expected, asks.to_vec()),
        "{condition} {dates:?}"
    );
}

/// The day on which a term ends, by the day before it and the day itself.
fn ends_on(calendars: &str, term: &str, from: &str, day: &str) {
    let condition = format!("departed from {}", term.replace("DAY", "contract-signed"));
    let before = Date::parse(day).unwrap().previous().to_string();
    holds(calendars, &condition, &[("contract_signed", from), ("departed", &before)], NO, &[]);
    holds(calendars, &condition, &[("contract_signed", from), ("departed", day)], YES, &[]);
}

/// Months end on the day of the same number, or on the last of the month; years too, in leap years and out of them.
#[test]
fn months_and_years_end_on_the_same_day_or_the_last() {
    for (term, from, day) in [
        ("1 month after DAY", "2024-01-31", "2024-02-29"),
        ("1 month after DAY", "2023-01-31", "2023-02-28"),
        ("1 month after DAY", "2023-01-28", "2023-02-28"),
        ("1 month after DAY", "2024-02-29", "2024-03-29"),
        ("3 months after DAY", "2023-11-30", "2024-02-29"),
        ("1 month before DAY", "2024-03-31", "2024-02-29"),
        ("3 months before DAY", "2024-05-31", "2024-02-29"),
        ("1 year after DAY", "2024-02-29", "2025-02-28"),
        ("4 years after DAY", "2024-02-29", "2028-02-29"),
        ("1 year before DAY", "2024-02-29", "2023-02-28"),
        ("1 month after (1 month after DAY)", "2024-01-31", "2024-03-29"),
        ("2 months after DAY", "2024-01-31", "2024-03-31"),
        ("30 days after DAY", "2024-01-31", "2024-03-01"),
        ("90 days after DAY", "2024-01-15", "2024-04-14"),
        ("1 day before DAY", "2024-03-01", "2024-02-29"),
        ("2 weeks after DAY", "2024-02-20", "2024-03-05"),
        ("earlier of DAY, 2024-02-01", "2024-03-01", "2024-02-01"),
        ("later of 1 month after DAY, 1 day before (1 month after (1 day after DAY))", "2023-02-28", "2023-03-31"),
        ("later of 1 month after DAY, 1 day before (1 month after (1 day after DAY))", "2023-01-30", "2023-02-28"),
        ("later of DAY, 2024-02-01, 1 week after DAY", "2024-03-01", "2024-03-08"),
    ] {
        ends_on("", term, from, day);
    }
}

/// Chuseok 2024 with the days beside it (Monday to Wednesday), Thursday 3 October and Christmas.
const HOLIDAYS: &str = r#"calendar holidays "Holidays" {
    cite act 9
    weekend Saturday, Sunday
    holiday 2024-09-16, 2024-09-17, 2024-09-18 "Chuseok"
    holiday 2024-10-03, 2024-12-25
    covers from 2024-09-02 before 2025-01-01
}"#;

/// Weekends and holidays are passed over, either way; the day counted from is none of them.
#[test]
fn business_days_pass_over_weekends_and_holidays() {
    for (term, from, day) in [
        ("1 business day after DAY in holidays", "2024-09-13", "2024-09-19"),
        ("5 business days after DAY in holidays", "2024-09-12", "2024-09-24"),
        ("5 business days after DAY in holidays", "2024-09-17", "2024-09-25"),
        ("1 business day after DAY in holidays", "2024-10-02", "2024-10-04"),
        ("1 business day before DAY in holidays", "2024-09-19", "2024-09-13"),
        ("3 business days before DAY in holidays", "2024-10-07", "2024-10-01"),
        ("4 business days after DAY in holidays", "2024-12-24", "2024-12-31"),
        ("1 week after (1 business day after DAY in holidays)", "2024-09-13", "2024-09-26"),
        // A last day that is a holiday moves to the next business day; one that is none stays.
        ("1 business day after (1 day before (90 days after DAY)) in holidays", "2024-06-18", "2024-09-19"),
        ("1 business day after (1 day before (90 days after DAY)) in holidays", "2024-06-21", "2024-09-19"),
    ] {
        ends_on(HOLIDAYS, term, from, day);
    }
}

/// Beyond its window a calendar says nothing: no fact would tell, and nothing is asked; what the window decides it decides.
#[test]
fn business_days_beyond_the_calendar_are_known_to_nobody() {
    let condition = "departed through 5 business days after contract-signed in holidays";
    let on = |signed: &str, departed: &str, expected, asks: &[&str]| {
        let dates = [("contract_signed", signed), ("departed", departed)];
        let given: Vec<(&str, &str)> = dates.into_iter().filter(|(_, day)| !day.is_empty()).collect();
        holds(HOLIDAYS, condition, &given, expected, asks);
    };
    // Monday 30 December: 31 December is the first; the others lie in a year whose holidays are not laid down.
    on("2024-12-30", "2025-01-08", OPEN, &[]);
    on("2024-12-30", "2025-01-06", OPEN, &[]);
    // Five days are five days, whichever they are.
    on("2024-12-30", "2025-01-04", YES, &[]);
    on("2025-03-03", "2025-03-08", YES, &[]);
    on("2025-03-03", "2025-03-09", OPEN, &[]);
    // Before the window: at the latest the fifth business day in it, Friday 6 September.
    on("2024-08-30", "2024-09-06", OPEN, &[]);
    on("2024-08-30", "2024-09-07", NO, &[]);
    // A day that is not given may still be given.
    on("", "2024-09-20", OPEN, &["contract-signed"]);
    on("2024-12-30", "", OPEN, &["departed"]);
}

/// "Execution until 20 December 2024 of contracts concluded before 19 December 2023, or until they expire, if earlier."
#[test]
fn contracts_are_executed_until_a_day_or_until_they_expire() {
    let condition = "contract-signed before 2023-12-19 and departed through earlier of 2024-12-20, expires";
    let on = |signed: &str, expires: &str, departed: &str, expected, asks: &[&str]| {
        let all = [("contract_signed", signed), ("expires", expires), ("departed", departed)];
        let given: Vec<(&str, &str)> = all.into_iter().filter(|(_, day)| !day.is_empty()).collect();
        holds("", condition, &given, expected, asks);
    };
    let (old, new) = ("2023-12-18", "2023-12-19");
    on(old, "2025-06-30", "2024-12-19", YES, &[]);
    on(old, "2025-06-30", "2024-12-20", YES, &[]);
    on(old, "2025-06-30", "2024-12-21", NO, &[]);
    on(new, "2025-06-30", "2024-12-19", NO, &[]);
    on(old, "2024-06-30", "2024-06-29", YES, &[]);
    on(old, "2024-06-30", "2024-06-30", YES, &[]);
    on(old, "2024-06-30", "2024-07-01", NO, &[]);
    // Whenever it expires, after the last day nothing is left; before it, the day of expiry is asked for.
    on(old, "", "2024-12-21", NO, &[]);
    on(old, "", "2024-12-20", OPEN, &["expires"]);
    on(old, "2024-06-30", "", OPEN, &["departed"]);
    on("", "2024-06-30", "2024-07-01", NO, &[]);
}

/// The later of two days is decided by the known one where it suffices; each comparison, on both sides.
#[test]
fn the_known_one_of_two_days_decides_where_it_can() {
    let day = "2024-06-10";
    for (condition, before, same, after) in [
        ("departed before earlier of 2024-06-10, expires", OPEN, NO, NO),
        ("departed through earlier of 2024-06-10, expires", OPEN, OPEN, NO),
        ("departed from earlier of 2024-06-10, expires", OPEN, YES, YES),
        ("departed after earlier of 2024-06-10, expires", OPEN, OPEN, YES),
        ("departed is earlier of 2024-06-10, expires", OPEN, OPEN, NO),
        ("departed before later of 2024-06-10, expires", YES, OPEN, OPEN),
        ("departed through later of 2024-06-10, expires", YES, YES, OPEN),
        ("departed from later of 2024-06-10, expires", NO, OPEN, OPEN),
        ("departed after later of 2024-06-10, expires", NO, NO, OPEN),
        ("departed is later of 2024-06-10, expires", NO, OPEN, OPEN),
        ("earlier of 2024-06-10, expires before departed", OPEN, OPEN, YES),
        ("earlier of 2024-06-10, expires after departed", OPEN, NO, NO),
        ("later of 2024-06-10, expires before departed", NO, NO, OPEN),
        ("later of 2024-06-10, expires from departed", YES, YES, OPEN),
        ("departed before 1 month after (earlier of 2024-05-10, expires)", OPEN, NO, NO),
        ("departed before earlier of 2024-06-10, (later of 2024-06-30, expires)", YES, NO, NO),
    ] {
        let known = Date::parse(day).unwrap();
        for (departed, expected) in [(known.previous(), before), (known, same), (known.next(), after)] {
            let asks: &[&str] = if expected == OPEN { &["expires"] } else { &[] };
            holds("", condition, &[("departed", &departed.to_string())], expected, asks);
        }
    }
    // Of two that are not known, only the one that can matter is asked for.
    let condition = "departed through earlier of 2024-06-10, (later of 2024-06-30, requested), expires";
    holds("", condition, &[("departed", "2024-06-01")], OPEN, &["expires"]);
}

/// "Shipped before D", "en route on D", "requested before D", "within three months of the listing".
#[test]
fn goods_on_their_way_and_requests_in_time() {
    let en_route = "loaded before 2024-09-09 and not arrival-expected before 2024-09-09";
    for (loaded, arrives, expected) in [
        ("2024-09-08", "2024-09-10", YES),
        ("2024-09-08", "2024-09-09", YES),
        ("2024-09-08", "2024-09-08", NO),
        ("2024-09-09", "2024-09-10", NO),
        ("2024-09-10", "2024-09-10", NO),
    ] {
        holds("", en_route, &[("loaded", loaded), ("arrival_expected", arrives)], expected, &[]);
    }
    let requested = "requested before 2024-09-09 and departed through 3 months after requested";
    for (day, departed, expected) in [
        ("2024-09-08", "2024-12-07", YES),
        ("2024-09-08", "2024-12-08", YES),
        ("2024-09-08", "2024-12-09", NO),
        ("2024-09-09", "2024-12-07", NO),
    ] {
        holds("", requested, &[("requested", day), ("departed", departed)], expected, &[]);
    }
    holds("", requested, &[("departed", "2024-12-07")], OPEN, &["requested"]);
}

/// The derivation says how the day was reckoned, and names the facts with their places.
#[test]
fn the_derivation_shows_how_a_day_was_reckoned() {
    let rules = format!(
        r#"{HOLIDAYS} rule r "R" {{ cite act 1
            when 90 days after contract-signed before departed
            and 5 business days after (later of departed, 2024-09-01) in holidays from 2024-09-24
            then licence required "L" from office }}"#
    );
    let dates =
        r#""dates": {"export_declared": "2024-05-01", "contract_signed": "2024-01-15", "departed": "2024-09-12"},"#;
    let style = cocket::render::Style { depth: cocket::render::Depth::Full, ..cocket::render::Style::default() };
    let page = |dates: &str| {
        let page = cocket::render::ruling(&ruling(&rules, &shipment(dates, "")), &style);
        page.split_whitespace()
            .filter(|word| !"│├└─".contains(word.chars().next().unwrap()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let known = page(dates);
    for words in [
        "90 days after contract signed (2024-04-14) is before departed (2024-09-12): 90 days after 2024-01-15 is 2024-04-14",
        "Fact: “2024-01-15” at /dates/contract_signed",
        "the later of 2024-09-12, 2024-09-01 is 2024-09-12; 5 business days after 2024-09-12 in “Holidays” is 2024-09-24",
    ] {
        assert!(known.contains(words), "{words}: {known}");
    }
    let beyond = page(&dates.replace("2024-09-12", "2024-12-30"));
    let words = "5 business days after 2024-12-30 leaves the days that “Holidays” covers (on or after 2024-09-02 and before 2025-01-01)";
    assert!(beyond.contains(words), "{beyond}");
}

/// What cannot be reckoned is refused, with a code of its own.
#[test]
fn what_cannot_be_reckoned_is_refused() {
    let with = |condition: &str| {
        let rules = format!(
            r#"{HOLIDAYS} rule r "R" {{ cite act 1; when {condition}; then licence required "L" from office }}"#
        );
        refused(&rules)
    };
    for (condition, code) in [
        ("departed before 30 days after 5", "E0145"),
        ("departed before earlier of loaded, 3 kg", "E0145"),
        ("departed before 30 days after value", "E0135"),
        ("departed before 0 days after loaded", "E0146"),
        ("departed before 10001 days after loaded", "E0146"),
        ("departed before 5 business days after loaded", "E0147"),
        ("departed before 5 business days after loaded in hollidays", "E0104"),
        ("departed before 5 business days after loaded in r", "E0105"),
        ("departed at least 30 days after loaded", "E0136"),
        ("departed before 30 days", "E0130"),
        ("value before 30 days after loaded", "E0130"),
        ("departed before 30 days after listed-entry.from", "E0150"),
    ] {
        assert_eq!(with(condition), [code], "{condition}");
    }
    let calendar = |clauses: &str| refused(&format!(r#"calendar c "C" {{ cite act 1; {clauses} }}"#));
    assert_eq!(calendar("weekend Sunday; covers from 2024-01-01 before 2024-02-01; holiday 2024-02-01"), ["E0148"]);
    assert_eq!(calendar("weekend Sunday; covers from 1900-01-01 through 9999-12-31"), ["E0148"]);
    assert_eq!(calendar("weekend Sunday; covers from 2024-01-01 before 2023-02-01"), ["E0140"]);
    assert_eq!(calendar("covers from 2024-01-01 before 2024-02-01"), ["E0112"]);
    assert_eq!(calendar("weekend Sunday; covers from 2024-01-01"), ["E0112", "E0110"]);
}

// ---- rules that only lay down a duty, and what relieves from them -------------------------------------------------------

/// A rule that lays down a duty, three facts, further duties, and what is written besides.
fn duty_law(more: &str) -> String {
    format!(
        r#"fact civil : yes or no {{ of shipment; ask "Civil?" }}
        fact old : yes or no {{ of shipment; ask "Old?" }}
        fact filed : yes or no {{ of shipment; ask "Filed?" }}
        duty clause "A clause" {{ cite act 9; on exporter }}
        duty report "A report" {{ cite act 9; on exporter }}
        duty letter "A letter" {{ cite act 9; on exporter }}
        duty notice "A notice" {{ cite act 9; on exporter; due before export-declared; met when filed }}
        rule r "R" {{ cite act 1; when destination is AU; then duty clause }}
        {more}"#
    )
}

fn facts(of: &[(&str, &str)]) -> String {
    let facts: Vec<String> = of.iter().map(|(name, value)| format!(r#""{name}": "{value}""#)).collect();
    shipment(&format!(r#"{DECLARED} "facts": {{{}}},"#, facts.join(", ")), "")
}

fn on_facts(more: &str, of: &[(&str, &str)]) -> Ruling {
    let ruling = ruling(&duty_law(more), &facts(of));
    assert_eq!(ends(&ruling), (NOTHING, NOTHING), "a duty requires no licence, and a relief from it permits nothing");
    assert_eq!(cocket::ruling::confirm(&ruling), Ok(()));
    ruling
}

/// The duties owed, and whether the ruling is settled.
fn duties(more: &str, of: &[(&str, &str)]) -> (Vec<String>, bool) {
    let ruling = on_facts(more, of);
    let due = ruling.duties.iter().map(|one| one.duty.trim_start_matches("nz.small/").to_owned());
    (due.collect(), ruling.standing.settled)
}

fn owes(of: &[&str], settled: bool) -> (Vec<String>, bool) {
    (of.iter().map(|&one| one.to_owned()).collect(), settled)
}

/// The openings, and what each asks.
fn openings(ruling: &Ruling) -> Vec<(&str, Vec<&str>)> {
    let mut all = Vec::new();
    for one in &ruling.openings {
        let asked = one.questions.iter().map(|asked| asked.id.as_str()).collect();
        all.push((one.exception.trim_start_matches("nz.small/"), asked));
    }
    all
}

/// The duty is owed where the rule holds and no exception to it counts, whichever way the exception relieves.
#[test]
fn a_duty_is_owed_unless_an_exception_counts() {
    assert_eq!(duties("", &[]), owes(&["clause"], true));
    for effect in ["then exempt", "then not required by this rule", ""] {
        let more = format!(r#"exception e "E" {{ cite act 2; to r; when civil; {effect} }}"#);
        assert_eq!(duties(&more, &[("civil", "yes")]), owes(&[], true), "{effect}");
        assert_eq!(duties(&more, &[("civil", "no")]), owes(&["clause"], true), "{effect}");
        assert_eq!(duties(&more, &[]), owes(&["clause"], false), "{effect}");
        let open = on_facts(&more, &[]);
        assert_eq!(openings(&open), [("e", vec!["civil"])], "{effect}");
    }
}

/// What its text says shows that a duty is done is told of it; it stays listed, for that it is done is the exporter's to show. Of one
/// whose text says nothing of that nothing is told.
#[test]
fn of_a_duty_it_is_told_whether_it_is_done() {
    let more = r#"rule s "S" { cite act 2; when destination is AU; then duty notice }"#;
    let met = |of: &[(&str, &str)]| {
        let ruling = on_facts(more, of);
        assert!(ruling.standing.settled, "whether a duty is done changes nothing that is required");
        let told = ruling.duties.iter().map(|one| (one.by[0].label.english.clone(), one.met));
        let page = render::ruling(&ruling, &render::Style::default());
        let page: Vec<&str> = page.split_whitespace().collect();
        (told.collect::<Vec<_>>(), page.join(" "))
    };
    for (of, expected, words) in [
        (&[("filed", "yes")][..], Truth::True, ": done"),
        (&[("filed", "no")][..], Truth::False, ": not done"),
        (&[][..], Truth::Unknown, ": whether it is done is not known"),
    ] {
        let (told, page) = met(of);
        assert_eq!(told, [("R".to_owned(), None), ("S".to_owned(), Some(expected))]);
        assert!(page.contains(&format!("due before export-declared (2024-04-30){words}")), "{page}");
    }
}

/// The step of the exception that took the duty away decides, and that of one that does not hold does not.
#[test]
fn the_exception_that_takes_a_duty_away_is_decisive() {
    let more = r#"exception e "E" { cite act 2; to r; when civil; then not required by this rule }"#;
    let decides = |of: &str| {
        let ruling = on_facts(more, &[("civil", of)]);
        let step = step_named(&ruling.derivation, "1/nz.small/r/e").expect("a step of the exception").clone();
        (step.truth.is_true(), step.decisive)
    };
    assert_eq!(decides("yes"), (true, true));
    assert_eq!(decides("no"), (false, false));
    let ruling = on_facts(more, &[("civil", "yes")]);
    let told = |step: &cocket::ruling::Step| matches!(&step.finding, Finding::Named(name, _) if name.english == "E");
    assert!(ruling.reasons.first().is_some_and(told), "{:?}", ruling.reasons);
    let ruling = on_facts(more, &[("civil", "no")]);
    assert!(!ruling.reasons.iter().any(told), "{:?}", ruling.reasons);
}

fn step_named<'a>(step: &'a cocket::ruling::Step, id: &str) -> Option<&'a cocket::ruling::Step> {
    if step.id == id { Some(step) } else { step.because.iter().find_map(|below| step_named(below, id)) }
}

/// An exception to the exception gives the duty back, and one to that takes it away again. What is not known of any of them
/// leaves the duty owed, and is asked.
#[test]
fn an_exception_to_the_exception_gives_the_duty_back() {
    let two = r#"exception e "E" { cite act 2; to r; then exempt }
        exception f "F" { cite act 3; to e; when civil }"#;
    assert_eq!(duties(two, &[("civil", "no")]), owes(&[], true));
    assert_eq!(duties(two, &[("civil", "yes")]), owes(&["clause"], true));
    assert_eq!(duties(two, &[]), owes(&["clause"], false));
    assert_eq!(openings(&on_facts(two, &[])), [("e", vec!["civil"])]);
    let three = format!(r#"{two} exception g "G" {{ cite act 4; to f; when old }}"#);
    assert_eq!(duties(&three, &[("civil", "yes"), ("old", "yes")]), owes(&[], true));
    assert_eq!(duties(&three, &[("civil", "yes"), ("old", "no")]), owes(&["clause"], true));
    assert_eq!(duties(&three, &[("civil", "yes")]), owes(&["clause"], false));
    assert_eq!(duties(&three, &[("old", "yes")]), owes(&[], true));
    assert_eq!(duties(&three, &[("civil", "no")]), owes(&[], true));
}

/// An exception may bring a duty of its own, which is then owed instead; and one to it another.
#[test]
fn an_exception_may_bring_another_duty_instead() {
    for effect in ["exempt, with duty report", "not required by this rule, with duty report", "duty report"] {
        let more = format!(r#"exception e "E" {{ cite act 2; to r; when civil; then {effect} }}"#);
        assert_eq!(duties(&more, &[("civil", "yes")]), owes(&["report"], true), "{effect}");
        assert_eq!(duties(&more, &[]), owes(&["clause"], false), "{effect}");
        let replaced = format!(r#"{more} exception f "F" {{ cite act 3; to e; when old; then duty letter }}"#);
        assert_eq!(duties(&replaced, &[("civil", "yes"), ("old", "yes")]), owes(&["letter"], true), "{effect}");
        assert_eq!(duties(&replaced, &[("civil", "yes"), ("old", "no")]), owes(&["report"], true), "{effect}");
        assert!(!duties(&replaced, &[("civil", "yes")]).1, "{effect}");
    }
    // The same duty by another way is the same duty.
    let same = r#"exception e "E" { cite act 2; to r; when civil; then duty clause }"#;
    assert_eq!(duties(same, &[]), owes(&["clause"], true));
}

/// A relief on condition of a duty fails while that is not met; unmentioned, it is an opening that says what to file.
#[test]
fn a_relief_from_a_duty_may_depend_on_another() {
    let more = r#"exception e "E" { cite act 2; to r; then exempt, on condition of notice }"#;
    assert_eq!(duties(more, &[("filed", "yes")]), owes(&["notice"], true));
    assert_eq!(duties(more, &[("filed", "no")]), owes(&["clause"], true));
    assert_eq!(duties(more, &[]), owes(&["clause"], false));
    let open = on_facts(more, &[]);
    let conditions: Vec<&str> =
        open.openings.iter().flat_map(|one| &one.on_condition).map(|one| one.english.as_str()).collect();
    assert_eq!((openings(&open), conditions), (vec![("e", vec!["filed"])], vec!["A notice"]));
}

/// Where it is not known whether the rule holds, its duty may be owed: it is not listed, and what decides it is asked. Nothing
/// is asked where a relief takes it away in any case.
#[test]
fn the_duty_of_a_rule_that_may_hold_may_be_owed() {
    let more = r#"rule s "S" { cite act 1; when civil; then duty report }
        exception e "E" { cite act 2; to s; when old; then exempt }"#;
    let with = |of: &[(&str, &str)]| duties(more, of);
    let open = on_facts(more, &[("old", "no")]);
    assert_eq!((with(&[("old", "no")]), questions(&open)), (owes(&["clause"], false), vec!["civil"]));
    assert_eq!(with(&[("old", "yes")]), owes(&["clause"], true));
    assert_eq!(questions(&on_facts(more, &[("old", "yes")])), Vec::<&str>::new());
    assert_eq!(with(&[]), owes(&["clause"], false));
    assert_eq!(with(&[("civil", "yes"), ("old", "no")]), owes(&["clause", "report"], true));
}

/// Of several reliefs the one that leaves least counts; each is an alternative with its own duties, never their sum. One that
/// is not known and would leave less, or something else, is an opening.
#[test]
fn of_several_reliefs_from_a_duty_the_one_that_leaves_least_counts() {
    let more = r#"exception e "E" { cite act 2; to r; when civil; then exempt, with duty report }
        exception f "F" { cite act 3; to r; when old; then exempt }"#;
    assert_eq!(duties(more, &[("civil", "yes"), ("old", "yes")]), owes(&[], true));
    assert_eq!(duties(more, &[("civil", "yes"), ("old", "no")]), owes(&["report"], true));
    assert_eq!(duties(more, &[("civil", "yes")]), owes(&["report"], false));
    assert_eq!(openings(&on_facts(more, &[("civil", "yes")])), [("f", vec!["old"])]);
    assert_eq!(duties(more, &[("old", "yes")]), owes(&[], true));
    let other = r#"exception e "E" { cite act 2; to r; when civil; then exempt, with duty report }
        exception f "F" { cite act 3; to r; when old; then exempt, with duty letter }"#;
    assert_eq!(duties(other, &[("civil", "yes"), ("old", "yes")]), owes(&["report"], true));
    assert_eq!(duties(other, &[("old", "yes")]), owes(&["letter"], false));
    assert_eq!(openings(&on_facts(other, &[("old", "yes")])), [("e", vec!["civil"])]);
}

/// What relieves from a duty may be presumed: it counts, and may be rebutted. A closed list leaves only what it names.
#[test]
fn a_relief_from_a_duty_may_be_presumed_or_closed_out() {
    let presumed = r#"exception e "E" { cite act 2; to r; when civil; presumed unless shown otherwise; then exempt }"#;
    assert_eq!(duties(presumed, &[]), owes(&[], false));
    let open = on_facts(presumed, &[]);
    let owed: Vec<&str> =
        open.presumptions.iter().flat_map(|one| &one.owed).map(|duty| duty.english.as_str()).collect();
    assert_eq!((owed.len(), open.presumptions[0].rebutted), (1, None), "{owed:?}");
    assert_eq!(duties(presumed, &[("civil", "yes")]), owes(&[], true));
    assert_eq!(duties(presumed, &[("civil", "no")]), owes(&["clause"], true));
    let closed = r#"exception e "E" { cite act 2; to r; when civil; then exempt }
        exception f "F" { cite act 3; to r; then exempt, with duty report }
        closed list k "K" { cite act 4; only e relieve r when old }"#;
    assert_eq!(duties(closed, &[("civil", "no"), ("old", "yes")]), owes(&["clause"], true));
    assert_eq!(duties(closed, &[("civil", "no"), ("old", "no")]), owes(&["report"], true));
    assert_eq!(duties(closed, &[("civil", "yes")]), owes(&[], true));
    assert_eq!(duties(closed, &[("civil", "no")]), owes(&["clause"], false));
}

/// A rule that lays down a duty may leave the field to another, and takes it where nothing is left of it.
#[test]
fn another_rule_applies_instead_of_one_that_lays_down_a_duty() {
    let more = r#"rule s "S" { cite act 2; only if no r; when destination is AU; then duty report }
        exception e "E" { cite act 3; to r; when civil; then s applies instead }"#;
    assert_eq!(duties(more, &[("civil", "yes")]), owes(&["report"], true));
    assert_eq!(duties(more, &[("civil", "no")]), owes(&["clause"], true));
    let open = on_facts(more, &[]);
    assert_eq!((questions(&open), open.standing.settled), (vec!["civil"], false));
}

/// What a policy makes of a rule that lays down a duty is told as a requirement of that rule.
#[test]
fn more_made_of_a_duty_is_a_requirement() {
    let more = r#"policy p "P" { cite act 2; to r; when civil; then prohibited }"#;
    let ruling = ruling(&duty_law(more), &facts(&[("civil", "yes")]));
    assert_eq!((ends(&ruling), requiring(&ruling)), ((Outcome::Prohibited, Outcome::Prohibited), vec!["nz.small/r"]));
}

/// Where values are stated and do not fit together, the question about the content says which.
#[test]
fn values_that_do_not_fit_are_named_where_the_content_is_asked_for() {
    let rules = r#"share own "Own content" { of value over content; when origin is NZ }
        rule r "R" { cite act 1; when own more than 25 %; then prohibited }"#;
    let hints = |amount: &str, currency: &str| {
        let value = |amount: &str, currency: &str| format!(r#"{{"amount": "{amount}", "currency": "{currency}"}}"#);
        let part = format!(r#"{{"country_of_origin": "NZ", "value": {}}}"#, value(amount, currency));
        let content = format!(r#""content": {{"complete": "yes", "components": [{part}]}},"#);
        let line = format!(r#""value": {}, {content}"#, value("1000", "USD"));
        let asked = ruling(rules, &shipment(r#""dates": {"export_declared": "2024-05-01"},"#, &line)).questions;
        asked
            .into_iter()
            .flat_map(|question| question.hints)
            .filter(|hint| hint.contains("worth") || hint.contains("EUR"))
            .collect::<Vec<_>>()
    };
    let too_much = "the components are worth 1300 USD together, and the whole is worth 1000 USD: one of them is wrong";
    assert_eq!(hints("1300", "USD"), [too_much]);
    assert_eq!(hints("300", "EUR"), ["1.1: its value in USD; it is stated in EUR"]);
    assert_eq!(hints("300", "USD"), Vec::<String>::new());
}

/// What a component lacks is told as far as rules read it: digits of a code that is too short, no code where only the origin is read.
#[test]
fn what_a_component_lacks_is_told_as_far_as_it_is_read() {
    let hints = |counts: &str, codes: &str| {
        let rules = format!(
            "share own \"Own content\" {{ of value over content; when {counts} }}\n\
             rule r \"R\" {{ cite act 1; when own more than 25 %; then prohibited }}"
        );
        let part = format!(r#"{{"value": {{"amount": "300", "currency": "USD"}}{codes}}}"#);
        let content = format!(r#""content": {{"complete": "yes", "components": [{part}]}},"#);
        let line = format!(r#""value": {{"amount": "1000", "currency": "USD"}}, {content}"#);
        let asked = ruling(&rules, &shipment(r#""dates": {"export_declared": "2024-05-01"},"#, &line)).questions;
        asked.into_iter().flat_map(|question| question.hints).collect::<Vec<_>>()
    };
    assert_eq!(hints("origin is NZ", ""), ["1.1: its country of origin"]);
    assert_eq!(hints("item is HS 8458.19", ""), ["1.1: its classification"]);
    let short = r#", "codes": [{"scheme": "HS", "edition": "2022", "value": "8458"}]"#;
    assert_eq!(hints("item is HS 8458.19", short), ["1.1: its code to more digits"]);
}

/// Of a rule about content the share is the first reason: what is found of each component comes after it, though the place from which
/// one comes would stand before a share elsewhere.
#[test]
fn a_share_is_a_reason_before_what_its_components_are() {
    let rules = r#"share own "Own content" { of value over content; when origin is NZ }
        rule r "R" { cite act 1; when destination is AU and own more than 25 %; then prohibited }"#;
    let value = |amount: u32| format!(r#""value": {{"amount": "{amount}", "currency": "USD"}}"#);
    let parts =
        format!(r#"{{"country_of_origin": "NZ", {}}}, {{"country_of_origin": "AU", {}}}"#, value(300), value(700));
    let line = format!(r#"{}, "content": {{"complete": "yes", "components": [{parts}]}},"#, value(1000));
    let reasons = ruling(rules, &shipment(DECLARED, &line)).reasons;
    let kinds: Vec<StepKind> = reasons.iter().map(|step| step.kind).collect();
    let each = [StepKind::Member, StepKind::Place];
    assert_eq!(kinds, [&[StepKind::Place, StepKind::Compare][..], &each, &each].concat());
}

/// What an entry leaves out is shown with it, named where it is the item's, and asked for where the item's code is too short to tell.
#[test]
fn what_an_entry_leaves_out_is_shown_named_and_asked_for() {
    let rules = format!(
        r#"{HEAD}list tools "Tools" {{ cite annex 1; match hs as HS; load "tools.tsv"; complete hs from 2000-01-01 }}
        rule r "R" {{ cite act 1; when item listed in tools; then prohibited }}"#
    );
    let mut sources = Sources::new();
    sources.add("small.cocket", rules);
    sources.add("tools.tsv", "entry\ths\texcept\tfrom\tdescription\n7\t8458\t8458.11\t2020-01-01\tLathes\n");
    let book = Rulebook::compile(&sources).unwrap_or_else(|said| panic!("{said:?}"));
    let on = |code: &str| {
        let shipment = shipment(r#""dates": {"export_declared": "2024-05-01"},"#, "");
        ruling_on(&book, &shipment.replace("8458.19", code), None)
    };
    let printed = |ruling: &Ruling| render::ruling(ruling, &render::Style::default()).replace("\n    ", " ");
    let (listed, left_out, short) = (on("8458.19"), on("8458.11"), on("8458"));
    assert_eq!(listed.standing.outcome(), Some(Outcome::Prohibited));
    assert!(printed(&listed).contains("leaving out HS 8458.11"), "{}", printed(&listed));
    assert_eq!((left_out.standing.outcome(), left_out.standing.settled), (Some(Outcome::NoControlFound), true));
    let named = "HS 8458.11 is left out of entry 7 of “Tools”, which has the code HS 8458";
    assert!(printed(&left_out).contains(named), "{}", printed(&left_out));
    assert_eq!((short.standing.outcome(), questions(&short)), (None, vec!["more-digits"]));
    assert!(printed(&short).contains("What is the item's code to 6 digits?"), "{}", printed(&short));
    // Of two codes of one item the longer one tells, though the shorter one leaves it open.
    let (hs, hsk) = (r#"{"scheme": "HS", "value": "8458"}"#, r#"{"scheme": "HSK", "value": "8458.19.2000"}"#);
    let both = shipment(r#""dates": {"export_declared": "2024-05-01"},"#, "")
        .replace(r#"{"scheme": "HS", "edition": "2022", "value": "8458.19"}"#, &format!("{hs}, {hsk}"));
    assert_eq!(ruling_on(&book, &both, None).standing.outcome(), Some(Outcome::Prohibited));
}

/// What counts because nothing shows the contrary is told as that, with what the contrary would bring and the question that would
/// show it; once it is shown either way it is presumed no more.
#[test]
fn what_is_presumed_is_told_with_what_the_contrary_would_bring() {
    let rules = r#"fact civil : yes or no { of shipment; ask "Is the end use civil?" }
        rule r "R" { cite act 1; then licence required "L" from office, policy of denial }
        exception e "Civil use" { cite act 2; to r; when civil; presumed unless shown otherwise; then exempt }"#;
    let presumed = |ruling: &Ruling| {
        let one = |own: &Presumption| {
            let asked: Vec<String> = own.questions.iter().map(|question| question.id.clone()).collect();
            (own.exception.clone(), own.requirement.clone(), own.rebutted, asked)
        };
        ruling.presumptions.iter().map(one).collect::<Vec<_>>()
    };
    let open = ruling(rules, &facts(&[]));
    let denial = Outcome::LicenceRequired(Some(Policy::PolicyOfDenial));
    let expected = ("nz.small/e".to_owned(), "1/nz.small/r".to_owned(), Some(denial), vec!["civil".to_owned()]);
    assert_eq!(presumed(&open), [expected]);
    let printed = render::ruling(&open, &render::Style::default());
    for words in [
        "It rests on what is presumed; if the contrary were shown it could be licence\nrequired, policy of denial.",
        "“Civil use” is presumed, for nothing shows the contrary",
        "Presumed until the contrary is shown\n  - Civil use; if the contrary is shown, licence required, policy of denial",
        "Q1 Is the end use civil?",
    ] {
        assert!(printed.contains(words), "{words}\n{printed}");
    }
    for told in ["yes", "no"] {
        assert_eq!(presumed(&ruling(rules, &facts(&[("civil", told)]))), []);
    }
    // Of two that each do, only the contrary of both would bring anything; what does not count is not told.
    let two = format!(
        r#"{rules} fact old : yes or no {{ of shipment; ask "Old?" }}
        exception f "F" {{ cite act 3; to r; when old; presumed unless shown otherwise; then exempt }}
        exception n "N" {{ cite act 4; to r; when destination is US; then exempt }}
        exception m "M" {{ cite act 5; to n; when old; presumed unless shown otherwise }}"#
    );
    let both = ruling(&two, &facts(&[]));
    let told: Vec<(&str, bool)> = both.presumptions.iter().map(|one| (one.exception.as_str(), one.alone)).collect();
    assert_eq!(told, [("nz.small/e", false), ("nz.small/f", false)]);
    // A scenario may expect the question, and the exception counts as taken.
    let asks = format!(
        r#"{rules} scenario "S" {{ given from NZ to AU
 on 2024-05-01 expect question civil }}"#
    );
    assert!(cocket::cases::run(&law(&asks).unwrap(), |_| true).iter().all(cocket::cases::Outcome::passed));
}

/// A presumption that leaves the field counts while nothing is shown, and may be rebutted: the range holds both.
#[test]
fn a_presumption_that_leaves_the_field_may_be_rebutted() {
    let rules = r#"fact civil : yes or no { of shipment; ask "Civil?" }
        rule a "A" { cite act 1; then prohibited }
        rule b "B" { cite act 2; only if no a; then licence required "L" from office }
        exception e "E" { cite act 3; to a; when civil; presumed unless shown otherwise; then b applies instead }"#;
    let on = |of: &[(&str, &str)]| ruling(rules, &facts(of));
    let (open, yes, no) = (on(&[]), on(&[("civil", "yes")]), on(&[("civil", "no")]));
    assert_eq!((ends(&open), requiring(&open)), ((LICENCE, LICENCE), vec!["nz.small/b"]));
    let possible = open.standing.possible;
    assert_eq!((possible.best, possible.worst, open.standing.settled), (LICENCE, Outcome::Prohibited, false));
    let presumed: Vec<&str> = open.presumptions.iter().map(|one| one.exception.as_str()).collect();
    assert_eq!(presumed, ["nz.small/e"]);
    assert_eq!((ends(&yes), yes.standing.settled), ((LICENCE, LICENCE), true));
    assert_eq!(
        (ends(&no), requiring(&no), no.standing.settled),
        ((Outcome::Prohibited, Outcome::Prohibited), vec!["nz.small/a"], true)
    );
    // Where the rule before it is the milder, being rebutted leaves less.
    let milder = r#"fact civil : yes or no { of shipment; ask "Civil?" }
        rule a "A" { cite act 1; then licence required "L" from office }
        rule b "B" { cite act 2; only if no a; then prohibited }
        exception e "E" { cite act 3; to a; when civil; presumed unless shown otherwise; then b applies instead }"#;
    let open = ruling(milder, &facts(&[]));
    let possible = open.standing.possible;
    assert_eq!(
        (ends(&open), possible.best, possible.worst),
        ((Outcome::Prohibited, Outcome::Prohibited), LICENCE, Outcome::Prohibited)
    );
    assert!(!open.standing.settled);
}

/// A scenario can expect that a duty is not owed, and by which rule a duty is.
#[test]
fn a_scenario_says_what_is_not_owed_and_by_which_rule_it_is() {
    let more = |expected: &str| {
        let exception = r#"exception e "E" { cite act 2; to r; when civil; then exempt, with duty report }"#;
        let case = |civil: &str| {
            format!(
                r#"{exception} scenario "S" {{ given HS 8458.19, from NZ to AU, {civil} on 2024-05-01 expect {expected} }}"#
            )
        };
        let passes = |civil: &str| {
            let book = law(&duty_law(&case(civil))).unwrap_or_else(|said| panic!("{said:?}"));
            cocket::cases::run(&book, |_| true).iter().all(cocket::cases::Outcome::passed)
        };
        [passes("civil yes"), passes("civil no"), passes("civil unknown")]
    };
    assert_eq!(more("duty clause"), [false, true, true]);
    assert_eq!(more("no duty clause"), [true, false, false]);
    assert_eq!(more("duty report"), [true, false, false]);
    assert_eq!(more("no duty report"), [false, true, true]);
    assert_eq!(more("by r"), [false, true, true]);
    assert_eq!(more("not by r"), [true, false, false]);
    assert_eq!(more("opening e"), [false, false, true]);
    let entry =
        law(&duty_law(r#"scenario "S" { given HS 8458.19, from NZ on 2024-05-01 expect by r, no duty clause }"#))
            .unwrap();
    assert!(cocket::cases::run(&entry, |_| true).iter().all(cocket::cases::Outcome::passed), "it may hold");
}

/// A named condition whose silence means no does not hold where nothing tells, says so, and may be confirmed.
#[test]
fn a_define_may_be_silent() {
    let rules = r#"
        define bound "A company of Australia sends it" {
            when any party as exporter where { country of incorporation is AU }
            silence means no because "who is bound states it"
        }
        rule r "Not by companies of Australia" { cite act 1; when bound; then prohibited }
    "#;
    let with = |of: &str| shipment(&format!(r#""parties": [{{"id": "p", "roles": ["exporter"]{of}}}],"#), "");
    let silent = ruling(rules, &with(""));
    assert_eq!((silent.standing.shown.worst, silent.standing.settled), (Outcome::NoControlFound, true));
    let because = "nothing that is stated tells of “A company of Australia sends it”: silence means no, because who is bound states it";
    assert!(silent.assumptions.iter().any(|one| one.text.english == because), "{:?}", silent.assumptions);
    let step = find(&silent.derivation, StepKind::Define);
    assert!(matches!(&step.finding, Finding::Silent(label) if label.english == "A company of Australia sends it"));
    assert!(cocket::ruling::confirm(&silent).is_ok());
    let told = ruling(rules, &with(r#", "incorporated_in": "AU""#));
    assert_eq!((told.standing.shown.worst, told.assumptions.len()), (Outcome::Prohibited, 0));
    assert!(cocket::ruling::confirm(&told).is_ok());
}

fn find(step: &cocket::ruling::Step, kind: StepKind) -> &cocket::ruling::Step {
    fn below(step: &cocket::ruling::Step, kind: StepKind) -> Option<&cocket::ruling::Step> {
        if step.kind == kind { Some(step) } else { step.because.iter().find_map(|one| below(one, kind)) }
    }
    below(step, kind).expect("there is such a step")
}

/// Goods leave a law's territory on the leg that goes out of it; a part of goods on a leg leaves with them.
#[test]
fn each_law_has_its_own_departure() {
    let union = r#"
        rulebook eu.small "A law of a union" {
            jurisdiction EU; authority office "Office"; authentic en; nomenclature HS 2022; time zone Europe/Brussels
            territory members; decisive date export-declared
        }
        group members "Members" { cite act 1; DE, LT }
        rule late "Not after May" { cite act 2; when departed after 2024-05-31; then prohibited }
    "#;
    let book = text(union).expect("these rules compile");
    let legs = |first: &str, second: &str| {
        format!(
            r#"{{"format": "shipment/1", "id": "s", "activity": "export", "country_of_export": "DE",
            "country_of_destination": "RU", "dates": {{"export_declared": "2024-05-20", "departed": "2024-05-30"}},
            "legs": [{{"seq": 1, "from": "DE", "to": "LT"{first}}}, {{"seq": 2, "from": "LT", "to": "RU"{second}}}],
            "lines": [{{"line": "1"}}]}}"#
        )
    };
    let says = |second: &str| ruling_on(&book, &legs("", second), None);
    let outcome = |second: &str| says(second).standing.shown.worst;
    assert_eq!(outcome(r#", "departs": "2024-05-31""#), Outcome::NoControlFound);
    assert_eq!(outcome(r#", "departs": "2024-06-01""#), Outcome::Prohibited);
    let open = says("");
    assert!(!open.standing.settled);
    assert_eq!(open.questions[0].pointers, ["/legs/1/departs"]);
}

/// A leg without a day is not before the goods came: versions that ended by then are left out; what is no day of the leg says nothing.
#[test]
fn a_leg_without_a_day_is_not_before_the_goods_came() {
    let way = |decisive: &str, arrives: &str| {
        let head = HEAD.replace("decisive date export-declared", decisive);
        let rules = r#"
            rule old "Once" { cite act 1; before 2020-01-01; when always; then prohibited }
            rule new "Now" { cite act 2; from 2020-01-01; when always; then licence required "L" from office, case by case }
        "#;
        let book = text(&format!("{head}{rules}")).expect("these rules compile");
        let legs = format!(
            r#""dates": {{"departed": "2019-06-01", "export_declared": "2019-06-01", "contract_signed": "2021-01-01"}},
            "legs": [{{"seq": 1, "from": "NZ", "to": "AU", "arrives": "{arrives}"}},
            {{"seq": 2, "kind": "reexport", "from": "AU", "to": "FJ", "certainty": "planned"}}],"#
        );
        let ruling = ruling_on(&book, &shipment(&legs, ""), None);
        let mut of_leg: Vec<String> =
            ruling.requirements.iter().filter(|one| one.id.contains("@leg-2")).map(|one| one.rule.clone()).collect();
        of_leg.sort();
        of_leg
    };
    assert_eq!(way("decisive date departed", "2020-01-01"), ["nz.small/new"]);
    assert_eq!(way("decisive date departed", "2019-12-31"), ["nz.small/new", "nz.small/old"]);
    assert_eq!(way("decisive date order-accepted", "2020-06-05"), ["nz.small/new", "nz.small/old"]);
}

/// To pass through a territory is an act there, whatever the shipment calls itself, and to no other law.
#[test]
fn goods_that_pass_through_are_in_transit() {
    let rules = r#"
        rule transit "Not in transit" { cite act 1; applies to transit, transhipment; when always; then prohibited }
    "#;
    let from_au = |more: &str| {
        shipment(more, "")
            .replace(r#""country_of_export": "NZ""#, r#""country_of_export": "AU""#)
            .replace(r#""country_of_destination": "AU""#, r#""country_of_destination": "FJ""#)
    };
    let says = |more: &str| ruling(rules, &from_au(more)).standing.shown.worst;
    assert_eq!(says(r#""countries_of_routing": ["NZ"],"#), Outcome::Prohibited);
    let legs = |from: &str| {
        format!(r#""legs": [{{"seq": 1, "from": "AU", "to": "{from}"}}, {{"seq": 2, "from": "{from}", "to": "FJ"}}],"#)
    };
    assert_eq!(says(&legs("NZ")), Outcome::Prohibited);
    assert_eq!(says(&legs("TO")), Outcome::NoControlFound);
    assert_eq!(says(""), Outcome::NoControlFound);
}

/// That goods do not leave before they came tells of the day on which they leave, and of no other: a contract may be older.
#[test]
fn a_rule_with_a_date_of_its_own_does_not_wait_for_the_goods_to_come() {
    let head = HEAD.replace("decisive date export-declared", "decisive date departed");
    let rules = r#"
rule by-departure "Since 2020" { cite act 1; from 2020-01-01; when always; then licence required "Licence" from office }
rule by-contract "Contracts of before 2020" {
    cite act 2; applies to reexport; decisive date contract-signed; before 2020-01-01
    when always
    then prohibited
}
"#;
    let book = text(&format!("{head}{rules}")).unwrap();
    let says = |dates: &str| {
        let more = format!(
            r#""dates": {{"departed": "2021-06-01"{dates}}},
            "legs": [{{"seq": 1, "from": "NZ", "to": "AU", "arrives": "2021-06-05"}},
                {{"seq": 2, "from": "AU", "to": "FJ", "kind": "reexport", "certainty": "planned"}}],"#
        );
        ruling_on(&book, &shipment(&more, ""), None)
    };
    let open = says("");
    assert_eq!((open.standing.possible.worst, open.standing.settled), (Outcome::Prohibited, false));
    assert_eq!(open.questions.first().unwrap().pointers, ["/dates/contract_signed"]);
    assert_eq!(says(r#", "contract_signed": "2019-01-01""#).standing.shown.worst, Outcome::Prohibited);
    let later = says(r#", "contract_signed": "2020-01-01""#).standing;
    assert_eq!((later.shown.worst, later.settled), (Outcome::LicenceRequired(None), true));
}

/// What is found of a party is kept; not for another rule, whose rest of a list is of another kind.
#[test]
fn what_one_rule_finds_of_a_party_is_not_taken_for_another_rule() {
    let second = r#"
rule by-b "Of the second list" { cite act 2; when item listed in b and owned-of-old; then licence required "Licence" from office }
"#;
    let rules = |first: &str| {
        format!(
            r#"
list a "First"  {{ cite act 1; match hs as HS; load "a.tsv" }}
list b "Second" {{ cite act 2; match hs as HS; load "b.tsv" }}
define owned-of-old "Owned, and the entry is old" {{
    cite act 3
    when any party as end-user where {{ any owner where {{ party is AU and listed-entry.from before 2015-01-01 }} }}
}}
{first}{second}"#
        )
    };
    let first = r#"rule by-a "Of the first list" { cite act 1; when item listed in a and owned-of-old; then licence required "Licence" from office }"#;
    let of = |first: &str| {
        let mut sources = Sources::new();
        sources.add("small.cocket", format!("{HEAD}{}", rules(first)));
        sources.add("a.tsv", "entry\ths\tfrom\tbefore\n1\t845819\t2000-01-01\t\n");
        sources.add("b.tsv", "entry\ths\tfrom\tbefore\n1\t845819\t2000-01-01\t2010-01-01\n");
        let book = Rulebook::compile(&sources).unwrap();
        let shipment = r#"{"format": "shipment/1", "id": "small", "activity": "export", "country_of_export": "NZ",
            "country_of_destination": "AU", "dates": {"export_declared": "2021-06-01"}, "parties_complete": "yes",
            "parties": [
                {"id": "P", "roles": ["end_user"], "owners": [{"party": "Q", "percent": "60"}], "owners_complete": "yes"},
                {"id": "Q", "roles": ["manufacturer"], "country": "AU", "owners_complete": "yes"}],
            "lines": [{"line": "1"}]}"#;
        let ruling = ruling_on(&book, shipment, None);
        let waits = |id: &str| ruling.questions.iter().any(|one| one.waits.iter().any(|rule| rule.ends_with(id)));
        (waits("by-a"), waits("by-b"))
    };
    assert_eq!(of(""), (false, false), "nothing that is asked tells of the second list");
    assert_eq!(of(first), (true, false), "and the first rule makes no difference to that");
}

/// What is soon told of a rule leaves what is dear for later. That is no silence: a named condition of which silence means no may
/// still hold.
#[test]
fn what_is_left_for_later_is_not_taken_for_silence() {
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\" }\n\
         define inside \"Something of Australia is inside\" {\n\
             cite a; silence means no because \"it would be stated\"; when any component where origin is AU }\n\
         define first \"Listed since then\" {\n\
             cite a; silence means no because \"it would be stated\"; when listed-entry.from through 2021-01-01 }\n\
         rule r \"R\" { cite a; when item listed in l and inside and first; then prohibited }";
    let sources = Sources::new()
        .with("small.cocket", format!("{HEAD}{rules}"))
        .with("l.tsv", "entry\ths\tfrom\n1\t8458.19\t2020-01-01\n");
    let book = Rulebook::compile(&sources).unwrap();
    let content = r#""content": {"components": [{"country_of_origin": "AU"}]}, "#;
    let text = shipment(r#""dates": {"export_declared": "2024-01-01"},"#, content);
    let mut batch = json::read_batch(text.as_bytes(), "small.json", book.dictionary());
    let read = batch.shipments.pop().and_then(|one| one.shipment).unwrap();
    let program = cocket::compile::compile(book.model());
    let bound = Bound::new((&program, book.model()), &read, read.lines.first().unwrap(), None);
    let recorded = record(&program, &bound, None);
    assert_eq!(recorded.first().unwrap().weight.shown, Range::only(Outcome::Prohibited));
}

/// From a record alone it follows what it says of every rule: of one that holds, of one that its entries rule out, of one that gives
/// way, of one of which nothing is recorded because it cannot hold. What was changed in it afterwards does not follow.
#[test]
fn a_record_gives_a_sufficient_reason_for_every_rule() {
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\"; complete hs from 2020-01-01 }\n\
         fact aid : yes or no { cite a; of shipment; ask \"Is it aid?\" }\n\
         rule listed \"Listed\" { cite a; when item listed in l; then licence required \"L\" from office }\n\
         exception relief \"Aid\" { cite a; to listed; when aid; then exempt }\n\
         list m \"M\" { cite a; match hs as HS; load \"m.tsv\"; complete hs from 2020-01-01 }\n\
         rule other \"That list names another\" { cite a; when item listed in m; then prohibited }\n\
         rule far \"For another country\" { cite a; only if no listed; when destination is CU and aid; then prohibited }\n\
         rule late \"Later\" { cite a; only if no listed; when export-declared from 2020-01-01; then prohibited }";
    let sources = Sources::new()
        .with("small.cocket", format!("{HEAD}{rules}"))
        .with("l.tsv", "entry\ths\tfrom\n1\t8458.19\t2020-01-01\n")
        .with("m.tsv", "entry\ths\tfrom\n1\t8458.11\t2020-01-01\n");
    let book = Rulebook::compile(&sources).unwrap();
    let text = shipment(r#""dates": {"export_declared": "2024-01-01"},"#, "");
    let mut batch = json::read_batch(text.as_bytes(), "small.json", book.dictionary());
    let read = batch.shipments.pop().and_then(|one| one.shipment).unwrap();
    let program = cocket::compile::compile(book.model());
    let law = program.books.first().unwrap();
    let bound = Bound::new((&program, book.model()), &read, read.lines.first().unwrap(), None);

    let recorded = record(&program, &bound, None).pop().unwrap();
    let holds = |rule: &RuleRecord| rule.own == Bit::True;
    assert_eq!(
        recorded.rules.iter().map(holds).collect::<Vec<_>>(),
        [true, false, true],
        "of the third nothing is recorded"
    );
    assert!(recorded.stands_alone(law));

    let changed = |change: &dyn Fn(&mut BookRecord)| {
        let mut record = recorded.clone();
        change(&mut record);
        record.stands_alone(law)
    };
    assert!(changed(&|_| ()));
    assert!(!changed(&|record| record.rules.rotate_left(1)), "the rules stand in another order");
    assert!(!changed(&|record| drop(record.rules.drain(1..2))), "a rule that its entries rule out is left out");
    assert!(!changed(&|record| record.rules.retain(|rule| !holds(rule))), "a rule that holds is left out");
    assert!(!changed(&|record| record.rules.push(record.rules[0])), "a rule is there twice");
    assert!(!changed(&|record| record.rules[0].own = Bit::Open), "it is known whether it holds");
    assert!(!changed(&|record| record.rules[0].weight = record.rules[1].weight), "and what is left of it");
    assert!(!changed(&|record| record.rules[2].earlier = Earlier::NONE), "something goes before it");
    assert!(!changed(&|record| record.matches.clear()), "no list says that anything covers the item");
    let unlisted = |record: &mut BookRecord| {
        (record.rules[0].listed, record.matches[0].hits[0].bit) = (Bit::Open, Bit::Open);
    };
    assert!(!changed(&unlisted), "the answer on which the rule rests says that it is listed");
    assert!(!changed(&|record| record.bearing.nexus = Bit::Open), "the law reaches every act");
}

/// Room that was used for one shipment says nothing of it to the next, also under fewer rulebooks.
#[test]
fn a_record_that_is_used_again_is_as_a_new_one() {
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\"; complete hs from 2020-01-01 }\n\
         rule listed \"Listed\" { cite a; when item listed in l and destination is AU; then prohibited }\n\
         rule later \"Later\" { cite a; only if no listed; when export-declared from 2024-06-01; then prohibited }";
    let compiled = |books: &[&str]| {
        let text = |name: &&str| {
            format!(
                "{}{rules}",
                HEAD.replace("nz.small", name).replace("nomenclature", "nexus exported from NZ; nomenclature")
            )
        };
        let table = "entry\ths\tfrom\n1\t8458.19\t2020-01-01\n";
        let with = |all: Sources, name: &&str| {
            let file = format!("{name}/small.cocket");
            all.with(&*file, text(name)).with(&*format!("{name}/l.tsv"), table)
        };
        Rulebook::compile(&books.iter().fold(Sources::new(), with)).unwrap()
    };
    let shipments = [
        shipment(r#""dates": {"export_declared": "2024-01-01"},"#, ""),
        shipment("", ""),
        shipment("", "").replace(r#""country_of_export": "NZ""#, r#""country_of_export": "FR""#),
        shipment(r#""dates": {"export_declared": "2024-07-01"},"#, "").replace(r#""AU""#, r#""CU""#),
    ];
    let mut records = Vec::new();
    for books in [&["nz.one", "nz.two"][..], &["nz.one"]] {
        let book = compiled(books);
        let program = cocket::compile::compile(book.model());
        for text in shipments.iter().chain(shipments.iter().rev()) {
            let mut batch = json::read_batch(text.as_bytes(), "small.json", book.dictionary());
            let read = batch.shipments.pop().and_then(|one| one.shipment).unwrap();
            let bound = Bound::new((&program, book.model()), &read, read.lines.first().unwrap(), None);
            record_into(&program, &bound, None, &mut records);
            assert_eq!(format!("{records:?}"), format!("{:?}", record(&program, &bound, None)));
            record_whole_into(&program, &bound, None, &mut records);
            assert!(records.iter().zip(&program.books).all(|(record, book)| record.stands_alone(book)));
        }
    }
}

/// What an entry leaves out is a part of it, and a code there is.
#[test]
fn what_is_left_out_of_an_entry_lies_under_it() {
    let says = |except: &str| {
        let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\" }\n\
             rule r \"R\" { cite a; when item listed in l; then prohibited }";
        let table = format!("entry\ths\tfrom\texcept\n1\t8458\t2020-01-01\t{except}\n");
        let sources = Sources::new().with("small.cocket", format!("{HEAD}{rules}")).with("l.tsv", &*table);
        let said = Rulebook::compile(&sources).err().unwrap_or_default();
        said.iter().map(|one| one.code.0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(says("8458.11"), [""; 0]);
    assert_eq!(says("8458.11, 8458.19"), [""; 0]);
    for outside in ["8459.10", "8458", "84", "8458.11, 8459.10"] {
        assert_eq!(says(outside), ["E0175"], "{outside}");
    }
    assert_eq!(says("8458.77"), ["E0125"], "no edition has that code");
}

/// No entry is at hand where the condition beside an entry is asked, whatever names lie between.
#[test]
fn a_condition_beside_an_entry_reads_no_entry_through_a_name() {
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\" }\n\
         define first \"Listed since then\" { cite a; when listed-entry.from through 2021-01-01 }\n\
         entry 1 of l \"One\" { when first }\n\
         rule r \"R\" { cite a; when item listed in l; then prohibited }";
    let table = "entry\ths\tfrom\n1\t8458.19\t2020-01-01\n";
    let sources = Sources::new().with("small.cocket", format!("{HEAD}{rules}")).with("l.tsv", table);
    let said = Rulebook::compile(&sources).expect_err("these rules do not compile");
    assert_eq!(said.iter().map(|one| one.code.0).collect::<Vec<_>>(), ["E0150"]);
}

/// The ruling under rules with tables, whatever else the shipment's one line states in the place of its codes.
fn ruling_with_tables(head: &str, rules: &str, tables: &[(&str, &str)], shipment: &str, on: Option<&str>) -> Ruling {
    let all = Sources::new().with("small.cocket", format!("{head}{rules}"));
    let all = tables.iter().fold(all, |all, (name, table)| all.with(*name, *table));
    ruling_on(&Rulebook::compile(&all).expect("these rules compile"), shipment, on)
}

fn of_codes(codes: &[(&str, &str, &str)]) -> String {
    let one = |(scheme, edition, value): &(&str, &str, &str)| match *edition {
        "" => format!(r#"{{"scheme": "{scheme}", "value": "{value}"}}"#),
        edition => format!(r#"{{"scheme": "{scheme}", "edition": "{edition}", "value": "{value}"}}"#),
    };
    let codes: Vec<String> = codes.iter().map(one).collect();
    format!(
        r#"{{"format": "shipment/1", "id": "small", "activity": "export", "country_of_export": "NZ",
        "country_of_destination": "AU", "lines": [{{"line": "1", "codes": [{}]}}]}}"#,
        codes.join(", ")
    )
}

/// "Within a window of completeness a miss is no, outside it unknown": of a list of several columns within one of each.
#[test]
fn a_miss_is_a_no_only_where_every_column_is_complete() {
    let law = |complete: &str| {
        format!(
            "list l \"L\" {{ cite a; match hs as HS; match hsk as HSK; match cas as CAS; load \"l.tsv\"; {complete} }}\n\
             rule r \"R\" {{ cite a; when item listed in l; then prohibited }}"
        )
    };
    let tables = [("l.tsv", "entry\ths\thsk\tcas\tfrom\n1\t8458\t\t\t2020-01-01\n2\t\t\t64-17-5\t2020-01-01\n")];
    let asked = |complete: &str, codes: &[(&str, &str, &str)]| {
        let ruling = ruling_with_tables(HEAD, &law(complete), &tables, &of_codes(codes), Some("2024-01-01"));
        (ends(&ruling), ruling.standing.settled, ruling.standing.complete)
    };
    let nothing = (Outcome::NoControlFound, Outcome::NoControlFound);
    let anything = (Outcome::NoControlFound, Outcome::Prohibited);
    let all = "complete hs from 2015-01-01; complete hsk from 2015-01-01; complete cas from 2015-01-01";
    let (hs, other) = (("HS", "2022", "8459.10"), ("CAS", "", "67-56-1"));
    assert_eq!(asked(all, &[hs, other]), (nothing, true, true));
    // No number of a substance is stated, and one entry goes by nothing else.
    assert_eq!(asked(all, &[hs]), (anything, false, true));
    // A column of which it is not said that it is whole may lack the entry.
    for lacking in [
        "complete hs from 2015-01-01; complete cas from 2015-01-01",
        "complete hs from 2015-01-01; complete hsk from 2015-01-01",
        "complete hs from 2015-01-01; complete hsk from 2024-01-02; complete cas from 2015-01-01",
    ] {
        assert_eq!(asked(lacking, &[hs, other]), (anything, false, false), "{lacking}");
    }
}

/// While the day is not known, nor is the edition in which a law reads codes: what one edition would say is not yet told.
#[test]
fn without_a_day_a_code_is_read_in_every_edition_that_may_apply() {
    let head = HEAD.replace("HS 2022;", "HS 2017 before 2022-01-01; nomenclature HS 2022 from 2022-01-01;");
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\"; complete hs from 2000-01-01 }\n\
         rule r \"R\" { cite a; when item is HS 8458.19; then licence required \"L\" from office }\n\
         rule s \"S\" { cite a; when item listed in l; then prohibited }";
    let tables = [("l.tsv", "entry\ths\tfrom\n1\t8458.91\t2000-01-01\n")];
    let asked = |code: &str, on: Option<&str>| {
        let ruling = ruling_with_tables(&head, rules, &tables, &of_codes(&[("HS", "2017", code)]), on);
        let asks: Vec<String> = questions(&ruling).into_iter().map(str::to_owned).collect();
        (ends(&ruling), asks)
    };
    assert_eq!(
        asked("0101.21", None),
        ((Outcome::NoControlFound, Outcome::Prohibited), vec!["export-declared".to_owned(), "tariff-code".to_owned()])
    );
    assert_eq!(asked("0101.21", Some("2021-06-01")), ((Outcome::NoControlFound, Outcome::NoControlFound), vec![]));
    assert_eq!(asked("8458.19", Some("2021-06-01")).0, (LICENCE, LICENCE));
    assert_eq!(asked("8458.19", Some("2023-06-01")).0, (Outcome::NoControlFound, Outcome::Prohibited));
}

/// Six digits beside ten are one code, told twice: the ten decide, wherever a code is asked about.
#[test]
fn of_several_codes_the_longest_decides() {
    let rules = "list l \"L\" { cite a; match hs as HS, HSK; load \"l.tsv\"; complete hs from 2000-01-01 }\n\
         rule r \"R\" { cite a; when item is HSK 8458.19.1000; then licence required \"L\" from office }\n\
         rule s \"S\" { cite a; when item listed in l; then prohibited }";
    let tables =
        [("l.tsv", "entry\ths\tfrom\texcept\n1\t8458\t2000-01-01\t8458.19\n2\t8459\t2000-01-01\t8459.10.1000\n")];
    let head = HEAD.replace("HS 2022;", "HS 2022; nomenclature HSK 2022;");
    let asked = |codes: &[(&str, &str, &str)]| {
        ends(&ruling_with_tables(&head, rules, &tables, &of_codes(codes), Some("2024-01-01")))
    };
    let nothing = (Outcome::NoControlFound, Outcome::NoControlFound);
    let long = ("HSK", "2022", "8458.19.9000");
    for short in [("HS", "2022", "8458.19"), ("HSK", "2022", "8458.19"), ("HS", "2022", "8458")] {
        assert_eq!(asked(&[short, long]), nothing, "{short:?}");
        assert_eq!(asked(&[long, short]), nothing, "{short:?}");
    }
    assert_eq!(asked(&[("HS", "2022", "8458.19"), ("HSK", "2022", "8458.19.1000")]), (LICENCE, LICENCE));
    let banned = (Outcome::Prohibited, Outcome::Prohibited);
    assert_eq!(asked(&[("HSK", "2022", "8459.10"), ("HSK", "2022", "8459.10.9000")]), banned);
}

/// Which code it is by which an entry covers the item, and under which code it falls, is told as it is.
#[test]
fn a_reason_names_the_code_that_it_is_about() {
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\"; complete hs from 2000-01-01 }\n\
         rule r \"R\" { cite a; when item listed in l; then prohibited }\n\
         rule s \"S\" { cite b; when item is HS 8471; then prohibited }";
    let tables = [("l.tsv", "entry\ths\tfrom\n1\t8471.30\t2000-01-01\n")];
    let two = of_codes(&[("HS", "2022", "8458.11"), ("HS", "2022", "8471.30")]);
    let reasons = |shipment: &str| {
        let ruling = ruling_with_tables(HEAD, rules, &tables, shipment, Some("2024-01-01"));
        render::ruling(&ruling, &render::Style { depth: render::Depth::Short, ..render::Style::default() })
    };
    let both = reasons(&two);
    assert!(both.contains("HS 8471.30 is entry 1 of") && both.contains("S: HS 8471.30 falls under HS 8471"), "{both}");
    let neither = reasons(&of_codes(&[("HS", "2022", "8458.11")]));
    assert!(neither.contains("HS 8458.11 does not fall under HS 8471"), "{neither}");
}

/// A rule that asks nothing lays down nothing: not where `unless` takes it away, nor where a relief says that it does not require
/// anything. Where a relief is an exemption the duty of the rule stays.
#[test]
fn a_rule_that_asks_nothing_lays_down_no_duty() {
    let law = |more: &str, end: &str| {
        format!(
            "duty keep \"Keep papers\" {{ cite a; on exporter }}\nfact sealed : yes or no {{ ask \"Sealed?\" }}\n\
             rule r \"R\" {{ cite a; when destination is AU; {more} then prohibited, with duty keep }}\n{end}"
        )
    };
    let owed = |rules: &str| {
        let ruling =
            ruling(rules, &shipment(r#""facts": {"sealed": "yes"}, "dates": {"export_declared": "2024-01-01"},"#, ""));
        (ends(&ruling).1, ruling.duties.len())
    };
    assert_eq!(owed(&law("", "")), (Outcome::Prohibited, 1));
    assert_eq!(owed(&law("unless sealed;", "")), (Outcome::NoControlFound, 0));
    let relief = |then: &str| format!("exception e \"E\" {{ cite b; to r; when sealed; then {then} }}");
    assert_eq!(owed(&law("", &relief("not required by this rule"))), (Outcome::NoControlFound, 0));
    assert_eq!(owed(&law("", &relief("exempt"))), (Outcome::PermittedWithDuties, 1));
}

/// Whatever brings a duty is told, and it is done where it is done for each; what shows that is among what the ruling rests on.
#[test]
fn a_duty_is_told_with_all_that_bring_it() {
    let rules = "group d \"D\" { cite a; AU from 2024-01-01 }\n\
         define shown \"Shown\" { cite a; when destination in d and quiet }\n\
         fact quiet : yes or no { ask \"Quiet?\" }\n\
         duty notice \"Notice\" { cite a; on exporter; met when shown }\n\
         rule lic \"Licence\" { cite a; when destination is AU; then licence required \"L\" from office }\n\
         exception rel \"The relief\" { cite b; to lic; when always; then exempt, with duty notice }\n\
         rule lays \"The first\" { cite a; when destination is AU; then duty notice }\n\
         rule lays-too \"The second\" { cite a; decisive date contract-signed; when destination is AU; then duty notice }";
    let dates =
        r#""dates": {"export_declared": "2024-06-01", "contract_signed": "2023-06-01"}, "facts": {"quiet": "yes"},"#;
    let ruling = ruling(rules, &shipment(dates, ""));
    let [duty] = ruling.duties.as_slice() else { panic!("{:?}", ruling.duties) };
    let by: Vec<(&str, bool)> = duty.by.iter().map(|one| (one.label.english.as_str(), one.lays_down)).collect();
    assert_eq!(by, [("The relief", false), ("The first", true), ("The second", true)]);
    assert_eq!(duty.met, Some(Truth::False), "not for the second");
    assert!(ruling.depends_on.facts.contains(&"quiet".to_owned()), "{:?}", ruling.depends_on);
    let text = render::ruling(&ruling, &render::Style::default());
    assert!(text.contains("Laid down by: The first; The second") && text.contains("Comes with: The relief"), "{text}");
}

/// The line that decides is told first, whatever came before it; and which line it is.
#[test]
fn of_several_lines_the_strictest_is_told_first() {
    let rules = "fact aid : yes or no { of line; ask \"Aid?\" }\n\
         rule r \"R\" { cite a; when item is HS 8458; then licence required \"L\" from office, policy of denial }\n\
         exception e \"Aid\" { cite b; to r; when aid; then reviewed case by case }";
    let line = |name: &str, aid: &str| {
        format!(
            r#"{{"line": "{name}", "codes": [{{"scheme": "HS", "edition": "2022", "value": "8458.19"}}], "facts": {{"aid": "{aid}"}}}}"#
        )
    };
    let of = |lines: &[String]| {
        format!(
            r#"{{"format": "shipment/1", "id": "small", "activity": "export", "country_of_export": "NZ",
            "country_of_destination": "AU", "dates": {{"export_declared": "2024-01-01"}}, "lines": [{}]}}"#,
            lines.join(", ")
        )
    };
    let short = render::Style { depth: render::Depth::Short, ..render::Style::default() };
    let told = |lines: &[String]| render::ruling(&ruling(rules, &of(lines)), &short);
    let text = told(&[line("1", "yes"), line("2", "no"), line("3", "no")]);
    let why = text.split("Why").nth(1).unwrap();
    let (first, second) = (why.find("Lines: 2, 3").unwrap(), why.find("Line: 1").unwrap());
    assert!(first < second, "{text}");
    assert!(why.contains("Not relieved by: Aid"), "{text}");
}

/// A sum over lines asks for what is missing of the lines, where it is missing.
#[test]
fn a_sum_over_lines_asks_for_what_a_line_lacks() {
    let rules = "sum s \"S\" { cite a; of value over lines; when item is HS 8458 }\n\
         rule r \"R\" { cite a; when s more than 1_000 EUR; then prohibited }";
    let shipment = r#"{"format": "shipment/1", "id": "small", "activity": "export", "country_of_export": "NZ",
        "country_of_destination": "AU", "dates": {"export_declared": "2024-01-01"}, "lines": [
        {"line": "1", "codes": [{"scheme": "HS", "value": "8458.19"}], "value": {"amount": "600", "currency": "EUR"}},
        {"line": "2", "codes": [{"scheme": "HS", "value": "8458.11"}]},
        {"line": "3", "codes": [{"scheme": "HS", "value": "0101.21"}]}]}"#;
    let ruling = ruling(rules, shipment);
    let [question] = ruling.questions.as_slice() else { panic!("{:?}", ruling.questions) };
    assert_eq!((question.id.as_str(), question.pointers.as_slice()), ("lines", &["/lines/1/value".to_owned()][..]));
    assert_eq!(question.hints, ["2: its value"]);
}

/// What a closed list leaves without effect is told, where the ruling tells why and where it is asked why not.
#[test]
fn a_relief_that_a_closed_list_leaves_void_is_told() {
    let rules = "fact spare : yes or no { ask \"Spare?\" }\nfact old : yes or no { ask \"Old?\" }\n\
         rule ban \"Ban\" { cite a; when destination is AU; then prohibited }\n\
         exception spare-part \"Spare part\" { cite b; to ban; when spare; then exempt }\n\
         exception old-order \"Old order\" { cite b; to ban; when old; then exempt }\n\
         closed list only-old \"Only old orders\" { cite c; from 2024-01-01; only old-order relieve ban; when destination is AU }";
    let facts = r#""facts": {"spare": "yes", "old": "no"}, "dates": {"export_declared": "2024-06-01"},"#;
    let ruling = ruling(rules, &shipment(facts, ""));
    assert_eq!(ends(&ruling), (Outcome::Prohibited, Outcome::Prohibited));
    let style = render::Style::default();
    let text = render::ruling(&ruling, &style);
    assert!(text.contains("Only old orders: it holds, and takes away “Spare part”"), "{text}");
    let why_not = render::why_not(&ruling, "spare-part", &style).unwrap();
    assert!(why_not.contains("It is taken away: “Only old orders” holds."), "{why_not}");
    assert_eq!(cocket::ruling::confirm(&ruling), Ok(()));
}

/// A code without an edition is read in that of the day; what that edition does not have is no code of it, and tells nothing.
#[test]
fn a_code_that_the_edition_of_the_day_does_not_have_is_not_read() {
    let head = HEAD.replace("HS 2022;", "HS 2017 before 2022-01-01; nomenclature HS 2022 from 2022-01-01;");
    let rules = "list l \"L\" { cite a; match hs as HS; load \"l.tsv\"; complete hs from 2000-01-01 }\n\
         rule r \"R\" { cite a; when item is HS 8802.11; then licence required \"L\" from office }\n\
         rule s \"S\" { cite a; when item listed in l; then prohibited }";
    let tables = [("l.tsv", "entry\ths\tfrom\tbefore\n1\t8802.11\t2000-01-01\t2022-01-01\n2\t8806.21\t2022-01-01\t\n")];
    // Drones have a heading of their own since 2022.
    let asked = |on: &str| {
        let ruling = ruling_with_tables(&head, rules, &tables, &of_codes(&[("HS", "", "8806.21")]), Some(on));
        (ends(&ruling), ruling.questions.first().map(|question| question.ask.english.clone()))
    };
    let (range, question) = asked("2021-12-31");
    assert_eq!(range, (Outcome::NoControlFound, Outcome::Prohibited));
    let asks = "Under which code of HS 2017 does the item fall? HS 8806.21 is a code of HS 2022.";
    assert_eq!(question.as_deref(), Some(asks));
    assert_eq!(asked("2022-01-01"), ((Outcome::Prohibited, Outcome::Prohibited), None));
}

/// A relief that holds, against which a policy stands, is told as without effect; a policy that asks for less than what remains says
/// nothing.
#[test]
fn what_a_policy_outweighs_is_told() {
    let law = |then: &str| {
        format!(
            "rule r \"R\" {{ cite a; when destination is AU; then licence required \"L\" from office, case by case }}\n\
             policy p \"The policy\" {{ cite b; to r; when always; then presumption of denial }}\n\
             exception x \"The relief\" {{ cite c; to r; {then} }}"
        )
    };
    let text = |then: &str| {
        let ruling = ruling(&law(then), &shipment(DECLARED, ""));
        (ends(&ruling).1, render::ruling(&ruling, &render::Style { width: 300, ..render::Style::default() }))
    };
    let (worst, told) = text("when always; then exempt");
    assert_eq!(worst, Outcome::LicenceRequired(Some(Policy::PresumptionOfDenial)));
    assert!(told.contains("stands against it: The relief"), "{told}");
    let (worst, told) = text("notwithstanding p; when always; then exempt");
    assert_eq!(worst, Outcome::PermittedWithDuties);
    assert!(!told.contains("made stricter by") && !told.contains("stricter, since"), "{told}");
}

/// Of several reliefs that count the most favourable does, with its duties: "the most favourable exception counts, never their sum".
#[test]
fn of_several_reliefs_one_brings_its_duties() {
    let law = |first: &str, second: &str| {
        format!(
            "duty one \"One\" {{ cite a; on exporter }}\nduty two \"Two\" {{ cite a; on exporter }}\n\
             rule r \"R\" {{ cite a; when destination is AU; then licence required \"L\" from office }}\n\
             exception e \"E\" {{ cite b; to r; when always; then {first} }}\n\
             exception f \"F\" {{ cite b; to r; when always; then {second} }}"
        )
    };
    let owed = |first: &str, second: &str| {
        let ruling = ruling(&law(first, second), &shipment(DECLARED, ""));
        (ends(&ruling).1, ruling.duties.into_iter().map(|duty| duty.label.english).collect::<Vec<_>>())
    };
    let exempt = |duties: &[&str]| {
        let duties = duties.iter().map(|duty| (*duty).to_owned()).collect::<Vec<_>>();
        (Outcome::PermittedWithDuties, duties)
    };
    assert_eq!(owed("exempt, with duty one", "exempt, with duty two"), exempt(&["One"]));
    assert_eq!(owed("exempt, with duty one", "exempt"), exempt(&[]));
    assert_eq!(owed("exempt, with duty one", "exempt, with duty one, with duty two"), exempt(&["One"]));
    assert_eq!(owed("not required by this rule", "exempt, with duty two"), (Outcome::NoControlFound, vec![]));
}

/// An exception that would be stricter, or that leaves the field to another rule, is no relief that failed.
#[test]
fn what_is_no_relief_is_not_told_as_one() {
    let rules = "fact bad : yes or no { ask \"Bad?\" }\n\
         rule z \"Z\" { cite a; only if no r; when destination is AU; then prohibited }\n\
         rule r \"R\" { cite a; when destination is AU; then licence required \"L\" from office }\n\
         exception relief \"The relief\" { cite b; to r; when bad; then exempt }\n\
         exception instead \"Another\" { cite b; to r; when bad; then z applies instead }";
    let facts = r#""dates": {"export_declared": "2024-05-01"}, "facts": {"bad": "no"},"#;
    let told = render::ruling(&ruling(rules, &shipment(facts, "")), &render::Style::default());
    assert!(told.contains("Not relieved by: The relief\n"), "{told}");
}

/// One reason speaks for several lines only where the rule, and all that hangs on it, stands alike for them.
#[test]
fn lines_are_told_together_only_where_they_stand_alike() {
    let rules = "fact aid : yes or no { of line; ask \"Aid?\" }\n\
         rule r \"R\" { cite a; when item is HS 84; then licence required \"L\" from office }\n\
         exception e \"Aid\" { cite b; to r; when aid; then exempt }";
    let line = |name: &str, code: &str, facts: &str| {
        format!(r#"{{"line": "{name}", "codes": [{{"scheme": "HS", "edition": "2022", "value": "{code}"}}]{facts}}}"#)
    };
    let no = r#", "facts": {"aid": "no"}"#;
    let lines =
        [line("1", "8458.19", no), line("2", "8458.19", ""), line("3", "8458.19", no), line("4", "8458.11", no)];
    let shipment = format!(
        r#"{{"format": "shipment/1", "id": "small", "activity": "export", "country_of_export": "NZ",
        "country_of_destination": "AU", "dates": {{"export_declared": "2024-01-01"}}, "lines": [{}]}}"#,
        lines.join(", ")
    );
    let told = render::ruling(&ruling(rules, &shipment), &render::Style::default());
    for lines in ["    Lines: 1, 3\n", "    Line: 2\n", "    Line: 4\n"] {
        assert!(told.contains(lines), "{lines}: {told}");
    }
    assert_eq!(told.matches("Not relieved by: Aid").count(), 2, "not of line 2: {told}");
}

/// A duty that falls due before the act and is not known to be done is named where it is told whether to stop.
#[test]
fn what_is_due_before_stands_beside_whether_to_stop() {
    let rules = "fact told : yes or no { ask \"Told?\" }\n\
         duty notice \"Notice\" { cite a; on exporter; due before export-declared; met when told }\n\
         rule r \"R\" { cite a; when destination is AU; then duty notice }";
    let stop = |told: &str| {
        let facts = format!(r#""dates": {{"export_declared": "2024-05-01"}}, "facts": {{"told": "{told}"}},"#);
        let text = render::ruling(&ruling(rules, &shipment(&facts, "")), &render::Style::default());
        text.lines().find(|line| line.starts_with("Stop")).unwrap().to_owned()
    };
    assert_eq!(stop("yes"), "Stop      no, on the facts shown and the rules loaded");
    for open in ["no", "unknown"] {
        assert!(stop(open).starts_with("Stop      not by the outcome; but a duty that falls due before"), "{open}");
    }
}
