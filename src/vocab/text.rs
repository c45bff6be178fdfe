//! Words for people, in the languages the source has.

use std::fmt;

/// What short texts are ordered by where the shorter come first: so `9` comes before `10`, and few are read to find one.
#[must_use]
pub fn by_length(text: &str) -> (usize, &str) {
    (text.len(), text)
}

/// A language by its ISO 639 code, such as `en` or `ko`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(pub String);

impl Language {
    /// English, the language labels always have.
    #[must_use]
    pub fn english() -> Self {
        Language("en".to_owned())
    }
}

/// A text in English and, where the source is in another language, in that one too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Label {
    /// The English words.
    pub english: String,
    /// The words in other languages, in the order written.
    pub others: Vec<(String, String)>,
}

impl Label {
    /// English words only.
    #[must_use]
    pub fn new(english: impl Into<String>) -> Self {
        Self { english: english.into(), others: Vec::new() }
    }

    /// And in another language.
    #[must_use]
    pub fn and(mut self, language: &str, words: impl Into<String>) -> Self {
        self.others.push((language.to_owned(), words.into()));
        self
    }

    /// The same with a remark in brackets after the words of each language.
    #[must_use]
    pub fn with_remark(&self, remark: &str) -> Label {
        let remarked = |words: &str| format!("{words} ({remark})");
        let others = self.others.iter().map(|(language, words)| (language.clone(), remarked(words)));
        Label { english: remarked(&self.english), others: others.collect() }
    }

    /// Texts one after the other, in the languages that all of them have.
    #[must_use]
    pub fn joined(texts: &[&Label]) -> Label {
        let in_language = |language: &str| texts.iter().map(|text| text.get(language)).collect::<Option<Vec<_>>>();
        let join = |words: Vec<&str>| words.join(" ");
        let languages = texts.first().map_or(&[][..], |first| &first.others).iter().map(|(language, _)| language);
        Label {
            english: in_language("en").map(join).unwrap_or_default(),
            others: languages
                .filter_map(|language| Some((language.clone(), in_language(language).map(join)?)))
                .collect(),
        }
    }

    /// The words in a language, if there are any.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        if language == "en" {
            return Some(&self.english);
        }
        self.others.iter().find(|(code, _)| code == language).map(|(_, words)| words.as_str())
    }

    /// The words in the first language of the list that has them, else in English.
    #[must_use]
    pub fn in_first<'a>(&'a self, languages: &[Language]) -> &'a str {
        languages.iter().find_map(|language| self.get(&language.0)).unwrap_or(&self.english)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}
