//! Writes the Python side of the library. `maturin` runs it.

fn main() {
    uniffi::uniffi_bindgen_main();
}
