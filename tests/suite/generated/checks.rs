//! `docs/checks.md`: every check with its level and its documentation.

use desk::checks::CHECKS;

use super::{compare, head, row};

#[test]
fn checks() {
    let mut text = String::from(
        "# Checks\n\n\
        `hygiene checks` lists them with the levels of a desk, `hygiene explain CHECK` prints what is said here. A desk\n\
        sets `level` and `since` of each in `desk.toml` ([policy.md](policy.md)); `hygiene waive` sets one aside for one\n\
        record, until a day.\n\n",
    );
    text += &head(&["check", "level", "finds"]);
    for check in CHECKS {
        let link = format!("[{0}](#{0})", check.name);
        text += &row(&[&link, check.level.name(), check.summary]);
    }
    text += "\nIn the examples, `#- PATH` begins a file, `#- before: PATH` a file before the change, `#- by: EMAIL` says\n\
        who commits and `#- now: TIME` when. `# ^^^` stands below the place the finding is about.\n";
    for check in CHECKS {
        let docs = check.docs.trim_end().replace("\n## ", "\n### ");
        let docs = docs.replacen("## ", "### ", usize::from(docs.starts_with("## ")));
        text += &format!(
            "\n## {}\n\n{} by default: {}\n\n{docs}\n",
            check.name,
            capital(check.level.name()),
            check.summary
        );
    }
    assert!(CHECKS.len() > 10);
    compare("checks.md", &text);
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
