//! `sa activity list`.

use clap::Args;

use super::logging;
use crate::calendar::Date;
use crate::calendar::moment;
use crate::cli::desk::{Desk, Scene};
use crate::cli::{Context, Exit, Failure, Output, completion, find};
use crate::records;
use crate::reports::activities::{self, Wanted};

/// List activities, newest first
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa activity list --opp OPP-4T9K
  sa activity list --mine --type Demo --since 2026-11-01")]
pub(super) struct List {
    /// Only those for this opportunity
    #[arg(long, value_name = "OPP", add = clap_complete::ArgValueCompleter::new(completion::opportunities))]
    opp: Option<String>,
    /// Only those of this SA
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    sa: Option<String>,
    /// Only yours
    #[arg(long, conflicts_with = "sa")]
    mine: bool,
    /// Only of this type
    #[arg(long = "type", value_name = "TYPE", add = clap_complete::ArgValueCompleter::new(completion::activity_types))]
    activity_type: Option<String>,
    /// Only from this day on; a weekday is the last such day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only up to this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let activity_type = self
            .activity_type
            .as_deref()
            .map(logging::activity_type)
            .transpose()?;
        let desk = context.open()?;
        let scene = desk.now_of(&[&records::activity::KIND])?;
        let records = &scene.records;
        let opportunity = match &self.opp {
            Some(text) => Some(find::opportunity(records, text)?.id().to_owned()),
            None => None,
        };
        let sa = match (self.mine, &self.sa) {
            (true, _) => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            (false, Some(text)) => Some(find::handle(records, text)?),
            (false, None) => None,
        };
        let today = today(context, &desk, &scene);
        let day = |text: &Option<String>, flag: &str| {
            let day = text.as_deref().map(|text| moment::past_day(text, today));
            day.transpose().map_err(|why| {
                let help = format!("write the day in full, as `{flag} 2026-11-02`");
                Failure::new(Exit::Misuse, format!("{flag}: {why}"), help)
            })
        };
        let wanted = Wanted {
            opportunity,
            sa,
            activity_type,
            since: day(&self.since, "--since")?,
            until: day(&self.until, "--until")?,
        };
        let mut output = Output::of(activities::activities(records, &wanted));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}

/// Returns the day on the clock of who asks, where the desk knows them.
fn today(context: &Context, desk: &Desk, scene: &Scene) -> Date {
    let identity = desk.identity().ok();
    let me = identity.and_then(|identity| scene.person(&identity).ok());
    let zone = me.and_then(|me| me.value().time_zone.as_ref());
    zone.map_or(context.now, |zone| context.now.in_zone(zone))
        .date()
}
