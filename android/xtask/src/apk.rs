//! `cargo xtask apk`: from a fresh clone to an installable package, with every check that needs no phone.

mod abi;
mod archive;
mod bill;
pub(crate) mod changed;
mod check;
mod drive;
mod fetched;
mod native;
pub(crate) mod needs;
mod package;
mod reproduce;
mod resources;
mod shrink;
mod sign;
mod size;
mod version;

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::apk::abi::Abi;
use crate::apk::native::Build;
use crate::apk::version::Version;
use crate::stages::Stages;
use crate::workspace::{Outcome, target};

/// Options of `apk`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    cargo xtask apk                                     for nearly every phone, signed with a key of this computer\n  \
    cargo xtask apk --install                           the same, and apt-get brings what is missing\n  \
    cargo xtask apk --abi arm64-v8a,x86_64 --reproduce  for emulators too, built twice and compared\n  \
    KINGUARD_KEYSTORE_PASSWORD=... cargo xtask apk --release --keystore kinguard.jks --alias kinguard")]
pub(crate) struct Asked {
    /// Make a release: sign with the key of --keystore, and accept only committed sources
    #[arg(long, requires = "keystore")]
    release: bool,
    /// Processors to build for
    #[arg(long, value_delimiter = ',', default_value = "arm64-v8a")]
    abi: Vec<Abi>,
    /// The signing key; its password is taken from KINGUARD_KEYSTORE_PASSWORD or asked for
    #[arg(long)]
    keystore: Option<PathBuf>,
    /// The name of the key in the keystore
    #[arg(long, requires = "keystore")]
    alias: Option<String>,
    /// Let apt-get install missing tools
    #[arg(long)]
    install: bool,
    /// Link with an NDK through cargo-ndk
    #[arg(long)]
    ndk: bool,
    /// Build a second time in another folder, and compare
    #[arg(long)]
    reproduce: bool,
    /// Stop at the unsigned, unchecked package, as --reproduce does in the other folder
    #[arg(long, hide = true)]
    unsigned: bool,
}

impl Asked {
    fn abis(&self) -> Vec<Abi> {
        let mut abis = self.abi.clone();
        abis.sort();
        abis.dedup();
        abis
    }
}

/// The files of one run.
struct Paths {
    unsigned: PathBuf,
    signed: PathBuf,
}

impl Paths {
    fn of(version: &Version, abis: &[Abi]) -> Self {
        let abis = abis.iter().map(|abi| abi.folder()).collect::<Vec<_>>().join("+");
        let folder = target().join("apk");
        let name = format!("kinguard-{}-{abis}", version.name);
        Self {
            unsigned: folder.join(format!("{name}-unsigned.apk")),
            signed: folder.join(format!("{name}.apk")),
        }
    }
}

/// Makes the package, stage by stage.
pub(crate) fn run(asked: &Asked) -> Outcome {
    let mut stages = Stages::new();
    let version = version::read()?;
    if asked.release && !version.clean {
        return Err("a release is built from committed sources only, and something here is not committed: see git status".into());
    }
    if !version.whole {
        let few = "the version counts commits, and this clone has only the last ones: git fetch --unshallow";
        if asked.release {
            return Err(few.into());
        }
        println!("{few}, or it will not install over a later one");
    }
    if asked.reproduce && !version.clean {
        return Err("uncommitted changes cannot be built in another folder: see git status".into());
    }
    let abis = asked.abis();
    let paths = Paths::of(&version, &abis);
    stages.run("What it takes", || needs::look(asked.ndk, asked.install))?;
    // The checks on this computer need both processors.
    let built = if asked.unsigned { &abis[..] } else { &Abi::ALL };
    stages.run("Library for phones", || native::build(built, Build::Shipped, asked.ndk))?;
    stages.run("Resources and classes", resources::compile)?;
    stages.run("Resource table", || resources::link(&version))?;
    stages.run("Shrinking and dex", shrink::run)?;
    stages.run("Package", || package::write(&abis, &paths.unsigned))?;
    if asked.unsigned {
        println!("{}", paths.unsigned.display());
        return Ok(());
    }
    stages.run("Signature", || {
        sign::run(&paths.unsigned, &paths.signed, asked.keystore.as_deref(), asked.alias.as_deref())
    })?;
    let mapping = paths.signed.with_extension("mapping.txt");
    fs::copy(shrink::mapping(), &mapping).map_err(|error| format!("{}: {error}", mapping.display()))?;
    let bill = paths.signed.with_extension("cdx.json");
    stages.run("Bill of materials", || bill::write(&paths.signed, &version, &bill))?;
    check::run(
        &mut stages,
        &check::Subject { abis: &abis, signed: &paths.signed, version: &version, ndk: asked.ndk },
    )?;
    if asked.reproduce {
        stages.run("The same again, elsewhere", || reproduce::run(&abis, asked.ndk, &paths.unsigned))?;
    }
    stages.sum_up();
    size::report(&paths.signed, &abis)?;
    println!("\n{}", paths.signed.display());
    println!("Bill of materials: {}", bill.display());
    println!("Lines of stack traces: {}", mapping.display());
    println!("Install it with: adb install -r {}", paths.signed.display());
    Ok(())
}
