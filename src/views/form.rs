//! A record as a form in an editor: findings on top, as comments that are taken off again.

use super::plain::clean_line;
use crate::finding::Finding;

/// Begins every line that the program adds and takes off again.
const MARK: &str = "#! ";

/// Returns a text with its findings above it.
pub fn with_findings(text: &str, findings: &[Finding]) -> String {
    if findings.is_empty() {
        return text.into();
    }
    format!("{}{text}", lines(findings))
}

/// Returns a text that was refused, with the reasons above it.
pub fn refused(text: &str, findings: &[Finding], message: &str) -> String {
    format!("{MARK}{}\n{}{text}", clean_line(message), lines(findings))
}

/// Returns the text without the lines that the program added.
pub fn without_findings(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with(MARK.trim_end()))
        .collect()
}

fn lines(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| {
            let line = finding.at.position().line;
            format!(
                "{MARK}{}: line {line}: {}\n{MARK}    {}\n",
                finding.level.name(),
                clean_line(&finding.message),
                clean_line(&finding.help)
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Place, Verdict};
    use crate::source::{Source, Span};

    #[test]
    fn what_the_program_adds_comes_off_again() {
        let text = "# a comment\nname: Sam\n";
        let finding = Finding {
            check: "missing-field",
            level: Level::Error,
            message: "the owner\nis missing".into(),
            help: "set it".into(),
            at: Place::new(&Source::shared("people/sam.yaml", text), Span::new(12, 16)),
            key: None,
            record: None,
            owner: None,
            since: None,
            notes: Vec::new(),
            waiving: crate::finding::Waiving::Possible,
            verdict: Verdict::Blocks,
        };
        let shown = refused(text, &[finding], "refused");
        assert_eq!(
            shown,
            format!("#! refused\n#! error: line 2: the owner is missing\n#!     set it\n{text}")
        );
        assert_eq!(without_findings(&shown), text);
    }
}
