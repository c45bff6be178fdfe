//! What stands when, as more and more becomes known.

use super::stretches::Stretches;
use crate::vocab::{Date, Period, Validity};

/// The days on which a text is in force as known by now, and what was known before.
#[derive(Debug, Clone)]
pub(super) struct Validities {
    now: Stretches,
    /// Since when that is known; none for all the time.
    since: Option<Date>,
    past: Vec<Validity>,
}

impl Validities {
    /// In force on these days, as known from that day on.
    pub(super) fn new(now: Stretches, since: Option<Date>) -> Validities {
        Validities { now, since, past: Vec::new() }
    }

    /// The days on which it is in force, as known by now.
    pub(super) fn now(&self) -> &Stretches {
        &self.now
    }

    /// Since when that is known.
    pub(super) fn since(&self) -> Option<Date> {
        self.since
    }

    /// From that day on it is known to be in force on other days. Changes come in the order in which they became known.
    pub(super) fn become_known(&mut self, known: Date, now: Stretches) {
        if now == self.now {
            return;
        }
        let until_then = Period { from: self.since, before: Some(known) };
        if !until_then.is_empty() {
            self.past.extend(self.now.periods().map(|in_force| Validity { in_force, known: until_then }));
        }
        self.now = now;
        self.since = Some(known);
    }

    /// Everything that is or was known of it; at least one stretch, if only an empty one.
    pub(super) fn all(&self) -> Vec<Validity> {
        let known = Period { from: self.since, before: None };
        let now = self.now.periods().map(|in_force| Validity { in_force, known });
        let all: Vec<Validity> = self.past.iter().copied().chain(now).collect();
        if all.is_empty() { vec![Validity::never()] } else { all }
    }
}
