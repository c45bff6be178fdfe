//! Versioned forms that leave or enter the program: JSON.
//!
//! The only home of `serde`. `json` reads texts; `v1` holds the forms of version 1.

pub mod json;
pub mod junit;
pub mod v1;
