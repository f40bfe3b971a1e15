//! Where a value stands in a record of plain lines, without a syntax tree of it.
//! What is not plain enough to be sure of is left to the outline, which knows all of YAML.

use super::Span;

/// A line as it is needed: where it begins, how far it is indented, and its text without end of line.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    indent: usize,
    text: &'a str,
}

/// Returns what [`super::Outline::nearest`] says of a path of one key, or of a key in the mapping of another.
///
/// `None` where the outline must be asked: of lists, of texts over several lines, of whatever else is rare.
pub(super) fn nearest(text: &str, path: &str) -> Option<Span> {
    let is_key = |key: &str| !key.is_empty() && key.bytes().all(is_of_key);
    let (outer, inner) = match path.split_once('.') {
        None => (path, None),
        Some((outer, inner)) => (outer, Some(inner)),
    };
    if !is_key(outer) || inner.is_some_and(|inner| !is_key(inner)) {
        return None;
    }
    let lines = lines(text)?;
    let (place, rest) = find(&lines, outer)?;
    match (place, inner) {
        (None, _) => Some(Span::default()),
        (Some(key), None) => value(key, rest).map(|value| value.unwrap_or(span_of_key(key, outer))),
        (Some(key), Some(inner)) => {
            // What is no mapping over the lines below has no key to find.
            if value(key, &[])?.is_some() {
                return None;
            }
            match find(rest, inner)? {
                (None, _) => Some(span_of_key(key, outer)),
                (Some(own), below) => {
                    value(own, below).map(|value| value.unwrap_or(span_of_key(own, inner)))
                }
            }
        }
    }
}

fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

/// Returns the lines that say something; `None` where one may not be what it looks like.
fn lines(text: &str) -> Option<Vec<Line<'_>>> {
    let is_odd = |byte: u8| matches!(byte, b'\r' | b'\t' | b'\\' | b'\0');
    if text.bytes().any(is_odd) || text.starts_with('\u{feff}') {
        return None;
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let own = line.trim_start_matches(' ');
        let indent = line.len() - own.len();
        if !own.is_empty() && !own.starts_with('#') {
            if !ends_what_it_begins(own) {
                return None;
            }
            lines.push(Line {
                start,
                indent,
                text: own,
            });
        }
        start += line.len() + 1;
    }
    Some(lines)
}

/// Returns whether no quote and no bracket of a line can be open at its end.
fn ends_what_it_begins(line: &str) -> bool {
    let count = |sought: &[char]| line.matches(sought).count();
    let has_brackets = 0 < count(&['{', '[', '}', ']']);
    if has_brackets
        && (count(&['{']) != count(&['}']) || count(&['[']) != count(&[']']) || line.contains(" #"))
    {
        return false;
    }
    let quotes = line.match_indices(['"', '\'']);
    let mut opening = quotes.filter(|(at, _)| {
        let before = line[..*at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric())
    });
    let Some((first, quote)) = opening.next() else {
        return true;
    };
    // A quoted text is the whole value of its key.
    line[..first].ends_with(": ")
        && !line[..first - 2].contains([':', '"', '\'', '{', '['])
        && line.ends_with(quote)
        && line[first..].matches(quote).count() == 2
}

/// Returns the line of a key among those of a mapping, and the lines below it that are part of its value; `None` where
/// they are no mapping of plain keys, or it is there twice.
fn find<'l, 't>(lines: &'l [Line<'t>], key: &str) -> Option<(Option<Line<'t>>, &'l [Line<'t>])> {
    let indent = lines.first().map_or(0, |line| line.indent);
    let mut found: Option<(Line<'t>, &'l [Line<'t>])> = None;
    let mut begun = false;
    for (at, line) in lines.iter().enumerate() {
        if line.indent < indent {
            return None;
        }
        // The entries of a list may stand as far left as its key.
        if indent < line.indent || (begun && line.text.starts_with("- ")) {
            continue;
        }
        let end = line.text.find(':')?;
        let (own, after) = (&line.text[..end], &line.text[end + 1..]);
        if own.is_empty() || !own.bytes().all(is_of_key) {
            return None;
        }
        if !(after.is_empty() || after.starts_with(' ')) {
            return None;
        }
        begun = true;
        if own == key {
            if found.is_some() {
                return None;
            }
            found = Some((*line, &lines[at + 1..]));
        }
    }
    let Some((line, below)) = found else {
        return Some((None, &[]));
    };
    let is_below = |other: &&Line<'_>| indent < other.indent || other.text.starts_with("- ");
    let count = below.iter().take_while(is_below).count();
    Some((Some(line), &below[..count]))
}

/// Returns the span of a value on the line of its key, `None` within for a key without one; `None` where it may go on.
fn value(line: Line<'_>, below: &[Line<'_>]) -> Option<Option<Span>> {
    if !below.is_empty() {
        return None;
    }
    let colon = line.text.find(':')?;
    let rest = &line.text[colon + 1..];
    let own = match rest.find(" #") {
        Some(at) => &rest[..at],
        None => rest,
    };
    let start = line.start + line.indent + colon + 1 + (own.len() - own.trim_start().len());
    let own = own.trim();
    let Some(first) = own.chars().next() else {
        return Some(None);
    };
    let is_plain = first.is_alphanumeric() || matches!(first, '"' | '\'' | '/' | '(' | '+');
    is_plain.then(|| Some(Span::new(start, start + own.len())))
}

fn span_of_key(line: Line<'_>, key: &str) -> Span {
    let start = line.start + line.indent;
    Span::new(start, start + key.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Outline;
    use super::*;

    const RECORD: &str = "\
# a record
opportunity: OPP-7H3J5K9M
type: Demo  # of approvals
at: \"2026-11-17T10:00:00Z\"
sa: 'sam'
summary: Lars doesn't (yet) [see] it
empty:
tags: [a, b]
tech_eval:
  # begun
  start: 2026-11-02
  end:
history:
- {at: 2026-11-01T09:00:00Z, by: dana, to: open}
list:
  - one
last: Léman
";

    #[test]
    fn plain_values_are_found_where_the_outline_finds_them() {
        let outline = Outline::of(RECORD);
        for path in [
            "opportunity",
            "type",
            "at",
            "sa",
            "summary",
            "empty",
            "nothing",
            "tech_eval.start",
            "tech_eval.end",
            "tech_eval.status",
            "last",
        ] {
            assert_eq!(nearest(RECORD, path), Some(outline.nearest(path)), "{path}");
        }
        for path in [
            "",
            "tags",
            "tech_eval",
            "history",
            "list",
            "history[0].to",
            "a.b.c",
            "type.x",
        ] {
            assert_eq!(nearest(RECORD, path), None, "{path}");
        }
    }

    #[test]
    fn what_may_reach_over_lines_is_left_to_the_outline() {
        for text in [
            "a: \"one\nb: two\"\nb: 3\n",
            "a: {x: 1,\nb: 2}\nb: 3\n",
            "a: 'it''s\nb: two'\nb: 3\n",
            "a: {x: 1, # }\nb: 2}\nb: 3\n",
            "b: one\n  two\n",
            "b: |\n  two\n",
            "b: &x two\n",
            "b: 1\nb: 2\n",
            "---\nb: 1\n",
            "? b\n: 1\n",
            "b: 1\r\n",
        ] {
            assert_eq!(nearest(text, "b"), None, "{text}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let key = prop::sample::select(vec![
            "a", "b", "  a", "  b", "    a", "- a", "  - b", "-", "x y",
        ]);
        let value = "[ab#:'\"{}\\[\\],|>&*!?é-]{0,2}[ ab:#'\"{}\\[\\],é-]{0,6}";
        prop_oneof![
            4 => (key, value).prop_map(|(key, value)| format!("{key}: {value}\n")),
            2 => prop::sample::select(vec!["a:\n", "b: 1\n", "a: one\n", "  b: two  # c\n", "  a:\n", "\n", "# c\n"]).prop_map(str::to_owned),
            1 => "[ab:#'\"{}\\[\\] -]{0,6}\n",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn what_is_found_is_what_the_outline_finds(lines in prop::collection::vec(line(), 0..6)) {
            let text = lines.concat();
            // Whoever is shown a place has read the record, which must be YAML.
            if serde_yaml::from_str::<serde_yaml::Value>(&text).is_err() {
                return Ok(());
            }
            let outline = Outline::of(&text);
            for path in ["a", "b", "a.b", "b.a", "a.a"] {
                if let Some(found) = nearest(&text, path) {
                    prop_assert_eq!(found, outline.nearest(path), "{} in {:?}", path, text);
                }
            }
        }
    }
}
