//! What every step of a request has in common: find it, move it, say where it stands now.

use clap::Args;

use crate::changes::request::{Step, advance};
use crate::changes::{Act, Plan};
use crate::cli::late::Late;
use crate::cli::sa::record_step::{Planning, Which};
use crate::cli::{Context, Failure, Output, Writing};
use crate::lifecycle::State as _;
use crate::records::request::{KIND, State};
use crate::records::{One, Request};
use crate::reports::{Report, requests};
use crate::sla::Clocks;

/// Which request, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Of {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::requests))]
    pub id: String,

    #[command(flatten)]
    pub writing: Writing,
}

/// Which request is moved on, and why that is late where it is.
#[derive(Debug, Args)]
pub(super) struct Moving {
    #[command(flatten)]
    pub of: Of,

    #[command(flatten)]
    late: Late,
}

impl Moving {
    /// Moves the request to a state.
    pub(super) fn to(self, context: &Context, to: State, step: Step) -> Result<Output, Failure> {
        self.by(context, step, |request, step, act| {
            Ok(advance(request, to, step, &[], act)?)
        })
    }

    /// Moves the request by a plan, which gets the step with the reason of a breach in it.
    pub(super) fn by(
        self,
        context: &Context,
        step: Step,
        mut plan: impl FnMut(One<'_, Request>, &Step, Act<'_>) -> Result<Plan, Failure>,
    ) -> Result<Output, Failure> {
        stepped(context, &self.of, Some(&self.late), |request, planning| {
            let step = Step {
                breach_reason: planning.breach_reason.map(str::to_owned),
                ..step.clone()
            };
            plan(request, &step, planning.act)
        })
    }
}

/// Changes a request by a plan that moves it nowhere, and says where it stands then.
pub(super) fn by(
    context: &Context,
    of: &Of,
    mut plan: impl FnMut(One<'_, Request>, Act<'_>) -> Result<Plan, Failure>,
) -> Result<Output, Failure> {
    stepped(context, of, None, |request, planning| {
        plan(request, planning.act)
    })
}

fn stepped(
    context: &Context,
    of: &Of,
    late: Option<&Late>,
    plan: impl FnMut(One<'_, Request>, Planning<'_>) -> Result<Plan, Failure>,
) -> Result<Output, Failure> {
    let which = Which {
        kind: &KIND,
        text: &of.id,
        writing: of.writing,
        late,
    };
    which.step(context, plan, |request, scene, output| {
        output.said.push(standing(request));
        output.next = next(request);
        output.report = Some(Report {
            name: "request",
            data: requests::data(
                request,
                &Clocks::new(&scene.records, &scene.policy, context.now),
            ),
            parts: Vec::new(),
        });
    })
}

/// Returns where a request stands, as a sentence.
pub(super) fn standing(request: One<'_, Request>) -> String {
    let state = request
        .state()
        .map_or("without a state", |state| state.name());
    let owner = request
        .owner
        .as_ref()
        .map_or(String::new(), |owner| format!(", and {owner} has it"));
    format!("{} is {state}{owner}", request.id())
}

/// Returns the commands that lead on.
pub(super) fn next(request: One<'_, Request>) -> Vec<String> {
    crate::changes::request::ways_on(request)
}
