//! The next steps of notes: `- Sam: answer the three questions by 2026-11-24`.

use crate::calendar::{Date, date_within};
use crate::records::activity::AgreedStep;

/// Words of the longest name of somebody who is to do something.
const LONGEST_NAME: usize = 5;

/// One step as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    line: usize,
    text: String,
}

/// Returns whether a heading is that of the next steps.
pub(super) fn is_heading(name: &str) -> bool {
    let name = name.trim_end_matches(':').to_lowercase();
    ["next steps", "next step", "action items", "actions"].contains(&name.as_str())
}

/// Takes a line as a step, or as more of the one before it; returns whether it is either. What is ticked is no step
/// any more.
pub(super) fn take(items: &mut Vec<Item>, number: usize, line: &str) -> bool {
    let is_indented = line.starts_with([' ', '\t']);
    let item = marked(line.trim_start());
    match (item, items.last_mut()) {
        (None, _) if line.is_empty() => true,
        (None, Some(before)) if is_indented => {
            before.text.push(' ');
            before.text.push_str(line.trim_start());
            true
        }
        (Some(_), Some(before)) if is_indented => {
            before.text.push('\n');
            before.text.push_str(line);
            true
        }
        (Some(text), _) => {
            let is_ticked = text.starts_with("[x]") || text.starts_with("[X]");
            let text = text.strip_prefix("[ ]").unwrap_or(text).trim_start();
            if !is_ticked && !text.is_empty() {
                items.push(Item {
                    line: number,
                    text: text.to_owned(),
                });
            }
            !is_ticked
        }
        (None, _) => false,
    }
}

/// Returns what stands behind the mark of a list item.
fn marked(line: &str) -> Option<&str> {
    for mark in ["-", "*", "+"] {
        if let Some(rest) = line.strip_prefix(mark)
            && (rest.is_empty() || rest.starts_with([' ', '\t']))
        {
            return Some(rest.trim_start());
        }
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = rest
        .strip_prefix(". ")
        .or_else(|| rest.strip_prefix(") "))?;
    (1..=3).contains(&digits).then(|| rest.trim_start())
}

pub(super) fn agreed(items: &[Item], day: Date) -> Result<Vec<AgreedStep>, Vec<String>> {
    let mut steps = Vec::new();
    let mut faults = Vec::new();
    for item in items {
        let (who, text) = parted(&item.text);
        let due = match date_within(text, day) {
            Some(Ok(due)) => Some(due),
            Some(Err(why)) => {
                faults.push(format!("line {}: {why}", item.line));
                continue;
            }
            None => None,
        };
        steps.push(AgreedStep {
            who: who.map(Into::into),
            text: text.into(),
            due,
        });
    }
    match faults.is_empty() {
        true => Ok(steps),
        false => Err(faults),
    }
}

/// Returns who is to do it, where the text begins with a name and `:`, and what.
fn parted(text: &str) -> (Option<&str>, &str) {
    let Some((who, what)) = text.split_once(": ") else {
        return (None, text);
    };
    let bare = who.trim_matches('*').trim();
    let is_name = !bare.is_empty()
        && bare.split_whitespace().count() <= LONGEST_NAME
        && !bare.contains(['.', '/', '\n', '`', '"']);
    match what.trim() {
        what if is_name && !what.is_empty() => (Some(bare), what),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Item>, Vec<&str>) {
        let mut items = Vec::new();
        let mut left = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if !take(&mut items, at + 1, line) {
                left.push(line);
            }
        }
        (items, left)
    }

    #[test]
    fn items_are_steps_with_who_what_and_when() {
        let text = "- Sam: answer by 2026-11-24\n* [ ] **Dana**: review on Friday\n1. think: twice, then\n   again\n- see https://a.example/b: c\n";
        let (items, left) = read(text);
        assert!(left.is_empty());
        let day = "2026-11-19".parse().expect("a date");
        let steps: Vec<_> = agreed(&items, day)
            .expect("steps")
            .into_iter()
            .map(|step| {
                let due = step.due.map_or(String::new(), |due| due.to_string());
                (step.who.unwrap_or_default(), step.text, due)
            })
            .collect();
        let expected = [
            ("Sam", "answer by 2026-11-24", "2026-11-24"),
            ("Dana", "review on Friday", "2026-11-20"),
            ("think", "twice, then again", ""),
            ("", "see https://a.example/b: c", ""),
        ];
        let expected = expected.map(|(who, what, due)| (who.into(), what.into(), due.into()));
        assert_eq!(steps, expected);
    }

    #[test]
    fn prose_and_what_is_done_are_no_steps_and_details_stay_with_theirs() {
        let (items, left) = read("They call us.\n\n- [x] sent\n- Sam: ask\n  - about audit\n");
        assert_eq!(left, ["They call us.", "- [x] sent"]);
        let [item] = items.as_slice() else {
            panic!("one step: {items:?}");
        };
        assert_eq!(item.text, "Sam: ask\n  - about audit");
    }

    #[test]
    fn a_day_that_can_be_read_two_ways_is_named_with_its_line() {
        let (items, _) =
            read("- Sam: send it by 03/04/2027\n- Sam: think\n- call on 31 November\n");
        let day = "2026-11-19".parse().expect("a date");
        let faults = agreed(&items, day).expect_err("ambiguous");
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].starts_with("line 1: ") && faults[0].contains("2027-04-03"));
        assert!(faults[0].contains("2027-03-04"), "{faults:?}");
        assert!(faults[1].starts_with("line 3: "), "{faults:?}");
    }
}
