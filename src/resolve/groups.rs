//! Groups of countries, worked out to dated members.

use super::Work;
use super::circles::DEEPEST;
use super::collect::{Placed, Plan};
use super::names::Kind;
use super::shape::{self, Body};
use super::stretches::Stretches;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Group, Member};
use crate::syntax::{ClauseKind as C, Head, Name, Spot};
use crate::vocab::{Country, Period, Place};
use std::collections::BTreeMap;

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
    pub(super) fn groups(&mut self, plan: &Plan<'_>) {
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
        let done = vec![Progress::Waiting; groups.len()];
        let mut yard = Yard { groups, bodies, done };
        for index in 0..yard.groups.len() {
            let dated = self.work_out(&mut yard, index, 0);
            if let Some(group) = self.model.groups.get_mut(index) {
                group.members = members(dated);
            }
        }
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
        let dated = subtract(within, &without);
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

fn members(dated: Dated) -> Vec<Member> {
    let mut members = Vec::new();
    for (place, (sure, unsure)) in dated {
        let with = |uncertain| {
            let place = place.clone();
            move |period| Member { place: place.clone(), period, uncertain }
        };
        members.extend(sure.periods().map(with(false)));
        members.extend(unsure.periods().map(with(true)));
    }
    members
}
