//! Clauses.

use super::grammar::{Node, Rule};
use super::lower::{Lower, unquoted};
use super::scenario::policy_of;
use super::slips;
use crate::syntax::{
    Citation, Clause, ClauseKind, Consequence, Due, Effect, EffectKind, FactOf, Most, Settling, Spot, TimeUnit, When,
    Would,
};
use crate::vocab::Weekday;

impl Lower<'_> {
    /// A clause; none where a needed piece could not be made out, which has been reported then.
    pub(super) fn clause(&mut self, node: &Node<'_>) -> Option<Clause> {
        self.sign(node);
        let at = self.at(node);
        let kind = self.clause_kind(node)?;
        Some(Clause { at, kind })
    }

    fn clause_kind(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        match node.rule() {
            Rule::jurisdiction
            | Rule::authority
            | Rule::authentic
            | Rule::nomenclature
            | Rule::time_zone
            | Rule::territory
            | Rule::nexus
            | Rule::decisive_date
            | Rule::covers_from
            | Rule::source
            | Rule::modelled => self.rulebook_clause(node),
            Rule::number_clause | Rule::announced | Rule::published | Rule::in_force | Rule::corrects | Rule::draft => {
                self.instrument_clause(node)
            }
            Rule::states_added
            | Rule::add_from
            | Rule::add_places
            | Rule::remove_entries
            | Rule::remove_places
            | Rule::replace_from
            | Rule::incomplete
            | Rule::replace_date => self.amendment_clause(node),
            Rule::member
            | Rule::member_group
            | Rule::all_countries
            | Rule::without_group
            | Rule::without_places
            | Rule::uncertain => self.group_clause(node),
            Rule::covers | Rule::weekend | Rule::holiday => self.calendar_clause(node),
            Rule::match_clause | Rule::classified_by | Rule::load | Rule::complete | Rule::states => {
                self.list_clause(node)
            }
            Rule::scheme_clause
            | Rule::ask
            | Rule::changed
            | Rule::of_clause
            | Rule::may_be
            | Rule::silence
            | Rule::facts => self.fact_clause(node),
            Rule::measured
            | Rule::over_clause
            | Rule::through_clause
            | Rule::rows_as
            | Rule::granted_by
            | Rule::valid_on
            | Rule::in_case_of
            | Rule::consequences => self.reckoning_clause(node),
            Rule::on_clause | Rule::form | Rule::due | Rule::met_when => self.duty_clause(node),
            Rule::given => Some(ClauseKind::Given(self.pieces(node))),
            Rule::case => self.case(node),
            _ => self.rule_clause(node),
        }
    }

    fn rulebook_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::jurisdiction => ClauseKind::Jurisdiction(self.place(node)?),
            Rule::authority => ClauseKind::Authority { id: self.name(node)?, label: Self::label(node)? },
            Rule::authentic => ClauseKind::Authentic(self.words(node, Rule::language_code)?),
            Rule::nomenclature => ClauseKind::Nomenclature {
                scheme: self.words(node, Rule::scheme)?,
                edition: self.words(node, Rule::edition)?,
                when: self.when(node),
            },
            Rule::time_zone => ClauseKind::TimeZone(self.words(node, Rule::zone)?),
            Rule::territory => ClauseKind::Territory(self.name(node)?),
            Rule::nexus => ClauseKind::Nexus(self.condition(node)?),
            Rule::decisive_date => ClauseKind::DecisiveDate { fact: self.name(node)?, acts: self.acts(node) },
            Rule::covers_from => ClauseKind::CoversFrom(self.date(node)?),
            Rule::source => ClauseKind::Source(self.string(node)?),
            Rule::modelled => ClauseKind::Modelled(Self::label(node)?),
            _ => return None,
        })
    }

    fn instrument_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::number_clause => ClauseKind::Number(self.string(node)?),
            Rule::announced => ClauseKind::Announced(self.date(node)?),
            Rule::published => ClauseKind::Published(self.date(node)?),
            Rule::in_force => {
                if let Some(word) = node.kid(Rule::slip_since) {
                    self.found.push(slips::in_force_from(self.span(&word), word.text()));
                }
                ClauseKind::InForce { date: self.date(node)?, part: self.string(node) }
            }
            Rule::corrects => ClauseKind::Corrects(self.name(node)?),
            Rule::draft => ClauseKind::Draft,
            _ => return None,
        })
    }

    fn amendment_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::add_from => ClauseKind::AddFrom(self.string(node)?),
            Rule::replace_from => ClauseKind::ReplaceFrom(self.string(node)?),
            Rule::add_places => {
                ClauseKind::AddPlaces { places: self.places(&node.kid(Rule::places)?), when: self.when(node) }
            }
            Rule::remove_places => {
                ClauseKind::RemovePlaces { places: self.places(&node.kid(Rule::places)?), when: self.when(node) }
            }
            Rule::remove_entries => ClauseKind::RemoveEntries { keys: self.keys(node), when: self.when(node) },
            Rule::states_added => {
                let in_all = node.kid(Rule::in_all).and_then(|kid| self.count(&kid));
                ClauseKind::StatesAdded { added: self.count(node)?, in_all, not_checkable: self.string(node) }
            }
            Rule::incomplete => ClauseKind::Incomplete { part: self.words(node, Rule::column)?, when: self.when(node) },
            Rule::replace_date => {
                let mut dates = node.each(Rule::date);
                let (old, new) = (dates.next()?, dates.next()?);
                ClauseKind::ReplaceDate { old: self.day(&old)?, new: self.day(&new)? }
            }
            _ => return None,
        })
    }

    fn group_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::member => {
                let places = self.places(&node.kid(Rule::member_places)?);
                ClauseKind::Member { places, when: self.when(node) }
            }
            Rule::member_group => ClauseKind::MemberGroup(self.name(node)?),
            Rule::all_countries => ClauseKind::AllCountries,
            Rule::without_group => ClauseKind::WithoutGroup(self.name(node)?),
            Rule::without_places => ClauseKind::WithoutPlaces(self.places(&node.kid(Rule::places)?)),
            Rule::uncertain => ClauseKind::Uncertain {
                places: self.places(&node.kid(Rule::places)?),
                when: self.when(node),
                because: self.string(node)?,
            },
            _ => return None,
        })
    }

    fn calendar_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::covers => {
                let from = self.date(node)?;
                let until = node.kid(Rule::stretch_end).and_then(|end| self.until(&end));
                ClauseKind::Covers(When { from: Some(from), until })
            }
            Rule::weekend => {
                ClauseKind::Weekend(node.each(Rule::weekday).filter_map(|kid| self.weekday(&kid)).collect())
            }
            Rule::holiday => ClauseKind::Holiday {
                days: node.each(Rule::date).filter_map(|kid| self.day(&kid)).collect(),
                label: Self::label(node),
            },
            _ => return None,
        })
    }

    /// A day of the week; one that is none is reported and left out.
    fn weekday(&mut self, node: &Node<'_>) -> Option<Spot<Weekday>> {
        let span = self.span(node);
        let known = Weekday::ALL.into_iter().find(|day| day.word() == node.text());
        if known.is_none() {
            self.found.push(slips::unknown_weekday(span, node.text()));
        }
        known.map(|day| Spot::new(day, span))
    }

    fn list_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::match_clause => {
                ClauseKind::Match { column: self.words(node, Rule::column)?, schemes: self.schemes(node) }
            }
            Rule::classified_by => ClauseKind::ClassifiedBy(self.name(node)?),
            Rule::load => ClauseKind::Load(self.string(node)?),
            Rule::complete => ClauseKind::Complete {
                part: self.words(node, Rule::column)?,
                except: node.has(Rule::kw_except),
                codes: self.codes(node),
                when: self.when(node),
            },
            Rule::states => ClauseKind::States {
                count: self.count(node)?,
                from: self.date(node),
                by: self.name(node),
                not_checkable: self.string(node),
            },
            _ => return None,
        })
    }

    fn fact_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::scheme_clause => ClauseKind::Scheme(self.words(node, Rule::scheme)?),
            Rule::ask => ClauseKind::Ask(Self::label(node)?),
            Rule::changed => ClauseKind::Changed { date: self.date(node)?, by: self.name(node) },
            Rule::of_clause => {
                let word = node.last()?;
                let of = match word.rule() {
                    Rule::kw_line => FactOf::Line,
                    Rule::kw_party => FactOf::Party,
                    Rule::kw_event => FactOf::Event,
                    _ => FactOf::Shipment,
                };
                ClauseKind::Of(Spot::new(of, self.span(&word)))
            }
            Rule::may_be => {
                let word = node.last()?;
                let settling = match word.rule() {
                    Rule::kw_obtained => Settling::Obtained,
                    Rule::kw_fixed => Settling::Fixed,
                    _ => Settling::Clarified,
                };
                ClauseKind::MayBe(Spot::new(settling, self.span(&word)))
            }
            Rule::silence => ClauseKind::SilenceMeansNo { because: self.string(node)? },
            Rule::facts => ClauseKind::Facts(self.names(node)),
            _ => return None,
        })
    }

    fn reckoning_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::measured => {
                let mut names = node.each(Rule::id).map(|id| self.id(&id));
                let (measure, over) = (names.next()?, names.next()?);
                ClauseKind::Measured { measure, over }
            }
            Rule::over_clause => ClauseKind::OverClause(self.name(node)?),
            Rule::through_clause => ClauseKind::Through(self.condition(node)?),
            Rule::rows_as => ClauseKind::RowsAs {
                places: self.places(&node.kid(Rule::places)?),
                like: self.place(node)?,
                when: self.when(node),
            },
            Rule::granted_by => ClauseKind::GrantedBy(self.name(node)?),
            Rule::valid_on => ClauseKind::ValidOn(self.name(node)?),
            Rule::in_case_of => ClauseKind::InCaseOf(self.names(node)),
            Rule::consequences => ClauseKind::Consequences {
                may: node.has(Rule::kw_may),
                of: node.each(Rule::consequence).filter_map(|kid| self.consequence(&kid)).collect(),
            },
            _ => return None,
        })
    }

    fn consequence(&mut self, node: &Node<'_>) -> Option<Consequence> {
        let most = if let Some(amount) = node.kid(Rule::quantity) {
            let span = self.span(&amount);
            let number = super::condition::number(&amount, &amount.kid(Rule::number)?);
            Some(Most::Amount(Spot::new(number, span)))
        } else if node.has(Rule::kw_times) {
            Some(Most::Times { number: self.count(node)?, of: self.name(node)? })
        } else if node.has(Rule::time_unit) {
            Some(Most::Time { number: self.count(node)?, unit: time_unit(node)? })
        } else {
            None
        };
        Some(Consequence { label: Self::label(node)?, most })
    }

    fn rule_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::reading => ClauseKind::Reading {
                id: self.name(node)?,
                label: Self::label(node),
                body: node.kid(Rule::reading_body).map(|body| self.body(&body)).unwrap_or_default(),
            },
            Rule::cite => ClauseKind::Cite(node.each(Rule::citation).filter_map(|kid| self.citation(&kid)).collect()),
            Rule::by_clause => ClauseKind::By(self.name(node)?),
            Rule::applies_to => ClauseKind::AppliesTo(self.acts(node)),
            Rule::force => ClauseKind::Force(self.when(node)),
            Rule::only_if_no => ClauseKind::OnlyIfNo(self.names(node)),
            Rule::subject_to => ClauseKind::SubjectTo(self.names(node)),
            Rule::to_clause => ClauseKind::To(self.names(node)),
            Rule::notwithstanding => ClauseKind::Notwithstanding(self.names(node)),
            Rule::presumed => ClauseKind::PresumedUnlessShownOtherwise,
            Rule::when_clause => ClauseKind::When(self.condition(node)?),
            Rule::unless_clause => ClauseKind::Unless(self.condition(node)?),
            Rule::then_clause => {
                ClauseKind::Then(node.each(Rule::effect).filter_map(|kid| self.effect(&kid)).collect())
            }
            Rule::reason => ClauseKind::Reason(Self::label(node)?),
            Rule::only_relieve => ClauseKind::OnlyRelieve { kept: self.names(node), rule: self.name(node)? },
            Rule::would => self.would(node)?,
            Rule::because_clause => ClauseKind::Because(Self::label(node)?),
            _ => return None,
        })
    }

    fn citation(&mut self, node: &Node<'_>) -> Option<Citation> {
        let dated = node.kid(Rule::dated_citation);
        let whole = dated.as_ref().unwrap_or(node);
        let words = whole.first()?;
        let text = match words.rule() {
            Rule::string => unquoted(words.text()),
            _ => words.text().trim_end().to_owned(),
        };
        Some(Citation { text: Spot::new(text, self.span(&words)), when: self.when(whole) })
    }

    fn would(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        let word = node.kids().nth(1)?;
        let what = match word.rule() {
            Rule::kw_require => Would::Require,
            Rule::kw_relieve => Would::Relieve,
            _ => Would::Stiffen,
        };
        Some(ClauseKind::Would { what: Spot::new(what, self.span(&word)), rules: self.names(node) })
    }

    fn duty_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        Some(match node.rule() {
            Rule::on_clause => ClauseKind::On(self.name(node)?),
            Rule::form => ClauseKind::Form(self.string(node)?),
            Rule::met_when => ClauseKind::MetWhen(self.condition(node)?),
            Rule::due => ClauseKind::Due(self.due(&node.last()?)?),
            _ => return None,
        })
    }

    fn due(&mut self, node: &Node<'_>) -> Option<Due> {
        Some(match node.rule() {
            Rule::due_before => Due::Before(self.name(node)?),
            Rule::due_by => Due::By(self.name(node)?),
            Rule::due_within => {
                Due::Within { number: self.count(node)?, unit: time_unit(node)?, after: self.name(node)? }
            }
            Rule::due_for => Due::For { number: self.count(node)?, unit: time_unit(node)?, after: self.name(node)? },
            _ => return None,
        })
    }

    fn effect(&mut self, node: &Node<'_>) -> Option<Effect> {
        let at = self.at(node);
        let kid = node.first()?;
        let kind = match kid.rule() {
            Rule::kw_prohibited => EffectKind::Prohibited,
            Rule::licence => {
                if let Some(slip) = kid.kid(Rule::slip_licence) {
                    self.found.push(slips::licence_word(self.span(&slip), slip.text()));
                }
                match Self::label(&kid) {
                    Some(name) => EffectKind::LicenceRequired { name, authority: self.name(&kid)? },
                    None => EffectKind::LicenceNamed(self.name(&kid)?),
                }
            }
            Rule::review => EffectKind::Policy(policy_of(&kid.kid(Rule::policy)?)?),
            Rule::kw_exempt => EffectKind::Exempt,
            Rule::kw_not_required_by_this_rule => EffectKind::NotRequired,
            Rule::instead => EffectKind::Instead(self.name(&kid)?),
            Rule::effect_duty => EffectKind::Duty(self.name(&kid)?),
            Rule::on_condition => EffectKind::OnCondition(self.name(&kid)?),
            Rule::with_duty => EffectKind::WithDuty(self.name(&kid)?),
            _ => return None,
        };
        Some(Effect { at, kind })
    }
}

/// The unit of calendar time in a node.
pub(super) fn time_unit(node: &Node<'_>) -> Option<TimeUnit> {
    Some(match node.kid(Rule::time_unit)?.first()?.rule() {
        Rule::kw_days => TimeUnit::Days,
        Rule::kw_weeks => TimeUnit::Weeks,
        Rule::kw_months => TimeUnit::Months,
        _ => TimeUnit::Years,
    })
}
