//! What was found of each component, input, party and owner; of shares, licences that are held, lists of parties and
//! tables: as steps.

use super::View;
use super::steps::{Tree, bare};
use crate::compile::{GoneThrough, NodeSpan};
use crate::eval::assess::{Assessment, asked_apart};
use crate::eval::each::{DEEPEST, Member};
use crate::eval::frame::Frame;
use crate::eval::held::in_row_of;
use crate::eval::record::subjects;
use crate::eval::subject::{Memo, Subject, place_of};
use crate::eval::{Bit, Instance, Tally};
use crate::model::{
    Cite, EachId, FactId, LicenceId, Measured, Noun, Operand, ProvisionId, ScreeningId, TableColumn, TableId, TotalId,
    TotalKind,
};
use crate::ruling::{FactRead, Finding, Fit, Looked, Step, StepKind};
use crate::shipment::{Authorization, Datum, LineDatum, Party, ScreeningResult};
use crate::vocab::{Comparator, Decimal, Outcome, Over, Place};
use std::cell::RefCell;
use std::collections::BTreeSet;

impl<'a> View<'a> {
    /// The frame of an instance.
    pub(super) fn frame_of(&self, instance: &Instance) -> Frame<'a> {
        let frame = self.frame_since((instance.on, instance.earliest));
        Frame { entry: instance.entry, listed: instance.listed, ..frame }
    }

    /// The view of one of those gone through.
    pub(super) fn with_member<R: Default>(&self, member: Member<'a>, see: impl FnOnce(&View<'_>) -> R) -> R {
        let Some(depth) = self.depth.checked_add(1).filter(|depth| *depth < DEEPEST) else { return R::default() };
        match member {
            Member::Part(line) => {
                let bound = self.assessment.bound.part(line);
                let (assessment, memo) = (Assessment { bound, books: Vec::new() }, Memo::default());
                // What the lists say of the whole they do not say of its parts.
                let found = self.found.of_no_line();
                see(&View { assessment: &assessment, found: &found, memo: &memo, depth, ..*self })
            }
            Member::Party(party) | Member::Owner(_, Some(party)) => {
                let subject = Subject { party: Some(party), ..self.subject };
                see(&View { subject, depth, ..*self })
            }
            Member::Owner(_, None) => R::default(),
        }
    }

    /// What one of those gone through is called.
    pub(super) fn member_name(member: &Member<'_>) -> String {
        match member {
            Member::Part(line) => {
                let codes = line.codes.iter().filter_map(|stated| match &stated.value {
                    crate::shipment::CodeValue::Code(code) => Some(code.to_string()),
                    crate::shipment::CodeValue::Nothing => None,
                });
                let own: Vec<String> = line.description.clone().into_iter().chain(codes.take(1)).collect();
                if own.is_empty() { line.name.clone() } else { format!("{} ({})", line.name, own.join(", ")) }
            }
            Member::Party(party) => party_name(party),
            Member::Owner(owner, party) => {
                let who = party.map_or_else(|| owner.party.clone(), party_name);
                owner.percent.map_or_else(|| who.clone(), |percent| format!("{who}, {percent} %"))
            }
        }
    }

    fn member_pointer(&self, member: &Member<'_>) -> String {
        match member {
            Member::Part(line) => line.pointer(LineDatum::Whole),
            Member::Party(party) => Datum::PartyCountry(party.index).pointer().replace("/country", ""),
            Member::Owner(owner, _) => {
                let at = self.subject.party.map_or(0, |party| party.index);
                format!("{}/{}", Datum::PartyOwners(at).pointer(), owner.index)
            }
        }
    }

    /// What a share, a sum or a count came to, as it is told.
    fn tally_words(&self, id: TotalId, tally: Option<&Tally>) -> (String, Option<String>) {
        let name = self.texts.model.totals.get(id.index()).map(|total| total.label.english.clone()).unwrap_or_default();
        let Some(tally) = tally else { return (name, None) };
        let text = self.texts.model.totals.get(id.index());
        let unit = match text.map(|total| (total.kind, total.measured)) {
            // Of nothing it is no matter how much the whole is.
            Some((TotalKind::Share, _)) if tally.most == Some(Decimal::ZERO) => " %".to_owned(),
            Some((TotalKind::Share, Measured::Ownership)) => " %".to_owned(),
            Some((TotalKind::Share, Measured::NetMass)) => format!(" of {} kg", tally.whole),
            Some((TotalKind::Share, _)) => {
                let currency =
                    self.assessment.bound.line.value.as_ref().map(|value| value.currency.code()).unwrap_or_default();
                format!(" of {} {currency}", tally.whole).trim_end().to_owned()
            }
            Some((TotalKind::Sum, Measured::NetMass)) => " kg".to_owned(),
            Some((TotalKind::Sum, _)) => tally.currency.map(|own| format!(" {}", own.code())).unwrap_or_default(),
            _ => String::new(),
        };
        let value = match tally.most {
            Some(most) if most == tally.least => format!("{most}{unit}"),
            Some(most) => format!("{} to {most}{unit}", tally.least),
            None => format!("at least {}{unit}", tally.least),
        };
        (name, Some(value))
    }

    /// One side of a comparison that is a share, a sum or a count.
    pub(super) fn total_side(&self, instance: &Instance, id: TotalId) -> (String, Option<String>) {
        let tally = self.frame_of(instance).tally(id, None);
        self.tally_words(id, tally.as_ref())
    }
}

/// How deep parts of parts and owners of owners are told.
const TOLD: u8 = 12;

/// Of whom was told already, and what was asked.
#[derive(Debug, Default)]
pub(super) struct Told(RefCell<BTreeSet<(u32, usize)>>);

/// So many of those that are added up are told one by one.
const MOST_TOLD: usize = 100;

impl Told {
    /// Whether that was told; from now on it is.
    fn holds(&self, span: &NodeSpan, party: &Party) -> bool {
        self.0.try_borrow_mut().is_ok_and(|mut told| !told.insert((span.0.start, place_of(party))))
    }
}

/// What one of them is called where it is stated.
fn member_id(member: &Member<'_>) -> String {
    match member {
        Member::Part(line) => line.name.clone(),
        Member::Party(party) => party.id.clone(),
        Member::Owner(owner, _) => owner.party.clone(),
    }
}

/// `acme (buyer, TR)`
fn party_name(party: &Party) -> String {
    let country = party.country.as_ref().map(Place::to_string);
    let own: Vec<String> = party.roles.iter().map(|role| role.replace('-', " ")).chain(country).collect();
    if own.is_empty() { party.id.clone() } else { format!("{} ({})", party.id, own.join(", ")) }
}

impl<'t> Tree<'t> {
    /// `any component where …`: what is said of each.
    pub(super) fn each(&self, step: &mut Step, id: EachId) {
        let view = self.view;
        let (Some(text), Some(asked)) =
            (view.texts.model.each.get(id.index()), view.texts.program.each.get(id.index()))
        else {
            return;
        };
        let members = view.frame_of(self.instance).members(text.over, &text.roles);
        step.facts.extend(self.stated_whole(text.over, members.complete));
        let told = Told::default();
        for member in members.iter() {
            self.member(step, member, asked, &told);
        }
        step.finding = Finding::Each {
            every: text.every,
            over: text.over,
            roles: text.roles.iter().map(|role| role.replace('-', " ")).collect(),
            of: step.because.len(),
            complete: members.complete,
        };
    }

    /// Where it is stated, or would be, that these are all.
    fn stated_whole(&self, over: Over, complete: bool) -> Option<FactRead> {
        let bound = &self.view.assessment.bound;
        let pointer = match over {
            Over::Components => bound.line.pointer(LineDatum::ContentComplete),
            Over::Parties => Datum::PartiesComplete.pointer(),
            Over::Owners => Datum::PartyOwnersComplete(self.view.subject.party?.index).pointer(),
            Over::Inputs => bound.line.pointer(LineDatum::ProducedWith),
            Over::Lines => return None,
        };
        let used = if complete { "yes" } else { "" };
        Some(FactRead { raw: bound.shipment.raw(&pointer), pointer, used: used.to_owned(), note: None })
    }

    /// One of them, and why. Of somebody who owns in many ways that is told once, and no further up than people read.
    fn member(&self, step: &mut Step, member: Member<'t>, asked: &GoneThrough, told: &Told) {
        let span = &asked.condition;
        let id = format!("{}.{}", step.id, step.because.len().saturating_add(1));
        let name = View::member_name(&member);
        let pointer = self.view.member_pointer(&member);
        let decisive = step.decisive;
        let told = self.view.told.unwrap_or(told);
        let (bit, inner) = self.view.with_member(member, |view| {
            let view = &View { told: Some(told), ..*view };
            let frame = view.frame_of(self.instance);
            let mut bits = Vec::new();
            let bit = frame.evaluate(span, &mut bits);
            let apart = Instance { bits, ..self.instance.clone() };
            let tree = Tree { view, instance: &apart, base: span.0.start, cites: &[] };
            let known = self.view.depth > 0 && view.subject.party.is_some_and(|party| told.holds(span, party));
            let mut inner = if known || view.depth > TOLD { Vec::new() } else { tree.whole(span, &id, decisive) };
            let within = tree.within(&frame, asked, (&format!("{id}.{}", inner.len().saturating_add(1)), decisive));
            let bit = within.as_ref().map_or(bit, |(within, _)| bit.or(*within));
            inner.extend(within.map(|(_, step)| step));
            (bit, inner)
        });
        let used = member_id(&member);
        step.because.push(Step {
            facts: vec![FactRead { pointer, raw: Some(used.clone()), used, note: None }],
            because: inner,
            decisive,
            ..bare(&id, StepKind::Member, Finding::Member(name), bit.truth())
        });
    }

    /// What the member at hand is made of, where it does not count itself and that may count in its place.
    fn within(&self, frame: &Frame<'_>, asked: &GoneThrough, (id, decisive): (&str, bool)) -> Option<(Bit, Step)> {
        let through = asked.through.as_ref()?;
        if frame.evaluate_apart(&asked.condition) == Bit::True {
            return None;
        }
        let mut bits = Vec::new();
        let way = frame.evaluate(through, &mut bits);
        let apart = Instance { bits, ..self.instance.clone() };
        let tree = Tree { view: self.view, instance: &apart, base: through.0.start, cites: &[] };
        let mut because = tree.whole(through, id, decisive);
        let mut bit = way;
        if way.possible() {
            let at = format!("{id}.{}", because.len().saturating_add(1));
            let (inside, step) = self.parts_of_member(frame, asked, (&at, decisive));
            bit = way.and(inside);
            because.push(step);
        }
        Some((bit, Step { because, decisive, ..bare(id, StepKind::All, Finding::Within, bit.truth()) }))
    }

    fn parts_of_member(&self, frame: &Frame<'_>, asked: &GoneThrough, (id, decisive): (&str, bool)) -> (Bit, Step) {
        let members = frame.members(Over::Components, &[]);
        let bit = frame.any_of(&members, asked);
        let mut step = Step { decisive, ..bare(id, StepKind::Each, Finding::Rests, bit.truth()) };
        step.facts.extend(self.stated_whole(Over::Components, members.complete));
        let told = Told::default();
        for member in members.iter() {
            self.member(&mut step, member, asked, &told);
        }
        let (of, complete) = (step.because.len(), members.complete);
        step.finding = Finding::Each { every: false, over: Over::Components, roles: Vec::new(), of, complete };
        (bit, step)
    }

    /// A comparison with a share, a sum or a count: what was added up.
    pub(super) fn total(&self, step: &mut Step, (left, by, right): (&Operand, Comparator, &Operand)) {
        for operand in [left, right] {
            let Operand::Total(id) = operand else { continue };
            let view = self.view;
            let (Some(text), Some(asked)) =
                (view.texts.model.totals.get(id.index()), view.texts.program.totals.get(id.index()))
            else {
                continue;
            };
            let frame = view.frame_of(self.instance);
            let members = frame.members(text.over, &[]);
            let other = if matches!(left, Operand::Total(_)) { right } else { left };
            let tally = frame.tally(*id, frame.currency_of(other));
            step.facts.extend(self.stated_whole(text.over, members.complete));
            step.citations = text.cites.on(self.instance.on);
            let told = Told::default();
            // Of very many the first are told: of each line of a shipment all lines would be.
            for member in members.iter().take(MOST_TOLD) {
                self.member(step, member, asked, &told);
            }
            let (name, value) = view.tally_words(*id, tally.as_ref());
            let (bound, _) = view.side(self.instance, other);
            let percent = tally.as_ref().filter(|_| text.kind == TotalKind::Share);
            let turned = if matches!(left, Operand::Total(_)) { by } else { by.turned() };
            step.finding = Finding::Totalled {
                name,
                value,
                by: turned.words(),
                bound,
                least: percent.map(|own| own.least),
                most: percent.and_then(|own| own.most),
                whole: percent.map(|own| own.whole),
            };
        }
    }

    /// `licence required by R`: the rule, run on what is at hand.
    pub(super) fn required(&self, step: &mut Step, (rules, disregarding): (&[ProvisionId], &[ProvisionId])) {
        let view = self.view;
        let labels = rules.iter().filter_map(|&rule| view.provision(rule)).map(|rule| rule.label.clone());
        step.finding = Finding::RequiredBy(labels.collect());
        let places = rules.iter().filter_map(|rule| view.texts.program.families_of.get(rule)).flatten();
        for &(at, place) in places {
            let (Some(book), Some(head)) = (view.texts.program.books.get(at), view.texts.model.rulebooks.get(at))
            else {
                continue;
            };
            let Some(family) = book.families.get(place) else { continue };
            let Some(text) = family.members.first().and_then(|rule| view.provision(rule.provision)) else { continue };
            let memo = Memo::default();
            let inner = View { book, head, memo: &memo, ..*view };
            let bare_frame = Frame { matches: &[], nomenclature: &head.nomenclature, ..view.frame_of(self.instance) };
            let matches: Vec<_> = family.binds.iter().map(|&list| bare_frame.look_up(list)).collect();
            let frame = Frame { matches: &matches, ..bare_frame };
            let given_way = frame.gives_way((at, family), &frame, disregarding);
            for subject in subjects(family, &frame) {
                let found = asked_apart(family, place, &frame, subject, disregarding);
                let id = format!("{}.{}", step.id, step.because.len().saturating_add(1));
                let Some(root) = family.members.first().map(|rule| rule.root) else { continue };
                let tree = Tree { view: &inner, instance: &found, base: family.nodes.start, cites: &text.cites };
                let licence = Outcome::LicenceRequired(None);
                let truth = match found.own {
                    Bit::False => Bit::False,
                    Bit::True if found.weight.best >= licence => Bit::True,
                    _ if found.weight.worst.max(found.weight.shown.worst) < licence => Bit::False,
                    _ => Bit::Open,
                };
                let truth = truth.and(!given_way);
                let outcome = found.own.possible().then_some(found.weight.shown.worst);
                step.because.push(Step {
                    at: view.texts.at(text.head),
                    citations: text.cites.on(found.on),
                    because: tree.kids(root, &id, step.decisive),
                    decisive: step.decisive,
                    ..bare(&id, StepKind::Required, Finding::Named(text.label.clone(), outcome), truth.truth())
                });
            }
        }
    }

    /// `licence L is held`: each that is stated, and what it says.
    pub(super) fn held(&self, step: &mut Step, licence: LicenceId, on: Option<FactId>) {
        let view = self.view;
        let frame = view.frame_of(self.instance);
        let Some(text) = view.texts.model.licences.get(licence.index()) else { return };
        let stated = frame.stated_licences(licence);
        step.citations = text.cites.on(self.instance.on);
        step.finding = Finding::Held { licence: text.label.clone(), stated: stated.len() };
        let pointer = Datum::Authorizations.pointer();
        let held: Vec<&str> = stated.iter().map(|own| own.id.as_str()).collect();
        let used = held.join(", ");
        let raw = (!stated.is_empty()).then(|| used.clone());
        step.facts.push(FactRead { raw, pointer, used, note: None });
        for own in stated {
            let id = format!("{}.{}", step.id, step.because.len().saturating_add(1));
            let fits: Vec<(Fit, Bit)> =
                Fit::ALL.into_iter().map(|what| (what, frame.fit((licence, on), own, what))).collect();
            let all = fits.iter().fold(Bit::True, |all, (_, bit)| all.and(*bit));
            let fit = |(at, (what, bit)): (usize, &(Fit, Bit))| Step {
                facts: self.read_for_fit(own, *what, on),
                decisive: step.decisive && (all == Bit::True || *bit != Bit::True),
                ..bare(&format!("{id}.{}", at.saturating_add(1)), StepKind::Fit, Finding::Fits(*what), bit.truth())
            };
            let because = fits.iter().enumerate().map(fit).collect();
            let number = own.number.clone().unwrap_or_else(|| own.id.clone());
            let finding = Finding::Authorization { number, from: own.valid_from, to: own.valid_to };
            step.because.push(Step {
                because,
                decisive: step.decisive,
                ..bare(&id, StepKind::Authorization, finding, all.truth())
            });
        }
    }

    /// What was read to see whether a licence fits: of its days also the day that has to lie within.
    fn read_for_fit(&self, own: &Authorization, what: Fit, on: Option<FactId>) -> Vec<FactRead> {
        let day = on.filter(|_| what == Fit::Validity).map(|day| read_of(self.view, self.view.pointer(day)));
        std::iter::once(read_of(self.view, fit_pointer(own, what))).chain(day).collect()
    }
}

fn read_of(view: &View<'_>, pointer: String) -> FactRead {
    let raw = view.assessment.bound.shipment.raw(&pointer);
    FactRead { used: raw.clone().unwrap_or_default(), pointer, raw, note: None }
}

fn fit_pointer(own: &Authorization, what: Fit) -> String {
    let base = format!("{}/{}", Datum::Authorizations.pointer(), own.index);
    let field = match what {
        Fit::Kind => "licence",
        Fit::Status => "status",
        Fit::Validity => "valid_to",
        Fit::Destination => "destinations_allowed",
        Fit::Item => "codes",
        Fit::Parties => "parties",
        Fit::Quantity => "quantity_limit",
        Fit::Value => "value_limit",
        Fit::Line => "id",
        Fit::Issuer => "issuer",
    };
    format!("{base}/{field}")
}

impl View<'_> {
    /// Whether the party at hand is on a list.
    pub(super) fn matched(&self, lists: &[ScreeningId]) -> (Finding, Vec<FactRead>) {
        let party = self.subject.party;
        let mut looked = Vec::new();
        for list in lists.iter().filter_map(|id| self.texts.model.screenings.get(id.index())) {
            let own = party.into_iter().flat_map(|party| &party.screenings).filter(|own| own.list == list.id);
            let last = own.max_by_key(|own| own.screened_on);
            looked.push(Looked {
                list: list.label.clone(),
                result: last.map(|own| own.result).map(result_word),
                on: last.and_then(|own| own.screened_on),
            });
        }
        let pointer = Datum::PartyScreenings(party.map_or(0, |party| party.index)).pointer();
        let results: Vec<&str> = looked.iter().filter_map(|own| own.result).collect();
        let used = results.join(", ");
        let read = FactRead { raw: (!used.is_empty()).then(|| used.clone()), pointer, used, note: None };
        (Finding::Matched { party: party.map(party_name).unwrap_or_default(), looked }, vec![read])
    }

    /// Whether a table has a mark.
    pub(super) fn marked(
        &self,
        instance: &Instance,
        (id, noun, column): (TableId, Noun, &TableColumn),
    ) -> (Finding, Vec<FactRead>) {
        let Some(table) = self.texts.model.tables.get(id.index()) else { return (Finding::Rests, Vec::new()) };
        let (place, _, read) = self.place_of(noun);
        let name = match column {
            TableColumn::At(at) => table.columns.get(*at).cloned(),
            TableColumn::OfEntry(column) => self.frame_of(instance).cell_words(column).ok(),
        };
        let like = place.as_ref().zip(instance.on).map(|(place, on)| in_row_of(table, place.country, on));
        let like = like.filter(|row| place.as_ref().is_some_and(|place| place.country != *row));
        let finding = Finding::Marked {
            table: table.label.clone(),
            place: place.as_ref().map(|place| format!("{} ({})", place, place.country.name())),
            like: like.map(|row| row.code().to_owned()),
            column: name,
        };
        (finding, vec![read])
    }

    /// What a column of the entry at hand says.
    pub(super) fn entry_says(&self, instance: &Instance, column: &str, words: &[String]) -> (Finding, Vec<FactRead>) {
        let cell = self.frame_of(instance).cell_words(column).ok();
        let finding = Finding::EntrySays { column: column.replace('_', " "), cell, wanted: words.to_vec() };
        (finding, Vec::new())
    }
}

fn result_word(result: ScreeningResult) -> &'static str {
    match result {
        ScreeningResult::NoMatch => "no match",
        ScreeningResult::PossibleMatch => "possible match",
        ScreeningResult::Match => "match",
        ScreeningResult::FalsePositiveConfirmed => "false positive, confirmed",
    }
}
