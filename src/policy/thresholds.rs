//! The numbers that the hygiene of requests, opportunities, POVs, activities and SOWs goes by, with the defaults of the sources.
//! Which check goes by which is said in `keys`; how the file is read lives in `written`.

use crate::records::account::Segment;
use crate::records::pov::PovType;

/// The numbers of a desk. Days are calendar days and amounts whole units; what a currency is worth is said in `currencies`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// The month a fiscal year begins in; 1 to 12.
    pub fiscal_year_first_month: i64,
    /// Hours of the clock between the internal due date and the deadline of an RFP: the least and the most.
    pub rfx_internal_least: i64,
    pub rfx_internal_most: i64,
    /// Days in stage 3 after which a technical evaluation has a start.
    pub tech_eval_start_days: i64,
    /// Net ARR from which a technical evaluation is expected in stage 3.
    pub tech_eval_amount: i64,
    /// Days without an evaluation activity after which an evaluation is stalled.
    pub tech_eval_stalled_days: i64,
    /// Net ARR above which feasibility is rated, by segment.
    pub feasibility_amount_enterprise: i64,
    pub feasibility_amount_mid_market: i64,
    pub feasibility_amount_smb: i64,
    pub feasibility_amount_public_sector: i64,
    /// Days after which a rating is reviewed again.
    pub feasibility_review_days: i64,
    /// Times a close date may be pushed out before it is a finding.
    pub close_date_pushes: i64,
    /// Days a POV may last, by type; a paid one as long as was agreed.
    pub pov_days_guided: i64,
    pub pov_days_lite: i64,
    pub pov_days_on_site: i64,
    pub pov_days_paid: i64,
    /// Days an extended POV may last in all, where its type allows less.
    pub pov_extended_days: i64,
    /// Success criteria a POV may have.
    pub pov_criteria: i64,
    /// Weekdays (Monday to Friday) within which an activity is logged.
    pub activity_log_weekdays: i64,
    /// SAs on one client-facing call.
    pub activity_sas_on_call: i64,
    /// Price above which a SOW needs the approval of a Technical Architect.
    pub sow_review_amount: i64,
    /// Workstreams from which an engagement is a large one.
    pub sow_large_workstreams: i64,
    /// Low, likely and high hours of each T-shirt size; a size with 0 high hours has none.
    pub sow_small: [i64; 3],
    pub sow_medium: [i64; 3],
    pub sow_large: [i64; 3],
    /// Percentage that the likelihood of a risk stands for: low, medium, high.
    pub sow_likelihood: [i64; 3],
    /// Weeks, the current one among them, in which somebody is on triage in each region that has a rota; 0 asks for none.
    pub triage_rota_weeks: i64,
    /// Open requests one SA may have.
    pub triage_open_requests: i64,
    /// Open opportunities one SA may answer for.
    pub triage_open_opportunities: i64,
    /// Sales teams one SA supports.
    pub triage_sales_teams: i64,
    /// Minutes between two meetings of one SA.
    pub triage_minutes_between: i64,
    /// Minutes a meeting lasts that does not say how long.
    pub triage_meeting_minutes: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            fiscal_year_first_month: 2,
            rfx_internal_least: 24,
            rfx_internal_most: 36,
            tech_eval_start_days: 7,
            tech_eval_amount: 20_000,
            tech_eval_stalled_days: 14,
            feasibility_amount_enterprise: 100_000,
            feasibility_amount_mid_market: 50_000,
            feasibility_amount_smb: 50_000,
            feasibility_amount_public_sector: 100_000,
            feasibility_review_days: 7,
            close_date_pushes: 3,
            pov_days_guided: 45,
            pov_days_lite: 30,
            pov_days_on_site: 7,
            pov_days_paid: 180,
            pov_extended_days: 60,
            pov_criteria: 5,
            activity_log_weekdays: 2,
            activity_sas_on_call: 2,
            sow_review_amount: 50_000,
            sow_large_workstreams: 2,
            sow_small: [0, 1, 2],
            sow_medium: [2, 3, 5],
            sow_large: [5, 7, 10],
            sow_likelihood: [10, 30, 60],
            triage_rota_weeks: 4,
            triage_open_requests: 12,
            triage_open_opportunities: 25,
            triage_sales_teams: 2,
            triage_minutes_between: 15,
            triage_meeting_minutes: 60,
        }
    }
}

impl Thresholds {
    /// Returns the Net ARR above which feasibility is rated in a segment, and its key in the policy.
    pub fn feasibility_amount(&self, segment: Segment) -> (i64, &'static str) {
        match segment {
            Segment::Enterprise => (
                self.feasibility_amount_enterprise,
                "opportunities.feasibility_amount.enterprise",
            ),
            Segment::MidMarket => (
                self.feasibility_amount_mid_market,
                "opportunities.feasibility_amount.mid-market",
            ),
            Segment::Smb => (
                self.feasibility_amount_smb,
                "opportunities.feasibility_amount.smb",
            ),
            Segment::PublicSector => (
                self.feasibility_amount_public_sector,
                "opportunities.feasibility_amount.public-sector",
            ),
        }
    }

    /// Returns the days a POV of a type may last, and the key in the policy.
    pub fn pov_days(&self, pov_type: PovType) -> (i64, &'static str) {
        match pov_type {
            PovType::Guided => (self.pov_days_guided, "povs.days.guided"),
            PovType::Lite => (self.pov_days_lite, "povs.days.lite"),
            PovType::OnSite => (self.pov_days_on_site, "povs.days.on-site"),
            PovType::Paid => (self.pov_days_paid, "povs.days.paid"),
        }
    }
}

/// A number of the policy: its path, the range it must be in, and where it is kept.
pub(super) struct Number {
    pub(super) path: &'static str,
    pub(super) least: i64,
    pub(super) most: i64,
    pub(super) of: fn(&mut Thresholds) -> &mut i64,
}

macro_rules! number {
    ($path:literal, $least:literal to $most:literal, $field:ident $([$at:literal])?) => {
        Number {
            path: $path,
            least: $least,
            most: $most,
            of: |thresholds| &mut thresholds.$field $([$at])?,
        }
    };
}

/// Every number, by its path in `desk.toml`.
#[rustfmt::skip]
pub(super) static NUMBERS: &[Number] = &[
    number!("fiscal_year.first_month", 1 to 12, fiscal_year_first_month),
    number!("requests.rfx_internal_hours.least", 0 to 8760, rfx_internal_least),
    number!("requests.rfx_internal_hours.most", 0 to 8760, rfx_internal_most),
    number!("opportunities.tech_eval_start_days", 0 to 365, tech_eval_start_days),
    number!("opportunities.tech_eval_amount", 0 to 1_000_000_000, tech_eval_amount),
    number!("opportunities.tech_eval_stalled_days", 1 to 365, tech_eval_stalled_days),
    number!("opportunities.feasibility_amount.enterprise", 0 to 1_000_000_000, feasibility_amount_enterprise),
    number!("opportunities.feasibility_amount.mid-market", 0 to 1_000_000_000, feasibility_amount_mid_market),
    number!("opportunities.feasibility_amount.smb", 0 to 1_000_000_000, feasibility_amount_smb),
    number!("opportunities.feasibility_amount.public-sector", 0 to 1_000_000_000, feasibility_amount_public_sector),
    number!("opportunities.feasibility_review_days", 1 to 365, feasibility_review_days),
    number!("opportunities.close_date_pushes", 0 to 100, close_date_pushes),
    number!("povs.days.guided", 1 to 1000, pov_days_guided),
    number!("povs.days.lite", 1 to 1000, pov_days_lite),
    number!("povs.days.on-site", 1 to 1000, pov_days_on_site),
    number!("povs.days.paid", 1 to 1000, pov_days_paid),
    number!("povs.extended_days", 1 to 1000, pov_extended_days),
    number!("povs.criteria", 1 to 50, pov_criteria),
    number!("activities.log_weekdays", 0 to 60, activity_log_weekdays),
    number!("activities.sas_on_call", 1 to 50, activity_sas_on_call),
    number!("sows.review_amount", 0 to 1_000_000_000, sow_review_amount),
    number!("sows.large_workstreams", 1 to 100, sow_large_workstreams),
    number!("sows.t_shirts.small.low", 0 to 1000, sow_small[0]),
    number!("sows.t_shirts.small.likely", 0 to 1000, sow_small[1]),
    number!("sows.t_shirts.small.high", 0 to 1000, sow_small[2]),
    number!("sows.t_shirts.medium.low", 0 to 1000, sow_medium[0]),
    number!("sows.t_shirts.medium.likely", 0 to 1000, sow_medium[1]),
    number!("sows.t_shirts.medium.high", 0 to 1000, sow_medium[2]),
    number!("sows.t_shirts.large.low", 0 to 1000, sow_large[0]),
    number!("sows.t_shirts.large.likely", 0 to 1000, sow_large[1]),
    number!("sows.t_shirts.large.high", 0 to 1000, sow_large[2]),
    number!("sows.likelihood.low", 0 to 100, sow_likelihood[0]),
    number!("sows.likelihood.medium", 0 to 100, sow_likelihood[1]),
    number!("sows.likelihood.high", 0 to 100, sow_likelihood[2]),
    number!("triage.rota_weeks", 0 to 52, triage_rota_weeks),
    number!("triage.open_requests", 1 to 1000, triage_open_requests),
    number!("triage.open_opportunities", 1 to 1000, triage_open_opportunities),
    number!("triage.sales_teams", 1 to 1000, triage_sales_teams),
    number!("triage.minutes_between", 0 to 480, triage_minutes_between),
    number!("triage.meeting_minutes", 1 to 1440, triage_meeting_minutes),
];

/// Returns the words that may stand directly in a table of numbers, as `guided` in `povs.days`.
pub(super) fn within(table: &str) -> Vec<&'static str> {
    let mut words: Vec<&str> = NUMBERS
        .iter()
        .filter_map(|number| number.path.strip_prefix(table)?.strip_prefix('.'))
        .map(|rest| rest.split('.').next().unwrap_or(rest))
        .collect();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::keys;

    #[test]
    fn every_default_is_in_its_range_and_as_documented() {
        let mut defaults = Thresholds::default();
        for number in NUMBERS {
            let default = *(number.of)(&mut defaults);
            assert!(
                (number.least..=number.most).contains(&default),
                "{}",
                number.path
            );
            let key = keys::all().find(|key| key.path == number.path);
            let key = key.unwrap_or_else(|| panic!("document {}", number.path));
            assert_eq!(key.default, format!("`{default}`"), "{}", key.path);
            let range = format!("a whole number from {} to {}", number.least, number.most);
            assert_eq!(key.value, range, "{}", key.path);
        }
    }

    #[test]
    fn tables_know_their_words() {
        assert_eq!(within("povs.days"), ["guided", "lite", "on-site", "paid"]);
        assert_eq!(within("povs"), ["days", "extended_days", "criteria"]);
    }
}
