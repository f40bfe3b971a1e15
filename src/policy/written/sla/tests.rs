//! Targets as desks write them: what is taken, and what is refused where.

use crate::policy::sla::{Event, Limit, Target};
use crate::policy::{Policy, written::default_targets};
use crate::records::request::State;
use crate::source::Source;

fn read(lines: &str) -> Result<Policy, Vec<String>> {
    let source = Source::shared("desk.toml", format!("schema = 1\n{lines}\n"));
    Policy::read(&source, &Default::default()).map_err(|findings| {
        let told = findings.into_iter().map(|finding| {
            let place = finding.at.source.position(finding.at.span.start);
            format!(
                "{}:{} {}; {}",
                place.line, place.column, finding.message, finding.help
            )
        });
        told.collect()
    })
}

fn target(policy: &Policy, name: &str) -> Target {
    let mut targets = policy.targets.iter();
    let found = targets.find(|target| target.name == name);
    found.unwrap_or_else(|| panic!("{name} is there")).clone()
}

fn refusals(lines: &str) -> Vec<String> {
    read(lines).expect_err("it is refused")
}

const OWN: &str = "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\n";

#[test]
fn a_desk_changes_one_key_and_keeps_the_rest() {
    let policy = read("[sla.first-activity]\nwithin = \"16 business hours\"").expect("valid");
    let changed = target(&policy, "first-activity");
    assert_eq!(changed.limit.spoken(), "within 16 business hours");
    assert_eq!(changed.course.stop, [Event::FirstActivity]);
    assert_eq!(policy.targets.len(), default_targets().len());
    let place = policy.place("sla.first-activity.within").expect("written");
    assert_eq!(place.source.position(place.span.start).line, 3);
    assert!(policy.target_place("allocation").is_none());
}

#[test]
fn a_desk_adds_targets_and_exceptions_and_leaves_out_others() {
    let lines = format!(
        "{OWN}[sla.callback-emea]\nof = \"callback\"\nregion = \"EMEA\"\nwithin = \"2 hours\"\n[sla.first-activity-expedited]\noff = true\n"
    );
    let policy = read(&lines).expect("valid");
    let exception = target(&policy, "callback-emea");
    assert_eq!(exception.course.start, [Event::Request(State::Open)]);
    assert_eq!(exception.scope.regions, ["EMEA"]);
    assert!(matches!(exception.limit, Limit::Within(_)));
    let names: Vec<&str> = policy.targets.iter().map(|one| one.name.as_str()).collect();
    assert!(!names.contains(&"first-activity-expedited"), "{names:?}");
}

#[test]
fn an_exception_is_narrowed_down_by_what_narrows_its_target() {
    let policy = Policy::default();
    let base = target(&policy, "first-activity");
    let exception = target(&policy, "first-activity-expedited");
    assert_eq!(exception.scope.templates, base.scope.templates);
    assert_eq!(exception.scope.specificity(), base.scope.specificity() + 1);
}

#[test]
fn two_targets_equally_specific_are_refused_at_the_later() {
    let lines = format!(
        "{OWN}[sla.callback-pov]\nof = \"callback\"\nflag = \"pov\"\nwithin = \"2 hours\"\n[sla.callback-emea]\nof = \"callback\"\nregion = \"EMEA\"\nwithin = \"3 hours\"\n"
    );
    let told = refusals(&lines);
    assert_eq!(
        told,
        [
            "7:6 `callback-emea` and `callback-pov` are equally specific, so neither wins: one is for region EMEA, the other for flag pov; add an exception for what both hold for, narrow one of them down by one more of template, flag, segment and region, or let them share none"
        ]
    );
    // Regions apart from each other share no record.
    let apart = format!(
        "{OWN}[sla.a]\nof = \"callback\"\nregion = \"AMER\"\nwithin = \"2 hours\"\n[sla.b]\nof = \"callback\"\nregion = \"EMEA\"\nwithin = \"3 hours\"\n"
    );
    assert!(read(&apart).is_ok());
}

#[test]
fn a_third_that_holds_where_both_do_breaks_a_tie() {
    let emea = "[sla.first-activity-emea]\nof = \"first-activity\"\nregion = \"EMEA\"\nwithin = \"16 business hours\"\n";
    assert_eq!(refusals(emea).len(), 1, "it ties with what is expedited");
    let both = |more: &str| {
        format!(
            "{emea}[sla.both]\nof = \"first-activity\"\nflag = \"expedite\"\nregion = \"EMEA\"\nwithin = \"8 business hours\"\n{more}"
        )
    };
    assert!(read(&both("")).is_ok());
    // What holds for a part of them only breaks no tie.
    assert_eq!(refusals(&both("template = \"follow-up\"")).len(), 1);
    assert_eq!(refusals(&both("segment = \"smb\"")).len(), 1);
}

#[test]
fn a_clock_that_starts_after_it_stops_is_refused_at_the_word() {
    for (start, stop, place) in [
        ("closed", "triaged", "6:8"),
        ("doing", "triaged", "6:8"),
        ("open", "open", "6:8"),
        ("first-activity", "triaged", "6:8"),
    ] {
        let lines = format!(
            "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"{start}\"\nstop = \"{stop}\"\n"
        );
        assert_eq!(
            refusals(&lines),
            [format!(
                "{place} `sla.callback` starts after it stops: `{stop}` does not come after `{start}`; docs/lifecycles.md tells what comes after what"
            )]
        );
    }
}

/// Lines of a policy, and the beginning of the one refusal of them.
const REFUSED: &[(&str, &str)] = &[
    (
        "[sla.callback]\nwithin = \"4 hours\"",
        "2:6 `sla.callback` does not say what it is on",
    ),
    (
        "[sla.callback]\non = \"request\"",
        "2:6 `sla.callback` does not say how long",
    ),
    (
        "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"",
        "2:6 `sla.callback` does not say what makes it start",
    ),
    (
        "[sla.first-activity]\nbefore = \"4 hours\"",
        "2:6 `sla.first-activity` has more than one of within, before and ahead",
    ),
    (
        "[sla.x]\nof = \"first-activty\"\nwithin = \"1 hour\"",
        "2:6 `sla.x` is an exception to `first-activty`, which is no target; did you mean `first-activity`?",
    ),
    (
        "[sla.x]\nof = \"first-activity\"\nwithin = \"1 hour\"\nstart = \"open\"",
        "2:6 `sla.x` has events of its own, and is an exception",
    ),
    (
        "[sla.first-activity]\nwithin = \"4 fortnights\"",
        "3:10 `4 fortnights` is not a duration",
    ),
    (
        "[sla.first-activity]\nregion = \"LATAM\"",
        "3:10 `LATAM` is not a region of this desk",
    ),
    (
        "[sla.first-activity]\nstop = \"trigged\"",
        "3:8 `sla.first-activity.stop` cannot be `trigged`; did you mean `triaged`?",
    ),
    (
        "[sla.first-activity]\nwithn = \"4 hours\"",
        "3:1 unknown key `withn`; did you mean `within`?",
    ),
    (
        "[sla.first-activity]\noff = \"yes\"",
        "3:7 `sla.first-activity.off` is true or false",
    ),
    (
        "[sla.rfx]\non = \"request\"\nbefore = \"1 business day\"\nstart = \"open\"\nstop = \"closed\"",
        "2:6 `sla.rfx`: `before` counts back by the clock",
    ),
    (
        "[sows]\nreview_weekdays = 3",
        "3:1 `sows.review_weekdays` is said elsewhere now; write `within` in `[sla.ta-review]` and `[sla.scoping-answer]`",
    ),
];

#[test]
fn what_a_target_lacks_or_has_too_much_is_said() {
    for (lines, said) in REFUSED {
        let told = refusals(lines);
        assert!(told[0].starts_with(said), "{lines}: {told:?}");
        assert_eq!(told.len(), 1, "{told:?}");
    }
}
