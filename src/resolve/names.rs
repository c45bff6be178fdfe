//! Names: what is called so, in which rulebook, and what to say when nothing is.

use super::Work;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{RulebookId, Standard};
use crate::source::Span;
use crate::syntax::Name;
use crate::vocab::nearest;
use std::collections::BTreeMap;

/// For so many unknown names the nearest is looked for; a text of garbage has more, and shall not take long.
const SUGGESTIONS: usize = 500;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Authority,
    Instrument,
    Group,
    Calendar,
    List,
    Classification,
    Fact,
    Question,
    Define,
    Dispute,
    Rule,
    Exception,
    Policy,
    ClosedList,
    Duty,
    Table,
    Total,
    Licence,
    Screening,
    Event,
    Violation,
    Sanction,
}

impl Kind {
    /// The word for it, with its article.
    pub(super) fn words(self) -> &'static str {
        match self {
            Kind::Authority => "an authority",
            Kind::Instrument => "an instrument",
            Kind::Group => "a group",
            Kind::Calendar => "a calendar",
            Kind::List => "a list",
            Kind::Classification => "a classification",
            Kind::Fact => "a fact",
            Kind::Question => "a question",
            Kind::Define => "a define",
            Kind::Dispute => "a dispute",
            Kind::Rule => "a rule",
            Kind::Exception => "an exception",
            Kind::Policy => "a policy",
            Kind::ClosedList => "a closed list",
            Kind::Duty => "a duty",
            Kind::Table => "a table",
            Kind::Total => "a share, a sum or a count",
            Kind::Licence => "a licence",
            Kind::Screening => "a screening",
            Kind::Event => "an event",
            Kind::Violation => "a violation",
            Kind::Sanction => "a sanction",
        }
    }

    /// Kinds that stand in the same places of a text share their names: a rule may be called like a fact, not like
    /// an exception.
    fn space(self) -> Space {
        match self {
            Kind::Authority => Space::Authority,
            Kind::Instrument => Space::Instrument,
            Kind::Group => Space::Group,
            Kind::Calendar => Space::Calendar,
            Kind::List => Space::List,
            Kind::Classification | Kind::Fact | Kind::Define | Kind::Total => Space::Term,
            Kind::Question => Space::Question,
            Kind::Dispute => Space::Dispute,
            Kind::Rule | Kind::Exception | Kind::Policy | Kind::ClosedList => Space::Provision,
            Kind::Duty => Space::Duty,
            Kind::Table => Space::Table,
            Kind::Licence => Space::Licence,
            Kind::Screening => Space::Screening,
            Kind::Event => Space::Event,
            Kind::Violation | Kind::Sanction => Space::Conduct,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    Authority,
    Instrument,
    Group,
    Calendar,
    List,
    Term,
    Question,
    Dispute,
    Provision,
    Duty,
    Table,
    Licence,
    Screening,
    Event,
    Conduct,
}

/// What a name is bound to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    /// What kind of thing.
    pub(super) kind: Kind,
    /// Its place in its table.
    pub(super) index: usize,
    /// Where it is named; none for standard facts.
    pub(super) span: Option<Span>,
    /// Whether it came out whole; what refers to a faulty thing is not reported again.
    pub(super) sound: bool,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Names {
    bound: BTreeMap<(RulebookId, Space, String), Bound>,
    standard: BTreeMap<String, Bound>,
    pub(super) books: BTreeMap<String, RulebookId>,
}

impl Names {
    pub(super) fn new() -> Self {
        let bound = |index| Bound { kind: Kind::Fact, index, span: None, sound: true };
        let standard = Standard::ALL.into_iter().enumerate().map(|(at, fact)| (fact.name().to_owned(), bound(at)));
        Self { standard: standard.collect(), ..Self::default() }
    }

    /// The standard fact of that name.
    pub(super) fn standard(&self, name: &str) -> Option<usize> {
        self.standard.get(name).map(|bound| bound.index)
    }

    /// Binds a name; gives back what already has it.
    pub(super) fn bind(&mut self, book: RulebookId, name: &str, bound: Bound) -> Option<Bound> {
        let key = (book, bound.kind.space(), name.to_owned());
        if let Some(&earlier) = self.bound.get(&key) {
            return Some(earlier);
        }
        self.bound.insert(key, bound);
        None
    }

    /// Marks a thing as faulty, so that what refers to it stays quiet.
    pub(super) fn spoil(&mut self, book: RulebookId, kind: Kind, name: &str) {
        if let Some(bound) = self.bound.get_mut(&(book, kind.space(), name.to_owned())) {
            bound.sound = false;
        }
    }

    /// The thing of that name, in the rulebook itself.
    pub(super) fn local(&self, book: RulebookId, kind: Kind, name: &str) -> Option<Bound> {
        let own = self.bound.get(&(book, kind.space(), name.to_owned())).copied();
        own.or_else(|| if kind.space() == Space::Term { self.standard.get(name).copied() } else { None })
    }

    fn in_any_space(&self, book: RulebookId, name: &str) -> Option<Bound> {
        let spaces = [
            Space::Term,
            Space::Provision,
            Space::List,
            Space::Group,
            Space::Calendar,
            Space::Duty,
            Space::Dispute,
            Space::Instrument,
            Space::Question,
            Space::Authority,
            Space::Table,
            Space::Licence,
            Space::Screening,
            Space::Event,
            Space::Conduct,
        ];
        spaces.into_iter().find_map(|space| self.bound.get(&(book, space, name.to_owned())).copied())
    }

    fn names_of<'n>(&'n self, book: RulebookId, kinds: &'n [Kind]) -> impl Iterator<Item = &'n str> {
        let fits = move |bound: &Bound| kinds.contains(&bound.kind);
        let own = self.bound.iter().filter(move |((of, _, _), bound)| *of == book && fits(bound));
        let standard = self.standard.iter().filter(move |(_, bound)| fits(bound));
        own.map(|((_, _, name), _)| name.as_str()).chain(standard.map(|(name, _)| name.as_str()))
    }

    /// Whether a rulebook calls something of that kind so.
    pub(super) fn has(&self, book: RulebookId, kind: Kind, name: &str) -> bool {
        self.names_of(book, &[kind]).any(|own| own == name)
    }

    fn elsewhere(&self, kind: Kind, name: &str) -> Option<String> {
        let has = |book: RulebookId| self.bound.contains_key(&(book, kind.space(), name.to_owned()));
        self.books.iter().find(|&(_, &book)| has(book)).map(|(id, _)| format!("{id}/{name}"))
    }
}

impl Work<'_> {
    /// The thing of one of these kinds that is called so; says what is wrong if there is none.
    pub(super) fn find(&mut self, book: RulebookId, name: &Name, kinds: &[Kind]) -> Option<Bound> {
        let first = *kinds.first()?;
        let (of, own) = self.split(book, name)?;
        match self.names.local(of, first, own) {
            Some(bound) if kinds.contains(&bound.kind) => bound.sound.then_some(bound),
            Some(bound) => {
                self.say_wrong_kind(name, bound, kinds);
                None
            }
            None => {
                self.say_no_such(of, name, own, kinds);
                None
            }
        }
    }

    /// `kr.situational/annex-2-2` names a rulebook and a thing in it; else the thing is of the rulebook itself.
    fn split<'n>(&mut self, book: RulebookId, name: &'n Name) -> Option<(RulebookId, &'n str)> {
        let Some((prefix, rest)) = name.value.split_once('/') else { return Some((book, &name.value)) };
        if let Some(&of) = self.names.books.get(prefix) {
            return Some((of, rest));
        }
        if self.names.in_any_space(book, prefix).is_some() {
            return Some((book, &name.value));
        }
        self.say_unknown_book(name.span(), prefix);
        None
    }

    /// No rulebook of that id is loaded.
    pub(super) fn say_unknown_book(&mut self, span: Span, id: &str) {
        let said = Diagnostic::at(Code::UNKNOWN_BOOK, span, format!("no rulebook `{id}` is loaded"));
        let near = nearest(id, self.names.books.keys().map(String::as_str)).map(str::to_owned);
        self.say(match near {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said.help("load the folder of that rulebook too, or mend the name"),
        });
    }

    fn say_wrong_kind(&mut self, name: &Name, bound: Bound, kinds: &[Kind]) {
        let wanted = either(kinds);
        let message = format!("`{}` is {}, and {wanted} is wanted here", name.value, bound.kind.words());
        let said = Diagnostic::at(Code::NAME_OF_ANOTHER_KIND, name.span(), message);
        let said = match bound.span {
            Some(span) => said.also(span, format!("{} of that name", bound.kind.words())),
            None => said,
        };
        let help = match bound.kind {
            Kind::Dispute => format!("write `disputed {}`", name.value),
            _ => format!("name {wanted} here"),
        };
        self.say(said.help(help));
    }

    /// A name of several words that begins with the first of these, or with what that is a form of: `contract-signed` for
    /// `contract-date`, `export-declared` for `exported`.
    fn of_the_same_beginning(&self, book: RulebookId, own: &str, kinds: &[Kind]) -> Option<String> {
        let first = own.split('-').next()?;
        // A short word, such as `end` or `item`, begins too much to tell anything.
        let like = |name: &&str| name.split_once('-').is_some_and(|(own, _)| own.len() > 5 && is_form_of(first, own));
        let mut all = self.names.names_of(book, kinds).filter(like);
        let only = all.next()?;
        all.next().is_none().then(|| only.to_owned())
    }

    fn say_no_such(&mut self, book: RulebookId, name: &Name, own: &str, kinds: &[Kind]) {
        if let Some(bound) = self.names.in_any_space(book, own) {
            return self.say_wrong_kind(name, bound, kinds);
        }
        let said = Diagnostic::at(Code::UNKNOWN_NAME, name.span(), format!("{} is called `{own}`", nothing(kinds)));
        self.suggested = self.suggested.saturating_add(1);
        let among = self.names.names_of(book, kinds).take(if self.suggested > SUGGESTIONS { 0 } else { usize::MAX });
        let near = nearest(own, among).map(str::to_owned);
        let other = kinds.first().and_then(|&kind| self.names.elsewhere(kind, own));
        self.say(match (near, other) {
            (Some(near), _) => said.help(format!("did you mean `{near}`?")).fix(near),
            (None, Some(other)) => said.help(format!("another rulebook has one: write `{other}`")).fix(other),
            (None, None) => match self.of_the_same_beginning(book, own, kinds) {
                Some(like) => said.help(format!("did you mean `{like}`?")),
                None => said.help(format!("declare `{own}`, or mend the name")),
            },
        });
    }
}

/// Whether a word is another, or that with an ending.
fn is_form_of(word: &str, of: &str) -> bool {
    word.strip_prefix(of).is_some_and(|ending| matches!(ending, "" | "s" | "d" | "ed" | "ing"))
}

/// `a rule, an exception or a policy`
fn either(kinds: &[Kind]) -> String {
    join(&kinds.iter().map(|kind| kind.words()).collect::<Vec<_>>(), "or")
}

/// `no rule, exception or policy`
fn nothing(kinds: &[Kind]) -> String {
    let bare = |kind: &Kind| kind.words().split_once(' ').map_or("", |(_, word)| word);
    format!("no {}", join(&kinds.iter().map(bare).collect::<Vec<_>>(), "or"))
}

/// `a, b and c`
pub(super) fn join<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., end] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", most.join(", "), end.as_ref())
        }
    }
}
