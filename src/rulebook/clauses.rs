//! The clauses of the law that are loaded, each by its name, with a fingerprint of its words: what a change of the rules
//! is told by.

use super::hash;
use crate::model::{
    Amended, Change, Clause as Condition, Each, Effect, EffectKind, InstrumentId, List, Model, Noun, Operand,
    Provision, RulebookId, Test, Total,
};
use crate::source::{SourceId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Something that has a name in a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawClause {
    /// `kr.situational/situational-licence`; an entry as `kr.situational/annex-2-2#1350`.
    pub id: String,
    /// What it is.
    pub kind: ClauseKind,
    /// `file:line:column` of its first text.
    pub at: String,
    /// Every text of it: of a rule its amendments too, of an entry each row.
    pub spans: Vec<Span>,
    /// SHA-256 over its words, comments and spacing apart; twelve hexadecimal digits.
    pub fingerprint: String,
    /// The clauses that it names.
    pub names: BTreeSet<String>,
}

/// What a clause is; in the order in which one is looked for behind a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the construct of that name")]
pub enum ClauseKind {
    Instrument,
    Entry,
    Rule,
    Exception,
    Policy,
    ClosedList,
    Define,
    Disputed,
    Group,
    Table,
    Total,
    List,
    Duty,
    Licence,
    Screening,
    Classification,
    Fact,
    Violation,
    Sanction,
    NotEncoded,
    Rulebook,
}

impl ClauseKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ClauseKind::Instrument => "instrument",
            ClauseKind::Entry => "entry",
            ClauseKind::Rule => "rule",
            ClauseKind::Exception => "exception",
            ClauseKind::Policy => "policy",
            ClauseKind::ClosedList => "closed list",
            ClauseKind::Define => "define",
            ClauseKind::Disputed => "disputed",
            ClauseKind::Group => "group",
            ClauseKind::Table => "table",
            ClauseKind::Total => "share, sum or count",
            ClauseKind::List => "list",
            ClauseKind::Duty => "duty",
            ClauseKind::Licence => "licence",
            ClauseKind::Screening => "screening",
            ClauseKind::Classification => "classification",
            ClauseKind::Fact => "fact",
            ClauseKind::Violation => "violation",
            ClauseKind::Sanction => "sanction",
            ClauseKind::NotEncoded => "not encoded",
            ClauseKind::Rulebook => "rulebook",
        }
    }
}

/// Every clause, by its name.
pub(super) fn clauses(model: &Model, sources: &Sources) -> Vec<LawClause> {
    let mut all = Gathered { model, sources, items: items(sources), clauses: BTreeMap::new() };
    all.heads();
    all.conditions();
    all.provisions();
    model.lists.iter().for_each(|list| all.list(list));
    all.rest();
    all.amendments();
    let mut clauses: Vec<LawClause> = all.clauses.into_values().collect();
    for clause in &mut clauses {
        clause.spans.dedup();
        let words = clause.spans.iter().map(|&span| plain(sources.slice(span)));
        clause.fingerprint = hash::of_words(words);
    }
    clauses
}

/// The items of each rule text.
fn items(sources: &Sources) -> BTreeMap<SourceId, Vec<Span>> {
    let texts = sources.in_order().filter(|(_, name, _)| name.ends_with(".cocket"));
    let of = |(id, _, text)| {
        let (file, _) = crate::parse::parse(id, text);
        (id, file.items.iter().map(|item| item.at.0).collect())
    };
    texts.map(of).collect()
}

/// Words without comments, each after one space.
fn plain(text: &str) -> String {
    let mut words = Vec::new();
    for line in text.lines() {
        words.extend(without_comment(line).split_whitespace());
    }
    words.join(" ")
}

/// A line up to the `#` that no string holds.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let comment = line.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '#' && !quoted
    });
    comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}

fn kind_of(kind: crate::model::Kind) -> ClauseKind {
    match kind {
        crate::model::Kind::Rule => ClauseKind::Rule,
        crate::model::Kind::Exception => ClauseKind::Exception,
        crate::model::Kind::Policy => ClauseKind::Policy,
    }
}

struct Gathered<'a> {
    model: &'a Model,
    sources: &'a Sources,
    /// The items of each text, from their first word to their last.
    items: BTreeMap<SourceId, Vec<Span>>,
    clauses: BTreeMap<String, LawClause>,
}

impl<'a> Gathered<'a> {
    fn id(&self, book: RulebookId, own: &str) -> String {
        let head = self.model.rulebooks.get(book.index()).map_or("", |head| head.id.as_str());
        format!("{head}/{own}")
    }

    fn add(&mut self, id: String, kind: ClauseKind, span: Span, names: impl IntoIterator<Item = String>) {
        let at = self.sources.place(span);
        let whole = self.item_around(span);
        let known = self.clauses.entry(id.clone()).or_insert_with(|| LawClause {
            id,
            kind,
            at,
            spans: Vec::new(),
            fingerprint: String::new(),
            names: BTreeSet::new(),
        });
        known.spans.push(whole);
        known.names.extend(names);
    }

    /// The item in which something is declared; a row of a table stands for itself.
    fn item_around(&self, span: Span) -> Span {
        let items = self.items.get(&span.source).map_or(&[][..], Vec::as_slice);
        let around = items.iter().find(|item| item.start <= span.start && span.end <= item.end);
        around.copied().unwrap_or(span)
    }

    fn heads(&mut self) {
        let model = self.model;
        for book in &model.rulebooks {
            let names = book.nexus.iter().flat_map(|nexus| self.named(nexus)).collect::<Vec<_>>();
            self.add(book.id.clone(), ClauseKind::Rulebook, book.span, names);
        }
        for one in &model.instruments {
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Instrument, one.span, []);
        }
        for one in &model.groups {
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Group, one.span, []);
        }
        for one in &model.tables {
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Table, one.span, []);
            for row in &one.rows {
                self.add(self.id(one.rulebook, &one.id), ClauseKind::Table, row.span, []);
            }
        }
    }

    fn conditions(&mut self) {
        let model = self.model;
        for one in &model.defines {
            let names = self.named(&one.condition);
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Define, one.span, names);
            for version in &one.versions {
                let names = self.instrument(version.instrument);
                self.add(self.id(one.rulebook, &one.id), ClauseKind::Define, version.span, names);
            }
        }
        for one in &model.disputes {
            let names = one.readings.iter().flat_map(|reading| self.named(&reading.condition)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Disputed, one.span, names);
        }
        for one in &model.totals {
            let names = one.conditions().flat_map(|condition| self.named(condition)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Total, one.span, names);
        }
    }

    fn provisions(&mut self) {
        for one in &self.model.provisions {
            // That a licence is held is nobody's clause but the rule's.
            if one.held.is_none() {
                self.provision(one);
            }
        }
        for one in &self.model.closed_lists {
            let names = one.condition.iter().flat_map(|condition| self.named(condition)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::ClosedList, one.span, names);
        }
    }

    fn provision(&mut self, one: &Provision) {
        let mut names: BTreeSet<String> = one.condition.iter().flat_map(|condition| self.named(condition)).collect();
        names.extend(self.instrument(one.instrument));
        names.extend(one.effect.iter().flat_map(|effect| self.brought(one.rulebook, effect)));
        self.add(self.id(one.rulebook, &one.id), kind_of(one.kind), one.span, names);
    }

    fn brought(&self, book: RulebookId, effect: &Effect) -> Vec<String> {
        let duties = effect.conditions.iter().chain(&effect.duties);
        let duties = duties.filter_map(|duty| self.model.duties.get(duty.index()).map(|duty| duty.id.as_str()));
        let licence = match &effect.kind {
            EffectKind::Licence { licence: Some(licence), .. } => self.model.licences.get(licence.index()),
            _ => None,
        };
        duties.chain(licence.map(|licence| licence.id.as_str())).map(|own| self.id(book, own)).collect()
    }

    fn list(&mut self, list: &List) {
        let id = self.id(list.rulebook, &list.id);
        self.add(id.clone(), ClauseKind::List, list.span, []);
        for entry in &list.entries {
            let by = [entry.instrument, entry.ended_by].into_iter().filter_map(|by| self.instrument(by));
            let beside = entry.condition.iter().flat_map(|own| self.named(&own.clause));
            let names: Vec<String> = by.chain(beside).collect();
            let key = format!("{id}#{}", entry.key);
            self.add(key.clone(), ClauseKind::Entry, entry.span, names);
            if let Some(condition) = &entry.condition {
                self.add(key, ClauseKind::Entry, condition.span, []);
            }
        }
    }

    fn rest(&mut self) {
        let model = self.model;
        for one in &model.duties {
            let names = one.met_when.iter().flat_map(|condition| self.named(condition)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Duty, one.span, names);
        }
        for one in &model.licences {
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Licence, one.span, []);
        }
        for one in &model.screenings {
            let by = one.changed.iter().filter_map(|(_, by)| self.instrument(*by)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Screening, one.span, by);
        }
        for one in &model.classifications {
            let by = one.changed.iter().filter_map(|(_, by)| self.instrument(*by)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Classification, one.span, by);
        }
        for one in &model.facts {
            if let (Some(book), Some(span)) = (one.rulebook, one.span) {
                self.add(self.id(book, &one.id), ClauseKind::Fact, span, []);
            }
        }
        for one in &model.violations {
            let names = one.condition.iter().flat_map(|condition| self.named(condition));
            let names = names.chain(self.instrument(one.instrument)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Violation, one.span, names);
        }
        for one in &model.sanctions {
            let asked = one.condition.iter().chain(&one.unless);
            let names = asked.flat_map(|condition| self.named(condition));
            let names = names.chain(self.instrument(one.instrument)).collect::<Vec<_>>();
            self.add(self.id(one.rulebook, &one.id), ClauseKind::Sanction, one.span, names);
        }
        for one in &model.not_encoded {
            let names = one.condition.iter().flat_map(|condition| self.named(condition)).collect::<Vec<_>>();
            let id = format!("“{}”", one.label.english);
            self.add(self.id(one.rulebook, &id), ClauseKind::NotEncoded, one.span, names);
        }
    }

    fn instrument(&self, id: Option<InstrumentId>) -> Option<String> {
        let one = self.model.instruments.get(id?.index())?;
        Some(self.id(one.rulebook, &one.id))
    }

    /// What instruments changed of others.
    fn amendments(&mut self) {
        let model = self.model;
        for one in &model.amendments {
            let named = |kind, own: Option<&String>| own.map(|own| (self.id(one.rulebook, own), kind));
            let changed = match one.what {
                // Its versions have their own texts; a repeal or suspension has none.
                Amended::Provision(id) => model
                    .provisions
                    .get(id.index())
                    .and_then(|own| named(kind_of(own.kind), Some(&own.id)).filter(|_| one.change != Change::Text)),
                Amended::Define(id) => named(ClauseKind::Define, model.defines.get(id.index()).map(|own| &own.id)),
                Amended::List(id) => named(ClauseKind::List, model.lists.get(id.index()).map(|own| &own.id)),
                Amended::Group(id) => named(ClauseKind::Group, model.groups.get(id.index()).map(|own| &own.id)),
            };
            let by = self.instrument(Some(one.instrument));
            if let Some((id, kind)) = changed {
                self.add(id, kind, one.span, by);
            }
        }
    }

    /// What a condition names.
    fn named(&self, condition: &Condition) -> Vec<String> {
        let mut names = Vec::new();
        let mut to_see = vec![condition];
        while let Some(at) = to_see.pop() {
            match &at.test {
                Test::All(parts) | Test::Any(parts) => to_see.extend(parts),
                Test::Not(part) => to_see.push(part),
                Test::Each(id) => {
                    to_see.extend(self.model.each.get(id.index()).into_iter().flat_map(Each::conditions));
                }
                leaf => names.extend(self.named_by(leaf)),
            }
        }
        names
    }

    fn named_by(&self, test: &'a Test) -> Vec<String> {
        let model = self.model;
        let group = |id: &crate::model::GroupId| model.groups.get(id.index()).map(|one| self.id(one.rulebook, &one.id));
        let provision =
            |id: &crate::model::ProvisionId| model.provisions.get(id.index()).map(|one| self.id(one.rulebook, &one.id));
        match test {
            Test::Listed { lists, entries, .. } => {
                let named = lists.iter().filter_map(|id| model.lists.get(id.index()));
                let of = |list: &List| {
                    let id = self.id(list.rulebook, &list.id);
                    let keys: Vec<String> = entries.iter().map(|key| format!("{id}#{key}")).collect();
                    std::iter::once(id).chain(keys)
                };
                named.flat_map(of).collect()
            }
            Test::InGroup(noun, id) => group(id).into_iter().chain(self.fact_of(*noun)).collect(),
            Test::Reach(_, _, Some(id)) => group(id).into_iter().collect(),
            Test::Define(id) => {
                model.defines.get(id.index()).map(|one| self.id(one.rulebook, &one.id)).into_iter().collect()
            }
            Test::Disputed(id) => {
                model.disputes.get(id.index()).map(|one| self.id(one.rulebook, &one.id)).into_iter().collect()
            }
            Test::Marks(id, ..) => {
                model.tables.get(id.index()).map(|one| self.id(one.rulebook, &one.id)).into_iter().collect()
            }
            Test::RequiredBy { rules, disregarding } => {
                rules.iter().chain(disregarding).filter_map(provision).collect()
            }
            Test::Held(id, _) => {
                model.licences.get(id.index()).map(|one| self.id(one.rulebook, &one.id)).into_iter().collect()
            }
            Test::Matched(all) => {
                let own = all.iter().filter_map(|id| model.screenings.get(id.index()));
                own.map(|one| self.id(one.rulebook, &one.id)).collect()
            }
            Test::Classified(id) | Test::ClassifiedNone(id) | Test::ClassifiedAs(id, _) => {
                model.classifications.get(id.index()).map(|one| self.id(one.rulebook, &one.id)).into_iter().collect()
            }
            Test::Compare(left, _, right) => {
                let totals = [left, right].into_iter().filter_map(|side| match side {
                    Operand::Total(id) => model.totals.get(id.index()),
                    _ => None,
                });
                totals.map(|one: &Total| self.id(one.rulebook, &one.id)).collect()
            }
            Test::Holds(id) | Test::ChoiceIs(id, _) | Test::Includes(id, _) | Test::TextIs(id, _) => {
                self.fact(*id).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn fact_of(&self, noun: Noun) -> Option<String> {
        if let Noun::Fact(id) = noun { self.fact(id) } else { None }
    }

    fn fact(&self, id: crate::model::FactId) -> Option<String> {
        let fact = self.model.facts.get(id.index())?;
        Some(self.id(fact.rulebook?, &fact.id))
    }
}
