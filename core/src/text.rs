//! Foreign text, made safe to repeat.

/// `text` in one short line: control characters become spaces, and anything beyond 200 characters is cut.
/// Errors may repeat names out of a file, and a file may contain anything.
#[must_use]
pub fn one_line(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut line: String =
        text.chars().take(LONGEST).map(|each| if each.is_control() { ' ' } else { each }).collect();
    if text.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}
