//! What a record's text must be before it is read as data: bytes to text, text to faults, reader's errors to faults.
//! Which keys a record has is not known here; the types that read it say so.

mod characters;
mod scan;
mod syntax;
mod typed;
mod words;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;

use super::{Fault, Span, place};
use scan::Root;

pub use typed::typed_fault;

/// More faults than this in one text help nobody.
const MOST_FAULTS: usize = 20;

/// Bytes of a file as text, and what keeps them from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The whole file, with U+FFFD for bytes that are not UTF-8; its first 1 MiB when it is larger.
    pub text: String,
    /// Places are those in `text`. A text with faults is for showing them, not for reading.
    pub faults: Vec<Fault>,
}

/// Returns bytes as text, with faults for a file larger than 1 MiB, bytes that are not UTF-8,
/// a byte order mark, NUL and other control characters.
pub fn read(bytes: &[u8]) -> Text {
    let (text, fault) = characters::decode(bytes);
    let faults = match fault {
        Some(fault) => vec![fault],
        None => characters::odd_characters(&text),
    };
    Text { text, faults }
}

/// Returns everything that a record's text must not have, in the order of the text.
///
/// One mistake gives one fault: what follows from a conflict marker, a tab or an anchor is left out.
pub fn faults(text: &str) -> Vec<Fault> {
    let mut judged = judge(text);
    if judged.syntax == Syntax::Unknown {
        judged.faults.extend(syntax::fault(text));
    }
    judged.in_order(text)
}

/// Returns the first fault, if any, that hides keys and values from the reader: all but mixed line endings.
pub(super) fn unreadable(text: &str) -> Option<Fault> {
    let judged = judge(text);
    match judged.syntax {
        Syntax::Judged => judged.faults.into_iter().min_by_key(|fault| fault.span),
        Syntax::Unknown => syntax::fault(text),
    }
}

/// Returns a text as `T`, or all faults that can be told of it; a text without faults is parsed once.
pub fn typed<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Fault>> {
    let mut judged = judge(text);
    if judged.syntax == Syntax::Judged {
        return Err(judged.in_order(text));
    }
    let read = serde_yaml::from_str(text);
    if let Err(error) = &read {
        judged.faults.push(typed_fault(text, error));
    }
    let faults = judged.in_order(text);
    match read {
        Ok(value) if faults.is_empty() => Ok(value),
        _ => Err(faults),
    }
}

/// Whether the parser still has to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    Unknown,
    Judged,
}

/// What can be told of a text, but for its line endings.
#[derive(Debug)]
struct Judgement {
    faults: Vec<Fault>,
    syntax: Syntax,
}

impl Judgement {
    fn in_order(self, text: &str) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.extend(characters::mixed_line_endings(text));
        faults.sort_by_key(|fault| fault.span);
        faults
    }
}

/// Returns what can be told without the parser, which is asked only where a fault hangs on it.
fn judge(text: &str) -> Judgement {
    let judged = |faults| Judgement {
        faults,
        syntax: Syntax::Judged,
    };
    for faults in [
        characters::odd_characters(text),
        characters::conflicts(text),
    ] {
        if !faults.is_empty() {
            return judged(faults);
        }
    }
    let scan = scan::scan(text);
    let shape = scan.root.and_then(|root| shape_fault(text, root));
    let mut faults = scan.faults;
    if !faults.is_empty() {
        faults.extend(scan.duplicates);
        return judged(faults);
    }
    if scan.duplicates.is_empty() && shape.is_none() {
        return Judgement {
            faults,
            syntax: Syntax::Unknown,
        };
    }
    match syntax::fault(text) {
        Some(fault) => faults.push(fault),
        None => faults.extend(scan.duplicates.into_iter().chain(shape)),
    }
    judged(faults)
}

fn shape_fault(text: &str, root: Root) -> Option<Fault> {
    let found = match root {
        Root::Mapping => return None,
        Root::Nothing => {
            return Some(Fault {
                span: Span::default(),
                message: "record is empty".into(),
                help: "write its keys, or delete the file".into(),
            });
        }
        Root::List => "a list",
        Root::Scalar => "a single text",
    };
    let mut span = Span::default();
    for line in text.split_inclusive('\n') {
        span = Span::new(span.end, span.end + line.len());
        if !line.trim().is_empty() && !line.starts_with(['#', '-']) || line.starts_with("- ") {
            span.end = span.start + line.trim_end().len();
            break;
        }
    }
    Some(Fault {
        span,
        message: format!("record is {found}, and must be a mapping"),
        help: "write `key: value` lines".into(),
    })
}

/// Returns the line of a byte offset, from 1.
fn line_number(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count()
        + 1
}

/// Returns the span from an offset to the end of what is written on its line, or the last character before it.
fn to_line_end(text: &str, offset: usize) -> Span {
    let start = text.floor_char_boundary(offset.min(text.len()));
    let rest = &text[start..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let end = start + line.trim_end().len();
    if end > start {
        return Span::new(start, end);
    }
    let before = text[..start].trim_end();
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    Span::new(before.len() - last, before.len())
}
