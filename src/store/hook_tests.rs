//! Writes with hooks of others and with signing; what a hook of ours sees is tested at the doors of git.
//! The files of hooks are tested in `hooks`.

use super::sandbox::Sandbox;
use super::write_tests::{change, commit, other_work, three_changes};
use super::{MARKER, Trouble};

#[test]
fn a_hook_that_refuses_is_quoted_and_nothing_is_written() {
    let sandbox = Sandbox::with_history();
    other_work(&sandbox);
    sandbox.put_script(
        ".git/hooks/pre-commit",
        "echo no calls on Monday >&2; exit 1",
    );
    let status = sandbox.git(&["status", "--porcelain"]);
    let refused = commit(&sandbox.store(), &three_changes()).expect_err("refused");
    let trouble = Trouble::from(refused);
    assert_eq!(
        trouble.message,
        "the hook pre-commit refused the commit: no calls on Monday"
    );
    assert_eq!(sandbox.git(&["status", "--porcelain"]), status);
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "2\n");
}

#[test]
fn hooks_see_the_files_of_the_commit_alone_and_may_edit_its_message() {
    let sandbox = Sandbox::with_history();
    other_work(&sandbox);
    let seen = sandbox.path("../seen").display().to_string();
    let list = format!("git diff --cached --name-status >{seen}");
    sandbox.put_script(".git/hooks/pre-commit", &list);
    sandbox.put_script(".git/hooks/prepare-commit-msg", "test \"$2\" = message");
    sandbox.put_script(".git/hooks/commit-msg", "echo 'Reviewed-by: Bob' >>\"$1\"");
    let after = format!("git log -1 --format=%s >>{seen}");
    sandbox.put_script(".git/hooks/post-commit", &after);
    commit(&sandbox.store(), &three_changes()).expect("written");
    assert_eq!(
        std::fs::read_to_string(&seen).expect("the hooks ran"),
        "A\tactivities/2026-11/ACT-1.yaml\nD\tpeople/a.yaml\nM\trequests/2026-11/R1.yaml\nLog a call\n"
    );
    assert_eq!(
        sandbox.git(&["log", "-1", "--format=%B"]),
        "Log a call\n\nDesk-Command: log\nReviewed-by: Bob\n\n"
    );
}

#[test]
fn our_own_hook_is_passed_over_and_the_one_before_it_is_asked() {
    let sandbox = Sandbox::with_history();
    sandbox.put_script(".git/hooks/pre-commit", &format!("{MARKER}\nexit 1"));
    let store = sandbox.store();
    commit(&store, &[change("people/b.yaml", "name: B\n")]).expect("ours is passed over");
    sandbox.put_script(".git/hooks/pre-commit.before-desk", "echo old hook; exit 1");
    let refused = commit(&store, &[change("people/c.yaml", "name: C\n")]);
    let trouble = Trouble::from(refused.expect_err("refused"));
    assert!(trouble.message.ends_with("old hook"), "{trouble}");
}

#[test]
fn a_hook_that_git_would_not_run_is_not_run() {
    let sandbox = Sandbox::with_history();
    sandbox.put(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
    commit(&sandbox.store(), &three_changes()).expect("not executable");
}

#[test]
fn commits_are_signed_by_the_program_git_is_set_to() {
    let sandbox = Sandbox::with_history();
    sandbox.put_script(
        "../sign",
        "cat >/dev/null\necho '[GNUPG:] SIG_CREATED D' >&2\necho '-----BEGIN PGP SIGNATURE-----'\necho x\necho '-----END PGP SIGNATURE-----'",
    );
    let program = sandbox.path("../sign").display().to_string();
    sandbox.git(&["config", "commit.gpgsign", "true"]);
    sandbox.git(&["config", "gpg.program", &program]);
    let written = commit(&sandbox.store(), &three_changes()).expect("signed");
    let id = written.commit.expect("a commit");
    let text = sandbox.git(&["cat-file", "commit", &id]);
    assert!(
        text.contains("gpgsig -----BEGIN PGP SIGNATURE-----"),
        "{text}"
    );
    assert!(
        text.contains("committer Ada <ada@example.com> 1795424400 +0100"),
        "{text}"
    );
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");

    sandbox.git(&["config", "gpg.program", "/nowhere/gpg"]);
    let refused = commit(&sandbox.store(), &[change("people/b.yaml", "name: B\n")]);
    let trouble = Trouble::from(refused.expect_err("cannot sign"));
    assert!(
        trouble.message.starts_with("git cannot sign the commit: "),
        "{trouble}"
    );
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}
