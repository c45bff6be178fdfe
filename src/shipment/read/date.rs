//! Dates: `YYYY-MM-DD`, a real day, and never today by default.

use super::node::Node;
use super::{Reader, one_of, short};
use crate::diagnostic::Code;
use crate::shipment::Tree;
use crate::vocab::{Date, DateFault, month_named};

/// Days that stand for "none", "nought" or "for ever" in other systems.
const SENTINELS: [&str; 8] =
    ["0001-01-01", "1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01", "1970-01-01", "2999-12-31", "9999-12-31"];

/// Whether it is such a day, or a day of the year nought.
fn is_sentinel(written: &str) -> bool {
    SENTINELS.contains(&written) || written.starts_with("0000-")
}

impl Reader<'_> {
    /// A date, or none with the reason said.
    pub(super) fn date(&mut self, node: &Node) -> Option<Date> {
        let written = match node.tree {
            Tree::Text(text) => text.as_str(),
            Tree::Number(literal) => {
                self.refuse_date_number(node, literal);
                return None;
            }
            _ => {
                self.wrong_kind(node, "a date must be a string", "write it as \"YYYY-MM-DD\"");
                return None;
            }
        };
        if is_sentinel(written.trim()) {
            self.refuse_sentinel(node, written.trim());
            return None;
        }
        match Date::parse(written) {
            Ok(date) => return Some(date),
            Err(DateFault::NoSuchDay) => self.refuse_day(node, written),
            Err(DateFault::Form) => self.refuse_form(node, written.trim()),
        }
        None
    }

    fn refuse_sentinel(&mut self, node: &Node, written: &str) {
        let message = format!("`{written}` stands for no date in other systems");
        let help = "leave the field out where the date is not known or there is none";
        self.refuse(Code::DATE_SENTINEL, &node.pointer, message, help);
    }

    /// `2024-02-30`: the last day of that month is offered.
    fn refuse_day(&mut self, node: &Node, written: &str) {
        let month = written.get(..8).unwrap_or_default();
        let last = (28..=31).rev().find_map(|day| Date::parse(&format!("{month}{day}")).ok());
        let message = format!("the calendar has no day `{written}`");
        let help = match last {
            Some(last) => format!("the last day of that month is `{last}`"),
            None => "the month is from 01 to 12".to_owned(),
        };
        self.refuse(Code::NO_SUCH_DAY, &node.pointer, message, help);
    }

    fn refuse_form(&mut self, node: &Node, written: &str) {
        if is_numeral(written) {
            self.refuse_date_number(node, written);
        } else if let Some((day, rest)) = moment(written) {
            self.refuse_moment(node, written, day, rest);
        } else {
            self.refuse_spelling(node, written);
        }
    }

    /// A number: a spreadsheet's serial day, eight digits, or seconds since 1970.
    fn refuse_date_number(&mut self, node: &Node, literal: &str) {
        let message = format!("a date must be written \"YYYY-MM-DD\", not as the number `{}`", short(literal));
        let (code, help) = match numeral(literal) {
            Some((cause, date)) => (Code::DATE_SERIAL, format!("it is `{date}` if it is {cause}")),
            None => (Code::DATE_FORM, "write year, month and day".to_owned()),
        };
        self.refuse(code, &node.pointer, message, help);
    }

    fn refuse_moment(&mut self, node: &Node, written: &str, day: Date, rest: &str) {
        let message = format!("`{}` is a moment, and a date is asked for", short(written));
        let zoned = rest.ends_with('Z') || rest.contains(['+', '-']);
        let help = if zoned {
            let around = [day.previous().to_string(), day.to_string(), day.next().to_string()];
            let around = one_of(around.iter().map(String::as_str));
            format!("write the date it was in the time zone of the law, which may be {around}")
        } else {
            format!("write `{day}`, if that is the date in the time zone of the law")
        };
        self.refuse(Code::DATE_TIMESTAMP, &node.pointer, message, help);
    }

    fn refuse_spelling(&mut self, node: &Node, written: &str) {
        let message = format!("`{}` is not a date written year-month-day", short(written));
        let readings = readings(written);
        let help = match readings.as_slice() {
            [] if is_now(written) => "write the day; a shipment never means today by itself".to_owned(),
            [] => "write it as \"YYYY-MM-DD\", or leave the field out where the date is not known".to_owned(),
            [one] => format!("write `{one}`, if that is meant"),
            several => {
                let words: Vec<String> = several.iter().map(Date::to_string).collect();
                format!("it may mean {}: write the one that is meant", one_of(words.iter().map(String::as_str)))
            }
        };
        self.refuse(Code::DATE_FORM, &node.pointer, message, help);
    }
}

fn is_now(written: &str) -> bool {
    ["today", "now", "heute", "오늘"].contains(&written.to_lowercase().as_str())
}

fn is_numeral(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|b| b.is_ascii_digit() || b == b'.') && written.matches('.').count() <= 1
}

/// What a number may mean as a date.
fn numeral(literal: &str) -> Option<(&'static str, Date)> {
    let whole = literal.split('.').next().unwrap_or_default();
    let number: i64 = whole.parse().ok()?;
    if whole.len() == 8 {
        let cut = |from: usize, to: usize| whole.get(from..to).unwrap_or_default();
        let date = Date::parse(&format!("{}-{}-{}", cut(0, 4), cut(4, 6), cut(6, 8))).ok()?;
        return Some(("year, month and day without hyphens", date));
    }
    let epoch = Date::from_number(0);
    if (20_000..80_000).contains(&number) {
        const SERIAL_OF_1970: i64 = 25_569;
        let days = i32::try_from(number.checked_sub(SERIAL_OF_1970)?).ok()?;
        return Some(("a spreadsheet's date", epoch.plus_days(days)));
    }
    let seconds = if whole.len() == 13 { number.checked_div(1000)? } else { number };
    if matches!(whole.len(), 9 | 10 | 13) {
        let days = i32::try_from(seconds.checked_div(86_400)?).ok()?;
        return Some(("a count of seconds in UTC", epoch.plus_days(days)));
    }
    None
}

/// A date followed by a time, and what follows the date.
fn moment(written: &str) -> Option<(Date, &str)> {
    let (day, rest) = written.split_at_checked(10)?;
    let date = Date::parse(day).ok()?;
    rest.starts_with(['T', 't', ' ']).then_some((date, rest))
}

/// The days that three numbers in another order or with other marks may mean, each once, earliest first.
fn readings(written: &str) -> Vec<Date> {
    let named = month_names(&written.to_lowercase());
    let parts: Vec<&str> = named.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts.as_slice() else { return Vec::new() };
    // Where the month is told by its name, the numbers beside it are the day and the year.
    let by_name = named != written.to_lowercase();
    let orders = match by_name {
        true if written.trim_start().starts_with(char::is_alphabetic) => vec![(c, a, b)],
        true => vec![(a, b, c), (c, b, a)],
        false => vec![(a, b, c), (c, b, a), (c, a, b)],
    };
    let mut days: Vec<Date> = orders.into_iter().filter_map(|(year, month, day)| calendar(year, month, day)).collect();
    days.sort();
    days.dedup();
    days
}

fn calendar(year: &str, month: &str, day: &str) -> Option<Date> {
    let century = match year.len() {
        4 => "",
        2 => "20",
        _ => return None,
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::parse(&format!("{century}{year}-{month:0>2}-{day:0>2}")).ok()
}

/// English month names as numbers, so that `9 Sep 2024` has three.
fn month_names(written: &str) -> String {
    let number = |word: &str| {
        let number = month_named(word.trim_end_matches(|c: char| !c.is_ascii_alphabetic()));
        number.map_or_else(|| word.to_owned(), |number| format!(" {number} "))
    };
    let words = written.split_inclusive(|c: char| !c.is_ascii_alphabetic());
    words.map(number).collect::<String>()
}
