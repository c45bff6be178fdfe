//! A consolidated text as a document.

use super::{cited, clauses, days, mark, note, stated, title, titled};
use crate::consolidate::{
    BookText, Consolidated, EntryText, GapText, GroupText, InstrumentText, ItemText, ListText, MemberText, Pending,
    Standing, What,
};
use crate::model::Change;
use crate::render::document::{Block, Document};
use crate::render::finding::leaving_out;
use crate::render::style::{Depth, Form, Style};
use crate::render::text::{Text, Tone};
use crate::render::words::{Phrase, Words};
use crate::vocab::{Date, Would};

/// Of a longer list so many entries are shown at either end, unless all are wanted.
const SHOWN: usize = 10;

/// Of so many members the names of the countries are told.
const NAMED: usize = 12;

/// What every part of the page needs.
#[derive(Clone, Copy)]
struct Page<'a> {
    words: Words<'a>,
    /// Nothing is left out: what is told at the end need not be told in place.
    whole: bool,
    all_entries: bool,
}

/// The document for a consolidated text.
pub(in crate::render) fn document(text: &Consolidated, style: &Style) -> Document {
    let words = Words { languages: &style.languages };
    let on_paper = matches!(style.form, Form::Markdown | Form::Html);
    let page = Page { words, whole: false, all_entries: on_paper || style.depth == Depth::Full };
    let mut document = Document::default();
    for book in &text.books {
        Page { whole: book.whole, ..page }.book(book, text, &mut document);
    }
    document.push(Block::Space);
    document.push(Block::Paragraph(Text::default().faint(words.say(Phrase::Closing))));
    document
}

impl Page<'_> {
    fn book(self, book: &BookText, text: &Consolidated, document: &mut Document) {
        let words = self.words;
        if !document.blocks.is_empty() {
            document.push(Block::Space);
        }
        let name = format!("{} ({})", words.label(&book.label), book.id);
        let headline = words.fill(Phrase::LawOf, &[&name, &text.on.to_string()]);
        document.push(Block::Headline(Text::default().and(Tone::Strong, headline)));
        if let Some(from) = book.covers_from.filter(|from| text.on < *from) {
            let banner = words.fill(Phrase::NotEncodedBefore, &[&from.to_string()]);
            document.push(Block::Paragraph(Text::default().and(Tone::Stop, banner)));
        }
        if !book.whole {
            document.push(Block::Paragraph(Text::new(words.say(Phrase::OnlyNamed))));
        }
        document.push(Block::Space);
        document.push(Block::Pairs(self.particulars(book, text)));
        let each = |items: &[ItemText]| items.iter().flat_map(|item| self.item(item, 0)).collect::<Vec<_>>();
        document
            .section(words.say(Phrase::Instruments), book.instruments.iter().map(|own| self.instrument(own)).collect());
        document.section(words.say(Phrase::Groups), book.groups.iter().flat_map(|group| self.group(group)).collect());
        document.section(words.say(Phrase::Lists), book.lists.iter().flat_map(|list| self.list(list)).collect());
        document.section(words.say(Phrase::Definitions), each(&book.defines));
        document.section(words.say(Phrase::Reckoned), each(&book.reckoned));
        document.section(words.say(Phrase::Rules), each(&book.rules));
        document.section(words.say(Phrase::Orders), each(&book.orders));
        document.section(words.say(Phrase::Duties), each(&book.duties));
        document.section(words.say(Phrase::ConductOf), each(&book.conduct));
        document.section(words.say(Phrase::Disputes), each(&book.disputes));
        document.section(words.say(Phrase::Coverage), self.coverage(book));
    }

    fn particulars(self, book: &BookText, text: &Consolidated) -> Vec<(String, Text)> {
        let words = self.words;
        let known = text.known_on.map_or_else(|| words.say(Phrase::KnownAll).to_owned(), |day| day.to_string());
        let short: String = book.sha256.chars().take(12).collect();
        let pair = |phrase, text: Text| (words.say(phrase).to_owned(), text);
        let law = Text::new(book.jurisdiction.code()).plain(", ").faint(words.fill(Phrase::Text, &[&short]));
        let law = law.plain(", ").plain(words.fill(Phrase::Authentic, &[&book.authentic]));
        let mut pairs = vec![
            pair(Phrase::Law, law),
            pair(Phrase::On, Text::new(text.on.to_string())),
            pair(Phrase::KnownOn, Text::new(known)),
        ];
        if book.whole {
            pairs.extend(book.head.iter().map(|clause| head_line(clause)));
        }
        pairs
    }

    fn instrument(self, own: &InstrumentText) -> Block {
        let words = self.words;
        let text = Text::default().and(Tone::Strong, &own.id).plain(": ").plain(words.label(&own.label));
        let text = match &own.number {
            Some(number) => text.plain(", ").plain(number),
            None => text,
        };
        Block::Item { mark: "-".to_owned(), text, under: vec![instrument_days(own, words)] }
    }

    fn group(self, group: &GroupText) -> Vec<Block> {
        let words = self.words;
        let mut blocks = vec![title(0, titled(What::Group, &group.id, &group.label, words))];
        blocks.extend(cited(&group.cites, words).map(|text| note(0, text)));
        blocks.extend(self.standing(&group.standing, 0));
        let names = group.members.len() <= NAMED;
        let (open, sure): (Vec<&MemberText>, Vec<&MemberText>) = group.members.iter().partition(|one| one.uncertain);
        let told = |some: &[&MemberText]| some.iter().map(|member| self.member(member, names)).collect::<Vec<_>>();
        let (members, open) = (told(&sure), told(&open));
        let count = match members.len() {
            0 => words.say(Phrase::NoMembers).to_owned(),
            1 => words.fill(Phrase::OneMember, &[&members.join("")]),
            many => words.fill(Phrase::Members, &[&many.to_string(), &members.join(if names { "; " } else { ", " })]),
        };
        blocks.push(note(0, Text::new(count)));
        if !open.is_empty() {
            let said = words.fill(Phrase::MembersUncertain, &[&open.join("; ")]);
            blocks.push(note(0, Text::default().and(Tone::Open, said)));
        }
        for (place, by) in &group.removed {
            blocks.push(note(0, Text::new(words.fill(Phrase::TakenOut, &[&place.to_string(), &mark(by)]))));
        }
        blocks.extend(self.pending(&group.pending, 0));
        blocks
    }

    fn member(self, member: &MemberText, names: bool) -> String {
        let words = self.words;
        let mut text = member.place.to_string();
        if names {
            text = format!("{text} ({})", member.place.country.name());
        }
        if member.before.is_some() || names && member.from.is_some() {
            text = format!("{text} {}", days(member.from, member.before, words));
        }
        match &member.by {
            Some(by) => format!("{text} [{}]", mark(by)),
            None => text,
        }
    }

    fn list(self, list: &ListText) -> Vec<Block> {
        let words = self.words;
        let mut blocks = vec![title(0, titled(What::List, &list.id, &list.label, words))];
        blocks.extend(cited(&list.cites, words).map(|text| note(0, text)));
        blocks.extend(self.standing(&list.standing, 0));
        blocks.push(note(0, self.entry_count(list)));
        if !matches!(list.standing, Standing::InForce { .. }) {
            blocks.extend(self.pending(&list.pending, 0));
            return blocks;
        }
        blocks.extend(list.stated.as_ref().map(|count| note(0, stated(count, words))));
        if let Some(begins) = list.begins {
            blocks.push(note(0, Text::new(words.fill(Phrase::ListBegins, &[&begins.to_string()]))));
        }
        let complete = |(part, codes): &(String, Vec<String>)| {
            if codes.is_empty() { part.clone() } else { format!("{part} ({})", codes.join(", ")) }
        };
        if !list.complete.is_empty() {
            let parts: Vec<String> = list.complete.iter().map(complete).collect();
            blocks.push(note(0, Text::new(words.fill(Phrase::CompleteFor, &[&parts.join(", ")]))));
        }
        if !list.incomplete.is_empty() {
            let said = words.fill(Phrase::IncompleteFor, &[&list.incomplete.join(", ")]);
            blocks.push(note(0, Text::default().and(Tone::Open, said)));
        }
        blocks.extend(self.pending(&list.pending, 0));
        blocks.extend(self.entries(&list.entries));
        blocks.extend(list.conditions.iter().flat_map(|item| self.item(item, 1)));
        blocks
    }

    fn entry_count(self, list: &ListText) -> Text {
        let words = self.words;
        let each = list.by.iter().map(|(by, count)| match by {
            Some(by) => words.fill(Phrase::CountBy, &[&count.to_string(), &mark(by)]),
            None => words.fill(Phrase::CountEnacted, &[&count.to_string()]),
        });
        let count = list.entries.len();
        let total = if count == 1 { Phrase::OneEntry } else { Phrase::EntriesInForce };
        let total = words.fill(total, &[&count.to_string()]);
        let each: Vec<String> = each.collect();
        if each.is_empty() { Text::new(total) } else { Text::new(format!("{total}: {}", each.join("; "))) }
    }

    fn entries(self, entries: &[EntryText]) -> Vec<Block> {
        if entries.is_empty() {
            return Vec::new();
        }
        let words = self.words;
        let head = [Phrase::ColumnEntry, Phrase::ColumnCode, Phrase::ColumnSince, Phrase::ColumnBy, Phrase::ColumnWhat];
        let head: Vec<String> = head.iter().map(|phrase| words.say(*phrase).to_owned()).collect();
        let mut rows: Vec<Vec<Text>> = entries.iter().map(|entry| self.entry(entry)).collect();
        let hidden = rows.len().saturating_sub(SHOWN.saturating_mul(2));
        if hidden > 0 && !self.all_entries {
            let said = Text::default().faint(words.fill(Phrase::EntriesHidden, &[&hidden.to_string()]));
            let gap = vec![Text::new("…"), Text::default(), Text::default(), Text::default(), said];
            rows.splice(SHOWN..SHOWN.saturating_add(hidden), [gap]);
        }
        vec![Block::Entries { head, rows }]
    }

    fn entry(self, entry: &EntryText) -> Vec<Text> {
        let words = self.words;
        let mut what = vec![words.label(&entry.description).to_owned()];
        what.extend(leaving_out(&entry.except, words));
        what.extend(entry.threshold.as_ref().map(|threshold| words.fill(Phrase::Threshold, &[threshold])));
        if entry.conditional {
            what.push(words.say(Phrase::WithCondition).to_owned());
        }
        what.extend(entry.before.map(|before| days(None, Some(before), words)));
        let first = entry.first_listed.filter(|first| Some(*first) != entry.from);
        what.extend(first.map(|first| words.fill(Phrase::FirstListed, &[&first.to_string()])));
        if entry.first_listed.is_none() {
            what.push(words.say(Phrase::FirstListedUnknown).to_owned());
        }
        what.retain(|part| !part.is_empty());
        vec![
            Text::new(&entry.key),
            Text::new(entry.codes.join(", ")),
            Text::new(entry.from.map(|from| from.to_string()).unwrap_or_default()),
            Text::new(entry.by.as_deref().unwrap_or_default()),
            Text::new(what.join("; ")),
        ]
    }

    /// An item and all that hangs on it.
    fn item(self, item: &ItemText, depth: usize) -> Vec<Block> {
        let words = self.words;
        let mut blocks = vec![title(depth, titled(item.what, &item.id, &item.label, words))];
        if item.elsewhere {
            blocks.push(note(depth, Text::new(words.say(Phrase::ToldAbove))));
            return blocks;
        }
        blocks.extend(self.standing(&item.standing, depth));
        if matches!(item.standing, Standing::Suspended { .. }) && !item.passages.is_empty() {
            blocks.push(note(depth, Text::new(words.say(Phrase::WouldReadThen))));
        }
        blocks.extend(passages(item, depth, words));
        blocks.extend(self.pending(&item.pending, depth));
        for (id, question) in &item.disputed {
            let said = words.fill(Phrase::DisputedHere, &[words.label(question), id]);
            blocks.push(note(depth, Text::default().and(Tone::Open, said)));
        }
        for gap in &item.not_encoded {
            blocks.push(note(depth, self.gap_in_place(gap)));
        }
        blocks.extend(item.under.iter().flat_map(|under| self.item(under, depth.saturating_add(1))));
        blocks
    }

    /// How it stands, where it does not simply stand.
    fn standing(self, standing: &Standing, depth: usize) -> Option<Block> {
        let words = self.words;
        let (tone, said) = match standing {
            Standing::InForce { before: None, .. } => return None,
            Standing::InForce { from, before } => {
                (Tone::Plain, words.fill(Phrase::InThisWording, &[&days(*from, *before, words)]))
            }
            Standing::Suspended { by, from, before } => {
                (Tone::Stop, words.fill(Phrase::SuspendedBy, &[by, &days(*from, *before, words)]))
            }
            Standing::Repealed { by, from } => {
                (Tone::Stop, words.fill(Phrase::RepealedBy, &[by, &days(*from, None, words)]))
            }
            Standing::NotYet(from) => (Tone::Open, words.fill(Phrase::NotYetInForce, &[&from.to_string()])),
            Standing::Ended(before) => {
                (Tone::Stop, words.fill(Phrase::NoLongerInForce, &[&before.previous().to_string()]))
            }
            Standing::Never => (Tone::Stop, format!("({})", words.say(Phrase::NeverInForce))),
            Standing::Draft(by) => (Tone::Open, words.fill(Phrase::DraftOf, &[by])),
        };
        Some(note(depth, Text::default().and(tone, said)))
    }

    fn pending(self, pending: &[Pending], depth: usize) -> Vec<Block> {
        pending.iter().map(|one| clauses(depth, pending_mark(one, self.words), &one.clauses)).collect()
    }

    /// Where the end of the page tells the rest, what it is and what it could do is enough.
    fn gap_in_place(self, gap: &GapText) -> Text {
        let words = self.words;
        if !self.whole {
            return self.gap(gap);
        }
        let named = words.fill(Phrase::NotEncodedFar, &[words.label(&gap.label)]);
        Text::default().and(Tone::Open, format!("{named}; {}", words.say(would(gap.would))))
    }

    fn gap(self, gap: &GapText) -> Text {
        let words = self.words;
        let cites = if gap.cites.is_empty() { String::new() } else { format!(" ({})", gap.cites.join(", ")) };
        let named = words.fill(Phrase::NotEncodedFar, &[words.label(&gap.label)]);
        let to = if gap.rules.is_empty() { String::new() } else { format!(" [{}]", gap.rules.join(", ")) };
        let said = format!("{named}{cites}; {}{to}: {}", words.say(would(gap.would)), words.label(&gap.because));
        Text::default().and(Tone::Open, said)
    }

    fn coverage(self, book: &BookText) -> Vec<Block> {
        let words = self.words;
        let item = |text| Block::Item { mark: "-".to_owned(), text, under: Vec::new() };
        let gaps = book.not_encoded.iter().map(|gap| item(self.gap(gap)));
        let told = book.modelled.iter().map(|told| item(Text::new(words.fill(Phrase::Encoded, &[words.label(told)]))));
        let read = book.sources.iter().map(|source| item(Text::new(words.fill(Phrase::ReadFrom, &[source]))));
        gaps.chain(told).chain(read).collect()
    }
}

fn would(would: Would) -> Phrase {
    match would {
        Would::Require => Phrase::WouldRequire,
        Would::Relieve => Phrase::WouldRelieve,
        Would::Stiffen => Phrase::WouldStiffen,
    }
}

/// A clause of the head of a rulebook: its word, and what it says.
fn head_line(clause: &str) -> (String, Text) {
    let (word, says) = clause.split_once("  ").unwrap_or(("", clause));
    let says: Vec<&str> = says.split_whitespace().collect();
    (word.to_owned(), Text::new(says.join(" ")))
}

/// The days of an instrument.
pub(super) fn instrument_days(own: &InstrumentText, words: Words<'_>) -> Text {
    let day = |phrase, day: Option<Date>| day.map(|day| words.fill(phrase, &[&day.to_string()]));
    let mut said: Vec<String> = Vec::new();
    said.extend(day(Phrase::Announced, own.announced));
    said.extend(day(Phrase::Published, own.published));
    said.extend(day(Phrase::InForceFrom, own.in_force));
    for (day, part) in &own.in_force_for {
        said.push(words.fill(Phrase::InForceFor, &[&day.to_string(), part]));
    }
    said.extend(own.corrects.as_deref().map(|other| words.fill(Phrase::Corrects, &[other])));
    let text = Text::new(said.join(", "));
    let text = if said.is_empty() { text } else { text.plain("; ") };
    match (own.draft, own.has_begun) {
        (true, _) => text.and(Tone::Open, words.say(Phrase::NotYetLaw)),
        (false, false) => text.and(Tone::Open, words.say(Phrase::NotInForceThen)),
        (false, true) if own.in_force.is_none() => text.and(Tone::Open, words.say(Phrase::NoDayStated)),
        (false, true) => Text::new(said.join(", ")),
    }
}

/// Clauses in a row that the same instrument put there stand under one mark.
fn passages(item: &ItemText, depth: usize, words: Words<'_>) -> Vec<Block> {
    let marked = item.passages.iter().any(|passage| passage.by.is_some());
    let runs = item.passages.chunk_by(|one, next| one.by == next.by);
    let block = |run: &[crate::consolidate::PassageText]| {
        let by = run.first().and_then(|passage| passage.by.as_ref());
        let said = match by {
            Some(by) => mark(by),
            None if marked => words.say(Phrase::NoInstrument).to_owned(),
            None => String::new(),
        };
        let texts: Vec<String> = run.iter().map(|passage| passage.text.clone()).collect();
        clauses(depth, Text::default().faint(said), &texts)
    };
    runs.map(block).collect()
}

/// Over what is to change: by whom, how, and from when.
fn pending_mark(pending: &Pending, words: Words<'_>) -> Text {
    let from = pending.from.map_or_else(String::new, |from| format!(" {}", days(Some(from), None, words)));
    let phrase = match (pending.draft, pending.change) {
        (true, Change::Text) => Phrase::DraftText,
        (true, Change::Repeal) => Phrase::DraftRepeal,
        (true, Change::Suspension) => Phrase::DraftSuspension,
        (false, Change::Text) => Phrase::AheadText,
        (false, Change::Repeal) => Phrase::AheadRepeal,
        (false, Change::Suspension) => Phrase::AheadSuspension,
    };
    Text::default().and(Tone::Open, words.fill(phrase, &[&pending.by, &from]))
}
