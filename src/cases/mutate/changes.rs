//! The changes: in the words of the texts, outside of strings and comments.

use crate::rulebook::Rulebook;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::{Clause, ClauseKind, Head, Item};
use crate::vocab::Date;
use std::ops::Range;

/// A small change of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The name of the text.
    pub file: String,
    /// `file:line:column` of what is changed.
    pub at: String,
    /// What kind of change it is.
    pub kind: Kind,
    /// What stands there.
    pub from: String,
    /// What is put in its place.
    pub to: String,
    /// The bytes that are replaced.
    pub bytes: Range<usize>,
    /// The item in which it stands.
    pub item: Span,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is what its word says")]
pub enum Kind {
    Comparison,
    Day,
    AndOr,
    Not,
    Exception,
    Entry,
    Member,
    Policy,
}

impl Kind {
    /// What it is, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Kind::Comparison => "a comparison that takes in its bound, or leaves it out",
            Kind::Day => "a date moved by a day",
            Kind::AndOr => "`and` for `or`, or the other way round",
            Kind::Not => "a `not` left out",
            Kind::Exception => "an exception or a policy left out",
            Kind::Entry => "an entry left out",
            Kind::Member => "a member of a group left out",
            Kind::Policy => "another policy",
        }
    }
}

impl Change {
    /// The text with the change made.
    #[must_use]
    pub fn text(&self, sources: &Sources) -> String {
        let text = sources.find(&self.file).and_then(|id| sources.text(id)).unwrap_or_default();
        let (before, after) = (text.get(..self.bytes.start), text.get(self.bytes.end..));
        [before.unwrap_or_default(), &self.to, after.unwrap_or_default()].concat()
    }
}

/// Words, and those that a slip or a hurried hand would put in their place.
const COMPARISONS: [(&str, &str); 8] = [
    ("at least", "more than"),
    ("more than", "at least"),
    ("at most", "less than"),
    ("less than", "at most"),
    ("before", "through"),
    ("through", "before"),
    ("from", "after"),
    ("after", "from"),
];

const AND_OR: [(&str, &str); 4] = [("and", "or"), ("or", "and"), ("any of", "all of"), ("all of", "any of")];

const POLICIES: [(&str, &str); 5] = [
    ("denial in all cases", "policy of denial"),
    ("policy of denial", "case by case"),
    ("presumption of denial", "case by case"),
    ("case by case", "policy of denial"),
    ("presumption of approval", "case by case"),
];

/// Every change of the texts of a rulebook, in their order; of one file alone where it is named.
#[must_use]
pub fn changes(book: &Rulebook, rulebook: &str, entries: bool) -> Vec<Change> {
    let Some(head) = book.model().rulebooks.iter().find(|head| head.id == rulebook) else { return Vec::new() };
    let sources = book.sources();
    let mut all = Vec::new();
    for name in &head.files {
        let Some(id) = sources.find(name) else { continue };
        let text = sources.text(id).unwrap_or_default();
        let making = Making { sources, name, id, text };
        if name.ends_with(".cocket") {
            all.extend(making.of_rules());
        } else if entries {
            all.extend(making.of_table());
        }
    }
    all
}

struct Making<'a> {
    sources: &'a Sources,
    name: &'a str,
    id: SourceId,
    text: &'a str,
}

impl Making<'_> {
    fn change(&self, kind: Kind, bytes: Range<usize>, to: &str, item: Span) -> Change {
        let span = Span::new(self.id, bytes.start, bytes.end);
        Change {
            file: self.name.to_owned(),
            at: self.sources.place(span),
            kind,
            from: self.text.get(bytes.clone()).unwrap_or_default().to_owned(),
            to: to.to_owned(),
            bytes,
            item,
        }
    }

    fn of_rules(&self) -> Vec<Change> {
        let (file, _) = crate::parse::parse(self.id, self.text);
        file.items.iter().flat_map(|item| self.of_item(item)).collect()
    }

    fn of_item(&self, item: &Item) -> Vec<Change> {
        let whole = item.at.0;
        match &item.head {
            Head::Scenario { .. } | Head::Part { .. } | Head::Fact { .. } | Head::Question { .. } => Vec::new(),
            Head::Exception { .. } | Head::Policy { .. } | Head::ClosedList { .. } => {
                let gone = self.change(Kind::Exception, whole.start as usize..whole.end as usize, "", whole);
                std::iter::once(gone).chain(self.of_body(item)).collect()
            }
            _ => self.of_body(item),
        }
    }

    fn of_body(&self, item: &Item) -> Vec<Change> {
        item.body.iter().flat_map(|clause| self.of_clause(clause, item)).collect()
    }

    fn of_clause(&self, clause: &Clause, item: &Item) -> Vec<Change> {
        use ClauseKind as C;
        let bytes = clause.at.0.start as usize..clause.at.0.end as usize;
        let whole = item.at.0;
        let words = self.words(bytes.clone());
        match &clause.kind {
            C::Reading { body, .. } => body.iter().flat_map(|clause| self.of_clause(clause, item)).collect(),
            C::When(_) | C::Through(_) | C::Nexus(_) => self.of_condition(&words, whole),
            C::Unless(_) => {
                let gone = self.change(Kind::Exception, bytes, "", whole);
                std::iter::once(gone).chain(self.of_condition(&words, whole)).collect()
            }
            C::Then(_) => self.replaced(Kind::Policy, &words, &POLICIES, whole),
            C::Force(_) | C::InForce { .. } | C::Complete { .. } | C::CoversFrom(_) | C::Changed { .. } => {
                self.days(&words, whole)
            }
            _ if matches!(item.head, Head::Group { .. }) => {
                let mut all = self.days(&words, whole);
                all.extend(self.members(&words, whole));
                all
            }
            _ => Vec::new(),
        }
    }

    fn of_condition(&self, words: &[Range<usize>], whole: Span) -> Vec<Change> {
        let mut all = self.replaced(Kind::Comparison, words, &COMPARISONS, whole);
        all.extend(self.replaced(Kind::AndOr, words, &AND_OR, whole));
        all.extend(self.days(words, whole));
        let nots = words.iter().filter(|word| self.word(word) == "not");
        all.extend(nots.map(|word| self.change(Kind::Not, word.clone(), "", whole)));
        all
    }

    fn word(&self, bytes: &Range<usize>) -> &str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    /// Each place where these words stand, with the others in their place.
    fn replaced(&self, kind: Kind, words: &[Range<usize>], pairs: &[(&str, &str)], whole: Span) -> Vec<Change> {
        let mut all = Vec::new();
        for (at, first) in words.iter().enumerate() {
            for (from, to) in pairs {
                let many = from.split(' ').count();
                let run = words.get(at..at.saturating_add(many)).unwrap_or_default();
                let same =
                    run.len() == many && run.iter().zip(from.split(' ')).all(|(own, word)| self.word(own) == word);
                if let (true, Some(last)) = (same, run.last()) {
                    all.push(self.change(kind, first.start..last.end, to, whole));
                }
            }
        }
        all
    }

    fn days(&self, words: &[Range<usize>], whole: Span) -> Vec<Change> {
        let moved = words.iter().filter_map(|word| {
            let day = Date::parse(self.word(word)).ok()?;
            Some(self.change(Kind::Day, word.clone(), &day.next().to_string(), whole))
        });
        moved.collect()
    }

    /// A country with the comma beside it.
    fn members(&self, words: &[Range<usize>], whole: Span) -> Vec<Change> {
        let is_country = |word: &&Range<usize>| {
            let text = self.word(word);
            text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let countries: Vec<&Range<usize>> = words.iter().filter(is_country).collect();
        let without = |word: &&Range<usize>| {
            let after = self.text.get(word.end..).unwrap_or_default();
            let comma = after.len().saturating_sub(after.trim_start().len());
            let end = if after.trim_start().starts_with(',') {
                word.end.saturating_add(comma).saturating_add(1)
            } else {
                word.end
            };
            let before = self.text.get(..word.start).unwrap_or_default().trim_end();
            let start =
                if end == word.end && before.ends_with(',') { before.len().saturating_sub(1) } else { word.start };
            self.change(Kind::Member, start..end, "", whole)
        };
        countries.iter().map(without).collect()
    }

    /// The words of a stretch that stand in no string and no comment.
    fn words(&self, bytes: Range<usize>) -> Vec<Range<usize>> {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let (mut words, mut start) = (Vec::new(), None);
        let (mut quoted, mut comment) = (false, false);
        for (at, c) in text.char_indices() {
            match c {
                '\n' => comment = false,
                '"' if !comment => quoted = !quoted,
                '#' if !quoted => comment = true,
                _ => {}
            }
            let of_word = !quoted && !comment && (c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
            match (of_word, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(bytes.start.saturating_add(from)..bytes.start.saturating_add(at));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| bytes.start.saturating_add(from)..bytes.end));
        words
    }

    /// Each row left out.
    fn of_table(&self) -> Vec<Change> {
        let mut at = 0_usize;
        let mut rows = Vec::new();
        for line in self.text.split_inclusive('\n') {
            let bytes = at..at.saturating_add(line.len());
            at = bytes.end;
            if !line.starts_with('#') && !line.trim().is_empty() {
                rows.push(bytes);
            }
        }
        let whole = |bytes: &Range<usize>| Span::new(self.id, bytes.start, bytes.end);
        // The first row names the columns.
        rows.into_iter().skip(1).map(|bytes| self.change(Kind::Entry, bytes.clone(), "", whole(&bytes))).collect()
    }
}
