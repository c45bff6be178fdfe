//! Lines and columns of JSON pointers, found again in a text that has been read.

use crate::source::Position;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Where the value at a pointer begins in a JSON text; none if the text or the pointer leads nowhere.
/// In a text with several shipments, `number` says which one (from 0).
#[must_use]
pub fn position(text: &str, number: usize, pointer: &str) -> Option<Position> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let roots: Vec<&str> = std::iter::from_fn(|| values.next()?.ok()).map(RawValue::get).collect();
    let spread = roots.iter().flat_map(|root| items(root).unwrap_or_else(|| vec![root]));
    let root = spread.into_iter().nth(number)?;
    let steps = pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
    let value = steps.into_iter().try_fold(root, |value, step| child(value, &step))?;
    Some(place(text, offset(text, value)?))
}

fn items(raw: &str) -> Option<Vec<&str>> {
    let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
    Some(items.into_iter().map(RawValue::get).collect())
}

fn child<'t>(raw: &'t str, step: &str) -> Option<&'t str> {
    if let Some(items) = items(raw) {
        return items.get(step.parse::<usize>().ok()?).copied();
    }
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(raw).ok()?;
    fields.get(step).map(|value| value.get())
}

/// How far into `text` a part of it begins.
fn offset(text: &str, part: &str) -> Option<usize> {
    (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize).filter(|&at| at <= text.len())
}

fn place(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count().saturating_add(1);
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()).saturating_add(1);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position { line: count(line), column: count(column) }
}
