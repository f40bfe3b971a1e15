//! Peers that list, select and add: taskwarrior, recutils' `recsel`, backlog.md and git-issue.
//! Those that check files are in `checkers`.

use std::fmt::Write;

use super::facts::{Fact, all};
use super::{Peer, Place, begin_repository, commit_all, run, write};
use crate::generated::Desk;
use crate::lines::with;

/// Where it is tried first, unless it is known to take minutes there.
const MANY: usize = 100_000;
const FEWER: usize = 10_000;

/// Returns them.
pub(super) fn peers() -> [Peer; 4] {
    let mine = (
        "sa request list --mine",
        ["request", "list", "--mine"].as_slice(),
    );
    [
        Peer {
            name: "taskwarrior",
            programs: &["task"],
            what: "task list",
            ours: ("hygiene report", &["report"]),
            ours_is_cold: false,
            most: MANY,
            make: tasks,
            commands: |_, place| {
                let mut task = place.command("task");
                task.env("TASKRC", place.folder.join("taskrc"));
                vec![with(task, &["list"])]
            },
            least: Some(1.0 / 0.3),
            differs: "Each record is a pending task with project, tag and day of entry. It lists and sorts them by urgency; it knows no states but its own, no references and no rules.",
        },
        Peer {
            name: "recutils",
            programs: &["recsel"],
            what: "recsel -t requests -e OWNER",
            ours: mine,
            ours_is_cold: false,
            most: MANY,
            make: record_file,
            commands: |_, place| {
                let words = ["-t", "requests", "-e", "Owner = 'sam'", "desk.rec"];
                vec![with(place.command("recsel"), &words)]
            },
            least: None,
            differs: "All records are in one file, and in it no comments, no meetings and one entry of each history.",
        },
        Peer {
            name: "backlog.md",
            programs: &["backlog"],
            what: "backlog task list --plain",
            ours: mine,
            ours_is_cold: false,
            most: FEWER,
            make: backlog,
            commands: |_, place| vec![with(place.command("backlog"), &["task", "list", "--plain"])],
            least: None,
            differs: "Each record is a task in Markdown with title, status, assignee, day and label. It looks at no other branch here (`filesystem_only`), and checks nothing.",
        },
        Peer {
            name: "git-issue",
            programs: &["git-issue"],
            what: "git-issue list",
            ours: mine,
            ours_is_cold: false,
            most: MANY,
            make: issues,
            commands: |_, place| vec![with(place.command("git-issue"), &["list"])],
            least: None,
            differs: "Each record is an issue with title, state and label. States have no order, and nothing is checked.",
        },
    ]
}

fn tasks(desk: &Desk, place: &Place) {
    write(
        &place.folder,
        "taskrc",
        &format!(
            "data.location={}\nconfirmation=no\n",
            place.folder.display()
        ),
    );
    let mut text = String::new();
    for (at, fact) in all(desk).iter().enumerate() {
        let title = fact.title.replace('&', "and");
        writeln!(
            text,
            "[description:\"{title}\" entry:\"{}\" project:\"{}\" status:\"pending\" tags:\"{}\" uuid:\"00000000-0000-4000-8000-{at:012}\"]",
            1_733_130_000 + at,
            fact.account,
            fact.kind
        )
        .expect("a text can be written to");
    }
    write(&place.folder, "pending.data", &text);
}

/// Writes all records into one file, each kind under its description.
pub(super) fn record_file(desk: &Desk, place: &Place) {
    let mut text = String::new();
    let mut kind = String::new();
    for fact in all(desk) {
        if fact.kind != kind {
            kind.clone_from(&fact.kind);
            write!(
                text,
                "%rec: {kind}\n%key: Id\n%mandatory: Title Owner State Day\n%allowed: Id Title Owner State Day Account Opportunity\n%type: Day date\n%type: Account,Opportunity line\n\n"
            )
            .expect("a text can be written to");
        }
        let Fact {
            id,
            title,
            owner,
            state,
            day,
            account,
            opportunity,
            ..
        } = fact;
        write!(
            text,
            "Id: {id}\nTitle: {title}\nOwner: {owner}\nState: {state}\nDay: {day}\nAccount: {account}\nOpportunity: {opportunity}\n\n"
        )
        .expect("a text can be written to");
    }
    write(&place.folder, "desk.rec", &text);
}

fn backlog(desk: &Desk, place: &Place) {
    begin_repository(place);
    write(
        &place.folder,
        "backlog/config.yml",
        "project_name: \"desk\"\ndefault_status: \"To Do\"\nstatuses: [\"To Do\", \"In Progress\", \"Done\"]\nlabels: []\ndate_format: yyyy-mm-dd\nremote_operations: false\nauto_commit: false\nfilesystem_only: true\ncheck_active_branches: false\ntask_prefix: \"task\"\n",
    );
    for (at, fact) in all(desk).iter().enumerate() {
        let text = format!(
            "---\nid: TASK-{at}\ntitle: '{}'\nstatus: To Do\nassignee: [{}]\ncreated_date: '{} 09:00'\nlabels: [{}]\ndependencies: []\nordinal: {}\n---\n\n## Description\n\n{} of {}\n",
            fact.title.replace('\'', " "),
            fact.owner,
            fact.day,
            fact.kind,
            at * 1000,
            fact.id,
            fact.account
        );
        write(
            &place.folder,
            &format!("backlog/tasks/task-{at} - record.md"),
            &text,
        );
    }
    commit_all(place);
}

fn issues(desk: &Desk, place: &Place) {
    begin_repository(place);
    run(place, "git-issue", &["init"]);
    for (at, fact) in all(desk).iter().enumerate() {
        let at = at + 1;
        let text = format!(
            "_version: 1\nid: {at}\ntitle: '{}'\nstate: new\ntype: ''\nlabels: [{}]\nreporter: ''\nassignee: ''\npriority: ''\ndue_date: ''\nrelationships: {{}}\ncreated: {}T09:00:00Z\nupdated: {}T09:00:00Z\n",
            fact.title.replace('\'', " "),
            fact.kind,
            fact.day,
            fact.day
        );
        let own = format!(".gitissues/issues/{at:010}");
        write(&place.folder, &format!("{own}/meta.yaml"), &text);
        write(
            &place.folder,
            &format!("{own}/description.md"),
            &format!("{} of {}\n", fact.id, fact.account),
        );
    }
    commit_all(place);
}
