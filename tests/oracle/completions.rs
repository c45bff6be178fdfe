//! The ways in which the unknown facts of a shipment could fall: every question a broker could be asked, each with the
//! answers that make a difference somewhere in these invented laws.
//!
//! What was derived is kept, as the law of monotony asks: the act, and which destination is read.

use super::listed::Classified;
use super::worlds::{ITEMS, ORCHID, PLACES, TOOLS, World, code, country, day, place};
use super::{Bound, Entries, Reader};
use cocket::model::{ClassificationId, RulebookId};
use cocket::shipment::{CodeValue, FactValue, Party, Shipment, StatedCode, StatedFact};
use cocket::vocab::{Currency, Date, Decimal, Money, Place, Quantity, Scheme, Unit};

/// Something that is told: what becomes known of a shipment by it.
pub type Answer = Box<dyn Fn(&mut Shipment)>;

/// Something that is not known, and the answers it may have.
pub struct Unknown {
    /// The fact's, field's or classification's name.
    pub name: String,
    /// Its answers.
    pub answers: Vec<Answer>,
}

/// Everything that is not known of a shipment and could be told.
pub fn unknowns(world: &World) -> Vec<Unknown> {
    let known = &world.shipment;
    let mut all: Vec<(&str, Vec<Answer>)> = Vec::new();
    for (name, values) in declared_facts().into_iter().filter(|(name, _)| unanswered(known, name)) {
        all.push((name, values.into_iter().map(|value| with_fact(name, value)).collect()));
    }
    if !known.lines[0].specs.contains_key("bore") {
        all.push(("bore", (-1..5).map(|n| with_spec("bore", n)).collect()));
    }
    for name in ["export-declared", "contract-signed"].into_iter().filter(|name| !known.dates.contains_key(*name)) {
        all.push((name, days().into_iter().map(|day| with_date(name, day)).collect()));
    }
    all.push(("hs", tariff_codes(known)));
    for (id, scheme, codes) in [(ORCHID, "ORCHID", ["3A", "3A.1", "4B"]), (TOOLS, "TOOLS", ["1", "2", "3"])] {
        if matches!(reader(world).classified(id), Classified::Unknown) {
            all.push((name_of(world, id), classifications(scheme, &codes)));
        }
    }
    all.extend(places(known));
    let some = all.into_iter().filter(|(_, answers)| !answers.is_empty());
    some.map(|(name, answers)| Unknown { name: name.to_owned(), answers }).collect()
}

/// The shipment with that answer.
pub fn told(known: &Shipment, answer: &Answer) -> Shipment {
    let mut told = known.clone();
    answer(&mut told);
    told
}

/// Every unknown settled: so many ways of doing it, others for other seeds.
pub fn completions(world: &World, at_most: usize, seed: usize) -> Vec<Shipment> {
    (0..at_most)
        .map(|turn| complete(world.clone(), seed.wrapping_mul(31).wrapping_add(turn.wrapping_mul(7919))))
        .collect()
}

fn complete(mut world: World, mut choice: usize) -> Shipment {
    // An answer may leave something half open: a code of four digits can be given more of them.
    for _ in 0..3 {
        for unknown in unknowns(&world) {
            choice = choice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = (choice >> 33) % unknown.answers.len();
            unknown.answers[pick](&mut world.shipment);
        }
    }
    world.shipment
}

fn reader(world: &World) -> Reader<'_> {
    let on = world.asked.on.or_else(|| world.shipment.date("export-declared"));
    let line = &world.shipment.lines[0];
    Reader {
        model: &world.model,
        shipment: &world.shipment,
        line,
        goods: line,
        party: None,
        book: RulebookId(0),
        on,
        known_on: world.asked.known_on,
        entry: Bound::Nothing,
        entries: Entries::Singly,
    }
}

fn name_of(world: &World, id: ClassificationId) -> &str {
    &world.model.classifications[id.index()].id
}

/// Silence already answers `notified`, so it is not among them.
fn declared_facts() -> Vec<(&'static str, Vec<FactValue>)> {
    let yes_or_no = || vec![FactValue::Yes, FactValue::No];
    let choice = |word: &str| FactValue::Choice(word.to_owned());
    let marks = |words: &[&str]| FactValue::Choices(words.iter().map(|&word| word.to_owned()).collect());
    let usd = |n: i32| Money { amount: number(n), currency: Currency::parse("USD").unwrap() };
    vec![
        ("calibrated", yes_or_no()),
        ("sealed", yes_or_no()),
        ("vouched", yes_or_no()),
        ("purpose", vec![choice("civil"), choice("research"), choice("unable-to-determine")]),
        ("marks", vec![marks(&[]), marks(&["rust"]), marks(&["dent"]), marks(&["rust", "dent"])]),
        ("price", (0..5).map(|n| FactValue::Money(usd(n))).collect()),
        ("tested-on", days().into_iter().map(FactValue::Date).collect()),
        ("seat", ["RU", "BY", "DE"].into_iter().map(|of| FactValue::Country(country(of))).collect()),
    ]
}

fn unanswered(known: &Shipment, name: &str) -> bool {
    let Some(stated) = known.fact_of(&known.lines[0], name) else { return true };
    stated.value == FactValue::Unknown || name == "vouched" && stated.asserted_by.is_none()
}

/// The days on which something changes, and the days before.
fn days() -> Vec<Date> {
    (-1..10).flat_map(|tenth| [day(tenth).previous(), day(tenth)]).collect()
}

fn number(n: i32) -> Decimal {
    Decimal::parse(&n.to_string()).unwrap()
}

fn with_fact(name: &'static str, value: FactValue) -> Answer {
    let fact = StatedFact { asserted_by: Some("the office".to_owned()), ..StatedFact::new(value) };
    Box::new(move |told| {
        told.facts.insert(name.to_owned(), fact.clone());
    })
}

fn with_spec(name: &'static str, n: i32) -> Answer {
    let quantity = Quantity { amount: number(n), unit: Unit::from_symbol("mm").unwrap() };
    Box::new(move |told| {
        told.lines[0].specs.insert(name.to_owned(), Some(quantity));
    })
}

fn with_date(name: &'static str, day: Date) -> Answer {
    Box::new(move |told| {
        told.dates.insert(name.to_owned(), day);
    })
}

fn is_tariff(scheme: &str) -> bool {
    Scheme::new(scheme).tariff_digits().is_some()
}

/// A missing code, one with few digits and one of another edition can each be given better.
fn tariff_codes(known: &Shipment) -> Vec<Answer> {
    let better: Vec<(&str, &str)> = match known.lines[0].codes.iter().find(|stated| is_tariff(&stated.scheme)) {
        None => ITEMS.to_vec(),
        Some(stated) if stated.edition.as_deref() == Some("2017") => ITEMS.to_vec(),
        Some(stated) => match &stated.value {
            CodeValue::Code(code) => longer(code.text()),
            CodeValue::Nothing => Vec::new(),
        },
    };
    better
        .into_iter()
        .map(|(scheme, written)| with_code(is_tariff, scheme, CodeValue::Code(code(scheme, written))))
        .collect()
}

fn longer(text: &str) -> Vec<(&'static str, &'static str)> {
    match text {
        "8457" => vec![("HS", "8457.10"), ("HSK", "8457.10.4000"), ("HSK", "8457.20.0000")],
        "845710" => vec![("HSK", "8457.10.4000"), ("HSK", "8457.10.1000")],
        _ => Vec::new(),
    }
}

fn classifications(scheme: &'static str, codes: &[&str]) -> Vec<Answer> {
    let values = codes.iter().map(|written| CodeValue::Code(code(scheme, written))).chain([CodeValue::Nothing]);
    values.map(|value| with_code(move |other| other == scheme, scheme, value)).collect()
}

/// A code in the place of those it betters.
fn with_code(betters: impl Fn(&str) -> bool + 'static, scheme: &str, value: CodeValue) -> Answer {
    let scheme = scheme.to_owned();
    Box::new(move |told| {
        let codes = &mut told.lines[0].codes;
        codes.retain(|stated| !betters(&stated.scheme));
        let (scheme, value) = (scheme.clone(), value.clone());
        codes.push(StatedCode {
            scheme,
            edition: None,
            value,
            status: None,
            determined_on: None,
            reference: None,
            index: 0,
        });
        codes.iter_mut().enumerate().for_each(|(index, stated)| stated.index = index);
    })
}

/// Places; the end user, where none is told, turns out to be where the goods are read to go.
fn places(known: &Shipment) -> Vec<(&'static str, Vec<Answer>)> {
    let mut all: Vec<(&'static str, Vec<Answer>)> = Vec::new();
    let read = known.known_end_destination.clone().or_else(|| known.declared_destination.clone());
    match read {
        None => all.push(("destination", PLACES.iter().map(|&of| goes_to(place(of))).collect())),
        Some(there) if known.parties.is_empty() && known.legs.is_empty() => {
            all.push(("end user", vec![ends_with_a_user_in(there)]))
        }
        Some(_) => {}
    }
    if known.country_of_export.is_none() {
        all.push(("country of export", ["KR", "DE"].into_iter().map(leaves).collect()));
    }
    if known.lines[0].origin.is_none() {
        all.push(("origin", ["KR", "DE", "RU"].into_iter().map(originates).collect()));
    }
    all
}

fn goes_to(there: Place) -> Answer {
    Box::new(move |told| told.declared_destination = Some(there.clone()))
}

fn leaves(from: &'static str) -> Answer {
    Box::new(move |told| told.country_of_export = Some(place(from)))
}

fn originates(from: &'static str) -> Answer {
    Box::new(move |told| told.lines[0].origin = Some(country(from)))
}

fn ends_with_a_user_in(there: Place) -> Answer {
    let roles = || vec!["end-user".to_owned()];
    Box::new(move |told| {
        told.parties =
            vec![Party { id: "P1".to_owned(), roles: roles(), country: Some(there.clone()), ..Party::default() }];
    })
}
