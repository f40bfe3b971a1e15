//! `sa activity from-notes`.

use clap::Args;

use super::logging::{self, Drafted, Drafting};
use crate::calendar::Date;
use crate::calendar::moment::Moment;
use crate::changes::activity::Draft;
use crate::changes::notes::{self, Notes};
use crate::cli::{Context, Exit, Failure, Output, Writing, completion};
use crate::records::activity::{ActivityType, AgreedStep, Attendee};
use crate::records::person::{self, Role};
use crate::records::{Handle, One, Opportunity, Person, Records, opportunity};
use crate::store::read_given;

/// Log an activity from notes of a meeting
///
/// The notes are Markdown in the form that `sa activity notes-template` prints. What the record has no key for is
/// kept in its summary; the next steps become those of the opportunity.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa activity from-notes notes.md
  pbpaste | sa activity from-notes - --opp OPP-4T9K --type Demo")]
pub(super) struct FromNotes {
    /// File with the notes; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// The opportunity, whatever the notes say
    #[arg(long, value_name = "OPP", add = clap_complete::ArgValueCompleter::new(completion::opportunities))]
    opp: Option<String>,
    /// Type of activity, whatever the notes say
    #[arg(long = "type", value_name = "TYPE", add = clap_complete::ArgValueCompleter::new(completion::activity_types))]
    activity_type: Option<String>,
    /// When it took place, whatever the notes say
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Handle of the SA who did it; the SA among those who took part, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    sa: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// What notes must say, each found or told as a fault.
struct Needed {
    opportunity: Option<String>,
    activity_type: Option<ActivityType>,
    moment: Option<Moment>,
    steps: Vec<AgreedStep>,
    faults: Vec<String>,
}

impl FromNotes {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let chosen = self
            .activity_type
            .as_deref()
            .map(logging::activity_type)
            .transpose()?;
        let notes = notes::read(&self.read(context)?);
        let of = self
            .opp
            .clone()
            .or_else(|| Some(notes.opportunity.as_ref()?.text.clone()));
        logging::carry_out(context, of.as_deref(), self.writing, |drafting| {
            self.draft(&notes, chosen, drafting)
        })
    }

    fn read(&self, context: &Context) -> Result<String, Failure> {
        if self.file == "-" {
            return context.standard_input();
        }
        let bytes = read_given(&context.here().join(&self.file))?;
        String::from_utf8(bytes).map_err(|_| {
            Failure::new(
                Exit::Refused,
                format!("{} is not text in UTF-8", self.file),
                "save it as UTF-8",
            )
        })
    }

    fn draft<'a>(
        &self,
        notes: &Notes,
        chosen: Option<ActivityType>,
        drafting: Drafting<'a>,
    ) -> Result<Drafted<'a>, Failure> {
        let needed = self.needed(notes, chosen, drafting)?;
        let Needed {
            opportunity: Some(opportunity),
            activity_type: Some(activity_type),
            moment: Some(moment),
            steps,
            ..
        } = needed
        else {
            return Err(lacking(needed.faults));
        };
        if !needed.faults.is_empty() {
            return Err(lacking(needed.faults));
        }
        let records = &drafting.scene.records;
        let about = match named(records, &opportunity) {
            Some(found) => crate::changes::activity::About::Opportunity(found),
            None => logging::about(records, &opportunity, activity_type)?,
        };
        let attendees = notes.attendees(|name| of_the_desk(records, name).is_some());
        let sa = match &self.sa {
            Some(text) => drafting.sa(Some(text))?,
            None => sa_among(&attendees, records, drafting.act.by),
        };
        let mut said: Vec<String> = moment.understood.into_iter().collect();
        said.extend(notes.doubts.iter().cloned());
        said.extend(steps.iter().map(spoken));
        let draft = Draft {
            time_zone: moment.zone.or(drafting.zone.cloned()),
            sentiment: notes.sentiment,
            attendees,
            next_steps: steps,
            ..Draft::new(activity_type, moment.at, sa, notes.summary.as_str())
        };
        let drafted = Drafted { draft, about, said };
        logging::not_twice(records, &drafted)?;
        Ok(drafted)
    }

    /// Reads what an activity must say, from flags before the notes, and names all that is missing or unclear.
    fn needed(
        &self,
        notes: &Notes,
        chosen: Option<ActivityType>,
        drafting: Drafting<'_>,
    ) -> Result<Needed, Failure> {
        let mut faults = notes.faults.clone();
        let moment = match (&self.at, &notes.date) {
            (Some(text), _) => Some(drafting.moment(text).map_err(logging::not_a_moment)?),
            (None, Some(told)) => drafting
                .moment(&told.text)
                .map_err(|why| faults.push(format!("line {}: {why}", told.line)))
                .ok(),
            (None, None) => {
                faults.push("the date is missing: `Date: 2026-11-19 15:00 Europe/Berlin`".into());
                None
            }
        };
        let opportunity = match (&self.opp, &notes.opportunity) {
            (Some(text), _) => Some(text.clone()),
            (None, Some(told)) => Some(told.text.clone()),
            (None, None) => {
                faults.push("the opportunity is missing: `Opportunity: OPP-4T9K`, or its Salesforce id or name".into());
                None
            }
        };
        let activity_type = match (chosen, &notes.activity_type) {
            (Some(chosen), _) => Some(chosen),
            (None, Some(told)) => ActivityType::meant(&told.text)
                .map_err(|why| faults.push(format!("line {}: {why}", told.line)))
                .ok(),
            (None, None) => {
                faults.push("the activity type is missing: `Activity type: Demo`".into());
                None
            }
        };
        if notes.summary.trim().is_empty() {
            faults.push("what happened is missing: write it below `## Outcome`".into());
        }
        let day = moment
            .as_ref()
            .map_or(drafting.act.at.date(), |moment| moment.at.date());
        let steps = notes.agreed(day).unwrap_or_else(|why| {
            faults.extend(why);
            Vec::new()
        });
        Ok(Needed {
            opportunity,
            activity_type,
            moment,
            steps,
            faults,
        })
    }
}

fn lacking(faults: Vec<String>) -> Failure {
    Failure {
        details: faults,
        ..Failure::new(
            Exit::Refused,
            "the notes cannot be logged as they are; nothing was written",
            "mend them, or give what is missing as `--opp OPP`, `--type TYPE` and `--at TIME`; `sa activity notes-template` prints the form",
        )
    }
}

/// Returns the one opportunity with exactly this name, case aside.
fn named<'a>(records: &'a Records, name: &str) -> Option<One<'a, Opportunity>> {
    let wanted = name.trim().to_lowercase();
    let mut found = records
        .all::<Opportunity>(&opportunity::KIND)
        .filter(|one| one.name.to_lowercase() == wanted);
    found.next().filter(|_| found.next().is_none())
}

fn of_the_desk<'a>(records: &'a Records, name: &str) -> Option<One<'a, Person>> {
    records
        .all::<Person>(&person::KIND)
        .find(|person| person.id() == name || person.name.eq_ignore_ascii_case(name))
}

/// Returns the SA among those who took part; who logs, if they are one of several, or nobody is.
fn sa_among(attendees: &[Attendee], records: &Records, me: &Handle) -> Handle {
    let is_sa = |role: &str| {
        role.eq_ignore_ascii_case(Role::Sa.name())
            || role.eq_ignore_ascii_case("Solutions Architect")
    };
    let sas: Vec<Handle> = attendees
        .iter()
        .filter(|attendee| attendee.role.as_deref().is_some_and(is_sa))
        .filter_map(|attendee| of_the_desk(records, &attendee.name)?.id().parse().ok())
        .collect();
    let own = sas.iter().find(|sa| *sa == me);
    own.or(sas.first()).unwrap_or(me).clone()
}

/// Returns a step as it was understood.
fn spoken(step: &AgreedStep) -> String {
    let who = step.who.as_deref().unwrap_or("someone");
    let due = step.due.map_or("without a day".into(), |due: Date| {
        format!("by {}", due.spoken())
    });
    let what = step.text.lines().next().unwrap_or_default();
    format!("next, {who}, {due}: {what}")
}
