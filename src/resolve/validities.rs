//! What stands when, as more and more becomes known.

use crate::vocab::{Date, Period, Stretches, Validity};

/// The days on which a text is in force as known by now, and what was known before.
#[derive(Debug, Clone)]
pub(super) struct Validities {
    /// The stretches of force, each with the day since when it is known; none for all the time.
    now: Vec<(Period, Option<Date>)>,
    past: Vec<Validity>,
}

impl Validities {
    /// In force on these days, as known from that day on.
    pub(super) fn new(now: &Stretches, since: Option<Date>) -> Validities {
        Validities { now: now.periods().map(|period| (period, since)).collect(), past: Vec::new() }
    }

    /// From that day on it is known to be in force on other days. Changes come in the order in which they became known; a
    /// stretch that stays as it was is known as long as before.
    pub(super) fn become_known(&mut self, known: Date, days: &Stretches) {
        let before = std::mem::take(&mut self.now);
        for period in days.periods() {
            let same = before.iter().find(|(earlier, _)| *earlier == period);
            self.now.push(same.copied().unwrap_or((period, Some(known))));
        }
        for (in_force, since) in before {
            let until_then = Period { from: since, before: Some(known) };
            let stays = self.now.iter().any(|(period, _)| *period == in_force);
            if !stays && !until_then.is_empty() {
                self.past.push(Validity { in_force, known: until_then });
            }
        }
    }

    /// Everything that is or was known of it; at least one stretch, if only an empty one.
    pub(super) fn all(&self) -> Vec<Validity> {
        let known = |since: Option<Date>| Period { from: since, before: None };
        let now = self.now.iter().map(|&(in_force, since)| Validity { in_force, known: known(since) });
        let all: Vec<Validity> = self.past.iter().copied().chain(now).collect();
        if all.is_empty() { vec![Validity::never()] } else { all }
    }
}
