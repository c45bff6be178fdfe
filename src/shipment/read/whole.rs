//! The shipment as a whole.

use super::node::{Fields, Node};
use super::{FORMAT, MAX_EVENTS, MAX_LEGS, MAX_LINES, MAX_PARTIES, Reader, short};
use crate::diagnostic::Code;
use crate::shipment::words::NATURES;
use crate::shipment::{Dates, Leg, Line, Shipment, Tree, snake};
use crate::vocab::{Act, Country, FactOf, StandardDate};

/// The fields of a shipment.
pub(super) const KEYS: &[&str] = &[
    "format",
    "id",
    "references",
    "activity",
    "country_of_export",
    "country_of_export_subdivision",
    "country_of_destination",
    "country_of_destination_subdivision",
    "country_of_ultimate_destination",
    "country_of_ultimate_destination_subdivision",
    "countries_of_routing",
    "dates",
    "nature_of_transaction",
    "incoterm",
    "total_value",
    "parties",
    "parties_complete",
    "legs",
    "authorizations",
    "events",
    "prior_export",
    "lines",
    "facts",
    "x",
];

impl Reader<'_> {
    pub(super) fn whole(&mut self, node: &Node) -> Option<Shipment> {
        if self.is_of_a_later_format(node) {
            return None;
        }
        let fields = self.fields(node, "a shipment", KEYS)?;
        self.format(&fields);
        if !self.within_limits(&fields) {
            return None;
        }
        let id = self.required(&fields, "id", "a shipment", "give it an id");
        let id = id.and_then(|node| self.id(&node, "the id of a shipment"));
        self.kept_parts(&fields);
        let ends = self.ends(&fields);
        let complete = fields.get("parties_complete");
        let shipment = Shipment {
            parties: self.each(&fields, "parties", MAX_PARTIES, Self::party),
            parties_complete: complete.and_then(|node| self.yes_no_unknown(&node)),
            legs: self.legs(&fields),
            authorizations: self.each(&fields, "authorizations", usize::MAX, Self::authorization),
            events: self.each(&fields, "events", MAX_EVENTS, Self::event),
            lines: self.lines(&fields),
            facts: fields.get("facts").map(|node| self.facts(&node, FactOf::Shipment)).unwrap_or_default(),
            source: node.tree.clone(),
            ..ends
        };
        self.check(&fields, &shipment);
        Some(Shipment { id: id?, ..shipment })
    }

    /// Whether it says that it is of a format this program does not know yet; then nothing else is looked at.
    fn is_of_a_later_format(&mut self, node: &Node) -> bool {
        let Some(Tree::Text(written)) = node.tree.at("/format") else { return false };
        let number = written.strip_prefix("shipment/").and_then(|number| number.parse::<u32>().ok());
        let later = number.is_some_and(|number| number > 1);
        if later {
            let message = format!("the format `{}` is not read; this reads `{FORMAT}`", short(written));
            let help = "it is a later format: a newer version of this program reads it";
            self.refuse(Code::SHIPMENT_FORMAT, "/format", message, help);
        }
        later
    }

    /// It must say that it is of the format that is read.
    fn format(&mut self, fields: &Fields) {
        let help = format!("write `\"format\": \"{FORMAT}\"`");
        let Some(node) = self.required(fields, "format", "a shipment", &help) else { return };
        if matches!(node.tree, Tree::Text(text) if text == FORMAT) {
            return;
        }
        let message = format!("the format `{}` is not read; this reads `{FORMAT}`", short(&node.tree.raw()));
        let help = format!("write `{FORMAT}`, and the fields as that format names them (`cocket schema` shows them)");
        let diagnostic = self.about(Code::SHIPMENT_FORMAT, &node.pointer, message).help(help);
        self.say(diagnostic.fix(format!("\"{FORMAT}\"")));
    }

    /// Whether there are no more lines than are read; with more, nothing else is looked at.
    fn within_limits(&mut self, fields: &Fields) -> bool {
        let Some(Node { tree: Tree::List(lines), pointer }) = fields.get("lines") else { return true };
        if lines.len() <= MAX_LINES {
            return true;
        }
        let message = format!("the shipment has {} lines, and at most {MAX_LINES} are read", lines.len());
        self.refuse(Code::SHIPMENT_LIMIT, &pointer, message, "split it into several shipments");
        false
    }

    /// The act, the countries, the dates and the amounts of the whole.
    fn ends(&mut self, fields: &Fields) -> Shipment {
        let acts: Vec<&str> = Act::ALL.iter().map(|act| act.id()).collect();
        let act = fields.get("activity").and_then(|node| self.word(&node, "an activity", &acts));
        let mut place = |key: &str| self.place_at(fields, key, &format!("{key}_subdivision"));
        let country_of_export = place("country_of_export");
        let declared_destination = place("country_of_destination");
        let known_end_destination = place("country_of_ultimate_destination");
        let nature = fields.get("nature_of_transaction");
        Shipment {
            act: act.and_then(|word| Act::parse(&word)),
            country_of_export,
            declared_destination,
            known_end_destination,
            routing: fields.get("countries_of_routing").map(|node| self.routing(&node)).unwrap_or_default(),
            dates: fields.get("dates").map(|node| self.dates(&node)).unwrap_or_default(),
            nature_of_transaction: nature.and_then(|node| self.word(&node, "a nature of transaction", &NATURES)),
            total_value: fields.known("total_value").and_then(|node| self.money(&node)),
            ..Shipment::default()
        }
    }

    fn routing(&mut self, node: &Node) -> Vec<Country> {
        let items = self.list(node, "`countries_of_routing`");
        items.iter().filter_map(|item| self.country(item)).collect()
    }

    fn dates(&mut self, node: &Node) -> Dates {
        let keys = StandardDate::ALL.map(|date| snake(date.name()));
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let Some(fields) = self.fields(node, "`dates`", &keys) else { return Dates::default() };
        let stated = StandardDate::ALL.into_iter().zip(&keys);
        let stated = stated.filter_map(|(date, key)| Some((date, self.date(&fields.known(key)?)?)));
        stated.collect()
    }

    fn lines(&mut self, fields: &Fields) -> Vec<Line> {
        let help = "a shipment has at least one line: `\"lines\": [{\"line\": \"1\"}]`";
        let Some(node) = self.required(fields, "lines", "a shipment", help) else { return Vec::new() };
        let items = self.list(&node, "`lines`");
        if items.is_empty() && matches!(node.tree, Tree::List(_)) {
            self.refuse(Code::NO_LINES, &node.pointer, "the shipment has no lines", help);
        }
        items.iter().enumerate().filter_map(|(index, item)| self.line(item, index)).collect()
    }

    /// The legs in the order of their numbers.
    fn legs(&mut self, fields: &Fields) -> Vec<Leg> {
        let mut legs = self.each(fields, "legs", MAX_LEGS, Self::leg);
        legs.sort_by_key(|leg| leg.seq);
        legs
    }

    /// What a list holds; with more than so many, none of it is read.
    pub(super) fn each<T>(
        &mut self,
        fields: &Fields,
        key: &str,
        most: usize,
        read: impl Fn(&mut Self, &Node, usize) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = fields.get(key) else { return Vec::new() };
        let items = self.at_most(&node, key, most, "leave out what the question does not turn on, or split it");
        items.iter().enumerate().filter_map(|(index, item)| read(self, item, index)).collect()
    }

    /// What is kept for later and only checked for its form.
    fn kept_parts(&mut self, fields: &Fields) {
        if let Some(references) = fields.get("references") {
            self.identifiers(&references);
        }
        if let Some(incoterm) = fields.get("incoterm") {
            self.incoterm(&incoterm);
        }
        if let Some(prior) = fields.get("prior_export") {
            self.prior_export(&prior);
        }
        if let Some(extra) = fields.get("x") {
            self.any_fields(&extra, "`x`");
        }
    }

    fn incoterm(&mut self, node: &Node) {
        let Some(written) = self.string(node, "an incoterm") else { return };
        if written.len() != 3 || !written.bytes().all(|b| b.is_ascii_uppercase()) {
            let message = format!("`{}` is not an incoterm", short(written));
            self.refuse(Code::UNKNOWN_WORD, &node.pointer, message, "write its three capital letters, such as `FOB`");
        }
    }
}
