//! The content lines of an iCalendar file: unfolded, and taken apart into name, parameters and value.

use super::LineFault;

/// One content line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// The line it begins on, from 1.
    pub line: usize,
    /// In capitals.
    pub name: String,
    /// Names in capitals.
    pub parameters: Vec<(String, String)>,
    pub value: String,
}

impl Property {
    /// Returns the value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.parameters.iter();
        let found = all.find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Returns the properties of a text in order; lines end with LF or CRLF, and a byte order mark is passed over.
pub(super) fn properties(text: &str) -> impl Iterator<Item = Result<Property, LineFault>> + '_ {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .zip(1usize..)
        .filter(|(line, _)| !line.trim().is_empty())
        .peekable();
    std::iter::from_fn(move || {
        let (first, number) = lines.next()?;
        let mut whole = first.to_owned();
        while let Some((more, _)) = lines.next_if(|(line, _)| line.starts_with([' ', '\t'])) {
            whole.push_str(&more[1..]);
        }
        Some(property(&whole, number))
    })
}

fn property(text: &str, line: usize) -> Result<Property, LineFault> {
    let refused = |why: &str| {
        let help = "export the calendar again, or mend the line: it is written NAME:VALUE or NAME;PARAMETER=VALUE:VALUE";
        Err(LineFault::new(
            line,
            format!("not a line of an iCalendar file: {why}"),
            help,
        ))
    };
    let Some(end) = text.find([';', ':']) else {
        return refused("it has no colon");
    };
    let (name, mut rest) = text.split_at(end);
    if !is_name(name) {
        return refused("it does not begin with a name");
    }
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let Some((parameter, value)) = after.split_once('=') else {
            return refused("a parameter has no value");
        };
        if !is_name(parameter) {
            return refused("a parameter has no name");
        }
        let Some(length) = unquoted(value, &[';', ':']) else {
            return refused("it has no colon outside of quotes");
        };
        let said = value[..length].trim_matches('"');
        parameters.push((parameter.to_ascii_uppercase(), said.to_owned()));
        rest = &value[length..];
    }
    Ok(Property {
        line,
        name: name.to_ascii_uppercase(),
        parameters,
        value: rest.strip_prefix(':').unwrap_or(rest).to_owned(),
    })
}

fn is_name(text: &str) -> bool {
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.bytes().all(of_name)
}

/// Returns where the first of some characters stands outside of quotes.
fn unquoted(text: &str, wanted: &[char]) -> Option<usize> {
    let mut is_quoted = false;
    let found = text.char_indices().find(|(_, c)| {
        is_quoted ^= *c == '"';
        !is_quoted && wanted.contains(c)
    });
    found.map(|(at, _)| at)
}
