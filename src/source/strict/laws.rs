//! Laws: no text breaks the checks, and they agree with the reader on what a text holds.

use proptest::prelude::*;
use serde_yaml::Value;

use super::*;

/// Pieces in any order: most such texts are nearly YAML.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..16).prop_map(|parts| parts.concat())
}

/// Lines of keys and items: about half of such texts are YAML.
fn lines(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    let starts = ["", "", "", "", "  ", "  ", "- ", "- ", "  - ", "    "].as_slice();
    let keys = ["a: ", "b: ", "c: ", "'a': ", "\"b\": ", "a:   ", ""].as_slice();
    let line = (
        prop::sample::select(starts),
        prop::sample::select(keys),
        prop::sample::select(values),
    );
    let text = line.prop_map(|(start, key, value)| format!("{start}{key}{value}\n"));
    prop::collection::vec(text, 0..7).prop_map(|lines| lines.concat())
}

const SIGNS: &[&str] = &[
    "a: ", "b: ", "\n", "\n", "\n  ", "\n  ", "\n    ", "- ", "\n- ", "\n  - ", "x", "é", " ", "&",
    "*", "!", "&a ", "*a", "x & y", "x*", "'", "\"", "'&'", "\"*\"", "|\n", ">-\n", "|\n  ",
    "# c\n", " # c", "[", "]", "{", "}", ", ", ": ", ":", "\\", "a:\n", "\"x\": ",
];

const SIGNED: &[&str] = &[
    "",
    "x & y",
    "x &y",
    "'&a'",
    "\"*\n  b\"",
    "*a",
    "&a x",
    "!t x",
    "x !t",
    "[x, &a y, '*', z*]",
    "{x: !y z, b: a&}",
    "x # &a",
    "|\n    &a\n    *b",
    "|",
    ">-",
    "x\n  *b",
    "# !x",
    "it''s &",
    "\"\\\"&\"",
    "[x,\n  *y]",
    "*",
    "&",
    "! x",
    "x\n\n    &y",
];

const KEYS: &[&str] = &[
    "a: ",
    "b: ",
    "'a': ",
    "\"b\": ",
    "a:\n",
    "b:\n",
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "- ",
    "\n- ",
    "\n  - ",
    "x",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "|\n",
    "|\n  ",
    ">-\n    ",
    "# a: 1\n",
    " # c",
    "'x\n a: '",
    "{a: 1, b: 2}",
    "{a: 1, a: 2}",
    "[a: 1, a: 2]",
    "\r\n",
];

const NESTED: &[&str] = &[
    "",
    "",
    "x",
    "{a: 1, b: 2}",
    "{a: 1, 'a': 2}",
    "[a: 1, a: 2]",
    "{a, b, a}",
    "[{b: 1}, {b: 1}]",
    "|",
    "|\n    a: 1\n    a: 2",
    "'x\n\n  a: 1'",
    "x # a: 1",
    "x\n    b",
    "{a: {a: 1},\n  b: {\"b\": 1, b: 2}}",
    "- a: 1",
    "|2\n     a: 1",
    ">-\n\n    a:\n  # c",
];

/// Returns a value with the characters that begin anchors, aliases and tags replaced by letters.
fn without_signs(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace(['&', '*', '!'], "q")),
        Value::Sequence(items) => items.iter().map(without_signs).collect(),
        Value::Mapping(map) => Value::Mapping(
            map.iter()
                .map(|(key, value)| (without_signs(key), without_signs(value)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => value.clone(),
    }
}

fn holds(faults: &[Fault], part: &str) -> bool {
    faults.iter().any(|fault| fault.message.contains(part))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8000))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let read = read(&bytes);
        for fault in read.faults.iter().cloned().chain(faults(&read.text)) {
            prop_assert!(read.text.get(fault.span.start..fault.span.end).is_some(), "{fault:?}");
        }
    }

    #[test]
    fn every_fault_lies_in_the_text(text in "[ab:\\-\\[\\]{},#'\"|>&*!?%.<= \n\r\té\u{85}\u{2028}\u{feff}\\\\12+]{0,60}") {
        for fault in faults(&text) {
            prop_assert!(text.get(fault.span.start..fault.span.end).is_some(), "{fault:?}");
            prop_assert!(!fault.message.is_empty() && !fault.help.is_empty(), "{fault:?}");
        }
    }

    /// A text without faults is a mapping for the reader, and one with faults has a reason.
    #[test]
    fn texts_without_faults_are_mappings(text in prop_oneof![pieces(KEYS), lines(NESTED)]) {
        let read = serde_yaml::from_str::<Value>(&text);
        match faults(&text).as_slice() {
            [] => prop_assert!(matches!(read, Ok(Value::Mapping(_))), "{read:?}"),
            found => prop_assert!(
                !matches!(read, Ok(Value::Mapping(_))) || holds(found, "line ends with") || holds(found, "is a list or mapping"),
                "{found:?}"
            ),
        }
    }

    /// The pass over the text and the reader see the same duplicate keys.
    #[test]
    fn duplicates_are_those_of_the_reader(text in prop_oneof![pieces(KEYS), lines(NESTED)]) {
        let scan = scan::scan(&text);
        if !scan.faults.is_empty() || syntax::fault(&text).is_some() {
            return Ok(());
        }
        let read = serde_yaml::from_str::<Value>(&text);
        let is_duplicate = read.as_ref().is_err_and(|error| error.to_string().contains("duplicate entry"));
        prop_assert_eq!(!scan.duplicates.is_empty(), is_duplicate, "{:?} {:?}", scan, read);
    }

    /// No anchor, alias or tag is found exactly when letters in place of `&`, `*` and `!` change nothing else.
    #[test]
    fn signs_are_syntax_where_the_reader_takes_them_so(text in prop_oneof![pieces(SIGNS), lines(SIGNED)]) {
        let plain = text.replace(['&', '*', '!'], "q");
        let Ok(plain) = serde_yaml::from_str::<Value>(&plain) else {
            return Ok(());
        };
        let scan = scan::scan(&text);
        if holds(&scan.faults, "key is a list or mapping") {
            return Ok(());
        }
        let read = serde_yaml::from_str::<Value>(&text);
        let is_plain = read.is_ok_and(|value| without_signs(&value) == plain);
        prop_assert_eq!(scan.faults.is_empty(), is_plain, "{:?}", scan);
    }
}
