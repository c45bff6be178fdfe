//! `cocket facts`

use super::exit::Exit;
use super::load::Rules;
use super::output;
use super::printed::language;
use clap::Args;
use cocket::model::{Classification, EventKind, Fact, FactId, FactType, Licence, Model, Screening, Standard};
use cocket::render::visible;
use cocket::shipment::{Datum, Line, LineDatum, snake};
use cocket::vocab::{FactOf, Language};

/// Lists what the loaded rules ask of a shipment: names, questions, answers and where they stand in the JSON.
#[derive(Args)]
pub(super) struct Facts {
    #[command(flatten)]
    rules: Rules,
    /// The languages, the dearest first
    #[arg(long, value_delimiter = ',', default_value = "en", value_parser = language)]
    lang: Vec<Language>,
}

impl Facts {
    pub(super) fn run(self) -> Exit {
        let book = match self.rules.compiled(false) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let model = book.model();
        let classifications = model.classifications.iter().map(|found| self.classification(found));
        let read = model.reads().facts;
        let asked = |(at, fact): &(usize, &Fact)| fact.rulebook.is_some() || read.contains(&FactId::at(*at));
        let facts = model.facts.iter().enumerate().filter(asked).map(|(_, fact)| self.fact(fact));
        let stated = self.stated(model);
        output::result(&classifications.chain(facts).chain(stated).collect::<Vec<_>>().join("\n"));
        Exit::Done
    }

    /// What is stated by name: lists of parties, licences and kinds of events.
    fn stated(&self, model: &Model) -> Vec<String> {
        let screening = |own: &Screening| {
            let answers = "match | no_match | possible_match | false_positive_confirmed, with the day";
            let place = format!("/parties/N/screening, as {{\"list\": \"{}\", …}}", snake(&own.id));
            entry(&own.id, own.ask.in_first(&self.lang), answers, &place)
        };
        let licence = |own: &Licence| {
            let answers = "its status, days, destinations, codes, parties and limits; nothing where none is held";
            let place = format!("/authorizations, as {{\"licence\": \"{}\", …}}", snake(&own.id));
            entry(&own.id, own.label.in_first(&self.lang), answers, &place)
        };
        let event = |own: &EventKind| {
            let place = format!("/events, as {{\"kind\": \"{}\", …}}", snake(&own.id));
            entry(&own.id, own.label.in_first(&self.lang), "the day, and what the facts of events ask", &place)
        };
        let screenings = model.screenings.iter().map(screening);
        let licences = model.licences.iter().map(licence);
        screenings.chain(licences).chain(model.events.iter().map(event)).collect()
    }

    fn classification(&self, found: &Classification) -> String {
        let scheme = found.scheme.name();
        let place = format!("/lines/N/codes, as {{\"scheme\": \"{scheme}\", \"value\": …}}");
        let answers = "a code, \"none\", or nothing while it is unknown";
        entry(&found.id, found.ask.in_first(&self.lang), answers, &place)
    }

    fn fact(&self, fact: &Fact) -> String {
        let place = pointer(fact);
        let percent = fact.standard == Some(Standard::Concentration);
        let answers = if percent { "a number, in percent".to_owned() } else { self.answers(&fact.kind) };
        entry(&fact.id, fact.ask.in_first(&self.lang), &answers, &place)
    }

    fn answers(&self, kind: &FactType) -> String {
        let named = |choices: &[(String, cocket::vocab::Label)]| {
            let each = choices.iter().map(|(name, label)| format!("{} ({})", snake(name), label.in_first(&self.lang)));
            each.collect::<Vec<_>>().join(" | ")
        };
        match kind {
            FactType::YesOrNo => "yes | no".to_owned(),
            FactType::Asserted => "yes | no, with who asserts it".to_owned(),
            FactType::OneOf(choices) => named(choices),
            FactType::AnyOf(choices) => format!("any of: {}; or an empty list", named(choices)),
            FactType::Date => "a date, YYYY-MM-DD".to_owned(),
            FactType::Country => "a country, two letters of ISO 3166-1".to_owned(),
            FactType::Number => "a number, as a string".to_owned(),
            FactType::Quantity(Some(dimension)) => format!("an amount and a unit of {}", dimension.name()),
            FactType::Quantity(None) => "an amount and a unit".to_owned(),
            FactType::Money => "an amount and a currency".to_owned(),
            FactType::Text => "words".to_owned(),
        }
    }
}

fn entry(name: &str, ask: &str, answers: &str, place: &str) -> String {
    let lines =
        [name.to_owned(), format!("  asks     {ask}"), format!("  answers  {answers}"), format!("  at       {place}")];
    lines.iter().map(|line| visible(line) + "\n").collect()
}

/// Where a fact stands.
fn pointer(fact: &Fact) -> String {
    let name = fact.id.as_str();
    let any = Line { base: "/lines/N".to_owned(), ..Line::default() };
    let line = |datum| any.pointer(datum);
    match (fact.standard, &fact.kind, fact.of) {
        (Some(Standard::Value), _, _) => line(LineDatum::Value),
        (Some(Standard::Quantity), _, _) => line(LineDatum::Quantity),
        (Some(Standard::NetMass), _, _) => line(LineDatum::NetMass),
        (Some(Standard::Condition), _, _) => line(LineDatum::Condition),
        (Some(Standard::ItemKind), _, _) => line(LineDatum::ItemKind),
        (Some(Standard::EndUse), _, _) => line(LineDatum::EndUse),
        (Some(Standard::Form), _, _) => format!("{}/M/form", line(LineDatum::Components)),
        (Some(Standard::Concentration), _, _) => format!("{}/M/concentration", line(LineDatum::Components)),
        (Some(Standard::Relation), _, _) => format!("{}/M/relation", line(LineDatum::ProducedWith)),
        (Some(Standard::NatureOfTransaction), _, _) => Datum::NatureOfTransaction.pointer(),
        (Some(Standard::Date(_)), _, _) => Datum::Date(name).pointer(),
        (None, FactType::Quantity(_), _) => line(LineDatum::Spec(name)),
        (None, _, FactOf::Line) => line(LineDatum::Fact(name)),
        (None, _, FactOf::Shipment) => Datum::Fact(name).pointer(),
        (None, _, FactOf::Party) => format!("/parties/N/facts/{}", snake(name)),
        (None, _, FactOf::Event) => format!("/events/N/facts/{}", snake(name)),
    }
}
