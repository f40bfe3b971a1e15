//! Ids of requests that a form mentions.
//! Whether there is such a request is not known here.

const PREFIX: &str = "req-";
const LENGTH: usize = 8;

/// Returns the first request id of a line as typed, such as `REQ-4T9K2M7X`.
pub(super) fn request_id(line: &str) -> Option<&str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|word| word.trim_matches('-'))
        .find(|word| is_request_id(word))
}

/// Letters that are misread as digits are accepted, as everywhere ids are typed.
fn is_request_id(word: &str) -> bool {
    let prefix = word.get(..PREFIX.len()).unwrap_or_default();
    let random = word.get(PREFIX.len()..).unwrap_or_default();
    prefix.eq_ignore_ascii_case(PREFIX)
        && random.len() == LENGTH
        && random
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() && !b"uU".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_as_typed() {
        for (line, id) in [
            ("Follow up to REQ-4T9K2M7X.", "REQ-4T9K2M7X"),
            ("(req-4t9k2m7x)", "req-4t9k2m7x"),
            (
                "https://desk.example/requests/REQ-4T9K2M7X.yaml",
                "REQ-4T9K2M7X",
            ),
        ] {
            assert_eq!(request_id(line), Some(id));
        }
        for line in [
            "see REQ for Northwind",
            "REQ-4T9K2M7",
            "REQ-4T9K2M7XX",
            "REQ-UUUUUUUU",
            "XREQ-4T9K2M7X",
        ] {
            assert_eq!(request_id(line), None, "{line}");
        }
    }
}
