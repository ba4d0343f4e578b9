//! What only a phone has: a log that is not a file, and a virtual machine that loads this library.

extern crate unwinding; // linked for the symbols it exports

use std::ffi::c_void;
use std::panic;

use jni::JavaVM;
use jni::sys::{JNI_VERSION_1_6, jint};
use log::LevelFilter;
use once_cell::sync::OnceCell;

/// The machine that loaded the library; a second load finds it here and installs nothing twice.
static MACHINE: OnceCell<JavaVM> = OnceCell::new();

/// Called by `System.loadLibrary`. JNA alone does not call it.
///
/// # Safety
/// `machine` is the pointer that the virtual machine hands to every library it loads.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "found by its symbol, not by its path")]
pub unsafe extern "system" fn JNI_OnLoad(machine: *mut jni::sys::JavaVM, _reserved: *mut c_void) -> jint {
    // SAFETY: by the contract of this function.
    let machine = unsafe { JavaVM::from_raw(machine) };
    if MACHINE.set(machine).is_ok() {
        let config = android_logger::Config::default().with_max_level(LevelFilter::Info).with_tag("KinGuard");
        android_logger::init_once(config);
        // The place alone: a message may quote what the phone reported.
        panic::set_hook(Box::new(|panic| match panic.location() {
            Some(place) => log::error!("panic at {}:{}", place.file(), place.line()),
            None => log::error!("panic"),
        }));
    }
    JNI_VERSION_1_6
}
