//! What was measured, as Markdown: machine, versions, medians and spread.
//! Nothing is measured here.

use std::fmt::Write;
use std::process::Command;

use crate::timing::Times;

/// One command, the time it may take at most in milliseconds, and the times it took.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) limit: Option<f64>,
    pub(crate) times: Times,
}

/// Returns a table of rows with what they were measured on.
pub(crate) fn of(rows: &[Row], records: usize) -> String {
    let runs = rows.first().map_or(0, |row| row.times.runs());
    let mut text = format!(
        "Desk of {records} records, {runs} runs of each command in turn, warm cache, release build.\n\n{}\n",
        machine()
    );
    write_rows(&mut text, "command", rows);
    text
}

/// Returns a table of parts of one process, measured inside of it.
pub(crate) fn of_parts(rows: &[Row]) -> String {
    let mut text = String::from("\nInside of one process, on a desk of 27,000 records:\n\n");
    write_rows(&mut text, "part", rows);
    text
}

fn write_rows(text: &mut String, what: &str, rows: &[Row]) {
    writeln!(
        text,
        "| {what} | median ms | middle half ms | least to most ms | limit ms |"
    )
    .expect("a text can be written to");
    text.push_str("|---|--:|--:|--:|--:|\n");
    for row in rows {
        let at = |share| row.times.at(share);
        let limit = row
            .limit
            .map_or(String::new(), |limit| format!("{limit:.0}"));
        writeln!(
            text,
            "| `{}` | {:.1} | {:.1} to {:.1} | {:.1} to {:.1} | {limit} |",
            row.name,
            at(0.5),
            at(0.25),
            at(0.75),
            at(0.0),
            at(1.0)
        )
        .expect("a text can be written to");
    }
}

/// Writes the table as a page of the documentation.
pub(crate) fn write(table: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
    std::fs::create_dir_all(folder).expect("a folder");
    let page = format!(
        "# Performance\n\nWhole processes, from start to exit, written by `cargo bench --bench desk -- --write`.\n\n{table}"
    );
    std::fs::write(format!("{folder}/performance.md"), page).expect("written");
}

/// Returns processor, load, system and versions; a load above the number of cores makes all times longer.
fn machine() -> String {
    let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| {
            rest.trim_start_matches([' ', '\t', ':'])
        });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let said = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        let text = output.map_or(Vec::new(), |output| output.stdout);
        String::from_utf8_lossy(&text).trim().to_owned()
    };
    format!(
        "{model}, {cores} cores, load {load} at the end; {}; {}; {}.\n",
        said("uname", "-sr"),
        said("git", "--version"),
        said(env!("CARGO_BIN_EXE_sa"), "--version")
    )
}
