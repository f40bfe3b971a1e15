//! `sa person`: the people of the desk.

use clap::{Args, Subcommand};

use super::record::{Edit, Show};
use super::record_new::{New, Question, settings_of};
use crate::changes::record::create;
use crate::cli::{Context, Failure, Output, Writing};
use crate::records::person::{KIND, Level, Role};
use crate::reports::people;

/// The people who work at the desk
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa person new --handle kim --name \"Kim Berg\" --email kim@example.com --role sa"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a person
    #[command(
        after_help = "Example:\n  sa person new --handle kim --name \"Kim Berg\" --email kim@example.com --role sa --region EMEA"
    )]
    New(NewPerson),
    /// List everybody
    #[command(after_help = "Example:\n  sa person list")]
    List,
    #[command(after_help = "Example:\n  sa person show kim")]
    Show(Show),
    #[command(after_help = "Example:\n  sa person edit kim --set time_zone=Europe/Oslo")]
    Edit(Edit),
}

#[derive(Debug, Args)]
struct NewPerson {
    /// Short name, as `kim`; made from the name when left out
    #[arg(long)]
    handle: Option<String>,
    /// Full name
    #[arg(long)]
    name: Option<String>,
    /// Address they commit with (can be repeated)
    #[arg(long)]
    email: Vec<String>,
    /// Role in the team (can be repeated)
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Role::ALL.iter().map(|(_, name)| *name)))]
    role: Vec<String>,
    /// How far a Technical Architect is in their career
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Level::ALL.iter().map(|(_, name)| *name)))]
    level: Option<String>,
    /// Region, one of the boards of desk.toml
    #[arg(long)]
    region: Option<String>,
    /// Time zone, as Europe/Berlin
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// What they know (can be repeated)
    #[arg(long)]
    skill: Vec<String>,
    /// Handle of the person they report to
    #[arg(long, value_name = "HANDLE")]
    manager: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

const QUESTIONS: &[Question] = &[
    Question::needed("name", "name", "Full name"),
    Question::needed("emails", "email", "Address they commit with"),
    Question::needed("roles", "role", "Roles, with commas"),
    Question::optional("region", "region", "Region"),
    Question::optional("time_zone", "time-zone", "Time zone, as Europe/Berlin"),
];

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List => {
                let desk = context.open()?;
                Ok(Output::of(people::people(&desk.now_of(&[])?.records)))
            }
            Command::Show(show) => show.run(context, &KIND),
            Command::Edit(edit) => edit.run(context, &KIND),
        }
    }
}

impl NewPerson {
    fn run(self, context: &Context) -> Result<Output, Failure> {
        let settings = settings_of([
            ("name", self.name),
            ("emails", Some(self.email.join(","))),
            ("roles", Some(self.role.join(","))),
            ("level", self.level),
            ("region", self.region),
            ("time_zone", self.time_zone),
            ("skills", Some(self.skill.join(","))),
            ("manager", self.manager),
        ]);
        let new = New {
            kind: &KIND,
            questions: QUESTIONS,
            handle: self.handle,
            writing: self.writing,
            create: |id, settings, scenery| {
                Ok(create(&KIND, id, scenery.now.date(), settings, Vec::new())?)
            },
        };
        new.run(context, settings)
    }
}
