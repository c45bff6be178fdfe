//! What links provisions to each other: `to`, `only if no`, order of review, closed lists, what is not encoded.

use super::Work;
use super::circles::DEEPEST;
use super::collect::Plan;
use super::names::Kind;
use super::shape;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ClosedList, NotEncoded, ProvisionId, RulebookId};
use crate::syntax::{ClauseKind as C, Head, Name, Spot};
use crate::vocab::{Label, Would};
use std::collections::BTreeSet;

const RULES: &[Kind] = &[Kind::Rule];
const RELIEFS: &[Kind] = &[Kind::Exception];
const PROVISIONS: &[Kind] = &[Kind::Rule, Kind::Exception, Kind::Policy];

impl Work<'_> {
    /// Links of single provisions, then orders of review.
    pub(super) fn links(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            if matches!(placed.item.head, Head::Rule { .. } | Head::Exception { .. } | Head::Policy { .. }) {
                for clause in &placed.item.body {
                    self.link(placed.book, placed.index, &clause.kind);
                }
            }
        }
        for version in std::mem::take(&mut self.written) {
            for clause in &version.clauses {
                self.link(version.book, version.own.index(), &clause.kind);
            }
        }
        for placed in &plan.items {
            let Head::OrderOfReview { rules } = &placed.item.head else { continue };
            let head = rules.first().map_or(placed.item.at.0, Spot::span);
            self.body(&shape::ORDER, head, &placed.item.body);
            self.order(placed.book, rules);
        }
    }

    fn link(&mut self, book: RulebookId, index: usize, clause: &C) {
        let (names, kinds) = match clause {
            C::To(names) | C::SubjectTo(names) | C::Notwithstanding(names) => (names, PROVISIONS),
            C::OnlyIfNo(names) => (names, RULES),
            _ => return,
        };
        let found = self.provisions_named(book, names, kinds);
        let Some(provision) = self.model.provisions.get_mut(index) else { return };
        let slot = match clause {
            C::To(_) => &mut provision.to,
            C::SubjectTo(_) => &mut provision.subject_to,
            C::Notwithstanding(_) => &mut provision.notwithstanding,
            _ => &mut provision.only_if_no,
        };
        if slot.is_empty() {
            *slot = found;
        }
    }

    /// A name stands for all versions of what it names.
    fn provisions_named(&mut self, book: RulebookId, names: &[Name], kinds: &[Kind]) -> Vec<ProvisionId> {
        let found = names.iter().filter_map(|name| self.find(book, name, kinds));
        let mut seen: BTreeSet<ProvisionId> = BTreeSet::new();
        let found: Vec<ProvisionId> = found.map(|bound| ProvisionId::at(bound.index)).collect();
        found.into_iter().flat_map(|first| self.model.versions_of(first)).filter(|id| seen.insert(*id)).collect()
    }

    fn first(&self, id: ProvisionId) -> ProvisionId {
        self.model.provisions.get(id.index()).map_or(id, |provision| provision.first(id))
    }

    /// Each gives way to those before it.
    fn order(&mut self, book: RulebookId, rules: &[Name]) {
        let ids = self.provisions_named(book, rules, RULES);
        if let (true, Some(name)) = (ids.len() > DEEPEST, rules.first()) {
            return self.say_deep(&name.value, name.span());
        }
        let mut earlier: Vec<ProvisionId> = Vec::new();
        let ids: Vec<(ProvisionId, ProvisionId)> = ids.into_iter().map(|id| (self.first(id), id)).collect();
        for versions in ids.chunk_by(|(a, _), (b, _)| a == b) {
            for (_, id) in versions {
                if let Some(provision) = self.model.provisions.get_mut(id.index()) {
                    let new = earlier.iter().filter(|other| !provision.only_if_no.contains(other));
                    let new: Vec<ProvisionId> = new.copied().collect();
                    provision.only_if_no.extend(new);
                }
            }
            earlier.extend(versions.iter().map(|(_, id)| *id));
        }
    }

    /// `closed list … { only E1, E2 relieve R }`
    pub(super) fn closed_lists(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::ClosedList { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::CLOSED_LIST, id.span(), &placed.item.body);
            let cites = self.cites(&body);
            let instrument = body.by().and_then(|name| self.instrument(placed.book, name));
            // A draft closes nothing.
            if instrument.is_some_and(|id| self.is_draft(id)) {
                continue;
            }
            let force = self.force(&body, instrument);
            let condition = body.when().map(|expr| self.free_condition(placed.book, expr));
            let only =
                body.first(|kind| if let C::OnlyRelieve { kept, rule } = kind { Some((kept, rule)) } else { None });
            let Some((kept, rule)) = only else { continue };
            let kept = self.provisions_named(placed.book, kept, RELIEFS);
            let Some(rule) = self.find(placed.book, rule, RULES) else { continue };
            self.model.closed_lists.push(ClosedList {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites,
                rule: ProvisionId::at(rule.index),
                kept,
                force,
                instrument,
                condition,
                span: id.span(),
            });
        }
    }

    /// What the law has and the rulebook has not.
    pub(super) fn not_encoded(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::NotEncoded { label } = &placed.item.head else { continue };
            let head = super::collect::opening(placed.item.at.0, self.sources);
            let body = self.body(&shape::NOT_ENCODED, head, &placed.item.body);
            let would =
                body.first(|kind| if let C::Would { what, rules } = kind { Some((what.value, rules)) } else { None });
            let because = body.first(|kind| if let C::Because(words) = kind { Some(words.clone()) } else { None });
            let (would, rules) =
                would.map_or((Would::Require, [].as_slice()), |(what, rules)| (what, rules.as_slice()));
            let gap = NotEncoded {
                rulebook: placed.book,
                label: label.clone(),
                would,
                rules: self.provisions_named(placed.book, rules, PROVISIONS),
                condition: body.when().map(|expr| self.free_condition(placed.book, expr)),
                force: self.stated_force(&body),
                because: because.unwrap_or_else(|| Label::new("")),
                cites: self.cites(&body),
                span: head,
            };
            self.model.not_encoded.push(gap);
        }
    }

    /// A chain that is too long to be law.
    pub(super) fn say_deep(&mut self, name: &str, span: crate::source::Span) {
        let message = format!("`{name}` stands in a chain of more than {DEEPEST} things that rest on each other");
        self.say(Diagnostic::at(Code::CIRCLE, span, message).help("join some of them into one"));
    }

    /// A circle of things that rest on each other, told once.
    pub(super) fn say_circle(&mut self, what: &str, names: &[(String, crate::source::Span)], help: &str) {
        let Some((first, span)) = names.first() else { return };
        let mut chain: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
        chain.push(format!("`{first}`"));
        let message = format!("{what} in a circle: {}", chain.join(" → "));
        let mut said = Diagnostic::at(Code::CIRCLE, *span, message);
        for (_, other) in names.iter().skip(1).take(4) {
            said = said.also(*other, "and this one");
        }
        self.say(said.help(help));
    }
}
