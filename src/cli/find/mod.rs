//! From what a user types to one record: ids in any spelling, unique beginnings, names, near misses.

mod opportunity;

pub(super) use opportunity::opportunity;

use super::desk::{Desk, Scene};
use super::{Exit, Failure};
use crate::checks::{Review, Scope};
use crate::policy::Policy;
use crate::records::values::id::canonical_letters;
use crate::records::{Account, File, Handle, Kind, Naming, One, Person, Record, Records, person};

/// The least number of characters that may stand for an id.
const LEAST: usize = 4;

/// Returns the record file that a text means, readable or not.
///
/// # Errors
/// No record, or more than one, is meant.
pub(super) fn file<'a>(
    records: &'a Records,
    kind: &'static Kind,
    text: &str,
) -> Result<&'a File, Failure> {
    let text = text.trim();
    let matches = match kind.naming {
        Naming::Handle | Naming::Week => by_name(records, kind, text),
        Naming::Prefix(prefix) => by_beginning(records, kind, prefix, text),
    };
    let matches = match matches.is_empty() && *kind == crate::records::opportunity::KIND {
        true => otherwise_named(records, text)?,
        false => matches,
    };
    match matches.as_slice() {
        [] => Err(none(records, kind, text)),
        [id] => Ok(records.file(kind, id).expect("ids are those of files")),
        several => Err(ambiguous(records, kind, text, several)),
    }
}

/// Returns the readable record that a text means.
///
/// # Errors
/// No record, or more than one, is meant; the record cannot be read.
pub(super) fn one<'a, T: Record>(
    records: &'a Records,
    kind: &'static Kind,
    text: &str,
) -> Result<One<'a, T>, Failure> {
    let file = file(records, kind, text)?;
    file.as_one().ok_or_else(|| unreadable(records, file))
}

/// Reads a desk for a command about the one record of a kind that a text means: where that begins an id, the files of
/// other ids are not looked at, and those of the largest kinds are taken as they are staged.
///
/// # Errors
/// The files cannot be listed; the policy is missing or invalid.
pub(super) fn scene(desk: &Desk, kind: &'static Kind, text: &str) -> Result<Scene, Failure> {
    let beginning = match kind.naming {
        Naming::Prefix(prefix) => beginning(prefix, text.trim()),
        Naming::Handle | Naming::Week => None,
    };
    let Some(beginning) = beginning else {
        return desk.now_of(&[kind]);
    };
    let scene = desk.now_of_one(kind, &beginning)?;
    match with_beginning(&scene.records, kind, &beginning).is_empty() {
        // Something else may be meant by it, and what is near to it is to be named.
        true => desk.now_of(&[kind]),
        false => Ok(scene),
    }
}

/// Returns the handle of the person that a text means.
///
/// # Errors
/// No person, or more than one, is meant.
pub(super) fn handle(records: &Records, text: &str) -> Result<String, Failure> {
    Ok(file(records, &person::KIND, text.trim_start_matches('@'))?
        .id
        .to_string())
}

/// Returns the person that a text means, as records name them.
///
/// # Errors
/// No person, or more than one, is meant.
pub(super) fn person(records: &Records, text: &str) -> Result<Handle, Failure> {
    let handle = handle(records, text)?;
    Ok(handle.parse().expect("a person's id is a handle"))
}

/// Returns why a command found no record to change; a file that is there and not committed is named.
pub(super) fn not_committed(
    desk: &Desk,
    kind: &'static Kind,
    text: &str,
    failure: Failure,
) -> Failure {
    let is_missing =
        failure.exit == Exit::NotFound && failure.message == none_said(kind, text.trim());
    let Some(now) = is_missing.then(|| desk.now_of(&[kind]).ok()).flatten() else {
        return failure;
    };
    let Ok(file) = file(&now.records, kind, text) else {
        return failure;
    };
    let path = file.path();
    Failure::new(
        Exit::Refused,
        format!("{path} is not committed yet, and commands change what is committed"),
        format!("commit it first: `git add {path} && git commit {path}`"),
    )
}

/// Returns the opportunities that a text means which is no id of the desk.
fn otherwise_named<'a>(records: &'a Records, text: &str) -> Result<Vec<&'a str>, Failure> {
    let found = opportunity::by_sfdc_id(records, text);
    match found.is_empty() {
        true => Ok(opportunity::of_account(records, text)?
            .into_iter()
            .collect()),
        false => Ok(found),
    }
}

fn by_name<'a>(records: &'a Records, kind: &'static Kind, text: &str) -> Vec<&'a str> {
    if let Some(file) = records.file(kind, text) {
        return vec![&file.id];
    }
    let exact: Vec<&str> = records
        .ids(kind)
        .filter(|id| id.eq_ignore_ascii_case(text))
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    let called = |file: &&File| {
        file.as_one::<Account>()
            .is_some_and(|account| account.is_called(text))
            || file.as_one::<Person>().is_some_and(|person| {
                person.name.eq_ignore_ascii_case(text) || person.answers_to(text)
            })
    };
    let named: Vec<&str> = records
        .files_of(kind)
        .filter(called)
        .map(|file| file.id.as_str())
        .collect();
    if !named.is_empty() || text.len() < LEAST {
        return named;
    }
    let lower = text.to_lowercase();
    records
        .ids(kind)
        .filter(|id| id.starts_with(&lower))
        .collect()
}

fn by_beginning<'a>(
    records: &'a Records,
    kind: &'static Kind,
    prefix: &str,
    text: &str,
) -> Vec<&'a str> {
    beginning(prefix, text).map_or(Vec::new(), |beginning| {
        with_beginning(records, kind, &beginning)
    })
}

/// Returns the beginning of an id that a text is, as ids are spelled.
fn beginning(prefix: &str, text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let letters = upper
        .strip_prefix(prefix)
        .map_or(upper.as_str(), |rest| rest.trim_start_matches('-'));
    let letters = canonical_letters(letters).filter(|letters| LEAST <= letters.len())?;
    Some(format!("{prefix}-{letters}"))
}

fn with_beginning<'a>(records: &'a Records, kind: &'static Kind, beginning: &str) -> Vec<&'a str> {
    // Whoever gives the whole id need not wait for a list of all.
    if let Some(file) = records.file(kind, beginning) {
        return vec![&file.id];
    }
    records
        .ids(kind)
        .filter(|id| id.starts_with(beginning))
        .collect()
}

fn none(records: &Records, kind: &'static Kind, text: &str) -> Failure {
    let wanted = text.to_lowercase();
    let near = records
        .ids(kind)
        .map(|id| {
            let lower = id.to_lowercase();
            let short = lower
                .split_once('-')
                .map_or(lower.as_str(), |(_, letters)| letters)
                .to_owned();
            let distance = strsim::damerau_levenshtein(&lower, &wanted)
                .min(strsim::damerau_levenshtein(&short, &wanted));
            (distance, id)
        })
        .min()
        .filter(|(distance, _)| *distance <= 2);
    let list = format!("`{} list` shows all", command(kind));
    let help = match near {
        Some((_, id)) => format!("did you mean {id} ({})? {list}", title(records, kind, id)),
        None if matches!(kind.naming, Naming::Prefix(_)) && short_of(text) < LEAST => {
            format!(
                "an id can be shortened to its first {LEAST} characters, and no further; {list}"
            )
        }
        None => list,
    };
    Failure::new(Exit::NotFound, none_said(kind, text), help)
}

/// Returns how many characters of an id a text has, behind the prefix if it has one.
fn short_of(text: &str) -> usize {
    text.split_once('-')
        .map_or(text, |(_, letters)| letters)
        .len()
}

fn none_said(kind: &Kind, text: &str) -> String {
    format!("there is no {} `{text}`", kind.name)
}

fn ambiguous(records: &Records, kind: &'static Kind, text: &str, several: &[&str]) -> Failure {
    let shown: Vec<String> = several
        .iter()
        .take(10)
        .map(|id| format!("{id} ({})", title(records, kind, id)))
        .collect();
    let more = several.len().saturating_sub(shown.len());
    let more = if 0 < more {
        format!(", and {more} more")
    } else {
        String::new()
    };
    Failure::new(
        Exit::NotFound,
        format!("`{text}` can mean {} {}", several.len(), kind.folder),
        format!("type more of one of these: {}{more}", shown.join(", ")),
    )
}

fn title(records: &Records, kind: &'static Kind, id: &str) -> String {
    let record = records.file(kind, id).and_then(File::record);
    record.map_or("unreadable".into(), |record| record.title())
}

fn command(kind: &Kind) -> String {
    match kind.name {
        "escalation" => "ta escalation".into(),
        name => format!("sa {name}"),
    }
}

fn unreadable(records: &Records, file: &File) -> Failure {
    let policy = Policy::default();
    let epoch = crate::calendar::Instant::from_unix(0).expect("1970 is in the calendar");
    let review = Review::new(
        &[],
        records,
        &policy,
        epoch,
        Scope::Under(vec![file.path().into()]),
    );
    let findings = crate::checks::judge(&review, None);
    Failure::found(
        Exit::Refused,
        format!(
            "{} cannot be read, so nothing was done with it",
            file.path()
        ),
        format!(
            "mend it with `{} edit {} --edit`",
            command(file.kind),
            file.id
        ),
        findings,
    )
}
