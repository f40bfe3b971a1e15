//! How the items of one form bear on each other.
//! Each form here holds one rule.

use super::super::{LabelMeaning, OtherLabel};
use super::{form, remarked, said};
use crate::records::values::answer::Doubt;

#[test]
fn items_may_be_headings_bold_or_plain() {
    let expected = [
        ("customer", "Acme"),
        ("sa_asks", "Demo"),
        ("command_plan.champion", "Lars"),
    ];
    for text in [
        "# Customer Information\nAcme\n# SA Asks\nDemo\n# Champion\nLars",
        "Customer Information\n===\nAcme\n\nSA Asks\n---\nDemo\n\nChampion\n-----\nLars",
        "**Customer Information**\nAcme\n**SA Asks:** Demo\n**Champion**: Lars",
        "Customer information: Acme\nSA asks: Demo\nChampion: Lars",
        "Customer Information\nAcme\nSA Asks\nDemo\nChampion\nLars",
        "\u{feff}##\u{a0}Customer\u{a0}Information\r\nAcme\r\n\r\n- **SA Asks:**\u{a0}Demo\r\n\r\n##\tChampion ##\r\nLars\r\n",
    ] {
        let form = form(text);
        assert_eq!(said(&form), expected, "{text}");
        assert_eq!(remarked(&form), [""; 0], "{text}");
    }
}

#[test]
fn a_label_counts_where_it_belongs() {
    let text = "## SA Asks\nGoal: learn\nNote: bring Lars\nWhy now: a: b\n### Champion\nx\n\
                ## Command Plan\nNote: y\nWhy Now: z\nGoal: w";
    let form = form(text);
    let expected = [
        (
            "sa_asks",
            "Goal: learn\nNote: bring Lars\nWhy now: a: b\n### Champion\nx",
        ),
        ("command_plan.link", "Note: y"),
        ("command_plan.why_now", "z\nGoal: w"),
    ];
    assert_eq!(said(&form), expected);
}

#[test]
fn text_is_kept_as_typed() {
    let kept =
        "  - one  \n\n\t* **two** “é”\n\n```yaml\n# SA Asks\nChampion: <!-- x -->\n```\n> three";
    let text = format!("## Pain Points\n\n{kept}\n\n---\n\n## SA Asks\n");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let form = form(&text);
        assert_eq!(said(&form), [("pain_points", kept)]);
        assert_eq!(form.answers[0].line, 3);
    }
}

#[test]
fn hints_are_no_answer() {
    let text = "## Customer Information\n<!-- name,\nlink -->\n## SA Asks\n<!-- what? -->\nDemo <!-- or talk -->\n";
    assert_eq!(said(&form(text)), [("sa_asks", "Demo")]);
}

#[test]
fn ticked_boxes_answer_and_open_ones_do_not() {
    let hosting = |boxes: &str| form(&format!("## Target Hosting\n{boxes}"));
    let one = hosting("- [ ] Self-Managed\n- [x] Cloud\n- [ ] GitLab.com");
    assert_eq!(said(&one), [("hosting", "Cloud")]);
    assert_eq!(one.answers[0].doubt, None);
    let two = hosting("- [X] Cloud\n- [x] GitLab.com\nask Lars");
    assert_eq!(said(&two), [("hosting", "Cloud\nGitLab.com\nask Lars")]);
    assert!(matches!(
        two.answers[0].doubt,
        Some(Doubt::UnclearHosting { .. })
    ));
    let own = hosting("- [ ] Cloud\n- [ ] their mainframe");
    assert_eq!(
        (said(&own), remarked(&own)),
        (vec![], vec!["- [ ] their mainframe"])
    );
    let asks = form("## SA Asks\n- [ ] demo\n- [ ] talk");
    assert_eq!(said(&asks), [("sa_asks", "- [ ] demo\n- [ ] talk")]);
    assert!(matches!(
        asks.answers[0].doubt,
        Some(Doubt::NoAnswer { .. })
    ));
    let text = "## Meeting\n- [x] Objectives are clear to both sides\n- [ ] Expectations set with the customer";
    let expected = [("meeting.objectives", "Objectives are clear to both sides")];
    assert_eq!(said(&form(text)), expected);
}

#[test]
fn an_item_named_twice_has_both_texts() {
    let form = form(
        "## SA Asks\nDemo\n## Region\nEMEA\n## SA Asks\nTalk\n## SA Asks\nDemo\n## SA Asks\nTBD",
    );
    assert_eq!(
        said(&form),
        [("sa_asks", "Demo\n\nTalk"), ("region", "EMEA")]
    );
    assert_eq!(remarked(&form), ["TBD"]);
}

#[test]
fn the_command_plan_gives_its_link_wherever_it_stands_alone() {
    let link = |text: &str| {
        let form = form(&format!("## Command Plan\n{text}"));
        form.answer("command_plan.link").cloned()
    };
    let text = |text: &str| link(text).map(|answer| answer.text);
    assert_eq!(
        text("- https://x.example/1").as_deref(),
        Some("https://x.example/1")
    );
    assert_eq!(
        text("see [plan](https://x.example/1)").as_deref(),
        Some("see [plan](https://x.example/1)")
    );
    assert_eq!(
        text("Link: https://x.example/1").as_deref(),
        Some("https://x.example/1")
    );
    assert_eq!(
        text("Champion: Lars\nhttps://x.example/1").as_deref(),
        Some("https://x.example/1")
    );
    assert_eq!(text("Champion: Lars (https://x.example/lars)"), None);
    assert_eq!(
        link("in the drive").and_then(|answer| answer.doubt),
        Some(Doubt::NotALink)
    );
    let both =
        form("## Command Plan\nour plan\nhttps://x.example/1\nhttps://x.example/2\nWhy Now: z");
    let expected = [
        ("command_plan.link", "https://x.example/1"),
        ("command_plan.why_now", "z"),
    ];
    assert_eq!(said(&both), expected);
    assert_eq!(remarked(&both), ["our plan", "https://x.example/2"]);
}

#[test]
fn other_headings_end_an_item_and_deeper_ones_do_not() {
    let form = form(
        "# Call with Acme\n## SA Asks\nDemo\n### Details\nlong\n## Background\nold\n\nolder\n## Region\nEMEA",
    );
    let expected = [("sa_asks", "Demo\n### Details\nlong"), ("region", "EMEA")];
    assert_eq!(said(&form), expected);
    assert_eq!(
        remarked(&form),
        ["# Call with Acme", "## Background\nold\n\nolder"]
    );
}

#[test]
fn a_short_answer_ends_with_its_paragraph_and_a_long_one_with_the_next_label() {
    let form =
        form("**Champion:** Lars\nof Acme\n\nThanks!\n\n**SA Asks:** these:\n\n- demo\n\nBye");
    let expected = [
        ("command_plan.champion", "Lars\nof Acme"),
        ("sa_asks", "these:\n\n- demo\n\nBye"),
    ];
    assert_eq!(said(&form), expected);
    assert_eq!(remarked(&form), ["Thanks!"]);
    let signed = super::form("Champion: Lars\n/label ~Expedite\nDana");
    assert_eq!(said(&signed), [("command_plan.champion", "Lars")]);
    assert_eq!(remarked(&signed), ["Dana"]);
}

#[test]
fn requester_and_region_pass_through_the_customer() {
    let form =
        form("Requested by: Dana Ruiz\n## Customer Information\nAcme\nRegion: EMEA\n1400 people");
    let expected = [
        ("requester", "Dana Ruiz"),
        ("customer", "Acme\n1400 people"),
        ("region", "EMEA"),
    ];
    assert_eq!(said(&form), expected);
}

#[test]
fn templates_are_named_in_several_places() {
    let template = |text: &str| form(text).template;
    for (text, name) in [
        ("# Follow Up\n## SA Asks\nx", "follow-up"),
        ("SA Activity\n\nSA Asks: x", "sa-activity"),
        (
            "## SA Asks\nx\n\n**Template:** Vendor Security Assessment",
            "vendor-security-assessment",
        ),
        ("## Template\nsa-activity", "sa-activity"),
        ("# Follow-up: call with Acme", "follow-up"),
    ] {
        assert_eq!(template(text).as_deref(), Some(name), "{text}");
    }
    assert_eq!(template("## SA Asks\nx\n## Follow Up\ny"), None);
    let other = form("Template: Workshop\n\n# SA Activity");
    assert_eq!(other.template.as_deref(), Some("sa-activity"));
    assert_eq!(remarked(&other), ["Template: Workshop"]);
}

#[test]
fn the_request_followed_is_found() {
    let form = form("See REQ-11112222\nFollow-up of REQ-4t9k2m7x\n## SA Asks\nas in REQ-33334444");
    let expected = [
        ("follows", "REQ-4t9k2m7x"),
        ("sa_asks", "as in REQ-33334444"),
    ];
    assert_eq!(said(&form), expected);
    assert_eq!(
        remarked(&form),
        ["See REQ-11112222\nFollow-up of REQ-4t9k2m7x"]
    );
}

#[test]
fn actions_leave_the_text_around_them_whole() {
    let form = form(
        "## SA Asks\nDemo\n/label ~\"SA POV\" ~\"SA Triaged\" ~Region::EMEA ~x ~POV\n/assign @sam\nTalk",
    );
    assert_eq!(said(&form), [("sa_asks", "Demo\nTalk")]);
    assert_eq!(form.flags, ["pov"]);
    let other = |name: &str, meaning| OtherLabel {
        name: name.to_owned(),
        meaning,
        line: 3,
    };
    let expected = [
        other("SA Triaged", LabelMeaning::State("triaged")),
        other("Region::EMEA", LabelMeaning::Region("EMEA".to_owned())),
        other("x", LabelMeaning::Unknown),
    ];
    assert_eq!(form.other_labels, expected);
    assert_eq!(remarked(&form), ["/assign @sam"]);
}

#[test]
fn a_wordy_label_is_a_remark_too() {
    let form = form("## Champion (customer side)\nLars");
    assert_eq!(said(&form), [("command_plan.champion", "Lars")]);
    assert_eq!(remarked(&form), ["## Champion (customer side)"]);
}
