//! `sa ps route`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::sa::sow::new::Wish;
use crate::cli::{Context, Exit, Failure, Output, Writing, find};
use crate::records::opportunity;
use crate::records::sow::{self, Service};
use crate::records::values::Hours;
use crate::reports::positioning::{Advice, Wanted, advice, positioning};

/// Say whether a service is ordered by its SKU or by a SOW, and what to do then
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa ps route OPP-4T9K --service scm-migration\n  sa ps route OPP-4T9K --service ci-cd --hours 120 --start\n  sa ps route OPP-4T9K --service scm-migration --custom \"1,400 repositories\" --start"
)]
pub(super) struct Route {
    /// The opportunity: its id or the beginning of it, its Salesforce id, or the account it is alone with
    #[arg(value_name = "OPP", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::opportunities))]
    opportunity: String,

    /// The skill it takes
    #[arg(long, value_parser = PossibleValuesParser::new(Service::ALL.iter().map(|(_, word)| *word)))]
    service: Option<String>,

    /// Hours it may take
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    hours: Option<u32>,

    /// Standard and custom services are wanted together
    #[arg(long)]
    mixed: bool,

    /// It is custom, and why no SKU will do
    #[arg(long, value_name = "REASON", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    custom: Option<String>,

    /// Begin the SOW with it
    #[arg(long)]
    start: bool,

    #[command(flatten)]
    writing: Writing,
}

impl Route {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = find::scene(&desk, &opportunity::KIND, &self.opportunity)?;
        let opportunity = find::opportunity(&scene.records, &self.opportunity)?;
        let service = Service::ALL
            .iter()
            .find(|(_, word)| self.service.as_deref() == Some(*word));
        let wanted = Wanted {
            service: service.map(|(service, _)| *service),
            hours: self.hours.map(|hours| Hours::whole(hours.into())),
            mixed: self.mixed,
            custom: self.custom.as_deref(),
        };
        let advice = advice(opportunity, &scene.records, &scene.policy, wanted);
        if self.start {
            return self.begin(context, &advice);
        }
        let mut output = Output::of(positioning(opportunity, &advice));
        output.said.extend(desk.recovered);
        if advice.route == Some(sow::Route::Custom) {
            output.next = vec![format!("sa sow new {} --route custom", opportunity.id())];
        }
        Ok(output)
    }

    fn begin(&self, context: &Context, advice: &Advice) -> Result<Output, Failure> {
        let Some(route) = advice.route else {
            return Err(Failure::new(
                Exit::Refused,
                format!("no SOW begins here: {}", advice.why),
                "hand the custom work to a partner, or name a service that has a SKU with `--service`",
            ));
        };
        let wish = Wish {
            opportunity: self.opportunity.clone(),
            route: Some(route.name().to_owned()),
            route_reason: Some(advice.why.clone()),
            sku: advice.sku.clone(),
            service: self.service.clone(),
            ..Wish::default()
        };
        let mut output = wish.make(context, self.writing)?;
        let why = format!("the route is {}: {}", route.name(), advice.why);
        output.said.push(why);
        output.said.extend(advice.warning.clone());
        Ok(output)
    }
}
