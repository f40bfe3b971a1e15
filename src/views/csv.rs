//! Reports and findings as CSV for spreadsheets: UTF-8, a header, LF line ends.
//! What the rows hold is decided in `reports` and `checks`.

use super::plain;
use crate::finding::{Finding, Verdict};
use crate::reports::{Block, Part, Report, Table};

/// Columns of findings, in order.
const FINDING_COLUMNS: [&str; 12] = [
    "level", "check", "path", "line", "column", "record", "owner", "message", "help", "blocking",
    "waived", "since",
];

/// Returns the first table of a report, and those after it with the same columns, each row led by its heading;
/// of a report without tables its fields, else its texts, those of a document among them.
pub fn report(report: &Report) -> String {
    let mut heading = "";
    let mut tables: Vec<(&str, &Table)> = Vec::new();
    for part in &report.parts {
        match part {
            Part::Heading(words) => heading = words,
            Part::Table(table)
                if tables
                    .first()
                    .is_none_or(|(_, first)| first.columns == table.columns) =>
            {
                tables.push((heading, table));
            }
            Part::Table(_)
            | Part::Fields(_)
            | Part::Text(_)
            | Part::Prose(_)
            | Part::Document(_) => {}
        }
    }
    match tables.as_slice() {
        [] => {}
        [(_, only)] => return of_table(only),
        several => return of_tables(several),
    }
    let fields: Vec<[&str; 2]> = report
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Fields(fields) => Some(fields),
            _ => None,
        })
        .flatten()
        .map(|(title, cell)| [title.as_str(), cell.text.as_str()])
        .collect();
    if !fields.is_empty() {
        return written(&["field", "value"], &fields);
    }
    let mut texts: Vec<[&str; 1]> = Vec::new();
    for part in &report.parts {
        match part {
            Part::Text(text) | Part::Prose(text) => texts.push([text]),
            Part::Document(blocks) => {
                texts.extend(blocks.iter().flat_map(texts_of).map(|one| [one]))
            }
            Part::Heading(_) | Part::Fields(_) | Part::Table(_) => {}
        }
    }
    written(&["text"], &texts)
}

/// Returns the texts of a block of a document, in order.
fn texts_of(block: &Block) -> Vec<&str> {
    match block {
        Block::Title(text) | Block::Notice(text) | Block::Paragraph(text) => vec![text],
        Block::Section { title, .. } => vec![title],
        Block::List(items) => items.iter().map(String::as_str).collect(),
        Block::Fields(fields) => fields
            .iter()
            .flat_map(|(title, cell)| [title.as_str(), cell.text.as_str()])
            .collect(),
        Block::Table(table) => table
            .rows
            .iter()
            .flatten()
            .map(|cell| cell.text.as_str())
            .collect(),
        Block::Signatures(parties) => parties
            .iter()
            .flat_map(|(role, name)| [role.as_str(), name.as_str()])
            .collect(),
    }
}

/// Returns findings, one a row; `blocking` is `true` or `false`, `waived` the id of the waiver.
pub fn findings(findings: &[Finding]) -> String {
    let rows: Vec<Vec<String>> = findings.iter().map(of_finding).collect();
    written(&FINDING_COLUMNS, &rows)
}

fn of_table(table: &Table) -> String {
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title).collect();
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    written(&titles, &rows)
}

fn of_tables(tables: &[(&str, &Table)]) -> String {
    let columns = tables
        .iter()
        .map(|(_, table)| &table.columns)
        .take(1)
        .flatten();
    let titles: Vec<&str> = std::iter::once("part")
        .chain(columns.map(|column| column.title))
        .collect();
    let rows: Vec<Vec<&str>> = tables
        .iter()
        .flat_map(|(heading, table)| table.rows.iter().map(move |row| (*heading, row)))
        .map(|(heading, row)| {
            std::iter::once(heading)
                .chain(row.iter().map(|cell| cell.text.as_str()))
                .collect()
        })
        .collect();
    written(&titles, &rows)
}

fn of_finding(finding: &Finding) -> Vec<String> {
    let position = finding.at.position();
    let waiver = match &finding.verdict {
        Verdict::Waived(id) => id.clone(),
        Verdict::Shown | Verdict::Blocks => String::new(),
    };
    vec![
        finding.level.name().to_owned(),
        finding.check.to_owned(),
        finding.at.source.path.clone(),
        position.line.to_string(),
        position.column.to_string(),
        finding.record.clone().unwrap_or_default(),
        finding.owner.clone().unwrap_or_default(),
        finding.message.clone(),
        finding.help.clone(),
        finding.blocks().to_string(),
        waiver,
        finding
            .since
            .map_or(String::new(), |since| since.to_string()),
    ]
}

fn written<Row, Text>(titles: &[&str], rows: &[Row]) -> String
where
    Row: AsRef<[Text]>,
    Text: AsRef<str>,
{
    let in_memory = "memory takes every row";
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    writer.write_record(titles).expect(in_memory);
    for row in rows {
        let cells = row.as_ref().iter().map(|cell| defused(cell.as_ref()));
        writer.write_record(cells).expect(in_memory);
    }
    let bytes = writer.into_inner().expect(in_memory);
    String::from_utf8(bytes).expect("texts and separators are UTF-8")
}

/// Returns a text that a spreadsheet takes for a text and not for a formula, without control characters.
fn defused(text: &str) -> String {
    let cleaned = plain::clean(text);
    let is_formula = text.starts_with(['\t', '\r'])
        || cleaned
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula {
        format!("'{cleaned}")
    } else {
        cleaned
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::fixture::{self, error, waived, warning};
    use proptest::prelude::*;
    use snapbox::{assert_data_eq, str};

    #[test]
    fn a_report_is_its_first_table() {
        let parts = vec![
            Part::Fields(vec![("state".into(), "open".into())]),
            Part::Table(fixture::requests()),
        ];
        assert_data_eq!(
            report(&fixture::report(parts)),
            str![[r#"
id,state,title,owner,days
REQ-4T9K2M7X,in triage,Sizing workshop for the migration of Léman Freight to Dedicated,ada,12
REQ-8R2T4V6W,done,東京 評価 🚀,nobody,3

"#]]
        );
    }

    #[test]
    fn tables_of_one_shape_are_one_with_their_headings() {
        let parts = vec![
            Part::Heading("Open".into()),
            Part::Table(fixture::requests()),
            Part::Heading("Waiting".into()),
            Part::Table(fixture::requests()),
        ];
        let text = report(&fixture::report(parts));
        let starts: Vec<&str> = text
            .lines()
            .map(|line| &line[..line.len().min(20)])
            .collect();
        assert_eq!(
            starts,
            [
                "part,id,state,title,",
                "Open,REQ-4T9K2M7X,in",
                "Open,REQ-8R2T4V6W,do",
                "Waiting,REQ-4T9K2M7X",
                "Waiting,REQ-8R2T4V6W",
            ]
        );
    }

    #[test]
    fn without_a_table_fields_and_texts_are_rows() {
        let fields = Part::Fields(vec![
            ("state".into(), "open".into()),
            ("asks".into(), "two\nlines, \"quoted\"".into()),
        ]);
        let text = Part::Text("word for word".into());
        assert_eq!(
            report(&fixture::report(vec![fields, text.clone()])),
            "field,value\nstate,open\nasks,\"two\nlines, \"\"quoted\"\"\"\n"
        );
        assert_eq!(
            report(&fixture::report(vec![text])),
            "text\nword for word\n"
        );
    }

    #[test]
    fn findings_are_rows() {
        assert_data_eq!(
            findings(&[error(), warning(), waived()]),
            str![[r#"
level,check,path,line,column,record,owner,message,help,blocking,waived,since
error,missing-field,requests/2026-11/REQ-4T9K2M7X.yaml,3,8,REQ-4T9K2M7X,ada,"request has no owner, and has been waiting for one since 3 November",set it with `sa request assign REQ-4T9K2M7X --to HANDLE`,true,,
warning,unknown-person,people/ada.yaml,2,7,,,nobody has the handle `bob`,add `people/bob.yaml`,false,,
error,missing-field,requests/2026-11/REQ-4T9K2M7X.yaml,3,8,REQ-4T9K2M7X,ada,"request has no owner, and has been waiting for one since 3 November",set it with `sa request assign REQ-4T9K2M7X --to HANDLE`,false,WVR-7K2M9QXA,

"#]]
        );
    }

    #[test]
    fn formulas_are_defused() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'    x"),
            ("\rx", "'\nx"),
            (" =1", "' =1"),
            ("\u{200b}=1", "'=1"),
            ("a=1", "a=1"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(defused(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn rows_are_read_back_as_they_were_meant(
            rows in prop::collection::vec(prop::collection::vec("(?s)[=+\\-@]?.{0,9}[\",\r\n\u{1b}]?", 5), 0..6),
        ) {
            let mut table = fixture::requests();
            table.rows = rows
                .iter()
                .map(|row| row.iter().map(|cell| cell.as_str().into()).collect())
                .collect();
            let text = report(&fixture::report(vec![Part::Table(table)]));
            prop_assert!(!text.chars().any(|c| c != '\n' && plain::is_hidden(c)), "{:?}", text);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .deserialize()
                .collect::<Result<_, _>>()
                .expect("it is CSV");
            let meant: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|cell| defused(cell)).collect())
                .collect();
            prop_assert_eq!(&read, &meant);
            prop_assert!(!read.iter().flatten().any(|cell| cell.starts_with(['=', '+', '-', '@'])));
        }
    }
}
