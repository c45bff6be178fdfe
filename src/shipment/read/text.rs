//! Ids, free text and the characters in them.

use super::node::Node;
use super::{MAX_ID_CHARS, Reader, short};
use crate::diagnostic::Code;
use crate::shipment::Tree;

/// What is wrong with a character of an id or a code.
fn unseen(c: char) -> Option<&'static str> {
    match c {
        '\u{FFFD}' => Some("a replacement character: the text was read in the wrong encoding"),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some("a character that turns the direction of writing"),
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}' | '\u{61C}' | '\u{180E}' => {
            Some("a character that cannot be seen")
        }
        c if c.is_control() => Some("a control character"),
        _ => None,
    }
}

/// The Latin letter a Cyrillic or Greek one looks like.
fn latin(c: char) -> Option<char> {
    const OTHERS: &str = "АВЕЅІЈКМНОРСТХасеорхуіѕјԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    const LATIN: &str = "ABESIJKMHOPCTXaceopxyisjdABEZHIKMNOPTYXo";
    OTHERS.chars().zip(LATIN.chars()).find(|&(other, _)| other == c).map(|(_, latin)| latin)
}

impl Reader<'_> {
    /// An id: not empty, not too long, nothing unseen in it.
    pub(super) fn id(&mut self, node: &Node, what: &str) -> Option<String> {
        let written = self.string(node, what)?;
        if !self.all_seen(node, written) {
            return None;
        }
        if written.trim().is_empty() || written.chars().count() > MAX_ID_CHARS {
            let state = if written.trim().is_empty() { "is empty" } else { "is too long" };
            let help = format!("give it from 1 to {MAX_ID_CHARS} characters");
            self.refuse(Code::ID_FORM, &node.pointer, format!("{what} {state}"), help);
            return None;
        }
        Some(written.to_owned())
    }

    /// Whether every character of an id or a code can be seen; if not, it is refused.
    pub(super) fn all_seen(&mut self, node: &Node, written: &str) -> bool {
        let Some((c, name)) = written.chars().find_map(|c| unseen(c).map(|name| (c, name))) else { return true };
        let clean: String = written.chars().filter(|&c| unseen(c).is_none()).collect();
        let message = format!("`{}` holds U+{:04X}, {name}", short(&clean), u32::from(c));
        if c == '\u{FFFD}' {
            let help = "take it from the source again and save it as UTF-8";
            self.refuse(Code::UNSEEN_CHARACTER, &node.pointer, message, help);
        } else {
            self.refuse_with_fix(Code::UNSEEN_CHARACTER, &node.pointer, message, &clean);
        }
        false
    }

    /// Whether a code is free of letters of other scripts that look like Latin ones; if not, it is refused.
    pub(super) fn no_lookalikes(&mut self, node: &Node, written: &str) -> bool {
        let Some(c) = written.chars().find(|&c| latin(c).is_some()) else { return true };
        let plain: String = written.chars().map(|c| latin(c).unwrap_or(c)).collect();
        let message = format!(
            "`{}` holds U+{:04X}, which only looks like the Latin `{}`",
            short(written),
            u32::from(c),
            latin(c).unwrap_or(c)
        );
        self.refuse_with_fix(Code::LOOKALIKE, &node.pointer, message, &plain);
        false
    }

    /// Free text: a string, or an object of strings by language. Given back in English if it is there.
    pub(super) fn words(&mut self, node: &Node, what: &str) -> Option<String> {
        let Tree::Object(_) = node.tree else {
            let text = self.string(node, what)?;
            self.look_at(node, text);
            return Some(text.to_owned());
        };
        let fields = self.any_fields(node, what)?;
        let mut chosen: Option<String> = None;
        for (language, at) in fields.all() {
            self.language(&at, language);
            let Some(text) = self.string(&at, "the text") else { continue };
            self.look_at(&at, text);
            if chosen.is_none() || language == "en" {
                chosen = Some(text.to_owned());
            }
        }
        chosen
    }

    /// A text that is only kept.
    pub(super) fn kept(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = self.string(node, what)?;
        self.look_at(node, text);
        Some(text.to_owned())
    }

    fn language(&mut self, node: &Node, language: &str) {
        let sound = (2..=3).contains(&language.split('-').next().unwrap_or_default().len())
            && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !sound {
            let message = format!("`{}` is not the code of a language", short(language));
            self.refuse(Code::UNKNOWN_FIELD, &node.pointer, message, "write a code such as `en` or `ko`");
        }
    }

    /// Remarks on text that was damaged on the way or that misleads the eye.
    fn look_at(&mut self, node: &Node, text: &str) {
        let Some(oddity) = oddity(text) else { return };
        let message =
            format!("`{}` {oddity}", short(&text.chars().filter(|&c| unseen(c).is_none()).collect::<String>()));
        let help = "take it from the source again and save it as UTF-8";
        self.refuse(Code::ODD_TEXT, &node.pointer, message, help);
    }
}

fn oddity(text: &str) -> Option<String> {
    let odd = |c: &char| unseen(*c).is_some() && !matches!(c, '\n' | '\r' | '\t' | '\u{200C}' | '\u{200D}');
    if let Some(c) = text.chars().find(odd) {
        return Some(format!("holds U+{:04X}, {}", u32::from(c), unseen(c).unwrap_or_default()));
    }
    if misread(text) {
        return Some("looks like text that was read in the wrong encoding".to_owned());
    }
    let mixed = text
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().any(|c| c.is_ascii_alphabetic()) && word.chars().any(|c| latin(c).is_some()));
    mixed.then(|| "mixes letters of two scripts in one word".to_owned())
}

/// UTF-8 read as Latin-1 leaves lead and continuation bytes as pairs such as `Ã©`; CP949 read so leaves runs of them.
fn misread(text: &str) -> bool {
    let high = |c: char| {
        matches!(
            c,
            '\u{80}'
                ..='\u{FF}'
                    | '€'
                    | '‚'
                    | 'ƒ'
                    | '„'
                    | '†'
                    | '‡'
                    | 'ˆ'
                    | '‰'
                    | 'Š'
                    | '‹'
                    | 'Œ'
                    | 'Ž'
                    | '“'
                    | '”'
                    | '•'
                    | '–'
                    | '™'
                    | 'š'
                    | '›'
                    | 'œ'
                    | 'ž'
                    | 'Ÿ'
        )
    };
    let pairs = text.chars().zip(text.chars().skip(1));
    let lead = |c: char| matches!(c, 'Â' | 'Ã' | 'ê' | 'ë' | 'ì' | 'í' | 'â');
    let leads = pairs.filter(|&(a, b)| lead(a) && high(b) && !b.is_alphabetic()).count();
    let run = text.split(|c: char| !high(c)).map(|run| run.chars().count()).max().unwrap_or(0);
    leads > 0 || run >= 6
}
