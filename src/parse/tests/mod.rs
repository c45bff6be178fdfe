//! What the parser and the formatter promise.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on has failed"
)]

mod properties;
mod slips;

use super::*;

const EVERY: &str = include_str!("../../../tests/data/every-construct.cocket");

#[test]
fn every_construct_is_read() {
    let (file, found) = parse(SourceId::default(), EVERY);
    assert_eq!(found, vec![]);
    assert_eq!(file.items.len(), 66);
}

#[test]
fn printing_loses_nothing() {
    let (file, _) = parse(SourceId::default(), EVERY);
    let printed = format(EVERY).unwrap();
    let (again, found) = parse(SourceId::default(), &printed);
    assert_eq!(found, vec![], "{printed}");
    assert_eq!(again, file, "{printed}");
    assert_eq!(format(&printed).unwrap(), printed);
}

/// The rule files that ship and those that `cocket new` writes.
fn shipped() -> Vec<(String, String)> {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "cocket") {
                texts.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!texts.is_empty());
    texts
}

#[test]
fn printing_the_rulebooks_that_ship_loses_nothing() {
    for (name, text) in shipped() {
        let (file, found) = parse(SourceId::default(), &text);
        assert_eq!(found, vec![], "{name}");
        let printed = format(&text).unwrap();
        let (again, found) = parse(SourceId::default(), &printed);
        assert_eq!(found, vec![], "{name}\n{printed}");
        assert_eq!(again, file, "{name}\n{printed}");
        assert_eq!(format(&printed).unwrap(), printed, "{name}");
    }
}
