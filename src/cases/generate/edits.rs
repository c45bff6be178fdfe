//! One fact of a case turned.

use super::Try;
use crate::compile::{NodeId, Op};
use crate::model::{FactId, FactType, Given, ListId, Mark, Model, Noun, Operand, Scalar, TableColumn};
use crate::rulebook::Rulebook;
use crate::vocab::{Act, Code, Country, Date, Decimal, Money, Period, Place, Quantity, Reach};

/// What is turned.
#[derive(Debug, Clone)]
pub(in crate::cases) enum Edit {
    /// This in the place of what says something else of the same; where nothing does, beside the rest.
    Set(Given),
    /// Nothing is said of it.
    Drop(Given),
    /// Another day.
    On(Option<Date>),
    /// Both.
    Both(Box<Edit>, Box<Edit>),
}

/// A case with something turned, in each way in which that can be done.
pub(in crate::cases) fn applied(seed: &Try, edit: &Edit) -> Vec<Try> {
    match edit {
        Edit::On(on) => vec![Try { on: *on, ..seed.clone() }],
        Edit::Both(one, other) => applied(seed, one).iter().flat_map(|seed| applied(seed, other)).collect(),
        Edit::Drop(piece) => {
            let mut given = seed.given.clone();
            given.retain(|own| !of_the_same(own, piece));
            if given.len() == seed.given.len() { Vec::new() } else { vec![Try { given, ..seed.clone() }] }
        }
        Edit::Set(piece) => {
            let places: Vec<usize> = (0..seed.given.len())
                .filter(|&at| seed.given.get(at).is_some_and(|own| of_the_same(own, piece)))
                .collect();
            let at_place = |&at: &usize| {
                let mut given = seed.given.clone();
                if let Some(own) = given.get_mut(at) {
                    own.clone_from(&with_name(piece, own));
                }
                Try { given, ..seed.clone() }
            };
            if !places.is_empty() {
                return places.iter().map(at_place).collect();
            }
            let first = std::iter::once(piece.clone()).chain(seed.given.iter().cloned());
            let last = seed.given.iter().cloned().chain(std::iter::once(piece.clone()));
            let both = [first.collect(), last.collect()];
            both.into_iter().map(|given| Try { given, ..seed.clone() }).collect()
        }
    }
}

/// A party keeps its name and roles.
fn with_name(piece: &Given, own: &Given) -> Given {
    match (piece, own) {
        (Given::Party(_, _, country), Given::Party(name, roles, _)) => {
            Given::Party(name.clone(), roles.clone(), *country)
        }
        _ => piece.clone(),
    }
}

fn fact_of(given: &Given) -> Option<FactId> {
    match given {
        Given::Unknown(fact)
        | Given::YesOrNo(fact, _)
        | Given::Choice(fact, _)
        | Given::Choices(fact, _)
        | Given::Date(fact, _)
        | Given::Country(fact, _)
        | Given::Number(fact, _)
        | Given::Quantity(fact, _)
        | Given::Money(fact, _)
        | Given::Text(fact, _) => Some(*fact),
        _ => None,
    }
}

/// Whether two pieces say something of the same.
fn of_the_same(one: &Given, other: &Given) -> bool {
    match (one, other) {
        (Given::Code(one), Given::Code(other)) => one.is_comparable(other),
        (Given::Classified(one, ..), Given::Classified(other, ..)) => one == other,
        (Given::Matched(one, ..), Given::Matched(other, ..)) => one == other,
        (Given::Licence(one, _), Given::Licence(other, _)) => one == other,
        (Given::AllStated(one), Given::AllStated(other)) => one == other,
        _ => match (fact_of(one), fact_of(other)) {
            (Some(one), Some(other)) => one == other,
            (None, None) => std::mem::discriminant(one) == std::mem::discriminant(other),
            _ => false,
        },
    }
}

/// What could turn a clause.
pub(in crate::cases) fn edits_for(book: &Rulebook, node: NodeId) -> Vec<Edit> {
    let Some(node) = book.program().nodes.get(node as usize) else { return Vec::new() };
    Making { model: book.model() }.of_op(&node.op)
}

/// What makes an item one that an entry covers.
pub(super) fn entry_edits(book: &Rulebook, list: ListId, at: u32) -> Vec<Edit> {
    Making { model: book.model() }.of_entry(list, at as usize)
}

struct Making<'a> {
    model: &'a Model,
}

impl Making<'_> {
    fn of_op(&self, op: &Op) -> Vec<Edit> {
        match op {
            Op::Holds(fact) => Self::of_fact(*fact, &[Given::YesOrNo(*fact, true), Given::YesOrNo(*fact, false)]),
            Op::ChoiceIs(fact, bits) => {
                let (inside, outside) = self.choices(*fact, *bits);
                let set: Vec<Given> = inside.into_iter().chain(outside).map(|at| Given::Choice(*fact, at)).collect();
                Self::of_fact(*fact, &set)
            }
            Op::Includes(fact, bits) => {
                let (inside, _) = self.choices(*fact, *bits);
                let set = [Given::Choices(*fact, inside.into_iter().collect()), Given::Choices(*fact, Vec::new())];
                Self::of_fact(*fact, &set)
            }
            Op::Given(fact) => Self::of_fact(*fact, &self.some_value(*fact)),
            Op::TextIs(fact, words) => {
                let own = words.first().map(|words| Given::Text(*fact, words.clone()));
                let set: Vec<Given> = own.into_iter().chain([Given::Text(*fact, "other".to_owned())]).collect();
                Self::of_fact(*fact, &set)
            }
            Op::Acts(acts) | Op::ActIs(acts) => {
                let others = Act::ALL.into_iter().filter(|act| !acts.contains(act));
                acts.iter().copied().chain(others).map(|act| Edit::Set(Given::Act(act))).collect()
            }
            Op::InPlaces(noun, places) => {
                let inside = places.first().map(|place| place.country);
                Self::of_places(*noun, inside, |country| !places.iter().any(|place| place.country == country))
            }
            Op::InGroup(noun, group) => {
                let members = self.model.groups.get(group.index()).map_or(&[][..], |group| &group.members);
                let inside = members.iter().find(|own| own.place.subdivision.is_none()).map(|own| own.place.country);
                let outside = |country: Country| !members.iter().any(|own| own.place.country == country);
                let days = members.iter().flat_map(|own| ends(own.period));
                let mut edits = Self::of_places(*noun, inside, outside);
                edits.extend(days.flat_map(|day| [day.previous(), day]).map(|day| Edit::On(Some(day))));
                edits
            }
            Op::Marks(table, noun, column) => self.of_marks(table.index(), *noun, column),
            Op::ItemIs(codes) => codes.iter().flat_map(Self::of_code).collect(),
            Op::Listed { lists, .. } => lists.iter().flat_map(|&list| self.of_list(list)).collect(),
            Op::Classified(id) | Op::ClassifiedNone(id) => {
                let scheme = self.model.classifications.get(id.index()).map(|own| own.scheme.clone());
                let code = scheme.and_then(|scheme| self.some_code(&scheme));
                [Some(Some(code)), Some(None)]
                    .into_iter()
                    .filter_map(|value| match value {
                        Some(Some(code)) => Some(Edit::Set(Given::Classified(*id, Some(Some(code?)), None))),
                        _ => Some(Edit::Set(Given::Classified(*id, Some(None), None))),
                    })
                    .chain([Edit::Drop(Given::Classified(*id, None, None))])
                    .collect()
            }
            Op::ClassifiedAs(id, codes) => {
                let own = codes.iter().map(|code| Edit::Set(Given::Classified(*id, Some(Some(code.clone())), None)));
                let none = Edit::Set(Given::Classified(*id, Some(None), None));
                own.chain([none, Edit::Drop(Given::Classified(*id, None, None))]).collect()
            }
            Op::Compare(left, _, right) => self.of_compare(left, right),
            Op::Compound(own) => {
                let facts = own.times.iter().copied().chain(own.divided);
                facts.flat_map(|fact| Self::of_fact(fact, &self.some_value(fact))).collect()
            }
            Op::Held(licence, _) => {
                let held = |period| Edit::Set(Given::Licence(*licence, period));
                vec![held(Period::ALWAYS), held(long()), Edit::Drop(Given::Licence(*licence, Period::ALWAYS))]
            }
            Op::Matched(lists) => lists
                .iter()
                .flat_map(|&list| {
                    let set = |matched| Edit::Set(Given::Matched(list, matched, None));
                    [set(true), set(false), Edit::Drop(Given::Matched(list, true, None))]
                })
                .collect(),
            Op::Reach(how, places, group) => self.of_reach(*how, places, group.map(crate::model::GroupId::index)),
            Op::Each(id) => {
                let over = self.model.each.get(id.index()).map(|each| each.over);
                let all = over
                    .into_iter()
                    .flat_map(|over| [Edit::Set(Given::AllStated(over)), Edit::Drop(Given::AllStated(over))]);
                all.collect()
            }
            _ => Vec::new(),
        }
    }

    /// A fact said in each of these ways, and not said.
    fn of_fact(fact: FactId, ways: &[Given]) -> Vec<Edit> {
        let said = ways.iter().cloned().map(Edit::Set);
        said.chain([Edit::Drop(Given::Unknown(fact)), Edit::Set(Given::Unknown(fact))]).collect()
    }

    /// One choice among those, and one that is not.
    fn choices(&self, fact: FactId, bits: u64) -> (Option<usize>, Option<usize>) {
        let many = match self.model.facts.get(fact.index()).map(|fact| &fact.kind) {
            Some(FactType::OneOf(all) | FactType::AnyOf(all)) => all.len(),
            _ => 0,
        };
        let is_in = |at: &usize| {
            u32::try_from(*at).ok().and_then(|at| 1_u64.checked_shl(at)).is_some_and(|bit| bits & bit != 0)
        };
        ((0..many).find(is_in), (0..many).find(|at| !is_in(at)))
    }

    fn some_value(&self, fact: FactId) -> Vec<Given> {
        let kind = self.model.facts.get(fact.index()).map(|fact| fact.kind.clone());
        let day = self.model.instruments.iter().find_map(|own| own.in_force);
        let value = match kind {
            Some(FactType::YesOrNo | FactType::Asserted) => Some(Given::YesOrNo(fact, true)),
            Some(FactType::OneOf(_)) => Some(Given::Choice(fact, 0)),
            Some(FactType::AnyOf(_)) => Some(Given::Choices(fact, vec![0])),
            Some(FactType::Date) => day.map(|day| Given::Date(fact, day)),
            Some(FactType::Number) => Some(Given::Number(fact, Decimal::ONE)),
            Some(FactType::Text) => Some(Given::Text(fact, "words".to_owned())),
            _ => None,
        };
        value.into_iter().collect()
    }

    fn of_places(noun: Noun, inside: Option<Country>, outside: impl Fn(Country) -> bool) -> Vec<Edit> {
        let out = Country::all().find(|&country| outside(country));
        let said = inside.into_iter().chain(out).filter_map(|country| Self::place(noun, country)).map(Edit::Set);
        let dropped = inside.and_then(|country| Self::place(noun, country)).map(Edit::Drop);
        let also = matches!(noun, Noun::Destination | Noun::KnownEndDestination)
            .then(|| inside.map(|country| Edit::Drop(Given::KnownEndDestination(country))));
        said.chain(dropped).chain(also.flatten()).collect()
    }

    fn place(noun: Noun, country: Country) -> Option<Given> {
        Some(match noun {
            Noun::Destination | Noun::DeclaredDestination => Given::To(country),
            Noun::KnownEndDestination => Given::KnownEndDestination(country),
            Noun::Origin => Given::Origin(country),
            Noun::CountryOfExport => Given::From(country),
            Noun::EndUser | Noun::Consignee | Noun::Party => {
                let role = if noun == Noun::EndUser { "end-user" } else { "consignee" };
                Given::Party("somebody".to_owned(), vec![role.to_owned()], Some(country))
            }
            Noun::Headquarters => Given::Headquarters(country),
            Noun::Incorporation => Given::Incorporation(country),
            Noun::Fact(fact) => Given::Country(fact, country),
            Noun::EventCountry => return None,
        })
    }

    /// A country of which the table has a mark, one of which it has none, and none.
    fn of_marks(&self, table: usize, noun: Noun, column: &TableColumn) -> Vec<Edit> {
        let Some(table) = self.model.tables.get(table) else { return Vec::new() };
        let with = |mark: Mark| {
            let rows = table.rows.iter().filter(|row| match column {
                TableColumn::At(at) => row.cells.get(*at) == Some(&mark),
                TableColumn::OfEntry(_) => row.cells.contains(&mark),
            });
            rows.map(|row| row.country).take(3).collect::<Vec<_>>()
        };
        let all = [Mark::Marked, Mark::Blank, Mark::Unknown].into_iter().flat_map(with);
        let set: Vec<Edit> = all.filter_map(|country| Self::place(noun, country)).map(Edit::Set).collect();
        let drop = Country::all().next().and_then(|country| Self::place(noun, country)).map(Edit::Drop);
        set.into_iter().chain(drop).collect()
    }

    /// The code, the one above it, and none of its kind.
    fn of_code(code: &Code) -> Vec<Edit> {
        let above = code.above();
        let said = std::iter::once(code.clone()).chain(above).map(|code| Edit::Set(Given::Code(code)));
        said.chain([Edit::Drop(Given::Code(code.clone()))]).collect()
    }

    fn some_code(&self, scheme: &crate::vocab::Scheme) -> Option<Code> {
        let entries = self.model.lists.iter().flat_map(|list| &list.entries).flat_map(|entry| &entry.codes);
        entries.map(|(_, code)| code).find(|code| code.scheme() == scheme).cloned()
    }

    fn of_list(&self, list: ListId) -> Vec<Edit> {
        let many = self.model.lists.get(list.index()).map_or(0, |list| list.entries.len());
        let some = [0, many / 2, many.saturating_sub(1)];
        some.into_iter().filter(|&at| at < many).flat_map(|at| self.of_entry(list, at)).collect()
    }

    /// The code of an entry, on its first day and without another day; then the heading above it, and no code.
    fn of_entry(&self, list: ListId, at: usize) -> Vec<Edit> {
        let Some(text) = self.model.lists.get(list.index()) else { return Vec::new() };
        let Some(entry) = text.entries.get(at) else { return Vec::new() };
        let mut edits = Vec::new();
        for (_, code) in &entry.codes {
            let said = Edit::Set(Given::Code(code.clone()));
            if let Some(day) = entry.period.from.or_else(|| entry.period.before.map(Date::previous)) {
                edits.push(Edit::Both(Box::new(said.clone()), Box::new(Edit::On(Some(day)))));
            }
            edits.push(said);
            edits.extend(code.above().map(|code| Edit::Set(Given::Code(code))));
            edits.push(Edit::Drop(Given::Code(code.clone())));
        }
        if let Some(id) = text.classified_by {
            let scheme = self.model.classifications.get(id.index()).map(|own| own.scheme.clone());
            let code = scheme.and_then(|scheme| Code::parse(&scheme, &entry.key).ok());
            edits.extend(code.map(|code| Edit::Set(Given::Classified(id, Some(Some(code)), None))));
        }
        edits
    }

    fn of_compare(&self, left: &Operand, right: &Operand) -> Vec<Edit> {
        let facts: Vec<FactId> = left.facts().into_iter().chain(right.facts()).collect();
        let fixed: Vec<Scalar> = [left, right].into_iter().flat_map(|side| self.fixed(side)).collect();
        let mut edits = Vec::new();
        for fact in facts {
            let near = fixed.iter().flat_map(|value| Self::beside(fact, *value)).collect::<Vec<_>>();
            edits.extend(Self::of_fact(fact, &near));
        }
        edits
    }

    /// What is written on a side; where it is a day of an entry, or a day reckoned from others, the days of the law.
    fn fixed(&self, side: &Operand) -> Vec<Scalar> {
        let mut days: Vec<Date> = side.fixed_days();
        if side.of_entry() || side.is_reckoned() {
            days.extend(self.model.instruments.iter().filter_map(|own| own.in_force));
        }
        let written = match side {
            Operand::Fixed(scalar) => vec![*scalar],
            _ => Vec::new(),
        };
        written.into_iter().chain(days.into_iter().map(Scalar::Date)).collect()
    }

    /// A value, and what lies just beside it.
    fn beside(fact: FactId, value: Scalar) -> Vec<Given> {
        let step = |amount: Decimal| {
            let hundredth = Decimal::ONE.hundredth().unwrap_or(Decimal::ONE);
            [amount.minus(hundredth), Some(amount), amount.plus(hundredth)].into_iter().flatten()
        };
        match value {
            Scalar::Date(day) => {
                [day.previous(), day, day.next()].into_iter().map(|day| Given::Date(fact, day)).collect()
            }
            Scalar::Number(number) => step(number).map(|number| Given::Number(fact, number)).collect(),
            Scalar::Quantity(own) => {
                step(own.amount).map(|amount| Given::Quantity(fact, Quantity { amount, ..own })).collect()
            }
            Scalar::Money(own) => step(own.amount).map(|amount| Given::Money(fact, Money { amount, ..own })).collect(),
        }
    }

    fn of_reach(&self, how: Reach, places: &[Place], group: Option<usize>) -> Vec<Edit> {
        let members = group.and_then(|group| self.model.groups.get(group)).map_or(&[][..], |group| &group.members);
        let all = places.iter().map(|place| place.country).chain(members.iter().map(|own| own.place.country));
        let Some(inside) = all.into_iter().next() else { return Vec::new() };
        let outside = Country::all().find(|&country| {
            !places.iter().any(|place| place.country == country)
                && !members.iter().any(|own| own.place.country == country)
        });
        let of = |country| match how {
            Reach::ExportedFrom => Given::From(country),
            Reach::InTransitThrough | Reach::PassesThrough => Given::Through(country),
            Reach::BrokeredFrom => Given::Party("broker".to_owned(), vec!["broker".to_owned()], Some(country)),
        };
        let said = std::iter::once(inside).chain(outside).map(|country| Edit::Set(of(country)));
        said.chain([Edit::Drop(of(inside))]).collect()
    }
}

fn ends(period: Period) -> impl Iterator<Item = Date> {
    [period.from, period.before].into_iter().flatten()
}

/// Longer than any case.
fn long() -> Period {
    Period { from: Date::parse("1990-01-01").ok(), before: Date::parse("2090-01-01").ok() }
}
