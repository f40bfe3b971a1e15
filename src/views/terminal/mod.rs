//! Reports, findings and refusals for people at a terminal, and reports for a pipe.
//! Whether there is a terminal, and how wide it is, is found out in `cli`.

mod document;
mod prose;
mod snippet;
mod table;

use anstyle::{AnsiColor, Effects, Style};

pub use super::Colour;
use super::{Refusal, plain};
use crate::reports::{Cell, Column, Part, Report, Room, Table, Tone};

pub use snippet::{brief, findings};

/// What a text is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns there are; 20 at least, what is less counts as 20.
    pub width: usize,
    pub colour: Colour,
    pub shape: Shape,
}

/// Who reads the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// People: aligned tables that fit the width.
    Screen,
    /// Other programs: a row a line, cells between tabs, no header, nothing left out, no colour.
    Pipe,
}

/// Returns a report as text that ends with a line feed; empty when there is nothing to say.
///
/// On a pipe, a report whose only content is a table is its rows alone, and a table without rows is nothing.
pub fn report(report: &Report, screen: &Screen) -> String {
    match screen.shape {
        Shape::Screen => on_screen(report, screen),
        Shape::Pipe => on_pipe(report),
    }
}

/// Returns why a command did nothing, and what to do, a line each.
pub fn refusal(refusal: &Refusal, screen: &Screen) -> String {
    let label = |style: AnsiColor, text| {
        let style = style.on_default().effects(Effects::BOLD);
        screen.colour.paint(style, text)
    };
    let message = plain::clean_line(&refusal.message);
    let mut text = format!("{}: {message}\n", label(AnsiColor::BrightRed, "error"));
    for detail in &refusal.details {
        text += &format!("  - {}\n", plain::clean_line(detail));
    }
    if !refusal.help.is_empty() {
        let help = plain::clean(&refusal.help);
        let help = help.trim_end().replace('\n', "\n      ");
        text += &format!("{}: {help}\n", label(AnsiColor::BrightCyan, "help"));
    }
    text
}

fn on_screen(report: &Report, screen: &Screen) -> String {
    let mut text = String::new();
    let mut after_heading = true;
    for part in &report.parts {
        let drawn = match part {
            Part::Heading(heading) => {
                let heading = plain::clean_line(heading);
                screen.colour.paint(style(Tone::Strong), &heading) + "\n"
            }
            Part::Fields(fields) => table::draw(&of_fields(fields), table::Header::Hidden, screen),
            Part::Text(words) => ended(plain::clean(words)),
            Part::Prose(words) => prose::fold(words, screen.width),
            Part::Table(table) if table.rows.is_empty() => ended(plain::clean(&table.when_empty)),
            Part::Table(table) => table::draw(table, table::Header::Shown, screen),
            Part::Document(blocks) => document::on_screen(blocks, screen),
        };
        if !after_heading {
            text.push('\n');
        }
        after_heading = matches!(part, Part::Heading(_));
        text += &drawn;
    }
    text
}

/// Returns fields as a table of two columns: titles that stay whole, and texts that fold beside them.
fn of_fields(fields: &[(String, Cell)]) -> Table {
    let column = |room| Column { title: "", room };
    let row = |(title, cell): &(String, Cell)| {
        let title = format!("{}:", plain::clean_line(title));
        vec![Cell::toned(title, Tone::Faint), cell.clone()]
    };
    Table {
        columns: vec![column(Room::Fixed), column(Room::Folds)],
        rows: fields.iter().map(row).collect(),
        when_empty: String::new(),
    }
}

fn on_pipe(report: &Report) -> String {
    let is_content = |part: &&Part| !matches!(part, Part::Heading(_));
    let contents: Vec<&Part> = report.parts.iter().filter(is_content).collect();
    if let [Part::Table(table)] = contents[..] {
        return rows(table);
    }
    let text_of = |part: &Part| match part {
        Part::Heading(heading) => plain::clean_line(heading) + "\n",
        Part::Fields(fields) => rows(&as_named_rows(fields)),
        Part::Text(words) | Part::Prose(words) => ended(plain::clean(words)),
        Part::Table(table) => rows(table),
        Part::Document(blocks) => document::on_pipe(blocks),
    };
    report.parts.iter().map(text_of).collect()
}

fn as_named_rows(fields: &[(String, Cell)]) -> Table {
    Table {
        columns: Vec::new(),
        rows: fields
            .iter()
            .map(|(title, cell)| vec![title.as_str().into(), cell.clone()])
            .collect(),
        when_empty: String::new(),
    }
}

fn rows(table: &Table) -> String {
    let line = |row: &Vec<Cell>| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| plain::clean_line(&cell.text))
            .collect();
        cells.join("\t") + "\n"
    };
    table.rows.iter().map(line).collect()
}

fn ended(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().effects(Effects::BOLD),
        Tone::Faint => Style::new().effects(Effects::DIMMED),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Warning => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::fixture;
    use proptest::prelude::*;
    use snapbox::{assert_data_eq, str};

    const PLAIN: Screen = Screen {
        width: 60,
        colour: Colour::Never,
        shape: Shape::Screen,
    };
    const PIPE: Screen = Screen {
        shape: Shape::Pipe,
        ..PLAIN
    };

    fn parts() -> Vec<Part> {
        vec![
            Part::Heading("Request REQ-4T9K2M7X".into()),
            Part::Fields(vec![
                ("state".into(), Cell::toned("in triage", Tone::Warning)),
                (
                    "what is asked".into(),
                    "Sizing workshop with the platform team and two architects.\n- before May"
                        .into(),
                ),
            ]),
            Part::Heading("Reviews".into()),
            Part::Table(Table {
                rows: Vec::new(),
                ..fixture::requests()
            }),
            Part::Text("Two lines,\n  word for word".into()),
        ]
    }

    #[test]
    fn a_screen_gets_aligned_fields_and_sentences() {
        let text = report(&fixture::report(parts()), &PLAIN);
        assert_data_eq!(
            text,
            str![[r#"
Request REQ-4T9K2M7X
state:          in triage
what is asked:  Sizing workshop with the platform team and
                two architects.
                - before May

Reviews
No request waits.

Two lines,
  word for word

"#]]
        );
    }

    #[test]
    fn a_pipe_gets_tabs_and_lines() {
        let text = report(&fixture::report(parts()), &PIPE);
        assert_data_eq!(
            text,
            str![[r#"
Request REQ-4T9K2M7X
state	in triage
what is asked	Sizing workshop with the platform team and two architects. - before May
Reviews
Two lines,
  word for word

"#]]
        );
    }

    #[test]
    fn a_table_alone_is_its_rows_on_a_pipe() {
        let heading = Part::Heading("Waiting".into());
        let colour = Screen {
            colour: Colour::Always,
            ..PIPE
        };
        let full = fixture::report(vec![heading.clone(), Part::Table(fixture::requests())]);
        assert_data_eq!(
            report(&full, &colour),
            str![[r#"
REQ-4T9K2M7X	in triage	Sizing workshop for the migration of Léman Freight to Dedicated	ada	12
REQ-8R2T4V6W	done	東京 評価 🚀	nobody	3

"#]]
        );
        let mut empty = fixture::requests();
        empty.rows.clear();
        assert_eq!(
            report(&fixture::report(vec![heading, Part::Table(empty)]), &PIPE),
            ""
        );
    }

    #[test]
    fn a_refusal_says_what_and_what_to_do() {
        let refused = Refusal {
            message: "there is no desk here".into(),
            details: vec!["no desk.toml".into(), "no repository".into()],
            help: "make one with `sa init`,\nor name one with `--desk`".into(),
        };
        assert_data_eq!(
            refusal(&refused, &PLAIN),
            str![[r#"
error: there is no desk here
  - no desk.toml
  - no repository
help: make one with `sa init`,
      or name one with `--desk`

"#]]
        );
        let coloured = refusal(
            &refused,
            &Screen {
                colour: Colour::Always,
                ..PLAIN
            },
        );
        assert!(
            coloured.starts_with("\u{1b}[1m\u{1b}[91merror\u{1b}[0m: there"),
            "{coloured:?}"
        );
    }

    proptest! {
        #[test]
        fn no_text_brings_control_characters_along(words in "(?s).{0,30}", colour in any::<bool>()) {
            let hostile = format!("{words}\u{1b}[31m\u{9b}1m\u{202e}{words}\u{1b}]0;x\u{7}");
            let table = Table {
                columns: vec![Column { title: "note", room: Room::Folds }],
                rows: vec![vec![hostile.as_str().into()]],
                when_empty: hostile.clone(),
            };
            let parts = vec![
                Part::Heading(hostile.clone()),
                Part::Fields(vec![(hostile.clone(), hostile.as_str().into())]),
                Part::Text(hostile.clone()),
                Part::Table(Table { rows: Vec::new(), ..table.clone() }),
                Part::Table(table),
            ];
            let shape = if colour { Shape::Screen } else { Shape::Pipe };
            let text = report(&fixture::report(parts), &Screen { shape, ..PLAIN });
            let refused = Refusal { message: hostile.clone(), details: vec![hostile.clone()], help: hostile };
            let text = text + &refusal(&refused, &PLAIN);
            prop_assert!(
                !text.chars().any(|c| plain::is_hidden(c) && !matches!(c, '\n' | '\t')),
                "{:?}", text
            );
        }
    }
}
