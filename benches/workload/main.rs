//! One workload: a hundred thousand shipments of one line under a list of 1,402 subheadings that begin on four days, for two
//! destinations, with a content share for re-exports and three exceptions. Everything is known of every shipment. A hand-written
//! program decides the same ones; the outcomes of both must agree on every one, or nothing is measured.
//!
//! What decides is the answers to the tests that were come to, the rules that may hold with the entry and what is left of each, and
//! what they amount to: a sufficient reason for the truth of every rule, without the shipment (`BookRecord::stands_alone`).
//! "Every test" is the same with the answers that decide nothing. "Unfolded" is a bit for every clause of every rule, one after the
//! other. Reading JSON is in none of the rows (see `benches/assess.rs`).
//!
//! `cargo bench --bench workload`. Quote ratios of one run, not single figures.
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a benchmark may stop where it fails")]

use cocket::compile::Program;
use cocket::eval::{BookRecord, Bound, Question, assess, record, record_into, record_whole_into};
use cocket::shipment::{CodeValue, Content, Dates, FactValue, Line, Shipment, StatedCode, StatedFact};
use cocket::vocab::{
    Act, Code, Country, Currency, Date, Decimal, Money, Outcome, Period, Place, Scheme, StandardDate, hs_codes,
};
use cocket::{Rulebook, Sources, compile};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::collections::HashMap;
use std::hint::black_box;

const ENTRIES: usize = 1_402;
const SHIPMENTS: usize = 100_000;
/// How many are at hand at one time: as many as come in together, and so many that they lie in no near memory.
const HELD: [usize; 2] = [200, 10_000];
/// The day of the first amendment, and how many days the others follow each other by.
const FIRST_DAY: i32 = 19_077;
const AMENDED_EVERY: i32 = 200;

/// A generator of numbers that look random: the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).rem_euclid(bound)
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    fn number(&mut self, bound: u64) -> i32 {
        i32::try_from(self.below(bound)).unwrap()
    }
}

/// An entry as the hand-written program holds it: in force for each of the two destinations from a day and before one.
#[derive(Clone, Copy)]
struct Entry {
    code: &'static str,
    periods: [Period; 2],
}

fn entries() -> Vec<Entry> {
    let mut numbers = Numbers(1);
    let codes = hs_codes("").filter(|(_, editions)| editions.contains(&"2022")).map(|(code, _)| code);
    let some: Vec<&str> = codes.step_by(3).take(ENTRIES).collect();
    assert_eq!(some.len(), ENTRIES);
    let entry = |code| {
        let mut period = || {
            let from = FIRST_DAY + AMENDED_EVERY * numbers.number(4);
            let ends = numbers.one_in(10).then(|| Date::from_number(from + 300));
            Period { from: Some(Date::from_number(from)), before: ends }
        };
        Entry { code, periods: [period(), period()] }
    };
    some.into_iter().map(entry).collect()
}

fn table(entries: &[Entry], destination: usize) -> String {
    let row = |(at, entry): (usize, &Entry)| {
        let period = entry.periods.get(destination).unwrap();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("{at}\t{}\t{}\t{}\n", entry.code, day(period.from), day(period.before))
    };
    let rows: String = entries.iter().enumerate().map(row).collect();
    format!("entry\ths\tfrom\tbefore\n{rows}")
}

/// A shipment as the hand-written program holds it.
struct Row {
    act: Act,
    destination: Country,
    code: u32,
    declared: Date,
    contract: Date,
    humanitarian: bool,
    subsidiary: bool,
    /// What its content is worth, and whether it is of this country.
    content: Vec<(u32, bool)>,
}

fn rows(entries: &[Entry]) -> Vec<Row> {
    let mut numbers = Numbers(2);
    let country = |code: &str| Country::parse(code).unwrap();
    let destinations = [country("RU"), country("BY"), country("KZ"), country("DE")];
    let others: Vec<&str> =
        hs_codes("").filter(|(_, editions)| editions.contains(&"2022")).map(|(code, _)| code).collect();
    let row = |_| {
        let listed = numbers.below(2) == 0;
        let from = if listed { entries.len() } else { others.len() };
        let at = usize::try_from(numbers.below(u64::try_from(from).unwrap())).unwrap();
        let code = if listed { entries.get(at).unwrap().code } else { others.get(at).unwrap() };
        let declared = FIRST_DAY - 100 + numbers.number(1_000);
        let parts = 2 + numbers.below(4);
        Row {
            act: if numbers.one_in(3) { Act::Reexport } else { Act::Export },
            destination: *destinations.get(usize::try_from(numbers.below(4)).unwrap()).unwrap(),
            code: code.parse().unwrap(),
            declared: Date::from_number(declared),
            contract: Date::from_number(declared - numbers.number(180)),
            humanitarian: numbers.one_in(10),
            subsidiary: numbers.one_in(10),
            content: (0..parts).map(|_| (u32::try_from(numbers.below(1_000)).unwrap(), numbers.one_in(3))).collect(),
        }
    };
    (0..SHIPMENTS).map(row).collect()
}

/// The same as a shipment.
fn shipment(row: &Row) -> Shipment {
    let dollars = |amount: u32| Money { amount: Decimal::from(amount), currency: Currency::parse("USD").unwrap() };
    let place = |code: &str| Place::parse(code).unwrap();
    let yes_or_no = |yes: bool| StatedFact::new(if yes { FactValue::Yes } else { FactValue::No });
    let component = |(at, &(value, own)): (usize, &(u32, bool))| Line {
        base: format!("/lines/0/content/components/{at}"),
        index: at,
        origin: Country::parse(if own { "NZ" } else { "AU" }),
        value: Some(dollars(value)),
        ..Line::default()
    };
    let code = StatedCode {
        scheme: "HS".to_owned(),
        edition: Some("2022".to_owned()),
        value: CodeValue::Code(Code::parse(&Scheme::new("HS"), &format!("{:06}", row.code)).unwrap()),
        status: None,
        determined_on: None,
        reference: None,
        index: 0,
    };
    let line = Line {
        name: "1".to_owned(),
        codes: vec![code],
        value: Some(dollars(row.content.iter().map(|(value, _)| value).sum::<u32>().max(1))),
        content: Some(Content {
            complete: Some(true),
            components: row.content.iter().enumerate().map(component).collect(),
            ..Content::default()
        }),
        ..Line::default()
    };
    Shipment {
        id: "1".to_owned(),
        act: Some(row.act),
        country_of_export: Some(place("NZ")),
        declared_destination: Some(Place { country: row.destination, subdivision: None }),
        dates: Dates::from_iter([
            (StandardDate::ExportDeclared, row.declared),
            (StandardDate::ContractSigned, row.contract),
        ]),
        lines: vec![line],
        facts: [
            ("humanitarian".to_owned(), yes_or_no(row.humanitarian)),
            ("subsidiary".to_owned(), yes_or_no(row.subsidiary)),
        ]
        .into(),
        ..Shipment::default()
    }
}

/// The hand-written program: an index by code, and the law as conditions of the language it is written in.
struct ByHand {
    entries: HashMap<u32, [Period; 2]>,
    destinations: [Country; 2],
}

impl ByHand {
    fn new(entries: &[Entry]) -> ByHand {
        let by_code = entries.iter().map(|entry| (entry.code.parse().unwrap(), entry.periods));
        let country = |code: &str| Country::parse(code).unwrap();
        ByHand { entries: by_code.collect(), destinations: [country("RU"), country("BY")] }
    }

    /// Whether a licence is required, and whether an exception relieves it.
    fn decide(&self, row: &Row) -> (bool, bool) {
        let Some(at) = self.destinations.iter().position(|own| *own == row.destination) else { return (false, false) };
        let period = self.entries.get(&row.code).and_then(|periods| periods.get(at));
        let Some(period) = period.filter(|period| period.contains(row.declared)) else { return (false, false) };
        let reached = row.act == Act::Export || {
            let whole = row.content.iter().map(|(value, _)| value).sum::<u32>().max(1);
            let own: u32 = row.content.iter().filter(|(_, own)| *own).map(|(value, _)| value).sum();
            own * 100 >= whole * 25
        };
        let before = period.from.is_some_and(|from| row.contract < from);
        let in_time = row.declared.number() <= row.contract.number() + 90;
        (reached, reached && (before && in_time || row.humanitarian || row.subsidiary))
    }
}

fn same(program: &Program, book: &Rulebook, rows: &[Row], by_hand: &ByHand) {
    let (mut required, mut relieved) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        let shipment = shipment(row);
        let bound = Bound::new((program, book.model()), &shipment, shipment.lines.first().unwrap(), None);
        let shown = record(program, &bound, None).first().unwrap().weight.shown;
        let (licence, exempt) = by_hand.decide(row);
        let expected = match (licence, exempt) {
            (true, false) => matches!(shown.worst, Outcome::LicenceRequired(_)),
            (true, true) => shown.worst == Outcome::PermittedWithDuties,
            (false, _) => shown.worst == Outcome::NoControlFound,
        };
        assert!(expected && shown.is_single(), "shipment {at}: {shown:?}, by hand {licence} {exempt}");
        required += usize::from(licence && !exempt);
        relieved += usize::from(exempt);
    }
    assert!(required > SHIPMENTS / 20 && relieved > SHIPMENTS / 100, "{required} required, {relieved} relieved");
}

fn workload(c: &mut Criterion) {
    let entries = entries();
    let sources = Sources::new()
        .with("nz/workload.cocket", include_str!("workload.cocket"))
        .with("nz/first.tsv", table(&entries, 0))
        .with("nz/second.tsv", table(&entries, 1));
    let book = Rulebook::compile(&sources).unwrap();
    let program = compile::compile(book.model());
    let rows = rows(&entries);
    let by_hand = ByHand::new(&entries);
    same(&program, &book, &rows, &by_hand);

    for held in HELD {
        measure(c, (&program, &book), &by_hand, rows.get(..held).unwrap());
    }
}

fn measure(c: &mut Criterion, (program, book): (&Program, &Rulebook), by_hand: &ByHand, rows: &[Row]) {
    let shipments: Vec<Shipment> = rows.iter().map(shipment).collect();
    let bind = |shipment| Bound::new((program, book.model()), shipment, shipment.lines.first().unwrap(), None);
    let bound: Vec<Bound<'_>> = shipments.iter().map(bind).collect();
    let ask = Question::default();
    let mut group = c.benchmark_group(format!("workload, {} shipments at hand", rows.len()));
    group.throughput(Throughput::Elements(u64::try_from(rows.len()).unwrap()));
    group.bench_function("by hand, without any reason", |b| {
        b.iter(|| {
            let mut relieved = 0_usize;
            for row in rows {
                let (licence, exempt) = black_box(by_hand.decide(black_box(row)));
                relieved += usize::from(licence && exempt);
            }
            relieved
        });
    });
    // One line after the other, in the same room.
    let mut records: Vec<BookRecord> = Vec::new();
    group.bench_function("line in its slots, recorded: what decides", |b| {
        b.iter(|| {
            for line in &bound {
                record_into(program, black_box(line), None, &mut records);
            }
        });
    });
    group.bench_function("line put in its slots, recorded: what decides", |b| {
        b.iter(|| {
            for one in &shipments {
                record_into(program, &bind(black_box(one)), None, &mut records);
            }
        });
    });
    group.bench_function("line put in its slots, recorded: every test", |b| {
        b.iter(|| {
            for one in &shipments {
                record_whole_into(program, &bind(black_box(one)), None, &mut records);
            }
        });
    });
    group.bench_function("line put in its slots, unfolded into the bit of every clause", |b| {
        b.iter(|| {
            shipments
                .iter()
                .map(|one| assess(program, book.model(), black_box(one), one.lines.first().unwrap(), ask).books.len())
                .sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, workload);
criterion_main!(benches);
