//! How a file looks: what it begins with, how long it and its functions are, what it may not use.

use super::rust::RustFile;
use super::{all_rust_files, held, rust_files};

/// Lines of a file, tests included.
const LONGEST_FILE: usize = 400;

/// Lines of a function, its signature included: one screen.
const LONGEST_FUNCTION: usize = 55;

#[test]
fn every_file_begins_with_what_lives_in_it() {
    let files = all_rust_files();
    let broken: Vec<String> = files
        .iter()
        .filter(|file| !file.text.starts_with("//! ") || file.text[4..].trim_start().is_empty())
        .map(|file| file.path.clone())
        .collect();
    held(
        "every file begins with `//!`",
        "say in one sentence what lives in the file, and in one what does not",
        &broken,
    );
}

#[test]
fn no_file_is_longer_than_people_read() {
    let files = all_rust_files();
    let broken: Vec<String> = files
        .iter()
        .filter(|file| file.text.lines().count() > LONGEST_FILE)
        .map(|file| format!("{} has {} lines", file.path, file.text.lines().count()))
        .collect();
    held(
        &format!("a file has at most {LONGEST_FILE} lines"),
        "part it where its `//!` says \"and\"; tests may move to a `tests.rs` beside it",
        &broken,
    );
}

#[test]
fn every_function_fits_on_a_screen() {
    let mut seen = 0;
    let mut broken = Vec::new();
    for file in all_rust_files() {
        for function in file.functions() {
            seen += 1;
            if function.lines > LONGEST_FUNCTION {
                broken.push(format!(
                    "{}:{} `{}` has {} lines",
                    file.path, function.line, function.name, function.lines
                ));
            }
        }
    }
    assert!(seen > 1000, "functions are found, and not only {seen}");
    held(
        &format!("a function has at most {LONGEST_FUNCTION} lines"),
        "give a part of it a name and a function of its own",
        &broken,
    );
}

#[test]
fn code_has_no_loose_ends() {
    let banned: [(&str, &str); 5] = [
        ("unimplemented", "write it"),
        ("todo", "write it"),
        ("HashMap", "its order leaks into output: use BTreeMap"),
        ("HashSet", "its order leaks into output: use BTreeSet"),
        ("unsafe", "find a safe way"),
    ];
    let mut broken = Vec::new();
    for file in all_rust_files() {
        for (word, mend) in banned {
            broken.extend(
                file.words(word)
                    .map(|at| format!("{} `{word}`: {mend}", file.at(at))),
            );
        }
        broken.extend(allowances(&file));
        broken.extend(notes_to_self(&file));
    }
    held(
        "code has no loose ends",
        "mend each place as it says; nothing is left for later",
        &broken,
    );
}

#[test]
fn expectations_say_their_reason() {
    let mut seen = 0;
    let mut broken = Vec::new();
    for file in rust_files("src") {
        for at in file.words("expect").filter(|at| is_attribute(&file, *at)) {
            seen += 1;
            let end = file.code[at..]
                .find(']')
                .map_or(file.code.len(), |end| at + end);
            if !file.code[at..end].contains("reason") {
                broken.push(file.at(at));
            }
        }
    }
    assert!(seen > 0, "the store says that it touches the disk");
    held(
        "an expected lint has a reason",
        "write `#[expect(lint, reason = \"why it is right here\")]`",
        &broken,
    );
}

fn allowances(file: &RustFile) -> impl Iterator<Item = String> + '_ {
    file.words("allow")
        .filter(|at| is_attribute(file, *at))
        .map(|at| {
            format!(
                "{} `#[allow]`: use `#[expect(lint, reason = \"...\")]`",
                file.at(at)
            )
        })
}

fn is_attribute(file: &RustFile, at: usize) -> bool {
    file.code[..at].trim_end().ends_with("#[") || file.code[..at].trim_end().ends_with("#![")
}

/// Marks that people leave for themselves, in comments only: a text of the program may speak of them.
fn notes_to_self(file: &RustFile) -> Vec<String> {
    let marks = ["TODO", "FIXME", "XXX", "HACK"];
    let found = marks.iter().flat_map(|mark| {
        file.comments
            .match_indices(mark)
            .map(move |(at, _)| format!("{} `{mark}` in a comment: do it, or drop it", file.at(at)))
    });
    found.collect()
}
