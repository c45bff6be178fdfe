//! Texts that are JSON, texts that are not, and why.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::{Batch, position, read_batch, read_trees};
use crate::shipment::{Dictionary, Tree};
use proptest::prelude::*;

const GOOD: &str = r#"{"format": "shipment/1", "id": "S", "lines": [{"line": "1"}]}"#;

fn read(bytes: &[u8]) -> Batch {
    read_batch(bytes, "s.json", &Dictionary::new())
}

/// The text as a whole is refused, once, for that reason.
#[track_caller]
fn refused(row: &str, bytes: &[u8], code: &str, words: &[&str]) {
    let batch = read(bytes);
    let shown: Vec<String> = batch
        .messages()
        .map(|found| format!("{} {}; {}", found.code.0, found.message, found.help.clone().unwrap_or_default()))
        .collect();
    assert_eq!((shown.len(), batch.shipments.len()), (1, 0), "row {row}: {shown:#?}");
    assert!(shown[0].starts_with(code), "row {row}: {shown:#?}");
    for word in words {
        assert!(shown[0].contains(word), "row {row}: `{word}` is not in {shown:#?}");
    }
}

#[test]
fn texts_that_are_not_json() {
    for (row, text, words) in [
        ("trailing comma", "{\n  \"id\": \"S\",\n}", &["line 3, column 1", "comma before the closing bracket"][..]),
        ("single quotes", "{'id': 'S'}", &["line 1, column 2", "single quotes"]),
        ("typographic quotes", "{“id”: 1}", &["typographic quote `“`"]),
        ("full-width colon", "{\"id\"： 1}", &["full-width `：`"]),
        ("6 unquoted code", "{\"value\": 0101}", &["`0101`", "write it in quotes"]),
        ("6 unquoted code", "{\"value\": 3A001}", &["line 1, column 12"]),
        ("23 NaN", "{\"value\": NaN}", &["`NaN`", "null or \"unknown\""]),
        ("23 True", "{\"value\": True}", &["`True`", "null or \"unknown\""]),
        ("23 None", "{\"value\": None}", &["`None`"]),
        ("63 truncated", "{\"id\": \"S\", \"lines\": [", &["ends in the middle", "cut off"]),
        ("63 truncated string", "{\"id\": \"S", &["ends in the middle"]),
        ("comment", "{\"id\": \"S\" // mine\n}", &["a comment"]),
        ("bare key", "{id: \"S\"}", &["name is not in quotes"]),
        ("missing comma", "{\"id\": \"S\" \"x\": 1}", &["comma is missing"]),
        ("missing colon", "{\"id\" \"S\"}", &["not followed by `:`"]),
        ("line break in a string", "{\"id\": \"S\n\"}", &["inside a string"]),
        ("two brackets", "{}}", &["line 1, column 3"]),
    ] {
        refused(row, text.as_bytes(), "E1001", words);
    }
}

#[test]
fn texts_with_nothing_in_them() {
    for text in ["", "  \n", "null", "[]", "\u{FEFF}"] {
        refused("63", text.as_bytes(), "E1002", &["there is no shipment"]);
    }
}

#[test]
fn encodings_and_other_files_are_named() {
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused("58 UTF-16", &utf16, "E1003", &["UTF-16", "save the text as UTF-8"]);
    refused("58 UTF-16 with its mark", &[b"\xFF\xFE", utf16.as_slice()].concat(), "E1003", &["UTF-16"]);
    refused("58 CP949", b"{\"id\": \"\xB0\xA1\xB3\xAA\"}", "E1003", &["CP949", "line 1"]);
    refused("58 Latin-1", b"{\"id\":\n\"caf\xE9\"}", "E1003", &["not UTF-8 from line 2"]);
    for (bytes, name) in [
        (&b"%PDF-1.7 \xE2"[..], "a PDF"),
        (b"PK\x03\x04rest", "XLSX"),
        (b"\xD0\xCF\x11\xE0rest", "HWP"),
        (b"\x1F\x8B\x08", "gzip"),
        (b"\n<!DOCTYPE html><html>", "HTML"),
        (b"<?xml version=\"1.0\"?>", "XML"),
    ] {
        refused("66", bytes, "E1004", &[name]);
    }
}

#[test]
fn limits_are_stated() {
    refused("64 size", &vec![b' '; 16 * 1024 * 1024 + 1], "E1005", &["16777217 bytes", "16777216"]);
    refused("64 nesting", "[".repeat(200).as_bytes(), "E1005", &["nested more than 127 deep"]);
}

#[test]
fn a_byte_order_mark_is_nothing() {
    assert_eq!(read(format!("\u{FEFF}{GOOD}").as_bytes()), read(GOOD.as_bytes()), "row 58");
}

#[test]
fn one_or_several_shipments() {
    let other = GOOD.replace("\"S\"", "\"T\"");
    let ids = |text: &str| -> Vec<String> {
        let batch = read(text.as_bytes());
        assert!(!batch.refused(), "{batch:#?}");
        batch.shipments.into_iter().map(|read| read.shipment.unwrap().id).collect()
    };
    assert_eq!(ids(GOOD), ["S"]);
    assert_eq!(ids(&format!("[{GOOD}, {other}]")), ["S", "T"], "row 63: an array");
    assert_eq!(ids(&format!("{GOOD}\n{other}\n")), ["S", "T"], "row 63: one a line");
    assert_eq!(ids(&format!("{GOOD}\r\n{other}")), ["S", "T"], "row 63: CRLF");
}

#[test]
fn a_refused_shipment_leaves_the_others() {
    let bad = GOOD.replace("\"S\"", "7");
    let batch = read(format!("[{bad}, {GOOD}]").as_bytes());
    let taken: Vec<bool> = batch.shipments.iter().map(|read| read.shipment.is_some()).collect();
    assert_eq!(taken, [false, true]);
    assert_eq!(batch.shipments[0].document, "s.json#1");
}

#[test]
fn repeated_shipments() {
    let alike = read(format!("{GOOD}\n{GOOD}").as_bytes());
    assert_eq!((alike.shipments.len(), alike.refused()), (1, false), "row 62");
    assert_eq!(alike.diagnostics[0].code.0, "W1010");
    assert_eq!(alike.diagnostics[0].message, "the shipment `S` is there 2 times alike (as number 1, 2)");
    let different = read(format!("{GOOD}\n{}", GOOD.replace("\"1\"}", "\"2\"}")).as_bytes());
    assert_eq!((different.shipments.len(), different.refused()), (0, true), "row 62");
    assert_eq!(different.diagnostics[0].code.0, "E1007");
    assert_eq!(different.diagnostics[0].message, "the shipments number 1, 2 have one id, `S`, and differ");
}

#[test]
fn numbers_keep_their_literal_and_keys_their_repetitions() {
    let text = r#"{"a": 1e6, "a": 0.30000000000000004, "b": 123456789012345678901234567890, "c": 3E001}"#;
    let trees = read_trees(text.as_bytes(), "t").unwrap();
    let number = |literal: &str| Tree::Number(literal.to_owned());
    let values: Vec<&Tree> = match &trees[0] {
        Tree::Object(fields) => fields.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    };
    assert_eq!(values[1..3], [&number("0.30000000000000004"), &number("123456789012345678901234567890")]);
    assert_eq!(values[3].raw().to_uppercase().replace('+', ""), "3E001");
}

#[test]
fn places_are_found_again() {
    let text = "[\n  {\"a/b\": [1, {\"é\": 22}]},\n {\"id\": 3}]";
    let at = |number, pointer| position(text, number, pointer).map(|place| (place.line, place.column));
    assert_eq!(at(0, "/a~1b/1/é"), Some((2, 21)));
    assert_eq!(at(1, "/id"), Some((3, 9)));
    assert_eq!(at(1, ""), Some((3, 2)));
    assert_eq!(at(2, ""), None);
    assert_eq!(at(0, "/nothing"), None);
}

proptest! {
    /// No bytes make the reader panic or stay silent.
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let batch = read(&bytes);
        prop_assert!(batch.refused() || batch.shipments.iter().all(|read| read.shipment.is_some()));
        prop_assert!(batch.messages().count() + batch.shipments.len() > 0);
    }

    /// Nor do texts that are nearly shipments.
    #[test]
    fn nearly_shipments(at in 0usize..200, bytes in proptest::collection::vec(any::<u8>(), 0..4), cut in 0usize..9) {
        let mut text = RICH.as_bytes().to_vec();
        let at = at * text.len() / 200;
        text.splice(at..(at + cut).min(text.len()), bytes);
        let batch = read(&text);
        prop_assert!(batch.refused() || batch.shipments.iter().all(|read| read.shipment.is_some()));
    }

    /// Nor do strings in the places where the reader offers what may be meant.
    #[test]
    fn any_string_anywhere(text in "\\PC{0,12}|[0-9.,eE+' -]{0,14}") {
        let quoted = Tree::Text(text).to_string();
        let json = format!(r#"{{"format": "shipment/1", "id": {quoted}, "country_of_export": {quoted},
            "dates": {{"loaded": {quoted}}}, "activity": {quoted}, "lines": [{{"line": {quoted},
            "quantity": {{"value": {quoted}, "unit": {quoted}}}, "value": {{"amount": {quoted}, "currency": {quoted}}},
            "codes": [{{"scheme": "HS", "edition": {quoted}, "value": {quoted}}}, {{"scheme": "HSK", "value": {quoted}}},
            {{"scheme": "ECCN", "value": {quoted}}}, {{"scheme": "CAS", "value": {quoted}}}]}}]}}"#);
        prop_assert!(read(json.as_bytes()).shipments.len() == 1);
    }
}

const RICH: &str = include_str!("../../../tests/data/shipments/rich.json");
