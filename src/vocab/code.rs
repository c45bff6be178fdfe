//! Classification codes. A code is never a number: `3E001` is not 30, and `0101` keeps its zero.

use super::{Tariff, Truth};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

/// A scheme of codes, such as `HS`, `HSK`, `ECCN`; codes of one list share its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scheme(Arc<str>);

/// The tariff schemes: their most digits. All extend the six digits of the Harmonized System.
const TARIFFS: [(&str, usize); 5] = [("HS", 6), ("CN", 8), ("HSK", 10), ("HTS", 10), ("SCHED-B", 10)];

/// The schemes with a form of their own that is checked.
const CONTROL_LIST: &str = "ECCN";
const CHEMICALS: &str = "CAS";

impl Scheme {
    /// The scheme of that name (upper case letters, digits and hyphens).
    #[must_use]
    pub fn new(name: &str) -> Scheme {
        Scheme(Arc::from(name))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The schemes known without any rulebook.
    pub fn known() -> impl Iterator<Item = &'static str> {
        TARIFFS.iter().map(|&(name, _)| name).chain([CONTROL_LIST, CHEMICALS, "USML", "EU-DU", "UK-SECL", "UN"])
    }

    /// The most digits of a tariff scheme; none for others.
    #[must_use]
    pub fn tariff_digits(&self) -> Option<usize> {
        TARIFFS.iter().find(|(name, _)| *name == self.name()).map(|&(_, digits)| digits)
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A code in its scheme, in one canonical form: bare digits for tariffs, upper case with dots for the rest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    scheme: Scheme,
    text: String,
    tariff: Option<Tariff>,
}

/// Why a written code is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeFault {
    /// Nothing is written.
    Empty,
    /// A tariff code with something else than digits, dots, spaces and hyphens.
    NotDigits,
    /// A tariff code whose number of digits is odd: a zero was lost.
    OddDigits(usize),
    /// A tariff code with more digits than its scheme has.
    TooLong(usize),
    /// A chapter that no edition uses: 00 or 77.
    NoSuchChapter(String),
    /// It was turned into a number by a spreadsheet.
    NumberFormat,
    /// A control number that is not of the form `3A001.b.2`.
    Form,
    /// A CAS number whose check digit is wrong.
    CheckDigit,
}

impl Code {
    /// Reads a code as people write it: dots, spaces, hyphens and full-width digits in tariff codes are dropped.
    ///
    /// # Errors
    /// [`CodeFault`] names what is wrong.
    pub fn parse(scheme: &Scheme, written: &str) -> Result<Code, CodeFault> {
        let written = plain(written);
        if written.is_empty() {
            return Err(CodeFault::Empty);
        }
        let text = match scheme.tariff_digits() {
            Some(most) => tariff(&written, most)?,
            None if scheme.name() == CONTROL_LIST => control_number(&written)?,
            None if scheme.name() == CHEMICALS => chemical(&written)?,
            None => written.into_owned(),
        };
        Ok(Code::of(scheme, text))
    }

    fn of(scheme: &Scheme, text: String) -> Code {
        let tariff = Tariff::packed(scheme, &text);
        Code { scheme: scheme.clone(), text, tariff }
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Whether it may be a code of an edition of its tariff: a code of the Harmonized System begins so in that edition, or in none
    /// that is at hand. Of what is no tariff, and of an edition that is no year, nothing says that it may not.
    #[must_use]
    pub fn may_be_of(&self, edition: &str) -> bool {
        let beginning = self.text.get(..6).unwrap_or(&self.text);
        let Some(base) = self.tariff.and_then(|_| hs_base_edition(edition)) else { return true };
        let mut codes = hs_codes(beginning).peekable();
        codes.peek().is_none() || codes.any(|(_, editions)| editions.contains(&base))
    }

    /// The canonical text: bare digits for tariff codes.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Packed for matching, if it is of a tariff.
    #[must_use]
    pub fn tariff(&self) -> Option<Tariff> {
        self.tariff
    }

    /// As people read it: `8458.19`, `8703.23.9010`.
    #[must_use]
    pub fn dotted(&self) -> String {
        if self.scheme.tariff_digits().is_none() || self.text.len() <= 4 {
            return self.text.clone();
        }
        let cut = |from: usize, to: usize| self.text.get(from..to.min(self.text.len())).unwrap_or_default();
        let parts = [cut(0, 4), cut(4, 6), cut(6.min(self.text.len()), self.text.len())];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".")
    }

    /// The code under which it stands: a heading above a subheading, a control number above its paragraph; none above a
    /// heading, and in schemes without such.
    #[must_use]
    pub fn above(&self) -> Option<Code> {
        let cut = match self.scheme.tariff_digits() {
            Some(_) => self.text.len().checked_sub(2).filter(|&left| left >= 4)?,
            None => self.text.rfind('.')?,
        };
        Some(Code::of(&self.scheme, self.text.get(..cut)?.to_owned()))
    }

    /// Whether the two can be held against each other: of one scheme, or both of a tariff, which all share a stem.
    #[must_use]
    pub fn is_comparable(&self, other: &Code) -> bool {
        let tariffs = || self.scheme.tariff_digits().is_some() && other.scheme.tariff_digits().is_some();
        self.scheme == other.scheme || tariffs()
    }

    /// Whether an item with the code `item` falls under this one: by prefix, in schemes that share their stem.
    /// Unknown if `item` has too few digits to tell, or goes on in another country's subdivision.
    #[must_use]
    pub fn covers(&self, item: &Code) -> Truth {
        let (own, other) = (self.text.as_str(), item.text.as_str());
        if self.scheme == item.scheme {
            return prefix(own, other, self.scheme.tariff_digits().is_some());
        }
        if self.scheme.tariff_digits().is_none() || item.scheme.tariff_digits().is_none() {
            return Truth::False;
        }
        if own.len() <= 6 || item.scheme.name() == "HS" {
            return prefix(own, other, true);
        }
        let shared = |code: &str| code.get(..6.min(code.len())).unwrap_or_default().to_owned();
        prefix(&shared(own), &shared(other), true).and(Truth::Unknown)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.scheme, self.dotted())
    }
}

/// `3A001.b` covers `3A001.b.2` but not `3A001.bc`; digits of a tariff code need no boundary. Whether letters are written small or
/// large makes no other code.
fn prefix(own: &str, item: &str, digits: bool) -> Truth {
    let ends_well = |rest: &str| digits || rest.is_empty() || rest.starts_with('.');
    if let Some(rest) = after(own, item) {
        return ends_well(rest).into();
    }
    match after(item, own) {
        Some(rest) if ends_well(rest) => Truth::Unknown,
        _ => Truth::False,
    }
}

/// What follows where a code begins with another.
fn after<'c>(start: &str, code: &'c str) -> Option<&'c str> {
    let (head, rest) = code.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Full-width forms and odd spaces become plain; invisible characters go.
fn plain(written: &str) -> Cow<'_, str> {
    if written.is_ascii() {
        return Cow::Borrowed(written.trim());
    }
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)),
        '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{3000}' => Some(' '),
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' => None,
        other => Some(other),
    };
    Cow::Owned(written.chars().filter_map(fold).collect::<String>().trim().to_owned())
}

fn tariff(written: &str, most: usize) -> Result<String, CodeFault> {
    let unquoted = written.strip_prefix('\'');
    let number_like = written.ends_with(".0") || written.contains(['E', 'e', '+']);
    if unquoted.is_some() || number_like && written.chars().all(|c| c.is_ascii_digit() || ".Ee+".contains(c)) {
        return Err(CodeFault::NumberFormat);
    }
    let digits = if written.bytes().all(|byte| byte.is_ascii_digit()) {
        written.to_owned()
    } else if written.chars().all(|c| c.is_ascii_digit() || ". -".contains(c)) {
        written.chars().filter(char::is_ascii_digit).collect()
    } else {
        return Err(CodeFault::NotDigits);
    };
    match digits.len() {
        0 => Err(CodeFault::NotDigits),
        n if n.is_multiple_of(2) && n > most => Err(CodeFault::TooLong(n)),
        n if !n.is_multiple_of(2) => Err(CodeFault::OddDigits(n)),
        _ if digits.starts_with("00") || digits.starts_with("77") => {
            Err(CodeFault::NoSuchChapter(digits.chars().take(2).collect()))
        }
        _ => Ok(digits),
    }
}

/// One digit, a letter A to E, three digits, then paragraphs: `3A001.b.2`. `EAR99` is a classification of its own.
fn control_number(written: &str) -> Result<String, CodeFault> {
    let upper = written.to_ascii_uppercase();
    if upper == "EAR99" {
        return Ok(upper);
    }
    let (head, rest) = upper.split_at_checked(5).ok_or(CodeFault::Form)?;
    let shape = |(at, c): (usize, char)| if at == 1 { ('A'..='E').contains(&c) } else { c.is_ascii_digit() };
    if !head.chars().enumerate().all(shape) {
        return Err(CodeFault::Form);
    }
    let paragraphs = rest.split('.').filter(|part| !part.is_empty()).map(str::to_ascii_lowercase);
    let parts: Vec<String> = std::iter::once(head.to_owned()).chain(paragraphs.flat_map(|part| runs(&part))).collect();
    if !parts.iter().skip(1).all(|part| part.chars().all(|c| c.is_ascii_alphanumeric())) {
        return Err(CodeFault::Form);
    }
    Ok(parts.join("."))
}

/// `b2` is paragraph `b.2`.
fn runs(part: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for c in part.chars() {
        match parts.last_mut() {
            Some(last) if last.chars().all(|l| l.is_ascii_digit() == c.is_ascii_digit()) => last.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    parts
}

/// Two to seven digits, two digits and a check digit (the weighted sum of the others modulo ten).
fn chemical(written: &str) -> Result<String, CodeFault> {
    let parts: Vec<&str> = written.split('-').collect();
    let [first, second, check] = parts.as_slice() else { return Err(CodeFault::Form) };
    let sizes = (2..=7).contains(&first.len()) && second.len() == 2 && check.len() == 1;
    let digits: Vec<u32> = first.chars().chain(second.chars()).filter_map(|c| c.to_digit(10)).collect();
    if !sizes || digits.len() != first.len().saturating_add(2) {
        return Err(CodeFault::Form);
    }
    let weighted = digits.iter().rev().zip(1u32..).map(|(digit, weight)| digit.saturating_mul(weight));
    let sum = weighted.fold(0u32, u32::saturating_add);
    if check.parse::<u32>().ok() == Some(sum.wrapping_rem(10)) {
        Ok(written.to_owned())
    } else {
        Err(CodeFault::CheckDigit)
    }
}

/// The editions of the Harmonized System, oldest first, in which a six-digit code exists
/// (`rules/vocabulary/hs-editions.tsv`); none if it never existed.
#[must_use]
pub fn hs_editions(six: &str) -> Vec<&'static str> {
    editions_table().get(six).cloned().unwrap_or_default()
}

/// Every six-digit code that begins so, with the editions in which it exists; an empty beginning gives all of them.
pub fn hs_codes(beginning: &str) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let from = editions_table().range::<str, _>((Bound::Included(beginning), Bound::Unbounded));
    from.take_while(move |(code, _)| code.starts_with(beginning)).map(|(&code, editions)| (code, editions.as_slice()))
}

/// All editions of the Harmonized System, oldest first.
#[must_use]
pub fn hs_all_editions() -> &'static [&'static str] {
    static EDITIONS: OnceLock<Vec<&'static str>> = OnceLock::new();
    EDITIONS.get_or_init(read_all_editions)
}

fn read_all_editions() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    for edition in hs_codes("").flat_map(|(_, editions)| editions.iter().copied()) {
        if !all.contains(&edition) {
            all.push(edition);
        }
    }
    all.sort_unstable();
    all
}

/// The edition of the Harmonized System on which the tariffs of a year are built.
#[must_use]
pub fn hs_base_edition(year: &str) -> Option<&'static str> {
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    hs_all_editions().iter().copied().rfind(|&edition| is_year && edition <= year)
}

fn editions_table() -> &'static BTreeMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<BTreeMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| read_editions(include_str!("../../rules/vocabulary/hs-editions.tsv")))
}

fn read_editions(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let editions: Vec<&str> = lines.next().unwrap_or_default().split('\t').skip(1).collect();
    let row = |line: &'static str| {
        let (code, marks) = line.split_once('\t')?;
        let present = marks.split('\t').zip(&editions).filter(|(mark, _)| *mark == "1");
        Some((code, present.map(|(_, &edition)| edition).collect()))
    };
    lines.filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;

    #[test]
    fn small_and_large_letters_are_one_code() {
        let of = |text: &str| Code::parse(&Scheme::new("UK-SECL"), text).unwrap();
        assert_eq!(of("ML10.a").covers(&of("ml10.A.1")), Truth::True);
        assert_eq!(of("ML10.a").covers(&of("ml10")), Truth::Unknown);
        assert_eq!(of("ML10.a").covers(&of("ml10.ab")), Truth::False, "another paragraph");
        assert_eq!(of("ML10.a").covers(&of("ÄL")), Truth::False, "another letter");
    }
}
