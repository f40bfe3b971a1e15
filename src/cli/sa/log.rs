//! `sa log`, which is short for `sa activity log`: an activity in one line.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::activity::logging::{self, Drafted, Drafting};
use crate::calendar::moment;
use crate::calendar::{Date, date_within};
use crate::changes::activity::Draft;
use crate::cli::completion;
use crate::cli::{Context, Exit, Failure, Output, Writing, day};
use crate::records::activity::{
    ActivityType, AgreedStep, Attendee, Audience, PersonaLevel, Sentiment, Venue,
};

/// Log what you did for an opportunity
#[derive(Debug, Args)]
#[command(after_help = after_help("sa log"))]
pub(super) struct Log {
    /// The opportunity: its id or the beginning of it, its Salesforce id, or its account; or the id of the request that
    /// it was for. For a Ride Along an account will do
    #[arg(value_name = "OPP", add = clap_complete::ArgValueCompleter::new(completion::opportunities))]
    of: String,
    /// What happened; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,
    /// Type of activity, or the beginning of it
    #[arg(long = "type", value_name = "TYPE", add = clap_complete::ArgValueCompleter::new(completion::activity_types))]
    activity_type: Option<String>,
    /// When it took place, as "2026-11-19 15:00" or "friday 15:00"; now, when left out
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Who took part, as "Lars Holm:VP Platform" (can be repeated)
    #[arg(long, value_name = "NAME:ROLE", value_parser = attendee)]
    with: Vec<Attendee>,
    /// How the customer took it
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(["positive", "neutral", "negative"]))]
    sentiment: Option<String>,
    /// What comes next; becomes the next steps of the opportunity
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// The day it is due; a day that the text names counts, when left out
    #[arg(long, value_name = "DATE", requires = "next")]
    by: Option<String>,
    /// The contact at the customer's it is filed under
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    /// Level of those who took part: individual contributor, manager, executive (can be repeated)
    #[arg(long, value_parser = level)]
    level: Vec<PersonaLevel>,
    /// What they work in, as Security (can be repeated)
    #[arg(long, value_name = "TEXT")]
    function: Vec<String>,
    /// Product that was positioned (can be repeated)
    #[arg(long, value_name = "TEXT")]
    product: Vec<String>,
    /// Where the notes are
    #[arg(long, value_name = "URL")]
    notes: Option<String>,
    /// It was at the customer's
    #[arg(long)]
    on_site: bool,
    /// The day it was arranged
    #[arg(long, value_name = "DATE")]
    arranged: Option<String>,
    /// No customer took part
    #[arg(long)]
    internal: bool,
    /// Handle of the SA who did it; you, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    sa: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Returns the examples of the command under one of its two names, and the types there are.
pub(super) fn after_help(command: &str) -> String {
    let names: Vec<&str> = ActivityType::ALL.iter().map(|(_, name)| *name).collect();
    format!(
        "\
Example:
  {command} OPP-4T9K \"showed merge trains; they want a trial\" --type Demo
  {command} OPP-4T9K \"walked through the release train\" --type discovery --at \"friday 15:00\" \\
      --with \"Lars Holm:VP Platform\" --next \"send the sizing sheet\" --by tuesday
  {command} REQ-4T9K \"answered what they asked\" --type \"technical support\"

Types:
  {}",
        names.join("\n  ")
    )
}

impl Log {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let activity_type = self
            .activity_type
            .as_deref()
            .map_or(Ok(ActivityType::Other), logging::activity_type)?;
        let text = match self.text.as_str() {
            "-" => context.standard_input()?,
            text => text.to_owned(),
        };
        logging::carry_out(context, Some(&self.of), self.writing, |drafting| {
            self.draft(activity_type, &text, drafting)
        })
    }

    fn draft<'a>(
        &self,
        activity_type: ActivityType,
        text: &str,
        drafting: Drafting<'a>,
    ) -> Result<Drafted<'a>, Failure> {
        let records = &drafting.scene.records;
        let request = logging::request(records, &self.of)?;
        let about = match request {
            Some(request) => logging::about_request(records, request, activity_type)?,
            None => logging::about(records, &self.of, activity_type)?,
        };
        let mut said = Vec::new();
        let mut at = drafting.act.at;
        let mut zone = drafting.zone.cloned();
        if let Some(text) = &self.at {
            let moment = drafting.moment(text).map_err(logging::not_a_moment)?;
            at = moment.at;
            zone = moment.zone.or(zone);
            said.extend(moment.understood);
        }
        let today = drafting.act.at.date();
        let next_steps = self.next_step(today, &mut said)?;
        if self.activity_type.is_none() {
            said.push(
                "logged as Other; say `--type Demo` and the like, so that hygiene can count it"
                    .into(),
            );
        }
        let draft = Draft {
            request: request.and_then(|request| request.id().parse().ok()),
            time_zone: zone,
            sentiment: self.sentiment.as_deref().and_then(sentiment),
            audience: self.internal.then_some(Audience::Internal),
            venue: self.on_site.then_some(Venue::OnSite),
            arranged_on: self.arranged_on(today)?,
            contact: self.contact.clone(),
            persona_levels: self.level.clone(),
            persona_functions: self.function.clone(),
            products: self.product.clone(),
            notes: self.notes.clone(),
            attendees: self.with.clone(),
            next_steps,
            ..Draft::new(activity_type, at, drafting.sa(self.sa.as_deref())?, text)
        };
        Ok(Drafted { draft, about, said })
    }

    /// Returns the next step with its day, and says how the day was understood.
    fn next_step(&self, today: Date, said: &mut Vec<String>) -> Result<Vec<AgreedStep>, Failure> {
        let Some(text) = &self.next else {
            return Ok(Vec::new());
        };
        if text.trim().is_empty() {
            return Err(Failure::new(
                Exit::Misuse,
                "--next says nothing",
                "say what comes next, or leave it out",
            ));
        }
        let due = match (&self.by, date_within(text, today)) {
            (Some(by), _) => Some(day::day(by, today, "--by")?),
            (None, Some(Err(why))) => {
                return Err(Failure::new(
                    Exit::Misuse,
                    format!("--next: {why}"),
                    "say the day with `--by 2026-12-01`",
                ));
            }
            (None, Some(Ok(due))) => Some(due),
            (None, None) => None,
        };
        said.push(match due {
            Some(due) => format!("next, by {}: {}", due.spoken(), text.trim()),
            None => format!("next: {}; `--by DATE` gives it a day", text.trim()),
        });
        Ok(vec![AgreedStep {
            who: None,
            text: text.trim().into(),
            due,
        }])
    }

    fn arranged_on(&self, today: Date) -> Result<Option<Date>, Failure> {
        let day = self.arranged.as_deref().map(|text| {
            moment::past_day(text, today).map_err(|why| {
                Failure::new(
                    Exit::Misuse,
                    format!("--arranged: {why}"),
                    "write the day in full, as `--arranged 2026-11-02`",
                )
            })
        });
        day.transpose()
    }
}

fn sentiment(text: &str) -> Option<Sentiment> {
    Sentiment::ALL
        .iter()
        .find(|(_, word)| word.eq_ignore_ascii_case(text))
        .map(|(sentiment, _)| *sentiment)
}

/// Returns somebody who took part, from `NAME:ROLE`.
fn attendee(text: &str) -> Result<Attendee, String> {
    let (name, role) = match text.split_once(':') {
        Some((name, role)) => (name, Some(role.trim()).filter(|role| !role.is_empty())),
        None => (text, None),
    };
    if name.trim().is_empty() {
        return Err("who took part has a name, as \"Lars Holm:VP Platform\"".into());
    }
    Ok(Attendee {
        name: name.trim().into(),
        role: role.map(Into::into),
    })
}

/// Returns the level that a text means: its name, the beginning of it, or `ic`.
fn level(text: &str) -> Result<PersonaLevel, String> {
    let wanted = match text.to_lowercase() {
        ic if ic == "ic" => "individual".into(),
        director if director == "director" => "manager".into(),
        other => other,
    };
    let found = PersonaLevel::ALL
        .iter()
        .find(|(_, name)| 2 < wanted.len() && name.to_lowercase().starts_with(&wanted));
    found.map(|(level, _)| *level).ok_or_else(|| {
        let names: Vec<&str> = PersonaLevel::ALL.iter().map(|(_, name)| *name).collect();
        format!("levels are {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_levels_are_read_from_flags() {
        let one = attendee("Lars Holm: VP: Platform").expect("somebody");
        assert_eq!(
            (one.name.as_str(), one.role.as_deref()),
            ("Lars Holm", Some("VP: Platform"))
        );
        let nameless = attendee("Lars:").expect("somebody");
        assert_eq!(nameless.role, None);
        assert!(attendee(" :VP").is_err());
        for (text, expected) in [
            ("ic", Some(PersonaLevel::IndividualContributor)),
            ("Manager", Some(PersonaLevel::ManagerDirector)),
            ("director", Some(PersonaLevel::ManagerDirector)),
            ("exec", Some(PersonaLevel::Executive)),
            ("boss", None),
        ] {
            assert_eq!(level(text).ok(), expected, "{text}");
        }
    }
}
