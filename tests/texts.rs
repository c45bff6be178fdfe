//! The law as text, and its history: what is printed is what the model has, on every day and as known on every day.
#![expect(clippy::unwrap_used, reason = "a test names what it shows, and may stop where it fails")]

use cocket::consolidate::{Consolidated, Happened, ItemText, Named, Standing, find};
use cocket::model::{Amended, Model, ProvisionId};
use cocket::parse::parse;
use cocket::render::{self, Depth, Form, Style};
use cocket::source::SourceId;
use cocket::syntax::{print_clause, print_clauses};
use cocket::vocab::{Date, Language};
use cocket::wire::{self, json};
use cocket::{Rulebook, Sources, rulebook};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use unicode_width::UnicodeWidthStr;

/// A small law with every kind of change.
fn amended() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| {
        let names = ["law.cocket", "pumps.tsv", "pumps-1.tsv", "pumps-2.tsv"];
        let read = |name: &str| std::fs::read_to_string(format!("tests/data/amended/{name}")).unwrap();
        let sources = names.iter().fold(Sources::new(), |sources, name| sources.with(*name, read(name)));
        Rulebook::compile(&sources).unwrap()
    })
}

/// The rulebooks that ship.
fn shipped() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| Rulebook::compile(&rulebook::shipped()).unwrap())
}

fn day(written: &str) -> Date {
    Date::parse(written).unwrap()
}

fn style(form: Form, language: &str) -> Style {
    Style { form, languages: vec![Language(language.to_owned())], depth: Depth::Decisive, ..Style::default() }
}

/// The hash of a text changes with every letter of it.
fn unhashed(text: &str, book: &Rulebook) -> String {
    let told = book.text(day("2021-01-01"), None, &[]);
    let hashes = told.books.iter().map(|book| book.sha256.clone());
    hashes.fold(text.to_owned(), |text, hash| text.replace(&hash, "HASH").replace(&hash[..12], "HASH"))
}

fn named(book: &Rulebook, names: &[&str]) -> Vec<Named> {
    names.iter().flat_map(|name| find(book.model(), name).unwrap()).collect()
}

const FORMS: [(&str, Form, &str); 5] = [
    ("text", Form::Text, "en"),
    ("plain", Form::Plain, "en"),
    ("markdown", Form::Markdown, "en"),
    ("html", Form::Html, "en"),
    ("korean", Form::Text, "ko"),
];

#[test]
fn the_text_of_a_day_in_every_form() {
    let book = amended();
    let text = book.text(day("2023-02-15"), None, &[]);
    for (name, form, language) in FORMS {
        let printed = render::text(&text, &style(form, language));
        insta::assert_snapshot!(format!("amended_{name}"), unhashed(&printed, book));
    }
    insta::assert_snapshot!("amended_json", unhashed(&wire::v1::text(&text), book));
}

#[test]
fn what_was_known_changes_the_text() {
    let book = amended();
    let only = named(book, &["old-contract", "pumps", "far"]);
    for (name, known) in [("before", "2022-03-09"), ("after", "2022-03-10")] {
        let text = book.text(day("2022-02-15"), Some(day(known)), &only);
        insta::assert_snapshot!(
            format!("amended_{name}_the_correction"),
            unhashed(&render::text(&text, &style(Form::Text, "en")), book)
        );
    }
}

#[test]
fn histories_in_every_form() {
    let book = amended();
    let all = ["licence", "old-contract", "sterner", "far", "friends", "pumps", "pumps:5", "3", "amend-2", "plan"];
    let histories: Vec<_> = named(book, &all).iter().map(|named| book.history(named, None)).collect();
    for (name, form, language) in FORMS {
        insta::assert_snapshot!(format!("history_{name}"), render::histories(&histories, &style(form, language)));
    }
    insta::assert_snapshot!("history_json", wire::v1::histories(&histories));
}

#[test]
fn the_korean_list_on_a_friday_and_the_monday_after() {
    let book = shipped();
    let only = named(book, &["annex-2-2", "situational-licence"]);
    for on in ["2024-09-06", "2024-09-09"] {
        let text = book.text(day(on), None, &only);
        let printed = render::text(&text, &style(Form::Text, "en"));
        insta::assert_snapshot!(format!("korean_{on}"), unhashed(&printed, book));
    }
    let histories: Vec<_> =
        named(book, &["annex-2-2", "annex-2-2:1350"]).iter().map(|one| book.history(one, None)).collect();
    insta::assert_snapshot!("korean_history", render::histories(&histories, &style(Form::Text, "en")));
}

/// Lines that are as wide as the terminal, or narrower, in Hangul too.
#[test]
fn no_line_is_wider_than_the_terminal() {
    for (book, language) in [(amended(), "en"), (amended(), "ko"), (shipped(), "en"), (shipped(), "ko")] {
        let text = book.text(day("2024-09-09"), None, &[]);
        for width in [80, 60] {
            let printed = render::text(&text, &Style { width, ..style(Form::Text, language) });
            for line in printed.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn a_page_closes_what_it_opens_and_lets_nothing_through() {
    let hostile = r#"
rulebook nz.odd "</title><script>alert(1)</script> & \"quotes\"" {
    jurisdiction NZ; authority office "Office"; authentic en; time zone Pacific/Auckland; decisive date export-declared
}
rule odd "<b>```</b>" { cite act 1; when always; then prohibited; reason "``` <i>" }
"#;
    let book = Rulebook::compile(&Sources::new().with("odd.cocket", hostile)).unwrap();
    let text = book.text(day("2024-01-01"), None, &[]);
    let page = render::text(&text, &style(Form::Html, "en"));
    assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains("<i>"), "{page}");
    let histories = [book.history(&named(&book, &["odd"])[0], None)];
    for page in [page, render::histories(&histories, &style(Form::Html, "en"))] {
        let mut open: Vec<&str> = Vec::new();
        for tag in page.split('<').skip(1).map(|rest| rest.split(['>', ' ', '\n']).next().unwrap()) {
            match tag.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{page}"),
                None if matches!(tag, "!doctype" | "meta") => {}
                None => open.push(tag),
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
    let markdown = render::text(&text, &style(Form::Markdown, "en"));
    assert!(markdown.contains("````cocket"), "a fence longer than what it holds: {markdown}");
}

/// Every item of a text, with all that hang on them.
fn items(text: &Consolidated) -> Vec<&ItemText> {
    let mut left: Vec<&ItemText> = text.books.iter().flat_map(|book| book.rules.iter().chain(&book.defines)).collect();
    let mut all = Vec::new();
    while let Some(item) = left.pop() {
        left.extend(&item.under);
        all.push(item);
    }
    all
}

/// The numbers and codes of the entries that stand, by a filter that shares nothing with the text.
fn entries_by_hand(model: &Model, on: Date, known: Option<Date>) -> BTreeSet<(String, String, Vec<String>)> {
    let mut found = BTreeSet::new();
    for list in &model.lists {
        for entry in &list.entries {
            let begun =
                entry.period.from.is_none_or(|from| from <= on) && entry.period.before.is_none_or(|end| on < end);
            let then = match known {
                None => entry.known.before.is_none(),
                Some(known) => {
                    entry.known.from.is_none_or(|from| from <= known)
                        && entry.known.before.is_none_or(|end| known < end)
                }
            };
            if begun && then {
                let codes = entry.codes.iter().map(|(_, code)| code.to_string()).collect();
                found.insert((list.id.clone(), entry.key.clone(), codes));
            }
        }
    }
    found
}

fn entries_printed(text: &Consolidated) -> BTreeSet<(String, String, Vec<String>)> {
    let lists = text.books.iter().flat_map(|book| &book.lists);
    let entries = |list: &cocket::consolidate::ListText| {
        let id = list.id.clone();
        list.entries.iter().map(move |entry| (id.clone(), entry.key.clone(), entry.codes.clone())).collect::<Vec<_>>()
    };
    lists.flat_map(entries).collect()
}

/// A day between 2019 and 2026.
fn any_day() -> impl Strategy<Value = Date> {
    (day("2019-06-01").number()..day("2026-12-31").number()).prop_map(Date::from_number)
}

/// An instrument by its id, as a word of JSON.
fn mentions(json: &str, id: &str) -> bool {
    json.contains(&format!("\"{id}\"")) || json.contains(&format!(" {id} ")) || json.contains(&format!(" by {id}"))
}

/// The ids of the instruments of which nothing was known by a day.
fn unknown_by(model: &Model, known: Date) -> Vec<&str> {
    let unknown = |own: &&cocket::model::Instrument| match (own.draft, own.announced) {
        (true, announced) => announced.is_none_or(|day| known < day),
        (false, _) => own.published.or(own.in_force).is_some_and(|day| known < day),
    };
    model.instruments.iter().filter(unknown).map(|own| own.id.as_str()).collect()
}

/// Everything that has a history.
fn all_named(model: &Model) -> Vec<Named> {
    let names = model.instruments.iter().map(|one| &one.id).chain(model.groups.iter().map(|one| &one.id));
    let names = names.chain(model.lists.iter().map(|one| &one.id)).chain(model.defines.iter().map(|one| &one.id));
    let provisions = model.provisions.iter().filter(|one| one.version_of.is_none() && !one.id.contains('/'));
    names.chain(provisions.map(|one| &one.id)).flat_map(|name| find(model, name).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_entries_printed_are_those_in_force_as_known(on in any_day(), known in proptest::option::of(any_day())) {
        for book in [amended(), shipped()] {
            let text = book.text(on, known, &[]);
            prop_assert_eq!(entries_printed(&text), entries_by_hand(book.model(), on, known));
        }
    }

    #[test]
    fn what_was_not_published_is_not_mentioned(on in any_day(), known in any_day()) {
        for book in [amended(), shipped()] {
            let json = wire::v1::text(&book.text(on, Some(known), &[]));
            for id in unknown_by(book.model(), known) {
                prop_assert!(!mentions(&json, id), "on {on}, known {known}: {id} in {json}");
            }
        }
    }

    #[test]
    fn no_history_mentions_what_was_not_published(known in any_day()) {
        let book = amended();
        for one in all_named(book.model()) {
            let history = book.history(&one, Some(known));
            let told = wire::v1::histories(&[cocket::consolidate::History { id: String::new(), instrument: None, ..history }]);
            for id in unknown_by(book.model(), known) {
                prop_assert!(!mentions(&told, id), "known {known}: {id} in {told}");
            }
        }
    }

    /// What the text says is in force is what the evaluator applies.
    #[test]
    fn the_text_and_the_ruling_agree(on in any_day(), known in any_day(), pump in 0usize..7) {
        let book = amended();
        let code = ["8413.11", "8413.30", "8413.40", "8413.50", "8413.60", "8413.91", "8481.10"][pump];
        let shipment = format!(
            r#"{{"format": "shipment/1", "id": "S", "activity": "export", "country_of_export": "NZ", "country_of_destination": "BR",
            "dates": {{"export_declared": "{on}", "contract_signed": "2025-01-01"}}, "lines": [{{"line": "1",
            "value": {{"amount": "5000", "currency": "USD"}},
            "codes": [{{"scheme": "HS", "edition": "2022", "value": "{code}"}}]}}]}}"#
        );
        let batch = json::read_batch(shipment.as_bytes(), "S", book.dictionary());
        let ruling = book.assess_at(batch.shipments[0].shipment.as_ref().unwrap(), None, Some(known));
        let applied: BTreeSet<&str> = ruling.requirements.iter().map(|one| one.rule.trim_start_matches("xx.harbour/")).collect();
        let text = book.text(on, Some(known), &[]);
        let in_force = |id: &str| items(&text).iter().any(|item| item.id == id && matches!(item.standing, Standing::InForce { .. }));
        let dotted = format!("HS {code}");
        let listed = entries_printed(&text).iter().any(|(_, _, codes)| codes.contains(&dotted));
        prop_assert_eq!(applied.contains("licence"), in_force("licence") && listed, "{} on {}, known {}", code, on, known);
        prop_assert!(!in_force("planned") && !applied.contains("planned"), "a draft is not law");
        prop_assert_eq!(applied.contains("permit"), code == "8413.91" && in_force("permit"), "{} on {}", code, on);
    }
}

/// A version's passages are clauses: read again, they say the same and print the same.
#[test]
fn the_passages_of_a_version_read_again_give_the_same_clauses() {
    let book = amended();
    let model = book.model();
    let versions = model.provisions.iter().filter(|one| !one.passages.is_empty()).map(|one| &one.passages);
    let defines = model.defines.iter().flat_map(|define| &define.versions).map(|version| &version.passages);
    let mut seen = 0;
    for passages in versions.chain(defines) {
        let joined: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
        let (file, found) = parse(SourceId::default(), &format!("exception again \"\" {{\n{}\n}}", joined.join("\n")));
        assert!(found.is_empty(), "{found:?}");
        let printed: Vec<String> = file.items[0].body.iter().map(print_clause).collect();
        assert_eq!(printed, joined);
        seen += 1;
    }
    assert!(seen > 5, "{seen} versions were read again");
}

/// The text of every day says each clause of the version in force, and no other.
#[test]
fn what_is_printed_of_a_version_is_its_clauses() {
    let book = amended();
    for on in ["2020-03-01", "2021-06-01", "2022-03-01", "2024-03-01"].map(day) {
        let text = book.text(on, None, &[]);
        for item in items(&text).into_iter().filter(|item| matches!(item.standing, Standing::InForce { .. })) {
            let told: Vec<&str> = item.passages.iter().map(|passage| passage.text.as_str()).collect();
            let (file, found) =
                parse(SourceId::default(), &format!("exception again \"\" {{\n{}\n}}", told.join("\n")));
            assert!(found.is_empty() && !told.is_empty() || item.elsewhere, "{}: {found:?} {told:?}", item.id);
            if !item.elsewhere {
                assert_eq!(print_clauses(&file.items[0].body), told, "{}", item.id);
            }
        }
    }
}

#[test]
fn every_change_is_told_once_of_what_it_changes_and_once_of_its_instrument() {
    let book = amended();
    let model = book.model();
    for change in &model.amendments {
        let at = book.sources().place(change.head);
        let of = match change.what {
            Amended::Provision(id) => Named::Provision(id),
            Amended::Define(id) => Named::Define(id),
            Amended::List(id) => Named::List(id),
            Amended::Group(id) => Named::Group(id),
        };
        let by = Named::Instrument(change.instrument);
        let id = &model.instruments[change.instrument.index()].id;
        let told = |named: &Named| {
            let events = book.history(named, None).events;
            let own = events.into_iter().filter(|event| event.by.as_ref().is_some_and(|by| by.id == *id));
            own.filter(|event| event.at == at).count()
        };
        assert!(told(&of) > 0, "{at} is not told of {of:?}");
        assert!(told(&by) > 0, "{at} is not told of {id}");
    }
}

/// What came, less what went, is what is there.
#[test]
fn the_counts_of_a_history_add_up() {
    for (book, list) in [(amended(), "pumps"), (shipped(), "annex-2-2")] {
        let mut there: u64 = 0;
        let mut turns = 0;
        let mut events = book.history(&named(book, &[list])[0], None).events;
        events.sort_by_key(|event| event.in_force);
        for event in events {
            let Happened::Entries { added, removed, in_force, .. } = event.happened else { continue };
            there = there + added - removed;
            assert_eq!(there, in_force, "{list}, {:?}", event.in_force);
            turns += 1;
        }
        assert_eq!(turns, 4, "{list}");
    }
}

#[test]
fn a_repeal_and_a_suspension_show_on_their_days_only() {
    let book = amended();
    let standing = |id: &str, on: &str| {
        let text = book.text(day(on), None, &[]);
        items(&text).into_iter().find(|item| item.id == id).map(|item| item.standing.clone())
    };
    assert!(matches!(standing("licence", "2023-01-31"), Some(Standing::InForce { .. })));
    assert!(matches!(standing("licence", "2023-02-01"), Some(Standing::Suspended { .. })));
    assert!(matches!(standing("licence", "2023-12-31"), Some(Standing::Suspended { .. })));
    assert!(matches!(standing("licence", "2024-01-01"), Some(Standing::InForce { .. })));
    assert!(matches!(standing("old-contract", "2023-01-31"), Some(Standing::InForce { .. })));
    assert!(matches!(standing("old-contract", "2023-02-01"), Some(Standing::Repealed { .. })));
    assert!(matches!(standing("later-samples", "2024-01-31"), Some(Standing::NotYet(_))));
    assert!(matches!(standing("samples", "2022-01-01"), Some(Standing::Ended(_))));
    assert!(matches!(standing("planned", "2025-01-01"), Some(Standing::Draft(_))));
}

#[test]
fn names_stand_for_what_they_are() {
    let model = amended().model();
    let is = |name: &str| find(model, name);
    assert!(matches!(is("licence").unwrap()[..], [Named::Provision(ProvisionId(_))]));
    assert!(matches!(is("xx.harbour/licence").unwrap()[..], [Named::Provision(_)]));
    assert!(matches!(is("pumps:3").unwrap()[..], [Named::Entry(..)]));
    assert!(matches!(is("3").unwrap()[..], [Named::Entry(..)]));
    assert_eq!(is("licenec").unwrap_err().near.as_deref(), Some("licence"));
    assert_eq!(is("pmups:3").unwrap_err().near.as_deref(), Some("pumps:3"));
    let entry = is("pumps:33").unwrap_err();
    assert_eq!((entry.near.as_deref(), entry.list.as_deref()), (Some("pumps:3"), Some("pumps")));
    assert!(is("licence/unless-1").is_err(), "an `unless` stands in its rule");
    let within = |name: &str| find(shipped().model(), name).unwrap_err().within;
    assert_eq!(within("us-controlled-content"), Some(("a share, a sum or a count", Some("us.ear".to_owned()))));
    assert_eq!(within("knows-of-violation"), Some(("a fact", None)));
    assert_eq!(within("exported"), Some(("a kind of event", None)), "which no text tells");
    assert_eq!(within("nothing-at-all"), None);
}

/// The text of a day holds what is reckoned, and what breaches the law and what that brings; what is not in force says so.
#[test]
fn a_text_holds_what_is_reckoned_and_what_breaches() {
    let ear = &find(shipped().model(), "us.ear").unwrap();
    let on = |date: &str| shipped().text(day(date), None, ear).books.into_iter().next().unwrap();
    let ids = |items: &[ItemText]| items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    let (before, then) = (on("2025-01-01"), on("2026-01-01"));
    assert!(ids(&then.reckoned).contains(&"us-controlled-content".to_owned()), "{:?}", ids(&then.reckoned));
    assert!(ids(&then.reckoned).contains(&"chart".to_owned()));
    assert_eq!(ids(&before.conduct), ids(&then.conduct));
    let of = |book: &[ItemText]| book.iter().find(|item| item.id == "contrary-conduct").unwrap().clone();
    assert!(matches!(of(&then.conduct).standing, Standing::InForce { .. }) && !of(&then.conduct).passages.is_empty());
    assert_eq!(of(&before.conduct).standing, Standing::NotYet(day("2025-01-16")));
    assert!(of(&before.conduct).passages.is_empty());
}
