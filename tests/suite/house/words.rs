//! Names and messages: what files are called, how findings speak, what no file mentions.

use desk::checks::CHECKS;
use desk::policy::profiles::PROFILES;
use desk::records::request::Item;

use super::rust::RustFile;
use super::{all_rust_files, held, paths, read, rust_files};

/// Names that say nothing of what is in a file.
const EMPTY_NAMES: [&str; 9] = [
    "util", "utils", "helper", "helpers", "manager", "common", "misc", "data", "info",
];

#[test]
fn files_are_named_after_what_is_in_them() {
    let mut all = paths("src");
    all.extend(paths("tests"));
    let broken: Vec<String> = all
        .into_iter()
        .filter(|path| {
            let mut parts = path
                .split('/')
                .map(|part| part.split('.').next().unwrap_or(part));
            // A check is named after an offence, which may be about people who are managers.
            let says_nothing = |part: &str| {
                let last = part.rsplit('_').next().unwrap_or(part);
                EMPTY_NAMES.contains(&part)
                    || (EMPTY_NAMES.contains(&last) && !path.starts_with("src/checks/"))
            };
            parts.any(says_nothing)
        })
        .collect();
    held(
        "a file is named after what is in it",
        "use the field's word for it; if there is none, it is two things",
        &broken,
    );
}

#[test]
fn checks_have_names_in_kebab_case_and_say_what_they_find() {
    let mut broken = Vec::new();
    for check in CHECKS {
        let kebab = check
            .name
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()));
        if !kebab {
            broken.push(format!("the name `{}` is not in kebab case", check.name));
        }
        broken.extend(badly_said(check.summary).map(|why| format!("{}: {why}", check.name)));
    }
    for profile in PROFILES {
        broken.extend(badly_said(profile.summary).map(|why| format!("{}: {why}", profile.name)));
    }
    held(
        "names are in kebab case, and summaries are lower-case phrases without a full stop",
        "write the summary as it would stand after \"finds\"",
        &broken,
    );
}

#[test]
fn messages_are_lower_case_phrases_without_a_full_stop() {
    let mut seen = 0;
    let mut broken = Vec::new();
    for file in rust_files("src") {
        for (at, message) in messages(&file) {
            seen += 1;
            let why = badly_said(message);
            broken.extend(why.map(|why| format!("{} {why}: {message}", file.at(at))));
        }
    }
    for check in CHECKS {
        for message in expected_messages(check.docs) {
            seen += 1;
            broken.extend(badly_said(message).map(|why| format!("{} {why}", check.name)));
        }
    }
    assert!(seen > 100, "messages are found, and not only {seen}");
    held(
        "a message is a lower-case phrase without a full stop",
        "write facts as a phrase; what to do belongs into the help",
        &broken,
    );
}

#[test]
fn nothing_names_a_folder_of_some_machine() {
    let folders = ["home", "root", "tmp", "work", "Users", "mnt", "var/folders"];
    let mut texts: Vec<(String, String)> = paths("docs")
        .into_iter()
        .chain(["Cargo.toml".into(), ".clippy.toml".into(), ".ci/run".into()])
        .map(|path| (path.clone(), read(&path)))
        .collect();
    texts.extend(
        all_rust_files()
            .into_iter()
            .map(|file| (file.path, file.text)),
    );
    let mut broken = Vec::new();
    for (path, text) in texts {
        for (at, line) in text.lines().enumerate() {
            let names = |folder: &&str| {
                let rooted = format!("/{folder}/");
                line.match_indices(&rooted).any(|(at, _)| {
                    let before = line[..at].chars().next_back().unwrap_or(' ');
                    !before.is_alphanumeric()
                        && !matches!(before, '.' | '_' | '-' | '}' | '>' | '/')
                })
            };
            if folders.iter().any(names) {
                broken.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    held(
        "no file names a folder that only one machine has",
        "use a path inside the project, or a throw-away folder in tests",
        &broken,
    );
}

#[test]
fn comments_stand_on_their_own() {
    let mut broken = Vec::new();
    for file in all_rust_files() {
        for (at, _) in file.comments.match_indices('#') {
            let digits = file.comments[at + 1..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            if digits > 0 {
                broken.push(format!("{} names a ticket", file.at(at)));
            }
        }
    }
    held(
        "comments do not send the reader to a tracker",
        "say the reason itself",
        &broken,
    );
}

/// Returns what is wrong with how a message is worded; a title of the board, or a quoted word, may begin it.
fn badly_said(message: &str) -> Option<&'static str> {
    let begins_with_title = Item::ALL.iter().any(|row| message.starts_with(row.title));
    let first = message.chars().next()?;
    if first.is_uppercase() && !begins_with_title && !begins_with_acronym(message) {
        return Some("begins with a capital");
    }
    if message.ends_with('.') && !message.ends_with("...") {
        return Some("ends with a full stop");
    }
    None
}

fn begins_with_acronym(message: &str) -> bool {
    let word = message
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or(message);
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Returns the texts that stand where a message is given: `message: "..."`, `Refusal::new("..."`, and the like.
fn messages(file: &RustFile) -> impl Iterator<Item = (usize, &str)> {
    const BEFORE: [&str; 3] = ["message:", "Refusal::new(", "Trouble::new("];
    file.texts.iter().filter_map(|(at, text)| {
        let code = file.code[..*at].trim_end();
        let code = code.strip_suffix("format!(").unwrap_or(code).trim_end();
        let is_message = BEFORE.iter().any(|before| code.ends_with(before))
            || code.strip_suffix(',').is_some_and(|rest| {
                rest.trim_end().ends_with(|c: char| c.is_alphanumeric()) && after_exit(rest)
            });
        is_message.then_some((*at, text.as_str()))
    })
}

/// Returns whether code ends in the first argument of a failure: `Failure::new(Exit::Refused`.
fn after_exit(code: &str) -> bool {
    let code = code.trim_end();
    let exit = code
        .rfind("Exit::")
        .filter(|at| code[at + 6..].chars().all(char::is_alphanumeric));
    exit.is_some_and(|at| code[..at].trim_end().ends_with('('))
}

/// Returns the messages that the example in a check's documentation expects.
fn expected_messages(docs: &str) -> impl Iterator<Item = &str> {
    docs.lines().filter_map(|line| {
        let rest = line.trim_start().strip_prefix('#')?.trim_start();
        let rest = rest.trim_start_matches('^').trim_start();
        rest.strip_prefix("error: ")
            .or_else(|| rest.strip_prefix("warning: "))
    })
}
