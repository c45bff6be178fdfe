//! Which law was applied, what it covers, what was assumed, what the answer rests on.

use super::live::Live;
use super::requirements::owed;
use super::{Texts, View};
use crate::compile::{GoneThrough, Node, NodeSpan, Op};
use crate::eval::codes::editions;
use crate::eval::frame::Frame;
use crate::eval::value::Value;
use crate::eval::{Bit, Question as Asked};
use crate::model::{Cite, ClassificationId, DisputeId, DutyId, FactId, ListId, Noun, Operand, Rulebook, RulebookId};
use crate::ruling::{Assumption, Coverage, DependsOn, DisputeShown, Gap, Law, LawBook};
use crate::shipment::{Datum, LineDatum, Shipment};
use crate::vocab::{Date, Label, Reach, is_known_from};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// The law that was applied: of the rulebooks that are meant.
pub(super) fn law(
    texts: Texts<'_>,
    shipment: &Shipment,
    views: &[View<'_>],
    asked: Asked,
    meant: impl Fn(&Rulebook) -> bool,
) -> Law {
    let overrides = |view: &View<'_>| {
        let fact = view.book.decisive_for(view.assessment.bound.act);
        let stated =
            fact.and_then(|fact| texts.model.facts.get(fact.index())).and_then(|fact| shipment.date(fact.date()?));
        asked.on.is_some() && stated.is_some() && stated != asked.on
    };
    let on = |head: &Rulebook| views.iter().find(|view| view.head.id == head.id).and_then(|view| view.found.bearing.on);
    let heads = texts.model.rulebooks.iter().filter(|head| meant(head));
    Law {
        rulebooks: heads.map(|head| law_book(texts, head, on(head), asked)).collect(),
        on: asked.on,
        hypothetical: views.iter().any(overrides),
        known_on: asked.known_on,
    }
}

fn law_book(texts: Texts<'_>, head: &Rulebook, on: Option<Date>, asked: Asked) -> LawBook {
    let own =
        |id: crate::model::RulebookId| texts.model.rulebooks.get(id.index()).is_some_and(|book| book.id == head.id);
    let applied = texts.model.instruments.iter().filter(|instrument| {
        let begun = on.is_none_or(|on| instrument.in_force.is_none_or(|from| from <= on));
        own(instrument.rulebook) && is_known_from(instrument.known_from(), asked.known_on) && begun
    });
    let last = applied.max_by_key(|instrument| instrument.in_force);
    LawBook {
        id: head.id.clone(),
        label: head.label.clone(),
        jurisdiction: head.jurisdiction,
        sha256: String::new(),
        authentic: head.authentic.clone(),
        up_to: last.map(|instrument| (instrument.label.clone(), instrument.in_force)),
        covers_from: head.covers_from,
    }
}

/// What was taken for granted; of what another rulebook alone asks nothing is.
pub(super) fn assumptions(lives: &[Live<'_>], meant: impl Fn(&Rulebook) -> bool) -> Vec<Assumption> {
    let mut all = Vec::new();
    for live in lives {
        let view = &live.view;
        let first = absent_act(view).into_iter().chain(destinations_differ(view));
        let own = first.chain(silence(live, &meant)).chain(without_edition(view)).chain(undated(view, &meant));
        for assumption in own {
            if !all.contains(&assumption) {
                all.push(assumption);
            }
        }
    }
    all
}

fn absent_act(view: &View<'_>) -> Option<Assumption> {
    let shipment = view.assessment.bound.shipment;
    let text = Label::new("no act is stated: read as an export").and("ko", "행위가 기재되지 않아 수출로 보았음");
    shipment.act.is_none().then(|| Assumption { text, pointer: Datum::Act.pointer(), silence: false })
}

/// The law is read for the destination that is known, whatever is declared.
fn destinations_differ(view: &View<'_>) -> Option<Assumption> {
    let bound = &view.assessment.bound;
    let declared = bound.declared_destination()?;
    let known = bound.known_end_destination().filter(|known| *known != declared)?;
    let words = format!("{declared} is declared, and the end destination known is {known}: read as bound for {known}");
    let korean = format!("신고 목적국은 {declared}이나 알려진 최종 목적지는 {known}: {known}행으로 보았음");
    Some(Assumption { text: Label::new(words).and("ko", korean), pointer: bound.destination_pointer(), silence: false })
}

fn silence(live: &Live<'_>, meant: impl Fn(&Rulebook) -> bool) -> Vec<Assumption> {
    let view = &live.view;
    let own = |fact: &crate::model::Fact| fact.rulebook.is_none_or(|id| is_meant(view.texts, id, &meant));
    let facts = view.texts.model.facts.iter().enumerate().map(|(at, fact)| (FactId::at(at), fact));
    let facts = facts.filter(|(_, fact)| own(fact));
    let silent = facts.filter(|(id, _)| view.assessment.bound.fact(*id) == Value::SilentNo);
    let text = |fact: &crate::model::Fact| {
        let because = fact.silence_means_no.clone().unwrap_or_default();
        Label::new(format!("nothing is stated of {}: silence means no, because {because}", fact.id.replace('-', " ")))
    };
    let facts = silent.map(|(id, fact)| Assumption { text: text(fact), pointer: view.pointer(id), silence: true });
    facts.chain(silent_defines(live)).collect()
}

/// Named conditions that do not hold because nothing stated tells of them.
fn silent_defines(live: &Live<'_>) -> Vec<Assumption> {
    let view = &live.view;
    let nexus = view.book.nexus.iter().map(|span| (span.0.clone(), &view.found.nexus_bits));
    let rules = view.found.instances.iter().filter_map(|one| Some((view.family(one)?.nodes.clone(), &one.bits)));
    let of_duties = shown_of_duties(live);
    let of_duties = of_duties.iter().map(|(nodes, bits)| (nodes.clone(), bits));
    let mut silent = BTreeSet::new();
    for (nodes, bits) in nexus.chain(rules).chain(of_duties) {
        let bit = |at: u32| bits.get(at.saturating_sub(nodes.start) as usize).copied().unwrap_or_default();
        let all = nodes.clone().zip(view.texts.program.nodes_of(&NodeSpan(nodes.clone())));
        silent.extend(all.filter_map(|(at, node)| {
            let below = view.texts.program.kids(node).first().map(|&kid| bit(kid));
            match node.op {
                Op::Define(id) if bit(at) == Bit::False && below == Some(Bit::Open) => Some(id),
                _ => None,
            }
        }));
    }
    let texts = silent.into_iter().filter_map(|id| view.texts.model.defines.get(id.index()));
    let text = |define: &crate::model::Define| {
        let because = define.silence_means_no.clone()?;
        let words = format!("nothing that is stated tells of “{}”: silence means no, because {because}", define.label);
        // It may hang on much of the shipment: the pointer is that of all of it.
        Some(Assumption { text: Label::new(words), pointer: String::new(), silence: true })
    };
    texts.filter_map(text).collect()
}

/// What shows whether the duties that are owed are done, with the bits of that.
fn shown_of_duties(live: &Live<'_>) -> Vec<(Range<u32>, Vec<Bit>)> {
    let view = &live.view;
    let mut all = Vec::new();
    for instance in live.instances.iter().filter(|instance| instance.own == Bit::True) {
        let duties: BTreeSet<DutyId> = owed(live, instance).into_iter().map(|(duty, _)| duty).collect();
        for (_, shows) in duties_of(view).filter(|(duty, _)| duties.contains(duty)) {
            let Some(span) = shows else { continue };
            let mut bits = Vec::new();
            // What is only told decides nothing, and is not counted as taken.
            Frame { seen: None, ..view.frame_of(instance) }.evaluate(span, &mut bits);
            all.push((span.0.clone(), bits));
        }
    }
    all
}

/// A tariff code without an edition is read in the edition of its decisive date.
fn without_edition(view: &View<'_>) -> Vec<Assumption> {
    let bound = &view.assessment.bound;
    let without = bound.codes().filter(|code| code.tariff.is_some() && code.edition.is_none());
    let text = |code: crate::eval::ItemCode| {
        let scheme = code.code.scheme().name();
        let own = editions(&view.head.nomenclature, scheme, view.found.bearing.on);
        let own: Vec<&str> = own.filter(|own| code.code.may_be_of(own)).collect();
        if own.is_empty() {
            return None;
        }
        let own = own.join(" or ");
        let words = format!("{} is read in {scheme} {own}, the edition of {}", code.code, view.head.id);
        let pointer = bound.line.pointer(LineDatum::Code(code.index));
        let korean = format!("{} 품목번호는 {scheme} {own} 기준으로 보았음", code.code);
        Some(Assumption { text: Label::new(words).and("ko", korean), pointer, silence: false })
    };
    without.filter_map(text).collect()
}

/// A classification without a date is taken as made under the list in force.
fn undated(view: &View<'_>, meant: impl Fn(&Rulebook) -> bool) -> Vec<Assumption> {
    let bound = &view.assessment.bound;
    let all = view.texts.model.classifications.iter().enumerate();
    let all = all.filter(|(_, text)| is_meant(view.texts, text.rulebook, &meant));
    let all = all.map(|(at, text)| (text, bound.classified(ClassificationId::at(at))));
    let undated =
        all.filter(|(text, known)| known.stated.is_some() && known.made.is_none() && !text.changed.is_empty());
    let text = |(text, known): (&crate::model::Classification, Cow<'_, crate::eval::Classified<'_>>)| {
        let words =
            format!("the classification under {} has no date: taken as made under the list in force", text.label);
        let place = known.at.first().copied().unwrap_or_default();
        let pointer = bound.line.pointer(LineDatum::CodeDeterminedOn(place));
        let korean = format!(
            "{} 판정일이 없어 시행 중인 목록에 따른 판정으로 보았음",
            text.label.get("ko").unwrap_or(&text.label.english)
        );
        Assumption { text: Label::new(words).and("ko", korean), pointer, silence: false }
    };
    undated.map(text).collect()
}

fn is_meant(texts: Texts<'_>, id: RulebookId, meant: impl Fn(&Rulebook) -> bool) -> bool {
    texts.model.rulebooks.get(id.index()).is_some_and(meant)
}

/// What is not encoded and could matter, by its English name.
pub(super) fn notices(live: &Live<'_>) -> Vec<String> {
    let touching = live.view.book.gaps.iter().filter(|(at, _)| live.touches(*at));
    let named = touching.filter_map(|(at, _)| live.view.texts.model.not_encoded.get(*at));
    named.map(|gap| gap.label.english.clone()).collect()
}

/// What is encoded, what is not and what the sources differ on.
pub(super) fn coverage(texts: Texts<'_>, lives: &[Live<'_>], meant: impl Fn(&Rulebook) -> bool) -> Coverage {
    let gap = |(at, text): (usize, &crate::model::NotEncoded)| Gap {
        label: text.label.clone(),
        because: text.because.clone(),
        would: text.would.id(),
        touches: lives.iter().any(|live| live.view.book.gaps.iter().any(|(own, _)| *own == at) && live.touches(at)),
    };
    let mut disputed: Vec<DisputeShown> = Vec::new();
    for shown in lives.iter().flat_map(disputes) {
        if !disputed.contains(&shown) {
            disputed.push(shown);
        }
    }
    let heads = texts.model.rulebooks.iter().filter(|head| meant(head));
    let gaps = texts.model.not_encoded.iter().enumerate().filter(|(_, gap)| is_meant(texts, gap.rulebook, &meant));
    Coverage {
        modelled: heads.flat_map(|head| head.modelled.clone()).collect(),
        not_encoded: gaps.map(gap).collect(),
        disputed,
    }
}

/// The disputes that matter to a line: those whose readings differ there in something that lives.
fn disputes(live: &Live<'_>) -> Vec<DisputeShown> {
    let view = &live.view;
    let mut all = Vec::new();
    for &instance in &live.instances {
        let Some(family) = view.family(instance) else { continue };
        for at in family.nodes.clone() {
            let Some(node) = view.texts.program.nodes.get(at as usize) else { continue };
            if let (Op::Disputed(id), true) = (&node.op, view.bit(instance, at) == Bit::Stuck) {
                let kids = view.texts.program.kids(node);
                let truths = kids.iter().map(|&kid| view.bit(instance, kid)).collect::<Vec<_>>();
                all.extend(dispute(view, *id, &truths));
            }
        }
        all.extend(beside_entry(view, instance));
    }
    all
}

/// Disputes in the condition beside the entry at hand.
fn beside_entry(view: &View<'_>, instance: &crate::eval::Instance) -> Vec<DisputeShown> {
    let row = |(list, at): (ListId, u32)| view.texts.program.lists.get(list.index())?.rows.get(at as usize);
    let Some(span) = instance.entry.and_then(row).and_then(|row| row.condition.as_ref()) else { return Vec::new() };
    let frame = view.frame_since((instance.on, instance.earliest));
    let mut bits = Vec::new();
    frame.evaluate(span, &mut bits);
    let bit = |at: u32| bits.get(at.saturating_sub(span.0.start) as usize).copied().unwrap_or_default();
    let differs = |(at, node): (u32, &Node)| match node.op {
        Op::Disputed(id) if bit(at) == Bit::Stuck => {
            let truths: Vec<Bit> = view.texts.program.kids(node).iter().map(|&kid| bit(kid)).collect();
            dispute(view, id, &truths)
        }
        _ => None,
    };
    span.0.clone().zip(view.texts.program.nodes_of(span)).filter_map(differs).collect()
}

fn dispute(view: &View<'_>, id: DisputeId, bits: &[Bit]) -> Option<DisputeShown> {
    let text = view.texts.model.disputes.get(id.index())?;
    let readings = text.readings.iter().zip(bits);
    let shown =
        readings.map(|(reading, bit)| (reading.label.clone(), bit.truth(), reading.cites.on(view.found.bearing.on)));
    Some(DisputeShown { id: view.qualified(&text.id), label: text.label.clone(), readings: shown.collect() })
}

/// Everything that was looked at, negative answers included.
pub(super) fn depends_on(texts: Texts<'_>, views: &[View<'_>]) -> DependsOn {
    let (mut rules, mut lists, mut facts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for view in views {
        let families = view.book.families.iter();
        for member in families.clone().flat_map(|family| &family.members) {
            rules.extend(view.provision(member.provision).map(|text| view.qualified(&text.id)));
        }
        facts.extend(view.book.decisive_for(view.assessment.bound.act).and_then(|fact| fact_id(texts, fact)));
        facts.extend(families.clone().filter_map(|family| fact_id(texts, family.decisive?)));
        let rules_read = families.map(|family| NodeSpan(family.nodes.clone()));
        let gaps = view.book.gaps.iter().filter_map(|(_, condition)| condition.clone());
        let own = view.texts.model.lists.iter().zip(&view.texts.program.lists);
        let own = own.filter(|(list, _)| {
            texts.model.rulebooks.get(list.rulebook.index()).is_some_and(|book| book.id == view.head.id)
        });
        let beside = own.flat_map(|(_, index)| index.rows.iter().filter_map(|row| row.condition.clone()));
        let shown = duties_of(view).filter_map(|(_, shows)| shows.cloned());
        let spans = rules_read.chain(view.book.nexus.clone()).chain(gaps).chain(beside).chain(shown);
        let spans = spans.collect::<Vec<_>>();
        let spans = with_those_within(texts, spans);
        for node in spans.iter().flat_map(|span| texts.program.nodes_of(span)) {
            reads(texts, view, node, &mut lists, &mut facts);
        }
    }
    DependsOn {
        rules: rules.into_iter().collect(),
        lists: lists.into_iter().collect(),
        facts: facts.into_iter().collect(),
    }
}

/// The duties of a rulebook, each with what shows that it is done.
fn duties_of<'v>(view: &'v View<'_>) -> impl Iterator<Item = (DutyId, Option<&'v NodeSpan>)> {
    let Texts { model, program, .. } = view.texts;
    let own = |at: &usize| {
        let book = model.duties.get(*at).and_then(|duty| model.rulebooks.get(duty.rulebook.index()));
        book.is_some_and(|book| book.id == view.head.id)
    };
    (0..model.duties.len()).filter(own).map(|at| (DutyId::at(at), program.duties.get(at).and_then(Option::as_ref)))
}

fn fact_id(texts: Texts<'_>, fact: FactId) -> Option<String> {
    texts.model.facts.get(fact.index()).map(|fact| fact.id.clone())
}

/// A place of the shipment, as a question about it is called.
fn place_name(noun: Noun) -> &'static str {
    match noun {
        Noun::Destination => "destination",
        Noun::DeclaredDestination => "declared-destination",
        Noun::KnownEndDestination => "known-end-destination",
        Noun::Origin => "origin",
        Noun::CountryOfExport => "country-of-export",
        Noun::EndUser | Noun::Consignee | Noun::Party | Noun::Incorporation | Noun::Headquarters => "parties",
        Noun::EventCountry => "events",
        Noun::Fact(_) => "country",
    }
}

/// Conditions, and what they ask of each or add up, each once.
fn with_those_within(texts: Texts<'_>, mut spans: Vec<NodeSpan>) -> Vec<NodeSpan> {
    let (mut each, mut totals) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = 0;
    while let Some(span) = spans.get(seen).cloned() {
        seen = seen.saturating_add(1);
        for node in texts.program.nodes_of(&span) {
            match &node.op {
                Op::Each(id) if each.insert(*id) => {
                    let asked = texts.program.each.get(id.index());
                    spans.extend(asked.into_iter().flat_map(GoneThrough::spans).cloned());
                }
                Op::Compare(left, _, right) => {
                    let new = [left, right].into_iter().filter_map(total_of).filter(|id| totals.insert(*id));
                    let new: Vec<NodeSpan> = new
                        .filter_map(|id| texts.program.totals.get(id.index()))
                        .flat_map(GoneThrough::spans)
                        .cloned()
                        .collect();
                    spans.extend(new);
                }
                _ => {}
            }
        }
    }
    spans
}

fn total_of(side: &Operand) -> Option<crate::model::TotalId> {
    if let Operand::Total(id) = side { Some(*id) } else { None }
}

fn reads(texts: Texts<'_>, view: &View<'_>, node: &Node, lists: &mut BTreeSet<String>, facts: &mut BTreeSet<String>) {
    match &node.op {
        Op::Listed { lists: own, .. } => {
            let named = own.iter().filter_map(|list| texts.model.lists.get(list.index()));
            lists.extend(named.map(|list| view.qualified(&list.id)));
            facts.insert("codes".to_owned());
        }
        Op::ItemIs(_) => {
            facts.insert("codes".to_owned());
        }
        Op::Classified(id) | Op::ClassifiedNone(id) | Op::ClassifiedAs(id, _) => {
            facts.extend(texts.model.classifications.get(id.index()).map(|text| text.id.clone()));
        }
        Op::Holds(fact) | Op::ChoiceIs(fact, _) | Op::Includes(fact, _) | Op::TextIs(fact, _) | Op::Given(fact) => {
            facts.extend(fact_id(texts, *fact));
        }
        Op::Compare(left, _, right) => {
            for total in [left, right].into_iter().filter_map(total_of) {
                let over = texts.model.totals.get(total.index()).map(|total| total.over.all().to_owned());
                facts.extend(over);
            }
            let both = [left, right].into_iter().flat_map(Operand::facts);
            facts.extend(both.filter_map(|fact| fact_id(texts, fact)));
        }
        Op::InGroup(Noun::Fact(fact), _) | Op::InPlaces(Noun::Fact(fact), _) => facts.extend(fact_id(texts, *fact)),
        Op::InGroup(noun, _) | Op::InPlaces(noun, _) => {
            facts.insert(place_name(*noun).to_owned());
        }
        Op::Reach(how, ..) => {
            let place = match how {
                Reach::ExportedFrom => "country-of-export",
                Reach::InTransitThrough | Reach::PassesThrough => "route",
                Reach::BrokeredFrom => "broker",
            };
            facts.extend(["act".to_owned(), place.to_owned()]);
        }
        Op::Acts(_) | Op::ActIs(_) => {
            facts.insert("act".to_owned());
        }
        Op::Each(id) => {
            let over = texts.model.each.get(id.index()).map(|each| each.over.all().to_owned());
            facts.extend(over);
        }
        Op::Compound(own) => {
            facts.extend(own.times.iter().copied().chain(own.divided).filter_map(|fact| fact_id(texts, fact)));
        }
        Op::Held(_, on) => {
            facts.insert("authorizations".to_owned());
            facts.extend(on.and_then(|day| fact_id(texts, day)));
        }
        Op::Matched(_) => {
            facts.insert("screening".to_owned());
        }
        Op::Marks(table, noun, _) => {
            facts.insert(place_name(*noun).to_owned());
            lists.extend(texts.model.tables.get(table.index()).map(|table| view.qualified(&table.id)));
        }
        Op::EntryIs(..)
        | Op::RequiredBy { .. }
        | Op::DutyMet(_)
        | Op::Always
        | Op::All
        | Op::Any
        | Op::Not
        | Op::Force(_)
        | Op::Known(_)
        | Op::Define(_)
        | Op::Disputed(_) => {}
    }
}
