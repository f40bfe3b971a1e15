//! Salesforce ids of opportunities: where they stand in a text.
//! What such an id is lives in `sfdc`; records of opportunities are not known here.

use crate::records::values::SfdcId;

/// Opportunities have this key prefix in every CRM of this make.
const PREFIX: &str = "006";

/// Returns the opportunity ids of a text as typed, in links or bare, each opportunity once.
pub fn ids_in(text: &str) -> Vec<String> {
    let mut found: Vec<SfdcId> = Vec::new();
    for (_, id) in places_in(text) {
        if !found.iter().any(|known| known.is_same(id)) {
            found.extend(id.parse());
        }
    }
    found.iter().map(SfdcId::to_string).collect()
}

/// Returns every opportunity id of a text with the byte offset where it begins.
pub fn places_in(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if word.starts_with(PREFIX) && word.parse::<SfdcId>().is_ok() {
            found.push((start, word));
        }
        start += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_bare_and_in_links() {
        let text = "https://x.my.salesforce.com/0064M00000XyZ12QAF?x=1 (0064M00000GhI78), \
                    https://x/lightning/r/Opportunity/0064M00000AbC34QAH/view again 0064M00000XyZ12";
        let expected = [
            "0064M00000XyZ12QAF",
            "0064M00000GhI78",
            "0064M00000AbC34QAH",
        ];
        assert_eq!(ids_in(text), expected);
    }

    #[test]
    fn other_ids_and_longer_words_are_none() {
        for text in [
            "001C000000o4OOIIA2",
            "0064M00000XyZ1",
            "0064M00000XyZ12Q",
            "x0064M00000XyZ12",
            "0064M00000XyZ12QAF0",
            "0064M00000XyZ1é",
        ] {
            assert_eq!(ids_in(text), [] as [String; 0], "{text}");
        }
    }
}
