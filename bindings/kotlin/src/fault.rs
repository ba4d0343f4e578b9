//! A panic on request, to check from Kotlin that it is contained. Not part of the generated file: a test
//! finds the symbol by its name.

use std::sync::atomic::{AtomicBool, Ordering};

static PROVOKED: AtomicBool = AtomicBool::new(false);

/// Makes the next observed event panic inside the core, once.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "found by its symbol, not by its path")]
pub extern "C" fn kinguard_provoke_panic() {
    PROVOKED.store(true, Ordering::SeqCst);
}

#[expect(clippy::panic, reason = "that is what it is for")]
pub(crate) fn panic_if_provoked() {
    if PROVOKED.swap(false, Ordering::SeqCst) {
        panic!("provoked by a test");
    }
}
