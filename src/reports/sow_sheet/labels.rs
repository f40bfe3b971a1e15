//! The labels of a SOW's scoping issue: what its states come to, and what was typed besides.

use crate::calendar::Quarter;
use crate::policy::Policy;
use crate::records::Sow;
use crate::records::review::Standing;
use crate::records::sow::Assistance;

/// Returns all labels of a SOW, those of its states first; one that was typed and follows from a state stands once.
pub fn labels(sow: &Sow, standing: &Standing<'_>, policy: &Policy) -> Vec<String> {
    let said = |label: &str| (!label.is_empty()).then(|| label.to_owned());
    let needs_rdm = sow.is_submitted() && standing.by_rdm.is_none();
    let of_states = [
        said(sow.state().label()),
        sow.assistance().map(Assistance::label).and_then(said),
        said(standing.state.label()),
        needs_rdm.then(|| "RDM::needs-review".to_owned()),
        closing_quarter(sow, policy),
    ];
    let mut labels: Vec<String> = of_states.into_iter().flatten().collect();
    for typed in &sow.labels {
        if !labels.iter().any(|own| own.eq_ignore_ascii_case(typed)) {
            labels.push(typed.clone());
        }
    }
    labels
}

/// Returns the label of the fiscal quarter in which it ended, as `close_qtr::Q327` for the third of FY27 (the
/// engagement managers' handbook); nothing while it goes on.
fn closing_quarter(sow: &Sow, policy: &Policy) -> Option<String> {
    let last = sow.history.last().filter(|last| last.to.is_end())?;
    let first_month = policy.thresholds.fiscal_year_first_month as u32;
    let of = Quarter::of(last.at.date(), first_month);
    Some(format!(
        "close_qtr::Q{}{:02}",
        of.quarter,
        of.year.rem_euclid(100)
    ))
}
