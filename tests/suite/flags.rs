//! Flags that come and go: kept with their times, and read by the lists, the board and `ta`.

use serde_json::json;

use crate::sandbox::{Sandbox, WHOLE};

#[test]
fn a_flag_is_put_on_and_taken_off_and_the_record_keeps_when() {
    let desk = Sandbox::guarded();
    let flag = ["sa", "request", "flag", WHOLE, "services-request"];
    let listed = |program: &str| {
        let words = [program, "request", "list", "--format", "json"];
        let read = desk.run(&words).ok().json();
        let rows = read["data"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["id"] == WHOLE)
    };
    assert_eq!(listed("ta"), None);
    let put = desk.run(&[&flag[..], &["--note", "they ask for a migration"]].concat());
    put.ok().says("the flag services-request is put on");
    let data = listed("ta").expect("it concerns services now");
    assert_eq!(data["flags_now"], json!(["services-request"]));
    assert_eq!(data["flags"], json!(null));
    assert_eq!(data["flagged"][0]["by"], "sam");
    assert_eq!(data["flagged"][0]["note"], "they ask for a migration");
    desk.run(&["sa", "board"]).ok().says("services-request");
    desk.refuses(
        &flag,
        1,
        &["has the flag services-request already", "--off"],
    );
    desk.run(&[&flag[..], &["--off"]].concat())
        .ok()
        .says("is taken off");
    assert_eq!(listed("ta"), None);
    let shown = desk.run(&["sa", "request", "show", WHOLE]);
    shown.ok().says("services-request put on");
    shown.says("services-request taken off");
    desk.refuses(
        &[&flag[..], &["--off"]].concat(),
        1,
        &["does not have the flag services-request"],
    );
    desk.run(&["hygiene", "check"]).ok();
    desk.git(&["log", "-1", "--format=%s"])
        .ok()
        .says("is no longer marked services-request");
}

#[test]
fn what_is_expedited_later_goes_to_the_top_of_the_board() {
    let desk = Sandbox::guarded();
    let order = || {
        let read = desk.run(&["sa", "board", "--format", "json"]).ok().json();
        let open = read["data"]["columns"][0]["requests"].clone();
        let ids = open.as_array().expect("requests").clone();
        let ids = ids.iter().map(|one| one["id"].as_str().map(str::to_owned));
        ids.collect::<Option<Vec<String>>>().expect("ids")
    };
    let before = order();
    assert!(1 < before.len(), "{before:?}");
    let last = before.last().expect("a request").clone();
    desk.run(&["sa", "request", "flag", &last, "expedite"]).ok();
    assert_eq!(order()[0], last);
    desk.refuses(
        &["sa", "request", "edit", &last, "--set", "flagged=expedite"],
        1,
        &["`flagged` is not set by name", "sa request flag ID FLAG"],
    );
}
