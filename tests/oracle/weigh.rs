//! Exceptions, policies and closed lists: what remains of a requirement.
//!
//! Nothing is clever here. What is not known is made known in every possible way, one provision at a time; each way gives one
//! outcome by the plain reading of "exceptions are a tree"; the range holds them all. "On the facts shown" is the worst of
//! these ways, since nobody has shown a better: only a policy on the rule itself leaves a range, and what is presumed stands.

use super::{Bound, Reader};
use cocket::model::{Clause, ClosedList, DutyId, EffectKind, Kind, Model, Provision, ProvisionId, TableColumn, Test};
use cocket::vocab::{Date, Outcome, Period, Range, Truth, Validity};
use std::collections::{BTreeMap, BTreeSet};

/// A requirement that holds: what it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// No opening is taken.
    pub shown: Range,
    /// Openings included.
    pub possible: Range,
}

impl Reader<'_> {
    /// Whether a provision's own words hold: its acts, its time in force, its publication and its condition.
    pub fn own(&self, id: ProvisionId) -> Truth {
        let provision = &self.model.provisions[id.index()];
        let acts = Truth::from(provision.acts.is_empty() || provision.acts.contains(&self.act()));
        let known = Truth::from(self.known(provision.instrument));
        let condition = provision.condition.as_ref().map_or(Truth::True, |clause| self.truth(clause));
        Truth::all([acts, known, self.in_force_as_known(&provision.force), condition, self.duties_met(provision)])
    }

    /// In force on the decisive day, as known; without a statement, always.
    pub fn in_force_as_known(&self, standings: &[Validity]) -> Truth {
        let known = standings.iter().filter(|one| self.is_known(one.known)).map(|one| one.in_force);
        if standings.is_empty() { Truth::True } else { self.within(&known.collect::<Vec<_>>()) }
    }

    fn in_force(&self, force: &[Period]) -> Truth {
        if force.is_empty() { Truth::True } else { self.within(force) }
    }

    fn within(&self, force: &[Period]) -> Truth {
        let ends: Vec<Date> = force.iter().flat_map(|period| [period.from, period.before]).flatten().collect();
        self.over_days(&ends, |day| force.iter().any(|period| period.contains(day)).into())
    }

    /// "A duty due before the act is a condition: unmet, the relief fails; unmentioned, it is an opening."
    fn duties_met(&self, provision: &Provision) -> Truth {
        let conditions =
            provision.effect.iter().filter(|_| provision.kind != Kind::Rule).flat_map(|effect| &effect.conditions);
        Truth::all(conditions.map(|duty| {
            let shows_it = self.model.duties[duty.index()].met_when.as_ref();
            shows_it.map_or(Truth::Unknown, |clause| self.truth(clause))
        }))
    }

    fn closed(&self, list: &ClosedList) -> Truth {
        let condition = list.condition.as_ref().map_or(Truth::True, |clause| self.truth(clause));
        Truth::all([Truth::from(self.known(list.instrument)), self.in_force(&list.force), condition])
    }

    /// Whether an exception to a rule says that another applies instead, and is in force: by what is presumed, or if nothing
    /// were.
    pub fn left_to(&self, rule: ProvisionId, other: ProvisionId, presuming: bool) -> Truth {
        let direct = children(self.model, rule).filter(|(_, child)| calls_for(child, other));
        Truth::any(direct.map(|(id, _)| {
            let closed = self.model.closed_lists.iter().filter(|list| list.rule == rule && !list.kept.contains(&id));
            Truth::all(closed.map(|list| !self.closed(list)).chain([self.in_force_itself(id, presuming)]))
        }))
    }

    /// Whether an exception holds and no exception to it does.
    fn in_force_itself(&self, id: ProvisionId, presuming: bool) -> Truth {
        let provision = &self.model.provisions[id.index()];
        let open = presuming && provision.presumed && !(self.nothing_names_it() && self.of_entry(provision));
        let own = if open && self.own(id).is_unknown() { Truth::True } else { self.own(id) };
        let kids = children(self.model, id).filter(|(_, child)| child.kind == Kind::Exception);
        Truth::all(kids.map(|(kid, _)| !self.in_force_itself(kid, presuming)).chain([own]))
    }

    /// What a rule comes to where its own words hold, for the entry that is bound.
    pub fn weigh(&self, rule: ProvisionId) -> Weighed {
        self.weigh_but(rule, |_| false, &[])
    }

    /// What it possibly comes to, as if these exceptions and policies were not there.
    pub fn weigh_disregarding(&self, rule: ProvisionId, disregarding: &[ProvisionId]) -> Range {
        self.weigh_but(rule, |_| false, disregarding).possible
    }

    /// The same, as if no exception said that the other applies instead.
    pub fn weigh_unless_left_to(&self, rule: ProvisionId, other: ProvisionId) -> Weighed {
        self.weigh_but(rule, |child| calls_for(child, other), &[])
    }

    fn weigh_but(
        &self,
        rule: ProvisionId,
        leaving: impl Fn(&Provision) -> bool,
        disregarding: &[ProvisionId],
    ) -> Weighed {
        let mut statements: Vec<(Statement, Truth, Role)> = Vec::new();
        self.gather(rule, &mut statements);
        for one in &mut statements {
            if matches!(one.0, Statement::Provision(id) if disregarding.contains(&id)) {
                one.1 = Truth::False;
            }
        }
        for (id, _) in children(self.model, rule).filter(|(_, child)| leaving(child)) {
            let own = statements.iter_mut().find(|one| one.0 == Statement::Provision(id));
            own.expect("it was gathered").1 = Truth::False;
        }
        let closed = self.model.closed_lists.iter().enumerate().filter(|(_, list)| list.rule == rule);
        statements.extend(closed.map(|(at, list)| (Statement::Closed(at), self.closed(list), Role::Plain)));
        let tree = |holds: &Way| Tree { model: self.model, holds }.of_rule_or_duty(rule);
        let worst =
            |way: Way| Range::only(ways(&statements, way, Role::Plain).iter().map(tree).max().expect("one way"));
        let presuming: Way = unknown(&statements, Role::Presumed).map(|one| (one, true)).collect();
        let shown = ways(&statements, presuming, Role::Policy).into_iter().map(worst).reduce(Range::hull);
        let all = ways(&statements, Way::new(), Role::Presumed).into_iter();
        let all = all.flat_map(|way| ways(&statements, way, Role::Policy));
        let all = all.flat_map(|way| ways(&statements, way, Role::Plain)).collect::<Vec<_>>();
        let possible = all.iter().map(tree).map(Range::only).reduce(Range::hull);
        Weighed { shown: shown.expect("one way"), possible: possible.expect("one way") }
    }

    /// What is owed by a rule that only lays down a duty, if it holds: in the worst way while what is presumed stands, and of
    /// equally bad ones in that which takes least for granted; and what is owed in every way.
    pub fn owed(&self, rule: ProvisionId) -> Option<(Duties, BTreeSet<Duties>)> {
        if !lays_down_only(&self.model.provisions[rule.index()]) {
            return None;
        }
        let mut statements: Vec<(Statement, Truth, Role)> = Vec::new();
        self.gather(rule, &mut statements);
        let closed = self.model.closed_lists.iter().enumerate().filter(|(_, list)| list.rule == rule);
        statements.extend(closed.map(|(at, list)| (Statement::Closed(at), self.closed(list), Role::Plain)));
        let all_ways = |from: Vec<Way>| -> Vec<Way> {
            let with = from.into_iter().flat_map(|way| ways(&statements, way, Role::Policy));
            with.flat_map(|way| ways(&statements, way, Role::Plain)).collect()
        };
        let owed = |holds: &Way| Tree { model: self.model, holds }.owed(rule);
        let presuming: Way = unknown(&statements, Role::Presumed).map(|one| (one, true)).collect();
        let assumed = |way: &Way| {
            let open = statements.iter().filter(|one| one.1.is_unknown() && one.2 != Role::Presumed);
            let held: Vec<usize> = open.enumerate().filter(|(_, one)| way[&one.0]).map(|(at, _)| at).collect();
            (held.len(), held.into_iter().rev().collect::<Vec<_>>())
        };
        let shown = all_ways(vec![presuming]);
        let worst = shown.iter().map(|way| owed(way).0).max().expect("one way");
        let worst = shown.iter().filter(|way| owed(way).0 == worst).min_by_key(|way| assumed(way));
        let shown = owed(worst.expect("one way")).1;
        let every = all_ways(ways(&statements, Way::new(), Role::Presumed));
        Some((shown, every.iter().map(|way| owed(way).1).collect()))
    }

    fn nothing_names_it(&self) -> bool {
        matches!(self.entry, Bound::Unnamed(..))
    }

    fn of_entry(&self, provision: &Provision) -> bool {
        provision.condition.as_ref().is_some_and(|clause| self.speaks_of_entry(clause))
    }

    fn speaks_of_entry(&self, clause: &Clause) -> bool {
        match &clause.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().any(|part| self.speaks_of_entry(part)),
            Test::Not(part) => self.speaks_of_entry(part),
            Test::Compare(left, _, right) => left.of_entry() || right.of_entry(),
            Test::EntryIs(..) | Test::Marks(_, _, TableColumn::OfEntry(_)) => true,
            Test::Define(id) => self.speaks_of_entry(&self.model.defines[id.index()].condition),
            Test::Disputed(id) => {
                self.model.disputes[id.index()].readings.iter().any(|one| self.speaks_of_entry(&one.condition))
            }
            _ => false,
        }
    }

    /// Everything that hangs on a rule, however deep.
    fn gather(&self, on: ProvisionId, all: &mut Vec<(Statement, Truth, Role)>) {
        for (id, child) in children(self.model, on) {
            let on_rule = self.model.provisions[on.index()].kind == Kind::Rule;
            let role = match child.kind {
                Kind::Policy if on_rule => Role::Policy,
                // Which entry it is nobody presumes.
                _ if child.presumed && !(self.nothing_names_it() && self.of_entry(child)) => Role::Presumed,
                _ => Role::Plain,
            };
            all.push((Statement::Provision(id), self.own(id), role));
            self.gather(id, all);
        }
    }
}

/// Something that holds or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Statement {
    Provision(ProvisionId),
    Closed(usize),
}

/// What it means for a ruling on the facts shown if it is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It falls for the worse.
    Plain,
    /// An aggravation of the rule: it counts as the rule's own condition, either way.
    Policy,
    /// `presumed unless shown otherwise`
    Presumed,
}

/// One way in which what is not known could fall.
type Way = BTreeMap<Statement, bool>;

fn unknown(all: &[(Statement, Truth, Role)], role: Role) -> impl Iterator<Item = Statement> {
    all.iter().filter(move |one| one.1.is_unknown() && one.2 == role).map(|one| one.0)
}

/// The way, with everything in it that is known, continued in every way in which the unknown of one role could fall.
fn ways(statements: &[(Statement, Truth, Role)], mut way: Way, role: Role) -> Vec<Way> {
    way.extend(statements.iter().filter(|one| !one.1.is_unknown()).map(|one| (one.0, one.1.is_true())));
    let mut all = vec![way];
    for statement in unknown(statements, role) {
        let with = |way: &Way, value: bool| way.iter().map(|(a, b)| (*a, *b)).chain([(statement, value)]).collect();
        all = all.iter().flat_map(|way| [false, true].map(|value| with(way, value))).collect();
    }
    all
}

fn calls_for(child: &Provision, other: ProvisionId) -> bool {
    child.effect.as_ref().is_some_and(|effect| effect.kind == EffectKind::Instead(other))
}

/// What hangs on a provision.
fn children(model: &Model, on: ProvisionId) -> impl Iterator<Item = (ProvisionId, &Provision)> {
    let all = model.provisions.iter().enumerate();
    all.filter(move |(_, child)| child.to.contains(&on)).map(|(at, child)| (ProvisionId::at(at), child))
}

/// The tree of a rule where everything is known.
#[derive(Clone, Copy)]
struct Tree<'a> {
    model: &'a Model,
    holds: &'a Way,
}

impl<'a> Tree<'a> {
    /// A duty requires no licence, and a relief from it permits nothing.
    fn of_rule_or_duty(&self, rule: ProvisionId) -> Outcome {
        match (lays_down_only(&self.model.provisions[rule.index()]), self.of_rule(rule)) {
            (true, outcome) if outcome <= Outcome::PermittedWithDuties => Outcome::NoControlFound,
            (_, outcome) => outcome,
        }
    }

    /// What a rule that only lays down a duty leaves to be done: its own duty, those of the relief that stands in its place,
    /// or nothing. Of several reliefs the one that leaves least.
    fn owed(&self, rule: ProvisionId) -> (u8, Duties) {
        match self.in_place_of(rule, Says::Provision(rule), Says::Nothing) {
            Says::Provision(id) => (self.burden(Says::Provision(id)).0, duties_of(&self.model.provisions[id.index()])),
            Says::Nothing => (0, Duties::new()),
        }
    }

    /// Who has the last word where something holds that says `own`, and `without` would stand without it.
    fn in_place_of(&self, id: ProvisionId, own: Says, without: Says) -> Says {
        let own_weight = self.burden(own).0;
        let mut heavier: Vec<(ProvisionId, Says)> = Vec::new();
        let mut others: Vec<(ProvisionId, Says)> = Vec::new();
        for (kid, child) in children(self.model, id) {
            let holds = self.holds.get(&Statement::Provision(kid)) == Some(&true);
            let is_rule = self.model.provisions[id.index()].kind == Kind::Rule;
            if !holds || is_rule && self.void(id, kid) {
                continue;
            }
            let speaks = child.effect.as_ref().is_some_and(|own| !matches!(own.kind, EffectKind::Instead(_)));
            let last = self.in_place_of(kid, if speaks { Says::Provision(kid) } else { without }, own);
            if self.burden(last).0 > own_weight {
                heavier.push((kid, last));
            } else if last != own {
                others.push((kid, last));
            }
        }
        let heaviest = |but: Option<ProvisionId>| {
            let against = heavier.iter().filter(|one| but.is_none_or(|relief| !self.is_above(relief, one.0)));
            against.map(|one| one.1).max_by_key(|one| self.burden(*one).0)
        };
        let relieved = others.iter().map(|&(relief, last)| heaviest(Some(relief)).unwrap_or(last));
        let least = relieved.min_by_key(|one| self.burden(*one));
        least.or_else(|| heaviest(None)).unwrap_or(own)
    }

    fn is_above(&self, relief: ProvisionId, other: ProvisionId) -> bool {
        let text = |id: ProvisionId| &self.model.provisions[id.index()];
        text(relief).notwithstanding.contains(&other) || text(other).subject_to.contains(&relief)
    }

    /// The duty of the rule weighs most, then other duties, by their number.
    fn burden(&self, says: Says) -> (u8, usize) {
        let Says::Provision(id) = says else { return (0, 0) };
        let provision = &self.model.provisions[id.index()];
        let many = duties_of(provision).len();
        let weight = if provision.kind == Kind::Rule { 2 } else { u8::from(many > 0) };
        (weight, many)
    }

    /// Where an exception holds, its effect replaces that of the rule; of several reliefs the most favourable counts, of
    /// several aggravations the strictest; a relief and an aggravation together: the stricter, unless one outranks the other.
    fn of_rule(&self, rule: ProvisionId) -> Outcome {
        let base = outcome(&self.model.provisions[rule.index()], Outcome::NoControlFound);
        let (reliefs, policies): (Vec<_>, Vec<_>) = self
            .counting(rule, base, Outcome::NoControlFound)
            .into_iter()
            .map(|(id, provision, brought)| (id, provision, brought.or(Outcome::NoControlFound)))
            .partition(|one| one.1.kind == Kind::Exception);
        // "Policies and closed lists do not touch it: who holds the licence has been through them."
        let reliefs: Vec<_> =
            reliefs.into_iter().filter(|one| one.1.held.is_some() || !self.void(rule, one.0)).collect();
        // A policy that is no stricter than the rule aggravates nothing.
        let policies: Vec<_> = policies.into_iter().filter(|one| one.2 > base).collect();
        let stiffened = policies.iter().map(|one| one.2).fold(base, Outcome::max);
        let each = reliefs.iter().map(|relief| {
            let against = policies.iter().filter(|policy| !outranks(relief, policy));
            against.map(|policy| policy.2).fold(relief.2, Outcome::max)
        });
        each.min().unwrap_or(stiffened)
    }

    /// What hangs on a provision and counts, each with what it brings; the provision stands for `value`, and without it
    /// `without` would stand.
    fn counting(
        &self,
        on: ProvisionId,
        value: Outcome,
        without: Outcome,
    ) -> Vec<(ProvisionId, &'a Provision, Brought)> {
        let all = children(self.model, on).filter(|(id, _)| self.holds.get(&Statement::Provision(*id)) == Some(&true));
        let brought =
            |(id, child)| self.brings(id, child, outcome(child, without), value).map(|brought| (id, child, brought));
        all.filter_map(brought).collect()
    }

    /// What a provision that holds brings: its own effect, or that of an exception to it, or nothing. What leaves what would
    /// stand without it takes it away.
    fn brings(&self, id: ProvisionId, provision: &Provision, value: Outcome, without: Outcome) -> Option<Brought> {
        let against: Vec<Outcome> =
            self.counting(id, value, without).into_iter().map(|(_, _, brought)| brought.or(without)).collect();
        let stricter = against.iter().any(|left| *left > value);
        let left = if stricter { against.into_iter().max() } else { against.into_iter().min() };
        if value != without && left == Some(without) {
            return None;
        }
        let says = provision.effect.as_ref().map(|effect| &effect.kind);
        let own = if says.is_some_and(|kind| !matches!(kind, EffectKind::Instead(_))) {
            Brought::Leaves(value)
        } else {
            Brought::TakesAway
        };
        Some(left.map_or(own, Brought::Leaves))
    }

    /// "Every other relief from R, encoded or not, present or later, is void."
    fn void(&self, rule: ProvisionId, relief: ProvisionId) -> bool {
        let closed = self.model.closed_lists.iter().enumerate().filter(|(_, list)| list.rule == rule);
        let mut in_force = closed.filter(|(at, _)| self.holds.get(&Statement::Closed(*at)) == Some(&true));
        in_force.any(|(_, list)| !list.kept.contains(&relief))
    }
}

/// Duties.
pub type Duties = BTreeSet<DutyId>;

/// Who has the last word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Provision(ProvisionId),
    Nothing,
}

fn lays_down_only(rule: &Provision) -> bool {
    rule.effect.as_ref().is_some_and(|effect| effect.kind == EffectKind::DutyOnly)
}

fn duties_of(provision: &Provision) -> Duties {
    provision.effect.iter().flat_map(|effect| effect.conditions.iter().chain(&effect.duties)).copied().collect()
}

fn outranks(relief: &(ProvisionId, &Provision, Outcome), policy: &(ProvisionId, &Provision, Outcome)) -> bool {
    relief.1.held.is_some() || relief.1.notwithstanding.contains(&policy.0) || policy.1.subject_to.contains(&relief.0)
}

/// What a provision that holds does to what it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brought {
    /// It takes it away.
    TakesAway,
    /// It leaves this in its place.
    Leaves(Outcome),
}

impl Brought {
    fn or(self, without: Outcome) -> Outcome {
        match self {
            Brought::TakesAway => without,
            Brought::Leaves(outcome) => outcome,
        }
    }
}

/// What a provision says for itself; one without an effect, what would stand without what it hangs on.
fn outcome(provision: &Provision, without: Outcome) -> Outcome {
    match provision.effect.as_ref().map(|effect| &effect.kind) {
        Some(EffectKind::Prohibited) => Outcome::Prohibited,
        Some(EffectKind::Licence { policy, .. }) => Outcome::LicenceRequired(*policy),
        Some(EffectKind::Policy(policy)) => Outcome::LicenceRequired(Some(*policy)),
        Some(EffectKind::Exempt) => Outcome::PermittedWithDuties,
        Some(EffectKind::NotRequired | EffectKind::DutyOnly) => Outcome::NoControlFound,
        Some(EffectKind::Instead(_)) | None => without,
    }
}
