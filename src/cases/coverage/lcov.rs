//! The coverage of clauses as an LCOV trace file, for editors and build servers: a branch for each truth of a clause.

use super::{ClauseSeen, Coverage, each};
use std::collections::BTreeMap;

/// The trace file. Paths are the names of the texts after `root`.
#[must_use]
pub fn lcov(coverage: &Coverage, root: &str) -> String {
    let mut files: BTreeMap<String, Vec<(u32, &ClauseSeen)>> = BTreeMap::new();
    for clause in coverage.books.iter().flat_map(|book| &book.clauses) {
        let mut parts = clause.at.rsplitn(3, ':').skip(1);
        let (line, file) = (parts.next().and_then(|line| line.parse().ok()), parts.next());
        if let (Some(line), Some(file)) = (line, file) {
            files.entry(format!("{root}{file}")).or_default().push((line, clause));
        }
    }
    let mut text = String::new();
    for (file, clauses) in &files {
        text.extend([format!("TN:\nSF:{file}\n")]);
        let mut lines: BTreeMap<u32, bool> = BTreeMap::new();
        let (mut found, mut hit) = (0_usize, 0_usize);
        for (block, (line, clause)) in clauses.iter().enumerate() {
            let any = each(clause.seen).contains(&true);
            // A line counts as run where anything of it is: its branches tell what is not.
            let own = lines.entry(*line).or_insert(false);
            *own = *own || any;
            let truths = each(clause.wanted).into_iter().zip(each(clause.seen)).enumerate();
            for (branch, (_, seen)) in truths.filter(|(_, (wanted, _))| *wanted) {
                let taken = if seen { "1" } else { "0" };
                text.extend([format!("BRDA:{line},{block},{branch},{taken}\n")]);
                found = found.saturating_add(1);
                hit = hit.saturating_add(usize::from(seen));
            }
        }
        text.extend([format!("BRF:{found}\nBRH:{hit}\n")]);
        for (line, any) in &lines {
            text.extend([format!("DA:{line},{}\n", u8::from(*any))]);
        }
        let covered = lines.values().filter(|any| **any).count();
        text.extend([format!("LF:{}\nLH:{covered}\nend_of_record\n", lines.len())]);
    }
    text
}
