//! Whose law a rulebook is: a country's, or that of a union of countries (`rules/vocabulary/unions.tsv`).

use super::Country;
use std::fmt;

/// A union of countries by its two-letter code, which ISO 3166-1 reserves; it is no country, and no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Union {
    code: &'static str,
    name: &'static str,
}

impl Union {
    /// Reads a code that is in the table.
    #[must_use]
    pub fn parse(written: &str) -> Option<Union> {
        let rows = UNIONS.lines().filter(|line| !line.starts_with('#')).skip(1);
        let mut unions = rows.filter_map(|line| line.split_once('\t')).map(|(code, name)| Union { code, name });
        unions.find(|union| union.code == written)
    }

    /// The two letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.code
    }

    /// The English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }
}

const UNIONS: &str = include_str!("../../rules/vocabulary/unions.tsv");

/// Whose law it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Jurisdiction {
    /// A country's.
    Country(Country),
    /// A union's.
    Union(Union),
}

impl Jurisdiction {
    /// Reads the two letters of a country or of a union.
    #[must_use]
    pub fn parse(written: &str) -> Option<Jurisdiction> {
        let union = || Union::parse(written).map(Jurisdiction::Union);
        Country::parse(written).map(Jurisdiction::Country).or_else(union)
    }

    /// The two letters.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Jurisdiction::Country(country) => country.code(),
            Jurisdiction::Union(union) => union.code(),
        }
    }
}

impl From<Country> for Jurisdiction {
    fn from(country: Country) -> Self {
        Jurisdiction::Country(country)
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
