//! Facts and the questions that join them.

use super::Work;
use super::collect::{Placed, Plan};
use super::names::{Kind, join};
use super::shape::{self, Body};
use super::values::type_words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Fact, FactType, Question, QuestionId, RulebookId};
use crate::source::Span;
use crate::syntax::{Choice, ClauseKind as C, FactKind, Head, Name, Spot};
use crate::vocab::{FactOf, Label, Unit, month_named, nearest};
use std::collections::{BTreeMap, BTreeSet};

impl Work<'_> {
    /// All declared facts; a standard one that is restated changes in place.
    pub(super) fn facts(&mut self, plan: &Plan<'_>) {
        let together = asked_together(plan);
        for placed in &plan.items {
            let Head::Fact { id, kind, label } = &placed.item.head else { continue };
            let body = self.body(&shape::FACT, id.span(), &placed.item.body);
            let asked = together.contains(&(placed.book, id.value.as_str()));
            let kind = self.fact_type(placed.book, id, kind);
            let fact = self.fact(placed, id, kind, label.clone(), &body);
            if let Some(index) = self.names.standard(&id.value) {
                self.restate(index, fact, &body);
                continue;
            }
            if body.ask().is_none() && !asked {
                self.say_missing("a fact", id.span(), "ask");
            }
            self.model.facts.push(fact);
        }
    }

    fn fact(&mut self, placed: &Placed<'_>, id: &Name, kind: FactType, label: Option<Label>, body: &Body<'_>) -> Fact {
        let of = body.first(|kind| if let C::Of(of) = kind { Some(of.value) } else { None });
        let settling = body.first(|kind| if let C::MayBe(how) = kind { Some(how.value) } else { None });
        let silence = body.silence();
        let cites = self.cites(body);
        Fact {
            id: id.value.clone(),
            rulebook: Some(placed.book),
            kind,
            label,
            of: of.unwrap_or(FactOf::Line),
            standard: None,
            ask: body.ask().cloned().unwrap_or_else(|| Label::new("")),
            settling: settling.unwrap_or_default(),
            silence_means_no: silence,
            question: None,
            cites,
            span: Some(id.span()),
        }
    }

    /// The type as declared; what is wrong in it makes the fact unsound, so that its uses stay quiet.
    fn fact_type(&mut self, book: RulebookId, id: &Name, written: &FactKind) -> FactType {
        match written {
            FactKind::YesOrNo => FactType::YesOrNo,
            FactKind::Asserted(authority) => {
                self.find(book, authority, &[Kind::Authority]);
                FactType::Asserted
            }
            FactKind::OneOf(choices) => FactType::OneOf(self.choices(id, choices)),
            FactKind::AnyOf(choices) => FactType::AnyOf(self.choices(id, choices)),
            FactKind::Date => FactType::Date,
            FactKind::Country => FactType::Country,
            FactKind::Number => FactType::Number,
            FactKind::Money => FactType::Money,
            FactKind::Text => FactType::Text,
            FactKind::Quantity(unit) => self.quantity_type(book, id, unit),
        }
    }

    fn quantity_type(&mut self, book: RulebookId, id: &Name, unit: &Spot<String>) -> FactType {
        if let Some(unit) = self.unit(unit) {
            return FactType::Quantity(Some(unit.dimension()));
        }
        self.names.spoil(book, Kind::Fact, &id.value);
        FactType::Number
    }

    fn choices(&mut self, fact: &Name, written: &[Choice]) -> Vec<(String, Label)> {
        if let Some(beyond) = written.get(FactType::MOST_CHOICES) {
            let message =
                format!("`{}` has {} values; {} is the most", fact.value, written.len(), FactType::MOST_CHOICES);
            let said =
                Diagnostic::at(Code::TOO_MANY_CHOICES, beyond.name.span(), message).also(fact.span(), "of this fact");
            self.say(said.help("an item's place in a long table is a classification or a list, not a choice"));
        }
        let mut kept: Vec<(String, Label)> = Vec::new();
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        for Choice { name, label } in written.iter().take(FactType::MOST_CHOICES) {
            if let Some(&first) = places.get(name.value.as_str()) {
                self.say_duplicate("a value", name, Some(first));
                continue;
            }
            places.insert(&name.value, name.span());
            let label = label.clone().unwrap_or_else(|| Label::new(name.value.replace('-', " ")));
            kept.push((name.value.clone(), label));
        }
        kept
    }

    /// A unit by its symbol.
    pub(super) fn unit(&mut self, written: &Spot<String>) -> Option<Unit> {
        let unit = Unit::from_symbol(&written.value);
        if unit.is_none() {
            self.say_unknown_unit(&written.value, written.span());
        }
        unit
    }

    /// No such unit, with the nearest.
    pub(super) fn say_unknown_unit(&mut self, symbol: &str, span: Span) {
        let said = Diagnostic::at(Code::UNKNOWN_UNIT, span, format!("`{symbol}` is no unit and no currency"));
        let code = Unit::from_code(symbol).map(Unit::symbol);
        if let Some(help) = no_unit(symbol) {
            return self.say(said.help(help));
        }
        let alike = Unit::all().map(Unit::symbol).find(|known| known.eq_ignore_ascii_case(symbol));
        // Of two letters any two are near each other.
        let near = || nearest(symbol, Unit::all().map(Unit::symbol)).filter(|_| symbol.chars().count() > 2);
        self.say(match code.or(alike).or_else(near) {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => {
                said.help("write a unit of the vocabulary, such as `mm`, `kg` or `cc`, or a currency, such as `USD`")
            }
        });
    }

    fn restate(&mut self, index: usize, fact: Fact, body: &Body<'_>) {
        let Some(standard) = self.model.facts.get(index) else { return };
        if !restates(&standard.kind, &fact.kind) {
            let message = format!(
                "`{}` is {} in every shipment, not {}",
                fact.id,
                type_words(&standard.kind),
                type_words(&fact.kind)
            );
            let said = Diagnostic::at(Code::RESTATED_TYPE, fact.span.unwrap_or_default(), message);
            self.say(said.help("keep the type of the standard fact, or give yours another name"));
            return;
        }
        let of_is_stated = body.first(|kind| matches!(kind, C::Of(_)).then_some(())).is_some();
        let Some(standard) = self.model.facts.get_mut(index).filter(|standard| standard.rulebook.is_none()) else {
            return;
        };
        let before = standard.clone();
        *standard = Fact {
            kind: before.kind,
            of: if of_is_stated { fact.of } else { before.of },
            standard: before.standard,
            ask: body.ask().cloned().unwrap_or(before.ask),
            ..fact
        };
    }

    /// Questions that ask several facts as one.
    pub(super) fn questions(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Head::Question { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::QUESTION, id.span(), &placed.item.body);
            let ask = body.ask().cloned().unwrap_or_else(|| label.clone());
            self.model.questions.push(Question {
                id: id.value.clone(),
                label: label.clone(),
                ask: ask.clone(),
                span: id.span(),
            });
            let facts = body.all(|kind| if let C::Facts(facts) = kind { Some(facts) } else { None });
            for fact in facts.into_iter().flatten() {
                self.ask_together(placed.book, fact, QuestionId::at(placed.index), &ask);
            }
        }
    }

    fn ask_together(&mut self, book: RulebookId, name: &Name, question: QuestionId, ask: &Label) {
        let Some(bound) = self.find(book, name, &[Kind::Fact]) else { return };
        let Some(fact) = self.model.facts.get_mut(bound.index) else { return };
        if let Some(earlier) = fact.question.filter(|earlier| *earlier != question) {
            let message = format!("`{}` is already asked in another question", name.value);
            let mut said = Diagnostic::at(Code::TWO_QUESTIONS, name.span(), message);
            if let Some(other) = self.model.questions.get(earlier.index()) {
                said = said.also(other.span, "this one");
            }
            return self.say(said.help("leave the fact in one of the two questions"));
        }
        fact.question = Some(question);
        if fact.ask.english.is_empty() {
            fact.ask = ask.clone();
        }
    }
}

/// The facts that some question of their rulebook asks together with others.
fn asked_together<'p>(plan: &Plan<'p>) -> BTreeSet<(RulebookId, &'p str)> {
    let questions = plan.items.iter().filter(|placed| matches!(placed.item.head, Head::Question { .. }));
    let clauses = questions.flat_map(|placed| placed.item.body.iter().map(move |clause| (placed.book, clause)));
    let facts = clauses.filter_map(|(book, clause)| match &clause.kind {
        C::Facts(facts) => Some(facts.iter().map(move |fact| (book, fact.value.as_str()))),
        _ => None,
    });
    facts.flatten().collect()
}

/// Whether a declared type is that of the standard fact; choices may be listed again, in any words.
fn restates(standard: &FactType, declared: &FactType) -> bool {
    let names = |choices: &[(String, Label)]| choices.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    match (standard, declared) {
        (FactType::OneOf(a), FactType::OneOf(b)) | (FactType::AnyOf(a), FactType::AnyOf(b)) => names(a) == names(b),
        (FactType::Quantity(None), FactType::Quantity(_)) => true,
        (a, b) => a == b,
    }
}

/// ``values are `a`, `b` and `c` ``
pub(super) fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    join(&names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>(), "and")
}

/// Words after a number that are no unit, and what is meant by them.
fn no_unit(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    if matches!(lower.as_str(), "percent" | "percents" | "pct") {
        return Some("write `%`");
    }
    let is_month = month_named(word).is_some() && word.starts_with(char::is_uppercase);
    is_month.then_some("a date is written year-month-day, as in `2025-03-01`")
}
