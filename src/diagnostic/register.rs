//! The register of codes. A code is never reused; its page is `docs/diagnostics/CODE.md`.

use super::Severity;

/// A stable code: a letter for the kind and four digits.
///
/// `E0…` rule texts · `E1…` shipments · `W0…` findings in rules that compile · `W1…` remarks on shipments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// `E` is an error, `W` a warning, `N` a note.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.0.as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'N') => Severity::Note,
            _ => Severity::Error,
        }
    }
}

macro_rules! register {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        impl Code {
            $(#[doc = $title] pub const $name: Code = Code($code);)*
        }
        /// Every code with its title, in order.
        pub const REGISTER: &[(Code, &str)] = &[$((Code($code), $title)),*];
    };
}

register! {
    // E00xx: reading rule texts.
    SYNTAX = "E0001", "this is not a clause of the language";
}
