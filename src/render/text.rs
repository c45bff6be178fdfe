//! Words with a tone, made safe to print, measured and wrapped.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How words sound. A tone is never the only carrier of a meaning: it colours words that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// A heading or a headline.
    Strong,
    /// Places, hashes and other things to look up.
    Faint,
    /// Stop.
    Stop,
    /// It depends.
    Open,
    /// Holds, done.
    Firm,
}

impl Tone {
    /// The escape sequence that begins it; none for plain words.
    pub(super) fn code(self) -> Option<&'static str> {
        match self {
            Tone::Plain => None,
            Tone::Strong => Some("\u{1b}[1m"),
            Tone::Faint => Some("\u{1b}[2m"),
            Tone::Stop => Some("\u{1b}[1;31m"),
            Tone::Open => Some("\u{1b}[33m"),
            Tone::Firm => Some("\u{1b}[32m"),
        }
    }
}

/// Words with tones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    /// The runs, in order; each is safe to print.
    pub(super) runs: Vec<(Tone, String)>,
}

impl Text {
    /// Plain words.
    pub(super) fn new(words: impl AsRef<str>) -> Self {
        Self::default().plain(words)
    }

    /// And these plain words.
    pub(super) fn plain(self, words: impl AsRef<str>) -> Self {
        self.and(Tone::Plain, words)
    }

    /// And these words in that tone.
    pub(super) fn and(mut self, tone: Tone, words: impl AsRef<str>) -> Self {
        let words = visible(words.as_ref());
        if !words.is_empty() {
            self.runs.push((tone, words));
        }
        self
    }

    /// And these faint words.
    pub(super) fn faint(self, words: impl AsRef<str>) -> Self {
        self.and(Tone::Faint, words)
    }

    /// The words alone.
    pub(super) fn words(&self) -> String {
        self.runs.iter().map(|(_, words)| words.as_str()).collect()
    }

    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        self.runs.iter().map(|(_, words)| columns(words)).sum()
    }

    /// Its words one by one, each with its tone and whether a space goes before it.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let mut gap = false;
        for (tone, words) in &self.runs {
            for (at, word) in words.split(' ').enumerate() {
                gap |= at > 0;
                if !word.is_empty() {
                    pieces.push(Piece { gap, tone: *tone, word });
                    gap = false;
                }
            }
        }
        pieces
    }

    /// Broken into lines of at most `width` columns; a word that is longer than a line is broken.
    pub(super) fn wrap(&self, width: usize) -> Vec<Text> {
        let width = width.max(8);
        let mut lines = Lines { width, done: Vec::new(), line: Text::default(), used: 0 };
        for unit in units(&self.pieces()) {
            lines.place(&unit);
        }
        lines.finish()
    }
}

struct Piece<'a> {
    gap: bool,
    tone: Tone,
    word: &'a str,
}

/// Pieces between which no line may break (`[`, `RU`, `]` of different tones) go together.
fn units<'a, 'b>(pieces: &'b [Piece<'a>]) -> Vec<Vec<&'b Piece<'a>>> {
    let mut units: Vec<Vec<&Piece<'_>>> = Vec::new();
    for piece in pieces {
        match units.last_mut() {
            Some(unit) if !piece.gap => unit.push(piece),
            _ => units.push(vec![piece]),
        }
    }
    units
}

struct Lines {
    width: usize,
    done: Vec<Text>,
    line: Text,
    used: usize,
}

impl Lines {
    fn place(&mut self, unit: &[&Piece<'_>]) {
        let wide: usize = unit.iter().map(|piece| columns(piece.word)).sum();
        let gap = usize::from(self.used > 0);
        if self.used > 0 && self.used.saturating_add(gap).saturating_add(wide) > self.width {
            self.turn();
        }
        if self.used > 0 {
            let tone = unit.first().map_or(Tone::Plain, |piece| piece.tone);
            self.push(tone, " ");
        }
        for piece in unit {
            self.word(piece);
        }
    }

    fn word(&mut self, piece: &Piece<'_>) {
        let room = self.width.saturating_sub(self.used);
        if columns(piece.word) <= room {
            return self.push(piece.tone, piece.word);
        }
        for c in piece.word.chars() {
            if self.used.saturating_add(c.width().unwrap_or(0)) > self.width {
                self.turn();
            }
            self.push(piece.tone, c.encode_utf8(&mut [0; 4]));
        }
    }

    fn push(&mut self, tone: Tone, words: &str) {
        self.used = self.used.saturating_add(columns(words));
        match self.line.runs.last_mut() {
            Some((last, before)) if *last == tone => before.push_str(words),
            _ => self.line.runs.push((tone, words.to_owned())),
        }
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
    }

    fn finish(mut self) -> Vec<Text> {
        if self.used > 0 || self.done.is_empty() {
            self.turn();
        }
        self.done
    }
}

/// How many columns words take; Hangul and other wide characters take two.
pub(super) fn columns(words: &str) -> usize {
    words.width()
}

/// Words with every character made visible that could move, hide or reorder others: controls, direction marks,
/// zero-width characters. What a shipment or a rule text says is never printed raw.
#[must_use]
pub fn visible(words: &str) -> String {
    if !words.chars().any(is_hidden) {
        return words.to_owned();
    }
    words.chars().map(|c| if is_hidden(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() }).collect()
}

fn is_hidden(c: char) -> bool {
    let direction =
        matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let zero_width = matches!(c, '\u{00ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    let tags = matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{fff9}'..='\u{fffb}');
    c.is_control() || direction || zero_width || tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(words: &str, width: usize) -> Vec<String> {
        Text::new(words).wrap(width).iter().map(Text::words).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_in_the_middle() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghijkl", 8), ["abcdefgh", "ijkl"]);
        assert_eq!(wrapped("", 8), [""]);
    }

    #[test]
    fn hangul_takes_two_columns() {
        assert_eq!(wrapped("허가 필요 없음", 8), ["허가", "필요", "없음"]);
    }

    #[test]
    fn tones_that_touch_stay_on_one_line() {
        let text = Text::new("see ").and(Tone::Stop, "RU").plain("]");
        assert_eq!(text.wrap(8).iter().map(Text::words).collect::<Vec<_>>(), ["see RU]"]);
    }

    #[test]
    fn nothing_hidden_is_printed_raw() {
        assert_eq!(visible("a\u{202e}b\u{1b}[31m\n"), "a<U+202E>b<U+001B>[31m<U+000A>");
        assert_eq!(visible("선반 – ü"), "선반 – ü");
    }
}
