//! Folders that may not be written, disks that are full, and pipes that nobody reads any more.
//! Everything else that can be wrong around a command lives in `bad_input`.
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::outcome::{Outcome, finished};
use crate::sandbox::{Sandbox, WHOLE};

const COMMENT: &[&str] = &["sa", "request", "comment", WHOLE, "hello"];

/// Returns the words of a command run without the powers of an administrator, for whom no folder is read-only.
fn without_powers<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [
        &["setpriv", "--bounding-set=-all", "--inh-caps=-all"],
        words,
    ]
    .concat()
}

fn set_mode(path: &Path, mode: u32) {
    let mode = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(path, mode).expect("the owner may");
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_nothing_is_lost() {
    for folder in [
        "requests/2026-11",
        ".git/objects",
        ".git",
        ".git/refs/heads",
    ] {
        let desk = Sandbox::desk();
        let path = desk.root().join(folder);
        desk.run(&["sa", "request", "comment", WHOLE, "first"]).ok();
        let before = desk.tree();
        set_mode(&path, 0o555);
        let probe = path.join("probe").display().to_string();
        let touch = desk.run(&without_powers(&["touch", &probe]));
        assert_ne!(
            touch.code,
            Some(0),
            "the folder is read-only to begin with: {touch}"
        );
        // `setpriv` finds programs by PATH, where those just built come first.
        let outcome = desk.run(&without_powers(COMMENT));
        let shown = desk.run(&without_powers(&["sa", "request", "show", WHOLE]));
        set_mode(&path, 0o755);
        shown.ok().says("first");
        outcome.exits(4).says("permission denied");
        desk.run(&["sa", "request", "list"]).ok();
        let objects = desk.root().join(".git/objects");
        let after = desk.tree();
        let differs = |path: &&PathBuf| before.get(*path) != after.get(*path);
        let is_kept =
            |path: &&PathBuf| !path.starts_with(&objects) && !path.ends_with(".git/index");
        let mut paths = before.keys().chain(after.keys()).filter(is_kept);
        assert_eq!(paths.find(differs), None, "{folder}");
        desk.git(&["status", "--porcelain"]).ok().prints("");
        desk.run(COMMENT).ok();
    }
}

/// Runs a shell script in a private space of mounts, or returns `None` where the machine does not allow one.
#[expect(clippy::print_stdout, reason = "a test not tried must say so")]
fn with_mounts(desk: &Sandbox, script: &str) -> Option<Outcome> {
    let may = desk.run(&[
        "unshare", "-r", "-m", "mount", "-t", "tmpfs", "none", "/mnt",
    ]);
    if may.code != Some(0) {
        println!("not tried: this machine allows no mounts: {may}");
        return None;
    }
    let words = ["unshare", "-r", "-m", "sh", "-euc", script];
    Some(finished(
        &words,
        desk.command(&desk.beside("."), "sam", &words),
    ))
}

#[test]
fn a_read_only_disk_is_read_and_not_written() {
    let desk = Sandbox::desk();
    let before = desk.tree();
    let read_only = "mount --bind desk desk; mount -o remount,ro,bind desk; cd desk";
    let script = format!("{read_only}; sa request show {WHOLE}; hygiene check; sa request list");
    let Some(outcome) = with_mounts(&desk, &script) else {
        return;
    };
    outcome.ok().says("merge trains");
    for command in ["comment", "comment --no-commit"] {
        let script = format!("{read_only}; sa request {command} {WHOLE} hello");
        let outcome = with_mounts(&desk, &script).expect("it is allowed");
        outcome.exits(4).says("read-only");
    }
    desk.assert_unchanged(&before, "a read-only disk");
}

/// Comments on a small disk with more and more room, so that writes fail at every place that they can fail at.
const SMALL_DISK: &str = r#"
mkdir small; mount -t tmpfs -o size=2m none small; cp -a desk/. small/; cd small
full() { cat /dev/zero >filler 2>/dev/null || true; }
refused=0; done=0
for room in 0 4096 8192 12288 16384 20480 24576 28672 32768 40960 49152 65536; do
    full; truncate -s -$room filler
    code=0; sa request comment REQUEST "with $room bytes left" 2>../said || code=$?
    rm filler
    if [ $code = 0 ]; then done=$((done + 1))
    else
        refused=$((refused + 1))
        [ $code = 4 ] || { echo "exit $code"; cat ../said; exit 1; }
    fi
    sa request show REQUEST >../shown 2>>../said
    now=$(grep -c 'bytes left' ../shown) || true
    # What could not even be backed out is ended by the next command, as was said.
    if [ $now = $((done + 1)) ] && grep -q 'the next command finishes or undoes' ../said; then
        done=$now
    fi
    [ $now = $done ] || { echo "room $room"; cat ../said ../shown; exit 1; }
    git fsck --strict --no-dangling --no-progress
    git status --porcelain
    find . -name '*.lock' -o -name '*.tmp' -o -name journal.json
done
full; sa request comment REQUEST full 2>&1 >/dev/null | grep -o 'the disk is full'
[ $refused -gt 0 ] && [ $done -gt 0 ]
"#;

#[test]
fn a_full_disk_is_named_and_nothing_is_lost() {
    let desk = Sandbox::desk();
    let script = SMALL_DISK.replace("REQUEST", WHOLE);
    let Some(outcome) = with_mounts(&desk, &script) else {
        return;
    };
    outcome.ok().prints("the disk is full\n");
}

#[test]
fn a_pipe_that_nobody_reads_is_no_failure() {
    let desk = Sandbox::desk();
    for (words, code) in [
        (&["sa", "request", "list"][..], 0),
        (&["sa", "request", "list", "--format", "json"], 0),
        (&["sa", "request", "list", "--format", "csv"], 0),
        (&["sa", "request", "show", WHOLE], 0),
        (&["sa", "--help"], 0),
        (&["hygiene", "checks"], 0),
        (&["hygiene", "explain", "illegal-transition"], 0),
        (COMMENT, 0),
        (&["sa", "request", "start", WHOLE, "--format", "json"], 1),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = desk.command(&desk.root(), "sam", words);
        let child = command
            .stdout(writer)
            .stderr(std::process::Stdio::piped())
            .spawn();
        let output = child
            .expect("it starts")
            .wait_with_output()
            .expect("it ends");
        assert_eq!(output.status.code(), Some(code), "{words:?}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            !stderr.contains("panicked") && !stderr.contains("Broken pipe"),
            "{stderr}"
        );
    }
}
