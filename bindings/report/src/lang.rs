//! The language of the words.

/// A language that has words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, in simplified characters.
    Zh,
    /// Written Chinese, as in Hong Kong.
    Hk,
    /// English.
    En,
}

impl Lang {
    /// The tag that a page carries.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::Hk => "zh-HK",
            Self::En => "en",
        }
    }

    /// The language with that tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        [Self::Zh, Self::Hk, Self::En].into_iter().find(|lang| lang.tag() == tag)
    }
}
