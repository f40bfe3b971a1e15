//! What a whole desk was judged to be is kept, and changes nothing but time: not after other commits, not at another
//! time, not when it is damaged.
#![expect(
    clippy::disallowed_methods,
    reason = "kept bytes are damaged from outside"
)]

use std::fs;
use std::path::PathBuf;

use desk::calendar::Instant;
use desk::checks::judged::{Extent, Judged, Kept};
use desk::checks::{Review, Scope, judge, names};
use desk::finding::Finding;
use desk::policy::Policy;
use desk::records::Records;
use desk::source::Source;
use proptest::prelude::*;

use crate::cache::{cache, desk, forget, packs, request, store};
use crate::sandbox::Sandbox;

const NOW: &str = "2026-11-23T12:00:00Z";

/// How the current commit is judged.
#[derive(Clone, Copy)]
enum How {
    /// As a whole.
    Whole,
    /// Path by path, anew.
    Anew,
    /// Path by path, with what is kept.
    Kept,
    /// So too, and what passes for good is only counted.
    Folded,
}

/// Returns every finding on the records of the current commit, in the order of what they say.
fn found(sandbox: &Sandbox, hours: i64, how: How) -> Vec<String> {
    let head = store(sandbox).head().expect("readable").expect("a commit");
    let records = Records::of(head);
    let source = Source::shared("desk.toml", "schema = 1\n");
    let policy = Policy::read(&source, &names()).expect("the policy is valid");
    let now: Instant = NOW.parse().expect("a time");
    let now = now.plus_seconds(hours * 3_600);
    let kept = match how {
        How::Kept | How::Folded => Kept::like(&records, &policy, now),
        How::Anew | How::Whole => Kept::default(),
    };
    let judged = |extent| Judged::of(&records, &policy, now, &[], &kept, extent).findings;
    let findings = match how {
        How::Whole => {
            let review = Review::new(&[], &records, &policy, now, Scope::Whole);
            judge(&review, None)
        }
        How::Anew | How::Kept => judged(Extent::All),
        How::Folded => judged(Extent::Telling),
    };
    let mut told: Vec<String> = findings.iter().map(told).collect();
    told.sort();
    told
}

fn told(finding: &Finding) -> String {
    let at = &finding.at;
    let (path, position) = (&at.source.path, at.position());
    let notes: Vec<&str> = finding.notes.iter().map(|note| &*note.message).collect();
    format!(
        "{path} {:?} {position:?} {} {:?} {} {} {notes:?} {:?} {:?} {:?}",
        at.span,
        finding.check,
        finding.level,
        finding.message,
        finding.help,
        finding.owner,
        finding.since,
        finding.verdict
    )
}

/// Returns the report of a day when all commits are made, some of them in the week before.
fn report(sandbox: &Sandbox) -> String {
    let report = told_by(sandbox, &[]);
    assert!(
        report.contains("REQ-") && report.contains("past_the_gate"),
        "{report}"
    );
    report
}

/// Returns what a report says that takes every record, to tell which are wanted.
fn narrowed(sandbox: &Sandbox) -> String {
    let report = told_by(sandbox, &["--sa", "sam"]);
    assert!(report.contains("REQ-"), "{report}");
    report
}

fn told_by(sandbox: &Sandbox, more: &[&str]) -> String {
    let words = [&["hygiene", "report", "--format", "json"], more].concat();
    let mut report = sandbox.command(&sandbox.root(), "sam", &words);
    let output = report.env("DESK_NOW", "2090-06-01T09:00:00Z").output();
    String::from_utf8(output.expect("it runs").stdout).expect("text")
}

/// The files in which judged desks and commits are kept.
fn kept(sandbox: &Sandbox) -> Vec<PathBuf> {
    let mut kept = packs(&cache(sandbox));
    kept.retain(|path| {
        let name = path.file_name().expect("a name").to_string_lossy();
        name.starts_with("judged-") || name == "commits.pack"
    });
    kept
}

/// Puts, changes or removes a file, as it is thrown.
fn edit(sandbox: &Sandbox, throw: u16) {
    let person = "name: Sam Otieno\nemails: [sam@example.com]\nroles: [manager]\n";
    match throw % 5 {
        0 => sandbox.put("people/sam.yaml", person),
        1 => sandbox.put("people/nobody.yaml", &person.replace("sam@", "nobody@")),
        2 => {
            sandbox
                .git(&[
                    "rm",
                    "-q",
                    "--ignore-unmatch",
                    "opportunities/OPP-7H3J5K9M.yaml",
                ])
                .ok();
        }
        at => {
            let path = format!("requests/2026-1{}/REQ-0000000{at}.yaml", at % 2);
            sandbox.put(&path, &request(throw));
        }
    }
    sandbox.git(&["add", "-A"]).ok();
    let commit = [
        "git",
        "commit",
        "-qm",
        "edit",
        "--no-verify",
        "--allow-empty",
    ];
    let mut commit = sandbox.command(&sandbox.root(), "sam", &commit);
    commit.env("GIT_COMMITTER_DATE", "2090-05-30T09:00:00Z");
    assert!(commit.status().expect("git").success());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn findings_are_the_same_whatever_is_kept(
        throws in prop::collection::vec(any::<u16>(), 7..40),
        edits in prop::collection::vec((any::<u16>(), -30i64..800), 1..5),
    ) {
        let sandbox = desk(&throws);
        forget(&sandbox);
        prop_assert_eq!(found(&sandbox, 0, How::Kept), found(&sandbox, 0, How::Whole));
        prop_assert!(!kept(&sandbox).is_empty());
        prop_assert_eq!(found(&sandbox, 0, How::Kept), found(&sandbox, 0, How::Anew));
        prop_assert_eq!(found(&sandbox, 0, How::Folded), found(&sandbox, 0, How::Anew));
        for (throw, hours) in edits {
            edit(&sandbox, throw);
            let whole = found(&sandbox, hours, How::Whole);
            prop_assert_eq!(&found(&sandbox, hours, How::Kept), &whole);
            prop_assert_eq!(&found(&sandbox, hours, How::Folded), &whole);
        }
    }
}

#[test]
fn damage_is_never_believed() {
    let sandbox = desk(&[3, 8, 13, 44, 90]);
    edit(&sandbox, 3);
    forget(&sandbox);
    let (whole, of_sam) = (report(&sandbox), narrowed(&sandbox));
    assert_eq!(report(&sandbox), whole);
    let files = kept(&sandbox);
    assert!(files.len() >= 2, "{files:?}");
    for path in files {
        let bytes = fs::read(&path).expect("kept");
        let places = [0, 9, 40, 120, bytes.len() / 3, bytes.len() - 1];
        for at in places.into_iter().filter(|at| *at < bytes.len()) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x41;
            fs::write(&path, &damaged).expect("written");
            assert_eq!(narrowed(&sandbox), of_sam, "{path:?} {at}");
            fs::write(&path, &damaged).expect("written");
            assert_eq!(report(&sandbox), whole, "{path:?} {at}");
            fs::write(&path, &bytes[..at]).expect("written");
            assert_eq!(report(&sandbox), whole, "{path:?} {at}");
        }
    }
}

#[test]
fn what_is_kept_of_a_commit_that_is_gone_is_not_missed() {
    let sandbox = desk(&[2, 6, 51]);
    edit(&sandbox, 4);
    report(&sandbox);
    sandbox.git(&["reset", "-q", "--hard", "HEAD~1"]).ok();
    sandbox
        .git(&["reflog", "expire", "--expire=all", "--all"])
        .ok();
    sandbox.git(&["gc", "-q", "--prune=now"]).ok();
    edit(&sandbox, 0);
    let kept = report(&sandbox);
    forget(&sandbox);
    assert_eq!(report(&sandbox), kept);
}

#[test]
fn what_cannot_be_had_today_may_be_had_tomorrow() {
    let sandbox = desk(&[2, 6, 51]);
    let path = "requests/2026-11/REQ-00000004.yaml";
    sandbox.put(path, &request(36 * 4));
    edit(&sandbox, 0);
    let whole = report(&sandbox);
    forget(&sandbox);
    let blob = sandbox.git(&["rev-parse", &format!("HEAD:{path}")]).stdout;
    let (folder, name) = blob.trim().split_at(2);
    let object = sandbox.root().join(".git/objects").join(folder).join(name);
    let aside = sandbox.root().join(".git/aside");
    fs::rename(&object, &aside).expect("it is a file of its own");
    sandbox.remove(path);
    let unread = report(&sandbox);
    assert_ne!(unread, whole);
    fs::rename(&aside, &object).expect("put back");
    assert_eq!(report(&sandbox), whole);
}
