//! The story: first when it was what, then a short paragraph for each stretch.

use super::chart::{self, Chart, Mark};
use super::svg::picture;
use super::{bars, turns};
use crate::render::document::{Block, Document};
use crate::render::finding::{is_entry, quoted, some_of};
use crate::render::reasons::{asks, basis};
use crate::render::ruling::{dash, headline, law, pair, rebutted, tone};
use crate::render::style::{Form, Style};
use crate::render::text::{Text, Tone};
use crate::render::words::{Phrase, Words};
use crate::ruling::{Band, Gap, LineTimeline, Presumption, Recited, Requirement, Status, Stretch, Timeline, Told};
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
    page.blocks.extend((0..band.stretches.len()).filter_map(|at| paragraph(at, band, words)));
    page.section(words.say(Phrase::Coverage), coverage(band, words));
}

/// What a section is about, as far as it is not said already.
pub(super) fn heading(timeline: &Timeline, line: &LineTimeline, band: &Band, words: Words<'_>) -> String {
    let several_lines = timeline.lines.len() > 1;
    let several_books = line.bands.len() > 1;
    let of_line = several_lines.then(|| words.fill(Phrase::OfLine, &[&line.line]));
    let item = (several_lines && !line.item.is_empty()).then(|| line.item.clone());
    let book = several_books.then(|| words.label(&band.law.label).to_owned());
    let parts: Vec<String> = of_line.into_iter().chain(item).chain(book).collect();
    if parts.is_empty() { words.say(Phrase::OverTime).to_owned() } else { parts.join(" · ") }
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

fn paragraph(at: usize, band: &Band, words: Words<'_>) -> Option<Block> {
    let stretch = band.stretches.get(at)?;
    let before = at.checked_sub(1).and_then(|at| band.stretches.get(at)).filter(|before| !before.told.before_coverage);
    let when = Text::new(span(stretch.period, words)).plain(": ");
    Some(Block::Item {
        mark: format!("{}.", at.saturating_add(1)),
        text: when.and(tone(stretch.told.standing), outcome(&stretch.told, words)),
        under: Teller { stretch, before, band, words }.sentences().into_iter().map(Text::new).collect(),
    })
}

/// Tells a stretch; what was told of the one before is not told again.
struct Teller<'a> {
    stretch: &'a Stretch,
    before: Option<&'a Stretch>,
    band: &'a Band,
    words: Words<'a>,
}

impl Teller<'_> {
    fn sentences(&self) -> Vec<String> {
        let (told, words) = (&self.stretch.told, self.words);
        let mut lines = turns::changes(self.stretch, words);
        if let (true, Some(from)) = (told.before_coverage, self.band.law.covers_from) {
            lines.push(words.fill(Phrase::BeforeCoveredWhy, &[&from.to_string()]));
            return lines;
        }
        lines.extend(self.holding());
        let said = [
            self.beside(|stretch| reached(&stretch.told, words)),
            self.beside(|stretch| possible(&stretch.told, words)),
            self.beside(|stretch| not_at_hand(&stretch.told, words)),
            self.beside(|stretch| listed(Phrase::ReliefsOpen, &openings(&stretch.told, words), words)),
            self.beside(|stretch| listed(Phrase::PresumedHere, &presumed(&stretch.told, words), words)),
            self.beside(|stretch| listed(Phrase::NotKnown, &not_known(&stretch.told, words), words)),
            self.beside(|stretch| duties(&stretch.told, words)),
            self.beside(|stretch| differ(&stretch.told, words)),
        ];
        lines.extend(
            said.iter().filter_map(|said| if let Said::New(words) = said { Some(words.clone()) } else { None }),
        );
        if said.contains(&Said::AsBefore) {
            lines.push(words.say(Phrase::RestAsBefore).to_owned());
        }
        lines.extend(self.not_encoded());
        lines.extend(self.renumbered());
        let several = self.band.stretches.len() > 1;
        if let Some(stated) = self.band.stated.filter(|&day| several && self.stretch.period.contains(day)) {
            lines.push(words.fill(Phrase::StatedHere, &[&stated.to_string()]));
        }
        lines
    }

    /// A sentence on the stretch, and whether it was said of the one before.
    fn beside(&self, sentence: impl Fn(&Stretch) -> Option<String>) -> Said {
        match (sentence(self.stretch), self.before.and_then(&sentence)) {
            (None, _) => Said::Nothing,
            (Some(now), Some(then)) if now == then => Said::AsBefore,
            (Some(now), _) => Said::New(now),
        }
    }

    /// What holds: each rule with its entry, what it asks and where the law says so; by name where it held before.
    fn holding(&self) -> Vec<String> {
        let told = &self.stretch.told;
        if told.standing.outcome() == Some(Outcome::NotApplicable) {
            return vec![self.words.say(Phrase::DoesNotReach).to_owned()];
        }
        if told.requirements.is_empty() && told.standing.outcome() == Some(Outcome::NoControlFound) {
            return vec![self.words.say(Phrase::NothingRequired).to_owned()];
        }
        let (still, new): (Vec<&Requirement>, Vec<&Requirement>) = firm(told).partition(|one| self.held(one));
        let names: Vec<String> = still.iter().map(|one| quoted(&rule(one, self.words))).collect();
        let still = listed(Phrase::StillHolds, &names, self.words);
        new.into_iter().map(|one| required(one, self.words)).chain(still).collect()
    }

    /// Whether it held before as it does now.
    fn held(&self, requirement: &Requirement) -> bool {
        let same = |one: &Requirement| {
            (&one.id, one.status, one.shown) == (&requirement.id, requirement.status, requirement.shown)
        };
        self.before.is_some_and(|before| firm(&before.told).any(same))
    }

    /// By which numbers what holds is cited since a later day.
    fn renumbered(&self) -> impl Iterator<Item = String> {
        let told = |one: &&Recited| firm(&self.stretch.told).any(|holding| holding.label == one.rule);
        self.stretch.recited.iter().filter(told).map(|one| recited(one, self.words))
    }

    /// What is not encoded and could require something in this stretch, and not throughout.
    fn not_encoded(&self) -> Option<String> {
        let own = self.stretch.gaps.iter().filter(|(gap, _)| gap.would == REQUIRE && !throughout(gap, self.band));
        let named = own.map(|(gap, period)| {
            let name = quoted(self.words.label(&gap.label));
            if *period == self.stretch.period { name } else { format!("{name} ({})", span(*period, self.words)) }
        });
        listed(Phrase::GapsHere, &named.collect::<Vec<_>>(), self.words)
    }
}

/// What is to be said of a stretch, beside the one before.
#[derive(PartialEq, Eq)]
enum Said {
    Nothing,
    AsBefore,
    New(String),
}

/// What could require something and is not encoded.
const REQUIRE: &str = "require";

/// Whether a part of the law that is not encoded could matter on every day that is covered.
fn throughout(gap: &Gap, band: &Band) -> bool {
    let mut covered = band.stretches.iter().filter(|stretch| !stretch.told.before_coverage);
    covered.all(|stretch| stretch.gaps.iter().any(|(own, period)| own == gap && *period == stretch.period))
}

/// What is not encoded, as far as it is not said of a stretch.
fn coverage(band: &Band, words: Words<'_>) -> Vec<Block> {
    let mut gaps: Vec<&Gap> = Vec::new();
    let covered = band.stretches.iter().filter(|stretch| !stretch.told.before_coverage);
    for (gap, _) in covered.flat_map(|stretch| &stretch.gaps) {
        if !gaps.contains(&gap) {
            gaps.push(gap);
        }
    }
    let (requiring, others): (Vec<&Gap>, Vec<&Gap>) = gaps.into_iter().partition(|gap| gap.would == REQUIRE);
    let always = requiring.into_iter().filter(|gap| throughout(gap, band)).map(|gap| quoted(words.label(&gap.label)));
    let always = listed(Phrase::GapsThroughout, &always.collect::<Vec<_>>(), words);
    let others = (!others.is_empty()).then(|| words.fill(Phrase::GapsRelieve, &[&others.len().to_string()]));
    always.into_iter().chain(others).map(|words| dash(Text::new(words), Vec::new())).collect()
}

/// What holds.
fn firm(told: &Told) -> impl Iterator<Item = &Requirement> {
    told.requirements.iter().filter(|one| one.status != Status::Possible)
}

fn required(requirement: &Requirement, words: Words<'_>) -> String {
    let name = words.label(&requirement.label);
    let entry = requirement.entry.as_ref().map(|entry| is_entry(entry, entry.code.as_deref(), Truth::True, words));
    let head = entry.map_or_else(|| words.fill(Phrase::Holds, &[&quoted(name)]), |entry| format!("{name}: {entry}"));
    let unless = (requirement.status == Status::StandsUnlessEarlier).then(|| words.say(Phrase::HoldsUnlessEarlier));
    let head = unless.map_or_else(|| head.clone(), |unless| format!("{head}, {unless}"));
    format!("{head}. {}. {}.", asks(requirement, words).words(), basis(&requirement.citations, words).words())
}

fn reached(told: &Told, words: Words<'_>) -> Option<String> {
    told.standing.reach_unknown.then(|| words.say(Phrase::IfReached).to_owned())
}

/// What may hold, in one sentence; that a rule may hold for another entry adds nothing where it holds.
fn possible(told: &Told, words: Words<'_>) -> Option<String> {
    let held = |one: &Requirement| firm(told).any(|other| other.rule == one.rule);
    let open = told.requirements.iter().filter(|one| one.status == Status::Possible && !held(one));
    listed(Phrase::MayHold, &once(open.map(|one| quoted(words.label(&one.label)))), words)
}

fn not_at_hand(told: &Told, words: Words<'_>) -> Option<String> {
    let lists: Vec<String> = told.not_at_hand.iter().map(|list| quoted(words.label(list))).collect();
    listed(Phrase::NotAtHand, &lists, words)
}

fn openings(told: &Told, words: Words<'_>) -> Vec<String> {
    once(told.openings.iter().map(|opening| {
        let leaves = match opening.leaves {
            Outcome::NotApplicable | Outcome::NoControlFound => words.say(Phrase::Nothing).to_owned(),
            other => words.outcome_in_full(other),
        };
        format!("{} ({leaves})", quoted(words.label(&opening.label)))
    }))
}

fn presumed(told: &Told, words: Words<'_>) -> Vec<String> {
    let one = |own: &Presumption| format!("{} ({})", quoted(words.label(&own.label)), rebutted(own, words));
    once(told.presumptions.iter().map(one))
}

/// The names of what is not known: of what the outcome hangs on, then of what would show a relief.
fn not_known(told: &Told, words: Words<'_>) -> Vec<String> {
    let of_openings = told.openings.iter().flat_map(|opening| &opening.questions);
    let of_presumptions = told.presumptions.iter().flat_map(|presumption| &presumption.questions);
    once(
        told.questions
            .iter()
            .chain(of_openings)
            .chain(of_presumptions)
            .map(|question| words.label(&question.label).to_owned()),
    )
}

fn duties(told: &Told, words: Words<'_>) -> Option<String> {
    listed(Phrase::DutiesHere, &once(told.duties.iter().map(|duty| words.label(&duty.label).to_owned())), words)
}

fn differ(told: &Told, words: Words<'_>) -> Option<String> {
    listed(Phrase::SourcesDiffer, &once(told.disputed.iter().map(|one| quoted(words.label(&one.label)))), words)
}

/// Each once, in the order in which they come.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

fn listed(phrase: Phrase, names: &[String], words: Words<'_>) -> Option<String> {
    (!names.is_empty()).then(|| words.fill(phrase, &[&names.join(", ")]))
}

fn recited(one: &Recited, words: Words<'_>) -> String {
    words.fill(Phrase::CitedSince, &[&one.from.to_string(), &quoted(words.label(&one.rule)), &one.citations.join(", ")])
}
