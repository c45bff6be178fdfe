//! The ways in which the unknown facts of a shipment could fall: every question a broker could be asked, each with the
//! answers that make a difference somewhere in these invented laws.
//!
//! What was derived is kept, as the law of monotony asks: the act, and which destination is read.

use super::listed::Classified;
use super::worlds::{ITEMS, ORCHID, PLACES, SUBSTANCES, TOOLS, World, code, country, day, place};
use super::{Bound, Entries, Reader};
use cocket::model::{ClassificationId, RulebookId, ScreeningId};
use cocket::shipment::{
    Certainty, CodeValue, FactValue, Line, Owner, Party, Screening, ScreeningResult, Shipment, StatedCode, StatedFact,
};
use cocket::vocab::{Currency, Date, Decimal, Money, Place, Quantity, Scheme, StandardDate, Unit};

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
    for name in [StandardDate::ExportDeclared, StandardDate::ContractSigned]
        .into_iter()
        .filter(|name| known.date(*name).is_none())
    {
        all.push((name.name(), days().into_iter().map(|day| with_date(name, day)).collect()));
    }
    all.push(("hs", tariff_codes(world)));
    if !known.lines[0].codes.iter().any(|stated| stated.scheme == "CAS") {
        all.push(("cas", classifications("CAS", &SUBSTANCES)));
    }
    for (id, scheme, codes) in [(ORCHID, "ORCHID", ["3A", "3A.1", "4B"]), (TOOLS, "TOOLS", ["1", "2", "3"])] {
        if matches!(reader(world).classified(id), Classified::Unknown) {
            all.push((name_of(world, id), classifications(scheme, &codes)));
        }
    }
    all.extend(places(known));
    all.extend(parts(world));
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
    let on = world.asked.on.or_else(|| world.shipment.date(StandardDate::ExportDeclared));
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

fn with_date(name: StandardDate, day: Date) -> Answer {
    Box::new(move |told| {
        told.dates.set(name, Some(day));
    })
}

fn is_tariff(scheme: &str) -> bool {
    Scheme::new(scheme).tariff_digits().is_some()
}

/// A missing code, one with few digits and one of another edition can each be given better.
fn tariff_codes(world: &World) -> Vec<Answer> {
    let tariffs = world.shipment.lines[0].codes.iter().filter(|stated| is_tariff(&stated.scheme));
    let digits = |stated: &&StatedCode| match &stated.value {
        CodeValue::Code(code) => code.text().len(),
        CodeValue::Nothing => 0,
    };
    let better: Vec<(&str, &str)> = match tariffs.max_by_key(digits) {
        None => ITEMS.to_vec(),
        Some(stated) if !may_be_read(world, stated) => ITEMS.to_vec(),
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

/// Whether a code is of the edition of the decisive day, or of one that it may be.
fn may_be_read(world: &World, stated: &StatedCode) -> bool {
    let Some(edition) = &stated.edition else { return true };
    let own = world.model.rulebooks[0].nomenclature.iter().filter(|own| own.scheme == stated.scheme);
    let on = reader(world).on;
    own.filter(|own| on.is_none_or(|on| own.period.contains(on))).any(|own| own.edition == *edition)
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
        Some(there) if nobody_is_missing(known) => all.push(("end user", vec![ends_with_a_user_in(there)])),
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
        let index = told.parties.len();
        let (id, country) = (format!("P{index}"), Some(there.clone()));
        told.parties.push(Party { id, roles: roles(), country, index, ..Party::default() });
    })
}

/// Whether there may be an end user who is not stated, and nothing else speaks of where the goods end.
fn nobody_is_missing(known: &Shipment) -> bool {
    let no_user = known.parties.iter().all(|party| party.roles.is_empty());
    no_user
        && known.parties_complete != Some(true)
        && !known.legs.iter().any(|leg| leg.certainty == Some(Certainty::Suspected))
}

/// A line, a component of it, or something it was produced with.
#[derive(Clone, Copy)]
enum At {
    Line,
    Component(usize),
    /// What a component is made of.
    Inner(usize, usize),
    Input(usize),
}

impl At {
    fn of(self, told: &mut Shipment) -> &mut Line {
        if let At::Inner(at, inner) = self {
            return &mut At::Component(at).of(told).content.as_mut().unwrap().components[inner];
        }
        let line = &mut told.lines[0];
        match self {
            At::Line | At::Inner(..) => line,
            At::Component(at) => &mut line.content.as_mut().unwrap().components[at],
            At::Input(at) => &mut line.produced_with[at],
        }
    }
}

type Told = Vec<(&'static str, Vec<Answer>)>;

/// An answer for each value.
fn each<T: Clone + 'static>(values: Vec<T>, tell: impl Fn(&mut Shipment, T) + Clone + 'static) -> Vec<Answer> {
    let answer = |value: T| -> Answer {
        let tell = tell.clone();
        Box::new(move |told| tell(told, value.clone()))
    };
    values.into_iter().map(answer).collect()
}

fn yes(tell: impl Fn(&mut Shipment) + 'static) -> Vec<Answer> {
    vec![Box::new(tell)]
}

fn dollars(of: Decimal) -> Money {
    Money { amount: of, currency: Currency::parse("USD").unwrap() }
}

fn kilograms(of: Decimal) -> Quantity {
    Quantity { amount: of, unit: Unit::from_symbol("kg").unwrap() }
}

/// Nothing, a quarter of a hundred, and all that is left, as far as that much is left.
fn up_to(left: Decimal) -> Vec<Decimal> {
    let some = [number(0), number(25), left];
    some.into_iter().filter(|some| *some <= left && !some.is_negative()).collect()
}

/// The same, as far as it is no less than what is in it.
fn enough(left: Decimal, within: Decimal) -> Vec<Decimal> {
    up_to(left).into_iter().filter(|some| *some >= within).collect()
}

fn sum(of: impl Iterator<Item = Decimal>) -> Decimal {
    of.fold(Decimal::ZERO, |all, one| all.plus(one).unwrap())
}

/// What may be told of components, of what the line was produced with, of parties, owners, licences and the way. Nothing
/// that is told contradicts what is known: components are worth no more than the whole, owners own no more than all.
fn parts(world: &World) -> Told {
    let known = &world.shipment;
    let line = &known.lines[0];
    let mut all: Told = of_whole(line);
    for (at, part) in line.components().iter().enumerate() {
        all.extend(of_component(line, part, at));
        all.extend(of_part(part, At::Component(at)));
        all.extend(of_inner(part, at));
    }
    for (at, part) in line.produced_with.iter().enumerate() {
        all.extend(of_part(part, At::Input(at)));
    }
    all.extend(of_parties(world));
    all.extend(of_licences(known));
    if known.routing.is_empty() && known.legs.is_empty() {
        let ways = vec![vec!["RU"], vec!["DE"], vec!["UA", "BY"]];
        all.push(("way", each(ways, |told, way| told.routing = way.into_iter().map(country).collect())));
    }
    all
}

fn worth(line: &Line) -> Decimal {
    sum(line.components().iter().filter_map(|part| part.value).map(|value| value.amount))
}

/// How heavy the components are that are known, of a whole of a hundred kilograms.
fn mass(line: &Line) -> Decimal {
    let own = |part: &Line| part.net_mass.map(|mass| mass.amount).or(part.concentration);
    sum(line.components().iter().filter_map(own))
}

fn of_whole(line: &Line) -> Told {
    let mut all: Told = Vec::new();
    let known = worth(line);
    if line.value.is_none() {
        let values = vec![known, known.times(number(4)).unwrap(), known.plus(number(100)).unwrap()];
        all.push(("value", each(values, |told, value| told.lines[0].value = Some(dollars(value)))));
    }
    if line.net_mass.is_none() && mass(line) <= number(100) {
        all.push(("mass", yes(|told| told.lines[0].net_mass = Some(kilograms(number(100))))));
    }
    let left = line.value.map_or(number(100), |value| value.amount.minus(known).unwrap());
    let content = line.content.as_ref().and_then(|content| content.complete);
    let more = |told: &mut Shipment, value: Decimal| {
        let content = told.lines[0].content.get_or_insert_default();
        let at = content.components.len();
        let base = format!("/lines/0/content/components/{at}");
        let name = format!("1.{}", at + 1);
        content.components.push(Line { base, name, index: at, value: Some(dollars(value)), ..Line::default() });
        content.complete = Some(true);
    };
    if content != Some(true) && line.components().len() < 4 {
        let mut answers = each(up_to(left), more);
        if content.is_none() {
            answers.extend(yes(|told| told.lines[0].content.get_or_insert_default().complete = Some(true)));
        }
        all.push(("content", answers));
    }
    if line.produced_with_complete != Some(true) && line.produced_with.len() < 3 {
        let mut answers = yes(|told| {
            let line = &mut told.lines[0];
            let at = line.produced_with.len();
            let (base, name) = (format!("/lines/0/produced_with/{at}"), format!("1.with-{}", at + 1));
            line.produced_with.push(Line { base, name, index: at, ..Line::default() });
            line.produced_with_complete = Some(true);
        });
        if line.produced_with_complete.is_none() {
            answers.extend(yes(|told| told.lines[0].produced_with_complete = Some(true)));
        }
        all.push(("produced-with", answers));
    }
    all
}

fn of_component(line: &Line, part: &Line, at: usize) -> Told {
    let mut all: Told = Vec::new();
    let at = At::Component(at);
    if part.value.is_none() {
        let left = line.value.map_or(number(100), |whole| whole.amount.minus(worth(line)).unwrap());
        all.push((
            "value of a component",
            each(enough(left, worth(part)), move |told, value| at.of(told).value = Some(dollars(value))),
        ));
    }
    let left = number(100).minus(mass(line)).unwrap();
    if part.net_mass.is_none() && part.concentration.is_none() {
        let answers = each(enough(left, mass(part)), move |told, mass| at.of(told).net_mass = Some(kilograms(mass)));
        all.push(("mass of a component", answers));
        let answers = each(up_to(left), move |told, share| at.of(told).concentration = Some(share));
        all.push(("concentration", answers));
    }
    if let (Some(mass), None) = (part.net_mass, part.concentration) {
        all.push(("concentration", yes(move |told| at.of(told).concentration = Some(mass.amount))));
    }
    all
}

/// What may be told of what a component is made of: no more than the component is worth.
fn of_inner(part: &Line, at: usize) -> Told {
    let mut all: Told = Vec::new();
    let left = part.value.map_or(number(0), |whole| whole.amount.minus(worth(part)).unwrap());
    for (inner, own) in part.components().iter().enumerate() {
        let at = At::Inner(at, inner);
        all.extend(of_part(own, at));
        if own.value.is_none() {
            let answers = each(up_to(left), move |told, value| at.of(told).value = Some(dollars(value)));
            all.push(("value inside a component", answers));
        }
    }
    let content = part.content.as_ref().and_then(|content| content.complete);
    let at = At::Component(at);
    if content != Some(true) && part.components().len() < 3 {
        let mut answers = each(up_to(left), move |told: &mut Shipment, value| {
            let part = at.of(told);
            let (base, name) = (part.base.clone(), part.name.clone());
            let content = part.content.get_or_insert_default();
            let index = content.components.len();
            let (base, name) = (format!("{base}/content/components/{index}"), format!("{name}.{}", index + 1));
            content.components.push(Line { base, name, index, value: Some(dollars(value)), ..Line::default() });
            content.complete = Some(true);
        });
        if content.is_none() {
            answers.extend(yes(move |told| at.of(told).content.get_or_insert_default().complete = Some(true)));
        }
        all.push(("content of a component", answers));
    }
    all
}

fn of_part(part: &Line, at: At) -> Told {
    let mut all: Told = Vec::new();
    if part.origin.is_none() {
        let places = vec!["KR", "DE", "RU"];
        all.push(("origin of a part", each(places, move |told, from| at.of(told).origin = Some(country(from)))));
    }
    if part.facts.get("calibrated").is_none_or(|stated| stated.value == FactValue::Unknown) {
        let tell = move |told: &mut Shipment, value| {
            at.of(told).facts.insert("calibrated".to_owned(), StatedFact::new(value));
        };
        all.push(("calibrated, of a part", each(vec![FactValue::Yes, FactValue::No], tell)));
    }
    if part.relation.is_none() {
        let words = vec!["direct-product-of-technology", "major-component-of-plant"];
        all.push(("relation", each(words, move |told, word| at.of(told).relation = Some(word.to_owned()))));
    }
    let codes = |scheme: &'static str, values: Vec<&'static str>| {
        let stated =
            part.codes.iter().any(|code| code.scheme == scheme || is_tariff(scheme) && is_tariff(&code.scheme));
        let values = if stated { Vec::new() } else { values };
        let tell = move |told: &mut Shipment, value: &str| {
            let codes = &mut at.of(told).codes;
            let value = CodeValue::Code(code(scheme, value));
            let (scheme, index) = (scheme.to_owned(), codes.len());
            let (edition, status, determined_on, reference) = (None, None, None, None);
            codes.push(StatedCode { scheme, edition, value, status, determined_on, reference, index });
        };
        each(values, tell)
    };
    all.push(("tariff code of a part", codes("HSK", vec!["8457.10.4000", "8703.23.1000"])));
    all.push(("orchid status of a part", codes("ORCHID", vec!["3A", "4B"])));
    all.push(("tools of a part", codes("TOOLS", vec!["1", "2"])));
    all
}

fn of_parties(world: &World) -> Told {
    let known = &world.shipment;
    let mut all: Told = Vec::new();
    // Where no end destination is stated, who receives the goods elsewhere contradicts the declared one.
    let read = known.declared_destination.clone().filter(|_| known.known_end_destination.is_none());
    for (at, party) in known.parties.iter().enumerate() {
        if party.country.is_none() {
            let anywhere = || PLACES.iter().map(|&of| place(of)).collect();
            let receives = party.roles.iter().any(|role| role == "end-user" || role == "consignee");
            let places = read.clone().filter(|_| receives).map_or_else(anywhere, |there| vec![there]);
            all.push(("where a party is", each(places, move |told, there| told.parties[at].country = Some(there))));
        }
        let seats = || vec!["RU", "UA", "DE"];
        if party.headquarters.is_none() {
            all.push((
                "headquarters",
                each(seats(), move |told, seat| told.parties[at].headquarters = Some(country(seat))),
            ));
        }
        if party.incorporated_in.is_none() {
            let tell = move |told: &mut Shipment, seat| told.parties[at].incorporated_in = Some(country(seat));
            all.push(("incorporation", each(seats(), tell)));
        }
        if party.facts.get("military").is_none_or(|stated| stated.value == FactValue::Unknown) {
            let tell = move |told: &mut Shipment, value| {
                told.parties[at].facts.insert("military".to_owned(), StatedFact::new(value));
            };
            all.push(("military", each(vec![FactValue::Yes, FactValue::No], tell)));
        }
        for list in 0..2 {
            let name = format!("list-{list}");
            let at_hand = Reader { party: Some(party), ..reader(world) };
            let settled = !at_hand.matched(&[ScreeningId(list)]).is_unknown();
            if !settled {
                let tell = move |told: &mut Shipment, result| {
                    let list = name.clone();
                    let screenings = &mut told.parties[at].screenings;
                    screenings.retain(|own| own.list != list);
                    let index = screenings.len();
                    let (screened_on, version) = (Some(day(9)), None);
                    screenings.push(Screening { list, result, screened_on, version, index });
                };
                all.push(("screening", each(vec![ScreeningResult::NoMatch, ScreeningResult::Match], tell)));
            }
        }
        all.extend(of_owners(known, at, party));
    }
    if known.parties_complete != Some(true) && known.parties.len() < 5 {
        let mut answers = yes(|told| {
            let index = told.parties.len();
            told.parties.push(Party { id: format!("P{index}"), index, ..Party::default() });
            told.parties_complete = Some(true);
        });
        if known.parties_complete.is_none() {
            answers.extend(yes(|told| told.parties_complete = Some(true)));
        }
        all.push(("parties", answers));
    }
    all
}

fn of_owners(known: &Shipment, at: usize, party: &Party) -> Told {
    let mut all: Told = Vec::new();
    let left = number(100).minus(sum(party.owners.iter().filter_map(|own| own.percent))).unwrap();
    for (owner, own) in party.owners.iter().enumerate() {
        if own.percent.is_none() {
            let tell = move |told: &mut Shipment, percent| told.parties[at].owners[owner].percent = Some(percent);
            all.push(("share of an owner", each(up_to(left), tell)));
            return all;
        }
    }
    if party.owners_complete == Some(true) {
        return all;
    }
    let mut answers = Vec::new();
    if party.owners_complete.is_none() {
        answers.extend(yes(move |told| told.parties[at].owners_complete = Some(true)));
    }
    let above = known.parties.iter().skip(at + 1);
    for other in above.filter(|other| party.owners.iter().all(|own| own.party != other.id)) {
        let id = other.id.clone();
        let more = each(up_to(left), move |told, percent| {
            let party = &mut told.parties[at];
            let index = party.owners.len();
            party.owners.push(Owner { party: id.clone(), percent: Some(percent), index });
            party.owners_complete = Some(true);
        });
        answers.extend(more);
    }
    all.push(("owners", answers));
    all
}

fn of_licences(known: &Shipment) -> Told {
    let mut all: Told = Vec::new();
    for (at, own) in known.authorizations.iter().enumerate() {
        if own.licence.is_none() {
            let words = vec!["permit", "another"];
            let tell = move |told: &mut Shipment, word: &str| told.authorizations[at].licence = Some(word.to_owned());
            all.push(("which licence", each(words, tell)));
        }
        if own.status.is_none() {
            let words = vec!["issued", "suspended"];
            let tell = move |told: &mut Shipment, word: &str| told.authorizations[at].status = Some(word.to_owned());
            all.push(("status of a licence", each(words, tell)));
        }
        if own.valid_from.is_none() {
            let days = vec![day(-5), day(2)];
            all.push((
                "first day of a licence",
                each(days, move |told, day| told.authorizations[at].valid_from = Some(day)),
            ));
        }
        if own.valid_to.is_none() {
            let days = vec![day(2), day(20)];
            all.push((
                "last day of a licence",
                each(days, move |told, day| told.authorizations[at].valid_to = Some(day)),
            ));
        }
        if own.destinations.is_empty() {
            let tell = move |told: &mut Shipment, places: Vec<&str>| {
                told.authorizations[at].destinations = places.into_iter().map(country).collect();
            };
            all.push(("destinations of a licence", each(vec![vec!["RU", "BY", "DE", "UA"], vec!["DE"]], tell)));
        }
        if let (Some(limit), None) = (own.value_limit, own.value_used) {
            let values = vec![Money { amount: number(0), ..limit }, limit];
            all.push(("value used", each(values, move |told, used| told.authorizations[at].value_used = Some(used))));
        }
    }
    all
}
