//! The rulebooks that ship, as texts inside the program.

use crate::source::Sources;

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The rule texts and tables that ship with this version, by their names below `rules/`.
#[must_use]
pub fn shipped() -> Sources {
    SHIPPED.iter().fold(Sources::new(), |sources, (name, text)| sources.with(*name, *text))
}
