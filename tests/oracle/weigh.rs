//! Exceptions, policies and closed lists: what remains of a requirement.
//!
//! Nothing is clever here. What is not known is made known in every possible way, one provision at a time; each way gives one
//! outcome by the plain reading of "exceptions are a tree"; the range holds them all. "On the facts shown" is the same with
//! every relief that is not shown left aside.

use super::Reader;
use cocket::model::{ClosedList, EffectKind, Kind, Model, Provision, ProvisionId};
use cocket::vocab::{Date, Outcome, Period, Range, Truth};
use std::collections::BTreeMap;

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
        Truth::all([acts, known, self.in_force(&provision.force), condition, self.duties_met(provision)])
    }

    fn in_force(&self, force: &[Period]) -> Truth {
        if force.is_empty() {
            return Truth::True;
        }
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

    /// What a rule comes to where its own words hold, for the entry that is bound.
    pub fn weigh(&self, rule: ProvisionId) -> Weighed {
        let mut statements: Vec<(Statement, Truth, Role)> = Vec::new();
        self.gather(rule, Role::Stiffens, &mut statements);
        let closed = self.model.closed_lists.iter().enumerate().filter(|(_, list)| list.rule == rule);
        statements.extend(closed.map(|(at, list)| (Statement::Closed(at), self.closed(list), Role::Restricts)));
        let outcomes = |shown: bool| {
            let all = ways(&statements, shown);
            let doubtful = |(statement, truth, role): &(Statement, Truth, Role)| {
                (shown && truth.is_unknown() && *role == Role::Restricts).then_some(*statement)
            };
            let doubtful: Vec<Statement> = statements.iter().filter_map(doubtful).collect();
            let each = all.iter().map(|holds| Tree { model: self.model, holds, doubtful: &doubtful }.of_rule(rule));
            each.map(Range::only).reduce(Range::hull).expect("there is always one way")
        };
        let (shown, possible) = (outcomes(true), outcomes(false));
        Weighed { shown, possible: possible.hull(shown) }
    }

    /// Everything that hangs on a rule, however deep.
    fn gather(&self, on: ProvisionId, role_of_it: Role, all: &mut Vec<(Statement, Truth, Role)>) {
        for (id, child) in children(self.model, on) {
            let role = self.role(&self.model.provisions[on.index()], role_of_it, child);
            all.push((Statement::Provision(id), self.own(id), role));
            self.gather(id, role, all);
        }
    }

    /// An exception with an effect relieves if that is milder than what it replaces; one without takes away again what it
    /// excepts, be that a relief or what stood against one.
    fn role(&self, on: &Provision, role_of_it: Role, child: &Provision) -> Role {
        let relieves = match (on.kind, child.kind) {
            (Kind::Rule, Kind::Policy) => return Role::Stiffens,
            (Kind::Rule, _) => true,
            _ if child.effect.is_some() => outcome(child) < outcome(on),
            _ => matches!(role_of_it, Role::Stiffens | Role::Restricts),
        };
        match relieves {
            true if child.presumed => Role::Presumed,
            true => Role::Relieves,
            false => Role::Restricts,
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
    /// A relief, or what gives one back: not taken until it is shown.
    Relieves,
    /// What takes a relief away: it does, until it is shown not to.
    Restricts,
    /// An aggravation: it counts as the rule's own condition, either way.
    Stiffens,
    /// `presumed unless shown otherwise`
    Presumed,
}

/// Every way in which the statements could fall; on the facts shown, only those the law allows to be left open.
fn ways(statements: &[(Statement, Truth, Role)], shown: bool) -> Vec<BTreeMap<Statement, bool>> {
    let mut all = vec![BTreeMap::new()];
    for &(statement, truth, role) in statements {
        let values: &[bool] = match (truth, role) {
            (Truth::True, _) => &[true],
            (Truth::False, _) => &[false],
            (_, Role::Relieves) if shown => &[false],
            (_, Role::Restricts | Role::Presumed) if shown => &[true],
            _ => &[false, true],
        };
        let with = |way: &BTreeMap<Statement, bool>, value: bool| {
            let mut way = way.clone();
            way.insert(statement, value);
            way
        };
        all = all.iter().flat_map(|way| values.iter().map(move |&value| with(way, value))).collect();
    }
    all
}

/// What hangs on a provision.
fn children(model: &Model, on: ProvisionId) -> impl Iterator<Item = (ProvisionId, &Provision)> {
    let all = model.provisions.iter().enumerate();
    all.filter(move |(_, child)| child.to.contains(&on)).map(|(at, child)| (ProvisionId::at(at), child))
}

/// The tree of a rule where everything is known.
struct Tree<'a> {
    model: &'a Model,
    holds: &'a BTreeMap<Statement, bool>,
    /// What may take a relief away: while that is open the relief does not count at all, on the facts shown.
    doubtful: &'a [Statement],
}

impl<'a> Tree<'a> {
    /// Where an exception holds, its effect replaces that of the rule; of several reliefs the most favourable counts, of
    /// several aggravations the strictest; a relief and an aggravation together: the stricter, unless one outranks the other.
    fn of_rule(&self, rule: ProvisionId) -> Outcome {
        let base = outcome(&self.model.provisions[rule.index()]);
        let (reliefs, policies): (Vec<_>, Vec<_>) =
            self.counting(rule).into_iter().partition(|one| one.1.kind == Kind::Exception);
        let reliefs: Vec<_> = reliefs.into_iter().filter(|one| !self.void(rule, one.0)).collect();
        // A policy that is no stricter than the rule aggravates nothing.
        let policies: Vec<_> = policies.into_iter().filter(|one| one.2 > base).collect();
        let stiffened = policies.iter().map(|one| one.2).fold(base, Outcome::max);
        let each = reliefs.iter().map(|relief| {
            let against = policies.iter().filter(|policy| !outranks(relief, policy));
            against.map(|policy| policy.2).fold(relief.2, Outcome::max)
        });
        each.min().unwrap_or(stiffened)
    }

    /// What hangs on a provision and counts, each with what it brings.
    fn counting(&self, on: ProvisionId) -> Vec<(ProvisionId, &'a Provision, Outcome)> {
        let all = children(self.model, on).filter(|(id, _)| self.holds.get(&Statement::Provision(*id)) == Some(&true));
        all.filter_map(|(id, child)| self.brings(id, child).map(|brought| (id, child, brought))).collect()
    }

    /// What a provision that holds brings: its own effect, or that of an exception to it, or nothing.
    fn brings(&self, id: ProvisionId, provision: &Provision) -> Option<Outcome> {
        let against = self.counting(id);
        if against.is_empty() {
            return Some(outcome(provision));
        }
        let doubtful = |id: ProvisionId| self.doubtful.contains(&Statement::Provision(id));
        let open = |brought: Outcome, id: ProvisionId| doubtful(id) && brought != outcome(provision);
        if against.iter().any(|&(id, one, brought)| one.effect.is_none() || open(brought, id)) {
            return None;
        }
        let stricter = against.iter().any(|(_, _, brought)| *brought > outcome(provision));
        let brought = against.iter().map(|(_, _, brought)| *brought);
        if stricter { brought.max() } else { brought.min() }
    }

    /// "Every other relief from R, encoded or not, present or later, is void."
    fn void(&self, rule: ProvisionId, relief: ProvisionId) -> bool {
        let closed = self.model.closed_lists.iter().enumerate().filter(|(_, list)| list.rule == rule);
        let mut in_force = closed.filter(|(at, _)| self.holds.get(&Statement::Closed(*at)) == Some(&true));
        in_force.any(|(_, list)| !list.kept.contains(&relief))
    }
}

fn outranks(relief: &(ProvisionId, &Provision, Outcome), policy: &(ProvisionId, &Provision, Outcome)) -> bool {
    relief.1.notwithstanding.contains(&policy.0) || policy.1.subject_to.contains(&relief.0)
}

/// What a provision says for itself.
fn outcome(provision: &Provision) -> Outcome {
    match provision.effect.as_ref().map(|effect| &effect.kind) {
        Some(EffectKind::Prohibited) => Outcome::Prohibited,
        Some(EffectKind::Licence { policy, .. }) => Outcome::LicenceRequired(*policy),
        Some(EffectKind::Policy(policy)) => Outcome::LicenceRequired(Some(*policy)),
        Some(EffectKind::Exempt) => Outcome::PermittedWithDuties,
        Some(EffectKind::NotRequired | EffectKind::DutyOnly) | None => Outcome::NoControlFound,
    }
}
