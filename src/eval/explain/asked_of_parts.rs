//! The questions about what an item is made of, who takes part and who owns whom, what a licence covers: what is missing is
//! told thing by thing.

use super::keys::Key;
use super::{Texts, View};
use crate::compile::{GoneThrough, Op};
use crate::eval::Instance;
use crate::eval::each::Member;
use crate::model::{
    Fact, FactId, LicenceId, Measured, Model, Noun, Operand, RulebookId, Scalar, ScreeningId, Standard, TotalId,
};
use crate::ruling::Question;
use crate::shipment::{Datum, Line, LineDatum, Party, snake};
use crate::vocab::{Currency, FactOf, Label, Money, Over, Sum};
use std::collections::BTreeSet;

/// The question of a key about parts, parties or licences.
pub(super) fn part_question(view: &View<'_>, key: Key, base: Question) -> Question {
    match key {
        Key::Lines => lines(view, base),
        Key::Inputs => inputs(view, base),
        Key::Parties => parties(view, base),
        Key::Owners => owners(view, base),
        Key::Screening(id) => screening(view, id, base),
        Key::Licence(id) => licence(view, id, base),
        Key::Events => events(base),
        _ => content(view, base),
    }
}

fn content(view: &View<'_>, base: Question) -> Question {
    let line = view.assessment.bound.goods;
    let ask = "What is the item made of? State each component that may count: its country of origin, its value, its \
               classification and what else the rule asks of it; and whether these are all.";
    let korean = "무엇으로 이루어져 있습니까? 구성품마다 원산지·가액·분류를 적고, 전부인지 밝혀 주십시오.";
    let asked = asked_of(view, Over::Components, &base.waits);
    let wanted = wanted(view, &asked);
    let mut hints: Vec<String> = line.components().iter().flat_map(|part| lacking(part, &wanted)).collect();
    hints_of_parts(view, &asked, &mut hints);
    let complete = line.content.as_ref().and_then(|content| content.complete);
    if line.content.is_none() {
        hints.push("nothing is stated of what it is made of".to_owned());
    } else if complete.is_none() {
        hints.push("whether these are all components is not stated".to_owned());
    } else if complete == Some(false) {
        hints.push("these are not all components".to_owned());
    }
    let of_components = !hints.is_empty();
    let shared = asked.iter().any(|(_, measured)| *measured == Some(Measured::Value));
    match line.value {
        _ if !shared => {}
        None => hints.push(format!("line {}: its value", line.name)),
        Some(whole) => hints.extend(not_fitting(line, whole)),
    }
    let only_the_whole = shared && line.value.is_none() && !of_components;
    let pointers = if only_the_whole {
        vec![line.pointer(LineDatum::Value)]
    } else {
        vec![line.pointer(LineDatum::Components), line.pointer(LineDatum::ContentComplete)]
    };
    Question {
        id: "content".to_owned(),
        label: Label::new("Content of the item").and("ko", "구성품"),
        facts: vec!["content".to_owned()],
        ask: Label::new(ask).and("ko", korean),
        pointers,
        hints,
        ..base
    }
}

/// Why the values of the components tell nothing of a part of the whole, though they are stated.
fn not_fitting(line: &Line, whole: Money) -> Vec<String> {
    let stated = || line.components().iter().filter_map(|part| Some((part, part.value?)));
    let others = stated().filter(|(_, value)| value.currency != whole.currency);
    let mut hints: Vec<String> = others
        .map(|(part, value)| {
            format!("{}: its value in {}; it is stated in {}", part.name, whole.currency.code(), value.currency.code())
        })
        .collect();
    let mut sum = Sum::default();
    stated().filter(|(_, value)| value.currency == whole.currency).for_each(|(_, value)| sum.add(value.amount));
    if let Some(amount) = sum.total().filter(|amount| *amount > whole.amount) {
        let all = Money { amount, currency: whole.currency };
        hints.push(format!(
            "the components are worth {all} together, and the whole is worth {whole}: one of them is wrong"
        ));
    }
    hints
}

/// The lines that may count, each with what is not stated of it.
fn lines(view: &View<'_>, base: Question) -> Question {
    let shipment = view.assessment.bound.shipment;
    let asked = asked_of(view, Over::Lines, &base.waits);
    let wanted = wanted(view, &asked);
    let limits = currencies_of_sums(view);
    let mut hints = Vec::new();
    let mut pointers = Vec::new();
    for line in &shipment.lines {
        let member = Member::Part(line);
        let may_count = view.with_member(member, |own| {
            let frame = own.frame_of(&Instance::none(own.found));
            asked.iter().any(|(asked, _)| frame.evaluate_apart(&asked.condition).possible())
        });
        if !may_count {
            continue;
        }
        hints.extend(lacking(line, &wanted));
        if let Some((value, asked)) =
            line.value.and_then(|value| Some((value, limits.iter().find(|own| **own != value.currency)?)))
        {
            let (asked, stated) = (asked.code(), value.currency.code());
            hints.push(format!("{}: its value in {asked}; it is stated in {stated}", line.name));
            pointers.push(line.pointer(LineDatum::Value));
        }
        pointers.extend(missing(line, &wanted).map(|what| {
            line.pointer(match what {
                Read::Origin => LineDatum::Origin,
                Read::Value => LineDatum::Value,
                Read::NetMass => LineDatum::NetMass,
                Read::Codes => LineDatum::Codes,
            })
        }));
        let open = view.with_member(member, |own| {
            asked.iter().flat_map(|(asked, _)| own.open_of_member(None, asked)).collect::<BTreeSet<Key>>()
        });
        hints.extend(lacking_of(view.texts.model, line, &open));
    }
    if pointers.is_empty() {
        pointers.push(view.assessment.bound.goods.pointer(LineDatum::Whole));
    }
    Question {
        id: "lines".to_owned(),
        label: Label::new("What the lines add up to").and("ko", "품목 합계"),
        facts: vec!["lines".to_owned()],
        of: "shipment".to_owned(),
        ask: Label::new("What is each of the lines that count, and how much is it?")
            .and("ko", "합산되는 품목은 각각 무엇이며 얼마입니까?"),
        pointers,
        hints,
        ..base
    }
}

/// The currencies in which sums over lines are compared.
fn currencies_of_sums(view: &View<'_>) -> Vec<Currency> {
    let Texts { model, program, .. } = view.texts;
    let over_lines = |id: &TotalId| model.totals.get(id.index()).is_some_and(|total| total.over == Over::Lines);
    let compared = program.nodes.iter().filter_map(|node| match &node.op {
        Op::Compare(Operand::Total(id), _, Operand::Fixed(Scalar::Money(limit))) if over_lines(id) => {
            Some(limit.currency)
        }
        _ => None,
    });
    compared.collect()
}

/// What may be read of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Read {
    Origin,
    Value,
    NetMass,
    Codes,
}

/// What the conditions asked of parts read, and what is added up of them.
fn wanted(view: &View<'_>, asked: &[(&GoneThrough, Option<Measured>)]) -> BTreeSet<Read> {
    let Texts { model, program, .. } = view.texts;
    let nodes = asked.iter().flat_map(|(asked, _)| asked.spans()).flat_map(|span| program.nodes_of(span));
    let measured = asked.iter().filter_map(|(_, measured)| match measured {
        Some(Measured::Value) => Some(Read::Value),
        Some(Measured::NetMass) => Some(Read::NetMass),
        _ => None,
    });
    nodes.flat_map(|node| read_by(model, &node.op)).chain(measured).collect()
}

/// What a test reads of a part.
fn read_by(model: &Model, op: &Op) -> Vec<Read> {
    let stated = |fact: &FactId| match model.facts.get(fact.index())?.standard? {
        Standard::Value => Some(Read::Value),
        Standard::NetMass => Some(Read::NetMass),
        _ => None,
    };
    match op {
        Op::InGroup(Noun::Origin, _) | Op::InPlaces(Noun::Origin, _) | Op::Marks(_, Noun::Origin, _) => {
            vec![Read::Origin]
        }
        Op::ItemIs(_) | Op::Listed { .. } | Op::Classified(_) | Op::ClassifiedNone(_) | Op::ClassifiedAs(..) => {
            vec![Read::Codes]
        }
        // What is required of a part, or of what it is made of, hangs on all of it.
        Op::RequiredBy { .. } | Op::Each(_) => vec![Read::Origin, Read::Value, Read::Codes],
        Op::Compare(left, _, right) => {
            [left, right].into_iter().flat_map(Operand::facts).filter_map(|fact| stated(&fact)).collect()
        }
        Op::Given(fact) => stated(fact).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What is read of a part and not stated of it.
fn lacking(part: &Line, wanted: &BTreeSet<Read>) -> Vec<String> {
    let missing = missing(part, wanted).map(|what| match what {
        Read::Origin => "its country of origin",
        Read::Value => "its value",
        Read::NetMass => "its net mass",
        Read::Codes => "its classification",
    });
    let missing: Vec<&str> = missing.collect();
    if missing.is_empty() { Vec::new() } else { vec![format!("{}: {}", part.name, missing.join(", "))] }
}

fn missing(part: &Line, wanted: &BTreeSet<Read>) -> impl Iterator<Item = Read> {
    let is_missing = |what: &Read| match what {
        Read::Origin => part.origin.is_none(),
        Read::Value => part.value.is_none(),
        Read::NetMass => part.net_mass.is_none(),
        Read::Codes => part.codes.is_empty(),
    };
    wanted.iter().copied().filter(is_missing)
}

/// So many facts of one component are asked for by name.
const TOLD: usize = 3;

/// What is asked of parts by the laws that wait, and what is added up of them.
fn asked_of<'a>(view: &View<'a>, of: Over, waits: &[String]) -> Vec<(&'a GoneThrough, Option<Measured>)> {
    let model = view.texts.model;
    let waiting = |book: RulebookId| {
        let name = model.rulebooks.get(book.index()).map(|book| book.id.as_str());
        name.is_some_and(|name| waits.iter().any(|wait| wait.split('/').next() == Some(name)))
    };
    let each = model.each.iter().zip(&view.texts.program.each);
    let each = each.map(|(own, asked)| (own.over, own.rulebook, (asked, None)));
    let totals = model.totals.iter().zip(&view.texts.program.totals);
    let totals = totals.map(|(own, asked)| (own.over, own.rulebook, (asked, Some(own.measured))));
    let all = each.chain(totals).filter(|(over, book, _)| *over == of && waiting(*book));
    all.map(|(.., asked)| asked).collect()
}

/// The facts that are read of components and are not stated of one, thing by thing; of what a component is made of too,
/// where that may count in its place.
fn hints_of_parts(view: &View<'_>, asked: &[(&GoneThrough, Option<Measured>)], hints: &mut Vec<String>) {
    let wanted = wanted(view, asked);
    for part in view.frame_of(&Instance::none(view.found)).members(Over::Components, &[]).iter() {
        let name = View::member_name(&part);
        view.with_member(part, |own| {
            let open = asked.iter().flat_map(|(asked, _)| own.open_of_member(None, asked));
            hints.extend(lacking_of(view.texts.model, own.assessment.bound.line, &open.collect()));
            let further: Vec<_> =
                asked.iter().copied().filter(|(asked, _)| own.may_count_within(None, asked)).collect();
            if !further.is_empty() {
                let line = own.assessment.bound.line;
                hints.extend(line.components().iter().flat_map(|part| lacking(part, &wanted)));
                if line.content.as_ref().is_none_or(|content| content.complete != Some(true)) {
                    hints.push(format!("{name}: what it is made of, and whether that is all"));
                }
                hints_of_parts(own, &further, hints);
            }
        });
    }
}

/// What of a part is open, of its codes and its facts.
fn lacking_of(model: &Model, part: &Line, open: &BTreeSet<Key>) -> Vec<String> {
    let name = &part.name;
    let codes = open.iter().filter_map(|key| match key {
        Key::Digits(_) | Key::Code(_) if !part.codes.is_empty() => Some(format!("{name}: its code to more digits")),
        Key::Classification(id) => {
            let scheme = &model.classifications.get(id.index())?.scheme;
            Some(format!("{name}: its code under {scheme}, or none"))
        }
        _ => None,
    });
    let codes: BTreeSet<String> = codes.collect();
    codes.into_iter().chain(facts_lacking(model, name, open)).collect()
}

fn facts_lacking(model: &Model, name: &str, open: &BTreeSet<Key>) -> Vec<String> {
    let facts = open.iter().filter_map(|key| match key {
        Key::Fact(id) => model.facts.get(id.index()),
        _ => None,
    });
    let facts: Vec<&Fact> = facts.filter(|fact| fact.of == FactOf::Line && fact.standard.is_none()).collect();
    let told = facts.iter().take(TOLD);
    let mut hints: Vec<String> =
        told.map(|fact| format!("{name}: `{}`: {}", snake(&fact.id), fact.ask.english)).collect();
    if let Some(more) = facts.len().checked_sub(TOLD).filter(|more| *more > 0) {
        hints.push(format!("{name}: {more} more facts may count (`cocket facts` lists them)"));
    }
    hints
}

fn inputs(view: &View<'_>, base: Question) -> Question {
    let line = view.assessment.bound.goods;
    let ask = "With which foreign technology, software or plant was it produced? State each with its country of origin and \
               classification, and whether that is all.";
    let korean =
        "어떤 외국 기술·소프트웨어·설비로 제조되었습니까? 각각의 원산지와 분류, 그리고 전부인지 적어 주십시오.";
    let wanted = wanted(view, &asked_of(view, Over::Inputs, &base.waits));
    Question {
        id: "produced-with".to_owned(),
        label: Label::new("What it was produced with").and("ko", "제조에 쓰인 것"),
        facts: vec!["produced-with".to_owned()],
        ask: Label::new(ask).and("ko", korean),
        pointers: vec![line.pointer(LineDatum::ProducedWith)],
        hints: line.produced_with.iter().flat_map(|part| lacking(part, &wanted)).collect(),
        ..base
    }
}

fn parties(view: &View<'_>, base: Question) -> Question {
    let shipment = view.assessment.bound.shipment;
    let ask =
        "Who takes part: buyer, consignees, end user? State each with role and country, and whether these are all.";
    let korean = "거래 당사자(구매자·수하인·최종사용자)는 누구입니까? 역할과 국가, 그리고 전부인지 적어 주십시오.";
    let of_headquarters = |op: &Op| {
        matches!(
            op,
            Op::InGroup(Noun::Headquarters, _)
                | Op::InPlaces(Noun::Headquarters, _)
                | Op::Marks(_, Noun::Headquarters, _)
        )
    };
    let asks_headquarters = view.texts.program.nodes.iter().any(|node| of_headquarters(&node.op));
    let lacks = |party: &Party| {
        let missing = [
            party.country.is_none().then_some("its country"),
            (asks_headquarters && party.headquarters.is_none()).then_some("its headquarters"),
        ];
        let missing: Vec<&str> = missing.into_iter().flatten().collect();
        (!missing.is_empty()).then(|| format!("{}: {}", party.id, missing.join(", ")))
    };
    let mut hints: Vec<String> = shipment.parties.iter().filter_map(lacks).collect();
    if shipment.parties_complete != Some(true) {
        hints.push("whether these are all parties is not stated".to_owned());
    }
    Question {
        id: "parties".to_owned(),
        label: Label::new("Parties").and("ko", "거래 당사자"),
        facts: vec!["parties".to_owned()],
        of: "shipment".to_owned(),
        ask: Label::new(ask).and("ko", korean),
        pointers: vec![Datum::Parties.pointer(), Datum::PartiesComplete.pointer()],
        hints,
        ..base
    }
}

fn owners(view: &View<'_>, base: Question) -> Question {
    let shipment = view.assessment.bound.shipment;
    let ask =
        "Who owns the parties, directly and further up, and how much in percent? State whether these are all owners.";
    let korean = "당사자의 소유자는 누구이며 지분은 몇 %입니까? 상위 소유자까지, 그리고 전부인지 적어 주십시오.";
    let lacks = |party: &Party| {
        let nobodys = party.kind.as_deref() == Some("individual");
        let unknown = party.owners.iter().filter(|owner| owner.percent.is_none());
        let unknown: Vec<&str> = unknown.map(|owner| owner.party.as_str()).collect();
        match () {
            () if nobodys => None,
            () if party.owners.is_empty() && party.owners_complete != Some(true) => {
                Some(format!("{}: no owner is stated", party.id))
            }
            () if !unknown.is_empty() => Some(format!("{}: the share of {}", party.id, unknown.join(", "))),
            () if party.owners_complete != Some(true) => {
                Some(format!("{}: whether these are all its owners", party.id))
            }
            () => None,
        }
    };
    let named: Vec<&Party> = shipment.parties.iter().filter(|party| lacks(party).is_some()).collect();
    Question {
        id: "owners".to_owned(),
        label: Label::new("Owners of the parties").and("ko", "당사자의 소유자"),
        facts: vec!["owners".to_owned()],
        of: "shipment".to_owned(),
        ask: Label::new(ask).and("ko", korean),
        pointers: named.iter().map(|party| Datum::PartyOwners(party.index).pointer()).collect(),
        hints: named.iter().filter_map(|party| lacks(party)).collect(),
        ..base
    }
}

fn screening(view: &View<'_>, id: ScreeningId, base: Question) -> Question {
    let Some(text) = view.texts.model.screenings.get(id.index()) else { return base };
    let shipment = view.assessment.bound.shipment;
    let open = |party: &&Party| {
        let own = party.screenings.iter().filter(|own| own.list == text.id);
        own.max_by_key(|own| own.screened_on).is_none_or(|last| {
            let possible = last.result == crate::shipment::ScreeningResult::PossibleMatch;
            possible || last.screened_on.is_none() || text.changed.iter().any(|(day, _)| last.screened_on < Some(*day))
        })
    };
    let parties: Vec<&Party> = shipment.parties.iter().filter(open).collect();
    let word = |id: &str, korean: &str| (id.to_owned(), Label::new(id.replace('_', " ")).and("ko", korean));
    Question {
        id: text.id.clone(),
        label: text.label.clone(),
        facts: vec![text.id.clone()],
        of: "shipment".to_owned(),
        ask: text.ask.clone(),
        pointers: parties.iter().map(|party| Datum::PartyScreenings(party.index).pointer()).collect(),
        answers: vec![word("no_match", "없음"), word("match", "일치"), word("possible_match", "일치 가능")],
        hints: parties.iter().map(|party| format!("{}: screen it, with the day", party.id)).collect(),
        ..base
    }
}

fn licence(view: &View<'_>, id: LicenceId, base: Question) -> Question {
    let Some(text) = view.texts.model.licences.get(id.index()) else { return base };
    let ask =
        "What does the licence say: its status, its first and last day, its destinations, codes, parties and limits?";
    let korean = "허가서의 내용(상태·유효기간·목적지·품목·당사자·한도)을 적어 주십시오.";
    Question {
        id: text.id.clone(),
        label: text.label.clone(),
        facts: vec!["authorizations".to_owned()],
        of: "shipment".to_owned(),
        ask: Label::new(ask).and("ko", korean),
        pointers: vec![Datum::Authorizations.pointer()],
        ..base
    }
}

fn events(base: Question) -> Question {
    Question {
        id: "events".to_owned(),
        label: Label::new("What happened").and("ko", "있었던 일"),
        facts: vec!["events".to_owned()],
        of: "shipment".to_owned(),
        ask: Label::new("What happened, when, and where did the goods go?")
            .and("ko", "언제 무슨 일이 있었고 물품은 어디로 갔습니까?"),
        pointers: vec![Datum::Events.pointer()],
        ..base
    }
}

impl View<'_> {
    /// Where a fact may be stated: of a party, at each of whom it is not known.
    pub(super) fn places_of(&self, id: FactId, fact: &Fact) -> Vec<String> {
        let shipment = self.assessment.bound.shipment;
        match fact.of {
            FactOf::Party if self.subject.party.is_none() => {
                let unknown = shipment.parties.iter().filter(|party| !party.facts.contains_key(&fact.id));
                unknown.map(|party| Datum::PartyFact(party.index, &fact.id).pointer()).collect()
            }
            _ => vec![self.pointer(id)],
        }
    }
}
