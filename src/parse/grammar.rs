//! The grammar compiled, and a small view of its pairs.

use pest::iterators::{Pair, Pairs};
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/cocket.pest"]
pub(super) struct Grammar;

/// A piece of parsed text with its pieces.
#[derive(Debug, Clone)]
pub(super) struct Node<'t>(Pair<'t, Rule>);

impl<'t> Node<'t> {
    /// The nodes of a parse.
    pub(super) fn all(pairs: Pairs<'t, Rule>) -> impl Iterator<Item = Node<'t>> {
        pairs.map(Node)
    }

    /// Which production it is.
    pub(super) fn rule(&self) -> Rule {
        self.0.as_rule()
    }

    /// Its words.
    pub(super) fn text(&self) -> &'t str {
        self.0.as_str()
    }

    /// Its first byte in the parsed text.
    pub(super) fn start(&self) -> usize {
        self.0.as_span().start()
    }

    /// One past its last byte.
    pub(super) fn end(&self) -> usize {
        self.0.as_span().end()
    }

    /// Its pieces in order.
    pub(super) fn kids(&self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.0.clone().into_inner().map(Node)
    }

    /// Its first piece of that production.
    pub(super) fn kid(&self, rule: Rule) -> Option<Node<'t>> {
        self.kids().find(|kid| kid.rule() == rule)
    }

    /// Its pieces of that production.
    pub(super) fn each(&self, rule: Rule) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.kids().filter(move |kid| kid.rule() == rule)
    }

    /// Whether it has a piece of that production.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.kid(rule).is_some()
    }

    /// Its last piece.
    pub(super) fn last(&self) -> Option<Node<'t>> {
        self.0.clone().into_inner().next_back().map(Node)
    }

    /// Its first piece.
    pub(super) fn first(&self) -> Option<Node<'t>> {
        self.kids().next()
    }
}
