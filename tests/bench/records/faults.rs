//! Faults of known sorts that two in a hundred records have, and the check that finds each.
//! The records are written elsewhere, without a fault.

use super::Written;

/// One record in so many of those that may have a fault has one.
const EVERY: usize = 44;

/// A fault: the check that finds it, what is written instead of what.
type Fault = (&'static str, &'static str, &'static str);

const IN_ACTIVITIES: [Fault; 7] = [
    ("unreadable-record", "sentiment: ", "sentimnt: "),
    (
        "unknown-reference",
        "opportunity: OPP-",
        "opportunity: OPP-00000000 #",
    ),
    ("activity-without-opportunity", "opportunity: ", "# "),
    (
        "impossible-dates",
        "attendees:",
        "arranged_on: 2026-11-22\nattendees:",
    ),
    ("unreadable-record", "summary: |-", "summary: \""),
    ("unreadable-record", "attendees:", "type: Demo\nattendees:"),
    ("unreadable-record", ":00Z\ntime_zone", ":00\ntime_zone"),
];

const IN_REQUESTS: [Fault; 5] = [
    ("unknown-person", "requester: ", "requester: nobody-"),
    ("illegal-transition", "to: open", "to: doing"),
    ("unknown-reference", "account: ", "account: no-"),
    (
        "unreadable-record",
        "meeting:\n",
        "<<<<<<< HEAD\nmeeting:\n",
    ),
    ("missing-field", "sa_asks: ", "# "),
];

/// Puts a fault into an activity if one is due by its number; returns the check that finds it.
pub(super) fn in_activity(at: usize, record: &mut Written) -> Option<&'static str> {
    put(&IN_ACTIVITIES, at, record)
}

/// Puts a fault into a request if one is due by its number; returns the check that finds it.
pub(super) fn in_request(at: usize, record: &mut Written) -> Option<&'static str> {
    put(&IN_REQUESTS, at, record)
}

/// Returns whether a record of a number has a fault.
pub(super) fn is_due(at: usize) -> bool {
    at % EVERY == 9
}

fn put(faults: &[Fault], at: usize, record: &mut Written) -> Option<&'static str> {
    if !is_due(at) {
        return None;
    }
    let (check, good, bad) = faults[at / EVERY % faults.len()];
    let text = record.text.replacen(good, bad, 1);
    assert_ne!(text, record.text, "{check} in {}", record.path);
    record.text = text;
    Some(check)
}
