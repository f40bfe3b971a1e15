//! How values are laid out in lines, in the style of the desk: indented by two, one key or item a line.
//! Where in a text they go is in `plan`.

use super::Yaml;
use super::scalar::{self, Around, Form};

/// Where the dashes of a list stand below its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dashes {
    Indented,
    /// In the column of the key.
    Flush,
}

/// The style in which values are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hand {
    pub(super) form: Form,
    pub(super) dashes: Dashes,
}

/// A value in lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// What stands on the line of the key or dash; empty for mappings and lists.
    pub(super) inline: String,
    /// The lines below, with their indentation.
    pub(super) body: Vec<String>,
    /// Whether the last line is the text of a block scalar, which a line end must follow.
    pub(super) ends_in_text: bool,
}

/// Returns the text of a new file that holds a mapping; keys keep their order, and lines end with LF.
///
/// A value that is not a mapping is written as such, which is no record.
pub fn render(value: &Yaml) -> String {
    let hand = Hand {
        form: Form::Natural,
        dashes: Dashes::Indented,
    };
    let written = hand.value(value, 0, 0);
    let mut lines = written.body;
    if !written.inline.is_empty() {
        lines.insert(0, written.inline);
    }
    lines.join("\n") + "\n"
}

impl Hand {
    /// Returns a value whose lines stand at `column`, or at `list_column` if it is a list.
    pub(super) fn value(self, value: &Yaml, column: usize, list_column: usize) -> Written {
        match value {
            Yaml::Text(text) => self.text(text, column),
            Yaml::Bare(word) => on_one_line(scalar::bare(word, Around::Lines)),
            Yaml::List(items) if items.is_empty() => on_one_line("[]".into()),
            Yaml::Map(entries) if entries.is_empty() => on_one_line("{}".into()),
            Yaml::List(items) => joined(items.iter().map(|item| self.item(item, list_column))),
            Yaml::Map(entries) => joined(
                entries
                    .iter()
                    .map(|(key, value)| self.entry(key, value, column)),
            ),
        }
    }

    /// Returns the lines of a key at a column and of its value.
    pub(super) fn entry(self, key: &str, value: &Yaml, column: usize) -> Written {
        let written = self.value(value, column + 2, self.list_column(column));
        let key = scalar::inline(key, Around::Lines);
        let first = match written.inline.is_empty() {
            true => format!("{}{key}:", " ".repeat(column)),
            false => format!("{}{key}: {}", " ".repeat(column), written.inline),
        };
        headed(first, written)
    }

    /// Returns the lines of an item whose dash stands at a column; a mapping begins on the line of the dash.
    pub(super) fn item(self, item: &Yaml, column: usize) -> Written {
        let mut written = self.value(item, column + 2, column + 2);
        let mut first = " ".repeat(column) + "- ";
        if written.inline.is_empty() {
            first.push_str(written.body.remove(0).trim_start());
        } else {
            first.push_str(&written.inline);
        }
        headed(first, written)
    }

    /// Returns the column of the dashes of a list below a key at a column.
    pub(super) fn list_column(self, key_column: usize) -> usize {
        match self.dashes {
            Dashes::Indented => key_column + 2,
            Dashes::Flush => key_column,
        }
    }

    fn text(self, text: &str, column: usize) -> Written {
        let block = match self.form {
            Form::Natural => scalar::block(text),
            Form::Quoted => None,
        };
        let Some(block) = block else {
            return on_one_line(scalar::inline(text, Around::Lines));
        };
        let indented = |line: &str| match line.is_empty() {
            true => String::new(),
            false => " ".repeat(column) + line,
        };
        Written {
            inline: block.header,
            body: block.lines.into_iter().map(indented).collect(),
            ends_in_text: true,
        }
    }
}

/// Returns a value in brackets or quotes, for where the text around it is.
pub(super) fn in_brackets(value: &Yaml) -> String {
    match value {
        Yaml::Text(text) => scalar::inline(text, Around::Brackets),
        Yaml::Bare(word) => scalar::bare(word, Around::Brackets),
        Yaml::List(items) => {
            let items: Vec<String> = items.iter().map(in_brackets).collect();
            format!("[{}]", items.join(", "))
        }
        Yaml::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| entry_in_brackets(key, value))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Returns a key and its value for inside of braces.
pub(super) fn entry_in_brackets(key: &str, value: &Yaml) -> String {
    format!(
        "{}: {}",
        scalar::inline(key, Around::Brackets),
        in_brackets(value)
    )
}

fn on_one_line(inline: String) -> Written {
    Written {
        inline,
        ..Written::default()
    }
}

fn headed(first: String, written: Written) -> Written {
    let mut body = written.body;
    body.insert(0, first);
    Written {
        inline: String::new(),
        body,
        ends_in_text: written.ends_in_text,
    }
}

fn joined(parts: impl Iterator<Item = Written>) -> Written {
    parts.fold(Written::default(), |mut whole, part| {
        whole.body.extend(part.body);
        whole.ends_in_text = part.ends_in_text;
        whole
    })
}
