//! How findings, reports and diffs look, one file a format: from values to text.
//! No number is made here but the count of findings, nothing is printed, no environment is read.

pub mod csv;
pub mod diff;
pub mod form;
pub mod html;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod terminal;

use anstyle::Style;

use crate::finding::{Finding, Level, Verdict};

/// Whether escape codes for colour may be in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Never,
    Always,
}

impl Colour {
    fn paint(self, style: Style, text: &str) -> String {
        if self == Self::Never || style.is_plain() || text.is_empty() {
            return text.to_owned();
        }
        format!("{style}{text}{style:#}")
    }
}

/// Why a command did nothing, when that is not a matter of findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A lower-case phrase without full stop that holds the facts.
    pub message: String,
    /// The facts one by one, where there are several.
    pub details: Vec<String>,
    /// What to do; empty when there is nothing to say.
    pub help: String,
}

/// Returns what findings come to, in one line: `2 errors, 1 waived; 1 of them must be mended`.
pub fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "no findings".to_owned();
    }
    let waived = findings.iter().filter(|finding| is_waived(finding)).count();
    let of_level = |level| {
        findings
            .iter()
            .filter(|finding| finding.level == level && !is_waived(finding))
            .count()
    };
    let counts = [
        (of_level(Level::Error), "error", "errors"),
        (of_level(Level::Warning), "warning", "warnings"),
        (waived, "waived", "waived"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    let blocking = findings.iter().filter(|finding| finding.blocks()).count();
    let outcome = match (blocking, findings.len()) {
        (0, _) => String::new(),
        (1, 1) => "; it must be mended".to_owned(),
        (2, 2) => "; both must be mended".to_owned(),
        (1, _) => "; 1 of them must be mended".to_owned(),
        (some, all) if some == all => "; all must be mended".to_owned(),
        (some, _) => format!("; {some} of them must be mended"),
    };
    parts.join(", ") + &outcome
}

/// Returns where a finding is, as `path:line:column`; the path alone when there is no text to point at.
fn place(finding: &Finding) -> String {
    let path = plain::clean_line(&finding.at.source.path);
    if finding.at.source.text.is_empty() && finding.at.begins.is_none() {
        return path;
    }
    let position = finding.at.position();
    format!("{path}:{}:{}", position.line, position.column)
}

/// Returns what stands before a place left for the pen, where somebody signs.
fn pen_lines() -> [&'static str; 4] {
    ["Name", "Title", "Date", "Signature"]
}

fn is_waived(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Waived(_))
}

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod tests {
    use super::fixture::{error, waived, warning};
    use super::*;

    #[test]
    fn the_summary_counts_in_good_english() {
        assert_eq!(summary(&[]), "no findings");
        assert_eq!(summary(&[error()]), "1 error; it must be mended");
        assert_eq!(summary(&[warning()]), "1 warning");
        assert_eq!(summary(&[waived()]), "1 waived");
        assert_eq!(
            summary(&[error(), error()]),
            "2 errors; both must be mended"
        );
        assert_eq!(
            summary(&[error(), error(), error()]),
            "3 errors; all must be mended"
        );
        assert_eq!(
            summary(&[error(), warning(), warning()]),
            "1 error, 2 warnings; 1 of them must be mended"
        );
        assert_eq!(
            summary(&[error(), error(), warning(), waived()]),
            "2 errors, 1 warning, 1 waived; 2 of them must be mended"
        );
    }

    #[test]
    fn a_place_without_text_is_its_path() {
        let mut gone = error();
        assert_eq!(place(&gone), "requests/2026-11/REQ-4T9K2M7X.yaml:3:8");
        gone.at = crate::finding::Place::new(
            &crate::source::Source::shared("accounts/leman.yaml", ""),
            crate::source::Span::default(),
        );
        assert_eq!(place(&gone), "accounts/leman.yaml");
    }
}
