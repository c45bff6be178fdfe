//! Stated counts against the entries at hand.

use super::Work;
use super::names::join;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{List, StatedCount};

/// How many missing numbers are named before the rest are only counted.
const NAMED: usize = 5;

impl Work<'_> {
    /// Compares every stated count of a list with the entries in force on its day.
    pub(super) fn stated_counts(&mut self, list: &List) {
        for stated in &list.states {
            let found = stated.at_hand(list);
            let (what, are) = if stated.added.is_some() { ("added entries", "added") } else { ("entries", "in force") };
            let whose = self.whose(list, stated);
            if let Some(because) = &stated.not_checkable {
                let message = format!(
                    "`{}` is said to have {} {what} on {}{whose}; {found} are at hand, and the count cannot be checked because {because}",
                    list.id, stated.count, stated.on
                );
                self.say(Diagnostic::at(Code::NOT_CHECKABLE, stated.span, message));
            } else if found != stated.count {
                let message = format!(
                    "`{}` states {} {what} on {}{whose}, and {found} are {are}",
                    list.id, stated.count, stated.on
                );
                self.say(Diagnostic::at(Code::COUNT, stated.span, message).help(expected(list, stated, found)));
            }
        }
    }

    /// The instrument that states it: the one named, else the one that came into force on that day.
    fn whose(&self, list: &List, stated: &StatedCount) -> String {
        let named = stated.by.and_then(|id| self.model.instruments.get(id.index()));
        let same_day = || {
            let mut own = self.model.instruments.iter().filter(|instrument| instrument.rulebook == list.rulebook);
            own.rfind(|instrument| instrument.in_force == Some(stated.on))
        };
        named.or_else(same_day).map(|instrument| format!(" by `{}`", instrument.id)).unwrap_or_default()
    }
}

/// Which rows might be missing or too many.
fn expected(list: &List, stated: &StatedCount, found: u64) -> String {
    if found > stated.count {
        let extra = found.saturating_sub(stated.count);
        return format!(
            "{extra} too many: compare the days `from` and `before` of the rows, and look for rows of a later instrument"
        );
    }
    let gaps = gaps(list);
    let lacking = stated.count.saturating_sub(found);
    match gaps.as_slice() {
        [] => format!(
            "{lacking} too few: the numbers have no gap, so compare the last rows and the days `from` and `before` with the source"
        ),
        gaps => {
            let named: Vec<String> = gaps.iter().take(NAMED).cloned().collect();
            let rest = gaps.len().saturating_sub(named.len());
            let more = if rest > 0 { format!(", and {rest} more gaps") } else { String::new() };
            format!("{lacking} too few: {}{more}", join(&named, "and"))
        }
    }
}

/// Gaps in the numbers of all entries of the list, whenever in force: `entry 737 is missing between 736 and 738`.
fn gaps(list: &List) -> Vec<String> {
    let mut numbers: Vec<u64> = list.entries.iter().filter_map(|entry| entry.key.parse().ok()).collect();
    numbers.sort_unstable();
    let starts = std::iter::once(0).chain(numbers.iter().copied());
    let pairs = starts.zip(numbers.iter().copied());
    pairs.filter(|(a, b)| b.saturating_sub(*a) > 1).map(|(a, b)| gap(a, b)).collect()
}

fn gap(before: u64, after: u64) -> String {
    let (first, last) = (before.saturating_add(1), after.saturating_sub(1));
    let what = if first == last {
        format!("entry {first} is missing")
    } else {
        format!("entries {first} to {last} are missing")
    };
    if before == 0 { format!("{what} before {after}") } else { format!("{what} between {before} and {after}") }
}
