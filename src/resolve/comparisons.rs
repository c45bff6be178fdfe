//! Comparisons: two values of one type, by words that fit it.

use super::Work;
use super::names::Kind;
use super::values::{Measure, type_words, value_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ClassificationId, Clause, FactId, FactType, Measured, Noun, Operand, RulebookId, Scalar, Test, TotalId, TotalKind,
};
use crate::source::Span;
use crate::syntax::{Name, Spot, Value};
use crate::vocab::{Code as ItemCode, Comparator, Dimension, Label, Scheme};

impl Work<'_> {
    /// `FACT is VALUE [or VALUE …]`, by the type of the fact.
    pub(super) fn is_value(&mut self, book: RulebookId, name: &Name, values: &[Spot<Value>]) -> Option<Test> {
        if let Some(column) = name.value.strip_prefix("listed-entry.") {
            return self.entry_is(column, name, values);
        }
        let bound = self.find(book, name, &[Kind::Fact, Kind::Classification, Kind::Define])?;
        match bound.kind {
            Kind::Classification => self.classified_as(ClassificationId::at(bound.index), name, values),
            Kind::Define if !self.define_in_scope(name, bound.index) => None,
            Kind::Define => self.yes_or_no(name, values, Test::Define(crate::model::DefineId::at(bound.index))),
            _ if !self.in_scope(name, FactId::at(bound.index)) => None,
            _ => self.fact_is(FactId::at(bound.index), name, values),
        }
    }

    /// `listed-entry.reason is "NS", "MT"`
    fn entry_is(&mut self, column: &str, name: &Name, values: &[Spot<Value>]) -> Option<Test> {
        let mut words = Vec::new();
        for value in values {
            match &value.value {
                Value::Text(text) => words.push(text.clone()),
                other => {
                    let message = format!("`{}` is a column of words, and {} is none", name.value, value_words(other));
                    let said = Diagnostic::at(Code::TYPES_DIFFER, value.span(), message);
                    self.say(said.help("write the word of the table in double quotes: `is \"A\"`"));
                }
            }
        }
        (words.len() == values.len()).then(|| Test::EntryIs(column.replace('-', "_"), words))
    }

    fn fact_is(&mut self, id: FactId, name: &Name, values: &[Spot<Value>]) -> Option<Test> {
        let kind = self.model.facts.get(id.index())?.kind.clone();
        match &kind {
            FactType::YesOrNo | FactType::Asserted => self.yes_or_no(name, values, Test::Holds(id)),
            FactType::OneOf(choices) => {
                let found: Vec<Option<usize>> = values.iter().map(|v| self.one_choice(name, choices, v)).collect();
                found.into_iter().collect::<Option<Vec<_>>>().map(|places| Test::ChoiceIs(id, places))
            }
            FactType::AnyOf(_) => self.set_is(id, name, &kind, values),
            FactType::Country => {
                let places: Vec<_> = values.iter().filter_map(|value| self.place_value(name, &kind, value)).collect();
                (places.len() == values.len()).then_some(Test::InPlaces(Noun::Fact(id), places))
            }
            FactType::Text => self.text_is(id, name, &kind, values),
            FactType::Date | FactType::Number | FactType::Quantity(_) | FactType::Money => {
                let left = Spot::new(Value::Word(name.value.clone()), name.span());
                let one = |work: &mut Self, value: &Spot<Value>| {
                    let measure = Measure::of(&kind)?;
                    let sides = ((Operand::Fact(id), measure), work.side_of(name, value)?);
                    let test = work.typed(&left, Comparator::Equal, value, sides)?;
                    Some(Clause { span: value.span(), test })
                };
                let found: Vec<Option<Clause>> = values.iter().map(|value| one(self, value)).collect();
                let mut parts = found.into_iter().collect::<Option<Vec<_>>>()?;
                if parts.len() == 1 { parts.pop().map(|part| part.test) } else { Some(Test::Any(parts)) }
            }
        }
    }

    fn yes_or_no(&mut self, name: &Name, values: &[Spot<Value>], holds: Test) -> Option<Test> {
        let [value] = values else {
            let said = Diagnostic::at(Code::NOT_A_CHOICE, name.span(), format!("`{}` is yes or no", name.value));
            self.say(said.help(format!("write `{0}` or `not {0}`", name.value)));
            return None;
        };
        match &value.value {
            Value::Word(word) if word == "yes" => Some(holds),
            Value::Word(word) if word == "no" => Some(Test::Not(Box::new(Clause { span: value.span(), test: holds }))),
            other => {
                let message = format!("`{}` is yes or no, not {}", name.value, value_words(other));
                let help = format!("write `{0}` or `not {0}`", name.value);
                self.say(Diagnostic::at(Code::NOT_A_CHOICE, value.span(), message).help(help));
                None
            }
        }
    }

    fn one_choice(&mut self, name: &Name, choices: &[(String, Label)], value: &Spot<Value>) -> Option<usize> {
        match &value.value {
            Value::Word(word) => self.choice(&name.value, choices, word, value.span()),
            other => self.choice(&name.value, choices, value_words(other).trim_matches('`'), value.span()),
        }
    }

    fn set_is(&mut self, id: FactId, name: &Name, kind: &FactType, values: &[Spot<Value>]) -> Option<Test> {
        if let [Spot { value: Value::Word(word), .. }] = values
            && word == "none"
        {
            let any = Clause { span: name.span(), test: Test::Includes(id, Vec::new()) };
            return Some(Test::Not(Box::new(any)));
        }
        let help = format!("write `{0} includes VALUE`, or `{0} is none`", name.value);
        self.say_fact(Code::NOT_A_CHOICE, name, kind, "a set of values, not one", &help);
        None
    }

    fn place_value(&mut self, name: &Name, kind: &FactType, value: &Spot<Value>) -> Option<crate::vocab::Place> {
        match &value.value {
            Value::Place(code) | Value::Word(code) => self.place(&Spot::new(code.clone(), value.span())),
            other => {
                self.say_differ(name, &type_words(kind), value.span(), &value_words(other));
                None
            }
        }
    }

    fn text_is(&mut self, id: FactId, name: &Name, kind: &FactType, values: &[Spot<Value>]) -> Option<Test> {
        let mut words = Vec::new();
        for value in values {
            match &value.value {
                Value::Text(text) => words.push(text.clone()),
                other => self.say_differ(name, &type_words(kind), value.span(), &value_words(other)),
            }
        }
        (words.len() == values.len()).then_some(Test::TextIs(id, words))
    }

    fn classified_as(&mut self, id: ClassificationId, name: &Name, values: &[Spot<Value>]) -> Option<Test> {
        let scheme = self.model.classifications.get(id.index())?.scheme.clone();
        let mut tests: Vec<Clause> = Vec::new();
        let mut codes: Vec<ItemCode> = Vec::new();
        for value in values {
            match &value.value {
                Value::Word(word) if word == "none" => {
                    tests.push(Clause { span: value.span(), test: Test::ClassifiedNone(id) });
                }
                other => codes.push(self.class_code(&scheme, name, other, value.span())?),
            }
        }
        if !codes.is_empty() {
            tests.push(Clause { span: name.span(), test: Test::ClassifiedAs(id, codes) });
        }
        if tests.len() == 1 { tests.pop().map(|clause| clause.test) } else { Some(Test::Any(tests)) }
    }

    /// A code of a classification's scheme, written as a text or with its scheme.
    pub(super) fn class_code(&mut self, scheme: &Scheme, name: &Name, value: &Value, span: Span) -> Option<ItemCode> {
        match value {
            Value::Text(text) => self.code_of(scheme.name(), text, span, &[]),
            Value::Code(code) if code.scheme == scheme.name() => self.code_of(scheme.name(), &code.text, span, &[]),
            other => {
                let message = format!("`{}` is `none` or a code of {scheme}, not {}", name.value, value_words(other));
                let help = format!("write `{0} is none` or `{0} is \"CODE\"`", name.value);
                self.say(Diagnostic::at(Code::NOT_A_CHOICE, span, message).help(help));
                None
            }
        }
    }

    /// `DATE before DATE`, `FACT at least QUANTITY`.
    pub(super) fn compare(
        &mut self,
        book: RulebookId,
        left: &Spot<Value>,
        by: Comparator,
        right: &Spot<Value>,
    ) -> Option<Test> {
        if let (Comparator::Equal, Value::Word(word)) = (by, &left.value) {
            let name = Spot::new(word.clone(), left.span());
            let local = self.names.local(book, Kind::Fact, word);
            let comparable = local.filter(|bound| bound.kind == Kind::Fact);
            let measured =
                comparable.and_then(|bound| self.model.facts.get(bound.index)).map(|fact| Measure::of(&fact.kind));
            if local.is_some() && !matches!(measured, Some(Some(_))) {
                return self.is_value(book, &name, std::slice::from_ref(right));
            }
        }
        let sides = (self.side(book, left), self.side(book, right));
        let (Some(first), Some(second)) = sides else { return None };
        self.typed(left, by, right, columns_as((first, second)))
    }

    /// One side of a comparison whose fact may stand in any rulebook.
    fn side(&mut self, book: RulebookId, value: &Spot<Value>) -> Option<(Operand, Measure)> {
        if let Value::Term(_) | Value::Picked { .. } | Value::Brackets(_) = &value.value {
            return self.reckoned(book, value).map(|day| (day, Measure::Date));
        }
        let Value::Word(word) = &value.value else {
            return self.side_of(&Spot::new(value_words(&value.value), value.span()), value);
        };
        let name = Spot::new(word.clone(), value.span());
        let bound = self.find(book, &name, &[Kind::Fact, Kind::Total])?;
        if bound.kind == Kind::Total {
            return self.total_side(bound.index);
        }
        let (id, kind) = self.fact_named(book, &name)?;
        let Some(measure) = Measure::of(&kind) else {
            let but = "and cannot be compared by more or less, earlier or later";
            self.say_fact(Code::TYPES_DIFFER, &name, &kind, but, "compare a date, a number, a quantity or money");
            return None;
        };
        Some((Operand::Fact(id), measure))
    }

    /// A share is compared in percent, a sum as what it adds up, a count as a number.
    fn total_side(&self, at: usize) -> Option<(Operand, Measure)> {
        let total = self.model.totals.get(at)?;
        let measure = match (total.kind, total.measured) {
            (TotalKind::Share, _) => Measure::Quantity(Dimension::of_share()),
            (TotalKind::Count, _) => Measure::Number,
            (TotalKind::Sum, Measured::NetMass) => Measure::Quantity(Dimension::of_mass()),
            (TotalKind::Sum, _) => Measure::Money,
        };
        Some((Operand::Total(TotalId::at(at)), measure))
    }

    /// A written value as one side of a comparison.
    fn side_of(&mut self, name: &Name, value: &Spot<Value>) -> Option<(Operand, Measure)> {
        match &value.value {
            Value::Date(day) => Some((Operand::Fixed(Scalar::Date(*day)), Measure::Date)),
            Value::Number { amount, unit } => {
                let scalar = self.scalar(amount, unit.as_deref(), value.span())?;
                Some((Operand::Fixed(scalar), Measure::of_scalar(scalar)))
            }
            Value::EntryColumn(column) => Some((entry_column(column), Measure::Date)),
            other => {
                self.say_differ(name, "a value to compare", value.span(), &value_words(other));
                None
            }
        }
    }

    fn typed(
        &mut self,
        left: &Spot<Value>,
        by: Comparator,
        right: &Spot<Value>,
        ((first, one), (second, other)): ((Operand, Measure), (Operand, Measure)),
    ) -> Option<Test> {
        if !one.agrees(other) {
            self.say_measures(left, one, right, other);
            return None;
        }
        let for_dates = matches!(by, Comparator::Before | Comparator::From | Comparator::After | Comparator::Through);
        if by != Comparator::Equal && for_dates != (one == Measure::Date) {
            self.say_comparator(left, by, one, right);
            return None;
        }
        Some(Test::Compare(first, by, second))
    }

    fn say_measures(&mut self, left: &Spot<Value>, one: Measure, right: &Spot<Value>, other: Measure) {
        let (code, help) = match (one, other) {
            (Measure::Quantity(_), Measure::Quantity(_)) => {
                (Code::DIMENSIONS_DIFFER, "write the amount in a unit of the same dimension")
            }
            (Measure::Quantity(_), Measure::Number) | (Measure::Number, Measure::Quantity(_)) => {
                (Code::TYPES_DIFFER, "a quantity carries its unit: write it after the number")
            }
            (Measure::Money, Measure::Number) | (Measure::Number, Measure::Money) => {
                (Code::TYPES_DIFFER, "an amount of money carries its currency: write it after the number")
            }
            _ => (Code::TYPES_DIFFER, "compare values of one type"),
        };
        let message = format!(
            "{} is {}, and {} is {}",
            value_words(&left.value),
            one.words(),
            value_words(&right.value),
            other.words()
        );
        self.say(Diagnostic::at(code, right.span(), message).also(left.span(), one.words()).help(help));
    }

    fn say_comparator(&mut self, left: &Spot<Value>, by: Comparator, one: Measure, right: &Spot<Value>) {
        let better = match by {
            Comparator::AtLeast => "from",
            Comparator::AtMost => "through",
            Comparator::MoreThan => "after",
            Comparator::LessThan => "before",
            Comparator::From => "at least",
            Comparator::Through => "at most",
            Comparator::After => "more than",
            Comparator::Before => "less than",
            Comparator::Equal => "is",
        };
        let message = format!("`{}` does not compare {}", by.words(), one.words());
        let said = Diagnostic::at(Code::COMPARATOR, left.span().to(right.span()), message);
        self.say(said.help(format!("write `{better}`")));
    }

    /// A value of another type than its fact.
    fn say_differ(&mut self, name: &Name, own: &str, span: Span, other: &str) {
        let message = if name.value == other {
            format!("{other} is not {own}")
        } else {
            format!("`{}` is {own}, and {other} is none", name.value)
        };
        self.say(Diagnostic::at(Code::TYPES_DIFFER, span, message).help("write a value of the type of the fact"));
    }
}

type Sided = ((Operand, Measure), (Operand, Measure));

/// A column of the entry holds what it is compared with: dates beside a date, else amounts.
fn columns_as(sides: Sided) -> Sided {
    let as_amount = |(own, _): (Operand, Measure), measure: Measure| match own {
        Operand::EntryDate(column) => (Operand::EntryAmount(column), measure),
        other => (other, measure),
    };
    match sides {
        (one @ (Operand::EntryDate(_), _), other) if other.1 != Measure::Date => (as_amount(one, other.1), other),
        (one, other @ (Operand::EntryDate(_), _)) if one.1 != Measure::Date => {
            let measure = one.1;
            (one, as_amount(other, measure))
        }
        both => both,
    }
}

/// `listed-entry.first-listed`, with or without its noun.
pub(super) fn entry_column(written: &str) -> Operand {
    match written.strip_prefix("listed-entry.").unwrap_or(written) {
        "from" => Operand::EntryFrom,
        "first-listed" | "first_listed" => Operand::EntryFirstListed,
        other => Operand::EntryDate(other.replace('-', "_")),
    }
}
