//! `cocket facts`

use super::exit::Exit;
use super::load::Rules;
use super::output;
use super::printed::language;
use clap::Args;
use cocket::model::{Classification, EventKind, Fact, FactId, FactType, Licence, Model, Screening, Standard};
use cocket::render::visible;
use cocket::shipment::{Datum, Dictionary, Field, Line, LineDatum, snake};
use cocket::vocab::{FactOf, Label, Language};

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
        let classifications = self.fields(book.dictionary()).into_iter().chain(classifications);
        output::result(&classifications.chain(facts).chain(stated).collect::<Vec<_>>().join("\n"));
        Exit::Done
    }

    /// The codes of tariffs, and the fields of every shipment and line that the rules read and that are no facts.
    fn fields(&self, dictionary: &Dictionary) -> Vec<String> {
        let code = |scheme: &str| {
            if dictionary.schemes().any(|own| own.name == scheme) {
                return None;
            }
            let editions = dictionary.editions(scheme).collect::<Vec<_>>().join(" or ");
            let edition = if editions.is_empty() { String::new() } else { format!(", edition {editions}") };
            let ask = Label::new(format!("What is the item's code in {scheme}{edition}?"))
                .and("ko", format!("품목번호({scheme} {editions})는 무엇입니까?"));
            let place = format!("/lines/N/codes, as {{\"scheme\": \"{scheme}\", \"value\": …}}");
            Some(entry(scheme, ask.in_first(&self.lang), "a code, or nothing while it is unknown", &place))
        };
        let codes = dictionary.codes().into_iter().filter_map(code);
        let read = FIELDS.iter().filter(|own| own.field.is_none_or(|field| dictionary.reads(field)));
        let field = |own: &OfEvery| {
            let ask = Label::new(own.ask).and("ko", own.ask_ko);
            entry(own.name, ask.in_first(&self.lang), own.answers, own.place)
        };
        codes.chain(read.map(field)).collect()
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

/// A field of every shipment or line that is no fact.
struct OfEvery {
    /// None where every law reads it.
    field: Option<Field>,
    name: &'static str,
    ask: &'static str,
    ask_ko: &'static str,
    answers: &'static str,
    place: &'static str,
}

const PLACE: &str = "a country, two letters of ISO 3166-1";

const FIELDS: [OfEvery; 9] = [
    OfEvery {
        field: None,
        name: "country of export",
        ask: "Where do the goods leave from?",
        ask_ko: "물품은 어디에서 출발합니까?",
        answers: PLACE,
        place: "/country_of_export",
    },
    OfEvery {
        field: None,
        name: "destination",
        ask: "Where are the goods declared to go?",
        ask_ko: "신고된 목적국은 어디입니까?",
        answers: PLACE,
        place: "/country_of_destination",
    },
    OfEvery {
        field: Some(Field::KnownEndDestination),
        name: "known end destination",
        ask: "Where is it known that they will end?",
        ask_ko: "알고 있는 최종 목적국은 어디입니까?",
        answers: PLACE,
        place: "/country_of_ultimate_destination, or of one line",
    },
    OfEvery {
        field: Some(Field::Legs),
        name: "way",
        ask: "Which way do the goods go, leg by leg?",
        ask_ko: "물품은 어떤 경로로 이동합니까?",
        answers: "legs with from, to, kind and days; or the countries of routing",
        place: "/legs, /countries_of_routing",
    },
    OfEvery {
        field: Some(Field::Origin),
        name: "origin",
        ask: "In which country does the item originate?",
        ask_ko: "품목의 원산지는 어디입니까?",
        answers: PLACE,
        place: "/lines/N/country_of_origin, and of its components",
    },
    OfEvery {
        field: Some(Field::Content),
        name: "content",
        ask: "What is the item made of, and are these all of its components?",
        ask_ko: "품목은 무엇으로 구성되어 있으며, 구성품은 이것이 전부입니까?",
        answers: "components, each with what is asked of it (origin, value, codes); complete: yes | no",
        place: "/lines/N/content",
    },
    OfEvery {
        field: Some(Field::ProducedWith),
        name: "produced with",
        ask: "With which technology, software or plant was it produced, and are these all?",
        ask_ko: "어떤 기술, 소프트웨어 또는 설비로 생산되었으며, 이것이 전부입니까?",
        answers: "items, each as a line; produced_with_complete: yes | no",
        place: "/lines/N/produced_with",
    },
    OfEvery {
        field: Some(Field::Parties),
        name: "parties",
        ask: "Who takes part, in which roles and where?",
        ask_ko: "누가 어떤 역할로 어디에서 관여합니까?",
        answers: "parties with roles and countries; parties_complete: yes | no",
        place: "/parties",
    },
    OfEvery {
        field: Some(Field::Owners),
        name: "owners",
        ask: "Who owns each party, and with which share?",
        ask_ko: "각 당사자의 소유자와 지분은 어떻게 됩니까?",
        answers: "owners with their percent; owners_complete: yes | no",
        place: "/parties/N/owners",
    },
];

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
