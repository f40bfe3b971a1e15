//! Questions on a terminal. Every one of them has a flag; without a terminal none is asked.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, Input, Select};

use super::context::Context;
use super::{Exit, Failure, progress};

/// Makes room for a question.
fn ready(context: &Context) {
    debug_assert!(context.may_ask());
    progress::wipe();
}

/// Asks for a text; empty for none.
///
/// # Errors
/// Interrupted from the keyboard.
pub(super) fn text(context: &Context, question: &str, given: &str) -> Result<String, Failure> {
    ready(context);
    let theme = theme();
    let mut input = Input::<String>::with_theme(&theme)
        .with_prompt(question)
        .allow_empty(true);
    if !given.is_empty() {
        input = input.with_initial_text(given);
    }
    Ok(input
        .interact_text()
        .map_err(interrupted)?
        .trim()
        .to_owned())
}

/// Asks to choose one of several by fuzzy search; `None` when the last choice, "none of these", is taken.
///
/// # Errors
/// Interrupted from the keyboard.
pub(super) fn choice(
    context: &Context,
    question: &str,
    choices: &[String],
) -> Result<Option<usize>, Failure> {
    ready(context);
    let mut items = choices.to_vec();
    items.push("none of these".into());
    let chosen = FuzzySelect::with_theme(&theme())
        .with_prompt(question)
        .items(&items)
        .default(0)
        .interact_opt()
        .map_err(interrupted)?;
    Ok(chosen.filter(|at| *at < choices.len()))
}

/// Asks to pick one of a few; `None` when it is left with Escape.
///
/// # Errors
/// Interrupted from the keyboard.
pub(super) fn pick(
    context: &Context,
    question: &str,
    choices: &[&str],
) -> Result<Option<usize>, Failure> {
    ready(context);
    Select::with_theme(&theme())
        .with_prompt(question)
        .items(choices)
        .default(0)
        .interact_opt()
        .map_err(interrupted)
}

/// Shows a text between two questions.
///
/// # Errors
/// The terminal is gone.
pub(super) fn show(context: &Context, text: &str) -> Result<(), Failure> {
    ready(context);
    let terminal = dialoguer::console::Term::stderr();
    terminal
        .write_line(text)
        .map_err(|error| interrupted(error.into()))
}

/// Asks yes or no; no unless said.
///
/// # Errors
/// Interrupted from the keyboard.
pub(super) fn confirm(context: &Context, question: &str) -> Result<bool, Failure> {
    ready(context);
    dialoguer::Confirm::with_theme(&theme())
        .with_prompt(question)
        .default(false)
        .interact()
        .map_err(interrupted)
}

fn theme() -> ColorfulTheme {
    ColorfulTheme::default()
}

/// The library hides the cursor while it asks, and leaves it hidden when it is interrupted.
fn interrupted(error: dialoguer::Error) -> Failure {
    // A cursor that cannot be shown again is no reason to say anything else than that.
    drop(dialoguer::console::Term::stderr().show_cursor());
    let dialoguer::Error::IO(error) = error;
    Failure::new(
        Exit::Interrupted,
        format!("stopped: {error}"),
        "nothing was written",
    )
}
