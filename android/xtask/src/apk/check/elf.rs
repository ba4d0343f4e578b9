//! Checks that a phone's loader will accept the native libraries.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use object::elf::{
    DF_TEXTREL, DT_FLAGS, DT_NEEDED, DT_TEXTREL, EM_AARCH64, EM_X86_64, FileHeader64, PF_W, PF_X,
    PT_GNU_RELRO, PT_GNU_STACK, PT_LOAD,
};
use object::read::elf::{Dyn, ElfFile64, FileHeader, ProgramHeader};
use object::{Endianness, Object, ObjectSymbol};
use zip::ZipArchive;

use super::{bionic, verdict};
use crate::apk::abi::Abi;
use crate::workspace::Outcome;

/// The page size of newer phones. Libraries with a smaller alignment are not loaded there.
const PAGE: u64 = 16 * 1024;

/// The largest size of the core, in bytes. A quarter of it reads and writes events and effects as JSON, so that the app need
/// not.
const CORE_AT_MOST: usize = 1_800 * 1024;

/// Without these the loader would find none of what the core expects from the phone.
const CORE_NEEDS: [&str; 4] = ["libc.so", "libm.so", "libdl.so", "liblog.so"];

/// Reads every library in the package.
pub(super) fn check(apk: &Path, abis: &[Abi]) -> Outcome {
    let mut faults = Vec::new();
    for &abi in abis {
        for name in ["libkinguard.so", "libjnidispatch.so"] {
            let bytes = library(apk, abi, name)?;
            let core = name == "libkinguard.so";
            let found = faults_of(&bytes, abi, if core { &CORE_NEEDS } else { &["libc.so"] })?;
            faults.extend(found.into_iter().map(|fault| format!("{}/{name}: {fault}", abi.folder())));
            if core && bytes.len() > CORE_AT_MOST {
                faults.push(format!(
                    "{}/{name}: {} bytes, more than {CORE_AT_MOST}",
                    abi.folder(),
                    bytes.len()
                ));
            }
        }
    }
    verdict(
        &faults,
        "symbols of API 29 only, libraries named, no text relocations, 16 KB pages, nothing both writable and executable",
    )
}

fn library(apk: &Path, abi: Abi, name: &str) -> Outcome<Vec<u8>> {
    let shown = |error: &dyn std::fmt::Display| format!("{}: {name}: {error}", apk.display());
    let mut archive =
        ZipArchive::new(File::open(apk).map_err(|error| shown(&error))?).map_err(|error| shown(&error))?;
    let mut entry =
        archive.by_name(&format!("lib/{}/{name}", abi.folder())).map_err(|error| shown(&error))?;
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(|error| shown(&error))?;
    Ok(bytes)
}

fn faults_of(bytes: &[u8], abi: Abi, needs: &[&str]) -> Outcome<Vec<String>> {
    let unreadable = |error| format!("no library: {error}");
    let file = ElfFile64::<Endianness>::parse(bytes).map_err(unreadable)?;
    let endian = file.endian();
    let mut faults = Vec::new();
    let machine = if abi == Abi::Arm64 { EM_AARCH64 } else { EM_X86_64 };
    if file.elf_header().e_machine(endian) != machine {
        faults.push("for another processor".into());
    }
    faults.extend(faults_of_segments(&file, endian));
    faults.extend(faults_of_dynamic(&file, endian, bytes, needs).map_err(unreadable)?);
    let known = bionic::names(abi);
    for symbol in file.dynamic_symbols().filter(|symbol| symbol.is_undefined() && !symbol.is_weak()) {
        let name = symbol.name().map_err(unreadable)?;
        if !name.is_empty() && !known.contains(name) {
            faults.push(format!("needs {name}, which no phone of API 29 offers"));
        }
    }
    Ok(faults)
}

fn faults_of_segments(file: &ElfFile64<'_, Endianness>, endian: Endianness) -> Vec<String> {
    let mut faults = Vec::new();
    let mut protected = false;
    for segment in file.elf_program_headers() {
        let flags = segment.p_flags(endian);
        let (writable, executable) = (flags & PF_W != 0, flags & PF_X != 0);
        match segment.p_type(endian) {
            PT_LOAD if writable && executable => faults.push("a part is both writable and executable".into()),
            PT_LOAD if segment.p_align(endian) < PAGE => faults.push("not aligned to pages of 16 KB".into()),
            PT_GNU_STACK if executable => faults.push("asks for an executable stack".into()),
            PT_GNU_RELRO => protected = true,
            _ => {}
        }
    }
    if !protected {
        faults.push("its table of addresses stays writable".into());
    }
    faults
}

fn faults_of_dynamic(
    file: &ElfFile64<'_, Endianness>,
    endian: Endianness,
    bytes: &[u8],
    needs: &[&str],
) -> object::Result<Vec<String>> {
    let sections = FileHeader64::sections(file.elf_header(), endian, bytes)?;
    let mut faults = Vec::new();
    let mut needed = Vec::new();
    if let Some((entries, strings)) = sections.dynamic(endian, bytes)? {
        let strings = sections.strings(endian, bytes, strings)?;
        for entry in entries {
            match entry.tag32(endian) {
                Some(DT_NEEDED) => {
                    needed.push(String::from_utf8_lossy(entry.string(endian, strings)?).into_owned());
                }
                Some(DT_TEXTREL) => faults.push("changes its own code when loaded".into()),
                Some(DT_FLAGS) if entry.val32(endian).is_some_and(|flags| flags & DF_TEXTREL != 0) => {
                    faults.push("changes its own code when loaded".into());
                }
                _ => {}
            }
        }
    }
    let missing = needs.iter().filter(|need| !needed.iter().any(|name| name == *need));
    faults.extend(missing.map(|need| format!("does not name {need}")));
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The library for this computer breaks most rules for phones, which shows that they are checked.
    #[test]
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    fn a_library_for_another_system_is_refused() {
        let this = std::env::current_exe().unwrap();
        let bytes = std::fs::read(this).unwrap();
        let faults = faults_of(&bytes, Abi::Arm64, &CORE_NEEDS).unwrap();
        let says = |words: &str| faults.iter().any(|fault| fault.contains(words));
        assert!(says("another processor"), "{faults:?}");
        assert!(says("pages of 16 KB"), "{faults:?}");
        assert!(says("does not name liblog.so"), "{faults:?}");
        assert!(says("needs __errno_location"), "{faults:?}");
    }

    #[test]
    fn what_is_no_library_is_said_to_be_none() {
        assert!(faults_of(b"\x7fELF or so", Abi::X86, &[]).unwrap_err().starts_with("no library"));
    }
}
