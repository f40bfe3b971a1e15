//! What a change would do to files, as a unified diff.
//! Which files change, and to what, is decided in `changes`.

use anstyle::{AnsiColor, Effects, Style};
use similar::{ChangeTag, TextDiff};

use super::{Colour, plain};

/// Equal lines shown around each change.
const CONTEXT: usize = 3;

/// A file before and after a change; `None` where it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileTexts<'a> {
    /// Path in the desk, `/` between folders.
    pub path: &'a str,
    pub old: Option<&'a str>,
    pub new: Option<&'a str>,
}

/// Returns the differences as a unified diff, without the files that stay as they are.
///
/// Control characters are made visible, so a text with them does not patch back.
pub fn files(files: &[FileTexts<'_>], colour: Colour) -> String {
    let changed = files.iter().filter(|file| file.old != file.new);
    changed.map(|file| one(file, colour)).collect()
}

fn one(file: &FileTexts<'_>, colour: Colour) -> String {
    let path = plain::clean_line(file.path);
    let name = |side, text: Option<&str>| match text {
        Some(_) => format!("{side}/{path}"),
        None => "/dev/null".to_owned(),
    };
    let bold = Style::new().effects(Effects::BOLD);
    let mut drawn = String::new();
    for header in [
        format!("--- {}", name('a', file.old)),
        format!("+++ {}", name('b', file.new)),
    ] {
        drawn += &colour.paint(bold, &header);
        drawn.push('\n');
    }
    let old: Vec<&str> = file.old.unwrap_or_default().split_inclusive('\n').collect();
    let new: Vec<&str> = file.new.unwrap_or_default().split_inclusive('\n').collect();
    let diff = TextDiff::from_slices(&old, &new);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        drawn += &colour.paint(AnsiColor::Cyan.on_default(), &hunk.header().to_string());
        drawn.push('\n');
        for change in hunk.iter_changes() {
            drawn += &line(change.tag(), change.value(), colour);
        }
    }
    drawn
}

fn line(tag: ChangeTag, text: &str, colour: Colour) -> String {
    let (sign, style) = match tag {
        ChangeTag::Equal => (' ', Style::new()),
        ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
        ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
    };
    let shown = text.strip_suffix('\n');
    let words: String = shown.unwrap_or(text).chars().map(plain::visible).collect();
    let line = colour.paint(style, &format!("{sign}{words}"));
    match shown {
        Some(_) => line + "\n",
        None => line + "\n\\ No newline at end of file\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    const PATH: &str = "requests/2026-11/REQ-4T9K2M7X.yaml";

    fn drawn(old: Option<&str>, new: Option<&str>) -> String {
        let path = PATH;
        files(&[FileTexts { path, old, new }], Colour::Never)
    }

    #[test]
    fn changed_lines_stand_among_three_equal_ones() {
        let old = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nowner: ada\n";
        let new = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nowner: bob\nstate: open\n";
        assert_data_eq!(
            drawn(Some(old), Some(new)),
            str![[r#"
--- a/requests/2026-11/REQ-4T9K2M7X.yaml
+++ b/requests/2026-11/REQ-4T9K2M7X.yaml
@@ -3,4 +3,5 @@
 c: 3
 d: 4
 e: 5
-owner: ada
+owner: bob
+state: open

"#]]
            .raw()
        );
    }

    #[test]
    fn a_file_that_comes_or_goes_has_no_other_side() {
        assert_data_eq!(
            drawn(None, Some("a: 1")),
            str![[r#"
--- /dev/null
+++ b/requests/2026-11/REQ-4T9K2M7X.yaml
@@ -0,0 +1 @@
+a: 1
\ No newline at end of file

"#]]
            .raw()
        );
        assert_data_eq!(
            drawn(Some("a: 1\n"), None),
            str![[r#"
--- a/requests/2026-11/REQ-4T9K2M7X.yaml
+++ /dev/null
@@ -1 +0,0 @@
-a: 1

"#]]
            .raw()
        );
    }

    #[test]
    fn what_stays_is_not_shown() {
        assert_eq!(drawn(Some("a: 1\n"), Some("a: 1\n")), "");
        assert_eq!(drawn(None, None), "");
    }

    #[test]
    fn a_change_that_cannot_be_seen_is_made_visible() {
        let text = drawn(Some("a: 1\r\n"), Some("a: 1\n"));
        assert!(text.ends_with("-a: 1␍\n+a: 1\n"), "{text:?}");
    }

    #[test]
    fn colour_ends_with_the_line() {
        let (path, old) = (PATH, Some("a\n"));
        let text = files(
            &[FileTexts {
                path,
                old,
                new: Some("b\n"),
            }],
            Colour::Always,
        );
        assert!(
            text.ends_with("\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n"),
            "{text:?}"
        );
    }

    /// Applies a diff as `patch` would.
    fn patched(old: &str, diff: &str) -> String {
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut new, mut at) = (String::new(), 0);
        for line in diff.split_inclusive('\n').skip(2) {
            let (sign, text) = line.split_at(1);
            match sign {
                "@" => {
                    let range = text.split(['-', ' ']).nth(2).expect("a range of old lines");
                    let (start, count) = range.split_once(',').unwrap_or((range, "1"));
                    let start: usize = start.parse().expect("a line number");
                    let start = if count == "0" { start } else { start - 1 };
                    new.extend(old[at..start].iter().copied());
                    at = start;
                }
                "\\" => assert_eq!(new.pop(), Some('\n')),
                "-" => at += 1,
                _ => {
                    at += usize::from(sign == " ");
                    new += text;
                }
            }
        }
        new.extend(old[at..].iter().copied());
        new
    }

    proptest! {
        #[test]
        fn a_diff_patches_the_old_text_to_the_new(
            old in "([a-d]{0,1}\n){0,30}", new in "([a-d]{0,1}\n){0,30}",
        ) {
            prop_assert_eq!(patched(&old, &drawn(Some(&old), Some(&new))), new);
        }

        #[test]
        fn no_escape_code_comes_through(text in "(?s).{0,40}") {
            let hostile = format!("{text}\u{1b}[2J\u{202e}");
            let drawn = drawn(Some(&text), Some(&hostile));
            prop_assert!(!drawn.chars().any(|c| plain::is_hidden(c) && !matches!(c, '\n' | '\t')));
        }
    }
}
