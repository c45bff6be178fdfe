//! Tables without the parser: the trees are built by hand, so that reading rows is tested by itself.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use super::resolve;
use crate::diagnostic::Diagnostic;
use crate::model::{FirstListed, Model};
use crate::source::{Sources, Span};
use crate::syntax::{At, Clause, ClauseKind as C, File, Head, Item, Spot, When};
use crate::vocab::{Date, Label};
use std::fmt::Write;

fn spot<T>(value: T) -> Spot<T> {
    Spot::new(value, Span::default())
}

fn name(word: &str) -> Spot<String> {
    spot(word.to_owned())
}

fn clause(kind: C) -> Clause {
    Clause { at: At::default(), kind }
}

fn item(head: Head, body: Vec<C>) -> Item {
    Item { at: At::default(), head, body: body.into_iter().map(clause).collect() }
}

fn rulebook(hs: Option<&str>) -> Item {
    let mut body =
        vec![C::Jurisdiction(name("NZ")), C::DecisiveDate { fact: name("export-declared"), acts: Vec::new() }];
    body.extend(hs.map(|edition| C::Nomenclature {
        scheme: name("HS"),
        edition: name(edition),
        when: When::default(),
    }));
    item(Head::Rulebook { id: name("nz.sample"), label: Label::new("Sample") }, body)
}

/// A rulebook with one list that matches `hs` by the Harmonized System and loads that table.
fn load(table: &str, hs: Option<&str>, more: Vec<C>) -> (Model, Vec<Diagnostic>) {
    let mut body =
        vec![C::Match { column: name("hs"), schemes: vec![name("HS"), name("HSK")] }, C::Load(name("pumps.tsv"))];
    body.extend(more);
    let list = item(Head::List { id: name("pumps"), label: Label::new("Pumps") }, body);
    let instrument = item(
        Head::Instrument { id: name("notice-1"), label: Label::new("Notice 1") },
        vec![C::InForce { date: spot(day("2024-03-01")), part: None }],
    );
    let file = File { items: vec![rulebook(hs), instrument, list], comments: Vec::new() };
    let mut sources = Sources::new();
    let id = sources.add("nz/rules.cocket", "");
    sources.add("nz/pumps.tsv", table);
    resolve(&[(id, file)], &sources)
}

fn day(written: &str) -> Date {
    Date::parse(written).unwrap()
}

/// What is wrong with a table of these rows: codes with line and column in the table, findings on citations left out.
fn faults(table: &str) -> Vec<String> {
    let (_, said) = load(table, Some("2022"), Vec::new());
    let sources = Sources::new().with("nz/rules.cocket", "").with("nz/pumps.tsv", table);
    let place = |d: &Diagnostic| d.span().map(|span| sources.position(span.source, span.start));
    let show = |d: &Diagnostic| {
        let at = place(d).unwrap();
        format!("{} {}:{} {}", d.code.0, at.line, at.column, d.message)
    };
    said.iter().filter(|d| d.code.0 != "W0100").map(show).collect()
}

#[test]
fn every_bad_row_is_reported_and_the_others_are_kept() {
    let table = "# from the gazette\nentry\ths\tfrom\tbefore\tfirst_listed\tinstrument\tdescription\n\
        1\t841350\t2024-01-01\t\t\t\tgood\n\
        2\t84135\t2024-01-01\t\t\t\todd\n\
        3\t841350\t01.01.2024\t\t\t\tdate\n\
        4\t841350\t2024-02-30\t\t\t\tno such day\n\
        \t841350\t2024-01-01\t\t\t\tno number\n\
        1\t841360\t2024-01-01\t\t\t\tagain\n\
        5\t841350\t\t\t\t\tno day\n\
        6\t841350\t2024-03-01\t2024-03-01\t\t\tempty\n\
        7\t841350\t2024-03-01\n\
        8\t841350\t\t\t\tnotice-2\tunknown\n\
        9\t841355\t2024-01-01\t\t\t\tnot in the edition\n\
        10\t\t2024-01-01\t\t\t\tnothing to match\n\
        11\t771350\t2024-01-01\t\t\t\tchapter\n";
    let (model, _) = load(table, Some("2022"), Vec::new());
    let kept: Vec<&str> = model.lists.first().unwrap().entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(kept, ["1", "9", "10"]);
    assert_eq!(
        faults(table),
        [
            "E0175 4:3 `HS 84135` has 5 digits, and tariff codes have an even number",
            "E0174 5:10 `01.01.2024` is no date",
            "E0174 6:10 the calendar has no day `2024-02-30`",
            "E0176 7:1 this row has no number in the column `entry`",
            "E0176 8:1 entry 1 stands twice in the list `pumps`",
            "E0177 9:1 this row does not say from when it is in force",
            "E0178 10:21 this row ends before it starts on 2024-03-01",
            "E0173 11:1 this row has 3 cells, and the header has 7",
            "E0179 12:13 no instrument is called `notice-2`",
            "E0125 13:1 HS 2022 has no code `8413.55`",
            "E0180 14:1 entry 10 has no code and no condition, and its list has no classification",
            "E0175 15:4 `HS 771350` is of chapter 77, which the Harmonized System does not have",
        ]
    );
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_no_faults() {
    let (model, said) = load(
        "\u{FEFF}entry\ths\tinstrument\tfirst_listed\r\n1\t8413.50\tnotice-1\t?\r\n2\t8413.60.9010\tnotice-1\t\r\n",
        None,
        Vec::new(),
    );
    assert!(said.iter().all(|d| d.code.0 == "W0100"), "{said:?}");
    let entries = &model.lists.first().unwrap().entries;
    let codes: Vec<String> = entries.iter().flat_map(|entry| &entry.codes).map(|(_, code)| code.to_string()).collect();
    assert_eq!(codes, ["HS 8413.50", "HSK 8413.60.9010"]);
    let first: Vec<FirstListed> = entries.iter().map(|entry| entry.first_listed).collect();
    assert_eq!(first, [FirstListed::NotRecorded, FirstListed::On(day("2024-03-01"))]);
}

#[test]
fn a_header_without_its_columns_is_refused() {
    assert_eq!(faults("entry\ths\tdescription\n1\t841350\tx\n"), ["E0172 1:1 the table has no column `from`"]);
    assert_eq!(
        faults("entry,hs,from\n1,841350,2024-01-01\n"),
        ["E0172 1:1 no tab stands in the header, so it has one column and none called `entry`, `from` and `hs`"]
    );
    assert_eq!(faults("entry\ths\tfrom\tfirst-listed\n"), ["E0172 1:15 `first-listed` is not the name of a column"]);
    assert_eq!(faults(""), ["E0172 1:1 the table is empty"]);
}

#[test]
fn a_lost_row_is_found_by_the_count_and_named_by_its_gap() {
    let stated = C::States { count: spot(3), from: None, by: Some(name("notice-1")), not_checkable: None };
    let (_, said) = load("entry\ths\tinstrument\n1\t841350\tnotice-1\n3\t841360\tnotice-1\n", None, vec![stated]);
    let found = said.iter().find(|d| d.code.0 == "W0104").unwrap();
    assert_eq!(found.message, "`pumps` states 3 entries on 2024-03-01 by `notice-1`, and 2 are in force");
    assert_eq!(found.help.as_deref(), Some("1 too few: entry 2 is missing between 1 and 3"));
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut table = "entry\ths\tfrom\tdescription\n".to_owned();
    for number in 1..=100_000u32 {
        let last = number.rem_euclid(5000).saturating_mul(2);
        writeln!(table, "{number}\t841350{last:04}\t2024-01-01\tPump {number}").unwrap();
    }
    let (model, _) = load(&table, Some("2022"), Vec::new());
    assert_eq!(model.lists.first().map(|list| list.entries.len()), Some(100_000));
}
