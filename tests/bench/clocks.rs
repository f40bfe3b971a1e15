//! How long the clocks of all requests take once the requests are read: inside of one process, by the library.
//! Whole commands are timed in `timing`.

use std::time::Instant as Stopwatch;

use desk::calendar::Instant;
use desk::policy::Policy;
use desk::records::{Records, request, sow};
use desk::reports::sla_list::{Wanted, sla_list};
use desk::store::{Store, Where};
use desk::views::csv;

use crate::generated::{Desk, NOW};
use crate::table::Row;
use crate::timing::Times;

const RUNS: usize = 21;

/// Requests in the desk.
pub(crate) const REQUESTS: usize = 10_000;

/// Returns what reading takes, and what `sa sla list` takes beyond it, ended clocks and the text of the list included.
pub(crate) fn rows(desk: &Desk) -> Vec<Row> {
    let now: Instant = NOW.parse().expect("a time");
    let policy = Policy::default();
    let wanted = Wanted {
        ended: true,
        ..Wanted::default()
    };
    let (mut reading, mut listing) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let store = Store::open(Where::Folder(desk.root().to_owned())).expect("a desk");
        let records = Records::of(store.work_tree().expect("its files"));
        let start = Stopwatch::now();
        let requests = records.files_of(&request::KIND).count();
        assert!(REQUESTS <= requests, "{requests} requests");
        assert!(records.files_of(&sow::KIND).count() < requests);
        reading.push(start.elapsed().as_secs_f64() * 1000.0);
        let start = Stopwatch::now();
        let text = csv::report(&sla_list(&records, &policy, now, &wanted));
        listing.push(start.elapsed().as_secs_f64() * 1000.0);
        assert!(
            REQUESTS < text.lines().count(),
            "every request has had a clock"
        );
    }
    vec![
        Row {
            name: "reading 10,000 requests and the SOWs of their desk",
            limit: None,
            times: Times::of(reading),
        },
        Row {
            name: "sa sla list --ended, beyond reading them",
            limit: Some(300.0),
            times: Times::of(listing),
        },
    ]
}
