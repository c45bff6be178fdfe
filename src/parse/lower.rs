//! From pairs to pieces of the tree: names, dates, places, codes, labels.

use super::clean::Clean;
use super::grammar::{Node, Rule};
use super::slips;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{At, Name, Spot, Until, When, WrittenCode};
use crate::vocab::{Act, Date, Label};

/// What lowering needs to know of the text, and what it finds.
#[derive(Debug)]
pub(super) struct Lower<'t> {
    /// The whole plain text.
    pub(super) clean: &'t Clean,
    /// Where in it the parsed stretch begins.
    pub(super) base: usize,
    /// What was found.
    pub(super) found: Vec<Diagnostic>,
}

impl Lower<'_> {
    /// The place of a node in the original text.
    pub(super) fn span(&self, node: &Node<'_>) -> Span {
        self.stretch(node.start(), trimmed_end(node))
    }

    /// A place in the original text, by offsets in the parsed stretch.
    pub(super) fn stretch(&self, start: usize, end: usize) -> Span {
        self.clean.span(self.base.saturating_add(start), self.base.saturating_add(end))
    }

    /// The place of a node.
    pub(super) fn at(&self, node: &Node<'_>) -> At {
        At(self.span(node))
    }

    fn spot<T>(&self, node: &Node<'_>, value: T) -> Spot<T> {
        Spot::new(value, self.span(node))
    }

    /// The words of the node's first piece of that production.
    pub(super) fn words(&self, node: &Node<'_>, rule: Rule) -> Option<Spot<String>> {
        let kid = node.kid(rule)?;
        Some(self.spot(&kid, kid.text().to_owned()))
    }

    /// The first string in a node.
    pub(super) fn string(&self, node: &Node<'_>) -> Option<Spot<String>> {
        let kid = node.kid(Rule::string)?;
        Some(self.spot(&kid, unquoted(kid.text())))
    }

    /// The first label in a node.
    pub(super) fn label(node: &Node<'_>) -> Option<Label> {
        let label = node.kid(Rule::label)?;
        let mut kids = label.kids();
        let mut words = Label::new(unquoted(kids.next()?.text()));
        while let (Some(language), Some(text)) = (kids.next(), kids.next()) {
            words = words.and(language.text(), unquoted(text.text()));
        }
        Some(words)
    }

    /// The first name in a node.
    pub(super) fn name(&mut self, node: &Node<'_>) -> Option<Name> {
        let id = node.kid(Rule::id)?;
        Some(self.id(&id))
    }

    /// A name; one in another form is reported and made plain.
    pub(super) fn id(&mut self, id: &Node<'_>) -> Name {
        let written = id.text();
        if !id.has(Rule::slip_name) {
            return self.spot(id, written.to_owned());
        }
        let plain = slips::kebab(written);
        self.found.push(slips::name_form(self.span(id), written, &plain));
        self.spot(id, plain)
    }

    /// The names of the first list of names in a node.
    pub(super) fn names(&mut self, node: &Node<'_>) -> Vec<Name> {
        let Some(ids) = node.kid(Rule::ids) else { return Vec::new() };
        ids.each(Rule::id).map(|id| self.id(&id)).collect()
    }

    /// The first date in a node.
    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<Spot<Date>> {
        let date = node.kid(Rule::date)?;
        self.day(&date)
    }

    /// A written date; one that is none is reported, and the nearest taken.
    pub(super) fn day(&mut self, node: &Node<'_>) -> Option<Spot<Date>> {
        let span = self.span(node);
        let (date, slip) = slips::date(span, node.text().trim_end());
        self.found.extend(slip);
        Some(Spot::new(date?, span))
    }

    /// The first stretch of time in a node; nothing written is the empty one.
    pub(super) fn when(&mut self, node: &Node<'_>) -> When {
        let is_stretch = |kid: &Node<'_>| matches!(kid.rule(), Rule::stretch | Rule::line_stretch);
        let Some(stretch) = node.kids().find(is_stretch) else { return When::default() };
        self.sign(&stretch);
        let from = self.date(&stretch);
        let is_end = |kid: &Node<'_>| matches!(kid.rule(), Rule::stretch_end | Rule::line_stretch_end);
        let until = stretch.kids().find(is_end).and_then(|end| self.until(&end));
        When { from, until }
    }

    /// The end of a stretch of time.
    pub(super) fn until(&mut self, end: &Node<'_>) -> Option<Spot<Until>> {
        self.sign(end);
        if let Some(word) = end.kid(Rule::slip_until) {
            self.found.push(slips::until(self.span(&word), word.text()));
        }
        let date = self.date(end)?;
        let until = if end.has(Rule::kw_through) { Until::Through(date.value) } else { Until::Before(date.value) };
        Some(Spot { value: until, at: date.at })
    }

    /// Reports `=` or `:` after the first word of a clause.
    pub(super) fn sign(&mut self, node: &Node<'_>) {
        if let Some(sign) = node.kid(Rule::slip_sign) {
            self.found.push(slips::clause_sign(self.span(&sign), sign.text()));
        }
    }

    /// The first place directly in a node.
    pub(super) fn place(&mut self, node: &Node<'_>) -> Option<Spot<String>> {
        let place = node.kids().find(|kid| matches!(kid.rule(), Rule::place | Rule::place_code))?;
        Some(self.country(&place))
    }

    /// All places directly in a node.
    pub(super) fn places(&mut self, node: &Node<'_>) -> Vec<Spot<String>> {
        let is_place = |kid: &Node<'_>| matches!(kid.rule(), Rule::place | Rule::place_code | Rule::slip_member);
        node.kids().filter(is_place).map(|place| self.country(&place)).collect()
    }

    /// A country; one written in another way is reported, and its code taken.
    pub(super) fn country(&mut self, node: &Node<'_>) -> Spot<String> {
        let written = node.text();
        if node.rule() == Rule::place_code || node.has(Rule::place_code) {
            return self.spot(node, written.to_owned());
        }
        self.found.push(slips::country_form(self.span(node), written));
        let meant = slips::country(written).map_or_else(|| written.to_owned(), |country| country.code().to_owned());
        self.spot(node, meant)
    }

    /// The acts of the first list of acts in a node.
    pub(super) fn acts(&mut self, node: &Node<'_>) -> Vec<Spot<Act>> {
        let Some(acts) = node.kid(Rule::acts) else { return Vec::new() };
        acts.each(Rule::act).filter_map(|act| self.act(&act)).collect()
    }

    /// An act; one that is none is reported and left out.
    pub(super) fn act(&mut self, node: &Node<'_>) -> Option<Spot<Act>> {
        self.act_or(node, slips::unknown_act)
    }

    /// The same, with what is reported of one that is none.
    pub(super) fn act_or(&mut self, node: &Node<'_>, slip: fn(Span, &str) -> Diagnostic) -> Option<Spot<Act>> {
        let span = self.span(node);
        let written = node.text();
        let known = Act::ALL.into_iter().find(|act| act.word() == written);
        if known.is_none() {
            self.found.push(slip(span, written));
        }
        known.map(|act| Spot::new(act, span))
    }

    /// The codes of the first list of codes in a node.
    pub(super) fn codes(&mut self, node: &Node<'_>) -> Vec<Spot<WrittenCode>> {
        let Some(codes) = node.kid(Rule::codes) else { return Vec::new() };
        codes.each(Rule::code).filter_map(|code| self.code(&code)).collect()
    }

    /// A code; one without a scheme is reported, and taken in the scheme it looks like.
    pub(super) fn code(&mut self, node: &Node<'_>) -> Option<Spot<WrittenCode>> {
        if let Some(written) = node.kid(Rule::written_code) {
            return self.written_code(&written);
        }
        let written = node.text();
        let span = self.span(node);
        let slip = slips::bare_code(span, written);
        let scheme = slip.fix.as_deref().and_then(|fix| fix.split(' ').next()).unwrap_or("HS").to_owned();
        self.found.push(slip);
        Some(Spot::new(WrittenCode { scheme, text: written.to_owned() }, span))
    }

    /// A code with its scheme.
    pub(super) fn written_code(&mut self, node: &Node<'_>) -> Option<Spot<WrittenCode>> {
        let scheme = node.kid(Rule::scheme)?.text().to_owned();
        let text = node.kid(Rule::code_text)?.text().trim_end().to_owned();
        Some(self.spot(node, WrittenCode { scheme, text }))
    }

    /// The schemes directly in a node.
    pub(super) fn schemes(&self, node: &Node<'_>) -> Vec<Spot<String>> {
        node.each(Rule::scheme).map(|scheme| self.spot(&scheme, scheme.text().to_owned())).collect()
    }

    /// The entries of the first list of entries in a node.
    pub(super) fn keys(&self, node: &Node<'_>) -> Vec<Spot<String>> {
        let Some(keys) = node.kid(Rule::keys) else { return Vec::new() };
        keys.each(Rule::key).map(|key| self.key(&key)).collect()
    }

    /// An entry.
    pub(super) fn key(&self, key: &Node<'_>) -> Spot<String> {
        let quoted = key.kid(Rule::string).map(|string| unquoted(string.text()));
        self.spot(key, quoted.unwrap_or_else(|| key.text().to_owned()))
    }

    /// A whole number; one that is too long is the largest there is.
    pub(super) fn count(&mut self, node: &Node<'_>) -> Option<Spot<u64>> {
        let count = node.kid(Rule::count)?;
        let written = count.text();
        if written.contains(',') {
            self.found.push(slips::grouped_number(self.span(&count), written));
        }
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        Some(self.spot(&count, digits.parse().unwrap_or(u64::MAX)))
    }
}

/// What stands between the quotes, escapes undone.
pub(super) fn unquoted(string: &str) -> String {
    let inner = string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(string);
    let mut words = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        let meant = if letter == '\\' { letters.next() } else { Some(letter) };
        words.extend(meant);
    }
    words
}

/// A production that ends with an optional part takes in the space and comments after it; its last word does not.
pub(super) fn trimmed_end(node: &Node<'_>) -> usize {
    let mut last = node.clone();
    while let Some(kid) = last.last() {
        last = kid;
    }
    last.start().saturating_add(last.text().trim_end().len())
}
