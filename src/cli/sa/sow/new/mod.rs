//! `sa sow new`.

mod making;
pub(super) mod taking_in;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::completion;
use crate::cli::{Context, Exit, Failure, Output, Writing};
use crate::records::sow::{Route, Service, Size, WhyATa};

pub(in crate::cli::sa) use making::Wish;

/// What a file says, so that no flag does beside it.
const BESIDE_A_FILE: [&str; 13] = [
    "opportunity",
    "name",
    "author",
    "em",
    "rdm",
    "ta",
    "route",
    "sku",
    "service",
    "size",
    "scoping_issue",
    "ps_opportunity",
    "why",
];

/// Begin a SOW of an opportunity; the author is you
///
/// From flags, from a whole text that `--blank` prints and `--from` takes in, or from that text in your editor.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa sow new OPP-4T9K --em emma --rdm rosa --service scm-migration --why loe,review\n  sa sow new OPP-4T9K --blank > draft.yaml\n  sa sow new --from draft.yaml"
)]
pub(in crate::cli::sa) struct New {
    /// The opportunity: its id or the beginning of it, its Salesforce id, or the account it is alone with
    #[arg(value_name = "OPP", required_unless_present = "from", add = clap_complete::ArgValueCompleter::new(completion::opportunities))]
    opportunity: Option<String>,
    /// Print the whole SOW as a text to fill in
    #[arg(long, conflicts_with_all = ["from", "edit", "dry_run", "no_commit"])]
    blank: bool,
    /// Open that text in your editor before it is taken in
    #[arg(long, conflicts_with = "from")]
    edit: bool,
    /// Take it from a file that was filled in; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = BESIDE_A_FILE)]
    from: Option<String>,
    /// Name; that of the opportunity, when left out
    #[arg(long)]
    name: Option<String>,
    /// Handle of who writes it; you, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    author: Option<String>,
    /// Handle of the Engagement Manager
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    em: Option<String>,
    /// Handle of the Regional Delivery Manager
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    rdm: Option<String>,
    /// Handle of the Technical Architect who reviews it
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    ta: Option<String>,
    /// How it is ordered; `sa ps route` says which
    #[arg(long, value_parser = PossibleValuesParser::new(Route::ALL.iter().map(|(_, word)| *word)))]
    route: Option<String>,
    /// With `standard`: the SKU, of the catalogue in desk.toml
    #[arg(long)]
    sku: Option<String>,
    /// The skill it takes
    #[arg(long, value_parser = PossibleValuesParser::new(Service::ALL.iter().map(|(_, word)| *word)))]
    service: Option<String>,
    /// How large the engagement is
    #[arg(long, value_parser = PossibleValuesParser::new(Size::ALL.iter().map(|(_, word)| *word)))]
    size: Option<String>,
    /// Link to the scoping issue
    #[arg(long, value_name = "URL")]
    scoping_issue: Option<String>,
    /// Salesforce id of the PS opportunity, the child of the opportunity
    #[arg(long, value_name = "SFDCID")]
    ps_opportunity: Option<String>,
    /// Why a Technical Architect is engaged (with commas, or repeated)
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(WhyATa::ALL.iter().map(|(_, word)| *word)))]
    why: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let writing = self.writing;
        if let Some(file) = &self.from {
            return taking_in::from(context, file, writing);
        }
        let (blank, edit) = (self.blank, self.edit);
        let wish = self.wish()?;
        match (blank, edit) {
            (true, _) => taking_in::blank(context, &wish),
            (_, true) => taking_in::in_editor(context, &wish, writing),
            _ => wish.make(context, writing),
        }
    }

    fn wish(self) -> Result<Wish, Failure> {
        let opportunity = self.opportunity.ok_or_else(|| {
            Failure::new(
                Exit::Misuse,
                "a SOW is of an opportunity, and none is named",
                "name it: `sa sow new OPP`; `sa opp list` shows all",
            )
        })?;
        Ok(Wish {
            opportunity,
            name: self.name,
            author: self.author,
            em: self.em,
            rdm: self.rdm,
            ta: self.ta,
            route: self.route,
            route_reason: None,
            sku: self.sku,
            service: self.service,
            size: self.size,
            scoping_issue: self.scoping_issue,
            ps_opportunity: self.ps_opportunity,
            why: self.why,
        })
    }
}
