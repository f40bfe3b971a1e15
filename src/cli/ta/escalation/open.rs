//! `ta escalation open`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::changes::record::Setting;
use crate::changes::{Act, escalation};
use crate::cli::change::{Scenery, change};
use crate::cli::completion;
use crate::cli::sa::record::with_sheet;
use crate::cli::sa::record_new::settings_of;
use crate::cli::sa::record_step::only_for;
use crate::cli::{Context, Exit, Failure, Output, Writing, find};
use crate::records::escalation::{KIND, Severity};
use crate::records::person::Role;
use crate::records::{Handle, Records, Sow, account, sow};

/// Open an escalation; it is the Technical Architect's of its SOW, or yours
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta escalation open --account northwind-freight --severity high \"the migration stands still\"\n  ta escalation open --account northwind-freight --sow SOW-5H8J --severity critical --owner ines \"no restore\""
)]
pub(super) struct Open {
    /// What is wrong, in a few words
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// Slug or name of the account that suffers
    #[arg(long, value_name = "SLUG", add = clap_complete::ArgValueCompleter::new(completion::accounts))]
    account: String,

    /// Id of the SOW it is about
    #[arg(long, value_name = "SOW", add = clap_complete::ArgValueCompleter::new(completion::sows))]
    sow: Option<String>,

    /// How bad it is; `critical` is a business that stands still
    #[arg(long, value_parser = PossibleValuesParser::new(Severity::ALL.iter().map(|(_, word)| *word)))]
    severity: String,

    /// Handle of the Technical Architect who answers for it
    #[arg(long, value_name = "TA", add = clap_complete::ArgValueCompleter::new(completion::people))]
    owner: Option<String>,

    /// Where more is written
    #[arg(long, value_name = "URL")]
    link: Option<String>,

    #[command(flatten)]
    writing: Writing,
}

impl Open {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let id = context
            .new_id("ESC", &desk.now_of(&[])?.records)?
            .to_string();
        let mut owner = String::new();
        let changed = change(context, &desk, self.writing, |scenery: &Scenery<'_>| {
            let (me, at) = scenery.actor()?;
            let (settings, who) = self.settings(&scenery.scene.records, &me)?;
            owner = who.to_string();
            Ok(escalation::open(&id, &settings, Act { by: &me, at })?)
        })?;
        let mut output = changed.output;
        if changed.written {
            let said = format!("{id} is open, and {owner} answers for it");
            output.said.insert(0, said);
            output.next = vec![format!("ta escalation resolve {id} --note TEXT")];
        }
        with_sheet(&changed.after.records, &KIND, &id, &mut output);
        Ok(output)
    }

    /// Returns what the escalation says, and who answers for it.
    fn settings(&self, records: &Records, me: &Handle) -> Result<(Vec<Setting>, Handle), Failure> {
        let account = find::file(records, &account::KIND, &self.account)?;
        let sow = self.sow.as_deref();
        let sow = sow
            .map(|text| find::one::<Sow>(records, &sow::KIND, text))
            .transpose()?;
        if let Some(sow) = sow.filter(|sow| sow.account.as_str() != account.id) {
            return Err(Failure::new(
                Exit::Refused,
                format!(
                    "{} is for {}, and not for {}",
                    sow.id(),
                    sow.account,
                    account.id
                ),
                format!("name its own account: `--account {}`", sow.account),
            ));
        }
        let owner = match (&self.owner, sow.and_then(|sow| sow.value().ta())) {
            (Some(text), _) => find::person(records, text)?,
            (None, Some(ta)) => ta.clone(),
            (None, None) => me.clone(),
        };
        only_for(records, &owner, &[Role::Ta], "answering for an escalation").map_err(
            |failure| Failure {
                help: "name a Technical Architect with `--owner TA`; `ta team` shows all".into(),
                ..failure
            },
        )?;
        let settings = settings_of([
            ("subject", Some(self.subject.trim().to_owned())),
            ("account", Some(account.id.to_string())),
            ("sow", sow.map(|sow| sow.id().to_owned())),
            ("severity", Some(self.severity.clone())),
            ("owner", Some(owner.to_string())),
            ("link", self.link.clone()),
        ]);
        Ok((settings, owner))
    }
}
