//! What no file of the project can show: links, conflicts in the index, huge files, bytes that cannot be had, noise.

use desk::records::{KINDS, Naming, Records};
use desk::source::EntryType;
use proptest::prelude::*;

use super::desk::{BESIDE, findings, found_in, records_of, records_with, said_of};
use super::expected::Said;

const PERSON: &str = "people/kim.yaml";

fn said(line: usize, column: usize, message: &str, help: &str) -> Said {
    Said {
        line,
        column,
        message: message.into(),
        help: help.into(),
    }
}

fn readable(records: &Records) -> usize {
    let files = records.files();
    files.filter(|file| file.record().is_some()).count()
}

#[test]
fn links_and_conflicts_are_no_records() {
    let cases = [
        (
            EntryType::Symlink,
            "is a symbolic link, and a record is a plain file",
            "replace the link by the file: `rm people/kim.yaml && git checkout -- people/kim.yaml`, or copy the target there",
        ),
        (
            EntryType::Conflict,
            "is in conflict: a merge left more than one version of it",
            "choose or join the versions, then `git add people/kim.yaml`",
        ),
    ];
    for (entry_type, message, help) in cases {
        let records = records_of(PERSON, entry_type, b"name: Kim Berg\n");
        assert_eq!(said_of(&records, PERSON), [said(1, 1, message, help)]);
        assert_eq!(readable(&records), BESIDE.len());
    }
}

#[test]
fn a_file_of_more_than_a_mebibyte_is_not_read() {
    let sound = "name: Kim Berg\nemails: [kim@example.com]\nroles: [sa]\n# ";
    let with_bytes = |size: usize| {
        let mut bytes = sound.as_bytes().to_vec();
        bytes.resize(size, b'x');
        bytes
    };
    let message = "file has 1048577 bytes, more than the 1048576 a record may have";
    let help = "keep long documents beside the desk and put a link into the record";
    assert_eq!(
        found_in(PERSON, &with_bytes((1 << 20) + 1)),
        [said(1, 1, message, help)]
    );
    assert_eq!(found_in(PERSON, &with_bytes(1 << 20)), []);
}

#[test]
fn nests_of_any_depth_are_refused_and_not_followed() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let depth = 100_000;
        let text = format!("skills: {}x{}\n", open.repeat(depth), close.repeat(depth));
        let found = found_in(PERSON, text.as_bytes());
        let column = 1 + "skills: ".len() + 63 * open.len();
        let help = "flatten the mapping or list";
        assert_eq!(
            found,
            [said(1, column, "nested deeper than 64 levels", help)]
        );
    }
}

/// Returns a path at which a record of each kind may stand.
fn paths() -> Vec<String> {
    KINDS
        .iter()
        .map(|kind| match kind.naming {
            Naming::Handle => format!("{}/kim.yaml", kind.folder),
            Naming::Week => format!("{}/2026-W48-emea.yaml", kind.folder),
            Naming::Prefix(prefix) => format!("{}/{prefix}-2M4N6P8Q.yaml", kind.folder),
        })
        .collect()
}

/// What YAML is made of, so that noise gets past the first character.
fn pieces() -> impl Strategy<Value = String> {
    let keys = KINDS.iter().flat_map(|kind| kind.keys.iter().copied());
    let words: Vec<&str> = [
        ": ",
        ":\n",
        "\n",
        "\n  ",
        "\n- ",
        "- ",
        "\t",
        " ",
        "\r\n",
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        "|",
        ">",
        "&a",
        "*a",
        "!t",
        "<<",
        "---",
        "...",
        "%",
        "@",
        "`",
        "\\",
        "~",
        "null",
        "true",
        "-1",
        "0x1F",
        "2026-02-30",
        "2026-11-20T09:00:00Z",
        "é",
        "\u{feff}",
        "\u{2028}",
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> x\n",
        "OPP-7H3J5K9M",
        "sam",
        "open",
        "sa",
    ]
    .into_iter()
    .chain(keys)
    .collect();
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.concat())
}

/// Judges a desk with these bytes as a record of each kind: nothing panics, nothing beside them is lost.
fn is_judged(bytes: &[u8]) -> Result<(), TestCaseError> {
    for path in paths() {
        let records = records_with(&path, bytes);
        let own = records.at(&path).expect("it is listed");
        prop_assert!(own.record().is_some() == own.faults().is_empty());
        prop_assert_eq!(
            readable(&records),
            BESIDE.len() + usize::from(own.record().is_some())
        );
        for finding in findings(&records) {
            let (span, text) = (finding.at.span, &finding.at.source.text);
            prop_assert!(span.start <= span.end && span.end <= text.len());
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(!finding.message.is_empty() && !finding.help.is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        is_judged(&bytes)?;
    }

    #[test]
    fn pieces_of_yaml_never_panic_the_reader(text in pieces()) {
        is_judged(text.as_bytes())?;
    }

    #[test]
    fn a_damaged_record_never_panics_the_reader(
        at in 0usize..200,
        noise in prop::collection::vec(any::<u8>(), 0..6),
        cut in 0usize..30,
    ) {
        let mut bytes = b"template: sa-activity\nrequester: dana # who asks\ncustomer: |\n  Northwind\n  Freight\n\
            flags: [pov]\nhistory:\n  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}\n".to_vec();
        let start = at.min(bytes.len());
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, noise);
        is_judged(&bytes)?;
    }
}
