//! `cargo xtask bindgen` runs this on the built library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
