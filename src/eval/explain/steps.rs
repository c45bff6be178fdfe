//! The derivation tree.

use super::View;
use super::cover;
use super::live::Live;
use crate::compile::{Closed, Member, Node, NodeId, NodeSpan, Op};
use crate::eval::record::Earlier;
use crate::eval::weigh::Effectiveness;
use crate::eval::{Bit, Instance};
use crate::model::{Citation, Cite, Kind, Provision};
use crate::ruling::{FactRead, Finding, LineRuling, Standing, Step, StepKind};
use crate::shipment::Shipment;
use crate::vocab::{Date, Label, Outcome, Range, Truth};
use std::borrow::Cow;

/// The derivation of a whole ruling.
pub(super) fn derivation(shipment: &Shipment, lines: &[LineRuling], lives: &[Live<'_>], standing: Standing) -> Step {
    let line = |line: &LineRuling| {
        let own = lives.iter().filter(|live| live.view.line() == line.line);
        let because = own.map(rulebook).collect();
        let label = Label::new(line.item.clone());
        Step { because, ..bare(&line.line, StepKind::Line, named(label, line.standing.shown), stands(line.standing)) }
    };
    let root =
        bare("shipment", StepKind::Shipment, named(Label::new(shipment.id.clone()), standing.shown), stands(standing));
    Step { because: lines.iter().map(line).collect(), ..root }
}

fn named(label: Label, shown: Range) -> Finding {
    Finding::Named(label, shown.is_one_kind().then_some(shown.worst))
}

/// Whether something is required: known, known not to be, or undetermined.
fn stands(standing: Standing) -> Truth {
    let none = |outcome: Outcome| outcome <= Outcome::NoControlFound;
    match (none(standing.shown.best), none(standing.shown.worst)) {
        (true, true) => Truth::False,
        (false, false) => Truth::True,
        _ => Truth::Unknown,
    }
}

/// A step that only found something.
pub(super) fn bare(id: &str, kind: StepKind, finding: Finding, truth: Truth) -> Step {
    Step {
        id: id.to_owned(),
        kind,
        clause: String::new(),
        at: String::new(),
        citations: Vec::new(),
        truth,
        finding,
        facts: Vec::new(),
        because: Vec::new(),
        decisive: true,
    }
}

fn rulebook(live: &Live<'_>) -> Step {
    let view = live.view;
    let id = format!("{}/{}", view.place(), view.head.id);
    let standing = live.standing();
    let mut because: Vec<Step> = nexus(&view, &id).into_iter().collect();
    for &place in &view.book.in_text_order {
        let own = view.found.instances.iter().filter(|instance| instance.family == place);
        because.extend(own.filter_map(|instance| rule(live, instance)));
    }
    because.extend(cover::before_coverage(live));
    because.extend(cover::could_require(live));
    let finding = named(view.of_act(&view.head.label), standing.shown);
    let at = view.texts.at(view.head.span);
    Step { at, because, ..bare(&id, StepKind::Rulebook, finding, stands(standing)) }
}

/// Whether this law reaches the act, and why.
pub(super) fn nexus(view: &View<'_>, id: &str) -> Option<Step> {
    let bits = view.found.nexus_bits.clone();
    nexus_of(view, &Instance { bits, own: view.found.bearing.nexus, ..Instance::none(view.found) }, id)
}

/// The same on the day of an instance, whose bits are those of the reach.
pub(super) fn nexus_of(view: &View<'_>, instance: &Instance, id: &str) -> Option<Step> {
    let span = view.book.nexus.as_ref()?;
    let tree = Tree { view, instance, base: span.0.start, cites: &[] };
    let inner = tree.step(span.root(), &format!("{id}/nexus"), true)?;
    let clause = inner.clause.clone();
    let label = Label::new("whether this law reaches the act").and("ko", "이 법의 적용 여부");
    let step = bare(&format!("{id}/nexus"), StepKind::Nexus, Finding::Named(label, None), instance.own.truth());
    Some(Step { clause, at: inner.at.clone(), because: vec![inner], ..step })
}

/// A rule with its conditions, what it gives way to and what hangs on it.
fn rule(live: &Live<'_>, instance: &Instance) -> Option<Step> {
    let view = &live.view;
    let rule = view.rule(instance)?;
    if !view.is_told(view.family(instance)?.members.first()?.provision, instance.on) {
        return None;
    }
    let id = view.requirement_id(instance);
    let lives = Live::lives(instance);
    let none_found = view.found.weight.shown.worst <= Outcome::NoControlFound;
    let decisive = lives && live.dominated_by(instance).is_none() || none_found;
    let mut step = member(view, instance, 0, &id, decisive)?;
    step.because.extend(gives_way(view, instance, &id));
    let family = view.family(instance)?;
    for closed in &family.closed {
        let closed_list = closed_list(view, instance, (closed, &id), lives)?;
        for void in view.scale(instance).iter().flat_map(|scale| scale.left_void_by(closed)) {
            tell_void(view, instance, (void, &closed_list), &mut step);
        }
        step.because.push(closed_list);
    }
    step.finding =
        Finding::Named(view.of_act(&rule.label), instance.own.possible().then_some(instance.weight.shown.worst));
    Some(step)
}

/// A closed list on a rule, with its conditions.
pub(super) fn closed_list(
    view: &View<'_>,
    instance: &Instance,
    (closed, id): (&Closed, &str),
    lives: bool,
) -> Option<Step> {
    let text = view.texts.model.closed_lists.get(closed.closed_list)?;
    let tree = Tree { view, instance, base: view.family(instance)?.nodes.start, cites: &text.cites };
    let id = format!("{id}/{}", text.id);
    let truth = view.bit(instance, closed.root).truth();
    let finding = Finding::Named(text.label.clone(), None);
    Some(Step {
        because: tree.kids(closed.root, &id, lives),
        citations: text.cites.on(instance.on),
        at: view.texts.at(text.span),
        decisive: lives && truth.is_true(),
        ..bare(&id, StepKind::ClosedList, finding, truth)
    })
}

/// Puts a closed list that holds, or may, under the relief that it leaves without effect.
fn tell_void(view: &View<'_>, instance: &Instance, (void, by): (usize, &Step), rule: &mut Step) {
    let text = view.family(instance).and_then(|family| family.members.get(void)).map(|own| own.provision);
    let Some(text) = text.and_then(|provision| view.provision(provision)).filter(|_| !by.truth.is_false()) else {
        return;
    };
    let id = format!("{}/{}", rule.id, text.id);
    let Some(relief) = rule.because.iter_mut().find(|step| step.id == id) else { return };
    let told = left_void(by, &text.label);
    relief.decisive |= told.decisive;
    relief.because.push(told);
}

/// A closed list, told of a relief that it leaves without effect.
pub(super) fn left_void(by: &Step, relief: &Label) -> Step {
    let Finding::Named(name, _) = &by.finding else { return by.clone() };
    Step { finding: Finding::Against { name: name.clone(), of: relief.clone(), outcome: None }, ..by.clone() }
}

/// Whether it gives way to a rule that goes before it.
fn gives_way(view: &View<'_>, instance: &Instance, id: &str) -> Option<Step> {
    let Earlier { bit, rule, .. } = instance.earlier;
    let earlier = view.book.families.get(rule?)?.members.first()?;
    let label = view.provision(earlier.provision)?.label.clone();
    let step = bare(&format!("{id}/gives-way"), StepKind::GivesWay, Finding::Named(label, None), bit.truth());
    Some(Step { decisive: bit.possible() && instance.own.possible(), ..step })
}

/// A provision of the family with its conditions and what hangs on it.
fn member(view: &View<'_>, instance: &Instance, at: usize, id: &str, decisive: bool) -> Option<Step> {
    let family = view.family(instance)?;
    let own: &Member = family.members.get(at)?;
    let text = view.provision(own.provision)?;
    let tree = Tree { view, instance, base: family.nodes.start, cites: &text.cites };
    let mut because = tree.kids(own.root, id, decisive);
    let scale = view.scale(instance)?;
    for &kid in &own.kids {
        let kid_member = family.members.get(kid)?;
        if !view.is_told(kid_member.provision, instance.on) {
            continue;
        }
        let hung = view.provision(kid_member.provision)?;
        let how = scale.effectiveness(kid);
        let matters = matches!(how, Effectiveness::Counts | Effectiveness::Opening | Effectiveness::MayStiffen);
        let kid_id = format!("{id}/{}", hung.id);
        because.extend(member(view, instance, kid, &kid_id, decisive && instance.own.possible() && matters));
    }
    let truth = view.bit(instance, own.root).truth();
    let counts = scale.is_open_presumption(at) && scale.effectiveness(at) == Effectiveness::Counts;
    let name = if counts { Finding::Presumed } else { Finding::Named };
    let finding = name(text.label.clone(), own.outcome.filter(|_| truth != Truth::False));
    Some(Step { because, decisive, ..provision(view, text, instance, id, (finding, truth)) })
}

/// A provision as a step, with its words and where they stand.
pub(super) fn provision(
    view: &View<'_>,
    text: &Provision,
    instance: &Instance,
    id: &str,
    (finding, truth): (Finding, Truth),
) -> Step {
    let kind = match text.kind {
        Kind::Rule => StepKind::Rule,
        Kind::Exception => StepKind::Exception,
        Kind::Policy => StepKind::Policy,
    };
    Step {
        clause: view.texts.words(text.effect.as_ref().map_or(text.head, |effect| effect.span)),
        at: view.texts.at(text.head),
        citations: text.cites.on(instance.on),
        ..bare(id, kind, finding, truth)
    }
}

/// Conditions as steps.
#[derive(Clone, Copy)]
pub(super) struct Tree<'t> {
    pub(super) view: &'t View<'t>,
    pub(super) instance: &'t Instance,
    pub(super) base: NodeId,
    pub(super) cites: &'t [Citation],
}

impl Tree<'_> {
    fn bit(&self, node: NodeId) -> Bit {
        self.instance.bits.get(node.saturating_sub(self.base) as usize).copied().unwrap_or_default()
    }

    /// The steps of a node's children; a bare run of conditions is passed through.
    pub(super) fn kids(&self, node: NodeId, id: &str, decisive: bool) -> Vec<Step> {
        let Some(text) = self.view.texts.program.nodes.get(node as usize) else { return Vec::new() };
        let kids = self.view.texts.program.kids(text);
        let bit = self.bit(node);
        let mut steps = Vec::new();
        for &kid in kids {
            let matters = decisive && matters(text, bit, self.bit(kid));
            let inner = self.view.texts.program.nodes.get(kid as usize);
            if matches!(text.op, Op::All) && inner.is_some_and(|inner| matches!(inner.op, Op::All)) {
                steps.extend(self.kids(kid, id, matters));
            } else {
                steps.extend(self.step(kid, &format!("{id}.{}", steps.len().saturating_add(1)), matters));
            }
        }
        steps
    }

    /// The steps of a condition that stands apart: those of its parts, where it has several.
    pub(super) fn whole(&self, span: &NodeSpan, id: &str, decisive: bool) -> Vec<Step> {
        let root = self.view.texts.program.nodes.get(span.root() as usize);
        match root.map(|node| &node.op) {
            Some(Op::All) => self.kids(span.root(), id, decisive),
            Some(Op::Always) | None => Vec::new(),
            Some(_) => self.step(span.root(), &format!("{id}.1"), decisive).into_iter().collect(),
        }
    }

    fn step(&self, node: NodeId, id: &str, decisive: bool) -> Option<Step> {
        let text = self.view.texts.program.nodes.get(node as usize)?;
        // Where nothing is asked of what was known, everything was.
        if matches!(text.op, Op::Known(_)) && self.view.asked.known_on.is_none() {
            return None;
        }
        let (finding, facts) = self.view.finding(self.instance, text);
        let bit = self.bit(node);
        let mut step = Step {
            clause: self.clause(node, text),
            at: self.view.texts.at(text.span),
            citations: self.cites.on(self.instance.on),
            facts,
            decisive,
            because: self.kids(node, id, decisive),
            ..bare(id, kind(&text.op), finding, bit.truth())
        };
        match &text.op {
            Op::Listed { lists, binds, .. } => self.listed(&mut step, lists, *binds),
            Op::Force(_) | Op::Known(_) | Op::Acts(_) => step.clause = String::new(),
            Op::Each(id) => self.each(&mut step, *id),
            Op::RequiredBy { rules, disregarding } => self.required(&mut step, (rules, disregarding)),
            Op::Held(licence, on) => self.held(&mut step, *licence, *on),
            Op::Define(_) if bit == Bit::False => by_silence(&mut step),
            Op::Compare(left, by, right) => self.total(&mut step, (left, *by, right)),
            Op::Disputed(id) => {
                let readings =
                    self.view.texts.model.disputes.get(id.index()).map_or(&[][..], |dispute| &dispute.readings);
                for (kid, reading) in step.because.iter_mut().zip(readings) {
                    let inner = std::mem::replace(kid, bare("", StepKind::Reading, Finding::Rests, Truth::Unknown));
                    *kid = Step {
                        at: inner.at.clone(),
                        citations: reading.cites.on(self.instance.on),
                        because: vec![inner.clone()],
                        decisive,
                        ..bare(&inner.id, StepKind::Reading, Finding::Named(reading.label.clone(), None), inner.truth)
                    };
                }
            }
            _ => {}
        }
        Some(step)
    }

    /// The words of a clause; where an amendment replaced dates in it, with those that it reads now.
    fn clause(&self, node: NodeId, text: &crate::compile::Node) -> String {
        let words = self.view.texts.words(text.span);
        let mut read = Vec::new();
        self.dates_of(node, &mut read);
        with_dates(&words, &read).unwrap_or(words)
    }

    /// The fixed days of a clause and of all below it, in the order of the text.
    fn dates_of(&self, node: NodeId, into: &mut Vec<Date>) {
        let Some(text) = self.view.texts.program.nodes.get(node as usize) else { return };
        if let Op::Compare(left, _, right) = &text.op {
            into.extend([left, right].into_iter().flat_map(crate::model::Operand::fixed_days));
        }
        for &kid in self.view.texts.program.kids(text) {
            self.dates_of(kid, into);
        }
    }

    /// A test of a list: the entry, or what each part of the list says.
    fn listed(&self, step: &mut Step, lists: &[crate::model::ListId], binds: bool) {
        let frame = self.view.frame_since((self.instance.on, self.instance.earliest));
        if let (true, Some(entry)) = (binds, self.instance.entry) {
            step.facts = self.view.codes_under(entry);
            if let Some(shown) = self.view.entry_shown(entry) {
                step.finding = Finding::Entry(Box::new(shown));
            }
            self.beside(step, entry);
            if self.instance.listed != Bit::True {
                self.open_entry(step, entry);
            }
            return;
        }
        for &list in lists {
            let known = self
                .view
                .found
                .matches
                .iter()
                .find(|found| found.is_of(list, (self.instance.on, self.instance.earliest)));
            let found = known.map_or_else(|| Cow::Owned(frame.look_up(list)), Cow::Borrowed);
            for part in self.view.parts(&found) {
                let beside = matches!(part.1, Finding::BesideFails { .. }).then(|| self.view.failing_entry(&found));
                self.part(step, list, part);
                if let (Some(entry), Some(said)) = (beside.flatten(), step.because.last_mut()) {
                    self.beside(said, (list, entry));
                }
            }
        }
    }

    /// Why it is open whether the entry at hand covers the item.
    fn open_entry(&self, step: &mut Step, (list, entry): (crate::model::ListId, u32)) {
        let known =
            self.view.found.matches.iter().find(|found| found.is_of(list, (self.instance.on, self.instance.earliest)));
        let Some(found) = known else { return };
        if let Some(part) = found.hit(entry).and_then(|hit| self.view.why_open(hit, found)) {
            self.part(step, list, part);
        }
    }

    /// What a part of a list said, as a step under the test of the list.
    fn part(&self, step: &mut Step, list: crate::model::ListId, (bit, finding, facts): (Bit, Finding, Vec<FactRead>)) {
        let id = format!("{}.{}", step.id, step.because.len().saturating_add(1));
        let kind = match finding {
            Finding::NotListed { .. }
            | Finding::OtherEdition { .. }
            | Finding::BesideFails { .. }
            | Finding::LeftOut { .. }
            | Finding::NoCode { .. }
            | Finding::ListNotComplete { .. }
            | Finding::CodeTooShort { .. } => StepKind::Listed,
            Finding::Day { .. } => StepKind::Force,
            _ => StepKind::Classification,
        };
        step.because.push(Step {
            facts,
            decisive: step.decisive,
            at: self.list_place(list),
            citations: self.list_cites(list),
            ..bare(&id, kind, finding, bit.truth())
        });
    }

    fn list_place(&self, list: crate::model::ListId) -> String {
        self.view.texts.model.lists.get(list.index()).map(|list| self.view.texts.at(list.span)).unwrap_or_default()
    }

    fn list_cites(&self, list: crate::model::ListId) -> Vec<String> {
        let cites = self.view.texts.model.lists.get(list.index()).map(|list| list.cites.on(self.instance.on));
        cites.unwrap_or_default()
    }

    /// The condition beside the entry at hand.
    fn beside(&self, step: &mut Step, entry: (crate::model::ListId, u32)) {
        let row = self.view.texts.program.lists.get(entry.0.index()).and_then(|index| index.rows.get(entry.1 as usize));
        let Some(span) = row.and_then(|row| row.condition.as_ref()) else { return };
        let text = self.view.entry(entry).and_then(|entry| entry.condition.as_ref());
        let frame = self.view.frame_since((self.instance.on, self.instance.earliest));
        let mut bits = Vec::new();
        let bit = frame.evaluate(span, &mut bits);
        let apart = Instance { bits, ..self.instance.clone() };
        let cites = text.map_or(&[][..], |text| &text.cites);
        let tree = Tree { view: self.view, instance: &apart, base: span.0.start, cites };
        let id = format!("{}.{}", step.id, step.because.len().saturating_add(1));
        let inner = tree.step(span.root(), &format!("{id}.1"), step.decisive);
        let label =
            text.and_then(|text| text.label.clone()).unwrap_or_else(|| Label::new("the condition beside the code"));
        step.because.push(Step {
            at: text.map(|text| self.view.texts.at(text.span)).unwrap_or_default(),
            citations: cites.on(self.instance.on),
            decisive: step.decisive,
            because: inner.into_iter().collect(),
            ..bare(&id, StepKind::EntryCondition, Finding::Named(label, None), bit.truth())
        });
    }
}

/// A named condition of which nothing is known, and which does not hold all the same, says why.
fn by_silence(step: &mut Step) {
    let open = step.because.first().is_some_and(|below| below.truth.is_unknown());
    if let (true, Finding::Named(label, _)) = (open, &step.finding) {
        step.finding = Finding::Silent(label.clone());
    }
}

/// A text with these days in the place of those it names, where it names as many others.
fn with_dates(words: &str, days: &[Date]) -> Option<String> {
    let is_day = |at: usize| words.get(at..at.saturating_add(10)).and_then(|text| Date::parse(text).ok());
    let written: Vec<(usize, Date)> =
        words.char_indices().filter_map(|(at, _)| is_day(at).map(|day| (at, day))).collect();
    let same = written.iter().map(|(_, day)| day).eq(days.iter());
    if same || written.len() != days.len() {
        return None;
    }
    let mut told = words.to_owned();
    for (&(at, _), day) in written.iter().zip(days) {
        told.replace_range(at..at.saturating_add(10), &day.to_string());
    }
    Some(told)
}

/// Whether a child decides its parent: every child of a conjunction that holds, those that fail of one that does not.
fn matters(parent: &Node, bit: Bit, kid: Bit) -> bool {
    match (&parent.op, bit) {
        (Op::All, Bit::True) | (Op::Any, Bit::False) => true,
        (Op::All | Op::Any, Bit::True | Bit::False) => kid == bit,
        (Op::All | Op::Any, _) => kid.unknown(),
        _ => true,
    }
}

fn kind(op: &Op) -> StepKind {
    match op {
        Op::Always => StepKind::Always,
        Op::All => StepKind::All,
        Op::Any => StepKind::Any,
        Op::Not => StepKind::Not,
        Op::Force(_) => StepKind::Force,
        Op::Known(_) => StepKind::Known,
        Op::Acts(_) => StepKind::Acts,
        Op::ActIs(_) => StepKind::Act,
        Op::Listed { .. } => StepKind::Listed,
        Op::ItemIs(_) => StepKind::ItemIs,
        Op::Classified(_) | Op::ClassifiedNone(_) | Op::ClassifiedAs(..) => StepKind::Classification,
        Op::InGroup(..) | Op::InPlaces(..) => StepKind::Place,
        Op::Reach(..) => StepKind::Reach,
        Op::Holds(_) | Op::ChoiceIs(..) | Op::Includes(..) | Op::TextIs(..) | Op::Given(_) => StepKind::Fact,
        Op::Compare(..) | Op::Compound(_) => StepKind::Compare,
        Op::Define(_) => StepKind::Define,
        Op::Disputed(_) => StepKind::Disputed,
        Op::DutyMet(_) => StepKind::DutyMet,
        Op::Each(_) => StepKind::Each,
        Op::RequiredBy { .. } => StepKind::RequiredBy,
        Op::Held(..) => StepKind::Held,
        Op::Matched(_) => StepKind::Screening,
        Op::Marks(..) => StepKind::Table,
        Op::EntryIs(..) => StepKind::EntryColumn,
    }
}
