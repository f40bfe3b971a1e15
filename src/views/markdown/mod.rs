//! Reports and findings as Markdown that GitLab and GitHub render alike.
//! What they hold is decided in `reports` and `checks`.

mod document;

use super::{place, plain, summary};
use crate::finding::{Finding, Verdict};
use crate::reports::{Cell, Part, Report, Table};

/// Returns a report as headings, lists, tables and blocks, with a blank line between.
pub fn report(report: &Report) -> String {
    let parts: Vec<String> = report.parts.iter().map(of_part).collect();
    parts.join("\n")
}

/// Returns findings as a table, and what they come to.
pub fn findings(findings: &[Finding]) -> String {
    let summary = summary(findings) + "\n";
    if findings.is_empty() {
        return summary;
    }
    let rows = findings.iter().map(|finding| {
        let verdict = match &finding.verdict {
            Verdict::Shown => String::new(),
            Verdict::Blocks => "refuses the change".to_owned(),
            Verdict::Waived(id) => format!("waived by {id}"),
        };
        vec![
            finding.level.name().to_owned(),
            finding.check.to_owned(),
            place(finding),
            finding.message.clone(),
            finding.help.clone(),
            verdict,
        ]
    });
    let titles = ["level", "check", "place", "message", "help", "verdict"];
    table(&titles, rows) + "\n" + &summary
}

fn of_part(part: &Part) -> String {
    match part {
        Part::Heading(heading) => format!("## {}\n", escaped(&plain::clean_line(heading))),
        Part::Fields(fields) => fields.iter().map(field).collect(),
        Part::Text(text) => block(text),
        Part::Prose(text) => text.clone() + "\n",
        Part::Table(table) if table.rows.is_empty() => inline(&table.when_empty) + "\n",
        Part::Table(table) => of_table(table),
        Part::Document(blocks) => document::blocks(blocks),
    }
}

fn field((title, cell): &(String, Cell)) -> String {
    let title = escaped(&plain::clean_line(title));
    format!("- **{title}:** {}\n", inline(&cell.text))
}

fn of_table(of: &Table) -> String {
    let titles: Vec<&str> = of.columns.iter().map(|column| column.title).collect();
    let rows = of
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.clone()).collect());
    table(&titles, rows)
}

fn table(titles: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(titles.iter().map(|title| inline(title)).collect());
    text += &line(vec!["---".to_owned(); titles.len()]);
    text.extend(rows.map(|row| line(row.iter().map(|cell| inline(cell)).collect())));
    text
}

/// Returns a text word for word, in a fence longer than any in the text.
fn block(text: &str) -> String {
    let text = plain::clean(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

/// Returns a text for one line of Markdown, with `<br>` for line breaks.
fn inline(text: &str) -> String {
    let cleaned = plain::clean(text);
    let lines: Vec<String> = cleaned
        .trim()
        .lines()
        .map(|line| escaped(line.trim()))
        .collect();
    lines.join("<br>")
}

/// Returns a line in which no character means anything to Markdown, nor to the site that shows it.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut before = ' ';
    for (offset, character) in line.char_indices() {
        let rest = &line[offset + character.len_utf8()..];
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '!' | '$' | '&' => {
                text.push('\\');
                text.push(character);
            }
            // A command to GitLab, if the line is the first of a comment.
            '/' if offset == 0 => text += "\\/",
            // A backslash does not keep sites from telling the person; an empty comment does.
            '@' if !before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric) => {
                text += "@<!-- -->";
            }
            _ => text.push(character),
        }
        before = character;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::fixture::{self, error, waived};
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    #[test]
    fn a_report_has_headings_lists_tables_and_blocks() {
        let parts = vec![
            Part::Heading("Requests #1".into()),
            Part::Fields(vec![("asks".into(), "two\n  <b>lines</b>".into())]),
            Part::Table(fixture::requests()),
            Part::Table(Table {
                rows: Vec::new(),
                ..fixture::requests()
            }),
            Part::Text("word *for* word\n```\nend".into()),
        ];
        assert_data_eq!(
            report(&fixture::report(parts)),
            str![[r#"
## Requests \#1

- **asks:** two<br>\<b\>lines\</b\>

| id | state | title | owner | days |
| --- | --- | --- | --- | --- |
| REQ-4T9K2M7X | in triage | Sizing workshop for the migration of Léman Freight to Dedicated | ada | 12 |
| REQ-8R2T4V6W | done | 東京 評価 🚀 | nobody | 3 |

No request waits.

````text
word *for* word
```
end
````

"#]].raw()
        );
    }

    #[test]
    fn findings_are_a_table_and_a_sum() {
        let short = Finding {
            help: "mend `it`".into(),
            message: "it is wrong".into(),
            ..error()
        };
        let aside = Finding {
            verdict: waived().verdict,
            ..short.clone()
        };
        assert_data_eq!(
            findings(&[short, aside]),
            str![[r#"
| level | check | place | message | help | verdict |
| --- | --- | --- | --- | --- | --- |
| error | missing-field | requests/2026-11/REQ-4T9K2M7X.yaml:3:8 | it is wrong | mend \`it\` | refuses the change |
| error | missing-field | requests/2026-11/REQ-4T9K2M7X.yaml:3:8 | it is wrong | mend \`it\` | waived by WVR-7K2M9QXA |

1 error, 1 waived; 1 of them must be mended

"#]].raw()
        );
        assert_eq!(findings(&[]), "no findings\n");
    }

    #[test]
    fn what_sites_act_on_is_kept_from_them() {
        let cases = [
            ("[a](javascript:b)", r"\[a\](javascript:b)"),
            ("/close", r"\/close"),
            ("and/or", "and/or"),
            ("ask @ada", "ask @<!-- -->ada"),
            ("ada@example.com", "ada@example.com"),
            ("a|b\\|c", r"a\|b\\\|c"),
            ("closes #12 &amp; !3", r"closes \#12 \&amp; \!3"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text:?}");
        }
    }

    /// Takes away what this file writes itself, and every escaped character.
    fn unescaped_rest(line: &str) -> String {
        let line = line.replace("<br>", "").replace("@<!-- -->", "");
        let mut rest = String::new();
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                _ => rest.push(character),
            }
        }
        rest
    }

    proptest! {
        #[test]
        fn a_row_stays_a_row_and_says_nothing_to_markdown(
            cells in prop::collection::vec("(?s)([|\\\\`*<>\\[\\]\n\r\u{1b}]|.){0,20}", 5),
        ) {
            let mut table = fixture::requests();
            table.rows = vec![cells.iter().map(|cell| cell.as_str().into()).collect()];
            let text = report(&fixture::report(vec![Part::Table(table)]));
            let lines: Vec<&str> = text.split('\n').collect();
            prop_assert_eq!(lines.len(), 4, "{:?}", text);
            let rest = unescaped_rest(lines[2]);
            prop_assert_eq!(rest.matches('|').count(), 6, "{:?}", lines[2]);
            prop_assert!(!rest.contains(['`', '*', '_', '[', ']', '<', '>', '~', '#', '&']), "{:?}", rest);
            prop_assert!(!text.chars().any(|c| c != '\n' && plain::is_hidden(c)), "{:?}", text);
        }

        #[test]
        fn no_text_ends_its_block(text in "(`{1,5}|[a-z\n ]){0,20}") {
            let drawn = block(&text);
            let fence = drawn.split("text").next().expect("a block begins with its fence");
            let body: Vec<&str> = drawn.lines().skip(1).collect();
            prop_assert!(body[..body.len() - 1].iter().all(|line| !line.trim().starts_with(fence)));
            prop_assert_eq!(body[body.len() - 1], fence);
        }
    }
}
