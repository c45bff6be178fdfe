//! The resolved rulebooks: names bound, types checked, dates read. Data only.
//!
//! `resolve` makes it, `compile` reads it, `render` and `wire` take labels and citations from it. All rulebooks that
//! are assessed together stand in one [`Model`], so that an id is an index into one of its tables.

mod amendment;
mod changes;
mod condition;
mod conduct;
mod fact;
mod list;
mod provision;
mod reads;
mod reckon;
mod scenario;
mod table;

pub use amendment::{Amended, Amendment, Change, DefineVersion, Passage};
pub use condition::{Clause, Compound, Noun, Operand, Scalar, Term, TermUnit, Test, amount_in};
pub use conduct::{Consequence, EventKind, Licence, Most, Sanction, Screening, Violation};
pub use fact::{Classification, Fact, FactType, Question, Standard};
pub use list::{Completeness, Entry, EntryCondition, FirstListed, List, MatchColumn, Part, StatedCount};
pub use provision::{
    Citation, Cite, ClosedList, Due, Duty, Effect, EffectKind, Kind, NotEncoded, Provision, ProvisionId, Reading,
};
pub use reads::Reads;
pub use reckon::{Each, Measured, Total, TotalKind};
pub use scenario::{Case, Expectation, Given, OutcomeWord, Scenario};
pub use table::{Mark, Table, TableColumn, TableRow};

use crate::source::Span;
use crate::vocab::{Act, BusinessDays, Date, FactOf, Jurisdiction, Label, Period, Place};
use std::collections::BTreeMap;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the thing at that place.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}
pub(crate) use ids;

ids! {
    /// A rulebook of [`Model::rulebooks`].
    RulebookId;
    /// An authority of [`Model::authorities`].
    AuthorityId;
    /// An instrument of [`Model::instruments`].
    InstrumentId;
    /// A group of [`Model::groups`].
    GroupId;
    /// A calendar of [`Model::calendars`].
    CalendarId;
    /// A list of [`Model::lists`].
    ListId;
    /// A classification of [`Model::classifications`].
    ClassificationId;
    /// A fact of [`Model::facts`].
    FactId;
    /// A question of [`Model::questions`].
    QuestionId;
    /// A named condition of [`Model::defines`].
    DefineId;
    /// A dispute of [`Model::disputes`].
    DisputeId;
    /// A duty of [`Model::duties`].
    DutyId;
    /// A table of [`Model::tables`].
    TableId;
    /// A quantifier of [`Model::each`].
    EachId;
    /// A share, sum or count of [`Model::totals`].
    TotalId;
    /// A licence of [`Model::licences`].
    LicenceId;
    /// A list of parties of [`Model::screenings`].
    ScreeningId;
    /// A kind of event of [`Model::events`].
    EventId;
    /// A violation of [`Model::violations`].
    ViolationId;
}

/// Everything that was loaded, resolved.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each table holds what its name says; the ids above index them")]
pub struct Model {
    pub rulebooks: Vec<Rulebook>,
    pub authorities: Vec<Authority>,
    pub instruments: Vec<Instrument>,
    pub groups: Vec<Group>,
    pub calendars: Vec<Calendar>,
    pub lists: Vec<List>,
    pub classifications: Vec<Classification>,
    /// The standard facts come first, in the order of [`Standard::ALL`].
    pub facts: Vec<Fact>,
    pub questions: Vec<Question>,
    pub defines: Vec<Define>,
    pub disputes: Vec<Dispute>,
    pub duties: Vec<Duty>,
    pub tables: Vec<Table>,
    pub each: Vec<Each>,
    pub totals: Vec<Total>,
    pub licences: Vec<Licence>,
    pub screenings: Vec<Screening>,
    pub events: Vec<EventKind>,
    pub violations: Vec<Violation>,
    pub sanctions: Vec<Sanction>,
    /// Rules, exceptions and policies, in the order of the texts; a provision stands after the rulebook's earlier ones.
    pub provisions: Vec<Provision>,
    /// The versions that amendments made of provisions, by the first one, in the order in which they became known.
    pub versions: BTreeMap<ProvisionId, Vec<ProvisionId>>,
    pub closed_lists: Vec<ClosedList>,
    /// What instruments changed, in the order in which it became known.
    pub amendments: Vec<Amendment>,
    pub not_encoded: Vec<NotEncoded>,
    pub scenarios: Vec<Scenario>,
}

impl Model {
    /// All versions of a provision, the first one first; itself alone where no amendment touched it.
    pub fn versions_of(&self, id: ProvisionId) -> impl Iterator<Item = ProvisionId> {
        let first = self.provisions.get(id.index()).map_or(id, |provision| provision.first(id));
        std::iter::once(first).chain(self.versions.get(&first).into_iter().flatten().copied())
    }

    /// What hangs on each provision directly: its exceptions and policies, in the order of the texts.
    #[must_use]
    pub fn hanging(&self) -> Vec<Vec<ProvisionId>> {
        let mut hanging = vec![Vec::new(); self.provisions.len()];
        for (at, provision) in self.provisions.iter().enumerate() {
            for on in &provision.to {
                if let Some(own) = hanging.get_mut(on.index()) {
                    own.push(ProvisionId::at(at));
                }
            }
        }
        hanging
    }
}

/// One rulebook.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// `kr.situational`
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Whose law it is.
    pub jurisdiction: Jurisdiction,
    /// The language whose words prevail.
    pub authentic: String,
    /// In which edition the codes of a scheme are, and when.
    pub nomenclature: Vec<Nomenclature>,
    /// An IANA name, shown; dates are days in this zone.
    pub time_zone: String,
    /// The places within it, where it is not the law of one country.
    pub territory: Option<GroupId>,
    /// Whom and what this law reaches; none reaches everything.
    pub nexus: Option<Clause>,
    /// Which date picks the law.
    pub decisive: FactId,
    /// For these acts another one does.
    pub decisive_for: Vec<(Act, FactId)>,
    /// Before this day nothing is encoded.
    pub covers_from: Option<Date>,
    /// Where the text was read.
    pub sources: Vec<String>,
    /// What is encoded, a sentence each.
    pub modelled: Vec<Label>,
    /// Where its head stands.
    pub span: Span,
    /// The names of its texts and tables, in order, for hashing.
    pub files: Vec<String>,
}

/// An edition of a scheme's codes in a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomenclature {
    /// `HS`
    pub scheme: String,
    /// `2022`
    pub edition: String,
    /// When.
    pub period: Period,
}

/// Who decides.
#[derive(Debug, Clone)]
pub struct Authority {
    /// `motie`
    pub id: String,
    /// Its name for people.
    pub label: Label,
}

/// A notice, act or regulation that put text into force.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// `notice-35`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its official number, if at hand.
    pub number: Option<String>,
    /// When the public learned of the draft.
    pub announced: Option<Date>,
    /// When it became law text.
    pub published: Option<Date>,
    /// When it came into force; the first of several.
    pub in_force: Option<Date>,
    /// Staggered dates for single provisions.
    pub in_force_for: Vec<(Date, String)>,
    /// The instrument whose text it corrects: its changes go back to that one's first day.
    pub corrects: Option<InstrumentId>,
    /// It is not law yet: nothing by it is in force.
    pub draft: bool,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Where it is declared.
    pub span: Span,
}

impl Instrument {
    /// From when it counts as known: its publication, else its first day in force.
    #[must_use]
    pub fn known_from(&self) -> Option<Date> {
        self.published.or(self.in_force)
    }
}

/// A set of countries with dated membership.
#[derive(Debug, Clone)]
pub struct Group {
    /// `ru-by`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Its members; groups within groups and complements are already worked out.
    pub members: Vec<Member>,
    /// Where it is declared.
    pub span: Span,
}

/// A stretch of membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub place: Place,
    /// When.
    pub period: Period,
    /// When that is known.
    pub known: Period,
    /// In this stretch it is not known whether it was a member.
    pub uncertain: bool,
}

/// A calendar of business days.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// `korean-holidays`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Which days are business days, and for which days that is known.
    pub days: BusinessDays,
    /// Where it is declared.
    pub span: Span,
}

/// A named condition.
#[derive(Debug, Clone)]
pub struct Define {
    /// Its id.
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Of the party or the event at hand; else of what is shipped.
    pub of: FactOf,
    /// What it says.
    pub condition: Clause,
    /// Why it does not hold where what is stated does not tell; none where it is unknown then.
    pub silence_means_no: Option<String>,
    /// Its text as instruments changed it, the first as enacted; empty where none did.
    pub versions: Vec<DefineVersion>,
    /// Where it is declared.
    pub span: Span,
}

/// Cited readings of one clause that differ.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// Its id.
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// The question that the sources answer differently.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// At least two.
    pub readings: Vec<Reading>,
    /// Where it is declared.
    pub span: Span,
}
