//! Digests what decides how a record's text is read and kept as bytes, and what is found in it, so that bytes of another
//! build are never taken.
//! A number counted up by hand would be forgotten once, and a desk would then show what its files do not say.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads the sources it digests"
)]

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Files and folders that decide it: the types, the values in them, the reader of texts, and the versions of libraries.
const DECIDING: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "build.rs",
    "src/calendar",
    "src/records",
    "src/source/mod.rs",
    "src/source/place",
    "src/source/strict",
];

/// What decides, beside these, what the checks find in records.
const JUDGING: &[&str] = &[
    "src/checks",
    "src/finding.rs",
    "src/lifecycle.rs",
    "src/policy",
    "src/sla",
    "src/source",
];

fn main() {
    println!("cargo::rustc-env=DESK_RECORD_FORMAT={}", digest(DECIDING));
    let judging = [DECIDING, JUDGING].concat();
    println!("cargo::rustc-env=DESK_JUDGING_FORMAT={}", digest(&judging));
}

/// Returns the first 16 hexadecimal digits of the digest of files, and of those in folders.
fn digest(paths: &[&str]) -> String {
    let mut files = Vec::new();
    for path in paths {
        println!("cargo::rerun-if-changed={path}");
        list(Path::new(path), &mut files);
    }
    let mut named: Vec<(String, PathBuf)> = files.into_iter().map(with_name).collect();
    named.sort();
    named.dedup();
    let mut digest = Sha256::new();
    for (name, path) in named {
        let text = fs::read(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
        // A checkout may end lines in either way.
        let text: Vec<u8> = text.into_iter().filter(|byte| *byte != b'\r').collect();
        for part in [name.as_bytes(), &text] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    let digest = digest.finalize();
    let digits = digest[..8].iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// Adds a file, or every file below a folder.
fn list(path: &Path, files: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let items = fs::read_dir(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    for item in items {
        list(&item.expect("an item of a folder").path(), files);
    }
}

/// Returns a file with its path as it is spelt everywhere.
fn with_name(path: PathBuf) -> (String, PathBuf) {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    let name = parts.collect::<Vec<_>>().join("/");
    (name, path)
}
