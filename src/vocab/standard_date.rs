//! The dates that every shipment may state.

/// A date of a shipment, by what is done on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the date of that name of the shipment schema")]
pub enum StandardDate {
    ContractSigned,
    OrderAccepted,
    ExportDeclared,
    Loaded,
    Departed,
    ArrivalExpected,
    Transferred,
    ReturnBy,
    Brokered,
}

impl StandardDate {
    /// All of them.
    pub const ALL: [StandardDate; 9] = [
        StandardDate::ContractSigned,
        StandardDate::OrderAccepted,
        StandardDate::ExportDeclared,
        StandardDate::Loaded,
        StandardDate::Departed,
        StandardDate::ArrivalExpected,
        StandardDate::Transferred,
        StandardDate::ReturnBy,
        StandardDate::Brokered,
    ];

    /// Its name in rule texts, in kebab-case; `wire` and shipments write it in `snake_case`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            StandardDate::ContractSigned => "contract-signed",
            StandardDate::OrderAccepted => "order-accepted",
            StandardDate::ExportDeclared => "export-declared",
            StandardDate::Loaded => "loaded",
            StandardDate::Departed => "departed",
            StandardDate::ArrivalExpected => "arrival-expected",
            StandardDate::Transferred => "transferred",
            StandardDate::Brokered => "brokered",
            StandardDate::ReturnBy => "return-by",
        }
    }

    /// The date of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<StandardDate> {
        StandardDate::ALL.into_iter().find(|date| date.name() == name)
    }
}
