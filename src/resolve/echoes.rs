//! Mistakes that only echo what the reader of the texts has said already.
//!
//! A clause that could not be read is missing, and an item whose opening words could not be read has no name. Neither
//! is a second mistake.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Sources, Span};
use std::collections::BTreeSet;

/// What was found in resolving, without the echoes of faults found in reading the same texts.
#[must_use]
pub fn without_echoes(found: Vec<Diagnostic>, faults: &[Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
    let places: Vec<Span> =
        faults.iter().filter(|d| d.severity() == Severity::Error).filter_map(Diagnostic::span).collect();
    if places.is_empty() {
        return found;
    }
    let lost: BTreeSet<&str> = places.iter().flat_map(|&place| words(line(place, sources))).collect();
    let echo = |d: &Diagnostic| match (d.severity(), d.span()) {
        (Severity::Warning, _) => d.code != Code::COUNT,
        (_, Some(span)) if d.code == Code::UNKNOWN_NAME => lost.contains(sources.slice(span)),
        (_, Some(span)) if CUT_SHORT.contains(&d.code) => {
            places.iter().any(|&place| follows(span, place, sources) || holds(place, span))
        }
        (_, Some(span)) if RESTS_ON_CLAUSES.contains(&d.code) => {
            let item = rest_of_item(span, sources);
            places
                .iter()
                .any(|place| place.source == item.source && item.start <= place.start && place.start < item.end)
        }
        _ => false,
    };
    found.into_iter().filter(|d| !echo(d)).collect()
}

/// Mistakes that a lost clause of the same item brings about.
const RESTS_ON_CLAUSES: [Code; 4] = [Code::MISSING_CLAUSE, Code::FEW_READINGS, Code::NO_FIRST_DAY, Code::NO_MATCH];

/// Mistakes that a condition cut short by a fault brings about.
const CUT_SHORT: [Code; 3] = [Code::NOT_A_CONDITION, Code::TYPES_DIFFER, Code::UNKNOWN_UNIT];

/// Whether a place comes next after a stretch on its line, with nothing but space between.
fn follows(span: Span, place: Span, sources: &Sources) -> bool {
    let between = sources.text(place.source).and_then(|text| text.get(span.end as usize..place.start as usize));
    span.source == place.source && between.is_some_and(|between| between.trim_matches(' ').is_empty())
}

fn holds(place: Span, span: Span) -> bool {
    place.source == span.source && place.start <= span.start && span.end <= place.end
}

/// The line on which a place begins.
fn line(place: Span, sources: &Sources) -> &str {
    let text = sources.text(place.source).unwrap_or_default();
    let (before, after) = text.split_at_checked(place.start as usize).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let end = after.find('\n').map_or(text.len(), |at| before.len().saturating_add(at));
    text.get(start..end).unwrap_or_default()
}

/// The names on a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && !"-./".contains(c)).filter(|word| !word.is_empty())
}

/// From the opening words of an item to the brace at the beginning of a line that closes it.
fn rest_of_item(head: Span, sources: &Sources) -> Span {
    let text = sources.text(head.source).unwrap_or_default();
    let rest = text.get(head.start as usize..).unwrap_or_default();
    let length = rest.find("\n}").unwrap_or(rest.len());
    Span::new(head.source, head.start as usize, (head.start as usize).saturating_add(length))
}
