//! Whatever the text: reading ends, spans lie in the text, and what was read without a finding survives printing.

use super::super::*;
use super::EVERY;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What holds of every text.
fn holds(text: &str) {
    let (file, found) = parse(SourceId::default(), text);
    for diagnostic in &found {
        let span = diagnostic.span().unwrap();
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?} in {text:?}");
        assert!(diagnostic.help.is_some(), "{diagnostic:?}");
    }
    if !found.is_empty() {
        return;
    }
    let printed = format(text).unwrap();
    let (again, found) = parse(SourceId::default(), &printed);
    assert_eq!(found, vec![], "{text}\n---\n{printed}");
    assert_eq!(again, file, "{text}\n---\n{printed}");
    assert_eq!(format(&printed).unwrap(), printed, "{text}");
}

/// A piece to put somewhere.
fn scrap() -> impl Strategy<Value = String> {
    let words = EVERY.split_inclusive([' ', '\n']).map(str::to_owned).collect::<Vec<_>>();
    let signs =
        ["{", "}", "(", ")", ";", ",", "\"", "\n", "#", " # c\n", "=", "“", "（", "\u{AD}", "¹", "\r", "\\", "\n\n"];
    prop_oneof![
        3 => prop::sample::select(words),
        2 => prop::sample::select(signs.map(str::to_owned).to_vec()),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// One item of the file that has every construct, cut and patched in a few places.
fn mutated() -> impl Strategy<Value = String> {
    let items: Vec<&str> = cut::cut(EVERY).into_iter().map(|(start, end)| &EVERY[start..end]).collect();
    let edit = (any::<prop::sample::Index>(), 0usize..12, prop::option::weighted(0.7, scrap()));
    (prop::sample::select(items), prop::collection::vec(edit, 1..4)).prop_map(|(item, edits)| {
        let mut letters: Vec<char> = item.chars().collect();
        for (index, gone, scrap) in edits {
            let at = index.index(letters.len() + 1);
            let end = (at + gone).min(letters.len());
            letters.splice(at..end, scrap.unwrap_or_default().chars());
        }
        letters.into_iter().collect()
    })
}

/// One item with comments between its words.
fn commented() -> impl Strategy<Value = String> {
    let items: Vec<&str> = cut::cut(EVERY).into_iter().map(|(start, end)| &EVERY[start..end]).collect();
    (prop::sample::select(items), prop::collection::vec((any::<prop::sample::Index>(), 0usize..4), 1..5)).prop_map(
        |(item, places)| {
            let mut words: Vec<String> = item.split_inclusive([' ', '\n']).map(str::to_owned).collect();
            for (number, (index, kind)) in places.into_iter().enumerate() {
                let comment = ["# {number}\n", "\n# {number}\n", "\n\n    # {number}\n\n", "\n\n"][kind];
                let at = index.index(words.len() + 1);
                words.insert(at, comment.replace("{number}", &number.to_string()));
            }
            words.concat()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_string(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn of_scraps(scraps in prop::collection::vec(scrap(), 0..40)) {
        holds(&scraps.concat());
    }

    #[test]
    fn of_a_mutated_item(text in mutated()) {
        holds(&text);
    }

    #[test]
    fn of_an_item_with_comments(text in commented()) {
        holds(&text);
    }
}

#[test]
fn of_deep_and_large_texts() {
    let rule = |condition: &str| format!("rule r \"R\" {{\n    when {condition}\n}}\n");
    let deep = 100_000;
    let texts = [
        rule(&"(".repeat(deep)),
        rule(&format!("{}a{}", "(".repeat(deep), ")".repeat(deep))),
        rule(&format!("{}a", "not ".repeat(deep))),
        rule(&format!("{}a{}", "any of { ".repeat(deep), " }".repeat(deep))),
        rule(&format!("a{}", " and a".repeat(2_000))),
        "{".repeat(60),
        "{(".repeat(32),
        format!("rule r \"R\" {{{}", "reading x { junk ".repeat(60)),
        "}".repeat(deep),
        "\"".repeat(deep),
        "# \n".repeat(deep),
        "rule r \"R\" {\n".repeat(deep),
        "“".repeat(deep),
        "a \"\n".repeat(deep),
        "ab cd\n".repeat(800_000),
        EVERY.repeat(10),
    ];
    for text in texts {
        let started = Instant::now();
        let (_, found) = parse(SourceId::default(), &text);
        let start: String = text.chars().take(40).collect();
        assert!(started.elapsed() < Duration::from_secs(20), "{start}: {:?}", started.elapsed());
        assert!(found.len() <= 1000, "{start}: {}", found.len());
    }
}

#[test]
fn of_a_text_that_is_too_large() {
    let (file, found) = parse(SourceId::default(), &" ".repeat(MAX_TEXT_BYTES + 1));
    assert_eq!((file.items.len(), found.len()), (0, 1));
}

#[test]
fn nesting_up_to_the_bound_is_read() {
    let nested = |depth: usize| format!("rule r \"R\" {{ when {}a{} }}", "(".repeat(depth), ")".repeat(depth));
    let codes = |text: &str| parse(SourceId::default(), text).1.iter().map(|d| d.code.0).collect::<Vec<_>>();
    assert_eq!(codes(&nested(63)), Vec::<&str>::new());
    assert_eq!(codes(&nested(64)), ["E0003"]);
    assert_eq!(codes(&format!("{}\nrule s \"S\" {{ frobnicate }}", nested(64))), ["E0003", "E0010"]);
}
