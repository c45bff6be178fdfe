//! `cocket timeline`

use super::assume::{self, Assumption};
use super::exit::Exit;
use super::explain::{date, document_name, only_line};
use super::load::{self, Rules};
use super::output;
use super::printed::{Forms, Printed};
use super::question::Question;
use clap::{Args, ValueEnum};
use cocket::diagnostic::Diagnostic;
use cocket::render::{self, Depth, Form};
use cocket::ruling;
use cocket::shipment::{self, Tree};
use cocket::timeline::Asked;
use cocket::vocab::{Date, Period};
use cocket::wire::{self, json};
use cocket::{Rulebook, Sources};
use std::path::PathBuf;

/// Says when something was controlled: by which rule, entry and instrument, under which policy, and what is not known.
///
/// Ask about a code and a destination (`--hs CODE --to COUNTRY`), or about a shipment, whose dates stay as they are stated; each
/// day in turn is taken for the date that picks the law. What is not stated stays unknown, and the answer says so.
#[derive(Args)]
pub(super) struct Timeline {
    /// A shipment as JSON, `-` for standard input; or say what is asked about by the options below
    #[arg(value_name = "SHIPMENT")]
    shipment: Option<PathBuf>,
    #[command(flatten)]
    question: Question,
    /// Take an unknown fact or classification as this, as a scenario writes it; may be given several times
    #[arg(long, value_name = "FACT VALUE", value_parser = assume::parse_given)]
    given: Vec<Assumption>,
    /// Take only what had been published by this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<Date>,
    /// The first day to look at
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// The last day to look at
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// Look at this line of the shipment only
    #[arg(long, value_name = "LINE")]
    line: Option<String>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    printed: Printed<Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For a terminal, with a drawing
    #[default]
    Text,
    /// One thing after the other, for screen readers and pipes
    Plain,
    /// Markdown, with a table
    Markdown,
    /// For programs: `timeline/1`
    Json,
    /// A page with the picture
    Html,
    /// The picture alone
    Svg,
}

impl Forms for Format {
    fn form(self) -> Form {
        match self {
            Format::Plain => Form::Plain,
            Format::Markdown => Form::Markdown,
            Format::Html => Form::Html,
            Format::Text | Format::Json | Format::Svg => Form::Text,
        }
    }
}

/// What is asked about, before it is read as a shipment.
struct Document {
    name: String,
    tree: Tree,
}

impl Timeline {
    pub(super) fn run(self) -> Exit {
        if let Err(why) = self.makes_sense() {
            output::note(&format!("cocket: {why}"));
            return Exit::Usage;
        }
        let book = match self.rules.compiled(self.printed.is_plain()) {
            Ok(book) => book,
            Err(exit) => return exit,
        };
        let (timelines, exit) = self.timelines(&book);
        exit.max(self.print(&timelines))
    }

    fn makes_sense(&self) -> Result<(), String> {
        match (&self.shipment, self.question.is_empty()) {
            (None, true) => {
                return Err("say what is asked about: a shipment, or `--hs CODE` and `--to COUNTRY`".to_owned());
            }
            (Some(_), false) => {
                return Err(
                    "a shipment says its own codes and countries; leave out `--hs`, `--code`, `--from` and `--to`"
                        .to_owned(),
                );
            }
            _ => {}
        }
        match (self.since, self.until) {
            (Some(since), Some(until)) if until < since => {
                Err(format!("`--since {since}` is after `--until {until}`; the first day comes first"))
            }
            _ => Ok(()),
        }
    }

    /// The timelines of all shipments that are read, and how the run ends as far as reading goes.
    fn timelines(&self, book: &Rulebook) -> (Vec<ruling::Timeline>, Exit) {
        let mut timelines = Vec::new();
        let mut exit = Exit::Done;
        let documents = self.documents().unwrap_or_else(|trouble| {
            exit = trouble;
            Vec::new()
        });
        for document in documents {
            match self.timeline(document, book) {
                Some(timeline) => timelines.push(timeline),
                None => exit = exit.max(Exit::Refused),
            }
        }
        (timelines, exit)
    }

    fn documents(&self) -> Result<Vec<Document>, Exit> {
        let Some(path) = &self.shipment else {
            return Ok(vec![Document { name: "the question".to_owned(), tree: self.question.tree() }]);
        };
        let name = document_name(path);
        let bytes = load::bytes(path).map_err(|why| {
            output::note(&format!("cocket: {why}"));
            Exit::Refused
        })?;
        let trees = json::read_trees(&bytes, &name).map_err(|refusal| {
            self.tell(&[*refusal]);
            Exit::Refused
        })?;
        Ok(trees.into_iter().map(|tree| Document { name: name.clone(), tree }).collect())
    }

    /// The timeline of one shipment, if it is read.
    fn timeline(&self, document: Document, book: &Rulebook) -> Option<ruling::Timeline> {
        let (tree, given, unused) = assume::apply(document.tree, &self.given, book.model());
        for given in unused {
            output::note(&format!("cocket: `{}` states this already, so `--given {given}` is not used", document.name));
        }
        let (shipment, found) = shipment::read(&tree, &document.name, book.dictionary());
        self.tell(&found);
        let mut shipment = shipment?;
        if let Some(wanted) = &self.line
            && let Err(why) = only_line(&mut shipment, wanted, &document.name)
        {
            output::note(&format!("cocket: {why}"));
            return None;
        }
        let asked = Asked {
            span: Period { from: self.since, before: self.until.and_then(Period::end_of) },
            known_on: self.known_on,
            at_home: self.question.at_home(),
        };
        let mut timeline = book.timeline(&shipment, asked);
        timeline.assumptions.splice(0..0, given);
        Some(timeline)
    }

    /// Messages; those about the question name the option that is meant.
    fn tell(&self, found: &[Diagnostic]) {
        for message in found {
            let message =
                if self.shipment.is_none() { self.question.placed(message, &self.given) } else { message.clone() };
            output::messages(&render::message(&message, &Sources::new()));
        }
    }

    fn print(&self, timelines: &[ruling::Timeline]) -> Exit {
        let style = self.printed.style(Depth::Decisive);
        match (self.printed.format(), timelines) {
            (_, []) => {}
            (Format::Json, [only]) => output::result(&wire::v1::timeline(only)),
            (Format::Json, several) => output::result(&wire::v1::timelines(several)),
            (Format::Svg, [only]) => output::result(&render::timeline_picture(only, &style)),
            (Format::Svg | Format::Html, [_, _, ..]) => {
                output::note("cocket: a picture or page is of one shipment, and there are several; give one");
                return Exit::Usage;
            }
            (_, some) => {
                let between = if style.form == Form::Markdown { "\n---\n\n" } else { "\n\n" };
                let told: Vec<String> = some.iter().map(|timeline| render::timeline(timeline, &style)).collect();
                output::result(&told.join(between));
            }
        }
        Exit::Done
    }
}
