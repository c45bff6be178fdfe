//! What the Korean rulebook must hold, line by line; and the same on a copy of it in which every name, code, country and
//! date is another, so that nothing of it can be known by heart.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it fails")]

mod common;

use cocket::model::Entry;
use cocket::ruling::{Finding, PeriodEnd, Ruling, WhyNotNeeded};
use cocket::vocab::{Date, Outcome, Policy, is_known};
use cocket::wire::json;
use cocket::{Rulebook, Sources};
use common::Disguise;
use std::sync::LazyLock;

/// The rulebook and how its words are written.
struct Korea {
    book: Rulebook,
    disguise: Disguise,
}

impl Korea {
    /// As it ships, and in disguise.
    fn both() -> &'static [Korea] {
        static BOTH: LazyLock<Vec<Korea>> = LazyLock::new(|| {
            let texts = common::texts("rules/kr/situational");
            let disguised = Disguise::of(&texts, 400);
            [Disguise::none(), disguised].into_iter().map(|disguise| Korea::written(&texts, disguise)).collect()
        });
        &BOTH
    }

    fn written(texts: &[(String, String)], disguise: Disguise) -> Korea {
        let add = |sources: Sources, (name, text): &(String, String)| sources.with(name.clone(), disguise.text(text));
        let sources = texts.iter().fold(Sources::new(), add);
        let book = Rulebook::compile(&sources).unwrap_or_else(|errors| panic!("{errors:#?}"));
        Korea { book, disguise }
    }

    fn explain(&self, lathe: &Lathe) -> Ruling {
        self.explain_text(&lathe.json())
    }

    fn explain_text(&self, shipment: &str) -> Ruling {
        let text = self.disguise.text(shipment);
        let batch = json::read_batch(text.as_bytes(), "lathe.json", self.book.dictionary());
        let read = batch.shipments.first().unwrap_or_else(|| panic!("{:#?}", batch.diagnostics));
        let shipment = read.shipment.as_ref().unwrap_or_else(|| panic!("{:#?}\n{text}", read.diagnostics));
        self.book.assess(shipment)
    }

    /// A name of the rulebook as this copy writes it.
    fn name(&self, name: &str) -> String {
        self.disguise.text(name)
    }
}

/// A horizontal lathe that is not numerically controlled, from Korea.
#[derive(Clone)]
struct Lathe {
    to: Option<&'static str>,
    declared: Option<&'static str>,
    classified: bool,
    contract: Option<&'static str>,
    openings_denied: bool,
}

const FRIDAY: &str = "2024-09-06";
const MONDAY: &str = "2024-09-09";

/// Classified, no red flags or knowledge, nothing else known.
fn lathe(to: &'static str, declared: &'static str) -> Lathe {
    Lathe { to: Some(to), declared: Some(declared), classified: true, contract: None, openings_denied: false }
}

impl Lathe {
    fn json(&self) -> String {
        let date = |name: &str, day: Option<&str>| day.map(|day| format!(r#""{name}": "{day}""#));
        let dates: Vec<String> = [date("export_declared", self.declared), date("contract_signed", self.contract)]
            .into_iter()
            .flatten()
            .collect();
        let to = self.to.map(|to| format!(r#""country_of_destination": "{to}","#)).unwrap_or_default();
        let none = |scheme: &str| format!(r#", {{"scheme": "{scheme}", "value": "none", "status": "self"}}"#);
        let (codes, mut facts) = if self.classified {
            (none("KR-STRATEGIC") + &none("KR-ANNEX-2-2"), vec![r#""knowledge": "none""#, r#""red_flags": "none""#])
        } else {
            (String::new(), Vec::new())
        };
        if self.openings_denied {
            facts.extend([r#""korean_subsidiary": "no""#, r#""partner_country_company": "no""#]);
        }
        format!(
            r#"{{"format": "shipment/1", "id": "lathe", "country_of_export": "KR", {to} "dates": {{{}}}, "facts": {{{}}},
                "lines": [{{"line": "1", "codes": [{{"scheme": "HS", "value": "8458.19"}}{codes}]}}]}}"#,
            dates.join(", "),
            facts.join(", ")
        )
    }
}

const DENIAL: Outcome = Outcome::LicenceRequired(Some(Policy::PolicyOfDenial));
const ALL_CASES: Outcome = Outcome::LicenceRequired(Some(Policy::DenialInAllCases));
const CASE_BY_CASE: Outcome = Outcome::LicenceRequired(Some(Policy::CaseByCase));

#[test]
fn classified_on_the_friday_no_control_is_found() {
    for korea in Korea::both() {
        for to in ["RU", "BY"] {
            let ruling = korea.explain(&lathe(to, FRIDAY));
            assert_eq!(ruling.standing.outcome(), Some(Outcome::NoControlFound));
            assert!(ruling.questions.is_empty(), "{:#?}", ruling.questions);
        }
    }
}

#[test]
fn on_the_monday_it_is_entry_1350_by_the_35th_amendment_with_its_openings() {
    for korea in Korea::both() {
        for to in ["RU", "BY"] {
            let ruling = korea.explain(&lathe(to, MONDAY));
            assert_eq!(ruling.standing.outcome(), Some(DENIAL));
            assert!(!ruling.standing.settled);
            let entry = ruling.requirements.iter().find_map(|requirement| requirement.entry.clone()).unwrap();
            assert_eq!(entry.key, "1350");
            assert!(entry.instrument.unwrap().english.contains("35th amendment"));
            let open =
                ["existing-contract", "korean-subsidiary", "partner-country-company"].map(|name| korea.name(name));
            for name in open {
                let opening = ruling.openings.iter().find(|opening| opening.exception.ends_with(&format!("/{name}")));
                let opening = opening.unwrap_or_else(|| panic!("no opening {name}: {:#?}", ruling.openings));
                assert_eq!(opening.questions.len(), 1, "each opening has its question");
            }
        }
    }
}

#[test]
fn a_contract_of_the_day_before_is_reviewed_case_by_case() {
    for korea in Korea::both() {
        for to in ["RU", "BY"] {
            let ruling = korea.explain(&Lathe { contract: Some("2024-09-08"), ..lathe(to, MONDAY) });
            assert_eq!(ruling.standing.outcome(), Some(CASE_BY_CASE));
        }
    }
}

#[test]
fn a_contract_of_the_same_day_with_the_other_openings_denied_is_settled() {
    for korea in Korea::both() {
        for to in ["RU", "BY"] {
            let same_day = Lathe { contract: Some(MONDAY), openings_denied: true, ..lathe(to, MONDAY) };
            let ruling = korea.explain(&same_day);
            assert_eq!(ruling.standing.outcome(), Some(DENIAL));
            assert!(ruling.standing.settled && ruling.openings.is_empty(), "{:#?}", ruling.openings);
        }
    }
}

#[test]
fn unclassified_on_the_friday_it_is_undetermined_with_at_most_three_questions() {
    for korea in Korea::both() {
        let ruling = korea.explain(&Lathe { classified: false, ..lathe("RU", FRIDAY) });
        assert_eq!(ruling.standing.outcome(), None);
        assert_eq!((ruling.standing.shown.best, ruling.standing.shown.worst), (Outcome::NoControlFound, ALL_CASES));
        assert_eq!(ruling.standing.shown, ruling.standing.possible);
        let first = ruling.reasons.first().unwrap();
        let code = korea.name("8458.19");
        assert!(matches!(&first.finding, Finding::NotListed { codes, .. } if codes[0].ends_with(&code)));
        let Finding::NotListed { near: Some(near), .. } = &first.finding else { panic!("the nearest entry is told") };
        assert_eq!((near.key.as_str(), near.days), ("1350", 3), "the entry that covers it three days later");
        assert!(matches!(near.end, PeriodEnd::Begins(_)));
        let asked: Vec<&str> = ruling.questions.iter().map(|question| question.id.as_str()).collect();
        let expected =
            ["strategic-status", "technical-entries", "knowledge-and-red-flags"].map(|name| korea.name(name));
        assert_eq!(asked.len(), 3, "{asked:?}");
        assert!(expected.iter().all(|name| asked.contains(&name.as_str())), "{asked:?}");
        let technical = ruling.questions.iter().find(|question| question.id == expected[1]).unwrap();
        assert!(!technical.hints.is_empty(), "the nearest headings are shown");
    }
}

#[test]
fn unclassified_on_the_monday_the_technical_question_is_not_needed() {
    for korea in Korea::both() {
        let ruling = korea.explain(&Lathe { classified: false, ..lathe("RU", MONDAY) });
        assert_eq!((ruling.standing.shown.best, ruling.standing.shown.worst), (DENIAL, ALL_CASES));
        assert!(ruling.standing.outcome().is_some(), "a licence is required either way");
        let (strategic, technical) = (korea.name("strategic-status"), korea.name("technical-entries"));
        assert!(ruling.questions.iter().any(|question| question.id == strategic));
        assert!(!ruling.questions.iter().any(|question| question.id == technical));
        let dropped = ruling.not_needed.iter().find(|needless| needless.id == technical).unwrap();
        assert!(matches!(&dropped.why, WhyNotNeeded::AlreadyListed(entry) if entry.key == "1350"));
    }
}

#[test]
fn without_destination_or_date_it_is_undetermined_and_asks_for_it() {
    for korea in Korea::both() {
        let no_destination = korea.explain(&Lathe { to: None, ..lathe("RU", MONDAY) });
        assert_eq!(no_destination.standing.outcome(), None);
        assert!(no_destination.questions.iter().any(|question| question.id == "destination"));
        let no_date = korea.explain(&Lathe { declared: None, ..lathe("RU", MONDAY) });
        assert_eq!(no_date.standing.outcome(), None);
        assert!(no_date.questions.iter().any(|question| question.id == "export-declared"));
    }
}

/// Declared to Kazakhstan; the way of the first line ends in Russia, that of the second where it was declared to.
#[test]
fn the_last_leg_of_each_line_counts_for_that_line() {
    let one = lathe("KZ", MONDAY).json();
    let (head, line) = one.split_once(r#""lines": ["#).unwrap();
    let line = line.strip_suffix("]}").unwrap();
    let second = line.replacen(r#""line": "1""#, r#""line": "2""#, 1);
    let legs = r#"[{"seq": 1, "from": "KR", "to": "RU", "lines": ["1", "2"]}, {"seq": 2, "from": "RU", "to": "KZ", "lines": ["2"]}]"#;
    let both = format!(r#"{head}"legs": {legs}, "lines": [{line}, {second}]}}"#);
    for korea in Korea::both() {
        let ruling = korea.explain_text(&both);
        let of = |line: &str| ruling.lines.iter().find(|own| own.line == line).unwrap().standing.outcome();
        assert_eq!(of("1"), None);
        assert_eq!(of("2"), Some(Outcome::NoControlFound));
    }
}

/// "Counts by date from the consolidated list alone", each as the law of that day was known on that day.
#[test]
fn the_consolidated_list_has_as_many_entries_as_each_instrument_says() {
    let sources = common::texts("rules/kr/situational")
        .into_iter()
        .fold(Sources::new(), |sources, (name, text)| sources.with(&name, &text));
    let book = Rulebook::compile(&sources).unwrap();
    let list = book.model().lists.iter().find(|list| list.id == "annex-2-2").unwrap();
    let entries = |day: &str| {
        let day = Date::parse(day).unwrap();
        let stands = |entry: &&Entry| entry.period.contains(day) && is_known(entry.known, Some(day));
        list.entries.iter().filter(stands).count()
    };
    assert_eq!(entries("2022-03-25"), 0, "before what the rulebook covers");
    assert_eq!(entries("2022-03-26"), 57);
    assert_eq!(entries("2023-04-28"), 57, "the 741 of the 31st amendment are not at hand");
    assert_eq!(entries("2024-02-23"), 57);
    assert_eq!(entries("2024-02-24"), 1159);
    assert_eq!(entries("2024-09-08"), 1159);
    assert_eq!(entries("2024-09-09"), 1402);
    let of_35 = list.states.iter().find(|stated| stated.added.is_some_and(|added| added == 243)).unwrap();
    assert_eq!(of_35.count, 243, "the 35th amendment adds what it says");
    let said: Vec<&str> = book.findings().iter().map(|found| found.code.0).collect();
    assert_eq!(said, ["N0100"], "every count is proved, but that of the 31st amendment, which cannot be checked");
    let not_checkable = book.findings().first().unwrap();
    assert!(not_checkable.message.contains("798"), "{}", not_checkable.message);
}

#[test]
fn one_row_less_and_check_says_which_count_by_which_instrument_is_wrong() {
    let texts = common::texts("rules/kr/situational");
    let table = |name: &str| texts.iter().find(|(path, _)| path.ends_with(name)).unwrap().1.lines().count();
    let lines = table("notice-35.tsv");
    for (file, row) in [("list-2022.tsv", 20), ("notice-33.tsv", 600), ("notice-35.tsv", lines - 1)] {
        let shorter = texts.iter().map(|(name, text)| {
            let keep = |(at, line): (usize, &str)| (!name.ends_with(file) || at != row).then(|| format!("{line}\n"));
            (name.clone(), text.lines().enumerate().filter_map(keep).collect::<String>())
        });
        let sources = shorter.fold(Sources::new(), |sources, (name, text)| sources.with(name, text));
        let book = Rulebook::compile(&sources).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let wrong: Vec<&str> = book.findings().iter().map(|finding| finding.message.as_str()).collect();
        let counted = wrong
            .iter()
            .any(|message| message.contains("1402") && message.contains("1401") && message.contains("notice-35"));
        assert!(counted, "{file} row {row}: {wrong:#?}");
    }
}
