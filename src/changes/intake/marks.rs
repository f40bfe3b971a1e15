//! What marks a line as a heading or a label: `#`, a line below, bold, a colon.
//! Whether the mark counts where it stands is decided in `sections`.

use super::labels::{self, Fit, Topic};

/// How strongly a mark divides the form: 1 to 6 for headings, then bold, then plain.
pub(super) type Rank = u8;

pub(super) const BOLD: Rank = 7;
pub(super) const PLAIN: Rank = 8;

/// A heading or label of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark<'t> {
    pub(super) topic: Topic,
    pub(super) fit: Fit,
    pub(super) rank: Rank,
    /// What stands after the label on its line.
    pub(super) rest: &'t str,
    /// Whether the label holds more than the name, as in "Champion (customer side)".
    pub(super) wordy: bool,
    pub(super) tick: Tick,
}

/// The box before a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tick {
    NoBox,
    Open,
    Ticked,
}

/// A heading line: its level from 1 to 6 and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'t> {
    pub(super) level: Rank,
    pub(super) text: &'t str,
}

/// Returns the heading that a line is by its `#`; `##Text` only when the text is a name of the form.
pub(super) fn heading(line: &str) -> Option<Heading<'_>> {
    let line = line.trim_matches(is_space);
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    if !(1..=6).contains(&level) {
        return None;
    }
    let spaced = text.is_empty() || text.starts_with(is_space);
    let text = text.trim_end_matches('#').trim_matches(is_space);
    let level = Rank::try_from(level).ok()?;
    (spaced || named(text, level).is_some()).then_some(Heading { level, text })
}

/// Returns the level of the heading that a line becomes by the line below it.
pub(super) fn underlined(below: &str) -> Option<Rank> {
    let below = below.trim_matches(is_space);
    let only = |mark: char| below.len() >= 3 && below.chars().all(|c| c == mark);
    match () {
        () if only('=') => Some(1),
        () if only('-') => Some(2),
        () => None,
    }
}

/// Returns the mark of a heading's text.
pub(super) fn named(text: &str, rank: Rank) -> Option<Mark<'_>> {
    let whole = unmarked(text).trim_end_matches([':', '?', '：']);
    mark(whole, "", rank).or_else(|| {
        let (label, rest) = split_label(text)?;
        mark(unmarked(label), rest, rank)
    })
}

/// Returns the mark of a label at the start of a line: bold, or plain before a colon.
pub(super) fn label(line: &str) -> Option<Mark<'_>> {
    let (tick, item) = unboxed(line);
    let found = bold(item).or_else(|| plain(item))?;
    Some(Mark { tick, ..found })
}

/// Returns the box of a list item and the text after it; the text after the bullet without a box.
pub(super) fn unboxed(line: &str) -> (Tick, &str) {
    let item = unbulleted(line);
    let Some((inside, rest)) = item.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return (Tick::NoBox, item);
    };
    let rest = rest.trim_matches(is_space);
    match inside.trim_matches(is_space) {
        "" | "~" => (Tick::Open, rest),
        "x" | "X" | "✓" | "✔" => (Tick::Ticked, rest),
        _ => (Tick::NoBox, item),
    }
}

/// Returns the text of a list item, or of the line when it is none.
pub(super) fn unbulleted(line: &str) -> &str {
    let line = line.trim_matches(is_space);
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = if number.len() < line.len() {
        number.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+', '•'])
    };
    match after {
        Some(text) if text.starts_with(is_space) => text.trim_matches(is_space),
        _ => line,
    }
}

/// White space, and what is as invisible.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

fn bold(line: &str) -> Option<Mark<'_>> {
    let sign = line.chars().next().filter(|c| "*_".contains(*c))?;
    let inner = line.trim_start_matches(sign);
    let width = line.len() - inner.len();
    if width > 3 || inner.starts_with(is_space) {
        return None;
    }
    let (text, after) = inner.split_once(&line[..width])?;
    let after = after.trim_matches(is_space);
    let unpointed = after.strip_prefix([':', '：']).unwrap_or(after);
    let unpointed = unpointed.trim_start_matches(is_space);
    if let Some((label, rest)) = split_label(text) {
        let beside = if rest.is_empty() { unpointed } else { rest };
        let found = mark(label, beside, BOLD)?;
        return (rest.is_empty() || after.is_empty()).then_some(found);
    }
    let text = text.trim_matches(is_space);
    match after.strip_prefix([':', '?', '：', '-', '–', '—']) {
        Some(rest) => mark(text, rest.trim_start_matches(is_space), BOLD),
        None if after.is_empty() => mark(text, "", BOLD),
        None => None,
    }
}

fn plain(line: &str) -> Option<Mark<'_>> {
    let pointed = split_label(line).and_then(|(label, rest)| mark(label, rest, PLAIN));
    if pointed.is_some() {
        return pointed;
    }
    let dashed = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| line.split_once(dash));
    let (label, rest) = dashed.unwrap_or((line, ""));
    let (topic, fit) = labels::topic_exactly(label)?;
    Some(Mark {
        topic,
        fit,
        rank: PLAIN,
        rest: rest.trim_start_matches(is_space),
        wordy: false,
        tick: Tick::NoBox,
    })
}

fn mark<'t>(label: &'t str, rest: &'t str, rank: Rank) -> Option<Mark<'t>> {
    const LONGEST: usize = 80;
    if label.len() > LONGEST {
        return None;
    }
    let found = |(topic, fit), wordy| Mark {
        topic,
        fit,
        rank,
        rest,
        wordy,
        tick: Tick::NoBox,
    };
    if let Some(known) = labels::topic(label) {
        return Some(found(known, false));
    }
    let (name, aside) = label.split_once('(')?;
    let closed = aside.trim_end_matches(is_space).ends_with(')');
    labels::topic(name)
        .filter(|_| closed)
        .map(|known| found(known, true))
}

/// Splits at the first colon or question mark, which do not count in what follows.
fn split_label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once([':', '?', '：'])?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    Some((label, rest.trim_start_matches(is_space)))
}

fn unmarked(text: &str) -> &str {
    text.trim_matches(|c: char| is_space(c) || "*_`".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Option<(Topic, Rank, &str)> {
        let mark = match heading(line) {
            Some(heading) => named(heading.text, heading.level),
            None => label(line),
        }?;
        Some((mark.topic, mark.rank, mark.rest))
    }

    #[test]
    fn headings_are_read_at_every_level() {
        for (line, level) in [
            ("# SA Asks", 1),
            ("###### SA asks ##", 6),
            ("\u{a0}##\u{a0}SA Asks:", 2),
            ("##\tSA Asks", 2),
            ("## **SA Asks**", 2),
            ("##SA Asks", 2),
            ("## 7. SA Asks", 2),
        ] {
            assert_eq!(seen(line), Some((Topic::SaAsks, level, "")), "{line}");
        }
        assert_eq!(
            seen("## Target Hosting: Cloud"),
            Some((Topic::Hosting, 2, "Cloud"))
        );
        assert_eq!(heading("#123 is the ticket"), None);
        assert_eq!(heading("####### SA Asks"), None);
        assert_eq!((underlined("==="), underlined("-----")), (Some(1), Some(2)));
        assert_eq!((underlined("-"), underlined("- - -")), (None, None));
    }

    #[test]
    fn bold_labels_are_read_with_their_rest() {
        for (line, topic, rest) in [
            (
                "**Why Now?** Budget lapses.",
                Topic::WhyNow,
                "Budget lapses.",
            ),
            ("**Why Now?**: It ends.", Topic::WhyNow, "It ends."),
            ("**Why Now**: a: b", Topic::WhyNow, "a: b"),
            ("__Champion:__\u{a0}Lars", Topic::Champion, "Lars"),
            ("*Champion:* Lars", Topic::Champion, "Lars"),
            ("**Champion: Lars**", Topic::Champion, "Lars"),
            ("**Champion** — Lars", Topic::Champion, "Lars"),
            ("- **Champion:** **Lars**", Topic::Champion, "**Lars**"),
            ("**SA Asks**", Topic::SaAsks, ""),
        ] {
            assert_eq!(seen(line), Some((topic, BOLD, rest)), "{line}");
        }
        for line in ["**Champion** Lars", "**Note:** x", "* Lars", "**"] {
            assert_eq!(seen(line), None, "{line}");
        }
    }

    #[test]
    fn plain_labels_are_read_at_the_start_of_a_line() {
        for (line, topic, rest) in [
            ("Why now: TBD", Topic::WhyNow, "TBD"),
            ("  Why Now? It ends.", Topic::WhyNow, "It ends."),
            ("Why Now?: It ends.", Topic::WhyNow, "It ends."),
            ("Champion:?", Topic::Champion, "?"),
            ("2) Identify Pain:x", Topic::IdentifiedPain, "x"),
            ("Champion - Lars", Topic::Champion, "Lars"),
            ("SA Asks - see https://x", Topic::SaAsks, "see https://x"),
            ("Champion", Topic::Champion, ""),
            (
                "- [x] Objectives are clear to both sides",
                Topic::Objectives,
                "",
            ),
        ] {
            assert_eq!(seen(line), Some((topic, PLAIN, rest)), "{line}");
        }
        for line in [
            "Our champion: Lars",
            "Note: x",
            "https://x",
            "Champoin",
            ": x",
            "?",
        ] {
            assert_eq!(seen(line), None, "{line}");
        }
    }

    #[test]
    fn boxes_and_wordy_labels_are_told() {
        let tick = |line| unboxed(line).0;
        assert_eq!(tick("- [ ] a"), Tick::Open);
        assert_eq!(tick("* [X] a"), Tick::Ticked);
        assert_eq!(tick("1. [] a"), Tick::Open);
        assert_eq!(tick("- [a](b)"), Tick::NoBox);
        let mark = label("Champion (customer side): Lars").unwrap();
        assert_eq!((mark.wordy, mark.rest), (true, "Lars"));
    }
}
