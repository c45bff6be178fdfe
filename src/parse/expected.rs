//! What to say of words that are not understood: what was found, and what may stand there.

use super::clean::Clean;
use super::cut::ITEM_WORDS;
use super::grammar::{Grammar, Rule};
use super::slips;
use crate::diagnostic::{Code, Diagnostic};
use crate::vocab::{Policy, nearest};
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

/// The words that begin clauses.
const CLAUSE_WORDS: [&str; 76] = [
    "corrects",
    "draft",
    "add from",
    "replace from",
    "replace",
    "add",
    "remove",
    "not complete",
    "jurisdiction",
    "authority",
    "authentic",
    "nomenclature",
    "time zone",
    "territory",
    "nexus",
    "decisive date",
    "covers from",
    "weekend",
    "holiday",
    "source",
    "modelled",
    "number",
    "announced",
    "published",
    "in force",
    "all countries",
    "without",
    "members uncertain",
    "match",
    "classified by",
    "load",
    "complete",
    "states",
    "scheme",
    "ask",
    "changed",
    "of",
    "may be",
    "silence means no",
    "facts",
    "reading",
    "cite",
    "by",
    "applies to",
    "from",
    "before",
    "through",
    "only if no",
    "subject to",
    "only",
    "to",
    "notwithstanding",
    "presumed unless shown otherwise",
    "when",
    "and",
    "or",
    "unless",
    "then",
    "reason",
    "on",
    "form",
    "due",
    "met when",
    "would require",
    "would relieve",
    "would stiffen",
    "because",
    "given",
    "group",
    "expect",
    "over",
    "through",
    "rows",
    "granted by",
    "valid on",
    "in case of",
];

/// Words that other languages begin clauses with, and the words of this one.
const OTHER_WORDS: [(&str, &str); 4] = [("if", "when"), ("where", "when"), ("except", "unless"), ("since", "from")];

/// The most words that begin a clause or an item.
const MOST_WORDS: usize = 4;

/// What is wrong in a stretch of the plain text that does not parse; none where a string left open there explains it.
pub(super) fn explain(clean: &Clean, rule: Rule, from: usize, to: usize) -> Option<Diagnostic> {
    let text = clean.text.get(from..to)?;
    let (offset, expected) = failure(rule, text);
    let offset = next_word(text, offset);
    let place = Place { clean, rule, base: from, text, offset };
    (!place.is_explained()).then(|| place.say(&expected))
}

/// Where reading stopped, and what could have gone on there.
fn failure(rule: Rule, text: &str) -> (usize, Vec<Rule>) {
    let Err(error) = Grammar::parse(rule, text) else { return (0, Vec::new()) };
    let offset = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match error.variant {
        ErrorVariant::ParsingError { positives, .. } => (offset, positives),
        ErrorVariant::CustomError { .. } => (offset, Vec::new()),
    }
}

/// The next byte that is neither space nor comment.
fn next_word(text: &str, mut offset: usize) -> usize {
    loop {
        let rest = text.get(offset..).unwrap_or_default();
        let words = rest.trim_start();
        offset = offset.saturating_add(rest.len().saturating_sub(words.len()));
        if !words.starts_with('#') {
            return offset;
        }
        offset = offset.saturating_add(words.find('\n').unwrap_or(words.len()));
    }
}

/// Where reading stopped: at an offset of a stretch of the plain text.
pub(super) struct Place<'t> {
    pub(super) clean: &'t Clean,
    pub(super) rule: Rule,
    pub(super) base: usize,
    pub(super) text: &'t str,
    pub(super) offset: usize,
}

impl Place<'_> {
    /// Whether a string left open on these lines is the cause.
    fn is_explained(&self) -> bool {
        self.clean.has_open_string(self.base, self.base.saturating_add(self.text.len()))
    }

    pub(super) fn rest(&self) -> &str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    fn say(&self, expected: &[Rule]) -> Diagnostic {
        let other = self.in_another_form(expected);
        other.or_else(|| self.misspelt(expected)).unwrap_or_else(|| self.not_here(expected))
    }

    /// What would be one name if it had a hyphen.
    fn hyphenated(&self, found: &str) -> Option<String> {
        let before = self.text.get(..self.offset)?.strip_suffix(' ')?;
        let names = ["condition of", "duty", "to", "in", "by", "subject to", "notwithstanding"];
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let own = before.get(before.rfind(|c| !word(c)).map_or(0, |at| at.saturating_add(1))..)?;
        let begins = |words: &str| words.starts_with(|c: char| c.is_ascii_lowercase());
        let leading = before.strip_suffix(own)?.trim_end();
        let is_name = names.iter().any(|name| leading.strip_suffix(name).is_some_and(|rest| !rest.ends_with(word)));
        let are_words = begins(own) && begins(found) && found.chars().all(word) && !CLAUSE_WORDS.contains(&found);
        let are_words = is_name && are_words;
        are_words.then(|| format!("{own}-{found}"))
    }

    /// Whether the words stand where an item or a clause begins.
    pub(super) fn begins(&self) -> bool {
        let before = self.text.get(..self.offset).unwrap_or_default();
        before.trim().is_empty() || before.trim_end_matches([' ', '\t']).ends_with(['\n', ';'])
    }

    /// A word of the language with another spelling.
    fn misspelt(&self, expected: &[Rule]) -> Option<Diagnostic> {
        let words = self.candidates(expected);
        (1..=MOST_WORDS).rev().find_map(|count| self.misspelt_words(&words, count))
    }

    fn candidates(&self, expected: &[Rule]) -> Vec<String> {
        let mut words: Vec<String> = expected.iter().filter_map(|&rule| keyword(rule)).collect();
        if self.begins() && self.rule == Rule::item {
            words.extend(ITEM_WORDS.map(str::to_owned));
        } else if self.begins() {
            words.extend(CLAUSE_WORDS.map(str::to_owned));
        }
        words
    }

    fn misspelt_words(&self, candidates: &[String], count: usize) -> Option<Diagnostic> {
        let written = first_words(self.rest(), count)?;
        let plain = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let same_count = candidates.iter().map(String::as_str).filter(|words| words.split(' ').count() == count);
        let near = self.meant(&plain, written.len(), same_count.collect())?;
        if plain == near {
            return None;
        }
        let start = self.base.saturating_add(self.offset);
        let span = self.clean.span(start, start.saturating_add(written.len()));
        let (code, message) = if plain.eq_ignore_ascii_case(&near) {
            (Code::WORD_CASE, format!("`{plain}` is written in small letters"))
        } else {
            (Code::UNKNOWN_CLAUSE, format!("`{plain}` is not a word of the language"))
        };
        Some(Diagnostic::at(code, span, message).help(format!("did you mean `{near}`?")).fix(near))
    }

    /// The nearest word with which the whole can be read (`frm 2024-01-01` is `from`, not `form`), or else the nearest.
    fn meant(&self, written: &str, length: usize, mut among: Vec<&str>) -> Option<String> {
        among.retain(|words| is_near(written, words));
        let nearest_of_all = nearest(written, among.iter().copied())?.to_owned();
        for _ in 0..3 {
            let Some(near) = nearest(written, among.iter().copied()).map(str::to_owned) else { break };
            if self.reads_with(&near, length) {
                return Some(near);
            }
            among.retain(|words| *words != near);
        }
        Some(nearest_of_all)
    }

    /// Whether the whole can be read with other words at the place.
    fn reads_with(&self, words: &str, length: usize) -> bool {
        let before = self.text.get(..self.offset).unwrap_or_default();
        let after = self.rest().get(length..).unwrap_or_default();
        Grammar::parse(self.rule, &format!("{before}{words}{after}")).is_ok()
    }

    fn not_here(&self, expected: &[Rule]) -> Diagnostic {
        if let Some(diagnostic) = self.spoken_date(expected) {
            return diagnostic;
        }
        let (found, length) = found_word(self.rest());
        let start = self.base.saturating_add(self.offset);
        let span = self.clean.span(start, start.saturating_add(length));
        let may_stand = may_stand(expected);
        let is_word = found.starts_with(|c: char| c.is_ascii_alphabetic());
        let at_start = self.text.get(..self.offset).is_some_and(|before| before.trim().is_empty());
        let cuts_short = self.begins() && !at_start && CLAUSE_WORDS.contains(&found);
        if expected.contains(&Rule::effect) && !found.is_empty() && !cuts_short && self.follows_comma() {
            let message = format!("`{found}` cannot stand here; a review policy or a duty goes with an effect");
            return Diagnostic::at(Code::SYNTAX, span, message).help(further_effects());
        }
        if self.begins() && is_word && !cuts_short {
            return self.unknown_word(span, found);
        }
        let message = match found {
            "" if may_stand.is_empty() => "something is missing here".to_owned(),
            "" => format!("something is missing at the end: {}", join(&may_stand)),
            _ if cuts_short => format!("`{found}` begins a clause before the last one is complete"),
            _ if may_stand.is_empty() => format!("`{found}` cannot stand here"),
            _ => format!("`{found}` cannot stand here; expected {}", join(&may_stand)),
        };
        let help = help(found, &may_stand, cuts_short);
        let name = self.hyphenated(found).filter(|_| expected.contains(&Rule::EOI) && !cuts_short);
        let help = name.map_or(help.clone(), |name| format!("{help}; a name of two words has a hyphen: `{name}`"));
        Diagnostic::at(Code::SYNTAX, span, message).help(help)
    }

    fn follows_comma(&self) -> bool {
        self.text.get(..self.offset).is_some_and(|before| before.trim_end().ends_with(','))
    }

    /// A day with its month in words, where a date belongs.
    fn spoken_date(&self, expected: &[Rule]) -> Option<Diagnostic> {
        let is_date = |rule: &Rule| {
            matches!(
                rule,
                Rule::date | Rule::day | Rule::slip_day | Rule::date_value | Rule::date_side | Rule::base_day
            )
        };
        let (length, date) = slips::spoken_date(self.rest()).filter(|_| expected.iter().any(is_date))?;
        let start = self.base.saturating_add(self.offset);
        let span = self.clean.span(start, start.saturating_add(length));
        Some(slips::date_form(span, self.rest().get(..length)?, &[date]))
    }

    /// The name of a country where a member of a group begins, and so its two letters belong.
    fn country_by_name(&self, found: &str) -> Option<Diagnostic> {
        if !self.is_in(&["group", "amend group"]) {
            return None;
        }
        let named = |count: usize| first_words(self.rest(), count).filter(|words| slips::country(words).is_some());
        let name = (1..=MOST_WORDS).rev().find_map(named).filter(|_| found.starts_with(char::is_uppercase))?;
        let start = self.base.saturating_add(self.offset);
        Some(slips::country_form(self.clean.span(start, start.saturating_add(name.len())), name))
    }

    /// What is wrong with a condition that `and` or `or` joins to the one before it: something within it, or a `;` between them.
    fn joined_condition(&self, word: &str) -> Option<Diagnostic> {
        let start = self.base.saturating_add(self.offset);
        let end = self.base.saturating_add(self.text.len());
        let before = self.clean.text.get(..start)?.trim_end();
        if before.ends_with(';') {
            let at = before.len().saturating_sub(1);
            let message = format!("`;` ends the clause, and `{word}` goes on with it");
            let said = Diagnostic::at(Code::SYNTAX, self.clean.span(at, before.len()), message);
            return Some(said.help(format!("leave the `;` out before `{word}`")));
        }
        let clause = self.clean.text.get(start.saturating_add(word.len())..end)?;
        let within = explain(self.clean, Rule::expr, start.saturating_add(word.len()), end);
        within.filter(|_| Grammar::parse(Rule::expr, clause).is_err())
    }

    fn unknown_word(&self, span: crate::source::Span, found: &str) -> Diagnostic {
        if self.rule == Rule::item {
            let known = ITEM_WORDS.map(|word| format!("`{word}`")).join(", ");
            let message = format!("`{found}` does not begin an item in this form");
            return Diagnostic::at(Code::UNKNOWN_CLAUSE, span, message).help(format!("items begin with {known}"));
        }
        if matches!(found, "and" | "or") {
            if let Some(inner) = self.joined_condition(found) {
                return inner;
            }
            let message = format!("`{found}` stands after a condition, and there is none before it");
            return Diagnostic::at(Code::SYNTAX, span, message).help("begin the condition with `when`");
        }
        if let Some(country) = self.country_by_name(found) {
            return country;
        }
        let message = format!("`{found}` does not begin a clause in this form");
        if let Some((_, word)) = OTHER_WORDS.iter().find(|(other, _)| *other == found) {
            let said = Diagnostic::at(Code::UNKNOWN_CLAUSE, span, message);
            return said.help(format!("write `{word}`")).fix(*word);
        }
        let help = "a clause begins with a word such as `cite`, `from`, `when`, `and` or `then`";
        let code = if CLAUSE_WORDS.contains(&found) { Code::SYNTAX } else { Code::UNKNOWN_CLAUSE };
        Diagnostic::at(code, span, message).help(help)
    }
}

/// Whether phrases of the same number of words are near each other word by word; short words must be the same.
fn is_near(written: &str, words: &str) -> bool {
    let near = |(a, b): (&str, &str)| a.eq_ignore_ascii_case(b) || b.len() > 3 && nearest(a, [b]).is_some();
    written.split(' ').zip(words.split(' ')).all(near)
}

/// The first words of a text, on one line.
fn first_words(text: &str, count: usize) -> Option<&str> {
    let line = text.lines().next().unwrap_or_default();
    let mut end = 0usize;
    for _ in 0..count {
        let rest = line.get(end..)?;
        let gap = rest.len().saturating_sub(rest.trim_start().len());
        let word = rest.trim_start();
        let length = word.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_').unwrap_or(word.len());
        if length == 0 {
            return None;
        }
        end = end.saturating_add(gap).saturating_add(length);
    }
    line.get(..end)
}

/// The word or sign that stands at the beginning of a text, and its length.
pub(super) fn found_word(text: &str) -> (&str, usize) {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return ("", 0) };
    let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let length = match first {
        '"' => text.get(1..).and_then(|rest| rest.find('"')).map_or(1, |end| end.saturating_add(2)),
        _ if word(first) => text.find(|c: char| !word(c)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    };
    (text.get(..length).unwrap_or_default(), length)
}

fn help(found: &str, may_stand: &[String], cuts_short: bool) -> String {
    let foreign = found.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    let words: Vec<String> = may_stand.iter().filter(|word| *word != END).cloned().collect();
    match () {
        () if foreign => "words in other languages stand in quotes".to_owned(),
        () if words.is_empty() => "compare the clause with the language reference".to_owned(),
        () if cuts_short => format!("add {} before it", join(&words)),
        () if found.is_empty() => format!("add {}", join(&words)),
        () if words.len() < may_stand.len() => {
            format!("write {} here, or begin a new clause on the next line", join(&words))
        }
        () => format!("write {} here", join(&words)),
    }
}

/// What may stand somewhere, each once, words of the language first, not more than can be read.
fn may_stand(expected: &[Rule]) -> Vec<String> {
    if expected.contains(&Rule::brackets) && !expected.contains(&Rule::close) {
        return vec!["a condition".to_owned()];
    }
    let mut words: Vec<String> = Vec::new();
    let quoted = |&rule: &Rule| keyword(rule).map(|word| format!("`{word}`"));
    let named = |&rule: &Rule| name_of(rule).map(str::to_owned);
    for word in expected.iter().filter_map(quoted).chain(expected.iter().filter_map(named)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.len() > 9 { Vec::new() } else { words }
}

/// What may stand after an effect and a comma: how a licence is reviewed, and duties.
fn further_effects() -> String {
    let policies = Policy::ALL.map(|policy| format!("`{}`", policy.words()));
    format!("write {}, `on condition of DUTY` or `with duty DUTY`", policies.join(", "))
}

fn join(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The words of a rule that is words of the language: its name spells them.
fn keyword(rule: Rule) -> Option<String> {
    let name = format!("{rule:?}");
    name.strip_prefix("kw_").map(|words| words.replace('_', " "))
}

const END: &str = "the end of the clause";

/// What people call the other rules.
fn name_of(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::EOI => END,
        Rule::id | Rule::name | Rule::ids | Rule::choice => "a name",
        Rule::date | Rule::day | Rule::date_value | Rule::date_side | Rule::base_day | Rule::listed_day => {
            "a date such as `2024-09-09`"
        }
        Rule::weekday => "a day of the week such as `Saturday`",
        Rule::term_way => "`after` or `before`",
        Rule::place | Rule::places | Rule::place_code | Rule::reach_places => "a country",
        Rule::label | Rule::string => "words in double quotes",
        Rule::language => "a language such as `ko`",
        Rule::expr | Rule::operand | Rule::brackets => "a condition",
        Rule::effect => "an effect such as `licence required`, `prohibited` or `exempt`",
        Rule::review | Rule::policy => "a review policy such as `case by case`",
        Rule::code | Rule::codes | Rule::written_code => "a code with its scheme, such as `HS 8457.10`",
        Rule::code_text => "the code itself",
        Rule::scheme => "a scheme such as `HS`",
        Rule::edition => "an edition such as `2022`",
        Rule::key | Rule::keys | Rule::key_text => "the number of an entry",
        Rule::act | Rule::acts => "an act such as `export`",
        Rule::value | Rule::given_value => "a value",
        Rule::quantity | Rule::number | Rule::count => "a number",
        Rule::unit => "a unit",
        Rule::time_unit => "`days`, `weeks`, `months` or `years`",
        Rule::citation | Rule::citation_words | Rule::citation_follows => "a citation",
        Rule::column => "a column",
        Rule::zone => "a time zone such as `Asia/Seoul`",
        Rule::fact_kind => "a type such as `yes or no`",
        Rule::stretch => "`from` or `before` and a date",
        Rule::stretch_end => "`before` or `through` and a date",
        Rule::expectation | Rule::outcome => "an outcome such as `licence required`",
        Rule::pieces => "a piece of the shipment",
        Rule::open | Rule::body | Rule::reading_body => "`{`",
        Rule::close => "`}`",
        Rule::open_bracket => "`(`",
        Rule::close_bracket => "`)`",
        Rule::comma => "`,`",
        Rule::colon => "`:`",
        Rule::plus => "`+`",
        _ => return None,
    })
}
