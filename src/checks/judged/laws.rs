//! What judging path by path must keep: it finds what judging a whole desk does, and a row that is said to hold comes out
//! the same when it is judged anew.

use std::collections::BTreeMap;

use super::{Asked, Extent, Judged, Kept, Row};
use crate::calendar::Instant;
use crate::checks::{Review, Scope, in_order, names};
use crate::finding::{Finding, Place};
use crate::policy::Policy;
use crate::records::{Handle, Records};
use crate::source::{FileChange, Source, Span};

/// Seconds by which the time is moved.
const MOVES: [i64; 6] = [-40 * 86_400, -86_400, -3_600, 3_600, 86_400, 40 * 86_400];

/// Asserts that judging a desk path by path finds what judging it as a whole does.
pub(in crate::checks) fn assert_found_by_path(
    records: &Records,
    policy: &Policy,
    now: Instant,
    findings: &[Finding],
) {
    let nothing = Kept::default();
    let judged = Judged::of(records, policy, now, &[], &nothing, Extent::All);
    assert_eq!(found(records, &judged), told(findings));
}

/// Asserts that what is kept of a desk changes nothing at another time, without any of its files, and with it again.
pub(in crate::checks) fn assert_kept(records: &Records, policy: &Policy, now: Instant) {
    for seconds in MOVES {
        assert_held(records, policy, (now, now.plus_seconds(seconds)), records);
    }
    let entries = records.snapshot().entries();
    for entry in entries {
        let gone = FileChange {
            path: entry.path,
            text: None,
        };
        let without = Records::of(records.snapshot().with(&[gone]));
        assert_held(records, policy, (now, now), &without);
        assert_held(&without, policy, (now, now), records);
    }
}

/// Asserts that what is kept of one desk at one time changes nothing of what is found in another at another.
fn assert_held(
    before: &Records,
    policy: &Policy,
    (then, now): (Instant, Instant),
    after: &Records,
) {
    let (nothing, none) = (Kept::default(), Kept::default());
    let earlier = Judged::of(before, policy, then, &[], &nothing, Extent::All);
    let kept = Kept::of_rows(before.snapshot().clone(), earlier.rows.iter().copied());
    let without = Judged::of(after, policy, now, &[], &none, Extent::All);
    for extent in [Extent::All, Extent::Telling] {
        let with = Judged::of(after, policy, now, &[], &kept, extent);
        let (of_with, of_without) = (found(after, &with), found(after, &without));
        assert_eq!(of_with, of_without, "{then:?} {now:?} {extent:?}");
        for told in [counted, clocks] {
            assert_eq!(told(&with), told(&without), "{then:?} {now:?} {extent:?}");
        }
        if extent == Extent::All {
            assert_eq!(said(&with), said(&without), "{then:?} {now:?}");
        }
    }
}

/// Returns how many are asked the same, of each owner, a line for each.
fn counted(judged: &Judged<'_>) -> Vec<String> {
    let mut counts: BTreeMap<(Option<&str>, Asked), usize> = BTreeMap::new();
    let rows = judged.rows.iter().map(|row| (row.owner, row.asked, 1));
    let passing = judged.passing.iter();
    let passing = passing.map(|of| (of.owner.as_ref().map(Handle::as_str), of.asked, of.count));
    for (owner, asked, count) in rows.chain(passing) {
        *counts.entry((owner, asked)).or_default() += count;
    }
    let counts = counts.into_iter().filter(|(_, count)| 0 < *count);
    counts.map(|count| format!("{count:?}")).collect()
}

/// Returns what came of all clocks, ordered.
fn clocks(judged: &Judged<'_>) -> Vec<String> {
    let clocks = judged.rows.iter().flat_map(Row::outcomes);
    let mut clocks: Vec<String> = clocks.map(|outcome| format!("{outcome:?}")).collect();
    clocks.sort();
    clocks
}

fn found(records: &Records, judged: &Judged<'_>) -> Vec<String> {
    let mut findings = judged.findings.clone();
    in_order(records, &mut findings);
    told(&findings)
}

/// Returns all that findings say, whether the texts they stand in are at hand or not.
fn told(findings: &[Finding]) -> Vec<String> {
    let place = |at: &Place| format!("{} {:?} {:?}", at.source.path, at.span, at.position());
    let told = findings.iter().map(|finding| {
        let notes = finding.notes.iter();
        let notes: Vec<String> = notes
            .map(|note| format!("{} {}", note.message, place(&note.at)))
            .collect();
        let source = Source::shared("", "");
        let rest = Finding {
            at: Place::new(&source, Span::default()),
            notes: Vec::new(),
            ..finding.clone()
        };
        format!("{} {notes:?} {rest:?}", place(&finding.at))
    });
    told.collect()
}

/// Returns what is said of every path, in the order of paths.
fn said(judged: &Judged<'_>) -> Vec<String> {
    let said = |row: &Row<'_>| {
        let (path, owner, asked) = (row.path, row.owner, row.asked);
        format!("{path} {owner:?} {asked:?} {:?}", row.outcomes())
    };
    let mut said: Vec<String> = judged.rows.iter().map(said).collect();
    said.sort();
    said
}

/// A desk with many opportunities, each with a request that is over and an activity.
fn many() -> Records {
    let said = "at: 2026-10-01T09:00:00Z, by: dana";
    let mut files: Vec<(String, String)> = ["sam", "dana"]
        .map(|who| {
            let text = format!("name: {who}\nemails: [{who}@example.com]\nroles: [sa]\n");
            (format!("people/{who}.yaml"), text)
        })
        .into();
    files.push((
        "accounts/acme.yaml".into(),
        "name: Acme\nowner: dana\nsolutions_architect: sam\n".into(),
    ));
    for at in 0..40 {
        let deal = format!("OPP-000000{at:02}");
        let opportunity = format!(
            "name: Deal\naccount: acme\nowner: dana\nprimary_sa: [{{{said}, who: sam}}]\nhistory: [{{{said}, to: 8-Closed Lost}}]\n"
        );
        let request = format!(
            "template: follow-up\nrequester: dana\nopportunity: {deal}\ncustomer: Acme\nsa_asks: Sizing\nhistory: [{{{said}, to: open}}, {{at: 2026-10-02T09:00:00Z, by: sam, to: declined, reason: wrong-personas}}]\n"
        );
        let activity = format!(
            "opportunity: {deal}\ntype: Demo\nat: 2026-10-03T09:00:00Z\nsa: sam\nsummary: Done\nattendees: [{{name: Kim Berg}}, {{name: dana}}]\nlogged_at: 2026-10-03T10:00:00Z\nlogged_by: sam\n"
        );
        files.push((format!("opportunities/{deal}.yaml"), opportunity));
        files.push((format!("requests/2026-10/REQ-000000{at:02}.yaml"), request));
        files.push((
            format!("activities/2026-10/ACT-000000{at:02}.yaml"),
            activity,
        ));
    }
    Records::of_texts(files)
}

fn least() -> Policy {
    let source = Source::shared("desk.toml", "schema = 1\n");
    Policy::read(&source, &names()).expect("the least policy is valid")
}

#[test]
fn what_is_over_is_judged_once() {
    let (records, policy, nothing) = (many(), least(), Kept::default());
    let now = "2026-11-23T12:00:00Z".parse().expect("a time");
    let judged = Judged::of(&records, &policy, now, &[], &nothing, Extent::All);
    let later = now.plus_days(300);
    let again = judged.rows.iter().filter(|row| !row.valid.holds(later));
    assert_eq!(again.map(|row| row.path).collect::<Vec<_>>(), [""; 0]);
    assert!(judged.rows.len() > 120);
}

#[test]
fn what_passes_for_good_is_counted_and_not_shown() {
    let (records, policy, nothing) = (many(), least(), Kept::default());
    let now: Instant = "2026-11-23T12:00:00Z".parse().expect("a time");
    let judged = Judged::of(&records, &policy, now, &[], &nothing, Extent::All);
    let kept = Kept::of_rows(records.snapshot().clone(), judged.rows.iter().copied());
    let again = Judged::of(&records, &policy, now, &[], &kept, Extent::Telling);
    let sum = |judged: &Judged<'_>| judged.passing.iter().map(|of| of.count).sum::<usize>();
    let counted = sum(&again);
    assert!(again.rows.len() < 90 && 40 < counted, "{counted}");
    assert_eq!(again.rows.len() + counted, judged.rows.len());
    // Before they were made, nothing is known of most.
    let before = now.plus_days(-60);
    let earlier = Judged::of(&records, &policy, before, &[], &kept, Extent::Telling);
    assert!(sum(&earlier) < counted);
}

#[test]
fn a_change_upsets_what_it_bears_on_and_no_more() {
    let (records, policy, nothing) = (many(), least(), Kept::default());
    let now: Instant = "2026-11-23T12:00:00Z".parse().expect("a time");
    let judged = Judged::of(&records, &policy, now, &[], &nothing, Extent::All);
    let kept = Kept::of_rows(records.snapshot().clone(), judged.rows.iter().copied());
    for (path, text, most) in [
        (
            "activities/2026-11/ACT-AAAAAAAA.yaml",
            "opportunity: OPP-00000007\ntype: Demo\nat: 2026-11-20T09:00:00Z\nsa: sam\nsummary: Done\nlogged_at: 2026-11-20T09:30:00Z\nlogged_by: sam\n",
            5,
        ),
        (
            "opportunities/OPP-00000007.yaml",
            "name: Deal\naccount: acme\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n",
            8,
        ),
        (
            "people/kim.yaml",
            "name: Kim\nemails: [kim@example.com]\nroles: [sa]\n",
            1,
        ),
    ] {
        let change = FileChange {
            path: path.into(),
            text: Some(text.into()),
        };
        let after = Records::of(records.snapshot().with(&[change]));
        let rest = Review::new(&[], &after, &policy, now, Scope::Rest);
        let again = super::standing(&rest, &kept, Extent::All).paths;
        assert!(again.iter().any(|again| again == path));
        assert!(again.len() <= most, "{path}: {again:?}");
    }
}
