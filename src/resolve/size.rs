//! How large a rule is once every name in it is written out: bounded, so that compiling and assessing are.

use super::Work;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Clause, Kind, Model, Provision, ProvisionId, Test};
use crate::source::Span;

/// The most clauses of one rule with all that hangs on it, or of one condition that stands apart.
const MOST_CLAUSES: usize = 10_000;

/// The most exceptions and policies of one rule, each counted once for every way it hangs on the rule.
const MOST_MEMBERS: usize = 1_000;

/// The most clauses of everything that is loaded together.
const MOST_IN_ALL: usize = 2_000_000;

/// So many clauses, so many provisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Size {
    clauses: usize,
    members: usize,
}

impl Size {
    fn and(self, other: Size) -> Size {
        Size {
            clauses: self.clauses.saturating_add(other.clauses),
            members: self.members.saturating_add(other.members),
        }
    }

    fn too_large(self) -> bool {
        self.clauses > MOST_CLAUSES || self.members > MOST_MEMBERS
    }
}

impl Work<'_> {
    /// Refuses what would be too large written out. Circles have been refused before, so that the way down ends.
    pub(super) fn sizes(&mut self) {
        if self.bag.has_errors() {
            return;
        }
        let whole: Vec<(String, Span, Size)> = Sizes::new(&self.model).of_everything();
        let mut room = MOST_IN_ALL;
        for (name, span, size) in whole {
            if size.too_large() {
                self.say(say_too_large(&name, span, size));
            }
            let Some(left) = room.checked_sub(size.clauses) else {
                let message = format!("up to `{name}`, all that is loaded has more than {MOST_IN_ALL} clauses");
                let said = Diagnostic::at(Code::TOO_LARGE_UNFOLDED, span, message);
                return self.say(said.help("load fewer rulebooks together"));
            };
            room = left;
        }
    }
}

fn say_too_large(name: &str, span: Span, size: Size) -> Diagnostic {
    let by_clauses = (size.clauses, "clauses", MOST_CLAUSES);
    let by_members = (size.members, "exceptions and policies", MOST_MEMBERS);
    let (many, what, most) = if size.clauses > MOST_CLAUSES { by_clauses } else { by_members };
    let more = if many == usize::MAX { "immeasurably many".to_owned() } else { many.to_string() };
    let message = format!("written out, `{name}` has {more} {what}; {most} is the most");
    let help = "a `define` is written out wherever it is named, an exception once for each thing it hangs on: name them fewer times";
    Diagnostic::at(Code::TOO_LARGE_UNFOLDED, span, message).help(help)
}

/// The sizes of named conditions and of provisions with what hangs on them, each reckoned once.
struct Sizes<'m> {
    model: &'m Model,
    defines: Vec<Option<usize>>,
    disputes: Vec<Option<usize>>,
    provisions: Vec<Option<Size>>,
    hanging: Vec<Vec<ProvisionId>>,
}

impl<'m> Sizes<'m> {
    fn new(model: &'m Model) -> Self {
        Sizes {
            model,
            defines: vec![None; model.defines.len()],
            disputes: vec![None; model.disputes.len()],
            provisions: vec![None; model.provisions.len()],
            hanging: model.hanging(),
        }
    }

    /// Rules with all that hangs on them, and conditions that stand apart.
    fn of_everything(mut self) -> Vec<(String, Span, Size)> {
        let model = self.model;
        let apart = |clauses: usize| Size { clauses, members: 0 };
        let mut found = Vec::new();
        for (at, rule) in model.provisions.iter().enumerate().filter(|(_, p)| p.kind == Kind::Rule) {
            let closed = model.closed_lists.iter().filter(|closed| closed.rule == ProvisionId::at(at));
            let closed = closed.map(|list| self.optional(list.condition.as_ref())).fold(0, usize::saturating_add);
            found.push((rule.id.clone(), rule.head, self.provision(at).and(apart(closed))));
        }
        for each in &model.each {
            found.push((format!("any {}", each.over.one()), each.span, apart(self.sum(each.conditions()))));
        }
        for total in &model.totals {
            found.push((total.id.clone(), total.span, apart(self.sum(total.conditions()))));
        }
        for violation in &model.violations {
            found.push((violation.id.clone(), violation.span, apart(self.optional(violation.condition.as_ref()))));
        }
        for book in &model.rulebooks {
            found.push((book.id.clone(), book.span, apart(self.optional(book.nexus.as_ref()))));
        }
        for gap in &model.not_encoded {
            found.push((gap.label.english.clone(), gap.span, apart(self.optional(gap.condition.as_ref()))));
        }
        for (list, entry) in model.lists.iter().flat_map(|list| list.entries.iter().map(move |entry| (list, entry))) {
            let Some(condition) = &entry.condition else { continue };
            let name = format!("{} entry {}", list.id, entry.key);
            found.push((name, condition.span, apart(self.clause(&condition.clause))));
        }
        found
    }

    fn provision(&mut self, at: usize) -> Size {
        if let Some(known) = self.provisions.get(at).copied().flatten() {
            return known;
        }
        let own = self.model.provisions.get(at).map_or(0, |provision| self.own(provision));
        let mut size = Size { clauses: own, members: 1 };
        for other in self.hanging.get(at).cloned().unwrap_or_default() {
            size = size.and(self.provision(other.index()));
        }
        if let Some(slot) = self.provisions.get_mut(at) {
            *slot = Some(size);
        }
        size
    }

    /// Its condition and what its duties ask.
    fn own(&mut self, provision: &'m Provision) -> usize {
        let duties = provision.effect.iter().flat_map(|effect| &effect.conditions);
        let model = self.model;
        let asked = duties.filter_map(|duty| model.duties.get(duty.index())?.met_when.as_ref());
        let asked = asked.map(|clause| self.clause(clause)).fold(0, usize::saturating_add);
        self.optional(provision.condition.as_ref()).saturating_add(asked)
    }

    fn optional(&mut self, clause: Option<&'m Clause>) -> usize {
        clause.map_or(0, |clause| self.clause(clause))
    }

    fn clause(&mut self, clause: &'m Clause) -> usize {
        let below = match &clause.test {
            Test::All(parts) | Test::Any(parts) => self.sum(parts.iter()),
            Test::Not(part) => self.clause(part),
            Test::Define(id) => self.define(id.index()),
            Test::Disputed(id) => self.dispute(id.index()),
            // Of two plain sides nothing is written out.
            Test::Compare(left, _, right) => left.plain().len().saturating_add(right.plain().len()).saturating_sub(2),
            _ => 0,
        };
        below.saturating_add(1)
    }

    fn sum(&mut self, clauses: impl Iterator<Item = &'m Clause>) -> usize {
        clauses.map(|clause| self.clause(clause)).fold(0, usize::saturating_add)
    }

    fn define(&mut self, at: usize) -> usize {
        if let Some(known) = self.defines.get(at).copied().flatten() {
            return known;
        }
        let size = self.model.defines.get(at).map_or(0, |define| self.clause(&define.condition));
        if let Some(slot) = self.defines.get_mut(at) {
            *slot = Some(size);
        }
        size
    }

    fn dispute(&mut self, at: usize) -> usize {
        if let Some(known) = self.disputes.get(at).copied().flatten() {
            return known;
        }
        let model = self.model;
        let size = model.disputes.get(at).map_or(0, |own| self.sum(own.readings.iter().map(|r| &r.condition)));
        if let Some(slot) = self.disputes.get_mut(at) {
            *slot = Some(size);
        }
        size
    }
}
