//! Laws over any text: reading never panics, and nothing typed is lost.
//! What a given text means is tested elsewhere.

use proptest::prelude::*;

use super::super::Form;
use super::form;

const FRAGMENTS: [&str; 40] = [
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "<!--",
    "-->",
    "```",
    "~~~",
    "**",
    "__",
    "*",
    "#",
    "## ",
    "- ",
    "- [ ] ",
    "- [x] ",
    "[",
    "]",
    ":",
    "?",
    "(",
    "---",
    "===",
    "SA Asks",
    "Champion",
    "Command Plan",
    "Customer Information",
    "Target Hosting",
    "Template",
    "TBD",
    "https://",
    "0064M00000XyZ12QAF",
    "/label ~\"",
    "REQ-4T9K2M7X",
    "11/12/2026",
    "+01:00",
    "é",
    "word",
];

/// What may stand before a word on a line.
const OPENINGS: [&str; 34] = [
    "",
    "  ",
    "- ",
    "1. ",
    "> ",
    "- [ ] ",
    "- [x] ",
    "# ",
    "## ",
    "#### ",
    "## SA Asks ",
    "## SA Asks: ",
    "## SA Asks (",
    "## Target Hosting: ",
    "**Customer Information:** ",
    "**Command plan:** ",
    "**Champion** ",
    "**Note:** ",
    "Why Now: ",
    "Goal: ",
    "Region: ",
    "Champion (",
    "- [ ] Goal: ",
    "- [x] Champion: ",
    "Template: ",
    "AE: ",
    "/label ~",
    "/assign @",
    "/unlabel ~",
    "https://x.example/",
    "Follow up ",
    "TBD ",
    "```",
    "```\n",
];

/// Lines that hold no word of their own.
const OTHERS: [&str; 24] = [
    "",
    " \u{a0}",
    "---",
    "===",
    "## SA Asks",
    "## Customer Information",
    "## Target Hosting",
    "- [ ] Cloud",
    "## Command Plan",
    "### Meeting",
    "**SA Asks:**",
    "Champion:",
    "Why now",
    "TBD",
    "# SA Activity",
    "Follow Up",
    "# Notes",
    "### Notes",
    "```",
    "~~~",
    "Region:",
    "## Template",
    "<!-- hint -->",
    "https://x.example/",
];

fn everything(form: &Form) -> String {
    let answers = form.answers.iter().map(|answer| answer.text.as_str());
    let remarks = form.remarks.iter().map(|remark| remark.text.as_str());
    let labels = form.other_labels.iter().map(|label| label.name.as_str());
    let all: Vec<&str> = answers.chain(remarks).chain(labels).collect();
    all.join("\n")
}

/// Lines with a word each that stands nowhere else, among lines without.
fn typed_lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        3 => prop::sample::select(&OPENINGS[..]).prop_map(|opening| (opening, true)),
        1 => prop::sample::select(&OTHERS[..]).prop_map(|line| (line, false)),
    ];
    prop::collection::vec(line, 0..16).prop_map(|lines| {
        let numbered = lines.into_iter().enumerate();
        numbered
            .map(|(number, (line, has_word))| match has_word {
                true if line.ends_with('(') => format!("{line}word{number}w)"),
                true => format!("{line}word{number}w"),
                false => line.to_owned(),
            })
            .collect()
    })
}

/// Whether a line shows text that is neither heading, label, box nor drawn line.
fn is_bare(line: &str) -> bool {
    let marks = [
        '#', '*', '_', '-', '=', '+', '/', '`', '~', '[', ':', '?', '•', '：',
    ];
    line.chars().any(char::is_alphanumeric) && !line.contains(marks) && line.len() > 40
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        form(&text);
    }

    #[test]
    fn any_row_of_marks_is_read(fragments in prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..40)) {
        let read = form(&fragments.concat());
        let lines: Vec<usize> = read.answers.iter().map(|answer| answer.line).collect();
        prop_assert!(lines.is_sorted());
        for (place, answer) in read.answers.iter().enumerate() {
            prop_assert!(!answer.text.trim().is_empty());
            prop_assert!(read.answers[..place].iter().all(|other| other.key != answer.key));
        }
    }

    #[test]
    fn no_word_typed_is_lost(lines in typed_lines(), ends in prop::sample::select(&["\n", "\r\n"][..])) {
        let text = lines.join(ends);
        let found = everything(&form(&text));
        for (number, line) in lines.iter().enumerate() {
            let word = format!("word{number}w");
            prop_assert!(!line.contains(&word) || found.contains(&word), "{word} of {text:?}");
        }
    }

    #[test]
    fn no_line_of_prose_is_lost(lines in prop::collection::vec(".{0,80}", 0..12), name in prop::sample::select(&["## SA Asks", "**Champion:**", "# Notes", ""][..])) {
        let lines: Vec<String> = lines.iter().map(|line| line.replace(['\n', '\r'], " ")).collect();
        let text = format!("{name}\n{}", lines.join("\n"));
        prop_assume!(!text.contains("<!--"));
        let found = everything(&form(&text));
        for line in lines.iter().filter(|line| is_bare(line)) {
            prop_assert!(found.contains(line.as_str()), "{line:?}");
        }
    }
}
