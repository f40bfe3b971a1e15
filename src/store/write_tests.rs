//! What a write does, on real repositories.
//! Refusals are in `refusal_tests`, writes cut short in `crash_tests`.

use std::path::Path;

use super::sandbox::Sandbox;
use super::{Purpose, Store, When, Where, WriteError, Written};
use crate::source::FileChange;

pub(super) const NOW: When = When {
    seconds: 1_795_424_400,
    offset_minutes: 60,
};

pub(super) fn change(path: &str, text: &str) -> FileChange {
    FileChange {
        path: path.into(),
        text: Some(text.into()),
    }
}

pub(super) fn removal(path: &str) -> FileChange {
    FileChange {
        path: path.into(),
        text: None,
    }
}

pub(super) fn write(
    store: &Store,
    purpose: Purpose,
    files: &[FileChange],
) -> Result<Written, WriteError> {
    let transaction = store.begin(purpose)?;
    transaction.write_files(files, "Log a call\n\nDesk-Command: log\n", NOW, &mut |_| {})
}

pub(super) fn commit(store: &Store, files: &[FileChange]) -> Result<Written, WriteError> {
    write(store, Purpose::Commit, files)
}

/// Edits, additions and a removal that a command writes.
pub(super) fn three_changes() -> Vec<FileChange> {
    vec![
        change("requests/2026-11/R1.yaml", "title: Two # kept\n"),
        change("activities/2026-11/ACT-1.yaml", "kind: call\n"),
        removal("people/a.yaml"),
    ]
}

/// Leaves work of the user's own beside: staged, staged and edited again, unstaged, untracked.
pub(super) fn other_work(sandbox: &Sandbox) {
    for name in ["b", "c", "d"] {
        sandbox.put(&format!("accounts/{name}.yaml"), "name: 1\n");
    }
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "accounts"]);
    sandbox.put("accounts/b.yaml", "name: 2\n");
    sandbox.put("accounts/c.yaml", "name: 2\n");
    sandbox.put("accounts/staged-new.yaml", "name: 2\n");
    sandbox.git(&["add", "."]);
    sandbox.put("accounts/c.yaml", "name: 3\n");
    sandbox.put("accounts/d.yaml", "name: 3\n");
    sandbox.put("accounts/untracked.yaml", "name: 3\n");
    sandbox.git(&["rm", "-q", "--cached", "desk.toml"]);
}

#[test]
fn a_commit_holds_its_own_paths_and_leaves_all_other_work_alone() {
    let sandbox = Sandbox::with_history();
    other_work(&sandbox);
    let status = sandbox.git(&["status", "--porcelain"]);
    let staged = sandbox.git(&["ls-files", "-s", "accounts", "desk.toml"]);
    let files = sandbox.listing("accounts");

    let written = commit(&sandbox.store(), &three_changes()).expect("written");

    assert_eq!(sandbox.git(&["status", "--porcelain"]), status);
    assert_eq!(
        sandbox.git(&["ls-files", "-s", "accounts", "desk.toml"]),
        staged
    );
    assert_eq!(sandbox.listing("accounts"), files);
    assert_eq!(
        sandbox.git(&[
            "show",
            "--format=%H|%an|%ae|%cI|%s",
            "--name-status",
            "HEAD"
        ]),
        format!(
            "{}|Ada|ada@example.com|2026-11-23T10:00:00+01:00|Log a call\n\nA\tactivities/2026-11/ACT-1.yaml\nD\tpeople/a.yaml\nM\trequests/2026-11/R1.yaml\n",
            written.commit.expect("a commit")
        )
    );
    assert!(
        !sandbox.path("people").exists(),
        "an empty folder goes, as with git"
    );
    assert_eq!(sandbox.git(&["fsck", "--strict"]), "");
    let log = sandbox.git(&["reflog", "-1", "--format=%gs"]);
    assert_eq!(log, "sa: Log a call\n");
}

#[test]
fn the_tree_of_a_commit_is_the_one_git_would_write() {
    let ours = Sandbox::with_history();
    commit(&ours.store(), &three_changes()).expect("written");
    let git = Sandbox::with_history();
    git.put("requests/2026-11/R1.yaml", "title: Two # kept\n");
    git.put("activities/2026-11/ACT-1.yaml", "kind: call\n");
    std::fs::remove_file(git.path("people/a.yaml")).expect("removed");
    git.git(&["add", "-A"]);
    assert_eq!(
        ours.git(&["rev-parse", "HEAD^{tree}"]),
        git.git(&["write-tree"])
    );
}

#[test]
fn staging_fills_the_index_and_commits_nothing_and_can_be_repeated() {
    let sandbox = Sandbox::with_history();
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    let store = sandbox.store();
    let written = write(&store, Purpose::Stage, &three_changes()).expect("staged");
    assert_eq!(written.commit, None);
    let again = [change("activities/2026-11/ACT-1.yaml", "kind: demo\n")];
    write(&store, Purpose::Stage, &again).expect("staged on top");
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), head);
    assert_eq!(
        sandbox.git(&["status", "--porcelain"]),
        "A  activities/2026-11/ACT-1.yaml\nD  people/a.yaml\nM  requests/2026-11/R1.yaml\n"
    );
    assert_eq!(
        sandbox.git(&["show", ":activities/2026-11/ACT-1.yaml"]),
        "kind: demo\n"
    );
}

#[test]
fn the_first_commit_can_be_ours() {
    let sandbox = Sandbox::new();
    let store = sandbox.store();
    commit(&store, &[change("desk.toml", "schema = 1\n")]).expect("written");
    assert_eq!(sandbox.git(&["log", "--format=%s|%P"]), "Log a call|\n");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_change_of_nothing_commits_nothing() {
    let sandbox = Sandbox::with_history();
    let same = [change("people/a.yaml", "name: A\n")];
    let written = commit(&sandbox.store(), &same).expect("nothing to do");
    assert_eq!((written.commit, written.paths.len()), (None, 0));
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn line_endings_on_disk_follow_the_attributes() {
    let sandbox = Sandbox::with_history();
    sandbox.put(".gitattributes", "*.yaml text eol=crlf\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "attributes"]);
    sandbox.git(&["rm", "-q", "--cached", "-r", "."]);
    sandbox.git(&["reset", "-q", "--hard"]);
    commit(&sandbox.store(), &[change("people/a.yaml", "name: B\n")]).expect("written");
    let bytes = std::fs::read(sandbox.path("people/a.yaml")).expect("a file");
    assert_eq!(bytes, b"name: B\r\n");
    assert_eq!(sandbox.git(&["show", "HEAD:people/a.yaml"]), "name: B\n");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn permissions_of_a_file_stay_and_new_files_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| {
        std::fs::metadata(path)
            .expect("a file")
            .permissions()
            .mode()
            & 0o777
    };
    let sandbox = Sandbox::with_history();
    sandbox.put("plain.txt", "made by this process\n");
    let old = sandbox.path("people/a.yaml");
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o640)).expect("set");
    let files = [
        change("people/a.yaml", "name: B\n"),
        change("people/b.yaml", "name: B\n"),
    ];
    commit(&sandbox.store(), &files).expect("written");
    assert_eq!(mode(&old), 0o640);
    assert_eq!(
        mode(&sandbox.path("people/b.yaml")),
        mode(&sandbox.path("plain.txt"))
    );
}

#[test]
fn a_linked_worktree_commits_to_its_own_branch() {
    let sandbox = Sandbox::with_history();
    let linked = sandbox.linked_worktree("side");
    let store = Store::open(Where::Folder(linked.clone())).expect("opens");
    commit(&store, &three_changes()).expect("written");
    assert_eq!(
        super::sandbox::run_git(&linked, &["status", "--porcelain"]),
        ""
    );
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.git(&["rev-list", "--count", "main..side"]), "1\n");
}

#[test]
fn an_edit_in_the_second_of_the_last_index_write_stays_visible_to_git() {
    let second = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let sandbox = Sandbox::with_history();
    sandbox.git(&["config", "core.trustctime", "false"]);
    let touch = |path: &str, milliseconds: u64| {
        let file = std::fs::File::options()
            .write(true)
            .open(sandbox.path(path));
        let time = second + std::time::Duration::from_millis(milliseconds);
        file.and_then(|file| file.set_modified(time)).expect("set");
    };
    sandbox.put("people/a.yaml", "name: 1\n");
    touch("people/a.yaml", 200);
    sandbox.git(&["add", "people/a.yaml"]);
    touch(".git/index", 500);
    sandbox.put("people/a.yaml", "name: 2\n");
    touch("people/a.yaml", 700);
    commit(&sandbox.store(), &[change("people/b.yaml", "name: B\n")]).expect("written");
    assert_eq!(
        sandbox.git(&["status", "--porcelain"]),
        "MM people/a.yaml\n"
    );
}

#[test]
fn twenty_writers_at_once_all_land() {
    let sandbox = Sandbox::with_history();
    std::thread::scope(|scope| {
        for number in 0..20 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                let path = format!("activities/2026-11/ACT-{number}.yaml");
                commit(&sandbox.store(), &[change(&path, "kind: call\n")]).expect("written");
            });
        }
    });
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "21\n");
    assert_eq!(sandbox.git(&["ls-files", "activities"]).lines().count(), 20);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.git(&["fsck", "--strict"]), "");
}
