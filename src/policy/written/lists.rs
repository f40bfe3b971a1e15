//! Values that are one thing or a list of such things, and those that are true or false.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeValue;

use super::{Reader, Value, Words, keys};

impl Reader<'_> {
    /// Reads one text or a list of texts, each with its place.
    pub(super) fn texts(
        &mut self,
        value: &Value<'_>,
        path: &str,
        example: &str,
    ) -> Vec<(String, Range<usize>)> {
        self.remember(path, value.span());
        let mut texts = Vec::new();
        for one in each(value) {
            match one.get_ref() {
                DeValue::String(text) => texts.push((text.to_string(), one.span())),
                _ => self.fault(
                    one.span(),
                    format!("`{path}` is a text, or a list of texts"),
                    &format!("write it in quotes, as in {example}"),
                ),
            }
        }
        texts
    }

    /// Reads one word or a list of words; a list has at least one.
    pub(super) fn words<T: Copy>(
        &mut self,
        value: &Value<'_>,
        path: &str,
        words: &Words<T>,
    ) -> Vec<T> {
        let read = each(value)
            .iter()
            .filter_map(|one| self.word(one, path, words))
            .collect();
        self.not_empty(value, path);
        read
    }

    /// Reads one region or a list of regions, each of which has a board.
    pub(super) fn regions(
        &mut self,
        value: &Value<'_>,
        path: &str,
        boards: &BTreeMap<String, String>,
    ) -> Vec<(String, Range<usize>)> {
        let known: Vec<&str> = boards.keys().map(String::as_str).collect();
        let said = self.texts(value, path, "[\"EMEA\"]");
        for (region, range) in &said {
            if !boards.contains_key(region) {
                let message = format!("`{region}` is not a region of this desk");
                let help = format!("{}, or add it to [boards]", keys::offer(region, &known));
                self.fault(range.clone(), message, &help);
            }
        }
        self.not_empty(value, path);
        said
    }

    fn not_empty(&mut self, value: &Value<'_>, path: &str) {
        self.remember(path, value.span());
        if each(value).is_empty() {
            let help = "name at least one, or leave the key out";
            self.fault(value.span(), format!("`{path}` is empty"), help);
        }
    }

    /// Reads whether something holds.
    pub(super) fn is_true(&mut self, value: &Value<'_>, path: &str) -> bool {
        self.remember(path, value.span());
        if let DeValue::Boolean(says) = value.get_ref() {
            return *says;
        }
        let message = format!("`{path}` is true or false");
        self.fault(value.span(), message, "write it without quotes");
        false
    }
}

fn each<'v, 'i>(value: &'v Value<'i>) -> Vec<&'v Value<'i>> {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().collect(),
        _ => vec![value],
    }
}
