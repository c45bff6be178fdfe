//! Codes against the nomenclature, and entries under other entries of their list.

use super::Work;
use crate::diagnostic::{Code as Say, Diagnostic};
use crate::model::{Entry, List, RulebookId};
use crate::source::Span;
use crate::vocab::{Code, Period, Tariff, hs_editions};

/// How many covered entries of a list are shown one by one.
const SHOWN: usize = 20;

/// How many entries of one code are compared, so that a table of one code repeated stays quick to check.
const COMPARED: usize = 64;

impl Work<'_> {
    /// Whether a tariff code exists in an edition that the rulebook uses in that time; national codes are judged by
    /// their first six digits, and shorter ones are not judged.
    pub(super) fn check_existence(&mut self, book: RulebookId, code: &Code, when: Period, span: Span) {
        let Some(six) = code.scheme().tariff_digits().and_then(|_| code.text().get(..6)) else { return };
        if six.parse().is_ok_and(|number: u32| self.lasting.contains(&(book, number))) {
            return;
        }
        let own = self.model.rulebooks.get(book.index()).map(|book| book.nomenclature.as_slice()).unwrap_or_default();
        let used = own.iter().filter(|n| n.scheme == "HS" && n.period.overlaps(when));
        let used: Vec<&str> = used.map(|n| n.edition.as_str()).collect();
        if used.is_empty() {
            return;
        }
        let has = hs_editions(six);
        if own.iter().filter(|n| n.scheme == "HS").all(|n| has.contains(&n.edition.as_str())) {
            self.lasting.extend(six.parse().ok().map(|number| (book, number)));
            return;
        }
        if used.iter().any(|edition| has.contains(edition)) {
            return;
        }
        let message = format!("HS {} has no code `{}`", super::names::join(&used, "and"), dotted(six));
        let help = match has.as_slice() {
            [] => "no edition of the Harmonized System has it: compare it with the source".to_owned(),
            editions => format!(
                "HS {} had it: find what it became, or say which edition the rulebook's codes are in at that time",
                super::names::join(editions, "and")
            ),
        };
        self.say(Diagnostic::at(Say::NO_SUCH_CODE, span, message).help(help));
    }

    /// Entries whose code another entry of the list covers at the same time.
    pub(super) fn covered_entries(&mut self, list: &List) {
        let covered = covered(list);
        for one in covered.iter().take(SHOWN) {
            self.say_covered(list, one);
        }
        let rest = covered.len().saturating_sub(SHOWN);
        if rest > 0 {
            let message = format!("{rest} more entries of `{}` lie under other entries", list.id);
            let help = "mend the first ones, and the next will be shown";
            self.say(Diagnostic::at(Say::COVERED_ENTRY, list.span, message).help(help));
        }
    }

    fn say_covered(&mut self, list: &List, (narrow, wide): &(Coded<'_>, Coded<'_>)) {
        let message = format!(
            "entry {} of `{}` ({}) lies under entry {} ({}), in force at the same time",
            narrow.entry.key,
            list.id,
            dotted(narrow.digits),
            wide.entry.key,
            dotted(wide.digits)
        );
        let said =
            Diagnostic::at(Say::COVERED_ENTRY, narrow.entry.span, message).also(wide.entry.span, "the wider entry");
        self.say(said.help("if the source says so, the item needs relief under both; else mend the code or the dates"));
    }
}

/// An entry and its tariff code.
#[derive(Clone, Copy)]
struct Coded<'l> {
    digits: &'l str,
    tariff: Tariff,
    entry: &'l Entry,
}

/// Pairs of a narrower and a wider entry. In the order of the codes each follows all that begin it, which stay open
/// as a stack.
fn covered(list: &List) -> Vec<(Coded<'_>, Coded<'_>)> {
    let bare = list.entries.iter().filter(|entry| entry.condition.is_none());
    let codes = bare.flat_map(|entry| entry.codes.iter().map(move |(_, code)| (code, entry)));
    let tariffs = codes.filter_map(|(code, entry)| Some(Coded { digits: code.text(), tariff: code.tariff()?, entry }));
    let all: Vec<Coded<'_>> = tariffs.collect();
    // As their digits are ordered, shorter ones first. What is moved about is small.
    let mut order: Vec<(u128, u32)> = all.iter().zip(0..).map(|(coded, at)| (coded.tariff.rank(at), at)).collect();
    order.sort_unstable_by_key(|&(rank, _)| rank);
    let in_order = order.iter().filter_map(|&(_, at)| all.get(at as usize)).copied();
    let mut open: Vec<Coded<'_>> = Vec::new();
    let mut found = Vec::new();
    for narrow in in_order {
        while open.last().is_some_and(|wide| !narrow.tariff.begins_with(wide.tariff)) {
            open.pop();
        }
        let both = |wide: &&Coded<'_>| {
            // What the wider entry leaves out does not lie under it.
            if wide.entry.except.iter().filter_map(Code::tariff).any(|code| code.covers(narrow.tariff).is_true()) {
                return false;
            }
            let (wide, narrow) = (wide.entry, narrow.entry);
            wide.key != narrow.key && wide.period.overlaps(narrow.period) && wide.known.overlaps(narrow.known)
        };
        if let Some(wide) = open.iter().take(COMPARED).find(both) {
            found.push((narrow, *wide));
        }
        open.push(narrow);
    }
    found
}

/// `8458.19` of `845819`.
fn dotted(digits: &str) -> String {
    match digits.split_at_checked(4) {
        Some((head, rest)) if !rest.is_empty() => format!("{head}.{rest}"),
        _ => digits.to_owned(),
    }
}
