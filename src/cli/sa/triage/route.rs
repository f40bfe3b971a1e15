//! `sa triage route`.

use clap::Args;

use crate::cli::{Context, Failure, Output, completion, find};
use crate::records::{Request, request};
use crate::reports::triage_route::triage_route;

/// Show the engagement model that a request falls under, and why; it proposes, and decides nothing
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa triage route REQ-4T9K")]
pub(super) struct Route {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(completion::requests))]
    id: String,
}

impl Route {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&request::KIND])?;
        let request = find::one::<Request>(&scene.records, &request::KIND, &self.id)?;
        let report = triage_route(&scene.records, &scene.policy, context.now, request);
        let mut output = Output::of(report);
        output.next = vec![format!("sa triage suggest {}", request.id())];
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
