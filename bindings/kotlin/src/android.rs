//! The parts that only a phone needs: a system log, and a virtual machine that loads this library.

extern crate unwinding; // linked for the symbols it exports

use std::ffi::c_void;
use std::panic;
use std::sync::Once;

use log::LevelFilter;

/// `JNI_VERSION_1_6` of `jni.h`, which every Android speaks.
const JNI_VERSION: i32 = 0x0001_0006;

/// A second load installs nothing twice.
static LOADED: Once = Once::new();

/// Called by `System.loadLibrary`. JNA alone does not call it.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "found by its symbol, not by its path")]
pub extern "system" fn JNI_OnLoad(_machine: *mut c_void, _reserved: *mut c_void) -> i32 {
    LOADED.call_once(|| {
        let config = android_logger::Config::default().with_max_level(LevelFilter::Info).with_tag("KinGuard");
        android_logger::init_once(config);
        // Only the place: a message may quote what the phone reported.
        panic::set_hook(Box::new(|panic| match panic.location() {
            Some(place) => log::error!("panic at {}:{}", place.file(), place.line()),
            None => log::error!("panic"),
        }));
    });
    JNI_VERSION
}
