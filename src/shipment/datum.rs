//! Where each datum of a shipment stands in its JSON text, stated or not.

use super::snake;
use super::tree::escape;

/// A datum of a shipment. Names are those of the language (kebab-case).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Datum<'a> {
    /// Its id.
    Id,
    /// The act.
    Act,
    /// The country of export.
    CountryOfExport,
    /// The declared destination.
    DeclaredDestination,
    /// The known end destination.
    KnownEndDestination,
    /// The routing, or one country of it.
    Routing(Option<usize>),
    /// A standard date.
    Date(&'a str),
    /// The nature of the transaction.
    NatureOfTransaction,
    /// The country of a party.
    PartyCountry(usize),
    /// The kind of a party.
    PartyKind(usize),
    /// The relationship of a party to the exporter.
    PartyRelationship(usize),
    /// Where a leg begins.
    LegFrom(usize),
    /// Where a leg ends.
    LegTo(usize),
    /// When a leg departs.
    LegDeparts(usize),
    /// When a leg arrives.
    LegArrives(usize),
    /// The legs of the way.
    Legs,
    /// Who takes part.
    Parties,
    /// Whether all parties are stated.
    PartiesComplete,
    /// Where a party was set up.
    PartyIncorporatedIn(usize),
    /// Where the headquarters of a party are.
    PartyHeadquarters(usize),
    /// The owners of a party.
    PartyOwners(usize),
    /// Whether all owners of a party are stated.
    PartyOwnersComplete(usize),
    /// What a party was screened against.
    PartyScreenings(usize),
    /// A fact of a party.
    PartyFact(usize, &'a str),
    /// The authorizations.
    Authorizations,
    /// What happened.
    Events,
    /// When an event happened.
    EventOn(usize),
    /// A fact of an event.
    EventFact(usize, &'a str),
    /// A fact of the shipment.
    Fact(&'a str),
}

/// A datum of a line, of a component, or of what a line was produced with; [`Line::pointer`](super::Line::pointer)
/// tells where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineDatum<'a> {
    /// The whole line.
    Whole,
    /// All its codes.
    Codes,
    /// The value of one code.
    Code(usize),
    /// When one code was determined.
    CodeDeterminedOn(usize),
    /// The country of origin.
    Origin,
    /// The quantity.
    Quantity,
    /// The net mass.
    NetMass,
    /// The value.
    Value,
    /// The condition.
    Condition,
    /// Goods, software, technology or service.
    ItemKind,
    /// The end user.
    EndUser,
    /// The consignee.
    Consignee,
    /// The line's own known end destination.
    KnownEndDestination,
    /// The authorizations it is shipped under.
    Authorizations,
    /// The end use as declared.
    EndUse,
    /// All its components.
    Components,
    /// Whether all its components are stated.
    ContentComplete,
    /// What it was produced with.
    ProducedWith,
    /// How it is related to the item that was produced with it.
    Relation,
    /// In what form a component is there.
    Form,
    /// The share of a component.
    Concentration,
    /// Whether a component is controlled to the destination.
    Controlled,
    /// A technical parameter.
    Spec(&'a str),
    /// A fact of the line.
    Fact(&'a str),
}

impl Datum<'_> {
    /// The JSON pointer at which it is, or would be, stated.
    ///
    /// ```
    /// use cocket::shipment::Datum;
    /// assert_eq!(Datum::Date("export-declared").pointer(), "/dates/export_declared");
    /// ```
    #[must_use]
    pub fn pointer(&self) -> String {
        match self {
            Datum::Id => "/id".to_owned(),
            Datum::Act => "/activity".to_owned(),
            Datum::CountryOfExport => "/country_of_export".to_owned(),
            Datum::DeclaredDestination => "/country_of_destination".to_owned(),
            Datum::KnownEndDestination => "/country_of_ultimate_destination".to_owned(),
            Datum::Routing(None) => "/countries_of_routing".to_owned(),
            Datum::Routing(Some(at)) => format!("/countries_of_routing/{at}"),
            Datum::Date(name) => format!("/dates/{}", key(name)),
            Datum::NatureOfTransaction => "/nature_of_transaction".to_owned(),
            Datum::PartyCountry(at) => format!("/parties/{at}/country"),
            Datum::PartyKind(at) => format!("/parties/{at}/kind"),
            Datum::PartyRelationship(at) => format!("/parties/{at}/relationship_to_exporter"),
            Datum::LegFrom(at) => format!("/legs/{at}/from"),
            Datum::LegTo(at) => format!("/legs/{at}/to"),
            Datum::LegDeparts(at) => format!("/legs/{at}/departs"),
            Datum::LegArrives(at) => format!("/legs/{at}/arrives"),
            Datum::Legs => "/legs".to_owned(),
            Datum::Parties => "/parties".to_owned(),
            Datum::Fact(name) => format!("/facts/{}", key(name)),
            Datum::PartiesComplete => "/parties_complete".to_owned(),
            Datum::PartyIncorporatedIn(at) => format!("/parties/{at}/incorporated_in"),
            Datum::PartyHeadquarters(at) => format!("/parties/{at}/headquarters"),
            Datum::PartyOwners(at) => format!("/parties/{at}/owners"),
            Datum::PartyOwnersComplete(at) => format!("/parties/{at}/owners_complete"),
            Datum::PartyScreenings(at) => format!("/parties/{at}/screening"),
            Datum::PartyFact(at, name) => format!("/parties/{at}/facts/{}", key(name)),
            Datum::Authorizations => "/authorizations".to_owned(),
            Datum::Events => "/events".to_owned(),
            Datum::EventOn(at) => format!("/events/{at}/on"),
            Datum::EventFact(at, name) => format!("/events/{at}/facts/{}", key(name)),
        }
    }
}

impl LineDatum<'_> {
    /// What follows the pointer of the whole.
    pub(super) fn tail(&self) -> String {
        match self {
            LineDatum::Whole => String::new(),
            LineDatum::Codes => "/codes".to_owned(),
            LineDatum::Code(at) => format!("/codes/{at}/value"),
            LineDatum::CodeDeterminedOn(at) => format!("/codes/{at}/determined_on"),
            LineDatum::Origin => "/country_of_origin".to_owned(),
            LineDatum::Quantity => "/quantity".to_owned(),
            LineDatum::NetMass => "/net_mass".to_owned(),
            LineDatum::Value => "/value".to_owned(),
            LineDatum::Condition => "/condition".to_owned(),
            LineDatum::ItemKind => "/item_kind".to_owned(),
            LineDatum::EndUser => "/end_user".to_owned(),
            LineDatum::Consignee => "/consignee".to_owned(),
            LineDatum::KnownEndDestination => "/country_of_ultimate_destination".to_owned(),
            LineDatum::Authorizations => "/authorizations".to_owned(),
            LineDatum::EndUse => "/end_use/declared".to_owned(),
            LineDatum::Components => "/content/components".to_owned(),
            LineDatum::ContentComplete => "/content/complete".to_owned(),
            LineDatum::ProducedWith => "/produced_with".to_owned(),
            LineDatum::Relation => "/relation".to_owned(),
            LineDatum::Form => "/form".to_owned(),
            LineDatum::Concentration => "/concentration".to_owned(),
            LineDatum::Controlled => "/controlled_to_destination".to_owned(),
            LineDatum::Spec(name) => format!("/specs/{}", key(name)),
            LineDatum::Fact(name) => format!("/facts/{}", key(name)),
        }
    }
}

fn key(name: &str) -> String {
    escape(&snake(name))
}
