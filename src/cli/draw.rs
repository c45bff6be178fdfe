//! Messages drawn into the text they are about, or told plainly.

use cocket::diagnostic::{Diagnostic, Mark, Place, Severity};
use cocket::render;
use cocket::source::{SourceId, Sources};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};
use std::fmt;

/// How messages are to look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Told, not drawn.
    pub(super) plain: bool,
    /// With colour.
    pub(super) colour: bool,
    /// How wide.
    pub(super) width: usize,
}

/// All messages, one after the other.
pub(super) fn all(messages: &[Diagnostic], sources: &Sources, look: Look) -> String {
    messages.iter().map(|message| one(message, sources, look)).collect()
}

/// One message. Those about JSON documents are told in a line: there is no text to draw into.
pub(super) fn one(message: &Diagnostic, sources: &Sources, look: Look) -> String {
    let marks = match &message.place {
        Place::Text(marks) if !look.plain => marks,
        _ => return render::message(message, sources),
    };
    let Some(main) = marks.first() else { return render::message(message, sources) };
    let theme = if look.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(look.width).with_links(false);
    let drawn = Drawn { message, marks, text: Text { sources, id: main.span.source }, sources };
    let mut out = String::new();
    match handler.render_report(&mut out, &drawn) {
        Ok(()) => out + "\n",
        Err(fmt::Error) => render::message(message, sources),
    }
}

/// A message as miette reads it.
struct Drawn<'a> {
    message: &'a Diagnostic,
    marks: &'a [Mark],
    text: Text<'a>,
    sources: &'a Sources,
}

impl fmt::Debug for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render::visible(&self.message.message))
    }
}

impl std::error::Error for Drawn<'_> {}

impl miette::Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.message.code.0))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.message.severity() {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let elsewhere = self.marks.iter().filter(|mark| mark.span.source != self.text.id);
        let see = elsewhere.map(|mark| format!("see {}: {}", self.sources.place(mark.span), mark.text));
        let lines: Vec<String> = self.message.help.iter().cloned().chain(see).collect();
        (!lines.is_empty()).then(|| Box::new(render::visible_lines(&lines)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let here = self.marks.iter().filter(|mark| mark.span.source == self.text.id);
        let mut main = true;
        Some(Box::new(here.map(move |mark| label(mark, std::mem::take(&mut main)))))
    }
}

fn label(mark: &Mark, main: bool) -> LabeledSpan {
    let words = (!mark.text.is_empty()).then(|| render::visible(&mark.text));
    let (start, end) = (mark.span.start as usize, mark.span.end as usize);
    let span = SourceSpan::from((start, end.saturating_sub(start)));
    if main { LabeledSpan::new_primary_with_span(words, span) } else { LabeledSpan::new_with_span(words, span) }
}

/// A text that finds its lines by an index and counts columns in characters, as editors do.
struct Text<'a> {
    sources: &'a Sources,
    id: SourceId,
}

impl SourceCode for Text<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.sources.text(self.id).ok_or(MietteError::OutOfBounds)?;
        let start = span.offset();
        let end = start.saturating_add(span.len());
        let first = if before == 0 { start } else { line_start(text, start, before) };
        let last = line_end(text, end, after);
        let shown = text.get(first..last).ok_or(MietteError::OutOfBounds)?;
        let at = self.sources.position(self.id, u32::try_from(first).unwrap_or(u32::MAX));
        let lines = shown.matches('\n').count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.sources.name(self.id).to_owned(),
            shown.as_bytes(),
            SourceSpan::from((first, last.saturating_sub(first))),
            (at.line as usize).saturating_sub(1),
            (at.column as usize).saturating_sub(1),
            lines,
        )))
    }
}

/// Where the line begins that stands so many lines before the one of the offset.
fn line_start(text: &str, offset: usize, before: usize) -> usize {
    let breaks = text.get(..offset).unwrap_or_default().bytes().enumerate().rev().filter(|&(_, byte)| byte == b'\n');
    breaks.map(|(at, _)| at.saturating_add(1)).nth(before).unwrap_or(0)
}

/// Where the line ends that stands so many lines after the one of the offset.
fn line_end(text: &str, offset: usize, after: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let breaks = rest.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
    let ends = breaks.map(|(at, _)| offset.saturating_add(at).saturating_add(1));
    ends.into_iter().nth(after).unwrap_or(text.len())
}
