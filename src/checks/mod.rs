//! The checks, one file each, and the table of them.
//! What the gate makes of their findings (levels, waivers, blocking) lives in `verdict`.

mod account_without_sa;
mod acted_as_another;
mod activity_in_future;
mod activity_logged_late;
mod activity_on_closed_opportunity;
mod activity_without_opportunity;
mod change_without_reason;
mod close_date_passed;
mod close_date_pushed;
mod conflicting_labels;
mod custom_sow_for_standard_service;
mod deliverable_without_acceptance;
mod deliverable_without_actions;
mod deliverable_without_assumptions;
mod deliverable_without_effort;
mod demo_before_discovery;
mod double_booked;
mod draft;
mod duplicate_id;
mod effort_out_of_order;
mod event_without_assignment;
mod expired_waiver;
mod feasibility_not_rated;
mod feasibility_raised_by_manager;
#[cfg(test)]
mod fixture;
mod history_rewritten;
mod illegal_transition;
mod impossible_dates;
pub mod judged;
mod known;
mod large_sow_without_delivery_lead;
mod lead_time_too_short;
mod long_term_without_manager;
mod mending;
mod merged_without_target;
mod misplaced_record;
pub mod missing_field;
mod not_a_sentence;
mod on_site_notice_too_short;
mod open_questions;
mod opportunity_without_primary_sa;
mod overloaded_sa;
mod places;
mod pov_activity_without_pov;
mod pov_closed_without_result;
mod pov_criteria_missing_or_too_many;
mod pov_on_another_account;
mod pov_started_unqualified;
mod pov_too_long;
mod primary_sa_changed_mid_evaluation;
mod product_engaged_before_explored;
mod ps_not_positioned;
mod rate_in_another_currency;
mod request_without_command_plan;
pub mod review;
mod review_by_author;
mod review_checklist_incomplete;
mod review_file_edited;
mod review_missing;
mod review_overdue;
mod review_void;
mod reviewer_not_a_ta;
mod rfx_internal_due;
mod risk_without_mitigation;
mod rota_gap;
mod scoping_call_without_em_and_ta;
mod scoping_notice_too_short;
pub mod sla_breached_without_reason;
mod sla_due_soon;
mod sme_not_by_primary_sa;
mod sow_approved_without_manager;
mod sow_on_another_account;
mod sow_without_scoping_link;
mod staffing_assessed_below_senior;
mod stale_next_steps;
mod subjects;
mod tech_eval_not_closed;
mod tech_eval_not_started;
mod tech_eval_stalled;
mod too_many_sas_on_call;
mod topic_not_addressed;
mod totals_disagree;
mod unknown_person;
mod unknown_reference;
mod unreadable_record;
mod unused_waiver;
mod verdict;
mod waiver_without_manager;

use std::collections::BTreeSet;

use crate::finding::{Finding, Level};
use crate::records::File;

pub use places::in_order;
pub use review::{Committer, Origin, Review, Scope};
pub use verdict::{found, is_waived, judge};

/// Every check, ordered by name.
pub static CHECKS: &[&Check] = &[
    &account_without_sa::CHECK,
    &acted_as_another::CHECK,
    &activity_in_future::CHECK,
    &activity_logged_late::CHECK,
    &activity_on_closed_opportunity::CHECK,
    &activity_without_opportunity::CHECK,
    &change_without_reason::CHECK,
    &close_date_passed::CHECK,
    &close_date_pushed::CHECK,
    &conflicting_labels::CHECK,
    &custom_sow_for_standard_service::CHECK,
    &deliverable_without_acceptance::CHECK,
    &deliverable_without_actions::CHECK,
    &deliverable_without_assumptions::CHECK,
    &deliverable_without_effort::CHECK,
    &demo_before_discovery::CHECK,
    &double_booked::CHECK,
    &duplicate_id::CHECK,
    &effort_out_of_order::CHECK,
    &event_without_assignment::CHECK,
    &expired_waiver::CHECK,
    &feasibility_not_rated::CHECK,
    &feasibility_raised_by_manager::CHECK,
    &history_rewritten::CHECK,
    &illegal_transition::CHECK,
    &impossible_dates::CHECK,
    &large_sow_without_delivery_lead::CHECK,
    &lead_time_too_short::CHECK,
    &long_term_without_manager::CHECK,
    &merged_without_target::CHECK,
    &misplaced_record::CHECK,
    &missing_field::CHECK,
    &not_a_sentence::CHECK,
    &on_site_notice_too_short::CHECK,
    &open_questions::CHECK,
    &opportunity_without_primary_sa::CHECK,
    &overloaded_sa::CHECK,
    &pov_activity_without_pov::CHECK,
    &pov_closed_without_result::CHECK,
    &pov_criteria_missing_or_too_many::CHECK,
    &pov_on_another_account::CHECK,
    &pov_started_unqualified::CHECK,
    &pov_too_long::CHECK,
    &primary_sa_changed_mid_evaluation::CHECK,
    &product_engaged_before_explored::CHECK,
    &ps_not_positioned::CHECK,
    &rate_in_another_currency::CHECK,
    &request_without_command_plan::CHECK,
    &review_by_author::CHECK,
    &review_checklist_incomplete::CHECK,
    &review_file_edited::CHECK,
    &review_missing::CHECK,
    &review_overdue::CHECK,
    &review_void::CHECK,
    &reviewer_not_a_ta::CHECK,
    &rfx_internal_due::CHECK,
    &risk_without_mitigation::CHECK,
    &rota_gap::CHECK,
    &scoping_call_without_em_and_ta::CHECK,
    &scoping_notice_too_short::CHECK,
    &sla_breached_without_reason::CHECK,
    &sla_due_soon::CHECK,
    &sme_not_by_primary_sa::CHECK,
    &sow_approved_without_manager::CHECK,
    &sow_on_another_account::CHECK,
    &sow_without_scoping_link::CHECK,
    &staffing_assessed_below_senior::CHECK,
    &stale_next_steps::CHECK,
    &tech_eval_not_closed::CHECK,
    &tech_eval_not_started::CHECK,
    &tech_eval_stalled::CHECK,
    &too_many_sas_on_call::CHECK,
    &topic_not_addressed::CHECK,
    &totals_disagree::CHECK,
    &unknown_person::CHECK,
    &unknown_reference::CHECK,
    &unreadable_record::CHECK,
    &unused_waiver::CHECK,
    &waiver_without_manager::CHECK,
];

/// One rule: what it is called, how much it weighs, what it is for, and how it looks for trouble.
pub struct Check {
    /// The offence, in kebab case; the name of its file.
    pub name: &'static str,
    /// The level unless policy sets another.
    pub level: Level,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// What it finds, why that matters, what to do, and an example that fires.
    pub docs: &'static str,
    /// Which changes it must see one by one.
    pub sees: Sees,
    /// Says of a record whether the rule asks anything of it, for rules that a score is made of: the share of
    /// applicable records that pass. `None` for rules that every record keeps.
    pub applies: Option<fn(&Review<'_>, &File) -> bool>,
    pub run: fn(&Review<'_>, &mut Vec<Finding>),
}

/// What a check must be shown when a range of commits is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    /// The end of the range, compared with its beginning.
    Result,
    /// Every commit of the range, since one may hide what another did.
    EachCommit,
}

/// Returns the names of all checks.
pub fn names() -> BTreeSet<&'static str> {
    CHECKS.iter().map(|check| check.name).collect()
}

/// Returns the check with this name.
pub fn named(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.name == name)
}

/// Returns the place of a check in `CHECKS`.
fn place_of(name: &str) -> Option<usize> {
    CHECKS.iter().position(|check| check.name == name)
}

/// Returns a number with its unit: "1 day", "2 days".
fn counted(count: i64, unit: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, profiles::PROFILES};
    use crate::source::Source;

    const HEADINGS: [&str; 4] = [
        "## What it finds",
        "## Why it matters",
        "## What to do",
        "## Example",
    ];

    #[test]
    fn the_table_is_ordered_and_every_check_is_documented() {
        assert!(CHECKS.is_sorted_by_key(|check| check.name));
        for check in CHECKS {
            let headings: Vec<&str> = check
                .docs
                .lines()
                .filter(|line| line.starts_with("## "))
                .collect();
            assert_eq!(headings, HEADINGS, "{}", check.name);
            assert!(!check.summary.ends_with('.'), "{}", check.name);
        }
    }

    #[test]
    fn every_example_fires_its_check() {
        for check in CHECKS {
            fixture::fires(check, fixture::example(check));
        }
    }

    #[test]
    fn every_profile_is_a_valid_policy() {
        for profile in PROFILES {
            let source = Source::shared("desk.toml", profile.text);
            let policy = Policy::read(&source, &names());
            assert!(policy.is_ok(), "{}: {policy:?}", profile.name);
        }
    }
}
