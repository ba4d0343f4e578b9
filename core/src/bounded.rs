//! Lists that never grow beyond their cap, whatever arrives, and say what goes first.

/// Adds one entry. Beyond `holds` the lightest goes, of equals the oldest; that may be the new one. Usually one goes; a
/// damaged snapshot may hold any number.
pub(crate) fn push_weighed<T, W: Ord>(list: &mut Vec<T>, holds: usize, entry: T, weight: impl Fn(&T) -> W) {
    list.push(entry);
    while list.len() > holds {
        let Some((lightest, _)) = list.iter().enumerate().min_by_key(|(_, entry)| weight(entry)) else {
            return;
        };
        list.remove(lightest);
    }
}
