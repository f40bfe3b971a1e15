//! A new key in a mapping, a new item in a list.

use super::{Edit, Node, Page, Shape, Span, Style, Trail, Yaml, split_first};
use crate::source::place::Entry;
use crate::source::rewrite::written::{entry_in_brackets, in_brackets};

impl Page<'_> {
    /// Returns the edit that puts a value under a path of which `rest` is missing below a trail.
    pub(super) fn insert(
        self,
        trail: Trail<'_>,
        rest: &str,
        value: &Yaml,
        order: &[&str],
    ) -> Result<Edit, String> {
        let (name, value) = nested(rest, value)?;
        let holder = trail.node();
        let is_map = matches!(holder.shape, Shape::Map(..));
        if let Shape::Map(style, entries) = &holder.shape
            && let Some(last) = entries.last()
        {
            let order = if trail.steps.is_empty() { order } else { &[] };
            return Ok(match style {
                Style::Block => self.insert_line(entries, last, &name, &value, order),
                Style::Flow => behind(&last.value, entry_in_brackets(&name, &value)),
            });
        }
        match is_map || self.is_null(holder) {
            true => self.replace(trail, &Yaml::Map(vec![(name, value)])),
            false => Err(format!("there is no mapping to put `{name}` into")),
        }
    }

    /// Returns the edit that adds an item to the list, or to the absent one, at the end of a trail.
    pub(super) fn append(self, trail: Trail<'_>, item: &Yaml) -> Result<Edit, String> {
        let list = trail.node();
        let is_list = matches!(list.shape, Shape::List(..));
        if let Shape::List(style, items) = &list.shape
            && let Some(last) = items.last()
        {
            return Ok(match style {
                Style::Block => {
                    let written = self.hand.item(item, self.column(last.start));
                    self.below(&last.value, &written.body, written.ends_in_text)
                }
                Style::Flow => behind(&last.value, in_brackets(item)),
            });
        }
        match is_list || self.is_null(list) {
            true => self.replace(trail, &Yaml::List(vec![item.clone()])),
            false => Err("there is a value, and it is not a list".into()),
        }
    }

    fn insert_line(
        self,
        entries: &[Entry],
        last: &Entry,
        name: &str,
        value: &Yaml,
        order: &[&str],
    ) -> Edit {
        let place = |name: &str| order.iter().position(|known| *known == name);
        let rank = place(name);
        let is_before = |entry: &&Entry| place(&entry.name).is_some_and(|known| Some(known) < rank);
        let is_after = |entry: &&Entry| place(&entry.name).is_some_and(|known| Some(known) > rank);
        let before = entries.iter().rfind(is_before);
        let after = entries
            .iter()
            .find(is_after)
            .filter(|_| rank.is_some() && before.is_none());
        let column = entries
            .first()
            .map_or(0, |first| self.column(first.key.start));
        let written = self.hand.entry(name, value, column);
        if let Some(next) = after {
            let lines = self.lines(&written.body);
            return Edit {
                span: Span::new(next.key.start, next.key.start),
                text: format!(
                    "{}{}{}",
                    lines.trim_start(),
                    self.line_end,
                    " ".repeat(column)
                ),
            };
        }
        self.below(
            &before.unwrap_or(last).value,
            &written.body,
            written.ends_in_text,
        )
    }

    /// Returns the edit that puts lines below the last line of a value.
    fn below(self, node: &Node, lines: &[String], ends_in_text: bool) -> Edit {
        let at = self.last_line_stop(node);
        Edit {
            span: Span::new(at, at),
            text: format!(
                "{}{}{}",
                self.line_end,
                self.lines(lines),
                self.closing(ends_in_text, at)
            ),
        }
    }
}

/// Returns the edit that puts a part behind the last one in brackets.
fn behind(last: &Node, part: String) -> Edit {
    Edit {
        span: Span::new(last.span.end, last.span.end),
        text: format!(", {part}"),
    }
}

/// Returns the first key of a path, and a value with the other keys of the path around it.
fn nested(path: &str, value: &Yaml) -> Result<(String, Yaml), String> {
    let (name, rest) = split_first(path);
    if name.starts_with('[') {
        return Err(format!("there is no item `{name}`"));
    }
    let value = match rest {
        "" => value.clone(),
        _ => Yaml::Map(vec![nested(rest, value)?]),
    };
    Ok((name.into(), value))
}
