//! Small invented laws and shipments, made at random: a rulebook of one to three rules with what hangs on them, two lists, a
//! few facts, and a shipment of which more or less is known.

use cocket::model::*;
use cocket::shipment::{
    Authorization, Certainty, CodeValue, Content, FactValue, Leg, Line, Owner, Party, ScreeningResult, Shipment,
    StatedCode, StatedFact,
};
use cocket::source::Span;
use cocket::vocab::StandardDate;
use cocket::vocab::*;
use proptest::collection::{btree_set, vec};
use proptest::option::{of, weighted};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A law and a shipment.
#[derive(Clone)]
pub struct World {
    pub model: Model,
    pub shipment: Shipment,
    pub asked: cocket::eval::Question,
}

pub const CALIBRATED: FactId = FactId(19);
pub const SEALED: FactId = FactId(20);
pub const NOTIFIED: FactId = FactId(21);
pub const VOUCHED: FactId = FactId(22);
pub const PURPOSE: FactId = FactId(23);
pub const MARKS: FactId = FactId(24);
pub const BORE: FactId = FactId(25);
pub const PRICE: FactId = FactId(26);
pub const TESTED: FactId = FactId(27);
pub const SEAT: FactId = FactId(28);
pub const MILITARY: FactId = FactId(29);
pub const VALUE: FactId = FactId(9);
pub const RELATION: FactId = FactId(17);
pub const CONCENTRATION: FactId = FactId(18);
pub const CONTRACT: FactId = FactId(0);
pub const DECLARED: FactId = FactId(2);
pub const ORCHID: ClassificationId = ClassificationId(0);
pub const TOOLS: ClassificationId = ClassificationId(1);

/// The tenth days of a year: the days on which this law changes.
pub fn day(tenth: i32) -> Date {
    Date::parse("2024-01-01").unwrap().plus_days(tenth * 10)
}

pub fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

pub fn place(code: &str) -> Place {
    Place::parse(code).unwrap()
}

pub fn code(scheme: &str, written: &str) -> Code {
    Code::parse(&Scheme::new(scheme), written).unwrap()
}

fn millimetres(of: i32) -> Quantity {
    Quantity { amount: Decimal::parse(&of.to_string()).unwrap(), unit: Unit::from_symbol("mm").unwrap() }
}

fn money(of: i32, currency: &str) -> Money {
    Money { amount: Decimal::parse(&of.to_string()).unwrap(), currency: Currency::parse(currency).unwrap() }
}

pub fn clause(test: Test) -> Clause {
    Clause { span: Span::default(), test }
}

/// The codes rules and entries name.
const NAMED: [(&str, &str); 5] =
    [("HS", "8457.10"), ("HS", "8458"), ("HSK", "8457.10.4000"), ("HS", "8703.23"), ("HSK", "8703.23.9010")];

/// The codes items have, or might turn out to have.
pub const ITEMS: [(&str, &str); 7] = [
    ("HS", "8457"),
    ("HS", "8457.10"),
    ("HSK", "8457.10.4000"),
    ("HS", "8458.19"),
    ("HSK", "8703.23.9010"),
    ("HSK", "8703.23.1000"),
    ("HS", "0101.21"),
];

/// Numbers of substances: the one that a list may name, and another.
pub const SUBSTANCES: [&str; 2] = ["64-17-5", "67-56-1"];

pub const PLACES: [&str; 5] = ["RU", "BY", "DE", "UA", "UA-43"];

// ---- the law -------------------------------------------------------------------------------------------------------

fn period() -> impl Strategy<Value = Period> {
    (of(0..5_i32), weighted(0.3, 1..4_i32))
        .prop_map(|(from, long)| Period { from: from.map(day), before: long.map(|long| day(from.unwrap_or(0) + long)) })
}

fn later_period() -> impl Strategy<Value = Period> {
    (0..5_i32, weighted(0.3, 1..4_i32))
        .prop_map(|(from, long)| Period { from: Some(day(from)), before: long.map(|long| day(from + long)) })
}

fn noun() -> impl Strategy<Value = Noun> {
    prop_oneof![
        6 => Just(Noun::Destination),
        1 => Just(Noun::DeclaredDestination),
        1 => Just(Noun::KnownEndDestination),
        1 => Just(Noun::Origin),
        1 => Just(Noun::CountryOfExport),
        1 => Just(Noun::EndUser),
        1 => Just(Noun::Fact(SEAT)),
    ]
}

fn comparator() -> impl Strategy<Value = Comparator> {
    use Comparator as C;
    prop_oneof![Just(C::AtLeast), Just(C::AtMost), Just(C::MoreThan), Just(C::LessThan), Just(C::Equal)]
}

fn dated() -> impl Strategy<Value = Comparator> {
    use Comparator as C;
    prop_oneof![Just(C::Before), Just(C::From), Just(C::After), Just(C::Through)]
}

fn operand() -> impl Strategy<Value = Operand> {
    prop_oneof![
        3 => (0..6_i32).prop_map(|at| Operand::Fixed(Scalar::Date(day(at)))),
        2 => Just(Operand::EntryFirstListed),
        1 => Just(Operand::EntryFrom),
        1 => Just(Operand::EntryDate("wound-down".to_owned())),
    ]
}

/// A day that is reckoned from others.
fn reckoned() -> impl Strategy<Value = Operand> {
    let plain = prop_oneof![3 => prop_oneof![Just(CONTRACT), Just(TESTED)].prop_map(Operand::Fact), 2 => operand()];
    plain.prop_recursive(2, 4, 3, |inner| {
        let pick = prop_oneof![Just(Pick::Earlier), Just(Pick::Later)];
        prop_oneof![
            3 => term(inner.clone()),
            2 => (pick, vec(inner, 2..=3)).prop_map(|(which, of)| Operand::Picked(which, of)),
        ]
    })
}

fn term(from: impl Strategy<Value = Operand>) -> impl Strategy<Value = Operand> {
    use TimeUnit as U;
    let length = prop_oneof![
        2 => (1..40_u32).prop_map(|days| (days, TermUnit::Calendar(U::Days))),
        1 => (1..5_u32).prop_map(|weeks| (weeks, TermUnit::Calendar(U::Weeks))),
        2 => (1..4_u32).prop_map(|months| (months, TermUnit::Calendar(U::Months))),
        1 => Just((1, TermUnit::Calendar(U::Years))),
        3 => (1..12_u32).prop_map(|days| (days, TermUnit::Business(CalendarId(0)))),
    ];
    (length, prop_oneof![Just(Way::After), Just(Way::Before)], from)
        .prop_map(|((number, unit), way, from)| Operand::Term(Box::new(Term { number, unit, way, from })))
}

fn compared_days() -> impl Strategy<Value = Test> {
    let by = prop_oneof![4 => dated(), 1 => Just(Comparator::Equal)];
    let plain = prop_oneof![Just(CONTRACT), Just(TESTED)].prop_map(Operand::Fact);
    let left = prop_oneof![2 => plain.boxed(), 1 => reckoned().boxed()];
    (left, by, reckoned()).prop_map(|(left, by, right)| Test::Compare(left, by, right))
}

/// A calendar that covers a part of the year.
fn calendar() -> impl Strategy<Value = Calendar> {
    let weekend = prop_oneof![
        2 => Just(vec![Weekday::Saturday, Weekday::Sunday]),
        1 => Just(vec![Weekday::Friday]),
        1 => Just(Vec::new()),
    ];
    let (holidays, covers) = (btree_set(0..60_i32, 0..6), (0..4_i32, 1..6_i32));
    (weekend, holidays, covers).prop_map(|(weekend, holidays, (from, long))| {
        let covers = Period { from: Some(day(from)), before: Some(day(from + long)) };
        let holidays = holidays.into_iter().map(|off| day(0).plus_days(off)).collect();
        Calendar {
            id: "feasts".to_owned(),
            rulebook: RulebookId(0),
            label: Label::new("Feasts"),
            cites: Vec::new(),
            days: BusinessDays { weekend, holidays, covers },
            span: Span::default(),
        }
    })
}

/// A condition that has no parts.
fn leaf() -> impl Strategy<Value = Test> {
    let yes_or_no = prop_oneof![3 => Just(CALIBRATED), 3 => Just(SEALED), 1 => Just(NOTIFIED), 1 => Just(VOUCHED)];
    prop_oneof![
        6 => yes_or_no.prop_map(Test::Holds),
        1 => Just(Test::Always),
        2 => vec(0..3_usize, 1..3).prop_map(|wanted| Test::ChoiceIs(PURPOSE, wanted)),
        1 => vec(0..2_usize, 0..2).prop_map(|wanted| Test::Includes(MARKS, wanted)),
        1 => prop_oneof![Just(CALIBRATED), Just(TESTED), Just(BORE)].prop_map(Test::Given),
        2 => (noun(), 0..2_u32).prop_map(|(noun, group)| Test::InGroup(noun, GroupId(group))),
        2 => (noun(), 0..PLACES.len()).prop_map(|(noun, at)| Test::InPlaces(noun, vec![place(PLACES[at])])),
        1 => Just(Test::Reach(Reach::ExportedFrom, vec![place("KR")], None)),
        1 => prop_oneof![Just(vec![Act::Export]), Just(vec![Act::Transit, Act::Brokering])].prop_map(Test::ActIs),
        2 => (0..NAMED.len()).prop_map(|at| Test::ItemIs(vec![code(NAMED[at].0, NAMED[at].1)])),
        1 => Just(Test::Classified(ORCHID)),
        1 => Just(Test::ClassifiedNone(ORCHID)),
        1 => Just(Test::ClassifiedAs(ORCHID, vec![code("ORCHID", "3A")])),
        3 => (prop_oneof![Just(CONTRACT), Just(TESTED)], dated(), operand())
            .prop_map(|(fact, by, right)| Test::Compare(Operand::Fact(fact), by, right)),
        3 => compared_days(),
        1 => (comparator(), 0..4_i32).prop_map(|(by, n)| Test::Compare(Operand::Fact(BORE), by, Operand::Fixed(Scalar::Quantity(millimetres(n))))),
        1 => (comparator(), 0..4_i32).prop_map(|(by, n)| Test::Compare(Operand::Fact(PRICE), by, Operand::Fixed(Scalar::Money(money(n, "USD"))))),
    ]
}

fn percent(of: &str) -> Quantity {
    Quantity { amount: Decimal::parse(of).unwrap(), unit: Unit::from_symbol("%").unwrap() }
}

pub fn number(of: &str) -> Decimal {
    Decimal::parse(of).unwrap()
}

pub fn usd(of: &str, currency: &str) -> Money {
    Money { amount: number(of), currency: Currency::parse(currency).unwrap() }
}

pub fn kilograms(of: &str) -> Quantity {
    Quantity { amount: number(of), unit: Unit::from_symbol("kg").unwrap() }
}

fn shares() -> impl Strategy<Value = Operand> {
    (0..4_usize).prop_map(|at| Operand::Fixed(Scalar::Quantity(percent(["25", "10", "50", "0"][at]))))
}

fn few() -> impl Strategy<Value = Operand> {
    (0..3_i32).prop_map(|of| Operand::Fixed(Scalar::Number(number(&of.to_string()))))
}

/// What may be asked of a component, or of what something was produced with.
fn of_part(nested: bool) -> impl Strategy<Value = Clause> {
    let required = btree_set(3..8_usize, 0..2).prop_map(|left_out| Test::RequiredBy {
        rules: vec![ProvisionId::at(0)],
        disregarding: left_out.into_iter().map(ProvisionId::at).collect(),
    });
    let inner = if nested { Test::Each(EachId(5)) } else { Test::Always };
    let own = prop_oneof![
        3 => Just(Test::Holds(CALIBRATED)),
        3 => prop_oneof![Just("DE"), Just("RU")].prop_map(|at| Test::InPlaces(Noun::Origin, vec![place(at)])),
        1 => (0..2_u32).prop_map(|group| Test::InGroup(Noun::Destination, GroupId(group))),
        1 => (0..2_u32).prop_map(|group| Test::InGroup(Noun::Origin, GroupId(group))),
        2 => (0..NAMED.len()).prop_map(|at| Test::ItemIs(vec![code(NAMED[at].0, NAMED[at].1)])),
        1 => Just(Test::Classified(ORCHID)),
        1 => (0..2_u32).prop_map(|list| Test::Listed { lists: vec![ListId(list)], entries: Vec::new(), binds: false }),
        1 => comparator().prop_map(|by| Test::Compare(Operand::Fact(VALUE), by, Operand::Fixed(Scalar::Money(usd("25", "USD"))))),
        1 => comparator().prop_map(|by| Test::Compare(Operand::Fact(CONCENTRATION), by, Operand::Fixed(Scalar::Quantity(percent("25"))))),
        1 => Just(Test::ChoiceIs(RELATION, vec![0])),
        1 => Just(Test::Always),
        4 => required,
        1 => Just(inner),
    ];
    compound(own.boxed())
}

/// What may be asked of a party.
fn of_party(owners: bool) -> impl Strategy<Value = Clause> {
    let noun = || prop_oneof![Just(Noun::Party), Just(Noun::Incorporation), Just(Noun::Headquarters)];
    let up = if owners { Test::Each(EachId(4)) } else { Test::Holds(MILITARY) };
    let many = if owners { Test::Define(DefineId(1)) } else { Test::Matched(vec![ScreeningId(0)]) };
    let counted = if owners { Operand::Total(TotalId(6)) } else { Operand::Total(TotalId(2)) };
    let own = prop_oneof![
        3 => Just(Test::Matched(vec![ScreeningId(0)])),
        1 => Just(Test::Matched(vec![ScreeningId(0), ScreeningId(1)])),
        3 => Just(Test::Holds(MILITARY)),
        2 => (noun(), 0..2_u32).prop_map(|(noun, group)| Test::InGroup(noun, GroupId(group))),
        1 => (noun(), 0..PLACES.len()).prop_map(|(noun, at)| Test::InPlaces(noun, vec![place(PLACES[at])])),
        1 => Just(Test::Holds(SEALED)),
        3 => Just(many),
        2 => Just(up),
        2 => (comparator(), shares()).prop_map(|(by, of)| Test::Compare(Operand::Total(TotalId(2)), by, of)),
        1 => (comparator(), few()).prop_map(move |(by, of)| match owners {
            true => Test::Compare(counted.clone(), by, of),
            false => Test::Matched(vec![ScreeningId(1)]),
        }),
    ];
    compound(own.boxed())
}

/// What is asked of the parts of a shipment, of licences and of tables.
fn of_parts() -> impl Strategy<Value = Test> {
    let table = || {
        (
            prop_oneof![4 => Just(Noun::Destination), 1 => Just(Noun::Origin)],
            prop_oneof![
                1 => (0..2_usize).prop_map(TableColumn::At),
                2 => Just(TableColumn::OfEntry("column".to_owned())),
            ],
        )
    };
    let share = || prop_oneof![3 => Just(TotalId(0)), 2 => Just(TotalId(1))].prop_map(Operand::Total);
    let count = || prop_oneof![Just(TotalId(3)), Just(TotalId(5)), Just(TotalId(7))].prop_map(Operand::Total);
    let money = prop_oneof![3 => Just(usd("25", "USD")), 2 => Just(usd("0", "USD")), 1 => Just(usd("25", "EUR"))];
    let money = money.prop_map(|money| Operand::Fixed(Scalar::Money(money)));
    prop_oneof![
        6 => (0..4_u32).prop_map(|id| Test::Each(EachId(id))),
        6 => (share(), comparator(), shares()).prop_map(|(share, by, of)| Test::Compare(share, by, of)),
        1 => (share(), comparator()).prop_map(|(share, by)| Test::Compare(share, by, Operand::EntryAmount("part".to_owned()))),
        2 => (comparator(), money).prop_map(|(by, of)| Test::Compare(Operand::Total(TotalId(4)), by, of)),
        2 => (count(), comparator(), few()).prop_map(|(count, by, of)| Test::Compare(count, by, of)),
        3 => table().prop_map(|(noun, column)| Test::Marks(TableId(0), noun, column)),
        2 => prop_oneof![Just("NS"), Just("AT")].prop_map(|word| Test::EntryIs("reason".to_owned(), vec![word.to_owned()])),
        2 => comparator().prop_map(|by| Test::Compare(Operand::Fact(VALUE), by, Operand::EntryAmount("small".to_owned()))),
        2 => Just(Test::Held(LicenceId(0), None)),
        1 => Just(Test::Held(LicenceId(0), Some(CONTRACT))),
        2 => (0..PLACES.len()).prop_map(|at| Test::Reach(Reach::PassesThrough, vec![place(PLACES[at])], None)),
        1 => (0..2_u32).prop_map(|group| Test::Reach(Reach::PassesThrough, Vec::new(), Some(GroupId(group)))),
    ]
}

/// What goes through parts: components, inputs, parties by role and all of them, owners, components of components.
fn quantifiers() -> impl Strategy<Value = Vec<Each>> {
    let roles = prop_oneof![
        2 => Just(vec!["end-user".to_owned()]),
        1 => Just(vec!["end-user".to_owned(), "consignee".to_owned()]),
    ];
    let every = vec(prop::bool::weighted(0.3), 6);
    let through = vec(weighted(0.5, of_part(false)), 6);
    let of = (of_part(true), of_part(true), of_party(true), of_party(true), of_party(false), of_part(false));
    (every, through, roles, of).prop_map(
        |(every, through, roles, (components, inputs, by_role, parties, owners, inner))| {
            let none = Vec::new;
            let all = [
                (Over::Components, none(), components),
                (Over::Inputs, none(), inputs),
                (Over::Parties, roles, by_role),
                (Over::Parties, none(), parties),
                (Over::Owners, none(), owners),
                (Over::Components, none(), inner),
            ];
            let how = every.into_iter().zip(through);
            let each = all.into_iter().zip(how).map(|((over, roles, condition), (every, through))| Each {
                rulebook: RulebookId(0),
                every,
                over,
                roles,
                through: through.filter(|_| over == Over::Components && !every),
                condition,
                span: Span::default(),
            });
            each.collect()
        },
    )
}

/// Shares, sums and counts.
fn totals() -> impl Strategy<Value = Vec<Total>> {
    let through = vec(weighted(0.5, of_part(false)), 8);
    (vec(of_part(true), 5), through, of_party(true), of_party(false)).prop_map(|(parts, through, party, owner)| {
        use {Measured as M, TotalKind as K};
        let mut parts = parts.into_iter();
        let mut part = || parts.next().unwrap();
        let all = [
            (K::Share, M::Value, Over::Components, part()),
            (K::Share, M::NetMass, Over::Components, part()),
            // An owner that is itself of the kind counts, and so on up.
            (K::Share, M::Ownership, Over::Owners, clause(Test::Define(DefineId(1)))),
            (K::Count, M::One, Over::Components, part()),
            (K::Sum, M::Value, Over::Components, part()),
            (K::Count, M::One, Over::Parties, party),
            (K::Count, M::One, Over::Owners, owner),
            (K::Count, M::One, Over::Inputs, part()),
        ];
        let all = all.into_iter().zip(through).enumerate();
        let total = all.map(|(at, ((kind, measured, over, condition), through))| Total {
            id: format!("t{at}"),
            rulebook: RulebookId(0),
            label: Label::new(format!("total {at}")),
            cites: Vec::new(),
            kind,
            measured,
            over,
            through: through.filter(|_| over == Over::Components),
            condition,
            span: Span::default(),
        });
        total.collect()
    })
}

/// A table with two columns; of a country there may be no row, or two for times of their own.
fn table() -> impl Strategy<Value = Table> {
    let cell = || prop_oneof![3 => Just(Mark::Marked), 3 => Just(Mark::Blank), 1 => Just(Mark::Unknown)];
    let rows = vec((of(weighted(0.3, 0..4_i32)), vec(cell(), 4)), 3);
    (rows, weighted(0.4, of(0..4_i32))).prop_map(|(rows, like)| {
        let mut all = Vec::new();
        // In the order of the countries.
        for (at, (there, cells)) in ["BY", "DE", "RU"].into_iter().zip(rows) {
            let row = |period, cells: &[Mark]| TableRow {
                country: country(at),
                period,
                cells: cells.to_vec(),
                span: Span::default(),
            };
            match there {
                None => {}
                Some(None) => all.push(row(Period::ALWAYS, &cells[..2])),
                Some(Some(turn)) => {
                    all.push(row(Period { from: None, before: Some(day(turn)) }, &cells[..2]));
                    all.push(row(Period::since(day(turn)), &cells[2..]));
                }
            }
        }
        let since = |turn: Option<i32>| turn.map_or(Period::ALWAYS, |turn| Period::since(day(turn)));
        Table {
            id: "chart".to_owned(),
            rulebook: RulebookId(0),
            label: Label::new("chart"),
            cites: Vec::new(),
            columns: vec!["A".to_owned(), "B".to_owned()],
            rows: all,
            inherits: like.map(|turn| (country("UA"), country("RU"), since(turn))).into_iter().collect(),
            span: Span::default(),
        }
    })
}

fn screenings() -> impl Strategy<Value = Vec<Screening>> {
    let changed = || vec((0..5_i32, by()), 0..2);
    vec(changed(), 2).prop_map(|all| {
        let one = |(at, changed): (usize, Vec<(i32, Option<InstrumentId>)>)| Screening {
            id: format!("list-{at}"),
            rulebook: RulebookId(0),
            label: Label::new(format!("List {at}")),
            cites: Vec::new(),
            ask: Label::new("Is any party on it?"),
            changed: changed.into_iter().map(|(at, by)| (day(at), by)).collect(),
            span: Span::default(),
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

/// The rule that is asked of components: of parts it asks nothing itself.
fn base_rule() -> impl Strategy<Value = Provision> {
    (weighted(0.5, 0..2_u32), weighted(0.6, simple()), rule_effect()).prop_map(|(list, when, kind)| {
        let listed =
            list.map(|list| clause(Test::Listed { lists: vec![ListId(list)], entries: Vec::new(), binds: true }));
        let condition = match (listed, when) {
            (Some(listed), Some(when)) => Some(clause(Test::All(vec![listed, when]))),
            (one, other) => one.or(other),
        };
        Provision { condition, effect: Some(effect(kind)), ..provision(String::new(), Kind::Rule) }
    })
}

/// A condition, with `all of`, `any of` and `not`, and what is named elsewhere.
fn condition() -> impl Strategy<Value = Clause> {
    let named = prop_oneof![
        14 => leaf(),
        10 => of_parts(),
        1 => Just(Test::Define(DefineId(0))),
        2 => (0..2_u32).prop_map(|at| Test::Disputed(DisputeId(at))),
        1 => (0..2_u32).prop_map(|list| Test::Listed { lists: vec![ListId(list)], entries: Vec::new(), binds: false }),
    ];
    compound(named.boxed())
}

fn simple() -> impl Strategy<Value = Clause> {
    compound(leaf().boxed())
}

/// What is demanded beside an entry reads no entry: the compiler refuses that.
fn beside() -> impl Strategy<Value = Clause> {
    let of_entry = |test: &Test| matches!(test, Test::Compare(left, _, right) if left.of_entry() || right.of_entry());
    compound(leaf().prop_map(move |test| if of_entry(&test) { Test::Always } else { test }).boxed())
}

fn compound(leaf: BoxedStrategy<Test>) -> impl Strategy<Value = Clause> {
    leaf.prop_map(clause).prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..=2).prop_map(|parts| clause(Test::All(parts))),
            vec(inner.clone(), 2..=2).prop_map(|parts| clause(Test::Any(parts))),
            inner.prop_map(|part| clause(Test::Not(Box::new(part)))),
        ]
    })
}

/// An instrument by which something came, or none.
fn by() -> impl Strategy<Value = Option<InstrumentId>> {
    weighted(0.4, (0..2_u32).prop_map(InstrumentId))
}

fn policy() -> impl Strategy<Value = Policy> {
    (0..Policy::ALL.len()).prop_map(|at| Policy::ALL[at])
}

fn provision(id: String, kind: Kind) -> Provision {
    Provision {
        label: Label::new(id.clone()),
        id,
        rulebook: RulebookId(0),
        version_of: None,
        made_of: None,
        passages: Vec::new(),
        kind,
        cites: vec![Citation { text: "invented act 1".to_owned(), period: Period::ALWAYS }],
        to: Vec::new(),
        acts: Vec::new(),
        decisive: None,
        force: Vec::new(),
        instrument: None,
        only_if_no: Vec::new(),
        subject_to: Vec::new(),
        notwithstanding: Vec::new(),
        presumed: false,
        held: None,
        condition: None,
        effect: None,
        reason: None,
        span: Span::default(),
        head: Span::default(),
    }
}

fn effect(kind: EffectKind) -> Effect {
    Effect { kind, conditions: Vec::new(), duties: Vec::new(), span: Span::default() }
}

fn rule_effect() -> impl Strategy<Value = EffectKind> {
    let licence = |(policy, declared): (_, bool)| EffectKind::Licence {
        name: Label::new("Permit"),
        authority: AuthorityId(0),
        policy,
        licence: declared.then_some(LicenceId(0)),
    };
    let licence = (of(policy()), prop::bool::weighted(0.4)).prop_map(licence);
    prop_oneof![4 => licence, 1 => Just(EffectKind::Prohibited), 2 => Just(EffectKind::DutyOnly)]
}

fn relief_effect() -> impl Strategy<Value = Option<EffectKind>> {
    prop_oneof![
        2 => Just(Some(EffectKind::Exempt)),
        1 => Just(Some(EffectKind::NotRequired)),
        2 => Just(Some(EffectKind::Policy(Policy::CaseByCase))),
        1 => Just(Some(EffectKind::Policy(Policy::Approval))),
        2 => Just(None),
        // Which rule, is made to fit later.
        2 => Just(Some(EffectKind::Instead(ProvisionId(0)))),
    ]
}

/// Mostly known all the time; sometimes an instrument made it known, or known to be otherwise.
fn known() -> impl Strategy<Value = Period> {
    prop_oneof![
        6 => Just(Period::ALWAYS),
        1 => (0..4_i32).prop_map(|at| Period::since(day(at))),
        1 => (0..4_i32).prop_map(|at| Period { from: None, before: Some(day(at)) }),
    ]
}

fn standing() -> impl Strategy<Value = Validity> {
    (period(), known()).prop_map(|(in_force, known)| Validity { in_force, known })
}

fn rule() -> impl Strategy<Value = Provision> {
    let scope =
        prop_oneof![5 => Just(Vec::new()), 1 => Just(vec![Act::Export]), 1 => Just(vec![Act::Transit, Act::Brokering])];
    let list = weighted(
        0.6,
        prop_oneof![3 => Just(vec![ListId(0)]), 1 => Just(vec![ListId(1)]), 1 => Just(vec![ListId(0), ListId(1)])],
    );
    let only = weighted(0.15, Just(vec!["1".to_owned()]));
    let when = (weighted(0.8, condition()), list, only);
    let what = (rule_effect(), 1..=2_u32);
    (scope, vec(standing(), 0..2), by(), when, what, weighted(0.3, 0..3_usize)).prop_map(
        |(acts, force, instrument, (when, list, only), (kind, duty), earlier)| {
            let listed =
                list.map(|lists| clause(Test::Listed { lists, entries: only.unwrap_or_default(), binds: true }));
            let condition = match (listed, when) {
                (Some(listed), Some(when)) => Some(clause(Test::All(vec![listed, when]))),
                (one, other) => one.or(other),
            };
            let duties = if kind == EffectKind::DutyOnly { vec![DutyId(duty)] } else { Vec::new() };
            let only_if_no = earlier.map(ProvisionId::at).into_iter().collect();
            Provision {
                acts,
                force,
                instrument,
                condition,
                effect: Some(Effect { duties, ..effect(kind) }),
                only_if_no,
                ..provision(String::new(), Kind::Rule)
            }
        },
    )
}

/// A rule that gives way to none.
pub fn rule_of_its_own() -> impl Strategy<Value = Provision> {
    rule().prop_map(|rule| Provision { id: "more".to_owned(), only_if_no: Vec::new(), ..rule })
}

/// An exception or a policy; `to` and what it outranks are places, made to fit later.
fn hanging() -> impl Strategy<Value = Provision> {
    let duties = (weighted(0.2, Just(DutyId(0))), weighted(0.3, (1..=2_u32).prop_map(DutyId)));
    let relief =
        (relief_effect(), duties, prop::bool::weighted(0.1)).prop_map(|(kind, (condition, duty), presumed)| {
            let (conditions, duties) = (condition.into_iter().collect(), duty.into_iter().collect());
            let effect = kind.map(|kind| Effect { conditions, duties, ..effect(kind) });
            Provision { effect, presumed, ..provision(String::new(), Kind::Exception) }
        });
    let stiffening = policy().prop_map(|policy| Provision {
        effect: Some(effect(EffectKind::Policy(policy))),
        ..provision(String::new(), Kind::Policy)
    });
    let kind = prop_oneof![3 => relief.boxed(), 1 => stiffening.boxed()];
    (
        kind,
        0..8_usize,
        weighted(0.8, condition()),
        vec(standing(), 0..2),
        by(),
        weighted(0.3, 0..8_usize),
        weighted(0.2, 0..8_usize),
    )
        .prop_map(|(base, to, condition, force, instrument, over, under)| Provision {
            to: vec![ProvisionId::at(to)],
            notwithstanding: over.map(ProvisionId::at).into_iter().collect(),
            subject_to: under.map(ProvisionId::at).into_iter().collect(),
            condition,
            force,
            instrument,
            ..base
        })
}

fn provisions() -> impl Strategy<Value = Vec<Provision>> {
    (base_rule(), vec(rule(), 0..=2), vec(hanging(), 0..=4)).prop_map(|(base, rules, hanging)| {
        let rules: Vec<Provision> = [base].into_iter().chain(rules).collect();
        let rules_first = rules.len();
        let mut all: Vec<Provision> = Vec::new();
        for (at, mut one) in rules.into_iter().chain(hanging).enumerate() {
            one.id = format!("p{at}");
            one.label = Label::new(one.id.clone());
            // A rule gives way to earlier rules only; a policy hangs on a rule; an exception on anything before it.
            one.only_if_no.retain(|earlier| earlier.index() < at);
            let hooks = if one.kind == Kind::Policy { rules_first } else { at.max(1) };
            one.to = one.to.iter().map(|to| ProvisionId::at(to.index() % hooks)).collect();
            let outranked = |ids: &[ProvisionId], to: &[ProvisionId]| -> Vec<ProvisionId> {
                let at = ids.iter().map(|id| ProvisionId::at(id.index() % at.max(1)));
                at.filter(|id| all.get(id.index()).is_some_and(|other| other.to == to && other.kind != one.kind))
                    .collect()
            };
            one.notwithstanding = outranked(&one.notwithstanding, &one.to);
            one.subject_to = outranked(&one.subject_to, &one.to);
            fit_effect(&mut one, &all);
            all.push(one);
        }
        let held: Vec<Provision> =
            all.iter().enumerate().filter_map(|(at, rule)| held(ProvisionId::at(at), rule)).collect();
        all.extend(held);
        all
    })
}

/// Every rule that requires a declared licence allows for its being held.
fn held(on: ProvisionId, rule: &Provision) -> Option<Provision> {
    let Some(EffectKind::Licence { licence: Some(licence), .. }) = rule.effect.as_ref().map(|own| &own.kind) else {
        return None;
    };
    // Every other rule needs a licence that is valid on another day.
    let as_of = (on.index() % 2 == 1).then_some(CONTRACT);
    (rule.kind == Kind::Rule).then(|| Provision {
        to: vec![on],
        held: Some(*licence),
        condition: Some(clause(Test::Held(*licence, as_of))),
        effect: Some(effect(EffectKind::Exempt)),
        ..provision(format!("{}/held", rule.id), Kind::Exception)
    })
}

/// What the compiler demands of an effect: a policy of review needs a licence to be the policy of, and an exception is
/// milder than the rule it excepts.
fn fit_effect(one: &mut Provision, all: &[Provision]) {
    if applies_instead(one) {
        let (to, replaced) = match giving_way(all) {
            Some((earlier, later)) => (vec![earlier], Some(effect(EffectKind::Instead(later)))),
            None => (one.to.clone(), None),
        };
        (one.to, one.effect) = (to, replaced);
        return;
    }
    // An exception to what leaves the field leaves nothing of its own.
    let mut above: Vec<ProvisionId> = one.to.clone();
    while let Some(id) = above.pop() {
        if applies_instead(&all[id.index()]) {
            one.effect = None;
        }
        above.extend(&all[id.index()].to);
    }
    fit_duties(one, all);
    let Some(EffectKind::Policy(own)) = one.effect.as_ref().map(|effect| effect.kind.clone()) else { return };
    let mut root = one.to.first();
    while let Some(next) = root.and_then(|id| all[id.index()].to.first()) {
        root = Some(next);
    }
    let licence = root.and_then(|id| all[id.index()].effect.as_ref()).map(|effect| &effect.kind);
    let fits = match licence {
        Some(EffectKind::Licence { policy: Some(policy), .. }) => one.kind == Kind::Policy || own < *policy,
        Some(EffectKind::Licence { policy: None, .. }) => one.kind == Kind::Policy,
        _ => false,
    };
    if !fits {
        one.kind = Kind::Exception;
        one.effect = one.effect.take().map(|old| Effect { kind: EffectKind::Exempt, ..old });
    }
}

/// The duties under a rule that only lays down a duty are others than those under a licence, so that they can be told apart.
fn fit_duties(one: &mut Provision, all: &[Provision]) {
    let mut root = one.to.first();
    while let Some(next) = root.and_then(|id| all[id.index()].to.first()) {
        root = Some(next);
    }
    let is_duty =
        |id: &ProvisionId| all[id.index()].effect.as_ref().is_some_and(|own| own.kind == EffectKind::DutyOnly);
    let Some(effect) = one.effect.as_mut().filter(|_| one.kind != Kind::Rule) else { return };
    if root.is_some_and(is_duty) {
        effect.conditions.iter_mut().for_each(|duty| *duty = DutyId(3));
        if effect.kind == EffectKind::NotRequired && !effect.duties.is_empty() {
            effect.kind = EffectKind::DutyOnly;
        }
    } else {
        effect.duties.clear();
    }
}

fn applies_instead(one: &Provision) -> bool {
    one.effect.as_ref().is_some_and(|own| matches!(own.kind, EffectKind::Instead(_)))
}

/// A rule and one that gives way to it, where no exception leaves the field yet: the range of two together is wider than
/// the oracle's.
fn giving_way(all: &[Provision]) -> Option<(ProvisionId, ProvisionId)> {
    let later = all.iter().position(|one| !one.only_if_no.is_empty()).filter(|_| !all.iter().any(applies_instead))?;
    Some((*all[later].only_if_no.first()?, ProvisionId::at(later)))
}

fn entry(key: usize) -> impl Strategy<Value = Entry> {
    let codes = weighted(0.7, 0..NAMED.len());
    let first = prop_oneof![2 => Just(None), 1 => (0..4_i32).prop_map(Some)];
    let days = (later_period(), known());
    let cells = |words: [&'static str; 4]| (0..5_usize).prop_map(move |at| words.get(at).copied());
    let cells = (
        cells(["A", "B", "?", "C"]),
        cells(["NS", "NS", "AT", "?"]),
        cells(["25 USD", "10 EUR", "10 USD", "?"]),
        cells(["25 %", "10 %", "?", "0 %"]),
    );
    let more = (weighted(0.3, 0..5_i32), cells).prop_map(|(wound_down, (column, reason, small, part))| {
        let named = [("column", column), ("reason", reason), ("small", small), ("part", part)];
        let named = named.into_iter().filter_map(|(name, cell)| Some((name.to_owned(), cell?.to_owned())));
        wound_down.map(|at| ("wound-down".to_owned(), day(at).to_string())).into_iter().chain(named).collect::<Vec<_>>()
    });
    (codes, days, first, prop::bool::weighted(0.2), by(), weighted(0.25, beside()), more).prop_map(
        move |(at, (period, known), first, lost, instrument, condition, more)| Entry {
            key: (key + 1).to_string(),
            codes: at.map(|at| (0, code(NAMED[at].0, NAMED[at].1))).into_iter().collect(),
            period,
            form_since: period.from,
            first_listed: match (lost, first) {
                (true, _) => FirstListed::NotRecorded,
                (false, first) => FirstListed::On(first.map_or_else(|| period.from.unwrap(), day)),
            },
            // What goes by classification changes with what is known of it; that is left to entries with a code.
            known: if at.is_some() { known } else { Period::ALWAYS },
            instrument,
            ended_by: None,
            description: Label::new("an item"),
            threshold: None,
            except: Vec::new(),
            more,
            condition: condition.map(without_entry).map(|clause| {
                Box::new(EntryCondition { label: None, clause, cites: Vec::new(), span: Span::default() })
            }),
            span: Span::default(),
        },
    )
}

/// A condition beside an entry does not read `listed-entry`.
fn without_entry(of: Clause) -> Clause {
    let test = match of.test {
        Test::All(parts) => Test::All(parts.into_iter().map(without_entry).collect()),
        Test::Any(parts) => Test::Any(parts.into_iter().map(without_entry).collect()),
        Test::Not(part) => Test::Not(Box::new(without_entry(*part))),
        Test::Compare(left, by, Operand::EntryFirstListed | Operand::EntryFrom | Operand::EntryDate(_)) => {
            Test::Compare(left, by, Operand::Fixed(Scalar::Date(day(1))))
        }
        other => other,
    };
    clause(test)
}

fn window(part: Part) -> impl Strategy<Value = Vec<Completeness>> {
    let one = move |((period, known), code_at): ((Period, Period), Option<usize>)| Completeness {
        except: false,
        part,
        codes: code_at.map(|at| code(NAMED[at].0, NAMED[at].1)).into_iter().collect(),
        period,
        known,
        span: Span::default(),
    };
    prop_oneof![
        3 => Just(vec![one(((Period::ALWAYS, Period::ALWAYS), None))]),
        2 => vec(((period(), known()), weighted(0.2, 0..NAMED.len())).prop_map(one), 0..=2),
    ]
}

/// A list of tools, by code or by classification; and a plain one, by code only.
fn lists() -> impl Strategy<Value = Vec<List>> {
    let tools = (entry(0), entry(1), 1..=2_usize, window(Part::Column(0)), window(Part::Classified));
    let columns = (window(Part::Column(0)), window(Part::Column(1)), window(Part::Column(2)));
    let plain = (entry(0), columns, 0..4_usize, prop::bool::weighted(0.5));
    (tools, plain).prop_map(|((first, second, how_many, hs, classified), (only, windows, shape, by_number))| {
        let mut only = only;
        let (more_tariffs, has_numbers) = (shape == 1 || shape == 3, shape >= 2);
        let mut columns = vec![column("hs", &["HS", "HSK"])];
        let (plain_hs, of_second, of_third) = windows;
        let mut plain_windows = plain_hs;
        if more_tariffs {
            columns.push(column("hsk", &["HSK"]));
            plain_windows.extend(of_second.iter().cloned());
        }
        if has_numbers {
            let own = columns.len();
            columns.push(column("cas", &["CAS"]));
            let of_numbers = if more_tariffs { of_third } else { of_second };
            plain_windows.extend(of_numbers);
            if by_number {
                only.codes = vec![(own, code("CAS", SUBSTANCES[0]))];
            }
        }
        if only.codes.is_empty() {
            only.codes.push((0, code("HS", "8458")));
        }
        let list = |id: &str, columns, entries: Vec<Entry>, classified_by, complete: Vec<Completeness>| List {
            id: id.to_owned(),
            rulebook: RulebookId(0),
            label: Label::new(id),
            cites: Vec::new(),
            columns,
            classified_by,
            complete,
            states: Vec::new(),
            entries,
            span: Span::default(),
        };
        let entries = [first, second].into_iter().take(how_many).collect();
        vec![
            list(
                "tools",
                vec![column("hs", &["HS", "HSK"])],
                entries,
                Some(TOOLS),
                hs.into_iter().chain(classified).collect(),
            ),
            list("plain", columns, vec![only], None, plain_windows),
        ]
    })
}

fn column(name: &str, schemes: &[&str]) -> MatchColumn {
    MatchColumn { name: name.to_owned(), schemes: schemes.iter().map(|&scheme| scheme.to_owned()).collect() }
}

fn groups() -> impl Strategy<Value = Vec<Group>> {
    let member = (0..PLACES.len(), (period(), known()), prop::bool::weighted(0.1));
    let group = vec(member, 1..=3).prop_map(|members| Group {
        id: "g".to_owned(),
        rulebook: RulebookId(0),
        label: Label::new("g"),
        cites: Vec::new(),
        members: members
            .into_iter()
            .map(|(at, (period, known), uncertain)| Member { place: place(PLACES[at]), period, known, uncertain })
            .collect(),
        span: Span::default(),
    });
    vec(group, 2..=2)
}

fn rulebook(nexus: Option<Clause>, covers_from: Option<Date>, new_edition: Option<Date>) -> Rulebook {
    let of_edition = |edition: &str, period| {
        ["HS", "HSK"].map(|scheme| Nomenclature { scheme: scheme.to_owned(), edition: edition.to_owned(), period })
    };
    let nomenclature: Vec<Nomenclature> = match new_edition {
        None => of_edition("2022", Period::ALWAYS).into(),
        Some(day) => {
            let before = of_edition("2017", Period { from: None, before: Some(day) });
            before.into_iter().chain(of_edition("2022", Period { from: Some(day), before: None })).collect()
        }
    };
    Rulebook {
        id: "invented".to_owned(),
        label: Label::new("An invented law"),
        jurisdiction: country("NZ").into(),
        authentic: "en".to_owned(),
        nomenclature,
        time_zone: "Asia/Seoul".to_owned(),
        territory: None,
        nexus,
        decisive: DECLARED,
        decisive_for: Vec::new(),
        covers_from,
        sources: Vec::new(),
        modelled: Vec::new(),
        span: Span::default(),
        files: Vec::new(),
    }
}

fn fact(id: &str, kind: FactType, of: FactOf) -> Fact {
    Fact {
        id: id.to_owned(),
        rulebook: Some(RulebookId(0)),
        kind,
        label: None,
        of,
        standard: None,
        ask: Label::new(format!("{id}?")),
        settling: Settling::Clarified,
        silence_means_no: None,
        question: None,
        cites: Vec::new(),
        span: None,
    }
}

fn words(of: &[&str]) -> Vec<(String, Label)> {
    of.iter().map(|&word| (word.to_owned(), Label::new(word))).collect()
}

fn facts() -> Vec<Fact> {
    let standard = Standard::ALL.into_iter().map(Standard::fact);
    let (line, shipment) = (FactOf::Line, FactOf::Shipment);
    let silent = Fact {
        silence_means_no: Some("a notice would have come".to_owned()),
        ..fact("notified", FactType::YesOrNo, shipment)
    };
    let own = [
        fact("calibrated", FactType::YesOrNo, line),
        fact("sealed", FactType::YesOrNo, shipment),
        silent,
        fact("vouched", FactType::Asserted, line),
        fact("purpose", FactType::OneOf(words(&["civil", "research", "unable-to-determine"])), shipment),
        fact("marks", FactType::AnyOf(words(&["rust", "dent"])), line),
        fact("bore", FactType::Quantity(Some(Unit::from_symbol("mm").unwrap().dimension())), line),
        fact("price", FactType::Money, line),
        fact("tested-on", FactType::Date, line),
        fact("seat", FactType::Country, shipment),
        fact("military", FactType::YesOrNo, FactOf::Party),
    ];
    standard.chain(own).collect()
}

fn classification(id: &str, scheme: &str, changed: Vec<(Date, Option<InstrumentId>)>) -> Classification {
    Classification {
        id: id.to_owned(),
        rulebook: RulebookId(0),
        label: Label::new(id),
        scheme: Scheme::new(scheme),
        ask: Label::new(format!("{id}?")),
        settling: Settling::Clarified,
        changed,
        cites: Vec::new(),
        span: Span::default(),
    }
}

fn instrument(id: &str, published: i32, in_force: i32) -> Instrument {
    Instrument {
        id: id.to_owned(),
        rulebook: RulebookId(0),
        label: Label::new(id),
        number: None,
        announced: None,
        published: Some(day(published)),
        in_force: Some(day(in_force)),
        in_force_for: Vec::new(),
        corrects: None,
        draft: false,
        sources: Vec::new(),
        span: Span::default(),
    }
}

fn duty(id: &str, met_when: Option<Clause>) -> Duty {
    Duty {
        id: id.to_owned(),
        rulebook: RulebookId(0),
        label: Label::new(id),
        cites: Vec::new(),
        addressee: None,
        form: None,
        due: Some(Due::Before(DECLARED)),
        met_when,
        span: Span::default(),
    }
}

fn dispute(id: usize, readings: Vec<Clause>) -> Dispute {
    let reading = |(at, condition)| Reading {
        id: format!("r{at}"),
        label: Label::new(format!("reading {at}")),
        cites: Vec::new(),
        condition,
    };
    Dispute {
        id: format!("d{id}"),
        rulebook: RulebookId(0),
        label: Label::new("Which is it?"),
        cites: Vec::new(),
        readings: readings.into_iter().enumerate().map(reading).collect(),
        span: Span::default(),
    }
}

/// A closed list on a rule; `rule` and `kept` are places, made to fit later.
fn closed_list() -> impl Strategy<Value = ClosedList> {
    (0..3_usize, btree_set(0..8_usize, 0..3), weighted(0.6, simple()), vec(period(), 0..2)).prop_map(
        |(rule, kept, condition, force)| ClosedList {
            id: "closed".to_owned(),
            rulebook: RulebookId(0),
            label: Label::new("Only these remain"),
            cites: Vec::new(),
            rule: ProvisionId::at(rule),
            kept: kept.into_iter().map(ProvisionId::at).collect(),
            force,
            instrument: None,
            condition,
            span: Span::default(),
        },
    )
}

/// A whole law.
pub fn model() -> impl Strategy<Value = Model> {
    let head = (weighted(0.2, simple()), weighted(0.2, 0..4_i32), weighted(0.3, 1..4_i32));
    let named = (simple(), vec(vec(simple(), 2..=2), 2..=2), weighted(0.25, closed_list()), calendar());
    let changed = vec((0..5_i32, by()), 0..2);
    let parts = (quantifiers(), totals(), table(), screenings(), of_party(false));
    (head, provisions(), lists(), groups(), named, changed, parts).prop_map(
        |(
            (nexus, covers, new_edition),
            provisions,
            mut lists,
            groups,
            (define, disputes, closed, calendar),
            changed,
            parts,
        )| {
            let (each, totals, table, screenings, denied) = parts;
            let rules = provisions.iter().filter(|one| one.kind == Kind::Rule).count();
            let fits = |mut closed: ClosedList| {
                closed.rule = ProvisionId::at(closed.rule.index() % rules);
                closed
                    .kept
                    .retain(|kept| provisions.get(kept.index()).is_some_and(|one| one.to.contains(&closed.rule)));
                closed
            };
            let changed = changed.into_iter().map(|(at, by)| (day(at), by)).collect();
            let instruments = vec![instrument("notice-1", 0, 1), instrument("notice-2", 2, 3)];
            for entry in lists.iter_mut().flat_map(|list| &mut list.entries) {
                let published = entry.instrument.and_then(|id| instruments[id.index()].known_from());
                entry.known.from = entry.known.from.max(published);
            }
            // "A list's own classification also changes whenever entries that match by it do."
            let uncoded = lists
                .iter()
                .filter(|list| list.classified_by == Some(TOOLS))
                .flat_map(|list| &list.entries)
                .filter(|one| one.codes.is_empty());
            let moves = uncoded.flat_map(|one| [one.period.from, one.period.before].map(|day| (day, one.instrument)));
            let tools_changed = moves.filter_map(|(day, by)| Some((day?, by))).collect();
            Model {
                rulebooks: vec![rulebook(nexus, covers.map(day), new_edition.map(day))],
                authorities: vec![Authority { id: "office".to_owned(), label: Label::new("The Office") }],
                instruments,
                groups,
                calendars: vec![calendar],
                closed_lists: closed.map(fits).into_iter().collect(),
                lists,
                classifications: vec![
                    classification("orchid-status", "ORCHID", changed),
                    classification("tool-entries", "TOOLS", tools_changed),
                ],
                facts: facts(),
                defines: vec![
                    Define {
                        id: "named".to_owned(),
                        rulebook: RulebookId(0),
                        versions: Vec::new(),
                        silence_means_no: None,
                        label: Label::new("named"),
                        cites: Vec::new(),
                        of: FactOf::Line,
                        condition: define,
                        span: Span::default(),
                    },
                    Define {
                        id: "denied".to_owned(),
                        rulebook: RulebookId(0),
                        versions: Vec::new(),
                        silence_means_no: None,
                        label: Label::new("denied"),
                        cites: Vec::new(),
                        of: FactOf::Party,
                        condition: denied,
                        span: Span::default(),
                    },
                ],
                each,
                totals,
                tables: vec![table],
                screenings,
                licences: vec![Licence {
                    valid_on: None,
                    id: "permit".to_owned(),
                    rulebook: RulebookId(0),
                    label: Label::new("Permit"),
                    cites: Vec::new(),
                    authority: Some(AuthorityId(0)),
                    span: Span::default(),
                }],
                disputes: disputes.into_iter().enumerate().map(|(at, readings)| dispute(at, readings)).collect(),
                duties: vec![
                    duty("prior-notice", Some(clause(Test::Holds(SEALED)))),
                    duty("keep-papers", None),
                    duty("report", None),
                    duty("notice-of-relief", Some(clause(Test::Holds(CALIBRATED)))),
                ],
                provisions,
                ..Model::default()
            }
        },
    )
}

// ---- the shipment --------------------------------------------------------------------------------------------------

fn some_day() -> impl Strategy<Value = Date> {
    (0..6_i32, prop_oneof![Just(-1), Just(0), Just(3)]).prop_map(|(tenth, off)| day(tenth).plus_days(off))
}

fn some_place() -> impl Strategy<Value = Place> {
    (0..PLACES.len()).prop_map(|at| place(PLACES[at]))
}

fn stated_codes() -> impl Strategy<Value = Vec<StatedCode>> {
    let stated = |scheme: &str, edition: Option<&str>, value, determined_on| StatedCode {
        scheme: scheme.to_owned(),
        edition: edition.map(str::to_owned),
        value,
        status: None,
        determined_on,
        reference: None,
        index: 0,
    };
    let edition = prop_oneof![6 => Just(None), 2 => Just(Some("2022")), 1 => Just(Some("2017"))];
    let tariff = weighted(0.85, (0..ITEMS.len(), edition));
    let orchid = weighted(0.6, (of(prop_oneof![Just("3A"), Just("3A.1"), Just("4B")]), of(some_day())));
    let tools = weighted(0.6, (of(prop_oneof![Just("1"), Just("2")]), of(some_day())));
    let more = (weighted(0.2, 0..ITEMS.len()), weighted(0.5, of(0..SUBSTANCES.len())));
    (tariff, orchid, tools, more).prop_map(move |(tariff, orchid, tools, (again, substance))| {
        let tariff = tariff
            .map(|(at, edition)| stated(ITEMS[at].0, edition, CodeValue::Code(code(ITEMS[at].0, ITEMS[at].1)), None));
        let under = |scheme: &str, (value, made): (Option<&str>, Option<Date>)| {
            stated(scheme, None, value.map_or(CodeValue::Nothing, |value| CodeValue::Code(code(scheme, value))), made)
        };
        // The same item by fewer digits, or by more.
        let akin = |at: &usize| {
            let alike = |one: &StatedCode, other: &str| {
                let CodeValue::Code(own) = &one.value else { return false };
                let (short, long) =
                    if own.text().len() < other.len() { (own.text(), other) } else { (other, own.text()) };
                long.starts_with(short) && short != long
            };
            let own = code(ITEMS[*at].0, ITEMS[*at].1);
            tariff.as_ref().is_some_and(|one| one.edition.is_none() && alike(one, own.text()))
        };
        let again = again
            .filter(akin)
            .map(|at| stated(ITEMS[at].0, None, CodeValue::Code(code(ITEMS[at].0, ITEMS[at].1)), None));
        let substance = substance.map(|at| {
            stated("CAS", None, at.map_or(CodeValue::Nothing, |at| CodeValue::Code(code("CAS", SUBSTANCES[at]))), None)
        });
        let tariff = tariff.into_iter().chain(again).chain(substance);
        let all = tariff.chain(orchid.map(|of| under("ORCHID", of))).chain(tools.map(|of| under("TOOLS", of)));
        all.enumerate().map(|(index, code)| StatedCode { index, ..code }).collect()
    })
}

fn yes_or_no() -> impl Strategy<Value = FactValue> {
    prop_oneof![3 => Just(FactValue::Yes), 3 => Just(FactValue::No), 1 => Just(FactValue::Unknown)]
}

fn stated_facts() -> impl Strategy<Value = BTreeMap<String, StatedFact>> {
    let choice =
        (0..3_usize).prop_map(|at| FactValue::Choice(["civil", "research", "unable-to-determine"][at].to_owned()));
    let marks = prop_oneof![Just(vec![]), Just(vec!["rust".to_owned()]), Just(vec!["dent".to_owned()])]
        .prop_map(FactValue::Choices);
    let price =
        (0..4_i32, prop_oneof![4 => Just("USD"), 1 => Just("EUR")]).prop_map(|(n, of)| FactValue::Money(money(n, of)));
    let tested = some_day().prop_map(FactValue::Date);
    let seat = prop_oneof![Just("RU"), Just("DE")].prop_map(|of| FactValue::Country(country(of)));
    let vouched = (yes_or_no(), prop::bool::ANY);
    (
        of(yes_or_no()),
        of(yes_or_no()),
        weighted(0.4, yes_or_no()),
        of(vouched),
        of(choice),
        of(marks),
        of(price),
        of(tested),
        of(seat),
    )
        .prop_map(|(calibrated, sealed, notified, vouched, purpose, marks, price, tested, seat)| {
            let named = [
                ("calibrated", calibrated),
                ("sealed", sealed),
                ("notified", notified),
                ("purpose", purpose),
                ("marks", marks),
                ("price", price),
                ("tested-on", tested),
                ("seat", seat),
            ];
            let named = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), StatedFact::new(value?))));
            let vouched = vouched.map(|(value, by)| {
                let asserted_by = by.then(|| "the office".to_owned());
                ("vouched".to_owned(), StatedFact { asserted_by, ..StatedFact::new(value) })
            });
            named.chain(vouched).collect()
        })
}

/// An amount that often adds up to a quarter of a whole of a hundred.
fn some_amount() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just("25"), 2 => Just("10"), 2 => Just("15"), 1 => Just("0"), 1 => Just("24.99"), 1 => Just("75")]
}

fn some_money() -> impl Strategy<Value = Money> {
    (some_amount(), prop_oneof![9 => Just("USD"), 1 => Just("EUR")]).prop_map(|(of, currency)| usd(of, currency))
}

fn part() -> impl Strategy<Value = Line> {
    let relation = of(prop_oneof![Just("direct-product-of-technology"), Just("major-component-of-plant")]);
    let form = weighted(0.2, prop_oneof![Just("incorporated"), Just("commingled-technology")]);
    let origin = weighted(0.8, prop_oneof![Just("KR"), Just("DE"), Just("RU")]);
    let amounts = (weighted(0.8, some_money()), of(some_amount()), of(some_amount()));
    (stated_codes(), origin, amounts, of(yes_or_no()), relation, form).prop_map(
        |(codes, origin, (value, mass, concentration), calibrated, relation, form)| Line {
            codes,
            origin: origin.map(country),
            value,
            net_mass: mass.map(kilograms),
            concentration: concentration.map(number),
            relation: relation.map(str::to_owned),
            form: form.map(str::to_owned),
            facts: calibrated.map(|value| ("calibrated".to_owned(), StatedFact::new(value))).into_iter().collect(),
            ..Line::default()
        },
    )
}

fn all_stated() -> impl Strategy<Value = Option<bool>> {
    prop_oneof![3 => Just(Some(true)), 2 => Just(None), 1 => Just(Some(false))]
}

fn content(parts: BoxedStrategy<Line>, most: usize) -> impl Strategy<Value = Option<Content>> {
    weighted(0.7, (vec(parts, 0..=most), all_stated())).prop_map(|content| {
        content.map(|(components, complete)| Content { components, complete, ..Content::default() })
    })
}

fn part_with_content() -> impl Strategy<Value = Line> {
    (part(), weighted(0.3, content(part().boxed(), 2)))
        .prop_map(|(part, content)| Line { content: content.flatten(), ..part })
}

/// The parties: an end user, a consignee, and who owns them; nobody is owned by somebody who stands before him.
#[expect(clippy::type_complexity, reason = "what the strategy draws, at once")]
fn parties() -> impl Strategy<Value = Vec<Party>> {
    let result = prop_oneof![
        3 => Just(ScreeningResult::NoMatch),
        1 => Just(ScreeningResult::FalsePositiveConfirmed),
        2 => Just(ScreeningResult::Match),
        1 => Just(ScreeningResult::PossibleMatch),
    ];
    let looked_up = move || vec(of((result.clone(), weighted(0.7, some_day()))), 2);
    let owned = || {
        vec(
            weighted(
                0.5,
                weighted(0.8, prop_oneof![Just("50"), Just("25"), Just("30"), Just("49.99"), Just("60"), Just("0")]),
            ),
            3,
        )
    };
    let roles = prop_oneof![2 => Just(None), 2 => Just(Some("end-user")), 1 => Just(Some("consignee"))];
    let places = (weighted(0.7, some_place()), of(0..4_usize), of(0..4_usize));
    let one = (roles, places, looked_up(), owned(), of(all_stated()), of(yes_or_no())).boxed();
    prop_oneof![2 => Just(0..=1_usize), 3 => Just(1..=4_usize)]
        .prop_flat_map(move |many| vec(one.clone(), many))
        .prop_map(|all| {
            let many = all.len();
            let party = |(index, (role, (at, law, seat), looked, owned, complete, military)): (
                usize,
                (Option<&str>, _, Vec<_>, Vec<Option<Option<&str>>>, Option<Option<bool>>, Option<FactValue>),
            )| {
                let (at, law, seat): (Option<Place>, Option<usize>, Option<usize>) = (at, law, seat);
                let screening = |(list, found): (usize, Option<(ScreeningResult, Option<Date>)>)| {
                    found.map(|(result, screened_on)| cocket::shipment::Screening {
                        list: format!("list-{list}"),
                        result,
                        screened_on,
                        version: None,
                        index: list,
                    })
                };
                let above = (index + 1)..many;
                let mut left = number("100");
                let mut owners = Vec::new();
                for (owner, percent) in above.zip(owned) {
                    let Some(percent) = percent.map(|percent| percent.map(number)) else { continue };
                    let fits = percent.is_none_or(|percent| percent <= left);
                    if fits {
                        left = percent.map_or(left, |percent| left.minus(percent).unwrap());
                        owners.push(Owner { party: format!("P{owner}"), percent, index: owners.len() });
                    }
                }
                Party {
                    id: format!("P{index}"),
                    roles: role.map(str::to_owned).into_iter().collect(),
                    country: at,
                    incorporated_in: law.map(|at| country(PLACES[at])),
                    headquarters: seat.map(|at| country(PLACES[at])),
                    owners,
                    owners_complete: complete.flatten(),
                    screenings: looked.into_iter().enumerate().filter_map(screening).collect(),
                    facts: military.map(|value| ("military".to_owned(), StatedFact::new(value))).into_iter().collect(),
                    index,
                    ..Party::default()
                }
            };
            all.into_iter().enumerate().map(party).collect()
        })
}

fn authorization() -> impl Strategy<Value = Authorization> {
    let status = weighted(0.85, prop_oneof![5 => Just("issued"), 1 => Just("suspended")]);
    let valid = (weighted(0.85, 0..2_i32), weighted(0.85, 2..6_i32));
    let places = (
        prop_oneof![1 => Just(vec![]), 3 => Just(vec!["RU", "DE", "BY"]), 1 => Just(vec!["DE"])],
        weighted(0.1, Just("RU")),
    );
    let codes = weighted(0.3, 0..NAMED.len());
    let parties = prop_oneof![3 => Just(vec![]), 1 => Just(vec!["P0"]), 1 => Just(vec!["P0", "P1", "P2", "P3"])];
    let limit = weighted(0.3, (weighted(0.8, some_amount()), some_money()));
    (status, valid, places, codes, parties, limit, prop::bool::weighted(0.9)).prop_map(
        |(status, (from, to), (places, not_to), at, parties, limit, ours)| Authorization {
            id: "A".to_owned(),
            licence: ours.then(|| "permit".to_owned()),
            status: status.map(str::to_owned),
            valid_from: from.map(day),
            valid_to: to.map(day),
            destinations: places.into_iter().map(country).collect(),
            not_to: not_to.map(country).into_iter().collect(),
            codes: at
                .map(|at| StatedCode {
                    scheme: NAMED[at].0.to_owned(),
                    edition: None,
                    value: CodeValue::Code(code(NAMED[at].0, NAMED[at].1)),
                    status: None,
                    determined_on: None,
                    reference: None,
                    index: 0,
                })
                .into_iter()
                .collect(),
            parties: parties.into_iter().map(str::to_owned).collect(),
            value_used: limit.and_then(|(used, _)| used).map(|used| usd(used, "USD")),
            value_limit: limit.map(|(_, limit)| limit),
            ..Authorization::default()
        },
    )
}

/// The way: a leg that is suspected, and legs that are planned.
fn way() -> impl Strategy<Value = (Vec<Leg>, Vec<Country>)> {
    let planned = weighted(0.3, (some_place(), some_place()));
    let routing = prop_oneof![4 => Just(vec![]), 1 => Just(vec!["RU"]), 1 => Just(vec!["DE", "UA"])];
    (weighted(0.15, some_place()), planned, routing).prop_map(|(suspected, planned, routing)| {
        let mut legs = Vec::new();
        if let Some((stop, end)) = planned {
            let leg = |from: Place, to: Place| Leg {
                from: Some(from),
                to: Some(to),
                certainty: Some(Certainty::Planned),
                ..Leg::default()
            };
            legs.extend([leg(place("KR"), stop.clone()), leg(stop, end)]);
        }
        legs.extend(suspected.map(|to| Leg { to: Some(to), certainty: Some(Certainty::Suspected), ..Leg::default() }));
        for (index, leg) in legs.iter_mut().enumerate() {
            (leg.index, leg.seq) = (index, u32::try_from(index + 1).unwrap());
        }
        (legs, routing.into_iter().map(country).collect())
    })
}

/// Gives each part its name and the pointer at which it stands.
fn placed(mut line: Line, base: &str, name: &str) -> Line {
    line.base = base.to_owned();
    line.name = name.to_owned();
    if let Some(content) = &mut line.content {
        let all = std::mem::take(&mut content.components).into_iter().enumerate();
        let all = all.map(|(at, part)| Line {
            index: at,
            ..placed(part, &format!("{base}/content/components/{at}"), &format!("{name}.{}", at + 1))
        });
        content.components = all.collect();
    }
    let all = std::mem::take(&mut line.produced_with).into_iter().enumerate();
    let all = all.map(|(at, part)| Line {
        index: at,
        ..placed(part, &format!("{base}/produced_with/{at}"), &format!("{name}.with-{}", at + 1))
    });
    line.produced_with = all.collect();
    line
}

/// A shipment of one line.
pub fn shipment() -> impl Strategy<Value = Shipment> {
    let dates = (weighted(0.8, some_day()), of(some_day()));
    let act = prop_oneof![4 => Just(None), 2 => Just(Some(Act::Export)), 1 => Just(Some(Act::Transit)), 1 => Just(Some(Act::Brokering))];
    let ways = (
        weighted(0.8, Just(place("KR"))),
        weighted(0.8, some_place()),
        weighted(0.1, some_place()),
        way(),
        (parties(), all_stated()),
    );
    let made = (content(part_with_content().boxed(), 3), vec(part(), 0..=2), all_stated());
    let worth =
        (weighted(0.85, prop_oneof![4 => Just("100"), 1 => Just("40"), 1 => Just("0")]), weighted(0.6, Just("100")));
    let line = (stated_codes(), of(prop_oneof![Just("KR"), Just("DE")]), of(0..4_i32), made, worth);
    (dates, act, ways, line, stated_facts(), weighted(0.5, authorization())).prop_map(
        |(
            (declared, signed),
            act,
            (from, to, known_end, (legs, routing), (parties, all)),
            line,
            facts,
            authorization,
        )| {
            let (codes, origin, bore, (content, produced_with, all_inputs), (value, mass)) = line;
            let dates = [(StandardDate::ExportDeclared, declared), (StandardDate::ContractSigned, signed)];
            let line = Line {
                codes,
                origin: origin.map(country),
                specs: bore.map(|n| ("bore".to_owned(), Some(millimetres(n)))).into_iter().collect(),
                content,
                produced_with,
                produced_with_complete: all_inputs,
                value: value.map(|value| usd(value, "USD")),
                net_mass: mass.map(kilograms),
                ..Line::default()
            };
            Shipment {
                id: "case".to_owned(),
                act,
                country_of_export: from,
                declared_destination: to,
                known_end_destination: known_end,
                dates: dates.into_iter().filter_map(|(name, day)| Some((name, day?))).collect(),
                parties,
                parties_complete: all,
                legs,
                routing,
                authorizations: authorization.into_iter().collect(),
                lines: vec![placed(line, "/lines/0", "1")],
                facts,
                ..Shipment::default()
            }
        },
    )
}

/// A law, a shipment and what is asked.
pub fn world() -> impl Strategy<Value = World> {
    let known_on = weighted(0.15, some_day());
    (model(), shipment(), known_on).prop_map(|(model, shipment, known_on)| World {
        model,
        shipment,
        asked: cocket::eval::Question { on: None, known_on },
    })
}

/// A law that asks one thing only, of parts, parties, licences or tables: nothing else is in the way of what it comes to.
pub fn world_of_parts() -> impl Strategy<Value = World> {
    let asked = vec(of_parts().prop_map(clause), 1..=2);
    let licence = licence_of_no_policy();
    (world(), asked, weighted(0.3, 0..2_u32)).prop_map(move |(mut world, asked, list)| {
        let listed = |list| clause(Test::Listed { lists: vec![ListId(list)], entries: Vec::new(), binds: true });
        let all = list.map(listed).into_iter().chain(asked).collect();
        let own = Provision {
            condition: Some(clause(Test::All(all))),
            effect: Some(effect(EffectKind::Prohibited)),
            ..provision("own".to_owned(), Kind::Rule)
        };
        world.model.provisions.truncate(1);
        world.model.provisions[0].effect = Some(effect(licence.clone()));
        world.model.provisions.push(own);
        world.model.closed_lists.clear();
        world.model.rulebooks[0].nexus = None;
        world.model.rulebooks[0].covers_from = None;
        world
    })
}

fn licence_of_no_policy() -> EffectKind {
    EffectKind::Licence { name: Label::new("Permit"), authority: AuthorityId(0), policy: None, licence: None }
}
