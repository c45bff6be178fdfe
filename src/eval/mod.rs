//! The evaluator: a program and a shipment in, a ruling with its derivation out.
//!
//! Total, pure, three-valued. Three steps: [`record`](BookRecord) asks the tests of a law, each once at most and as far as
//! they decide, and weighs its rules; [`assess`] unfolds the record into one bit for every clause of every rule;
//! [`rule`] tells it as the [`Ruling`](crate::ruling::Ruling) that people and programs read.

mod answers;
mod assess;
mod bound;
mod codes;
mod days;
mod departure;
mod destinations;
mod each;
mod explain;
mod frame;
mod held;
mod listed;
mod owed;
mod record;
mod seen;
mod subject;
mod sum;
mod tally;
mod value;
mod weigh;

pub use crate::vocab::Bit;
pub use assess::{Assessment, BookAssessment, Instance, assess};
pub use bound::{Bound, Classified, ItemCode};
pub use departure::{Departure, StatedBy};
pub use destinations::Destinations;
pub use explain::{rule, rule_under, verdict_under};
pub use listed::{Hit, Match};
pub use owed::Owed;
pub use record::{Bearing, BookRecord, Earlier, RuleRecord, record, record_into, record_whole_into};
pub use seen::{Seen, Sight, Truths};
pub use tally::Tally;
pub use value::Value;
pub use weigh::{Effectiveness, Weight};

use crate::vocab::Date;

/// What is asked besides the shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question {
    /// The decisive date, instead of the shipment's own.
    pub on: Option<Date>,
    /// As known on that day; none: everything that is loaded.
    pub known_on: Option<Date>,
}
