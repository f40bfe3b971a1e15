//! What people say to each other while a SOW is scoped: questions and answers, calls, requests for review.
//! All of it only grows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::state::{Assistance, State};
use crate::calendar::Instant;
use crate::records::{Dated, Handle, Statement};

/// A question to the Technical Architects; never edited after, and answered once.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub at: Instant,
    /// Who asks.
    pub by: Handle,
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
    pub answer: Option<Answer>,
}

impl Question {
    /// Returns whether it waits for an answer at a time.
    pub fn is_open_at(&self, time: Instant) -> bool {
        let answered = self.answer.as_ref();
        self.at <= time && answered.is_none_or(|answer| time < answer.at)
    }

    /// Returns whether it waited for an answer up to a time, that of the answer included.
    pub fn was_open_at(&self, time: Instant) -> bool {
        let answered = self.answer.as_ref();
        self.at <= time && answered.is_none_or(|answer| time <= answer.at)
    }
}

/// The answer to a question; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub at: Instant,
    pub by: Handle,
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
    /// Why it comes although a clock was breached.
    pub breach_reason: Option<String>,
}

/// Whether help is needed, from a time on; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssistanceMove {
    pub at: Instant,
    pub by: Handle,
    pub state: Assistance,
}

/// A scoping call that was asked for (source document 000, scoping and planning guidelines); never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// When it was asked for.
    pub at: Instant,
    pub by: Handle,
    /// When it takes place.
    pub call_at: Instant,
    /// What the Technical Architect must know before: notes, links, the questions.
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub context: String,
    /// Why it is at shorter notice than the policy asks for.
    pub short_notice_because: Option<String>,
}

/// Who reviews the SOW as Technical Architect, from a time on; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    pub at: Instant,
    pub by: Handle,
    /// Handle of the Technical Architect.
    pub who: Handle,
    /// Why it changed hands; the first entry needs none.
    pub reason: Option<String>,
}

/// A review asked for, which begins a round (`TA::Needs-Review`); never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewRequest {
    pub at: Instant,
    pub by: Handle,
    /// What changed, or what to look at.
    pub note: Option<String>,
    /// Why it comes although a clock was breached.
    pub breach_reason: Option<String>,
}

/// A comment; never edited after (source document 000, general inquiries and discussions).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    pub at: Instant,
    pub by: Handle,
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
}

/// A history entry: a state entered, by whom and when; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SowMove {
    pub at: Instant,
    pub by: Handle,
    pub to: State,
    /// Why; on hold and lost need one.
    pub note: Option<String>,
    /// Why it moves on although a clock was breached.
    pub breach_reason: Option<String>,
}

macro_rules! dated {
    ($type:ty, $one:ident => $words:expr) => {
        impl Dated for $type {
            fn said(&self) -> (Instant, &Handle, String) {
                let $one = self;
                (self.at, &self.by, $words)
            }
        }
    };
}

dated!(Question, one => one.text.clone());
dated!(Answer, one => format!("{} {:?}", one.text, one.breach_reason));
dated!(AssistanceMove, one => format!("{:?}", one.state));
dated!(Call, one => format!("{} {} {:?}", one.call_at, one.context, one.short_notice_because));
dated!(Assignment, one => format!("{} {:?}", one.who, one.reason));
dated!(ReviewRequest, one => format!("{:?} {:?}", one.note, one.breach_reason));
dated!(Comment, one => one.text.clone());
dated!(SowMove, one => format!("{:?} {:?} {:?}", one.to, one.note, one.breach_reason));

/// Returns the answers as statements, in the order in which they were given.
pub(super) fn answers(questions: &[Question]) -> Vec<Statement> {
    let mut answers: Vec<Statement> = Vec::new();
    for (place, question) in questions.iter().enumerate() {
        let Some(answer) = &question.answer else {
            continue;
        };
        // A question is not known by its place: merges put others before it.
        let (_, _, given) = answer.said();
        let words = format!("{} {} {given}", question.at, question.text);
        answers.push(Statement {
            list: "questions.answer",
            by_path: format!("questions[{place}].answer.by"),
            by: answer.by.clone(),
            at: Some(answer.at),
            words,
        });
    }
    answers.sort_by_key(|answer| answer.at);
    answers
}
