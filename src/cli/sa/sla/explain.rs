//! `sa sla explain`.

use clap::Args;

use crate::cli::{Context, Exit, Failure, Output, find};
use crate::records::{File, Records, Request, Sow, request, sow};
use crate::reports::sla_explain::sla_explain;

/// Explain the clocks of a request or a SOW, interval by interval
///
/// Each line is a time that counted or did not, with the reason and the sum so far, so that anyone can recompute it.
/// What is to come is told up to when the clock is due.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa sla explain REQ-4T9K\n  sa sla explain SOW-7H3J --target ta-review"
)]
pub(super) struct Explain {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::requests))]
    id: String,

    /// Only the clocks of this target
    #[arg(long)]
    target: Option<String>,
}

impl Explain {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&request::KIND])?;
        let file = named(&scene.records, &self.id)?;
        let target = self.target.as_deref();
        let target = target
            .map(|name| super::targets::known(&scene.policy, name))
            .transpose()?;
        let report = sla_explain(
            file,
            &scene.records,
            &scene.policy,
            context.now,
            target.as_deref(),
        );
        let mut output = Output::of(report);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}

/// Returns the request or the SOW that a text names; without a prefix a request is meant first.
fn named<'a>(records: &'a Records, text: &str) -> Result<&'a File, Failure> {
    let sow = || find::one::<Sow>(records, &sow::KIND, text).map(|sow| sow.file);
    if text.to_ascii_uppercase().starts_with("SOW") {
        return sow();
    }
    match find::one::<Request>(records, &request::KIND, text) {
        Ok(request) => Ok(request.file),
        Err(none) if none.exit == Exit::NotFound => sow().map_err(|_| none),
        Err(why) => Err(why),
    }
}
