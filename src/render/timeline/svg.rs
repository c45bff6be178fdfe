//! The chart as a picture: hand-written SVG with whole-number coordinates, and nothing from outside.
//!
//! Each stretch has a column that is wider than the date above it, so that no two dates meet; where the columns do not fit
//! beside each other they go on below. A letter says what a shade shows; each field has its days and its outcome in words.

use super::bars::cut;
use super::chart::{Chart, Mark, Row};
use super::story::{heading, outcome, span, title};
use crate::render::html::escaped;
use crate::render::text::columns;
use crate::render::words::{Phrase, Words};
use crate::ruling::{Band, LineTimeline, Stretch, Timeline};
use crate::vocab::Date;
use std::fmt::Write;

/// How wide the picture is.
const WIDTH: usize = 960;
/// Around everything.
const MARGIN: usize = 16;
/// Where the first line of words stands.
const TOP: usize = 26;
/// A letter of a name.
const LETTER: usize = 8;
/// The widest name, in letters.
const WIDEST_NAME: usize = 30;
/// A date and the space after it.
const LEAST_COLUMN: usize = 92;
/// A column needs no more.
const MOST_COLUMN: usize = 220;
/// From one row to the next.
const ROW: usize = 32;
/// How high a field is.
const FIELD: usize = 26;
/// From one line of words to the next.
const LINE: usize = 22;

/// Light and dark, with every meaning also in a letter. A program that knows no dark scheme draws the light one.
const LOOK: &str = "text{font:13px system-ui,'Noto Sans','Noto Sans KR',sans-serif;fill:#1a1a1a}\
.strong{font-weight:700}.faint{fill:#4a4a4a}.mark{font-weight:700;text-anchor:middle}\
.page{fill:#fff}rect.none,rect.uncovered{fill:#fff;stroke:#8a8a8a;stroke-dasharray:3 3}\
rect.outside{fill:#fff;stroke:#8a8a8a}rect.nothing{fill:#e4ebf2;stroke:#5b6b7b}rect.open{fill:#ffd27a;stroke:#7a5200}\
rect.duties{fill:#bfe3c4;stroke:#1f6b2b}rect.licence{fill:#a3231a;stroke:#5c0f09}rect.prohibited{fill:#2b0503;stroke:#000}\
text.on-licence,text.on-prohibited{fill:#fff}line{stroke:#4a4a4a}\
@media (prefers-color-scheme:dark){text{fill:#f0f0f0}.faint{fill:#c4c4c4}.page{fill:#161616}\
rect.none,rect.uncovered,rect.outside{fill:#161616;stroke:#9a9a9a}rect.nothing{fill:#2c3a47;stroke:#8fa3b5}\
rect.prohibited{fill:#000;stroke:#ff8a80}text.on-open,text.on-duties{fill:#1a1a1a}line{stroke:#c4c4c4}}";

/// The timeline as SVG.
pub(in crate::render) fn picture(timeline: &Timeline, words: Words<'_>) -> String {
    let mut sheet = Sheet { words, body: String::new(), y: TOP };
    let title = title(timeline, words);
    sheet.text(MARGIN, "strong", &cut(&title, 110));
    for line in &timeline.lines {
        for band in &line.bands {
            sheet.band(timeline, line, band);
        }
    }
    let height = sheet.y.saturating_add(MARGIN);
    let language = words.languages.first().map_or("en", |language| language.0.as_str());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" lang=\"{}\" aria-labelledby=\"timeline-title timeline-desc\">\n<title id=\"timeline-title\">{}</title>\n\
         <desc id=\"timeline-desc\">{}</desc>\n<style>{LOOK}</style>\n\
         <rect class=\"page\" x=\"0\" y=\"0\" width=\"{WIDTH}\" height=\"{height}\"/>\n{}</svg>\n",
        escaped(language),
        escaped(&title),
        escaped(&described(timeline, words)),
        sheet.body,
    )
}

/// The whole picture in words.
fn described(timeline: &Timeline, words: Words<'_>) -> String {
    let stretch = |stretch: &Stretch| format!("{}: {}", span(stretch.period, words), outcome(&stretch.told, words));
    let band = |band: &Band| band.stretches.iter().map(stretch).collect::<Vec<_>>().join("; ");
    let bands = timeline.lines.iter().flat_map(|line| line.bands.iter().map(move |own| (line, own)));
    bands
        .map(|(line, own)| format!("{}. {}.", heading(timeline, line, own, words), band(own)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is drawn so far, and how far down.
struct Sheet<'a> {
    words: Words<'a>,
    body: String,
    y: usize,
}

impl Sheet<'_> {
    fn band(&mut self, timeline: &Timeline, line: &LineTimeline, band: &Band) {
        let chart = Chart::of(band, self.words);
        if timeline.lines.len() > 1 || line.bands.len() > 1 {
            self.y = self.y.saturating_add(LINE.saturating_add(MARGIN));
            self.text(MARGIN, "strong", &cut(&heading(timeline, line, band, self.words), 110));
        }
        let widest = chart.rows.iter().map(|row| columns(&row.name)).max().unwrap_or(0).min(WIDEST_NAME);
        let names = widest.saturating_mul(LETTER).saturating_add(MARGIN.saturating_mul(2));
        let room = WIDTH.saturating_sub(names).saturating_sub(MARGIN);
        let side_by_side = room.div_euclid(LEAST_COLUMN).max(1);
        let wide = room.div_euclid(chart.days.len().clamp(1, side_by_side)).min(MOST_COLUMN);
        for (panel, days) in chart.days.chunks(side_by_side).enumerate() {
            let first = panel.saturating_mul(side_by_side);
            self.panel(&Panel { chart: &chart, band, days, first, names, wide });
        }
        self.key(&chart);
    }

    fn panel(&mut self, panel: &Panel<'_>) {
        self.y = self.y.saturating_add(LINE);
        let top = self.y;
        for (at, day) in panel.days.iter().enumerate() {
            let day = day.map_or_else(|| "…".to_owned(), |day| day.to_string());
            let x = panel.left(at);
            self.put(format_args!("<text class=\"faint\" x=\"{}\" y=\"{top}\">{day}</text>\n", x.saturating_add(3)));
        }
        self.y = top.saturating_add(6);
        for row in &panel.chart.rows {
            self.row(row, panel);
        }
        let bottom = self.y;
        for at in 0..panel.days.len() {
            let x = panel.left(at);
            self.put(format_args!("<line x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{bottom}\"/>\n", top.saturating_sub(10)));
        }
        self.y = bottom.saturating_add(6);
    }

    fn row(&mut self, row: &Row, panel: &Panel<'_>) {
        let base = self.y.saturating_add(18);
        let name = escaped(&cut(&row.name, WIDEST_NAME));
        let title = escaped(&row.title);
        self.put(format_args!("<text x=\"{MARGIN}\" y=\"{base}\">{name}<title>{title}</title></text>\n"));
        let shown = row.marks.iter().zip(&panel.band.stretches).skip(panel.first).take(panel.days.len());
        for (at, (mark, stretch)) in shown.enumerate() {
            self.field(*mark, stretch, &row.title, panel.left(at), panel.wide);
        }
        self.y = self.y.saturating_add(ROW);
    }

    fn field(&mut self, mark: Mark, stretch: &Stretch, title: &str, x: usize, wide: usize) {
        let look = mark.look();
        let (class, y) = (look.class, self.y);
        let says = match mark {
            Mark::Blank => self.words.say(Phrase::Nothing),
            other => other.words(self.words),
        };
        let told = escaped(&format!("{title}, {}: {says}", span(stretch.period, self.words)));
        let (left, within) = (x.saturating_add(2), wide.saturating_sub(4));
        let (middle, base) = (x.saturating_add(wide.div_euclid(2)), y.saturating_add(18));
        self.put(format_args!(
            "<g><title>{told}</title><rect class=\"{class}\" x=\"{left}\" y=\"{y}\" width=\"{within}\" height=\"{FIELD}\" rx=\"3\"/>\
             <text class=\"mark on-{class}\" x=\"{middle}\" y=\"{base}\">{}</text></g>\n",
            look.letter,
        ));
    }

    /// What the letters mean: as many beside each other as fit.
    fn key(&mut self, chart: &Chart) {
        let mut x = MARGIN;
        let base = |y: usize| y.saturating_add(15);
        for mark in chart.key() {
            let (look, says) = (mark.look(), mark.words(self.words));
            let wide = columns(says).saturating_mul(LETTER).saturating_add(44);
            if x.saturating_add(wide) > WIDTH.saturating_sub(MARGIN) {
                x = MARGIN;
                self.y = self.y.saturating_add(LINE.saturating_add(4));
            }
            let (class, y) = (look.class, self.y);
            let (middle, text) = (x.saturating_add(11), x.saturating_add(28));
            self.put(format_args!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"22\" height=\"20\" rx=\"3\"/>\
                 <text class=\"mark on-{class}\" x=\"{middle}\" y=\"{0}\">{1}</text><text x=\"{text}\" y=\"{0}\">{2}</text>\n",
                base(y),
                look.letter,
                escaped(says),
            ));
            x = x.saturating_add(wide);
        }
        self.y = self.y.saturating_add(LINE.saturating_mul(2));
        let note = self.words.say(Phrase::NotToScale);
        self.text(MARGIN, "faint", note);
    }

    /// A line of words.
    fn text(&mut self, x: usize, class: &str, words: &str) {
        let (y, words) = (self.y, escaped(words));
        self.put(format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text>\n"));
    }

    fn put(&mut self, drawn: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(drawn);
    }
}

/// Stretches that stand beside each other.
struct Panel<'a> {
    chart: &'a Chart,
    band: &'a Band,
    days: &'a [Option<Date>],
    first: usize,
    names: usize,
    wide: usize,
}

impl Panel<'_> {
    /// Where the column of a stretch begins.
    fn left(&self, at: usize) -> usize {
        self.names.saturating_add(at.saturating_mul(self.wide))
    }
}
