//! Histories as a document.

use super::text::instrument_days;
use super::{cited, clauses, lines, note, period, stated, title, titled};
use crate::consolidate::{Event, Happened, History, Row, What};
use crate::model::Change;
use crate::render::document::{Block, Document, Part};
use crate::render::finding::leaving_out;
use crate::render::style::Style;
use crate::render::text::{Text, Tone};
use crate::render::words::{Phrase, Words};
use crate::vocab::Label;

/// The document for some histories.
pub(in crate::render) fn document(histories: &[History], style: &Style) -> Document {
    let words = Words { languages: &style.languages };
    let mut document = Document::default();
    for history in histories {
        if !document.blocks.is_empty() {
            document.push(Block::Space);
        }
        told(history, words, &mut document);
    }
    document.push(Block::Space);
    document.push(Block::Paragraph(Text::default().faint(words.say(Phrase::Closing))));
    document
}

fn told(history: &History, words: Words<'_>, document: &mut Document) {
    let name = titled(history.what, &history.id, &history.label, words);
    let headline = words.fill(Phrase::HistoryOf, &[&name.words(), &history.book]);
    document.push(Block::Headline(Text::default().and(Tone::Strong, headline)));
    if let Some(known) = history.known_on {
        document.push(Block::Paragraph(Text::new(words.fill(Phrase::KnownThen, &[&known.to_string()]))));
    }
    if let Some(own) = &history.instrument {
        let number = own.number.as_ref().map(|number| format!("{number}; ")).unwrap_or_default();
        let days = instrument_days(own, words);
        document.push(Block::Paragraph(Text { runs: [Text::new(number).runs, days.runs].concat() }));
    }
    if history.events.is_empty() {
        document.push(Block::Paragraph(Text::new(words.say(Phrase::NothingKnown))));
    }
    let mut of: Option<(What, String)> = None;
    for event in &history.events {
        let thing = event.of.as_ref().map(|(what, id, _)| (*what, id.clone()));
        let depth = usize::from(thing.is_some());
        if let (true, Some((what, id, label))) = (thing.is_some() && thing != of, &event.of) {
            document.push(title(0, titled(*what, id, label, words)));
        }
        of = thing;
        document.blocks.extend(self::event(event, depth, words));
    }
}

fn event(event: &Event, depth: usize, words: Words<'_>) -> Vec<Block> {
    let mut blocks = vec![title(depth, headline(event, words))];
    blocks.push(note(depth, dates(event, words)));
    blocks.extend(cited(&event.cites, words).map(|text| note(depth, text)));
    blocks.extend(details(&event.happened, depth, words));
    blocks.push(note(depth, Text::default().faint(&event.at)));
    blocks
}

/// What happened, and by whom.
fn headline(event: &Event, words: Words<'_>) -> Text {
    let what = Text::default().and(Tone::Strong, words.say(verb(&event.happened)));
    match &event.by {
        None => what.plain(": ").plain(words.say(Phrase::NoInstrument)),
        Some(by) => {
            let text = what.plain(": ").and(Tone::Strong, &by.id).plain(", ").plain(words.label(&by.label));
            match &by.corrects {
                Some(other) => text.plain(", ").plain(words.fill(Phrase::Corrects, &[other])),
                None => text,
            }
        }
    }
}

fn verb(happened: &Happened) -> Phrase {
    match happened {
        Happened::Enacted(_) => Phrase::WasEnacted,
        Happened::Amended { .. } | Happened::Members { .. } => Phrase::WasAmended,
        Happened::Entries { .. } => Phrase::EntriesMoved,
        Happened::Repealed => Phrase::WasRepealed,
        Happened::Suspended => Phrase::WasSuspended,
        Happened::Revived => Phrase::WasRevived,
        Happened::Proposed { .. } => Phrase::IsProposed,
        Happened::Counted { .. } => Phrase::WasCounted,
        Happened::Listed(Row { replaces: true, .. }) => Phrase::WasReplaced,
        Happened::Listed(_) => Phrase::WasListed,
        Happened::Unlisted => Phrase::WasUnlisted,
        Happened::Corrected => Phrase::WasCorrected,
    }
}

/// The two dates: on which days it bears, and from when it is known.
fn dates(event: &Event, words: Words<'_>) -> Text {
    let draft = event.by.as_ref().is_some_and(|by| by.draft);
    if draft {
        return Text::default().and(Tone::Open, words.say(Phrase::NotYetLaw));
    }
    let in_force = words.fill(Phrase::BearsOn, &[&period(event.in_force, words)]);
    let published = event.by.as_ref().and_then(|by| by.published);
    let known = match (event.known, published) {
        (Some(day), Some(_)) => words.fill(Phrase::Published, &[&day.to_string()]),
        (Some(day), None) => words.fill(Phrase::KnownSince, &[&day.to_string()]),
        (None, _) => words.say(Phrase::KnownSinceUnstated).to_owned(),
    };
    Text::new(format!("{in_force}; {known}"))
}

fn details(happened: &Happened, depth: usize, words: Words<'_>) -> Vec<Block> {
    match happened {
        Happened::Enacted(texts) => vec![clauses(depth, Text::default(), texts)],
        Happened::Amended { label, clauses } => {
            let renamed = label.iter().map(|(old, new)| change(depth, Some(&quoted(old)), Some(&quoted(new))));
            renamed.chain(clauses.iter().map(|one| change(depth, one.old.as_deref(), one.new.as_deref()))).collect()
        }
        Happened::Proposed { change, clauses: texts } => {
            let said = words.say(match change {
                Change::Text => Phrase::WouldRead,
                Change::Repeal => Phrase::WouldRepeal,
                Change::Suspension => Phrase::WouldSuspend,
            });
            vec![note(depth, Text::new(said)), clauses(depth, Text::default(), texts)]
        }
        Happened::Members { added, removed } => {
            let one = |phrase, who: &[String]| {
                (!who.is_empty()).then(|| note(depth, Text::new(words.fill(phrase, &[&who.join(", ")]))))
            };
            one(Phrase::MembersAdded, added).into_iter().chain(one(Phrase::MembersRemoved, removed)).collect()
        }
        Happened::Entries { added, replaced, removed, in_force, stated } => {
            let counts =
                [(Phrase::EntriesAdded, added), (Phrase::EntriesReplaced, replaced), (Phrase::EntriesRemoved, removed)];
            let moved: Vec<String> = counts
                .iter()
                .filter(|(_, count)| **count > 0)
                .map(|(phrase, count)| words.fill(*phrase, &[&count.to_string()]))
                .collect();
            let moved = if moved.is_empty() { words.say(Phrase::NoEntries).to_owned() } else { moved.join(", ") };
            let total = words.fill(Phrase::ThenInForce, &[&in_force.to_string()]);
            std::iter::once(note(depth, Text::new(format!("{moved}; {total}"))))
                .chain(counted(stated, depth, words))
                .collect()
        }
        Happened::Counted { in_force, stated } => {
            let total = words.fill(Phrase::ThenInForce, &[&in_force.to_string()]);
            std::iter::once(note(depth, Text::new(total))).chain(counted(stated, depth, words)).collect()
        }
        Happened::Listed(row) => {
            let condition = (!row.condition.is_empty()).then(|| clauses(depth, Text::default(), &row.condition));
            std::iter::once(note(depth, self::row(row, words))).chain(condition).collect()
        }
        Happened::Repealed | Happened::Suspended | Happened::Revived | Happened::Unlisted | Happened::Corrected => {
            Vec::new()
        }
    }
}

fn counted(counts: &[crate::consolidate::Stated], depth: usize, words: Words<'_>) -> Vec<Block> {
    counts.iter().map(|count| note(depth, stated(count, words))).collect()
}

fn change(depth: usize, old: Option<&str>, new: Option<&str>) -> Block {
    let all = |text: Option<&str>| lines(&text.into_iter().map(str::to_owned).collect::<Vec<_>>());
    let (old, new) = (all(old), all(new));
    let before = same(old.iter(), new.iter());
    let rest = |lines: &[String]| lines.iter().skip(before).cloned().collect::<Vec<_>>();
    let (old_rest, new_rest) = (rest(&old), rest(&new));
    let after = same(old_rest.iter().rev(), new_rest.iter().rev());
    let middle = |lines: Vec<String>| {
        let changed = lines.len().saturating_sub(after);
        lines.into_iter().take(changed).collect::<Vec<_>>()
    };
    Block::Part(
        depth,
        Part::Change {
            before: old.iter().take(before).cloned().collect(),
            after: old_rest.iter().skip(old_rest.len().saturating_sub(after)).cloned().collect(),
            old: middle(old_rest),
            new: middle(new_rest),
        },
    )
}

/// How many lines in a row are the same.
fn same<'t>(one: impl Iterator<Item = &'t String>, other: impl Iterator<Item = &'t String>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

fn quoted(label: &Label) -> String {
    let english = format!("\"{}\"", label.english);
    let others = label.others.iter().map(|(language, words)| format!("{language} \"{words}\""));
    std::iter::once(english).chain(others).collect::<Vec<_>>().join(" ")
}

fn row(row: &Row, words: Words<'_>) -> Text {
    let mut parts: Vec<String> = Vec::new();
    parts.push(if row.codes.is_empty() { words.say(Phrase::NoCodeHere).to_owned() } else { row.codes.join(", ") });
    let description = words.label(&row.description);
    if !description.is_empty() {
        parts.push(format!("“{description}”"));
    }
    parts.extend(leaving_out(&row.except, words));
    parts.extend(row.threshold.as_ref().map(|threshold| words.fill(Phrase::Threshold, &[threshold])));
    parts.push(match row.first_listed {
        Some(day) => words.fill(Phrase::FirstListed, &[&day.to_string()]),
        None => words.say(Phrase::FirstListedUnknown).to_owned(),
    });
    parts.extend(row.more.iter().map(|(name, cell)| format!("{}: {cell}", name.replace('_', " "))));
    Text::new(parts.join("; "))
}
