//! A rulebook on the day.

use super::find::Named;
use super::items::is_unless;
use super::shown::{BookText, InstrumentText, ItemText, Standing, What};
use super::view::View;
use crate::model::{
    DefineId, GroupId, Instrument, Kind, ListId, Provision, ProvisionId, Rulebook, RulebookId, TotalKind,
};
use crate::syntax::{Clause, ClauseKind, print_clauses};
use std::collections::BTreeSet;

/// What is left of a rulebook where only some things are wanted.
struct Wanted<'a> {
    only: &'a [Named],
    whole: bool,
}

impl Wanted<'_> {
    fn has(&self, named: &Named) -> bool {
        self.whole || self.only.contains(named)
    }
}

impl View<'_> {
    /// A rulebook; none, if nothing of it is wanted.
    pub(super) fn book(&self, id: RulebookId, only: &[Named]) -> Option<BookText> {
        let book = self.model.rulebooks.get(id.index())?;
        let wanted = Wanted { only, whole: only.is_empty() || only.contains(&Named::Rulebook(id)) };
        let mut text = self.head(book);
        let groups = places(&self.model.groups, |group| group.rulebook == id).map(GroupId::at);
        text.groups = groups.filter(|id| wanted.has(&Named::Group(*id))).filter_map(|id| self.group(id)).collect();
        let lists = places(&self.model.lists, |list| list.rulebook == id).map(ListId::at);
        text.lists = lists.filter(|id| wanted.has(&Named::List(*id))).filter_map(|id| self.list(id)).collect();
        let defines = places(&self.model.defines, |define| define.rulebook == id).map(DefineId::at);
        let defines = defines.filter(|id| wanted.has(&Named::Define(*id)));
        text.defines = defines.filter_map(|id| self.define(id)).collect();
        text.rules = self.rules(id, &wanted);
        if wanted.whole {
            text.whole = true;
            self.rest(id, book, &mut text);
            return Some(text);
        }
        let bare = text.groups.is_empty() && text.lists.is_empty() && text.defines.is_empty() && text.rules.is_empty();
        let named: BTreeSet<&str> = walked(&text).flat_map(|item| &item.disputed).map(|(id, _)| id.as_str()).collect();
        let disputes = self.disputes(id).into_iter().filter(|dispute| named.contains(dispute.id.as_str()));
        text.disputes = disputes.collect::<Vec<_>>();
        let cited = cited(&text);
        text.instruments = self.instruments(id).into_iter().filter(|own| cited.contains(&own.id)).collect();
        (!bare).then_some(text)
    }

    fn head(&self, book: &Rulebook) -> BookText {
        BookText {
            id: book.id.clone(),
            label: book.label.clone(),
            jurisdiction: book.jurisdiction,
            authentic: book.authentic.clone(),
            sha256: String::new(),
            whole: false,
            covers_from: book.covers_from,
            head: print_clauses(&self.head_clauses(book)),
            instruments: Vec::new(),
            groups: Vec::new(),
            lists: Vec::new(),
            defines: Vec::new(),
            reckoned: Vec::new(),
            disputes: Vec::new(),
            rules: Vec::new(),
            orders: Vec::new(),
            duties: Vec::new(),
            conduct: Vec::new(),
            not_encoded: Vec::new(),
            modelled: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// What the head says of the law of the day.
    fn head_clauses(&self, book: &Rulebook) -> Vec<Clause> {
        let told = |clause: &&Clause| match &clause.kind {
            ClauseKind::Nomenclature { when, .. } => super::trees::holds(when, self.asked.on),
            ClauseKind::Authority { .. }
            | ClauseKind::TimeZone(_)
            | ClauseKind::Territory(_)
            | ClauseKind::Nexus(_)
            | ClauseKind::DecisiveDate { .. } => true,
            _ => false,
        };
        self.trees.body(book.span).iter().filter(told).cloned().collect()
    }

    /// What is told only of a whole rulebook.
    fn rest(&self, id: RulebookId, book: &Rulebook, text: &mut BookText) {
        text.instruments = self.instruments(id);
        text.disputes = self.disputes(id);
        let duties = self.model.duties.iter().filter(|duty| duty.rulebook == id);
        text.duties = duties.map(|own| self.plain(What::Duty, &own.id, &own.label, own.span, None)).collect();
        text.reckoned = self.reckoned(id);
        text.conduct = self.conduct(id);
        text.orders = book.files.iter().flat_map(|file| self.orders(file)).collect();
        text.not_encoded = self.gaps(id, None);
        text.modelled.clone_from(&book.modelled);
        text.sources.clone_from(&book.sources);
    }

    /// The tables, then the shares, sums and counts.
    fn reckoned(&self, book: RulebookId) -> Vec<ItemText> {
        let tables = self.model.tables.iter().filter(|own| own.rulebook == book);
        let tables = tables.map(|own| self.plain(What::Table, &own.id, &own.label, own.span, None));
        let totals = self.model.totals.iter().filter(|own| own.rulebook == book);
        let totals = totals.map(|own| {
            let what = match own.kind {
                TotalKind::Share => What::Share,
                TotalKind::Sum => What::Sum,
                TotalKind::Count => What::Count,
            };
            self.plain(what, &own.id, &own.label, own.span, None)
        });
        tables.chain(totals).collect()
    }

    /// The violations, then the sanctions.
    fn conduct(&self, book: RulebookId) -> Vec<ItemText> {
        let violations =
            self.model.violations.iter().filter(|own| own.rulebook == book && self.knows_of(own.instrument));
        let violations = violations.map(|own| {
            let item = self.plain(What::Violation, &own.id, &own.label, own.span, own.instrument);
            self.standing_on_some_days(item, &own.force)
        });
        let sanctions = self.model.sanctions.iter().filter(|own| own.rulebook == book && self.knows_of(own.instrument));
        let sanctions = sanctions.map(|own| {
            let item = self.plain(What::Sanction, &own.id, &own.label, own.span, own.instrument);
            self.standing_on_some_days(item, &own.force)
        });
        violations.chain(sanctions).collect()
    }

    fn disputes(&self, book: RulebookId) -> Vec<ItemText> {
        let own = self.model.disputes.iter().filter(|dispute| dispute.rulebook == book);
        own.map(|own| self.plain(What::Dispute, &own.id, &own.label, own.span, None)).collect()
    }

    /// The rules with what hangs on them, then what hangs on nothing here.
    fn rules(&self, book: RulebookId, wanted: &Wanted<'_>) -> Vec<ItemText> {
        let own = |(_, provision): &(usize, &Provision)| {
            provision.rulebook == book && provision.version_of.is_none() && !is_unless(provision)
        };
        let all: Vec<(ProvisionId, &Provision)> = self
            .model
            .provisions
            .iter()
            .enumerate()
            .filter(own)
            .map(|(at, provision)| (ProvisionId::at(at), provision))
            .collect();
        let rules = all.iter().filter(|(_, provision)| provision.kind == Kind::Rule);
        let others = all.iter().filter(|(_, provision)| provision.kind != Kind::Rule);
        let mut tree = self.tree();
        let mut texts = Vec::new();
        for (id, _) in rules.chain(others) {
            if !tree.told.contains(id) && wanted.has(&Named::Provision(*id)) {
                texts.extend(self.provision(*id, &mut tree));
            }
        }
        texts
    }

    fn instruments(&self, book: RulebookId) -> Vec<InstrumentText> {
        let own = self.model.instruments.iter().filter(|own| own.rulebook == book && self.knows(own));
        let mut texts: Vec<InstrumentText> = own.map(|own| self.instrument_text(own)).collect();
        texts.sort_by_key(|own| (own.draft, own.in_force, own.published, own.announced));
        texts
    }

    pub(super) fn instrument_text(&self, own: &Instrument) -> InstrumentText {
        let begun = |day: &Option<crate::vocab::Date>| day.is_none_or(|day| day <= self.asked.on);
        InstrumentText {
            id: own.id.clone(),
            label: own.label.clone(),
            number: own.number.clone(),
            announced: own.announced,
            published: own.published,
            in_force: own.in_force,
            in_force_for: own.in_force_for.clone(),
            corrects: own.corrects.map(|other| self.instrument_id(other)),
            draft: own.draft,
            has_begun: !own.draft && begun(&own.in_force),
        }
    }
}

/// The places of those in a table that belong there.
fn places<'t, T>(table: &'t [T], own: impl Fn(&T) -> bool + 't) -> impl Iterator<Item = usize> {
    table.iter().enumerate().filter(move |(_, one)| own(one)).map(|(at, _)| at)
}

/// The rules, definitions and conditions on entries of a text, with all that hang on them.
fn walked(text: &BookText) -> impl Iterator<Item = &ItemText> {
    let conditions = text.lists.iter().flat_map(|list| &list.conditions);
    let mut left: Vec<&ItemText> = text.rules.iter().chain(&text.defines).chain(conditions).collect();
    std::iter::from_fn(move || {
        let item = left.pop()?;
        left.extend(&item.under);
        Some(item)
    })
}

/// The instruments that a text names.
fn cited(text: &BookText) -> BTreeSet<String> {
    let passages = walked(text).flat_map(|item| item.passages.iter().filter_map(|passage| passage.by.as_ref()));
    let lists = text.lists.iter().flat_map(|list| list.by.iter().filter_map(|(by, _)| by.as_ref()));
    let members = text.groups.iter().flat_map(|group| group.members.iter().filter_map(|member| member.by.as_ref()));
    let removed = text.groups.iter().flat_map(|group| group.removed.iter().map(|(_, by)| by));
    let marks = passages.chain(lists).chain(members).chain(removed).map(|mark| mark.instrument.clone());
    let items = walked(text).flat_map(|item| &item.pending);
    let lists = text.lists.iter().flat_map(|list| &list.pending);
    let groups = text.groups.iter().flat_map(|group| &group.pending);
    let pending = items.chain(lists).chain(groups).map(|pending| pending.by.clone());
    let standing = walked(text).map(|item| &item.standing);
    let standing = standing.chain(text.lists.iter().map(|list| &list.standing));
    let standing = standing.chain(text.groups.iter().map(|group| &group.standing)).filter_map(by_whom);
    marks.chain(pending).chain(standing).collect()
}

/// The instrument by which a text stands as it does.
fn by_whom(standing: &Standing) -> Option<String> {
    match standing {
        Standing::Suspended { by, .. } | Standing::Repealed { by, .. } | Standing::Draft(by) => Some(by.clone()),
        _ => None,
    }
}
