//! How SLAs were kept, in the weekly report and as CSV.

use super::HEAD;
use crate::outcome::finished;
use crate::sandbox::Sandbox;

/// Returns a desk with requests that an SA took up after so many hours, each opened on its day of November.
fn desk_of(hours: &[(&str, i64)]) -> Sandbox {
    let desk = Sandbox::desk();
    for (place, (day, took)) in hours.iter().enumerate() {
        let opened = format!("2026-11-{day}T00:00:00Z");
        let (days, hour) = (took / 24, took % 24);
        let done_day: i64 = day.parse::<i64>().expect("a day") + days;
        let reason = if 48 < *took {
            ", breach_reason: They were away"
        } else {
            ""
        };
        let text = format!(
            "{HEAD}history:\n  - {{at: {opened}, by: dana, to: open}}\n  - {{at: 2026-11-{day}T00:30:00Z, by: sam, to: triaged}}\n  - {{at: 2026-11-{done_day:02}T{hour:02}:00:00Z, by: sam, to: doing{reason}}}\n"
        );
        desk.put(&format!("requests/2026-11/REQ-{place}T9K2M7X.yaml"), &text);
    }
    desk.git(&["checkout", "-q", "--orphan", "then"]).ok();
    desk.git(&["add", "."]).ok();
    let words = ["git", "commit", "-qm", "requests: a month"];
    let mut commit = desk.command(&desk.root(), "sam", &words);
    commit.env("GIT_COMMITTER_DATE", "2026-11-22T18:00:00Z");
    finished(&words, commit).ok();
    desk
}

#[test]
fn the_report_tells_what_was_met_and_how_long_first_activities_took() {
    let hours = [("02", 2), ("03", 4), ("04", 6), ("05", 8), ("06", 60)];
    let desk = desk_of(&hours);
    let report = desk
        .run(&["hygiene", "report", "--sa", "sam", "--format", "json"])
        .ok()
        .json();
    let rows = report["data"]["sla"]["rows"]
        .as_array()
        .expect("rows")
        .clone();
    let row = |by: &str, of: &str| {
        let mut found = rows.iter().filter(|row| row["by"] == by && row["of"] == of);
        found
            .next()
            .unwrap_or_else(|| panic!("{by} {of}: {rows:?}"))
            .clone()
    };
    let target = row("target", "first-activity");
    assert_eq!(
        (&target["met"], &target["breached"]),
        (&4.into(), &1.into())
    );
    assert_eq!(target["share_met"], 80.0);
    for (by, of) in [
        ("region", "EMEA"),
        ("person", "sam"),
        ("template", "sa-activity"),
    ] {
        let row = row(by, of);
        assert_eq!(row["median_hours"], 6.0, "{by}");
        assert_eq!(row["percentile_90_hours"], 60.0, "{by}");
        assert_eq!(row["first_activities"], 5, "{by}");
    }
}

/// chatwoot 9747: the share of SLAs that were met, for each person and team, as a table for spreadsheets.
#[test]
fn as_csv_it_is_a_row_for_each_target_region_person_and_template() {
    let desk = desk_of(&[("02", 2), ("06", 60)]);
    let csv = desk
        .run(&[
            "hygiene", "report", "--sla", "--sa", "sam", "--format", "csv",
        ])
        .ok()
        .stdout
        .clone();
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("by,of,met,breached,share,running,paused,median,90th")
    );
    assert!(
        lines.any(|line| line == "target,first-activity,1,1,50.0 %,0,0,2.0,60.0"),
        "{csv}"
    );
    let narrowed = desk.run(&[
        "hygiene", "report", "--sla", "--sa", "dana", "--format", "csv",
    ]);
    assert!(!narrowed.ok().stdout.contains("sam"));
}
