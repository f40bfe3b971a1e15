//! What a command hands back, and the only place that prints it.

use std::io::Write;
use std::process::ExitCode;

use serde_json::json;

use super::context::Context;
use super::{Exit, Failure, Format};
use crate::calendar::Instant;
use crate::finding::Finding;
use crate::reports::Report;
use crate::views::json::{self, Envelope};
use crate::views::terminal::{Screen, Shape};
use crate::views::{Refusal, csv, html, markdown, terminal};

/// What a command hands back.
#[derive(Debug, Default)]
pub struct Output {
    pub report: Option<Report>,
    /// A text to print as it is, after the report.
    pub text: Option<String>,
    pub findings: Vec<Finding>,
    pub findings_are: FindingsAre,
    /// Sentences for the user.
    pub said: Vec<String>,
    /// Commands to try next.
    pub next: Vec<String>,
    /// The time that counted as now, where it is not that of the run.
    pub as_of: Option<Instant>,
    pub exit: Option<Exit>,
}

/// What the findings of an output are to whoever reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindingsAre {
    /// Remarks by the way.
    #[default]
    Remarks,
    /// What was asked for.
    AskedFor,
    /// In the report already, for people; what was asked for, for programs.
    InReport,
}

impl Output {
    /// Returns an output that is a report.
    pub fn of(report: Report) -> Self {
        Self {
            report: Some(report),
            ..Self::default()
        }
    }

    /// Returns an output that says one sentence.
    pub fn saying(sentence: impl Into<String>) -> Self {
        Self {
            said: vec![sentence.into()],
            ..Self::default()
        }
    }
}

impl Context {
    /// Prints what came of a command and returns the exit code.
    pub fn print(&self, result: Result<Output, Failure>) -> ExitCode {
        let written = match (&result, self.global.format) {
            (_, Format::Json) => write_out(&self.as_json(&result)),
            (Ok(output), Format::Csv) => write_out(&as_csv(output)).and_then(|()| self.say(output)),
            (Ok(output), Format::Markdown) => {
                write_out(&as_markdown(output)).and_then(|()| self.say(output))
            }
            (Ok(output), Format::Html) => {
                write_out(&as_html(output)).and_then(|()| self.say(output))
            }
            (Ok(output), Format::Table) => {
                write_out(&self.as_text(output)).and_then(|()| self.say(output))
            }
            (Err(failure), _) => write_err(&self.refusal(failure)),
        };
        let exit = match result {
            Ok(output) => output.exit.unwrap_or(Exit::Fine),
            Err(failure) => failure.exit,
        };
        match written {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                ExitCode::from(exit as u8)
            }
            Err(_) => ExitCode::from(Exit::Store as u8),
            Ok(()) => ExitCode::from(exit as u8),
        }
    }

    fn screen(&self, is_terminal: bool) -> Screen {
        Screen {
            width: self.terminal.width,
            colour: self.colour(),
            shape: if is_terminal {
                Shape::Screen
            } else {
                Shape::Pipe
            },
        }
    }

    /// Returns an output as a terminal shows it, for what is shown before questions are asked.
    pub fn drawn(&self, output: &Output) -> String {
        let remarks = terminal::brief(&output.findings, &self.screen(self.terminal.errors));
        format!("{}{remarks}", self.as_text(output))
    }

    fn as_text(&self, output: &Output) -> String {
        let screen = self.screen(self.terminal.output);
        let mut text = String::new();
        if let Some(report) = &output.report {
            text.push_str(&terminal::report(report, &screen));
        }
        text.push_str(output.text.as_deref().unwrap_or_default());
        if output.findings_are == FindingsAre::AskedFor {
            text.push_str(&terminal::findings(&output.findings, &screen));
        }
        text
    }

    /// Says on standard error what is not data: remarks, findings by the way, what to try next.
    fn say(&self, output: &Output) -> std::io::Result<()> {
        let mut text = String::new();
        if output.findings_are == FindingsAre::Remarks && !output.findings.is_empty() {
            text.push_str(&terminal::brief(
                &output.findings,
                &self.screen(self.terminal.errors),
            ));
        }
        for sentence in &output.said {
            text.push_str(sentence);
            text.push('\n');
        }
        if !output.next.is_empty() && self.terminal.errors {
            text.push_str("next:\n");
            for command in &output.next {
                text.push_str(&format!("  {command}\n"));
            }
        }
        write_err(&text)
    }

    fn refusal(&self, failure: &Failure) -> String {
        let screen = self.screen(self.terminal.errors);
        let mut text = String::new();
        if !failure.findings.is_empty() {
            text.push_str(&terminal::findings(&failure.findings, &screen));
        }
        if !failure.message.is_empty() {
            text.push_str(&terminal::refusal(&refusal_of(failure), &screen));
        }
        text
    }

    fn as_json(&self, result: &Result<Output, Failure>) -> String {
        let as_of = result.as_ref().ok().and_then(|output| output.as_of);
        let now = as_of.unwrap_or(self.now).to_string();
        let (output, failure) = match result {
            Ok(output) => (Some(output), None),
            Err(failure) => (None, Some(failure)),
        };
        let report = output.and_then(|output| output.report.as_ref());
        let said = output
            .filter(|output| !output.said.is_empty())
            .map(|output| json!({ "said": output.said }));
        let findings = match (output, failure) {
            (Some(output), _) => &output.findings,
            (None, Some(failure)) => &failure.findings,
            (None, None) => unreachable!("a result is one or the other"),
        };
        json::envelope(&Envelope {
            name: report.map_or(
                if failure.is_some() {
                    "refusal"
                } else {
                    self.program
                },
                |report| report.name,
            ),
            now: &now,
            ok: output.is_some_and(|output| matches!(output.exit, None | Some(Exit::Fine))),
            data: report.map(|report| &report.data).or(said.as_ref()),
            findings,
            error: failure.map(refusal_of).as_ref(),
        })
    }
}

fn refusal_of(failure: &Failure) -> Refusal {
    Refusal {
        message: failure.message.clone(),
        details: failure.details.clone(),
        help: failure.help.clone(),
    }
}

fn as_csv(output: &Output) -> String {
    match &output.report {
        _ if output.findings_are != FindingsAre::Remarks => csv::findings(&output.findings),
        Some(report) => csv::report(report),
        None => output.text.clone().unwrap_or_default(),
    }
}

fn as_markdown(output: &Output) -> String {
    let mut text = output
        .report
        .as_ref()
        .map(markdown::report)
        .unwrap_or_default();
    if output.findings_are == FindingsAre::AskedFor {
        text.push_str(&markdown::findings(&output.findings));
    }
    text.push_str(output.text.as_deref().unwrap_or_default());
    text
}

fn as_html(output: &Output) -> String {
    let is_asked = output.findings_are == FindingsAre::AskedFor;
    html::page(
        output.report.as_ref(),
        is_asked.then_some(output.findings.as_slice()),
        output.text.as_deref().unwrap_or_default(),
    )
}

/// Prints help, version or misuse as clap words it, and returns the exit code.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    let exit = if error.use_stderr() {
        Exit::Misuse
    } else {
        Exit::Fine
    };
    match error.print() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            ExitCode::from(Exit::Store as u8)
        }
        _ => ExitCode::from(exit as u8),
    }
}

/// Prints misuse as a refusal in JSON, and returns the exit code.
pub(super) fn misuse_as_json(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    let (message, help) = text.split_once("\n\n").unwrap_or((&text, ""));
    let refusal = Refusal {
        message: message.trim_start_matches("error: ").trim().to_owned(),
        details: Vec::new(),
        help: help.trim().to_owned(),
    };
    let text = json::envelope(&Envelope {
        name: "refusal",
        now: &super::context::clock().to_string(),
        ok: false,
        data: None,
        findings: &[],
        error: Some(&refusal),
    });
    match write_out(&text) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            ExitCode::from(Exit::Store as u8)
        }
        _ => ExitCode::from(Exit::Misuse as u8),
    }
}

/// Prints why not even the surroundings of a command could be read.
pub(super) fn no_context(failure: &Failure) -> ExitCode {
    // Should standard error be closed too, the exit code still speaks.
    drop(write_err(&format!(
        "error: {}\nhelp: {}\n",
        failure.message, failure.help
    )));
    ExitCode::from(failure.exit as u8)
}

fn write_out(text: &str) -> std::io::Result<()> {
    let mut stream =
        anstream::AutoStream::new(std::io::stdout().lock(), anstream::ColorChoice::AlwaysAnsi);
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn write_err(text: &str) -> std::io::Result<()> {
    let mut stream =
        anstream::AutoStream::new(std::io::stderr().lock(), anstream::ColorChoice::AlwaysAnsi);
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
