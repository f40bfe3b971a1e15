//! `sa triage suggest`.

use clap::Args;

use crate::cli::{Context, Failure, Output, completion, find};
use crate::records::{Request, request};
use crate::reports::triage_suggest::triage_suggest;

/// Rank who could take a request, with every reason
///
/// Points are given for skills that the request speaks of, for whom the opportunity and the account have as SA, for the
/// region and the rota; and taken for time off, for what somebody has already, and for the distance of their clock.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa triage suggest REQ-4T9K")]
pub(super) struct Suggest {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(completion::requests))]
    id: String,
}

impl Suggest {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&request::KIND])?;
        let request = find::one::<Request>(&scene.records, &request::KIND, &self.id)?;
        let report = triage_suggest(&scene.records, request, context.now);
        let mut output = Output::of(report);
        output.next = vec![format!("sa request claim {} --owner HANDLE", request.id())];
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
