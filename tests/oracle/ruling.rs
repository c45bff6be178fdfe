//! A line under a rulebook: its rules one after the other, and the outcome of them all.

use super::weigh::Duties;
use super::{Bound, Entries, Reader};
use cocket::eval::Question;
use cocket::model::{Clause, Kind, List, Model, Provision, ProvisionId, RulebookId, Test};
use cocket::shipment::Shipment;
use cocket::vocab::{Date, Outcome, Range, Truth};
use std::collections::BTreeSet;

/// What the oracle says of one line under one rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The decisive day, if known.
    pub on: Option<Date>,
    /// Whether the law reaches the act.
    pub nexus: Truth,
    /// No opening is taken.
    pub shown: Range,
    /// Openings included.
    pub possible: Range,
    /// Rule by rule, entry by entry.
    pub findings: Vec<Finding>,
}

/// A rule for one entry, or for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: ProvisionId,
    /// The entry's number; none for a rule without a list, or for an entry that the list may be missing.
    pub entry: Option<String>,
    /// Whether the rule's own words hold.
    pub truth: Truth,
    /// Whether it gives way to an earlier ground.
    pub gives_way: Truth,
    /// What it comes to if they do.
    pub shown: Range,
    pub possible: Range,
    /// For each rule that gives way to it.
    pub before: Vec<Before>,
    /// The duties of a rule that lays down nothing else: on the facts shown, and in every way.
    pub owed: Option<(Duties, BTreeSet<Duties>)>,
    /// Each exception and policy to it, with whether its own words hold.
    pub on_it: Vec<(ProvisionId, Truth)>,
}

/// A rule before one that gives way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The rule that gives way.
    pub later: ProvisionId,
    /// Whether an exception leaves the field to it, by what is presumed.
    pub left: Truth,
    /// And if nothing is presumed.
    pub left_unpresumed: Truth,
    /// What the rule before it possibly comes to where none does.
    pub otherwise: Range,
}

impl Before {
    fn left(&self, openings: Openings) -> Truth {
        if openings == Openings::Aside { self.left } else { self.left_unpresumed }
    }
}

/// What the rulebook says of a line.
pub fn opinion(
    model: &Model,
    shipment: &Shipment,
    line: usize,
    book: RulebookId,
    asked: Question,
    entries: Entries,
) -> Stated {
    let line = &shipment.lines[line];
    let blank = Reader {
        model,
        shipment,
        line,
        goods: line,
        party: None,
        book,
        on: None,
        known_on: asked.known_on,
        entry: Bound::Nothing,
        entries,
    };
    let rulebook = blank.rulebook();
    let of_act = rulebook.decisive_for.iter().find(|(act, _)| *act == blank.act()).map(|(_, fact)| *fact);
    let on = blank.day_of(of_act.unwrap_or(rulebook.decisive), asked.on);
    let reader = blank.on(on);
    let nexus = rulebook.nexus.as_ref().map_or(Truth::True, |clause| reader.truth(clause));
    let findings = findings(&reader, asked);
    let law = |openings| reached(nexus, before_cover(&reader, together(model, &findings, openings)));
    Stated { on, nexus, shown: law(Openings::Aside), possible: law(Openings::Included), findings }
}

/// "Nexus: false, `not applicable`; unknown, the best is not applicable."
fn reached(nexus: Truth, range: Range) -> Range {
    let outside = Range::only(Outcome::NotApplicable);
    match nexus {
        Truth::True => range,
        Truth::False => outside,
        Truth::Unknown => range.hull(outside),
    }
}

/// Before the day from which a rulebook is encoded, nothing is found and everything may be; an unknown day may lie there.
fn before_cover(reader: &Reader<'_>, range: Range) -> Range {
    let covered = match (reader.rulebook().covers_from, reader.on) {
        (Some(from), Some(on)) => from <= on,
        (Some(_), None) => false,
        (None, _) => true,
    };
    if covered { range } else { Range { best: Outcome::NoControlFound, worst: Outcome::Prohibited } }
}

fn findings(reader: &Reader<'_>, asked: Question) -> Vec<Finding> {
    let all = reader.model.provisions.iter().enumerate();
    let rules = all.filter(|(_, one)| one.kind == Kind::Rule && one.rulebook == reader.book);
    let mut found: Vec<Finding> =
        rules.flat_map(|(at, rule)| of_rule(reader, asked, ProvisionId::at(at), rule)).collect();
    let gives_way: Vec<Truth> = found
        .iter()
        .map(|finding| {
            let earlier = &reader.model.provisions[finding.rule.index()].only_if_no;
            Truth::any(earlier.iter().map(|earlier| stands_before(&found, *earlier, finding.rule, Openings::Aside)))
        })
        .collect();
    for (finding, gives_way) in found.iter_mut().zip(gives_way) {
        finding.gives_way = gives_way;
    }
    found
}

/// "`item listed in L` holds once per matching entry; `listed-entry`, in the rule and in its exceptions, is that entry."
fn of_rule(reader: &Reader<'_>, asked: Question, id: ProvisionId, rule: &Provision) -> Vec<Finding> {
    let on = rule.decisive.map_or(reader.on, |fact| reader.day_of(fact, asked.on));
    let reader = reader.on(on);
    let Some((lists, only)) = rule.condition.as_ref().and_then(binding) else {
        return one(&reader, id).into_iter().collect();
    };
    let lists = lists.iter().map(|list| &reader.model.lists[list.index()]);
    lists
        .flat_map(|list| bindings(list, only).filter_map(|bound| one(&reader.bound(bound), id)).collect::<Vec<_>>())
        .collect()
}

pub fn bindings<'a>(list: &'a List, only: &'a [String]) -> impl Iterator<Item = Bound<'a>> {
    let entries = list.entries.iter().filter(move |entry| only.is_empty() || only.contains(&entry.key));
    entries.map(move |entry| Bound::Entry(list, entry)).chain([Bound::Unnamed(list, only)])
}

fn one(reader: &Reader<'_>, id: ProvisionId) -> Option<Finding> {
    let truth = reader.own(id);
    if truth.is_false() {
        return None;
    }
    let weighed = reader.weigh(id);
    let entry = match reader.entry {
        Bound::Entry(_, entry) => Some(entry.key.clone()),
        Bound::Nothing | Bound::Unnamed(..) => None,
    };
    let on_it = reader.model.provisions.iter().enumerate().filter(|(_, one)| one.to.contains(&id));
    let on_it = on_it.map(|(at, _)| ProvisionId::at(at)).map(|at| (at, reader.own(at))).collect();
    let (shown, possible) = (weighed.shown, weighed.possible);
    let later = reader.model.provisions.iter().enumerate().filter(|(_, one)| one.only_if_no.contains(&id));
    let later = later.map(|(at, _)| ProvisionId::at(at));
    let before = later.map(|later| Before {
        later,
        left: reader.left_to(id, later, true),
        left_unpresumed: reader.left_to(id, later, false),
        otherwise: reader.weigh_unless_left_to(id, later).possible,
    });
    let before = before.collect();
    let owed = reader.owed(id);
    Some(Finding { rule: id, entry, truth, gives_way: Truth::False, shown, possible, before, owed, on_it })
}

/// The `item listed in` that binds `listed-entry`.
pub fn binding(clause: &Clause) -> Option<(&[cocket::model::ListId], &[String])> {
    match &clause.test {
        Test::Listed { lists, entries, binds: true } => Some((lists, entries)),
        Test::All(parts) => parts.iter().find_map(binding),
        _ => None,
    }
}

/// "All rules are looked at": the strictest of what each comes to. A rule gives way to what is true; while an earlier ground
/// is unknown, or it is unknown whether it leaves the field, both cases are gone through, and the range holds both.
fn together(model: &Model, findings: &[Finding], openings: Openings) -> Range {
    let mut rules: Vec<ProvisionId> = findings.iter().map(|finding| finding.rule).collect();
    rules.dedup();
    let pairs =
        rules.iter().flat_map(|&later| model.provisions[later.index()].only_if_no.iter().map(move |&a| (a, later)));
    let mut open: Vec<Unsettled> = Vec::new();
    for (earlier, later) in pairs {
        if truth_of(findings, earlier).is_unknown() && !open.contains(&Unsettled::Holds(earlier)) {
            open.push(Unsettled::Holds(earlier));
        }
        if may_leave(findings, earlier, later, openings)
            && stands_before(findings, earlier, later, openings).is_unknown()
        {
            open.push(Unsettled::Stands(earlier, later));
        }
    }
    let cases = (0..1_u32 << open.len()).map(|case| Case { findings, open: &open, case, openings });
    let consistent = cases.filter(Case::is_consistent);
    let nothing = Range::only(Outcome::NoControlFound);
    let whole = |case: Case<'_>| rules.iter().map(|rule| case.of_rule(model, *rule)).fold(nothing, Range::join);
    consistent.map(whole).reduce(Range::hull).expect("there is at least one case")
}

/// Whether openings are left aside or could be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Openings {
    Aside,
    Included,
}

/// What has to be settled before it is known who gives way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unsettled {
    /// An earlier rule holds.
    Holds(ProvisionId),
    /// An earlier rule holds, and leaves the field to no other, before that one.
    Stands(ProvisionId, ProvisionId),
}

/// One way in which it could be settled.
#[derive(Clone, Copy)]
struct Case<'a> {
    findings: &'a [Finding],
    open: &'a [Unsettled],
    case: u32,
    openings: Openings,
}

impl Case<'_> {
    fn settled(&self, what: Unsettled) -> Option<bool> {
        self.open.iter().position(|one| *one == what).map(|at| self.case >> at & 1 == 1)
    }

    /// What stands holds.
    fn is_consistent(&self) -> bool {
        self.open.iter().all(|one| match *one {
            Unsettled::Stands(earlier, _) => self.settled(*one) == Some(false) || !self.holds(earlier).is_false(),
            Unsettled::Holds(_) => true,
        })
    }

    fn holds(&self, rule: ProvisionId) -> Truth {
        self.settled(Unsettled::Holds(rule)).map_or(truth_of(self.findings, rule), Truth::from)
    }

    fn stands(&self, earlier: ProvisionId, later: ProvisionId) -> bool {
        let settled = self.settled(Unsettled::Stands(earlier, later));
        settled.unwrap_or_else(|| match may_leave(self.findings, earlier, later, self.openings) {
            true => stands_before(self.findings, earlier, later, self.openings).is_true(),
            false => self.holds(earlier).is_true(),
        })
    }

    /// What one rule adds.
    fn of_rule(&self, model: &Model, rule: ProvisionId) -> Range {
        let openings = self.openings;
        let nothing = Range::only(Outcome::NoControlFound);
        let gives_way = model.provisions[rule.index()].only_if_no.iter().any(|earlier| self.stands(*earlier, rule));
        if gives_way || self.holds(rule).is_false() {
            return nothing;
        }
        let own: Vec<&Finding> = self.findings.iter().filter(|finding| finding.rule == rule).collect();
        let plain = |finding: &Finding| if openings == Openings::Included { finding.possible } else { finding.shown };
        let whole = self.of_all(&own.iter().map(|one| (one.truth, plain(one))).collect::<Vec<_>>(), rule);
        let left_no_field = own.iter().enumerate().filter_map(|(at, one)| {
            let before = one.before.iter().find(|before| {
                before.left(openings).is_unknown() && self.settled(Unsettled::Stands(rule, before.later)) == Some(true)
            })?;
            let each = own.iter().enumerate();
            // It stands by this entry.
            let each = each.map(|(other, one)| match other == at {
                true => (Truth::True, before.otherwise),
                false => (one.truth, plain(one)),
            });
            Some(self.of_all(&each.collect::<Vec<_>>(), rule))
        });
        if openings == Openings::Aside { whole } else { left_no_field.reduce(Range::hull).unwrap_or(whole) }
    }

    fn of_all(&self, own: &[(Truth, Range)], rule: ProvisionId) -> Range {
        let nothing = Range::only(Outcome::NoControlFound);
        let certain = own.iter().filter(|one| one.0.is_true()).map(|one| one.1).fold(nothing, Range::join);
        let open = || own.iter().filter(|one| one.0.is_unknown()).map(|one| one.1);
        let worst = open().map(|range| range.worst).fold(certain.worst, Outcome::max);
        // A rule that is taken to hold, though of no entry it is known, holds by one of them at least.
        let supposed = self.holds(rule).is_true() && truth_of(self.findings, rule).is_unknown();
        let best = if supposed { open().map(|range| range.best).min().unwrap_or(certain.best) } else { certain.best };
        Range { best: best.max(certain.best), worst }
    }
}

/// Whether an exception to a rule may leave the field to a later one.
fn may_leave(findings: &[Finding], earlier: ProvisionId, later: ProvisionId, openings: Openings) -> bool {
    let own = findings.iter().filter(|finding| finding.rule == earlier);
    own.flat_map(|finding| &finding.before).any(|one| one.later == later && !one.left(openings).is_false())
}

fn truth_of(findings: &[Finding], rule: ProvisionId) -> Truth {
    Truth::any(findings.iter().filter(|finding| finding.rule == rule).map(|finding| finding.truth))
}

/// Whether a rule holds for some entry, and there no exception leaves the field to that later rule.
fn stands_before(findings: &[Finding], earlier: ProvisionId, later: ProvisionId, openings: Openings) -> Truth {
    let own = findings.iter().filter(|finding| finding.rule == earlier);
    Truth::any(own.map(|finding| {
        let left = finding.before.iter().filter(|one| one.later == later).map(|one| !one.left(openings));
        Truth::all(left.chain([finding.truth]))
    }))
}
