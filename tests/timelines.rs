//! The law over time as it is told and drawn: of the Korean rulebook that ships, of a small one, and of what cannot be read.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod common;

use cocket::render::{self, Form, Style};
use cocket::ruling::{Timeline, Turn};
use cocket::shipment::Shipment;
use cocket::timeline::Asked;
use cocket::vocab::{Date, Language, Outcome};
use cocket::wire::{json, v1};
use cocket::{Rulebook, Sources};
use common::Disguise;
use std::io::Write;
use std::process::{Command, Stdio};
use unicode_width::UnicodeWidthStr;

const LATHE: [&str; 7] = ["timeline", "--rules", "rules/kr/situational", "--hs", "8458.19", "--to", "RU"];

/// A petrol car of 1,600 cc that is worth 60,000 US dollars, and of which the rest is known.
const CAR: [&str; 17] = [
    "timeline",
    "--rules",
    "rules/kr/situational",
    "--code",
    "HSK 8703.23.1010",
    "--to",
    "RU",
    "--given",
    "value-per-vehicle 60_000 USD",
    "--given",
    "strategic-status none",
    "--given",
    "technical-entries none",
    "--given",
    "knowledge none",
    "--given",
    "red-flags none",
];

struct Ended {
    code: i32,
    result: String,
    told: String,
}

fn run(arguments: &[&str]) -> Ended {
    run_with(arguments, "")
}

fn run_with(arguments: &[&str], input: &str) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cocket"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_clear();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // What reads no input may end before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code().unwrap(), result: text(output.stdout), told: text(output.stderr) }
}

/// Every form of an answer, as a snapshot; the hash of the rule texts is masked, for it changes with each comment in them.
fn every_form(name: &str, arguments: &[&str]) {
    let hash = v1_hash(&run(&[arguments, &["--format", "json"]].concat()).result);
    let forms: [(&str, &[&str]); 7] = [
        ("text", &[]),
        ("plain", &["--plain"]),
        ("markdown", &["--format", "markdown"]),
        ("json", &["--format", "json"]),
        ("svg", &["--format", "svg"]),
        ("html", &["--format", "html"]),
        ("korean", &["--lang", "ko,en"]),
    ];
    for (form, more) in forms {
        let ended = run(&[arguments, more].concat());
        assert_eq!((ended.code, ended.told.as_str()), (0, ""), "{form}");
        let masked = ended.result.replace(&hash, "<hash>").replace(hash.get(..12).unwrap(), "<hash>");
        insta::assert_snapshot!(format!("{name}_{form}"), masked);
    }
}

fn v1_hash(json: &str) -> String {
    let read: serde_json::Value = serde_json::from_str(json).unwrap();
    read.pointer("/lines/0/by_rulebook/0/rulebook/sha256").unwrap().as_str().unwrap().to_owned()
}

#[test]
fn a_lathe_for_russia_of_which_no_more_is_known() {
    every_form("lathe", &LATHE);
}

#[test]
fn a_car_that_was_controlled_by_its_value_and_is_not_by_its_displacement() {
    every_form("car", &CAR);
}

// ---- the rulebook that ships, and the same in disguise ------------------------------------------------------------

/// The Korean rulebook, and how its words are written.
fn korea(disguise: &Disguise) -> Rulebook {
    let texts = common::texts("rules/kr/situational");
    let add = |sources: Sources, (name, text): &(String, String)| sources.with(name.clone(), disguise.text(text));
    Rulebook::compile(&texts.iter().fold(Sources::new(), add)).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn timeline(book: &Rulebook, shipment: &str, asked: Asked) -> Timeline {
    book.timeline(&read(book, shipment), asked)
}

fn read(book: &Rulebook, shipment: &str) -> Shipment {
    let batch = json::read_batch(shipment.as_bytes(), "shipment.json", book.dictionary());
    let first = batch.shipments.into_iter().next().unwrap();
    first.shipment.unwrap_or_else(|| panic!("{:?}", first.diagnostics))
}

fn day(written: &str) -> Date {
    Date::parse(written).unwrap()
}

/// The first day and the outcome of each stretch of the first line under the first rulebook.
fn outcomes(timeline: &Timeline) -> Vec<(Option<Date>, Option<Outcome>)> {
    let band = timeline.lines.first().unwrap().bands.first().unwrap();
    band.stretches.iter().map(|stretch| (stretch.period.from, stretch.told.standing.outcome())).collect()
}

#[test]
fn the_friday_and_the_monday_also_where_every_name_code_country_and_date_is_another() {
    let texts = common::texts("rules/kr/situational");
    for (days, disguise) in [(0, Disguise::none()), (400, Disguise::of(&texts, 400))] {
        let book = korea(&disguise);
        let lathe = std::fs::read_to_string("rules/kr/situational/examples/lathe-monday.json").unwrap();
        let told = timeline(&book, &disguise.text(&lathe), Asked::default());
        let monday = day("2024-09-09").plus_days(days);
        let (_, outcome) = *outcomes(&told).iter().find(|(from, _)| *from == Some(monday)).unwrap();
        assert!(matches!(outcome, Some(Outcome::LicenceRequired(Some(_)))), "{outcome:?}");
        let stretches = &told.lines.first().unwrap().bands.first().unwrap().stretches;
        let before = stretches.iter().find(|stretch| stretch.period.contains(monday.previous())).unwrap();
        assert_eq!(before.told.standing.outcome(), Some(Outcome::NoControlFound));
        let after = stretches.iter().find(|stretch| stretch.period.contains(monday)).unwrap();
        let came = after.turns.iter().find_map(|turn| match turn {
            Turn::Came { entries, .. } => entries.first(),
            _ => None,
        });
        assert_eq!(came.unwrap().key, "1350");
        let by: Vec<_> = after.by.iter().map(|one| (one.published, one.in_force)).collect();
        assert_eq!(by, [(Some(monday.plus_days(-4)), Some(monday))]);
    }
}

#[test]
fn as_known_before_it_was_published_the_entry_is_not_there() {
    let book = korea(&Disguise::none());
    let lathe = std::fs::read_to_string("rules/kr/situational/examples/lathe-monday.json").unwrap();
    let asked = Asked { known_on: Some(day("2024-09-04")), ..Asked::default() };
    let told = timeline(&book, &lathe, asked);
    assert!(
        outcomes(&told).iter().all(|(_, outcome)| !matches!(outcome, Some(Outcome::LicenceRequired(_)))),
        "{told:?}"
    );
}

#[test]
fn a_timeline_keeps_to_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema", "--timeline"]).result).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let book = korea(&Disguise::none());
    let examples = common::files(std::path::Path::new("rules/kr/situational/examples"));
    assert!(examples.len() > 15);
    for path in examples {
        let text = std::fs::read(&path).unwrap();
        let batch = json::read_batch(&text, "example.json", book.dictionary());
        for shipment in batch.shipments.iter().filter_map(|read| read.shipment.as_ref()) {
            let written = v1::timeline(&book.timeline(shipment, Asked::default()));
            let faults: Vec<String> = validator
                .iter_errors(&serde_json::from_str(&written).unwrap())
                .map(|fault| fault.to_string())
                .collect();
            assert!(faults.is_empty(), "{}: {faults:?}", path.display());
        }
    }
}

#[test]
fn lines_fit_the_terminal_and_colour_adds_no_words() {
    let book = korea(&Disguise::none());
    let lathe = std::fs::read_to_string("rules/kr/situational/examples/lathe-unclassified-monday.json").unwrap();
    let told = timeline(&book, &lathe, Asked::default());
    for (languages, width) in [(["en", "ko"], 80), (["ko", "en"], 80), (["en", "ko"], 60)] {
        let languages = languages.iter().map(|&code| Language(code.to_owned())).collect();
        let plain = Style { form: Form::Text, languages, width, ..Style::default() };
        let words = render::timeline(&told, &plain);
        let too_wide: Vec<&str> = words.lines().filter(|line| line.width() > width).collect();
        assert_eq!(too_wide, Vec::<&str>::new());
        let coloured = render::timeline(&told, &Style { colour: true, ..plain });
        let mut parts = coloured.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        let bare = parts.fold(first, |kept, part| kept + part.split_once('m').map_or("", |(_, rest)| rest));
        assert_eq!(bare, words);
    }
}

// ---- small rulebooks ----------------------------------------------------------------------------------------------

/// A rule that changes hands three times within a month, and another country's that does not reach the act.
const SEALS: &str = r#"
rulebook nz.seals "Seals & <gaskets>" {
    jurisdiction NZ; authority office "Export office"; authentic en; time zone Pacific/Auckland
    decisive date export-declared
}
instrument late "Late order" { published 2024-06-25; in force 2024-06-22 }
rule mild "Mild" { cite act 1; from 2024-06-21 before 2024-06-22; then licence required "Licence" from office, case by case }
rule stern "Stern" { cite act 2; by late; from 2024-06-22 before 2024-06-24; then licence required "Licence" from office, policy of denial }
rule ban "Ban" { cite act 3; from 2024-06-24; then prohibited }
"#;

const OTHER: &str = r#"
rulebook au.seals "Seals" {
    jurisdiction AU; authority office "Export office"; authentic en; time zone Australia/Sydney
    nexus exported from AU; decisive date export-declared
}
rule all "All" { cite act 1; then prohibited }
"#;

fn seals() -> Rulebook {
    let sources = Sources::new().with("nz/seals.cocket", SEALS).with("au/seals.cocket", OTHER);
    Rulebook::compile(&sources).unwrap_or_else(|found| panic!("{found:#?}"))
}

const TWO_LINES: &str = r#"{"format": "shipment/1", "id": "seals", "country_of_export": "NZ", "country_of_destination": "FJ",
    "dates": {"export_declared": "2024-06-23"}, "lines": [{"line": "1"}, {"line": "2"}]}"#;

#[test]
fn several_lines_and_rulebooks_have_a_band_each() {
    let told = timeline(&seals(), TWO_LINES, Asked::default());
    insta::assert_snapshot!("seals_text", masked(&told, &render::timeline(&told, &Style::default())));
    insta::assert_snapshot!("seals_svg", render::timeline_picture(&told, &Style::default()));
    let page = render::timeline(&told, &Style { form: Form::Html, ..Style::default() });
    assert!(!page.contains("<gaskets>") && page.contains("Seals &amp; &lt;gaskets&gt;"), "{page}");
}

#[test]
fn where_no_country_is_named_each_law_is_asked_about_an_export_from_its_own() {
    let book = seals();
    let nowhere = TWO_LINES.replace("\"country_of_export\": \"NZ\", ", "");
    let last = |at_home: bool| {
        let told = timeline(&book, &nowhere, Asked { at_home, ..Asked::default() });
        let bands = &told.lines.first().unwrap().bands;
        bands.iter().map(|band| band.stretches.last().unwrap().told.standing.outcome()).collect::<Vec<_>>()
    };
    assert_eq!(last(true), [Some(Outcome::Prohibited), Some(Outcome::Prohibited)]);
    assert_eq!(last(false), [None, Some(Outcome::Prohibited)], "the one law has a nexus, the other has none");
}

/// Without the hashes of the rule texts.
fn masked(told: &Timeline, words: &str) -> String {
    let bands = told.lines.iter().flat_map(|line| &line.bands);
    bands.fold(words.to_owned(), |words, band| words.replace(band.law.sha256.get(..12).unwrap(), "<hash>"))
}

#[test]
fn only_the_days_looked_at_are_told() {
    let span = cocket::vocab::Period { from: Some(day("2024-06-22")), before: Some(day("2024-06-24")) };
    let told = timeline(&seals(), TWO_LINES, Asked { span, ..Asked::default() });
    assert_eq!(outcomes(&told).len(), 1);
    let stretch = told.lines.first().unwrap().bands.first().unwrap().stretches.first().unwrap();
    assert_eq!(stretch.period, span);
}

#[test]
fn many_stretches_go_on_below_and_no_two_dates_meet() {
    let rule = |at: i32| {
        let (from, before) = (day("2024-01-01").plus_days(at), day("2024-01-02").plus_days(at));
        let then = if at % 2 == 0 { "prohibited" } else { "licence required \"Licence\" from office" };
        format!("rule r{at} \"R{at}\" {{ cite act {at}; from {from} before {before}; then {then} }}\n")
    };
    let head = SEALS.split("instrument").next().unwrap();
    let text = (0..40).map(rule).fold(head.to_owned(), |text, rule| text + &rule);
    let book =
        Rulebook::compile(&Sources::new().with("nz/many.cocket", text)).unwrap_or_else(|found| panic!("{found:#?}"));
    let told = timeline(&book, TWO_LINES, Asked::default());
    assert_eq!(outcomes(&told).len(), 42);
    let words = render::timeline(&told, &Style::default());
    let of_dates = |line: &&str| line.contains("2024") && line.chars().all(|c| c.is_ascii_digit() || " -…".contains(c));
    let dates: Vec<&str> = words.lines().filter(of_dates).collect();
    assert!(dates.len() > 6, "{words}");
    for line in dates {
        assert!(line.width() <= 80, "{line}");
        assert!(line.split_whitespace().all(|date| date == "…" || Date::parse(date).is_ok()), "{line}");
    }
    for x in picture_dates(&render::timeline_picture(&told, &Style::default())) {
        assert!(x.windows(2).all(|pair| matches!(pair, [a, b] if b - a >= 90)), "{x:?}");
    }
}

/// Where the dates of each line of a picture begin.
fn picture_dates(svg: &str) -> Vec<Vec<i64>> {
    let mut lines: std::collections::BTreeMap<i64, Vec<i64>> = std::collections::BTreeMap::new();
    let number = |line: &str, name: &str| -> i64 {
        line.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
    };
    for line in svg.lines().filter(|line| line.starts_with("<text class=\"faint\"") && line.contains("2024-")) {
        lines.entry(number(line, " y")).or_default().push(number(line, " x"));
    }
    assert!(lines.len() > 3);
    lines.into_values().collect()
}

// ---- what cannot be read ------------------------------------------------------------------------------------------

#[test]
fn what_makes_no_sense_is_told_with_its_mending() {
    let lathe = "rules/kr/situational/examples/lathe-monday.json";
    let cases: [&[&str]; 14] = [
        &["timeline"],
        &["timeline", "--hs", "8458.19", "--to", "XX"],
        &["timeline", "--hs", "8458.19", "--to", "Russia"],
        &["timeline", "--hs", "8458.19", "--from", "korea"],
        &["timeline", "--hs", "845819000"],
        &["timeline", "--hs", "9999.99"],
        &["timeline", "--code", "HSX 8458"],
        &["timeline", "--code", "8458.19"],
        &["timeline", "--to", "RU", "--given", "medical-devise yes"],
        &["timeline", "--to", "RU", "--given", "medical-device"],
        &["timeline", "--to", "RU", "--since", "2025-01-01", "--until", "2024-01-01"],
        &["timeline", "--to", "RU", "--since", "2025-02-30"],
        &["timeline", lathe, "--line", "7"],
        &["timeline", lathe, "--hs", "8458.19"],
    ];
    let told = cases.map(|arguments| {
        let ended = run(arguments);
        assert_eq!(ended.result, "", "{arguments:?}");
        format!("$ cocket {}\n{}--- ended with {}\n", arguments.join(" "), ended.told, ended.code)
    });
    insta::assert_snapshot!("refused", told.join("\n"));
}

#[test]
fn a_shipment_may_come_by_standard_input_and_given_facts_fill_what_it_leaves_open() {
    let lathe = std::fs::read_to_string("rules/kr/situational/examples/lathe-unclassified-monday.json").unwrap();
    let given = ["--given", "strategic-status none determined 2024-08-01", "--given", "korean-subsidiary no"];
    let ended = run_with(&[&["timeline", "-", "--plain"], &given[..]].concat(), &lathe);
    assert_eq!((ended.code, ended.told.as_str()), (0, ""));
    // What was classified before 2024-09-21 does not count from that day on.
    assert!(ended.result.contains("2024-09-21"), "{}", ended.result);
    let stated = run_with(&["timeline", "-", "--plain", "--given", "export-declared 2020-01-01"], &lathe);
    assert!(stated.told.contains("is not used"), "{}", stated.told);
}

#[test]
fn a_picture_is_of_one_shipment() {
    let two = format!("{TWO_LINES}\n{}", TWO_LINES.replace("\"seals\"", "\"other\""));
    for format in ["svg", "html"] {
        let ended = run_with(&["timeline", "-", "--format", format], &two);
        assert_eq!((ended.code, ended.result.as_str()), (2, ""), "{}", ended.told);
    }
    let ended = run_with(&["timeline", "-", "--format", "json"], &two);
    assert!(ended.code == 0 && ended.result.starts_with("[\n"), "{}", ended.told);
}
