//! The rule texts as trees again, to say what an item says in its own words.

use crate::parse::parse;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::{Citation, Clause, ClauseKind, File, Item, Until, When};
use crate::vocab::Date;
use std::collections::BTreeMap;

/// The trees of all rule texts.
pub(super) struct Trees<'s> {
    pub(super) sources: &'s Sources,
    files: BTreeMap<SourceId, File>,
}

impl<'s> Trees<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        let rules = sources.in_order().filter(|(_, name, _)| name.ends_with(".cocket"));
        Self { sources, files: rules.map(|(id, _, text)| (id, parse(id, text).0)).collect() }
    }

    /// The item in which a span lies.
    pub(super) fn item(&self, span: Span) -> Option<&Item> {
        let items = &self.files.get(&span.source)?.items;
        let after = items.partition_point(|item| item.at.0.start <= span.start);
        items.get(after.checked_sub(1)?).filter(|item| span.start < item.at.0.end)
    }

    /// The clauses of the item in which a span lies.
    pub(super) fn body(&self, span: Span) -> &[Clause] {
        self.item(span).map(|item| item.body.as_slice()).unwrap_or_default()
    }

    /// The items of a text, by its name.
    pub(super) fn items(&self, name: &str) -> &[Item] {
        let file = self.sources.find(name).and_then(|id| self.files.get(&id));
        file.map(|file| file.items.as_slice()).unwrap_or_default()
    }

    /// Where something is written.
    pub(super) fn place(&self, span: Span) -> String {
        self.sources.place(span)
    }
}

/// The clauses of a text that is not in a file; `head` opens its item.
pub(super) fn clauses_of(head: &str, text: &str) -> Vec<Clause> {
    let (file, _) = parse(SourceId::default(), &format!("{head} {{\n{text}\n}}\n"));
    file.items.into_iter().next().map(|item| item.body).unwrap_or_default()
}

/// A clause as it reads on a day: citations of other days are left out of it; none, if nothing is left.
pub(super) fn on_day(clause: &Clause, day: Date) -> Option<Clause> {
    let ClauseKind::Cite(citations) = &clause.kind else { return Some(clause.clone()) };
    let right = citations.iter().filter(|citation| holds(&citation.when, day));
    let undated = right.map(|citation| Citation { text: citation.text.clone(), when: When::default() });
    let kept: Vec<Citation> = undated.collect();
    (!kept.is_empty()).then_some(Clause { at: clause.at, kind: ClauseKind::Cite(kept) })
}

/// Whether a day lies in a written stretch of time.
pub(super) fn holds(when: &When, day: Date) -> bool {
    let begun = when.from.as_ref().is_none_or(|from| from.value <= day);
    let open = when.until.as_ref().is_none_or(|until| match until.value {
        Until::Before(end) => day < end,
        Until::Through(last) => day <= last,
    });
    begun && open
}
