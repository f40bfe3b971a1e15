//! What each SA has to do: the open requests and opportunities they answer for, and the sales teams these are of.

use std::collections::{BTreeMap, BTreeSet};

use super::{KIND, Opportunity};
use crate::records::account::{self, Account, Segment};
use crate::records::request::{self, Request};
use crate::records::{One, Records};

/// What one SA answers for.
#[derive(Clone, Default)]
pub struct Load<'a> {
    /// Requests that are neither closed nor declined.
    pub requests: Vec<One<'a, Request>>,
    /// Open opportunities whose primary SA they are.
    pub opportunities: Vec<One<'a, Opportunity>>,
}

impl<'a> Load<'a> {
    /// Returns the account executives whose sales teams they support, by handle.
    ///
    /// Those of the segments `mid-market` and `smb` do not count: they are supported by a pool (source document 003,
    /// working agreements).
    pub fn sales_teams(&self, records: &'a Records) -> BTreeSet<&'a str> {
        let pooled = [Segment::MidMarket, Segment::Smb];
        let is_own = |one: &&One<'a, Opportunity>| {
            !segment_of(records, **one).is_some_and(|segment| pooled.contains(&segment))
        };
        let own = self.opportunities.iter().filter(is_own);
        own.map(|one| one.value().owner.as_str()).collect()
    }

    /// Returns it in words: `2 requests, 1 opportunity`.
    pub fn words(&self) -> String {
        let counted = |count: usize, one: &str, several: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {several}"),
        };
        format!(
            "{}, {}",
            counted(self.requests.len(), "request", "requests"),
            counted(self.opportunities.len(), "opportunity", "opportunities")
        )
    }
}

/// Returns the segment an opportunity is sold in: its own, or that of its account.
pub fn segment_of(records: &Records, opportunity: One<'_, Opportunity>) -> Option<Segment> {
    let of_account = || {
        let account: One<'_, Account> =
            records.get(&account::KIND, opportunity.account.as_str())?;
        account.value().segment
    };
    opportunity.segment.or_else(of_account)
}

/// Returns the region of an opportunity: its own, or that of its account.
pub fn region_of<'a>(records: &'a Records, opportunity: One<'a, Opportunity>) -> Option<&'a str> {
    let of_account = || {
        let account: One<'a, Account> =
            records.get(&account::KIND, opportunity.account.as_str())?;
        account.value().region.as_deref()
    };
    opportunity.value().region.as_deref().or_else(of_account)
}

/// Returns what each SA answers for, by handle; who answers for nothing is not in it.
pub fn loads(records: &Records) -> BTreeMap<&str, Load<'_>> {
    let mut loads: BTreeMap<&str, Load<'_>> = BTreeMap::new();
    for request in records.all::<Request>(&request::KIND) {
        let is_open = request.state().is_some_and(|state| !state.is_end());
        if let Some(owner) = request.value().owner.as_ref().filter(|_| is_open) {
            loads
                .entry(owner.as_str())
                .or_default()
                .requests
                .push(request);
        }
    }
    for opportunity in records.all::<Opportunity>(&KIND) {
        if let Some(sa) = opportunity.value().sa().filter(|_| opportunity.is_open()) {
            let load = loads.entry(sa.as_str()).or_default();
            load.opportunities.push(opportunity);
        }
    }
    loads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opportunity(name: &str, owner: &str, lines: &str) -> (String, String) {
        let text = format!(
            "name: A\naccount: a\nowner: {owner}\nprimary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}]\n{lines}\n"
        );
        (format!("opportunities/{name}.yaml"), text)
    }

    #[test]
    fn what_is_open_counts_and_pooled_segments_are_no_sales_teams() {
        let open = "history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]";
        let lost = "history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 8-Closed Lost}]";
        let records = Records::of_texts([
            ("accounts/a.yaml".into(), "name: A\nsegment: smb\n".into()),
            opportunity(
                "OPP-1A1A1A1A",
                "dana",
                &format!("segment: enterprise\n{open}"),
            ),
            opportunity("OPP-2A2A2A2A", "noah", open),
            opportunity("OPP-3A3A3A3A", "emma", lost),
        ]);
        let loads = loads(&records);
        let load = &loads["sam"];
        assert_eq!(load.words(), "0 requests, 2 opportunities");
        assert_eq!(
            load.sales_teams(&records).into_iter().collect::<Vec<_>>(),
            ["dana"]
        );
    }
}
