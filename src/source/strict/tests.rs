//! Examples: each thing a record's text must not have, its place and its words.

use super::*;

/// Returns what stands at each fault, and its message.
fn found(text: &str) -> Vec<(&str, String)> {
    let shown = |fault: Fault| (&text[fault.span.start..fault.span.end], fault.message);
    faults(text).into_iter().map(shown).collect()
}

fn assert_found(text: &str, expected: &[(&str, &str)]) {
    let found = found(text);
    let found: Vec<_> = found
        .iter()
        .map(|(at, message)| (*at, message.as_str()))
        .collect();
    assert_eq!(found, expected, "faults of {text:?}");
}

#[test]
fn plain_records_have_no_faults() {
    for text in [
        "note: \"a & b\"\nmore: call *Lars* back\nlist:\n- fish & chips\nurl: https://x/?a=1&b=2\nmail: a@b.c!\n",
        "text: |\n  <<<<<<< HEAD\n  =======\n  &a *b !c\n\ttab\n  ---\nb: 'it''s ! & *'\nc: x#y\n"
            .replace("\n\ttab", "\n  \ttab")
            .as_str(),
        "# head\n---\na: 1\nb:\n- c: 1\n  d: 2\n- c: 2\n\ne: {x: 1, y: [z, {x: 2}]}  # end\n",
        "pairs: [x: 1, x: 2]\r\nquoted: \"two\r\n\r\n  lines\"\r\nplain: over\r\n  two & more",
        "key:\tvalue\t# tab before a comment\nlist: [a,\n\tb]\n",
        "folded: >2-  # why\n    deep\n  less\n\nnext: x\n",
        "{a: 1, b: 2}\n",
    ] {
        assert_found(text, &[]);
    }
}

/// Text, what stands at the fault, message.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    ("a: &b 1\n", "&b", "`&b` is an anchor"),
    ("a: [*b]\n", "*b", "`*b` is an alias"),
    ("a:\n  <<: *b\n", "<<", "`<<` is a merge key"),
    ("a:\n- !foo x\n", "!foo", "`!foo` is a tag"),
    ("a: !!str 1\n", "!!str", "`!!str` is a tag"),
    (
        "note: *Lars* called\n",
        "*Lars* called",
        "text may not begin with `*`",
    ),
    (
        "x: & chips # c\n",
        "& chips # c",
        "text may not begin with `&`",
    ),
    ("a: 1\n---\nb: 2\n", "---", "`---` begins a second document"),
    ("---\n---\nb: 2\n", "---", "`---` begins a second document"),
    ("a: 1\n...\n", "...", "`...` ends the document"),
    (
        "%YAML 1.2\n---\na: 1\n",
        "%YAML 1.2",
        "`%` begins a directive",
    ),
    ("? a\n: b\n", "?", "`?` begins a complex key"),
    ("[a]: b\n", "[a]", "key is a list or mapping"),
    ("a: {[b]: c}\n", "[", "key is a list or mapping"),
    ("a:\n\tb: 2\n\tc: 3\n", "\t", "tab in the indentation"),
    ("a: b\n\tc\n", "\t", "tab in the indentation"),
    ("a: |\n\tb\n", "\t", "tab in the indentation"),
    (
        "a: 1\r\nb: 2\nc: 3\r\n",
        "b: 2",
        "line ends with LF, and the first line with CRLF",
    ),
    (
        "a: 1\nb: 2\r\n",
        "b: 2",
        "line ends with CRLF, and the first line with LF",
    ),
    (
        "é:\n  'x': 1\n  \"\\x78\": 2\n",
        "\"\\x78\"",
        "key `x` appears twice, first on line 2",
    ),
    (
        "'it''s': 1\nb: 1\n\"it's\": 2\n",
        "\"it's\"",
        "key `it's` appears twice, first on line 1",
    ),
    (
        "a: {x: 1, y: 2, x: 3}\n",
        "x",
        "key `x` appears twice, first on line 1",
    ),
    (
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
        "<<<<<<< HEAD",
        "merge conflict is not resolved",
    ),
    (
        "a: 1\n>>>>>>> x\n",
        ">>>>>>> x",
        "merge conflict is not resolved",
    ),
    ("- a\n", "- a", "record is a list, and must be a mapping"),
    (
        "---\n# x\nhello\n",
        "hello",
        "record is a single text, and must be a mapping",
    ),
    ("# only\n", "", "record is empty"),
    ("a: \u{1b}\n", "\u{1b}", "control character U+001B"),
    (
        "a: b\rc\rd",
        "\r",
        "carriage return without a line feed, and 1 more like it",
    ),
];

#[test]
fn forbidden_syntax_is_found_at_its_place() {
    for (text, at, message) in FORBIDDEN.iter().copied() {
        assert_found(text, &[(at, message)]);
    }
}

/// Text, what stands at the fault, message.
const MALFORMED: &[(&str, &str, &str)] = &[
    ("title: é: b\n", ": b", "a colon stands where no key can be"),
    ("a: 1\né:b\nc: 2\n", "é:b", "no space after the colon"),
    ("a b\nc: 2\n", "a b", "key without a colon"),
    (
        "a: b\n  c: 2 # d\n",
        "c: 2 # d",
        "key is indented deeper than the one above it",
    ),
    (
        "a: b\n  c d: 2\n",
        ": 2",
        "a colon stands where no key can be",
    ),
    ("é: \"abc\nb: 1\n", "\"abc", "quote is never closed"),
    ("a: [1, 2\nb: 1\n", "[1, 2", "`[` is never closed"),
    ("a: {b: 1\n", "{b: 1", "`{` is never closed"),
    ("a: @x\n", "@x", "text may not begin with `@`"),
    (
        "a: 'it's'\n",
        "s'",
        "text stands behind the end of the value",
    ),
    (
        "a:\n  b: 1\n c: 2\n",
        "c: 2",
        "line does not fit the mapping or list around it",
    ),
    ("a: |\n x\nz\n", "z", "key without a colon"),
    (
        "a: \"\\q\"\n",
        "\\q\"",
        "backslash escape that YAML does not know",
    ),
    (
        "a: >q\n",
        "q",
        "text after `|` or `>` must begin on the next line",
    ),
    ("a: 1\na: 2\nb: [\n", "[", "bracket is never closed"),
];

#[test]
fn errors_of_syntax_are_told_at_their_place() {
    for (text, at, message) in MALFORMED.iter().copied() {
        assert_found(text, &[(at, message)]);
    }
}

#[test]
fn bytes_are_read_with_places_in_the_text_shown() {
    let read_one = |bytes: &[u8]| {
        let read = read(bytes);
        let [fault] = read.faults.as_slice() else {
            panic!("one fault: {:?}", read.faults);
        };
        (
            read.text[fault.span.start..fault.span.end].to_owned(),
            fault.message.clone(),
        )
    };
    assert_eq!(read("a: é\r\n".as_bytes()).faults, []);
    assert_eq!(
        read_one(b"a: \xE9\nb: \xE9\n"),
        (
            "\u{fffd}".into(),
            "bytes that are not UTF-8, at 2 places".into()
        )
    );
    assert_eq!(
        read_one(b"\xEF\xBB\xBFa: 1\n"),
        ("\u{feff}".into(), "byte order mark U+FEFF".into())
    );
    assert_eq!(
        read_one(b"a: \xC3\xA9\0\0\n"),
        ("\0".into(), "NUL byte, and 1 more like it".into())
    );
    let large = vec![b'#'; (1 << 20) + 1];
    assert_eq!(
        read_one(&large).1,
        "file has 1048577 bytes, more than the 1048576 a record may have"
    );
}

#[test]
fn hostile_texts_are_judged_without_the_parser() {
    let size = 1 << 20;
    let bomb: String = (0..50_000)
        .map(|n| format!("k{n}: &a{n} [*a{n}, *a{n}]\n"))
        .collect();
    assert_eq!(faults(&bomb).len(), 20);
    for part in ["[", "{", "- ", "{a: ", "a: [", "- - ? "] {
        let found = faults(&part.repeat(size / part.len()));
        assert_eq!(found.len(), 1, "{part}: {found:?}");
    }
    for part in [
        "\"",
        "'",
        "a: 1\n",
        "\n",
        "#\n",
        "&",
        "*a ",
        "! ",
        " ",
        "<<<<<<<\n",
        "|",
        ":",
        ",",
        "é",
        "--- ",
        "a: |\n",
    ] {
        let found = faults(&part.repeat(size / part.len()));
        assert!(
            (1..=MOST_FAULTS).contains(&found.len()),
            "{part}: {}",
            found.len()
        );
    }
}
