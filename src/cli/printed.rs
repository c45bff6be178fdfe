//! In which form and in which languages a command tells what it found.

use super::output;
use clap::{Args, ValueEnum};
use cocket::render::{Depth, Form, Style};
use cocket::vocab::Language;

/// The forms a command has.
pub(super) trait Forms: ValueEnum + Copy + Default + PartialEq + Send + Sync + 'static {
    /// The form for people; of what is for programs, the terminal's.
    fn form(self) -> Form;
}

/// The options of every command that prints what it found.
#[derive(Args)]
pub(super) struct Printed<F: Forms> {
    /// In which form
    #[arg(long, value_enum, default_value_t)]
    format: F,
    /// The same as `--format plain`
    #[arg(long)]
    plain: bool,
    /// The languages, the dearest first
    #[arg(long, value_delimiter = ',', default_value = "en", value_parser = language)]
    lang: Vec<Language>,
}

impl<F: Forms> Printed<F> {
    /// The form that was asked for; one for programs stays what it is beside `--plain`.
    pub(super) fn format(&self) -> F {
        self.format
    }

    /// Whether it is printed one thing after the other.
    pub(super) fn is_plain(&self) -> bool {
        self.form() == Form::Plain
    }

    /// How it is drawn.
    pub(super) fn style(&self, depth: Depth) -> Style {
        let form = self.form();
        let colour = form == Form::Text && output::results_may_colour();
        Style { form, depth, languages: self.lang.clone(), width: output::width(), colour }
    }

    fn form(&self) -> Form {
        if self.plain { Form::Plain } else { self.format.form() }
    }
}

/// A language of the command line.
pub(super) fn language(written: &str) -> Result<Language, String> {
    match written {
        "en" | "ko" => Ok(Language(written.to_owned())),
        _ => Err("the fixed words are in `en` and `ko`".to_owned()),
    }
}
