//! Quantifiers, shares, sums and counts, and what is at hand in them.

use super::Work;
use super::collect::{Placed, Plan};
use super::names::{Kind, join};
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Clause, Each, EachId, FactId, Measured, ProvisionId, RulebookId, ScreeningId, Test, Total, TotalKind,
};
use crate::source::Span;
use crate::syntax::{ClauseKind as C, Expr, Head, Name};
use crate::vocab::{FactOf, Label, Over, ROLES, nearest};

/// What stands at hand where a condition is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scope {
    /// A party or an owner.
    pub(super) party: bool,
    /// Something that happened.
    pub(super) event: bool,
    /// A component, or something the item was produced with.
    pub(super) part: bool,
}

impl Scope {
    pub(super) fn of(of: FactOf) -> Scope {
        Scope { party: of == FactOf::Party, event: of == FactOf::Event, part: false }
    }

    fn with(self, over: Over) -> Scope {
        match over {
            Over::Parties | Over::Owners => Scope { party: true, ..self },
            Over::Components | Over::Inputs => Scope { part: true, ..self },
            Over::Lines => self,
        }
    }

    /// Whether a fact, or a named condition, of that can be asked here.
    fn has(self, of: FactOf) -> bool {
        match of {
            FactOf::Shipment | FactOf::Line => true,
            FactOf::Party => self.party,
            FactOf::Event => self.event,
        }
    }
}

impl Work<'_> {
    /// Of what each named condition is, before any condition names one.
    pub(super) fn scopes(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            if let Head::Define { .. } = &placed.item.head {
                let of = placed.item.body.iter().find_map(|clause| match &clause.kind {
                    C::Of(of) => Some(of.value),
                    _ => None,
                });
                self.define_of.push(of.unwrap_or(FactOf::Line));
            }
        }
    }

    /// A condition with that at hand.
    pub(super) fn condition_of_scope(&mut self, book: RulebookId, of: FactOf, expr: &Expr) -> Clause {
        let before = std::mem::replace(&mut self.scope, Scope::of(of));
        let clause = self.condition(book, expr);
        self.scope = before;
        clause
    }

    /// `any component where { … }`
    pub(super) fn each(
        &mut self,
        book: RulebookId,
        (every, over): (bool, Over),
        roles: &[Name],
        (through, members): (&[Expr], &[Expr]),
        span: Span,
    ) -> Option<Test> {
        self.check_over(over, span)?;
        self.check_through(over, every, through)?;
        let roles = self.roles(over, roles)?;
        let before = self.scope;
        self.scope = before.with(over);
        let through = (!through.is_empty()).then(|| self.all_of(book, through, span));
        let condition = self.all_of(book, members, span);
        self.scope = before;
        let id = EachId::at(self.model.each.len());
        self.model.each.push(Each { rulebook: book, every, over, roles, through, condition, span });
        Some(Test::Each(id))
    }

    fn all_of(&mut self, book: RulebookId, members: &[Expr], span: Span) -> Clause {
        let mut parts: Vec<Clause> = members.iter().map(|member| self.condition(book, member)).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => Clause { span, test: Test::All(parts.into_iter().chain(last).collect()) },
        }
    }

    /// Components are made of others, and it is one among all of them that is looked for.
    fn check_through(&mut self, over: Over, every: bool, through: &[Expr]) -> Option<()> {
        let Some(first) = through.first() else { return Some(()) };
        if over == Over::Components && !every {
            return Some(());
        }
        self.say_no_through(over, first);
        None
    }

    fn say_no_through(&mut self, over: Over, first: &Expr) {
        let message = match over {
            Over::Components => "`through` looks for one among all components, and every one is asked for".to_owned(),
            _ => format!("{} is not made of others to go through", words_of(over)),
        };
        let help = "write it of `any component through { … } where { … }`, or in what is taken over `content`";
        self.say(Diagnostic::at(Code::MEASURE, first.at.0, message).help(help));
    }

    pub(super) fn roles(&mut self, over: Over, written: &[Name]) -> Option<Vec<String>> {
        if let (false, Some(first)) = (over == Over::Parties, written.first()) {
            let message = format!("{} {} has no role", article(over.one()), over.one());
            let said = Diagnostic::at(Code::OUT_OF_SCOPE, first.span(), message);
            self.say(said.help("leave `as …` out; only parties have roles"));
            return None;
        }
        let known = ROLES.map(|role| role.replace('_', "-"));
        let mut roles = Vec::new();
        for role in written {
            if known.contains(&role.value) {
                roles.push(role.value.clone());
                continue;
            }
            let said = Diagnostic::at(Code::UNKNOWN_CHOICE, role.span(), format!("`{}` is no role", role.value));
            self.say(match nearest(&role.value, known.iter().map(String::as_str)) {
                Some(near) => said.help(format!("did you mean `{near}`?")).fix(near),
                None => said.help(format!("the roles are {}", join(&known, "and"))),
            });
        }
        (roles.len() == written.len()).then_some(roles)
    }

    /// Owners are somebody's.
    fn check_over(&mut self, over: Over, span: Span) -> Option<()> {
        if over != Over::Owners || self.scope.party {
            return Some(());
        }
        self.say_out_of_scope(span, "owners are asked for, and no party is at hand", FactOf::Party);
        None
    }

    pub(super) fn say_out_of_scope(&mut self, span: Span, what: &str, of: FactOf) {
        let help = match of {
            FactOf::Event => "ask it in a `violation`, or in a `define` that says `of event`",
            _ => "ask it within `any party where { … }`, or in a `define` that says `of party`",
        };
        self.say(Diagnostic::at(Code::OUT_OF_SCOPE, span, what.to_owned()).help(help));
    }

    /// Whether a fact can be asked here.
    pub(super) fn in_scope(&mut self, name: &Name, id: FactId) -> bool {
        let of = self.model.facts.get(id.index()).map_or(FactOf::Line, |fact| fact.of);
        self.check_scope(name, of)
    }

    /// Whether a named condition can be asked here.
    pub(super) fn define_in_scope(&mut self, name: &Name, at: usize) -> bool {
        let of = self.define_of.get(at).copied().unwrap_or(FactOf::Line);
        self.check_scope(name, of)
    }

    fn check_scope(&mut self, name: &Name, of: FactOf) -> bool {
        let fine = self.scope.has(of);
        if !fine {
            let message =
                format!("`{}` is of {} {}, and none is at hand here", name.value, article(of.word()), of.word());
            self.say_out_of_scope(name.span(), &message, of);
        }
        fine
    }

    /// `licence required by R disregarding E`
    pub(super) fn required_by(
        &mut self,
        book: RulebookId,
        rules: &[Name],
        disregarding: &[Name],
        span: Span,
    ) -> Option<Test> {
        if !self.scope.part && !self.scope.event {
            let message = "what another rule requires is asked of a component, or of something that was done";
            let said = Diagnostic::at(Code::OUT_OF_SCOPE, span, message);
            self.say(said.help("ask it within `any component where { … }`, in a `share`, or in a `violation`"));
            return None;
        }
        let found: Vec<_> = rules.iter().filter_map(|name| self.find(book, name, &[Kind::Rule])).collect();
        let kinds = [Kind::Exception, Kind::Policy];
        let without: Vec<_> = disregarding.iter().filter_map(|name| self.find(book, name, &kinds)).collect();
        let ids = |bound: &[super::names::Bound]| bound.iter().map(|one| ProvisionId::at(one.index)).collect();
        (found.len() == rules.len() && without.len() == disregarding.len())
            .then(|| Test::RequiredBy { rules: ids(&found), disregarding: ids(&without) })
    }

    /// `matched on L`
    pub(super) fn matched_on(&mut self, book: RulebookId, names: &[Name], span: Span) -> Option<Test> {
        if !self.scope.party {
            self.say_out_of_scope(span, "who is on a list is asked of a party, and none is at hand", FactOf::Party);
            return None;
        }
        let found = names.iter().filter_map(|name| self.find(book, name, &[Kind::Screening]));
        let found: Vec<ScreeningId> = found.map(|bound| ScreeningId::at(bound.index)).collect();
        (found.len() == names.len()).then_some(Test::Matched(found))
    }

    /// The heads of shares, sums and counts: conditions compare them before theirs are read.
    pub(super) fn totals(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            let Some((kind, id, label)) = total_head(&placed.item.head) else { continue };
            let shape = if kind == TotalKind::Count { &shape::COUNT } else { &shape::TOTAL };
            let body = self.body(shape, id.span(), &placed.item.body);
            let total = self.total(placed, (kind, id, label), &body);
            self.model.totals.push(total);
        }
    }

    fn total(&mut self, placed: &Placed<'_>, (kind, id, label): (TotalKind, &Name, &Label), body: &Body<'_>) -> Total {
        let measure = body.first(|clause| if let C::Measured { measure, .. } = clause { Some(measure) } else { None });
        let over = body.first(|clause| match clause {
            C::Measured { over, .. } | C::OverClause(over) => Some(over),
            _ => None,
        });
        let known = over.and_then(|over| self.over(over));
        let measured = match (measure, known) {
            (Some(name), Some(over)) => self.measured(kind, name, over),
            _ => Some(Measured::One),
        };
        if over.is_some() && (known.is_none() || measured.is_none()) {
            self.names.spoil(placed.book, Kind::Total, &id.value);
        }
        Total {
            id: id.value.clone(),
            rulebook: placed.book,
            label: label.clone(),
            cites: self.cites(body),
            kind,
            measured: measured.unwrap_or(Measured::One),
            over: known.unwrap_or(Over::Components),
            through: None,
            condition: Clause { span: id.span(), test: Test::Always },
            span: id.span(),
        }
    }

    fn over(&mut self, word: &Name) -> Option<Over> {
        let found = Over::parse(&word.value);
        if found.is_none() {
            let all = [Over::Components, Over::Inputs, Over::Parties, Over::Owners, Over::Lines].map(Over::all);
            let said = Diagnostic::at(Code::MEASURE, word.span(), format!("`{}` cannot be gone through", word.value));
            self.say(match nearest(&word.value, all) {
                Some(near) => said.help(format!("did you mean `{near}`?")).fix(near),
                None => said.help(format!("write one of {}", join(&all, "and"))),
            });
        }
        found
    }

    fn measured(&mut self, kind: TotalKind, name: &Name, over: Over) -> Option<Measured> {
        let measured = match name.value.as_str() {
            "value" => Some(Measured::Value),
            "net-mass" => Some(Measured::NetMass),
            "ownership" => Some(Measured::Ownership),
            _ => None,
        };
        let fits = match (measured, over) {
            (Some(Measured::Ownership), Over::Owners) => kind == TotalKind::Share,
            (Some(Measured::Value | Measured::NetMass), Over::Components) => true,
            (Some(Measured::Value | Measured::NetMass), Over::Lines) => kind == TotalKind::Sum,
            _ => false,
        };
        if fits {
            return measured;
        }
        let message = format!("`{}` is not taken over {}", name.value, over.all());
        let help = "write `of value over content`, `of net-mass over content`, `of ownership over owners`, or in a sum `of value over lines`";
        self.say(Diagnostic::at(Code::MEASURE, name.span(), message).help(help));
        None
    }

    /// What counts in shares, sums and counts.
    pub(super) fn total_conditions(&mut self, plan: &Plan<'_>) {
        for placed in &plan.items {
            if total_head(&placed.item.head).is_none() {
                continue;
            }
            let clause = |of: fn(&C) -> Option<&Expr>| placed.item.body.iter().find_map(|clause| of(&clause.kind));
            let when = clause(|kind| if let C::When(expr) = kind { Some(expr) } else { None });
            let through = clause(|kind| if let C::Through(expr) = kind { Some(expr) } else { None });
            let Some(over) = self.model.totals.get(placed.index).map(|total| total.over) else { continue };
            if let Some(expr) = through.filter(|_| over != Over::Components) {
                self.say_no_through(over, expr);
                continue;
            }
            let before = std::mem::replace(&mut self.scope, Scope::default().with(over));
            let condition = when.map(|expr| self.condition(placed.book, expr));
            let through = through.map(|expr| self.condition(placed.book, expr));
            self.scope = before;
            if let Some(total) = self.model.totals.get_mut(placed.index) {
                total.through = through;
                total.condition = condition.unwrap_or_else(|| total.condition.clone());
            }
        }
    }
}

fn total_head(head: &Head) -> Option<(TotalKind, &Name, &Label)> {
    match head {
        Head::Share { id, label } => Some((TotalKind::Share, id, label)),
        Head::Sum { id, label } => Some((TotalKind::Sum, id, label)),
        Head::Count { id, label } => Some((TotalKind::Count, id, label)),
        _ => None,
    }
}

fn words_of(over: Over) -> String {
    format!("{} {}", article(over.one()), over.one())
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
