//! What a list said, for people: the entry, the part of the list that missed, the nearest headings.

use super::View;
use super::findings::edition_of;
use crate::compile::EntryRow;
use crate::eval::codes::other_edition;
use crate::eval::{Bit, Hit, Match};
use crate::model::{Entry, FirstListed, ListId};
use crate::ruling::{EntryShown, FactRead, Finding, NearEntry, PeriodEnd};
use crate::vocab::{Code, Date, Label, Period, is_known};

impl View<'_> {
    /// An entry as shown.
    pub(super) fn entry_shown(&self, (list, at): (ListId, u32)) -> Option<EntryShown> {
        let text = self.texts.model.lists.get(list.index())?;
        let entry: &Entry = text.entries.get(at as usize)?;
        let instrument = entry.instrument.and_then(|id| self.texts.model.instruments.get(id.index()));
        // Where it is not recorded since when it stood there, its own first day says nothing of the days before.
        let unrecorded = entry.first_listed == FirstListed::NotRecorded;
        let later = |from: &Date| self.found.bearing.on.is_some_and(|on| on < *from);
        Some(EntryShown {
            list: text.id.clone(),
            list_label: text.label.clone(),
            key: entry.key.clone(),
            code: entry.codes.first().map(|(_, code)| code.to_string()),
            description: entry.description.clone(),
            except: entry.except.iter().map(ToString::to_string).collect(),
            threshold: entry.threshold.clone(),
            from: entry.period.from.filter(|from| !(unrecorded && later(from))),
            instrument: instrument.map(|instrument| instrument.label.clone()),
        })
    }

    /// What the tariff part and the classified part of a list say, each with its bit.
    pub(super) fn parts(&self, found: &Match) -> Vec<(Bit, Finding, Vec<FactRead>)> {
        let Some(list) = self.texts.model.lists.get(found.list.index()) else { return Vec::new() };
        let Some(index) = self.texts.program.lists.get(found.list.index()) else { return Vec::new() };
        let label = list.label.clone();
        let codes = self.code_reads();
        let shown: Vec<String> = codes.iter().map(|read| read.used.clone()).collect();
        let mut parts = Vec::new();
        if index.has_tariff && !found.hits.iter().any(|hit| hit.bit == Bit::True && self.is_tariff(hit)) {
            let short = self.too_short(found.list, &found.hits);
            let not_listed =
                || Finding::NotListed { list: label.clone(), codes: shown.clone(), near: self.near_entry(found) };
            let by_tariff = match (found.by_tariff, shown.is_empty()) {
                (_, true) => Finding::NoCode { list: label.clone(), kinds: Vec::new() },
                (Bit::Stuck, _) => Finding::ListNotComplete { list: label.clone(), codes: shown.clone() },
                _ => {
                    let other = self.other_edition(found).or_else(|| short.clone());
                    let failing = other.or_else(|| self.beside_fails(found));
                    failing.or_else(|| self.left_out(found)).unwrap_or_else(not_listed)
                }
            };
            let bit = if short.is_some() { found.by_tariff.or(Bit::Open) } else { found.by_tariff };
            parts.push((bit, by_tariff, codes));
        }
        let by_number = if index.has_tariff { found.by_classification } else { found.by_tariff };
        let by_number_alone = !index.has_tariff || by_number.possible();
        let covered = found.hits.iter().any(|hit| hit.bit == Bit::True);
        if list.classified_by.is_none() && by_number_alone && !covered {
            let frame = self.frame_on(found.on);
            let kinds: Vec<String> = frame.unstated_schemes(index).cloned().collect();
            let stated = kinds.len() < index.other_schemes.len();
            let finding = match by_number {
                Bit::Open if index.has_tariff || stated => Finding::NoCode { list: label.clone(), kinds },
                Bit::Stuck if stated || index.has_tariff => {
                    Finding::ListNotComplete { list: label.clone(), codes: shown.clone() }
                }
                _ if !stated => Finding::NoCode { list: label.clone(), kinds: Vec::new() },
                _ => Finding::NotListed { list: label.clone(), codes: shown.clone(), near: self.near_entry(found) },
            };
            parts.push((by_number, finding, self.codes_for(found.list)));
        }
        if let Some(by) = list.classified_by.filter(|_| index.has_classified) {
            let (own, reads) = self.classification(by, found.on);
            let named = found.hits.iter().any(|hit| hit.bit.possible() && !self.is_tariff(hit));
            let unknown = matches!(own, Finding::ClassificationUnknown { .. });
            let finding = match found.by_classification {
                // No entry without a code stood there on that day, whatever the item is classified as.
                Bit::False if unknown => Finding::NotListed { list: label, codes: Vec::new(), near: None },
                _ if unknown => Finding::NotClassified { list: label, nearest: self.nearest(found.list) },
                _ if !named => self.by_number(found, label, own),
                _ => own,
            };
            let bit = if named { Bit::True } else { found.by_classification };
            parts.push((bit, finding, reads));
        }
        parts
    }

    /// What the classification says of a list on which no entry has its number that day: when one had.
    fn by_number(&self, found: &Match, list: Label, own: Finding) -> Finding {
        let (Some(near), Finding::Classified { code: Some(code), .. }) = (self.near_entry(found), &own) else {
            return own;
        };
        let code = code.clone();
        match near.end {
            PeriodEnd::Ended(last) if found.by_classification.unknown() => {
                Finding::LeftTheList { list, code, last, days: near.days }
            }
            _ => Finding::NotListed { list, codes: vec![code], near: Some(near) },
        }
    }

    fn is_tariff(&self, hit: &Hit) -> bool {
        let index = self.texts.program.lists.get(hit.list.index());
        index.and_then(|index| index.rows.get(hit.entry as usize)).is_some_and(|row| row.tariff)
    }

    /// The item's code is of an edition in which this list is not.
    fn other_edition(&self, found: &Match) -> Option<Finding> {
        let list = self.texts.model.lists.get(found.list.index())?;
        let none_read = self.frame_on(found.on).read_codes(found.list).is_empty();
        let code = self.assessment.bound.codes().find(|code| code.tariff.is_some()).filter(|_| none_read)?;
        let (scheme, stated) = (code.code.scheme().name(), edition_of(code)?);
        let law = self.texts.model.rulebooks.get(list.rulebook.index())?;
        let read_in = other_edition(&law.nomenclature, (scheme, stated), found.on)?.to_owned();
        let stated = stated.to_owned();
        Some(Finding::OtherEdition { list: list.label.clone(), code: code.code.to_string(), stated, read_in })
    }

    /// The first entry in force that has the item's code, and whose condition beside it does not hold.
    pub(super) fn failing_entry(&self, found: &Match) -> Option<u32> {
        let index = self.texts.program.lists.get(found.list.index())?;
        let frame = self.frame_on(found.on);
        let fails = |row: &EntryRow| {
            let beside = row.condition.as_ref().map(|own| frame.evaluate_apart(own));
            row.period.holds(found.on).is_true() && frame.knows(row) && beside == Some(Bit::False)
        };
        let codes = frame.read_codes(found.list);
        let mut covering = codes.iter().flat_map(|&code| index.covering(code)).filter(|(_, covers)| covers.is_true());
        covering.find_map(|(at, _)| index.rows.get(at as usize).filter(|row| fails(row)).map(|_| at))
    }

    fn beside_fails(&self, found: &Match) -> Option<Finding> {
        let list = self.texts.model.lists.get(found.list.index())?;
        let entry = list.entries.get(self.failing_entry(found)? as usize)?;
        let condition = entry.condition.as_ref();
        Some(Finding::BesideFails {
            list: list.label.clone(),
            key: entry.key.clone(),
            code: entry.codes.first().map(|(_, code)| code.to_string()).unwrap_or_default(),
            condition: condition.map(|own| self.texts.words(own.clause.span)).unwrap_or_default(),
        })
    }

    /// The first entry in force that has the item's code, and leaves out one under it that is the item's.
    fn left_out(&self, found: &Match) -> Option<Finding> {
        let list = self.texts.model.lists.get(found.list.index())?;
        let index = self.texts.program.lists.get(found.list.index())?;
        let frame = self.frame_on(found.on);
        let stands = |row: &EntryRow| row.period.holds(found.on).is_true() && frame.knows(row);
        let covering = frame.read_codes(found.list).into_iter().flat_map(|code| index.covering(code));
        let in_force =
            covering.filter(|&(at, covers)| covers.is_true() && index.rows.get(at as usize).is_some_and(stands));
        in_force.filter_map(|(at, _)| list.entries.get(at as usize)).find_map(|entry| {
            let is_items = |own: &&Code| self.assessment.bound.codes().any(|code| own.covers(code.code).is_true());
            Some(Finding::LeftOut {
                list: list.label.clone(),
                key: entry.key.clone(),
                code: entry.codes.iter().map(|(_, code)| code).find(is_items)?.to_string(),
                except: entry.except.iter().find(is_items)?.to_string(),
            })
        })
    }

    /// The entry that covers the item, by a code or by its number, on the day nearest to the one asked about.
    fn near_entry(&self, found: &Match) -> Option<NearEntry> {
        let (day, list) = (found.on?, self.texts.model.lists.get(found.list.index())?);
        let index = self.texts.program.lists.get(found.list.index())?;
        let bound = &self.assessment.bound;
        let codes = self.frame_on(found.on).read_codes(found.list);
        let by_tariff = codes.iter().flat_map(|&code| index.covering(code));
        let others = bound.codes().filter(|code| code.tariff.is_none());
        let by_other = others.flat_map(|code| index.covering_other(code.code));
        let covering = by_tariff.chain(by_other).filter(|(_, covers)| covers.is_true()).map(|(at, _)| at);
        let named = list.classified_by.and_then(|by| bound.classified(by).stated.clone()).unwrap_or_default();
        let by_number = named.iter().flat_map(|number| index.named(list, number)).copied();
        let near = covering.chain(by_number).filter_map(|at| {
            let entry = list.entries.get(at as usize).filter(|entry| is_known(entry.known, self.asked.known_on))?;
            let (end, days) = distance(entry.period, day)?;
            Some(NearEntry { key: entry.key.clone(), end, days })
        });
        near.min_by_key(|near| near.days)
    }

    /// Entries that need more digits than the item's code has.
    pub(super) fn too_short(&self, list: ListId, hits: &[Hit]) -> Option<Finding> {
        let text = self.texts.model.lists.get(list.index())?;
        let needing = hits.iter().filter_map(|hit| Some((hit, self.digits_needed(hit)?)));
        let needing: Vec<(&Hit, usize)> = needing.collect();
        let digits = needing.iter().map(|(_, digits)| *digits).max()?;
        let code = self.assessment.bound.codes().find(|code| code.tariff.is_some());
        let key = |hit: &Hit| text.entries.get(hit.entry as usize).map(|entry| entry.key.clone());
        Some(Finding::CodeTooShort {
            list: text.label.clone(),
            code: code.map(|code| code.code.to_string()).unwrap_or_default(),
            entries: needing.into_iter().filter_map(|(hit, _)| key(hit)).collect(),
            digits,
        })
    }

    /// How many digits would tell whether an entry covers the item, where its code has fewer.
    pub(super) fn digits_needed(&self, hit: &Hit) -> Option<usize> {
        if hit.bit != Bit::Open || !self.is_tariff(hit) {
            return None;
        }
        let longest = self.assessment.bound.codes().filter_map(|code| code.tariff).map(|code| code.digits).max()?;
        let entry = self.texts.model.lists.get(hit.list.index())?.entries.get(hit.entry as usize)?;
        let codes = entry.codes.iter().map(|(_, code)| code).chain(&entry.except);
        // What is left out asks for more only where the item may be that.
        let open = |code: &&Code| self.assessment.bound.codes().any(|item| code.covers(item.code).is_unknown());
        let digits = codes.filter(open).map(|code| code.text().len()).max()?;
        (digits > usize::from(longest)).then_some(digits)
    }

    /// Why it is open whether an entry covers the item, apart from its own condition.
    pub(super) fn why_open(&self, hit: &Hit, found: &Match) -> Option<(Bit, Finding, Vec<FactRead>)> {
        let text = self.texts.model.lists.get(hit.list.index())?;
        let codes = self.code_reads();
        if hit.bit == Bit::Stuck {
            let shown = codes.iter().map(|read| read.used.clone()).collect();
            return Some((hit.bit, Finding::ListNotComplete { list: text.label.clone(), codes: shown }, codes));
        }
        let by_code = || self.too_short(hit.list, std::slice::from_ref(hit));
        let edition = self.is_tariff(hit).then(|| self.other_edition(found)).flatten();
        if let Some(finding) = edition.or_else(by_code) {
            return Some((hit.bit, finding, codes));
        }
        let period = text.entries.get(hit.entry as usize)?.period;
        let open = found.on.is_none() && period != Period::ALWAYS;
        let finding = Finding::Day { on: None, from: period.from, before: period.before };
        open.then_some((Bit::Open, finding, Vec::new()))
    }

    /// The headings of entries without a code that share most words with the item's description; without one, the first.
    pub(super) fn nearest(&self, list: ListId) -> Vec<String> {
        let Some(text) = self.texts.model.lists.get(list.index()) else { return Vec::new() };
        let words = |of: &str| -> Vec<String> {
            let split = of.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
            split.map(|word| word.trim_end_matches('s').to_lowercase()).collect()
        };
        let item = words(&self.described());
        let without_code = text.entries.iter().filter(|entry| {
            let stands =
                !entry.period.holds(self.found.bearing.on).is_false() && is_known(entry.known, self.asked.known_on);
            entry.codes.is_empty() && stands
        });
        let mut scored: Vec<(usize, &Entry)> = without_code
            .map(|entry| (words(&entry.description.english).iter().filter(|word| item.contains(word)).count(), entry))
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.iter().take(3).map(|(_, entry)| format!("{}: {}", entry.key, entry.description.english)).collect()
    }

    /// The item's description and those of entries under its code, whatever their dates.
    fn described(&self) -> String {
        let bound = &self.assessment.bound;
        let lists = self.texts.model.lists.iter().zip(&self.texts.program.lists);
        let tariffs: Vec<_> = bound.codes().filter_map(|code| code.tariff).collect();
        let by_code = lists.flat_map(|(list, index)| {
            let entries = tariffs.iter().flat_map(|&tariff| index.covering(tariff));
            entries
                .filter_map(|(at, _)| list.entries.get(at as usize))
                .map(|entry| entry.description.english.clone())
                .collect::<Vec<_>>()
        });
        bound.line.description.iter().cloned().chain(by_code).collect::<Vec<_>>().join(" ")
    }
}

/// How far a day lies from a period, and from which end of it; nothing if it lies in it.
fn distance(period: Period, day: Date) -> Option<(PeriodEnd, u32)> {
    if let Some(from) = period.from.filter(|&from| day < from) {
        return Some((PeriodEnd::Begins(from), day.days_to(from).unsigned_abs()));
    }
    let last = period.before.filter(|&before| before <= day)?.previous();
    Some((PeriodEnd::Ended(last), last.days_to(day).unsigned_abs()))
}
