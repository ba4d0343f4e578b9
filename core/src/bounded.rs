//! Lists that never grow beyond their cap.

/// Adds an entry. Beyond `holds` entries the lightest is dropped, among equals the oldest, which may be the
/// new one. Usually one is dropped; a damaged snapshot may hold any number. Returns the heaviest of the
/// dropped entries.
pub(crate) fn push_weighed<T, W: Ord>(
    list: &mut Vec<T>,
    holds: usize,
    entry: T,
    weight: impl Fn(&T) -> W,
) -> Option<T> {
    list.push(entry);
    let mut gone = None;
    while list.len() > holds {
        let lightest = list.iter().enumerate().min_by_key(|(_, entry)| weight(entry)).map(|(index, _)| index);
        gone = Some(list.remove(lightest.unwrap_or(0)));
    }
    gone
}
