//! What `--help` of every command must say, and which flags a command must have.

use clap::{Arg, Command, CommandFactory};
use desk::cli::{hygiene::Hygiene, sa::Sa, ta::Ta};

/// Commands that only read. Every other one writes, and must let people see first what it would do.
const READING: &[&str] = &[
    "hygiene check",
    "hygiene checks",
    "hygiene explain",
    "hygiene report",
    "hygiene hook status",
    "sa account list",
    "sa account show",
    "sa activity list",
    "sa activity notes-template",
    "sa activity show",
    "sa alignment",
    "sa board",
    "sa mine",
    "sa week",
    "sa opportunity list",
    "sa opportunity show",
    "sa person list",
    "sa person show",
    "sa pov list",
    "sa pov show",
    "sa request list",
    "sa request show",
    "sa sla explain",
    "sa sla list",
    "sa sla targets",
    "sa rota label",
    "sa rota show",
    "sa sow list",
    "sa sow show",
    "sa triage agenda",
    "sa triage queue",
    "sa triage route",
    "sa triage suggest",
    "ta escalation list",
    "ta loe",
    "ta queue",
    "ta request list",
    "ta request show",
    "ta sow render",
    "ta team",
];

/// Commands that write something else than a commit: hooks, or a desk in a folder of its own.
const NOT_COMMITTING: [&str; 3] = ["hygiene hook install", "hygiene hook uninstall", "sa demo"];

/// Returns every command that is shown, with its full name.
fn commands() -> Vec<(String, Command)> {
    let mut all = Vec::new();
    for mut program in [Sa::command(), Ta::command(), Hygiene::command()] {
        program.build();
        below(program, &mut all);
    }
    assert!(
        all.len() > 40,
        "commands are found, and not only {}",
        all.len()
    );
    all
}

fn below(command: Command, all: &mut Vec<(String, Command)>) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let name = name.to_owned();
    let own: Vec<Command> = command
        .get_subcommands()
        .filter(|own| own.get_name() != "help" && !own.is_hide_set())
        .cloned()
        .collect();
    all.push((name, command));
    own.into_iter().for_each(|own| below(own, all));
}

fn flag<'a>(command: &'a Command, long: &str) -> Option<&'a Arg> {
    command
        .get_arguments()
        .find(|flag| flag.get_long() == Some(long))
}

fn is_leaf(command: &Command) -> bool {
    command
        .get_subcommands()
        .all(|own| own.get_name() == "help")
}

#[test]
fn the_command_lines_hold_together() {
    Sa::command().debug_assert();
    Ta::command().debug_assert();
    Hygiene::command().debug_assert();
}

#[test]
fn a_program_says_of_each_command_what_that_says_of_itself_and_makes_none_of_them() {
    for mut program in [Sa::command(), Ta::command(), Hygiene::command()] {
        let mut told = Vec::new();
        for command in program.get_subcommands() {
            let name = command.get_name().to_owned();
            assert_eq!(command.get_arguments().count(), 0, "{name}");
            told.push((name, command.get_about().map(ToString::to_string)));
        }
        program.build();
        for (name, about) in told {
            let own = program.find_subcommand(&name).expect("it is there");
            let own = own.get_about().map(ToString::to_string);
            assert!(own.is_some() && own == about, "{name}: {about:?}, {own:?}");
        }
    }
}

#[test]
fn every_command_says_what_it_does_with_an_example() {
    for (name, mut command) in commands() {
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(!about.is_empty(), "{name} says nothing of itself");
        assert!(!about.ends_with('.'), "{name}: {about}");
        assert!(about.starts_with(char::is_uppercase), "{name}: {about}");
        let help = command.render_long_help().to_string();
        let example = help.split_once("Example").map(|(_, example)| example);
        let example = example.unwrap_or_else(|| panic!("{name} has no example"));
        let first = name.split(' ').next().expect("a name has words");
        let line = format!("\n  {}", if is_leaf(&command) { &name } else { first });
        assert!(
            example.contains(&line),
            "the example of {name} runs it: {example}"
        );
    }
}

#[test]
fn every_flag_says_what_it_does() {
    for (name, command) in commands() {
        for flag in command.get_arguments() {
            let help = flag.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "{name}: {} says nothing", flag.get_id());
            assert!(!help.ends_with('.'), "{name}: {help}");
        }
    }
}

#[test]
fn every_command_has_the_flags_of_all() {
    for (name, command) in commands() {
        for long in ["desk", "no-input", "format", "color", "help", "version"] {
            assert!(flag(&command, long).is_some(), "{name} has no --{long}");
        }
        let short = flag(&command, "desk").and_then(Arg::get_short);
        assert_eq!(short, Some('C'), "{name}");
    }
}

#[test]
fn every_command_that_writes_can_be_tried_first() {
    let mut writing = 0;
    for (name, command) in commands()
        .into_iter()
        .filter(|(_, command)| is_leaf(command))
    {
        let tries = flag(&command, "dry-run");
        let stages = flag(&command, "no-commit");
        if READING.contains(&name.as_str()) {
            assert!(
                tries.is_none() && stages.is_none(),
                "{name} writes, and is listed as reading"
            );
            continue;
        }
        writing += 1;
        let is_committing = !NOT_COMMITTING.contains(&name.as_str());
        assert_eq!(
            stages.is_some(),
            is_committing,
            "{name} has --no-commit if it commits"
        );
        if name == "sa demo" {
            continue;
        }
        let tries = tries.unwrap_or_else(|| panic!("{name} writes, and has no --dry-run"));
        assert_eq!(tries.get_short(), Some('n'), "{name}");
    }
    assert!(writing > 20, "most commands write, and not only {writing}");
}

#[test]
fn the_lists_name_commands_that_are() {
    let names: Vec<String> = commands().into_iter().map(|(name, _)| name).collect();
    for listed in READING.iter().chain(&NOT_COMMITTING) {
        assert!(
            names.contains(&(*listed).to_owned()),
            "{listed} is no command"
        );
    }
}
