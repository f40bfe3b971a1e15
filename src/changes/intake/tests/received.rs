//! Forms as they were received, with all that is to be read from each.
//! Expectations were made from the forms by hand.

use chrono::NaiveDate;

use super::super::{Answer, Form, Remark};
use super::form;
use crate::records::values::answer::{Doubt, hosting::Hosting};

/// Line, key and text of an answer.
type Row = (usize, &'static str, &'static str);

const COMPLETE: &[Row] = &[
    (
        4,
        "customer",
        "Northwind Freight, https://gitlab.my.salesforce.com/0064M00000XyZ12QAF\nEMEA, Enterprise, about 1,400 developers.",
    ),
    (
        8,
        "preferred_dates",
        "- Tue 1 Dec 2026 15:00 CET\n- Wed 2 Dec 2026 10:30 Europe/Berlin\n- 2026-12-03T09:00+01:00",
    ),
    (
        13,
        "hosting",
        "Self-Managed (their own OpenShift in Frankfurt)",
    ),
    (
        16,
        "pain_points",
        "Releases take eleven days from merge to production because four teams hand over by e-mail.\nAuditors found 37 production changes without a reviewer in the last quarter.",
    ),
    (
        20,
        "required_capabilities",
        "* Merge request approvals that cannot be bypassed\n* SBOM per release\n* Runner autoscaling inside OpenShift",
    ),
    (
        25,
        "current_tools",
        "Jenkins (to be replaced), Bitbucket Data Center (to be replaced), SonarQube - **non-negotiable**, Artifactory (non-negotiable until 2027)",
    ),
    (
        28,
        "sa_asks",
        "Demo of compliance pipelines, then technical Q&A with the platform team.",
    ),
    (
        31,
        "command_plan.link",
        "https://docs.example.com/command-plans/northwind",
    ),
    (
        32,
        "command_plan.why_now",
        "The regulator's follow-up audit is on 15 March 2027 and they must show enforced reviews by then.",
    ),
    (
        33,
        "command_plan.identified_pain",
        "Lars Holm (VP Platform) loses two release managers to manual evidence collection every quarter.",
    ),
    (34, "command_plan.champion", "Lars Holm"),
    (
        37,
        "meeting.goal",
        "agree which two capabilities a proof of value would have to show.",
    ),
    (38, "meeting.objectives", "yes"),
    (
        39,
        "meeting.expectations",
        "yes, a 60 minute working session, no slides",
    ),
];

const MISSING_WHY_NOW: &[Row] = &[
    (
        2,
        "customer",
        "Customer name: Halden Energi AS\nSFDC opportunity link: https://gitlab.my.salesforce.com/lightning/r/Opportunity/0064M00000AbC34QAH/view",
    ),
    (6, "preferred_dates", "any afternoon next week (CET)"),
    (9, "hosting", "GitLab.com"),
    (12, "pain_points", "slow pipelines"),
    (
        15,
        "required_capabilities",
        "faster pipelines, merge trains",
    ),
    (18, "current_tools", "Azure DevOps"),
    (21, "sa_asks", "Technical deep dive on caching"),
    (24, "command_plan.why_now", "TBD"),
    (25, "command_plan.identified_pain", "performance"),
    (26, "command_plan.champion", "none yet"),
];

const EXPEDITE_SECURITY: &[Row] = &[
    (
        3,
        "customer",
        "Caisse Régionale du Léman — 0064M00000DeF56QAI",
    ),
    (
        4,
        "preferred_dates",
        "the questionnaire is due 2026-12-04, 17:00 Europe/Zurich",
    ),
    (5, "hosting", "Dedicated (cloud)"),
    (
        6,
        "pain_points",
        "Procurement stops everything until 214 questions are answered; the buyer's fiscal year ends 31 December.",
    ),
    (
        7,
        "required_capabilities",
        "SOC 2 Type II, data residency in Switzerland, BYOK",
    ),
    (
        8,
        "current_tools",
        "GitHub Enterprise; none is non-negotiable",
    ),
    (
        9,
        "sa_asks",
        "first pass on the questionnaire, join one call with their CISO",
    ),
    (11, "command_plan.link", "https://docs.example.com/cp/leman"),
    (
        12,
        "command_plan.why_now",
        "Budget for 2026 lapses on 31 December and cannot be carried over.",
    ),
    (
        13,
        "command_plan.identified_pain",
        "Developers wait nine weeks for a repository because each one is approved by mail.",
    ),
    (
        14,
        "command_plan.champion",
        "Aïcha N'Diaye, Head of Developer Experience",
    ),
];

const FOLLOW_UP: &[Row] = &[
    (
        4,
        "sa_asks",
        "1. How do approval rules behave for a merge train when the last approver leaves the project?\n2. Can the SBOM be signed with their HSM? (PKCS#11)\n3. Send the sizing sheet",
    ),
    (9, "customer", "Northwind Freight"),
    (12, "preferred_dates", "by Thursday"),
];

const TWO_CUSTOMERS: &[Row] = &[
    (
        3,
        "customer",
        "Kestrel Robotics (0064M00000GhI78QAK) and its parent Kestrel Holding (0064M00000GhI79QAK)",
    ),
    (5, "preferred_dates", "11/12/2026 2pm, or 12/11/2026 2pm PT"),
    (7, "hosting", "not sure, SaaS or self managed"),
    (
        9,
        "pain_points",
        "Firmware builds need 6 hours; one in five fails on a licence server.",
    ),
    (
        11,
        "required_capabilities",
        "GPU runners, resource groups, package registry for Conan",
    ),
    (
        13,
        "current_tools",
        "TeamCity | Perforce (non negotiable) | home-grown board",
    ),
    (15, "sa_asks", "whiteboarding session"),
    (
        17,
        "command_plan.link",
        "https://docs.example.com/cp/kestrel",
    ),
    (
        18,
        "command_plan.why_now",
        "The new product line starts in May and the build farm's lease ends in April.",
    ),
    (
        19,
        "command_plan.identified_pain",
        "The firmware group misses every second nightly build and tests yesterday's code.",
    ),
    (
        20,
        "command_plan.champion",
        "Jo Winters (Director Firmware)",
    ),
    (22, "meeting.goal", "n/a"),
];

fn answers(rows: &[Row], mut doubts: Vec<(&str, Doubt)>) -> Vec<Answer> {
    let found = rows.iter().map(|&(line, key, text)| {
        let doubtful = doubts.iter().position(|(doubted, _)| *doubted == key);
        let doubt = doubtful.map(|at| doubts.remove(at).1);
        let text = text.to_owned();
        Answer {
            key,
            text,
            doubt,
            line,
        }
    });
    let found = found.collect();
    assert_eq!(doubts, [], "each doubt is about an answer");
    found
}

fn no_answer(said: &str) -> Doubt {
    let said = said.to_owned();
    Doubt::NoAnswer { said }
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn complete() {
    let expected = Form {
        template: Some("sa-activity".to_owned()),
        answers: answers(COMPLETE, vec![]),
        flags: texts(&["pov"]),
        other_labels: vec![],
        sfdc_ids: texts(&["0064M00000XyZ12QAF"]),
        customer_names: texts(&["Northwind Freight"]),
        remarks: vec![],
    };
    let text = include_str!("../../../../tests/intake/01-complete.md");
    assert_eq!(form(text), expected);
}

#[test]
fn missing_why_now() {
    let expected = Form {
        template: None,
        answers: answers(
            MISSING_WHY_NOW,
            vec![
                ("command_plan.why_now", no_answer("TBD")),
                ("command_plan.champion", no_answer("none yet")),
            ],
        ),
        flags: vec![],
        other_labels: vec![],
        sfdc_ids: texts(&["0064M00000AbC34QAH"]),
        customer_names: texts(&["Halden Energi AS"]),
        remarks: vec![],
    };
    let text = include_str!("../../../../tests/intake/02-missing-why-now.md");
    assert_eq!(form(text), expected);
}

#[test]
fn expedite_security() {
    let expected = Form {
        template: Some("vendor-security-assessment".to_owned()),
        answers: answers(EXPEDITE_SECURITY, vec![]),
        flags: texts(&["security-audit", "expedite"]),
        other_labels: vec![],
        sfdc_ids: texts(&["0064M00000DeF56QAI"]),
        customer_names: texts(&["Caisse Régionale du Léman"]),
        remarks: vec![Remark {
            text: "Please expedite!!".to_owned(),
            line: 16,
        }],
    };
    let text = include_str!("../../../../tests/intake/03-expedite-security.md");
    assert_eq!(form(text), expected);
}

#[test]
fn follow_up() {
    let expected = Form {
        template: Some("follow-up".to_owned()),
        answers: answers(FOLLOW_UP, vec![("preferred_dates", Doubt::NoTimeZone)]),
        flags: vec![],
        other_labels: vec![],
        sfdc_ids: vec![],
        customer_names: texts(&["Northwind Freight"]),
        remarks: vec![Remark {
            text: "Follow up from the call on 19 Nov (see REQ for Northwind)".to_owned(),
            line: 1,
        }],
    };
    let text = include_str!("../../../../tests/intake/04-follow-up.md");
    assert_eq!(form(text), expected);
}

#[test]
fn two_customers() {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let ids = texts(&["0064M00000GhI78QAK", "0064M00000GhI79QAK"]);
    let several = Doubt::SeveralOpportunities { ids: ids.clone() };
    let two_ways = Doubt::AmbiguousDate {
        said: "11/12/2026".to_owned(),
        could_be: [day(12, 11), day(11, 12)],
    };
    let could_be = vec![Hosting::SelfManaged, Hosting::GitLabCom];
    let expected = Form {
        template: Some("sa-activity".to_owned()),
        answers: answers(
            TWO_CUSTOMERS,
            vec![
                ("customer", several),
                ("preferred_dates", two_ways),
                ("hosting", Doubt::UnclearHosting { could_be }),
                ("meeting.goal", no_answer("n/a")),
            ],
        ),
        flags: vec![],
        other_labels: vec![],
        sfdc_ids: ids,
        customer_names: texts(&["Kestrel Robotics", "Kestrel Holding"]),
        remarks: vec![],
    };
    let text = include_str!("../../../../tests/intake/05-two-customers.md");
    assert_eq!(form(text), expected);
}

#[test]
fn empty_form() {
    let expected = Form {
        template: Some("sa-activity".to_owned()),
        ..Form::default()
    };
    let text = include_str!("../../../../tests/intake/06-empty-form.md");
    assert_eq!(form(text), expected);
}
