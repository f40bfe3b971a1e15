//! Makes a form of its pieces: one answer a key, and remarks of what is left.
//! Where pieces begin and end is decided in `sections`.

use super::labels::{self, Topic};
use super::lines::{Line, is_blank};
use super::marks::{self, Tick};
use super::sections::{self, Item, Numbered, Pieces};
use super::{Answer, Form, OtherLabel, Remark, actions, ids, names};
use crate::records::values::answer::{self as answers, Doubt};

/// Text under one name of an item, which may stand in the form again.
struct Part {
    key: &'static str,
    text: String,
    line: usize,
}

/// Puts the lines of a form together.
pub(super) fn assemble(lines: &[Line], known_zone: &dyn Fn(&str) -> bool) -> Form {
    let mut pieces = sections::divide(lines);
    let mut parts = parts(&mut pieces);
    parts.extend(follows(lines));
    parts.sort_by_key(|part| part.line);
    let mut form = Form {
        template: pieces.template.map(str::to_owned),
        remarks: remarks(pieces.remarks),
        ..Form::default()
    };
    take_labels(&mut form, pieces.labels);
    join(&mut form, parts, known_zone);
    if let Some(customer) = form.answer("customer").map(|answer| answer.text.clone()) {
        form.sfdc_ids = answers::opportunities::ids_in(&customer);
        form.customer_names = names::names_in(&customer);
    }
    form.remarks.sort_by_key(|remark| remark.line);
    form
}

fn parts(pieces: &mut Pieces) -> Vec<Part> {
    let mut parts = Vec::new();
    let items = std::mem::take(&mut pieces.items);
    let linked = items
        .iter()
        .any(|item| is_link_place(item.topic) && item.lines.iter().any(holds_link));
    let mut stray = None;
    for mut item in items {
        match item.topic {
            Topic::CommandPlan => parts.extend(plan_link(item, pieces)),
            Topic::Hosting => parts.extend(hosting(item, pieces)),
            Topic::Template => template(item, pieces),
            _ => {
                if !linked && stray.is_none() {
                    stray = lone_link(&mut item);
                }
                match item.topic.key() {
                    Some(key) => parts.extend(part(key, item.lines)),
                    None => pieces.remarks.extend(item.lines),
                }
            }
        }
    }
    parts.extend(stray.and_then(|line| part("command_plan.link", vec![line])));
    parts
}

fn part(key: &'static str, lines: Vec<Numbered>) -> Option<Part> {
    let (line, text) = trimmed(&lines)?;
    Some(Part { key, text, line })
}

fn is_link_place(topic: Topic) -> bool {
    matches!(topic, Topic::CommandPlan | Topic::Link)
}

fn holds_link(line: &Numbered) -> bool {
    answers::holds_link(&line.1)
}

/// The first line with a link is the link of the plan, else all that stands there.
fn plan_link(item: Item, pieces: &mut Pieces) -> Option<Part> {
    let key = "command_plan.link";
    let Some(at) = item.lines.iter().position(holds_link) else {
        return part(key, item.lines);
    };
    let mut lines = item.lines;
    let (line, text) = lines.remove(at);
    pieces.remarks.extend(lines);
    let text = marks::unbulleted(&text).to_owned();
    Some(Part { key, text, line })
}

/// Takes a link that stands alone on a line among the other items of the command plan.
fn lone_link(item: &mut Item) -> Option<Numbered> {
    if item.topic.section() != Topic::CommandPlan {
        return None;
    }
    let at = item.lines.iter().position(|(_, text)| {
        let text = marks::unbulleted(text);
        text.to_ascii_lowercase().starts_with("http")
            && answers::holds_link(text)
            && !text.contains(char::is_whitespace)
    })?;
    let (line, text) = item.lines.remove(at);
    Some((line, marks::unbulleted(&text).to_owned()))
}

/// Boxes of the form that were left open are no text; a ticked one answers with its words.
fn hosting(item: Item, pieces: &mut Pieces) -> Option<Part> {
    let mut kept = Vec::new();
    for (line, text) in item.lines {
        match marks::unboxed(&text) {
            (Tick::Ticked, said) => kept.push((line, said.to_owned())),
            (Tick::Open, said) if is_offered(said) => {}
            (Tick::Open, _) => pieces.remarks.push((line, text)),
            (Tick::NoBox, _) => kept.push((line, text)),
        }
    }
    part("hosting", kept)
}

fn is_offered(choice: &str) -> bool {
    let letters = choice.chars().filter(|c| c.is_alphanumeric());
    let said: String = letters.flat_map(char::to_lowercase).collect();
    ["", "selfmanaged", "cloud", "gitlabcom"].contains(&said.as_str())
}

fn template(item: Item, pieces: &mut Pieces) {
    let named = trimmed(&item.lines).and_then(|(_, text)| labels::template(&text));
    match named {
        Some(named) if pieces.template.is_none_or(|known| known == named) => {
            pieces.template = Some(named);
        }
        _ => pieces.remarks.extend(item.lines),
    }
}

/// The request that this one follows: named on a line that says so, else the first one named.
fn follows(lines: &[Line]) -> Option<Part> {
    let mut named = lines
        .iter()
        .filter_map(|line| ids::request_id(&line.text).map(|id| (line, id)));
    let first = named.clone().next()?;
    let says_so = |line: &Line| line.text.to_lowercase().contains("follow");
    let (line, id) = named.find(|(line, _)| says_so(line)).unwrap_or(first);
    Some(Part {
        key: "follows",
        text: id.to_owned(),
        line: line.number,
    })
}

fn take_labels(form: &mut Form, labels: Vec<Numbered>) {
    for (line, name) in labels {
        match actions::flag(&name) {
            Some(flag) if form.flags.iter().any(|known| known == flag) => {}
            Some(flag) => form.flags.push(flag.to_owned()),
            None => form.other_labels.push(OtherLabel {
                meaning: actions::meaning(&name),
                name,
                line,
            }),
        }
    }
}

/// Makes one answer of all parts of a key.
fn join(form: &mut Form, parts: Vec<Part>, known_zone: &dyn Fn(&str) -> bool) {
    let answers = |part: &Part| {
        let doubt = answers::doubt(part.key, &part.text, known_zone);
        !matches!(doubt, Some(Doubt::NoAnswer { .. } | Doubt::NotALink))
    };
    let mut rest = parts;
    while let Some(first) = rest.first() {
        let key = first.key;
        let (same, others): (Vec<Part>, Vec<Part>) =
            rest.into_iter().partition(|part| part.key == key);
        rest = others;
        let answered = same.iter().any(answers);
        let mut texts: Vec<String> = Vec::new();
        let mut line = 0;
        for part in same {
            if answered && !answers(&part) {
                let Part { text, line, .. } = part;
                form.remarks.push(Remark { text, line });
            } else if !texts.contains(&part.text) {
                line = if texts.is_empty() { part.line } else { line };
                texts.push(part.text);
            }
        }
        let text = texts.join("\n\n");
        form.answers.push(Answer {
            key,
            doubt: answers::doubt(key, &text, known_zone),
            text,
            line,
        });
    }
    form.answers.sort_by_key(|answer| answer.line);
}

/// Lines that follow each other are one remark.
fn remarks(mut lines: Vec<Numbered>) -> Vec<Remark> {
    lines.sort_by_key(|(number, _)| *number);
    lines
        .chunk_by(|(one, _), (next, _)| next - one <= 1)
        .filter_map(trimmed)
        .map(|(line, text)| Remark { text, line })
        .collect()
}

/// The lines as a text without blank lines and drawn lines around it, and where it begins.
fn trimmed(lines: &[Numbered]) -> Option<Numbered> {
    let shows = |line: &Numbered| !is_blank(&line.1) && !is_drawn(&line.1);
    let first = lines.iter().position(shows)?;
    let last = lines.iter().rposition(shows)?;
    let texts: Vec<&str> = lines[first..=last]
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    Some((lines[first].0, texts.join("\n")))
}

fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ["-", "*", "_"]
            .iter()
            .any(|mark| line.replace(mark, "").is_empty())
}
