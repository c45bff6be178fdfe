//! What scenarios give and expect.

use super::grammar::{Node, Rule};
use super::lower::Lower;
use super::slips;
use crate::syntax::{ClauseKind, Expect, ExpectKind, Given, OutcomeWord, Spot, Value};
use crate::vocab::{LegCertainty, Over, Policy, Truth};

impl Lower<'_> {
    /// `on D, … expect …`
    pub(super) fn case(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        let on = if let Some(unknown) = node.kid(Rule::kw_unknown) {
            Spot::new(None, self.span(&unknown))
        } else {
            let date = self.date(node)?;
            Spot { value: Some(date.value), at: date.at }
        };
        let given = self.pieces(node);
        let expect = node.each(Rule::expectation).filter_map(|kid| self.expectation(&kid)).collect();
        Some(ClauseKind::Case { on, given, expect })
    }

    /// The pieces of a shipment in a node.
    pub(super) fn pieces(&mut self, node: &Node<'_>) -> Vec<Given> {
        let Some(pieces) = node.kid(Rule::pieces) else { return Vec::new() };
        pieces.kids().filter_map(|piece| self.piece(&piece)).collect()
    }

    fn piece(&mut self, node: &Node<'_>) -> Option<Given> {
        Some(match node.rule() {
            Rule::further_line => Given::Line(self.at(node)),
            Rule::further_component => Given::Component(self.at(node)),
            Rule::further_inner => Given::InnerComponent(self.at(node)),
            Rule::further_input => Given::Input(self.at(node)),
            Rule::given_party | Rule::given_owned | Rule::given_matched | Rule::given_all => {
                return self.party_piece(node);
            }
            Rule::given_licence => Given::Licence { name: self.name(node)?, when: self.when(node) },
            Rule::given_place => {
                let place = self.place(node)?;
                match node.first()?.rule() {
                    Rule::kw_origin => Given::Origin(place),
                    Rule::kw_headquarters => Given::Headquarters(place),
                    _ => Given::Incorporation(place),
                }
            }
            Rule::given_leg => return self.leg(node),
            Rule::given_event => Given::Event { name: self.name(node)?, on: self.date(node) },
            Rule::given_from => Given::From(self.place(node)?),
            Rule::given_to => Given::To(self.place(node)?),
            Rule::given_known_end => Given::KnownEndDestination(self.place(node)?),
            Rule::given_through => Given::Through(self.place(node)?),
            Rule::given_known_on => Given::KnownOn(self.date(node)?),
            Rule::given_code => Given::Code(self.code(&node.kid(Rule::code)?)?),
            Rule::given_act => Given::Act(self.act_or(&node.kid(Rule::act)?, slips::no_act_in_scenario)?),
            Rule::given_fact => {
                let value = self.given_value(&node.kid(Rule::given_value)?)?;
                Given::Fact { name: self.name(node)?, value, determined: self.date(node) }
            }
            _ => return None,
        })
    }

    fn party_piece(&mut self, node: &Node<'_>) -> Option<Given> {
        Some(match node.rule() {
            Rule::given_party => {
                let mut names: Vec<_> = node.each(Rule::id).map(|id| self.id(&id)).collect();
                let roles = names.split_off(1.min(names.len()));
                Given::Party { name: names.pop()?, roles, place: self.place(node) }
            }
            Rule::given_owned => {
                let percent =
                    node.kid(Rule::number).map(|kid| Spot::new(kid.text().trim().to_owned(), self.span(&kid)));
                Given::Owned { percent, by: self.name(node)? }
            }
            Rule::given_matched => Given::Matched {
                on: self.name(node)?,
                matched: node.has(Rule::kw_matched_on),
                determined: self.date(node),
            },
            _ if node.has(Rule::kw_inner) => Given::AllInnerStated(self.at(node)),
            _ => {
                let word = node.kids().nth(1)?;
                let of = match word.rule() {
                    Rule::kw_components => Over::Components,
                    Rule::kw_parties => Over::Parties,
                    _ => Over::Owners,
                };
                Given::AllStated(Spot::new(of, self.span(&word)))
            }
        })
    }

    fn leg(&mut self, node: &Node<'_>) -> Option<Given> {
        let word =
            node.kids().find(|kid| matches!(kid.rule(), Rule::kw_done | Rule::kw_planned | Rule::kw_suspected))?;
        let certainty = match word.rule() {
            Rule::kw_done => LegCertainty::Done,
            Rule::kw_planned => LegCertainty::Planned,
            _ => LegCertainty::Suspected,
        };
        let mut places = self.places(node).into_iter();
        let (from, to) = (places.next()?, places.next()?);
        let certainty = Spot::new(certainty, self.span(&word));
        Some(Given::Leg { kind: self.name(node)?, from, to, certainty, departs: self.date(node) })
    }

    fn given_value(&mut self, node: &Node<'_>) -> Option<Spot<Value>> {
        let Some(several) = node.kid(Rule::several) else { return self.value(&node.kid(Rule::value)?) };
        let names = several.each(Rule::id).map(|id| self.id(&id)).collect();
        Some(Spot::new(Value::Several(names), self.span(&several)))
    }

    fn expectation(&mut self, node: &Node<'_>) -> Option<Expect> {
        let at = self.at(node);
        let kid = node.first()?;
        let kind = match kid.rule() {
            Rule::expect_range => {
                let bounds: Vec<Node<'_>> = kid.each(Rule::bound).collect();
                let [from, to] = bounds.as_slice() else { return None };
                ExpectKind::Range { from: self.bound(from)?, to: self.bound(to)? }
            }
            Rule::outcome => ExpectKind::Outcome(self.outcome(&kid)?),
            Rule::policy => ExpectKind::Policy(policy_of(&kid)?),
            Rule::expect_by => {
                let entry = kid.kid(Rule::key).map(|key| self.key(&key));
                ExpectKind::By { rule: self.name(&kid)?, entry }
            }
            Rule::expect_not_by => ExpectKind::NotBy(self.name(&kid)?),
            Rule::expect_settled => ExpectKind::Settled(kid.has(Rule::kw_settled)),
            Rule::expect_complete => ExpectKind::Complete(kid.has(Rule::kw_complete)),
            Rule::expect_question => ExpectKind::Question { id: self.name(&kid)?, asked: kid.has(Rule::kw_question) },
            Rule::expect_opening => {
                ExpectKind::Opening { exception: self.name(&kid)?, open: kid.has(Rule::kw_opening) }
            }
            Rule::expect_duty => ExpectKind::Duty { name: self.name(&kid)?, owed: kid.has(Rule::kw_duty) },
            Rule::expect_violation => {
                let open = kid.has(Rule::kw_open_violation);
                let found = if open { Truth::Unknown } else { kid.has(Rule::kw_violation).into() };
                ExpectKind::Violation { id: self.name(&kid)?, found }
            }
            Rule::expect_sanction => ExpectKind::Sanction { id: self.name(&kid)?, found: kid.has(Rule::kw_sanction) },
            Rule::expect_reason => ExpectKind::FirstReason(self.string(&kid)?),
            Rule::expect_notice => ExpectKind::Notice { label: self.string(&kid)?, told: kid.has(Rule::kw_notice) },
            _ => return None,
        };
        Some(Expect { at, kind })
    }

    fn bound(&mut self, node: &Node<'_>) -> Option<(OutcomeWord, Option<Policy>)> {
        let outcome = self.outcome(&node.kid(Rule::outcome)?)?;
        Some((outcome, node.kid(Rule::policy).and_then(|policy| policy_of(&policy))))
    }

    fn outcome(&mut self, node: &Node<'_>) -> Option<OutcomeWord> {
        let word = node.first()?;
        Some(match word.rule() {
            Rule::kw_not_applicable => OutcomeWord::NotApplicable,
            Rule::kw_no_control_found => OutcomeWord::NoControlFound,
            Rule::kw_permitted_with_duties => OutcomeWord::PermittedWithDuties,
            Rule::kw_licence_required => OutcomeWord::LicenceRequired,
            Rule::kw_prohibited => OutcomeWord::Prohibited,
            Rule::kw_undetermined => OutcomeWord::Undetermined,
            _ => {
                self.found.push(slips::licence_word(self.span(&word), word.text()));
                OutcomeWord::LicenceRequired
            }
        })
    }
}

/// A review policy.
pub(super) fn policy_of(node: &Node<'_>) -> Option<Policy> {
    Some(match node.first()?.rule() {
        Rule::kw_policy_of_approval => Policy::Approval,
        Rule::kw_case_by_case => Policy::CaseByCase,
        Rule::kw_presumption_of_denial => Policy::PresumptionOfDenial,
        Rule::kw_policy_of_denial => Policy::PolicyOfDenial,
        Rule::kw_denial_in_all_cases => Policy::DenialInAllCases,
        _ => return None,
    })
}
