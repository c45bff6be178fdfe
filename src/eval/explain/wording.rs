//! How a question is worded: what it asks, where the answer is written, which answers there are.

use super::asked_of_parts::part_question;
use super::findings::edition_of;
use super::keys::Key;
use super::live::Live;
use super::{View, ends};
use crate::compile::Op;
use crate::eval::StatedBy;
use crate::eval::bound::is_of_leg;
use crate::eval::codes::other_edition;
use crate::eval::destinations::{Destinations, leading_on, receivers};
use crate::eval::value::Value;
use crate::model::{ClassificationId, Fact, FactId, FactType, ListId, Nomenclature, Noun, Operand, QuestionId, Scalar};
use crate::ruling::{Finding, Question};
use crate::shipment::{Datum, Line, LineDatum};
use crate::vocab::{FactOf, Label, Place, Scheme};
use std::collections::BTreeSet;

/// The words of a question.
pub(super) fn question(live: &Live<'_>, key: Key, waits: &BTreeSet<String>) -> Question {
    let view = &live.view;
    let waits: Vec<String> = waits.iter().cloned().collect();
    let line = view.assessment.bound.line.pointer(LineDatum::Codes);
    let of_line = view.line().to_owned();
    let plain = |id: &str, label: Label, ask: Label, of: &str, pointer: String| Question {
        id: id.to_owned(),
        label,
        facts: vec![id.to_owned()],
        of: of.to_owned(),
        ask,
        pointers: vec![pointer],
        answers: Vec::new(),
        or_a_code: false,
        hints: Vec::new(),
        waits: waits.clone(),
    };
    match key {
        Key::Destination => {
            if let Some(place) = view.without_its_part() {
                let (label, ask) = part_words(place);
                let pointer = format!("{}_subdivision", view.assessment.bound.destination_pointer());
                return plain("destination", label, ask, "shipment", pointer);
            }
            let noun = if view.is_known(Noun::Destination) { Noun::KnownEndDestination } else { Noun::Destination };
            let (_, label, ask, pointer) = place_words(noun, view.assessment.bound.line);
            Question { hints: elsewhere(view), ..plain("destination", label, ask, "shipment", pointer) }
        }
        Key::Place(noun) => {
            let (id, label, ask, pointer) = place_words(noun, view.assessment.bound.line);
            plain(id, label, ask, "shipment", pointer)
        }
        Key::Route => plain(
            "route",
            Label::new("Route").and("ko", "운송 경로"),
            Label::new("Through which countries does it pass?").and("ko", "어느 나라를 경유합니까?"),
            "shipment",
            Datum::Routing(None).pointer(),
        ),
        Key::Broker => plain(
            "broker",
            Label::new("Broker").and("ko", "중개인"),
            Label::new("In which country is each of those who broker?")
                .and("ko", "중개인은 각각 어느 나라에 있습니까?"),
            "shipment",
            Datum::Parties.pointer(),
        ),
        Key::Content
        | Key::Lines
        | Key::Inputs
        | Key::Parties
        | Key::Owners
        | Key::Screening(_)
        | Key::Licence(_)
        | Key::Events => part_question(view, key, plain("", Label::default(), Label::default(), &of_line, line)),
        Key::Fact(id) => fact_question(view, id, waits.clone()),
        Key::Group(id) => group_question(view, id, waits.clone()),
        Key::Number(list) => {
            let label = Label::new("Code of the item").and("ko", "품목 코드");
            plain("item-code", label, ask_for_number(view, list), &of_line, line)
        }
        Key::Code(list) => {
            let label = Label::new("Tariff code").and("ko", "품목번호");
            plain("tariff-code", label, ask_for_code(view, list), &of_line, line)
        }
        Key::Digits(list) => {
            digits_question(view, list, plain("more-digits", Label::default(), Label::default(), &of_line, line))
        }
        Key::Classification(id) => {
            classification_question(view, id, plain("", Label::default(), Label::default(), &of_line, line))
        }
    }
}

/// Asks for the item's code in a scheme that is no tariff, such as a control number.
fn ask_for_number(view: &View<'_>, list: ListId) -> Label {
    // One question names all schemes in which nothing is stated and by which lists of the rulebook go alone.
    let frame = view.bare_frame();
    let own = view.texts.model.lists.get(list.index()).map(|list| list.rulebook);
    let lists = view.texts.model.lists.iter().zip(&view.texts.program.lists);
    let lists = lists.filter(|(text, index)| Some(text.rulebook) == own && !index.is_classified);
    let schemes: BTreeSet<&str> =
        lists.flat_map(|(_, index)| frame.unstated_schemes(index)).map(String::as_str).collect();
    let schemes = schemes.into_iter().collect::<Vec<_>>().join(" / ");
    Label::new(format!("What is the item's code in {schemes}? Give it, or none."))
        .and("ko", format!("{schemes} 기준 품목 코드는 무엇입니까? 코드 또는 비해당 여부를 적어 주십시오."))
}

/// The editions in which codes are read: of the rulebook of a list that has tariff codes, else of the one at hand.
fn law_of<'a>(view: &View<'a>, list: ListId) -> &'a [Nomenclature] {
    let model = view.texts.model;
    let has_tariff = view.texts.program.lists.get(list.index()).is_some_and(|index| index.has_tariff);
    let book = model.lists.get(list.index()).filter(|_| has_tariff).map(|list| list.rulebook.index());
    book.and_then(|book| model.rulebooks.get(book)).map_or(&view.head.nomenclature, |book| &book.nomenclature)
}

/// Asks for the item's tariff code: any, one of the edition that the list is in, or one with more digits.
fn ask_for_code(view: &View<'_>, list: ListId) -> Label {
    let columns = view.texts.model.lists.get(list.index()).map_or(&[][..], |list| &list.columns);
    let schemes = columns.iter().flat_map(|column| &column.schemes).map(String::as_str);
    let mut schemes: Vec<&str> = schemes.filter(|own| Scheme::new(own).tariff_digits().is_some()).collect();
    if schemes.is_empty() {
        schemes.push("HS");
    }
    let law = law_of(view, list);
    let unread = view.frame_on(view.found.bearing.on).codes(law).tell_nothing();
    let mut stated = view.assessment.bound.codes().filter(|code| code.tariff.is_some());
    let Some(code) = stated.next() else {
        let ask = format!("Under which tariff code does the item fall ({})?", schemes.join(" or "));
        return Label::new(ask).and("ko", "품목번호(HS)는 무엇입니까?");
    };
    let of = edition_of(code).filter(|_| unread);
    let own = of.and_then(|stated| other_edition(law, (code.code.scheme().name(), stated), view.found.bearing.on));
    let shown = &code.code;
    match (of, own) {
        (Some(stated), Some(own)) => {
            let scheme = shown.scheme().name();
            let ask = format!(
                "Under which code of {scheme} {own} does the item fall? {shown} is a code of {scheme} {stated}."
            );
            Label::new(ask).and(
                "ko",
                format!("{scheme} {own} 기준 품목번호는 무엇입니까? {shown}은(는) {scheme} {stated} 기준입니다."),
            )
        }
        _ => Label::new(format!("What is the item's code to more digits? {shown} is not enough to tell."))
            .and("ko", format!("품목번호의 나머지 자리는 무엇입니까? {shown}만으로는 판단할 수 없습니다.")),
    }
}

/// What keeps the destination open although one is stated: a way on, or an end user, that leads elsewhere.
fn elsewhere(view: &View<'_>) -> Vec<String> {
    let bound = &view.assessment.bound;
    let others = &bound.destinations.others;
    let Some(read) = bound.destinations.read.filter(|_| !others.is_empty()) else { return Vec::new() };
    let apart = |place: Option<&Place>| place.filter(|place| others.contains(place)).map(ToString::to_string);
    let legs = leading_on(bound.shipment, bound.goods).filter_map(|leg| {
        let to = apart(leg.to.as_ref())?;
        Some(format!(
            "a leg goes on to {to}, not {read}: where the goods end is not told until {} and the destination agree",
            Datum::LegTo(leg.index).pointer()
        ))
    });
    let users = receivers(bound.shipment, bound.goods).into_iter().filter_map(|party| {
        let seat = apart(party.country.as_ref())?;
        let uses =
            party.roles.iter().any(|role| role == "end-user") || bound.goods.end_user.as_ref() == Some(&party.id);
        let who = if uses { "end user" } else { "consignee" };
        Some(format!("the {who} {} is in {seat}, not {read}: say in which country the item will be used", party.id))
    });
    legs.chain(users).collect()
}

/// The label and the question of the part of a country.
fn part_words(place: &Place) -> (Label, Label) {
    let country = place.country.name();
    let ask = Label::new(format!("To which part of {country} do the goods go? The law tells its parts apart."))
        .and("ko", format!("{country}의 어느 지역으로 갑니까? 법은 지역을 구분합니다."));
    (Label::new("Part of the destination").and("ko", "목적지의 지역"), ask)
}

/// The id, the label, the question and the place of the answer.
fn place_words(noun: Noun, line: &Line) -> (&'static str, Label, Label, String) {
    match noun {
        Noun::Destination => (
            "destination",
            Label::new("Destination").and("ko", "목적지"),
            Label::new("To which country do the goods go? Where they will finally be used elsewhere, state that too.")
                .and("ko", "목적국은 어디입니까? 최종 사용국이 다르면 함께 기재하십시오."),
            Datum::DeclaredDestination.pointer(),
        ),
        Noun::DeclaredDestination => (
            "declared-destination",
            Label::new("Declared destination").and("ko", "신고 목적국"),
            Label::new("Which destination is declared?").and("ko", "신고된 목적국은 어디입니까?"),
            Datum::DeclaredDestination.pointer(),
        ),
        Noun::CountryOfExport => (
            "country-of-export",
            Label::new("Country of export").and("ko", "수출국"),
            Label::new("From which country do the goods leave?").and("ko", "어느 나라에서 수출됩니까?"),
            Datum::CountryOfExport.pointer(),
        ),
        Noun::Origin => (
            "origin",
            Label::new("Country of origin").and("ko", "원산지"),
            Label::new("In which country does the item originate?").and("ko", "원산지는 어디입니까?"),
            line.pointer(LineDatum::Origin),
        ),
        Noun::EndUser | Noun::Consignee => (
            "parties",
            Label::new("Parties").and("ko", "거래 당사자"),
            Label::new("In which country is the end user, and in which the consignee?")
                .and("ko", "최종사용자와 수하인은 어느 나라에 있습니까?"),
            Datum::PartyCountry(0).pointer(),
        ),
        _ => (
            "known-end-destination",
            Label::new("Known end destination").and("ko", "최종 목적지"),
            Label::new("In which country will the item finally be used?").and("ko", "최종 사용국은 어디입니까?"),
            Datum::KnownEndDestination.pointer(),
        ),
    }
}

fn fact_question(view: &View<'_>, id: FactId, waits: Vec<String>) -> Question {
    let fact = view.texts.model.facts.get(id.index());
    let of_line = fact.is_some_and(|fact| fact.of == FactOf::Line);
    Question {
        id: fact.map(|fact| fact.id.clone()).unwrap_or_default(),
        label: view.fact_name(id),
        facts: fact.map(|fact| fact.id.clone()).into_iter().collect(),
        of: if of_line { view.line().to_owned() } else { "shipment".to_owned() },
        ask: fact.map(|fact| view.asked_of_leg(fact)).unwrap_or_default(),
        pointers: fact.map(|fact| view.places_of(id, fact)).unwrap_or_default(),
        answers: fact.map(answers).unwrap_or_default(),
        or_a_code: false,
        hints: fact.map(|fact| hints_of_fact(view, id, fact)).unwrap_or_default(),
        waits,
    }
}

/// What helps to answer a question about a fact.
fn hints_of_fact(view: &View<'_>, id: FactId, fact: &Fact) -> Vec<String> {
    let mut hints = view.legs_wanted(fact);
    let Value::Money(stated) = view.value(id) else { return hints };
    // An amount in another currency than the law names says nothing to it: no rate of exchange is law.
    let named = view.texts.program.nodes.iter().filter_map(|node| match &node.op {
        Op::Compare(left, _, Operand::Fixed(Scalar::Money(limit))) if left.facts().contains(&id) => Some(limit),
        _ => None,
    });
    let others: BTreeSet<&str> =
        named.map(|limit| limit.currency.code()).filter(|code| *code != stated.currency.code()).collect();
    if !others.is_empty() {
        let codes = others.into_iter().collect::<Vec<_>>().join(" or ");
        hints.push(format!("it is stated in {}, and asked for in {codes}", stated.currency.code()));
    }
    hints
}

impl View<'_> {
    /// The destination, where one is known and only its part is not.
    fn without_its_part(&self) -> Option<&Place> {
        let Destinations { read, others } = &self.assessment.bound.destinations;
        read.filter(|only| others.is_empty() && only.subdivision.is_none())
    }

    /// What is asked of a date; where a leg states it, of which leg.
    fn asked_of_leg(&self, fact: &Fact) -> Label {
        let stated_by = self.found.bearing.departure.by;
        let leg = match (self.assessment.bound.leg(), stated_by) {
            (Some(leg), _) => fact.date().is_some_and(is_of_leg).then_some(leg),
            (None, StatedBy::Leg(at)) if fact.is_departure() => {
                self.assessment.bound.shipment.legs.iter().find(|leg| leg.index == at)
            }
            _ => None,
        };
        let Some(leg) = leg else { return fact.ask.clone() };
        fact.ask.with_remark(&format!("leg {}, {}", leg.seq, ends(leg)))
    }

    /// What has to be stated for goods that only pass through: the leg that takes them out.
    fn legs_wanted(&self, fact: &Fact) -> Vec<String> {
        let wanted = fact.is_departure() && self.found.bearing.departure.by == StatedBy::Way;
        let place = self.head.jurisdiction;
        let hint =
            format!("the goods only pass through: state the leg that leaves {place}, with the day on which it departs");
        wanted.then_some(hint).into_iter().collect()
    }
}

fn answers(fact: &Fact) -> Vec<(String, Label)> {
    match &fact.kind {
        FactType::YesOrNo | FactType::Asserted => {
            let word = |id: &str, korean: &str| (id.to_owned(), Label::new(id).and("ko", korean));
            vec![word("yes", "예"), word("no", "아니요")]
        }
        FactType::OneOf(choices) | FactType::AnyOf(choices) => {
            choices.iter().map(|(id, label)| (crate::shipment::snake(id), label.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// The facts of a group that are still open.
fn group_question(view: &View<'_>, id: QuestionId, waits: Vec<String>) -> Question {
    let facts = || view.texts.model.facts.iter().enumerate().filter(|(_, fact)| fact.question == Some(id));
    let open: Vec<(FactId, &Fact)> = facts()
        .map(|(at, fact)| (FactId::at(at), fact))
        .filter(|(fact, _)| view.value(*fact) == crate::eval::Value::Unknown)
        .collect();
    let of_line = open.iter().any(|(_, fact)| fact.of == FactOf::Line);
    let text = view.texts.model.questions.get(id.index());
    let whole = text.map(|text| text.ask.clone()).unwrap_or_default();
    // Where some of it is answered only the rest is asked.
    let rest = Label::joined(&open.iter().map(|(_, fact)| &fact.ask).collect::<Vec<_>>());
    Question {
        id: text.map(|text| text.id.clone()).unwrap_or_default(),
        label: text.map(|text| text.label.clone()).unwrap_or_default(),
        facts: open.iter().map(|(_, fact)| fact.id.clone()).collect(),
        of: if of_line { view.line().to_owned() } else { "shipment".to_owned() },
        ask: if open.len() == facts().count() { whole } else { rest },
        pointers: open.iter().map(|(fact, _)| view.pointer(*fact)).collect(),
        answers: Vec::new(),
        or_a_code: false,
        hints: Vec::new(),
        waits,
    }
}

fn digits_question(view: &View<'_>, list: ListId, base: Question) -> Question {
    let mut found = view.found.matches.iter().filter(|found| found.list == list);
    let short = found.find_map(|found| view.too_short(list, &found.hits));
    let Some(Finding::CodeTooShort { code, entries, digits, .. }) = short else { return base };
    Question {
        label: Label::new("More digits of the code").and("ko", "세번의 나머지 자리"),
        ask: Label::new(format!("What is the item's code to {digits} digits? {code} is not enough to tell."))
            .and("ko", format!("품목번호 {digits}자리를 알려 주십시오. {code}만으로는 판단할 수 없습니다.")),
        hints: vec![format!(
            "it may be under {} {}",
            if entries.len() == 1 { "entry" } else { "entries" },
            few_of(&entries)
        )]
        .into_iter()
        .chain(left_out(view, list, &entries))
        .collect(),
        ..base
    }
}

/// What those of these entries leave out that leave out anything.
fn left_out(view: &View<'_>, list: ListId, keys: &[String]) -> Option<String> {
    let text = view.texts.model.lists.get(list.index())?;
    let leaves_out = text.entries.iter().filter(|entry| !entry.except.is_empty() && keys.contains(&entry.key));
    let told: BTreeSet<String> = leaves_out
        .map(|entry| {
            let codes: Vec<String> = entry.except.iter().map(ToString::to_string).collect();
            format!("entry {} leaves out {}", entry.key, codes.join(", "))
        })
        .collect();
    (!told.is_empty()).then(|| few_of(&told.into_iter().collect::<Vec<_>>()))
}

/// The first dozen, and how many more there are.
fn few_of(names: &[String]) -> String {
    const FEW: usize = 12;
    let few = names.iter().take(FEW).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(FEW) {
        0 => few,
        more => format!("{few} and {more} more"),
    }
}

fn classification_question(view: &View<'_>, id: ClassificationId, base: Question) -> Question {
    let Some(text) = view.texts.model.classifications.get(id.index()) else { return base };
    let lists = view.texts.model.lists.iter().enumerate().filter(|(_, list)| list.classified_by == Some(id));
    let nearest = lists.flat_map(|(at, _)| view.nearest(ListId::at(at)));
    Question {
        id: text.id.clone(),
        label: text.label.clone(),
        facts: vec![text.id.clone()],
        ask: text.ask.clone(),
        hints: nearest.take(3).collect(),
        answers: vec![("none".to_owned(), Label::new("none").and("ko", "해당 없음"))],
        or_a_code: true,
        ..base
    }
}
