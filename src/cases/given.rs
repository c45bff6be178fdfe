//! What a case gives, as a shipment.

use crate::model::{Fact, FactId, FactType, Given, Model, Standard};
use crate::shipment::{
    Authorization, Certainty, CodeValue, Content, Event, FactValue, Leg, Line, Owner, Party, Screening,
    ScreeningResult, Shipment, StatedCode, StatedFact,
};
use crate::vocab::{Code, Country, Date, Decimal, FactOf, LegCertainty, Over, Period, Place};

/// The shipment of a case: what is not given is unknown.
pub(super) fn shipment(model: &Model, name: &str, given: &[Given]) -> Shipment {
    let mut making = Making {
        model,
        shipment: Shipment { id: name.to_owned(), ..Shipment::default() },
        line: Line { name: "1".to_owned(), base: "/lines/0".to_owned(), ..Line::default() },
        part: None,
        inner: None,
    };
    for item in given {
        making.take(item);
    }
    making.end_part();
    let last = making.line;
    making.shipment.lines.push(last);
    making.shipment
}

struct Making<'a> {
    model: &'a Model,
    shipment: Shipment,
    line: Line,
    /// A component of the line, or something it was produced with, that is being made.
    part: Option<(Over, Line)>,
    /// A component of the component that is being made.
    inner: Option<Line>,
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
                if let (Some(scheme), None) = (&scheme, value) {
                    self.at_hand().codes.retain(|stated| stated.scheme != *scheme);
                }
                if let (Some(scheme), Some(value)) = (scheme, value) {
                    self.code(scheme, code_value(value.as_ref()), *determined);
                }
            }
            Given::Unknown(fact) => self.unknown(*fact),
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
                Some(Standard::Quantity) => self.at_hand().quantity = Some(*quantity),
                Some(Standard::NetMass) => self.at_hand().net_mass = Some(*quantity),
                Some(Standard::Concentration) => self.at_hand().concentration = Some(quantity.amount),
                _ => {
                    if let Some(name) = self.name(*fact) {
                        self.at_hand().specs.insert(name, Some(*quantity));
                    }
                }
            },
            Given::Money(fact, money) => match self.standard(*fact) {
                Some(Standard::Value) => self.at_hand().value = Some(*money),
                _ => self.fact(*fact, FactValue::Money(*money)),
            },
            Given::Text(fact, words) => self.fact(*fact, FactValue::Text(words.clone())),
            Given::Component => self.begin_part(Over::Components),
            Given::InnerComponent => self.begin_inner(),
            Given::Input => self.begin_part(Over::Inputs),
            Given::Party(name, roles, country) => self.party(name, roles, *country),
            Given::Origin(country) => self.at_hand().origin = Some(*country),
            Given::Headquarters(country) => self.of_party(|party| party.headquarters = Some(*country)),
            Given::Incorporation(country) => self.of_party(|party| party.incorporated_in = Some(*country)),
            Given::Owned(percent, by) => self.owned(*percent, by),
            Given::Matched(list, matched, on) => self.screened(*list, *matched, *on),
            Given::AllStated(over) => self.all_stated(*over),
            Given::AllInnerStated => self.all_inner_stated(),
            Given::Licence(id, period) => self.licence(*id, *period),
            Given::Leg(kind, from, to, certainty, departs) => self.leg(kind, (*from, *to), *certainty, *departs),
            Given::Event(id, on) => self.event(*id, *on),
        }
    }

    /// What codes and facts of the item belong to.
    fn at_hand(&mut self) -> &mut Line {
        match (&mut self.inner, &mut self.part) {
            (Some(inner), _) => inner,
            (None, Some((_, part))) => part,
            (None, None) => &mut self.line,
        }
    }

    fn begin_part(&mut self, over: Over) {
        self.end_part();
        let list = if over == Over::Components { "/content/components/" } else { "/produced_with/" };
        let count = match over {
            Over::Components => self.line.components().len(),
            _ => self.line.produced_with.len(),
        };
        let between = if over == Over::Components { "" } else { "with-" };
        let base = format!("/lines/{}{list}{count}", self.line.index);
        let name = format!("{}.{between}{}", self.line.name, count.saturating_add(1));
        self.part = Some((over, Line { name, base, index: count, ..Line::default() }));
    }

    /// The component that is being made, or the last one of the line once more.
    fn component(&mut self) -> Option<&mut Line> {
        if self.part.is_none() {
            let last = self.line.content.as_mut().and_then(|content| content.components.pop());
            self.part = last.map(|last| (Over::Components, last));
        }
        self.part.as_mut().map(|(_, part)| part)
    }

    fn begin_inner(&mut self) {
        self.end_inner();
        let Some(part) = self.component() else { return };
        let index = part.components().len();
        let base = format!("{}/content/components/{index}", part.base);
        let name = format!("{}.{}", part.name, index.saturating_add(1));
        self.inner = Some(Line { name, base, index, ..Line::default() });
    }

    fn end_inner(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        if let Some(part) = self.component() {
            part.content.get_or_insert_with(Content::default).components.push(inner);
        }
    }

    fn all_inner_stated(&mut self) {
        self.end_inner();
        if let Some(part) = self.component() {
            part.content.get_or_insert_with(Content::default).complete = Some(true);
        }
    }

    fn end_part(&mut self) {
        self.end_inner();
        match self.part.take() {
            Some((Over::Components, part)) => {
                self.line.content.get_or_insert_with(Content::default).components.push(part);
            }
            Some((_, part)) => self.line.produced_with.push(part),
            None => {}
        }
    }

    fn party(&mut self, name: &str, roles: &[String], country: Option<Country>) {
        self.end_part();
        let index = self.shipment.parties.len();
        let country = country.map(place);
        let party = Party { id: name.to_owned(), roles: roles.to_vec(), country, index, ..Party::default() };
        // A case that names a party once more says more of it.
        self.shipment.parties.retain(|known| known.id != name);
        self.shipment.parties.push(party);
        for (at, party) in self.shipment.parties.iter_mut().enumerate() {
            party.index = at;
        }
    }

    fn of_party(&mut self, say: impl FnOnce(&mut Party)) {
        if let Some(party) = self.shipment.parties.last_mut() {
            say(party);
        }
    }

    fn owned(&mut self, percent: Option<Decimal>, by: &str) {
        let Some(party) = self.shipment.parties.last_mut() else { return };
        party.owners.push(Owner { party: by.to_owned(), percent, index: party.owners.len() });
    }

    fn screened(&mut self, list: crate::model::ScreeningId, matched: bool, on: Option<Date>) {
        let Some(text) = self.model.screenings.get(list.index()) else { return };
        let Some(party) = self.shipment.parties.last_mut() else { return };
        let result = if matched { ScreeningResult::Match } else { ScreeningResult::NoMatch };
        // Who writes a case has looked: without a day, on the first.
        let screened_on = Some(on.unwrap_or(Date::from_number(0)));
        let index = party.screenings.len();
        let undated = on.is_none() && !text.changed.is_empty();
        let screened_on = if undated { text.changed.iter().map(|&(day, _)| day).max() } else { screened_on };
        party.screenings.push(Screening { list: text.id.clone(), result, screened_on, version: None, index });
    }

    fn all_stated(&mut self, over: Over) {
        match over {
            Over::Parties => self.shipment.parties_complete = Some(true),
            Over::Owners => {
                if let Some(party) = self.shipment.parties.last_mut() {
                    party.owners_complete = Some(true);
                }
            }
            _ => {
                self.end_part();
                self.line.content.get_or_insert_with(Content::default).complete = Some(true);
                self.line.produced_with_complete = Some(true);
            }
        }
    }

    /// A licence as it would be stated: issued, for where the goods go.
    fn licence(&mut self, id: crate::model::LicenceId, period: Period) {
        let Some(text) = self.model.licences.get(id.index()) else { return };
        let index = self.shipment.authorizations.len();
        let to = [&self.shipment.declared_destination, &self.shipment.known_end_destination];
        self.shipment.authorizations.push(Authorization {
            id: format!("licence-{}", index.saturating_add(1)),
            licence: Some(text.id.clone()),
            status: Some("issued".to_owned()),
            valid_from: period.from,
            valid_to: period.before.map(Date::previous),
            destinations: to.into_iter().flatten().map(|place| place.country).collect(),
            index,
            ..Authorization::default()
        });
    }

    fn leg(&mut self, kind: &str, (from, to): (Country, Country), certainty: LegCertainty, departs: Option<Date>) {
        let index = self.shipment.legs.len();
        let certainty = match certainty {
            LegCertainty::Done => Certainty::Done,
            LegCertainty::Planned => Certainty::Planned,
            LegCertainty::Suspected => Certainty::Suspected,
        };
        self.shipment.legs.push(Leg {
            seq: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
            kind: Some(kind.to_owned()),
            from: Some(place(from)),
            to: Some(place(to)),
            certainty: Some(certainty),
            departs,
            index,
            ..Leg::default()
        });
    }

    fn event(&mut self, id: crate::model::EventId, on: Option<Date>) {
        let Some(text) = self.model.events.get(id.index()) else { return };
        let index = self.shipment.events.len();
        let name = format!("event-{}", index.saturating_add(1));
        self.shipment.events.push(Event { id: name, kind: text.id.clone(), on, index, ..Event::default() });
    }

    fn next_line(&mut self) {
        self.end_part();
        let number = self.shipment.lines.len().saturating_add(2);
        let index = self.shipment.lines.len().saturating_add(1);
        let next = Line { name: number.to_string(), base: format!("/lines/{index}"), index, ..Line::default() };
        self.shipment.lines.push(std::mem::replace(&mut self.line, next));
    }

    fn code(&mut self, scheme: String, value: CodeValue, determined_on: Option<Date>) {
        let line = self.at_hand();
        let index = line.codes.len();
        // A case states a classification once more to say that it has changed.
        line.codes.retain(|stated| stated.scheme != scheme || matches!(value, CodeValue::Code(_)));
        line.codes.push(StatedCode {
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
        match self.standard(fact) {
            Some(Standard::Date(date)) => self.shipment.dates.set(date, Some(day)),
            _ => self.fact(fact, FactValue::Date(day)),
        }
    }

    fn choice(&mut self, fact: FactId, at: usize) {
        let name = self.choice_name(fact, at);
        match self.standard(fact) {
            Some(Standard::Condition) => self.at_hand().condition = name,
            Some(Standard::ItemKind) => self.at_hand().item_kind = name,
            Some(Standard::Form) => self.at_hand().form = name,
            Some(Standard::Relation) => self.at_hand().relation = name,
            Some(Standard::EndUse) => self.at_hand().end_use = name,
            Some(Standard::NatureOfTransaction) => self.shipment.nature_of_transaction = name,
            _ => self.fact(fact, name.map_or(FactValue::Unknown, FactValue::Choice)),
        }
    }

    /// Takes back what was given of a fact.
    fn unknown(&mut self, fact: FactId) {
        match self.standard(fact) {
            None => self.fact(fact, FactValue::Unknown),
            Some(Standard::Value) => self.at_hand().value = None,
            Some(Standard::Quantity) => self.at_hand().quantity = None,
            Some(Standard::NetMass) => self.at_hand().net_mass = None,
            Some(Standard::Concentration) => self.at_hand().concentration = None,
            Some(Standard::Condition) => self.at_hand().condition = None,
            Some(Standard::ItemKind) => self.at_hand().item_kind = None,
            Some(Standard::Form) => self.at_hand().form = None,
            Some(Standard::Relation) => self.at_hand().relation = None,
            Some(Standard::EndUse) => self.at_hand().end_use = None,
            Some(Standard::NatureOfTransaction) => self.shipment.nature_of_transaction = None,
            Some(Standard::Date(date)) => self.shipment.dates.set(date, None),
        }
    }

    /// States a declared fact where it belongs; whoever wrote the case asserts it.
    fn fact(&mut self, fact: FactId, value: FactValue) {
        let Some(declared) = self.declared(fact) else { return };
        let (name, of) = (declared.id.clone(), declared.of);
        let stated = StatedFact { asserted_by: Some("the scenario".to_owned()), ..StatedFact::new(value) };
        match of {
            FactOf::Shipment => drop(self.shipment.facts.insert(name, stated)),
            FactOf::Line => drop(self.at_hand().facts.insert(name, stated)),
            FactOf::Party => {
                if let Some(party) = self.shipment.parties.last_mut() {
                    party.facts.insert(name, stated);
                }
            }
            FactOf::Event => {
                if let Some(event) = self.shipment.events.last_mut() {
                    event.facts.insert(name, stated);
                }
            }
        }
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
