//! JSON texts → trees → shipments.
//!
//! Takes bytes; gives one result for each shipment, or says why the text is not JSON. One object, an array of objects
//! and several objects one after another (NDJSON) are read alike. Keys written twice and the literals of numbers survive.

mod locate;
mod sniff;
mod syntax;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::shipment::{self, Dictionary, Shipment, Tree};
use crate::source::MAX_TEXT_BYTES;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

pub use locate::position;

/// The deepest nesting that is read; the reader of JSON stops there by itself.
pub const MAX_NESTING: usize = 127;

/// What was found in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// One for each shipment, in the order of the text; a repetition of an earlier one is left out.
    pub shipments: Vec<Read>,
    /// What concerns the text as a whole: it is no JSON, or shipments repeat.
    pub diagnostics: Vec<Diagnostic>,
}

/// One shipment as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Its name for people: the document's, with `#2` and so on where it holds several.
    pub document: String,
    /// Its id, where one could be read.
    pub id: Option<String>,
    /// The shipment, unless it is refused.
    pub shipment: Option<Shipment>,
    /// Errors and remarks, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Batch {
    /// All messages, in order.
    pub fn messages(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().chain(self.shipments.iter().flat_map(|read| &read.diagnostics))
    }

    /// Whether anything was refused.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.messages().any(|message| message.severity() == Severity::Error)
    }
}

/// Reads every shipment in a text.
///
/// ```
/// use cocket::{shipment::Dictionary, wire::json};
/// let text = br#"{"format": "shipment/1", "id": "S1", "lines": [{"line": "1"}]}"#;
/// let batch = json::read_batch(text, "s1.json", &Dictionary::new());
/// assert!(!batch.refused() && batch.shipments.len() == 1);
/// ```
#[must_use]
pub fn read_batch(bytes: &[u8], document: &str, dictionary: &Dictionary) -> Batch {
    let trees = match read_trees(bytes, document) {
        Ok(trees) => trees,
        Err(refusal) => return Batch { diagnostics: vec![*refusal], shipments: Vec::new() },
    };
    let several = trees.len() > 1;
    let name = |at: usize| if several { format!("{document}#{}", at.saturating_add(1)) } else { document.to_owned() };
    let mut batch = Batch::default();
    let kept = each_once(&trees, document, &mut batch.diagnostics);
    for (at, tree) in trees.iter().enumerate().filter(|(at, _)| kept.contains(at)) {
        let document = name(at);
        let (shipment, diagnostics) = shipment::read(tree, &document, dictionary);
        batch.shipments.push(Read { document, id: id_of(tree).map(str::to_owned), shipment, diagnostics });
    }
    batch
}

/// Reads every JSON value in a text; the values of a top-level array count one by one.
///
/// # Errors
/// The one reason why the text is not read.
pub fn read_trees(bytes: &[u8], document: &str) -> Result<Vec<Tree>, Box<Diagnostic>> {
    let whole = |code: Code, message: String, help: &str| {
        Box::new(Diagnostic::in_document(code, document, "", message).help(help))
    };
    if bytes.len() > MAX_TEXT_BYTES {
        let message = format!("the text has {} bytes, and at most {MAX_TEXT_BYTES} are read", bytes.len());
        return Err(whole(Code::SHIPMENT_LIMIT, message, "split it into several texts"));
    }
    if let Some(found) = sniff::other_file(bytes) {
        return Err(whole(Code::JSON_OTHER_FILE, format!("this is {found}, not JSON"), "export the data as JSON"));
    }
    let text = match sniff::text(bytes) {
        Ok(text) => text,
        Err(cause) => return Err(whole(Code::JSON_ENCODING, cause, "save the text as UTF-8 and try again")),
    };
    let mut trees = Vec::new();
    for tree in serde_json::Deserializer::from_str(text).into_iter::<Wrapped>() {
        match tree {
            Ok(Wrapped(tree)) => trees.push(tree),
            Err(error) => return Err(Box::new(syntax::refusal(&error, text, document))),
        }
    }
    flatten(trees).ok_or_else(|| {
        let help = "a shipment is an object: `{\"format\": \"shipment/1\", …}`";
        whole(Code::JSON_EMPTY, "there is no shipment in the text".to_owned(), help)
    })
}

/// A top-level array stands for its values; `null` and nothing stand for nothing.
fn flatten(trees: Vec<Tree>) -> Option<Vec<Tree>> {
    let spread = |tree| match tree {
        Tree::List(items) => items,
        Tree::Null => Vec::new(),
        other => vec![other],
    };
    let all: Vec<Tree> = trees.into_iter().flat_map(spread).collect();
    (!all.is_empty()).then_some(all)
}

fn id_of(tree: &Tree) -> Option<&str> {
    match tree.at("/id") {
        Some(Tree::Text(id)) => Some(id),
        _ => None,
    }
}

/// The places of the shipments to read: of identical ones the first, of different ones with one id none.
fn each_once(trees: &[Tree], document: &str, found: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, tree) in trees.iter().enumerate() {
        if let Some(id) = id_of(tree) {
            by_id.entry(id).or_default().push(at);
        }
    }
    let mut left_out: Vec<usize> = Vec::new();
    for (id, places) in by_id.iter().filter(|(_, places)| places.len() > 1) {
        let distinct = places.iter().filter_map(|&at| trees.get(at)).collect::<Vec<_>>();
        let identical = distinct.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
        found.push(repetition(document, id, places, identical));
        left_out.extend(places.iter().skip(usize::from(identical)));
    }
    (0..trees.len()).filter(|at| !left_out.contains(at)).collect()
}

fn repetition(document: &str, id: &str, places: &[usize], identical: bool) -> Diagnostic {
    let numbers: Vec<String> = places.iter().map(|at| at.saturating_add(1).to_string()).collect();
    let numbers = numbers.join(", ");
    let pointer = places.last().map(|at| format!("/{at}/id")).unwrap_or_default();
    if identical {
        let message = format!("the shipment `{id}` is there {} times alike (as number {numbers})", places.len());
        return Diagnostic::in_document(Code::SHIPMENT_REPEATED, document, pointer, message)
            .help("it is read once; leave the repetitions out");
    }
    let message = format!("the shipments number {numbers} have one id, `{id}`, and differ");
    Diagnostic::in_document(Code::SHIPMENT_TWICE, document, pointer, message)
        .help("give each its own id; none of them is read")
}

/// A tree that serde can fill.
struct Wrapped(Tree);

/// The key under which `serde_json` hands over a number as its literal.
const LITERAL: &str = "$serde_json::private::Number";

impl<'de> Deserialize<'de> for Wrapped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor).map(Wrapped)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, known: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(known))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut read = Vec::new();
        while let Some(Wrapped(item)) = items.next_element()? {
            read.push(item);
        }
        Ok(Tree::List(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Tree, A::Error> {
        let mut read: Vec<(String, Tree)> = Vec::new();
        while let Some((key, Wrapped(value))) = fields.next_entry::<String, Wrapped>()? {
            read.push((key, value));
        }
        match read.as_slice() {
            [(key, Tree::Text(literal))] if key == LITERAL => Ok(Tree::Number(literal.clone())),
            _ => Ok(Tree::Object(read)),
        }
    }
}

#[cfg(test)]
mod tests;
