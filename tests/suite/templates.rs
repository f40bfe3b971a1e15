//! Every template of requests: a good one is taken in and claimed, and whatever one lacks is named.

use desk::records::request::{Item, Template};
use serde_json::{Value, json};

use crate::reviews::commit;
use crate::sandbox::{Sandbox, WHOLE};

const OPP: &str = "OPP-7H3J5K9M";

/// An answer to each item, as people type it.
#[rustfmt::skip]
const ANSWERS: &[(Item, &str)] = &[
    (Item::Account, "northwind-freight"),
    (Item::Customer, "Northwind Freight"),
    (Item::Opportunity, OPP),
    (Item::SalesforceLink, "https://crm.example.com/0064M00000XyZ12"),
    (Item::Follows, WHOLE),
    (Item::PreferredDates, "2026-12-01 15:00 Europe/Berlin"),
    (Item::Hosting, "Self-Managed"),
    (Item::Subscription, "self-managed"),
    (Item::PainPoints, "Releases are done by hand."),
    (Item::RequiredCapabilities, "Merge trains."),
    (Item::CurrentTools, "Jenkins, which is to be replaced."),
    (Item::SaAsks, "A demo of merge trains."),
    (Item::CommandPlanLink, "https://plans.example.com/northwind"),
    (Item::WhyNow, "Their licence of the old system ends in March."),
    (Item::IdentifiedPain, "Every release takes two engineers a whole week."),
    (Item::Champion, "Lee Park leads the platform team and pays for it."),
    (Item::MeetingGoal, "Agree on the criteria of the trial."),
    (Item::MeetingObjectives, "Yes, in the plan."),
    (Item::MeetingExpectations, "Yes, by mail."),
    (Item::MeetingAt, "2026-12-01 15:00 Europe/Berlin"),
    (Item::MeetingDuration, "60"),
    (Item::SmeArea, "ci-cd"),
    (Item::SmeEngagement, "A call"),
    (Item::EventName, "GitOps Day"),
    (Item::EventLocation, "Vienna"),
    (Item::EventStarts, "2026-12-10 09:00 Europe/Vienna"),
    (Item::EventCompetency, "Pipelines"),
    (Item::EventAvailability, "One day"),
    (Item::EventDiversity, "A panel of several backgrounds"),
    (Item::ProductGathered, "https://issues.example.com/12"),
    (Item::DemoStarts, "2026-12-08 15:00 Europe/Berlin"),
    (Item::DemoSearched, "Two demos, and none with Geo"),
    (Item::RfxKind, "rfp"),
    (Item::RfxDeadline, "2026-12-08 17:00 Europe/Berlin"),
    (Item::RfxOutline, "Security: Sam, by Friday"),
    (Item::RfxInternalDue, "2026-12-07 11:00 Europe/Berlin"),
    (Item::SecurityArr, "120000 EUR"),
    (Item::SecurityTrustCenter, "It answers all but backups"),
    (Item::SecurityTopics, "Backups"),
    (Item::SecurityDocument, "https://drive.example.com/q.xlsx"),
    (Item::PartnerName, "Hansa Systems"),
    (Item::PartnerRegion, "EMEA"),
    (Item::PartnerEsm, "Olga Petrov"),
    (Item::PartnerBusiness, "Piet Vos"),
    (Item::SecondaryMode, "ad-hoc"),
    (Item::SecondaryWhy, "Too complex for one"),
    (Item::RidePassenger, "kim"),
    (Item::RideDriver, "sam"),
    (Item::RideMeetings, "the kick-off; the demo; the read-out"),
    (Item::RideGoal, "See how results are read"),
    (Item::StrategicWhy, "The first of its kind in the region"),
    (Item::StrategicSponsor, "Their COO"),
    (Item::ContentSort, "blog"),
    (Item::ContentTopic, "Merge trains"),
    (Item::ContentAudience, "Heads of platforms"),
    (Item::ContentDue, "2026-12-18"),
];

fn answer(item: Item) -> &'static str {
    let found = ANSWERS.iter().find(|(own, _)| *own == item);
    found.unwrap_or_else(|| panic!("say {}", item.key())).1
}

/// Returns a desk whose opportunity is qualified.
fn qualified() -> Sandbox {
    let desk = Sandbox::guarded();
    let path = format!("opportunities/{OPP}.yaml");
    let more = "command_plan: {why_now: The audit is in March.}\nmeddpicc: {identify_pain: It takes a week., champion: Lee Park}\n";
    desk.put(&path, &(desk.read(&path) + more));
    commit(&desk, "sam", "opportunities: qualified").ok();
    desk
}

/// Returns a request as a file in YAML.
fn yaml(template: Template) -> String {
    let mut request = json!({"template": template.name()});
    for item in template.required() {
        let text = match item {
            Item::MeetingDuration => json!(60),
            item => json!(answer(*item)),
        };
        match item.key().split_once('.') {
            Some((group, key)) => request[group][key] = text,
            None => request[item.key()] = text,
        }
    }
    serde_yaml::to_string(&request).expect("YAML")
}

/// Returns the flags that say the items of a template, all but one.
fn flags(template: Template, without: Option<Item>) -> Vec<String> {
    let items = template.required().iter();
    items
        .filter(|item| Some(**item) != without)
        .flat_map(|item| [format!("--{}", item.flag()), answer(*item).to_owned()])
        .collect()
}

/// Runs `sa request new` for a template with flags.
fn new(desk: &Sandbox, template: &str, more: &[String]) -> crate::outcome::Outcome {
    let words = ["sa", "request", "new", "--template", template];
    let more = more.iter().map(String::as_str);
    let words: Vec<&str> = words.into_iter().chain(more).collect();
    desk.run(&[&words[..], &["--format", "json"]].concat())
}

/// Takes in a good request, and returns its id.
fn taken(desk: &Sandbox, template: Template) -> String {
    let outcome = new(desk, template.name(), &flags(template, None));
    let read = outcome.ok().json();
    read["data"]["id"].as_str().expect("an id").to_owned()
}

fn shown(desk: &Sandbox, id: &str) -> Value {
    let words = ["sa", "request", "show", id, "--format", "json"];
    desk.run(&words).ok().json()["data"].clone()
}

#[test]
fn a_good_request_of_every_template_is_taken_in_from_yaml_and_claimed() {
    let desk = qualified();
    for (template, name, title) in Template::ALL {
        let words = ["sa", "request", "new", "--from", "-", "--format", "json"];
        let outcome = desk.run_with_input(&words, &yaml(*template));
        let read = outcome.ok().json();
        let id = read["data"]["id"].as_str().expect("an id").to_owned();
        let data = shown(&desk, &id);
        assert_eq!(data["template"], *name);
        assert_eq!(data["missing"], json!([]), "{outcome}");
        desk.run(&["sa", "request", "show", &id]).ok().says(title);
        let claim = [
            "sa", "request", "claim", &id, "--owner", "sam", "--note", "n",
        ];
        desk.run_as("maria", &claim).ok().says("is triaged");
        let listed = desk.run(&["sa", "request", "list", "--template", name]);
        listed.ok().says(&id);
    }
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn each_item_that_a_template_lacks_is_named_with_its_flag() {
    let desk = qualified();
    for (template, name, _) in Template::ALL {
        for item in template.required() {
            let outcome = new(&desk, name, &flags(*template, Some(*item)));
            // An opportunity brings the account, and its own account the opportunity of a customer.
            let follows = matches!(item, Item::Opportunity | Item::Account);
            if follows && outcome.code == Some(0) {
                continue;
            }
            outcome.exits(2);
            let told = format!("{} is missing: --{}", item.title(), item.flag());
            outcome.says(&told);
        }
        new(&desk, name, &flags(*template, None)).ok();
    }
}

#[test]
fn a_word_that_an_item_does_not_take_is_refused_with_the_list() {
    let desk = qualified();
    for (template, item, list) in [
        (
            Template::Sme,
            Item::SmeArea,
            "ai, app-security, plan, dedicated, ci-cd, metrics, embedded-devops",
        ),
        (Template::Async, Item::Subscription, "saas, self-managed"),
        (Template::Alliance, Item::PartnerRegion, "AMER, APAC, EMEA"),
        (
            Template::SecondarySa,
            Item::SecondaryMode,
            "ad-hoc, long-term",
        ),
        (Template::Rfx, Item::RfxKind, "rfi, rfp, rfq, other"),
        (
            Template::Content,
            Item::ContentSort,
            "blog, webinar, talk, video",
        ),
    ] {
        let mut more = flags(template, Some(item));
        more.extend([format!("--{}", item.flag()), "cooking".to_owned()]);
        let outcome = new(&desk, template.name(), &more);
        outcome.exits(1).says("cannot be `cooking`").says(list);
    }
}

#[test]
fn an_answer_that_does_not_do_is_told_why() {
    let desk = qualified();
    for (template, item, text, why) in [
        (
            Template::RideAlong,
            Item::RideMeetings,
            "one; two",
            "names 2 of 3 meetings",
        ),
        (
            Template::Channel,
            Item::PartnerName,
            "Hansa, Inc",
            "is no name for a label: it has a `,`",
        ),
        (
            Template::Async,
            Item::SalesforceLink,
            "in Salesforce",
            "holds no http or https link",
        ),
        (Template::Sme, Item::MeetingDuration, "0", "is 0 minutes"),
        (Template::Sme, Item::MeetingAt, "someday", "--meeting-at: "),
        (Template::Content, Item::ContentDue, "someday", "--due: "),
        (
            Template::RideAlong,
            Item::RideDriver,
            "nobody",
            "--driver: there is no person `nobody`",
        ),
    ] {
        let mut more = flags(template, Some(item));
        more.extend([format!("--{}", item.flag()), text.to_owned()]);
        let outcome = new(&desk, template.name(), &more);
        outcome.refused().says(why);
    }
}

#[test]
fn times_and_days_are_typed_as_people_say_them() {
    let desk = qualified();
    let mut more = flags(Template::Content, Some(Item::ContentDue));
    more.extend(["--due".to_owned(), "friday".to_owned()]);
    let outcome = new(&desk, "content", &more);
    assert_eq!(outcome.ok().json()["data"]["content"]["due"], "2026-11-27");
    let id = taken(&desk, Template::Sme);
    assert_eq!(
        shown(&desk, &id)["meeting"]["at"],
        "2026-12-01T15:00:00+01:00"
    );
    let set = [
        "sa",
        "request",
        "edit",
        &id,
        "--set",
        "meeting.at=wednesday 9:30 Europe/Berlin",
    ];
    desk.run(&set).ok();
    assert_eq!(
        shown(&desk, &id)["meeting"]["at"],
        "2026-11-25T09:30:00+01:00"
    );
}

#[test]
fn partners_have_their_labels_and_are_handed_to_the_field() {
    let desk = qualified();
    let id = taken(&desk, Template::Channel);
    let data = shown(&desk, &id);
    let labels = [
        "Partner-SA",
        "Partner Region-EMEA",
        "Partner-Acct-Hansa Systems",
    ];
    assert_eq!(data["partner_labels"], json!(labels));
    let hand = [
        "sa",
        "request",
        "handoff",
        &id,
        "--to",
        "kim",
        "--note",
        "they are in the field",
    ];
    desk.refuses(
        &hand,
        1,
        &["is open, and nobody has it to hand on", "sa request claim"],
    );
    desk.run(&["sa", "request", "claim", &id]).ok();
    desk.run(&hand).ok().says("is triaged, and kim has it");
    let data = shown(&desk, &id);
    assert_eq!(data["owner"], "kim");
    let handoff = &data["handoffs"][0];
    assert_eq!(
        (&handoff["by"], &handoff["from"]),
        (&json!("sam"), &json!("sam"))
    );
    assert_eq!(
        (&handoff["to"], &handoff["note"]),
        (&json!("kim"), &json!("they are in the field"))
    );
    desk.refuses(&hand, 1, &["`kim` has", "already"]);
    let sheet = desk.run(&["sa", "request", "show", &id]);
    sheet
        .ok()
        .says("Partner-Acct-Hansa Systems")
        .says("Handoffs");
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn an_event_is_assigned_by_a_manager_who_says_why() {
    let desk = qualified();
    let id = taken(&desk, Template::Event);
    let claim = ["sa", "request", "claim", &id, "--owner", "kim"];
    let why = [&claim[..], &["--note", "nearest"]].concat();
    desk.refuses(&why, 1, &["`sam` assigned the event, and is no manager"]);
    let refused = desk.run_as("maria", &claim);
    refused.exits(1).says("does not say why");
    desk.run_as("maria", &why).ok().says("kim has it");
    let other = ["sa", "request", "claim", &id];
    desk.refuses(&other, 1, &["is assigned already", "sa request handoff"]);
    let hand = [
        "sa",
        "request",
        "handoff",
        &id,
        "--to",
        "sam",
        "--note",
        "kim is ill",
    ];
    desk.refuses(&hand, 1, &["is no manager"]);
    desk.run_as("maria", &hand).ok().says("sam has it");
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn only_the_primary_sa_asks_for_an_expert() {
    let desk = qualified();
    let more = flags(Template::Sme, None);
    let more = [&more[..], &["--requester".to_owned(), "dana".to_owned()]].concat();
    let outcome = new(&desk, "sme", &more);
    outcome.exits(1).says("`dana` is not the primary SA");
    let bare = Sandbox::guarded();
    let outcome = new(&bare, "sme", &flags(Template::Sme, None));
    outcome
        .exits(1)
        .says("is not qualified")
        .says("sa opp meddpicc");
}
