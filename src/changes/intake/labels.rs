//! The names of the items of a request form, and which of them a heading or label means.
//! Where labels may stand in a form is decided in `sections`.

use strsim::damerau_levenshtein;

/// An item of the form, or a section that holds items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Customer,
    PreferredDates,
    Hosting,
    PainPoints,
    RequiredCapabilities,
    CurrentTools,
    SaAsks,
    CommandPlan,
    Link,
    WhyNow,
    IdentifiedPain,
    Champion,
    Meeting,
    Goal,
    Objectives,
    Expectations,
    Requester,
    Region,
    Template,
    /// A heading that is none of the form's.
    Foreign,
}

impl Topic {
    /// Returns the key of a record that the text below this topic answers.
    pub(super) fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Customer => "customer",
            Self::PreferredDates => "preferred_dates",
            Self::Hosting => "hosting",
            Self::PainPoints => "pain_points",
            Self::RequiredCapabilities => "required_capabilities",
            Self::CurrentTools => "current_tools",
            Self::SaAsks => "sa_asks",
            Self::Link => "command_plan.link",
            Self::WhyNow => "command_plan.why_now",
            Self::IdentifiedPain => "command_plan.identified_pain",
            Self::Champion => "command_plan.champion",
            Self::Goal => "meeting.goal",
            Self::Objectives => "meeting.objectives",
            Self::Expectations => "meeting.expectations",
            Self::Requester => "requester",
            Self::Region => "region",
            Self::CommandPlan | Self::Meeting | Self::Template | Self::Foreign => return None,
        })
    }

    /// Returns the section of the form that this topic belongs to; a section is its own.
    pub(super) fn section(self) -> Self {
        match self {
            Self::Link | Self::WhyNow | Self::IdentifiedPain | Self::Champion => Self::CommandPlan,
            Self::Goal | Self::Objectives | Self::Expectations => Self::Meeting,
            Self::Requester | Self::Region => Self::Customer,
            section => section,
        }
    }

    /// Returns whether people answer this with a line rather than with paragraphs.
    pub(super) fn is_short(self) -> bool {
        matches!(
            self,
            Self::Hosting
                | Self::Link
                | Self::Champion
                | Self::Goal
                | Self::Objectives
                | Self::Expectations
                | Self::Requester
                | Self::Region
                | Self::Template
        )
    }
}

/// How much a name says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// The name as the form prints it, or as good as that.
    Full,
    /// A word that the form's names are shortened to, and that stands in other text too.
    Short,
    /// A word that means the item inside its section alone.
    Inside,
}

/// Names in the form of `simplify`.
const NAMES: &[(&str, Topic, Fit)] = &[
    ("customer information", Topic::Customer, Fit::Full),
    ("customer info", Topic::Customer, Fit::Full),
    ("customer detail", Topic::Customer, Fit::Full),
    ("customer information sfdc link", Topic::Customer, Fit::Full),
    ("customer sfdc link", Topic::Customer, Fit::Full),
    ("account information", Topic::Customer, Fit::Full),
    ("customer", Topic::Customer, Fit::Short),
    ("customer name", Topic::Customer, Fit::Short),
    ("account", Topic::Customer, Fit::Short),
    ("account name", Topic::Customer, Fit::Short),
    ("sfdc link", Topic::Customer, Fit::Short),
    ("sfdc opportunity", Topic::Customer, Fit::Short),
    ("sfdc opportunity link", Topic::Customer, Fit::Short),
    ("opportunity link", Topic::Customer, Fit::Short),
    ("opportunity", Topic::Customer, Fit::Short),
    ("preferred date option", Topic::PreferredDates, Fit::Full),
    ("preferred date", Topic::PreferredDates, Fit::Full),
    ("preferred date time", Topic::PreferredDates, Fit::Full),
    ("preferred date time zone", Topic::PreferredDates, Fit::Full),
    ("preferred time", Topic::PreferredDates, Fit::Full),
    ("date option", Topic::PreferredDates, Fit::Short),
    ("target hosting environment", Topic::Hosting, Fit::Full),
    ("target hosting", Topic::Hosting, Fit::Full),
    ("hosting environment", Topic::Hosting, Fit::Full),
    ("target environment", Topic::Hosting, Fit::Full),
    ("hosting", Topic::Hosting, Fit::Short),
    ("challenge pain point", Topic::PainPoints, Fit::Full),
    ("customer pain point", Topic::PainPoints, Fit::Full),
    ("pain point", Topic::PainPoints, Fit::Full),
    ("pain point challenge", Topic::PainPoints, Fit::Full),
    ("challenge", Topic::PainPoints, Fit::Short),
    (
        "required capability",
        Topic::RequiredCapabilities,
        Fit::Full,
    ),
    ("capability", Topic::RequiredCapabilities, Fit::Short),
    ("requirement", Topic::RequiredCapabilities, Fit::Short),
    ("current tool competitor", Topic::CurrentTools, Fit::Full),
    ("current tooling competitor", Topic::CurrentTools, Fit::Full),
    ("current tool", Topic::CurrentTools, Fit::Full),
    ("current tooling", Topic::CurrentTools, Fit::Full),
    ("tool competitor", Topic::CurrentTools, Fit::Full),
    ("competitor", Topic::CurrentTools, Fit::Short),
    ("sa ask", Topic::SaAsks, Fit::Full),
    ("solution architect ask", Topic::SaAsks, Fit::Full),
    ("ask", Topic::SaAsks, Fit::Short),
    ("command plan", Topic::CommandPlan, Fit::Full),
    ("command plan link", Topic::Link, Fit::Full),
    ("link to command plan", Topic::Link, Fit::Full),
    ("link", Topic::Link, Fit::Inside),
    ("url", Topic::Link, Fit::Inside),
    ("why now", Topic::WhyNow, Fit::Full),
    ("identified pain", Topic::IdentifiedPain, Fit::Full),
    ("identify pain", Topic::IdentifiedPain, Fit::Full),
    ("pain", Topic::IdentifiedPain, Fit::Inside),
    ("champion", Topic::Champion, Fit::Short),
    ("customer champion", Topic::Champion, Fit::Full),
    ("meeting", Topic::Meeting, Fit::Short),
    ("customer meeting", Topic::Meeting, Fit::Full),
    ("meeting detail", Topic::Meeting, Fit::Full),
    ("goal", Topic::Goal, Fit::Short),
    ("meeting goal", Topic::Goal, Fit::Full),
    ("goal of the meeting", Topic::Goal, Fit::Full),
    (
        "objective are clear to both side",
        Topic::Objectives,
        Fit::Full,
    ),
    ("objective clear to both side", Topic::Objectives, Fit::Full),
    ("objective clear", Topic::Objectives, Fit::Short),
    ("objective are clear", Topic::Objectives, Fit::Short),
    ("objective", Topic::Objectives, Fit::Short),
    (
        "expectation set with the customer",
        Topic::Expectations,
        Fit::Full,
    ),
    (
        "expectation are set with the customer",
        Topic::Expectations,
        Fit::Full,
    ),
    (
        "expectation set with customer",
        Topic::Expectations,
        Fit::Full,
    ),
    ("expectation set", Topic::Expectations, Fit::Short),
    ("expectation", Topic::Expectations, Fit::Short),
    ("requested by", Topic::Requester, Fit::Full),
    ("submitted by", Topic::Requester, Fit::Full),
    ("requester", Topic::Requester, Fit::Full),
    ("requestor", Topic::Requester, Fit::Full),
    ("account executive", Topic::Requester, Fit::Full),
    ("ae", Topic::Requester, Fit::Short),
    ("sae", Topic::Requester, Fit::Short),
    ("region", Topic::Region, Fit::Short),
    ("template", Topic::Template, Fit::Full),
];

const TEMPLATES: &[(&str, &str)] = &[
    ("sa activity", "sa-activity"),
    ("follow up", "follow-up"),
    ("followup", "follow-up"),
    ("vendor security assessment", "vendor-security-assessment"),
];

/// Finds the topic that a heading or label means: exactly, else nearly, so that small slips in
/// spelling do not lose an answer.
pub(super) fn topic(label: &str) -> Option<(Topic, Fit)> {
    let said = simplify(label);
    let exact = NAMES.iter().find(|(name, ..)| *name == said);
    exact
        .or_else(|| NAMES.iter().find(|(name, ..)| nearly(&said, name)))
        .map(|(_, topic, fit)| (*topic, *fit))
}

/// Finds the topic of a label whose spelling has no slip.
pub(super) fn topic_exactly(label: &str) -> Option<(Topic, Fit)> {
    let said = simplify(label);
    let found = NAMES.iter().find(|(name, ..)| *name == said);
    found.map(|(_, topic, fit)| (*topic, *fit))
}

/// Finds the template of this very name.
pub(super) fn template(name: &str) -> Option<&'static str> {
    let said = simplify(name);
    TEMPLATES
        .iter()
        .find(|(name, _)| *name == said || nearly(&said, name))
        .map(|(_, template)| *template)
}

/// Finds the template that a line begins with, as in "Follow up from the call on ...".
pub(super) fn template_at_start(line: &str) -> Option<&'static str> {
    let said = simplify(line);
    TEMPLATES
        .iter()
        .find(|(name, _)| {
            said.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .map(|(_, template)| *template)
}

/// Word by word, so that no word becomes another one: `why not` is not `why now`.
fn nearly(said: &str, name: &str) -> bool {
    if name.len() < 6 || said.is_empty() {
        return false;
    }
    let (words, others): (Vec<&str>, Vec<&str>) =
        (said.split(' ').collect(), name.split(' ').collect());
    let alone = others.len() == 1;
    words.concat() == others.concat()
        || words.len() == others.len()
            && words.iter().zip(&others).all(|(word, other)| {
                let slips = match other.len() {
                    0..=3 => 0,
                    4..=7 if alone => 0,
                    4..=7 => 1,
                    _ => 2,
                };
                word.len().abs_diff(other.len()) <= slips
                    && damerau_levenshtein(word, other) <= slips
            })
}

/// Lower case words in the singular without numbering, marks, `and` and `or`.
fn simplify(label: &str) -> String {
    let bare: String = label
        .replace("'s ", " ")
        .replace("’s ", " ")
        .chars()
        .filter(|c| !"'’‘\u{200b}\u{feff}".contains(*c))
        .collect();
    let mut words: Vec<String> = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| singular(&word.to_lowercase()))
        .filter(|word| word != "and" && word != "or")
        .collect();
    if words.len() > 1 && words[0].bytes().all(|byte| byte.is_ascii_digit()) {
        words.remove(0);
    }
    words.join(" ")
}

fn singular(word: &str) -> String {
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) if stem.len() > 2 => format!("{stem}y"),
        (_, Some(stem)) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_simplify_leaves_them() {
        for (name, ..) in NAMES {
            assert_eq!(simplify(name), *name);
            let times = NAMES.iter().filter(|(other, ..)| other == name).count();
            assert_eq!(times, 1, "{name}");
        }
        for (name, _) in TEMPLATES {
            assert_eq!(simplify(name), *name);
        }
    }

    #[test]
    fn labels_are_known_in_spite_of_case_marks_number_and_slips() {
        for (label, expected) in [
            ("Challenges/Pain Points", Topic::PainPoints),
            ("Challenges / Pain Points", Topic::PainPoints),
            ("CHALLENGES AND PAIN-POINT", Topic::PainPoints),
            ("1. Customer\u{a0}Information", Topic::Customer),
            ("Costumer Infromation", Topic::Customer),
            ("Preferred Date Options", Topic::PreferredDates),
            ("Prefered Dates", Topic::PreferredDates),
            ("Target Hosting", Topic::Hosting),
            ("Required Capability", Topic::RequiredCapabilities),
            ("Current Tools & Competitors", Topic::CurrentTools),
            ("Current tools/competitor", Topic::CurrentTools),
            ("SA Ask", Topic::SaAsks),
            ("SA’s Asks", Topic::SaAsks),
            ("Painpoints", Topic::PainPoints),
            ("Identify Pain", Topic::IdentifiedPain),
            ("Identifed pain", Topic::IdentifiedPain),
            ("Champoin", Topic::Champion),
            ("Objectives are clear to both sides", Topic::Objectives),
            ("Expectations set with the customer", Topic::Expectations),
            ("AE", Topic::Requester),
        ] {
            assert_eq!(topic(label).map(|found| found.0), Some(expected), "{label}");
        }
    }

    #[test]
    fn other_words_are_no_labels() {
        for label in [
            "",
            "Note",
            "Gold",
            "Gaol",
            "Sam",
            "https",
            "Customer since",
            "Reason",
            "Why not",
            "Posting",
            "Customer case",
            "Preferred name",
            "Meeting room",
            "Pain killer",
            "Championship",
            "the goal",
            "Current sprint",
            "15",
            "会議",
        ] {
            assert_eq!(topic(label), None, "{label}");
        }
    }

    #[test]
    fn templates_are_known_by_name_and_at_the_start_of_a_line() {
        assert_eq!(template("SA Activity"), Some("sa-activity"));
        assert_eq!(template("follow-up"), Some("follow-up"));
        assert_eq!(
            template("Vendor Security Assesment"),
            Some("vendor-security-assessment")
        );
        assert_eq!(template("SA Activity for Northwind"), None);
        assert_eq!(template_at_start("Followup of the call"), Some("follow-up"));
        assert_eq!(template_at_start("Following the call"), None);
    }
}
