//! Groups on the day, and who put each member there.

use super::shown::{GroupText, MemberText};
use super::trees::holds;
use super::view::View;
use crate::model::{Amended, Amendment, Cite, Group, GroupId, Member};
use crate::syntax::{ClauseKind, Spot, When};
use crate::vocab::{Place, is_known};

/// What an amendment did to a place.
struct Move<'m> {
    change: &'m Amendment,
    place: Place,
    added: bool,
}

impl View<'_> {
    pub(super) fn group(&self, id: GroupId) -> Option<GroupText> {
        let group: &Group = self.model.groups.get(id.index())?;
        let moves = self.moves(id);
        let in_then =
            |member: &&Member| member.period.contains(self.asked.on) && is_known(member.known, self.asked.known_on);
        let members: Vec<MemberText> =
            group.members.iter().filter(in_then).map(|one| self.member(one, &moves)).collect();
        let out = moves.iter().filter(|moved| !moved.added && last_of(&moves, &moved.place) == Some(moved.change.span));
        let gone = out.filter(|moved| !members.iter().any(|member| member.place == moved.place));
        let removed = gone.map(|moved| (moved.place.clone(), self.mark_of_change(moved.change)));
        Some(GroupText {
            id: group.id.clone(),
            label: group.label.clone(),
            cites: group.cites.on(Some(self.asked.on)),
            removed: removed.collect(),
            members,
            standing: self.standing_whole(Amended::Group(id)),
            pending: self.pending(Amended::Group(id)),
            at: self.trees.place(group.span),
        })
    }

    fn member(&self, member: &Member, moves: &[Move<'_>]) -> MemberText {
        let last = moves.iter().rfind(|moved| moved.added && moved.place == member.place);
        MemberText {
            place: member.place.clone(),
            from: member.period.from,
            before: member.period.before,
            uncertain: member.uncertain,
            by: last.map(|moved| self.mark_of_change(moved.change)),
        }
    }

    /// Who was put in and taken out by the changes that bear on the day, in their order.
    fn moves(&self, id: GroupId) -> Vec<Move<'_>> {
        let bears = |change: &&Amendment| change.known_from.is_some() && change.in_force.contains(self.asked.on);
        let changes = self.amendments(Amended::Group(id)).filter(bears);
        let mut moves = Vec::new();
        for change in changes {
            for clause in self.trees.body(change.span) {
                let (places, when, added): (&[Spot<String>], &When, bool) = match &clause.kind {
                    ClauseKind::AddPlaces { places, when } => (places, when, true),
                    ClauseKind::RemovePlaces { places, when } => (places, when, false),
                    _ => continue,
                };
                let places = places.iter().filter(|_| holds(when, self.asked.on));
                let read = places.filter_map(|place| Place::parse(&place.value));
                moves.extend(read.map(|place| Move { change, place, added }));
            }
        }
        moves
    }
}

/// The change that moved a place last.
fn last_of(moves: &[Move<'_>], place: &Place) -> Option<crate::source::Span> {
    moves.iter().rfind(|moved| moved.place == *place).map(|moved| moved.change.span)
}
