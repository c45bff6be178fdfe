//! Rulebooks and instruments.

use super::Work;
use super::collect::Plan;
use super::names::{Bound, Kind};
use super::shape::{self, Body};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Authority, FactId, FactType, Instrument, InstrumentId, Nomenclature, Rulebook, RulebookId};
use crate::source::Span;
use crate::syntax::{ClauseKind as C, Head, Name};
use crate::vocab::{Act, Country, Date, Jurisdiction, Label, hs_editions};

/// A heading that every edition of the Harmonized System has; its editions are all editions.
const LASTING_HEADING: &str = "270900";

impl Work<'_> {
    /// The heads of all rulebooks, save what rests on facts and groups.
    pub(super) fn heads(&mut self, plan: &Plan<'_>) {
        for placed in &plan.books {
            let Head::Rulebook { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::RULEBOOK, id.span(), &placed.item.body);
            let files = plan.files.get(placed.index).cloned().unwrap_or_default();
            let Some(book) = self.head(files, id, label, &body) else { continue };
            self.model.rulebooks.push(book);
            self.authorities(placed.book, &body);
        }
    }

    fn head(&mut self, files: Vec<String>, id: &Name, label: &Label, body: &Body<'_>) -> Option<Rulebook> {
        // A faulty country is reported; any other stands in, and the model is refused anyway.
        let jurisdiction = body.first(|kind| if let C::Jurisdiction(code) = kind { Some(code) } else { None });
        let jurisdiction = jurisdiction
            .and_then(|code| self.jurisdiction(code))
            .or_else(|| Country::all().next().map(Jurisdiction::from))?;
        let words = |pick: fn(&C) -> Option<&String>| body.first(pick).cloned().unwrap_or_default();
        Some(Rulebook {
            id: id.value.clone(),
            label: label.clone(),
            jurisdiction,
            authentic: words(|kind| if let C::Authentic(code) = kind { Some(&code.value) } else { None }),
            nomenclature: self.nomenclature(body),
            time_zone: words(|kind| if let C::TimeZone(zone) = kind { Some(&zone.value) } else { None }),
            territory: None,
            nexus: None,
            decisive: FactId::at(0),
            decisive_for: Vec::new(),
            covers_from: body.first(|kind| if let C::CoversFrom(day) = kind { Some(day.value) } else { None }),
            sources: body.sources(),
            modelled: body.all(|kind| if let C::Modelled(label) = kind { Some(label.clone()) } else { None }),
            span: id.span(),
            files,
        })
    }

    fn nomenclature(&mut self, body: &Body<'_>) -> Vec<Nomenclature> {
        let mut found = Vec::new();
        for clause in &body.clauses {
            let C::Nomenclature { scheme, edition, when } = &clause.kind else { continue };
            let editions = hs_editions(LASTING_HEADING);
            if scheme.value == "HS" && !editions.contains(&edition.value.as_str()) {
                let message = format!("the Harmonized System has no edition `{}`", edition.value);
                let help = format!("its editions are {}", super::names::join(&editions, "and"));
                self.say(Diagnostic::at(Code::NO_SUCH_EDITION, edition.span(), message).help(help));
                continue;
            }
            let period = self.period(when);
            found.push(Nomenclature { scheme: scheme.value.clone(), edition: edition.value.clone(), period });
        }
        found
    }

    fn authorities(&mut self, book: RulebookId, body: &Body<'_>) {
        for clause in &body.clauses {
            let C::Authority { id, label } = &clause.kind else { continue };
            let index = self.model.authorities.len();
            let bound = Bound { kind: Kind::Authority, index, span: Some(id.span()), sound: true };
            match self.names.bind(book, &id.value, bound) {
                Some(earlier) => self.say_duplicate("an authority", id, earlier.span),
                None => self.model.authorities.push(Authority { id: id.value.clone(), label: label.clone() }),
            }
        }
    }

    /// Which dates pick the law; they are facts, so this comes after them.
    pub(super) fn decisive_dates(&mut self, plan: &Plan<'_>) {
        for placed in &plan.books {
            let Head::Rulebook { id, .. } = &placed.item.head else { continue };
            let mut general: Option<FactId> = None;
            let mut stated: Option<Span> = None;
            let mut special: Vec<(Act, FactId)> = Vec::new();
            for clause in &placed.item.body {
                let C::DecisiveDate { fact, acts } = &clause.kind else { continue };
                if acts.is_empty()
                    && let Some(first) = stated.replace(clause.at.0)
                {
                    let message = "a rulebook has one decisive date for all acts, and this is a second";
                    let said = Diagnostic::at(Code::REPEATED_CLAUSE, clause.at.0, message).also(first, "the first");
                    self.say(said.help("say for which acts this one is: `decisive date FACT for ACT`"));
                }
                let found = self.date_fact(placed.book, fact);
                match found {
                    Some(found) if acts.is_empty() => general = general.or(Some(found)),
                    Some(found) => special.extend(acts.iter().map(|act| (act.value, found))),
                    None => {}
                }
            }
            if stated.is_none() {
                self.say_missing("a rulebook", id.span(), "decisive date");
            }
            if let Some(book) = self.model.rulebooks.get_mut(placed.book.index()) {
                book.decisive = general.unwrap_or(FactId::at(0));
                book.decisive_for = special;
            }
        }
    }

    /// A fact of type date.
    pub(super) fn date_fact(&mut self, book: RulebookId, name: &Name) -> Option<FactId> {
        let bound = self.find(book, name, &[Kind::Fact])?;
        let id = FactId::at(bound.index);
        if !self.in_scope(name, id) {
            return None;
        }
        let kind = self.model.facts.get(bound.index).map(|fact| fact.kind.clone())?;
        if kind == FactType::Date {
            return Some(id);
        }
        let message = format!("`{}` is {}, and a date is wanted here", name.value, super::values::type_words(&kind));
        let mut said = Diagnostic::at(Code::NOT_A_DATE, name.span(), message);
        if let Some(span) = bound.span {
            said = said.also(span, "declared here");
        }
        self.say(said.help("name a fact of type `date`, such as `export-declared`"));
        None
    }

    /// Where a rulebook is law, and whom it reaches.
    pub(super) fn reach(&mut self, plan: &Plan<'_>) {
        for placed in &plan.books {
            let territory = placed.item.body.iter().find_map(|clause| match &clause.kind {
                C::Territory(name) => Some(name),
                _ => None,
            });
            let territory = territory.and_then(|name| self.group(placed.book, name));
            let nexus = placed.item.body.iter().find_map(|clause| match &clause.kind {
                C::Nexus(expr) => Some(expr),
                _ => None,
            });
            let nexus = nexus.map(|expr| self.free_condition(placed.book, expr));
            if let Some(book) = self.model.rulebooks.get_mut(placed.book.index()) {
                book.territory = territory;
                book.nexus = nexus;
            }
        }
    }

    /// All instruments.
    pub(super) fn instruments(&mut self, plan: &Plan<'_>) {
        let mut corrections: Vec<(InstrumentId, RulebookId, &Name)> = Vec::new();
        for placed in &plan.items {
            let Head::Instrument { id, label } = &placed.item.head else { continue };
            let body = self.body(&shape::INSTRUMENT, id.span(), &placed.item.body);
            let (in_force, in_force_for) = self.force_of_instrument(&body);
            let corrected = body.first(|kind| if let C::Corrects(name) = kind { Some(name) } else { None });
            let own = InstrumentId::at(self.model.instruments.len());
            corrections.extend(corrected.map(|name| (own, placed.book, name)));
            let draft = body.first(|kind| matches!(kind, C::Draft).then_some(())).is_some();
            if let (true, Some(day)) = (draft, in_force) {
                self.say_draft_in_force(id, day);
            }
            self.model.instruments.push(Instrument {
                id: id.value.clone(),
                rulebook: placed.book,
                label: label.clone(),
                number: body.first(|kind| if let C::Number(number) = kind { Some(number.value.clone()) } else { None }),
                announced: body.first(|kind| if let C::Announced(day) = kind { Some(day.value) } else { None }),
                published: body.first(|kind| if let C::Published(day) = kind { Some(day.value) } else { None }),
                in_force,
                in_force_for,
                corrects: None,
                draft,
                sources: body.sources(),
                span: id.span(),
            });
        }
        for (own, book, name) in corrections {
            self.correct(own, book, name);
        }
    }

    /// A correction reads as what it corrects should have read, from that one's first day on.
    fn correct(&mut self, own: InstrumentId, book: RulebookId, name: &Name) {
        let Some(corrected) = self.instrument(book, name) else { return };
        let first = self.in_force(corrected);
        if corrected == own {
            let message = format!("the instrument `{}` corrects itself", name.value);
            let help = "name the instrument whose text it mends";
            return self.say(Diagnostic::at(Code::CIRCLE, name.span(), message).help(help));
        }
        if let Some(instrument) = self.model.instruments.get_mut(own.index()) {
            instrument.corrects = Some(corrected);
            instrument.in_force = instrument.in_force.or(first);
        }
    }

    /// A draft is not law; a day in force would make it so.
    fn say_draft_in_force(&mut self, id: &Name, day: Date) {
        let message = format!("the instrument `{}` is a draft, and is said to be in force on {day}", id.value);
        let help =
            "remove `draft` once it is enacted; until then leave `in force` out, and state the day it was `announced`";
        self.say(Diagnostic::at(Code::DRAFT, id.span(), message).help(help));
    }

    fn force_of_instrument(&mut self, body: &Body<'_>) -> (Option<Date>, Vec<(Date, String)>) {
        let mut whole: Option<(Date, Span)> = None;
        let mut parts: Vec<(Date, String)> = Vec::new();
        for clause in &body.clauses {
            match &clause.kind {
                C::InForce { date, part: Some(part) } => parts.push((date.value, part.value.clone())),
                C::InForce { date, part: None } => match whole {
                    Some((_, first)) => {
                        let message = "an instrument has one day in force, and this is a second";
                        let said = Diagnostic::at(Code::REPEATED_CLAUSE, clause.at.0, message).also(first, "the first");
                        self.say(said.help(format!("say for which part: `in force {} for \"…\"`", date.value)));
                    }
                    None => whole = Some((date.value, clause.at.0)),
                },
                _ => {}
            }
        }
        let first_part = parts.iter().map(|(day, _)| *day).min();
        (whole.map(|(day, _)| day).or(first_part), parts)
    }
}
