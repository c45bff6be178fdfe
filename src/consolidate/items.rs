//! Rules, exceptions, policies, named conditions and the like, as they read on the day.

use super::shown::{GapText, ItemText, Mark, PassageText, Pending, Standing, What};
use super::trees::on_day;
use super::versions::Version;
use super::view::View;
use crate::model::{
    Amended, Change, Cite, Clause, ClosedList, DefineId, DisputeId, InstrumentId, Kind, NotEncoded, Provision,
    ProvisionId, RulebookId, Test,
};
use crate::source::Span;
use crate::syntax::{ClauseKind, Head, print_clauses, print_opening};
use crate::vocab::{Label, Period};
use std::collections::{BTreeMap, BTreeSet};

impl ItemText {
    fn new(what: What, id: &str, label: &Label, at: String) -> ItemText {
        ItemText {
            what,
            id: id.to_owned(),
            label: label.clone(),
            standing: Standing::InForce { from: None, before: None },
            passages: Vec::new(),
            pending: Vec::new(),
            disputed: Vec::new(),
            not_encoded: Vec::new(),
            under: Vec::new(),
            elsewhere: false,
            at,
        }
    }
}

/// What hangs on what, and what was told already.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) told: BTreeSet<ProvisionId>,
    hanging: BTreeMap<ProvisionId, Vec<ProvisionId>>,
}

/// What a provision is, among items.
pub(super) fn what(kind: Kind) -> What {
    match kind {
        Kind::Rule => What::Rule,
        Kind::Exception => What::Exception,
        Kind::Policy => What::Policy,
    }
}

/// Whether it is an `unless`, which stands in the text of what it excepts.
pub(super) fn is_unless(provision: &Provision) -> bool {
    provision.id.contains('/')
}

impl View<'_> {
    /// A provision and all that hangs on it; none, if nothing was known of it by then. What was told already is only named.
    pub(super) fn provision(&self, first: ProvisionId, tree: &mut Tree) -> Option<ItemText> {
        let enacted = self.model.provisions.get(first.index())?;
        if !self.knows_of(enacted.instrument) {
            return None;
        }
        let mut item = self.amendable(Amended::Provision(first), what(enacted.kind), &enacted.id)?;
        if !tree.told.insert(first) {
            item.elsewhere = true;
            item.passages.clear();
            item.pending.clear();
            return Some(item);
        }
        if let Some(draft) = enacted.instrument.and_then(|id| self.instrument(id)).filter(|own| own.draft) {
            item.standing = Standing::Draft(draft.id.clone());
            item.passages = self.passages(Amended::Provision(first), 0);
        }
        item.disputed = self.disputed(&self.conditions(first));
        item.not_encoded = self.gaps(enacted.rulebook, Some(first));
        item.under.extend(self.closed_lists(first));
        let hanging = self.hanging_on(first, tree).into_iter().filter_map(|other| self.provision(other, tree));
        item.under.extend(hanging.collect::<Vec<_>>());
        Some(item)
    }

    /// A named condition.
    pub(super) fn define(&self, id: DefineId) -> Option<ItemText> {
        let define = self.model.defines.get(id.index())?;
        let mut item = self.amendable(Amended::Define(id), What::Define, &define.id)?;
        item.disputed = self.disputed(&[&define.condition]);
        Some(item)
    }

    /// A text that instruments may change.
    fn amendable(&self, thing: Amended, what: What, id: &str) -> Option<ItemText> {
        let versions = self.versions(thing);
        let (standing, shown) = self.standing(thing, &versions);
        let version = shown.and_then(|at| versions.get(at)).or_else(|| versions.first())?;
        let mut item = ItemText::new(what, id, version.label, self.trees.place(version.span));
        item.passages = shown.map(|at| self.passages(thing, at)).unwrap_or_default();
        item.standing = standing;
        item.pending = self.pending(thing);
        Some(item)
    }

    /// The clauses of the version at that place, each marked.
    fn passages(&self, thing: Amended, at: usize) -> Vec<PassageText> {
        let versions = self.versions(thing);
        let Some(version) = versions.get(at) else { return Vec::new() };
        let mut texts = Vec::new();
        let mut marks = Vec::new();
        for one in self.in_text_order(thing, version) {
            let right = on_day(&one.clause, self.asked.on).filter(|clause| !matches!(clause.kind, ClauseKind::By(_)));
            if let Some(clause) = right {
                texts.push(clause);
                marks.push(one.by.map(|by| self.mark_in(by, thing, one.span, &versions)));
            }
        }
        print_clauses(&texts).into_iter().zip(marks).map(|(text, by)| PassageText { text, by }).collect()
    }

    /// The mark of a passage: what was enacted stands from the first day of the text, another from that of its change.
    fn mark_in(&self, by: InstrumentId, thing: Amended, passage: Span, versions: &[Version<'_>]) -> Mark {
        let enacted = versions.first().filter(|first| {
            let within = first.span.start <= passage.start && passage.end <= first.span.end;
            first.instrument == Some(by) && first.span.source == passage.source && within
        });
        match enacted {
            Some(first) => {
                let mark = self.mark_of(by);
                Mark { from: first.first_stretch().from.or(mark.from), ..mark }
            }
            None => self.mark(by, thing, passage),
        }
    }

    /// What is to change, and drafts; what bears on the day already has made the text what it is.
    pub(super) fn pending(&self, thing: Amended) -> Vec<Pending> {
        let ahead = self.amendments(thing).filter(|change| {
            let begun = change.in_force.from.is_none_or(|from| from <= self.asked.on);
            change.known_from.is_none() || !begun
        });
        let one = |change: &crate::model::Amendment| Pending {
            by: self.instrument_id(change.instrument),
            change: change.change,
            from: change.in_force.from,
            draft: change.known_from.is_none(),
            clauses: print_clauses(self.trees.body(change.span)),
        };
        ahead.map(one).collect()
    }

    /// What hangs on what, by the version of each that is shown.
    pub(super) fn tree(&self) -> Tree {
        let mut tree = Tree::default();
        for (at, provision) in self.model.provisions.iter().enumerate() {
            let id = ProvisionId::at(at);
            let Some(shown) = self.shown(id).filter(|_| provision.version_of.is_none()) else { continue };
            let firsts: BTreeSet<ProvisionId> = shown.to.iter().map(|on| self.first(*on)).collect();
            for first in firsts {
                tree.hanging.entry(first).or_default().push(id);
            }
        }
        tree
    }

    /// The provisions that hang on one; those on an `unless` hang on its rule.
    fn hanging_on(&self, first: ProvisionId, tree: &Tree) -> Vec<ProvisionId> {
        let mut found: Vec<ProvisionId> = Vec::new();
        for &id in tree.hanging.get(&first).into_iter().flatten() {
            let unless = self.model.provisions.get(id.index()).is_some_and(is_unless);
            let more = if unless { self.hanging_on(id, tree) } else { vec![id] };
            found.extend(more.into_iter().filter(|id| !found.contains(id)).collect::<Vec<_>>());
        }
        found
    }

    fn first(&self, id: ProvisionId) -> ProvisionId {
        self.model.provisions.get(id.index()).map_or(id, |own| own.first(id))
    }

    fn hangs(&self, provision: &Provision, on: ProvisionId) -> bool {
        provision.to.iter().any(|id| self.first(*id) == on)
    }

    /// The version that is shown of a provision, else its text as enacted.
    fn shown(&self, first: ProvisionId) -> Option<&Provision> {
        let (_, shown) = self.standing(Amended::Provision(first), &self.versions(Amended::Provision(first)));
        let id = self.model.versions_of(first).nth(shown.unwrap_or(0)).unwrap_or(first);
        self.model.provisions.get(id.index())
    }

    /// What a provision asks for on the day, its `unless` included.
    fn conditions(&self, first: ProvisionId) -> Vec<&Clause> {
        let unless = |provision: &&Provision| is_unless(provision) && self.hangs(provision, first);
        let shown = self.shown(first);
        let more = self.model.provisions.iter().filter(unless);
        shown.into_iter().chain(more).filter_map(|provision| provision.condition.as_ref()).collect()
    }

    /// What the sources dispute of some conditions.
    pub(super) fn disputed(&self, conditions: &[&Clause]) -> Vec<(String, Label)> {
        let mut found = BTreeSet::new();
        for clause in conditions {
            self.gather_disputes(clause, &mut found);
        }
        let dispute = |id: DisputeId| self.model.disputes.get(id.index());
        found.into_iter().filter_map(dispute).map(|own| (own.id.clone(), own.label.clone())).collect()
    }

    fn gather_disputes(&self, clause: &Clause, found: &mut BTreeSet<DisputeId>) {
        match &clause.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| self.gather_disputes(part, found)),
            Test::Not(part) => self.gather_disputes(part, found),
            Test::Disputed(id) => {
                found.insert(*id);
            }
            Test::Define(id) => {
                if let Some(define) = self.model.defines.get(id.index()) {
                    self.gather_disputes(&define.condition, found);
                }
            }
            _ => {}
        }
    }

    /// What is not encoded of a rule; without one, of a rulebook.
    pub(super) fn gaps(&self, book: RulebookId, rule: Option<ProvisionId>) -> Vec<GapText> {
        let day = self.asked.on;
        let own = |gap: &&NotEncoded| rule.map_or(gap.rulebook == book, |rule| gap.rules.contains(&rule));
        let bears = |gap: &&NotEncoded| gap.force.is_empty() || gap.force.iter().any(|period| period.contains(day));
        let name = |id: &ProvisionId| {
            let own = self.model.provisions.get(id.index()).filter(|own| own.version_of.is_none())?;
            self.knows_of(own.instrument).then(|| own.id.clone())
        };
        let text = |gap: &NotEncoded| GapText {
            label: gap.label.clone(),
            would: gap.would,
            rules: gap.rules.iter().filter_map(name).collect(),
            because: gap.because.clone(),
            cites: gap.cites.on(Some(day)),
        };
        self.model.not_encoded.iter().filter(own).filter(bears).map(text).collect()
    }

    fn closed_lists(&self, rule: ProvisionId) -> Vec<ItemText> {
        let own = |closed: &&ClosedList| closed.rule == rule && self.knows_of(closed.instrument);
        self.model.closed_lists.iter().filter(own).map(|closed| self.closed_list(closed)).collect()
    }

    fn closed_list(&self, closed: &ClosedList) -> ItemText {
        let item = self.plain(What::ClosedList, &closed.id, &closed.label, closed.span, closed.instrument);
        let mut item = self.standing_on_some_days(item, &closed.force);
        item.disputed = self.disputed(&closed.condition.iter().collect::<Vec<_>>());
        item
    }

    /// The same with how it stands on the day, and without its text where it is not in force; without any days it always is.
    pub(super) fn standing_on_some_days(&self, mut item: ItemText, force: &[Period]) -> ItemText {
        let day = self.asked.on;
        let stretch = force.iter().find(|period| period.contains(day));
        item.standing = match stretch {
            _ if force.is_empty() => Standing::InForce { from: None, before: None },
            Some(Period { from, before }) => Standing::InForce { from: *from, before: *before },
            None => off_days(force, day),
        };
        if stretch.is_none() && !force.is_empty() {
            item.passages.clear();
        }
        item
    }

    /// An item that no instrument changes, as it is written.
    pub(super) fn plain(&self, what: What, id: &str, label: &Label, span: Span, by: Option<InstrumentId>) -> ItemText {
        let mut item = ItemText::new(what, id, label, self.trees.place(span));
        let kept = self.trees.body(span).iter().filter(|clause| !matches!(clause.kind, ClauseKind::By(_)));
        let clauses: Vec<_> = kept.filter_map(|clause| on_day(clause, self.asked.on)).collect();
        let by = by.map(|by| self.mark_of(by));
        item.passages = print_clauses(&clauses).into_iter().map(|text| PassageText { text, by: by.clone() }).collect();
        item
    }

    /// The orders of review that a text states.
    pub(super) fn orders(&self, file: &str) -> Vec<ItemText> {
        let orders = self.trees.items(file).iter().filter(|item| matches!(item.head, Head::OrderOfReview { .. }));
        let one = |item: &crate::syntax::Item| {
            let opening = Label::new(print_opening(&item.head));
            self.plain(What::Order, "", &opening, item.at.0, None)
        };
        orders.map(one).collect()
    }

    /// Whether a list or group stands on the day: instruments may suspend and repeal it whole.
    pub(super) fn standing_whole(&self, thing: Amended) -> Standing {
        if let Some(change) = self.bearing(thing, Change::Suspension) {
            return self.suspended(change);
        }
        match self.bearing(thing, Change::Repeal) {
            Some(change) => {
                Standing::Repealed { by: self.instrument_id(change.instrument), from: change.in_force.from }
            }
            None => Standing::InForce { from: None, before: None },
        }
    }
}

/// Of a text that stands on other days only.
fn off_days(force: &[Period], day: crate::vocab::Date) -> Standing {
    let next = force.iter().filter_map(|period| period.from).filter(|from| *from > day).min();
    let last = force.iter().filter_map(|period| period.before).max();
    match (next, last) {
        (Some(next), _) => Standing::NotYet(next),
        (None, Some(last)) => Standing::Ended(last),
        (None, None) => Standing::Never,
    }
}
