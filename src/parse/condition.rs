//! Conditions.

use super::grammar::{Node, Rule};
use super::lower::{Lower, unquoted};
use super::slips;
use crate::source::Span;
use crate::syntax::{Comparator, Expr, ExprKind, Name, Noun, Reach, Spot, Value, WrittenCode};
use crate::vocab::Over;

impl Lower<'_> {
    /// The first condition in a node.
    pub(super) fn condition(&mut self, node: &Node<'_>) -> Option<Expr> {
        let expr = node.kid(Rule::expr)?;
        self.expr(&expr)
    }

    fn expr(&mut self, node: &Node<'_>) -> Option<Expr> {
        let at = self.at(node);
        let (mut operands, mut ands, mut ors) = (Vec::new(), Vec::new(), Vec::new());
        for kid in node.kids() {
            match kid.rule() {
                Rule::operand => operands.extend(self.operand(&kid)),
                Rule::kw_and => ands.push(self.span(&kid)),
                Rule::kw_or => ors.push(self.span(&kid)),
                Rule::slip_and => ands.push(self.connective(&kid, "and")),
                Rule::slip_or => ors.push(self.connective(&kid, "or")),
                _ => {}
            }
        }
        if let (Some(&and), Some(&or)) = (ands.first(), ors.first()) {
            self.found.push(slips::mixed(at.0, and, or));
        }
        let kind = match () {
            () if operands.len() == 1 => return operands.pop(),
            () if ors.is_empty() => ExprKind::And(operands),
            () => ExprKind::Or(operands),
        };
        Some(Expr { at, kind })
    }

    fn connective(&mut self, node: &Node<'_>, words: &str) -> Span {
        let span = self.span(node);
        self.found.push(slips::operator(span, node.text(), words));
        span
    }

    fn operand(&mut self, node: &Node<'_>) -> Option<Expr> {
        let at = self.at(node);
        let nots: Vec<Node<'_>> =
            node.kids().filter(|kid| matches!(kid.rule(), Rule::kw_not | Rule::slip_not)).collect();
        for sign in nots.iter().filter(|kid| kid.rule() == Rule::slip_not) {
            self.found.push(slips::operator(self.span(sign), sign.text(), "not"));
        }
        if let [first, .., last] = nots.as_slice() {
            self.found.push(slips::double_not(self.span(first).to(self.span(last))));
        }
        let inner = self.primary(&node.last()?)?;
        let negated = !nots.len().is_multiple_of(2);
        Some(if negated { Expr { at, kind: ExprKind::Not(Box::new(inner)) } } else { inner })
    }

    fn primary(&mut self, node: &Node<'_>) -> Option<Expr> {
        let at = self.at(node);
        let kind = match node.rule() {
            Rule::brackets => ExprKind::Brackets(Box::new(self.condition(node)?)),
            Rule::each => self.each(node)?,
            Rule::required_by => {
                let mut names = node.each(Rule::ids).map(|ids| ids.each(Rule::id).map(|id| self.id(&id)).collect());
                ExprKind::RequiredBy { rules: names.next()?, disregarding: names.next().unwrap_or_default() }
            }
            Rule::compound => self.compound(node)?,
            Rule::held => {
                let mut names = node.each(Rule::id).map(|id| self.id(&id));
                ExprKind::Held { licence: names.next()?, as_of: names.next() }
            }
            Rule::matched => ExprKind::MatchedOn(self.names(node)),
            Rule::any_of => ExprKind::AnyOf(self.members(node)),
            Rule::all_of => ExprKind::AllOf(self.members(node)),
            Rule::kw_always => ExprKind::Always,
            Rule::listed => self.listed(node),
            Rule::item_is => return self.item_is(node),
            Rule::classified_under => ExprKind::ClassifiedUnder(self.name(node)?),
            Rule::reach => self.reach(node)?,
            Rule::act_is => return Some(self.act_is(node)),
            Rule::disputed => ExprKind::Disputed(self.name(node)?),
            Rule::place_test => return self.place_test(node),
            Rule::dated => self.dated(node)?,
            Rule::reckoned_first => self.reckoned_first(node)?,
            Rule::statement => return self.statement(node),
            _ => return None,
        };
        Some(Expr { at, kind })
    }

    /// The members of `any of { … }`; a line end or `;` stands between two of them.
    fn members(&mut self, node: &Node<'_>) -> Vec<Expr> {
        let mut members = Vec::new();
        let mut apart = true;
        let mut last_end = node.start();
        for kid in node.kids() {
            if kid.rule() == Rule::semi {
                apart = true;
            }
            if kid.rule() != Rule::expr {
                continue;
            }
            let start = kid.start();
            if !apart && !self.line_ends_between(last_end, start) {
                self.found.push(slips::member_line(self.span(&kid)));
            }
            members.extend(self.expr(&kid));
            last_end = super::lower::trimmed_end(&kid);
            apart = false;
        }
        members
    }

    /// Whether a line ends between two places of the parsed stretch.
    pub(super) fn line_ends_between(&self, start: usize, end: usize) -> bool {
        let (start, end) = (self.base.saturating_add(start), self.base.saturating_add(end));
        self.clean.text.get(start..end).is_some_and(|between| between.contains('\n'))
    }

    fn listed(&mut self, node: &Node<'_>) -> ExprKind {
        if let Some(slip) = node.kid(Rule::slip_item_in) {
            self.found.push(slips::item_listed(self.span(&slip), slip.text()));
        }
        ExprKind::Listed { lists: self.names(node), entries: self.keys(node) }
    }

    /// Reports an `is` before a comparison.
    pub(super) fn extra_is(&mut self, node: &Node<'_>) {
        if let Some(slip) = node.kid(Rule::slip_is) {
            self.found.push(slips::extra_is(self.span(&slip)));
        }
    }

    fn item_is(&mut self, node: &Node<'_>) -> Option<Expr> {
        let kind = ExprKind::ItemIs(self.codes(node));
        if let Some(slip) = node.kid(Rule::slip_item_operator) {
            let operator = slip.kid(Rule::slip_operator)?;
            return Some(self.equality(node, &operator, kind));
        }
        Some(self.perhaps_not(node, node, kind))
    }

    fn act_is(&mut self, node: &Node<'_>) -> Expr {
        let acts = node.each(Rule::act).filter_map(|act| self.act(&act)).collect();
        self.perhaps_not(node, node, ExprKind::ActIs(acts))
    }

    fn reach(&mut self, node: &Node<'_>) -> Option<ExprKind> {
        let how = match node.first()?.rule() {
            Rule::kw_exported_from => Reach::ExportedFrom,
            Rule::kw_in_transit_through => Reach::InTransitThrough,
            Rule::kw_passes_through => Reach::PassesThrough,
            _ => Reach::BrokeredFrom,
        };
        let places = node.kid(Rule::reach_places).map(|places| self.places(&places)).unwrap_or_default();
        Some(ExprKind::Reach { how, places, group: self.name(node) })
    }

    fn place_test(&mut self, node: &Node<'_>) -> Option<Expr> {
        let written = node.kid(Rule::noun)?;
        let noun = Spot::new(noun_of(&written)?, self.span(&written));
        let test = node.last()?;
        if test.rule() == Rule::place_in {
            return self.in_group(node, &test, noun);
        }
        let one_word = test.each(Rule::place).count() == 1;
        if let Some(group) = test.kid(Rule::place).filter(|place| one_word && may_be_group(place)) {
            return Some(self.group_after_is(node, &test, &group, noun));
        }
        let kind = ExprKind::InCountries { noun, places: self.places(&test) };
        match test.kid(Rule::slip_operator) {
            Some(operator) => Some(self.equality(node, &operator, kind)),
            None => Some(self.perhaps_not(node, &test, kind)),
        }
    }

    fn group_after_is(&mut self, node: &Node<'_>, test: &Node<'_>, group: &Node<'_>, noun: Spot<Noun>) -> Expr {
        self.found.push(slips::group_after_is(self.span(test), group.text()));
        let group = Spot::new(slips::kebab(group.text()), self.span(group));
        Expr { at: self.at(node), kind: ExprKind::InGroup { noun, group } }
    }

    fn in_group(&mut self, node: &Node<'_>, test: &Node<'_>, noun: Spot<Noun>) -> Option<Expr> {
        let kind = match test.kid(Rule::slip_in_places) {
            Some(places) if test.has(Rule::kw_in) => {
                self.found.push(slips::countries_after_in(self.span(test), places.text().trim_end()));
                ExprKind::InCountries { noun, places: self.places(&places) }
            }
            Some(places) => ExprKind::InCountries { noun, places: self.places(&places) },
            None => ExprKind::InGroup { noun, group: self.name(test)? },
        };
        let Some(slip) = test.kid(Rule::slip_not_in) else { return Some(Expr { at: self.at(node), kind }) };
        Some(self.misplaced_not(node, &slip, "in", kind))
    }

    fn dated(&mut self, node: &Node<'_>) -> Option<ExprKind> {
        let written = node.kid(Rule::dated_left)?;
        let left = self.date_value(&written.kid(Rule::date_value)?)?;
        if let (Value::Word(done), "to") = (&left.value, written.last()?.text())
            && let Some(slip) = slips::sent_to(self.span(node), done)
        {
            self.found.push(slip);
            return None;
        }
        let right = self.reckoned_day(&node.last()?)?;
        self.extra_is(&written);
        let by = self.date_comparator(&written.last()?);
        Some(ExprKind::Compare { left, by, right })
    }

    /// The comparison of two days.
    pub(super) fn date_comparator(&mut self, word: &Node<'_>) -> Comparator {
        match word.rule() {
            Rule::kw_from => Comparator::From,
            Rule::kw_after => Comparator::After,
            Rule::kw_through => Comparator::Through,
            Rule::kw_before => Comparator::Before,
            Rule::kw_is => Comparator::Equal,
            _ => {
                self.found.push(slips::until(self.span(word), word.text()));
                Comparator::Before
            }
        }
    }

    /// A date, or something that has one.
    pub(super) fn date_value(&mut self, node: &Node<'_>) -> Option<Spot<Value>> {
        if let Some(id) = node.kid(Rule::id) {
            let name = self.id(&id);
            return Some(word_or_column(name));
        }
        let date = self.day(node)?;
        Some(Spot { value: Value::Date(date.value), at: date.at })
    }

    fn statement(&mut self, node: &Node<'_>) -> Option<Expr> {
        let fact = self.name(node)?;
        let at = self.at(node);
        let Some(said) = node.kids().find(|kid| kid.rule() != Rule::id) else {
            return Some(Expr { at, kind: ExprKind::Holds(fact) });
        };
        let noun = || Spot { value: Noun::Fact(fact.value.clone()), at: fact.at };
        let kind = match said.rule() {
            Rule::marks => return self.marks(node, &said, fact),
            Rule::is_given => ExprKind::IsGiven(fact),
            Rule::is_reckoned => {
                let right = self.reckoned_day(&said.last()?)?;
                let kind = ExprKind::Compare { left: word_or_column(fact), by: Comparator::Equal, right };
                return Some(self.perhaps_not(node, &said, kind));
            }
            Rule::is_places => {
                let kind = ExprKind::InCountries { noun: noun(), places: self.places(&said) };
                return Some(self.perhaps_not(node, &said, kind));
            }
            Rule::in_group => return self.in_group(node, &said, noun()),
            Rule::is_values => {
                let kind = self.is_values(&said, fact);
                return Some(self.perhaps_not(node, &said, kind));
            }
            Rule::includes_any => ExprKind::Includes { fact, values: Vec::new() },
            Rule::includes => {
                let values = said.each(Rule::id).map(|id| self.id(&id)).collect();
                ExprKind::Includes { fact, values }
            }
            Rule::compare => {
                self.extra_is(&said);
                let right = self.compared(&said.last()?)?;
                ExprKind::Compare { left: word_or_column(fact), by: comparator(&said)?, right }
            }
            Rule::slip_compare => return self.slip_compare(node, &said, fact),
            _ => return None,
        };
        Some(Expr { at, kind })
    }

    /// `any component where { A; B }`
    fn each(&mut self, node: &Node<'_>) -> Option<ExprKind> {
        let over = match node.kid(Rule::each_one)?.first()?.rule() {
            Rule::kw_component => Over::Components,
            Rule::kw_input => Over::Inputs,
            Rule::kw_party => Over::Parties,
            _ => Over::Owners,
        };
        let roles = node.kid(Rule::ids).map(|ids| ids.each(Rule::id).map(|id| self.id(&id)).collect());
        let through = node.kid(Rule::each_through).map(|node| self.asked_of_each(&node));
        let members = self.asked_of_each(node);
        Some(ExprKind::Each {
            every: node.has(Rule::kw_every),
            over,
            roles: roles.unwrap_or_default(),
            through: through.unwrap_or_default(),
            members,
        })
    }

    /// `{ A; B }` or `A`
    fn asked_of_each(&mut self, node: &Node<'_>) -> Vec<Expr> {
        match node.kid(Rule::each_body) {
            Some(body) => self.members(&body),
            None => node.kid(Rule::operand).and_then(|operand| self.operand(&operand)).into_iter().collect(),
        }
    }

    /// `peak-power times frequency more than 0.2 kW GHz`
    fn compound(&mut self, node: &Node<'_>) -> Option<ExprKind> {
        let mut times: Vec<Name> = node.each(Rule::id).map(|id| self.id(&id)).collect();
        let divided = if node.has(Rule::kw_divided_by) { times.pop() } else { None };
        let by = match node.kids().find(|kid| is_amount_comparator(kid.rule()))?.rule() {
            Rule::kw_at_least => Comparator::AtLeast,
            Rule::kw_at_most => Comparator::AtMost,
            Rule::kw_more_than => Comparator::MoreThan,
            _ => Comparator::LessThan,
        };
        let written = node.kid(Rule::compound_amount)?;
        let amount = written.kid(Rule::number)?.text().to_owned();
        let units: Vec<&str> = written.each(Rule::unit).map(|unit| unit.text()).collect();
        Some(ExprKind::Compound { times, divided, by, amount, unit: Spot::new(units.join(" "), self.span(&written)) })
    }

    /// `country-chart marks destination under "NS 2"`
    fn marks(&mut self, node: &Node<'_>, said: &Node<'_>, table: Name) -> Option<Expr> {
        let written = said.kid(Rule::marked_place)?;
        let noun = match written.kid(Rule::noun) {
            Some(noun) => noun_of(&noun)?,
            None => Noun::Fact(self.name(&written)?.value),
        };
        let place = Spot::new(noun, self.span(&written));
        let under = said.kid(Rule::marked_column)?;
        let column = match under.kid(Rule::string) {
            Some(words) => Spot::new(Value::Text(unquoted(words.text())), self.span(&words)),
            None => word_or_column(self.name(&under)?),
        };
        Some(Expr { at: self.at(node), kind: ExprKind::Marks { table, place, column } })
    }

    fn is_values(&mut self, node: &Node<'_>, fact: Name) -> ExprKind {
        let nested = node.each(Rule::more_value).filter_map(|more| more.kid(Rule::value));
        let written: Vec<Node<'_>> = node.each(Rule::value).chain(nested).collect();
        let values = written.iter().filter_map(|value| self.value(value)).collect();
        is(fact, values)
    }

    fn compared(&mut self, node: &Node<'_>) -> Option<Spot<Value>> {
        if node.rule() == Rule::value { self.value(node) } else { self.reckoned_day(node) }
    }

    /// `voltage >= 80 V` is reported with its words, and means what it says.
    fn slip_compare(&mut self, node: &Node<'_>, said: &Node<'_>, fact: Name) -> Option<Expr> {
        let operator = said.kid(Rule::slip_operator)?;
        let right = self.compared(&said.last()?)?;
        let dated = matches!(right.value, Value::Date(_) | Value::Term(_) | Value::Picked { .. } | Value::Brackets(_));
        let Some(by) = compared_by(operator.text(), dated) else {
            let kind = is(fact, vec![right]);
            return Some(self.equality(node, &operator, kind));
        };
        self.found.push(slips::operator(self.span(&operator), operator.text(), by.words()));
        Some(Expr { at: self.at(node), kind: ExprKind::Compare { left: word_or_column(fact), by, right } })
    }

    /// A condition whose `is` was written as `=`, `==` or `!=`.
    fn equality(&mut self, node: &Node<'_>, operator: &Node<'_>, kind: ExprKind) -> Expr {
        let whole = Expr { at: self.at(node), kind };
        if !matches!(operator.text(), "!=" | "<>" | "≠") {
            self.found.push(slips::operator(self.span(operator), operator.text(), "is"));
            return whole;
        }
        let (before, after) = around(node, operator);
        let right = format!("not {before} is {after}");
        self.found.push(slips::operator(self.span(node), node_text(node), &right));
        Expr { at: whole.at, kind: ExprKind::Not(Box::new(whole)) }
    }

    /// A condition, negated where `is not` was written.
    fn perhaps_not(&mut self, node: &Node<'_>, said: &Node<'_>, kind: ExprKind) -> Expr {
        match said.kid(Rule::slip_is_not) {
            Some(slip) => self.misplaced_not(node, &slip, "", kind),
            None => Expr { at: self.at(node), kind },
        }
    }

    fn misplaced_not(&mut self, node: &Node<'_>, slip: &Node<'_>, instead: &str, kind: ExprKind) -> Expr {
        let (before, after) = around(node, slip);
        let words = ["not", before, instead, after];
        let right = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        self.found.push(slips::not_place(self.span(node), &right));
        let at = self.at(node);
        Expr { at, kind: ExprKind::Not(Box::new(Expr { at, kind })) }
    }

    /// A value.
    pub(super) fn value(&mut self, node: &Node<'_>) -> Option<Spot<Value>> {
        let written = node.first()?;
        let span = self.span(&written);
        let value = match written.rule() {
            Rule::string => Value::Text(unquoted(written.text())),
            Rule::written_code => Value::Code(self.written_code(&written)?.value),
            Rule::day | Rule::slip_day => Value::Date(self.day(&written)?.value),
            Rule::slip_control_number => {
                self.found.push(slips::bare_code(span, written.text()));
                Value::Code(WrittenCode { scheme: "ECCN".to_owned(), text: written.text().to_owned() })
            }
            Rule::slip_number => {
                self.found.push(slips::grouped_number(span, node_text(&written)));
                number(&written, &written.kid(Rule::slip_grouped)?)
            }
            Rule::slip_glued => {
                let (amount, unit) = (written.kid(Rule::glued_number)?, written.kid(Rule::unit)?);
                self.found.push(slips::glued_number(span, amount.text(), unit.text()));
                number(&written, &amount)
            }
            Rule::quantity => {
                let amount = written.kid(Rule::number)?;
                self.found.extend(slips::point_or_thousand(self.span(&amount), amount.text()));
                number(&written, &amount)
            }
            Rule::place_code => Value::Place(written.text().to_owned()),
            Rule::id => return Some(word_or_column(self.id(&written))),
            _ => return None,
        };
        Some(Spot::new(value, span))
    }
}

/// A number with its unit or currency.
pub(super) fn number(node: &Node<'_>, amount: &Node<'_>) -> Value {
    let unit = node.kid(Rule::unit).map(|unit| unit.text().to_owned());
    Value::Number { amount: amount.text().replace(',', "_"), unit }
}

/// A number or a date after `is` is compared; anything else is one of the values.
fn is(fact: Name, mut values: Vec<Spot<Value>>) -> ExprKind {
    let compared = |value: &Spot<Value>| {
        let day = matches!(value.value, Value::Date(_) | Value::Term(_) | Value::Picked { .. } | Value::Brackets(_));
        day || matches!(value.value, Value::Number { .. })
    };
    match values.pop() {
        Some(right) if values.is_empty() && compared(&right) => {
            ExprKind::Compare { left: word_or_column(fact), by: Comparator::Equal, right }
        }
        last => {
            values.extend(last);
            ExprKind::Is { fact, values }
        }
    }
}

/// A name, or a column of the listed entry.
fn word_or_column(name: Name) -> Spot<Value> {
    let value = match name.value.strip_prefix("listed-entry.") {
        Some(column) => Value::EntryColumn(column.to_owned()),
        None => Value::Word(name.value),
    };
    Spot { value, at: name.at }
}

fn is_amount_comparator(rule: Rule) -> bool {
    matches!(rule, Rule::kw_at_least | Rule::kw_at_most | Rule::kw_more_than | Rule::kw_less_than)
}

fn comparator(node: &Node<'_>) -> Option<Comparator> {
    let word = node.kids().find(|kid| kid.rule() != Rule::slip_is)?;
    Some(match word.rule() {
        Rule::kw_at_least => Comparator::AtLeast,
        Rule::kw_at_most => Comparator::AtMost,
        Rule::kw_more_than => Comparator::MoreThan,
        _ => Comparator::LessThan,
    })
}

/// The comparison meant by an operator; none for equality.
fn compared_by(operator: &str, dated: bool) -> Option<Comparator> {
    Some(match (operator, dated) {
        (">=" | "=>" | "≥", false) => Comparator::AtLeast,
        ("<=" | "=<" | "≤", false) => Comparator::AtMost,
        (">", false) => Comparator::MoreThan,
        ("<", false) => Comparator::LessThan,
        (">=" | "=>" | "≥", true) => Comparator::From,
        ("<=" | "=<" | "≤", true) => Comparator::Through,
        (">", true) => Comparator::After,
        ("<", true) => Comparator::Before,
        _ => return None,
    })
}

fn noun_of(node: &Node<'_>) -> Option<Noun> {
    Some(match node.first()?.rule() {
        Rule::kw_destination => Noun::Destination,
        Rule::kw_declared_destination => Noun::DeclaredDestination,
        Rule::kw_known_end_destination => Noun::KnownEndDestination,
        Rule::kw_origin => Noun::Origin,
        Rule::kw_country_of_export => Noun::CountryOfExport,
        Rule::kw_end_user => Noun::EndUser,
        Rule::kw_consignee => Noun::Consignee,
        Rule::kw_party => Noun::Party,
        Rule::kw_country_of_incorporation => Noun::Incorporation,
        Rule::kw_headquarters => Noun::Headquarters,
        Rule::kw_event_country => Noun::EventCountry,
        _ => return None,
    })
}

/// A word after `is` that is no country in any spelling.
fn may_be_group(place: &Node<'_>) -> bool {
    let written = place.text();
    !place.has(Rule::place_code) && !written.starts_with('"') && slips::country(written).is_none()
}

/// The words of a node before and after one of its pieces.
fn around<'t>(node: &Node<'t>, piece: &Node<'_>) -> (&'t str, &'t str) {
    let text = node_text(node);
    let cut = |offset: usize| offset.saturating_sub(node.start());
    let before = text.get(..cut(piece.start())).unwrap_or_default().trim_end();
    let after = text.get(cut(piece.end())..).unwrap_or_default().trim_start();
    (before, after)
}

/// The words of a node without the space after them.
pub(super) fn node_text<'t>(node: &Node<'t>) -> &'t str {
    let length = super::lower::trimmed_end(node).saturating_sub(node.start());
    node.text().get(..length).unwrap_or_default()
}
