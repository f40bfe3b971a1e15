//! Faults of characters and lines: encoding, control characters, line endings, conflict markers.
//! Keys and values are not known here.

use super::{Fault, MOST_FAULTS, Span, line_number};

/// The most bytes a record may have.
pub(super) const LARGEST: usize = 1 << 20;

/// Returns bytes as text, bad ones replaced by U+FFFD, and the one fault that keeps them from being read, if any.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<Fault>) {
    if bytes.len() > LARGEST {
        let text = String::from_utf8_lossy(&bytes[..LARGEST]).into_owned();
        let fault = Fault {
            span: Span::default(),
            message: format!(
                "file has {} bytes, more than the {LARGEST} a record may have",
                bytes.len()
            ),
            help: "keep long documents beside the desk and put a link into the record".into(),
        };
        return (text, Some(fault));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut bad = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            bad.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    let fault = bad.first().map(|&at| Fault {
        span: Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8()),
        message: match bad.len() {
            1 => "bytes that are not UTF-8".into(),
            places => format!("bytes that are not UTF-8, at {places} places"),
        },
        help: match bytes {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
                "the file looks like UTF-16; save it as UTF-8".into()
            }
            _ => "save the file as UTF-8".into(),
        },
    });
    (text, fault)
}

/// What a character is that no record may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Odd {
    ByteOrderMark,
    Control,
    LoneReturn,
    Separator,
}

/// Returns one fault for each sort of character that no record may hold, at its first place.
pub(super) fn odd_characters(text: &str) -> Vec<Fault> {
    let mut first: Vec<(Odd, usize, usize)> = Vec::new();
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if matches!(byte, b' '..=b'~' | b'\n' | b'\t') {
            continue;
        }
        let Some(odd) = odd(&text.as_bytes()[at..]) else {
            continue;
        };
        match first.iter_mut().find(|(sort, ..)| *sort == odd) {
            Some((_, _, count)) => *count += 1,
            None => first.push((odd, at, 1)),
        }
    }
    first
        .into_iter()
        .map(|(odd, at, count)| odd_fault(text, odd, at, count))
        .collect()
}

fn odd(bytes: &[u8]) -> Option<Odd> {
    match bytes {
        [b'\r', b'\n', ..] => None,
        [b'\r', ..] => Some(Odd::LoneReturn),
        [0..=0x1F | 0x7F, ..] | [0xC2, 0x80..=0x9F, ..] => Some(Odd::Control),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some(Odd::Separator),
        [0xEF, 0xBB, 0xBF, ..] => Some(Odd::ByteOrderMark),
        [0xEF, 0xBF, 0xBE | 0xBF, ..] => Some(Odd::Control),
        _ => None,
    }
}

fn odd_fault(text: &str, odd: Odd, at: usize, count: usize) -> Fault {
    let found = text[at..].chars().next().unwrap_or_default();
    let code = format!("U+{:04X}", u32::from(found));
    let (message, help) = match odd {
        Odd::ByteOrderMark => (
            format!("byte order mark {code}"),
            "save the file as UTF-8 without BOM",
        ),
        Odd::Control if found == '\0' => ("NUL byte".into(), "remove it; a record is plain text"),
        Odd::Control => (
            format!("control character {code}"),
            "remove it; a record is plain text",
        ),
        Odd::LoneReturn => (
            "carriage return without a line feed".into(),
            "end lines with LF, or all of them with CRLF",
        ),
        Odd::Separator => (
            format!("invisible line separator {code}"),
            "replace it by an ordinary line end or a space",
        ),
    };
    let more = match count {
        1 => String::new(),
        _ => format!(", and {} more like it", count - 1),
    };
    Fault {
        span: Span::new(at, at + found.len_utf8()),
        message: message + &more,
        help: help.into(),
    }
}

/// Returns a fault at the first line that ends otherwise than the first line does.
pub(super) fn mixed_line_endings(text: &str) -> Option<Fault> {
    let bytes = text.as_bytes();
    let mut ends = text.match_indices('\n').map(|(at, _)| at);
    let is_crlf = |at: usize| at > 0 && bytes[at - 1] == b'\r';
    let first = is_crlf(ends.next()?);
    let other = ends.find(|&at| is_crlf(at) != first)?;
    let start = text[..other].rfind('\n').map_or(0, |at| at + 1);
    let (here, above) = match first {
        true => ("LF", "CRLF"),
        false => ("CRLF", "LF"),
    };
    Some(Fault {
        span: Span::new(start, other - usize::from(!first)),
        message: format!("line ends with {here}, and the first line with {above}"),
        help: "end all lines with LF, or all with CRLF".into(),
    })
}

/// Returns one fault for each merge conflict that is left in the text, at its first marker.
pub(super) fn conflicts(text: &str) -> Vec<Fault> {
    const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let mut faults: Vec<Fault> = Vec::new();
    if !MARKERS.iter().any(|marker| text.contains(marker)) {
        return faults;
    }
    let mut is_open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let marker = MARKERS
            .iter()
            .find(|marker| match bare.strip_prefix(**marker) {
                Some(rest) => rest.is_empty() || (rest.starts_with(' ') && **marker != "======="),
                None => false,
            });
        if let Some(marker) = marker {
            let opens = *marker == "<<<<<<<";
            if opens || !is_open {
                if faults.len() == MOST_FAULTS {
                    break;
                }
                faults.push(Fault {
                    span: Span::new(at, at + bare.len()),
                    message: "merge conflict is not resolved".into(),
                    help: "keep what is right of both sides, and delete the marker lines".into(),
                });
            } else if let (Some(fault), ">>>>>>>") = (faults.last_mut(), *marker) {
                fault.help = format!(
                    "keep what is right of lines {} to {}, and delete the marker lines",
                    line_number(text, fault.span.start),
                    line_number(text, at),
                );
            }
            is_open = *marker != ">>>>>>>";
        }
        at += line.len();
    }
    faults
}
