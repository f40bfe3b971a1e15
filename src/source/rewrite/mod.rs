//! Edits to a YAML text that leave every other byte as it was, and whole new texts.
//! Which keys a record has, and in which order, is the caller's to say.

mod intent;
mod plan;
mod scalar;
mod written;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::fmt;

use super::place::{Outline, split_first};
use super::{Edit, KeyPath, strict};
use scalar::Form;
use serde_yaml::Value;

pub use written::render;

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Yaml {
    /// Any text; quoted, or set below `|`, wherever a reader of YAML 1.1 or 1.2 would take it for something else.
    Text(String),
    /// A number, date, time or word of a closed list, written as it is; what could not stand plain is written as text.
    Bare(String),
    List(Vec<Yaml>),
    /// Keys in the order in which they are written.
    Map(Vec<(String, Yaml)>),
}

/// One change to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Gives a key or item a value; mappings that the path needs are made.
    Set { path: KeyPath, value: Yaml },
    /// Takes a key or item away, with its line; what is not there is left so.
    Remove { path: KeyPath },
    /// Adds an item at the end of a list; a list that is missing or empty is made.
    Append { path: KeyPath, item: Yaml },
}

impl Change {
    /// Returns the path of the value, list or item that the change is about.
    pub fn path(&self) -> &str {
        match self {
            Self::Set { path, .. } | Self::Remove { path } | Self::Append { path, .. } => path,
        }
    }
}

/// Why a text was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub path: KeyPath,
    /// Line in the text, from 1.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` (line {}): {}",
            self.path, self.line, self.message
        )
    }
}

impl std::error::Error for Refusal {}

/// Returns a text with edits made; their spans are those of `text`, and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Returns a text with changes made, one after the other, each by one edit that leaves all other bytes as they are.
///
/// `order` lists the top-level keys in their canonical order: a new one goes behind the last present key before it,
/// else before the first present key after it, else to the end. The text must be without [`strict::faults`], but for
/// mixed line endings. What was written is read back and compared with what was meant; if they differ, and they do
/// where YAML leaves no way to write a value without touching its neighbour, the change is refused.
pub fn rewrite(text: &str, changes: &[Change], order: &[&str]) -> Result<String, Refusal> {
    if let Some(fault) = strict::unreadable(text) {
        return Err(Refusal {
            path: changes.first().map_or("", Change::path).into(),
            line: line_number(text, fault.span.start),
            message: format!(
                "the file cannot be changed before it is mended: {}",
                fault.message
            ),
        });
    }
    let mut text = text.to_owned();
    let mut value = read(&text).unwrap_or_default();
    for change in changes {
        (text, value) = step(&text, &value, change, order)?;
    }
    Ok(text)
}

fn step(
    text: &str,
    value: &Value,
    change: &Change,
    order: &[&str],
) -> Result<(String, Value), Refusal> {
    let outline = Outline::of(text);
    let refusal = |message: String| Refusal {
        path: change.path().into(),
        line: line_number(text, outline.nearest(change.path()).start),
        message,
    };
    let intended = intent::apply(value, change).map_err(refusal)?;
    let mut reason = None;
    for form in [Form::Natural, Form::Quoted] {
        match plan::edit(text, &outline, change, order, form) {
            Err(message) => reason = reason.or(Some(message)),
            Ok(edit) => {
                let written = apply(text, edit.as_slice());
                if strict::unreadable(&written).is_none()
                    && read(&written).as_ref() == Some(&intended)
                {
                    return Ok((written, intended));
                }
            }
        }
    }
    Err(refusal(reason.unwrap_or_else(|| unsafe_here(text))))
}

fn unsafe_here(text: &str) -> String {
    let reason = match text.ends_with('\n') {
        true => "it cannot be written without changing the text beside it; edit the file by hand",
        false => {
            "the file has no line end at its end, and the text that stands there depends on it; add one"
        }
    };
    reason.into()
}

fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

fn line_number(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}
