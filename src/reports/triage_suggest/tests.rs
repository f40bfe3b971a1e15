//! What speaks for and against an SA, and who comes first by it.

use super::*;
use crate::records::request;

const REQUEST: &str = "template: sa-activity\nrequester: dana\nregion: EMEA\ncurrent_tools: Jenkins, GitLab CI/CD\nsa_asks: A demo of pipelines\npreferred_dates: Tue 2026-12-01 15:00 Europe/Berlin\nhistory: [{at: 2026-11-20T09:00:00Z, by: dana, to: open}]\n";

/// Returns the candidates of a team with lines of their own, each with points and reasons.
fn told(team: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<String> {
    let mut files = vec![("requests/REQ-4T9K2M7X.yaml".to_owned(), REQUEST.to_owned())];
    files.extend(team.iter().map(|(handle, lines)| {
        let text = format!("name: N\nemails: [{handle}@example.com]\nroles: [sa]\n{lines}");
        (format!("people/{handle}.yaml"), text)
    }));
    let more = more
        .iter()
        .map(|(path, text)| ((*path).into(), (*text).into()));
    files.extend(more);
    let records = Records::of_texts(files);
    let request = records
        .get::<Request>(&request::KIND, "REQ-4T9K2M7X")
        .expect("a request");
    let now = "2026-11-23T10:00:00Z".parse().expect("a time");
    let ranked = ranked(&records, request, now);
    let line = |one: &Candidate<'_>| {
        let reasons: Vec<&str> = one
            .reasons
            .iter()
            .map(|reason| reason.words.as_str())
            .collect();
        format!(
            "{} {}: {}",
            one.person.id(),
            one.points(),
            reasons.join("; ")
        )
    };
    ranked.iter().map(line).collect()
}

#[test]
fn skills_and_region_speak_for_somebody() {
    let lines = told(
        &[
            ("ann", "skills: [pipeline, java]\n"),
            ("ben", "skills: [ci-cd, jenkins]\nregion: EMEA\n"),
            ("cy", ""),
        ],
        &[],
    );
    assert_eq!(
        lines,
        [
            "ben 30: knows ci-cd; knows jenkins; is in EMEA",
            "ann 10: knows pipeline",
            "cy 0: "
        ]
    );
}

#[test]
fn time_off_load_and_distance_speak_against_them() {
    let other = REQUEST
        .replace("region: EMEA", "owner: cy")
        .replace("to: open", "to: triaged");
    let lines = told(
        &[
            ("ann", "time_off: [{from: 2026-12-01, to: 2026-12-02}]\n"),
            ("ben", "time_zone: America/New_York\n"),
            ("cy", "time_zone: Europe/London\n"),
            ("di", "time_off: [{from: 2026-11-20, to: 2026-11-24}]\n"),
        ],
        &[("requests/REQ-5A1A1A1A.yaml", &other)],
    );
    assert_eq!(
        lines,
        [
            "cy -2: has 1 open request",
            "ben -4: is 6 hours from Europe/Berlin",
            "di -15: is away until Tuesday 2026-11-24",
            "ann -50: is away on Tuesday 2026-12-01"
        ]
    );
}

#[test]
fn experts_are_found_by_the_area_and_partners_by_ecosystem_sas() {
    let told = |template: &str, lines: &str| {
        let request = REQUEST.replace("sa-activity", template) + lines;
        let records = Records::of_texts([
            ("requests/REQ-4T9K2M7X.yaml".into(), request),
            (
                "people/ann.yaml".into(),
                "name: A\nemails: []\nroles: [sa]\nskills: [app security]\n".into(),
            ),
            (
                "people/ben.yaml".into(),
                "name: B\nemails: []\nroles: [esa]\n".into(),
            ),
        ]);
        let request = records
            .get::<Request>(&request::KIND, "REQ-4T9K2M7X")
            .expect("a request");
        let now = "2026-11-23T10:00:00Z".parse().expect("a time");
        let ranked = ranked(&records, request, now);
        let first = ranked
            .first()
            .map(|one| (one.person.id().to_owned(), one.points()));
        (ranked.len(), first.expect("somebody"))
    };
    let area = "sme: {area: app-security}\n";
    assert_eq!(told("sme", area), (1, ("ann".into(), 10)));
    assert_eq!(told("channel", ""), (1, ("ben".into(), 0)));
}

#[test]
fn an_agreed_meeting_is_on_the_day_that_it_is_for_the_sa() {
    let agreed = "meeting: {at: 2026-12-03T23:30:00Z}\n";
    let request = REQUEST.to_owned() + agreed;
    let person = |zone: &str| {
        let text = format!(
            "name: A\nemails: []\nroles: [sa]\ntime_zone: {zone}\ntime_off: [{{from: 2026-12-04, to: 2026-12-04}}]\n"
        );
        Records::of_texts([
            ("requests/REQ-4T9K2M7X.yaml".into(), request.clone()),
            ("people/ann.yaml".into(), text),
        ])
    };
    let points = |records: &Records| {
        let request = records
            .get::<Request>(&request::KIND, "REQ-4T9K2M7X")
            .expect("a request");
        let now = "2026-11-23T10:00:00Z".parse().expect("a time");
        ranked(records, request, now)[0].points()
    };
    assert_eq!(points(&person("Europe/Berlin")), -50);
    assert_eq!(points(&person("Europe/London")), 0);
}

#[test]
fn who_asks_and_who_is_no_sa_are_no_candidates() {
    let lines = told(
        &[("dana", "")],
        &[("people/eve.yaml", "name: E\nemails: []\nroles: [ta]\n")],
    );
    assert!(lines.is_empty(), "{lines:?}");
}

#[test]
fn who_is_on_triage_and_the_sa_of_the_account_come_first() {
    let lines = told(
        &[("ann", "region: EMEA\n"), ("ben", "region: EMEA\n")],
        &[("rota/2026-W48-emea.yaml", "who: ben\n")],
    );
    assert_eq!(
        lines,
        [
            "ben 13: is in EMEA; is on triage this week",
            "ann 10: is in EMEA"
        ]
    );
}
