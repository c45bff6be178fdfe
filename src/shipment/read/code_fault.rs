//! What is wrong with a code, and what may have been meant.

use super::code::{exists, is_hs, stem};
use super::node::Node;
use super::{Reader, one_of, short};
use crate::diagnostic::Code as Id;
use crate::vocab::{Code, CodeFault, Date, Scheme, hs_all_editions, hs_base_edition, hs_codes, hs_editions, nearest};

impl Reader<'_> {
    /// A JSON number where a code belongs.
    pub(super) fn refuse_code_number(&mut self, node: &Node, scheme: &Scheme, literal: &str) {
        let message = format!(
            "a code must be a string, not the number `{}`; numbers lose leading zeros and letters",
            short(literal)
        );
        let candidates = match Code::parse(scheme, literal) {
            Ok(_) => vec![literal.to_owned()],
            Err(CodeFault::OddDigits(_)) => restored(scheme, literal, None).into_iter().map(|found| found.0).collect(),
            Err(_) => from_number(scheme, literal),
        };
        match candidates.as_slice() {
            [one] => self.refuse_with_fix(Id::CODE_IS_NUMBER, &node.pointer, message, &format!("\"{one}\"")),
            [] => self.refuse(Id::CODE_IS_NUMBER, &node.pointer, message, "write the code of the source in quotes"),
            some => {
                let help = format!("write {} in quotes", one_of(some.iter().map(String::as_str)));
                self.refuse(Id::CODE_IS_NUMBER, &node.pointer, message, help);
            }
        }
    }

    /// A string that is no code of its scheme.
    pub(super) fn refuse_code(
        &mut self,
        node: &Node,
        scheme: &Scheme,
        written: &str,
        fault: CodeFault,
        edition: Option<&str>,
    ) {
        match fault {
            CodeFault::OddDigits(digits) => self.refuse_odd(node, scheme, written, digits, edition),
            CodeFault::NumberFormat => self.refuse_number_format(node, scheme, written),
            CodeFault::NoSuchChapter(chapter) => self.refuse_chapter(node, &chapter),
            CodeFault::CheckDigit => self.refuse_check_digit(node, scheme, written),
            CodeFault::TooLong(digits) => self.refuse_long(node, scheme, written, digits),
            CodeFault::Empty | CodeFault::NotDigits | CodeFault::Form => self.refuse_shape(node, scheme, written),
        }
    }

    fn refuse_odd(&mut self, node: &Node, scheme: &Scheme, written: &str, digits: usize, edition: Option<&str>) {
        let plural = if digits == 1 { "digit" } else { "digits" };
        let message =
            format!("`{}` has {digits} {plural}, and {scheme} codes have an even number: a 0 was lost", short(written));
        let bare: String = written.chars().filter_map(digit).collect();
        let (there, missing): (Vec<_>, Vec<_>) =
            restored(scheme, &bare, edition).into_iter().partition(|&(_, there)| there);
        let help = with_noughts(&names(&there), &names(&missing));
        let mut diagnostic = self.about(Id::CODE_ODD_DIGITS, &node.pointer, message).help(help);
        if let [(only, _)] = there.as_slice() {
            diagnostic = diagnostic.fix(only);
        }
        self.say(diagnostic);
    }

    fn refuse_number_format(&mut self, node: &Node, scheme: &Scheme, written: &str) {
        let message = format!("`{}` is a code in a number format, as a spreadsheet leaves it", short(written));
        let candidates = match written.strip_prefix('\'') {
            Some(rest) => vec![rest.to_owned()],
            None => from_number(scheme, written),
        };
        let help = match candidates.as_slice() {
            [] => "take the code from its source again; digits may be lost".to_owned(),
            some => format!("write {}, if that is what its source says", one_of(some.iter().map(String::as_str))),
        };
        self.refuse(Id::CODE_NUMBER_FORMAT, &node.pointer, message, help);
    }

    fn refuse_chapter(&mut self, node: &Node, chapter: &str) {
        let (message, help) = if chapter == "77" {
            ("chapter 77 is reserved and has no codes", "look the code up in its source")
        } else {
            ("there is no chapter 00", "chapters begin with 01; look the code up in its source")
        };
        self.refuse(Id::CODE_CHAPTER, &node.pointer, message, help);
    }

    fn refuse_check_digit(&mut self, node: &Node, scheme: &Scheme, written: &str) {
        let stem = written.get(..written.len().saturating_sub(1)).unwrap_or_default();
        let right = (0..=9).map(|digit| format!("{stem}{digit}")).find(|code| Code::parse(scheme, code).is_ok());
        let message = format!("the check digit of `{}` is wrong", short(written));
        let help = match right {
            Some(right) => format!("a digit is mistyped; with the other digits right it is `{right}`"),
            None => "look the number up in its source".to_owned(),
        };
        self.refuse(Id::CHECK_DIGIT, &node.pointer, message, help);
    }

    fn refuse_long(&mut self, node: &Node, scheme: &Scheme, written: &str, digits: usize) {
        let most = scheme.tariff_digits().unwrap_or_default();
        let message = format!("`{}` has {digits} digits, and {scheme} codes have at most {most}", short(written));
        let longer: Vec<&str> =
            Scheme::known().filter(|name| Scheme::new(name).tariff_digits() >= Some(digits)).collect();
        let help = match longer.as_slice() {
            [] => "look the code up in its source".to_owned(),
            some => format!("write its first {most} digits, or name its scheme: {}", one_of(some.iter().copied())),
        };
        self.refuse(Id::CODE_FORM, &node.pointer, message, help);
    }

    fn refuse_shape(&mut self, node: &Node, scheme: &Scheme, written: &str) {
        let numbers = from_number(scheme, written);
        if let [one] = numbers.as_slice()
            && scheme.tariff_digits().is_none()
        {
            let message =
                format!("`{}` looks like `{one}` after a spreadsheet made a number or a date of it", short(written));
            let help = format!("write `{one}`, if that is what its source says");
            self.refuse(Id::CODE_NUMBER_FORMAT, &node.pointer, message, help);
            return;
        }
        let message = format!("`{}` is not a code of the form of {scheme}", short(written));
        let near: Vec<String> = repaired(scheme, written);
        let help = match near.as_slice() {
            [] => form(scheme).to_owned(),
            some => format!("did you mean {}?", one_of(some.iter().map(String::as_str))),
        };
        self.refuse(Id::CODE_FORM, &node.pointer, message, help);
    }

    /// A well-formed code that does not exist: where it does, and what is near it.
    pub(super) fn refuse_missing(&mut self, node: &Node, code: &Code, stem: &str, edition: Option<&str>) {
        let latest = hs_all_editions().last().copied();
        let at = edition.or(latest);
        let what = if is_hs(code.scheme()) { code.to_string() } else { format!("{code} (HS {stem})") };
        let message = match edition {
            Some(edition) => format!("`{what}` does not exist in the {edition} edition of the Harmonized System"),
            None => format!("`{what}` exists in no edition of the Harmonized System"),
        };
        let elsewhere = editions_of(stem);
        let other = match elsewhere.as_slice() {
            [] => String::new(),
            some => format!("it exists in {}; ", some.join(", ")),
        };
        let near = siblings(stem, at);
        let help = match (near.as_slice(), at) {
            ([], _) => format!("{other}look the code up in its source"),
            (some, Some(at)) => format!("{other}the nearest codes of {at} are {}", some.join(", ")),
            (some, None) => format!("{other}the nearest codes are {}", some.join(", ")),
        };
        self.refuse(Id::CODE_NOT_IN_EDITION, &node.pointer, message, help);
    }
}

fn form(scheme: &Scheme) -> &'static str {
    match scheme.name() {
        _ if scheme.tariff_digits().is_some() => "write digits, with or without dots",
        "CAS" => "write two to seven digits, two digits and a check digit, with hyphens between",
        _ => "write a digit, a letter from A to E, three digits, and then paragraphs with dots between",
    }
}

fn digit(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)),
        c => c.is_ascii_digit().then_some(c),
    }
}

fn names(candidates: &[(String, bool)]) -> Vec<&str> {
    candidates.iter().map(|(code, _)| code.as_str()).collect()
}

/// What an odd run of digits may have been: what exists is offered, what does not is named as that.
fn with_noughts(there: &[&str], missing: &[&str]) -> String {
    let (offered, others) = (one_of(there.iter().copied()), one_of(missing.iter().copied()));
    match (there, missing) {
        ([], []) => "write the code as its source has it".to_owned(),
        ([], [_]) => format!("with the 0 put back it is {others}, which does not exist; take the code from its source"),
        ([], _) => format!("with the 0 put back it is {others}, and neither exists; take the code from its source"),
        (_, []) => format!("a spreadsheet drops zeros at either end; did you mean {offered}?"),
        (_, _) => format!("a spreadsheet drops zeros at either end; did you mean {offered}? {others} does not exist"),
    }
}

/// An odd run of digits with a nought put back in front or behind, and whether that exists; existing ones first.
fn restored(scheme: &Scheme, digits: &str, edition: Option<&str>) -> Vec<(String, bool)> {
    let edition = edition.and_then(hs_base_edition);
    let both = [format!("0{digits}"), format!("{digits}0")];
    let judged = both.into_iter().filter(|code| Code::parse(scheme, code).is_ok() || code.starts_with("00"));
    let mut found: Vec<(String, bool)> = judged.map(|code| (code.clone(), exists(stem(&code), edition))).collect();
    found.sort_by_key(|(_, there)| !there);
    found
}

/// The codes that may have become this number.
fn from_number(scheme: &Scheme, written: &str) -> Vec<String> {
    let plain = written.trim();
    let candidates = match (scheme.tariff_digits(), scheme.name()) {
        (Some(_), _) => tariff_number(scheme, plain),
        (None, "ECCN") => control_number(plain).into_iter().collect(),
        (None, "CAS") => chemical_date(plain).into_iter().collect(),
        _ => Vec::new(),
    };
    candidates.into_iter().filter(|code| Code::parse(scheme, code).is_ok()).collect()
}

/// `854231.0` is `854231`; `8.54231E+09` keeps six digits that are sure.
fn tariff_number(scheme: &Scheme, written: &str) -> Vec<String> {
    let upper = written.to_ascii_uppercase();
    if let Some((mantissa, _)) = upper.split_once('E') {
        let sure: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        return if sure.len().is_multiple_of(2) { vec![sure] } else { Vec::new() };
    }
    let whole = upper.split_once('.').map_or(upper.as_str(), |(whole, _)| whole).to_owned();
    if whole.len().is_multiple_of(2) {
        return vec![whole];
    }
    restored(scheme, &whole, None).into_iter().map(|found| found.0).collect()
}

/// A digit, `E` and three digits is a number to a spreadsheet: three times ten is `3E001`.
fn control_number(written: &str) -> Option<String> {
    let upper = written.to_ascii_uppercase();
    if let Some((mantissa, power)) = upper.split_once('E') {
        let digit = mantissa.strip_suffix(".00").or_else(|| mantissa.strip_suffix(".0")).unwrap_or(mantissa);
        let power: u32 = power.trim_start_matches('+').parse().ok()?;
        return (digit.len() == 1 && power <= 999).then(|| format!("{digit}E{power:03}"));
    }
    let whole = upper.trim_end_matches(".00").trim_end_matches(".0");
    let (digit, noughts) = whole.split_at_checked(1)?;
    let all = noughts.bytes().all(|b| b == b'0') && !noughts.is_empty() && digit.bytes().all(|b| b.is_ascii_digit());
    all.then(|| format!("{digit}E{:03}", noughts.len()))
}

/// A number with a one-digit end is a date to a spreadsheet: `7783-06-04` was `7783-06-4`.
fn chemical_date(written: &str) -> Option<String> {
    let (head, last) = written.rsplit_once('-')?;
    let _date_like = Date::parse(written).is_ok();
    Some(format!("{head}-{}", last.strip_prefix('0')?))
}

/// `3AOO1` with noughts, `3A1` with three digits: offered, never applied.
fn repaired(scheme: &Scheme, written: &str) -> Vec<String> {
    let swap = |c: char| match c {
        'O' | 'o' => '0',
        'I' | 'l' => '1',
        other => other,
    };
    let noughts: String = written.chars().map(swap).collect();
    let padded = padded(written);
    let undated = chemical_date(written);
    let all = [Some(noughts), padded, undated].into_iter().flatten();
    all.filter_map(|code| Code::parse(scheme, &code).ok()).map(|code| code.text().to_owned()).collect()
}

fn padded(written: &str) -> Option<String> {
    let (head, rest) = written.split_at_checked(2)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, tail) = rest.split_at_checked(end)?;
    (1..=2).contains(&number.len()).then(|| format!("{head}{number:0>3}{tail}"))
}

/// The editions in which a code, or some code below it, exists.
fn editions_of(stem: &str) -> Vec<&'static str> {
    if stem.len() == 6 {
        return hs_editions(stem);
    }
    hs_all_editions().iter().copied().filter(|edition| exists(stem, Some(edition))).collect()
}

/// Up to three codes of the nearest heading in an edition, the nearest first.
fn siblings(stem: &str, edition: Option<&str>) -> Vec<String> {
    let there = |editions: &[&str]| edition.is_none_or(|edition| editions.contains(&edition));
    let below = |beginning: &str| -> Vec<&'static str> {
        hs_codes(beginning).filter(|(_, editions)| there(editions)).map(|(code, _)| code).collect()
    };
    let family = [4, 2].into_iter().filter_map(|n| stem.get(..n)).map(below).find(|codes| !codes.is_empty());
    let mut left = family.unwrap_or_default();
    let mut found = Vec::new();
    while let Some(near) = nearest(stem, left.iter().copied()).filter(|_| found.len() < 3) {
        left.retain(|code| *code != near);
        found
            .push(format!("`{}`", Code::parse(&Scheme::new("HS"), near).map_or(near.to_owned(), |code| code.dotted())));
    }
    found
}
