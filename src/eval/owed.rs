//! What is owed by a rule that only lays down a duty, when its exceptions are weighed.
//!
//! Every exception of which it is not known whether it holds is taken to hold, and not to hold, in every combination; each way
//! gives the duties that are owed in it. On the facts shown they are those of the worst way, with as little taken for granted
//! as it needs: a relief that is not shown relieves nobody. Where every way gives the same, nothing that is not known matters.

use super::Bit;
use super::weigh::{Effectiveness, Scale};
use crate::compile::DUTY_DUE;
use crate::model::DutyId;
use crate::vocab::Outcome;
use std::collections::BTreeSet;

/// The duties of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// On the facts shown: each duty with the member that brings it (its place in the family).
    pub shown: Vec<(DutyId, usize)>,
    /// Every set of duties that may be owed if the rule holds; none where there are too many ways to go through them.
    pub ways: Option<BTreeSet<BTreeSet<DutyId>>>,
    /// The members that are open, and would change what is owed.
    pub hang_on: Vec<usize>,
    /// The presumptions that change what is owed: each with what would be owed in the worst way if the contrary were shown of it
    /// alone; none where there are too many ways to go through them.
    pub rebutted: Vec<(usize, Option<BTreeSet<DutyId>>)>,
}

impl Owed {
    /// Whether the same is owed whatever is not known of the exceptions.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.ways.as_ref().is_some_and(|ways| ways.len() <= 1)
    }

    /// Whether nothing is owed, whatever is not known of the exceptions.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.ways.as_ref().is_some_and(|ways| ways.iter().all(BTreeSet::is_empty))
    }

    /// Whether all that may be owed is among these.
    #[must_use]
    pub fn is_within(&self, others: &BTreeSet<DutyId>) -> bool {
        self.ways.as_ref().is_some_and(|ways| ways.iter().all(|way| way.is_subset(others)))
    }

    /// The duties owed on the facts shown.
    #[must_use]
    pub fn duties(&self) -> BTreeSet<DutyId> {
        self.shown.iter().map(|(duty, _)| *duty).collect()
    }
}

/// So many open exceptions of one rule are gone through each way.
const MOST_OPEN: usize = 8;

/// Something on which it hangs what is owed, and that is not known.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Its place among the members and closed lists.
    place: usize,
    member: Option<usize>,
    presumed: bool,
}

/// What is left of a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Left {
    weighs: Outcome,
    duties: Vec<(DutyId, usize)>,
}

impl Left {
    fn ids(&self) -> BTreeSet<DutyId> {
        self.duties.iter().map(|(duty, _)| *duty).collect()
    }
}

impl Scale<'_> {
    /// What is owed if the rule holds.
    #[must_use]
    pub(super) fn owed(&self) -> Owed {
        let open = self.open();
        if open.len() > MOST_OPEN {
            return self.owed_at_most(&open);
        }
        let ways: Vec<Left> = (0..1_usize << open.len()).map(|way| self.way(&open, way)).collect();
        let sets: Vec<BTreeSet<DutyId>> = ways.iter().map(Left::ids).collect();
        let presuming = |way: usize| open.iter().enumerate().all(|(at, one)| !one.presumed || is_set(way, at));
        let turns = |at: usize| (0..sets.len()).any(|way| sets.get(way) != sets.get(way ^ (1 << at)));
        let turning = || open.iter().enumerate().filter(|(at, _)| turns(*at)).map(|(_, one)| one);
        Owed {
            shown: in_the_worst(ways.iter().enumerate().filter(|(way, _)| presuming(*way))),
            hang_on: turning().filter(|one| !one.presumed).filter_map(|one| one.member).collect(),
            rebutted: rebutted(&open, &ways, turns),
            ways: Some(sets.iter().cloned().collect()),
        }
    }

    /// There are too many ways: the duty of the rule stays owed unless a relief is certain; else those of the reliefs are.
    fn owed_at_most(&self, open: &[Open]) -> Owed {
        let own = self.ground().0;
        let stays = self.weigh().shown.worst >= DUTY_DUE;
        let counting = || (1..self.family.members.len()).filter(|&at| self.effectiveness(at) == Effectiveness::Counts);
        Owed {
            shown: if stays {
                self.says(0, own).duties
            } else {
                counting().flat_map(|member| self.says(member, own).duties).collect()
            },
            ways: None,
            hang_on: open.iter().filter(|one| !one.presumed).filter_map(|one| one.member).collect(),
            rebutted: open.iter().filter(|one| one.presumed).filter_map(|one| Some((one.member?, None))).collect(),
        }
    }

    /// The exceptions, policies and closed lists of which it is not known whether they hold.
    fn open(&self) -> Vec<Open> {
        let members = (1..self.family.members.len()).filter(|&at| self.bit(at).unknown() && !self.hangs_on_nothing(at));
        let member = |at: usize| Open { place: at, member: Some(at), presumed: self.is_open_presumption(at) };
        let closed = (self.family.members.len()..).zip(self.closed()).filter(|(_, (_, holds))| holds.unknown());
        let closed = closed.map(|(place, _)| Open { place, member: None, presumed: false });
        members.map(member).chain(closed).collect()
    }

    /// What is owed where what is open falls that way.
    fn way(&self, open: &[Open], way: usize) -> Left {
        let mut roots = self.roots.to_vec();
        for (at, one) in open.iter().enumerate() {
            if let Some(bit) = roots.get_mut(one.place) {
                *bit = is_set(way, at).into();
            }
        }
        let (own, nothing) = self.ground();
        let scale = Scale { roots: &roots, ..*self };
        scale.left(0, scale.says(0, own), &Left { weighs: nothing, duties: Vec::new() })
    }

    /// What a member says for itself.
    fn says(&self, member: usize, weighs: Outcome) -> Left {
        let duties = self.family.members.get(member).map_or(&[][..], |own| &own.duties);
        Left { weighs, duties: duties.iter().map(|&duty| (duty, member)).collect() }
    }

    /// What is left of a member that holds and says `own`; without it `fallback` stands. Of several reliefs the one that
    /// leaves least, the first of equal ones; a relief and something stricter: the stricter, unless the relief outranks it.
    fn left(&self, member: usize, own: Left, fallback: &Left) -> Left {
        let kids = self.family.on(member);
        let brought: Vec<(usize, Left)> =
            kids.iter().filter_map(|&kid| Some((kid, self.brought(member, kid, &own, fallback)?))).collect();
        let stricter = |but: &[usize]| {
            let raising = brought.iter().filter(|(kid, left)| left.weighs > own.weighs && !but.contains(kid));
            raising.map(|(_, left)| left).max_by_key(|left| left.weighs).cloned()
        };
        let reliefs = brought.iter().filter(|(kid, left)| left.weighs <= own.weighs && !self.is_policy(*kid));
        let left = reliefs.filter(|(_, left)| *left != own).map(|(kid, left)| {
            let outranked = self.family.members.get(*kid).map_or(&[][..], |own| &own.outranks);
            stricter(outranked).unwrap_or_else(|| left.clone())
        });
        let least = left.min_by_key(|left| (left.weighs, left.duties.len()));
        least.or_else(|| stricter(&[])).unwrap_or(own)
    }

    /// What something that hangs on a member leaves in its place; none where it does not hold.
    fn brought(&self, member: usize, kid: usize, own: &Left, fallback: &Left) -> Option<Left> {
        let weighs = self.outcome(kid, fallback.weighs);
        let holds = self.standing(member, kid, own.weighs, fallback.weighs) == Bit::True;
        if !holds || self.milder_policy(kid, weighs, own.weighs) {
            return None;
        }
        let effect = self.family.members.get(kid)?.weighs;
        let says = effect.map_or_else(|| fallback.clone(), |weighs| self.says(kid, weighs));
        let mut left = self.left(kid, says, own);
        if self.is_policy(kid) {
            left.duties.extend(own.duties.iter().copied());
        }
        Some(left)
    }
}

fn is_set(way: usize, at: usize) -> bool {
    way & (1 << at) != 0
}

/// What is owed in the worst of those ways; of equal ones in that in which the fewest things hold that are not known, the first
/// of them.
fn in_the_worst<'w>(ways: impl Iterator<Item = (usize, &'w Left)>) -> Vec<(DutyId, usize)> {
    let worst = ways.min_by_key(|(way, left)| (std::cmp::Reverse(left.weighs), way.count_ones(), *way));
    worst.map(|(_, left)| left.duties.clone()).unwrap_or_default()
}

/// The presumptions that change what is owed, each with what would be owed in the worst way if the contrary were shown of it alone.
fn rebutted(open: &[Open], ways: &[Left], turns: impl Fn(usize) -> bool) -> Vec<(usize, Option<BTreeSet<DutyId>>)> {
    let presumed = |at: usize| open.get(at).is_some_and(|one| one.presumed);
    let of_one = |at: usize| {
        let alone = |way: usize| {
            !is_set(way, at) && (0..open.len()).all(|other| other == at || !presumed(other) || is_set(way, other))
        };
        let worst = in_the_worst(ways.iter().enumerate().filter(|(way, _)| alone(*way)));
        Some((open.get(at)?.member?, Some(worst.into_iter().map(|(duty, _)| duty).collect())))
    };
    (0..open.len()).filter(|&at| presumed(at) && turns(at)).filter_map(of_one).collect()
}
