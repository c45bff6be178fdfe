//! Rules, exceptions, policies and what hangs on them.

use super::{AuthorityId, Clause, DutyId, FactId, InstrumentId, LicenceId, Passage, RulebookId, ids};
use crate::source::Span;
use crate::vocab::{Act, Date, Label, Period, Policy, TimeUnit, Validity, Would};

ids! {
    /// A rule, exception or policy of [`super::Model::provisions`].
    ProvisionId;
}

/// A citation in force in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The words.
    pub text: String,
    /// When the number was right.
    pub period: Period,
}

/// Shorthand for looking citations up by date.
pub trait Cite {
    /// The citations that were right on that day, joined; all of them when the day is unknown.
    fn on(&self, day: Option<Date>) -> Vec<String>;
}

impl Cite for [Citation] {
    fn on(&self, day: Option<Date>) -> Vec<String> {
        let right = |citation: &&Citation| day.is_none_or(|day| citation.period.contains(day));
        self.iter().filter(right).map(|citation| citation.text.clone()).collect()
    }
}

/// What a provision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It requires something.
    Rule,
    /// It relieves, or takes a relief away.
    Exception,
    /// It stiffens.
    Policy,
}

/// A rule, exception or policy.
#[derive(Debug, Clone)]
pub struct Provision {
    /// `situational-licence`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its first version, where an instrument made this one of it; none for the first.
    pub version_of: Option<ProvisionId>,
    /// The version of which its instrument made it; none for the first.
    pub made_of: Option<ProvisionId>,
    /// What it is.
    pub kind: Kind,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// What it excepts or stiffens; empty for a rule.
    pub to: Vec<ProvisionId>,
    /// The acts it applies to; empty for all.
    pub acts: Vec<Act>,
    /// The date that picks its law, where not the rulebook's.
    pub decisive: Option<FactId>,
    /// When it is in force, as known when; any one of these. Empty for always.
    pub force: Vec<Validity>,
    /// The instrument that brought it.
    pub instrument: Option<InstrumentId>,
    /// Rules it gives way to where they hold (`only if no`, order of review).
    pub only_if_no: Vec<ProvisionId>,
    /// Provisions that outrank it.
    pub subject_to: Vec<ProvisionId>,
    /// Provisions it outranks.
    pub notwithstanding: Vec<ProvisionId>,
    /// It counts unless shown otherwise.
    pub presumed: bool,
    /// It is that this licence is held, which every rule that requires it allows for.
    pub held: Option<LicenceId>,
    /// Its conditions, all of which must hold; none for always.
    pub condition: Option<Clause>,
    /// What follows; none for an exception that cancels what it excepts.
    pub effect: Option<Effect>,
    /// Why a licence is needed, where the rule names it.
    pub reason: Option<Label>,
    /// Its clauses, and who put each there, where an amendment made this version; empty where it stands as enacted.
    pub passages: Vec<Passage>,
    /// The whole text: of a later version, the amendment that made it.
    pub span: Span,
    /// Its opening line, to point at.
    pub head: Span,
}

impl Provision {
    /// Its first version, by which links name it; `own` is its own id.
    #[must_use]
    pub fn first(&self, own: ProvisionId) -> ProvisionId {
        self.version_of.unwrap_or(own)
    }
}

/// What follows from a provision.
#[derive(Debug, Clone)]
pub struct Effect {
    /// What.
    pub kind: EffectKind,
    /// Duties without whose fulfilment the effect fails (due before the act).
    pub conditions: Vec<DutyId>,
    /// Duties that come with it.
    pub duties: Vec<DutyId>,
    /// Where it is written.
    pub span: Span,
}

/// The kind of an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectKind {
    /// No licence route is encoded.
    Prohibited,
    /// A licence of that name, from that authority, under that policy if one is stated.
    Licence {
        /// The licence.
        name: Label,
        /// Who grants it.
        authority: AuthorityId,
        /// The licence as declared, where it is.
        licence: Option<LicenceId>,
        /// How applications are treated.
        policy: Option<Policy>,
    },
    /// The same licence under another policy.
    Policy(Policy),
    /// No licence is needed.
    Exempt,
    /// This rule asks nothing.
    NotRequired,
    /// Only duties.
    DutyOnly,
    /// What it excepts is taken away, and that provision does not give way to it.
    Instead(ProvisionId),
}

/// `only E1, E2 relieve R`
#[derive(Debug, Clone)]
pub struct ClosedList {
    /// Its id.
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// The rule.
    pub rule: ProvisionId,
    /// The reliefs that remain.
    pub kept: Vec<ProvisionId>,
    /// When it is in force; empty for always.
    pub force: Vec<Period>,
    /// The instrument that brought it.
    pub instrument: Option<InstrumentId>,
    /// Where it holds; none for everywhere.
    pub condition: Option<Clause>,
    /// Where it is declared.
    pub span: Span,
}

/// Something somebody has to do.
#[derive(Debug, Clone)]
pub struct Duty {
    /// `prior-notice`
    pub id: String,
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Who has to do it, in the rule's word.
    pub addressee: Option<String>,
    /// The form to use.
    pub form: Option<String>,
    /// By when.
    pub due: Option<Due>,
    /// What shows that it is done.
    pub met_when: Option<Clause>,
    /// Where it is declared.
    pub span: Span,
}

/// By when a duty is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Before that day.
    Before(FactId),
    /// On that day at the latest.
    By(FactId),
    /// So long after that day at the latest.
    Within(u32, TimeUnit, FactId),
    /// Kept up so long after that day.
    For(u32, TimeUnit, FactId),
}

/// A part of the law that is not encoded, and what it could do.
#[derive(Debug, Clone)]
pub struct NotEncoded {
    /// The rulebook it belongs to.
    pub rulebook: RulebookId,
    /// What it is.
    pub label: Label,
    /// What it could do.
    pub would: Would,
    /// To which rules; empty: to any, or something new.
    pub rules: Vec<ProvisionId>,
    /// Where it could matter; none for everywhere.
    pub condition: Option<Clause>,
    /// When it could matter; empty for always.
    pub force: Vec<Period>,
    /// Why it is not encoded.
    pub because: Label,
    /// Its citations.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// One reading of a disputed clause.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// Who reads it so.
    pub cites: Vec<Citation>,
    /// What it says.
    pub condition: Clause,
}
