//! Tariff codes packed for matching.

use super::{Scheme, Truth};

/// Digits of a tariff code, left-aligned to ten, with their number and the scheme they are of.
///
/// Says the same as [`Code::covers`](super::Code::covers) for tariff codes; a test holds the two together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tariff {
    /// The digits, padded with zeros to ten.
    pub lead: u64,
    /// How many of them are given: 2 to 10.
    pub digits: u8,
    /// Which country's subdivision goes on after the sixth digit; 0 for the Harmonized System itself.
    pub national: u8,
}

const SCHEMES: [&str; 5] = ["HS", "CN", "HSK", "HTS", "SCHED-B"];
const POWERS: [u64; 11] =
    [10_000_000_000, 1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/// One unit of the last digit of a chapter, and of a heading.
const CHAPTER: u64 = 100_000_000;
const HEADING: u64 = 1_000_000;

impl Tariff {
    /// Packs the bare digits of a code; none if its scheme is no tariff.
    pub(super) fn packed(scheme: &Scheme, text: &str) -> Option<Tariff> {
        let national = SCHEMES.iter().position(|own| *own == scheme.name())?;
        let digits = u8::try_from(text.len()).ok()?;
        let lead = text.parse::<u64>().ok()?.checked_mul(step(digits))?;
        Some(Tariff { lead, digits, national: u8::try_from(national).ok()? })
    }

    /// The name of its scheme.
    #[must_use]
    pub fn scheme(self) -> &'static str {
        SCHEMES.get(usize::from(self.national)).copied().unwrap_or_default()
    }

    /// The chapter: the first two digits.
    #[must_use]
    pub fn chapter(self) -> usize {
        usize::try_from(self.lead.div_euclid(CHAPTER)).unwrap_or(usize::MAX)
    }

    /// The heading, the first four digits; none for a bare chapter.
    #[must_use]
    pub fn heading(self) -> Option<usize> {
        (self.digits >= 4).then(|| usize::try_from(self.lead.div_euclid(HEADING)).unwrap_or(usize::MAX))
    }

    /// The place of one of many in the order of digits, with a code before those that it begins; of those with one code in the order
    /// of their schemes, and then in their own. One number, for long lists are sorted by it.
    #[must_use]
    pub fn rank(self, at: u32) -> u128 {
        let scheme = (u32::from(self.digits) << 8) | u32::from(self.national);
        (u128::from(self.lead) << 64) | (u128::from(scheme) << 32) | u128::from(at)
    }

    /// Its first so many digits, or all where it has no more.
    #[must_use]
    pub fn cut(self, digits: u8) -> Tariff {
        let digits = digits.min(self.digits);
        let step = step(digits);
        Tariff { lead: self.lead.div_euclid(step).saturating_mul(step), digits, ..self }
    }

    /// Whether its digits begin with those of another, whatever schemes the two are of.
    #[must_use]
    pub fn begins_with(self, other: Tariff) -> bool {
        self.digits >= other.digits && self.cut(other.digits).lead == other.lead
    }

    /// Whether an item of the code `item` falls under this one; unknown if it has too few digits to tell, or goes on in
    /// another country's subdivision.
    #[must_use]
    pub fn covers(self, item: Tariff) -> Truth {
        let comparable = self.national == item.national || self.digits <= 6 || item.national == 0;
        if comparable && item.digits >= self.digits {
            // The digits that are not given are noughts: what falls under a code lies in its run.
            return (item.lead.wrapping_sub(self.lead) < step(self.digits)).into();
        }
        let own = if comparable { self.digits } else { 6 };
        let shared = own.min(if comparable { item.digits } else { item.digits.min(6) });
        let cut = step(shared);
        if self.lead.div_euclid(cut) != item.lead.div_euclid(cut) {
            return Truth::False;
        }
        Truth::Unknown
    }
}

/// One unit of the last of so many digits.
fn step(digits: u8) -> u64 {
    POWERS.get(usize::from(digits)).copied().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::vocab::Code;

    #[test]
    fn packed_codes_cover_as_written_codes_do() {
        let digits = ["84", "8458", "845819", "845811", "8458190000", "8458191000", "84581910"];
        let all = SCHEMES.iter().flat_map(|scheme| digits.iter().map(move |text| (Scheme::new(scheme), *text)));
        let codes: Vec<Code> = all.filter_map(|(scheme, text)| Code::parse(&scheme, text).ok()).collect();
        assert!(codes.len() > 20);
        for own in &codes {
            for item in &codes {
                let packed = own.tariff().unwrap().covers(item.tariff().unwrap());
                assert_eq!(packed, own.covers(item), "{own} covers {item}");
            }
        }
    }
}
