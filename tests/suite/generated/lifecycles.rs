//! `docs/lifecycles.md`: how records move from state to state, and what each state requires.
//! What is required is found by asking the check about a record that says as little as can be.

use desk::checks::missing_field::missing;
use desk::finding::Level;
use desk::lifecycle::{State as _, exits};
use desk::policy::Policy;
use desk::records::request::{DeclineReason, Flag, Item, KIND, Party, State, Template};
use desk::records::{Records, Request};
use desk::source::Snapshot;

use super::{compare, head, row, services, stages};

const ID: &str = "REQ-4T9K2M7X";

#[test]
fn lifecycles() {
    let mut text = String::from(
        "# Lifecycles\n\n\
        The last entry of a record's `history` is its state; entries are added and never edited. A move that is not\n\
        drawn here is refused by the check [illegal-transition](checks.md#illegal-transition), what a state requires is\n\
        asked for by [missing-field](checks.md#missing-field) and, for the command plan, by\n\
        [request-without-command-plan](checks.md#request-without-command-plan).\n\n\
        ## Requests\n\n",
    );
    text += &diagram::<State>();
    text += "\nA waiting request goes back to the state it came from, or is declined if it could have been from there.\n\n";
    text += &head(&["state", "label on the board", "may become", "requires"]);
    for state in State::ALL {
        let exits: Vec<&str> = state.next().iter().map(|next| next.name()).collect();
        let label = match state.label() {
            "" => "none",
            label => label,
        };
        text += &row(&[state.name(), label, &exits.join(", "), &required(*state)]);
    }
    text += "\n### Items of each template\n\nUnless `requests.required` of the policy lists others.\n\n";
    text += &head(&["template", "on the board", "cannot do without", "items"]);
    for (template, name, title) in Template::ALL {
        let titles = |items: &[Item]| {
            let titles: Vec<&str> = items.iter().map(|item| item.title()).collect();
            titles.join("; ")
        };
        let (least, all) = (titles(template.least()), titles(template.required()));
        text += &row(&[name, title, &least, &all]);
    }
    text += "\n### Words of history entries and flags\n\n";
    let reasons: Vec<String> = DeclineReason::ALL
        .iter()
        .map(|(_, name)| quoted(name))
        .collect();
    let parties: Vec<String> = Party::ALL.iter().map(|(_, name)| quoted(name)).collect();
    text += &format!("- `reason`, with `declined`: {}.\n", reasons.join(", "));
    text += &format!("- `acknowledged`, with `closed`: {}.\n", parties.join(", "));
    for (_, name, label) in Flag::ALL {
        text += &format!("- The flag `{name}` shows as `{label}`.\n");
    }
    text += &stages::section();
    text += &povs();
    text += &services::section();
    compare("lifecycles.md", &text);
}

/// Returns the section on POVs.
fn povs() -> String {
    use desk::records::pov::{Outcome, PovResult, PovType, State};
    let mut text = format!("\n## POVs\n\n{}\n", diagram::<State>());
    text += "What may begin without a word of a leader, or end without a result, is judged by the checks.\n\n";
    text += &head(&[
        "state",
        "in Salesforce",
        "may become",
        "command that leads into it",
    ]);
    for state in State::ALL {
        let exits: Vec<&str> = state.next().iter().map(|next| next.name()).collect();
        let exits = match exits.is_empty() {
            true => "nothing".into(),
            false => exits.join(", "),
        };
        let command = match state {
            State::New => "`sa pov new`",
            State::InProgress => "`sa pov start`",
            State::Closed => "`sa pov close`, with a result and a note",
        };
        text += &row(&[state.name(), state.label(), &exits, command]);
    }
    let results = PovResult::ALL.iter().map(|(_, word)| quoted(word));
    let types = PovType::ALL.iter().map(|(_, word)| quoted(word));
    let outcomes = Outcome::ALL.iter().map(|(_, word)| quoted(word));
    text += &format!("\n- `type`: {}.\n", types.collect::<Vec<_>>().join(", "));
    text += &format!(
        "- `result`, with `closed`: {}.\n",
        results.collect::<Vec<_>>().join(", ")
    );
    text += &format!(
        "- `outcome` of a criterion: {}.\n",
        outcomes.collect::<Vec<_>>().join(", ")
    );
    text
}

/// Returns the diagram of a lifecycle; a state that nothing must follow is an end.
pub(super) fn diagram<S: desk::lifecycle::State>() -> String {
    let word = |state: &S| state.name().replace('-', "_");
    let mut text = String::from("```mermaid\nstateDiagram-v2\n");
    for state in S::ALL {
        if state.name().contains('-') {
            text += &format!("    state \"{}\" as {}\n", state.name(), word(state));
        }
    }
    text += &format!("    [*] --> {}\n", word(&S::ALL[0]));
    for state in S::ALL {
        for next in state.next() {
            text += &format!("    {} --> {}\n", word(state), word(next));
        }
        if is_end(*state) {
            text += &format!("    {} --> [*]\n", word(state));
        }
    }
    text + "```\n"
}

/// Returns whether a state leads nowhere, or only back to the start.
fn is_end<S: desk::lifecycle::State>(state: S) -> bool {
    state.next().iter().all(|next| *next == S::ALL[0])
}

/// Returns what a request in a state lacks when it says nothing but who asks.
fn required(state: State) -> String {
    let lacks: Vec<Vec<String>> = Template::ALL
        .iter()
        .map(|(template, name, _)| lacks(state, *template, name))
        .collect();
    let of_all: Vec<&String> = lacks[0]
        .iter()
        .filter(|title| lacks.iter().all(|other| other.contains(title)))
        .collect();
    let is_more = lacks.iter().any(|own| own.len() > of_all.len());
    let titles = of_all.iter().map(|title| title.as_str());
    let mut said: Vec<&str> = titles.collect();
    if is_more {
        said.retain(|title| !is_item(title));
        let is_least = |titles: &Vec<String>, template: Template| {
            let items = titles.iter().filter(|title| is_item(title));
            let least = template.least().iter().map(|item| item.title());
            items.count() == least.count()
        };
        let mut each = lacks.iter().zip(Template::ALL);
        let all = match each.all(|(titles, (template, ..))| is_least(titles, *template)) {
            true => "what the template cannot do without",
            false => "every item of the template",
        };
        said.insert(0, all);
    }
    match said.is_empty() {
        true => "nothing more".into(),
        false => said.join("; "),
    }
}

/// Returns titles of what is missing, as errors; those of items only if not all items of the template are among them.
fn lacks(state: State, template: Template, name: &str) -> Vec<String> {
    let path = path_to(state);
    let moves: String = path
        .iter()
        .enumerate()
        .map(|(at, to)| {
            format!(
                "  - {{at: 2026-11-{:02}T09:00:00Z, by: sam, to: {}}}\n",
                at + 1,
                to.name()
            )
        })
        .collect();
    let text = format!("template: {name}\nrequester: dana\nhistory:\n{moves}");
    let files = vec![(format!("requests/2026-11/{ID}.yaml"), text)];
    let records = Records::of(Snapshot::of_texts(files));
    let request = records.get::<Request>(&KIND, ID).expect("it can be read");
    let found: Vec<String> = missing(request, &records, &Policy::default())
        .into_iter()
        .filter(|missing| missing.level == Level::Error)
        .map(|missing| missing.title)
        .collect();
    if state.is_engaged() {
        for item in template.required() {
            let title = item.title().to_owned();
            assert!(
                found.contains(&title),
                "{name} in {} wants {title}",
                state.name()
            );
        }
    }
    found
}

/// Returns the shortest way to a state.
fn path_to(state: State) -> Vec<State> {
    let mut ways = vec![vec![State::ALL[0]]];
    loop {
        if let Some(way) = ways.iter().find(|way| way.last() == Some(&state)) {
            return way.clone();
        }
        ways = ways
            .iter()
            .flat_map(|way| {
                exits(way)
                    .into_iter()
                    .map(|next| [&way[..], &[next]].concat())
            })
            .collect();
        assert!(!ways.is_empty(), "{} can be reached", state.name());
    }
}

fn is_item(title: &str) -> bool {
    Item::ALL.iter().any(|row| row.title == title)
}

pub(super) fn quoted(word: &str) -> String {
    format!("`{word}`")
}
