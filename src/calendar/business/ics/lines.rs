//! The content lines of an iCalendar file: name, parameters and value of each, and the line that it begins on.
//!
//! The library reads them, one at a time. Its reading of whole files does not know where a line stood, calls itself for
//! each component within another, slows down with the square of the size, and refuses a second calendar in a file.

use std::collections::BTreeSet;

use icalendar::parser;

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
    /// Without the escapes of the format, where it is a text.
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
        let (first, line) = lines.next()?;
        let mut folded = first.to_owned();
        while let Some((more, _)) = lines.next_if(|(line, _)| line.starts_with([' ', '\t'])) {
            folded.push('\n');
            folded.push_str(more);
        }
        let read = property(parser::unfold(&folded), line);
        Some(read.map_err(|why| {
            let message = format!("not a line of an iCalendar file: {why}");
            let help = "export the calendar again, or mend the line: it is written NAME:VALUE or NAME;PARAMETER=VALUE:VALUE";
            LineFault::new(line, message, help)
        }))
    })
}

/// Reads a line, or says why it is none of the format.
fn property(mut text: String, line: usize) -> Result<Property, &'static str> {
    let Some(colon) = text.find(':') else {
        return Err("it has no colon");
    };
    let end = text.find([';', ':']).unwrap_or(colon);
    // The library knows texts, which have escapes, by names in capitals.
    text[..end].make_ascii_uppercase();
    let (name, rest) = text.split_at(end);
    let of = |parameters, value: &str| Property {
        line,
        name: name.to_owned(),
        parameters,
        value: value.to_owned(),
    };
    // The library reads these two with all that is between them, or not at all.
    if matches!(name, "BEGIN" | "END") {
        let value = rest.strip_prefix(':');
        return value
            .map(|value| of(Vec::new(), value))
            .ok_or("BEGIN and END have no parameters");
    }
    // The library passes over space before a name, and cannot say what is wrong far behind it.
    let read = match name.is_empty() || text.starts_with(char::is_whitespace) {
        true => None,
        false => parser::Property::try_from(text.as_str()).ok(),
    };
    let Some(read) = read.filter(|read| read.name.as_str() == name) else {
        return Err("it does not begin with a name");
    };
    // A line that it cannot take apart is a bare name to it, and it says nothing of the rest.
    if read.params.is_empty() && rest.starts_with(';') {
        return Err("its parameters cannot be told apart");
    }
    Ok(of(parameters(&read, rest)?, read.val.as_str()))
}

/// Returns the parameters of a property that stand in a text, or says what is wrong with them.
fn parameters(
    read: &parser::Property<'_>,
    text: &str,
) -> Result<Vec<(String, String)>, &'static str> {
    // An empty value and none are one to the library.
    let before_equals = text.split_inclusive('=').filter_map(|part| {
        let part = part.strip_suffix('=')?;
        part.rsplit([';', ' ', '\t']).next()
    });
    let with_value: BTreeSet<&str> = before_equals.collect();
    let one = |parameter: &parser::Parameter<'_>| {
        let key = parameter.key.as_str();
        let value = parameter.val.as_ref().map_or("", |value| value.as_str());
        if key.is_empty() {
            return Err("a parameter has no name");
        }
        if parameter.val.is_none() && !with_value.contains(key) {
            return Err("a parameter has no value");
        }
        if value.matches('"').count() % 2 == 1 {
            return Err("it has no colon outside of quotes");
        }
        Ok((key.to_ascii_uppercase(), value.to_owned()))
    };
    read.params.iter().map(one).collect()
}
