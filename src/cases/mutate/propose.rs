//! For a change that no case notices, the smallest case found that would.

use super::{Change, Kind, Suite};
use crate::cases::generate::{Edit, Proposal, Try, applied, edits_for, pieces_stand, written_case};
use crate::cases::given;
use crate::compile::{NodeId, Op};
use crate::model::Model;
use crate::rulebook::Rulebook;
use crate::ruling::{Status, Verdict};
use crate::source::Span;
use crate::vocab::Date;
use std::collections::BTreeSet;

/// So many cases are taken up.
const SEEDS: usize = 40;

/// So many shipments are tried for one change.
const MOST: usize = 3_000;

/// A case under which the changed rules say something else; none where none was found.
pub(super) fn propose(suite: &Suite<'_>, changed: &Rulebook, change: &Change) -> Option<Proposal> {
    let search = Search { suite, changed };
    let edits = search.edits(change);
    let (near, far): (Vec<_>, Vec<_>) = suite.cases.iter().partition(|one| suite.comes_by(&one.sight, change.item));
    let seeds: Vec<Try> = near
        .into_iter()
        .chain(far)
        .take(SEEDS)
        .map(|one| Try { given: one.case.given.clone(), on: one.case.on, known_on: one.case.known_on })
        .collect();
    let once = seeds.iter().flat_map(|seed| edits.iter().flat_map(|edit| applied(seed, edit)));
    let found = once.take(MOST).find(|one| search.tells_apart(one)).or_else(|| search.by_two(&seeds, &edits))?;
    let small = search.shrunk(found);
    let expected = search.expected(&small);
    let book = suite.book;
    Some(Proposal {
        tries: format!(
            "{} {} {}",
            first_line(&change.from),
            if change.to.is_empty() { "is there" } else { "and not" },
            first_line(&change.to)
        ),
        at: change.at.clone(),
        written: written_case(book, &small, &expected.join(", ")),
    })
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().chars().take(60).collect()
}

struct Search<'a> {
    suite: &'a Suite<'a>,
    changed: &'a Rulebook,
}

impl Search<'_> {
    fn verdicts(&self, one: &Try) -> (Verdict, Verdict) {
        let shipment = given::shipment(self.suite.book.model(), "proposed", &one.given);
        let of = |book: &Rulebook| book.verdict_under(self.suite.rulebook, &shipment, one.on, one.known_on);
        (of(self.suite.book), of(self.changed))
    }

    fn tells_apart(&self, one: &Try) -> bool {
        let (before, after) = self.verdicts(one);
        said(&before) != said(&after)
    }

    /// What could matter: the days beside one that was moved, and what turns the clauses around what was changed.
    fn edits(&self, change: &Change) -> Vec<Edit> {
        let mut edits = Vec::new();
        let days = [&change.from, &change.to].into_iter().filter_map(|day| Date::parse(day).ok());
        for day in days.filter(|_| change.kind == Kind::Day) {
            edits.extend([day.previous(), day, day.next()].map(|day| Edit::On(Some(day))));
        }
        edits.extend(self.clauses(change).into_iter().flat_map(|node| edits_for(self.suite.book, node)));
        edits
    }

    /// The leaves of the item, those nearest to the change first; where a group is changed, what reads it.
    fn clauses(&self, change: &Change) -> Vec<NodeId> {
        let (nodes, sources) = (&self.suite.book.program().nodes, self.suite.book.sources());
        let at = sources.find(&change.file).unwrap_or_default();
        let place = u32::try_from(change.bytes.start).unwrap_or(u32::MAX);
        let within = |span: Span| span.source == at && change.item.start <= span.start && span.end <= change.item.end;
        let mut seen = BTreeSet::new();
        let mut found: Vec<(u32, NodeId)> = Vec::new();
        for (id, node) in nodes.iter().enumerate() {
            let reads_group = matches!(&node.op, Op::InGroup(..)) && change.kind == Kind::Member;
            let own = within(node.span) || reads_group || change.kind == Kind::Day && matches!(node.op, Op::Force(_));
            let leaf = node.kids.is_empty() && !matches!(node.op, Op::Known(_) | Op::Always);
            if own && leaf && seen.insert((node.span.source, node.span.start, node.span.end)) {
                let far = if within(node.span) { node.span.start.abs_diff(place) } else { u32::MAX };
                found.push((far, NodeId::try_from(id).unwrap_or(NodeId::MAX)));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).take(24).collect()
    }

    /// Two things turned at once.
    fn by_two(&self, seeds: &[Try], edits: &[Edit]) -> Option<Try> {
        let pairs = seeds
            .iter()
            .take(6)
            .flat_map(|seed| edits.iter().take(24).flat_map(move |one| applied(seed, one).into_iter().take(1)));
        let both = pairs.flat_map(|seed| {
            edits.iter().take(24).flat_map(|other| applied(&seed, other).into_iter().take(1)).collect::<Vec<_>>()
        });
        both.take(MOST).find(|one| self.tells_apart(one))
    }

    fn shrunk(&self, found: Try) -> Try {
        let comes_to = self.verdicts(&found).0.standing;
        let mut small = found;
        let mut at = small.given.len();
        while at > 0 {
            at = at.saturating_sub(1);
            let mut less = small.clone();
            less.given.remove(at.min(less.given.len().saturating_sub(1)));
            if !pieces_stand(&less.given) {
                continue;
            }
            let (before, after) = self.verdicts(&less);
            if before.standing == comes_to && said(&before) != said(&after) {
                small = less;
            }
        }
        small
    }

    /// What the rules as they are say and the changed ones do not.
    fn expected(&self, one: &Try) -> Vec<String> {
        let (before, after) = self.verdicts(one);
        let mut expected = vec![crate::cases::generate::outcome_words(before.standing)];
        let settled = |holds: bool, word: &str| if holds { word.to_owned() } else { format!("not {word}") };
        if before.standing.settled != after.standing.settled {
            expected.push(settled(before.standing.settled, "settled"));
        }
        if before.standing.complete != after.standing.complete {
            expected.push(settled(before.standing.complete, "complete"));
        }
        let (own, other) = (said(&before), said(&after));
        let model = self.suite.book.model();
        expected.extend(own.difference(&other).filter_map(|one| one.expected(true, model)));
        expected.extend(other.difference(&own).filter_map(|one| one.expected(false, model)));
        expected
    }
}

/// One thing that a verdict says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Standing(String),
    By(String, Option<String>),
    Opening(String),
    Question(String),
    Duty(String),
    Violation(String),
    OpenViolation(String),
    Sanction(String),
    Requirement(String),
    Notice(String),
}

impl Said {
    /// As a scenario expects it, or its contrary.
    fn expected(&self, there: bool, model: &Model) -> Option<String> {
        let with = |word: &str, id: &str| {
            let id = id.rsplit('/').next().unwrap_or(id);
            if there { format!("{word} {id}") } else { format!("no {word} {id}") }
        };
        match self {
            Said::By(rule, entry) if there => {
                let id = rule.rsplit('/').next().unwrap_or(rule);
                let entry = entry.as_ref().map(|key| format!(" (entry {key})")).unwrap_or_default();
                Some(format!("by {id}{entry}"))
            }
            Said::By(rule, None) => Some(format!("not by {}", rule.rsplit('/').next().unwrap_or(rule))),
            Said::Opening(id) => {
                let own = id.rsplit('/').next().unwrap_or(id);
                let named = model.provisions.iter().any(|text| text.id == own && text.held.is_none());
                named.then(|| with("opening", id))
            }
            Said::Question(id) => Some(with("question", id)),
            Said::Duty(id) => Some(with("duty", id)),
            Said::Notice(label) => Some(format!("{}notice \"{label}\"", if there { "" } else { "no " })),
            Said::Violation(id) => Some(with("violation", id)),
            Said::OpenViolation(id) if there => Some(with("open violation", id)),
            Said::Sanction(id) => Some(with("sanction", id)),
            Said::Standing(_) | Said::Requirement(_) | Said::By(..) | Said::OpenViolation(_) => None,
        }
    }
}

fn said(verdict: &Verdict) -> BTreeSet<Said> {
    let mut all = BTreeSet::from([Said::Standing(format!("{:?}", verdict.standing))]);
    for one in &verdict.requirements {
        let entry = one.entry.as_ref().map(|entry| entry.key.clone());
        if one.status != Status::Overcome {
            all.insert(Said::By(one.rule.clone(), None));
            all.extend(entry.clone().map(|key| Said::By(one.rule.clone(), Some(key))));
        }
        all.insert(Said::Requirement(format!("{} {:?} {:?}", one.id, one.status, one.shown)));
    }
    all.extend(verdict.openings.iter().map(|one| Said::Opening(one.exception.clone())));
    let asked = verdict.openings.iter().flat_map(|one| &one.questions).chain(&verdict.questions);
    all.extend(asked.map(|one| Said::Question(one.id.clone())));
    all.extend(verdict.notices.iter().cloned().map(Said::Notice));
    all.extend(verdict.duties.iter().map(|one| Said::Duty(one.duty.clone())));
    let open = verdict.conduct.iter().filter(|breach| breach.truth.is_unknown());
    all.extend(open.map(|breach| Said::OpenViolation(breach.violation.clone())));
    for breach in verdict.conduct.iter().filter(|breach| breach.truth.is_true()) {
        all.insert(Said::Violation(breach.violation.clone()));
        let threats = breach.sanctions.iter().filter(|one| one.truth.is_true());
        all.extend(threats.map(|one| Said::Sanction(one.sanction.clone())));
    }
    all
}
