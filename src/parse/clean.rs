//! The first look at a text, letter by letter: what a word processor, a gazette or a scan left in it is reported and
//! made plain, strings are closed, comments are noted, and the nesting of brackets is watched.
//!
//! Takes a text; gives a plain text, the way back to the original places, and the comments.

use super::letters::{self, Odd};
use super::slips;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use crate::syntax::Spot;

/// How deep brackets and braces may be nested.
pub(super) const MAX_NESTING: usize = 64;

/// A text made plain.
#[derive(Debug, Default)]
pub(super) struct Clean {
    /// The plain text: line ends are `\n`, strings are closed, letters outside strings are plain.
    pub(super) text: String,
    /// The comments, with their `#`.
    pub(super) comments: Vec<Spot<String>>,
    /// What was found.
    pub(super) found: Vec<Diagnostic>,
    /// Where brackets are nested too deep, once for each time it happens.
    pub(super) too_deep: Vec<usize>,
    source: SourceId,
    joints: Vec<Joint>,
}

/// Where the plain text and the original part.
#[derive(Debug, Clone, Copy)]
struct Joint {
    /// The place in the plain text.
    plain: usize,
    /// The end of what stands before it in the original.
    before: usize,
    /// The beginning of what stands after it in the original.
    after: usize,
}

impl Clean {
    /// The place in the original text of a stretch of the plain one.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.original(start, |joint| joint.after);
        let to = if end > start { self.original(end, |joint| joint.before) } else { from };
        Span::new(self.source, from, to.max(from))
    }

    /// How many findings lie before a place of the plain text.
    pub(super) fn found_before(&self, at: usize) -> usize {
        let place = self.span(at, at).start;
        self.found.partition_point(|found| found.span().is_some_and(|span| span.start < place))
    }

    /// Whether a string was left open between two places of the plain text.
    pub(super) fn has_open_string(&self, start: usize, end: usize) -> bool {
        let whole = self.span(start, end);
        let near = self.found.get(self.found_before(start)..).unwrap_or_default().iter();
        let mut near = near.take_while(|found| found.span().is_some_and(|span| span.start <= whole.end));
        near.any(|found| found.code == Code::UNCLOSED_QUOTE)
    }

    fn original(&self, at: usize, side: impl Fn(&Joint) -> usize) -> usize {
        let next = self.joints.partition_point(|joint| joint.plain <= at);
        match next.checked_sub(1).and_then(|last| self.joints.get(last)) {
            None => at,
            Some(joint) if joint.plain == at => side(joint),
            Some(joint) => joint.after.saturating_add(at.saturating_sub(joint.plain)),
        }
    }
}

/// Where in the text the scanner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// In a string that began there in the original, with that quote.
    Quoted {
        start: usize,
        quote: char,
    },
    /// In a comment that began there in the original.
    Comment {
        start: usize,
    },
}

/// Makes a text plain.
pub(super) fn clean(source: SourceId, text: &str) -> Clean {
    let mut scanner = Scanner {
        text,
        out: Clean { source, text: String::with_capacity(text.len()), ..Clean::default() },
        state: State::Open,
        depth: 0,
        run: None,
    };
    let mut skip_to = 0;
    for (at, letter) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        skip_to = scanner.step(at, letter);
    }
    scanner.line_ends(text.len());
    scanner.end_run();
    scanner.out
}

/// A run of odd letters of one kind, reported as one.
#[derive(Debug)]
struct Run {
    odd: Odd,
    start: usize,
    end: usize,
    plain: String,
}

struct Scanner<'t> {
    text: &'t str,
    out: Clean,
    state: State,
    depth: usize,
    run: Option<Run>,
}

impl Scanner<'_> {
    /// Takes the letter at `at`; gives where to go on.
    fn step(&mut self, at: usize, letter: char) -> usize {
        let end = at.saturating_add(letter.len_utf8());
        match letter {
            '\u{FEFF}' if at == 0 => self.drop(at, end),
            '\r' => self.carriage_return(at, end),
            '\n' => {
                self.line_ends(at);
                self.keep(letter);
            }
            _ if letters::turns_direction(letter) => self.odd(Odd::Invisible, "", at, end),
            _ => return self.step_in(at, letter, end),
        }
        end
    }

    fn step_in(&mut self, at: usize, letter: char, end: usize) -> usize {
        match self.state {
            State::Comment { .. } => self.keep(letter),
            State::Quoted { start, quote } => return self.in_string(at, letter, end, start, quote),
            State::Open => self.in_open(at, letter, end),
        }
        end
    }

    fn in_open(&mut self, at: usize, letter: char, end: usize) {
        if let Some((odd, plain)) = letters::odd(letter) {
            return self.odd(odd, &plain, at, end);
        }
        self.end_run();
        match letter {
            '"' => self.begin_string(at, '"', end),
            '#' => {
                self.state = State::Comment { start: at };
                self.keep(letter);
            }
            _ if letters::opens_quote(letter) => self.begin_string(at, letter, end),
            _ if letters::is_space(letter) => self.replace(' ', end, at),
            _ => {
                self.watch(letter);
                self.keep(letter);
            }
        }
    }

    fn begin_string(&mut self, at: usize, quote: char, end: usize) {
        self.state = State::Quoted { start: at, quote };
        self.replace('"', end, at);
    }

    fn in_string(&mut self, at: usize, letter: char, end: usize, start: usize, quote: char) -> usize {
        if letter == '\\' {
            return self.escape(at, end);
        }
        if letters::closes_quote(letter, quote) {
            self.replace('"', end, at);
            self.state = State::Open;
            self.report_quotes(start, end, quote);
        } else if letter == '"' {
            self.insert('\\', at);
            self.keep(letter);
        } else {
            self.keep(letter);
        }
        end
    }

    /// `\"` and `\\` are the only escapes; another backslash is taken to stand for itself.
    fn escape(&mut self, at: usize, end: usize) -> usize {
        let next = self.text.get(end..).and_then(|rest| rest.chars().next());
        if let Some(next @ ('"' | '\\')) = next {
            self.keep('\\');
            self.keep(next);
            return end.saturating_add(1);
        }
        self.out.found.push(slips::escape(Span::new(self.out.source, at, end)));
        self.insert('\\', at);
        self.keep('\\');
        end
    }

    /// The smart quotes of a whole string are one slip.
    fn report_quotes(&mut self, start: usize, end: usize, quote: char) {
        if quote != '"' {
            let written = self.text.get(start..end).unwrap_or_default();
            self.out.found.push(slips::smart_quotes(Span::new(self.out.source, start, end), written));
        }
    }

    /// The end of a line ends comments, and strings that were not closed.
    fn line_ends(&mut self, at: usize) {
        match self.state {
            State::Open => self.end_run(),
            State::Comment { start } => {
                let words = self.text.get(start..at).unwrap_or_default().trim_end();
                let span = Span::new(self.out.source, start, start.saturating_add(words.len()));
                self.out.comments.push(Spot::new(words.to_owned(), span));
            }
            State::Quoted { start, .. } => {
                let line = self.text.get(start..at).unwrap_or_default();
                self.out.found.push(slips::unclosed_quote(self.out.source, start, line));
                self.insert('"', at);
            }
        }
        self.state = State::Open;
    }

    /// `\r\n` and a lone `\r` end a line.
    fn carriage_return(&mut self, at: usize, end: usize) {
        if self.text.get(end..).is_some_and(|rest| rest.starts_with('\n')) {
            self.end_run();
            self.drop(at, end);
        } else {
            self.line_ends(at);
            self.keep('\n');
        }
    }

    fn watch(&mut self, letter: char) {
        match letter {
            '(' | '{' => {
                self.depth = self.depth.saturating_add(1);
                if self.depth == MAX_NESTING.saturating_add(1) {
                    self.out.too_deep.push(self.out.text.len());
                }
            }
            ')' | '}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn odd(&mut self, odd: Odd, plain: &str, at: usize, end: usize) {
        let goes_on = self.run.as_ref().is_some_and(|run| run.odd == odd && run.end == at);
        if !goes_on {
            self.end_run();
            self.run = Some(Run { odd, start: at, end: at, plain: String::new() });
        }
        if let Some(run) = &mut self.run {
            run.end = end;
            run.plain.push_str(plain);
        }
        match plain.chars().next() {
            Some(letter) => {
                self.watch(letter);
                self.replace(letter, end, at);
            }
            None => self.drop(at, end),
        }
    }

    fn end_run(&mut self) {
        if let Some(run) = self.run.take() {
            let written = self.text.get(run.start..run.end).unwrap_or_default();
            let span = Span::new(self.out.source, run.start, run.end);
            self.out.found.push(slips::odd_letters(run.odd, span, written, &run.plain));
        }
    }

    fn keep(&mut self, letter: char) {
        self.out.text.push(letter);
    }

    /// Writes another letter than the original's.
    fn replace(&mut self, letter: char, end: usize, at: usize) {
        self.joint(at, at);
        self.out.text.push(letter);
        self.joint(end, end);
    }

    /// Leaves letters of the original out.
    fn drop(&mut self, at: usize, end: usize) {
        self.joint(at, end);
    }

    /// Writes a letter that the original lacks.
    fn insert(&mut self, letter: char, at: usize) {
        self.out.text.push(letter);
        self.joint(at, at);
    }

    fn joint(&mut self, before: usize, after: usize) {
        let plain = self.out.text.len();
        match self.out.joints.last_mut() {
            Some(last) if last.plain == plain => last.after = after,
            _ => self.out.joints.push(Joint { plain, before, after }),
        }
    }
}
