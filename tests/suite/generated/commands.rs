//! `docs/commands.md`: what `--help` says for every command of the three programs.

use clap::{Command, CommandFactory};
use desk::cli::{hygiene::Hygiene, sa::Sa, ta::Ta};

use super::compare;

/// Columns of the help, whatever the terminal.
const WIDTH: usize = 100;

#[test]
fn commands() {
    let mut text = String::from("# Commands\n\nWhat `--help` says for every command.\n\n");
    let mut sheets = String::new();
    let mut seen = 0;
    for program in [Sa::command(), Ta::command(), Hygiene::command()] {
        let mut program = program
            .term_width(WIDTH)
            // Its value is that of whoever makes the document.
            .mut_arg("desk", |desk| desk.hide_env_values(true));
        program.build();
        seen += sheet(&mut program, &mut text, &mut sheets);
    }
    assert!(seen > 40, "commands are found, and not only {seen}");
    compare("commands.md", &format!("{text}\n{}", sheets.trim_end()));
}

/// Writes a command and those below it; returns how many.
fn sheet(command: &mut Command, index: &mut String, sheets: &mut String) -> usize {
    let name = command
        .get_bin_name()
        .unwrap_or(command.get_name())
        .to_owned();
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let anchor = name.replace(' ', "-");
    let deep = "  ".repeat(name.matches(' ').count());
    *index += &format!("{deep}- [`{name}`](#{anchor}): {about}\n");
    let help: Vec<String> = command
        .render_long_help()
        .to_string()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    *sheets += &format!(
        "## {name}\n\n```text\n{}\n```\n\n",
        help.join("\n").trim_end()
    );
    let own = command.get_subcommands_mut();
    let shown = own.filter(|below| below.get_name() != "help" && !below.is_hide_set());
    1 + shown
        .map(|below| sheet(below, index, sheets))
        .sum::<usize>()
}
