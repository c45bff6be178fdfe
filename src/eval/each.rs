//! Conditions asked of each: of the components of an item, of what it was produced with, of parties and of owners.

use super::Bit;
use super::assess::{Instance, asked_apart};
use super::frame::{Frame, OriginTest};
use super::record::subjects;
use super::subject::{Asked, Known, Memo, Subject, party_of};
use super::weigh::Scale;
use crate::compile::{Family, GoneThrough, NodeSpan};
use crate::model::{EachId, ProvisionId};
use crate::shipment::{Line, Owner, Party};
use crate::vocab::{Outcome, Over, Truth};

/// How deep parties may own each other, and components hold each other, before no more is said.
pub(in crate::eval) const DEEPEST: u8 = 250;

/// One of those gone through.
#[derive(Debug, Clone, Copy)]
pub(in crate::eval) enum Member<'a> {
    /// A component, an input or a line.
    Part(&'a Line),
    /// A party.
    Party(&'a Party),
    /// An owner, and who that is.
    Owner(&'a Owner, Option<&'a Party>),
}

/// Those gone through, and whether there are no others.
#[derive(Debug, Clone)]
pub(in crate::eval) struct Members<'a> {
    /// Components, inputs or lines.
    parts: &'a [Line],
    /// Parties and owners.
    somebody: Vec<Member<'a>>,
    /// Whether there are no others.
    pub(in crate::eval) complete: bool,
}

impl<'a> Members<'a> {
    fn of_parts(parts: &'a [Line], complete: bool) -> Members<'a> {
        Members { parts, somebody: Vec::new(), complete }
    }

    fn of_somebody(somebody: Vec<Member<'a>>, complete: bool) -> Members<'a> {
        Members { parts: &[], somebody, complete }
    }

    /// One after the other.
    pub(in crate::eval) fn iter(&self) -> impl Iterator<Item = Member<'a>> {
        self.parts.iter().map(Member::Part).chain(self.somebody.iter().copied())
    }

    /// What is known of others than those that are stated; none where there are no others.
    fn others(&self) -> Option<Truth> {
        (!self.complete).then_some(Truth::Unknown)
    }
}

impl<'a> Frame<'a> {
    /// Whether a condition holds of any, or of every one.
    pub(in crate::eval) fn each(&self, id: EachId) -> Bit {
        let key = self.of_party(Asked::Each(id.0));
        if let Some(Known::Each(bit)) = key.and_then(|key| self.memo.get(key)) {
            return bit;
        }
        let bit = self.each_anew(id);
        if let Some(key) = key {
            self.memo.put(key, Known::Each(bit));
        }
        bit
    }

    fn each_anew(&self, id: EachId) -> Bit {
        let (Some(text), Some(asked)) = (self.model.each.get(id.index()), self.program.each.get(id.index())) else {
            return Bit::Open;
        };
        let members = self.members(text.over, &text.roles);
        if !text.every {
            return self.any_of(&members, asked);
        }
        let bits = members.iter().map(|member| self.of_member(member, &asked.condition));
        bits.fold(members.others().map_or(Bit::True, Bit::from), Bit::and)
    }

    /// Whether it holds of any of these, or of what those are made of that are gone through.
    pub(in crate::eval) fn any_of(&self, members: &Members<'a>, asked: &GoneThrough) -> Bit {
        let bits = members.iter().map(|member| self.of_member_or_within(member, asked));
        bits.fold(members.others().map_or(Bit::False, Bit::from), Bit::or)
    }

    /// Whether it holds of that one, or, where that one is gone through, of any component of it.
    fn of_member_or_within(&self, member: Member<'a>, asked: &GoneThrough) -> Bit {
        let own = self.of_member(member, &asked.condition);
        if own == Bit::True {
            return own;
        }
        let way = self.way_into(member, asked);
        if way == Bit::False {
            return own;
        }
        let within = self.with_member(member, |frame| frame.any_of(&frame.members(Over::Components, &[]), asked));
        own.or(way.and(within))
    }

    /// Whether what that one is made of is gone through.
    pub(in crate::eval) fn way_into(&self, member: Member<'a>, asked: &GoneThrough) -> Bit {
        asked.through.as_ref().map_or(Bit::False, |through| self.of_member(member, through))
    }

    /// What a condition says of one of them.
    pub(in crate::eval) fn of_member(&self, member: Member<'a>, span: &NodeSpan) -> Bit {
        if let (Member::Part(part), [node], None) = (member, self.program.nodes_of(span), self.seen)
            && self.depth.saturating_add(1) < DEEPEST
            && let Some(test) = OriginTest::of(&node.op)
        {
            return self.originates(part, test);
        }
        self.with_member(member, |frame| frame.evaluate_apart(span))
    }

    /// Something asked with that one at hand.
    pub(in crate::eval) fn with_member<R>(&self, member: Member<'a>, ask: impl FnOnce(&Frame<'_>) -> R) -> R
    where
        R: Default,
    {
        let Some(depth) = self.depth.checked_add(1).filter(|depth| *depth < DEEPEST) else { return R::default() };
        match member {
            Member::Part(line) => {
                let bound = self.bound.part(line);
                let memo = Memo::default();
                ask(&Frame { bound: &bound, matches: &[], memo: &memo, depth, ..self.clone() })
            }
            Member::Party(party) | Member::Owner(_, Some(party)) => {
                let subject = Subject { party: Some(party), ..self.subject };
                ask(&Frame { subject, depth, ..self.clone() })
            }
            Member::Owner(_, None) => R::default(),
        }
    }

    /// Those gone through.
    pub(in crate::eval) fn members(&self, over: Over, roles: &[String]) -> Members<'a> {
        let shipment = self.bound.shipment;
        let line = self.bound.line;
        match over {
            Over::Components => {
                let complete = line.content.as_ref().is_some_and(|content| content.complete == Some(true));
                Members::of_parts(line.components(), complete)
            }
            Over::Inputs => Members::of_parts(&line.produced_with, line.produced_with_complete == Some(true)),
            Over::Lines => Members::of_parts(&shipment.lines, true),
            Over::Parties => {
                // Whom a line names as its own stands in that role for it, whatever else the party is called.
                let goods = self.bound.goods;
                let own = |role: &str| match role {
                    "consignee" => goods.consignee.as_ref(),
                    "end-user" => goods.end_user.as_ref(),
                    _ => None,
                };
                let has = |party: &Party, role: &String| {
                    party.roles.contains(role) || own(role).is_some_and(|id| *id == party.id)
                };
                let meant = |party: &&Party| roles.is_empty() || roles.iter().any(|role| has(party, role));
                let named = |role: &String| shipment.parties.iter().any(|party| has(party, role));
                let every_role = !roles.is_empty() && roles.iter().all(named);
                let meant = shipment.parties.iter().filter(meant).map(Member::Party).collect();
                Members::of_somebody(meant, shipment.parties_complete == Some(true) || every_role)
            }
            Over::Owners => {
                let Some(party) = self.subject.party else { return Members::of_somebody(Vec::new(), false) };
                let owner = |owner: &'a Owner| Member::Owner(owner, party_of(shipment, &owner.party));
                let nobodys = party.owners.is_empty() && party.kind.as_deref() == Some("individual");
                Members::of_somebody(
                    party.owners.iter().map(owner).collect(),
                    party.owners_complete == Some(true) || nobodys,
                )
            }
        }
    }

    /// Whether one of these rules requires a licence, or more, of what is at hand. What is not known of its exceptions leaves
    /// it open; those named are as if they were not there.
    pub(in crate::eval) fn required_by(&self, rules: &[ProvisionId], disregarding: &[ProvisionId]) -> Bit {
        let places = rules.iter().filter_map(|rule| self.program.families_of.get(rule)).flatten();
        places.fold(Bit::False, |any, &place| any.or(self.required_by_family(place, disregarding)))
    }

    fn required_by_family(&self, (book, place): (usize, usize), disregarding: &[ProvisionId]) -> Bit {
        let family = self.program.books.get(book).and_then(|book| book.families.get(place));
        let (Some(family), Some(head)) = (family, self.model.rulebooks.get(book)) else { return Bit::Open };
        let memo = Memo::default();
        let of_law = Frame { memo: &memo, nomenclature: &head.nomenclature, matches: &[], ..self.clone() };
        let bare = Frame { entry: None, listed: Bit::False, ..of_law };
        let matches: Vec<_> = family.binds.iter().map(|&list| bare.look_up(list)).collect();
        let frame = Frame { matches: &matches, ..bare };
        let given_way = self.gives_way((book, family), &frame, disregarding);
        if given_way == Bit::True {
            return Bit::False;
        }
        let needed = subjects(family, &frame).into_iter().map(|subject| {
            let found = asked_apart(family, place, &frame, subject, disregarding);
            let licence = Outcome::LicenceRequired(None);
            match found.own {
                Bit::False => Bit::False,
                Bit::True if found.weight.best >= licence => Bit::True,
                _ if found.weight.worst.max(found.weight.shown.worst) < licence => Bit::False,
                Bit::Stuck => Bit::Stuck,
                _ => Bit::Open,
            }
        });
        needed.fold(Bit::False, Bit::or).and(!given_way)
    }

    /// Whether a rule that goes before that one holds of what is at hand, and leaves it no field.
    pub(in crate::eval) fn gives_way(
        &self,
        (book, family): (usize, &Family),
        frame: &Frame<'_>,
        disregarding: &[ProvisionId],
    ) -> Bit {
        let Some(text) = self.program.books.get(book) else { return Bit::Open };
        let before = family.gives_way_to.iter().filter_map(|&at| Some((at, text.families.get(at)?)));
        let stands = before.map(|(at, earlier)| {
            let matches: Vec<_> = earlier.binds.iter().map(|&list| frame.look_up(list)).collect();
            let frame = Frame { matches: &matches, ..frame.clone() };
            let all = subjects(earlier, &frame).into_iter();
            let of_each = all.map(|subject| asked_apart(earlier, at, &frame, subject, disregarding));
            let stands = |found: Instance| {
                let scale = Scale::new(earlier, found.entry, &found.roots);
                let own = family.members.first().map(|rule| scale.stands_before(rule.first));
                let (presumed, unpresumed) = own.unwrap_or((found.own, found.own));
                if presumed == unpresumed { presumed } else { Bit::Open }
            };
            of_each.map(stands).fold(Bit::False, Bit::or)
        });
        stands.fold(Bit::False, Bit::or)
    }
}
