//! The tree of keys and values of a text with their spans, taken from the syntax tree of `yaml-edit`.
//! Nothing is read as data here: numbers, dates and texts are all scalars.

use yaml_edit::{Mapping, Sequence, YamlFile, YamlNode};

use super::{KeyPath, Span, Step, index};

/// Deeper nodes are left as they are, which bounds the stack on hostile texts.
const DEEPEST: usize = 128;

/// Whether a mapping or list is written by indentation or in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Style {
    Block,
    Flow,
}

/// What stands at a place of the tree.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) enum Shape {
    /// Nothing is written; the span is the empty one behind the colon or dash.
    Absent,
    /// Plain or quoted text.
    Scalar,
    /// Text below `|` or `>`; `end` lies behind all its lines, the blank ones too.
    Text {
        end: usize,
    },
    Map(Style, Vec<Entry>),
    List(Style, Vec<Item>),
}

/// A value with its span.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Node {
    pub(in crate::source) span: Span,
    pub(in crate::source) shape: Shape,
}

/// A key of a mapping and its value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Entry {
    pub(in crate::source) name: String,
    pub(in crate::source) key: Span,
    /// Offset behind the colon, or behind the key where there is no colon.
    pub(in crate::source) head: usize,
    pub(in crate::source) value: Node,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Item {
    /// Offset of the dash, or of the value in brackets.
    pub(in crate::source) start: usize,
    /// Offset behind the dash, or of the value in brackets.
    pub(in crate::source) head: usize,
    pub(in crate::source) value: Node,
}

impl Item {
    pub(in crate::source) fn span(&self) -> Span {
        Span::new(self.start, self.value.span.end)
    }
}

/// Returns the tree of a text, with an absent root when it holds no mapping or list.
pub(super) fn build(text: &str) -> Node {
    let file = YamlFile::parse(text).tree();
    let absent = absent(0);
    let Some(document) = file.documents().next() else {
        return absent;
    };
    if let Some(map) = document.as_mapping() {
        return mapping(text, &map, DEEPEST).unwrap_or(absent);
    }
    match document.as_sequence() {
        Some(list) => sequence(text, &list, DEEPEST).unwrap_or(absent),
        None => absent,
    }
}

/// Returns the step that begins a path below a node and the rest of the path, if there is such a value.
pub(super) fn descend<'a, 'p>(node: &'a Node, path: &'p str) -> Option<(Step<'a>, &'p str)> {
    match &node.shape {
        Shape::List(_, items) => {
            let (step, rest) = super::split_first(path);
            Some((Step::Item(items.get(index(step)?)?), rest))
        }
        Shape::Map(_, entries) => entries
            .iter()
            .filter_map(|entry| Some((entry, after_key(path, &entry.name)?)))
            .max_by_key(|(entry, _)| entry.name.len())
            .map(|(entry, rest)| (Step::Entry(entry), rest)),
        Shape::Absent | Shape::Scalar | Shape::Text { .. } => None,
    }
}

/// Adds path and span of every scalar below a node; `path` is that of the node.
pub(super) fn scalars(node: &Node, path: &mut String, found: &mut Vec<(KeyPath, Span)>) {
    let length = path.len();
    match &node.shape {
        Shape::Absent => {}
        Shape::Scalar | Shape::Text { .. } => found.push((path.clone(), node.span)),
        Shape::Map(_, entries) => {
            for entry in entries {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(&entry.name);
                scalars(&entry.value, path, found);
                path.truncate(length);
            }
        }
        Shape::List(_, items) => {
            for (at, item) in items.iter().enumerate() {
                path.push_str(&format!("[{at}]"));
                scalars(&item.value, path, found);
                path.truncate(length);
            }
        }
    }
}

/// Returns what follows a key at the start of a path, when the key ends there.
pub(in crate::source) fn after_key<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(name)?;
    match rest.as_bytes().first() {
        None if path.is_empty() => None,
        None | Some(b'[') => Some(rest),
        Some(b'.') => Some(&rest[1..]),
        Some(_) => None,
    }
}

fn absent(at: usize) -> Node {
    Node {
        span: Span::new(at, at),
        shape: Shape::Absent,
    }
}

fn node(text: &str, yaml: &YamlNode, head: usize, depth: usize) -> Node {
    let range = yaml.byte_range();
    let (start, end) = (range.start as usize, range.end as usize);
    let built = match yaml {
        _ if depth == 0 => None,
        YamlNode::Mapping(map) => mapping(text, map, depth),
        YamlNode::Sequence(list) => sequence(text, list, depth),
        _ => None,
    };
    if let Some(built) = built {
        return built;
    }
    let written = text.get(start..end).unwrap_or_default();
    if written.trim().is_empty() {
        return absent(head);
    }
    let last = start + written.trim_end().len();
    let is_scalar = matches!(yaml, YamlNode::Scalar(_));
    if !is_scalar || !written.starts_with(['|', '>']) {
        return Node {
            span: Span::new(start, last),
            shape: Shape::Scalar,
        };
    }
    // Spaces at the end of the last line belong to the text.
    let line_end = text[last..end]
        .find(['\r', '\n'])
        .map_or(end, |at| last + at);
    Node {
        span: Span::new(start, line_end),
        shape: Shape::Text { end },
    }
}

/// Returns nothing for a mapping without entries that is not written in brackets.
fn mapping(text: &str, map: &Mapping, depth: usize) -> Option<Node> {
    let mut entries = Vec::new();
    for entry in map.entries() {
        let Some(YamlNode::Scalar(key)) = entry.key_node() else {
            continue;
        };
        let range = key.byte_range();
        let key_span = Span::new(range.start as usize, range.end as usize);
        let head = behind_colon(text, key_span.end);
        let value = match entry.value_node() {
            Some(value) => node(text, &value, head, depth - 1),
            None => absent(head),
        };
        entries.push(Entry {
            name: key.as_string(),
            key: key_span,
            head,
            value,
        });
    }
    let range = map.byte_range();
    let (start, end) = (range.start as usize, range.end as usize);
    if map.is_flow_style() && text[start..end].starts_with('{') {
        return Some(bracketed(
            text,
            start,
            end,
            Shape::Map(Style::Flow, entries),
        ));
    }
    let first = entries.first()?.key.start;
    let last = entries.last()?.value.span.end;
    Some(Node {
        span: Span::new(first, last),
        shape: Shape::Map(Style::Block, entries),
    })
}

/// Returns nothing for a list without items that is not written in brackets.
fn sequence(text: &str, list: &Sequence, depth: usize) -> Option<Node> {
    let range = list.byte_range();
    let (start, end) = (range.start as usize, range.end as usize);
    let is_flow = text[start..end].starts_with('[');
    let mut items: Vec<Item> = Vec::new();
    for yaml in list.values() {
        let place = yaml.byte_range().start as usize;
        let (from, head) = if is_flow {
            (place, place)
        } else {
            let dash = dash_from(text, items.last().map_or(start, after_lines))?;
            (dash, dash + 1)
        };
        items.push(Item {
            start: from,
            head,
            value: node(text, &yaml, head, depth - 1),
        });
    }
    if is_flow {
        return Some(bracketed(text, start, end, Shape::List(Style::Flow, items)));
    }
    let last = items.last()?.value.span.end;
    Some(Node {
        span: Span::new(items.first()?.start, last),
        shape: Shape::List(Style::Block, items),
    })
}

fn bracketed(text: &str, start: usize, end: usize, shape: Shape) -> Node {
    Node {
        span: Span::new(start, start + text[start..end].trim_end().len()),
        shape,
    }
}

/// Returns where the search for the next dash may begin.
fn after_lines(item: &Item) -> usize {
    last_text_end(&item.value).unwrap_or(item.value.span.end)
}

/// Returns the end of all lines of the block scalar that ends a node, if one does.
pub(in crate::source) fn last_text_end(node: &Node) -> Option<usize> {
    match &node.shape {
        Shape::Text { end } => Some(*end),
        Shape::Map(Style::Block, entries) => last_text_end(&entries.last()?.value),
        Shape::List(Style::Block, items) => last_text_end(&items.last()?.value),
        Shape::Absent | Shape::Scalar | Shape::Map(..) | Shape::List(..) => None,
    }
}

fn behind_colon(text: &str, key_end: usize) -> usize {
    let rest = &text[key_end..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    match rest[blank..].starts_with(':') {
        true => key_end + blank + 1,
        false => key_end,
    }
}

/// Returns the first dash behind blanks, line ends and comments.
fn dash_from(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        match text.as_bytes().get(at)? {
            b'-' => return Some(at),
            b'#' => at += text[at..].find('\n')?,
            _ => return None,
        }
    }
}
