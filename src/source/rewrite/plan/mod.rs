//! Which bytes a change replaces, and by what: one contiguous edit a change.
//! How values look is in `written`; what they mean is in `intent`.

mod insert;
mod remove;
mod replace;

use super::scalar::Form;
use super::written::{Dashes, Hand};
use super::{Change, Edit, Outline, Yaml, split_first};
use crate::source::Span;
use crate::source::place::{Item, Node, Shape, Step, Style, last_text_end};

/// Returns the edit that makes a change, nothing if there is nothing to do, or why it cannot be made.
pub(super) fn edit(
    text: &str,
    outline: &Outline,
    change: &Change,
    order: &[&str],
    form: Form,
) -> Result<Option<Edit>, String> {
    let page = Page {
        text,
        root: &outline.root,
        line_end: line_end_of(text),
        hand: Hand {
            form,
            dashes: dashes_of(text, &outline.root).unwrap_or(Dashes::Indented),
        },
    };
    let walk = outline.walk(change.path());
    let trail = Trail {
        root: &outline.root,
        steps: &walk.steps,
    };
    match change {
        Change::Set { value, .. } if walk.rest.is_empty() => page.replace(trail, value).map(Some),
        Change::Set { value, .. } => page.insert(trail, walk.rest, value, order).map(Some),
        Change::Remove { .. } if walk.rest.is_empty() => page.remove(trail).map(Some),
        Change::Remove { .. } => Ok(None),
        Change::Append { item, .. } if walk.rest.is_empty() => page.append(trail, item).map(Some),
        Change::Append { item, .. } => {
            let list = Yaml::List(vec![item.clone()]);
            page.insert(trail, walk.rest, &list, order).map(Some)
        }
    }
}

/// The text, and the style in which it is written.
#[derive(Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    root: &'a Node,
    line_end: &'static str,
    hand: Hand,
}

/// The steps that lead from the root to a value.
#[derive(Clone, Copy)]
struct Trail<'a> {
    root: &'a Node,
    steps: &'a [Step<'a>],
}

impl<'a> Trail<'a> {
    fn node(self) -> &'a Node {
        self.steps.last().map_or(self.root, |step| step.value())
    }

    /// Returns the trail to the mapping or list that holds the value; the root holds itself.
    fn parent(self) -> Self {
        Self {
            root: self.root,
            steps: &self.steps[..self.steps.len().saturating_sub(1)],
        }
    }

    /// Returns whether brackets are around the value.
    fn is_in_brackets(self) -> bool {
        let holders = (0..self.steps.len()).map(|end| Trail {
            root: self.root,
            steps: &self.steps[..end],
        });
        holders.into_iter().any(|holder| is_flow(holder.node()))
    }
}

impl Page<'_> {
    fn line_start(self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Returns the end of a line without its line ending.
    fn line_stop(self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Returns the start of the next line, or the end of the text.
    fn next_line(self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |end| at + end + 1)
    }

    fn column(self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Returns the end of the last line of a value, its comment and blank lines that belong to it included.
    fn last_line_stop(self, node: &Node) -> usize {
        let kept = last_text(node).filter(|last| self.keeps_blank_lines(last));
        match kept.and_then(last_text_end) {
            Some(end) => {
                let lines = &self.text[..end];
                let lines = lines.strip_suffix('\n').unwrap_or(lines);
                lines.strip_suffix('\r').unwrap_or(lines).len()
            }
            None => self.line_stop(node.span.end),
        }
    }

    fn keeps_blank_lines(self, node: &Node) -> bool {
        let header = &self.text[node.span.start..node.span.end];
        let sign = header.trim_start_matches(['|', '>']);
        sign.starts_with('+') || sign.get(1..).is_some_and(|rest| rest.starts_with('+'))
    }

    fn is_null(self, node: &Node) -> bool {
        let written = &self.text[node.span.start..node.span.end];
        let is_word =
            node.shape == Shape::Scalar && ["~", "null", "Null", "NULL"].contains(&written);
        node.shape == Shape::Absent || is_word
    }

    fn lines(self, lines: &[String]) -> String {
        lines.join(self.line_end)
    }

    /// Returns the line ending that a block scalar needs when an edit that ends in one reaches the end of the text.
    fn closing(self, ends_in_text: bool, at: usize) -> &'static str {
        match ends_in_text && at == self.text.len() {
            true => self.line_end,
            false => "",
        }
    }
}

/// Returns the block scalar that ends a node, if one does.
fn last_text(node: &Node) -> Option<&Node> {
    match &node.shape {
        Shape::Text { .. } => Some(node),
        Shape::Map(Style::Block, entries) => last_text(&entries.last()?.value),
        Shape::List(Style::Block, items) => last_text(&items.last()?.value),
        Shape::Absent | Shape::Scalar | Shape::Map(..) | Shape::List(..) => None,
    }
}

fn is_flow(node: &Node) -> bool {
    matches!(
        node.shape,
        Shape::Map(Style::Flow, _) | Shape::List(Style::Flow, _)
    )
}

fn is_block(node: &Node) -> bool {
    matches!(
        node.shape,
        Shape::Map(Style::Block, _) | Shape::List(Style::Block, _)
    )
}

fn line_end_of(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Returns where the dashes of the first list below a key stand.
fn dashes_of(text: &str, node: &Node) -> Option<Dashes> {
    match &node.shape {
        Shape::Map(Style::Block, entries) => {
            entries.iter().find_map(|entry| match &entry.value.shape {
                Shape::List(Style::Block, items) => {
                    let column = |at: usize| at - text[..at].rfind('\n').map_or(0, |at| at + 1);
                    let is_flush = column(items.first()?.start) == column(entry.key.start);
                    Some(if is_flush {
                        Dashes::Flush
                    } else {
                        Dashes::Indented
                    })
                }
                _ => dashes_of(text, &entry.value),
            })
        }
        Shape::List(Style::Block, items) => items
            .iter()
            .find_map(|item: &Item| dashes_of(text, &item.value)),
        _ => None,
    }
}
