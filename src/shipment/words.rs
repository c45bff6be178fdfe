//! The closed sets of words that shipments may use, as they write them. The reader and the schema share them.

pub use crate::vocab::ROLES;

/// What kind of party it may be.
pub const PARTY_KINDS: [&str; 7] = ["government", "military", "commercial", "academic", "individual", "ngo", "unknown"];

/// How a party may be related to the exporter.
pub const RELATIONSHIPS: [&str; 7] =
    ["none", "parent", "subsidiary", "wholly_owned_subsidiary", "affiliate", "branch", "unknown"];

/// What a screening may have found.
pub const SCREENING_RESULTS: [&str; 4] = ["no_match", "possible_match", "match", "false_positive_confirmed"];

/// What a leg may be.
pub const LEG_KINDS: [&str; 6] = ["export", "transit", "transhipment", "import", "reexport", "in_country_transfer"];

/// How a leg may be travelled.
pub const MODES: [&str; 9] =
    ["sea", "rail", "road", "air", "post", "pipeline", "inland_water", "electronic", "hand_carried"];

/// Under what customs status.
pub const CUSTOMS: [&str; 4] = ["under_customs_control", "free_circulation", "free_zone", "unknown"];

/// How certain a leg may be.
pub const CERTAINTIES: [&str; 3] = ["done", "planned", "suspected"];

/// What an authorization may be.
pub const LICENCE_KINDS: [&str; 10] = [
    "individual_licence",
    "global_licence",
    "general_licence",
    "situational_licence",
    "bulk_licence",
    "brokering_licence",
    "transit_licence",
    "exception",
    "ruling",
    "reexport_consent",
];

/// In what state it may be.
pub const LICENCE_STATUSES: [&str; 9] =
    ["applied", "issued", "reinstated", "suspended", "revoked", "surrendered", "exhausted", "expired", "cancelled"];

/// What bounds it.
pub const CONTROLLED_BY: [&str; 4] = ["open", "quantity", "value", "both"];

/// Yes, no, or unknown.
pub const YES_NO: [&str; 3] = ["yes", "no", "unknown"];

/// What an item may be.
pub const ITEM_KINDS: [&str; 4] = ["goods", "software", "technology", "service"];

/// In what condition goods may be.
pub const CONDITIONS: [&str; 4] = ["new", "used", "refurbished", "unknown"];

/// On what basis content is valued.
pub const BASES: [&str; 2] = ["fair_market_value", "invoice_value"];

/// In what form content may be there.
pub const FORMS: [&str; 3] = ["incorporated", "bundled_software", "commingled_technology"];

/// How an item may be related to what it was produced with.
pub const RELATIONS: [&str; 2] = ["direct_product_of_technology", "major_component_of_plant"];

/// What an end use may be declared to be.
pub const END_USES: [&str; 8] =
    ["civil", "military", "nuclear", "chemical_biological", "missile", "surveillance", "research", "unknown"];

/// What a transaction may be.
pub const NATURES: [&str; 12] = [
    "sale",
    "lease",
    "loan",
    "repair_return",
    "warranty_replacement",
    "sample",
    "gift",
    "humanitarian",
    "exhibition",
    "own_use",
    "intra_group",
    "other",
];

/// Who may have classified an item.
pub const STATUSES: [&str; 6] = ["self", "supplier", "expert", "authority_ruling", "assumed", "unknown"];
