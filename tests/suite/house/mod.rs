//! The rules of the house, held over every file of the project: who may import whom, what stands where, size, words.
//! Rules that the compiler or clippy can hold are in `Cargo.toml` and `.clippy.toml`.
#![expect(
    clippy::disallowed_methods,
    reason = "the rules are held over the files themselves"
)]

mod layers;
mod places;
mod rust;
mod shape;
mod words;

use std::path::Path;

use rust::RustFile;

/// Returns every Rust file below a folder of the project, ordered by path.
fn rust_files(folder: &str) -> Vec<RustFile> {
    let files: Vec<RustFile> = paths(folder)
        .into_iter()
        .filter(|path| path.ends_with(".rs"))
        .map(|path| {
            let text = read(&path);
            RustFile::new(path, text)
        })
        .collect();
    assert!(!files.is_empty(), "there are files in {folder}");
    files
}

/// Returns the Rust files of the program and of its tests.
fn all_rust_files() -> Vec<RustFile> {
    let mut files = rust_files("src");
    assert!(files.len() > 100, "the whole program is read");
    files.extend(rust_files("tests"));
    files
}

/// Returns the paths of all files below a folder of the project, ordered.
fn paths(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let items = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    for item in items {
        let item = item.expect("its items can be listed");
        let path = format!("{folder}/{}", item.file_name().to_string_lossy());
        match item.file_type().expect("it has a type").is_dir() {
            true => found.extend(paths(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the names of the files and folders directly in a folder of `src`, without `.rs`, without these.
fn names_in(folder: &str, without: &[&str]) -> Vec<String> {
    let prefix = format!("src/{folder}/");
    let mut names: Vec<String> = paths(&format!("src/{folder}"))
        .iter()
        .filter_map(|path| path.strip_prefix(&prefix))
        .map(|rest| rest.split('/').next().unwrap_or(rest))
        .map(|name| name.trim_end_matches(".rs").to_owned())
        .filter(|name| !without.contains(&name.as_str()))
        .collect();
    names.dedup();
    names
}

/// Fails with all places that break a rule, and what to do about them.
fn held(rule: &str, mend: &str, broken: &[String]) {
    assert!(
        broken.is_empty(),
        "{rule}; {} to mend:\n  {}\nwhat to do: {mend}\n",
        broken.len(),
        broken.join("\n  ")
    );
}
