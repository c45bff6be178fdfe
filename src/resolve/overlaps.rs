//! Codes against the nomenclature, and entries under other entries of their list.

use super::Work;
use crate::diagnostic::{Code as Say, Diagnostic};
use crate::model::{Entry, List, RulebookId};
use crate::source::Span;
use crate::vocab::{Code, Period, hs_editions};
use std::collections::BTreeMap;

/// How many covered entries of a list are shown one by one.
const SHOWN: usize = 20;

/// How many entries of one code are compared, so that a table of one code repeated stays quick to check.
const COMPARED: usize = 64;

impl Work<'_> {
    /// Whether a tariff code exists in an edition that the rulebook uses in that time; national codes are judged by
    /// their first six digits, and shorter ones are not judged.
    pub(super) fn check_existence(&mut self, book: RulebookId, code: &Code, when: Period, span: Span) {
        let Some(six) = code.scheme().tariff_digits().and_then(|_| code.text().get(..6)) else { return };
        let own = self.model.rulebooks.get(book.index()).map(|book| book.nomenclature.as_slice()).unwrap_or_default();
        let used = own.iter().filter(|n| n.scheme == "HS" && n.period.overlaps(when));
        let used: Vec<&str> = used.map(|n| n.edition.as_str()).collect();
        if used.is_empty() {
            return;
        }
        let has = hs_editions(six);
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
        let mut by_code: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in list.entries.iter().filter(|entry| entry.condition.is_none()) {
            for (_, code) in entry.codes.iter().filter(|(_, code)| code.scheme().tariff_digits().is_some()) {
                by_code.entry(code.text()).or_default().push(entry);
            }
        }
        let open = list.entries.iter().filter(|entry| entry.condition.is_none());
        let pairs = open.flat_map(|entry| entry.codes.iter().map(move |(_, code)| (entry, code)));
        let covered = pairs.filter_map(|(entry, code)| cover(&by_code, entry, code).map(|wider| (entry, code, wider)));
        let mut rest = 0usize;
        for (at, (entry, code, (wider, wide))) in covered.enumerate() {
            if at < SHOWN {
                self.say_covered(list, entry, code, wider, wide);
            } else {
                rest = rest.saturating_add(1);
            }
        }
        if rest > 0 {
            let message = format!("{rest} more entries of `{}` lie under other entries", list.id);
            let help = "mend the first ones, and the next will be shown";
            self.say(Diagnostic::at(Say::COVERED_ENTRY, list.span, message).help(help));
        }
    }

    fn say_covered(&mut self, list: &List, entry: &Entry, code: &Code, wider: &Entry, wide: &str) {
        let message = format!(
            "entry {} of `{}` ({}) lies under entry {} ({}), in force at the same time",
            entry.key,
            list.id,
            code.dotted(),
            wider.key,
            dotted(wide)
        );
        let said = Diagnostic::at(Say::COVERED_ENTRY, entry.span, message).also(wider.span, "the wider entry");
        self.say(said.help("if the source says so, the item needs relief under both; else mend the code or the dates"));
    }
}

/// The first other entry whose code is a beginning of this one.
fn cover<'l>(
    by_code: &BTreeMap<&'l str, Vec<&'l Entry>>,
    entry: &Entry,
    code: &'l Code,
) -> Option<(&'l Entry, &'l str)> {
    code.scheme().tariff_digits()?;
    let lengths = (2..=code.text().len()).step_by(2);
    let beginnings = lengths.filter_map(|length| code.text().get(..length));
    let other = |at: &&&Entry| {
        let earlier = at.span < entry.span || code.text().len() > at.codes.first().map_or(0, |(_, c)| c.text().len());
        at.key != entry.key && earlier && at.period.overlaps(entry.period)
    };
    beginnings
        .filter_map(|beginning| by_code.get_key_value(beginning))
        .find_map(|(&wide, entries)| entries.iter().take(COMPARED).find(other).map(|&wider| (wider, wide)))
}

/// `8458.19` of `845819`.
fn dotted(digits: &str) -> String {
    match digits.split_at_checked(4) {
        Some((head, rest)) if !rest.is_empty() => format!("{head}.{rest}"),
        _ => digits.to_owned(),
    }
}
