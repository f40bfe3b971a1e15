//! How one text is written: plain, in quotes, or below `|`, so that every reader gives the same text back.
//! Where it is written is not known here.

/// How texts of more than one line are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Below `|` where that can hold the text.
    Natural,
    /// In double quotes on one line.
    Quoted,
}

/// Whether brackets and commas around a value end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    Lines,
    Brackets,
}

/// A text of more than one line: what stands behind the key, and its lines without indentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub(super) header: String,
    pub(super) lines: Vec<&'a str>,
}

/// Returns a text as a block below `|` that is indented by two, if it has more than one line and a block can hold it.
pub(super) fn block(text: &str) -> Option<Block<'_>> {
    let holds = |c: char| c == '\n' || c == '\t' || is_printable(c);
    let body = text.trim_end_matches('\n');
    if !text.contains('\n')
        || body.trim_matches([' ', '\t', '\n']).is_empty()
        || !text.chars().all(holds)
    {
        return None;
    }
    let chomping = match text.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let lines: Vec<&str> = text
        .strip_suffix('\n')
        .unwrap_or(text)
        .split('\n')
        .collect();
    let first = lines.iter().find(|line| !line.is_empty())?;
    let indentation = match first.starts_with([' ', '\t']) {
        true => "2",
        false => "",
    };
    Some(Block {
        header: format!("|{indentation}{chomping}"),
        lines,
    })
}

/// Returns a text on one line, plain or in quotes.
pub(super) fn inline(text: &str, around: Around) -> String {
    let fits = around == Around::Lines || fits_in_brackets(text);
    if fits && is_plain(text) && starts_as_word(text) && !is_retyped(text) {
        return text.into();
    }
    if text.contains(['"', '\\']) && text.chars().all(is_printable) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    quoted(text)
}

/// Returns a word as it is where it can stand plain, else as text.
pub(super) fn bare(word: &str, around: Around) -> String {
    let fits = around == Around::Lines || fits_in_brackets(word);
    match fits && is_plain(word) {
        true => word.into(),
        false => inline(word, around),
    }
}

/// Returns whether YAML ends a plain scalar nowhere inside these characters; what it means is another matter.
pub(super) fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let starts = match (chars.next(), chars.next()) {
        (None, _) => false,
        (Some('-'), second) => second.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.'),
        (Some(first), _) => !first.is_whitespace() && !"?:,[]{}#&*!|>'\"%@`".contains(first),
    };
    starts
        && text.chars().all(is_printable)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("...")
}

/// Returns whether a plain text ends nowhere inside these characters between brackets; libyaml stumbles over `:?`.
fn fits_in_brackets(text: &str) -> bool {
    !text.contains([',', '[', ']', '{', '}']) && !text.contains(":?")
}

fn starts_as_word(text: &str) -> bool {
    !text.starts_with(['-', '=', '<', '~'])
}

/// Returns whether a reader of YAML 1.1 or 1.2 may take a plain text for a number, date, time, truth value or nothing.
fn is_retyped(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan",
    ];
    let lower = text.to_ascii_lowercase();
    if WORDS.contains(&lower.as_str()) {
        return true;
    }
    let unsigned = lower.trim_start_matches(['+', '-']);
    if [".inf", ".nan", "inf", "infinity"].contains(&unsigned) {
        return true;
    }
    let is_numeric = |c: char| c.is_ascii_hexdigit() || "xotz_.,:+- ".contains(c);
    unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.chars().all(is_numeric)
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_printable(c) => out.push(c),
            _ => out.push_str(&match u32::from(c) {
                code @ ..=0xFF => format!("\\x{code:02X}"),
                code @ ..=0xFFFF => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            }),
        }
    }
    out.push('"');
    out
}

/// Returns whether a character may stand as it is, inside of a line, for readers of YAML 1.1 and 1.2.
fn is_printable(c: char) -> bool {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' => false,
        ' '..='~' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'.. => true,
        _ => false,
    }
}
