//! Words people leave where an answer should be: `TBD`, `n/a`, boxes without a tick, a plain no.
//! Wrong answers are not judged here.

const NOTHING: [&str; 21] = [
    "tbd",
    "tba",
    "tbc",
    "todo",
    "to do",
    "n/a",
    "n / a",
    "na",
    "n.a",
    "none yet",
    "not yet",
    "nothing yet",
    "unknown",
    "not known",
    "not known yet",
    "not applicable",
    "to be confirmed",
    "to be defined",
    "to be determined",
    "to be decided",
    "to be announced",
];

/// Letters of the longest of these.
const MOST_LETTERS: usize = "tobedetermined".len();

/// Keys for which `none` is no answer; of current tools it is one.
const NEEDS_SOMETHING: [&str; 4] = [
    "command_plan.why_now",
    "command_plan.identified_pain",
    "command_plan.champion",
    "meeting.goal",
];

const DENIALS: [&str; 9] = [
    "no",
    "nope",
    "n",
    "false",
    "not clear",
    "not set",
    "not agreed",
    "not discussed",
    "not done",
];

/// Returns whether no line of the text answers.
pub(super) fn says_nothing(key: &str, text: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .all(|line| is_open_box(line) || is_nothing(key, line))
        || postpones(text)
}

/// Returns whether every line that holds something is a box without a tick, and there is one.
pub(super) fn is_open_box(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let open = |line: &str| {
        let item = line.trim_start_matches(|c: char| {
            c.is_ascii_digit() || c.is_whitespace() || "-*+.)".contains(c)
        });
        let mut inside = item.strip_prefix('[').map(str::trim_start);
        if let Some(rest) = &mut inside {
            *rest = rest.strip_prefix('~').unwrap_or(rest);
        }
        inside.is_some_and(|rest| rest.starts_with(']'))
    };
    lines.next().is_some_and(open) && lines.all(open)
}

/// Returns whether a text answers a confirmation with no: the word alone, or before punctuation.
pub(super) fn denies(text: &str) -> bool {
    let said = plain(text);
    DENIALS.iter().any(|word| {
        said.strip_prefix(word).is_some_and(|rest| {
            let next = rest.trim_start().chars().next();
            next.is_none_or(|c| !c.is_alphanumeric())
                && (rest.is_empty() || !rest.starts_with(['\'', '’', '-']))
        })
    })
}

fn is_nothing(key: &str, line: &str) -> bool {
    // Most lines are longer than all that says nothing, and need not be taken apart.
    let mut letters = line.chars().filter(|c| c.is_alphanumeric());
    let is_long = letters.clone().nth(MOST_LETTERS).is_some();
    if is_long && letters.any(|c| !matches!(c, 'x' | 'X')) {
        return false;
    }
    let said = plain(line);
    let filler = said.chars().count() >= 2 && said.chars().all(|c| c == 'x');
    line.chars().all(is_filling)
        || filler
        || NOTHING.contains(&said.as_str())
        || said == "none" && NEEDS_SOMETHING.contains(&key)
}

/// Punctuation and blanks; a picture such as a tick says something.
fn is_filling(c: char) -> bool {
    c.is_ascii_punctuation() || c.is_whitespace() || "–—…·•¿“”‘’«»\u{200b}\u{feff}".contains(c)
}

/// `TBD - waiting for Lars` still has no answer in it; `TBD: 1 December` has.
fn postpones(text: &str) -> bool {
    let said = text.trim();
    if said.lines().count() > 1 {
        return false;
    }
    let bare = said.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !bare.starts_with(['t', 'T']) {
        return false;
    }
    let said = plain(said);
    ["tbd", "tbc"].iter().any(|word| {
        said.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start()
                .starts_with(['-', '–', '—', ',', ';', '('])
        })
    })
}

/// The words of a line in lower case, without the marks around them.
fn plain(text: &str) -> String {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = bare.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_says_nothing_has_more_letters_than_the_longest() {
        let letters = |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).count();
        assert_eq!(NOTHING.iter().map(letters).max(), Some(MOST_LETTERS));
        for text in [
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "XxX xXxxxxxxxxxxxxxxxxxx",
            "  to   be   DETERMINED !",
        ] {
            assert_eq!(
                says_nothing("meeting.goal", text),
                !text.contains(' ') || text.starts_with(' '),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        for text in [
            "",
            " \u{a0} ",
            "TBD",
            "tbd.",
            "**TBD**",
            "- TBD\n- tbc",
            "(to be confirmed)",
            "To be  determined",
            "N/A",
            "n.a.",
            "na",
            "None yet!",
            "not yet",
            "Unknown",
            "?",
            "???",
            "-",
            "—",
            "...",
            "…",
            "xxx",
            "TODO",
            "`TBD`",
            "TBD - waiting for Lars",
            "tbc (asking Dana)",
            "- [ ] Self-Managed\n- [ ] Cloud",
            "* [] one",
            "1. [ ] one",
            "[~] one",
        ] {
            assert!(says_nothing("sa_asks", text), "{text:?}");
        }
    }

    #[test]
    fn something_is_said() {
        for text in [
            "Tue 1 Dec, second date TBD",
            "TBD: 1 December 15:00 CET",
            "TODO: show merge trains",
            "TBD\nA demo",
            "- [x] Cloud\n- [ ] GitLab.com",
            "Nathan",
            "n/a for Jenkins, SonarQube stays",
            "No",
            "x",
            "未定",
            "✅",
            "[link]",
        ] {
            assert!(!says_nothing("sa_asks", text), "{text:?}");
        }
    }

    #[test]
    fn none_answers_for_tools_and_not_for_a_champion() {
        assert!(!says_nothing("current_tools", "none"));
        assert!(!says_nothing("current_tools", "None."));
        assert!(says_nothing("command_plan.champion", "None."));
        assert!(says_nothing("command_plan.why_now", "none"));
        assert!(!says_nothing("command_plan.champion", "none but Lars"));
    }

    #[test]
    fn a_no_is_a_no_only_when_it_stands_alone() {
        for text in [
            "no",
            "No.",
            "NO, on Friday",
            "nope",
            "not clear",
            "no (asked twice)",
        ] {
            assert!(denies(text), "{text}");
        }
        for text in [
            "yes",
            "no slides",
            "Norwegian",
            "not a demo",
            "no-one objects",
            "yes, no slides",
        ] {
            assert!(!denies(text), "{text}");
        }
    }
}
