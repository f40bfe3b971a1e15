//! What edits make of an approval, and answers in every spelling of a list.

use super::*;
use crate::calendar::Instant;
use crate::records::sow::Assistance;

const ID: &str = "SOW-4T9K2M7X";
const PATH: &str = "sows/SOW-4T9K2M7X.yaml";
const SOW: &str = "name: A   # as in the quote\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nservice: ci-cd\nreview_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]\nhistory: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]\n";

/// Returns a desk with the SOW, and a verdict of tariq's on what it is.
fn desk(sow: &str, verdict: &str) -> Records {
    let digest = Content::of(sow).digest;
    let review = format!(
        "sow: {ID}\nat: 2026-11-20T10:00:00Z\nby: tariq\nrole: ta\nverdict: {verdict}\ndigest: \"{digest}\"\n"
    );
    let tariq = "name: T\nemails: [tariq@example.com]\nroles: [ta]\n";
    let files = [
        (PATH.to_owned(), sow.to_owned()),
        (format!("reviews/{ID}/REV-1A2B3C4D.yaml"), review),
        ("people/tariq.yaml".to_owned(), tariq.to_owned()),
    ];
    Records::of_texts(files)
}

fn acting<T>(by: &str, act: impl FnOnce(Act<'_>) -> T) -> T {
    let at: Instant = "2026-11-23T10:00:00Z".parse().expect("a time");
    let by: Handle = by.parse().expect("a handle");
    act(Act { by: &by, at })
}

/// Returns the text after an edit of what a verdict was given on, and the parts that it voids.
fn edited(verdict: &str, text: &str) -> (String, Option<Vec<String>>) {
    let records = desk(SOW, verdict);
    let sow = records.get::<Sow>(&KIND, ID).expect("a SOW");
    let file = FileChange {
        path: PATH.into(),
        text: Some(text.into()),
    };
    let (file, voided) =
        acting("emma", |act| amended(sow, &records, file, act)).expect("it can be edited");
    let parts = voided.map(|voided| voided.parts);
    (file.text.expect("a text"), parts)
}

#[test]
fn a_change_of_approved_content_asks_for_a_review() {
    let text = SOW.replace("service: ci-cd", "service: developer");
    let (after, parts) = edited("approved", &text);
    assert_eq!(parts, Some(vec!["service".to_owned()]));
    let sow: Sow = serde_yaml::from_str(&after).expect("a SOW");
    let last = sow.review_requests.last().expect("a request");
    assert_eq!(
        last.note.as_deref(),
        Some("changed after approval: service")
    );
    assert_eq!(sow.review_requests.len(), 2);
    assert!(after.contains("# as in the quote"), "{after}");
}

#[test]
fn what_is_no_change_of_approved_content_asks_for_nothing() {
    let changed = SOW.replace("ci-cd", "developer");
    let spelt = SOW.replace("name: A ", "name: 'A' ");
    let link = format!("{SOW}scoping_issue: https://example.com\n");
    for (verdict, text) in [
        ("changes-requested", changed.as_str()),
        ("approved", &spelt),
        ("approved", &link),
    ] {
        assert_eq!(edited(verdict, text), (text.to_owned(), None), "{text}");
    }
}

#[test]
fn who_asks_for_the_review_in_the_same_edit_is_not_asked_twice() {
    let own = "}, {at: 2026-11-23T10:00:00Z, by: emma, note: again}]\nhistory";
    let text = SOW
        .replace("ci-cd", "developer")
        .replace("}]\nhistory", own);
    let (after, parts) = edited("approved", &text);
    assert_eq!(after, text);
    assert!(parts.is_some());
    let broken = SOW.replace("service: ci-cd", "service: cooking");
    assert_eq!(edited("approved", &broken), (broken.clone(), None));
}

#[test]
fn an_answer_stands_with_its_question_however_that_is_written() {
    let flow = "questions: [{at: 2026-11-20T09:00:00Z, by: emma, text: Why?}]\n";
    let block = "questions:\n  - at: 2026-11-20T09:00:00Z\n    by: emma\n    text: |\n      Why?\n      And how?\n  - {at: 2026-11-20T09:00:00Z, by: emma, text: Who?}\n";
    let asked = "assistance: [{at: 2026-11-20T09:00:00Z, by: emma, state: needs-ta-assistance}]\n";
    for (questions, is_last) in [(flow, true), (block, false)] {
        let records = desk(&format!("{SOW}{questions}{asked}"), "approved");
        let sow = records.get::<Sow>(&KIND, ID).expect("a SOW");
        let words = "Because: of it.\n\n# and more";
        let plan = acting("tariq", |act| answer(sow, 1, words, Some("was ill"), act))
            .expect("it is answered");
        let text = plan.files[0].text.as_deref().expect("a text");
        let sow: Sow = serde_yaml::from_str(text).expect("a SOW");
        let given = sow.questions[0].answer.as_ref().expect("an answer");
        assert_eq!((given.by.as_str(), given.text.as_str()), ("tariq", words));
        assert_eq!(given.breach_reason.as_deref(), Some("was ill"));
        assert_eq!(sow.assistance() == Some(Assistance::TaAssisted), is_last);
    }
}

#[test]
fn keys_of_a_text_take_the_place_of_those_that_are_there() {
    let records = desk(SOW, "approved");
    let sow = records.get::<Sow>(&KIND, ID).expect("a SOW");
    let given = "service:\nprice: {terms: fixed-fee, hours: 8}\ndeliverables:\n  - title: A\n    description: |\n      two\n      lines\n";
    let text = replaced(sow, given)
        .expect("it can be edited")
        .text
        .expect("a text");
    assert!(text.contains("# as in the quote"), "{text}");
    let read: Sow = serde_yaml::from_str(&text).expect("a SOW");
    assert_eq!(read.service, None);
    assert_eq!(
        read.price.hours.map(|hours| hours.to_string()).as_deref(),
        Some("8")
    );
    assert_eq!(
        read.deliverables[0].description.as_deref(),
        Some("two\nlines\n")
    );
    for (given, says) in [
        ("history: []\n", "`history` is not set by name"),
        ("questions: []\n", "`questions` is not set by name"),
        ("servise: ci-cd\n", "a sow has no key `servise`"),
        ("- a list\n", "must be a mapping"),
        ("name: A\nname: B\n", "appears twice"),
    ] {
        let refused = replaced(sow, given).expect_err(given);
        assert!(refused.message.contains(says), "{}", refused.message);
    }
}
