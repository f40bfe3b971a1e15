//! Whose request it is: customers matched by id, name and alias, from files and from standard input.
//! What a form lacks is tested in `intake`.

use serde_json::{Value, json};

use crate::workplace::Workplace;

const NEW: &[&str] = &["request", "new", "--from", "-", "--format", "json"];

fn form_for(customer: &str) -> String {
    format!("# Follow Up\n## Customer Information\n{customer}\n## SA Asks\nSend the sizing sheet\n")
}

fn taken_in(workplace: &Workplace, text: &str) -> Value {
    workplace.sa_given(NEW, text).fine().json()["data"].clone()
}

#[test]
fn a_customer_is_known_by_either_id_by_name_and_by_alias() {
    let workplace = Workplace::new();
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
        let data = taken_in(&workplace, &form_for(customer));
        assert_eq!(data["opportunity"], "OPP-7H3J5K9M", "{customer}");
        assert_eq!(data["account"], "northwind-freight", "{customer}");
        assert_eq!(data["customer"], customer);
        assert_eq!(data["requester"], "dana", "{customer}");
    }
}

#[test]
fn an_id_that_differs_in_case_is_another_opportunity() {
    let workplace = Workplace::new();
    let data = taken_in(&workplace, &form_for("0064M00000xyz12"));
    assert_eq!(data.get("opportunity"), None);
    assert_eq!(data.get("account"), None);
}

#[test]
fn in_doubt_nothing_is_chosen_and_both_are_named() {
    let workplace = Workplace::new();
    workplace.put(
        "opportunities/OPP-8H3J5K9M.yaml",
        "name: Renewal\naccount: northwind-freight\nowner: dana\nstage: 4-Proposal\n",
    );
    workplace.commit("opportunities: add OPP-8H3J5K9M");
    let data = taken_in(&workplace, &form_for("Northwind Freight"));
    assert_eq!(data["account"], "northwind-freight");
    assert_eq!(data.get("opportunity"), None);
    for arguments in [
        &["request", "new", "--from", "-"][..],
        &["request", "new", "--from", "-", "--no-input"],
    ] {
        let ran = workplace
            .sa_given(arguments, &form_for("Northwind Freight"))
            .fine();
        for named in ["OPP-7H3J5K9M", "OPP-8H3J5K9M", "--opportunity"] {
            assert!(ran.err.contains(named), "{named}: {}", ran.err);
        }
    }
    let settled = [NEW, &["--opportunity", "opp-8h3j"]].concat();
    let ran = workplace
        .sa_given(&settled, &form_for("Northwind Freight"))
        .fine();
    assert_eq!(ran.json()["data"]["opportunity"], "OPP-8H3J5K9M");
}

#[test]
fn a_customer_nobody_knows_is_kept_and_the_way_to_make_it_is_told() {
    let workplace = Workplace::new();
    let ran = workplace
        .sa_given(
            &["request", "new", "--from", "-"],
            &form_for("Acme, Inc. (0064M00000JkL90QAO)"),
        )
        .fine();
    assert!(
        ran.err.contains("--sfdc-id 0064M00000JkL90QAO"),
        "{}",
        ran.err
    );
    let ran = workplace
        .sa_given(&["request", "new", "--from", "-"], &form_for("Acme, Inc."))
        .fine();
    assert!(
        ran.err.contains("sa account new --name \"Acme, Inc.\""),
        "{}",
        ran.err
    );
}

#[test]
fn a_form_on_standard_input_is_the_form_in_a_file() {
    let workplace = Workplace::new();
    let text = include_str!("../../intake/01-complete.md");
    let name = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intake/01-complete.md");
    let mut of_file = workplace
        .sa(&["request", "new", "--from", name, "--format", "json"])
        .fine()
        .json();
    let crlf = text.replace('\n', "\r\n");
    for typed in [text, &crlf] {
        let mut of_input = workplace.sa_given(NEW, typed).fine().json();
        for answer in [&mut of_file, &mut of_input] {
            let data = answer["data"].as_object_mut().expect("a mapping");
            data.remove("id");
            data.remove("path");
        }
        assert_eq!(of_input, of_file);
    }
}

#[test]
fn a_record_in_yaml_is_taken_in_from_a_file_and_from_standard_input() {
    let workplace = Workplace::new();
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
    workplace.put("../given.yaml", yaml);
    let from_file = [
        "request",
        "new",
        "--from",
        "../given.yaml",
        "--format",
        "json",
    ];
    let asks = "1. Can the SBOM be signed? # PKCS#11\n2. Send the sizing sheet\n";
    let marked = format!("---\n{yaml}");
    for ran in [
        workplace.sa(&from_file),
        workplace.sa_given(NEW, yaml),
        workplace.sa_given(NEW, &marked),
    ] {
        let data = ran.fine().json()["data"].clone();
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
    let workplace = Workplace::new();
    let before = workplace.git(&["rev-parse", "HEAD"]);
    for (yaml, said) in [
        ("template: follow-up\ntemplate: sa-activity\n", "-:2:1: "),
        ("template: follow-up\nwhy: now\n", "`why`"),
        ("template: follow-up\nhistory: []\n", "`history`"),
        ("template: [\n", "-:"),
    ] {
        let ran = workplace.sa_given(NEW, yaml);
        assert_eq!(ran.code, 1, "{ran:?}");
        let answer = ran.json();
        let message = answer["error"]["message"].as_str().expect("a message");
        assert!(message.contains(said), "{said}: {message}");
    }
    assert_eq!(workplace.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(workplace.git(&["status", "--porcelain"]), "");
}

#[test]
fn without_terminal_and_form_all_that_is_missing_is_listed() {
    let workplace = Workplace::new();
    for arguments in [&["request", "new"][..], &["request", "new", "--no-input"]] {
        let ran = workplace.sa(arguments);
        assert_eq!(ran.code, 2, "{ran:?}");
        for flag in [
            "--template",
            "--customer",
            "--opportunity",
            "--asks",
            "--goal",
        ] {
            assert!(ran.err.contains(flag), "{flag}: {}", ran.err);
        }
    }
}
