//! POVs of the generated desk: one for some of the opportunities that came to a technical evaluation.
//! What was done in them is in `activities`.

use super::days::{Day, TAKEN_OVER};
use super::random::id;
use super::sales::Deal;
use super::team::{Team, handle, morning};
use super::{Written, by_month};

/// Returns the first day of the POV of an opportunity and the last.
pub(super) fn span(deal: &Deal) -> Option<(Day, Day)> {
    let start = deal.entered(2)?;
    let next = deal.entered(3).unwrap_or(Day::of(TAKEN_OVER).plus(30));
    Some((start, next.plus(-1).min(start.plus(40))))
}

/// Returns the POV of an opportunity.
pub(super) fn pov(team: Team, at: usize, deal: &Deal) -> Option<Written> {
    let (start, close) = span(deal)?;
    let (sa, owner, hour) = (
        handle(deal.pair.sa),
        handle(deal.pair.ae),
        morning(deal.pair.sa),
    );
    let is_closed = close < Day::of(TAKEN_OVER);
    let outcome = match is_closed {
        true => "\n    outcome: met",
        false => "",
    };
    let mut text = format!(
        "# yaml-language-server: $schema=../../schemas/pov.json\nname: Platform {}\nopportunity: {}\nowner: {owner}\nsa: {sa}\ntype: guided\nstart: {start}\nclose: {close}\ncriteria:\n  - required_capability: Approvals that cannot be bypassed\n    acceptance_criterion: A merge without two approvals is refused\n    metric: merges refused of merges tried{outcome}\napprovals:\n  - at: {}\n    by: {}\n    note: With an end, and a buyer.\nhistory:\n  - at: {}\n    by: {sa}\n    to: new\n  - at: {}\n    by: {sa}\n    to: in-progress\n",
        deal.at,
        deal.id(),
        start.at(hour, 30),
        team.manager(deal.pair.sa),
        start.at(hour, 15),
        start.at(hour, 45)
    );
    if is_closed {
        let result = if deal.is_won {
            "successful"
        } else {
            "unsuccessful"
        };
        text += &format!(
            "  - at: {}\n    by: {sa}\n    to: closed\n    result: {result}\n    note: All merges without approval were refused.\n",
            close.at(hour + 8, 0)
        );
    }
    Some(by_month("povs", &start.month(), id("POV", at), text))
}
