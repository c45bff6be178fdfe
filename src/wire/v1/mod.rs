//! Version 1 of the forms.

mod conduct;
mod derivation;
mod history;
mod message;
mod ruling;
mod schema;
mod tests;
mod text;
mod timeline;
mod timeline_schema;

pub use history::{HISTORY_FORMAT, histories};
pub use message::messages;
pub use ruling::{FORMAT, ruling, rulings};
pub use schema::{schema, template};
pub use tests::{TESTS_FORMAT, differs, tests};
pub use text::{TEXT_FORMAT, text};
pub use timeline::{TIMELINE_FORMAT, timeline, timelines};
pub use timeline_schema::timeline_schema;

/// The JSON Schema (draft 2020-12) of a ruling, whatever the rules; of several rulings an array of them.
pub const RULING_SCHEMA: &str = include_str!("ruling.schema.json");

use crate::vocab::Label;
use serde::Serialize;
use std::collections::BTreeMap;

/// A text in every language it has: `{"en": "…", "ko": "…"}`.
#[derive(Serialize)]
#[serde(transparent)]
struct Words<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> From<&'a Label> for Words<'a> {
    fn from(label: &'a Label) -> Self {
        let others = label.others.iter().map(|(language, words)| (language.as_str(), words.as_str()));
        Words(others.chain(std::iter::once(("en", label.english.as_str()))).collect())
    }
}

/// Pretty JSON with a final newline. The forms hold only strings, numbers, lists and objects with string keys, so that
/// writing them cannot fail.
fn written(form: &impl Serialize) -> String {
    serde_json::to_string_pretty(form).unwrap_or_default() + "\n"
}
