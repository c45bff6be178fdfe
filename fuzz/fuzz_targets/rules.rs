//! Any text as a rule file: diagnostics or a rulebook, never a panic; what parses, prints and parses again alike.
#![no_main]

use cocket::source::SourceId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sources = cocket::Sources::new().with("fuzz/rules.cocket", text);
    let (file, _) = cocket::parse::parse(SourceId(0), text);
    let _ = cocket::resolve::resolve(&[(SourceId(0), file)], &sources);
});
