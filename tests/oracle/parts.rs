//! What an item is made of, who takes part, which licences are held and what tables say: everything gone through one by one.

use super::condition::order;
use super::{Bound, Reader};
use cocket::model::{
    Each, EachId, FactId, Mark, Measured, Operand, ProvisionId, Scalar, ScreeningId, Table, TableColumn, Total,
    TotalId, TotalKind,
};
use cocket::shipment::{Authorization, CodeValue, Line, Party, Screening, ScreeningResult};
use cocket::vocab::{Code, Comparator, Currency, Date, Decimal, Money, Outcome, Over, Place, Quantity, Truth};

/// One of those gone through.
#[derive(Clone, Copy)]
enum One<'a> {
    Part(&'a Line),
    Party(&'a Party),
    /// An owner with its share; nobody, where nothing is stated of who that is.
    Owner(Option<&'a Party>, Option<Decimal>),
}

/// An amount in billionths, so that sums and products stay exact.
type Exact = i128;

/// More than any amount that is stated.
const MUCH: Exact = 1_000_000_000_000_000;

fn exact(of: Decimal) -> Exact {
    let written = of.to_string();
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    format!("{whole}{part:0<9}").parse().unwrap()
}

impl<'a> Reader<'a> {
    /// "`any component where` · `every component where`: asked of each." Others may be there than are stated.
    pub fn each(&self, id: EachId) -> Truth {
        let text = &self.model.each[id.index()];
        let (all, complete) = self.gone_through(text.over, &text.roles);
        let says = all.into_iter().map(|one| self.at(one).map_or(Truth::Unknown, |own| own.or_within(text)));
        let others = (!complete).then_some(Truth::Unknown);
        let says = says.chain(others).collect::<Vec<_>>();
        if text.every { Truth::all(says) } else { Truth::any(says) }
    }

    /// "Of a component of which the condition does not hold, and the one after `through` does, what it is made of is asked."
    fn or_within(&self, text: &Each) -> Truth {
        let own = self.truth(&text.condition);
        let Some(through) = &text.through else { return own };
        let (all, complete) = self.gone_through(Over::Components, &[]);
        let others = (!complete).then_some(Truth::Unknown);
        let inside = Truth::any(all.into_iter().map(|one| self.at(one).unwrap().or_within(text)).chain(others));
        Truth::any([own, Truth::all([self.truth(through), inside])])
    }

    fn gone_through(&self, over: Over, roles: &[String]) -> (Vec<One<'a>>, bool) {
        match over {
            Over::Components => {
                let Some(content) = &self.line.content else { return (Vec::new(), false) };
                (content.components.iter().map(One::Part).collect(), content.complete == Some(true))
            }
            Over::Inputs => (
                self.line.produced_with.iter().map(One::Part).collect(),
                self.line.produced_with_complete == Some(true),
            ),
            Over::Lines => (self.shipment.lines.iter().map(One::Part).collect(), true),
            Over::Parties => {
                let has = |party: &Party, role: &String| {
                    let named = match role.as_str() {
                        "consignee" => &self.goods.consignee,
                        "end-user" => &self.goods.end_user,
                        _ => &None,
                    };
                    party.roles.contains(role) || named.as_ref() == Some(&party.id)
                };
                let with = |role: &String| self.shipment.parties.iter().any(|party| has(party, role));
                let settled = !roles.is_empty() && roles.iter().all(with);
                let meant = self
                    .shipment
                    .parties
                    .iter()
                    .filter(|party| roles.is_empty() || roles.iter().any(|role| has(party, role)));
                (meant.map(One::Party).collect(), settled || self.shipment.parties_complete == Some(true))
            }
            Over::Owners => {
                let Some(party) = self.party else { return (Vec::new(), false) };
                let who = |id: &str| self.shipment.parties.iter().find(|party| party.id == id);
                let owners = party.owners.iter().map(|own| One::Owner(who(&own.party), own.percent));
                (owners.collect(), party.owners_complete == Some(true))
            }
        }
    }

    /// The same question with that one at hand.
    fn at(&self, one: One<'a>) -> Option<Reader<'a>> {
        match one {
            One::Part(line) => Some(Reader { line, ..*self }),
            One::Party(party) => Some(Reader { party: Some(party), ..*self }),
            One::Owner(party, _) => party.map(|party| Reader { party: Some(party), ..*self }),
        }
    }

    /// A share, a sum or a count towards a value, by going through all that it could be.
    pub fn total_compared(&self, id: TotalId, by: Comparator, other: &Operand) -> Truth {
        if by == Comparator::Equal {
            let no_less = self.total_compared(id, Comparator::AtLeast, other);
            return no_less.and(self.total_compared(id, Comparator::AtMost, other));
        }
        let text = &self.model.totals[id.index()];
        let Some(value) = self.scalar(other) else { return Truth::Unknown };
        let Some(value_held) = held_against(value) else { return Truth::Unknown };
        // Money of another kind tells nothing here.
        let kind = match (text.kind, value) {
            (TotalKind::Sum, Scalar::Money(money)) => Some(money.currency),
            _ => self.line.value.map(|whole| whole.currency),
        };
        let Some((ends, of)) = self.total_ends(text, kind) else { return Truth::Unknown };
        let hundred = if text.kind == TotalKind::Share { 100 } else { 1 };
        super::agreed(ends.into_iter().map(|end| by.holds((end * hundred).cmp(&(value_held * of))).into()))
    }

    /// What it could come to, and of how much that is a part, in billionths and whole.
    fn total_ends(&self, text: &Total, kind: Option<Currency>) -> Option<(Vec<Exact>, Exact)> {
        let (all, complete) = self.gone_through(text.over, &[]);
        let ways = self.ways(text, kind, &all, complete)?;
        if text.kind != TotalKind::Share {
            return Some((ways.into_iter().flat_map(|way| way.ends(MUCH)).collect(), 1));
        }
        // Nothing counts: none of the whole, however much that is.
        let none = |one: &One<'a>| self.at(*one).is_some_and(|own| own.nothing_counts(text));
        if complete && all.iter().all(none) {
            return Some((vec![0], 1));
        }
        let whole = match text.measured {
            Measured::Value => exact(self.line.value?.amount),
            Measured::NetMass => exact(kilograms(self.line.net_mass?)?),
            Measured::Ownership | Measured::One => exact(Decimal::HUNDRED),
        };
        let rest = whole - all.iter().filter_map(|one| self.amount(text, *one, kind)).sum::<Exact>();
        if rest < 0 || whole <= 0 {
            return None;
        }
        // Value and bound are both in billionths; so is the whole.
        let fine = 1_000_000_000;
        Some((ways.into_iter().flat_map(|way| way.ends(rest)).map(|end| end * fine).collect(), whole))
    }

    /// Whether it is known that neither that one counts nor anything in it.
    fn nothing_counts(&self, text: &Total) -> bool {
        let (all, complete) = self.gone_through(Over::Components, &[]);
        let inside = || complete && all.iter().all(|one| self.at(*one).unwrap().nothing_counts(text));
        let shut = || text.through.as_ref().is_none_or(|through| self.truth(through).is_false());
        self.truth(&text.condition).is_false() && (shut() || inside())
    }

    /// Every way in which it may turn out which of these count. None where the parts of one are more than that one.
    fn ways(&self, text: &Total, kind: Option<Currency>, all: &[One<'a>], complete: bool) -> Option<Vec<Way>> {
        let mut ways = vec![Way { counted: 0, taken: 0, more: !complete }];
        for one in all {
            let amount = self.amount(text, *one, kind);
            let of_one = match self.at(*one) {
                Some(own) => own.ways_of_one(text, kind, amount)?,
                None => vec![Way::NOTHING, Way::of(amount)],
            };
            ways = ways.iter().flat_map(|way| of_one.iter().map(|own| way.and(*own))).collect();
            ways.sort_unstable();
            ways.dedup();
        }
        Some(ways)
    }

    fn ways_of_one(&self, text: &Total, kind: Option<Currency>, amount: Option<Exact>) -> Option<Vec<Way>> {
        let counts = self.truth(&text.condition);
        let mut ways = Vec::new();
        if !counts.is_false() {
            ways.push(Way::of(amount));
        }
        let goes = text.through.as_ref().map_or(Truth::False, |through| self.truth(through));
        if counts.is_true() || goes.is_false() {
            ways.extend((!counts.is_true()).then_some(Way::NOTHING));
            return Some(ways);
        }
        let (inner, complete) = self.gone_through(Over::Components, &[]);
        let inside = self.ways(text, kind, &inner, complete)?;
        let taken: Exact = inner.iter().filter_map(|one| self.amount(text, *one, kind)).sum();
        match amount.filter(|_| text.measured != Measured::One) {
            // Of so much, no more can count than is left.
            Some(amount) if taken > amount => return None,
            Some(amount) => {
                let known = inside.iter().flat_map(|way| way.ends(amount - taken));
                ways.extend(known.map(|counted| Way { counted, ..Way::NOTHING }));
                ways.extend((!goes.is_true()).then_some(Way::NOTHING));
            }
            None => {
                ways.extend(inside.iter().map(|way| Way { taken: way.taken + taken, ..*way }));
                ways.extend((!goes.is_true()).then_some(Way { taken, ..Way::NOTHING }));
            }
        }
        Some(ways)
    }

    fn amount(&self, text: &Total, one: One<'_>, kind: Option<Currency>) -> Option<Exact> {
        match (text.measured, one) {
            (Measured::One, _) => Some(1_000_000_000),
            (Measured::Ownership, One::Owner(_, percent)) => percent.map(exact),
            (Measured::Value, One::Part(part)) => {
                part.value.filter(|own| Some(own.currency) == kind).map(|own| exact(own.amount))
            }
            (Measured::NetMass, One::Part(part)) => {
                let by_share = || {
                    Some(exact(kilograms(self.line.net_mass?)?) * exact(part.concentration?) / exact(Decimal::HUNDRED))
                };
                part.net_mass.and_then(kilograms).map(exact).or_else(by_share)
            }
            _ => None,
        }
    }

    /// "Whether one of these rules would require a licence, or forbid, were the component itself sent to the destination."
    pub fn required_by(&self, rules: &[ProvisionId], disregarding: &[ProvisionId]) -> Truth {
        Truth::any(rules.iter().map(|&rule| self.required(rule, disregarding)))
    }

    fn required(&self, rule: ProvisionId, disregarding: &[ProvisionId]) -> Truth {
        let text = &self.model.provisions[rule.index()];
        let binding = text.condition.as_ref().and_then(super::ruling::binding);
        let mut bounds = vec![];
        match binding {
            None => bounds.push(Bound::Nothing),
            Some((lists, only)) => {
                for list in lists {
                    bounds.extend(super::ruling::bindings(&self.model.lists[list.index()], only));
                }
            }
        }
        Truth::any(bounds.into_iter().map(|bound| {
            let own = self.bound(bound);
            let weighed = own.weigh_disregarding(rule, disregarding);
            let licence = Outcome::LicenceRequired(None);
            let comes_to = match (weighed.best >= licence, weighed.worst >= licence) {
                (true, _) => Truth::True,
                (false, true) => Truth::Unknown,
                (false, false) => Truth::False,
            };
            own.own(rule).and(comes_to)
        }))
    }

    /// "Where none is stated none is held; where one is stated and something of it is not, that is an opening."
    pub fn held(&self, id: cocket::model::LicenceId, as_of: Option<FactId>) -> Truth {
        let name = &self.model.licences[id.index()].id;
        let which = |one: &Authorization| one.licence.as_ref().map_or(Truth::Unknown, |own| Truth::from(own == name));
        Truth::any(self.shipment.authorizations.iter().map(|one| which(one).and(self.fits(one, as_of))))
    }

    fn fits(&self, one: &Authorization, as_of: Option<FactId>) -> Truth {
        let issued =
            one.status.as_deref().map_or(Truth::Unknown, |status| ["issued", "reinstated"].contains(&status).into());
        // "Its days hold that day, which is the decisive date where no other is named."
        let as_of = match as_of.map(|fact| self.scalar(&Operand::Fact(fact))) {
            Some(Some(Scalar::Date(day))) => Some(day),
            Some(_) => None,
            None => self.on,
        };
        let day = |own: Option<Date>, holds: fn(Date, Date) -> bool| match (own, as_of) {
            (Some(own), Some(on)) => holds(own, on).into(),
            _ => Truth::Unknown,
        };
        let valid = day(one.valid_from, |from, on| from <= on).and(day(one.valid_to, |to, on| on <= to));
        let places = self.places(cocket::model::Noun::Destination);
        let there = super::agreed(places.iter().map(|place| match () {
            () if one.not_to.contains(&place.country) => Truth::False,
            () if one.destinations.is_empty() => Truth::Unknown,
            () => one.destinations.contains(&place.country).into(),
        }));
        let named: Vec<_> = one
            .codes
            .iter()
            .filter_map(|stated| if let CodeValue::Code(code) = &stated.value { Some((stated, code)) } else { None })
            .collect();
        let covers = Truth::any(named.iter().map(|(own, code)| {
            let items = self.goods.codes.iter().filter_map(|stated| match &stated.value {
                CodeValue::Code(item) if item.scheme() == code.scheme() || both_tariffs(item, code) => {
                    let same = match (&own.edition, &stated.edition) {
                        (Some(one), Some(other)) => one == other,
                        _ => self.of_our_edition(own) && self.of_our_edition(stated),
                    };
                    Some(if same { code.covers(item) } else { Truth::Unknown })
                }
                _ => None,
            });
            let items: Vec<Truth> = items.collect();
            if items.is_empty() { Truth::Unknown } else { Truth::any(items) }
        }));
        let covers = if named.is_empty() { Truth::True } else { covers };
        let receives = |role: &String| {
            matches!(
                role.as_str(),
                "buyer" | "intermediate-consignee" | "consignee" | "ultimate-consignee" | "end-user"
            )
        };
        let receives = |party: &&Party| party.roles.iter().any(receives);
        let receivers: Vec<&Party> = self.shipment.parties.iter().filter(receives).collect();
        let parties = match () {
            () if one.parties.is_empty() => Truth::True,
            () if receivers.is_empty() => Truth::Unknown,
            () => receivers.iter().all(|party| one.parties.contains(&party.id)).into(),
        };
        let enough = one.value_limit.map_or(Truth::True, |limit| {
            let same = |money: Option<Money>| {
                money.filter(|money| money.currency == limit.currency).map(|money| exact(money.amount))
            };
            match (same(one.value_used), same(self.goods.value)) {
                (Some(used), Some(own)) => (used + own <= exact(limit.amount)).into(),
                _ => Truth::Unknown,
            }
        });
        let amount = one.quantity_limit.map_or(Truth::True, |limit| match (one.quantity_used, self.goods.quantity) {
            (Some(used), Some(own)) => {
                let sum = Quantity { amount: used.amount.plus(own.amount).unwrap(), unit: own.unit };
                order(Scalar::Quantity(sum), Scalar::Quantity(limit))
                    .map_or(Truth::Unknown, |order| order.is_le().into())
            }
            _ => Truth::Unknown,
        });
        Truth::all([issued, valid, there, covers, parties, enough, amount])
    }

    /// "True by a match; false only by no match or a false positive with the day it was made, and not before a change of the
    /// list that is in force. A possible match, and no look-up at all, are unknown."
    pub fn matched(&self, lists: &[ScreeningId]) -> Truth {
        let Some(party) = self.party else { return Truth::Unknown };
        Truth::any(lists.iter().map(|list| {
            let text = &self.model.screenings[list.index()];
            let own = party.screenings.iter().find(|own| own.list == text.id);
            own.map_or(Truth::Unknown, |own| self.found(own, &text.changed))
        }))
    }

    fn found(&self, own: &Screening, changed: &[(Date, Option<cocket::model::InstrumentId>)]) -> Truth {
        match own.result {
            ScreeningResult::Match => return Truth::True,
            ScreeningResult::PossibleMatch => return Truth::Unknown,
            ScreeningResult::NoMatch | ScreeningResult::FalsePositiveConfirmed => {}
        }
        let Some(made) = own.screened_on else { return Truth::Unknown };
        let since = |day: Date| day > made && self.on.is_none_or(|on| day <= on);
        let changed_since = changed.iter().any(|(day, by)| self.known(*by) && since(*day));
        if changed_since { Truth::Unknown } else { Truth::False }
    }

    /// "An empty cell is not required by this rule; `?` and a missing row are unknown."
    pub fn marked(&self, table: &Table, place: &Place, column: &TableColumn) -> Truth {
        let name = match column {
            TableColumn::At(at) => Some(table.columns[*at].clone()),
            TableColumn::OfEntry(column) => self.cell(column),
        };
        let Some(at) = name.and_then(|name| table.columns.iter().position(|own| *own == name)) else {
            return Truth::Unknown;
        };
        let days = table.rows.iter().map(|row| row.period).chain(table.inherits.iter().map(|one| one.2));
        let days: Vec<Date> = days.flat_map(|period| [period.from, period.before]).flatten().collect();
        self.over_days(&days, |day| {
            let like = table.inherits.iter().find(|one| one.0 == place.country && one.2.contains(day));
            let country = like.map_or(place.country, |one| one.1);
            let row = table.rows.iter().find(|row| row.country == country && row.period.contains(day));
            match row.map(|row| row.cells[at]) {
                Some(Mark::Marked) => Truth::True,
                Some(Mark::Blank) => Truth::False,
                Some(Mark::Unknown) | None => Truth::Unknown,
            }
        })
    }

    /// What a column of the entry at hand holds.
    pub fn cell(&self, column: &str) -> Option<String> {
        let Bound::Entry(_, entry) = self.entry else { return None };
        let cell = entry.more.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.clone());
        cell.filter(|cell| !cell.is_empty() && cell != "?")
    }
}

/// One way in which it may turn out what counts: so much that is known; so much that something of unknown amount holds and
/// that takes room without more; and whether there may be more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    counted: Exact,
    taken: Exact,
    more: bool,
}

impl Way {
    const NOTHING: Way = Way { counted: 0, taken: 0, more: false };

    fn of(amount: Option<Exact>) -> Way {
        Way { counted: amount.unwrap_or(0), taken: 0, more: amount.is_none() }
    }

    fn and(self, other: Way) -> Way {
        Way { counted: self.counted + other.counted, taken: self.taken + other.taken, more: self.more || other.more }
    }

    /// What is not valued, and what is not stated, is worth nothing or all that is left.
    fn ends(self, left: Exact) -> Vec<Exact> {
        let most = self.more.then_some(self.counted + left - self.taken);
        std::iter::once(self.counted).chain(most).collect()
    }
}

/// The codes of a country's tariff begin with those of the Harmonized System.
fn both_tariffs(one: &Code, other: &Code) -> bool {
    [one, other].iter().all(|code| code.scheme().tariff_digits().is_some())
}

fn held_against(value: Scalar) -> Option<Exact> {
    match value {
        Scalar::Number(number) => Some(exact(number)),
        Scalar::Money(money) => Some(exact(money.amount)),
        Scalar::Quantity(quantity) if quantity.is_share() => Some(exact(quantity.amount)),
        Scalar::Quantity(quantity) => kilograms(quantity).map(exact),
        Scalar::Date(_) => None,
    }
}

fn kilograms(of: Quantity) -> Option<Decimal> {
    of.in_base()
}
