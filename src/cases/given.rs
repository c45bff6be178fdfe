//! What a case gives, as a shipment.

use crate::model::{Fact, FactId, FactType, Given, Model, Standard};
use crate::shipment::{CodeValue, FactValue, Line, Shipment, StatedCode, StatedFact};
use crate::vocab::{Code, Country, Date, FactOf, Place};

/// The shipment of a case: what is not given is unknown.
pub(super) fn shipment(model: &Model, name: &str, given: &[Given]) -> Shipment {
    let mut making = Making {
        model,
        shipment: Shipment { id: name.to_owned(), ..Shipment::default() },
        line: Line { name: "1".to_owned(), base: "/lines/0".to_owned(), ..Line::default() },
    };
    for item in given {
        making.take(item);
    }
    let last = making.line;
    making.shipment.lines.push(last);
    making.shipment
}

struct Making<'a> {
    model: &'a Model,
    shipment: Shipment,
    line: Line,
}

impl Making<'_> {
    fn take(&mut self, given: &Given) {
        let whole = &mut self.shipment;
        match given {
            Given::NextLine => self.next_line(),
            Given::Code(code) => self.code(code.scheme().name().to_owned(), CodeValue::Code(code.clone()), None),
            Given::Act(act) => whole.act = Some(*act),
            Given::From(country) => whole.country_of_export = Some(place(*country)),
            Given::To(country) => whole.declared_destination = Some(place(*country)),
            Given::KnownEndDestination(country) => whole.known_end_destination = Some(place(*country)),
            Given::Through(country) => whole.routing.push(*country),
            Given::Classified(id, value, determined) => {
                let scheme = self.model.classifications.get(id.index()).map(|found| found.scheme.name().to_owned());
                if let (Some(scheme), Some(value)) = (scheme, value) {
                    self.code(scheme, code_value(value.as_ref()), *determined);
                }
            }
            Given::Unknown(fact) => self.fact(*fact, FactValue::Unknown),
            Given::YesOrNo(fact, yes) => self.fact(*fact, if *yes { FactValue::Yes } else { FactValue::No }),
            Given::Choice(fact, at) => self.choice(*fact, *at),
            Given::Choices(fact, all) => {
                let names = all.iter().filter_map(|&at| self.choice_name(*fact, at)).collect();
                self.fact(*fact, FactValue::Choices(names));
            }
            Given::Date(fact, day) => self.date(*fact, *day),
            Given::Country(fact, country) => self.fact(*fact, FactValue::Country(*country)),
            Given::Number(fact, number) => self.fact(*fact, FactValue::Number(*number)),
            Given::Quantity(fact, quantity) => match self.standard(*fact) {
                Some(Standard::Quantity) => self.line.quantity = Some(*quantity),
                Some(Standard::NetMass) => self.line.net_mass = Some(*quantity),
                _ => {
                    if let Some(name) = self.name(*fact) {
                        self.line.specs.insert(name, Some(*quantity));
                    }
                }
            },
            Given::Money(fact, money) => match self.standard(*fact) {
                Some(Standard::Value) => self.line.value = Some(*money),
                _ => self.fact(*fact, FactValue::Money(*money)),
            },
            Given::Text(fact, words) => self.fact(*fact, FactValue::Text(words.clone())),
        }
    }

    fn next_line(&mut self) {
        let number = self.shipment.lines.len().saturating_add(2);
        let index = self.shipment.lines.len().saturating_add(1);
        let next = Line { name: number.to_string(), base: format!("/lines/{index}"), index, ..Line::default() };
        self.shipment.lines.push(std::mem::replace(&mut self.line, next));
    }

    fn code(&mut self, scheme: String, value: CodeValue, determined_on: Option<Date>) {
        let index = self.line.codes.len();
        // A case states a classification once more to say that it has changed.
        self.line.codes.retain(|stated| stated.scheme != scheme || matches!(value, CodeValue::Code(_)));
        self.line.codes.push(StatedCode {
            scheme,
            edition: None,
            value,
            status: None,
            determined_on,
            reference: None,
            index,
        });
    }

    fn date(&mut self, fact: FactId, day: Date) {
        match (self.standard(fact), self.name(fact)) {
            (Some(_), Some(name)) => drop(self.shipment.dates.insert(name, day)),
            _ => self.fact(fact, FactValue::Date(day)),
        }
    }

    fn choice(&mut self, fact: FactId, at: usize) {
        let name = self.choice_name(fact, at);
        match self.standard(fact) {
            Some(Standard::Condition) => self.line.condition = name,
            Some(Standard::NatureOfTransaction) => self.shipment.nature_of_transaction = name,
            _ => self.fact(fact, name.map_or(FactValue::Unknown, FactValue::Choice)),
        }
    }

    /// States a declared fact where it belongs; whoever wrote the case asserts it.
    fn fact(&mut self, fact: FactId, value: FactValue) {
        let Some(declared) = self.declared(fact) else { return };
        let (name, of) = (declared.id.clone(), declared.of);
        let stated = StatedFact { asserted_by: Some("the scenario".to_owned()), ..StatedFact::new(value) };
        match of {
            FactOf::Shipment => self.shipment.facts.insert(name, stated),
            FactOf::Line => self.line.facts.insert(name, stated),
            // A case states no parties or events of its own.
            FactOf::Party | FactOf::Event => None,
        };
    }

    fn declared(&self, fact: FactId) -> Option<&Fact> {
        self.model.facts.get(fact.index())
    }

    fn name(&self, fact: FactId) -> Option<String> {
        self.declared(fact).map(|fact| fact.id.clone())
    }

    fn standard(&self, fact: FactId) -> Option<Standard> {
        self.declared(fact)?.standard
    }

    fn choice_name(&self, fact: FactId, at: usize) -> Option<String> {
        match &self.declared(fact)?.kind {
            FactType::OneOf(choices) | FactType::AnyOf(choices) => choices.get(at).map(|(name, _)| name.clone()),
            _ => None,
        }
    }
}

fn place(country: Country) -> Place {
    Place { country, subdivision: None }
}

fn code_value(code: Option<&Code>) -> CodeValue {
    code.map_or(CodeValue::Nothing, |code| CodeValue::Code(code.clone()))
}
