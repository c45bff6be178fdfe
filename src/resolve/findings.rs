//! Findings: the rules compile, and something in them is likely wrong.

use super::Work;
use super::shape::{
    CALENDAR, CLOSED_LIST, DUTY, EXCEPTION, GROUP, LICENCE, LIST, POLICY, RULE, SANCTION, SCREENING, TABLE, TOTAL,
    VIOLATION,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Citation, DefineId, Due, DutyId, FactId, Kind, ListId, Provision, Rulebook, RulebookId, Test, TotalKind,
};
use crate::source::Span;
use crate::vocab::Label;
use std::collections::BTreeMap;

impl Work<'_> {
    /// Everything that is likely wrong; said only of rules that compile, since faults would echo here. A stated count
    /// is compared wherever the tables of its list are whole: a lost row may be a fault elsewhere.
    pub(super) fn findings(&mut self) {
        let sound = !self.bag.has_errors();
        for (at, list) in std::mem::take(&mut self.model.lists).into_iter().enumerate() {
            if !self.broken_lists.contains(&ListId::at(at)) {
                self.stated_counts(&list);
            }
            if sound {
                self.covered_entries(&list);
            }
            self.model.lists.push(list);
        }
        if !sound {
            return;
        }
        self.uncited();
        self.unconditional();
        self.retroactive();
        self.gaps_in_time();
        self.one_sided_days();
        self.late_conditions();
        self.conditions_never_met();
        self.unused();
        self.unlabelled();
    }

    fn uncited(&mut self) {
        let model = &self.model;
        let provisions = model.provisions.iter().map(|p| (item_of(p), p.id.as_str(), p.cites.as_slice(), p.head));
        let groups = model.groups.iter().map(|g| (GROUP.item, g.id.as_str(), g.cites.as_slice(), g.span));
        let calendars = model.calendars.iter().map(|c| (CALENDAR.item, c.id.as_str(), c.cites.as_slice(), c.span));
        let lists = model.lists.iter().map(|l| (LIST.item, l.id.as_str(), l.cites.as_slice(), l.span));
        let closed = model.closed_lists.iter().map(|c| (CLOSED_LIST.item, c.id.as_str(), c.cites.as_slice(), c.span));
        let duties = model.duties.iter().map(|d| (DUTY.item, d.id.as_str(), d.cites.as_slice(), d.span));
        let tables = model.tables.iter().map(|t| (TABLE.item, t.id.as_str(), t.cites.as_slice(), t.span));
        let totals = model.totals.iter().map(|t| (TOTAL.item, t.id.as_str(), t.cites.as_slice(), t.span));
        let licences = model.licences.iter().map(|l| (LICENCE.item, l.id.as_str(), l.cites.as_slice(), l.span));
        let screens = model.screenings.iter().map(|s| (SCREENING.item, s.id.as_str(), s.cites.as_slice(), s.span));
        let violations = model.violations.iter().map(|v| (VIOLATION.item, v.id.as_str(), v.cites.as_slice(), v.span));
        let sanctions = model.sanctions.iter().map(|s| (SANCTION.item, s.id.as_str(), s.cites.as_slice(), s.span));
        let parts = tables.chain(totals).chain(licences).chain(screens).chain(violations).chain(sanctions);
        let all = provisions.chain(parts).chain(groups).chain(calendars).chain(lists).chain(closed).chain(duties);
        let bare = all.filter(|(_, id, cites, _): &(_, &str, &[Citation], _)| cites.is_empty() && !id.contains('/'));
        let said: Vec<Diagnostic> = bare.map(|(item, id, _, span)| no_citation(item, id, span)).collect();
        self.bag.extend(said);
    }

    fn unconditional(&mut self) {
        let bare = self.model.provisions.iter().filter(|p| p.kind == Kind::Rule && p.condition.is_none());
        let said: Vec<Diagnostic> = bare
            .map(|rule| {
                let message = format!("the rule `{}` has no `when`, so it holds for everything", rule.id);
                let said = Diagnostic::at(Code::NO_CONDITION, rule.head, message);
                said.help("add `when CONDITION`; if the law does mean everything, write `when always`")
            })
            .collect();
        let whole = self
            .model
            .totals
            .iter()
            .filter(|total| total.kind == TotalKind::Share && matches!(total.condition.test, Test::Always));
        let whole = whole.map(|share| {
            let message = format!("the share `{}` counts everything, so it is the whole of itself", share.id);
            let said = Diagnostic::at(Code::NO_CONDITION, share.span, message);
            said.help("add `when CONDITION` for what counts, such as `when origin is US`")
        });
        let said: Vec<Diagnostic> = said.into_iter().chain(whole).collect();
        self.bag.extend(said);
    }

    fn retroactive(&mut self) {
        let mut said = Vec::new();
        for instrument in &self.model.instruments {
            let (Some(published), Some(in_force)) = (instrument.published, instrument.in_force) else { continue };
            // A correction goes back to the first day of what it corrects: that is its purpose.
            if published > in_force && instrument.corrects.is_none() {
                let message =
                    format!("`{}` was in force on {in_force} and published on {published}, later", instrument.id);
                let found = Diagnostic::at(Code::RETROACTIVE, instrument.span, message);
                said.push(found.help("compare both dates with the gazette; between them the law was not known"));
            }
        }
        self.bag.extend(said);
    }

    /// `on condition of` a duty that nobody can have fulfilled before the act.
    fn late_conditions(&mut self) {
        let mut said = Vec::new();
        for effect in self.model.provisions.iter().filter_map(|provision| provision.effect.as_ref()) {
            for duty in effect.conditions.iter().filter_map(|id| self.model.duties.get(id.index())) {
                if matches!(duty.due, Some(Due::Within(..) | Due::For(..))) {
                    let message = format!("`{}` falls due after the act and cannot be its condition", duty.id);
                    let found = Diagnostic::at(Code::LATE_CONDITION, effect.span, message).also(duty.span, "the duty");
                    said.push(found.help(format!("write `with duty {}`", duty.id)));
                }
            }
        }
        self.bag.extend(said);
    }

    /// `on condition of` a duty that does not say what shows that it is done: the relief is never certain.
    fn conditions_never_met(&mut self) {
        let effects = self.model.provisions.iter().filter_map(|provision| provision.effect.as_ref());
        let mut needed: BTreeMap<DutyId, Span> = BTreeMap::new();
        for (duty, span) in effects.flat_map(|effect| effect.conditions.iter().map(|&duty| (duty, effect.span))) {
            needed.entry(duty).or_insert(span);
        }
        let mut said = Vec::new();
        for (id, span) in needed {
            let Some(duty) = self.model.duties.get(id.index()) else { continue };
            let late = matches!(duty.due, Some(Due::Within(..) | Due::For(..)));
            if duty.met_when.is_some() || late {
                continue;
            }
            let message =
                format!("nothing says what shows that `{}` is done, and a relief is on its condition", duty.id);
            let found = Diagnostic::at(Code::NEVER_MET, duty.span, message).also(span, "the relief");
            said.push(found.help("say it in the duty: `met when FACT`"));
        }
        self.bag.extend(said);
    }

    /// Facts, named conditions and duties that nothing uses.
    fn unused(&mut self) {
        let model = &self.model;
        let reads = model.reads();
        let facts = model.facts.iter().enumerate().filter(|(at, fact)| {
            fact.standard.is_none() && fact.rulebook.is_some() && !reads.facts.contains(&FactId::at(*at))
        });
        let defines = model.defines.iter().enumerate().filter(|(at, _)| !reads.defines.contains(&DefineId::at(*at)));
        let duties = model.duties.iter().enumerate().filter(|(at, _)| !reads.duties.contains(&DutyId::at(*at)));
        let facts =
            facts.map(|(_, fact)| unused("no condition reads the fact", &fact.id, fact.span.unwrap_or_default()));
        let defines = defines.map(|(_, define)| unused("no condition names the define", &define.id, define.span));
        let duties = duties.map(|(_, duty)| unused("no effect names the duty", &duty.id, duty.span));
        let said: Vec<Diagnostic> = facts.chain(defines).chain(duties).collect();
        self.bag.extend(said);
    }

    /// Labels without the authentic language: one finding for each kind of item.
    fn unlabelled(&mut self) {
        let books: Vec<(RulebookId, String)> = self
            .model
            .rulebooks
            .iter()
            .enumerate()
            .filter(|(_, book)| !book.authentic.is_empty() && book.authentic != "en")
            .map(|(at, book): (usize, &Rulebook)| (RulebookId::at(at), book.authentic.clone()))
            .collect();
        for (book, language) in books {
            for (what, lacking) in self.lacking(book, &language) {
                let Some((first, span)) = lacking.first() else { continue };
                let rest = lacking.len().saturating_sub(1);
                let others = match rest {
                    0 => String::new(),
                    1 => format!(" and 1 other {what}"),
                    many => format!(" and {many} other {what}s"),
                };
                let verb = if rest == 0 { "has" } else { "have" };
                let message =
                    format!("the {what} `{first}`{others} {verb} no words in `{language}`, the authentic language");
                let said = Diagnostic::at(Code::NO_AUTHENTIC_LABEL, *span, message);
                self.say(said.help(format!("add them after the English ones: `\"…\" {language} \"…\"`")));
            }
        }
    }

    /// What lacks words of a language, by kind. Labels made from `unless` are slices of the text and are left out.
    fn lacking(&self, book: RulebookId, language: &str) -> Vec<(&'static str, Vec<(String, Span)>)> {
        let model = &self.model;
        let bare = |label: &Label| label.get(language).is_none_or(str::is_empty);
        let of_kind = |kind: Kind| {
            let own = model.provisions.iter().filter(move |p| p.rulebook == book && p.kind == kind);
            let named = own.filter(|p| !p.id.contains('/') && bare(&p.label));
            named.map(|p| (p.id.clone(), p.head)).collect::<Vec<_>>()
        };
        let facts = model.facts.iter().filter(|f| f.rulebook == Some(book) && bare(&f.ask));
        let classifications = model.classifications.iter().filter(|c| c.rulebook == book && bare(&c.ask));
        let groups = model.groups.iter().filter(|g| g.rulebook == book && bare(&g.label));
        let calendars = model.calendars.iter().filter(|c| c.rulebook == book && bare(&c.label));
        let lists = model.lists.iter().filter(|l| l.rulebook == book && bare(&l.label));
        let duties = model.duties.iter().filter(|d| d.rulebook == book && bare(&d.label));
        let licences = model.licences.iter().filter(|l| l.rulebook == book && bare(&l.label));
        let violations = model.violations.iter().filter(|v| v.rulebook == book && bare(&v.label));
        let sanctions = model.sanctions.iter().filter(|s| s.rulebook == book && bare(&s.label));
        vec![
            ("group", groups.map(|g| (g.id.clone(), g.span)).collect()),
            ("calendar", calendars.map(|c| (c.id.clone(), c.span)).collect()),
            ("list", lists.map(|l| (l.id.clone(), l.span)).collect()),
            ("classification", classifications.map(|c| (c.id.clone(), c.span)).collect()),
            ("fact", facts.map(|f| (f.id.clone(), f.span.unwrap_or_default())).collect()),
            ("duty", duties.map(|d| (d.id.clone(), d.span)).collect()),
            ("licence", licences.map(|l| (l.id.clone(), l.span)).collect()),
            ("violation", violations.map(|v| (v.id.clone(), v.span)).collect()),
            ("sanction", sanctions.map(|s| (s.id.clone(), s.span)).collect()),
            ("rule", of_kind(Kind::Rule)),
            ("exception", of_kind(Kind::Exception)),
            ("policy", of_kind(Kind::Policy)),
        ]
    }
}

fn item_of(provision: &Provision) -> &'static str {
    match provision.kind {
        Kind::Rule => RULE.item,
        Kind::Exception => EXCEPTION.item,
        Kind::Policy => POLICY.item,
    }
}

fn no_citation(item: &str, id: &str, span: Span) -> Diagnostic {
    let what = item.trim_start_matches("a ").trim_start_matches("an ");
    let said = Diagnostic::at(Code::NO_CITATION, span, format!("the {what} `{id}` cites nothing"));
    said.help("add `cite …` with the provision of the law that says it")
}

fn unused(what: &str, id: &str, span: Span) -> Diagnostic {
    let said = Diagnostic::at(Code::UNUSED, span, format!("{what} `{id}`"));
    said.help("remove it, or name it where it belongs; another name may stand there by mistake")
}
