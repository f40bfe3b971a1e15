//! Documents as HTML: a title, numbered sections, and lines to sign on.

use super::{element, line, of_fields, of_table};
use crate::reports::Block;
use crate::views::pen_lines;

/// Returns the blocks of a document, one after the other.
pub(super) fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(of_block).collect()
}

fn of_block(block: &Block) -> String {
    match block {
        Block::Title(title) => element("h1", "", &line(title)),
        Block::Notice(notice) => {
            // Once to read, and once across every printed page.
            let notice = line(notice);
            element("p", " class=\"notice\"", &notice)
                + &element("div", " class=\"watermark\" aria-hidden=\"true\"", &notice)
        }
        Block::Section { number, title } if number.is_empty() => element("h4", "", &line(title)),
        Block::Section { number, title } => {
            let name = if number.contains('.') { "h3" } else { "h2" };
            element(name, "", &format!("{} {}", line(number), line(title)))
        }
        Block::Paragraph(text) => element("p", "", &line(text)),
        Block::List(items) => {
            let items = items.iter().map(|item| element("li", "", &line(item)));
            element("ul", "", &items.collect::<String>())
        }
        Block::Fields(fields) => of_fields(fields),
        Block::Table(table) => of_table(table),
        Block::Signatures(parties) => {
            let parties = parties.iter().map(signature);
            element("div", " class=\"signatures\"", &parties.collect::<String>())
        }
    }
}

fn signature((role, name): &(String, String)) -> String {
    let lines = pen_lines().into_iter();
    let lines = lines.map(|title| element("p", " class=\"pen\"", &line(title)));
    let role = element("h4", "", &line(role));
    let name = element("p", "", &line(name));
    element("section", "", &(role + &name + &lines.collect::<String>()))
}
