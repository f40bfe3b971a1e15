//! The parser's errors of syntax in words of our own.
//! Errors of types are in `typed`.

use serde::de::IgnoredAny;

use super::{Fault, Span, to_line_end};

/// Which of the two places of an error helps people.
#[derive(Clone, Copy)]
enum Place {
    Here,
    /// Where the thing that went wrong begins.
    Opened,
}

/// What to say for a problem of the parser.
struct Words {
    problem: &'static str,
    place: Place,
    message: &'static str,
    help: &'static str,
}

const fn words(
    problem: &'static str,
    place: Place,
    message: &'static str,
    help: &'static str,
) -> Words {
    Words {
        problem,
        place,
        message,
        help,
    }
}

const NO_SPACE: &str = "no space after the colon";

const WORDS: &[Words] = &[
    words(
        "found unexpected end of stream",
        Place::Opened,
        "quote is never closed",
        "close it, or double the quotes inside it",
    ),
    words(
        "found unexpected document indicator",
        Place::Opened,
        "quote is never closed",
        "close it, or double the quotes inside it",
    ),
    words(
        "mapping values are not allowed in this context",
        Place::Here,
        "a colon stands where no key can be",
        "put the text in quotes if it holds `: `, or look for wrong indentation or a missing colon above",
    ),
    words(
        "did not find expected ',' or ']'",
        Place::Opened,
        "`[` is never closed",
        "close it with `]`, and part items by `, `",
    ),
    words(
        "did not find expected ',' or '}'",
        Place::Opened,
        "`{` is never closed",
        "close it with `}`, and part keys by `, `",
    ),
    words(
        "did not find expected node content",
        Place::Here,
        "a value is missing here",
        "write it, or close the bracket",
    ),
    words(
        "could not find expected ':'",
        Place::Opened,
        "key without a colon",
        "write `key: value`",
    ),
    words(
        "block sequence entries are not allowed in this context",
        Place::Here,
        "a dash stands where no item can be",
        "write the items of a list on lines of their own",
    ),
    words(
        "found unknown escape character",
        Place::Here,
        "backslash escape that YAML does not know",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    words(
        "did not find expected comment or line break",
        Place::Here,
        "text after `|` or `>` must begin on the next line",
        "move it down and indent it, or put the value in quotes",
    ),
    words(
        "did not find expected <document start>",
        Place::Here,
        "line stands outside of the record",
        "mend its indentation, or delete it",
    ),
];

/// Returns why a text is not YAML, as the parser sees it.
pub(super) fn fault(text: &str) -> Option<Fault> {
    let error = serde_yaml::from_str::<IgnoredAny>(text).err()?;
    let shown = error.to_string();
    let at = error.location().map_or(0, |location| location.index());
    let at = text.floor_char_boundary(at.min(text.len()));
    let problem = without_place(&shown);
    let context = shown
        .rsplit_once(" at line ")
        .filter(|(before, _)| before.contains(", while "))
        .and_then(|(_, place)| offset(text, place));
    Some(explain(text, problem, at, context.unwrap_or(at)))
}

/// Returns a message of the parser up to its place.
fn without_place(shown: &str) -> &str {
    let end = [" at line ", " at position ", ", while "]
        .iter()
        .filter_map(|mark| shown.find(mark))
        .min();
    &shown[..end.unwrap_or(shown.len())]
}

/// Returns the offset of a place written as `LINE column COLUMN`, both from 1.
fn offset(text: &str, place: &str) -> Option<usize> {
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let start = match line {
        1 => 0,
        _ => text.match_indices('\n').nth(line.checked_sub(2)?)?.0 + 1,
    };
    let characters = text[start..].char_indices();
    characters
        .map(|(at, _)| start + at)
        .nth(column.checked_sub(1)?)
}

/// Returns the fault of a problem at `at`, met while reading what begins at `context`.
fn explain(text: &str, problem: &str, at: usize, context: usize) -> Fault {
    let here = to_line_end(text, at);
    let fault = |span: Span, message: String, help: &str| Fault {
        span,
        message,
        help: help.into(),
    };
    match problem {
        "did not find expected key" | "did not find expected '-' indicator" => {
            return misplaced(text, here);
        }
        "mapping values are not allowed in this context" => {
            if let Some(fault) = misread_key(text, at) {
                return fault;
            }
        }
        "could not find expected ':'" => {
            let opened = to_line_end(text, context);
            if text[opened.start..opened.end].contains(':') {
                return fault(opened, NO_SPACE.into(), "write `key: value`");
            }
        }
        "did not find expected node content" if text[at..].trim().is_empty() => {
            return fault(
                here,
                "bracket is never closed".into(),
                "close it with `]` or `}`",
            );
        }
        "found character that cannot start any token" => {
            let message = match text[here.start..].chars().next() {
                None | Some('`') => "text may not begin with a backquote".into(),
                Some(found) => format!("text may not begin with `{found}`"),
            };
            return fault(here, message, "put the text in quotes");
        }
        _ => {}
    }
    match WORDS.iter().find(|words| words.problem == problem) {
        None => fault(here, problem.into(), "mend the YAML here"),
        Some(words) => {
            let span = match words.place {
                Place::Here => here,
                Place::Opened => to_line_end(text, context),
            };
            fault(span, words.message.into(), words.help)
        }
    }
}

/// Returns the fault of something that follows neither as key nor as item nor as value.
fn misplaced(text: &str, span: Span) -> Fault {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let (message, help) = match text[line_start..span.start].trim().is_empty() {
        true => (
            "line does not fit the mapping or list around it",
            "indent it like the lines it belongs to, and look for a missing colon or bracket above",
        ),
        false => (
            "text stands behind the end of the value",
            "put the whole value into one pair of quotes and double those inside it, or begin a new line",
        ),
    };
    Fault {
        span,
        message: message.into(),
        help: help.into(),
    }
}

/// Returns the fault behind a colon where no key can be, if a line above took the key for more of its own text.
fn misread_key(text: &str, colon: usize) -> Option<Fault> {
    let line_start = text[..colon].rfind('\n').map_or(0, |at| at + 1);
    let (indent, key) = parted(&text[line_start..colon]);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if key.is_empty() || !key.chars().all(is_name) {
        return None;
    }
    let above = text[..line_start].trim_end();
    let above_start = above.rfind('\n').map_or(0, |at| at + 1);
    let (above_indent, above) = parted(&above[above_start..]);
    let (start, message, help) = match (above_indent == indent, above.contains(": ")) {
        (true, false) if above.contains(':') => {
            (above_start + above_indent, NO_SPACE, "write `key: value`")
        }
        (true, false) => (
            above_start + above_indent,
            "key without a colon",
            "write `key: value`",
        ),
        (false, true) if above_indent < indent => (
            line_start + indent,
            "key is indented deeper than the one above it",
            "indent it like the lines it belongs to, or put the text above into quotes if it goes on here",
        ),
        _ => return None,
    };
    Some(Fault {
        span: to_line_end(text, start),
        message: message.into(),
        help: help.into(),
    })
}

/// Returns how far a line is indented, and what stands on it.
fn parted(line: &str) -> (usize, &str) {
    let written = line.trim_start();
    (line.len() - written.len(), written)
}
