//! The command lines of `sa`, `ta` and `hygiene`: arguments, prompts, the terminal, exit codes.
//! A command returns data; only this layer's `output` prints it.

pub mod hygiene;
pub mod sa;
pub mod ta;

mod change;
pub mod completion;
mod context;
mod day;
mod desk;
mod editor;
mod failure;
mod find;
mod late;
mod of_region;
mod output;
mod progress;
mod prompt;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, ValueEnum};

pub use context::Context;
pub use failure::{Exit, Failure};
pub use output::{FindingsAre, Output};

/// Flags of every command.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// Work on the desk in this folder, or above it
    #[arg(
        short = 'C',
        long,
        global = true,
        env = "DESK_DIR",
        value_name = "DIR",
        help_heading = "Everywhere"
    )]
    pub desk: Option<PathBuf>,

    /// How to print: for people, for a program, for a spreadsheet, for a page
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        help_heading = "Everywhere"
    )]
    pub format: Format,

    /// When to colour; NO_COLOR says never
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        help_heading = "Everywhere"
    )]
    pub color: When,

    /// Never ask; fail and name the flag instead
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub no_input: bool,
}

/// How a command prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Table,
    Json,
    Csv,
    Markdown,
    Html,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    #[default]
    Auto,
    Always,
    Never,
}

/// What a command that writes can be told.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Writing {
    /// Show what would change, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,

    /// Put the change in the index instead of committing it
    #[arg(long, conflicts_with = "dry_run")]
    pub no_commit: bool,
}

/// A program: its command line, and what it does.
pub trait Program: Parser {
    /// Its name.
    const NAME: &'static str;

    /// Returns the flags of every command.
    fn global(&self) -> &Global;

    /// Does what was asked.
    ///
    /// # Errors
    /// Why it was not done.
    fn run(self, context: &Context) -> Result<Output, Failure>;
}

/// Runs a program on the arguments of this process and prints what comes of it.
pub fn main<P: Program>() -> ExitCode {
    clap_complete::CompleteEnv::with_factory(P::command).complete();
    run::<P>(std::env::args_os())
}

/// Returns whether the arguments ask for JSON, for when they cannot be understood as a whole.
fn wants_json(arguments: &[OsString]) -> bool {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    words.contains(&"--format=json") || words.windows(2).any(|pair| pair == ["--format", "json"])
}

fn run<P: Program>(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let program = match P::try_parse_from(&arguments) {
        Ok(program) => program,
        Err(error) if error.use_stderr() && wants_json(&arguments) => {
            return output::misuse_as_json(&error);
        }
        Err(error) => return output::usage(&error),
    };
    let context = match Context::new(P::NAME, program.global().clone(), &arguments) {
        Ok(context) => context,
        Err(failure) => return output::no_context(&failure),
    };
    let progress = progress::Progress::begin();
    let result = program.run(&context);
    drop(progress);
    context.print(match context.unread() {
        Some(trouble) => Err(trouble.into()),
        None => result,
    })
}

#[cfg(test)]
mod tests {
    use super::{Program, hygiene::Hygiene, sa::Sa, ta::Ta};

    #[test]
    fn the_command_lines_are_well_formed_to_the_last_command() {
        fn check<P: Program>() {
            P::command().debug_assert();
        }
        check::<Sa>();
        check::<Ta>();
        check::<Hygiene>();
    }
}
