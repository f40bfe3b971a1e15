//! The labels of a SOW's scoping issue: which its states give, and which are typed.

use super::{SOW, approve, desk_with};

/// The step of the rich SOW that its state comes from.
const LAST: &str = "{at: 2026-11-20T09:00:00Z, by: emma, to: sow-wip}";

/// Returns the labels of the SOW with lines of it replaced.
fn labels(replaced: &[(&str, &str)], is_approved: bool) -> Vec<String> {
    let desk = desk_with(replaced);
    if is_approved {
        approve(&desk);
    }
    let shown = desk.run(&["sa", "sow", "show", SOW, "--format", "json"]);
    let labels = shown.ok().json()["data"]["labels"].clone();
    serde_json::from_value(labels).expect("a list of texts")
}

#[test]
fn what_is_typed_and_follows_from_a_state_stands_once() {
    let typed = "[Public Sector US, \"proposal::sow_wip\", Public Sector US]";
    assert_eq!(
        labels(&[("[\"Segment::Ent_EMEA\"]", typed)], true),
        [
            "proposal::SOW_WIP",
            "Scoping::Needs_TA_Assistance",
            "TA::Approved",
            "Public Sector US",
        ]
    );
}

#[test]
fn the_delivery_manager_is_asked_for_what_is_submitted_and_not_approved() {
    let request =
        "review_requests:\n  - {at: 2026-11-20T13:00:00Z, by: emma, note: Hours are new}\n";
    let asked = |labels: Vec<String>| labels.contains(&"RDM::needs-review".to_owned());
    let offered = LAST.replace("sow-wip", "ready-for-approval");
    assert!(asked(labels(&[], false)));
    assert!(!asked(labels(&[], true)));
    assert!(!asked(labels(&[(request, "")], false)), "nobody asked");
    assert!(asked(labels(&[(request, ""), (LAST, &offered)], false)));
}

#[test]
fn what_ended_bears_the_fiscal_quarter_of_its_last_day() {
    for (day, quarter) in [
        ("2026-10-31T23:00:00Z", "close_qtr::Q327"),
        ("2026-11-01T00:00:00Z", "close_qtr::Q427"),
        ("2027-02-01T09:00:00+01:00", "close_qtr::Q128"),
    ] {
        let last = format!("{{at: {day}, by: emma, to: closed-won}}");
        let labels = labels(&[(LAST, &last)], true);
        assert_eq!(labels[0], "proposal::Closed_Won");
        assert!(labels.contains(&quarter.to_owned()), "{labels:?}");
    }
    let open = LAST.replace("to: sow-wip", "to: open");
    let labels = labels(&[(LAST, &open)], true);
    let told = |label: &String| label.starts_with("proposal") || label.starts_with("close");
    assert!(!labels.iter().any(told), "{labels:?}");
}
