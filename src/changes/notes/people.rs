//! Who took part, from `Lars Holm (VP Platform), Jan de Wit; GitLab: Sam Otieno (SA)`.

use smol_str::{SmolStr, format_smolstr};

use crate::records::activity::Attendee;

/// Somebody who took part, and the group they were named in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guest {
    name: SmolStr,
    role: Option<SmolStr>,
    group: Option<String>,
}

/// Returns the people a text names, groups set off by `;` and people by `,`.
pub(super) fn guests(text: &str) -> Vec<Guest> {
    let text = text.trim_start();
    let text = text
        .strip_prefix("- ")
        .or_else(|| text.strip_prefix("* "))
        .unwrap_or(text);
    let mut guests = Vec::new();
    for group in outside_brackets(text, ';') {
        let parts = outside_brackets(group, ':');
        let (name, people) = match parts.as_slice() {
            [name, _, ..] if !name.contains(',') => (Some(name.trim()), &group[name.len() + 1..]),
            _ => (None, group),
        };
        for one in outside_brackets(people, ',') {
            guests.extend(guest(one.trim(), name));
        }
    }
    guests
}

/// Returns attendees; a group in which nobody is of the desk is told with the role, as it says whom they are with.
pub(super) fn attendees(guests: &[Guest], is_ours: impl Fn(&str) -> bool) -> Vec<Attendee> {
    let with_us = |group: &str| {
        let of_group = |guest: &&Guest| guest.group.as_deref() == Some(group);
        guests
            .iter()
            .filter(of_group)
            .any(|guest| is_ours(&guest.name))
    };
    let attendee = |guest: &Guest| {
        let group = guest.group.as_deref().filter(|group| !with_us(group));
        let role = match (&guest.role, group) {
            (Some(role), Some(group)) => Some(format_smolstr!("{role}, {group}")),
            (None, Some(group)) => Some(group.into()),
            (role, None) => role.clone(),
        };
        Attendee {
            name: guest.name.clone(),
            role,
        }
    };
    guests.iter().map(attendee).collect()
}

fn guest(text: &str, group: Option<&str>) -> Option<Guest> {
    let (name, role) = match text.strip_suffix(')').and_then(|open| open.split_once('(')) {
        Some((name, role)) if !name.trim().is_empty() && !role.trim().is_empty() => {
            (name.trim(), Some(role.trim()))
        }
        _ => (text, None),
    };
    (!name.is_empty()).then(|| Guest {
        name: name.into(),
        role: role.map(Into::into),
        group: group.filter(|group| !group.is_empty()).map(Into::into),
    })
}

/// Splits a text at a mark, but not inside of brackets; a bracket that is never closed counts for nothing.
fn outside_brackets(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut closes = 0;
    for (at, c) in text.char_indices() {
        if at < closes {
            continue;
        }
        if c == '(' {
            closes = text[at..].find(')').map_or(at, |length| at + length);
        } else if c == mark {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(String, String)> {
        let people = attendees(&guests(text), |name| name == "Sam Otieno");
        people
            .into_iter()
            .map(|one| (one.name.into(), one.role.unwrap_or_default().into()))
            .collect()
    }

    #[test]
    fn people_are_told_apart_with_role_and_company() {
        let text = "Lars Holm (VP, Platform), Jan de Wit; GitLab: Sam Otieno (SA), Li (x; y); Acme: Bo Ek (PM), Ann";
        let expected = [
            ("Lars Holm", "VP, Platform"),
            ("Jan de Wit", ""),
            ("Sam Otieno", "SA"),
            ("Li", "x; y"),
            ("Bo Ek", "PM, Acme"),
            ("Ann", "Acme"),
        ];
        let expected = expected.map(|(name, role)| (name.to_owned(), role.to_owned()));
        assert_eq!(named(text), expected);
    }

    #[test]
    fn what_is_oddly_written_is_a_name_all_the_same() {
        for (text, name) in [
            ("Lars (VP", "Lars (VP"),
            ("(VP)", "(VP)"),
            ("Lars (VP) by phone", "Lars (VP) by phone"),
            ("- Lars", "Lars"),
        ] {
            assert_eq!(named(text), [(name.to_owned(), String::new())], "{text}");
        }
        assert!(named(" , ;").is_empty());
    }
}
