//! The law over time: in which stretches of the decisive date the ruling on a shipment is the same.
//!
//! Takes what the evaluator takes, and the days to look at; gives a [`Timeline`]. It knows nothing of periods: the model says
//! on which days the law changes, the evaluator is asked on the first day of each stretch between them, and neighbours that
//! tell the same are joined. So a stretch says what an assessment on any of its days says.

mod turns;

use crate::compile::Program;
use crate::eval::{self, Question};
use crate::model::{Instrument, Model, Rulebook};
use crate::ruling::{
    Assumption, Band, Finding, Gap, InstrumentShown, LawBook, LineTimeline, Recited, Ruling, Step, Stretch, Timeline,
    Told,
};
use crate::shipment::{Datum, Line, Shipment};
use crate::source::Sources;
use crate::vocab::{Date, Jurisdiction, Label, Period, Place, Truth, is_known_from};

/// What is asked besides the shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// The days to look at; open ends are open.
    pub span: Period,
    /// As known on that day; none: everything that is loaded.
    pub known_on: Option<Date>,
    /// Where no country of export is stated, each law is asked about an export from its own country.
    pub at_home: bool,
}

/// What is read.
#[derive(Clone, Copy)]
struct Ground<'a> {
    program: &'a Program,
    model: &'a Model,
    sources: &'a Sources,
    asked: Asked,
}

/// The timeline of a shipment. The hashes of the rulebooks' texts are left empty: the caller knows the texts.
#[must_use]
pub fn timeline(program: &Program, model: &Model, sources: &Sources, shipment: &Shipment, asked: Asked) -> Timeline {
    let ground = Ground { program, model, sources, asked };
    let days = ground.first_days(shipment);
    let mut assumptions = Vec::new();
    let lines = shipment.lines.iter().map(|line| ground.line(shipment, line, &days, &mut assumptions)).collect();
    let destination = shipment.known_end_destination.as_ref().or(shipment.declared_destination.as_ref());
    Timeline {
        shipment: shipment.id.clone(),
        act: shipment.act.unwrap_or_default(),
        from: ground.from(shipment).map(|place| place.to_string()),
        to: destination.map(ToString::to_string),
        span: asked.span,
        known_on: asked.known_on,
        lines,
        assumptions,
    }
}

/// A line as the evaluator sees it on the days asked about.
struct Course {
    item: String,
    decisive_date: String,
    law: Option<LawBook>,
    told: Vec<Assessed>,
}

/// What is said of a day.
struct Assessed {
    on: Date,
    told: Told,
    /// What is not encoded and could matter.
    gaps: Vec<Gap>,
}

impl Ground<'_> {
    /// The first days of what may be stretches: that of the days looked at, each day on which the law changes, and each on
    /// which a licence that is stated begins or has run out.
    fn first_days(&self, shipment: &Shipment) -> Vec<Date> {
        let mut changes = self.model.change_days();
        let after = |day: Date| day.next();
        let held = shipment.authorizations.iter();
        changes.extend(held.flat_map(|own| [own.valid_from, own.valid_to.map(after)]).flatten());
        let span = self.asked.span;
        // Where nothing ever changes every day is like any other.
        let before_all = changes.first().map_or(Date::from_number(0), |first| first.previous());
        let first =
            span.from.unwrap_or_else(|| span.before.map_or(before_all, |before| before_all.min(before.previous())));
        let within = changes.into_iter().filter(|&day| first < day && span.contains(day));
        std::iter::once(first).chain(within).collect()
    }

    /// Where it leaves from, if that is stated or the same for each law.
    fn from(&self, shipment: &Shipment) -> Option<Place> {
        let mut each = self.model.rulebooks.iter().map(|book| self.export_from(shipment, book));
        let first = each.next()?;
        if each.all(|other| other == first) { first } else { None }
    }

    /// Where it leaves from before a law.
    fn export_from(&self, shipment: &Shipment, book: &Rulebook) -> Option<Place> {
        let home = || match book.jurisdiction {
            Jurisdiction::Country(country) => Some(Place { country, subdivision: None }),
            Jurisdiction::Union(_) => None,
        };
        shipment.country_of_export.clone().or_else(|| self.asked.at_home.then(home).flatten())
    }

    fn line(&self, shipment: &Shipment, line: &Line, days: &[Date], assumed: &mut Vec<Assumption>) -> LineTimeline {
        let mut item = String::new();
        let mut bands = Vec::new();
        for book in &self.model.rulebooks {
            let country_of_export = self.export_from(shipment, book);
            let granted = taken_for_granted(shipment, country_of_export.as_ref());
            let new = granted.filter(|one| !assumed.contains(one));
            assumed.extend(new);
            let alone = Shipment { lines: vec![line.clone()], country_of_export, ..shipment.clone() };
            let course = self.course(&alone, book, days, assumed);
            item = course.item;
            let Some(law) = course.law else { continue };
            bands.push(Band {
                law,
                stated: shipment.date_named(&course.decisive_date),
                decisive_date: course.decisive_date,
                stretches: self.stretches(book, course.told),
            });
        }
        LineTimeline { line: line.name.clone(), item, bands }
    }

    /// What a rulebook says of the line on each of the days.
    fn course(&self, alone: &Shipment, book: &Rulebook, days: &[Date], assumed: &mut Vec<Assumption>) -> Course {
        let Ground { program, model, sources, asked } = *self;
        let mut course = Course { item: String::new(), decisive_date: String::new(), law: None, told: Vec::new() };
        for &day in days {
            let question = Question { on: Some(day), known_on: asked.known_on };
            let ruling = eval::rule_under(program, model, sources, alone, question, &book.id);
            let gaps = ruling.coverage.not_encoded.iter().filter(|gap| gap.touches).cloned().collect();
            course.told.push(Assessed { on: day, told: told(&ruling, book, day), gaps });
            let new = ruling.assumptions.into_iter().filter(|one| !assumed.contains(one)).collect::<Vec<_>>();
            assumed.extend(new);
            course.law = ruling.law.rulebooks.into_iter().find(|law| law.id == book.id);
            for line in ruling.lines {
                course.item = line.item;
                course.decisive_date = line.by_rulebook.into_iter().map(|own| own.decisive_date).collect();
            }
        }
        course
    }

    /// Neighbours that tell the same are one stretch.
    fn stretches(&self, book: &Rulebook, days: Vec<Assessed>) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        // What the last stretch says as its articles are numbered now.
        let mut latest: Option<Told> = None;
        for Assessed { on: day, told, gaps } in days {
            match (stretches.last_mut(), &latest) {
                (Some(open), Some(before)) if before.same_as(&told) => {
                    open.recited.extend(renumbered(before, &told, day));
                    carry(open, gaps, day);
                }
                (Some(open), Some(before)) => {
                    end(open, day);
                    let turns = turns::between(before, &told);
                    let by = self.brought(book, day, &told, before);
                    stretches.push(Stretch { turns, by, ..self.begun(Some(day), &told, gaps) });
                }
                _ => stretches.push(self.begun(self.asked.span.from, &told, gaps)),
            }
            latest = Some(told);
        }
        stretches
    }

    /// A stretch that goes on to the end of the days looked at.
    fn begun(&self, from: Option<Date>, told: &Told, gaps: Vec<Gap>) -> Stretch {
        let period = Period { from, before: self.asked.span.before };
        Stretch {
            period,
            told: told.clone(),
            turns: Vec::new(),
            by: Vec::new(),
            recited: Vec::new(),
            gaps: gaps.into_iter().map(|gap| (gap, period)).collect(),
        }
    }

    /// The instruments that made the difference: those that brought the entries that are new, then those that came into force on
    /// that day.
    fn brought(&self, book: &Rulebook, day: Date, told: &Told, before: &Told) -> Vec<InstrumentShown> {
        let new = turns::new_requirements(before, told);
        let entries = new.filter_map(|requirement| requirement.entry.as_ref()).filter(|entry| entry.from == Some(day));
        let names: Vec<&Label> = entries.filter_map(|entry| entry.instrument.as_ref()).collect();
        let own = self.model.instruments.iter().filter(|instrument| self.is_law(instrument, book));
        let (brought, others): (Vec<&Instrument>, Vec<&Instrument>) = own.partition(|one| names.contains(&&one.label));
        let began = others.into_iter().filter(|one| began_on(one, day));
        brought.into_iter().chain(began).map(|instrument| instrument_shown(instrument, day)).collect()
    }

    /// Whether an instrument is one of the rulebook's, is law and not a draft, and is known.
    fn is_law(&self, instrument: &Instrument, book: &Rulebook) -> bool {
        let home = self.model.rulebooks.get(instrument.rulebook.index());
        let known = is_known_from(instrument.known_from(), self.asked.known_on);
        home.is_some_and(|home| home.id == book.id) && known && !instrument.draft
    }
}

/// That a law is asked about an export from its own country, where the shipment names none.
fn taken_for_granted(shipment: &Shipment, from: Option<&Place>) -> Option<Assumption> {
    let from = from.filter(|_| shipment.country_of_export.is_none())?;
    let words = format!("no country of export is given: read as exported from {from}, whose law this is");
    let korean = format!("수출국이 주어지지 않아 이 법의 나라인 {from}에서 수출하는 것으로 보았음");
    Some(Assumption {
        text: Label::new(words).and("ko", korean),
        pointer: Datum::CountryOfExport.pointer(),
        silence: false,
    })
}

/// The stretch ends before that day, and with it what is not encoded and still mattered.
fn end(stretch: &mut Stretch, before: Date) {
    let still = stretch.period.before;
    let running = stretch.gaps.iter_mut().filter(|(_, period)| period.before == still);
    running.for_each(|(_, period)| period.before = Some(before));
    stretch.period.before = Some(before);
}

/// The stretch goes on; what is not encoded and matters from that day on is not all that mattered before.
fn carry(stretch: &mut Stretch, gaps: Vec<Gap>, day: Date) {
    let last = stretch.period.before;
    for (gap, period) in stretch.gaps.iter_mut().filter(|(_, period)| period.before == last) {
        if !gaps.contains(gap) {
            period.before = Some(day);
        }
    }
    let running =
        |stretch: &Stretch, gap: &Gap| stretch.gaps.iter().any(|(own, period)| own == gap && period.before == last);
    let new: Vec<Gap> = gaps.into_iter().filter(|gap| !running(stretch, gap)).collect();
    stretch.gaps.extend(new.into_iter().map(|gap| (gap, Period { from: Some(day), before: last })));
}

fn began_on(instrument: &Instrument, day: Date) -> bool {
    instrument.in_force == Some(day) || instrument.in_force_for.iter().any(|&(own, _)| own == day)
}

fn instrument_shown(instrument: &Instrument, day: Date) -> InstrumentShown {
    InstrumentShown {
        id: instrument.id.clone(),
        label: instrument.label.clone(),
        number: instrument.number.clone(),
        published: instrument.published,
        in_force: if began_on(instrument, day) { Some(day) } else { instrument.in_force },
    }
}

/// Of a ruling, what a timeline tells.
fn told(ruling: &Ruling, book: &Rulebook, day: Date) -> Told {
    let mut not_at_hand = Vec::new();
    incomplete(&ruling.derivation, &mut not_at_hand);
    Told {
        standing: ruling.standing,
        before_coverage: book.covers_from.is_some_and(|from| day < from),
        not_at_hand,
        requirements: ruling.requirements.clone(),
        openings: ruling.openings.clone(),
        presumptions: ruling.presumptions.clone(),
        questions: ruling.questions.clone(),
        duties: ruling.duties.clone(),
        disputed: ruling.coverage.disputed.clone(),
    }
}

/// The lists in which the item was not found, and need not be found to be listed.
fn incomplete(step: &Step, lists: &mut Vec<Label>) {
    if let (Finding::ListNotComplete { list, .. }, Truth::Unknown, true) = (&step.finding, step.truth, step.decisive)
        && !lists.contains(list)
    {
        lists.push(list.clone());
    }
    step.because.iter().for_each(|below| incomplete(below, lists));
}

/// The rules that are cited otherwise than before, each once.
fn renumbered(before: &Told, told: &Told, from: Date) -> Vec<Recited> {
    let pairs = before.requirements.iter().zip(&told.requirements);
    let otherwise = pairs.filter(|(was, is)| was.citations != is.citations).map(|(_, is)| is);
    let mut recited: Vec<Recited> = Vec::new();
    for requirement in otherwise {
        let one = Recited { from, rule: requirement.label.clone(), citations: requirement.citations.clone() };
        if !recited.contains(&one) {
            recited.push(one);
        }
    }
    recited
}
