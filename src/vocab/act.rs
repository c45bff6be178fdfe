//! What is done with the goods.

/// An act that export-control law knows. An absent act is an export, recorded as derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Act {
    /// Goods leave the country.
    #[default]
    Export,
    /// Goods exported before leave another country.
    Reexport,
    /// Goods pass through.
    Transit,
    /// Goods change vessel on the way.
    Transhipment,
    /// Goods change hands within a country abroad.
    InCountryTransfer,
    /// A deal between third countries is arranged.
    Brokering,
    /// Software or technology is sent.
    IntangibleTransfer,
    /// Goods leave and are to come back.
    TemporaryExport,
    /// Goods go back where they came from.
    Return,
}

impl Act {
    /// All acts, in order.
    pub const ALL: [Act; 9] = [
        Act::Export,
        Act::Reexport,
        Act::Transit,
        Act::Transhipment,
        Act::InCountryTransfer,
        Act::Brokering,
        Act::IntangibleTransfer,
        Act::TemporaryExport,
        Act::Return,
    ];

    /// The name in JSON (`in_country_transfer`).
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Act::Export => "export",
            Act::Reexport => "reexport",
            Act::Transit => "transit",
            Act::Transhipment => "transhipment",
            Act::InCountryTransfer => "in_country_transfer",
            Act::Brokering => "brokering",
            Act::IntangibleTransfer => "intangible_transfer",
            Act::TemporaryExport => "temporary_export",
            Act::Return => "return",
        }
    }

    /// The name in rule texts (`in-country-transfer`).
    #[must_use]
    pub fn word(self) -> String {
        self.id().replace('_', "-")
    }

    /// Reads either spelling.
    #[must_use]
    pub fn parse(written: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.id() == written || act.word() == written)
    }
}
