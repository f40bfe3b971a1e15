//! The document of a SOW as its customer reads it: what is in it, what must not be, and when it is a draft.
//! The rich SOW that it is made of is in `sow.yaml`; what people of the desk see of it is in `sheets` and `labels`.

mod labels;
mod sheets;

use crate::generated::compare_with;
use crate::sandbox::Sandbox;

/// The SOW of the desk.
const SOW: &str = "SOW-4T9K2M7X";
const PATH: &str = "sows/2026-11/SOW-4T9K2M7X.yaml";
const RENDER: [&str; 4] = ["ta", "sow", "render", "SOW-4T9K"];

/// What stays in the desk: phrases of the SOW and of its estimate that no customer reads.
const OWN: [&str; 18] = [
    "route",
    "do not fit",
    "calculator.example.com",
    "quotes.example.com",
    "issues.example.com",
    "loe",
    "They may ask for a discount",
    "Are 60 hours enough",
    "if the network is there",
    "Who owns the registry",
    "Walk through the inventory",
    "Hours are new",
    "Segment::",
    "proposal::",
    "Two migrations of this size",
    "The pipelines begin first",
    "30 %",
    "likelihood",
];

/// Returns a desk with the rich SOW, with lines of it replaced.
fn desk_with(replaced: &[(&str, &str)]) -> Sandbox {
    let desk = Sandbox::desk();
    for (handle, name, role) in [
        ("emma", "Emma Larsson", "em"),
        ("tariq", "Tariq Aziz", "ta"),
        ("rosa", "Rosa Lind", "rdm"),
    ] {
        let text = format!("name: {name}\nemails: [{handle}@example.com]\nroles: [{role}]\n");
        desk.put(&format!("people/{handle}.yaml"), &text);
    }
    let mut text = include_str!("sow.yaml").to_owned();
    for (from, to) in replaced {
        assert!(text.contains(from), "`{from}` is in the SOW");
        text = text.replace(from, to);
    }
    desk.put(PATH, &text);
    desk
}

/// Adds a verdict on the SOW as it is.
fn review(desk: &Sandbox, id: &str, by: &str, role: &str, verdict: &str) {
    let shown = desk.run(&["sa", "sow", "show", SOW, "--format", "json"]);
    let digest = shown.ok().json()["data"]["digest"].clone();
    let digest = digest.as_str().expect("a digest");
    let text = format!(
        "sow: {SOW}\nat: 2026-11-21T09:00:00Z\nby: {by}\nrole: {role}\nverdict: {verdict}\ndigest: {digest}\n"
    );
    desk.put(&format!("reviews/{SOW}/{id}.yaml"), &text);
}

fn approve(desk: &Sandbox) {
    review(desk, "REV-AAAAAAAA", "tariq", "ta", "approved");
    review(desk, "REV-BBBBBBBB", "rosa", "rdm", "approved");
}

fn rendered(desk: &Sandbox, format: &str) -> String {
    let words = [&RENDER[..], &["--format", format]].concat();
    let outcome = desk.run(&words);
    outcome.ok().stdout.clone()
}

#[test]
fn the_document_is_a_page_and_markdown() {
    let desk = desk_with(&[]);
    compare_with(
        "tests/suite/render/statement.html",
        &rendered(&desk, "html"),
    );
    compare_with(
        "tests/suite/render/statement.md",
        &rendered(&desk, "markdown"),
    );
}

#[test]
fn what_is_the_desks_own_stays_out_of_every_format() {
    let desk = desk_with(&[]);
    for format in ["html", "markdown", "table", "csv", "json"] {
        let text = rendered(&desk, format);
        assert!(text.contains("looked at every Monday"), "{format}: {text}");
        let body = text.split("<body>").last().expect("a body");
        for own in OWN {
            assert!(!body.contains(own), "{format} tells `{own}`: {text}");
        }
    }
}

#[test]
fn time_and_materials_tell_hours_that_add_up_and_a_fixed_fee_tells_none() {
    let by_hours = desk_with(&[]).run(&[&RENDER[..], &["--format", "json"]].concat());
    let data = by_hours.ok().json()["data"].clone();
    let hours = |one: &serde_json::Value| {
        let text = one["hours"].as_str().expect("hours");
        text.parse::<f64>().expect("a number")
    };
    let roles: f64 = data["roles"]
        .as_array()
        .expect("roles")
        .iter()
        .map(hours)
        .sum();
    assert!((roles - hours(&data["price"])).abs() < 0.001, "{by_hours}");
    assert_eq!(data["price"]["rate"], "330.00 USD", "{by_hours}");

    let desk = desk_with(&[("time-and-materials", "fixed-fee")]);
    let text = rendered(&desk, "markdown");
    assert!(text.contains("- **Terms:** Fixed fee\n- **Total:** 41,690.00 USD\n"));
    assert!(text.contains("- Technical Architect\n- Professional Services Engineer\n"));
    for told in ["330", "126.33", "100.83", "hours", "Reserve"] {
        assert!(!text.contains(told), "`{told}`: {text}");
    }
}

#[test]
fn it_is_a_draft_until_both_approved_the_content_as_it_is() {
    let is_draft = |desk: &Sandbox| {
        let page = rendered(desk, "html");
        let data = rendered(desk, "json");
        let is_draft = page.contains("Draft, not approved");
        assert_eq!(data.contains("\"draft\": true"), is_draft);
        is_draft
    };
    let desk = desk_with(&[]);
    assert!(is_draft(&desk));
    review(&desk, "REV-AAAAAAAA", "tariq", "ta", "approved");
    assert!(is_draft(&desk), "the Regional Delivery Manager is missing");
    review(&desk, "REV-BBBBBBBB", "rosa", "rdm", "approved");
    assert!(!is_draft(&desk));
    desk.put(PATH, &desk.read(PATH).replace("week 10", "week 9"));
    assert!(is_draft(&desk), "other content was approved");
    let approved = "  - {at: 2026-11-22T09:00:00Z, by: emma, to: approved}";
    desk.append(PATH, approved);
    assert!(!is_draft(&desk), "its approvals are behind it");
}

#[test]
fn what_is_not_said_yet_is_left_out_or_named() {
    let desk = desk_with(&[("price: {terms: time-and-materials}\n", "")]);
    let text = desk.read(PATH);
    let (head, _) = text.split_once("deliverables:").expect("deliverables");
    let (_, history) = text.split_once("\nhistory:").expect("a history");
    desk.put(PATH, &format!("{head}history:{history}"));
    let text = rendered(&desk, "markdown");
    assert!(
        !text.contains("Scope") && !text.contains("Schedule"),
        "{text}"
    );
    assert!(text.contains("## 3 Change management"), "{text}");
    assert!(text.contains("| Security | Not agreed yet |"), "{text}");
    assert!(text.contains("- **Terms:** Not agreed yet"), "{text}");
}

#[test]
fn every_other_report_is_a_page_too() {
    let desk = desk_with(&[]);
    for words in [
        &["sa", "sow", "list"][..],
        &["sa", "sow", "show", SOW],
        &["ta", "loe", SOW],
        &["hygiene", "check"],
    ] {
        let outcome = desk.run(&[words, &["--format", "html"]].concat());
        let page = &outcome.stdout;
        assert!(page.starts_with("<!DOCTYPE html>"), "{outcome}");
        assert!(page.ends_with("</html>\n"), "{outcome}");
        assert!(page.contains("<td"), "{outcome}");
    }
    desk.refuses(&["ta", "sow", "render", "SOW-8R2T4V6W"], 3, &["no sow"]);
}
