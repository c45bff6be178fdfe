//! What stands in a line, compared with itself: masses, counts, codes, and what it contains.

use super::Reader;
use super::check::{agree, edition_of, shown};
use crate::diagnostic::Code;
use crate::shipment::{CodeValue, Line, LineDatum, Shipment, StatedCode};
use crate::vocab::{Decimal, Scheme};

impl Reader<'_> {
    pub(super) fn check_line(&mut self, shipment: &Shipment, line: &Line) {
        self.check_count(line);
        self.check_value(shipment, line);
        self.check_item(line);
    }

    /// What holds of lines, of components and of what a line was produced with.
    fn check_item(&mut self, line: &Line) {
        self.check_masses(line);
        self.check_codes(line);
        self.check_worth(line);
        self.check_concentrations(line);
        for part in line.components().iter().chain(&line.produced_with) {
            self.check_item(part);
        }
    }

    fn check_masses(&mut self, line: &Line) {
        let (Some(net), Some(gross)) = (line.net_mass, line.gross_mass) else { return };
        if net.compare(gross).is_some_and(std::cmp::Ordering::is_gt) {
            let message = format!("the net mass of {net} is above the gross mass of {gross}");
            let pointer = line.pointer(LineDatum::NetMass);
            self.refuse(Code::NET_ABOVE_GROSS, &pointer, message, "look at both again; they may be swapped");
        }
    }

    fn check_count(&mut self, line: &Line) {
        let Some(quantity) = line.quantity else { return };
        if quantity.unit.dimension().name() == "count" && quantity.amount.to_string().contains('.') {
            let message = format!("{} of `{}` is not a whole number", quantity.amount, quantity.unit.code());
            let pointer = line.pointer(LineDatum::Quantity);
            self.refuse(Code::BROKEN_COUNT, &pointer, message, "look at the unit again");
        }
    }

    fn check_value(&mut self, shipment: &Shipment, line: &Line) {
        let free = ["sample", "gift", "humanitarian", "warranty-replacement", "repair-return"];
        let is_free = shipment.nature_of_transaction.as_deref().is_some_and(|nature| free.contains(&nature));
        if line.value.is_some_and(|value| value.amount == Decimal::ZERO) && !is_free {
            let pointer = line.pointer(LineDatum::Value);
            let help = "write the value for statistics, or say under `nature_of_transaction` why it is free of charge";
            self.refuse(Code::NOUGHT_VALUE, &pointer, "the value of the line is nought", help);
        }
    }

    fn check_codes(&mut self, line: &Line) {
        for (at, code) in line.codes.iter().enumerate() {
            for other in line.codes.iter().skip(at.saturating_add(1)) {
                self.check_pair(line, code, other);
            }
        }
    }

    fn check_pair(&mut self, line: &Line, one: &StatedCode, other: &StatedCode) {
        if one.scheme == other.scheme {
            self.check_same_scheme(line, one, other);
            return;
        }
        let (CodeValue::Code(a), CodeValue::Code(b)) = (&one.value, &other.value) else { return };
        let tariffs = a.scheme().tariff_digits().is_some() && b.scheme().tariff_digits().is_some();
        if !tariffs || edition_of(one) != edition_of(other) {
            return;
        }
        let shared = |code: &str| code.get(..6.min(code.len())).unwrap_or_default().to_owned();
        let (stem, second) = (shared(a.text()), shared(b.text()));
        let pointer = line.pointer(LineDatum::Code(other.index));
        if !stem.starts_with(&second) && !second.starts_with(&stem) {
            let message = format!("`{b}` and `{a}` of the same line and edition begin with different digits");
            let help = "the first six digits are those of the Harmonized System everywhere: correct one of the two";
            self.refuse(Code::CODES_DISAGREE, &pointer, message, help);
            return;
        }
        self.check_padding(&pointer, a.text(), b.text(), a.scheme(), b.scheme());
    }

    fn check_padding(&mut self, pointer: &str, a: &str, b: &str, first: &Scheme, second: &Scheme) {
        let pads = |short: &str, long: &str| short.len() == 8 && long.len() == 10 && *long == format!("{short}00");
        if pads(a, b) || pads(b, a) {
            let message = format!("the `{first}` and the `{second}` code differ only by noughts at the end");
            let help = "countries subdivide the six digits each in its own way: look both up";
            self.refuse(Code::PADDED_CODE, pointer, message, help);
        }
    }

    /// A mixture may have several numbers of substances; otherwise two values of one scheme and edition differ.
    fn check_same_scheme(&mut self, line: &Line, one: &StatedCode, other: &StatedCode) {
        let several = matches!(one.scheme.as_str(), "CAS" | "UN");
        if several || one.edition != other.edition || agree(&one.value, &other.value) {
            return;
        }
        let by = |code: &StatedCode| code.status.as_deref().map(|status| format!(" ({status})")).unwrap_or_default();
        let message = format!(
            "under `{}` the line is both {}{} and {}{}",
            one.scheme,
            shown(&one.value),
            by(one),
            shown(&other.value),
            by(other)
        );
        let pointer = line.pointer(LineDatum::Code(other.index));
        let help = "keep the one that holds; a ruling of an authority goes before one's own view";
        self.refuse(Code::CLASSIFICATIONS_DIFFER, &pointer, message, help);
    }

    fn check_worth(&mut self, line: &Line) {
        let Some(value) = line.value else { return };
        let worth =
            line.components().iter().filter_map(|part| part.value).filter(|worth| worth.currency == value.currency);
        let sum = worth.map(|worth| worth.amount).try_fold(Decimal::ZERO, Decimal::plus);
        if let Some(sum) = sum.filter(|&sum| sum > value.amount) {
            let code = value.currency.code();
            let message = format!("the components are worth {sum} {code} together, and the whole is worth {value}");
            let help = "look at both again; until they fit, the share of the components is not known";
            self.refuse(Code::PARTS_ABOVE_WHOLE, &line.pointer(LineDatum::Components), message, help);
        }
    }

    fn check_concentrations(&mut self, line: &Line) {
        let shares = line.components().iter().filter_map(|part| part.concentration);
        let Some(sum) = shares.into_iter().try_fold(Decimal::ZERO, Decimal::plus) else { return };
        if sum > Decimal::HUNDRED {
            let message = format!("the concentrations of the components are {sum} percent together");
            let help = "the shares of all components are 100 percent by weight at most: look at them again";
            self.refuse(Code::CONCENTRATIONS_BEYOND_ALL, &line.pointer(LineDatum::Components), message, help);
        }
    }
}
