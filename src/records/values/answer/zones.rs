//! Whether a text about dates says in which time zone they are.
//! Which offset a zone has is not known here.

/// Abbreviations that are no words of their own.
const ABBREVIATIONS: [&str; 59] = [
    "UTC", "GMT", "CET", "CEST", "WET", "EET", "EEST", "BST", "MSK", "TRT", "SAST", "WAT", "IST",
    "PKT", "GST", "ICT", "WIB", "JST", "KST", "HKT", "SGT", "PHT", "AWST", "ACST", "ACDT", "AEST",
    "AEDT", "AET", "NZST", "NZDT", "NZT", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT",
    "MT", "PST", "PDT", "PT", "AKST", "AKDT", "HST", "AST", "ADT", "NST", "NDT", "BRT", "BRST",
    "CLT", "CLST", "COT", "PET", "UYT", "MESZ", "MEZ",
];

/// Abbreviations that are words too; a time has to stand before them.
const WORDLIKE: [&str; 6] = ["WEST", "EAT", "CAT", "ART", "MET", "Z"];

/// Letters of the longest abbreviation.
const LONGEST: usize = 4;

/// First words of "... time" that name a zone.
const NAMED_TIMES: [&str; 8] = [
    "eastern", "pacific", "mountain", "central", "uk", "european", "british", "japan",
];

const AREAS: [&str; 7] = [
    "Europe",
    "America",
    "Asia",
    "Australia",
    "Africa",
    "Pacific",
    "Atlantic",
];

/// Returns whether a text names a time zone: by abbreviation, by offset, by the name of the zone
/// or as the time of a city; `known_zone` tells whether an IANA name exists.
pub fn names_zone(text: &str, known_zone: &dyn Fn(&str) -> bool) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    (0..tokens.len()).any(|at| {
        let before = at.checked_sub(1).map_or("", |at| tokens[at]);
        let after = tokens.get(at + 1).copied().unwrap_or_default();
        let token = tokens[at];
        !token.contains("://")
            && (has_abbreviation(token, before)
                || has_offset(token, before)
                || is_zone_name(token, known_zone)
                || is_named_time(token, after, known_zone))
    })
}

/// How the time before an abbreviation is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// `2pm`
    Halved,
    /// `14:00`, `1400`, `14h`
    Whole,
}

fn has_abbreviation(token: &str, before: &str) -> bool {
    let not_letter = |c: char| !c.is_alphabetic();
    let mut start = 0;
    token.split_inclusive(not_letter).any(|piece| {
        let earlier = &token[..start];
        start += piece.len();
        let name = piece.trim_end_matches(not_letter);
        let beside = earlier.contains(char::is_alphanumeric);
        is_abbreviation(name, clock(if beside { earlier } else { before }))
    })
}

/// Lower case and words count only right after a time; `et` and `est` are French even there.
fn is_abbreviation(name: &str, after: Option<Clock>) -> bool {
    if !(1..=LONGEST).contains(&name.len()) {
        return false;
    }
    let upper = name.to_ascii_uppercase();
    let known = ABBREVIATIONS.contains(&upper.as_str());
    let capital = upper == name;
    match after {
        None => known && capital,
        Some(clock) => {
            let french = ["et", "est"].contains(&name) && clock == Clock::Whole;
            known && !french || WORDLIKE.contains(&upper.as_str()) && capital
        }
    }
}

fn clock(token: &str) -> Option<Clock> {
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase().replace('.', "");
    if lower.ends_with("am") || lower.ends_with("pm") {
        let hours = &lower[..lower.len() - 2];
        let halved = hours.is_empty() || hours.ends_with(|c: char| c.is_ascii_digit());
        return halved.then_some(Clock::Halved);
    }
    let digits = lower.trim_end_matches('h');
    let whole = digits.ends_with(|c: char| c.is_ascii_digit())
        && (digits.contains(':') || digits.len() == 4 || digits.len() < lower.len());
    whole.then_some(Clock::Whole)
}

/// A plus before hours is an offset; a minus is one after an ISO time, and elsewhere when it
/// cannot end a range such as `10:00 -11:00`.
fn has_offset(token: &str, before: &str) -> bool {
    let token = token.trim_matches(|c: char| "()[],;".contains(c));
    token.char_indices().any(|(at, c)| {
        let earlier = &token[..at];
        let Some(hours) = offset_hours(&token[at + c.len_utf8()..]) else {
            return false;
        };
        match c {
            '+' => true,
            '-' | '−' if earlier.is_empty() => hour_of(before).is_none_or(|start| start > hours),
            '-' | '−' => earlier.split_once('T').is_some_and(|(day, time)| {
                day.ends_with(|c: char| c.is_ascii_digit()) && time.contains(':')
            }),
            _ => false,
        }
    })
}

/// Reads `01:00` or `0100` up to 14 hours.
fn offset_hours(text: &str) -> Option<u32> {
    let digits: String = match text.split_once(':') {
        Some((hours, minutes)) if hours.len() == 2 && minutes.len() == 2 => {
            format!("{hours}{minutes}")
        }
        Some(_) => return None,
        None => text.to_owned(),
    };
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: u32 = digits[..2].parse().ok()?;
    let minutes: u32 = digits[2..].parse().ok()?;
    (hours <= 14 && minutes < 60).then_some(hours)
}

fn hour_of(token: &str) -> Option<u32> {
    let (hours, _) = token.split_once(':')?;
    let start = hours.len() - hours.bytes().rev().take_while(u8::is_ascii_digit).count();
    hours[start..].parse().ok()
}

fn is_zone_name(token: &str, known_zone: &dyn Fn(&str) -> bool) -> bool {
    let name = token.trim_matches(|c: char| !c.is_alphanumeric());
    name.contains('/') && known_zone(name)
}

/// `Pacific time`, `Berlin time`.
fn is_named_time(token: &str, after: &str, known_zone: &dyn Fn(&str) -> bool) -> bool {
    let next = after.trim_matches(|c: char| !c.is_alphanumeric());
    let next = next.to_lowercase();
    let place = token.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = place.to_lowercase();
    let named = NAMED_TIMES.contains(&lower.as_str());
    if ["standard", "daylight", "summer"].contains(&next.as_str()) {
        return named;
    }
    next == "time"
        && !place.is_empty()
        && (named
            || AREAS
                .iter()
                .any(|area| known_zone(&format!("{area}/{place}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> bool {
        let zones = ["Europe/Berlin", "Europe/Zurich", "America/Sao_Paulo"];
        names_zone(text, &|name| zones.contains(&name))
    }

    #[test]
    fn no_abbreviation_is_longer_than_the_longest() {
        let all = ABBREVIATIONS.iter().chain(&WORDLIKE);
        assert_eq!(all.map(|name| name.len()).max(), Some(LONGEST));
    }

    #[test]
    fn zones_are_named_in_many_ways() {
        for text in [
            "Tue 1 Dec 2026 15:00 CET",
            "any afternoon next week (CET)",
            "2pm PT",
            "2pm pt",
            "10 am est",
            "14:00CET",
            "14:00 cest",
            "Wed 10:30 Europe/Berlin",
            "17:00 (Europe/Zurich).",
            "9h America/Sao_Paulo",
            "2026-12-03T09:00+01:00",
            "2026-12-03T09:00-05:00",
            "09:00 +0530",
            "14:00 -05:00",
            "2026-12-03T09:00:00Z",
            "09:00 Z",
            "UTC+1",
            "10:00 GMT-3",
            "3pm Eastern time",
            "3pm Pacific Standard Time",
            "10:00 Berlin time",
            "15:00 WEST",
            "9.30 a.m. ET/CT",
        ] {
            assert!(named(text), "{text}");
        }
    }

    #[test]
    fn dates_and_ranges_name_no_zone() {
        for text in [
            "by Thursday",
            "14:00-15:00",
            "10:00 -11:00",
            "10:00 - 11:00",
            "1 Dec 2026 at 15:00",
            "2026-12-03T09:00",
            "9-11 or 1400-1500",
            "afternoon in Springfield/Ohio",
            "customer's local time",
            "some time next week",
            "la réunion est le 3 et le 4",
            "de 14:00 et 15:00 est bien",
            "the west coast team, EAT first",
            "https://x.example/CET",
            "Z",
            "+1 555 0100",
        ] {
            assert!(!named(text), "{text}");
        }
    }
}
