//! How long whole commands take in desks of up to a million records, beside git and other tools in the same run.
//! `cargo bench --bench desk -- --help` says what can be asked for; what is measured is in the files beside this one.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program that makes desks, times commands in them and prints tables"
)]

mod clocks;
mod generated;
mod import;
mod lines;
mod page;
mod peers;
mod reading;
mod records;
mod timing;

use std::collections::BTreeMap;

use generated::Desk;
use lines::Row;

const HELP: &str = "\
cargo bench --bench desk -- [PART...] [--write]

Parts, all but the last two unless some are named:
  --lines            commands beside git, in a desk of DESK_BENCH_RECORDS records (100000)
  --growth           the same in desks of 1000, 10000 and 100000
  --peers            other tools, found on PATH and in the folders of DESK_BENCH_PEERS
  --clocks           clocks of 10,000 requests, inside of one process
  --million          the growth goes up to 1,000,000 records, three runs each
  --generate FOLDER  only makes a desk of DESK_BENCH_RECORDS records, in a new folder

--write writes docs/performance.md. DESK_BENCH_FOLDER keeps desks for the next run.
";

/// Records in the desk whose commands are compared with others, unless the environment says otherwise.
const RECORDS: usize = 100_000;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const MILLION: usize = 1_000_000;

const PARTS: [&str; 5] = ["--lines", "--growth", "--peers", "--clocks", "--million"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |word: &str| arguments.iter().any(|own| own == word);
    let records = std::env::var("DESK_BENCH_RECORDS")
        .ok()
        .map_or(RECORDS, |count| count.parse().expect("a number of records"));
    if has("--help") {
        println!("{HELP}");
        return;
    }
    if let Some(at) = arguments.iter().position(|word| word == "--generate") {
        let folder = arguments.get(at + 1).expect("--generate FOLDER");
        let folder = std::path::absolute(folder).expect("a folder");
        Desk::generate(records, folder, None);
        return;
    }
    let is_all = !PARTS[..4].iter().any(|part| has(part));
    let wants = |part: &str| is_all || has(part);
    let mut tables = commands(
        records,
        wants("--lines"),
        wants("--growth"),
        has("--million"),
    );
    if wants("--peers") {
        tables += &page::of_peers(&peers::measure(&desks_up_to(records)));
    }
    if wants("--clocks") {
        tables += &clocks_of_requests();
    }
    println!("{}{tables}", page::machine());
    if has("--write") {
        page::write(&tables);
    }
}

/// Returns the tables of the commands: of one size, and of how they grow.
fn commands(records: usize, wants_lines: bool, wants_growth: bool, is_million: bool) -> String {
    let mut sizes: Vec<usize> = Vec::new();
    if wants_lines {
        sizes.push(records);
    }
    if wants_growth {
        sizes.extend(SIZES);
    }
    if is_million {
        sizes.push(MILLION);
    }
    sizes.sort_unstable();
    sizes.dedup();
    let measured: BTreeMap<usize, Vec<Row>> = sizes
        .into_iter()
        .map(|size| (size, measured_at(size)))
        .collect();
    let mut tables = String::new();
    for (size, rows) in &measured {
        if (wants_lines && *size == records) || *size == MILLION {
            tables += &page::of_lines(*size, rows);
        }
    }
    if 1 < measured.len() {
        tables += &page::of_growth(&measured);
    }
    tables
}

fn measured_at(size: usize) -> Vec<Row> {
    let desk = Desk::of(size);
    faults_are_found(&desk);
    println!("measuring in a desk of {size} records");
    lines::rows(&desk)
}

/// Asserts that a check finds every fault that records were given.
fn faults_are_found(desk: &Desk) {
    let mut check = lines::with(desk.command(lines::HYGIENE), &["check", "--format", "json"]);
    let output = check.output().expect("it starts").stdout;
    let report: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
    let findings = report["findings"].as_array().expect("a list");
    for (check, made) in desk.faults() {
        let of_it = |finding: &&serde_json::Value| finding["check"] == check.as_str();
        let found = findings.iter().filter(of_it).count();
        assert!(made <= found, "{check}: {found} of {made} were found");
    }
}

/// Returns desks of all sizes up to one.
fn desks_up_to(records: usize) -> BTreeMap<usize, Desk> {
    let mut sizes: Vec<usize> = SIZES.into_iter().filter(|size| *size < records).collect();
    sizes.push(records);
    sizes
        .into_iter()
        .map(|size| (size, Desk::of(size)))
        .collect()
}

/// Returns how long the clocks of so many requests take, as a table.
fn clocks_of_requests() -> String {
    // Twelve in a hundred records are requests.
    let desk = Desk::of(clocks::REQUESTS * 100 / 12 + 100);
    // Three in four records are activities: reading them is no part of what is measured.
    desk.leave_out("activities");
    page::of_parts(&clocks::rows(&desk))
}
