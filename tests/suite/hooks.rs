//! Putting the hooks in place beside those that are there, telling how they stand, and taking them out.
//! What they refuse lives in `git_doors` and `outgoing`.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests write hooks of other makers"
)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::outcome::finished;
use crate::sandbox::{Sandbox, WHOLE, path_of};

const INSTALL: &[&str] = &["hygiene", "hook", "install"];
const STATUS: &[&str] = &["hygiene", "hook", "status"];
const UNINSTALL: &[&str] = &["hygiene", "hook", "uninstall"];
const NAMES: [&str; 3] = ["pre-commit", "pre-merge-commit", "pre-push"];
const ILLEGAL: &str = "  - {at: 2026-11-23T09:00:00Z, by: sam, to: doing}";

fn hooks(desk: &Sandbox) -> PathBuf {
    desk.root().join(".git/hooks")
}

fn put_hook(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("written");
    set_mode(path, 0o755);
}

fn set_mode(path: &Path, mode: u32) {
    let mode = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(path, mode).expect("ours");
}

/// Returns how each hook stands.
fn standing(desk: &Sandbox) -> Vec<String> {
    let read = desk.run(&[STATUS, &["--format", "json"]].concat()).json();
    let hooks = read["data"]["hooks"].as_array().expect("a list").clone();
    let names: Vec<_> = hooks
        .iter()
        .map(|hook| hook["hook"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, NAMES);
    let words = hooks
        .iter()
        .map(|hook| hook["standing"].as_str().expect("a word").to_owned());
    words.collect()
}

#[track_caller]
fn guards(desk: &Sandbox) {
    desk.append(&path_of(WHOLE), ILLEGAL);
    desk.git(&["commit", "-am", "x"])
        .refused()
        .says("illegal-transition");
    desk.git(&["checkout", "-q", "HEAD", "--", "."]).ok();
}

#[test]
fn hooks_are_put_in_place_once_told_of_and_taken_out() {
    let desk = Sandbox::desk();
    let before = desk.tree();
    desk.run(STATUS)
        .exits(1)
        .says("missing")
        .says("hygiene hook install");
    desk.run(UNINSTALL).ok().says("no hook of ours");
    desk.run(INSTALL).ok();
    desk.run(STATUS).ok().says("in place");
    assert_eq!(standing(&desk), ["in place"; 3]);
    let installed = desk.tree();
    desk.run(INSTALL).ok().says("in place already");
    desk.assert_unchanged(&installed, "a second install");
    guards(&desk);
    desk.run(UNINSTALL).ok();
    assert_eq!(standing(&desk), ["missing"; 3]);
    desk.git(&["status"]).ok();
    let index = desk.root().join(".git/index");
    let mut after = desk.tree();
    after.insert(index.clone(), before[&index].clone());
    after.retain(|path, _| !path.starts_with(desk.root().join(".git/objects")));
    let gone: Vec<_> = after
        .keys()
        .filter(|path| !before.contains_key(*path))
        .collect();
    assert!(gone.is_empty(), "left behind: {gone:?}");
}

#[test]
fn status_tells_disabled_shadowed_and_out_of_date() {
    let desk = Sandbox::guarded();
    set_mode(&hooks(&desk).join("pre-commit"), 0o644);
    put_hook(
        &hooks(&desk).join("pre-merge-commit"),
        "#!/bin/sh\nexit 0\n",
    );
    let push = hooks(&desk).join("pre-push");
    let text = std::fs::read_to_string(&push).expect("ours");
    put_hook(&push, &format!("{text}# an older version\n"));
    assert_eq!(standing(&desk), ["disabled", "shadowed", "out of date"]);
    desk.run(STATUS).exits(1);
    desk.run(INSTALL).ok();
    assert_eq!(standing(&desk), ["in place"; 3]);
    guards(&desk);
}

#[test]
fn hooks_that_are_there_run_first_may_refuse_and_come_back() {
    let desk = Sandbox::desk();
    let own = hooks(&desk).join("pre-commit");
    let text = "#!/bin/sh\necho \"theirs $#\" >&2\ntest ! -e refuse || exit 3\n";
    put_hook(&own, text);
    desk.run(&[INSTALL, &["--dry-run"]].concat())
        .ok()
        .says("would be");
    assert_eq!(std::fs::read_to_string(&own).expect("there"), text);
    desk.run(INSTALL).ok().says("runs first");
    guards(&desk);
    let commit = ["commit", "--allow-empty", "-m", "x"];
    desk.git(&commit).ok().says("theirs 0");
    desk.put("refuse", "");
    desk.git(&commit).refused().says("theirs 0");
    // A command runs what is not ours as git would.
    desk.run(&["sa", "request", "claim", WHOLE])
        .exits(4)
        .says("pre-commit refused")
        .says("theirs");
    desk.remove("refuse");
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.run(UNINSTALL).ok().says("comes back");
    assert_eq!(std::fs::read_to_string(&own).expect("there"), text);
    desk.git(&commit).ok().says("theirs 0");
}

#[test]
fn a_push_hook_that_is_there_hears_what_goes_out_too() {
    let desk = Sandbox::desk();
    let origin = desk.beside("origin.git").display().to_string();
    desk.git(&["init", "-q", "--bare", &origin]).ok();
    desk.git(&["remote", "add", "origin", &origin]).ok();
    let text = "#!/bin/sh\necho \"to $1\" >&2\ncat >&2\ntest ! -e refuse\n";
    put_hook(&hooks(&desk).join("pre-push"), text);
    desk.run(INSTALL).ok();
    desk.put("refuse", "");
    desk.git(&["push", "origin", "main"])
        .refused()
        .says("to origin")
        .says("refs/heads/main");
    desk.remove("refuse");
    desk.git(&["push", "origin", "main"])
        .ok()
        .says("refs/heads/main");
    desk.append(&path_of(WHOLE), ILLEGAL);
    desk.git(&["commit", "-qam", "x", "--no-verify"]).ok();
    desk.git(&["push", "origin", "main"])
        .refused()
        .says("illegal-transition");
}

#[test]
fn a_hooks_path_inside_the_desk_is_used() {
    let desk = Sandbox::desk();
    desk.git(&["config", "core.hooksPath", "tools/hooks"]).ok();
    desk.run(INSTALL).ok();
    assert!(desk.root().join("tools/hooks/pre-commit").exists());
    assert!(!hooks(&desk).join("pre-commit").exists());
    assert_eq!(standing(&desk), ["in place"; 3]);
    desk.run(STATUS).ok().says("core.hooksPath");
    guards(&desk);
}

#[test]
fn a_hooks_path_outside_is_written_only_by_force() {
    let desk = Sandbox::desk();
    let outside = desk.beside("hooks");
    let path = outside.display().to_string();
    desk.git(&["config", "core.hooksPath", &path]).ok();
    desk.refuses(INSTALL, 1, &["outside of this repository", "--force"]);
    assert!(!outside.exists());
    assert_eq!(standing(&desk), ["missing"; 3]);
    desk.run(&[INSTALL, &["--force"]].concat()).ok();
    assert!(outside.join("pre-push").exists());
    guards(&desk);
}

#[test]
fn hooks_set_aside_by_a_hooks_path_are_no_longer_in_place() {
    let desk = Sandbox::guarded();
    desk.git(&["config", "core.hooksPath", "tools/hooks"]).ok();
    assert_eq!(standing(&desk), ["shadowed"; 3]);
    desk.run(STATUS).exits(1).says("core.hooksPath");
}

#[test]
fn without_the_program_a_hook_refuses_and_says_how_to_go_on() {
    let desk = Sandbox::guarded();
    let words = ["git", "commit", "--allow-empty", "-m", "x"];
    let mut command = desk.command(&desk.root(), "sam", &words);
    let machine = std::env::split_paths("/usr/local/bin:/usr/bin:/bin")
        .filter(|folder| !folder.join("hygiene").exists());
    command.env("PATH", std::env::join_paths(machine).expect("no colons"));
    let outcome = finished(&words, command);
    outcome
        .refused()
        .says("`hygiene` is not on the PATH")
        .says("rm ");
}

#[test]
fn a_desk_named_in_the_environment_does_not_lead_a_hook_astray() {
    let desk = Sandbox::guarded();
    let other = Sandbox::desk();
    desk.append(&path_of(WHOLE), ILLEGAL);
    let words = ["git", "commit", "-am", "x"];
    let mut command = desk.command(&desk.root(), "sam", &words);
    command.env("DESK_DIR", other.root());
    let outcome = finished(&words, command);
    outcome.refused().says("illegal-transition");
}
