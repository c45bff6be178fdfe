//! Classification codes: strings in a known scheme that exist in their edition.

use super::node::{Fields, Node};
use super::{Reader, one_of, short};
use crate::diagnostic::Code as Id;
use crate::shipment::alias::{Alias, alias};
use crate::shipment::words::STATUSES;
use crate::shipment::{CodeValue, StatedCode, Tree};
use crate::vocab::{Code, Scheme, hs_all_editions, hs_base_edition, hs_codes, nearest};

const KEYS: [&str; 6] = ["scheme", "edition", "value", "status", "determined_on", "reference"];

impl Reader<'_> {
    /// The classifications of a line; one whose value is unknown is left out.
    pub(super) fn codes(&mut self, node: &Node) -> Vec<StatedCode> {
        let items = self.list(node, "`codes`");
        items.iter().enumerate().filter_map(|(index, item)| self.code(item, index)).collect()
    }

    fn code(&mut self, node: &Node, index: usize) -> Option<StatedCode> {
        if let Tree::Text(_) | Tree::Number(_) = node.tree {
            self.wrong_kind(node, "a code must be an object", "write `{\"scheme\": \"…\", \"value\": \"…\"}`");
            return None;
        }
        let fields = self.fields(node, "a code", &KEYS)?;
        let status = fields.get("status").and_then(|node| self.word(&node, "a status", &STATUSES));
        let determined_on = fields.known("determined_on").and_then(|node| self.date(&node));
        let reference = fields.get("reference").and_then(|node| self.kept(&node, "a reference"));
        let edition = fields.known("edition").and_then(|node| self.string(&node, "an edition")).map(str::to_owned);
        let scheme = self.required(&fields, "scheme", "a code", "name the scheme, such as `HS`; none is guessed");
        let scheme = scheme.and_then(|node| self.scheme(&node))?;
        let edition_sound = edition.as_deref().is_none_or(|edition| self.edition(&fields, &scheme, edition));
        let value = self.required(&fields, "value", "a code", "write the code, \"none\" or \"unknown\"")?;
        if value.is_unknown() {
            return None;
        }
        let value_at = value.pointer.clone();
        let value = self.code_value(&value, &scheme, edition.as_deref().filter(|_| edition_sound))?;
        if value == CodeValue::Nothing && status.is_none() {
            let message = format!("nobody is said to have classified the item under `{scheme}`");
            let help = "write who did under `status`: self, supplier, expert or authority_ruling";
            self.refuse(Id::NONE_BY_NOBODY, &value_at, message, help);
        }
        let scheme = scheme.name().to_owned();
        Some(StatedCode { scheme, edition, value, status, determined_on, reference, index })
    }

    fn scheme(&mut self, node: &Node) -> Option<Scheme> {
        let written = self.string(node, "a scheme")?;
        let dictionary = self.dictionary;
        let mut known: Vec<&str> = Scheme::known().collect();
        known.extend(dictionary.schemes().map(|scheme| scheme.name.as_str()));
        if known.contains(&written) {
            return Some(Scheme::new(written));
        }
        let message = format!("there is no scheme `{}`", short(written));
        let near = nearest(written, known.iter().copied());
        self.suggest(Id::UNKNOWN_SCHEME, &node.pointer, message, near, format!("write {}", one_of(known.clone())));
        None
    }

    /// Whether the edition of a tariff code can be one; other schemes name their editions as they like.
    fn edition(&mut self, fields: &Fields, scheme: &Scheme, edition: &str) -> bool {
        let pointer = format!("{}/edition", fields.pointer);
        if scheme.tariff_digits().is_none() {
            return true;
        }
        let editions = hs_all_editions();
        if is_hs(scheme) && editions.contains(&edition) || !is_hs(scheme) && is_four_digits(edition) {
            return true;
        }
        let message = format!("there is no edition `{}` of `{scheme}`", short(edition));
        let digits: String = edition.chars().filter(char::is_ascii_digit).collect();
        match hs_base_edition(&digits) {
            Some(base) if is_hs(scheme) && base != digits => {
                let help =
                    format!("the edition of that year is `{base}`; there are {}", one_of(editions.iter().copied()));
                self.refuse(Id::UNKNOWN_EDITION, &pointer, message, help.replace(" or ", " and "));
            }
            Some(_) => self.refuse_with_fix(Id::UNKNOWN_EDITION, &pointer, message, &digits),
            None => self.refuse(Id::UNKNOWN_EDITION, &pointer, message, "write its year in four digits"),
        }
        false
    }

    fn code_value(&mut self, node: &Node, scheme: &Scheme, edition: Option<&str>) -> Option<CodeValue> {
        let written = match node.tree {
            Tree::Text(text) => text.as_str(),
            Tree::Number(literal) => {
                self.refuse_code_number(node, scheme, literal);
                return None;
            }
            _ => {
                self.wrong_kind(node, "a code must be a string", "write it in quotes");
                return None;
            }
        };
        if written == "none" {
            return Some(CodeValue::Nothing);
        }
        if !self.all_seen(node, written) || !self.no_lookalikes(node, written) {
            return None;
        }
        if written.trim().is_empty() || alias("code", written).is_some() || written.eq_ignore_ascii_case("none") {
            self.refuse_no_classification(node, written);
            return None;
        }
        if scheme.name() == "UN" && !is_four_digits(written) {
            self.refuse_un_number(node, written);
            return None;
        }
        match Code::parse(scheme, written) {
            Ok(code) => self.existing(node, code, edition).map(CodeValue::Code),
            Err(fault) => {
                self.refuse_code(node, scheme, written, fault, edition);
                None
            }
        }
    }

    /// United Nations numbers of dangerous goods have four digits and no check digit.
    fn refuse_un_number(&mut self, node: &Node, written: &str) {
        let message = format!("`{}` is not a UN number", short(written));
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        if is_four_digits(&digits) {
            self.refuse_with_fix(Id::CODE_FORM, &node.pointer, message, &digits);
        } else {
            self.refuse(Id::CODE_FORM, &node.pointer, message, "write its four digits");
        }
    }

    fn refuse_no_classification(&mut self, node: &Node, written: &str) {
        let known = alias("code", written);
        let reason = known.and_then(Alias::note).map(|note| format!(": {note}")).unwrap_or_default();
        let shown =
            if written.trim().is_empty() { "an empty code".to_owned() } else { format!("`{}`", short(written)) };
        let help = match known.map(Alias::meant).unwrap_or_default().first() {
            Some(&"unknown") => "write \"unknown\", or leave the code out",
            _ => "write \"none\" with a `status` if somebody classified the item, else \"unknown\"",
        };
        self.refuse(Id::NOT_A_CLASSIFICATION, &node.pointer, format!("{shown} is not a classification{reason}"), help);
    }

    /// A code of a tariff must begin with one of the Harmonized System, in the edition stated or in any.
    fn existing(&mut self, node: &Node, code: Code, edition: Option<&str>) -> Option<Code> {
        if code.scheme().tariff_digits().is_none() {
            return Some(code);
        }
        let stem = stem(code.text());
        if stem.starts_with("98") || stem.starts_with("99") {
            return self.national_chapter(node, code);
        }
        let base = edition.and_then(hs_base_edition);
        if exists(stem, base) {
            return Some(code);
        }
        let stem = stem.to_owned();
        self.refuse_missing(node, &code, &stem, base);
        None
    }

    fn national_chapter(&mut self, node: &Node, code: Code) -> Option<Code> {
        let chapter: String = code.text().chars().take(2).collect();
        if is_hs(code.scheme()) {
            let message = format!("chapter {chapter} is left to national use; the Harmonized System has no code in it");
            let help = "write the code under the scheme of the country that issued it";
            self.refuse(Id::CODE_CHAPTER, &node.pointer, message, help);
            return None;
        }
        let message =
            format!("chapter {chapter} is left to national use; no list of another country can hold this code");
        let help = "add the code of the goods themselves, if there is one";
        self.refuse(Id::NATIONAL_CHAPTER, &node.pointer, message, help);
        Some(code)
    }
}

pub(super) fn is_hs(scheme: &Scheme) -> bool {
    scheme.tariff_digits() == Some(6)
}

/// The first six digits, or fewer.
pub(super) fn stem(digits: &str) -> &str {
    digits.get(..6).unwrap_or(digits)
}

/// Whether some code of the Harmonized System begins so, in an edition or in any.
pub(super) fn exists(beginning: &str, edition: Option<&str>) -> bool {
    hs_codes(beginning).any(|(_, editions)| edition.is_none_or(|edition| editions.contains(&edition)))
}

fn is_four_digits(edition: &str) -> bool {
    edition.len() == 4 && edition.bytes().all(|b| b.is_ascii_digit())
}
