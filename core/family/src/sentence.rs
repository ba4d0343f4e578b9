//! The sentence that a relative may show on the warning.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many characters a sentence may have.
pub const LONGEST: usize = 60;

/// A sentence in large type on the parent's warning. It cannot hold what a thief of the relative's phone would want to have
/// there: a number, an address, or talk of accounts and codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sentence(String);

/// Why a text is no such sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentenceFault {
    /// Nothing but spaces.
    Empty,
    /// More than [`LONGEST`] characters.
    TooLong,
    /// Line breaks, or characters that change how the others are read.
    Control,
    /// A digit of any script, or a number in Chinese words.
    Digits,
    /// The address of a page or a mailbox.
    Link,
    /// Accounts, cards, passwords or codes.
    AccountWord,
}

impl fmt::Display for SentenceFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("nothing is said"),
            Self::TooLong => write!(formatter, "more than {LONGEST} characters"),
            Self::Control => formatter.write_str("a line break or a control character"),
            Self::Digits => formatter.write_str("a number"),
            Self::Link => formatter.write_str("the address of a page or a mailbox"),
            Self::AccountWord => formatter.write_str("accounts, cards, passwords or codes"),
        }
    }
}

impl std::error::Error for SentenceFault {}

impl Sentence {
    /// Checks a text, without the spaces around it.
    ///
    /// # Errors
    ///
    /// [`SentenceFault`].
    pub fn parse(text: &str) -> Result<Self, SentenceFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SentenceFault::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(SentenceFault::TooLong);
        }
        if text.chars().any(|character| character.is_control() || is_invisible(character)) {
            return Err(SentenceFault::Control);
        }
        if has_number(text) {
            return Err(SentenceFault::Digits);
        }
        let lower = text.to_lowercase();
        if has_link(&lower) {
            return Err(SentenceFault::Link);
        }
        if has_account_word(&lower) {
            return Err(SentenceFault::AccountWord);
        }
        Ok(Self(text.to_owned()))
    }

    /// The sentence.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Sentence {
    type Error = SentenceFault;

    fn try_from(text: String) -> Result<Self, SentenceFault> {
        Self::parse(&text)
    }
}

impl From<Sentence> for String {
    fn from(sentence: Sentence) -> Self {
        sentence.0
    }
}

/// Marks of direction, joiners and spaces of no width.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// So many Chinese numerals in a row are a number. Fewer are in ordinary words, such as 一下 and 三番五次.
const NUMERALS: usize = 3;

fn has_number(text: &str) -> bool {
    let mut row = 0;
    text.chars().any(|character| {
        row = if is_numeral(character) { row + 1 } else { 0 };
        character.is_numeric() || row >= NUMERALS
    })
}

fn is_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千万亿萬億两兩幺壹贰叁肆伍陆柒捌玖拾貳參陸".contains(character)
}

/// `lower` is in lower case.
fn has_link(lower: &str) -> bool {
    let joined = lower.char_indices().any(|(at, character)| {
        is_dot(character) && is_latin(before(lower, at)) && is_latin(after(lower, at))
    });
    joined || ["://", "www", "http", "@", "＠"].iter().any(|part| lower.contains(part))
}

fn is_dot(character: char) -> bool {
    matches!(character, '.' | '．' | '。' | '｡' | '·' | '点' | '點')
}

fn is_latin(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_ascii_alphanumeric() || ('ａ'..='ｚ').contains(&character))
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().nth(1)
}

/// Chinese words are found anywhere, those of languages with spaces only as words.
fn has_account_word(lower: &str) -> bool {
    const CHINESE: &[&str] = &[
        "账号",
        "帐号",
        "账户",
        "帐户",
        "賬號",
        "帳號",
        "賬戶",
        "帳戶",
        "户头",
        "戶頭",
        "卡号",
        "卡號",
        "密码",
        "密碼",
        "验证码",
        "驗證碼",
        "校验码",
        "口令",
        "动态码",
        "動態碼",
        "收款码",
        "收款碼",
        "付款码",
        "付款碼",
        "二维码",
        "二維碼",
    ];
    const LATIN: &[&str] = &[
        "account",
        "accounts",
        "iban",
        "card",
        "cards",
        "password",
        "passwords",
        "passcode",
        "pin",
        "code",
        "codes",
        "otp",
    ];
    CHINESE.iter().any(|word| lower.contains(word))
        || lower.split(|character: char| !character.is_ascii_alphanumeric()).any(|word| LATIN.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_relative_would_say_is_taken() {
        for text in [
            "妈，是我，快挂掉",
            "别转账，等我回家",
            "騙徒嚟㗎，即刻收線",
            "Mum, it's me. Hang up now!",
            "先挂掉，我马上打给你一下",
            "  妈，是我  ",
        ] {
            assert_eq!(Sentence::parse(text).map(|sentence| sentence.0), Ok(text.trim().to_owned()));
        }
    }

    #[test]
    fn what_a_thief_would_say_is_not() {
        for (text, fault) in [
            ("", SentenceFault::Empty),
            (" \u{3000} ", SentenceFault::Empty),
            ("挂掉\n好", SentenceFault::Control),
            ("挂\u{202e}掉", SentenceFault::Control),
            ("打 110", SentenceFault::Digits),
            ("打１１０", SentenceFault::Digits),
            ("①", SentenceFault::Digits),
            ("打一三八零", SentenceFault::Digits),
            ("看 example.com", SentenceFault::Link),
            ("看 example点com", SentenceFault::Link),
            ("https://a", SentenceFault::Link),
            ("a@b", SentenceFault::Link),
            ("告诉他验证码", SentenceFault::AccountWord),
            ("Tell him the PIN.", SentenceFault::AccountWord),
        ] {
            assert_eq!(Sentence::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn sixty_characters_are_a_sentence() {
        assert_eq!(Sentence::parse(&"好".repeat(59)).map(drop), Ok(()));
        assert_eq!(Sentence::parse(&"好".repeat(60)).map(drop), Ok(()));
        assert_eq!(Sentence::parse(&"好".repeat(61)), Err(SentenceFault::TooLong));
    }

    #[test]
    fn words_in_words_are_no_account() {
        assert_eq!(Sentence::parse("Stop spinning, discard it").map(drop), Ok(()));
    }
}
