//! What serde found and expected, in words for people.
//! Places are not known here.

/// Returns the list of choices, after the one that is meant if a word is nearly it.
pub(super) fn suggestion(word: &str, choices: &[&str], title: &str) -> String {
    let list = choices.join(", ");
    let said = plain(word);
    let distance = |choice: &str| match said.strip_prefix(&plain(choice)) {
        // A remark behind the word, as in `closed (for now)`.
        Some(rest) if rest.starts_with(['(', '-']) => 0,
        _ => strsim::damerau_levenshtein(&said, &plain(choice)),
    };
    let nearest = choices
        .iter()
        .map(|choice| (distance(choice), choice))
        .filter(|(distance, choice)| distance * 3 <= choice.chars().count().max(3))
        .min();
    match nearest {
        Some((_, choice)) => format!("did you mean `{choice}`? {title}: {list}"),
        None => format!("{title}: {list}"),
    }
}

/// Returns a word without what people spell in several ways: case, and what parts words.
fn plain(word: &str) -> String {
    word.to_lowercase().replace([' ', '_'], "-")
}

/// Returns what serde expected in our words, and how to write it.
pub(super) fn expectation(expected: &str) -> (String, &'static str) {
    let numbers = "write the number plain, without quotes, unit or separators";
    let (words, help) = match expected {
        "u8" => ("a whole number from 0 to 255", numbers),
        "u16" => ("a whole number from 0 to 65535", numbers),
        "u32" | "u64" | "u128" | "usize" => ("a whole number from 0", numbers),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => ("a whole number", numbers),
        "f32" | "f64" => ("a number", numbers),
        "a boolean" => ("true or false", "write `true` or `false`"),
        "a string" | "a borrowed string" | "a character" => {
            ("a text", "write one text, in quotes if need be")
        }
        "a sequence" => ("a list", "write each item on a line of its own, after `- `"),
        "a map" => ("a mapping", "write `key: value` lines below it"),
        "a YAML tag starting with '!'" => ("a single word", "write one word"),
        "field identifier" => ("a key", "use a word as the key"),
        _ if expected.starts_with("struct ") => ("a mapping", "write `key: value` lines below it"),
        _ => (expected, "mend the value"),
    };
    (words.into(), help)
}

/// Returns what serde found in our words: "the text `abc`", "the number 5", "a list".
pub(super) fn sort_found(found: &str) -> String {
    const LONGEST: usize = 60;
    let inner = |quote: char| {
        let value = found.split_once(quote).map_or("", |(_, rest)| rest);
        let value = value.strip_suffix(quote).unwrap_or(value);
        match value.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}...", &value[..end]),
            None => value.to_owned(),
        }
    };
    match found.split(' ').next().unwrap_or_default() {
        "string" if inner('"').is_empty() => "empty".into(),
        "string" => format!("the text `{}`", inner('"')),
        "integer" | "floating" => format!("the number {}", inner('`')),
        "boolean" => inner('`'),
        "sequence" => "a list".into(),
        "map" => "a mapping".into(),
        "unit" | "null" | "Option" => "empty".into(),
        _ => found.into(),
    }
}
