//! SOWs from their opportunity to where a review is due, and people who write and review them.
//! What Technical Architects do beside reviewing lives in `scoping`.

mod refusals;
mod submitting;

use serde_json::Value;

use crate::opportunities::OPP;
use crate::sandbox::Sandbox;

/// Handle, name, and what else the file of each of the people says who scope and review.
const SERVICES: [(&str, &str, &str); 4] = [
    ("emma", "Emma Lund", "roles: [em]\nregion: EMEA\n"),
    (
        "tariq",
        "Tariq Aziz",
        "roles: [ta]\nlevel: senior\nregion: EMEA\nskills: [scm-migration]\n",
    ),
    (
        "ines",
        "Ines Duarte",
        "roles: [ta]\nlevel: staff\nskills: [ci-cd, cloud-architecture]\n",
    ),
    ("rosa", "Rosa Blom", "roles: [rdm]\nregion: EMEA\n"),
];

/// What is written of the work; everything that a SOW may be asked for is in it.
const WORK: &str = "\
pain_points: Releases take a week.
technical_constraints: No way out of their network.
organizational_constraints: No changes in December.
journey_stage: source-code
deliverables:
  - title: Repositories moved
    description: All repositories, with their history.
    tasks: [count, try, move]
    acceptance: Every repository builds.
    actions: [move them]
    assumptions: [they are below 5 GB]
    customer_responsibilities: [give access]
    effort: [{role: pse, low: 30, likely: 40, high: 62, basis: a migration like it}]
risks:
  - {title: Late access, likelihood: medium, impact: [timeline], mitigation: Ask now., contingency: Move the date., contingency_hours: 8}
out_of_scope: [Pipelines]
schedule: [{milestone: All is moved, when: week 6}]
price: {terms: fixed-fee}
topics:
  change_management: {addressed_in: Repositories moved}
  security: {addressed_in: Repositories moved}
  compliance: {waived_because: They have no rules of their own for it.}
  observability: {waived_because: Nothing new runs afterwards.}
";

/// Returns a desk with an Engagement Manager, two Technical Architects and a Regional Delivery Manager.
pub(crate) fn staffed() -> Sandbox {
    let desk = Sandbox::desk();
    for (handle, name, lines) in SERVICES {
        let person = format!("name: {name}\nemails: [{handle}@example.com]\n{lines}");
        desk.put(&format!("people/{handle}.yaml"), &person);
        let config = format!("[user]\n\tname = {name}\n\temail = {handle}@example.com\n");
        let home = desk.beside("homes").join(handle);
        desk.put_at(&home.join(".gitconfig"), &config);
    }
    desk.git(&["add", "people"]).ok();
    desk.git(&["commit", "-qm", "services"]).ok();
    desk
}

/// Runs a step of a SOW and returns what it is then.
#[track_caller]
pub(crate) fn step(desk: &Sandbox, who: &str, words: &[&str]) -> Value {
    let words = [words, &["--format", "json"]].concat();
    let outcome = desk.run_as(who, &words);
    let read = outcome.ok().json();
    assert_eq!(read["schema"], "desk.sow/1", "{outcome}");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    read["data"].clone()
}

/// Makes a SOW that is written out, by emma, and returns its id.
pub(crate) fn written(desk: &Sandbox) -> String {
    let head = format!(
        "name: Northwind migration\nopportunity: {OPP}\nps_opportunity: 0064M00000XyZ12QAF\naccount: northwind-freight\nauthor: emma\nengagement_manager: emma\nregional_delivery_manager: rosa\nroute: custom\nroute_reason: no SKU holds it\ncalculator: https://example.com/c\ndraft_quote: https://example.com/q\nscoping_issue: https://example.com/s\nwhy_a_ta: [review]\ntroubled_account: false\nservice: scm-migration\nengagement_size: small\n"
    );
    desk.put_at(&desk.beside("draft.yaml"), &format!("{head}{WORK}"));
    let data = step(
        desk,
        "emma",
        &["sa", "sow", "new", "--from", "../draft.yaml"],
    );
    data["id"].as_str().expect("an id").to_owned()
}

fn moved(desk: &Sandbox, id: &str, states: &[&str]) {
    for state in states {
        let data = step(desk, "emma", &["sa", "sow", "move", id, state]);
        assert_eq!(data["state"], *state);
    }
}

fn path_of(id: &str) -> String {
    format!("sows/2026-11/{id}.yaml")
}

#[test]
fn a_sow_goes_from_its_opportunity_to_its_review() {
    let desk = staffed();
    let flags = "--em emma --rdm rosa --ta tariq --route custom --service scm-migration --size small --why loe,review --scoping-issue https://example.com/s";
    let new: Vec<&str> = ["sa", "sow", "new", OPP]
        .into_iter()
        .chain(flags.split(' '))
        .collect();
    let data = step(&desk, "emma", &new);
    let id = data["id"].as_str().expect("an id");
    assert_eq!(data["name"], "Northwind platform");
    assert_eq!(data["account"], "northwind-freight");
    assert_eq!(data["author"], "emma");
    assert_eq!(data["why_a_ta"], serde_json::json!(["loe", "review"]));
    assert_eq!(data["assigned_ta"][0]["who"], "tariq");
    assert_eq!(data["state"], "open");
    moved(
        &desk,
        id,
        &[
            "awaiting-discovery",
            "strawman-wip",
            "estimate-feedback",
            "sow-wip",
        ],
    );
    let data = step(
        &desk,
        "sam",
        &["sa", "sow", "comment", id, "They freeze: December"],
    );
    assert_eq!(data["comments"][0]["text"], "They freeze: December");
    let hold = [
        "sa",
        "sow",
        "move",
        id,
        "on-hold",
        "--note",
        "no budget yet",
    ];
    assert_eq!(
        step(&desk, "emma", &hold)["history"][5]["note"],
        "no budget yet"
    );
    moved(&desk, id, &["sow-wip"]);
    let again = desk.run_as("emma", &["sa", "sow", "new", OPP, "--name", "Training"]);
    again.ok().says(&format!(
        "{OPP} has the SOW {id} besides: Northwind platform, sow-wip"
    ));
}

#[test]
fn a_blank_one_is_filled_in_and_taken_in() {
    let desk = staffed();
    let blank = desk.run_as(
        "emma",
        &["sa", "sow", "new", OPP, "--rdm", "rosa", "--blank"],
    );
    blank.ok().says("sows/2026-11/SOW-");
    blank.says("opportunity: OPP-7H3J5K9M");
    blank.says("regional_delivery_manager: rosa");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    let draft = desk.beside("draft.yaml");
    desk.put_at(&draft, &blank.stdout);
    let from = ["sa", "sow", "new", "--from", "../draft.yaml"];
    desk.refuses(
        &from,
        1,
        &[
            "still says `<what hurts",
            "more placeholders are left",
            "delete the keys",
        ],
    );
    let filled: Vec<String> = blank.stdout.lines().map(filled).collect();
    desk.put_at(&draft, &filled.join("\n"));
    let data = step(&desk, "emma", &from);
    assert_eq!(data["deliverables"][0]["effort"][0]["likely"], 30);
    assert_eq!(data["history"].as_array().map(Vec::len), Some(1));
    assert_eq!(data["history"][0]["by"], "emma");
}

/// Returns a line with its placeholder replaced by the example that stands in it.
fn filled(line: &str) -> String {
    match line.trim_start().starts_with('#') {
        true => line.to_owned(),
        false => line.replace(['<', '>'], ""),
    }
}
