//! Values to write, the hard ones above all.
//! Texts to write them into are in `records`.

use proptest::prelude::*;

use crate::source::rewrite::Yaml;

/// Texts that readers of YAML take for something else, or that are hard to write.
pub(super) const HOSTILE: &[&str] = &[
    "",
    " ",
    "  x",
    "x  ",
    "\t",
    "x\ty",
    "~",
    "null",
    "yes",
    "No",
    "on",
    "off",
    "y",
    "true",
    "12:30",
    "12:30:00",
    "1:2",
    "1_000",
    "=",
    "<<",
    "2026-01-01",
    "2026-01-01T10:00:00Z",
    "012",
    "0x1F",
    "0o7",
    "1e3",
    ".5",
    "-1",
    "+1",
    ".inf",
    ".NaN",
    "1.",
    "-",
    "- x",
    "? x",
    "?",
    ":",
    ": x",
    "x: y",
    "x:",
    "x #y",
    "#x",
    "x#y",
    "x:?y",
    "&a",
    "*a",
    "!t",
    "%x",
    "@x",
    "`x`",
    "|",
    ">",
    "[x]",
    "{x}",
    "a, b",
    "'x'",
    "\"x\"",
    "it's",
    "back\\slash",
    "---",
    "--- x",
    "...",
    "é",
    "日本",
    "😀",
    "\u{1}",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}x",
    "\u{feff}x",
    "\u{fffe}",
    "a\r\nb",
    "a\rb",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    "\n",
    "\na",
    "\n\n",
    " a\nb",
    "a\n b\n",
    "a  \nb \n",
    "\ta\nb",
    "a\n\tb\n",
    "a\n\n\nb\n\n\n",
    "# a\nb",
    "a\n# b\n",
    "- a\n- b\n",
    "a: 1\nb: 2\n",
    "<<<<<<< x\n=======\n>>>>>>> y\n",
    "---\na\n...\n",
    "a\n  ",
    "  \na\n",
    "a\u{85}\nb",
    "a\n\u{0}b",
    "long words and more words, far more words than would fit on a single line of eighty",
];

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        1 => "[a-z é:#\\-\\n'\"]{0,12}",
        1 => "[a-z]{1,8}( [a-z]{1,8}){0,3}",
        1 => any::<String>(),
    ]
}

/// Returns texts, words, lists and mappings, a few levels deep.
pub(super) fn any_value() -> impl Strategy<Value = Yaml> {
    let leaf = prop_oneof![
        4 => any_text().prop_map(Yaml::Text),
        1 => prop::sample::select(&["5", "2026-01-01", "2026-01-01T10:00:00+01:00", "new", "in-review", "true", "1.5", "null", "[odd"])
            .prop_map(|word| Yaml::Bare(word.to_owned())),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Yaml::List),
            prop::collection::btree_map("[a-e]|on|é k|1", inner, 0..3)
                .prop_map(|map| Yaml::Map(map.into_iter().collect())),
        ]
    })
}
