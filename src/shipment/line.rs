//! What is shipped: lines, what they contain and what they were produced with.

use super::{LineDatum, StatedFact};
use crate::vocab::{Code, Country, Date, Decimal, Money, Place, Quantity};
use std::collections::BTreeMap;

/// One kind of item: a line of the shipment, a component of one, or something one was produced with.
///
/// Which of them it is shows in [`Line::base`]. A component and a thing produced with have no end user, consignee,
/// destination, quantity, gross mass, condition or authorizations of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its name (`line`). A component without one is called after its line: `1.2` is the second component of line `1`,
    /// `1.with-2` the second thing it was produced with.
    pub name: String,
    /// The JSON pointer of the whole of it, such as `/lines/0` or `/lines/0/content/components/1`. Where it is empty,
    /// the line stands at `index` of `lines`.
    pub base: String,
    /// Its place in the list it stands in.
    pub index: usize,
    /// Goods, software, technology or service.
    pub item_kind: Option<String>,
    /// What it is, in English if given so.
    pub description: Option<String>,
    /// The classifications stated, in the order written.
    pub codes: Vec<StatedCode>,
    /// The country of origin.
    pub origin: Option<Country>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// Its mass without packing.
    pub net_mass: Option<Quantity>,
    /// Its mass with packing.
    pub gross_mass: Option<Quantity>,
    /// Its value.
    pub value: Option<Money>,
    /// `new`, `used` or `refurbished`.
    pub condition: Option<String>,
    /// What it contains, where anything is stated of that.
    pub content: Option<Content>,
    /// What it was produced with, such as foreign technology or plant.
    pub produced_with: Vec<Line>,
    /// Whether that is all it was produced with; None where that is not stated.
    pub produced_with_complete: Option<bool>,
    /// Of something a line was produced with: `direct-product-of-technology` or `major-component-of-plant`.
    pub relation: Option<String>,
    /// Of a component: `incorporated`, `bundled-software` or `commingled-technology`.
    pub form: Option<String>,
    /// Of a component: its share of what it is a component of, in percent by weight, from 0 to 100.
    pub concentration: Option<Decimal>,
    /// Of a component: whether it is controlled to the destination by the law that asks for its share.
    pub controlled: Option<bool>,
    /// The end use as declared: `civil`, `military`, …
    pub end_use: Option<String>,
    /// The id of the end user among the parties.
    pub end_user: Option<String>,
    /// The id of the consignee among the parties.
    pub consignee: Option<String>,
    /// The known end destination of this line, where it differs from the shipment's.
    pub known_end_destination: Option<Place>,
    /// The ids of the authorizations it is shipped under.
    pub authorizations: Vec<String>,
    /// Technical parameters by name in kebab-case; `None` is stated as unknown.
    pub specs: BTreeMap<String, Option<Quantity>>,
    /// The facts of this line, by name in kebab-case.
    pub facts: BTreeMap<String, StatedFact>,
}

/// What an item contains.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// How the components are valued: `fair-market-value` or `invoice-value`.
    pub basis: Option<String>,
    /// The day of the values.
    pub as_of: Option<Date>,
    /// Whether these are all components; None where that is not stated.
    pub complete: Option<bool>,
    /// The components, in the order written.
    pub components: Vec<Line>,
}

/// A classification as somebody stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedCode {
    /// The scheme, such as `HS` or one a rulebook declares.
    pub scheme: String,
    /// The edition, where stated.
    pub edition: Option<String>,
    /// The code, or that there is none.
    pub value: CodeValue,
    /// `self`, `supplier`, `expert`, `authority-ruling` or `assumed`.
    pub status: Option<String>,
    /// When it was determined.
    pub determined_on: Option<Date>,
    /// Where that is written.
    pub reference: Option<String>,
    /// Its place in `codes`.
    pub index: usize,
}

/// What a classification says. Unknown is not a value: a scheme that is not stated is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeValue {
    /// The item has this code.
    Code(Code),
    /// The item was classified, and is under none of this scheme.
    Nothing,
}

impl Line {
    /// The JSON pointer at which a datum of it is, or would be, stated.
    ///
    /// ```
    /// use cocket::shipment::{Line, LineDatum};
    /// let component = Line { base: "/lines/0/content/components/1".to_owned(), ..Line::default() };
    /// assert_eq!(component.pointer(LineDatum::Origin), "/lines/0/content/components/1/country_of_origin");
    /// ```
    #[must_use]
    pub fn pointer(&self, datum: LineDatum<'_>) -> String {
        if self.base.is_empty() {
            return format!("/lines/{}{}", self.index, datum.tail());
        }
        format!("{}{}", self.base, datum.tail())
    }

    /// Whether it is a component, or something a line was produced with.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.base.contains("/content/components/") || self.base.contains("/produced_with/")
    }

    /// Its components that are stated.
    #[must_use]
    pub fn components(&self) -> &[Line] {
        self.content.as_ref().map_or(&[], |content| content.components.as_slice())
    }
}
