//! Conditions: on one line where they fit, else a member a line.

use super::Printer;
use super::lines::{Line, Room, WIDTH};
use super::words;
use crate::syntax::{Expr, ExprKind, Noun};

impl Printer {
    /// A condition under its keyword, with each operand of a top-level `and` or `or` on a line of its own.
    pub(super) fn outline(&self, keyword: &str, expr: &Expr, start: u32, room: Room, out: &mut Vec<Line>) {
        let (connective, operands) = match &expr.kind {
            ExprKind::And(operands) => ("and", operands.as_slice()),
            ExprKind::Or(operands) => ("or", operands.as_slice()),
            _ => ("", std::slice::from_ref(expr)),
        };
        for (at, operand) in operands.iter().enumerate() {
            let (word, from) = if at == 0 { (keyword, start) } else { (connective, operand.at.0.start) };
            self.operand(word, operand, from, room, out);
        }
    }

    /// Whether comments part the operands of a condition, or the members of its first.
    pub(super) fn is_parted(&self, expr: &Expr) -> bool {
        let first = match &expr.kind {
            ExprKind::And(operands) | ExprKind::Or(operands) => operands.first().unwrap_or(expr),
            _ => expr,
        };
        let from = if block(first).is_some() { first.at.0.start } else { first.at.0.end };
        self.has_comment((from, expr.at.0.end))
    }

    /// One operand after its word.
    fn operand(&self, word: &str, expr: &Expr, start: u32, room: Room, out: &mut Vec<Line>) {
        let end = expr.at.0.end;
        let text = inline(expr);
        let fits = room.column().saturating_add(text.chars().count()) <= WIDTH;
        let commented = self.has_comment((expr.at.0.start, end));
        match (fits && !commented).then_some(()).map_or_else(|| block(expr), |()| None) {
            None => out.push(Line::new((start, end), room.indent, &room.row(word, &text))),
            Some((opening, members)) => {
                out.push(Line::new((start, start), room.indent, &room.row(word, &opening)));
                self.members(members, room.column(), out);
                out.push(Line::closing(end, room.column()));
            }
        }
    }

    fn members(&self, members: &[Expr], indent: usize, out: &mut Vec<Line>) {
        let inner = indent.saturating_add(4);
        for member in members {
            self.operand("", member, member.at.0.start, Room { indent: inner, value: 0 }, out);
        }
    }
}

/// The opening and the members of a condition that can be broken over lines.
fn block(expr: &Expr) -> Option<(String, &[Expr])> {
    match &expr.kind {
        ExprKind::AnyOf(members) => Some(("any of {".to_owned(), members)),
        ExprKind::AllOf(members) => Some(("all of {".to_owned(), members)),
        ExprKind::Each { members, .. } => Some((format!("{} {{", each(&expr.kind)), members)),
        ExprKind::Not(inner) => block(inner).map(|(opening, members)| (format!("not {opening}"), members)),
        _ => None,
    }
}

/// A condition on one line.
pub(super) fn inline(expr: &Expr) -> String {
    let all = |members: &[Expr], between: &str| members.iter().map(inline).collect::<Vec<_>>().join(between);
    match &expr.kind {
        ExprKind::And(operands) => all(operands, " and "),
        ExprKind::Or(operands) => all(operands, " or "),
        ExprKind::Not(inner) => format!("not {}", inline(inner)),
        ExprKind::AnyOf(members) => format!("any of {{ {} }}", all(members, "; ")),
        ExprKind::AllOf(members) => format!("all of {{ {} }}", all(members, "; ")),
        ExprKind::Brackets(inner) => format!("({})", inline(inner)),
        ExprKind::Each { members, .. } => format!("{} {{ {} }}", each(&expr.kind), all(members, "; ")),
        other => simple(other),
    }
}

fn simple(kind: &ExprKind) -> String {
    match kind {
        ExprKind::Listed { lists, entries } if entries.is_empty() => format!("item listed in {}", words::list(lists)),
        ExprKind::Listed { lists, entries } => {
            format!("item listed in {} entry {}", words::list(lists), words::keys(entries).join(", "))
        }
        ExprKind::ItemIs(codes) => format!("item is {}", words::codes(codes).join(", ")),
        ExprKind::ClassifiedUnder(name) => format!("item classified under {}", name.value),
        ExprKind::InGroup { noun, group } => format!("{} in {}", self::noun(&noun.value), group.value),
        ExprKind::InCountries { noun, places } => format!("{} is {}", self::noun(&noun.value), words::list(places)),
        ExprKind::Reach { how, places, group } => {
            let places = words::list(places);
            words::spaced(&[how.words(), &places, group.as_ref().map_or("", |name| &name.value)])
        }
        ExprKind::ActIs(acts) => format!("act is {}", words::acts(acts).join(", ")),
        ExprKind::Holds(name) => name.value.clone(),
        ExprKind::Is { fact, values } => {
            let words: Vec<String> = values.iter().map(|value| words::value(&value.value)).collect();
            let all_words = values.iter().all(|value| matches!(value.value, crate::syntax::Value::Word(_)));
            format!("{} is {}", fact.value, words.join(if all_words { " or " } else { ", " }))
        }
        ExprKind::Includes { fact, values } if values.is_empty() => format!("{} includes any", fact.value),
        ExprKind::Includes { fact, values } => {
            format!("{} includes {}", fact.value, words::values(values).join(" or "))
        }
        ExprKind::IsGiven(fact) => format!("{} is given", fact.value),
        ExprKind::Compare { left, by, right } => {
            words::spaced(&[&words::value(&left.value), by.words(), &words::value(&right.value)])
        }
        ExprKind::Disputed(name) => format!("disputed {}", name.value),
        ExprKind::RequiredBy { rules, disregarding } => {
            let without = if disregarding.is_empty() {
                String::new()
            } else {
                format!("disregarding {}", words::list(disregarding))
            };
            words::spaced(&["licence required by", &words::list(rules), &without])
        }
        ExprKind::Compound { times, divided, by, amount, unit } => {
            let product = words::values(times).join(" times ");
            let over = divided.as_ref().map(|name| format!("divided by {}", name.value)).unwrap_or_default();
            words::spaced(&[&product, &over, by.words(), amount, &unit.value])
        }
        ExprKind::Held { licence, as_of } => {
            let as_of = as_of.as_ref().map(|fact| format!("as of {}", fact.value)).unwrap_or_default();
            words::spaced(&["licence", &licence.value, "is held", &as_of])
        }
        ExprKind::MatchedOn(names) => format!("matched on {}", words::list(names)),
        ExprKind::Marks { table, place, column } => {
            format!("{} marks {} under {}", table.value, self::noun(&place.value), words::value(&column.value))
        }
        _ => "always".to_owned(),
    }
}

fn noun(noun: &Noun) -> &str {
    match noun {
        Noun::Destination => "destination",
        Noun::DeclaredDestination => "declared destination",
        Noun::KnownEndDestination => "known end destination",
        Noun::Origin => "origin",
        Noun::CountryOfExport => "country of export",
        Noun::EndUser => "end user",
        Noun::Consignee => "consignee",
        Noun::Party => "party",
        Noun::Incorporation => "country of incorporation",
        Noun::Headquarters => "headquarters",
        Noun::EventCountry => "event country",
        Noun::Fact(name) => name,
    }
}

/// `any component where`
fn each(kind: &ExprKind) -> String {
    let ExprKind::Each { every, over, roles, through, .. } = kind else { return String::new() };
    let roles = if roles.is_empty() { String::new() } else { format!("as {}", words::list(roles)) };
    let through = match through.as_slice() {
        [] => String::new(),
        all => format!("through {{ {} }}", all.iter().map(inline).collect::<Vec<_>>().join("; ")),
    };
    words::spaced(&[if *every { "every" } else { "any" }, over.one(), &roles, &through, "where"])
}
