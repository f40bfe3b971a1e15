//! The life of a SOW up to its review, and what each command on the way refuses.
//! What Technical Architects do beside reviewing lives in `scoping`.

use desk::records::sow::Content;
use serde_json::Value;

use crate::opportunities::OPP;
use crate::outcome::finished;
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

/// Puts a verdict of tariq's on the SOW as it is.
fn decided(desk: &Sandbox, id: &str, review: &str, verdict: &str) {
    let content = Content::of(&desk.read(&path_of(id)));
    let parts: String = content
        .parts
        .iter()
        .map(|part| {
            format!(
                "  - {{path: \"{}\", digest: \"{}\"}}\n",
                part.path, part.digest
            )
        })
        .collect();
    let checklist: String = [
        "deliverables",
        "level-of-effort",
        "actions",
        "assumptions",
        "risks",
        "change-management",
        "security",
        "compliance",
        "observability",
        "staffing",
    ]
    .iter()
    .map(|item| format!("  - {{item: {item}, answer: \"yes\"}}\n"))
    .collect();
    let text = format!(
        "sow: {id}\nat: 2026-11-23T10:00:00Z\nby: tariq\nrole: ta\nverdict: {verdict}\ndigest: \"{}\"\nparts:\n{parts}checklist:\n{checklist}comments: [{{path: name, text: seen}}]\n",
        content.digest
    );
    desk.put(&format!("reviews/{id}/{review}.yaml"), &text);
    desk.git(&["add", "reviews"]).ok();
    desk.git_as("tariq", &["commit", "-qm", "review"]).ok();
}

#[test]
fn a_sow_goes_from_its_opportunity_to_its_review() {
    let desk = staffed();
    let new = [
        "sa",
        "sow",
        "new",
        OPP,
        "--em",
        "emma",
        "--rdm",
        "rosa",
        "--ta",
        "tariq",
        "--route",
        "custom",
        "--service",
        "scm-migration",
        "--size",
        "small",
        "--why",
        "loe,review",
        "--scoping-issue",
        "https://example.com/s",
    ];
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
fn a_review_is_asked_for_once_and_again_after_a_change() {
    let desk = staffed();
    let id = written(&desk);
    let submit = [
        "sa",
        "sow",
        "submit",
        &id,
        "--ta",
        "tariq",
        "--note",
        "all of it",
    ];
    let asked = desk.run_as("emma", &submit);
    asked
        .ok()
        .says("tariq reviews it; its review is due on Wednesday 2026-11-25");
    let submit = &submit[..4];
    let refused = |phrases: &[&str]| desk.refuses(submit, 1, phrases);
    refused(&[
        "is asked for already by `emma` on 2026-11-23",
        "sa sow comment",
    ]);
    decided(&desk, &id, "REV-1A2B3C4D", "changes-requested");
    refused(&[
        "`tariq` asked for changes",
        "nothing has changed since",
        "--note TEXT",
    ]);
    let price = [
        "sa",
        "sow",
        "edit",
        &id,
        "--set",
        "price.terms=time-and-materials",
    ];
    let data = step(&desk, "emma", &price);
    assert_eq!(data["review_requests"].as_array().map(Vec::len), Some(1));
    step(&desk, "emma", submit);
    decided(&desk, &id, "REV-2A2B3C4D", "approved");
    refused(&["was approved by `tariq` on 2026-11-23", "sa sow show"]);
    let label = ["sa", "sow", "edit", &id, "--set", "labels=EM_Status::ToDo"];
    let data = step(&desk, "emma", &label);
    assert_eq!(data["review_requests"].as_array().map(Vec::len), Some(2));
    let change = [
        "sa",
        "sow",
        "edit",
        &id,
        "--set",
        "price.terms=fixed-fee",
        "--set",
        "journey_stage=ci",
    ];
    let mut command = desk.command(&desk.root(), "emma", &change);
    command.env("DESK_NOW", "2026-11-23T11:00:00Z");
    let changed = finished(&change, command);
    changed.ok().says("the approval of tariq is void, as journey_stage and price changed; a new review is asked for");
    let text = desk.read(&path_of(&id));
    assert!(
        text.contains("note: \"changed after approval: journey_stage, price\""),
        "{text}"
    );
    let commits = desk.git(&["log", "-1", "--format=%s"]);
    commits
        .ok()
        .says(&format!("sows: set price.terms, journey_stage of {id}"));
    refused(&["is asked for already"]);
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

#[test]
fn what_making_a_sow_refuses() {
    let desk = staffed();
    let new = |more: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "sow", "new"], more].concat(), code, phrases);
    };
    new(&["OPP-2M4N"], 3, &["there is no opportunity"]);
    new(
        &[OPP, "--ta", "dana"],
        1,
        &["`dana` is no Technical Architect", "ta team"],
    );
    let own = [OPP, "--author", "tariq", "--ta", "tariq"];
    new(
        &own,
        1,
        &["`tariq` writes a SOW", "nobody reviews their own"],
    );
    new(&[OPP, "--why", "curiosity"], 2, &["credibility"]);
    new(&["--from", "draft.yaml", "--name", "A"], 2, &["--from"]);
    let away = "name: Tariq Aziz\nemails: [tariq@example.com]\nroles: [ta]\ntime_off: [{from: 2026-11-20, to: 2026-11-24}]\n";
    desk.put("people/tariq.yaml", away);
    desk.git(&["commit", "-qam", "away"]).ok();
    new(
        &[OPP, "--ta", "tariq"],
        1,
        &["`tariq` is away until Tuesday 2026-11-24"],
    );
    let lost = [
        "sa",
        "opp",
        "stage",
        OPP,
        "8-Closed Lost",
        "--reason",
        "no budget",
    ];
    desk.run_as("dana", &lost).ok();
    new(
        &[OPP],
        1,
        &[
            "is at 8-Closed Lost",
            "no services are sold there",
            "sa opp stage",
        ],
    );
}

#[test]
fn what_moving_and_submitting_refuse() {
    let desk = staffed();
    let id = written(&desk);
    let id = id.as_str();
    let sow = |words: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "sow"], words].concat(), code, phrases);
    };
    let exits = [
        "is open, and does not become approved from there",
        &format!("`sa sow move {id} strawman-wip`"),
        &format!("`sa sow move {id} on-hold --note TEXT`"),
    ];
    sow(&["move", id, "approved"], 1, &exits);
    sow(&["move", id, "open"], 1, &["is open already"]);
    sow(
        &["move", id, "on-hold"],
        1,
        &["becomes on-hold with a note", "--note TEXT"],
    );
    sow(&["move", id, "signed"], 2, &["closed-won"]);
    sow(&["comment", id, " "], 1, &["the comment is empty"]);
    sow(
        &["submit", id, "--ta", "emma"],
        1,
        &["`emma` is no Technical Architect"],
    );
    for (key, command) in [
        ("questions", "ta ask ID TEXT"),
        ("history", "sa sow move ID STATE"),
        ("review_requests", "sa sow submit ID"),
        ("assigned_ta", "ta reassign ID TA"),
        ("calls", "ta call ID"),
        ("deliverables", "--edit"),
    ] {
        sow(&["edit", id, "--set", &format!("{key}=x")], 1, &[command]);
    }
    step(&desk, "emma", &["sa", "sow", "submit", id, "--ta", "tariq"]);
    sow(
        &["submit", id, "--ta", "ines"],
        1,
        &["is asked for already"],
    );
    let lost = [
        "sa",
        "sow",
        "move",
        id,
        "closed-lost",
        "--note",
        "they do it themselves",
    ];
    step(&desk, "emma", &lost);
    sow(
        &["submit", id],
        1,
        &["is closed-lost", &format!("sa sow move {id} strawman-wip")],
    );
}
