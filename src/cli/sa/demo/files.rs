//! The files of the people, accounts, opportunities and requests that are made up.
//! What happens to them after lives in `deeds` and `sales`.

use super::cast::{self, Cast, ME};
use super::clock::date_after;
use super::sales::Sale;
use super::settling;
use super::stories::Story;
use crate::calendar::{Date, Instant, Zone};
use crate::changes::record::{Setting, create};
use crate::changes::{Act, Refusal, intake, opportunity};
use crate::cli::sa::init;
use crate::policy::{self, profiles::PROFILES};
use crate::records::{Id, account, person};
use crate::source::{FileChange, Snapshot};

/// Returns the files of a desk in which nobody works yet, with a policy that is lenient until a day.
pub(super) fn first(until: Date) -> Vec<FileChange> {
    let mut files = init::first_files(PROFILES[0].name, &Snapshot::empty());
    files.retain(|file| file.path != policy::FILE);
    files.push(settling::lenient(until));
    files
}

/// Returns the file of somebody in the cast.
pub(super) fn person(cast: &Cast, who: &str) -> Result<FileChange, Refusal> {
    let player = cast::person(who);
    let identity = cast.identity(who);
    let manager = match player.roles {
        "sa" | "ta" => cast::MANAGER,
        _ => "",
    };
    let settings = settings([
        ("name", identity.name.as_str()),
        ("emails", &identity.email),
        ("roles", player.roles),
        ("level", player.level),
        ("region", player.region),
        ("time_zone", player.zone),
        ("skills", player.skills),
        ("manager", manager),
    ]);
    create(
        &person::KIND,
        cast.handle(who).as_str(),
        no_day(),
        &settings,
        Vec::new(),
    )
}

/// Returns the file of an account.
pub(super) fn account(cast: &Cast, slug: &str) -> Result<FileChange, Refusal> {
    let [slug, name, alias, owner, sa, segment] = *cast::account(slug);
    let sa = handle_in(cast, sa);
    let settings = settings([
        ("name", name),
        ("aliases", alias),
        ("owner", owner),
        ("solutions_architect", &sa),
        ("region", cast::person(owner).region),
        ("segment", segment),
    ]);
    create(&account::KIND, slug, no_day(), &settings, Vec::new())
}

/// Returns the file of an opportunity that is made at a time.
pub(super) fn opportunity(cast: &Cast, sale: &Sale, at: Instant) -> Result<FileChange, Refusal> {
    let opened = cast.opened(sale.deal);
    let deal = opened.deal;
    let owner = cast::account(deal.account)[3];
    let (thousands, currency) = deal.amount;
    let sa = handle_in(cast, deal.sa);
    let settings = settings([
        ("name", deal.name),
        ("account", deal.account),
        ("sfdc_id", &opened.sfdc_id),
        ("owner", owner),
        ("stage", sale.stage.name()),
        ("amount", &format!("{thousands}000 {currency}")),
        ("close_date", &date_after(at, sale.closes).to_string()),
        ("primary_sa", &sa),
        ("region", cast::person(owner).region),
    ]);
    let by = cast.handle(owner);
    opportunity::create(opened.id.as_str(), &settings, Act { by: &by, at })
}

/// Returns what the form of a story says, as it was pasted at a time.
pub(super) fn request(
    cast: &Cast,
    story: &Story,
    follows: Option<&Id>,
    at: Instant,
) -> Vec<Setting> {
    let opened = story.deal.map(|key| cast.opened(key));
    let sfdc_id = opened.map_or("", |opened| &opened.sfdc_id);
    let follows = follows.map_or("", Id::as_str);
    let text = filled(story.form, at, sfdc_id, follows);
    let form = intake::read(&text, &Zone::is_known);
    let remarks: Vec<&str> = form
        .remarks
        .iter()
        .map(|remark| remark.text.as_str())
        .collect();
    let remarks = remarks.join(
        "
",
    );
    let flags = form.flags.join(",");
    let known = [
        ("template", story.template),
        ("requester", story.asked.0),
        ("region", cast::person(story.asked.0).region),
        ("account", story.account),
        (
            "opportunity",
            opened.map_or("", |opened| opened.id.as_str()),
        ),
        ("flags", flags.as_str()),
        ("remarks", remarks.as_str()),
    ];
    let said = form
        .answers
        .iter()
        .map(|answer| (answer.key, answer.text.as_str()));
    let more = story
        .more
        .iter()
        .map(|(key, text)| (*key, handle_in(cast, text)));
    let mut all = settings(known.into_iter().chain(said));
    all.extend(more.map(|(key, text)| Setting {
        key: key.into(),
        text,
    }));
    all
}

/// Fills in what a form leaves to the day of the run: `{+4}` is a date four working days on, `{month+2}` a month.
fn filled(form: &str, at: Instant, sfdc_id: &str, follows: &str) -> String {
    let mut text = String::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, later) = after.split_once('}').unwrap_or((after, ""));
        text += before;
        text += &match name {
            "sfdc" => sfdc_id.to_owned(),
            "follows" => follows.to_owned(),
            _ => date(name, at),
        };
        rest = later;
    }
    text + rest
}

fn date(name: &str, at: Instant) -> String {
    let (what, count) = name.split_once('+').unwrap_or((name, ""));
    let count: i64 = count.parse().expect("forms count in digits");
    match what {
        "month" => {
            let later = Instant::from_unix(at.unix() + count * 30 * 24 * 3600);
            let later = later.expect("a month of these centuries").date();
            later.0.format("%B").to_string()
        }
        _ => date_after(at, count).0.format("%a %-d %b %Y").to_string(),
    }
}

fn settings<'t>(pairs: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<Setting> {
    pairs
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| Setting {
            key: key.into(),
            text: text.into(),
        })
        .collect()
}

/// The kinds here are not shelved by month.
fn no_day() -> Date {
    Instant::from_unix(0).expect("1970").date()
}

/// Returns the handle that a text of a story stands for.
pub(super) fn handle_in(cast: &Cast, text: &str) -> String {
    match text {
        ME => cast.handle(ME).to_string(),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_filled_with_days_to_come() {
        let at: Instant = "2026-11-19T16:00:00+01:00".parse().expect("a time");
        let text = filled(
            "{sfdc} on {+2} or in {month+1}, {follows}.",
            at,
            "006",
            "REQ-1",
        );
        assert_eq!(text, "006 on Mon 23 Nov 2026 or in December, REQ-1.");
    }

    #[test]
    fn every_form_is_read_without_remarks_but_those_that_are_meant() {
        let at: Instant = "2026-11-19T16:00:00+01:00".parse().expect("a time");
        for story in super::super::stories::all().chain(super::super::stories::LATER) {
            let text = filled(story.form, at, "0064M00000XyZ12QAF", "REQ-4T9K2M7X");
            assert!(!text.contains(['{', '}']), "{}", story.key);
            let form = intake::read(&text, &Zone::is_known);
            assert!(form.answer("customer").is_some(), "{}", story.key);
            assert!(form.answer("sa_asks").is_some(), "{}", story.key);
            let template = form.template.as_deref().unwrap_or(story.template);
            assert_eq!(template, story.template, "{}", story.key);
        }
    }
}
