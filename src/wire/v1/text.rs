//! A consolidated text as JSON, `text/1`: fields may be added, never taken away or changed in meaning.
//!
//! A stretch of days has its first in `from` and its last in `through`; null is no end.

use super::ruling::day;
use super::{Words, written};
use crate::consolidate::{
    BookText, Consolidated, EntryText, GapText, GroupText, InstrumentText, ItemText, ListText, Mark, MemberText,
    PassageText, Pending, Standing, Stated,
};
use crate::vocab::Date;
use serde::Serialize;

/// The name and version of the form.
pub const TEXT_FORMAT: &str = "text/1";

/// The text as pretty JSON with a final newline. The same text gives the same bytes.
#[must_use]
pub fn text(text: &Consolidated) -> String {
    written(&TextForm {
        format: TEXT_FORMAT,
        on: text.on.to_string(),
        known_on: day(text.known_on),
        rulebooks: text.books.iter().map(BookForm::from).collect(),
    })
}

#[derive(Serialize)]
struct TextForm<'a> {
    format: &'static str,
    on: String,
    known_on: Option<String>,
    rulebooks: Vec<BookForm<'a>>,
}

#[derive(Serialize)]
struct BookForm<'a> {
    id: &'a str,
    label: Words<'a>,
    jurisdiction: String,
    authentic: &'a str,
    sha256: &'a str,
    whole: bool,
    covers_from: Option<String>,
    head: &'a [String],
    instruments: Vec<InstrumentForm<'a>>,
    groups: Vec<GroupForm<'a>>,
    lists: Vec<ListForm<'a>>,
    definitions: Vec<ItemForm<'a>>,
    reckoned: Vec<ItemForm<'a>>,
    rules: Vec<ItemForm<'a>>,
    orders_of_review: Vec<ItemForm<'a>>,
    duties: Vec<ItemForm<'a>>,
    conduct: Vec<ItemForm<'a>>,
    disputes: Vec<ItemForm<'a>>,
    not_encoded: Vec<GapForm<'a>>,
    modelled: Vec<Words<'a>>,
    sources: &'a [String],
}

impl<'a> From<&'a BookText> for BookForm<'a> {
    fn from(book: &'a BookText) -> Self {
        Self {
            id: &book.id,
            label: (&book.label).into(),
            jurisdiction: book.jurisdiction.code().to_owned(),
            authentic: &book.authentic,
            sha256: &book.sha256,
            whole: book.whole,
            covers_from: day(book.covers_from),
            head: &book.head,
            instruments: book.instruments.iter().map(InstrumentForm::from).collect(),
            groups: book.groups.iter().map(GroupForm::from).collect(),
            lists: book.lists.iter().map(ListForm::from).collect(),
            definitions: items(&book.defines),
            reckoned: items(&book.reckoned),
            rules: items(&book.rules),
            orders_of_review: items(&book.orders),
            duties: items(&book.duties),
            conduct: items(&book.conduct),
            disputes: items(&book.disputes),
            not_encoded: gaps(&book.not_encoded),
            modelled: book.modelled.iter().map(Words::from).collect(),
            sources: &book.sources,
        }
    }
}

fn items(items: &[ItemText]) -> Vec<ItemForm<'_>> {
    items.iter().map(ItemForm::from).collect()
}

fn gaps(gaps: &[GapText]) -> Vec<GapForm<'_>> {
    gaps.iter().map(GapForm::from).collect()
}

/// The last day of a stretch.
pub(super) fn last(before: Option<Date>) -> Option<String> {
    before.map(|day| day.previous().to_string())
}

/// An instrument.
#[derive(Serialize)]
pub(super) struct InstrumentForm<'a> {
    id: &'a str,
    label: Words<'a>,
    number: Option<&'a str>,
    announced: Option<String>,
    published: Option<String>,
    in_force: Option<String>,
    in_force_for: Vec<PartForm<'a>>,
    corrects: Option<&'a str>,
    draft: bool,
    has_begun: bool,
}

#[derive(Serialize)]
struct PartForm<'a> {
    from: String,
    part: &'a str,
}

impl<'a> From<&'a InstrumentText> for InstrumentForm<'a> {
    fn from(own: &'a InstrumentText) -> Self {
        let part = |(from, part): &'a (Date, String)| PartForm { from: from.to_string(), part };
        Self {
            id: &own.id,
            label: (&own.label).into(),
            number: own.number.as_deref(),
            announced: day(own.announced),
            published: day(own.published),
            in_force: day(own.in_force),
            in_force_for: own.in_force_for.iter().map(part).collect(),
            corrects: own.corrects.as_deref(),
            draft: own.draft,
            has_begun: own.has_begun,
        }
    }
}

#[derive(Serialize)]
struct MarkForm<'a> {
    instrument: &'a str,
    from: Option<String>,
}

impl<'a> From<&'a Mark> for MarkForm<'a> {
    fn from(mark: &'a Mark) -> Self {
        Self { instrument: &mark.instrument, from: day(mark.from) }
    }
}

/// How an item stands: `{"is": KIND, …}`.
#[derive(Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum StandingForm<'a> {
    InForce { from: Option<String>, through: Option<String> },
    Suspended { by: &'a str, from: Option<String>, through: Option<String> },
    Repealed { by: &'a str, from: Option<String> },
    NotYetInForce { from: String },
    NoLongerInForce { through: Option<String> },
    Never,
    Draft { by: &'a str },
}

impl<'a> From<&'a Standing> for StandingForm<'a> {
    fn from(standing: &'a Standing) -> Self {
        match standing {
            Standing::InForce { from, before } => StandingForm::InForce { from: day(*from), through: last(*before) },
            Standing::Suspended { by, from, before } => {
                StandingForm::Suspended { by, from: day(*from), through: last(*before) }
            }
            Standing::Repealed { by, from } => StandingForm::Repealed { by, from: day(*from) },
            Standing::NotYet(from) => StandingForm::NotYetInForce { from: from.to_string() },
            Standing::Ended(before) => StandingForm::NoLongerInForce { through: last(Some(*before)) },
            Standing::Never => StandingForm::Never,
            Standing::Draft(by) => StandingForm::Draft { by },
        }
    }
}

#[derive(Serialize)]
struct ItemForm<'a> {
    kind: &'static str,
    id: &'a str,
    label: Words<'a>,
    standing: StandingForm<'a>,
    passages: Vec<PassageForm<'a>>,
    pending: Vec<PendingForm<'a>>,
    disputed: Vec<&'a str>,
    not_encoded: Vec<GapForm<'a>>,
    under: Vec<ItemForm<'a>>,
    elsewhere: bool,
    at: &'a str,
}

impl<'a> From<&'a ItemText> for ItemForm<'a> {
    fn from(item: &'a ItemText) -> Self {
        Self {
            kind: item.what.id(),
            id: &item.id,
            label: (&item.label).into(),
            standing: (&item.standing).into(),
            passages: item.passages.iter().map(PassageForm::from).collect(),
            pending: pending(&item.pending),
            disputed: item.disputed.iter().map(|(id, _)| id.as_str()).collect(),
            not_encoded: gaps(&item.not_encoded),
            under: items(&item.under),
            elsewhere: item.elsewhere,
            at: &item.at,
        }
    }
}

#[derive(Serialize)]
struct PassageForm<'a> {
    text: &'a str,
    by: Option<MarkForm<'a>>,
}

impl<'a> From<&'a PassageText> for PassageForm<'a> {
    fn from(passage: &'a PassageText) -> Self {
        Self { text: &passage.text, by: passage.by.as_ref().map(MarkForm::from) }
    }
}

#[derive(Serialize)]
struct PendingForm<'a> {
    by: &'a str,
    change: &'static str,
    from: Option<String>,
    draft: bool,
    clauses: &'a [String],
}

fn pending(pending: &[Pending]) -> Vec<PendingForm<'_>> {
    let one = |one: &'_ Pending| (one.change.id(), day(one.from), one.draft);
    let form = |pending| {
        let (change, from, draft) = one(pending);
        PendingForm { by: &pending.by, change, from, draft, clauses: &pending.clauses }
    };
    pending.iter().map(form).collect()
}

#[derive(Serialize)]
struct GapForm<'a> {
    label: Words<'a>,
    would: &'static str,
    rules: &'a [String],
    because: Words<'a>,
    citations: &'a [String],
}

impl<'a> From<&'a GapText> for GapForm<'a> {
    fn from(gap: &'a GapText) -> Self {
        Self {
            label: (&gap.label).into(),
            would: gap.would.id(),
            rules: &gap.rules,
            because: (&gap.because).into(),
            citations: &gap.cites,
        }
    }
}

#[derive(Serialize)]
struct GroupForm<'a> {
    id: &'a str,
    label: Words<'a>,
    citations: &'a [String],
    standing: StandingForm<'a>,
    members: Vec<MemberForm<'a>>,
    removed: Vec<RemovedForm<'a>>,
    pending: Vec<PendingForm<'a>>,
    at: &'a str,
}

impl<'a> From<&'a GroupText> for GroupForm<'a> {
    fn from(group: &'a GroupText) -> Self {
        Self {
            id: &group.id,
            label: (&group.label).into(),
            citations: &group.cites,
            standing: (&group.standing).into(),
            members: group.members.iter().map(MemberForm::from).collect(),
            removed: group
                .removed
                .iter()
                .map(|(place, by)| RemovedForm { place: place.to_string(), by: by.into() })
                .collect(),
            pending: pending(&group.pending),
            at: &group.at,
        }
    }
}

#[derive(Serialize)]
struct MemberForm<'a> {
    place: String,
    from: Option<String>,
    through: Option<String>,
    uncertain: bool,
    by: Option<MarkForm<'a>>,
}

impl<'a> From<&'a MemberText> for MemberForm<'a> {
    fn from(member: &'a MemberText) -> Self {
        Self {
            place: member.place.to_string(),
            from: day(member.from),
            through: last(member.before),
            uncertain: member.uncertain,
            by: member.by.as_ref().map(MarkForm::from),
        }
    }
}

#[derive(Serialize)]
struct RemovedForm<'a> {
    place: String,
    by: MarkForm<'a>,
}

#[derive(Serialize)]
struct ListForm<'a> {
    id: &'a str,
    label: Words<'a>,
    citations: &'a [String],
    standing: StandingForm<'a>,
    columns: &'a [String],
    count: usize,
    by: Vec<CountForm<'a>>,
    stated: Option<StatedForm<'a>>,
    begins: Option<String>,
    complete: Vec<CompleteForm<'a>>,
    incomplete: &'a [String],
    pending: Vec<PendingForm<'a>>,
    entries: Vec<EntryForm<'a>>,
    conditions: Vec<ItemForm<'a>>,
    at: &'a str,
}

impl<'a> From<&'a ListText> for ListForm<'a> {
    fn from(list: &'a ListText) -> Self {
        let count =
            |(by, count): &'a (Option<Mark>, u64)| CountForm { by: by.as_ref().map(MarkForm::from), count: *count };
        Self {
            id: &list.id,
            label: (&list.label).into(),
            citations: &list.cites,
            standing: (&list.standing).into(),
            columns: &list.columns,
            count: list.entries.len(),
            by: list.by.iter().map(count).collect(),
            stated: list.stated.as_ref().map(StatedForm::from),
            begins: day(list.begins),
            complete: list.complete.iter().map(|(part, codes)| CompleteForm { part, codes }).collect(),
            incomplete: &list.incomplete,
            pending: pending(&list.pending),
            entries: list.entries.iter().map(EntryForm::from).collect(),
            conditions: items(&list.conditions),
            at: &list.at,
        }
    }
}

#[derive(Serialize)]
struct CountForm<'a> {
    by: Option<MarkForm<'a>>,
    count: u64,
}

#[derive(Serialize)]
struct CompleteForm<'a> {
    part: &'a str,
    codes: &'a [String],
}

/// A count that is stated; `proved` is null where it cannot be checked.
#[derive(Serialize)]
pub(super) struct StatedForm<'a> {
    count: u64,
    added: bool,
    on: String,
    by: Option<&'a str>,
    at_hand: u64,
    proved: Option<bool>,
    not_checkable: Option<&'a str>,
}

impl<'a> From<&'a Stated> for StatedForm<'a> {
    fn from(stated: &'a Stated) -> Self {
        Self {
            count: stated.count,
            added: stated.added,
            on: stated.on.to_string(),
            by: stated.by.as_deref(),
            at_hand: stated.at_hand,
            proved: stated.not_checkable.is_none().then_some(stated.at_hand == stated.count),
            not_checkable: stated.not_checkable.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct EntryForm<'a> {
    entry: &'a str,
    codes: &'a [String],
    description: Words<'a>,
    except: &'a [String],
    threshold: Option<&'a str>,
    from: Option<String>,
    through: Option<String>,
    first_listed: Option<String>,
    by: Option<&'a str>,
    conditional: bool,
}

impl<'a> From<&'a EntryText> for EntryForm<'a> {
    fn from(entry: &'a EntryText) -> Self {
        Self {
            entry: &entry.key,
            codes: &entry.codes,
            description: (&entry.description).into(),
            except: &entry.except,
            threshold: entry.threshold.as_deref(),
            from: day(entry.from),
            through: last(entry.before),
            first_listed: day(entry.first_listed),
            by: entry.by.as_deref(),
            conditional: entry.conditional,
        }
    }
}
