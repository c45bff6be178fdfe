//! Countries and territories by their ISO 3166 codes (`rules/vocabulary/countries.tsv`).

use super::Truth;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// A country by its two-letter code of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads a two-letter code that is in the table.
    #[must_use]
    pub fn parse(written: &str) -> Option<Country> {
        let country = Country(written.as_bytes().try_into().ok()?);
        table().by_code.contains_key(&country).then_some(country)
    }

    /// The country meant by another way of writing it: three letters, a number, a name, a common alias.
    #[must_use]
    pub fn guess(written: &str) -> Option<Country> {
        table().by_alias.get(&written.trim().to_lowercase()).copied()
    }

    /// The two letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The English short name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        table().by_code.get(self).copied().unwrap_or_default()
    }

    /// All countries, by code.
    pub fn all() -> impl Iterator<Item = Country> {
        table().by_code.keys().copied()
    }

    /// Whether the two codes are easily taken for each other, by the table of such pairs.
    #[must_use]
    pub fn is_mistaken_for(self, other: Country) -> bool {
        static TABLE: OnceLock<Vec<(Country, Country)>> = OnceLock::new();
        let pair = |line: &str| {
            let (one, other) = line.split_once('\t')?;
            Country::parse(one).zip(Country::parse(other))
        };
        let pairs = TABLE.get_or_init(|| MISTAKEN.lines().filter_map(pair).collect());
        pairs.iter().any(|&pair| pair == (self, other) || pair == (other, self))
    }

    /// How many pairs of letters there are.
    pub const PAIRS: usize = 26 * 26;

    /// Its place among the pairs of letters, below [`PAIRS`](Country::PAIRS), in the order of the codes: for sets of countries.
    #[must_use]
    pub fn pair(self) -> usize {
        let letter = |at: u8| usize::from(at.saturating_sub(b'A').min(25));
        let [first, second] = self.0;
        letter(first).saturating_mul(26).saturating_add(letter(second))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A country, or a territory below one (ISO 3166-2, `UA-43`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The country.
    pub country: Country,
    /// What stands after the hyphen of an ISO 3166-2 code.
    pub subdivision: Option<String>,
}

impl Place {
    /// Reads `UA` or `UA-43`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Place> {
        let (country, subdivision) = match written.split_once('-') {
            Some((country, rest)) => (country, Some(rest)),
            None => (written, None),
        };
        let sound = |rest: &str| {
            (1..=3).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        if !subdivision.is_none_or(sound) {
            return None;
        }
        Some(Place { country: Country::parse(country)?, subdivision: subdivision.map(str::to_owned) })
    }

    /// Whether that place is within this one: a country may or may not be in one of its parts.
    #[must_use]
    pub fn holds(&self, other: &Place) -> Truth {
        if self.country != other.country {
            return Truth::False;
        }
        match (&self.subdivision, &other.subdivision) {
            (None, _) => Truth::True,
            (Some(own), Some(other)) => (own == other).into(),
            (Some(_), None) => Truth::Unknown,
        }
    }

    /// Whether this place is certainly within that one: the same, or a part of it.
    #[must_use]
    pub fn lies_in(&self, other: &Place) -> bool {
        other.holds(self).is_true()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subdivision {
            Some(rest) => write!(f, "{}-{rest}", self.country),
            None => self.country.fmt(f),
        }
    }
}

struct Table {
    by_code: BTreeMap<Country, &'static str>,
    by_alias: BTreeMap<String, Country>,
}

const MISTAKEN: &str = include_str!("../../rules/vocabulary/mistaken-countries.tsv");
const COUNTRIES: &str = include_str!("../../rules/vocabulary/countries.tsv");

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(COUNTRIES))
}

/// Columns: code, three letters, number, English name, aliases separated by `|`.
fn read(text: &'static str) -> Table {
    let mut table = Table { by_code: BTreeMap::new(), by_alias: BTreeMap::new() };
    for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let mut cells = line.split('\t');
        let (code, three, number, name, aliases) =
            (cells.next(), cells.next(), cells.next(), cells.next(), cells.next().unwrap_or_default());
        let Some(country) = code.and_then(|code| code.as_bytes().try_into().ok()).map(Country) else { continue };
        table.by_code.insert(country, name.unwrap_or_default());
        let others = [three, number, name].into_iter().flatten().chain(aliases.split('|'));
        for other in others.filter(|other| !other.is_empty()) {
            table.by_alias.insert(other.to_lowercase(), country);
        }
    }
    table
}
