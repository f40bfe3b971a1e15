//! A command touches its own paths and nothing else of what the user has under way.
//! Commands cut short or run at once live in `durability`.

use crate::sandbox::{SCANT, Sandbox, WHOLE, WHOLE_TEXT, path_of};

/// Leaves work of every sort under way: staged, unstaged, both, untracked, deleted, renamed, ignored.
fn other_work(desk: &Sandbox) {
    desk.put("notes/renamed.md", "one\ntwo\nthree\nfour\n");
    desk.put("notes/gone.md", "gone\n");
    desk.put("notes/left.md", "left\n");
    desk.put(".gitignore", "*.tmp\n");
    desk.git(&["add", "."]).ok();
    desk.git(&["commit", "-qm", "notes"]).ok();
    desk.append("accounts/northwind-freight.yaml", "segment: smb");
    desk.git(&["add", "accounts"]).ok();
    desk.append("accounts/northwind-freight.yaml", "# and more, not staged");
    desk.append("people/kim.yaml", "region: EMEA");
    desk.append("desk.toml", "# staged\n");
    desk.git(&["add", "desk.toml"]).ok();
    desk.put("notes/new.md", "new and staged\n");
    desk.git(&["add", "notes/new.md"]).ok();
    desk.git(&["mv", "notes/renamed.md", "notes/moved.md"]).ok();
    desk.git(&["rm", "-q", "notes/gone.md"]).ok();
    desk.remove("notes/left.md");
    desk.put("notes/untracked.md", "untracked\n");
    desk.put("notes/ignored.tmp", "ignored\n");
    desk.append(&path_of(SCANT), "# by hand");
}

/// What git and the disk say of everything but one path.
#[derive(Debug, PartialEq)]
struct Rest {
    index: String,
    unstaged: String,
    staged: String,
    status: String,
    files: Vec<(std::path::PathBuf, Vec<u8>)>,
}

fn rest(desk: &Sandbox, own: &[&str]) -> Rest {
    let but: Vec<String> = own.iter().map(|path| format!(":!{path}")).collect();
    let git = |words: &[&str]| {
        let mut words = words.to_vec();
        words.extend(["--", "."]);
        words.extend(but.iter().map(String::as_str));
        desk.git(&words).ok().stdout.clone()
    };
    let root = desk.root();
    let is_own = |path: &std::path::Path| own.iter().any(|own| path == root.join(own));
    Rest {
        index: git(&["ls-files", "--stage"]),
        unstaged: git(&["diff", "--binary"]),
        staged: git(&["diff", "--cached", "--binary"]),
        status: git(&[
            "status",
            "--porcelain=v2",
            "--ignored",
            "--untracked-files=all",
        ]),
        files: desk
            .tree()
            .into_iter()
            .filter(|(path, _)| !path.starts_with(root.join(".git")) && !is_own(path))
            .collect(),
    }
}

fn committed_paths(desk: &Sandbox) -> String {
    let words = [
        "diff-tree",
        "-r",
        "--name-status",
        "--no-renames",
        "HEAD~1",
        "HEAD",
    ];
    desk.git(&words).ok().stdout.clone()
}

#[test]
fn a_commit_holds_its_own_path_and_the_rest_stays_as_it_was() {
    let desk = Sandbox::desk();
    other_work(&desk);
    let own = path_of(WHOLE);
    for words in [
        vec!["sa", "request", "claim", WHOLE],
        vec!["sa", "request", "comment", WHOLE, "called them"],
        vec!["sa", "request", "edit", WHOLE, "--set", "hosting=cloud"],
        vec!["sa", "undo", "--yes"],
    ] {
        let before = rest(&desk, &[&own]);
        let parent = desk.head();
        desk.run(&words).ok();
        assert_eq!(
            desk.git(&["rev-parse", "HEAD~1"]).ok().stdout.trim(),
            parent
        );
        assert_eq!(committed_paths(&desk), format!("M\t{own}\n"));
        assert_eq!(rest(&desk, &[&own]), before, "{words:?}");
        desk.git(&["status", "--porcelain", "--", &own])
            .ok()
            .prints("");
    }
}

#[test]
fn a_new_record_is_alone_in_its_commit() {
    let desk = Sandbox::desk();
    other_work(&desk);
    let own = "people/lee.yaml";
    let before = rest(&desk, &[own]);
    let words = [
        "sa", "person", "new", "--handle", "lee", "--name", "Lee Park",
    ];
    let flags = ["--email", "lee@example.com", "--role", "sa"];
    desk.run(&[&words[..], &flags[..]].concat()).ok();
    assert_eq!(committed_paths(&desk), format!("A\t{own}\n"));
    assert_eq!(rest(&desk, &[own]), before);
    let before = rest(&desk, &[own]);
    desk.run(&["sa", "undo", "--yes"]).ok();
    assert_eq!(committed_paths(&desk), format!("D\t{own}\n"));
    assert_eq!(rest(&desk, &[own]), before);
    assert!(!desk.root().join(own).exists());
}

#[test]
fn no_commit_stages_its_own_path_and_commits_nothing() {
    let desk = Sandbox::desk();
    other_work(&desk);
    let own = path_of(WHOLE);
    let before = rest(&desk, &[&own]);
    let head = desk.head();
    desk.run(&["sa", "request", "claim", WHOLE, "--no-commit"])
        .ok();
    assert_eq!(desk.head(), head);
    assert_eq!(rest(&desk, &[&own]), before);
    let status = ["status", "--porcelain", "--", own.as_str()];
    desk.git(&status).ok().prints(&format!("M  {own}\n"));
    assert!(desk.read(&own).contains("to: triaged"));
    // The next one goes on from what is staged.
    desk.run(&["sa", "request", "ready", WHOLE, "--no-commit"])
        .ok();
    assert_eq!(rest(&desk, &[&own]), before);
    desk.git(&status).ok().prints(&format!("M  {own}\n"));
    assert_eq!(desk.state_of(WHOLE), "demo-ready");
    assert_eq!(desk.head(), head);
}

#[test]
fn a_dry_run_changes_no_byte() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "request", "comment", WHOLE, "to be undone"])
        .ok();
    other_work(&desk);
    let before = desk.tree();
    for words in [
        "sa request claim REQ",
        "sa request comment REQ hello",
        "sa request edit REQ --set hosting=cloud",
        "sa request wait REQ --for it --from dana",
        "sa request decline REQ --reason wrong-personas",
        "sa request move REQ triaged",
        "sa undo",
        "sa opp edit OPP-7H3J5K9M --set region=AMER",
        "hygiene hook install",
        "hygiene hook uninstall",
        "sa person new --name Lee --email lee@example.com --role sa",
    ] {
        let words = words.replace("REQ", WHOLE) + " --dry-run";
        desk.run(&words.split(' ').collect::<Vec<_>>()).ok();
        desk.assert_unchanged(&before, &words);
    }
    let waive = [
        "hygiene",
        "waive",
        "missing-field",
        SCANT,
        "--reason",
        "later",
    ];
    let words = [&waive[..], &["--until", "2026-12-04", "--dry-run"]].concat();
    desk.run_as("maria", &words).ok();
    desk.assert_unchanged(&before, &words.join(" "));
}

#[test]
fn a_refused_change_changes_no_byte() {
    let desk = Sandbox::desk();
    other_work(&desk);
    let before = desk.tree();
    for words in [
        vec!["sa", "request", "start", WHOLE],
        vec!["sa", "request", "start", WHOLE, "--no-commit"],
        vec!["sa", "request", "wait", WHOLE],
        vec!["sa", "request", "close", WHOLE, "--ack", "sa"],
        vec!["sa", "request", "edit", WHOLE, "--set", "owner=nobody"],
        vec!["sa", "request", "edit", WHOLE, "--set", "colour=red"],
        vec!["sa", "request", "claim", SCANT],
        vec!["sa", "undo", "--yes"],
    ] {
        desk.run(&words).refused();
        desk.assert_unchanged(&before, &words.join(" "));
    }
}

#[test]
fn an_edit_changes_only_the_value_it_is_about() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "request", "edit", WHOLE, "--set", "hosting=cloud"])
        .ok();
    let expected = WHOLE_TEXT.replace("hosting: Self-Managed", "hosting: cloud");
    assert_eq!(desk.read(&path_of(WHOLE)), expected);
    let before = desk.read(&path_of(WHOLE));
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    let after = desk.read(&path_of(WHOLE));
    let mut old = before.lines().peekable();
    let new: Vec<&str> = after
        .lines()
        .filter(|line| old.next_if_eq(line).is_none())
        .collect();
    assert_eq!(
        old.next(),
        None,
        "every line is there, in its order: {after}"
    );
    assert_eq!(new[0], "owner: sam");
    assert!(new[1..].concat().contains("triaged"), "{after}");
}

#[test]
fn a_command_in_a_linked_worktree_leaves_the_other_alone() {
    let desk = Sandbox::desk();
    other_work(&desk);
    let side = desk.beside("side");
    let place = side.display().to_string();
    desk.git(&["worktree", "add", "-q", "-b", "side", &place])
        .ok();
    let head = desk.head();
    let before = rest(&desk, &[]);
    desk.run_in(&side, "sam", &["sa", "request", "claim", WHOLE])
        .ok();
    assert_eq!(rest(&desk, &[]), before);
    assert_eq!(desk.head(), head);
    desk.run_in(&side, "sam", &["git", "status", "--porcelain"])
        .ok()
        .prints("");
}
