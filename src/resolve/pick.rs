//! Small pieces that many passes read: periods, citations, places, codes.

use super::Work;
use super::names::join;
use super::shape::Body;
use crate::diagnostic::{Code as Say, Diagnostic};
use crate::model::{Citation, InstrumentId, RulebookId};
use crate::source::Span;
use crate::syntax::{ClauseKind, Spot, Until, When, WrittenCode};
use crate::vocab::{Code, CodeFault, Country, Date, Jurisdiction, Period, Place, Scheme, Union, hs_codes, nearest};

impl Work<'_> {
    /// A written stretch of time, half-open; one that has no day is refused.
    pub(super) fn period(&mut self, when: &When) -> Period {
        let from = when.from.as_ref();
        let until = when.until.as_ref();
        let period = written(when);
        if let (true, Some(from), Some(until)) = (period.is_empty(), from, until) {
            let message = format!("no day lies {} {}", starts(from.value), ends(until.value));
            let said = Diagnostic::at(Say::EMPTY_PERIOD, until.span(), message).also(from.span(), "it starts here");
            self.say(said.help("put the later day last; `through D` includes D, `before D` does not"));
            return Period { from: period.from, before: None };
        }
        period
    }

    /// The citations of an item.
    pub(super) fn cites(&mut self, body: &Body<'_>) -> Vec<Citation> {
        let written = body.all(|kind| if let ClauseKind::Cite(citations) = kind { Some(citations) } else { None });
        let citations = written.into_iter().flatten();
        citations.map(|cite| Citation { text: cite.text.value.clone(), period: self.period(&cite.when) }).collect()
    }

    /// `UA` or `UA-43`.
    pub(super) fn place(&mut self, written: &Spot<String>) -> Option<Place> {
        let place = Place::parse(&written.value);
        if place.is_none() {
            self.say_unknown_country(written);
        }
        place
    }

    /// The places that are some.
    pub(super) fn places(&mut self, written: &[Spot<String>]) -> Vec<Place> {
        written.iter().filter_map(|spot| self.place(spot)).collect()
    }

    /// A country, not a territory below one.
    pub(super) fn country(&mut self, written: &Spot<String>) -> Option<Country> {
        let country = Country::parse(&written.value);
        if country.is_none() {
            self.say_unknown_country(written);
        }
        country
    }

    /// A country, or a union of countries that makes law.
    pub(super) fn jurisdiction(&mut self, written: &Spot<String>) -> Option<Jurisdiction> {
        let jurisdiction = Jurisdiction::parse(&written.value);
        if jurisdiction.is_none() {
            self.say_unknown_country(written);
        }
        jurisdiction
    }

    fn say_unknown_country(&mut self, written: &Spot<String>) {
        let word = &written.value;
        // What has not even the form of a code is named where it is read.
        if !has_form_of_country(word) {
            return;
        }
        let said =
            Diagnostic::at(Say::NO_SUCH_COUNTRY, written.span(), format!("`{word}` is no country code of ISO 3166-1"));
        if let Some(union) = Union::parse(word) {
            let help =
                format!("the {} is a `jurisdiction` and no place: write its members, or a group of them", union.name());
            return self.say(said.help(help));
        }
        let head = word.split('-').next().unwrap_or_default();
        let meant = Country::guess(word).or_else(|| Country::guess(head)).or_else(|| Country::parse(head));
        self.say(match meant {
            Some(country) if Country::parse(head).is_some() => said
                .help(format!("write `{country}` for {}, or a territory below it as `{country}-43`", country.name())),
            Some(country) => {
                said.help(format!("write `{country}` for {}", country.name())).fix(country.code().to_owned())
            }
            None => said.help("write the two capital letters of ISO 3166-1, such as `DE`; a territory as `UA-43`"),
        });
    }

    /// A written code, checked for its form and, where the rulebook names editions, for its existence.
    pub(super) fn code(&mut self, book: RulebookId, written: &Spot<WrittenCode>) -> Option<Code> {
        let WrittenCode { scheme, text } = &written.value;
        self.scheme(book, scheme, written.span())?;
        let editions = self.editions(book);
        let read = self.code_of(scheme, text, written.span(), &editions)?;
        self.check_existence(book, &read, Period::ALWAYS, written.span());
        Some(read)
    }

    /// The editions of the Harmonized System that a rulebook names.
    pub(super) fn editions(&self, book: RulebookId) -> Vec<String> {
        let own = self.model.rulebooks.get(book.index()).map(|book| book.nomenclature.as_slice()).unwrap_or_default();
        own.iter().filter(|named| named.scheme == "HS").map(|named| named.edition.clone()).collect()
    }

    /// A code of a scheme that is known to be one; what may be meant instead is looked for in the editions.
    pub(super) fn code_of(&mut self, scheme: &str, text: &str, span: Span, editions: &[String]) -> Option<Code> {
        match Code::parse(&Scheme::new(scheme), text) {
            Ok(code) => Some(code),
            Err(fault) => {
                let (message, help) = fault_words(scheme, text, &fault, editions);
                self.say(Diagnostic::at(Say::BAD_CODE, span, message).help(help));
                None
            }
        }
    }

    /// A scheme that is known to the language, or named by the rulebook.
    pub(super) fn scheme(&mut self, book: RulebookId, scheme: &str, span: Span) -> Option<Scheme> {
        let known = self.schemes(book);
        if known.iter().any(|name| name == scheme) {
            return Some(Scheme::new(scheme));
        }
        let said = Diagnostic::at(Say::NO_SUCH_SCHEME, span, format!("`{scheme}` is no scheme of codes known here"));
        self.say(match nearest(scheme, known.iter().map(String::as_str)) {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said.help(format!("declare it in the rulebook: `nomenclature {scheme} EDITION`")),
        });
        None
    }

    fn schemes(&self, book: RulebookId) -> Vec<String> {
        let own = self.model.rulebooks.get(book.index()).map(|book| book.nomenclature.as_slice()).unwrap_or_default();
        let declared = self.model.classifications.iter().map(|classification| classification.scheme.name());
        let named = own.iter().map(|nomenclature| nomenclature.scheme.as_str());
        let here = named.chain(declared).map(str::to_owned);
        Scheme::known().map(str::to_owned).chain(here).collect()
    }

    /// From when an instrument is known.
    pub(super) fn known_from(&self, id: InstrumentId) -> Option<Date> {
        self.model.instruments.get(id.index()).and_then(crate::model::Instrument::known_from)
    }

    /// The day on which an instrument came into force.
    pub(super) fn in_force(&self, id: InstrumentId) -> Option<Date> {
        self.model.instruments.get(id.index()).and_then(|instrument| instrument.in_force)
    }
}

/// A stretch of time as it is written, whether or not it has a day.
pub(super) fn written(when: &When) -> Period {
    let from = when.from.as_ref().map(|spot| spot.value);
    Period { from, before: when.until.as_ref().and_then(|spot| before(spot.value)) }
}

/// The first day no longer in it.
fn before(until: Until) -> Option<Date> {
    match until {
        Until::Before(day) => Some(day),
        Until::Through(day) => Period::end_of(day),
    }
}

fn starts(from: Date) -> String {
    format!("`from {from}`")
}

fn ends(until: Until) -> String {
    match until {
        Until::Before(day) => format!("`before {day}`"),
        Until::Through(day) => format!("`through {day}`"),
    }
}

/// What is wrong with a code, and what would mend it.
pub(super) fn fault_words(scheme: &str, text: &str, fault: &CodeFault, editions: &[String]) -> (String, String) {
    let shown = format!("`{scheme} {text}`");
    let form = || format!("`{text}` is no {scheme} number");
    match fault {
        CodeFault::Empty => (format!("a code of {scheme} is missing"), "write its digits".to_owned()),
        CodeFault::NotDigits => (
            format!("{shown} has something else than digits"),
            "a tariff code has digits only, which dots, spaces and hyphens may group".to_owned(),
        ),
        CodeFault::OddDigits(count) => (
            format!("{shown} has {count} digits, and tariff codes have an even number"),
            match restored(&Scheme::new(scheme), text, editions).as_slice() {
                [] => "compare it with the source, digit by digit".to_owned(),
                some => format!("a digit is lost, or one too many; did you mean {}?", join(some, "or")),
            },
        ),
        CodeFault::TooLong(count) => (
            format!("{shown} has {count} digits, more than {scheme} has"),
            "name the national scheme it is of, or give the first six digits as HS".to_owned(),
        ),
        CodeFault::NoSuchChapter(chapter) => (
            format!("{shown} is of chapter {chapter}, which the Harmonized System does not have"),
            "look the code up in the source".to_owned(),
        ),
        CodeFault::NumberFormat => (
            format!("{shown} was turned into a number by a spreadsheet"),
            "a code is text: restore its zeros and its digits from the source".to_owned(),
        ),
        CodeFault::Form if scheme == "CAS" => {
            (form(), "a CAS number is two to seven digits, two digits and a check digit, as `64-17-5`".to_owned())
        }
        CodeFault::Form => (form(), "a control number is written as `3A001` or `3A001.b.2`".to_owned()),
        CodeFault::CheckDigit => (
            format!("the check digit of CAS `{text}` is wrong"),
            "compare it with the source, digit by digit".to_owned(),
        ),
    }
}

/// The most codes that are offered for one that is wrong.
const MOST_OFFERED: usize = 9;

/// The codes that may be meant by one with an odd number of digits, as people read them, if they exist: with a nought
/// in front, with another digit behind, or else without its last digit.
fn restored(scheme: &Scheme, written: &str, editions: &[String]) -> Vec<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let read = |text: String| Code::parse(scheme, &text).ok().filter(|code| exists(code, editions));
    let mut found: Vec<Code> = (0..=9).filter_map(|last| read(format!("{digits}{last}"))).collect();
    if found.len() > MOST_OFFERED {
        found.truncate(1);
    }
    found.extend(read(format!("0{digits}")));
    if found.is_empty() {
        let shorter = digits.len().checked_sub(1).and_then(|most| digits.get(..most));
        found.extend(shorter.and_then(|shorter| read(shorter.to_owned())));
    }
    found.iter().map(|code| format!("`{}`", code.dotted())).collect()
}

/// Whether the Harmonized System has a code that begins so, in one of the editions, or in any where none is named.
fn exists(code: &Code, editions: &[String]) -> bool {
    let beginning = code.text().get(..6).unwrap_or(code.text());
    let named =
        |has: &[&str]| editions.is_empty() || has.iter().any(|edition| editions.iter().any(|own| own == edition));
    hs_codes(beginning).any(|(_, has)| named(has))
}

/// Two capital letters, alone or with a territory behind them.
fn has_form_of_country(word: &str) -> bool {
    let (country, territory) = word.split_once('-').unwrap_or((word, "x"));
    country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()) && !territory.is_empty()
}
