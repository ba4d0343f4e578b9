//! The functions that Android's C libraries offer to apps on the oldest supported release.

use std::collections::HashSet;

use crate::apk::abi::Abi;

const LIST: &str = include_str!("../../../data/bionic-29.tsv");

/// The names that a library for `abi` may expect from the phone.
pub(super) fn names(abi: Abi) -> HashSet<&'static str> {
    LIST.lines()
        .filter(|row| !row.starts_with('#'))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (_, name) = (cells.next()?, cells.next()?);
            let only = cells.next();
            only.is_none_or(|only| only == abi.folder() || only == short(abi)).then_some(name)
        })
        .collect()
}

fn short(abi: Abi) -> &'static str {
    match abi {
        Abi::Arm64 => "arm64",
        Abi::X86 => "x86_64",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_knows_what_came_with_which_release() {
        for abi in Abi::ALL {
            let names = names(abi);
            assert!(names.len() > 1_000, "{}", names.len());
            for there in [
                "malloc",
                "dl_iterate_phdr",
                "getrandom",
                "dlsym",
                "pow",
                "__android_log_write",
                "pthread_create",
            ] {
                assert!(names.contains(there), "{there}");
            }
            // Exported from 30 on, and never.
            for absent in
                ["memfd_create", "pthread_cond_clockwait", "_Unwind_RaiseException", "__errno_location"]
            {
                assert!(!names.contains(absent), "{absent}");
            }
        }
    }
}
