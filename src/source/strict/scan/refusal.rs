//! Keys, anchors, tags and marks of documents: what is refused, and in which words.
//! Where tokens begin and end is in `lexeme`.

use std::borrow::Cow;

use super::super::line_number;
use super::{Candidate, Fault, Progress, Root, Scanner, Span};

impl Scanner<'_> {
    pub(super) fn document_token(&mut self) {
        let is_first = self.root == Root::Nothing && !self.is_started;
        let (message, help) = match self.bytes[self.at] {
            b'%' => (
                "`%` begins a directive",
                "delete the line; a record needs no directives",
            ),
            b'-' if is_first => {
                self.at += 3;
                self.is_started = true;
                self.key_may_start = false;
                return;
            }
            b'-' => (
                "`---` begins a second document",
                "keep one record in a file",
            ),
            _ => (
                "`...` ends the document",
                "delete the line; a file holds one record",
            ),
        };
        let end = self.line_end();
        self.refuse(Span::new(self.at, end), message.into(), help);
        self.progress = Progress::Done;
    }

    pub(super) fn key(&mut self, mapping: u32, key: Candidate) {
        let raw = &self.text[key.span.start..key.span.end];
        if raw == "<<" {
            self.merge_line = Some(self.line_start);
            return self.refuse(
                key.span,
                "`<<` is a merge key".into(),
                "write the merged keys out",
            );
        }
        let name = key_name(raw);
        let Some(first) = self.keys.insert((mapping, name.clone()), key.span.start) else {
            return;
        };
        let line = line_number(self.text, first);
        self.duplicates.push(Fault {
            span: key.span,
            message: format!("key `{name}` appears twice, first on line {line}"),
            help: "keep one of the two".into(),
        });
        self.keys.insert((mapping, name), first);
    }

    pub(super) fn anchor(&mut self) {
        let start = self.at;
        let sign = char::from(self.bytes[start]);
        let name = self.bytes[start + 1..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        let end = start + 1 + name;
        let is_delimited =
            self.is_blank_at(end) || matches!(self.bytes[end], b',' | b']' | b'}' | b':');
        self.candidate = None;
        if name == 0 || !is_delimited {
            let line_end = self.line_end();
            let help = format!("put the text in quotes, since it begins with `{sign}`");
            self.refuse(
                Span::new(start, line_end),
                format!("text may not begin with `{sign}`"),
                &help,
            );
            self.at = line_end;
            return;
        }
        self.at = end;
        self.key_may_start = false;
        if self.merge_line == Some(self.line_start) {
            return;
        }
        let found = &self.text[start..end];
        let sort = match sign {
            '&' => "an anchor",
            _ => "an alias",
        };
        let message = format!("`{found}` is {sort}");
        // An alias that is used a hundred times is one mistake.
        if self.faults.iter().any(|fault| fault.message == message) {
            return;
        }
        self.refuse(
            Span::new(start, end),
            message,
            "write the value out where it is needed, or put the text in quotes",
        );
    }

    pub(super) fn tag(&mut self) {
        let start = self.at;
        let length = self.text[start..]
            .find(|c: char| {
                c.is_ascii_whitespace() || (self.in_flow() && matches!(c, ',' | ']' | '}'))
            })
            .unwrap_or(self.text.len() - start);
        self.at = start + length.max(1);
        self.key_may_start = false;
        let found = &self.text[start..self.at];
        self.refuse(
            Span::new(start, self.at),
            format!("`{found}` is a tag"),
            "remove it, or put the text in quotes, since it begins with `!`",
        );
    }

    pub(super) fn refuse_collection_key(&mut self, span: Span) {
        self.refuse(
            span,
            "key is a list or mapping".into(),
            "use a word as the key",
        );
        self.progress = Progress::Done;
    }

    pub(super) fn refuse(&mut self, span: Span, message: String, help: &str) {
        self.faults.push(Fault {
            span,
            message,
            help: help.into(),
        });
    }
}

/// Returns a key as the reader gives it.
fn key_name(raw: &str) -> Cow<'_, str> {
    match raw.as_bytes() {
        [b'\'', inner @ .., b'\''] if inner.contains(&b'\'') => {
            raw[1..raw.len() - 1].replace("''", "'").into()
        }
        [b'"', inner @ .., b'"'] if inner.contains(&b'\\') => {
            serde_yaml::from_str::<String>(raw).map_or(raw.into(), Cow::Owned)
        }
        [b'\'', .., b'\''] | [b'"', .., b'"'] if raw.len() > 1 => raw[1..raw.len() - 1].into(),
        _ => raw.into(),
    }
}
