//! Why a step comes late: said with a flag, or asked for on a terminal where a step is refused for want of it alone.

use std::cell::Cell;

use clap::Args;

use super::desk::Scene;
use super::{Context, Failure, prompt};
use crate::calendar::Instant;
use crate::checks::sla_breached_without_reason::{NAME, question};
use crate::records::File;
use crate::sla::{ClockState, Clocks};

/// Why a step comes late, for the commands that move a record on.
#[derive(Debug, Default, Args)]
pub(super) struct Late {
    /// Why it moves on although a clock was breached
    #[arg(long, value_name = "TEXT")]
    breach_reason: Option<String>,
}

/// The reason of one attempt at a step.
#[derive(Debug)]
pub(super) struct Reason<'a> {
    text: Option<&'a str>,
    is_needless: Cell<bool>,
}

impl Late {
    /// Attempts a step, and once more with what is answered where it is refused for want of a reason alone.
    ///
    /// # Errors
    /// As the attempt, with the command that gives a reason in the help; interrupted from the keyboard.
    pub(super) fn attempt<T>(
        &self,
        context: &Context,
        mut attempt: impl FnMut(&Reason<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let given = self.breach_reason.as_deref();
        let ask = |question: &str| match context.may_ask() {
            true => prompt::text(context, question, ""),
            false => Ok(String::new()),
        };
        attempted(given, &context.typed, ask, |text| {
            attempt(&Reason {
                text,
                is_needless: Cell::new(false),
            })
        })
    }
}

impl<'a> Reason<'a> {
    /// Returns the reason to keep with a step on a record; none where no clock of it is over its time.
    pub(super) fn on(&self, file: &File, scene: &Scene, now: Instant) -> Option<&'a str> {
        let text = self.text?;
        let clocks = Clocks::new(&scene.records, &scene.policy, now);
        let is_late = || {
            let mut clocks = clocks.of(file).into_iter();
            clocks.any(|clock| clock.state == ClockState::Breached)
        };
        // What says nothing is refused by the step itself.
        if text.trim().is_empty() || is_late() {
            return Some(text);
        }
        self.is_needless.set(true);
        None
    }

    /// Returns what to say of a reason that was not kept.
    pub(super) fn note(&self, id: &str) -> Option<String> {
        let is_needless = self.is_needless.get();
        is_needless.then(|| format!("no clock of {id} is over its time: the reason is not kept"))
    }
}

fn attempted<T>(
    given: Option<&str>,
    typed: &str,
    ask: impl FnOnce(&str) -> Result<String, Failure>,
    mut attempt: impl FnMut(Option<&str>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut failure = match attempt(given) {
        Err(failure) if given.is_none() => failure,
        done => return done,
    };
    if let Some(question) = question(&failure.findings) {
        let answer = ask(&question)?;
        if !answer.is_empty() {
            return attempt(Some(&answer));
        }
    }
    for finding in &mut failure.findings {
        if finding.check == NAME
            && let Some(id) = &finding.record
        {
            finding.help = format!(
                "say it with the step: `{typed} --breach-reason TEXT`; `sa sla explain {id}` shows how it is counted"
            );
        }
    }
    Err(failure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Exit;
    use crate::finding::{Finding, Level, Place, Verdict};
    use crate::source::{Source, Span};

    const TYPED: &str = "sa request claim REQ-4T9K";

    fn finding(check: &'static str) -> Finding {
        let source = Source::shared("requests/2026-11/REQ-4T9K2M7X.yaml", "template: sme\n");
        let says = "first-activity was due Sunday, and no step since says why it comes late";
        Finding {
            record: Some("REQ-4T9K2M7X".into()),
            verdict: Verdict::Blocks,
            ..Finding::new(
                check,
                Level::Error,
                says,
                "",
                Place::new(&source, Span::new(0, 1)),
            )
        }
    }

    /// Takes a step that is refused for some checks unless a reason is given; returns what was asked and what came of it.
    fn step(
        given: Option<&str>,
        answer: &str,
        refused: &[&'static str],
    ) -> (Vec<String>, Result<String, Failure>) {
        let mut asked = Vec::new();
        let ask = |question: &str| {
            asked.push(question.to_owned());
            Ok(answer.to_owned())
        };
        let outcome = attempted(given, TYPED, ask, |why| match why {
            Some(why) => Ok(why.to_owned()),
            None => {
                let findings = refused.iter().map(|check| finding(check)).collect();
                Err(Failure::found(Exit::Refused, "refused", "", findings))
            }
        });
        (asked, outcome)
    }

    #[test]
    fn what_lacks_a_reason_alone_is_asked_for_it_once() {
        let (asked, outcome) = step(None, "I was ill", &[NAME]);
        assert_eq!(
            asked,
            ["first-activity was due Sunday, why does it come late?"]
        );
        assert_eq!(outcome.ok().as_deref(), Some("I was ill"));
        let (asked, outcome) = step(Some("the snow"), "", &[NAME]);
        assert!(asked.is_empty());
        assert_eq!(outcome.ok().as_deref(), Some("the snow"));
    }

    #[test]
    fn what_is_not_answered_is_refused_with_the_command_at_hand() {
        let (_, outcome) = step(None, "", &[NAME]);
        let failure = outcome.expect_err("nobody says why");
        assert_eq!(
            failure.findings[0].help,
            "say it with the step: `sa request claim REQ-4T9K --breach-reason TEXT`; `sa sla explain REQ-4T9K2M7X` shows how it is counted"
        );
    }

    #[test]
    fn nobody_is_asked_where_something_else_is_missing_too() {
        let (asked, outcome) = step(None, "I was ill", &[NAME, "missing-field"]);
        assert!(asked.is_empty());
        let failure = outcome.expect_err("something else is missing");
        assert!(failure.findings[0].help.contains("claim REQ-4T9K --breach"));
        assert!(failure.findings[1].help.is_empty());
    }
}
