//! Where a value stands in a YAML text, by its path of keys.
//! What a value means is not known here.

mod outline;
mod plain;

pub(super) use outline::{Entry, Item, Node, Shape, Style, after_key, last_text_end};

use super::Span;

/// A path to a value in a record: keys joined by `.`, items by `[n]` from 0, as `history[1].to`.
pub type KeyPath = String;

/// The places of all keys and values of one text, for more than one question about it.
#[derive(Clone, Debug)]
pub struct Outline {
    pub(super) root: Node,
}

/// One step from a mapping or list to a value in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Entry(&'a Entry),
    Item(&'a Item),
}

impl<'a> Step<'a> {
    pub(super) fn value(self) -> &'a Node {
        match self {
            Self::Entry(entry) => &entry.value,
            Self::Item(item) => &item.value,
        }
    }
}

/// How far a path leads: the steps that exist, and what is left of the path after them.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a, 'p> {
    pub(super) steps: Vec<Step<'a>>,
    pub(super) rest: &'p str,
}

impl Outline {
    /// Returns the places in a text; a text that is not a YAML mapping or list has none.
    pub fn of(text: &str) -> Self {
        Self {
            root: outline::build(text),
        }
    }

    /// Returns the span of the value at a path, quotes and brackets included, or nothing where no value is written.
    ///
    /// The text of a block scalar reaches from its `|` or `>` to its last line that is not blank,
    /// a mapping or list from its first key or dash to the end of its last value.
    pub fn value(&self, path: &str) -> Option<Span> {
        let walk = self.walk(path);
        let node = walk.steps.last().map_or(&self.root, |step| step.value());
        let written = walk.rest.is_empty() && node.shape != Shape::Absent;
        written.then_some(node.span)
    }

    /// Returns the span of the key at a path, or that of the whole item when the path ends in `[n]`.
    pub fn key(&self, path: &str) -> Option<Span> {
        let walk = self.walk(path);
        if !walk.rest.is_empty() {
            return None;
        }
        match walk.steps.last()? {
            Step::Entry(entry) => Some(entry.key),
            Step::Item(item) => Some(item.span()),
        }
    }

    /// Returns the span of the value, else of its key, else of the key of the nearest thing around it, else `0..0`.
    pub fn nearest(&self, path: &str) -> Span {
        if let Some(span) = self.value(path) {
            return span;
        }
        match self.walk(path).steps.last() {
            Some(Step::Entry(entry)) => entry.key,
            Some(Step::Item(item)) => item.span(),
            None => Span::default(),
        }
    }

    /// Returns the span of the first key of the mapping at a path; the empty path is the record itself.
    pub(super) fn first_key(&self, path: &str) -> Option<Span> {
        let walk = self.walk(path);
        let node = walk.steps.last().map_or(&self.root, |step| step.value());
        match &node.shape {
            Shape::Map(_, entries) if walk.rest.is_empty() => {
                entries.first().map(|entry| entry.key)
            }
            _ => None,
        }
    }

    /// Returns the path of every scalar value written in the text, with its span, in the order of the text.
    pub fn scalars(&self) -> Vec<(KeyPath, Span)> {
        let mut found = Vec::new();
        outline::scalars(&self.root, &mut String::new(), &mut found);
        found
    }

    pub(super) fn walk<'p>(&self, path: &'p str) -> Walk<'_, 'p> {
        let mut walk = Walk {
            steps: Vec::new(),
            rest: path,
        };
        let mut node = &self.root;
        while let Some((step, rest)) = outline::descend(node, walk.rest) {
            node = step.value();
            walk.steps.push(step);
            walk.rest = rest;
        }
        walk
    }
}

/// Returns the span of the value at a path, as [`Outline::value`] does.
pub fn value(text: &str, path: &str) -> Option<Span> {
    Outline::of(text).value(path)
}

/// Returns the span of the key at a path, as [`Outline::key`] does.
pub fn key(text: &str, path: &str) -> Option<Span> {
    Outline::of(text).key(path)
}

/// Returns the span that stands closest to a path, as [`Outline::nearest`] does, where that takes no outline.
pub fn plainly_nearest(text: &str, path: &str) -> Option<Span> {
    plain::nearest(text, path)
}

/// Returns the span that stands closest to a path, as [`Outline::nearest`] does.
pub fn nearest(text: &str, path: &str) -> Span {
    Outline::of(text).nearest(path)
}

/// Returns the first key of a path and what follows it: `history` and `[1].to`, `[0]` and `at`.
pub(super) fn split_first(path: &str) -> (&str, &str) {
    let at = match path.strip_prefix('[') {
        Some(_) => path.find(']').map_or(path.len(), |at| at + 1),
        None => path.find(['.', '[']).unwrap_or(path.len()),
    };
    let rest = &path[at..];
    (&path[..at], rest.strip_prefix('.').unwrap_or(rest))
}

/// Returns the number in `[n]`.
pub(super) fn index(step: &str) -> Option<usize> {
    step.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RECORD: &str = "\
# yaml-language-server: $schema=../schemas/request.json
title: Léman discovery   # as on the card
'due date': \"2026-01-02\"
owner:   # nobody yet
tags: [a, 'b, c', {x: 1}]
note: |-  # from the call
  first

  last

# the end of the note
plain: over
  two lines # here
command_plan:
  # why
  why_now: budget

history:
- at: 2026-01-01
  to: new
-   at: 2026-01-02  # later
    to: triaged
-
";

    fn shown(text: &str, span: Option<Span>) -> Option<&str> {
        span.map(|span| &text[span.start..span.end])
    }

    #[test]
    fn values_are_found_without_their_comments() {
        for (path, expected) in [
            ("title", Some("Léman discovery")),
            ("due date", Some("\"2026-01-02\"")),
            ("owner", None),
            ("tags", Some("[a, 'b, c', {x: 1}]")),
            ("tags[1]", Some("'b, c'")),
            ("tags[2].x", Some("1")),
            ("note", Some("|-  # from the call\n  first\n\n  last")),
            ("plain", Some("over\n  two lines")),
            ("command_plan", Some("why_now: budget")),
            ("command_plan.why_now", Some("budget")),
            (
                "history[1]",
                Some("at: 2026-01-02  # later\n    to: triaged"),
            ),
            ("history[1].to", Some("triaged")),
            ("history[2]", None),
            ("history[3]", None),
            ("nothing", None),
            ("title.deeper", None),
        ] {
            for text in [RECORD.to_owned(), RECORD.replace('\n', "\r\n")] {
                let expected = match text.contains('\r') {
                    true => expected.map(|value| value.replace('\n', "\r\n")),
                    false => expected.map(str::to_owned),
                };
                let found = shown(&text, value(&text, path)).map(str::to_owned);
                assert_eq!(found, expected, "value of {path}");
            }
        }
    }

    #[test]
    fn keys_and_the_nearest_place_are_found() {
        assert_eq!(shown(RECORD, key(RECORD, "due date")), Some("'due date'"));
        assert_eq!(shown(RECORD, key(RECORD, "history[1].to")), Some("to"));
        assert_eq!(shown(RECORD, key(RECORD, "history[2]")), Some("-"));
        for (path, expected) in [
            ("owner", "owner"),
            ("history[0].to", "new"),
            ("history[0].by", "- at: 2026-01-01\n  to: new"),
            ("command_plan.metrics", "command_plan"),
            ("command_plan[3]", "command_plan"),
            ("nothing.at.all", ""),
        ] {
            let near = nearest(RECORD, path);
            assert_eq!(shown(RECORD, Some(near)), Some(expected), "near {path}");
        }
    }

    #[test]
    fn keys_with_dots_and_numbers_are_found() {
        let text = "a.b:\n  c: 1\na:\n  1: one\n";
        assert_eq!(shown(text, value(text, "a.b.c")), Some("1"));
        assert_eq!(shown(text, value(text, "a.1")), Some("one"));
    }

    #[test]
    fn hostile_nesting_is_walked() {
        for text in ["[", "{", "- ", "? ", "{a: ", "a: ["].map(|part| part.repeat(50_000)) {
            assert!(nearest(&text, "a[0].b").end <= text.len());
        }
        let stairs: String = (0..800).map(|n| " ".repeat(n) + "a:\n").collect();
        assert!(value(&stairs, "a.a.a").is_some());
    }

    proptest! {
        #[test]
        fn any_text_has_places_inside_it(text in "[ab:\\-\\[\\]{},#'\"|>&*!? \n\r\té]{0,60}", path in "[ab.\\[\\]0]{0,8}") {
            for span in [value(&text, &path), key(&text, &path), Some(nearest(&text, &path))].into_iter().flatten() {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
