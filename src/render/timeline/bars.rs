//! The chart in letters, for a terminal. A column is as wide as the date above it, so that no two dates meet; where the
//! stretches do not fit beside each other they go on below.

use super::chart::{Chart, Mark, Row};
use crate::render::text::{Text, columns};
use crate::vocab::Date;

/// The widest name of a row.
const WIDEST_NAME: usize = 28;
/// A date and the space after it.
const LEAST_COLUMN: usize = 11;
/// A column needs no more.
const MOST_COLUMN: usize = 18;

/// The chart as lines.
pub(super) fn lines(chart: &Chart, width: usize) -> Vec<Text> {
    let widest = chart.rows.iter().map(|row| columns(&row.name).saturating_add(indent(row, chart))).max();
    let names = widest.unwrap_or(0).min(WIDEST_NAME).saturating_add(2);
    let room = width.saturating_sub(names).max(LEAST_COLUMN);
    let side_by_side = room.div_euclid(LEAST_COLUMN).max(1);
    let wide = room.div_euclid(chart.days.len().clamp(1, side_by_side)).clamp(LEAST_COLUMN, MOST_COLUMN);
    let mut lines = Vec::new();
    for (panel, days) in chart.days.chunks(side_by_side).enumerate() {
        if panel > 0 {
            lines.push(Text::default());
        }
        lines.push(head(days, names, wide));
        let first = panel.saturating_mul(side_by_side);
        lines.extend(chart.rows.iter().map(|row| {
            let marks = row.marks.iter().skip(first).take(days.len());
            bar(row, marks.copied(), names, wide, indent(row, chart))
        }));
    }
    lines
}

/// Rules stand below their rulebook.
fn indent(row: &Row, chart: &Chart) -> usize {
    let first = chart.rows.first().is_some_and(|first| first.name == row.name);
    if first { 0 } else { 2 }
}

fn head(days: &[Option<Date>], names: usize, wide: usize) -> Text {
    let day = |day: &Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let dates: String = days.iter().map(|own| padded(&day(own), wide)).collect();
    Text::default().faint(format!("{}{}", " ".repeat(names), dates.trim_end()))
}

fn bar(row: &Row, marks: impl Iterator<Item = Mark>, names: usize, wide: usize, indent: usize) -> Text {
    let name = cut(&row.name, names.saturating_sub(2).saturating_sub(indent));
    let mut text = Text::new(padded(&format!("{}{name}", " ".repeat(indent)), names));
    for mark in marks {
        let look = mark.look();
        let shades = wide.saturating_sub(4);
        let before = shades.div_euclid(2);
        let shade = |many: usize| look.shade.to_string().repeat(many);
        let drawn = format!("{} {} {}", shade(before), look.letter, shade(shades.saturating_sub(before)));
        text = text.plain("│").and(look.tone, drawn);
    }
    text
}

fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(columns(words))))
}

/// A name that is too wide, cut.
pub(super) fn cut(name: &str, width: usize) -> String {
    if columns(name) <= width {
        return name.to_owned();
    }
    let mut kept = String::new();
    for c in name.chars() {
        if columns(&kept).saturating_add(columns(c.encode_utf8(&mut [0; 4]))) >= width {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}
