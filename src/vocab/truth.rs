//! Three truth values and strong Kleene logic (Kleene 1952, §64).

/// What is known of a statement. Absent, null and "unknown" are one thing: [`Truth::Unknown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Truth {
    /// Known to be false.
    False = 0,
    /// Not known.
    #[default]
    Unknown = 1,
    /// Known to be true.
    True = 2,
}

impl Truth {
    /// True only if both are; false if either is.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// True if either is; false only if both are.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// All of them hold; true of none.
    pub fn all(of: impl IntoIterator<Item = Truth>) -> Truth {
        of.into_iter().fold(Truth::True, Truth::and)
    }

    /// Any of them holds; false of none.
    pub fn any(of: impl IntoIterator<Item = Truth>) -> Truth {
        of.into_iter().fold(Truth::False, Truth::or)
    }

    /// Whether it is known to be true.
    #[must_use]
    pub fn is_true(self) -> bool {
        self == Truth::True
    }

    /// Whether it is known to be false.
    #[must_use]
    pub fn is_false(self) -> bool {
        self == Truth::False
    }

    /// Whether it is not known.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Truth::Unknown
    }

    /// `true`, `false` or `unknown`, as written in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Truth::True => "true",
            Truth::False => "false",
            Truth::Unknown => "unknown",
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Truth {
        if known { Truth::True } else { Truth::False }
    }
}
