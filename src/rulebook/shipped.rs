//! The rulebooks that ship, as texts inside the program.

use crate::source::Sources;

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The rule texts and tables that ship with this version, by their names below `rules/`; without their scenarios, which no
/// ruling needs.
#[must_use]
pub fn shipped() -> Sources {
    texts(|name| !is_scenarios(name))
}

/// The same with the scenarios written beside them.
#[must_use]
pub fn shipped_with_scenarios() -> Sources {
    texts(|_| true)
}

/// The files of scenarios are called so; what else stands in them would be missing.
fn is_scenarios(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with("scenarios"))
}

fn texts(wanted: impl Fn(&str) -> bool) -> Sources {
    let own = SHIPPED.iter().filter(|(name, _)| wanted(name));
    own.fold(Sources::new(), |sources, (name, text)| sources.with(*name, *text))
}
