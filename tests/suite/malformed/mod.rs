//! Records that cannot be read: each gives exactly the finding it should, and hides nothing beside it.
//! The records are the files of `tests/malformed`; `expected.txt` there says what is found in each.
#![expect(
    clippy::disallowed_methods,
    reason = "the records are files of the project"
)]

mod desk;
mod expected;
mod programs;
mod reader;

use std::collections::BTreeSet;
use std::path::PathBuf;

use desk::{BESIDE, found_in, records_with};
use expected::{Case, Said};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/malformed")
}

/// Returns every case with the bytes of its file.
fn cases() -> Vec<(Case, Vec<u8>)> {
    let text = std::fs::read_to_string(folder().join("expected.txt")).expect("the expectations");
    let with_bytes = |case: Case| {
        let bytes = std::fs::read(folder().join(&case.file));
        (
            case.clone(),
            bytes.unwrap_or_else(|why| panic!("{}: {why}", case.file)),
        )
    };
    expected::read(&text).into_iter().map(with_bytes).collect()
}

#[test]
fn every_malformed_record_gives_exactly_its_findings() {
    let mut wrong = Vec::new();
    for (case, bytes) in cases() {
        let found = found_in(&case.path, &bytes);
        if found != case.said {
            wrong.push(format!(
                "{}\n  expected:\n{}\n  found:\n{}",
                case.file,
                shown(&case.said),
                shown(&found)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} are told otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_file_is_a_case_and_there_are_enough() {
    let listed: BTreeSet<String> = cases().into_iter().map(|(case, _)| case.file).collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|item| {
            item.expect("an item")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "expected.txt" && !name.starts_with('.'))
        .collect();
    assert_eq!(listed, there);
    assert!(there.len() >= 60, "{} cases", there.len());
}

#[test]
fn a_malformed_record_never_hides_the_ones_beside_it() {
    for (case, bytes) in cases() {
        let records = records_with(&case.path, &bytes);
        let readable = records
            .files()
            .filter(|file| file.record().is_some())
            .count();
        assert_eq!(readable, BESIDE.len(), "{}", case.file);
        let broken: Vec<&str> = records
            .files()
            .filter(|file| file.record().is_none())
            .map(|file| file.path())
            .collect();
        assert_eq!(broken, [case.path.as_str()], "{} stays listed", case.file);
        let of_neighbour: Vec<Said> = desk::found_beside(&records);
        assert_eq!(of_neighbour.len(), 1, "{}: {of_neighbour:?}", case.file);
        assert_eq!(of_neighbour[0].message, "there is no person `nobody`");
    }
}

#[test]
fn findings_on_malformed_records_read_well() {
    for (case, _) in cases() {
        assert!(
            !case.said.is_empty(),
            "{} is said to be malformed",
            case.file
        );
        for Said { message, help, .. } in &case.said {
            let first = message.chars().next().expect("a message says something");
            assert!(
                !first.is_uppercase() || message.starts_with("NUL"),
                "{}: {message}",
                case.file
            );
            assert!(
                !message.ends_with('.') || message.ends_with("..."),
                "{}: {message}",
                case.file
            );
            assert!(
                !help.is_empty() && !help.ends_with('.'),
                "{}: {help}",
                case.file
            );
            // Words of serde's, and places that belong to the finding and not into its text.
            let leaks = ["deserialize", "struct ", "variant", " at line ", "column"];
            let leak = leaks.iter().find(|word| message.contains(**word));
            assert_eq!(leak, None, "{}: {message}", case.file);
        }
    }
}

fn shown(said: &[Said]) -> String {
    let lines: Vec<String> = said.iter().map(|said| format!("    {said}")).collect();
    lines.join("\n")
}
