//! Law in time: the consolidated text of a random history says, on every day and as known on every day, what the plain
//! text says that one gets by carrying out, one after the other, the instruments published by then.
//!
//! The replay knows nothing of periods in two dimensions. It takes the text as enacted, goes through the changes in the
//! order of their first days, leaves out those that were published later than the day of knowledge or do not bear on the day
//! asked about, and does to the text what the others say. What remains is written as a law without any date, compiled
//! and asked the same question.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

use cocket::ruling::Ruling;
use cocket::vocab::Date;
use cocket::wire::json;
use cocket::{Rulebook, Sources};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};

const HEAD: &str = "rulebook nz.past \"A law with a past\" {\n    jurisdiction NZ; authority office \"Export office\"\n    \
                    nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared\n}\n";
const CODES: [&str; 4] = ["8413.11", "8413.19", "8413.30", "8413.50"];
const PLACES: [&str; 3] = ["AU", "JP", "SG"];
const OUTCOMES: [&str; 3] = [
    "licence required \"Licence\" from office",
    "licence required \"Licence\" from office, case by case",
    "prohibited",
];

/// A day of the histories, twenty days apart.
fn day(at: i32) -> Date {
    Date::from_number(18_993 + 20 * at)
}

/// The text on one day as known on one day. What is not in force is absent.
#[derive(Debug, Clone, Default)]
struct Text {
    /// The code of each entry.
    entries: BTreeMap<usize, usize>,
    /// The members of the group.
    members: BTreeSet<usize>,
    /// What the rule asks, by its place in [`OUTCOMES`].
    rule: Option<usize>,
    /// Before which day a contract is old.
    exception: Option<i32>,
    /// Whether the define says that the destination is in the group.
    define: bool,
    /// The list is suspended: whatever is added meanwhile.
    no_list: bool,
    /// The group is suspended.
    no_group: bool,
}

/// What a change does.
#[derive(Debug, Clone, Copy)]
enum Deed {
    AddEntry(usize, usize),
    ReplaceEntry(usize, usize),
    RemoveEntry(usize),
    RemoveAll,
    AddPlace(usize),
    RemovePlace(usize),
    Rule(usize),
    RepealRule,
    SuspendRule(i32),
    Exception(i32, i32),
    RepealException,
    SuspendDefine(i32),
    SuspendList(i32),
    SuspendGroup(i32),
}

/// A change: the instrument's day of publication, its day in force, and what it does.
#[derive(Debug, Clone, Copy)]
struct Change {
    published: i32,
    in_force: i32,
    deed: Deed,
}

impl Deed {
    fn is_in_force(self, from: i32, on: i32) -> bool {
        let until = match self {
            Deed::SuspendRule(length)
            | Deed::SuspendDefine(length)
            | Deed::SuspendList(length)
            | Deed::SuspendGroup(length) => from + length,
            _ => i32::MAX,
        };
        from <= on && on < until
    }

    fn carry_out(self, text: &mut Text) {
        match self {
            Deed::AddEntry(key, code) => drop(text.entries.insert(key, code)),
            Deed::ReplaceEntry(key, code) => drop(text.entries.entry(key).and_modify(|own| *own = code)),
            Deed::SuspendList(_) => text.no_list = true,
            Deed::SuspendGroup(_) => text.no_group = true,
            Deed::RemoveEntry(key) => drop(text.entries.remove(&key)),
            Deed::RemoveAll => text.entries.clear(),
            Deed::AddPlace(place) => drop(text.members.insert(place)),
            Deed::RemovePlace(place) => drop(text.members.remove(&place)),
            Deed::Rule(outcome) => text.rule = text.rule.map(|_| outcome),
            Deed::RepealRule | Deed::SuspendRule(_) => text.rule = None,
            Deed::Exception(old, new) => text.exception = text.exception.map(|day| if day == old { new } else { day }),
            Deed::RepealException => text.exception = None,
            Deed::SuspendDefine(_) => text.define = false,
        }
    }

    /// The words of an amending instrument, and the table they name.
    fn written(self, by: &str) -> (String, Option<String>) {
        let table = |key: usize, code: usize| Some(format!("entry\ths\n{key}\t{}\n", CODES[code]));
        let words = match self {
            Deed::AddEntry(..) => {
                format!("amend list pumps by {by} {{ cite c; add from \"{by}.tsv\"; states 1 added }}")
            }
            Deed::ReplaceEntry(..) => format!("amend list pumps by {by} {{ cite c; replace from \"{by}.tsv\" }}"),
            Deed::RemoveEntry(key) => format!("amend list pumps by {by} {{ cite c; remove entry {key} }}"),
            Deed::RemoveAll => format!("amend list pumps by {by} {{ cite c; remove all entries }}"),
            Deed::AddPlace(place) => format!("amend group there by {by} {{ cite c; add {} }}", PLACES[place]),
            Deed::RemovePlace(place) => format!("amend group there by {by} {{ cite c; remove {} }}", PLACES[place]),
            Deed::Rule(outcome) => format!("amend rule licence by {by} {{ cite c; then {} }}", OUTCOMES[outcome]),
            Deed::RepealRule => format!("repeal rule licence by {by} {{ cite c }}"),
            Deed::SuspendRule(_) => format!("suspend rule licence by {by} PERIOD {{ cite c }}"),
            Deed::Exception(old, new) => {
                format!("amend exception old-contract by {by} {{ cite c; replace {} with {} }}", day(old), day(new))
            }
            Deed::RepealException => format!("repeal exception old-contract by {by} {{ cite c }}"),
            Deed::SuspendDefine(_) => format!("suspend define to-there by {by} PERIOD {{ cite c }}"),
            Deed::SuspendList(_) => format!("suspend list pumps by {by} PERIOD {{ cite c }}"),
            Deed::SuspendGroup(_) => format!("suspend group there by {by} PERIOD {{ cite c }}"),
        };
        let rows = match self {
            Deed::AddEntry(key, code) | Deed::ReplaceEntry(key, code) => table(key, code),
            _ => None,
        };
        (words, rows)
    }
}

impl Change {
    fn written(&self, by: &str) -> (String, Option<String>) {
        let (words, rows) = self.deed.written(by);
        let period = match self.deed {
            Deed::SuspendRule(length)
            | Deed::SuspendDefine(length)
            | Deed::SuspendList(length)
            | Deed::SuspendGroup(length) => {
                format!("from {} before {}", day(self.in_force), day(self.in_force + length))
            }
            _ => String::new(),
        };
        let instrument =
            format!("instrument {by} \"I\" {{ published {}; in force {} }}\n", day(self.published), day(self.in_force));
        (format!("{instrument}{}\n", words.replace("PERIOD", &period)), rows)
    }
}

const ENACTED: &str = r#"
instrument act "Act" { published 2022-01-01; in force 2022-01-01 }
list pumps "Pumps" { cite c; match hs as HS; load "base.tsv"; complete hs }
group there "There" { cite c; AU }
define to-there "There" { cite c; when destination in there }
rule licence "Licence" { cite c; by act; when item listed in pumps and to-there; then OUTCOME }
exception old-contract "Old contract" { cite c; by act; to licence; when contract-signed before OLD; then exempt }
"#;

/// The law with all its changes.
fn consolidated(changes: &[Change]) -> Sources {
    let enacted = ENACTED.replace("OUTCOME", OUTCOMES[0]).replace("OLD", &day(3).to_string());
    let enacted = enacted.replace("complete hs", "complete hs from 2022-01-01");
    let mut text = format!("{HEAD}{enacted}");
    let mut sources =
        Sources::new().with("base.tsv", "entry\ths\tfrom\n1\t8413.11\t2022-01-01\n2\t8413.19\t2022-01-01\n");
    for (at, change) in changes.iter().enumerate() {
        let (words, rows) = change.written(&format!("notice-{at}"));
        text.push_str(&words);
        if let Some(rows) = rows {
            sources.add(format!("notice-{at}.tsv"), rows);
        }
    }
    sources.with("past.cocket", &text)
}

/// The text of a day as known on a day, as a law without dates.
fn replayed(changes: &[Change], on: i32, known_on: Option<i32>) -> Sources {
    let mut text = Text {
        entries: BTreeMap::from([(1, 0), (2, 1)]),
        members: BTreeSet::from([0]),
        rule: Some(0),
        exception: Some(3),
        define: true,
        ..Text::default()
    };
    let mut order: Vec<&Change> = changes.iter().collect();
    order.sort_by_key(|change| (change.in_force, change.published));
    for change in order {
        let known = known_on.is_none_or(|known_on| change.published <= known_on);
        if known && change.deed.is_in_force(change.in_force, on) {
            change.deed.carry_out(&mut text);
        }
    }
    if text.no_list {
        text.entries.clear();
    }
    if text.no_group {
        text.members.clear();
    }
    plain(&text)
}

fn plain(text: &Text) -> Sources {
    let members: Vec<&str> = text.members.iter().map(|&at| PLACES[at]).collect();
    let members = if members.is_empty() { "ZW".to_owned() } else { members.join(", ") };
    let there = if text.define { "destination in there" } else { "not always" };
    let mut law = format!(
        "{HEAD}list pumps \"Pumps\" {{ cite c; match hs as HS; load \"base.tsv\"; complete hs from 1990-01-01 }}\n\
         group there \"There\" {{ cite c; {members} }}\ndefine to-there \"There\" {{ cite c; when {there} }}\n"
    );
    let nothing = text.rule.is_none();
    let outcome = OUTCOMES[text.rule.unwrap_or(0)];
    let never = if nothing { " and not always" } else { "" };
    law.push_str(&format!(
        "rule licence \"Licence\" {{ cite c; when item listed in pumps and to-there{never}; then {outcome} }}\n"
    ));
    if let Some(old) = text.exception {
        law.push_str(&format!(
            "exception old-contract \"Old\" {{ cite c; to licence; when contract-signed before {}; then exempt }}\n",
            day(old)
        ));
    }
    // A list without an entry is none; this one names what nobody ships here.
    let mut table = "entry\ths\tfrom\n99\t9701.21\t1990-01-01\n".to_owned();
    for (key, code) in &text.entries {
        table.push_str(&format!("{key}\t{}\t1990-01-01\n", CODES[*code]));
    }
    Sources::new().with("base.tsv", &table).with("past.cocket", &law)
}

/// What may be done next to a text that stands so on the last day, so that most histories are sound ones.
fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (3..6_usize, 0..CODES.len()).prop_map(|(key, code)| Deed::AddEntry(key, code)),
        2 => (1..6_usize, 0..CODES.len()).prop_map(|(key, code)| Deed::ReplaceEntry(key, code)),
        2 => (1..6_usize).prop_map(Deed::RemoveEntry),
        1 => Just(Deed::RemoveAll),
        2 => (0..PLACES.len()).prop_map(Deed::AddPlace),
        2 => (0..PLACES.len()).prop_map(Deed::RemovePlace),
        3 => (0..OUTCOMES.len()).prop_map(Deed::Rule),
        1 => Just(Deed::RepealRule),
        3 => (1..4_i32).prop_map(Deed::SuspendRule),
        3 => (0..6_i32, 0..6_i32).prop_map(|(old, new)| Deed::Exception(if new % 2 == 0 { 3 } else { old }, new)),
        1 => Just(Deed::RepealException),
        2 => (1..4_i32).prop_map(Deed::SuspendDefine),
        1 => (1..4_i32).prop_map(Deed::SuspendList),
        1 => (1..4_i32).prop_map(Deed::SuspendGroup),
    ]
}

/// A sound history: a change that the compiler refuses, such as one of what is not in force, is left out.
fn history() -> impl Strategy<Value = Vec<Change>> {
    let change = (1..12_i32, -2..4_i32, deed());
    prop::collection::vec(change, 1..7).prop_map(|drawn| {
        let mut changes: Vec<Change> = Vec::new();
        for (published, later, deed) in drawn {
            let change = Change { published, in_force: (published + later).max(1), deed };
            changes.push(change);
            if Rulebook::compile(&consolidated(&changes)).is_err() {
                changes.pop();
            }
        }
        changes
    })
}

fn ask(book: &Rulebook, (code, place, signed): (usize, usize, i32), on: i32, known_on: Option<i32>) -> Ruling {
    let text = format!(
        r#"{{"format": "shipment/1", "id": "s", "activity": "export", "country_of_export": "NZ",
        "country_of_destination": "{}", "dates": {{"contract_signed": "{}"}},
        "lines": [{{"line": "1", "codes": [{{"scheme": "HS", "edition": "2022", "value": "{}"}}]}}]}}"#,
        PLACES[place],
        day(signed),
        CODES[code]
    );
    let mut batch = json::read_batch(text.as_bytes(), "s.json", book.dictionary());
    let said: Vec<String> = batch.messages().map(|one| one.message.clone()).collect();
    let read = batch.shipments.pop().and_then(|one| one.shipment).unwrap_or_else(|| panic!("{said:?}"));
    book.assess_at(&read, Some(day(on)), known_on.map(day))
}

/// What a ruling comes to: the outcome, and by which entry. Openings are not compared: an exception that was repealed
/// is still told of.
fn gist(ruling: &Ruling) -> (String, Vec<String>) {
    let by = ruling.requirements.iter().filter_map(|one| one.entry.as_ref().map(|entry| entry.key.clone()));
    let mut by: Vec<String> = by.collect();
    by.sort();
    (format!("{:?} {:?}", ruling.standing.shown, ruling.standing.possible), by)
}

/// The seed is fixed, so that a failure is the same for everybody. To look further:
/// `COCKET_LAWS_SEED=7 COCKET_LAWS_TIMES=20 cargo test --release --test history`.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases: cases.saturating_mul(asked_for("COCKET_LAWS_TIMES").unwrap_or(1)),
        rng_seed: RngSeed::Fixed(asked_for("COCKET_LAWS_SEED").unwrap_or(19_471_101)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn asked_for<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn the_consolidated_text_says_what_the_instruments_say(
        changes in history(),
        questions in prop::collection::vec((0..CODES.len(), 0..PLACES.len(), 0..6_i32, 1..18_i32, prop::option::of(0..14_i32)), 8),
    ) {
        let law = Rulebook::compile(&consolidated(&changes)).map_err(|said| TestCaseError::fail(format!("{said:?}")))?;
        for (code, place, signed, on, known_on) in questions {
            let plain = replayed(&changes, on, known_on);
            let plain = Rulebook::compile(&plain).map_err(|said| TestCaseError::fail(format!("{said:?}")))?;
            let item = (code, place, signed);
            let (one, other) = (ask(&law, item, on, known_on), ask(&plain, item, on, None));
            prop_assert_eq!(gist(&one), gist(&other), "on {} as known on {:?}: {:?}", day(on), known_on.map(day), item);
        }
    }
}

/// Small laws whose changes meet in unusual ways, each with scenarios that were worked out by hand from what the law says.
#[test]
fn changes_that_meet_come_out_as_the_law_says() {
    let mut folders: Vec<_> = std::fs::read_dir("tests/data/changes").unwrap().map(|one| one.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 10);
    for folder in folders {
        let files = std::fs::read_dir(&folder).unwrap().map(|one| one.unwrap().path());
        let texts = files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        let sources = texts.fold(Sources::new(), |sources, (name, text)| sources.with(&name, &text));
        let law = Rulebook::compile(&sources).unwrap_or_else(|said| panic!("{}: {said:#?}", folder.display()));
        let outcomes = cocket::cases::run(&law, |_| true);
        assert!(!outcomes.is_empty(), "{}", folder.display());
        for outcome in outcomes {
            assert!(outcome.passed(), "{}, {}: {:#?}", folder.display(), outcome.at, outcome.misses);
        }
    }
}
