//! The law as text: how it reads on a day, as known on a day, and what happened to each part of it.
//!
//! Takes the [`Model`], which says what stands when, and the texts, which say it in words; gives a [`Consolidated`] text or
//! a [`History`], data for `render` and `wire` to print. It decides nothing of its own: a passage, a member, an entry is
//! shown if and only if the model has it on that day, as known on that day.

mod books;
mod diff;
mod find;
mod groups;
mod history;
mod items;
mod lists;
mod rows;
mod shown;
mod story;
mod trees;
mod versions;
mod view;

pub use find::{Named, Unknown, find};
pub use history::{By, ClauseChange, Event, Happened, History, Row};
pub use shown::{
    BookText, Consolidated, EntryText, GapText, GroupText, InstrumentText, ItemText, ListText, Mark, MemberText,
    PassageText, Pending, Standing, Stated, What,
};

use crate::model::{Model, RulebookId};
use crate::source::Sources;
use crate::vocab::Date;
use trees::Trees;
use view::View;

/// Which day's law, as known on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The day whose law it is.
    pub on: Date,
    /// What had been published by that day; none: everything that is loaded.
    pub known_on: Option<Date>,
}

/// The law of a day as text; of the named things only, where any are named. The hashes of the rulebooks' texts are left
/// empty: the caller knows the texts.
#[must_use]
pub fn text(model: &Model, sources: &Sources, asked: Asked, only: &[Named]) -> Consolidated {
    let view = View::new(model, Trees::new(sources), asked);
    let books = (0..model.rulebooks.len()).map(RulebookId::at).filter_map(|id| view.book(id, only));
    Consolidated { on: asked.on, known_on: asked.known_on, books: books.collect() }
}

/// What happened to a thing, as known on a day; none stands for everything that is loaded.
#[must_use]
pub fn history(model: &Model, sources: &Sources, of: &Named, known_on: Option<Date>) -> History {
    // A history is of all days: nothing in it is yet to come.
    let asked = Asked { on: Date::from_number(i32::MAX), known_on };
    View::new(model, Trees::new(sources), asked).history(of)
}
