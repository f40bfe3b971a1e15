//! What came of a clock, as it is counted and kept between runs. How it got there is worked out in `clock`.

use serde::{Deserialize, Serialize};

use super::{Clock, ClockState};
use crate::policy::sla::Event;
use crate::records::Request;

/// What came of a clock so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome<'a> {
    /// Name of the target it goes by.
    pub target: &'a str,
    pub region: Option<&'a str>,
    /// Handle of who answers for what it waits for.
    pub owner: Option<&'a str>,
    /// Template of the request it runs on.
    pub template: Option<&'a str>,
    pub state: ClockState,
    /// When it ended, in seconds since 1970-01-01T00:00:00Z; `None` while it runs.
    pub ended: Option<i64>,
    /// Seconds to the first activity, as its target counts them, where that is what it waited for and came.
    pub first: Option<i64>,
}

impl<'a> Outcome<'a> {
    /// Returns what came of a clock.
    pub fn of(clock: &Clock<'a>) -> Self {
        let request = clock.file.as_one::<Request>();
        let is_first = clock.target.course.stop.contains(&Event::FirstActivity);
        let end = clock.end.filter(|end| end.event == Event::FirstActivity);
        Self {
            target: &clock.target.name,
            region: clock.region,
            owner: clock.owner.map(|owner| owner.as_str()),
            template: request.map(|request| request.template.name()),
            state: clock.state,
            ended: clock.end.map(|end| end.at.unix()),
            first: end.filter(|_| is_first).map(|_| clock.used),
        }
    }
}
