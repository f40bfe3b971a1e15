//! What people do to files by hand shows in the commands about one record, whatever git was told of it.
#![expect(
    clippy::disallowed_methods,
    reason = "files are renamed and linked from outside of the program"
)]

use std::fs;

use crate::sandbox::{SCANT, Sandbox, WHOLE, path_of};

const OTHER: &str = "REQ-4T9KAAAA";

/// Returns how a request is marked when its customer is this.
fn edit(desk: &Sandbox, path: &str, customer: &str) {
    let text = desk.read(path);
    let line = text.lines().find(|line| line.starts_with("customer:"));
    let line = line.expect("a customer");
    desk.put(path, &text.replace(line, &format!("customer: {customer}")));
}

#[test]
fn an_edit_by_hand_shows_whether_it_is_staged_or_not() {
    let desk = Sandbox::desk();
    let path = path_of(WHOLE);
    edit(&desk, &path, "Onhand");
    desk.run(&["sa", "request", "show", WHOLE])
        .ok()
        .says("Onhand");
    desk.run(&["sa", "request", "show", "req-4t9k"])
        .ok()
        .says("Onhand");
    let listed = desk.run(&["sa", "request", "list", "--format", "json"]);
    listed.ok().says("Onhand");
    desk.git(&["add", &path]).ok();
    desk.run(&["sa", "request", "show", WHOLE])
        .ok()
        .says("Onhand");
    desk.git(&["checkout", "-q", "HEAD", "--", &path]).ok();
    let shown = desk.run(&["sa", "request", "show", WHOLE]);
    assert!(!shown.ok().stdout.contains("Onhand"));
}

#[test]
fn a_removed_file_is_not_found_and_a_new_one_is() {
    let desk = Sandbox::desk();
    let text = desk.read(&path_of(WHOLE));
    desk.remove(&path_of(WHOLE));
    let none = desk.run(&["sa", "request", "show", WHOLE]);
    none.refused()
        .says(&format!("there is no request `{WHOLE}`"));
    let new = format!("requests/2026-12/{}.yaml", OTHER.to_lowercase());
    desk.put(&new, &text);
    edit(&desk, &new, "Unknown yet to git");
    let shown = desk.run(&["sa", "request", "show", OTHER]);
    shown.ok().says("Unknown yet to git").says(&new);
    desk.put(&path_of(WHOLE), &text);
    let both = desk.run(&["sa", "request", "show", "REQ-4T9K"]);
    both.refused()
        .says("can mean 2 requests")
        .says(OTHER)
        .says(WHOLE);
    desk.put(".git/info/exclude", "requests/2026-12/\n");
    desk.run(&["sa", "request", "show", "REQ-4T9K"])
        .ok()
        .says(WHOLE);
}

#[test]
fn links_conflicts_and_the_bit_to_execute_show_as_in_the_check_of_the_whole_desk() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Sandbox::desk();
    let path = desk.root().join(path_of(WHOLE));
    let before = desk
        .run(&["sa", "request", "show", WHOLE])
        .ok()
        .stdout
        .clone();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!(
        desk.run(&["sa", "request", "show", WHOLE]).ok().stdout,
        before
    );
    let moved = desk.root().join("moved.yaml");
    fs::rename(&path, &moved).expect("moved");
    symlink(&moved, &path).expect("a link");
    desk.run(&["sa", "request", "show", WHOLE])
        .refused()
        .says("link");
    fs::remove_file(&path).expect("removed");
    fs::rename(&moved, &path).expect("moved back");
    desk.git(&["switch", "-qc", "side"]).ok();
    edit(&desk, &path_of(WHOLE), "Side");
    desk.git(&["commit", "-qam", "side"]).ok();
    desk.git(&["switch", "-q", "main"]).ok();
    edit(&desk, &path_of(WHOLE), "Main");
    desk.git(&["commit", "-qam", "main"]).ok();
    desk.git(&["merge", "-q", "side"]).refused();
    desk.run(&["sa", "request", "show", WHOLE])
        .refused()
        .says("merge");
    desk.run(&["sa", "request", "show", SCANT]).ok();
}

#[test]
fn what_another_id_says_on_disk_counts_once_it_is_staged() {
    let desk = Sandbox::desk();
    let ambiguous = format!("requests/2026-12/{OTHER}.yaml");
    let text = desk.read(&path_of(WHOLE));
    desk.put(&ambiguous, &text);
    // A whole id is that of one record, whatever else begins alike.
    desk.run(&["sa", "request", "show", WHOLE]).ok().says(WHOLE);
    desk.git(&["add", &ambiguous]).ok();
    desk.run(&["sa", "request", "show", "REQ-4T9K"])
        .refused()
        .says(OTHER);
    fs::rename(
        desk.root().join(&ambiguous),
        desk.root().join(format!("requests/2026-11/{OTHER}.yaml")),
    )
    .expect("renamed");
    let shown = desk.run(&["sa", "request", "show", OTHER]);
    shown.ok().says(&format!("requests/2026-11/{OTHER}.yaml"));
}
