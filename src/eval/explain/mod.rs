//! The record of an assessment, unfolded: requirements, openings, questions, duties and the derivation.

mod asked_of_parts;
mod conduct;
mod cover;
mod findings;
mod keys;
mod law;
mod listing;
mod live;
mod parts;
mod questions;
mod reasons;
mod reckoned;
mod requirements;
mod steps;
mod wording;

pub(in crate::eval) use keys::Key;

use super::assess::{Assessment, BookAssessment, Instance, acts, assess_bound};
use super::bound::ActOf;
use super::frame::Frame;
use super::seen::Seen;
use super::subject::{Memo, Subject};
use super::weigh::Scale;
use super::{Bit, Question as Asked};
use crate::compile::{Book, Family, Program};
use crate::model::{Entry, ListId, Model, Provision, ProvisionId, Rulebook};
use crate::ruling::{BookStanding, LineRuling, Ruling, Standing, Verdict};
use crate::shipment::{Leg, Shipment};
use crate::source::{Sources, Span};
use crate::vocab::{Date, Label, Outcome, Place, Range};
use live::Live;

/// Everything an explanation reads.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) program: &'a Program,
    pub(super) model: &'a Model,
    pub(super) sources: &'a Sources,
}

/// One rulebook's view of one line.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) texts: Texts<'a>,
    pub(super) assessment: &'a Assessment<'a>,
    pub(super) head: &'a Rulebook,
    pub(super) book: &'a Book,
    pub(super) found: &'a BookAssessment,
    pub(super) asked: Asked,
    /// The party and the event at hand.
    pub(super) subject: Subject<'a>,
    /// What was found of parties already.
    pub(super) memo: &'a Memo,
    /// Of whom was told already in the step at hand.
    told: Option<&'a parts::Told>,
    /// How deep in parts of parts and in owners of owners.
    pub(super) depth: u8,
    /// Who takes down what is seen.
    seen: Option<&'a Seen>,
}

/// The ruling on a shipment. The hashes of the rulebooks' texts are left empty: the caller knows the texts.
#[must_use]
pub fn rule(program: &Program, model: &Model, sources: &Sources, shipment: &Shipment, asked: Asked) -> Ruling {
    ruled(Texts { program, model, sources }, shipment, asked, |_| true)
}

/// The same under one rulebook alone, by its id: what the others say of the shipment is left out.
#[must_use]
pub fn rule_under(
    program: &Program,
    model: &Model,
    sources: &Sources,
    shipment: &Shipment,
    asked: Asked,
    rulebook: &str,
) -> Ruling {
    ruled(Texts { program, model, sources }, shipment, asked, |head| head.id == rulebook)
}

/// What the ruling under one rulebook says, without why.
#[must_use]
pub fn verdict_under(
    program: &Program,
    model: &Model,
    sources: &Sources,
    shipment: &Shipment,
    asked: Asked,
    rulebook: &str,
    seen: Option<&Seen>,
) -> Verdict {
    let texts = Texts { program, model, sources };
    unfolded(
        texts,
        shipment,
        asked,
        |head| head.id == rulebook,
        seen,
        |unfolded| {
            let Unfolded { views, lives, lines } = unfolded;
            Verdict {
                standing: join(lines.iter().map(|line| line.standing)),
                lines,
                requirements: lives.iter().flat_map(requirements::requirements).collect(),
                openings: lives.iter().flat_map(requirements::openings).collect(),
                presumptions: lives.iter().flat_map(requirements::presumptions).collect(),
                questions: questions::ask(&lives),
                duties: requirements::duties(&lives),
                conduct: views.iter().flat_map(conduct::breaches).collect(),
                notices: lives.iter().flat_map(law::notices).collect(),
            }
        },
    )
}

fn ruled(texts: Texts<'_>, shipment: &Shipment, asked: Asked, meant: impl Fn(&Rulebook) -> bool) -> Ruling {
    unfolded(texts, shipment, asked, &meant, None, |unfolded| {
        let Unfolded { views, lives, lines } = unfolded;
        let standing = join(lines.iter().map(|line| line.standing));
        let questions = questions::ask(&lives);
        Ruling {
            shipment: shipment.id.clone(),
            standing,
            requirements: lives.iter().flat_map(requirements::requirements).collect(),
            behind: lives.iter().flat_map(requirements::behind).collect(),
            openings: lives.iter().flat_map(requirements::openings).collect(),
            presumptions: lives.iter().flat_map(requirements::presumptions).collect(),
            not_needed: questions::not_needed(&lives, &questions),
            questions,
            reasons: reasons::reasons(&lives),
            duties: requirements::duties(&lives),
            conduct: views.iter().flat_map(conduct::breaches).collect(),
            assumptions: law::assumptions(&lives, &meant),
            law: law::law(texts, shipment, &views, asked, &meant),
            coverage: law::coverage(texts, &lives, &meant),
            depends_on: law::depends_on(texts, &views),
            derivation: steps::derivation(shipment, &lines, &lives, standing),
            lines,
        }
    })
}

/// A shipment assessed, as each rulebook that is meant sees it.
struct Unfolded<'a> {
    views: Vec<View<'a>>,
    lives: Vec<Live<'a>>,
    lines: Vec<LineRuling>,
}

fn unfolded<R>(
    texts: Texts<'_>,
    shipment: &Shipment,
    asked: Asked,
    meant: impl Fn(&Rulebook) -> bool,
    seen: Option<&Seen>,
    tell: impl FnOnce(Unfolded<'_>) -> R,
) -> R {
    let Texts { program, model, .. } = texts;
    let book = |place: usize| model.rulebooks.get(place).is_some_and(&meant);
    let bound = shipment.lines.iter().flat_map(|line| acts((program, model), shipment, line, asked.known_on));
    let assessments: Vec<Assessment<'_>> =
        bound.map(|bound| assess_bound(program, model, bound, asked, &book, seen)).collect();
    let memos: Vec<Vec<Memo>> =
        assessments.iter().map(|one| one.books.iter().map(|_| Memo::default()).collect()).collect();
    let all =
        assessments.iter().zip(&memos).flat_map(|(assessment, memos)| views(texts, assessment, memos, asked, seen));
    let views: Vec<View<'_>> = all.filter(|view| !view.found.bearing.left_out).collect();
    let lives: Vec<Live<'_>> = views.iter().map(|view| Live::new(*view)).collect();
    let acts = |line: &crate::shipment::Line| {
        let own = assessments.iter().filter(|one| std::ptr::eq(one.bound.line, line));
        own.collect::<Vec<_>>()
    };
    let lines = shipment.lines.iter().map(|line| line_ruling(line, &acts(line), &lives)).collect();
    tell(Unfolded { views, lives, lines })
}

fn views<'a>(
    texts: Texts<'a>,
    assessment: &'a Assessment<'a>,
    memos: &'a [Memo],
    asked: Asked,
    seen: Option<&'a Seen>,
) -> impl Iterator<Item = View<'a>> {
    let subject = Subject::default();
    let books = texts.program.books.iter().zip(&assessment.books).zip(&texts.model.rulebooks).zip(memos);
    books.map(move |(((book, found), head), memo)| View {
        texts,
        assessment,
        head,
        book,
        found,
        asked,
        subject,
        memo,
        told: None,
        depth: 0,
        seen,
    })
}

/// A line with all that is done with it; the matrix has one cell for each law.
fn line_ruling(line: &crate::shipment::Line, acts: &[&Assessment<'_>], lives: &[Live<'_>]) -> LineRuling {
    let of_act = |live: &&Live<'_>| acts.iter().any(|act| std::ptr::eq(live.view.assessment, *act));
    let own: Vec<&Live<'_>> = lives.iter().filter(of_act).collect();
    let codes = acts.first().into_iter().flat_map(|act| act.bound.codes()).map(|code| code.code.to_string());
    let item: Vec<String> = codes.chain(line.description.clone()).collect();
    LineRuling {
        line: line.name.clone(),
        item: item.join(", "),
        standing: join(own.iter().map(|live| live.standing())),
        by_rulebook: by_rulebook(&own),
    }
}

/// What each law says of everything that is done with a line; the day is that of the shipment's own act.
fn by_rulebook(own: &[&Live<'_>]) -> Vec<BookStanding> {
    let mut found: Vec<BookStanding> = Vec::new();
    for live in own {
        let standing = book_standing(live);
        match found.iter_mut().find(|known| known.rulebook == standing.rulebook) {
            Some(known) => known.standing = join([known.standing, standing.standing].into_iter()),
            None => found.push(standing),
        }
    }
    found
}

fn book_standing(live: &Live<'_>) -> BookStanding {
    let view = live.view;
    let fact = view.book.decisive_for(view.assessment.bound.act);
    let name = fact.and_then(|fact| view.texts.model.facts.get(fact.index())).map(|fact| fact.id.clone());
    BookStanding {
        rulebook: view.head.id.clone(),
        jurisdiction: view.head.jurisdiction,
        standing: live.standing(),
        on: view.found.bearing.on,
        decisive_date: name.unwrap_or_default(),
        decisive_at: fact.map(|fact| view.pointer(fact)).unwrap_or_default(),
    }
}

/// Several outcomes together: the strictest, settled and complete only if all are. Laws that do not reach the act do
/// not hide one that does.
fn join(of: impl Iterator<Item = Standing>) -> Standing {
    let none = Standing {
        shown: Range::only(Outcome::NotApplicable),
        possible: Range::only(Outcome::NotApplicable),
        settled: true,
        complete: true,
        reach_unknown: false,
        by_sources: false,
    };
    of.fold(none, |a, b| Standing {
        shown: a.shown.join(b.shown),
        possible: a.possible.join(b.possible),
        settled: a.settled && b.settled,
        complete: a.complete && b.complete,
        reach_unknown: a.reach_unknown || b.reach_unknown,
        by_sources: a.by_sources || b.by_sources,
    })
}

/// `KR – VN`
fn ends(leg: &Leg) -> String {
    let place = |place: &Option<Place>| place.as_ref().map_or_else(|| "?".to_owned(), Place::to_string);
    format!("{} – {}", place(&leg.from), place(&leg.to))
}

impl<'a> View<'a> {
    /// The frame of a day, about no entry.
    pub(super) fn frame_on(&self, on: Option<Date>) -> Frame<'a> {
        self.frame_since((on, self.found.bearing.earliest))
    }

    /// The same of a day that is not before another, where it is not known.
    pub(super) fn frame_since(&self, (on, earliest): (Option<Date>, Option<Date>)) -> Frame<'a> {
        Frame {
            nomenclature: &self.head.nomenclature,
            on,
            earliest,
            departed: self.found.bearing.departure.day,
            matches: &self.found.matches,
            subject: self.subject,
            depth: self.depth,
            seen: self.seen,
            ..Frame::of(self.texts.program, &self.assessment.bound, self.memo)
        }
    }

    pub(super) fn family(&self, instance: &Instance) -> Option<&'a Family> {
        self.book.families.get(instance.family)
    }

    pub(super) fn provision(&self, id: ProvisionId) -> Option<&'a Provision> {
        self.texts.model.provisions.get(id.index())
    }

    /// The rule of an instance.
    pub(super) fn rule(&self, instance: &Instance) -> Option<&'a Provision> {
        self.provision(self.family(instance)?.members.first()?.provision)
    }

    /// Whether a version of a provision is told of: the one in force then; where none is, the text as enacted.
    pub(super) fn is_told(&self, id: ProvisionId, on: Option<Date>) -> bool {
        let frame = self.frame_on(on);
        let stands = |id: ProvisionId| {
            let force = self.provision(id).map_or(&[][..], |own| &own.force);
            force.is_empty() || frame.known(force).any(|period| !period.is_empty() && !period.holds(on).is_false())
        };
        let mut versions = self.texts.model.versions_of(id).peekable();
        let first = versions.peek().copied();
        if versions.any(stands) { stands(id) } else { first == Some(id) }
    }

    pub(super) fn line(&self) -> &'a str {
        &self.assessment.bound.line.name
    }

    /// The line and, where it is not the shipment's own act, the leg: what ids begin with.
    pub(super) fn place(&self) -> String {
        let bound = &self.assessment.bound;
        match bound.of {
            ActOf::Shipment => self.line().to_owned(),
            ActOf::Leg(leg) => format!("{}@leg-{}", self.line(), leg.seq),
            ActOf::Passage => format!("{}@{}", self.line(), bound.act.word()),
        }
    }

    /// A name with the act that it is about, where that is not the shipment's own.
    pub(super) fn of_act(&self, label: &Label) -> Label {
        let bound = &self.assessment.bound;
        let act = bound.act.word().replace('-', " ").replace("reexport", "re-export");
        match bound.of {
            ActOf::Shipment => label.clone(),
            ActOf::Leg(leg) => label.with_remark(&format!("leg {}, {act} {}", leg.seq, ends(leg))),
            ActOf::Passage => label.with_remark(&format!("{act} through {}", self.head.jurisdiction)),
        }
    }

    /// `situational-licence`, qualified by its rulebook.
    pub(super) fn qualified(&self, id: &str) -> String {
        format!("{}/{id}", self.head.id)
    }

    /// `1/kr.situational/situational-licence/1350`
    pub(super) fn requirement_id(&self, instance: &Instance) -> String {
        let rule = self.rule(instance).map_or("", |rule| rule.id.as_str());
        let entry = instance.entry.and_then(|own| self.entry_words(instance, own));
        let (version, row) = self.versions_at_once(instance).unwrap_or_default();
        format!("{}/{}/{rule}{version}{}{row}", self.place(), self.head.id, entry.unwrap_or_default())
    }

    /// `/1350`; with its list where the rule asks about several, which may have one number each.
    fn entry_words(&self, instance: &Instance, own: (ListId, u32)) -> Option<String> {
        let key = &self.entry(own)?.key;
        let several = self.family(instance).is_some_and(|family| family.binds.len() > 1);
        let list = self.texts.model.lists.get(own.0.index()).filter(|_| several);
        Some(list.map_or_else(|| format!("/{key}"), |list| format!("/{}:{key}", list.id)))
    }

    /// While the day is not known several versions of a rule or of an entry are looked at: which one it is.
    fn versions_at_once(&self, instance: &Instance) -> Option<(String, String)> {
        if instance.on.is_some() {
            return None;
        }
        let own = self.family(instance)?.members.first()?.provision;
        let version = self.texts.model.versions_of(own).position(|id| id == own).filter(|&at| at > 0);
        let row = instance.entry.and_then(|(id, at)| {
            let entry = self.entry((id, at))?;
            let (index, list) = self.texts.program.lists.get(id.index()).zip(self.texts.model.lists.get(id.index()))?;
            let rows = index.rows_of(list, &entry.key).count();
            entry.period.from.filter(|_| rows > 1)
        });
        let marked = |words: Option<String>| words.map(|words| format!("@{words}")).unwrap_or_default();
        Some((marked(version.map(|at| at.saturating_add(1).to_string())), marked(row.map(|day| day.to_string()))))
    }

    pub(super) fn entry(&self, (list, at): (ListId, u32)) -> Option<&'a Entry> {
        self.texts.model.lists.get(list.index())?.entries.get(at as usize)
    }

    pub(super) fn scale<'b>(&self, instance: &'b Instance) -> Option<Scale<'b>>
    where
        'a: 'b,
    {
        let family = self.family(instance)?;
        Some(Scale::new(family, instance.entry, &instance.roots))
    }

    /// The bit of a node of the instance's family.
    pub(super) fn bit(&self, instance: &Instance, node: crate::compile::NodeId) -> Bit {
        let base = self.family(instance).map_or(0, |family| family.nodes.start);
        instance.bits.get(node.saturating_sub(base) as usize).copied().unwrap_or_default()
    }
}

impl Texts<'_> {
    pub(super) fn at(&self, span: Span) -> String {
        self.sources.place(span)
    }

    /// The words of a clause on one line.
    pub(super) fn words(&self, span: Span) -> String {
        let lines = self.sources.slice(span).lines().map(|line| line.split('#').next().unwrap_or_default());
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }
}
