//! Lists that never grow beyond their cap, whatever arrives.

/// Makes room for one more: the oldest go. Usually that is one; a damaged snapshot may hold any number.
pub(crate) fn keep_newest<T>(list: &mut Vec<T>, holds: usize) {
    let surplus = (list.len() + 1).saturating_sub(holds);
    list.drain(..surplus);
}
