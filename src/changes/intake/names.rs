//! Names of customers in what stands under customer information.
//! Which account a name belongs to is found out elsewhere.

use super::labels::{self, Fit, Topic};
use super::marks;
use crate::records::values::answer::opportunities::places_in;

/// Words that lead from one customer to the next.
const LEADING_ON: [&str; 14] = [
    "and",
    "its",
    "their",
    "the",
    "parent",
    "subsidiary",
    "sister",
    "company",
    "plus",
    "with",
    "also",
    "as",
    "well",
    "or",
];

/// Forms of companies that follow a comma and still belong to the name.
const LEGAL_FORMS: [&str; 14] = [
    "inc", "llc", "ltd", "limited", "gmbh", "sa", "s.a", "ag", "corp", "plc", "lp", "llp", "co",
    "bv",
];

/// Returns the names in a text, each once: those after "Customer name:", else those before ids
/// of opportunities, else the one that the text begins with.
pub(super) fn names_in(text: &str) -> Vec<String> {
    let labelled: Vec<&str> = text.lines().filter_map(labelled).collect();
    if !labelled.is_empty() {
        return distinct(labelled);
    }
    let before_ids: Vec<&str> = text.lines().flat_map(before_ids).collect();
    if !before_ids.is_empty() {
        return distinct(before_ids);
    }
    let unlabelled = |name: &&str| !name.contains(": ");
    let mut starts = text.lines().filter_map(name_at_start);
    distinct(starts.find(unlabelled).into_iter().collect())
}

fn labelled(line: &str) -> Option<&str> {
    let mark = marks::label(line)?;
    let label = line.strip_suffix(mark.rest)?.to_lowercase();
    let of_opportunity = label.contains("opportunity") || label.contains("sfdc");
    let named = mark.topic == Topic::Customer && mark.fit == Fit::Short && !of_opportunity;
    named.then(|| name_at_start(mark.rest)).flatten()
}

/// The names between the ids of a line, where ids stand after them.
fn before_ids(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, id) in places_in(line) {
        let between = &line[start..at];
        let between = if start == 0 { between } else { led_on(between) };
        found.extend(name_at_start(between).map(unlabelled));
        start = at + id.len();
    }
    found
}

fn unlabelled(name: &str) -> &str {
    name.rsplit_once(": ").map_or(name, |(_, name)| name)
}

fn led_on(between: &str) -> &str {
    let mut rest = between;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest[..end].to_lowercase();
        if !LEADING_ON.contains(&word.as_str()) {
            return rest;
        }
        rest = &rest[end..];
    }
}

/// The name that a text begins with; none when it begins with a link or speaks of an opportunity.
fn name_at_start(text: &str) -> Option<&str> {
    let text = marks::unbulleted(text).trim_start_matches(['*', '_', '[', '`', '"', '“']);
    let id = places_in(text).first().map_or(text.len(), |(at, _)| *at);
    let link = text.find("://").unwrap_or(text.len());
    let link = text[..link].rfind(|c: char| !c.is_alphabetic()).map_or(
        if link < text.len() { 0 } else { link },
        |at| {
            if link < text.len() { at } else { link }
        },
    );
    let ends = [
        " - ", " – ", " — ", "(", ";", "|", "\t", "**", "](", "__", "`",
    ];
    let ends = ends.iter().filter_map(|end| text.find(end));
    let end = ends.chain([id, link, comma(text)]).min()?;
    let trimmed = |c: char| c.is_whitespace() || ":,-–—\"”]*_".contains(c);
    let name = without_role(text[..end].trim_matches(trimmed));
    let is_name = name.contains(char::is_alphabetic) && !speaks_of_opportunity(name);
    is_name.then_some(name)
}

/// Where the first comma is that does not lead to the legal form of the company.
fn comma(text: &str) -> usize {
    let found = text.match_indices(',').find(|(at, _)| {
        let next = text[at + 1..]
            .split([',', ';', '('])
            .next()
            .unwrap_or_default();
        let next = next.trim().trim_end_matches('.').to_lowercase();
        let word = next.split_whitespace().next().unwrap_or_default();
        !LEGAL_FORMS.contains(&word.trim_end_matches('.'))
    });
    found.map_or(text.len(), |(at, _)| at)
}

fn speaks_of_opportunity(name: &str) -> bool {
    let other = labels::topic_exactly(name).is_some_and(|(topic, _)| topic == Topic::Customer);
    let first = name
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    other
        || ["sfdc", "salesforce", "opportunity", "opp", "id", "link"]
            .contains(&first.trim_end_matches(':'))
}

/// `Northwind SFDC opportunity` is the customer Northwind.
fn without_role(name: &str) -> &str {
    let mut rest = name;
    while let Some((earlier, last)) = rest.rsplit_once(char::is_whitespace) {
        let role = ["sfdc", "salesforce", "opportunity", "opp", "id", "link"];
        if !role.contains(&last.to_lowercase().as_str()) {
            break;
        }
        rest = earlier.trim_end_matches(|c: char| !c.is_alphanumeric() && !".)".contains(c));
    }
    rest
}

fn distinct(names: Vec<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_commas_dashes_brackets_and_links() {
        for (text, names) in [
            ("Northwind Freight", vec!["Northwind Freight"]),
            (
                "Northwind Freight, https://x.example/0064M00000XyZ12QAF\nEMEA, Enterprise",
                vec!["Northwind Freight"],
            ),
            (
                "Northwind https://x.example/0064M00000XyZ12QAF",
                vec!["Northwind"],
            ),
            (
                "Caisse Régionale du Léman — 0064M00000DeF56QAI",
                vec!["Caisse Régionale du Léman"],
            ),
            ("**Kestrel Robotics** (Bern)", vec!["Kestrel Robotics"]),
            (
                "- [Halden Energi AS](https://x.example)",
                vec!["Halden Energi AS"],
            ),
            ("Acme, Inc., 0064M00000DeF56", vec!["Acme, Inc."]),
            ("Acme, Inc\n0064M00000DeF56", vec!["Acme, Inc"]),
            ("Coca-Cola: 0064M00000DeF56", vec!["Coca-Cola"]),
            ("https://x.example/0064M00000DeF56\nAcme", vec!["Acme"]),
            ("Opportunity: 0064M00000DeF56\nAcme", vec!["Acme"]),
            (
                "Northwind SFDC opportunity: 0064M00000DeF56",
                vec!["Northwind"],
            ),
            ("Opportunity: Renewal 2027\nCustomer: Acme", vec!["Acme"]),
            ("Kunde: Acme 0064M00000DeF56", vec!["Acme"]),
            ("Contact: Lars Holm\nAcme", vec!["Acme"]),
            ("", vec![]),
            ("0064M00000DeF56", vec![]),
            ("1,400", vec![]),
        ] {
            assert_eq!(names_in(text), names, "{text}");
        }
    }

    #[test]
    fn a_label_tells_the_name() {
        let text = "Customer name: Halden Energi AS\nSFDC opportunity link: https://x.example/0064M00000AbC34QAH";
        assert_eq!(names_in(text), ["Halden Energi AS"]);
        assert_eq!(names_in("**Account:** Acme (new)"), ["Acme"]);
    }

    #[test]
    fn several_customers_are_told_apart_by_their_ids() {
        let text = "Kestrel Robotics (0064M00000GhI78QAK) and its parent Kestrel Holding (0064M00000GhI79QAK)";
        assert_eq!(names_in(text), ["Kestrel Robotics", "Kestrel Holding"]);
        let text = "Acme 0064M00000GhI78QAK\nBolt 0064M00000GhI79QAK, Acme";
        assert_eq!(names_in(text), ["Acme", "Bolt"]);
    }
}
