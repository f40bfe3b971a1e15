//! The section of `docs/lifecycles.md` on opportunities: their stages, and which moves need a reason.
//! The other lifecycles, and the document itself, live in `lifecycles`.

use desk::changes::opportunity::needs_reason;
use desk::lifecycle::{State as _, exits};
use desk::records::opportunity::Stage;

use super::{head, row};

/// Returns the section.
pub(super) fn section() -> String {
    let mut text = String::from("\n## Opportunities\n\n");
    text += &diagram();
    text += "\nThe desk mirrors opportunities from whatever stage they are at when they come to it. Stages may be left out, and\n\
        an opportunity may go back. A move back, an opening again, and an end that is not won need a reason:\n\
        `sa opp stage ID STAGE --reason TEXT`.\n\n";
    text += &head(&["stage", "may become", "and with a reason"]);
    for (stage, name) in Stage::ALL {
        let (with, without): (Vec<Stage>, Vec<Stage>) = exits(&[*stage])
            .into_iter()
            .partition(|to| needs_reason(*stage, *to));
        text += &row(&[name, &names(&without), &names(&with)]);
    }
    text
}

fn names(stages: &[Stage]) -> String {
    let names: Vec<&str> = stages.iter().map(|stage| stage.name()).collect();
    match names.is_empty() {
        true => "nothing".into(),
        false => names.join(", "),
    }
}

/// Returns the diagram; stages that lead to each other and to the same ends are drawn as one.
fn diagram() -> String {
    let groups = groups();
    let mut text = String::from("```mermaid\nstateDiagram-v2\n");
    for group in &groups {
        text += &format!("    state \"{}\" as {}\n", title(group), word(group));
    }
    for from in &groups {
        for to in groups.iter().filter(|to| *to != from) {
            let reached: Vec<&Stage> = to
                .iter()
                .filter(|to| from.iter().all(|from| from.next().contains(to)))
                .collect();
            let is_whole = reached.len() == to.len();
            if reached.is_empty() {
                continue;
            }
            let only: Vec<&str> = reached.iter().map(|stage| stage.name()).collect();
            let mark = match is_whole {
                true => String::new(),
                false => format!(" : {}", only.join(", ")),
            };
            text += &format!("    {} --> {}{mark}\n", word(from), word(to));
        }
    }
    text + "```\n"
}

/// Returns the stages in order, those with the same exits together.
fn groups() -> Vec<Vec<Stage>> {
    let mut groups: Vec<Vec<Stage>> = Vec::new();
    for (stage, _) in Stage::ALL {
        match groups.last_mut() {
            Some(group) if stage.is_open() && group[0].next() == stage.next() => group.push(*stage),
            _ => groups.push(vec![*stage]),
        }
    }
    groups
}

fn title(group: &[Stage]) -> String {
    match group {
        [first, .., last] => format!("{} to {}", first.name(), last.name()),
        _ => group[0].name().to_owned(),
    }
}

/// Returns the words of a group without its numbers, as Mermaid names a state.
fn word(group: &[Stage]) -> String {
    let name = group[0].name();
    let words = name.split_once('-').map_or(name, |(_, words)| words);
    words.to_lowercase().replace(' ', "_")
}
