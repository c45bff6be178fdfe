//! Where items begin: a text is cut there, so that a mistake in one item leaves the others alone.

/// The words that begin items.
pub(super) const ITEM_WORDS: [&str; 32] = [
    "rulebook",
    "part of",
    "instrument",
    "group",
    "calendar",
    "list",
    "entry",
    "classification",
    "fact",
    "question",
    "define",
    "disputed",
    "rule",
    "exception",
    "policy",
    "closed list",
    "duty",
    "not encoded",
    "order of review",
    "scenario",
    "table",
    "share",
    "sum",
    "count",
    "screening",
    "licence",
    "event",
    "violation",
    "sanction",
    "amend",
    "repeal",
    "suspend",
];

/// Words that begin an item, and at other places something else.
const SHARED: [&str; 10] =
    ["group", "question", "disputed", "policy", "duty", "entry", "licence", "event", "violation", "sanction"];

/// The stretches of a plain text that hold one item each; what stands before the first item is one too, if it is
/// more than space and comments.
pub(super) fn cut(text: &str) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut depth = 0usize;
    let mut at = 0usize;
    let mut closed = true;
    for line in text.split_inclusive('\n') {
        if begins_item(line, depth, closed) {
            starts.push(at);
            depth = 0;
        }
        depth = depth_after(line, depth);
        if !is_blank(line) {
            closed = line.trim_end().ends_with('}');
        }
        at = at.saturating_add(line.len());
    }
    let before_first = starts.first().copied().unwrap_or(text.len());
    if !is_blank(text.get(..before_first).unwrap_or_default()) {
        starts.insert(0, 0);
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).collect()
}

/// Items begin at the start of a line; an indented one is one only after another was closed, since the opening words
/// of an item may go on over several lines.
fn begins_item(line: &str, depth: usize, closed: bool) -> bool {
    if depth == 0 {
        let line = if closed { line.trim_start_matches([' ', '\t']) } else { line };
        let shape = line.contains('{') || line.contains('"');
        return begins_with_item_word(line) || shape && line.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    let shared = SHARED.iter().any(|word| follows(line, word));
    begins_with_item_word(line) && (!shared || line.contains('"') && line.contains('{'))
}

fn begins_with_item_word(line: &str) -> bool {
    ITEM_WORDS.iter().any(|words| follows(line, words))
}

fn follows(line: &str, words: &str) -> bool {
    let rest = line.strip_prefix(words);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
}

/// How many braces are open after a line.
fn depth_after(line: &str, mut depth: usize) -> usize {
    let mut quoted = false;
    let mut escaped = false;
    for byte in line.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'#' => return depth,
            b'{' => depth = depth.saturating_add(1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}
