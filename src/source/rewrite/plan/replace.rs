//! A new value in the place of one that is there.

use super::{Edit, Node, Page, Shape, Span, Step, Trail, Yaml, is_block};
use crate::source::rewrite::written::{Written, in_brackets};

/// The comments that stand around an old value and stay.
#[derive(Debug)]
struct Comments {
    /// Behind the key or dash, on its line, with the blanks before them.
    behind: String,
    /// On lines of their own between key and value.
    above: String,
}

impl<'a> Page<'a> {
    /// Returns the edit that gives the last step of a trail a value.
    pub(super) fn replace(self, trail: Trail<'_>, value: &Yaml) -> Result<Edit, String> {
        let old = trail.node();
        let Some(step) = trail.steps.last() else {
            return self.replace_root(value);
        };
        if trail.is_in_brackets() {
            return Ok(self.replace_in_brackets(*step, value));
        }
        let (head, column) = match step {
            Step::Entry(entry) => (entry.head, self.column(entry.key.start)),
            Step::Item(item) => (item.head, self.column(item.start)),
        };
        let written = self.hand.value(
            value,
            self.body_column(old, column),
            self.dash_column(*step, column),
        );
        if written.body.is_empty() {
            return Ok(self.replace_by_word(old, head, written.inline));
        }
        let dash = match step {
            Step::Item(_) => Some(column),
            Step::Entry(_) => None,
        };
        self.replace_by_lines(old, head, written, dash)
    }

    fn replace_root(self, value: &Yaml) -> Result<Edit, String> {
        let Yaml::Map(_) = value else {
            return Err("the record itself must stay a mapping".into());
        };
        let written = self.hand.value(value, 0, 0);
        Ok(Edit {
            span: self.root.span,
            text: written.inline
                + &self.lines(&written.body)
                + self.closing(written.ends_in_text, self.root.span.end),
        })
    }

    fn replace_in_brackets(self, step: Step<'_>, value: &Yaml) -> Edit {
        let old = step.value();
        let colon = match old.shape {
            Shape::Absent if self.text[..old.span.start].ends_with(':') => " ",
            Shape::Absent => ": ",
            _ => "",
        };
        Edit {
            span: old.span,
            text: colon.to_owned() + &in_brackets(value),
        }
    }

    /// Returns the edit to a value on one line: the comments stay behind it and below it.
    fn replace_by_word(self, old: &Node, head: usize, word: String) -> Edit {
        let gap = &self.text[head..old.span.start];
        let is_below = gap.contains('\n');
        let header_comment = self.header_comment(old);
        if !is_below && old.shape != Shape::Absent {
            return Edit {
                span: Span::new(old.span.start, self.old_end(old)),
                text: word + header_comment,
            };
        }
        let comments = match gap.contains('#') {
            true => gap.trim_end(),
            false => "",
        };
        Edit {
            span: Span::new(head, self.old_end(old)),
            text: format!(" {word}{header_comment}{comments}"),
        }
    }

    /// Returns the edit to a value of several lines: the comments stand behind the key, and above the lines.
    fn replace_by_lines(
        self,
        old: &Node,
        head: usize,
        written: Written,
        dash: Option<usize>,
    ) -> Result<Edit, String> {
        let is_text = !written.inline.is_empty();
        let mut end = self.old_end(old);
        let mut comments = self.comments(old, head);
        if is_text || !is_block(old) {
            let stop = self.line_stop(end);
            let tail = self.text[end..stop].trim_end();
            if !comments.above.is_empty() && !tail.is_empty() {
                comments.above = format!("{tail}{}", comments.above);
            } else {
                comments.behind.push_str(tail);
            }
            end = stop;
        }
        if is_text && !comments.above.is_empty() {
            return Err(
                "a comment stands between the key and its value; move it above the key".into(),
            );
        }
        let lead = match is_text {
            true => format!(" {}", written.inline),
            false => String::new(),
        };
        let has_comments = !comments.behind.is_empty() || !comments.above.is_empty();
        let mut body = self.lines(&written.body);
        let mut joint = self.line_end;
        if let Some(column) = dash.filter(|_| !is_text && !has_comments) {
            body.drain(..=column);
            joint = "";
        }
        let closing = self.closing(written.ends_in_text, end);
        Ok(Edit {
            span: Span::new(head, end),
            text: lead + &comments.behind + &comments.above + joint + &body + closing,
        })
    }

    fn comments(self, old: &Node, head: usize) -> Comments {
        let gap = match old.shape {
            Shape::Absent => "",
            _ => &self.text[head..old.span.start],
        };
        let (behind, above) = gap.split_at(gap.find(['\r', '\n']).unwrap_or(gap.len()));
        let kept = |part: &str| match part.contains('#') {
            true => part.trim_end().to_owned(),
            false => String::new(),
        };
        Comments {
            behind: kept(behind) + self.header_comment(old),
            above: kept(above),
        }
    }

    /// Returns the comment behind the `|` of a block scalar, with the blanks before it.
    fn header_comment(self, old: &Node) -> &'a str {
        if !matches!(old.shape, Shape::Text { .. }) {
            return "";
        }
        let header = &self.text[old.span.start..self.line_stop(old.span.start)];
        let Some(at) = header.find('#') else {
            return "";
        };
        let blanks = header[..at].trim_end().len();
        &self.text[old.span.start + blanks..old.span.start + header.trim_end().len()]
    }

    /// Returns the end of what an old value takes up, with the blank lines that `+` makes its own.
    fn old_end(self, old: &Node) -> usize {
        match &old.shape {
            Shape::Text { .. } if self.keeps_blank_lines(old) => self.last_line_stop(old),
            _ => old.span.end,
        }
    }

    /// Returns the column of the lines of a new value: that of the old one where both are mappings.
    fn body_column(self, old: &Node, column: usize) -> usize {
        match &old.shape {
            Shape::Map(..) if is_block(old) => self.column(old.span.start),
            _ => column + 2,
        }
    }

    fn dash_column(self, step: Step<'_>, column: usize) -> usize {
        let old = step.value();
        match (&old.shape, step) {
            (Shape::List(..), _) if is_block(old) => self.column(old.span.start),
            (_, Step::Entry(_)) => self.hand.list_column(column),
            (_, Step::Item(_)) => column + 2,
        }
    }
}
