//! Findings about time: a gap between stretches that follow each other, a change that no scenario looks at from both sides.

use super::Work;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amended, Instrument, InstrumentId, ProvisionId, RulebookId};
use crate::source::Span;
use crate::vocab::{Date, Period};
use std::collections::{BTreeMap, BTreeSet};

impl Work<'_> {
    /// Stretches of one thing that leave days between them, which a suspension would say.
    pub(super) fn gaps_in_time(&mut self) {
        let mut said = Vec::new();
        // What instruments ended or suspended has gaps that are meant.
        let changes = self.model.amendments.iter();
        let amended: BTreeSet<Amended> = changes.map(|change| change.what).collect();
        for (at, provision) in self.model.provisions.iter().enumerate() {
            // An `unless` is in force with what it stands in.
            let own = provision.id.contains('/');
            if own || amended.contains(&Amended::Provision(provision.first(ProvisionId::at(at)))) {
                continue;
            }
            let periods: Vec<Period> = provision.force.iter().map(|one| one.in_force).collect();
            said.extend(gap(&periods).map(|gap| say_gap(&format!("`{}`", provision.id), gap, provision.head)));
        }
        for book in &self.model.rulebooks {
            let mut schemes: BTreeMap<&str, Vec<Period>> = BTreeMap::new();
            for named in &book.nomenclature {
                schemes.entry(&named.scheme).or_default().push(named.period);
            }
            for (scheme, periods) in schemes {
                said.extend(gap(&periods).map(|gap| say_gap(&format!("the nomenclature {scheme}"), gap, book.span)));
                said.extend(overlap(&periods).map(|day| say_two_editions(scheme, day, book.span)));
            }
        }
        self.bag.extend(said);
    }

    /// Days on which an instrument changes something, and which no scenario looks at from both sides.
    pub(super) fn one_sided_days(&mut self) {
        let mut said = Vec::new();
        for at in 0..self.model.rulebooks.len() {
            let book = RulebookId::at(at);
            let cases = self.days_tested(book);
            if cases.is_empty() {
                continue;
            }
            for (day, id) in self.days_of_change(book) {
                let both = |days: &BTreeSet<Date>| days.contains(&day) && days.contains(&day.previous());
                let instrument = self.model.instruments.get(id.index());
                if let (false, Some(instrument)) = (cases.iter().any(both), instrument) {
                    said.push(say_one_sided(instrument, day));
                }
            }
        }
        self.bag.extend(said);
    }

    /// The days that each scenario of a rulebook asks about.
    fn days_tested(&self, book: RulebookId) -> Vec<BTreeSet<Date>> {
        let own = self.model.scenarios.iter().filter(|scenario| scenario.rulebook == book);
        own.map(|scenario| scenario.cases.iter().filter_map(|case| case.on).collect()).collect()
    }

    /// The days from which what an instrument says bears, or no longer does.
    fn days_of_change(&self, book: RulebookId) -> BTreeMap<Date, InstrumentId> {
        let model = &self.model;
        let mut by: BTreeSet<InstrumentId> = BTreeSet::new();
        by.extend(model.provisions.iter().filter(|own| own.rulebook == book).filter_map(|own| own.instrument));
        let lists = model.lists.iter().filter(|list| list.rulebook == book);
        by.extend(lists.flat_map(|list| &list.entries).filter_map(|entry| entry.instrument));
        let law = |id: &InstrumentId| model.instruments.get(id.index()).is_some_and(|own| !own.draft);
        let first_days = by.into_iter().filter(law).filter_map(|id| Some((self.in_force(id)?, id)));
        let changes = model.amendments.iter().filter(|change| change.rulebook == book && change.known_from.is_some());
        let changed = changes.flat_map(|change| {
            [change.in_force.from, change.in_force.before].into_iter().flatten().map(|day| (day, change.instrument))
        });
        let mut days: BTreeMap<Date, InstrumentId> = BTreeMap::new();
        for (day, id) in first_days.chain(changed) {
            days.entry(day).or_insert(id);
        }
        days
    }
}

/// The first days between two stretches that follow each other.
fn gap(periods: &[Period]) -> Option<Period> {
    let mut sorted = periods.to_vec();
    sorted.sort();
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    let between =
        pairs.filter_map(|(earlier, later)| Some(Period { from: Some(earlier.before?), before: Some(later.from?) }));
    between.into_iter().find(|days| !days.is_empty())
}

/// The first day that two stretches share.
fn overlap(periods: &[Period]) -> Option<Date> {
    let mut sorted = periods.to_vec();
    sorted.sort();
    let mut pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs.find(|(earlier, later)| earlier.overlaps(**later)).and_then(|(earlier, later)| later.from.or(earlier.from))
}

fn say_gap(what: &str, gap: Period, span: Span) -> Diagnostic {
    let last = gap.before.map_or_else(String::new, |day| day.previous().to_string());
    let first = gap.from.map_or_else(String::new, |day| day.to_string());
    let message = format!("{what} has no text from {first} through {last}, and has one before and after");
    let help =
        "close the gap; where an instrument suspended it, write `suspend … by INSTRUMENT from DATE through DATE`";
    Diagnostic::at(Code::GAP, span, message).help(help)
}

fn say_two_editions(scheme: &str, day: Date, span: Span) -> Diagnostic {
    let message = format!("two editions of {scheme} are named for {day}");
    Diagnostic::at(Code::GAP, span, message).help("end the earlier one with `before DATE` where the later one begins")
}

fn say_one_sided(instrument: &Instrument, day: Date) -> Diagnostic {
    let before = day.previous();
    let message =
        format!("no scenario looks at {before} and at {day}, the two sides of a change by `{}`", instrument.id);
    let help = format!("write one with `on {before} expect …` and `on {day} expect …`");
    Diagnostic::at(Code::ONE_SIDED, instrument.span, message).help(help)
}
