//! A ruling in every form and language, as it is printed.

#![expect(clippy::unwrap_used, reason = "a fixture that cannot be made is a failed test")]

mod fixtures;

use cocket::render::{self, Depth, Form, Style};
use cocket::vocab::Language;
use unicode_width::UnicodeWidthStr;

fn style(form: Form, depth: Depth, languages: &[&str]) -> Style {
    let languages = languages.iter().map(|&code| Language(code.to_owned())).collect();
    Style { form, depth, languages, ..Style::default() }
}

#[test]
fn on_a_terminal() {
    insta::assert_snapshot!("text_decisive", render::ruling(&fixtures::lathe(), &Style::default()));
    insta::assert_snapshot!(
        "text_short",
        render::ruling(&fixtures::lathe(), &style(Form::Text, Depth::Short, &["en"]))
    );
    insta::assert_snapshot!("text_full", render::ruling(&fixtures::lathe(), &style(Form::Text, Depth::Full, &["en"])));
}

#[test]
fn in_korean() {
    insta::assert_snapshot!(
        "text_korean",
        render::ruling(&fixtures::lathe(), &style(Form::Text, Depth::Decisive, &["ko", "en"]))
    );
}

#[test]
fn for_screen_readers() {
    insta::assert_snapshot!("plain", render::ruling(&fixtures::lathe(), &style(Form::Plain, Depth::Decisive, &["en"])));
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(
        "markdown",
        render::ruling(&fixtures::lathe(), &style(Form::Markdown, Depth::Decisive, &["en"]))
    );
}

#[test]
fn as_a_page() {
    insta::assert_snapshot!("html", render::ruling(&fixtures::lathe(), &style(Form::Html, Depth::Decisive, &["en"])));
}

#[test]
fn undetermined_and_hypothetical() {
    insta::assert_snapshot!(
        "text_undetermined",
        render::ruling(&fixtures::undetermined(), &style(Form::Text, Depth::Short, &["en"]))
    );
}

#[test]
fn why_a_relief_does_not_hold() {
    insta::assert_snapshot!(
        "why_not_false",
        render::why_not(&fixtures::lathe(), "old-order", &Style::default()).unwrap()
    );
    insta::assert_snapshot!(
        "why_not_unknown",
        render::why_not(&fixtures::lathe(), "existing-contract", &Style::default()).unwrap()
    );
    assert_eq!(render::why_not(&fixtures::lathe(), "old-ordr", &Style::default()), Err(Some("old-order".to_owned())));
}

#[test]
fn lines_fit_the_terminal_and_colour_adds_no_words() {
    for languages in [["en", "ko"], ["ko", "en"]] {
        let plain = style(Form::Text, Depth::Full, &languages);
        let words = render::ruling(&fixtures::lathe(), &plain);
        let too_wide: Vec<&str> = words.lines().filter(|line| line.width() > 80).collect();
        assert_eq!(too_wide, Vec::<&str>::new());
        let coloured = render::ruling(&fixtures::lathe(), &Style { colour: true, ..plain });
        assert_ne!(coloured, words);
        assert_eq!(without_colour(&coloured), words);
    }
}

fn without_colour(words: &str) -> String {
    let mut parts = words.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn as_json() {
    insta::assert_snapshot!("json", cocket::wire::v1::ruling(&fixtures::lathe()));
}
