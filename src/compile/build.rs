//! From the model to the program.

use super::gate::GateBuilder;
use super::sheet::Drawing;
use super::{
    Book, Closed, DUTY_DUE, FactsNamed, Family, Gates, GoneThrough, ListIndex, Member, NOTHING_DUE, Node, NodeId,
    NodeSpan, OTHER_DUTY_DUE, Op, PlaceSet, Program, Stretch,
};
use crate::model::{
    Clause, Effect, EffectKind, FactId, Kind, ListId, Model, Provision, ProvisionId, RulebookId, TableColumn, Test,
};
use crate::source::Span;
use crate::vocab::{Outcome, Validity};
use std::collections::{BTreeMap, BTreeSet};

/// Compiles a model that has no errors.
#[must_use]
pub fn compile(model: &Model) -> Program {
    let mut builder = Builder { model, hanging: model.hanging(), program: Program::default() };
    builder.program.groups = model.groups.iter().map(place_set).collect();
    builder.facts();
    builder.lists();
    builder.apart();
    for at in 0..model.rulebooks.len() {
        let book = builder.book(RulebookId::at(at));
        builder.families_of(at, &book);
        builder.program.books.push(book);
    }
    let Program { nodes, lists, .. } = &mut builder.program;
    let asked: BTreeSet<&str> = nodes.iter().flat_map(|node| node.op.columns()).collect();
    for (index, list) in lists.iter_mut().zip(&model.lists) {
        index.read_columns(list, &asked);
    }
    builder.program
}

fn place_set(group: &crate::model::Group) -> PlaceSet {
    let stretch = |member: &crate::model::Member| Stretch {
        place: member.place.clone(),
        period: member.period,
        known: member.known,
        uncertain: member.uncertain,
    };
    PlaceSet::new(group.members.iter().map(stretch).collect())
}

struct Builder<'m> {
    model: &'m Model,
    hanging: Vec<Vec<ProvisionId>>,
    program: Program,
}

impl<'m> Builder<'m> {
    /// The facts that no field states.
    fn facts(&mut self) {
        let facts = self.model.facts.iter().enumerate().filter(|(_, fact)| fact.standard.is_none());
        self.program.facts_named = FactsNamed::new(facts.map(|(at, fact)| (fact.id.as_str(), FactId::at(at))));
    }

    fn lists(&mut self) {
        for list in &self.model.lists {
            let mut conditions = BTreeMap::new();
            for (at, entry) in list.entries.iter().enumerate() {
                if let Some(condition) = &entry.condition {
                    conditions.insert(at, self.condition(&condition.clause));
                }
            }
            self.program.lists.push(ListIndex::new(list, &conditions));
        }
    }

    /// The conditions that are asked of something else than the line.
    fn apart(&mut self) {
        let model = self.model;
        for each in &model.each {
            let asked = self.gone_through(&each.condition, each.through.as_ref());
            self.program.each.push(asked);
        }
        for total in &model.totals {
            let asked = self.gone_through(&total.condition, total.through.as_ref());
            self.program.totals.push(asked);
        }
        for duty in &model.duties {
            let span = duty.met_when.as_ref().map(|clause| self.condition(clause));
            self.program.duties.push(span);
        }
        for violation in &model.violations {
            let span = violation.condition.as_ref().map(|clause| self.condition(clause));
            self.program.violations.push(span);
        }
        for sanction in &model.sanctions {
            let span = sanction.condition.as_ref().map(|clause| self.condition(clause));
            let unless = sanction.unless.iter().map(|clause| self.condition(clause)).collect();
            self.program.sanctions.push((span, unless));
        }
    }

    fn gone_through(&mut self, condition: &'m Clause, through: Option<&'m Clause>) -> GoneThrough {
        GoneThrough { condition: self.condition(condition), through: through.map(|clause| self.condition(clause)) }
    }

    fn families_of(&mut self, at: usize, book: &Book) {
        for (place, family) in book.families.iter().enumerate() {
            if let Some(rule) = family.members.first() {
                self.program.families_of.entry(rule.first).or_default().push((at, place));
            }
        }
    }

    fn book(&mut self, id: RulebookId) -> Book {
        let Some(head) = self.model.rulebooks.get(id.index()) else {
            return Book {
                nexus: None,
                covers_from: None,
                decisive: Vec::new(),
                sheets: Vec::new(),
                gates: Gates::default(),
                families: Vec::new(),
                in_text_order: Vec::new(),
                gaps: Vec::new(),
            };
        };
        let special = head.decisive_for.iter().map(|&(act, fact)| (Some(act), fact));
        let decisive = std::iter::once((None, head.decisive)).chain(special).collect();
        let nexus = head.nexus.as_ref().map(|clause| self.condition(clause));
        let rules = self.rules_in_order(id);
        let mut families: Vec<Family> = Vec::new();
        for &rule in &rules {
            let family = self.family(rule, &rules);
            families.push(family);
        }
        let Program { nodes, each, totals, .. } = &mut self.program;
        let sheets = Drawing { each, totals, facts: &self.model.facts }.sheets(nodes, &mut families);
        let gates = self.gates(&mut families);
        let mut in_text_order: Vec<usize> = (0..rules.len()).collect();
        in_text_order.sort_by_key(|&at| rules.get(at).map(|&rule| (self.first(rule), rule)));
        let gaps = self.gaps(id);
        Book { nexus, covers_from: head.covers_from, decisive, sheets, gates, families, in_text_order, gaps }
    }

    /// The gates of rules whose tests stand on their sheets.
    fn gates(&self, families: &mut [Family]) -> Gates {
        let Program { nodes, children, .. } = &self.program;
        let (defines, gates) = (&self.model.defines, Gates::default());
        let mut builder = GateBuilder { nodes, children, defines, gates };
        for family in families {
            family.members.iter_mut().for_each(|member| member.gate = builder.gate(member.root));
            family.closed.iter_mut().for_each(|closed| closed.gate = builder.gate(closed.root));
        }
        builder.gates
    }

    fn gaps(&mut self, id: RulebookId) -> Vec<(usize, Option<NodeSpan>)> {
        let model = self.model;
        let own = model.not_encoded.iter().enumerate().filter(|(_, gap)| gap.rulebook == id);
        own.map(|(at, gap)| (at, gap.condition.as_ref().map(|clause| self.condition(clause)))).collect()
    }

    /// The rules of a rulebook, each after those it gives way to, otherwise as written. `resolve` has refused cycles.
    fn rules_in_order(&self, book: RulebookId) -> Vec<ProvisionId> {
        let own = |&(_, p): &(usize, &Provision)| p.rulebook == book && p.kind == Kind::Rule;
        let written = self.model.provisions.iter().enumerate().filter(own);
        let mut order = Vec::new();
        let mut written: Vec<ProvisionId> = written.map(|(at, _)| ProvisionId::at(at)).collect();
        written.sort_by_key(|&rule| (self.first(rule), rule));
        for rule in written {
            self.place_after_earlier(rule, &mut order, 0);
        }
        order
    }

    /// The first version of a provision: later ones stand where it was written.
    fn first(&self, id: ProvisionId) -> ProvisionId {
        self.provision(id).map_or(id, |provision| provision.first(id))
    }

    fn place_after_earlier(&self, rule: ProvisionId, order: &mut Vec<ProvisionId>, depth: usize) {
        if order.contains(&rule) || depth > self.model.provisions.len() {
            return;
        }
        for &earlier in self.provision(rule).map_or(&[][..], |p| &p.only_if_no) {
            self.place_after_earlier(earlier, order, depth.saturating_add(1));
        }
        order.push(rule);
    }

    fn provision(&self, id: ProvisionId) -> Option<&'m Provision> {
        self.model.provisions.get(id.index())
    }

    fn family(&mut self, rule: ProvisionId, rules: &[ProvisionId]) -> Family {
        let begins = self.next_node();
        let mut members = Vec::new();
        self.member(rule, &mut members);
        rank(self.model, &mut members);
        let duty_only = self.provision(rule).and_then(|own| own.effect.as_ref()).is_some_and(is_duty_only);
        if duty_only {
            weigh_duties(&mut members);
        }
        let closed = self.closed(rule, &members);
        let text = self.provision(rule);
        let earlier = text.map_or(&[][..], |p| &p.only_if_no);
        Family {
            nodes: begins..self.next_node(),
            members,
            decisive: text.and_then(|p| p.decisive),
            gives_way_to: earlier.iter().filter_map(|id| rules.iter().position(|other| other == id)).collect(),
            closed,
            by_reason: text.and_then(|p| p.condition.as_ref()).is_some_and(reads_entry_words),
            binds: text.and_then(|p| p.condition.as_ref()).map(bound_lists).unwrap_or_default(),
            sheet: 0,
            of_entry: Vec::new(),
            asked_of_entry: Vec::new(),
            duty_only,
        }
    }

    /// Adds a provision and all that hang on it; gives its place.
    fn member(&mut self, id: ProvisionId, members: &mut Vec<Member>) -> usize {
        let place = members.len();
        let Some(provision) = self.provision(id) else { return place };
        let begins = self.next_node();
        let root = self.own_conditions(provision);
        let mut own = self.program.nodes.iter().skip(begins as usize);
        let about_entry = own.any(|node| reads_entry(&node.op));
        members.push(Member {
            provision: id,
            first: provision.first(id),
            root,
            gate: 0,
            outcome: provision.effect.as_ref().and_then(outcome),
            weighs: provision.effect.as_ref().and_then(outcome),
            duties: provision.effect.iter().flat_map(|own| own.conditions.iter().chain(&own.duties)).copied().collect(),
            instead: provision.effect.as_ref().and_then(instead),
            policy: provision.kind == Kind::Policy,
            presumed: provision.presumed,
            held: provision.held.is_some(),
            about_entry,
            kids: Vec::new(),
            outranks: Vec::new(),
        });
        let mut hanging = self.hanging.get(id.index()).cloned().unwrap_or_default();
        hanging.sort_by_key(|&other| (self.first(other), other));
        for other in hanging {
            let kid = self.member(other, members);
            if let Some(parent) = members.get_mut(place) {
                parent.kids.push(kid);
            }
        }
        place
    }

    /// Acts, force, knowledge, condition and the duties that condition the effect, in that order.
    fn own_conditions(&mut self, provision: &'m Provision) -> NodeId {
        let mut parts = Vec::new();
        if !provision.acts.is_empty() {
            parts.push(self.leaf(Op::Acts(provision.acts.clone()), provision.head));
        }
        parts.extend(self.in_force(&provision.force, provision.instrument, provision.head));
        if let Some(condition) = &provision.condition {
            parts.push(self.clause(condition));
        }
        for &duty in provision.effect.iter().flat_map(|effect| &effect.conditions) {
            let text = self.model.duties.get(duty.index());
            let met: Vec<NodeId> = text.and_then(|d| d.met_when.as_ref()).map(|c| self.clause(c)).into_iter().collect();
            parts.push(self.node(Op::DutyMet(duty), &met, text.map_or(provision.head, |d| d.span)));
        }
        self.node(Op::All, &parts, provision.head)
    }

    fn in_force(&mut self, force: &[Validity], by: Option<crate::model::InstrumentId>, span: Span) -> Vec<NodeId> {
        let mut parts = Vec::new();
        if !force.is_empty() {
            parts.push(self.leaf(Op::Force(force.to_vec()), span));
        }
        let instrument = by.and_then(|id| self.model.instruments.get(id.index()));
        if let Some(from) = instrument.and_then(crate::model::Instrument::known_from) {
            parts.push(self.leaf(Op::Known(from), span));
        }
        parts
    }

    fn closed(&mut self, rule: ProvisionId, members: &[Member]) -> Vec<Closed> {
        let model = self.model;
        let mut closed = Vec::new();
        let first = self.first(rule);
        for (at, list) in model.closed_lists.iter().enumerate().filter(|(_, list)| list.rule == first) {
            let force: Vec<Validity> = list.force.iter().copied().map(Validity::always_known).collect();
            let mut parts = self.in_force(&force, list.instrument, list.span);
            parts.extend(list.condition.as_ref().map(|clause| self.clause(clause)));
            let root = self.node(Op::All, &parts, list.span);
            // A licence that is held is what the rule asks for, and no relief from it.
            let kept = |(_, member): &(usize, &Member)| member.held || list.kept.contains(&member.provision);
            let kept = members.iter().enumerate().filter(kept).map(|(place, _)| place).collect();
            closed.push(Closed { closed_list: at, root, gate: 0, kept });
        }
        closed
    }

    /// A condition as a run of nodes of its own.
    fn condition(&mut self, clause: &Clause) -> NodeSpan {
        let begins = self.next_node();
        self.clause(clause);
        NodeSpan(begins..self.next_node())
    }

    fn clause(&mut self, clause: &Clause) -> NodeId {
        let (op, kids) = self.test(&clause.test);
        self.node(op, &kids, clause.span)
    }

    fn test(&mut self, test: &Test) -> (Op, Vec<NodeId>) {
        let none = Vec::new();
        match test {
            Test::Always => (Op::Always, none),
            Test::InForce(standings) => (Op::Force(standings.clone()), none),
            Test::All(parts) => (Op::All, parts.iter().map(|part| self.clause(part)).collect()),
            Test::Any(parts) => (Op::Any, parts.iter().map(|part| self.clause(part)).collect()),
            Test::Not(part) => (Op::Not, vec![self.clause(part)]),
            Test::Listed { lists, entries, binds } => {
                let rows = (!entries.is_empty()).then(|| lists.iter().map(|&id| self.rows(id, entries)).collect());
                (Op::Listed { lists: lists.clone(), rows, binds: *binds }, none)
            }
            Test::ItemIs(codes) => (Op::ItemIs(codes.clone()), none),
            Test::Classified(id) => (Op::Classified(*id), none),
            Test::ClassifiedNone(id) => (Op::ClassifiedNone(*id), none),
            Test::ClassifiedAs(id, codes) => (Op::ClassifiedAs(*id, codes.clone()), none),
            Test::InGroup(noun, group) => (Op::InGroup(*noun, *group), none),
            Test::InPlaces(noun, places) => (Op::InPlaces(*noun, places.clone()), none),
            Test::Reach(how, places, group) => (Op::Reach(*how, places.clone(), *group), none),
            Test::ActIs(acts) => (Op::ActIs(acts.clone()), none),
            Test::Holds(fact) => (Op::Holds(*fact), none),
            Test::ChoiceIs(fact, choices) => (Op::ChoiceIs(*fact, bits(choices)), none),
            Test::Includes(fact, choices) => (Op::Includes(*fact, bits(choices)), none),
            Test::TextIs(fact, texts) => (Op::TextIs(*fact, texts.clone()), none),
            Test::Given(fact) => (Op::Given(*fact), none),
            Test::Compound(own) => (Op::Compound(own.clone()), none),
            Test::Each(id) => (Op::Each(*id), none),
            Test::RequiredBy { rules, disregarding } => {
                (Op::RequiredBy { rules: rules.clone(), disregarding: disregarding.clone() }, none)
            }
            Test::Held(id, on) => (Op::Held(*id, *on), none),
            Test::Matched(ids) => (Op::Matched(ids.clone()), none),
            Test::Marks(table, noun, column) => (Op::Marks(*table, *noun, column.clone()), none),
            Test::EntryIs(column, words) => (Op::EntryIs(column.clone(), words.clone()), none),
            Test::Compare(left, by, right) => (Op::Compare(left.clone(), *by, right.clone()), none),
            Test::Define(id) => {
                let define = self.model.defines.get(id.index());
                (Op::Define(*id), define.map(|d| self.clause(&d.condition)).into_iter().collect())
            }
            Test::Disputed(id) => {
                let readings = self.model.disputes.get(id.index()).map_or(&[][..], |d| &d.readings);
                (Op::Disputed(*id), readings.iter().map(|reading| self.clause(&reading.condition)).collect())
            }
        }
    }

    /// The rows of a list that have one of those keys, in order.
    fn rows(&self, list: ListId, keys: &[String]) -> Vec<u32> {
        let entries = self.model.lists.get(list.index()).map_or(&[][..], |list| &list.entries);
        let numbered = (0..).zip(entries);
        numbered.filter(|(_, entry)| keys.contains(&entry.key)).map(|(at, _)| at).collect()
    }

    fn leaf(&mut self, op: Op, span: Span) -> NodeId {
        self.node(op, &[], span)
    }

    fn node(&mut self, op: Op, kids: &[NodeId], span: Span) -> NodeId {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let from = count(self.program.children.len());
        self.program.children.extend_from_slice(kids);
        let kids = from..count(self.program.children.len());
        self.program.nodes.push(Node { op, kids, span, recorded: None });
        self.next_node().saturating_sub(1)
    }

    fn next_node(&self) -> NodeId {
        u32::try_from(self.program.nodes.len()).unwrap_or(u32::MAX)
    }
}

/// Fills in who outranks whom: `notwithstanding` on the one side, `subject to` on the other.
fn rank(model: &Model, members: &mut [Member]) {
    let texts: Vec<Option<&Provision>> = members.iter().map(|m| model.provisions.get(m.provision.index())).collect();
    let ids: Vec<ProvisionId> = members.iter().map(|m| m.provision).collect();
    for (member, own) in members.iter_mut().zip(&texts) {
        let id = member.provision;
        let beats = |other: ProvisionId, text: Option<&Provision>| {
            own.is_some_and(|p| p.notwithstanding.contains(&other)) || text.is_some_and(|p| p.subject_to.contains(&id))
        };
        let beaten = ids.iter().zip(&texts).enumerate().filter(|(_, (other, text))| beats(**other, **text));
        member.outranks = beaten.map(|(at, _)| at).collect();
        // Who holds the licence has been through its policies.
        if member.held {
            member.outranks = (0..ids.len()).collect();
        }
    }
}

/// The outcome an effect stands for; for a bare policy, the licence under that policy. None for one that only takes away.
fn outcome(effect: &Effect) -> Option<Outcome> {
    Some(match &effect.kind {
        EffectKind::Prohibited => Outcome::Prohibited,
        EffectKind::Licence { policy, .. } => Outcome::LicenceRequired(*policy),
        EffectKind::Policy(policy) => Outcome::LicenceRequired(Some(*policy)),
        EffectKind::Exempt => Outcome::PermittedWithDuties,
        EffectKind::NotRequired | EffectKind::DutyOnly => Outcome::NoControlFound,
        EffectKind::Instead(_) => return None,
    })
}

fn is_duty_only(effect: &Effect) -> bool {
    effect.kind == EffectKind::DutyOnly
}

/// Of a rule that only lays down a duty, what stands for a licence or more keeps its weight; whatever else leaves the duty,
/// others or none.
fn weigh_duties(members: &mut [Member]) {
    for (at, member) in members.iter_mut().enumerate() {
        let Some(outcome) = member.outcome.filter(|&own| own <= Outcome::PermittedWithDuties) else { continue };
        let left = if member.duties.is_empty() { NOTHING_DUE } else { OTHER_DUTY_DUE };
        member.weighs = Some(if at == 0 { DUTY_DUE } else { left });
        // Nothing was required: a relief permits nothing.
        member.outcome = Some(outcome.min(Outcome::NoControlFound));
    }
}

/// What applies instead.
fn instead(effect: &Effect) -> Option<ProvisionId> {
    if let EffectKind::Instead(other) = effect.kind { Some(other) } else { None }
}

/// Whether a condition reads a column of words of the entry at hand.
fn reads_entry_words(clause: &Clause) -> bool {
    match &clause.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().any(reads_entry_words),
        Test::Not(part) => reads_entry_words(part),
        Test::EntryIs(..) | Test::Marks(_, _, TableColumn::OfEntry(_)) => true,
        _ => false,
    }
}

/// Whether a test reads the entry at hand.
pub(super) fn reads_entry(op: &Op) -> bool {
    match op {
        Op::Compare(left, _, right) => left.of_entry() || right.of_entry(),
        Op::EntryIs(..) | Op::Marks(_, _, TableColumn::OfEntry(_)) => true,
        _ => false,
    }
}

/// The lists of the test that binds `listed-entry`.
fn bound_lists(clause: &Clause) -> Vec<ListId> {
    match &clause.test {
        Test::Listed { lists, binds: true, .. } => lists.clone(),
        Test::All(parts) => parts.iter().map(bound_lists).find(|lists| !lists.is_empty()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn bits(choices: &[usize]) -> u64 {
    let bit = |&choice: &usize| 1u64.checked_shl(u32::try_from(choice).unwrap_or(u32::MAX)).unwrap_or(0);
    choices.iter().map(bit).fold(0, |all, one| all | one)
}
