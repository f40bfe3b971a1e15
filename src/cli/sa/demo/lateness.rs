//! Why what somebody does comes late, where it does: a weekend lay between, or what the story says.
//! Which clocks are over their time is worked out at each step, so that a desk made on any day says what is so on that day.

use crate::calendar::{Instant, Zone};
use crate::checks::sla_breached_without_reason::unexplained;
use crate::policy::Policy;
use crate::records::{File, Records};
use crate::sla::{Clock, Clocks};

/// The desk at the moment somebody takes a step, and where they are.
pub(super) struct Looking<'a> {
    pub(super) records: &'a Records,
    pub(super) policy: &'a Policy,
    pub(super) at: Instant,
    pub(super) zone: &'a Zone,
}

impl Looking<'_> {
    /// Returns why a step on a record comes late, in the words of the story; nothing where no clock it concerns asks for
    /// a reason.
    pub(super) fn reason(
        &self,
        file: &File,
        concerns: impl Fn(&Clock<'_>) -> bool,
        words: &str,
    ) -> Option<String> {
        let clocks = Clocks::new(self.records, self.policy, self.at);
        let mut late = unexplained(&clocks, file, self.records);
        late.retain(concerns);
        let mut dues = late.iter().filter_map(|clock| clock.due);
        let due = dues.next()?.in_zone(self.zone).date();
        let all_at_weekends =
            !due.is_weekday() && dues.all(|due| !due.in_zone(self.zone).date().is_weekday());
        Some(match all_at_weekends {
            true => format!(
                "It was due on a {}, and I work from Monday to Friday",
                due.0.format("%A")
            ),
            false => words.to_owned(),
        })
    }
}
