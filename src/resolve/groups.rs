//! Groups of countries, worked out to dated members.

use super::Work;
use super::amendments::{Change, Changes};
use super::circles::DEEPEST;
use super::collect::{Placed, Plan};
use super::names::Kind;
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Amended, Change as Made, Group, GroupId, Member};
use crate::syntax::{ClauseKind as C, Head, Name, Spot};
use crate::vocab::{Country, Date, Period, Place, Stretches};
use std::collections::{BTreeMap, BTreeSet};

/// Who is in on which days, and on which days that is not known.
type Dated = BTreeMap<Place, (Stretches, Stretches)>;

/// How far a group is worked out.
#[derive(Clone)]
enum Progress {
    Waiting,
    Running,
    Done(Dated),
}

/// The groups as written, and how far each is worked out.
struct Yard<'p> {
    groups: Vec<Placed<'p>>,
    bodies: Vec<Body<'p>>,
    changes: &'p Changes<'p>,
    /// Changes that become known after that day are left out; none leaves all out.
    as_known: Option<Date>,
    done: Vec<Progress>,
}

impl Yard<'_> {
    fn set(&mut self, index: usize, to: Progress) {
        if let Some(slot) = self.done.get_mut(index) {
            *slot = to;
        }
    }
}

impl Work<'_> {
    /// All groups.
    pub(super) fn groups<'p>(&mut self, plan: &'p Plan<'p>, changes: &'p Changes<'p>) {
        let groups: Vec<Placed<'_>> =
            plan.items.iter().filter(|placed| matches!(placed.item.head, Head::Group { .. })).copied().collect();
        let mut bodies = Vec::new();
        for placed in &groups {
            let Head::Group { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::GROUP, id.span(), &placed.item.body);
            let cites = self.cites(&body);
            self.model.groups.push(Group {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                cites,
                members: Vec::new(),
                span: id.span(),
            });
            bodies.push(body);
        }
        let mut yard = Yard { groups, bodies, changes, as_known: None, done: Vec::new() };
        let days = changes_known(&yard);
        let starts: Vec<Option<Date>> = std::iter::once(None).chain(days.iter().copied().map(Some)).collect();
        let mut slices: Vec<(Period, Vec<Dated>)> = Vec::new();
        // What is wrong is said once, of the text with all its changes.
        for (at, &from) in starts.iter().enumerate().rev() {
            let before = starts.get(at.saturating_add(1)).copied().flatten();
            let last = before.is_none();
            yard.as_known = from;
            let all =
                if last { self.work_out_all(&mut yard) } else { self.quietly(|work| work.work_out_all(&mut yard)) };
            slices.push((Period { from, before }, all));
        }
        slices.reverse();
        for index in 0..yard.groups.len() {
            let own = slices.iter().filter_map(|(known, all)| Some((*known, all.get(index)?)));
            let members = joined(own).into_iter().flat_map(|(known, dated)| members(dated, known)).collect();
            if let Some(group) = self.model.groups.get_mut(index) {
                group.members = members;
            }
        }
    }

    fn work_out_all(&mut self, yard: &mut Yard<'_>) -> Vec<Dated> {
        yard.done = vec![Progress::Waiting; yard.groups.len()];
        (0..yard.groups.len()).map(|index| self.work_out(yard, index, 0)).collect()
    }

    /// Does something again whose diagnostics have been said already.
    fn quietly<T>(&mut self, again: impl FnOnce(&mut Self) -> T) -> T {
        let (bag, errors) = (std::mem::take(&mut self.bag), self.errors);
        let done = again(self);
        self.bag = bag;
        self.errors = errors;
        done
    }

    /// The members of one group; `depth` groups are waiting for it.
    fn work_out(&mut self, yard: &mut Yard<'_>, index: usize, depth: usize) -> Dated {
        let Some(placed) = yard.groups.get(index).copied() else { return Dated::new() };
        match yard.done.get(index) {
            Some(Progress::Done(dated)) => return dated.clone(),
            Some(Progress::Running) => {
                self.say_group_circle(&placed);
                return Dated::new();
            }
            _ => {}
        }
        if let (true, Head::Group { id, .. }) = (depth > DEEPEST, &placed.item.head) {
            self.say_deep(&id.value, id.span());
            return Dated::new();
        }
        yard.set(index, Progress::Running);
        let (within, without) = self.gather_lines(yard, &placed, index, depth);
        self.check_territories(&placed, &within, &without);
        let dated = self.changed(yard, &placed, index, subtract(within, &without));
        yard.set(index, Progress::Done(dated.clone()));
        dated
    }

    /// What the lines of a group put in, and what they take out.
    fn gather_lines(&mut self, yard: &mut Yard<'_>, placed: &Placed<'_>, index: usize, depth: usize) -> (Dated, Dated) {
        let (mut within, mut without) = (Dated::new(), Dated::new());
        let clauses = yard.bodies.get(index).map(|body| body.clauses.clone()).unwrap_or_default();
        for clause in clauses {
            match &clause.kind {
                C::Member { places, when } => {
                    let period = self.period(when);
                    self.put(&mut within, places, period, false);
                }
                C::Uncertain { places, when, .. } => {
                    let period = self.period(when);
                    self.put(&mut within, places, period, true);
                }
                C::AllCountries => {
                    Country::all().for_each(|country| add(&mut within, whole(country), Period::ALWAYS, false));
                }
                C::MemberGroup(name) => {
                    let other = self.other_group(yard, placed, name, depth);
                    merge(&mut within, other);
                }
                C::WithoutPlaces(out) => self.put(&mut without, out, Period::ALWAYS, false),
                C::WithoutGroup(name) => {
                    let other = self.other_group(yard, placed, name, depth);
                    merge(&mut without, other);
                }
                _ => {}
            }
        }
        (within, without)
    }

    /// What the changes known by then make of a group.
    fn changed(&mut self, yard: &Yard<'_>, placed: &Placed<'_>, index: usize, mut dated: Dated) -> Dated {
        let known = |change: &&Change<'_>| yard.as_known.is_some_and(|day| change.known <= day);
        let own = yard.changes.of(Amended::Group(GroupId::at(index)));
        let mut changes: Vec<&Change<'_>> = own.iter().filter(known).collect();
        changes.sort_by_key(|change| change.order());
        let mut suspended = Stretches::default();
        for change in changes {
            if change.made != Made::Text {
                let days = Stretches::of(change.days);
                for own in dated.values_mut() {
                    take_out(own, &days);
                }
                suspended = suspended.or(&days);
            }
            for clause in &change.clauses {
                match &clause.kind {
                    C::AddPlaces { places, when } => {
                        let days = Stretches::of(self.days_within(change, when)).without(&suspended);
                        for place in self.places(places) {
                            let slot = dated.entry(place).or_default();
                            *slot = (slot.0.or(&days), slot.1.without(&days));
                        }
                    }
                    C::RemovePlaces { places, when } => {
                        let days = Stretches::of(self.days_within(change, when));
                        self.remove_places(placed, change, places, &days, &mut dated);
                    }
                    _ => {}
                }
            }
        }
        dated
    }

    fn remove_places(
        &mut self,
        placed: &Placed<'_>,
        change: &Change<'_>,
        places: &[Spot<String>],
        days: &Stretches,
        dated: &mut Dated,
    ) {
        let Head::Group { id, .. } = &placed.item.head else { return };
        for place in self.places(places) {
            let now = dated.get(&place).map(|(sure, unsure)| sure.or(unsure)).unwrap_or_default();
            // Days that are none have been told of already.
            if now.and(days).is_empty() && !days.is_empty() {
                let periods: Vec<Period> = now.periods().collect();
                self.say_not_in_force(
                    change,
                    &format!("`{place}` in the group `{}`", id.value),
                    &periods,
                    (id.span(), None),
                );
            }
            if let Some(own) = dated.get_mut(&place) {
                take_out(own, days);
            }
        }
    }

    fn put(&mut self, into: &mut Dated, places: &[Spot<String>], period: Period, uncertain: bool) {
        for place in self.places(places) {
            add(into, place, period, uncertain);
        }
    }

    fn other_group(&mut self, yard: &mut Yard<'_>, placed: &Placed<'_>, name: &Name, depth: usize) -> Dated {
        match self.find(placed.book, name, &[Kind::Group]) {
            Some(bound) => self.work_out(yard, bound.index, depth.saturating_add(1)),
            None => Dated::new(),
        }
    }

    fn say_group_circle(&mut self, placed: &Placed<'_>) {
        let Head::Group { id, .. } = &placed.item.head else { return };
        let message = format!("the group `{}` is made of itself", id.value);
        let help = "take the `group` or `without group` line out of one of the groups of the circle";
        self.say(Diagnostic::at(Code::CIRCLE, id.span(), message).help(help));
    }

    /// A territory can be taken out only where it was put in itself: a country is one member.
    fn check_territories(&mut self, placed: &Placed<'_>, within: &Dated, without: &Dated) {
        let Head::Group { id, .. } = &placed.item.head else { return };
        let inside = |place: &&Place| place.subdivision.is_some() && within.contains_key(&whole(place.country));
        for place in without.keys().filter(inside) {
            let message =
                format!("`{place}` cannot be taken out of `{}`, which is in the group as a whole", place.country);
            let help = format!("say it in the condition: `and not destination is {place}`");
            self.say(Diagnostic::at(Code::TERRITORY, id.span(), message).help(help));
        }
    }
}

fn whole(country: Country) -> Place {
    Place { country, subdivision: None }
}

fn add(into: &mut Dated, place: Place, period: Period, uncertain: bool) {
    let slot = into.entry(place).or_default();
    let days = Stretches::of(period);
    if uncertain {
        slot.1 = slot.1.or(&days);
    } else {
        slot.0 = slot.0.or(&days);
    }
}

fn merge(into: &mut Dated, other: Dated) {
    for (place, (sure, unsure)) in other {
        let slot = into.entry(place).or_default();
        slot.0 = slot.0.or(&sure);
        slot.1 = slot.1.or(&unsure);
    }
}

/// Sure members are those that are surely in and surely not taken out; where either is not known, the result is not.
fn subtract(within: Dated, without: &Dated) -> Dated {
    let taken = |place: &Place| {
        let country = without.get(&whole(place.country)).cloned().unwrap_or_default();
        let own = without.get(place).cloned().unwrap_or_default();
        (country.0.or(&own.0), country.1.or(&own.1))
    };
    let one = |(place, (sure, unsure)): (Place, (Stretches, Stretches))| {
        let (out, maybe_out) = taken(&place);
        let doubtful = unsure.or(&sure.and(&maybe_out)).without(&out);
        let sure = sure.without(&out).without(&doubtful);
        (place, (sure, doubtful))
    };
    within.into_iter().map(one).collect()
}

/// Days in a row on which the same is known are one stretch.
fn joined<'d>(slices: impl Iterator<Item = (Period, &'d Dated)>) -> Vec<(Period, &'d Dated)> {
    let mut joined: Vec<(Period, &Dated)> = Vec::new();
    for (known, dated) in slices {
        match joined.last_mut() {
            Some(last) if last.1 == dated => last.0.before = known.before,
            _ => joined.push((known, dated)),
        }
    }
    joined
}

/// The days on which a change of a group becomes known.
fn changes_known(yard: &Yard<'_>) -> BTreeSet<Date> {
    let groups = (0..yard.groups.len()).map(|index| yard.changes.of(Amended::Group(GroupId::at(index))));
    groups.flatten().map(|change| change.known).collect()
}

fn take_out(own: &mut (Stretches, Stretches), days: &Stretches) {
    *own = (own.0.without(days), own.1.without(days));
}

fn members(dated: &Dated, known: Period) -> Vec<Member> {
    let mut members = Vec::new();
    for (place, (sure, unsure)) in dated {
        let with = |uncertain| {
            let place = place.clone();
            move |period| Member { place: place.clone(), period, known, uncertain }
        };
        members.extend(sure.periods().map(with(false)));
        members.extend(unsure.periods().map(with(true)));
    }
    members
}
