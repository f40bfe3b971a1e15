//! What is kept between runs changes nothing but time: not when it is there, not when it is damaged, not when nothing
//! can be kept.
#![expect(
    clippy::disallowed_methods,
    reason = "kept bytes are damaged, and folders made read-only, from outside"
)]

use std::fs;
use std::path::{Path, PathBuf};

use desk::calendar::Instant;
use desk::checks::{Review, Scope, judge, names};
use desk::policy::Policy;
use desk::records::{Id, Records, request};
use desk::source::{Snapshot, Source};
use desk::store::{Store, Where};
use proptest::prelude::*;

use crate::sandbox::Sandbox;

/// Returns how many requests have an id, and how many name an opportunity, in records of which none are listed.
fn told_of(sandbox: &Sandbox, ids: &[Id], opportunity: &str) -> (Vec<usize>, usize) {
    let records = Records::of(store(sandbox).head().expect("readable").expect("a commit"));
    let paths = ids
        .iter()
        .map(|id| records.paths(&request::KIND, id.as_str()).len());
    let counts = paths.collect();
    (counts, records.naming(&request::KIND, opportunity).len())
}

/// Returns every finding on the records of a snapshot, one a line.
fn found(snapshot: Snapshot) -> String {
    let records = Records::of(snapshot);
    let source = Source::shared("desk.toml", "schema = 1\n");
    let policy = Policy::read(&source, &names()).expect("the policy is valid");
    let now: Instant = "2026-11-23T12:00:00Z".parse().expect("a time");
    let findings = judge(
        &Review::new(&[], &records, &policy, now, Scope::Whole),
        None,
    );
    let lines = findings.iter().map(|finding| format!("{finding:?}\n"));
    lines.collect()
}

pub(crate) fn store(sandbox: &Sandbox) -> Store {
    Store::open(Where::Folder(sandbox.root())).expect("a desk")
}

/// Returns what is found in the files on disk, which are those of the current commit.
fn on_disk(sandbox: &Sandbox) -> String {
    found(store(sandbox).work_tree().expect("its files"))
}

fn in_commit(sandbox: &Sandbox) -> String {
    let head = store(sandbox).head().expect("readable");
    found(head.expect("a commit"))
}

pub(crate) fn cache(sandbox: &Sandbox) -> PathBuf {
    sandbox.root().join(".git/desk/cache")
}

pub(crate) fn packs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        match item.path() {
            path if path.is_dir() => found.extend(packs(&path)),
            path => found.push(path),
        }
    }
    found.sort();
    found
}

pub(crate) fn forget(sandbox: &Sandbox) {
    if let Err(error) = fs::remove_dir_all(cache(sandbox)) {
        assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    }
}

/// Returns a desk of many requests, some of them with faults, in one commit.
pub(crate) fn desk(throws: &[u16]) -> Sandbox {
    let sandbox = Sandbox::services();
    for (at, throw) in (0..260).zip(throws.iter().cycle()) {
        let id = Id::from_bits("REQ", at * 7919);
        let month = 8 + throw % 4;
        sandbox.put(
            &format!("requests/2026-{month:02}/{id}.yaml"),
            &request(*throw),
        );
    }
    sandbox.git(&["add", "-A"]).ok();
    sandbox
        .git(&["commit", "-qm", "requests", "--no-verify"])
        .ok();
    sandbox
}

/// Returns a request whose faults are thrown.
pub(crate) fn request(throw: u16) -> String {
    let requester = ["dana", "dana", "nobody"][usize::from(throw % 3)];
    let opportunity = ["OPP-7H3J5K9M", "opp-7h3j5k9m", "OPP-00000000"][usize::from(throw / 3 % 3)];
    let to = ["open", "open", "doing", "nowhere"][usize::from(throw / 9 % 4)];
    let more =
        ["", "colour: red\n", "# REQ-4T9K2M7X\n", "remarks: \"a\n"][usize::from(throw / 36 % 4)];
    format!(
        "template: sa-activity\nrequester: {requester}\nopportunity: {opportunity}\ncustomer: Northwind\n{more}history:\n  - {{at: 2026-11-0{}T09:00:00Z, by: dana, to: {to}}}\n",
        1 + throw % 9
    )
}

#[test]
fn a_list_of_one_persons_keeps_what_it_read_for_the_next_one() {
    let sandbox = desk(&[0]);
    forget(&sandbox);
    let words = ["sa", "request", "list", "--owner", "sam"];
    let listed = || sandbox.run(&words).ok().stdout.clone();
    let first = listed();
    let names: Vec<PathBuf> = packs(&cache(&sandbox));
    let is_of_requests = |pack: &PathBuf| pack.to_string_lossy().contains("/requests/");
    assert!(names.iter().any(is_of_requests), "{names:?}");
    assert_eq!(listed(), first);
}

/// Changes all requests of August with these ids but the first, in the work tree.
fn change(sandbox: &Sandbox, ids: &[Id]) {
    for id in &ids[1..] {
        let text = request(0).replace("OPP-7H3J5K9M", "OPP-00000009");
        sandbox.put(&format!("requests/2026-08/{id}.yaml"), &text);
    }
}

#[test]
fn what_a_file_was_before_is_no_file_of_the_folder() {
    let sandbox = desk(&[0]);
    in_commit(&sandbox);
    let ids: Vec<Id> = (0..100).map(|at| Id::from_bits("REQ", at * 7919)).collect();
    change(&sandbox, &ids);
    let gone = format!("requests/2026-08/{}.yaml", ids[0]);
    sandbox.git(&["rm", "-q", &gone]).ok();
    sandbox
        .git(&["commit", "-qam", "changed", "--no-verify"])
        .ok();
    in_commit(&sandbox);
    let kept = told_of(&sandbox, &ids, "OPP-7H3J5K9M");
    forget(&sandbox);
    assert_eq!(kept, told_of(&sandbox, &ids, "OPP-7H3J5K9M"));
    assert_eq!((kept.0[0], kept.0[1]), (0, 1));
}

#[test]
fn a_folder_is_kept_anew_where_a_text_that_is_to_be_written_on_is_damaged() {
    let sandbox = desk(&[0]);
    forget(&sandbox);
    in_commit(&sandbox);
    let pack = packs(&cache(&sandbox)).into_iter();
    let mut pack = pack.filter(|pack| pack.ends_with("requests/2026-08.pack"));
    let pack = pack.next().expect("the requests of August are kept");
    let mut bytes = fs::read(&pack).expect("kept");
    *bytes.last_mut().expect("there are some") ^= 1;
    fs::write(&pack, &bytes).expect("written");
    let ids: Vec<Id> = (0..100).map(|at| Id::from_bits("REQ", at * 7919)).collect();
    change(&sandbox, &ids);
    sandbox
        .git(&["commit", "-qam", "changed", "--no-verify"])
        .ok();
    in_commit(&sandbox);
    let beside_damage = fs::read(&pack).expect("kept");
    forget(&sandbox);
    in_commit(&sandbox);
    assert!(beside_damage == fs::read(&pack).expect("kept"));
}

#[test]
fn what_is_too_large_to_be_kept_is_there_all_the_same() {
    let sandbox = desk(&[0]);
    let ids = [Id::from_bits("REQ", 7919)];
    let large = format!("# {}\n{}", "x".repeat(70_000), request(0));
    sandbox.put(&format!("requests/2026-08/{}.yaml", ids[0]), &large);
    sandbox
        .git(&["commit", "-qam", "large", "--no-verify"])
        .ok();
    forget(&sandbox);
    in_commit(&sandbox);
    let (counts, naming) = told_of(&sandbox, &ids, "OPP-7H3J5K9M");
    assert_eq!((counts, naming >= 260), (vec![1], true), "{naming}");
}

#[test]
fn what_is_damaged_is_looked_for_where_nothing_is_kept_and_kept_anew() {
    let sandbox = desk(&[0]);
    forget(&sandbox);
    in_commit(&sandbox);
    let ids: Vec<Id> = (0..260).map(|at| Id::from_bits("REQ", at * 7919)).collect();
    let whole = told_of(&sandbox, &ids, "OPP-7H3J5K9M");
    assert_eq!(whole.0, vec![1; 260]);
    let packs = packs(&cache(&sandbox)).into_iter();
    let of_requests = packs.filter(|pack| pack.to_string_lossy().contains("/requests/"));
    for pack in of_requests {
        let kept = fs::read(&pack).expect("kept");
        for at in (0..kept.len()).step_by(kept.len() / 16) {
            let mut bytes = kept.clone();
            bytes[at] ^= 1;
            fs::write(&pack, &bytes).expect("written");
            let told = told_of(&sandbox, &ids, "OPP-7H3J5K9M");
            assert_eq!(told, whole, "byte {at} of {}", pack.display());
            in_commit(&sandbox);
            // Texts, which are behind all else, are looked at when one is asked for.
            let is_mended = fs::read(&pack).expect("kept") == kept;
            assert!(is_mended || kept.len() / 3 < at, "byte {at}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn findings_are_the_same_with_and_without_what_is_kept(
        throws in prop::collection::vec(any::<u16>(), 7..40),
        edits in prop::collection::vec(any::<u16>(), 1..4),
    ) {
        let sandbox = desk(&throws);
        forget(&sandbox);
        let cold = on_disk(&sandbox);
        prop_assert!(!packs(&cache(&sandbox)).is_empty());
        prop_assert_eq!(&on_disk(&sandbox), &cold);
        prop_assert_eq!(&in_commit(&sandbox), &cold);
        forget(&sandbox);
        prop_assert_eq!(&in_commit(&sandbox), &cold);
        for (at, throw) in edits.into_iter().enumerate() {
            sandbox.put(&format!("requests/2026-11/REQ-0000000{at}.yaml"), &request(throw));
        }
        let kept = on_disk(&sandbox);
        forget(&sandbox);
        prop_assert_eq!(on_disk(&sandbox), kept);
    }

    #[test]
    fn damage_is_never_believed(
        throws in prop::collection::vec(any::<u16>(), 7..40),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1u8..), 24),
    ) {
        let sandbox = desk(&throws);
        forget(&sandbox);
        let whole = on_disk(&sandbox);
        for (pack, place, damage) in places {
            let packs = packs(&cache(&sandbox));
            let path = &packs[pack.index(packs.len())];
            let mut bytes = fs::read(path).expect("kept");
            let at = place.index(bytes.len());
            bytes[at] ^= damage;
            fs::write(path, &bytes).expect("written");
            prop_assert_eq!(&in_commit(&sandbox), &whole);
            bytes.truncate(at);
            fs::write(path, &bytes).expect("written");
            prop_assert_eq!(&on_disk(&sandbox), &whole);
        }
    }
}

#[test]
fn who_names_a_record_is_the_same_with_and_without_what_is_kept() {
    let sandbox = desk(&[0, 1, 2, 5, 40, 77, 121]);
    let named = |is_read: bool| {
        let head = store(&sandbox).head().expect("readable").expect("a commit");
        let records = Records::of(head);
        if is_read {
            records.read_all();
        }
        let request = &request::KIND;
        let by = |id: &str| -> Vec<String> {
            let files = records.naming(request, id).into_iter();
            files.map(|file| file.path().to_owned()).collect()
        };
        let any = records.naming_any(request, &desk::records::opportunity::KIND);
        let unread = records.unreadable_with(request, "REQ-4T9K2M7X").len();
        let has = records.has(request, "REQ-00000000");
        (by("OPP-7H3J5K9M"), by("dana"), any.len(), unread, has)
    };
    forget(&sandbox);
    let cold = named(false);
    assert!(
        cold.0.len() > 20 && cold.1.len() > 20 && cold.2 > 20 && cold.4,
        "{cold:?}"
    );
    assert_eq!(named(true), cold);
    assert_eq!(named(false), cold);
    forget(&sandbox);
    assert_eq!(named(true), cold);
}

#[test]
fn two_at_once_and_one_core_alone_find_the_same() {
    let sandbox = desk(&[3, 8, 13, 44, 90]);
    let check = ["hygiene", "check", "--format", "json"];
    let alone = sandbox.run(&check).stdout;
    assert!(alone.contains("unreadable-record"), "{alone}");
    forget(&sandbox);
    let both: Vec<String> = std::thread::scope(|scope| {
        let run = || sandbox.run(&check).stdout;
        let others = [(); 3].map(|()| scope.spawn(run));
        others.map(|other| other.join().expect("it ends")).into()
    });
    assert!(both.iter().all(|out| *out == alone));
    let mut one = std::process::Command::new("taskset");
    let whole = sandbox.command(&sandbox.root(), "sam", &check);
    one.args(["-c", "0"])
        .arg(whole.get_program())
        .args(whole.get_args());
    one.current_dir(sandbox.root()).env_clear();
    one.envs(
        whole
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    match one.output() {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout), alone),
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
    }
}

#[test]
fn where_nothing_can_be_kept_the_desk_is_still_judged() {
    let sandbox = desk(&[2, 6, 51]);
    let report = ["hygiene", "check", "--at", "HEAD", "--format", "json"];
    let kept = sandbox.run(&report);
    assert!(
        kept.stdout.contains("REQ-"),
        "{} {:?}",
        kept.stdout,
        kept.code
    );
    assert!(!packs(&cache(&sandbox)).is_empty());
    forget(&sandbox);
    // A file in the place of the folder is in the way of whoever writes there, root too.
    fs::write(cache(&sandbox), "in the way").expect("written");
    let unkept = sandbox.run(&report);
    assert_eq!(
        (unkept.code, &unkept.stdout),
        (kept.code, &kept.stdout),
        "{}",
        unkept.stderr
    );
}
