//! What a check says of a record: plain data. How it looks lives in `views`.

use std::sync::Arc;

use crate::calendar::Date;
use crate::source::{KeyPath, Position, Source, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Must be mended before the record it touches can be committed.
    Error,
    /// Shown, never in the way.
    Warning,
}

impl Level {
    /// Returns the word used in policy, in JSON and on the terminal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A span in a source that is kept with it, so that whoever draws it needs nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Span,
    /// Line and column where it begins, where the source has its path alone.
    pub begins: Option<Position>,
}

impl Place {
    /// Returns the place of a span in a source.
    pub fn new(source: &Arc<Source>, span: Span) -> Self {
        Self {
            source: Arc::clone(source),
            span,
            begins: None,
        }
    }

    /// Returns a place in a text that is not at hand, which begins at a line and column.
    pub fn begun(path: &str, span: Span, begins: Position) -> Self {
        Self {
            source: Source::shared(path, ""),
            span,
            begins: Some(begins),
        }
    }

    /// Returns line and column where the place begins.
    pub fn position(&self) -> Position {
        let position = || self.source.position(self.span.start);
        self.begins.unwrap_or_else(position)
    }
}

/// A second place that bears on a finding, such as the policy line that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub message: String,
    pub at: Place,
}

/// The name under which mistakes in the policy are reported; it is no check, as no policy could set its level.
pub const POLICY: &str = "invalid-policy";

/// Where the gate stands on a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Shown, and not in the way: a warning, or trouble on a record the change leaves alone.
    #[default]
    Shown,
    /// Refuses the change.
    Blocks,
    /// Set aside by the waiver of this id.
    Waived(String),
}

/// Whether a waiver of its check covers a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Waiving {
    #[default]
    Possible,
    /// It stands whatever is waived: a duty of a state, that no manager can take off anybody.
    Impossible,
}

/// One thing that is wrong, with its place, its reason and its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the check that speaks, in kebab case.
    pub check: &'static str,
    pub level: Level,
    /// A lower-case phrase without full stop that holds the facts.
    pub message: String,
    /// What to do, with the command that mends it.
    pub help: String,
    /// Where it stands; the beginning of the file while `key` says where to look.
    pub at: Place,
    /// The key to point at, until its place in the text is looked for.
    pub key: Option<KeyPath>,
    /// Id of the record it is about, when the file name gives one.
    pub record: Option<String>,
    /// Handle of the person who owns the record.
    pub owner: Option<String>,
    /// The day since which it has been so, where that is known.
    pub since: Option<Date>,
    pub notes: Vec<Note>,
    pub waiving: Waiving,
    pub verdict: Verdict,
}

impl Finding {
    /// Returns a finding about no record in particular, not yet judged.
    pub fn new(
        check: &'static str,
        level: Level,
        message: impl Into<String>,
        help: impl Into<String>,
        at: Place,
    ) -> Self {
        Self {
            check,
            level,
            message: message.into(),
            help: help.into(),
            at,
            key: None,
            record: None,
            owner: None,
            since: None,
            notes: Vec::new(),
            waiving: Waiving::default(),
            verdict: Verdict::default(),
        }
    }

    /// Returns whether the finding refuses the change at hand.
    pub fn blocks(&self) -> bool {
        self.verdict == Verdict::Blocks
    }

    /// Returns the first command that the help quotes.
    pub fn command(&self) -> Option<&str> {
        let is_command = |quoted: &&str| {
            ["sa ", "ta ", "hygiene ", "git "]
                .iter()
                .any(|program| quoted.starts_with(program))
        };
        self.help.split('`').skip(1).step_by(2).find(is_command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_of_a_help_is_found() {
        let source = Source::shared("accounts/acme.yaml", "name: Acme");
        for (help, command) in [
            (
                "say it with `sa opp rate ID`, or `sa x`",
                Some("sa opp rate ID"),
            ),
            (
                "set `command_plan.why_now`: `sa opp edit ID --set a=b`",
                Some("sa opp edit ID --set a=b"),
            ),
            ("ask `sa`", None),
            ("mend it", None),
        ] {
            let at = Place::new(&source, Span::new(0, 1));
            let finding = Finding::new("a-check", Level::Error, "a message", help, at);
            assert_eq!(finding.command(), command, "{help}");
        }
    }
}
