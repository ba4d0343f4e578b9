//! Words of others, made fit to be repeated.

/// `text` in one short line: control characters become spaces, and what is longer than 200 characters is cut. An error may
/// repeat a name out of a file, and a file may hold anything.
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
