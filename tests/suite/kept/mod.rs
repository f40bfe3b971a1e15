//! Records as bytes: what is kept of a text is what it was read as, and damaged bytes are never more than refused.
//! Single values as bytes are tested beside them.
#![expect(
    clippy::disallowed_methods,
    reason = "records of the example desk and malformed ones are files of the project"
)]

mod any;

use std::collections::BTreeSet;
use std::path::Path;

use desk::records::{KINDS, Kind, ReadRecord, kept};
use desk::source::strict;
use proptest::prelude::*;

use crate::generated::samples::FULL;

/// Returns what a text is read as, as a record of a kind.
fn read(kind: &Kind, bytes: &[u8]) -> ReadRecord {
    let given = strict::read(bytes);
    match given.faults.is_empty() {
        true => (kind.read)(&given.text),
        false => Err(given.faults),
    }
}

fn keep(kind: &Kind, read: &ReadRecord) -> Vec<u8> {
    let read = read.as_deref().map_err(Vec::as_slice);
    kept::to_bytes(kind, read).expect("every record can be kept as its kind")
}

/// Fails unless what a text is read as comes back from its bytes, with the ids that it refers to.
fn comes_back(kind: &Kind, read: &ReadRecord) {
    let bytes = keep(kind, read);
    let back = kept::of_bytes(kind, &bytes);
    let back = back.unwrap_or_else(|| panic!("a {} is lost: {read:?}", kind.name));
    assert_eq!(format!("{back:?}"), format!("{read:?}"));
    let references = read.iter().flat_map(|record| record.references());
    let ids: BTreeSet<String> = references.map(|reference| reference.id).collect();
    let referred = kept::referred(&bytes).expect("the ids are there");
    assert_eq!(referred, Vec::from_iter(&ids));
    if let (Ok(back), Ok(read)) = (back, read) {
        assert_eq!(back.references(), read.references());
        assert_eq!(back.statements(), read.statements());
    }
}

/// Returns the full record of each kind.
fn full() -> impl Iterator<Item = (&'static Kind, ReadRecord)> {
    KINDS.iter().map(|kind| {
        let mut samples = FULL.iter();
        let (_, text) = samples
            .find(|(name, _)| *name == kind.name)
            .expect("each kind has a sample");
        (*kind, read(kind, text.as_bytes()))
    })
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).expect("the folder is there") {
        let path = item.expect("an item").path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending {
            _ if path.is_dir() => found.extend(files(&path)),
            Some("yaml" | "bin") => found.push(std::fs::read(&path).expect("it can be read")),
            _ => {}
        }
    }
    found
}

#[test]
fn every_file_comes_back_as_what_it_was_read_as() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut records, mut faulty) = (0, 0);
    for folder in ["examples/desk", "tests/malformed"] {
        for bytes in files(&root.join(folder)) {
            for kind in KINDS {
                let read = read(kind, &bytes);
                comes_back(kind, &read);
                match read {
                    Ok(_) => records += 1,
                    Err(_) => faulty += 1,
                }
            }
        }
    }
    assert!(records > 50 && faulty > 500, "{records} and {faulty}");
    for (kind, read) in full() {
        assert!(read.is_ok(), "{}: {read:?}", kind.name);
        comes_back(kind, &read);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_record_comes_back(throws in prop::collection::vec(any::<u16>(), 1..300)) {
        for kind in KINDS {
            let text = any::record(kind, &throws);
            let read = read(kind, text.as_bytes());
            prop_assert!(read.is_ok(), "{}: {:?}\n{}", kind.name, read, text);
            comes_back(kind, &read);
        }
    }
}

#[test]
fn bytes_cut_short_or_run_on_are_refused() {
    for (kind, read) in full() {
        let mut bytes = keep(kind, &read);
        for end in 0..bytes.len() {
            assert!(kept::of_bytes(kind, &bytes[..end]).is_none());
            // Ids stand in front, so that they may be whole all the same.
            let _ = kept::referred(&bytes[..end]);
        }
        bytes.push(0);
        assert!(kept::of_bytes(kind, &bytes).is_none());
    }
}

#[test]
fn damaged_bytes_give_nothing_or_a_record_that_can_be_asked() {
    let mut refused = 0;
    for (kind, read) in full() {
        let whole = keep(kind, &read);
        for at in 0..whole.len() {
            for damage in [0x01, 0x10, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= damage;
                let _ = kept::referred(&bytes);
                let Some(Ok(record)) = kept::of_bytes(kind, &bytes) else {
                    refused += 1;
                    continue;
                };
                let _ = (record.title(), record.owner(), record.references());
                let _ = (record.statements(), record.course(), record.region());
                let _ = format!("{record:?}");
            }
        }
    }
    assert!(refused > 1000, "{refused} are refused");
}

#[test]
fn a_kind_keeps_its_own_records_alone() {
    for (kind, read) in full() {
        let bytes = keep(kind, &read);
        let record = read.expect("a record");
        let alone = (kind.keep)(record.as_ref(), Vec::new()).expect("its own record");
        let own = (kind.kept)(&alone).expect("its own bytes");
        assert_eq!(format!("{own:?}"), format!("{record:?}"));
        for other in KINDS.iter().filter(|other| **other != kind) {
            assert!((other.keep)(record.as_ref(), Vec::new()).is_none());
            assert!(kept::to_bytes(other, Ok(record.as_ref())).is_none());
            assert!(kept::of_bytes(other, &bytes).is_none());
            let taken = (other.kept)(&alone).map(|taken| format!("{taken:?}"));
            assert_ne!(taken, Some(format!("{record:?}")));
        }
    }
}

#[test]
fn the_format_has_a_name_that_can_name_a_file() {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    assert!(kept::FORMAT.len() == 16 && kept::FORMAT.bytes().all(is_digit));
}
