//! What stays as it was when a text is edited: bytes, comments, line ends, other keys.
//! Which edits are held to it is said beside.

use desk::source::{Span, place};
use serde_yaml::{Mapping, Value};

pub(super) fn value_of(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
}

/// Holds that a new text is the old one with a value replaced: by text in its place, and, for one set below `|` or
/// as a list, by lines below. What stands behind it on its line stays; with nothing to cut, one thing is put in.
pub(super) fn assert_changed(old: &str, cut: Option<Span>, new: &str) {
    let Some(cut) = cut else {
        assert!(
            old.len() <= common(old, new),
            "more than an insertion: {old:?} to {new:?}"
        );
        return;
    };
    let line_end = old[cut.end..]
        .find(['\r', '\n'])
        .map_or(old.len(), |end| cut.end + end);
    let (head, behind, tail) = (&old[..cut.start], &old[cut.end..line_end], &old[line_end..]);
    let changed = new
        .strip_prefix(head)
        .and_then(|rest| rest.strip_suffix(tail));
    assert!(
        changed.is_some_and(|changed| changed.contains(behind)),
        "more than {:?} changed: {old:?} to {new:?}",
        &old[cut.start..cut.end]
    );
}

/// Returns how many bytes two texts share at the start and, of what is left, at the end.
fn common(one: &str, other: &str) -> usize {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = one.bytes().zip(other.bytes()).take_while(same).count();
    let ends = one.as_bytes()[start..]
        .iter()
        .rev()
        .zip(other.as_bytes()[start..].iter().rev());
    start + ends.take_while(|(a, b)| a == b).count()
}

/// Holds that all comments outside of a span are there once, and that lines end as they did.
pub(super) fn assert_comments_and_line_ends(old: &str, gone: Span, new: &str) {
    for (at, _) in old.match_indices("# c") {
        let end = old[at..].find('.').map_or(old.len(), |end| at + end + 1);
        let is_gone = gone.start <= at && at < gone.end;
        assert!(
            is_gone || new.matches(&old[at..end]).count() == 1,
            "{} in {new:?}",
            &old[at..end]
        );
    }
    let (all, crlf) = (new.matches('\n').count(), new.matches("\r\n").count());
    assert_eq!(
        crlf,
        if old.contains("\r\n") { all } else { 0 },
        "line ends of {new:?}"
    );
}

/// Returns the record with a key set, or taken away by `None`.
pub(super) fn with_key(record: &Value, path: &str, value: Option<Value>) -> Value {
    let mut record = record.clone();
    let mut map = record.as_mapping_mut().expect("a record");
    let (outer, key) = path.split_once('.').unwrap_or(("", path));
    if !outer.is_empty() {
        let holder = map.entry(outer.into()).or_insert(Value::Null);
        if holder.is_null() {
            *holder = Value::Mapping(Mapping::new());
        }
        map = holder.as_mapping_mut().expect("a mapping");
    }
    match value {
        Some(value) => drop(map.insert(key.into(), value)),
        None => drop(map.remove(key)),
    }
    record
}

/// Returns what a list of the record holds; nothing for one that is absent or empty.
pub(super) fn list_of(record: &Value, key: &str) -> Vec<Value> {
    record
        .get(key)
        .and_then(Value::as_sequence)
        .cloned()
        .unwrap_or_default()
}

/// Returns what may be replaced when a key is set: its value and the blanks before it, or the empty holder of a
/// key that is not there; nothing for a key that must be put in.
pub(super) fn replaceable(old: &str, path: &str) -> Option<Span> {
    let of = |path: &str| {
        let key = place::key(old, path)?.end;
        let after_colon = key + old[key..].find(':')? + 1;
        let value = place::value(old, path).unwrap_or(Span::new(after_colon, after_colon));
        Some(Span::new(
            after_colon,
            value.end + kept_blank_lines(old, value),
        ))
    };
    of(path).or_else(|| {
        let (outer, _) = path.split_once('.')?;
        let holder = of(outer)?;
        let is_empty = value_of(old)[outer]
            .as_mapping()
            .is_none_or(Mapping::is_empty);
        is_empty.then_some(holder)
    })
}

/// Returns the length of the blank lines that belong to a value set below `|+`, all but the last line end.
fn kept_blank_lines(old: &str, value: Span) -> usize {
    let header = old[value.start..value.end]
        .lines()
        .next()
        .unwrap_or_default();
    if !header.starts_with("|+") {
        return 0;
    }
    let blank = &old[value.end..];
    let blank = &blank[..blank.len() - blank.trim_start_matches(['\r', '\n']).len()];
    let last = if blank.ends_with("\r\n") { 2 } else { 1 };
    blank.len().saturating_sub(last)
}

/// Returns where the line ends that an offset is in.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    text[offset..]
        .find('\n')
        .map_or(text.len(), |end| offset + end + 1)
}
