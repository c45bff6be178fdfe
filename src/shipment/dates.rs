//! The standard dates of a shipment.

use crate::vocab::{Date, StandardDate};

/// The standard dates, as far as they are known: a day or none for each.
///
/// ```
/// use cocket::shipment::Dates;
/// use cocket::vocab::{Date, StandardDate};
/// let declared = Date::parse("2024-09-09").unwrap();
/// let dates = Dates::from_iter([(StandardDate::ExportDeclared, declared)]);
/// assert_eq!(dates.get(StandardDate::ExportDeclared), Some(declared));
/// assert_eq!(dates.get(StandardDate::Departed), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates([Option<Date>; StandardDate::ALL.len()]);

impl Dates {
    /// One of them.
    #[must_use]
    #[inline]
    pub fn get(&self, date: StandardDate) -> Option<Date> {
        self.0.get(date as usize).copied().flatten()
    }

    /// States one of them; none takes back what was stated.
    pub fn set(&mut self, date: StandardDate, day: Option<Date>) {
        if let Some(own) = self.0.get_mut(date as usize) {
            *own = day;
        }
    }

    /// Those that are known, in the order of [`StandardDate::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (StandardDate, Date)> + use<> {
        StandardDate::ALL.into_iter().zip(self.0).filter_map(|(date, day)| Some((date, day?)))
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

impl FromIterator<(StandardDate, Date)> for Dates {
    fn from_iter<I: IntoIterator<Item = (StandardDate, Date)>>(all: I) -> Dates {
        let mut dates = Dates::default();
        for (date, day) in all {
            dates.set(date, Some(day));
        }
        dates
    }
}
