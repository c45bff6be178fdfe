//! What follows from a rule, when a duty is due, and what a sanction threatens.

use super::{At, Name, Spot, Value};
use crate::vocab::{Label, Policy, TimeUnit};

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Where.
    pub at: At,
    /// What.
    pub kind: EffectKind,
}

/// What follows, and the duties hung on it (as effects of their own in the same clause).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the effect of that name in docs/language/reference.md")]
pub enum EffectKind {
    Prohibited,
    LicenceRequired {
        name: Label,
        authority: Name,
    },
    /// `licence required LICENCE`
    LicenceNamed(Name),
    /// `reviewed case by case` or a policy alone.
    Policy(Policy),
    Exempt,
    NotRequired,
    /// `R applies instead`
    Instead(Name),
    Duty(Name),
    /// `on condition of DUTY`
    OnCondition(Name),
    /// `with duty DUTY`
    WithDuty(Name),
}

/// When a duty is due.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the form of that name in docs/language/reference.md")]
pub enum Due {
    Before(Name),
    By(Name),
    Within {
        number: Spot<u64>,
        unit: TimeUnit,
        after: Name,
    },
    /// `due for 5 years after FACT`: kept up so long.
    For {
        number: Spot<u64>,
        unit: TimeUnit,
        after: Name,
    },
}

/// What a sanction threatens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// What it is.
    pub label: Label,
    /// How much of it at the most.
    pub most: Option<Most>,
}

/// The most of a consequence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the form of that name in docs/language/reference.md")]
pub enum Most {
    /// `3 times value`
    Times { number: Spot<u64>, of: Name },
    /// `3 years`
    Time { number: Spot<u64>, unit: TimeUnit },
    /// `20_000_000 KRW`
    Amount(Spot<Value>),
}
