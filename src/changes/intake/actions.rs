//! Quick actions of the board: lines such as `/label ~"SA POV"`, and what the labels mean.
//! Other text of the form is not read here.

/// A label of the board that is no flag of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherLabel {
    pub name: String,
    pub meaning: LabelMeaning,
    /// Counted from 1.
    pub line: usize,
}

/// What a label says that a form cannot set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelMeaning {
    /// A state of the request, by its name in records; only steps of the lifecycle lead there.
    State(&'static str),
    /// The value of a `Region::` label.
    Region(String),
    Unknown,
}

const FLAGS: [(&str, &str); 5] = [
    ("sa pov", "pov"),
    ("pov", "pov"),
    ("security audit", "security-audit"),
    ("services request", "services-request"),
    ("expedite", "expedite"),
];

const STATES: [(&str, &str); 6] = [
    ("sa triaged", "triaged"),
    ("sa demo ready", "demo-ready"),
    ("sa doing", "doing"),
    ("sa followup", "followup"),
    ("sa follow up", "followup"),
    ("sa waiting", "waiting"),
];

const SETTING_LABELS: [&str; 3] = ["label", "labels", "relabel"];

const ACTIONS: [&str; 37] = [
    "approve",
    "assign",
    "assign_reviewer",
    "award",
    "blocked_by",
    "blocks",
    "cc",
    "clear_weight",
    "clone",
    "close",
    "confidential",
    "copy_metadata",
    "due",
    "duplicate",
    "epic",
    "estimate",
    "health_status",
    "iteration",
    "link",
    "lock",
    "milestone",
    "move",
    "parent",
    "promote",
    "reassign",
    "relate",
    "remove_due_date",
    "remove_label",
    "reopen",
    "severity",
    "spend",
    "subscribe",
    "title",
    "todo",
    "type",
    "unlabel",
    "weight",
];

/// Returns the label names that a quick action sets; none for another line.
pub(super) fn labels(line: &str) -> Option<Vec<String>> {
    let (name, rest) = action(line)?;
    let found = SETTING_LABELS
        .contains(&name.as_str())
        .then(|| names(rest))?;
    (!found.is_empty()).then_some(found)
}

/// Returns whether a line is a quick action.
pub(super) fn is_action(line: &str) -> bool {
    action(line).is_some_and(|(name, _)| {
        ACTIONS.contains(&name.as_str()) || SETTING_LABELS.contains(&name.as_str())
    })
}

/// Returns the flag of a request that a label sets.
pub(super) fn flag(label: &str) -> Option<&'static str> {
    let said = simplify(label);
    let found = FLAGS.iter().find(|(name, _)| *name == said);
    found.map(|(_, flag)| *flag)
}

/// Returns what a label means that sets no flag.
pub(super) fn meaning(label: &str) -> LabelMeaning {
    let said = simplify(label);
    if let Some((_, state)) = STATES.iter().find(|(name, _)| *name == said) {
        return LabelMeaning::State(state);
    }
    match label.split_once("::") {
        Some((scope, value)) if scope.trim().eq_ignore_ascii_case("region") => {
            LabelMeaning::Region(value.trim().to_owned())
        }
        _ => LabelMeaning::Unknown,
    }
}

fn action(line: &str) -> Option<(String, &str)> {
    let line = line.trim().strip_prefix('/')?;
    let end = line
        .find(|c: char| !c.is_ascii_alphabetic() && c != '_')
        .unwrap_or(line.len());
    let (name, rest) = line.split_at(end);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (apart && !name.is_empty()).then(|| (name.to_ascii_lowercase(), rest))
}

/// Reads `~"two words" ~one, other`; straight and curly quotes, with and without the tilde.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == '~');
        let Some(first) = rest.chars().next() else {
            return found;
        };
        let inside = &rest[first.len_utf8()..];
        let quoted = "\"“”„'‘’".contains(first);
        let name = match inside.find(closing(first)) {
            Some(end) if quoted => {
                let after = &inside[end..];
                rest = after.trim_start_matches(closing(first));
                &inside[..end]
            }
            _ => {
                let ends = |c: char| c.is_whitespace() || c == ',' || c == '~';
                let end = rest.find(ends).unwrap_or(rest.len());
                let (name, after) = rest.split_at(end);
                rest = after;
                name
            }
        };
        if !name.trim().is_empty() {
            found.push(name.trim().to_owned());
        }
    }
}

fn closing(quote: char) -> &'static [char] {
    match quote {
        '\'' | '‘' | '’' => &['\'', '’', '‘'],
        _ => &['"', '”', '“'],
    }
}

fn simplify(label: &str) -> String {
    let words: Vec<&str> = label
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_however_they_are_quoted() {
        for (line, expected) in [
            (r#"/label ~"SA POV""#, vec!["SA POV"]),
            (
                r#"/label ~"Security Audit" ~Expedite"#,
                vec!["Security Audit", "Expedite"],
            ),
            ("/Label ~“SA POV”, ~expedite", vec!["SA POV", "expedite"]),
            (
                "  /labels 'SA POV'~a Region::EMEA",
                vec!["SA POV", "a", "Region::EMEA"],
            ),
            (r#"/label ~"never closed"#, vec![r#""never"#, "closed"]),
        ] {
            assert_eq!(
                labels(line),
                Some(expected.iter().map(|&name| name.into()).collect()),
                "{line}"
            );
        }
        for line in [
            "/label",
            "/label ~",
            "/assign @sam",
            "/labelled",
            "label ~a",
            "/unlabel ~a",
        ] {
            assert_eq!(labels(line), None, "{line}");
        }
    }

    #[test]
    fn paths_are_no_actions() {
        assert!(is_action("/assign @sam"));
        assert!(is_action("/due 2026-12-04"));
        assert!(is_action("/label"));
        for line in ["/usr/bin/sa", "/opt is full", "a /due", "/", "//due"] {
            assert!(!is_action(line), "{line}");
        }
    }

    #[test]
    fn labels_mean_flags_states_regions_or_nothing() {
        assert_eq!(flag("sa  pov"), Some("pov"));
        assert_eq!(flag("Services Request"), Some("services-request"));
        assert_eq!(flag("SA Triaged"), None);
        assert_eq!(meaning("SA Demo Ready"), LabelMeaning::State("demo-ready"));
        assert_eq!(
            meaning("Region::EMEA"),
            LabelMeaning::Region("EMEA".to_owned())
        );
        assert_eq!(meaning("bug"), LabelMeaning::Unknown);
    }
}
