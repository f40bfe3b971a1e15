//! A key or item taken away with its lines, and with the comments on and below them that are indented as its own.
//! What a mapping or list without any is written as is in `replace`.

use super::{Edit, Node, Page, Shape, Span, Style, Trail, Yaml, last_text};

impl Page<'_> {
    /// Returns the edit that takes the last step of a trail away; what holds it then holds nothing if it was the last.
    pub(super) fn remove(self, trail: Trail<'_>) -> Result<Edit, String> {
        let parent = trail.parent();
        let (style, siblings, empty): (Style, Vec<(usize, &Node)>, Yaml) =
            match &parent.node().shape {
                Shape::Map(style, entries) => {
                    let parts = entries.iter().map(|entry| (entry.key.start, &entry.value));
                    (*style, parts.collect(), Yaml::Map(Vec::new()))
                }
                Shape::List(style, items) => {
                    let parts = items.iter().map(|item| (item.start, &item.value));
                    (*style, parts.collect(), Yaml::List(Vec::new()))
                }
                Shape::Absent | Shape::Scalar | Shape::Text { .. } => {
                    return Err("nothing holds it".into());
                }
            };
        if siblings.len() == 1 {
            return self.replace(parent, &empty);
        }
        let is_it = |(_, value): &(usize, &Node)| std::ptr::eq(*value, trail.node());
        let Some(at) = siblings.iter().position(is_it) else {
            return Err("the record itself cannot be removed".into());
        };
        let span = match style {
            Style::Flow => bracketed_part(&siblings, at),
            Style::Block => self.lines_of(&siblings, at),
        };
        Ok(Edit {
            span,
            text: String::new(),
        })
    }

    /// Returns the span of a key or item in lines, which may share its first line with the dash that holds it.
    fn lines_of(self, siblings: &[(usize, &Node)], at: usize) -> Span {
        let (start, node) = siblings[at];
        let stop = self.last_line_stop(node);
        let line_start = self.line_start(start);
        if self.text[line_start..start].trim().is_empty() {
            let own = self.behind_own_comments(self.next_line(stop), self.column(start));
            let before = at
                .checked_sub(1)
                .and_then(|before| last_text(siblings[before].1));
            let end = match before.is_some_and(|text| self.keeps_blank_lines(text)) {
                // They would become part of the text above.
                true => self.behind_blank_lines(own),
                false => own,
            };
            return Span::new(line_start, end);
        }
        match siblings.get(at + 1) {
            Some((next, _)) if self.text[stop..*next].trim().is_empty() => Span::new(start, *next),
            _ => Span::new(
                line_start + self.text[line_start..start].trim_end().len(),
                stop,
            ),
        }
    }

    /// Returns the end of the comment lines that are indented deeper than the key or dash that is removed.
    fn behind_own_comments(self, from: usize, column: usize) -> usize {
        let lines = self.text[from..].split_inclusive('\n');
        let own = lines.take_while(|line| {
            let comment = line.trim_start_matches(' ');
            comment.starts_with('#') && line.len() - comment.len() > column
        });
        from + own.map(str::len).sum::<usize>()
    }

    fn behind_blank_lines(self, from: usize) -> usize {
        let lines = self.text[from..].split_inclusive('\n');
        let blank = lines.take_while(|line| line.trim().is_empty());
        from + blank.map(str::len).sum::<usize>()
    }
}

/// Returns the span of one of several parts in brackets with the comma that parts it from its neighbour.
fn bracketed_part(parts: &[(usize, &Node)], at: usize) -> Span {
    let (start, node) = parts[at];
    match (parts.get(at + 1), at.checked_sub(1)) {
        (Some((next, _)), _) => Span::new(start, *next),
        (None, Some(before)) => Span::new(parts[before].1.span.end, node.span.end),
        (None, None) => Span::new(start, node.span.end),
    }
}
