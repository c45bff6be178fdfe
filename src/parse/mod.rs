//! From text to the tree.
//!
//! Takes one rule text; gives its tree and what is wrong with it, all at once. Reading never fails and never panics:
//! whatever the text, there is a tree of what could be read. A mistake costs one clause, or one item where its opening
//! words are wrong; everything else survives, so that all mistakes of a text are reported together, each once.
//!
//! The grammar is `grammar/cocket.pest`; pest is named nowhere else. Wrong forms that people write are productions of
//! the grammar (`slip_…`), reported with the right form, and read as what was meant.
//!
//! ```
//! let (file, found) = cocket::parse::parse(Default::default(), "part of kr.situational");
//! assert_eq!(file.items.len(), 1);
//! assert!(found.is_empty());
//! ```

mod clause;
mod clean;
mod condition;
mod cut;
mod expected;
mod grammar;
mod item;
mod letters;
mod lower;
mod other_words;
mod reckoned;
mod scenario;
mod slips;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Bag, Diagnostic};
use crate::source::{MAX_TEXT_BYTES, SourceId};
use crate::syntax::{self, File, Item};
use clean::{Clean, MAX_NESTING};
use grammar::{Grammar, Node, Rule};
use lower::Lower;
use pest::Parser;

/// How many errors of one text are reported; what follows is not read.
const MAX_ERRORS: usize = 200;

/// The tree of a text, and what is wrong with it in the order of the text.
#[must_use]
pub fn parse(source: SourceId, text: &str) -> (File, Vec<Diagnostic>) {
    if text.len() > MAX_TEXT_BYTES {
        return (File::default(), vec![slips::too_large(source, text.len(), MAX_TEXT_BYTES)]);
    }
    let mut clean = clean::clean(source, text);
    let mut items = Vec::new();
    let mut found = Vec::new();
    for (start, end) in cut::cut(&clean.text) {
        if found.len().saturating_add(clean.found_before(start)) > MAX_ERRORS {
            found.push(slips::too_many(clean.span(start, start), MAX_ERRORS));
            break;
        }
        items.extend(chunk(&clean, start, end, &mut found));
    }
    let comments = std::mem::take(&mut clean.comments);
    let mut bag = Bag::new();
    bag.extend(clean.found.into_iter().take(MAX_ERRORS));
    bag.extend(found);
    (File { items, comments }, bag.into_sorted())
}

/// The items of one chunk of the plain text.
fn chunk(clean: &Clean, start: usize, end: usize, found: &mut Vec<Diagnostic>) -> Vec<Item> {
    if let Some(&deep) = clean.too_deep.iter().find(|&&at| (start..end).contains(&at)) {
        found.push(slips::too_deep(clean.span(deep, deep.saturating_add(1)), MAX_NESTING));
        return Vec::new();
    }
    let text = clean.text.get(start..end).unwrap_or_default();
    let Ok(mut pairs) = Grammar::parse(Rule::chunk, text).map(Node::all) else { return Vec::new() };
    let Some(node) = pairs.next() else { return Vec::new() };
    let mut lower = Lower { clean, base: start, found: Vec::new() };
    let items = lower.chunk(&node);
    found.append(&mut lower.found);
    items
}

/// The text in the canonical style.
///
/// # Errors
/// A text with errors is not formatted; they are returned.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let (file, found) = parse(SourceId::default(), text);
    if found.is_empty() { Ok(syntax::print(&file, text)) } else { Err(found) }
}
