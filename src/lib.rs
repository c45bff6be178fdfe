//! Cocket: a rule language for export controls and the engine that runs it.

pub mod cases;
pub mod compile;
pub mod consolidate;
pub mod diagnostic;
pub mod eval;
pub mod model;
pub mod parse;
pub mod render;
pub mod resolve;
pub mod rulebook;
pub mod ruling;
pub mod shipment;
pub mod source;
pub mod syntax;
pub mod timeline;
pub mod vocab;
pub mod wire;

pub use rulebook::Rulebook;
pub use source::Sources;
