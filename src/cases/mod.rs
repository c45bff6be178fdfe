//! Runs the cases that are written beside the rules.
//!
//! Takes a compiled [`Rulebook`]; gives for every case whether what it expects came about, and if not, what did.

pub mod accepted;
mod check;
pub mod coverage;
pub mod generate;
mod given;
pub mod mutate;
mod run;
pub mod threads;

pub use run::{Cause, Damaged, Group, Heading, Refused, Ruled, Run, grouped};

use crate::eval::Sight;
use crate::model::{Case, Scenario};
use crate::rulebook::Rulebook;
use crate::ruling::{Ruling, Said, Step};
use std::collections::BTreeMap;

/// How one case came out.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The scenario's name.
    pub scenario: String,
    /// `file:line:column` of the case.
    pub at: String,
    /// The case as written.
    pub written: String,
    /// What was expected and did not come about; empty if all is well.
    pub misses: Vec<Miss>,
    /// The ruling, where something did not come about.
    pub ruling: Option<Box<Ruling>>,
}

impl Outcome {
    /// Whether everything that was expected came about.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.misses.is_empty()
    }
}

/// An expectation that did not come about.
#[derive(Debug, Clone)]
pub struct Miss {
    /// What was expected, as written.
    pub expected: String,
    /// What came about instead.
    pub actual: String,
    /// The first step that decided otherwise, where one can be named.
    pub step: Option<Step>,
}

/// A case by what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The name of its file.
    pub file: &'a str,
    /// The scenario's name.
    pub scenario: &'a str,
    /// The case as written.
    pub written: &'a str,
}

impl Named<'_> {
    /// Whether these words stand in its name, its file's or its text.
    #[must_use]
    pub fn has(&self, words: &str) -> bool {
        [self.file, self.scenario, self.written].iter().any(|text| text.contains(words))
    }
}

/// Runs every case of the rulebooks that is wanted, in the order of the texts.
#[must_use]
pub fn run(book: &Rulebook, wanted: impl Fn(&Named<'_>) -> bool) -> Vec<Outcome> {
    run_on(book, wanted, 1)
}

/// The same on so many threads at once; what comes out does not hang on their number.
#[must_use]
pub fn run_on(book: &Rulebook, wanted: impl Fn(&Named<'_>) -> bool, threads: usize) -> Vec<Outcome> {
    let sources = book.sources();
    let scenarios = &book.model().scenarios;
    let all = scenarios.iter().flat_map(|scenario| scenario.cases.iter().map(move |case| (scenario, case)));
    let named = |(scenario, case): &(&Scenario, &Case)| {
        wanted(&Named {
            file: sources.name(scenario.span.source),
            scenario: &scenario.label.english,
            written: sources.slice(case.span),
        })
    };
    let cases: Vec<(&Scenario, &Case)> = all.filter(named).collect();
    threads::map(&cases, threads, |(scenario, case)| run_case(book, scenario, case))
}

/// What the cases show of each clause, rulebook by rulebook.
#[must_use]
pub fn sights(book: &Rulebook, threads: usize) -> BTreeMap<String, Sight> {
    let all =
        book.model().scenarios.iter().flat_map(|scenario| scenario.cases.iter().map(move |case| (scenario, case)));
    let cases: Vec<(&Scenario, &Case)> = all.collect();
    let seen = threads::map(&cases, threads, |(scenario, case)| {
        let shipment = given::shipment(book.model(), &scenario.label.english, &case.given);
        let own = own_rulebook(book, scenario);
        (own.to_owned(), book.verdict_and_sight(own, &shipment, case.on, case.known_on).1)
    });
    let mut sights: BTreeMap<String, Sight> = BTreeMap::new();
    for (own, sight) in &seen {
        sights.entry(own.clone()).or_default().join(sight);
    }
    sights
}

/// The rulebook in which a scenario stands.
fn own_rulebook<'a>(book: &'a Rulebook, scenario: &Scenario) -> &'a str {
    book.model().rulebooks.get(scenario.rulebook.index()).map_or("", |head| head.id.as_str())
}

fn run_case(book: &Rulebook, scenario: &Scenario, case: &Case) -> Outcome {
    let shipment = given::shipment(book.model(), &scenario.label.english, &case.given);
    // A case tests the rulebook that it stands in, whatever else is loaded.
    let own = own_rulebook(book, scenario);
    let verdict = book.verdict_under(own, &shipment, case.on, case.known_on);
    let said = Said::from(&verdict);
    let as_expected = case.expect.iter().all(|(expected, _)| check::met(expected, said, book) == Some(true));
    let ruling = (!as_expected).then(|| book.assess_under(own, &shipment, case.on, case.known_on));
    let sources = book.sources();
    Outcome {
        scenario: scenario.label.english.clone(),
        at: sources.place(case.span),
        written: one_line(sources.slice(case.span)),
        misses: ruling.as_ref().map(|ruling| misses(book, case, ruling)).unwrap_or_default(),
        ruling: ruling.map(Box::new),
    }
}

fn misses(book: &Rulebook, case: &Case, ruling: &Ruling) -> Vec<Miss> {
    let sources = book.sources();
    let misses = case.expect.iter().filter_map(|(expected, span)| {
        let (actual, step) = check::miss(expected, ruling, book)?;
        Some(Miss { expected: one_line(sources.slice(*span)), actual, step })
    });
    misses.collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
