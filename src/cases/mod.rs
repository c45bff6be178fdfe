//! Runs the cases that are written beside the rules.
//!
//! Takes a compiled [`Rulebook`]; gives for every case whether what it expects came about, and if not, what did.

mod check;
mod given;

use crate::model::{Case, Scenario};
use crate::rulebook::Rulebook;
use crate::ruling::{Ruling, Step};

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
    /// The ruling on it.
    pub ruling: Ruling,
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
    let sources = book.sources();
    let scenarios = &book.model().scenarios;
    let named = scenarios.iter().filter(|scenario| wanted(sources.name(scenario.span.source)));
    named.flat_map(|scenario| scenario.cases.iter().map(|case| run_case(book, scenario, case))).collect()
}

fn run_case(book: &Rulebook, scenario: &Scenario, case: &Case) -> Outcome {
    let shipment = given::shipment(book.model(), &scenario.label.english, &case.given);
    // A case tests the rulebook that it stands in, whatever else is loaded.
    let own = book.model().rulebooks.get(scenario.rulebook.index()).map_or("", |head| head.id.as_str());
    let ruling = book.assess_under(own, &shipment, case.on, case.known_on);
    let sources = book.sources();
    let misses = case.expect.iter().filter_map(|(expected, span)| {
        let (actual, step) = check::miss(expected, &ruling, book)?;
        Some(Miss { expected: one_line(sources.slice(*span)), actual, step })
    });
    Outcome {
        scenario: scenario.label.english.clone(),
        at: sources.place(case.span),
        written: one_line(sources.slice(case.span)),
        misses: misses.collect(),
        ruling,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
