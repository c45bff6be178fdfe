//! What an item is made of, who takes part, which licences are held and what tables say: everything gone through one by one.

use super::condition::order;
use super::{Bound, Reader};
use cocket::model::{
    EachId, Mark, Measured, Operand, ProvisionId, Scalar, ScreeningId, Table, TableColumn, Total, TotalId, TotalKind,
};
use cocket::shipment::{Authorization, CodeValue, Line, Party, Screening, ScreeningResult};
use cocket::vocab::{Code, Comparator, Date, Decimal, Money, Outcome, Over, Place, Quantity, Truth};

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
        let says = all.into_iter().map(|one| self.at(one).map_or(Truth::Unknown, |own| own.truth(&text.condition)));
        let others = (!complete).then_some(Truth::Unknown);
        let says = says.chain(others).collect::<Vec<_>>();
        if text.every { Truth::all(says) } else { Truth::any(says) }
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
                let with = |role: &String| self.shipment.parties.iter().any(|party| party.roles.contains(role));
                let settled = !roles.is_empty() && roles.iter().all(with);
                let meant = self
                    .shipment
                    .parties
                    .iter()
                    .filter(|party| roles.is_empty() || roles.iter().any(|role| party.roles.contains(role)));
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
        let (all, complete) = self.gone_through(text.over, &[]);
        // "Spares shipped beside it are not counted."
        let spare =
            |one: &One<'_>| matches!(one, One::Part(line) if line.form.as_deref() == Some("separately-shipped-spare"));
        let all: Vec<One<'a>> = all.into_iter().filter(|one| !spare(one)).collect();
        let counts: Vec<Truth> =
            all.iter().map(|one| self.at(*one).map_or(Truth::Unknown, |own| own.truth(&text.condition))).collect();
        let amounts: Vec<Option<Exact>> = all.iter().map(|one| self.amount(text, *one, value)).collect();
        let Some((ends, of)) = (match text.kind {
            TotalKind::Share => self.share_ends(text, &counts, &amounts, complete),
            TotalKind::Sum | TotalKind::Count => Some((ends(&counts, &amounts, complete, MUCH), 1)),
        }) else {
            return Truth::Unknown;
        };
        let Some(value) = held_against(value) else { return Truth::Unknown };
        let hundred = if text.kind == TotalKind::Share { 100 } else { 1 };
        super::agreed(ends.into_iter().map(|end| by.holds((end * hundred).cmp(&(value * of))).into()))
    }

    /// Of how much the share is a part, in billionths and whole; and what it could come to.
    fn share_ends(
        &self,
        text: &Total,
        counts: &[Truth],
        amounts: &[Option<Exact>],
        complete: bool,
    ) -> Option<(Vec<Exact>, Exact)> {
        // Nothing counts: none of the whole, however much that is.
        if complete && counts.iter().all(|one| one.is_false()) {
            return Some((vec![0], 1));
        }
        let whole = match text.measured {
            Measured::Value => exact(self.line.value?.amount),
            Measured::NetMass => exact(kilograms(self.line.net_mass?)?),
            Measured::Ownership | Measured::One => exact(Decimal::HUNDRED),
        };
        let rest = whole - amounts.iter().flatten().sum::<Exact>();
        if rest < 0 || whole <= 0 {
            return None;
        }
        // Value and bound are both in billionths; so is the whole.
        let ends = ends(counts, amounts, complete, rest);
        let fine = 1_000_000_000;
        Some((ends.into_iter().map(|end| end * fine).collect(), whole))
    }

    fn amount(&self, text: &Total, one: One<'_>, value: Scalar) -> Option<Exact> {
        match (text.measured, one) {
            (Measured::One, _) => Some(1_000_000_000),
            (Measured::Ownership, One::Owner(_, percent)) => percent.map(exact),
            (Measured::Value, One::Part(part)) => {
                // Money of another kind tells nothing here.
                let kind = match (text.kind, value) {
                    (TotalKind::Sum, Scalar::Money(money)) => Some(money.currency),
                    _ => self.line.value.map(|whole| whole.currency),
                };
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
    pub fn held(&self, id: cocket::model::LicenceId) -> Truth {
        let name = &self.model.licences[id.index()].id;
        let which = |one: &Authorization| one.licence.as_ref().map_or(Truth::Unknown, |own| Truth::from(own == name));
        Truth::any(self.shipment.authorizations.iter().map(|one| which(one).and(self.fits(one))))
    }

    fn fits(&self, one: &Authorization) -> Truth {
        let issued =
            one.status.as_deref().map_or(Truth::Unknown, |status| ["issued", "reinstated"].contains(&status).into());
        let day = |own: Option<Date>, holds: fn(Date, Date) -> bool| match (own, self.on) {
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
        let receives = |party: &&Party| party.roles.iter().any(|role| role == "consignee" || role == "end-user");
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

/// What those that count come to, at the least and at the most, in every way in which it may turn out who counts: what is
/// not valued, and what is not stated, is worth nothing or all that is left.
fn ends(counts: &[Truth], amounts: &[Option<Exact>], complete: bool, left: Exact) -> Vec<Exact> {
    let mut found = Vec::new();
    for way in 0..1_u32 << counts.len() {
        let says = |at: usize| way >> at & 1 == 1;
        if counts.iter().enumerate().any(|(at, one)| !one.is_unknown() && one.is_true() != says(at)) {
            continue;
        }
        let counting = || amounts.iter().enumerate().filter(|(at, _)| says(*at)).map(|(_, amount)| amount);
        let known: Exact = counting().flatten().sum();
        let more = counting().any(Option::is_none) || !complete;
        found.push(known);
        found.extend(more.then_some(known + left));
    }
    found
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
