//! Control characters and invisible ones: how they are kept away from terminals and readers.
//! Escaping for one format (quotes of CSV, pipes of Markdown) lives in the file of that format.

/// What a tab becomes; the same width as in snippets, where annotate-snippets decides.
const TAB: &str = "    ";

/// Returns the text without control characters, escape sequences and invisible characters.
///
/// Every kind of line break becomes `\n`, a tab becomes four spaces, all else stays as it is.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let tail = &rest[first.len_utf8()..];
        rest = match first {
            '\r' => tail.strip_prefix('\n').unwrap_or(tail),
            '\u{1b}' => after_escape(tail),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => after_command_string(tail),
            '\u{9b}' => after_control_sequence(tail),
            _ => tail,
        };
        match first {
            '\t' => cleaned.push_str(TAB),
            _ if breaks_line(first) => cleaned.push('\n'),
            _ if is_hidden(first) => {}
            _ => cleaned.push(first),
        }
    }
    cleaned
}

/// Returns the text as `clean` does, on one line: a break with the blanks around it becomes one space.
pub fn clean_line(text: &str) -> String {
    let cleaned = clean(text);
    if !cleaned.contains('\n') {
        return cleaned;
    }
    let lines: Vec<&str> = cleaned
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}

/// Returns the character, or a visible one in its place where it would be hidden.
///
/// One for one, so that columns still count right: control characters get their Unicode picture,
/// others `U+FFFD`. Tab and line feed stay.
pub fn visible(character: char) -> char {
    match character {
        '\t' | '\n' => character,
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Returns whether a reader would not see the character, or would see others in the wrong order.
///
/// These are the controls (C0, C1), the line and paragraph separators, the interlinear marks, and
/// what Unicode calls default ignorable: overrides and isolates of direction, joiners, fillers,
/// variation selectors, tags. Tab and line feed are among them.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn breaks_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Returns what follows an escape sequence; `text` begins after its ESC.
fn after_escape(text: &str) -> &str {
    let Some(first) = text.chars().next() else {
        return text;
    };
    match first {
        '[' => after_control_sequence(&text[1..]),
        'P' | 'X' | ']' | '^' | '_' => after_command_string(&text[1..]),
        ' '..='~' => {
            let ending = text.trim_start_matches(|c| matches!(c, ' '..='/'));
            ending
                .strip_prefix(|c| matches!(c, '0'..='~'))
                .unwrap_or(ending)
        }
        _ => text,
    }
}

/// Returns what follows the parameters and the last letter of a control sequence.
fn after_control_sequence(text: &str) -> &str {
    let ending = text
        .trim_start_matches(|c| matches!(c, '0'..='?'))
        .trim_start_matches(|c| matches!(c, ' '..='/'));
    ending
        .strip_prefix(|c| matches!(c, '@'..='~'))
        .unwrap_or(ending)
}

/// Returns what follows a command string, such as a window title.
///
/// One without its end stays as text: else a record could hide all that is printed after it.
fn after_command_string(text: &str) -> &str {
    let Some(end) = text.find(|c: char| c.is_control()) else {
        return text;
    };
    let ending = &text[end..];
    ["\u{7}", "\u{9c}", "\u{1b}\\"]
        .iter()
        .find_map(|terminator| ending.strip_prefix(terminator))
        .unwrap_or(text)
}

/// Returns a text of at most so many characters, with an ellipsis where it was cut at a word.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.into();
    }
    let cut: String = text.chars().take(most - 1).collect();
    let whole = cut
        .rfind(' ')
        .filter(|at| most / 2 < *at)
        .map_or(cut.as_str(), |at| &cut[..at]);
    format!(
        "{}\u{2026}",
        whole.trim_end_matches([' ', ',', '.', '(', ':'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_go_whole_and_text_stays() {
        let cases = [
            ("\u{1b}[1;31mred\u{1b}[0m", "red"),
            ("\u{9b}2Jgone", "gone"),
            ("\u{1b}]0;owned\u{7}title", "title"),
            (
                "\u{1b}]8;;https://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
                "link",
            ),
            ("\u{1b}(Bset", "set"),
            ("\u{1b}cset", "set"),
            ("end\u{1b}", "end"),
            ("a\tb\u{8}", "a    b"),
            ("a\r\nb\rc\u{85}d\u{2028}e", "a\nb\nc\nd\ne"),
            ("pay\u{202e}100\u{2066}\u{200b}", "pay100"),
            ("Léman 東京 🚀 naïve", "Léman 東京 🚀 naïve"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_command_string_without_end_hides_nothing() {
        assert_eq!(
            clean("\u{1b}]0;due 2 May\nowner ada"),
            "0;due 2 May\nowner ada"
        );
        assert_eq!(clean("\u{1b}Pall the rest"), "all the rest");
    }

    #[test]
    fn one_line_keeps_inner_blanks_and_folds_breaks() {
        assert_eq!(clean_line("a  b"), "a  b");
        assert_eq!(clean_line("first \n\n  second\r\n"), "first second");
    }

    #[test]
    fn hidden_characters_become_visible_one_for_one() {
        let shown: String = "a\u{1b}\u{7f}\u{9b}\u{202e}\r\tb"
            .chars()
            .map(visible)
            .collect();
        assert_eq!(shown, "a␛␡\u{fffd}\u{fffd}␍\tb");
    }

    /// Texts rich in what deceives a terminal.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            (0_u32..0xa0).prop_filter_map("a character", |c| char::from_u32(c).map(String::from)),
            prop::sample::select(vec![
                "\u{1b}[", "\u{1b}]", "\u{1b}\\", "\u{7}", "\u{9b}", "\u{9d}", "\u{202e}",
                "\u{2069}", "\u{200d}", "\u{feff}", "\r\n", "31m", "text", "é",
            ])
            .prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn nothing_hidden_comes_out(text in hostile()) {
            let cleaned = clean(&text);
            prop_assert!(cleaned.chars().all(|c| c == '\n' || !is_hidden(c)), "{:?}", cleaned);
            prop_assert_eq!(&clean(&cleaned), &cleaned);
            let line = clean_line(&text);
            prop_assert!(!line.chars().any(is_hidden), "{:?}", line);
            prop_assert!(text.chars().map(visible).all(|c| matches!(c, '\n' | '\t') || !is_hidden(c)));
        }

        #[test]
        fn plain_text_stays_as_it_is(text in "[a-zA-Z0-9 .,;:!?é東\n]{0,60}") {
            prop_assert_eq!(clean(&text), text);
        }
    }
}
