//! What would settle what is not known: fact by fact, place by place, thing by thing.

use super::View;
use super::live::Live;
use crate::compile::{By, GoneThrough, Items, Miss, Node, NodeId, NodeSpan, Op};
use crate::eval::destinations::party;
use crate::eval::subject::{Asked, Known};
use crate::eval::{Bit, Hit, Instance};
use crate::model::{
    ClassificationId, FactId, LicenceId, ListId, Noun, Operand, ProvisionId, QuestionId, ScreeningId, TableColumn,
};
use crate::ruling::Fit;
use crate::shipment::Authorization;
use crate::vocab::{Date, FactOf, Over, Reach};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::eval) enum Key {
    Destination,
    Place(Noun),
    Route,
    Broker,
    Fact(FactId),
    Group(QuestionId),
    Code(ListId),
    Number(ListId),
    Digits(ListId),
    Classification(ClassificationId),
    /// What the item is made of.
    Content,
    Lines,
    /// What it was produced with.
    Inputs,
    /// Who takes part, and where they are.
    Parties,
    /// Who owns the parties.
    Owners,
    /// Whether a party is on a list.
    Screening(ScreeningId),
    /// What a licence that is stated covers.
    Licence(LicenceId),
    /// What happened.
    Events,
}

impl Live<'_> {
    /// The keys on which a member of an instance hangs.
    pub(super) fn keys(&self, instance: &Instance, member: usize) -> BTreeSet<Key> {
        let leaves = self.hangs_on(instance, member);
        let open = leaves.iter().filter(|&&leaf| self.view.bit(instance, leaf) != Bit::Stuck);
        open.flat_map(|&leaf| self.view.leaf_keys(instance, leaf)).collect()
    }

    pub(super) fn nexus_keys(&self) -> BTreeSet<Key> {
        let Some(span) = self.view.book.nexus.as_ref().filter(|_| self.view.found.bearing.nexus == Bit::Open) else {
            return BTreeSet::new();
        };
        let open = self.view.open_leaves(span, &self.view.found.nexus_bits);
        open.into_iter().flat_map(|node| self.view.op_keys(None, &node.op)).collect()
    }
}

impl View<'_> {
    pub(super) fn leaf_keys(&self, instance: &Instance, leaf: NodeId) -> Vec<Key> {
        let node = self.texts.program.nodes.get(leaf as usize);
        node.filter(|_| self.bit(instance, leaf).unknown())
            .map(|node| self.op_keys(Some(instance), &node.op))
            .unwrap_or_default()
    }

    /// What would settle an open leaf.
    fn op_keys(&self, instance: Option<&Instance>, op: &Op) -> Vec<Key> {
        let bound = &self.assessment.bound;
        let on = instance.map_or(self.found.bearing.on, |instance| instance.on);
        let day = || self.day_key(instance);
        match op {
            Op::Force(_) => day().into_iter().collect(),
            Op::Listed { lists, binds, .. } => {
                lists.iter().flat_map(|&list| self.list_keys(instance, list, *binds)).collect()
            }
            Op::ItemIs(codes) => {
                let day = day().filter(|_| self.waits_for_edition(on));
                day.into_iter().chain([self.code_key(codes)]).collect()
            }
            Op::Classified(id) | Op::ClassifiedNone(id) | Op::ClassifiedAs(id, _) => self.class_keys(*id, on, day()),
            Op::InGroup(noun, _) | Op::InPlaces(noun, _) => {
                let known = self.is_known(*noun);
                let one_place = *noun != Noun::Destination || bound.destinations.iter().count() == 1;
                match day() {
                    Some(day) if known && one_place && on.is_none() => vec![day],
                    _ => vec![self.place_key(*noun)],
                }
            }
            Op::Reach(Reach::ExportedFrom, ..) => vec![Key::Place(Noun::CountryOfExport)],
            Op::Reach(Reach::InTransitThrough | Reach::PassesThrough, ..) => vec![Key::Route],
            Op::Reach(Reach::BrokeredFrom, ..) => vec![Key::Broker],
            Op::Holds(fact) | Op::ChoiceIs(fact, _) | Op::Includes(fact, _) | Op::TextIs(fact, _) | Op::Given(fact) => {
                vec![self.fact_key(*fact)]
            }
            Op::Compare(left, _, right) => self.compare_keys(instance, left, right),
            Op::Each(id) => {
                let each = self.texts.model.each.get(id.index()).map(|each| (each.over, &each.roles[..]));
                let asked = self.texts.program.each.get(id.index());
                each.zip(asked)
                    .map(|((over, roles), asked)| self.part_keys(instance, over, roles, asked))
                    .unwrap_or_default()
            }
            Op::Compound(own) => {
                let facts = own.times.iter().copied().chain(own.divided);
                let unknown = facts.filter(|fact| self.value(*fact) == crate::eval::Value::Unknown);
                unknown.map(|fact| self.fact_key(fact)).collect()
            }
            Op::Matched(lists) => lists.iter().map(|&list| Key::Screening(list)).collect(),
            Op::Held(licence, on) => self.held_keys(instance, *licence, *on),
            // Which entry it is names the column.
            Op::Marks(_, _, TableColumn::OfEntry(_)) if instance.is_some_and(|one| one.entry.is_none()) => {
                self.entry_keys(instance)
            }
            Op::Marks(_, noun, _) => match day() {
                Some(day) if self.is_known(*noun) && on.is_none() => vec![day],
                _ => vec![self.place_key(*noun)],
            },
            Op::EntryIs(..) => self.entry_keys(instance),
            Op::RequiredBy { rules, .. } => self.required_keys(rules),
            _ => Vec::new(),
        }
    }

    /// A licence that fits but for a day that is not known waits for that day.
    fn held_keys(&self, instance: Option<&Instance>, licence: LicenceId, on: Option<FactId>) -> Vec<Key> {
        let none = Instance::none(self.found);
        let judged = instance.unwrap_or(&none);
        let day = match on {
            Some(day) => (self.value(day) == crate::eval::Value::Unknown).then(|| self.fact_key(day)),
            None => self.day_key(instance).filter(|_| judged.on.is_none()),
        };
        let Some(day) = day else { return vec![Key::Licence(licence)] };
        let frame = self.frame_of(judged);
        let fits = |own: &&Authorization| {
            let rest = Fit::ALL.into_iter().filter(|what| *what != Fit::Validity);
            let days = own.valid_from.is_some() && own.valid_to.is_some();
            days && rest.into_iter().all(|what| frame.fit((licence, on), own, what) == Bit::True)
        };
        let stated = frame.stated_licences(licence);
        let whole = !stated.is_empty() && stated.iter().all(fits);
        std::iter::once(day).chain((!whole).then_some(Key::Licence(licence))).collect()
    }

    fn compare_keys(&self, instance: Option<&Instance>, left: &Operand, right: &Operand) -> Vec<Key> {
        let total = [left, right].into_iter().find_map(|side| match side {
            Operand::Total(id) => Some(*id),
            _ => None,
        });
        if let Some(id) = total {
            let over = self.texts.model.totals.get(id.index()).map(|total| total.over);
            let asked = self.texts.program.totals.get(id.index());
            let mut keys: Vec<Key> =
                over.zip(asked).map(|(over, asked)| self.part_keys(instance, over, &[], asked)).unwrap_or_default();
            // Known parts of an unknown whole.
            if keys.is_empty() {
                keys.push(part_key(over.unwrap_or(Over::Components)));
            }
            return keys;
        }
        let facts: Vec<FactId> = match instance {
            Some(instance) if left.is_reckoned() || right.is_reckoned() => self.awaited(instance, [left, right]),
            _ => [left, right].into_iter().flat_map(Operand::facts).collect(),
        };
        let not_known = |fact: &FactId| self.value(*fact) == crate::eval::Value::Unknown;
        let unknown: Vec<FactId> = facts.iter().copied().filter(not_known).collect();
        let of_entry = left.of_entry() || right.of_entry();
        if let (Some(unnamed), true, true) = (instance.filter(|one| one.entry.is_none()), of_entry, unknown.is_empty())
        {
            // What names the entry names the day.
            let lists = self.family(unnamed).map_or(&[][..], |family| &family.binds);
            return lists.iter().flat_map(|&list| self.list_keys(instance, list, true)).collect();
        }
        let all: Vec<FactId> = if unknown.is_empty() { facts } else { unknown };
        all.into_iter().map(|fact| self.fact_key(fact)).collect()
    }

    /// What would settle what is asked of each. What a component, or an input, lacks is asked for as one; of parties each
    /// thing by itself.
    fn part_keys(&self, instance: Option<&Instance>, over: Over, roles: &[String], asked: &GoneThrough) -> Vec<Key> {
        let none = Instance::none(self.found);
        let frame = self.frame_of(instance.unwrap_or(&none));
        let members = frame.members(over, roles);
        let own = part_key(over);
        let mut keys: Vec<Key> = if members.complete { Vec::new() } else { vec![own] };
        for member in members.iter() {
            let open = self.with_member(member, |view| view.open_of_member(instance, asked));
            let apart = matches!(over, Over::Components | Over::Inputs | Over::Lines);
            let of_whole = |key: &Key| match key {
                Key::Fact(id) => self.texts.model.facts.get(id.index()).is_some_and(|fact| fact.of != FactOf::Line),
                Key::Destination | Key::Route | Key::Broker | Key::Owners | Key::Screening(_) | Key::Parties => true,
                _ => false,
            };
            keys.extend(open.into_iter().map(|key| if apart && !of_whole(&key) { own } else { key }));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What would settle what is asked of the member at hand, and of what it is made of where that may count in its place.
    pub(super) fn open_of_member(&self, instance: Option<&Instance>, asked: &GoneThrough) -> Vec<Key> {
        let mut keys = self.open_within(instance, &asked.condition);
        if let (Some(through), true) = (&asked.through, self.may_count_within(instance, asked)) {
            keys.extend(self.open_within(instance, through));
            keys.extend(self.part_keys(instance, Over::Components, &[], asked));
        }
        keys
    }

    /// Whether what the member at hand is made of may count in its place.
    pub(super) fn may_count_within(&self, instance: Option<&Instance>, asked: &GoneThrough) -> bool {
        let none = Instance::none(self.found);
        let frame = self.frame_of(instance.unwrap_or(&none));
        let Some(through) = &asked.through else { return false };
        frame.evaluate_apart(&asked.condition) != Bit::True
            && frame.evaluate_apart(through).possible()
            && frame.any_of(&frame.members(Over::Components, &[]), asked).possible()
    }

    /// The keys of what is open in a condition that stands apart; of a party they are found once.
    pub(super) fn open_within(&self, instance: Option<&Instance>, span: &NodeSpan) -> Vec<Key> {
        let none = Instance::none(self.found);
        let of = self.frame_of(instance.unwrap_or(&none)).of_party(Asked::Keys(span.0.start));
        if let Some(Known::Keys(known)) = of.and_then(|of| self.memo.get(of)) {
            return known;
        }
        let keys = self.open_within_anew(instance, span);
        if let Some(of) = of {
            self.memo.put(of, Known::Keys(keys.clone()));
        }
        keys
    }

    fn open_within_anew(&self, instance: Option<&Instance>, span: &NodeSpan) -> Vec<Key> {
        let none = Instance::none(self.found);
        let mut bits = Vec::new();
        if !self.frame_of(instance.unwrap_or(&none)).evaluate(span, &mut bits).unknown() {
            return Vec::new();
        }
        let mut keys: Vec<Key> =
            self.open_leaves(span, &bits).into_iter().flat_map(|node| self.op_keys(instance, &node.op)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The open leaves of a condition that stands apart on which it hangs: what is settled either way is passed over.
    fn open_leaves(&self, span: &NodeSpan, bits: &[Bit]) -> Vec<&Node> {
        let bit = |at: NodeId| bits.get(at.saturating_sub(span.0.start) as usize).copied().unwrap_or_default();
        let mut leaves = Vec::new();
        let mut to_see = vec![span.root()];
        while let Some(at) = to_see.pop() {
            let Some(node) = self.texts.program.nodes.get(at as usize).filter(|_| bit(at).unknown()) else { continue };
            let kids = self.texts.program.kids(node);
            if bit(at) == Bit::Open && !kids.iter().any(|&kid| bit(kid).unknown()) {
                leaves.push(node);
            }
            to_see.extend(kids.iter().rev());
        }
        leaves
    }

    /// What other rules wait for: what they read of the item, and of the shipment.
    fn required_keys(&self, rules: &[ProvisionId]) -> Vec<Key> {
        let places = rules.iter().filter_map(|rule| self.texts.program.families_of.get(rule)).flatten();
        let families = places.filter_map(|&(book, place)| self.texts.program.books.get(book)?.families.get(place));
        let spans: Vec<NodeSpan> = families.map(|family| NodeSpan(family.nodes.clone())).collect();
        let frame = self.bare_frame();
        let mut keys = Vec::new();
        for span in spans {
            let mut bits = Vec::new();
            frame.evaluate(&span, &mut bits);
            let nodes = self.texts.program.nodes_of(&span).iter().zip(&bits);
            let open = nodes.filter(|(node, bit)| **bit == Bit::Open && !matches!(node.op, Op::RequiredBy { .. }));
            keys.extend(open.flat_map(|(node, _)| self.op_keys(None, &node.op)));
        }
        keys
    }

    pub(super) fn is_known(&self, noun: Noun) -> bool {
        let bound = &self.assessment.bound;
        let shipment = bound.shipment;
        match noun {
            Noun::Destination => bound.destinations.read.is_some(),
            Noun::DeclaredDestination => bound.declared_destination().is_some(),
            Noun::KnownEndDestination => bound.end_of_the_way().is_some(),
            Noun::Origin => bound.line.origin.is_some(),
            Noun::CountryOfExport => bound.leaves_from().is_some(),
            Noun::EndUser => party(shipment, bound.line.end_user.as_deref(), "end-user").is_some(),
            Noun::Consignee => party(shipment, bound.line.consignee.as_deref(), "consignee").is_some(),
            Noun::Party | Noun::Incorporation | Noun::Headquarters | Noun::EventCountry => {
                self.bare_frame().subject_place(noun).is_some()
            }
            Noun::Fact(fact) => self.value(fact) != crate::eval::Value::Unknown,
        }
    }

    fn place_key(&self, noun: Noun) -> Key {
        match noun {
            Noun::Destination => Key::Destination,
            Noun::Fact(fact) => self.fact_key(fact),
            Noun::Party | Noun::Incorporation | Noun::Headquarters => Key::Parties,
            Noun::EventCountry => Key::Events,
            other => Key::Place(other),
        }
    }

    fn fact_key(&self, id: FactId) -> Key {
        let group = self.texts.model.facts.get(id.index()).and_then(|fact| fact.question);
        group.map_or(Key::Fact(id), Key::Group)
    }

    pub(super) fn day_key(&self, instance: Option<&Instance>) -> Option<Key> {
        let own = instance.and_then(|instance| self.decisive_fact(instance));
        own.or_else(|| self.book.decisive_for(self.assessment.bound.act)).map(Key::Fact)
    }

    /// What would name the entry.
    fn entry_keys(&self, instance: Option<&Instance>) -> Vec<Key> {
        let unnamed = instance.filter(|one| one.entry.is_none());
        let lists = unnamed.and_then(|one| self.family(one)).map_or(&[][..], |family| &family.binds);
        lists.iter().flat_map(|&list| self.list_keys(instance, list, true)).collect()
    }

    /// An item without a code of that kind: the first list that reads one is named, else what it is classified under.
    fn code_key(&self, codes: &[crate::vocab::Code]) -> Key {
        let lists = &self.texts.program.lists;
        let other = codes.iter().map(crate::vocab::Code::scheme).find(|scheme| scheme.tariff_digits().is_none());
        let reads = |index: &crate::compile::ListIndex| match other {
            Some(scheme) => !index.has_tariff && index.other_schemes.iter().any(|own| own == scheme.name()),
            None => index.has_tariff,
        };
        let list = lists.iter().position(reads);
        let class =
            other.and_then(|scheme| self.texts.model.classifications.iter().position(|own| own.scheme == *scheme));
        match (list, class) {
            (None, Some(class)) => Key::Classification(ClassificationId::at(class)),
            (list, _) if other.is_some() => Key::Number(ListId::at(list.unwrap_or_default())),
            (list, _) => Key::Code(ListId::at(list.unwrap_or_default())),
        }
    }

    /// The tariff code by which a list goes, or the code of another scheme.
    fn code_or_number(&self, list: ListId) -> Key {
        let index = self.texts.program.lists.get(list.index());
        if index.is_some_and(|index| !index.has_tariff) { Key::Number(list) } else { Key::Code(list) }
    }

    /// Whether the item has a tariff code that cannot be read because the day, and so the edition, is not known.
    fn waits_for_edition(&self, on: Option<Date>) -> bool {
        let frame = self.frame_on(on);
        let mut codes = self.assessment.bound.codes().filter(|code| code.tariff.is_some());
        on.is_none() && codes.any(|code| !frame.reads_edition(code.code, code.edition))
    }

    /// A classification that may be stale only because the day is not known waits for the day.
    fn class_keys(&self, id: ClassificationId, on: Option<Date>, day: Option<Key>) -> Vec<Key> {
        let stated = self.assessment.bound.classified(id).stated.is_some();
        match day {
            Some(day) if stated && on.is_none() => vec![day],
            _ => vec![Key::Classification(id)],
        }
    }

    fn list_keys(&self, instance: Option<&Instance>, list: ListId, binds: bool) -> Vec<Key> {
        let (on, earliest) = self.day_at_hand(instance);
        let frame = self.frame_since((on, earliest));
        let known = self.found.matches.iter().find(|found| found.is_of(list, (on, earliest)));
        let found = known.map_or_else(|| Cow::Owned(frame.look_up(list)), Cow::Borrowed);
        let entry = instance.filter(|_| binds).and_then(|instance| instance.entry);
        let open: Vec<Hit> = match entry {
            Some((own, at)) => found.hit(at).filter(|_| own == list).copied().into_iter().collect(),
            None => found.hits.iter().filter(|hit| !binds && hit.bit == Bit::Open).copied().collect(),
        };
        let mut keys: Vec<Key> = open.iter().flat_map(|hit| self.beside_keys(instance, hit.list, hit.entry)).collect();
        let by_code = !open.is_empty() || found.by_tariff == Bit::Open;
        let needs_digits = |hits: &[Hit]| hits.iter().any(|hit| self.digits_needed(hit).is_some());
        if by_code && needs_digits(if entry.is_some() { &open } else { &found.hits }) {
            keys.push(Key::Digits(list));
        } else if by_code && on.is_none() {
            keys.extend(self.day_key(instance));
        } else if by_code && keys.is_empty() && found.by_tariff == Bit::Open {
            keys.push(self.code_or_number(list));
        }
        let by = self.texts.model.lists.get(list.index()).and_then(|text| text.classified_by);
        if entry.is_none() && found.by_classification == Bit::Open {
            let by_class = by.map(|by| self.class_keys(by, on, self.day_key(instance)));
            keys.extend(by_class.unwrap_or_else(|| vec![Key::Number(list)]));
            keys.extend(self.code_of_window(list, on));
        }
        keys
    }

    /// The day that picks the law of a rule, or of the rulebook; and before which it is not.
    fn day_at_hand(&self, instance: Option<&Instance>) -> (Option<Date>, Option<Date>) {
        instance.map_or((self.found.bearing.on, self.found.bearing.earliest), |one| (one.on, one.earliest))
    }

    /// Where only items under certain codes are listed whole, the code tells what a miss means.
    fn code_of_window(&self, list: ListId, on: Option<Date>) -> Option<Key> {
        let index = self.texts.program.lists.get(list.index())?;
        let (items, known_on) = (self.frame_on(on).read_codes(list), self.asked.known_on);
        let items = Items { tariffs: &items, others: &[] };
        (index.miss(By::Classification, items, on, known_on) == Miss::NeedsCode).then_some(Key::Code(list))
    }

    /// What the condition beside an entry waits for.
    fn beside_keys(&self, instance: Option<&Instance>, list: ListId, at: u32) -> Vec<Key> {
        let row = self.texts.program.lists.get(list.index()).and_then(|index| index.rows.get(at as usize));
        let Some(span) = row.and_then(|row| row.condition.as_ref()) else { return Vec::new() };
        let (on, earliest) = self.day_at_hand(instance);
        let frame = self.frame_since((on, earliest));
        let mut bits = Vec::new();
        frame.evaluate(span, &mut bits);
        let nodes = self.texts.program.nodes_of(span).iter().zip(&bits).filter(|(_, bit)| **bit == Bit::Open);
        nodes.flat_map(|(node, _)| self.op_keys(instance, &node.op)).collect()
    }
}

/// What to ask of those gone through.
fn part_key(over: Over) -> Key {
    match over {
        Over::Components => Key::Content,
        Over::Lines => Key::Lines,
        Over::Inputs => Key::Inputs,
        Over::Parties => Key::Parties,
        Over::Owners => Key::Owners,
    }
}
