//! What people write in other words, and how the language says it.

use super::expected::{Place, found_word};
use super::grammar::Rule;
use super::slips;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Words with which people begin what this language says in another form, and how it says it.
const OTHER_FORMS: [(&str, &str); 7] = [
    (
        "covers until",
        "a rulebook says `covers from DATE`, and a list when it is whole: `complete COLUMN from DATE before DATE`",
    ),
    ("members", "members stand alone: `RU, BY from 2022-02-26`"),
    ("presumed", "write `presumed unless shown otherwise`"),
    ("within", "a duty says until when: `due within 5 years after DATE`"),
    ("for", "a duty says how long: `due for 5 years after DATE`"),
    ("met if", "write `met when FACT`"),
    ("nomenclature", "write the scheme and its edition: `nomenclature HS 2022`"),
];

/// Comparisons in other words, longer ones first.
const OTHER_COMPARISONS: [(&str, &str); 21] = [
    ("greater than or equal to", "at least"),
    ("less than or equal to", "at most"),
    ("no later than", "through"),
    ("not later than", "through"),
    ("no earlier than", "from"),
    ("not earlier than", "from"),
    ("on or before", "through"),
    ("on or after", "from"),
    ("no less than", "at least"),
    ("not less than", "at least"),
    ("no more than", "at most"),
    ("not more than", "at most"),
    ("greater than", "more than"),
    ("up to", "at most"),
    ("exceeding", "more than"),
    ("exceeds", "more than"),
    ("above", "more than"),
    ("below", "less than"),
    ("over", "more than"),
    ("under", "less than"),
    ("by", "through"),
];

/// Outcomes in other words.
const OTHER_OUTCOMES: [(&str, &str); 4] = [
    ("permitted", "permitted with duties"),
    ("allowed", "no control found"),
    ("forbidden", "prohibited"),
    ("licence", "licence required"),
];

/// Effects in other words.
const OTHER_EFFECTS: [(&str, &str); 7] = [
    ("forbidden", "prohibited"),
    ("banned", "prohibited"),
    ("exempted", "exempt"),
    ("excepted", "exempt"),
    ("allowed", "exempt"),
    ("permitted", "exempt"),
    ("free", "exempt"),
];

/// The word at a place.
#[derive(Clone, Copy)]
struct Written<'t> {
    found: &'t str,
    start: usize,
    span: Span,
}

impl Written<'_> {
    fn meant(&self, words: &[(&str, &'static str)]) -> Option<&'static str> {
        words.iter().find(|(own, _)| *own == self.found).map(|&(_, own)| own)
    }

    fn no(&self, what: &str, meant: &'static str) -> Diagnostic {
        let said = Diagnostic::at(Code::SYNTAX, self.span, format!("`{}` is no {what}", self.found));
        said.help(format!("write `{meant}`")).fix(meant)
    }
}

impl Place<'_> {
    /// What the language says in another form.
    pub(super) fn in_another_form(&self, expected: &[Rule]) -> Option<Diagnostic> {
        let (found, length) = found_word(self.rest());
        let start = self.base.saturating_add(self.offset);
        let written = Written { found, start, span: self.clean.span(start, start.saturating_add(length)) };
        self.other_effect(written, expected)
            .or_else(|| self.other_outcome(written, expected))
            .or_else(|| length_of_a_duty(written, expected))
            .or_else(|| self.other_comparison(written, expected))
            .or_else(|| self.decimal_comma(written))
            .or_else(|| self.date_from_its_day())
            .or_else(|| self.signs_of_others(written))
            .or_else(|| self.named_scenario(written))
            .or_else(|| self.other_clause(written))
    }

    fn other_effect(&self, written: Written<'_>, expected: &[Rule]) -> Option<Diagnostic> {
        if !expected.contains(&Rule::effect) {
            return None;
        }
        if matches!(written.found, "denied" | "refused") {
            let said = Diagnostic::at(Code::SYNTAX, written.span, format!("`{}` is no effect", written.found));
            return Some(said.help("write `prohibited`, or how a licence is reviewed, such as `denial in all cases`"));
        }
        let effect = written.meant(&OTHER_EFFECTS)?;
        // A rule exempts nothing.
        (effect == "prohibited" || self.is_in(&["exception"])).then(|| written.no("effect", effect))
    }

    fn other_outcome(&self, written: Written<'_>, expected: &[Rule]) -> Option<Diagnostic> {
        if let Some(outcome) = written.meant(&OTHER_OUTCOMES).filter(|_| expected.contains(&Rule::outcome)) {
            return Some(written.no("outcome", outcome));
        }
        // The words of a headline, where each duty is named.
        let headline = self.rest().starts_with("with duties") && expected.contains(&Rule::expectation);
        let said = Diagnostic::at(Code::SYNTAX, written.span, "which duties are owed is said of each by its name");
        headline.then(|| said.help("write `duty ID` for each, as in `expect no control found, duty keep-papers`"))
    }

    /// Quotes and comments as other languages write them.
    fn signs_of_others(&self, written: Written<'_>) -> Option<Diagnostic> {
        let comment = ["//", "/*"].iter().any(|sign| self.rest().starts_with(sign));
        let (what, help) = match written.found {
            "'" => ("words stand in double quotes", "write `\"…\"`"),
            _ if comment => ("a comment begins with `#`", "write `# …`; it goes on to the end of the line"),
            _ => return None,
        };
        Some(Diagnostic::at(Code::SYNTAX, written.span, what).help(help))
    }

    fn named_scenario(&self, written: Written<'_>) -> Option<Diagnostic> {
        let found = written.found;
        let labelled = self.rest().get(found.len()..).is_some_and(|rest| rest.trim_start().starts_with('"'));
        let begins = self.text.get(..self.offset)?.trim() == "scenario" && found.starts_with(char::is_alphabetic);
        let message = "a scenario has no name but its words in double quotes";
        let said = Diagnostic::at(Code::SYNTAX, written.span, message);
        (begins && labelled).then(|| said.help(format!("leave `{found}` out")))
    }

    fn other_clause(&self, written: Written<'_>) -> Option<Diagnostic> {
        let found = written.found;
        let of_duties = |own: &str| !matches!(own, "for" | "within" | "met if") || self.is_in(&["duty"]);
        let begins =
            |(own, _): &&(&str, &str)| self.rest().starts_with(*own) && own.starts_with(found) && of_duties(own);
        let (_, form) = OTHER_FORMS.iter().find(begins).filter(|_| self.begins() && self.rule != Rule::item)?;
        let message = format!("`{found}` does not begin a clause in this form");
        Some(Diagnostic::at(Code::UNKNOWN_CLAUSE, written.span, message).help(*form))
    }

    /// Whether the place is within an item that begins with one of these words.
    pub(super) fn is_in(&self, items: &[&str]) -> bool {
        let before = self.clean.text.get(..self.base.saturating_add(self.offset)).unwrap_or_default();
        let head = before.rfind('{').and_then(|brace| before.get(..brace)).unwrap_or_default();
        let head = head.rsplit('}').next().unwrap_or_default();
        let begins = |line: &str| {
            let line = line.trim_start();
            items.iter().any(|item| line.strip_prefix(item).is_some_and(|rest| rest.starts_with(' ')))
        };
        head.lines().any(begins)
    }

    /// `75,5`, where the point of a number is a comma.
    fn decimal_comma(&self, written: Written<'_>) -> Option<Diagnostic> {
        let before = self.text.get(..self.offset)?;
        let part: String = self.rest().strip_prefix(',')?.chars().take_while(char::is_ascii_digit).collect();
        let whole = before.get(before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at.saturating_add(1))..)?;
        if written.found != "," || part.is_empty() || whole.is_empty() {
            return None;
        }
        let said =
            Diagnostic::at(Code::WRITTEN_NUMBER, written.span, format!("`{whole},{part}` has a comma for its point"));
        Some(said.help(format!("write `{whole}.{part}`")).fix("."))
    }

    /// `1 March 2025`, of which the day and the month were read as an amount.
    fn date_from_its_day(&self) -> Option<Diagnostic> {
        let before = self.text.get(..self.offset)?.trim_end();
        let month = before.rfind(' ')?;
        let day = before.get(..month)?.trim_end().rfind([' ', '(']).map_or(0, |at| at.saturating_add(1));
        let (length, date) = slips::spoken_date(self.text.get(day..)?)?;
        let start = self.base.saturating_add(day);
        let written = self.text.get(day..day.saturating_add(length))?;
        Some(slips::date_form(self.clean.span(start, start.saturating_add(length)), written, &[date]))
    }

    /// A comparison in other words.
    fn other_comparison(&self, written: Written<'_>, expected: &[Rule]) -> Option<Diagnostic> {
        let compares =
            [Rule::kw_before, Rule::kw_more_than, Rule::kw_at_least].iter().any(|word| expected.contains(word));
        let stands = |words: &str| {
            let rest = self.rest().strip_prefix(words);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
        };
        let (words, meant) = OTHER_COMPARISONS.iter().find(|(words, _)| stands(words))?;
        // `by INSTRUMENT` begins a clause of its own.
        if self.begins() || *words == "by" && !compares {
            return None;
        }
        let after = self.rest().get(words.len()..)?.trim_start();
        let day = after.as_bytes().get(4) == Some(&b'-');
        let meant = match *words {
            "up to" | "under" | "over" | "above" | "below" if !after.starts_with(|c: char| c.is_ascii_digit()) => {
                return None;
            }
            "up to" if day => "through",
            "under" | "below" if day => "before",
            "over" | "above" if day => "after",
            _ => meant,
        };
        let span = self.clean.span(written.start, written.start.saturating_add(words.len()));
        let said = Diagnostic::at(Code::SYNTAX, span, format!("`{words}` is no comparison"));
        Some(said.help(format!("write `{meant}`")).fix(meant))
    }
}

/// Whether a duty has to be done by then or goes on for so long cannot be told from the number.
fn length_of_a_duty(written: Written<'_>, expected: &[Rule]) -> Option<Diagnostic> {
    let bare = expected.contains(&Rule::kw_within) && written.found.starts_with(|c: char| c.is_ascii_digit());
    let message = "it is not said whether that is a deadline or how long it lasts";
    let said = Diagnostic::at(Code::SYNTAX, written.span, message);
    bare.then(|| said.help("write `due within …` for a deadline, `due for …` for how long"))
}
