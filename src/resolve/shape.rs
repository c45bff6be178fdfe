//! Which clauses an item may have, how often, and which it must have.

use super::Work;
use super::names::join;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::{Clause, ClauseKind, Effect, Expr, Name};
use crate::vocab::Label;

/// How often a clause may stand in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// Exactly once.
    One,
    /// At most once.
    Once,
    /// Any number of times.
    Many,
}

use Times::{Many, Once, One};

/// An item's word with its article, and its clauses.
pub(super) struct Shape {
    pub(super) item: &'static str,
    clauses: &'static [(&'static str, Times)],
}

macro_rules! shapes {
    ($($name:ident = $item:literal { $($clause:literal $times:ident),* $(,)? })*) => {$(
        pub(super) const $name: Shape = Shape { item: $item, clauses: &[$(($clause, $times)),*] };
    )*};
}

shapes! {
    RULEBOOK = "a rulebook" {
        "jurisdiction" One, "authority" Many, "authentic" Once, "nomenclature" Many, "time zone" Once, "territory" Once,
        "nexus" Once, "decisive date" Many, "covers from" Once, "source" Many, "modelled" Many,
    }
    INSTRUMENT = "an instrument" {
        "number" Once, "announced" Once, "published" Once, "in force" Many, "corrects" Once, "draft" Once,
        "source" Many,
    }
    GROUP = "a group" {
        "cite" Many, "a member" Many, "group" Many, "all countries" Once, "without" Many, "members uncertain" Many,
    }
    CALENDAR = "a calendar" { "cite" Many, "weekend" One, "holiday" Many, "covers from … before" One }
    LIST = "a list" {
        "cite" Many, "match" Many, "classified by" Once, "load" Many, "complete" Many, "states" Many,
    }
    ENTRY = "an entry" { "cite" Many, "when" One }
    CLASSIFICATION = "a classification" {
        "cite" Many, "scheme" One, "ask" One, "changed" Many, "may be" Once,
    }
    FACT = "a fact" { "cite" Many, "of" Once, "ask" Once, "may be" Once, "silence means no" Once }
    QUESTION = "a question" { "facts" One, "ask" One }
    DEFINE = "a define" { "cite" Many, "of" Once, "when" One, "silence means no" Once }
    TABLE = "a table" { "cite" Many, "load" Many, "rows … as" Many }
    TOTAL = "a share or a sum" { "cite" Many, "of … over" One, "through" Once, "when" Once }
    COUNT = "a count" { "cite" Many, "over" One, "through" Once, "when" Once }
    SCREENING = "a screening" { "cite" Many, "ask" One, "changed" Many }
    LICENCE = "a licence" { "cite" Many, "granted by" One, "valid on" Once }
    EVENT = "an event" { "cite" Many }
    VIOLATION = "a violation" { "cite" Many, "in case of" One, "by" Once, "from" Many, "when" Once }
    SANCTION = "a sanction" {
        "cite" Many, "to" One, "by" Once, "from" Many, "when" Once, "unless" Many, "then may" One,
    }
    DISPUTED = "a dispute" { "cite" Many, "reading" Many }
    READING = "a reading" { "cite" Many, "when" One }
    RULE = "a rule" {
        "cite" Many, "by" Once, "applies to" Once, "decisive date" Once, "from" Many, "only if no" Once,
        "subject to" Once, "notwithstanding" Once, "when" Once, "unless" Many, "then" One, "reason" Once,
    }
    EXCEPTION = "an exception" {
        "cite" Many, "to" One, "by" Once, "applies to" Once, "from" Many,
        "subject to" Once, "notwithstanding" Once, "presumed unless shown otherwise" Once, "when" Once, "unless" Many,
        "then" Once, "reason" Once,
    }
    POLICY = "a policy" {
        "cite" Many, "to" One, "by" Once, "applies to" Once, "from" Many,
        "subject to" Once, "notwithstanding" Once, "presumed unless shown otherwise" Once, "when" Once, "unless" Many,
        "then" One, "reason" Once,
    }
    CLOSED_LIST = "a closed list" {
        "cite" Many, "by" Once, "from" Many, "only … relieve" One, "when" Once,
    }
    DUTY = "a duty" { "cite" Many, "on" Once, "form" Once, "due" Once, "met when" Once }
    NOT_ENCODED = "what is not encoded" {
        "cite" Many, "would" One, "when" Once, "from" Many, "because" One,
    }
    ORDER = "an order of review" { "cite" Many }
    AMENDED_LIST = "an amendment of a list" {
        "cite" Many, "from" Once, "add from" Many, "replace from" Many, "remove entry" Many, "remove all entries" Once,
        "complete" Many, "not complete" Many, "states … added" Once,
    }
    AMENDED_GROUP = "an amendment of a group" { "cite" Many, "from" Once, "add" Many, "remove" Many }
    AMENDED_DEFINE = "an amendment of a define" { "cite" Many, "from" Once, "replace" Many, "when" Once }
    AMENDED_RULE = "an amendment of a rule" {
        "cite" Many, "from" Once, "replace" Many, "applies to" Once, "only if no" Once,
        "subject to" Once, "notwithstanding" Once, "when" Once, "unless" Many, "then" Once, "reason" Once,
    }
    AMENDED_EXCEPTION = "an amendment of an exception" {
        "cite" Many, "from" Once, "replace" Many, "to" Once, "applies to" Once, "subject to" Once,
        "notwithstanding" Once, "presumed unless shown otherwise" Once, "when" Once, "unless" Many, "then" Once,
        "reason" Once,
    }
    AMENDED_POLICY = "an amendment of a policy" {
        "cite" Many, "from" Once, "replace" Many, "to" Once, "applies to" Once, "subject to" Once,
        "notwithstanding" Once, "presumed unless shown otherwise" Once, "when" Once, "unless" Many, "then" Once,
        "reason" Once,
    }
    ENDING = "a repeal or a suspension" { "cite" Many }
    SCENARIO = "a scenario" { "given" Many, "on" Many }
}

/// All shapes, to say where a clause does belong.
const ALL: [&Shape; 35] = [
    &RULE,
    &EXCEPTION,
    &POLICY,
    &RULEBOOK,
    &INSTRUMENT,
    &GROUP,
    &CALENDAR,
    &LIST,
    &ENTRY,
    &CLASSIFICATION,
    &FACT,
    &QUESTION,
    &DEFINE,
    &DISPUTED,
    &READING,
    &CLOSED_LIST,
    &DUTY,
    &NOT_ENCODED,
    &ORDER,
    &SCENARIO,
    &AMENDED_LIST,
    &AMENDED_GROUP,
    &AMENDED_DEFINE,
    &AMENDED_RULE,
    &AMENDED_EXCEPTION,
    &AMENDED_POLICY,
    &ENDING,
    &TABLE,
    &TOTAL,
    &COUNT,
    &SCREENING,
    &LICENCE,
    &EVENT,
    &VIOLATION,
    &SANCTION,
];

/// The clauses of an item that belong there, each no more often than it may.
#[derive(Debug, Default)]
pub(super) struct Body<'a> {
    pub(super) clauses: Vec<&'a Clause>,
}

impl<'a> Body<'a> {
    /// The first thing that `pick` finds in a clause.
    pub(super) fn first<T>(&self, pick: impl Fn(&'a ClauseKind) -> Option<T>) -> Option<T> {
        self.clauses.iter().find_map(|clause| pick(&clause.kind))
    }

    /// Everything that `pick` finds, in order.
    pub(super) fn all<T>(&self, pick: impl Fn(&'a ClauseKind) -> Option<T>) -> Vec<T> {
        self.clauses.iter().filter_map(|clause| pick(&clause.kind)).collect()
    }

    /// The words of `ask`.
    pub(super) fn ask(&self) -> Option<&'a Label> {
        self.first(|kind| if let ClauseKind::Ask(label) = kind { Some(label) } else { None })
    }

    /// The condition of `when`.
    pub(super) fn when(&self) -> Option<&'a Expr> {
        self.first(|kind| if let ClauseKind::When(expr) = kind { Some(expr) } else { None })
    }

    /// The effects of `then`, with the place of the clause.
    pub(super) fn then(&self) -> Option<&'a Vec<Effect>> {
        self.first(|kind| if let ClauseKind::Then(effects) = kind { Some(effects) } else { None })
    }

    /// The instrument of `by`.
    pub(super) fn by(&self) -> Option<&'a Name> {
        self.first(|kind| if let ClauseKind::By(name) = kind { Some(name) } else { None })
    }

    /// Why silence means no, where it does.
    pub(super) fn silence(&self) -> Option<String> {
        self.first(
            |kind| if let ClauseKind::SilenceMeansNo { because } = kind { Some(because.value.clone()) } else { None },
        )
    }

    /// The words of all `source` clauses.
    pub(super) fn sources(&self) -> Vec<String> {
        self.all(|kind| if let ClauseKind::Source(words) = kind { Some(words.value.clone()) } else { None })
    }
}

impl Work<'_> {
    /// The clauses that belong in such an item; says which do not, which stand twice and which are missing.
    pub(super) fn body<'a>(&mut self, shape: &Shape, head: Span, clauses: &'a [Clause]) -> Body<'a> {
        let mut kept: Vec<&'a Clause> = Vec::new();
        for clause in clauses {
            let word = word(&clause.kind);
            match shape.clauses.iter().find(|(name, _)| *name == word) {
                None => self.say_misplaced(shape, clause, word),
                Some((_, Many)) => kept.push(clause),
                Some(_) => match kept.iter().find(|earlier| self::word(&earlier.kind) == word) {
                    Some(earlier) => self.say_repeated(shape, earlier.at.0, clause.at.0, word),
                    None => kept.push(clause),
                },
            }
        }
        for (name, _) in shape.clauses.iter().filter(|(_, times)| *times == One) {
            if !clauses.iter().any(|clause| self::word(&clause.kind) == *name) {
                self.say_missing(shape.item, head, name);
            }
        }
        Body { clauses: kept }
    }

    fn say_misplaced(&mut self, shape: &Shape, clause: &Clause, word: &str) {
        if word == "a member" && shape.item == "a scenario" {
            let message = "nothing in a scenario begins so";
            let help = "what one `given` or `on` states is separated by commas";
            return self.say(Diagnostic::at(Code::MISPLACED_CLAUSE, clause.at.0, message).help(help));
        }
        let message = format!("{} has no clause `{word}`", shape.item);
        if let (true, ClauseKind::By(name)) = (shape.item == DUTY.item, &clause.kind) {
            let help = format!("write `on {}` for who has to do it", name.value);
            return self.say(Diagnostic::at(Code::MISPLACED_CLAUSE, clause.at.0, message).help(help));
        }
        let homes: Vec<&str> =
            ALL.iter().filter(|s| s.clauses.iter().any(|(w, _)| *w == word)).map(|s| s.item).collect();
        let own: Vec<String> = shape.clauses.iter().map(|(w, _)| format!("`{w}`")).collect();
        let help = format!("`{word}` belongs in {}; {} takes {}", join(&homes, "or"), shape.item, join(&own, "and"));
        self.say(Diagnostic::at(Code::MISPLACED_CLAUSE, clause.at.0, message).help(help));
    }

    fn say_repeated(&mut self, shape: &Shape, first: Span, again: Span, word: &str) {
        let message = format!("{} has one clause `{word}`, and this is a second", shape.item);
        let said = Diagnostic::at(Code::REPEATED_CLAUSE, again, message).also(first, "the first");
        let help = match word {
            "when" => "join the two conditions with `and`, or write two items".to_owned(),
            _ => format!("write everything in one clause `{word}`, separated by commas, or remove one of the two"),
        };
        self.say(said.help(help));
    }

    /// A clause that has to be there is not.
    pub(super) fn say_missing(&mut self, item: &str, head: Span, word: &str) {
        let said = Diagnostic::at(Code::MISSING_CLAUSE, head, format!("{item} needs a clause `{word}`"));
        self.say(said.help(format!("add `{}`", example(word))));
    }
}

/// A clause as it might be written.
fn example(word: &str) -> &str {
    match word {
        "jurisdiction" => "jurisdiction CC",
        "decisive date" => "decisive date export-declared",
        "scheme" => "scheme NAME",
        "ask" => "ask \"…?\"",
        "facts" => "facts FACT, FACT",
        "when" => "when CONDITION",
        "to" => "to RULE",
        "then" => "then EFFECT",
        "only … relieve" => "only EXCEPTION, EXCEPTION relieve RULE",
        "would" => "would require",
        "because" => "because \"…\"",
        "on" => "on 2024-01-01 expect OUTCOME",
        "weekend" => "weekend Saturday, Sunday",
        "covers from … before" => "covers from 2024-01-01 before 2025-01-01",
        "load" => "load \"table.tsv\"",
        "replace" => "replace DATE with DATE",
        "of … over" => "of value over content",
        "over" => "over content",
        "granted by" => "granted by AUTHORITY",
        "in case of" => "in case of EVENT",
        "then may" => "then may \"…\" at most 3 years",
        other => other,
    }
}

/// The opening words of a clause.
pub(super) fn word(kind: &ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Jurisdiction(_) => "jurisdiction",
        ClauseKind::Authority { .. } => "authority",
        ClauseKind::Authentic(_) => "authentic",
        ClauseKind::Nomenclature { .. } => "nomenclature",
        ClauseKind::TimeZone(_) => "time zone",
        ClauseKind::Territory(_) => "territory",
        ClauseKind::Nexus(_) => "nexus",
        ClauseKind::DecisiveDate { .. } => "decisive date",
        ClauseKind::CoversFrom(_) => "covers from",
        ClauseKind::Source(_) => "source",
        ClauseKind::Modelled(_) => "modelled",
        ClauseKind::Number(_) => "number",
        ClauseKind::Announced(_) => "announced",
        ClauseKind::Published(_) => "published",
        ClauseKind::InForce { .. } => "in force",
        ClauseKind::Corrects(_) => "corrects",
        ClauseKind::Draft => "draft",
        ClauseKind::AddFrom(_) => "add from",
        ClauseKind::ReplaceFrom(_) => "replace from",
        ClauseKind::AddPlaces { .. } => "add",
        ClauseKind::RemovePlaces { .. } => "remove",
        ClauseKind::RemoveEntries { keys, .. } if keys.is_empty() => "remove all entries",
        ClauseKind::RemoveEntries { .. } => "remove entry",
        ClauseKind::StatesAdded { .. } => "states … added",
        ClauseKind::Incomplete { .. } => "not complete",
        ClauseKind::ReplaceDate { .. } => "replace",
        ClauseKind::Member { .. } => "a member",
        ClauseKind::MemberGroup(_) => "group",
        ClauseKind::AllCountries => "all countries",
        ClauseKind::WithoutPlaces(_) | ClauseKind::WithoutGroup(_) => "without",
        ClauseKind::Uncertain { .. } => "members uncertain",
        ClauseKind::Weekend(_) => "weekend",
        ClauseKind::Holiday { .. } => "holiday",
        ClauseKind::Covers(_) => "covers from … before",
        ClauseKind::Match { .. } => "match",
        ClauseKind::ClassifiedBy(_) => "classified by",
        ClauseKind::Load(_) => "load",
        ClauseKind::Complete { .. } => "complete",
        ClauseKind::States { .. } => "states",
        ClauseKind::Scheme(_) => "scheme",
        ClauseKind::Ask(_) => "ask",
        ClauseKind::Changed { .. } => "changed",
        ClauseKind::Of(_) => "of",
        ClauseKind::MayBe(_) => "may be",
        ClauseKind::SilenceMeansNo { .. } => "silence means no",
        ClauseKind::Facts(_) => "facts",
        ClauseKind::Reading { .. } => "reading",
        ClauseKind::Cite(_) => "cite",
        ClauseKind::By(_) => "by",
        ClauseKind::AppliesTo(_) => "applies to",
        ClauseKind::Force(_) => "from",
        ClauseKind::OnlyIfNo(_) => "only if no",
        ClauseKind::SubjectTo(_) => "subject to",
        ClauseKind::To(_) => "to",
        ClauseKind::Notwithstanding(_) => "notwithstanding",
        ClauseKind::PresumedUnlessShownOtherwise => "presumed unless shown otherwise",
        ClauseKind::When(_) => "when",
        ClauseKind::Unless(_) => "unless",
        ClauseKind::Then(_) => "then",
        ClauseKind::Reason(_) => "reason",
        ClauseKind::OnlyRelieve { .. } => "only … relieve",
        ClauseKind::Form(_) => "form",
        ClauseKind::Due(_) => "due",
        ClauseKind::MetWhen(_) => "met when",
        ClauseKind::Would { .. } => "would",
        ClauseKind::Because(_) => "because",
        ClauseKind::RowsAs { .. } => "rows … as",
        ClauseKind::Measured { .. } => "of … over",
        ClauseKind::OverClause(_) => "over",
        ClauseKind::Through(_) => "through",
        ClauseKind::GrantedBy(_) => "granted by",
        ClauseKind::ValidOn(_) => "valid on",
        ClauseKind::InCaseOf(_) => "in case of",
        ClauseKind::Consequences { .. } => "then may",
        ClauseKind::Given(_) => "given",
        ClauseKind::On(_) | ClauseKind::Case { .. } => "on",
    }
}
