//! One line of a shipment under the Korean rulebook: put in its slots, recorded (the derivation as data: what decides, and every
//! test), unfolded into a bit for every clause; the ruling with its derivation in words, its JSON; compiling the rulebooks that ship,
//! and a large list; a line under lists of two lengths; and ten thousand scenarios.
//!
//! `cargo bench`. Quote ratios of one run, not single figures.
#![expect(clippy::unwrap_used, reason = "a benchmark may stop where it fails")]

use cocket::eval::{Bound, Question, assess, record_into, record_whole_into};
use cocket::wire::{json, v1};
use cocket::{Rulebook, cases, compile, rulebook};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const LATHE: &[u8] = include_bytes!("../rules/kr/situational/examples/lathe-monday.json");

/// The Korean rulebook alone, whatever else ships.
fn korea() -> cocket::Sources {
    let shipped = rulebook::shipped_with_scenarios();
    let own = shipped.in_order().filter(|(_, name, _)| name.starts_with("kr/"));
    own.fold(cocket::Sources::new(), |sources, (_, name, text)| sources.with(name, text))
}

fn one_line(c: &mut Criterion) {
    let book = Rulebook::compile(&korea()).unwrap();
    let program = compile::compile(book.model());
    let batch = json::read_batch(LATHE, "lathe-monday.json", book.dictionary());
    let shipment = batch.shipments.first().unwrap().shipment.as_ref().unwrap();
    let line = shipment.lines.first().unwrap();
    let ask = Question::default();
    let law = (&program, book.model());
    c.bench_function("line: put in its slots", |b| b.iter(|| Bound::new(law, black_box(shipment), line, None)));
    let bound = Bound::new(law, shipment, line, None);
    let mut records = Vec::new();
    c.bench_function("line in its slots, recorded: what decides", |b| {
        b.iter(|| record_into(black_box(&program), black_box(&bound), None, &mut records));
    });
    c.bench_function("line in its slots, recorded: every test", |b| {
        b.iter(|| record_whole_into(black_box(&program), black_box(&bound), None, &mut records));
    });
    c.bench_function("line: put in its slots, recorded whole, unfolded into a bit for every clause", |b| {
        b.iter(|| assess(black_box(&program), book.model(), black_box(shipment), line, ask));
    });
    c.bench_function("shipment: ruling with its derivation unfolded", |b| b.iter(|| book.assess(black_box(shipment))));
    let ruling = book.assess(shipment);
    c.bench_function("ruling as JSON", |b| b.iter(|| v1::ruling(black_box(&ruling))));
    c.bench_function("shipment read from JSON", |b| {
        b.iter(|| json::read_batch(black_box(LATHE), "lathe-monday.json", book.dictionary()));
    });
}

fn loading(c: &mut Criterion) {
    let sources = rulebook::shipped();
    let mut group = c.benchmark_group("loading");
    group.sample_size(10);
    group.bench_function("the rulebooks that ship, texts to program", |b| {
        b.iter(|| Rulebook::compile(black_box(&sources)).unwrap());
    });
    let large = rulebook_of(&table(100_000));
    // What is loaded stays loaded: taking it down again is not part of it.
    group.bench_function("a list of 100,000 entries", |b| {
        b.iter_with_large_drop(|| Rulebook::compile(black_box(&large)).unwrap());
    });
    group.finish();
}

/// One line under one list of so many entries.
fn as_lists_grow(c: &mut Criterion) {
    let mut group = c.benchmark_group("line put in its slots, recorded");
    for entries in [1_402, 100_000] {
        let book = Rulebook::compile(&rulebook_of(&table(entries))).unwrap();
        let program = compile::compile(book.model());
        let batch = json::read_batch(LISTED, "listed.json", book.dictionary());
        let shipment = batch.shipments.first().unwrap().shipment.as_ref().unwrap();
        let line = shipment.lines.first().unwrap();
        let mut records = Vec::new();
        record_into(&program, &Bound::new((&program, book.model()), shipment, line, None), None, &mut records);
        let hits: usize = records.iter().flat_map(|record| &record.matches).map(|found| found.hits.len()).sum();
        assert_eq!(hits, 1, "one entry covers the item");
        group.bench_function(format!("a list of {entries} entries"), |b| {
            b.iter(|| {
                let bound = Bound::new((&program, book.model()), black_box(shipment), line, None);
                record_into(&program, &bound, None, &mut records);
            });
        });
    }
    group.finish();
}

const LISTED: &[u8] = br#"{"format": "shipment/1", "id": "1", "activity": "export", "country_of_export": "NZ",
    "country_of_destination": "AU", "dates": {"export_declared": "2024-09-09"},
    "lines": [{"line": "1", "codes": [{"scheme": "HSK", "edition": "2022", "value": "8458.19.0042"}]}]}"#;

/// A table of so many entries.
fn table(entries: usize) -> String {
    let rows: Vec<String> = (0..entries).map(|at| format!("{at}\t{}\t2024-01-01", code(at))).collect();
    format!("entry\thsk\tfrom\n{}\n", rows.join("\n"))
}

/// A ten-digit code under a subheading that exists, each another.
fn code(at: usize) -> String {
    const STEMS: [&str; 12] = [
        "845811", "845819", "845710", "850440", "853690", "854231", "854239", "901320", "870323", "847150", "848210",
        "732690",
    ];
    format!("{}{:04}", STEMS.get(at.rem_euclid(STEMS.len())).copied().unwrap_or("845811"), at.div_euclid(STEMS.len()))
}

fn rulebook_of(table: &str) -> cocket::Sources {
    let text = r#"
rulebook nz.large "A large list" {
    jurisdiction  NZ
    authority     office "Export office"
    authentic     en
    nomenclature  HS 2022
    nomenclature  HSK 2022
    time zone     Pacific/Auckland
    decisive date export-declared
}
list large "A large list" { cite act 1; match hsk as HSK; load "large.tsv"; complete hsk from 2024-01-01 }
rule listed "Listed items need a licence" {
    cite act 1
    when item listed in large
    then licence required "Licence" from office
}
"#;
    cocket::Sources::new().with("nz/large.cocket", text).with("nz/large.tsv", table)
}

/// The scenarios of the Korean rulebook, so many times over that they are ten thousand cases, on two threads.
fn ten_thousand_cases(c: &mut Criterion) {
    let mut sources = korea();
    let cases = Rulebook::compile(&sources).unwrap().model().scenarios.iter().map(|one| one.cases.len()).sum::<usize>();
    let scenarios: Vec<(String, String)> = sources
        .in_order()
        .filter(|(_, name, _)| name.contains("/scenarios"))
        .map(|(_, name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    for copy in 1..10_000_usize.div_ceil(cases) {
        for (name, text) in &scenarios {
            sources.add(name.replace("/scenarios", &format!("/copy-{copy}-scenarios")), text.clone());
        }
    }
    let book = Rulebook::compile(&sources).unwrap();
    let many = cases::run_on(&book, |_| true, 2).len();
    assert!((10_000..12_000).contains(&many), "{many} cases");
    let mut group = c.benchmark_group("cases");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::try_from(many).unwrap()));
    group.bench_function("ten thousand scenarios of the Korean rulebook, two threads", |b| {
        b.iter(|| assert!(cases::run_on(black_box(&book), |_| true, 2).iter().all(cases::Outcome::passed)));
    });
    group.finish();
}

criterion_group!(benches, one_line, loading, as_lists_grow, ten_thousand_cases);
criterion_main!(benches);
