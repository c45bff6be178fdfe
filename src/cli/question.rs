//! What a timeline is asked about, where no shipment says it: a code, a destination.

use super::assume::Assumption;
use clap::Args;
use cocket::diagnostic::{Diagnostic, Place};
use cocket::shipment::{FORMAT, Tree};

/// An item and its way.
#[derive(Args)]
pub(super) struct Question {
    /// A code of the Harmonized System
    #[arg(long, value_name = "CODE")]
    hs: Vec<String>,
    /// A code of any scheme; may be given several times
    #[arg(long, value_name = "SCHEME CODE", value_parser = code)]
    code: Vec<(String, String)>,
    /// The country of destination, in two letters
    #[arg(long, value_name = "COUNTRY")]
    to: Option<String>,
    /// The country of export; where it is left out, each law is asked about an export from its own country
    #[arg(long, value_name = "COUNTRY")]
    from: Option<String>,
}

/// Reads `SCHEME CODE`.
fn code(written: &str) -> Result<(String, String), String> {
    let (scheme, code) = written.trim().split_once(' ').ok_or("write it as 'SCHEME CODE'")?;
    Ok((scheme.to_owned(), code.trim().to_owned()))
}

impl Question {
    /// Whether nothing is asked about.
    pub(super) fn is_empty(&self) -> bool {
        self.hs.is_empty() && self.code.is_empty() && self.to.is_none() && self.from.is_none()
    }

    /// Whether each law is asked about an export from its own country, since no country is named.
    pub(super) fn at_home(&self) -> bool {
        !self.is_empty() && self.from.is_none()
    }

    /// The question as a shipment that states no more than is asked.
    pub(super) fn tree(&self) -> Tree {
        let codes =
            self.codes().map(|(scheme, value)| Tree::Object(vec![text("scheme", scheme), text("value", value)]));
        let line = Tree::Object(vec![text("line", "1"), ("codes".to_owned(), Tree::List(codes.collect()))]);
        let mut fields = vec![text("format", FORMAT), text("id", "question")];
        fields.extend(self.from.as_ref().map(|from| text("country_of_export", from)));
        fields.extend(self.to.as_ref().map(|to| text("country_of_destination", to)));
        fields.push(("lines".to_owned(), Tree::List(vec![line])));
        Tree::Object(fields)
    }

    fn codes(&self) -> impl Iterator<Item = (&str, &str)> {
        let hs = self.hs.iter().map(|code| ("HS", code.as_str()));
        hs.chain(self.code.iter().map(|(scheme, code)| (scheme.as_str(), code.as_str())))
    }

    /// A message about the question, placed at the option that is meant.
    pub(super) fn placed(&self, message: &Diagnostic, given: &[Assumption]) -> Diagnostic {
        let mut placed = message.clone();
        if let Place::Pointer { document, pointer } = &mut placed.place {
            *document = self.option(pointer, given);
            pointer.clear();
        }
        placed
    }

    fn option(&self, pointer: &str, given: &[Assumption]) -> String {
        let at = pointer.strip_prefix("/lines/0/codes/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
        if let Some((scheme, code)) = at.and_then(|at| self.codes().nth(at)) {
            let of_hs = at.is_some_and(|at| at < self.hs.len());
            return if of_hs { format!("--hs {code}") } else { format!("--code '{scheme} {code}'") };
        }
        let place = |name: &str, stated: &Option<String>| format!("{name} {}", stated.as_deref().unwrap_or_default());
        match pointer.split('/').nth(1) {
            Some("country_of_destination") => place("--to", &self.to),
            Some("country_of_export") => place("--from", &self.from),
            _ => given.iter().find(|one| one.is_at(pointer)).map_or_else(|| "--given".to_owned(), Assumption::option),
        }
    }
}

fn text(key: &str, value: &str) -> (String, Tree) {
    (key.to_owned(), Tree::Text(value.to_owned()))
}
