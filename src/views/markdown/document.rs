//! Documents as Markdown: a title, numbered sections, paragraphs that say nothing else to it.

use super::{escaped, field, inline, of_table, plain, table};
use crate::reports::Block;
use crate::views::pen_lines;

/// Returns a document, a blank line between its blocks.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().map(of_block).collect();
    blocks.join("\n")
}

fn of_block(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("# {}\n", words(title)),
        Block::Notice(notice) => format!("> **{}**\n", words(notice)),
        Block::Section { number, title } if number.is_empty() => format!("#### {}\n", words(title)),
        Block::Section { number, title } => {
            let depth = if number.contains('.') { "###" } else { "##" };
            format!("{depth} {number} {}\n", words(title))
        }
        Block::Paragraph(text) => words(text) + "\n",
        Block::List(items) => items
            .iter()
            .map(|item| format!("- {}\n", words(item)))
            .collect(),
        Block::Fields(fields) => fields.iter().map(field).collect(),
        Block::Table(table) => of_table(table),
        Block::Signatures(parties) => signatures(parties),
    }
}

fn signatures(parties: &[(String, String)]) -> String {
    let roles = parties.iter().map(|(role, _)| role.as_str());
    let titles: Vec<&str> = std::iter::once("").chain(roles).collect();
    let names = parties.iter().map(|(_, name)| inline(name));
    let first = std::iter::once("For".to_owned()).chain(names).collect();
    let lines = pen_lines().into_iter().map(|line| {
        let mut row = vec![String::new(); titles.len()];
        row[0] = line.to_owned();
        row
    });
    table(&titles, std::iter::once(first).chain(lines))
}

/// Returns a text on one line that begins nothing: no list, no quote, no line under a heading.
fn words(text: &str) -> String {
    let line = plain::clean_line(text);
    let line = escaped(line.trim());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        Some(b'.' | b')') if 0 < digits => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_paragraph_begins_nothing_else() {
        let cases = [
            ("- a", "\\- a"),
            ("+ a", "\\+ a"),
            ("1. a", "1\\. a"),
            ("12) a", "12\\) a"),
            ("===", "\\==="),
            ("# a", "\\# a"),
            ("> a", "\\> a"),
            ("```", "\\`\\`\\`"),
            ("    a", "a"),
            ("3 weeks - or 4", "3 weeks - or 4"),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_gets_out_of_its_block(text in "(?s)([-+=>#|`*_<:0-9.) \n\r\t]|.){0,30}") {
            let drawn = |text: &str| {
                let text = text.to_owned();
                let drawn = blocks(&[
                    Block::Section { number: "1".into(), title: text.clone() },
                    Block::Paragraph(text.clone()),
                    Block::List(vec![text.clone(), text.clone()]),
                    Block::Fields(vec![("Who".into(), text.as_str().into())]),
                    Block::Signatures(vec![("Customer".into(), text)]),
                ]);
                drawn.lines().count()
            };
            prop_assert_eq!(drawn(&text), drawn("a"));
            let paragraph = words(&text);
            prop_assert!(!paragraph.starts_with(['-', '+', '=', '#', '>', '*', '`', '|', ' ']), "{:?}", paragraph);
            let digits = paragraph.trim_start_matches(|c: char| c.is_ascii_digit());
            prop_assert!(digits.len() == paragraph.len() || !digits.starts_with(['.', ')']), "{:?}", paragraph);
            let mut rest = paragraph.replace("@<!-- -->", "").chars().collect::<Vec<_>>().into_iter();
            while let Some(character) = rest.next() {
                match character {
                    '\\' => drop(rest.next()),
                    other => prop_assert!(!"`*_[]<>|~#&".contains(other), "{:?}", paragraph),
                }
            }
        }
    }
}
