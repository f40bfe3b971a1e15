//! The lines of a Markdown text as a reader of the board sees them: comments gone, code marked.
//! What a line means is not known here.

/// Whether Markdown is read in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Markdown,
    /// Between or on the fences of a code block.
    Code,
}

/// A line as typed, without its line break and without what stands in comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) kind: Kind,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        is_blank(&self.text)
    }
}

/// Returns whether a text shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(c))
}

/// Splits a text into lines; lines that are comment alone are left out.
///
/// A comment or a code fence that is never closed is plain text: otherwise one slip would hide
/// the rest of the form.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let raw: Vec<&str> = text.split('\n').collect();
    let mut comments = Comments {
        last_close: text.rfind("-->"),
        open: false,
    };
    let mut fence: Option<Fence> = None;
    let closers = Closers::of(&raw);
    let mut found = Vec::new();
    let mut start = 0;
    for (index, line) in raw.iter().enumerate() {
        let at = start;
        start += line.len() + 1;
        let line = line.strip_suffix('\r').unwrap_or(line);
        let number = index + 1;
        if let Some(open) = fence {
            fence = (!open.is_closed_by(line)).then_some(open);
            found.push(Line {
                number,
                text: line.to_owned(),
                kind: Kind::Code,
            });
            continue;
        }
        let Some(text) = comments.cut(line, at) else {
            continue;
        };
        let opened = Fence::opened_by(&text).filter(|fence| closers.after(index, *fence));
        let kind = if opened.is_some() {
            Kind::Code
        } else {
            Kind::Markdown
        };
        fence = opened;
        found.push(Line { number, text, kind });
    }
    found
}

struct Comments {
    /// Byte offset of the last `-->` in the whole text.
    last_close: Option<usize>,
    open: bool,
}

impl Comments {
    /// Returns what is outside of comments; none when the line is comment alone.
    fn cut(&mut self, line: &str, at: usize) -> Option<String> {
        let mut kept = String::new();
        let mut touched = self.open;
        let mut rest = line;
        let mut backticks = 0;
        loop {
            if self.open {
                let Some(end) = rest.find("-->") else {
                    break;
                };
                rest = &rest[end + 3..];
                self.open = false;
            }
            let Some(begin) = rest.find("<!--") else {
                kept.push_str(rest);
                break;
            };
            let after = begin + "<!--".len();
            let opened = at + line.len() - rest.len() + after;
            backticks += rest[..begin].matches('`').count();
            let closed = self.last_close.is_some_and(|close| close >= opened);
            if !closed || backticks % 2 == 1 {
                kept.push_str(rest);
                break;
            }
            kept.push_str(&rest[..begin]);
            rest = &rest[after..];
            self.open = true;
            touched = true;
        }
        match touched {
            true if is_blank(&kept) => None,
            true => Some(kept.trim_end().to_owned()),
            false => Some(kept),
        }
    }
}

#[derive(Clone, Copy)]
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let line = line.trim();
        let mark = line.chars().next().filter(|c| "`~".contains(*c))?;
        let info = line.trim_start_matches(mark);
        let length = line.len() - info.len();
        (length >= 3 && !(mark == '`' && info.contains('`'))).then_some(Self { mark, length })
    }

    fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

/// Lines that can close a fence, from the last to the first, longest known so far.
struct Closers {
    /// For each line, the longest closer on a later line, of backticks and of tildes.
    later: Vec<[usize; 2]>,
}

impl Closers {
    fn of(raw: &[&str]) -> Self {
        let mut longest = [0; 2];
        let mut later = vec![[0; 2]; raw.len()];
        for (index, line) in raw.iter().enumerate().rev() {
            later[index] = longest;
            let line = line.trim();
            for (place, mark) in ['`', '~'].into_iter().enumerate() {
                if line.chars().all(|c| c == mark) {
                    longest[place] = longest[place].max(line.len());
                }
            }
        }
        Self { later }
    }

    fn after(&self, index: usize, fence: Fence) -> bool {
        let place = usize::from(fence.mark == '~');
        self.later[index][place] >= fence.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn comments_go_and_what_stands_beside_them_stays() {
        let text = "a\n<!-- hint -->\nb <!-- two\nlines --> c <!-- x --> d\n<!-- y\n-->\ne";
        assert_eq!(shown(text), ["a", "b", " c  d", "e"]);
        assert_eq!(lines(text).last().map(|line| line.number), Some(7));
    }

    #[test]
    fn what_only_looks_like_a_comment_stays() {
        for text in [
            "a <!-- never closed\nb",
            "--> a",
            "write `<!-- x -->` at the top",
            "```\n<!-- x -->\n```",
        ] {
            assert_eq!(shown(text).join("\n"), text);
        }
    }

    #[test]
    fn code_is_marked_when_its_fence_is_closed() {
        let kinds =
            |text: &str| -> Vec<Kind> { lines(text).into_iter().map(|line| line.kind).collect() };
        use Kind::{Code, Markdown};
        assert_eq!(kinds("```yaml\n# a\n```\nb"), [Code, Code, Code, Markdown]);
        assert_eq!(kinds("~~~~\n~~~\n~~~~"), [Code, Code, Code]);
        assert_eq!(kinds("```\n# a\n~~~"), [Markdown; 3]);
        assert_eq!(kinds("```a``` b\n```"), [Markdown; 2]);
    }

    #[test]
    fn byte_order_mark_and_carriage_returns_are_no_text() {
        assert_eq!(shown("\u{feff}a\r\n\tb \r\n"), ["a", "\tb ", ""]);
    }
}
