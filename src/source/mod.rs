//! Texts of a desk: where they come from, places in them, and edits to them.
//! Knows YAML as syntax; what a record means lives in `records`.

pub mod place;
pub mod rewrite;
pub mod snapshot;
pub mod strict;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use place::KeyPath;
pub use snapshot::{BlobId, Blobs, Entry, EntryType, FileChange, Folder, Snapshot, TreeId};

/// A half-open range of bytes in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// Returns the span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A text in place of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// A place as people count it: line and column from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// One file as text, under its path in the desk (`/` between folders).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// Returns a shared source.
    pub fn shared(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            path: path.into(),
            text: text.into(),
        })
    }

    /// Returns line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let end = self.text.floor_char_boundary(offset.min(self.text.len()));
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// Returns the byte offset of a line and column, both from 1; past the end is the end.
    pub fn offset(&self, position: Position) -> usize {
        let line_start = match position.line {
            0 | 1 => 0,
            line => self
                .text
                .match_indices('\n')
                .nth(line - 2)
                .map_or(self.text.len(), |(at, _)| at + 1),
        };
        self.text[line_start..]
            .char_indices()
            .nth(position.column.saturating_sub(1))
            .map_or(self.text.len(), |(at, _)| line_start + at)
    }
}

/// What is wrong with a text as YAML: a place and two sentences, before anything is known of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub span: Span,
    pub message: String,
    pub help: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_give_the_offset_back() {
        let source = Source {
            path: "accounts/leman.yaml".into(),
            text: "name: Léman\nregion: EMEA\n".into(),
        };
        let offset = source.text.find("EMEA").expect("the word is there");
        let position = source.position(offset);
        assert_eq!(position, Position { line: 2, column: 9 });
        assert_eq!(source.offset(position), offset);
        let accent = source.text.find("man").expect("the word is there");
        assert_eq!(source.position(accent), Position { line: 1, column: 9 });
        assert_eq!(source.offset(Position { line: 1, column: 9 }), accent);
    }
}
