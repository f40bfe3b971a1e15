//! How long whole commands take in a desk of 10,000 records, beside git's own in the same run: `cargo bench`.
//! `cargo bench --bench desk -- --clocks` times the clocks of requests alone, `-- --write` writes `docs/performance.md` too; `DESK_BENCH_RECORDS` sets the size.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program that makes a desk, times commands in it and prints a table"
)]

mod clocks;
mod generated;
mod import;
mod records;
mod table;
mod timing;

use generated::Desk;
use table::Row;
use timing::{Timed, time};

/// Records in the desk unless the environment says otherwise.
const RECORDS: usize = 10_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let records = std::env::var("DESK_BENCH_RECORDS")
        .ok()
        .map_or(RECORDS, |count| count.parse().expect("a number of records"));
    if arguments.iter().any(|argument| argument == "--clocks") {
        println!("{}", clocks_of_requests());
        return;
    }
    if let Some(at) = arguments.iter().position(|word| word == "--generate") {
        let folder = arguments.get(at + 1).expect("--generate FOLDER");
        let folder = std::path::absolute(folder).expect("a folder");
        Desk::generate(records, folder, None);
        return;
    }
    let desk = Desk::of(records);
    desk.stage_one();
    let rows = rows(&desk);
    let mut table = table::of(&rows, records);
    table += &clocks_of_requests();
    println!("\n{table}");
    if arguments.iter().any(|argument| argument == "--write") {
        table::write(&table);
    }
}

/// Returns how long the clocks of so many requests take, as a table.
fn clocks_of_requests() -> String {
    // Two in five records are requests.
    let desk = Desk::of(clocks::REQUESTS * 27 / 10);
    table::of_parts(&clocks::rows(&desk))
}

fn rows(desk: &Desk) -> Vec<Row> {
    let sa = env!("CARGO_BIN_EXE_sa");
    let ta = env!("CARGO_BIN_EXE_ta");
    let hygiene = env!("CARGO_BIN_EXE_hygiene");
    let plain = |program: &str, arguments: &[&str]| Timed::new(desk, program, arguments);
    let mut commented = desk.commented();
    let comment = Timed::each(desk, sa, move || {
        let id = commented.next().expect("more requests than runs");
        vec![
            "request".into(),
            "comment".into(),
            id,
            "Called Lars.".into(),
        ]
    });
    let log = logging(desk, sa);
    let commands = vec![
        ("sa --version", Some(10.0), plain(sa, &["--version"])),
        (
            "hygiene check --staged",
            Some(150.0),
            plain(hygiene, &["check", "--staged"]),
        ),
        ("sa request comment ID TEXT", None, comment),
        ("sa log OPP TEXT --next TEXT", Some(200.0), log),
        (
            "sa request list --mine",
            None,
            plain(sa, &["request", "list", "--mine"]),
        ),
        ("ta queue", None, plain(ta, &["queue"])),
        ("sa sla list", None, plain(sa, &["sla", "list"])),
        ("hygiene check", None, plain(hygiene, &["check"])),
        ("hygiene report", Some(1500.0), plain(hygiene, &["report"])),
        ("git --version", None, plain("git", &["--version"])),
        (
            "git diff --cached --name-only",
            None,
            plain("git", &["diff", "--cached", "--name-only"]),
        ),
        ("git status", None, plain("git", &["status"])),
    ];
    let (names, timed): (Vec<_>, Vec<Timed<'_>>) = commands
        .into_iter()
        .map(|(name, limit, timed)| ((name, limit), timed))
        .unzip();
    let times = time(timed);
    names
        .into_iter()
        .zip(times)
        .map(|((name, limit), times)| Row { name, limit, times })
        .collect()
}

/// Returns the logging of a call with a next step, each time on another opportunity.
fn logging<'a>(desk: &'a Desk, sa: &str) -> Timed<'a> {
    let mut worked = desk.worked();
    Timed::each(desk, sa, move || {
        let id = worked.next().expect("more opportunities than runs");
        let words = [
            "log",
            &id,
            "Went through approval rules with Lars.",
            "--type",
            "Technical Deep Dive",
            "--with",
            "Lars Holm:VP",
            "--next",
            "Send the sizing sheet.",
            "--by",
            "2026-12-04",
        ];
        words.map(String::from).into()
    })
}
