//! Scenarios: what is given, typed by the facts it is about, and what is expected.

use super::Work;
use super::collect::{Placed, Plan};
use super::names::Kind;
use super::shape;
use super::values::{type_words, value_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Case, ClassificationId, DutyId, EventId, Expectation, FactId, FactType, Given, List, ListId, OutcomeWord,
    ProvisionId, RulebookId, Scalar, Scenario, ScreeningId, ViolationId,
};
use crate::source::Span;
use crate::syntax::{self, ClauseKind as C, ExpectKind as X, Given as G, Head, Name, Spot, Value};
use crate::vocab::{Date, Label, Over};

/// Questions that no rulebook declares.
const STANDING_QUESTIONS: [&str; 16] = [
    "item-code",
    "content",
    "lines",
    "produced-with",
    "owners",
    "events",
    "destination",
    "declared-destination",
    "known-end-destination",
    "origin",
    "country-of-export",
    "parties",
    "route",
    "broker",
    "tariff-code",
    "more-digits",
];

/// What is given so far.
#[derive(Clone, Default)]
struct Gathered {
    given: Vec<Given>,
    known_on: Option<Date>,
}

impl Work<'_> {
    /// All scenarios.
    pub(super) fn scenarios(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Scenario { label } = &placed.item.head else { continue };
            let scenario = self.scenario(placed, label);
            self.model.scenarios.push(scenario);
        }
    }

    fn scenario(&mut self, placed: &Placed<'_>, label: &Label) -> Scenario {
        let head = super::collect::opening(placed.item.at.0, self.sources);
        let body = self.body(&shape::SCENARIO, head, &placed.item.body);
        let mut common = Gathered::default();
        for given in body.all(|kind| if let C::Given(given) = kind { Some(given) } else { None }) {
            self.gather(placed.book, &mut common, given);
        }
        let mut cases = Vec::new();
        for clause in &body.clauses {
            let C::Case { on, given, expect } = &clause.kind else { continue };
            let mut gathered = common.clone();
            self.gather(placed.book, &mut gathered, given);
            let expect =
                expect.iter().filter_map(|one| self.expectation(placed.book, one).map(|kind| (kind, one.at.0)));
            cases.push(Case {
                on: on.value,
                known_on: gathered.known_on,
                given: gathered.given,
                expect: expect.collect(),
                span: clause.at.0,
            });
        }
        if cases.is_empty() {
            self.say_missing(shape::SCENARIO.item, head, "on");
        }
        Scenario { rulebook: placed.book, label: label.clone(), cases, span: head }
    }

    fn gather(&mut self, book: RulebookId, into: &mut Gathered, given: &[G]) {
        self.refuse_given_twice(book, given);
        for one in given {
            let read = match one {
                G::KnownOn(day) => {
                    into.known_on = Some(day.value);
                    None
                }
                G::Line(_) => Some(Given::NextLine),
                G::Code(code) => self.code(book, code).map(Given::Code),
                G::Act(act) => Some(Given::Act(act.value)),
                G::From(place) => self.country(place).map(Given::From),
                G::To(place) => self.country(place).map(Given::To),
                G::KnownEndDestination(place) => self.country(place).map(Given::KnownEndDestination),
                G::Through(place) => self.country(place).map(Given::Through),
                G::Component(_) => Some(Given::Component),
                G::InnerComponent(at) => self.of_a_component(&into.given, at.0, Given::InnerComponent),
                G::AllInnerStated(at) => self.of_a_component(&into.given, at.0, Given::AllInnerStated),
                G::Input(_) => Some(Given::Input),
                G::Party { .. } | G::Owned { .. } | G::Matched { .. } | G::AllStated(_) => self.given_party(book, one),
                G::Origin(place) => self.country(place).map(Given::Origin),
                G::Headquarters(place) => self.country(place).map(Given::Headquarters),
                G::Incorporation(place) => self.country(place).map(Given::Incorporation),
                G::Licence { name, when } => {
                    let period = self.period(when);
                    self.licence_named(book, name).map(|id| Given::Licence(id, period))
                }
                G::Leg { kind, from, to, certainty, departs } => {
                    let (from, to) = (self.country(from), self.country(to));
                    let departs = departs.as_ref().map(|day| day.value);
                    from.zip(to).map(|(from, to)| Given::Leg(kind.value.clone(), from, to, certainty.value, departs))
                }
                G::Event { name, on } => {
                    let found = self.find(book, name, &[Kind::Event]);
                    found.map(|bound| Given::Event(EventId::at(bound.index), on.as_ref().map(|day| day.value)))
                }
                G::Fact { name, value, determined } => self.given_fact(book, name, value, determined.as_ref()),
            };
            into.given.extend(read);
        }
    }

    /// One thing that is given two values side by side: a later `on` may give another, but here the last would win in silence. Codes
    /// of one scheme may be several.
    fn refuse_given_twice(&mut self, book: RulebookId, given: &[G]) {
        let mut known: Vec<(&str, Span)> = Vec::new();
        for one in given {
            let named = match one {
                G::Fact { name, .. } if self.names.has(book, Kind::Classification, &name.value) => None,
                G::Fact { name, .. } => Some((name.value.as_str(), name.span())),
                G::Origin(place) => Some(("origin", place.span())),
                G::Headquarters(place) => Some(("headquarters", place.span())),
                G::KnownEndDestination(place) => Some(("known end destination", place.span())),
                G::From(place) => Some(("from", place.span())),
                G::To(place) => Some(("to", place.span())),
                G::Act(act) => Some(("the act", act.at.0)),
                // What follows is said of something else.
                G::Line(_)
                | G::Component(_)
                | G::InnerComponent(_)
                | G::Input(_)
                | G::Party { .. }
                | G::Owned { .. }
                | G::Event { .. } => {
                    known.clear();
                    None
                }
                _ => None,
            };
            let Some((name, span)) = named else { continue };
            match known.iter().find(|(known, _)| *known == name) {
                Some(&(_, first)) => {
                    let said = Diagnostic::at(Code::GIVEN_TWICE, span, format!("`{name}` is given twice"));
                    self.say(said.also(first, "the first time").help("leave one of the two out"));
                }
                None => known.push((name, span)),
            }
        }
    }

    /// What is not encoded, by its name.
    fn notice(&mut self, book: RulebookId, label: &Spot<String>) -> Option<usize> {
        let own = |gap: &&crate::model::NotEncoded| gap.rulebook == book;
        let found = self.model.not_encoded.iter().position(|gap| own(&gap) && gap.label.english == label.value);
        if found.is_some() {
            return found;
        }
        let names: Vec<&str> =
            self.model.not_encoded.iter().filter(own).map(|gap| gap.label.english.as_str()).collect();
        let near = crate::vocab::nearest(&label.value, names.iter().copied()).map(str::to_owned);
        let message = format!("nothing that is not encoded is called “{}”", label.value);
        let said = Diagnostic::at(Code::UNKNOWN_NAME, label.at.0, message);
        self.say(match near {
            Some(near) => said.help(format!("did you mean “{near}”?")),
            None => said.help("write the name of a `not encoded` as it stands there"),
        });
        None
    }

    /// What is said of a component of the line: there must be one.
    fn of_a_component(&mut self, given: &[Given], span: Span, piece: Given) -> Option<Given> {
        let of_line = given.iter().rev().take_while(|one| !matches!(one, Given::NextLine));
        let last = of_line.into_iter().find(|one| matches!(one, Given::Component | Given::Input));
        if matches!(last, Some(Given::Component)) {
            return Some(piece);
        }
        let said = Diagnostic::at(Code::OUT_OF_SCOPE, span, "no component stands before it");
        self.say(said.help("begin one with `component`; what it is made of comes after it"));
        None
    }

    fn given_party(&mut self, book: RulebookId, given: &G) -> Option<Given> {
        Some(match given {
            G::Party { name, roles, place } => {
                let place = match place {
                    Some(place) => Some(self.country(place)?),
                    None => None,
                };
                let roles = self.roles(Over::Parties, roles)?;
                Given::Party(name.value.clone(), roles, place)
            }
            G::Owned { percent, by } => {
                let percent = match percent {
                    Some(written) => match self.scalar(&written.value, None, written.span())? {
                        Scalar::Number(number) => Some(number),
                        _ => None,
                    },
                    None => None,
                };
                Given::Owned(percent, by.value.clone())
            }
            G::Matched { on, matched, determined } => {
                let bound = self.find(book, on, &[Kind::Screening])?;
                let day = determined.as_ref().map(|day| day.value);
                Given::Matched(ScreeningId::at(bound.index), *matched, day)
            }
            G::AllStated(over) => Given::AllStated(over.value),
            _ => return None,
        })
    }

    fn given_fact(
        &mut self,
        book: RulebookId,
        name: &Name,
        value: &Spot<Value>,
        determined: Option<&Spot<Date>>,
    ) -> Option<Given> {
        if name.value == "item" && matches!(value.value, Value::Code(_)) {
            let message = "a scenario states a code by itself";
            self.say(Diagnostic::at(Code::GIVEN_VALUE, name.span(), message).help("leave `item` out").fix(""));
            return None;
        }
        let bound = self.find(book, name, &[Kind::Fact, Kind::Classification])?;
        if bound.kind == Kind::Classification {
            let id = ClassificationId::at(bound.index);
            let stated = self.given_class(id, name, value)?;
            return Some(Given::Classified(id, stated, determined.map(|day| day.value)));
        }
        if let Some(day) = determined {
            let message = format!("`{}` is a fact, and only a classification is determined on a day", name.value);
            let help = "leave `determined …` out";
            self.say(Diagnostic::at(Code::GIVEN_VALUE, day.span(), message).help(help));
        }
        let id = FactId::at(bound.index);
        let kind = self.model.facts.get(bound.index)?.kind.clone();
        self.given_value(id, &kind, name, value)
    }

    /// Nothing inside: it is `none`; nothing at all: it is unknown.
    #[expect(clippy::option_option, reason = "the model tells `none` from unknown")]
    fn given_class(
        &mut self,
        id: ClassificationId,
        name: &Name,
        value: &Spot<Value>,
    ) -> Option<Option<Option<crate::vocab::Code>>> {
        let scheme = self.model.classifications.get(id.index())?.scheme.clone();
        match &value.value {
            Value::Word(word) if word == "unknown" => Some(None),
            Value::Word(word) if word == "none" => Some(Some(None)),
            other => self.class_code(&scheme, name, other, value.span()).map(|code| Some(Some(code))),
        }
    }

    fn given_value(&mut self, id: FactId, kind: &FactType, name: &Name, value: &Spot<Value>) -> Option<Given> {
        match (kind, &value.value) {
            (_, Value::Word(word)) if word == "unknown" => Some(Given::Unknown(id)),
            (FactType::YesOrNo | FactType::Asserted, Value::Word(word)) if word == "yes" || word == "no" => {
                Some(Given::YesOrNo(id, word == "yes"))
            }
            (FactType::OneOf(choices), Value::Word(word)) => {
                self.choice(&name.value, choices, word, value.span()).map(|at| Given::Choice(id, at))
            }
            (FactType::AnyOf(_), Value::Word(word)) if word == "none" => Some(Given::Choices(id, Vec::new())),
            (FactType::AnyOf(choices), Value::Word(word)) => {
                self.choice(&name.value, choices, word, value.span()).map(|at| Given::Choices(id, vec![at]))
            }
            (FactType::AnyOf(choices), Value::Several(words)) => {
                let found: Vec<_> =
                    words.iter().map(|word| self.choice(&name.value, choices, &word.value, word.span())).collect();
                found.into_iter().collect::<Option<Vec<usize>>>().map(|places| Given::Choices(id, places))
            }
            (FactType::Date, Value::Date(day)) => Some(Given::Date(id, *day)),
            (FactType::Country, Value::Place(code)) => {
                self.country(&Spot::new(code.clone(), value.span())).map(|country| Given::Country(id, country))
            }
            (FactType::Text, Value::Text(text)) => Some(Given::Text(id, text.clone())),
            (_, Value::Number { amount, unit }) => {
                let scalar = self.scalar(amount, unit.as_deref(), value.span())?;
                self.given_scalar(id, kind, name, value, scalar)
            }
            _ => {
                self.say_given(name, kind, value);
                None
            }
        }
    }

    fn given_scalar(
        &mut self,
        id: FactId,
        kind: &FactType,
        name: &Name,
        value: &Spot<Value>,
        scalar: Scalar,
    ) -> Option<Given> {
        match (kind, scalar) {
            (FactType::Number, Scalar::Number(number)) => Some(Given::Number(id, number)),
            (FactType::Money, Scalar::Money(money)) => Some(Given::Money(id, money)),
            (FactType::Quantity(dimension), Scalar::Quantity(quantity))
                if dimension.is_none_or(|own| own == quantity.unit.dimension()) =>
            {
                Some(Given::Quantity(id, quantity))
            }
            _ => {
                self.say_given(name, kind, value);
                None
            }
        }
    }

    fn say_given(&mut self, name: &Name, kind: &FactType, value: &Spot<Value>) {
        let message = format!("`{}` is {}, and {} is none", name.value, type_words(kind), value_words(&value.value));
        let help = match kind {
            FactType::YesOrNo | FactType::Asserted => "write `yes`, `no` or `unknown`",
            FactType::Date => "write a date, as `2024-09-09`, or `unknown`",
            FactType::Country => "write a country code, or `unknown`",
            FactType::Quantity(_) => "write a number with a unit of that dimension, or `unknown`",
            FactType::Money => "write a number with a currency, as `500 USD`, or `unknown`",
            _ => "write a value of the type of the fact, or `unknown`",
        };
        self.say(Diagnostic::at(Code::GIVEN_VALUE, value.span(), message).help(help));
    }

    fn expectation(&mut self, book: RulebookId, expect: &syntax::Expect) -> Option<Expectation> {
        let word =
            |(outcome, policy): &(syntax::OutcomeWord, Option<crate::vocab::Policy>)| (outcome_word(*outcome), *policy);
        Some(match &expect.kind {
            X::Outcome(outcome) => Expectation::Outcome(outcome_word(*outcome)),
            X::Policy(policy) => Expectation::Policy(*policy),
            X::Range { from, to } => Expectation::Range(word(from), word(to)),
            X::By { rule, entry } => {
                let id = self.provision_named(book, rule)?;
                if let Some(entry) = entry {
                    self.check_expected_entry(book, entry);
                }
                Expectation::By(id, entry.as_ref().map(|entry| entry.value.clone()))
            }
            X::NotBy(rule) => Expectation::NotBy(self.provision_named(book, rule)?),
            X::Settled(yes) => Expectation::Settled(*yes),
            X::Complete(yes) => Expectation::Complete(*yes),
            X::Question { id, asked } => Expectation::Question(self.question_named(book, id)?, *asked),
            X::Opening { exception, open } => {
                let bound = self.find(book, exception, &[Kind::Exception])?;
                Expectation::Opening(ProvisionId::at(bound.index), *open)
            }
            X::Duty { name, owed } => {
                let bound = self.find(book, name, &[Kind::Duty])?;
                Expectation::Duty(DutyId::at(bound.index), *owed)
            }
            X::Violation { id, found } => {
                let bound = self.find(book, id, &[Kind::Violation])?;
                Expectation::Violation(ViolationId::at(bound.index), *found)
            }
            X::Sanction { id, found } => Expectation::Sanction(self.find(book, id, &[Kind::Sanction])?.index, *found),
            X::FirstReason(words) => Expectation::FirstReason(words.value.clone()),
            X::Notice { label, told } => Expectation::Notice(self.notice(book, label)?, *told),
        })
    }

    fn provision_named(&mut self, book: RulebookId, name: &Name) -> Option<ProvisionId> {
        let bound = self.find(book, name, &[Kind::Rule, Kind::Exception, Kind::Policy])?;
        Some(ProvisionId::at(bound.index))
    }

    /// A question goes by the name of what it is about: a question, a fact, a classification or an opening.
    fn question_named(&mut self, book: RulebookId, name: &Name) -> Option<String> {
        let own = name.value.clone();
        let kinds = [Kind::Question, Kind::Fact, Kind::Exception, Kind::Dispute, Kind::Screening, Kind::Licence];
        if STANDING_QUESTIONS.contains(&own.as_str()) || own.contains('/') {
            return Some(own);
        }
        if kinds.iter().any(|&kind| self.names.local(book, kind, &own).is_some()) {
            return Some(own);
        }
        self.find(book, name, &[Kind::Question]).map(|_| own)
    }

    fn check_expected_entry(&mut self, book: RulebookId, entry: &Spot<String>) {
        let lists = self.model.lists.iter().enumerate().filter(|(_, list)| list.rulebook == book);
        let may_have = |(at, list): (usize, &List)| {
            self.broken_lists.contains(&ListId::at(at)) || list.entries.iter().any(|row| row.key == entry.value)
        };
        if !lists.into_iter().any(may_have) {
            let message = format!("no list of this rulebook has an entry `{}`", entry.value);
            let help = "look its number up in the table of the list";
            self.say(Diagnostic::at(Code::UNKNOWN_ENTRY, entry.span(), message).help(help));
        }
    }
}

fn outcome_word(word: syntax::OutcomeWord) -> OutcomeWord {
    match word {
        syntax::OutcomeWord::NotApplicable => OutcomeWord::NotApplicable,
        syntax::OutcomeWord::NoControlFound => OutcomeWord::NoControlFound,
        syntax::OutcomeWord::PermittedWithDuties => OutcomeWord::PermittedWithDuties,
        syntax::OutcomeWord::LicenceRequired => OutcomeWord::LicenceRequired,
        syntax::OutcomeWord::Prohibited => OutcomeWord::Prohibited,
        syntax::OutcomeWord::Undetermined => OutcomeWord::Undetermined,
    }
}
