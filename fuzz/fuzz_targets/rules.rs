//! Any text as a rule file: diagnostics or a rulebook, never a panic or a hang; what parses without an error prints to a text
//! that parses alike; what compiles assesses a shipment.
#![no_main]

use cocket::diagnostic::Severity;
use cocket::source::SourceId;
use cocket::{Rulebook, Sources, parse, syntax, wire};
use libfuzzer_sys::fuzz_target;

const SHIPMENT: &str = r#"{"format": "shipment/1", "id": "fuzz", "country_of_export": "NZ", "country_of_destination": "AU",
    "lines": [{"line": "1", "codes": [{"scheme": "HS", "value": "8458.19"}]}]}"#;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (file, found) = parse::parse(SourceId(0), text);
    if found.iter().all(|message| message.severity() != Severity::Error) {
        let (again, _) = parse::parse(SourceId(0), &syntax::print(&file, text));
        assert_eq!(again, file);
    }
    let sources = Sources::new().with("fuzz/rules.cocket", text);
    let Ok(book) = Rulebook::compile(&sources) else { return };
    let mut batch = wire::json::read_batch(SHIPMENT.as_bytes(), "fuzz.json", book.dictionary());
    if let Some(shipment) = batch.shipments.pop().and_then(|one| one.shipment) {
        let _ = book.assess(&shipment);
    }
});
