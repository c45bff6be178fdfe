//! Letters that do not belong in a rule text, and the plain ones meant by them.

/// A kind of odd letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// Full-width letters, digits and signs, and dashes that look like a hyphen.
    FullWidth,
    /// Letters that cannot be seen, and those that turn the direction of reading.
    Invisible,
    /// Raised digits of a footnote.
    Footnote,
}

/// The kind of an odd letter, and what is meant by it.
pub(super) fn odd(letter: char) -> Option<(Odd, String)> {
    let plain = |c: char| Some((Odd::FullWidth, c.to_string()));
    match letter {
        '\u{FF02}' => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter).saturating_sub(0xFEE0)).and_then(plain),
        '、' => plain(','),
        '。' => plain('.'),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => plain('-'),
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '₀'..='₉' | '†' | '‡' => {
            Some((Odd::Footnote, String::new()))
        }
        _ if is_invisible(letter) => Some((Odd::Invisible, String::new())),
        _ => None,
    }
}

fn is_invisible(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\n' | '\t');
    control
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}')
        || matches!(letter, '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{180E}' | '\u{34F}')
        || turns_direction(letter)
}

/// Whether a letter changes the order in which the text around it is shown, so that it reads as something it is not.
pub(super) fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a letter is a space within a line.
pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether a letter opens a string in other conventions than ours.
pub(super) fn opens_quote(letter: char) -> bool {
    matches!(letter, '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '『' | '＂' | '‘' | '’')
}

/// Whether a letter closes a string that `quote` opened.
pub(super) fn closes_quote(letter: char, quote: char) -> bool {
    match quote {
        '"' => letter == '"',
        '“' | '”' | '„' | '‟' => matches!(letter, '“' | '”' | '‟' | '"'),
        '«' => letter == '»',
        '»' => letter == '«',
        '「' => letter == '」',
        '『' => letter == '』',
        '‘' | '’' => letter == '’',
        _ => letter == quote || letter == '"',
    }
}
