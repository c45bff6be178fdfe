//! What instruments change in texts that stand already: `amend`, `repeal`, `suspend`.
//!
//! Every change is known from the day its instrument was published, and bears on the days from which that instrument (or
//! the change itself) is in force. Changes of one thing are taken in the order in which they became known; each leaves
//! what was known before as it was. So the law of a day, as known on a day, is the text that the changes known by then
//! have made of it.

use super::Work;
use super::collect::{Placed, Plan, opening};
use super::names::Kind;
use super::shape::{self, Body, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Amended, Amendment, Change as Made, Citation, DefineId, GroupId, InstrumentId, ListId, ProvisionId, RulebookId,
};
use crate::source::Span;
use crate::syntax::{Amendable, Clause, ClauseKind as C, Head, Name, When};
use crate::vocab::{Date, Label, Period};
use std::collections::{BTreeMap, BTreeSet};

/// A change of one thing.
#[derive(Debug)]
pub(super) struct Change<'p> {
    /// The instrument that makes it.
    pub(super) by: InstrumentId,
    /// From when it is known.
    pub(super) known: Date,
    /// From when what it corrects is known, if it corrects something; else the same.
    pub(super) known_of_corrected: Date,
    /// The days on which it bears.
    pub(super) days: Period,
    /// How.
    pub(super) made: Made,
    /// Its new name for people, if it gets one.
    pub(super) label: Option<&'p Label>,
    /// What it says; the clauses that belong there.
    pub(super) clauses: Vec<&'p Clause>,
    /// Its opening line.
    pub(super) head: Span,
    /// The whole of it.
    pub(super) span: Span,
}

impl Change<'_> {
    /// The order in which changes are carried out: that of their first days, then of publication; a correction right after
    /// what it corrects.
    pub(super) fn order(&self) -> (Option<Date>, Date, Date, Span) {
        (self.days.from, self.known_of_corrected, self.known, self.span)
    }
}

/// What is carried out when something becomes known.
pub(super) struct Round {
    /// The day on which it does.
    pub(super) known: Date,
    /// It bears on days before some that were known to be changed: what is carried out begins again with the text as enacted.
    pub(super) begins_again: bool,
    /// The changes, by their places, in the order in which they are carried out.
    pub(super) changes: Vec<usize>,
}

/// The rounds of the changes of one thing. The law as known on a day is what the changes known by then make of the text, each
/// on the days on which it bears, in the order of those days. Where what becomes known begins later than all that was known, as
/// almost always, that goes on from there.
pub(super) fn rounds(changes: &[Change<'_>]) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    let mut done: Vec<usize> = Vec::new();
    let order = |at: &usize| changes.get(*at).map(Change::order);
    for together in changes.chunk_by(|a, b| a.known == b.known) {
        let Some(known) = together.first().map(|change| change.known) else { continue };
        let first = done.len();
        let mut new: Vec<usize> = (first..first.saturating_add(together.len())).collect();
        new.sort_by_key(order);
        let begins_again = done.last().is_some_and(|last| new.first().is_some_and(|one| order(last) > order(one)));
        done.extend(&new);
        done.sort_by_key(order);
        let changes = if begins_again { done.clone() } else { new };
        rounds.push(Round { known, begins_again, changes });
    }
    rounds
}

/// All changes, by what they change, in the order in which they became known.
#[derive(Debug, Default)]
pub(super) struct Changes<'p>(BTreeMap<Amended, Vec<Change<'p>>>);

impl<'p> Changes<'p> {
    /// The changes of one thing; of a provision, by its first version.
    pub(super) fn of(&self, what: Amended) -> &[Change<'p>] {
        self.0.get(&what).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The opening words of a change.
struct Opening<'p> {
    what: Amendable,
    ids: &'p [Name],
    by: &'p Name,
    when: Option<&'p When>,
    label: Option<&'p Label>,
    made: Made,
}

impl Work<'_> {
    /// All changes; their instruments are known already, and what they change has its place.
    pub(super) fn amendments<'p>(&mut self, plan: &Plan<'p>) -> Changes<'p> {
        let mut changes = Changes::default();
        for placed in &plan.items {
            let Some(opening) = opening_of(&placed.item.head) else { continue };
            let head = super::collect::opening(placed.item.at.0, self.sources);
            let body = self.body(shape_of(&opening), head, &placed.item.body);
            for id in opening.ids {
                self.change(placed, &opening, id, &body, &mut changes);
            }
        }
        for own in changes.0.values_mut() {
            own.sort_by_key(|change| (change.known, change.order()));
        }
        for own in changes.0.values() {
            self.check_order(own);
        }
        changes
    }

    fn change<'p>(
        &mut self,
        placed: &Placed<'p>,
        opening: &Opening<'p>,
        id: &Name,
        body: &Body<'p>,
        changes: &mut Changes<'p>,
    ) {
        if id.value.contains('/') {
            return self.say_other_book(id);
        }
        let bound = self.find(placed.book, id, &[kind_of(opening.what)]);
        let Some(by) = self.instrument(placed.book, opening.by) else { return };
        let draft = self.is_draft(by);
        let Some(days) = self.days_of(opening, body, by) else { return };
        self.check_says_something(opening, body, placed);
        let Some(bound) = bound else { return };
        let what = amended(opening.what, bound.index);
        let known = self.known_from(by).or(days.from);
        let known = known.filter(|_| !draft);
        let (span, head) = (placed.item.at.0, self::opening(placed.item.at.0, self.sources));
        let cites = self.cites(body);
        self.record(placed.book, (what, opening.made), (by, days, known), cites, (span, head));
        let Some(known) = known else { return };
        // Of an instrument that is itself in force before its publication it is said once.
        let retroactive = days.from.is_some_and(|from| from < known) && days.from != self.in_force(by);
        if retroactive && self.corrected(by).is_none() {
            self.say_retroactive(by, head, days.from, known);
        }
        let clauses = body.clauses.iter().copied().filter(|clause| !matches!(clause.kind, C::Force(_)));
        let change = Change {
            by,
            known,
            known_of_corrected: self.corrected(by).and_then(|id| self.known_from(id)).unwrap_or(known),
            days,
            made: opening.made,
            label: opening.label,
            clauses: clauses.collect(),
            head,
            span,
        };
        changes.0.entry(what).or_default().push(change);
    }

    /// An amendment without a word of its own changes nothing; a repeal that ends is a suspension.
    fn check_says_something(&mut self, opening: &Opening<'_>, body: &Body<'_>, placed: &Placed<'_>) {
        let head = self::opening(placed.item.at.0, self.sources);
        let says = |clause: &&Clause| !matches!(clause.kind, C::Force(_) | C::Cite(_));
        let empty = opening.made == Made::Text
            && opening.label.is_none()
            && !body.clauses.iter().copied().any(|clause| says(&clause));
        let cites = body.clauses.iter().any(|clause| matches!(clause.kind, C::Cite(_)));
        if empty && !cites {
            self.say_missing("an amendment", head, "replace");
        }
        let end = opening.when.filter(|_| opening.made == Made::Repeal).and_then(|when| when.until.as_ref());
        if let Some(end) = end {
            let message = "a repeal has no end: what is not in force for a while is suspended";
            let help = "write `suspend … from DATE through DATE`, or leave the end out";
            self.say(Diagnostic::at(Code::MISPLACED_CLAUSE, end.span(), message).help(help));
        }
    }

    fn record(
        &mut self,
        rulebook: RulebookId,
        (what, change): (Amended, Made),
        (instrument, in_force, known_from): (InstrumentId, Period, Option<Date>),
        cites: Vec<Citation>,
        (span, head): (Span, Span),
    ) {
        let amendment = Amendment { rulebook, instrument, what, change, in_force, known_from, cites, span, head };
        self.model.amendments.push(amendment);
    }

    pub(super) fn is_draft(&self, id: InstrumentId) -> bool {
        self.model.instruments.get(id.index()).is_some_and(|instrument| instrument.draft)
    }

    fn corrected(&self, id: InstrumentId) -> Option<InstrumentId> {
        self.model.instruments.get(id.index())?.corrects
    }

    /// A law is amended by its own instruments: another's names mean other things.
    fn say_other_book(&mut self, id: &Name) {
        let message = format!("`{}` is of another rulebook, and is amended there", id.value);
        let said = Diagnostic::at(Code::OTHER_BOOK, id.span(), message);
        self.say(said.help("write the amendment in the folder of that rulebook, with an instrument of its own"));
    }

    /// Two changes of one day of publication and one first day that touch the same: which of them counts must be said.
    fn check_order(&mut self, changes: &[Change<'_>]) {
        let pairs = changes.iter().zip(changes.iter().skip(1));
        let alike = pairs.filter(|(a, b)| {
            (a.days.from, a.known_of_corrected, a.known) == (b.days.from, b.known_of_corrected, b.known)
        });
        let mut said = Vec::new();
        for (one, other) in alike.filter(|(one, other)| touch_the_same(one, other)) {
            let name = |id: InstrumentId| self.model.instruments.get(id.index()).map_or("?", |own| own.id.as_str());
            let day = other.days.from.map_or_else(String::new, |day| format!(" from {day} on"));
            let message = format!(
                "`{}` and `{}`, published on {}, change the same{day}, and nothing says which comes first",
                name(one.by),
                name(other.by),
                other.known
            );
            let found = Diagnostic::at(Code::AMENDED_TWICE, other.head, message).also(one.head, "the other change");
            said.push(found.help("join the two changes in one, or mend the days of one of the instruments"));
        }
        for diagnostic in said {
            self.say(diagnostic);
        }
    }

    /// The days a change bears on: as stated, else from the first day of its instrument; a draft has none.
    fn days_of(&mut self, opening: &Opening<'_>, body: &Body<'_>, by: InstrumentId) -> Option<Period> {
        let own = body.first(|kind| if let C::Force(when) = kind { Some(when) } else { None });
        let stated = own.or(opening.when).map(|when| self.period(when)).unwrap_or_default();
        if stated.from.is_some() {
            self.check_commencement(opening, stated.from, by);
            return Some(stated);
        }
        if self.is_draft(by) {
            return Some(stated);
        }
        let from = self.first_day_of(by, opening.by)?;
        Some(Period { from: Some(from), before: stated.before })
    }

    /// A day on which nothing of the instrument takes effect, before its first one.
    fn check_commencement(&mut self, opening: &Opening<'_>, from: Option<Date>, by: InstrumentId) {
        let Some(instrument) = self.model.instruments.get(by.index()) else { return };
        let first = instrument.in_force_for.iter().map(|(day, _)| *day).chain(instrument.in_force).min();
        let (Some(from), Some(first)) = (from, first) else { return };
        if from >= first {
            return;
        }
        let message = format!("this takes effect on {from}, and `{}` is in force from {first} only", instrument.id);
        let said =
            Diagnostic::at(Code::EARLY_CHANGE, opening.by.span(), message).also(instrument.span, "the instrument");
        self.say(
            said.help("compare both days with the source; `in force DATE for \"…\"` states a day of single parts"),
        );
    }

    fn say_retroactive(&mut self, by: InstrumentId, at: Span, from: Option<Date>, known: Date) {
        let Some(instrument) = self.model.instruments.get(by.index()) else { return };
        let from = from.map_or_else(|| "the beginning".to_owned(), |day| day.to_string());
        let message = format!("this changes the law from {from} on, and `{}` was published on {known}", instrument.id);
        let said = Diagnostic::at(Code::RETROACTIVE, at, message).also(instrument.span, "the instrument");
        self.say(
            said.help("compare both days with the source; where it mends an earlier one, say `corrects INSTRUMENT`"),
        );
    }

    /// Whether something is told of a change, at that place, for the first time: as more becomes known a change is carried out
    /// again.
    pub(super) fn is_first_told(&mut self, change: &Change<'_>, place: Span) -> bool {
        self.told.insert((change.span, place))
    }

    /// Who put a text there, and since when.
    fn put_there(&self, by: Option<InstrumentId>) -> String {
        let own = by.and_then(|id| self.model.instruments.get(id.index()));
        let day = own.and_then(|own| own.in_force).map(|day| format!(", in force {day}")).unwrap_or_default();
        own.map_or_else(|| "declared here".to_owned(), |own| format!("put there by `{}`{day}", own.id))
    }

    /// A change of something that is not in force on its days: what stands there, and since or until when.
    pub(super) fn say_not_in_force(
        &mut self,
        change: &Change<'_>,
        what: &str,
        now: &[Period],
        (declared, brought_by): (Span, Option<InstrumentId>),
    ) {
        let name = |id: InstrumentId| self.model.instruments.get(id.index()).map_or("?", |own| own.id.as_str());
        let stands = match now {
            [] => "is not in force at all by then".to_owned(),
            some => format!("is in force {} by then", super::names::join(&words(some), "and")),
        };
        let verb = match change.made {
            Made::Text => "amends",
            Made::Repeal => "repeals",
            Made::Suspension => "suspends",
        };
        let message = format!("`{}` {verb} {what} {}, which {stands}", name(change.by), change.days);
        let said = Diagnostic::at(Code::NOT_IN_FORCE, change.head, message).also(declared, self.put_there(brought_by));
        let said = match self.model.instruments.get(change.by.index()) {
            Some(own) => said.also(own.span, format!("`{}`, known from {}", own.id, change.known)),
            None => said,
        };
        self.say(said.help("compare the days of both instruments with the source, or amend what took its place"));
    }
}

/// Whether the order of two changes of one thing could matter.
fn touch_the_same(one: &Change<'_>, other: &Change<'_>) -> bool {
    if one.made != Made::Text || other.made != Made::Text {
        return one.made != other.made;
    }
    let parts = |change: &Change<'_>| {
        change.clauses.iter().flat_map(|clause| touched(&clause.kind)).collect::<BTreeSet<String>>()
    };
    !parts(one).is_disjoint(&parts(other))
}

/// What a clause of an amendment touches: entries and members by name, a text by the words that its clauses begin with.
fn touched(clause: &C) -> Vec<String> {
    match clause {
        C::RemoveEntries { keys, .. } if keys.is_empty() => vec!["all entries".to_owned()],
        C::RemoveEntries { keys, .. } => keys.iter().map(|key| format!("entry {}", key.value)).collect(),
        C::AddPlaces { places, .. } | C::RemovePlaces { places, .. } => {
            places.iter().map(|place| place.value.clone()).collect()
        }
        C::ReplaceDate { old, .. } => vec![old.value.to_string()],
        C::Cite(_) | C::AddFrom(_) | C::Complete { .. } | C::Incomplete { .. } | C::StatesAdded { .. } => Vec::new(),
        C::ReplaceFrom(_) => vec!["rows".to_owned()],
        other => vec![shape::word(other).to_owned()],
    }
}

fn words(periods: &[Period]) -> Vec<String> {
    periods.iter().map(ToString::to_string).collect()
}

fn opening_of(head: &Head) -> Option<Opening<'_>> {
    Some(match head {
        Head::Amend { what, id, by, label } => Opening {
            what: what.value,
            ids: std::slice::from_ref(id),
            by,
            when: None,
            label: label.as_ref(),
            made: Made::Text,
        },
        Head::Repeal { what, ids, by, when } => {
            Opening { what: what.value, ids, by, when: Some(when), label: None, made: Made::Repeal }
        }
        Head::Suspend { what, ids, by, when } => {
            Opening { what: what.value, ids, by, when: Some(when), label: None, made: Made::Suspension }
        }
        _ => return None,
    })
}

fn shape_of(opening: &Opening<'_>) -> &'static Shape {
    match (opening.made, opening.what) {
        (Made::Repeal | Made::Suspension, _) => &shape::ENDING,
        (Made::Text, Amendable::Rule) => &shape::AMENDED_RULE,
        (Made::Text, Amendable::Exception) => &shape::AMENDED_EXCEPTION,
        (Made::Text, Amendable::Policy) => &shape::AMENDED_POLICY,
        (Made::Text, Amendable::Define) => &shape::AMENDED_DEFINE,
        (Made::Text, Amendable::List) => &shape::AMENDED_LIST,
        (Made::Text, Amendable::Group) => &shape::AMENDED_GROUP,
    }
}

fn kind_of(what: Amendable) -> Kind {
    match what {
        Amendable::Rule => Kind::Rule,
        Amendable::Exception => Kind::Exception,
        Amendable::Policy => Kind::Policy,
        Amendable::Define => Kind::Define,
        Amendable::List => Kind::List,
        Amendable::Group => Kind::Group,
    }
}

fn amended(what: Amendable, index: usize) -> Amended {
    match what {
        Amendable::Rule | Amendable::Exception | Amendable::Policy => Amended::Provision(ProvisionId::at(index)),
        Amendable::Define => Amended::Define(DefineId::at(index)),
        Amendable::List => Amended::List(ListId::at(index)),
        Amendable::Group => Amended::Group(GroupId::at(index)),
    }
}
