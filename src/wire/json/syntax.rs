//! Why a text is not JSON, in words for the person who wrote it.

use super::MAX_NESTING;
use crate::diagnostic::{Code, Diagnostic};
use serde_json::error::Category;

/// The refusal of a text, with line, column and the likely cause.
pub(super) fn refusal(error: &serde_json::Error, text: &str, document: &str) -> Diagnostic {
    let (line, column) = (error.line(), error.column());
    let say = |code, message: String, help: &str| Diagnostic::in_document(code, document, "", message).help(help);
    if error.to_string().starts_with("recursion limit exceeded") {
        let message = format!("line {line}, column {column}: nested more than {MAX_NESTING} deep");
        return say(Code::SHIPMENT_LIMIT, message, "a shipment needs no more than ten levels");
    }
    let (cause, help) = cause(error, text);
    say(Code::JSON_SYNTAX, format!("line {line}, column {column}: {cause}"), help)
}

fn cause(error: &serde_json::Error, text: &str) -> (String, &'static str) {
    if error.classify() == Category::Eof {
        return ("the text ends in the middle".to_owned(), "it was cut off; take it from its source again");
    }
    let at = offset(text, error.line(), error.column());
    let before = text.get(..at).unwrap_or_default();
    let here = text.get(at..).unwrap_or_default().chars().next().unwrap_or_default();
    let message = error.to_string();
    let word: String = word_around(before, text.get(at..).unwrap_or_default());
    match here {
        '\'' => ("a string in single quotes".to_owned(), "write \" instead of '"),
        '“' | '”' | '„' | '‘' | '’' => (format!("a typographic quote `{here}`"), "write \" instead"),
        '/' | '#' => ("a comment, which JSON does not have".to_owned(), "leave it out"),
        '=' => ("`=` where `:` belongs".to_owned(), "write `:`"),
        '，' | '：' | '｛' | '｝' | '［' | '］' | '＂' => {
            (format!("the full-width `{here}`"), "write the narrow character instead")
        }
        _ if message.starts_with("trailing comma") => {
            ("a comma before the closing bracket".to_owned(), "leave the last comma out")
        }
        _ if leading_nought(&word) => {
            (format!("`{word}` is neither a number nor in quotes"), "a code is a string: write it in quotes")
        }
        _ if is_no_word(&word) => {
            (format!("`{word}` is not a value of JSON"), "write null or \"unknown\" where a value is not known")
        }
        _ if message.starts_with("invalid number") => {
            (format!("`{word}` is not a number"), "codes and amounts are strings: write them in quotes")
        }
        _ if message.starts_with("control character") => {
            ("a line break or control character inside a string".to_owned(), "write \\n, or close the string")
        }
        _ if message.starts_with("key must be a string") => {
            ("a field's name is not in quotes".to_owned(), "write the name in double quotes")
        }
        _ if message.starts_with("expected `,`") => {
            ("a comma is missing, or a quote is missing before it".to_owned(), "write `,` between fields")
        }
        _ if message.starts_with("expected `:`") => {
            ("a field's name is not followed by `:`".to_owned(), "write `:` and the value")
        }
        _ => (plain(&message), "look at this place in the text"),
    }
}

/// The parser's own words without its place.
fn plain(message: &str) -> String {
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

fn is_no_word(word: &str) -> bool {
    ["nan", "none", "undefined", "infinity", "-infinity", "yes", "no", "true", "false", "null"]
        .contains(&word.to_lowercase().as_str())
}

/// `0101`: a code that lost its quotes.
fn leading_nought(word: &str) -> bool {
    word.len() > 1
        && word.starts_with('0')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
        && !word.starts_with("0.")
}

/// The bare word a place lies in.
fn word_around(before: &str, after: &str) -> String {
    let part = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
    let head: Vec<char> = before.chars().rev().take_while(part).take(40).collect();
    head.into_iter().rev().chain(after.chars().take_while(part).take(40)).collect()
}

/// The byte at which the parser stopped: its column counts bytes, and points at the last one it read.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = start.saturating_add(column.saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
