//! Any bytes as a shipment: diagnostics or a shipment, never a panic.
#![no_main]

use cocket::shipment::Dictionary;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = cocket::wire::json::read_batch(bytes, "fuzz.json", &Dictionary::new());
});
