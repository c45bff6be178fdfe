//! The nearest of several names, for "did you mean".

/// The candidate nearest to what was written, if one is near enough (about a third of its letters, at least one).
#[must_use]
pub fn nearest<'a>(written: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = written.chars().count().max(3).div_euclid(3);
    let close = among.into_iter().map(|name| (distance(written, name), name)).filter(|&(d, _)| d <= allowed);
    close.min().map(|(_, name)| name)
}

/// Edits (insert, delete, change, swap neighbours) that turn one word into the other (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (fold(a), fold(b));
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i.saturating_add(1)];
        for (j, &y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX);
            let change = get(&last, j).saturating_add(usize::from(x != y));
            let insert = get(&row, j).saturating_add(1);
            let delete = get(&last, j.saturating_add(1)).saturating_add(1);
            let swapped =
                i > 0 && j > 0 && a.get(i.wrapping_sub(1)) == Some(&y) && b.get(j.wrapping_sub(1)) == Some(&x);
            let swap = if swapped { get(&before_last, j.wrapping_sub(1)).saturating_add(1) } else { usize::MAX };
            row.push(change.min(insert).min(delete).min(swap));
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

fn fold(word: &str) -> Vec<char> {
    word.chars().take(64).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect()
}
