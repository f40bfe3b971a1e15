//! Clocks on small desks: what users of helpdesks complained of, and laws over generated records.

mod laws;
mod threads;

use crate::calendar::Instant;
use crate::policy::Policy;
use crate::records::{Activity, Records, Request, activity, request};
use crate::source::{FileChange, Source};

use super::{Clock, Clocks};

/// A desk in which clocks are looked at.
pub(super) struct Desk {
    records: Records,
    policy: Policy,
}

pub(super) fn at(text: &str) -> Instant {
    text.parse().expect("a time")
}

impl Desk {
    /// Returns a desk with one request, whose lines follow those that all have, and lines of its policy.
    pub(super) fn with(policy: &str, request: &str) -> Self {
        Self::with_sam(policy, request, "")
    }

    /// Returns the same, with more lines of the SA who has it.
    pub(super) fn with_sam(policy: &str, request: &str, sam: &str) -> Self {
        let of_sam = format!("manager: maria\n{sam}");
        let people = [
            ("dana", "ae", ""),
            ("sam", "sa", of_sam.as_str()),
            ("maria", "manager", ""),
        ];
        let person = |(handle, role, more): (&str, &str, &str)| {
            (
                format!("people/{handle}.yaml"),
                format!("name: N\nemails: [{handle}@example.com]\nroles: [{role}]\n{more}"),
            )
        };
        let head = "template: sa-activity\nrequester: dana\nregion: EMEA\nowner: sam\n";
        let request = (
            "requests/2026-11/REQ-4T9K2M7X.yaml".to_owned(),
            format!("{head}{request}"),
        );
        let files = people.into_iter().map(person).chain([request]);
        let source = Source::shared("desk.toml", format!("schema = 1\n{policy}"));
        Self {
            records: Records::of_texts(files),
            policy: Policy::read(&source, &Default::default()).expect("the policy is valid"),
        }
    }

    /// Returns the same desk with activities logged for the request.
    pub(super) fn with_logged(self, times: &[String]) -> Self {
        let activity = |(place, at): (usize, &String)| FileChange {
            path: format!("activities/2026-11/ACT-0000000{place}.yaml"),
            text: Some(format!(
                "request: REQ-4T9K2M7X\naccount: acme\ntype: Ride Along\nat: {at}\nsa: sam\nsummary: S\nlogged_at: {at}\nlogged_by: sam\n"
            )),
        };
        let files: Vec<FileChange> = times.iter().enumerate().map(activity).collect();
        let records = Records::of(self.records.snapshot().with(&files));
        assert_eq!(
            records.all::<Activity>(&activity::KIND).count(),
            times.len()
        );
        Self { records, ..self }
    }

    /// Returns what presses most on the request at a time, and what does by all of its clocks.
    pub(super) fn pressing(&self, now: Instant) -> [Option<(String, Instant)>; 2] {
        let mut requests = self.records.all::<Request>(&request::KIND);
        let file = requests.next().expect("the request can be read").file;
        let clocks = Clocks::new(&self.records, &self.policy, now);
        let running = clocks.of(file).into_iter().filter(Clock::is_running);
        let of_all = running.min_by_key(Clock::urgency);
        let facts = |clock: Clock<'_>| (clock.target.name.clone(), clock.started);
        [clocks.most_urgent(file), of_all].map(|clock| clock.map(facts))
    }

    /// Returns the clocks of a target and its exceptions on the request, at a time.
    pub(super) fn clocks(&self, target: &str, now: Instant) -> Vec<Clock<'_>> {
        let mut requests = self.records.all::<Request>(&request::KIND);
        let request = requests.next().expect("the request can be read");
        let clocks = Clocks::new(&self.records, &self.policy, now).of(request.file);
        let of_target = clocks.into_iter();
        of_target
            .filter(|clock| clock.target.group() == target)
            .collect()
    }

    /// Returns the one clock of a target on the request, at a time.
    pub(super) fn clock(&self, target: &str, now: &str) -> Clock<'_> {
        let mut clocks = self.clocks(target, at(now));
        assert_eq!(clocks.len(), 1);
        clocks.remove(0)
    }
}

/// Returns how a clock stands: its state, when it is due, and the hours and minutes used.
pub(super) fn told(clock: &Clock<'_>) -> String {
    let due = clock
        .due
        .map_or("not due".into(), |due| format!("due {}", due.minute()));
    format!(
        "{}, {due}, used {}:{:02}",
        clock.state.name(),
        clock.used / 3600,
        clock.used % 3600 / 60
    )
}
