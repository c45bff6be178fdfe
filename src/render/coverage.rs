//! What is encoded, what is not, and what the sources differ on.

use super::document::Block;
use super::style::Depth;
use super::text::{Text, Tone};
use super::words::{Phrase, Words};
use crate::ruling::{DisputeShown, Gap, Ruling};

/// The coverage of a ruling; what does not touch it is only counted below full depth.
pub(super) fn blocks(ruling: &Ruling, depth: Depth, words: Words<'_>) -> Vec<Block> {
    let coverage = &ruling.coverage;
    let full = depth == Depth::Full;
    let mut blocks: Vec<Block> = coverage.disputed.iter().map(|dispute| disputed(dispute, words)).collect();
    let (touching, far): (Vec<&Gap>, Vec<&Gap>) = coverage.not_encoded.iter().partition(|gap| gap.touches);
    let told = |item| if depth == Depth::Short { named(item, words) } else { gap(item, words) };
    blocks.extend(touching.into_iter().map(told));
    if full {
        blocks.extend(far.into_iter().map(|item| gap(item, words)));
        let modelled = |label| dash(Text::new(words.fill(Phrase::Encoded, &[words.label(label)])), Vec::new());
        blocks.extend(coverage.modelled.iter().map(modelled));
        return blocks;
    }
    blocks.extend(counted(far.len(), Phrase::NotEncodedCount, words));
    blocks.extend(counted(coverage.modelled.len(), Phrase::EncodedCount, words));
    blocks
}

fn counted(many: usize, phrase: Phrase, words: Words<'_>) -> Option<Block> {
    (many > 0).then(|| dash(Text::new(words.fill(phrase, &[&many.to_string()])), Vec::new()))
}

fn named(gap: &Gap, words: Words<'_>) -> Block {
    dash(Text::default().and(Tone::Open, words.fill(Phrase::NotEncoded, &[words.label(&gap.label)])), Vec::new())
}

fn gap(gap: &Gap, words: Words<'_>) -> Block {
    let would = words.say(match gap.would {
        "require" => Phrase::WouldRequire,
        "relieve" => Phrase::WouldRelieve,
        _ => Phrase::WouldStiffen,
    });
    let phrase = if gap.touches { Phrase::NotEncoded } else { Phrase::NotEncodedFar };
    let tone = if gap.touches { Tone::Open } else { Tone::Plain };
    let head = Text::default().and(tone, words.fill(phrase, &[words.label(&gap.label)]));
    dash(head, vec![Text::new(would).plain("; ").plain(words.label(&gap.because))])
}

fn disputed(dispute: &DisputeShown, words: Words<'_>) -> Block {
    let head = words.fill(Phrase::Disputed, &[words.label(&dispute.label)]);
    let readings = dispute.readings.iter().map(|(label, truth, by)| {
        let says = words.fill(Phrase::ReadingSays, &[words.label(label), words.truth(*truth)]);
        let by =
            if by.is_empty() { String::new() } else { format!(", {}", words.fill(Phrase::ReadBy, &[&by.join(", ")])) };
        Text::new(says).plain(by)
    });
    dash(Text::default().and(Tone::Open, head), readings.collect())
}

fn dash(text: Text, under: Vec<Text>) -> Block {
    Block::Item { mark: "-".to_owned(), text, under }
}
