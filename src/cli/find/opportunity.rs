//! One opportunity, by what people have at hand: its id, its Salesforce id, or the account it is alone with.

use super::{Exit, Failure, by_name, one, title};
use crate::records::opportunity::{KIND, of_sfdc_id};
use crate::records::{Account, One, Opportunity, Records, account};

/// Returns the readable opportunity that a text means.
///
/// # Errors
/// No opportunity, or more than one, is meant; it cannot be read.
pub(in crate::cli) fn opportunity<'a>(
    records: &'a Records,
    text: &str,
) -> Result<One<'a, Opportunity>, Failure> {
    one(records, &KIND, text)
}

/// Returns the ids of opportunities that have a Salesforce id, in either of its lengths.
pub(super) fn by_sfdc_id<'a>(records: &'a Records, text: &str) -> Vec<&'a str> {
    of_sfdc_id(records, text).map(|found| found.id()).collect()
}

/// Returns the one open opportunity of the account that a text names; nothing where it names no account.
///
/// # Errors
/// The account has no open opportunity, or more than one.
pub(super) fn of_account<'a>(records: &'a Records, text: &str) -> Result<Option<&'a str>, Failure> {
    let [slug] = by_name(records, &account::KIND, text)[..] else {
        return Ok(None);
    };
    let name = records
        .get::<Account>(&account::KIND, slug)
        .map_or(slug.to_owned(), |account| account.name.clone());
    let open: Vec<&str> = records
        .all::<Opportunity>(&KIND)
        .filter(|found| found.account.as_str() == slug && found.is_open())
        .map(|found| found.id())
        .collect();
    match open[..] {
        [only] => Ok(Some(only)),
        [] => Err(Failure::new(
            Exit::NotFound,
            format!("{name} has no open opportunity"),
            format!(
                "`sa opp list --account {slug}` shows those that ended; `sa opp new --account {slug}` makes one"
            ),
        )),
        ref several => {
            let named: Vec<String> = several
                .iter()
                .take(10)
                .map(|id| format!("{id} ({})", title(records, &KIND, id)))
                .collect();
            Err(Failure::new(
                Exit::NotFound,
                format!("{name} has {} open opportunities", several.len()),
                format!("name one of them: {}", named.join(", ")),
            ))
        }
    }
}
