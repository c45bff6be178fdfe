//! Days that are reckoned from others: terms, and the earlier or the later of several.

use super::clause::time_unit;
use super::condition::{node_text, number};
use super::grammar::{Node, Rule};
use super::lower::Lower;
use super::slips;
use crate::syntax::{ExprKind, Pick, Spot, Term, TermUnit, TimeUnit, Value, Way};

impl Lower<'_> {
    /// `30 days after contract-signed before 2024-09-09`
    pub(super) fn reckoned_first(&mut self, node: &Node<'_>) -> Option<ExprKind> {
        let written = node.kid(Rule::reckoned_left)?;
        let left = self.reckoned_day(&written.first()?)?;
        let right = self.reckoned_day(&node.last()?)?;
        self.extra_is(&written);
        let by = self.date_comparator(&written.last()?);
        Some(ExprKind::Compare { left, by, right })
    }

    /// A day in any form.
    pub(super) fn reckoned_day(&mut self, node: &Node<'_>) -> Option<Spot<Value>> {
        let span = self.span(node);
        let value = match node.rule() {
            Rule::date_side | Rule::base_day | Rule::listed_day | Rule::plain_day => {
                return self.reckoned_day(&node.first()?);
            }
            Rule::date_value => return self.date_value(node),
            Rule::day_brackets => Value::Brackets(Box::new(self.reckoned_day(&node.kid(Rule::date_side)?)?)),
            Rule::term | Rule::plain_term => Value::Term(Box::new(self.term(node)?)),
            Rule::picked | Rule::plain_picked => self.picked(node)?,
            Rule::slip_nested => {
                self.found.push(slips::bare_day(span, node_text(node)));
                Value::Brackets(Box::new(self.reckoned_day(&node.first()?)?))
            }
            Rule::slip_added => Value::Term(Box::new(self.added(node)?)),
            Rule::amount => {
                let quantity = node.kid(Rule::quantity)?;
                number(&quantity, &quantity.kid(Rule::number)?)
            }
            _ => return None,
        };
        Some(Spot::new(value, span))
    }

    fn term(&mut self, node: &Node<'_>) -> Option<Term> {
        let (number, unit) = self.length(node)?;
        let way = self.way(node, &node.kid(Rule::term_way)?);
        let from = node.kids().find(|kid| matches!(kid.rule(), Rule::base_day | Rule::plain_day))?;
        let from = self.reckoned_day(&from)?;
        Some(Term { number, unit, way, from })
    }

    /// How many of what; `90d` is told its words.
    fn length(&mut self, node: &Node<'_>) -> Option<(Spot<u64>, TermUnit)> {
        if let Some(glued) = node.kid(Rule::slip_glued_term) {
            return self.glued(&glued);
        }
        let number = self.count(node)?;
        let Some(business) = node.kid(Rule::business_unit) else {
            return Some((number, TermUnit::Calendar(time_unit(node)?)));
        };
        if let Some(slip) = business.kid(Rule::slip_working_days) {
            self.found.push(slips::term_words(self.span(&slip), slip.text(), "business days"));
        }
        Some((number, TermUnit::Business(self.name(node))))
    }

    fn glued(&mut self, node: &Node<'_>) -> Option<(Spot<u64>, TermUnit)> {
        let written = node.text();
        let (digits, unit) = written.split_at(written.find(|c: char| c.is_ascii_alphabetic())?);
        let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
        let number = plain.parse().unwrap_or(u64::MAX);
        let unit = match unit.chars().next()? {
            'd' => TimeUnit::Days,
            'w' => TimeUnit::Weeks,
            'm' => TimeUnit::Months,
            _ => TimeUnit::Years,
        };
        let span = self.span(node);
        self.found.push(slips::term_words(span, written, &format!("{digits} {}", unit.word(number))));
        Some((Spot::new(number, span), TermUnit::Calendar(unit)))
    }

    /// `90 days from X` is told that a term runs after a day.
    fn way(&mut self, term: &Node<'_>, node: &Node<'_>) -> Way {
        if let Some(slip) = node.kid(Rule::slip_from) {
            self.found.push(slips::term_from(self.span(&slip), node_text(term)));
        }
        if node.has(Rule::kw_before) { Way::Before } else { Way::After }
    }

    /// `contract-signed + 90 days` means a term after it, or with `-` before it.
    fn added(&mut self, node: &Node<'_>) -> Option<Term> {
        let written = node.kid(Rule::date_value)?;
        let from = self.date_value(&written)?;
        let way = if node.has(Rule::slip_minus) { Way::Before } else { Way::After };
        let quiet = self.found.len();
        let (number, unit) = self.length(node)?;
        // The whole is told once, with the unit in its words.
        self.found.truncate(quiet);
        let words = match &unit {
            TermUnit::Calendar(unit) => unit.word(number.value),
            TermUnit::Business(_) => "business days",
        };
        let right = format!("{} {words} {} {}", number.value, way.word(), written.text().trim_end());
        self.found.push(slips::term_words(self.span(node), node_text(node), &right));
        Some(Term { number, unit, way, from })
    }

    fn picked(&mut self, node: &Node<'_>) -> Option<Value> {
        let which = if node.has(Rule::kw_earlier_of) { Pick::Earlier } else { Pick::Later };
        if let Some(slip) = node.kid(Rule::slip_and_day) {
            self.found.push(slips::and_between_days(self.span(&slip)));
        }
        let days: Vec<Node<'_>> =
            node.kids().filter(|kid| matches!(kid.rule(), Rule::listed_day | Rule::plain_day)).collect();
        if days.len() == 1 && !days.iter().any(is_nested) {
            self.found.push(slips::one_day(self.span(node), which));
        }
        let of: Option<Vec<Spot<Value>>> = days.iter().map(|day| self.reckoned_day(day)).collect();
        Some(Value::Picked { which, of: of? })
    }
}

/// A choice within a choice takes all days to itself, and is told so.
fn is_nested(day: &Node<'_>) -> bool {
    day.kid(Rule::base_day).is_some_and(|base| base.has(Rule::slip_nested))
}
