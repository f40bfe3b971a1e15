//! Triage as people do it: the agenda of the weekly call, where a request belongs, who could take it, and who works with
//! whom.

use serde_json::Value;

use crate::sandbox::{SCANT, Sandbox, WHOLE};

fn data(desk: &Sandbox, words: &[&str]) -> Value {
    let words = [words, &["--format", "json"]].concat();
    desk.run(&words).ok().json()["data"].clone()
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("a list").iter();
    list.map(|one| {
        let id = one.get("request").or(one.get("id"));
        id.and_then(Value::as_str).expect("an id")
    })
    .collect()
}

/// A desk where the account is of a segment, and people are in EMEA.
fn placed(segment: &str) -> Sandbox {
    let desk = Sandbox::desk();
    desk.append(
        "accounts/northwind-freight.yaml",
        &format!("segment: {segment}"),
    );
    for who in ["sam", "kim", "dana"] {
        desk.append(&format!("people/{who}.yaml"), "region: EMEA");
    }
    desk.git(&["commit", "-qam", "people: regions"]).ok();
    desk
}

#[test]
fn the_agenda_has_what_came_of_the_week() {
    let desk = placed("enterprise");
    desk.run(&["sa", "rota", "set", "this", "sam"]).ok();
    let agenda = ["sa", "triage", "agenda", "--region", "emea"];
    let before = data(&desk, &agenda);
    assert_eq!(ids(&before["open"]), [WHOLE, SCANT]);
    assert_eq!(before["rota"][0]["label"], "SA Triaged - Nov 23-27 - @sam");
    assert_eq!(before["rota"][1]["who"], Value::Null);
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.run(&[
        "sa", "request", "wait", SCANT, "--for", "a date", "--from", "Dana",
    ])
    .ok();
    let after = data(&desk, &agenda);
    assert_eq!(ids(&after["open"]), [""; 0]);
    assert_eq!(ids(&after["claimed"]), [WHOLE]);
    assert_eq!(ids(&after["waiting"]), [SCANT]);
    assert_eq!(after["waiting"][0]["awaiting"], "a date");
    desk.run(&["sa", "request", "start", WHOLE]).ok();
    let close = [
        "sa", "request", "close", WHOLE, "--ack", "sa", "--ack", "customer", "--ack", "sales",
    ];
    desk.run(&close).ok();
    let decline = [
        "sa",
        "request",
        "decline",
        SCANT,
        "--reason",
        "wrong-personas",
    ];
    desk.run(&decline).ok();
    let end = data(&desk, &agenda);
    assert_eq!(
        (ids(&end["closed"]), ids(&end["declined"])),
        (vec![WHOLE], vec![SCANT])
    );
    assert_eq!(end["declined"][0]["reason"], "wrong-personas");
    assert_eq!(end["call"], "Friday 13:00 America/New_York");
    let page = [&agenda[..], &["--format", "markdown"]].concat();
    let page = desk.run(&page);
    page.ok()
        .says("## Declined this week (1)")
        .says("| this week | EMEA | SA Triaged - Nov 23-27 -");
    let html = [&agenda[..], &["--format", "html"]].concat();
    desk.run(&html).ok().says("<h2>Closed this week (1)</h2>");
    let other = data(&desk, &["sa", "triage", "agenda", "--region", "AMER"]);
    assert_eq!(ids(&other["closed"]), [""; 0]);
}

#[test]
fn an_aligned_request_goes_to_who_has_most_of_the_executive() {
    let desk = placed("enterprise");
    let route = data(&desk, &["sa", "triage", "route", WHOLE]);
    assert_eq!(
        (&route["row"], &route["model"]),
        (&"emea-enterprise".into(), &"aligned".into())
    );
    assert_eq!(route["board"], "SA Triage Board EMEA");
    assert_eq!(route["sa"]["who"], "sam");
    assert_eq!(
        route["sa"]["reason"],
        "has 1 of the 1 open opportunities of dana"
    );
    let shown = desk.run(&["sa", "triage", "route", WHOLE]);
    shown
        .ok()
        .says("region is to be AMER, and is EMEA")
        .says("segment is enterprise");
}

#[test]
fn a_pooled_request_goes_to_who_is_on_triage() {
    let desk = placed("smb");
    let route = || data(&desk, &["sa", "triage", "route", WHOLE]);
    assert_eq!(
        (&route()["row"], &route()["sa"]["who"]),
        (&"commercial".into(), &Value::Null)
    );
    desk.run(&["sa", "rota", "set", "this", "kim"]).ok();
    assert_eq!(route()["sa"]["who"], "kim");
    let reason = route()["sa"]["reason"]
        .as_str()
        .expect("a reason")
        .to_owned();
    assert!(
        reason.ends_with("; sam is the primary SA of OPP-7H3J5K9M"),
        "{reason}"
    );
}

#[test]
fn a_request_without_a_row_is_told_so() {
    let desk = placed("public-sector");
    let route = desk.run(&["sa", "triage", "route", SCANT]);
    route.ok().says("no row is for it, so nothing is proposed");
    route.says("segment is to be enterprise, and is not known");
    let policy = "schema = 1\n[routing.audits]\nmodel = \"pooled\"\nsa = \"pool\"\ntemplate = \"sa-activity\"\nboard = \"Elsewhere\"\ntarget = \"allocation\"\n";
    desk.put("desk.toml", policy);
    let route = data(&desk, &["sa", "triage", "route", SCANT]);
    assert_eq!(
        (&route["row"], &route["board"]),
        (&"audits".into(), &"Elsewhere".into())
    );
    assert_eq!(route["sa"]["reason"], "anybody of the region: kim, sam");
    assert_eq!(route["target"], "allocation");
}

#[test]
fn who_fits_comes_first_and_says_why() {
    let desk = placed("enterprise");
    desk.append(
        "people/kim.yaml",
        "skills: [merge trains, jenkins]\ntime_off: [{from: 2026-12-01, to: 2026-12-01}]",
    );
    let suggest = || data(&desk, &["sa", "triage", "suggest", WHOLE])["candidates"].clone();
    let who = |list: &Value| -> Vec<(String, i64)> {
        let list = list.as_array().expect("a list").iter();
        list.map(|one| {
            let who = one["who"].as_str().expect("a handle").to_owned();
            (who, one["points"].as_i64().expect("points"))
        })
        .collect()
    };
    let away = who(&suggest());
    assert_eq!(away, [("sam".into(), 34), ("kim".into(), -20)]);
    let text = desk
        .read("people/kim.yaml")
        .replace("time_off", "# time_off");
    desk.put("people/kim.yaml", &text);
    assert_eq!(who(&suggest()), [("sam".into(), 34), ("kim".into(), 30)]);
    let shown = desk.run(&["sa", "triage", "suggest", WHOLE]);
    shown
        .ok()
        .says("+10 knows merge trains")
        .says("+25 is the primary SA of OPP-7H3J5K9M");
    desk.refuses(
        &["sa", "triage", "suggest", "REQ-9999"],
        3,
        &["there is no request `REQ-9999`"],
    );
}

#[test]
fn the_alignment_is_a_list_for_spreadsheets_too() {
    let desk = placed("enterprise");
    let csv = desk.run(&["sa", "alignment", "--format", "csv", "--region", "EMEA"]);
    let rows = "AE,SA,open,share,Net ARR,remarks\ndana,sam,1,100 %,,aligned\n";
    assert_eq!(csv.ok().stdout, rows);
    let data = data(&desk, &["sa", "alignment"]);
    assert_eq!(data["account_executives"][0]["aligned"], "sam");
    let kim = &data["sas"][0];
    assert_eq!((&kim["sa"], &kim["open"]), (&"kim".into(), &0.into()));
}

#[test]
fn the_queue_is_ordered_by_what_is_due_first() {
    let desk = placed("enterprise");
    let expedited = desk.read(&crate::sandbox::path_of(SCANT)) + "flags: [expedite]\n";
    desk.put(&crate::sandbox::path_of(SCANT), &expedited);
    let queue = |more: &[&str]| data(&desk, &[&["sa", "triage", "queue"], more].concat());
    let all = queue(&[]);
    assert_eq!(ids(&all).len(), 2);
    let dues: Vec<&str> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["clock"]["due"].as_str().expect("a clock runs"))
        .collect();
    assert!(dues.is_sorted(), "{dues:?}");
    assert_eq!(ids(&queue(&["--region", "AMER"])), [""; 0]);
    desk.git(&["commit", "-qam", "requests: expedite"]).ok();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.run(&[
        "sa", "request", "wait", SCANT, "--for", "a date", "--from", "Dana",
    ])
    .ok();
    assert_eq!(ids(&queue(&["--mine"])), [SCANT]);
    assert_eq!(queue(&["--mine"])[0]["awaited"], "Dana: a date");
    desk.run(&[
        "sa", "request", "wait", WHOLE, "--for", "names", "--from", "Lars",
    ])
    .ok();
    let of_kim = ["sa", "triage", "queue", "--mine", "--format", "json"];
    let of_kim = desk.run_as("kim", &of_kim).ok().json()["data"].clone();
    assert_eq!(ids(&of_kim), [SCANT]);
    assert_eq!(ids(&queue(&["--mine"])).len(), 2);
}

#[test]
fn the_target_of_a_row_is_told_with_its_time() {
    let desk = placed("smb");
    let route = desk.run(&["sa", "triage", "route", WHOLE]);
    route.ok().says("triage-commercial, within 1 business day");
}
