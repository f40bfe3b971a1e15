//! Requests taken in as they arrive: what is there is kept, what is missing is named, nobody is chosen by guess.
//! What each form should give is in `forms`.

mod customers;
pub(crate) mod desk;
mod forms;

use serde_json::Value;

use crate::sandbox::Sandbox;
use desk::{desk_of_customers, in_text};
use forms::{
    COMPLETE, COMPLETE_FIELDS, Case, EMPTY, EXPEDITE_SECURITY, FOLLOW_UP, MISSING_WHY_NOW,
    ONE_OF_TWO, TWO_CUSTOMERS,
};

/// What the board's form itself brings to a line, longest first; what stands behind it was typed.
const TEMPLATE: &[&str] = &[
    "**Target Hosting Environment:**",
    "**Current Tools/Competitors:**",
    "Expectations set with the customer:",
    "**Preferred Date Options:**",
    "**Challenges/Pain Points:**",
    "Objectives are clear to both sides:",
    "**Required Capabilities:**",
    "**Customer Information:**",
    "SFDC opportunity link:",
    "**Command plan:**",
    "**Identify Pain:**",
    "Identified Pain:",
    "Identified pain:",
    "Customer name:",
    "**Template:**",
    "**Why Now?**",
    "**Champion:**",
    "**SA Asks:**",
    "Champion:",
    "Why Now:",
    "Why now:",
    "Goal:",
];

fn take_in(sandbox: &Sandbox, case: &Case) -> Value {
    let mut words = vec![
        "sa", "request", "new", "--from", case.name, "--format", "json",
    ];
    words.extend(case.more);
    in_text(sandbox.run(&words)).ok().json()
}

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let items = list.as_array().expect("a list").iter();
    items
        .map(|item| item[key].as_str().expect("a text"))
        .collect()
}

/// Returns the text of a key such as `meeting.goal`.
fn said<'a>(data: &'a Value, key: &str) -> Option<&'a str> {
    key.split('.')
        .try_fold(data, |value, step| value.get(step))?
        .as_str()
}

fn assert_taken_in(case: &Case) {
    let sandbox = desk_of_customers();
    let answer = take_in(&sandbox, case);
    let data = &answer["data"];
    assert_eq!(answer["ok"], true);
    assert_eq!(data["template"], case.template);
    assert_eq!(data["account"].as_str(), case.account);
    assert_eq!(data["opportunity"].as_str(), case.opportunity);
    let flags = data["flags"].as_array().cloned().unwrap_or_default();
    assert_eq!(flags, case.flags);
    let missing = &data["missing"];
    let keys: Vec<&str> = case.missing.iter().map(|(key, _)| *key).collect();
    assert_eq!(texts(missing, "key"), keys, "{answer:#}");
    for ((key, reason), message) in case.missing.iter().zip(texts(missing, "message")) {
        assert!(message.contains(reason), "{key}: {message}");
    }
    assert_findings(case, &answer);
    assert_committed(&sandbox, data);
    assert_nothing_lost(case, data);
}

/// Holds that each missing item is a finding that is in nobody's way, and that there are no others but those expected.
fn assert_findings(case: &Case, answer: &Value) {
    let findings = answer["findings"].as_array().expect("a list");
    let is_of_missing = |finding: &&Value| {
        let check = finding["check"].as_str().expect("a text");
        ["missing-field", "request-without-command-plan"].contains(&check)
    };
    let (of_missing, others): (Vec<&Value>, Vec<&Value>) = findings.iter().partition(is_of_missing);
    let mut named: Vec<&str> = of_missing
        .iter()
        .map(|finding| finding["message"].as_str().expect("a text"))
        .collect();
    let mut listed = texts(&answer["data"]["missing"], "message");
    named.sort_unstable();
    listed.sort_unstable();
    assert_eq!(named, listed);
    assert_eq!(others.len(), case.others.len(), "{others:#?}");
    for (finding, (check, phrase)) in others.iter().zip(case.others) {
        assert_eq!(finding["check"], *check);
        assert!(
            finding["message"]
                .as_str()
                .is_some_and(|message| message.contains(phrase))
        );
    }
    assert!(findings.iter().all(|finding| finding["blocking"] == false));
}

/// Holds that the record is the one file of the last commit, and says what the answer says.
fn assert_committed(sandbox: &Sandbox, data: &Value) {
    let path = data["path"].as_str().expect("a path");
    let committed = sandbox.git(&["show", "--name-only", "--format=", "HEAD"]);
    assert_eq!(committed.ok().stdout.trim(), path);
    sandbox.git(&["status", "--porcelain"]).ok().prints("");
    let record: Value = serde_yaml::from_str(&sandbox.read(path)).expect("YAML");
    for (key, value) in record.as_object().expect("a mapping") {
        assert_eq!(&data[key], value, "{key}");
    }
}

/// Holds that every line that somebody typed is in the record, whole.
fn assert_nothing_lost(case: &Case, data: &Value) {
    let mut kept = String::new();
    collect(data, &mut kept);
    for line in case
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if line.starts_with("## ") || line.starts_with("### ") || line == "# SA Activity" {
            continue;
        }
        if line.starts_with("/label") {
            assert_eq!(line.matches('~').count(), case.flags.len(), "{line}");
            continue;
        }
        if line.starts_with("**Template:**") {
            assert_eq!(line, "**Template:** Vendor Security Assessment");
            continue;
        }
        let label = TEMPLATE.iter().find(|label| line.starts_with(**label));
        let typed = line[label.map_or(0, |label| label.len())..].trim();
        assert!(kept.contains(typed), "`{typed}` is not in {kept}");
    }
}

fn collect(value: &Value, kept: &mut String) {
    match value {
        Value::String(text) => kept.push_str(&format!("{text}\n")),
        Value::Array(items) => items.iter().for_each(|item| collect(item, kept)),
        Value::Object(entries) => {
            let own = entries.iter().filter(|(key, _)| *key != "missing");
            own.for_each(|(_, value)| collect(value, kept));
        }
        _ => {}
    }
}

#[test]
fn a_complete_form_becomes_a_request_without_a_finding() {
    assert_taken_in(&COMPLETE);
}

#[test]
fn every_field_of_the_complete_form_is_kept_word_for_word() {
    let sandbox = desk_of_customers();
    let data = take_in(&sandbox, &COMPLETE)["data"].clone();
    for (key, text) in COMPLETE_FIELDS {
        assert_eq!(said(&data, key), Some(*text), "{key}");
    }
    assert_eq!(data["requester"], "dana");
    assert_eq!(data["region"], "EMEA");
    assert_eq!(data["state"], "open");
    assert_eq!(data.get("remarks"), None);
}

#[test]
fn a_form_with_tbd_and_none_yet_names_them_among_the_missing() {
    assert_taken_in(&MISSING_WHY_NOW);
}

#[test]
fn a_form_without_template_is_refused_and_the_template_is_named() {
    let sandbox = desk_of_customers();
    let name = MISSING_WHY_NOW.name;
    let answer = refused(
        &sandbox,
        &["sa", "request", "new", "--from", name, "--format", "json"],
    );
    let message = details(&answer).join("\n");
    for named in [
        "Template",
        "Command Plan link",
        "Why Now",
        "Champion",
        "Meeting goal",
    ] {
        assert!(message.contains(named), "{named}: {message}");
    }
    assert!(!message.contains("Identified Pain"), "{message}");
}

#[test]
fn a_security_form_keeps_its_remark_and_lacks_only_the_meeting() {
    assert_taken_in(&EXPEDITE_SECURITY);
    let sandbox = desk_of_customers();
    let data = take_in(&sandbox, &EXPEDITE_SECURITY)["data"].clone();
    assert_eq!(said(&data, "remarks"), Some("Please expedite!!"));
}

#[test]
fn a_follow_up_lacks_the_request_it_follows_and_a_time_zone() {
    assert_taken_in(&FOLLOW_UP);
}

#[test]
fn of_two_opportunities_neither_is_chosen_and_both_are_named() {
    assert_taken_in(&TWO_CUSTOMERS);
    let sandbox = desk_of_customers();
    let outcome = in_text(sandbox.run(&["sa", "request", "new", "--from", TWO_CUSTOMERS.name]));
    outcome.ok();
    for named in ["0064M00000GhI78QAK", "0064M00000GhI79QAK", "--opportunity"] {
        assert!(outcome.stderr.contains(named), "{named}: {outcome}");
    }
}

#[test]
fn an_opportunity_said_beside_the_form_settles_which_customer() {
    assert_taken_in(&ONE_OF_TWO);
}

#[test]
fn an_empty_form_is_refused_with_all_of_it_named_and_nothing_written() {
    let sandbox = desk_of_customers();
    let name = EMPTY;
    let answer = refused(
        &sandbox,
        &["sa", "request", "new", "--from", name, "--format", "json"],
    );
    let details = details(&answer);
    let named: Vec<&str> = details
        .iter()
        .filter_map(|line| line.split_once(" is missing"))
        .map(|(title, _)| title)
        .collect();
    let all = [
        "Customer Information",
        "Opportunity",
        "Preferred Date Options",
        "Target Hosting Environment",
        "Challenges/Pain Points",
        "Required Capabilities",
        "Current Tools/Competitors",
        "SA Asks",
        "Command Plan link",
        "Why Now",
        "Identified Pain",
        "Champion",
        "Meeting goal",
        "Meeting objectives",
        "Meeting expectations",
    ];
    assert_eq!(named, all, "{details:?}");
}

/// Returns what a refusal names one by one.
fn details(answer: &Value) -> Vec<String> {
    let listed = answer["error"]["details"].as_array().expect("a list");
    listed
        .iter()
        .map(|detail| detail.as_str().expect("a text").to_owned())
        .collect()
}

/// Runs a command that must be refused, holds that it changed nothing, and returns its answer.
fn refused(sandbox: &Sandbox, words: &[&str]) -> Value {
    let before = sandbox.head();
    let outcome = in_text(sandbox.run(words));
    outcome.exits(1);
    assert_eq!(sandbox.head(), before);
    sandbox.git(&["status", "--porcelain"]).ok().prints("");
    assert!(!sandbox.root().join("requests").exists());
    let answer = outcome.json();
    assert_eq!(answer["ok"], false);
    answer
}
