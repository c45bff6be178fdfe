//! Closed sets of words that rule texts, shipments and rulings share.

/// Whose a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactOf {
    /// Of the whole shipment.
    Shipment,
    /// Of each line.
    Line,
    /// Of each party.
    Party,
    /// Of what happened.
    Event,
}

impl FactOf {
    /// The word in rule texts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FactOf::Shipment => "shipment",
            FactOf::Line => "line",
            FactOf::Party => "party",
            FactOf::Event => "event",
        }
    }
}

/// What a condition or a sum goes through, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Over {
    /// What the item is made of (`content`).
    Components,
    /// What it was produced with (`produced_with`).
    Inputs,
    /// Who takes part.
    Parties,
    /// Who owns the party at hand.
    Owners,
    /// The lines of the shipment.
    Lines,
}

impl Over {
    /// The word for one of them in rule texts.
    #[must_use]
    pub fn one(self) -> &'static str {
        match self {
            Over::Components => "component",
            Over::Inputs => "input",
            Over::Parties => "party",
            Over::Owners => "owner",
            Over::Lines => "line",
        }
    }

    /// The word for all of them in rule texts.
    #[must_use]
    pub fn all(self) -> &'static str {
        match self {
            Over::Components => "content",
            Over::Inputs => "inputs",
            Over::Parties => "parties",
            Over::Owners => "owners",
            Over::Lines => "lines",
        }
    }

    /// The word for all of them, read.
    #[must_use]
    pub fn parse(word: &str) -> Option<Over> {
        [Over::Components, Over::Inputs, Over::Parties, Over::Owners, Over::Lines]
            .into_iter()
            .find(|over| over.all() == word)
    }

    /// Whether one of them is somebody.
    #[must_use]
    pub fn is_somebody(self) -> bool {
        matches!(self, Over::Parties | Over::Owners)
    }
}

/// How an unknown fact may be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Settling {
    /// It is what it is.
    Fixed,
    /// It can be found out.
    #[default]
    Clarified,
    /// It can be brought about, such as a notice or a ruling.
    Obtained,
}

/// What something that is not encoded could do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Would {
    /// Require something more.
    Require,
    /// Relieve.
    Relieve,
    /// Make a requirement stricter.
    Stiffen,
}

impl Would {
    /// The name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Would::Require => "require",
            Would::Relieve => "relieve",
            Would::Stiffen => "stiffen",
        }
    }
}

/// How a law reaches an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the phrase of that name in the language reference")]
pub enum Reach {
    ExportedFrom,
    InTransitThrough,
    PassesThrough,
    BrokeredFrom,
}

impl Reach {
    /// The words in rule texts.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Reach::ExportedFrom => "exported from",
            Reach::InTransitThrough => "in transit through",
            Reach::PassesThrough => "passes through",
            Reach::BrokeredFrom => "brokered from",
        }
    }
}

/// How certain a leg of the way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the word of that name")]
pub enum LegCertainty {
    Done,
    Planned,
    Suspected,
}

impl LegCertainty {
    /// The word in rule texts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LegCertainty::Done => "done",
            LegCertainty::Planned => "planned",
            LegCertainty::Suspected => "suspected",
        }
    }
}

/// How two values are compared, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the comparison of that name")]
pub enum Comparator {
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Equal,
    Before,
    From,
    After,
    Through,
}

/// A review policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the policy of that name in the language reference")]
pub enum Policy {
    Approval,
    CaseByCase,
    PresumptionOfDenial,
    PolicyOfDenial,
    DenialInAllCases,
}

/// A unit of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the unit of that name")]
pub enum TimeUnit {
    Days,
    Weeks,
    Months,
    Years,
}

impl TimeUnit {
    /// The word after that number (`1 day`, `2 days`).
    #[must_use]
    pub fn word(self, number: u64) -> &'static str {
        match (self, number) {
            (TimeUnit::Days, 1) => "day",
            (TimeUnit::Days, _) => "days",
            (TimeUnit::Weeks, 1) => "week",
            (TimeUnit::Weeks, _) => "weeks",
            (TimeUnit::Months, 1) => "month",
            (TimeUnit::Months, _) => "months",
            (TimeUnit::Years, 1) => "year",
            (TimeUnit::Years, _) => "years",
        }
    }
}

impl Policy {
    /// All policies, from the mildest.
    pub const ALL: [Policy; 5] = [
        Policy::Approval,
        Policy::CaseByCase,
        Policy::PresumptionOfDenial,
        Policy::PolicyOfDenial,
        Policy::DenialInAllCases,
    ];

    /// The name in JSON (`policy_of_denial`).
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Policy::Approval => "policy_of_approval",
            Policy::CaseByCase => "case_by_case",
            Policy::PresumptionOfDenial => "presumption_of_denial",
            Policy::PolicyOfDenial => "policy_of_denial",
            Policy::DenialInAllCases => "denial_in_all_cases",
        }
    }

    /// The words in rule texts and in English outputs (`policy of denial`).
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Policy::Approval => "policy of approval",
            Policy::CaseByCase => "case by case",
            Policy::PresumptionOfDenial => "presumption of denial",
            Policy::PolicyOfDenial => "policy of denial",
            Policy::DenialInAllCases => "denial in all cases",
        }
    }
}

impl Comparator {
    /// The same comparison read from the other side.
    #[must_use]
    pub fn turned(self) -> Comparator {
        match self {
            Comparator::AtLeast => Comparator::AtMost,
            Comparator::AtMost => Comparator::AtLeast,
            Comparator::MoreThan => Comparator::LessThan,
            Comparator::LessThan => Comparator::MoreThan,
            Comparator::Equal => Comparator::Equal,
            Comparator::Before => Comparator::After,
            Comparator::From => Comparator::Through,
            Comparator::After => Comparator::Before,
            Comparator::Through => Comparator::From,
        }
    }

    /// The words in rule texts.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Comparator::AtLeast => "at least",
            Comparator::AtMost => "at most",
            Comparator::MoreThan => "more than",
            Comparator::LessThan => "less than",
            Comparator::Equal => "is",
            Comparator::Before => "before",
            Comparator::From => "from",
            Comparator::After => "after",
            Comparator::Through => "through",
        }
    }

    /// Whether `left` stands in this relation to `right`, given how the two compare.
    #[must_use]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparator::AtLeast | Comparator::From => order.is_ge(),
            Comparator::AtMost | Comparator::Through => order.is_le(),
            Comparator::MoreThan | Comparator::After => order.is_gt(),
            Comparator::LessThan | Comparator::Before => order.is_lt(),
            Comparator::Equal => order.is_eq(),
        }
    }
}

/// What a party may be, as shipments write it; rules write `-` for `_`.
pub const ROLES: [&str; 17] = [
    "exporter",
    "seller",
    "buyer",
    "consignor",
    "consignee",
    "intermediate_consignee",
    "ultimate_consignee",
    "end_user",
    "manufacturer",
    "freight_forwarder",
    "carrier",
    "broker",
    "bank",
    "applicant",
    "declarant",
    "notify",
    "other",
];
