//! The story: first when it was what, then a short paragraph for each stretch.

use super::chart::{self, Chart, Mark};
use super::svg::picture;
use super::{bars, turns};
use crate::render::document::{Block, Document};
use crate::render::finding::{is_entry, quoted, some_of};
use crate::render::reasons::{asks, basis};
use crate::render::ruling::{dash, headline, law, pair, tone};
use crate::render::style::{Form, Style};
use crate::render::text::{Text, Tone};
use crate::render::words::{Phrase, Words};
use crate::ruling::{Band, LineTimeline, Question, Recited, Requirement, Status, Stretch, Timeline, Told};
use crate::vocab::{Date, Outcome, Period, Truth};

/// The document for a timeline.
pub(in crate::render) fn document(timeline: &Timeline, style: &Style) -> Document {
    let words = Words { languages: &style.languages };
    let mut page = Document::default();
    page.push(Block::Headline(Text::default().and(Tone::Strong, title(timeline, words))));
    page.push(Block::Space);
    page.push(Block::Pairs(particulars(timeline, words)));
    if style.form == Form::Html {
        page.push(Block::Picture(picture(timeline, words)));
    }
    for line in &timeline.lines {
        for band in &line.bands {
            told(timeline, line, band, style, &mut page);
        }
    }
    let assumed = timeline.assumptions.iter().map(|one| dash(Text::new(words.label(&one.text)), Vec::new()));
    page.section(words.say(Phrase::Assumed), assumed.collect());
    page.push(Block::Space);
    page.push(Block::Paragraph(Text::default().faint(words.say(Phrase::Closing))));
    page
}

/// What it is about: the item and its way, or the shipment.
pub(super) fn title(timeline: &Timeline, words: Words<'_>) -> String {
    let what = match timeline.lines.as_slice() {
        [only] if !only.item.is_empty() => only.item.clone(),
        [_] => words.say(Phrase::AnyItem).to_owned(),
        _ => timeline.shipment.clone(),
    };
    let way = match (&timeline.from, &timeline.to) {
        (Some(from), Some(to)) => words.fill(Phrase::FromTo, &[from, to]),
        (Some(from), None) => words.fill(Phrase::FromPlace, &[from]),
        (None, Some(to)) => words.fill(Phrase::ToPlace, &[to]),
        (None, None) => return what,
    };
    format!("{what}, {way}")
}

fn particulars(timeline: &Timeline, words: Words<'_>) -> Vec<(String, Text)> {
    let mut pairs = Vec::new();
    let bands = timeline.lines.first().map_or(&[][..], |line| &line.bands);
    for band in bands {
        pairs.push(pair(Phrase::Law, law(&band.law, words), words));
        let mut day = Text::new(words.fill(Phrase::EachDay, &[&band.decisive_date]));
        if let Some(stated) = band.stated {
            day = day.plain("; ").plain(words.fill(Phrase::StatedDay, &[&stated.to_string()]));
        }
        pairs.push(pair(Phrase::On, day, words));
    }
    if timeline.span != Period::ALWAYS {
        pairs.push(pair(Phrase::LookedAt, Text::new(span(timeline.span, words)), words));
    }
    let known = timeline.known_on.map_or_else(|| words.say(Phrase::KnownAll).to_owned(), |day| day.to_string());
    pairs.push(pair(Phrase::KnownOn, Text::new(known), words));
    pairs
}

/// A line under a rulebook: the answer, the drawing, the story.
fn told(timeline: &Timeline, line: &LineTimeline, band: &Band, style: &Style, page: &mut Document) {
    let words = Words { languages: &style.languages };
    page.section(heading(timeline, line, band, words), vec![Block::Pairs(answer(band, words))]);
    match style.form {
        Form::Text => {
            let chart = Chart::of(band, words);
            page.push(Block::Space);
            page.push(Block::Drawn(bars::lines(&chart, style.width)));
            page.push(Block::Paragraph(Text::default().faint(key(&chart, words))));
        }
        Form::Markdown | Form::Html => page.push(table(band, words)),
        Form::Plain => {}
    }
    page.push(Block::Space);
    for (at, stretch) in band.stretches.iter().enumerate() {
        page.push(paragraph(at, stretch, band, words));
    }
}

/// What a section is about, as far as it is not said already.
pub(super) fn heading(timeline: &Timeline, line: &LineTimeline, band: &Band, words: Words<'_>) -> String {
    let of_line = words.fill(Phrase::OfLine, &[&line.line]);
    let several = (timeline.lines.len() > 1, line.bands.len() > 1);
    match several {
        (false, false) => words.say(Phrase::OverTime).to_owned(),
        (false, true) => words.label(&band.law.label).to_owned(),
        (true, false) => format!("{of_line}: {}", line.item),
        (true, true) => format!("{of_line}: {} · {}", line.item, words.label(&band.law.label)),
    }
}

/// Each kind of outcome and when it was so; neighbours of one kind together.
pub(super) fn answer(band: &Band, words: Words<'_>) -> Vec<(String, Text)> {
    let mut runs: Vec<(Mark, Period)> = Vec::new();
    for stretch in &band.stretches {
        let mark = chart::whole(&stretch.told);
        match runs.last_mut() {
            Some((last, period)) if *last == mark => period.before = stretch.period.before,
            _ => runs.push((mark, stretch.period)),
        }
    }
    let kinds = Chart::of(band, words).key().into_iter().rev();
    let of_kind = |kind: Mark| {
        let when = runs.iter().filter(|(mark, _)| *mark == kind).map(|&(_, period)| span(period, words));
        when.collect::<Vec<_>>().join("; ")
    };
    let pairs = kinds.map(|kind| (capitalised(kind.words(words)), of_kind(kind)));
    pairs.filter(|(_, when)| !when.is_empty()).map(|(kind, when)| (kind, Text::new(when))).collect()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the letters of a chart mean.
pub(super) fn key(chart: &Chart, words: Words<'_>) -> String {
    let each = chart.key().into_iter().map(|mark| format!("{} {}", mark.look().letter, mark.words(words)));
    format!("{} · {}", each.collect::<Vec<_>>().join(" · "), words.say(Phrase::NotToScale))
}

fn table(band: &Band, words: Words<'_>) -> Block {
    let names =
        [Phrase::FromColumn, Phrase::ThroughColumn, Phrase::OutcomeColumn, Phrase::RuleColumn, Phrase::ByColumn];
    let head = names.iter().map(|&name| words.say(name).to_owned()).collect();
    Block::Table { head, rows: band.stretches.iter().map(|stretch| row(stretch, words)).collect() }
}

fn row(stretch: &Stretch, words: Words<'_>) -> Vec<Text> {
    let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let holding = stretch.told.requirements.iter().filter(|one| one.status != Status::Possible);
    let rules: Vec<String> =
        if stretch.told.before_coverage { Vec::new() } else { holding.map(|one| rule(one, words)).collect() };
    let by: Vec<String> = stretch.by.iter().map(|one| words.label(&one.label).to_owned()).collect();
    let outcome = Text::default().and(tone(stretch.told.standing), outcome(&stretch.told, words));
    let through = day(stretch.period.before.map(Date::previous));
    vec![
        Text::new(day(stretch.period.from)),
        Text::new(through),
        outcome,
        Text::new(some_of(&rules)),
        Text::new(by.join("; ")),
    ]
}

/// A rule by its name, with the entry it is about.
fn rule(requirement: &Requirement, words: Words<'_>) -> String {
    let name = words.label(&requirement.label);
    requirement
        .entry
        .as_ref()
        .map_or_else(|| name.to_owned(), |entry| words.fill(Phrase::RuleForEntry, &[name, &entry.key]))
}

/// The outcome in capitals.
pub(super) fn outcome(told: &Told, words: Words<'_>) -> String {
    if told.before_coverage {
        return words.say(Phrase::BeforeCovered).to_uppercase();
    }
    headline(told.standing, !told.duties.is_empty(), words)
}

/// Days in words: the last day is named, not the one after.
pub(super) fn span(period: Period, words: Words<'_>) -> String {
    let last = period.before.map(Date::previous);
    match (period.from, last) {
        (None, None) => words.say(Phrase::AllDays).to_owned(),
        (None, Some(last)) => words.fill(Phrase::ThroughDay, &[&last.to_string()]),
        (Some(from), None) => words.fill(Phrase::SinceDay, &[&from.to_string()]),
        (Some(from), Some(last)) if from == last => words.fill(Phrase::OnDay, &[&from.to_string()]),
        (Some(from), Some(last)) => words.fill(Phrase::FromThrough, &[&from.to_string(), &last.to_string()]),
    }
}

fn paragraph(at: usize, stretch: &Stretch, band: &Band, words: Words<'_>) -> Block {
    let when = Text::new(span(stretch.period, words)).plain(": ");
    Block::Item {
        mark: format!("{}.", at.saturating_add(1)),
        text: when.and(tone(stretch.told.standing), outcome(&stretch.told, words)),
        under: sentences(stretch, band, words).into_iter().map(Text::new).collect(),
    }
}

/// What is told of a stretch, a sentence each.
pub(super) fn sentences(stretch: &Stretch, band: &Band, words: Words<'_>) -> Vec<String> {
    let told = &stretch.told;
    let mut lines = turns::changes(stretch, words);
    if let (true, Some(from)) = (told.before_coverage, band.law.covers_from) {
        lines.push(words.fill(Phrase::BeforeCoveredWhy, &[&from.to_string()]));
        return lines;
    }
    if told.standing.reach_unknown {
        lines.push(words.say(Phrase::IfReached).to_owned());
    }
    lines.extend(holding(told, words));
    lines.extend(possible(told, words));
    lines.extend(told.not_at_hand.iter().map(|list| words.fill(Phrase::NotAtHand, &[&quoted(words.label(list))])));
    lines.extend(listed(Phrase::ReliefsOpen, openings(told, words), words));
    lines.extend(listed(Phrase::NotKnown, asked(&told.questions, words), words));
    let disputed = told.disputed.iter().map(|one| quoted(words.label(&one.label))).collect();
    lines.extend(listed(Phrase::SourcesDiffer, disputed, words));
    lines.extend(stretch.recited.iter().map(|one| recited(one, words)));
    if let Some(stated) = band.stated.filter(|&day| stretch.period.contains(day)) {
        lines.push(words.fill(Phrase::StatedHere, &[&stated.to_string()]));
    }
    lines
}

/// What holds, each rule with its entry, what it asks and where the law says so; that nothing does, where nothing does.
fn holding(told: &Told, words: Words<'_>) -> Vec<String> {
    let firm: Vec<&Requirement> = told.requirements.iter().filter(|one| one.status != Status::Possible).collect();
    if told.requirements.is_empty() && told.standing.outcome() == Some(Outcome::NoControlFound) {
        return vec![words.say(Phrase::NothingRequired).to_owned()];
    }
    firm.into_iter().map(|one| required(one, words)).collect()
}

fn required(requirement: &Requirement, words: Words<'_>) -> String {
    let name = words.label(&requirement.label);
    let entry = requirement.entry.as_ref().map(|entry| is_entry(entry, entry.code.as_deref(), Truth::True, words));
    let head = entry.map_or_else(|| words.fill(Phrase::Holds, &[&quoted(name)]), |entry| format!("{name}: {entry}"));
    let unless = (requirement.status == Status::StandsUnlessEarlier).then(|| words.say(Phrase::HoldsUnlessEarlier));
    let head = unless.map_or_else(|| head.clone(), |unless| format!("{head}, {unless}"));
    format!("{head}. {}. {}.", asks(requirement, words).words(), basis(&requirement.citations, words).words())
}

/// What may hold, in one sentence.
fn possible(told: &Told, words: Words<'_>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for one in told.requirements.iter().filter(|one| one.status == Status::Possible) {
        let name = quoted(words.label(&one.label));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    listed(Phrase::MayHold, names, words)
}

fn openings(told: &Told, words: Words<'_>) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for opening in &told.openings {
        let leaves = match opening.leaves {
            Outcome::NotApplicable | Outcome::NoControlFound => words.say(Phrase::Nothing).to_owned(),
            other => words.outcome_in_full(other),
        };
        let one = format!("{} ({leaves})", quoted(words.label(&opening.label)));
        if !named.contains(&one) {
            named.push(one);
        }
    }
    named
}

/// The names of what is not known.
fn asked(questions: &[Question], words: Words<'_>) -> Vec<String> {
    questions.iter().map(|question| words.label(&question.label).to_owned()).collect()
}

fn listed(phrase: Phrase, names: Vec<String>, words: Words<'_>) -> Option<String> {
    (!names.is_empty()).then(|| words.fill(phrase, &[&names.join(", ")]))
}

fn recited(one: &Recited, words: Words<'_>) -> String {
    words.fill(Phrase::CitedSince, &[&one.from.to_string(), &quoted(words.label(&one.rule)), &one.citations.join(", ")])
}
