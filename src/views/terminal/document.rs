//! Documents for people at a terminal, their texts folded to its width, and for a pipe.

use super::table::{Header, draw};
use super::{
    Cell, Column, Room, Screen, Table, Tone, as_named_rows, of_fields, plain, rows, style,
};
use crate::reports::Block;
use crate::views::pen_lines;

/// Returns a document with a blank line between its blocks.
pub(super) fn on_screen(blocks: &[Block], screen: &Screen) -> String {
    let strong = |text: &str| {
        let text = plain::clean_line(text);
        screen.colour.paint(style(Tone::Strong), &text) + "\n"
    };
    let blocks: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Title(text) => strong(text),
            Block::Notice(text) => {
                let text = plain::clean_line(text);
                screen.colour.paint(style(Tone::Warning), &text) + "\n"
            }
            Block::Section { number, title } => strong(&headed(number, title)),
            Block::Paragraph(text) => draw(&folding([["", text]]), Header::Hidden, screen),
            Block::List(items) => {
                let items = items.iter().map(|item| ["-", item.as_str()]);
                draw(&folding(items), Header::Hidden, screen)
            }
            Block::Fields(fields) => draw(&of_fields(fields), Header::Hidden, screen),
            Block::Table(table) => draw(table, Header::Shown, screen),
            Block::Signatures(parties) => draw(&signatures(parties), Header::Hidden, screen),
        })
        .collect();
    blocks.join("\n")
}

/// Returns a document for other programs: a line a text, cells between tabs.
pub(super) fn on_pipe(blocks: &[Block]) -> String {
    let line = |text: &str| plain::clean_line(text) + "\n";
    let of_block = |block: &Block| match block {
        Block::Title(text) | Block::Notice(text) | Block::Paragraph(text) => line(text),
        Block::Section { number, title } => line(&headed(number, title)),
        Block::List(items) => items
            .iter()
            .map(|item| line(&format!("- {item}")))
            .collect(),
        Block::Fields(fields) => rows(&as_named_rows(fields)),
        Block::Table(table) => rows(table),
        Block::Signatures(parties) => rows(&signatures(parties)),
    };
    blocks.iter().map(of_block).collect()
}

fn headed(number: &str, title: &str) -> String {
    format!("{number} {title}").trim_start().to_owned()
}

/// Returns rows of a mark and a text that folds beside it; without a mark the text has the whole width.
fn folding<'a>(lines: impl IntoIterator<Item = [&'a str; 2]>) -> Table {
    let lines: Vec<[&str; 2]> = lines.into_iter().collect();
    let is_marked = lines.iter().any(|[mark, _]| !mark.is_empty());
    let skipped = usize::from(!is_marked);
    let column = |room| Column::new("", room);
    let row = |line: [&str; 2]| line.into_iter().skip(skipped).map(Cell::from).collect();
    Table {
        columns: [column(Room::Fixed), column(Room::Folds)][skipped..].to_vec(),
        rows: lines.into_iter().map(row).collect(),
        when_empty: String::new(),
    }
}

/// Returns a column for each party, with the lines where it signs.
fn signatures(parties: &[(String, String)]) -> Table {
    let row =
        |first: &str, cells: Vec<Cell>| [vec![Cell::toned(first, Tone::Faint)], cells].concat();
    let names = parties.iter().map(|(_, name)| name.as_str().into());
    let roles = parties.iter().map(|(role, _)| role.as_str().into());
    let mut rows = vec![row("", roles.collect()), row("For", names.collect())];
    for line in pen_lines() {
        let blank = vec![Cell::from("____________"); parties.len()];
        rows.push(row(line, blank));
    }
    let folds = std::iter::repeat_n(Room::Folds, parties.len());
    let rooms = std::iter::once(Room::Fixed).chain(folds);
    Table {
        columns: rooms.map(|room| Column::new("", room)).collect(),
        rows,
        when_empty: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::Colour;
    use crate::views::terminal::Shape;

    fn document() -> Vec<Block> {
        let section = |number: &str, title: &str| Block::Section {
            number: number.into(),
            title: title.into(),
        };
        vec![
            Block::Title("Migration\u{1b}[2J".into()),
            Block::Notice("Draft".into()),
            section("3.1", "Scope"),
            Block::Paragraph("twelve letters and more, so that it folds".into()),
            section("", "Tasks"),
            Block::List(vec![
                "one that is longer than the screen".into(),
                "two".into(),
            ]),
            Block::Signatures(vec![("Customer".into(), "Northwind".into())]),
        ]
    }

    #[test]
    fn texts_fold_beside_their_marks() {
        let screen = Screen {
            width: 30,
            colour: Colour::Never,
            shape: Shape::Screen,
        };
        snapbox::assert_data_eq!(
            on_screen(&document(), &screen),
            snapbox::str![[r#"
Migration

Draft

3.1 Scope

twelve letters and more, so
that it folds

Tasks

-  one that is longer than the
   screen
-  two

           Customer
For        Northwind
Name       ____________
Title      ____________
Date       ____________
Signature  ____________

"#]]
        );
    }

    #[test]
    fn a_pipe_gets_a_line_a_text() {
        snapbox::assert_data_eq!(
            on_pipe(&document()),
            snapbox::str![[r#"
Migration
Draft
3.1 Scope
twelve letters and more, so that it folds
Tasks
- one that is longer than the screen
- two
	Customer
For	Northwind
Name	____________
Title	____________
Date	____________
Signature	____________

"#]]
        );
    }
}
