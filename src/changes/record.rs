//! New records of any kind, and keys set in those that are there.

use super::Refusal;
use crate::calendar::{Date, Instant};
use crate::records::reading::shape::{Shape, settable, shape};
use crate::records::{File, Kind};
use crate::source::FileChange;
use crate::source::rewrite::{Change, Yaml, render, rewrite};

/// A key and the text to set it to; an empty text takes the key away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub key: String,
    pub text: String,
}

/// Returns the file of a new record, its keys in the order of the kind.
///
/// # Errors
/// A key the kind does not have.
pub fn create(
    kind: &'static Kind,
    id: &str,
    created: Date,
    settings: &[Setting],
    tail: Vec<(String, Yaml)>,
) -> Result<FileChange, Refusal> {
    let mut top: Vec<(String, Yaml)> = Vec::new();
    let order = settable(kind);
    let mut ordered: Vec<&Setting> = settings
        .iter()
        .filter(|setting| !setting.text.is_empty())
        .collect();
    ordered.sort_by_key(|setting| order.iter().position(|key| *key == setting.key));
    for setting in ordered {
        let value = value_of(kind, setting)?;
        match setting.key.split_once('.') {
            None => top.push((setting.key.clone(), value)),
            Some((outer, inner)) => nest(&mut top, outer, inner, value),
        }
    }
    top.extend(tail);
    Ok(FileChange {
        path: kind.path(id, created),
        text: Some(format!("{}{}", kind.schema_line(), render(&Yaml::Map(top)))),
    })
}

fn nest(top: &mut Vec<(String, Yaml)>, outer: &str, inner: &str, value: Yaml) {
    if let Some((_, Yaml::Map(entries))) = top.iter_mut().find(|(key, _)| key == outer) {
        entries.push((inner.into(), value));
        return;
    }
    top.push((outer.into(), Yaml::Map(vec![(inner.into(), value)])));
}

/// Returns the file with keys set and everything else byte for byte as it was.
///
/// # Errors
/// A key the kind does not have or that has a command of its own; a text that cannot be edited safely.
pub fn set(file: &File, settings: &[Setting]) -> Result<FileChange, Refusal> {
    let mut changes = Vec::new();
    for setting in settings {
        let path = setting.key.clone();
        let value = value_of(file.kind, setting)?;
        changes.push(match setting.text.is_empty() {
            true => Change::Remove { path },
            false => Change::Set { path, value },
        });
    }
    edit(file, &changes)
}

/// Returns the file with changes made to its text.
///
/// # Errors
/// A text that cannot be edited safely.
pub fn edit(file: &File, changes: &[Change]) -> Result<FileChange, Refusal> {
    let text = rewrite(&file.source().text, changes, file.kind.keys).map_err(|refusal| {
        Refusal::new(
            format!(
                "{} cannot be edited safely: {}",
                file.path(),
                refusal.message
            ),
            by_hand(file),
        )
    })?;
    Ok(FileChange {
        path: file.path().into(),
        text: Some(text),
    })
}

/// Returns how a file is edited by hand; an escalation and a week of the rota have no command for that.
fn by_hand(file: &File) -> String {
    match file.kind.name {
        "escalation" | "rota" => format!("edit {} by hand, and commit it", file.path()),
        kind => format!("edit it by hand: `sa {kind} edit {} --edit`", file.id),
    }
}

/// Returns the change that sets a key.
pub(super) fn put(path: &str, value: Yaml) -> Change {
    Change::Set {
        path: path.into(),
        value,
    }
}

/// Returns the change that adds to a list.
pub(super) fn append(list: &str, item: Yaml) -> Change {
    Change::Append {
        path: list.into(),
        item,
    }
}

/// Returns a key with a text.
pub(super) fn text(key: &str, words: &str) -> (String, Yaml) {
    (key.to_owned(), Yaml::Text(words.into()))
}

/// Refuses a text that says nothing; `flag` is where it was typed.
pub(super) fn said(words: &str, what: &str, flag: &str) -> Result<(), Refusal> {
    match words.trim().is_empty() {
        false => Ok(()),
        true => Err(Refusal::new(
            format!("the {what} is empty"),
            format!("say it: `{flag} TEXT`"),
        )),
    }
}

/// Refuses a reason of a breach that says nothing.
pub(super) fn breach_said(reason: Option<&str>) -> Result<(), Refusal> {
    reason.map_or(Ok(()), |reason| said(reason, "reason", "--breach-reason"))
}

/// Returns a text as the value its key holds: a list from commas, a word as itself.
///
/// # Errors
/// A key the kind does not have, or that has a command of its own.
pub fn value_of(kind: &'static Kind, setting: &Setting) -> Result<Yaml, Refusal> {
    let Some(shape) = shape(kind, &setting.key) else {
        return Err(unknown_key(kind, &setting.key));
    };
    Ok(match shape {
        Shape::Text | Shape::Spelt | Shape::Word(_) => Yaml::Text(setting.text.clone()),
        Shape::Time => time(&setting.text),
        Shape::Bare => Yaml::Bare(setting.text.trim().into()),
        Shape::List(inner) if !matches!(*inner, Shape::Mapping(_)) => {
            let items = setting
                .text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            Yaml::List(items.map(|item| Yaml::Text(item.into())).collect())
        }
        Shape::List(_) | Shape::Mapping(_) => return Err(own_command(kind, &setting.key)),
    })
}

/// Returns a date or time written plain; what is none is quoted as it came, and told by the gate.
pub(super) fn time(text: &str) -> Yaml {
    let is_time = text.parse::<Date>().is_ok() || text.parse::<Instant>().is_ok();
    match is_time {
        true => Yaml::Bare(text.into()),
        false => Yaml::Text(text.into()),
    }
}

pub(super) fn own_command(kind: &Kind, key: &str) -> Refusal {
    let message = format!("`{key}` is not set by name");
    let help = match key {
        "history" if kind.name == "sow" => "move it with `sa sow move ID STATE`".into(),
        "history" => format!(
            "a {} changes state by its own commands; see `sa {} --help`",
            kind.name, kind.name
        ),
        "assigned_ta" => "say it with `ta reassign ID TA --reason TEXT`".into(),
        "questions" => "ask with `ta ask ID TEXT`".into(),
        "calls" => "ask for one with `ta call ID --at TIME --context TEXT`".into(),
        "review_requests" => "ask for a review with `sa sow submit ID`".into(),
        "assistance" => {
            "it follows the questions: `ta ask ID TEXT`, `ta answer ID NUMBER TEXT`".into()
        }
        "deliverables" | "risks" | "schedule" => {
            "write them in your editor (`--edit`), or in a file (`--from FILE`)".into()
        }
        "handoffs" => "say it with `sa request handoff ID --to HANDLE`".into(),
        "flagged" => "say it with `sa request flag ID FLAG`, or with `--off`".into(),
        "comments" => format!("add one with `sa {} comment ID TEXT`", kind.name),
        "close_date" => "say it with `sa opp close-date ID DATE`".into(),
        "primary_sa" => "say it with `sa opp assign ID SA`".into(),
        "secondary_sas" => "say it with `sa opp second ID SA --mode MODE`".into(),
        "next_steps" if kind.name == "opportunity" => {
            "say them with `sa opp next-steps ID TEXT --by DATE`".into()
        }
        "feasibility" => "say it with `sa opp rate ID RATING --details TEXT`".into(),
        "criteria" => "add one with `sa pov criterion add ID`".into(),
        "approvals" => "say it with `sa pov approve ID`".into(),
        "extensions" => "say it with `sa pov extend ID --until DATE --reason TEXT`".into(),
        _ => format!("set its keys one by one (`{key}.KEY=...`), or use `--edit`"),
    };
    Refusal::new(message, help)
}

pub(super) fn unknown_key(kind: &'static Kind, key: &str) -> Refusal {
    if (kind.name, key) == ("opportunity", "stage") {
        return Refusal::new(
            "`stage` is not set by name: it is the last entry of `history`",
            "move it with `sa opp stage ID STAGE`",
        );
    }
    let keys = settable(kind);
    let near = keys
        .iter()
        .map(|known| {
            let tail = known.rsplit('.').next().unwrap_or(known);
            strsim::damerau_levenshtein(known, key).min(strsim::damerau_levenshtein(tail, key))
        })
        .zip(&keys)
        .min()
        .filter(|(distance, known)| *distance <= 1 + known.len() / 4);
    let help = match near {
        Some((_, known)) => format!("did you mean `{known}`? its keys: {}", keys.join(", ")),
        None => format!("its keys: {}", keys.join(", ")),
    };
    Refusal::new(format!("a {} has no key `{key}`", kind.name), help)
}
