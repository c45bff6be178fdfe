//! The first pass: which files form which rulebook, and what is called how.
//!
//! Files of one folder are one rulebook. A folder in which no file opens with `rulebook`, such as one of scenarios,
//! belongs to the nearest folder above it that has one.

use super::Work;
use super::names::{Bound, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::RulebookId;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::{Clause, ClauseKind, File, Head, Item, Name};
use std::collections::BTreeMap;

/// The items of all files, each with its rulebook and its place in its table, in the order of the model.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub(super) items: Vec<Placed<'a>>,
    pub(super) books: Vec<Placed<'a>>,
    /// The names of the rule files of each rulebook.
    pub(super) files: Vec<Vec<String>>,
}

/// An item and where it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    /// Its rulebook.
    pub(super) book: RulebookId,
    /// What was written.
    pub(super) item: &'a Item,
    /// Its place in its table; nought for items without a name.
    pub(super) index: usize,
}

/// The files of one folder, and of those below it that belong to it.
#[derive(Default)]
struct Folder<'a> {
    name: String,
    files: Vec<(SourceId, &'a File)>,
}

impl Work<'_> {
    /// Sorts files into rulebooks and binds every name.
    pub(super) fn collect<'a>(&mut self, files: &'a [(SourceId, File)]) -> Plan<'a> {
        let mut plan = Plan::default();
        let folders = gathered(folders(files, self.sources));
        let heads: Vec<Option<&'a Item>> = folders.iter().map(|folder| self.head_of(folder)).collect();
        for (folder, head) in folders.iter().zip(&heads) {
            if let Some(head) = head {
                self.add_book(&mut plan, head, folder);
            } else {
                self.say_headless(folder);
            }
        }
        let mut counts = Counts::default();
        for (folder, head) in folders.iter().zip(heads) {
            if let Some(book) = head.and_then(head_id).and_then(|id| self.names.books.get(&id.value).copied()) {
                self.collect_folder(&mut plan, &mut counts, book, folder);
            }
        }
        plan
    }

    /// The `rulebook` item of a folder; a second one is refused.
    fn head_of<'a>(&mut self, folder: &Folder<'a>) -> Option<&'a Item> {
        let items = folder.files.iter().flat_map(|(_, file)| &file.items);
        let mut heads = items.filter_map(|item| head_id(item).map(|id| (item, id)));
        let (first, id) = heads.next()?;
        for (_, other) in heads {
            let message = format!("this folder is already the rulebook `{}`", id.value);
            let said = Diagnostic::at(Code::TWO_HEADS, other.span(), message).also(id.span(), "its head");
            self.say(said.help(format!("write `part of {}` here, or move the file to a folder of its own", id.value)));
        }
        Some(first)
    }

    fn add_book<'a>(&mut self, plan: &mut Plan<'a>, item: &'a Item, folder: &Folder<'a>) {
        let Some(id) = head_id(item) else { return };
        if let Some(&earlier) = self.names.books.get(&id.value) {
            let first = plan.books.get(earlier.index()).and_then(|placed| head_id(placed.item));
            self.say_duplicate("rulebook", id, first.map(Name::span));
            return;
        }
        let book = RulebookId::at(plan.books.len());
        self.names.books.insert(id.value.clone(), book);
        plan.books.push(Placed { book, item, index: book.index() });
        plan.files.push(folder.files.iter().map(|(source, _)| self.sources.name(*source).to_owned()).collect());
    }

    fn say_headless(&mut self, folder: &Folder<'_>) {
        for (source, file) in &folder.files {
            let span = file.items.first().map_or(Span::new(*source, 0, 0), |item| item.at.0);
            match file.items.first().map(|item| &item.head) {
                Some(Head::Part { of }) => self.say_unknown_book_in_folder(of),
                Some(_) => self.say_no_head(span, None),
                None if self.says_something(*source, file) => self.say_no_head(span, None),
                None => {}
            }
        }
    }

    fn say_unknown_book_in_folder(&mut self, of: &Name) {
        let message = format!("neither this folder nor one above it opens with `rulebook {}`", of.value);
        let said = Diagnostic::at(Code::UNKNOWN_BOOK, of.span(), message);
        self.say(
            said.help(
                "begin one file of the folder with `rulebook`, or move the files into the folder of that rulebook",
            ),
        );
    }

    fn say_no_head(&mut self, span: Span, id: Option<&str>) {
        let said = Diagnostic::at(Code::NO_HEAD, span, "this file does not say to which rulebook it belongs");
        self.say(match id {
            Some(id) => said.help(format!("begin it with `part of {id}`")),
            None => said.help("begin it with `rulebook ID \"name\" { … }`"),
        });
    }

    /// A text of which nothing could be read has been reported already; one of comments only has no head.
    fn says_something(&self, source: SourceId, file: &File) -> bool {
        let text = self.sources.text(source).unwrap_or_default();
        let comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        !file.items.is_empty() || text.lines().all(comment)
    }

    fn collect_folder<'a>(&mut self, plan: &mut Plan<'a>, counts: &mut Counts, book: RulebookId, folder: &Folder<'a>) {
        let id = plan.books.get(book.index()).and_then(|placed| head_id(placed.item)).map(|id| id.value.as_str());
        for (source, file) in &folder.files {
            self.check_opening(*source, file, id.unwrap_or_default());
            for item in &file.items {
                self.put_in_table(plan, counts, book, item);
            }
        }
    }

    fn check_opening(&mut self, source: SourceId, file: &File, id: &str) {
        let mut opened = false;
        for item in &file.items {
            match &item.head {
                Head::Rulebook { .. } => opened = true,
                Head::Part { of } if of.value == id => opened = true,
                Head::Part { of } => {
                    opened = true;
                    let message = format!("this folder is the rulebook `{id}`, not `{}`", of.value);
                    let said = Diagnostic::at(Code::UNKNOWN_BOOK, of.span(), message);
                    self.say(said.help(format!("write `part of {id}`")).fix(id));
                }
                _ => {}
            }
        }
        if !opened && self.says_something(source, file) {
            let span = file.items.first().map_or(Span::new(source, 0, 0), |item| opening(item.at.0, self.sources));
            self.say_no_head(span, Some(id));
        }
    }

    fn put_in_table<'a>(&mut self, plan: &mut Plan<'a>, counts: &mut Counts, book: RulebookId, item: &'a Item) {
        let Some((kind, id)) = named(&item.head) else {
            if !matches!(item.head, Head::Rulebook { .. } | Head::Part { .. }) {
                plan.items.push(Placed { book, item, index: 0 });
            }
            return;
        };
        let restated = if kind == Kind::Fact { self.names.standard(&id.value) } else { None };
        let index = restated.unwrap_or_else(|| counts.next(kind));
        let bound = Bound { kind, index, span: Some(id.span()), sound: true };
        if let Some(earlier) = self.names.bind(book, &id.value, bound) {
            if restated.is_none() {
                counts.take_back(kind);
            }
            self.say_duplicate(earlier.kind.words(), id, earlier.span);
            return;
        }
        plan.items.push(Placed { book, item, index });
        self.place_unless(counts, book, kind, id, &item.body);
    }

    /// Each `unless` is an exception of its own, right after what it excepts.
    fn place_unless(&mut self, counts: &mut Counts, book: RulebookId, kind: Kind, id: &Name, body: &[Clause]) {
        if !matches!(kind, Kind::Rule | Kind::Exception | Kind::Policy) {
            return;
        }
        let clauses = body.iter().filter(|clause| matches!(clause.kind, ClauseKind::Unless(_)));
        for (number, clause) in (1u32..).zip(clauses) {
            let index = counts.next(Kind::Exception);
            let bound = Bound { kind: Kind::Exception, index, span: Some(clause.at.0), sound: true };
            self.names.bind(book, &format!("{}/unless-{number}", id.value), bound);
        }
    }

    /// The same name twice, with both places.
    pub(super) fn say_duplicate(&mut self, what: &str, id: &Name, earlier: Option<Span>) {
        let what = what.trim_start_matches("a ").trim_start_matches("an ");
        let said =
            Diagnostic::at(Code::DUPLICATE, id.span(), format!("there is already a {what} called `{}`", id.value))
                .label("again here")
                .help("give one of them another name, or remove it");
        self.say(match earlier {
            Some(span) => said.also(span, "first here"),
            None => said,
        });
    }
}

/// How many of each table have been placed.
#[derive(Default)]
struct Counts(BTreeMap<Kind, usize>);

impl Counts {
    /// Rules, exceptions and policies share a table; standard facts open the table of facts.
    fn slot(&mut self, kind: Kind) -> &mut usize {
        let table = match kind {
            Kind::Exception | Kind::Policy => Kind::Rule,
            other => other,
        };
        let first = if table == Kind::Fact { crate::model::Standard::ALL.len() } else { 0 };
        self.0.entry(table).or_insert(first)
    }

    fn next(&mut self, kind: Kind) -> usize {
        let slot = self.slot(kind);
        let index = *slot;
        *slot = index.saturating_add(1);
        index
    }

    fn take_back(&mut self, kind: Kind) {
        let slot = self.slot(kind);
        *slot = slot.saturating_sub(1);
    }
}

fn folders<'a>(files: &'a [(SourceId, File)], sources: &Sources) -> Vec<Folder<'a>> {
    let mut by_name: BTreeMap<&str, Folder<'a>> = BTreeMap::new();
    let mut sorted: Vec<&(SourceId, File)> = files.iter().collect();
    sorted.sort_by_key(|(source, _)| sources.name(*source));
    for (source, file) in sorted {
        let folder = sources.name(*source).rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = by_name.entry(folder).or_default();
        folder.clone_into(&mut own.name);
        own.files.push((*source, file));
    }
    by_name.into_values().collect()
}

/// Folders without a head join the nearest one above that has one.
fn gathered(folders: Vec<Folder<'_>>) -> Vec<Folder<'_>> {
    let (mut headed, headless): (Vec<_>, Vec<_>) = folders.into_iter().partition(Folder::has_head);
    let mut alone = Vec::new();
    for folder in headless {
        let above = headed.iter_mut().filter(|other| is_below(&folder.name, &other.name));
        match above.max_by_key(|other| other.name.len()) {
            Some(home) => home.files.extend(folder.files),
            None => alone.push(folder),
        }
    }
    headed.extend(alone);
    headed
}

impl Folder<'_> {
    fn has_head(&self) -> bool {
        self.files.iter().any(|(_, file)| file.items.iter().any(|item| head_id(item).is_some()))
    }
}

fn is_below(name: &str, above: &str) -> bool {
    above.is_empty() || name.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

fn head_id(item: &Item) -> Option<&Name> {
    match &item.head {
        Head::Rulebook { id, .. } => Some(id),
        _ => None,
    }
}

fn named(head: &Head) -> Option<(Kind, &Name)> {
    Some(match head {
        Head::Instrument { id, .. } => (Kind::Instrument, id),
        Head::Group { id, .. } => (Kind::Group, id),
        Head::Calendar { id, .. } => (Kind::Calendar, id),
        Head::List { id, .. } => (Kind::List, id),
        Head::Classification { id, .. } => (Kind::Classification, id),
        Head::Fact { id, .. } => (Kind::Fact, id),
        Head::Question { id, .. } => (Kind::Question, id),
        Head::Define { id, .. } => (Kind::Define, id),
        Head::Disputed { id, .. } => (Kind::Dispute, id),
        Head::Rule { id, .. } => (Kind::Rule, id),
        Head::Exception { id, .. } => (Kind::Exception, id),
        Head::Policy { id, .. } => (Kind::Policy, id),
        Head::ClosedList { id, .. } => (Kind::ClosedList, id),
        Head::Duty { id, .. } => (Kind::Duty, id),
        Head::Table { id, .. } => (Kind::Table, id),
        Head::Share { id, .. } | Head::Sum { id, .. } | Head::Count { id, .. } => (Kind::Total, id),
        Head::Licence { id, .. } => (Kind::Licence, id),
        Head::Screening { id, .. } => (Kind::Screening, id),
        Head::Event { id, .. } => (Kind::Event, id),
        Head::Violation { id, .. } => (Kind::Violation, id),
        Head::Sanction { id, .. } => (Kind::Sanction, id),
        Head::Rulebook { .. }
        | Head::Part { .. }
        | Head::Entry { .. }
        | Head::NotEncoded { .. }
        | Head::OrderOfReview { .. }
        | Head::Amend { .. }
        | Head::Repeal { .. }
        | Head::Suspend { .. }
        | Head::Scenario { .. } => return None,
    })
}

/// The opening words of an item: up to its `{` or the end of the line.
pub(super) fn opening(item: Span, sources: &Sources) -> Span {
    let text = sources.slice(item);
    let end = text.find(['{', '\n']).unwrap_or(text.len());
    let head = text.get(..end).unwrap_or_default().trim_end();
    let length = u32::try_from(head.len()).unwrap_or(0);
    Span { end: item.start.saturating_add(length), ..item }
}
