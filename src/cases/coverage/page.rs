//! The coverage as a page: the texts of the rules with what no case shows.

use super::{BookCoverage, ClauseSeen, Coverage, Share};
use crate::render::html_words;
use crate::rulebook::Rulebook;
use std::collections::BTreeMap;

const LOOK: &str = ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,'Noto Sans','Noto Sans KR',sans-serif;\
max-width:75rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}caption{text-align:left;font-weight:700}\
th,td{border:1px solid;padding:.2rem .6rem;text-align:left}td.n{text-align:right}pre{white-space:pre-wrap;font-size:.85rem;\
line-height:1.6;border:1px solid;padding:.6rem;overflow-wrap:anywhere}.no{background:#ffd9d9;color:#000;text-decoration:underline wavy}\
.part{background:#fff0c2;color:#000;text-decoration:underline dotted}.yes{background:#dcf5dc;color:#000}\
.said{font-style:italic}summary{cursor:pointer}@media print{details{display:block}}";

/// The page, whole in itself, without a script.
#[must_use]
pub fn page(coverage: &Coverage, book: &Rulebook) -> String {
    let mut body =
        String::from("<h1>What the cases try of the rules</h1>\n<p>A clause counts where it decides something. ");
    body += "<span class=\"yes\">all of its truths are tried</span> · <span class=\"part\">some are not</span> · \
             <span class=\"no\">none is</span></p>\n";
    for own in &coverage.books {
        body.extend([format!(
            "<h2>{}</h2>\n{}{}{}",
            html_words(&own.rulebook),
            sums(own),
            lists(own),
            texts(own, book)
        )]);
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Coverage of the rules</title>\n\
         <style>{LOOK}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn sums(own: &BookCoverage) -> String {
    let row = |what: &str, share: Share| {
        let Share { covered, of } = share;
        let percent = share.percent();
        format!(
            "<tr><th scope=\"row\">{what}</th><td class=\"n\">{covered}</td><td class=\"n\">{of}</td><td class=\"n\">{percent} %</td></tr>\n"
        )
    };
    let rows = [
        row("clauses, each way", own.of_clauses()),
        row("exceptions and policies, taken and refused", own.of_provisions()),
        row("changes of the law, on the day and the day before", own.of_boundaries()),
        row("entries of lists", own.of_entries()),
    ];
    format!(
        "<table>\n<caption>Tried</caption>\n<thead><tr><th scope=\"col\">what</th><th scope=\"col\">tried</th>\
         <th scope=\"col\">of</th><th scope=\"col\"></th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        rows.concat()
    )
}

/// What no clause of a text shows: exceptions, days and entries.
fn lists(own: &BookCoverage) -> String {
    let provisions = own.provisions.iter().filter_map(|one| {
        let missing = match (one.taken, one.refused) {
            (true, true) => return None,
            (true, false) => "never refused",
            (false, true) => "never taken",
            (false, false) => "neither taken nor refused",
        };
        Some(format!("{} <small>{}</small>: {missing}", html_words(&one.id), html_words(&one.at)))
    });
    let days = own.boundaries.iter().filter_map(|one| {
        let missing = match (one.before, one.after) {
            (true, true) => return None,
            (true, false) => "no case on the day",
            (false, true) => "no case on the day before",
            (false, false) => "no case on either day",
        };
        Some(format!("{} of {} <small>{}</small>: {missing}", one.day, html_words(&one.of), html_words(&one.at)))
    });
    let entries = own.entries.iter().filter(|one| !one.hit).map(|one| html_words(&one.id));
    let list = |what: &str, all: Vec<String>| {
        if all.is_empty() {
            return String::new();
        }
        let items: String = all.iter().flat_map(|one| ["<li>", one, "</li>\n"]).collect();
        format!("<details><summary>{what}: {}</summary>\n<ul>\n{items}</ul>\n</details>\n", all.len())
    };
    [
        list("Exceptions and policies", provisions.collect()),
        list("Days on which the law changes", days.collect()),
        list("Entries that no case hits", entries.collect()),
    ]
    .concat()
}

/// The texts in which clauses stand, each clause marked.
fn texts(own: &BookCoverage, book: &Rulebook) -> String {
    let mut files: BTreeMap<&str, Vec<&ClauseSeen>> = BTreeMap::new();
    for clause in &own.clauses {
        files.entry(book.sources().name(clause.span.source)).or_default().push(clause);
    }
    files.iter().map(|(name, clauses)| text(name, clauses, book)).collect()
}

fn text(name: &str, clauses: &[&ClauseSeen], book: &Rulebook) -> String {
    let whole = book.sources().find(name).and_then(|id| book.sources().text(id)).unwrap_or_default();
    let part = |from: u32, to: u32| {
        let words = whole.get(from as usize..to as usize).unwrap_or_default();
        words.split('\n').map(html_words).collect::<Vec<_>>().join("\n")
    };
    let (mut marked, mut at) = (String::new(), 0);
    for clause in clauses.iter().filter(|clause| clause.span.start < clause.span.end) {
        let (start, end) = (clause.span.start.max(at), clause.span.end);
        if end <= start {
            continue;
        }
        let untried = clause.untried();
        let class = match (untried.is_empty(), super::each(clause.seen).contains(&true)) {
            (true, _) => "yes",
            (false, true) => "part",
            (false, false) => "no",
        };
        let said = if untried.is_empty() { untried } else { format!(" <span class=\"said\">[{untried}]</span>") };
        marked.extend([format!("{}<span class=\"{class}\">{}</span>{said}", part(at, start), part(start, end))]);
        at = end;
    }
    marked += &part(at, u32::try_from(whole.len()).unwrap_or(u32::MAX));
    let missing = clauses.iter().filter(|clause| !clause.missing().is_empty()).count();
    let name = html_words(name);
    format!(
        "<details><summary>{name}: {missing} of {} clauses are not tried each way</summary>\n<pre>{marked}</pre>\n</details>\n",
        clauses.len()
    )
}
