//! The whole of a SOW as a text to fill in: every key with what it is for, and placeholders where words are wanted.

use crate::records::sow::KIND;
use crate::source::rewrite::{Yaml, render};

/// The text; a key that ends in `@` is filled in or left empty.
const TEMPLATE: &str = include_str!("template.yaml");

/// Returns the text with what is known filled in, in lists and texts; a key that is not known is empty.
pub fn filled(known: &[(String, Yaml)]) -> String {
    let mut text = KIND.schema_line();
    for line in TEMPLATE.lines() {
        let Some(key) = line.strip_suffix(": @") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        match known.iter().find(|(own, _)| own == key) {
            Some(entry) => text.push_str(&render(&Yaml::Map(vec![entry.clone()]))),
            None if LISTS.contains(&key) => text.push_str(&format!("{key}: []\n")),
            None => text.push_str(&format!("{key}:\n")),
        }
    }
    text
}

/// Keys that are filled in and hold a list.
const LISTS: [&str; 3] = ["why_a_ta", "assigned_ta", "history"];

/// Returns the placeholders that a text still has, each with the number of its line, from 1; comments do not count.
pub(super) fn left(text: &str) -> Vec<(usize, &'static str)> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim_start().starts_with('#'));
    lines
        .filter_map(|(number, line)| {
            let placeholder = placeholders().find(|placeholder| line.contains(placeholder))?;
            Some((number, placeholder))
        })
        .collect()
}

/// Returns the placeholders, each with its brackets, in order.
fn placeholders() -> impl Iterator<Item = &'static str> {
    let lines = TEMPLATE.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with('#'));
    lines.filter_map(|line| {
        let (start, end) = (line.find('<')?, line.find('>')?);
        Some(&line[start..=end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::State as _;
    use crate::records::Sow;
    use crate::records::sow::{
        Assistance, Impact, JourneyStage, Likelihood, Route, Service, Size, TShirt, Terms, WhyATa,
    };

    fn text(key: &str, words: &str) -> (String, Yaml) {
        (key.into(), Yaml::Text(words.into()))
    }

    fn known() -> Vec<(String, Yaml)> {
        vec![
            text("name", "Northwind: migration"),
            text("opportunity", "OPP-7H3J5K9M"),
            text("account", "northwind-freight"),
            text("author", "emma"),
        ]
    }

    #[test]
    fn it_is_a_sow_once_its_placeholders_are_filled() {
        let form = filled(&known());
        let mut whole = form.clone();
        for placeholder in placeholders() {
            let word = placeholder.trim_matches(['<', '>']);
            whole = whole.replacen(placeholder, word, 1);
        }
        assert_eq!(left(&whole), []);
        let sow: Sow = serde_yaml::from_str(&whole).expect("a SOW");
        assert_eq!(sow.name, "Northwind: migration");
        assert_eq!(sow.deliverables[0].effort.len(), 1);
        assert_eq!(
            sow.topics.each().map(|(_, topic)| topic.is_some()),
            [true; 4]
        );
        assert_eq!(left(&form).len(), placeholders().count());
    }

    #[test]
    fn every_key_stands_in_it_in_its_order() {
        let form = filled(&known());
        let keys = form.lines().filter(|line| !line.starts_with(['#', ' ']));
        let keys: Vec<&str> = keys
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect();
        assert_eq!(keys, KIND.keys);
    }

    #[test]
    fn comments_name_every_word() {
        fn words<T>(table: &[(T, &'static str)]) -> Vec<&'static str> {
            table.iter().map(|(_, word)| *word).collect()
        }
        let tables = [
            words(Route::ALL),
            words(WhyATa::ALL),
            words(JourneyStage::ALL),
            words(Service::ALL),
            words(Size::ALL),
            words(TShirt::ALL),
            words(Likelihood::ALL),
            words(Impact::ALL),
            words(Terms::ALL),
            Assistance::ALL.iter().map(|state| state.name()).collect(),
        ];
        let comments = TEMPLATE
            .lines()
            .filter(|line| line.trim_start().starts_with('#'));
        let comments: Vec<&str> = comments.collect();
        for word in tables.concat() {
            assert!(comments.iter().any(|line| line.contains(word)), "{word}");
        }
    }
}
