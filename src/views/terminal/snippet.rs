//! Findings drawn under the lines they are about, as rustc does.
//! What a finding says is decided in `checks`; how many there are is counted in `views`.

use std::collections::BTreeSet;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Colour, Screen, style};
use crate::finding::{self, Finding, Place, Verdict};
use crate::reports::Tone;
use crate::source::Span;
use crate::views::{place, plain, summary};

/// A span over more lines than this is shown by its first line.
const LINES_SHOWN: usize = 6;
/// Narrower than this, annotate-snippets has no room for the text beside line numbers.
const NARROWEST: usize = 40;

/// Returns findings with their lines, then those that are waived, a line each, then what they come to.
///
/// Lines of source are cut to the width; messages are left to the terminal to fold, so that commands
/// in them can be copied.
pub fn findings(findings: &[Finding], screen: &Screen) -> String {
    let renderer = match screen.colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    let renderer = renderer.term_width(screen.width.max(NARROWEST));
    let mut text = String::new();
    let mut waived = String::new();
    let mut checks = BTreeSet::new();
    for finding in findings {
        if let Verdict::Waived(id) = &finding.verdict {
            waived += &waived_line(finding, id, screen.colour);
            continue;
        }
        // What is no check has nothing to explain.
        checks.extend(Some(finding.check).filter(|check| *check != finding::POLICY));
        text += &renderer.render(&groups(finding));
        text += "\n\n";
    }
    if !waived.is_empty() {
        text += &waived;
        text.push('\n');
    }
    text += &screen.colour.paint(style(Tone::Strong), &summary(findings));
    text.push('\n');
    text + &explanation(&checks)
}

fn waived_line(finding: &Finding, id: &str, colour: Colour) -> String {
    let line = format!(
        "waived by {}: {}: {} [{}]",
        plain::clean_line(id),
        place(finding),
        plain::clean_line(&finding.message),
        finding.check
    );
    colour.paint(style(Tone::Faint), &line) + "\n"
}

fn explanation(checks: &BTreeSet<&str>) -> String {
    let names: Vec<&str> = checks.iter().copied().collect();
    match &names[..] {
        [] => String::new(),
        [one] => format!("`hygiene explain {one}` tells why\n"),
        [others @ .., last] => format!(
            "`hygiene explain CHECK` tells why; CHECK is {} or {last}\n",
            others.join(", ")
        ),
    }
}

fn groups(finding: &Finding) -> Vec<Group<'static>> {
    let level = match finding.level {
        finding::Level::Error => Level::ERROR,
        finding::Level::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(plain::clean_line(&finding.message))
        .id(finding.check);
    let mut groups = vec![title.element(drawn(&finding.at))];
    groups.extend(finding.notes.iter().map(|note| {
        Level::NOTE
            .secondary_title(plain::clean_line(&note.message))
            .element(drawn(&note.at))
    }));
    if !finding.help.is_empty() {
        let help = plain::clean(&finding.help);
        groups.push(Group::with_title(
            Level::HELP.secondary_title(help.trim_end().to_owned()),
        ));
    }
    groups
}

/// How many findings are told by the way; a draft lacks many things, and nobody reads them at every step.
const MOST_BY_THE_WAY: usize = 6;

/// Returns findings in two lines each, for those that come by the way: what, and what to do. Where they are many, the
/// first and the command that names them all.
pub fn brief(findings: &[Finding], screen: &Screen) -> String {
    let mut text = String::new();
    let shown = match findings.len() {
        count if count <= MOST_BY_THE_WAY => count,
        _ => MOST_BY_THE_WAY - 1,
    };
    for finding in &findings[..shown] {
        let tone = match (&finding.verdict, finding.level) {
            (Verdict::Waived(_), _) => Tone::Faint,
            (_, finding::Level::Error) => Tone::Bad,
            (_, finding::Level::Warning) => Tone::Warning,
        };
        let label = match &finding.verdict {
            Verdict::Waived(_) => "waived",
            Verdict::Shown if finding.level == finding::Level::Error => "also",
            _ => finding.level.name(),
        };
        let label = screen.colour.paint(style(tone), label);
        text += &format!("{label}: {}\n", plain::clean_line(&finding.message));
        if !finding.help.is_empty() {
            text += &format!("    {}\n", plain::clean_line(&finding.help));
        }
    }
    if shown < findings.len() {
        let path = &findings[0].at.source.path;
        let is_one = findings
            .iter()
            .all(|finding| finding.at.source.path == *path);
        let path = if is_one {
            plain::clean_line(path)
        } else {
            String::new()
        };
        let command = format!("hygiene check {path}");
        let more = findings.len() - shown;
        text += &format!("and {more} more: `{}` names them all\n", command.trim_end());
    }
    text
}

/// Returns the lines of a place with carets, or its path where there is nothing to point at.
fn drawn(at: &Place) -> Element<'static> {
    let path = plain::clean_line(&at.source.path);
    if at.source.text.is_empty() || at.span == Span::default() {
        return Origin::path(path).into();
    }
    let excerpt = Excerpt::of(at);
    Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(path)
        .annotation(AnnotationKind::Primary.span(excerpt.span.start..excerpt.span.end))
        .into()
}

/// The lines that a place covers, with hidden characters made visible and columns as they were.
struct Excerpt {
    text: String,
    /// Number of the first line, from 1.
    line: usize,
    /// The place in `text`.
    span: Span,
}

impl Excerpt {
    fn of(at: &Place) -> Self {
        let text = &at.source.text;
        let start = text.floor_char_boundary(at.span.start.min(text.len()));
        let end = text.ceil_char_boundary(at.span.end.clamp(start, text.len()));
        let covered = text[start..end].trim_end();
        let covered = match covered.match_indices('\n').nth(LINES_SHOWN - 1) {
            None => covered,
            Some(_) => covered.lines().next().unwrap_or_default(),
        };
        let end = start + covered.len();
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let mut excerpt = Self {
            text: String::with_capacity(last - first),
            line: at.source.position(start).line,
            span: Span::default(),
        };
        let shown = text[first..last].trim_end_matches('\r');
        for (offset, character) in shown.char_indices() {
            excerpt.mark(first + offset, start, end);
            if character == '\r' && shown[offset..].starts_with("\r\n") {
                continue;
            }
            excerpt.text.push(plain::visible(character));
        }
        excerpt.mark(first + shown.len(), start, end);
        excerpt
    }

    /// Notes where the place begins and ends in the new text, once the old one is read up to `offset`.
    fn mark(&mut self, offset: usize, start: usize, end: usize) {
        if offset <= start {
            self.span.start = self.text.len();
        }
        if offset <= end {
            self.span.end = self.text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::views::fixture::{at, error, waived, warning};
    use crate::views::terminal::Shape;
    use proptest::prelude::*;
    use snapbox::{assert_data_eq, str};

    fn screen(width: usize) -> Screen {
        Screen {
            width,
            colour: Colour::Never,
            shape: Shape::Screen,
        }
    }

    fn with(at: Place) -> Finding {
        Finding {
            at,
            notes: Vec::new(),
            message: "it is wrong".into(),
            help: "mend it".into(),
            ..error()
        }
    }

    #[test]
    fn a_finding_shows_its_line_and_who_says_so() {
        assert_data_eq!(
            findings(&[error(), warning(), waived()], &screen(80)),
            str![[r#"
error[missing-field]: request has no owner, and has been waiting for one since 3 November
 --> requests/2026-11/REQ-4T9K2M7X.yaml:3:8
  |
3 | title: Léman workshop
  |        ^^^^^
  |
note: policy wants an answer by then
 --> desk.toml:4:10
  |
4 | answer = "2 business days"
  |          ^^^^^^^^^^^^^^^^^
help: set it with `sa request assign REQ-4T9K2M7X --to HANDLE`

warning[unknown-person]: nobody has the handle `bob`
 --> people/ada.yaml:2:7
  |
2 | zone: Europe/Zurich
  |       ^^^^^^^^^^^^^
  |
help: add `people/bob.yaml`

waived by WVR-7K2M9QXA: requests/2026-11/REQ-4T9K2M7X.yaml:3:8: request has no owner, and has been waiting for one since 3 November [missing-field]

1 error, 1 warning, 1 waived; 1 of them must be mended
`hygiene explain CHECK` tells why; CHECK is missing-field or unknown-person

"#]]
        );
    }

    #[test]
    fn what_is_no_check_is_not_to_be_explained() {
        let mut policy = error();
        policy.check = finding::POLICY;
        let drawn = findings(&[policy.clone()], &screen(80));
        assert!(!drawn.contains("tells why"), "{drawn}");
        let drawn = findings(&[policy, error()], &screen(80));
        assert!(
            drawn.ends_with("`hygiene explain missing-field` tells why\n"),
            "{drawn}"
        );
    }

    #[test]
    fn without_findings_there_is_one_line() {
        assert_eq!(findings(&[], &screen(80)), "no findings\n");
    }

    #[test]
    fn a_file_without_text_is_named_and_not_drawn() {
        let gone = with(Place::new(
            &Source::shared("sows/SOW-1.yaml", ""),
            Span::default(),
        ));
        assert_data_eq!(
            findings(&[gone], &screen(80)),
            str![[r#"
error[missing-field]: it is wrong
--> sows/SOW-1.yaml
 |
help: mend it

1 error; it must be mended
`hygiene explain missing-field` tells why

"#]]
        );
    }

    #[test]
    fn hidden_characters_are_seen_and_columns_stay_right() {
        let source = Source::shared(
            "a.yaml",
            "a: 1\r\nto: \u{1b}[31m\u{202e}東\tad\r\nend: 2\r\n",
        );
        let found = with(at(&source, "ad"));
        let position = found.at.position();
        assert_eq!((position.line, position.column), (2, 13));
        assert_data_eq!(
            findings(&[found], &screen(80)),
            str![[r#"
error[missing-field]: it is wrong
 --> a.yaml:2:13
  |
2 | to: ␛[31m�東    ad
  |                 ^^
  |
help: mend it

1 error; it must be mended
`hygiene explain missing-field` tells why

"#]]
        );
    }

    #[test]
    fn a_block_is_drawn_whole_while_it_is_short() {
        let text = "history:\n  - at: 1\n    to: open\n\nnext: 1\n";
        let end = text.find("next").expect("the key is there");
        let source = Source::shared("a.yaml", text);
        let drawn = findings(&[with(Place::new(&source, Span::new(0, end)))], &screen(80));
        assert!(
            drawn.contains("3 | |     to: open\n  | |____________^"),
            "{drawn}"
        );
        let text = "- a\n".repeat(LINES_SHOWN + 1);
        let source = Source::shared("a.yaml", text.as_str());
        let drawn = findings(
            &[with(Place::new(&source, Span::new(0, text.len())))],
            &screen(80),
        );
        assert!(drawn.contains("1 | - a\n  | ^^^\n  |\nhelp"), "{drawn}");
    }

    proptest! {
        #[test]
        fn lines_of_source_fit_and_positions_agree(
            before in "[a-z :\n]{0,200}", word in "[a-z]{1,20}", after in "[a-z \n]{0,200}", width in 60_usize..160,
        ) {
            let source = Source::shared("a.yaml", format!("{before}{word}{after}"));
            let start = before.len();
            let found = with(Place::new(&source, Span::new(start, start + word.len())));
            let position = found.at.position();
            let drawn = findings(&[found], &screen(width));
            prop_assert!(drawn.lines().all(|line| line.chars().count() <= width), "{}", drawn);
            let origin = format!("--> a.yaml:{}:{}\n", position.line, position.column);
            prop_assert!(drawn.contains(&origin), "{} {}", origin, drawn);
        }

        #[test]
        fn any_span_of_any_text_is_drawn_without_escape_codes(
            text in "(?s).{0,40}", start in 0_usize..80, length in 0_usize..80,
        ) {
            let source = Source::shared("a\u{1b}.yaml", text);
            let found = with(Place::new(&source, Span::new(start, start + length)));
            let drawn = findings(&[found], &screen(80));
            prop_assert!(!drawn.chars().any(|c| c != '\n' && plain::is_hidden(c)), "{:?}", drawn);
        }
    }
}
