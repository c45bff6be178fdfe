//! Terms of calendar time and of business days, held against a calendar that is turned leaf by leaf.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it fails")]

#[path = "oracle/almanac.rs"]
mod almanac;

use almanac::{Leaf, days_of, weekday};
use cocket::vocab::{Between, BusinessDays, Date, DateFault, Period, TimeUnit, Way, Weekday, calendar_term};

const WAYS: [Way; 2] = [Way::After, Way::Before];

/// Every leaf from one year to another with its number.
fn leaves(from: i64, through: i64) -> Vec<(Leaf, i64)> {
    let mut leaf = Leaf { year: from, month: 1, day: 1 };
    let mut at = almanac::number(leaf);
    let mut all = Vec::new();
    while leaf.year <= through {
        all.push((leaf, at));
        (leaf, at) = (leaf.next(), at + 1);
    }
    all
}

fn date(number: i64) -> Date {
    Date::from_number(i32::try_from(number).unwrap())
}

fn written(leaf: Leaf) -> String {
    format!("{:04}-{:02}-{:02}", leaf.year, leaf.month, leaf.day)
}

/// Some two hundred thousand days are written, read and named as the calendar on the wall has them.
#[test]
fn every_day_is_where_the_calendar_has_it() {
    let all: Vec<(Leaf, i64)> = leaves(1890, 2410).into_iter().chain(leaves(0, 8)).chain(leaves(9995, 9999)).collect();
    assert!(all.len() > 190_000);
    for (leaf, number) in all {
        let day = date(number);
        assert_eq!(day.to_string(), written(leaf));
        assert_eq!(Date::parse(&written(leaf)), Ok(day));
        assert_eq!(day.weekday(), Weekday::ALL[usize::try_from(weekday(number)).unwrap()]);
    }
    assert_eq!((Date::FIRST.to_string(), Date::LAST.to_string()), ("0000-01-01".to_owned(), "9999-12-31".to_owned()));
}

/// From each day of some sixty years, with both kinds of century in them, terms of many lengths either way.
#[test]
fn terms_end_where_the_leaves_end() {
    let lengths = [1, 2, 3, 5, 6, 11, 12, 13, 18, 23, 24, 25, 36, 48, 60, 120];
    let near = [leaves(1898, 1904), leaves(1996, 2004), leaves(2019, 2050), leaves(2098, 2104)].concat();
    for (leaf, number) in near {
        for count in lengths {
            for (way, on) in WAYS.into_iter().zip([1, -1]) {
                let end = |unit| date(number).reckoned(u32::try_from(count).unwrap(), unit, way).unwrap().to_string();
                assert_eq!(
                    end(TimeUnit::Months),
                    written(leaf.months_on(on * count)),
                    "{count} months {way:?} {leaf:?}"
                );
                assert_eq!(
                    end(TimeUnit::Years),
                    written(leaf.months_on(on * count * 12)),
                    "{count} years {way:?} {leaf:?}"
                );
            }
        }
    }
    let all = leaves(2015, 2035);
    for (at, (leaf, number)) in all.iter().enumerate().skip(1000).take(5000) {
        for count in [1, 7, 10, 30, 90, 140] {
            for (way, on) in WAYS.into_iter().zip([1_i64, -1]) {
                let end = |unit| date(*number).reckoned(u32::try_from(count).unwrap(), unit, way).unwrap().to_string();
                let there = |off: i64| written(all[usize::try_from(i64::try_from(at).unwrap() + on * off).unwrap()].0);
                assert_eq!(end(TimeUnit::Days), there(count), "{count} days {way:?} {leaf:?}");
                assert_eq!(end(TimeUnit::Weeks), there(7 * count), "{count} weeks {way:?} {leaf:?}");
            }
        }
    }
}

/// Article 160 of the Korean Civil Act, in the words the reference has for it: counted from the day after the event, a term ends the
/// day before the day of the same number, and where the last month has none, on its last day.
#[test]
fn a_korean_term_is_the_later_of_two() {
    for (leaf, number) in leaves(2019, 2029) {
        for months in [1, 2, 3, 6, 11, 12, 13, 24, 48] {
            let first = leaf.next();
            let there = Leaf { day: 1, ..first }.months_on(months);
            let ends = if first.day > days_of(there.year, there.month) {
                Leaf { day: days_of(there.year, there.month), ..there }
            } else {
                Leaf { day: first.day, ..there }.previous()
            };
            let count = u32::try_from(months).unwrap();
            let months_after = |day: Date| day.reckoned(count, TimeUnit::Months, Way::After).unwrap();
            let event = date(number);
            let later = months_after(event).max(months_after(event.next()).previous());
            assert_eq!(later.to_string(), written(ends), "{months} months after {leaf:?}");
        }
    }
}

/// A month after a day never comes before a month after an earlier one: the bounds of an unknown day hold.
#[test]
fn a_later_day_has_no_earlier_end() {
    for unit in [TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months, TimeUnit::Years] {
        for (way, count) in WAYS.into_iter().flat_map(|way| [1, 5, 12, 29].map(|count| (way, count))) {
            let ends: Vec<Date> = leaves(2019, 2026)
                .iter()
                .map(|(_, number)| date(*number).reckoned(count, unit, way).unwrap())
                .collect();
            assert!(ends.is_sorted(), "{count} {unit:?} {way:?}");
        }
    }
}

/// Where the written years end, so does what is known.
#[test]
fn beyond_the_last_year_nothing_more_is_known() {
    let last = Date::LAST;
    for (unit, count) in
        [(TimeUnit::Days, 1), (TimeUnit::Weeks, 9000), (TimeUnit::Months, 1), (TimeUnit::Years, 10_000)]
    {
        assert_eq!(last.reckoned(count, unit, Way::After), None);
        assert_eq!(calendar_term(last, count, unit, Way::After), Between { earliest: Some(last), latest: None });
        assert_eq!(Date::FIRST.reckoned(count, unit, Way::Before), None);
    }
    assert_eq!(last.reckoned(u32::MAX, TimeUnit::Years, Way::Before), None);
}

/// Business days are counted by crossing out, from each day of a year and beyond both its ends.
#[test]
fn business_days_are_those_that_are_not_crossed_out() {
    let year = leaves(2024, 2024);
    let (first, after) = (year[0].1, year[0].1 + 366);
    let feasts: Vec<i64> = [0, 40, 41, 42, 130, 256, 257, 258, 359].map(|off| first + off).to_vec();
    let days = BusinessDays {
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        holidays: feasts.iter().map(|&feast| date(feast)).collect(),
        covers: Period { from: Some(date(first)), before: Some(date(after)) },
    };
    // What is beyond the year is crossed out, or is not.
    let is_open = |day: i64, beyond: bool| {
        if (first..after).contains(&day) { weekday(day) < 5 && !feasts.contains(&day) } else { beyond }
    };
    let end = |from: i64, count: usize, on: i64, beyond: bool| {
        let ahead = (1..1200).map(|off| from + on * off);
        ahead.filter(|&day| is_open(day, beyond)).nth(count - 1).map(date)
    };
    for from in first - 40..after + 40 {
        for count in [1, 2, 3, 5, 10, 22] {
            let told = |way| days.reckoned(date(from), u32::try_from(count).unwrap(), way);
            let (soon, slow) = (end(from, count, 1, true), end(from, count, 1, false));
            assert_eq!(told(Way::After), Between { earliest: soon, latest: slow }, "{count} after {}", date(from));
            let (soon, slow) = (end(from, count, -1, true), end(from, count, -1, false));
            assert_eq!(told(Way::Before), Between { earliest: slow, latest: soon }, "{count} before {}", date(from));
        }
    }
    assert_eq!(days_of(2024, 2), 29);
}

/// A date is eight digits with two hyphens between them, and nothing else.
#[test]
fn what_is_no_date_is_not_read_as_one() {
    let forms = [
        "-123-01-01",
        "-000-01-01",
        "+024-09-09",
        "2024--1-01",
        "2024-01--1",
        "2024-9-09",
        "20240909",
        "２０２４-09-09",
        "",
    ];
    for written in forms {
        assert_eq!(Date::parse(written), Err(DateFault::Form), "{written}");
    }
    for written in ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00"] {
        assert_eq!(Date::parse(written), Err(DateFault::NoSuchDay), "{written}");
    }
    assert_eq!(Date::parse("0000-01-01"), Ok(Date::FIRST));
    assert_eq!(Date::parse("9999-12-31"), Ok(Date::LAST));
}
