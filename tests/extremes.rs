//! Shipments that nobody sends, to break the evaluator: dense ownership, circles, deep content, huge and odd amounts.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it fails")]

use cocket::ruling::{Ruling, confirm};
use cocket::shipment::{CodeValue, StatedCode};
use cocket::shipment::{Content, Line, Owner, Party, Screening, ScreeningResult, Shipment};
use cocket::vocab::{Code, Country, Currency, Date, Decimal, Money, Outcome, Place, Scheme};
use cocket::wire::v1;
use cocket::{Rulebook, Sources};
use std::time::{Duration, Instant};

const LAW: &str = r#"
rulebook xa.law "A law" {
    jurisdiction AU
    authority office "Office"
    authentic en
    nomenclature HS 2022
    time zone Australia/Sydney
    decisive date export-declared
}
licence permit "Permit" { cite act 1; granted by office }
screening denied-list "Denied parties" { cite act 2; ask "Is any party on the list?"; changed 2023-11-01 }
share held-by-denied "Held by denied parties" { cite act 2; of ownership over owners; when denied }
define denied "A denied party" { cite act 2; of party; when any of { matched on denied-list; held-by-denied at least 50 % } }
rule denied-parties "Denied parties" { cite act 2; when any party as end-user where denied; then licence required permit, denial in all cases }
share content-of-ours "Our content" { cite act 3; of value over content; when origin is AU }
sum worth-of-ours "Worth of our content" { cite act 3; of value over content; when origin is AU }
rule content "Our content" {
    cite act 3
    when item is HS 8457
    and content-of-ours more than 25 %
    then licence required permit, case by case
}
rule worth "Worth of it" {
    cite act 3
    when item is HS 8458
    and worth-of-ours at least 25 USD
    then licence required permit, case by case
}
rule inner "Deep inside" {
    cite act 4
    when item is HS 8459
    and any component where { any component where { any component where { any component where { origin is AU } } } }
    then licence required permit, case by case
}
"#;

fn number(of: &str) -> Decimal {
    Decimal::parse(of).unwrap()
}

fn money(of: &str, currency: &str) -> Money {
    Money { amount: number(of), currency: Currency::parse(currency).unwrap() }
}

fn ruling(shipment: &Shipment) -> Ruling {
    let mut sources = Sources::new();
    sources.add("law.cocket", LAW);
    let book = Rulebook::compile(&sources).unwrap();
    let ruling = book.assess_at(shipment, Some(Date::parse("2024-01-01").unwrap()), None);
    assert_eq!(confirm(&ruling), Ok(()));
    // However deep it goes, common readers of JSON can read it.
    assert!(serde_json::from_str::<serde_json::Value>(&v1::ruling(&ruling)).is_ok());
    ruling
}

fn outcome(ruling: &Ruling) -> (Outcome, Outcome) {
    let possible = ruling.standing.possible;
    (possible.best, possible.worst)
}

const DENIED: Outcome = Outcome::LicenceRequired(Some(cocket::vocab::Policy::DenialInAllCases));
const CASE: Outcome = Outcome::LicenceRequired(Some(cocket::vocab::Policy::CaseByCase));

fn item(heading: &str, value: Option<Money>, components: Vec<Line>) -> Shipment {
    let value_of = CodeValue::Code(Code::parse(&Scheme::new("HS"), heading).unwrap());
    let (edition, status, determined_on, reference, index) = (None, None, None, None, 0);
    let code =
        StatedCode { scheme: "HS".to_owned(), edition, value: value_of, status, determined_on, reference, index };
    let content = Content { complete: Some(true), components, ..Content::default() };
    let line = Line { name: "1".to_owned(), codes: vec![code], value, content: Some(content), ..Line::default() };
    Shipment {
        id: "odd".to_owned(),
        declared_destination: Place::parse("NZ"),
        parties_complete: Some(true),
        lines: vec![line],
        ..Shipment::default()
    }
}

fn component(value: Option<Money>, origin: &str) -> Line {
    let base = "/lines/0/content/components/0".to_owned();
    Line { base, name: "1.1".to_owned(), value, origin: Country::parse(origin), ..Line::default() }
}

fn owned(index: usize, owners: Vec<(usize, &str)>, found: Option<ScreeningResult>) -> Party {
    let owner = |(index, (of, percent)): (usize, (usize, &str))| Owner {
        party: format!("P{of}"),
        percent: Some(number(percent)),
        index,
    };
    let screening = found.map(|result| Screening {
        list: "denied-list".to_owned(),
        result,
        screened_on: Date::parse("2023-12-01").ok(),
        version: None,
        index: 0,
    });
    Party {
        id: format!("P{index}"),
        roles: if index == 0 { vec!["end-user".to_owned()] } else { Vec::new() },
        owners: owners.into_iter().enumerate().map(owner).collect(),
        owners_complete: Some(true),
        screenings: screening.into_iter().collect(),
        index,
        ..Party::default()
    }
}

fn parties(all: Vec<Party>) -> Ruling {
    ruling(&Shipment { parties: all, ..item("0101", None, Vec::new()) })
}

/// So much time for what takes milliseconds where it is done well, and for ever where it is not.
const SOON: Duration = Duration::from_secs(20);

/// Twenty layers of ten parties, each owned by all ten of the layer above: ten to the twentieth ways up.
#[test]
fn dense_ownership_is_gone_through_once() {
    let layers = |found: ScreeningResult| {
        let party = |index: usize| {
            let above = (index / 10 + 1) * 10;
            let owners = if above < 200 { (above..above + 10).map(|of| (of, "10")).collect() } else { Vec::new() };
            let last = above == 200;
            owned(index, owners, Some(if last { found } else { ScreeningResult::NoMatch }))
        };
        (0..200).map(party).collect::<Vec<_>>()
    };
    let begun = Instant::now();
    assert_eq!(outcome(&parties(layers(ScreeningResult::Match))), (DENIED, DENIED));
    assert_eq!(outcome(&parties(layers(ScreeningResult::NoMatch))), (Outcome::NoControlFound, Outcome::NoControlFound));
    let open = parties(layers(ScreeningResult::PossibleMatch));
    assert_eq!(outcome(&open), (Outcome::NoControlFound, DENIED));
    assert!(open.questions.iter().any(|one| one.id == "denied-list"), "{:?}", open.questions);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

/// Two hundred parties in a row.
#[test]
fn a_chain_of_owners_is_followed_to_its_end() {
    let chain = |found| {
        let last = 199;
        let party = |index: usize| match index {
            199 => owned(index, Vec::new(), Some(found)),
            _ => owned(index, vec![(index + 1, "50")], Some(ScreeningResult::NoMatch)),
        };
        (0..=last).map(party).collect::<Vec<_>>()
    };
    let begun = Instant::now();
    assert_eq!(outcome(&parties(chain(ScreeningResult::Match))), (DENIED, DENIED));
    assert_eq!(outcome(&parties(chain(ScreeningResult::NoMatch))), (Outcome::NoControlFound, Outcome::NoControlFound));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

/// A shipment that was not read from JSON may say that parties own each other: nothing is known by that.
#[test]
fn a_circle_of_owners_ends_and_is_unknown() {
    let circle: Vec<Party> = (0..6)
        .map(|index| {
            owned(index, vec![((index + 1) % 6, "60"), ((index + 2) % 6, "40")], Some(ScreeningResult::NoMatch))
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(outcome(&parties(circle)), (Outcome::NoControlFound, DENIED));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

/// Whoever builds a shipment in Rust may forget the places of the parties.
#[test]
fn parties_are_told_apart_without_their_places() {
    let mut all = vec![
        owned(0, vec![(1, "60"), (2, "40")], Some(ScreeningResult::NoMatch)),
        owned(1, vec![(3, "100")], Some(ScreeningResult::NoMatch)),
        owned(2, Vec::new(), Some(ScreeningResult::NoMatch)),
        owned(3, Vec::new(), Some(ScreeningResult::Match)),
    ];
    all.iter_mut().for_each(|party| party.index = 0);
    assert_eq!(outcome(&parties(all)), (DENIED, DENIED));
}

/// What clears a party is of its day; a match stands.
#[test]
fn a_look_up_before_a_change_of_the_list_clears_nobody() {
    let looked_up = |result, day: Option<&str>| {
        let mut party = owned(0, Vec::new(), Some(result));
        party.screenings[0].screened_on = day.and_then(|day| Date::parse(day).ok());
        outcome(&parties(vec![party]))
    };
    let either = (Outcome::NoControlFound, DENIED);
    for clear in [ScreeningResult::NoMatch, ScreeningResult::FalsePositiveConfirmed] {
        assert_eq!(looked_up(clear, Some("2023-10-31")), either);
        assert_eq!(looked_up(clear, Some("2023-11-01")), nothing());
        assert_eq!(looked_up(clear, None), either);
    }
    for day in [Some("2023-10-31"), Some("2023-11-01"), None] {
        assert_eq!(looked_up(ScreeningResult::Match, day), (DENIED, DENIED));
        assert_eq!(looked_up(ScreeningResult::PossibleMatch, day), either);
    }
}

#[test]
fn owners_of_more_than_everything_tell_nothing() {
    let two = |percent| {
        let end = vec![
            owned(1, Vec::new(), Some(ScreeningResult::Match)),
            owned(2, Vec::new(), Some(ScreeningResult::NoMatch)),
        ];
        let first = owned(0, vec![(1, percent), (2, "50")], Some(ScreeningResult::NoMatch));
        outcome(&parties([first].into_iter().chain(end).collect()))
    };
    assert_eq!(two("50"), (DENIED, DENIED));
    assert_eq!(two("49.999999999"), (Outcome::NoControlFound, Outcome::NoControlFound));
    assert_eq!(two("50.000000001"), (Outcome::NoControlFound, DENIED));
    assert_eq!(two("500"), (Outcome::NoControlFound, DENIED));
}

fn nothing() -> (Outcome, Outcome) {
    (Outcome::NoControlFound, Outcome::NoControlFound)
}

fn open() -> (Outcome, Outcome) {
    (Outcome::NoControlFound, CASE)
}

#[test]
fn odd_amounts_of_content() {
    let usd = |of: &str| Some(money(of, "USD"));
    let of = |whole, parts: Vec<Line>| outcome(&ruling(&item("8457", whole, parts)));
    assert_eq!(of(usd("100"), vec![component(usd("25"), "AU"), component(usd("75"), "DE")]), nothing());
    assert_eq!(of(usd("100"), vec![component(usd("25.000000001"), "AU")]), (CASE, CASE));
    // Another currency, nothing at all, and a component that is worth more than the whole.
    assert_eq!(of(usd("100"), vec![component(Some(money("30", "EUR")), "AU")]), open());
    assert_eq!(of(usd("0"), vec![component(usd("0"), "AU")]), open());
    assert_eq!(of(usd("100"), vec![component(usd("101"), "AU")]), open());
    assert_eq!(of(None, vec![component(usd("1"), "AU")]), open());
    assert_eq!(of(usd("0"), vec![component(usd("0"), "DE")]), nothing());
    // As many digits as can be held.
    let huge = "999999999999999999.999999999";
    assert_eq!(of(usd(huge), vec![component(usd(huge), "AU")]), (CASE, CASE));
    // Less than nothing is no amount.
    assert_eq!(of(usd("-100"), vec![component(usd("-50"), "AU")]), open());
    assert_eq!(of(usd("100"), vec![component(usd("-50"), "DE"), component(usd("30"), "AU")]), (CASE, CASE));
    assert_eq!(of(usd("100"), vec![component(usd("120"), "AU"), component(usd("-50"), "DE")]), open());
}

/// What cannot be held exactly is not held, instead of being rounded.
#[test]
fn no_digit_is_rounded_away() {
    let (huge, tiny) = (number("999999999999999999.999999999"), number("0.000000000000000001"));
    assert_eq!(huge.times(number("49.999999999")), None);
    assert_eq!(huge.plus(tiny), None);
    assert_eq!(huge.minus(tiny), None);
    assert_eq!(huge.times(Decimal::HUNDRED).and_then(Decimal::hundredth), Some(huge));
    assert_eq!(tiny.times(tiny), None);
    let quarter = number("24.999999999999999999");
    let whole = Some(money("100", "USD"));
    let of = |value| {
        outcome(&ruling(&item(
            "8457",
            whole,
            vec![component(Some(Money { amount: value, ..money("0", "USD") }), "AU")],
        )))
    };
    assert_eq!(of(quarter), nothing());
    assert_eq!(of(quarter.plus(tiny).unwrap()), nothing());
    assert_eq!(of(quarter.plus(tiny).unwrap().plus(tiny).unwrap()), (CASE, CASE));
}

#[test]
fn sums_are_in_the_currency_asked() {
    let of = |parts: Vec<Line>| outcome(&ruling(&item("8458", None, parts)));
    let au = |of: &str, currency: &str| component(Some(money(of, currency)), "AU");
    assert_eq!(of(vec![au("10", "USD"), au("15", "USD")]), (CASE, CASE));
    assert_eq!(of(vec![au("10", "EUR"), au("25", "USD")]), (CASE, CASE));
    assert_eq!(of(vec![au("25", "USD"), au("10", "EUR")]), (CASE, CASE));
    assert_eq!(of(vec![au("10", "EUR"), au("24", "USD")]), open());
    assert_eq!(of(vec![component(Some(money("10", "EUR")), "DE"), au("24", "USD")]), nothing());
    assert_eq!(of(Vec::new()), nothing());
}

#[test]
fn a_thousand_components_and_deep_content() {
    let many = |value: &str| (0..1000).map(|_| component(Some(money(value, "USD")), "AU")).collect::<Vec<_>>();
    let begun = Instant::now();
    assert_eq!(outcome(&ruling(&item("8457", Some(money("4000", "USD")), many("1")))), nothing());
    assert_eq!(outcome(&ruling(&item("8457", Some(money("4000", "USD")), many("1.01")))), (CASE, CASE));
    let mut inner = component(None, "AU");
    for depth in 0..600 {
        let content = Content { complete: Some(true), components: vec![inner], ..Content::default() };
        let base = format!("/lines/0/content/components/{depth}");
        inner = Line { base, content: Some(content), ..component(None, "DE") };
    }
    assert_eq!(outcome(&ruling(&item("8459", None, vec![inner]))), nothing());
    let mut four = component(None, "AU");
    for _ in 0..3 {
        let content = Content { complete: Some(true), components: vec![four], ..Content::default() };
        four = Line { content: Some(content), ..component(None, "DE") };
    }
    assert_eq!(outcome(&ruling(&item("8459", None, vec![four]))), (CASE, CASE));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}
