//! How a ruling is wanted.

use crate::vocab::Language;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// The answer and its reasons.
    Short,
    /// And the steps on which it hangs.
    #[default]
    Decisive,
    /// And every other step.
    Full,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// For a terminal: wrapped, with a drawn tree.
    #[default]
    Text,
    /// One thing after the other, without drawing, alignment or colour.
    Plain,
    /// Markdown.
    Markdown,
    /// A page of HTML, whole in itself.
    Html,
}

/// How a ruling is wanted: form, depth, languages, width, colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// In which form.
    pub form: Form,
    /// How much is told.
    pub depth: Depth,
    /// The languages, the dearest first; a text that has none of them is printed in English.
    pub languages: Vec<Language>,
    /// How many columns a line may take.
    pub width: usize,
    /// Whether words may be coloured; they say the same without.
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            form: Form::default(),
            depth: Depth::default(),
            languages: vec![Language::english()],
            width: 80,
            colour: false,
        }
    }
}
