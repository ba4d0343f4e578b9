//! The kinds of processors that phones have.

use clap::ValueEnum;

/// A processor, by the name that Android gives it.
///
/// 32-bit phones are left out: without an NDK nothing there can unwind a panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Abi {
    /// Nearly every phone.
    #[value(name = "arm64-v8a")]
    Arm64,
    /// Emulators, and this computer, which runs the checks.
    #[value(name = "x86_64")]
    X86,
}

impl Abi {
    pub(crate) const ALL: [Self; 2] = [Self::Arm64, Self::X86];

    /// The folder in the package.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64-v8a",
            Self::X86 => "x86_64",
        }
    }

    /// The processor as compilers and symbol lists call it.
    pub(crate) fn processor(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64",
            Self::X86 => "x86_64",
        }
    }

    /// Rust's name of the target.
    pub(crate) fn target(self) -> String {
        format!("{}-linux-android", self.processor())
    }
}
