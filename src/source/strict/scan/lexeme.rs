//! Where blanks, comments and scalars end, by the rules of libyaml.
//! What a scalar is for is not known here.

use super::{Progress, Scanner, Span};

impl Scanner<'_> {
    pub(super) fn column(&self) -> usize {
        self.at - self.line_start
    }

    pub(super) fn in_flow(&self) -> bool {
        self.frames.last().is_some_and(super::Frame::is_flow)
    }

    /// Returns whether a blank, a line end or the end of the text stands at an offset.
    pub(super) fn is_blank_at(&self, at: usize) -> bool {
        matches!(
            self.bytes.get(at),
            None | Some(b' ' | b'\t' | b'\n' | b'\r')
        )
    }

    pub(super) fn is_document_mark(&self) -> bool {
        let rest = &self.bytes[self.at..];
        (rest.starts_with(b"---") || rest.starts_with(b"...")) && self.is_blank_at(self.at + 3)
    }

    /// Returns the end of the line without blanks before it.
    pub(super) fn line_end(&self) -> usize {
        let rest = &self.text[self.at..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        self.at + line.trim_end().len()
    }

    pub(super) fn skip_blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' => self.at += 1,
                b'\t' if self.in_flow() || !self.key_may_start => self.at += 1,
                b'\t' => return self.refuse_tab(),
                b'\n' | b'\r' => {
                    self.line_break();
                    self.key_may_start |= !self.in_flow();
                }
                b'#' => self.pass_line(),
                0xEF if self.at == 0 && self.text.starts_with('\u{feff}') => {
                    self.at += 3;
                    self.line_start = 3;
                }
                _ => return,
            }
        }
    }

    /// Passes a plain scalar, on as many lines as it has, and returns its end.
    pub(super) fn plain(&mut self) -> usize {
        let indent = self.block_column().map_or(0, |column| column + 1);
        let is_flow = self.in_flow();
        let mut end = self.at;
        let mut is_new_line = false;
        self.key_may_start = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'#' || (self.column() == 0 && self.is_document_mark()) {
                break;
            }
            let word_end = self.plain_word(is_flow);
            if self.progress != Progress::Reading {
                return end;
            }
            if word_end > self.at {
                self.at = word_end;
                end = word_end;
                is_new_line = false;
            }
            if self.at >= self.bytes.len() || !self.is_blank_at(self.at) {
                break;
            }
            while self.at < self.bytes.len() && self.is_blank_at(self.at) {
                match self.bytes[self.at] {
                    b'\n' | b'\r' => {
                        self.line_break();
                        is_new_line = true;
                    }
                    b'\t' if is_new_line && self.column() < indent => {
                        self.refuse_tab();
                        return end;
                    }
                    _ => self.at += 1,
                }
            }
            if !is_flow && self.column() < indent {
                break;
            }
        }
        self.key_may_start |= is_new_line;
        end
    }

    fn plain_word(&mut self, is_flow: bool) -> usize {
        let mut at = self.at;
        while !self.is_blank_at(at) {
            let next = self.bytes.get(at + 1).copied().unwrap_or(b' ');
            match self.bytes[at] {
                b':' if is_flow && matches!(next, b',' | b'?' | b'[' | b']' | b'{' | b'}') => {
                    self.progress = Progress::Broken;
                    return at;
                }
                b':' if self.is_blank_at(at + 1) => return at,
                b',' | b'[' | b']' | b'{' | b'}' if is_flow => return at,
                _ => at += 1,
            }
        }
        at
    }

    /// Passes a scalar in quotes and returns its end.
    pub(super) fn quoted(&mut self) -> usize {
        let quote = self.bytes[self.at];
        self.at += 1;
        self.key_may_start = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' | b'\r' => self.line_break(),
                b'\\' if quote == b'"' => {
                    self.at += 1;
                    match self.bytes.get(self.at) {
                        Some(b'\n' | b'\r') => self.line_break(),
                        _ => self.at += 1,
                    }
                }
                b'\'' if quote == b'\'' && self.bytes.get(self.at + 1) == Some(&b'\'') => {
                    self.at += 2
                }
                _ if byte == quote => {
                    self.at += 1;
                    return self.at;
                }
                b'-' | b'.' if self.column() == 0 && self.is_document_mark() => break,
                _ => self.at += 1,
            }
        }
        self.progress = Progress::Broken;
        self.at = self.text.len();
        self.at
    }

    /// Passes a block scalar, header and text.
    pub(super) fn block_text(&mut self) {
        self.at += 1;
        let parent = self.block_column();
        let mut indent = 0;
        for _ in 0..2 {
            match self.bytes.get(self.at) {
                Some(b'+' | b'-') => self.at += 1,
                Some(digit @ b'1'..=b'9') => {
                    indent = parent.unwrap_or(0) + usize::from(digit - b'0');
                    self.at += 1;
                }
                _ => {}
            }
        }
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        if self.bytes.get(self.at) == Some(&b'#') {
            self.pass_line();
        }
        if !matches!(self.bytes.get(self.at), None | Some(b'\n' | b'\r')) {
            self.progress = Progress::Broken;
            return;
        }
        let deepest = self.block_blanks(indent);
        if indent == 0 {
            indent = deepest.max(parent.map_or(0, |column| column + 1)).max(1);
        }
        while self.column() == indent
            && self.at < self.bytes.len()
            && self.progress == Progress::Reading
        {
            self.pass_line();
            self.block_blanks(indent);
        }
    }

    /// Passes indentation and blank lines of a block scalar, and returns the deepest column seen.
    fn block_blanks(&mut self, indent: usize) -> usize {
        let mut deepest = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            let is_indentation = indent == 0 || self.column() < indent;
            match byte {
                b' ' if is_indentation => {
                    self.at += 1;
                    deepest = deepest.max(self.column());
                }
                b'\t' if is_indentation => {
                    self.refuse_tab();
                    return deepest;
                }
                b'\n' | b'\r' => self.line_break(),
                _ => return deepest,
            }
        }
        deepest
    }

    fn block_column(&self) -> Option<usize> {
        let block = self.frames.iter().rev().find(|frame| !frame.is_flow());
        block.map(|frame| frame.column)
    }

    fn line_break(&mut self) {
        let is_pair = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
        self.at += 1 + usize::from(is_pair);
        self.line_start = self.at;
    }

    fn pass_line(&mut self) {
        while !matches!(self.bytes.get(self.at), None | Some(b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn refuse_tab(&mut self) {
        self.refuse(
            Span::new(self.at, self.at + 1),
            "tab in the indentation".into(),
            "indent with spaces, two a level",
        );
        self.progress = Progress::Done;
    }
}
