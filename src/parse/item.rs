//! Items: their opening words and their bodies.

use super::expected;
use super::grammar::{Node, Rule};
use super::lower::{Lower, trimmed_end};
use super::slips;
use crate::syntax::{Amendable, Choice, Clause, FactKind, Head, Item, Name, Spot};

impl Lower<'_> {
    /// The items of a parsed chunk; what could not be read is reported.
    pub(super) fn chunk(&mut self, chunk: &Node<'_>) -> Vec<Item> {
        let mut items = Vec::new();
        for kid in chunk.kids() {
            match kid.rule() {
                Rule::item => items.extend(self.item(&kid)),
                Rule::broken_item => self.broken_item(&kid),
                Rule::tail => self.tail(&kid),
                _ => {}
            }
        }
        items
    }

    fn item(&mut self, node: &Node<'_>) -> Option<Item> {
        let at = self.at(node);
        let head = self.head(&node.first()?)?;
        let body = node.kid(Rule::body).map(|body| self.body(&body)).unwrap_or_default();
        Some(Item { at, head, body })
    }

    /// Its clauses are read for their own errors; without a head there is no item.
    fn broken_item(&mut self, node: &Node<'_>) {
        if let Some(head) = node.kid(Rule::broken_head) {
            self.report(Rule::item, node.start(), head.end().saturating_add(1));
        }
        if let Some(body) = node.kid(Rule::body) {
            let clauses = self.body(&body);
            drop(clauses);
        }
    }

    fn tail(&mut self, node: &Node<'_>) {
        if node.text().starts_with('}') {
            let span = self.stretch(node.start(), node.start().saturating_add(1));
            self.found.push(slips::stray_brace(span));
        } else {
            self.report(Rule::item, node.start(), node.end());
        }
    }

    /// The clauses of an item or a reading; junk and a missing brace are reported.
    pub(super) fn body(&mut self, body: &Node<'_>) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut before: Option<Node<'_>> = None;
        let mut junk = false;
        for kid in body.kids() {
            match kid.rule() {
                Rule::junk => {
                    junk = true;
                    self.junk(before.as_ref(), &kid);
                    before = None;
                }
                Rule::semi => before = None,
                Rule::unclosed if !junk => self.missing_brace(body),
                Rule::open | Rule::close | Rule::unclosed => {}
                _ => {
                    clauses.extend(self.clause(&kid));
                    before = Some(kid);
                }
            }
        }
        clauses
    }

    /// Where junk follows a clause on its line, the two together say best what is wrong.
    fn junk(&mut self, before: Option<&Node<'_>>, node: &Node<'_>) {
        let same_line = before.filter(|clause| !self.line_ends_between(trimmed_end(clause), node.start()));
        let start = same_line.map_or(node.start(), Node::start);
        self.report(Rule::lone_clause, start, node.end());
    }

    fn missing_brace(&mut self, body: &Node<'_>) {
        let open = self.stretch(body.start(), body.start().saturating_add(1));
        let end = self.stretch(body.end(), body.end());
        let (start, end_of_text) = (self.base.saturating_add(body.start()), self.base.saturating_add(body.end()));
        if !self.clean.has_open_string(start, end_of_text) {
            self.found.push(slips::missing_brace(open, end));
        }
    }

    /// Reads a stretch that was not understood once more, for the message.
    fn report(&mut self, rule: Rule, start: usize, end: usize) {
        let (from, to) = (self.base.saturating_add(start), self.base.saturating_add(end));
        if let Some(found) = expected::explain(self.clean, rule, from, to) {
            self.found.push(found);
        }
    }

    fn head(&mut self, node: &Node<'_>) -> Option<Head> {
        Some(match node.rule() {
            Rule::h_part => Head::Part { of: self.name(node)? },
            Rule::h_entry => Head::Entry { keys: self.keys(node), list: self.name(node)?, label: Self::label(node) },
            Rule::h_fact => {
                let kind = self.fact_kind(&node.kid(Rule::fact_kind)?.first()?)?;
                Head::Fact { id: self.name(node)?, kind, label: Self::label(node) }
            }
            Rule::h_order_of_review => Head::OrderOfReview { rules: self.names(node) },
            Rule::h_not_encoded => Head::NotEncoded { label: Self::label(node)? },
            Rule::h_amend => Head::Amend {
                what: self.amendable(node)?,
                id: self.name(node)?,
                by: self.by(node)?,
                label: Self::label(node),
            },
            Rule::h_repeal => Head::Repeal {
                what: self.amendable(node)?,
                ids: self.names(node),
                by: self.by(node)?,
                when: self.when(node),
            },
            Rule::h_suspend => Head::Suspend {
                what: self.amendable(node)?,
                ids: self.names(node),
                by: self.by(node)?,
                when: self.when(node),
            },
            Rule::h_scenario => Head::Scenario { label: Self::label(node)? },
            _ => return self.named_head(node),
        })
    }

    fn by(&mut self, node: &Node<'_>) -> Option<Name> {
        self.name(&node.kid(Rule::by_clause)?)
    }

    fn amendable(&mut self, node: &Node<'_>) -> Option<Spot<Amendable>> {
        let word = node.kid(Rule::amendable)?.first()?;
        let what = match word.rule() {
            Rule::kw_rule => Amendable::Rule,
            Rule::kw_exception => Amendable::Exception,
            Rule::kw_policy => Amendable::Policy,
            Rule::kw_define => Amendable::Define,
            Rule::kw_list => Amendable::List,
            _ => Amendable::Group,
        };
        Some(Spot::new(what, self.span(&word)))
    }

    fn named_head(&mut self, node: &Node<'_>) -> Option<Head> {
        let (id, label) = (self.name(node)?, Self::label(node)?);
        Some(match node.rule() {
            Rule::h_rulebook => Head::Rulebook { id, label },
            Rule::h_instrument => Head::Instrument { id, label },
            Rule::h_group => Head::Group { id, label },
            Rule::h_calendar => Head::Calendar { id, label },
            Rule::h_list => Head::List { id, label },
            Rule::h_classification => Head::Classification { id, label },
            Rule::h_question => Head::Question { id, label },
            Rule::h_define => Head::Define { id, label },
            Rule::h_disputed => Head::Disputed { id, label },
            Rule::h_rule => Head::Rule { id, label },
            Rule::h_exception => Head::Exception { id, label },
            Rule::h_policy => Head::Policy { id, label },
            Rule::h_closed_list => Head::ClosedList { id, label },
            Rule::h_duty => Head::Duty { id, label },
            Rule::h_table => Head::Table { id, label },
            Rule::h_share => Head::Share { id, label },
            Rule::h_sum => Head::Sum { id, label },
            Rule::h_count => Head::Count { id, label },
            Rule::h_screening => Head::Screening { id, label },
            Rule::h_licence => Head::Licence { id, label },
            Rule::h_event => Head::Event { id, label },
            Rule::h_violation => Head::Violation { id, label },
            Rule::h_sanction => Head::Sanction { id, label },
            _ => return None,
        })
    }

    fn fact_kind(&mut self, node: &Node<'_>) -> Option<FactKind> {
        Some(match node.rule() {
            Rule::kw_yes_or_no => FactKind::YesOrNo,
            Rule::asserted => FactKind::Asserted(self.name(node)?),
            Rule::one_of => FactKind::OneOf(self.choices(node)),
            Rule::any_choice => FactKind::AnyOf(self.choices(node)),
            Rule::kw_date => FactKind::Date,
            Rule::kw_country => FactKind::Country,
            Rule::kw_number => FactKind::Number,
            Rule::quantity_in => FactKind::Quantity(self.words(node, Rule::unit)?),
            Rule::kw_money => FactKind::Money,
            Rule::kw_text => FactKind::Text,
            _ => return None,
        })
    }

    fn choices(&mut self, node: &Node<'_>) -> Vec<Choice> {
        let choice = |kid: Node<'_>| Some(Choice { name: self.name(&kid)?, label: Self::label(&kid) });
        node.each(Rule::choice).filter_map(choice).collect()
    }
}
