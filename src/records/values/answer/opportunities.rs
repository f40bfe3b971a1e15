//! Ids of opportunities in the CRM: where they stand in a text, their check characters, and
//! when two of them are one. Records of opportunities are not known here.

/// Opportunities have this key prefix in every CRM of this make.
const PREFIX: &str = "006";
const SHORT: usize = 15;
const LONG: usize = 18;

/// Returns the opportunity ids of a text as typed, in links or bare, each opportunity once.
pub fn ids_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (_, id) in places_in(text) {
        if !found.iter().any(|known| same_sfdc_id(known, id)) {
            found.push(id.to_owned());
        }
    }
    found
}

/// Returns every opportunity id of a text with the byte offset where it begins.
pub fn places_in(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if is_id(word) && word.starts_with(PREFIX) {
            found.push((start, word));
        }
        start += piece.len();
    }
    found
}

/// Returns the form of 18 characters of an id of 15 letters and digits; none for other text.
pub fn sfdc18(short: &str) -> Option<String> {
    const CHECK: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    if short.len() != SHORT || !is_id(short) {
        return None;
    }
    let mut long = short.to_owned();
    for chunk in short.as_bytes().chunks(5) {
        let bits = chunk.iter().enumerate().map(|(place, byte)| {
            let capital = usize::from(byte.is_ascii_uppercase());
            capital << place
        });
        long.push(char::from(CHECK[bits.sum::<usize>()]));
    }
    Some(long)
}

/// Returns whether the last three characters of an id of 18 are those its case asks for; an id
/// of 15 has none and passes, other text does not.
pub fn checksum_ok(id: &str) -> bool {
    match id.len() {
        SHORT => is_id(id),
        LONG => {
            let long = id.get(..SHORT).and_then(sfdc18);
            long.is_some_and(|long| long.eq_ignore_ascii_case(id) && long[..SHORT] == id[..SHORT])
        }
        _ => false,
    }
}

/// Returns whether two ids of 15 or 18 characters are of one object: their first 15 characters
/// are equal, in case too.
pub fn same_sfdc_id(a: &str, b: &str) -> bool {
    is_id(a) && is_id(b) && a[..SHORT] == b[..SHORT]
}

fn is_id(word: &str) -> bool {
    [SHORT, LONG].contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters_follow_the_case_of_the_id() {
        let long = sfdc18("001C000000o4OOI");
        assert_eq!(long.as_deref(), Some("001C000000o4OOIIA2"));
        assert!(checksum_ok("001C000000o4OOIIA2"));
        assert!(checksum_ok("001C000000o4OOI"));
        assert!(!checksum_ok("001C000000o4OOIIA3"));
        assert!(!checksum_ok("001c000000o4OOIIA2"));
        assert_eq!(sfdc18("001C000000o4OO"), None);
        assert_eq!(sfdc18("001C000000o4OOé"), None);
    }

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

    #[test]
    fn case_of_the_first_fifteen_decides() {
        assert!(same_sfdc_id("0064M00000XyZ12", "0064M00000XyZ12QAF"));
        assert!(!same_sfdc_id("0064M00000XyZ12", "0064M00000xyZ12"));
        assert!(!same_sfdc_id("", ""));
    }
}
