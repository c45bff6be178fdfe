//! The name of a law text: SHA-256 over its files.

use crate::source::Sources;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over names and contents in the order given, each with its length before it, so that no two different sets
/// of files run together into the same bytes. A name counts from the folder that holds them all: the same rulebook has the same
/// hash wherever it lies and from whichever folder above it is loaded.
pub(super) fn of_texts(names: &[String], sources: &Sources) -> String {
    let mut hash = Sha256::new();
    let folder = folder_of_all(names);
    for name in names {
        let text = sources.find(name).and_then(|id| sources.text(id)).unwrap_or_default();
        for part in [name.strip_prefix(folder).unwrap_or(name), text] {
            hash.update(part.len().to_string());
            hash.update(":");
            hash.update(part);
        }
    }
    hexadecimal(hash)
}

/// The deepest folder that holds all of these files, with the slash at its end; nothing where that is where they are loaded from.
fn folder_of_all(names: &[String]) -> &str {
    let folder = |name: &str| name.rfind('/').map_or(0, |slash| slash.saturating_add(1));
    let Some((first, others)) = names.split_first() else { return "" };
    let mut all = first.get(..folder(first)).unwrap_or_default();
    while !others.iter().all(|name| name.starts_with(all)) {
        let above = all.strip_suffix('/').unwrap_or_default();
        all = above.get(..folder(above)).unwrap_or_default();
    }
    all
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

    fn hash_in(folder: &str, files: &[&str]) -> String {
        let names: Vec<String> = files.iter().map(|file| format!("{folder}{file}")).collect();
        let sources = names.iter().fold(Sources::new(), |sources, name| sources.with(name.as_str(), "a text"));
        of_texts(&names, &sources)
    }

    #[test]
    fn a_rulebook_has_one_hash_from_whichever_folder_it_is_loaded() {
        for files in [&["a.cocket"][..], &["a.cocket", "amendments/b.cocket", "tables/c.tsv"]] {
            let here = hash_in("", files);
            assert_eq!(hash_in("kr/situational/", files), here);
            assert_eq!(hash_in("rules/kr/situational/", files), here);
        }
        let beside = hash_in("", &["a.cocket", "b.cocket"]);
        assert_ne!(beside, hash_in("", &["a.cocket", "c.cocket"]), "a name in the folder counts");
        assert_ne!(beside, hash_in("", &["a.cocket", "more/b.cocket"]));
    }
}
