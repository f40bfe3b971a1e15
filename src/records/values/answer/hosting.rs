//! Where the customer wants to run the product, read from what people write about it.
//! How a record spells its choice is not decided here.

use super::Doubt;

/// One of the three choices of the request form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hosting {
    SelfManaged,
    /// Run by the vendor for one customer; `Dedicated` is one of these.
    Cloud,
    GitLabCom,
}

impl Hosting {
    /// Returns the name as the form prints it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SelfManaged => "Self-Managed",
            Self::Cloud => "Cloud",
            Self::GitLabCom => "GitLab.com",
        }
    }
}

/// Clouds that customers run their own installation in.
const CLOUDS_OF_OTHERS: [&str; 11] = [
    "own",
    "private",
    "public",
    "sovereign",
    "google",
    "aws",
    "amazon",
    "azure",
    "gcp",
    "oracle",
    "ibm",
];

/// Returns the hostings a text names, each once, in the order of the form.
///
/// One that is ruled out ("not SaaS") is not named, nor is the cloud a self-managed installation
/// runs in ("self-managed in their private cloud").
pub fn named_in(text: &str) -> Vec<Hosting> {
    let words = words(text);
    let mut found = Vec::new();
    let mut foreign_cloud = false;
    for at in 0..words.len() {
        let before = at.checked_sub(1).map_or("", |at| words[at].as_str());
        if ["not", "no", "never", "without"].contains(&before) {
            continue;
        }
        match hosting_at(&words[at..]) {
            Some(Hosting::Cloud) if CLOUDS_OF_OTHERS.contains(&before) => foreign_cloud = true,
            Some(hosting) => found.push(hosting),
            None => {}
        }
    }
    if foreign_cloud && !found.contains(&Hosting::SelfManaged) {
        found.push(Hosting::Cloud);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns the doubt of a text that does not name exactly one hosting for sure.
pub(super) fn doubt(text: &str) -> Option<Doubt> {
    let could_be = named_in(text);
    let words = words(text);
    let hesitates = words.windows(2).any(|pair| pair == ["not", "sure"])
        || words
            .iter()
            .any(|word| ["unsure", "undecided"].contains(&word.as_str()));
    (could_be.len() != 1 || hesitates).then_some(Doubt::UnclearHosting { could_be })
}

fn hosting_at(words: &[String]) -> Option<Hosting> {
    let first = words.first()?.as_str();
    let second = words.get(1).map_or("", String::as_str);
    match (first, second) {
        ("self", "managed" | "manage" | "hosted" | "host" | "hosting")
        | ("on", "prem" | "premise" | "premises") => Some(Hosting::SelfManaged),
        ("selfmanaged" | "selfhosted" | "onprem" | "onpremise" | "onpremises", _) => {
            Some(Hosting::SelfManaged)
        }
        ("cloud" | "dedicated", _) => Some(Hosting::Cloud),
        ("gitlab.com" | "saas" | "gitlabcom" | "com", _) => Some(Hosting::GitLabCom),
        _ => None,
    }
}

/// Words in lower case outside of links; a full stop inside a word stays.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|token| !token.contains("://"))
        .flat_map(|token| token.split(|c: char| !c.is_alphanumeric() && c != '.'))
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_hosting_is_clear() {
        for (text, expected) in [
            (
                "Self-Managed (their own OpenShift in Frankfurt)",
                Hosting::SelfManaged,
            ),
            ("self hosted", Hosting::SelfManaged),
            ("On-Prem, two sites", Hosting::SelfManaged),
            ("on premises", Hosting::SelfManaged),
            ("Self\u{2011}Managed", Hosting::SelfManaged),
            ("self-managed in their private cloud", Hosting::SelfManaged),
            (
                "Self-managed on Google Cloud, not SaaS",
                Hosting::SelfManaged,
            ),
            ("Cloud", Hosting::Cloud),
            ("Dedicated (cloud)", Hosting::Cloud),
            ("private cloud", Hosting::Cloud),
            ("GitLab.com", Hosting::GitLabCom),
            ("SaaS.", Hosting::GitLabCom),
            ("gitlab.com SaaS", Hosting::GitLabCom),
        ] {
            assert_eq!(named_in(text), [expected], "{text}");
            assert_eq!(doubt(text), None, "{text}");
        }
    }

    #[test]
    fn none_several_or_an_unsure_one_is_unclear() {
        use Hosting::{Cloud, GitLabCom, SelfManaged};
        for (text, could_be) in [
            ("AWS", vec![]),
            ("https://gitlab.com/acme", vec![]),
            ("not SaaS", vec![]),
            ("SaaS or self managed", vec![SelfManaged, GitLabCom]),
            ("Cloud\nGitLab.com", vec![Cloud, GitLabCom]),
            (
                "self-managed, on-prem or Dedicated",
                vec![SelfManaged, Cloud],
            ),
            ("not sure, maybe SaaS", vec![GitLabCom]),
        ] {
            assert_eq!(
                doubt(text),
                Some(Doubt::UnclearHosting { could_be }),
                "{text}"
            );
        }
    }
}
