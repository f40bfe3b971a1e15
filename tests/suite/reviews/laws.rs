//! One byte of what an approval covers makes it void, and no byte of what it does not; for every key a SOW can have.

use desk::checks::{Review, Scope, judge};
use desk::policy::Policy;
use desk::records::review::Standing;
use desk::records::sow::content::UNCOVERED;
use desk::records::sow::{Content, KIND, ReviewState};
use desk::records::{One, Records, Sow};
use desk::source::Snapshot;
use proptest::prelude::*;
use serde_json::Value;

use crate::generated::samples::FULL;

const SOW: &str = "SOW-4T9K2M7X";

fn sample() -> Value {
    let found = FULL.iter().find(|(kind, _)| *kind == "sow");
    serde_yaml::from_str(found.expect("a sample of a SOW").1).expect("it is YAML")
}

/// Returns the JSON pointers of every value that is no list and no mapping.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(keys) => keys
            .iter()
            .for_each(|(key, inner)| leaves(inner, &format!("{at}/{key}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(place, inner)| leaves(inner, &format!("{at}/{place}"), found)),
        _ => found.push(at.to_owned()),
    }
}

fn is_covered(pointer: &str) -> bool {
    let key = pointer.split('/').nth(1).expect("a pointer names a key");
    !UNCOVERED.contains(&key)
}

/// Returns the value with one byte changed, and surely another.
fn other(value: &Value, at: usize, to: u8) -> Value {
    match value {
        Value::Bool(is) => Value::Bool(!is),
        Value::Number(number) => {
            let changed = number.as_f64().expect("a number") + 1.0 + f64::from(to % 7);
            serde_json::json!(changed)
        }
        Value::String(text) => {
            let mut bytes = text.clone().into_bytes();
            let at = at % bytes.len();
            let to = b'a' + to % 26;
            bytes[at] = if bytes[at] == to { b'#' } else { to };
            Value::String(String::from_utf8(bytes).expect("samples are ASCII"))
        }
        other => other.clone(),
    }
}

fn text(value: &Value) -> String {
    serde_yaml::to_string(value).expect("a value can be written")
}

/// Returns a desk with a SOW as it is, and an approval of it as it was.
fn desk(now: &str, approved: &str) -> Records {
    let review = format!(
        "sow: {SOW}\nat: 2026-11-20T12:00:00Z\nby: tariq\nrole: ta\nverdict: approved\ndigest: {}\n",
        Content::of(approved).digest
    );
    Records::of(Snapshot::of_texts(vec![
        (
            "people/tariq.yaml".into(),
            "name: T\nemails: [t@example.com]\nroles: [ta]\n".into(),
        ),
        (format!("sows/{SOW}.yaml"), now.into()),
        (format!("reviews/{SOW}/REV-2B4D6F8H.yaml"), review),
    ]))
}

fn state(records: &Records) -> Option<ReviewState> {
    let sow: One<'_, Sow> = records.get(&KIND, SOW)?;
    Some(Standing::of(sow, records).state)
}

fn is_found_void(records: &Records) -> bool {
    let policy = Policy::default();
    let now = "2026-11-23T12:00:00Z".parse().expect("a time");
    let review = Review::new(&[], records, &policy, now, Scope::Whole);
    let mut findings = judge(&review, None).into_iter();
    findings.any(|finding| finding.check == "review-void" && finding.blocks())
}

#[test]
fn every_key_of_a_sow_is_tried() {
    let mut found = Vec::new();
    leaves(&sample(), "", &mut found);
    for key in KIND.keys {
        let tried = found
            .iter()
            .any(|pointer| pointer.split('/').nth(1) == Some(key));
        assert!(tried, "{key}");
    }
    let approved = text(&sample());
    assert_eq!(
        state(&desk(&approved, &approved)),
        Some(ReviewState::Approved)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn one_byte_of_what_is_covered_voids_and_no_other_does(which in any::<prop::sample::Index>(), at in 0usize..200, to in any::<u8>()) {
        let approved = sample();
        let mut pointers = Vec::new();
        leaves(&approved, "", &mut pointers);
        let pointer = which.get(&pointers);
        let mut now = approved.clone();
        let place = now.pointer_mut(pointer).expect("it is there");
        *place = other(place, at, to);
        let (approved, now) = (text(&approved), text(&now));
        let is_same = Content::of(&approved).digest == Content::of(&now).digest;
        prop_assert_eq!(is_same, !is_covered(pointer), "{}", pointer);
        let records = desk(&now, &approved);
        // A byte may also make the record unreadable, or move the round: neither leaves it approved for less.
        match state(&records) {
            Some(ReviewState::Approved) => prop_assert!(!is_covered(pointer), "{}", pointer),
            Some(ReviewState::Void) => {
                prop_assert!(is_covered(pointer), "{}", pointer);
                prop_assert!(is_found_void(&records), "{}", pointer);
            }
            _ => {}
        }
    }
}
