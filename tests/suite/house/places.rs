//! What stands where: one file a kind, a check, a report, a format and a command, each in its table.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory};
use desk::checks::CHECKS;
use desk::cli::{Format, hygiene::Hygiene, sa::Sa, ta::Ta};
use desk::records::KINDS;

use super::{held, names_in, paths, read, root, rust_files};

/// Files of `src/records` that are no kind.
const BESIDE_KINDS: [&str; 4] = ["mod", "kept", "reading", "values"];

/// Files of `src/checks` that are no check.
const BESIDE_CHECKS: [&str; 10] = [
    "mod", "review", "subjects", "known", "verdict", "judged", "mending", "places", "draft",
    "fixture",
];

/// Files of `src/views` that are no format.
const BESIDE_FORMATS: [&str; 4] = ["mod", "plain", "form", "fixture"];

/// Files of `src/cli/{sa,ta,hygiene}` that are no command: what several commands share.
const BESIDE_COMMANDS: [&str; 12] = [
    "mod",
    "record",
    "record_new",
    "record_step",
    "advance",
    "answers",
    "logging",
    "giving",
    "said",
    "target",
    "typed",
    "walk",
];

/// Files of commands whose name is a word of Rust.
const OTHERWISE_NAMED: [(&str, &str); 1] = [("to-state", "move")];

#[test]
fn every_file_is_a_module() {
    let mut broken = Vec::new();
    for file in rust_files("src").iter().chain(&rust_files("tests/suite")) {
        let name = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let Some((folder, name)) = name.rsplit_once('/') else {
            continue;
        };
        if matches!(folder, "src/bin") || matches!(name, "lib" | "main") {
            continue;
        }
        let parents = ["mod.rs", "lib.rs", "main.rs"].map(|parent| format!("{folder}/{parent}"));
        let listed = paths(folder)
            .iter()
            .filter(|path| parents.contains(path))
            .any(|path| read(path).contains(&format!("mod {name};")));
        if !listed {
            broken.push(format!("{}: no `mod {name};` in {folder}", file.path));
        }
    }
    held(
        "every file is compiled",
        "add the `mod` line to the file that leads its folder, or delete the file",
        &broken,
    );
}

#[test]
fn documents_name_files_that_are_there() {
    let mut seen = 0;
    let mut broken = Vec::new();
    for path in ["docs/architecture.md", "docs/adding.md", "README.md"] {
        let text = read(path);
        let quoted = text.split('`').skip(1).step_by(2);
        let files = quoted.filter(|word| {
            let top = word.split_once('/').map_or("", |(top, _)| top);
            let is_real = !word.contains(['*', ' ', '<']) && !word.contains(char::is_uppercase);
            is_real && matches!(top, "src" | "tests" | "docs" | "cli" | ".ci")
        });
        for file in files {
            seen += 1;
            let places = [root().join(file), root().join("src").join(file)];
            if !places.iter().any(|place| place.exists()) {
                broken.push(format!("{path}: `{file}`"));
            }
        }
    }
    assert!(seen > 20, "files are named, and not only {seen}");
    held(
        "documents name files that are there",
        "name the file where it stands",
        &broken,
    );
}

#[test]
fn tests_that_documents_name_are_there() {
    let suite = rust_files("tests/suite");
    let text = read("docs/adding.md");
    let quoted = text.split('`').skip(1).step_by(2);
    let mut seen = 0;
    let mut broken = Vec::new();
    for name in quoted.filter(|word| word.contains("::") && !word.contains(' ')) {
        let (module, test) = name.rsplit_once("::").expect("it has two parts");
        if !["house", "generated", "help"].contains(&name.split("::").next().unwrap_or(name)) {
            continue;
        }
        seen += 1;
        let folder = format!("tests/suite/{}", module.replace("::", "/"));
        let is_there = suite.iter().any(|file| {
            let is_module = file.path == format!("{folder}/{test}.rs");
            let is_in =
                file.path == format!("{folder}.rs") || file.path == format!("{folder}/mod.rs");
            is_module
                || (is_in
                    && file
                        .functions()
                        .iter()
                        .any(|function| function.name == test))
        });
        if !is_there {
            broken.push(format!("docs/adding.md: `{name}`"));
        }
    }
    assert!(seen > 15, "tests are named, and not only {seen}");
    held(
        "documents name tests that are there",
        "name the test as it is called",
        &broken,
    );
}

#[test]
fn one_file_a_kind() {
    let kinds: BTreeSet<String> = KINDS.iter().map(|kind| kind.name.to_owned()).collect();
    let files = names_in("records", &BESIDE_KINDS).into_iter().collect();
    same(
        "each kind of record has a file of its name in src/records, and its line in KINDS",
        "add the file, or the line in `KINDS` of src/records/mod.rs",
        &files,
        &kinds,
    );
}

#[test]
fn one_file_a_check() {
    let checks: BTreeSet<String> = CHECKS.iter().map(|check| check.name.to_owned()).collect();
    let files = names_in("checks", &BESIDE_CHECKS)
        .into_iter()
        .map(|name| name.replace('_', "-"))
        .collect();
    same(
        "each check has a file of its name in src/checks, and its line in CHECKS",
        "name the file after the check, and add it to `CHECKS` of src/checks/mod.rs",
        &files,
        &checks,
    );
}

#[test]
fn one_file_a_report() {
    let files = rust_files("src");
    let commands: String = files
        .iter()
        .filter(|file| file.path.starts_with("src/cli/"))
        .map(|file| file.code.as_str())
        .collect();
    let mut named = BTreeSet::new();
    let mut broken = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.module().first() == Some(&"reports"))
    {
        let Some(stem) = file.module().get(1).map(|stem| (*stem).to_owned()) else {
            continue;
        };
        let names: Vec<&String> = file
            .texts
            .iter()
            .filter(|(at, _)| file.code[..*at].trim_end().ends_with("name:"))
            .map(|(_, text)| text)
            .collect();
        // The sheet of a record is called after its kind, and a folder makes its report in the file that leads it.
        let is_part = file.module().len() > 2;
        if names.is_empty() && !is_part && !file.code.contains("name: file.kind.name,") {
            broken.push(format!("{} makes no report: no `name: \"...\"`", file.path));
        }
        broken.extend(
            names
                .into_iter()
                .filter(|name| !named.insert((*name).clone()))
                .map(|name| {
                    format!(
                        "{}: the report `{name}` has another file already",
                        file.path
                    )
                }),
        );
        if !commands.contains(&stem) {
            broken.push(format!("{}: no command shows it", file.path));
        }
    }
    assert!(named.len() > 5, "reports are found: {named:?}");
    held(
        "each file of src/reports makes reports that a command shows",
        "give each report a name of its own, and show it from src/cli",
        &broken,
    );
}

#[test]
fn one_file_a_format() {
    use clap::ValueEnum;
    let formats: BTreeSet<String> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
        // Tables are what a terminal shows, and differences are shown by `--dry-run`.
        .map(|name| {
            if name == "table" {
                "terminal".into()
            } else {
                name
            }
        })
        .chain(["diff".into()])
        .collect();
    let files = names_in("views", &BESIDE_FORMATS).into_iter().collect();
    same(
        "each format has a file of its name in src/views, and its word in `Format`",
        "add the file, or the word to `Format` of src/cli/mod.rs",
        &files,
        &formats,
    );
}

#[test]
fn one_file_a_command() {
    let programs = [Sa::command(), Ta::command(), Hygiene::command()];
    let mut programs = programs.map(|program| program.disable_help_subcommand(true));
    programs.iter_mut().for_each(Command::build);
    let mut broken = Vec::new();
    let mut seen = 0;
    for program in &programs {
        let folder = format!("src/cli/{}/", program.get_name());
        for path in paths(folder.trim_end_matches('/')) {
            let inner = path.trim_start_matches(&folder).trim_end_matches(".rs");
            let words: Vec<String> = inner.split('/').map(command_word).collect();
            let Some(last) = words.last().filter(|last| !is_beside(last)) else {
                continue;
            };
            if !path.ends_with(".rs") {
                continue;
            }
            seen += 1;
            if !is_of_a_command(program, &words) {
                broken.push(format!(
                    "{path}: {} has no command `{last}`",
                    program.get_name()
                ));
            }
        }
        let files = paths(folder.trim_end_matches('/'));
        let own = program
            .get_subcommands()
            .map(|command| command.get_name().replace('-', "_"));
        broken.extend(own.filter_map(|name| {
            let places = [
                format!("{folder}{name}.rs"),
                format!("{folder}{name}/mod.rs"),
            ];
            // `ta` has the commands of `sa` on requests, limited to a flag.
            let is_shared = program.get_name() == "ta" && name == "request";
            let has_file = is_shared || files.iter().any(|file| places.contains(file));
            (!has_file).then(|| format!("{}: no file for `{name}`", program.get_name()))
        }));
    }
    assert!(seen > 20, "commands are found, and not only {seen}");
    held(
        "each command has a file of its name, and each file is a command",
        "name the file after the command; what several share is listed in tests/suite/house/places.rs",
        &broken,
    );
}

/// A file stands for a command, or lies in the folder of one that has no commands of its own.
fn is_of_a_command(program: &Command, words: &[String]) -> bool {
    let mut command = program;
    for word in words {
        match command.find_subcommand(word) {
            Some(inner) => command = inner,
            None => return command.get_name() != program.get_name() && !command.has_subcommands(),
        }
    }
    true
}

fn command_word(name: &str) -> String {
    let word = name.replace('_', "-");
    let other = OTHERWISE_NAMED.iter().find(|(file, _)| *file == word);
    other.map_or(word, |(_, command)| (*command).to_owned())
}

fn is_beside(word: &str) -> bool {
    BESIDE_COMMANDS.contains(&word.replace('-', "_").as_str())
}

fn same(rule: &str, mend: &str, files: &BTreeSet<String>, table: &BTreeSet<String>) {
    assert!(!table.is_empty(), "the table is not empty");
    let broken: Vec<String> = files
        .difference(table)
        .map(|name| format!("`{name}` has a file, and is not in the table"))
        .chain(
            table
                .difference(files)
                .map(|name| format!("`{name}` is in the table, and has no file")),
        )
        .collect();
    held(rule, mend, &broken);
}
