//! `sa sla list`.

use clap::Args;

use crate::calendar::Lasting;
use crate::cli::{Context, Exit, Failure, Output, find};
use crate::records;
use crate::reports::sla_list::{Wanted, sla_list};

/// List the clocks that run, what presses most first
///
/// What is counted in open hours is told in business days; `sa sla explain` shows how a time came about.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa sla list --breached\n  sa sla list --mine --due-within 8h\n  sa sla list --ended --format csv"
)]
pub(super) struct List {
    /// Only those over their time
    #[arg(long)]
    breached: bool,

    /// Only those due within so long by the clock, as `8h`, `2d` or "2 days", and not over their time
    #[arg(long, value_name = "TIME", conflicts_with = "breached")]
    due_within: Option<String>,

    /// Only those that stand still
    #[arg(long, conflicts_with = "due_within")]
    paused: bool,

    /// Those that stopped too
    #[arg(long)]
    ended: bool,

    /// Only those that this person answers for
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    owner: Option<String>,

    /// Only those that you answer for
    #[arg(long, conflicts_with = "owner")]
    mine: bool,

    /// Only in this region
    #[arg(long)]
    region: Option<String>,

    /// Only of this target; `sa sla targets` names them
    #[arg(long)]
    target: Option<String>,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&records::request::KIND])?;
        let within = self.due_within.as_deref().map(lasting).transpose()?;
        let seconds = within.map(|within| within.seconds(scene.policy.calendar_of(None)));
        let owner = match (self.mine, &self.owner) {
            (true, _) => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            (false, Some(text)) => Some(find::handle(&scene.records, text)?),
            (false, None) => None,
        };
        let region = self
            .region
            .map(|region| scene.region(&region))
            .transpose()?;
        let target = self.target.as_deref();
        let wanted = Wanted {
            breached: self.breached,
            paused: self.paused,
            due_by: seconds.map(|seconds| context.now.plus_seconds(seconds)),
            ended: self.ended,
            owner,
            region,
            target: target
                .map(|name| super::targets::known(&scene.policy, name))
                .transpose()?,
        };
        let report = sla_list(&scene.records, &scene.policy, context.now, &wanted);
        let mut output = Output::of(report);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}

/// Reads a time by the clock, also written `8h`, `2d`, `30m` or `1w`.
fn lasting(text: &str) -> Result<Lasting, Failure> {
    let text = text.trim();
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "m" | "min" => Some("minutes"),
        "h" => Some("hours"),
        "d" => Some("days"),
        "w" => Some("weeks"),
        _ => None,
    };
    let words = unit.map_or(text.to_owned(), |unit| format!("{digits} {unit}"));
    let misuse = |why: String| {
        let help = "write `--due-within 8h`, `--due-within 2d` or `--due-within \"30 minutes\"`";
        Failure::new(Exit::Misuse, format!("--due-within: {why}"), help)
    };
    match words.parse::<Lasting>() {
        Ok(lasting) if lasting.is_business() => Err(misuse(format!(
            "`{text}` is business time, and this counts by the clock"
        ))),
        Ok(lasting) => Ok(lasting),
        Err(why) => Err(misuse(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_short_or_in_words() {
        for (text, words) in [
            ("8h", "8 hours"),
            ("2d", "2 days"),
            ("30min", "30 minutes"),
            ("1w", "1 week"),
            ("90 minutes", "90 minutes"),
        ] {
            let read = lasting(text).map(|lasting| lasting.to_string());
            assert_eq!(read.ok().as_deref(), Some(words), "{text}");
        }
        for text in ["8", "h", "soon", "2 business days", "-2h"] {
            assert!(lasting(text).is_err(), "{text}");
        }
    }
}
