//! The wrong forms people write, one function each: what was found and the right form.

use super::letters::Odd;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use crate::vocab::{Act, Country, Date, DateFault, Pick, Weekday, month_named, nearest};

pub(super) fn too_large(source: SourceId, bytes: usize, most: usize) -> Diagnostic {
    let message = format!("this text has {bytes} bytes; at most {most} are read");
    Diagnostic::at(Code::TEXT_TOO_LARGE, Span::new(source, 0, 0), message)
        .help("keep long lists in a table and name it with `load`")
}

pub(super) fn too_deep(span: Span, most: usize) -> Diagnostic {
    Diagnostic::at(Code::NESTED_TOO_DEEP, span, format!("brackets and braces are nested more than {most} deep here"))
        .help("give the inner condition a name of its own with `define`")
}

pub(super) fn too_many(span: Span, most: usize) -> Diagnostic {
    Diagnostic::at(
        Code::TOO_MANY_ERRORS,
        span,
        format!("the text has more than {most} errors; what follows was not read"),
    )
    .help("mend the errors above first")
}

pub(super) fn missing_brace(open: Span, end: Span) -> Diagnostic {
    Diagnostic::at(Code::MISSING_BRACE, open, "this `{` is never closed")
        .label("opened here")
        .also(end, "a `}` is due before this")
        .help("add `}` after the last clause")
}

pub(super) fn stray_brace(span: Span) -> Diagnostic {
    Diagnostic::at(Code::STRAY_BRACE, span, "this `}` closes nothing").help("leave it out").fix("")
}

pub(super) fn unclosed_quote(source: SourceId, start: usize, line: &str) -> Diagnostic {
    let words = line.trim_end();
    let span = Span::new(source, start, start.saturating_add(words.len()));
    let found = Diagnostic::at(Code::UNCLOSED_QUOTE, span, "this string has no closing quote")
        .help("close it with `\"` on the same line");
    let alone = words.chars().count() > 1 && !words.contains([';', '{', '}', '#']) && words.starts_with('"');
    if alone { found.fix(format!("{words}\"")) } else { found }
}

pub(super) fn smart_quotes(span: Span, written: &str) -> Diagnostic {
    let mut inner = written.chars();
    inner.next();
    inner.next_back();
    let plain = inner.as_str().replace('"', "\\\"");
    Diagnostic::at(Code::SMART_QUOTES, span, format!("{written} is not in the quotes of the language"))
        .help(format!("write \"{plain}\""))
        .fix(format!("\"{plain}\""))
}

pub(super) fn odd_letters(odd: Odd, span: Span, written: &str, plain: &str) -> Diagnostic {
    match odd {
        Odd::FullWidth => {
            Diagnostic::at(Code::FULL_WIDTH_LETTERS, span, format!("`{written}` is full-width or typographic"))
                .help(format!("write `{plain}`"))
                .fix(plain)
        }
        Odd::Invisible => {
            let points: Vec<String> = written.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            Diagnostic::at(Code::INVISIBLE, span, format!("there is an invisible letter here ({})", points.join(" ")))
                .help("delete it; what is shown here is not what is written")
                .fix("")
        }
        Odd::Footnote => Diagnostic::at(Code::FOOTNOTE, span, format!("`{written}` looks like a footnote mark"))
            .help("leave it out, and state what the footnote says as a clause")
            .fix(""),
    }
}

pub(super) fn escape(span: Span) -> Diagnostic {
    Diagnostic::at(Code::ESCAPE, span, "a backslash in a string is written twice")
        .help("write `\\\\`; the only other escape is `\\\"`")
        .fix("\\\\")
}

pub(super) fn operator(span: Span, written: &str, words: &str) -> Diagnostic {
    Diagnostic::at(Code::OPERATOR, span, format!("`{written}` is not in the language"))
        .help(format!("write `{words}`"))
        .fix(words)
}

pub(super) fn bare_code(span: Span, written: &str) -> Diagnostic {
    let found = Diagnostic::at(Code::BARE_CODE, span, format!("`{written}` has no scheme, so it is not a code yet"));
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let scheme = match () {
        () if written.chars().any(|c| c.is_ascii_uppercase()) => "ECCN",
        () if written.split('-').count() == 3 => "CAS",
        () if digits <= 6 => "HS",
        () => {
            let candidates = format!("name the scheme: `HSK {written}`, `CN {written}`, `HTS {written}`");
            return found.help(candidates);
        }
    };
    found.help(format!("write `{scheme} {written}`")).fix(format!("{scheme} {written}"))
}

pub(super) fn until(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(Code::UNTIL, span, format!("`{written}` does not say whether that day is included"))
        .help("write `before` if that day is no longer included, `through` if it is the last")
}

/// `exported to GROUP`: what is done, and where to, are two conditions.
pub(super) fn sent_to(span: Span, done: &str) -> Option<Diagnostic> {
    let act = match done {
        "exported" | "export" | "exports" | "shipped" | "sent" => "export",
        "re-exported" | "reexported" | "re-export" | "reexport" => "reexport",
        "transferred" => "in-country-transfer",
        _ => return None,
    };
    let said = Diagnostic::at(Code::SYNTAX, span, format!("`{done} to` is no condition of this language"));
    Some(said.help(format!("write `act is {act} and destination is CC`, or `destination in GROUP`")))
}

pub(super) fn in_force_from(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(Code::SYNTAX, span, format!("`in force` stands before the day, without `{written}`"))
        .help(format!("leave `{written}` out: `in force 2024-09-09`"))
        .fix("")
}

pub(super) fn licence_word(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(
        Code::LICENCE_WORD,
        span,
        format!("`{written}` is written `licence required`, whatever the law calls it"),
    )
    .help("write `licence required` and give the law's own word as its name")
    .fix("licence required")
}

pub(super) fn clause_sign(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(Code::CLAUSE_SIGN, span, format!("no `{written}` stands between a word and what it says"))
        .help("leave it out")
        .fix("")
}

pub(super) fn no_such_day(span: Span, written: &str) -> Diagnostic {
    let found = Diagnostic::at(Code::WRITTEN_DAY, span, format!("the calendar has no day `{written}`"));
    match last_day(written) {
        Some(day) => found.help(format!("the last day of that month is {day}")),
        None => found.help("check the year, the month and the day"),
    }
}

fn last_day(written: &str) -> Option<Date> {
    let month = written.get(..8)?;
    (28..=31).rev().find_map(|day| Date::parse(&format!("{month}{day}")).ok())
}

pub(super) fn date_form(span: Span, written: &str, readings: &[Date]) -> Diagnostic {
    let found = Diagnostic::at(Code::WRITTEN_DATE, span, format!("`{written}` is not the form of a date"));
    match readings {
        [] => found.help("write the year, the month and the day as `2024-09-09`"),
        [only] => found.help(format!("write `{only}`")).fix(only.to_string()),
        several => {
            let all: Vec<String> = several.iter().map(|date| format!("`{date}`")).collect();
            found.help(format!("write {}, whichever is meant", all.join(" or ")))
        }
    }
}

/// The dates that may be meant by a date in another form, without doubling.
pub(super) fn readings(written: &str) -> Vec<Date> {
    let numbers: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let orders: Vec<(&str, &str, &str)> = match numbers.as_slice() {
        [all] => vec![(cut(all, 0, 4), cut(all, 4, 6), cut(all, 6, 8))],
        [a, b, c] if a.len() == 4 => vec![(a, b, c)],
        [a, b, c] if c.len() == 4 => vec![(c, b, a), (c, a, b)],
        _ => Vec::new(),
    };
    let date = |(year, month, day): (&str, &str, &str)| Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"));
    let mut dates: Vec<Date> = orders.into_iter().filter_map(|order| date(order).ok()).collect();
    dates.dedup();
    dates
}

/// A date with its month in words at the beginning of a text, and how long it is: `1 December 2029`,
/// `December 1, 2029`.
pub(super) fn spoken_date(text: &str) -> Option<(usize, Date)> {
    let line = text.lines().next()?;
    let words: Vec<&str> = line.split([' ', ',', '.']).filter(|word| !word.is_empty()).take(3).collect();
    let [first, second, year] = words.as_slice() else { return None };
    let (day, month) =
        month_named(second).map(|month| (first, month)).or_else(|| month_named(first).map(|month| (second, month)))?;
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let year: String = year.chars().take_while(char::is_ascii_digit).collect();
    let end = line.find(&year)?.saturating_add(year.len());
    Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")).ok().map(|date| (end, date))
}

fn cut(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// The date that is written, or may be meant, and what is wrong with it.
pub(super) fn date(span: Span, written: &str) -> (Option<Date>, Option<Diagnostic>) {
    match Date::parse(written) {
        Ok(date) => (Some(date), None),
        Err(DateFault::NoSuchDay) => (last_day(written), Some(no_such_day(span, written))),
        Err(DateFault::Form) => {
            let dates = readings(written);
            (dates.first().copied(), Some(date_form(span, written, &dates)))
        }
    }
}

/// The two letters meant by another way of writing a country.
pub(super) fn country(written: &str) -> Option<Country> {
    let plain = written.trim_matches('"');
    Country::parse(&plain.to_ascii_uppercase()).or_else(|| Country::guess(plain))
}

pub(super) fn country_form(span: Span, written: &str) -> Diagnostic {
    let found = Diagnostic::at(Code::WRITTEN_COUNTRY, span, format!("`{written}` is not the code of a country"));
    match country(written) {
        Some(country) => found.help(format!("write `{country}` for {}", country.name())).fix(country.code()),
        None => found.help("a country is two capital letters of ISO 3166-1, such as `KR`; a territory is `UA-43`"),
    }
}

pub(super) fn name_form(span: Span, written: &str, plain: &str) -> Diagnostic {
    let found = Diagnostic::at(Code::WRITTEN_NAME, span, format!("`{written}` is not the form of a name"));
    if plain.is_empty() {
        return found.help("names are small letters, digits and single hyphens, such as `annex-2-2`");
    }
    found.help(format!("names are small letters, digits and single hyphens: `{plain}`")).fix(plain)
}

/// The name in small letters, digits and single hyphens that is nearest to what was written.
pub(super) fn kebab(written: &str) -> String {
    let parts = written.split('/').map(|part| part.split('.').map(kebab_part).collect::<Vec<_>>().join("."));
    parts.collect::<Vec<_>>().join("/")
}

fn kebab_part(part: &str) -> String {
    let mut plain = String::new();
    let mut last_small = false;
    for letter in part.chars() {
        let breaks = letter.is_ascii_uppercase() && last_small || !letter.is_ascii_alphanumeric();
        if breaks && !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
        if letter.is_ascii_alphanumeric() {
            plain.push(letter.to_ascii_lowercase());
        }
        last_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    plain.trim_end_matches('-').to_owned()
}

pub(super) fn mixed(span: Span, first: Span, second: Span) -> Diagnostic {
    Diagnostic::at(Code::MIXED_AND_OR, span, "`and` and `or` stand side by side without brackets")
        .also(first, "`and` here")
        .also(second, "`or` here")
        .help("put brackets around what belongs together: `A and (B or C)` is not `(A and B) or C`")
}

pub(super) fn double_not(span: Span) -> Diagnostic {
    Diagnostic::at(Code::DOUBLE_NOT, span, "`not` stands twice in a row").help("write it once or not at all")
}

pub(super) fn not_place(span: Span, right: &str) -> Diagnostic {
    Diagnostic::at(Code::NOT_PLACE, span, "`not` stands before the whole condition")
        .help(format!("write `{right}`"))
        .fix(right)
}

pub(super) fn group_after_is(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(
        Code::IN_OR_IS,
        span,
        format!("`is` is followed by countries, and `{written}` is not the code of one"),
    )
    .help(format!("if it is a group, write `in {written}`"))
    .fix(format!("in {written}"))
}

pub(super) fn countries_after_in(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(
        Code::IN_OR_IS,
        span,
        format!("`in` is followed by the name of a group, and `{written}` is a country"),
    )
    .help(format!("write `is {written}`"))
    .fix(format!("is {written}"))
}

pub(super) fn unknown_act(span: Span, written: &str) -> Diagnostic {
    let found = Diagnostic::at(Code::WRITTEN_ACT, span, format!("`{written}` is not an act"));
    let words: Vec<String> = Act::ALL.into_iter().map(Act::word).collect();
    match nearest(written, words.iter().map(String::as_str)) {
        Some(near) => found.help(format!("did you mean `{near}`?")).fix(near),
        None => found.help(format!("acts are {}", words.join(", "))),
    }
}

/// A word by itself in what a scenario states.
pub(super) fn no_act_in_scenario(span: Span, written: &str) -> Diagnostic {
    let act = unknown_act(span, written);
    if nearest(written, Act::ALL.map(Act::word).iter().map(String::as_str)).is_some() {
        return act;
    }
    act.help(format!("only an act stands by itself; a fact has its value beside it, such as `{written} yes`"))
}

pub(super) fn grouped_number(span: Span, written: &str) -> Diagnostic {
    let plain = written.replace(',', "_");
    Diagnostic::at(Code::WRITTEN_NUMBER, span, format!("`{written}` has commas between its digits"))
        .help(format!("write `{plain}`"))
        .fix(plain)
}

/// `1.000`: one as this language writes it, and a thousand as half of the world does.
pub(super) fn point_or_thousand(span: Span, written: &str) -> Option<Diagnostic> {
    let (whole, _) = written.split_once('.').filter(|(whole, part)| *part == "000" && whole.len() <= 3)?;
    let said = Diagnostic::at(
        Code::WRITTEN_NUMBER,
        span,
        format!("`{written}` may be read as {whole} or as {whole} thousand"),
    );
    (whole != "0").then(|| said.help(format!("write `{whole}` or `{whole}_000`")))
}

pub(super) fn member_line(span: Span) -> Diagnostic {
    Diagnostic::at(Code::MEMBER_LINE, span, "nothing separates this condition from the one before it")
        .help("begin a new line for it, or write `;` before it")
}

pub(super) fn item_listed(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(Code::ITEM_LISTED, span, format!("`{written}` is not how the language says it"))
        .help("write `item listed in`")
        .fix("item listed in")
}

pub(super) fn extra_is(span: Span) -> Diagnostic {
    Diagnostic::at(Code::EXTRA_IS, span, "no `is` stands before a comparison").help("leave `is` out").fix("")
}

pub(super) fn glued_number(span: Span, number: &str, unit: &str) -> Diagnostic {
    Diagnostic::at(Code::WRITTEN_NUMBER, span, format!("`{number}{unit}` has no space before its unit"))
        .help(format!("write `{number} {unit}`; a code is written with its scheme"))
        .fix(format!("{number} {unit}"))
}

pub(super) fn unknown_weekday(span: Span, written: &str) -> Diagnostic {
    let found = Diagnostic::at(Code::WRITTEN_WEEKDAY, span, format!("`{written}` is not a day of the week"));
    let words = Weekday::ALL.map(Weekday::word);
    let same = words.into_iter().find(|word| word.get(..3).is_some_and(|start| begins(written, start)));
    match same.or_else(|| nearest(written, words)) {
        Some(near) => found.help(format!("write `{near}`")).fix(near),
        None => found.help(format!("the days are {}", words.join(", "))),
    }
}

fn begins(written: &str, start: &str) -> bool {
    written.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start))
}

pub(super) fn term_words(span: Span, written: &str, right: &str) -> Diagnostic {
    Diagnostic::at(Code::WRITTEN_TERM, span, format!("`{written}` is not how the language says it"))
        .help(format!("write `{right}`"))
        .fix(right)
}

pub(super) fn term_from(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(Code::WRITTEN_TERM, span, format!("`{written}` does not say which way it runs"))
        .help("write `after` if the day itself is not counted, as terms of law run; `before` if it runs back")
        .fix("after")
}

pub(super) fn bare_day(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(Code::DAYS_TOGETHER, span, format!("`{written}` is reckoned itself, and stands without brackets"))
        .help(format!("write `({written})` around what belongs together"))
        .fix(format!("({written})"))
}

pub(super) fn and_between_days(span: Span) -> Diagnostic {
    Diagnostic::at(Code::DAYS_TOGETHER, span, "`and` joins conditions, and two days stand here")
        .help("write `,` between the days")
        .fix(",")
}

pub(super) fn one_day(span: Span, which: Pick) -> Diagnostic {
    Diagnostic::at(Code::DAYS_TOGETHER, span, format!("`{}` is followed by one day only", which.words()))
        .help("write the other day after a `,`")
}
