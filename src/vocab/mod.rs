//! The nouns of the trade as checked types: codes, countries, dates, quantities, truth.
//!
//! Everything here is a value: exact, ordered, free of clocks and locales. Reference tables (countries, units,
//! currencies, editions of the Harmonized System) are data under `rules/vocabulary/`.

mod act;
mod bit;
mod code;
mod country;
mod date;
mod jurisdiction;
mod near;
mod outcome;
mod quantity;
mod reckon;
mod standard_date;
mod stretches;
mod tariff;
mod terms;
mod text;
mod truth;
mod validity;

pub use act::Act;
pub use bit::{Bit, Word};
pub use code::{Code, CodeFault, Scheme, hs_all_editions, hs_base_edition, hs_codes, hs_editions};
pub use country::{Country, Place};
pub use date::{Date, DateFault, Period, Weekday, month_named};
pub use jurisdiction::{Jurisdiction, Union};
pub use near::nearest;
pub use outcome::{Outcome, Range};
pub use quantity::{Currency, Decimal, Dimension, Money, Quantity, Short, Sum, Unit};
pub use reckon::{Between, BusinessDays, Pick, Way, calendar_term};
pub use standard_date::StandardDate;
pub use stretches::Stretches;
pub use tariff::Tariff;
pub use terms::{Comparator, FactOf, LegCertainty, Over, Policy, ROLES, Reach, Settling, TimeUnit, Would};
pub use text::{Label, Language, by_length};
pub use truth::Truth;
pub use validity::{Validity, is_known, is_known_from};
