//! Changes to activities: logging one, together with the next steps that it leaves to its opportunity.
//! How notes of a meeting are read lives in `notes`.

use super::opportunity;
use super::{Act, Plan, Refusal};
use crate::calendar::{Date, Instant, Zone};
use crate::records::activity::{
    ActivityType, AgreedStep, Attendee, Audience, KIND, PersonaLevel, Sentiment, Venue,
};
use crate::records::values::word_of;
use crate::records::{Account, Handle, Id, One, Opportunity};
use crate::source::FileChange;
use crate::source::rewrite::{Yaml, render};

/// What an activity was done for.
#[derive(Clone, Copy)]
pub enum About<'a> {
    Opportunity(One<'a, Opportunity>),
    /// An account that has no opportunity yet, for a `Ride Along`.
    Account(One<'a, Account>),
}

impl About<'_> {
    /// Returns the id of the opportunity, or the short name of the account.
    pub fn id(&self) -> &str {
        match self {
            Self::Opportunity(opportunity) => opportunity.id(),
            Self::Account(account) => account.id(),
        }
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Opportunity(opportunity) => &opportunity.value().name,
            Self::Account(account) => &account.value().name,
        }
    }
}

/// What is to be said of a new activity.
#[derive(Debug)]
pub struct Draft {
    /// The request that the work was for.
    pub request: Option<Id>,
    pub activity_type: ActivityType,
    pub at: Instant,
    pub time_zone: Option<Zone>,
    pub sa: Handle,
    pub summary: String,
    pub sentiment: Option<Sentiment>,
    pub audience: Option<Audience>,
    pub venue: Option<Venue>,
    pub arranged_on: Option<Date>,
    pub contact: Option<String>,
    pub persona_levels: Vec<PersonaLevel>,
    pub persona_functions: Vec<String>,
    pub products: Vec<String>,
    pub notes: Option<String>,
    pub attendees: Vec<Attendee>,
    pub next_steps: Vec<AgreedStep>,
}

impl Draft {
    /// Returns a draft that says what every activity says.
    pub fn new(
        activity_type: ActivityType,
        at: Instant,
        sa: Handle,
        summary: impl Into<String>,
    ) -> Self {
        Self {
            request: None,
            activity_type,
            at,
            time_zone: None,
            sa,
            summary: summary.into(),
            sentiment: None,
            audience: None,
            venue: None,
            arranged_on: None,
            contact: None,
            persona_levels: Vec::new(),
            persona_functions: Vec::new(),
            products: Vec::new(),
            notes: None,
            attendees: Vec::new(),
            next_steps: Vec::new(),
        }
    }
}

/// Returns the plan of a new activity; its next steps become those of the opportunity in the same change.
///
/// # Errors
/// A summary that says nothing; an opportunity that cannot be edited safely.
pub fn log(id: &Id, draft: &Draft, about: About<'_>, act: Act<'_>) -> Result<Plan, Refusal> {
    if draft.summary.trim().is_empty() {
        return Err(Refusal::new(
            "the summary is empty",
            "say what happened: `sa log OPP \"what happened\"`",
        ));
    }
    let mut files = vec![FileChange {
        path: KIND.path(id.as_str(), draft.at.date()),
        text: Some(KIND.schema_line() + &render(&Yaml::Map(keys(draft, about, act)))),
    }];
    if let About::Opportunity(opportunity) = about
        && !draft.next_steps.is_empty()
    {
        let words = in_words(&draft.next_steps);
        let due = draft.next_steps.iter().filter_map(|step| step.due).min();
        files.extend(opportunity::next_steps(opportunity, &words, due, act)?.files);
    }
    Ok(Plan {
        files,
        subject: format!("activities: {} for {}", draft.activity_type, about.id()),
    })
}

/// Returns steps as the next steps of an opportunity, one a line, each with the day that its words leave open.
pub fn in_words(steps: &[AgreedStep]) -> String {
    let lines: Vec<String> = steps
        .iter()
        .map(|step| {
            let who = step
                .who
                .as_ref()
                .map_or(String::new(), |who| format!("{who}: "));
            let due = step
                .due
                .map(|due| due.to_string())
                .filter(|due| 1 < steps.len() && !step.text.contains(due));
            let due = due.map_or(String::new(), |due| format!(" ({due})"));
            format!("{who}{}{due}", step.text)
        })
        .collect();
    lines.join("\n")
}

/// Returns the keys of an activity, in the order of its kind.
fn keys(draft: &Draft, about: About<'_>, act: Act<'_>) -> Vec<(String, Yaml)> {
    let about_key = match about {
        About::Opportunity(_) => "opportunity",
        About::Account(_) => "account",
    };
    let attendees = draft.attendees.iter().map(attendee).collect();
    let steps = draft.next_steps.iter().map(step).collect();
    let levels: Vec<&str> = draft
        .persona_levels
        .iter()
        .map(|level| word_of(PersonaLevel::ALL, *level))
        .collect();
    let said = [
        (about_key, text(Some(about.id()))),
        ("request", text(draft.request.as_ref().map(Id::as_str))),
        ("type", bare(Some(draft.activity_type))),
        ("at", bare(Some(draft.at))),
        ("time_zone", bare(draft.time_zone.as_ref())),
        ("sa", text(Some(draft.sa.as_str()))),
        ("summary", text(Some(draft.summary.trim()))),
        ("sentiment", spelt(Sentiment::ALL, draft.sentiment)),
        ("audience", spelt(Audience::ALL, draft.audience)),
        ("venue", spelt(Venue::ALL, draft.venue)),
        ("arranged_on", bare(draft.arranged_on)),
        ("contact", text(draft.contact.as_deref())),
        ("persona_levels", list(texts(&levels))),
        ("persona_functions", list(texts(&draft.persona_functions))),
        ("products", list(texts(&draft.products))),
        ("notes", text(draft.notes.as_deref())),
        ("attendees", list(attendees)),
        ("next_steps", list(steps)),
        ("logged_at", bare(Some(act.at))),
        ("logged_by", text(Some(act.by.as_str()))),
    ];
    present(said)
}

fn attendee(attendee: &Attendee) -> Yaml {
    Yaml::Map(present([
        ("name", text(Some(&attendee.name))),
        ("role", text(attendee.role.as_deref())),
    ]))
}

fn step(step: &AgreedStep) -> Yaml {
    Yaml::Map(present([
        ("who", text(step.who.as_deref())),
        ("text", text(Some(&step.text))),
        ("due", bare(step.due)),
    ]))
}

/// Returns the keys that say something.
fn present<const N: usize>(said: [(&str, Option<Yaml>); N]) -> Vec<(String, Yaml)> {
    said.into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}

fn text(words: Option<&str>) -> Option<Yaml> {
    let words = words.filter(|words| !words.trim().is_empty())?;
    Some(Yaml::Text(words.into()))
}

fn bare(value: Option<impl ToString>) -> Option<Yaml> {
    value.map(|value| Yaml::Bare(value.to_string()))
}

fn spelt<T: Copy + PartialEq>(words: &[(T, &'static str)], value: Option<T>) -> Option<Yaml> {
    bare(value.map(|value| word_of(words, value)))
}

fn texts(words: &[impl AsRef<str>]) -> Vec<Yaml> {
    let said = words.iter().map(AsRef::as_ref);
    said.filter(|word| !word.trim().is_empty())
        .map(|word| Yaml::Text(word.trim().into()))
        .collect()
}

fn list(items: Vec<Yaml>) -> Option<Yaml> {
    (!items.is_empty()).then_some(Yaml::List(items))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Activity, Records, opportunity};
    use crate::source::Snapshot;

    const OPPORTUNITY: &str = "\
name: Northwind platform
account: northwind-freight
owner: dana
history: [{at: 2026-10-01T09:00:00Z, by: sam, to: 2-Scoping}]
";

    fn desk() -> Records {
        let file = FileChange {
            path: "opportunities/OPP-7H3J5K9M.yaml".into(),
            text: Some(OPPORTUNITY.into()),
        };
        Records::of(Snapshot::empty().with(&[file]))
    }

    fn planned(draft: &Draft) -> Result<Plan, Refusal> {
        let desk = desk();
        let opportunity = desk.get(&opportunity::KIND, "OPP-7H3J5K9M").expect("there");
        let act = Act {
            by: &"sam".parse().expect("a handle"),
            at: "2026-11-23T11:00:00+01:00".parse().expect("a time"),
        };
        let id = "ACT-4T9K2M7X".parse().expect("an id");
        log(&id, draft, About::Opportunity(opportunity), act)
    }

    fn draft(summary: &str) -> Draft {
        let at = "2026-10-31T15:00:00+01:00".parse().expect("a time");
        let sam = "sam".parse().expect("a handle");
        Draft::new(ActivityType::Demo, at, sam, summary)
    }

    fn agreed(who: Option<&str>, text: &str, due: Option<&str>) -> AgreedStep {
        AgreedStep {
            who: who.map(Into::into),
            text: text.into(),
            due: due.map(|due| due.parse().expect("a date")),
        }
    }

    #[test]
    fn a_little_said_is_a_short_record_in_the_month_it_took_place() {
        let plan = planned(&draft(" showed merge trains\n")).expect("planned");
        assert_eq!(plan.subject, "activities: Demo for OPP-7H3J5K9M");
        let [file] = plan.files.as_slice() else {
            panic!("one file: {plan:?}");
        };
        assert_eq!(file.path, "activities/2026-10/ACT-4T9K2M7X.yaml");
        let expected = "\
# yaml-language-server: $schema=../../schemas/activity.json
opportunity: OPP-7H3J5K9M
type: Demo
at: 2026-10-31T15:00:00+01:00
sa: sam
summary: showed merge trains
logged_at: 2026-11-23T11:00:00+01:00
logged_by: sam
";
        assert_eq!(file.text.as_deref(), Some(expected));
        let why = planned(&draft(" \n")).expect_err("nothing said");
        assert_eq!(why.message, "the summary is empty");
    }

    #[test]
    fn all_that_can_be_said_reads_back_in_the_order_of_the_kind() {
        let mut draft = draft("one\ntwo");
        draft.request = "REQ-8R2T4V6W".parse().ok();
        draft.time_zone = "Europe/Berlin".parse().ok();
        draft.sentiment = Some(Sentiment::Negative);
        draft.audience = Some(Audience::Client);
        draft.venue = Some(Venue::OnSite);
        draft.arranged_on = "2026-10-20".parse().ok();
        draft.contact = Some("Lars Holm".into());
        draft.persona_levels = vec![PersonaLevel::Executive, PersonaLevel::ManagerDirector];
        draft.persona_functions = vec!["Security, platform".into()];
        draft.products = vec!["Ultimate".into()];
        draft.notes = Some("https://docs.example.com/notes".into());
        draft.attendees = vec![Attendee {
            name: "Lars Holm".into(),
            role: Some("VP Platform".into()),
        }];
        draft.next_steps = vec![agreed(None, "send it", Some("2026-11-30"))];
        let plan = planned(&draft).expect("planned");
        let text = plan.files[0].text.clone().expect("a text");
        let keys: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect();
        let order = KIND.keys.iter().filter(|key| **key != "account");
        assert_eq!(keys, order.copied().collect::<Vec<_>>());
        let after = Records::of(desk().snapshot().with(&plan.files));
        let activity = after.get::<Activity>(&KIND, "ACT-4T9K2M7X");
        let activity = activity.expect("it reads back");
        assert_eq!(
            activity.request.as_ref().map(Id::as_str),
            Some("REQ-8R2T4V6W")
        );
        assert_eq!(*activity.persona_functions, ["Security, platform"]);
        assert_eq!(activity.summary, "one\ntwo");
        let opportunity = after.get::<Opportunity>(&opportunity::KIND, "OPP-7H3J5K9M");
        let next = opportunity.expect("readable").value().next_step();
        let next = next.expect("next steps");
        assert_eq!(next.text, "send it");
        assert_eq!(next.due, "2026-11-30".parse().ok());
    }

    #[test]
    fn steps_keep_who_and_when_and_the_first_is_when_an_update_is_due() {
        let steps = [
            agreed(Some("Sam"), "answer by 2026-11-24", Some("2026-11-24")),
            agreed(Some("Dana"), "review on Friday", Some("2026-11-20")),
            agreed(None, "think", None),
        ];
        let expected = "Sam: answer by 2026-11-24\nDana: review on Friday (2026-11-20)\nthink";
        assert_eq!(in_words(&steps), expected);
        let mut draft = draft("talked");
        draft.next_steps = steps.into();
        let plan = planned(&draft).expect("planned");
        let text = plan.files[1].text.clone().expect("a text");
        assert!(text.contains("due: 2026-11-20"), "{text}");
    }
}
