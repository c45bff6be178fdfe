//! The legs of the way, and what happened.

use super::node::{Fields, Node};
use super::{Reader, short};
use crate::diagnostic::Code;
use crate::shipment::words::{CERTAINTIES, CUSTOMS, LEG_KINDS, MODES};
use crate::shipment::{Certainty, Event, Leg, Tree};
use crate::vocab::FactOf;

const LEG_KEYS: [&str; 15] = [
    "seq",
    "kind",
    "from",
    "from_subdivision",
    "to",
    "to_subdivision",
    "from_locode",
    "to_locode",
    "mode",
    "departs",
    "arrives",
    "customs_status",
    "certainty",
    "lines",
    "parties",
];
const EVENT_KEYS: [&str; 10] =
    ["id", "kind", "on", "country", "subdivision", "party", "licence", "lines", "note", "facts"];

impl Reader<'_> {
    pub(super) fn leg(&mut self, node: &Node, index: usize) -> Option<Leg> {
        let fields = self.fields(node, "a leg", &LEG_KEYS)?;
        self.leg_details(&fields);
        for end in ["from", "to"] {
            self.required(&fields, end, "a leg", "write the country, or \"unknown\"");
        }
        let seq = self.required(&fields, "seq", "a leg", "number the legs from 1").and_then(|node| self.seq(&node));
        let leg = Leg {
            kind: fields.get("kind").and_then(|node| self.word(&node, "a kind of leg", &LEG_KINDS)),
            from: self.place_at(&fields, "from", "from_subdivision"),
            to: self.place_at(&fields, "to", "to_subdivision"),
            departs: self.day_at(&fields, "departs"),
            arrives: self.day_at(&fields, "arrives"),
            customs_status: fields
                .get("customs_status")
                .and_then(|node| self.word(&node, "a customs status", &CUSTOMS)),
            certainty: fields.get("certainty").and_then(|node| self.certainty(&node)),
            lines: fields.get("lines").map(|node| self.ids(&node, "a line")).unwrap_or_default(),
            parties: fields.get("parties").map(|node| self.ids(&node, "a party")).unwrap_or_default(),
            index,
            ..Leg::default()
        };
        Some(Leg { seq: seq?, ..leg })
    }

    fn certainty(&mut self, node: &Node) -> Option<Certainty> {
        match self.word(node, "a certainty", &CERTAINTIES)?.as_str() {
            "done" => Some(Certainty::Done),
            "planned" => Some(Certainty::Planned),
            "suspected" => Some(Certainty::Suspected),
            _ => None,
        }
    }

    fn seq(&mut self, node: &Node) -> Option<u32> {
        let number = match node.tree {
            Tree::Number(literal) => literal.parse().ok().filter(|&number| number > 0),
            _ => None,
        };
        if number.is_none() {
            self.wrong_kind(node, "`seq` must be a whole number from 1", "write it without quotes");
        }
        number
    }

    /// What is kept for later and only checked for its form.
    fn leg_details(&mut self, fields: &Fields) {
        for key in ["from_locode", "to_locode"] {
            if let Some(node) = fields.known(key) {
                self.locode(&node);
            }
        }
        if let Some(mode) = fields.get("mode") {
            self.word(&mode, "a mode of transport", &MODES);
        }
    }

    fn locode(&mut self, node: &Node) {
        let Some(written) = self.string(node, "a place") else { return };
        let letters = |run: &str| run.bytes().all(|b| b.is_ascii_uppercase());
        let place = |run: &str| run.bytes().all(|b| b.is_ascii_uppercase() || (b'2'..=b'9').contains(&b));
        let sound = written.len() == 5
            && written.split_at_checked(2).is_some_and(|(country, rest)| letters(country) && place(rest));
        if !sound {
            let message = format!("`{}` is not a place of UN/LOCODE", short(written));
            let help = "write the country's two letters and the place's three without a space";
            self.refuse(Code::UNKNOWN_WORD, &node.pointer, message, help);
        }
    }

    pub(super) fn event(&mut self, node: &Node, index: usize) -> Option<Event> {
        let fields = self.fields(node, "an event", &EVENT_KEYS)?;
        if let Some(note) = fields.get("note") {
            self.words(&note, "a note");
        }
        let id = self.required(&fields, "id", "an event", "give it an id of its own");
        let id = id.and_then(|node| self.id(&node, "the id of an event"));
        let kinds: Vec<String> = self.dictionary.events().map(str::to_owned).collect();
        let kind = self.required(&fields, "kind", "an event", "write what happened");
        let kind = kind.and_then(|node| self.declared_name(&node, "the kind of event", &kinds));
        let event = Event {
            on: self.day_at(&fields, "on"),
            country: self.place_at(&fields, "country", "subdivision"),
            party: fields.known("party").and_then(|node| self.id(&node, "the id of a party")),
            licence: fields.known("licence").and_then(|node| self.id(&node, "the id of an authorization")),
            lines: fields.get("lines").map(|node| self.ids(&node, "a line")).unwrap_or_default(),
            facts: fields.get("facts").map(|node| self.facts(&node, FactOf::Event)).unwrap_or_default(),
            index,
            ..Event::default()
        };
        Some(Event { id: id?, kind: kind?, ..event })
    }
}
