//! From syntax trees to the model: every name bound, every comparison typed, every table read.
//!
//! Takes the trees of all rule files and the texts (for the tables they load); gives the [`Model`] and everything that
//! is wrong, in the order of the texts. It is total: a faulty item is left out or filled with something harmless, and
//! what refers to it is not reported again. The model means something only when no diagnostic is an error.
//!
//! Three decisions that the texts leave to the compiler:
//!
//! - The first positive `item listed in` of a rule binds `listed-entry`: the rule holds once per covering entry. A
//!   further one only asks whether some entry of that list covers the item.
//! - `unless X` becomes an exception `RULE/unless-1` of its own, as the language defines it.
//! - A row without `first_listed` was first listed on its own first day.

mod amended_lists;
mod amendments;
mod charts;
mod circles;
mod classifications;
mod collect;
mod columns;
mod comparisons;
mod compounds;
mod conditions;
mod conduct;
mod counts;
mod dates;
mod duties;
mod echoes;
mod effects;
mod entries;
mod facts;
mod findings;
mod groups;
mod heads;
mod links;
mod lists;
mod names;
mod overlaps;
mod pick;
mod provisions;
mod reckon;
mod reckoned;
mod scenarios;
mod shape;
mod size;
mod tables;
#[cfg(test)]
mod tests;
mod times;
mod validities;
mod values;
mod versions;

pub use echoes::without_echoes;

use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::model::{ListId, Model, RulebookId, Standard};
use crate::source::{SourceId, Sources, Span};
use crate::syntax;
use crate::vocab::FactOf;
use names::Names;
use provisions::Written;
use std::collections::BTreeSet;

/// Resolves all rulebooks at once; files of one folder (the name up to the last `/`) are one rulebook, with those of
/// folders below it that have no `rulebook` of their own.
#[must_use]
pub fn resolve(files: &[(SourceId, syntax::File)], sources: &Sources) -> (Model, Vec<Diagnostic>) {
    let mut work = Work::new(sources);
    let plan = work.collect(files);
    work.heads(&plan);
    work.scopes(&plan);
    work.instruments(&plan);
    let changes = work.amendments(&plan);
    work.groups(&plan, &changes);
    work.calendars(&plan);
    work.classifications(&plan);
    work.facts(&plan);
    work.questions(&plan);
    work.decisive_dates(&plan);
    work.lists(&plan, &changes);
    work.charts(&plan);
    work.conduct_names(&plan);
    work.totals(&plan);
    work.reach(&plan);
    work.duties(&plan);
    work.entries(&plan);
    work.defines(&plan, &changes);
    work.disputes(&plan);
    work.total_conditions(&plan);
    work.provisions(&plan, &changes);
    work.links(&plan);
    work.closed_lists(&plan);
    work.held_licences();
    work.not_encoded(&plan);
    work.conduct(&plan);
    work.circles();
    work.sizes();
    work.bound_entries();
    work.fitting_effects();
    work.scenarios(&plan);
    work.findings();
    (work.model, work.bag.into_sorted())
}

/// What the passes share: the texts, the names, and what they have made so far.
struct Work<'a> {
    sources: &'a Sources,
    names: Names,
    model: Model,
    bag: Bag,
    suggested: usize,
    /// How many errors were said.
    errors: usize,
    broken_lists: BTreeSet<ListId>,
    /// What was told of changes, and where.
    told: BTreeSet<(Span, Span)>,
    /// What those versions say, until they are linked.
    written: Vec<Written>,
    /// Six-digit codes that every edition of their rulebook has; they are looked up once.
    lasting: BTreeSet<(RulebookId, u32)>,
    /// What is at hand where a condition is read.
    scope: reckon::Scope,
    /// Of what each named condition is.
    define_of: Vec<FactOf>,
}

impl<'a> Work<'a> {
    fn new(sources: &'a Sources) -> Self {
        let facts = Standard::ALL.into_iter().map(Standard::fact).collect();
        Self {
            sources,
            names: Names::new(),
            model: Model { facts, ..Model::default() },
            bag: Bag::new(),
            suggested: 0,
            errors: 0,
            broken_lists: BTreeSet::new(),
            written: Vec::new(),
            told: BTreeSet::new(),
            lasting: BTreeSet::new(),
            scope: reckon::Scope::default(),
            define_of: Vec::new(),
        }
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity() == Severity::Error {
            self.errors = self.errors.saturating_add(1);
        }
        self.bag.push(diagnostic);
    }
}
