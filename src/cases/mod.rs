//! Runs the cases that are written beside the rules.
//!
//! Takes a compiled [`Rulebook`]; gives for every case whether what it expects came about, and if not, what did.

mod check;
mod given;
mod threads;

use crate::model::{Case, Scenario};
use crate::rulebook::Rulebook;
use crate::ruling::{Ruling, Said, Step};

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

/// Runs every case of the rulebooks whose file's name the filter takes, in the order of the texts.
#[must_use]
pub fn run(book: &Rulebook, wanted: impl Fn(&str) -> bool) -> Vec<Outcome> {
    run_on(book, wanted, 1)
}

/// The same on so many threads at once; what comes out does not hang on their number.
#[must_use]
pub fn run_on(book: &Rulebook, wanted: impl Fn(&str) -> bool, threads: usize) -> Vec<Outcome> {
    let sources = book.sources();
    let scenarios = &book.model().scenarios;
    let named = scenarios.iter().filter(|scenario| wanted(sources.name(scenario.span.source)));
    let cases: Vec<(&Scenario, &Case)> =
        named.flat_map(|scenario| scenario.cases.iter().map(move |case| (scenario, case))).collect();
    threads::map(&cases, threads, |(scenario, case)| run_case(book, scenario, case))
}

fn run_case(book: &Rulebook, scenario: &Scenario, case: &Case) -> Outcome {
    let shipment = given::shipment(book.model(), &scenario.label.english, &case.given);
    // A case tests the rulebook that it stands in, whatever else is loaded.
    let own = book.model().rulebooks.get(scenario.rulebook.index()).map_or("", |head| head.id.as_str());
    let verdict = book.verdict_under(own, &shipment, case.on, case.known_on);
    let said = Said::from(&verdict);
    let as_expected = case.expect.iter().all(|(expected, _)| check::met(expected, said, book) == Some(true));
    let misses = || misses(book, case, &book.assess_under(own, &shipment, case.on, case.known_on));
    let sources = book.sources();
    Outcome {
        scenario: scenario.label.english.clone(),
        at: sources.place(case.span),
        written: one_line(sources.slice(case.span)),
        misses: if as_expected { Vec::new() } else { misses() },
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
