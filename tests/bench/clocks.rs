//! How long the clocks of all requests take once the requests are read: inside of one process, by the library.
//! Whole commands are timed in `timing`.

use std::time::Instant as Stopwatch;

use desk::calendar::Instant;
use desk::policy::Policy;
use desk::records::{Records, request};
use desk::reports::sla_list::{Wanted, sla_list};
use desk::store::{Store, Where};
use desk::views::csv;

use crate::generated::{Desk, NOW};
use crate::lines::{Limit, Row};
use crate::timing::Times;

const RUNS: usize = 11;

/// Requests in the desk.
pub(crate) const REQUESTS: usize = 10_000;

/// Returns what reading takes, and what `sa sla list` takes beyond it with the text of the list: of the clocks that run,
/// and of those that ended too.
pub(crate) fn rows(desk: &Desk) -> Vec<Row> {
    let (mut reading, mut running, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let store = Store::open(Where::Folder(desk.root().to_owned())).expect("a desk");
        for (wants_ended, listing) in [(false, &mut running), (true, &mut ended)] {
            let records = Records::of(store.work_tree().expect("its files"));
            let start = Stopwatch::now();
            records.read_all();
            let requests = records.files_of(&request::KIND).count();
            assert!(REQUESTS <= requests, "{requests} requests");
            reading.push(milliseconds(start));
            let start = Stopwatch::now();
            let lines = listed(&records, wants_ended);
            listing.push(milliseconds(start));
            assert!(
                !wants_ended || REQUESTS < lines,
                "every request has had a clock"
            );
        }
    }
    let row = |name: &str, limit: Option<f64>, times| Row {
        name: name.to_owned(),
        times: Times::of(times),
        other: None,
        limit: limit.map(Limit::Milliseconds),
        is_memory: false,
    };
    vec![
        row(
            "reading 10,000 requests and the rest of their desk",
            None,
            reading,
        ),
        row("sa sla list, beyond reading them", Some(300.0), running),
        row("sa sla list --ended, beyond reading them", None, ended),
    ]
}

fn milliseconds(since: Stopwatch) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// Lists clocks, and returns how many lines that took.
fn listed(records: &Records, ended: bool) -> usize {
    let now: Instant = NOW.parse().expect("a time");
    let wanted = Wanted {
        ended,
        ..Wanted::default()
    };
    let report = sla_list(records, &Policy::default(), now, &wanted);
    csv::report(&report).lines().count()
}
