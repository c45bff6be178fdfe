//! Exact decimals, units and money. No floats, no rounding.

use rust_decimal::Decimal as Exact;
use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number of at most 28 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Exact);

impl Decimal {
    /// Nought.
    pub const ZERO: Decimal = Decimal(Exact::ZERO);

    /// One.
    pub const ONE: Decimal = Decimal(Exact::ONE);

    /// A hundred.
    pub const HUNDRED: Decimal = Decimal(Exact::ONE_HUNDRED);

    /// Reads `-12.5`: digits with at most one point, no exponent, no grouping.
    #[must_use]
    pub fn parse(written: &str) -> Option<Decimal> {
        let digits = written.strip_prefix('-').unwrap_or(written);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let sound = |run: &str| !run.is_empty() && run.len() <= 18 && run.bytes().all(|b| b.is_ascii_digit());
        if !sound(whole) || !sound(part) {
            return None;
        }
        Exact::from_str_exact(written).ok().map(Decimal)
    }

    /// The product, if it can be held exactly.
    #[must_use]
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let (one, other_digits) = (self.0.mantissa(), other.0.mantissa());
        Decimal::held(one.checked_mul(other_digits)?, self.0.scale().checked_add(other.0.scale())?)
    }

    /// The quotient, if it can be held exactly; the divisor is more than nought.
    #[must_use]
    pub fn divided(self, by: Decimal) -> Option<Decimal> {
        let quotient = Decimal(self.0.checked_div(by.0)?);
        (quotient.times(by)? == self).then_some(quotient)
    }

    /// The hundredth part, if it can be held exactly.
    #[must_use]
    pub fn hundredth(self) -> Option<Decimal> {
        self.times(Decimal(Exact::new(1, 2)))
    }

    /// The sum, if it can be held exactly.
    #[must_use]
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        Sum::of(self).and(Sum::of(other)).total()
    }

    /// The difference, if it can be held exactly.
    #[must_use]
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        let mut turned = other.0;
        turned.set_sign_negative(turned.is_sign_positive());
        self.plus(Decimal(turned))
    }

    /// How one product stands to another, if both can be held exactly.
    #[must_use]
    pub fn compare_products(one: (Decimal, Decimal), other: (Decimal, Decimal)) -> Option<Ordering> {
        Some(one.0.times(one.1)?.cmp(&other.0.times(other.1)?))
    }

    /// So many digits, of which `scale` stand after the point. What cannot be held exactly is none, and not rounded.
    fn held(mut digits: i128, mut scale: u32) -> Option<Decimal> {
        loop {
            match Exact::try_from_i128_with_scale(digits, scale) {
                Ok(exact) => return Some(Decimal(exact)),
                Err(_) if scale > 0 && digits.checked_rem(10)? == 0 => {
                    (digits, scale) = (digits.checked_div(10)?, scale.checked_sub(1)?);
                }
                Err(_) => return None,
            }
        }
    }

    /// Below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }
}

/// A sum as it grows: exact, with more digits on the way than a [`Decimal`] holds; lost where they are more than 38.
///
/// ```
/// use cocket::vocab::{Decimal, Sum};
/// let mut sum = Sum::default();
/// sum.add(Decimal::parse("0.25").unwrap());
/// sum.add(Decimal::parse("1.5").unwrap());
/// assert_eq!(sum.total(), Decimal::parse("1.75"));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    /// Its digits, of which `scale` stand after the point.
    digits: i128,
    scale: u32,
    /// Whether they are too many.
    lost: bool,
}

impl Sum {
    /// Of that alone.
    #[must_use]
    pub fn of(one: Decimal) -> Sum {
        Sum { digits: one.0.mantissa(), scale: one.0.scale(), lost: false }
    }

    /// Adds something to it.
    #[inline]
    pub fn add(&mut self, more: Decimal) {
        let more = Sum::of(more);
        match self.digits.checked_add(more.digits) {
            Some(digits) if self.scale == more.scale => self.digits = digits,
            _ => *self = self.and(more),
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Sum) -> Sum {
        if other.digits == 0 && !other.lost {
            return self;
        }
        if self.digits == 0 && !self.lost {
            return other;
        }
        let digits = if self.scale == other.scale {
            self.digits.checked_add(other.digits)
        } else {
            self.raised(other.scale).zip(other.raised(self.scale)).and_then(|(one, other)| one.checked_add(other))
        };
        let lost = self.lost || other.lost || digits.is_none();
        Sum { digits: digits.unwrap_or(0), scale: self.scale.max(other.scale), lost }
    }

    /// What it comes to, if that can be held exactly.
    #[must_use]
    #[inline]
    pub fn total(self) -> Option<Decimal> {
        if self.lost { None } else { Decimal::held(self.digits, self.scale) }
    }

    /// Its digits where so many stand after the point, if that is more.
    fn raised(self, scale: u32) -> Option<i128> {
        self.digits.checked_mul(10_i128.checked_pow(scale.saturating_sub(self.scale))?)
    }
}

/// A decimal of few digits, as most are: what is reckoned with it is exact, or none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Short {
    /// Its digits, of which `scale` stand after the point.
    digits: i64,
    scale: u32,
}

impl Short {
    /// None where the digits are many.
    #[must_use]
    #[inline]
    pub fn of(number: Decimal) -> Option<Short> {
        let parts = number.0.unpack();
        let size = i64::from(i32::try_from(parts.mid).ok().filter(|_| parts.hi == 0)?);
        let digits = size.wrapping_shl(32) | i64::from(parts.lo);
        Some(Short { digits: if parts.negative { digits.wrapping_neg() } else { digits }, scale: parts.scale })
    }

    /// How it stands to nought.
    #[must_use]
    pub fn sign(self) -> Ordering {
        self.digits.cmp(&0)
    }

    /// The sum, where both have as many digits after the point or one is nought.
    #[must_use]
    #[inline]
    pub fn plus(self, other: Short) -> Option<Short> {
        let scale = if other.digits == 0 { self.scale } else { other.scale };
        Some(Short { digits: self.digits.checked_add(other.digits).filter(|_| self.is_alike(other))?, scale })
    }

    /// Whether the digits of both can be held against each other.
    fn is_alike(self, other: Short) -> bool {
        self.scale == other.scale || self.digits == 0 || other.digits == 0
    }

    /// The product.
    #[must_use]
    #[inline]
    pub fn times(self, other: Short) -> Option<Short> {
        Some(Short { digits: self.digits.checked_mul(other.digits)?, scale: self.scale.checked_add(other.scale)? })
    }

    /// How it stands to another, where both have as many digits after the point or one is nought.
    #[must_use]
    #[inline]
    pub fn compare(self, other: Short) -> Option<Ordering> {
        self.is_alike(other).then(|| self.digits.cmp(&other.digits))
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Decimal {
        Decimal(Exact::from(number))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

/// What a unit measures. Quantities of different dimensions are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimension(&'static str);

impl Dimension {
    /// That of a kilogram.
    #[must_use]
    pub fn of_mass() -> Option<Dimension> {
        Unit::from_code("KGM").map(Unit::dimension)
    }

    /// That of a percentage.
    #[must_use]
    pub fn of_share() -> Option<Dimension> {
        Unit::from_code(PERCENT).map(Unit::dimension)
    }

    /// Its name, such as `length`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// A unit of `rules/vocabulary/units.tsv`: its symbol in rule texts, its UN/ECE Recommendation 20 code in shipments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(&'static UnitRow);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct UnitRow {
    symbol: &'static str,
    code: &'static str,
    dimension: Dimension,
    factor: Decimal,
    is_share: bool,
}

impl Unit {
    /// The unit written so in rule texts (`cc`, `mm`, `%`).
    #[must_use]
    pub fn from_symbol(symbol: &str) -> Option<Unit> {
        Unit::all().find(|unit| unit.0.symbol == symbol)
    }

    /// The unit of that code in shipments (`CMQ`, `MMT`).
    #[must_use]
    pub fn from_code(code: &str) -> Option<Unit> {
        Unit::all().find(|unit| unit.0.code == code)
    }

    /// All units, in the order of the table.
    pub fn all() -> impl Iterator<Item = Unit> {
        units().iter().map(Unit)
    }

    /// As rule texts write it.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        self.0.symbol
    }

    /// How many base units of its dimension it is.
    #[must_use]
    pub fn factor(self) -> Decimal {
        self.0.factor
    }

    /// As shipments write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.0.dimension
    }
}

/// The code of a percentage in shipments.
const PERCENT: &str = "P1";

const UNITS: &str = include_str!("../../rules/vocabulary/units.tsv");

/// Columns: symbol, Rec 20 code, dimension, factor to the dimension's base unit.
fn units() -> &'static [UnitRow] {
    static TABLE: std::sync::OnceLock<Vec<UnitRow>> = std::sync::OnceLock::new();
    let read = |line: &'static str| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [symbol, code, dimension, factor] = cells.as_slice() else { return None };
        let factor = Decimal(Exact::from_str_exact(factor).ok()?);
        Some(UnitRow { symbol, code, dimension: Dimension(dimension), factor, is_share: false })
    };
    let read_all = || {
        let lines = UNITS.lines().filter(|line| !line.starts_with('#')).skip(1);
        let mut rows: Vec<UnitRow> = lines.filter_map(read).collect();
        let share = rows.iter().find(|row| row.code == PERCENT).map(|row| row.dimension);
        for row in &mut rows {
            row.is_share = Some(row.dimension) == share;
        }
        rows
    };
    TABLE.get_or_init(read_all)
}

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How many.
    pub amount: Decimal,
    /// Of what.
    pub unit: Unit,
}

impl Quantity {
    /// How many of the base unit of its dimension, if that can be held exactly.
    #[must_use]
    pub fn in_base(self) -> Option<Decimal> {
        self.amount.times(self.unit.factor())
    }

    /// Whether it is a percentage.
    #[must_use]
    pub fn is_share(self) -> bool {
        self.unit.0.is_share
    }

    /// Which is more; none when the dimensions differ or the exact product cannot be held.
    #[must_use]
    pub fn compare(self, other: Quantity) -> Option<Ordering> {
        if self.unit.dimension() != other.unit.dimension() {
            return None;
        }
        Some(self.amount.times(self.unit.factor())?.cmp(&other.amount.times(other.unit.factor())?))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.symbol())
    }
}

/// A currency by its code of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code that is in `rules/vocabulary/currencies.tsv`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Currency> {
        let mut codes =
            CURRENCIES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        codes.find(|code| *code == written).and_then(|code| code.as_bytes().try_into().ok()).map(Currency)
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

const CURRENCIES: &str = include_str!("../../rules/vocabulary/currencies.tsv");

/// An amount in a currency. Amounts of different currencies are never compared without a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// Which is more; none when the currencies differ.
    #[must_use]
    pub fn compare(self, other: Money) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.amount.cmp(&other.amount))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is reckoned with few digits is what is reckoned with many, or nothing.
    #[test]
    fn few_digits_reckon_as_many_do() {
        let written = [
            "0",
            "0.00",
            "1",
            "1.0",
            "-2.5",
            "100",
            "99.99",
            "999999999999999999",
            "-999999999999999999",
            "0.000001",
            "4000000000",
            "-0.5",
        ];
        let all: Vec<Decimal> = written.iter().filter_map(|text| Decimal::parse(text)).collect();
        assert_eq!(all.len(), written.len());
        let sum = |one: Decimal, other: Decimal| {
            let mut sum = Sum::default();
            for part in [one, other] {
                sum.add(part);
            }
            sum.total()
        };
        let (mut added, mut multiplied) = (0, 0);
        for &one in &all {
            let Some(short) = Short::of(one) else { continue };
            assert_eq!(short.sign(), one.cmp(&Decimal::ZERO), "{one}");
            for &other in &all {
                let Some(second) = Short::of(other) else { continue };
                assert!(short.compare(second).is_none_or(|order| order == one.cmp(&other)), "{one} and {other}");
                assert_eq!(short.compare(second).is_some(), second.compare(short).is_some(), "{one} and {other}");
                for &third in &all {
                    let Some(short_third) = Short::of(third) else { continue };
                    let of_sum = short.plus(second).and_then(|sum| sum.compare(short_third));
                    assert!(
                        of_sum.is_none_or(|order| sum(one, other).is_some_and(|sum| order == sum.cmp(&third))),
                        "{one} + {other}, {third}"
                    );
                    let of_product = short.times(second).and_then(|product| product.compare(short_third));
                    assert!(
                        of_product.is_none_or(|order| one.times(other).is_some_and(|all| order == all.cmp(&third))),
                        "{one} × {other}, {third}"
                    );
                    added += usize::from(of_sum.is_some());
                    multiplied += usize::from(of_product.is_some());
                }
            }
        }
        assert!(added > 100 && multiplied > 100, "{added} sums, {multiplied} products");
    }
}
