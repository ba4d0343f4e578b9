//! Foreign text.

/// Foreign text without control characters and without marks that change the writing direction. A label must
/// not be able to repaint the line it is in.
#[must_use]
pub fn clean(text: &str) -> String {
    let turns = |symbol| matches!(symbol, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}');
    text.chars()
        .map(|symbol| if symbol.is_control() || turns(symbol) { '\u{fffd}' } else { symbol })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_that_repaints_a_line_survives() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{202e}d"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d");
        assert_eq!(clean("云会通 ok"), "云会通 ok");
    }
}
