//! The law that a write touches its own paths alone, over work of the user's own of every sort.
//! Single cases are in `write_tests`.

use proptest::prelude::*;

use super::Purpose;
use super::sandbox::Sandbox;
use super::write_tests::{change, removal, write};
use crate::source::FileChange;

/// What the user has done to a file beside those of the command.
#[derive(Clone, Copy, Debug)]
enum Work {
    Nothing,
    Edited,
    Staged,
    StagedAndEdited,
    Removed,
    RemovedFromIndex,
    Untracked,
    Promised,
    AssumedUnchanged,
    MadeExecutable,
}

fn work() -> impl Strategy<Value = Work> {
    prop::sample::select(vec![
        Work::Nothing,
        Work::Edited,
        Work::Staged,
        Work::StagedAndEdited,
        Work::Removed,
        Work::RemovedFromIndex,
        Work::Untracked,
        Work::Promised,
        Work::AssumedUnchanged,
        Work::MadeExecutable,
    ])
}

fn do_work(sandbox: &Sandbox, path: &str, work: Work) {
    let full = sandbox.path(path);
    match work {
        Work::Nothing => {}
        Work::Edited => sandbox.put(path, "name: edited\n"),
        Work::Staged | Work::StagedAndEdited => {
            sandbox.put(path, "name: staged\n");
            sandbox.git(&["add", path]);
            if matches!(work, Work::StagedAndEdited) {
                sandbox.put(path, "name: edited\n");
            }
        }
        Work::Removed => std::fs::remove_file(full).expect("removed"),
        Work::RemovedFromIndex => {
            sandbox.git(&["rm", "-q", "--cached", path]);
        }
        Work::Untracked => sandbox.put(&format!("{path}.new"), "name: new\n"),
        Work::Promised => {
            sandbox.put(&format!("{path}.new"), "name: new\n");
            sandbox.git(&["add", "-N", &format!("{path}.new")]);
        }
        Work::AssumedUnchanged => {
            sandbox.git(&["update-index", "--assume-unchanged", path]);
            sandbox.put(path, "name: hidden\n");
        }
        Work::MadeExecutable => {
            sandbox.git(&["update-index", "--chmod=+x", path]);
        }
    }
}

/// What git and the disk say of all but the command's own paths.
fn rest(sandbox: &Sandbox) -> (String, String, Vec<(std::path::PathBuf, Vec<u8>)>) {
    (
        sandbox.git(&["ls-files", "-s", "-v", "accounts"]),
        sandbox.git(&["status", "--porcelain", "accounts"]),
        sandbox.listing("accounts"),
    )
}

fn own_changes() -> impl Strategy<Value = Vec<FileChange>> {
    let all = vec![
        change("requests/2026-11/R1.yaml", "title: Two\n"),
        change("requests/2026-11/R2.yaml", "title: New\n"),
        change("accounts.yaml", "beside: the folder\n"),
        change("rota/2026-W48.yaml", "ta: a\n"),
        removal("people/a.yaml"),
    ];
    prop::sample::subsequence(all, 1..=5)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_write_touches_its_own_paths_alone(
        works in prop::collection::vec(work(), 5),
        own in own_changes(),
        purpose in prop::sample::select(vec![Purpose::Commit, Purpose::Stage]),
    ) {
        let sandbox = Sandbox::with_history();
        for number in 0..works.len() {
            sandbox.put(&format!("accounts/{number}.yaml"), "name: start\n");
        }
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "accounts"]);
        for (number, work) in works.iter().enumerate() {
            do_work(&sandbox, &format!("accounts/{number}.yaml"), *work);
        }
        let before = rest(&sandbox);
        let head = sandbox.git(&["rev-parse", "HEAD"]);

        let written = write(&sandbox.store(), purpose, &own).expect("written");

        prop_assert_eq!(rest(&sandbox), before);
        let mut paths: Vec<_> = own.iter().map(|change| change.path.clone()).collect();
        paths.sort();
        prop_assert_eq!(written.paths.len(), paths.len());
        let committed = sandbox.git(&["diff", "--name-only", head.trim(), "HEAD"]);
        let committed: Vec<_> = committed.lines().map(str::to_string).collect();
        let expected = if purpose == Purpose::Commit { paths } else { Vec::new() };
        prop_assert_eq!(committed, expected);
    }
}
