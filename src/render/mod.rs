//! Rulings and messages in words, for people.
//!
//! Takes a [`Ruling`], a [`Timeline`], a [`Consolidated`] text or a [`History`], and a [`Style`]; gives text for a terminal,
//! plain text for screen readers, Markdown or HTML, in the languages asked for. Says nothing that is not in what it takes.
//! What shipments and rule texts say is made visible before it is printed: no control or direction mark of theirs reaches a
//! terminal.
//!
//! A ruling becomes a document of blocks (`ruling`, `why_not`), a timeline too (`timeline`), the law as text and its history
//! too (`law`), and a document is drawn (`terminal`, `plain`, `markdown`, `html`).

mod conduct;
mod coverage;
mod document;
mod finding;
mod html;
mod law;
mod lists;
mod markdown;
mod messages;
mod parts;
mod phrases;
mod plain;
mod questions;
mod reasons;
mod ruling;
mod style;
mod terminal;
mod text;
mod timeline;
mod tree;
mod why_not;
mod words;

pub use messages::message;
pub use style::{Depth, Form, Style};
pub use text::visible;

use crate::consolidate::{Consolidated, History};
use crate::ruling::{Ruling, Step, Timeline};
use document::Document;
use questions::Asked;
use words::Words;

/// A ruling in words.
#[must_use]
pub fn ruling(ruling: &Ruling, style: &Style) -> String {
    draw(&self::ruling::document(ruling, style), style)
}

/// Why a provision does not hold in a ruling, in words.
///
/// # Errors
/// The ruling's derivation has no provision of that name; the nearest name, if one is near.
pub fn why_not(ruling: &Ruling, provision: &str, style: &Style) -> Result<String, Option<String>> {
    why_not::document(ruling, provision, style).map(|document| draw(&document, style))
}

/// A timeline in words: of a page, and of a terminal, with its drawing.
#[must_use]
pub fn timeline(timeline: &Timeline, style: &Style) -> String {
    draw(&self::timeline::document(timeline, style), style)
}

/// A timeline as a picture, in SVG.
#[must_use]
pub fn timeline_picture(timeline: &Timeline, style: &Style) -> String {
    self::timeline::picture(timeline, Words { languages: &style.languages })
}

/// The law of a day as text, in words. At less than full depth the entries of a long list are shortened.
#[must_use]
pub fn text(text: &Consolidated, style: &Style) -> String {
    draw(&law::text::document(text, style), style)
}

/// Histories, in words.
#[must_use]
pub fn histories(histories: &[History], style: &Style) -> String {
    draw(&law::history::document(histories, style), style)
}

/// The outcome of a ruling in one line, such as `LICENCE REQUIRED [policy of denial]`.
#[must_use]
pub fn headline(ruling: &Ruling, style: &Style) -> String {
    let words = Words { languages: &style.languages };
    self::ruling::headline(ruling.standing, !ruling.duties.is_empty(), words)
}

/// The reasons of a ruling as sentences, the deciding one first.
#[must_use]
pub fn reasons(ruling: &Ruling, style: &Style) -> Vec<String> {
    let words = Words { languages: &style.languages };
    let (reasons, _) = reasons::reasons(ruling, &Asked::of(ruling), words);
    reasons.iter().map(|reason| reason.text.words()).collect()
}

/// What a step of a derivation found, in one sentence.
#[must_use]
pub fn step(step: &Step, style: &Style) -> String {
    visible(&finding::sentence(step, Words { languages: &style.languages }))
}

/// Words made safe to stand in a page of HTML.
#[must_use]
pub fn html_words(words: &str) -> String {
    html::escaped(words)
}

/// Lines made safe to print, joined.
#[must_use]
pub fn visible_lines(lines: &[String]) -> String {
    lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n")
}

fn draw(document: &Document, style: &Style) -> String {
    match style.form {
        Form::Text => terminal::draw(document, style.width, style.colour),
        Form::Plain => plain::draw(document),
        Form::Markdown => markdown::draw(document),
        Form::Html => html::draw(document, &style.languages),
    }
}

impl Ruling {
    /// The ruling in English words, as wide as a terminal of 80 columns.
    #[must_use]
    pub fn explain(&self) -> String {
        ruling(self, &Style::default())
    }
}
