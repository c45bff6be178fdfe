//! What bytes are before anybody reads them as JSON.

/// Beginnings of other kinds of file.
const MAGIC: [(&[u8], &str); 7] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as an XLSX or HWPX file"),
    (b"\xD0\xCF\x11\xE0", "an old Office or HWP file"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"PAR1", "a Parquet file"),
];

/// The kind of another file, by its first bytes.
pub(super) fn other_file(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    let head: Vec<u8> = bytes.iter().copied().skip_while(u8::is_ascii_whitespace).take(512).collect();
    let head = String::from_utf8_lossy(&head).trim_start_matches('\u{FEFF}').to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Some("an HTML page");
    }
    head.starts_with('<').then_some("XML")
}

/// The text without a byte order mark, or why the bytes are no UTF-8.
pub(super) fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || alternate_noughts(bytes) {
        return Err("the text is UTF-16, not UTF-8".to_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let line = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count().saturating_add(1);
            let guess = if korean(bytes) { "; it looks like CP949 (EUC-KR)" } else { "" };
            Err(format!("the text is not UTF-8 from line {line} on{guess}"))
        }
    }
}

/// Every other byte of the beginning is nought: ASCII in UTF-16 without a mark.
fn alternate_noughts(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().copied().take(64).collect();
    let noughts = |odd: usize| head.iter().skip(odd).step_by(2).all(|&byte| byte == 0);
    head.len() >= 4 && (noughts(0) || noughts(1)) && head.iter().any(|&byte| byte != 0)
}

/// Whether all bytes above ASCII come in pairs as CP949 has them, with Hangul among them.
fn korean(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter().copied();
    let mut hangul = 0usize;
    while let Some(lead) = rest.next() {
        if lead < 0x80 {
            continue;
        }
        let Some(trail) = rest.next() else { return false };
        let pair = (0x81..=0xFE).contains(&lead) && (trail.is_ascii_alphabetic() || trail >= 0x81) && trail != 0xFF;
        if !pair {
            return false;
        }
        hangul = hangul.saturating_add(usize::from((0xB0..=0xC8).contains(&lead) && trail >= 0xA1));
    }
    hangul > 0
}
