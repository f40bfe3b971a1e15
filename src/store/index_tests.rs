//! What a write makes of git's index, however the user has set it up.
//! What it makes of files and commits is in `write_tests`.

use super::sandbox::Sandbox;
use super::write_tests::{NOW, change, commit, removal, three_changes};
use super::{Purpose, Step, Trouble};

/// Asserts that index and files are those of the current commit.
fn assert_clean(sandbox: &Sandbox) {
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(
        sandbox.git(&["write-tree"]),
        sandbox.git(&["rev-parse", "HEAD^{tree}"])
    );
}

#[test]
fn every_layout_of_the_index_is_written() {
    let layouts: [&[&str]; 5] = [
        &["update-index", "--index-version", "4"],
        &["update-index", "--split-index"],
        &["update-index", "--untracked-cache"],
        &["config", "index.skipHash", "true"],
        &[
            "sparse-checkout",
            "set",
            "--sparse-index",
            "people",
            "requests",
            "activities",
        ],
    ];
    for layout in layouts {
        let sandbox = Sandbox::with_history();
        sandbox.put("accounts/b.yaml", "name: B\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "accounts"]);
        sandbox.git(layout);
        sandbox.git(&["status"]);
        commit(&sandbox.store(), &three_changes()).expect("written");
        assert_clean(&sandbox);
        assert_eq!(sandbox.git(&["fsck", "--strict"]), "", "{layout:?}");
    }
}

#[test]
fn an_edit_after_a_text_is_in_place_is_not_taken_into_the_index() {
    let sandbox = Sandbox::with_history();
    let store = sandbox.store();
    let transaction = store.begin(Purpose::Commit).expect("begins");
    let mut watch = |now: Step| {
        if now == Step::LockIndex {
            sandbox.put("requests/2026-11/R1.yaml", "title: Six # kept\n");
            sandbox.put("people/a.yaml", "name: Again\n");
            std::fs::remove_file(sandbox.path("activities/2026-11/ACT-1.yaml")).expect("removed");
        }
    };
    transaction
        .write_files(&three_changes(), "ours", NOW, &mut watch)
        .expect("written");
    assert_eq!(
        sandbox.git(&["status", "--porcelain"]),
        " D activities/2026-11/ACT-1.yaml\n M requests/2026-11/R1.yaml\n?? people/\n"
    );
    assert_eq!(
        sandbox.git(&["write-tree"]),
        sandbox.git(&["rev-parse", "HEAD^{tree}"])
    );
}

#[test]
fn what_was_written_is_known_to_git_without_reading_it_again() {
    let sandbox = Sandbox::with_history();
    commit(&sandbox.store(), &three_changes()).expect("written");
    let noted = sandbox.git(&["ls-files", "--debug", "requests"]);
    assert!(noted.contains("size: 18"), "{noted}");
}

#[test]
fn a_file_that_git_believes_to_be_unchanged_is_written_like_any_other() {
    let sandbox = Sandbox::with_history();
    sandbox.git(&["update-index", "--assume-unchanged", "people/a.yaml"]);
    let files = [
        change("people/a.yaml", "name: B\n"),
        change("people/b.yaml", "name: B\n"),
    ];
    commit(&sandbox.store(), &files).expect("written");
    assert_clean(&sandbox);
}

#[test]
fn a_file_that_git_is_told_to_leave_out_is_refused_where_it_stands() {
    let sandbox = Sandbox::with_history();
    sandbox.git(&["update-index", "--skip-worktree", "people/a.yaml"]);
    let refused = commit(&sandbox.store(), &[change("people/a.yaml", "name: B\n")]);
    let trouble = Trouble::from(refused.expect_err("left out"));
    assert!(
        trouble.message.ends_with("left out by the sparse checkout"),
        "{trouble}"
    );
    assert_eq!(
        sandbox.git(&["ls-files", "-t", "people"]),
        "S people/a.yaml\n"
    );
}

#[test]
fn line_endings_follow_attributes_that_only_the_index_has() {
    let sandbox = Sandbox::with_history();
    sandbox.put("people/.gitattributes", "*.yaml text eol=crlf\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "attributes"]);
    sandbox.git(&["rm", "-q", "--cached", "-r", "."]);
    sandbox.git(&["reset", "-q", "--hard"]);
    std::fs::remove_file(sandbox.path("people/.gitattributes")).expect("removed");
    commit(&sandbox.store(), &[change("people/a.yaml", "name: B\n")]).expect("written");
    let bytes = std::fs::read(sandbox.path("people/a.yaml")).expect("a file");
    assert_eq!(bytes, b"name: B\r\n");
    assert_eq!(sandbox.git(&["show", "HEAD:people/a.yaml"]), "name: B\n");
    assert_eq!(
        sandbox.git(&["status", "--porcelain"]),
        " D people/.gitattributes\n"
    );
}

#[test]
fn paths_are_names_and_no_patterns_however_many_they_are() {
    let sandbox = Sandbox::with_history();
    sandbox.put("people/x.yaml", "name: X\n");
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "x"]);
    sandbox.put("people/x.yaml", "name: Mine\n");
    for count in [1, 60] {
        let text = format!("name: {count}\n");
        let mut files: Vec<_> = (1..count)
            .map(|number| change(&format!("accounts/{number}.yaml"), &text))
            .collect();
        files.push(change("people/[x].yaml", &text));
        files.push(change(":(top)/é y.yaml", &text));
        let written = commit(&sandbox.store(), &files).expect("written");
        assert_eq!(written.paths.len(), count + 1);
        assert_eq!(
            sandbox.git(&["status", "--porcelain"]),
            " M people/x.yaml\n"
        );
    }
}

#[test]
fn a_file_takes_the_place_of_a_folder_in_the_index_too() {
    let sandbox = Sandbox::with_history();
    let files = [
        removal("people/a.yaml"),
        change("people/a.yaml/b.yaml", "name: B\n"),
    ];
    let refused = commit(&sandbox.store(), &files).expect_err("a file stands there");
    let trouble = Trouble::from(refused);
    assert!(trouble.message.contains("is not a folder"), "{trouble}");
    commit(&sandbox.store(), &[removal("people/a.yaml")]).expect("removed");
    commit(&sandbox.store(), &[change("people", "name: B\n")]).expect("written");
    assert_clean(&sandbox);
}

#[test]
fn hooks_of_the_index_hear_nothing_of_the_one_to_come() {
    let sandbox = Sandbox::with_history();
    let heard = sandbox.path("../heard");
    sandbox.put_script(
        ".git/hooks/post-index-change",
        &format!("echo x >>{}", heard.display()),
    );
    commit(&sandbox.store(), &three_changes()).expect("written");
    assert!(!heard.exists());
}
