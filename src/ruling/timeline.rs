//! The answer over time: in which stretches of the decisive date the ruling is the same, and what made the difference.

use super::{
    Assumption, DisputeShown, DutyDue, EntryShown, Gap, LawBook, Opening, Presumption, Question, Requirement, Standing,
    Status,
};
use crate::vocab::{Act, Date, Label, Period, Range};

/// What the law said of one shipment, and says, from stretch to stretch.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The shipment's own id.
    pub shipment: String,
    /// The act.
    pub act: Act,
    /// Where it leaves from, if that is known.
    pub from: Option<String>,
    /// Where it goes, if that is known: the known end destination, else the declared one.
    pub to: Option<String>,
    /// The days looked at.
    pub span: Period,
    /// As known on that day; none: everything that is loaded.
    pub known_on: Option<Date>,
    /// Line by line.
    pub lines: Vec<LineTimeline>,
    /// What was taken for granted in some stretch.
    pub assumptions: Vec<Assumption>,
}

/// One line over time.
#[derive(Debug, Clone)]
pub struct LineTimeline {
    /// The line's own name.
    pub line: String,
    /// Its codes and description, as people read them.
    pub item: String,
    /// One for each rulebook, in their order.
    pub bands: Vec<Band>,
}

/// A line under one rulebook over time.
#[derive(Debug, Clone)]
pub struct Band {
    /// The rulebook.
    pub law: LawBook,
    /// The date fact that each day in turn is taken for (`export-declared`).
    pub decisive_date: String,
    /// The day that the shipment itself states there.
    pub stated: Option<Date>,
    /// The stretches: in order, without a gap, each unlike the one before.
    pub stretches: Vec<Stretch>,
}

/// Days next to each other on which the law says the same.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The days.
    pub period: Period,
    /// What the law says, in the words of its first day.
    pub told: Told,
    /// What is different from the stretch before; nothing for the first.
    pub turns: Vec<Turn>,
    /// The instruments that made the difference.
    pub by: Vec<InstrumentShown>,
    /// From which later day within the stretch a rule is cited by other numbers.
    pub recited: Vec<Recited>,
    /// Parts of the law that are not encoded and could matter, each with its days within the stretch.
    pub gaps: Vec<(Gap, Period)>,
}

/// What the law says on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The outcome, its range and how firm it is.
    pub standing: Standing,
    /// The day lies before what the rulebook covers.
    pub before_coverage: bool,
    /// The lists in which a miss says nothing, since they are not encoded completely for that day.
    pub not_at_hand: Vec<Label>,
    /// What holds or may hold.
    pub requirements: Vec<Requirement>,
    /// Reliefs that are not shown but might be.
    pub openings: Vec<Opening>,
    /// What counts because nothing shows the contrary.
    pub presumptions: Vec<Presumption>,
    /// What is not known, as questions.
    pub questions: Vec<Question>,
    /// What has to be done.
    pub duties: Vec<DutyDue>,
    /// What the sources differ on.
    pub disputed: Vec<DisputeShown>,
}

impl Told {
    /// Whether another day tells the same: the outcome and its reasons. By which number an article is cited, and when a duty is
    /// due, whether it is done and what brings it, are no reasons.
    #[must_use]
    pub fn same_as(&self, other: &Told) -> bool {
        self.bare() == other.bare()
    }

    /// Without what may differ where the law says the same.
    fn bare(&self) -> Told {
        let mut bare = self.clone();
        bare.requirements.iter_mut().for_each(|one| one.citations.clear());
        bare.openings.iter_mut().for_each(|one| {
            one.citations.clear();
            named_only(&mut one.questions);
        });
        bare.presumptions.iter_mut().for_each(|one| {
            one.citations.clear();
            named_only(&mut one.questions);
        });
        named_only(&mut bare.questions);
        bare.duties.iter_mut().for_each(|one| {
            one.citations.clear();
            (one.due, one.met) = (None, None);
            one.by.clear();
        });
        bare.disputed.iter_mut().flat_map(|one| &mut one.readings).for_each(|(_, _, by)| by.clear());
        bare
    }
}

/// Of a question, what it asks: not what helps to answer it on that day.
fn named_only(questions: &mut [Question]) {
    for question in questions {
        question.hints.clear();
        question.waits.clear();
    }
}

/// What is different from the stretch before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// What the rulebook covers begins.
    Covered,
    /// A rule holds, or may hold, that did not: for these entries, where it is about entries.
    Came {
        /// The rule.
        rule: Label,
        /// Whether it holds.
        status: Status,
        /// The entries.
        entries: Vec<EntryShown>,
    },
    /// A rule no longer holds, nor may: for these entries, where it is about entries.
    Went {
        /// The rule.
        rule: Label,
        /// Whether it held.
        status: Status,
        /// The entries.
        entries: Vec<EntryShown>,
    },
    /// A rule asks something else than it did.
    Asks {
        /// The rule.
        rule: Label,
        /// What it asked.
        was: Range,
        /// What it asks.
        is: Range,
    },
    /// What a rule asks can come to something else than it could, reliefs that are not shown included.
    Bounds {
        /// The rule.
        rule: Label,
        /// What it could come to.
        was: Range,
        /// What it can come to.
        is: Range,
    },
    /// A rule that may have held holds, or the other way round.
    Turned {
        /// The rule.
        rule: Label,
        /// Whether it holds now.
        status: Status,
    },
    /// A relief may be shown that could not be.
    Opened(Label),
    /// A relief can no longer be shown.
    Closed(Label),
    /// Not finding the item in that list now says that it is not on it.
    Checkable(Label),
    /// Not finding the item in that list now says nothing.
    NotCheckable(Label),
    /// Something is not known now that was, or need not be known before.
    Asked(Label),
    /// Something need no longer be known.
    NoLongerAsked(Label),
}

/// An instrument, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentShown {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// Its official number, if at hand.
    pub number: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it, or the part that matters here, came into force.
    pub in_force: Option<Date>,
}

/// A rule that is cited by other numbers from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recited {
    /// From that day.
    pub from: Date,
    /// The rule.
    pub rule: Label,
    /// Where the law says so since.
    pub citations: Vec<String>,
}
