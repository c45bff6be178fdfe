//! What is to be said, before it is decided how it looks.

use super::text::Text;
use crate::vocab::Truth;

/// A text in blocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    /// The blocks, in order.
    pub(super) blocks: Vec<Block>,
}

impl Document {
    /// Adds a block.
    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading and what stands under it, if there is anything.
    pub(super) fn section(&mut self, heading: impl Into<String>, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.push(Block::Heading(heading.into()));
            self.blocks.extend(blocks);
        }
    }
}

/// A block.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// The first line: what the answer is.
    Headline(Text),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Text),
    /// Names and what belongs to them.
    Pairs(Vec<(String, Text)>),
    /// An item of a list: its number or mark, and more lines under it.
    Item {
        /// `1.`, `Q1` or a dash.
        mark: String,
        /// The first words.
        text: Text,
        /// More.
        under: Vec<Text>,
    },
    /// Rows of cells under a head.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<Text>>,
    },
    /// A drawing in letters: its lines stay as they are.
    Drawn(Vec<Text>),
    /// A picture as SVG, for a page that can show it.
    Picture(String),
    /// Rows of cells of which the last may be long.
    Entries {
        /// The names of the columns.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<Text>>,
    },
    /// A part of a text of law, so deep below the heading.
    Part(usize, Part),
    /// An empty line.
    Space,
    /// Steps and what they rest on.
    Tree(Vec<Node>),
}

/// A part of a text of law.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// What it is called.
    Title(Text),
    /// A sentence about it.
    Note(Text),
    /// Clauses as they are written, each line by itself, under the mark of who put them there.
    Clauses {
        /// The mark; empty for none.
        mark: Text,
        /// The lines.
        lines: Vec<String>,
    },
    /// A clause as it read and as it reads; either may be missing.
    Change {
        /// The lines before those that changed.
        before: Vec<String>,
        /// The lines after them.
        after: Vec<String>,
        /// As it read.
        old: Vec<String>,
        /// As it reads.
        new: Vec<String>,
    },
}

/// A step, ready to print.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Whether it holds.
    pub(super) truth: Truth,
    /// The word for that, in the reader's language.
    pub(super) word: String,
    /// What it says.
    pub(super) text: Text,
    /// More about it, in lines of their own.
    pub(super) notes: Vec<Text>,
    /// What it rests on.
    pub(super) under: Vec<Node>,
    /// What is not shown, in words; empty if nothing is hidden.
    pub(super) hidden: String,
}
