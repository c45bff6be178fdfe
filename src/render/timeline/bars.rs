//! The chart in letters, for a terminal. Each date stands above the beginning of its column, and no two dates meet: where the
//! columns are narrower than a date, every other date stands a line lower; where even so the stretches do not fit beside each
//! other, they go on below.

use super::chart::{Chart, Mark, Row};
use crate::render::text::{Text, columns};
use crate::vocab::Date;

/// The widest name of a row.
const WIDEST_NAME: usize = 28;
/// A date and the space after it.
const DATE: usize = 11;
/// Two of them hold a date.
const LEAST_COLUMN: usize = 6;
/// A column needs no more.
const MOST_COLUMN: usize = 18;

/// How the columns are laid out.
struct Layout {
    names: usize,
    wide: usize,
    side_by_side: usize,
}

impl Layout {
    fn of(chart: &Chart, width: usize) -> Layout {
        let widest = chart.rows.iter().map(|row| columns(&row.name).saturating_add(indent(row, chart))).max();
        let names = widest.unwrap_or(0).min(WIDEST_NAME).saturating_add(2);
        let room = width.saturating_sub(names).max(DATE);
        let many = chart.days.len().max(1);
        let equal = room.div_euclid(many);
        if equal >= DATE {
            return Layout { names, wide: equal.min(MOST_COLUMN), side_by_side: many };
        }
        // The last date is wider than its column.
        let room = room.saturating_sub(DATE.saturating_sub(LEAST_COLUMN));
        let side_by_side = room.div_euclid(LEAST_COLUMN).clamp(1, many);
        let wide = room.div_euclid(side_by_side).clamp(LEAST_COLUMN, DATE.saturating_sub(1));
        Layout { names, wide, side_by_side }
    }

    /// The dates, in one line or in two.
    fn head(&self, days: &[Option<Date>]) -> Vec<Text> {
        let lines = if self.wide < DATE && days.len() > 1 { 2 } else { 1 };
        let line = |line: usize| {
            let mut words = " ".repeat(self.names);
            for (at, day) in days.iter().enumerate().filter(|(at, _)| at.rem_euclid(lines) == line) {
                let left = self.names.saturating_add(at.saturating_mul(self.wide));
                words.push_str(&" ".repeat(left.saturating_sub(columns(&words))));
                words.push_str(&day.map_or_else(|| "…".to_owned(), |day| day.to_string()));
            }
            Text::default().faint(words)
        };
        (0..lines).map(line).collect()
    }
}

/// The chart as lines.
pub(super) fn lines(chart: &Chart, width: usize) -> Vec<Text> {
    let layout = Layout::of(chart, width);
    let mut lines = Vec::new();
    for (panel, days) in chart.days.chunks(layout.side_by_side).enumerate() {
        if panel > 0 {
            lines.push(Text::default());
        }
        lines.extend(layout.head(days));
        let first = panel.saturating_mul(layout.side_by_side);
        lines.extend(chart.rows.iter().map(|row| {
            let marks = row.marks.iter().skip(first).take(days.len());
            bar(row, marks.copied(), layout.names, layout.wide, indent(row, chart))
        }));
    }
    lines
}

/// Rules stand below their rulebook.
fn indent(row: &Row, chart: &Chart) -> usize {
    let first = chart.rows.first().is_some_and(|first| first.name == row.name);
    if first { 0 } else { 2 }
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
