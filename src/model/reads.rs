//! What the rules read: the facts that a shipment is asked for, and what nothing uses.

use super::{Clause, Consequence, DefineId, Due, DutyId, Each, FactId, Model, Most, Noun, Test, Total};
use crate::vocab::Reach;
use std::collections::BTreeSet;

/// The facts, named conditions and duties that the rules use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each set holds what its name says")]
pub struct Reads {
    pub facts: BTreeSet<FactId>,
    pub defines: BTreeSet<DefineId>,
    pub duties: BTreeSet<DutyId>,
    /// The places of which something is asked.
    pub nouns: BTreeSet<Noun>,
    /// The schemes of codes that are asked about by themselves.
    pub schemes: BTreeSet<String>,
    /// Whether a way is asked about: through where the goods pass.
    pub way: bool,
}

impl Model {
    /// Everything that some rule uses. A question that joins facts, and a scenario that states them, use none.
    #[must_use]
    pub fn reads(&self) -> Reads {
        let mut reads = Reads::default();
        self.clauses().for_each(|clause| reads.clause(clause));
        for book in &self.rulebooks {
            reads.facts.insert(book.decisive);
            reads.facts.extend(book.decisive_for.iter().map(|&(_, fact)| fact));
        }
        reads.facts.extend(self.provisions.iter().filter_map(|provision| provision.decisive));
        reads.facts.extend(self.duties.iter().filter_map(|duty| duty.due).map(day_of));
        for sanction in &self.sanctions {
            let times = |one: &Consequence| if let Some(Most::Times(_, fact)) = one.most { Some(fact) } else { None };
            reads.facts.extend(sanction.of.iter().filter_map(times));
        }
        for effect in self.provisions.iter().filter_map(|provision| provision.effect.as_ref()) {
            reads.duties.extend(effect.conditions.iter().chain(&effect.duties));
        }
        reads
    }

    /// Every condition, wherever it is written.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &Clause> {
        let nexus = self.rulebooks.iter().filter_map(|book| book.nexus.as_ref());
        let entries = self.lists.iter().flat_map(|list| &list.entries);
        let entries = entries.filter_map(|entry| entry.condition.as_ref()).map(|condition| &condition.clause);
        let defines = self.defines.iter().map(|define| &define.condition);
        let readings = self.disputes.iter().flat_map(|dispute| &dispute.readings).map(|reading| &reading.condition);
        let met = self.duties.iter().filter_map(|duty| duty.met_when.as_ref());
        let provisions = self.provisions.iter().filter_map(|provision| provision.condition.as_ref());
        let closed = self.closed_lists.iter().filter_map(|closed| closed.condition.as_ref());
        let not_encoded = self.not_encoded.iter().filter_map(|part| part.condition.as_ref());
        nexus
            .chain(entries)
            .chain(defines)
            .chain(readings)
            .chain(met)
            .chain(provisions)
            .chain(closed)
            .chain(not_encoded)
            .chain(self.each.iter().flat_map(Each::conditions))
            .chain(self.totals.iter().flat_map(Total::conditions))
            .chain(self.violations.iter().filter_map(|violation| violation.condition.as_ref()))
            .chain(self.sanctions.iter().flat_map(|sanction| sanction.condition.iter().chain(&sanction.unless)))
    }
}

impl Reads {
    fn clause(&mut self, clause: &Clause) {
        match &clause.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| self.clause(part)),
            Test::Not(inner) => self.clause(inner),
            Test::Held(_, on) => on.iter().for_each(|fact| self.fact(*fact)),
            Test::InGroup(Noun::Fact(fact), _)
            | Test::Marks(_, Noun::Fact(fact), _)
            | Test::InPlaces(Noun::Fact(fact), _)
            | Test::Holds(fact)
            | Test::ChoiceIs(fact, _)
            | Test::Includes(fact, _)
            | Test::TextIs(fact, _)
            | Test::Given(fact) => self.fact(*fact),
            Test::Compare(left, _, right) => [left, right].into_iter().for_each(|side| self.facts.extend(side.facts())),
            Test::Compound(own) => self.facts.extend(own.times.iter().copied().chain(own.divided)),
            Test::InGroup(noun, _) | Test::Marks(_, noun, _) | Test::InPlaces(noun, _) => {
                self.nouns.insert(*noun);
            }
            Test::Reach(how, ..) => match how {
                Reach::ExportedFrom => drop(self.nouns.insert(Noun::CountryOfExport)),
                Reach::InTransitThrough | Reach::PassesThrough => self.way = true,
                Reach::BrokeredFrom => drop(self.nouns.insert(Noun::Party)),
            },
            Test::ItemIs(codes) => {
                self.schemes.extend(codes.iter().map(|code| code.scheme().name().to_owned()));
            }
            Test::Define(define) => {
                self.defines.insert(*define);
            }
            Test::Always
            | Test::InForce(_)
            | Test::Listed { .. }
            | Test::Classified(_)
            | Test::ClassifiedNone(_)
            | Test::ClassifiedAs(..)
            | Test::ActIs(_)
            | Test::Each(_)
            | Test::RequiredBy { .. }
            | Test::Matched(_)
            | Test::EntryIs(..)
            | Test::Disputed(_) => {}
        }
    }

    fn fact(&mut self, fact: FactId) {
        self.facts.insert(fact);
    }
}

/// The day from which a duty's term is counted.
fn day_of(due: Due) -> FactId {
    match due {
        Due::Before(fact) | Due::By(fact) | Due::Within(_, _, fact) | Due::For(_, _, fact) => fact,
    }
}
