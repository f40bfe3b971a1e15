//! Errors of the typed reader as faults: the place found again, the words our own.
//! Which types there are is not known here; only the messages that serde gives are.

use super::words::{expectation, sort_found, suggestion};
use super::{Fault, Span, place::Outline, syntax, to_line_end};

/// Returns the fault behind an error of `serde_yaml::from_str` on a text.
///
/// A message that is not one of serde's own stays as it is, without the path before it and the place after it;
/// what follows a semicolon in it says what to do.
pub fn typed_fault(text: &str, error: &serde_yaml::Error) -> Fault {
    if let Some(fault) = syntax::fault(text) {
        return fault;
    }
    let shown = error.to_string();
    let message = match error.location() {
        Some(place) => {
            let suffix = format!(" at line {} column {}", place.line(), place.column());
            shown.strip_suffix(&suffix).unwrap_or(&shown)
        }
        None => &shown,
    };
    let outline = Outline::of(text);
    let (path, message) = split_path(&outline, message);
    let subject = Subject {
        text,
        outline: &outline,
        path,
        at: error.location().map_or(0, |place| place.index()),
    };
    subject.fault(message)
}

/// What an error is about.
#[derive(Clone, Copy)]
struct Subject<'a> {
    text: &'a str,
    outline: &'a Outline,
    /// Empty for the record itself, and where the reader could not say.
    path: &'a str,
    /// Offset that the reader gives; 0 where it could not say.
    at: usize,
}

impl Subject<'_> {
    fn fault(self, message: &str) -> Fault {
        type Explain<'a> = fn(Subject<'a>, &str) -> Option<Fault>;
        let sorts: [(&str, Explain<'_>); 6] = [
            ("unknown field ", Self::unknown_key),
            ("missing field ", Self::missing_key),
            ("duplicate field ", Self::duplicate_key),
            ("unknown variant ", Self::unknown_word),
            ("invalid type: ", Self::wrong_sort),
            ("invalid value: ", Self::wrong_sort),
        ];
        let known = sorts
            .iter()
            .find_map(|(start, explain)| explain(self, message.strip_prefix(start)?));
        known.unwrap_or_else(|| {
            let (wrong, help) = message.split_once("; ").unwrap_or((message, ""));
            Fault {
                span: self.quoted_place(message),
                message: wrong.into(),
                help: match (help, self.path) {
                    ("", "") => "mend the value".into(),
                    ("", path) => format!("mend `{path}`"),
                    (help, _) => help.into(),
                },
            }
        })
    }

    fn unknown_key(self, rest: &str) -> Option<Fault> {
        let (key, choices) = rest.split_once(", ").unwrap_or((rest, ""));
        let key = quoted_words(key).first().copied()?;
        let choices = quoted_words(choices);
        Some(Fault {
            span: self
                .outline
                .key(&self.below(key))
                .unwrap_or_else(|| to_line_end(self.text, self.at)),
            message: format!("unknown key `{key}`"),
            help: match choices.as_slice() {
                [] => "delete it; no keys belong here".into(),
                _ => suggestion(key, &choices, "keys here"),
            },
        })
    }

    fn missing_key(self, rest: &str) -> Option<Fault> {
        let key = quoted_words(rest).first().copied()?;
        let near = self.outline.nearest(self.path);
        Some(Fault {
            span: self.outline.first_key(self.path).unwrap_or(near),
            message: format!("key `{key}` is missing"),
            help: match self.path {
                "" => format!("add a line `{key}: ...`"),
                path => format!("add `{key}: ...` to `{path}`"),
            },
        })
    }

    fn duplicate_key(self, rest: &str) -> Option<Fault> {
        let key = quoted_words(rest).first().copied()?;
        Some(Fault {
            span: self.outline.nearest(&self.below(key)),
            message: format!("key `{key}` appears twice"),
            help: "keep one of the two".into(),
        })
    }

    fn unknown_word(self, rest: &str) -> Option<Fault> {
        let (word, choices) = rest.split_once(", expected ").unwrap_or((rest, ""));
        let word = word.trim_matches('`');
        let name = self.name();
        let choices = quoted_words(choices);
        Some(Fault {
            span: self.place(),
            message: match word {
                "" => format!("{name} has no value"),
                _ => format!("{name} cannot be `{word}`"),
            },
            help: suggestion(word, &choices, "choices"),
        })
    }

    fn wrong_sort(self, rest: &str) -> Option<Fault> {
        let (found, expected) = rest.rsplit_once(", expected ")?;
        let (expected, help) = expectation(expected);
        Some(Fault {
            span: self.place(),
            message: match sort_found(found).as_str() {
                "empty" => format!("{} has no value", self.name()),
                found => format!("{} must be {expected}, and is {found}", self.name()),
            },
            help: help.into(),
        })
    }

    fn name(self) -> String {
        match self.path {
            "" => "value".into(),
            path => format!("`{path}`"),
        }
    }

    fn below(self, key: &str) -> String {
        match self.path {
            "" => key.into(),
            path => format!("{path}.{key}"),
        }
    }

    fn place(self) -> Span {
        match self.path {
            "" => to_line_end(self.text, self.at),
            path => self.outline.nearest(path),
        }
    }

    /// Returns the place of a message without words of serde's: that of its path, else of the one value it quotes.
    fn quoted_place(self, message: &str) -> Span {
        let scalars = self.outline.scalars();
        for word in quoted_words(message) {
            let is_it =
                |span: &Span| self.text[span.start..span.end].trim_matches(['"', '\'']) == word;
            let mut same = scalars
                .iter()
                .filter(|(path, _)| path.starts_with(self.path));
            let first = same.find(|(_, span)| is_it(span));
            if let Some((_, span)) = first
                && !same.any(|(_, span)| is_it(span))
            {
                return *span;
            }
        }
        self.place()
    }
}

/// Parts a message from the path before it, which must be one of the text.
fn split_path<'a>(outline: &Outline, message: &'a str) -> (&'a str, &'a str) {
    let Some((path, rest)) = message.split_once(": ") else {
        return ("", message);
    };
    let known = path.trim_end_matches('?').trim_end_matches('.');
    match outline.key(known) {
        Some(_) => (known, rest),
        None => ("", message),
    }
}

/// Returns the words between backquotes.
fn quoted_words(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests;
