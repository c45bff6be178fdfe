//! Licences that are held, and marks in tables.

use super::Bit;
use super::frame::Frame;
use crate::model::{FactId, LicenceId, Mark, Table, TableColumn, TableId};
use crate::ruling::Fit;
use crate::shipment::{Authorization, CodeValue, Line, StatedCode};
use crate::vocab::{Code, Country, Decimal, Period, Place};

impl<'a> Frame<'a> {
    /// Whether a licence is held that covers what is done, on the decisive date or on that day. Where none is stated none is held: who holds one says so.
    pub(in crate::eval) fn held(&self, licence: LicenceId, on: Option<FactId>) -> Bit {
        let fits = self.stated_licences(licence).into_iter().map(|own| self.fits((licence, on), own));
        fits.fold(Bit::False, Bit::or)
    }

    /// The authorizations that are stated to be that licence, or that may be.
    pub(in crate::eval) fn stated_licences(&self, licence: LicenceId) -> Vec<&'a Authorization> {
        let Some(text) = self.model.licences.get(licence.index()) else { return Vec::new() };
        let own = |one: &&Authorization| one.licence.as_ref().is_none_or(|licence| *licence == text.id);
        self.bound.shipment.authorizations.iter().filter(own).collect()
    }

    fn fits(&self, licence: (LicenceId, Option<FactId>), own: &Authorization) -> Bit {
        Fit::ALL.into_iter().fold(Bit::True, |all, what| all.and(self.fit(licence, own, what)))
    }

    /// What a licence says of one thing. Its days and destinations must be stated; codes, parties and limits restrict it only
    /// where they are.
    pub(in crate::eval) fn fit(
        &self,
        (licence, on): (LicenceId, Option<FactId>),
        own: &Authorization,
        what: Fit,
    ) -> Bit {
        match what {
            Fit::Kind => own.licence.as_ref().map_or(Bit::Open, |_| Bit::True),
            Fit::Status => match own.status.as_deref() {
                Some("issued" | "reinstated") => Bit::True,
                Some(_) => Bit::False,
                None => Bit::Open,
            },
            Fit::Validity => self.valid(own, on),
            Fit::Destination => self.for_destination(own),
            Fit::Item => self.covers(own, self.bound.goods),
            Fit::Parties => self.for_parties(own),
            Fit::Quantity => self.enough_quantity(own),
            Fit::Value => self.enough_value(own),
            Fit::Line => {
                let named = &self.bound.goods.authorizations;
                (named.is_empty() || named.contains(&own.id)).into()
            }
            Fit::Issuer => {
                let authority = self.model.licences.get(licence.index()).and_then(|text| text.authority);
                let authority = authority.and_then(|id| self.model.authorities.get(id.index()));
                let Some((issuer, authority)) = own.issuer.as_ref().zip(authority) else { return Bit::True };
                let label = &authority.label;
                let mut names =
                    [&authority.id, &label.english].into_iter().chain(label.others.iter().map(|(_, own)| own));
                // An office has more names than are written down here: another one is not known to be another office.
                if names.any(|name| issuer.to_lowercase() == name.to_lowercase()) { Bit::True } else { Bit::Open }
            }
        }
    }

    fn valid(&self, own: &Authorization, day: Option<FactId>) -> Bit {
        let Some(on) = day.map_or(self.on, |day| self.day_of(day)) else { return Bit::Open };
        let begun = own.valid_from.map_or(Bit::Open, |from| (from <= on).into());
        begun.and(own.valid_to.map_or(Bit::Open, |to| (on <= to).into()))
    }

    fn for_destination(&self, own: &Authorization) -> Bit {
        let there = |place: &Place| {
            let country = place.country;
            let allowed =
                if own.destinations.is_empty() { Bit::Open } else { own.destinations.contains(&country).into() };
            if own.not_to.contains(&country) { Bit::False } else { allowed }
        };
        let bits: Vec<Bit> = self.bound.destinations.iter().map(there).collect();
        match bits.as_slice() {
            [first, rest @ ..] if rest.iter().all(|bit| bit == first) => *first,
            _ => Bit::Open,
        }
    }

    /// Whether what is under a licence's codes may be that line; a licence without codes is for every item.
    fn covers<'s>(&self, own: &'s Authorization, line: &'s Line) -> Bit {
        let code = |stated: &'s StatedCode| match &stated.value {
            CodeValue::Code(code) => Some((code, stated.edition.as_deref())),
            CodeValue::Nothing => None,
        };
        let codes: Vec<_> = own.codes.iter().filter_map(code).collect();
        if codes.is_empty() {
            return Bit::True;
        }
        let items: Vec<_> = line.codes.iter().filter_map(code).collect();
        let one = |(code, edition): &(&Code, Option<&str>)| {
            let near = items.iter().filter(|(item, _)| code.is_comparable(item));
            let says = near.map(|(item, stated)| {
                // One without an edition is in that in which the law reads it.
                let same = match edition.zip(*stated) {
                    Some((own, stated)) => own == stated,
                    None => self.reads_edition(code, *edition) && self.reads_edition(item, *stated),
                };
                if same { code.covers(item).into() } else { Bit::Open }
            });
            says.reduce(Bit::or).unwrap_or(Bit::Open)
        };
        codes.iter().map(one).fold(Bit::False, Bit::or)
    }

    /// The lines that may go under the same licence, which share what it allows.
    fn sharing<'s>(&'s self, own: &'s Authorization) -> impl Iterator<Item = &'s Line> {
        let named = |line: &Line| line.authorizations.is_empty() || line.authorizations.contains(&own.id);
        self.bound.shipment.lines.iter().filter(move |line| named(line) && self.covers(own, line) != Bit::False)
    }

    fn for_parties(&self, own: &Authorization) -> Bit {
        if own.parties.is_empty() {
            return Bit::True;
        }
        let shipment = self.bound.shipment;
        let receives = |role: &String| {
            matches!(
                role.as_str(),
                "buyer" | "intermediate-consignee" | "consignee" | "ultimate-consignee" | "end-user"
            )
        };
        let named = [&self.bound.goods.consignee, &self.bound.goods.end_user].into_iter().flatten();
        let with_role = shipment.parties.iter().filter(|party| party.roles.iter().any(receives)).map(|party| &party.id);
        let mut receivers = named.chain(with_role).peekable();
        if receivers.peek().is_none() {
            return Bit::Open;
        }
        receivers.all(|id| own.parties.contains(id)).into()
    }

    fn enough_quantity(&self, own: &Authorization) -> Bit {
        let Some(limit) = own.quantity_limit else { return Bit::True };
        let base = crate::vocab::Quantity::in_base;
        let needed = |line: &Line| {
            let stated = line.quantity.filter(|own| own.unit.dimension() == limit.unit.dimension());
            stated.and_then(base)
        };
        let enough = |needed| enough(own.quantity_used.and_then(base), needed, base(limit));
        enough(needed(self.bound.goods)).and(open_unless_true(enough(sum(self.sharing(own).map(needed)))))
    }

    fn enough_value(&self, own: &Authorization) -> Bit {
        let Some(limit) = own.value_limit else { return Bit::True };
        let same = |money: crate::vocab::Money| (money.currency == limit.currency).then_some(money.amount);
        let needed = |line: &Line| line.value.and_then(same);
        let enough = |needed| enough(own.value_used.and_then(same), needed, Some(limit.amount));
        enough(needed(self.bound.goods)).and(open_unless_true(enough(sum(self.sharing(own).map(needed)))))
    }

    /// Whether a table has a mark in the row of a place.
    pub(in crate::eval) fn marked(&self, table: TableId, place: &Place, column: &TableColumn) -> Bit {
        let Some(table) = self.model.tables.get(table.index()) else { return Bit::Open };
        let at = match column {
            TableColumn::At(at) => *at,
            TableColumn::OfEntry(name) => match self.cell_words(name) {
                Ok(words) => match table.column(&words) {
                    Some(at) => at,
                    None => return Bit::Stuck,
                },
                Err(bit) => return bit,
            },
        };
        let periods =
            table.rows.iter().map(|row| row.period).chain(table.inherits.iter().map(|(_, _, period)| *period));
        let own = periods.filter(|period| *period != Period::ALWAYS);
        self.on_each_day(own, |day| {
            let row = in_row_of(table, place.country, day);
            let cell = table.rows_of(row).find(|row| row.period.contains(day)).and_then(|row| row.cells.get(at));
            match cell {
                Some(Mark::Blank) => Bit::False,
                Some(Mark::Marked) => Bit::True,
                Some(Mark::Unknown) | None => Bit::Stuck,
            }
        })
    }

    /// What a column of the entry at hand says; open where a fact would name the entry, stuck where nothing does.
    pub(in crate::eval) fn cell_words(&self, column: &str) -> Result<String, Bit> {
        if self.entry.is_none() {
            return Err(if self.listed == Bit::Open { Bit::Open } else { Bit::Stuck });
        }
        let cell = self.entry_cell(column).unwrap_or_default();
        if cell.is_empty() || cell == "?" { Err(Bit::Stuck) } else { Ok(cell.to_owned()) }
    }
}

/// What is missing for all lines together is not missing for one of them: which one goes short is not said.
fn open_unless_true(bit: Bit) -> Bit {
    if bit == Bit::True { bit } else { Bit::Open }
}

/// Everything together, if each is known.
fn sum(amounts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.reduce(|all, one| all?.plus(one?)).flatten()
}

/// In whose row a country is read on a day.
pub(in crate::eval) fn in_row_of(table: &Table, country: Country, day: crate::vocab::Date) -> Country {
    let own = table.inherits.iter().find(|(own, _, period)| *own == country && period.contains(day));
    own.map_or(country, |(_, like, _)| *like)
}

fn enough(used: Option<Decimal>, needed: Option<Decimal>, limit: Option<Decimal>) -> Bit {
    let total = used.zip(needed).and_then(|(used, needed)| used.plus(needed));
    match (total, limit) {
        (Some(total), Some(limit)) => (total <= limit).into(),
        _ => Bit::Open,
    }
}
