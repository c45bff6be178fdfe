//! What a name on the command line stands for.

use super::items::is_unless;
use crate::model::{DefineId, GroupId, InstrumentId, ListId, Model, ProvisionId, RulebookId};
use crate::vocab::nearest;

/// A thing that has a text or a history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the thing of that name; a provision is named by its first version")]
pub enum Named {
    Rulebook(RulebookId),
    Instrument(InstrumentId),
    Group(GroupId),
    List(ListId),
    /// An entry of a list, by its number.
    Entry(ListId, String),
    Define(DefineId),
    Provision(ProvisionId),
}

/// Nothing is called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The nearest name, if one is near.
    pub near: Option<String>,
    /// The list, where the list is known and the entry is not.
    pub list: Option<String>,
    /// What is called so and has no text of its own: in words, and the rulebook with which it is told; none of what is no law, but is
    /// stated of shipments.
    pub within: Option<(&'static str, Option<String>)>,
}

/// What is called so: of several rulebooks, or of several kinds, all that is. `BOOK/NAME` names the rulebook too, and
/// `LIST:ENTRY` an entry, which may also stand alone where no other thing has that name.
///
/// # Errors
/// Nothing is; the nearest name is told.
pub fn find(model: &Model, written: &str) -> Result<Vec<Named>, Unknown> {
    let (book, name) = split(model, written);
    let named: Vec<Named> = all(model, book).filter(|(own, _)| *own == name).map(|(_, named)| named).collect();
    if !named.is_empty() {
        return Ok(named);
    }
    if let Some((list, key)) = name.split_once(':') {
        return entry_of(model, book, list, key);
    }
    let lists = lists(model, book).filter(|(_, list)| list.entries.iter().any(|entry| entry.key == name));
    let entries: Vec<Named> = lists.map(|(id, _)| Named::Entry(id, name.to_owned())).collect();
    if !entries.is_empty() {
        return Ok(entries);
    }
    let near = nearest(name, all(model, book).map(|(own, _)| own)).map(str::to_owned);
    Err(Unknown { near, list: None, within: within(model, book, name) })
}

/// What is called so and is told with its rulebook only, or is no law.
fn within(model: &Model, book: Option<RulebookId>, name: &str) -> Option<(&'static str, Option<String>)> {
    let one =
        |what, id: &str, of: RulebookId| (id == name && book.is_none_or(|book| book == of)).then_some((what, Some(of)));
    let mut all = (model.duties.iter().filter_map(|own| one("a duty", &own.id, own.rulebook)))
        .chain(model.totals.iter().filter_map(|own| one("a share, a sum or a count", &own.id, own.rulebook)))
        .chain(model.tables.iter().filter_map(|own| one("a table", &own.id, own.rulebook)))
        .chain(model.disputes.iter().filter_map(|own| one("a dispute", &own.id, own.rulebook)))
        .chain(model.violations.iter().filter_map(|own| one("a violation", &own.id, own.rulebook)))
        .chain(model.sanctions.iter().filter_map(|own| one("a sanction", &own.id, own.rulebook)))
        .chain(model.closed_lists.iter().filter_map(|own| one("a closed list", &own.id, own.rulebook)))
        .chain(model.events.iter().filter(|own| own.id == name).map(|_| ("a kind of event", None)))
        .chain(model.licences.iter().filter(|own| own.id == name).map(|_| ("a licence", None)))
        .chain(model.screenings.iter().filter(|own| own.id == name).map(|_| ("a list of parties", None)))
        .chain(model.facts.iter().filter(|own| own.id == name).map(|_| ("a fact", None)))
        .chain(model.classifications.iter().filter(|own| own.id == name).map(|_| ("a classification", None)));
    let (what, of) = all.next()?;
    Some((what, of.and_then(|of| model.rulebooks.get(of.index())).map(|own| own.id.clone())))
}

/// The rulebook that is named before a `/`, and the rest.
fn split<'w>(model: &Model, written: &'w str) -> (Option<RulebookId>, &'w str) {
    let found = written.split_once('/').and_then(|(book, name)| {
        let at = model.rulebooks.iter().position(|own| own.id == book)?;
        Some((Some(RulebookId::at(at)), name))
    });
    found.unwrap_or((None, written))
}

fn lists(model: &Model, book: Option<RulebookId>) -> impl Iterator<Item = (ListId, &crate::model::List)> {
    let own = move |list: &crate::model::List| book.is_none_or(|book| list.rulebook == book);
    model.lists.iter().enumerate().filter(move |(_, list)| own(list)).map(|(at, list)| (ListId::at(at), list))
}

fn entry_of(model: &Model, book: Option<RulebookId>, list: &str, key: &str) -> Result<Vec<Named>, Unknown> {
    let named: Vec<_> = lists(model, book).filter(|(_, own)| own.id == list).collect();
    if named.is_empty() {
        let near = nearest(list, lists(model, book).map(|(_, own)| own.id.as_str())).map(str::to_owned);
        return Err(Unknown { near: near.map(|near| format!("{near}:{key}")), list: None, within: None });
    }
    let has = |own: &crate::model::List| own.entries.iter().any(|entry| entry.key == key);
    let found: Vec<Named> =
        named.iter().filter(|(_, own)| has(own)).map(|(id, _)| Named::Entry(*id, key.to_owned())).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let keys = named.iter().flat_map(|(_, own)| own.entries.iter().map(|entry| entry.key.as_str()));
    let near = nearest(key, keys).map(|near| format!("{list}:{near}"));
    Err(Unknown { near, list: Some(list.to_owned()), within: None })
}

/// Every name and what it stands for.
fn all(model: &Model, book: Option<RulebookId>) -> impl Iterator<Item = (&str, Named)> {
    let own = move |of: RulebookId| book.is_none_or(|book| of == book);
    let books = model.rulebooks.iter().enumerate().filter(move |_| book.is_none());
    let books = books.map(|(at, one)| (one.id.as_str(), Named::Rulebook(RulebookId::at(at))));
    let instruments = model.instruments.iter().enumerate().filter(move |(_, one)| own(one.rulebook));
    let instruments = instruments.map(|(at, one)| (one.id.as_str(), Named::Instrument(InstrumentId::at(at))));
    let groups = model.groups.iter().enumerate().filter(move |(_, one)| own(one.rulebook));
    let groups = groups.map(|(at, one)| (one.id.as_str(), Named::Group(GroupId::at(at))));
    let lists = lists(model, book).map(|(id, one)| (one.id.as_str(), Named::List(id)));
    let defines = model.defines.iter().enumerate().filter(move |(_, one)| own(one.rulebook));
    let defines = defines.map(|(at, one)| (one.id.as_str(), Named::Define(DefineId::at(at))));
    let provisions = model
        .provisions
        .iter()
        .enumerate()
        .filter(move |(_, one)| own(one.rulebook) && one.version_of.is_none() && !is_unless(one));
    let provisions = provisions.map(|(at, one)| (one.id.as_str(), Named::Provision(ProvisionId::at(at))));
    books.chain(instruments).chain(groups).chain(lists).chain(defines).chain(provisions)
}

/// Everything that instruments put there or change.
pub(super) fn things(model: &Model) -> impl Iterator<Item = Named> {
    all(model, None).map(|(_, named)| named).filter(|named| !matches!(named, Named::Rulebook(_) | Named::Instrument(_)))
}
