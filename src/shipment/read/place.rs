//! Countries and territories.

use super::node::{Fields, Node};
use super::{Reader, one_of, short};
use crate::diagnostic::Code;
use crate::shipment::Tree;
use crate::shipment::alias::{Alias, alias};
use crate::vocab::{Country, Place, nearest};

impl Reader<'_> {
    /// A country under `key`, with the territory under `below` if one is stated.
    pub(super) fn place_at(&mut self, fields: &Fields, key: &str, below: &str) -> Option<Place> {
        let country = fields.known(key).and_then(|node| self.country(&node));
        let Some(territory) = fields.known(below) else {
            return country.map(|country| Place { country, subdivision: None });
        };
        let written = self.string(&territory, "a subdivision")?;
        match (Place::parse(written), country) {
            (Some(place), Some(country)) if place.country == country && place.subdivision.is_some() => Some(place),
            (_, None) if fields.known(key).is_some() => None,
            _ => {
                self.refuse_subdivision(&territory, written, key, country);
                None
            }
        }
    }

    fn refuse_subdivision(&mut self, node: &Node, written: &str, key: &str, country: Option<Country>) {
        let (message, help) = match country {
            Some(country) => (
                format!("`{}` is not a subdivision of `{country}`", short(written)),
                format!("write its code of ISO 3166-2, which begins with `{country}-`"),
            ),
            None => (
                format!("the subdivision `{}` has no country beside it", short(written)),
                format!("write the country under `{key}`"),
            ),
        };
        self.refuse(Code::SUBDIVISION, &node.pointer, message, help);
    }

    /// A country by its two letters, alone or with its name beside them.
    pub(super) fn country(&mut self, node: &Node) -> Option<Country> {
        if matches!(node.tree, Tree::Object(_)) { self.named_country(node) } else { self.letters(node) }
    }

    /// A country by its two letters; anything else is refused with what it may mean.
    fn letters(&mut self, node: &Node) -> Option<Country> {
        let written = match node.tree {
            Tree::Text(text) => text.clone(),
            Tree::Number(literal) => return self.refuse_number(node, literal),
            Tree::Bool(known) => return self.refuse_swallowed(node, &known.to_string()),
            _ => {
                self.wrong_kind(node, "a country must be a string", "write its two letters in quotes");
                return None;
            }
        };
        let found = Country::parse(&written);
        if found.is_none() && self.all_seen(node, &written) {
            self.refuse_country(node, &written);
        }
        found
    }

    /// A country by its code and its name, which must be of one country.
    fn named_country(&mut self, node: &Node) -> Option<Country> {
        let fields = self.fields(node, "a country", &["code", "name"])?;
        let name = match fields.known("name") {
            Some(node) => Some((self.string(&node, "the name of a country")?, node.pointer.clone())),
            None => None,
        };
        let meant = name.as_ref().and_then(|(written, _)| Country::guess(written));
        let Some(code) = fields.known("code") else {
            let help = match meant {
                Some(meant) => format!("write `{meant}` under `code`, if {} is meant", meant.name()),
                None => "write its two letters under `code`".to_owned(),
            };
            // Neither code nor name: it is not known.
            if name.is_some() || fields.written("code").is_none() {
                self.refuse(Code::MISSING_FIELD, &node.pointer, "a country has no `code`", help);
            }
            return None;
        };
        let country = self.letters(&code)?;
        let Some((written, pointer)) = name else { return Some(country) };
        match meant {
            Some(named) if named == country => Some(country),
            Some(named) => {
                let message = format!(
                    "`{country}` is {}, and the name `{}` is that of `{named}`",
                    country.name(),
                    short(written)
                );
                let help = format!("find out which is meant: write `{named}`, or the name of `{country}`");
                self.refuse(Code::COUNTRY_NAME, &pointer, message, help);
                None
            }
            None => {
                let message = format!("`{}` is not a name by which a country is known here", short(written));
                let help = format!("the code counts: `{country}` is {}", country.name());
                self.refuse(Code::COUNTRY_NAME_UNKNOWN, &pointer, message, help);
                Some(country)
            }
        }
    }

    fn refuse_number(&mut self, node: &Node, literal: &str) -> Option<Country> {
        let message = format!("a country must be a string, not the number `{}`", short(literal));
        match Country::guess(&format!("{literal:0>3}")) {
            Some(country) => {
                let message = format!("{message} ({})", country.name());
                self.refuse_with_fix(Code::COUNTRY_FORM, &node.pointer, message, country.code());
            }
            None => self.refuse(Code::COUNTRY_FORM, &node.pointer, message, "write its two letters in quotes"),
        }
        None
    }

    fn refuse_swallowed(&mut self, node: &Node, word: &str) -> Option<Country> {
        let cause = alias("country", word).and_then(Alias::note).unwrap_or("a tool has changed it");
        let message = format!("`{}` is not a country: {cause}", short(word));
        let help = swallowed(word).map_or_else(
            || "write the two letters of the country that is meant, in quotes".to_owned(),
            |code| format!("write \"{code}\" in quotes, if that is meant"),
        );
        self.refuse(Code::COUNTRY_SWALLOWED, &node.pointer, message, help);
        None
    }

    fn refuse_country(&mut self, node: &Node, written: &str) {
        let word = written.trim().to_lowercase();
        if matches!(word.as_str(), "false" | "true" | "nan" | "no" | "on" | "off") {
            self.refuse_swallowed(node, written);
            return;
        }
        let (country, below) = written.split_once('-').unwrap_or((written, ""));
        if Place::parse(written).is_some() && !below.is_empty() {
            let message = format!("`{written}` is a subdivision, and a country belongs here");
            let help = format!("write `{country}` here and `{written}` in the field for the subdivision beside it");
            self.refuse(Code::SUBDIVISION, &node.pointer, message, help);
            return;
        }
        match alias("country", written) {
            Some(found) => self.refuse_unassigned(node, found.note(), &found.meant()),
            None => self.refuse_unknown(node, written),
        }
    }

    fn refuse_unassigned(&mut self, node: &Node, cause: Option<&str>, meant: &[&str]) {
        let help = match meant {
            [] => "write the two letters of a country of ISO 3166-1".to_owned(),
            some => format!("write {}", one_of(some.iter().copied())),
        };
        self.refuse(Code::COUNTRY_NOT_ASSIGNED, &node.pointer, cause.unwrap_or("this is not a country"), help);
    }

    fn refuse_unknown(&mut self, node: &Node, written: &str) {
        let message = format!("`{}` is not the two-letter code of a country", short(written));
        let guess = Country::guess(written).or_else(|| Country::parse(&written.trim().to_uppercase()));
        if let Some(country) = guess {
            let message = format!("{message} ({})", country.name());
            self.refuse_with_fix(Code::COUNTRY_FORM, &node.pointer, message, country.code());
            return;
        }
        let names: Vec<(&'static str, Country)> = Country::all().map(|country| (country.name(), country)).collect();
        let near = nearest(written, names.iter().map(|(name, _)| *name)).filter(|_| written.chars().count() > 3);
        let country = near.and_then(|near| names.iter().find(|(name, _)| *name == near));
        let help = match country {
            Some((name, country)) => format!("did you mean `{country}` ({name})?"),
            None if !written.is_ascii() && written.trim().chars().count() == 2 => {
                "write two capital letters of ISO 3166-1, of the Latin alphabet: letters of another may look the same"
                    .to_owned()
            }
            None => "write two capital letters of ISO 3166-1".to_owned(),
        };
        self.refuse(Code::COUNTRY_FORM, &node.pointer, message, help);
    }
}

/// The code that a tool turned into that word.
fn swallowed(word: &str) -> Option<&'static str> {
    alias("country", word)?.meant().first().copied()
}
