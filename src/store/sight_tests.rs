//! What is found on disk by going by the index alone, compared with what git finds when it looks at every file.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::sandbox::{Sandbox, git_command};
use super::{Sight, Within};
use crate::source::{Entry, EntryType};

const REQUEST: &str = "requests/2026-11/R1.yaml";
const ALL: Sight<'_> = Sight {
    but: &[],
    within: None,
};

/// Returns a repository whose files were noted long enough ago to be gone by.
fn settled() -> Sandbox {
    let sandbox = Sandbox::with_history();
    for path in ["people/b.yaml", "people/deep/c.yaml", "rota/d.yaml"] {
        sandbox.put(path, &format!("name: {path}\n"));
    }
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "more"]);
    settle(&sandbox);
    sandbox
}

fn settle(sandbox: &Sandbox) {
    let files = sandbox.git(&["ls-files"]);
    for path in files.lines() {
        let full = sandbox.path(path);
        if full.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
            let file = fs::File::options().append(true).open(full);
            let before = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
            file.expect("a file").set_modified(before).expect("set");
        }
    }
    // It fails where files are not as the index has them, and notes all others.
    drop(
        git_command(sandbox.root())
            .args(["update-index", "-q", "--refresh"])
            .output(),
    );
}

fn in_sight(sandbox: &Sandbox, sight: Sight<'_>) -> Vec<Entry> {
    let files = sandbox.store().work_tree_in(sight);
    files.expect("readable").entries()
}

#[track_caller]
fn alike(sandbox: &Sandbox, what: &str) {
    let by_git = sandbox.store().work_tree().expect("readable").entries();
    assert_eq!(in_sight(sandbox, ALL), by_git, "{what}");
    // Times that are too new to go by lead to the same.
    let index = sandbox.path(".git/index");
    let file = fs::File::options()
        .append(true)
        .open(index)
        .expect("an index");
    file.set_modified(std::time::UNIX_EPOCH).expect("set");
    assert_eq!(in_sight(sandbox, ALL), by_git, "{what}, and too new");
}

#[test]
fn what_differs_on_disk_is_found_as_git_finds_it() {
    type Change = fn(&Sandbox);
    let changes: [(&str, Change); 9] = [
        ("nothing", |_| {}),
        ("an edit", |at| at.put("people/a.yaml", "name: Edited\n")),
        ("the same again", |at| at.put("people/a.yaml", "name: A\n")),
        ("a removal", |at| {
            fs::remove_file(at.path(REQUEST)).expect("removed")
        }),
        ("a removed folder", |at| {
            fs::remove_dir_all(at.path("people")).expect("removed")
        }),
        ("an untracked file", |at| at.put("people/new.yaml", "x\n")),
        ("an untracked folder", |at| {
            at.put("waivers/in/w.yaml", "x\n")
        }),
        ("an empty folder", |at| {
            fs::create_dir(at.path("povs")).expect("made")
        }),
        ("ignored files", |at| {
            at.put(".gitignore", "*.bak\nout/\n");
            at.put("people/old.bak", "x\n");
            at.put("out/b.yaml", "x\n");
        }),
    ];
    for (what, change) in changes {
        let sandbox = settled();
        change(&sandbox);
        alike(&sandbox, what);
    }
}

#[test]
fn what_moved_or_is_staged_or_of_another_type_is_found_as_git_finds_it() {
    type Change = fn(&Sandbox);
    let changes: [(&str, Change); 8] = [
        ("a rename", |at| {
            fs::rename(at.path("people/a.yaml"), at.path("people/z.yaml")).expect("renamed");
        }),
        ("a staged rename", |at| {
            drop(at.git(&["mv", "people/a.yaml", "people/z.yaml"]))
        }),
        ("staged only", |at| {
            at.put("people/a.yaml", "name: Staged\n");
            at.git(&["add", "people/a.yaml"]);
            at.put("people/a.yaml", "name: A\n");
        }),
        ("staged and removed", |at| {
            at.put("povs/new.yaml", "x\n");
            at.git(&["add", "."]);
            fs::remove_file(at.path("povs/new.yaml")).expect("removed");
        }),
        ("removed from the index alone", |at| {
            at.git(&["rm", "-q", "--cached", "people/a.yaml"]);
        }),
        ("an executable", |at| {
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(at.path("people/a.yaml"), mode).expect("set");
        }),
        ("a link to a file", |at| {
            fs::remove_file(at.path("people/a.yaml")).expect("removed");
            symlink("b.yaml", at.path("people/a.yaml")).expect("a link");
        }),
        ("a folder in place of a file", |at| {
            fs::remove_file(at.path("people/a.yaml")).expect("removed");
            at.put("people/a.yaml/inner.yaml", "x\n");
        }),
    ];
    for (what, change) in changes {
        let sandbox = settled();
        change(&sandbox);
        alike(&sandbox, what);
    }
}

#[test]
fn what_git_is_told_of_files_holds() {
    type Change = fn(&Sandbox);
    let changes: [(&str, Change); 7] = [
        ("assumed to be unchanged", |at| {
            at.git(&[
                "update-index",
                "--assume-unchanged",
                "people/a.yaml",
                "people/b.yaml",
            ]);
            at.put("people/a.yaml", "name: Unseen\n");
            fs::remove_file(at.path("people/b.yaml")).expect("removed");
        }),
        ("left out and there", |at| {
            at.git(&[
                "update-index",
                "--skip-worktree",
                "people/a.yaml",
                "people/b.yaml",
            ]);
            at.put("people/a.yaml", "name: There\n");
            fs::remove_file(at.path("people/b.yaml")).expect("removed");
        }),
        ("a sparse checkout", |at| {
            drop(at.git(&["sparse-checkout", "set", "rota"]))
        }),
        ("promised", |at| {
            at.put("people/new.yaml", "x\n");
            at.git(&["add", "-N", "people/new.yaml"]);
        }),
        ("carriage returns", |at| {
            at.git(&["config", "core.autocrlf", "true"]);
            at.put("people/a.yaml", "name: A\r\n");
            at.put("people/b.yaml", "name: Edited\r\n");
        }),
        ("a filter", |at| {
            at.put(".gitattributes", "people/* filter=upper\n");
            at.git(&["config", "filter.upper.clean", "sed s/a.m.e/name/"]);
            at.put("people/a.yaml", "na-m-e: A\n");
        }),
        ("a repository inside", |at| {
            fs::create_dir(at.path("inner")).expect("made");
            super::sandbox::run_git(&at.path("inner"), &["init", "-q", "."]);
            at.put("inner/a.yaml", "x\n");
        }),
    ];
    for (what, change) in changes {
        let sandbox = settled();
        change(&sandbox);
        alike(&sandbox, what);
    }
}

#[test]
fn an_undecided_merge_and_a_change_of_many_files_are_found_as_git_finds_them() {
    let sandbox = Sandbox::with_conflict();
    settle(&sandbox);
    alike(&sandbox, "undecided");
    let sandbox = Sandbox::with_history();
    for at in 0..300 {
        sandbox.put(&format!("people/p{at}.yaml"), "name: P\n");
    }
    sandbox.git(&["add", "."]);
    settle(&sandbox);
    for at in 0..290 {
        sandbox.put(&format!("people/p{at}.yaml"), "name: Q\n");
    }
    alike(&sandbox, "many");
}

#[test]
fn a_link_in_place_of_a_folder_is_not_gone_through() {
    let sandbox = settled();
    fs::rename(sandbox.path("people"), sandbox.path("elsewhere")).expect("renamed");
    symlink("elsewhere", sandbox.path("people")).expect("a link");
    alike(&sandbox, "a link to a folder");
}

#[test]
fn of_a_folder_those_that_are_meant_are_looked_at() {
    let sandbox = settled();
    for name in ["R2", "R3"] {
        sandbox.put(&format!("requests/2026-11/{name}.yaml"), "title: Two\n");
    }
    sandbox.git(&["add", "."]);
    settle(&sandbox);
    for path in [
        "requests/2026-11/R2.yaml",
        "requests/2026-11/R3.yaml",
        "people/a.yaml",
    ] {
        sandbox.put(path, "title: Edited\n");
    }
    sandbox.put("requests/2026-12/R3.yaml", "title: New\n");
    sandbox.put("requests/2026-11/R4.yaml", "title: New\n");
    let is_meant = |name: &str| name.starts_with("R3");
    let within = Some(Within {
        folder: "requests",
        is_meant: &is_meant,
    });
    let sight = Sight {
        but: &["rota"],
        within,
    };
    let store = sandbox.store();
    let files = store.work_tree_in(sight).expect("readable");
    let said = |path: &str| files.text(path).unwrap_or_default();
    assert_eq!(said("requests/2026-11/R2.yaml"), "title: Two\n");
    assert_eq!(said("requests/2026-11/R3.yaml"), "title: Edited\n");
    assert_eq!(said("requests/2026-12/R3.yaml"), "title: New\n");
    assert_eq!(said("requests/2026-11/R4.yaml"), "");
    assert_eq!(said("people/a.yaml"), "title: Edited\n");
    fs::remove_file(sandbox.path("requests/2026-11/R3.yaml")).expect("removed");
    let files = store.work_tree_in(sight).expect("readable");
    assert!(!files.has("requests/2026-11/R3.yaml"));
    assert!(
        files
            .entries()
            .iter()
            .all(|entry| entry.entry_type == EntryType::File)
    );
}
