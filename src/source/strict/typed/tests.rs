//! Examples: each error of types, its place and its words.
//! Errors of syntax are in the examples of `strict`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};

use super::super::typed;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Stage {
    New,
    InReview,
}

#[derive(Debug)]
struct Day;

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let text = String::deserialize(source)?;
        match text.starts_with('2') {
            true => Ok(Self),
            false => Err(D::Error::custom(format!("`{text}` is no day"))),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read")]
struct Step {
    to: Stage,
    at: Option<Day>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Record {
    title: String,
    due_date: Option<Day>,
    amount: u32,
    urgent: bool,
    scores: BTreeMap<String, f64>,
    plan: Option<Step>,
    history: Vec<Step>,
}

/// Text, what stands at the fault, message, help.
const WRONG: &[(&str, &str, &str, &str)] = &[
    (
        "# é\ntitle: é\ndue_dat: 2\n",
        "due_dat",
        "unknown key `due_dat`",
        "did you mean `due_date`? keys here: title, due_date, amount, urgent, scores, plan, history",
    ),
    (
        "xyz: {a: b}\n",
        "xyz",
        "unknown key `xyz`",
        "keys here: title, due_date, amount, urgent, scores, plan, history",
    ),
    (
        "history:\n- {to: new, too: 1}\n",
        "too",
        "unknown key `too`",
        "did you mean `to`? keys here: to, at",
    ),
    (
        "history:\n  - to: new\n  - at: 2  # c\n",
        "at",
        "key `to` is missing",
        "add `to: ...` to `history[1]`",
    ),
    (
        "history:\n  -  # c\n",
        "-",
        "key `to` is missing",
        "add `to: ...` to `history[0]`",
    ),
    (
        "amount: abc # c\n",
        "abc",
        "`amount` must be a whole number from 0, and is the text `abc`",
        "write the number plain, without quotes, unit or separators",
    ),
    (
        "amount: -1\n",
        "-1",
        "`amount` must be a whole number from 0, and is the number -1",
        "write the number plain, without quotes, unit or separators",
    ),
    (
        "urgent: yes\n",
        "yes",
        "`urgent` must be true or false, and is the text `yes`",
        "write `true` or `false`",
    ),
    (
        "scores: {é: x, b: 1}\n",
        "x",
        "`scores.é` must be a number, and is the text `x`",
        "write the number plain, without quotes, unit or separators",
    ),
    (
        "title:\n- a\n",
        "- a",
        "`title` must be a text, and is a list",
        "write one text, in quotes if need be",
    ),
    (
        "history: x\n",
        "x",
        "`history` must be a list, and is the text `x`",
        "write each item on a line of its own, after `- `",
    ),
    (
        "plan: x\n",
        "x",
        "`plan` must be a mapping, and is the text `x`",
        "write `key: value` lines below it",
    ),
    (
        "plan:\n  to: in_review\n",
        "in_review",
        "`plan.to` cannot be `in_review`",
        "did you mean `in-review`? choices: new, in-review",
    ),
    (
        "plan:\n  to:   # what\n",
        "to",
        "`plan.to` has no value",
        "choices: new, in-review",
    ),
    (
        "due_date: soon\n",
        "soon",
        "`soon` is no day",
        "mend the value",
    ),
    (
        "title: a\nhistory:\n- to: new\n  at: 'later'\n",
        "'later'",
        "`later` is no day",
        "mend `history[0]`",
    ),
    (
        "amount: x\nb: [1\n",
        "[1",
        "`[` is never closed",
        "close it with `]`, and part items by `, `",
    ),
];

#[test]
fn errors_of_types_are_told_in_our_words_at_their_place() {
    for (text, at, message, help) in WRONG.iter().copied() {
        let found = match typed::<Record>(text) {
            Ok(_) => Vec::new(),
            Err(found) => found,
        };
        let shown: Vec<_> = found
            .iter()
            .map(|fault| {
                (
                    &text[fault.span.start..fault.span.end],
                    fault.message.as_str(),
                    fault.help.as_str(),
                )
            })
            .collect();
        assert_eq!(shown, [(at, message, help)], "faults of {text:?}");
    }
}

#[test]
fn a_sound_record_is_read() {
    let record = typed::<Record>("title: x\nplan:\n  to: new\n").expect("no faults");
    assert_eq!(record.title, "x");
}
