//! The public front: texts in, a compiled rulebook out, rulings from it.
//!
//! Runs the stages in order and holds their results. Knows no file, clock or network. All rulebooks of the texts are
//! compiled together and assessed together.
//!
//! ```
//! use cocket::{Rulebook, Sources, wire::json};
//!
//! let text = r#"
//! rulebook nz.sample "Sample" {
//!     jurisdiction  NZ
//!     authority     office "Export office"
//!     authentic     en
//!     nomenclature  HS 2022
//!     time zone     Pacific/Auckland
//!     decisive date export-declared
//! }
//! rule pumps "Pumps need a licence" {
//!     cite act 1
//!     when item is HS 8413
//!     then licence required "Pump licence" from office, case by case
//! }
//! "#;
//! let book = Rulebook::compile(&Sources::new().with("nz/sample.cocket", text)).unwrap();
//! let shipment = br#"{"format": "shipment/1", "id": "S1", "country_of_export": "NZ", "country_of_destination": "AU",
//!     "dates": {"export_declared": "2031-01-02"},
//!     "lines": [{"line": "1", "codes": [{"scheme": "HS", "edition": "2022", "value": "841311"}]}]}"#;
//! let batch = json::read_batch(shipment, "s1.json", book.dictionary());
//! let shipment = batch.shipments[0].shipment.as_ref().unwrap();
//! let ruling = book.assess(shipment);
//! assert_eq!(ruling.standing.outcome().map(|outcome| outcome.id()), Some("licence_required"));
//! ```

mod clauses;
mod dictionary;
mod hash;
mod shipped;

pub use clauses::{ClauseKind, LawClause};
pub use hash::fingerprint;
pub use shipped::{shipped, shipped_with_scenarios};

use crate::compile::{Program, compile};
use crate::consolidate::{self, Consolidated, History, Named};
use crate::diagnostic::{Bag, Diagnostic, Severity};
use crate::eval::{self, Seen, Sight};
use crate::model::Model;
use crate::parse;
use crate::resolve::{resolve, without_echoes};
use crate::ruling::{LawBook, Ruling, Timeline, Verdict};
use crate::shipment::{Dictionary, Shipment};
use crate::source::Sources;
use crate::syntax::{File, Head, Item};
use crate::timeline;
use crate::vocab::Date;
use std::collections::BTreeSet;

/// One or several rulebooks, compiled.
#[derive(Debug)]
pub struct Rulebook {
    sources: Sources,
    model: Model,
    program: Program,
    dictionary: Dictionary,
    hashes: Vec<String>,
    findings: Vec<Diagnostic>,
}

impl Rulebook {
    /// Compiles every `.cocket` text of the sources, with the tables that they load.
    ///
    /// # Errors
    /// Every diagnostic at once, in the order of the texts, if one of them is an error.
    pub fn compile(sources: &Sources) -> Result<Rulebook, Vec<Diagnostic>> {
        let (model, found, tests) = read(sources);
        if found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
            return Err(found);
        }
        let program = compile(&model);
        let dictionary = dictionary::dictionary(&model);
        // A test more is no other law.
        let law = |book: &crate::model::Rulebook| -> Vec<String> {
            book.files.iter().filter(|name| !tests.contains(*name)).cloned().collect()
        };
        let hashes = model.rulebooks.iter().map(|book| hash::of_texts(&law(book), sources)).collect();
        Ok(Rulebook { sources: sources.clone(), model, program, dictionary, hashes, findings: found })
    }

    /// What is likely wrong in rules that compile.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// What the law says of a shipment, on its own dates, as everything loaded knows it. Total: every shipment has a
    /// ruling.
    #[must_use]
    pub fn assess(&self, shipment: &Shipment) -> Ruling {
        self.assess_at(shipment, None, None)
    }

    /// The same with the decisive date given (`on`), or as known on a day (`known_on`).
    #[must_use]
    pub fn assess_at(&self, shipment: &Shipment, on: Option<Date>, known_on: Option<Date>) -> Ruling {
        let question = eval::Question { on, known_on };
        let mut ruling = eval::rule(&self.program, &self.model, &self.sources, shipment, question);
        ruling.law.rulebooks.iter_mut().for_each(|applied| self.sign(applied));
        ruling
    }

    /// The same under one rulebook alone, by its id; what the others that are loaded say is left out.
    #[must_use]
    pub fn assess_under(
        &self,
        rulebook: &str,
        shipment: &Shipment,
        on: Option<Date>,
        known_on: Option<Date>,
    ) -> Ruling {
        let question = eval::Question { on, known_on };
        let mut ruling = eval::rule_under(&self.program, &self.model, &self.sources, shipment, question, rulebook);
        ruling.law.rulebooks.iter_mut().for_each(|applied| self.sign(applied));
        ruling
    }

    /// What [`Rulebook::assess_under`] says, without why: for the many cases that come out as expected.
    #[must_use]
    pub fn verdict_under(
        &self,
        rulebook: &str,
        shipment: &Shipment,
        on: Option<Date>,
        known_on: Option<Date>,
    ) -> Verdict {
        let question = eval::Question { on, known_on };
        eval::verdict_under(&self.program, &self.model, &self.sources, shipment, question, rulebook, None)
    }

    /// The same, with what was seen of each clause.
    #[must_use]
    pub fn verdict_and_sight(
        &self,
        rulebook: &str,
        shipment: &Shipment,
        on: Option<Date>,
        known_on: Option<Date>,
    ) -> (Verdict, Sight) {
        let question = eval::Question { on, known_on };
        let seen = Seen::default();
        let (program, model, sources) = (&self.program, &self.model, &self.sources);
        let verdict = eval::verdict_under(program, model, sources, shipment, question, rulebook, Some(&seen));
        (verdict, seen.into_sight())
    }

    /// The compiled rules.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// What the law says of a shipment over time: each day of a span is taken for the decisive date. Total.
    #[must_use]
    pub fn timeline(&self, shipment: &Shipment, asked: timeline::Asked) -> Timeline {
        let mut timeline = timeline::timeline(&self.program, &self.model, &self.sources, shipment, asked);
        let bands = timeline.lines.iter_mut().flat_map(|line| &mut line.bands);
        bands.for_each(|band| self.sign(&mut band.law));
        timeline
    }

    /// Puts the hash of its texts to a rulebook that was applied.
    fn sign(&self, applied: &mut LawBook) {
        let hashes = self.model.rulebooks.iter().zip(&self.hashes);
        for (_, hash) in hashes.filter(|(book, _)| book.id == applied.id) {
            applied.sha256.clone_from(hash);
        }
    }

    /// The law of a day as text, as known on a day; of the named things only, where any are named.
    #[must_use]
    pub fn text(&self, on: Date, known_on: Option<Date>, only: &[Named]) -> Consolidated {
        let asked = consolidate::Asked { on, known_on };
        let mut text = consolidate::text(&self.model, &self.sources, asked, only);
        for (book, hash) in self.model.rulebooks.iter().zip(&self.hashes) {
            for told in text.books.iter_mut().filter(|told| told.id == book.id) {
                told.sha256.clone_from(hash);
            }
        }
        text
    }

    /// What happened to a thing, as known on a day; none stands for everything that is loaded.
    #[must_use]
    pub fn history(&self, of: &Named, known_on: Option<Date>) -> History {
        consolidate::history(&self.model, &self.sources, of, known_on)
    }

    /// The clauses that have a name, in the order of their names, each with a fingerprint of its words.
    #[must_use]
    pub fn clauses(&self) -> Vec<LawClause> {
        clauses::clauses(&self.model, &self.sources)
    }

    /// What a shipment may state: the facts, schemes and editions that the rules read.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The resolved rules.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The texts.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// Reads and resolves every rule text; all diagnostics of both stages, in the order of the texts; and the names of the texts
/// that hold scenarios only.
fn read(sources: &Sources) -> (Model, Vec<Diagnostic>, BTreeSet<String>) {
    let mut bag = Bag::new();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    let mut tests = BTreeSet::new();
    for (id, name, text) in sources.in_order().filter(|(_, name, _)| name.ends_with(".cocket")) {
        let (file, found) = parse::parse(id, text);
        faults.extend(found);
        if holds_scenarios_only(&file) {
            tests.insert(name.to_owned());
        }
        files.push((id, file));
    }
    let (model, found) = resolve(&files, sources);
    bag.extend(without_echoes(found, &faults, sources));
    bag.extend(faults);
    (model, bag.into_sorted(), tests)
}

/// Whether a text is tests and nothing else.
pub(crate) fn holds_scenarios_only(file: &File) -> bool {
    let mut scenarios = file.items.iter().filter(|item| matches!(item.head, Head::Scenario { .. })).peekable();
    let fits = |item: &Item| matches!(item.head, Head::Scenario { .. } | Head::Part { .. });
    scenarios.peek().is_some() && file.items.iter().all(fits)
}

const _: () = {
    const fn may_be_shared<T: Send + Sync>() {}
    may_be_shared::<Rulebook>();
};
