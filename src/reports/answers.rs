//! The questions that qualify an opportunity: which are answered, and what sets those that are open.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::records::opportunity::{COMMAND_PLAN, MEDDPICC};
use crate::records::{One, Opportunity};

/// A list of questions that an opportunity answers.
pub struct Questions {
    /// What it is called in a sentence.
    pub title: &'static str,
    /// The key of the record under which the answers are.
    pub key: &'static str,
    /// The command of `sa opp` that answers them.
    pub command: &'static str,
    /// Each question with its key and its wording.
    pub all: &'static [(&'static str, &'static str)],
    /// How many of them, from the first, are expected to be answered.
    expected: usize,
    given: fn(&Opportunity) -> Vec<Option<&str>>,
}

impl std::fmt::Debug for Questions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

/// The six questions of the command plan.
pub static PLAN: Questions = Questions {
    title: "command plan",
    key: "command_plan",
    command: "plan",
    all: &COMMAND_PLAN,
    expected: COMMAND_PLAN.len(),
    given: |opportunity| opportunity.command_plan.answers().to_vec(),
};

/// The letters of MEDDPICC; the partner, who comes last, is optional.
pub static LETTERS: Questions = Questions {
    title: "MEDDPICC",
    key: "meddpicc",
    command: "meddpicc",
    all: &MEDDPICC,
    expected: MEDDPICC.len() - 1,
    given: |opportunity| opportunity.meddpicc.answers().to_vec(),
};

/// Returns the questions with their answers.
pub fn answers(opportunity: One<'_, Opportunity>, questions: &Questions) -> Report {
    let id = opportunity.id();
    let given = given(&opportunity, questions);
    let mut data = Vec::new();
    let mut rows = Vec::new();
    for ((key, question), answer) in questions.all.iter().zip(&given) {
        data.push(json!({"key": key, "question": question, "answer": answer}));
        let is_open = answer.is_none();
        let set = format!("sa opp {} {id} --set {key}=\"...\"", questions.command);
        rows.push(vec![
            (*question).into(),
            match is_open {
                true => Cell::toned("open", Tone::Warning),
                false => answer.unwrap_or_default().trim_end().into(),
            },
            Cell::toned(set, Tone::Faint),
        ]);
    }
    let title = format!("{id} {}: {}", opportunity.name, questions.title);
    Report {
        name: "opportunity-answers",
        data: json!({
            "opportunity": id,
            "list": questions.key,
            "questions": Value::Array(data),
            "answered": count(&opportunity, questions),
        }),
        parts: vec![
            Part::Heading(format!(
                "{title}, {} answered",
                count(&opportunity, questions)
            )),
            Part::Table(Table {
                columns: vec![
                    Column::new("question", Room::Folds),
                    Column::new("answer", Room::Folds),
                    Column::new("set it with", Room::Folds),
                ],
                rows,
                when_empty: String::new(),
            }),
        ],
    }
}

/// Returns how many are answered, as "4 of 6"; what is optional is not counted.
pub fn count(opportunity: &Opportunity, questions: &Questions) -> String {
    let given = given(opportunity, questions);
    let expected = given.iter().take(questions.expected);
    let answered = expected.filter(|answer| answer.is_some()).count();
    format!("{answered} of {}", questions.expected)
}

/// Returns the answers; one that is blank is none.
fn given<'a>(opportunity: &'a Opportunity, questions: &Questions) -> Vec<Option<&'a str>> {
    (questions.given)(opportunity)
        .into_iter()
        .map(|answer| answer.filter(|answer| !answer.trim().is_empty()))
        .collect()
}
