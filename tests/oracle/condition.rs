//! Conditions, in three truth values, by plain recursion.

use super::{Bound, Reader, agreed};
use cocket::model::{Clause, Entry, FactId, FactType, FirstListed, Operand, Scalar, Standard, Test};
use cocket::shipment::{FactValue, StatedFact};
use cocket::vocab::{Comparator, Currency, Date, Decimal, FactOf, Money, Quantity, Truth, Unit};
use std::cmp::Ordering;

impl<'a> Reader<'a> {
    /// What is known of a condition.
    pub fn truth(&self, clause: &Clause) -> Truth {
        match &clause.test {
            Test::Always => Truth::True,
            Test::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part))),
            Test::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part))),
            Test::Not(part) => !self.truth(part),
            Test::Listed { binds: true, .. } if !matches!(self.entry, Bound::Nothing) => self.bound_entry_covers(),
            Test::Listed { lists, entries, .. } => {
                let lists: Vec<_> = lists.iter().map(|id| &self.model.lists[id.index()]).collect();
                self.listed(&lists, entries)
            }
            Test::ItemIs(codes) => Truth::any(codes.iter().map(|code| self.item_is(code))),
            Test::Classified(id) => self.classified_at_all(*id),
            Test::ClassifiedNone(id) => !self.classified_at_all(*id),
            Test::ClassifiedAs(id, codes) => self.classified_as(*id, codes),
            Test::InGroup(noun, group) => self.in_group(*noun, *group),
            Test::InPlaces(noun, places) => self.among(*noun, places),
            Test::Reach(reach, places, group) => self.reached(*reach, places, *group),
            Test::ActIs(acts) => acts.contains(&self.act()).into(),
            Test::Holds(fact) => self.holds(*fact),
            Test::ChoiceIs(fact, wanted) => self.chosen(*fact, wanted),
            Test::Includes(fact, wanted) => self.includes(*fact, wanted),
            Test::TextIs(fact, wanted) => match self.stated(*fact) {
                Some(FactValue::Text(words)) => wanted.contains(words).into(),
                _ => Truth::Unknown,
            },
            Test::Given(fact) => self.given(*fact),
            Test::Compare(left, by, right) => self.compared(left, *by, right),
            Test::Define(id) => {
                let define = &self.model.defines[id.index()];
                let truth = self.truth(&define.condition);
                if truth.is_unknown() && define.silence_means_no.is_some() { Truth::False } else { truth }
            }
            Test::InForce(standings) => self.in_force_as_known(standings),
            Test::Each(id) => self.each(*id),
            Test::RequiredBy { rules, disregarding } => self.required_by(rules, disregarding),
            Test::Held(licence, as_of) => self.held(*licence, *as_of),
            Test::Matched(lists) => self.matched(lists),
            Test::Marks(table, noun, column) => {
                let table = &self.model.tables[table.index()];
                agreed(self.places(*noun).iter().map(|place| self.marked(table, place, column)))
            }
            Test::EntryIs(column, words) => {
                self.cell(column).map_or(Truth::Unknown, |cell| words.contains(&cell).into())
            }
            Test::Compound(_) => Truth::Unknown,
            Test::Disputed(id) => {
                agreed(self.model.disputes[id.index()].readings.iter().map(|reading| self.truth(&reading.condition)))
            }
        }
    }

    fn bound_entry_covers(&self) -> Truth {
        match self.entry {
            Bound::Entry(list, entry) => self.covers(list, entry),
            Bound::Unnamed(list, only) => self.unnamed(list, only),
            Bound::Nothing => Truth::Unknown,
        }
    }

    /// What the shipment states of a declared fact; absent, null and "unknown" are one thing.
    pub fn stated(&self, fact: FactId) -> Option<&'a FactValue> {
        let stated = self.statement(fact).map(|stated| &stated.value);
        stated.filter(|value| **value != FactValue::Unknown)
    }

    /// A fact of a line is stated of it, or once for all lines; of a part of it, only of that part.
    fn statement(&self, fact: FactId) -> Option<&'a StatedFact> {
        let declared = &self.model.facts[fact.index()];
        match declared.of {
            FactOf::Party => self.party?.facts.get(&declared.id),
            FactOf::Event => None,
            FactOf::Line if !std::ptr::eq(self.line, self.goods) => self.line.facts.get(&declared.id),
            FactOf::Line | FactOf::Shipment => self.shipment.fact_of(self.goods, &declared.id),
        }
    }

    fn holds(&self, fact: FactId) -> Truth {
        let declared = &self.model.facts[fact.index()];
        let asserter = self.statement(fact).and_then(|stated| stated.asserted_by.as_ref());
        let counts = declared.kind != FactType::Asserted || asserter.is_some();
        match self.stated(fact) {
            Some(FactValue::Yes) if counts => Truth::True,
            Some(FactValue::No) if counts => Truth::False,
            None if declared.silence_means_no.is_some() => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// The choice stated, as its place among the fact's choices.
    fn choice(&self, fact: FactId) -> Option<usize> {
        let declared = &self.model.facts[fact.index()];
        let word = match (declared.standard, self.stated(fact)) {
            (Some(Standard::Condition), _) => self.line.condition.clone()?,
            (Some(Standard::Relation), _) => self.line.relation.clone()?,
            (Some(Standard::Form), _) => self.line.form.clone()?,
            (Some(Standard::NatureOfTransaction), _) => self.shipment.nature_of_transaction.clone()?,
            (_, Some(FactValue::Choice(word))) => word.clone(),
            _ => return None,
        };
        position(&declared.kind, &word)
    }

    fn chosen(&self, fact: FactId, wanted: &[usize]) -> Truth {
        match self.choice(fact) {
            Some(own) => wanted.contains(&own).into(),
            None if self.model.facts[fact.index()].silence_means_no.is_some() => Truth::False,
            None => Truth::Unknown,
        }
    }

    fn includes(&self, fact: FactId, wanted: &[usize]) -> Truth {
        let kind = &self.model.facts[fact.index()].kind;
        let Some(FactValue::Choices(words)) = self.stated(fact) else { return Truth::Unknown };
        if wanted.is_empty() {
            return (!words.is_empty()).into();
        }
        words.iter().any(|word| position(kind, word).is_some_and(|own| wanted.contains(&own))).into()
    }

    /// "Something is stated": silence is not a statement to the contrary, it may still be said.
    fn given(&self, fact: FactId) -> Truth {
        let stated =
            self.stated(fact).is_some() || self.scalar(&Operand::Fact(fact)).is_some() || self.choice(fact).is_some();
        if stated { Truth::True } else { Truth::Unknown }
    }

    fn compared(&self, left: &Operand, by: Comparator, right: &Operand) -> Truth {
        if let Operand::Total(id) = left {
            return self.total_compared(*id, by, right);
        }
        let reckoned = |side: &Operand| matches!(side, Operand::Term(_) | Operand::Picked(..));
        if reckoned(left) || reckoned(right) {
            return self.days_compared(left, by, right);
        }
        match (self.scalar(left), self.scalar(right)) {
            (Some(left), Some(right)) => order(left, right).map_or(Truth::Unknown, |order| by.holds(order).into()),
            _ => Truth::Unknown,
        }
    }

    /// The value of an operand that is not reckoned from others.
    pub fn scalar(&self, operand: &Operand) -> Option<Scalar> {
        let entry = match self.entry {
            Bound::Entry(_, entry) => Some(entry),
            Bound::Nothing | Bound::Unnamed(..) => None,
        };
        match operand {
            Operand::Fixed(scalar) => Some(*scalar),
            Operand::Fact(fact) => self.scalar_fact(*fact),
            Operand::EntryFrom => entry.and_then(|entry| entry.form_since).map(Scalar::Date),
            Operand::EntryFirstListed => entry.and_then(first_listed).map(Scalar::Date),
            Operand::EntryDate(column) => entry.and_then(|entry| date_column(entry, column)).map(Scalar::Date),
            Operand::EntryAmount(column) => self.cell(column).map(|cell| amount(&cell)),
            Operand::Total(_) => None,
            Operand::Term(_) | Operand::Picked(..) => None,
        }
    }

    fn scalar_fact(&self, fact: FactId) -> Option<Scalar> {
        let declared = &self.model.facts[fact.index()];
        match (declared.standard, &declared.kind) {
            (Some(_), FactType::Date) => self.shipment.date_named(&declared.id).map(Scalar::Date),
            (Some(Standard::Value), _) => self.line.value.map(Scalar::Money),
            (Some(Standard::Quantity), _) => self.line.quantity.map(Scalar::Quantity),
            (Some(Standard::Concentration), _) => self.line.concentration.map(percent),
            (Some(Standard::NetMass), _) => self.line.net_mass.map(Scalar::Quantity),
            (_, FactType::Quantity(_)) => self.line.specs.get(&declared.id).copied().flatten().map(Scalar::Quantity),
            _ => match self.stated(fact)? {
                FactValue::Date(day) => Some(Scalar::Date(*day)),
                FactValue::Number(number) => Some(Scalar::Number(*number)),
                FactValue::Money(money) => Some(Scalar::Money(*money)),
                _ => None,
            },
        }
    }
}

fn percent(amount: Decimal) -> Scalar {
    Scalar::Quantity(Quantity { amount, unit: Unit::from_symbol("%").unwrap() })
}

/// `25 %`, `10 USD`
fn amount(cell: &str) -> Scalar {
    let (number, unit) = cell.split_once(' ').unwrap();
    let amount = Decimal::parse(number).unwrap();
    if unit == "%" {
        percent(amount)
    } else {
        Scalar::Money(Money { amount, currency: Currency::parse(unit).unwrap() })
    }
}

fn first_listed(entry: &Entry) -> Option<Date> {
    match entry.first_listed {
        FirstListed::On(day) => Some(day),
        FirstListed::NotRecorded => None,
    }
}

fn date_column(entry: &Entry, column: &str) -> Option<Date> {
    let cell = entry.more.iter().find(|(name, _)| name == column);
    cell.and_then(|(_, cell)| Date::parse(cell).ok())
}

fn position(kind: &FactType, word: &str) -> Option<usize> {
    match kind {
        FactType::OneOf(choices) | FactType::AnyOf(choices) => choices.iter().position(|(id, _)| id == word),
        _ => None,
    }
}

/// Which is more, where the two can be held against each other at all: another currency cannot, until a rate is given.
pub fn order(left: Scalar, right: Scalar) -> Option<Ordering> {
    match (left, right) {
        (Scalar::Date(left), Scalar::Date(right)) => Some(left.cmp(&right)),
        (Scalar::Number(left), Scalar::Number(right)) => Some(left.cmp(&right)),
        (Scalar::Quantity(left), Scalar::Quantity(right)) => left.compare(right),
        (Scalar::Money(left), Scalar::Money(right)) => left.compare(right),
        _ => None,
    }
}
