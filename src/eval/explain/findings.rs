//! What a leaf found and which facts it read.

use super::View;
use crate::compile::{Node, Op, Stretch};
use crate::eval::bound::ActOf;
use crate::eval::destinations::{brokers, party};
use crate::eval::value::Value;
use crate::eval::{Instance, ItemCode};
use crate::model::{ClassificationId, Fact, FactId, FactType, GroupId, ListId, Nomenclature, Noun, Operand, Scalar};
use crate::ruling::{FactRead, Finding};
use crate::shipment::{Datum, LineDatum, Party};
use crate::vocab::{
    Code, Comparator, Date, FactOf, Label, Period, Place, Reach, StandardDate, Truth, Validity, hs_all_editions,
    is_known,
};

/// The edition of a code: the one stated, or the last in which there is such a code.
pub(super) fn edition_of(code: ItemCode<'_>) -> Option<&str> {
    let exists = || hs_all_editions().iter().copied().rfind(|own| code.code.may_be_of(own));
    code.edition.or_else(exists)
}

impl View<'_> {
    /// The finding and the facts of a leaf.
    pub(super) fn finding(&self, instance: &Instance, node: &Node) -> (Finding, Vec<FactRead>) {
        match &node.op {
            Op::Force(standings) => self.day(instance, standings),
            Op::Known(from) => {
                let on = self.asked.known_on;
                (Finding::Day { on, from: Some(*from), before: None }, Vec::new())
            }
            Op::Acts(_) | Op::ActIs(_) => self.act(),
            Op::ItemIs(codes) => self.codes(codes),
            Op::Classified(id) | Op::ClassifiedNone(id) | Op::ClassifiedAs(id, _) => {
                self.classification(*id, instance.on)
            }
            Op::InGroup(noun, group) => self.in_group(*noun, *group, instance.on),
            Op::InPlaces(noun, places) => self.in_places(*noun, places),
            Op::Reach(how, places, group) => self.reach(*how, places, *group),
            Op::Holds(id) | Op::ChoiceIs(id, _) | Op::Includes(id, _) | Op::TextIs(id, _) | Op::Given(id) => {
                self.fact(*id)
            }
            Op::Compare(left, by, right) => self.compared(instance, left, *by, right),
            Op::Compound(own) => self.compound(own),
            Op::Matched(lists) => self.matched(lists),
            Op::Marks(table, noun, column) => self.marked(instance, (*table, *noun, column)),
            Op::EntryIs(column, words) => self.entry_says(instance, column, words),
            Op::Disputed(id) => {
                let text = self.texts.model.disputes.get(id.index());
                (text.map_or(Finding::Rests, |dispute| Finding::Differ(dispute.label.clone())), Vec::new())
            }
            Op::Define(id) => {
                let text = self.texts.model.defines.get(id.index());
                (text.map_or(Finding::Rests, |define| Finding::Named(define.label.clone(), None)), Vec::new())
            }
            Op::DutyMet(id) => {
                let text = self.texts.model.duties.get(id.index());
                (text.map_or(Finding::Rests, |duty| Finding::Named(duty.label.clone(), None)), Vec::new())
            }
            _ => (Finding::Rests, Vec::new()),
        }
    }

    pub(super) fn day(&self, instance: &Instance, standings: &[Validity]) -> (Finding, Vec<FactRead>) {
        let frame = self.frame_on(instance.on);
        let known = frame.known(standings).filter(|period| !period.is_empty());
        let period = match instance.on {
            Some(day) => known.min_by_key(|period| distance(*period, day)),
            None => known.reduce(hull),
        };
        // As known then it may never be in force.
        let Some(period) = period else { return (Finding::Rests, Vec::new()) };
        let finding = Finding::Day { on: instance.on, from: period.from, before: period.before };
        (finding, self.decisive_date(instance).into_iter().collect())
    }

    /// The date fact that picked the law of an instance.
    pub(super) fn decisive_fact(&self, instance: &Instance) -> Option<FactId> {
        let own = self.family(instance).and_then(|family| family.decisive);
        own.or_else(|| self.book.decisive_for(self.assessment.bound.act))
    }

    fn decisive_date(&self, instance: &Instance) -> Option<FactRead> {
        let mut read = self.read(self.decisive_fact(instance)?)?;
        if let Some(day) = self.asked.on {
            read.used = day.to_string();
            read.note = Some("the decisive date was given for this run".to_owned());
        }
        Some(read)
    }

    fn act(&self) -> (Finding, Vec<FactRead>) {
        let bound = &self.assessment.bound;
        let silent = bound.of == ActOf::Shipment && bound.shipment.act.is_none();
        let note = silent.then(|| "no act is stated: read as an export".to_owned());
        let pointer = match bound.of {
            ActOf::Shipment => Datum::Act.pointer(),
            ActOf::Leg(leg) => format!("/legs/{}/kind", leg.index),
            ActOf::Passage if bound.shipment.legs.is_empty() => Datum::Routing(None).pointer(),
            ActOf::Passage => Datum::Legs.pointer(),
        };
        let read = FactRead { note, ..self.at(pointer, bound.act.id().to_owned()) };
        (Finding::Act(bound.act.word()), vec![read])
    }

    fn at(&self, pointer: String, used: String) -> FactRead {
        FactRead { raw: self.assessment.bound.shipment.raw(&pointer), pointer, used, note: None }
    }

    /// Whether the item is under codes: the one it is under where it is, else all that are asked about.
    fn codes(&self, asked: &[Code]) -> (Finding, Vec<FactRead>) {
        let near = self.codes_read(&self.head.nomenclature);
        let near = near.into_iter().filter(|item| asked.iter().any(|own| own.is_comparable(item.code)));
        let near: Vec<ItemCode<'_>> = near.collect();
        let covers = |own: &Code, item: &ItemCode<'_>| own.covers(item.code).is_true();
        let under = asked.iter().find_map(|own| Some((own, near.iter().find(|item| covers(own, item))?)));
        let reads: Vec<FactRead> = match under {
            Some((_, item)) => vec![self.code_read(*item)],
            None => near.iter().map(|item| self.code_read(*item)).collect(),
        };
        let asked = under.map_or_else(|| asked.iter().map(Code::to_string).collect(), |(own, _)| vec![own.to_string()]);
        (Finding::Codes { codes: reads.iter().map(|read| read.used.clone()).collect(), asked }, reads)
    }

    /// The item's codes; of tariff codes those that a law reads.
    fn codes_read(&self, law: &[Nomenclature]) -> Vec<ItemCode<'_>> {
        let read = self.frame_on(self.found.bearing.on).codes(law);
        let is_read = |item: &ItemCode<'_>| item.tariff.is_none_or(|tariff| read.has(tariff));
        self.assessment.bound.codes().filter(is_read).collect()
    }

    fn code_read(&self, code: ItemCode<'_>) -> FactRead {
        let mut read = self.at(self.assessment.bound.line.pointer(LineDatum::Code(code.index)), code.code.to_string());
        let respelt = read.raw.as_deref().is_some_and(|raw| raw != code.code.text() && raw != code.code.dotted());
        read.note = respelt.then(|| "read without separators".to_owned());
        read
    }

    /// The item's tariff codes as facts.
    pub(super) fn code_reads(&self) -> Vec<FactRead> {
        let tariff = self.assessment.bound.codes().filter(|code| code.tariff.is_some());
        tariff.map(|code| self.code_read(code)).collect()
    }

    /// The item's codes by which an entry covers it, or may; where none does, all that the list is matched with.
    pub(super) fn codes_under(&self, (list, at): (ListId, u32)) -> Vec<FactRead> {
        let codes = self.entry((list, at)).map_or(&[][..], |entry| &entry.codes);
        let best = |item: &ItemCode<'_>| Truth::any(codes.iter().map(|(_, own)| own.covers(item.code)));
        let book = self.texts.model.lists.get(list.index()).map(|list| list.rulebook.index());
        let law = book.and_then(|book| self.texts.model.rulebooks.get(book)).map_or(&[][..], |book| &book.nomenclature);
        let all = self.codes_read(law);
        let some = |truth: Truth| {
            let of = all.iter().filter(|item| best(item) == truth);
            of.map(|item| self.code_read(*item)).collect::<Vec<FactRead>>()
        };
        let covered = [Truth::True, Truth::Unknown].into_iter().map(some).find(|reads| !reads.is_empty());
        covered.unwrap_or_else(|| self.codes_for(list))
    }

    /// The item's codes that a list is matched with: those of its schemes, and of tariffs where it has any.
    pub(super) fn codes_for(&self, list: ListId) -> Vec<FactRead> {
        let bound = &self.assessment.bound;
        let others = self.texts.program.lists.get(list.index()).map_or(&[][..], |index| &index.other_schemes);
        let own = bound.codes().filter(|code| others.iter().any(|scheme| scheme == code.code.scheme().name()));
        let own: Vec<FactRead> =
            own.map(|code| self.at(bound.line.pointer(LineDatum::Code(code.index)), code.code.to_string())).collect();
        let tariff = self.texts.program.lists.get(list.index()).is_some_and(|index| index.has_tariff);
        if tariff || own.is_empty() { own.into_iter().chain(self.code_reads()).collect() } else { own }
    }

    pub(super) fn classification(&self, id: ClassificationId, on: Option<Date>) -> (Finding, Vec<FactRead>) {
        let bound = &self.assessment.bound;
        let Some(text) = self.texts.model.classifications.get(id.index()) else { return (Finding::Rests, Vec::new()) };
        let known = bound.classified(id);
        let scheme = text.label.clone();
        let Some(stated) = &known.stated else {
            let read = self.at(bound.line.pointer(LineDatum::Codes), String::new());
            let note = Some(format!("no code of scheme {}", text.scheme));
            return (Finding::ClassificationUnknown { scheme }, vec![FactRead { raw: None, note, ..read }]);
        };
        let used = if stated.is_empty() { "none".to_owned() } else { stated.join(", ") };
        let place = known.at.first().copied().unwrap_or_default();
        let reads = vec![self.at(bound.line.pointer(LineDatum::Code(place)), used)];
        match (known.on(on), known.made, known.stale_from) {
            (None, Some(made), Some(changed)) => (Finding::ClassificationStale { scheme, made, changed }, reads),
            _ => (Finding::Classified { scheme, code: stated.first().map(|&code| code.to_owned()) }, reads),
        }
    }

    pub(super) fn place_of(&self, noun: Noun) -> (Option<Place>, &'static str, FactRead) {
        let bound = &self.assessment.bound;
        let shipment = bound.shipment;
        let whole = |country| Place { country, subdivision: None };
        let read = |pointer: String, place: &Option<Place>| {
            self.at(pointer, place.as_ref().map(Place::to_string).unwrap_or_default())
        };
        match noun {
            Noun::Destination => {
                let place = bound.destinations.read.cloned();
                let known = bound.known_end_destination().is_some();
                let which = if known { "known end destination" } else { "declared destination" };
                let pointer = bound.destination_pointer();
                let used = place.as_ref().map(Place::to_string).unwrap_or_default();
                let read = FactRead { raw: shipment.raw(&pointer), pointer, used, note: self.other_destinations() };
                (place, which, read)
            }
            Noun::DeclaredDestination => {
                let place = bound.declared_destination().cloned();
                let read = read(bound.declared_destination_at(), &place);
                (place, "declared destination", read)
            }
            Noun::KnownEndDestination => {
                let place = bound.end_of_the_way().cloned();
                let read = read(bound.end_of_the_way_at(), &place);
                (place, "known end destination", read)
            }
            Noun::Origin => {
                let place = bound.line.origin.map(whole);
                let read = read(bound.line.pointer(LineDatum::Origin), &place);
                (place, "country of origin", read)
            }
            Noun::CountryOfExport => {
                let place = bound.leaves_from().cloned();
                let read = read(bound.leaves_from_at(), &place);
                (place, "country of export", read)
            }
            Noun::EndUser => {
                let place = party(shipment, bound.goods.end_user.as_deref(), "end-user").cloned();
                let read = read(bound.line.pointer(LineDatum::EndUser), &place);
                (place, "country of the end user", read)
            }
            Noun::Consignee => {
                let place = party(shipment, bound.goods.consignee.as_deref(), "consignee").cloned();
                let read = read(bound.line.pointer(LineDatum::Consignee), &place);
                (place, "country of the consignee", read)
            }
            Noun::Party | Noun::Incorporation | Noun::Headquarters => {
                let at = self.subject.party.map_or(0, |party| party.index);
                let place = self.bare_frame().subject_place(noun);
                let (datum, which) = match noun {
                    Noun::Incorporation => (Datum::PartyIncorporatedIn(at), "country of incorporation"),
                    Noun::Headquarters => (Datum::PartyHeadquarters(at), "country of the headquarters"),
                    _ => (Datum::PartyCountry(at), "country of the party"),
                };
                let read = read(datum.pointer(), &place);
                (place, which, read)
            }
            Noun::EventCountry => {
                let at = self.subject.event.map_or(0, |event| event.index);
                let place = self.bare_frame().subject_place(noun);
                let pointer = format!("{}/{at}/country", Datum::Events.pointer());
                let used = place.as_ref().map(Place::to_string).unwrap_or_default();
                (
                    place,
                    "country where the goods went",
                    FactRead { raw: shipment.raw(&pointer), pointer, used, note: None },
                )
            }
            Noun::Fact(fact) => {
                let place = match self.value(fact) {
                    Value::Country(country) => Some(whole(country)),
                    _ => None,
                };
                let pointer = self.pointer(fact);
                let used = place.as_ref().map(Place::to_string).unwrap_or_default();
                (place, "country", FactRead { raw: shipment.raw(&pointer), pointer, used, note: None })
            }
        }
    }

    /// The frame of no instance, for what is at hand.
    pub(super) fn bare_frame(&self) -> crate::eval::frame::Frame<'_> {
        self.frame_on(self.found.bearing.on)
    }

    /// The value of a fact of what is at hand.
    pub(super) fn value(&self, id: FactId) -> Value<'_> {
        self.bare_frame().value(id)
    }

    /// What else bears on the destination: the declared one where another is known, a suspected leg, an end user elsewhere.
    fn other_destinations(&self) -> Option<String> {
        let bound = &self.assessment.bound;
        let declared = bound.shipment.declared_destination.as_ref().filter(|_| bound.known_end_destination().is_some());
        let declared = declared.map(|place| format!("the known end destination decides; declared: {place}"));
        let others = bound.destinations.others.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let others =
            (!others.is_empty()).then(|| format!("a leg of the way, or who receives the goods, points to {others}"));
        let notes: Vec<String> = declared.into_iter().chain(others).collect();
        (!notes.is_empty()).then(|| notes.join("; "))
    }

    fn in_group(&self, noun: Noun, group: GroupId, on: Option<Date>) -> (Finding, Vec<FactRead>) {
        let (place, which, read) = self.place_of(noun);
        let set =
            self.texts.model.groups.get(group.index()).map(|group| group.label.english.clone()).unwrap_or_default();
        let used = place.as_ref().map(shown);
        let stretches = place.as_ref().zip(self.texts.program.groups.get(group.index()));
        let known_on = self.asked.known_on;
        let known =
            |set: &'_ [Stretch]| set.iter().filter(|own| is_known(own.known, known_on)).cloned().collect::<Vec<_>>();
        let dated = stretches.and_then(|(place, set)| dated(&known(set.of(place.country)), on));
        let dated = dated.filter(|period| !period.holds(on).is_true());
        let finding = match (used, dated) {
            (Some(used), Some(period)) => {
                Finding::PlaceDated { used, set, member_from: period.from, member_before: period.before }
            }
            (used, _) => Finding::Place { used, which, set },
        };
        (finding, vec![read])
    }

    fn in_places(&self, noun: Noun, places: &[Place]) -> (Finding, Vec<FactRead>) {
        let (place, which, read) = self.place_of(noun);
        let set = places.iter().map(shown).collect::<Vec<_>>().join(", ");
        (Finding::Place { used: place.as_ref().map(shown), which, set }, vec![read])
    }

    fn reach(&self, how: Reach, places: &[Place], group: Option<GroupId>) -> (Finding, Vec<FactRead>) {
        let group = group.and_then(|group| self.texts.model.groups.get(group.index()));
        let set =
            group.map_or_else(|| places.iter().map(shown).collect::<Vec<_>>().join(", "), |g| g.label.english.clone());
        let (act, mut reads) = self.act();
        let fits = self.fits(how);
        if !fits {
            return (act, reads);
        }
        let from = || {
            let (place, which, read) = self.place_of(Noun::CountryOfExport);
            (place.as_ref().map(shown), which, vec![read])
        };
        let (used, which, read) = match how {
            Reach::ExportedFrom => from(),
            Reach::InTransitThrough | Reach::PassesThrough => self.stops(),
            // Without a broker the country of export speaks, and says so.
            Reach::BrokeredFrom => self.brokered().unwrap_or_else(from),
        };
        reads.extend(read);
        (Finding::Place { used, which, set }, reads)
    }

    /// Where the brokers are; none where no broker is stated.
    fn brokered(&self) -> Option<(Option<String>, &'static str, Vec<FactRead>)> {
        let all: Vec<&Party> = brokers(self.assessment.bound.shipment).collect();
        let seats: Vec<String> = all.iter().filter_map(|broker| broker.country.as_ref().map(shown)).collect();
        let read = |broker: &&Party| {
            let used = broker.country.as_ref().map(shown).unwrap_or_default();
            self.at(Datum::PartyCountry(broker.index).pointer(), used)
        };
        let which = if all.len() == 1 { "country of the broker" } else { "a country of the brokers" };
        (!all.is_empty())
            .then(|| ((!seats.is_empty()).then(|| seats.join(", ")), which, all.iter().map(read).collect()))
    }

    /// The countries on the way, and the legs.
    fn stops(&self) -> (Option<String>, &'static str, Vec<FactRead>) {
        let shipment = self.assessment.bound.shipment;
        let by_country = shipment.routing.iter().map(ToString::to_string);
        let leg = |leg: &crate::shipment::Leg| {
            let place = |place: &Option<Place>| place.as_ref().map_or_else(|| "?".to_owned(), Place::to_string);
            format!("{} – {}", place(&leg.from), place(&leg.to))
        };
        let way: Vec<String> = by_country.chain(shipment.legs.iter().map(leg)).collect();
        let used = (!way.is_empty()).then(|| way.join(", "));
        (used.clone(), "route", vec![self.at(Datum::Routing(None).pointer(), used.unwrap_or_default())])
    }

    fn fits(&self, how: Reach) -> bool {
        use crate::vocab::Act;
        let act = self.assessment.bound.act;
        match how {
            Reach::InTransitThrough => matches!(act, Act::Transit | Act::Transhipment),
            Reach::BrokeredFrom => act == Act::Brokering,
            Reach::PassesThrough => true,
            Reach::ExportedFrom => !matches!(act, Act::Transit | Act::Transhipment | Act::Brokering),
        }
    }

    /// A fact as read.
    pub(super) fn fact(&self, id: FactId) -> (Finding, Vec<FactRead>) {
        let name = self.fact_name(id);
        let value = self.shown_value(id);
        (Finding::Fact { name, value }, self.read(id).into_iter().collect())
    }

    /// A short name for a fact.
    pub(super) fn fact_name(&self, id: FactId) -> Label {
        let fact = self.texts.model.facts.get(id.index());
        let label =
            |fact: &crate::model::Fact| fact.label.clone().unwrap_or_else(|| Label::new(fact.id.replace('-', " ")));
        fact.map(label).unwrap_or_default()
    }

    fn shown_value(&self, id: FactId) -> Option<String> {
        let kind = self.texts.model.facts.get(id.index()).map(|fact| &fact.kind);
        let names = |at: usize| match kind {
            Some(FactType::OneOf(choices) | FactType::AnyOf(choices)) => {
                choices.get(at).map(|(_, label)| label.english.clone())
            }
            _ => None,
        };
        match self.value(id) {
            Value::Unknown => None,
            Value::Yes => Some("yes".to_owned()),
            Value::No => Some("no".to_owned()),
            Value::SilentNo => Some("no (nothing is stated, which here means no)".to_owned()),
            Value::Choice(at) => names(usize::from(at)),
            Value::Choices(0) => Some("none".to_owned()),
            Value::Choices(bits) => {
                let set = |at: &usize| bits.checked_shr(u32::try_from(*at).unwrap_or(64)).unwrap_or(0) & 1 == 1;
                Some((0..64).filter(set).filter_map(names).collect::<Vec<_>>().join(", "))
            }
            Value::Date(date) => Some(date.to_string()),
            Value::Country(country) => Some(country.to_string()),
            Value::Number(number) => Some(number.to_string()),
            share @ (Value::Quantity(_) | Value::Percent(_)) => share.quantity().map(|quantity| quantity.to_string()),
            Value::Money(money) => Some(money.to_string()),
            Value::Text(text) => Some(text.to_owned()),
        }
    }

    /// Where a fact stands or would stand.
    pub(super) fn pointer(&self, id: FactId) -> String {
        use crate::model::Standard as S;
        let bound = &self.assessment.bound;
        let Some(fact) = self.texts.model.facts.get(id.index()) else { return String::new() };
        let line = |datum| bound.line.pointer(datum);
        match fact.of {
            FactOf::Party => {
                return Datum::PartyFact(self.subject.party.map_or(0, |party| party.index), &fact.id).pointer();
            }
            FactOf::Event => {
                return Datum::EventFact(self.subject.event.map_or(0, |event| event.index), &fact.id).pointer();
            }
            FactOf::Line | FactOf::Shipment => {}
        }
        match (fact.standard, &fact.kind) {
            (Some(S::Value), _) => line(LineDatum::Value),
            (Some(S::Quantity), _) => line(LineDatum::Quantity),
            (Some(S::NetMass), _) => line(LineDatum::NetMass),
            (Some(S::Condition), _) => line(LineDatum::Condition),
            (Some(S::ItemKind), _) => line(LineDatum::ItemKind),
            (Some(S::EndUse), _) => line(LineDatum::EndUse),
            (Some(S::Form), _) => line(LineDatum::Form),
            (Some(S::Relation), _) => line(LineDatum::Relation),
            (Some(S::Concentration), _) => line(LineDatum::Concentration),
            (Some(S::NatureOfTransaction), _) => Datum::NatureOfTransaction.pointer(),
            (Some(S::Date(StandardDate::Departed)), _) => self.found.bearing.departure.pointer(&fact.id),
            (Some(S::Date(date)), _) => bound.date_pointer(date),
            (None, FactType::Quantity(_)) => line(LineDatum::Spec(&fact.id)),
            (None, _) if self.is_of_line(fact) => line(LineDatum::Fact(&fact.id)),
            (None, _) => Datum::Fact(&fact.id).pointer(),
        }
    }

    /// Stated on the line, or where one line does not answer for the others, to be stated there.
    fn is_of_line(&self, fact: &Fact) -> bool {
        let bound = &self.assessment.bound;
        let apart = bound.shipment.lines.len() > 1 && fact.of == FactOf::Line;
        bound.line.facts.contains_key(&fact.id) || apart && !bound.shipment.facts.contains_key(&fact.id)
    }

    pub(super) fn read(&self, id: FactId) -> Option<FactRead> {
        let bound = &self.assessment.bound;
        let fact = self.texts.model.facts.get(id.index())?;
        let stated = match fact.of {
            _ if fact.standard.is_some() => None,
            FactOf::Party => self.subject.party.and_then(|party| party.facts.get(&fact.id)),
            FactOf::Event => self.subject.event.and_then(|event| event.facts.get(&fact.id)),
            FactOf::Line | FactOf::Shipment => bound.shipment.fact_of(bound.line, &fact.id),
        };
        let pointer = self.pointer(id);
        let raw = bound.shipment.raw(&format!("{pointer}/value")).or_else(|| bound.shipment.raw(&pointer));
        let who = stated.and_then(|stated| stated.asserted_by.as_ref()).map(|who| format!("asserted by {who}"));
        Some(FactRead { raw, pointer, used: self.shown_value(id).unwrap_or_default(), note: who })
    }

    fn compared(
        &self,
        instance: &Instance,
        left: &Operand,
        by: Comparator,
        right: &Operand,
    ) -> (Finding, Vec<FactRead>) {
        let (left_name, left_value) = self.side(instance, left);
        let (right_name, right_value) = self.side(instance, right);
        let facts = [left, right].into_iter().flat_map(Operand::facts).filter_map(|fact| self.read(fact));
        let reckoned = [left, right].into_iter().flat_map(|side| self.reckonings(instance, side)).collect();
        let by = by.words();
        let finding = Finding::Compared { left: left_name, left_value, by, right: right_name, right_value, reckoned };
        (finding, facts.collect())
    }

    /// A product or a ratio and what it is held against.
    fn compound(&self, own: &crate::model::Compound) -> (Finding, Vec<FactRead>) {
        let named = |fact: &FactId| self.fact_name(*fact).english;
        let times = own.times.iter().map(named).collect::<Vec<_>>().join(" times ");
        let left = own.divided.as_ref().map_or(times.clone(), |fact| format!("{times} divided by {}", named(fact)));
        let facts = own.times.iter().copied().chain(own.divided);
        let reads: Vec<FactRead> = facts.clone().filter_map(|fact| self.read(fact)).collect();
        let values: Option<Vec<String>> = facts.map(|fact| self.shown_value(fact)).collect();
        let left_value = values.map(|values| values.join(if own.divided.is_some() { " / " } else { " × " }));
        let (right, by) = (own.words.clone(), own.by.words());
        let right_value = Some(right.clone());
        (Finding::Compared { left, left_value, by, right, right_value, reckoned: Vec::new() }, reads)
    }

    /// One side of a comparison: what it is called and its value.
    pub(super) fn side(&self, instance: &Instance, operand: &Operand) -> (String, Option<String>) {
        let entry = instance.entry.and_then(|entry| self.entry(entry));
        let key = entry.map_or_else(String::new, |entry| format!(" {}", entry.key));
        match operand {
            Operand::Fixed(scalar) => (scalar_text(scalar), Some(scalar_text(scalar))),
            Operand::Term(_) | Operand::Picked(..) => {
                (self.reckoned_name(instance, operand), self.reckoned_day(instance, operand))
            }
            Operand::Fact(fact) => (self.fact_name(*fact).english, self.shown_value(*fact)),
            Operand::EntryFrom => {
                (format!("entry{key} in force"), entry.and_then(|e| e.form_since).map(|d| d.to_string()))
            }
            Operand::EntryFirstListed => {
                let first = entry.and_then(|entry| match entry.first_listed {
                    crate::model::FirstListed::On(day) => Some(day.to_string()),
                    crate::model::FirstListed::NotRecorded => None,
                });
                (format!("first listing of entry{key}"), first)
            }
            Operand::Total(id) => self.total_side(instance, *id),
            Operand::EntryDate(column) | Operand::EntryAmount(column) => {
                let cell =
                    entry.and_then(|e| e.more.iter().find(|(name, _)| name == column)).map(|(_, cell)| cell.clone());
                (format!("{} of entry{key}", column.replace('_', " ")), cell)
            }
        }
    }
}

/// How far a day is from a stretch: nothing in it, else more the farther its first day is.
fn distance(period: Period, day: Date) -> i32 {
    if period.contains(day) { 0 } else { period.from.map_or(1, |from| day.days_to(from).abs().saturating_add(1)) }
}

/// From the beginning of the one to the end of the other: of a day that is not known no stretch between can be asked.
fn hull(one: Period, other: Period) -> Period {
    Period { from: one.from.min(other.from), before: one.before.zip(other.before).map(|(a, b)| a.max(b)) }
}

/// The stretch of membership that matters on a day, if membership changed at all.
fn dated(stretches: &[Stretch], on: Option<Date>) -> Option<Period> {
    let bounded = stretches.iter().map(|stretch| stretch.period).filter(|period| *period != Period::ALWAYS);
    bounded.min_by_key(|period| on.map_or(0, |day| distance(*period, day)))
}

fn shown(place: &Place) -> String {
    format!("{} ({})", place, place.country.name())
}

fn scalar_text(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Date(date) => date.to_string(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Quantity(quantity) => quantity.to_string(),
        Scalar::Money(money) => money.to_string(),
    }
}
