//! Phrases in the languages of the reader, and the words for outcomes, days and periods.

pub(crate) use super::phrases::Phrase;
use crate::vocab::{Label, Language, Outcome, Policy, TimeUnit, Truth};

/// The words in the reader's languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The languages, the first the dearest.
    pub(crate) languages: &'a [Language],
}

impl Words<'_> {
    /// A phrase.
    pub(crate) fn say(self, phrase: Phrase) -> &'static str {
        let spoken = self.languages.iter().find_map(|language| phrase.get(&language.0));
        spoken.or_else(|| phrase.get("en")).unwrap_or_default()
    }

    /// A phrase with its gaps filled in.
    pub(crate) fn fill(self, phrase: Phrase, with: &[&str]) -> String {
        let mut filled = String::new();
        let mut rest = self.say(phrase);
        while let Some((before, after)) = rest.split_once('{') {
            let (number, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            filled.push_str(number.parse::<usize>().ok().and_then(|at| with.get(at)).copied().unwrap_or_default());
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// A label.
    pub(crate) fn label(self, label: &Label) -> &str {
        label.in_first(self.languages)
    }

    /// An outcome, its policy apart.
    pub(crate) fn outcome(self, outcome: Outcome) -> &'static str {
        self.say(match outcome {
            Outcome::NotApplicable => Phrase::NotApplicable,
            Outcome::NoControlFound => Phrase::NoControlFound,
            Outcome::PermittedWithDuties => Phrase::PermittedWithDuties,
            Outcome::LicenceRequired(_) => Phrase::LicenceRequired,
            Outcome::Prohibited => Phrase::Prohibited,
        })
    }

    /// An outcome with its policy.
    pub(crate) fn outcome_in_full(self, outcome: Outcome) -> String {
        match outcome.policy() {
            Some(policy) => format!("{}, {}", self.outcome(outcome), self.policy(policy)),
            None => self.outcome(outcome).to_owned(),
        }
    }

    /// A policy.
    pub(crate) fn policy(self, policy: Policy) -> &'static str {
        self.say(match policy {
            Policy::Approval => Phrase::Approval,
            Policy::CaseByCase => Phrase::CaseByCase,
            Policy::PresumptionOfDenial => Phrase::PresumptionOfDenial,
            Policy::PolicyOfDenial => Phrase::PolicyOfDenial,
            Policy::DenialInAllCases => Phrase::DenialInAllCases,
        })
    }

    /// A truth value.
    pub(crate) fn truth(self, truth: Truth) -> &'static str {
        self.say(match truth {
            Truth::True => Phrase::True,
            Truth::False => Phrase::False,
            Truth::Unknown => Phrase::Unknown,
        })
    }

    /// One of the engine's own words for a place or an act, translated where the catalogue has it.
    pub(crate) fn noun(self, word: &str) -> String {
        let known = match word.replace(['-', '_'], " ").as_str() {
            "declared destination" => Phrase::DeclaredDestination,
            "known end destination" => Phrase::KnownEndDestination,
            "destination" => Phrase::Destination,
            "origin" | "country of origin" => Phrase::Origin,
            "country of export" => Phrase::CountryOfExport,
            "end user" => Phrase::EndUser,
            "consignee" => Phrase::Consignee,
            "export" => Phrase::Export,
            "reexport" => Phrase::Reexport,
            "transit" => Phrase::Transit,
            "transhipment" => Phrase::Transhipment,
            "in country transfer" => Phrase::InCountryTransfer,
            "brokering" => Phrase::Brokering,
            "intangible transfer" => Phrase::IntangibleTransfer,
            "temporary export" => Phrase::TemporaryExport,
            "return" => Phrase::Return,
            other => return other.to_owned(),
        };
        self.say(known).to_owned()
    }

    /// So much time; of no unit, business days.
    pub(crate) fn time(self, number: u32, unit: Option<TimeUnit>) -> String {
        let (one, many) = match unit {
            Some(TimeUnit::Days) => (Phrase::OneDay, Phrase::Days),
            Some(TimeUnit::Weeks) => (Phrase::OneWeek, Phrase::Weeks),
            Some(TimeUnit::Months) => (Phrase::OneMonth, Phrase::Months),
            Some(TimeUnit::Years) => (Phrase::OneYear, Phrase::Years),
            None => (Phrase::OneBusinessDay, Phrase::BusinessDays),
        };
        if number == 1 { self.say(one).to_owned() } else { self.fill(many, &[&number.to_string()]) }
    }

    /// So many days.
    pub(crate) fn days(self, days: u32) -> String {
        if days == 1 { self.say(Phrase::OneDay).to_owned() } else { self.fill(Phrase::Days, &[&days.to_string()]) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(words: &str) -> Vec<String> {
        let mut gaps: Vec<String> =
            words.split('{').skip(1).filter_map(|part| part.split('}').next()).map(str::to_owned).collect();
        gaps.sort();
        gaps.dedup();
        gaps
    }

    #[test]
    fn both_languages_fill_the_same_gaps() {
        for phrase in Phrase::ALL {
            let (english, korean) = (phrase.get("en"), phrase.get("ko"));
            assert_eq!(english.map(gaps), korean.map(gaps), "{phrase:?}");
        }
    }

    #[test]
    fn no_outcome_is_called_clear_or_allowed() {
        for phrase in Phrase::ALL {
            let words = phrase.get("en").unwrap_or_default();
            assert!(!words.split(' ').any(|word| matches!(word, "clear" | "cleared" | "allowed")), "{words}");
        }
    }
}
