//! Peers that check files: recutils' `recfix`, doorstop, and yamllint with check-jsonschema.
//! Those that list are in `lists`.

use std::collections::BTreeMap;
use std::process::Command;

use super::facts::all;
use super::lists::record_file;
use super::{Peer, Place, begin_repository, commit_all, write};
use crate::generated::Desk;
use crate::lines::with;

const CHECK: (&str, &[&str]) = ("hygiene check", &["check"]);

/// Returns them.
pub(super) fn peers() -> [Peer; 3] {
    [
        Peer {
            name: "recutils",
            programs: &["recfix"],
            what: "recfix --check",
            ours: CHECK,
            ours_is_cold: true,
            most: 100_000,
            make: record_file,
            commands: |_, place| vec![with(place.command("recfix"), &["--check", "desk.rec"])],
            least: None,
            differs: "It checks mandatory and allowed fields, unique keys and types of single values. It does not follow references from one kind to another, and knows no states.",
        },
        Peer {
            name: "doorstop",
            programs: &["doorstop"],
            what: "doorstop -F",
            ours: CHECK,
            ours_is_cold: true,
            most: 10_000,
            make: documents,
            commands: |_, place| vec![with(place.command("doorstop"), &["-F"])],
            least: Some(20.0),
            differs: "It checks that links exist and are not in circles, and that what was reviewed has not changed. It knows no states and no dates, and fills in what is new as reviewed (in a run that is not counted).",
        },
        Peer {
            name: "yamllint and check-jsonschema",
            programs: &["yamllint", "check-jsonschema"],
            what: "yamllint, then check-jsonschema of each kind",
            ours: CHECK,
            ours_is_cold: true,
            most: 10_000,
            make: |_, _| {},
            commands: linters,
            least: Some(50.0),
            differs: "On the files and with the schemas of the desk itself: spelling, keys and types of one file at a time. No references, no order of states, nothing that depends on the day.",
        },
    ]
}

/// Writes each kind as a document under the one it refers to, and each record as an item with a link to the other.
fn documents(desk: &Desk, place: &Place) {
    let documents = [
        ("accounts", "ACC", None, ""),
        ("opportunities", "OPP", Some("ACC"), "accounts"),
        ("requests", "REQ", Some("OPP"), "opportunities"),
        ("activities", "ACT", Some("OPP"), "opportunities"),
        ("povs", "POV", Some("OPP"), "opportunities"),
        ("sows", "SOW", Some("OPP"), "opportunities"),
    ];
    begin_repository(place);
    let facts = all(desk);
    let mut items: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for (kind, prefix, parent, _) in documents {
        let parent = parent.map_or(String::new(), |parent| format!("  parent: {parent}\n"));
        let settings = format!(
            "settings:\n  digits: 6\n  itemformat: yaml\n{parent}  prefix: {prefix}\n  sep: ''\n"
        );
        write(&place.folder, &format!("{kind}/.doorstop.yml"), &settings);
        let own = facts.iter().filter(|fact| fact.kind == kind);
        for (at, fact) in own.enumerate() {
            items.insert((kind, &fact.id), format!("{prefix}{:06}", at + 1));
        }
    }
    for (kind, _, _, above) in documents {
        for (at, fact) in facts.iter().filter(|fact| fact.kind == kind).enumerate() {
            let other = match above {
                "accounts" => &fact.account,
                _ => &fact.opportunity,
            };
            let link = items.get(&(above, other.as_str()));
            let links = link.map_or("links: []".into(), |uid| format!("links:\n- {uid}: null"));
            let text = format!(
                "active: true\nderived: false\nheader: ''\nlevel: 1.{}\n{links}\nnormative: true\nref: ''\nreviewed: null\ntext: |\n  {}\n",
                at + 1,
                fact.title
            );
            let item = &items[&(kind, fact.id.as_str())];
            write(&place.folder, &format!("{kind}/{item}.yml"), &text);
        }
    }
    commit_all(place);
}

/// Returns yamllint over all records, and check-jsonschema once for each kind.
fn linters(desk: &Desk, place: &Place) -> Vec<Command> {
    let kinds = desk::records::KINDS.iter();
    let kinds = kinds.filter(|kind| desk.root().join(kind.folder).exists());
    let mut commands = Vec::new();
    let mut yamllint = with(
        place.command("yamllint"),
        &["--format=parsable", "-d", "relaxed"],
    );
    for kind in kinds {
        yamllint.arg(kind.folder);
        let schema = kind.schema_path();
        let mut check = with(
            place.command("check-jsonschema"),
            &["--schemafile", &schema],
        );
        check
            .args(desk.files_of(kind.folder))
            .current_dir(desk.root());
        commands.push(check);
    }
    yamllint.current_dir(desk.root());
    commands.insert(0, yamllint);
    commands
}
