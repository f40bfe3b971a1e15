//! Tables that fit the width of a terminal.
//! Which rows and columns there are is said by `reports`.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};

use super::{Colour, Screen, style};
use crate::reports::{Cell, Room, Table, Tone};
use crate::views::plain;

const GAP: usize = 2;
/// A column that folds is worth more than a spare one until it is this wide.
const READABLE: usize = 24;
const NARROWEST: usize = 20;

/// Whether the titles of the columns stand above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    Shown,
    Hidden,
}

/// Returns a table as lines no wider than the screen, unless columns that are never broken need more.
pub(super) fn draw(table: &Table, header: Header, screen: &Screen) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(NOTHING)
        // Its own colouring would ask the environment, and would be taken for width.
        .force_no_tty()
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(column_count(screen.width.max(NARROWEST)));
    if header == Header::Shown {
        let titles = table.columns.iter().map(|column| {
            let title = plain::clean_line(column.title).to_uppercase();
            marked(&title, Tone::Faint, screen.colour)
        });
        drawn.set_header(titles.collect::<Vec<_>>());
    }
    for row in &table.rows {
        let cells = table.columns.iter().zip(row).map(|(column, cell)| {
            let text = plain::clean(&cell.text);
            let text = match column.room {
                Room::Brief(most) => plain::shortened(text.trim_end(), most),
                Room::Fixed | Room::Folds | Room::Spare => text.trim_end().to_owned(),
            };
            marked(&text, cell.tone, screen.colour)
        });
        drawn.add_row(cells.collect::<Vec<_>>());
    }
    arrange(&mut drawn, table, screen.width.max(NARROWEST));
    let lines = drawn.lines().map(|line| coloured(line.trim_end()) + "\n");
    lines.collect()
}

fn arrange(drawn: &mut comfy_table::Table, table: &Table, width: usize) {
    let natural: Vec<usize> = drawn
        .column_max_content_widths()
        .into_iter()
        .map(usize::from)
        .collect();
    let rooms: Vec<Room> = table.columns.iter().map(|column| column.room).collect();
    let widths = widths(&rooms, &natural, width);
    let last = widths.iter().rposition(Option::is_some);
    for (index, column) in drawn.column_iter_mut().enumerate() {
        let gap = if Some(index) == last { 0 } else { GAP };
        column.set_padding((0, column_count(gap)));
        column.set_constraint(match widths[index] {
            None => ColumnConstraint::Hidden,
            Some(width) => ColumnConstraint::Absolute(Width::Fixed(column_count(width + gap))),
        });
        if is_numeric(table, index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn folds(room: Room) -> bool {
    matches!(room, Room::Folds | Room::Brief(_))
}

/// Returns how wide each column is, or `None` for one that is left out.
fn widths(rooms: &[Room], natural: &[usize], width: usize) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> = natural.iter().copied().map(Some).collect();
    let wanted = |widths: &[Option<usize>]| -> usize {
        let shown = rooms.iter().zip(widths);
        let columns = shown.filter_map(|(room, width)| match room {
            Room::Folds | Room::Brief(_) => width.map(|width| width.min(READABLE) + GAP),
            Room::Fixed | Room::Spare => width.map(|width| width + GAP),
        });
        columns.sum::<usize>().saturating_sub(GAP)
    };
    for spare in (0..rooms.len()).rev() {
        if rooms[spare] == Room::Spare && wanted(&widths) > width {
            widths[spare] = None;
        }
    }
    let gaps = widths.iter().flatten().count().saturating_sub(1) * GAP;
    let whole: usize = (0..rooms.len())
        .filter(|index| !folds(rooms[*index]))
        .filter_map(|index| widths[index])
        .sum();
    share(rooms, &mut widths, width.saturating_sub(gaps + whole));
    widths
}

/// Gives the columns that fold the room there is: narrow ones what they need, the others equal parts.
fn share(rooms: &[Room], widths: &mut [Option<usize>], room: usize) {
    let mut folding: Vec<usize> = (0..rooms.len())
        .filter(|index| folds(rooms[*index]))
        .collect();
    folding.sort_by_key(|index| widths[*index]);
    let mut left = room;
    for (nth, index) in folding.iter().enumerate() {
        let part = left / (folding.len() - nth);
        // A wide character needs two columns, and a column must be there to be folded.
        let given = widths[*index].unwrap_or(0).min(part.max(2));
        widths[*index] = Some(given);
        left = left.saturating_sub(given);
    }
}

fn is_numeric(table: &Table, index: usize) -> bool {
    let mut cells = table
        .rows
        .iter()
        .filter_map(|row| row.get(index))
        .peekable();
    let is_number = |cell: &Cell| {
        let text = cell.text.trim_start_matches('-').trim_end_matches('%');
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    cells.peek().is_some() && cells.all(is_number)
}

fn column_count(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// Returns the text with its tone behind every letter, as a variation selector.
///
/// Selectors have no width and are never parted from their letter, so the tone survives folding;
/// `plain::clean` has taken away those that came from records.
fn marked(text: &str, tone: Tone, colour: Colour) -> String {
    if colour == Colour::Never || tone == Tone::Plain {
        return text.to_owned();
    }
    let mut marked = String::with_capacity(text.len() * 5);
    for character in text.chars() {
        marked.push(character);
        // Between the parts of an emoji a mark would make two characters of one.
        if character.is_ascii_graphic() || character.is_alphanumeric() {
            marked.push(mark(tone));
        }
    }
    marked
}

fn mark(tone: Tone) -> char {
    match tone {
        Tone::Plain => '\u{e0100}',
        Tone::Strong => '\u{e0101}',
        Tone::Faint => '\u{e0102}',
        Tone::Good => '\u{e0103}',
        Tone::Warning => '\u{e0104}',
        Tone::Bad => '\u{e0105}',
    }
}

fn marked_tone(character: char) -> Option<Tone> {
    use Tone::{Bad, Faint, Good, Plain, Strong, Warning};
    [Plain, Strong, Faint, Good, Warning, Bad]
        .into_iter()
        .find(|tone| mark(*tone) == character)
}

/// Returns a line with marks turned into colour; two blanks end a cell, and its tone.
fn coloured(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut tone = Tone::Plain;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let begun = next.and_then(marked_tone);
        let cell_ends = character == ' ' && next == Some(' ');
        let now = if cell_ends {
            Tone::Plain
        } else {
            begun.unwrap_or(tone)
        };
        if now != tone {
            text += &format!("{:#}{}", style(tone), style(now));
            tone = now;
        }
        text.push(character);
        if begun.is_some() {
            characters.next();
        }
    }
    text + &format!("{:#}", style(tone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::Column;
    use crate::views::fixture;
    use crate::views::terminal::Shape;
    use proptest::prelude::*;
    use snapbox::{assert_data_eq, str};

    fn screen(width: usize, colour: Colour) -> Screen {
        Screen {
            width,
            colour,
            shape: Shape::Screen,
        }
    }

    fn drawn(width: usize, colour: Colour) -> String {
        draw(&fixture::requests(), Header::Shown, &screen(width, colour))
    }

    /// Width as the terminal counts it, asked of the table crate to need no other.
    fn width_of(line: &str) -> usize {
        let mut table = comfy_table::Table::new();
        table.add_row(vec![line]);
        table.column_max_content_widths()[0].into()
    }

    #[test]
    fn columns_align_and_fold_where_they_may() {
        assert_data_eq!(
            drawn(80, Colour::Never),
            str![[r#"
ID            STATE      TITLE                                      OWNER   DAYS
REQ-4T9K2M7X  in triage  Sizing workshop for the migration of       ada       12
                         Léman Freight to Dedicated
REQ-8R2T4V6W  done       東京 評価 🚀                               nobody     3

"#]]
        );
    }

    #[test]
    fn a_spare_column_goes_before_others_fold_too_far() {
        assert_data_eq!(
            drawn(60, Colour::Never),
            str![[r#"
ID            STATE      TITLE                          DAYS
REQ-4T9K2M7X  in triage  Sizing workshop for the          12
                         migration of Léman Freight to
                         Dedicated
REQ-8R2T4V6W  done       東京 評価 🚀                      3

"#]]
        );
    }

    #[test]
    fn a_wide_screen_leaves_columns_as_they_are() {
        let text = drawn(140, Colour::Never);
        let widest = text.lines().map(width_of).max();
        assert_eq!(widest, Some(12 + 9 + 63 + 6 + 4 + 4 * GAP));
    }

    #[test]
    fn tones_colour_words_and_no_gaps() {
        let text = drawn(140, Colour::Always);
        let second = text.lines().nth(1).expect("there are rows");
        assert_eq!(
            second,
            "\u{1b}[1mREQ-4T9K2M7X\u{1b}[0m  \u{1b}[33min triage\u{1b}[0m  \
             Sizing workshop for the migration of Léman Freight to Dedicated  ada       12"
        );
    }

    #[test]
    fn share_gives_narrow_columns_what_they_need() {
        let rooms = [Room::Folds, Room::Fixed, Room::Folds, Room::Folds];
        let given = widths(&rooms, &[90, 10, 5, 40], 80);
        assert_eq!(given, [Some(30), Some(10), Some(5), Some(29)]);
    }

    fn without_codes(text: &str) -> String {
        text.split('\u{1b}')
            .enumerate()
            .map(|(nth, part)| match nth {
                0 => part,
                _ => part.split_once('m').expect("only colours are used").1,
            })
            .collect()
    }

    fn cell() -> impl Strategy<Value = Cell> {
        let tones = vec![Tone::Plain, Tone::Strong, Tone::Bad];
        (
            "[a-z é東京🚀👩\u{301}\u{200d}\u{1f1eb}\u{1f1f7}-]{0,60}|[a-z ]{0,90}",
            prop::sample::select(tones),
        )
            .prop_map(|(text, tone)| Cell::toned(text, tone))
    }

    fn table() -> impl Strategy<Value = Table> {
        let row = ("[A-Z0-9]{0,12}", cell(), cell(), "[a-z]{0,9}", "[0-9]{1,3}").prop_map(
            |(id, title, note, owner, days)| {
                vec![id.into(), title, note, owner.as_str().into(), days.into()]
            },
        );
        let column = |title, room| Column { title, room };
        prop::collection::vec(row, 0..6).prop_map(move |rows| Table {
            columns: vec![
                column("id", Room::Fixed),
                column("title", Room::Folds),
                column("note", Room::Folds),
                column("owner", Room::Spare),
                column("days", Room::Fixed),
            ],
            rows,
            when_empty: String::new(),
        })
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_screen(table in table(), width in 60_usize..160) {
            let text = draw(&table, Header::Shown, &screen(width, Colour::Never));
            prop_assert!(text.lines().all(|line| width_of(line) <= width), "{}", text);
            prop_assert_eq!(text.find('\u{1b}'), None);
            for row in &table.rows {
                prop_assert!(text.contains(row[0].text.as_str()), "an id was broken: {}", text);
            }
        }

        #[test]
        fn colour_changes_nothing_but_colour(table in table(), width in 60_usize..160) {
            let plain = draw(&table, Header::Shown, &screen(width, Colour::Never));
            let coloured = draw(&table, Header::Shown, &screen(width, Colour::Always));
            prop_assert_eq!(without_codes(&coloured), plain);
        }
    }
}
