//! What people of the desk see of SOWs: the list, the sheet, and the level of effort.

use serde_json::Value;

use super::{PATH, SOW, approve, desk_with, review};
use crate::sandbox::Sandbox;

fn listed(desk: &Sandbox, who: &str, flags: &[&str]) -> Vec<String> {
    let words = [&["sa", "sow", "list"], flags, &["--format", "json"]].concat();
    let outcome = desk.run_as(who, &words);
    let read = outcome.ok().json();
    assert_eq!(read["schema"], "desk.sow-list/1", "{outcome}");
    let rows = read["data"].as_array().expect("rows").iter();
    rows.map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect()
}

fn shown(desk: &Sandbox) -> Value {
    let outcome = desk.run(&["sa", "sow", "show", "SOW-4T9K", "--format", "json"]);
    let read = outcome.ok().json();
    assert_eq!(read["schema"], "desk.sow/1", "{outcome}");
    read["data"].clone()
}

#[test]
fn the_list_narrows_by_state_person_and_account_and_counts_the_unreadable() {
    let desk = desk_with(&[]);
    let later = desk.read(PATH).replace("2026-11-19", "2026-11-20");
    let later = later.replace(
        "by: emma, to: sow-wip",
        "by: emma, to: closed-lost, note: n",
    );
    let later = later.replace("author: emma\n", "author: sam\n");
    let later = later.replace("engagement_manager: emma\n", "");
    desk.put("sows/2026-11/SOW-8R2T4V6W.yaml", &later);
    let both = ["SOW-8R2T4V6W".to_owned(), SOW.to_owned()];
    let cases: [(&str, &[&str], &[String]); 9] = [
        ("sam", &[], &both),
        ("sam", &["--open"], &both[1..]),
        (
            "sam",
            &["--state", "sow-wip", "--state", "open"],
            &both[1..],
        ),
        ("sam", &["--state", "closed-lost"], &both[..1]),
        ("sam", &["--mine"], &both[..1]),
        ("dana", &["--mine"], &[]),
        ("sam", &["--account", "northwind-freight"], &both),
        (
            "sam",
            &["--account", "Northwind Freight", "--open"],
            &both[1..],
        ),
        ("sam", &["--state", "on-hold"], &[]),
    ];
    for (who, flags, expected) in cases {
        assert_eq!(listed(&desk, who, flags), expected, "{who} {flags:?}");
    }
    desk.put("sows/2026-11/SOW-2B3C4D5E.yaml", "name: [\n");
    let rows = desk.run(&["sa", "sow", "list", "--state", "on-hold"]);
    rows.ok().says("SOW-2B3C4D5E unreadable");
}

#[test]
fn everybody_who_works_on_it_finds_it_among_theirs() {
    for key in [
        "author: emma",
        "engagement_manager: emma",
        "regional_delivery_manager: rosa",
        "delivery_lead: tariq",
        "who: tariq",
    ] {
        let (name, _) = key.split_once(": ").expect("a key");
        let desk = desk_with(&[(key, &format!("{name}: kim"))]);
        assert_eq!(listed(&desk, "kim", &["--mine"]), [SOW], "{key}");
    }
}

#[test]
fn a_row_tells_how_far_it_is_and_what_it_comes_to() {
    let desk = desk_with(&[]);
    let row = desk.run(&["sa", "sow", "list", "--format", "csv"]);
    row.ok().prints(
        "id,name,account,state,label,review,ta,price,hours,age\n\
         SOW-4T9K2M7X,Migration of Northwind Freight to one platform,northwind-freight,sow-wip,\
         proposal::SOW_WIP,needs-review,tariq,41690 USD,126.33,4d\n",
    );
}

#[test]
fn the_sheet_has_all_that_follows_from_states_reviews_and_hours() {
    let trouble = "workstreams: [Source code, Pipelines]";
    let told = format!("troubled_account: true\n{trouble}");
    let desk = desk_with(&[(trouble, &told)]);
    let data = shown(&desk);
    let labels = [
        "proposal::SOW_WIP",
        "Scoping::Needs_TA_Assistance",
        "TA::Needs-Review",
        "RDM::needs-review",
        "Segment::Ent_EMEA",
    ];
    assert_eq!(data["labels"], serde_json::json!(labels));
    assert_eq!(data["state"], "sow-wip");
    assert_eq!(data["estimate"]["hours"], 126.33);
    assert_eq!(data["estimate"]["contingency"], 14.5);
    assert_eq!(data["estimate"]["price"], "41690 USD");
    assert_eq!(data["review"]["state"], "needs-review");
    assert_eq!(data["review"]["rdm_approved"], false);
    let sheet = desk.run(&["sa", "sow", "show", SOW, "--format", "markdown"]);
    for phrase in [
        "custom: 600 repositories",
        "why a TA:** loe, review",
        "| 1 | Six hundred repositories moved | 76 +- 11.79 | pse, ta | 3 | 2 |",
        "111.83 +- 11.93 hours, 126.33 with 14.5 for risks; 41690 USD at 330 USD an hour",
        "if the network is there. (tariq, 2026-11-20)",
        "Who owns the registry? | open |",
        "Walk through the inventory",
        "rosa has not decided yet",
        "**troubled account:** yes",
    ] {
        sheet.ok().says(phrase);
    }
}

#[test]
fn the_sheet_names_who_decided_and_what_changed_since() {
    let desk = desk_with(&[]);
    approve(&desk);
    let data = shown(&desk);
    assert_eq!(data["review"]["state"], "approved");
    assert_eq!(data["review"]["decided"]["by"], "tariq");
    assert_eq!(data["review"]["rdm_approved"], true);
    assert_eq!(data["labels"][2], "TA::Approved");
    assert_eq!(data["labels"][3], "Segment::Ent_EMEA");
    let sheet = ["sa", "sow", "show", SOW];
    let said = "approved: tariq approved on 2026-11-21 (REV-AAAAAAAA)";
    desk.run(&sheet).ok().says(said);
    desk.put(PATH, &desk.read(PATH).replace("week 10", "week 9"));
    assert_eq!(shown(&desk)["review"]["rdm_approved"], false);
    desk.run(&sheet)
        .ok()
        .says("void: tariq approved on 2026-11-21 (REV-AAAAAAAA); the content changed since")
        .says("rosa approved on 2026-11-21 (REV-BBBBBBBB); the content changed since");
    let parts = "parts: [sku ba7816bf8f01cfea]";
    desk.append(&format!("reviews/{SOW}/REV-BBBBBBBB.yaml"), parts);
    desk.run(&sheet)
        .ok()
        .says("schedule[2].when, service, sku, technical_constraints");
    review(&desk, "REV-CCCCCCCC", "tariq", "ta", "changes-requested");
    desk.run(&sheet)
        .ok()
        .says("changes-requested: tariq asked for changes");
}

#[test]
fn the_level_of_effort_goes_down_to_each_effort() {
    let desk = desk_with(&[]);
    let rows = desk.run(&["ta", "loe", SOW, "--format", "csv"]);
    rows.ok().prints(
        "deliverable,role,size,low,likely,high,mean,spread,basis\n\
         Six hundred repositories moved,pse,,40,60,110,65,11.67,Two migrations of this size in 2025\n\
         Six hundred repositories moved,ta,,8,10,18,11,1.67,Weekly reviews\n\
         Pipelines of the ten busiest teams,pse,5 x large,25,35,50,35.83,1.86,Ten teams in pairs\n",
    );
    let text = desk.run(&["ta", "loe", SOW, "--format", "markdown"]);
    for phrase in [
        "| Pipelines of the ten busiest teams | 25 | 35 | 50 | 35.83 | 1.86 |",
        "| ta | 8 | 10 | 18 | 11 | 1.67 |",
        "| Access to the build network comes late | medium | 30 % | 40 | 12 |",
        "- **mean:** 111.83",
        "- **price:** 41690 USD",
        "mean = (low + 4 \\* likely + high) / 6",
    ] {
        text.ok().says(phrase);
    }
    let read = desk.run(&["ta", "loe", SOW, "--format", "json"]);
    let read = read.ok().json();
    assert_eq!(read["schema"], "desk.loe/1");
    let effort = &read["data"]["deliverables"][1]["effort"][0];
    assert_eq!(effort["count"], 5);
    assert_eq!(effort["mean"], 35.83);
    assert_eq!(read["data"]["risks"][0]["added"], 12);
    assert_eq!(read["data"]["estimate"]["spread"], 11.93);
}

#[test]
fn an_effort_without_hours_is_marked() {
    let effort = "{role: pse, t_shirt: large, count: 5, basis: Ten teams in pairs}";
    let desk = desk_with(&[(effort, "{role: pse, low: 5}")]);
    let text = desk.run(&["ta", "loe", SOW, "--format", "csv"]);
    text.ok().says("teams,pse,,?,?,?,?,?,");
}
