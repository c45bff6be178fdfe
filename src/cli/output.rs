//! Standard output for results, standard error for the rest.

use std::io::{self, IsTerminal, Write};

/// Writes a result.
pub(super) fn result(words: &str) {
    // A reader that has gone away wants no more.
    let _ = io::stdout().lock().write_all(words.as_bytes());
}

/// Writes a line for the person who runs it.
pub(super) fn note(words: &str) {
    let _ = writeln!(io::stderr().lock(), "{words}");
}

/// Writes messages, as they are.
pub(super) fn messages(words: &str) {
    let _ = io::stderr().lock().write_all(words.as_bytes());
}

/// Whether words may be coloured there: on a terminal, unless `NO_COLOR` is set; `CLICOLOR_FORCE` overrides the terminal.
pub(super) fn may_colour(terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && (terminal || set("CLICOLOR_FORCE"))
}

/// Whether results may be coloured.
pub(super) fn results_may_colour() -> bool {
    may_colour(io::stdout().is_terminal())
}

/// Whether messages may be coloured.
pub(super) fn messages_may_colour() -> bool {
    may_colour(io::stderr().is_terminal())
}

/// How many columns a line may take: 80, or what `COLUMNS` says on a terminal, within reason.
pub(super) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    told.filter(|_| io::stdout().is_terminal()).map_or(80, |columns| columns.clamp(40, 120))
}
