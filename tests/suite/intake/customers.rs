//! Whose request it is: customers matched by id, name and alias, from files and from standard input.
//! What a form lacks is tested in `intake`.

use serde_json::{Value, json};

use super::desk::{desk_of_customers, in_text};
use crate::sandbox::Sandbox;

const NEW: &[&str] = &["sa", "request", "new", "--from", "-", "--format", "json"];

fn form_for(customer: &str) -> String {
    format!("# Follow Up\n## Customer Information\n{customer}\n## SA Asks\nSend the sizing sheet\n")
}

fn taken_in(sandbox: &Sandbox, text: &str) -> Value {
    in_text(sandbox.run_with_input(NEW, text)).ok().json()["data"].clone()
}

#[test]
fn a_customer_is_known_by_either_id_by_name_and_by_alias() {
    let sandbox = desk_of_customers();
    for customer in [
        "0064M00000XyZ12QAF",
        "0064M00000XyZ12",
        "https://gitlab.my.salesforce.com/0064M00000XyZ12",
        "https://gitlab.my.salesforce.com/lightning/r/Opportunity/0064M00000XyZ12QAF/view",
        "somebody new, 0064M00000XyZ12QAF",
        "Northwind Freight",
        "NORTHWIND FREIGHT",
        "Customer name: Northwind Freight",
        "Northwind",
    ] {
        let data = taken_in(&sandbox, &form_for(customer));
        assert_eq!(data["opportunity"], "OPP-7H3J5K9M", "{customer}");
        assert_eq!(data["account"], "northwind-freight", "{customer}");
        assert_eq!(data["customer"], customer);
        assert_eq!(data["requester"], "dana", "{customer}");
    }
}

#[test]
fn an_id_that_differs_in_case_is_another_opportunity() {
    let sandbox = desk_of_customers();
    let data = taken_in(&sandbox, &form_for("0064M00000xyz12"));
    assert_eq!(data.get("opportunity"), None);
    assert_eq!(data.get("account"), None);
}

#[test]
fn in_doubt_nothing_is_chosen_and_both_are_named() {
    let sandbox = desk_of_customers();
    sandbox.put(
        "opportunities/OPP-8H3J5K9M.yaml",
        "name: Renewal\naccount: northwind-freight\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 4-Proposal}]\n",
    );
    sandbox.git(&["add", "-A"]).ok();
    let message = "opportunities: add OPP-8H3J5K9M";
    sandbox.git(&["commit", "-qm", message]).ok();
    let data = taken_in(&sandbox, &form_for("Northwind Freight"));
    assert_eq!(data["account"], "northwind-freight");
    assert_eq!(data.get("opportunity"), None);
    for words in [
        &["sa", "request", "new", "--from", "-"][..],
        &["sa", "request", "new", "--from", "-", "--no-input"],
    ] {
        let outcome = in_text(sandbox.run_with_input(words, &form_for("Northwind Freight")));
        outcome.ok();
        for named in ["OPP-7H3J5K9M", "OPP-8H3J5K9M", "--opportunity"] {
            assert!(outcome.stderr.contains(named), "{named}: {outcome}");
        }
    }
    let settled = [NEW, &["--opportunity", "opp-8h3j"]].concat();
    let outcome = in_text(sandbox.run_with_input(&settled, &form_for("Northwind Freight")));
    assert_eq!(outcome.ok().json()["data"]["opportunity"], "OPP-8H3J5K9M");
}

#[test]
fn a_customer_nobody_knows_is_kept_and_the_way_to_make_it_is_told() {
    let sandbox = desk_of_customers();
    for (customer, told) in [
        (
            "Acme, Inc. (0064M00000JkL90QAO)",
            "--sfdc-id 0064M00000JkL90QAO",
        ),
        ("Acme, Inc.", "sa account new --name \"Acme, Inc.\""),
    ] {
        let words = ["sa", "request", "new", "--from", "-"];
        let outcome = in_text(sandbox.run_with_input(&words, &form_for(customer)));
        outcome.ok();
        assert!(outcome.stderr.contains(told), "{told}: {outcome}");
    }
}

#[test]
fn a_form_on_standard_input_is_the_form_in_a_file() {
    let sandbox = desk_of_customers();
    let text = include_str!("../../intake/01-complete.md");
    let name = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intake/01-complete.md");
    let words = ["sa", "request", "new", "--from", name, "--format", "json"];
    let mut of_file = in_text(sandbox.run(&words)).ok().json();
    let crlf = text.replace('\n', "\r\n");
    for typed in [text, &crlf] {
        let mut of_input = in_text(sandbox.run_with_input(NEW, typed)).ok().json();
        for answer in [&mut of_file, &mut of_input] {
            let data = answer["data"].as_object_mut().expect("a mapping");
            data.remove("id");
            data.remove("path");
            // It bears the id and the path too.
            data["clock"]["record"].take();
            data["clock"]["path"].take();
        }
        assert_eq!(of_input, of_file);
    }
}

#[test]
fn a_record_in_yaml_is_taken_in_from_a_file_and_from_standard_input() {
    let sandbox = desk_of_customers();
    let yaml = "\
# comes from another desk
template: follow-up
customer: Northwind
preferred_dates: 2026-12-01 15:00 Europe/Berlin
sa_asks: |
  1. Can the SBOM be signed? # PKCS#11
  2. Send the sizing sheet
flags: [expedite, pov]
meeting:
  goal: 'agree: what next'
";
    sandbox.put_at(&sandbox.beside("given.yaml"), yaml);
    let from_file = [
        "sa",
        "request",
        "new",
        "--from",
        "../given.yaml",
        "--format",
        "json",
    ];
    let asks = "1. Can the SBOM be signed? # PKCS#11\n2. Send the sizing sheet\n";
    let marked = format!("---\n{yaml}");
    for outcome in [
        in_text(sandbox.run(&from_file)),
        in_text(sandbox.run_with_input(NEW, yaml)),
        in_text(sandbox.run_with_input(NEW, &marked)),
    ] {
        let data = outcome.ok().json()["data"].clone();
        assert_eq!(data["template"], "follow-up");
        assert_eq!(data["customer"], "Northwind");
        assert_eq!(data["account"], "northwind-freight");
        assert_eq!(data["opportunity"], "OPP-7H3J5K9M");
        assert_eq!(data["preferred_dates"], "2026-12-01 15:00 Europe/Berlin");
        assert_eq!(data["sa_asks"], asks);
        assert_eq!(data["flags"], json!(["expedite", "pov"]));
        assert_eq!(data["meeting"], json!({"goal": "agree: what next"}));
    }
}

#[test]
fn yaml_that_cannot_be_a_request_is_refused_and_nothing_is_written() {
    let sandbox = desk_of_customers();
    let before = sandbox.head();
    for (yaml, said) in [
        ("template: follow-up\ntemplate: sa-activity\n", "-:2:1: "),
        ("template: follow-up\nwhy: now\n", "`why`"),
        ("template: follow-up\nhistory: []\n", "`history`"),
        ("template: [\n", "-:"),
    ] {
        let answer = in_text(sandbox.run_with_input(NEW, yaml)).exits(1).json();
        let message = answer["error"]["message"].as_str().expect("a message");
        assert!(message.contains(said), "{said}: {message}");
    }
    assert_eq!(sandbox.head(), before);
    sandbox.git(&["status", "--porcelain"]).ok().prints("");
}

#[test]
fn without_terminal_and_form_all_that_is_missing_is_listed() {
    let sandbox = desk_of_customers();
    for words in [
        &["sa", "request", "new"][..],
        &["sa", "request", "new", "--no-input"],
    ] {
        let outcome = in_text(sandbox.run(words));
        outcome.exits(2);
        for flag in [
            "--template",
            "--customer",
            "--opportunity",
            "--asks",
            "--goal",
        ] {
            assert!(outcome.stderr.contains(flag), "{flag}: {outcome}");
        }
    }
}
