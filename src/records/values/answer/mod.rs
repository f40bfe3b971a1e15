//! What counts as an answer to an item of a request, whoever wrote it down: a form or a hand.
//! Nothing here reads Markdown or YAML; it judges text by the key it answers.

pub mod dates;
pub mod hosting;
pub mod opportunities;
mod silence;
pub mod zones;

use chrono::NaiveDate;

pub use dates::MonthDay;
pub use hosting::Hosting;

/// Why an answer cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Says that there is no answer: empty, `TBD`, `n/a`, boxes without a tick.
    NoAnswer { said: String },
    /// A date that can be read day first and month first, in that order.
    AmbiguousDate {
        said: String,
        could_be: [NaiveDate; 2],
    },
    /// A day without year that can be read day first and month first, in that order.
    AmbiguousDay {
        said: String,
        could_be: [MonthDay; 2],
    },
    /// Dates without abbreviation, name or offset of a time zone.
    NoTimeZone,
    /// Names none of the hostings, several of them, or one without being sure of it.
    UnclearHosting { could_be: Vec<Hosting> },
    /// A link without `http://` or `https://` address.
    NotALink,
    /// More than one opportunity, as typed, in the order named.
    SeveralOpportunities { ids: Vec<String> },
    /// A confirmation that was answered with no.
    Denied,
}

impl Doubt {
    /// Returns a phrase that continues the name of the item, as in "why now says `TBD`, ...".
    pub fn message(&self) -> String {
        match self {
            Self::NoAnswer { said } if said.trim().is_empty() => "is empty".to_owned(),
            Self::NoAnswer { said } if silence::is_open_box(said) => "has no box ticked".to_owned(),
            Self::NoAnswer { said } => format!("says `{}`, which is no answer", brief(said)),
            Self::AmbiguousDate { said, could_be } => read_two_ways(said, could_be),
            Self::AmbiguousDay { said, could_be } => {
                let [first, second] = could_be;
                format!("`{said}` can be read as {first} or {second}")
            }
            Self::NoTimeZone => "names no time zone".to_owned(),
            Self::UnclearHosting { could_be } => unclear_hosting(could_be),
            Self::NotALink => "holds no http or https link".to_owned(),
            Self::SeveralOpportunities { ids } => {
                let named: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
                format!("names {} opportunities: {}", ids.len(), named.join(", "))
            }
            Self::Denied => "is answered with no".to_owned(),
        }
    }
}

/// Returns the first doubt about a text as the answer to a key such as `command_plan.why_now`.
/// `known_zone` tells whether an IANA name such as `Europe/Berlin` exists.
pub fn doubt(key: &str, text: &str, known_zone: &dyn Fn(&str) -> bool) -> Option<Doubt> {
    doubts(key, text, known_zone).into_iter().next()
}

/// Returns all doubts about a text as the answer to a key, the gravest first; none for a key
/// without rules of its own when the text says something.
pub fn doubts(key: &str, text: &str, known_zone: &dyn Fn(&str) -> bool) -> Vec<Doubt> {
    if silence::says_nothing(key, text) {
        let said = text.trim().to_owned();
        return vec![Doubt::NoAnswer { said }];
    }
    match key {
        "preferred_dates" => {
            let mut found = dates::ambiguous(text);
            if !zones::names_zone(text, known_zone) {
                found.push(Doubt::NoTimeZone);
            }
            found
        }
        "hosting" => hosting::doubt(text).into_iter().collect(),
        "customer" => several(text).into_iter().collect(),
        "command_plan.link" if !holds_link(text) => vec![Doubt::NotALink],
        "meeting.objectives" | "meeting.expectations" if silence::denies(text) => {
            vec![Doubt::Denied]
        }
        _ => Vec::new(),
    }
}

/// Returns whether a text says anything as the answer to a key, however doubtful.
pub fn is_answer(key: &str, text: &str) -> bool {
    !silence::says_nothing(key, text)
}

/// Returns whether a text holds an `http` or `https` address.
pub fn holds_link(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["http://", "https://"].iter().any(|scheme| {
        lower.match_indices(scheme).any(|(at, _)| {
            let host = lower[at + scheme.len()..].chars().next();
            host.is_some_and(|c| c.is_alphanumeric() || c == '[')
        })
    })
}

fn several(text: &str) -> Option<Doubt> {
    let ids = opportunities::ids_in(text);
    (ids.len() > 1).then_some(Doubt::SeveralOpportunities { ids })
}

fn read_two_ways(said: &str, could_be: &[NaiveDate; 2]) -> String {
    let [first, second] = could_be;
    format!(
        "`{said}` can be read as {} or {}",
        first.format("%-d %B"),
        second.format("%-d %B %Y")
    )
}

fn unclear_hosting(could_be: &[Hosting]) -> String {
    let named: Vec<&str> = could_be.iter().map(|hosting| hosting.name()).collect();
    match named.as_slice() {
        [] => "names none of Self-Managed, Cloud and GitLab.com".to_owned(),
        [one] => format!("names {one} without being sure"),
        several => format!("could be {}", several.join(" or ")),
    }
}

/// One line of at most 60 characters, so that a message stays a phrase.
fn brief(said: &str) -> String {
    const LONGEST: usize = 60;
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let kept: String = line.chars().take(LONGEST - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(key: &str, text: &str) -> Option<Doubt> {
        doubt(key, text, &|name| name == "Europe/Berlin")
    }

    fn message(key: &str, text: &str) -> String {
        judge(key, text).map_or("no doubt".to_owned(), |doubt| doubt.message())
    }

    #[test]
    fn each_doubt_reads_as_a_phrase() {
        let cases = [
            ("sa_asks", "TBD", "says `TBD`, which is no answer"),
            ("sa_asks", "  ", "is empty"),
            ("sa_asks", "- [ ] demo\n- [ ] talk", "has no box ticked"),
            (
                "preferred_dates",
                "11/12/2026 2pm PT",
                "`11/12/2026` can be read as 11 December or 12 November 2026",
            ),
            (
                "preferred_dates",
                "11/12 2pm PT",
                "`11/12` can be read as 11 December or 12 November",
            ),
            ("preferred_dates", "by Thursday", "names no time zone"),
            (
                "hosting",
                "AWS",
                "names none of Self-Managed, Cloud and GitLab.com",
            ),
            (
                "hosting",
                "not sure, SaaS or self managed",
                "could be Self-Managed or GitLab.com",
            ),
            (
                "hosting",
                "unsure, likely SaaS",
                "names GitLab.com without being sure",
            ),
            (
                "command_plan.link",
                "in the drive",
                "holds no http or https link",
            ),
            (
                "customer",
                "A 0064M00000GhI78QAK and B 0064M00000GhI79",
                "names 2 opportunities: `0064M00000GhI78QAK`, `0064M00000GhI79`",
            ),
            ("meeting.objectives", "no", "is answered with no"),
        ];
        for (key, text, expected) in cases {
            assert_eq!(message(key, text), expected, "{key}: {text}");
        }
    }

    #[test]
    fn dates_may_be_doubtful_twice() {
        let found = doubts("preferred_dates", "11/12/2026 2pm", &|_| false);
        assert!(
            matches!(
                found.as_slice(),
                [Doubt::AmbiguousDate { .. }, Doubt::NoTimeZone]
            ),
            "{found:?}"
        );
    }

    #[test]
    fn a_link_needs_a_scheme_and_a_host() {
        let key = "command_plan.link";
        assert_eq!(judge(key, "see HTTPS://docs.example.com/cp"), None);
        assert_eq!(judge(key, "[plan](http://docs.example.com)"), None);
        for text in ["docs.example.com/cp", "https://", "https:// soon"] {
            assert_eq!(judge(key, text), Some(Doubt::NotALink), "{text}");
        }
    }

    #[test]
    fn one_opportunity_named_twice_is_one() {
        let text = "Northwind 0064M00000XyZ12, https://x/0064M00000XyZ12QAF";
        assert_eq!(judge("customer", text), None);
    }

    #[test]
    fn a_long_answer_that_is_none_is_shortened_in_the_message() {
        let said = format!("TBD - {}", "waiting ".repeat(20));
        let message = message("sa_asks", &said);
        assert!(message.chars().count() < 100, "{message}");
        assert!(message.contains('…'), "{message}");
    }
}
