//! Version 1 of the forms.

mod schema;

pub use schema::{schema, template};
