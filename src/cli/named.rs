//! What the commands about the law's text have in common: names, forms.

use super::exit::Exit;
use super::output;
use super::printed::Forms;
use clap::ValueEnum;
use cocket::consolidate::{Named, Unknown, find};
use cocket::model::Model;
use cocket::render::Form;

/// In which form a text is printed.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For a terminal
    #[default]
    Text,
    /// One thing after the other, for screen readers and pipes
    Plain,
    /// Markdown
    Markdown,
    /// For programs
    Json,
    /// A page of HTML
    Html,
}

impl Forms for Format {
    fn form(self) -> Form {
        match self {
            Format::Plain => Form::Plain,
            Format::Markdown => Form::Markdown,
            Format::Html => Form::Html,
            Format::Text | Format::Json => Form::Text,
        }
    }
}

/// The things of those names; each that stands for nothing, or for nothing of the right kind, is reported.
pub(super) fn all(
    model: &Model,
    names: &[String],
    fits: impl Fn(&Named) -> Result<(), &'static str>,
) -> Result<Vec<Named>, Exit> {
    let mut found: Vec<Named> = Vec::new();
    let mut faulty = false;
    for name in names {
        let named = find(model, name).map_err(|unknown| nothing(name, &unknown));
        match named.and_then(|named| fitting(name, named, &fits)) {
            Ok(named) => found.extend(named),
            Err(why) => {
                output::note(&format!("cocket: {why}"));
                faulty = true;
            }
        }
    }
    if faulty { Err(Exit::Usage) } else { Ok(found) }
}

/// Of the things of a name those that fit; if none does, why.
fn fitting(
    name: &str,
    named: Vec<Named>,
    fits: &impl Fn(&Named) -> Result<(), &'static str>,
) -> Result<Vec<Named>, String> {
    let (fit, others): (Vec<Named>, Vec<Named>) = named.into_iter().partition(|named| fits(named).is_ok());
    match others.first().and_then(|other| fits(other).err()) {
        Some(why) if fit.is_empty() => Err(format!("`{name}` {why}")),
        _ => Ok(fit),
    }
}

fn nothing(name: &str, unknown: &Unknown) -> String {
    let offer = unknown.near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    match (&unknown.list, &unknown.within) {
        (Some(list), _) => format!("the list `{list}` has no such entry as `{name}`{offer}"),
        (None, Some((what, None))) => {
            format!("`{name}` is {what}, which shipments state and is no law; `cocket facts` lists it")
        }
        (None, Some((what, Some(of)))) => {
            format!("`{name}` is {what}; it is told with its rulebook: `cocket text {of} --on DATE`")
        }
        (None, None) => format!("nothing in the rules is called `{name}`{offer}"),
    }
}
