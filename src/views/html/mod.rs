//! Reports, findings and documents as one page of HTML that needs nothing else: no scripts, no other files.
//! What it holds is decided in `reports` and `checks`; how it looks is in `style.css`.

mod document;

use super::{place, plain, summary};
use crate::finding::{Finding, Verdict};
use crate::reports::{Block, Cell, Part, Report, Table, Tone};

const STYLE: &str = include_str!("style.css");

/// Returns a page with a report, with findings, and with a text word for word, as far as they are there.
pub fn page(report: Option<&Report>, findings: Option<&[Finding]>, text: &str) -> String {
    let mut body = String::new();
    for part in report.iter().flat_map(|report| &report.parts) {
        body += &of_part(part);
    }
    body += &findings.map(of_findings).unwrap_or_default();
    if !text.is_empty() {
        body += &word_for_word(text);
    }
    let title = report.map_or("", title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        line(title)
    )
}

/// Returns what a page is called: its first title or heading, else the name of the report.
fn title(report: &Report) -> &str {
    let titles = report.parts.iter().filter_map(|part| match part {
        Part::Heading(heading) => Some(heading.as_str()),
        Part::Document(blocks) => blocks.iter().find_map(|block| match block {
            Block::Title(title) => Some(title.as_str()),
            _ => None,
        }),
        _ => None,
    });
    titles.into_iter().next().unwrap_or(report.name)
}

fn of_part(part: &Part) -> String {
    match part {
        Part::Heading(heading) => element("h2", "", &line(heading)),
        Part::Fields(fields) => of_fields(fields),
        Part::Text(text) | Part::Prose(text) => word_for_word(text),
        Part::Table(table) if table.rows.is_empty() => element("p", "", &lines(&table.when_empty)),
        Part::Table(table) => of_table(table),
        Part::Document(blocks) => document::blocks(blocks),
    }
}

fn of_findings(findings: &[Finding]) -> String {
    let summary = element("p", "", &line(&summary(findings)));
    if findings.is_empty() {
        return summary;
    }
    let titles = ["level", "check", "place", "message", "help", "verdict"];
    let rows = findings.iter().map(|finding| {
        let verdict = match &finding.verdict {
            Verdict::Shown => String::new(),
            Verdict::Blocks => "refuses the change".to_owned(),
            Verdict::Waived(id) => format!("waived by {id}"),
        };
        let texts = [
            finding.level.name().to_owned(),
            finding.check.to_owned(),
            place(finding),
            finding.message.clone(),
            finding.help.clone(),
            verdict,
        ];
        texts.map(Cell::from).to_vec()
    });
    table(&titles, &rows.collect::<Vec<_>>()) + &summary
}

fn of_fields(fields: &[(String, Cell)]) -> String {
    let row = |(title, cell): &(String, Cell)| {
        let title = element("th", " scope=\"row\"", &line(title));
        element("tr", "", &(title + &of_cell(cell)))
    };
    let rows: String = fields.iter().map(row).collect();
    element("table", " class=\"fields\"", &rows)
}

fn of_table(of: &Table) -> String {
    let titles: Vec<&str> = of.columns.iter().map(|column| column.title).collect();
    table(&titles, &of.rows)
}

fn table(titles: &[&str], rows: &[Vec<Cell>]) -> String {
    let title = |title: &&str| element("th", " scope=\"col\"", &line(title));
    let titles: String = titles.iter().map(title).collect();
    let row = |row: &Vec<Cell>| element("tr", "", &row.iter().map(of_cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    let head = element("thead", "", &element("tr", "", &titles));
    element("table", "", &(head + &element("tbody", "", &rows)))
}

fn of_cell(cell: &Cell) -> String {
    let class = match cell.tone {
        Tone::Plain => "",
        Tone::Strong => " class=\"strong\"",
        Tone::Faint => " class=\"faint\"",
        Tone::Good => " class=\"good\"",
        Tone::Warning => " class=\"warning\"",
        Tone::Bad => " class=\"bad\"",
    };
    element("td", class, &lines(&cell.text))
}

/// Returns an element on a line of its own; attributes are the program's own words, never a record's.
fn element(name: &str, attributes: &'static str, content: &str) -> String {
    format!("<{name}{attributes}>{content}</{name}>\n")
}

fn word_for_word(text: &str) -> String {
    element("pre", "", escaped(&plain::clean(text)).trim_end())
}

/// Returns a text on one line.
fn line(text: &str) -> String {
    escaped(plain::clean_line(text).trim())
}

/// Returns a text with its line breaks.
fn lines(text: &str) -> String {
    let cleaned = plain::clean(text);
    let lines: Vec<String> = cleaned.trim().lines().map(escaped).collect();
    lines.join("<br>")
}

/// Returns a text in which no character means anything to HTML.
fn escaped(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => harmless += "&amp;",
            '<' => harmless += "&lt;",
            '>' => harmless += "&gt;",
            '"' => harmless += "&quot;",
            '\'' => harmless += "&#39;",
            other => harmless.push(other),
        }
    }
    harmless
}

#[cfg(test)]
mod tests;
