//! `docs/policy.md`: every key of `desk.toml`, the words it may hold, and the profiles to begin with.

use desk::checks::CHECKS;
use desk::lifecycle::State as _;
use desk::policy::routing::Model;
use desk::policy::sla::{Subject, Told};
use desk::policy::{Policy, keys, profiles::PROFILES};
use desk::records::opportunity::Stage;
use desk::records::request::{Item, State, Template};
use desk::records::sow::Service;
use desk::source::Source;

use super::{compare, head, row};

#[test]
fn policy() {
    let mut text = String::from(
        "# Policy\n\n\
        What differs from team to team stands in `desk.toml` at the top of a desk. All mistakes in it are named at once,\n\
        each at its line. A part of a key in capitals stands for any of its sort.\n\n",
    );
    text += &head(&["key", "says", "without it", "what it is for"]);
    for key in keys::all() {
        text += &row(&[
            &format!("`{}`", key.path),
            key.value,
            key.default,
            key.meaning,
        ]);
    }
    text += "\n## Words\n\n";
    text += &listed("Stages", Stage::ALL.iter().map(|(_, name)| *name));
    text += &listed("Templates", Template::ALL.iter().map(|(_, name, _)| *name));
    text += &listed("Items", Item::ALL.iter().map(|row| row.key));
    text += &listed("States", State::ALL.iter().map(|state| state.name()));
    text += &listed("Services", Service::ALL.iter().map(|(_, name)| *name));
    text += &listed("Checks", CHECKS.iter().map(|check| check.name));
    text += "## Items of each template\n\n";
    for (template, name, _) in Template::ALL {
        let items = template.required().iter().map(|item| item.key());
        text += &listed(&format!("`{name}`"), items);
    }
    text += "## Catalogue\n\nThe services that are ordered by SKU unless `sows.catalogue` lists others.\n\n";
    text += &catalogue();
    text += &targets();
    text += "## Routing\n\nThe engagement models that hold unless `routing` lists others. Of the rows that are for a request, the one with the\nweightiest conditions holds: a template weighs more than the role of the account executive, that more than a segment, that\nmore than a region. Two rows that weigh the same for one request are a mistake.\n\n";
    text += &routing();
    text += &listed("Models", Model::ALL.iter().map(|(_, name)| *name));
    text += "## Profiles\n\n`sa init --profile NAME` begins a desk with one of these as its `desk.toml`.\n";
    for profile in PROFILES {
        text += &format!(
            "\n### {}\n\nIt has {}.\n\n```toml\n{}```\n",
            profile.name,
            profile.summary.trim_end_matches('.'),
            profile.text
        );
    }
    compare("policy.md", &text);
}

/// Returns the targets that hold without one in the policy, and the words of events.
fn targets() -> String {
    let mut text = String::from(
        "## Targets\n\nWhat must have happened by when, unless `[sla.TARGET]` says otherwise; [sla.md](sla.md) tells how time is counted.\n\n",
    );
    text += &head(&["target", "on", "how long", "for", "says"]);
    for target in &Policy::default().targets {
        let scope = target.scope.spoken();
        text += &row(&[
            &format!("`{}`", target.name),
            target.subject.name(),
            &target.limit.spoken(),
            &match target.scope.templates.as_slice() {
                [] if scope.is_empty() => "all".into(),
                many @ [_, _, _, _, _, ..] => {
                    let names: Vec<&str> = many.iter().map(|one| one.name()).collect();
                    scope.replace(
                        &format!("any of {} templates", many.len()),
                        &names.join(", "),
                    )
                }
                _ => scope,
            },
            target.source.as_deref().unwrap_or_default(),
        ]);
    }
    text += "\n### Events\n\nWhat may start, stop, pause, restart or cancel a clock, by what the target is on.\n\n";
    for (subject, name) in Subject::ALL {
        let events = subject.events();
        if !events.is_empty() {
            text += &listed(
                &format!("`{name}`"),
                events.iter().map(|event| event.name()),
            );
        }
    }
    text += &listed(
        "People who are told",
        Told::ALL.iter().map(|(_, name)| *name),
    );
    text
}

/// Returns the catalogue that holds without one in the policy.
fn catalogue() -> String {
    let mut text = head(&["SKU", "service", "kind", "hours"]);
    for (sku, item) in Policy::default().catalogue {
        let service = item.service.map_or("any", |service| service.name());
        let hours = item
            .hours
            .map_or("not said".into(), |hours| hours.to_string());
        text += &row(&[&format!("`{sku}`"), &item.name, service, &hours]);
    }
    text + "\n"
}

/// Returns the routing table that holds without one in the policy.
fn routing() -> String {
    let mut text = head(&[
        "row", "template", "AE role", "segment", "region", "model", "SA", "target", "note",
    ]);
    for row in Policy::default().routing {
        let any = |words: Vec<&str>| match words.is_empty() {
            true => "any".to_owned(),
            false => words.join(", "),
        };
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        text += &self::row(&[
            &format!("`{}`", row.name),
            &any(row.templates.iter().map(|one| one.name()).collect()),
            &any(row.ae_roles.iter().map(|one| one.name()).collect()),
            &any(row.segments.iter().map(|one| one.name()).collect()),
            &any(row.regions.iter().map(String::as_str).collect()),
            row.model.name(),
            row.sa.name(),
            &said(&row.target),
            &said(&row.note),
        ]);
    }
    text + "\n"
}

#[test]
fn the_default_profile_has_the_routing_table_of_the_program() {
    let source = Source::shared("desk.toml", PROFILES[0].text);
    let policy = Policy::read(&source, &desk::checks::names()).expect("the profile is valid");
    assert_eq!(policy.routing, Policy::default().routing);
    assert_eq!(policy.triage_call, Policy::default().triage_call);
}

#[test]
fn defaults_are_what_the_table_says() {
    let policy = Policy::default();
    let default = |path: &str| {
        let key = keys::all().find(|key| key.path == path);
        key.expect("the key is in the table").default
    };
    assert_eq!(default("name"), format!("`{}`", policy.name));
    assert_eq!(
        default("requests.sentence_words"),
        format!("`{}`", policy.sentence_words)
    );
    assert_eq!(
        default("requests.earliest_stage") == "any stage",
        policy.earliest_stage.is_none()
    );
    assert_eq!(default("sows.rate"), format!("`{}`", policy.rate));
    let boards = default("boards.REGION");
    for (region, board) in &policy.boards {
        assert!(boards.contains(&format!("`{region}`")), "{region}");
        assert_eq!(*board, format!("SA Triage Board {region}"));
    }
    assert_eq!(boards.matches('`').count() / 2, policy.boards.len() + 1);
    assert!(policy.required.is_empty() && policy.labels.is_empty() && policy.checks.is_empty());
}

fn listed<'a>(title: &str, words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    assert!(!words.is_empty(), "{title}");
    format!("{title}: {}.\n\n", words.join(", "))
}
