//! The codes of an item, as a law reads them: in the edition of the day, and of several the one that says most.

use super::Bit;
use super::bound::ItemCode;
use super::frame::Frame;
use crate::model::Nomenclature;
use crate::shipment::{CodeValue, StatedCode};
use crate::vocab::{Code, Date, Tariff, Truth};
use smallvec::SmallVec;

/// The edition in which a law reads a scheme's codes on a day, where that is or may be another than the one stated.
pub(super) fn other_edition<'n>(
    law: &'n [Nomenclature],
    (scheme, stated): (&str, &str),
    on: Option<Date>,
) -> Option<&'n str> {
    editions(law, scheme, on).find(|own| *own != stated)
}

/// Whether a code is in the edition in which a law reads its scheme; one without an edition is read in it where there is such a code.
/// Of a day that is not known, whether it is in each that may be.
pub(super) fn reads_edition(law: &[Nomenclature], code: &Code, stated: Option<&str>, on: Option<Date>) -> bool {
    editions(law, code.scheme().name(), on)
        .all(|own| stated.map_or_else(|| code.may_be_of(own), |stated| own == stated))
}

/// The edition in which a law reads a scheme on a day; each that may be, of one that is not known.
pub(super) fn editions<'n>(law: &'n [Nomenclature], scheme: &str, on: Option<Date>) -> impl Iterator<Item = &'n str> {
    let own = law.iter().filter(move |own| own.scheme == scheme && !own.period.holds(on).is_false());
    own.map(|own| own.edition.as_str())
}

/// The tariff codes of an item, as a law reads them.
#[derive(Debug, Default)]
pub(super) struct Codes {
    pub(super) own: SmallVec<[Tariff; 2]>,
    pub(super) other_edition: bool,
}

impl Codes {
    /// Adds a code. One in the law's edition puts an end to all that are not.
    fn add(&mut self, code: Tariff, in_edition: bool) {
        if self.own.is_empty() || in_edition && self.other_edition {
            self.own.clear();
            self.other_edition = !in_edition;
        }
        if in_edition != self.other_edition {
            self.own.push(code);
        }
    }

    /// Those in the law's edition.
    pub(super) fn read(&self) -> &[Tariff] {
        if self.other_edition { &[] } else { &self.own }
    }

    pub(super) fn tell_nothing(&self) -> bool {
        self.read().is_empty()
    }

    /// Whether a tariff code is among those that are read; where none can be, each is.
    pub(super) fn has(&self, code: Tariff) -> bool {
        self.own.contains(&code)
    }

    /// Whether the item falls under a code, by its tariff codes; open where it has none, or none that can be read.
    pub(super) fn are_under(&self, code: Tariff) -> Bit {
        if self.tell_nothing() {
            return Bit::Open;
        }
        Truth::any(self.own.iter().map(|&own| code.covers(own))).into()
    }
}

/// Leaves those of tariff codes with which no longer one of them begins.
fn leave_longest(all: &mut SmallVec<[Tariff; 2]>) {
    if all.len() < 2 {
        return;
    }
    all.sort_unstable();
    all.dedup();
    let goes_on = |own: Tariff, other: &Tariff| other.digits > own.digits && own.covers(*other).is_true();
    *all = all.iter().copied().filter(|&own| !all.iter().any(|other| goes_on(own, other))).collect();
}

impl Frame<'_> {
    /// The item's tariff codes that say most: those in the edition of a law where there are any, each only where no longer
    /// one begins with it. And whether they are all of another edition.
    pub(super) fn codes(&self, law: &[Nomenclature]) -> Codes {
        let mut codes = Codes::default();
        for (tariff, item) in self.bound.codes().filter_map(|item| Some((item.tariff?, item))) {
            codes.add(tariff, reads_edition(law, item.code, item.edition, self.on));
        }
        leave_longest(&mut codes.own);
        codes
    }

    /// Whether the item falls under any of these codes.
    pub(super) fn item_is(&self, codes: &[Code]) -> Bit {
        // Of tariff codes those that say most, as a list reads them: a shorter one leaves open what a longer one tells.
        let own = codes.iter().any(|code| code.tariff().is_some()).then(|| self.codes(self.nomenclature));
        let one = |code: &Code| match (code.tariff(), &own) {
            _ if !self.states_comparable(code) => self.states_none(code),
            (Some(tariff), Some(own)) => own.are_under(tariff),
            _ => self.is_under(code),
        };
        codes.iter().fold(Bit::False, |any, code| any.or(one(code)))
    }

    /// Whether any code of the item can be held against that one.
    fn states_comparable(&self, own: &Code) -> bool {
        self.bound.codes().any(|item| own.is_comparable(item.code))
    }

    /// Whether the item falls under a code of no tariff.
    fn is_under(&self, own: &Code) -> Bit {
        let near = self.bound.codes().filter(|item| own.is_comparable(item.code));
        let says = |item: ItemCode| {
            if self.reads_edition(item.code, item.edition) { own.covers(item.code).into() } else { Bit::Open }
        };
        near.fold(Bit::False, |any, item| any.or(says(item)))
    }

    /// No, where it is stated that the item has no code in that scheme; open otherwise.
    fn states_none(&self, own: &Code) -> Bit {
        let none = |stated: &&StatedCode| stated.value == CodeValue::Nothing;
        let stated = self.bound.goods.codes.iter().filter(none).any(|stated| stated.scheme == own.scheme().name());
        if stated { Bit::False } else { Bit::Open }
    }

    /// Whether a code is in the edition in which this law reads its scheme, wherever the code is stated.
    pub(super) fn reads_edition(&self, code: &Code, edition: Option<&str>) -> bool {
        reads_edition(self.nomenclature, code, edition, self.on)
    }
}
