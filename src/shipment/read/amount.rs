//! Exact numbers, money and quantities.

use super::node::{Fields, Node};
use super::{Reader, one_of, short};
use crate::diagnostic::Code;
use crate::shipment::Tree;
use crate::shipment::alias::{Alias, alias};
use crate::vocab::{Currency, Decimal, Money, Quantity, Unit, nearest};

/// The most digits before the point.
const MAX_DIGITS: usize = 18;
/// The most digits after the point.
const MAX_PLACES: usize = 9;

impl Reader<'_> {
    /// A plain decimal in a string, not below nought.
    pub(super) fn amount(&mut self, node: &Node) -> Option<Decimal> {
        let number = self.decimal(node)?;
        if number.is_negative() {
            let message = format!("an amount cannot be below nought, and this is `{number}`");
            let help = "write what is shipped as it is; a credit or a return is a transaction of its own";
            self.refuse(Code::AMOUNT_NEGATIVE, &node.pointer, message, help);
            return None;
        }
        Some(number)
    }

    /// A share by weight, in percent.
    pub(super) fn concentration(&mut self, node: &Node) -> Option<Decimal> {
        let share = self.decimal(node)?;
        if !share.is_negative() && share <= Decimal::HUNDRED {
            return Some(share);
        }
        let message = format!("a concentration is a percentage from 0 to 100, and this is `{share}`");
        let help = "write the percent by weight; parts per million are divided by 10000";
        self.refuse(Code::CONCENTRATION, &node.pointer, message, help);
        None
    }

    /// A plain decimal in a string.
    pub(super) fn decimal(&mut self, node: &Node) -> Option<Decimal> {
        match node.tree {
            Tree::Text(text) if plain(text) => Decimal::parse(text).or_else(|| self.refuse_decimal(node, text)),
            Tree::Text(text) => self.refuse_decimal(node, text),
            Tree::Number(literal) => self.refuse_amount_number(node, literal),
            _ => {
                self.wrong_kind(node, "an amount must be a string", "write a plain decimal in quotes");
                None
            }
        }
    }

    fn refuse_amount_number(&mut self, node: &Node, literal: &str) -> Option<Decimal> {
        let message = format!("an amount must be a string, not the number `{}`", short(literal));
        match decimals(literal).as_slice() {
            [one] => self.refuse_with_fix(Code::AMOUNT_IS_NUMBER, &node.pointer, message, &format!("\"{one}\"")),
            _ => self.refuse(Code::AMOUNT_IS_NUMBER, &node.pointer, message, "write a plain decimal in quotes"),
        }
        None
    }

    fn refuse_decimal(&mut self, node: &Node, written: &str) -> Option<Decimal> {
        let message = format!("`{}` is not a plain decimal", short(written));
        let help = match decimals(written).as_slice() {
            [] => format!(
                "write at most {MAX_DIGITS} digits, at most one point and {MAX_PLACES} digits after it, and nothing else"
            ),
            [one] => format!("write `{one}`, if that is meant"),
            several => {
                format!("it may mean {}: write the one that is meant", one_of(several.iter().map(String::as_str)))
            }
        };
        self.refuse(Code::AMOUNT_FORM, &node.pointer, message, help);
        None
    }

    /// An amount of money: `{"amount": "…", "currency": "…"}`.
    pub(super) fn money(&mut self, node: &Node) -> Option<Money> {
        if let Tree::Text(_) | Tree::Number(_) = node.tree {
            let message = format!("the amount `{}` has no currency", short(&node.tree.raw()));
            let help = "write `{\"amount\": \"…\", \"currency\": \"…\"}`";
            self.refuse(Code::NO_CURRENCY, &node.pointer, message, help);
            return None;
        }
        let fields = self.fields(node, "an amount of money", &["amount", "currency"])?;
        let amount = self.required(&fields, "amount", "an amount of money", "write it as a plain decimal in quotes");
        let amount = amount.and_then(|node| self.amount(&node));
        let currency = self.currency_of(&fields);
        Some(Money { amount: amount?, currency: currency? })
    }

    fn currency_of(&mut self, fields: &Fields) -> Option<Currency> {
        let Some(node) = fields.known("currency") else {
            let help = "write the three letters of ISO 4217 under `currency`; none is assumed";
            self.refuse(Code::NO_CURRENCY, &fields.pointer, "an amount of money has no currency", help);
            return None;
        };
        let written = self.string(&node, "a currency")?;
        let found = Currency::parse(written);
        if found.is_none() {
            self.refuse_currency(&node, written);
        }
        found
    }

    fn refuse_currency(&mut self, node: &Node, written: &str) {
        let message = format!("`{}` is not a currency of ISO 4217", short(written));
        let known = alias("currency", written);
        let meant = known.map(Alias::meant).unwrap_or_default();
        let reason = known.and_then(Alias::note).map(|note| format!("{note}; ")).unwrap_or_default();
        let upper = written.trim().to_uppercase();
        match meant.as_slice() {
            [one] if reason.is_empty() => self.refuse_with_fix(Code::CURRENCY, &node.pointer, message, one),
            [] if Currency::parse(&upper).is_some() => {
                self.refuse_with_fix(Code::CURRENCY, &node.pointer, message, &upper);
            }
            [] => self.refuse(Code::CURRENCY, &node.pointer, message, "write its three capital letters"),
            some => {
                let help = format!("{reason}write {}, if that is meant", one_of(some.iter().copied()));
                self.refuse(Code::CURRENCY, &node.pointer, message, help);
            }
        }
    }

    /// A quantity: `{"value": "…", "unit": "…"}`.
    pub(super) fn quantity(&mut self, node: &Node) -> Option<Quantity> {
        if let Tree::Text(_) | Tree::Number(_) = node.tree {
            let message = format!("the quantity `{}` has no unit", short(&node.tree.raw()));
            let help = "write `{\"value\": \"…\", \"unit\": \"…\"}` with a code of UN/ECE Recommendation 20";
            self.refuse(Code::NO_UNIT, &node.pointer, message, help);
            return None;
        }
        let fields = self.fields(node, "a quantity", &["value", "unit"])?;
        let value = self.required(&fields, "value", "a quantity", "write it as a plain decimal in quotes");
        let amount = value.and_then(|node| self.amount(&node));
        let unit = self.unit_of(&fields);
        Some(Quantity { amount: amount?, unit: unit? })
    }

    /// A quantity whose dimension is given by its name, such as a mass.
    pub(super) fn quantity_of(&mut self, node: &Node, what: &str, like: Unit) -> Option<Quantity> {
        let quantity = self.quantity(node)?;
        if quantity.unit.dimension() == like.dimension() {
            return Some(quantity);
        }
        let message = format!(
            "{what} is a {}, and `{}` ({}) measures {}",
            like.dimension().name(),
            quantity.unit.code(),
            quantity.unit.symbol(),
            quantity.unit.dimension().name()
        );
        let units = Unit::all().filter(|unit| unit.dimension() == like.dimension());
        let mut codes: Vec<&str> = units.map(Unit::code).collect();
        codes.dedup();
        let help = format!("write it in {}", one_of(codes));
        self.refuse(Code::DIMENSION_DIFFERS, &format!("{}/unit", node.pointer), message, help);
        None
    }

    fn unit_of(&mut self, fields: &Fields) -> Option<Unit> {
        let Some(node) = fields.known("unit") else {
            let help = "write a code of UN/ECE Recommendation 20 under `unit`; none is assumed";
            self.refuse(Code::NO_UNIT, &fields.pointer, "a quantity has no unit", help);
            return None;
        };
        let written = self.string(&node, "a unit")?;
        let found = Unit::from_code(written);
        if found.is_none() {
            self.refuse_unit(&node, written);
        }
        found
    }

    fn refuse_unit(&mut self, node: &Node, written: &str) {
        let message = format!("`{}` is not a unit's code of UN/ECE Recommendation 20", short(written));
        let known = alias("unit", written).map(Alias::meant).unwrap_or_default();
        let symbol = Unit::from_symbol(written).or_else(|| Unit::from_code(&written.trim().to_uppercase()));
        let meant = symbol.map_or(known, |unit| vec![unit.code()]);
        match meant.as_slice() {
            [one] => self.refuse_with_fix(Code::UNIT, &node.pointer, message, one),
            [] => {
                let near = nearest(written, Unit::all().map(Unit::code));
                let help = near.map_or_else(
                    || "write a code such as those for kilograms, metres or pieces".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                self.refuse(Code::UNIT, &node.pointer, message, help);
            }
            some => {
                let help = format!("write {}, whichever is meant", one_of(some.iter().copied()));
                self.refuse(Code::UNIT, &node.pointer, message, help);
            }
        }
    }
}

/// `-12.5`: no leading noughts, at most eighteen digits and nine places.
fn plain(written: &str) -> bool {
    let digits = written.strip_prefix('-').unwrap_or(written);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |run: &str| !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit());
    let short = whole.len() <= MAX_DIGITS && part.len() <= MAX_PLACES;
    all(whole) && all(part) && (whole == "0" || !whole.starts_with('0')) && short
}

/// The plain decimals that something written otherwise may mean.
fn decimals(written: &str) -> Vec<String> {
    let ascii: String = written.trim().chars().map(narrow).filter(|c| !matches!(c, ' ' | '\'' | '_' | '’')).collect();
    let number = |c: char| c.is_ascii_digit() || ".,eE+-".contains(c);
    let (head, tail) = ascii.find(|c: char| !number(c)).map_or((ascii.as_str(), ""), |at| ascii.split_at(at));
    let (head, tail) = if head.is_empty() { after_letters(tail) } else { (head, tail) };
    let mut found: Vec<String> = separated(head).iter().filter_map(|plain| scaled(plain, tail)).collect();
    found.dedup();
    found
}

/// `USD5000` is `5000`.
fn after_letters(text: &str) -> (&str, &str) {
    text.find(|c: char| c.is_ascii_digit()).map_or(("", text), |at| (text.get(at..).unwrap_or_default(), ""))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{3000}' | '\t' => ' ',
        '−' => '-',
        other => other,
    }
}

/// The readings of points and commas: each may group thousands or mark the fraction.
fn separated(text: &str) -> Vec<String> {
    if let Some((mantissa, power)) = text.split_once(['e', 'E']) {
        return power.parse::<i32>().ok().and_then(|power| shifted(mantissa, power)).into_iter().collect();
    }
    let without = |mark: char| text.chars().filter(|&c| c != mark).collect::<String>();
    let readings = [without(','), without('.').replace(',', ".")];
    let grouped = [(',', '.'), ('.', ',')];
    let sound = |(reading, (group, point)): (String, (char, char))| {
        (groups(text, group, point)).then(|| tidy(&reading)).flatten()
    };
    let mut found: Vec<String> = readings.into_iter().zip(grouped).filter_map(sound).collect();
    found.dedup();
    found
}

/// Whether `group` stands only between runs of two or three digits before the one `point`.
fn groups(text: &str, group: char, point: char) -> bool {
    let (whole, part) = text.split_once(point).unwrap_or((text, ""));
    let runs: Vec<&str> = whole.split(group).collect();
    let rest_sound = runs.iter().skip(1).all(|run| matches!(run.len(), 2..=4));
    !part.contains([group, point]) && rest_sound
}

/// Without a plus, leading noughts, or a long run of nines or noughts that binary arithmetic left behind.
fn tidy(text: &str) -> Option<String> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = if part.len() > MAX_PLACES { without_artefact(part)? } else { part.to_owned() };
    let joined = if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") };
    plain(&joined).then_some(joined)
}

/// `30000000000000004` is `3`; `29999999999999999` is `3`.
fn without_artefact(part: &str) -> Option<String> {
    if let Some(at) = part.find("000000") {
        return Some(part.get(..at)?.to_owned());
    }
    let head = part.get(..part.find("999999")?)?;
    let last = head.chars().last()?.to_digit(10)?;
    let stem = head.get(..head.len().checked_sub(1)?)?;
    Some(format!("{stem}{}", last.checked_add(1)?))
}

/// `1.5e3` is `1500`.
fn shifted(mantissa: &str, power: i32) -> Option<String> {
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if !(-9..=18).contains(&power) || whole.is_empty() || whole.len().saturating_add(part.len()) > 27 {
        return None;
    }
    let digits = format!("{whole}{part}");
    let point = i32::try_from(whole.len()).ok()?.checked_add(power)?;
    let Ok(point) = usize::try_from(point) else { return tidy(&format!("0.{digits:0>9}")) };
    let digits = format!("{digits:0<point$}");
    let (head, tail) = digits.split_at_checked(point)?;
    tidy(&format!("{head}.{}", tail.trim_end_matches('0')).replace("..", "."))
        .map(|text| text.trim_end_matches('.').to_owned())
}

/// `12` with `만` is `120000`.
fn scaled(plain: &str, tail: &str) -> Option<String> {
    let noughts: usize = match tail.chars().next() {
        Some('만' | '万' | '萬') => 4,
        Some('억' | '億' | '亿') => 8,
        Some('천' | '千') => 3,
        _ => return Some(plain.to_owned()),
    };
    Decimal::parse(plain)?.times(Decimal::parse(&format!("1{}", "0".repeat(noughts)))?).map(|number| number.to_string())
}
