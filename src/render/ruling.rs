//! A ruling as a document: the answer, its reasons, what is open, what is asked, what is not covered.

use super::document::{Block, Document};
use super::finding::{some_of, some_of_phrases};
use super::questions::{Asked, whose};
use super::reasons::reasons;
use super::style::{Depth, Style};
use super::text::{Text, Tone};
use super::words::{Phrase, Words};
use super::{coverage, tree};
use crate::ruling::{BookStanding, DutyDue, LawBook, LineRuling, Question, Ruling, Standing, WhyNotNeeded};
use crate::vocab::{Outcome, Truth};
use std::collections::BTreeSet;

/// The document for a ruling.
pub(super) fn document(ruling: &Ruling, style: &Style) -> Document {
    let words = Words { languages: &style.languages };
    let asked = Asked::of(ruling);
    let mut page = Document::default();
    head(ruling, words, &mut page);
    page.push(Block::Pairs(particulars(ruling, words)));
    if let Some(matrix) = matrix(ruling, words) {
        page.section(words.say(Phrase::Matrix), vec![matrix]);
    }
    page.section(words.say(Phrase::Why), why(ruling, &asked, words));
    page.section(words.say(Phrase::Openings), openings(ruling, &asked, words));
    page.section(words.say(Phrase::Presumed), presumed(ruling, &asked, words));
    page.section(words.say(Phrase::Questions), asked.blocks(words));
    page.section(words.say(Phrase::NotNeeded), not_needed(ruling, words));
    page.section(words.say(Phrase::Duties), duties(ruling, words));
    page.section(words.say(Phrase::Conduct), super::conduct::blocks(ruling, style.depth, words));
    page.section(words.say(Phrase::Assumed), assumed(ruling, words));
    page.section(words.say(Phrase::Coverage), coverage::blocks(ruling, style.depth, words));
    match style.depth {
        Depth::Short => {}
        Depth::Decisive => page.section(words.say(Phrase::StepsDecisive), tree::blocks(ruling, false, words)),
        Depth::Full => page.section(words.say(Phrase::Steps), tree::blocks(ruling, true, words)),
    }
    page.push(Block::Space);
    page.push(Block::Paragraph(Text::default().faint(words.say(Phrase::Closing))));
    page
}

fn head(ruling: &Ruling, words: Words<'_>, page: &mut Document) {
    let standing = ruling.standing;
    let duties = !ruling.duties.is_empty();
    page.push(Block::Headline(
        Text::new(&ruling.shipment).plain(": ").and(tone(standing), headline(standing, duties, words)),
    ));
    if standing.reach_unknown {
        page.push(Block::Paragraph(Text::default().and(Tone::Open, words.say(Phrase::IfReached))));
    }
    if let (true, Some(on)) = (ruling.law.hypothetical, ruling.law.on) {
        let banner = words.fill(Phrase::Hypothetical, &[&on.to_string()]);
        page.push(Block::Paragraph(Text::default().and(Tone::Open, banner)));
    }
    if standing.by_sources && standing.outcome().is_none() {
        page.push(Block::Paragraph(Text::new(words.say(Phrase::BySources))));
    }
    if standing.possible.best < standing.shown.best {
        let down = end(standing.possible.best, words);
        let presumed = ruling.openings.is_empty() && !ruling.presumptions.is_empty();
        let phrase = if presumed { Phrase::PresumedCould } else { Phrase::OpeningsCould };
        page.push(Block::Paragraph(Text::new(words.fill(phrase, &[&down]))));
    }
    if standing.possible.worst > standing.shown.worst {
        let up = words.outcome_in_full(standing.possible.worst);
        page.push(Block::Paragraph(Text::default().and(Tone::Open, words.fill(Phrase::PresumedCould, &[&up]))));
    }
    page.push(Block::Space);
}

/// The outcome in capitals with its policy or its range.
pub(super) fn headline(standing: Standing, duties: bool, words: Words<'_>) -> String {
    let shown = standing.shown;
    let (name, detail) = match standing.outcome() {
        None if standing.by_sources => (words.say(Phrase::UndeterminedBySources), range(standing, words)),
        None => (words.say(Phrase::Undetermined), range(standing, words)),
        Some(Outcome::NoControlFound) if duties => (words.say(Phrase::NoControlWithDuties), String::new()),
        Some(Outcome::LicenceRequired(None)) if shown.is_single() => (words.outcome(shown.worst), String::new()),
        Some(outcome) if shown.is_single() => {
            (words.outcome(outcome), outcome.policy().map(|p| words.policy(p).to_owned()).unwrap_or_default())
        }
        Some(outcome) => (words.outcome(outcome), range(standing, words)),
    };
    let name = name.to_uppercase();
    if detail.is_empty() { name } else { format!("{name} [{detail}]") }
}

fn range(standing: Standing, words: Words<'_>) -> String {
    let policy_only = standing.shown.is_one_kind();
    let name = |outcome: Outcome| match outcome {
        Outcome::LicenceRequired(None) if policy_only => words.say(Phrase::NoPolicyStated).to_owned(),
        other => end(other, words),
    };
    words.fill(Phrase::FromTo, &[&name(standing.shown.best), &name(standing.shown.worst)])
}

/// One end of a range: the policy says enough where there is one.
fn end(outcome: Outcome, words: Words<'_>) -> String {
    outcome.policy().map_or_else(|| words.outcome(outcome), |policy| words.policy(policy)).to_owned()
}

pub(super) fn tone(standing: Standing) -> Tone {
    match (standing.outcome(), standing.stop()) {
        (None, _) => Tone::Open,
        (Some(_), true) => Tone::Stop,
        (Some(_), false) => Tone::Strong,
    }
}

fn particulars(ruling: &Ruling, words: Words<'_>) -> Vec<(String, Text)> {
    let standing = ruling.standing;
    let open = if standing.by_sources { Phrase::SettledNoSources } else { Phrase::SettledNo };
    let silent = ruling.assumptions.iter().any(|one| one.silence);
    let settled = if silent { Phrase::SettledSilent } else { Phrase::SettledYes };
    let mut pairs = vec![
        pair(Phrase::Stop, Text::new(words.say(stop(ruling))), words),
        pair(Phrase::Settled, yes_no(standing.settled, settled, open, words), words),
        pair(Phrase::Complete, yes_no(standing.complete, Phrase::CompleteYes, Phrase::CompleteNo, words), words),
    ];
    if let [line] = ruling.lines.as_slice() {
        pairs.push(pair(Phrase::Item, Text::new(&line.item), words));
    }
    pairs.extend(ruling.law.rulebooks.iter().map(|book| pair(Phrase::Law, law(book, words), words)));
    let mut days: Vec<(String, Text)> =
        books(ruling).map(|book| pair(Phrase::On, decisive(ruling, book, words), words)).collect();
    days.dedup();
    pairs.extend(days);
    let known = ruling.law.known_on.map_or_else(|| words.say(Phrase::KnownAll).to_owned(), |day| day.to_string());
    pairs.push(pair(Phrase::KnownOn, Text::new(known), words));
    if words.languages.iter().any(|language| language.0 != "en") {
        let all: Vec<&str> = words.languages.iter().map(|language| language.0.as_str()).collect();
        pairs.push(pair(Phrase::Languages, Text::new(words.fill(Phrase::LanguagesWords, &[&all.join(", ")])), words));
    }
    pairs
}

pub(super) fn pair(name: Phrase, text: Text, words: Words<'_>) -> (String, Text) {
    (words.say(name).to_owned(), text)
}

fn yes_no(holds: bool, yes: Phrase, no: Phrase, words: Words<'_>) -> Text {
    if holds { Text::new(words.say(yes)) } else { Text::default().and(Tone::Open, words.say(no)) }
}

fn stop(ruling: &Ruling) -> Phrase {
    match ruling.standing.outcome() {
        None => Phrase::StopOpen,
        Some(Outcome::Prohibited) => Phrase::StopProhibited,
        Some(Outcome::LicenceRequired(_)) => Phrase::StopLicence,
        Some(_) if ruling.duties.iter().any(waits_for) => Phrase::StopDuty,
        Some(_) => Phrase::StopNo,
    }
}

/// Whether a duty falls due before something and is not known to be done.
fn waits_for(duty: &DutyDue) -> bool {
    let before = duty.due.as_ref().is_some_and(|due| due.words.starts_with("before "));
    before && duty.met.is_some_and(|met| !met.is_true())
}

pub(super) fn law(book: &LawBook, words: Words<'_>) -> Text {
    let mut text = Text::new(&book.id).plain(" ").plain(words.label(&book.label));
    if let Some((instrument, from)) = &book.up_to {
        let day = from.map(|day| format!(" ({day})")).unwrap_or_default();
        let up_to = format!("{}{day}", words.label(instrument));
        text = text.plain(", ").plain(words.fill(Phrase::UpTo, &[&up_to]));
    }
    let short: String = book.sha256.chars().take(12).collect();
    text = text.plain(", ").faint(words.fill(Phrase::Text, &[&short]));
    if book.authentic.is_empty() || book.authentic == "en" {
        text
    } else {
        text.plain(", ").plain(words.fill(Phrase::Authentic, &[&book.authentic]))
    }
}

fn books(ruling: &Ruling) -> impl Iterator<Item = &BookStanding> {
    ruling.lines.iter().flat_map(|line| &line.by_rulebook)
}

fn decisive(ruling: &Ruling, book: &BookStanding, words: Words<'_>) -> Text {
    let name = book.decisive_date.as_str();
    match (book.on, ruling.law.on) {
        (None, _) => Text::default().and(Tone::Open, words.fill(Phrase::OnUnknown, &[name])),
        (Some(on), Some(given)) if on == given => Text::new(words.fill(Phrase::OnGiven, &[&on.to_string(), name])),
        (Some(on), _) => Text::new(words.fill(Phrase::OnFrom, &[&on.to_string(), name, &book.decisive_at])),
    }
}

/// Lines by rulebooks, where there is more than one of either.
fn matrix(ruling: &Ruling, words: Words<'_>) -> Option<Block> {
    let names: Vec<String> = ruling.law.rulebooks.iter().map(|book| book.id.clone()).collect();
    if ruling.lines.len() < 2 && names.len() < 2 {
        return None;
    }
    let mut head = vec![words.say(Phrase::Line).to_owned(), words.say(Phrase::Item).to_owned()];
    head.extend(names.iter().cloned());
    let row = |line: &LineRuling| {
        let cells = names.iter().map(|name| cell(line, name, words));
        [Text::new(&line.line), Text::new(&line.item)].into_iter().chain(cells).collect()
    };
    Some(Block::Table { head, rows: ruling.lines.iter().map(row).collect() })
}

fn cell(line: &LineRuling, book: &str, words: Words<'_>) -> Text {
    let Some(found) = line.by_rulebook.iter().find(|standing| standing.rulebook == book) else {
        return Text::new("–");
    };
    Text::default().and(tone(found.standing), headline(found.standing, false, words))
}

fn why(ruling: &Ruling, asked: &Asked<'_>, words: Words<'_>) -> Vec<Block> {
    let (reasons, more) = reasons(ruling, asked, words);
    let numbered = reasons.into_iter().enumerate().map(|(at, reason)| Block::Item {
        mark: format!("{}.", at.saturating_add(1)),
        text: reason.text,
        under: reason.under,
    });
    let mut blocks: Vec<Block> = numbered.collect();
    if more > 0 {
        blocks.push(dash(Text::default().faint(words.fill(Phrase::MoreReasons, &[&more.to_string()])), Vec::new()));
    }
    blocks
}

pub(super) fn dash(text: Text, under: Vec<Text>) -> Block {
    Block::Item { mark: "-".to_owned(), text, under }
}

fn openings(ruling: &Ruling, asked: &Asked<'_>, words: Words<'_>) -> Vec<Block> {
    let opening = |opening: &crate::ruling::Opening| {
        let leaves = match opening.leaves {
            Outcome::NotApplicable | Outcome::NoControlFound => words.say(Phrase::LeavesNothing).to_owned(),
            other => words.fill(Phrase::Leaves, &[&words.outcome_in_full(other)]),
        };
        let text = Text::new(words.label(&opening.label)).plain("; ").plain(leaves);
        let mut under: Vec<Text> = asked_as(&opening.questions, asked, words).into_iter().collect();
        if opening.disputed {
            under.push(Text::new(words.say(Phrase::OnlySources)));
        }
        let conditions = opening.on_condition.iter().map(|duty| words.fill(Phrase::OnCondition, &[words.label(duty)]));
        under.extend(conditions.map(Text::new));
        under.extend(grounds(&opening.citations, &opening.requirement, words));
        dash(text, under)
    };
    ruling.openings.iter().map(opening).collect()
}

fn presumed(ruling: &Ruling, asked: &Asked<'_>, words: Words<'_>) -> Vec<Block> {
    let one = |presumption: &crate::ruling::Presumption| {
        let text = Text::new(words.label(&presumption.label)).plain("; ").plain(rebutted(presumption, words));
        let under = asked_as(&presumption.questions, asked, words).into_iter();
        dash(text, under.chain(grounds(&presumption.citations, &presumption.requirement, words)).collect())
    };
    ruling.presumptions.iter().map(one).collect()
}

/// The numbers of questions that would show an opening or a presumption.
fn asked_as(questions: &[Question], asked: &Asked<'_>, words: Words<'_>) -> Option<Text> {
    let numbers: Vec<String> = questions.iter().filter_map(|question| asked.number(question)).collect();
    (!numbers.is_empty()).then(|| Text::new(words.fill(Phrase::AskedAs, &[&numbers.join(", ")])))
}

/// What an opening or a presumption rests on, and of which requirement it is.
fn grounds(citations: &[String], requirement: &str, words: Words<'_>) -> Vec<Text> {
    let cited = (!citations.is_empty()).then(|| Text::new(words.fill(Phrase::Basis, &[&citations.join(", ")])));
    let of = Text::default().faint(words.fill(Phrase::OfRequirement, &[requirement]));
    cited.into_iter().chain([of]).collect()
}

/// What the contrary of a presumption would bring.
pub(super) fn rebutted(presumption: &crate::ruling::Presumption, words: Words<'_>) -> String {
    let phrase = if presumption.alone { Phrase::Rebutted } else { Phrase::RebuttedTogether };
    let owed: Vec<&str> = presumption.owed.iter().map(|duty| words.label(duty)).collect();
    match presumption.rebutted {
        None if owed.is_empty() => words.say(Phrase::RebuttedElse).to_owned(),
        None => words.fill(Phrase::RebuttedOwes, &[&owed.join(", ")]),
        Some(Outcome::NotApplicable | Outcome::NoControlFound) => words.say(Phrase::RebuttedNothing).to_owned(),
        Some(other) => words.fill(phrase, &[&words.outcome_in_full(other)]),
    }
}

fn not_needed(ruling: &Ruling, words: Words<'_>) -> Vec<Block> {
    let one = |item: &crate::ruling::NotNeeded| {
        let why = match &item.why {
            WhyNotNeeded::AlreadyListed(entry) => {
                words.fill(Phrase::BecauseListed, &[&entry.key, words.label(&entry.list_label)])
            }
            WhyNotNeeded::Decided(by) => {
                let names: Vec<&str> = by.iter().map(|label| words.label(label)).collect();
                words.fill(Phrase::BecauseDecided, &[&names.join(", ")])
            }
        };
        let text = Text::new(words.label(&item.label)).faint(format!(" ({})", whose(&item.of, words)));
        dash(text.plain(": ").plain(why), Vec::new())
    };
    ruling.not_needed.iter().map(one).collect()
}

fn duties(ruling: &Ruling, words: Words<'_>) -> Vec<Block> {
    let several = ruling.lines.len() > 1;
    let one = |(duty, lines): (&DutyDue, Vec<String>)| {
        let mut text = Text::new(words.label(&duty.label));
        if let Some(addressee) = &duty.addressee {
            text = text.plain(", ").plain(words.fill(Phrase::By, &[addressee]));
        }
        if let Some(due) = &duty.due {
            let due = match due.day {
                // A duty that is kept up for a time is not due at its end.
                _ if due.words.starts_with("for ") => kept_up(due),
                Some(day) => words.fill(Phrase::DueDay, &[&due.words, &day.to_string()]),
                None => words.fill(Phrase::Due, &[&due.words]),
            };
            text = text.plain(", ").plain(due);
        }
        if let Some(form) = &duty.form {
            text = text.plain(", ").plain(words.fill(Phrase::Form, &[form]));
        }
        if let Some(met) = duty.met {
            text = text.plain(": ").plain(words.say(whether_met(met)));
        }
        let basis = words.fill(Phrase::Basis, &[&duty.citations.join(", ")]);
        let basis = (!duty.citations.is_empty()).then(|| Text::new(basis));
        let by = [(true, Phrase::LaidDownBy), (false, Phrase::ComesWith)].map(|(lays_down, phrase)| {
            let names = that_bring(duty, lays_down, words);
            (!names.is_empty()).then(|| Text::new(words.fill(phrase, &[&some_of_phrases(&names)])))
        });
        let phrase = if lines.len() == 1 { Phrase::OnLine } else { Phrase::OnLines };
        let of = several.then(|| Text::new(words.fill(phrase, &[&some_of(&lines)])));
        dash(text, of.into_iter().chain(basis).chain(by.into_iter().flatten()).collect())
    };
    each_duty(ruling).into_iter().map(one).collect()
}

/// Each duty once, with the lines for which it is owed alike.
fn each_duty(ruling: &Ruling) -> Vec<(&DutyDue, Vec<String>)> {
    let mut all: Vec<(&DutyDue, Vec<String>)> = Vec::new();
    let alike = |one: &DutyDue, other: &DutyDue| {
        let told = |duty: &DutyDue| (duty.duty.clone(), duty.due.clone(), duty.met, duty.citations.clone());
        let by = |duty: &DutyDue| duty.by.iter().map(|ground| ground.provision.clone()).collect::<BTreeSet<_>>();
        told(one) == told(other) && by(one) == by(other)
    };
    for duty in &ruling.duties {
        // Its id begins with the line, or the leg.
        let line = duty.id.split(['/', '@']).next().unwrap_or_default().to_owned();
        match all.iter_mut().find(|(known, _)| alike(known, duty)) {
            Some((_, lines)) => lines.push(line),
            None => all.push((duty, vec![line])),
        }
    }
    for (_, lines) in &mut all {
        lines.dedup();
    }
    all
}

/// The names of what lays a duty down, or of what brings it with it, each once.
fn that_bring(duty: &DutyDue, lays_down: bool, words: Words<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for ground in duty.by.iter().filter(|ground| ground.lays_down == lays_down) {
        let name = words.label(&ground.label);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn whether_met(met: Truth) -> Phrase {
    match met {
        Truth::True => Phrase::DutyMet,
        Truth::False => Phrase::DutyNotMet,
        Truth::Unknown => Phrase::DutyMetUnknown,
    }
}

fn kept_up(due: &crate::ruling::Deadline) -> String {
    due.day.map_or_else(|| due.words.clone(), |day| format!("{} ({day})", due.words))
}

fn assumed(ruling: &Ruling, words: Words<'_>) -> Vec<Block> {
    let one = |assumption: &crate::ruling::Assumption| {
        let place = if assumption.pointer.is_empty() { String::new() } else { format!(" ({})", assumption.pointer) };
        dash(Text::new(words.label(&assumption.text)).faint(place), Vec::new())
    };
    ruling.assumptions.iter().map(one).collect()
}
