//! The days on which the law changes.

use super::{Citation, Clause, List, Model, Test};
use crate::vocab::{Date, Period, Validity};
use std::collections::BTreeSet;

impl Model {
    /// Every day on which something of the loaded law begins, or is no longer so: what it says of a decisive date between two
    /// of these days next to each other is the same for all of them. Days, not what changes on them: the rulings tell that.
    ///
    /// Nothing is left out for an item that an entry does not concern. Entries come by the hundred on one day, so that the days
    /// are few; and an entry matters to items it does not cover, for with the first of a list the list begins.
    #[must_use]
    pub fn change_days(&self) -> BTreeSet<Date> {
        let mut days = BTreeSet::new();
        for book in &self.rulebooks {
            days.extend(book.covers_from);
            days.extend(ends(book.nomenclature.iter().map(|edition| edition.period)));
        }
        let members = self.groups.iter().flat_map(|group| &group.members);
        days.extend(ends(members.map(|member| member.period)));
        days.extend(self.lists.iter().flat_map(List::change_days));
        days.extend(self.classifications.iter().flat_map(|known| &known.changed).map(|&(day, _)| day));
        days.extend(self.screenings.iter().flat_map(|known| &known.changed).map(|&(day, _)| day));
        days.extend(ends(self.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.period))));
        days.extend(ends(self.tables.iter().flat_map(|table| table.inherits.iter().map(|(_, _, period)| *period))));
        days.extend(ends(self.force()));
        days.extend(ends(self.citations().map(|cited| cited.period)));
        days
    }

    /// When provisions, closed lists, versions of named conditions and what is not encoded are in force. On which days that is
    /// known is another axis: for every day on which something is known, these days are enough.
    fn force(&self) -> impl Iterator<Item = Period> {
        let provisions = self.provisions.iter().flat_map(|provision| &provision.force);
        let versions = self.clauses().flat_map(versions);
        let dated = provisions.copied().chain(versions).map(|standing| standing.in_force);
        let closed = self.closed_lists.iter().flat_map(|closed| &closed.force);
        let not_encoded = self.not_encoded.iter().flat_map(|part| &part.force);
        dated.chain(closed.chain(not_encoded).copied())
    }

    /// What a requirement, an opening or a duty is cited by: an article that is renumbered has another number from that day.
    fn citations(&self) -> impl Iterator<Item = &Citation> {
        let provisions = self.provisions.iter().flat_map(|provision| &provision.cites);
        provisions.chain(self.duties.iter().flat_map(|duty| &duty.cites))
    }
}

impl List {
    fn change_days(&self) -> BTreeSet<Date> {
        let entries = self.entries.iter().map(|entry| entry.period);
        ends(entries.chain(self.complete.iter().map(|window| window.period))).collect()
    }
}

/// When the versions within a condition are in force.
fn versions(clause: &Clause) -> Vec<Validity> {
    match &clause.test {
        Test::InForce(standings) => standings.clone(),
        Test::All(parts) | Test::Any(parts) => parts.iter().flat_map(versions).collect(),
        Test::Not(inner) => versions(inner),
        _ => Vec::new(),
    }
}

/// The first day of each period that has one, and the first that is no longer in it.
fn ends(periods: impl Iterator<Item = Period>) -> impl Iterator<Item = Date> {
    periods.filter(|period| !period.is_empty()).flat_map(|period| [period.from, period.before]).flatten()
}
