//! Clauses: a keyword and its value.

use super::Printer;
use super::conditions::inline;
use super::lines::{Line, Room, WIDTH};
use super::words;
use crate::syntax::{
    Citation, Clause, ClauseKind, Consequence, Due, Effect, EffectKind, Expect, ExpectKind, Expr, Given, Most, Over,
    Policy, Settling, Spot, Until, When, Would,
};
use crate::vocab::Truth;

/// The widest keyword that the values of an item are aligned to.
const WIDEST_KEYWORD: usize = 13;

/// What follows a keyword.
enum Said<'t> {
    Nothing,
    One(String),
    /// Pieces with commas between them, which may go on further lines.
    Many(Vec<String>),
    Condition(&'t Expr),
}

/// The keyword of a clause.
pub(super) fn keyword(kind: &ClauseKind) -> String {
    match kind {
        ClauseKind::Reading { .. } => "reading".to_owned(),
        ClauseKind::Case { .. } => "on".to_owned(),
        ClauseKind::Through(_) => "through".to_owned(),
        ClauseKind::When(_) => "when".to_owned(),
        ClauseKind::Unless(_) => "unless".to_owned(),
        other => said(other).0,
    }
}

/// The keyword of a clause, if its value is to be aligned with those of its neighbours.
pub(super) fn aligned_keyword(kind: &ClauseKind) -> Option<String> {
    match kind {
        ClauseKind::Reading { .. } => None,
        ClauseKind::Case { .. } => Some("on".to_owned()),
        _ => match said(kind) {
            (_, Said::Nothing) => None,
            (keyword, _) => (keyword.chars().count() <= WIDEST_KEYWORD).then_some(keyword),
        },
    }
}

impl Printer {
    pub(super) fn clause(&self, clause: &Clause, room: Room, out: &mut Vec<Line>) {
        let first = out.len();
        self.clause_lines(clause, room, out);
        if let Some(line) = out.get_mut(first) {
            line.begins_clause = true;
        }
    }

    fn clause_lines(&self, clause: &Clause, room: Room, out: &mut Vec<Line>) {
        let place = (clause.at.0.start, clause.at.0.end);
        match &clause.kind {
            ClauseKind::Reading { id, label, body } => {
                let opening = format!("reading {}{}", id.value, words::optional_label(label.as_ref()));
                self.reading(&opening, body, place, room, out);
            }
            ClauseKind::Through(expr) => self.outline("through", expr, place.0, room, out),
            ClauseKind::When(expr) => self.outline("when", expr, place.0, room, out),
            ClauseKind::Unless(expr) => self.outline("unless", expr, place.0, room, out),
            ClauseKind::Case { on, given, expect } => {
                let on = on.value.map_or_else(|| "unknown".to_owned(), |date| date.to_string());
                out.extend(case(&on, given, expect, place, room));
            }
            other => match said(other) {
                (keyword, Said::Nothing) => out.push(Line::new(place, room.indent, &keyword)),
                (keyword, Said::One(value)) => out.push(Line::new(place, room.indent, &room.row(&keyword, &value))),
                (keyword, Said::Many(pieces)) => out.extend(wrapped(&keyword, &pieces, place, room)),
                (keyword, Said::Condition(expr)) => self.short_condition(&keyword, expr, place, room, out),
            },
        }
    }

    fn reading(&self, opening: &str, body: &[Clause], place: (u32, u32), room: Room, out: &mut Vec<Line>) {
        if body.is_empty() {
            out.push(Line::new(place, room.indent, &format!("{opening} {{}}")));
            return;
        }
        out.push(Line::new((place.0, place.0), room.indent, &format!("{opening} {{")));
        self.body(body, room.indent.saturating_add(4), out);
        out.push(Line::closing(place.1, room.indent));
    }

    /// A condition on one line, if it fits.
    fn short_condition(&self, keyword: &str, expr: &Expr, place: (u32, u32), room: Room, out: &mut Vec<Line>) {
        let row = room.row(keyword, &inline(expr));
        let width = room.indent.saturating_add(row.chars().count());
        if width <= WIDTH && !self.is_parted(expr) {
            out.push(Line::new(place, room.indent, &row));
        } else {
            self.outline(keyword, expr, place.0, room, out);
        }
    }
}

/// A keyword and pieces with commas between them, as many on a line as fit.
fn wrapped(keyword: &str, pieces: &[String], place: (u32, u32), room: Room) -> Vec<Line> {
    let rows = fill(pieces, WIDTH.saturating_sub(room.column()));
    let line = |(at, row): (usize, String)| match at {
        0 => Line::new(place, room.indent, &room.row(keyword, &row)),
        _ => Line::new(place, room.column(), &row),
    };
    rows.into_iter().enumerate().map(line).collect()
}

/// Pieces with commas between them, as many on a line as fit.
fn fill(pieces: &[String], width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter().enumerate() {
        let piece = if at == last { piece.clone() } else { format!("{piece},") };
        match rows.last_mut() {
            Some(row) if row.chars().count().saturating_add(piece.chars().count()) < width => {
                row.push(' ');
                row.push_str(&piece);
            }
            _ => rows.push(piece),
        }
    }
    rows
}

fn case(on: &str, given: &[Given], expect: &[Expect], place: (u32, u32), room: Room) -> Vec<Line> {
    let mut pieces = vec![on.to_owned()];
    pieces.extend(self::given(given));
    let expect: Vec<String> = expect.iter().map(|expect| expectation(&expect.kind)).collect();
    let one = format!("{}  expect {}", pieces.join(", "), expect.join(", "));
    if room.column().saturating_add(one.chars().count()) <= WIDTH {
        return vec![Line::new(place, room.indent, &room.row("on", &one))];
    }
    let mut lines = wrapped("on", &pieces, place, room);
    let inner = room.column().saturating_add("expect ".len());
    let rows = fill(&expect, WIDTH.saturating_sub(inner)).into_iter().enumerate();
    lines.extend(rows.map(|(at, row)| match at {
        0 => Line::new(place, room.column(), &format!("expect {row}")),
        _ => Line::new(place, inner, &row),
    }));
    lines
}

fn said(kind: &ClauseKind) -> (String, Said<'_>) {
    if let Some(said) = of_books_and_lists(kind) {
        return said;
    }
    of_rules(kind).or_else(|| of_amendments(kind)).unwrap_or_else(|| of_facts_and_duties(kind))
}

fn one<'t>(keyword: &str, value: impl Into<String>) -> (String, Said<'t>) {
    (keyword.to_owned(), Said::One(value.into()))
}

fn many<'t>(keyword: &str, pieces: Vec<String>) -> (String, Said<'t>) {
    (keyword.to_owned(), Said::Many(pieces))
}

fn of_books_and_lists(kind: &ClauseKind) -> Option<(String, Said<'_>)> {
    Some(match kind {
        ClauseKind::Jurisdiction(place) => one("jurisdiction", &place.value),
        ClauseKind::Authority { id, label } => one("authority", format!("{} {}", id.value, words::label(label))),
        ClauseKind::Authentic(language) => one("authentic", &language.value),
        ClauseKind::Nomenclature { scheme, edition, when } => {
            one("nomenclature", words::spaced(&[&scheme.value, &edition.value, &words::when(when)]))
        }
        ClauseKind::TimeZone(zone) => one("time zone", &zone.value),
        ClauseKind::Territory(name) => one("territory", &name.value),
        ClauseKind::Nexus(expr) => ("nexus".to_owned(), Said::Condition(expr)),
        ClauseKind::DecisiveDate { fact, acts } if acts.is_empty() => one("decisive date", &fact.value),
        ClauseKind::DecisiveDate { fact, acts } => {
            one("decisive date", format!("{} for {}", fact.value, words::acts(acts).join(", ")))
        }
        ClauseKind::CoversFrom(date) => one("covers from", date.value.to_string()),
        ClauseKind::Source(text) => one("source", words::quoted(&text.value)),
        ClauseKind::Modelled(label) => one("modelled", words::label(label)),
        ClauseKind::Number(text) => one("number", words::quoted(&text.value)),
        ClauseKind::Announced(date) => one("announced", date.value.to_string()),
        ClauseKind::Published(date) => one("published", date.value.to_string()),
        ClauseKind::InForce { date, part } => {
            let part = part.as_ref().map(|part| format!(" for {}", words::quoted(&part.value)));
            one("in force", format!("{}{}", date.value, part.unwrap_or_default()))
        }
        ClauseKind::Member { places, when } => {
            let value = if when.is_empty() { Said::Nothing } else { Said::One(words::when(when)) };
            (words::list(places), value)
        }
        ClauseKind::MemberGroup(name) => one("group", &name.value),
        ClauseKind::AllCountries => ("all countries".to_owned(), Said::Nothing),
        ClauseKind::WithoutPlaces(places) => many("without", words::values(places)),
        ClauseKind::WithoutGroup(name) => one("without", format!("group {}", name.value)),
        ClauseKind::Uncertain { places, when, because } => {
            let because = format!("because {}", words::quoted(&because.value));
            one("members uncertain", words::spaced(&[&words::list(places), &words::when(when), &because]))
        }
        ClauseKind::Weekend(days) => many("weekend", days.iter().map(|day| day.value.word().to_owned()).collect()),
        ClauseKind::Holiday { days, label } => {
            let mut pieces: Vec<String> = days.iter().map(|day| day.value.to_string()).collect();
            if let Some(last) = pieces.last_mut() {
                last.push_str(&words::optional_label(label.as_ref()));
            }
            many("holiday", pieces)
        }
        ClauseKind::Covers(when) => {
            let words = words::when(when);
            one("covers from", words.strip_prefix("from ").unwrap_or(&words))
        }
        ClauseKind::Match { column, schemes } => one("match", format!("{} as {}", column.value, words::list(schemes))),
        ClauseKind::ClassifiedBy(name) => one("classified by", &name.value),
        ClauseKind::Load(path) => one("load", words::quoted(&path.value)),
        ClauseKind::Complete { part, except, codes, when } => {
            many("complete", window(&part.value, *except, words::codes(codes), when))
        }
        ClauseKind::States { count, from, by, not_checkable } => {
            let from = from.as_ref().map(|date| format!(" from {}", date.value)).unwrap_or_default();
            let by = by.as_ref().map(|name| format!(" by {}", name.value)).unwrap_or_default();
            one("states", format!("{} entries{from}{by}{}", count.value, unchecked(not_checkable.as_ref())))
        }
        _ => return None,
    })
}

fn of_rules(kind: &ClauseKind) -> Option<(String, Said<'_>)> {
    Some(match kind {
        ClauseKind::Cite(citations) => many("cite", citations.iter().map(citation).collect()),
        ClauseKind::By(name) => one("by", &name.value),
        ClauseKind::AppliesTo(acts) => many("applies to", words::acts(acts)),
        ClauseKind::Force(when) => force(when),
        ClauseKind::OnlyIfNo(names) => many("only if no", words::values(names)),
        ClauseKind::SubjectTo(names) => many("subject to", words::values(names)),
        ClauseKind::To(names) => many("to", words::values(names)),
        ClauseKind::Notwithstanding(names) => many("notwithstanding", words::values(names)),
        ClauseKind::PresumedUnlessShownOtherwise => ("presumed unless shown otherwise".to_owned(), Said::Nothing),
        ClauseKind::Through(expr) => ("through".to_owned(), Said::Condition(expr)),
        ClauseKind::When(expr) => ("when".to_owned(), Said::Condition(expr)),
        ClauseKind::Unless(expr) => ("unless".to_owned(), Said::Condition(expr)),
        ClauseKind::Then(effects) => {
            let words = effects.iter().enumerate().map(|(at, effect)| self::effect(effect, at == 0));
            many("then", words.collect())
        }
        ClauseKind::Reason(label) => one("reason", words::label(label)),
        ClauseKind::OnlyRelieve { kept, rule } => one("only", format!("{} relieve {}", words::list(kept), rule.value)),
        ClauseKind::Because(label) => one("because", words::label(label)),
        ClauseKind::Given(pieces) => many("given", given(pieces)),
        _ => return None,
    })
}

fn of_amendments(kind: &ClauseKind) -> Option<(String, Said<'_>)> {
    Some(match kind {
        ClauseKind::Corrects(name) => one("corrects", &name.value),
        ClauseKind::Draft => ("draft".to_owned(), Said::Nothing),
        ClauseKind::AddFrom(path) => one("add from", words::quoted(&path.value)),
        ClauseKind::ReplaceFrom(path) => one("replace from", words::quoted(&path.value)),
        ClauseKind::AddPlaces { places, when } => {
            one("add", words::spaced(&[&words::list(places), &words::when(when)]))
        }
        ClauseKind::RemovePlaces { places, when } => {
            one("remove", words::spaced(&[&words::list(places), &words::when(when)]))
        }
        ClauseKind::RemoveEntries { keys, when } if keys.is_empty() => {
            one("remove", words::spaced(&["all entries", &words::when(when)]))
        }
        ClauseKind::RemoveEntries { keys, when } => {
            one("remove", words::spaced(&["entry", &words::keys(keys).join(", "), &words::when(when)]))
        }
        ClauseKind::StatesAdded { added, in_all, not_checkable } => {
            let in_all = in_all.as_ref().map(|count| format!(", {} in all", count.value)).unwrap_or_default();
            one("states", format!("{} added{in_all}{}", added.value, unchecked(not_checkable.as_ref())))
        }
        ClauseKind::Incomplete { part, when } => one("not complete", words::spaced(&[&part.value, &words::when(when)])),
        ClauseKind::ReplaceDate { old, new } => one("replace", format!("{} with {}", old.value, new.value)),
        _ => return None,
    })
}

/// `PART for CODE, … WHEN`: a window of many codes goes on further lines.
fn window(part: &str, except: bool, mut codes: Vec<String>, when: &When) -> Vec<String> {
    match codes.first_mut() {
        Some(first) => *first = format!("{part} {} {first}", if except { "except" } else { "for" }),
        None => codes.push(part.to_owned()),
    }
    if let Some(last) = codes.last_mut() {
        *last = words::spaced(&[last, &words::when(when)]);
    }
    codes
}

/// `, not checkable because "…"`
fn unchecked(why: Option<&Spot<String>>) -> String {
    why.map(|why| format!(", not checkable because {}", words::quoted(&why.value))).unwrap_or_default()
}

fn of_facts_and_duties(kind: &ClauseKind) -> (String, Said<'_>) {
    let bare = |words: String| (words, Said::Nothing);
    match kind {
        ClauseKind::Scheme(scheme) => one("scheme", &scheme.value),
        ClauseKind::Ask(label) => one("ask", words::label(label)),
        ClauseKind::Changed { date, by } => {
            let by = by.as_ref().map(|name| format!(" by {}", name.value)).unwrap_or_default();
            one("changed", format!("{}{by}", date.value))
        }
        ClauseKind::Of(of) => one("of", of.value.word()),
        ClauseKind::InCaseOf(names) => many("in case of", words::values(names)),
        ClauseKind::Measured { measure, over } => one("of", format!("{} over {}", measure.value, over.value)),
        ClauseKind::OverClause(over) => one("over", &over.value),
        ClauseKind::RowsAs { places, like, when } => {
            let like = format!("as {}", like.value);
            one("rows", words::spaced(&[&words::list(places), &like, &words::when(when)]))
        }
        ClauseKind::GrantedBy(name) => one("granted by", &name.value),
        ClauseKind::ValidOn(name) => one("valid on", &name.value),
        ClauseKind::Consequences { may, of } => {
            let all: Vec<String> = of.iter().map(consequence).collect();
            one("then", words::spaced(&[if *may { "may" } else { "shall" }, &all.join(" or ")]))
        }
        ClauseKind::MayBe(settling) => {
            let settling = match settling.value {
                Settling::Fixed => "fixed",
                Settling::Clarified => "clarified",
                Settling::Obtained => "obtained",
            };
            bare(format!("may be {settling}"))
        }
        ClauseKind::SilenceMeansNo { because } => {
            bare(format!("silence means no because {}", words::quoted(&because.value)))
        }
        ClauseKind::Facts(names) => many("facts", words::values(names)),
        ClauseKind::On(who) => one("on", &who.value),
        ClauseKind::Form(form) => one("form", words::quoted(&form.value)),
        ClauseKind::Due(due) => one("due", self::due(due)),
        ClauseKind::MetWhen(expr) => ("met when".to_owned(), Said::Condition(expr)),
        ClauseKind::Would { what, rules } => {
            let what = match what.value {
                Would::Require => "would require",
                Would::Relieve => "would relieve",
                Would::Stiffen => "would stiffen",
            };
            if rules.is_empty() { bare(what.to_owned()) } else { many(what, words::values(rules)) }
        }
        _ => bare(String::new()),
    }
}

fn force(when: &When) -> (String, Said<'static>) {
    let keyword = match (&when.from, when.until.as_ref().map(|until| until.value)) {
        (None, Some(Until::Through(_))) => "through",
        (None, _) => "before",
        _ => "from",
    };
    let words = words::when(when);
    let value = words.strip_prefix(keyword).unwrap_or(&words).trim_start().to_owned();
    (keyword.to_owned(), Said::One(value))
}

fn citation(citation: &Citation) -> String {
    words::spaced(&[&words::citation(&citation.text.value), &words::when(&citation.when)])
}

fn effect(effect: &Effect, first: bool) -> String {
    match &effect.kind {
        EffectKind::Prohibited => "prohibited".to_owned(),
        EffectKind::LicenceRequired { name, authority } => {
            format!("licence required {} from {}", words::label(name), authority.value)
        }
        EffectKind::LicenceNamed(name) => format!("licence required {}", name.value),
        EffectKind::Policy(Policy::CaseByCase) if first => "reviewed case by case".to_owned(),
        EffectKind::Policy(policy) => policy.words().to_owned(),
        EffectKind::Exempt => "exempt".to_owned(),
        EffectKind::NotRequired => "not required by this rule".to_owned(),
        EffectKind::Instead(name) => format!("{} applies instead", name.value),
        EffectKind::Duty(name) => format!("duty {}", name.value),
        EffectKind::OnCondition(name) => format!("on condition of {}", name.value),
        EffectKind::WithDuty(name) => format!("with duty {}", name.value),
    }
}

/// `"a fine" at most 3 times value`
fn consequence(consequence: &Consequence) -> String {
    let most = match &consequence.most {
        None => String::new(),
        Some(Most::Times { number, of }) => format!("at most {} times {}", number.value, of.value),
        Some(Most::Time { number, unit }) => format!("at most {}", words::time(number.value, *unit)),
        Some(Most::Amount(amount)) => format!("at most {}", words::value(&amount.value)),
    };
    words::spaced(&[&words::label(&consequence.label), &most])
}

fn due(due: &Due) -> String {
    match due {
        Due::Before(fact) => format!("before {}", fact.value),
        Due::By(fact) => format!("by {}", fact.value),
        Due::Within { number, unit, after } => {
            format!("within {} after {}", words::time(number.value, *unit), after.value)
        }
        Due::For { number, unit, after } => format!("for {} after {}", words::time(number.value, *unit), after.value),
    }
}

/// Pieces of a shipment; a route is one piece, and `line` stands before the first piece of its line.
fn given(pieces: &[Given]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<&Given> = None;
    for piece in pieces {
        let joined = match before {
            Some(last) if begins_part(last) => !begins_part(piece),
            Some(last) => is_route(last) && is_route(piece),
            None => false,
        };
        match words.last_mut() {
            Some(last) if joined => {
                last.push(' ');
                last.push_str(&given_piece(piece));
            }
            _ => words.push(given_piece(piece)),
        }
        before = Some(piece);
    }
    words
}

/// Whether what follows is of another part of the shipment, and stands on without a comma.
fn begins_part(piece: &Given) -> bool {
    matches!(piece, Given::Line(_) | Given::Component(_) | Given::InnerComponent(_) | Given::Input(_))
}

fn is_route(piece: &Given) -> bool {
    matches!(piece, Given::From(_) | Given::To(_))
}

fn given_piece(piece: &Given) -> String {
    match piece {
        Given::Code(code) => words::code(&code.value),
        Given::Act(act) => act.value.word(),
        Given::From(place) => format!("from {}", place.value),
        Given::To(place) => format!("to {}", place.value),
        Given::KnownEndDestination(place) => format!("known end destination {}", place.value),
        Given::Through(place) => format!("through {}", place.value),
        Given::Fact { name, value, determined } => {
            let determined = determined.as_ref().map(|date| format!(" determined {}", date.value));
            format!("{} {}{}", name.value, words::value(&value.value), determined.unwrap_or_default())
        }
        Given::KnownOn(date) => format!("known on {}", date.value),
        Given::Line(_) => "line".to_owned(),
        Given::Component(_) => "component".to_owned(),
        Given::InnerComponent(_) => "inner component".to_owned(),
        Given::Input(_) => "input".to_owned(),
        Given::AllInnerStated(_) => "all inner components stated".to_owned(),
        Given::Party { name, roles, place } => {
            let roles =
                if roles.is_empty() { String::new() } else { format!("as {}", words::values(roles).join(" + ")) };
            let place = place.as_ref().map(|place| format!("in {}", place.value)).unwrap_or_default();
            words::spaced(&["party", &name.value, &roles, &place])
        }
        Given::Origin(place) => format!("origin {}", place.value),
        Given::Headquarters(place) => format!("headquarters {}", place.value),
        Given::Incorporation(place) => format!("country of incorporation {}", place.value),
        Given::Owned { percent, by } => {
            let percent = percent.as_ref().map(|percent| percent.value.as_str()).unwrap_or_default();
            words::spaced(&["owned", percent, "by", &by.value])
        }
        Given::Matched { on, matched, determined } => {
            let determined = determined.as_ref().map(|date| format!("determined {}", date.value)).unwrap_or_default();
            words::spaced(&[if *matched { "matched on" } else { "not matched on" }, &on.value, &determined])
        }
        Given::AllStated(of) => {
            let what = if of.value == Over::Components { "components" } else { of.value.all() };
            format!("all {what} stated")
        }
        Given::Licence { name, when } => words::spaced(&["licence", &name.value, &words::when(when)]),
        Given::Leg { kind, from, to, certainty, departs } => {
            let departs = departs.as_ref().map(|day| format!(" departs {}", day.value)).unwrap_or_default();
            format!("leg {} from {} to {} {}{departs}", kind.value, from.value, to.value, certainty.value.word())
        }
        Given::Event { name, on } => {
            let on = on.as_ref().map(|date| format!("on {}", date.value)).unwrap_or_default();
            words::spaced(&["event", &name.value, &on])
        }
    }
}

fn expectation(kind: &ExpectKind) -> String {
    let no = |no: bool, words: &str| if no { format!("no {words}") } else { words.to_owned() };
    match kind {
        ExpectKind::Outcome(outcome) => words::outcome(*outcome).to_owned(),
        ExpectKind::Policy(policy) => policy.words().to_owned(),
        ExpectKind::Range { from, to } => {
            let bound = |(outcome, policy): &(_, Option<Policy>)| {
                words::spaced(&[words::outcome(*outcome), policy.map_or("", Policy::words)])
            };
            format!("from {} to {}", bound(from), bound(to))
        }
        ExpectKind::By { rule, entry } => {
            let entry = entry.as_ref().map(|entry| format!(" (entry {})", words::key(&entry.value)));
            format!("by {}{}", rule.value, entry.unwrap_or_default())
        }
        ExpectKind::NotBy(rule) => format!("not by {}", rule.value),
        ExpectKind::Settled(settled) => if *settled { "settled" } else { "not settled" }.to_owned(),
        ExpectKind::Complete(complete) => if *complete { "complete" } else { "not complete" }.to_owned(),
        ExpectKind::Question { id, asked } => no(!asked, &format!("question {}", id.value)),
        ExpectKind::Opening { exception, open } => no(!open, &format!("opening {}", exception.value)),
        ExpectKind::Duty { name, owed } => no(!owed, &format!("duty {}", name.value)),
        ExpectKind::Violation { id, found: Truth::Unknown } => format!("open violation {}", id.value),
        ExpectKind::Violation { id, found } => no(found.is_false(), &format!("violation {}", id.value)),
        ExpectKind::Sanction { id, found } => no(!found, &format!("sanction {}", id.value)),
        ExpectKind::Notice { label, told } => {
            format!("{} {}", if *told { "notice" } else { "no notice" }, words::quoted(&label.value))
        }
        ExpectKind::FirstReason(text) => format!("first reason {}", words::quoted(&text.value)),
    }
}
