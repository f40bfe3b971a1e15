//! A new waiver, in the name of the manager who writes it.

use super::record::{Setting, create};
use super::{Plan, Refusal};
use crate::calendar::Date;
use crate::checks;
use crate::records::{Handle, Id, waiver};

/// What a manager sets aside, for which record, why and until when.
pub struct Wish<'a> {
    pub check: &'a str,
    /// Id of the record, in canonical spelling.
    pub record: &'a str,
    pub reason: &'a str,
    /// The last day it holds.
    pub until: Date,
    pub approved_by: &'a Handle,
}

/// Returns the plan of a new waiver with the given id.
///
/// # Errors
/// A check that does not exist, a day that has passed, a reason that says nothing.
pub fn waive(id: &Id, today: Date, wish: &Wish<'_>) -> Result<Plan, Refusal> {
    if checks::named(wish.check).is_none() {
        return Err(unknown_check(wish.check));
    }
    if wish.until < today {
        return Err(Refusal::new(
            format!("{} has passed", wish.until),
            "a waiver holds through its last day: choose a later `--until`",
        ));
    }
    if wish.reason.trim().is_empty() {
        return Err(Refusal::new(
            "the reason is empty",
            "say why: `--reason TEXT`",
        ));
    }
    let setting = |key: &str, text: String| Setting {
        key: key.into(),
        text,
    };
    let settings = [
        setting("check", wish.check.into()),
        setting("record", wish.record.into()),
        setting("reason", wish.reason.into()),
        setting("until", wish.until.to_string()),
        setting("approved_by", wish.approved_by.to_string()),
    ];
    Ok(Plan {
        files: vec![create(
            &waiver::KIND,
            id.as_str(),
            today,
            &settings,
            Vec::new(),
        )?],
        subject: format!(
            "waivers: {} for {} until {}",
            wish.check, wish.record, wish.until
        ),
    })
}

/// Returns what to say of a check that does not exist.
pub fn unknown_check(name: &str) -> Refusal {
    let near = checks::names()
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(known, name), known))
        .min()
        .filter(|(distance, known)| *distance <= 2 + known.len() / 4);
    let help = match near {
        Some((_, known)) => format!("did you mean `{known}`? `hygiene checks` lists them all"),
        None => "`hygiene checks` lists them all".into(),
    };
    Refusal::new(format!("there is no check `{name}`"), help)
}
