//! What a shipment can be asked.

use super::{Citation, InstrumentId, QuestionId, RulebookId};
use crate::source::Span;
use crate::vocab::{Date, Dimension, FactOf, Label, Scheme, Settling, StandardDate};

/// A fact that rules read.
#[derive(Debug, Clone)]
pub struct Fact {
    /// `medical-device`
    pub id: String,
    /// The rulebook that declares it; none for a standard fact that no rulebook restates.
    pub rulebook: Option<RulebookId>,
    /// What kind of value it has.
    pub kind: FactType,
    /// A short name for people.
    pub label: Option<Label>,
    /// Of the shipment or of each line.
    pub of: FactOf,
    /// Set for facts that are fields of every shipment.
    pub standard: Option<Standard>,
    /// The question that settles it.
    pub ask: Label,
    /// How it may be settled.
    pub settling: Settling,
    /// Why silence stands for no, if it does.
    pub silence_means_no: Option<String>,
    /// The question it is asked under, with others.
    pub question: Option<QuestionId>,
    /// Where the law speaks of it.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Option<Span>,
}

impl Fact {
    /// Whether it is no where nothing is stated of it: silence speaks of what shipments and lines declare, and not of amounts of
    /// specifications.
    #[must_use]
    pub fn is_no_where_unstated(&self) -> bool {
        let declared = match self.of {
            FactOf::Shipment => true,
            FactOf::Line => !matches!(self.kind, FactType::Quantity(_)),
            FactOf::Party | FactOf::Event => false,
        };
        declared && self.standard.is_none() && self.silence_means_no.is_some()
    }

    /// The standard date that it is, where it is one.
    #[must_use]
    pub fn date(&self) -> Option<StandardDate> {
        if let Some(Standard::Date(date)) = self.standard { Some(date) } else { None }
    }

    /// Whether it is the day on which the goods leave.
    #[must_use]
    pub fn is_departure(&self) -> bool {
        self.date() == Some(StandardDate::Departed)
    }
}

/// The kind of value a fact has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactType {
    /// Yes or no.
    YesOrNo,
    /// Yes or no, and it counts only when the shipment says who asserted it.
    Asserted,
    /// One of these.
    OneOf(Vec<(String, Label)>),
    /// Any number of these, or none of them.
    AnyOf(Vec<(String, Label)>),
    /// A day.
    Date,
    /// A country.
    Country,
    /// A bare number.
    Number,
    /// A number of units of that dimension; without one, of whatever unit the shipment counts in.
    Quantity(Option<Dimension>),
    /// An amount of money.
    Money,
    /// Words, compared as written.
    Text,
}

impl FactType {
    /// The most values that a choice or a set of choices has: one bit each in the compiled form.
    pub const MOST_CHOICES: usize = 64;
}

/// The facts that every shipment has a field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the field of that name of the shipment schema")]
pub enum Standard {
    Date(StandardDate),
    Value,
    Quantity,
    NetMass,
    Condition,
    NatureOfTransaction,
    ItemKind,
    EndUse,
    Form,
    Relation,
    Concentration,
}

impl Standard {
    /// All of them, in the order in which they open [`super::Model::facts`].
    pub const ALL: [Standard; 19] = [
        Standard::Date(StandardDate::ContractSigned),
        Standard::Date(StandardDate::OrderAccepted),
        Standard::Date(StandardDate::ExportDeclared),
        Standard::Date(StandardDate::Loaded),
        Standard::Date(StandardDate::Departed),
        Standard::Date(StandardDate::ArrivalExpected),
        Standard::Date(StandardDate::Transferred),
        Standard::Date(StandardDate::Brokered),
        Standard::Date(StandardDate::ReturnBy),
        Standard::Value,
        Standard::Quantity,
        Standard::NetMass,
        Standard::Condition,
        Standard::NatureOfTransaction,
        Standard::ItemKind,
        Standard::EndUse,
        Standard::Form,
        Standard::Relation,
        Standard::Concentration,
    ];

    /// Its name in rule texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Standard::Date(date) => date.name(),
            Standard::Value => "value",
            Standard::Quantity => "quantity",
            Standard::NetMass => "net-mass",
            Standard::Condition => "condition",
            Standard::NatureOfTransaction => "nature-of-transaction",
            Standard::ItemKind => "item-kind",
            Standard::EndUse => "declared-end-use",
            Standard::Form => "form-of-content",
            Standard::Relation => "relation",
            Standard::Concentration => "concentration",
        }
    }

    /// The fact before any rulebook restates it.
    #[must_use]
    pub fn fact(self) -> Fact {
        let (kind, of, ask) = self.shape();
        Fact {
            id: self.name().to_owned(),
            rulebook: None,
            kind,
            label: None,
            of,
            standard: Some(self),
            ask,
            settling: Settling::Clarified,
            silence_means_no: None,
            question: None,
            cites: Vec::new(),
            span: None,
        }
    }

    fn shape(self) -> (FactType, FactOf, Label) {
        use Standard as S;
        match self {
            S::Date(date) => (FactType::Date, FactOf::Shipment, asked_of(date)),
            S::Value => {
                (FactType::Money, FactOf::Line, Label::new("What is the value of the line, and in which currency?"))
            }
            S::Quantity => {
                (FactType::Quantity(None), FactOf::Line, Label::new("How many are shipped, and in which unit?"))
            }
            S::NetMass => (FactType::Quantity(Dimension::of_mass()), FactOf::Line, Label::new("What is the net mass?")),
            S::Condition => {
                (choices(&["new", "used", "refurbished"]), FactOf::Line, Label::new("Are the goods new or used?"))
            }
            S::ItemKind => (
                choices(&["goods", "software", "technology", "service"]),
                FactOf::Line,
                Label::new("Is it goods, software, technology or a service?")
                    .and("ko", "물품·소프트웨어·기술·용역 중 무엇입니까?"),
            ),
            S::EndUse => {
                let uses =
                    ["civil", "military", "nuclear", "chemical-biological", "missile", "surveillance", "research"];
                (
                    choices(&uses),
                    FactOf::Line,
                    Label::new("What is the declared end use?").and("ko", "신고된 최종 용도는?"),
                )
            }
            S::Form => {
                let forms = ["incorporated", "bundled-software", "commingled-technology"];
                (
                    choices(&forms),
                    FactOf::Line,
                    Label::new("In what form is the component there?").and("ko", "구성품의 형태는?"),
                )
            }
            S::Relation => {
                let relations = ["direct-product-of-technology", "major-component-of-plant"];
                let ask = Label::new("How is the item related to what it was produced with?")
                    .and("ko", "제조에 쓰인 것과의 관계는?");
                (choices(&relations), FactOf::Line, ask)
            }
            S::Concentration => (
                FactType::Quantity(Dimension::of_share()),
                FactOf::Line,
                Label::new("What is its share of the whole, in percent by weight?").and("ko", "중량 비율(%)은?"),
            ),
            S::NatureOfTransaction => {
                let natures = ["sale", "lease", "loan", "repair-return", "warranty-replacement", "sample", "gift"];
                let more = ["humanitarian", "exhibition", "own-use", "intra-group", "other"];
                let all: Vec<&str> = natures.into_iter().chain(more).collect();
                (choices(&all), FactOf::Shipment, Label::new("What kind of transaction is it?"))
            }
        }
    }
}

/// The question that a date answers.
fn asked_of(date: StandardDate) -> Label {
    use StandardDate as D;
    let (english, korean) = match date {
        D::ContractSigned => ("On which day was the contract concluded?", "계약 체결일은 언제입니까?"),
        D::OrderAccepted => ("On which day was the order accepted?", "주문을 승낙한 날은 언제입니까?"),
        D::ExportDeclared => ("On which day is the export declared?", "수출신고일은 언제입니까?"),
        D::Loaded => ("On which day were the goods loaded?", "선적일은 언제입니까?"),
        D::Departed => ("On which day did the goods leave?", "출항일은 언제입니까?"),
        D::ArrivalExpected => ("On which day are the goods to arrive?", "도착 예정일은 언제입니까?"),
        D::Transferred => ("On which day was it transferred?", "이전일은 언제입니까?"),
        D::Brokered => ("On which day was the deal arranged?", "중개일은 언제입니까?"),
        D::ReturnBy => ("By which day are the goods to return?", "반송 기한은 언제입니까?"),
    };
    Label::new(english).and("ko", korean)
}

fn choices(names: &[&str]) -> FactType {
    FactType::OneOf(names.iter().map(|&name| (name.to_owned(), Label::new(name.replace('-', " ")))).collect())
}

/// A scheme under which an item is classified once.
#[derive(Debug, Clone)]
pub struct Classification {
    /// `strategic-status`
    pub id: String,
    /// The rulebook that declares it.
    pub rulebook: RulebookId,
    /// Its name for people.
    pub label: Label,
    /// The scheme of its codes in shipments.
    pub scheme: Scheme,
    /// The question that settles it.
    pub ask: Label,
    /// How it may be settled.
    pub settling: Settling,
    /// When what it is made under changed; a classification made before such a day does not count from that day on.
    pub changed: Vec<(Date, Option<InstrumentId>)>,
    /// Where the law speaks of it.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// Several facts asked as one.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub label: Label,
    /// The question.
    pub ask: Label,
    /// Where it is declared.
    pub span: Span,
}
