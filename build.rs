//! Writes the rulebooks that ship and the pages of the diagnostics into the program.
//!
//! A file added under `rules/` or `docs/diagnostics/` is in the next build without anybody listing it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let rules = root.join("rules");
    let texts = files(&rules)?.into_iter().filter(|path| is_rule_text(&rules, path)).collect::<Vec<_>>();
    fs::write(out.join("shipped.rs"), table("SHIPPED", "Every rule text and table.", &rules, &texts))?;
    let pages = root.join("docs/diagnostics");
    fs::write(out.join("pages.rs"), table("PAGES", "The page of every diagnostic.", &pages, &files(&pages)?))?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=docs/diagnostics");
    Ok(())
}

/// Rule texts and tables; what stands under `vocabulary` belongs to the language and is read by the compiler itself.
fn is_rule_text(rules: &Path, path: &Path) -> bool {
    let kind = path.extension().is_some_and(|kind| kind == "cocket" || kind == "tsv");
    kind && !path.starts_with(rules.join("vocabulary"))
}

/// All files below a folder, in the order of their names.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// A table of names and texts, as Rust.
fn table(name: &str, says: &str, root: &Path, files: &[PathBuf]) -> String {
    let mut code = format!("/// {says}\nconst {name}: &[(&str, &str)] = &[\n");
    for path in files {
        let relative = path.strip_prefix(root).unwrap_or(path);
        let slashed =
            relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        // Writing to a string does not fail.
        let _ = writeln!(code, "    ({slashed:?}, include_str!({:?})),", path.display().to_string());
    }
    code + "];\n"
}
