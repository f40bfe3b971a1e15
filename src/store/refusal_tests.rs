//! What a write refuses, and that a refusal leaves everything as it was.
//! Writes that go through are in `write_tests`.

use super::sandbox::{Sandbox, git_command};
use super::write_tests::{NOW, change, commit, removal, three_changes};
use super::{Purpose, Step, Store, Trouble, WriteError};
use crate::source::FileChange;

fn refusal(store: &Store, files: &[FileChange]) -> Trouble {
    commit(store, files).expect_err("must be refused").into()
}

#[test]
fn a_path_with_work_of_the_users_own_is_refused_and_left() {
    let sandbox = Sandbox::with_history();
    let store = sandbox.store();
    let edit = [change("people/a.yaml", "name: Ours\n")];
    sandbox.put("people/a.yaml", "name: Mine\n");
    let trouble = refusal(&store, &edit);
    assert_eq!(
        trouble.message,
        "people/a.yaml has changes that are not committed"
    );
    assert!(trouble.help.contains("git checkout HEAD -- people/a.yaml"));
    sandbox.git(&["add", "people/a.yaml"]);
    sandbox.put("people/a.yaml", "name: A\n");
    assert_eq!(refusal(&store, &edit), trouble);
    sandbox.git(&["checkout", "-q", "HEAD", "--", "people/a.yaml"]);
    std::fs::remove_file(sandbox.path("people/a.yaml")).expect("removed");
    assert!(refusal(&store, &edit).message.contains("was removed"));
    sandbox.put("people/new.yaml", "name: Mine\n");
    let trouble = refusal(&store, &[change("people/new.yaml", "name: Ours\n")]);
    assert_eq!(
        trouble.message,
        "people/new.yaml exists already and is not committed"
    );
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn states_that_end_in_a_commit_of_their_own_are_refused_for_writing_and_readable() {
    let edit = [change("desk.toml", "schema = 1 # x\n")];
    let sandbox = Sandbox::with_conflict();
    let trouble = refusal(&sandbox.store(), &edit);
    assert_eq!(
        trouble.message,
        "people/a.yaml has a conflict that is not resolved"
    );
    sandbox.put("people/a.yaml", "name: Both\n");
    sandbox.git(&["add", "people/a.yaml"]);
    let trouble = refusal(&sandbox.store(), &edit);
    assert_eq!(trouble.message, "a merge is in progress");
    assert!(trouble.help.contains("git merge --abort"));
    assert!(sandbox.store().head().expect("readable").is_some());
    let side = sandbox.git(&["rev-parse", "side"]);
    assert_eq!(
        sandbox.store().merge_parents(&[]),
        Ok(vec![side.trim().to_string()])
    );
    sandbox.git(&["merge", "--abort"]);
    let announced = [
        side.trim().to_string(),
        sandbox.git(&["rev-parse", "HEAD~1"]).trim().into(),
    ];
    assert_eq!(
        sandbox.store().merge_parents(&announced),
        Ok(vec![side.trim().to_string()]),
        "before git writes the list of them"
    );

    sandbox.git(&["checkout", "-q", "--detach"]);
    let trouble = refusal(&sandbox.store(), &edit);
    assert!(
        trouble.message.starts_with("HEAD is detached at "),
        "{trouble}"
    );
    sandbox.git(&["switch", "-q", "main"]);
    let pick = git_command(sandbox.root())
        .args(["cherry-pick", "side"])
        .output();
    assert!(!pick.expect("git runs").status.success());
    sandbox.git(&["add", "."]);
    let trouble = refusal(&sandbox.store(), &edit);
    assert_eq!(trouble.message, "a cherry-pick is in progress");
}

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let sandbox = Sandbox::with_history();
    let store = sandbox.store();
    let outside = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(outside.path(), sandbox.path("waivers")).expect("a link");
    std::os::unix::fs::symlink("a.yaml", sandbox.path("people/link.yaml")).expect("a link");
    for path in ["waivers/W1.yaml", "people/link.yaml"] {
        let trouble = refusal(&store, &[change(path, "x: 1\n")]);
        assert!(trouble.message.contains("is a symlink"), "{trouble}");
    }
    for path in [
        "../x",
        "/x",
        ".git/config",
        "a/.GIT/x",
        "a\\b",
        "",
        "people/",
        "a/./b/..",
    ] {
        let trouble = refusal(&store, &[change(path, "x: 1\n")]);
        assert!(
            trouble.message.ends_with("is not a path in a desk"),
            "{path}: {trouble}"
        );
    }
    let trouble = refusal(&store, &[change("people/a.yaml/b.yaml", "x: 1\n")]);
    assert!(
        trouble.message.contains("people/a.yaml is not a folder"),
        "{trouble}"
    );
    assert_eq!(
        std::fs::read_dir(outside.path()).expect("a folder").count(),
        0
    );
}

#[test]
fn a_branch_that_moved_under_the_change_is_told_and_nothing_is_written() {
    let sandbox = Sandbox::with_history();
    let store = sandbox.store();
    for step in [Step::StoreObjects, Step::LockIndex, Step::MoveBranch] {
        let transaction = store.begin(Purpose::Commit).expect("begins");
        let mut watch = |now: Step| {
            if now == step {
                sandbox.git(&["commit", "-q", "--allow-empty", "-m", "meanwhile"]);
            }
        };
        let files = [
            change("people/new.yaml", "name: N\n"),
            removal("people/a.yaml"),
        ];
        let result = transaction.write_files(&files, "ours", NOW, &mut watch);
        assert_eq!(result, Err(WriteError::HeadMoved), "at {step:?}");
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "at {step:?}");
        assert_eq!(sandbox.git(&["log", "-1", "--format=%s"]), "meanwhile\n");
        commit(&store, &files).expect("judged again");
        sandbox.git(&["revert", "--no-edit", "HEAD"]);
    }
}

#[test]
fn an_edit_in_the_middle_of_the_write_is_kept() {
    let sandbox = Sandbox::with_history();
    let store = sandbox.store();
    let transaction = store.begin(Purpose::Commit).expect("begins");
    let mut watch = |now: Step| {
        if now == Step::WriteTexts {
            sandbox.put("people/a.yaml", "name: Mine\n");
        }
    };
    let files = [
        change("desk.toml", "schema = 1 # x\n"),
        change("people/a.yaml", "name: Ours\n"),
    ];
    let result = transaction.write_files(&files, "ours", NOW, &mut watch);
    let trouble: Trouble = result.expect_err("edited").into();
    assert!(
        trouble
            .message
            .starts_with("people/a.yaml was edited while"),
        "{trouble}"
    );
    assert_eq!(
        sandbox.git(&["status", "--porcelain"]),
        " M people/a.yaml\n"
    );
    assert_eq!(
        std::fs::read(sandbox.path("people/a.yaml")).expect("a file"),
        b"name: Mine\n"
    );
}

#[test]
fn a_foreign_index_lock_is_named_and_nothing_is_written() {
    let sandbox = Sandbox::with_history();
    sandbox.put(".git/index.lock", "");
    let trouble = refusal(&sandbox.store(), &three_changes());
    assert!(
        trouble.message.contains(".git/index.lock exists"),
        "{trouble}"
    );
    assert!(sandbox.path(".git/index.lock").exists());
    std::fs::remove_file(sandbox.path(".git/index.lock")).expect("removed");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn paths_that_only_git_can_write_are_refused() {
    let sandbox = Sandbox::with_history();
    sandbox.put(
        ".gitattributes",
        "people/* filter=crypt\ndesk.toml -filter\n",
    );
    sandbox.git(&["sparse-checkout", "set", "people"]);
    let store = sandbox.store();
    let trouble = refusal(&store, &[change("people/a.yaml", "name: B\n")]);
    assert!(trouble.message.contains("the filter 'crypt'"), "{trouble}");
    let trouble = refusal(&store, &[change("requests/2026-11/R1.yaml", "title: 2\n")]);
    assert!(
        trouble.message.ends_with("left out by the sparse checkout"),
        "{trouble}"
    );
    assert!(
        trouble
            .help
            .contains("git sparse-checkout add requests/2026-11")
    );
    commit(&store, &[change("desk.toml", "schema = 1 # x\n")]).expect("no filter here");
}
