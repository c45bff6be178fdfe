//! The name of a law text: SHA-256 over its files.

use crate::source::Sources;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over names and contents in the order given, each with its length before it, so that no two different sets
/// of files run together into the same bytes.
pub(super) fn of_texts(names: &[String], sources: &Sources) -> String {
    let mut hash = Sha256::new();
    for name in names {
        let text = sources.find(name).and_then(|id| sources.text(id)).unwrap_or_default();
        for part in [name.as_str(), text] {
            hash.update(part.len().to_string());
            hash.update(":");
            hash.update(part);
        }
    }
    hexadecimal(hash)
}

/// Twelve hexadecimal digits for a text.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    of_words(std::iter::once(text.to_owned()))
}

/// Twelve hexadecimal digits for texts: enough to tell one clause from what it was.
pub(super) fn of_words(texts: impl Iterator<Item = String>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_string());
        hash.update(":");
        hash.update(text);
    }
    let mut hex = hexadecimal(hash);
    hex.truncate(12);
    hex
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents_do_not_run_together() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let one = of_texts(&names(&["a", "b"]), &Sources::new().with("a", "bc").with("b", ""));
        let other = of_texts(&names(&["a", "b"]), &Sources::new().with("a", "b").with("b", "c"));
        assert_ne!(one, other);
        assert_eq!(one.len(), 64);
    }
}
