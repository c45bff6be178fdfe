//! What a ruling rests on: the clauses of the steps that decide, and the entries of lists.

use crate::model::List;
use crate::rulebook::{LawClause, Rulebook};
use crate::ruling::{Finding, Ruling, Step, StepKind};
use std::collections::{BTreeMap, BTreeSet};

/// Where each clause stands.
#[derive(Debug)]
pub struct Grounds<'a> {
    book: &'a Rulebook,
    /// Of each file: the first and the last line of a clause, and its name.
    places: BTreeMap<&'a str, Vec<(u32, u32, &'a str)>>,
}

impl<'a> Grounds<'a> {
    /// The places of these clauses.
    #[must_use]
    pub fn new(book: &'a Rulebook, clauses: &'a [LawClause]) -> Grounds<'a> {
        let sources = book.sources();
        let mut places: BTreeMap<&str, Vec<(u32, u32, &str)>> = BTreeMap::new();
        for clause in clauses {
            for span in &clause.spans {
                let line = |offset| sources.position(span.source, offset).line;
                let of_file = places.entry(sources.name(span.source)).or_default();
                of_file.push((line(span.start), line(span.end), clause.id.as_str()));
            }
        }
        for of_file in places.values_mut() {
            of_file.sort_unstable();
        }
        Grounds { book, places }
    }

    /// The names of the clauses that a ruling rests on.
    #[must_use]
    pub fn of(&self, ruling: &Ruling) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.follow(&ruling.derivation, "", &mut found);
        found
    }

    /// The names of the clauses that a step of a derivation rests on.
    #[must_use]
    pub fn of_step(&self, step: &Step) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.follow(step, "", &mut found);
        found.extend(self.clause_at(&step.at).map(str::to_owned));
        found
    }

    fn follow(&self, step: &Step, book: &str, found: &mut BTreeSet<String>) {
        if !step.decisive {
            return;
        }
        let own = if step.kind == StepKind::Rulebook { step.id.rsplit('/').next().unwrap_or(book) } else { book };
        found.extend(self.clause_at(&step.at).map(str::to_owned));
        found.extend(self.entries(&step.finding, own));
        for below in &step.because {
            self.follow(below, own, found);
        }
    }

    /// The clause in which a place (`file:line:column`) lies: the innermost.
    #[must_use]
    pub fn clause_at(&self, at: &str) -> Option<&'a str> {
        let mut parts = at.rsplitn(3, ':').skip(1);
        let line: u32 = parts.next()?.parse().ok()?;
        let around = self.places.get(parts.next()?)?;
        let inside = around.iter().filter(|(first, last, _)| *first <= line && line <= *last);
        inside.min_by_key(|(first, last, _)| last.saturating_sub(*first)).map(|(.., id)| *id)
    }

    fn entries(&self, finding: &Finding, book: &str) -> Vec<String> {
        let model = self.book.model();
        let of_book = |list: &&List| model.rulebooks.get(list.rulebook.index()).is_some_and(|head| head.id == book);
        let named = |key: &str, is: &dyn Fn(&List) -> bool| {
            let list = model.lists.iter().filter(of_book).find(|list| is(list));
            list.map(|list| format!("{book}/{}#{key}", list.id))
        };
        match finding {
            Finding::Entry(shown) => named(&shown.key, &|list| list.id == shown.list).into_iter().collect(),
            Finding::NotListed { list: label, near: Some(near), .. } => {
                named(&near.key, &|list| list.label == *label).into_iter().collect()
            }
            Finding::CodeTooShort { list: label, entries, .. } => {
                entries.iter().filter_map(|key| named(key, &|list| list.label == *label)).collect()
            }
            _ => Vec::new(),
        }
    }
}
