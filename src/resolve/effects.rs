//! Effects: what follows, and whether it fits the item that says it.

use super::Work;
use super::names;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AuthorityId, DutyId, Effect, EffectKind, Kind, Provision, ProvisionId, RulebookId};
use crate::source::Span;
use crate::syntax::{self, EffectKind as E, Name};
use crate::vocab::Policy;
use std::collections::BTreeSet;

/// What a clause `then` says, piece by piece.
#[derive(Default)]
struct Parts {
    main: Option<(EffectKind, Span)>,
    policy: Option<(Policy, Span)>,
    conditions: Vec<DutyId>,
    duties: Vec<DutyId>,
    bare_duty: bool,
    faulty: bool,
}

impl Work<'_> {
    /// The effect of one `then` clause.
    pub(super) fn effect(&mut self, book: RulebookId, kind: Kind, written: &[syntax::Effect]) -> Option<Effect> {
        let mut parts = Parts::default();
        for effect in written {
            self.add_part(book, &mut parts, effect);
        }
        let span = written.iter().map(|effect| effect.at.0).reduce(Span::to)?;
        let main = self.main_effect(&mut parts, span)?;
        let effect = Effect { kind: main, conditions: parts.conditions, duties: parts.duties, span };
        self.check_fit(kind, &effect);
        Some(effect)
    }

    fn add_part(&mut self, book: RulebookId, parts: &mut Parts, effect: &syntax::Effect) {
        let span = effect.at.0;
        match &effect.kind {
            E::Prohibited => self.set_main(parts, EffectKind::Prohibited, span),
            E::Exempt => self.set_main(parts, EffectKind::Exempt, span),
            E::NotRequired => self.set_main(parts, EffectKind::NotRequired, span),
            E::Instead(name) => match self.find(book, name, &[names::Kind::Rule, names::Kind::Exception]) {
                Some(bound) => self.set_main(parts, EffectKind::Instead(ProvisionId::at(bound.index)), span),
                None => parts.faulty = true,
            },
            E::LicenceRequired { name, authority } => match self.find(book, authority, &[names::Kind::Authority]) {
                Some(bound) => {
                    let authority = AuthorityId::at(bound.index);
                    let kind = EffectKind::Licence { name: name.clone(), authority, licence: None, policy: None };
                    self.set_main(parts, kind, span);
                }
                None => parts.faulty = true,
            },
            E::LicenceNamed(name) => match self.declared_licence(book, name) {
                Some(kind) => self.set_main(parts, kind, span),
                None => parts.faulty = true,
            },
            E::Policy(policy) => match parts.policy {
                Some((_, first)) => self.say_two_effects(span, first),
                None => parts.policy = Some((*policy, span)),
            },
            E::Duty(name) => {
                parts.bare_duty = true;
                parts.duties.extend(self.duty(book, name));
            }
            E::WithDuty(name) => parts.duties.extend(self.duty(book, name)),
            E::OnCondition(name) => parts.conditions.extend(self.duty(book, name)),
        }
    }

    fn declared_licence(&mut self, book: RulebookId, name: &Name) -> Option<EffectKind> {
        let id = self.licence_named(book, name)?;
        let text = self.model.licences.get(id.index())?;
        let (name, authority) = (text.label.clone(), text.authority?);
        Some(EffectKind::Licence { name, authority, licence: Some(id), policy: None })
    }

    fn set_main(&mut self, parts: &mut Parts, kind: EffectKind, span: Span) {
        match &parts.main {
            Some((_, first)) => {
                let first = *first;
                self.say_two_effects(span, first);
            }
            None => parts.main = Some((kind, span)),
        }
    }

    fn say_two_effects(&mut self, span: Span, first: Span) {
        let said = Diagnostic::at(Code::EFFECT, span, "one `then` has one effect, and this is a second");
        self.say(said.also(first, "the first").help("write two items, one for each effect"));
    }

    fn main_effect(&mut self, parts: &mut Parts, span: Span) -> Option<EffectKind> {
        match (parts.main.take(), parts.policy) {
            _ if parts.faulty => None,
            (Some((EffectKind::Licence { name, authority, licence, .. }, _)), policy) => {
                Some(EffectKind::Licence { name, authority, licence, policy: policy.map(|(policy, _)| policy) })
            }
            (Some((kind, first)), Some((_, second))) => {
                let said = Diagnostic::at(Code::EFFECT, second, "a review policy goes with a licence only");
                self.say(
                    said.also(first, "not with this").help("leave the policy out, or write a `policy` of its own"),
                );
                Some(kind)
            }
            (Some((kind, _)), None) => Some(kind),
            (None, Some((policy, _))) => Some(EffectKind::Policy(policy)),
            (None, None) if parts.bare_duty => Some(EffectKind::DutyOnly),
            (None, None) => {
                let said = Diagnostic::at(Code::EFFECT, span, "duties alone do not say what they go with");
                self.say(said.help("write the effect first, as `exempt, on condition of DUTY`, or `duty DUTY` alone"));
                None
            }
        }
    }

    fn duty(&mut self, book: RulebookId, name: &Name) -> Option<DutyId> {
        self.find(book, name, &[names::Kind::Duty]).map(|bound| DutyId::at(bound.index))
    }

    /// A rule requires, a policy stiffens; what relieves is an exception.
    fn check_fit(&mut self, kind: Kind, effect: &Effect) {
        let (message, help) = match (kind, &effect.kind) {
            (Kind::Rule, EffectKind::Policy(policy)) => (
                format!("a rule requires something, and `{}` alone requires nothing", policy.words()),
                "write `licence required \"…\" from AUTHORITY, …`, or make the item a `policy` or an `exception` to the rule",
            ),
            (Kind::Rule, EffectKind::Exempt | EffectKind::NotRequired) => {
                ("a rule requires something, and this relieves".to_owned(), "write it as an `exception` with `to RULE`")
            }
            (Kind::Policy, EffectKind::Exempt | EffectKind::NotRequired) => {
                ("a policy stiffens, and this relieves".to_owned(), "write it as an `exception`")
            }
            (Kind::Rule | Kind::Policy, EffectKind::Instead(_)) => (
                "only an exception can say what applies instead".to_owned(),
                "write it as an `exception` to the provision that does not apply",
            ),
            (_, EffectKind::Instead(_)) if !(effect.conditions.is_empty() && effect.duties.is_empty()) => (
                "what applies instead brings its own duties".to_owned(),
                "leave the duties out here, and write them where that provision says what follows",
            ),
            _ => return,
        };
        self.say(Diagnostic::at(Code::EFFECT, effect.span, message).help(help));
    }

    /// Effects against what they hang on: a policy needs a licence to be the policy of.
    pub(super) fn fitting_effects(&mut self) {
        if self.bag.has_errors() {
            return;
        }
        let mut said = Vec::new();
        for provision in self.model.provisions.iter().filter(|provision| provision.kind != Kind::Rule) {
            let Some(effect) = &provision.effect else { continue };
            let above = self.above(provision);
            let roots = self.roots(provision);
            match &effect.kind {
                _ if above.iter().any(|one| says_instead(one)) => said.push(beside_instead(effect.span, &above)),
                EffectKind::Policy(policy) if !roots.iter().any(|root| licence(root)) => {
                    said.push(no_licence(effect.span, *policy, &roots));
                }
                EffectKind::Instead(other) => said.extend(self.instead_of_itself(provision, effect, *other)),
                _ if provision.kind == Kind::Exception => said.extend(self.stricter(provision, effect)),
                _ => {}
            }
        }
        self.bag.extend(said);
    }

    /// The rules on which a provision hangs, through exceptions to exceptions.
    pub(super) fn roots(&self, provision: &Provision) -> Vec<&Provision> {
        self.above(provision).into_iter().filter(|target| target.kind == Kind::Rule).collect()
    }

    /// Everything on which a provision hangs, however far.
    fn above(&self, provision: &Provision) -> Vec<&Provision> {
        let mut seen: BTreeSet<ProvisionId> = BTreeSet::new();
        let mut waiting: Vec<ProvisionId> = provision.to.clone();
        while let Some(id) = waiting.pop() {
            let target = self.model.provisions.get(id.index());
            if let Some(target) = target.filter(|_| seen.insert(id)) {
                waiting.extend(&target.to);
            }
        }
        seen.into_iter().filter_map(|id| self.model.provisions.get(id.index())).collect()
    }

    /// What applies instead of something is something else.
    fn instead_of_itself(&self, provision: &Provision, effect: &Effect, other: ProvisionId) -> Option<Diagnostic> {
        let named = self.model.provisions.get(other.index())?;
        let excepted =
            provision.to.contains(&other) || (&named.id, named.rulebook) == (&provision.id, provision.rulebook);
        let message = format!("`{}` cannot apply instead of itself", named.id);
        let said = Diagnostic::at(Code::EFFECT, effect.span, message).also(named.head, "it is written here");
        excepted.then(|| said.help("name the rule or exception that applies in its place, or leave `then` out"))
    }

    /// An exception to a rule that is stricter than the rule.
    fn stricter(&self, provision: &Provision, effect: &Effect) -> Option<Diagnostic> {
        let targets = provision.to.iter().filter_map(|id| self.model.provisions.get(id.index()));
        let milder = |target: &&Provision| match (strictness(&effect.kind), target.effect.as_ref().map(|e| &e.kind)) {
            (Some(own), Some(other)) => strictness(other).is_some_and(|other| own > other),
            _ => false,
        };
        let target = targets.filter(|target| target.kind == Kind::Rule).find(milder)?;
        let message = format!("this exception is stricter than the rule `{}` that it excepts", target.id);
        let said = Diagnostic::at(Code::STRICTER_EXCEPTION, effect.span, message);
        let said =
            said.also(target.effect.as_ref().map_or(target.head, |effect| effect.span), "the effect of the rule");
        Some(said.help("an exception relieves: write `policy` instead of `exception`, or mend the effect"))
    }
}

fn licence(rule: &Provision) -> bool {
    matches!(rule.effect.as_ref().map(|effect| &effect.kind), Some(EffectKind::Licence { .. }))
}

fn says_instead(provision: &Provision) -> bool {
    provision.effect.as_ref().is_some_and(|effect| matches!(effect.kind, EffectKind::Instead(_)))
}

/// What leaves the field to another provision stands or does not: nothing of its own takes its place.
fn beside_instead(span: Span, above: &[&Provision]) -> Diagnostic {
    let said = Diagnostic::at(Code::EFFECT, span, "an exception to `… applies instead` leaves nothing of its own");
    let said = match above.iter().find(|one| says_instead(one)) {
        Some(leaves) => said.also(leaves.head, "this says what applies instead"),
        None => said,
    };
    said.help("leave `then` out here, and write what follows as an exception to the rule itself")
}

fn no_licence(span: Span, policy: Policy, roots: &[&Provision]) -> Diagnostic {
    let message = format!("`{}` says how a licence is reviewed, and no licence is required here", policy.words());
    let said = Diagnostic::at(Code::NO_LICENCE, span, message);
    let said = match roots.first() {
        Some(root) => said.also(root.head, "this rule requires no licence"),
        None => said,
    };
    said.help("hang it on the rule that requires the licence, or state another effect")
}

/// How strict an effect is; none where that is not comparable, as with a licence whose policy is not stated.
fn strictness(effect: &EffectKind) -> Option<usize> {
    let of = |policy: &Policy| Policy::ALL.iter().position(|other| other == policy).map(|at| at.saturating_add(3));
    match effect {
        EffectKind::NotRequired => Some(0),
        EffectKind::Exempt => Some(1),
        EffectKind::DutyOnly => Some(2),
        EffectKind::Licence { policy: Some(policy), .. } | EffectKind::Policy(policy) => of(policy),
        EffectKind::Licence { policy: None, .. } | EffectKind::Instead(_) => None,
        EffectKind::Prohibited => Some(100),
    }
}
