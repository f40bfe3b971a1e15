//! `sa rota`: who does triage in which week. One file a command.

mod fill;
mod label;
mod set;
mod show;
mod swap;

use clap::{Args, Subcommand};

use crate::cli::desk::Scene;
use crate::cli::{Context, Exit, Failure, Output};
use crate::records::{Handle, One, Person, person};

/// Who does triage in which week
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa rota show
  sa rota set next sam
  sa rota fill --from 2026-W50 --people sam,kim --weeks 6
  sa rota swap 2026-W50 kim --reason \"Sam is at a customer's\"
  sa rota label")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(show::Show),
    Set(set::Set),
    Fill(fill::Fill),
    Swap(swap::Swap),
    Label(label::Label),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Show(show) => show.run(context),
            Command::Set(set) => set.run(context),
            Command::Fill(fill) => fill.run(context),
            Command::Swap(swap) => swap.run(context),
            Command::Label(label) => label.run(context),
        }
    }
}

/// Returns the region that was named, or else that of the first of these people who has one, or the only one.
///
/// # Errors
/// The desk has no such region; none was named, and it cannot be told.
pub(super) fn region_of(
    scene: &Scene,
    named: Option<&str>,
    people: &[&str],
) -> Result<String, Failure> {
    if let Some(text) = named {
        return scene.region(text);
    }
    let own = people.iter().find_map(|handle| {
        let person: One<'_, Person> = scene.records.get(&person::KIND, handle)?;
        person.value().region.clone()
    });
    let boards = &scene.policy.boards;
    let own = own.filter(|region| boards.contains_key(region));
    let only = boards.keys().next().filter(|_| boards.len() == 1).cloned();
    own.or(only).ok_or_else(|| {
        let all: Vec<&str> = boards.keys().map(String::as_str).collect();
        Failure::new(
            Exit::Misuse,
            "no region was named, and it cannot be told from who it is about",
            format!("name one with `--region`: {}", all.join(", ")),
        )
    })
}

/// Returns who somebody is for the rota: a person with the role `sa`.
///
/// # Errors
/// No person, or more than one, is meant; they are no SA.
fn architect(scene: &Scene, text: &str) -> Result<Handle, Failure> {
    let who = crate::cli::find::person(&scene.records, text)?;
    super::record_step::only_for(&scene.records, &who, &[person::Role::Sa], "being on triage")
        .map_err(|failure| Failure {
            help: "name somebody with the role sa; `sa person list` shows all".into(),
            ..failure
        })?;
    Ok(who)
}
