//! A case as it is written in a scenario.

use crate::model::{Fact, FactId, FactType, Given, Model};
use crate::rulebook::Rulebook;
use crate::vocab::{Country, Date, Over, Period};

/// Whether pieces can be written so: what belongs to a component or a party stands after one.
pub(in crate::cases) fn stands(given: &[Given]) -> bool {
    let (mut component, mut party) = (false, false);
    for piece in given {
        match piece {
            Given::NextLine | Given::Input => component = false,
            Given::Component => component = true,
            Given::Party(..) => party = true,
            Given::InnerComponent | Given::AllInnerStated if !component => return false,
            Given::Headquarters(_) | Given::Incorporation(_) | Given::Owned(..) | Given::Matched(..) if !party => {
                return false;
            }
            _ => {}
        }
    }
    true
}

/// `on DATE, PIECE, … expect …`
pub(super) fn case(
    book: &Rulebook,
    given: &[Given],
    on: Option<Date>,
    known_on: Option<Date>,
    expected: &str,
) -> String {
    let model = book.model();
    let on = on.map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    let mut pieces: Vec<String> = Vec::new();
    for one in given {
        let words = piece(model, one);
        match pieces.last_mut() {
            // What begins a part stands before its first piece.
            Some(last) if begins(last) && !begins(&words) => {
                last.push(' ');
                last.push_str(&words);
            }
            _ => pieces.push(words),
        }
    }
    pieces.extend(known_on.map(|day| format!("known on {day}")));
    let pieces: String = pieces.iter().flat_map(|piece| [", ", piece]).collect();
    format!("on {on}{pieces} expect {expected}")
}

fn begins(words: &str) -> bool {
    matches!(words, "line" | "component" | "inner component" | "input")
}

fn piece(model: &Model, given: &Given) -> String {
    let place = |words: &str, country: &Country| format!("{words} {country}");
    match given {
        Given::NextLine => "line".to_owned(),
        Given::Component => "component".to_owned(),
        Given::InnerComponent => "inner component".to_owned(),
        Given::Input => "input".to_owned(),
        Given::Code(code) => code.to_string(),
        Given::Act(act) => act.word(),
        Given::From(country) => place("from", country),
        Given::To(country) => place("to", country),
        Given::KnownEndDestination(country) => place("known end destination", country),
        Given::Through(country) => place("through", country),
        Given::Classified(id, value, on) => {
            let name = model.classifications.get(id.index()).map_or("", |own| own.id.as_str());
            let value = match value {
                Some(Some(code)) => format!("\"{}\"", code.dotted()),
                Some(None) => "none".to_owned(),
                None => "unknown".to_owned(),
            };
            format!("{name} {value}{}", on.map(|day| format!(" determined {day}")).unwrap_or_default())
        }
        Given::Unknown(fact) => format!("{} unknown", name(model, *fact)),
        Given::YesOrNo(fact, yes) => format!("{} {}", name(model, *fact), if *yes { "yes" } else { "no" }),
        Given::Choice(fact, at) => format!("{} {}", name(model, *fact), choice(model, *fact, *at)),
        Given::Choices(fact, all) if all.is_empty() => format!("{} none", name(model, *fact)),
        Given::Choices(fact, all) => {
            let named: Vec<String> = all.iter().map(|&at| choice(model, *fact, at)).collect();
            format!("{} {}", name(model, *fact), named.join(" + "))
        }
        Given::Date(fact, day) => format!("{} {day}", name(model, *fact)),
        Given::Country(fact, country) => format!("{} {country}", name(model, *fact)),
        Given::Number(fact, number) => format!("{} {number}", name(model, *fact)),
        Given::Quantity(fact, quantity) => format!("{} {quantity}", name(model, *fact)),
        Given::Money(fact, money) => format!("{} {money}", name(model, *fact)),
        Given::Text(fact, words) => format!("{} \"{words}\"", name(model, *fact)),
        Given::Party(name, roles, country) => {
            let roles = if roles.is_empty() { String::new() } else { format!(" as {}", roles.join(" + ")) };
            format!("party {name}{roles}{}", country.map(|country| format!(" in {country}")).unwrap_or_default())
        }
        Given::Origin(country) => place("origin", country),
        Given::Headquarters(country) => place("headquarters", country),
        Given::Incorporation(country) => place("country of incorporation", country),
        Given::Owned(percent, by) => {
            format!("owned {}by {by}", percent.map(|percent| format!("{percent} ")).unwrap_or_default())
        }
        Given::Matched(list, matched, on) => {
            let name = model.screenings.get(list.index()).map_or("", |own| own.id.as_str());
            let on = on.map(|day| format!(" determined {day}")).unwrap_or_default();
            format!("{}matched on {name}{on}", if *matched { "" } else { "not " })
        }
        Given::AllStated(over) => {
            let what = if *over == Over::Components { "components" } else { over.all() };
            format!("all {what} stated")
        }
        Given::AllInnerStated => "all inner components stated".to_owned(),
        Given::Licence(id, period) => {
            let name = model.licences.get(id.index()).map_or("", |own| own.id.as_str());
            format!("licence {name}{}", stretch(*period))
        }
        Given::Leg(kind, from, to, certainty, departs) => {
            let departs = departs.map(|day| format!(" departs {day}")).unwrap_or_default();
            format!("leg {kind} from {from} to {to} {}{departs}", certainty.word())
        }
        Given::Event(id, on) => {
            let name = model.events.get(id.index()).map_or("", |own| own.id.as_str());
            format!("event {name}{}", on.map(|day| format!(" on {day}")).unwrap_or_default())
        }
    }
}

fn stretch(period: Period) -> String {
    let from = period.from.map(|day| format!(" from {day}")).unwrap_or_default();
    let through = period.before.map(|day| format!(" through {}", day.previous())).unwrap_or_default();
    format!("{from}{through}")
}

fn fact(model: &Model, id: FactId) -> Option<&Fact> {
    model.facts.get(id.index())
}

fn name(model: &Model, id: FactId) -> &str {
    fact(model, id).map_or("", |fact| fact.id.as_str())
}

fn choice(model: &Model, id: FactId, at: usize) -> String {
    match fact(model, id).map(|fact| &fact.kind) {
        Some(FactType::OneOf(all) | FactType::AnyOf(all)) => {
            all.get(at).map(|(name, _)| name.clone()).unwrap_or_default()
        }
        _ => String::new(),
    }
}
