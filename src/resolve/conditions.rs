//! Conditions: every name bound to a thing of the right kind.

use super::Work;
use super::facts::quoted;
use super::names::Kind;
use super::values::type_words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ClassificationId, Clause, DefineId, DisputeId, FactId, FactType, GroupId, ListId, Noun, Operand, RulebookId,
    TableColumn, Test,
};
use crate::source::Span;
use crate::syntax::{self, Expr, ExprKind, Name, Spot};
use crate::vocab::FactOf;

impl Work<'_> {
    /// A condition; a faulty part becomes `always`, and the model is refused anyway.
    pub(super) fn condition(&mut self, book: RulebookId, expr: &Expr) -> Clause {
        let span = expr.at.0;
        Clause { span, test: self.test(book, expr).unwrap_or(Test::Always) }
    }

    /// A condition outside a rule and its exceptions: there is no entry to read.
    pub(super) fn free_condition(&mut self, book: RulebookId, expr: &Expr) -> Clause {
        let clause = self.condition(book, expr);
        self.refuse_entry_columns(&clause, "only a rule that is about listed items has a listed entry");
        clause
    }

    fn test(&mut self, book: RulebookId, expr: &Expr) -> Option<Test> {
        match &expr.kind {
            ExprKind::And(parts) | ExprKind::AllOf(parts) => Some(Test::All(self.conditions(book, parts))),
            ExprKind::Or(parts) | ExprKind::AnyOf(parts) => Some(Test::Any(self.conditions(book, parts))),
            ExprKind::Not(inner) => Some(Test::Not(Box::new(self.condition(book, inner)))),
            ExprKind::Brackets(inner) => self.test(book, inner),
            ExprKind::Always => Some(Test::Always),
            ExprKind::Listed { lists, entries } => self.listed(book, lists, entries),
            ExprKind::ItemIs(codes) => {
                Some(Test::ItemIs(codes.iter().filter_map(|code| self.code(book, code)).collect()))
            }
            ExprKind::ClassifiedUnder(name) => self.classification(book, name).map(Test::Classified),
            ExprKind::InGroup { noun, group } => {
                let noun = self.noun(book, noun);
                let group = self.group(book, group);
                Some(Test::InGroup(noun?, group?))
            }
            ExprKind::InCountries { noun, places } => {
                let noun = self.noun(book, noun);
                let places = self.places(places);
                Some(Test::InPlaces(noun?, places))
            }
            ExprKind::Reach { how, places, group } => {
                let places = self.places(places);
                let group = match group {
                    Some(name) => Some(self.group(book, name)?),
                    None => None,
                };
                Some(Test::Reach(*how, places, group))
            }
            ExprKind::ActIs(acts) => Some(Test::ActIs(acts.iter().map(|act| act.value).collect())),
            ExprKind::Holds(name) => self.holds(book, name),
            ExprKind::Is { fact, values } => self.is_value(book, fact, values),
            ExprKind::Includes { fact, values } => self.includes(book, fact, values),
            ExprKind::IsGiven(name) => self.fact_named(book, name).map(|(id, _)| Test::Given(id)),
            ExprKind::Compare { left, by, right } => self.compare(book, left, *by, right),
            ExprKind::Each { every, over, roles, through, members } => {
                self.each(book, (*every, *over), roles, (through, members), expr.at.0)
            }
            ExprKind::RequiredBy { rules, disregarding } => self.required_by(book, rules, disregarding, expr.at.0),
            ExprKind::Compound { times, divided, by, amount, unit } => {
                self.compound(book, (times, divided.as_ref()), *by, (amount, unit))
            }
            ExprKind::Held { licence, as_of } => self.held_as_of(book, licence, as_of.as_ref()),
            ExprKind::MatchedOn(names) => self.matched_on(book, names, expr.at.0),
            ExprKind::Marks { table, place, column } => self.marks(book, table, place, column),
            ExprKind::Disputed(name) => {
                self.find(book, name, &[Kind::Dispute]).map(|bound| Test::Disputed(DisputeId::at(bound.index)))
            }
        }
    }

    fn conditions(&mut self, book: RulebookId, parts: &[Expr]) -> Vec<Clause> {
        parts.iter().map(|part| self.condition(book, part)).collect()
    }

    fn listed(&mut self, book: RulebookId, names: &[Name], entries: &[Spot<String>]) -> Option<Test> {
        let lists: Vec<ListId> = names.iter().filter_map(|name| self.list(book, name)).collect();
        if lists.len() == names.len() {
            for entry in entries {
                self.check_entry(&lists, entry);
            }
        }
        let entries = entries.iter().map(|entry| entry.value.clone()).collect();
        (!lists.is_empty()).then_some(Test::Listed { lists, entries, binds: false })
    }

    /// A list by name.
    pub(super) fn list(&mut self, book: RulebookId, name: &Name) -> Option<ListId> {
        self.find(book, name, &[Kind::List]).map(|bound| ListId::at(bound.index))
    }

    /// A group by name.
    pub(super) fn group(&mut self, book: RulebookId, name: &Name) -> Option<GroupId> {
        self.find(book, name, &[Kind::Group]).map(|bound| GroupId::at(bound.index))
    }

    /// A classification by name.
    pub(super) fn classification(&mut self, book: RulebookId, name: &Name) -> Option<ClassificationId> {
        self.find(book, name, &[Kind::Classification]).map(|bound| ClassificationId::at(bound.index))
    }

    /// A fact by name, and its type.
    pub(super) fn fact_named(&mut self, book: RulebookId, name: &Name) -> Option<(FactId, FactType)> {
        let bound = self.find(book, name, &[Kind::Fact])?;
        if !self.in_scope(name, FactId::at(bound.index)) {
            return None;
        }
        let kind = self.model.facts.get(bound.index)?.kind.clone();
        Some((FactId::at(bound.index), kind))
    }

    pub(super) fn noun(&mut self, book: RulebookId, noun: &Spot<syntax::Noun>) -> Option<Noun> {
        Some(match &noun.value {
            syntax::Noun::Destination => Noun::Destination,
            syntax::Noun::DeclaredDestination => Noun::DeclaredDestination,
            syntax::Noun::KnownEndDestination => Noun::KnownEndDestination,
            syntax::Noun::Origin => Noun::Origin,
            syntax::Noun::CountryOfExport => Noun::CountryOfExport,
            syntax::Noun::EndUser => Noun::EndUser,
            syntax::Noun::Consignee => Noun::Consignee,
            syntax::Noun::Party => self.noun_of(noun, FactOf::Party, Noun::Party)?,
            syntax::Noun::Incorporation => self.noun_of(noun, FactOf::Party, Noun::Incorporation)?,
            syntax::Noun::Headquarters => self.noun_of(noun, FactOf::Party, Noun::Headquarters)?,
            syntax::Noun::EventCountry => self.noun_of(noun, FactOf::Event, Noun::EventCountry)?,
            syntax::Noun::Fact(word) => {
                let name = Spot::new(word.clone(), noun.span());
                let (id, kind) = self.fact_named(book, &name)?;
                if kind != FactType::Country {
                    self.say_fact(
                        Code::NOT_A_PLACE,
                        &name,
                        &kind,
                        "and a country is wanted here",
                        "name a fact of type `country`",
                    );
                    return None;
                }
                Noun::Fact(id)
            }
        })
    }

    /// A place of the party or the event at hand.
    fn noun_of(&mut self, noun: &Spot<syntax::Noun>, of: FactOf, is: Noun) -> Option<Noun> {
        let there = if of == FactOf::Event { self.scope.event } else { self.scope.party };
        if !there {
            let message = format!("a place of {} is asked for, and none is at hand", words_of(of));
            self.say_out_of_scope(noun.span(), &message, of);
        }
        there.then_some(is)
    }

    fn holds(&mut self, book: RulebookId, name: &Name) -> Option<Test> {
        let bound = self.find(book, name, &[Kind::Fact, Kind::Define])?;
        if bound.kind == Kind::Define {
            return self.define_in_scope(name, bound.index).then(|| Test::Define(DefineId::at(bound.index)));
        }
        let (id, kind) = self.fact_named(book, name)?;
        match kind {
            FactType::YesOrNo | FactType::Asserted => Some(Test::Holds(id)),
            FactType::OneOf(_) => {
                let help = format!("write `{} is VALUE`", name.value);
                self.say_fact(Code::NOT_A_CONDITION, name, &kind, "not yes or no", &help);
                None
            }
            FactType::AnyOf(_) => {
                let help = format!("write `{0} includes VALUE` or `{0} includes any`", name.value);
                self.say_fact(Code::NOT_A_CONDITION, name, &kind, "not yes or no", &help);
                None
            }
            _ => {
                let help = format!("compare it with something, or write `{} is given`", name.value);
                self.say_fact(Code::NOT_A_CONDITION, name, &kind, "not yes or no", &help);
                None
            }
        }
    }

    fn includes(&mut self, book: RulebookId, name: &Name, values: &[Name]) -> Option<Test> {
        let (id, kind) = self.fact_named(book, name)?;
        let FactType::AnyOf(choices) = &kind else {
            let help = match &kind {
                FactType::OneOf(_) => format!("it has one value: write `{} is VALUE`", name.value),
                _ => "`includes` is for facts declared `any of …`".to_owned(),
            };
            self.say_fact(Code::NOT_A_CHOICE, name, &kind, "not a set of values", &help);
            return None;
        };
        let found: Vec<Option<usize>> =
            values.iter().map(|value| self.choice(&name.value, choices, &value.value, value.span())).collect();
        found.into_iter().collect::<Option<Vec<usize>>>().map(|places| Test::Includes(id, places))
    }

    /// A fact is of another type than its use asks for.
    pub(super) fn say_fact(&mut self, code: Code, name: &Name, kind: &FactType, but: &str, help: &str) {
        let message = format!("`{}` is {}, {but}", name.value, type_words(kind));
        let said = Diagnostic::at(code, name.span(), message).help(help);
        let declared = self.model.facts.iter().find(|fact| fact.id == name.value).and_then(|fact| fact.span);
        self.say(match declared {
            Some(span) => said.also(span, "declared here"),
            None => said,
        });
    }

    fn check_entry(&mut self, lists: &[ListId], entry: &Spot<String>) {
        let keys: Vec<&str> = lists.iter().filter_map(|id| self.model.lists.get(id.index())).flat_map(keys).collect();
        if keys.contains(&entry.value.as_str()) || lists.iter().any(|id| self.broken_lists.contains(id)) {
            return;
        }
        let names = quoted(lists.iter().filter_map(|id| self.model.lists.get(id.index())).map(|list| list.id.as_str()));
        let said = Diagnostic::at(Code::UNKNOWN_ENTRY, entry.span(), format!("{names} has no entry `{}`", entry.value));
        let near = crate::vocab::nearest(&entry.value, keys).map(str::to_owned);
        self.say(match near {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said.help("look its number up in the table of the list; its row may have been lost"),
        });
    }

    /// `listed-entry` where there is none.
    pub(super) fn refuse_entry_columns(&mut self, clause: &Clause, help: &str) {
        let mut places: Vec<Span> = Vec::new();
        entry_reads(clause, &mut |span, _| places.push(span));
        for span in places {
            let said = Diagnostic::at(Code::UNBOUND_ENTRY, span, "`listed-entry` is read where no entry is bound");
            self.say(said.help(help));
        }
    }
}

fn words_of(of: FactOf) -> &'static str {
    if of == FactOf::Event { "an event" } else { "a party" }
}

fn keys(list: &crate::model::List) -> impl Iterator<Item = &str> {
    list.entries.iter().map(|entry| entry.key.as_str())
}

/// The column of the entry that a test reads as words.
fn column_of(test: &Test) -> Option<String> {
    match test {
        Test::EntryIs(column, _) | Test::Marks(_, _, TableColumn::OfEntry(column)) => Some(column.clone()),
        _ => None,
    }
}

/// Every reading of a column of the bound entry, with its place.
pub(super) fn entry_reads(clause: &Clause, see: &mut impl FnMut(Span, &crate::model::Operand)) {
    match &clause.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| entry_reads(part, see)),
        Test::Not(inner) => entry_reads(inner, see),
        Test::Compare(left, _, right) => {
            let plain = [left, right].into_iter().flat_map(crate::model::Operand::plain);
            plain.filter(|side| side.of_entry()).for_each(|side| see(clause.span, side));
        }
        // Any column will do: its cells are read as words.
        Test::EntryIs(..) | Test::Marks(_, _, TableColumn::OfEntry(_)) => {
            if let Some(column) = column_of(&clause.test) {
                see(clause.span, &Operand::EntryAmount(column));
            }
        }
        _ => {}
    }
}
