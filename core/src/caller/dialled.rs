//! Extracts the digits from the text a phone shows, in one pass, with a fixed buffer and without allocating.

use super::Why;

/// Enough for the longest text worth reading: prefix, calling code, a doubled code and a full number.
const CAPACITY: usize = 40;

/// The digits of a number and where a `+` stood among them.
pub(super) struct Dialled {
    digits: [u8; CAPACITY],
    length: usize,
    plus: Option<usize>,
}

impl Dialled {
    /// The ASCII digits, in order.
    pub(super) fn digits(&self) -> &[u8] {
        &self.digits[..self.length]
    }

    /// Returns how many digits stood before the last `+`: 0 for an ordinary international number, `None` without one.
    pub(super) fn plus(&self) -> Option<usize> {
        self.plus
    }

    /// Reads a text, or returns the reason why it holds no number.
    pub(super) fn read(text: &str) -> Result<Self, Why> {
        let text = text.trim();
        let mut dialled = Self { digits: [0; CAPACITY], length: 0, plus: None };
        let mut body = text;
        if let Some(rest) = without_scheme(text, "tel:") {
            body = rest;
            // RFC 3966: a local number is completed by its context, and only a context in digits tells the
            // country.
            if let Some((number, parameters)) = rest.split_once(';') {
                body = number;
                if !number.trim_start().starts_with(['+', '＋', '%'])
                    && let Some((_, context)) = parameters.split_once("phone-context=+")
                {
                    dialled.take("+")?;
                    dialled.take(context.split(';').next().unwrap_or_default())?;
                }
            }
        } else if let Some(rest) = without_scheme(text, "sip:").or_else(|| without_scheme(text, "sips:")) {
            // RFC 3261: the user part identifies the caller. The host only tells through whom the call came.
            body = rest.split(['@', ';', '?']).next().unwrap_or_default();
        }
        // 3GPP TS 22.030: `*31#` and `#31#` only show or hide the dialler's own number.
        let body = body.strip_prefix("*31#").or_else(|| body.strip_prefix("#31#")).unwrap_or(body);
        dialled.take(body)?;
        match dialled.digits() {
            [] if dialled.plus.is_some() => Err(Why::TooShort),
            [] => Err(Why::Placeholder),
            // Android's older values for an unknown, a private and a payphone number: -1, -2, -3.
            [_] if body.starts_with(is_dash) => Err(Why::Placeholder),
            digits if digits.len() > 3 && digits.iter().all(|&digit| digit == b'0') => Err(Why::Placeholder),
            _ => Ok(dialled),
        }
    }

    fn take(&mut self, body: &str) -> Result<(), Why> {
        let mut characters = body.chars();
        while let Some(character) = characters.next() {
            match character {
                '0'..='9' => self.push(character as u8)?,
                '+' | '\u{ff0b}' | '\u{fe62}' => self.plus = Some(self.length),
                // Whatever follows a pause is dialled after the call is answered.
                ',' | ';' if self.length > 0 => break,
                '%' => match characters.as_str().as_bytes() {
                    [b'2', b'B' | b'b', ..] => {
                        self.plus = Some(self.length);
                        characters = characters.as_str()[2..].chars();
                    }
                    [b'2', b'0', ..] => characters = characters.as_str()[2..].chars(),
                    _ => return Err(not_a_number(body)),
                },
                _ => match foreign_digit(character) {
                    Some(digit) => self.push(digit)?,
                    None if is_separator(character) => {}
                    None => return Err(not_a_number(body)),
                },
            }
        }
        Ok(())
    }

    fn push(&mut self, digit: u8) -> Result<(), Why> {
        let slot = self.digits.get_mut(self.length).ok_or(Why::TooLong)?;
        *slot = digit;
        self.length += 1;
        Ok(())
    }
}

fn without_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let head = text.get(..scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
}

/// Decimal digits as phones set to Chinese (full width), Arabic or Persian show them.
fn foreign_digit(character: char) -> Option<u8> {
    let value = match character {
        '\u{ff10}'..='\u{ff19}' => character as u32 - 0xff10,
        '\u{0660}'..='\u{0669}' => character as u32 - 0x0660,
        '\u{06f0}'..='\u{06f9}' => character as u32 - 0x06f0,
        _ => return None,
    };
    u8::try_from(value).ok().map(|value| b'0' + value)
}

/// Hyphens and dashes of any width, and the characters that keyboards produce instead.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{00ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{30fc}'
    )
}

/// Characters that only make a number easier to read, or are invisible.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || is_dash(character)
        || matches!(
            character,
            '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '.' | '/' | '~' | '_'
                | '\u{00b7}' // middle dot
                | '\u{2024}' | '\u{2027}' | '\u{30fb}' | '\u{3002}' | '\u{ff0e}' // other dots
                | '（' | '）' | '［' | '］' | '【' | '】' | '〔' | '〕' | '／' | '～'
                | '\u{200b}'..='\u{200f}' // zero width, direction marks
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// Words that networks and phones show for a hidden number.
const WITHHELD: &[&str] = &[
    "anonymous",
    "private",
    "private number",
    "withheld",
    "restricted",
    "blocked",
    "hidden",
    "no caller id",
    "私人号码",
    "私人號碼",
    "匿名",
    "隐藏号码",
    "隱藏號碼",
    "保密号码",
    "未显示号码",
    "未顯示號碼",
    "不显示号码",
    "不顯示號碼",
];

/// Words that stand for an unknown number.
const PLACEHOLDERS: &[&str] = &[
    "unknown",
    "unknown number",
    "unavailable",
    "not available",
    "payphone",
    "null",
    "未知",
    "未知号码",
    "未知號碼",
    "未知来电",
    "未知來電",
    "无号码",
    "無號碼",
    "公用电话",
    "公用電話",
];

fn not_a_number(body: &str) -> Why {
    let body = body.trim_matches(is_separator);
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(body));
    if is_one_of(WITHHELD) {
        Why::Withheld
    } else if is_one_of(PLACEHOLDERS) {
        Why::Placeholder
    } else {
        Why::NotANumber
    }
}
