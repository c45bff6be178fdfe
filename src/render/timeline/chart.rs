//! The drawing of a band, before it is decided with what: a column a stretch, a row for the rulebook and each rule.

use crate::render::text::Tone;
use crate::render::words::{Phrase, Words};
use crate::ruling::{Band, Requirement, Status, Stretch, Told};
use crate::vocab::{Date, Outcome};

/// Columns and rows.
pub(super) struct Chart {
    /// The first day of each stretch; none where it has no beginning.
    pub(super) days: Vec<Option<Date>>,
    /// The rulebook first, then its rules in the order in which they appear.
    pub(super) rows: Vec<Row>,
}

/// A row.
pub(super) struct Row {
    /// The rulebook's or rule's id.
    pub(super) name: String,
    /// Its name for people.
    pub(super) title: String,
    /// One for each stretch.
    pub(super) marks: Vec<Mark>,
}

/// What stands in a stretch of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The rule asks nothing.
    Blank,
    /// Before what is covered.
    NotCovered,
    /// Nobody can tell.
    Open,
    /// An outcome of that kind.
    Is(Outcome),
}

/// What a mark is drawn with.
pub(super) struct Look {
    /// The letter that says it.
    pub(super) letter: char,
    /// The shade that shows it.
    pub(super) shade: char,
    /// The name of the shade in a picture.
    pub(super) class: &'static str,
    /// The tone on a terminal.
    pub(super) tone: Tone,
}

impl Chart {
    /// The chart of a band.
    pub(super) fn of(band: &Band, words: Words<'_>) -> Chart {
        let whole = Row {
            name: band.law.id.clone(),
            title: words.label(&band.law.label).to_owned(),
            marks: band.stretches.iter().map(|stretch| whole(&stretch.told)).collect(),
        };
        let rules = rules(band).into_iter().map(|first| Row {
            name: unqualified(&first.rule).to_owned(),
            title: words.label(&first.label).to_owned(),
            marks: band.stretches.iter().map(|stretch| of_rule(stretch, &first.rule)).collect(),
        });
        let days = band.stretches.iter().map(|stretch| stretch.period.from).collect();
        Chart { days, rows: std::iter::once(whole).chain(rules).collect() }
    }

    /// The marks that are used, each once, in the order of their gravity.
    pub(super) fn key(&self) -> Vec<Mark> {
        let all = [Mark::NotCovered, Mark::Open].into_iter().chain(OUTCOMES.map(Mark::Is));
        let used = |mark: &Mark| self.rows.iter().any(|row| row.marks.contains(mark));
        all.filter(used).collect()
    }
}

/// One of each kind.
const OUTCOMES: [Outcome; 5] = [
    Outcome::NotApplicable,
    Outcome::NoControlFound,
    Outcome::PermittedWithDuties,
    Outcome::LicenceRequired(None),
    Outcome::Prohibited,
];

impl Mark {
    /// An outcome, its policy aside.
    fn kind(outcome: Outcome) -> Mark {
        Mark::Is(match outcome {
            Outcome::LicenceRequired(_) => Outcome::LicenceRequired(None),
            other => other,
        })
    }

    /// What it is drawn with. The letter alone says it: neither shade nor colour is needed.
    pub(super) fn look(self) -> Look {
        let look = |letter, shade, class, tone| Look { letter, shade, class, tone };
        match self {
            Mark::Blank => look(' ', ' ', "none", Tone::Plain),
            Mark::NotCovered => look('~', ' ', "uncovered", Tone::Faint),
            Mark::Open => look('?', '░', "open", Tone::Open),
            Mark::Is(Outcome::NotApplicable) => look('x', ' ', "outside", Tone::Faint),
            Mark::Is(Outcome::NoControlFound) => look('n', '·', "nothing", Tone::Plain),
            Mark::Is(Outcome::PermittedWithDuties) => look('D', '▒', "duties", Tone::Firm),
            Mark::Is(Outcome::LicenceRequired(_)) => look('L', '▓', "licence", Tone::Stop),
            Mark::Is(Outcome::Prohibited) => look('P', '█', "prohibited", Tone::Stop),
        }
    }

    /// What it means.
    pub(super) fn words(self, words: Words<'_>) -> &'static str {
        match self {
            Mark::Blank => "",
            Mark::NotCovered => words.say(Phrase::BeforeCovered),
            Mark::Open => words.say(Phrase::Undetermined),
            Mark::Is(outcome) => words.outcome(outcome),
        }
    }
}

/// The outcome of a stretch.
pub(super) fn whole(told: &Told) -> Mark {
    match told.standing.outcome() {
        _ if told.before_coverage => Mark::NotCovered,
        None => Mark::Open,
        Some(outcome) => Mark::kind(outcome),
    }
}

/// What a rule asks in a stretch: what holds goes before what may, and of what holds the strictest.
fn of_rule(stretch: &Stretch, rule: &str) -> Mark {
    if stretch.told.before_coverage {
        return Mark::NotCovered;
    }
    let own = || stretch.told.requirements.iter().filter(|one| one.rule == rule);
    let firm = own().filter(|one| one.status != Status::Possible).map(|one| one.shown.worst).max();
    match firm {
        Some(outcome) => Mark::kind(outcome),
        None if own().next().is_some() => Mark::Open,
        None => Mark::Blank,
    }
}

/// The first requirement of each rule that holds or may hold in some stretch.
fn rules(band: &Band) -> Vec<&Requirement> {
    let covered = band.stretches.iter().filter(|stretch| !stretch.told.before_coverage);
    let mut first: Vec<&Requirement> = Vec::new();
    for requirement in covered.flat_map(|stretch| &stretch.told.requirements) {
        if !first.iter().any(|known| known.rule == requirement.rule) {
            first.push(requirement);
        }
    }
    first
}

/// A rule's id without its rulebook's, beside which it stands.
fn unqualified(rule: &str) -> &str {
    rule.split_once('/').map_or(rule, |(_, rule)| rule)
}
