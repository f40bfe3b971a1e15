//! Records of two snapshots share the files that both have alike, and no others.

use super::Records;
use crate::source::{FileChange, Snapshot};

fn desk() -> Records {
    let person = |handle: &str| {
        (
            format!("people/{handle}.yaml"),
            format!("name: {handle}\nemails: [{handle}@example.com]\nroles: [sa]\n"),
        )
    };
    let misplaced = ("people/dana.yml".to_owned(), "name: Dana\n".to_owned());
    let mut files: Vec<_> = ["ann", "bob", "cyd", "sam"].map(person).into();
    files.push(misplaced);
    Records::of(Snapshot::of_texts(files))
}

fn change(path: &str, text: Option<&str>) -> FileChange {
    FileChange {
        path: path.into(),
        text: text.map(Into::into),
    }
}

#[test]
fn what_two_desks_have_alike_is_read_once() {
    let before = desk();
    let edited = "name: Bobby\nemails: [bob@example.com]\nroles: [sa]\n";
    let after = Records::beside(
        before.snapshot().with(&[
            change("people/aaa.yaml", Some(edited)),
            change("people/bob.yaml", Some(edited)),
            change("people/cyd.yaml", None),
        ]),
        &before,
    );
    let both = |path: &str| (before.at(path), after.at(path));
    for path in ["people/ann.yaml", "people/sam.yaml"] {
        let (Some(was), Some(is)) = both(path) else {
            panic!("{path} is in both");
        };
        assert!(std::ptr::eq(was, is), "{path}");
    }
    let (Some(was), Some(is)) = both("people/bob.yaml") else {
        panic!("bob is in both");
    };
    assert_ne!(was.source().text, is.source().text);
    assert!(after.at("people/cyd.yaml").is_none());
    assert_eq!(after.misplaced(), before.misplaced());
    let alone = Records::of(after.snapshot().clone());
    let listed = |records: &Records| -> Vec<String> {
        let files = records.files();
        files
            .map(|file| format!("{} {} {}", file.path(), file.id, file.source().text))
            .collect()
    };
    assert_eq!(listed(&after), listed(&alone));
    drop(before);
    assert_eq!(listed(&after), listed(&alone));
}
