//! What was measured, as Markdown: machine, versions, medians, spread, and what each is compared with.
//! Nothing is measured here.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;

use crate::lines::{Limit, Row};
use crate::peers::Measured;
use crate::timing::{PATIENCE, Times};

const HEAD: &str = "# Performance\n\nWhole processes, from start to exit, written by `cargo bench --bench desk -- --write`. Each command and what it is\ncompared with run in turn, in the same desk and the same state, with everything warm unless it says otherwise.\n";

/// What is written by hand, and stands at the end of the page.
const LIMITS: &str = include_str!("limits.md");

/// Returns the commands in a desk with what they are compared with.
pub(crate) fn of_lines(records: usize, rows: &[Row]) -> String {
    let runs = rows.first().map_or(0, |row| row.times.runs());
    let mut text = format!(
        "\n## A desk of {} records\n\n{runs} runs of each. In brackets is the middle half of the runs.\n\n| command | median ms | compared with | median ms | ratio | limit | met |\n|---|--:|---|--:|--:|--:|---|\n",
        grouped(records)
    );
    for row in rows {
        let (other, theirs) = match &row.other {
            Some((name, times)) => (format!("`{name}`"), spread(times)),
            None => (String::new(), String::new()),
        };
        let ratio = ratio(row).map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let (limit, met) = row.limit.map_or((String::new(), ""), |limit| {
            (told(limit), if is_met(row, limit) { "yes" } else { "no" })
        });
        let mut own = spread(&row.times);
        if row.is_memory {
            own += " MB";
        }
        writeln!(
            text,
            "| {} | {own} | {other} | {theirs} | {ratio} | {limit} | {met} |",
            named(row)
        )
        .expect("a text can be written to");
    }
    text
}

fn named(row: &Row) -> String {
    match row.is_memory {
        true => format!("`{}`, most memory", row.name),
        false => format!("`{}`", row.name),
    }
}

fn ratio(row: &Row) -> Option<f64> {
    let (_, theirs) = row.other.as_ref()?;
    Some(row.times.median() / theirs.median())
}

fn told(limit: Limit) -> String {
    match limit {
        Limit::Milliseconds(most) => format!("{most:.0} ms"),
        Limit::Ratio(most) => format!("{most} times"),
        Limit::Megabytes(most) => format!("{most:.0} MB"),
    }
}

fn is_met(row: &Row, limit: Limit) -> bool {
    match limit {
        Limit::Milliseconds(most) | Limit::Megabytes(most) => row.times.median() <= most,
        Limit::Ratio(most) => ratio(row).is_some_and(|ratio| ratio <= most),
    }
}

/// Returns how the same commands grow with the desk.
pub(crate) fn of_growth(measured: &BTreeMap<usize, Vec<Row>>) -> String {
    let sizes: Vec<String> = measured.keys().map(|size| grouped(*size)).collect();
    let mut text = format!(
        "\n## How cost grows\n\nMedians in ms, by the number of records.\n\n| command | {} |\n|---{}|\n",
        sizes.join(" | "),
        "|--:".repeat(sizes.len())
    );
    // The order is that of the largest desk; all have the same rows.
    let Some(order) = measured.values().next_back() else {
        return String::new();
    };
    for (at, row) in order.iter().enumerate() {
        let unit = if row.is_memory { " MB" } else { "" };
        let own = |rows: &Vec<Row>| number(rows[at].times.median()) + unit;
        line(&mut text, &named(row), measured.values().map(own));
        if let Some((name, _)) = &row.other {
            let other = |rows: &Vec<Row>| {
                let (_, times) = rows[at].other.as_ref().expect("as in the largest");
                number(times.median())
            };
            let name = format!("beside it `{name}`");
            line(&mut text, &name, measured.values().map(other));
        }
    }
    text
}

fn line(text: &mut String, name: &str, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    writeln!(text, "| {name} | {} |", cells.join(" | ")).expect("a text can be written to");
}

/// Returns what other tools take for what they have in common with the desk.
pub(crate) fn of_peers(measured: &[Measured]) -> String {
    let mut text = String::from(
        "\n## Other tools\n\nEach is fed what the desk holds, and is stopped where a run takes over two minutes; then it is measured in a smaller\ndesk. A check of the desk has nothing kept from before, as the others keep nothing.\n\n| tool | records | command | median ms | ours | median ms | times ours | at least |\n|---|--:|---|--:|---|--:|--:|---|\n",
    );
    for one in measured {
        text += &of_peer(one);
    }
    text += "\nWhere they differ:\n\n";
    for one in measured {
        writeln!(
            text,
            "- {}, `{}`: {}",
            one.peer.name, one.peer.what, one.peer.differs
        )
        .expect("a text can be written to");
    }
    text + INSTALLED
}

/// Returns the lines of one tool: of each size at which it was stopped, and of the one at which it was measured.
pub(crate) fn of_peer(one: &Measured) -> String {
    let (name, what) = (one.peer.name, one.peer.what);
    let Some(version) = &one.version else {
        return format!("| {name} | | `{what}` | not installed | | | | |\n");
    };
    // A limit is for the largest size at which it is tried.
    let mut least = one.peer.least;
    let mut line = |size: usize, theirs: String, ours: &Times, times: String, ratio: f64| {
        let least = least.take().map(|least| match least <= ratio {
            true => format!("{least:.1}, met"),
            false => format!("{least:.1}, not met"),
        });
        format!(
            "| {name} {version} | {} | `{what}` | {theirs} | `{}` | {} | {times} | {} |\n",
            grouped(size),
            one.ours,
            spread(ours),
            least.unwrap_or_default()
        )
    };
    let mut lines = String::new();
    for (size, ours) in &one.stopped {
        let ratio = PATIENCE.as_secs_f64() * 1000.0 / ours.median();
        let theirs = "over two minutes".to_owned();
        lines += &line(*size, theirs, ours, format!("over {ratio:.0}"), ratio);
    }
    if let Some((size, theirs, ours)) = &one.times {
        let ratio = theirs.median() / ours.median();
        lines += &line(*size, spread(theirs), ours, format!("{ratio:.1}"), ratio);
    }
    if one.has_failed {
        lines += &format!("| {name} {version} | | `{what}` | failed | | | | |\n");
    }
    lines
}

const INSTALLED: &str = "\nTo measure them too: taskwarrior, recutils and GNU time are Debian packages (`taskwarrior`, `recutils`, `time`);\ndoorstop, yamllint and check-jsonschema are on PyPI, and live in a virtual environment outside of the repository;\nbacklog.md is on npm, and git-issue on crates.io (`cargo install git-issue`). `DESK_BENCH_PEERS` names the folders\nwith their programs, as `PATH` does.\n";

/// Returns a table of parts of one process, measured inside of it.
pub(crate) fn of_parts(rows: &[Row]) -> String {
    let mut text = String::from(
        "\n## Clocks\n\nInside of one process, over 10,000 requests:\n\n| part | median ms | limit | met |\n|---|--:|--:|---|\n",
    );
    for row in rows {
        let (limit, met) = row.limit.map_or((String::new(), ""), |limit| {
            (told(limit), if is_met(row, limit) { "yes" } else { "no" })
        });
        writeln!(
            text,
            "| `{}` | {} | {limit} | {met} |",
            row.name,
            spread(&row.times)
        )
        .expect("a text can be written to");
    }
    text
}

/// Returns a median with the middle half of the runs.
fn spread(times: &Times) -> String {
    let [low, middle, high] = [0.25, 0.5, 0.75].map(|share| number(times.at(share)));
    format!("{middle} ({low} to {high})")
}

fn number(value: f64) -> String {
    match value {
        _ if value.is_nan() => "not measured".to_owned(),
        _ if value < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// Returns a number with its thousands apart.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes the tables as a page of the documentation, with what is written by hand after them.
pub(crate) fn write(tables: &str) {
    let page = format!("{HEAD}\n{}\n{tables}\n{LIMITS}", machine());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/performance.md");
    std::fs::write(path, page).expect("written");
}

/// Returns processor, load, system and versions; a load above the number of cores makes all times longer.
pub(crate) fn machine() -> String {
    let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| {
            rest.trim_start_matches([' ', '\t', ':'])
        });
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.split_whitespace().nth(1).unwrap_or_default();
    let memory = memory.parse::<usize>().unwrap_or_default() / 1_000_000;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let said = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        let text = output.map_or(Vec::new(), |output| output.stdout);
        String::from_utf8_lossy(&text).trim().to_owned()
    };
    format!(
        "{model}, {cores} cores, {memory} GB, load {load} at the end; {}; {}; {}; release build.\n",
        said("uname", "-sr"),
        said("git", "--version"),
        said(env!("CARGO_BIN_EXE_sa"), "--version")
    )
}
