//! Zip archives whose order and times are always the same.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::apk::changed::files_below;
use crate::workspace::Outcome;

/// How hard an archive is compressed.
#[derive(Clone, Copy)]
enum Level {
    /// For one that only this computer reads.
    Fast,
    /// By Zopfli, which makes the package 50 KB smaller; what comes out is unpacked like any other.
    Small,
}

impl Level {
    /// As the library counts: above zlib's levels come the rounds of Zopfli.
    const fn number(self) -> i64 {
        match self {
            Self::Fast => 1,
            Self::Small => 9 + 5,
        }
    }
}

/// A file in an archive.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Packs a folder of class files, since R8 takes no folders.
pub(crate) fn pack_folder(folder: &Path, to: &Path) -> Outcome {
    let mut entries = Vec::new();
    for file in
        files_below(folder)?.into_iter().filter(|file| file.extension().is_some_and(|name| name == "class"))
    {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        entries.push(Entry { name, bytes: bytes(&file)? });
    }
    write(entries, to, Level::Fast)
}

pub(crate) fn bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

pub(crate) fn entries(archive: &Path, wanted: impl Fn(&str) -> bool) -> Outcome<Vec<Entry>> {
    let shown = |error: &dyn std::fmt::Display| format!("{}: {error}", archive.display());
    let mut read = ZipArchive::new(File::open(archive).map_err(|error| shown(&error))?)
        .map_err(|error| shown(&error))?;
    let mut entries = Vec::new();
    for index in 0..read.len() {
        let mut entry = read.by_index(index).map_err(|error| shown(&error))?;
        let name = entry.name().map_err(|error| shown(&error))?.into_owned();
        if entry.is_file() && wanted(&name) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(|error| shown(&error))?;
            entries.push(Entry { name, bytes });
        }
    }
    Ok(entries)
}

/// Writes a package.
pub(crate) fn pack(entries: Vec<Entry>, to: &Path) -> Outcome {
    write(entries, to, Level::Small)
}

/// Writes the entries sorted and with a fixed time. What Android maps into memory is stored uncompressed and
/// aligned to four bytes.
fn write(mut entries: Vec<Entry>, to: &Path, level: Level) -> Outcome {
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let shown = |error: &dyn std::fmt::Display| format!("{}: {error}", to.display());
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| shown(&error))?;
    }
    let mut writer = ZipWriter::new(File::create(to).map_err(|error| shown(&error))?);
    for entry in entries {
        let mapped = entry.name == "resources.arsc";
        let method = if mapped { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((!mapped).then_some(level.number()))
            .with_alignment(4)
            .unix_permissions(0o644)
            .last_modified_time(zip::DateTime::DEFAULT);
        writer.start_file(entry.name, options).map_err(|error| shown(&error))?;
        writer.write_all(&entry.bytes).map_err(|error| shown(&error))?;
    }
    writer.finish().map(drop).map_err(|error| shown(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, bytes: &[u8]) -> Entry {
        Entry { name: name.into(), bytes: bytes.into() }
    }

    #[test]
    fn the_same_files_in_any_order_make_the_same_package() {
        let folder = std::env::temp_dir().join(format!("kinguard-package-{}", std::process::id()));
        let (one, other) = (folder.join("one"), folder.join("other"));
        pack(vec![entry("b", b"2222"), entry("a", b"1"), entry("resources.arsc", b"33")], &one).unwrap();
        std::thread::sleep(std::time::Duration::from_secs(2));
        pack(vec![entry("resources.arsc", b"33"), entry("a", b"1"), entry("b", b"2222")], &other).unwrap();
        assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_package_is_smaller_than_zlib_makes_it_and_says_the_same() {
        let folder = std::env::temp_dir().join(format!("kinguard-smaller-{}", std::process::id()));
        let file = folder.join("a.apk");
        let text: Vec<u8> = (0..20_000_u32)
            .flat_map(|number| format!("{:x} ", number * number % 7919).into_bytes())
            .collect();
        pack(vec![entry("a", &text)], &file).unwrap();
        let mut best = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        best.write_all(&text).unwrap();
        let packed =
            ZipArchive::new(File::open(&file).unwrap()).unwrap().by_index(0).unwrap().compressed_size();
        let best = best.finish().unwrap().len() as u64;
        assert!(packed < best, "{packed} and {best}");
        assert_eq!(entries(&file, |_| true).unwrap().pop().unwrap().bytes, text);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_resource_table_lies_open_and_on_a_boundary() {
        let folder = std::env::temp_dir().join(format!("kinguard-boundary-{}", std::process::id()));
        let file = folder.join("a.apk");
        pack(vec![entry("a", b"1"), entry("bc", b"22"), entry("resources.arsc", b"333")], &file).unwrap();
        let mut archive = ZipArchive::new(File::open(&file).unwrap()).unwrap();
        let table = archive.by_name("resources.arsc").unwrap();
        assert_eq!(table.compression(), CompressionMethod::Stored);
        assert_eq!(table.data_start().unwrap() % 4, 0);
        drop(table);
        fs::remove_dir_all(&folder).unwrap();
    }
}
